//! What `leverage` adds on ties: one by one, and by relation.

use super::answer::{Answer, Block, Table};
use super::leverage::{label, thousandths};
use super::words::percent;
use crate::leverage::{Relation, TieLeverage, WithoutResult};
use crate::model::Network;
use serde_json::{Value, json};

/// Adds the leverage of ties to an answer: all of them for programs, a table of the first `top` for people.
///
/// `access` is the whole that shares are taken of.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let result = access.leverage(&singapore)?;
/// let mut answer = report::leverage(&singapore, mandate, &result, &[], "en", 5);
/// report::add_ties(&mut answer, &singapore, &access.ties(&singapore)?, result.access.access.estimate, "en", 5);
/// assert_eq!(answer.envelope.result["ties"][0]["rank"], 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_ties(answer: &mut Answer, network: &Network, ties: &[TieLeverage], access: f64, language: &str, top: usize) {
    insert(answer, "ties", json!(ties));
    let mut table = Table::new(
        &["rank", "tie", "kind", "id"],
        &["share of access", "loss, points", "95% interval", "gain, points", "95% interval"],
    );
    for tie in ties.iter().take(top) {
        let [from, to] = [&tie.from, &tie.to].map(|end| label(network, end, language));
        let interval = |low: f64, high: f64| format!("{}–{}", thousandths(low), thousandths(high));
        table.row([
            tie.rank.to_string(),
            format!("{from} – {to}"),
            network.tie_kind_label(&tie.kind, language),
            tie.id.clone(),
            percent(share(tie.loss.estimate, access)),
            thousandths(tie.loss.estimate),
            interval(tie.loss.low, tie.loss.high),
            thousandths(tie.gain.estimate),
            interval(tie.gain.low, tie.gain.high),
        ]);
    }
    let note = "Loss is the access that is lost if the tie lapsed, gain what is won if it were certain to carry every \
                introduction, both in percentage points.";
    before_the_note(answer, [Block::Table(table), Block::Note(note.to_owned())]);
}

/// Adds to an answer what is lost if all ties of a sort lapsed together: all for programs, the first `top` for people.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Relation};
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let mut answer = report::leverage(&singapore, mandate, &access.leverage(&singapore)?, &[], "en", 5);
/// let lost = access.by_relation(&singapore, Relation::Stage)?;
/// report::add_relations(&mut answer, &singapore, Relation::Stage, &lost, "en", 5);
/// assert_eq!(answer.envelope.result["relations"]["by"], "stage");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_relations(
    answer: &mut Answer,
    network: &Network,
    relation: Relation,
    lost: &[WithoutResult],
    language: &str,
    top: usize,
) {
    insert(answer, "relations", json!({ "by": relation, "groups": lost }));
    let mut table = Table::new(
        &[relation.name()],
        &["ties", "share of access", "loss, points", "95% interval", "access that is left"],
    );
    for group in lost.iter().take(top) {
        let name = match relation {
            Relation::Kind => network.tie_kind_label(&group.without, language),
            Relation::Actor => label(network, &group.without, language),
            _ => group.without.clone(),
        };
        table.row([
            name,
            group.removed.to_string(),
            percent(group.share),
            thousandths(group.loss.estimate),
            format!("{}–{}", thousandths(group.loss.low), thousandths(group.loss.high)),
            percent(group.access.estimate),
        ]);
    }
    let words = match relation {
        Relation::Kind => "of a kind",
        Relation::Stage => "on a stage",
        Relation::Country => "between two countries",
        Relation::Layer => "between two layers",
        Relation::Actor => "of an actor",
    };
    let heading = format!("What would be lost if all ties {words} lapsed together:");
    before_the_note(answer, [Block::Paragraph(heading), Block::Table(table)]);
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

pub(super) fn insert(answer: &mut Answer, field: &str, value: Value) {
    if let Value::Object(fields) = &mut answer.envelope.result {
        fields.insert(field.to_owned(), value);
    }
}

/// Puts blocks before the closing note.
pub(super) fn before_the_note(answer: &mut Answer, blocks: impl IntoIterator<Item = Block>) {
    let end = answer.blocks.len() - usize::from(matches!(answer.blocks.last(), Some(Block::Note(_))));
    answer.blocks.splice(end..end, blocks);
}
