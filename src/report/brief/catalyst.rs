//! Agencies: do they sell by themselves, or bring small firms to those who buy; and whom nothing goes round.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Catalyst, DoorOpener, Doors, LEAST_DEALS};
use crate::error::Error;
use crate::leverage::ActorLeverage;
use crate::report::korean::counted;
use crate::report::words::{count, list, list_some, percent};
use std::cmp::Reverse;

/// Worlds for who opens doors.
const WORLDS: u64 = 2_048;

/// Agencies that are named.
const NAMED: usize = 4;

/// Agencies that are named among those that cannot be judged.
const SILENT: usize = 5;

/// The actor-or-catalyst index of the agencies, and the single points of failure of the mandate.
pub(super) fn catalyst(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let own;
    let doors = if let Some(known) = asked.known.doors {
        known
    } else {
        own = Doors::of(asked.network, &asked.access().worlds(asked.brief.worlds.min(WORLDS)))?;
        &own
    };
    let mut findings = Vec::new();
    findings.extend(agencies(asked));
    findings.extend(points_of_failure(asked, doors));
    Ok(findings)
}

fn agencies(asked: &Asked<'_>) -> Option<Finding> {
    let all = Catalyst::of(asked.network);
    if all.is_empty() {
        return None;
    }
    let judged: Vec<&Catalyst> = all.iter().filter(|one| one.index.is_some()).take(NAMED).collect();
    let silent = silent(asked, &all);
    let last = [
        "The record does not say for which deal an introduction was given, so the introduced are an upper count.",
        "어떤 소개가 어떤 계약으로 이어졌는지는 기록에 없으므로 소개 건수는 상한입니다.",
    ];
    let said = |language: &str| {
        let mut sentences = vec![indices(asked, &judged, language)];
        sentences.extend(unjudged(asked, &silent, language));
        sentences.push(last[usize::from(language == "ko")].to_owned());
        sentences.join(" ")
    };
    Some(
        Finding::new("catalyst", Question::Catalyst)
            .says(said("en"), said("ko"))
            .number("agencies", &all)
            .rests_on(documents(asked, &judged)),
    )
}

/// City agencies with too few deals, those on whom most of access depends first: they are the ones that a reader asks about.
fn silent<'a>(asked: &'a Asked<'_>, all: &'a [Catalyst]) -> Vec<(&'a Catalyst, &'a ActorLeverage)> {
    let is_agency =
        |id: &str| asked.network.actor(id).is_some_and(|node| asked.network.graph()[node].kind == "city_agency");
    let few = all.iter().filter(|one| one.index.is_none() && is_agency(&one.id));
    let mut found: Vec<_> = few
        .filter_map(|one| Some((one, asked.result.actors.iter().find(|actor| actor.id == one.id)?)))
        .filter(|(_, place)| place.leverage.estimate > 0.0)
        .collect();
    found.sort_by(|a, b| b.1.share.total_cmp(&a.1.share));
    found
}

/// The documents behind the deals.
fn documents(asked: &Asked<'_>, judged: &[&Catalyst]) -> Vec<String> {
    let deals = asked
        .network
        .ties()
        .map(|(_, tie)| tie)
        .filter(|tie| judged.iter().any(|one| one.own.contains(&tie.id) || one.introduced.contains(&tie.id)));
    asked.documents(deals.flat_map(|tie| &tie.sources))
}

fn indices(asked: &Asked<'_>, judged: &[&Catalyst], language: &str) -> String {
    let ko = language == "ko";
    let told = judged.iter().filter_map(|one| {
        let (name, index) = (asked.name(&one.id, language), one.index?);
        let share = index.share.map_or_else(String::new, percent);
        let (own, introduced, low, high) =
            (one.own.len(), one.introduced.len(), percent(index.low), percent(index.high));
        Some(if ko {
            format!("{name} 직접 {own}, 소개 {introduced}({share}, {low}~{high})")
        } else {
            format!("{name} {own} of its own and {introduced} introduced ({share}; {low}–{high})")
        })
    });
    let told: Vec<String> = told.collect();
    match (told.is_empty(), ko) {
        (true, false) => format!(
            "No agency at home has {LEAST_DEALS} deals abroad on record, of its own or of firms that it had introduced, so that none \
             can be told to be an actor or a catalyst."
        ),
        (true, true) => format!(
            "직접 수행했거나 소개한 해외 계약이 {LEAST_DEALS}건 이상 기록된 기관이 없어, 직접 수행자인지 촉매인지 판단할 수 없습니다."
        ),
        (false, false) => format!(
            "Deals abroad on record by agencies at home, with the share that firms won whom the agency had introduced before (100% is a \
             pure catalyst; 95% interval): {}.",
            list(&told)
        ),
        (false, true) => format!(
            "국내 기관의 해외 계약 기록과, 그중 먼저 소개한 기업이 따낸 비율(100%면 순수한 촉매, 95% 구간): {}.",
            told.join("; ")
        ),
    }
}

fn unjudged(asked: &Asked<'_>, silent: &[(&Catalyst, &ActorLeverage)], language: &str) -> Option<String> {
    if silent.is_empty() {
        return None;
    }
    let ko = language == "ko";
    let one = |(one, place): &(&Catalyst, &ActorLeverage)| {
        let (deals, name) = (one.own.len() + one.introduced.len(), asked.name(&one.id, language));
        if ko {
            format!("{name}(계약 {}, 도달률의 {} 의존)", counted(deals, "건"), percent(place.share))
        } else {
            format!("{name} ({}, {} of access depends on it)", count(deals, "deal"), percent(place.share))
        }
    };
    let names: Vec<String> = silent.iter().map(one).collect();
    Some(if ko {
        let more =
            if names.len() > SILENT { format!(" 등 {}", counted(names.len(), "개 기관")) } else { String::new() };
        format!(
            "계약이 {LEAST_DEALS}건 미만이어서 이 자료로 검증할 수 없는 기관: {}{more}. 이들에 대해 말할 수 있는 것은 중소기업이 소개자로서 얼마나 \
             의존하는가입니다.",
            names[..names.len().min(SILENT)].join(", ")
        )
    } else {
        format!(
            "Below {LEAST_DEALS} deals it cannot be tested with these data: {}. What can be said of these is how much small firms depend on \
             them as introducers.",
            list_some(&names, SILENT)
        )
    })
}

fn points_of_failure(asked: &Asked<'_>, doors: &Doors) -> Option<Finding> {
    let focal = asked.network.focal().map(|node| asked.network.graph()[node].id.clone());
    let mut cutting: Vec<&DoorOpener> = doors.openers.iter().filter(|one| one.cut_off > 0).collect();
    cutting.sort_by_key(|one| Reverse(one.cut_off));
    if cutting.is_empty() {
        return None;
    }
    let (apart, others): (Vec<&DoorOpener>, Vec<&DoorOpener>) =
        cutting.iter().copied().partition(|one| Some(&one.actor) == focal.as_ref());
    let share = |one: &DoorOpener| percent(one.cut_off as f64 / doors.pairs as f64);
    let said = |language: &str| {
        let ko = language == "ko";
        let (source, target) = asked.nouns(asked.mandate, language);
        let name = |one: &&DoorOpener| format!("{} ({})", asked.name(&one.actor, language), share(one));
        let names: Vec<String> = others.iter().take(NAMED).map(name).collect();
        let mut sentences = vec![match (names.is_empty(), ko) {
            (false, false) => format!(
                "Single points of failure: of {} with any permitted route from {source} to {target}, these would be cut off altogether, \
                 whatever the strengths, without {}.",
                count(doors.pairs, "pair"),
                list(&names)
            ),
            (false, true) => format!(
                "단일 실패 지점: 허용된 경로가 하나라도 있는 {source}–{target} {} 가운데, 강도와 무관하게 완전히 끊기는 비율은 {}입니다.",
                counted(doors.pairs, "쌍"),
                names.join(", ")
            ),
            (true, false) => "Apart from the focal body there is no single point of failure.".to_owned(),
            (true, true) => "중심 기관 외에는 단일 실패 지점이 없습니다.".to_owned(),
        }];
        if let Some(focal) = apart.first() {
            let name = asked.name(&focal.actor, language);
            sentences.push(if ko {
                format!("{name} 자체가 빠지면 {}입니다.", share(focal))
            } else {
                format!("Without {name} itself it would be {}.", share(focal))
            });
        }
        sentences.join(" ")
    };
    let finding = Finding::new("single_points", Question::Through).says(said("en"), said("ko"));
    Some(finding.number("pairs", doors.pairs).number("actors", cutting))
}
