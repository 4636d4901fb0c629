//! Sheets of XLSX workbooks, cell by cell as they stand in the file.

use super::raw::{Budget, Content, RawSheet, number};
use super::zipped::damaged;
use crate::error::Problem;
use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx};
use std::io::Cursor;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheets of a workbook that has been checked.
pub(super) fn sheets(bytes: &[u8], budget: &mut Budget) -> Result<Vec<RawSheet>, Problem> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for listed in listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        budget.sheet()?;
        let hidden = listed.visible != SheetVisible::Visible;
        let mut sheet = RawSheet::new(listed.name.clone(), hidden);
        let blanks = cells(&mut book, &mut sheet, budget)?;
        if blanks > 0 {
            formulas(&mut book, &mut sheet, budget)?;
        }
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        sheet.merged = merged.iter().map(block).collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Reads the cells that have a value; how many have none.
fn cells(book: &mut Book<'_>, sheet: &mut RawSheet, budget: &mut Budget) -> Result<usize, Problem> {
    let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(|error| damaged(&error))?;
    let mut blanks = 0;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| damaged(&error))? {
        let (row, column) = cell.get_position();
        let format = || {
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            format.map(|format| (format.format_id, format.format_code.clone())).unwrap_or_default()
        };
        match content(cell.get_value(), format) {
            Some(content) => sheet.push((row as usize, column as usize), content, budget)?,
            None => blanks += 1,
        }
    }
    Ok(blanks)
}

/// Tells formulas without a value: programs that write workbooks do not always work them out.
fn formulas(book: &mut Book<'_>, sheet: &mut RawSheet, budget: &mut Budget) -> Result<(), Problem> {
    let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(|error| damaged(&error))?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|error| damaged(&error))? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            sheet.push((cell.pos.0 as usize, cell.pos.1 as usize), Content::Formula, budget)?;
        }
    }
    Ok(())
}

/// The content of a cell, none if it is blank.
fn content(value: &DataRef<'_>, format: impl Fn() -> (Option<u32>, String)) -> Option<Content> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Error(error) => return Some(Content::Error(error.to_string())),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(date) if date.is_duration() => number(date.as_f64()),
        DataRef::DateTime(date) => {
            let (id, code) = format();
            day(date.to_ymd_hms_milli(), parts_of(id, &code))
        }
    };
    Some(Content::Text(text))
}

/// How much of a date is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Parts {
    /// The year.
    Year,
    /// Year and month.
    Month,
    /// The day, and the time of day if there is one.
    Day,
}

/// What a number format shows of a date: `yyyy-mm` no day.
fn parts_of(id: Option<u32>, code: &str) -> Parts {
    // The format of Excel's own that shows a month and a year.
    if id == Some(17) {
        return Parts::Month;
    }
    let mut shown = String::new();
    let (mut quoted, mut bracketed) = (false, false);
    for c in code.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            c if !quoted && !bracketed => shown.extend(c.to_lowercase()),
            _ => {}
        }
    }
    match (shown.contains('y'), shown.contains('m'), shown.contains('d')) {
        (true, true, false) => Parts::Month,
        (true, false, false) => Parts::Year,
        _ => Parts::Day,
    }
}

/// A date in the native way, with its time if that is not midnight.
pub(super) fn day(date: (u16, u8, u8, u8, u8, u8, u16), parts: Parts) -> String {
    let (year, month, day, hour, minute, second, _) = date;
    match parts {
        Parts::Year => format!("{year:04}"),
        Parts::Month => format!("{year:04}-{month:02}"),
        Parts::Day if (hour, minute, second) == (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        Parts::Day => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// A block of cells, as A1:B2.
pub(super) fn block(block: &Dimensions) -> String {
    let cell = |(row, column): (u32, u32)| crate::Place::cell(row as usize + 1, column as usize + 1).to_string();
    format!("{}:{}", cell(block.start), cell(block.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_how_much_of_a_date_is_meant() {
        for (code, parts) in [
            ("yyyy-mm-dd", Parts::Day),
            ("yyyy-mm", Parts::Month),
            ("yyyy\"년\" m\"월\"", Parts::Month),
            ("[$-412]yyyy", Parts::Year),
            ("General", Parts::Day),
            ("\"dd\" yy", Parts::Year),
        ] {
            assert_eq!(parts_of(None, code), parts, "{code}");
        }
        assert_eq!(parts_of(Some(17), ""), Parts::Month);
    }
}
