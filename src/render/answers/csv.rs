//! The tables of an answer as comma-separated values.

use super::{AnswerRenderer, Page};
use crate::report::{Answer, Block};

pub(super) struct Csv;

impl AnswerRenderer for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "its tables, for spreadsheets; words without a table become rows"
    }

    fn render(&self, answer: &Answer, _page: &Page) -> String {
        let tables = answer.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let mut rows: Vec<Vec<String>> = Vec::new();
        for table in tables {
            if !rows.is_empty() {
                rows.push(Vec::new());
            }
            rows.push(table.columns.iter().map(|column| column.name.clone()).collect());
            rows.extend(table.rows.iter().cloned());
        }
        if rows.is_empty() {
            rows = words(answer);
        }
        rows.iter().map(|row| line(row)).collect()
    }
}

fn words(answer: &Answer) -> Vec<Vec<String>> {
    let head = vec!["part".to_owned(), "text".to_owned()];
    let rows = answer.blocks.iter().filter_map(|block| match block {
        Block::Heading(text) => Some(vec!["heading".to_owned(), text.clone()]),
        Block::Paragraph(text) => Some(vec!["finding".to_owned(), text.clone()]),
        Block::Note(text) => Some(vec!["note".to_owned(), text.clone()]),
        Block::Table(_) => None,
    });
    std::iter::once(head).chain(rows).collect()
}

fn line(cells: &[String]) -> String {
    let mut line = cells.iter().map(|cell| field(cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// Quotes what needs quotes. A cell that a spreadsheet would take for a formula gets an apostrophe in front, unless it
/// is a number.
fn field(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_formulas_disarmed() {
        assert_eq!(field("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(field("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(field("-0.5"), "-0.5");
        assert_eq!(field("서울"), "서울");
    }
}
