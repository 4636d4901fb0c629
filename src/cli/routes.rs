//! `proxeny routes`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, FormatArgs};
use proxeny::leverage::{By, Routes};
use proxeny::petgraph::graph::NodeIndex;
use proxeny::{Error, Network, Selector, View, report};
use serde_json::{Map, Value, json};

const EXAMPLES: &str = "\
Examples:
  proxeny routes \"SOA C&M\" Mumbai --ever             how a small firm reached Mumbai
  proxeny routes kosmic hcmc -k 3 --max-intermediaries 3
  proxeny routes \"Enterprise Singapore\" Mumbai singapore --by hops
  proxeny routes 서울특별시 울란바토르 --lang ko --relay everyone

FROM and TO are ids or names in any language; part of a name will do where only one actor has it.
A route passes no actor twice, and only through actors that may relay in the network's first mandate or the one of
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

    /// Language of names
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
    /// What makes a route better: reliability or hops
    #[arg(long, value_name = "RULE", default_value_t = By::Reliability)]
    by: By,

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
    /// The question for these routes.
    pub(crate) fn routes<'m>(&self, from: NodeIndex, to: NodeIndex, view: View) -> Routes<'m> {
        let routes = Routes::new(from, to).by(self.by).k(self.k).view(view);
        let routes = self.relay.iter().cloned().fold(routes, Routes::relay);
        self.max_intermediaries.0.into_iter().fold(routes, Routes::max_intermediaries)
    }

    fn parameters(&self, parameters: &mut Map<String, Value>) {
        parameters.insert("by".into(), json!(self.by));
        parameters.insert("k".into(), json!(self.k));
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
    let result = args.result(&network, view.clone()).map_err(failed)?;
    clock.computed();
    let mut answer = report::routes(&network, &result, args.lang.code());
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("from".into(), json!(result.from));
    parameters.insert("to".into(), json!(result.to));
    let mandate = args.mandate.as_ref().or_else(|| network.mandates().keys().next());
    mandate.map(|id| parameters.insert("mandate".into(), json!(id)));
    args.wanted.parameters(parameters);
    ViewArgs::parameters(&view, parameters);
    output::answer(&answer, args.format.format, &args.running, clock)?;
    if result.routes.is_empty() { Err(Failure::Negative) } else { Ok(()) }
}

impl Args {
    fn result(&self, network: &Network, view: View) -> Result<proxeny::leverage::RoutesResult, Error> {
        let routes = self.wanted.routes(network.find(&self.from)?, network.find(&self.to)?, view);
        let mandate = self.mandate.as_deref().map(|id| network.mandate(Some(id))).transpose()?;
        mandate.into_iter().fold(routes, Routes::mandate).run(network)
    }
}
