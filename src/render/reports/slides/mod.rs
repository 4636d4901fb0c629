//! A report as a presentation: slides of editable texts, tables and shapes, none of them a screenshot.

mod drawingml;
mod parcel;

use super::{Bound, ReportRenderer, pages};
use crate::error::{Error, ErrorKind};

pub(super) struct Pptx;

impl ReportRenderer for Pptx {
    fn name(&self) -> &'static str {
        "pptx"
    }

    fn file(&self) -> &'static str {
        "report.pptx"
    }

    fn about(&self) -> &'static str {
        "Slides that can be edited: findings, the diagram, the ladder, opportunities, charts."
    }

    fn render(&self, bound: &Bound<'_>) -> Result<Vec<u8>, Error> {
        let told = &bound.told[0];
        let slides: Vec<String> =
            pages::pages(bound)?.iter().map(|page| drawingml::slide(page, told.language)).collect();
        parcel::pack(&told.title, told.language, &slides)
            .map_err(|source| ErrorKind::Io { path: self.file().to_owned(), source }.into())
    }
}
