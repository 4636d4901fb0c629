//! Sheets as they stand in a workbook, whatever its format, and the limits on them.

use crate::error::{Place, Problem, Problems};
use crate::io::tables::sheet::{Cell, MOST_COLUMNS, Origin, Sheet};

/// The most sheets of a workbook.
const MOST_SHEETS: usize = 256;
/// The most rows of a sheet, those of Excel.
pub(super) const MOST_ROWS: usize = 1 << 20;
/// The most cells of a workbook, and of the tables that are made of it.
pub(super) const MOST_CELLS: usize = 1 << 22;
/// The most bytes of text in all cells: 256 MiB.
const MOST_TEXT: usize = 256 << 20;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// A text, a number, a date or a truth value, as a table of text would have it.
    Text(String),
    /// An error that a formula came to, such as `#N/A`.
    Error(String),
    /// A formula whose value was never worked out.
    Formula,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct RawSheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Blocks of merged cells, as A1:B2.
    pub(super) merged: Vec<String>,
    /// Cells that hold something, with row and column from 0.
    cells: Vec<(usize, usize, Content)>,
}

/// What is left of the limits.
pub(super) struct Budget {
    sheets: usize,
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { sheets: MOST_SHEETS, cells: MOST_CELLS, text: MOST_TEXT }
    }
}

fn too_much(message: String) -> Problem {
    Problem::error(None, message, "leave out what is not asked about, or save the tables as CSV")
}

impl Budget {
    /// Counts a sheet.
    pub(super) fn sheet(&mut self) -> Result<(), Problem> {
        self.sheets = self.sheets.checked_sub(1).ok_or_else(|| too_much(format!("more than {MOST_SHEETS} sheets")))?;
        Ok(())
    }

    fn cell(&mut self, bytes: usize) -> Result<(), Problem> {
        let left = self.cells.checked_sub(1).zip(self.text.checked_sub(bytes));
        let message = || format!("more than {MOST_CELLS} cells or {} MiB of text", MOST_TEXT >> 20);
        (self.cells, self.text) = left.ok_or_else(|| too_much(message()))?;
        Ok(())
    }
}

impl RawSheet {
    /// An empty sheet.
    pub(super) fn new(name: String, hidden: bool) -> Self {
        Self { name, hidden, ..Self::default() }
    }

    /// Adds a cell at a row and a column from 0.
    pub(super) fn push(&mut self, at: (usize, usize), content: Content, budget: &mut Budget) -> Result<(), Problem> {
        let (row, column) = at;
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            let message = format!("sheet {:?} has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns", self.name);
            return Err(too_much(message));
        }
        let bytes = if let Content::Text(text) = &content { text.len() } else { 0 };
        budget.cell(bytes)?;
        if !matches!(&content, Content::Text(text) if text.trim().is_empty()) {
            self.cells.push((row, column, content));
        }
        Ok(())
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The table that its head alone is.
    pub(super) fn head(&self) -> Result<Sheet<'static>, Problem> {
        let top = self.cells.iter().map(|(row, ..)| *row).min();
        let cells = self.cells.iter().filter(|(row, ..)| Some(*row) == top).cloned().collect();
        Self { cells, ..Self::default() }.table(None, &mut Problems::default())
    }

    /// The text of every cell that has one, with row and column from 0, row by row.
    pub(super) fn rows(mut self) -> Vec<(usize, usize, Content)> {
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        self.cells
    }

    /// The table in the sheet: its first row that is not blank is the head. Cells that cannot be read are told.
    pub(super) fn table(self, name: Option<&'static str>, problems: &mut Problems) -> Result<Sheet<'static>, Problem> {
        let cells = self.rows();
        let place = |row: usize, column: usize| Place::cell(row + 1, column + 1).in_file(name);
        let first = cells.iter().map(|(_, column, _)| *column).min();
        let (Some(first), Some((top, ..))) = (first, cells.first()) else {
            return Err(Problem::error(Some(place(0, 0)), "the sheet is empty", "the first row names the columns"));
        };
        let top = *top;
        let in_head = cells.iter().take_while(|(row, ..)| *row == top);
        let last = in_head.map(|(_, column, _)| *column).last().unwrap_or(first);
        let width = last - first + 1;
        let height = cells.chunk_by(|one, other| one.0 == other.0).count();
        if height * width > MOST_CELLS {
            return Err(too_much(format!("{height} rows of {width} columns are more than {MOST_CELLS} cells")));
        }
        let mut rows = Vec::with_capacity(height);
        for row in cells.chunk_by(|one, other| one.0 == other.0) {
            rows.push(dense(row, (first, last), &place, problems));
        }
        let head = rows.remove(0);
        Ok(Sheet::of(Origin::Sheet(name), head, rows))
    }
}

/// The cells of a row from the first to the last column of the head, and one more where something stands beside them.
fn dense(
    row: &[(usize, usize, Content)],
    (first, last): (usize, usize),
    place: &impl Fn(usize, usize) -> Place,
    problems: &mut Problems,
) -> Vec<Cell<'static>> {
    let number = row[0].0;
    let mut cells: Vec<Cell<'static>> =
        (first..=last).map(|column| Cell::at(Some(String::new()), number, column)).collect();
    let mut beside = None;
    for (_, column, content) in row {
        let at = Some(place(number, *column));
        let text = match content {
            Content::Text(text) => Some(text.clone()),
            Content::Error(error) => {
                let message = format!("the formula of this cell comes to {error}");
                problems.push(Problem::error(at, message, "mend it, or write what is meant"));
                None
            }
            Content::Formula => {
                let help = "open the workbook in a spreadsheet program and save it, or write what is meant";
                problems.push(Problem::error(at, "the value of this formula was never worked out", help));
                None
            }
        };
        let cell = Cell::at(text, number, *column);
        match column.checked_sub(first).and_then(|i| cells.get_mut(i)) {
            Some(free) if *column <= last => *free = cell,
            _ => {
                beside.get_or_insert(cell);
            }
        }
    }
    cells.extend(beside);
    cells
}

/// A number as it would be typed.
pub(super) fn number(number: f64) -> String {
    crate::model::plain_number(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[(usize, usize, &str)]) -> RawSheet {
        let mut sheet = RawSheet::default();
        for (row, column, text) in cells {
            let content = if text.starts_with('#') {
                Content::Error((*text).to_owned())
            } else {
                Content::Text((*text).to_owned())
            };
            sheet.push((*row, *column), content, &mut Budget::default()).unwrap();
        }
        sheet
    }

    #[test]
    fn tables_may_begin_anywhere() {
        let mut problems = Problems::default();
        let cells = [(2, 1, "from"), (2, 2, "to"), (5, 2, "athens"), (5, 1, "seoul"), (6, 1, "#N/A"), (6, 3, "beside")];
        let table = sheet(&cells).table(Some("ties"), &mut problems).unwrap();
        let texts = |row: &[Cell<'_>]| row.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>();
        assert_eq!(
            (texts(&table.head), texts(&table.rows[0])),
            (vec!["from".into(), "to".into()], vec!["seoul".into(), "athens".into()])
        );
        assert_eq!(table.place(&table.rows[0][1]).to_string(), "ties!C6");
        assert_eq!(table.place(table.rows[1].last().unwrap()).to_string(), "ties!D7");
        assert_eq!(
            problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["ties!B7: error: the formula of this cell comes to #N/A (mend it, or write what is meant)"]
        );
    }

    #[test]
    fn no_sheet_is_too_wide_or_too_long() {
        let mut budget = Budget::default();
        for at in [(MOST_ROWS, 0), (0, MOST_COLUMNS)] {
            let refused = RawSheet::default().push(at, Content::Formula, &mut budget).unwrap_err();
            assert!(refused.message.contains("more than 1048576 rows or 16384 columns"), "{refused}");
        }
        // A head of all columns above many short rows would be a table of more cells than there are.
        let mut wide = sheet(&[(0, 0, "from"), (0, MOST_COLUMNS - 1, "to")]);
        for row in 1..2000 {
            wide.push((row, 0), Content::Text("x".to_owned()), &mut budget).unwrap();
        }
        let refused = wide.table(None, &mut Problems::default()).err().unwrap();
        assert!(refused.message.contains("2000 rows of 16384 columns are more than"), "{refused}");
        let mut budget = Budget { sheets: 1, cells: 1, text: 3 };
        assert!(budget.sheet().is_ok() && budget.sheet().is_err());
        assert!(RawSheet::default().push((0, 0), Content::Text("four".to_owned()), &mut budget).is_err());
    }
}
