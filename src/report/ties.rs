//! What `leverage` adds on ties: one by one, and by relation.

use super::answer::{Answer, Block, Table};
use super::korean::{pick, say};
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
    let words = [["rank", "순위"], ["tie", "관계"], ["kind", "종류"], ["id", "식별자"]];
    let numbers = [SHARE, LOSS, INTERVAL, ["gain, points", "증가(%p)"], INTERVAL];
    let mut table = Table::new(&pick(language, words), &pick(language, numbers));
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
    let note = say(
        language,
        "Loss is the access that is lost if the tie lapsed, gain what is won if it were certain to carry every \
         introduction, both in percentage points.",
        "‘감소’는 그 관계가 끊어질 때 잃는 도달률, ‘증가’는 그 관계가 모든 소개를 확실히 이어 줄 때 늘어나는 도달률입니다(%p).",
    );
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
    let korean = match relation {
        Relation::Kind => "관계 종류",
        Relation::Stage => "단계",
        Relation::Country => "국가",
        Relation::Layer => "층위",
        Relation::Actor => "행위자",
    };
    let numbers = [["ties", "관계 수"], SHARE, LOSS, INTERVAL, ["access that is left", "남는 도달률"]];
    let mut table = Table::new(&[say(language, relation.name(), korean)], &pick(language, numbers));
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
    let [words, korean] = match relation {
        Relation::Kind => ["of a kind", "같은 종류의"],
        Relation::Stage => ["on a stage", "같은 단계의"],
        Relation::Country => ["between two countries", "두 나라 사이의"],
        Relation::Layer => ["between two layers", "두 층위 사이의"],
        Relation::Actor => ["of an actor", "한 행위자의"],
    };
    let heading = match language {
        "ko" => format!("{korean} 관계가 한꺼번에 끊어질 때 잃는 것:"),
        _ => format!("What would be lost if all ties {words} lapsed together:"),
    };
    before_the_note(answer, [Block::Paragraph(heading), Block::Table(table)]);
}

const SHARE: [&str; 2] = ["share of access", "도달률 대비"];
const LOSS: [&str; 2] = ["loss, points", "감소(%p)"];
const INTERVAL: [&str; 2] = ["95% interval", "95% 구간"];

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
