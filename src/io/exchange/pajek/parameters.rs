//! What stands behind vertices and ties: times, labels, how they are drawn, and pairs of a name and a value.

use super::read::Reader;
use crate::error::Problem;
use crate::io::exchange::lines::Word;
use crate::io::tables::Cell;
use crate::model::Date;
use std::collections::HashSet;

/// What Pajek tells of how a vertex is drawn, each with a value after it.
pub(super) const OF_VERTICES: [&str; 22] = [
    "x_fact", "y_fact", "s_size", "phi", "r", "q", "ic", "bc", "bw", "lc", "la", "lp", "lr", "lphi", "fos", "font",
    "hooks", "size", "bp", "lbw", "lbc", "url",
];

/// The shapes of vertices.
pub(super) const SHAPES: [&str; 9] =
    ["ellipse", "box", "diamond", "triangle", "cross", "empty", "circle", "house", "man"];

/// What Pajek tells of how a tie is drawn, each with a value after it.
pub(super) const OF_TIES: [&str; 25] = [
    "w", "c", "p", "s", "a", "a1", "a2", "h", "h1", "h2", "k", "k1", "k2", "alpha", "beta", "ap", "la", "lp", "lr",
    "lphi", "lc", "fos", "font", "angle1", "angle2",
];

/// What stands behind a vertex or a tie.
#[derive(Default)]
pub(super) struct Rest<'a> {
    pub(super) time: Option<Word<'a>>,
    pub(super) label: Option<Word<'a>>,
    pub(super) attributes: Vec<(Word<'a>, Word<'a>)>,
    /// Whether something tells how it is drawn.
    pub(super) drawn: bool,
}

impl<'a> Reader<'a> {
    /// Reads what stands behind a vertex or a tie, in pairs of a name and a value.
    pub(super) fn rest(&self, mut words: &[Word<'a>], drawings: &[&str], shapes: &[&str]) -> Result<Rest<'a>, Problem> {
        let mut rest = Rest::default();
        let mut names = HashSet::new();
        while let [word, after @ ..] = words {
            let among = |names: &[&str]| names.iter().any(|name| word.is(name));
            if !word.quoted && word.text.starts_with('[') {
                // A time may hold spaces: `[1-3, 7]`.
                let last = words.iter().position(|word| word.text.ends_with(']'));
                let last = last.ok_or_else(|| self.problem(word.offset, "the time that begins here has no `]`", ""))?;
                if rest.time.is_some() {
                    return Err(self.problem(word.offset, format!("`{}` is a second time", word.text), ""));
                }
                let end = words[last].offset + words[last].text.len();
                rest.time = Some(Word { text: &self.text.content[word.offset..end], ..word.clone() });
                words = &words[last + 1..];
                continue;
            }
            if among(shapes) {
                rest.drawn = true;
                words = after;
                continue;
            }
            let is_name = word.quoted || word.text.starts_with(|c: char| c.is_alphabetic() || c == '_');
            let [value, after @ ..] = after else { return Err(self.stray(word)) };
            if !is_name || (!value.quoted && value.text.starts_with('[')) {
                return Err(self.stray(word));
            }
            if among(drawings) {
                rest.drawn = true;
            } else if word.is("l") && shapes.is_empty() && rest.label.is_none() {
                rest.label = Some(value.clone());
            } else {
                if word.text.trim().is_empty() || !names.insert(word.text) {
                    return Err(self.stray(word));
                }
                rest.attributes.push((word.clone(), value.clone()));
            }
            words = after;
        }
        Ok(rest)
    }

    fn stray(&self, word: &Word<'_>) -> Problem {
        let message = format!("`{}` is neither a value nor a parameter with its value", word.text);
        self.problem(word.offset, message, "names of several words stand in double quotes")
    }
}

impl<'a> Rest<'a> {
    /// Lays out times and attributes by `fill`, which tells whether a cell was free or there is no room for more; the columns
    /// that the attributes took.
    pub(super) fn lay_out(&self, offset: usize, mut fill: impl FnMut(&str, &Cell<'a>) -> bool) -> Vec<String> {
        for (column, cell) in self.time.as_ref().map(|time| times(time.text, offset)).unwrap_or_default() {
            fill(column, &cell);
        }
        let mut taken = Vec::new();
        for (name, value) in &self.attributes {
            let mut column = format!("@{}", name.said().trim());
            // What the format says itself may have the same name.
            while !fill(&column, &Cell::new(value.said(), value.offset, value.quoted)) {
                column.push('_');
            }
            taken.push(column);
        }
        taken
    }
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
