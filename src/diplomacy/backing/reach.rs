//! How short and how reliable the best route to each target is, with some actors left out.

use crate::graph::{Topology, Viewed};
use crate::model::{Actor, DirectionRule, Mandate, Network, View};
use petgraph::graph::NodeIndex;

/// The best that leads from any source to one target.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Best {
    /// Least intermediaries; `None` if no permitted route leads there.
    pub(super) least: Option<u32>,
    /// Probability that the most reliable route is open.
    pub(super) reliability: f64,
}

/// By target of the mandate, the best routes through actors that `stays` leaves in.
///
/// The most reliable route with at most h ties comes from those with at most h − 1 ties; loops never make it better.
pub(super) fn best(
    network: &Network,
    mandate: &Mandate,
    view: &View,
    stays: impl Fn(&Actor) -> bool,
) -> Vec<(NodeIndex, Best)> {
    let viewed = Topology::of(network, &view.clone().direction(DirectionRule::Conveyed));
    let graph = network.graph();
    let actors: Vec<&Actor> = viewed.actors.iter().map(|actor| &graph[*actor]).collect();
    let there: Vec<bool> = actors.iter().map(|actor| stays(actor)).collect();
    let sources: Vec<bool> =
        actors.iter().zip(&there).map(|(actor, there)| *there && mandate.from.matches(actor)).collect();
    let most = mandate.max_intermediaries.map_or(actors.len(), |most| most as usize);
    let mut now: Vec<f64> = sources.iter().map(|source| f64::from(u8::from(*source))).collect();
    let mut least = vec![None; actors.len()];
    for between in 0..=most {
        let next = longer(network, mandate, &viewed, (&there, &sources), &now);
        let new = (0..next.len()).filter(|node| now[*node] == 0.0 && next[*node] > 0.0);
        new.for_each(|node| least[node] = Some(between as u32));
        if next == now {
            break;
        }
        now = next;
    }
    let targets = (0..actors.len()).filter(|node| there[*node] && mandate.to.matches(actors[*node]) && !sources[*node]);
    targets.map(|node| (viewed.actors[node], Best { least: least[node], reliability: now[node] })).collect()
}

/// The best with one tie more.
fn longer(
    network: &Network,
    mandate: &Mandate,
    viewed: &Viewed,
    (there, sources): (&[bool], &[bool]),
    now: &[f64],
) -> Vec<f64> {
    let graph = network.graph();
    let mut next = now.to_vec();
    for node in (0..now.len()).filter(|node| now[*node] > 0.0) {
        if !sources[node] && !mandate.relay.matches(&graph[viewed.actors[node]]) {
            continue;
        }
        for arc in viewed.topology.out(node as u32).iter().filter(|arc| there[arc.node as usize]) {
            let tie = &graph[viewed.ties[arc.tie as usize]];
            if mandate.ties.allows(tie, network.stage(tie)) {
                let chance = now[node] * network.open_probability(tie);
                next[arc.node as usize] = next[arc.node as usize].max(chance);
            }
        }
    }
    next
}
