//! `proxeny programmes`

use super::diffuse::Diffuse;
use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Programmes, ReachWeight};
use proxeny::{Error, Selector, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny programmes                                   Seoul's programmes: reach, overlap, what each adds, what followed
  proxeny programmes --weight population               cities by their people
  proxeny programmes netherlands --to layer:foreign    governments too, not only cities
  proxeny programmes --within 8 --format csv
  proxeny programmes --diffuse                         how far a policy of Seoul spreads from city to city
  proxeny programmes twins.csv --read-as edges --diffuse --seeds 5";

/// Programmes of public diplomacy evaluated: whom they reach, how much they overlap, what each adds, what followed, whom to invite next.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Who is to be reached; the targets of the network's first mandate if left out
    #[arg(long, value_name = "SELECTOR")]
    to: Option<Selector>,

    /// What a city counts for: equal, population, aid (those that may receive development aid alone)
    #[arg(long, value_name = "BY", default_value = "equal")]
    weight: ReachWeight,

    /// In how many years after a reach something has to follow
    #[arg(long, value_name = "YEARS", default_value_t = 5)]
    within: i16,

    /// How often opinion is drawn from its intervals; 0 switches it off
    #[arg(long, value_name = "N", default_value_t = 1000)]
    draws: u64,

    /// Worlds to draw for gains and spreads; 0 leaves the gains of invitations out
    #[arg(long, value_name = "N", default_value_t = 4096)]
    worlds: u64,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    diffuse: Diffuse,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
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
    let answer = if args.diffuse.is_asked() {
        let input = args.source.read().map_err(|error| Failure::of(&error, args.source.name()))?;
        clock.read();
        let asked = (args.worlds, args.seed, args.lang.code(), args.top);
        let answer = args.diffuse.answer(&input, &args.view, asked, &clock.control());
        answer.map_err(|error| Failure::of(&error, args.source.name()))?
    } else {
        let network = args.source.network()?;
        clock.read();
        let failed = |error: Error| Failure::of(&error, args.source.name());
        let programmes = Programmes::new().weight(args.weight).within(args.within).draws(args.draws);
        let programmes = programmes.worlds(args.worlds).seed(args.seed);
        let programmes = args.to.iter().cloned().fold(programmes, Programmes::to);
        let result = programmes.run(&network).map_err(failed)?;
        let mut answer = report::programmes(&network, &result, args.lang.code(), args.top);
        args.explaining.add(&mut answer, &network, None, args.lang);
        let parameters = &mut answer.envelope.parameters;
        parameters.insert("to".into(), json!(result.to));
        parameters.insert("weight".into(), json!(args.weight));
        parameters.insert("within".into(), json!(args.within));
        parameters.insert("draws".into(), json!(args.draws));
        parameters.insert("worlds".into(), json!(args.worlds));
        parameters.insert("seed".into(), json!(args.seed));
        answer
    };
    clock.computed();
    output::answer(&answer, args.format.format, &args.running, clock)
}
