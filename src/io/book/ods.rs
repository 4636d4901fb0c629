//! Workbooks as `OpenDocument` 1.2 (<https://docs.oasis-open.org/office/v1.2/OpenDocument-v1.2-part1.html>), the format of
//! `LibreOffice` and of many public offices: the same sheets as in XLSX, with the same limits.

use super::parcel::{MIMETYPE, pack};
use super::sheet::{Line, width};
use super::{fitting, words};
use crate::io::exchange::{escape, texts_with};
use crate::io::tables::{Page, PageCell};
use crate::io::{Document, Loss, Writer};
use crate::model::Network;
use std::fmt::Write;

/// Workbooks of `LibreOffice` as a format.
pub(in crate::io) struct Ods;

impl Writer for Ods {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn about(&self) -> &'static str {
        "a workbook of LibreOffice with one sheet per table: everything"
    }

    fn extension(&self) -> &'static str {
        "ods"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, network: &Network) -> Document {
        let (pages, _) = writable(network);
        Document::File(pack(parts(network, &pages)).expect("invariant: inputs and so the sheets are within the limits"))
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        writable(network).1
    }
}

/// The sheets as they fit and as XML can hold them, and what is lost.
fn writable(network: &Network) -> (Vec<Page>, Vec<Loss>) {
    let (mut pages, mut losses) = fitting(network);
    let mut lost = 0;
    for cell in pages.iter_mut().flat_map(|page| &mut page.rows).flatten() {
        if let PageCell::Text(text) | PageCell::Whole(text) = cell
            && paragraphs(text).is_none()
        {
            lost += 1;
            *cell = PageCell::Blank;
        }
    }
    losses.extend(texts_with(lost, "control characters, which XML has not"));
    (pages, losses)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.2\"";

/// The name of the sheet of prose.
const READ_ME: &str = "read me";

fn parts(network: &Network, pages: &[Page]) -> Vec<(String, String)> {
    let title: String = network.title().get("en").chars().take(200).collect();
    let files = ["content.xml", "settings.xml", "meta.xml"];
    let entries = files
        .map(|file| format!("<manifest:file-entry manifest:full-path=\"{file}\" manifest:media-type=\"text/xml\"/>"))
        .concat();
    let manifest = format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" \
         manifest:media-type=\"{TYPE}\"/>{entries}</manifest:manifest>"
    );
    let meta = format!(
        "{HEAD}<office:document-meta {NAMESPACES}><office:meta><meta:generator>proxeny</meta:generator>\
         <dc:title>{}</dc:title></office:meta></office:document-meta>",
        escape(&title).unwrap_or_default()
    );
    let named = |(name, content): (&str, String)| (name.to_owned(), content);
    [
        (MIMETYPE, TYPE.to_owned()),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content(network, pages)),
        ("settings.xml", settings(pages)),
        ("meta.xml", meta),
    ]
    .map(named)
    .into()
}

fn content(network: &Network, pages: &[Page]) -> String {
    let mut xml = format!("{HEAD}<office:document-content {NAMESPACES}>{}", styles());
    xml.push_str("<office:body><office:spreadsheet>");
    prose(&mut xml, &words::about(network, pages));
    for page in pages {
        table(&mut xml, page);
    }
    xml.push_str("<table:database-ranges>");
    for page in pages.iter().filter(|page| !page.head.is_empty()) {
        let end = crate::Place::cell(page.rows.len() + 1, page.head.len());
        let _ = write!(
            xml,
            "<table:database-range table:name=\"{0}_rows\" table:target-range-address=\"'{0}'.A1:'{0}'.{end}\" \
             table:display-filter-buttons=\"true\"/>",
            page.name
        );
    }
    xml.push_str("</table:database-ranges></office:spreadsheet></office:body></office:document-content>");
    xml
}

/// How columns and cells look. Texts are declared to be such: else 2019-05 becomes a day when its cell is edited.
fn styles() -> String {
    let cell = |name: &str, more: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"table-cell\" style:data-style-name=\"N\">{more}</style:style>"
        )
    };
    let bold = |size: u8, color: &str| {
        format!(
            "<style:text-properties fo:font-weight=\"bold\" style:font-weight-asian=\"bold\" fo:font-size=\"{size}pt\" \
             style:font-size-asian=\"{size}pt\" fo:color=\"{color}\"/>"
        )
    };
    let head =
        "<style:table-cell-properties fo:background-color=\"#ddebf7\" fo:border-bottom=\"0.75pt solid #000000\"/>";
    let wrapped = "<style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/>";
    let mut columns = String::new();
    for width in 0..=MOST_WIDTH {
        let _ = write!(
            columns,
            "<style:style style:name=\"c{width}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{:.2}cm\"/></style:style>",
            0.19 * width as f64
        );
    }
    format!(
        "<office:automatic-styles><number:text-style style:name=\"N\"><number:text-content/></number:text-style>{columns}\
         <style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties \
         style:use-optimal-row-height=\"true\"/></style:style>{}{}{}{}{}</office:automatic-styles>",
        cell("text", ""),
        cell("head", &format!("{head}{}", bold(10, "#000000"))),
        cell("title", &bold(16, "#000000")),
        cell("heading", &bold(12, "#1f4e79")),
        cell("prose", wrapped)
    )
}

/// The width of the sheet of prose, in characters.
const MOST_WIDTH: usize = 92;

fn prose(xml: &mut String, lines: &[Line]) {
    let _ =
        write!(xml, "<table:table table:name=\"{READ_ME}\"><table:table-column table:style-name=\"c{MOST_WIDTH}\"/>");
    for line in lines {
        let (words, style) = match line {
            Line::Title(words) => (words, "title"),
            Line::Heading(words) => (words, "heading"),
            Line::Text(words) => (words, "prose"),
        };
        xml.push_str("<table:table-row table:style-name=\"row\">");
        text_cell(xml, words, style);
        xml.push_str("</table:table-row>");
    }
    xml.push_str("</table:table>");
}

fn table(xml: &mut String, page: &Page) {
    let _ = write!(xml, "<table:table table:name=\"{}\">", page.name);
    for column in 0..page.head.len() {
        let has_numbers = page.rows.iter().any(|row| matches!(row[column], PageCell::Number(_)));
        let style = if has_numbers { "" } else { " table:default-cell-style-name=\"text\"" };
        let width = width(page, column).min(MOST_WIDTH);
        let _ = write!(xml, "<table:table-column table:style-name=\"c{width}\"{style}/>");
    }
    xml.push_str("<table:table-header-rows><table:table-row>");
    page.head.iter().for_each(|name| text_cell(xml, name, "head"));
    xml.push_str("</table:table-row></table:table-header-rows>");
    for row in &page.rows {
        xml.push_str("<table:table-row>");
        let mut blanks = 0;
        for cell in row {
            if *cell == PageCell::Blank {
                blanks += 1;
                continue;
            }
            if blanks > 0 {
                let _ = write!(xml, "<table:table-cell table:number-columns-repeated=\"{blanks}\"/>");
                blanks = 0;
            }
            match cell {
                PageCell::Blank => {}
                PageCell::Number(number) => {
                    let _ = write!(
                        xml,
                        "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p>\
                         </table:table-cell>"
                    );
                }
                PageCell::Text(words) | PageCell::Whole(words) => text_cell(xml, words, "text"),
            }
        }
        // A row has a cell, if only a blank one.
        xml.push_str(if blanks == row.len() { "<table:table-cell/></table:table-row>" } else { "</table:table-row>" });
    }
    xml.push_str("</table:table>");
}

fn text_cell(xml: &mut String, text: &str, style: &str) {
    let _ = write!(
        xml,
        "<table:table-cell office:value-type=\"string\" table:style-name=\"{style}\">{}</table:table-cell>",
        paragraphs(text).unwrap_or_default()
    );
}

/// A text as paragraphs, one for each line; `None` if it holds a character that XML has not. Spaces that programs would take
/// together, and those at either end, are elements.
fn paragraphs(text: &str) -> Option<String> {
    let mut xml = String::new();
    for line in text.split('\n') {
        xml.push_str("<text:p>");
        let (mut before, mut plain) = (' ', 0);
        for (at, c) in line.char_indices() {
            let element = match c {
                ' ' if before == ' ' || at + 1 == line.len() => Some("<text:s/>"),
                '\t' => Some("<text:tab/>"),
                _ => None,
            };
            if let Some(element) = element {
                xml.push_str(&escape(&line[plain..at])?);
                xml.push_str(element);
                plain = at + 1;
            }
            before = c;
        }
        xml.push_str(&escape(&line[plain..])?);
        xml.push_str("</text:p>");
    }
    Some(xml)
}

/// The head of every table stays in sight.
fn settings(pages: &[Page]) -> String {
    let item = |name: &str, kind: &str, value: u8| {
        format!("<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>")
    };
    let frozen = [
        item("VerticalSplitMode", "short", 2),
        item("VerticalSplitPosition", "int", 1),
        item("ActiveSplitRange", "short", 2),
        item("PositionBottom", "int", 1),
    ]
    .concat();
    let mut views = String::new();
    for page in pages {
        let _ = write!(
            views,
            "<config:config-item-map-entry config:name=\"{}\">{frozen}</config:config-item-map-entry>",
            page.name
        );
    }
    format!(
        "{HEAD}<office:document-settings {NAMESPACES} xmlns:ooo=\"http://openoffice.org/2004/office\"><office:settings>\
         <config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\">\
         <config:config-item-map-entry><config:config-item config:name=\"ViewId\" config:type=\"string\">view1\
         </config:config-item><config:config-item-map-named config:name=\"Tables\">{views}</config:config-item-map-named>\
         </config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>\
         </office:document-settings>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_kept() {
        let told = "<text:p>a<text:s/></text:p><text:p><text:s/>b <text:s/>&lt;c</text:p><text:p></text:p>";
        assert_eq!(paragraphs("a \n b  <c\n").as_deref(), Some(told));
        assert_eq!(paragraphs("a\u{1}b"), None);
    }
}
