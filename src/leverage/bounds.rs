//! Bounds: the most that an actor or a tie can be worth in any world.

use super::plan::Plan;
use crate::graph::{Bfs, Sense, components};

/// The weight of the targets that lie behind each node, as far as anybody can get in the ties that there are.
pub(crate) struct Behind<'a> {
    plan: &'a Plan,
    /// By node: by number of ties, the weight of the targets other than the node itself at most so far away.
    within: Vec<Vec<u64>>,
}

/// The most nodes times arcs that are searched from each node in turn where a coarser bound will do.
const MOST_STEPS: usize = 1 << 26;

impl<'a> Behind<'a> {
    /// Looks behind these nodes.
    ///
    /// Where the number of intermediaries is limited, each node is searched as far as a route may lead. Where it is not,
    /// the bound is the weight of its component, which is all that lies behind it if ties hold both ways; in a directed
    /// graph of moderate size each node is searched.
    pub(crate) fn new(plan: &'a Plan, nodes: impl Iterator<Item = u32> + Clone) -> Self {
        let mut within = vec![Vec::new(); plan.topology.node_count()];
        let steps = nodes.clone().count().saturating_mul(plan.topology.arc_count());
        if plan.hops.is_none() && (plan.topology.is_undirected() || steps > MOST_STEPS) {
            let parts = components::weak(&plan.topology);
            let mut weights = vec![0; parts.count];
            plan.targets.iter().for_each(|end| weights[parts.labels[end.node as usize] as usize] += end.weight);
            for node in nodes.map(|node| node as usize) {
                within[node] = vec![weights[parts.labels[node] as usize] - plan.target_weight[node]];
            }
        } else {
            let mut bfs = Bfs::default();
            for node in nodes {
                within[node as usize] = weight_within(plan, node, &mut bfs);
            }
        }
        Self { plan, within }
    }

    /// The weight of the targets other than the node itself that a route can still get to, `depth` ties after its source.
    pub(super) fn weight(&self, node: u32, depth: u32) -> u64 {
        let left = self.plan.hops.map_or(usize::MAX, |hops| hops.saturating_sub(depth) as usize);
        let within = &self.within[node as usize];
        within.get(left).or(within.last()).copied().unwrap_or(0)
    }
}

/// By number of ties: the weight of the targets other than `node` that are at most so far from it.
fn weight_within(plan: &Plan, node: u32, bfs: &mut Bfs) -> Vec<u64> {
    bfs.run_within(&plan.topology, node, Sense::Forward, plan.hops.unwrap_or(u32::MAX));
    let mut within: Vec<u64> = Vec::new();
    for reached in bfs.order() {
        let distance = bfs.distance(*reached).unwrap_or(0) as usize;
        let so_far = within.last().copied().unwrap_or(0);
        within.resize(distance + 1, so_far);
        within[distance] += if *reached == node { 0 } else { plan.target_weight[*reached as usize] };
    }
    within
}

/// The most that the removal of each of these nodes can cost: the weight of the targets behind it, from every source in
/// whose corridor it lies. As a share of all pairs.
pub(crate) fn most_by_actor(plan: &Plan, nodes: &[u32]) -> Vec<f64> {
    let behind = Behind::new(plan, nodes.iter().copied());
    let mut sums = vec![0.0; plan.topology.node_count()];
    for corridor in &plan.corridors {
        for (i, node) in corridor.nodes.iter().enumerate().filter(|(i, _)| corridor.between[*i]) {
            sums[*node as usize] += corridor.source.weight as f64 * behind.weight(*node, corridor.depth[i]) as f64;
        }
    }
    nodes.iter().map(|node| share(plan, sums[*node as usize])).collect()
}

/// The most that can hang on each tie, by slot: the weight of the targets behind the end that it leads to, from every
/// source in whose corridor it lies. As a share of all pairs.
///
/// In one world, all that a source reaches over a two-way tie alone it reaches the same way along it.
pub(crate) fn most_by_tie(plan: &Plan) -> Vec<f64> {
    let behind = Behind::new(plan, 0..plan.topology.node_count() as u32);
    let mut sums = vec![0.0; plan.slots.len()];
    let mut most = vec![0; plan.slots.len()];
    let mut touched = Vec::new();
    for corridor in &plan.corridors {
        for (from, depth) in corridor.depth.iter().enumerate() {
            for arc in corridor.out(from as u32) {
                let node = corridor.nodes[arc.node as usize];
                let weight = behind.weight(node, depth + 1) + plan.target_weight[node as usize];
                let most: &mut u64 = &mut most[arc.tie as usize];
                *most = weight.max(*most);
                touched.push(arc.tie as usize);
            }
        }
        for slot in touched.drain(..) {
            sums[slot] += corridor.source.weight as f64 * std::mem::take(&mut most[slot]) as f64;
        }
    }
    sums.into_iter().map(|sum| share(plan, sum)).collect()
}

/// The most that several ties together can carry in one world, by slot whether a tie is among them. As a share of all
/// pairs. A two-way tie may carry something either way.
pub(crate) fn most_by_ties(by_tie: &[f64], among: &[bool]) -> f64 {
    by_tie.iter().zip(among).filter(|(_, among)| **among).map(|(most, _)| 2.0 * most).sum()
}

fn share(plan: &Plan, sum: f64) -> f64 {
    (sum / plan.pairs() as f64).min(1.0)
}
