//! `proxeny routes`

use super::failure::Failure;
use super::input::Source;
use super::mandate;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use super::pathways::{self, Rule};
use proxeny::diplomacy::PathwayRoutes;
use proxeny::leverage::{By, Routes, TimedRoutes};
use proxeny::petgraph::graph::NodeIndex;
use proxeny::{Error, Network, Selector, View, report};
use serde_json::{Map, Value, json};

const EXAMPLES: &str = "\
Examples:
  proxeny routes \"SOA C&M\" Mumbai --ever             how a small firm reached Mumbai
  proxeny routes kosmic hcmc -k 3 --max-intermediaries 3
  proxeny routes \"Enterprise Singapore\" Mumbai singapore --by hops
  proxeny routes smg_info \"SOA C&M\" --ever --pathway \"any -- development_bank -[finance]- foreign_city -- sme\"
  proxeny routes straffic Washington --by time --lag 1     the earliest arrival and the latest departure
  proxeny routes 서울특별시 울란바토르 --lang ko --relay everyone

FROM and TO are ids or names in any language; part of a name will do where only one actor has it. \
A route passes no actor twice, and only through actors that may relay in the network's first mandate or the one of \
--mandate. Two parallel ties make two routes. Where there is no route, the answer says why and the exit code is 1.";

/// The best routes from one actor to another, each step with its tie, years, probability and sources.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// The actor that the routes begin at
    from: String,

    /// The actor that they lead to
    to: String,

    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    wanted: Wanted,

    /// The mandate whose relays and ties count; the network's first if left out
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Only routes of this form, such as `sme -[consortium]- large_firm -[hardware]-> foreign_city`; anyone may relay then,
    /// unless --relay says who. `proxeny pathways --help` tells how to write one
    #[arg(long, value_name = "PATHWAY", conflicts_with = "mandate")]
    pathway: Option<String>,

    #[command(flatten)]
    rule: Rule,
    #[command(flatten)]
    explaining: Explaining,

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

/// Which routes are wanted.
#[derive(clap::Args)]
#[command(next_help_heading = "Routes")]
pub(crate) struct Wanted {
    /// What makes a route better: reliability, hops, or time (the earliest arrival and the latest departure)
    #[arg(long, value_name = "RULE", default_value_t = Best(Some(By::Reliability)))]
    by: Best,

    /// By time: the least years between two ties on different stages
    #[arg(long, value_name = "YEARS", default_value_t = 0)]
    lag: u16,

    /// How many routes
    #[arg(short, value_name = "N", default_value_t = 5)]
    k: usize,

    /// Who may pass an introduction on, instead of the mandate's relays; `everyone` for all
    #[arg(long, value_name = "SELECTOR", value_parser = relay)]
    relay: Option<Selector>,

    /// The most intermediaries on a route: a number, or `none` for no limit
    #[arg(long, value_name = "N", default_value = "none", value_parser = limit)]
    max_intermediaries: Limit,
}

/// A way to rank routes; none is by time.
#[derive(Clone, Copy)]
struct Best(Option<By>);

impl std::str::FromStr for Best {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "time" {
            return Ok(Self(None));
        }
        text.parse().map(|by| Self(Some(by))).map_err(|why: String| format!("{why}, or time"))
    }
}

impl std::fmt::Display for Best {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.map_or("time", By::name))
    }
}

#[derive(Clone, Copy)]
struct Limit(Option<u32>);

fn limit(text: &str) -> Result<Limit, String> {
    if text == "none" {
        return Ok(Limit(None));
    }
    text.parse().map(|most| Limit(Some(most))).map_err(|_| "write a number from 0 up, or none".to_owned())
}

fn relay(text: &str) -> Result<Selector, Error> {
    if text == "everyone" { Ok(Selector::everyone()) } else { text.parse() }
}

impl Wanted {
    /// Whether what counts is when one arrives.
    pub(crate) fn is_by_time(&self) -> bool {
        self.by.0.is_none()
    }

    /// The question for these routes.
    pub(crate) fn routes<'m>(&self, from: NodeIndex, to: NodeIndex, view: View) -> Routes<'m> {
        let routes = Routes::new(from, to).by(self.by.0.unwrap_or_default()).k(self.k).view(view);
        let routes = self.relay.iter().cloned().fold(routes, Routes::relay);
        self.max_intermediaries.0.into_iter().fold(routes, Routes::max_intermediaries)
    }

    fn parameters(&self, parameters: &mut Map<String, Value>) {
        parameters.insert("by".into(), json!(self.by.to_string()));
        match self.by.0 {
            Some(_) => parameters.insert("k".into(), json!(self.k)),
            None => parameters.insert("lag".into(), json!(self.lag)),
        };
        if let Some(relay) = &self.relay {
            let all = *relay == Selector::everyone();
            parameters.insert("relay".into(), if all { json!("everyone") } else { json!(relay) });
        }
        let most = self.max_intermediaries.0.map_or_else(|| json!("unlimited"), |most| json!(most));
        parameters.insert("max_intermediaries".into(), most);
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let network = args.source.network()?;
    clock.read();
    let failed = |error: Error| Failure::of(&error, args.source.name());
    args.view.check(&network).map_err(failed)?;
    let view = args.view.view(&network);
    if let Some(text) = &args.pathway {
        return args.under(text, &network, &view.direction(args.rule.direction), clock);
    }
    if args.rule.is_set() {
        return Err(Failure::Usage("error: --in-time and --direction are for routes under a --pathway".into()));
    }
    let routes = args.routes(&network, view.clone()).map_err(failed)?;
    let [from, to] = [&args.from, &args.to].map(|name| network.find(name));
    let [from, to] = [from.map_err(failed)?, to.map_err(failed)?].map(|node| network.graph()[node].id.clone());
    let (mut answer, found) = if args.wanted.is_by_time() {
        let result = TimedRoutes::new(routes).lag(args.wanted.lag).run(&network).map_err(failed)?;
        (report::timed_routes(&network, &result, args.lang.code()), result.earliest.is_some())
    } else {
        let result = routes.run(&network).map_err(failed)?;
        (report::routes(&network, &result, args.lang.code()), !result.routes.is_empty())
    };
    clock.computed();
    let mandate = mandate::first(&network, args.mandate.as_deref()).map_err(failed)?;
    args.explaining.add(&mut answer, &network, mandate, args.lang);
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("from".into(), json!(from));
    parameters.insert("to".into(), json!(to));
    mandate.map(|mandate| parameters.insert("mandate".into(), json!(mandate.id)));
    args.wanted.parameters(parameters);
    ViewArgs::parameters(&view, parameters);
    output::answer(&answer, args.format.format, &args.running, clock)?;
    if found { Ok(()) } else { Err(Failure::Negative) }
}

impl Args {
    /// Routes under a pathway.
    fn under(&self, text: &str, network: &Network, view: &View, mut clock: Clock) -> Result<(), Failure> {
        let failed = |error: Error| Failure::of(&error, self.source.name());
        let pathway = pathways::read(text, network)?;
        let [from, to] = [&self.from, &self.to].map(|name| network.find(name));
        let asked = PathwayRoutes::new(&pathway).from(from.map_err(failed)?).to(to.map_err(failed)?).view(view.clone());
        let Some(by) = self.wanted.by.0 else {
            return Err(Failure::Usage(
                "error: routes under a --pathway are in time with --in-time, not --by time".into(),
            ));
        };
        let asked = asked.by(by).k(self.wanted.k).order(self.rule.order());
        let asked = self.wanted.relay.iter().cloned().fold(asked, PathwayRoutes::relay);
        let asked = self.wanted.max_intermediaries.0.into_iter().fold(asked, PathwayRoutes::max_intermediaries);
        let result = asked.run(network).map_err(failed)?;
        clock.computed();
        let mut answer = report::pathway_routes(network, &pathway, &result, self.lang.code());
        let parameters = &mut answer.envelope.parameters;
        parameters.insert("from".into(), json!(result.from));
        parameters.insert("to".into(), json!(result.to));
        parameters.insert("pathway".into(), json!(text));
        parameters.insert("direction".into(), json!(self.rule.direction));
        parameters.insert("order".into(), json!(result.order));
        self.wanted.parameters(parameters);
        ViewArgs::parameters(view, parameters);
        output::answer(&answer, self.format.format, &self.running, clock)?;
        if result.routes.is_empty() { Err(Failure::Negative) } else { Ok(()) }
    }

    fn routes<'m>(&self, network: &'m Network, view: View) -> Result<Routes<'m>, Error> {
        let routes = self.wanted.routes(network.find(&self.from)?, network.find(&self.to)?, view);
        let mandate = self.mandate.as_deref().map(|id| network.mandate(Some(id))).transpose()?;
        Ok(mandate.into_iter().fold(routes, Routes::mandate))
    }
}
