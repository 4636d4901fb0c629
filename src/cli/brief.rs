//! `proxeny brief`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running};
use super::output::{self, Clock, FormatArgs};
use proxeny::leverage::{DEFAULT_DRAWS, DEFAULT_WORLDS};
use proxeny::report::{Brief, BriefResult};
use serde_json::json;

/// One page in words.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Print every finding, not only the page that answers each question; JSON always has all
    #[arg(long)]
    full: bool,

    /// Worlds to draw
    #[arg(long, value_name = "N", default_value_t = DEFAULT_WORLDS)]
    worlds: u64,

    /// Draws of the assumptions for the ranges of ranks and values
    #[arg(long, value_name = "N", default_value_t = DEFAULT_DRAWS)]
    draws: u64,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Language of the page; JSON has both
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let network = args.source.network()?;
    clock.read();
    let brief = Brief::default().worlds(args.worlds).seed(args.seed).draws(args.draws);
    let brief = brief.control(&clock.control()).run(&network);
    let brief = brief.map_err(|error| Failure::of(&error, args.source.name()))?;
    clock.computed();
    let answer = if args.full { BriefResult::answer_in_full } else { BriefResult::answer };
    let mut answer = answer(&brief, &network, args.lang.code());
    answer.envelope.parameters.insert("worlds".into(), json!(args.worlds));
    answer.envelope.parameters.insert("draws".into(), json!(args.draws));
    answer.envelope.parameters.insert("seed".into(), json!(args.seed));
    output::answer(&answer, args.format.format, &args.running, clock)
}
