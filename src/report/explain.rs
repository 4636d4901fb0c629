//! What `--explain` adds: every number of an answer with its definition, what goes in and what is assumed.

use super::answer::{Answer, Block, Table};
use super::explained;
use super::korean::{counted, pick};
use super::sure::{draws_words, draws_words_ko};
use super::ties::{before_the_note, insert};
use super::words::count;
use crate::model::{Mandate, Network};
use serde::Serialize;
use serde_json::json;

/// A number of an answer, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Explained {
    /// Its name in the answer.
    pub(super) number: &'static str,
    /// What it is.
    pub(super) definition: &'static str,
    /// From what it is computed.
    pub(super) inputs: &'static str,
    /// What is taken for granted.
    pub(super) assumes: &'static str,
    /// The four in Korean.
    #[serde(skip)]
    pub(super) ko: [&'static str; 4],
}

/// The commands that explain their numbers. A new one is one line here and one list beside.
static REGISTRY: [(&str, &[Explained]); 14] = [
    ("leverage", &LEVERAGE),
    ("merge", &LEVERAGE),
    ("checks", &CHECKS),
    ("scenario", &explained::SCENARIO),
    ("routes", &explained::ROUTES),
    ("value", &explained::VALUE),
    ("timeline", &explained::TIMELINE),
    ("brokers", &explained::BROKERS),
    ("opportunities", &explained::OPPORTUNITIES),
    ("backing", &explained::BACKING),
    ("programmes", &explained::PROGRAMMES),
    ("pathways", &explained::PATHWAYS),
    ("ladder", &explained::LADDER),
    ("compare", &explained::COMPARE),
];

/// Strengths and confidence stand behind every number.
pub(super) const COINS: &str = "ties are open independently of each other, each with strength × confidence";

/// The same in Korean.
pub(super) const COINS_KOREAN: &str = "관계는 서로 독립적으로 각각 강도 × 신뢰도의 확률로 열림";

static LEVERAGE: [Explained; 7] = [
    Explained {
        number: "access",
        definition: "expected weighted share of the pairs of a source and a target that are joined by an open route",
        inputs: "sources, targets, relays and limit of the mandate; ties that hold at the date; strength, confidence, conveys",
        assumes: COINS,
        ko: [
            "도달률",
            "열린 경로로 이어지는 출발·대상 쌍의 가중 비율의 기댓값",
            "과제의 출발, 대상, 중개자, 한도; 시점에 유효한 관계; 강도, 신뢰도, 전달 방향",
            COINS_KOREAN,
        ],
    },
    Explained {
        number: "leverage, points",
        definition: "access that is lost if the actor is taken away, over the pairs of which it is not an end",
        inputs: "as access, in the same worlds with and without the actor",
        assumes: "nobody takes its place",
        ko: [
            "지렛대 효과(%p)",
            "그 행위자를 빼면 잃는 도달률(그 행위자가 끝이 아닌 쌍)",
            "도달률과 같으며, 같은 모의 세계에서 있을 때와 없을 때",
            "대신할 곳이 없음",
        ],
    },
    Explained {
        number: "share",
        definition: "leverage divided by access; shares of several actors overlap",
        inputs: "leverage, access",
        assumes: "as leverage",
        ko: [
            "도달률 대비",
            "지렛대 효과 / 도달률. 여러 행위자의 비율은 서로 겹침",
            "지렛대 효과, 도달률",
            "지렛대 효과와 같음",
        ],
    },
    Explained {
        number: "± 95%, interval",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
        ko: [
            "± 95%, 구간",
            "모의실험 오차: 뽑은 모의 세계의 수가 한정되어 값이 벗어날 수 있는 폭",
            "모의 세계에 따른 흩어짐",
            "네트워크에 대해서는 없음",
        ],
    },
    Explained {
        number: "5–95%, rank in brackets",
        definition: "where value and rank lie in nine out of ten draws of the assumptions",
        inputs: "confidence of ties, range of strength of each kind, stages",
        assumes: "the ranges; kinds are drawn apart from each other",
        ko: [
            "5~95%, 괄호 안의 순위",
            "가정을 열 번 뽑을 때 아홉 번 값과 순위가 놓이는 범위",
            "관계의 신뢰도, 종류별 강도의 범위, 단계",
            "범위 자체; 종류끼리 따로 뽑음",
        ],
    },
    Explained {
        number: "fragile",
        definition: "leaving out one document or one home firm, or more than one draw in twenty, puts another first, or leaves \
                     less than a tenth of an actor's leverage",
        inputs: "sources of ties and actors; home firms among the sources of the mandate",
        assumes: "a tie with a second document stays",
        ko: [
            "확실하지 않음",
            "출처 하나 또는 국내 기업 하나를 빼거나 스무 번 중 한 번 넘게 뽑을 때 1위가 바뀌거나, 지렛대 효과가 \
             10분의 1 미만만 남음",
            "관계와 행위자의 출처; 과제의 출발인 국내 기업",
            "둘째 출처가 있는 관계는 남음",
        ],
    },
    Explained {
        number: "Shapley",
        definition: "mean contribution to access over all orders in which relays could join; adds up to access less direct access",
        inputs: "as access, for groups of relays",
        assumes: COINS,
        ko: [
            "섀플리 값",
            "중개자가 참여하는 모든 순서에 걸친 도달률 기여의 평균. 합하면 도달률에서 직접 도달률을 뺀 값",
            "도달률과 같으며, 중개자 집단별",
            COINS_KOREAN,
        ],
    },
];

static CHECKS: [Explained; 3] = [
    Explained {
        number: "value, points",
        definition: "expected leverage that is lost by working through the actor that is first now, without knowing the fact",
        inputs: "leverages of all actors if the fact turns out one way or another; the probability of each",
        assumes: "facts are checked one at a time, and a check tells the truth",
        ko: [
            "가치(%p)",
            "사실을 모른 채 지금의 1위를 통해 일할 때 잃는 지렛대 효과의 기댓값",
            "사실이 밝혀지는 경우별 모든 행위자의 지렛대 효과와 그 확률",
            "사실은 하나씩 확인하며, 확인 결과는 참임",
        ],
    },
    Explained {
        number: "advice changes",
        definition: "probability that another actor comes first once the fact is known",
        inputs: "as value",
        assumes: "confidence is a probability; one half for a tie without a date",
        ko: [
            "조언이 바뀔 확률",
            "사실이 밝혀지면 다른 행위자가 1위가 될 확률",
            "가치와 같음",
            "신뢰도는 확률임; 연도가 없는 관계는 2분의 1",
        ],
    },
    Explained {
        number: "then first",
        definition: "who most probably comes first if another does",
        inputs: "as value",
        assumes: "as value",
        ko: ["그때의 1위", "바뀐다면 1위가 될 가능성이 가장 큰 행위자", "가치와 같음", "가치와 같음"],
    },
];

/// Adds to an answer what each of its numbers means.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Value;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let mandate = seoul.mandate(None)?;
/// let mut answer = report::value(&seoul, mandate, &Value::new().run(&seoul)?, "en", 5);
/// report::add_explanations(&mut answer, &seoul, mandate, "en");
/// assert!(answer.envelope.result["explanations"].as_array().is_some_and(|told| told.len() > 5));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_explanations(answer: &mut Answer, network: &Network, mandate: &Mandate, language: &str) {
    add_explanations_of(answer, network, Some(mandate), language);
}

/// The same where there may be no mandate behind the answer.
///
/// # Examples
/// ```
/// use proxeny::leverage::Routes;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).run(&seoul)?;
/// let mut answer = report::routes(&seoul, &result, "en");
/// report::add_explanations_of(&mut answer, &seoul, None, "en");
/// assert_eq!(answer.envelope.result["explanations"][0]["number"], "open");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_explanations_of(answer: &mut Answer, network: &Network, mandate: Option<&Mandate>, language: &str) {
    let command = answer.envelope.command.as_str();
    let explained = REGISTRY.iter().find(|(name, _)| *name == command).map_or(&[][..], |(_, explained)| *explained);
    insert(answer, "explanations", json!(explained));
    let documents = network.sources().iter().map(|(id, source)| json!({ "id": id, "title": source.title }));
    insert(answer, "explanations_rest_on", json!(documents.collect::<Vec<_>>()));
    let heads = [["number", "수치"], ["what it is", "뜻"], ["from what", "근거"], ["what it assumes", "가정"]];
    let mut table = Table::new(&pick(language, heads), &[]);
    for Explained { number, definition, inputs, assumes, ko } in explained {
        let told = if language == "ko" { *ko } else { [*number, definition, inputs, assumes] };
        table.row(told.map(str::to_owned));
    }
    if language == "ko" {
        let [asked, rests] = korean(network, mandate, &answer.envelope.command);
        before_the_note(answer, [Block::Paragraph(asked), Block::Table(table), Block::Paragraph(rests)]);
        return;
    }
    let mut asked = "What the numbers mean.".to_owned();
    if let Some(mandate) = mandate {
        let most =
            mandate.max_intermediaries.map_or_else(|| "any number of".to_owned(), |most| format!("at most {most}"));
        asked = format!(
            "{asked} The mandate is from {} to {}, through {}, with {most} intermediaries.",
            mandate.from, mandate.to, mandate.relay
        );
    }
    let assumed = network.assumptions();
    let draws =
        if ["leverage", "checks"].contains(&answer.envelope.command.as_str()) { draws_words() } else { String::new() };
    let rests = format!(
        "Behind them stand {} and {}. Of the ties, {} take their strength from their kind and {} the default of 0.5; {} have \
         no date, {} no document, and {} rest on a single one. {draws}",
        count(network.ties().len(), "tie"),
        count(network.sources().len(), "source document"),
        assumed.strength_of_kind,
        assumed.strength_default,
        assumed.undated,
        assumed.ties_unsourced,
        assumed.ties_single_source,
    );
    before_the_note(answer, [Block::Paragraph(asked), Block::Table(table), Block::Paragraph(rests)]);
}

/// What is asked, and what stands behind the numbers.
fn korean(network: &Network, mandate: Option<&Mandate>, command: &str) -> [String; 2] {
    let mut asked = "수치의 뜻입니다.".to_owned();
    if let Some(mandate) = mandate {
        let most = mandate
            .max_intermediaries
            .map_or_else(|| "제한 없음".to_owned(), |most| format!("최대 {}", counted(most as usize, "곳")));
        asked = format!(
            "{asked} 과제: 출발 `{}`, 대상 `{}`, 중개 `{}`, 중개자 {most}.",
            mandate.from, mandate.to, mandate.relay
        );
    }
    let assumed = network.assumptions();
    let draws = if ["leverage", "checks"].contains(&command) { draws_words_ko() } else { String::new() };
    let ties = |number: usize| counted(number, "건");
    let rests = format!(
        "관계 {}, 출처 문서 {}에 근거합니다. 관계 가운데 {}은 종류의 강도를, {}은 기본값 0.5를 씁니다. {}은 날짜가 없고, {}은 문서가 없으며, {}은 문서 하나에만 근거합니다. {draws}",
        ties(network.ties().len()),
        ties(network.sources().len()),
        ties(assumed.strength_of_kind),
        ties(assumed.strength_default),
        ties(assumed.undated),
        ties(assumed.ties_unsourced),
        ties(assumed.ties_single_source),
    );
    [asked, rests]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_explains_each_number_once_and_in_full() {
        for (i, (command, list)) in REGISTRY.iter().enumerate() {
            assert!(REGISTRY[..i].iter().all(|(other, _)| other != command), "{command} stands twice");
            assert!(list.len() >= 3, "{command}");
            for (i, one) in list.iter().enumerate() {
                assert!(list[..i].iter().all(|other| other.number != one.number), "{command}: {} twice", one.number);
                let Explained { number, definition, inputs, assumes, ko } = one;
                let all = [number, definition, inputs, assumes].into_iter().chain(ko);
                assert!(all.into_iter().all(|text| !text.trim().is_empty()), "{number}");
            }
        }
    }
}
