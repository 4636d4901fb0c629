//! The legend: kinds with their colour, form and count, the scale of sizes, and the lines.

use super::diagram::Diagram;
use super::plot::Sizes;
use super::scene::{Glyph, Role, Scene, Shape, Stroke, Text};
use crate::layout::label::Anchor;
use crate::layout::route::Curve;
use crate::layout::text::{Style, one_line};
use crate::layout::{Point, Rect};

/// Text size of the legend in pixels: 7.9 pt.
const SIZE: f64 = 10.5;
/// Between its parts.
const GUTTER: f64 = 30.0;
/// From the left of an entry to its text.
const INDENT: f64 = 18.0;
/// The widest that a part with running text may be.
const WIDEST: f64 = 230.0;

/// Lays out the legend from the origin in a given width; the height of the scene is what it needs.
pub(crate) fn legend(diagram: &Diagram, sizes: &Sizes, width: f64) -> Scene {
    let limit = WIDEST.min(width / 4.0);
    let parts = [lines(diagram, limit), scale(diagram, sizes, limit)];
    let taken: f64 = parts.iter().filter(|part| part.width > 0.0).map(|part| part.width + GUTTER).sum();
    let mut scene = kinds(diagram, (width - taken).max(limit));
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

/// Kinds in columns, filled downwards.
fn kinds(diagram: &Diagram, width: f64) -> Scene {
    let mut scene = Scene { width, ..Scene::default() };
    let style = Style::regular(SIZE);
    let limit = (width - INDENT).min(WIDEST);
    let label = |i: usize| format!("{} ({})", one_line(&diagram.legend[i].label), diagram.legend[i].count);
    let blocks: Vec<Vec<String>> = (0..diagram.legend.len()).map(|i| style.wrap(&label(i), limit)).collect();
    let (wide, high) =
        blocks.iter().map(|lines| style.block(lines)).fold((0.0, 0.0_f64), |(w, h), b| (b.0.max(w), b.1.max(h)));
    let columns = (((width + GUTTER) / (wide + INDENT + GUTTER)) as usize).clamp(1, 5);
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

fn sample(diagram: &Diagram, kind: usize, center: Point, radius: f64) -> Glyph {
    let (shape, hollow) = Shape::of_kind(kind);
    let (color, tooltip) = (diagram.color(kind), String::new());
    Glyph { id: None, shape, center, radius, color, hollow, emphasised: false, tooltip }
}

/// Three sample discs with their values, and what the size means.
fn scale(diagram: &Diagram, sizes: &Sizes, width: f64) -> Scene {
    let mut scene = Scene::default();
    let largest = diagram.largest();
    if largest <= 0.0 {
        return scene;
    }
    scene.width = width;
    let (bold, style, small) = (Style::bold(SIZE), Style::regular(SIZE), Style::regular(9.0));
    paragraph(&mut scene, &diagram.size_label, bold, width);
    let (mut x, middle) = (0.0, scene.height + sizes.radius(largest).max(SIZE * 0.6) + 2.0);
    for value in [largest, largest / 4.0, largest / 16.0] {
        let radius = sizes.radius(value);
        let center = Point::new(x + radius, middle);
        let tooltip = String::new();
        let color = "#9aa3ad".to_owned();
        let (shape, hollow) = (Shape::Circle, true);
        scene.shapes.push(Glyph { id: None, shape, center, radius, color, hollow, emphasised: false, tooltip });
        let text = short_number(value);
        let left = x + 2.0 * radius + 4.0;
        x = left + style.width(&text) + 12.0;
        write(&mut scene, vec![text], style, Point::new(left, middle - style.height(1) / 2.0));
    }
    scene.height = middle + sizes.radius(largest).max(SIZE * 0.6) + 4.0;
    scene.width = scene.width.max(x);
    paragraph(&mut scene, &diagram.size_note, small, width);
    scene
}

/// Samples of the lines that the drawing has.
fn lines(diagram: &Diagram, limit: f64) -> Scene {
    let mut scene = Scene::default();
    let words = &diagram.words;
    let has = |test: fn(&super::DiagramTie) -> bool| diagram.ties.iter().any(test);
    let samples = [
        (&words.two_way, false, false, has(|tie| tie.mutual)),
        (&words.one_way, true, false, has(|tie| !tie.mutual)),
        (&words.assumed, false, true, has(|tie| tie.assumed)),
    ];
    let style = Style::regular(SIZE);
    for (word, arrow, dashed, _) in samples.into_iter().filter(|sample| sample.3) {
        let y = scene.height + style.height(1) / 2.0;
        let curve = Curve::new(Point::new(0.0, y), Point::new(34.0, y), 0.0);
        scene.ties.push(Stroke { curve, width: 1.4, dashed, arrow, tooltip: String::new() });
        let lines = style.wrap(word, limit);
        let (wide, high) = style.block(&lines);
        scene.width = scene.width.max(42.0 + wide);
        let top = scene.height;
        write(&mut scene, lines, style, Point::new(42.0, top));
        scene.height = top + high + 3.0;
    }
    scene
}

fn paragraph(scene: &mut Scene, text: &str, style: Style, width: f64) {
    if !text.trim().is_empty() {
        let lines = style.wrap(&one_line(text), width);
        let top = scene.height;
        scene.height += style.block(&lines).1 + 2.0;
        write(scene, lines, style, Point::new(0.0, top));
    }
}

fn write(scene: &mut Scene, lines: Vec<String>, style: Style, corner: Point) {
    let (width, height) = style.block(&lines);
    let at = Rect::new(corner.x, corner.y, width, height);
    let Style { size, bold } = style;
    scene.texts.push(Text {
        role: Role::Legend,
        id: None,
        lines,
        at,
        size,
        bold,
        anchor: Anchor::Start,
        color: "#222",
    });
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
    use super::short_number;

    #[test]
    fn numbers_are_short() {
        let texts = [118.0, 29.5, 7.375, 0.25, 0.0123, 100.0, 10.0, 2e-9].map(short_number);
        assert_eq!(texts, ["118", "29.5", "7.38", "0.25", "0.0123", "100", "10", "2.0e-9"]);
    }
}
