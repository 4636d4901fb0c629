//! The answer of `leverage`.

use super::answer::{Answer, Block, Envelope, Table};
use super::sure::{draws_words, fragility_words, place, ranges_words, span};
use super::tornado::shapley_words;
use super::words::{count, interval, percent, points};
use crate::leverage::{AccessResult, Estimate, LeverageResult, WithoutResult};
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
    blocks.push(Block::Table(table(network, result, language, top)));
    blocks.extend(result.ranges.iter().map(|ranges| Block::Paragraph(ranges_words(network, ranges, language))));
    blocks.extend(fragility_words(network, result, language).map(Block::Paragraph));
    blocks.extend(shapley_words(network, result, language).map(Block::Paragraph));
    if let Some(focal) = result.actors.iter().find(|actor| actor.rank.is_none()) {
        let name = label(network, &focal.id, language);
        blocks.push(Block::Paragraph(format!(
            "{name}, around which the data were gathered, is not ranked: {} of access, a leverage of {}.",
            percent(focal.share),
            points(&focal.leverage)
        )));
    }
    blocks.extend(without.iter().map(|without| Block::Paragraph(without_words(without))));
    let assumptions = match &result.ranges {
        Some(_) => format!(
            "Ranks in brackets and the column 5–95% tell what the assumptions could change. {} Ties that nobody recorded \
             are covered by neither.",
            draws_words()
        ),
        None => "Strengths are assumptions, and ties that nobody recorded are not covered.".to_owned(),
    };
    blocks.push(Block::Note(format!(
        "Leverage is the access that is lost without the actor: as a share of access, and in percentage points. Shares overlap and need not add up to \
         100%. Intervals (or ±, half of one) are 95% and tell the simulation error alone. {assumptions}"
    )));
    Answer { envelope, blocks }
}

/// Adds that an answer was put together from parts, and what it therefore does not tell.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::report::{self, Block};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate);
/// let result = access.merged(&singapore, &access.partial(&singapore, 0..100)?)?;
/// let mut answer = report::leverage(&singapore, mandate, &result, &[], "en", 5);
/// report::add_parts(&mut answer, 2);
/// assert!(matches!(answer.blocks.last(), Some(Block::Note(note)) if note.starts_with("Put together from 2 parts")));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_parts(answer: &mut Answer, parts: usize) {
    answer.blocks.push(Block::Note(format!(
        "Put together from {}, exactly as one run would have found it. How far the assumptions could move the ranking, and \
         whether single documents carry it, is not told here: `proxeny leverage` tells it, in worlds of its own.",
        count(parts, "part")
    )));
}

pub(super) fn title(network: &Network, language: &str) -> String {
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

fn table(network: &Network, result: &LeverageResult, language: &str, top: usize) -> Table {
    let ranged = result.ranges.is_some();
    let shapley = result.actors.iter().any(|actor| actor.shapley.is_some());
    // Short heads leave room for names.
    let short = ranged || shapley;
    let mut numbers = if short {
        vec!["share", "points", "± 95%"]
    } else {
        vec!["share of access", "leverage, points", "95% interval"]
    };
    numbers.extend(ranged.then_some("5–95%"));
    numbers.extend(shapley.then_some(["Shapley", "its ±"]).into_iter().flatten());
    let mut table = Table::new(&["rank", "actor", "kind", "id"], &numbers);
    for actor in result.actors.iter().filter(|actor| actor.rank.is_some()).take(top) {
        let kind = network.actor(&actor.id).map_or("", |node| network.graph()[node].kind.as_str());
        let leverage = &actor.leverage;
        let mut cells = vec![
            place(actor),
            label(network, &actor.id, language),
            network.actor_kind_label(kind, language),
            actor.id.clone(),
            percent(actor.share),
            thousandths(leverage.estimate),
            if short { thousandths(leverage.half_width()) } else { interval_of(leverage) },
        ];
        cells.extend(ranged.then(|| span(actor)));
        let values = actor.shapley.map(|shapley| [shapley.estimate, shapley.half_width()].map(thousandths));
        cells.extend(values.into_iter().flatten());
        table.row(cells);
    }
    table
}

/// Both ends of an interval in points.
fn interval_of(estimate: &Estimate) -> String {
    format!("{}–{}", thousandths(estimate.low), thousandths(estimate.high))
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
