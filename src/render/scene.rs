//! The drawing as geometry: shapes, curves and texts at their places, in pixels, in no format yet.

use crate::layout::label::Anchor;
use crate::layout::route::Curve;
use crate::layout::text::{Style, one_line};
use crate::layout::{Ground, Point, Rect};
use serde::Serialize;

/// A finished drawing. Later things lie on top of earlier ones: grounds, bands, ties, leaders, shapes, texts.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DrawOptions, compose};
///
/// let scene = compose(&Diagram::new("Nobody yet"), &DrawOptions::default())?;
/// assert_eq!((scene.title.as_str(), scene.ties.len()), ("Nobody yet", 0));
/// assert!(scene.width > scene.height); // landscape
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scene {
    /// Width of the page.
    pub width: f64,
    /// Height of the page.
    pub height: f64,
    /// What the drawing shows, for readers who cannot see it.
    pub title: String,
    /// More of the same.
    pub description: String,
    /// The language of its texts as a code like `ko`; empty if unknown.
    pub language: String,
    /// Land and sea of a map, rings around an actor.
    pub grounds: Vec<Ground>,
    /// Bands behind the drawing, one for each tier or column of a layout that keeps them apart.
    pub bands: Vec<Rect>,
    /// The ties.
    pub ties: Vec<Stroke>,
    /// Lines from discs to names that are farther off.
    pub leaders: Vec<(Point, Point)>,
    /// The discs of the actors and the samples of the legend.
    pub shapes: Vec<Glyph>,
    /// Everything written.
    pub texts: Vec<Text>,
}

impl Scene {
    /// Moves everything by (dx, dy) but not the page.
    pub(crate) fn shift(&mut self, dx: f64, dy: f64) {
        self.grounds = std::mem::take(&mut self.grounds).into_iter().map(|ground| ground.shifted(dx, dy)).collect();
        for band in &mut self.bands {
            *band = Rect { x: band.x + dx, y: band.y + dy, ..*band };
        }
        let moved = |Curve { from, bend, to }: Curve| {
            let [from, bend, to] = [from, bend, to].map(|point| point.shifted(dx, dy));
            Curve { from, bend, to }
        };
        for tie in &mut self.ties {
            tie.curve = moved(tie.curve);
            tie.onward = tie.onward.iter().copied().map(moved).collect();
        }
        for (from, to) in &mut self.leaders {
            (*from, *to) = (from.shifted(dx, dy), to.shifted(dx, dy));
        }
        for shape in &mut self.shapes {
            shape.center = shape.center.shifted(dx, dy);
        }
        for text in &mut self.texts {
            text.at = Rect::new(text.at.x + dx, text.at.y + dy, text.at.width, text.at.height);
        }
    }

    /// Adds a paragraph below what the scene holds, broken into lines of a given width; nothing if it is empty.
    pub(crate) fn stack(&mut self, text: &str, role: Role, style: Style, color: &'static str, width: f64) {
        let text = one_line(text);
        if !text.is_empty() {
            let lines = style.wrap(&text, width);
            let text = Text::new(role, lines, style, Point::new(0.0, self.height), color);
            self.height = text.at.bottom() + 2.0;
            self.texts.push(text);
        }
    }

    /// Puts another drawing on top.
    pub(crate) fn add(&mut self, other: Self) {
        self.grounds.extend(other.grounds);
        self.bands.extend(other.bands);
        self.ties.extend(other.ties);
        self.leaders.extend(other.leaders);
        self.shapes.extend(other.shapes);
        self.texts.extend(other.texts);
    }
}

/// A tie.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DiagramTie, DrawOptions, compose};
///
/// let mut diagram = Diagram::new("Two cities");
/// diagram.actors = ["smg", "athens"].map(|id| DiagramActor::new(id, "", "city")).into();
/// diagram.ties.push(DiagramTie::new(0, 1));
/// let scene = compose(&diagram, &DrawOptions::default())?;
/// assert!(scene.ties[0].arrow && !scene.ties[0].dashed); // one-way, recorded
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part of the look of a line, whatever the others are")]
pub struct Stroke {
    /// Its course, from rim to rim, or the first piece of it.
    pub curve: Curve,
    /// Further pieces of it, where one curve is not enough. They join, but where a tie leaves a map at one edge and comes back
    /// at the other.
    pub onward: Vec<Curve>,
    /// Its width.
    pub width: f64,
    /// Whether it is dashed.
    pub dashed: bool,
    /// Whether it has an arrowhead at its end.
    pub arrow: bool,
    /// Whether it stands out.
    pub emphasised: bool,
    /// Whether it is in the background.
    pub pale: bool,
    /// What a reader sees who points at it; empty for samples.
    pub tooltip: String,
}

/// The form of a disc. Forms differ by kind so that a grey print can still be read.
///
/// # Examples
/// ```
/// use proxeny::render::scene::Shape;
///
/// assert!(Shape::Circle.corners().is_empty());
/// assert_eq!(Shape::Triangle.corners().len(), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A circle.
    Circle,
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle on its side.
    Triangle,
    /// A hexagon.
    Hexagon,
    /// A triangle on its corner.
    Wedge,
    /// A cross.
    Cross,
    /// A star of five points.
    Star,
}

impl Shape {
    /// All forms, in the order in which kinds get them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Shape;
    ///
    /// assert_eq!(Shape::ALL[0], Shape::Circle); // the first kind of the legend
    /// assert!(Shape::ALL.iter().skip(1).all(|shape| shape.corners().len() >= 3));
    /// ```
    pub const ALL: [Self; 8] = [
        Self::Circle,
        Self::Square,
        Self::Diamond,
        Self::Triangle,
        Self::Hexagon,
        Self::Wedge,
        Self::Cross,
        Self::Star,
    ];

    /// The form of the kind at this position of the legend, and whether it is hollow: each form is used full, then hollow.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Shape;
    ///
    /// assert_eq!(Shape::of_kind(1), (Shape::Square, false));
    /// assert_eq!(Shape::of_kind(1 + Shape::ALL.len()), (Shape::Square, true)); // the same form, hollow
    /// ```
    pub fn of_kind(kind: usize) -> (Self, bool) {
        (Self::ALL[kind % Self::ALL.len()], kind / Self::ALL.len() % 2 == 1)
    }

    /// Corners around the origin for radius 1; none for a circle. Areas are about equal.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Shape;
    ///
    /// assert_eq!(Shape::Hexagon.corners().len(), 6);
    /// assert!(Shape::Wedge.corners().iter().any(|(_, y)| *y > 1.0)); // it stands on its corner
    /// ```
    pub fn corners(self) -> &'static [(f64, f64)] {
        match self {
            Self::Circle => &[],
            Self::Square => &[(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)],
            Self::Diamond => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
            Self::Triangle => &[(0.0, -1.12), (1.1, 0.9), (-1.1, 0.9)],
            Self::Hexagon => {
                &[(1.08, 0.0), (0.54, 0.935), (-0.54, 0.935), (-1.08, 0.0), (-0.54, -0.935), (0.54, -0.935)]
            }
            Self::Wedge => &[(0.0, 1.12), (1.1, -0.9), (-1.1, -0.9)],
            Self::Cross => &[
                (-0.42, -1.1),
                (0.42, -1.1),
                (0.42, -0.42),
                (1.1, -0.42),
                (1.1, 0.42),
                (0.42, 0.42),
                (0.42, 1.1),
                (-0.42, 1.1),
                (-0.42, 0.42),
                (-1.1, 0.42),
                (-1.1, -0.42),
                (-0.42, -0.42),
            ],
            Self::Star => &[
                (0.0, -1.3),
                (0.353, -0.485),
                (1.236, -0.402),
                (0.571, 0.185),
                (0.764, 1.052),
                (0.0, 0.6),
                (-0.764, 1.052),
                (-0.571, 0.185),
                (-1.236, -0.402),
                (-0.353, -0.485),
            ],
        }
    }

    /// How far the form of radius 1 reaches.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Shape;
    ///
    /// for shape in Shape::ALL {
    ///     let far = shape.corners().iter().map(|(x, y)| (x * x + y * y).sqrt()).fold(1.0, f64::max);
    ///     assert!(far < shape.reach() + 0.15, "{shape:?} {far}");
    /// }
    /// ```
    pub fn reach(self) -> f64 {
        match self {
            Self::Circle => 1.0,
            Self::Hexagon => 1.1,
            Self::Triangle | Self::Wedge | Self::Star => 1.32,
            _ => 1.22,
        }
    }
}

/// A disc of an actor, or a sample of the legend.
///
/// # Examples
/// ```
/// use proxeny::render::scene::Shape;
/// use proxeny::render::{Diagram, DiagramActor, DrawOptions, LegendEntry, compose};
///
/// let mut diagram = Diagram::new("One city");
/// diagram.actors.push(DiagramActor::new("smg", "Seoul", "city"));
/// diagram.legend.push(LegendEntry { key: "city".into(), color: "#2a9d8f".into(), ..LegendEntry::default() });
/// let scene = compose(&diagram, &DrawOptions::default())?;
/// let disc = scene.shapes.iter().find(|shape| shape.id.as_deref() == Some("smg")).expect("it is drawn");
/// assert_eq!((disc.shape, disc.color.as_str()), (Shape::Circle, "#2a9d8f"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Glyph {
    /// The actor, if it is one.
    pub id: Option<String>,
    /// Its form.
    pub shape: Shape,
    /// Its middle.
    pub center: Point,
    /// Its radius.
    pub radius: f64,
    /// Its colour.
    pub color: String,
    /// Whether only its rim is coloured.
    pub hollow: bool,
    /// Whether it stands out.
    pub emphasised: bool,
    /// Whether it is in the background.
    pub pale: bool,
    /// What a reader sees who points at it; empty for samples.
    pub tooltip: String,
}

/// What a text is for.
///
/// # Examples
/// ```
/// use proxeny::render::scene::Role;
/// use proxeny::render::{Diagram, DrawOptions, compose};
///
/// let scene = compose(&Diagram::new("Nobody yet"), &DrawOptions::default())?;
/// let title = scene.texts.iter().find(|text| text.role == Role::Title).expect("every page has one");
/// assert_eq!(title.lines, ["Nobody yet"]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The name of an actor at its disc.
    Label,
    /// The number of an actor at its disc.
    Number,
    /// A number with its name, in the key.
    Key,
    /// Title and subtitle.
    Title,
    /// What a part of the drawing is called: a band, a column, one drawing of several.
    Heading,
    /// How many ties a line stands for.
    Count,
    /// Explains colours, sizes and lines.
    Legend,
    /// A footnote.
    Note,
}

impl Role {
    /// Its name in files.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Role;
    ///
    /// assert_eq!(Role::Legend.name(), "legend");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Number => "number",
            Self::Key => "key",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Count => "count",
            Self::Legend => "legend",
            Self::Note => "note",
        }
    }
}

/// Something written.
///
/// # Examples
/// ```
/// use proxeny::layout::Rect;
/// use proxeny::render::{Diagram, DrawOptions, compose};
///
/// let mut diagram = Diagram::new("Nobody yet");
/// diagram.footnotes.push("Public sources read in November 2026.".into());
/// let scene = compose(&diagram, &DrawOptions::default())?;
/// let page = Rect::new(0.0, 0.0, scene.width, scene.height);
/// assert!(scene.texts.iter().all(|text| page.contains(&text.at)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Text {
    /// What for.
    pub role: Role,
    /// The actor it names, if any.
    pub id: Option<String>,
    /// Its lines.
    pub lines: Vec<String>,
    /// The box that holds it in any of the fonts asked for.
    pub at: Rect,
    /// Text size.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Where in its box it is anchored.
    pub anchor: Anchor,
    /// Its colour.
    pub color: &'static str,
}

impl Text {
    /// Lines that begin at `corner`.
    pub(crate) fn new(role: Role, lines: Vec<String>, style: Style, corner: Point, color: &'static str) -> Self {
        let (width, height) = style.block(&lines);
        let at = Rect::new(corner.x, corner.y, width, height);
        let Style { size, bold } = style;
        Self { role, id: None, lines, at, size, bold, anchor: Anchor::Start, color }
    }
}
