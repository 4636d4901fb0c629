//! `proxeny backing`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::Backing;
use proxeny::{Error, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny backing                              what ministries, agencies and policy banks add for Seoul
  proxeny backing --mandate knowledge --ever   … for its know-how, by all that was ever recorded
  proxeny backing netherlands --top 5
  proxeny backing singapore                    city and state are one: not separable";

/// What the national government adds: what depends on it, and what it could add.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// The mandate; the network's first if left out
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Worlds to draw
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u64).range(1..))]
    worlds: u64,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    explaining: Explaining,
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
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let mandate = network.mandate(args.mandate.as_deref()).map_err(failed)?;
    let view = args.view.view(&network);
    let asked = Backing::new(mandate, view.clone()).worlds(args.worlds).seed(args.seed);
    let result = asked.run(&network).map_err(failed)?;
    clock.computed();
    let mut answer = report::backing(&network, mandate, &result, args.lang.code(), args.top);
    args.explaining.add(&mut answer, &network, Some(mandate), args.lang);
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("mandate".into(), json!(mandate.id));
    ViewArgs::parameters(&view, parameters);
    parameters.insert("worlds".into(), json!(args.worlds));
    parameters.insert("seed".into(), json!(args.seed));
    output::answer(&answer, args.format.format, &args.running, clock)
}
