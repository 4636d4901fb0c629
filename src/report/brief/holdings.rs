//! What a network holds, how well it is sourced, and what it assumes.

use super::Finding;
use super::question::Question;
use crate::model::{Layer, Network};
use crate::report::korean::counted;
use crate::report::sure::{draws_words, draws_words_ko};
use crate::report::words::{count, list};
use indexmap::IndexMap;

/// Counts of actors by kind, ties, programmes, documents, and confidence.
pub(super) fn holdings(network: &Network) -> Finding {
    let mut kinds: IndexMap<&str, usize> = IndexMap::new();
    network.actors().for_each(|(_, actor)| *kinds.entry(&actor.kind).or_default() += 1);
    kinds.sort_by(|_, a, _, b| b.cmp(a));
    let named: Vec<String> =
        kinds.iter().map(|(kind, number)| count(*number, &network.actor_kind_label(kind, "en"))).collect();
    let assumed = network.assumptions();
    let ties = network.ties().len();
    let confidence: Vec<String> =
        assumed.ties_by_confidence.iter().map(|(value, number)| format!("{number} at {value}")).collect();
    let when = network.as_of().map_or_else(String::new, |date| format!(", as of {date}"));
    let unsourced = match assumed.ties_unsourced {
        0 => "Every tie has a document behind it".to_owned(),
        1 => "1 tie has no document behind it".to_owned(),
        number => format!("{number} ties have no document behind them"),
    };
    let statement = format!(
        "The network holds {} ({}), {} and {}{when}, from {}. Confidence that a tie exists as recorded: {}. {}; {} \
         of {ties} ties rest on a single document.",
        count(network.actors().len(), "actor"),
        list(&named),
        count(ties, "tie"),
        count(network.programmes().len(), "programme"),
        count(network.sources().len(), "source document"),
        list(&confidence),
        unsourced,
        assumed.ties_single_source,
    );
    Finding::new("holdings", Question::Holdings)
        .further()
        .says(statement, holdings_ko(network, &kinds))
        .number("actors", network.actors().len())
        .number("actors_by_kind", kinds)
        .number("ties", ties)
        .number("ties_by_confidence", &assumed.ties_by_confidence)
        .number("ties_unsourced", assumed.ties_unsourced)
        .number("ties_single_source", assumed.ties_single_source)
        .number("programmes", network.programmes().len())
        .number("sources", network.sources().len())
}

fn holdings_ko(network: &Network, kinds: &IndexMap<&str, usize>) -> String {
    let assumed = network.assumptions();
    let named = kinds.iter().map(|(kind, number)| format!("{} {number}", network.actor_kind_label(kind, "ko")));
    let confidence = assumed.ties_by_confidence.iter().map(|(value, number)| format!("{value}: {number}건"));
    format!(
        "{}행위자 {}({}), 관계 {}, 사업 {}을 담고 있으며 출처 문서는 {}입니다. 관계가 기록대로 존재한다는 신뢰도: {}. 근거 문서가 \
         없는 관계는 {}, 문서 하나에만 기대는 관계는 {}입니다.",
        network.as_of().map_or_else(String::new, |date| format!("{date}년 기준 ")),
        counted(network.actors().len(), "곳"),
        named.collect::<Vec<_>>().join(", "),
        counted(network.ties().len(), "건"),
        counted(network.programmes().len(), "건"),
        counted(network.sources().len(), "건"),
        confidence.collect::<Vec<_>>().join(", "),
        counted(assumed.ties_unsourced, "건"),
        counted(assumed.ties_single_source, "건"),
    )
}

/// Everything that is taken for granted. What does not occur is not mentioned. `ranged` says whether ranges were told.
pub(super) fn assumptions(network: &Network, ranged: bool) -> Finding {
    let statement = assumed_words(network, ranged);
    Finding::new("assumptions", Question::Assumptions)
        .says(statement, assumed_words_ko(network, ranged))
        .number("assumptions", network.assumptions())
}

/// What is taken for granted of ties, in English and Korean, and of how many.
fn taken(network: &Network) -> Vec<(usize, &'static str, &'static str)> {
    let assumed = network.assumptions();
    let parts = [
        (assumed.strength_of_kind, "its strength, from its kind", "종류에 따른 강도"),
        (
            assumed.strength_default,
            "its strength, as 0.5, since not even its kind gives one",
            "강도 0.5(종류에도 값이 없음)",
        ),
        (assumed.conveys_of_kind, "which way it carries an introduction, from its kind", "종류에 따른 소개의 방향"),
        (assumed.conveys_default, "that it carries introductions both ways", "소개가 양방향으로 오간다는 것"),
        (
            assumed.confidence_default,
            "that it exists for certain, since it has no confidence",
            "신뢰도가 없어 확실하다고 본 것",
        ),
        (assumed.undated, "when it began and ended, since it has no date", "시작과 끝(연도 미상)"),
        (assumed.ties_unsourced, "that it exists at all, since no document backs it", "존재 자체(근거 문서 없음)"),
    ];
    parts.into_iter().filter(|(number, ..)| *number > 0).collect()
}

fn assumed_words(network: &Network, ranged: bool) -> String {
    let told = taken(network).into_iter().map(|(number, words, _)| format!("{words} ({})", count(number, "tie")));
    let mut sentences = vec![format!(
        "No document measures how well a tie carries an introduction. Assumed of a tie is: {}.",
        told.collect::<Vec<_>>().join("; ")
    )];
    let layerless = network.actors().filter(|(_, actor)| actor.layer.is_none()).count();
    if layerless > 0 {
        let layers = Layer::ALL.map(Layer::name).join(", ");
        sentences.push(format!("{} belong to none of the layers {layers}.", count(layerless, "actor")));
    }
    if ranged {
        sentences.push(
            "Two kinds of doubt are told apart. Intervals behind a number are the simulation error alone: how far it may be off \
             because only so many worlds were drawn."
                .to_owned(),
        );
        sentences.push(format!(
            "Ranges marked 5–95% are what confidence and assumed strengths could change. {} Ties that nobody recorded are \
             covered by neither.",
            draws_words()
        ));
    } else {
        sentences.push(
            "The intervals above tell the simulation error alone: how far a number may be off because only so many worlds were \
             drawn. They tell nothing of these assumptions, nor of ties that nobody recorded."
                .to_owned(),
        );
    }
    sentences.join(" ")
}

fn assumed_words_ko(network: &Network, ranged: bool) -> String {
    let told = taken(network).into_iter().map(|(number, _, words)| format!("{words} {}", counted(number, "건")));
    let mut sentences = vec![format!(
        "관계가 소개를 얼마나 잘 전하는지 잰 문서는 없습니다. 관계에 대해 가정한 것: {}.",
        told.collect::<Vec<_>>().join("; ")
    )];
    let layerless = network.actors().filter(|(_, actor)| actor.layer.is_none()).count();
    if layerless > 0 {
        sentences.push(format!("어느 층위에도 속하지 않는 행위자는 {}입니다.", counted(layerless, "곳")));
    }
    if ranged {
        sentences.push(format!(
            "두 가지 불확실성을 나누어 적습니다. 괄호 안 구간은 모의실험 오차(95%)뿐이고, 5~95% 범위는 신뢰도와 가정한 강도가 \
             바꿀 수 있는 폭입니다. {} 아무도 기록하지 않은 관계는 어느 쪽에도 들어 있지 않습니다.",
            draws_words_ko()
        ));
    } else {
        sentences.push(
            "위의 구간은 모의실험 오차뿐이며, 이러한 가정이나 기록되지 않은 관계에 대해서는 말해 주지 않습니다."
                .to_owned(),
        );
    }
    sentences.join(" ")
}
