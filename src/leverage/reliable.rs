//! The most reliable route from any of several sources to each of several targets.
//!
//! A node that stands before all sources, with a way to each that costs nothing, turns this into one search for each target,
//! however many sources there are. No best route passes a second source that way: what comes before it would only make the
//! route less likely, or longer.

use super::routes::{By, Ground, Route, Routes, node};
use crate::error::Error;
use crate::graph::weights::{WeightKind, Weights};
use crate::graph::{Direction, Topology, Yen};
use crate::model::{Mandate, Network, View};
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;

/// The most reliable route to every target that has one, in the order of the targets. Time: one search for each target.
///
/// # Errors
/// If a tie is so unlikely to be open that its probability cannot be told.
pub(crate) fn most_reliable(
    network: &Network,
    mandate: &Mandate,
    view: &View,
    sources: &[NodeIndex],
    targets: &[NodeIndex],
) -> Result<Vec<Route>, Error> {
    let (Some(source), Some(target)) = (sources.first(), targets.first()) else { return Ok(Vec::new()) };
    let ground = Ground::new(&Routes::new(*source, *target).mandate(mandate), network, view);
    let places: BTreeSet<u32> = sources.iter().filter_map(|source| node(&ground.viewed, *source)).collect();
    let before = ground.viewed.actors.len() as u32;
    let starts = places.iter().map(|source| (before, *source, Direction::OneWay));
    let topology = Topology::new(before as usize + 1, ground.viewed.topology.ties().chain(starts))?;
    let chances = ground.viewed.ties.iter().map(|edge| network.open_probability(&network.graph()[*edge]));
    let chances = chances.chain(places.iter().map(|_| 1.0)).collect();
    let topology = topology.with_weights(Weights::new(WeightKind::Probability, chances)?)?;
    let topology = topology.with_length_rule(By::Reliability.rule())?;
    let mut relays: Vec<bool> = ground.relays.iter().copied().chain([false]).collect();
    for source in &places {
        relays[*source as usize] = true;
    }
    let mut best = Vec::new();
    for target in targets.iter().filter_map(|target| node(&ground.viewed, *target)) {
        // Nobody is introduced to itself.
        let starts = places.iter().map(|source| *source != target);
        let open: Vec<bool> = ground.open.iter().copied().chain(starts).collect();
        let yen = Yen::default().count(1).relays(&relays).open(&open);
        if let Some(mut path) = yen.run(&topology, before, target)?.into_iter().next() {
            path.nodes.remove(0);
            path.ties.remove(0);
            best.push(ground.route(network, &path));
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests {
    use super::most_reliable;
    use crate::leverage::{Route, Routes};
    use crate::model::{Network, View};

    #[test]
    fn one_search_finds_what_a_search_for_each_pair_finds() {
        for name in ["singapore", "netherlands"] {
            let network = Network::builtin(name).unwrap();
            let view = View::today(&network);
            for mandate in network.mandates().values() {
                let sources = network.select(&mandate.from, "from").unwrap();
                let targets = network.select(&mandate.to, "to").unwrap();
                let mut slow: Vec<Route> = Vec::new();
                for target in &targets {
                    let one =
                        |source| Routes::new(source, *target).mandate(mandate).view(view.clone()).k(1).run(&network);
                    let routes = sources
                        .iter()
                        .filter(|source| *source != target)
                        .flat_map(|source| one(*source).unwrap().routes);
                    slow.extend(routes.max_by(|a, b| a.probability.total_cmp(&b.probability)));
                }
                let fast = most_reliable(&network, mandate, &view, &sources, &targets).unwrap();
                let told = |routes: &[Route]| -> Vec<(String, f64)> {
                    routes.iter().map(|route| (route.actors.last().unwrap().clone(), route.probability)).collect()
                };
                let (fast, slow) = (told(&fast), told(&slow));
                assert!(!fast.is_empty() && fast.len() == slow.len(), "{name}");
                for ((target, fast), (other, slow)) in fast.iter().zip(&slow) {
                    // Lengths are whole numbers, so what is alike to the ninth digit is alike.
                    assert!(target == other && (fast - slow).abs() < 1e-9, "{name}: {target} {fast} {slow}");
                }
            }
        }
    }
}
