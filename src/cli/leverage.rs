//! `proxeny leverage`

use super::failure::Failure;
use super::input::Source;
use super::mandate::MandateArgs;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::leverage::{Access, DEFAULT_DRAWS, LeverageResult, PartWorlds, Partial, Relation};
use proxeny::{Error, Network, Selector, report};
use serde_json::json;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  proxeny leverage                                     Seoul's small firms to foreign cities
  proxeny leverage --mandate knowledge --ever
  proxeny leverage --without layer:national
  proxeny leverage --ties --top 10                     the ties whose lapse would cost most
  proxeny leverage --by kind                           … or all sister cities, all memberships at once
  proxeny leverage --shapley                           who contributes, though others could do the same
  proxeny leverage --tornado                           which assumption moves the answer most
  proxeny leverage --worlds 0..50000 --partial a.part  some of the worlds, to be merged with others
  proxeny leverage --from id:kosmic --to country:VN --max-intermediaries 2
  proxeny leverage my.json --from kind:sme --to kind:foreign_city --exact --format json

A selector joins conditions by `and`, alternatives by `or`: kind:sme,large_firm and not country:KR or tag:pilot. \
Keys: id, kind, layer, country, tag, @attribute.";

/// Access of a mandate and the leverage of every actor in between.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(super) source: Source,

    #[command(flatten)]
    mandate: MandateArgs,

    /// Also tell access without these actors; may be given several times
    #[arg(long, value_name = "SELECTOR")]
    without: Vec<Selector>,

    /// Also tell, for every tie on a permitted route, what is lost if it lapsed and gained if it were certain
    #[arg(long)]
    ties: bool,

    /// Also tell what is lost if all ties of a sort lapsed together: kind, stage, country, layer or actor
    #[arg(long, value_name = "RELATION")]
    by: Option<Relation>,

    /// Draws of the assumptions for the ranges of ranks and values; if left out 200, or none where that would take long:
    /// in networks of more than 1,000 ties, or 250 without a limit of intermediaries
    #[arg(long, value_name = "N")]
    draws: Option<u64>,

    /// Leave out what the assumptions, single documents and single firms could change
    #[arg(long, conflicts_with = "draws")]
    no_ranges: bool,

    #[command(flatten)]
    more: More,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
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

/// Further answers.
#[derive(clap::Args)]
struct More {
    /// Also tell which assumption moves access most, each in turn
    #[arg(long)]
    tornado: bool,

    /// Also divide access among all who pass introductions on (Shapley values), so that substitutes get their part
    #[arg(long)]
    shapley: bool,

    #[command(flatten)]
    explaining: Explaining,

    /// Write what the worlds came to into this file instead of an answer; `proxeny merge` joins such parts
    #[arg(long, value_name = "FILE", conflicts_with_all = NOT_IN_PARTS)]
    partial: Option<PathBuf>,
}

/// What a part does not hold.
const NOT_IN_PARTS: [&str; 11] =
    ["without", "ties", "by", "draws", "tornado", "shapley", "explain", "precision", "exact", "format", "output"];

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
    if let Some(file) = &args.more.partial {
        let PartWorlds { first, end } = args.sampling.worlds;
        let mut part = access.partial(&network, first..end).map_err(failed)?;
        part.asked = std::env::args().skip(1).collect();
        clock.computed();
        return super::merge::write(&part, file, &args.running, clock);
    }
    let mut result = access.leverage(&network).map_err(failed)?;
    let draws = args.how_sure(&network, &access, &mut result).map_err(failed)?;
    if args.more.shapley {
        access.shapley(&network).map_err(failed)?.attach(&mut result);
    }
    let tornado = args.more.tornado.then(|| access.tornado(&network)).transpose().map_err(failed)?;
    let without = if args.without.is_empty() { Ok(Vec::new()) } else { access.without(&network, &args.without) };
    let without = without.map_err(failed)?;
    let ties = args.ties.then(|| access.ties(&network)).transpose().map_err(failed)?;
    let lost = args.by.map(|by| access.by_relation(&network, by)).transpose().map_err(failed)?;
    clock.computed();
    let mut answer = report::leverage(&network, &mandate, &result, &without, args.lang.code(), args.top);
    let language = args.lang.code();
    if let Some(ties) = &ties {
        report::add_ties(&mut answer, &network, ties, result.access.access.estimate, language, args.top);
    }
    if let Some((by, lost)) = args.by.zip(lost.as_ref()) {
        report::add_relations(&mut answer, &network, by, lost, language, args.top);
    }
    if let Some(tornado) = &tornado {
        report::add_tornado(&mut answer, &network, tornado, language, args.top);
    }
    args.more.explaining.add(&mut answer, &network, Some(&mandate), args.lang);
    let parameters = &mut answer.envelope.parameters;
    args.mandate.parameters(&mandate, parameters);
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    parameters.insert("draws".into(), json!(draws));
    output::answer(&answer, args.format.format, &args.running, clock)
}

/// Answers what was asked when the parts were written.
pub(super) fn merged(
    args: &Args,
    part: &Partial,
    parts: usize,
    how: &super::merge::Args,
    mut clock: Clock,
) -> Result<(), Failure> {
    let network = args.source.network()?;
    clock.read();
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let mandate = args.mandate.mandate(&network).map_err(failed)?;
    let view = args.view.view(&network);
    let access = args.sampling.apply(Access::new(&mandate).view(view.clone())).control(&clock.control());
    let result = access.merged(&network, part).map_err(|error| Failure::of(&error, "the parts"))?;
    clock.computed();
    let mut answer = report::leverage(&network, &mandate, &result, &[], how.lang.code(), how.top);
    "merge".clone_into(&mut answer.envelope.command);
    report::add_parts(&mut answer, parts, how.lang.code());
    let parameters = &mut answer.envelope.parameters;
    args.mandate.parameters(&mandate, parameters);
    ViewArgs::parameters(&view, parameters);
    parameters.insert("worlds".into(), json!(part.worlds.end));
    parameters.insert("seed".into(), json!(part.seed));
    parameters.insert("parts".into(), json!(parts));
    output::answer(&answer, how.format.format, &how.running, clock)
}

impl Args {
    /// Adds what the assumptions, single documents and single firms could change; tells how many draws that took.
    fn how_sure(
        &self,
        network: &Network,
        access: &Access<'_>,
        result: &mut LeverageResult,
    ) -> Result<Option<u64>, Error> {
        let quick = access.ranges_are_quick(network);
        let draws = self.draws.or(quick.then_some(DEFAULT_DRAWS)).filter(|_| !self.no_ranges);
        if let Some(draws) = draws {
            access.ranges(network, draws)?.attach(result);
            access.fragility(network)?.attach(result);
        }
        Ok(draws)
    }
}
