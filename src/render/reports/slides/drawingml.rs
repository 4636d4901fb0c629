//! Pages as `DrawingML`: every text, shape and table can be edited afterwards.

use crate::layout::text::LINE;
use crate::render::reports::pages::model::{Area, DEEP, Element, Head, Page, Paint, Path, Side, Type, WHITE};
use std::fmt::Write;

/// English metric units to a point.
const EMU: f64 = 12_700.0;
const BANDED: &str = "F3F6FA";

/// The text without what XML cannot hold.
pub(super) fn escape(text: &str) -> String {
    let allowed =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}

fn emu(points: f64) -> i64 {
    (points * EMU).round() as i64
}

fn transform(area: Area) -> String {
    let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(emu);
    format!("<a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{}\" cy=\"{}\"/>", width.max(0), height.max(0))
}

/// Six hexadecimal digits of a colour, black for what is none.
fn hex(color: &str) -> String {
    let digits = color.trim_start_matches('#');
    let all = |text: &str| text.chars().all(|c| c.is_ascii_hexdigit());
    match digits.len() {
        6 if all(digits) => digits.to_uppercase(),
        3 if all(digits) => digits.chars().flat_map(|c| [c, c]).collect::<String>().to_uppercase(),
        _ => "000000".to_owned(),
    }
}

fn solid(color: &str, opacity: Option<f64>) -> String {
    let alpha =
        opacity.map_or_else(String::new, |of| format!("<a:alpha val=\"{}\"/>", (of * 100_000.0).round() as i64));
    format!("<a:solidFill><a:srgbClr val=\"{}\">{alpha}</a:srgbClr></a:solidFill>", hex(color))
}

fn paint(paint: &Paint) -> String {
    let fill = paint.fill.as_deref().map_or_else(|| "<a:noFill/>".to_owned(), |color| solid(color, paint.opacity));
    let line = match &paint.line {
        None => "<a:ln><a:noFill/></a:ln>".to_owned(),
        Some((color, width)) => {
            let dash = if paint.dashed { "<a:prstDash val=\"dash\"/>" } else { "" };
            let arrow = if paint.arrow { "<a:tailEnd type=\"triangle\" w=\"sm\" len=\"sm\"/>" } else { "" };
            let color = solid(color, paint.opacity);
            format!("<a:ln w=\"{}\">{color}{dash}<a:round/>{arrow}</a:ln>", emu(*width).max(1))
        }
    };
    format!("{fill}{line}")
}

/// The shapes of a page as XML.
pub(super) fn slide(page: &Page, language: &str) -> String {
    let language = if language == "ko" { "ko-KR" } else { "en-US" };
    let mut slide = Slide { xml: String::new(), next: 2, language };
    slide.title(page);
    for element in &page.elements {
        match element {
            Element::Words { area, paragraphs, set } => slide.words(*area, paragraphs, *set),
            Element::Shape { name, area, round, paint } => {
                let preset = if *round { "ellipse" } else { "rect" };
                slide.shape(name, *area, &format!("<a:prstGeom prst=\"{preset}\"><a:avLst/></a:prstGeom>"), paint, "");
            }
            Element::Outline { name, path, paint } => slide.outline(name, path, paint),
            Element::Table { area, heads, rows, size } => slide.table(*area, heads, rows, *size),
        }
    }
    slide.xml
}

struct Slide {
    xml: String,
    /// Ids are unique within a slide; 1 is the tree.
    next: u32,
    language: &'static str,
}

impl Slide {
    fn id(&mut self) -> u32 {
        let id = self.next;
        self.next += 1;
        id
    }

    fn title(&mut self, page: &Page) {
        let (id, language, title) = (self.id(), self.language, escape(&page.title));
        let (place, size) = page.title_at.map_or_else(
            || ("<p:spPr/>".to_owned(), String::new()),
            |(area, size)| {
                let place = format!("<p:spPr><a:xfrm>{}</a:xfrm></p:spPr>", transform(area));
                (place, format!(" sz=\"{}\"", (size * 100.0).round() as i64))
            },
        );
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Title {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
             <p:ph type=\"title\"/></p:nvPr></p:nvSpPr>{place}<p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>\
             <a:p><a:r><a:rPr lang=\"{language}\"{size} dirty=\"0\"/><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>"
        );
    }

    fn shape(&mut self, name: &str, area: Area, geometry: &str, painted: &Paint, body: &str) {
        let (id, name, transform, painted) = (self.id(), escape(name), transform(area), paint(painted));
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{transform}\
             </a:xfrm>{geometry}{painted}</p:spPr>{body}</p:sp>"
        );
    }

    fn run(&self, set: Type) -> String {
        let (language, size, color) = (self.language, (set.size * 100.0).round() as i64, solid(set.color, None));
        let bold = if set.bold { " b=\"1\"" } else { "" };
        format!(
            "<a:rPr lang=\"{language}\" sz=\"{size}\"{bold} dirty=\"0\">{color}<a:latin typeface=\"+mn-lt\"/>\
             <a:ea typeface=\"+mn-ea\"/></a:rPr>"
        )
    }

    fn words(&mut self, area: Area, paragraphs: &[String], set: Type) {
        let run = self.run(set);
        let gap = if paragraphs.len() > 1 { (set.gap() * 100.0).round() as i64 } else { 0 };
        let align = align(set.side);
        let paragraph = |text: &String| {
            let text = escape(text);
            format!(
                "<a:p><a:pPr algn=\"{align}\"><a:spcAft><a:spcPts val=\"{gap}\"/></a:spcAft></a:pPr><a:r>{run}<a:t>{text}</a:t></a:r></a:p>"
            )
        };
        let paragraphs: String = paragraphs.iter().map(paragraph).collect();
        let wrap = if set.wraps { "square" } else { "none" };
        let body = format!(
            "<p:txBody><a:bodyPr wrap=\"{wrap}\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/>\
             {paragraphs}</p:txBody>"
        );
        self.shape("Text", area, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>", &Paint::default(), &body);
    }

    fn outline(&mut self, name: &str, path: &Path, paint: &Paint) {
        let (area, drawn) = drawn(path);
        let [width, height] = [area.width, area.height].map(|of| emu(of).max(1));
        let fill = if path.closed { "" } else { " fill=\"none\"" };
        let geometry = format!(
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
             <a:pathLst><a:path w=\"{width}\" h=\"{height}\"{fill}>{drawn}</a:path></a:pathLst></a:custGeom>"
        );
        let area = Area { width: width as f64 / EMU, height: height as f64 / EMU, ..area };
        self.shape(name, area, &geometry, paint, "");
    }

    fn table(&mut self, area: Area, heads: &[Head], rows: &[Vec<String>], size: f64) {
        let whole: f64 = heads.iter().map(|head| head.part).sum();
        let column = |head: &Head| format!("<a:gridCol w=\"{}\"/>", emu(area.width * head.part / whole));
        let grid: String = heads.iter().map(column).collect();
        let names: Vec<String> = heads.iter().map(|head| head.name.clone()).collect();
        let mut body = self.table_row(&names, heads, Type::of(size).bold().colored(WHITE), Some(DEEP));
        for (at, row) in rows.iter().enumerate() {
            body += &self.table_row(row, heads, Type::of(size), (at % 2 == 1).then_some(BANDED));
        }
        let (id, transform) = (self.id(), transform(area));
        let _ = write!(
            self.xml,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table {id}\"/><p:cNvGraphicFramePr>\
             <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm>{transform}</p:xfrm>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl>\
             <a:tblPr firstRow=\"1\" bandRow=\"1\"/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        );
    }

    fn table_row(&self, cells: &[String], heads: &[Head], set: Type, fill: Option<&str>) -> String {
        let fill = fill.map_or_else(|| "<a:noFill/>".to_owned(), |color| solid(color, None));
        let run = self.run(set);
        let cell = |(text, head): (&String, &Head)| {
            let (align, text) = (if head.numeric { "r" } else { "l" }, escape(text));
            format!(
                "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/><a:r>{run}<a:t>{text}</a:t></a:r></a:p></a:txBody>\
                 <a:tcPr marL=\"60000\" marR=\"60000\" marT=\"40000\" marB=\"40000\" anchor=\"ctr\">{fill}</a:tcPr></a:tc>"
            )
        };
        let cells: String = cells.iter().zip(heads).map(cell).collect();
        // A row grows with its text; this is the least.
        format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(set.size * LINE + 7.0))
    }
}

fn align(side: Side) -> &'static str {
    match side {
        Side::Left => "l",
        Side::Middle => "ctr",
        Side::Right => "r",
    }
}

fn drawn(path: &Path) -> (Area, String) {
    let all = || path.pieces.iter().flat_map(|(bend, to)| bend.iter().copied().chain([*to]));
    let least = all().fold((f64::MAX, f64::MAX), |(x, y), point| (point.0.min(x), point.1.min(y)));
    let most = all().fold((f64::MIN, f64::MIN), |(x, y), point| (point.0.max(x), point.1.max(y)));
    let place =
        |point: (f64, f64)| format!("<a:pt x=\"{}\" y=\"{}\"/>", emu(point.0 - least.0), emu(point.1 - least.1));
    let mut drawn = String::new();
    for (at, (bend, to)) in path.pieces.iter().enumerate() {
        let _ = match bend {
            _ if at == 0 => write!(drawn, "<a:moveTo>{}</a:moveTo>", place(*to)),
            Some(bend) => write!(drawn, "<a:quadBezTo>{}{}</a:quadBezTo>", place(*bend), place(*to)),
            None => write!(drawn, "<a:lnTo>{}</a:lnTo>", place(*to)),
        };
    }
    if path.closed {
        drawn += "<a:close/>";
    }
    (Area::new(least.0, least.1, most.0 - least.0, most.1 - least.1), drawn)
}
