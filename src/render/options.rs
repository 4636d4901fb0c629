//! How a diagram is drawn.

use super::media::{FontSource, Pixels};
use super::naming::Names;
use super::theme::Theme;

/// A sheet of paper in landscape, or a slide.
///
/// # Examples
/// ```
/// use proxeny::render::Paper;
///
/// assert_eq!(Paper::default(), Paper::A3);
/// assert!(Paper::A2.size().0 > Paper::A3.size().0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 594 × 420 mm.
    A2,
    /// 420 × 297 mm. This is the default.
    #[default]
    A3,
    /// A slide of 16:9, 1280 × 720 pixels, with its legend at the right.
    Slide,
    /// 297 × 210 mm.
    A4,
}

impl Paper {
    /// All of them, the largest first.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Paper;
    ///
    /// assert!(Paper::ALL.iter().is_sorted_by(|a, b| a.size().0 > b.size().0)); // the largest first
    /// ```
    pub const ALL: [Self; 4] = [Self::A2, Self::A3, Self::Slide, Self::A4];

    /// Its name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Paper;
    ///
    /// assert!(Paper::ALL.into_iter().all(|paper| Paper::find(paper.name()) == Some(paper)));
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::A2 => "A2",
            Self::A3 => "A3",
            Self::Slide => "slide",
            Self::A4 => "A4",
        }
    }

    /// The paper of this name, in whatever case.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Paper;
    ///
    /// assert_eq!((Paper::find("a4"), Paper::find("letter")), (Some(Paper::A4), None));
    /// ```
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name().eq_ignore_ascii_case(name))
    }

    /// Width and height in pixels, of which 96 make an inch.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Paper;
    ///
    /// let (width, height) = Paper::A4.size();
    /// assert_eq!((width.round(), height.round()), (1123.0, 794.0)); // 297 × 210 mm at 96 pixels an inch
    /// ```
    pub fn size(self) -> (f64, f64) {
        let (width, height) = match self {
            Self::A2 => (594.0, 420.0),
            Self::A3 => (420.0, 297.0),
            Self::Slide => return (1280.0, 720.0),
            Self::A4 => (297.0, 210.0),
        };
        (width / 25.4 * 96.0, height / 25.4 * 96.0)
    }
}

/// A layout engine of Graphviz, named in DOT.
///
/// # Examples
/// ```
/// use proxeny::render::Engine;
///
/// assert_eq!("twopi".parse(), Ok(Engine::Twopi));
/// assert!("patchwork".parse::<Engine>().unwrap_err().starts_with("`patchwork` is no engine"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Layers from top to bottom.
    Dot,
    /// Springs, for small networks.
    Neato,
    /// Forces, for networks of middle size.
    Fdp,
    /// Forces, for networks of any size. This is the default.
    #[default]
    Sfdp,
    /// Circles.
    Circo,
    /// Rings around one actor.
    Twopi,
}

impl Engine {
    /// All of them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Engine;
    ///
    /// assert!(Engine::ALL.into_iter().all(|engine| engine.name().parse() == Ok(engine)));
    /// ```
    pub const ALL: [Self; 6] = [Self::Dot, Self::Neato, Self::Fdp, Self::Sfdp, Self::Circo, Self::Twopi];

    /// Its name in Graphviz.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Engine;
    ///
    /// assert_eq!(Engine::default().name(), "sfdp");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Fdp => "fdp",
            Self::Sfdp => "sfdp",
            Self::Circo => "circo",
            Self::Twopi => "twopi",
        }
    }
}

impl std::str::FromStr for Engine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("`{text}` is no engine; write {}", Self::ALL.map(Self::name).join(", "));
        Self::ALL.into_iter().find(|engine| engine.name() == text).ok_or_else(known)
    }
}

/// How a diagram is drawn.
///
/// # Examples
/// ```
/// use proxeny::render::{DrawOptions, Paper};
///
/// let options = DrawOptions::default().paper(Paper::A4).seed(7).max_labels(20);
/// assert_eq!((options.paper, options.seed, options.max_labels), (Paper::A4, 7, Some(20)));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DrawOptions {
    /// Fixes the random start of the layout. This is 0 by default.
    pub seed: u64,
    /// The paper. This is A3 by default. A page grows beyond its paper where the text would not stay readable.
    pub paper: Paper,
    /// The most names in the drawing itself; further ones go to the key. By default there is no limit but the room.
    pub max_labels: Option<usize>,
    /// Whose names are written at all. These are [`Names::Fitting`] by default.
    pub names: Names,
    /// The engine that DOT names; other formats are laid out here. This is sfdp by default.
    pub engine: Engine,
    /// The name of the layout, see [`LAYOUTS`](crate::layout::LAYOUTS). This is the first of them by default.
    pub layout: Option<String>,
    /// The theme. This is the light one by default.
    pub theme: Theme,
    /// Where PNG and PDF take their fonts from. This is nowhere by default, and neither can be drawn without a font.
    pub fonts: Vec<FontSource>,
    /// How many pixels a PNG has. These are two for each pixel of the page by default: 192 an inch.
    pub pixels: Pixels,
}

impl DrawOptions {
    /// With another seed.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::DrawOptions;
    ///
    /// assert_eq!(DrawOptions::default().seed(7).seed, 7);
    /// assert_ne!(DrawOptions::default().seed(7), DrawOptions::default());
    /// ```
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// On other paper.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{Diagram, DrawOptions, Paper, compose};
    ///
    /// let width = |paper| compose(&Diagram::new("Empty"), &DrawOptions::default().paper(paper)).map(|scene| scene.width);
    /// assert!(width(Paper::A2)? > width(Paper::A4)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn paper(mut self, paper: Paper) -> Self {
        self.paper = paper;
        self
    }

    /// With another engine in DOT.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{DrawOptions, Engine};
    ///
    /// assert_eq!(DrawOptions::default().engine(Engine::Circo).engine, Engine::Circo);
    /// ```
    #[must_use]
    pub fn engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// With the layout of this name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{Diagram, DrawOptions, compose};
    ///
    /// let draw = |layout| compose(&Diagram::new("Nobody"), &DrawOptions::default().layout(layout));
    /// assert!(draw("layered").is_ok());
    /// assert!(draw("spiral").unwrap_err().to_string().contains("force, layered"));
    /// ```
    #[must_use]
    pub fn layout(mut self, name: impl Into<String>) -> Self {
        self.layout = Some(name.into());
        self
    }

    /// In another theme.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{DrawOptions, Theme};
    ///
    /// assert_eq!(DrawOptions::default().theme(Theme::Print).theme, Theme::Print);
    /// ```
    #[must_use]
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// With one more place to take fonts from; earlier ones are asked first.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{DrawOptions, FontSource};
    ///
    /// assert_eq!(DrawOptions::default().font(FontSource::System).fonts, [FontSource::System]);
    /// ```
    #[must_use]
    pub fn font(mut self, source: FontSource) -> Self {
        self.fonts.push(source);
        self
    }

    /// With another number of pixels in a PNG.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{DrawOptions, Pixels};
    ///
    /// assert_eq!(DrawOptions::default().pixels(Pixels::Width(1600)).pixels, Pixels::Width(1600));
    /// ```
    #[must_use]
    pub fn pixels(mut self, pixels: Pixels) -> Self {
        self.pixels = pixels;
        self
    }

    /// With the names of others.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Role;
    /// use proxeny::render::{Diagram, DiagramActor, DrawOptions, Names, compose};
    ///
    /// let mut diagram = Diagram::new("Three cities");
    /// diagram.actors = ["Seoul", "Athens", "Rome"].map(|name| DiagramActor::new(name, name, "city")).into();
    /// let scene = compose(&diagram, &DrawOptions::default().names(Names::First(1)))?;
    /// let written = |role| scene.texts.iter().filter(|text| text.role == role).count();
    /// assert_eq!((written(Role::Label), written(Role::Number)), (1, 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn names(mut self, names: Names) -> Self {
        self.names = names;
        self
    }

    /// With at most so many names in the drawing itself; all others stand in the key.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::scene::Role;
    /// use proxeny::render::{Diagram, DiagramActor, DrawOptions, compose};
    ///
    /// let mut diagram = Diagram::new("Three cities");
    /// diagram.actors = ["Seoul", "Athens", "Rome"].map(|name| DiagramActor::new(name, name, "city")).into();
    /// let scene = compose(&diagram, &DrawOptions::default().max_labels(1))?;
    /// assert_eq!(scene.texts.iter().filter(|text| text.role == Role::Label).count(), 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_labels(mut self, most: usize) -> Self {
        self.max_labels = Some(most);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Paper;

    #[test]
    fn paper_is_found_by_name() {
        assert_eq!(Paper::find("a2"), Some(Paper::A2));
        assert_eq!(Paper::find("letter"), None);
        assert!((Paper::A3.size().0 - 1587.4).abs() < 0.1);
    }
}
