//! What a network holds, how well it is sourced, and what it assumes.

use super::Finding;
use crate::model::{Layer, Network};
use crate::report::sure::draws_words;
use crate::report::words::{count, list};
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
    let unsourced = match assumed.ties_unsourced {
        0 => "Every tie has a document behind it".to_owned(),
        1 => "1 tie has no document behind it".to_owned(),
        number => format!("{number} ties have no document behind them"),
    };
    let statement = format!(
        "The network holds {} ({}), {} and {}{when}, from {}. Confidence that a tie exists as recorded: {}. {}; {} \
         of {ties} ties rest on a single document.",
        count(network.actors().len(), "actor"),
        list(&named),
        count(ties, "tie"),
        count(network.programmes().len(), "programme"),
        count(network.sources().len(), "source document"),
        list(&confidence),
        unsourced,
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

/// Everything that is taken for granted. What does not occur is not mentioned. `ranged` says whether ranges were told.
pub(super) fn assumptions(network: &Network, ranged: bool) -> Finding {
    let assumed = network.assumptions();
    let parts = [
        (assumed.strength_of_kind, "its strength, from its kind"),
        (assumed.strength_default, "its strength, as 0.5, since not even its kind gives one"),
        (assumed.conveys_of_kind, "which way it carries an introduction, from its kind"),
        (assumed.conveys_default, "that it carries introductions both ways"),
        (assumed.confidence_default, "that it exists for certain, since it has no confidence"),
        (assumed.undated, "when it began and ended, since it has no date"),
        (assumed.ties_unsourced, "that it exists at all, since no document backs it"),
    ];
    let told = parts.iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = told.map(|(number, words)| format!("{words} ({})", count(*number, "tie"))).collect();
    let mut sentences = vec![format!(
        "No document measures how well a tie carries an introduction. Assumed of a tie is: {}.",
        told.join("; ")
    )];
    let layerless = network.actors().filter(|(_, actor)| actor.layer.is_none()).count();
    if layerless > 0 {
        let layers = Layer::ALL.map(Layer::name).join(", ");
        sentences.push(format!("{} belong to none of the layers {layers}.", count(layerless, "actor")));
    }
    if ranged {
        sentences.push(
            "Two kinds of doubt are told apart. Intervals behind a number are the simulation error alone: how far it may be off \
             because only so many worlds were drawn."
                .to_owned(),
        );
        sentences.push(format!(
            "Ranges marked 5–95% are what confidence and assumed strengths could change. {} Ties that nobody recorded are \
             covered by neither.",
            draws_words()
        ));
    } else {
        sentences.push(
            "The intervals above tell the simulation error alone: how far a number may be off because only so many worlds were \
             drawn. They tell nothing of these assumptions, nor of ties that nobody recorded."
                .to_owned(),
        );
    }
    let statement = sentences.join(" ");
    Finding::new("assumptions", "What is assumed").says(statement).number("assumptions", assumed)
}
