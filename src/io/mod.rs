//! Reading: one file per format, a registry, and limits that are checked before anything is parsed.
//!
//! Bytes come in, a valid [`Network`] or an [`EdgeList`] comes out, or all [`Problems`](crate::Problems) at once. A new
//! format is a new file with a [`Format`] and a line in [`FORMATS`].

mod builtin;
mod edges;
mod json;
mod native;
mod text;

pub use builtin::BUILTINS;
pub use edges::EdgeList;

use crate::error::{Error, ErrorKind, Problem};
use crate::model::{Network, NetworkBuilder};
use std::io::Read;
use std::path::Path;

/// The most bytes of an input: 512 MiB.
pub const MAX_BYTES: u64 = 512 << 20;

/// What an input holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Input {
    /// Actors, ties, programmes and mandates.
    Network(Box<Network>),
    /// A plain list of edges, read straight into a topology with labels.
    Edges(EdgeList),
}

/// A format that can be read.
pub trait Format: Sync {
    /// Its name, as given to `--read-as`.
    fn name(&self) -> &'static str;
    /// What it is, in one line.
    fn about(&self) -> &'static str;
    /// File extensions that mean it, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Reads it.
    ///
    /// # Errors
    /// All problems of the input at once.
    fn read(&self, bytes: &[u8]) -> Result<Input, Error>;
}

/// Every format that can be read.
pub static FORMATS: &[&dyn Format] = &[&native::Native, &edges::Edges];

/// The format of that name.
///
/// # Errors
/// [`ErrorKind::Parameter`] naming the formats there are.
pub fn format(name: &str) -> Result<&'static dyn Format, Error> {
    FORMATS.iter().find(|format| format.name() == name).copied().ok_or_else(|| {
        let known = FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        ErrorKind::Parameter(format!("`{name}` is not a format that can be read; there are: {known}")).into()
    })
}

/// The format that a file name and the first character of its content mean: JSON begins with a brace or bracket.
pub fn guess(path: Option<&Path>, bytes: &[u8]) -> &'static dyn Format {
    let extension = path.and_then(|path| path.extension()).and_then(|extension| extension.to_str());
    let named = extension.and_then(|extension| FORMATS.iter().find(|f| f.extensions().contains(&extension)));
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let like_text = first.is_some_and(|byte| byte.is_ascii_digit() || byte.is_ascii_alphabetic() || *byte == b'#');
    named.copied().unwrap_or(if like_text { &edges::Edges } else { &native::Native })
}

/// Reads everything from `reader`, up to [`MAX_BYTES`].
///
/// # Errors
/// [`ErrorKind::Io`] naming `name`, or a problem if there is more.
pub fn read_all(reader: impl Read, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let failed = |source| ErrorKind::Io { path: name.to_owned(), source };
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> Error {
    let message = format!("the input is larger than {} MiB", MAX_BYTES >> 20);
    Problem::error(None, message, "split it, or leave out what is not asked about").into()
}

/// Reads a file whole, up to [`MAX_BYTES`].
///
/// # Errors
/// [`ErrorKind::Io`] naming the file, or a problem if it is too large.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let name = path.display().to_string();
    let failed = |source| ErrorKind::Io { path: name.clone(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() > MAX_BYTES {
        return Err(too_large());
    }
    read_all(file, &name)
}

impl Network {
    /// Reads a network from a file in the native format.
    ///
    /// # Errors
    /// All problems of the file at once, or [`ErrorKind::Io`].
    ///
    /// # Examples
    /// ```
    /// let seoul = proxeny::Network::from_path("networks/seoul.json")?;
    /// assert_eq!(seoul.id(), "seoul");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        native::read(&read_file(path.as_ref())?)
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
    pub fn builtin(name: &str) -> Result<Self, Error> {
        builtin::read(name)
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
    }
}
