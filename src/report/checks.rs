//! The answer of `checks`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{counted, pick, say};
use super::leverage::{label, thousandths, title};
use super::sure::whole_percent;
use super::words::{capital, count, list, percent};
use crate::leverage::{Check, CheckOutcome as Outcome, ChecksResult, Fact};
use crate::model::{Mandate, Network, Source};
use serde_json::{Value, json};

/// Puts the facts whose verification would most change the advice into words, a table of the first `top`, and what there
/// is to look into.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let result = Access::new(mandate).worlds(256).checks(&singapore)?;
/// let answer = report::checks(&singapore, mandate, &result, "en", 5);
/// assert_eq!(answer.envelope.result["mandate"], mandate.id.as_str());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn checks(network: &Network, mandate: &Mandate, result: &ChecksResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("checks", network);
    let mut value = serde_json::to_value(result).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("mandate".to_owned(), json!(mandate.id));
    }
    envelope.result = value;
    let mut blocks = vec![
        Block::Heading(format!("{}: {}", title(network, language), mandate.label(language))),
        Block::Paragraph(if language == "ko" {
            advice_korean(network, result)
        } else {
            advice(network, result, language)
        }),
    ];
    let telling: Vec<&Check> = result.checks.iter().filter(|check| check.value > 0.0).collect();
    let shown = if telling.is_empty() { result.checks.iter().collect() } else { telling };
    if !shown.is_empty() {
        blocks.push(Block::Table(table(network, &shown, language, top)));
        blocks.push(Block::Heading(say(language, "What to look into", "확인할 사항").to_owned()));
        let cases = shown.iter().take(top).enumerate();
        blocks.extend(cases.map(|(i, check)| Block::Paragraph(case(network, i + 1, check, language))));
    }
    if language == "ko" {
        blocks.push(Block::Note(note_korean(result)));
        return Answer { envelope, blocks };
    }
    let how = result.worlds.map_or_else(
        || "by enumeration".to_owned(),
        |worlds| format!("as differences in {} in which everything else is alike", count(worlds as usize, "world")),
    );
    blocks.push(Block::Note(format!(
        "The value of a check is the access that is lost on average by acting on the present ranking without it: over the ways \
         in which the fact may turn out, the leverage of whoever would then come first less that of who comes first now, in \
         percentage points, {how}. Probabilities are assumptions: a tie's confidence; one half for a tie without a date; the \
         mean confidence of the ties that rest on a document alone; the range of an assumed strength. What nobody recorded \
         cannot be on this list."
    )));
    Answer { envelope, blocks }
}

/// Whom the advice names and how easily it turns.
fn advice(network: &Network, result: &ChecksResult, language: &str) -> String {
    let Some(first) = &result.first else {
        return "Nobody has any leverage here, so there is no advice to check.".to_owned();
    };
    let name = |id: &String| label(network, id, language);
    let share = |part: f64| percent(if result.access > 0.0 { part / result.access } else { 0.0 });
    let lead = result.second.as_ref().map_or_else(String::new, |second| {
        format!(", {} ahead of {} ({} of access)", points(result.lead), name(second), share(result.lead))
    });
    let turning = result.checks.iter().filter(|check| check.value > 0.0).count();
    let turning = match turning {
        0 => format!("None of {} would change that alone.", count(result.checks.len(), "fact")),
        1 => format!("One of {} could change that alone.", count(result.checks.len(), "uncertain or assumed fact")),
        some => {
            format!(
                "{some} of {} could each change that alone.",
                count(result.checks.len(), "uncertain or assumed fact")
            )
        }
    };
    format!(
        "As recorded, most access hangs on {}: {}, or {}{lead}. {turning}",
        name(first),
        share(result.leverage),
        points(result.leverage)
    )
}

fn note_korean(result: &ChecksResult) -> String {
    let how = result.worlds.map_or_else(
        || "전수 계산".to_owned(),
        |worlds| format!("다른 조건이 모두 같은 모의 세계 {}의 차이", counted(worlds as usize, "개")),
    );
    format!(
        "확인의 가치는 사실을 모른 채 지금의 순위대로 행동할 때 평균적으로 잃는 도달률(%p)입니다. 사실이 밝혀졌을 때 1위가 될 곳의 지렛대 효과에서 지금 1위의 지렛대 효과를 뺀 값을 경우별로 \
         평균합니다({how}). 확률은 가정입니다. 관계는 신뢰도를, 연도가 없는 관계는 2분의 1을, 출처는 그 출처에만 근거한 관계의 평균 신뢰도를, 강도는 가정한 범위를 씁니다. 기록되지 않은 사실은 이 \
         목록에 나올 수 없습니다."
    )
}

fn advice_korean(network: &Network, result: &ChecksResult) -> String {
    let Some(first) = &result.first else {
        return "지렛대 효과가 있는 행위자가 없어 확인할 조언이 없습니다.".to_owned();
    };
    let name = |id: &String| label(network, id, "ko");
    let share = |part: f64| percent(if result.access > 0.0 { part / result.access } else { 0.0 });
    let lead = result.second.as_ref().map_or_else(String::new, |second| {
        format!(" 2위인 {}보다 {}%p(도달률의 {}) 앞섭니다.", name(second), thousandths(result.lead), share(result.lead))
    });
    let facts = format!("불확실하거나 가정한 사실 {}", counted(result.checks.len(), "건"));
    let turning = match result.checks.iter().filter(|check| check.value > 0.0).count() {
        0 => format!("{facts} 가운데 그것만으로 1위를 바꾸는 것은 없습니다."),
        some => format!("{facts} 가운데 그것만으로 1위를 바꿀 수 있는 것은 {}입니다.", counted(some, "건")),
    };
    format!(
        "기록대로라면 도달률이 가장 많이 달린 곳은 {}이며, 도달률의 {}({}%p)에 해당합니다.{lead} {turning}",
        name(first),
        share(result.leverage),
        thousandths(result.leverage)
    )
}

fn points(share: f64) -> String {
    format!("{} points", thousandths(share))
}

fn table(network: &Network, checks: &[&Check], language: &str, top: usize) -> Table {
    let numbers = pick(language, [["value, points", "가치(%p)"], ["advice changes", "조언이 바뀔 확률"]]);
    let words = [[""; 2], ["what to check", "확인할 것"], ["then first", "그때의 1위"]];
    let mut table = Table::new(&pick(language, words), &numbers);
    for (i, check) in checks.iter().take(top).enumerate() {
        table.row([
            (i + 1).to_string(),
            what(network, check, language),
            check.instead.as_ref().map_or_else(
                || say(language, "nobody else", "변동 없음").to_owned(),
                |id| label(network, id, language),
            ),
            thousandths(check.value),
            whole_percent(check.changes),
        ]);
    }
    table
}

/// The fact as something to find out.
fn what(network: &Network, check: &Check, language: &str) -> String {
    let ko = language == "ko";
    let tie = || {
        let Some((_, tie)) = network.ties().find(|(_, tie)| tie.id == check.id) else { return check.id.clone() };
        let [from, to] = [&tie.from, &tie.to].map(|end| label(network, end, language));
        format!("{from} – {to} ({})", network.tie_kind_label(&tie.kind, language))
    };
    let backed = counted(check.ties, "건");
    match check.fact {
        Fact::Tie if ko => format!("관계가 실제로 있는지: {}", tie()),
        Fact::Undated if ko => format!("관계가 지금도 유효한지: {}", tie()),
        Fact::Document if ko => format!("출처가 맞는지: “{}”(관계 {backed})", citation(network, &check.id)),
        Fact::Tie => format!("tie exists: {}", tie()),
        Fact::Undated => format!("tie still holds: {}", tie()),
        Fact::Document => {
            format!("document is right: “{}” ({})", citation(network, &check.id), count(check.ties, "tie"))
        }
        Fact::Strength => {
            let kind = network.tie_kind_label(&check.id, language);
            let none = say(language, "ties without a kind", "종류가 없는 관계");
            let kind = if kind.is_empty() { none.to_owned() } else { kind };
            if ko {
                return format!("강도: {kind}(관계 {backed})");
            }
            format!("strength of: {kind} ({})", count(check.ties, "tie"))
        }
    }
}

fn citation(network: &Network, id: &str) -> String {
    network.sources().get(id).map_or_else(|| id.to_owned(), Source::citation)
}

/// How it may turn out, and what there is to look into.
fn case(network: &Network, number: usize, check: &Check, language: &str) -> String {
    if language == "ko" {
        return case_korean(network, number, check);
    }
    let mut sentences = vec![format!("{number}. {}.", capital(&what(network, check, language)))];
    let name = |id: &String| label(network, id, language);
    let told = |first: &Option<String>| first.as_ref().map_or_else(|| "nobody".to_owned(), name);
    match check.outcomes.as_slice() {
        [yes, no] => sentences.push(format!(
            "If so ({}), {} comes first; if not, {}.",
            whole_percent(yes.probability),
            told(&yes.first),
            told(&no.first)
        )),
        many => {
            let step = |run: &[Outcome]| {
                let [from, to] = [&run[0].outcome, &run[run.len() - 1].outcome];
                let strengths = if from == to { from.clone() } else { format!("{from} to {to}") };
                format!("at {strengths} {} comes first", told(&run[0].first))
            };
            let runs: Vec<String> = many.chunk_by(|a, b| a.first == b.first).map(step).collect();
            sentences.push(format!("{}.", capital(&list(&runs))));
        }
    }
    sentences.extend(grounds(network, check, language));
    sentences.join(" ")
}

fn case_korean(network: &Network, number: usize, check: &Check) -> String {
    let mut sentences = vec![format!("{number}. {}.", what(network, check, "ko"))];
    let told = |first: &Option<String>| first.as_ref().map_or_else(|| "없음".to_owned(), |id| label(network, id, "ko"));
    match check.outcomes.as_slice() {
        [yes, no] => sentences.push(format!(
            "사실이면({}) 1위는 {}, 아니면 {}입니다.",
            whole_percent(yes.probability),
            told(&yes.first),
            told(&no.first)
        )),
        many => {
            let step = |run: &[Outcome]| {
                let [from, to] = [&run[0].outcome, &run[run.len() - 1].outcome];
                let strengths = if from == to { from.clone() } else { format!("{from}~{to}") };
                format!("강도 {strengths}이면 {}", told(&run[0].first))
            };
            let runs: Vec<String> = many.chunk_by(|a, b| a.first == b.first).map(step).collect();
            sentences.push(format!("1위: {}.", runs.join(", ")));
        }
    }
    sentences.extend(grounds(network, check, "ko"));
    sentences.join(" ")
}

/// What is on record for a fact, and where.
fn grounds(network: &Network, check: &Check, language: &str) -> Vec<String> {
    let [assumed, recorded, general, source] = pick(
        language,
        [
            ["Assumed because", "가정의 근거"],
            ["On record", "기록"],
            ["General knowledge only: no document was found.", "일반적 지식이며, 문서는 찾지 못했습니다."],
            ["Source", "출처"],
        ],
    );
    let mut sentences = Vec::new();
    if !check.evidence.is_empty() {
        let noun = if check.fact == Fact::Strength { assumed } else { recorded };
        sentences.push(format!("{noun}: {}", ended(&check.evidence)));
    }
    if check.general {
        sentences.push(general.to_owned());
    }
    let sources: Vec<String> = check.sources.iter().map(|id| citation(network, id)).collect();
    if !sources.is_empty() && check.fact != Fact::Document {
        sentences.push(format!("{source}: {}.", sources.join("; ")));
    }
    sentences
}

fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
