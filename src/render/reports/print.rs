//! A report as PDF: the pages, each as one sheet whose text can be searched and copied.

use super::pages::model::{Area, DEEP, Element, Head, PAGE, Page, Paint, Path, Side, Type, WHITE};
use super::{Bound, ReportRenderer, pages};
use crate::error::{Error, ErrorKind};
use crate::layout::label::Anchor;
use crate::layout::{Point, Rect};
use crate::render::fonts::Fonts;
use crate::render::scene::{Role, Text};
use crate::render::svg::{Set, svg_text};
use crate::render::typeset::set_in;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use std::fmt::Write;

pub(super) struct Pdf;

/// Where the title of a page stands.
const TITLE: Area = Area::new(36.0, 26.0, 888.0, 44.0);
const BANDED: &str = "#f3f6fa";
/// Room around the text of a cell.
const PADDING: (f64, f64) = (5.0, 3.5);

impl ReportRenderer for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn file(&self) -> &'static str {
        "report.pdf"
    }

    fn about(&self) -> &'static str {
        "The same pages as the slides, to print and to send, with text that can be searched."
    }

    fn render(&self, bound: &Bound<'_>) -> Result<Vec<u8>, Error> {
        let told = &bound.told[0];
        let fonts = Fonts::load(&bound.options.fonts)?;
        let failed = || Error::from(ErrorKind::Parameter("a page of the report cannot be drawn".to_owned()));
        let size = Size::from_wh(PAGE.0 as f32, PAGE.1 as f32).ok_or_else(failed)?;
        let mut document = krilla::Document::new();
        for page in pages::pages(bound)? {
            let (shapes, texts) = Sheet::of(&page);
            let tree = set_in(&fonts, &texts, |set| svg(&shapes, &texts, set))?;
            let mut sheet = document.start_page_with(PageSettings::new(size));
            let mut surface = sheet.surface();
            surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(failed)?;
            surface.finish();
            sheet.finish();
        }
        // No date: the same report has the same bytes.
        let about = Metadata::new()
            .title(told.title.clone())
            .description(told.provenance.clone())
            .creator(concat!("proxeny ", env!("CARGO_PKG_VERSION")).to_owned())
            .language(told.language.to_owned());
        document.set_metadata(about);
        document.finish().map_err(|error| ErrorKind::Parameter(format!("no PDF can be made: {error:?}")).into())
    }
}

fn svg(shapes: &str, texts: &[Text], set: &dyn Fn(usize) -> Set) -> String {
    let (width, height) = PAGE;
    let texts: String = texts.iter().enumerate().map(|(at, text)| svg_text(text, set(at))).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>{shapes}{texts}</svg>"
    )
}

/// The shapes of a page as SVG, and its texts line by line.
#[derive(Default)]
struct Sheet {
    shapes: String,
    texts: Vec<Text>,
}

impl Sheet {
    fn of(page: &Page) -> (String, Vec<Text>) {
        let mut sheet = Self::default();
        let (at, size) = page.title_at.unwrap_or((TITLE, 26.0));
        let mut title = Type::of(size).bold().colored(DEEP);
        while title.size > 14.0 && title.style().width(&page.title) > at.width {
            title.size -= 1.0;
        }
        sheet.words(at, std::slice::from_ref(&page.title), title);
        for element in &page.elements {
            match element {
                Element::Words { area, paragraphs, set } => sheet.words(*area, paragraphs, *set),
                Element::Shape { area, round, paint, .. } => sheet.shape(*area, *round, paint),
                Element::Outline { path, paint, .. } => sheet.outline(path, paint),
                Element::Table { area, heads, rows, size } => sheet.table(*area, heads, rows, *size),
            }
        }
        (sheet.shapes, sheet.texts)
    }

    fn words(&mut self, area: Area, paragraphs: &[String], set: Type) {
        let mut y = area.y;
        for paragraph in paragraphs {
            let lines = if set.wraps { set.style().wrap(paragraph, area.width) } else { vec![paragraph.clone()] };
            let height = set.style().height(lines.len());
            self.lines(Area { y, height, ..area }, lines, set);
            y += height + if paragraphs.len() > 1 { set.gap() } else { 0.0 };
        }
    }

    fn lines(&mut self, area: Area, lines: Vec<String>, set: Type) {
        let mut text = Text::new(Role::Note, lines, set.style(), Point::new(area.x, area.y), set.color);
        // As wide as the page allows: the text is squeezed only where it would leave its box.
        text.at = Rect::new(area.x, area.y, area.width.max(text.at.width), area.height);
        text.anchor = match set.side {
            Side::Left => Anchor::Start,
            Side::Middle => Anchor::Middle,
            Side::Right => Anchor::End,
        };
        if area.width < text.at.width {
            text.at.x -= match set.side {
                Side::Left => 0.0,
                Side::Middle => (text.at.width - area.width) / 2.0,
                Side::Right => text.at.width - area.width,
            };
        }
        self.texts.push(text);
    }

    fn shape(&mut self, area: Area, round: bool, paint: &Paint) {
        let Area { x, y, width, height } = area;
        let look = look(paint);
        let _ = if round {
            let (cx, cy, rx, ry) = (x + width / 2.0, y + height / 2.0, width / 2.0, height / 2.0);
            write!(self.shapes, "<ellipse cx=\"{cx:.2}\" cy=\"{cy:.2}\" rx=\"{rx:.2}\" ry=\"{ry:.2}\" {look}/>")
        } else {
            write!(self.shapes, "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" {look}/>")
        };
    }

    fn outline(&mut self, path: &Path, paint: &Paint) {
        let mut drawn = String::new();
        for (at, (bend, (x, y))) in path.pieces.iter().enumerate() {
            let _ = match bend {
                _ if at == 0 => write!(drawn, "M{x:.2} {y:.2}"),
                Some((bx, by)) => write!(drawn, "Q{bx:.2} {by:.2} {x:.2} {y:.2}"),
                None => write!(drawn, "L{x:.2} {y:.2}"),
            };
        }
        if path.closed {
            drawn.push('Z');
        }
        let look = look(paint);
        let _ = write!(self.shapes, "<path d=\"{drawn}\" {look}/>");
        if let (true, Some((color, width))) = (paint.arrow, &paint.line) {
            self.arrow(path, color, 2.5 + 2.0 * width);
        }
    }

    /// A head at the end of a line.
    fn arrow(&mut self, path: &Path, color: &str, length: f64) {
        let [.., before, last] = path.pieces.as_slice() else { return };
        let (from, to) = (last.0.unwrap_or(before.1), last.1);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let far = dx.hypot(dy);
        if far > 0.0 {
            let (ux, uy) = (dx / far * length, dy / far * length);
            let (x, y) = (to.0 - ux, to.1 - uy);
            let (left, right) = ((x - uy * 0.4, y + ux * 0.4), (x + uy * 0.4, y - ux * 0.4));
            let _ = write!(
                self.shapes,
                "<path d=\"M{:.2} {:.2}L{:.2} {:.2}L{:.2} {:.2}Z\" fill=\"{color}\" fill-opacity=\"0.7\"/>",
                to.0, to.1, left.0, left.1, right.0, right.1
            );
        }
    }

    fn table(&mut self, area: Area, heads: &[Head], rows: &[Vec<String>], size: f64) {
        let names: Vec<String> = heads.iter().map(|head| head.name.clone()).collect();
        let mut y = self.row(area, area.y, heads, &names, Type::of(size).bold().colored(WHITE), Some(DEEP));
        for (at, row) in rows.iter().enumerate() {
            y = self.row(area, y, heads, row, Type::of(size), (at % 2 == 1).then_some(BANDED));
        }
    }

    /// Writes a row and tells where the next one begins.
    fn row(&mut self, area: Area, y: f64, heads: &[Head], cells: &[String], set: Type, fill: Option<&str>) -> f64 {
        let whole: f64 = heads.iter().map(|head| head.part).sum();
        let width = |head: &Head| area.width * head.part / whole;
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(heads).map(|(cell, head)| set.style().wrap(cell, width(head) - 2.0 * PADDING.0)).collect();
        let most = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        let height = set.style().height(most) + 2.0 * PADDING.1;
        if let Some(color) = fill {
            self.shape(Area::new(area.x, y, area.width, height), false, &Paint::fill(color));
        }
        let mut x = area.x;
        for (lines, head) in wrapped.into_iter().zip(heads) {
            let tall = set.style().height(lines.len());
            let cell = Area::new(x + PADDING.0, y + (height - tall) / 2.0, width(head) - 2.0 * PADDING.0, tall);
            self.lines(cell, lines, set.at(if head.numeric { Side::Right } else { Side::Left }));
            x += width(head);
        }
        y + height
    }
}

fn look(paint: &Paint) -> String {
    let fill = paint.fill.as_deref().unwrap_or("none");
    let mut look = format!("fill=\"{}\"", quick_xml::escape::escape(fill));
    if let Some((color, width)) = &paint.line {
        let _ = write!(look, " stroke=\"{}\" stroke-width=\"{width:.2}\"", quick_xml::escape::escape(color.as_str()));
    }
    if paint.dashed {
        look.push_str(" stroke-dasharray=\"3 2\"");
    }
    if let Some(opacity) = paint.opacity {
        let _ = write!(look, " opacity=\"{opacity}\"");
    }
    look
}
