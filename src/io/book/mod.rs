//! Workbooks of Excel and `LibreOffice`: a network as one, and an empty one to be filled in.
//!
//! | sheet | rows |
//! |---|---|
//! | `read me` | what the workbook is and how to change it |
//! | `actors`, `ties`, `programmes`, `reached`, `sources`, `actor_kinds`, `tie_kinds` | as in the folder of tables, with the same columns |
//! | `network` | what is no table: a key and a value each, in JSON where it is no plain text |
//!
//! Numbers are numbers, dates texts as in the native format. Every other cell is written as a text, never as a formula;
//! a text that would become one when the sheet is saved as CSV has the apostrophe that it has in a folder of tables. The
//! same network gives the same bytes: the date of creation is fixed, and there is no name of a person or a machine.
//!
//! A sheet of XLSX holds 1,048,576 rows, 16,384 columns and 32,767 UTF-16 units in a cell (ECMA-376, as Excel limits it).
//! A longer text is cut and gets a part of its digest, so that texts stay unlike each other and ids still match; a list or
//! JSON, of which a part is none, is left out. Both are told as losses.

mod fields;
mod limits;
mod ods;
mod parcel;
mod sheet;
mod template;
mod words;

pub(super) use ods::Ods;
pub(crate) use parcel::pack;
pub use template::Template;

use super::tables::{self, Page};
use super::{Document, Loss, Writer};
use crate::model::Network;
use limits::fit;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Workbooks as a format.
pub(super) struct Xlsx;

impl Writer for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn about(&self) -> &'static str {
        "a workbook of Excel or LibreOffice with one sheet per table: everything"
    }

    fn extension(&self) -> &'static str {
        "xlsx"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, network: &Network) -> Document {
        let (pages, _) = fitting(network);
        Document::File(document(network, &pages).expect("invariant: sheets are named well and within the limits"))
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        fitting(network).1
    }
}

/// The sheets as they fit, and what does not.
fn fitting(network: &Network) -> (Vec<Page>, Vec<Loss>) {
    let mut pages = tables::pages(network);
    pages.push(tables::frame_page(network));
    let losses = pages.iter_mut().flat_map(fit).collect();
    (pages, losses)
}

fn document(network: &Network, pages: &[Page]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new(network.title().get("en"))?;
    sheet::prose(workbook.add_worksheet(), "read me", &words::about(network, pages))?;
    for page in pages {
        sheet::table(workbook.add_worksheet(), page)?;
    }
    workbook.save_to_buffer()
}

/// A workbook without sheets and without anything that differs from run to run.
fn new(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title: String = title.chars().take(200).collect();
    workbook
        .set_properties(&DocProperties::new().set_title(title).set_author("proxeny").set_creation_datetime(&created));
    Ok(workbook)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, NetworkBuilder, Source, Tie};
    use std::io::Read;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut parcel = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        parcel.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn bytes(network: &Network) -> Vec<u8> {
        let Document::File(bytes) = Xlsx.write(network) else { unreachable!() };
        bytes
    }

    #[test]
    fn the_same_network_gives_the_same_bytes_and_loses_nothing() {
        for name in ["seoul", "singapore", "netherlands"] {
            let network = Network::builtin(name).unwrap();
            assert!(bytes(&network) == bytes(&network));
            assert_eq!(Xlsx.losses(&network), []);
        }
    }

    #[test]
    fn nothing_is_a_formula() {
        let evil = ["=1+1", "=HYPERLINK(\"http://x\")", "+82", "-5", "@SUM(A1)", "{=1}", "http://x.org", "=\u{0}cmd|x"];
        let mut builder = NetworkBuilder::new("=evil").note("=1+1");
        for (i, text) in evil.iter().enumerate() {
            let actor = Actor {
                note: (*text).to_owned(),
                tags: vec![(*text).to_owned()],
                ..Actor::new(format!("={i}"), *text)
            };
            builder =
                builder.actor(actor).source(format!("@{i}"), Source { title: (*text).to_owned(), ..Source::default() });
        }
        let network = builder.tie(Tie::new("=0", "=1", "=kind")).build().unwrap();
        let bytes = bytes(&network);
        let parcel = zip::ZipArchive::new(std::io::Cursor::new(&bytes[..])).unwrap();
        let names: Vec<String> = parcel.file_names().map(str::to_owned).collect();
        for name in names.iter().filter(|name| name.starts_with("xl/worksheets/")) {
            assert!(!name.contains("_rels"), "{name}: there are links");
            let text = part(&bytes, name);
            assert!(!text.contains("<f>") && !text.contains("<f ") && !text.contains("<hyperlink"), "{name}");
        }
    }

    #[test]
    fn long_texts_are_cut_and_stay_unlike_each_other() {
        let long = |end: &str| format!("{}{end}", "가".repeat(40_000));
        let (one, other) = (long("1"), long("2"));
        let network = NetworkBuilder::new("long")
            .actor(Actor { tags: vec!["x".repeat(40_000)], ..Actor::new(&*one, "city") })
            .actor(Actor::new(&*other, "city"))
            .tie(Tie { note: long("3"), ..Tie::new(&*one, &*other, "visit") })
            .build()
            .unwrap();
        let told = [
            "2 texts of `actors.id` longer than 32,767 characters are cut, each still unlike any other",
            "1 list or JSON of `actors.tags` longer than 32,767 characters is left out",
            "1 text of `ties.id` longer than 32,767 characters is cut, each still unlike any other",
            "1 text of `ties.from` longer than 32,767 characters is cut, each still unlike any other",
            "1 text of `ties.to` longer than 32,767 characters is cut, each still unlike any other",
            "1 text of `ties.note` longer than 32,767 characters is cut, each still unlike any other",
        ];
        let losses = Xlsx.losses(&network);
        assert_eq!(losses.iter().map(ToString::to_string).collect::<Vec<_>>(), told);
        assert_eq!((losses[0].what.as_str(), losses[0].count), ("actors.id", 2));
        let (pages, _) = fitting(&network);
        let (actors, ties) = (&pages[0].rows, &pages[1].rows);
        assert_eq!((&actors[0][0], &actors[1][0]), (&ties[0][1], &ties[0][2]));
        assert_ne!(actors[0][0], actors[1][0]);
        assert!(!bytes(&network).is_empty());
    }
}
