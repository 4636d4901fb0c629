//! What a command answers.

use crate::error::Problem;
use crate::model::Network;
use serde::Serialize;
use serde_json::{Map, Value};

/// An answer: an envelope for programs, blocks of words and tables for people.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The stable, complete part.
    pub envelope: Envelope,
    /// The part to be read.
    pub blocks: Vec<Block>,
}

/// The one envelope of all commands.
#[derive(Clone, Debug, Serialize)]
pub struct Envelope {
    /// Who answered.
    pub tool: Tool,
    /// The command.
    pub command: String,
    /// What was asked about.
    pub network: NetworkRef,
    /// Every setting that the answer depends on.
    pub parameters: Map<String, Value>,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// The answer.
    pub result: Value,
}

/// Name and version of the program.
#[derive(Clone, Debug, Serialize)]
pub struct Tool {
    /// Always `proxeny`.
    pub name: &'static str,
    /// The version of the package.
    pub version: &'static str,
}

/// Which network an answer is about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NetworkRef {
    /// Its id.
    pub id: String,
    /// How many actors it holds.
    pub actors: usize,
    /// How many ties it holds.
    pub ties: usize,
    /// BLAKE3 digest of the input.
    pub digest: Option<String>,
}

impl NetworkRef {
    /// A reference to this network.
    pub fn of(network: &Network) -> Self {
        Self {
            id: network.id().to_owned(),
            actors: network.actors().len(),
            ties: network.ties().len(),
            digest: network.digest().map(str::to_owned),
        }
    }
}

impl Envelope {
    /// An envelope without parameters, warnings and result.
    pub fn new(command: impl Into<String>, network: NetworkRef) -> Self {
        Self {
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            command: command.into(),
            network,
            parameters: Map::new(),
            warnings: Vec::new(),
            result: Value::Null,
        }
    }

    /// The envelope of an answer about a network, with its warnings.
    pub fn of(command: impl Into<String>, network: &Network) -> Self {
        let warnings = network.warnings().iter().map(Problem::told).collect();
        Self { warnings, ..Self::new(command, NetworkRef::of(network)) }
    }

    /// The provenance in one line: what to write under a printed answer.
    pub fn provenance(&self) -> String {
        let digest = self.network.digest.as_deref().map_or("not from a file", |digest| &digest[..12.min(digest.len())]);
        let set: Vec<String> = self.parameters.iter().filter_map(|(name, value)| parameter(name, value)).collect();
        let set = if set.is_empty() { String::new() } else { format!("; {}", set.join(", ")) };
        let Tool { name, version } = &self.tool;
        if self.network.id.is_empty() {
            return format!("{name} {version} {}{set}", self.command);
        }
        format!("{name} {version} {}; network {} (BLAKE3 {digest}){set}", self.command, self.network.id)
    }
}

fn parameter(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) => Some(format!("{name} {text}")),
        Value::Bool(true) => Some(name.to_owned()),
        other => Some(format!("{name} {other}")),
    }
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph of sentences.
    Paragraph(String),
    /// A remark in smaller print: sources, caveats.
    Note(String),
    /// A table.
    Table(Table),
}

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Heads of the columns.
    pub columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// To which side its cells are set.
    pub align: Align,
}

/// To which side the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

impl Table {
    /// A table with these columns: words first, then numbers.
    pub fn new(words: &[&str], numbers: &[&str]) -> Self {
        let column = |align: Align| move |name: &&str| Column { name: (*name).to_owned(), align };
        let columns = words.iter().map(column(Align::Left)).chain(numbers.iter().map(column(Align::Right)));
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}
