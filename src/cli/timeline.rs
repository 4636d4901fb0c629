//! `proxeny timeline`

use super::failure::Failure;
use super::input::Source;
use super::mandate::MandateArgs;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::Timeline;
use proxeny::leverage::Access;
use proxeny::{Date, Error, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny timeline                                     Seoul from the first dated tie to today
  proxeny timeline --between 2006..2026 --every 5
  proxeny timeline --mandate knowledge --undated out   without ties of which nobody recorded when they began
  proxeny timeline netherlands --between 2010..2020 --top 20

With --between, ties are held against each other in its first and its last year, else in the last ten years.";

/// How the network grew: ties, cities, access and who mattered by year, and which ties moved access most.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    #[command(flatten)]
    mandate: MandateArgs,

    /// Years between two rows; if left out, so many that there are about a dozen rows
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(u16).range(1..))]
    every: Option<u16>,

    /// Actors to follow through the years
    #[arg(long, value_name = "N", default_value_t = 5)]
    leaders: usize,

    #[command(flatten)]
    explaining: Explaining,

    /// Ties to print; JSON has all
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
    let access = args.sampling.apply(Access::new(&mandate)).control(&clock.control());
    let mut timeline = Timeline::new(&access).view(view.clone()).top(args.leaders);
    if let Some(when) = view.when {
        let [first, last] = [when.first(), when.last()].map(Date::calendar_year);
        timeline = if first < last { timeline.from(first).to(last) } else { timeline.to(last) };
    }
    let timeline = args.every.into_iter().fold(timeline, |timeline, years| timeline.every(usize::from(years)));
    let result = timeline.run(&network).map_err(failed)?;
    clock.computed();
    let mut answer = report::timeline(&network, &mandate, &result, args.lang.code(), args.top);
    args.explaining.add(&mut answer, &network, Some(&mandate), args.lang);
    let parameters = &mut answer.envelope.parameters;
    args.mandate.parameters(&mandate, parameters);
    parameters.insert("every".into(), json!(args.every));
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    output::answer(&answer, args.format.format, &args.running, clock)
}
