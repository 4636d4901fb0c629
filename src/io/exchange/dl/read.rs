//! Reading the data of a DL file: matrices, halves, lists of edges and of neighbours.

use crate::error::{Problem, Problems};
use crate::io::exchange::Fresh;
use crate::io::exchange::lines::{Quotes, Word, is_number, lines, words};
use crate::io::tables::{Cell, Graph};
use crate::io::text::Text;
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::borrow::Cow;
use std::collections::HashSet;

/// How the data are laid out.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Layout {
    #[default]
    FullMatrix,
    LowerHalf,
    UpperHalf,
    EdgeList,
    NodeList,
    /// Node lists in the order of the nodes, each of which begins with how many there are.
    CountedNodeList,
}

/// What the head says.
#[derive(Default)]
pub(super) struct Head {
    pub(super) layout: Layout,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) matrices: usize,
    pub(super) two_mode: bool,
    pub(super) without_diagonal: bool,
}

/// Names of rows or columns.
#[derive(Default)]
pub(super) struct Labels<'a> {
    /// As they are first written and where, by their small letters: the program makes no difference of capitals.
    names: IndexMap<String, (&'a str, usize)>,
    pub(super) embedded: bool,
    /// Whether it is told that they are too many.
    told: bool,
}

impl<'a> Labels<'a> {
    /// The number of a name, which may be a new one, and whether it is.
    pub(super) fn insert(&mut self, word: &Word<'a>) -> (usize, bool) {
        match self.names.entry(word.text.to_lowercase()) {
            Entry::Occupied(entry) => (entry.index(), false),
            Entry::Vacant(entry) => {
                let at = entry.index();
                entry.insert((word.text, word.offset));
                (at, true)
            }
        }
    }

    /// The first name too many, once, where it is known how many there are.
    fn too_many(&mut self, size: usize) -> Option<(&'a str, usize)> {
        let found = self.names.get_index(size).map(|(_, found)| *found).filter(|_| size > 0 && !self.told)?;
        self.told = true;
        Some(found)
    }
}

pub(super) struct Tie<'a> {
    from: usize,
    to: usize,
    matrix: usize,
    value: Option<&'a str>,
    offset: usize,
}

pub(super) struct Reader<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) head: Head,
    pub(super) rows: Labels<'a>,
    pub(super) columns: Labels<'a>,
    pub(super) matrices: Vec<Word<'a>>,
    ties: Vec<Tie<'a>>,
    problems: Problems,
    /// Values of matrices that are not known.
    missing: usize,
    /// Labels of levels.
    pub(super) levels: usize,
}

/// Words by lines.
pub(super) type Lines<'a> = Vec<Vec<Word<'a>>>;

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(text: &'a Text<'t>) -> Self {
        Self {
            text,
            head: Head::default(),
            rows: Labels::default(),
            columns: Labels::default(),
            matrices: Vec::new(),
            ties: Vec::new(),
            problems: Problems::default(),
            missing: 0,
            levels: 0,
        }
    }

    pub(super) fn read(&mut self) -> Result<(), Problems> {
        if let Err(problem) = self.parts() {
            self.problems.push(problem);
        }
        self.problems.sort();
        if self.problems.has_errors() { Err(std::mem::take(&mut self.problems)) } else { Ok(()) }
    }

    fn parts(&mut self) -> Result<(), Problem> {
        let mut all: Lines<'a> = Vec::new();
        for (line, offset) in lines(self.text) {
            let words = words(line, offset, &[',', '='], Quotes::Plain, self.text)?;
            if !words.is_empty() {
                all.push(words);
            }
        }
        let (line, word) = self.heading(&all)?;
        // The data may begin in the line of the head.
        all[line].drain(..word);
        let lines: Vec<Vec<Word<'a>>> = all.drain(line..).filter(|line| !line.is_empty()).collect();
        let lines = lines.as_slice();
        if self.head.matrices == 0 {
            self.head.matrices = self.matrices.len();
        }
        self.check_labels();
        match self.head.layout {
            Layout::EdgeList | Layout::NodeList => self.lists(lines),
            Layout::CountedNodeList => self.counted(lines)?,
            _ => self.matrix(lines)?,
        }
        self.check_labels();
        Ok(())
    }

    /// Refuses names beyond those that the head declares.
    fn check_labels(&mut self) {
        let (rows, columns, matrices) = (self.head.rows, self.head.columns, self.head.matrices);
        let columns = self.columns.too_many(columns).map(|found| (found, columns));
        let found = self.rows.too_many(rows).map(|found| (found, rows));
        for ((name, offset), size) in found.into_iter().chain(columns) {
            let message = format!("`{name}` is one name more than the {size} that the head declares");
            self.problems.push(Problem::error(Some(self.text.place(offset)), message, ""));
        }
        if let Some(word) = self.matrices.get(matrices).filter(|_| self.problems.is_empty()) {
            let message = format!("`{}` is one matrix more than the {matrices} that the head declares", word.text);
            self.problems.push(self.problem(word, message));
        }
    }

    pub(super) fn problem(&self, word: &Word<'_>, message: String) -> Problem {
        Problem::error(Some(self.text.place(word.offset)), message, "")
    }

    /// Edges or lists of neighbours, those of one matrix after those of another.
    fn lists(&mut self, lines: &[Vec<Word<'a>>]) {
        let mut matrix = 0;
        // Without a number of matrices there are as many as are found.
        let is_declared = self.head.matrices > 0;
        for line in lines {
            if let [only] = line.as_slice()
                && only.is("!")
            {
                matrix += 1;
                if !is_declared {
                    self.head.matrices = matrix + 1;
                } else if matrix >= self.head.matrices {
                    let message = format!("a matrix more than the {} that the head declares", self.head.matrices);
                    self.problems.push(self.problem(only, message));
                    return;
                }
                continue;
            }
            let read =
                if self.head.layout == Layout::EdgeList { self.edge(line, matrix) } else { self.node(line, matrix) };
            if let Err(problem) = read {
                self.problems.push(problem);
            }
        }
    }

    fn edge(&mut self, line: &[Word<'a>], matrix: usize) -> Result<(), Problem> {
        let [from, to, rest @ ..] = line else {
            if self.rows.embedded {
                // A node without ties.
                return self.row(&line[0]).map(|_| ());
            }
            return Err(self.problem(&line[0], "an edge needs two nodes".to_owned()));
        };
        let value = rest.first().map(|word| word.text);
        let is_missing = rest.first().is_some_and(is_missing);
        if let Some(word) = rest.first().filter(|word| !is_missing && !is_number(word.text)) {
            return Err(self.problem(word, format!("`{}` is not a number", word.text)));
        }
        if let Some(word) = rest.get(1) {
            let message = format!("`{}` is too much: an edge is two nodes and a number", word.text);
            return Err(self.problem(word, message));
        }
        let (from, to, offset) = (self.row(from)?, self.column(to)?, from.offset);
        if is_missing {
            self.missing += 1;
        } else {
            self.ties.push(Tie { from, to, matrix, value, offset });
        }
        Ok(())
    }

    fn node(&mut self, line: &[Word<'a>], matrix: usize) -> Result<(), Problem> {
        let from = self.row(&line[0])?;
        for word in &line[1..] {
            let to = self.column(word)?;
            self.ties.push(Tie { from, to, matrix, value: None, offset: word.offset });
        }
        Ok(())
    }

    /// How many neighbours each node has, and which.
    fn counted(&mut self, lines: &[Vec<Word<'a>>]) -> Result<(), Problem> {
        let (rows, matrices) = (self.head.rows, self.head.matrices.max(1));
        if let (true, Some(line)) = (self.rows.embedded, lines.first()) {
            let message = "a nodelist1b names no nodes among its data, since they come in their order";
            return Err(self.problem(&line[0], message.to_owned()));
        }
        for (at, line) in lines.iter().enumerate() {
            let (matrix, from) = (at / rows.max(1), at % rows.max(1));
            if matrix >= matrices || rows == 0 {
                return Err(self.problem(&line[0], format!("the data go on after {rows} lines, one for each node")));
            }
            let count = line[0].text.parse::<usize>().ok();
            if count != Some(line.len() - 1) {
                let message =
                    format!("`{}` is not the number of nodes behind it, which are {}", line[0].text, line.len() - 1);
                self.problems.push(self.problem(&line[0], message));
                continue;
            }
            for word in &line[1..] {
                match self.column(word) {
                    Ok(to) => self.ties.push(Tie { from, to, matrix, value: None, offset: word.offset }),
                    Err(problem) => self.problems.push(problem),
                }
            }
        }
        if lines.len() < rows * matrices {
            let place = Some(self.text.place(self.text.content.len()));
            return Err(Problem::error(
                place,
                format!("the data end early: there is a line for each of {rows} nodes"),
                "",
            ));
        }
        Ok(())
    }

    fn row(&mut self, word: &Word<'a>) -> Result<usize, Problem> {
        let size = self.head.rows;
        number(self.text, &mut self.rows, size, word)
    }

    fn column(&mut self, word: &Word<'a>) -> Result<usize, Problem> {
        if !self.head.two_mode {
            return self.row(word);
        }
        let size = self.head.columns;
        number(self.text, &mut self.columns, size, word)
    }

    fn matrix(&mut self, lines: &[Vec<Word<'a>>]) -> Result<(), Problem> {
        let mut stream = lines.iter().flatten();
        let (rows, columns) = (self.head.rows, self.head.columns);
        if rows == 0 || columns == 0 {
            let message = "the head does not tell how many rows and columns there are";
            let offset = lines.first().map_or(self.text.content.len(), |line| line[0].offset);
            return Err(Problem::error(Some(self.text.place(offset)), message, "n=, or nr= and nc="));
        }
        let ended = |text: &Text<'_>| {
            let place = Some(text.place(text.content.len()));
            Problem::error(place, format!("the data end early: a matrix has {rows} rows and {columns} columns"), "")
        };
        for matrix in 0..self.head.matrices.max(1) {
            // Which columns the numbers of a row belong to, and which rows were there.
            let mut order: Vec<usize> = (0..columns).collect();
            let mut seen = HashSet::new();
            if self.columns.embedded {
                for place in &mut order {
                    let word = stream.next().ok_or_else(|| ended(self.text))?;
                    let labels = if self.head.two_mode { &mut self.columns } else { &mut self.rows };
                    *place = labels.insert(word).0;
                    if !seen.insert(*place) {
                        return Err(self.twice(word));
                    }
                }
                seen.clear();
            }
            for position in 0..rows {
                let mut row = position;
                if self.rows.embedded {
                    let word = stream.next().ok_or_else(|| ended(self.text))?;
                    row = self.rows.insert(word).0;
                    if !seen.insert(row) {
                        return Err(self.twice(word));
                    }
                    if self.is_half() && order.get(position) != Some(&row) {
                        let message = format!(
                            "`{}` is not the label of this row: those of a half come in the order of the columns",
                            word.text
                        );
                        return Err(self.problem(word, message));
                    }
                }
                // With a name too many, what follows stands at the wrong place.
                self.check_labels();
                if self.problems.has_errors() && (self.rows.told || self.columns.told) {
                    return Ok(());
                }
                let (first, last) = self.span(position);
                for column in order[first.min(columns)..last.min(columns)].iter().copied() {
                    if self.head.without_diagonal && column == row {
                        continue;
                    }
                    let word = stream.next().ok_or_else(|| ended(self.text))?;
                    self.number(
                        word,
                        Tie { from: row, to: column, matrix, value: Some(word.text), offset: word.offset },
                    );
                }
            }
        }
        match stream.next() {
            Some(word) => Err(self.problem(word, format!("the data go on after {rows} rows of {columns} numbers"))),
            None => Ok(()),
        }
    }

    /// Keeps a tie for a number of a matrix that is not 0.
    fn number(&mut self, word: &Word<'a>, tie: Tie<'a>) {
        if is_missing(word) {
            self.missing += 1;
        } else if !is_number(word.text) {
            self.problems.push(self.problem(word, format!("`{}` is not a number", word.text)));
        } else if value(word.text) != 0.0 {
            self.ties.push(tie);
        }
    }

    /// The columns of which a row tells.
    fn span(&self, row: usize) -> (usize, usize) {
        match self.head.layout {
            Layout::LowerHalf => (0, row + 1),
            Layout::UpperHalf => (row, self.head.columns),
            _ => (0, self.head.columns),
        }
    }

    pub(super) fn lay_out(mut self, graph: &mut Graph<'a>) {
        let mutual = !self.head.two_mode && (self.is_half() || self.symmetric());
        self.tell(graph);
        if mutual && !self.is_half() {
            // Each tie of a symmetric matrix stands there twice.
            let before = self.ties.len();
            self.ties.retain(|tie| tie.from <= tie.to);
            if self.ties.len() < before {
                let message = format!("{before} numbers of a symmetric matrix are {} ties", self.ties.len());
                graph.problems.push(Problem::warning(None, message, ""));
            }
        }
        let name = |labels: &Labels<'a>, at: usize, prefix: &str| match labels.names.get_index(at) {
            Some((_, (name, _))) => Cow::Borrowed(*name),
            None => format!("{prefix}{}", at + 1).into(),
        };
        let (prefix_of_rows, prefix_of_columns) = if self.head.two_mode { ("r", "c") } else { ("", "") };
        let rows = self.head.rows.max(self.rows.names.len());
        let mut ids = Vec::new();
        for at in 0..rows {
            let id = name(&self.rows, at, prefix_of_rows);
            let row = graph.actors.row(0);
            graph.actors.fill(row, "id", &Cell::new(id.clone(), 0, true));
            if self.head.two_mode {
                graph.actors.fill(row, "@mode", &Cell::new("1", 0, false));
            }
            ids.push(id);
        }
        let mut ids_of_columns = Vec::new();
        let mut fresh = Fresh::but(ids.iter().filter(|_| self.head.two_mode).map(|id: &Cow<'a, str>| id.to_string()));
        for at in (0..self.head.columns.max(self.columns.names.len())).filter(|_| self.head.two_mode) {
            let id: Cow<'a, str> = fresh.name(name(&self.columns, at, prefix_of_columns).into_owned()).into();
            let row = graph.actors.row(0);
            graph.actors.fill(row, "id", &Cell::new(id.clone(), 0, true));
            graph.actors.fill(row, "@mode", &Cell::new("2", 0, false));
            ids_of_columns.push(id);
        }
        for tie in &self.ties {
            let row = graph.ties.row(tie.offset);
            let mut fill = |column: &str, text: Cow<'a, str>, is_text: bool| {
                graph.ties.give(row, column, Cell::new(text, tie.offset, is_text));
            };
            fill("from", ids[tie.from].clone(), true);
            fill("to", if self.head.two_mode { &ids_of_columns[tie.to] } else { &ids[tie.to] }.clone(), true);
            fill("direction", if mutual { "undirected" } else { "directed" }.into(), true);
            if let Some(value) = tie.value {
                fill("weight", value.into(), false);
            }
            match self.matrices.get(tie.matrix) {
                Some(name) => fill("kind", name.text.into(), true),
                None if self.head.matrices > 1 => fill("kind", format!("matrix {}", tie.matrix + 1).into(), true),
                None => {}
            }
        }
    }

    fn tell(&self, graph: &mut Graph<'_>) {
        let mut tell = |message: String| graph.problems.push(Problem::warning(None, message, ""));
        if self.missing > 0 {
            tell(format!("{} values of a matrix are missing and make no ties", self.missing));
        }
        if self.levels > 0 {
            tell(format!("{} labels of levels are not read", self.levels));
        }
    }

    fn is_half(&self) -> bool {
        matches!(self.head.layout, Layout::LowerHalf | Layout::UpperHalf)
    }

    /// Whether every tie of a full matrix has its like the other way.
    fn symmetric(&self) -> bool {
        let key = |tie: &Tie<'a>| (tie.matrix, tie.from, tie.to, tie.value.map(|text| value(text).to_bits()));
        let there: HashSet<_> = self.ties.iter().map(key).collect();
        let back = |tie: &Tie<'a>| {
            let (matrix, from, to, value) = key(tie);
            (matrix, to, from, value)
        };
        self.head.layout == Layout::FullMatrix && self.ties.iter().all(|tie| there.contains(&back(tie)))
    }
}

/// Whether a word says that a value is not known.
fn is_missing(word: &Word<'_>) -> bool {
    word.is(".") || word.is("na")
}

/// The number that a word is known to be.
fn value(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

/// The number of a row or column, by its label or by the number itself.
fn number<'a>(text: &Text<'_>, labels: &mut Labels<'a>, size: usize, word: &Word<'a>) -> Result<usize, Problem> {
    if labels.embedded {
        return Ok(labels.insert(word).0);
    }
    // Where labels are not among the data, a number means a place, even if a label is the same number.
    let number = word.text.parse::<usize>().ok().filter(|number| (1..=size).contains(number)).map(|number| number - 1);
    number.or_else(|| labels.names.get_index_of(&word.text.to_lowercase())).ok_or_else(|| {
        let message = format!("`{}` is neither a label nor a number from 1 to {size}", word.text);
        Problem::error(Some(text.place(word.offset)), message, "")
    })
}
