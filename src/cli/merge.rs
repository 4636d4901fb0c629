//! `proxeny merge`

use super::failure::Failure;
use super::options::{Language, Running};
use super::output::{self, Clock, FormatArgs};
use super::{Cli, Command, leverage, tree};
use clap::FromArgMatches;
use proxeny::Error;
use proxeny::leverage::Partial;
use std::fs::File;
use std::path::Path;

const EXAMPLES: &str = "\
Examples:
  proxeny leverage seoul --worlds 0..50000 --partial a.part           on one machine
  proxeny leverage seoul --worlds 50000..100000 --partial b.part      on another
  proxeny merge a.part b.part                                         what `leverage seoul --worlds 100000` finds
  proxeny merge *.part --network copy/of/my-network.json --format json

The result is the same as of one run, bit for bit. Parts must cover the worlds from 0 on, each once, and be of the same \
network, question, seed and version; every difference is told. Ranges of the assumptions and fragility are left out: they \
have worlds of their own and do not get better by more of these; `proxeny leverage` tells them.";

/// Joins parts of a simulation, written by `leverage --partial`, into what one run would have found.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// The parts, in any order
    #[arg(value_name = "PART", required = true)]
    parts: Vec<String>,

    /// Where the network is now; where it was when the parts were written if left out
    #[arg(long, value_name = "NETWORK")]
    pub(super) network: Option<String>,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) top: usize,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub(super) lang: Language,

    #[command(flatten)]
    pub(super) format: FormatArgs,
    #[command(flatten)]
    pub(super) running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let clock = Clock::start(&args.running);
    let mut told = Vec::new();
    let mut parts = Vec::new();
    for name in &args.parts {
        match read(name) {
            Ok(part) => parts.push((name.clone(), part)),
            Err(Failure::Input(message)) => told.push(message),
            Err(other) => return Err(other),
        }
    }
    if !told.is_empty() {
        return Err(Failure::Input(told.join("\n")));
    }
    let count = parts.len();
    let part = Partial::merge(parts).map_err(|error| Failure::of(&error, "the parts"))?;
    let mut asked = question(&part)?;
    if let Some(network) = &args.network {
        asked.source.network.clone_from(network);
    } else if asked.source.network == "-" {
        let message = "error: the parts are of a network from standard input; say with --network where it is";
        return Err(Failure::Usage(message.to_owned()));
    }
    leverage::merged(&asked, &part, count, args, clock)
}

fn read(name: &str) -> Result<Partial, Failure> {
    let file = File::open(name).map_err(|error| Failure::Input(format!("error: {name}: {error}")))?;
    Partial::from_reader(file).map_err(|error: Error| Failure::of(&error, name))
}

/// The command that wrote a part.
fn question(part: &Partial) -> Result<leverage::Args, Failure> {
    let words = std::iter::once("proxeny").chain(part.asked.iter().map(String::as_str));
    let parsed = tree().try_get_matches_from(words).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed.map(|cli| cli.command) {
        Ok(Command::Leverage(args)) => Ok(args),
        _ => {
            Err(Failure::Input("error: the parts do not tell the command that wrote them; write them anew".to_owned()))
        }
    }
}

/// Writes a part into a file.
pub(super) fn write(part: &Partial, file: &Path, running: &Running, clock: Clock) -> Result<(), Failure> {
    let mut text = serde_json::to_string(part).expect("invariant: a part is plain data");
    text.push('\n');
    output::to(Some(file), text.as_bytes(), running, clock)
}
