//! What each column of a table means: by its name, by another name for it, or as the reader was told.

use super::dates;
use super::kinds::{self, TableKind, squash};
use super::row::{CONFIDENCES, truth};
use super::sheet::{Cell, Sheet};
use crate::error::{Error, ErrorKind, Problem, Problems};
use crate::model::{Conveys, Layer, Stage, nearest};
use std::collections::HashSet;
use std::str::FromStr;

/// Reads a column as something else than its name says: `COLUMN=FIELD`, `COLUMN=@attribute`, or `COLUMN=` for nothing.
///
/// `TABLE.COLUMN` names a column of one table. A name that is no field is an attribute's.
///
/// # Examples
/// ```
/// use proxeny::io::ColumnMap;
///
/// let map: ColumnMap = "ties.strength=@equity_share".parse()?;
/// assert_eq!(map.to_string(), "ties.strength=@equity_share");
/// assert!("strength".parse::<ColumnMap>().is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap {
    table: Option<&'static str>,
    column: String,
    means: String,
}

impl FromStr for ColumnMap {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || {
            let message =
                format!("`{text}` maps nothing; write COLUMN=FIELD, COLUMN=@attribute or COLUMN= to leave it out");
            Error::from(ErrorKind::Parameter(message))
        };
        let (column, means) = text.rsplit_once('=').ok_or_else(wrong)?;
        let table = kinds::TABLES.iter().find_map(|kind| {
            let rest = column.strip_prefix(kind.name)?.strip_prefix('.')?;
            Some((kind.name, rest))
        });
        let (table, column) = table.map_or((None, column), |(table, column)| (Some(table), column));
        let map = Self { table, column: column.trim().to_owned(), means: means.trim().to_owned() };
        if map.column.is_empty() || map.means == "@" { Err(wrong()) } else { Ok(map) }
    }
}

impl std::fmt::Display for ColumnMap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(table) = self.table {
            write!(f, "{table}.")?;
        }
        write!(f, "{}={}", self.column, self.means)
    }
}

impl ColumnMap {
    /// Whether it speaks of this column.
    pub(super) fn is_about(&self, kind: &TableKind, head: &str) -> bool {
        self.table.is_none_or(|table| table == kind.name) && squash(&self.column) == squash(head)
    }

    fn meaning(&self, kind: &TableKind) -> Result<Meaning, Error> {
        if self.means.is_empty() {
            return Ok(Meaning::Nothing);
        }
        if let Some(meaning) = canonical(kind, &self.means) {
            return Ok(meaning);
        }
        let columns: Vec<String> = kind.columns().map(str::to_owned).collect();
        match nearest(&self.means, columns.iter()) {
            Some(near) => {
                let means = &self.means;
                let message = format!(
                    "--map {self}: {} have no `{means}`; did you mean `{near}`, or the attribute `@{means}`?",
                    kind.name
                );
                Err(ErrorKind::Parameter(message).into())
            }
            None => Ok(Meaning::Attribute(self.means.clone())),
        }
    }
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// A field, or a column that is read into some.
    Field(&'static str),
    /// A field in one language.
    Language(String),
    /// An attribute.
    Attribute(String),
    /// Not read.
    Nothing,
}

/// The meanings of the columns of a sheet, one each.
pub(super) struct Columns {
    pub(super) meanings: Vec<Meaning>,
    /// The first column of each field; fields are few, whatever the number of columns.
    fields: Vec<(&'static str, usize)>,
    /// The [marks](mark) of these fields: most fields are in no column, and every row asks for all of them.
    marks: u64,
}

impl Columns {
    /// Decides on every column of a sheet; what was decided and is not plain from the name is told as a warning.
    ///
    /// # Errors
    /// A map to something that is no field but nearly one.
    pub(super) fn decide(
        kind: &TableKind,
        sheet: &Sheet<'_>,
        maps: &[ColumnMap],
        problems: &mut Problems,
    ) -> Result<Self, Error> {
        let of_graph = sheet.head.first().is_some_and(|cell| !cell.is_guarded());
        let mut deciding = Deciding { kind, sheet, meanings: vec![None; sheet.head.len()], problems };
        deciding.mapped(maps)?;
        deciding.by_name(|head| canonical(kind, head));
        deciding.source_of_ties();
        // What a graph's elements are called and what they join is said by the format; what else sounds like it is data.
        let elements = ["id", "from", "to"].map(Meaning::Field);
        deciding.by_name(|head| by_alias(kind, head).filter(|found| !of_graph || !elements.contains(found)));
        deciding.type_of_ties();
        if of_graph {
            deciding.misfits();
        }
        deciding.others();
        deciding.refuse_repeats();
        let meanings: Vec<Meaning> =
            deciding.meanings.into_iter().map(|meaning| meaning.unwrap_or(Meaning::Nothing)).collect();
        let mut fields: Vec<(&'static str, usize)> = Vec::new();
        for (i, meaning) in meanings.iter().enumerate() {
            if let Meaning::Field(field) = meaning
                && fields.iter().all(|(other, _)| other != field)
            {
                fields.push((*field, i));
            }
        }
        let marks = fields.iter().fold(0, |marks, (field, _)| marks | mark(field));
        Ok(Self { meanings, fields, marks })
    }

    /// The column with this field.
    pub(super) fn position(&self, field: &str) -> Option<usize> {
        let may_be = self.marks & mark(field) != 0;
        self.fields.iter().filter(|_| may_be).find(|(name, _)| *name == field).map(|(_, at)| *at)
    }
}

/// One bit for each name of a field, the same for some.
fn mark(field: &str) -> u64 {
    let ends = field.bytes().next().zip(field.bytes().next_back());
    let (first, last) = ends.map_or((0, 0), |(first, last)| (u64::from(first), u64::from(last)));
    1 << ((field.len() as u64 + 5 * first + 11 * last) % 64)
}

/// The head without guard and spaces.
fn plain<'a>(cell: &'a Cell<'_>) -> &'a str {
    cell.says().map_or("", |(text, _)| text)
}

/// What the exact name of a column means.
fn canonical(kind: &TableKind, head: &str) -> Option<Meaning> {
    if let Some(column) = kind.columns().find(|column| *column == head) {
        return Some(Meaning::Field(column));
    }
    if let Some(name) = head.strip_prefix("attributes.").or_else(|| head.strip_prefix('@')) {
        return Some(Meaning::Attribute(name.to_owned())).filter(|_| kind.shape.fields.contains(&"attributes"));
    }
    let language = head.strip_prefix(kind.languages?)?.strip_prefix('.')?;
    Some(Meaning::Language(language.to_owned()))
}

fn by_alias(kind: &TableKind, head: &str) -> Option<Meaning> {
    let head = squash(head);
    let languages = ["en", "ko"]
        .into_iter()
        .find(|language| kind.languages.is_some() && kinds::is_alias(&format!("name.{language}"), &head));
    let field = kind.columns().find(|column| squash(column) == head || kinds::is_alias(column, &head));
    field.map(Meaning::Field).or_else(|| languages.map(|language| Meaning::Language(language.to_owned())))
}

/// Whether a column of this name is a field of a table, under whichever of its names.
pub(super) fn is_field(kind: &TableKind, head: &str) -> bool {
    canonical(kind, head).or_else(|| by_alias(kind, head)).is_some_and(|found| !matches!(found, Meaning::Attribute(_)))
}

/// Whether a text is a value that a field can hold, for fields whose names other programs use for other things.
fn may_be(field: &str, text: &str) -> bool {
    let within = |low: f64, high: f64| text.parse::<f64>().is_ok_and(|number| (low..=high).contains(&number));
    let word = || text.to_lowercase();
    match field {
        "strength" => within(f64::MIN_POSITIVE, 1.0),
        "confidence" => {
            within(f64::MIN_POSITIVE, 1.0) || CONFIDENCES.iter().any(|(_, words)| words.contains(&word().as_str()))
        }
        "lat" => within(-90.0, 90.0),
        "lon" => within(-180.0, 180.0),
        "weight" | "value_usd" | "cost_usd" => within(0.0, f64::MAX),
        "since" | "until" => dates::read(text, field == "until").is_ok(),
        "stage" => word().parse::<Stage>().is_ok(),
        "layer" => word().parse::<Layer>().is_ok(),
        "conveys" => word().parse::<Conveys>().is_ok(),
        "mutual" => truth(text).is_some(),
        _ => true,
    }
}

struct Deciding<'a, 't> {
    kind: &'a TableKind,
    sheet: &'a Sheet<'t>,
    meanings: Vec<Option<Meaning>>,
    problems: &'a mut Problems,
}

impl Deciding<'_, '_> {
    fn mapped(&mut self, maps: &[ColumnMap]) -> Result<(), Error> {
        for (cell, meaning) in self.sheet.head.iter().zip(&mut self.meanings) {
            if let Some(map) = maps.iter().rev().find(|map| map.is_about(self.kind, plain(cell))) {
                *meaning = Some(map.meaning(self.kind)?);
            }
        }
        Ok(())
    }

    /// Decides on the open columns whose meaning nobody has yet, the first of them first.
    fn by_name(&mut self, meaning: impl Fn(&str) -> Option<Meaning>) {
        let mut taken: HashSet<Meaning> = self.meanings.iter().flatten().cloned().collect();
        let mut heads = HashSet::new();
        for (i, cell) in self.sheet.head.iter().enumerate() {
            let repeats = !heads.insert(plain(cell));
            if self.meanings[i].is_none() {
                self.meanings[i] = meaning(plain(cell)).filter(|found| repeats || !taken.contains(found));
                taken.extend(self.meanings[i].clone());
            }
        }
    }

    fn has(&self, field: &'static str) -> bool {
        self.meanings.contains(&Some(Meaning::Field(field)))
            || self.sheet.head.iter().any(|cell| by_alias(self.kind, plain(cell)) == Some(Meaning::Field(field)))
    }

    fn warn(&mut self, column: usize, message: String, help: &str) {
        let place = self.sheet.place(&self.sheet.head[column]);
        self.problems.push(Problem::warning(Some(place), message, help));
    }

    /// In edge lists `source` is where a tie begins, in records it is the document.
    fn source_of_ties(&mut self) {
        let source = self.sheet.head.iter().position(|cell| squash(plain(cell)) == "source");
        let Some(i) = source.filter(|_| self.kind.name == "ties") else { return };
        if self.meanings[i].as_ref().is_some_and(|meaning| *meaning != Meaning::Field("source")) {
            return;
        }
        let from = self.has("from");
        self.meanings[i] = Some(Meaning::Field(if from { "source" } else { "from" }));
        let message = if from {
            "column `source` is read as the document of a tie, since another column tells where it begins"
        } else {
            "column `source` is read as where a tie begins, since no other column tells"
        };
        self.warn(i, message.to_owned(), "--map says otherwise, for instance --map source=from");
    }

    /// Gephi's column `Type` tells directed ties from undirected ones.
    fn type_of_ties(&mut self) {
        let kind = self.meanings.iter().position(|meaning| *meaning == Some(Meaning::Field("kind")));
        let Some(i) = kind.filter(|_| self.kind.name == "ties" && !self.has("direction")) else { return };
        let mut words = self.sheet.rows.iter().filter_map(|row| row.get(i)).map(|cell| cell.text.trim().to_lowercase());
        let mut words = words.by_ref().filter(|word| !word.is_empty()).peekable();
        if words.peek().is_some() && words.all(|word| matches!(&*word, "directed" | "undirected" | "mutual")) {
            self.meanings[i] = Some(Meaning::Field("direction"));
            let name = plain(&self.sheet.head[i]);
            self.warn(i, format!("column `{name}` is read as the direction of a tie, by the words in it"), "");
        }
    }

    /// Data of other programs may have the name of a field and be something else: where most of a column cannot be values of
    /// its field, it is an attribute.
    fn misfits(&mut self) {
        for i in 0..self.meanings.len() {
            let Some(Meaning::Field(field)) = self.meanings[i] else { continue };
            let cells = || self.sheet.rows.iter().filter_map(|row| row.get(i)).filter(|cell| cell.says().is_some());
            let mut misfits = cells().filter(|cell| !may_be(field, cell.text.trim()));
            let Some(first) = misfits.next() else { continue };
            let count = 1 + misfits.count();
            if 2 * count > cells().count() {
                let name = plain(&self.sheet.head[i]);
                let others = if count > 1 { format!(" and {} others", count - 1) } else { String::new() };
                let message = format!(
                    "column `{name}` is kept as an attribute of {}: `{}`{others} cannot be its `{field}`",
                    self.kind.name, first.text
                );
                self.problems.push(Problem::warning(Some(self.sheet.place(first)), message, ""));
                self.meanings[i] = Some(Meaning::Attribute(name.to_owned()));
            }
        }
    }

    /// What is still open becomes an attribute.
    fn others(&mut self) {
        for i in 0..self.meanings.len() {
            if self.meanings[i].is_some() {
                continue;
            }
            let name = plain(&self.sheet.head[i]).to_owned();
            let used = self.sheet.rows.iter().any(|row| row.get(i).is_some_and(|cell| !cell.text.trim().is_empty()));
            if name.is_empty() {
                if used {
                    let place = self.sheet.place(&self.sheet.head[i]);
                    let message = format!("column {} has no name", i + 1);
                    self.problems.push(Problem::error(Some(place), message, "name it in the first row"));
                }
            } else if !self.kind.shape.fields.contains(&"attributes") {
                self.warn(i, format!("column `{name}` is not read"), "give it the name of a field with --map");
            } else {
                self.keep(i, name);
            }
        }
    }

    fn keep(&mut self, column: usize, name: String) {
        let taken = by_alias(self.kind, &name);
        let fields: Vec<String> = self.kind.columns().map(str::to_owned).collect();
        let help = match (&taken, nearest(&name, fields.iter())) {
            (Some(Meaning::Field(field)), _) => {
                format!("another column is read as `{field}`; --map {name}= leaves it out")
            }
            (_, Some(near)) => format!("did you mean `{near}`? then --map {name}={near}"),
            _ if self.kind.name == "ties" && name.eq_ignore_ascii_case("weight") => {
                format!("--map {name}=strength if it is the probability that a tie carries an introduction onward")
            }
            _ => format!("--map {name}= leaves it out"),
        };
        self.warn(column, format!("column `{name}` is kept as an attribute of {}", self.kind.name), &help);
        self.meanings[column] = Some(Meaning::Attribute(name));
    }

    fn refuse_repeats(&mut self) {
        let mut seen = HashSet::new();
        for (cell, meaning) in self.sheet.head.iter().zip(&self.meanings) {
            let meaning = meaning.as_ref().filter(|meaning| **meaning != Meaning::Nothing);
            if meaning.is_some_and(|meaning| !seen.insert(format!("{meaning:?}"))) {
                let message = format!("column `{}` says what another column says already", plain(cell));
                let help = "keep one of them, or map one to something else with --map";
                self.problems.push(Problem::error(Some(self.sheet.place(cell)), message, help));
            }
        }
    }
}

/// The name of the column that a head means in a table, as records have it.
#[cfg(all(test, feature = "xlsx"))]
pub(in crate::io) fn column_named(table: &str, head: &str) -> Option<String> {
    let kind = kinds::TABLES.into_iter().find(|kind| kind.name == table)?;
    match canonical(kind, head).or_else(|| by_alias(kind, head))? {
        Meaning::Field(field) => Some(field.to_owned()),
        Meaning::Language(language) => Some(format!("{}.{language}", kind.languages?)),
        Meaning::Attribute(_) | Meaning::Nothing => None,
    }
}
