//! The page: title, drawing, key, legend and footnotes, one below the other.

use super::diagram::Diagram;
use super::key::{Entry, key};
use super::legend::legend;
use super::options::DrawOptions;
use super::plot::{Plot, Sizes, plot};
use super::scene::{Role, Scene, Text};
use crate::error::Error;
use crate::layout::force::Form;
use crate::layout::label::Anchor;
use crate::layout::text::{Style, one_line};
use crate::layout::{Force, Rect};

/// Margin of the page in pixels: 9 mm.
const MARGIN: f64 = 34.0;
/// Between the parts of the page.
const GAP: f64 = 10.0;
/// The least share of the height of the page that the drawing gets.
const LEAST: f64 = 0.5;
/// How often a page grows at most, each time by [`GROWTH`].
const GROWTHS: usize = 40;
const GROWTH: f64 = 1.12;

/// Lays the diagram out on a page. The page grows beyond its paper where discs, numbers or the key need more room: text keeps
/// its size.
///
/// # Complexity
/// O(n² log n) for up to 1,000 actors, near O(n log n) above, see [`Force`].
///
/// # Errors
/// If the diagram is not sound, see [`Diagram::check`].
pub fn compose(diagram: &Diagram, options: &DrawOptions) -> Result<Scene, Error> {
    diagram.check()?;
    let pairs: Vec<(usize, usize)> = diagram.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let form = Force::new(options.seed).unfold(diagram.actors.len(), &pairs);
    let (mut width, mut height) = options.paper.size();
    let mut page = Page::new(diagram, width, height);
    for _ in 0..GROWTHS {
        let (scene, fits) = page.fill(&form, options);
        if fits {
            return Ok(scene);
        }
        (width, height) = (width * GROWTH, height * GROWTH);
        page = Page::new(diagram, width, height);
    }
    Ok(page.fill(&form, options).0)
}

/// A page with everything but the drawing and its key.
struct Page<'a> {
    diagram: &'a Diagram,
    width: f64,
    height: f64,
    sizes: Sizes,
    head: Scene,
    foot: Scene,
}

impl<'a> Page<'a> {
    fn new(diagram: &'a Diagram, width: f64, height: f64) -> Self {
        let inner = width - 2.0 * MARGIN;
        let sizes = Sizes::new(diagram, 0.75 * inner * height);
        let (head, foot) = (head(diagram, inner), foot(diagram, &sizes, inner));
        Self { diagram, width, height, sizes, head, foot }
    }

    /// Draws with room for a key as long as the last try needed, until that is enough.
    fn fill(&self, form: &Form, options: &DrawOptions) -> (Scene, bool) {
        let mut room = 0.0;
        let (mut drawn, mut list, mut frame) = self.attempt(form, options, room);
        for _ in 0..3 {
            if !drawn.fits || list.height <= room {
                break;
            }
            room = list.height;
            (drawn, list, frame) = self.attempt(form, options, room);
        }
        let fits = drawn.fits;
        (self.assemble(drawn.scene, list, frame), fits)
    }

    fn attempt(&self, form: &Form, options: &DrawOptions, room: f64) -> (Plot, Scene, Rect) {
        let around = 2.0 * MARGIN + self.head.height + self.foot.height + 2.0 * GAP;
        let below = if room > 0.0 { room + GAP } else { 0.0 };
        let height = (self.height - around - below).max(LEAST * self.height);
        let frame = Rect::new(MARGIN, MARGIN + self.head.height + GAP, self.width - 2.0 * MARGIN, height);
        let drawn = plot(self.diagram, form, &self.sizes, frame, options.max_labels);
        let name = |&i: &usize| one_line(self.diagram.actors[i].name());
        let names: Vec<String> = drawn.numbered.iter().map(name).collect();
        let listed = drawn.numbered.iter().zip(&names).enumerate();
        let entries: Vec<Entry> =
            listed.map(|(at, (&i, name))| Entry { number: at + 1, id: &self.diagram.actors[i].id, name }).collect();
        let list = key(&entries, &self.diagram.words.key, frame.width);
        (drawn, list, frame)
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
        scene
    }
}

fn head(diagram: &Diagram, width: f64) -> Scene {
    let mut scene = Scene::default();
    stack(&mut scene, &diagram.title, Role::Title, Style::bold(22.0), "#111", width);
    stack(&mut scene, &diagram.subtitle, Role::Title, Style::regular(12.5), "#444", width);
    scene
}

fn foot(diagram: &Diagram, sizes: &Sizes, width: f64) -> Scene {
    let mut scene = legend(diagram, sizes, width);
    if scene.height > 0.0 && !diagram.footnotes.is_empty() {
        scene.height += GAP;
    }
    for note in &diagram.footnotes {
        stack(&mut scene, note, Role::Note, Style::regular(9.5), "#555", width);
    }
    scene
}

/// Adds a paragraph below what the scene holds.
fn stack(scene: &mut Scene, text: &str, role: Role, style: Style, color: &'static str, width: f64) {
    let text = one_line(text);
    if text.is_empty() {
        return;
    }
    let lines = style.wrap(&text, width);
    let (wide, high) = style.block(&lines);
    let at = Rect::new(0.0, scene.height, wide, high);
    let Style { size, bold } = style;
    scene.texts.push(Text { role, id: None, lines, at, size, bold, anchor: Anchor::Start, color });
    scene.height += high + 2.0;
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
