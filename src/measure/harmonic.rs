//! Harmonic centrality: how quickly somebody is reached.

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, OfDistances, Scale, Scores, TopCloseness};
use crate::error::{Error, ErrorKind};
use crate::graph::{Distances, Sense, Topology};

/// The sum of the inverse distances from everybody else to a node: H(v) = Σ 1 / d(u, v) over u ≠ v.
///
/// Unit: nodes at distance 1 (0.5 is worth one node two steps away); normalised, divided by n − 1. *Direction:*
/// distances **to** the node, along the ties; with [`Sense::Forward`], distances **from** it. *Weights:* lengths where the
/// topology has them, hops otherwise; parallel ties count by the shortest. *Disconnected graphs:* who cannot reach the
/// node adds nothing. Raw by default, as in NetworkX.
///
/// Lengths of 0 (a certain tie by the reliability rule) can put two nodes at distance 0, where the sum is infinite; that
/// is refused, whereas NetworkX leaves such a pair out. The centralization is defined for hops, on three nodes or more.
///
/// # Complexity
///
/// That of [`Distances`], which are all that it takes: up to 256 breadth-first searches at once for hops, Dijkstra's
/// algorithm for lengths.
///
/// Memory: 60 n bytes and 4 per arc; for each thread 200 n by steps; by lengths 12 per arc, and 30 n for each
/// thread.
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
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::measure::Harmonic;
    /// assert_eq!(Harmonic::new(), Harmonic::default());
    /// ```
    pub const fn new() -> Self {
        Self { scale: Scale::Raw, sense: Sense::Backward }
    }

    /// Raw or normalised. The default is raw.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::Topology;
    /// # use proxeny::measure::{Harmonic, Scale};
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Harmonic::new().scale(Scale::Normalised).run(&path)?.values(), [0.75, 1.0, 0.75]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// Whether distances lead from the node (forward) or to it (backward). The default is backward, as in NetworkX.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Sense, Topology};
    /// # use proxeny::measure::Harmonic;
    /// // 0 ──> 1 ──> 2
    /// let chain = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Harmonic::new().sense(Sense::Forward).run(&chain)?.values(), [1.5, 1.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub const fn sense(self, sense: Sense) -> Self {
        Self { sense, ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if ties of length 0 put two nodes at distance 0.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::Topology;
    /// # use proxeny::measure::Harmonic;
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Harmonic::new().run(&path)?.values(), [1.5, 2.0, 1.5]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        self.of(topology, &Distances::of(topology, self.sense))
    }

    fn of(self, topology: &Topology, distances: &Distances) -> Result<Scores, Error> {
        let nodes = topology.node_count() as u32;
        if let Some(v) = (0..nodes).find(|&v| distances.inverses(v).is_infinite()) {
            let problem = format!(
                "harmonic centrality is infinite: another node is at distance 0 from node {v}; \
                 count hops, or lower the strengths of 1"
            );
            return Err(ErrorKind::Parameter(problem).into());
        }
        let unit = self.unit(topology);
        let values = (0..nodes).map(|v| distances.inverses(v) / unit).collect();
        Ok(Scores::new(values).centralized(greatest_spread(topology).map(|spread| spread / unit)))
    }

    /// What sums are divided by.
    fn unit(self, topology: &Topology) -> f64 {
        if self.scale == Scale::Raw { 1.0 } else { (topology.node_count() as f64 - 1.0).max(1.0) }
    }
}

impl OfDistances for Harmonic {
    fn sense(&self) -> Sense {
        self.sense
    }

    fn scores_of(&self, topology: &Topology, distances: &Distances, options: &MeasureOptions) -> Result<Scores, Error> {
        self.scale(options.scale.unwrap_or(self.scale)).of(topology, distances)
    }
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
        let scaled = self.scale(options.scale.unwrap_or(self.scale));
        match options.only_top {
            Some(count) => TopCloseness::harmonic(count).sense(self.sense).scores(topology, scaled.unit(topology)),
            None => scaled.run(topology),
        }
    }

    fn explanation(&self) -> &'static Explanation {
        match self.sense {
            Sense::Backward => &BACKWARD,
            Sense::Forward => &FORWARD,
        }
    }

    fn of_distances(&self) -> Option<&dyn OfDistances> {
        Some(self)
    }
}

const CONVENTIONS: &str = "In nodes one step away; normalised, divided by n − 1. Steps, or lengths if there are any. Who is \
    not joined to the node adds nothing, so that disconnected networks need no special rule. Raw by default as in \
    NetworkX; igraph normalises. In a directed network NetworkX measures the distances to a node, igraph those from it.";
const SOURCE: &str = "Boldi and Vigna (2014), doi:10.1080/15427951.2013.865686";

static BACKWARD: Explanation = Explanation {
    high: "Many actors can come to this one directly or through few others, the nearest counting most.",
    not: "It does not mean that others have to go through it: there may be other ways around it.",
    ko: Korean {
        name: "조화 중심성",
        high: "많은 행위자가 직접 또는 몇 단계 만에 이 행위자에 닿으며, 가까운 곳일수록 크게 반영합니다.",
        not: "다른 행위자가 이 행위자를 거쳐야 한다는 뜻은 아닙니다. 피해 갈 길이 있을 수 있습니다.",
    },
    formula: "H(v) = Σ 1 / d(u, v) over u ≠ v",
    conventions: CONVENTIONS,
    source: SOURCE,
};

static FORWARD: Explanation = Explanation {
    high: "This actor comes to many others directly or through few, the nearest counting most.",
    not: "It does not mean that the others can come to it, nor that they depend on it.",
    ko: Korean {
        name: "외향 조화 중심성",
        high: "이 행위자는 직접 또는 몇 단계 만에 많은 행위자에 닿으며, 가까운 곳일수록 크게 반영합니다.",
        not: "다른 행위자가 이 행위자에 닿을 수 있다는 뜻도, 의존한다는 뜻도 아닙니다.",
    },
    formula: "H(v) = Σ 1 / d(v, u) over u ≠ v",
    conventions: CONVENTIONS,
    source: SOURCE,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::LENGTH_ONE;
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
