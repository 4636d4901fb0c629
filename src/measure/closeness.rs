//! Closeness: how near somebody is to everybody else.

use super::{Consumes, Measure, MeasureOptions, Scores};
use crate::error::{Error, ErrorKind};
use crate::graph::parallel::map_reduce;
use crate::graph::{Bfs, Dijkstra, LENGTH_ONE, Sense, Topology};

/// Nodes per piece of parallel work.
const CHUNK: usize = 64;

/// The inverse of the mean distance to a node, times the share of the others that reach it:
/// C(v) = (r/(n−1)) · (r / Σ d(u, v)).
///
/// The sum runs over the r other nodes u that reach v.
///
/// Unit: 1 per step (1 per unit of length); by hops, from 0 to 1. *Direction:* distances **to** the node, along the ties,
/// as in NetworkX; with [`Sense::Forward`], distances **from** it. *Weights:* lengths where the topology has them, hops
/// otherwise; parallel ties count by the shortest. *Disconnected graphs:* Wasserman and Faust's formula above, NetworkX's
/// default, so that to be near a few is not worth as much as to be near many; who is reached by nobody scores 0.
///
/// Lengths of 0 (certain ties by the reliability rule) can put a node at distance 0 from all that reach it, where
/// closeness is infinite; that is refused, whereas NetworkX says 0. The centralization is defined for connected
/// undirected graphs of three nodes or more, by hops.
///
/// # Complexity
///
/// O(n (n + m)) time for hops, O(n (n + m) log m) for lengths, on all threads; O(n + m) space per thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Closeness;
///
/// // 0 ─── 1 ─── 2
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// assert_eq!(Closeness::default().run(&path)?.values(), [2.0 / 3.0, 1.0, 2.0 / 3.0]);
/// // 0 ──> 1 ──> 2
/// let chain = Topology::directed(3, [(0, 1), (1, 2)])?;
/// assert_eq!(Closeness::default().run(&chain)?.values(), [0.0, 0.5, 2.0 / 3.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Freeman (1978), "Centrality in social networks: conceptual clarification", Social Networks 1,
/// [doi:10.1016/0378-8733(78)90021-7](https://doi.org/10.1016/0378-8733(78)90021-7). Wasserman and Faust (1994), "Social
/// Network Analysis: Methods and Applications", page 201,
/// [doi:10.1017/CBO9780511815478](https://doi.org/10.1017/CBO9780511815478).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Closeness {
    sense: Sense,
}

impl Default for Closeness {
    fn default() -> Self {
        Self::new()
    }
}

impl Closeness {
    /// Closeness by the distances to a node.
    pub const fn new() -> Self {
        Self { sense: Sense::Backward }
    }

    /// Whether distances lead from the node (forward) or to it (backward). The default is backward, as in NetworkX.
    #[must_use]
    pub const fn sense(self, sense: Sense) -> Self {
        Self { sense }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if ties of length 0 put a node at distance 0 from all that reach it.
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let nodes = topology.node_count();
        let sums: Vec<(usize, f64)> = if topology.lengths().is_some() {
            each_node(nodes, |search, v| by_lengths(topology, search, v, self.sense))
        } else {
            each_node(nodes, |search, v| by_hops(topology, search, v, self.sense))
        };
        if let Some(v) = sums.iter().position(|&(reached, sum)| reached > 0 && sum == 0.0) {
            let problem = format!(
                "closeness is infinite: node {v} is at distance 0 from all the nodes that it is joined to; count hops, \
                 or lower the strengths of 1"
            );
            return Err(ErrorKind::Parameter(problem).into());
        }
        let others = nodes as f64 - 1.0;
        let closeness = |&(reached, sum): &(usize, f64)| {
            let reached = reached as f64;
            if reached == 0.0 { 0.0 } else { reached / sum * (reached / others) }
        };
        let connected = sums.iter().all(|&(reached, _)| reached + 1 == nodes);
        let hops = topology.lengths().is_none() && topology.is_undirected();
        // The centre of a star scores 1, its n − 1 leaves (n−1)/(2n−3) each.
        let n = nodes as f64;
        let greatest = (connected && hops && nodes >= 3).then(|| (n - 1.0) * (n - 2.0) / (2.0 * n - 3.0));
        Ok(Scores::new(sums.iter().map(closeness).collect()).centralized(greatest))
    }
}

/// For every node, how many others are joined to it and the sum of their distances.
fn each_node<S: Default + Send>(nodes: usize, sum: impl Fn(&mut S, u32) -> (usize, f64) + Sync) -> Vec<(usize, f64)> {
    let mut sums = Vec::with_capacity(nodes);
    let part =
        |search: &mut S, range: std::ops::Range<usize>| -> Vec<_> { range.map(|v| sum(search, v as u32)).collect() };
    map_reduce(nodes, CHUNK, S::default, part, |part| sums.extend(part));
    sums
}

fn by_hops(topology: &Topology, search: &mut Bfs, v: u32, sense: Sense) -> (usize, f64) {
    search.run(topology, v, sense);
    let distances = search.distances();
    let sum: u64 = search.order().iter().map(|&u| u64::from(distances[u as usize])).sum();
    (search.order().len() - 1, sum as f64)
}

fn by_lengths(topology: &Topology, search: &mut Dijkstra, v: u32, sense: Sense) -> (usize, f64) {
    search.run(topology, v, sense);
    // Fewer than 2³² distances, each of fewer than 2³² lengths below 2⁶⁴: the sum stays below 2¹²⁸.
    let sum: u128 = search.order().iter().filter_map(|&u| search.distance(u)).sum();
    (search.order().len() - 1, sum as f64 / LENGTH_ONE as f64)
}

impl Measure for Closeness {
    fn name(&self) -> &'static str {
        match self.sense {
            Sense::Backward => "closeness",
            Sense::Forward => "out_closeness",
        }
    }

    fn about(&self) -> &'static str {
        match self.sense {
            Sense::Backward => "How few steps it takes the others, on average, to reach somebody.",
            Sense::Forward => "How few steps it takes somebody, on average, to reach the others.",
        }
    }

    fn one_sided(&self) -> bool {
        self.sense == Sense::Forward
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Floyd and Warshall's shortest distances in units of the lengths, `None` where there is no way.
    fn all_distances(topology: &Topology) -> Vec<Vec<Option<u64>>> {
        let n = topology.node_count();
        let mut d: Vec<Vec<Option<u64>>> = (0..n).map(|v| (0..n).map(|u| (u == v).then_some(0)).collect()).collect();
        let shorter = |old: Option<u64>, new: u64| Some(old.map_or(new, |old| old.min(new)));
        for v in 0..n {
            for arc in topology.out(v as u32) {
                let length = topology.lengths().map_or(1, |l| l[arc.tie as usize] / LENGTH_ONE);
                d[v][arc.node as usize] = shorter(d[v][arc.node as usize], length);
            }
        }
        for k in 0..n {
            for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                if let (Some(there), Some(on)) = (d[i][k], d[k][j]) {
                    d[i][j] = shorter(d[i][j], there + on);
                }
            }
        }
        d
    }

    fn expected(distances: &[Option<u64>]) -> f64 {
        let reached: Vec<u64> = distances.iter().copied().flatten().collect();
        let (sum, r) = (reached.iter().sum::<u64>(), reached.len() as f64 - 1.0);
        if sum == 0 { 0.0 } else { r / sum as f64 * r / (distances.len() as f64 - 1.0) }
    }

    proptest! {
        #[test]
        fn agrees_with_floyd_and_warshall(ties in prop::collection::vec((0u32..8, 0u32..8, 1u64..5), 0..25), shape in 0..4) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(8, ends) } else { Topology::undirected(8, ends) }.unwrap();
            let lengths = ties.iter().map(|t| t.2 * LENGTH_ONE).collect();
            let topology = if shape < 2 { bare } else { bare.with_lengths(lengths).unwrap() };
            let d = all_distances(&topology);
            let to = Closeness::default().run(&topology).unwrap();
            let from = Closeness::default().sense(Sense::Forward).run(&topology).unwrap();
            for v in 0..8 {
                let column: Vec<_> = d.iter().map(|row| row[v]).collect();
                prop_assert!((to.values()[v] - expected(&column)).abs() < 1e-12);
                prop_assert!((from.values()[v] - expected(&d[v])).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn stars_are_fully_centralized() {
        let star = Topology::undirected(5, (1..5).map(|v| (0, v))).unwrap();
        let scores = Closeness::default().run(&star).unwrap();
        assert_eq!((scores.get(0), scores.get(1)), (Some(1.0), Some(4.0 / 7.0)));
        assert!((scores.centralization().unwrap() - 1.0).abs() < 1e-12);
        let apart = Topology::undirected(4, [(0, 1), (0, 2)]).unwrap();
        assert_eq!(Closeness::default().run(&apart).unwrap().centralization(), None);
    }

    #[test]
    fn distance_zero_is_refused() {
        let topology = Topology::directed(2, [(0, 1)]).unwrap().with_lengths(vec![0]).unwrap();
        let error = Closeness::default().run(&topology).unwrap_err().to_string();
        assert!(error.contains("node 1 is at distance 0"), "{error}");
        // One certain tie among others does no harm.
        let topology = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap().with_lengths(vec![0, LENGTH_ONE]).unwrap();
        assert_eq!(Closeness::default().run(&topology).unwrap().values(), [2.0, 2.0, 1.0]);
    }

    #[test]
    fn the_longest_lengths_do_not_overflow() {
        let path = Topology::undirected(40, (1..40).map(|v| (v - 1, v))).unwrap();
        let scores = Closeness::default().run(&path.with_lengths(vec![u64::MAX; 39]).unwrap()).unwrap();
        assert!(scores.values().iter().all(|&x| x > 0.0 && x < 1e-9));
    }
}
