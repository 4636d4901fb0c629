//! Files of graphs as tables: nodes are rows of actors, edges rows of ties, what they carry are cells.
//!
//! So every format of graphs shares with tables how columns are understood, mapped and counted, and how each problem finds
//! its place.

use super::kinds::{ACTORS, TIES};
use super::sheet::{Cell, MOST_COLUMNS, Origin, Sheet, check_size, most_cells};
use super::{Sheets, native};
use crate::error::{Error, Problem, Problems};
use crate::io::ReadOptions;
use crate::io::text::Text;
use crate::model::{Attributes, Network, NetworkBuilder};
use indexmap::IndexMap;
use std::rc::Rc;

/// Rows of nodes or of edges whose columns appear as they go.
pub(in crate::io) struct Grid<'t> {
    columns: IndexMap<String, usize>,
    rows: Vec<Vec<Cell<'t>>>,
    /// How many cells there may still be, also blank ones.
    left: usize,
    full: bool,
}

impl<'t> Grid<'t> {
    /// An empty grid that takes what a file of so many bytes may hold.
    pub(in crate::io) fn of(bytes: usize) -> Self {
        Self { columns: IndexMap::new(), rows: Vec::new(), left: most_cells(bytes), full: false }
    }

    /// Whether more was put into it than it takes, so that going on is of no use.
    pub(in crate::io) fn is_full(&self) -> bool {
        self.full
    }

    /// Begins a row at a byte of the file and tells its number.
    pub(in crate::io) fn row(&mut self, offset: usize) -> usize {
        self.row_at(&Cell::new("", offset, false))
    }

    /// Begins a row at a cell of a table and tells its number.
    pub(super) fn row_at(&mut self, cell: &Cell<'_>) -> usize {
        // Most rows have what those before them have.
        let mut row = Vec::with_capacity(self.columns.len().clamp(1, 16));
        row.push(cell.blank());
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// Fills a cell. Where a column has a value already, the new one becomes an attribute, unless that has one too; whether
    /// there was room.
    pub(in crate::io) fn put(&mut self, row: usize, column: &str, cell: &Cell<'t>) -> bool {
        self.fill(row, column, cell) || self.fill(row, &format!("@{column}"), cell)
    }

    /// Fills a cell that is still free; whether it was.
    pub(in crate::io) fn fill(&mut self, row: usize, column: &str, cell: &Cell<'t>) -> bool {
        self.free(row, column).map(|free| *free = cell.clone()).is_some()
    }

    /// Fills a cell that is still free with one that nobody else needs.
    pub(in crate::io) fn give(&mut self, row: usize, column: &str, cell: Cell<'t>) {
        if let Some(free) = self.free(row, column) {
            *free = cell;
        }
    }

    /// A cell that is still free.
    fn free(&mut self, row: usize, column: &str) -> Option<&mut Cell<'t>> {
        let at = match self.columns.get(column) {
            Some(at) => *at,
            None if self.columns.len() == MOST_COLUMNS => {
                self.full = true;
                return None;
            }
            None => {
                self.columns.insert(column.to_owned(), self.columns.len());
                self.columns.len() - 1
            }
        };
        let row = &mut self.rows[row];
        if row.len() <= at {
            let Some(left) = self.left.checked_sub(at + 1 - row.len()) else {
                self.full = true;
                return None;
            };
            self.left = left;
            row.resize(at + 1, row[0].blank());
        }
        Some(&mut row[at]).filter(|cell| cell.says().is_none())
    }

    /// Fills a cell, whatever it held.
    pub(in crate::io) fn replace(&mut self, row: usize, column: &str, cell: &Cell<'t>) {
        if !self.fill(row, column, cell)
            && let Some(old) = self.columns.get(column).and_then(|at| self.rows[row].get_mut(*at))
        {
            *old = cell.clone();
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
    pub(super) fn sheet(self, origin: Origin<'t>) -> Sheet<'t> {
        let width = self.columns.len();
        // Names in English come first, as tables write them, whichever came up first.
        let language = |name: &String| name.starts_with("name.");
        let english = self.columns.get_index_of("name.en");
        let moved = english.zip(self.columns.keys().position(language)).filter(|(english, first)| english > first);
        let mut head: Vec<Cell<'t>> = self.columns.into_keys().map(|name| Cell::new(name, 0, true)).collect();
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
    pub(in crate::io) actors: Grid<'t>,
    /// Its edges.
    pub(in crate::io) ties: Grid<'t>,
    /// Everything else that a network holds, in the native format, where this program wrote the file.
    pub(in crate::io) rest: Option<String>,
    /// The id of the network, where the file tells one.
    pub(in crate::io) id: Option<String>,
    /// What else it tells of the network as a whole.
    pub(in crate::io) attributes: Attributes,
    /// What there is to tell.
    pub(in crate::io) problems: Problems,
}

impl<'t> Graph<'t> {
    /// An empty graph of a file.
    pub(in crate::io) fn new(text: Text<'t>) -> Self {
        Self {
            actors: Grid::of(text.content.len()),
            ties: Grid::of(text.content.len()),
            text: Rc::new(text),
            rest: None,
            id: None,
            attributes: Attributes::new(),
            problems: Problems::default(),
        }
    }

    /// Notes something of the network as a whole.
    pub(in crate::io) fn about(&mut self, name: &str, cell: &Cell<'_>) {
        if cell.says().is_some_and(|(text, _)| !text.is_empty()) {
            self.attributes.insert(name.to_owned(), cell.value());
        }
    }

    /// Whether nodes and edges are still as many as the file may hold; also their tables once every row has all columns.
    ///
    /// # Errors
    /// That they are too many.
    pub(in crate::io) fn check(&self) -> Result<(), Problem> {
        for (grid, what) in [(&self.actors, "nodes"), (&self.ties, "edges")] {
            let (rows, columns) = (grid.rows.len(), grid.columns.len());
            if grid.full || check_size(rows, columns, self.text.content.len()).is_err() {
                let message = format!(
                    "the {what} are too many for a file of {} bytes: {rows} and more with {columns} and more attributes, at \
                     most {MOST_COLUMNS} attributes and {} values in all",
                    self.text.content.len(),
                    most_cells(self.text.content.len())
                );
                return Err(Problem::error(None, message, "leave out what is not asked about"));
            }
        }
        Ok(())
    }

    /// The network that it is.
    pub(in crate::io) fn network(mut self, bytes: &[u8], options: &ReadOptions) -> Result<Network, Error> {
        self.check()?;
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
        // What this program wrote holds them already.
        if self.rest.is_none() && !self.attributes.is_empty() {
            builder = builder.attributes(self.attributes);
        }
        // A name of several words is a title, beside the id that the name of the file is.
        if let Some(name) = self.id.as_deref().filter(|name| self.rest.is_none() && name.contains(' ')) {
            builder = builder.title(crate::model::Text::new(name));
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
