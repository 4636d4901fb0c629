//! Commas in the numbers of a table: decimal commas, as 0,5, or separators of thousands, as 1,234,567.
//!
//! A table writes all its numbers in one way. That 0,5 cannot have thousands, and 1,234,567 no decimals, decides for all its
//! cells; where nothing decides, or some cells say one and some the other, a number with a comma is refused.

use super::columns::{Columns, Meaning};
use super::sheet::Sheet;
use std::borrow::Cow;

/// The fields that hold numbers.
const FIELDS: [&str; 10] = [
    "strength",
    "confidence",
    "lat",
    "lon",
    "weight",
    "value_usd",
    "value_usd_million",
    "cost_usd",
    "people",
    "lasts_years",
];

/// What a comma in a number means.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Commas {
    /// Nothing: there are none, or it cannot be told.
    #[default]
    Unknown,
    /// The decimal point.
    Decimal,
    /// Thousands are set apart.
    Thousands,
}

/// How a table writes numbers.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) commas: Commas,
    /// Columns of attributes in which every cell is a number.
    attributes: Vec<bool>,
}

impl Numbers {
    /// Looks at every cell that should hold a number.
    pub(super) fn of(sheet: &Sheet<'_>, columns: &Columns) -> Self {
        let mut evidence = Evidence::default();
        let mut attributes = vec![false; columns.meanings.len()];
        for (i, meaning) in columns.meanings.iter().enumerate() {
            let cells = sheet.rows.iter().filter_map(|row| row.get(i)).filter(|cell| cell.is_guarded());
            let mut texts = cells.filter_map(|cell| cell.says()).map(|(text, _)| text);
            match meaning {
                Meaning::Field(field) if FIELDS.contains(field) => texts.for_each(|text| evidence.add(text)),
                Meaning::Attribute(_) => {
                    let all: Vec<&str> = texts.by_ref().collect();
                    attributes[i] = all.iter().any(|text| text.contains(',')) && all.iter().all(|text| is_number(text));
                    all.into_iter().filter(|_| attributes[i]).for_each(|text| evidence.add(text));
                }
                _ => {}
            }
        }
        Self { commas: evidence.commas(), attributes }
    }

    /// How these texts write numbers.
    pub(super) fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut evidence = Evidence::default();
        texts.for_each(|text| evidence.add(text));
        Self { commas: evidence.commas(), attributes: Vec::new() }
    }

    /// The number as Rust reads it.
    pub(super) fn plain<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.commas {
            Commas::Decimal if is_number(text) => Cow::Owned(text.replace(',', ".")),
            Commas::Thousands if is_number(text) => Cow::Owned(text.replace(',', "")),
            _ => Cow::Borrowed(text),
        }
    }

    /// Whether the cells of a column of attributes are numbers with commas.
    pub(super) fn are_in(&self, column: usize) -> bool {
        self.commas != Commas::Unknown && self.attributes.get(column) == Some(&true)
    }
}

/// What cells with commas have shown.
#[derive(Default)]
struct Evidence {
    decimal: bool,
    thousands: bool,
}

impl Evidence {
    fn add(&mut self, text: &str) {
        if !text.contains(',') || !is_number(text) {
            return;
        }
        let digits = text.trim_start_matches('-');
        let groups: Vec<&str> = digits.split('.').next().unwrap_or_default().split(',').collect();
        let are_thousands =
            groups[0].len() <= 3 && !groups[0].starts_with('0') && groups[1..].iter().all(|group| group.len() == 3);
        if !are_thousands {
            self.decimal = true;
        } else if groups.len() > 2 || digits.contains('.') {
            self.thousands = true;
        }
    }

    fn commas(&self) -> Commas {
        match (self.decimal, self.thousands) {
            (true, false) => Commas::Decimal,
            (false, true) => Commas::Thousands,
            _ => Commas::Unknown,
        }
    }
}

/// Whether a text is a number in one of both ways.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let commas = digits.matches(',').count();
    let all = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    let groups = digits.split('.').next().unwrap_or_default().split(',').all(|group| !group.is_empty());
    let with_thousands = digits.split('.').next().unwrap_or_default().split(',').skip(1).all(|group| group.len() == 3);
    all && groups
        && digits.matches('.').count() <= 1
        && (commas == 0 || with_thousands || (commas == 1 && !digits.contains('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commas(texts: &[&str]) -> Commas {
        let mut evidence = Evidence::default();
        for text in texts {
            evidence.add(text);
        }
        evidence.commas()
    }

    #[test]
    fn a_comma_is_what_some_cell_shows_it_to_be() {
        assert_eq!(commas(&["0,5", "1", "1,234"]), Commas::Decimal);
        assert_eq!(commas(&["-12,75"]), Commas::Decimal);
        assert_eq!(commas(&["0,125"]), Commas::Decimal);
        assert_eq!(commas(&["1,234,567", "1,234"]), Commas::Thousands);
        assert_eq!(commas(&["1,234.5"]), Commas::Thousands);
        assert_eq!(commas(&["1,234"]), Commas::Unknown);
        assert_eq!(commas(&["1,234,567", "0,5"]), Commas::Unknown);
        assert_eq!(commas(&["1.5", "1,", ",5", "1,2,3", "a,b"]), Commas::Unknown);
    }

    #[test]
    fn numbers_are_made_plain() {
        let numbers = |commas| Numbers { commas, attributes: Vec::new() };
        assert_eq!(numbers(Commas::Decimal).plain("0,5"), "0.5");
        assert_eq!(numbers(Commas::Thousands).plain("1,234,567.5"), "1234567.5");
        assert_eq!(numbers(Commas::Unknown).plain("1,234"), "1,234");
        assert_eq!(numbers(Commas::Decimal).plain("one,two"), "one,two");
    }
}
