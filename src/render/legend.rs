//! The foot of the page: kinds with their colour, form and count, the scale of sizes, the lines, and the footnotes.

use super::diagram::{Diagram, DiagramTie};
use super::scene::{Glyph, Role, Scene, Shape, Stroke, Text};
use super::sizes::Sizes;
use crate::layout::Point;
use crate::layout::route::Curve;
use crate::layout::text::{Style, one_line};

/// Text size of the legend in pixels: 7.9 pt.
const SIZE: f64 = 10.5;
/// Between its parts.
const GUTTER: f64 = 30.0;
/// From the left of an entry to its text.
const INDENT: f64 = 18.0;
const INK: &str = "#222";
/// The widest that a part with running text may be.
const WIDEST: f64 = 230.0;

/// The width of a legend at the side of a slide.
const SIDE: f64 = 216.0;

/// The foot of the page from the origin in a given width; the height of the scene is what it needs. `unnamed` tells that some
/// have no name.
pub(crate) fn foot(diagram: &Diagram, sizes: &Sizes, width: f64, unnamed: bool) -> Scene {
    let limit = WIDEST.min(width / 4.0);
    let parts = [lines(diagram, limit, unnamed), scale(diagram, sizes, limit)];
    let taken: f64 = parts.iter().filter(|part| part.width > 0.0).map(|part| part.width + GUTTER).sum();
    let left = (width - taken).max(limit);
    let mut scene = kinds(diagram, left, 5);
    if scene.height > 0.0 && !diagram.footnotes.is_empty() {
        scene.height += 8.0;
    }
    write_notes(&mut scene, diagram, left, unnamed);
    scene.width = width;
    let mut right = width;
    for mut part in parts.into_iter().filter(|part| part.width > 0.0) {
        part.shift(right - part.width, 0.0);
        right -= part.width + GUTTER;
        scene.height = scene.height.max(part.height);
        scene.add(part);
    }
    scene
}

/// The legend as a column for the side of a slide.
pub(crate) fn side(diagram: &Diagram, sizes: &Sizes, unnamed: bool) -> Scene {
    let mut scene = kinds(diagram, SIDE, 1);
    for mut part in [scale(diagram, sizes, SIDE / 2.0), lines(diagram, SIDE - 42.0, unnamed)] {
        if part.height > 0.0 {
            scene.height += if scene.height > 0.0 { 18.0 } else { 0.0 };
            part.shift(0.0, scene.height);
            scene.height += part.height;
            scene.add(part);
        }
    }
    scene.width = SIDE;
    scene
}

/// The footnotes alone, for the foot of a slide.
pub(crate) fn notes(diagram: &Diagram, width: f64, unnamed: bool) -> Scene {
    let mut scene = Scene { width, ..Scene::default() };
    write_notes(&mut scene, diagram, width, unnamed);
    scene
}

/// Kinds in columns, filled downwards.
fn kinds(diagram: &Diagram, width: f64, most: usize) -> Scene {
    let mut scene = Scene { width, ..Scene::default() };
    let style = Style::regular(SIZE);
    let limit = (width - INDENT).min(WIDEST);
    let label = |i: usize| format!("{} ({})", one_line(&diagram.legend[i].label), diagram.legend[i].count);
    let blocks: Vec<Vec<String>> = (0..diagram.legend.len()).map(|i| style.wrap(&label(i), limit)).collect();
    let (wide, high) =
        blocks.iter().map(|lines| style.block(lines)).fold((0.0, 0.0_f64), |(w, h), b| (b.0.max(w), b.1.max(h)));
    let columns = (((width + GUTTER) / (wide + INDENT + GUTTER)) as usize).clamp(1, most);
    let rows = blocks.len().div_ceil(columns).max(3);
    for (i, lines) in blocks.into_iter().enumerate() {
        let (x, y) = ((i / rows) as f64 * (wide + INDENT + GUTTER), (i % rows) as f64 * (high + 3.0));
        let middle = Point::new(x + 6.0, y + style.height(1) / 2.0);
        scene.shapes.push(sample(diagram, i, middle, 5.0));
        scene.height = scene.height.max(y + high);
        write(&mut scene, lines, style, Point::new(x + INDENT, y));
    }
    scene
}

/// Footnotes below what the scene holds.
fn write_notes(scene: &mut Scene, diagram: &Diagram, width: f64, unnamed: bool) {
    let first = unnamed.then_some(&diagram.words.unnamed);
    for note in first.into_iter().chain(&diagram.footnotes) {
        scene.stack(note, Role::Note, Style::regular(9.5), "#555", width);
    }
}

fn sample(diagram: &Diagram, kind: usize, center: Point, radius: f64) -> Glyph {
    let (shape, hollow) = Shape::of_kind(kind);
    let (color, tooltip) = (diagram.color(kind), String::new());
    Glyph { id: None, shape, center, radius, color, hollow, emphasised: false, pale: false, tooltip }
}

/// Sample discs, one within the other, with their values, and beside them what the size means.
fn scale(diagram: &Diagram, sizes: &Sizes, width: f64) -> Scene {
    let mut scene = Scene::default();
    let largest = diagram.largest();
    if largest <= 0.0 {
        return scene;
    }
    scene.stack(&diagram.size_label, Role::Legend, Style::bold(SIZE), INK, width);
    scene.stack(&diagram.size_note, Role::Legend, Style::regular(9.0), INK, width);
    let mut discs = samples(largest, sizes);
    scene.shift(discs.width + 10.0, 0.0);
    discs.height = discs.height.max(scene.height);
    discs.width = scene.texts.iter().map(|text| text.at.right()).fold(discs.width, f64::max);
    discs.add(scene);
    discs
}

/// Discs of the largest size, of about a quarter and of about a sixteenth, as far as their areas are true.
fn samples(largest: f64, sizes: &Sizes) -> Scene {
    let style = Style::regular(SIZE);
    let mut scene = Scene::default();
    let outer = sizes.radius(largest);
    let (left, mut top) = (2.0 * outer + 14.0, 0.0_f64);
    let values = [largest, rounded(largest / 4.0), rounded(largest / 16.0)];
    for value in values.into_iter().filter(|&value| value == largest || sizes.is_true(value)) {
        let radius = sizes.radius(value);
        let rim = Point::new(outer, 2.0 * (outer - radius) + 1.0);
        scene.shapes.push(ring(rim.shifted(0.0, radius), radius));
        top = top.max(rim.y - style.height(1) / 2.0);
        scene.leaders.push((rim, Point::new(left - 3.0, top + style.height(1) / 2.0)));
        let text = Text::new(Role::Legend, vec![short_number(value)], style, Point::new(left, top), INK);
        top = text.at.bottom() + 1.0;
        scene.width = scene.width.max(text.at.right());
        scene.height = top.max(2.0 * outer + 2.0);
        scene.texts.push(text);
    }
    scene
}

fn ring(center: Point, radius: f64) -> Glyph {
    let (color, tooltip) = ("#9aa3ad".to_owned(), String::new());
    let (emphasised, pale) = (false, false);
    Glyph { id: None, shape: Shape::Circle, center, radius, color, hollow: true, emphasised, pale, tooltip }
}

/// A line of the legend.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part of the look of a line, whatever the others are")]
struct Sample {
    arrow: bool,
    dashed: bool,
    emphasised: bool,
    pale: bool,
    width: f64,
}

/// Samples of the lines that the drawing has.
fn lines(diagram: &Diagram, limit: f64, unnamed: bool) -> Scene {
    let mut scene = Scene::default();
    let words = &diagram.words;
    let has = |test: fn(&DiagramTie) -> bool| diagram.ties.iter().any(test);
    let in_panels = diagram.panels.iter().any(|panel| !panel.emphasised.is_empty());
    let mut pairs: Vec<(usize, usize)> =
        diagram.ties.iter().map(|tie| (tie.from.min(tie.to), tie.from.max(tie.to))).collect();
    pairs.sort_unstable();
    let several = pairs.windows(2).any(|two| two[0] == two[1]) || has(|tie| tie.count.is_some_and(|count| count > 1));
    let stands_out = has(|tie| tie.emphasised) || in_panels;
    let pale = unnamed && !diagram.ties.is_empty() || stands_out && !diagram.panels.is_empty();
    let plain = || Sample { width: 1.4, ..Sample::default() };
    let samples = [
        (&words.two_way, plain(), has(|tie| tie.mutual)),
        (&words.one_way, Sample { arrow: true, ..plain() }, has(|tie| !tie.mutual)),
        (&words.several, Sample { width: 3.6, ..plain() }, several),
        (&words.assumed, Sample { dashed: true, ..plain() }, has(|tie| tie.assumed)),
        (&words.emphasised, Sample { emphasised: true, width: 2.6, ..plain() }, stands_out),
        (&words.pale, Sample { pale: true, width: 1.2, ..plain() }, pale),
    ];
    let style = Style::regular(SIZE);
    for (word, sample, _) in samples.into_iter().filter(|sample| sample.2) {
        let y = scene.height + style.height(1) / 2.0;
        let curve = Curve::new(Point::new(0.0, y), Point::new(34.0, y), 0.0);
        let Sample { arrow, dashed, emphasised, pale, width } = sample;
        let (onward, tooltip) = (Vec::new(), String::new());
        scene.ties.push(Stroke { curve, onward, width, dashed, arrow, emphasised, pale, tooltip });
        let lines = style.wrap(word, limit);
        let (wide, high) = style.block(&lines);
        scene.width = scene.width.max(42.0 + wide);
        let top = scene.height;
        write(&mut scene, lines, style, Point::new(42.0, top));
        scene.height = top + high + 3.0;
    }
    scene
}

fn write(scene: &mut Scene, lines: Vec<String>, style: Style, corner: Point) {
    scene.texts.push(Text::new(Role::Legend, lines, style, corner, INK));
}

/// The nearest value with one digit that counts.
fn rounded(value: f64) -> f64 {
    let mut unit = 1.0;
    while value >= 10.0 * unit && unit < 1e300 {
        unit *= 10.0;
    }
    while value < unit && unit > 1e-300 {
        unit /= 10.0;
    }
    (value / unit).round() * unit
}

/// Three digits that count.
fn short_number(value: f64) -> String {
    let decimals = match value {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        v if v >= 1.0 => 2,
        v if v >= 0.1 => 3,
        v if v >= 0.001 => 5,
        _ => return format!("{value:.1e}"),
    };
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{rounded, short_number};

    #[test]
    fn samples_have_round_values() {
        assert_eq!([29.5, 7.4, 0.5, 9.6, 0.0].map(rounded), [30.0, 7.0, 0.5, 10.0, 0.0]);
    }

    #[test]
    fn numbers_are_short() {
        let texts = [118.0, 29.5, 7.375, 0.25, 0.0123, 100.0, 10.0, 2e-9].map(short_number);
        assert_eq!(texts, ["118", "29.5", "7.38", "0.25", "0.0123", "100", "10", "2.0e-9"]);
    }
}
