//! Pajek networks and projects: Batagelj and Mrvar, *Pajek reference manual*, <http://mrvar.fdv.uni-lj.si/pajek/>.
//!
//! Vertices, arcs and edges, one by one, in lists or as a matrix, in one or several relations (the kind of a tie), two modes
//! (the attribute `mode`), partitions and vectors of a project (attributes by their names), times (`since` and `until` where
//! they are years). A vertex is known by its label where every label is another, else by its number.

use super::lines::{Word, lines, words};
use super::{Directions, lost, most_meant};
use crate::error::{Error, Problem};
use crate::io::tables::{Cell, Graph};
use crate::io::text::Text;
use crate::io::{Document, Format, Input, Loss, ReadOptions, Writer};
use crate::model::{Date, Network};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;
use std::rc::Rc;

/// Pajek as a format to read and to write.
pub(in crate::io) struct Pajek;

const NAME: &str = "pajek";

impl Format for Pajek {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "Pajek networks (.net) and projects (.paj)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["net", "paj", "pajek"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        let lines = head.trim_start_matches('\u{feff}').lines().map(str::trim);
        let first = lines.filter(|line| !line.is_empty() && !line.starts_with('%')).map(str::to_lowercase).next();
        first.is_some_and(|line| line.starts_with("*vertices") || line.starts_with("*network"))
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = Rc::clone(&graph.text);
        let mut reader = Reader::default();
        for (line, offset) in lines(&text) {
            reader.line(line, offset, &text)?;
        }
        reader.lay_out(&mut graph)?;
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

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
    Other,
}

struct Vertex<'a> {
    label: &'a str,
    offset: usize,
    time: Option<&'a str>,
}

struct Line<'a> {
    from: usize,
    to: usize,
    directed: bool,
    kind: Option<String>,
    value: Option<&'a str>,
    time: Option<&'a str>,
    label: Option<&'a str>,
    offset: usize,
}

#[derive(Default)]
struct Reader<'a> {
    part: Part,
    name: Option<String>,
    networks: usize,
    declared: usize,
    first_mode: Option<usize>,
    vertices: Vec<Option<Vertex<'a>>>,
    lines: Vec<Line<'a>>,
    relation: Option<String>,
    matrix_row: usize,
    /// Partitions and vectors: their name, whether their values are texts, and the values.
    values: Vec<(String, Vec<(&'a str, usize)>)>,
    drawings: usize,
    others: Vec<String>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str, offset: usize, text: &Text<'_>) -> Result<(), Problem> {
        let trimmed = line.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('%') {
            return Ok(());
        }
        let words = words(line, offset, &[], text)?;
        if trimmed.starts_with('*') {
            return self.begin(&words, text);
        }
        match self.part {
            Part::Vertices => self.vertex(&words, text),
            Part::Arcs | Part::Edges => self.tie(&words, text),
            Part::Arcslist | Part::Edgeslist => self.list(&words, text),
            Part::Matrix => self.matrix(&words, text),
            Part::Values => {
                let value = words.first().map(|word| (word.text, word.offset));
                self.values.last_mut().into_iter().for_each(|(_, values)| values.extend(value));
                Ok(())
            }
            Part::Other => Ok(()),
            Part::Before => {
                let message = "a line before any part; the first is *Vertices and how many";
                Err(Problem::error(Some(text.place(offset)), message, "is it a Pajek network?"))
            }
        }
    }

    fn begin(&mut self, words: &[Word<'a>], text: &Text<'_>) -> Result<(), Problem> {
        let word = words[0].text.to_lowercase();
        let named = || words[1..].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        match word.as_str() {
            "*network" => self.name = self.name.take().or_else(|| Some(named()).filter(|name| !name.is_empty())),
            // Partitions, vectors and what is not read tell of how many vertices they are.
            "*vertices" if matches!(self.part, Part::Values | Part::Other) => {}
            "*vertices" => {
                self.networks += 1;
                if self.networks > 1 {
                    let message = "the file holds several networks, and a network is one";
                    let place = Some(text.place(words[0].offset));
                    return Err(Problem::error(place, message, "save the one that is meant in a file of its own"));
                }
                self.declared = count(words.get(1), text, words[0].offset)?;
                let mode = words.get(2).filter(|word| !word.quoted);
                self.first_mode = mode.map(|word| count(Some(word), text, word.offset)).transpose()?;
                self.vertices.resize_with(self.declared, || None);
            }
            "*partition" | "*vector" => self.values.push((named(), Vec::new())),
            _ => {}
        }
        self.part = match word.as_str() {
            "*network" => Part::Before,
            "*vertices" if matches!(self.part, Part::Values | Part::Other) => self.part,
            "*vertices" => Part::Vertices,
            "*arcs" => Part::Arcs,
            "*edges" => Part::Edges,
            "*arcslist" => Part::Arcslist,
            "*edgeslist" => Part::Edgeslist,
            "*matrix" => Part::Matrix,
            "*partition" | "*vector" => Part::Values,
            _ => {
                self.others.push(words[0].text.to_owned());
                Part::Other
            }
        };
        self.matrix_row = 0;
        self.relation = relation(&words[1..]);
        Ok(())
    }

    fn vertex(&mut self, words: &[Word<'a>], text: &Text<'_>) -> Result<(), Problem> {
        let number = self.number(&words[0], text)?;
        let label = words.get(1).map_or(words[0].text, |word| word.text);
        let rest = words.get(2..).unwrap_or_default();
        let time = rest.iter().find(|word| is_time(word)).map(|word| word.text);
        self.drawings += usize::from(rest.iter().any(|word| !is_time(word)));
        let place = &mut self.vertices[number];
        if place.is_some() {
            let message = format!("vertex {} is there twice", words[0].text);
            return Err(Problem::error(Some(text.place(words[0].offset)), message, ""));
        }
        *place = Some(Vertex { label, offset: words[0].offset, time });
        Ok(())
    }

    /// The number of a vertex, from 0.
    fn number(&self, word: &Word<'_>, text: &Text<'_>) -> Result<usize, Problem> {
        let number = word.text.trim_start_matches('-').parse::<usize>().ok();
        let known = number.filter(|number| (1..=self.declared).contains(number)).map(|number| number - 1);
        known.ok_or_else(|| {
            let message = format!("`{}` is not the number of a vertex, from 1 to {}", word.text, self.declared);
            Problem::error(Some(text.place(word.offset)), message, "")
        })
    }

    fn tie(&mut self, words: &[Word<'a>], text: &Text<'_>) -> Result<(), Problem> {
        // `2: 5 7 1` names the relation on the line.
        let (kind, words) = match words[0].text.strip_suffix(':') {
            Some(number) => (Some(format!("relation {number}")), &words[1..]),
            None => (self.relation.clone(), words),
        };
        let [from, to, rest @ ..] = words else {
            let message = "a tie needs the numbers of two vertices";
            return Err(Problem::error(words.first().map(|word| text.place(word.offset)), message, ""));
        };
        let (from, to, offset) = (self.number(from, text)?, self.number(to, text)?, from.offset);
        let value = rest.first().filter(|word| !word.quoted && word.text.parse::<f64>().is_ok()).map(|word| word.text);
        let time = rest.iter().find(|word| is_time(word)).map(|word| word.text);
        let at = rest.iter().position(|word| word.is("l"));
        let label = at.and_then(|at| rest.get(at + 1)).map(|word| word.text);
        let directed = self.part == Part::Arcs;
        self.lines.push(Line { from, to, directed, kind, value, time, label, offset });
        Ok(())
    }

    fn list(&mut self, words: &[Word<'a>], text: &Text<'_>) -> Result<(), Problem> {
        let from = self.number(&words[0], text)?;
        for word in &words[1..] {
            let to = self.number(word, text)?;
            let (directed, kind) = (self.part == Part::Arcslist, self.relation.clone());
            let offset = word.offset;
            self.lines.push(Line { from, to, directed, kind, value: None, time: None, label: None, offset });
        }
        Ok(())
    }

    fn matrix(&mut self, words: &[Word<'a>], text: &Text<'_>) -> Result<(), Problem> {
        let columns = self.declared - self.first_mode.unwrap_or(0).min(self.declared);
        let rows = self.first_mode.unwrap_or(self.declared);
        if words.len() != columns || self.matrix_row >= rows {
            let message = format!("the matrix has {rows} rows of {columns} numbers; this one has {}", words.len());
            return Err(Problem::error(Some(text.place(words[0].offset)), message, ""));
        }
        let first = self.first_mode.unwrap_or(0);
        for (i, word) in words.iter().enumerate() {
            let Ok(value) = word.text.parse::<f64>() else {
                let message = format!("`{}` is not a number", word.text);
                return Err(Problem::error(Some(text.place(word.offset)), message, ""));
            };
            if value != 0.0 {
                self.lines.push(Line {
                    from: self.matrix_row,
                    to: first + i,
                    directed: true,
                    kind: self.relation.clone(),
                    value: Some(word.text),
                    time: None,
                    label: None,
                    offset: word.offset,
                });
            }
        }
        self.matrix_row += 1;
        Ok(())
    }

    fn lay_out(self, graph: &mut Graph<'a>) -> Result<(), Problem> {
        if self.networks == 0 {
            return Err(Problem::error(None, "the file holds no *Vertices", "is it a Pajek network?"));
        }
        let mut labels = HashSet::new();
        let unique =
            self.vertices.iter().flatten().all(|vertex| !vertex.label.is_empty() && labels.insert(vertex.label));
        let id = |at: usize| match &self.vertices[at] {
            Some(vertex) if unique => Cow::Borrowed(vertex.label),
            _ => Cow::Owned((at + 1).to_string()),
        };
        for (at, vertex) in self.vertices.iter().enumerate() {
            let offset = vertex.as_ref().map_or(0, |vertex| vertex.offset);
            let row = graph.actors.row(offset);
            graph.actors.fill(row, "id", &Cell::new(id(at), offset, true));
            if let Some(vertex) = vertex.as_ref().filter(|_| !unique) {
                graph.actors.fill(row, "label", &Cell::new(vertex.label, offset, true));
            }
            if let Some(first) = self.first_mode {
                let mode = if at < first { "1" } else { "2" };
                graph.actors.fill(row, "@mode", &Cell::new(mode, offset, false));
            }
            if let Some(time) = vertex.as_ref().and_then(|vertex| vertex.time) {
                for (column, cell) in times(time, offset) {
                    graph.actors.fill(row, column, &cell);
                }
            }
        }
        for (name, values) in &self.values {
            let column = format!("@{name}");
            for (row, (value, offset)) in values.iter().enumerate().take(self.declared) {
                graph.actors.fill(row, &column, &Cell::new(*value, *offset, false));
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
            line.label
                .into_iter()
                .for_each(|label| fill(if line.kind.is_some() { "label" } else { "kind" }, label.into(), true));
            line.value.into_iter().for_each(|value| fill("weight", value.into(), false));
            for (column, cell) in line.time.map(|time| times(time, line.offset)).unwrap_or_default() {
                graph.ties.fill(row, column, &cell);
            }
        }
        self.tell(graph);
        graph.id = self.name;
        Ok(())
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
        if self.drawings > 0 {
            messages.push(format!("places and shapes of {} vertices are not read", self.drawings));
        }
        if !self.others.is_empty() {
            messages.push(format!("not read: {}", self.others.join(", ")));
        }
        graph.problems.extend(messages.into_iter().map(|message| Problem::warning(None, message, "")));
    }
}

/// How many vertices there are.
fn count(word: Option<&Word<'_>>, text: &Text<'_>, offset: usize) -> Result<usize, Problem> {
    let most = most_meant(text.content.len());
    let number = word.and_then(|word| word.text.parse().ok()).filter(|number| *number <= most);
    number.ok_or_else(|| {
        let message = format!("*Vertices must be followed by their number, at most {most} in a file of this size");
        Problem::error(Some(text.place(offset)), message, "")
    })
}

fn is_time(word: &Word<'_>) -> bool {
    !word.quoted && word.text.starts_with('[') && word.text.ends_with(']')
}

/// The kind of tie that `:2 "advice"` means.
fn relation(words: &[Word<'_>]) -> Option<String> {
    let number = words.first()?.text.strip_prefix(':')?;
    Some(words.get(1).map_or_else(|| format!("relation {number}"), |name| name.text.to_owned()))
}

/// `[1998-2004]` as the fields of a record where the ends are years, else as an attribute.
fn times(time: &str, offset: usize) -> Vec<(&'static str, Cell<'_>)> {
    let inner = time.trim_matches(['[', ']']);
    let first = inner.split([',', '-']).next().unwrap_or_default();
    let last = inner.rsplit([',', '-']).next().unwrap_or_default();
    let is_year = |text: &str| text.len() == 4 && text.parse::<Date>().is_ok();
    if is_year(first) && (is_year(last) || last == "*") && !inner.contains(',') {
        let since = ("since", Cell::new(first, offset, true));
        let until = Some(("until", Cell::new(last, offset, true))).filter(|_| last != "*");
        return std::iter::once(since).chain(until).collect();
    }
    vec![("@time", Cell::new(inner, offset, true))]
}

impl Writer for Pajek {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "Pajek network: ids, who is tied to whom, the strength and the kind of ties"
    }

    fn extension(&self) -> &'static str {
        "net"
    }

    fn write(&self, network: &Network) -> Document {
        let mut text = format!("*Vertices {}\n", network.actors().len());
        let labels: Vec<String> = labels(network);
        for (i, label) in labels.iter().enumerate() {
            let _ = writeln!(text, "{} \"{label}\"", i + 1);
        }
        for (part, mutual) in [("*Arcs", false), ("*Edges", true)] {
            let mut ties = network.ties().filter(|(_, tie)| network.mutual(tie) == mutual).peekable();
            if ties.peek().is_some() {
                let _ = writeln!(text, "{part}");
            }
            for (edge, tie) in ties {
                let Some((from, to)) = network.graph().edge_endpoints(edge) else { continue };
                let (from, to, strength) = (from.index() + 1, to.index() + 1, network.strength(tie));
                let _ = writeln!(text, "{from} {to} {strength} l \"{}\"", plain(&tie.kind));
            }
        }
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        let changed = network.actors().zip(labels(network)).filter(|((_, actor), label)| actor.id != *label).count();
        let mut losses = lost(network, &["kind", "strength", "mutual"]);
        losses.extend(super::as_numbers(network));
        if changed > 0 {
            let told = format!("{changed} ids are changed, since they hold quotes or line ends");
            losses.push(Loss::new("ids", changed, told));
        }
        if Directions::of(network) == Directions::Mixed {
            losses.push(Loss::new("order", network.ties().len(), "the order of one-way and mutual ties"));
        }
        losses
    }
}

fn plain(text: &str) -> String {
    text.replace('"', "'").replace(['\n', '\r'], " ")
}

/// Ids without quotes, and still each unlike any other.
fn labels(network: &Network) -> Vec<String> {
    super::unlike(network, plain)
}
