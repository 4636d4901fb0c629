//! How sheets look: heads, widths, filters, prose.

use crate::io::tables::{Page, PageCell};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// Rows that a column's width is measured by.
const MEASURED: usize = 500;
const NARROWEST: usize = 8;
const WIDEST: usize = 48;

/// A line of a sheet of prose.
pub(super) enum Line {
    /// A title.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
}

/// Writes a table: a head that stays in sight and filters, rows below it.
pub(super) fn table(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    sheet.set_name(page.name)?;
    // Else 2019-05 becomes a day when its cell is edited, and 007 the number 7.
    let (head, text) = (head(), Format::new().set_num_format("@"));
    for (column, name) in page.head.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, name, &head)?;
        sheet.set_column_width(column as u16, width(page, column) as f64)?;
        if !page.rows.iter().any(|row| matches!(row[column], PageCell::Number(_))) {
            sheet.set_column_format(column as u16, &text)?;
        }
    }
    for (row, cells) in page.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            match cell {
                PageCell::Blank => {}
                PageCell::Number(number) => {
                    sheet.write_number(row, column, *number)?;
                }
                PageCell::Text(words) | PageCell::Whole(words) => {
                    sheet.write_string_with_format(row, column, words, &text)?;
                }
            }
        }
    }
    finish(sheet, page.head.len(), page.rows.len())
}

/// What every table has: the head stays in sight, filters, no remarks about years that are texts.
pub(super) fn finish(sheet: &mut Worksheet, columns: usize, rows: usize) -> Result<(), XlsxError> {
    let (last_row, last_column) = (rows as u32, (columns.max(1) - 1) as u16);
    sheet.set_freeze_panes(1, 0)?;
    if columns > 0 {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    sheet.ignore_error_range(1, 0, last_row.max(1), last_column, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Writes a sheet of prose.
pub(super) fn prose(sheet: &mut Worksheet, name: &str, lines: &[Line]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_column_width(0, 92)?;
    sheet.set_screen_gridlines(false);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let title = Format::new().set_bold().set_font_size(16);
    let heading = Format::new().set_bold().set_font_size(12).set_font_color(BLUE);
    for (row, line) in lines.iter().enumerate() {
        let (words, format) = match line {
            Line::Title(words) => (words, &title),
            Line::Heading(words) => (words, &heading),
            Line::Text(words) => (words, &text),
        };
        sheet.write_string_with_format(row as u32, 0, words, format)?;
        if let Line::Heading(_) = line {
            sheet.set_row_height(row as u32, 24)?;
        }
        if matches!(line, Line::Text(_)) {
            // Programs other than Excel do not grow a row by themselves.
            let lines = words.lines().map(|line| line.width().div_ceil(84).max(1)).sum::<usize>();
            sheet.set_row_height(row as u32, 15.5 * lines as f64)?;
        }
    }
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

const BLUE: Color = Color::RGB(0x1F_4E79);

/// How a head looks.
pub(super) fn head() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_EBF7))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
}

/// Wide enough for the head, its filter and most of the cells.
pub(super) fn width(page: &Page, column: usize) -> usize {
    let cells = page.rows.iter().take(MEASURED).map(|row| match &row[column] {
        PageCell::Blank => 0,
        PageCell::Number(number) => number.to_string().len(),
        PageCell::Text(text) | PageCell::Whole(text) => text.lines().next().unwrap_or_default().width(),
    });
    cells.max().unwrap_or(0).max(page.head[column].width() + 3).clamp(NARROWEST, WIDEST) + 1
}
