//! `proxeny leverage`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, FormatArgs};
use proxeny::leverage::{Access, Relation};
use proxeny::{Error, ErrorKind, Mandate, Network, Selector, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny leverage                                     Seoul's small firms to foreign cities
  proxeny leverage --mandate knowledge --ever
  proxeny leverage --without layer:national
  proxeny leverage --ties --top 10                     the ties whose lapse would cost most
  proxeny leverage --by kind                           … or all sister cities, all memberships at once
  proxeny leverage --from id:kosmic --to country:VN --max-intermediaries 2
  proxeny leverage my.json --from kind:sme --to kind:foreign_city --exact --format json

A selector joins conditions by `and`, alternatives by `or`: kind:sme,large_firm and not country:KR or tag:pilot.
Keys: id, kind, layer, country, tag, @attribute.";

/// Access of a mandate and the leverage of every actor in between.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// The mandate; the network's first if left out
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Sources, instead of the mandate's
    #[arg(long, value_name = "SELECTOR")]
    from: Option<Selector>,

    /// Targets, instead of the mandate's
    #[arg(long, value_name = "SELECTOR")]
    to: Option<Selector>,

    /// Who may pass an introduction on, instead of the mandate's
    #[arg(long, value_name = "SELECTOR")]
    relay: Option<Selector>,

    /// The most intermediaries on a route: a number, or `none` for no limit
    #[arg(long, value_name = "N", value_parser = limit)]
    max_intermediaries: Option<Limit>,

    /// Also tell access without these actors; may be given several times
    #[arg(long, value_name = "SELECTOR")]
    without: Vec<Selector>,

    /// Also tell, for every tie on a permitted route, what is lost if it lapsed and gained if it were certain
    #[arg(long)]
    ties: bool,

    /// Also tell what is lost if all ties of a sort lapsed together: kind, stage, country or layer
    #[arg(long, value_name = "RELATION")]
    by: Option<Relation>,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    /// Language of names
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

#[derive(Clone, Copy)]
struct Limit(Option<u32>);

fn limit(text: &str) -> Result<Limit, String> {
    if text == "none" {
        return Ok(Limit(None));
    }
    text.parse().map(|most| Limit(Some(most))).map_err(|_| "write a number from 0 up, or none".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let network = args.source.network()?;
    clock.read();
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let mandate = args.mandate(&network).map_err(failed)?;
    let view = args.view.view(&network);
    let access = args.sampling.apply(Access::new(&mandate).view(view.clone())).control(&clock.control());
    let result = access.leverage(&network).map_err(failed)?;
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
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("mandate".into(), json!(mandate.id));
    for (name, selector) in [("from", &args.from), ("to", &args.to), ("relay", &args.relay)] {
        if let Some(selector) = selector {
            parameters.insert(name.into(), json!(selector));
        }
    }
    let most = mandate.max_intermediaries.map_or_else(|| json!("unlimited"), |most| json!(most));
    parameters.insert("max_intermediaries".into(), most);
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    output::answer(&answer, args.format.format, &args.running, clock)
}

impl Args {
    /// The mandate asked about: a named one or the default, with whatever the options replace.
    fn mandate(&self, network: &Network) -> Result<Mandate, Error> {
        let base = match (self.mandate.as_deref(), &self.from, &self.to) {
            (None, Some(from), Some(to)) if network.mandates().is_empty() => {
                Mandate::new("custom", from.clone(), to.clone())
            }
            (None, _, _) if network.mandates().is_empty() => {
                let message = "the network has no mandate; say who must reach whom with --from and --to";
                return Err(ErrorKind::Usage(message.into()).into());
            }
            (id, _, _) => network.mandate(id)?.clone(),
        };
        let mut mandate = base;
        for (selector, place) in [(&self.from, &mut mandate.from), (&self.to, &mut mandate.to)] {
            if let Some(selector) = selector {
                network.select(selector, "selector")?;
                place.clone_from(selector);
            }
        }
        self.relay.iter().for_each(|relay| mandate.relay.clone_from(relay));
        if let Some(Limit(most)) = self.max_intermediaries {
            mandate.max_intermediaries = most;
        }
        if self.from.is_some() || self.to.is_some() {
            "custom".clone_into(&mut mandate.id);
            mandate.title = proxeny::Text::new(format!("{} to {}", mandate.from, mandate.to));
        }
        Ok(mandate)
    }
}
