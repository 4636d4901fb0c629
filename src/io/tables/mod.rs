//! Tables: a folder of comma-separated files, as a spreadsheet opens and saves them.
//!
//! | file | rows |
//! |---|---|
//! | `ties.csv` | who is tied to whom; the only file that must be there |
//! | `actors.csv` | the actors; without it they are made from the ends of ties |
//! | `programmes.csv`, `reached.csv` | programmes, and whom each reached, when, how many people |
//! | `sources.csv` | the documents that `sources` cites by id |
//! | `actor_kinds.csv`, `tie_kinds.csv` | kinds: label, colour; stage, strength, how long they last |
//! | `network.json` | what is no table: id, title, home, focal, `as_of`, note, mandates, attributes, in the native format |
//!
//! Columns have the names of the native fields, one per language (`name.en`, `name.ko`) and one per attribute
//! (`attributes.population`); many other names are understood, English and Korean, and a [`ColumnMap`] decides the rest.
//! Lists are separated by semicolons. A column `source` holds documents in words (`a.org: one ; b.org: two`), a column
//! `sources` ids; `confidence` may be high, medium or low (0.95, 0.8, 0.5). Commas, semicolons or tabs separate cells.
//!
//! Written are UTF-8 with a byte-order mark, which Excel needs to see Hangul, commas, and CRLF line ends. A text that a
//! spreadsheet would take for a formula gets an apostrophe, taken off again when it is read. A folder holds
//! everything that a network holds: what is written and read back is the same network.

mod aliases;
mod cells;
mod columns;
mod dates;
mod documents;
mod folder;
mod graph;
mod kinds;
mod matrix;
mod numbers;
#[cfg(feature = "xlsx")]
mod pages;
mod records;
mod row;
mod sheet;
#[cfg(feature = "xlsx")]
mod workbook;
mod write;

pub use columns::ColumnMap;
#[cfg(all(test, feature = "xlsx"))]
pub(super) use columns::column_named;
pub use kinds::TABLE_FILES;

use super::native;
use super::text::Text;
use super::{Format, Input, ReadOptions};
use crate::error::{Error, ErrorKind, Fate, Place, Problem, Problems, SetAside, Severity};
use crate::model::{Network, NetworkBuilder};
use aliases::Aliases;
use columns::Columns;
use documents::Documents;
use kinds::{ACTOR_KINDS, ACTORS, PROGRAMMES, REACHED, SOURCES, TABLES, TIE_KINDS, TIES, TableKind};
use numbers::Commas;
use records::{Ends, TieRows};
use row::Table;
use sheet::{Sheet, Starts};
use std::collections::{HashMap, HashSet};

pub(super) use cells::{guard, join_list};
pub(super) use folder::read_folder;
pub(super) use graph::Graph;
pub(super) use matrix::{MOST_CELLS, Matrix};
#[cfg(feature = "xlsx")]
pub(super) use pages::{Page, PageCell, frame_page, pages};
pub(super) use sheet::{Cell, most_cells};
#[cfg(feature = "xlsx")]
pub use workbook::catches_panics;
#[cfg(feature = "xlsx")]
pub(super) use workbook::{Workbook, never_merge};
pub(super) use write::{Column, ColumnType, actor_grid, files, quoted, tie_grid};

/// Tables as a format: a single file is the one of the ties.
pub(super) struct Tables;

impl Format for Tables {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "tables: a folder with ties.csv, actors.csv and more, or ties.csv alone"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let tables = vec![(&TIES, None, bytes)];
        let files = Files { frame: None, tables, aliases: None, notes: Problems::default() };
        let digest = blake3::hash(bytes).to_hex().to_string();
        read(&files, options, digest).map(|network| Input::Network(Box::new(network)))
    }
}

/// Whether the first line names columns for both ends of a tie.
pub(super) fn looks_like_ties(bytes: &[u8]) -> bool {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(i, _)| i);
    // Excel writes the separator in a line before the head.
    let lines = if bytes.windows(4).take(4).any(|four| four == b"sep=") { 2 } else { 1 };
    let head = &bytes[..ends.take(lines).last().unwrap_or(bytes.len())];
    Sheet::read(head, None).is_ok_and(|sheet| is_ties(&sheet))
}

/// Whether the head names columns for both ends of a tie.
fn is_ties(sheet: &Sheet<'_>) -> bool {
    let columns = Columns::decide(&TIES, sheet, &[], &mut Problems::default());
    columns.is_ok_and(|columns| columns.position("from").is_some() && columns.position("to").is_some())
}

/// The files of a folder, or a single one.
struct Files<'t> {
    frame: Option<&'t [u8]>,
    tables: Vec<(&'static TableKind, Option<&'static str>, &'t [u8])>,
    aliases: Option<(&'static str, &'t [u8])>,
    notes: Problems,
}

/// Reads files into a network; all problems of all files are told at once.
fn read(files: &Files<'_>, options: &ReadOptions, digest: String) -> Result<Network, Error> {
    let mut problems = files.notes.clone();
    let builder = frame(files, options, &mut problems)?;
    let mut sheets = Vec::new();
    for (kind, file, bytes) in &files.tables {
        if let Some(sheet) = sheet_of(bytes, *file, &mut problems)? {
            sheets.push((*kind, sheet));
        }
    }
    let aliases = match files.aliases {
        Some((file, bytes)) => sheet_of(bytes, Some(file), &mut problems)?,
        None => None,
    };
    // Where the table of actors cannot be read at all, that is told, and not every end of a tie as well.
    let is_actors = |kind: &TableKind| kind.name == ACTORS.name;
    let unread =
        files.tables.iter().any(|(kind, ..)| is_actors(kind)) && !sheets.iter().any(|(kind, _)| is_actors(kind));
    Sheets { tables: sheets, aliases, unread, merged: None, problems }.network(builder.digest(digest), options)
}

/// The table of a file, or its problems.
fn sheet_of<'t>(
    bytes: &'t [u8],
    file: Option<&'static str>,
    problems: &mut Problems,
) -> Result<Option<Sheet<'t>>, Error> {
    match Sheet::read(bytes, file).map_err(Error::into_problems) {
        Ok(sheet) => Ok(Some(sheet)),
        Err(Ok(found)) => {
            problems.extend(found);
            Ok(None)
        }
        Err(Err(error)) => Err(error),
    }
}

/// Tables that are found, and what there is to tell of them.
struct Sheets<'t> {
    tables: Vec<(&'static TableKind, Sheet<'t>)>,
    /// Other names of actors.
    aliases: Option<Sheet<'t>>,
    /// Whether there is a table of actors that cannot be read.
    unread: bool,
    /// Rows of ties that are part of others already, and why.
    merged: Option<SetAside>,
    problems: Problems,
}

impl Sheets<'_> {
    fn network(self, mut builder: NetworkBuilder, options: &ReadOptions) -> Result<Network, Error> {
        let Self { tables: sheets, aliases, unread, merged, mut problems } = self;
        unused_maps(&sheets, options)?;
        let mut decided = Vec::new();
        for (kind, sheet) in &sheets {
            let mut problems = Problems::default();
            if let Some(delimiter) = sheet.delimiter {
                let message = format!("the cells of {} are separated by {delimiter}", kind.name);
                problems.push(Problem::warning(Some(sheet.place_of_head()), message, ""));
            }
            let columns = Columns::decide(kind, sheet, &options.maps, &mut problems)?;
            decided.push((*kind, sheet, columns, problems));
        }
        let actors = decided.iter().find(|(kind, ..)| aliases.is_some() && kind.name == ACTORS.name);
        let known = actors.map(|(_, sheet, columns, _)| ids(sheet, columns)).unwrap_or_default();
        let aliases = Aliases::read(aliases.as_ref(), &known, &mut problems);
        let mut tables = HashMap::new();
        for (kind, sheet, columns, problems) in decided {
            let mut table = Table::new(kind, sheet, columns, &aliases, problems);
            table.check_lengths();
            tables.insert(kind.name, table);
        }
        let mut rows;
        (builder, rows) = records_of(&mut tables, builder, &mut problems, unread);
        if let Some(merged) = merged {
            rows.rows.read += merged.rows;
            rows.rows.merged += merged.rows;
            rows.set_aside.push(merged);
        }
        for kind in TABLES {
            if let Some(mut table) = tables.remove(kind.name) {
                table.tell_words();
                table.tell_numbers();
                problems.extend(table.problems);
            }
        }
        aliases.tell(&mut problems);
        builder.problems(problems);
        let starts = sheets.iter().find(|(kind, _)| kind.name == TIES.name).map(|(_, sheet)| sheet.starts());
        // The rows are records now; in a large table they take as much memory again.
        drop(tables);
        drop(sheets);
        builder.rows(rows.rows, rows.set_aside.clone()).build().map_err(|error| match error.into_problems() {
            Ok(problems) => count_refused(problems, &rows, starts.as_ref()).into(),
            Err(error) => error,
        })
    }
}

/// The ids that a table of actors holds.
fn ids(sheet: &Sheet<'_>, columns: &Columns) -> HashSet<String> {
    let Some(id) = columns.position("id") else { return HashSet::new() };
    let cells = sheet.rows.iter().filter_map(|row| row.get(id)?.says());
    cells.map(|(text, _)| text.to_owned()).collect()
}

/// What is no table: from its file, or as little as can be.
fn frame(files: &Files<'_>, options: &ReadOptions, problems: &mut Problems) -> Result<NetworkBuilder, Error> {
    let empty = || NetworkBuilder::new(options.id.as_deref().unwrap_or("network"));
    let Some(bytes) = files.frame else { return Ok(empty()) };
    let parsed = Text::decode(bytes).and_then(|text| native::parse(&text.in_file(Some(kinds::FRAME)), &[]));
    parsed.or_else(|error| {
        problems.extend(sheet::named(error.into_problems()?, Some(kinds::FRAME)));
        Ok(empty())
    })
}

fn unused_maps(sheets: &[(&'static TableKind, Sheet<'_>)], options: &ReadOptions) -> Result<(), Error> {
    let heads = || sheets.iter().flat_map(|(kind, sheet)| sheet.head.iter().map(move |cell| (*kind, cell.text.trim())));
    for map in &options.maps {
        if !heads().any(|(kind, head)| map.is_about(kind, head)) {
            let known: Vec<String> = heads().map(|(kind, head)| format!("{}.{head}", kind.name)).collect();
            let message = format!("--map {map}: there is no such column; there are {}", known.join(", "));
            return Err(ErrorKind::Parameter(message).into());
        }
    }
    Ok(())
}

type Read<'a, 't> = HashMap<&'static str, Table<'a, 't>>;

fn records_of(
    tables: &mut Read<'_, '_>,
    mut builder: NetworkBuilder,
    problems: &mut Problems,
    unread: bool,
) -> (NetworkBuilder, TieRows) {
    for (kind, read) in [
        (&SOURCES, records::sources as fn(&mut Table<'_, '_>, NetworkBuilder) -> NetworkBuilder),
        (&ACTOR_KINDS, records::actor_kinds),
        (&TIE_KINDS, records::tie_kinds),
    ] {
        if let Some(table) = tables.get_mut(kind.name) {
            builder = read(table, builder);
        }
    }
    let citing = [ACTORS.name, TIES.name, PROGRAMMES.name];
    let mut tables_that_cite: Vec<&mut Table<'_, '_>> =
        tables.iter_mut().filter(|(name, _)| citing.contains(name)).map(|(_, table)| table).collect();
    tables_that_cite.sort_by_key(|table| citing.iter().position(|name| *name == table.kind.name));
    let documents;
    (documents, builder) = Documents::gather(&mut tables_that_cite, builder);
    if let (made @ 1.., general) = documents.made() {
        let message =
            format!("{made} sources are made from what the records say in words, {general} of them general knowledge");
        problems.push(Problem::warning(None, message, ""));
    }
    if let Some(table) = tables.get_mut(ACTORS.name) {
        builder = records::actors(table, &documents, builder);
    }
    let (mut rows, mut ends) = (TieRows::default(), Ends::default());
    let unlisted = unread || !tables.contains_key(ACTORS.name);
    if let Some(table) = tables.get_mut(TIES.name) {
        (builder, rows, ends) = records::ties(table, &documents, unlisted, builder);
    }
    if unlisted {
        if !unread && !ends.is_empty() {
            let message = format!("no table of actors: {} actors are made from the ends of ties", ends.len());
            problems.push(Problem::warning(
                None,
                message,
                "list them in a table of actors with kind, country and name",
            ));
        }
        builder = records::actors_of_ends(ends, builder);
    }
    (programmes_of(tables, &documents, builder), rows)
}

fn programmes_of(tables: &mut Read<'_, '_>, documents: &Documents, builder: NetworkBuilder) -> NetworkBuilder {
    let known = tables.get_mut(PROGRAMMES.name).map(|table| {
        let sheet = table.sheet;
        sheet.rows.iter().filter_map(|cells| table.row(cells).text("id")).collect()
    });
    let reached = tables.get_mut(REACHED.name);
    let mut reached = reached.map(|table| records::reached(table, &known.unwrap_or_default())).unwrap_or_default();
    match tables.get_mut(PROGRAMMES.name) {
        Some(table) => records::programmes(table, documents, &mut reached, builder),
        None => builder,
    }
}

impl Table<'_, '_> {
    fn tell_words(&mut self) {
        if self.words > 0 {
            let words: Vec<String> =
                row::CONFIDENCES.iter().map(|(value, words)| format!("{} is {value}", words[0])).collect();
            let message =
                format!("the confidence of {} {} is a word: {}", self.words, self.kind.name, words.join(", "));
            self.problems.push(Problem::warning(Some(self.sheet.place_of_head()), message, ""));
        }
    }
}

impl Table<'_, '_> {
    /// Tells how numbers and dates were understood where that is not plain.
    fn tell_numbers(&mut self) {
        let place = Some(self.sheet.place_of_head());
        let commas = match self.numbers.commas {
            Commas::Unknown => None,
            Commas::Decimal => Some("decimal commas: 0,5 is read as 0.5"),
            Commas::Thousands => Some("thousands set apart by commas: 1,234 is read as 1234"),
        };
        if let Some(commas) = commas {
            let message = format!("the numbers of {} have {commas}", self.kind.name);
            self.problems.push(Problem::warning(place, message, ""));
        }
        if self.day_numbers > 0 {
            let message = format!(
                "{} dates of {} are day numbers of a spreadsheet, read as the days they stand for",
                self.day_numbers, self.kind.name
            );
            self.problems.push(Problem::warning(place, message, ""));
        }
    }
}

/// Counts the rows of ties that a problem stands in.
fn count_refused(problems: Problems, rows: &TieRows, starts: Option<&Starts<'_>>) -> Problems {
    let Some(starts) = starts.map(Starts::places) else { return problems };
    let mut set_aside = rows.set_aside.clone();
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let file = starts.first().and_then(|start| start.file);
    let places: Vec<_> = errors.filter_map(|problem| problem.place).filter(|place| place.file == file).collect();
    let row = |place: &Place| starts.partition_point(|start| start <= place).checked_sub(1);
    let rows = rows.refuse(&places.iter().filter_map(row).collect());
    let others: usize = set_aside.iter().filter(|aside| aside.fate == Fate::Refused).map(|aside| aside.rows).sum();
    if rows.refused > others {
        let mut seen = HashSet::new();
        let first = places.iter().filter(|place| row(place).is_some_and(|row| seen.insert(row))).copied();
        let why = "with an error that is told at its place";
        set_aside.push(SetAside::new(Fate::Refused, why, rows.refused - others, first));
    }
    problems.with_rows(rows, set_aside)
}
