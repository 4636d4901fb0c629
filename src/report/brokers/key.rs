//! Key players in words.

use super::super::answer::{Block, Table};
use super::super::words::{count, grouped, list, percent};
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

pub(super) fn blocks(asked: &Brokers<'_>, found: &KeyPlayersResult) -> Result<Vec<Block>, Error> {
    let Some(best) = found.best.first() else { return Ok(Vec::new()) };
    let names = |set: &[u32]| list(&set.iter().map(|v| asked.labels[*v as usize].clone()).collect::<Vec<_>>());
    let mut table = Table::new(&["set", "rank"], &[found.measure.name()]);
    let shown = found.best.iter().map(|set| (set, "best", found.value));
    for (set, rank, value) in shown.chain(found.runners_up.iter().map(|set| (&set.members, "next", set.value))) {
        table.row([names(set), rank.to_owned(), format!("{value:.4}")]);
    }
    let alike = match found.best.len() - 1 {
        0 => String::new(),
        others => format!(" {} just as good.", count(others, "other set")),
    };
    let how = if found.exact && found.sets != Some(found.tried) {
        let all = found.sets.map_or_else(|| "sets".to_owned(), |sets| count(sets as usize, "set"));
        format!(
            "There is none better: of {all}, {} were tried and the others ruled out, because even the best that they could \
             be worth is less.{alike}",
            grouped(found.tried as usize)
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
    let together = format!(
        "Taken as one, they are tied to {} of the others, have a closeness of {closeness:.3}, and lie on {} of the shortest \
         routes among the others (Everett and Borgatti 1999).",
        percent(degree),
        percent(betweenness)
    );
    Ok(vec![
        Block::Heading("Key players".into()),
        Block::Paragraph(format!("{} {how}", sentence(asked, found, &names(best)))),
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
