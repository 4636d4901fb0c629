//! The page: title, drawing, key, legend and footnotes, one below the other.

use super::diagram::Diagram;
use super::key::{Entry, SIZE, key};
use super::legend::{foot, notes, side};
use super::naming::Naming;
use super::options::{DrawOptions, Paper};
use super::plot::Plot;
use super::scene::{Role, Scene, Text};
use super::sizes::Sizes;
use crate::error::{Error, ErrorKind};
use crate::layout::text::{Style, one_line};
use crate::layout::{self, Form, LAYOUTS, Layout, Point, Rect, Subject};

/// Margin of the page in pixels: 9 mm.
const MARGIN: f64 = 34.0;
/// Between the parts of the page.
const GAP: f64 = 10.0;
/// Between the drawing and a legend at its side.
const BESIDE: f64 = 18.0;
/// How often a page grows for the names of a list alone.
const PATIENT: usize = 8;
/// The least share of the height of the page that the drawing gets.
const LEAST: f64 = 0.62;
/// By how much a page grows on which there is not enough room.
const GROWTH: f64 = 1.12;

/// Lays the diagram out on a page. The page grows beyond its paper where discs, numbers or the key need more room: text keeps
/// its size.
///
/// # Complexity
/// O(n² log n) for up to 1,000 actors, near O(n log n) above, see [`Force`](crate::layout::Force).
///
/// # Errors
/// If the diagram is not sound, see [`Diagram::check`], or there is no such layout.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DiagramTie, DrawOptions, compose};
///
/// let mut diagram = Diagram::new("Two cities");
/// diagram.actors.push(DiagramActor::new("smg", "Seoul", "city_government"));
/// diagram.actors.push(DiagramActor::new("athens", "Athens", "foreign_city"));
/// diagram.ties.push(DiagramTie::new(0, 1));
/// let scene = compose(&diagram, &DrawOptions::default())?;
/// assert!(scene.texts.iter().any(|text| text.lines == ["Athens"]));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn compose(diagram: &Diagram, options: &DrawOptions) -> Result<Scene, Error> {
    diagram.check()?;
    let form = chosen(options)?.form(&Told::of(diagram).subject(options.seed));
    let (mut width, mut height) = options.paper.size();
    let area = 0.7 * width * height / diagram.panels.len().max(1) as f64;
    let naming = Naming::of(diagram, options, area, form.shape().is_list());
    // A page that grows keeps its sizes, else its discs would take the room that it gains.
    let sizes = Sizes::new(diagram, area, form.shape().disc_scale(), naming);
    for tries in 0.. {
        let page = Page::new(diagram, &sizes, (width, height), options.paper, naming);
        if let Some(scene) = page.fill(&form, tries < PATIENT) {
            return Ok(scene);
        }
        (width, height) = (width * GROWTH, height * GROWTH);
    }
    Err(ErrorKind::Parameter("no page is large enough for the diagram".to_owned()).into())
}

fn chosen(options: &DrawOptions) -> Result<&'static dyn Layout, Error> {
    let Some(name) = &options.layout else { return Ok(LAYOUTS[0]) };
    let known = || LAYOUTS.iter().map(|layout| layout.name()).collect::<Vec<_>>().join(", ");
    layout::find(name)
        .ok_or_else(|| ErrorKind::Parameter(format!("`{name}` is no layout; there are {}", known())).into())
}

/// What a layout is told of a diagram.
struct Told {
    tiers: Vec<usize>,
    ties: Vec<(usize, usize)>,
    kinds: Vec<usize>,
    places: Vec<Option<(f64, f64)>>,
    columns: Vec<usize>,
    focal: Option<usize>,
}

impl Told {
    fn of(diagram: &Diagram) -> Self {
        let actors = || diagram.actors.iter();
        Self {
            tiers: actors().map(|actor| actor.tier).collect(),
            ties: diagram.ties.iter().map(|tie| (tie.from, tie.to)).collect(),
            kinds: actors().map(|actor| diagram.kind_index(&actor.kind)).collect(),
            places: actors().map(|actor| actor.lat.zip(actor.lon)).collect(),
            columns: actors().map(|actor| actor.column).collect(),
            focal: actors().position(|actor| actor.emphasised),
        }
    }

    fn subject(&self, seed: u64) -> Subject<'_> {
        let Self { tiers, ties, kinds, places, columns, focal } = self;
        Subject { tiers, ties, seed, kinds, places, columns, focal: *focal }
    }
}

/// A page with everything but the drawing and its key.
struct Page<'a> {
    diagram: &'a Diagram,
    width: f64,
    height: f64,
    /// Whether it keeps its shape, as a slide does, and has its legend at the side.
    is_slide: bool,
    naming: Naming,
    sizes: &'a Sizes,
    head: Scene,
    side: Scene,
    foot: Scene,
}

impl<'a> Page<'a> {
    fn new(diagram: &'a Diagram, sizes: &'a Sizes, (width, height): (f64, f64), paper: Paper, naming: Naming) -> Self {
        let inner = width - 2.0 * MARGIN;
        let unnamed = naming.leaves_out(diagram);
        let is_slide = paper == Paper::Slide;
        let (side, foot) = if is_slide {
            (side(diagram, sizes, unnamed), notes(diagram, inner, unnamed))
        } else {
            (Scene::default(), foot(diagram, sizes, inner, unnamed))
        };
        Self { diagram, width, height, is_slide, naming, sizes, head: head(diagram, inner), side, foot }
    }

    /// Draws with room for a key as long as the last try needed, until that is enough; `None` if the page is too
    /// small even without a key. `all_of_a_list` asks for a page on which a list has room for all names.
    fn fill(&self, form: &Form, all_of_a_list: bool) -> Option<Scene> {
        let mut room = 0.0;
        let (mut drawing, mut list, mut frame) = self.attempt(form, all_of_a_list, room)?;
        for _ in 0..3 {
            if list.height <= room {
                break;
            }
            // A line more than needed now, for the smaller frame may take a name or two less.
            room = list.height + 2.0 * SIZE;
            // Where that makes the frame too small, the page grows downwards instead.
            let Some(next) = self.attempt(form, all_of_a_list, room) else { break };
            (drawing, list, frame) = next;
        }
        let scene = self.assemble(drawing, list, frame);
        (!self.is_slide || scene.height <= self.height).then_some(scene)
    }

    fn attempt(&self, form: &Form, all_of_a_list: bool, room: f64) -> Option<(Scene, Scene, Rect)> {
        let around = 2.0 * MARGIN + self.head.height + self.foot.height + 2.0 * GAP;
        let below = if room > 0.0 { room + GAP } else { 0.0 };
        let least = if self.is_slide { self.side.height } else { LEAST * self.height };
        let height = (self.height - around - below).max(least);
        let beside = if self.is_slide { self.side.width + BESIDE } else { 0.0 };
        let frame = Rect::new(MARGIN, MARGIN + self.head.height + GAP, self.width - 2.0 * MARGIN - beside, height);
        let cells = cells(frame, self.diagram.panels.len());
        let drawn = Plot::new(self.diagram, form, self.sizes, cells[0], (self.naming, all_of_a_list))?;
        let name = |&i: &usize| one_line(self.diagram.actors[i].name());
        let names: Vec<String> = drawn.numbered.iter().map(name).collect();
        let listed = drawn.numbered.iter().zip(&names).enumerate();
        let entries: Vec<Entry> =
            listed.map(|(at, (&i, name))| Entry { number: at + 1, id: &self.diagram.actors[i].id, name }).collect();
        let list = key(&entries, &self.diagram.words.key, self.width - 2.0 * MARGIN);
        Some((panels(self.diagram, &drawn, &cells), list, frame))
    }

    fn assemble(&self, drawing: Scene, mut list: Scene, frame: Rect) -> Scene {
        let mut scene = self.head.clone();
        scene.shift(MARGIN, MARGIN);
        scene.add(drawing);
        let mut side = self.side.clone();
        side.shift(self.width - MARGIN - side.width, frame.y);
        scene.add(side);
        let mut y = frame.bottom() + GAP;
        if list.height > 0.0 {
            list.shift(MARGIN, y);
            y += list.height + GAP;
            scene.add(list);
        }
        let mut foot = self.foot.clone();
        let bottom = y + foot.height + MARGIN;
        foot.shift(MARGIN, y);
        scene.add(foot);
        (scene.width, scene.height) = (self.width, bottom.max(self.height));
        scene.title = one_line(&self.diagram.title);
        scene.description = one_line(&self.diagram.subtitle);
        scene.language.clone_from(&self.diagram.language);
        scene
    }
}

/// Between panels, and the height of the title of one.
const GUTTER: f64 = 18.0;
const TITLE: f64 = 22.0;

/// The parts of the frame for the drawings of so many panels, as near to square as the number allows; all of it without any.
fn cells(frame: Rect, panels: usize) -> Vec<Rect> {
    if panels == 0 {
        return vec![frame];
    }
    let columns = (panels as f64).sqrt().ceil();
    let rows = (panels as f64 / columns).ceil();
    let width = (frame.width - GUTTER * (columns - 1.0)) / columns;
    let height = (frame.height - GUTTER * (rows - 1.0)) / rows;
    let cell = |at: usize| {
        let (row, column) = ((at as f64 / columns).floor(), at as f64 % columns);
        let (x, y) = (frame.x + column * (width + GUTTER), frame.y + row * (height + GUTTER));
        Rect::new(x, y + TITLE, width, height - TITLE)
    };
    (0..panels).map(cell).collect()
}

/// The drawing, or one for each panel with its title above.
fn panels(diagram: &Diagram, drawn: &Plot, cells: &[Rect]) -> Scene {
    if diagram.panels.is_empty() {
        return drawn.paint(0);
    }
    let mut all = Scene::default();
    for (view, (panel, cell)) in diagram.panels.iter().zip(cells).enumerate() {
        let mut scene = drawn.paint(view);
        scene.shift(cell.x - cells[0].x, cell.y - cells[0].y);
        if scene.bands.len() % 2 == 1 {
            scene.bands.push(Rect::default()); // every other band is tinted, in each panel from the first
        }
        let style = Style::bold(13.5);
        let lines = style.wrap(&one_line(&panel.title), cell.width).into_iter().take(1).collect();
        scene.texts.push(Text::new(Role::Heading, lines, style, Point::new(cell.x, cell.y - TITLE), "#111"));
        all.add(scene);
    }
    all
}

fn head(diagram: &Diagram, width: f64) -> Scene {
    let mut scene = Scene::default();
    scene.stack(&diagram.title, Role::Title, Style::bold(22.0), "#111", width);
    scene.stack(&diagram.subtitle, Role::Title, Style::regular(12.5), "#444", width);
    scene
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
