//! `proxeny metrics --programmes`

use super::failure::Failure;
use super::metrics::Subject;
use super::options::Language;
use proxeny::diplomacy::Affiliation;
use proxeny::io::Input;
use proxeny::report::NetworkRef;
use proxeny::{Network, Problem, Selector};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Whether programmes are measured instead of the network, and with whom.
#[derive(clap::Args)]
#[command(next_help_heading = "Programmes")]
pub(crate) struct TwoModes {
    /// Measure the programmes and those whom they reached, as a network of two sides: which programmes and which cities are
    /// central, and which share more than chance would have it
    #[arg(long, conflicts_with_all = ["null", "removal", "from", "direction", "undirected", "directed", "weight_is",
        "partition", "groups", "kinds", "stages", "at", "between", "ever", "undated", "min_strength"])]
    programmes: bool,

    /// Of those reached, only these, such as country:VN
    #[arg(long, value_name = "SELECTOR", requires = "programmes")]
    reached: Option<Selector>,
}

impl TwoModes {
    pub(crate) fn are_asked(&self) -> bool {
        self.programmes
    }

    /// The network, its programmes and those whom they reached.
    pub(crate) fn of(&self, input: Input, name: &str) -> Result<(Network, Affiliation), Failure> {
        let Input::Network(network) = input else {
            let message =
                "is a plain edge list, which knows no programmes; leave --programmes out, and its two sides are found";
            return Err(Failure::Input(format!("error: {name} {message}")));
        };
        let affiliation =
            Affiliation::of(&network, self.reached.as_ref()).map_err(|error| Failure::of(&error, name))?;
        Ok((*network, affiliation))
    }

    pub(crate) fn parameters(&self, parameters: &mut Map<String, Value>) {
        if self.programmes {
            parameters.insert("programmes".into(), json!(true));
        }
        if let Some(reached) = &self.reached {
            parameters.insert("reached".into(), json!(reached));
        }
    }
}

/// What is measured of programmes.
pub(crate) fn subject(network: &Network, affiliation: &Affiliation, language: Language) -> Subject {
    let code = language.code();
    let name = |(id, name): &(String, proxeny::Text)| match name.get(code) {
        "" => id.clone(),
        name => name.to_owned(),
    };
    let actors: Vec<_> = affiliation.reached.iter().filter_map(|id| network.actor(id)).collect();
    let actors: Vec<_> = actors.into_iter().map(|node| &network.graph()[node]).collect();
    let ids = affiliation.programmes.iter().map(|(id, _)| id.clone()).chain(affiliation.reached.iter().cloned());
    let kinds = affiliation.programmes.iter().map(|_| "programme".to_owned());
    Subject {
        topology: affiliation.topology.clone(),
        ids: ids.collect(),
        labels: affiliation
            .programmes
            .iter()
            .map(name)
            .chain(actors.iter().map(|one| one.label(code).to_owned()))
            .collect(),
        kinds: kinds.chain(actors.iter().map(|actor| actor.kind.clone())).collect(),
        groups: Some(affiliation.groups()),
        kind_labels: BTreeMap::new(),
        tie_ids: Vec::new(),
        network: NetworkRef::of(network),
        warnings: network.warnings().iter().map(Problem::told).collect(),
        view: None,
    }
}
