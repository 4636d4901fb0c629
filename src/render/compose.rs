//! The page: title, drawing, key, legend and footnotes, one below the other.

use super::diagram::Diagram;
use super::key::{Entry, SIZE, key};
use super::legend::foot;
use super::options::DrawOptions;
use super::plot::{Sizes, plot};
use super::scene::{Role, Scene};
use crate::error::{Error, ErrorKind};
use crate::layout::text::{Style, one_line};
use crate::layout::{self, Form, LAYOUTS, Layout, Rect, Subject};

/// Margin of the page in pixels: 9 mm.
const MARGIN: f64 = 34.0;
/// Between the parts of the page.
const GAP: f64 = 10.0;
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
    let pairs: Vec<(usize, usize)> = diagram.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let tiers: Vec<usize> = diagram.actors.iter().map(|actor| actor.tier).collect();
    let form = chosen(options)?.form(&Subject { tiers: &tiers, ties: &pairs, seed: options.seed });
    let (mut width, mut height) = options.paper.size();
    // A page that grows keeps its sizes, else its discs would take the room that it gains.
    let sizes = Sizes::new(diagram, 0.7 * width * height);
    let mut page = Page::new(diagram, &sizes, width, height);
    loop {
        if let Some(scene) = page.fill(&form, options) {
            return Ok(scene);
        }
        (width, height) = (width * GROWTH, height * GROWTH);
        page = Page::new(diagram, &sizes, width, height);
    }
}

fn chosen(options: &DrawOptions) -> Result<&'static dyn Layout, Error> {
    let Some(name) = &options.layout else { return Ok(LAYOUTS[0]) };
    let known = || LAYOUTS.iter().map(|layout| layout.name()).collect::<Vec<_>>().join(", ");
    layout::find(name)
        .ok_or_else(|| ErrorKind::Parameter(format!("`{name}` is no layout; there are {}", known())).into())
}

/// A page with everything but the drawing and its key.
struct Page<'a> {
    diagram: &'a Diagram,
    width: f64,
    height: f64,
    sizes: &'a Sizes,
    head: Scene,
    foot: Scene,
}

impl<'a> Page<'a> {
    fn new(diagram: &'a Diagram, sizes: &'a Sizes, width: f64, height: f64) -> Self {
        let inner = width - 2.0 * MARGIN;
        let (head, foot) = (head(diagram, inner), foot(diagram, sizes, inner));
        Self { diagram, width, height, sizes, head, foot }
    }

    /// Draws with room for a key as long as the last try needed, until that is enough; `None` if the page is too
    /// small even without a key.
    fn fill(&self, form: &Form, options: &DrawOptions) -> Option<Scene> {
        let mut room = 0.0;
        let (mut drawing, mut list, mut frame) = self.attempt(form, options, room)?;
        for _ in 0..3 {
            if list.height <= room {
                break;
            }
            // A line more than needed now, for the smaller frame may take a name or two less.
            room = list.height + 2.0 * SIZE;
            // Where that makes the frame too small, the page grows downwards instead.
            let Some(next) = self.attempt(form, options, room) else { break };
            (drawing, list, frame) = next;
        }
        Some(self.assemble(drawing, list, frame))
    }

    fn attempt(&self, form: &Form, options: &DrawOptions, room: f64) -> Option<(Scene, Scene, Rect)> {
        let around = 2.0 * MARGIN + self.head.height + self.foot.height + 2.0 * GAP;
        let below = if room > 0.0 { room + GAP } else { 0.0 };
        let height = (self.height - around - below).max(LEAST * self.height);
        let frame = Rect::new(MARGIN, MARGIN + self.head.height + GAP, self.width - 2.0 * MARGIN, height);
        let drawn = plot(self.diagram, form, self.sizes, frame, options.max_labels)?;
        let name = |&i: &usize| one_line(self.diagram.actors[i].name());
        let names: Vec<String> = drawn.numbered.iter().map(name).collect();
        let listed = drawn.numbered.iter().zip(&names).enumerate();
        let entries: Vec<Entry> =
            listed.map(|(at, (&i, name))| Entry { number: at + 1, id: &self.diagram.actors[i].id, name }).collect();
        let list = key(&entries, &self.diagram.words.key, frame.width);
        Some((drawn.scene, list, frame))
    }

    fn assemble(&self, drawing: Scene, mut list: Scene, frame: Rect) -> Scene {
        let mut scene = self.head.clone();
        scene.shift(MARGIN, MARGIN);
        scene.add(drawing);
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

fn head(diagram: &Diagram, width: f64) -> Scene {
    let mut scene = Scene::default();
    scene.stack(&diagram.title, Role::Title, Style::bold(22.0), "#111", width);
    scene.stack(&diagram.subtitle, Role::Title, Style::regular(12.5), "#444", width);
    scene
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
