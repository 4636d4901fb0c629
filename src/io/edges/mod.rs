//! Plain edge lists: `u v [weight]` per line.
//!
//! Fields are separated by white space, a comma, a semicolon or a tab; `#` and `%` begin a comment. Labels are any text
//! without separators and number the nodes in the order in which they appear. Self-ties are set aside and counted.

mod network;
mod write;

pub use network::{EdgesAsNetwork, WeightField};
pub(super) use write::EdgeWriter;

use super::{Format, Input, ReadOptions, text::utf8};
use crate::error::{Error, Place, Problem, Problems};
use std::collections::HashMap;

/// The edge-list format.
pub(super) struct Edges;

/// A list of edges with labels, as read: undirected or directed is for the caller to say.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::io::{self, Input, ReadOptions};
///
/// let text = b"# who visited whom\nseoul athens 3\nathens rome 1\nrome rome 1\n";
/// let Input::Edges(list) = io::read_bytes(None, text, &ReadOptions::default())? else { unreachable!() };
/// assert_eq!((list.labels, list.self_ties), (vec!["seoul".to_owned(), "athens".into(), "rome".into()], 1));
/// assert_eq!(list.weights, Some(vec![3.0, 1.0]));
/// assert_eq!(Topology::undirected(3, list.pairs)?.tie_count(), 2);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct EdgeList {
    /// Label of each node, in the order of first appearance.
    pub labels: Vec<String>,
    /// Pairs of nodes, without self-ties.
    pub pairs: Vec<(u32, u32)>,
    /// One weight per pair if the file has weights; not a number where a line has none.
    pub weights: Option<Vec<f64>>,
    /// Self-ties set aside.
    pub self_ties: usize,
    /// BLAKE3 digest of the file in hexadecimal.
    pub digest: String,
    /// Id of the network that the list would be.
    id: String,
    /// The line of each pair, to tell where a number is at fault.
    lines: Lines,
    /// What there is to tell of the file.
    notes: Vec<Problem>,
}

impl EdgeList {
    /// What the reader should know of how the list was read.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, Input, ReadOptions};
    ///
    /// let text: Vec<u8> = "seoul athens\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    /// let Input::Edges(list) = io::read_bytes(None, &text, &ReadOptions::default())? else { unreachable!() };
    /// assert_eq!(list.warnings()[0].message, "the text is UTF-16LE, read as such");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn warnings(&self) -> &[Problem] {
        &self.notes
    }

    /// The list with these notes.
    pub(super) fn noted(mut self, mut notes: Vec<Problem>) -> Self {
        notes.append(&mut self.notes);
        Self { notes, ..self }
    }
}

/// Problems after which reading stops.
const MOST_PROBLEMS: usize = 100;

impl Format for Edges {
    fn name(&self) -> &'static str {
        "edges"
    }

    fn about(&self) -> &'static str {
        "plain edge list: `u v [weight]` per line, # comments"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "edges", "edgelist", "tsv"]
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        options.without_maps(self)?;
        let text = utf8(bytes)?;
        let mut reader = Reader::default();
        reader.list.pairs.reserve_exact(text.bytes().filter(|byte| *byte == b'\n').count() + 1);
        for (i, line) in text.lines().enumerate() {
            reader.line(i + 1, line);
            if reader.problems.len() >= MOST_PROBLEMS {
                break;
            }
        }
        reader.list.pairs.shrink_to_fit();
        reader.list.id = options.id.clone().unwrap_or_else(|| "network".to_owned());
        reader.finish(bytes)
    }
}

#[derive(Default)]
struct Reader<'a> {
    ids: HashMap<&'a str, u32>,
    /// Nodes by labels that are plain numbers, each one more than the number of its node, 0 where there is none.
    numbered: Vec<u32>,
    list: EdgeList,
    weights: Vec<f64>,
    /// Data other than weights, which are not read.
    data: usize,
    problems: Problems,
}

impl<'a> Reader<'a> {
    fn line(&mut self, number: usize, line: &'a str) {
        let (mut fields, mut rest) = ([""; 3], line);
        let mut count = 0;
        while count <= 3 {
            let (field, after) = field(rest);
            if field.is_empty() {
                break;
            }
            if let Some(place) = fields.get_mut(count) {
                *place = field;
            }
            (count, rest) = (count + 1, after);
        }
        let [from, to, mut weight] = fields;
        if weight.starts_with('{') {
            weight = self.data(&line[offset_in(line, weight)..]);
            count = 2;
        }
        let weight = Some(weight).filter(|weight| !weight.is_empty());
        if count == 0 {
            return;
        }
        if !(2..=3).contains(&count) {
            let count = if count > 3 { "more than three fields" } else { "one field only" };
            let message = format!("this line has {count}; write `u v` or `u v weight`");
            if number == 1 && line.contains([',', ';', '\t']) {
                let help = "a table of ties names its columns in the first line, among them `from` and `to`";
                self.problems.push(Problem::error(Some(Place::new(number, 1)), message, help));
            } else {
                self.problem(number, 1, message);
            }
            return;
        }
        let (from, to) = (self.node(from), self.node(to));
        let Ok(value) = weight.map(str::parse::<f64>).transpose() else {
            let text = weight.unwrap_or_default();
            self.problem(number, column(line, text), format!("`{text}` is not a number"));
            return;
        };
        if from == to {
            self.list.self_ties += 1;
        } else {
            self.weigh(number, weight.map_or(1, |text| column(line, text)), value);
            self.list.lines.push(self.list.pairs.len(), number);
            self.list.pairs.push((from, to));
        }
    }

    /// The weight among data as NetworkX writes them, `{}` or `{'weight': 3}`; anything else is counted.
    fn data(&mut self, text: &'a str) -> &'a str {
        let inner = text.trim().trim_start_matches('{').trim_end_matches('}');
        let mut weight = "";
        for item in inner.split(',').filter(|item| !item.trim().is_empty()) {
            match item.split_once(':').map(|(key, value)| (key.trim().trim_matches(['\'', '"']), value.trim())) {
                Some(("weight", value)) => weight = value,
                _ => self.data += 1,
            }
        }
        weight
    }

    fn node(&mut self, label: &'a str) -> u32 {
        let next = self.list.labels.len() as u32;
        // Most lists number their nodes, and then no label has to be hashed.
        let node = match plain_number(label) {
            Some(number) => {
                if self.numbered.len() <= number {
                    self.numbered.resize(number + 1, 0);
                }
                let place = &mut self.numbered[number];
                if *place == 0 {
                    *place = next + 1;
                }
                *place - 1
            }
            None => *self.ids.entry(label).or_insert(next),
        };
        if node == next {
            self.list.labels.push(label.to_owned());
        }
        node
    }

    fn weigh(&mut self, number: usize, column: usize, weight: Option<f64>) {
        if let Some(weight) = weight.filter(|weight| !weight.is_finite()) {
            self.problem(number, column, format!("weight {weight} is not finite"));
        }
        if weight.is_some() && self.weights.is_empty() {
            self.weights = vec![f64::NAN; self.list.pairs.len()];
        }
        if weight.is_some() || !self.weights.is_empty() {
            self.weights.push(weight.unwrap_or(f64::NAN));
        }
    }

    fn problem(&mut self, line: usize, column: usize, message: String) {
        let help = if self.problems.len() + 1 == MOST_PROBLEMS { "reading stops after 100 problems" } else { "" };
        self.problems.push(Problem::error(Some(Place::new(line, column)), message, help));
    }

    fn finish(mut self, bytes: &[u8]) -> Result<Input, Error> {
        if self.problems.has_errors() {
            return Err(self.problems.into());
        }
        if self.list.labels.is_empty() {
            let help = "write one `u v` per line";
            return Err(Problem::error(Some(Place::new(1, 1)), "the edge list is empty", help).into());
        }
        if self.data > 0 {
            let message = format!("{} data of edges other than `weight` are not read", self.data);
            self.list.notes.push(Problem::warning(None, message, "write GraphML, which holds them"));
        }
        if let Some(first) = self.weights.iter().position(|weight| weight.is_nan()) {
            let count = self.weights.iter().filter(|weight| weight.is_nan()).count();
            let message = format!("{count} of {} ties have no number, where others have one", self.weights.len());
            let place = self.list.lines.of(first).map(|line| Place::new(line, 1));
            self.list.notes.push(Problem::warning(place, message, "write `u v weight` in every line, or in none"));
        }
        self.list.weights = (!self.weights.is_empty()).then_some(self.weights);
        self.list.digest = blake3::hash(bytes).to_hex().to_string();
        Ok(Input::Edges(self.list))
    }
}

/// The first field of a text and what follows it; empty where a comment or the end comes first. What separates fields is all
/// ASCII, so that bytes may be looked at.
fn field(text: &str) -> (&str, &str) {
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b',' | b';');
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|byte| !is_blank(*byte)).unwrap_or(bytes.len());
    let length = bytes[start..].iter().position(|byte| is_blank(*byte) || matches!(byte, b'#' | b'%'));
    let end = length.map_or(bytes.len(), |length| start + length);
    (&text[start..end], &text[end..])
}

/// The number that a label is, if it is written as that number alone, in up to seven digits.
fn plain_number(label: &str) -> Option<usize> {
    let bytes = label.as_bytes();
    let is_plain = bytes.len() <= 7 && !(bytes.len() > 1 && bytes[0] == b'0') && bytes.iter().all(u8::is_ascii_digit);
    is_plain.then(|| bytes.iter().fold(0, |number, digit| number * 10 + usize::from(digit - b'0')))
}

/// The lines of pairs: where a pair is not in the line after that of the pair before it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lines {
    /// From this pair on, lines follow one another from this one.
    runs: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, pair: usize, line: usize) {
        if self.of(pair) != Some(line) {
            self.runs.push((pair, line));
        }
    }

    /// The line of a pair.
    fn of(&self, pair: usize) -> Option<usize> {
        let last = self.runs.last().filter(|run| run.0 <= pair);
        let run = last.or_else(|| self.runs[..self.runs.partition_point(|run| run.0 <= pair)].last());
        run.map(|(first, line)| line + (pair - first))
    }
}

/// The column of a part of a line, in characters from 1.
fn column(line: &str, part: &str) -> usize {
    line[..offset_in(line, part)].chars().count() + 1
}

/// Where a part of a line begins.
fn offset_in(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<EdgeList, Error> {
        match Edges.read(text.as_bytes())? {
            Input::Edges(list) => Ok(list),
            Input::Network(_) => unreachable!("an edge list is read as one"),
        }
    }

    #[test]
    fn labels_are_numbered_as_they_appear_and_self_ties_counted() {
        let list = read("# a comment\n서울 athens\n\nathens,rome\nrome rome % twice\n").unwrap();
        assert_eq!(list.labels, ["서울", "athens", "rome"]);
        assert_eq!((list.pairs, list.self_ties), (vec![(0, 1), (1, 2)], 1));
    }

    #[test]
    fn lines_without_a_number_are_told_and_stay_without() {
        for (text, line) in [("a b 0.5\nb c\nc d 1\n", 2), ("a b\nb c 0.5\nc d 1\n", 1)] {
            let list = read(text).unwrap();
            let lacking = list.weights.as_ref().unwrap().iter().position(|weight| weight.is_nan());
            assert_eq!(lacking, Some(line - 1));
            let network = list.to_network(&EdgesAsNetwork::default().weights(WeightField::Strength)).unwrap();
            let strengths: Vec<_> = network.ties().map(|(_, tie)| tie.strength).collect();
            assert_eq!(strengths.iter().flatten().count(), 2);
            assert_eq!(strengths[line - 1], None);
            let told = network.warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            assert!(told.contains(&format!("{line}:1: warning: 1 of 3 ties have no number")), "{told}");
        }
    }

    #[test]
    fn all_problems_are_told_with_their_place() {
        let refused = read("a b 1\na\nb c x\nc d\n").unwrap_err().to_string();
        let lines: Vec<&str> = refused.lines().collect();
        assert_eq!(lines.len(), 2, "{refused}");
        assert!(lines[0].starts_with("2:1:") && lines[1].starts_with("3:5:"));
    }
}
