//! Key players in words.

use super::super::answer::{Block, Table};
use super::super::korean::{Particle, counted, josa, listed, pick, say};
use super::super::words::{count, grouped, percent};
use super::Brokers;
use crate::error::Error;
use crate::measure::{Goal, KeyMeasure, KeyPlayersResult, Scale, group_betweenness, group_closeness, group_degree};
use serde_json::{Value, json};

pub(super) fn value(asked: &Brokers<'_>, found: &KeyPlayersResult) -> Result<Value, Error> {
    let ids = |set: &[u32]| set.iter().map(|v| asked.ids[*v as usize].as_str()).collect::<Vec<_>>();
    let next = found.runners_up.iter().map(|set| json!({ "set": ids(&set.members), "value": set.value }));
    let mut value = json!({
        "goal": found.measure.goal(), "measure": found.measure, "value": found.value,
        "best": found.best.iter().map(|set| ids(set)).collect::<Vec<_>>(),
        "runners_up": next.collect::<Vec<_>>(),
        "method": if found.exact { "exact" } else { "greedy and swaps" }, "tried": found.tried,
    });
    if let Some(sets) = found.sets {
        value["sets"] = json!(sets);
    }
    if let Some(with_set) = found.value_with_set {
        value["value_with_set"] = json!(with_set);
    }
    if let Some(before) = found.before {
        value["before"] = json!(before);
    }
    if let Some(best) = found.best.first() {
        let [degree, closeness, betweenness] = centralities(asked, best)?;
        value["group"] = json!({ "degree": degree, "closeness": closeness, "betweenness": betweenness });
    }
    Ok(value)
}

/// Degree, closeness and betweenness of a set as one.
fn centralities(asked: &Brokers<'_>, set: &[u32]) -> Result<[f64; 3], Error> {
    let topology = asked.topology;
    Ok([
        group_degree(topology, set)?,
        group_closeness(topology, set)?,
        group_betweenness(topology, set, Scale::Normalised)?,
    ])
}

pub(super) fn blocks(asked: &Brokers<'_>, found: &KeyPlayersResult, language: &str) -> Result<Vec<Block>, Error> {
    let ko = language == "ko";
    let Some(best) = found.best.first() else { return Ok(Vec::new()) };
    let labels = |set: &[u32]| set.iter().map(|v| asked.labels[*v as usize].clone()).collect::<Vec<_>>();
    let names = |set: &[u32]| listed(language, &labels(set), [""; 2]);
    let heads = pick(language, [["set", "집합"], ["rank", "순위"]]);
    let mut table = Table::new(&heads, &[if ko { measure_ko(found.measure) } else { found.measure.name() }]);
    let [best_word, next_word] = pick(language, [["best", "최선"], ["next", "차선"]]);
    let shown = found.best.iter().map(|set| (set, best_word, found.value));
    for (set, rank, value) in shown.chain(found.runners_up.iter().map(|set| (&set.members, next_word, set.value))) {
        table.row([names(set), rank.to_owned(), format!("{value:.4}")]);
    }
    let alike = match found.best.len() - 1 {
        0 => String::new(),
        others if ko => format!(" 똑같이 좋은 집합이 {} 더 있습니다.", counted(others, "개")),
        others => format!(" {} just as good.", count(others, "other set")),
    };
    let how = if found.exact && found.sets != Some(found.tried) {
        let all = found.sets.map(|sets| sets as usize);
        let tried = found.tried as usize;
        if ko {
            format!(
                "더 나은 것은 없습니다. 집합 {} {}를 따져 보았고, 나머지는 아무리 좋게 보아도 이보다 못하므로 제외하였습니다.{alike}",
                all.map_or_else(String::new, |all| format!("{} 가운데", counted(all, "개"))),
                counted(tried, "개")
            )
        } else {
            let all = all.map_or_else(|| "sets".to_owned(), |all| count(all, "set"));
            format!(
                "There is none better: of {all}, {} were tried and the others ruled out, because even the best that they \
                 could be worth is less.{alike}",
                grouped(tried)
            )
        }
    } else if ko && found.exact {
        format!("집합 {}를 모두 따져 보았으므로 더 나은 것은 없습니다.{alike}", counted(found.tried as usize, "개"))
    } else if ko {
        format!(
            "{}의 출발점에서 구성원을 바꾸어 가며 찾은 가장 좋은 집합이며, 최선이 아닐 수도 있습니다.{alike}",
            counted(found.tried as usize, "개")
        )
    } else if found.exact {
        format!("All {} were tried, so there is none better.{alike}", count(found.tried as usize, "set"))
    } else {
        format!(
            "Found by swapping from {}: the best that was met, perhaps not the best there is.{alike}",
            count(found.tried as usize, "beginning")
        )
    };
    let [degree, closeness, betweenness] = centralities(asked, best)?;
    let together = if ko {
        format!(
            "한 덩어리로 보면 다른 행위자의 {}와 관계가 있고, 근접도는 {closeness:.3}이며, 다른 행위자 사이 최단 경로의 {}에 놓여 있습니다(Everett and Borgatti 1999).",
            percent(degree),
            percent(betweenness)
        )
    } else {
        format!(
            "Taken as one, they are tied to {} of the others, have a closeness of {closeness:.3}, and lie on {} of the shortest \
         routes among the others (Everett and Borgatti 1999).",
            percent(degree),
            percent(betweenness)
        )
    };
    let told = if ko { sentence_korean(asked, found, &names(best)) } else { sentence(asked, found, &names(best)) };
    Ok(vec![
        Block::Heading(say(language, "Key players", "핵심 행위자").into()),
        Block::Paragraph(format!("{told} {how}")),
        Block::Paragraph(together),
        Block::Table(table),
    ])
}

fn sentence(asked: &Brokers<'_>, found: &KeyPlayersResult, names: &str) -> String {
    let size = found.best.first().map_or(0, Vec::len);
    let others = asked.ids.len() - size;
    let value = found.value;
    let before = found.before.unwrap_or_default();
    match (found.measure, found.measure.goal()) {
        (KeyMeasure::Fragmentation, _) => format!(
            "Without {names} the network would break up most: {} of the remaining pairs would have no way to each other, \
             {} as things stand.",
            percent(value),
            percent(before)
        ),
        (_, Goal::Disrupt) => format!(
            "Without {names} the rest would lie farthest apart: a distance-weighted fragmentation of {value:.3}, {before:.3} \
             as things stand (1 is nobody reaching anybody).",
        ),
        (KeyMeasure::MReach, _) => format!(
            "Who wants to reach most others by few should begin with {names}: {value} of the {others} others are within the \
             steps asked for.",
        ),
        _ => format!(
            "Who wants to reach the others by the shortest ways should begin with {names}: a distance-weighted reach of \
             {value:.3}, {:.3} with the members themselves counted (1 is everybody next to them).",
            found.value_with_set.unwrap_or(value)
        ),
    }
}

fn sentence_korean(asked: &Brokers<'_>, found: &KeyPlayersResult, names: &str) -> String {
    let size = found.best.first().map_or(0, Vec::len);
    let others = asked.ids.len() - size;
    let value = found.value;
    let before = found.before.unwrap_or_default();
    let (missing, begin) = (josa(names, Particle::Subject), josa(names, Particle::By));
    match (found.measure, found.measure.goal()) {
        (KeyMeasure::Fragmentation, _) => format!(
            "{missing} 없으면 네트워크가 가장 많이 흩어집니다. 남은 쌍의 {}가 서로 닿을 길이 없게 되며, 지금은 {}입니다.",
            percent(value),
            percent(before)
        ),
        (_, Goal::Disrupt) => format!(
            "{missing} 없으면 나머지가 서로 가장 멀어집니다. 거리 가중 분절도가 {value:.3}이 되며, 지금은 {before:.3}입니다(1이면 아무도 서로 닿지 못함)."
        ),
        (KeyMeasure::MReach, _) => format!(
            "적은 수로 가장 많은 곳에 닿으려면 {begin} 시작해야 합니다. 나머지 {} 가운데 {}이 정해진 단계 안에 있습니다.",
            counted(others, "곳"),
            counted(value as usize, "곳")
        ),
        _ => format!(
            "가장 짧은 길로 나머지에 닿으려면 {begin} 시작해야 합니다. 거리 가중 도달도는 {value:.3}이고, 구성원까지 세면 {:.3}입니다(1이면 모두가 바로 곁에 있음).",
            found.value_with_set.unwrap_or(value)
        ),
    }
}

fn measure_ko(measure: KeyMeasure) -> &'static str {
    match measure {
        KeyMeasure::Fragmentation => "분절도",
        KeyMeasure::DistanceFragmentation => "거리 가중 분절도",
        KeyMeasure::MReach => "도달 수",
        KeyMeasure::DistanceReach => "거리 가중 도달도",
    }
}
