//! What `leverage` adds on single assumptions and on Shapley values.

use super::answer::{Answer, Block, Table};
use super::leverage::{label, thousandths};
use super::ties::{before_the_note, insert};
use super::words::percent;
use crate::leverage::{ActorLeverage, LeverageResult, Swing, TornadoResult};
use crate::model::Network;
use serde_json::json;

/// Adds to an answer which assumption moves access most: all for programs, the first `top` for people, a row for each setting.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let mut answer = report::leverage(&singapore, mandate, &access.leverage(&singapore)?, &[], "en", 5);
/// report::add_tornado(&mut answer, &singapore, &access.tornado(&singapore)?, "en", 5);
/// assert!(answer.envelope.result["tornado"]["swings"].is_array());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_tornado(answer: &mut Answer, network: &Network, tornado: &TornadoResult, language: &str, top: usize) {
    insert(answer, "tornado", json!(tornado));
    let mut table = Table::new(&["assumption", "setting", "then first"], &["access", "its leverage", "swing, points"]);
    let name = |id: &String| label(network, id, language);
    for swing in tornado.swings.iter().filter(|swing| swing.swing > 0.0).take(top) {
        for setting in &swing.settings {
            let other = setting.first.as_ref().map_or_else(|| "nobody".to_owned(), name);
            table.row([
                assumption(network, swing, language),
                setting.setting.clone(),
                if setting.first == tornado.first { "the same".to_owned() } else { other },
                percent(setting.access),
                thousandths(setting.leverage),
                thousandths(swing.swing),
            ]);
        }
    }
    let first = tornado.first.as_ref().map_or_else(String::new, |first| {
        format!(", and the leverage of {}, which comes first, is {} points", name(first), thousandths(tornado.leverage))
    });
    let words = format!(
        "One assumption at a time, all others as they are. As they are, access is {}{first}. The swing is that of access.",
        percent(tornado.access)
    );
    before_the_note(answer, [Block::Paragraph(words), Block::Table(table)]);
}

pub(super) fn assumption(network: &Network, swing: &Swing, language: &str) -> String {
    match (swing.assumption.as_str(), &swing.kind) {
        ("strength", Some(kind)) => format!("strength of “{}”", network.tie_kind_label(kind, language)),
        ("confidence", _) => "confidence that ties exist".to_owned(),
        ("undated", _) => "ties without a date".to_owned(),
        ("lifetime", _) => "years that events live on".to_owned(),
        ("limit", _) => "most intermediaries".to_owned(),
        (other, _) => other.to_owned(),
    }
}

/// Where Shapley values tell something else than leverage, in words.
pub(super) fn shapley_words(network: &Network, result: &LeverageResult, language: &str) -> Option<String> {
    let whole = result.access.access.estimate;
    if whole <= 0.0 || result.actors.iter().all(|actor| actor.shapley.is_none()) {
        return None;
    }
    let shapley = |actor: &ActorLeverage| actor.shapley.map_or(0.0, |shapley| shapley.estimate) / whole;
    let ranked = result.actors.iter().filter(|actor| actor.rank.is_some());
    let sum: f64 = result.actors.iter().map(shapley).sum();
    let direct = result.access.by_intermediaries.first().map_or(0.0, |direct| direct.estimate / whole);
    // Substitutes: next to nothing is lost without them, yet they contribute.
    let replaceable = ranked.filter(|actor| shapley(actor) > 0.005 && actor.share < shapley(actor) / 4.0);
    let most = replaceable.max_by(|a, b| shapley(a).total_cmp(&shapley(b)));
    let example = most.map_or_else(
        || " Nobody here contributes much and yet could go unmissed.".to_owned(),
        |actor| {
            format!(
                " Most replaceable among those who contribute is {}: {} of access by Shapley, {} by leverage.",
                label(network, &actor.id, language),
                percent(shapley(actor)),
                percent(actor.share)
            )
        },
    );
    Some(format!(
        "Shapley values, in percentage points, divide access among all who pass introductions on; together they are {} of it, and \
         what is direct is the rest. \
         Where leverage is small and the Shapley value is not, others can do the same.{example}",
        percent(sum / (sum + direct).max(f64::MIN_POSITIVE))
    ))
}
