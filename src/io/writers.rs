//! Formats that a network can be written in.

use super::edges::EdgeWriter;
use super::exchange::{CYTOSCAPE, Dl, Dot, GRAPHOLOGY, Gexf, Gml, GraphMl, JGF, MatrixWriter, NODE_LINK, Pajek};
use super::tables;
use crate::error::{Error, ErrorKind};
use crate::model::Network;
use serde::Serialize;
use std::fmt;

/// A network written down, not yet in any file.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::{Document, WRITERS};
///
/// let seoul = Network::builtin("seoul")?;
/// for writer in WRITERS {
///     match writer.write(&seoul) {
///         Document::File(bytes) => assert!(!bytes.is_empty()),
///         Document::Folder(files) => assert!(files.iter().any(|(name, _)| *name == "ties.csv")),
///         _ => unreachable!(),
///     }
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Document {
    /// One file.
    File(Vec<u8>),
    /// A folder: names of files and what they hold.
    Folder(Vec<(&'static str, Vec<u8>)>),
}

/// A format that can be written.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::{Document, writer};
///
/// let native = writer("native")?;
/// assert_eq!((native.name(), native.extension()), ("native", "json"));
/// assert!(native.about().contains("JSON"));
/// let seoul = Network::builtin("seoul")?;
/// assert_eq!(native.write(&seoul), Document::File(seoul.to_json().into_bytes()));
/// assert!(native.losses(&seoul).is_empty()); // nothing of it is lost
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait Writer: Sync {
    /// Its name, as given to `--write-as`.
    fn name(&self) -> &'static str;
    /// What it is, in one line.
    fn about(&self) -> &'static str;
    /// The file extension that means it, without the dot; empty if none does.
    fn extension(&self) -> &'static str;
    /// Other file extensions that mean it.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::writer;
    ///
    /// let dot = writer("dot")?;
    /// assert_eq!((dot.extension(), dot.other_extensions()), ("dot", &["gv"][..]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    fn other_extensions(&self) -> &'static [&'static str] {
        &[]
    }
    /// Whether it is one file, and not a folder of several.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::writer;
    ///
    /// assert!(writer("native")?.is_file() && !writer("csv")?.is_file());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    fn is_file(&self) -> bool {
        !self.extension().is_empty()
    }
    /// Whether it is text, which a terminal can show.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::WRITERS;
    ///
    /// let binary: Vec<&str> = WRITERS.iter().filter(|writer| !writer.is_text()).map(|writer| writer.name()).collect();
    /// assert!(binary.iter().all(|name| ["xlsx", "ods"].contains(name))); // if the program is built with workbooks
    /// ```
    fn is_text(&self) -> bool {
        true
    }
    /// Why it can hold nothing of this network, if so; to be asked before it writes.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::writer;
    /// use proxeny::{Actor, Network, NetworkBuilder};
    ///
    /// let matrix = writer("matrix")?; // of as many cells as pairs of actors
    /// assert_eq!(matrix.refuses(&Network::builtin("seoul")?), None);
    /// let many = (0..3000).map(|i| Actor::new(i.to_string(), "sme")).fold(NetworkBuilder::new("n"), NetworkBuilder::actor);
    /// assert!(matrix.refuses(&many.build()?).is_some_and(|why| why.contains("a matrix of 3000 actors")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    fn refuses(&self, _network: &Network) -> Option<String> {
        None
    }
    /// Writes the network down.
    fn write(&self, network: &Network) -> Document;
    /// What the format cannot hold of this network; empty when nothing is lost.
    fn losses(&self, network: &Network) -> Vec<Loss>;
}

/// Something that a format cannot hold.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::writer;
///
/// let seoul = Network::builtin("seoul")?;
/// let losses = writer("pajek")?.losses(&seoul);
/// let names = losses.iter().find(|loss| loss.what == "actors.name.ko").expect("Pajek knows labels only");
/// assert_eq!((names.count, names.to_string().as_str()), (163, "`name.ko` of 163 actors"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// What it is: records (`programmes`), or a column of them (`actors.name.ko`).
    pub what: String,
    /// How many of it.
    pub count: usize,
    told: String,
}

impl Loss {
    pub(super) fn new(what: impl Into<String>, count: usize, told: impl Into<String>) -> Self {
        Self { what: what.into(), count, told: told.into() }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told)
    }
}

/// Every format that can be written.
///
/// # Examples
/// ```
/// use proxeny::io::WRITERS;
///
/// let names: Vec<&str> = WRITERS.iter().map(|writer| writer.name()).collect();
/// let all = ["native", "csv", "edges", "graphml", "gexf", "gml", "node-link", "jgf", "cytoscape", "graphology"];
/// assert_eq!(names[..10], all);
/// assert_eq!(names[10..14], ["dot", "pajek", "dl", "matrix"]); // and xlsx and ods, if the program is built with workbooks
/// ```
pub static WRITERS: &[&dyn Writer] = &[
    &Native,
    &Tables,
    &EdgeWriter,
    &GraphMl,
    &Gexf,
    &Gml,
    &NODE_LINK,
    &JGF,
    &CYTOSCAPE,
    &GRAPHOLOGY,
    &Dot,
    &Pajek,
    &Dl,
    &MatrixWriter,
    #[cfg(feature = "xlsx")]
    &super::book::Xlsx,
    #[cfg(feature = "xlsx")]
    &super::book::Ods,
];

/// The writer of that name.
///
/// # Errors
/// [`ErrorKind::Parameter`] naming the formats there are.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::{self, Document};
///
/// let seoul = Network::builtin("seoul")?;
/// let csv = io::writer("csv")?;
/// let Document::Folder(files) = csv.write(&seoul) else { unreachable!() };
/// assert!(files.iter().any(|(name, _)| *name == "ties.csv"));
/// assert!(csv.losses(&seoul).is_empty());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn writer(name: &str) -> Result<&'static dyn Writer, Error> {
    WRITERS.iter().find(|writer| writer.name() == name).copied().ok_or_else(|| {
        let known = WRITERS.iter().map(|writer| writer.name()).collect::<Vec<_>>().join(", ");
        ErrorKind::Parameter(format!("`{name}` is not a format that can be written; there are: {known}")).into()
    })
}

struct Native;

impl Writer for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn about(&self) -> &'static str {
        "proxeny's own JSON: everything, one record per line"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn write(&self, network: &Network) -> Document {
        Document::File(network.to_json().into_bytes())
    }

    fn losses(&self, _: &Network) -> Vec<Loss> {
        Vec::new()
    }
}

struct Tables;

impl Writer for Tables {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a folder of tables for spreadsheets, and network.json for what is no table: everything"
    }

    fn extension(&self) -> &'static str {
        ""
    }

    fn write(&self, network: &Network) -> Document {
        Document::Folder(tables::files(network))
    }

    fn losses(&self, _: &Network) -> Vec<Loss> {
        Vec::new()
    }
}
