//! `proxeny opportunities`

use super::failure::Failure;
use super::input::Source;
use super::mandate::MandateArgs;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::leverage::{Access, DRAWS_OF_NEW_TIES, Opportunities};
use proxeny::{Error, NextTie, Selector, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny opportunities                                which new ties would open most cities to Seoul's small firms
  proxeny opportunities --budget 10                    … and the best set of them that costs at most 10
  proxeny opportunities --join kind:sme id:kotra --kind promotes
  proxeny opportunities --budget 10 --forbid everyone country:RU --require id:susa id:hcmc --cost mou=3
  proxeny opportunities netherlands --mandate knowledge --ties

Which ties could be made is said by the rules of the mandate (its `next`), or by --join. Only the next rung of a city is \
asked about: attention, software, pilot, finance, hardware. FROM and TO are selectors, `everyone` for all. Costs are in a unit of your own, the same for all.";

/// Which new ties would add most access, why, and the best set of them within a budget.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    mandate: MandateArgs,
    #[command(flatten)]
    candidates: Candidates,

    /// Also tell the best set of new ties that costs at most this
    #[arg(long, value_name = "NUMBER")]
    budget: Option<f64>,

    /// Also tell what existing ties would add if they were made certain
    #[arg(long)]
    ties: bool,

    /// Draws of the assumptions for the ranges of ranks; 40 for small networks if left out, else none
    #[arg(long, value_name = "N")]
    draws: Option<u64>,

    /// Leave out how far the assumptions could move the ranks
    #[arg(long, conflicts_with = "draws")]
    no_ranges: bool,

    /// Rows to print; JSON has all
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
    explaining: Explaining,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

/// Which ties could be made.
#[derive(clap::Args)]
#[command(next_help_heading = "New ties")]
struct Candidates {
    /// Ask about new ties between these actors instead of the mandate's rules; may be given several times
    #[arg(long, num_args = 2, value_parser = actors, value_names = ["FROM", "TO"])]
    join: Vec<Selector>,

    /// Kind of the ties of --join
    #[arg(long, value_name = "KIND", requires = "join", default_value = "")]
    kind: String,

    /// Strength of the ties of --join; that of their kind if left out, else 0.5
    #[arg(long, value_name = "SHARE", requires = "join")]
    strength: Option<f64>,

    /// How likely the ties of --join can be formed
    #[arg(long, value_name = "SHARE", requires = "join", default_value_t = 1.0)]
    formation: f64,

    /// Cost of new ties of a kind, or of those of --join; may be given several times
    #[arg(long, value_name = "KIND=NUMBER|NUMBER", value_parser = cost)]
    cost: Vec<(Option<String>, f64)>,

    /// No new ties between these actors; may be given several times
    #[arg(long, num_args = 2, value_parser = actors, value_names = ["FROM", "TO"])]
    forbid: Vec<Selector>,

    /// All new ties between these actors belong to the best set, on any rung; may be given several times
    #[arg(long, num_args = 2, value_parser = actors, value_names = ["FROM", "TO"], requires = "budget")]
    require: Vec<Selector>,

    /// New ties with the same country (or kind, layer, attribute) of their receiver hold or fall together with this chance
    #[arg(long, value_name = "KEY=SHARE", value_parser = cause)]
    common_cause: Option<(String, f64)>,

    /// Ask about new ties on any rung, not only the next of a city
    #[arg(long)]
    any_rung: bool,
}

fn actors(text: &str) -> Result<Selector, String> {
    if text == "everyone" { Ok(Selector::everyone()) } else { text.parse().map_err(|error: Error| error.to_string()) }
}

fn cost(text: &str) -> Result<(Option<String>, f64), String> {
    let wrong = || "write KIND=NUMBER or a number above 0, as mou=3".to_owned();
    let (kind, number) = text.rsplit_once('=').map_or((None, text), |(kind, number)| (Some(kind.to_owned()), number));
    let number = number.trim().parse::<f64>().ok().filter(|number| *number > 0.0 && number.is_finite());
    Ok((kind, number.ok_or_else(wrong)?))
}

fn cause(text: &str) -> Result<(String, f64), String> {
    let parsed = text.rsplit_once('=').and_then(|(key, share)| Some((key.to_owned(), share.trim().parse().ok()?)));
    parsed
        .filter(|(_, share)| *share > 0.0 && *share <= 1.0)
        .ok_or_else(|| "write KEY=SHARE, as country=0.8".to_owned())
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
    let asked = args.candidates.ask(&access);
    let mut found = asked.run(&network).map_err(failed)?;
    asked.because(&network, &mut found, args.top).map_err(failed)?;
    let quick = asked.ranges_are_quick(&network, found.candidates.len());
    let draws = args.draws.or(quick.then_some(DRAWS_OF_NEW_TIES)).filter(|_| !args.no_ranges);
    if let Some(draws) = draws {
        asked.ranges(&network, &mut found, draws).map_err(failed)?;
    }
    let best = args.budget.map(|budget| asked.best_set(&network, budget)).transpose().map_err(failed)?;
    let existing = args.ties.then(|| asked.existing(&network)).transpose().map_err(failed)?;
    clock.computed();
    let language = args.lang.code();
    let mut answer = report::opportunities(&network, &mandate, &found, language, args.top);
    if let Some(best) = &best {
        report::add_best_set(&mut answer, &network, best, language);
    }
    if let Some(existing) = &existing {
        report::add_existing(&mut answer, &network, existing, language, args.top);
    }
    report::add_asked(&mut answer, &asked);
    args.explaining.add(&mut answer, &network, Some(&mandate), args.lang);
    let parameters = &mut answer.envelope.parameters;
    args.mandate.parameters(&mandate, parameters);
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    let by = if args.candidates.join.is_empty() { "the mandate's rules" } else { "--join" };
    parameters.insert("next".into(), json!(by));
    for (name, number) in [("budget", json!(args.budget)), ("draws", json!(draws))] {
        parameters.insert(name.into(), number);
    }
    output::answer(&answer, args.format.format, &args.running, clock)
}

impl Candidates {
    fn ask<'m>(&self, access: &Access<'m>) -> Opportunities<'m> {
        let mut asked = Opportunities::new(access);
        if !self.join.is_empty() {
            let plain = self.cost.iter().rev().find(|(kind, _)| kind.is_none()).map_or(1.0, |(_, cost)| *cost);
            let rule = |ends: &[Selector]| NextTie {
                strength: self.strength,
                cost: plain,
                formation: self.formation,
                ..NextTie::new(ends[0].clone(), ends[1].clone(), self.kind.clone())
            };
            asked = asked.candidates(self.join.chunks_exact(2).map(rule).collect());
        }
        for (kind, cost) in &self.cost {
            if let Some(kind) = kind {
                asked = asked.cost(kind.as_str(), *cost);
            }
        }
        for ends in self.forbid.chunks_exact(2) {
            asked = asked.forbid(ends[0].clone(), ends[1].clone());
        }
        for ends in self.require.chunks_exact(2) {
            asked = asked.require(ends[0].clone(), ends[1].clone());
        }
        if let Some((key, holds)) = &self.common_cause {
            asked = asked.common_cause(key.as_str(), *holds);
        }
        if self.any_rung { asked.any_rung() } else { asked }
    }
}
