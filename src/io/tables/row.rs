//! Taking a row apart cell by cell: what cannot be read is told at its cell.

use super::aliases::Aliases;
use super::cells::{Typed, split_list, typed};
use super::columns::{Columns, Meaning};
use super::dates::{self, Told};
use super::kinds::TableKind;
use super::numbers::{Commas, Numbers};
use super::sheet::{Cell, Sheet};
use crate::error::{Place, Problem, Problems};
use crate::io::json;
use crate::io::text::Text as Source;
use crate::model::{Attributes, Date, Places, Text};
use std::str::FromStr;

/// Words for a confidence and the numbers they stand for.
pub(super) const CONFIDENCES: [(f64, &[&str]); 3] =
    [(0.95, &["high", "높음", "상"]), (0.8, &["medium", "보통", "중"]), (0.5, &["low", "낮음", "하"])];

/// A table being read: its cells, what its columns mean, and what there is to tell.
pub(super) struct Table<'a, 't> {
    pub(super) kind: &'static TableKind,
    pub(super) sheet: &'a Sheet<'t>,
    pub(super) columns: Columns,
    pub(super) aliases: &'a Aliases,
    pub(super) numbers: Numbers,
    pub(super) problems: Problems,
    /// Cells whose confidence is a word.
    pub(super) words: usize,
    /// Dates that are day numbers.
    pub(super) day_numbers: usize,
}

/// Problems of one table after which reading stops.
const MOST_PROBLEMS: usize = 500;

impl<'a, 't> Table<'a, 't> {
    /// A table whose columns are decided on.
    pub(super) fn new(
        kind: &'static TableKind,
        sheet: &'a Sheet<'t>,
        columns: Columns,
        aliases: &'a Aliases,
        problems: Problems,
    ) -> Self {
        let numbers = Numbers::of(sheet, &columns);
        Self { kind, sheet, columns, aliases, numbers, problems, words: 0, day_numbers: 0 }
    }

    /// Whether there is enough to tell already.
    pub(super) fn is_hopeless(&mut self) -> bool {
        let hopeless = self.problems.len() >= MOST_PROBLEMS;
        if hopeless {
            let message = format!("reading stops after {MOST_PROBLEMS} problems of {}", self.kind.name);
            self.problems.push(Problem::error(None, message, ""));
        }
        hopeless
    }

    /// Tells columns that must be there and are not.
    pub(super) fn require(&mut self, fields: &[&'static str]) -> bool {
        let missing: Vec<_> = fields.iter().filter(|field| self.columns.position(field).is_none()).collect();
        for field in &missing {
            let place = self.sheet.place_of_head();
            let message = format!("no column of {} is `{field}`", self.kind.name);
            let help = format!("name one of them {field}, or say which with --map COLUMN={field}");
            self.problems.push(Problem::error(Some(place), message, help));
        }
        missing.is_empty()
    }

    /// Tells cells without a column, and counts rows that end early.
    pub(super) fn check_lengths(&mut self) {
        let width = self.sheet.head.len();
        let mut short = 0;
        let mut beside = 0;
        for row in &self.sheet.rows {
            short += usize::from(row.len() < width);
            let further = row.iter().skip(width).find(|cell| !cell.text.trim().is_empty());
            if let Some(cell) = further.filter(|_| beside < MOST_PROBLEMS) {
                beside += 1;
                let message = format!("this cell has no column; the head has {width}");
                let help = "put a cell that holds the separator in double quotes";
                self.problems.push(Problem::error(Some(self.sheet.place(cell)), message, help));
            }
        }
        if short > 0 {
            let message = format!(
                "{short} of {} rows have fewer cells than the head; the rest is read as blank",
                self.sheet.rows.len()
            );
            self.problems.push(Problem::warning(Some(self.sheet.place_of_head()), message, ""));
        }
    }

    pub(super) fn row(&mut self, cells: &'a [Cell<'t>]) -> Row<'_, 'a, 't> {
        Row { table: self, cells }
    }
}

/// A row of a table.
pub(super) struct Row<'r, 'a, 't> {
    table: &'r mut Table<'a, 't>,
    cells: &'a [Cell<'t>],
}

impl<'a, 't> Row<'_, 'a, 't> {
    /// Where the row begins.
    pub(super) fn place(&self) -> Option<Place> {
        self.cells.first().map(|cell| self.table.sheet.place(cell))
    }

    /// Where the row and its fields stand.
    pub(super) fn places(&self) -> Places {
        let mut places = self.place().map_or_else(Places::default, Places::at);
        // In files of graphs a record has one place.
        let apart = || {
            let cells = self.cells.iter().zip(&self.table.columns.meanings);
            cells.filter(|(cell, _)| !self.cells[0].is_beside(cell))
        };
        places.reserve(apart().filter(|(cell, _)| !cell.text.is_empty()).count());
        for (cell, meaning) in apart() {
            match meaning {
                Meaning::Field("source") => places.note("sources", self.table.sheet.place(cell)),
                Meaning::Field("value_usd_million") => places.note("value_usd", self.table.sheet.place(cell)),
                Meaning::Field(field) if !cell.text.is_empty() => places.note(*field, self.table.sheet.place(cell)),
                _ => {}
            }
        }
        places
    }

    fn cell(&self, field: &str) -> Option<(&'a Cell<'t>, &'a str, bool)> {
        let cell = self.cells.get(self.table.columns.position(field)?)?;
        let (text, guarded) = cell.says().filter(|(text, _)| !text.is_empty() || cell.is_guarded())?;
        Some((cell, text, guarded))
    }

    fn tell(&mut self, cell: &Cell<'_>, message: String, help: &str) {
        let place = self.table.sheet.place(cell);
        self.table.problems.push(Problem::error(Some(place), message, help));
    }

    /// Reads a cell that is not blank; a failure is told at its place.
    fn read<T>(&mut self, field: &str, help: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let (cell, text, _) = self.cell(field)?;
        read(text).map_err(|message| self.tell(cell, message, help)).ok()
    }

    /// The text of a cell that is not blank.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        self.cell(field).map(|(_, text, _)| self.table.aliases.of_field(field, text).to_owned())
    }

    /// The actor at an end of a tie, as the file or the aliases write it.
    pub(super) fn end(&self, field: &str) -> Option<&'a str> {
        self.cell(field).map(|(_, text, _)| self.table.aliases.meant(text))
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, field: &'static str) -> String {
        let text = self.text(field);
        if text.is_none() {
            let cell = self.table.columns.position(field).and_then(|i| self.cells.get(i)).or(self.cells.first());
            if cell.is_some_and(Cell::is_fault) {
                return String::new();
            }
            let place = cell.map(|cell| self.table.sheet.place(cell));
            let message = format!("{} has no `{field}`", self.table.kind.shape.what);
            self.table.problems.push(Problem::error(place, message, "fill in the cell"));
        }
        text.unwrap_or_default()
    }

    pub(super) fn number(&mut self, field: &str) -> Option<f64> {
        self.numeral(field, "write it plainly, as 1234.5", number)
    }

    /// Millions, told apart from units by shifting the decimal point, which rounds once only.
    pub(super) fn millions(&mut self, field: &str) -> Option<f64> {
        self.numeral(field, "write it plainly, as 1234.5", |text| {
            let shifted = format!("{text}e6").parse().ok().filter(|number: &f64| number.is_finite());
            number(text).map(|number| shifted.unwrap_or(number * 1e6))
        })
    }

    /// Reads a number once its commas are plain.
    fn numeral<T>(&mut self, field: &str, help: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let (cell, text, _) = self.cell(field)?;
        let plain = if cell.is_guarded() { self.table.numbers.plain(text) } else { text.into() };
        let unclear = self.table.numbers.commas == Commas::Unknown && text.contains(',');
        let help = if unclear { "write it without comma; nothing in the table tells what one means" } else { help };
        read(&plain).map_err(|message| self.tell(cell, message, help)).ok()
    }

    pub(super) fn count(&mut self, field: &str) -> Option<u16> {
        self.read(field, "", |text| text.parse().map_err(|_| format!("`{text}` is not a whole number from 0 to 65535")))
    }

    pub(super) fn boolean(&mut self, field: &str) -> Option<bool> {
        let read = |text: &str| truth(text).ok_or_else(|| format!("`{text}` is neither true nor false"));
        self.read(field, "write true or false", read)
    }

    /// `mutual`, or a direction that says the same.
    pub(super) fn mutual(&mut self) -> Option<bool> {
        let direction = self.read("direction", "write mutual or directed", |text| {
            let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
            match (is_one_of(&MUTUAL), is_one_of(&DIRECTED)) {
                (false, false) => Err(format!("`{text}` is not a direction")),
                (mutual, _) => Ok(mutual),
            }
        });
        self.boolean("mutual").or(direction)
    }

    pub(super) fn date(&mut self, field: &str) -> Option<Date> {
        match self.read(field, "", |text| dates::read(text, field == "until"))? {
            Told::Date(date) => Some(date),
            Told::Number(date) => {
                self.table.day_numbers += 1;
                Some(date)
            }
            Told::Ongoing => None,
        }
    }

    /// A word that parses into `T`.
    pub(super) fn word<T: FromStr<Err = String>>(&mut self, field: &str) -> Option<T> {
        self.read(field, "", |text| text.parse().or_else(|why| text.to_lowercase().parse().map_err(|_| why)))
    }

    /// A number, or a word for one.
    pub(super) fn confidence(&mut self) -> Option<f64> {
        let (_, text, _) = self.cell("confidence")?;
        let word = text.to_lowercase();
        if let Some((value, _)) = CONFIDENCES.iter().find(|(_, words)| words.contains(&word.as_str())) {
            self.table.words += 1;
            return Some(*value);
        }
        self.numeral("confidence", "a number in (0, 1], or high, medium or low", number)
    }

    /// A list split at semicolons.
    pub(super) fn list(&self, field: &str) -> Vec<String> {
        self.cell(field).map_or_else(Vec::new, |(_, text, _)| self.table.aliases.of_list(field, split_list(text)))
    }

    /// Documents split at semicolons between spaces, as `a.org: one ; b.org: two`.
    pub(super) fn documents(&self) -> Vec<&'a str> {
        let Some((_, text, _)) = self.cell("source") else { return Vec::new() };
        text.split(" ; ").map(str::trim).filter(|text| !text.is_empty()).collect()
    }

    /// A text in several languages: one column each, or one column with Korean where it has Hangul, else English; a local
    /// name that is not Korean is an attribute.
    pub(super) fn languages(&mut self, field: &str, attributes: &mut Attributes) -> Text {
        let mut text = Text::default();
        if let Some((_, plain, guarded)) = self.cell(field) {
            text = Some(plain)
                .filter(|_| !guarded)
                .and_then(language_map)
                .unwrap_or_else(|| Text::default().with(if has_hangul(plain) { "ko" } else { "en" }, plain));
        }
        for (cell, meaning) in self.cells.iter().zip(&self.table.columns.meanings) {
            if let (Meaning::Language(language), Some((words, _))) = (meaning, cell.says()) {
                text = text.with(language, words);
            }
        }
        match self.text("name_local") {
            Some(local) if has_hangul(&local) && text.iter().all(|(language, _)| language != "ko") => {
                text = text.with("ko", local);
            }
            Some(local) => drop(attributes.insert("name_local".to_owned(), local.into())),
            None => {}
        }
        text
    }

    /// The attributes, each with the type that its cell shows.
    pub(super) fn attributes(&mut self) -> Attributes {
        let mut attributes = Attributes::new();
        for i in 0..self.cells.len().min(self.table.columns.meanings.len()) {
            let Meaning::Attribute(name) = self.table.columns.meanings[i].clone() else { continue };
            let cell = &self.cells[i];
            let Some((text, guarded)) = cell.says() else { continue };
            let plain = if self.table.numbers.are_in(i) { self.table.numbers.plain(text) } else { text.into() };
            let value = match typed(&plain, guarded) {
                Typed::Value(value) => value,
                Typed::Text(text) => text.into(),
                Typed::Nested(text) => match nested(text, self.table.sheet.place(cell)) {
                    Ok(value) => value,
                    Err(problems) => {
                        self.table.problems.extend(problems);
                        continue;
                    }
                },
            };
            attributes.insert(name, value);
        }
        attributes
    }
}

/// Words for a tie that neither end leads, and for one that one of them does.
const MUTUAL: [&str; 5] = ["mutual", "undirected", "both", "양방향", "상호"];
const DIRECTED: [&str; 3] = ["directed", "one-way", "단방향"];

/// What is true or false in words or signs.
pub(super) fn truth(text: &str) -> Option<bool> {
    let is_one_of = |words: [&str; 4]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    let is_true = is_one_of(["true", "yes", "1", "예"]);
    (is_true || is_one_of(["false", "no", "0", "아니오"])).then_some(is_true)
}

fn number(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| format!("`{text}` is not a number"))
}

pub(super) fn has_hangul(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '가'..='힣'))
}

/// A map from language to text, in the order in which it stands.
fn language_map(text: &str) -> Option<Text> {
    let map: indexmap::IndexMap<String, String> = text.starts_with('{').then(|| serde_json::from_str(text).ok())??;
    Some(map.into_iter().fold(Text::default(), |text, (language, words)| text.with(language, words)))
}

/// A list or an object of JSON; its problems are told at the cell.
fn nested(text: &str, place: Place) -> Result<serde_json::Value, Problems> {
    let mut problems = Problems::default();
    let source = Source::decode(text.as_bytes()).map_err(|error| error.into_problems().unwrap_or_default())?;
    let json = json::parse(&source).map_err(|error| error.into_problems().unwrap_or_default());
    let value = match json {
        Ok(json) => json.plain(&mut problems),
        Err(found) => {
            problems.extend(found);
            serde_json::Value::Null
        }
    };
    if problems.is_empty() {
        return Ok(value);
    }
    let mut told = Problems::default();
    told.extend(problems.into_iter().map(|problem| Problem { place: Some(place), ..problem }));
    Err(told)
}
