//! A shortest route drawn at random, all equally likely: two searches that meet in the middle.
//!
//! One search starts at each end, and the one whose next step costs less goes on, until they meet. Both count the
//! shortest routes to every node, so that the middle, and then every step from there to the ends, can be drawn by its
//! share of the routes. Only ratios within one level matter, so a level whose counts grow too large is scaled down, and
//! the number of routes may exceed every floating-point number.
//!
//! Borassi and Natale (2019), "KADABRA is an adaptive algorithm for betweenness via random approximation", ACM Journal of
//! Experimental Algorithmics 24, [doi:10.1145/3284359](https://doi.org/10.1145/3284359).

use super::compact::Compact;
use super::topology::Sense;

/// Random numbers that depend on a seed and on a number of their own alone, whatever else has been drawn.
pub(crate) struct Dice {
    stream: u64,
    drawn: u64,
}

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Dice {
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        Self { stream: mix(mix(seed.wrapping_add(GAMMA)) ^ number.wrapping_mul(GAMMA)), drawn: 0 }
    }

    fn next(&mut self) -> u64 {
        self.drawn += 1;
        mix(self.stream.wrapping_add(self.drawn.wrapping_mul(GAMMA)))
    }

    /// A whole number below `end`, all equally likely but for one part in 2³².
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u32
    }

    /// A number from 0 to below 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// What a search knows of a node.
#[derive(Clone, Copy)]
struct Seen {
    /// The number of shortest routes, in proportion to others of the level.
    routes: f64,
    level: u32,
}

const UNSEEN: Seen = Seen { routes: 0.0, level: u32::MAX };

/// Counts above this are scaled down by as much; none falls below its counterpart.
const LARGE: f64 = (1_u128 << 100) as f64;
const SMALL: f64 = 1.0 / LARGE / LARGE / LARGE / LARGE;

/// One of the two searches.
struct Side {
    sense: Sense,
    seen: Vec<Seen>,
    /// The nodes reached, level by level, and where the last level starts.
    order: Vec<u32>,
    last: usize,
    level: u32,
    /// Arcs that the next step follows.
    ahead: usize,
}

impl Side {
    fn new(nodes: usize, sense: Sense) -> Self {
        Self { sense, seen: vec![UNSEEN; nodes], order: Vec::new(), last: 0, level: 0, ahead: 0 }
    }

    fn start(&mut self, graph: &Compact, source: u32) {
        for &v in &self.order {
            self.seen[v as usize] = UNSEEN;
        }
        self.order.clear();
        self.order.push(source);
        self.seen[source as usize] = Seen { routes: 1.0, level: 0 };
        (self.last, self.level) = (0, 0);
        self.ahead = graph.next(source, self.sense).len();
    }

    /// One step; false if there is nobody left to reach. Nodes of the new level that the other search has seen are put
    /// into `met`, each with its share of the routes.
    fn step(&mut self, graph: &Compact, other: &Side, met: &mut Vec<(u32, f64)>) -> bool {
        let (first, last) = (self.last, self.order.len());
        self.level += 1;
        let mut most = 0.0_f64;
        for i in first..last {
            let v = self.order[i];
            let routes = self.seen[v as usize].routes;
            for &w in graph.next(v, self.sense) {
                let seen = &mut self.seen[w as usize];
                if seen.level == u32::MAX {
                    *seen = Seen { routes, level: self.level };
                    self.order.push(w);
                } else if seen.level == self.level {
                    seen.routes += routes;
                }
                most = most.max(seen.routes);
            }
        }
        self.last = last;
        if most > LARGE {
            self.order[last..].iter().for_each(|&w| {
                let routes = &mut self.seen[w as usize].routes;
                *routes = (*routes / most).max(SMALL);
            });
        }
        self.ahead = 0;
        for &w in &self.order[last..] {
            self.ahead += graph.next(w, self.sense).len();
            // The two have not met before, so the other saw it in its last level.
            if other.seen[w as usize].level != u32::MAX {
                met.push((w, self.seen[w as usize].routes * other.seen[w as usize].routes));
            }
        }
        last < self.order.len()
    }

    /// Draws the rest of the route from `v` back to where the search started, and adds its inner nodes.
    fn back(&self, graph: &Compact, mut v: u32, dice: &mut Dice, inner: &mut Vec<u32>) {
        let back = self.sense.reversed();
        for level in (1..self.seen[v as usize].level).rev() {
            let before = graph.next(v, back).iter().map(|&u| (u, self.seen[u as usize]));
            v = draw(before.filter(|(_, seen)| seen.level == level).map(|(u, seen)| (u, seen.routes)), dice);
            inner.push(v);
        }
    }
}

/// Draws one by its weight. There is one, and no weight is 0.
pub(super) fn draw(weighted: impl Iterator<Item = (u32, f64)> + Clone, dice: &mut Dice) -> u32 {
    let total: f64 = weighted.clone().map(|(_, weight)| weight).sum();
    let mut left = dice.share() * total;
    let mut drawn = u32::MAX;
    for (v, weight) in weighted {
        drawn = v;
        left -= weight;
        if left < 0.0 {
            break;
        }
    }
    drawn
}

/// Two searches with their memory.
pub(crate) struct Meeting {
    from: Side,
    to: Side,
    met: Vec<(u32, f64)>,
    /// How many arcs have been followed in all.
    pub(crate) followed: u64,
}

impl Meeting {
    pub(crate) fn new(graph: &Compact) -> Self {
        let side = |sense| Side::new(graph.node_count(), sense);
        Self { from: side(Sense::Forward), to: side(Sense::Backward), met: Vec::new(), followed: 0 }
    }

    /// Draws one of the shortest routes from `source` to `target`, another node, and adds its inner nodes to `inner`;
    /// none if there is no route, or if it is a tie.
    pub(crate) fn draw(&mut self, graph: &Compact, ends: (u32, u32), dice: &mut Dice, inner: &mut Vec<u32>) {
        let Self { from, to, met, followed } = self;
        from.start(graph, ends.0);
        to.start(graph, ends.1);
        met.clear();
        while met.is_empty() {
            let (near, far) = if from.ahead <= to.ahead { (&mut *from, &*to) } else { (&mut *to, &*from) };
            *followed += 1 + near.ahead as u64;
            if !near.step(graph, far, met) {
                return;
            }
        }
        let middle = draw(met.iter().copied(), dice);
        if middle != ends.0 && middle != ends.1 {
            inner.push(middle);
        }
        from.back(graph, middle, dice, inner);
        to.back(graph, middle, dice, inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Bfs, Topology};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn shares(topology: &Topology, ends: (u32, u32), times: u64) -> BTreeMap<Vec<u32>, f64> {
        let graph = Compact::of(topology);
        let place = |v: u32| graph.nodes().iter().position(|&w| w == v).unwrap() as u32;
        let mut meeting = Meeting::new(&graph);
        let mut found = BTreeMap::new();
        for number in 0..times {
            let mut inner = Vec::new();
            meeting.draw(&graph, (place(ends.0), place(ends.1)), &mut Dice::new(5, number), &mut inner);
            let mut inner: Vec<u32> = inner.iter().map(|&v| graph.nodes()[v as usize]).collect();
            inner.sort_unstable();
            *found.entry(inner).or_insert(0.0) += 1.0 / times as f64;
        }
        found
    }

    /// All shortest routes, each by its inner nodes in order of number.
    fn routes(topology: &Topology, ends: (u32, u32)) -> Vec<Vec<u32>> {
        let mut to = Bfs::default();
        to.run(topology, ends.1, Sense::Backward);
        let mut found = Vec::new();
        let mut open = vec![vec![ends.0]];
        while let Some(route) = open.pop() {
            let v = route[route.len() - 1];
            if v == ends.1 {
                let mut inner = route[1..route.len() - 1].to_vec();
                inner.sort_unstable();
                found.push(inner);
                continue;
            }
            for arcs in topology.out(v).chunk_by(|a, b| a.node == b.node) {
                if to.distance(arcs[0].node).is_some_and(|d| Some(d + 1) == to.distance(v)) {
                    open.push([&route[..], &[arcs[0].node]].concat());
                }
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn all_shortest_routes_are_equally_likely(
            ties in prop::collection::vec((0u32..9, 0u32..9), 0..26),
            ends in (0u32..9, 0u32..9),
            undirected: bool,
        ) {
            prop_assume!(ends.0 != ends.1);
            let topology = if undirected { Topology::undirected(9, ties) } else { Topology::directed(9, ties) }.unwrap();
            let expected = routes(&topology, ends);
            let times = 4000;
            let found = shares(&topology, ends, times);
            if expected.is_empty() {
                prop_assert!(found.keys().all(Vec::is_empty));
            }
            for (inner, share) in found.iter().filter(|_| !expected.is_empty()) {
                // Two routes through the same nodes are told apart by their order, which is not looked at.
                let of = expected.iter().filter(|route| *route == inner).count() as f64 / expected.len() as f64;
                prop_assert!(of > 0.0, "{inner:?} is no shortest route");
                let error = (of * (1.0 - of) / times as f64).sqrt();
                prop_assert!((share - of).abs() <= 5.0 * error + 1e-9, "{inner:?}: {share} instead of {of}");
            }
        }
    }

    #[test]
    fn routes_too_many_to_count_are_drawn_evenly() {
        // Hub i is node 3i; between hubs i and i + 1 stand 3i + 1 and 3i + 2: 2^3000 routes from end to end.
        let rungs = 3000u32;
        let diamond = |h: u32| [(h, h + 1), (h, h + 2), (h + 1, h + 3), (h + 2, h + 3)];
        let ladder = Topology::undirected(3 * rungs as usize + 1, (0..rungs).flat_map(|i| diamond(3 * i))).unwrap();
        let graph = Compact::of(&ladder);
        let place = |v: u32| graph.nodes().iter().position(|&w| w == v).unwrap() as u32;
        let ends = (place(0), place(3 * rungs));
        let (mut meeting, mut upper) = (Meeting::new(&graph), 0);
        for number in 0..8 {
            let mut inner = Vec::new();
            meeting.draw(&graph, ends, &mut Dice::new(1, number), &mut inner);
            assert_eq!(inner.len() as u32, 2 * rungs - 1);
            upper += inner.iter().filter(|&&v| graph.nodes()[v as usize] % 3 == 1).count();
        }
        let tosses = f64::from(8 * rungs);
        assert!((upper as f64 - tosses / 2.0).abs() < 4.5 * (tosses / 4.0).sqrt(), "{upper}");
    }
}
