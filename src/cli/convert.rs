//! `proxeny convert`

use super::failure::{Failure, placed};
use super::input::Source;
use super::options::Running;
use super::output::{self, Clock};
use proxeny::Network;
use proxeny::io::{self, Document, TABLE_FILES, WRITERS, Writer};
use std::path::Path;

const EXAMPLES: &str = "\
Examples:
  proxeny convert seoul -o seoul/                          tables for a spreadsheet
  proxeny convert seoul/ -o seoul.json                     and back
  proxeny convert casebook/seoul --map strength=@equity_share > seoul.json
  proxeny convert cities/ --map degree= --map pop=@population -o cities.json

A folder that is there already is replaced when it holds nothing but tables. What was read and what the target cannot
hold is told on standard error.";

/// Reads a network in one format and writes it in another.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Write as this format: native, csv; if left out native for .json or standard output, csv for any other name
    #[arg(long, value_name = "FORMAT")]
    write_as: Option<String>,

    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let writer = args.writer()?;
    let output = args.running.output.as_deref();
    if writer.extension().is_empty() && output.is_none() {
        let message = format!("error: {} is written as a folder; say where with -o FOLDER", writer.name());
        return Err(Failure::Usage(message));
    }
    let network = args.source.network()?;
    clock.read();
    let document = writer.write(&network);
    clock.computed();
    args.tell(&network, writer);
    match (document, output) {
        (Document::Folder(files), Some(path)) => {
            output::folder(path, &files, TABLE_FILES, args.running.timings.then_some(clock))
        }
        (Document::File(bytes), _) => {
            let text = String::from_utf8(bytes).expect("invariant: files are written in UTF-8");
            output::text(&text, &args.running, clock)
        }
        _ => unreachable!("invariant: a folder has a name, and there is nothing but files and folders"),
    }
}

impl Args {
    fn writer(&self) -> Result<&'static dyn Writer, Failure> {
        let extension = self.running.output.as_deref().map(|path| {
            let named = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            if path.is_dir() || !is_file_name(path) { "" } else { named }
        });
        let by_name = || match extension {
            None => Ok("native"),
            Some(extension) => WRITERS.iter().find(|w| w.extension() == extension).map(|w| w.name()).ok_or_else(|| {
                let known: Vec<&str> = WRITERS.iter().map(|writer| writer.name()).collect();
                Failure::Usage(format!("error: what is .{extension}? --write-as takes {}", known.join(", ")))
            }),
        };
        let name = self.write_as.as_deref().map_or_else(by_name, Ok)?;
        io::writer(name).map_err(|error| Failure::of(&error, self.source.name()))
    }

    /// Warnings, what became of the rows, and what is lost.
    fn tell(&self, network: &Network, writer: &dyn Writer) {
        for problem in network.warnings() {
            output::tell(&placed(problem, self.source.name()), &self.running);
        }
        let losses = writer.losses(network);
        let lost = if losses.is_empty() { "nothing".to_owned() } else { losses.join("; ") };
        let (actors, programmes) = (network.actors().len(), network.programmes().len());
        let summary = format!("rows read: {}; {actors} actors, {programmes} programmes; lost: {lost}", network.rows());
        output::tell(&summary, &self.running);
    }
}

/// Whether a path could be one of a file: it does not end with a separator.
fn is_file_name(path: &Path) -> bool {
    !path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}
