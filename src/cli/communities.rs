//! `proxeny communities`

use super::failure::Failure;
use super::input::Source;
use super::metrics::Subject;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, FormatArgs};
use proxeny::measure::Weighting;
use proxeny::report::{self, Grouped};
use proxeny::structure::{Communities, Quality};
use proxeny::{DirectionRule, Error};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny communities                                     Seoul's network, today
  proxeny communities singapore --ever --runs 50
  proxeny communities --quality cpm --resolution 0.2      groups denser than that, however small
  proxeny communities friends.txt --consensus --format csv";

/// Groups that keep to themselves: who is in them, who binds them, how sure they are.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// What makes a division a good one: modularity (more ties inside than chance), cpm (denser than the resolution)
    #[arg(long, value_name = "QUALITY", default_value_t = Quality::Modularity)]
    quality: Quality,

    /// How fine the division is; larger makes more and smaller communities
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    resolution: f64,

    /// How many runs with different random numbers; the best is told
    #[arg(long, value_name = "N", default_value_t = 20)]
    runs: usize,

    /// Tell what the runs agree on rather than the best of them
    #[arg(long)]
    consensus: bool,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Ties count by their strength
    #[arg(long)]
    weighted: bool,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let input = args.source.read().map_err(failed)?;
    clock.read();
    let view = (&args.view, DirectionRule::Undirected);
    let subject = Subject::plain(input, &args.source, view, args.lang).map_err(failed)?;
    clock.built();
    let weighting = if args.weighted { Weighting::Weighted } else { Weighting::Unweighted };
    let search = Communities::default().quality(args.quality).resolution(args.resolution).weighting(weighting);
    let search = search.runs(args.runs).seed(args.seed);
    let search = if args.consensus { search.consensus() } else { search };
    let found = search.run(&subject.topology).map_err(failed)?;
    clock.computed();
    let grouped = Grouped {
        topology: &subject.topology,
        ids: &subject.ids,
        labels: &subject.labels,
        kinds: &subject.kinds,
        kind_labels: &subject.kind_labels,
        quality: args.quality,
    };
    let mut answer = report::communities(&grouped, &found, subject.network, args.lang.code(), args.top);
    answer.envelope.warnings.splice(0..0, subject.warnings);
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("quality".into(), json!(args.quality));
    parameters.insert("resolution".into(), json!(args.resolution));
    parameters.insert("runs".into(), json!(args.runs));
    parameters.insert("seed".into(), json!(args.seed));
    for (name, set) in [("consensus", args.consensus), ("weighted", args.weighted)] {
        if set {
            parameters.insert(name.into(), json!(true));
        }
    }
    if let Some(view) = &subject.view {
        ViewArgs::parameters(view, parameters);
    }
    output::answer(&answer, args.format.format, &args.running, clock)
}
