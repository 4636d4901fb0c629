//! `proxeny ladder`

use super::failure::Failure;
use super::input::Source;
use super::mandate;
use super::options::{Language, Running};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Ladder, LadderResult};
use proxeny::leverage::Access;
use proxeny::{Date, Error, Network, Period, View, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny ladder                        how far Seoul's cities are, and who has the hardware
  proxeny ladder --city Colombo         one city's action card
  proxeny ladder singapore --at 2010
  proxeny ladder netherlands --ever --format json";

/// How far each city is from attention to hardware, who holds each rung, and where software has no hardware after it.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// One city's action card; an id or a name in any language
    #[arg(long, value_name = "CITY")]
    city: Option<String>,

    /// Ties begun by this date (2024, 2024-06) instead of the network's own
    #[arg(long, value_name = "DATE", conflicts_with = "ever")]
    at: Option<Date>,

    /// All that was ever recorded, whatever its date
    #[arg(long)]
    ever: bool,

    /// Gaps to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 15)]
    top: usize,

    /// The mandate whose rules for new ties rank the gaps; the network's first if left out
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Worlds to draw for what new ties would add; 0 leaves that out
    #[arg(long, value_name = "N", default_value_t = 4096)]
    worlds: u64,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

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
    let ladder =
        if args.ever { Ladder::default().ever() } else { args.at.into_iter().fold(Ladder::default(), Ladder::by) };
    let mut result = ladder.run(&network).map_err(failed)?;
    args.rank(&network, &mut result, &clock).map_err(failed)?;
    let language = args.lang.code();
    let mut answer = match &args.city {
        None => report::ladder(&network, &result, language, args.top),
        Some(name) => {
            let found = network.find(name).map_err(failed)?;
            let id = &network.graph()[found].id;
            let city = result.city(id).ok_or_else(|| {
                Failure::Usage(format!(
                    "error: --city: {id} is neither a foreign city nor a foreign buyer on the ladder"
                ))
            })?;
            report::ladder_card(&network, &result, city, language)
        }
    };
    clock.computed();
    args.explaining.add(&mut answer, &network, None, args.lang);
    let when = result.by.map_or_else(|| json!("ever"), |by| json!(by));
    answer.envelope.parameters.insert("begun_by".into(), when);
    answer.envelope.parameters.insert("worlds".into(), json!(args.worlds));
    answer.envelope.parameters.insert("seed".into(), json!(args.seed));
    if let Some(city) = &args.city {
        answer.envelope.parameters.insert("city".into(), json!(city));
    }
    output::answer(&answer, args.format.format, &args.running, clock)
}

impl Args {
    /// Ranks the gaps by what the best next tie would add, where a mandate says which ties could be made.
    fn rank(&self, network: &Network, result: &mut LadderResult, clock: &Clock) -> Result<(), Error> {
        let mandate = mandate::first(network, self.mandate.as_deref())?;
        let Some(mandate) = mandate.filter(|_| self.worlds > 0) else { return Ok(()) };
        let when = result.by.and_then(|date| Period::new(date, date));
        let view = when.map_or_else(View::ever, |when| View::ever().when(when));
        let access = Access::new(mandate).view(view).worlds(self.worlds).seed(self.seed);
        result.rank_gaps(network, &access.control(&clock.control()))
    }
}
