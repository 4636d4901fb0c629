//! `proxeny pathways`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Matched, Motifs, Order, Pathway};
use proxeny::{DirectionRule, Error, Network, report};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

const EXAMPLES: &str = "\
Examples:
  proxeny pathways                                   the ways that real deals went, and how often they are found
  proxeny pathways --pathway \"sme -[consortium]- large_firm -[hardware]-> foreign_city\"
  proxeny pathways --pathway \"software [hardware, lag 2]\"   cities with hardware two years after know-how
  proxeny pathways --motifs                          which ties stand before hardware more often than chance

A pathway is read from left to right: kinds of actors, `any` or 'selectors', with -> between them, which goes along what a \
tie conveys (<- against it, -- either way); -[software, since 2010]-> binds the tie by stage, kind, years or lag. \
Repeat with * + ? {1,3}, choose with |, group with ( ). Stages alone speak of the history of each city. \
Without --at or --between all that was ever recorded counts.";

/// Pathways: the ways that real deals went, how often they are found, and what precedes hardware.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// This pathway instead of the named ones
    #[arg(long, value_name = "PATHWAY")]
    pathway: Option<String>,

    /// Hold what stands before hardware against chance
    #[arg(long, conflicts_with_all = ["pathway", "in_time", "direction"])]
    motifs: bool,

    /// Random deals of hardware among cities, for --motifs
    #[arg(long, value_name = "N", default_value_t = 9_999)]
    draws: usize,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    rule: Rule,

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

/// How pathways are read.
#[derive(clap::Args)]
pub(crate) struct Rule {
    /// Ties have to follow one another in time
    #[arg(long)]
    pub(crate) in_time: bool,

    /// Which way -> goes: conveyed (as introductions travel), recorded, undirected
    #[arg(long, value_name = "RULE", default_value = "conveyed")]
    pub(crate) direction: DirectionRule,
}

impl Rule {
    /// Whether it says anything but the default.
    pub(crate) fn is_set(&self) -> bool {
        self.in_time || self.direction != DirectionRule::Conveyed
    }

    pub(crate) fn order(&self) -> Order {
        if self.in_time { Order::InTime } else { Order::Free }
    }
}

/// Reads a pathway that was written on the command line, and holds its kinds against the network.
pub(crate) fn read(text: &str, network: &Network) -> Result<Pathway, Failure> {
    let pathway = text.parse::<Pathway>();
    pathway.and_then(|pathway| pathway.check(network).map(|()| pathway)).map_err(|error| wrong(text, &error))
}

/// Mistakes of a pathway, each under the line with a mark at its character.
fn wrong(text: &str, error: &Error) -> Failure {
    let Some(problems) = error.problems() else { return Failure::Usage(format!("error: {error}")) };
    let lines: Vec<&str> = text.split('\n').collect();
    let told = problems.iter().map(|problem| {
        let help = if problem.help.is_empty() { String::new() } else { format!(" ({})", problem.help) };
        let message = format!("error: in the pathway: {}{help}", problem.message);
        match problem.place {
            Some(place) => {
                let line = lines.get(place.line - 1).copied().unwrap_or_default();
                let before: String = line.chars().take(place.column - 1).collect();
                format!("{message}\n  {line}\n  {}^", " ".repeat(before.width()))
            }
            None => message,
        }
    });
    Failure::Usage(told.collect::<Vec<_>>().join("\n"))
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let network = args.source.network()?;
    clock.read();
    let failed = |error: Error| Failure::of(&error, args.source.name());
    if args.motifs {
        let result = Motifs::default().draws(args.draws).seed(args.seed).run(&network).map_err(failed)?;
        clock.computed();
        let mut answer = report::motifs(&network, &result, args.lang.code());
        args.explaining.add(&mut answer, &network, None, args.lang);
        answer.envelope.parameters.insert("draws".into(), json!(args.draws));
        answer.envelope.parameters.insert("seed".into(), json!(args.seed));
        return output::answer(&answer, args.format.format, &args.running, clock);
    }
    let (view, order) = (args.view.asked(&network).direction(args.rule.direction), args.rule.order());
    let matched = match &args.pathway {
        Some(text) => vec![Matched::of(&read(text, &network)?, &network, &view, order).map_err(failed)?],
        None => Matched::named(&network, &view, order).map_err(failed)?,
    };
    clock.computed();
    let mut answer = report::pathways(&network, &matched, args.lang.code());
    args.explaining.add(&mut answer, &network, None, args.lang);
    let parameters = &mut answer.envelope.parameters;
    args.pathway.as_ref().map(|text| parameters.insert("pathway".into(), json!(text)));
    parameters.insert("direction".into(), json!(args.rule.direction));
    parameters.insert("order".into(), json!(order));
    ViewArgs::parameters(&view, parameters);
    output::answer(&answer, args.format.format, &args.running, clock)
}
