//! A shortest route by lengths drawn at random, all equally likely: one search, up to the end that is asked for.
//!
//! The number of shortest routes to a node may exceed every floating-point number, so that its logarithm is kept; only
//! ratios matter. Of routes of equal length, those with the fewest ties of length 0 are the shortest.
//!
//! Riondato and Kornaropoulos (2016), "Fast approximation of betweenness centrality through sampling", Data Mining and
//! Knowledge Discovery 30, [doi:10.1007/s10618-015-0423-0](https://doi.org/10.1007/s10618-015-0423-0).

use super::ascending::Ascending;
use super::compact::Compact;
use super::distances::Costs;
use super::meet::{Dice, draw};
use super::topology::{Sense, Topology};

/// The ties by their lengths, along and against their direction.
pub(crate) struct Lengths {
    along: Costs,
    /// `None` in an undirected graph.
    against: Option<Costs>,
}

impl Lengths {
    /// The lengths of a topology, if it has any.
    pub(crate) fn of(topology: &Topology, graph: &Compact) -> Option<Self> {
        let lengths = topology.lengths()?;
        let costs = |sense| Costs::of(topology, lengths, graph, sense);
        let against = (!topology.is_undirected()).then(|| costs(Sense::Backward));
        Some(Self { along: costs(Sense::Forward), against })
    }

    fn before(&self, v: u32) -> impl Iterator<Item = (u32, u64)> + Clone {
        self.against.as_ref().unwrap_or(&self.along).row(v)
    }
}

/// A length with the number of ties of length 0 below it, of which a route has fewer than 2³².
fn cost(length: u64) -> u128 {
    u128::from(length) << 32 | u128::from(length == 0)
}

const FAR: u128 = u128::MAX;

/// A search with its memory.
pub(crate) struct Drawn {
    distances: Vec<u128>,
    /// The logarithm (base 2) of the number of shortest routes.
    routes: Vec<f64>,
    touched: Vec<u32>,
    queue: Ascending<u128>,
    /// How many arcs have been followed in all.
    pub(crate) followed: u64,
}

impl Drawn {
    pub(crate) fn new(graph: &Compact) -> Self {
        let nodes = graph.node_count();
        let (distances, routes) = (vec![FAR; nodes], vec![0.0; nodes]);
        Self { distances, routes, touched: Vec::new(), queue: Ascending::new(), followed: 0 }
    }

    /// Draws one of the shortest routes from `source` to `target`, another node, and adds its inner nodes to `inner`;
    /// none if there is no route, or if it is a tie.
    pub(crate) fn draw(&mut self, lengths: &Lengths, ends: (u32, u32), dice: &mut Dice, inner: &mut Vec<u32>) {
        if self.search(lengths, ends) {
            let mut v = ends.1;
            loop {
                let here = self.distances[v as usize];
                let leads = |&(u, length): &(u32, u64)| {
                    self.distances[u as usize] != FAR && self.distances[u as usize] + cost(length) == here
                };
                let most = self.routes[v as usize];
                let weight = |(u, _): (u32, u64)| (u, (self.routes[u as usize] - most).exp2());
                v = draw(lengths.before(v).filter(leads).map(weight), dice);
                if v == ends.0 {
                    break;
                }
                inner.push(v);
            }
        }
        self.queue.clear();
        self.touched.drain(..).for_each(|v| self.distances[v as usize] = FAR);
    }

    /// Searches from the source until the target is reached; whether it is.
    fn search(&mut self, lengths: &Lengths, (source, target): (u32, u32)) -> bool {
        (self.distances[source as usize], self.routes[source as usize]) = (0, 0.0);
        self.touched.push(source);
        self.queue.start(source);
        while let Some((distance, v)) = self.queue.pop(|distance, v| self.distances[v as usize] == distance) {
            if v == target {
                return true;
            }
            let routes = self.routes[v as usize];
            for (w, length) in lengths.along.row(v) {
                self.followed += 1;
                let (best, offered) = (&mut self.distances[w as usize], distance + cost(length));
                if offered < *best {
                    if *best == FAR {
                        self.touched.push(w);
                    }
                    (*best, self.routes[w as usize]) = (offered, routes);
                    self.queue.push(offered, w);
                } else if offered == *best {
                    let (more, less) = (routes.max(self.routes[w as usize]), routes.min(self.routes[w as usize]));
                    self.routes[w as usize] = more + (less - more).exp2().ln_1p() * std::f64::consts::LOG2_E;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, LENGTH_ONE};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// All routes without a repeated node, each with its cost, inner nodes in order.
    fn routes(topology: &Topology, ends: (u32, u32)) -> Vec<(u128, Vec<u32>)> {
        let (mut open, mut found) = (vec![(0, vec![ends.0])], Vec::new());
        while let Some((sum, route)) = open.pop() {
            let v = route[route.len() - 1];
            if v == ends.1 {
                found.push((sum, route[1..route.len() - 1].to_vec()));
                continue;
            }
            for arcs in topology.out(v).chunk_by(|a, b| a.node == b.node).filter(|arcs| !route.contains(&arcs[0].node))
            {
                let length = arcs.iter().map(|arc| topology.lengths().unwrap()[arc.tie as usize]).min().unwrap();
                open.push((sum + cost(length), [&route[..], &[arcs[0].node]].concat()));
            }
        }
        let least = found.iter().map(|(sum, _)| *sum).min();
        found.retain(|(sum, _)| Some(*sum) == least);
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn all_shortest_routes_are_equally_likely(
            ties in prop::collection::vec((0u32..7, 0u32..7, 0u64..3, any::<bool>()), 0..18),
            ends in (0u32..7, 0u32..7),
            undirected: bool,
        ) {
            prop_assume!(ends.0 != ends.1);
            let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
            let lengths = ties.iter().map(|tie| tie.2 * LENGTH_ONE).collect();
            let topology = Topology::new(7, ties.iter().map(|t| (t.0, t.1, way(t.3)))).unwrap().with_lengths(lengths).unwrap();
            let expected = routes(&topology, ends);
            let graph = Compact::of(&topology);
            let lengths = Lengths::of(&topology, &graph).unwrap();
            let place = |v: u32| graph.nodes().iter().position(|&w| w == v).unwrap() as u32;
            let (mut drawn, mut found, times) = (Drawn::new(&graph), BTreeMap::new(), 3000);
            for number in 0..times {
                let mut inner = Vec::new();
                drawn.draw(&lengths, (place(ends.0), place(ends.1)), &mut Dice::new(5, number), &mut inner);
                let inner: Vec<u32> = inner.iter().rev().map(|&v| graph.nodes()[v as usize]).collect();
                *found.entry(inner).or_insert(0.0) += 1.0 / times as f64;
            }
            if expected.is_empty() {
                prop_assert!(found.keys().all(Vec::is_empty));
            }
            for (_, inner) in &expected {
                let (of, share) = (1.0 / expected.len() as f64, found.get(inner).copied().unwrap_or(0.0));
                let error = (of * (1.0 - of) / times as f64).sqrt();
                prop_assert!((share - of).abs() <= 5.0 * error + 1e-9, "{inner:?}: {share} instead of {of}");
            }
        }
    }

    #[test]
    fn routes_too_many_to_count_are_drawn_evenly() {
        // 2,000 diamonds in a row: 2^2000 routes, more than any floating-point number.
        let rungs = 2000u32;
        let diamond = |h: u32| [(h, h + 1), (h, h + 2), (h + 1, h + 3), (h + 2, h + 3)];
        let ladder = Topology::undirected(3 * rungs as usize + 1, (0..rungs).flat_map(|i| diamond(3 * i))).unwrap();
        let ties = ladder.tie_count();
        let ladder = ladder.with_lengths(vec![LENGTH_ONE; ties]).unwrap();
        let graph = Compact::of(&ladder);
        let lengths = Lengths::of(&ladder, &graph).unwrap();
        let place = |v: u32| graph.nodes().iter().position(|&w| w == v).unwrap() as u32;
        let (mut drawn, mut upper) = (Drawn::new(&graph), 0);
        for number in 0..8 {
            let mut inner = Vec::new();
            drawn.draw(&lengths, (place(0), place(3 * rungs)), &mut Dice::new(1, number), &mut inner);
            assert_eq!(inner.len() as u32, 2 * rungs - 1);
            upper += inner.iter().filter(|&&v| graph.nodes()[v as usize] % 3 == 1).count();
        }
        let tosses = f64::from(8 * rungs);
        assert!((upper as f64 - tosses / 2.0).abs() < 4.5 * (tosses / 4.0).sqrt(), "{upper}");
    }
}
