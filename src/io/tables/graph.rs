//! Files of graphs as tables: nodes are rows of actors, edges rows of ties, what they carry are cells.
//!
//! So every format of graphs shares with tables how columns are understood, mapped and counted, and how each problem finds
//! its place.

use super::columns::is_field;
use super::kinds::{ACTORS, TIES, TableKind};
use super::sheet::{Cell, MOST_COLUMNS, Origin, Sheet, check_size, most_cells};
use super::{Sheets, native};
use crate::error::{Error, Problem, Problems, SetAside};
use crate::io::ReadOptions;
use crate::io::text::Text;
use crate::model::{Attributes, Hashing, Network, NetworkBuilder};
use indexmap::IndexMap;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

/// Rows of nodes or of edges whose columns appear as they go.
pub(in crate::io) struct Grid<'t> {
    kind: &'static TableKind,
    columns: IndexMap<String, usize, Hashing>,
    rows: Vec<Vec<Cell<'t>>>,
    /// How many cells there may still be, also blank ones.
    left: usize,
    full: bool,
}

impl<'t> Grid<'t> {
    /// An empty grid that takes what a file of so many bytes may hold.
    pub(super) fn of(kind: &'static TableKind, bytes: usize) -> Self {
        Self { kind, columns: IndexMap::default(), rows: Vec::new(), left: most_cells(bytes), full: false }
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

    /// Fills a cell. Where a field has a value already, the new one becomes an attribute; several values of one attribute
    /// are a list.
    pub(in crate::io) fn put(&mut self, row: usize, column: &str, cell: Cell<'t>) {
        let Some(cell) = self.give(row, column, cell) else { return };
        let is_field = is_field(self.kind, column);
        let attribute = if is_field { Cow::Owned(format!("@{column}")) } else { Cow::Borrowed(column) };
        let cell = if is_field { self.give(row, &attribute, cell) } else { Some(cell) };
        let Some(cell) = cell else { return };
        let at = self.columns.get(&*attribute);
        if let Some(first) = at.and_then(|at| self.rows[row].get_mut(*at)) {
            first.join(&cell);
        }
    }

    /// Fills a cell that is still free; whether it was.
    pub(in crate::io) fn fill(&mut self, row: usize, column: &str, cell: &Cell<'t>) -> bool {
        self.free(row, column).map(|free| *free = cell.clone()).is_some()
    }

    /// Fills a cell that is still free with one that nobody else needs; gives it back where there is none.
    pub(in crate::io) fn give(&mut self, row: usize, column: &str, cell: Cell<'t>) -> Option<Cell<'t>> {
        match self.free(row, column) {
            Some(free) => {
                *free = cell;
                None
            }
            None => Some(cell),
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

    /// Puts what stands beneath `@name` beneath `name` where there is such a column and no field is called so: formats tell
    /// some attributes twice, as part of the element and as its data. Values that differ are a list.
    fn unite(&mut self) {
        let is_twice = |name: &String| {
            let plain = name.strip_prefix('@')?;
            (self.columns.contains_key(plain) && !is_field(self.kind, plain)).then(|| plain.to_owned())
        };
        for plain in self.columns.keys().filter_map(is_twice).collect::<Vec<_>>() {
            let column = format!("@{plain}");
            let at = self.columns[&column];
            for row in 0..self.rows.len() {
                let Some(cell) = self.rows[row].get(at).filter(|cell| cell.says().is_some()).cloned() else { continue };
                if self.get(row, &plain) != Some(cell.text()) {
                    self.put(row, &plain, cell);
                }
            }
            self.drop(&column);
        }
    }

    /// Keeps a column as an attribute of another name where some of its values are there more than once; how many rows
    /// have one that an earlier row has.
    fn unless_unique(&mut self, column: &str, name: &str) -> usize {
        let (Some(at), None) = (self.columns.get(column), self.columns.get(name)) else { return 0 };
        let mut seen = HashSet::new();
        let values = self.rows.iter().filter_map(|row| row.get(*at)?.says());
        let repeated = values.filter(|(text, _)| !seen.insert(*text)).count();
        if repeated > 0 {
            let renamed = |old: String| if old == column { name.to_owned() } else { old };
            self.columns = std::mem::take(&mut self.columns).into_iter().map(|(old, at)| (renamed(old), at)).collect();
        }
        repeated
    }

    /// The rows as a table.
    pub(super) fn sheet(mut self, origin: Origin<'t>) -> Sheet<'t> {
        if self.rows.is_empty() {
            // Without rows nobody has named the columns that must be there.
            let needed: &[&str] = if self.kind.name == TIES.name { &["from", "to"] } else { &["id"] };
            self.columns = needed.iter().map(|name| (*name).to_owned()).zip(0..).collect();
        }
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
    /// What the network is called, where the file tells that.
    pub(in crate::io) name: Option<String>,
    /// Edges of the file that are part of others here, and why.
    pub(in crate::io) merged: Option<SetAside>,
    /// What else it tells of the network as a whole.
    pub(in crate::io) attributes: Attributes,
    /// What there is to tell.
    pub(in crate::io) problems: Problems,
}

impl<'t> Graph<'t> {
    /// An empty graph of a file.
    pub(in crate::io) fn new(text: Text<'t>) -> Self {
        Self {
            actors: Grid::of(&ACTORS, text.content.len()),
            ties: Grid::of(&TIES, text.content.len()),
            text: Rc::new(text),
            rest: None,
            id: None,
            name: None,
            merged: None,
            attributes: Attributes::new(),
            problems: Problems::default(),
        }
    }

    /// Notes something of the network as a whole.
    pub(in crate::io) fn about(&mut self, name: &str, cell: &Cell<'_>) {
        if cell.says().is_none_or(|(text, _)| text.is_empty()) {
            return;
        }
        let value = match (self.attributes.remove(name), cell.value()) {
            (None, value) => value,
            // Several values of one name are a list.
            (Some(Value::Array(mut values)), value) => {
                values.push(value);
                values.into()
            }
            (Some(first), value) => vec![first, value].into(),
        };
        self.attributes.insert(name.to_owned(), value);
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

    /// What the file says of the network as a whole, which has this id: a name is its title, and so is an id of several words
    /// where the name of the file is the id; another id is kept as an attribute.
    fn about_all(&mut self, builder: NetworkBuilder, id: &str) -> NetworkBuilder {
        let other = self.id.take().filter(|own| own != id);
        let titled = self.name.take().or_else(|| other.clone().filter(|own| own.contains(' ')));
        let mut attributes = std::mem::take(&mut self.attributes);
        if let Some(other) = other.filter(|own| titled.as_ref() != Some(own) && !attributes.contains_key("id")) {
            attributes.insert("id".to_owned(), other.into());
        }
        let builder = if attributes.is_empty() { builder } else { builder.attributes(attributes) };
        match titled.filter(|title| title != id) {
            Some(title) => builder.title(crate::model::Text::new(title)),
            None => builder,
        }
    }

    /// Some programs number the parallel edges of each two nodes, and other ids are there more than once by mistake.
    fn repeated_ids(&mut self) {
        let repeated = self.ties.unless_unique("id", "@id");
        if repeated > 0 {
            let message = format!(
                "ids of edges are not unique, {repeated} repeat an earlier one: they are kept as the attribute `id`, and \
                 ties have ids of their own"
            );
            self.problems.push(Problem::warning(None, message, ""));
        }
    }

    /// The network that it is.
    pub(in crate::io) fn network(mut self, bytes: &[u8], options: &ReadOptions) -> Result<Network, Error> {
        self.actors.unite();
        self.ties.unite();
        self.check()?;
        let own = options.id.as_deref().or(self.id.as_deref()).or(self.name.as_deref());
        let id = own.unwrap_or("network").to_owned();
        let mut builder = NetworkBuilder::new(&id);
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
        // What this program wrote holds all of this already.
        if self.rest.is_none() {
            builder = self.about_all(builder, &id);
            self.repeated_ids();
        }
        let builder = builder.digest(blake3::hash(bytes).to_hex().to_string());
        let origin = Origin::Text(self.text);
        let tables = vec![(&ACTORS, self.actors.sheet(origin.clone())), (&TIES, self.ties.sheet(origin))];
        Sheets { tables, aliases: None, unread: false, merged: self.merged, problems: self.problems }
            .network(builder, options)
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
