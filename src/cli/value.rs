//! `proxeny value`

use super::failure::Failure;
use super::input::Source;
use super::mandate::MandateArgs;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Value, Weigh};
use proxeny::leverage::Access;
use proxeny::{Error, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny value                                        what Seoul's recorded deals are worth, and who holds them
  proxeny value netherlands --top 5
  proxeny value --at 2015 --weigh deals                … as it stood in 2015
  proxeny value --weigh population --weigh @tourists   how much of that a small firm can expect to reach
  proxeny value --mandate export_all --format json

Most ties have no amount on record; how many have one is told first. A weight of cities is an assumption: deals (what was \
sold there), population, income (people × GDP per person), or a numeric attribute of your own, written @NAME.";

/// What the recorded deals are worth, who holds them, and how much is within reach.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    #[command(flatten)]
    mandate: MandateArgs,

    /// What makes a city worth more: deals, population, income or @ATTRIBUTE; may be given several times
    #[arg(long, value_name = "WEIGHT", default_values = ["deals", "population", "income"])]
    weigh: Vec<Weigh>,

    #[command(flatten)]
    explaining: Explaining,

    /// Amounts to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    sampling: Sampling,
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
    let mandate = args.mandate.mandate(&network).map_err(failed)?;
    let view = args.view.view(&network);
    let access = args.sampling.apply(Access::new(&mandate).view(view.clone())).control(&clock.control());
    let mut result = Value::new().view(view.clone()).run(&network).map_err(failed)?;
    Value::reach(&network, &access, &args.weigh, &mut result).map_err(failed)?;
    clock.computed();
    let mut answer = report::value(&network, &mandate, &result, args.lang.code(), args.top);
    args.explaining.add(&mut answer, &network, Some(&mandate), args.lang);
    let parameters = &mut answer.envelope.parameters;
    args.mandate.parameters(&mandate, parameters);
    parameters.insert("weigh".into(), json!(args.weigh.iter().map(ToString::to_string).collect::<Vec<_>>()));
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    output::answer(&answer, args.format.format, &args.running, clock)
}
