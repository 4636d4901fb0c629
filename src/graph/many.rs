//! Breadth-first search from many sources at once: one bit per source (Then et al. 2014).
//!
//! Every node keeps the set of sources that have reached it, 64 in a word; a step of all searches together is a union of
//! the sets of neighbours. What is new at a node is counted there, so distances are summed up where they *end*: searches
//! along the ties tell of the distances to a node.
//!
//! Then et al. (2014), "The more the merrier: efficient multi-source graph traversal", Proceedings of the VLDB Endowment
//! 8(4), [doi:10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507).

use std::ops::Range;

use super::compact::Compact;
use super::topology::Sense;

/// The most sources of one search. Twice as many share less where nodes are far apart, and gain nothing elsewhere.
pub(crate) const MOST: usize = 256;

/// Sources that are searched from together, all in one weak component.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) part: Range<u32>,
    pub(crate) sources: Vec<u32>,
}

/// What is told of the distances that end at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// Over how many sources the sums run, the node itself left out.
    pub(crate) count: u32,
    /// The greatest distance.
    pub(crate) farthest: u32,
    /// The sum of distances.
    pub(crate) sum: u64,
    /// The sum of inverse distances.
    pub(crate) inverse: f64,
}

/// Searches, with memory kept between them.
#[derive(Default)]
pub(crate) struct Many {
    one: Lanes<1>,
    two: Lanes<2>,
    four: Lanes<4>,
}

impl Many {
    /// Searches from all sources of a batch; one tally for each node of its part.
    pub(crate) fn run(&mut self, graph: &Compact, sense: Sense, batch: &Batch) -> Vec<Tally> {
        match batch.sources.len().div_ceil(64) {
            0 | 1 => self.one.run(graph, sense, batch),
            2 => self.two.run(graph, sense, batch),
            _ => self.four.run(graph, sense, batch),
        }
    }
}

type Sources<const W: usize> = [u64; W];

/// The state of one search. Nodes are counted from the first of their part.
///
/// Between two steps `seen` and `next` differ in the nodes of `changed` alone, and whoever is not in `active` has been
/// reached by all.
struct Lanes<const W: usize> {
    seen: Vec<Sources<W>>,
    next: Vec<Sources<W>>,
    changed: Vec<u32>,
    active: Vec<u32>,
}

impl<const W: usize> Default for Lanes<W> {
    fn default() -> Self {
        Self { seen: Vec::new(), next: Vec::new(), changed: Vec::new(), active: Vec::new() }
    }
}

/// Following an arc from a changed node takes so many times longer than looking along one into an active node.
const PUSH_COST: usize = 3;

impl<const W: usize> Lanes<W> {
    fn run(&mut self, graph: &Compact, sense: Sense, batch: &Batch) -> Vec<Tally> {
        let ground = Ground { graph, sense, first: batch.part.start };
        let all = self.begin(batch);
        let mut tallies = vec![Tally::default(); batch.part.len()];
        let mut inward: usize = (0..batch.part.len() as u32).map(|v| ground.before(v).len()).sum();
        let mut level = 0;
        while !self.changed.is_empty() {
            level += 1;
            let outward: usize = self.changed.iter().map(|&v| ground.after(v).len()).sum();
            let mut tally = |v: u32, new: Sources<W>| tallies[v as usize].add(count(new), level);
            if outward * PUSH_COST < inward {
                self.push(&ground, &mut tally);
            } else {
                inward = self.pull(&ground, all, &mut tally);
            }
            std::mem::swap(&mut self.seen, &mut self.next);
        }
        tallies
    }

    /// Every source has reached itself; returns the set of all sources.
    fn begin(&mut self, batch: &Batch) -> Sources<W> {
        let nodes = batch.part.len();
        for sets in [&mut self.seen, &mut self.next] {
            sets.clear();
            sets.resize(nodes, [0; W]);
        }
        self.active.clear();
        self.active.extend(0..nodes as u32);
        self.changed.clear();
        let mut all = [0; W];
        for (i, &source) in batch.sources.iter().enumerate() {
            let v = source - batch.part.start;
            self.seen[v as usize][i / 64] |= 1 << (i % 64);
            all[i / 64] |= 1 << (i % 64);
            self.changed.push(v);
        }
        all
    }

    /// One step: whoever has changed tells its neighbours.
    fn push(&mut self, ground: &Ground<'_>, tally: &mut impl FnMut(u32, Sources<W>)) {
        for &v in &self.changed {
            self.next[v as usize] = self.seen[v as usize];
        }
        let mut touched = Vec::new();
        for &v in &self.changed {
            let told = self.seen[v as usize];
            for &w in ground.after(v) {
                let w = w - ground.first;
                let (known, next) = (&self.seen[w as usize], &mut self.next[w as usize]);
                if missing(&told, next) {
                    if known == next {
                        touched.push(w);
                    }
                    unite(next, &told);
                }
            }
        }
        for &w in &touched {
            tally(w, difference(&self.next[w as usize], &self.seen[w as usize]));
        }
        self.changed = touched;
    }

    /// One step: whoever has not been reached by all asks its neighbours. Returns how many arcs lead to those.
    fn pull(&mut self, ground: &Ground<'_>, all: Sources<W>, tally: &mut impl FnMut(u32, Sources<W>)) -> usize {
        self.changed.clear();
        let (mut kept, mut inward) = (0, 0);
        for i in 0..self.active.len() {
            let v = self.active[i];
            let known = self.seen[v as usize];
            if known == all {
                self.next[v as usize] = known;
                continue;
            }
            self.active[kept] = v;
            kept += 1;
            let before = ground.before(v);
            inward += before.len();
            let mut told = known;
            for few in before.chunks(4) {
                for &u in few {
                    unite(&mut told, &self.seen[(u - ground.first) as usize]);
                }
                if told == all {
                    break;
                }
            }
            self.next[v as usize] = told;
            if told != known {
                tally(v, difference(&told, &known));
                self.changed.push(v);
            }
        }
        self.active.truncate(kept);
        inward
    }
}

/// Where a search runs, and which way.
struct Ground<'a> {
    graph: &'a Compact,
    sense: Sense,
    first: u32,
}

impl Ground<'_> {
    #[inline]
    fn after(&self, v: u32) -> &[u32] {
        self.graph.next(self.first + v, self.sense)
    }

    #[inline]
    fn before(&self, v: u32) -> &[u32] {
        self.graph.next(self.first + v, self.sense.reversed())
    }
}

impl Tally {
    #[inline]
    fn add(&mut self, count: u32, level: u32) {
        self.count += count;
        self.farthest = level;
        self.sum += u64::from(count) * u64::from(level);
        self.inverse += f64::from(count) / f64::from(level);
    }
}

#[inline]
fn unite<const W: usize>(set: &mut Sources<W>, other: &Sources<W>) {
    for i in 0..W {
        set[i] |= other[i];
    }
}

#[inline]
fn difference<const W: usize>(set: &Sources<W>, other: &Sources<W>) -> Sources<W> {
    std::array::from_fn(|i| set[i] & !other[i])
}

/// Whether something of `set` is missing in `other`.
#[inline]
fn missing<const W: usize>(set: &Sources<W>, other: &Sources<W>) -> bool {
    (0..W).fold(0, |missing, i| missing | (set[i] & !other[i])) != 0
}

#[inline]
fn count<const W: usize>(set: Sources<W>) -> u32 {
    set.iter().map(|word| word.count_ones()).sum()
}

/// Nodes in an order in which those near one another are close together: one ball of [`MOST`] nodes after the other.
///
/// Searches from sources near one another reach the same nodes at nearly the same time, so they share their steps.
pub(crate) fn by_balls(graph: &Compact) -> Vec<u32> {
    let nodes = graph.node_count();
    let mut taken = vec![false; nodes];
    let mut order: Vec<u32> = Vec::with_capacity(nodes);
    for part in graph.parts() {
        // A ball is grown from the node nearest to the start of the part that no ball has taken yet.
        for seed in part.clone() {
            let (first, mut next) = (order.len(), order.len());
            if !std::mem::replace(&mut taken[seed as usize], true) {
                order.push(seed);
            }
            while next < order.len() {
                let v = order[next];
                next += 1;
                for sense in [Sense::Forward, Sense::Backward] {
                    for &w in graph.next(v, sense) {
                        if order.len() - first < MOST && !std::mem::replace(&mut taken[w as usize], true) {
                            order.push(w);
                        }
                    }
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Bfs, Topology};
    use proptest::prelude::*;

    fn expected(topology: &Topology, graph: &Compact, batch: &Batch, sense: Sense) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); batch.part.len()];
        let mut search = Bfs::default();
        let mut levels: Vec<(u32, u32)> = Vec::new();
        for &source in &batch.sources {
            search.run(topology, graph.nodes()[source as usize], sense);
            let met = batch.part.clone().filter(|&v| v != source);
            levels
                .extend(met.filter_map(|v| Some((search.distance(graph.nodes()[v as usize])?, v - batch.part.start))));
        }
        levels.sort_unstable();
        for together in levels.chunk_by(|a, b| a == b) {
            tallies[together[0].1 as usize].add(together.len() as u32, together[0].0);
        }
        tallies
    }

    proptest! {
        #[test]
        fn many_searches_find_what_single_ones_find(
            n in 1usize..300,
            degree in 1usize..6,
            undirected: bool,
            near: bool,
            size in 1..=MOST,
            seed: u64,
        ) {
            let mut state = seed | 1;
            let mut draw = |below: usize| {
                state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                (state >> 33) as usize % below
            };
            let ties: Vec<(u32, u32)> = (0..n * degree / 2)
                .map(|_| { let a = draw(n); (a as u32, if near { (a + draw(5)) % n } else { draw(n) } as u32) })
                .collect();
            let topology = if undirected { Topology::undirected(n, ties) } else { Topology::directed(n, ties) }.unwrap();
            let graph = Compact::of(&topology);
            let order = by_balls(&graph);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert!(sorted.iter().copied().eq(0..n as u32));
            let mut many = Many::default();
            for part in graph.parts() {
                let sources: Vec<u32> = order.iter().copied().filter(|v| part.contains(v)).take(size).collect();
                let batch = Batch { part: part.clone(), sources };
                for sense in [Sense::Forward, Sense::Backward] {
                    prop_assert_eq!(many.run(&graph, sense, &batch), expected(&topology, &graph, &batch, sense));
                }
            }
        }
    }
}
