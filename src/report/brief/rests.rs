//! What the answer rests on: the home national layer, single documents, and how much was looked for.

use super::question::Question;
use super::{Asked, Finding};
use crate::error::Error;
use crate::leverage::WithoutResult;
use crate::model::{Layer, Selector, Source};
use crate::report::korean::{self, Particle, counted, josa};
use crate::report::words::{count, list, percent, plural, points};
use petgraph::graph::EdgeIndex;
use std::collections::BTreeMap;

/// Without the home national layer (ministries, national agencies, policy banks).
pub(super) fn national_layer(asked: &Asked<'_>) -> Result<Finding, Error> {
    let finding = Finding::new("national_layer", Question::Nation);
    let network = asked.network;
    let national: Selector = "layer:national".parse()?;
    let number = network.actors().filter(|(_, actor)| national.matches(actor)).count();
    if number == 0 {
        let (english, korean) = not_separable(asked);
        return Ok(finding.says(english, korean).number("separable", false));
    }
    let (mut statements, mut korean) = (Vec::new(), Vec::new());
    let mut finding = finding.number("separable", true).number("actors", number);
    for mandate in network.mandates().values() {
        let access = asked.brief.access(mandate, &asked.view);
        let Some(without) = access.without(network, std::slice::from_ref(&national))?.pop() else { continue };
        statements.push(format!(
            "For {}, access falls by {}, to {}: {} of it goes through the national layer and has no way round; {} of the \
             pairs keep a permitted route.",
            quoted(mandate.label("en")),
            points(&without.loss),
            percent(without.access.estimate),
            percent(without.share),
            percent(without.conceivable),
        ));
        korean.push(format!(
            "{}에서는 도달률이 {} 낮아져 {}가 됩니다. 도달률의 {}는 국가 차원 기관 말고는 길이 없고, 짝의 {}는 다른 경로가 남습니다.",
            quoted(mandate.label("ko")),
            korean::points(&without.loss),
            percent(without.access.estimate),
            percent(without.share),
            percent(without.conceivable),
        ));
        finding = finding.number(&mandate.id, without);
    }
    let first = first_bodies(asked, &national);
    let statement = format!(
        "Suppose all {} of the home national layer were taken away (home bodies only, not foreign agencies or the UN), in the \
         same simulated worlds{}. {}{}",
        count(number, "actor"),
        asked.when(),
        statements.join(" "),
        if first.is_empty() {
            String::new()
        } else {
            let told: Vec<String> =
                first.iter().map(|(id, share)| format!("{} ({share})", asked.name(id, "en"))).collect();
            format!(" Most leverage among them, under the first mandate, have {}.", list(&told))
        },
    );
    let korean = format!(
        "국가 차원 기관 {}(자국 기관만, 외국 기관과 유엔 제외)이 모두 빠진다고 보고 같은 모의실험에서 비교하면({}기준): {}{}",
        counted(number, "곳"),
        asked.when_ko().replace("현재 ", ""),
        korean.join(" "),
        if first.is_empty() {
            String::new()
        } else {
            let told: Vec<String> =
                first.iter().map(|(id, share)| format!("{}({share})", asked.name(id, "ko"))).collect();
            format!(" 첫 번째 과제에서 그 가운데 지렛대 효과가 큰 곳: {}.", told.join(", "))
        },
    );
    Ok(finding.says(statement, korean))
}

/// The national bodies with most leverage under the default mandate.
fn first_bodies(asked: &Asked<'_>, national: &Selector) -> Vec<(String, String)> {
    let network = asked.network;
    let is_national = |id: &str| network.actor(id).is_some_and(|node| national.matches(&network.graph()[node]));
    let bodies = asked.result.actors.iter().filter(|actor| actor.leverage.estimate > 0.0 && is_national(&actor.id));
    bodies.take(3).map(|actor| (actor.id.clone(), percent(actor.share))).collect()
}

fn quoted(title: &str) -> String {
    format!("“{title}”")
}

/// Why it cannot be told, in English and Korean.
fn not_separable(asked: &Asked<'_>) -> (String, String) {
    let of_state = ["ministry", "national_agency"];
    let home = |layer: Option<Layer>| layer == Some(Layer::City);
    let bodies = asked.network.actors().filter(|(_, a)| of_state.contains(&a.kind.as_str()) && home(a.layer)).count();
    if bodies == 0 {
        let english = "The network records no home national bodies, so what they add cannot be told.";
        return (
            english.to_owned(),
            "자국의 국가 차원 기관이 기록되어 있지 않아 그 기여를 말할 수 없습니다.".to_owned(),
        );
    }
    let english = format!(
        "What the national government adds is not separable here: city and state are one, and {bodies} ministries and \
         national agencies count as the city's own."
    );
    let korean = format!(
        "도시와 국가가 하나여서 중앙정부의 몫을 따로 떼어 볼 수 없습니다. 부처와 국가 기관 {bodies}곳을 도시 기관으로 봅니다."
    );
    (english, korean)
}

/// Documents on which most rests.
const FIRST: usize = 3;

/// Worlds that are enough to tell the documents apart.
const WORLDS: u64 = 1 << 12;

/// The documents without which most access would be lost: each with the ties that rest on it alone.
pub(super) fn documents(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let network = asked.network;
    let mut groups: BTreeMap<&str, Vec<EdgeIndex>> = BTreeMap::new();
    for (edge, tie) in network.ties() {
        if let [source] = tie.sources.as_slice() {
            groups.entry(source).or_default().push(edge);
        }
    }
    let groups: Vec<(String, Vec<EdgeIndex>)> =
        groups.into_iter().map(|(source, ties)| (source.to_owned(), ties)).collect();
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let access = asked.access().worlds(asked.brief.worlds.min(WORLDS));
    let mut losses = access.without_ties(network, &groups)?;
    losses.sort_by(|a, b| b.loss.estimate.total_cmp(&a.loss.estimate).then(a.without.cmp(&b.without)));
    losses.truncate(FIRST);
    losses.retain(|loss| loss.loss.estimate > 0.0);
    let told: Vec<String> = losses.iter().map(|loss| document_words(asked, loss)).collect();
    let korean: Vec<String> = losses.iter().map(|loss| document_words_ko(asked, loss)).collect();
    let korean = format!(
        "일부는 출처 하나에 기댑니다. 한 문서에만 기록된 관계를 뺄 때 도달률이 가장 많이 낮아지는 문서: {}.",
        korean.join(", ")
    );
    let statement = format!(
        "Some of this rests on single documents. If the ties that only one document records were left out, access would \
         fall most without {}.",
        list(&told)
    );
    let sources = losses.iter().map(|loss| loss.without.clone()).collect();
    let finding = Finding::new("single_documents", Question::Documents);
    Ok(vec![finding.says(statement, korean).number("documents", losses).rests_on(sources)])
}

fn document_words(asked: &Asked<'_>, loss: &WithoutResult) -> String {
    let citation = asked.network.sources().get(&loss.without).map_or_else(String::new, Source::citation);
    format!("“{citation}” ({}, {} of access)", count(loss.removed, "tie"), percent(loss.share))
}

fn document_words_ko(asked: &Asked<'_>, loss: &WithoutResult) -> String {
    let citation = asked.network.sources().get(&loss.without).map_or_else(String::new, Source::citation);
    format!("“{citation}”(관계 {}, 도달률의 {})", counted(loss.removed, "건"), percent(loss.share))
}

/// How much was looked for: uneven coverage is a finding.
pub(super) fn coverage(asked: &Asked<'_>) -> Finding {
    let access = &asked.result.access;
    let mut per_source: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for reach in &access.sources {
        let Some(node) = asked.network.actor(&reach.id) else { continue };
        if let [source] = asked.network.graph()[node].sources.as_slice() {
            per_source.entry(source).or_default().push(&reach.id);
        }
    }
    let most = per_source.iter().max_by_key(|(source, ids)| (ids.len(), std::cmp::Reverse(*source)));
    let (noun, target) = asked.nouns(asked.mandate, "en");
    let nouns = plural(&noun);
    let mut statement = format!(
        "{} and {} are on record. How many were found depends on where the collectors looked, so numbers of this network are \
         not to be set beside those of another without allowing for it, and “no route” may mean “not looked for”.",
        count(access.sources.len(), &noun),
        count(access.targets.len(), &target),
    );
    let (source_ko, target_ko) = asked.nouns(asked.mandate, "ko");
    let mut korean = format!(
        "{source_ko} {}, {} {} 기록되어 있습니다. 몇 곳을 찾았는지는 어디를 조사했는지에 달려 있으므로 이를 감안하지 않고 다른 \
         네트워크의 수치와 견줄 수 없으며, “경로 없음”은 “조사하지 않음”일 수 있습니다.",
        counted(access.sources.len(), "곳"),
        target_ko,
        josa(&counted(access.targets.len(), "곳"), Particle::Subject),
    );
    let mut sources = Vec::new();
    let mut shared = 0;
    if let Some((source, ids)) = most.filter(|(_, ids)| ids.len() > 1) {
        let citation = asked.network.sources().get(*source).map_or_else(String::new, Source::citation);
        shared = ids.len();
        statement = format!("{statement} {} of the {nouns} are known from one document alone: {citation}.", ids.len());
        korean =
            format!("{korean} {source_ko} 중 {}은 문서 하나로만 알려져 있습니다: {citation}.", counted(shared, "곳"));
        sources.push((*source).to_owned());
    }
    Finding::new("coverage", Question::Coverage)
        .says(statement, korean)
        .number("sources", access.sources.len())
        .number("known_from_one_document", shared)
        .rests_on(sources)
}
