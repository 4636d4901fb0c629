//! What a command answers.

use crate::error::Problem;
use crate::model::Network;
use serde::Serialize;
use serde_json::{Map, Value};

/// An answer: an envelope for programs, blocks of words and tables for people.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::report::{Answer, Block, Envelope};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = Answer { envelope: Envelope::of("count", &seoul), blocks: vec![Block::Heading("Seoul".to_owned())] };
/// assert_eq!(answer.envelope.network.actors, seoul.actors().len());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Answer {
    /// The stable, complete part.
    pub envelope: Envelope,
    /// The part to be read.
    pub blocks: Vec<Block>,
}

/// The one envelope of all commands.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::report::Envelope;
///
/// let mut envelope = Envelope::of("count", &Network::builtin("seoul")?);
/// envelope.result = serde_json::json!({ "cities": 94 });
/// let json = serde_json::to_value(&envelope).expect("an envelope is plain data");
/// assert_eq!((&json["network"]["id"], &json["result"]["cities"]), (&"seoul".into(), &94.into()));
/// # Ok::<(), proxeny::Error>(())
/// ```
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
///
/// # Examples
/// ```
/// use proxeny::report::{Envelope, NetworkRef};
///
/// assert_eq!(Envelope::new("count", NetworkRef::default()).tool.name, "proxeny");
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct Tool {
    /// Always `proxeny`.
    pub name: &'static str,
    /// The version of the package.
    pub version: &'static str,
}

/// Which network an answer is about.
///
/// # Examples
/// ```
/// use proxeny::report::NetworkRef;
///
/// let friends = NetworkRef { id: "friends".into(), actors: 3, ties: 2, digest: None }; // a plain edge list
/// assert_eq!(serde_json::to_value(&friends).ok().map(|json| json["ties"].clone()), Some(2.into()));
/// ```
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
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::report::NetworkRef;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(NetworkRef::of(&seoul).digest.as_deref(), seoul.digest());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::{Envelope, NetworkRef};
    ///
    /// let envelope = Envelope::new("metrics", NetworkRef::default());
    /// assert!(envelope.parameters.is_empty() && envelope.result.is_null());
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::report::Envelope;
    ///
    /// let text = r#"{"format": "proxeny/1", "id": "tiny", "actors": [{"id": "smg", "colour": "red"}], "ties": []}"#;
    /// let envelope = Envelope::of("brief", &Network::from_reader(text.as_bytes())?);
    /// assert_eq!((envelope.network.id.as_str(), envelope.warnings.len()), ("tiny", 1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(command: impl Into<String>, network: &Network) -> Self {
        let warnings = network.warnings().iter().map(Problem::told).collect();
        Self { warnings, ..Self::new(command, NetworkRef::of(network)) }
    }

    /// The provenance in one line: what to write under a printed answer.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    /// use proxeny::report::Envelope;
    ///
    /// let mut envelope = Envelope::of("leverage", &NetworkBuilder::new("tiny").build()?);
    /// envelope.parameters.insert("seed".into(), 7.into());
    /// assert!(envelope.provenance().ends_with("leverage; network tiny (BLAKE3 not from a file); seed 7"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
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
///
/// # Examples
/// ```
/// use proxeny::render::answers::{Page, find};
/// use proxeny::report::{Answer, Block, Envelope, NetworkRef};
///
/// let blocks = vec![Block::Heading("Seoul".into()), Block::Paragraph("It has partners.".into())];
/// let answer = Answer { envelope: Envelope::new("count", NetworkRef::default()), blocks };
/// let text = find("md").expect("a format").render(&answer, &Page::default());
/// assert!(text.contains("# Seoul") && text.contains("It has partners."), "{text}");
/// ```
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
///
/// # Examples
/// ```
/// use proxeny::report::{Align, Table};
///
/// let mut table = Table::new(&["city"], &["people"]);
/// table.row(["Jakarta".to_owned(), "12".to_owned()]);
/// assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
/// assert_eq!(table.columns[1].align, Align::Right);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Heads of the columns.
    pub columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
///
/// # Examples
/// ```
/// use proxeny::report::{Align, Column, Table};
///
/// let table = Table::new(&["city"], &[]);
/// assert_eq!(table.columns, [Column { name: "city".to_owned(), align: Align::Left }]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// To which side its cells are set.
    pub align: Align,
}

/// To which side the cells of a column are set.
///
/// # Examples
/// ```
/// use proxeny::report::{Align, Table};
///
/// let table = Table::new(&["city", "country"], &["people"]);
/// let sides: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
/// assert_eq!(sides, [Align::Left, Align::Left, Align::Right]);
/// ```
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
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::Table;
    ///
    /// let table = Table::new(&["rank", "actor"], &["leverage"]);
    /// let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    /// assert_eq!((heads, table.rows.len()), (vec!["rank", "actor", "leverage"], 0));
    /// ```
    pub fn new(words: &[&str], numbers: &[&str]) -> Self {
        let column = |align: Align| move |name: &&str| Column { name: (*name).to_owned(), align };
        let columns = words.iter().map(column(Align::Left)).chain(numbers.iter().map(column(Align::Right)));
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::Table;
    ///
    /// let mut table = Table::new(&["actor"], &["ties"]);
    /// table.row(["susa", "28"].map(str::to_owned));
    /// assert_eq!(table.rows, [["susa", "28"]]);
    /// ```
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}
