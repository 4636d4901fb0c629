//! The answer of `leverage`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, Particle, counted, josa, pick};
use super::sure::{draws_words, draws_words_ko, fragility_words, place, place_korean, ranges_words, span};
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
    let ko = language == "ko";
    blocks.push(Block::Paragraph(if ko { access_korean(&result.access) } else { access_words(&result.access) }));
    blocks.push(Block::Table(table(network, result, language, top)));
    blocks.extend(result.ranges.iter().map(|ranges| Block::Paragraph(ranges_words(network, ranges, language))));
    blocks.extend(fragility_words(network, result, language).map(Block::Paragraph));
    blocks.extend(shapley_words(network, result, language).map(Block::Paragraph));
    if let Some(focal) = result.actors.iter().find(|actor| actor.rank.is_none()) {
        let name = label(network, &focal.id, language);
        blocks.push(Block::Paragraph(if ko {
            format!(
                "{} 자료의 중심 기관이므로 순위에서 뺐습니다. 도달률의 {}가 달려 있으며, 지렛대 효과는 {}입니다.",
                josa(&name, Particle::Topic),
                percent(focal.share),
                korean::points(&focal.leverage)
            )
        } else {
            format!(
                "{name}, around which the data were gathered, is not ranked: {} of access, a leverage of {}.",
                percent(focal.share),
                points(&focal.leverage)
            )
        }));
    }
    blocks.extend(without.iter().map(|without| Block::Paragraph(without_words(without, language))));
    if ko {
        blocks.push(Block::Note(note_korean(result)));
        return Answer { envelope, blocks };
    }
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
/// report::add_parts(&mut answer, 2, "en");
/// assert!(matches!(answer.blocks.last(), Some(Block::Note(note)) if note.starts_with("Put together from 2 parts")));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_parts(answer: &mut Answer, parts: usize, language: &str) {
    if language == "ko" {
        answer.blocks.push(Block::Note(format!(
            "{}을 합친 결과이며, 한 번에 실행한 것과 정확히 같습니다. 가정이 순위를 얼마나 바꾸는지, 출처 하나에 달려 있는지는 여기에 없으며 `proxeny leverage`로 볼 수 있습니다.",
            counted(parts, "부분")
        )));
        return;
    }
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

fn note_korean(result: &LeverageResult) -> String {
    let assumptions = match &result.ranges {
        Some(_) => format!(
            "괄호 안의 순위와 5~95% 열은 가정에 따라 달라질 수 있는 범위입니다. {} 기록되지 않은 관계는 어느 쪽에도 반영되지 않습니다.",
            draws_words_ko()
        ),
        None => "강도는 가정이며, 기록되지 않은 관계는 반영되지 않습니다.".to_owned(),
    };
    format!(
        "지렛대 효과는 그 행위자가 없을 때 잃는 도달률이며, 도달률 대비 비율과 %p로 나타냅니다. 비율은 서로 겹치므로 합이 100%가 아닐 수 있습니다. 구간(±는 그 절반)은 \
         95% 구간으로 모의실험 오차만을 나타냅니다. {assumptions}"
    )
}

fn access_korean(access: &AccessResult) -> String {
    let how = access
        .access
        .worlds
        .map_or_else(|| "전수 계산".to_owned(), |worlds| format!("모의 세계 {}", counted(worlds as usize, "개")));
    let last = access.by_intermediaries.len() - 1;
    let steps = access.by_intermediaries.iter().enumerate().filter(|(_, share)| share.estimate > 0.0);
    let steps: Vec<String> = steps
        .map(|(k, share)| {
            let beyond = if k == last && access.open_ended { " 이상" } else { "" };
            format!("{}{beyond} {}", counted(k, "곳"), percent(share.estimate))
        })
        .collect();
    format!(
        "도달률은 {}입니다({how}). 출발 행위자 {}과 대상 {}의 쌍 가운데 열린 경로로 이어지는 비율의 기댓값입니다. 거치는 중개자가 가장 적은 경로 기준으로 {}입니다. 모든 관계가 열려 있다면 \
         {}입니다.",
        korean::interval(&access.access),
        counted(access.sources.len(), "곳"),
        counted(access.targets.len(), "곳"),
        if steps.is_empty() { "없음".to_owned() } else { steps.join(", ") },
        percent(access.conceivable),
    )
}

fn table(network: &Network, result: &LeverageResult, language: &str, top: usize) -> Table {
    let ko = language == "ko";
    let ranged = result.ranges.is_some();
    let shapley = result.actors.iter().any(|actor| actor.shapley.is_some());
    // Short heads leave room for names.
    let short = ranged || shapley;
    let numbers = if short {
        [["share", "비중"], ["points", "%p"], ["± 95%", "± 95%"]]
    } else {
        [["share of access", "도달률 대비"], ["leverage, points", "지렛대 효과(%p)"], ["95% interval", "95% 구간"]]
    };
    let mut numbers = pick(language, numbers).to_vec();
    numbers.extend(ranged.then_some("5–95%"));
    let own = pick(language, [["Shapley", "섀플리 값"], ["its ±", "±(섀플리)"]]);
    numbers.extend(shapley.then_some(own).into_iter().flatten());
    let heads = [["rank", "순위"], ["actor", "행위자"], ["kind", "유형"], ["id", "식별자"]];
    let mut table = Table::new(&pick(language, heads), &numbers);
    for actor in result.actors.iter().filter(|actor| actor.rank.is_some()).take(top) {
        let kind = network.actor(&actor.id).map_or("", |node| network.graph()[node].kind.as_str());
        let leverage = &actor.leverage;
        let mut cells = vec![
            if ko { place_korean(actor) } else { place(actor) },
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

fn without_words(without: &WithoutResult, language: &str) -> String {
    if language == "ko" {
        return format!(
            "조건 `{}`에 맞는 행위자 {}을 빼면 도달률은 {}입니다. 줄어드는 폭은 {}이며, 도달률의 {}에 해당합니다.",
            without.without,
            counted(without.removed, "곳"),
            korean::interval(&without.access),
            korean::points(&without.loss),
            percent(without.share)
        );
    }
    format!(
        "Without {} ({}), access is {}: {} lost, or {} of it.",
        without.without,
        count(without.removed, "actor"),
        interval(&without.access),
        points(&without.loss),
        percent(without.share)
    )
}
