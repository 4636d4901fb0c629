//! What a network holds, how well it is sourced, and what it assumes.

use super::Finding;
use crate::model::{Layer, Network};
use crate::report::words::{count, list, percent};
use indexmap::IndexMap;

/// Counts of actors by kind, ties, programmes, documents, and confidence.
pub(super) fn holdings(network: &Network) -> Finding {
    let mut kinds: IndexMap<&str, usize> = IndexMap::new();
    network.actors().for_each(|(_, actor)| *kinds.entry(&actor.kind).or_default() += 1);
    kinds.sort_by(|_, a, _, b| b.cmp(a));
    let named: Vec<String> =
        kinds.iter().map(|(kind, number)| count(*number, &network.actor_kind_label(kind, "en"))).collect();
    let assumed = network.assumptions();
    let ties = network.ties().len();
    let confidence: Vec<String> =
        assumed.ties_by_confidence.iter().map(|(value, number)| format!("{number} at {value}")).collect();
    let when = network.as_of().map_or_else(String::new, |date| format!(", as of {date}"));
    let statement = format!(
        "The network holds {} ({}), {} and {}{when}, from {}. Confidence that a tie exists as recorded: {}. {} no \
         document behind them; {} of {ties} ties rest on a single document.",
        count(network.actors().len(), "actor"),
        list(&named),
        count(ties, "tie"),
        count(network.programmes().len(), "programme"),
        count(network.sources().len(), "source document"),
        list(&confidence),
        match assumed.ties_unsourced {
            0 => "All ties have a document; none has".to_owned(),
            1 => "1 tie has".to_owned(),
            n => format!("{n} ties have"),
        },
        assumed.ties_single_source,
    );
    Finding::new("holdings", "What the network holds")
        .says(statement)
        .number("actors", network.actors().len())
        .number("actors_by_kind", kinds)
        .number("ties", ties)
        .number("ties_by_confidence", &assumed.ties_by_confidence)
        .number("ties_unsourced", assumed.ties_unsourced)
        .number("ties_single_source", assumed.ties_single_source)
        .number("programmes", network.programmes().len())
        .number("sources", network.sources().len())
}

/// Everything that is taken for granted.
pub(super) fn assumptions(network: &Network) -> Finding {
    let assumed = network.assumptions();
    let ties = network.ties().len();
    let of_ties = |number: usize| percent(number as f64 / (ties.max(1)) as f64);
    let layers = network.actors().filter(|(_, actor)| actor.layer.is_none()).count();
    let statement = format!(
        "No document measures how well a tie carries an introduction. The strength of {} ties ({}) is assumed from their \
         kind and of {} taken as 0.5; the way introductions travel is assumed from the kind for {} ties and taken as both \
         ways for {}. {} ties carry no confidence and count as certain to exist; {} carry no date. {} actors and {} ties \
         rest on general knowledge alone{}. Ties that nobody recorded are covered by no interval here.",
        assumed.strength_of_kind,
        of_ties(assumed.strength_of_kind),
        assumed.strength_default,
        assumed.conveys_of_kind,
        assumed.conveys_default,
        assumed.confidence_default,
        assumed.undated,
        assumed.actors_unsourced,
        assumed.ties_unsourced,
        if layers > 0 {
            format!("; {layers} actors belong to none of the layers {}", layer_names())
        } else {
            String::new()
        },
    );
    Finding::new("assumptions", "What is assumed").says(statement).number("assumptions", assumed)
}

fn layer_names() -> String {
    Layer::ALL.map(Layer::name).join(", ")
}
