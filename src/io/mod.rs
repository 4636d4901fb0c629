//! Reading and writing: one file per format, a registry, and limits that are checked before anything is parsed.
//!
//! Bytes come in, a valid [`Network`] or an [`EdgeList`] comes out, or all [`Problems`](crate::Problems) at once. A new
//! format is a new file with a [`Format`] and a line in [`FORMATS`], or with a [`Writer`] and a line in [`WRITERS`].
//!
//! # Graphs
//! GraphML, GEXF, GML, DOT, Pajek, UCINET DL and graphs in JSON are laid out as tables: nodes are rows of actors, edges rows of
//! ties, and what they carry is understood as columns of tables are. Formats that can hold a text about the whole graph
//! carry there what else a network holds, so that nothing is lost between two copies of this program.
//!
//! Adjacency matrices are read and written too; they hold who is tied to whom and how strongly, and nothing else.
//!
//! # Wrappings
//! What is packed with gzip is unpacked, and text in UTF-16, CP949 or Windows-1252 is decoded, whatever its format is; the
//! bytes tell, and a warning says so. A file may unpack to no more than [`MAX_BYTES`], and beyond 16 MiB to no more than 200
//! times its size. The digest is that of what is unpacked and decoded.
//!
//! # Tables
//! | file | rows |
//! |---|---|
//! | `ties.csv` | who is tied to whom; the only file that must be there |
//! | `actors.csv` | the actors; without it they are made from the ends of ties |
//! | `programmes.csv`, `reached.csv` | programmes, and whom each reached, when, how many people |
//! | `sources.csv` | the documents that `sources` cites by id |
//! | `actor_kinds.csv`, `tie_kinds.csv` | kinds: label, colour; stage, strength, how long they last |
//! | `network.json` | what is no table: id, title, home, focal, `as_of`, note, mandates, attributes, in the native format |
//!
//! Columns have the names of the native fields, one per language (`name.en`, `name.ko`) and one per attribute
//! (`attributes.population`); many other names are understood, English and Korean, and a [`ColumnMap`] decides the rest.
//! Lists are separated by semicolons. A column `source` holds documents in words (`a.org: one ; b.org: two`), a column
//! `sources` ids; `confidence` may be high, medium or low (0.95, 0.8, 0.5). Commas, semicolons or tabs separate cells.
//!
//! Dates may be years, months or days, with hyphens, slashes or Korean units, `ongoing` or 진행 중 for an end that lies ahead, and
//! the day numbers of spreadsheets. Numbers may have decimal commas, or commas between thousands, where some number of the table
//! shows which. `aliases.csv` (`alias`, `id`) holds other names of actors.
//!
//! **Workbooks** (XLSX, XLS, ODS) are folders of tables: each sheet has the name of a file without its ending, or 관계, 행위자,
//! 기관, 사업, 대상도시, 출처; the sheet `network` has two columns, key and value. Places are cells, `ties!C7`. Sheets for people
//! (`read me`, 안내, `lists`, `never_merge`) are passed over, hidden and other sheets told. A single sheet is the ties, or a matrix.
//!
//! **Matrices** have names in the first row and column, and numbers where they meet: ties with the attribute `weight`. Symmetric
//! ones are mutual, those with other names in rows than in columns are of two modes.
//!
//! Written are UTF-8 with a byte-order mark, which Excel needs to see Hangul, commas, and CRLF line ends. A text that a
//! spreadsheet would take for a formula gets an apostrophe, taken off again when it is read. A folder holds
//! everything that a network holds: what is written and read back is the same network.

#[cfg(feature = "xlsx")]
mod book;
mod builtin;
mod duplicates;
mod edges;
mod encoding;
mod exchange;
mod json;
mod native;
mod tables;
mod text;
mod writers;

#[cfg(feature = "xlsx")]
pub use book::Template;
#[cfg(feature = "xlsx")]
pub(crate) use book::pack;
pub use builtin::BUILTINS;
pub use duplicates::{Duplicate, Duplicates};
pub use edges::{EdgeList, EdgesAsNetwork, WeightField};
pub use encoding::gzip;
#[cfg(feature = "xlsx")]
pub use tables::catches_panics;
pub use tables::{ColumnMap, TABLE_FILES};
pub use writers::{Document, Loss, WRITERS, Writer, writer};

use crate::error::{Error, ErrorKind, Problem};
use crate::model::{Network, NetworkBuilder, Scenario};
use std::io::Read;
use std::path::Path;
use tables::Tables;

/// JSON Schema (draft 2020-12) of the native format.
///
/// # Examples
/// ```
/// let schema: serde_json::Value = serde_json::from_str(proxeny::io::SCHEMA).unwrap();
/// assert_eq!(schema["properties"]["format"]["const"], "proxeny/1");
/// ```
pub const SCHEMA: &str = native::SCHEMA;

/// The most bytes of an input: 512 MiB.
///
/// # Examples
/// ```
/// use proxeny::io::{MAX_BYTES, read_all};
///
/// let endless = std::io::repeat(b' ');
/// let refused = read_all(std::io::Read::take(endless, 16), "blanks").map(|bytes| bytes.len());
/// assert_eq!(refused.ok(), Some(16)); // well within
/// assert_eq!(MAX_BYTES, 512 * 1024 * 1024);
/// ```
pub const MAX_BYTES: u64 = 512 << 20;

/// What an input holds.
///
/// # Examples
/// ```
/// use proxeny::io::{self, Input, ReadOptions};
///
/// for (text, is_network) in [("from,to\nseoul,athens\n", true), ("seoul athens\n", false)] {
///     let input = io::read_bytes(None, text.as_bytes(), &ReadOptions::default())?;
///     assert_eq!(matches!(input, Input::Network(_)), is_network);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Input {
    /// Actors, ties, programmes and mandates.
    Network(Box<Network>),
    /// A plain list of edges, read straight into a topology with labels.
    Edges(EdgeList),
}

/// A format that can be read.
///
/// # Examples
/// ```
/// use proxeny::io::{Input, ReadOptions, format};
///
/// let csv = format("csv")?;
/// assert_eq!((csv.name(), csv.extensions()), ("csv", &["csv"][..]));
/// assert!(csv.about().starts_with("tables"));
/// let Input::Network(network) = csv.read(b"from,to\nseoul,athens\n")? else { unreachable!() };
/// assert_eq!(network.id(), "network");
/// let named = csv.read_with(b"from,to\nseoul,athens\n", &ReadOptions::default().id("visits"))?;
/// assert!(matches!(named, Input::Network(network) if network.id() == "visits"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait Format: Sync {
    /// Its name, as given to `--read-as`.
    fn name(&self) -> &'static str;
    /// What it is, in one line.
    fn about(&self) -> &'static str;
    /// File extensions that mean it, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether a file, or its beginning, shows that it is this format and no other.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::format;
    ///
    /// let text = "graph [ node [ id 1 ] ]";
    /// assert!(format("gml")?.recognises(text, text.as_bytes()) && !format("pajek")?.recognises(text, text.as_bytes()));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    fn recognises(&self, _head: &str, _bytes: &[u8]) -> bool {
        false
    }

    /// Reads it.
    ///
    /// # Errors
    /// All problems of the input at once, or [`ErrorKind::Parameter`] for an option that the format has no use for.
    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error>;

    /// Reads it as it stands.
    ///
    /// # Errors
    /// As [`Format::read_with`].
    fn read(&self, bytes: &[u8]) -> Result<Input, Error> {
        self.read_with(bytes, &ReadOptions::default())
    }
}

/// How an input is to be read.
///
/// # Examples
/// ```
/// use proxeny::io::{self, Input, ReadOptions};
///
/// let options = ReadOptions::default().format("csv").id("visits").map("지원기관=from".parse()?);
/// let Input::Network(network) = io::read_bytes(None, "지원기관,to\nsmg,athens\n".as_bytes(), &options)? else {
///     unreachable!()
/// };
/// assert_eq!((network.id(), network.ties().len()), ("visits", 1));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    format: Option<String>,
    maps: Vec<ColumnMap>,
    id: Option<String>,
}

impl ReadOptions {
    /// Reads the input as the format of this name. By default the format is guessed from name and content.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, Input, ReadOptions};
    ///
    /// let text = b"from to\nseoul athens\n"; // looks like a table, is a list
    /// let input = io::read_bytes(None, text, &ReadOptions::default().format("edges"))?;
    /// assert!(matches!(input, Input::Edges(list) if list.pairs.len() == 2));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn format(self, name: impl Into<String>) -> Self {
        Self { format: Some(name.into()), ..self }
    }

    /// Reads a column of a table as something else than its name says; of several maps of one column the last holds.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, Input, ReadOptions};
    ///
    /// let options = ReadOptions::default().map("strength=@equity_share".parse()?);
    /// let table = b"from,to,strength\nkscc,ulaanbaatar,0.3\n";
    /// let Input::Network(network) = io::read_bytes(None, table, &options)? else { unreachable!() };
    /// let (_, tie) = network.ties().next().expect("one row, one tie");
    /// assert_eq!((tie.strength, tie.attributes.contains_key("equity_share")), (None, true));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn map(mut self, map: ColumnMap) -> Self {
        self.maps.push(map);
        self
    }

    /// The id of a network whose input does not say one. By default it is the name of the folder, or else `network`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, Input, ReadOptions};
    ///
    /// let options = ReadOptions::default().id("busan-2026");
    /// let input = io::read_bytes(None, b"from,to\nbusan,athens\n", &options)?;
    /// assert!(matches!(input, Input::Network(network) if network.id() == "busan-2026"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    fn without_maps(&self, format: &dyn Format) -> Result<(), Error> {
        match self.maps.first() {
            Some(map) => {
                let message =
                    format!("--map {map} is about a column, and {} has none; it is for tables", format.name());
                Err(ErrorKind::Parameter(message).into())
            }
            None => Ok(()),
        }
    }
}

/// Reads whatever a path leads to: a file in any format, or a folder of tables.
///
/// # Errors
/// All problems of the input at once, [`ErrorKind::Io`], or [`ErrorKind::Parameter`] for an option that makes no sense here.
///
/// # Examples
/// ```
/// use proxeny::io::{self, Input, ReadOptions};
///
/// let options = ReadOptions::default().map("strength=@equity_share".parse()?);
/// let Input::Network(network) = io::read_path("tests/data/tables/seoul", &options)? else { unreachable!() };
/// assert_eq!(network.rows().to_string(), "16 ties = 16 made + 0 merged + 0 refused");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn read_path(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Input, Error> {
    let path = path.as_ref();
    if !path.is_dir() {
        return read_bytes(Some(path), &read_file(path)?, options);
    }
    match options.format.as_deref().map(format).transpose()? {
        Some(format) if format.name() != Tables.name() => {
            let message = format!("a folder is read as tables, and --read-as {} is for files", format.name());
            Err(ErrorKind::Parameter(message).into())
        }
        _ => tables::read_folder(path, options).map(|network| Input::Network(Box::new(network))),
    }
}

/// Reads bytes, from the file with this name if there is one.
///
/// # Errors
/// As [`read_path`].
///
/// # Examples
/// ```
/// use proxeny::io::{self, Input, ReadOptions};
/// use std::path::Path;
///
/// let table = b"from,to\nbusan,athens\n";
/// let input = io::read_bytes(Some(Path::new("busan.csv")), table, &ReadOptions::default())?;
/// assert!(matches!(input, Input::Network(network) if network.id() == "busan"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn read_bytes(path: Option<&Path>, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
    let (bytes, notes) = encoding::unwrap(bytes)?;
    let unpacked = path.map(|path| if is_packed(path) { path.with_extension("") } else { path.to_owned() });
    let path = unpacked.as_deref();
    let format = options.format.as_deref().map_or_else(|| Ok(guess(path, &bytes)), format)?;
    let stem = || path.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    let options = ReadOptions { id: options.id.clone().or_else(stem), ..options.clone() };
    noted(format.read_with(&bytes, &options), notes)
}

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"))
}

/// What was read, with these notes before all others.
fn noted(read: Result<Input, Error>, notes: Vec<Problem>) -> Result<Input, Error> {
    match read.map_err(Error::into_problems) {
        Ok(Input::Network(mut network)) => {
            network.tell_first(notes);
            Ok(Input::Network(network))
        }
        Ok(Input::Edges(list)) => Ok(Input::Edges(list.noted(notes))),
        Err(Ok(mut problems)) => {
            problems.tell_first(notes);
            Err(problems.into())
        }
        Err(Err(error)) => Err(error),
    }
}

/// Every format that can be read.
///
/// # Examples
/// ```
/// use proxeny::io::FORMATS;
///
/// let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
/// let expected = ["native", "csv", "edges", "graphml", "gexf", "gml", "graph-json", "pajek", "dl", "dot", "matrix"];
/// assert!(expected.iter().all(|name| names.contains(name)));
/// ```
pub static FORMATS: &[&dyn Format] = &[
    &native::Native,
    &Tables,
    &edges::Edges,
    &exchange::GraphMl,
    &exchange::Gexf,
    &exchange::Gml,
    &exchange::JsonGraph,
    &exchange::Pajek,
    &exchange::Dl,
    &exchange::Dot,
    #[cfg(feature = "xlsx")]
    &tables::Workbook,
    &tables::Matrix,
];

/// The format of that name.
///
/// # Errors
/// [`ErrorKind::Parameter`] naming the formats there are.
///
/// # Examples
/// ```
/// use proxeny::io::format;
///
/// assert_eq!(format("edges")?.name(), "edges");
/// let error = format("xlsm").err().map(|error| error.to_string());
/// assert!(error.is_some_and(|told| told.starts_with("`xlsm` is not a format that can be read; there are: native, csv,")));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn format(name: &str) -> Result<&'static dyn Format, Error> {
    FORMATS.iter().find(|format| format.name() == name).copied().ok_or_else(|| {
        let known = FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        ErrorKind::Parameter(format!("`{name}` is not a format that can be read; there are: {known}")).into()
    })
}

/// The format that a file name and the beginning of its content mean: a first line that names both ends of a tie heads
/// a table, JSON begins with a brace or bracket.
///
/// # Examples
/// ```
/// use proxeny::io::guess;
/// use std::path::Path;
///
/// assert_eq!(guess(None, br#"{"format": "proxeny/1"}"#).name(), "native");
/// assert_eq!(guess(None, b"from,to\nseoul,athens\n").name(), "csv");
/// assert_eq!(guess(Some(Path::new("friends.txt")), b"seoul athens\n").name(), "edges");
/// ```
pub fn guess(path: Option<&Path>, bytes: &[u8]) -> &'static dyn Format {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    if let Some(format) = FORMATS.iter().find(|format| format.recognises(&head, bytes)) {
        return *format;
    }
    let extension = path.and_then(|path| path.extension()).and_then(|extension| extension.to_str());
    let named = extension.and_then(|extension| FORMATS.iter().find(|f| f.extensions().contains(&extension)));
    let may_be_table = named.is_none() || matches!(extension, Some("csv" | "tsv"));
    if may_be_table && tables::looks_like_ties(bytes) {
        return &Tables;
    }
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let like_text = first.is_some_and(|byte| byte.is_ascii_digit() || byte.is_ascii_alphabetic() || *byte == b'#');
    match named {
        Some(named) if named.name() != Tables.name() => *named,
        Some(_) => &edges::Edges,
        None if like_text => &edges::Edges,
        None => &native::Native,
    }
}

/// Bytes in which a format shows what it is.
const HEAD: usize = 4096;

/// Reads everything from `reader`, up to [`MAX_BYTES`].
///
/// # Errors
/// [`ErrorKind::Io`] naming `name`, or a problem if there is more.
///
/// # Examples
/// ```
/// let bytes = proxeny::io::read_all(&b"seoul athens\n"[..], "friends.txt")?;
/// assert_eq!(bytes, b"seoul athens\n");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn read_all(reader: impl Read, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    read_into(&mut bytes, reader, name)?;
    Ok(bytes)
}

fn read_into(bytes: &mut Vec<u8>, reader: impl Read, name: &str) -> Result<(), Error> {
    let failed = |source| ErrorKind::Io { path: name.to_owned(), source };
    reader.take(MAX_BYTES + 1).read_to_end(bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(()) }
}

fn too_large() -> Error {
    let message = format!("the input is larger than {} MiB", MAX_BYTES >> 20);
    Problem::error(None, message, "split it, or leave out what is not asked about").into()
}

/// Reads a file whole, up to [`MAX_BYTES`].
///
/// # Errors
/// [`ErrorKind::Io`] naming the file, or a problem if it is too large or changes while it is read.
///
/// # Examples
/// ```
/// use proxeny::io::read_file;
/// use std::path::Path;
///
/// assert!(read_file(Path::new("networks/seoul.json"))?.starts_with(b"{"));
/// let error = read_file(Path::new("networks/busan.json")).unwrap_err().to_string();
/// assert!(error.starts_with("networks/busan.json: "), "{error}");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let name = path.display().to_string();
    let failed = |source| ErrorKind::Io { path: name.clone(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    let before = file.metadata().map_err(failed)?;
    if before.len() > MAX_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(before.len() as usize);
    read_into(&mut bytes, &file, &name)?;
    let after = file.metadata().map_err(failed)?;
    let same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
    // Files of the system say that they are empty, and are not.
    if before.is_file() && !(same && (before.len() == 0 || before.len() == bytes.len() as u64)) {
        let help = "let the program that writes it finish, and read it again";
        return Err(Problem::error(None, "the file changed while it was read", help).into());
    }
    Ok(bytes)
}

/// The actors that a workbook says are not the same, by their ids: the first two columns of its sheet `never_merge`. None
/// in any other file.
///
/// # Errors
/// As [`read_file`], and problems of a workbook that is damaged.
///
/// # Examples
/// ```
/// use proxeny::io::never_merge;
/// use std::path::Path;
///
/// assert!(never_merge(Path::new("networks/seoul.json"))?.is_empty());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[cfg(feature = "xlsx")]
pub fn never_merge(path: &Path) -> Result<Vec<[String; 2]>, Error> {
    Ok(tables::never_merge(&read_file(path)?)?)
}

impl Network {
    /// Reads a network from a file in the native format, from a table of ties, or from a folder of tables.
    ///
    /// # Errors
    /// All problems of the input at once, [`ErrorKind::Io`], or [`ErrorKind::Usage`] for a plain edge list.
    ///
    /// # Examples
    /// ```
    /// let seoul = proxeny::Network::from_path("networks/seoul.json")?;
    /// assert_eq!(seoul.id(), "seoul");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        match read_path(path.as_ref(), &ReadOptions::default())? {
            Input::Network(network) => Ok(*network),
            Input::Edges(_) => {
                let message = format!(
                    "{} is a plain edge list, not a network; `proxeny convert` and EdgeList::to_network make one of it",
                    path.as_ref().display()
                );
                Err(ErrorKind::Usage(message).into())
            }
        }
    }

    /// Reads a network in the native format.
    ///
    /// # Errors
    /// All problems of the input at once, or [`ErrorKind::Io`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let text = r#"{"format": "proxeny/1", "id": "tiny", "actors": [{"id": "a"}, {"id": "b"}],
    ///                "ties": [{"from": "a", "to": "b", "strength": 1.5}]}"#;
    /// let refused = Network::from_reader(text.as_bytes()).unwrap_err();
    /// assert!(refused.to_string().starts_with("2:62: error: strength 1.5 is outside (0, 1]"));
    /// ```
    pub fn from_reader(reader: impl Read) -> Result<Self, Error> {
        native::read(&read_all(reader, "input")?)
    }

    /// One of the networks that come with the program: `seoul`, `singapore`, `netherlands`.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] if there is none of that name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// assert_eq!(Network::builtin("singapore")?.home(), Some("SG"));
    /// let error = Network::builtin("busan").unwrap_err().to_string();
    /// assert_eq!(error, "network `busan` matches nothing; built in are: seoul, singapore, netherlands");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn builtin(name: &str) -> Result<Self, Error> {
        builtin::read(name)
    }
}

impl Scenario {
    /// Reads a scenario from a file.
    ///
    /// # Errors
    /// All problems of the file at once, or [`ErrorKind::Io`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Scenario;
    ///
    /// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
    /// assert_eq!(scenario.id, "susa-catalyst");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        native::scenario::read(&read_file(path.as_ref())?)
    }

    /// Reads a scenario.
    ///
    /// # Errors
    /// All problems at once, or [`ErrorKind::Io`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Scenario;
    ///
    /// let text = r#"{"format": "proxeny-scenario/1", "id": "alone",
    ///                "edits": [{"edit": "remove_actor", "actors": "layer:national"}]}"#;
    /// let refused = Scenario::from_reader(text.as_bytes()).unwrap_err();
    /// assert!(refused.to_string().ends_with("unknown edit `remove_actor` (did you mean `remove_actors`?)"), "{refused}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn from_reader(reader: impl Read) -> Result<Self, Error> {
        native::scenario::read(&read_all(reader, "scenario")?)
    }
}

/// Finishes a builder with the digest of the bytes it was filled from.
fn build(builder: NetworkBuilder, bytes: &[u8]) -> Result<Network, Error> {
    builder.digest(blake3::hash(bytes).to_hex().to_string()).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_sound() {
        for (i, one) in FORMATS.iter().enumerate() {
            assert!(!one.about().is_empty() && !one.extensions().is_empty());
            for other in &FORMATS[i + 1..] {
                assert_ne!(one.name(), other.name());
                assert!(one.extensions().iter().all(|extension| !other.extensions().contains(extension)));
            }
        }
        let mut seen = std::collections::HashSet::new();
        for writer in WRITERS {
            let extensions = writer.other_extensions().iter().copied().chain([writer.extension()]);
            for extension in extensions.filter(|extension| !extension.is_empty()) {
                assert!(seen.insert(extension), "{extension}");
                let read = FORMATS.iter().any(|format| format.extensions().contains(&extension));
                assert!(read, "{extension} is written and not read");
            }
        }
    }
}
