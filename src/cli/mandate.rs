//! The mandate that is asked about: one of the network's, or one made on the command line.

use proxeny::{Error, ErrorKind, Mandate, Network, Selector};
use serde_json::{Map, Value, json};

/// Who must reach whom, through whom.
#[derive(clap::Args)]
pub(crate) struct MandateArgs {
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
}

#[derive(Clone, Copy)]
struct Limit(Option<u32>);

fn limit(text: &str) -> Result<Limit, String> {
    if text == "none" {
        return Ok(Limit(None));
    }
    text.parse().map(|most| Limit(Some(most))).map_err(|_| "write a number from 0 up, or none".to_owned())
}

impl MandateArgs {
    /// The mandate asked about: a named one or the default, with whatever the options replace.
    pub(crate) fn mandate(&self, network: &Network) -> Result<Mandate, Error> {
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

    /// Tells what was asked about.
    pub(crate) fn parameters(&self, mandate: &Mandate, parameters: &mut Map<String, Value>) {
        parameters.insert("mandate".into(), json!(mandate.id));
        for (name, selector) in [("from", &self.from), ("to", &self.to), ("relay", &self.relay)] {
            if let Some(selector) = selector {
                parameters.insert(name.into(), json!(selector));
            }
        }
        let most = mandate.max_intermediaries.map_or_else(|| json!("unlimited"), |most| json!(most));
        parameters.insert("max_intermediaries".into(), most);
    }
}

/// The mandate of this id, or the network's first; `None` if it has none.
pub(crate) fn first<'n>(network: &'n Network, id: Option<&str>) -> Result<Option<&'n Mandate>, Error> {
    match id {
        Some(id) => network.mandate(Some(id)).map(Some),
        None => Ok(network.mandates().values().next()),
    }
}
