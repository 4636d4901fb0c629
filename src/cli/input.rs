//! Where a network comes from.

use super::failure::Failure;
use clap::Args;
use proxeny::graph::Groups;
use proxeny::io::{self, BUILTINS, ColumnMap, FORMATS, Input, ReadOptions};
use proxeny::{Error, ErrorKind, Network};
use std::path::Path;

/// The network that a command is about.
#[derive(Args)]
pub(crate) struct Source {
    /// A file, a folder of tables, `-` for standard input, or seoul, singapore or netherlands
    #[arg(value_name = "NETWORK", default_value = "seoul")]
    pub(crate) network: String,

    #[arg(long, value_name = "FORMAT", help = read_as())]
    read_as: Option<String>,

    /// Read a column of a table as another field, or as an attribute: `strength=@equity_share`; `COLUMN=` leaves it out
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<ColumnMap>,
}

/// What `--read-as` takes, as the formats that there are tell.
fn read_as() -> String {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    format!("Read the input as this format: {}; found from name and content if left out", names.join(", "))
}

impl Source {
    /// A file, a folder or a built-in network by its name alone.
    pub(crate) fn named(network: String) -> Self {
        Self { network, read_as: None, map: Vec::new() }
    }

    /// The name for messages.
    pub(crate) fn name(&self) -> &str {
        if self.network == "-" { "standard input" } else { &self.network }
    }

    /// Reads whatever it is.
    pub(crate) fn read(&self) -> Result<Input, Error> {
        let builtin = BUILTINS.iter().any(|(name, _)| *name == self.network);
        if builtin && self.read_as.is_none() && self.map.is_empty() {
            return Network::builtin(&self.network).map(|network| Input::Network(Box::new(network)));
        }
        let options = self.map.iter().cloned().fold(ReadOptions::default(), ReadOptions::map);
        let options = self.read_as.iter().fold(options, ReadOptions::format);
        match self.network.as_str() {
            "-" => io::read_bytes(None, &io::read_all(std::io::stdin().lock(), "standard input")?, &options),
            name => io::read_path(name, &options).map_err(|error| missing(name, Path::new(name), error)),
        }
    }

    /// The actors that a workbook says are not the same; none in other files, and none from standard input.
    pub(crate) fn apart(&self) -> Result<Vec<[String; 2]>, Failure> {
        let path = Path::new(&self.network);
        if !path.is_file() {
            return Ok(Vec::new());
        }
        #[cfg(feature = "xlsx")]
        return io::never_merge(path).map_err(|error| Failure::of(&error, self.name()));
        #[cfg(not(feature = "xlsx"))]
        Ok(Vec::new())
    }

    /// Reads a network; plain edge lists hold too little.
    pub(crate) fn network(&self) -> Result<Network, Failure> {
        match self.read() {
            Ok(Input::Network(network)) => Ok(*network),
            Ok(_) => {
                let message = "is a plain edge list, and this command needs actors, kinds and mandates; `proxeny metrics` \
                               takes edge lists, and `proxeny convert FILE -o network.json` makes a network of one";
                Err(Failure::Input(format!("error: {} {message}", self.name())))
            }
            Err(error) => Err(Failure::of(&error, self.name())),
        }
    }
}

/// Reads the groups of these nodes from a file of lines `label group`.
pub(crate) fn read_groups(path: &Path, labels: &[String]) -> Result<Groups, Failure> {
    let name = path.display().to_string();
    let read = || {
        let file = std::fs::File::open(path).map_err(|source| ErrorKind::Io { path: name.clone(), source })?;
        let bytes = io::read_all(file, &name)?;
        Groups::read(labels, &String::from_utf8_lossy(&bytes))
    };
    read().map_err(|error: Error| Failure::of(&error, &name))
}

/// A name that is no file may have been meant as that of a built-in network.
fn missing(name: &str, path: &Path, error: Error) -> Error {
    if path.exists() {
        return error;
    }
    let known: Vec<&str> = BUILTINS.iter().map(|(name, _)| *name).collect();
    let help = format!(": there is no such file, and built in are {}", known.join(", "));
    ErrorKind::NoMatch { what: format!("network `{name}`"), help }.into()
}
