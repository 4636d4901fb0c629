//! When each city first stood on each rung: by its own ties, and by those of bodies that act for it (agencies of the city,
//! operators of its systems, companies that it owns).

use crate::model::{Actor, Network, Stage, Tie};
use std::collections::{BTreeMap, HashMap};

/// Ties from a body that acts for the city at their other end.
const ACTS_FOR: &[&str] = &["agency_of", "operates"];
/// Ties to a body that acts for the city at their beginning.
const HAS: &[&str] = &["owns"];

/// By target: rungs with the first year of each, as far as the ties that count are dated; none for an undated rung.
pub(super) fn rungs(
    network: &Network,
    targets: &[&Actor],
    counts: impl Fn(&Tie) -> bool,
) -> Vec<Vec<(Stage, Option<i16>)>> {
    let mut cities: HashMap<&str, Vec<usize>> = HashMap::new();
    let place: HashMap<&str, usize> = targets.iter().enumerate().map(|(i, target)| (target.id.as_str(), i)).collect();
    for (i, target) in targets.iter().enumerate() {
        cities.entry(&target.id).or_default().push(i);
    }
    for (_, tie) in network.ties() {
        let (city, body) = match tie.kind.as_str() {
            kind if ACTS_FOR.contains(&kind) => (&tie.to, &tie.from),
            kind if HAS.contains(&kind) => (&tie.from, &tie.to),
            _ => continue,
        };
        // A small firm at home that operates something abroad is no body of the city.
        let abroad = network.actor(body).is_some_and(|node| network.graph()[node].country.as_deref() != network.home());
        if let Some(city) = place.get(city.as_str()).filter(|_| abroad && !place.contains_key(body.as_str())) {
            cities.entry(body).or_default().push(*city);
        }
    }
    let mut first: Vec<BTreeMap<Stage, Option<i16>>> = vec![BTreeMap::new(); targets.len()];
    for (_, tie) in network.ties().filter(|(_, tie)| counts(tie)) {
        let Some(stage) = network.stage(tie).filter(|stage| *stage >= Stage::Attention) else { continue };
        let year = tie.since.map(crate::model::Date::calendar_year);
        for city in [&tie.from, &tie.to].into_iter().filter_map(|end| cities.get(end.as_str())).flatten() {
            let known = first[*city].entry(stage).or_insert(year);
            *known = match (*known, year) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
    }
    first.into_iter().map(|rungs| rungs.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bodies_of_a_city_climb_for_it() {
        let seoul = Network::builtin("seoul").unwrap();
        let city = |id: &str| &seoul.graph()[seoul.find(id).unwrap()];
        let of = |id: &str| rungs(&seoul, &[city(id)], |_| true).remove(0);
        let highest = |id: &str| of(id).last().map(|(stage, _)| *stage);
        // The ticket systems of Bogota and Athens were sold to their transport bodies.
        assert_eq!(
            [highest("bogota"), highest("athens"), highest("colombo")].map(Option::unwrap).map(Stage::name),
            ["hardware", "hardware", "software"]
        );
        let direct =
            rungs(&seoul, &[city("bogota")], |tie| tie.from != "transmilenio" && tie.to != "transmilenio").remove(0);
        assert_ne!(direct, of("bogota"));
    }
}
