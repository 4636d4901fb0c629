//! The tables of a network as the sheets of a workbook: the cells of the folder of tables, with numbers as numbers.

use super::cells::{Typed, guard, typed};
use super::kinds::TableKind;
use super::write::{Table, Take, Value, each};
use crate::io::native;
use crate::model::Network;

/// A table as a sheet of a workbook.
pub(in crate::io) struct Page {
    /// Its name, as of the file in a folder.
    pub(in crate::io) name: &'static str,
    /// The head.
    pub(in crate::io) head: Vec<String>,
    /// The rows below it, each as long.
    pub(in crate::io) rows: Vec<Vec<PageCell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::io) enum PageCell {
    /// Nothing.
    Blank,
    /// A number that is read back to the digit.
    Number(f64),
    /// A text, of which a part is better than nothing.
    Text(String),
    /// A list or JSON, of which a part is none.
    Whole(String),
}

/// Every table of a network.
pub(in crate::io) fn pages(network: &Network) -> Vec<Page> {
    let mut pages = Pages(Vec::new());
    each(network, &mut pages);
    pages.0
}

/// What is no table, as keys and values.
pub(in crate::io) fn frame_page(network: &Network) -> Page {
    let row = |part: String| {
        let (key, value) = part.split_once(": ").expect("invariant: a part has a name and a value");
        let cell = match serde_json::from_str(value).expect("invariant: what is written is JSON") {
            serde_json::Value::String(text) => match typed(&text, false) {
                // A text that would be taken for something else stands in JSON's quotes.
                Typed::Nested(_) | Typed::Value(serde_json::Value::String(_)) => PageCell::Whole(value.to_owned()),
                _ => PageCell::Text(guard(&text).into_owned()),
            },
            _ => PageCell::Whole(value.to_owned()),
        };
        vec![PageCell::Text(key.trim_matches('"').to_owned()), cell]
    };
    let rows = native::frame(network).into_iter().map(row).collect();
    Page { name: "network", head: vec!["key".to_owned(), "value".to_owned()], rows }
}

struct Pages(Vec<Page>);

impl Take for Pages {
    fn take<T>(&mut self, kind: &TableKind, table: &Table<'_, T>, records: &[T]) {
        let cells = |record| table.columns.iter().map(|(name, value)| cell(name, value(record))).collect();
        self.0.push(Page {
            name: kind.name,
            head: table.columns.iter().map(|(name, _)| guard(name).into_owned()).collect(),
            rows: records.iter().map(cells).collect(),
        });
    }
}

fn cell(column: &str, value: Value) -> PageCell {
    match value {
        Value::Blank => PageCell::Blank,
        // A year is a date, and 2024 of one is not 2024 of anything.
        Value::Plain(_) if matches!(column, "since" | "until" | "year") => PageCell::Text(value.guarded()),
        Value::Plain(text) => exact(&text).map_or(PageCell::Text(text), PageCell::Number),
        Value::Attribute(serde_json::Value::Number(number)) => {
            let text = number.to_string();
            exact(&text).map_or(PageCell::Text(text), PageCell::Number)
        }
        Value::List(_) | Value::Json(_) => PageCell::Whole(value.guarded()),
        Value::Attribute(serde_json::Value::Array(_) | serde_json::Value::Object(_)) => {
            PageCell::Whole(value.guarded())
        }
        Value::Text(_) | Value::Attribute(_) => PageCell::Text(value.guarded()),
    }
}

/// The number that a text is, if a cell of a workbook gives back this text: 1000.0 and 1e3 would become 1000.
fn exact(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number.is_finite() && number.abs() < 1e15 && number.to_string() == text && text != "-0").then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_where_nothing_is_lost() {
        for text in ["0", "-5", "0.1", "1234567.25", "3"] {
            assert_eq!(exact(text).map(|number| number.to_string()).as_deref(), Some(text));
        }
        for text in ["1000.0", "1e3", "-0", "007", "12345678901234567890", "inf", "NaN", "+5", "0.10", "x"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_texts_and_strengths_numbers() {
        assert_eq!(cell("since", Value::Plain("2019".to_owned())), PageCell::Text("2019".to_owned()));
        assert_eq!(cell("strength", Value::Plain("0.4".to_owned())), PageCell::Number(0.4));
        assert_eq!(cell("note", Value::Text("=1+1".to_owned())), PageCell::Text("'=1+1".to_owned()));
    }
}
