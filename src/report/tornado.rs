//! What `leverage` adds on single assumptions and on Shapley values.

use super::answer::{Answer, Block, Table};
use super::korean::{pick, say};
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
    let ko = language == "ko";
    let words = [["assumption", "가정"], ["setting", "설정"], ["then first", "그때의 1위"]];
    let numbers = [["access", "도달률"], ["its leverage", "1위의 지렛대 효과"], ["swing, points", "변동폭(%p)"]];
    let mut table = Table::new(&pick(language, words), &pick(language, numbers));
    let name = |id: &String| label(network, id, language);
    for swing in tornado.swings.iter().filter(|swing| swing.swing > 0.0).take(top) {
        for setting in &swing.settings {
            let other = setting.first.as_ref().map_or_else(|| say(language, "nobody", "없음").to_owned(), name);
            table.row([
                assumption(network, swing, language),
                if ko { setting_ko(&setting.setting) } else { setting.setting.clone() },
                if setting.first == tornado.first { say(language, "the same", "같음").to_owned() } else { other },
                percent(setting.access),
                thousandths(setting.leverage),
                thousandths(swing.swing),
            ]);
        }
    }
    if ko {
        let first = tornado.first.as_ref().map_or_else(String::new, |first| {
            format!(" 1위인 {}의 지렛대 효과는 {}%p입니다.", name(first), thousandths(tornado.leverage))
        });
        let words = format!(
            "가정을 하나씩만 바꾸고 나머지는 그대로 둡니다. 현재 도달률은 {}입니다.{first} 변동폭은 도달률의 변동폭입니다.",
            percent(tornado.access)
        );
        before_the_note(answer, [Block::Paragraph(words), Block::Table(table)]);
        return;
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
    let ko = language == "ko";
    match (swing.assumption.as_str(), &swing.kind) {
        ("strength", Some(kind)) if ko => format!("“{}” 관계의 강도", network.tie_kind_label(kind, language)),
        ("strength", Some(kind)) => format!("strength of “{}”", network.tie_kind_label(kind, language)),
        ("confidence", _) => say(language, "confidence that ties exist", "관계가 실제로 있다는 신뢰도").to_owned(),
        ("undated", _) => say(language, "ties without a date", "연도가 없는 관계").to_owned(),
        ("lifetime", _) => say(language, "years that events live on", "행사 이후 관계가 이어지는 햇수").to_owned(),
        ("limit", _) => say(language, "most intermediaries", "중간 행위자 수의 한도").to_owned(),
        (other, _) => other.to_owned(),
    }
}

/// A setting in Korean; numbers are as they are.
fn setting_ko(setting: &str) -> String {
    match setting {
        "all 1" => "모두 1",
        "in" => "포함",
        "out" => "제외",
        "half" => "절반",
        "double" => "두 배",
        "none" => "제한 없음",
        number => number,
    }
    .to_owned()
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
    let together = percent(sum / (sum + direct).max(f64::MIN_POSITIVE));
    if language == "ko" {
        let example = most.map_or_else(
            || " 기여가 크면서 없어도 되는 곳은 없습니다.".to_owned(),
            |actor| {
                format!(
                    " 기여하는 곳 가운데 가장 대신하기 쉬운 곳은 {}입니다(섀플리 값 {}, 지렛대 효과 {}).",
                    label(network, &actor.id, "ko"),
                    percent(shapley(actor)),
                    percent(actor.share)
                )
            },
        );
        return Some(format!(
            "섀플리 값(%p)은 도달률을 소개를 이어 주는 모든 행위자에게 나눈 것입니다. 모두 합하면 도달률의 {together}이고, 나머지는 직접 관계에 따른 것입니다. 지렛대 효과는 작으나 섀플리 값이 크면 \
             다른 곳이 대신할 수 있다는 뜻입니다.{example}"
        ));
    }
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
        "Shapley values, in percentage points, divide access among all who pass introductions on; together they are {together} of it, and \
         what is direct is the rest. \
         Where leverage is small and the Shapley value is not, others can do the same.{example}"
    ))
}
