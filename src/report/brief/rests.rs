//! What the answer rests on: the home national layer, single documents, and how much was looked for.

use super::{Asked, Finding};
use crate::error::Error;
use crate::leverage::WithoutResult;
use crate::model::{Layer, Selector, Source};
use crate::report::words::{count, list, percent, plural, points};
use petgraph::graph::EdgeIndex;
use std::collections::BTreeMap;

/// Without the home national layer (ministries, national agencies, policy banks).
pub(super) fn national_layer(asked: &Asked<'_>) -> Result<Finding, Error> {
    let finding = Finding::new("national_layer", "Without the national government");
    let network = asked.network;
    let national: Selector = "layer:national".parse()?;
    let number = network.actors().filter(|(_, actor)| national.matches(actor)).count();
    if number == 0 {
        return Ok(finding.says(not_separable(asked)).number("separable", false));
    }
    let mut statements = Vec::new();
    let mut finding = finding.number("separable", true).number("actors", number);
    for mandate in network.mandates().values() {
        let access = asked.brief.access(mandate, &asked.view);
        let Some(without) = access.without(network, std::slice::from_ref(&national))?.pop() else { continue };
        statements.push(format!(
            "For {}, access falls by {}, to {}: {} of it goes through the national layer and has no way round; {} of the \
             pairs keep a permitted route.",
            quoted(mandate.label("en")),
            points(&without.loss),
            percent(without.access.estimate),
            percent(without.share),
            percent(without.conceivable),
        ));
        finding = finding.number(&mandate.id, without);
    }
    let statement = format!(
        "Suppose all {} of the home national layer were taken away (home bodies only, not foreign agencies or the UN), in the \
         same simulated worlds{}. {}{}",
        count(number, "actor"),
        asked.when(),
        statements.join(" "),
        first_bodies(asked, &national),
    );
    Ok(finding.says(statement))
}

/// The national bodies with most leverage under the default mandate.
fn first_bodies(asked: &Asked<'_>, national: &Selector) -> String {
    let network = asked.network;
    let is_national = |id: &str| network.actor(id).is_some_and(|node| national.matches(&network.graph()[node]));
    let bodies = asked.result.actors.iter().filter(|actor| actor.leverage.estimate > 0.0 && is_national(&actor.id));
    let told: Vec<String> =
        bodies.take(3).map(|actor| format!("{} ({})", asked.name(&actor.id), percent(actor.share))).collect();
    if told.is_empty() {
        String::new()
    } else {
        format!(" Most leverage among them, under the first mandate, have {}.", list(&told))
    }
}

fn quoted(title: &str) -> String {
    format!("“{title}”")
}

fn not_separable(asked: &Asked<'_>) -> String {
    let of_state = ["ministry", "national_agency"];
    let home = |layer: Option<Layer>| layer == Some(Layer::City);
    let bodies = asked.network.actors().filter(|(_, a)| of_state.contains(&a.kind.as_str()) && home(a.layer)).count();
    if bodies == 0 {
        return "The network records no home national bodies, so what they add cannot be told.".to_owned();
    }
    format!(
        "What the national government adds is not separable here: city and state are one, and {bodies} ministries and \
         national agencies count as the city's own."
    )
}

/// Documents on which most rests.
const FIRST: usize = 3;

/// Worlds that are enough to tell the documents apart.
const WORLDS: u64 = 1 << 12;

/// The documents without which most access would be lost: each with the ties that rest on it alone.
pub(super) fn documents(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let network = asked.network;
    let mut groups: BTreeMap<&str, Vec<EdgeIndex>> = BTreeMap::new();
    for (edge, tie) in network.ties() {
        if let [source] = tie.sources.as_slice() {
            groups.entry(source).or_default().push(edge);
        }
    }
    let groups: Vec<(String, Vec<EdgeIndex>)> =
        groups.into_iter().map(|(source, ties)| (source.to_owned(), ties)).collect();
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let access = asked.access().worlds(asked.brief.worlds.min(WORLDS));
    let mut losses = access.without_ties(network, &groups)?;
    losses.sort_by(|a, b| b.loss.estimate.total_cmp(&a.loss.estimate).then(a.without.cmp(&b.without)));
    losses.truncate(FIRST);
    losses.retain(|loss| loss.loss.estimate > 0.0);
    let told: Vec<String> = losses.iter().map(|loss| document_words(asked, loss)).collect();
    let statement = format!(
        "Some of this rests on single documents. If the ties that only one document records were left out, access would \
         fall most without {}.",
        list(&told)
    );
    let sources = losses.iter().map(|loss| loss.without.clone()).collect();
    let finding = Finding::new("single_documents", "What rests on a single document");
    Ok(vec![finding.says(statement).number("documents", losses).rests_on(sources)])
}

fn document_words(asked: &Asked<'_>, loss: &WithoutResult) -> String {
    let citation = asked.network.sources().get(&loss.without).map_or_else(String::new, Source::citation);
    format!("“{citation}” ({}, {} of access)", count(loss.removed, "tie"), percent(loss.share))
}

/// How much was looked for: uneven coverage is a finding.
pub(super) fn coverage(asked: &Asked<'_>) -> Finding {
    let access = &asked.result.access;
    let mut per_source: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for reach in &access.sources {
        let Some(node) = asked.network.actor(&reach.id) else { continue };
        if let [source] = asked.network.graph()[node].sources.as_slice() {
            per_source.entry(source).or_default().push(&reach.id);
        }
    }
    let most = per_source.iter().max_by_key(|(source, ids)| (ids.len(), std::cmp::Reverse(*source)));
    let noun = asked.noun(&asked.mandate.from, "source");
    let nouns = plural(&noun);
    let mut statement = format!(
        "{} and {} are on record. How many were found depends on where the collectors looked, so numbers of this network are \
         not to be set beside those of another without allowing for it, and “no route” may mean “not looked for”.",
        count(access.sources.len(), &noun),
        count(access.targets.len(), &asked.noun(&asked.mandate.to, "target")),
    );
    let mut sources = Vec::new();
    let mut shared = 0;
    if let Some((source, ids)) = most.filter(|(_, ids)| ids.len() > 1) {
        let citation = asked.network.sources().get(*source).map_or_else(String::new, Source::citation);
        shared = ids.len();
        statement = format!("{statement} {} of the {nouns} are known from one document alone: {citation}.", ids.len());
        sources.push((*source).to_owned());
    }
    Finding::new("coverage", "What was not looked for")
        .says(statement)
        .number("sources", access.sources.len())
        .number("known_from_one_document", shared)
        .rests_on(sources)
}
