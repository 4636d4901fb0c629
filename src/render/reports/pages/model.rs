//! A page of a report in plain data: texts, shapes, outlines and tables at their places, in points, in no format yet.

use crate::layout::text::Style;

/// Width and height of a page in points: that of a wide slide.
pub(in super::super) const PAGE: (f64, f64) = (960.0, 540.0);

/// A rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Area {
    pub(in super::super) x: f64,
    pub(in super::super) y: f64,
    pub(in super::super) width: f64,
    pub(in super::super) height: f64,
}

impl Area {
    pub(in super::super) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }
}

pub(in super::super) const INK: &str = "#1f2933";
pub(in super::super) const GREY: &str = "#5b6770";
pub(in super::super) const DEEP: &str = "#1f3a5f";
pub(in super::super) const WHITE: &str = "#fff";

/// Which edge of its box the lines of a text stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Side {
    Left,
    Middle,
    Right,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Type {
    pub(in super::super) size: f64,
    pub(in super::super) bold: bool,
    pub(in super::super) color: &'static str,
    pub(in super::super) side: Side,
    /// Whether lines break where the box ends.
    pub(in super::super) wraps: bool,
}

impl Type {
    pub(in super::super) fn of(size: f64) -> Self {
        Self { size, bold: false, color: INK, side: Side::Left, wraps: true }
    }

    pub(in super::super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(in super::super) fn colored(self, color: &'static str) -> Self {
        Self { color, ..self }
    }

    pub(in super::super) fn grey(self) -> Self {
        self.colored(GREY)
    }

    pub(in super::super) fn at(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// On one line, however long.
    pub(in super::super) fn on_one_line(self) -> Self {
        Self { wraps: false, ..self }
    }

    pub(in super::super) fn style(self) -> Style {
        Style { size: self.size, bold: self.bold }
    }

    /// Space between paragraphs.
    pub(in super::super) fn gap(self) -> f64 {
        if self.wraps { self.size * 0.5 } else { 0.0 }
    }
}

/// What fills a shape, and what is around it.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Paint {
    pub(in super::super) fill: Option<String>,
    pub(in super::super) line: Option<(String, f64)>,
    pub(in super::super) dashed: bool,
    pub(in super::super) arrow: bool,
    /// From 0 to 1.
    pub(in super::super) opacity: Option<f64>,
}

impl Paint {
    pub(in super::super) fn fill(color: impl Into<String>) -> Self {
        Self { fill: Some(color.into()), ..Self::default() }
    }

    pub(in super::super) fn line(color: impl Into<String>, width: f64) -> Self {
        Self { line: Some((color.into(), width)), ..Self::default() }
    }
}

/// A line through points, or the outline that it closes.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Path {
    /// The end of each piece, with the control point of a quadratic curve where it is one; the first is the start.
    pub(in super::super) pieces: Vec<Piece>,
    pub(in super::super) closed: bool,
}

/// A control point, and the end.
pub(in super::super) type Piece = (Option<(f64, f64)>, (f64, f64));

impl Path {
    pub(in super::super) fn through(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self { pieces: points.into_iter().map(|point| (None, point)).collect(), closed: false }
    }

    pub(in super::super) fn closed(self) -> Self {
        Self { closed: true, ..self }
    }

    pub(in super::super) fn curve(from: (f64, f64), bend: (f64, f64), to: (f64, f64)) -> Self {
        Self { pieces: vec![(None, from), (Some(bend), to)], closed: false }
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(in super::super) struct Head {
    pub(in super::super) name: String,
    /// Its part of the width, beside those of the others.
    pub(in super::super) part: f64,
    pub(in super::super) numeric: bool,
}

/// Something on a page. Later ones lie on top of earlier ones.
#[derive(Clone, Debug)]
pub(in super::super) enum Element {
    /// A text, each string a paragraph.
    Words {
        area: Area,
        paragraphs: Vec<String>,
        set: Type,
    },
    /// A rectangle, or the ellipse in it.
    Shape {
        name: String,
        area: Area,
        round: bool,
        paint: Paint,
    },
    Outline {
        name: String,
        path: Path,
        paint: Paint,
    },
    /// A table, at most as wide as its area.
    Table {
        area: Area,
        heads: Vec<Head>,
        rows: Vec<Vec<String>>,
        size: f64,
    },
}

/// A page.
#[derive(Clone, Debug)]
pub(in super::super) struct Page {
    pub(in super::super) title: String,
    /// Where the title stands and its size, on a page that is no page among others.
    pub(in super::super) title_at: Option<(Area, f64)>,
    pub(in super::super) elements: Vec<Element>,
}

impl Page {
    pub(super) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), title_at: None, elements: Vec::new() }
    }

    pub(super) fn words(&mut self, area: Area, paragraphs: Vec<String>, set: Type) {
        self.elements.push(Element::Words { area, paragraphs, set });
    }

    pub(super) fn line(&mut self, area: Area, text: impl Into<String>, set: Type) {
        self.words(area, vec![text.into()], set.on_one_line());
    }

    /// Paragraphs in the largest of some sizes in which they fit. The last ones are left out where even the smallest is too
    /// large. Tells where the text ends, and whether all of it is there.
    pub(super) fn fitted(
        &mut self,
        area: Area,
        mut paragraphs: Vec<String>,
        set: Type,
        (largest, smallest): (f64, f64),
    ) -> (f64, bool) {
        let all = paragraphs.len();
        while paragraphs.len() > 1 && needed(area, &paragraphs, Type { size: smallest, ..set }) > area.height {
            paragraphs.pop();
        }
        let mut size = largest;
        while size > smallest && needed(area, &paragraphs, Type { size, ..set }) > area.height {
            size -= 0.5;
        }
        let set = Type { size, ..set };
        let (end, whole) = (area.y + needed(area, &paragraphs, set), paragraphs.len() == all);
        self.words(area, paragraphs, set);
        (end, whole)
    }

    pub(super) fn rectangle(&mut self, name: &str, area: Area, paint: Paint) {
        self.elements.push(Element::Shape { name: name.to_owned(), area, round: false, paint });
    }

    pub(super) fn ellipse(&mut self, name: &str, area: Area, paint: Paint) {
        self.elements.push(Element::Shape { name: name.to_owned(), area, round: true, paint });
    }

    pub(super) fn outline(&mut self, name: &str, path: Path, paint: Paint) {
        self.elements.push(Element::Outline { name: name.to_owned(), path, paint });
    }

    pub(super) fn table(&mut self, area: Area, heads: Vec<Head>, rows: Vec<Vec<String>>, size: f64) {
        self.elements.push(Element::Table { area, heads, rows, size });
    }
}

/// The height that paragraphs take.
fn needed(area: Area, paragraphs: &[String], set: Type) -> f64 {
    // A little less than the box, as the reader's font may be wider than the one that is reckoned with.
    let lines: usize = paragraphs.iter().map(|text| set.style().wrap(text, area.width * 0.96).len()).sum();
    set.style().height(lines) * 1.05 + paragraphs.len().saturating_sub(1) as f64 * set.gap()
}
