//! The answer of `leverage`.

use super::answer::{Answer, Block, Envelope, Table};
use super::words::{count, interval, percent, points};
use crate::leverage::{AccessResult, ActorLeverage, LeverageResult, WithoutResult};
use crate::model::{Mandate, Network};
use serde_json::{Value, json};

/// Puts access, leverage and what is lost without some actors into words and a table of the first `top` actors.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let result = Access::new(mandate).worlds(256).leverage(&singapore)?;
/// let answer = report::leverage(&singapore, mandate, &result, &[], "en", 5);
/// assert_eq!(answer.envelope.result["mandate"], mandate.id.as_str());
/// assert_eq!(answer.envelope.result["actors"].as_array().map(Vec::len), Some(singapore.actors().len()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn leverage(
    network: &Network,
    mandate: &Mandate,
    result: &LeverageResult,
    without: &[WithoutResult],
    language: &str,
    top: usize,
) -> Answer {
    let mut envelope = Envelope::of("leverage", network);
    let mut value = serde_json::to_value(result).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("mandate".to_owned(), json!(mandate.id));
        if !without.is_empty() {
            fields.insert("without".to_owned(), json!(without));
        }
    }
    envelope.result = value;
    let mut blocks = vec![Block::Heading(format!("{}: {}", title(network, language), mandate.label(language)))];
    blocks.push(Block::Paragraph(access_words(&result.access)));
    blocks.push(Block::Table(table(network, &result.actors, language, top)));
    if let Some(focal) = result.actors.iter().find(|actor| actor.rank.is_none()) {
        let name = label(network, &focal.id, language);
        blocks.push(Block::Paragraph(format!(
            "{name}, around which the data were gathered, is not ranked: {} of access, a leverage of {}.",
            percent(focal.share),
            points(&focal.leverage)
        )));
    }
    blocks.extend(without.iter().map(|without| Block::Paragraph(without_words(without))));
    blocks.push(Block::Note(
        "Leverage is the access that is lost without the actor, in percentage points. Shares overlap and need not add up to 100%. Intervals are \
         95% and tell the simulation error alone; strengths are assumptions, and ties that nobody recorded are not covered."
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

fn title(network: &Network, language: &str) -> String {
    let title = network.title().get(language);
    if title.is_empty() { network.id().to_owned() } else { title.to_owned() }
}

/// Name of an actor by its id.
pub(super) fn label(network: &Network, id: &str, language: &str) -> String {
    network.actor(id).map_or_else(|| id.to_owned(), |actor| network.graph()[actor].label(language).to_owned())
}

fn access_words(access: &AccessResult) -> String {
    let how = access.access.worlds.map_or_else(
        || "exactly, by enumeration".to_owned(),
        |worlds| format!("from {}", count(worlds as usize, "sampled world")),
    );
    let steps = access.by_intermediaries.iter().enumerate().filter(|(_, share)| share.estimate > 0.0);
    let last = access.by_intermediaries.len() - 1;
    let beyond = |k: usize| if k == last && access.open_ended { " or more" } else { "" };
    let steps: Vec<String> =
        steps.map(|(k, share)| format!("{} with {k}{}", percent(share.estimate), beyond(k))).collect();
    let steps = if steps.is_empty() { "none".to_owned() } else { steps.join(", ") };
    format!(
        "Access is {} ({how}): the expected share of the pairs of {} and {} that are joined by an open route. By least \
         number of intermediaries: {steps}. Were every tie open, it would be {}.",
        interval(&access.access),
        count(access.sources.len(), "source"),
        count(access.targets.len(), "target"),
        percent(access.conceivable),
    )
}

fn table(network: &Network, actors: &[ActorLeverage], language: &str, top: usize) -> Table {
    let mut table =
        Table::new(&["rank", "actor", "kind", "id"], &["share of access", "leverage, points", "95% interval"]);
    for actor in actors.iter().filter(|actor| actor.rank.is_some()).take(top) {
        let kind = network.actor(&actor.id).map_or("", |node| network.graph()[node].kind.as_str());
        table.row([
            actor.rank.map_or_else(String::new, |rank| rank.to_string()),
            label(network, &actor.id, language),
            network.actor_kind_label(kind, language),
            actor.id.clone(),
            percent(actor.share),
            thousandths(actor.leverage.estimate),
            format!("{}–{}", thousandths(actor.leverage.low), thousandths(actor.leverage.high)),
        ]);
    }
    table
}

/// A share in percentage points, to a thousandth.
pub(super) fn thousandths(share: f64) -> String {
    format!("{:.3}", share * 100.0)
}

fn without_words(without: &WithoutResult) -> String {
    format!(
        "Without {} ({}), access is {}: {} lost, or {} of it.",
        without.without,
        count(without.removed, "actor"),
        interval(&without.access),
        points(&without.loss),
        percent(without.share)
    )
}
