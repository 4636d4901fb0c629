//! Edge betweenness: along which ties the shortest routes lead.

use super::betweenness::{Neighbours, arc_sums};
use super::{Consumes, Explanation, Korean, MeasureOptions, Scale, TieMeasure, TieScores};
use crate::error::Error;
use crate::graph::{Arc, Topology};

/// The share of shortest routes that lead along a tie: B(e) = Σ σ(s, t | e) / σ(s, t).
///
/// The sum runs over all pairs of nodes s, t; σ(s, t) counts the shortest routes from s to t and σ(s, t | e) those along
/// the tie e. Unlike [`Betweenness`](super::Betweenness) of nodes, the ends s and t count: a tie carries the route between
/// its own ends.
///
/// Unit: pairs of nodes (of which each is counted once in an undirected graph); normalised, the default as in NetworkX,
/// the share of all pairs: divided by n(n−1)/2 in an undirected graph, by n(n−1) in a directed one. *Direction:* routes
/// follow the ties; a tie that holds both ways among one-way ties has the sum of its two ways. *Weights:* lengths where
/// the topology has them, hops otherwise. *Parallel ties* are one adjacency of the least length, and the value of that
/// adjacency is divided equally among those of the least length, as in NetworkX; longer ones carry nothing. So the count
/// of routes does not grow when a tie is recorded twice. *Self-ties* carry nothing. *Disconnected graphs:* pairs without a
/// route add nothing.
///
/// Lengths are integers, so that routes of equal length count as equal; see [`Betweenness`](super::Betweenness) for
/// lengths of 0 and for numbers of routes beyond every floating-point number.
///
/// # Complexity
///
/// O(n (n + m)) time for hops, O(n (n + m) log m) for lengths, on all threads; O(n + m) space per thread. What
/// [`Betweenness`](super::Betweenness) takes out of a graph beforehand is taken out here too. Memory is the same but for the
/// sums: 128 bytes per tie for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{EdgeBetweenness, Scale};
///
/// // 0 ─── 1 ─── 2 ═══ 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (3, 2)])?;
/// let scores = EdgeBetweenness::default().scale(Scale::Raw).run(&topology)?;
/// assert_eq!(scores.values(), [3.0, 4.0, 1.5, 1.5]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Girvan and Newman (2002), "Community structure in social and biological networks", PNAS 99,
/// [doi:10.1073/pnas.122653799](https://doi.org/10.1073/pnas.122653799). Brandes (2008), "On variants of shortest-path
/// betweenness centrality and their generic computation", Social Networks 30,
/// [doi:10.1016/j.socnet.2007.11.001](https://doi.org/10.1016/j.socnet.2007.11.001).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EdgeBetweenness {
    scale: Scale,
}

impl Default for EdgeBetweenness {
    fn default() -> Self {
        Self::new()
    }
}

impl EdgeBetweenness {
    /// Edge betweenness, normalised.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::EdgeBetweenness;
    ///
    /// assert_eq!(EdgeBetweenness::new(), EdgeBetweenness::default());
    /// ```
    pub const fn new() -> Self {
        Self { scale: Scale::Normalised }
    }

    /// Raw or normalised. The default is normalised.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{EdgeBetweenness, Scale};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let raw = EdgeBetweenness::default().scale(Scale::Raw).run(&path)?;
    /// assert_eq!(raw.values(), [2.0, 2.0]); // each tie is on two of the three routes
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale }
    }

    /// Scores every tie.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::EdgeBetweenness;
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let scores = EdgeBetweenness::default().run(&kite)?;
    /// assert!(scores.values()[3] > scores.values()[0]); // all routes to 3 take the last tie
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<TieScores, Error> {
        let near = Neighbours::new(topology);
        let sums = arc_sums(topology, &near);
        let mut values = divided(topology, &near, &sums);
        let n = topology.node_count() as f64;
        let unit = match self.scale {
            Scale::Normalised => (n * (n - 1.0)).max(1.0),
            // Each pair was counted in both orders.
            Scale::Raw if topology.is_undirected() => 2.0,
            Scale::Raw => 1.0,
        };
        for x in &mut values {
            *x /= unit;
        }
        Ok(TieScores::new(values))
    }
}

/// Divides the value of each adjacency among its shortest ties.
fn divided(topology: &Topology, near: &Neighbours, sums: &[f64]) -> Vec<f64> {
    let length = |arc: &Arc| topology.lengths().map_or(1, |lengths| lengths[arc.tie as usize]);
    let mut values = vec![0.0; topology.tie_count()];
    for v in 0..topology.node_count() as u32 {
        let adjacencies = topology.out(v).chunk_by(|a, b| a.node == b.node);
        for (parallel, adjacency) in adjacencies.zip(near.row(v)) {
            let least = parallel.iter().map(length).min();
            let shortest = parallel.iter().filter(|&arc| Some(length(arc)) == least);
            let share = sums[adjacency] / shortest.clone().count() as f64;
            shortest.for_each(|arc| values[arc.tie as usize] += share);
        }
    }
    values
}

impl TieMeasure for EdgeBetweenness {
    fn name(&self) -> &'static str {
        "edge_betweenness"
    }

    fn about(&self) -> &'static str {
        "Along which ties the shortest routes lead."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Many of the shortest routes between actors lead along this tie, so what travels between them depends \
                   on it.",
            not: "It does not say that they would be parted without it: `bridge` tells that.",
            ko: Korean {
                name: "관계 매개 중심성",
                high: "행위자 사이의 최단 경로가 이 관계를 많이 지나므로, 오가는 것이 이 관계에 달려 있습니다.",
                not: "이 관계가 없으면 끊어진다는 뜻은 아닙니다. 이는 브리지(`bridge`)로 확인합니다.",
            },
            formula: "B(e) = Σ σ(s, t | e) / σ(s, t) over pairs s ≠ t; σ(s, t) is the number of shortest routes, \
                      σ(s, t | e) of those along e",
            conventions: "As NetworkX: divided by n(n−1)/2, or n(n−1) in a directed graph; raw: pairs, each once in an \
                          undirected graph. Ends count. Routes follow the ties; lengths if given, hops otherwise. \
                          Parallel ties of the least length share what one of them would carry (igraph counts each as \
                          a route). Pairs without a route add nothing.",
            source: "Girvan and Newman (2002), PNAS 99, doi:10.1073/pnas.122653799; Brandes (2008), Social Networks 30, \
                     doi:10.1016/j.socnet.2007.11.001",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<TieScores, Error> {
        self.scale(options.scale.unwrap_or(self.scale)).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, LENGTH_ONE};
    use proptest::prelude::*;

    fn raw(topology: &Topology) -> Vec<f64> {
        EdgeBetweenness::default().scale(Scale::Raw).run(topology).unwrap().values().to_vec()
    }

    /// A route with its length, as the nodes that it passes.
    type Route = (u64, Vec<u32>);

    /// All simple routes onward from the end of `route` to `target`, parallel ties as one of the least length.
    fn routes(topology: &Topology, route: &mut Vec<u32>, length: u64, target: u32, found: &mut Vec<Route>) {
        let last = *route.last().unwrap();
        if last == target {
            found.push((length, route.clone()));
            return;
        }
        for next in 0..topology.node_count() as u32 {
            if let Some(step) = least(topology, last, next).filter(|_| !route.contains(&next)) {
                route.push(next);
                routes(topology, route, length + step, target, found);
                route.pop();
            }
        }
    }

    fn leads(tie: (u32, u32, Direction), from: u32, to: u32) -> bool {
        from != to && ((tie.0, tie.1) == (from, to) || tie.2 == Direction::BothWays && (tie.1, tie.0) == (from, to))
    }

    fn length(topology: &Topology, tie: usize) -> u64 {
        topology.lengths().map_or(1, |lengths| lengths[tie])
    }

    fn least(topology: &Topology, from: u32, to: u32) -> Option<u64> {
        let ties = topology.ties().enumerate().filter(|(_, tie)| leads(*tie, from, to));
        ties.map(|(tie, _)| length(topology, tie)).min()
    }

    /// Edge betweenness by its definition: every route is written down.
    fn enumerated(topology: &Topology) -> Vec<f64> {
        let n = topology.node_count() as u32;
        let mut values = vec![0.0; topology.tie_count()];
        for (s, t) in (0..n).flat_map(|s| (0..n).map(move |t| (s, t))).filter(|(s, t)| s != t) {
            let mut found = Vec::new();
            routes(topology, &mut vec![s], 0, t, &mut found);
            let shortest = found.iter().map(|route| route.0).min();
            found.retain(|route| Some(route.0) == shortest);
            for step in found.iter().flat_map(|route| route.1.windows(2)) {
                let least = least(topology, step[0], step[1]).unwrap();
                let carries = |(i, tie): &(usize, _)| leads(*tie, step[0], step[1]) && length(topology, *i) == least;
                let ties: Vec<usize> = topology.ties().enumerate().filter(carries).map(|(i, _)| i).collect();
                for &tie in &ties {
                    values[tie] += 1.0 / found.len() as f64 / ties.len() as f64;
                }
            }
        }
        let pairs = if topology.is_undirected() { 2.0 } else { 1.0 };
        values.iter().map(|x| x / pairs).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_writing_down_every_route(
            ties in prop::collection::vec((0u32..6, 0u32..6, 1u64..4, any::<bool>()), 0..16),
            shape in 0..4,
        ) {
            let way = |both| if both || shape % 2 == 0 { Direction::BothWays } else { Direction::OneWay };
            let bare = Topology::new(6, ties.iter().map(|t| (t.0, t.1, way(t.3)))).unwrap();
            let lengths = ties.iter().map(|t| t.2).collect();
            let topology = if shape < 2 { bare } else { bare.with_lengths(lengths).unwrap() };
            for (found, expected) in raw(&topology).iter().zip(enumerated(&topology)) {
                prop_assert!((found - expected).abs() < 1e-12);
            }
        }

        #[test]
        fn the_values_sum_to_the_distances(ties in prop::collection::vec((0u32..12, 0u32..12), 0..30)) {
            let topology = Topology::directed(12, ties).unwrap();
            let mut search = crate::graph::Bfs::default();
            let mut steps = 0;
            for v in 0..12 {
                search.run(&topology, v, crate::graph::Sense::Forward);
                steps += search.order().iter().map(|&u| search.distances()[u as usize]).sum::<u32>();
            }
            prop_assert!((raw(&topology).iter().sum::<f64>() - f64::from(steps)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_ladder_of_diamonds_does_not_overflow() {
        // 2^1100 routes from end to end; all four ties of a diamond carry the same.
        let rungs = 1100u32;
        let diamond = |h: u32| [(h, h + 1), (h, h + 2), (h + 1, h + 3), (h + 2, h + 3)];
        let ties = (0..rungs).flat_map(|i| diamond(3 * i));
        let ladder = Topology::undirected(3 * rungs as usize + 1, ties).unwrap();
        let found = raw(&ladder);
        for rung in 0..rungs as usize {
            let four = &found[4 * rung..4 * rung + 4];
            assert!(four[0].is_finite() && (four[0] - four[1]).abs() < 1e-9 * four[0]);
            let (left, right) = (3.0 * rung as f64 + 1.0, 3.0 * (f64::from(rungs) - rung as f64));
            // From the left: half of the routes to all beyond the first side, all of those to it, and half of those that
            // turn back from the far end to the other side.
            let expected = left * (right - 2.0) / 2.0 + left + 0.5;
            assert!((four[0] / expected - 1.0).abs() < 1e-9, "rung {rung}: {} for {expected}", four[0]);
        }
    }

    #[test]
    fn longer_parallel_ties_carry_nothing() {
        let topology = Topology::undirected(2, [(0, 1), (0, 1), (1, 0)]).unwrap();
        let topology = topology.with_lengths(vec![LENGTH_ONE, 2 * LENGTH_ONE, LENGTH_ONE]).unwrap();
        assert_eq!(raw(&topology), [0.5, 0.0, 0.5]);
    }
}
