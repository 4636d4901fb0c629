//! Sheets of XLS workbooks.

use super::raw::{Budget, Content, RawSheet, number};
use super::xlsx::{Parts, block, day};
use super::zipped::damaged;
use crate::error::Problem;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls};
use std::io::Cursor;

/// The sheets of a workbook that has been checked.
pub(super) fn sheets(bytes: &[u8], budget: &mut Budget) -> Result<Vec<RawSheet>, Problem> {
    let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for listed in listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        budget.sheet()?;
        let hidden = listed.visible != SheetVisible::Visible;
        let mut sheet = RawSheet::new(listed.name.clone(), hidden);
        let range = book.worksheet_range(&listed.name).map_err(|error| damaged(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = (top as usize + row, left as usize + column);
            if let Some(content) = content(value) {
                sheet.push(at, content, budget)?;
            }
        }
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        sheet.merged = merged.iter().map(block).collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn content(value: &Data) -> Option<Content> {
    let text = match value {
        Data::Empty => return None,
        Data::Error(error) => return Some(Content::Error(error.to_string())),
        Data::Int(whole) => whole.to_string(),
        Data::Float(value) => number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(date) if date.is_duration() => number(date.as_f64()),
        Data::DateTime(date) => day(date.to_ymd_hms_milli(), Parts::Day),
    };
    Some(Content::Text(text))
}
