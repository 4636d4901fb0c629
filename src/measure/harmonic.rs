//! Harmonic centrality: how quickly somebody is reached.

use super::{Consumes, Measure, MeasureOptions, Scale, Scores};
use crate::error::{Error, ErrorKind};
use crate::graph::parallel::map_reduce;
use crate::graph::{Bfs, Dijkstra, LENGTH_ONE, Sense, Topology};

/// Nodes per piece of parallel work.
const CHUNK: usize = 64;

/// The sum of the inverse distances from everybody else to a node: H(v) = Σ 1 / d(u, v) over u ≠ v.
///
/// Unit: nodes at distance 1 (0.5 is worth one node two steps away); normalised, divided by n − 1. *Direction:*
/// distances **to** the node, along the ties; with [`Sense::Forward`], distances **from** it. *Weights:* lengths where the topology has them, hops otherwise; parallel
/// ties count by the shortest. *Disconnected graphs:* who cannot reach the node adds nothing. Raw by default, as in
/// NetworkX.
///
/// Lengths of 0 (a certain tie by the reliability rule) can put two nodes at distance 0, where the sum is infinite; that
/// is refused, whereas NetworkX leaves such a pair out. The centralization is defined for hops, on three nodes or more.
///
/// # Complexity
///
/// O(n (n + m)) time for hops, O(n (n + m) log m) for lengths, on all threads; O(n + m) space per thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Harmonic;
///
/// // 0 ──> 1 ──> 2
/// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
/// assert_eq!(Harmonic::default().run(&topology)?.values(), [0.0, 1.0, 1.5]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Boldi and Vigna (2014), "Axioms for centrality", Internet Mathematics 10,
/// [doi:10.1080/15427951.2013.865686](https://doi.org/10.1080/15427951.2013.865686).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Harmonic {
    scale: Scale,
    sense: Sense,
}

impl Default for Harmonic {
    fn default() -> Self {
        Self::new()
    }
}

impl Harmonic {
    /// Harmonic centrality, raw.
    pub const fn new() -> Self {
        Self { scale: Scale::Raw, sense: Sense::Backward }
    }

    /// Raw or normalised. The default is raw.
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// Whether distances lead from the node (forward) or to it (backward). The default is backward, as in NetworkX.
    #[must_use]
    pub const fn sense(self, sense: Sense) -> Self {
        Self { sense, ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if ties of length 0 put two nodes at distance 0.
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let nodes = topology.node_count();
        let mut values = if topology.lengths().is_some() {
            each_node(nodes, |search, v| by_lengths(topology, search, v, self.sense))
        } else {
            each_node(nodes, |search, v| by_hops(topology, search, v, self.sense))
        };
        if let Some(v) = values.iter().position(|x| x.is_infinite()) {
            let problem = format!(
                "harmonic centrality is infinite: another node is at distance 0 from node {v}; \
                 count hops, or lower the strengths of 1"
            );
            return Err(ErrorKind::Parameter(problem).into());
        }
        let unit = if self.scale == Scale::Raw { 1.0 } else { (nodes as f64 - 1.0).max(1.0) };
        for x in &mut values {
            *x /= unit;
        }
        Ok(Scores::new(values).centralized(greatest_spread(topology).map(|spread| spread / unit)))
    }
}

fn each_node<S: Default + Send>(nodes: usize, score: impl Fn(&mut S, u32) -> f64 + Sync) -> Vec<f64> {
    let mut values = Vec::with_capacity(nodes);
    let part = |search: &mut S, range: std::ops::Range<usize>| -> Vec<f64> {
        range.map(|v| score(search, v as u32)).collect()
    };
    map_reduce(nodes, CHUNK, S::default, part, |part| values.extend(part));
    values
}

fn by_hops(topology: &Topology, search: &mut Bfs, v: u32, sense: Sense) -> f64 {
    search.run(topology, v, sense);
    let distances = search.distances();
    search.order()[1..].iter().map(|&u| 1.0 / f64::from(distances[u as usize])).sum()
}

fn by_lengths(topology: &Topology, search: &mut Dijkstra, v: u32, sense: Sense) -> f64 {
    search.run(topology, v, sense);
    let distances = search.order()[1..].iter().filter_map(|&u| search.distance(u));
    distances.map(|d| LENGTH_ONE as f64 / d as f64).sum()
}

fn greatest_spread(topology: &Topology) -> Option<f64> {
    let n = topology.node_count() as f64;
    if n < 3.0 || topology.lengths().is_some() {
        return None;
    }
    // A star: its leaves are worth n/2 each with ties both ways, and nothing with one-way ties to the centre.
    Some(if topology.is_undirected() { (n - 1.0) * (n - 2.0) / 2.0 } else { (n - 1.0) * (n - 1.0) })
}

impl Measure for Harmonic {
    fn name(&self) -> &'static str {
        match self.sense {
            Sense::Backward => "harmonic",
            Sense::Forward => "out_harmonic",
        }
    }

    fn about(&self) -> &'static str {
        match self.sense {
            Sense::Backward => "How quickly somebody is reached by everybody else, near ones counting most.",
            Sense::Forward => "How quickly somebody reaches everybody else, near ones counting most.",
        }
    }

    fn one_sided(&self) -> bool {
        self.sense == Sense::Forward
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.scale(options.scale.unwrap_or(self.scale)).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Floyd and Warshall's shortest distances, in units of the lengths.
    fn all_distances(topology: &Topology) -> Vec<Vec<f64>> {
        let n = topology.node_count();
        let mut d = vec![vec![f64::INFINITY; n]; n];
        for v in 0..n {
            for arc in topology.out(v as u32) {
                let length = topology.lengths().map_or(1.0, |l| l[arc.tie as usize] as f64 / LENGTH_ONE as f64);
                d[v][arc.node as usize] = d[v][arc.node as usize].min(length);
            }
        }
        for k in 0..n {
            for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                d[i][j] = d[i][j].min(d[i][k] + d[k][j]);
            }
        }
        d
    }

    proptest! {
        #[test]
        fn agrees_with_floyd_and_warshall(ties in prop::collection::vec((0u32..8, 0u32..8, 1u64..5), 0..25), shape in 0..4) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(8, ends) } else { Topology::undirected(8, ends) }.unwrap();
            let lengths = ties.iter().map(|t| t.2 * LENGTH_ONE).collect();
            let topology = if shape < 2 { bare } else { bare.with_lengths(lengths).unwrap() };
            let d = all_distances(&topology);
            let scores = Harmonic::default().run(&topology).unwrap();
            for v in 0..8 {
                let expected: f64 = (0..8).filter(|&u| u != v).map(|u| 1.0 / d[u][v]).sum();
                prop_assert!((scores.values()[v] - expected).abs() < 1e-12);
            }
            let scores = Harmonic::default().sense(Sense::Forward).run(&topology).unwrap();
            for v in 0..8 {
                let expected: f64 = (0..8).filter(|&u| u != v).map(|u| 1.0 / d[v][u]).sum();
                prop_assert!((scores.values()[v] - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn stars_are_fully_centralized() {
        let star = Topology::undirected(5, (1..5).map(|v| (0, v))).unwrap();
        let scores = Harmonic::default().scale(Scale::Normalised).run(&star).unwrap();
        assert_eq!((scores.get(0), scores.get(1)), (Some(1.0), Some(0.625)));
        assert_eq!(scores.centralization(), Some(1.0));
    }

    #[test]
    fn distance_zero_is_refused() {
        let topology = Topology::directed(2, [(0, 1)]).unwrap().with_lengths(vec![0]).unwrap();
        let error = Harmonic::default().run(&topology).unwrap_err().to_string();
        assert!(error.contains("at distance 0 from node 1"));
    }
}
