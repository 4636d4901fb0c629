//! Reading a Pajek file line by line, each by the part that it stands in.

use super::parameters::{OF_TIES, OF_VERTICES, Rest, SHAPES};
use crate::error::{Problem, Problems};
use crate::io::exchange::lines::{Quotes, Word, is_number, lines, words};
use crate::io::exchange::{Fresh, most_meant};
use crate::io::tables::{Cell, Graph};
use crate::io::text::Text;
use crate::model::nearest;
use std::borrow::Cow;
use std::collections::HashSet;

/// What the lines of a part hold.
#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    Before,
    Vertices,
    Arcs,
    Edges,
    Arcslist,
    Edgeslist,
    Matrix,
    Values,
    /// What holds no ties and is told with the number of its lines.
    Other,
    /// What is refused as a whole.
    Refused,
}

/// The parts that are read, as the manual writes them.
const PARTS: [(&str, Part); 9] = [
    ("*Network", Part::Before),
    ("*Vertices", Part::Vertices),
    ("*Arcs", Part::Arcs),
    ("*Edges", Part::Edges),
    ("*Arcslist", Part::Arcslist),
    ("*Edgeslist", Part::Edgeslist),
    ("*Matrix", Part::Matrix),
    ("*Partition", Part::Values),
    ("*Vector", Part::Values),
];

/// Parts of a project that hold no ties.
const OTHERS: [&str; 3] = ["*Permutation", "*Cluster", "*Hierarchy"];

struct Vertex<'a> {
    label: Cow<'a, str>,
    offset: usize,
    rest: Rest<'a>,
}

struct Line<'a> {
    from: usize,
    to: usize,
    directed: bool,
    kind: Option<String>,
    value: Option<&'a str>,
    rest: Rest<'a>,
    offset: usize,
}

/// A partition or a vector.
struct Values<'a> {
    name: String,
    offset: usize,
    /// One for each vertex.
    words: Vec<Word<'a>>,
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a Text<'a>,
    problems: Problems,
    part: Part,
    /// The part as it is written, and where.
    head: Word<'a>,
    /// Whether the part, which is none of a network, tells yet of how many vertices it is, or has lines.
    begun: bool,
    name: Option<String>,
    networks: usize,
    declared: usize,
    first_mode: Option<usize>,
    vertices: Vec<Option<Vertex<'a>>>,
    lines: Vec<Line<'a>>,
    relation: Option<String>,
    matrix_row: usize,
    values: Vec<Values<'a>>,
    /// Words behind the name of a part that say nothing: how many, and where the first stands.
    idle: Option<(usize, usize)>,
    others: Vec<(&'a str, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        Self {
            text,
            problems: Problems::default(),
            part: Part::Before,
            head: Word { text: "", quoted: false, offset: 0 },
            begun: false,
            name: None,
            networks: 0,
            declared: 0,
            first_mode: None,
            vertices: Vec::new(),
            lines: Vec::new(),
            relation: None,
            matrix_row: 0,
            values: Vec::new(),
            idle: None,
            others: Vec::new(),
        }
    }

    /// Reads all lines; what is wrong with any of them is told at once.
    pub(super) fn read(&mut self) -> Result<(), Problems> {
        let text = self.text;
        for (line, offset) in lines(text) {
            if let Err(problem) = self.line(line, offset) {
                self.problems.push(problem);
            }
            if self.networks > 1 {
                break;
            }
        }
        self.end();
        if self.networks == 0 && self.problems.is_empty() {
            self.problems.push(Problem::error(None, "the file holds no *Vertices", "is it a Pajek network?"));
        }
        self.check_values();
        self.problems.sort();
        if self.problems.has_errors() { Err(std::mem::take(&mut self.problems)) } else { Ok(()) }
    }

    pub(super) fn problem(&self, offset: usize, message: impl Into<String>, help: &str) -> Problem {
        Problem::error(Some(self.text.place(offset)), message, help)
    }

    fn line(&mut self, line: &'a str, offset: usize) -> Result<(), Problem> {
        let trimmed = line.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('%') {
            return Ok(());
        }
        // Other programs write comments so. Where lines begin with numbers they can be nothing else.
        if trimmed.starts_with('#') && !matches!(self.part, Part::Values | Part::Other) {
            return Ok(());
        }
        if !trimmed.starts_with('*') {
            if let (Part::Other, Some((_, count))) = (self.part, self.others.last_mut()) {
                *count += 1;
                self.begun = true;
            }
            if matches!(self.part, Part::Other | Part::Refused) {
                return Ok(());
            }
        }
        let words = words(line, offset, &[], Quotes::Within, self.text)?;
        if trimmed.starts_with('*') {
            return self.begin(&words);
        }
        match self.part {
            Part::Vertices => self.vertex(&words),
            Part::Arcs | Part::Edges => self.tie(&words),
            Part::Arcslist | Part::Edgeslist => self.list(&words),
            Part::Matrix => self.matrix(&words),
            Part::Values => self.value(&words),
            Part::Other | Part::Refused => Ok(()),
            Part::Before => {
                // What follows is no better.
                self.part = Part::Refused;
                let message = "a line before any part; the first is *Vertices and how many";
                Err(self.problem(offset, message, "is it a Pajek network?"))
            }
        }
    }

    fn begin(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        self.end();
        let head = &words[0];
        let within = matches!(self.part, Part::Values | Part::Other | Part::Refused) && !self.begun;
        // Partitions, vectors and what is not read tell of how many vertices they are.
        if head.is("*vertices") && within && !(self.part == Part::Refused && self.networks == 0) {
            self.begun = true;
            return Ok(());
        }
        self.head = head.clone();
        self.begun = false;
        self.matrix_row = 0;
        self.relation = None;
        let known = PARTS.iter().find(|(name, _)| head.is(name)).map(|(_, part)| *part);
        // Until it is found to be in order.
        self.part = Part::Refused;
        match known {
            Some(Part::Before) => {
                self.name = self.name.take().or_else(|| Some(named(words)).filter(|name| !name.is_empty()));
            }
            Some(Part::Vertices) => self.declare(words)?,
            Some(Part::Values) => {
                let name = Some(named(words)).filter(|name| !name.is_empty());
                let name = name.unwrap_or_else(|| head.text.trim_start_matches('*').to_lowercase());
                self.values.push(Values { name, offset: head.offset, words: Vec::new() });
            }
            Some(_) => {
                if self.networks == 0 {
                    // Where something else is wrong before, that is why.
                    let message = format!("{} stands before *Vertices", head.text);
                    let is_first = self.problems.is_empty();
                    return if is_first { Err(self.problem(head.offset, message, "")) } else { Ok(()) };
                }
                let used = self.relate(&words[1..]);
                self.leave(&words[1 + used..]);
            }
            None if OTHERS.iter().any(|name| head.is(name)) => {
                self.others.push((head.text, 0));
                self.part = Part::Other;
                return Ok(());
            }
            None => return Err(self.unknown(head)),
        }
        self.part = known.unwrap_or_default();
        Ok(())
    }

    /// What is wrong with a part of this name.
    fn unknown(&self, head: &Word<'_>) -> Problem {
        let names: Vec<String> = PARTS.iter().map(|(name, _)| name.to_lowercase()).collect();
        let near = nearest(&head.text.to_lowercase(), names.iter());
        let near =
            PARTS.iter().map(|(name, _)| *name).find(|name| near.is_some_and(|near| near.eq_ignore_ascii_case(name)));
        let help = near.map_or_else(
            || format!("the parts are {}", PARTS.map(|(name, _)| name).join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.problem(head.offset, format!("the part `{}` is not known", head.text), &help)
    }

    /// Reads how many vertices there are.
    fn declare(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        self.networks += 1;
        if self.networks > 1 {
            let message = "the file holds several networks, and a network is one";
            return Err(self.problem(words[0].offset, message, "save the one that is meant in a file of its own"));
        }
        // Without it no number of a vertex can be right, and all that follows is passed over.
        self.networks = 0;
        let declared = self.count(words.get(1), words[0].offset)?;
        let first_mode = words.get(2).map(|word| self.count(Some(word), word.offset)).transpose()?;
        if let (Some(first), Some(word)) = (first_mode, words.get(2))
            && first > declared
        {
            let message = format!("the first mode has {first} vertices, and both together {declared}");
            return Err(self.problem(word.offset, message, ""));
        }
        (self.networks, self.declared, self.first_mode) = (1, declared, first_mode);
        self.vertices.resize_with(declared, || None);
        self.leave(words.get(3..).unwrap_or_default());
        Ok(())
    }

    /// How many vertices there are.
    fn count(&self, word: Option<&Word<'_>>, offset: usize) -> Result<usize, Problem> {
        let most = most_meant(self.text.content.len());
        let number = word.and_then(|word| digits(word.text)).filter(|number| *number <= most);
        number.ok_or_else(|| {
            let message = format!("*Vertices must be followed by their number, at most {most} in a file of this size");
            self.problem(offset, message, "")
        })
    }

    /// Reads the kind of tie that `:2 "advice"` means; how many words that took.
    fn relate(&mut self, words: &[Word<'a>]) -> usize {
        let Some(number) = words.first().and_then(|word| word.text.strip_prefix(':')) else { return 0 };
        self.relation =
            Some(words.get(1).map_or_else(|| format!("relation {number}"), |name| name.said().into_owned()));
        words.len().min(2)
    }

    /// Leaves words aside that say nothing here.
    fn leave(&mut self, words: &[Word<'_>]) {
        if let Some(first) = words.first() {
            let (count, _) = self.idle.get_or_insert((0, first.offset));
            *count += words.len();
        }
    }

    /// Checks what a part must have held when it ends.
    fn end(&mut self) {
        let rows = self.first_mode.unwrap_or(self.declared);
        if self.part == Part::Matrix && self.matrix_row < rows {
            let message = format!("the matrix has {} rows, too few for {rows} vertices", self.matrix_row);
            self.problems.push(self.problem(self.head.offset, message, ""));
        }
    }

    /// Checks that partitions and vectors have a value for each vertex.
    fn check_values(&mut self) {
        for Values { name, offset, words } in self.values.iter().filter(|_| self.networks == 1) {
            let (count, declared) = (words.len(), self.declared);
            if count != declared {
                let many = words.get(declared).map(|word| word.offset);
                let message = format!(
                    "`{name}` has {count} values, too {} for {declared} vertices",
                    if many.is_some() { "many" } else { "few" }
                );
                self.problems.push(Problem::error(Some(self.text.place(many.unwrap_or(*offset))), message, ""));
            }
        }
    }

    fn value(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        self.begun = true;
        if let Some(word) = words.get(1) {
            return Err(self.problem(word.offset, format!("`{}` is more than one value on a line", word.text), ""));
        }
        self.values.last_mut().into_iter().for_each(|values| values.words.push(words[0].clone()));
        Ok(())
    }

    fn vertex(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        let number = self.number(&words[0])?;
        // A time where the label should be leaves the vertex its number.
        let label = words.get(1).filter(|word| !begins_time(word));
        let rest = words.get(1 + usize::from(label.is_some())..).unwrap_or_default();
        let label = label.map_or(words[0].text.into(), Word::said);
        // Places come first, up to three numbers.
        let places = rest.iter().take(3).take_while(|word| !word.quoted && is_number(word.text)).count();
        let mut read = self.rest(&rest[places..], &OF_VERTICES, &SHAPES)?;
        read.drawn |= places > 0;
        if self.vertices[number].is_some() {
            return Err(self.problem(words[0].offset, format!("vertex {} is there twice", words[0].text), ""));
        }
        self.vertices[number] = Some(Vertex { label, offset: words[0].offset, rest: read });
        Ok(())
    }

    /// The number of a vertex, from 0.
    fn number(&self, word: &Word<'_>) -> Result<usize, Problem> {
        let known = digits(word.text).filter(|number| (1..=self.declared).contains(number)).map(|number| number - 1);
        known.ok_or_else(|| {
            let message = format!("`{}` is not the number of a vertex, from 1 to {}", word.text, self.declared);
            self.problem(word.offset, message, "")
        })
    }

    fn tie(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        // `2: 5 7 1` names the relation on the line.
        let (kind, ends) = match words[0].text.strip_suffix(':') {
            Some(number) => (Some(format!("relation {number}")), &words[1..]),
            None => (self.relation.clone(), words),
        };
        let [from, to, rest @ ..] = ends else {
            return Err(self.problem(words[0].offset, "a tie needs the numbers of two vertices", ""));
        };
        let (from, to, offset) = (self.number(from)?, self.number(to)?, from.offset);
        let value = rest.first().filter(|word| !word.quoted && is_number(word.text)).map(|word| word.text);
        let rest = self.rest(&rest[usize::from(value.is_some())..], &OF_TIES, &[])?;
        let directed = self.part == Part::Arcs;
        self.lines.push(Line { from, to, directed, kind, value, rest, offset });
        Ok(())
    }

    fn list(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        let from = self.number(&words[0])?;
        for word in &words[1..] {
            let to = self.number(word)?;
            let (directed, kind) = (self.part == Part::Arcslist, self.relation.clone());
            let (offset, rest) = (word.offset, Rest::default());
            self.lines.push(Line { from, to, directed, kind, value: None, rest, offset });
        }
        Ok(())
    }

    fn matrix(&mut self, words: &[Word<'a>]) -> Result<(), Problem> {
        let first = self.first_mode.unwrap_or(0);
        let columns = self.declared - first;
        let rows = self.first_mode.unwrap_or(self.declared);
        let row = self.matrix_row;
        self.matrix_row += 1;
        if row == rows {
            let message = format!("the matrix goes on after {rows} rows, too many for its vertices");
            return Err(self.problem(words[0].offset, message, ""));
        }
        // Of many rows too many the first is told.
        if row > rows {
            return Ok(());
        }
        if words.len() != columns {
            let message = format!("the matrix has {rows} rows of {columns} numbers; this one has {}", words.len());
            return Err(self.problem(words[0].offset, message, ""));
        }
        for (i, word) in words.iter().enumerate() {
            let Some(value) = Some(word.text).filter(|text| is_number(text)).and_then(|text| text.parse::<f64>().ok())
            else {
                return Err(self.problem(word.offset, format!("`{}` is not a number", word.text), ""));
            };
            if value != 0.0 {
                self.lines.push(Line {
                    from: row,
                    to: first + i,
                    directed: true,
                    kind: self.relation.clone(),
                    value: Some(word.text),
                    rest: Rest::default(),
                    offset: word.offset,
                });
            }
        }
        Ok(())
    }

    pub(super) fn lay_out(self, graph: &mut Graph<'a>) {
        let mut labels = HashSet::new();
        let unique =
            self.vertices.iter().flatten().all(|vertex| !vertex.label.is_empty() && labels.insert(&*vertex.label));
        let id = |at: usize| match &self.vertices[at] {
            Some(vertex) if unique => vertex.label.clone(),
            _ => Cow::Owned((at + 1).to_string()),
        };
        let mut taken: HashSet<String> = ["@mode", "@time"].map(str::to_owned).into();
        for (at, vertex) in self.vertices.iter().enumerate() {
            let offset = vertex.as_ref().map_or(0, |vertex| vertex.offset);
            let row = graph.actors.row(offset);
            graph.actors.fill(row, "id", &Cell::new(id(at), offset, true));
            if let Some(vertex) = vertex.as_ref().filter(|_| !unique) {
                graph.actors.fill(row, "label", &Cell::new(vertex.label.clone(), offset, true));
            }
            if let Some(first) = self.first_mode {
                let mode = if at < first { "1" } else { "2" };
                graph.actors.fill(row, "@mode", &Cell::new(mode, offset, false));
            }
            if let Some(rest) = vertex.as_ref().map(|vertex| &vertex.rest) {
                let actors = &mut graph.actors;
                taken.extend(rest.lay_out(offset, |column, cell| actors.fill(row, column, cell) || actors.is_full()));
            }
        }
        let mut fresh = Fresh::but(taken.into_iter());
        for Values { name, words, .. } in &self.values {
            let column = fresh.name(format!("@{name}"));
            for (row, value) in words.iter().enumerate() {
                graph.actors.fill(row, &column, &Cell::new(value.said(), value.offset, false));
            }
        }
        for line in &self.lines {
            let row = graph.ties.row(line.offset);
            let mut fill = |column: &str, text: Cow<'a, str>, is_text: bool| {
                graph.ties.give(row, column, Cell::new(text, line.offset, is_text));
            };
            fill("from", id(line.from), true);
            fill("to", id(line.to), true);
            fill("direction", if line.directed { "directed" } else { "undirected" }.into(), true);
            // Without relations the label of a line is what kind of tie it is.
            line.kind.iter().for_each(|kind| fill("kind", kind.clone().into(), true));
            line.rest
                .label
                .iter()
                .for_each(|label| fill(if line.kind.is_some() { "label" } else { "kind" }, label.said(), true));
            line.value.into_iter().for_each(|value| fill("weight", value.into(), false));
            let ties = &mut graph.ties;
            line.rest.lay_out(line.offset, |column, cell| ties.fill(row, column, cell) || ties.is_full());
        }
        self.tell(graph);
        graph.name = self.name;
    }

    fn tell(&self, graph: &mut Graph<'_>) {
        let unlisted = self.vertices.iter().filter(|vertex| vertex.is_none()).count();
        let mut messages = Vec::new();
        if unlisted > 0 && unlisted < self.declared {
            messages.push(format!(
                "{unlisted} of {} vertices are not listed and are known by their numbers",
                self.declared
            ));
        }
        let drawn = self.vertices.iter().flatten().filter(|vertex| vertex.rest.drawn).count();
        if drawn > 0 {
            messages.push(format!("places and shapes of {drawn} vertices are not read"));
        }
        let drawn = self.lines.iter().filter(|line| line.rest.drawn).count();
        if drawn > 0 {
            messages.push(format!("colours, widths and patterns of {drawn} ties are not read"));
        }
        if !self.others.is_empty() {
            let others = self
                .others
                .iter()
                .map(|(name, count)| format!("{name} ({count} {})", if *count == 1 { "line" } else { "lines" }));
            messages.push(format!("not read: {}", others.collect::<Vec<_>>().join(", ")));
        }
        graph.problems.extend(messages.into_iter().map(|message| Problem::warning(None, message, "")));
        if let Some((count, offset)) = self.idle {
            let message = format!("{count} words behind the names of parts are not read, the first here");
            graph.problems.push(Problem::warning(Some(self.text.place(offset)), message, ""));
        }
    }
}

/// What the name of a part is followed by.
fn named(words: &[Word<'_>]) -> String {
    words[1..].iter().map(Word::said).collect::<Vec<_>>().join(" ")
}

/// Whether a word begins a time, as `[1998-2004]`, `[1-3, 7]` or `[5-*]`.
fn begins_time(word: &Word<'_>) -> bool {
    let inner = word.text.strip_prefix('[').filter(|_| !word.quoted);
    inner.is_some_and(|inner| {
        inner.starts_with(|c: char| c.is_ascii_digit() || c == '*')
            && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ',' | '*' | ']'))
    })
}

/// A number without a sign.
fn digits(text: &str) -> Option<usize> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}
