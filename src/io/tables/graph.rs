//! Files of graphs as tables: nodes are rows of actors, edges rows of ties, what they carry are cells.
//!
//! So every format of graphs shares with tables how columns are understood, mapped and counted, and how each problem finds
//! its place.

use super::kinds::{ACTORS, TIES};
use super::sheet::{Cell, Origin, Sheet};
use super::{Sheets, native};
use crate::error::{Error, Problems};
use crate::io::ReadOptions;
use crate::io::text::Text;
use crate::model::{Network, NetworkBuilder};
use indexmap::IndexMap;
use std::rc::Rc;

/// Rows of nodes or of edges whose columns appear as they go.
#[derive(Default)]
pub(in crate::io) struct Grid {
    columns: IndexMap<String, usize>,
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Begins a row at a byte of the file and tells its number.
    pub(in crate::io) fn row(&mut self, offset: usize) -> usize {
        self.rows.push(vec![Cell::new("", offset, false)]);
        self.rows.len() - 1
    }

    /// Begins a row at a cell of a table and tells its number.
    pub(super) fn row_at(&mut self, cell: &Cell) -> usize {
        self.rows.push(vec![cell.blank()]);
        self.rows.len() - 1
    }

    /// Fills a cell. Where a column has a value already, the new one becomes an attribute, unless that has one too; whether
    /// there was room.
    pub(in crate::io) fn put(&mut self, row: usize, column: &str, cell: &Cell) -> bool {
        self.fill(row, column, cell) || self.fill(row, &format!("@{column}"), cell)
    }

    /// Fills a cell that is still free; whether it was.
    pub(in crate::io) fn fill(&mut self, row: usize, column: &str, cell: &Cell) -> bool {
        let next = self.columns.len();
        let at = *self.columns.entry(column.to_owned()).or_insert(next);
        let row = &mut self.rows[row];
        while row.len() <= at {
            row.push(row[0].blank());
        }
        let is_free = row[at].says().is_none();
        if is_free {
            row[at] = cell.clone();
        }
        is_free
    }

    /// Fills a cell, whatever it held.
    pub(in crate::io) fn replace(&mut self, row: usize, column: &str, cell: &Cell) {
        if !self.fill(row, column, cell) {
            self.rows[row][self.columns[column]] = cell.clone();
        }
    }

    /// What stands in a cell.
    pub(in crate::io) fn get(&self, row: usize, column: &str) -> Option<&str> {
        self.rows.get(row)?.get(*self.columns.get(column)?)?.says().map(|(text, _)| text)
    }

    /// Takes a column out.
    pub(in crate::io) fn drop(&mut self, column: &str) {
        if let Some((at, ..)) = self.columns.shift_remove_full(column) {
            self.columns.values_mut().filter(|other| **other > at).for_each(|other| *other -= 1);
            self.rows.iter_mut().filter(|row| row.len() > at).for_each(|row| drop(row.remove(at)));
        }
    }

    /// The number of rows.
    pub(in crate::io) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows as a table.
    pub(super) fn sheet(self, origin: Origin<'_>) -> Sheet<'_> {
        let width = self.columns.len();
        // Names in English come first, as tables write them, whichever came up first.
        let language = |name: &String| name.starts_with("name.");
        let english = self.columns.get_index_of("name.en");
        let moved = english.zip(self.columns.keys().position(language)).filter(|(english, first)| english > first);
        let mut head: Vec<Cell> = self.columns.into_keys().map(|name| Cell::new(name, 0, true)).collect();
        let mut rows = self.rows;
        for row in &mut rows {
            let blank = row.first().map(Cell::blank).unwrap_or_default();
            row.resize(width, blank);
        }
        if let Some((english, first)) = moved {
            rows.iter_mut().chain([&mut head]).for_each(|row| row[first..=english].rotate_right(1));
        }
        Sheet::of(origin, head, rows)
    }
}

/// A graph as it stands in a file.
pub(in crate::io) struct Graph<'t> {
    /// The file.
    pub(in crate::io) text: Rc<Text<'t>>,
    /// Its nodes.
    pub(in crate::io) actors: Grid,
    /// Its edges.
    pub(in crate::io) ties: Grid,
    /// Everything else that a network holds, in the native format, where this program wrote the file.
    pub(in crate::io) rest: Option<String>,
    /// The id of the network, where the file tells one.
    pub(in crate::io) id: Option<String>,
    /// What there is to tell.
    pub(in crate::io) problems: Problems,
}

impl<'t> Graph<'t> {
    /// An empty graph of a file.
    pub(in crate::io) fn new(text: Text<'t>) -> Self {
        Self {
            text: Rc::new(text),
            actors: Grid::default(),
            ties: Grid::default(),
            rest: None,
            id: None,
            problems: Problems::default(),
        }
    }

    /// The network that it is.
    pub(in crate::io) fn network(mut self, bytes: &[u8], options: &ReadOptions) -> Result<Network, Error> {
        let id = options.id.as_deref().or(self.id.as_deref()).unwrap_or("network");
        let mut builder = NetworkBuilder::new(id);
        if let Some(rest) = &self.rest {
            match Text::decode(rest.as_bytes()).and_then(|text| native::parse(&text, &[])) {
                Ok(read) => builder = read,
                Err(error) => self.problems.extend(without_places(error.into_problems()?)),
            }
        }
        if self.rest.is_some() {
            // This program tells by fields of its own what is one way, how strong it is and what it is called.
            self.ties.drop("direction");
            self.ties.drop("weight");
            self.actors.drop("label");
        }
        let builder = builder.digest(blake3::hash(bytes).to_hex().to_string());
        if self.ties.len() == 0 {
            self.ties.columns = ["from", "to"].into_iter().map(str::to_owned).zip(0..).collect();
        }
        if self.actors.len() == 0 {
            self.actors.columns.insert("id".to_owned(), 0);
        }
        let origin = Origin::Text(self.text);
        let tables = vec![(&ACTORS, self.actors.sheet(origin.clone())), (&TIES, self.ties.sheet(origin))];
        Sheets { tables, aliases: None, unread: false, problems: self.problems }.network(builder, options)
    }
}

/// Places within a value of a file are none of the file.
fn without_places(problems: Problems) -> Problems {
    let mut told = Problems::default();
    told.extend(problems.into_iter().map(|mut problem| {
        problem.place = None;
        problem.message = format!("in what proxeny wrote about the whole network: {}", problem.message);
        problem
    }));
    told
}
