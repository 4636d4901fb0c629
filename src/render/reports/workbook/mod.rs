//! A report as a workbook: a sheet for each table, with real numbers, filters and frozen heads, and the charts as charts.

mod charts;

use super::{Bound, ReportRenderer};
use crate::error::{Error, ErrorKind};
use crate::render::answers::columns;
use crate::report::{Cell, Sheet, SheetColumn, ToldReport};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

pub(super) struct Xlsx;

/// A cell holds no more characters than this.
const MOST_CHARACTERS: usize = 32_767;
const INK: Color = Color::RGB(0x1F_2933);
const HEAD: Color = Color::RGB(0x1F_3A5F);
const PALE: Color = Color::RGB(0xE8_EEF5);

impl ReportRenderer for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn file(&self) -> &'static str {
        "report.xlsx"
    }

    fn about(&self) -> &'static str {
        "Every table with all its rows, and the charts, as a workbook."
    }

    fn render(&self, bound: &Bound<'_>) -> Result<Vec<u8>, Error> {
        written(bound).map_err(|error| {
            ErrorKind::Io { path: self.file().to_owned(), source: std::io::Error::other(error.to_string()) }.into()
        })
    }
}

/// The formats of cells, made once.
struct Formats {
    title: Format,
    text: Format,
    heading: Format,
    head: Format,
    number_head: Format,
    wrapped: Format,
    whole: Format,
    year: Format,
    number: Format,
    share: Format,
}

impl Formats {
    fn new() -> Self {
        let base = || Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let head = || {
            base()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEAD)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        Self {
            title: base().set_bold().set_font_size(16),
            text: base().set_text_wrap(),
            heading: base().set_bold().set_background_color(PALE).set_border_bottom(FormatBorder::Thin),
            number_head: head().set_align(FormatAlign::Right),
            head: head(),
            wrapped: base().set_text_wrap(),
            whole: base().set_num_format("#,##0"),
            year: base().set_num_format("0"),
            number: base().set_num_format("0.000"),
            share: base().set_num_format("0.0%"),
        }
    }
}

fn written(bound: &Bound<'_>) -> Result<Vec<u8>, XlsxError> {
    let told = &bound.told[0];
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    // The date is that of the format, not of the clock: the same report gives the same bytes.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    let properties =
        DocProperties::new().set_title(&told.title).set_comment(&told.provenance).set_creation_datetime(&made);
    workbook.set_properties(&properties);
    read_me(workbook.add_worksheet(), told, &formats)?;
    for sheet in &told.sheets {
        table(workbook.add_worksheet(), sheet, &formats)?;
    }
    if !told.charts.is_empty() {
        charts::sheet(workbook.add_worksheet(), told, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Widths of the columns of the first sheet.
const NAME: f64 = 34.0;
const TEXT: f64 = 110.0;

fn read_me(sheet: &mut Worksheet, told: &ToldReport, formats: &Formats) -> Result<(), XlsxError> {
    let korean = told.language == "ko";
    let say = |english: &'static str, korean_text: &'static str| if korean { korean_text } else { english };
    sheet.set_name(say("read me", "안내"))?.set_column_width(0, NAME)?.set_column_width(1, TEXT)?;
    sheet.write_string_with_format(0, 0, &told.title, &formats.title)?;
    sheet.write_string_with_format(1, 0, &told.subtitle, &Format::new())?;
    let mut row = 3;
    let mut section = |sheet: &mut Worksheet, heading: &str, rows: &[(String, String)]| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, heading, &formats.heading)?;
        sheet.write_blank(row, 1, &formats.heading)?;
        row += 1;
        for (name, text) in rows {
            sheet.write_string_with_format(row, 0, name, &formats.text)?;
            sheet.write_string_with_format(row, 1, fitted(text), &formats.text)?;
            sheet.set_row_height(row, height(lines(text, TEXT).max(lines(name, NAME))))?;
            row += 1;
        }
        row += 1;
        Ok(())
    };
    let sheets: Vec<(String, String)> =
        told.sheets.iter().map(|sheet| (sheet.title.clone(), sheet.about.clone())).collect();
    section(sheet, say("Sheets", "시트"), &sheets)?;
    let meant = |sheet: &Sheet| {
        let explained = sheet.columns.iter().filter(|column| !column.about.is_empty());
        explained.map(|column| (format!("{}: {}", sheet.title, column.name), column.about.clone())).collect::<Vec<_>>()
    };
    section(sheet, say("Columns", "열"), &told.sheets.iter().flat_map(meant).collect::<Vec<_>>())?;
    let methods: Vec<(String, String)> = told.methods.iter().map(|text| (String::new(), text.clone())).collect();
    section(sheet, say("How it was found", "산출 방법"), &methods)?;
    section(sheet, say("Made by", "작성 정보"), &[(String::new(), told.provenance.clone())])?;
    print_setup(sheet);
    Ok(())
}

fn table(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_name(name(&sheet.title))?;
    page.set_row_height(0, 32)?;
    for (at, column) in sheet.columns.iter().enumerate() {
        let at = at as u16;
        let format = if column.numeric { &formats.number_head } else { &formats.head };
        page.write_string_with_format(0, at, &column.name, format)?;
        if !column.about.is_empty() {
            page.insert_note(0, at, &Note::new(&column.about).add_author_prefix(false))?;
        }
        page.set_column_width(at, width(sheet, at))?;
    }
    let widths: Vec<f64> = (0..sheet.columns.len()).map(|at| width(sheet, at as u16)).collect();
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            write(page, (row + 1) as u32, at as u16, cell, formats)?;
        }
        let tall = |((cell, width), column): ((&Cell, &f64), &SheetColumn)| {
            let lines = lines(&cell.shown(), *width);
            if LISTS.contains(&column.id) { lines.min(MOST_LINES) } else { lines }
        };
        let lines = cells.iter().zip(&widths).zip(&sheet.columns).map(tall).max().unwrap_or(1);
        page.set_row_height((row + 1) as u32, height(lines))?;
    }
    page.set_freeze_panes(1, 1)?;
    if let (Some(last), rows @ 1..) = (sheet.columns.len().checked_sub(1), sheet.rows.len()) {
        page.autofilter(0, 0, rows as u32, last as u16)?;
    }
    page.set_repeat_rows(0, 0)?;
    print_setup(page);
    Ok(())
}

fn print_setup(page: &mut Worksheet) {
    const A4: u8 = 9;
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
}

/// Texts are written as texts, whatever they begin with: nothing is taken for a formula.
fn write(page: &mut Worksheet, row: u32, at: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => page.write_string_with_format(row, at, fitted(text), &formats.wrapped)?,
        Cell::Whole(whole) => page.write_number_with_format(row, at, *whole as f64, &formats.whole)?,
        Cell::Year(year) => page.write_number_with_format(row, at, f64::from(*year), &formats.year)?,
        Cell::Number(number) => page.write_number_with_format(row, at, *number, &formats.number)?,
        Cell::Share(share) => page.write_number_with_format(row, at, *share, &formats.share)?,
        Cell::Dollars(amount) => page.write_number_with_format(row, at, *amount, &formats.whole)?,
        _ => page,
    };
    Ok(())
}

fn fitted(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    // Half as many characters fit in any case, however wide they are in UTF-16.
    text.chars().take(MOST_CHARACTERS / 2 - 1).chain(['…']).collect()
}

/// Lines that a wrapped text takes in a column.
fn lines(text: &str, width: f64) -> usize {
    // Words do not fill their lines.
    ((columns(text) as f64 * 1.1) / width).ceil().max(1.0) as usize
}

/// Height of a row of so many lines; Excel allows no more than 409 points.
fn height(lines: usize) -> f64 {
    (lines as f64 * 15.0).min(409.0)
}

/// Columns of long lists, which must not make rows higher than a screen; a cell that is opened has all of it.
const LISTS: [&str; 6] = ["sources", "why", "note", "examples", "only_way_to", "holders"];
const MOST_LINES: usize = 6;

/// Wide enough for most cells of a column, and not so wide that others vanish.
fn width(sheet: &Sheet, at: u16) -> f64 {
    let at = usize::from(at);
    let mut widths: Vec<usize> = sheet.rows.iter().map(|row| columns(&row[at].shown())).collect();
    widths.sort_unstable();
    let most = widths.get(widths.len().saturating_sub(1) * 9 / 10).copied().unwrap_or(0);
    let head = columns(&sheet.columns[at].name).div_ceil(2) + 2;
    // Whole paragraphs are read more easily in a wide column.
    let widest = if most > 400 && !LISTS.contains(&sheet.columns[at].id) { 110 } else { 60 };
    most.max(head).clamp(7, widest) as f64 + 2.0
}

/// The name of a sheet: at most 31 characters, without those that Excel forbids.
fn name(title: &str) -> String {
    title.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).take(31).collect()
}
