//! `proxeny ladder`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running};
use super::output::{self, Clock, FormatArgs};
use proxeny::diplomacy::Ladder;
use proxeny::{Date, Error, report};
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

    /// Language of names
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
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let ladder =
        if args.ever { Ladder::default().ever() } else { args.at.into_iter().fold(Ladder::default(), Ladder::by) };
    let result = ladder.run(&network).map_err(failed)?;
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
    let when = result.by.map_or_else(|| json!("ever"), |by| json!(by));
    answer.envelope.parameters.insert("begun_by".into(), when);
    if let Some(city) = &args.city {
        answer.envelope.parameters.insert("city".into(), json!(city));
    }
    output::answer(&answer, args.format.format, &args.running, clock)
}
