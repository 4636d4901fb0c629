//! The value of a set.

use std::borrow::Cow;

use super::KeyMeasure;
use super::ways::{Ruler, Ways};
use crate::graph::{Bfs, Sense, Topology};

/// What a set is judged by, with what is found once for all sets.
pub(super) struct Objective<'a> {
    pub(super) topology: &'a Topology,
    pub(super) measure: KeyMeasure,
    pub(super) ruler: Ruler<'a>,
    /// Of m-reach: the nodes within reach of each node, one bit each.
    pub(super) within: Vec<Vec<u64>>,
    /// Of distance reach: how near each node is to each, itself at 1, where that fits into memory.
    pub(super) near: Vec<Vec<f64>>,
}

/// A workspace for one thread.
pub(super) struct Space {
    ways: Ways,
    nearest: Vec<f64>,
    gone: Vec<bool>,
    distances: Vec<u32>,
    queue: Vec<u32>,
    /// How many pairs lie so many steps apart.
    apart: Vec<u64>,
    bits: Vec<u64>,
}

/// Nodes up to which all distances are held.
const MOST_HELD: usize = 4_000;

const FAR: u32 = u32::MAX;

impl<'a> Objective<'a> {
    pub(super) fn new(topology: &'a Topology, measure: KeyMeasure, steps: u32, ruler: Ruler<'a>) -> Self {
        let nodes = topology.node_count();
        let (mut search, mut ways) = (Bfs::default(), Ways::new(nodes));
        let mut objective = Self { topology, measure, ruler, within: Vec::new(), near: Vec::new() };
        for v in 0..nodes as u32 {
            match measure {
                KeyMeasure::MReach => {
                    search.run_within(topology, v, Sense::Forward, steps);
                    let mut bits = vec![0; nodes.div_ceil(64)];
                    search.order().iter().for_each(|u| bits[*u as usize / 64] |= 1 << (u % 64));
                    objective.within.push(bits);
                }
                KeyMeasure::DistanceReach if nodes <= MOST_HELD => {
                    let near = objective.near_of(v as usize, &mut ways).into_owned();
                    objective.near.push(near);
                }
                _ => break,
            }
        }
        objective
    }

    pub(super) fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    pub(super) fn space(&self) -> Space {
        let nodes = self.node_count();
        Space {
            ways: Ways::new(nodes),
            nearest: Vec::new(),
            gone: vec![false; nodes],
            distances: vec![FAR; nodes],
            queue: Vec::new(),
            apart: Vec::new(),
            bits: Vec::new(),
        }
    }

    /// About how many steps one set takes.
    pub(super) fn cost(&self, size: usize) -> u64 {
        let (n, arcs, k) = (self.node_count() as u64, self.topology.arc_count() as u64, size as u64);
        match self.measure {
            KeyMeasure::Fragmentation if self.topology.is_undirected() => n + arcs,
            KeyMeasure::Fragmentation | KeyMeasure::DistanceFragmentation => n * (n + arcs),
            KeyMeasure::MReach => k * n.div_ceil(64) + 1,
            KeyMeasure::DistanceReach if self.near.is_empty() => n + arcs,
            KeyMeasure::DistanceReach => k * n,
        }
    }

    /// What a set is worth; larger is better.
    pub(super) fn value(&self, set: &[u32], space: &mut Space) -> f64 {
        match self.measure {
            KeyMeasure::Fragmentation | KeyMeasure::DistanceFragmentation => {
                space.take_away(set, true);
                let value = self.fragmentation(set.len(), space);
                space.take_away(set, false);
                value
            }
            KeyMeasure::MReach => {
                space.bits.clear();
                space.bits.resize(self.node_count().div_ceil(64), 0);
                for v in set {
                    space.bits.iter_mut().zip(&self.within[*v as usize]).for_each(|(all, one)| *all |= one);
                }
                let reached: u32 = space.bits.iter().map(|word| word.count_ones()).sum();
                f64::from(reached) - set.len() as f64
            }
            KeyMeasure::DistanceReach => self.distance_reach(set, space),
        }
    }

    fn fragmentation(&self, taken: usize, space: &mut Space) -> f64 {
        let left = (self.node_count() - taken) as f64;
        let pairs = left * (left - 1.0);
        if self.measure == KeyMeasure::Fragmentation && self.topology.is_undirected() {
            return 1.0 - self.component_pairs(space) as f64 / pairs;
        }
        if self.ruler.is_weighted() && self.measure == KeyMeasure::DistanceFragmentation {
            return even(1.0 - self.nearness_left(space) / pairs);
        }
        space.apart.clear();
        for v in 0..self.node_count() as u32 {
            if !space.gone[v as usize] {
                self.count_from(&[v], space);
                space.forget();
            }
        }
        let nearness = |(steps, pairs): (usize, &u64)| match self.measure {
            KeyMeasure::Fragmentation => *pairs as f64,
            _ => *pairs as f64 / steps as f64,
        };
        1.0 - space.apart.iter().enumerate().skip(1).map(nearness).sum::<f64>() / pairs
    }

    /// Ordered pairs of the same component.
    fn component_pairs(&self, space: &mut Space) -> u64 {
        let mut pairs = 0;
        for v in 0..self.node_count() as u32 {
            if space.gone[v as usize] || space.distances[v as usize] != FAR {
                continue;
            }
            let first = space.queue.len();
            self.spread(&[v], space);
            let size = (space.queue.len() - first) as u64;
            pairs += size * (size - 1);
        }
        space.forget();
        pairs
    }

    /// How near those that remain are to one another by lengths, all ordered pairs together.
    fn nearness_left(&self, space: &mut Space) -> f64 {
        let Space { ways, gone, .. } = space;
        let mut all = 0.0;
        for v in (0..self.node_count() as u32).filter(|v| !gone[*v as usize]) {
            ways.run(self.topology, self.ruler, &[v], gone);
            all += ways.reached().map(|(_, distance)| self.ruler.nearness(distance)).sum::<f64>();
        }
        all
    }

    fn distance_reach(&self, set: &[u32], space: &mut Space) -> f64 {
        let nodes = self.node_count() as f64;
        space.nearest.clear();
        if self.near.is_empty() {
            space.ways.run(self.topology, self.ruler, set, &space.gone);
            let near = space.ways.reached().map(|(_, distance)| self.ruler.nearness(distance)).sum::<f64>();
            return even(near / nodes);
        }
        space.nearest.resize(self.node_count(), 0.0);
        for v in set {
            space.nearest.iter_mut().zip(&self.near[*v as usize]).for_each(|(all, one)| *all = all.max(*one));
        }
        even((space.nearest.iter().sum::<f64>() - set.len() as f64) / nodes)
    }

    /// How near a node is to each, itself at 1.
    pub(super) fn near_of(&self, v: usize, ways: &mut Ways) -> Cow<'_, [f64]> {
        if let Some(near) = self.near.get(v) {
            return Cow::Borrowed(near);
        }
        let mut near = vec![0.0; self.node_count()];
        ways.run(self.topology, self.ruler, &[v as u32], &vec![false; near.len()]);
        ways.reached().for_each(|(u, distance)| near[u as usize] = self.ruler.nearness(distance));
        near[v] = 1.0;
        Cow::Owned(near)
    }

    /// Counts by their distance the nodes that are reached from these.
    fn count_from(&self, sources: &[u32], space: &mut Space) {
        self.spread(sources, space);
        for i in 0..space.queue.len() {
            space.count(space.distances[space.queue[i] as usize]);
        }
    }

    /// Goes on from these nodes as far as it leads, past those that are gone.
    fn spread(&self, sources: &[u32], space: &mut Space) {
        let mut next = space.queue.len();
        for v in sources {
            space.distances[*v as usize] = 0;
            space.queue.push(*v);
        }
        while let Some(&v) = space.queue.get(next) {
            next += 1;
            let distance = space.distances[v as usize] + 1;
            for arc in self.topology.out(v) {
                let u = arc.node as usize;
                if space.distances[u] == FAR && !space.gone[u] {
                    space.distances[u] = distance;
                    space.queue.push(arc.node);
                }
            }
        }
    }
}

/// Without the last digits, in which sums of the same fractions in another order differ, so that sets that are as good are
/// seen to be.
fn even(value: f64) -> f64 {
    (value * 1e12).round() / 1e12
}

impl Space {
    fn take_away(&mut self, set: &[u32], gone: bool) {
        for v in set {
            self.gone[*v as usize] = gone;
        }
    }

    fn forget(&mut self) {
        self.queue.drain(..).for_each(|v| self.distances[v as usize] = FAR);
    }

    fn count(&mut self, distance: u32) {
        if distance == FAR {
            return;
        }
        let distance = distance as usize;
        if self.apart.len() <= distance {
            self.apart.resize(distance + 1, 0);
        }
        self.apart[distance] += 1;
    }
}
