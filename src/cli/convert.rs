//! `proxeny convert`

use super::failure::{Failure, placed};
use super::input::Source;
use super::options::Running;
use super::output::{self, Clock, FormatArg};
use proxeny::graph::WeightKind;
use proxeny::io::{self, Document, EdgesAsNetwork, Input, Loss, TABLE_FILES, WRITERS, WeightField, Writer};
use proxeny::{Error, ErrorKind, Network, report};
use std::io::IsTerminal;
use std::path::Path;

const EXAMPLES: &str = "\
Examples:
  proxeny convert seoul -o seoul/                          tables for a spreadsheet
  proxeny convert seoul/ -o seoul.json                     and back
  proxeny convert seoul -o seoul.xlsx                      a workbook with one sheet per table
  proxeny convert casebook/seoul --map strength=@equity_share > seoul.json
  proxeny convert cities/ --map degree= --map pop=@population -o cities.json
  proxeny convert visits.edges --directed --weight-is strength --actor-kind city -o visits.json
  proxeny convert seoul -o seoul.edges                     who is tied to whom, and nothing else
  proxeny convert seoul -o seoul.graphml                   for Gephi, yEd, NetworkX, igraph; nothing is lost
  proxeny convert seoul -o seoul.json.gz                   any format, packed
  proxeny convert seoul -o seoul.dot                       for Graphviz, as data; nothing is lost. `draw` makes pictures
  proxeny convert seoul --write-as matrix -o seoul.csv     who is tied how strongly to whom, for UCINET and Excel
  proxeny convert survey.dl --strict -o survey.net         from UCINET to Pajek, or an error if that loses anything
  proxeny convert seoul -o seoul.net --format json         what is lost, each with its number, on standard output

A folder that is there already is replaced when it holds nothing but tables. What was read and what the target cannot \
hold is told on standard error.";

/// Reads a network in one format and writes it in another.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    #[arg(long, value_name = "FORMAT", help = write_as())]
    write_as: Option<String>,

    /// The kind of every actor of a plain edge list; `actor` if left out
    #[arg(long, value_name = "KIND")]
    actor_kind: Option<String>,

    /// The kind of every tie of a plain edge list; `tie` if left out
    #[arg(long, value_name = "KIND")]
    tie_kind: Option<String>,

    /// A plain edge list is directed; else its ties are mutual and convey both ways
    #[arg(long)]
    directed: bool,

    /// What the numbers on an edge list mean: strength, probability (both become the strength), length, count, value
    #[arg(long, value_name = "MEANING")]
    weight_is: Option<WeightKind>,

    /// Write nothing if the format cannot hold everything
    #[arg(long)]
    strict: bool,

    /// Also tell on standard output, in this format, what was read and what is lost
    #[arg(long, value_enum, help_heading = "Program")]
    format: Option<FormatArg>,

    #[command(flatten)]
    running: Running,
}

/// What `--write-as` takes, as the formats that there are tell.
fn write_as() -> String {
    let names: Vec<&str> = WRITERS.iter().map(|writer| writer.name()).collect();
    format!(
        "Write as this format: {}; if left out by the extension, native for .json or standard output, csv for a name \
         without extension",
        names.join(", ")
    )
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let writer = args.writer()?;
    let output = args.running.output.as_deref();
    if !writer.is_file() && output.is_none() {
        let message = format!("error: {} is written as a folder; say where with -o FOLDER", writer.name());
        return Err(Failure::Usage(message));
    }
    if args.format.is_some() && output.is_none() {
        let message = "error: --format tells on standard output what is lost; say with -o where the network goes";
        return Err(Failure::Usage(message.to_owned()));
    }
    let packs = output.is_some_and(is_packed);
    if packs && !writer.is_file() {
        let message = format!("error: {} is written as a folder, and .gz packs one file", writer.name());
        return Err(Failure::Usage(message));
    }
    if !writer.is_text() && output.is_none() && std::io::stdout().is_terminal() {
        let message = format!("error: {} is no text for a terminal; say where with -o FILE", writer.name());
        return Err(Failure::Usage(message));
    }
    let network = args.network().map_err(|error| Failure::of(&error, args.source.name()))?;
    clock.read();
    if let Some(why) = writer.refuses(&network) {
        return Err(Failure::Write(format!("error: {} cannot hold this network: {why}", writer.name())));
    }
    let losses = writer.losses(&network);
    if args.strict && !losses.is_empty() {
        let told: Vec<String> = losses.iter().map(Loss::to_string).collect();
        let message = format!("error: {} cannot hold: {}", writer.name(), told.join("; "));
        return Err(Failure::Write(message));
    }
    let document = writer.write(&network);
    clock.computed();
    args.tell(&network, &losses);
    match (document, output) {
        (Document::Folder(files), Some(path)) => {
            output::folder(path, &files, TABLE_FILES, args.running.timings.then_some(clock))?;
        }
        (Document::File(bytes), _) if packs => output::bytes(&io::gzip(&bytes), &args.running, clock)?,
        (Document::File(bytes), _) => match std::str::from_utf8(&bytes) {
            Ok(text) if writer.is_text() => output::text(text, &args.running, clock)?,
            _ => output::bytes(&bytes, &args.running, clock)?,
        },
        _ => unreachable!("invariant: a folder has a name, and there is nothing but files and folders"),
    }
    match args.format {
        Some(format) => output::also(&report::convert(&network, writer, &losses), format),
        None => Ok(()),
    }
}

impl Args {
    /// Reads a network, or makes one of a plain edge list.
    fn network(&self) -> Result<Network, Error> {
        match self.source.read()? {
            Input::Network(network) => match self.about_edges() {
                Some(option) => {
                    let message = format!("{option} is about plain edge lists, and {} is none", self.source.name());
                    Err(ErrorKind::Parameter(message).into())
                }
                None => Ok(*network),
            },
            Input::Edges(list) => list.to_network(&self.edges()),
            _ => unreachable!("invariant: inputs are networks or edge lists"),
        }
    }

    /// An option that only an edge list has a use for, if one is given.
    fn about_edges(&self) -> Option<&'static str> {
        let given = [
            (self.actor_kind.is_some(), "--actor-kind"),
            (self.tie_kind.is_some(), "--tie-kind"),
            (self.directed, "--directed"),
            (self.weight_is.is_some(), "--weight-is"),
        ];
        given.iter().find(|(given, _)| *given).map(|(_, option)| *option)
    }

    fn edges(&self) -> EdgesAsNetwork {
        let options = EdgesAsNetwork::default().directed(self.directed);
        let options = self.actor_kind.iter().fold(options, EdgesAsNetwork::actor_kind);
        let options = self.tie_kind.iter().fold(options, EdgesAsNetwork::tie_kind);
        match self.weight_is {
            None => options,
            Some(WeightKind::Strength | WeightKind::Probability) => options.weights(WeightField::Strength),
            Some(WeightKind::Value) => options.weights(WeightField::ValueUsd),
            Some(kind) => options.weights(WeightField::Attribute(kind.to_string())),
        }
    }

    fn writer(&self) -> Result<&'static dyn Writer, Failure> {
        let extension = self.running.output.as_deref().map(|path| {
            let path = path.file_stem().filter(|_| is_packed(path)).map_or(path, Path::new);
            let named = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            if path.is_dir() || !is_file_name(path) { "" } else { named }
        });
        let by_name = || {
            let Some(extension) = extension else { return Ok("native") };
            let found = WRITERS.iter().find(|w| w.other_extensions().contains(&extension) || is_of(**w, extension));
            found.map(|writer| writer.name()).ok_or_else(|| unknown(extension))
        };
        let name = self.write_as.as_deref().map_or_else(by_name, Ok)?;
        io::writer(name).map_err(|error| Failure::of(&error, self.source.name()))
    }

    /// Warnings, what became of the rows, and what is lost.
    fn tell(&self, network: &Network, losses: &[Loss]) {
        for problem in network.warnings() {
            output::tell(&placed(problem, self.source.name()), &self.running);
        }
        let lost = match losses {
            [] => "nothing".to_owned(),
            [one] => one.to_string(),
            several => {
                let told: Vec<String> = several.iter().map(Loss::to_string).collect();
                format!("\n  {}", told.join("\n  "))
            }
        };
        let (actors, programmes) = (network.actors().len(), network.programmes().len());
        let summary = format!("rows read: {}; {actors} actors, {programmes} programmes; lost: {lost}", network.rows());
        output::tell(&summary, &self.running);
        network.rows_set_aside().iter().for_each(|aside| output::tell(&format!("  {aside}"), &self.running));
    }
}

/// What to say of an extension that no writer has.
fn unknown(extension: &str) -> Failure {
    let known: Vec<&str> = WRITERS.iter().map(|writer| writer.name()).collect();
    let known = known.join(", ");
    Failure::Usage(match extension {
        "csv" | "tsv" => format!(
            "error: tables are several files: name a folder, as -o network/, or a workbook, as -o network.xlsx; \
             --write-as matrix makes one table of who is tied to whom; there are {known}"
        ),
        "xls" | "xlsb" => format!("error: .{extension} is not written; -o network.xlsx is, or network.ods"),
        _ => format!("error: what is .{extension}? --write-as takes {known}"),
    })
}

/// Whether a path is one of a file packed with gzip.
fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz")) && !path.is_dir()
}

/// Whether a writer writes files of this extension, or folders where there is none.
fn is_of(writer: &dyn Writer, extension: &str) -> bool {
    writer.extension() == extension && (!extension.is_empty() || !writer.is_file())
}

/// Whether a path could be one of a file: it does not end with a separator.
fn is_file_name(path: &Path) -> bool {
    !path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}
