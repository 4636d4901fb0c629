//! `proxeny checks`

use super::failure::Failure;
use super::input::Source;
use super::mandate::MandateArgs;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::leverage::Access;
use proxeny::{Error, report};

const EXAMPLES: &str = "\
Examples:
  proxeny checks                                       what to verify before acting on Seoul's ranking
  proxeny checks singapore --top 5
  proxeny checks --mandate knowledge --format csv
  proxeny checks my.json --from kind:sme --to kind:foreign_city --exact";

/// The facts whose verification would most change the advice: through whom to work.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    #[command(flatten)]
    mandate: MandateArgs,

    #[command(flatten)]
    explaining: Explaining,

    /// Facts to print; JSON has all
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
    args.view.check(&network).map_err(failed)?;
    let view = args.view.view(&network);
    let access = args.sampling.apply(Access::new(&mandate).view(view.clone())).control(&clock.control());
    let result = access.checks(&network).map_err(failed)?;
    clock.computed();
    let mut answer = report::checks(&network, &mandate, &result, args.lang.code(), args.top);
    args.explaining.add(&mut answer, &network, Some(&mandate), args.lang);
    let parameters = &mut answer.envelope.parameters;
    args.mandate.parameters(&mandate, parameters);
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    output::answer(&answer, args.format.format, &args.running, clock)
}
