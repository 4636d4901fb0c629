//! The questions that are played in worlds: what is reached, and what is lost.

use super::net::Net;
use super::plan::End;
use super::solo::{Found, Solo, World};
use super::tally::{Question, Space, Tally, Weights};
use super::worlds::{Block, Lanes, NONE, is_none};
use super::{Corridor, Plan};

/// What is reached: all, by number of intermediaries, by each source and each target.
pub(crate) struct Reached<'a> {
    pub(crate) plan: &'a Plan,
    /// Numbers of intermediaries told apart: 0, 1, … and the last for all beyond.
    pub(crate) bins: usize,
}

impl Reached<'_> {
    pub(crate) const ACCESS: usize = 0;

    pub(crate) fn bin(intermediaries: usize) -> usize {
        1 + intermediaries
    }

    pub(crate) fn source(&self, corridor: usize) -> usize {
        1 + self.bins + corridor
    }

    /// Targets are numbered in the order of the plan.
    pub(crate) fn target(&self, target: usize) -> usize {
        1 + self.bins + self.plan.corridors.len() + target
    }
}

impl Question for Reached<'_> {
    fn cells(&self) -> usize {
        self.target(self.plan.targets.len())
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let corridor = &self.plan.corridors[number];
        let from = corridor.source.weight;
        let Space { reach, weights: all, bins, .. } = space;
        bins.resize_with(self.bins, Weights::default);
        let found = |depth: u32, at: usize, worlds: &Lanes| {
            let to = corridor.target_weight[at];
            if to == 0 {
                return;
            }
            bins[(depth as usize - 1).min(self.bins - 1)].add(to, worlds);
        };
        reach.run(corridor, &block.open, block.live, self.plan.hops, |_, _| false, found);
        for at in corridor.targets().filter(|at| !is_none(&reach.seen()[*at])) {
            let target = self.plan.target_number(corridor.nodes[at]);
            let weight = u128::from(from) * u128::from(corridor.target_weight[at]);
            tally.add(self.target(target), weight, &reach.seen()[at]);
        }
        for (number, bin) in bins.iter_mut().enumerate() {
            tally.add_weights(Self::bin(number), from, bin);
            all.take(bin);
        }
        tally.add_weights(Self::ACCESS, from, all);
        tally.add_weights(self.source(number), from, all);
        all.clear();
    }
}

/// What a removal takes away.
pub(crate) enum Removal {
    /// One actor, by node; pairs of which it is an end do not count.
    Actor(u32),
    /// Several actors at once, by node; pairs that lose an end count as lost.
    Actors(Vec<bool>),
    /// Ties, by slot.
    Ties(Vec<bool>),
}

/// What is lost by each of several removals, found by searching again without them.
pub(crate) struct Lost<'a> {
    plan: &'a Plan,
    removals: &'a [Removal],
    /// Whether losses are also told by target.
    by_target: bool,
    /// By corridor: the removals to be played there.
    parts: Vec<Vec<Part>>,
}

impl<'a> Lost<'a> {
    pub(crate) fn new(plan: &'a Plan, removals: &'a [Removal], by_target: bool) -> Self {
        let parts = plan.corridors.iter().map(|corridor| parts(plan, corridor, removals)).collect();
        Self { plan, removals, by_target, parts }
    }

    /// The cell of what a removal costs.
    pub(crate) fn loss(removal: usize) -> usize {
        removal
    }

    /// The cell of what is left after a removal; filled for removals of several actors or of ties.
    pub(crate) fn rest(&self, removal: usize) -> usize {
        self.removals.len() + removal
    }

    /// The cell of what a removal costs at one target, numbered as in the plan.
    pub(crate) fn loss_at(&self, removal: usize, target: usize) -> usize {
        2 * self.removals.len() + removal * self.plan.targets.len() + target
    }

    /// Searches again without what is removed.
    fn search(&self, corridor: &Corridor, removal: &Removal, at: Option<u32>, block: &Block, space: &mut Space) {
        let (open, hops) = (&block.open, self.plan.hops);
        let skip = |_: u32, _: usize, _: &Lanes| ();
        match removal {
            Removal::Actor(_) => {
                space.again.run(corridor, open, block.live, hops, |to, _| Some(to) == at, skip);
            }
            Removal::Actors(gone) => {
                let live = if gone[corridor.source.node as usize] { NONE } else { block.live };
                let closed = |to: u32, _| gone[corridor.nodes[to as usize] as usize];
                space.again.run(corridor, open, live, hops, closed, skip);
            }
            Removal::Ties(gone) => {
                space.again.run(corridor, open, block.live, hops, |_, tie| gone[tie as usize], skip);
            }
        }
    }
}

impl Question for Lost<'_> {
    fn cells(&self) -> usize {
        let targets = if self.by_target { self.plan.targets.len() } else { 0 };
        self.removals.len() * (2 + targets)
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        if self.parts[number].is_empty() {
            return;
        }
        let corridor = &self.plan.corridors[number];
        let from = corridor.source.weight;
        space.reach.run(corridor, &block.open, block.live, self.plan.hops, |_, _| false, |_, _, _| ());
        space.bins.resize_with(space.bins.len().max(1), Weights::default);
        for part in &self.parts[number] {
            if space.control.is_cancelled() {
                return;
            }
            if part.at.is_some_and(|at| is_none(&space.reach.seen()[at as usize])) {
                continue;
            }
            let removal = part.removal as usize;
            if part.touches {
                self.search(corridor, &self.removals[removal], part.at, block, space);
            }
            let (loss, rest) = (&mut space.weights, &mut space.bins[0]);
            for position in corridor.targets().filter(|position| Some(*position as u32) != part.at) {
                let with = &space.reach.seen()[position];
                let without = if part.touches { &space.again.seen()[position] } else { with };
                let lost: Lanes = std::array::from_fn(|w| with[w] & !without[w]);
                let weight = corridor.target_weight[position];
                loss.add(weight, &lost);
                if part.at.is_none() {
                    rest.add(weight, without);
                }
                if self.by_target && !is_none(&lost) {
                    let target = self.plan.target_number(corridor.nodes[position]);
                    tally.add(self.loss_at(removal, target), u128::from(from) * u128::from(weight), &lost);
                }
            }
            for (cell, weights) in [(Self::loss(removal), loss), (self.rest(removal), rest)] {
                tally.add_weights(cell, from, weights);
                weights.clear();
            }
        }
    }
}

/// A removal as seen from one corridor.
struct Part {
    removal: u32,
    /// Where the one actor that is removed stands; `None` for several actors and for ties.
    at: Option<u32>,
    /// Whether it takes anything out of the corridor.
    touches: bool,
}

/// The removals to be played in a corridor: actors that stand between its ends, and all groups, since what is left after
/// a group is wanted too.
fn parts(plan: &Plan, corridor: &Corridor, removals: &[Removal]) -> Vec<Part> {
    let mut place = vec![None; plan.topology.node_count()];
    corridor.nodes.iter().enumerate().for_each(|(at, node)| place[*node as usize] = Some(at as u32));
    let slots = corridor.slots();
    let part = |(i, removal): (usize, &Removal)| {
        let group = |touches: bool| Some(Part { removal: i as u32, at: None, touches });
        match removal {
            Removal::Actor(gone) => {
                let at = place.get(*gone as usize).copied().flatten();
                at.filter(|at| corridor.between[*at as usize])?;
                Some(Part { removal: i as u32, at, touches: true })
            }
            Removal::Actors(gone) => group(corridor.nodes.iter().any(|node| gone[*node as usize])),
            Removal::Ties(gone) => group(slots.iter().any(|slot| gone[*slot])),
        }
    };
    removals.iter().enumerate().filter_map(part).collect()
}

/// What is lost by removing each actor in turn, all in one pass, where the number of intermediaries is not limited.
///
/// In each world an actor is critical for exactly the targets among its proper descendants in the dominator tree rooted
/// at the source (Xie et al. 2023; Lengauer and Tarjan 1979, doi:10.1145/357062.357071).
pub(crate) struct Dominated<'a> {
    plan: &'a Plan,
    /// By node: the cell of its loss, if it is asked for.
    cell_of: Vec<Option<u32>>,
    cells: usize,
    net: Net,
}

impl<'a> Dominated<'a> {
    /// The losses by these nodes.
    pub(crate) fn new(plan: &'a Plan, nodes: &[u32]) -> Self {
        let mut cell_of = vec![None; plan.topology.node_count()];
        nodes.iter().enumerate().for_each(|(cell, node)| cell_of[*node as usize] = Some(cell as u32));
        Self { plan, cell_of, cells: nodes.len(), net: Net::new(plan) }
    }

    /// The losses of one source in the world whose open ties are in `space`.
    fn one(&self, source: End, space: &mut Space, found: &mut Found) {
        let Space { dominators, sums, net, .. } = space;
        let (plan, root) = (self.plan, source.node);
        if net.out(root).is_empty() {
            return;
        }
        dominators.run_on(net.nodes(), |node| net.out(node), root, |_| true, |node| plan.relay[node as usize]);
        dominators.subtree_sums(|node| if node == root { 0 } else { plan.target_weight[node as usize] }, sums);
        for (node, sum) in dominators.order().iter().zip(sums).skip(1).filter(|(_, sum)| **sum > 0) {
            if let Some(cell) = self.cell_of[*node as usize] {
                found.add(cell as usize, u128::from(source.weight) * u128::from(*sum));
            }
        }
    }
}

impl Question for Dominated<'_> {
    fn cells(&self) -> usize {
        self.cells
    }

    fn play(&self, corridor: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        self.play_block(corridor, block, space, tally);
    }

    fn solo(&self) -> Option<&dyn Solo> {
        Some(self)
    }
}

impl Solo for Dominated<'_> {
    fn play_world(&self, source: Option<usize>, world: &World<'_>, space: &mut Space, found: &mut Found) {
        space.net.keep_open(&self.net, world);
        let sources = &self.plan.sources;
        let chosen = source.map_or(&sources[..], |one| &sources[one..=one]);
        for source in chosen {
            self.one(*source, space, found);
        }
    }
}
