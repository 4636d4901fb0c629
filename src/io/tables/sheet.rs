//! A table as it stands in a file: cells with their places.
//!
//! `csv-core` finds the cells; it tells how many bytes each took, so that every cell knows where it begins, also after
//! cells of several lines.

use super::cells::{Typed, typed, unguard};
use crate::error::{Error, Place, Problem, Problems};
use crate::io::text::Text;
use csv_core::{ReadFieldResult, ReaderBuilder};
use std::borrow::Cow;
use std::rc::Rc;

/// A cell: its text, borrowed from the file where it stands there as it is, and where it begins.
#[derive(Clone, Default)]
pub(in crate::io) struct Cell<'t> {
    pub(super) text: Cow<'t, str>,
    stands: Stands,
}

/// Where and how a cell stands, in one word of the machine: large tables are mostly cells. Rows and columns of a sheet take 34
/// bits, the bytes of a file 29.
#[derive(Clone, Copy, Default)]
struct Stands {
    low: u32,
    high: u16,
    written: Written,
}

impl Stands {
    fn new(offset: usize, written: Written) -> Self {
        Self { low: offset as u32, high: (offset as u64 >> 32) as u16, written }
    }

    fn offset(self) -> usize {
        (u64::from(self.low) | u64::from(self.high) << 32) as usize
    }
}

/// How the text of a cell stands in its file.
#[derive(Clone, Copy, Default, PartialEq)]
enum Written {
    /// As a spreadsheet writes it: spaces around it and a guard do not count.
    #[default]
    Guarded,
    /// As it is; attributes find their types themselves.
    Plain,
    /// As it is, and declared to be text.
    Text,
    /// Several values of one name, as a list of JSON.
    Several,
    /// An error that a formula came to, told already.
    Fault,
}

impl Written {
    /// As it is; `is_text` if the file declares it to be text and not a number.
    fn of(is_text: bool) -> Self {
        if is_text { Self::Text } else { Self::Plain }
    }
}

/// The most columns of a table, those of Excel.
pub(super) const MOST_COLUMNS: usize = 1 << 14;

/// The most cells that the rows of a file of so many bytes may have beneath all columns of their head, also those that no row
/// fills: as many as it has bytes, and [`FREE_CELLS`]. What a few bytes declare cannot take more memory or time than that.
pub(in crate::io) fn most_cells(bytes: usize) -> usize {
    FREE_CELLS.saturating_add(bytes)
}

/// The cells that any file may have.
const FREE_CELLS: usize = 1 << 22;

/// Places in workbooks are told apart by row and column in one number.
const COLUMNS: usize = MOST_COLUMNS;

impl<'t> Cell<'t> {
    /// A value of a file that is no table; `is_text` if the file declares it to be text and not a number.
    pub(in crate::io) fn new(text: impl Into<Cow<'t, str>>, offset: usize, is_text: bool) -> Self {
        Self { text: text.into(), stands: Stands::new(offset, Written::of(is_text)) }
    }

    /// A cell of a workbook at a row and a column, both from 0; without a text if a formula came to an error there.
    #[cfg(feature = "xlsx")]
    pub(super) fn at(text: Option<String>, row: usize, column: usize) -> Self {
        let written = if text.is_some() { Written::Guarded } else { Written::Fault };
        Self { text: text.unwrap_or_default().into(), stands: Stands::new(row * COLUMNS + column, written) }
    }

    /// The same place, with another text.
    pub(super) fn saying<'s>(&self, text: impl Into<Cow<'s, str>>, is_text: bool) -> Cell<'s> {
        Cell { text: text.into(), stands: Stands { written: Written::of(is_text), ..self.stands } }
    }

    /// Whether what is wrong with it is told already.
    pub(super) fn is_fault(&self) -> bool {
        self.stands.written == Written::Fault
    }

    /// Its text as it stands there.
    pub(in crate::io) fn text(&self) -> &str {
        &self.text
    }

    /// Whether another cell stands at the same place.
    pub(super) fn is_beside(&self, other: &Cell<'_>) -> bool {
        self.stands.offset() == other.stands.offset()
    }

    /// The value that it says: a number or a truth value where it is written as one and not declared to be text.
    pub(in crate::io) fn value(&self) -> serde_json::Value {
        match typed(&self.text, self.stands.written == Written::Text) {
            Typed::Value(value) => value,
            Typed::Text(text) | Typed::Nested(text) => text.into(),
        }
    }

    /// Adds another value of the same name.
    pub(super) fn join(&mut self, other: &Cell<'_>) {
        if self.stands.written != Written::Several {
            self.text = format!("[{}]", self.value()).into();
            self.stands.written = Written::Several;
        }
        let list = self.text.to_mut();
        list.pop();
        list.push_str(", ");
        list.push_str(&other.value().to_string());
        list.push(']');
    }

    /// A blank cell at the same place.
    pub(super) fn blank<'s>(&self) -> Cell<'s> {
        self.saying("", false)
    }

    /// Whether it stands in a table, where a lone guard is the empty text.
    pub(super) fn is_guarded(&self) -> bool {
        self.stands.written == Written::Guarded
    }

    /// What it says, and whether it is known to be text; `None` if it is blank.
    pub(super) fn says(&self) -> Option<(&str, bool)> {
        match self.stands.written {
            Written::Guarded => unguard(&self.text),
            Written::Plain => Some((&*self.text, false)).filter(|(text, _)| !text.is_empty()),
            Written::Text => Some((&*self.text, true)),
            Written::Several => Some((&*self.text, false)),
            Written::Fault => None,
        }
    }
}

/// The cells of a file, row by row; the first row is the head.
pub(super) struct Sheet<'t> {
    origin: Origin<'t>,
    /// What separates the cells of a text, where it is not a comma.
    pub(super) delimiter: Option<&'static str>,
    /// The head.
    pub(super) head: Vec<Cell<'t>>,
    /// Rows that are not blank.
    pub(super) rows: Vec<Vec<Cell<'t>>>,
}

/// What the places of a table are places in.
#[derive(Clone)]
pub(super) enum Origin<'t> {
    /// A text.
    Text(Rc<Text<'t>>),
    /// A sheet of a workbook.
    #[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "there are no workbooks without their feature"))]
    Sheet(Option<&'static str>),
}

impl Origin<'_> {
    fn place(&self, offset: usize) -> Place {
        match self {
            Self::Text(text) => text.place(offset),
            Self::Sheet(name) => Place::cell(offset / COLUMNS + 1, offset % COLUMNS + 1).in_file(*name),
        }
    }
}

impl<'t> Sheet<'t> {
    /// Finds the cells of a comma-, semicolon- or tab-separated file.
    ///
    /// # Errors
    /// Not UTF-8, without a head, or with a quote that is never closed.
    pub(super) fn read(bytes: &'t [u8], file: Option<&'static str>) -> Result<Self, Error> {
        let in_file = |error: Error| match error.into_problems() {
            Ok(problems) => named(problems, file).into(),
            Err(error) => error,
        };
        let text = Text::decode(bytes).map_err(in_file)?.in_file(file);
        let (delimiter, from) = delimiter(text.content);
        let mut rows = cells(text.content, delimiter, from);
        unclosed(&text, rows.last().and_then(|row| row.last()))?;
        rows.retain(|row| row.iter().any(|cell| !cell.text.trim().is_empty()));
        if rows.is_empty() {
            let help = "the first row names the columns";
            return Err(Problem::error(Some(text.place(0)), "the table is empty", help).into());
        }
        let head = rows.remove(0);
        check_size(rows.len(), head.len(), bytes.len())
            .map_err(|message| Problem::error(Some(text.place(0)), message, "leave out what is not asked about"))?;
        let delimiter = match delimiter {
            b';' => Some("semicolons"),
            b'\t' => Some("tabs"),
            _ => None,
        };
        Ok(Self { origin: Origin::Text(Rc::new(text)), delimiter, head, rows })
    }

    /// Cells that were found otherwise.
    pub(super) fn of(origin: Origin<'t>, head: Vec<Cell<'t>>, rows: Vec<Vec<Cell<'t>>>) -> Self {
        Self { origin, delimiter: None, head, rows }
    }

    /// What its places are places in.
    pub(super) fn origin(&self) -> Origin<'t> {
        self.origin.clone()
    }

    /// Where a cell begins.
    pub(super) fn place(&self, cell: &Cell<'_>) -> Place {
        self.origin.place(cell.stands.offset())
    }

    /// Where its rows begin, to be known when the rows themselves are gone.
    pub(super) fn starts(&self) -> Starts<'t> {
        let stands = self.rows.iter().filter_map(|row| row.first()).map(|cell| cell.stands).collect();
        Starts { origin: self.origin(), stands }
    }

    /// Where the head begins.
    pub(super) fn place_of_head(&self) -> Place {
        self.head.first().map_or_else(|| self.origin.place(0), |cell| self.place(cell))
    }
}

/// Where the rows of a table begin.
pub(super) struct Starts<'t> {
    origin: Origin<'t>,
    stands: Vec<Stands>,
}

impl Starts<'_> {
    /// In the order of the rows.
    pub(super) fn places(&self) -> Vec<Place> {
        self.stands.iter().map(|stands| self.origin.place(stands.offset())).collect()
    }
}

/// Whether rows beneath a head of so many columns are still a table that a file of so many bytes may hold.
pub(super) fn check_size(rows: usize, columns: usize, bytes: usize) -> Result<(), String> {
    if columns > MOST_COLUMNS {
        return Err(format!("there are {columns} columns; a table has at most {MOST_COLUMNS}"));
    }
    let most = most_cells(bytes);
    if rows.saturating_mul(columns) > most {
        let kind = "rows that end early or are mostly blank";
        return Err(format!("{rows} rows beneath {columns} columns are more than {most} cells: {kind}"));
    }
    Ok(())
}

/// The same problems, each in this file.
pub(super) fn named(problems: Problems, file: Option<&'static str>) -> Problems {
    let mut all = Problems::default();
    all.extend(problems.into_iter().map(|mut problem| {
        problem.place = problem.place.map(|place| place.in_file(place.file.or(file)));
        problem
    }));
    all
}

/// The delimiter and the byte at which the head begins: a line `sep=;`, as Excel writes it, or else the separator that
/// is most frequent in the first line outside quotes.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some([separator @ (b',' | b';' | b'\t')]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (*separator, (first.len() + 1).min(text.len()));
    }
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        counts.iter_mut().filter(|(separator, _)| *separator == byte && !quoted).for_each(|(_, count)| *count += 1);
    }
    let best = counts.iter().fold(counts[0], |best, one| if one.1 > best.1 { *one } else { best });
    (best.0, 0)
}

fn cells(text: &str, delimiter: u8, from: usize) -> Vec<Vec<Cell<'_>>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let bytes = text.as_bytes();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut at, mut offset) = (from, from);
    let (mut field, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let (result, taken, given) = reader.read_field(&bytes[at..], &mut buffer);
        at += taken;
        field.extend_from_slice(&buffer[..given]);
        let ends = match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::Field { record_end } => record_end,
            ReadFieldResult::End => break,
        };
        let blank = bytes[offset..at].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = (if row.is_empty() { offset + blank } else { offset }).min(at);
        let content = match text.get(start..start + field.len()) {
            Some(as_it_is) if as_it_is.as_bytes() == field => Cow::Borrowed(as_it_is),
            _ => String::from_utf8(field.clone()).expect("invariant: only ASCII was taken out").into(),
        };
        field.clear();
        row.push(Cell { text: content, stands: Stands::new(start, Written::Guarded) });
        offset = at;
        if ends {
            let width = row.len();
            rows.push(std::mem::replace(&mut row, Vec::with_capacity(width)));
        }
    }
    rows
}

/// A stray quote swallows the rest of a file: the last cell then begins with a quote and does not end with one.
fn unclosed(text: &Text<'_>, last: Option<&Cell<'_>>) -> Result<(), Error> {
    let raw = last.map_or("", |cell| &text.content[cell.stands.offset()..]);
    if raw.starts_with('"') && raw.matches('"').count() % 2 == 1 {
        let place = last.map(|cell| text.place(cell.stands.offset()));
        let help = "close it, or double a quote that belongs to the text";
        return Err(Problem::error(place, "the quote that begins this cell is never closed", help).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(String, String)> {
        let sheet = Sheet::read(text.as_bytes(), None).unwrap();
        let cells = sheet.rows.iter().flatten();
        cells.map(|cell| (cell.text.to_string(), sheet.place(cell).to_string())).collect()
    }

    fn expect(cells: &[(&str, &str)]) -> Vec<(String, String)> {
        cells.iter().map(|(text, place)| ((*text).to_owned(), (*place).to_owned())).collect()
    }

    #[test]
    fn cells_of_several_lines_keep_the_places_of_those_that_follow() {
        let text = "\u{feff}a,b,c\r\n\r\n서울,\"two\r\nlines\",x\r\n,\"y\"\"\",\r\nlast,,";
        let told = [
            ("서울", "3:1"),
            ("two\r\nlines", "3:4"),
            ("x", "4:8"),
            ("", "5:1"),
            ("y\"", "5:2"),
            ("", "5:8"),
            ("last", "6:1"),
            ("", "6:6"),
            ("", "6:7"),
        ];
        assert_eq!(places(text), expect(&told));
    }

    #[test]
    fn semicolons_and_tabs_are_found() {
        assert_eq!(places("a;\"b,b,b\"\n1,5;2"), expect(&[("1,5", "2:1"), ("2", "2:5")]));
        assert_eq!(places("a\tb\n1,5\t2"), expect(&[("1,5", "2:1"), ("2", "2:5")]));
        assert_eq!(places("sep=;\na;b\n1;2"), expect(&[("1", "3:1"), ("2", "3:3")]));
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told_where_it_begins() {
        let error = Sheet::read(b"a,b\n1,\"2\n3,4\n", Some("ties.csv")).err().unwrap().to_string();
        assert!(error.starts_with("ties.csv:2:3: error: the quote that begins"), "{error}");
    }
}
