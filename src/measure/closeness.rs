//! Closeness: how near somebody is to everybody else.

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, OfDistances, Scores, TopCloseness};
use crate::error::{Error, ErrorKind};
use crate::graph::{Distances, Sense, Topology};

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
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::measure::Closeness;
    /// assert_eq!(Closeness::new(), Closeness::default());
    /// ```
    pub const fn new() -> Self {
        Self { sense: Sense::Backward }
    }

    /// Whether distances lead from the node (forward) or to it (backward). The default is backward, as in NetworkX.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Sense, Topology};
    /// # use proxeny::measure::Closeness;
    /// // 0 ──> 1 ──> 2
    /// let chain = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Closeness::new().sense(Sense::Forward).run(&chain)?.values(), [2.0 / 3.0, 0.5, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub const fn sense(self, sense: Sense) -> Self {
        Self { sense }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if ties of length 0 put a node at distance 0 from all that reach it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::Topology;
    /// # use proxeny::measure::Closeness;
    /// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
    /// assert_eq!(Closeness::new().run(&star)?.get(0), Some(1.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        of_distances(topology, &Distances::of(topology, self.sense))
    }
}

fn of_distances(topology: &Topology, distances: &Distances) -> Result<Scores, Error> {
    let nodes = topology.node_count() as u32;
    if let Some(v) = (0..nodes).find(|&v| distances.reached(v) > 0 && distances.sum(v) == 0.0) {
        let problem = format!(
            "closeness is infinite: node {v} is at distance 0 from all the nodes that it is joined to; count hops, or \
             lower the strengths of 1"
        );
        return Err(ErrorKind::Parameter(problem).into());
    }
    let n = f64::from(nodes);
    let closeness = |v| match f64::from(distances.reached(v)) {
        0.0 => 0.0,
        reached => reached / distances.sum(v) * (reached / (n - 1.0)),
    };
    let connected = (0..nodes).all(|v| distances.reached(v) + 1 == nodes);
    let hops = topology.lengths().is_none() && topology.is_undirected();
    // The centre of a star scores 1, its n − 1 leaves (n−1)/(2n−3) each.
    let greatest = (connected && hops && nodes >= 3).then(|| (n - 1.0) * (n - 2.0) / (2.0 * n - 3.0));
    Ok(Scores::new((0..nodes).map(closeness).collect()).centralized(greatest))
}

impl OfDistances for Closeness {
    fn sense(&self) -> Sense {
        self.sense
    }

    fn scores_of(&self, topology: &Topology, distances: &Distances, _: &MeasureOptions) -> Result<Scores, Error> {
        of_distances(topology, distances)
    }
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

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        match options.only_top {
            Some(count) => TopCloseness::new(count).sense(self.sense).scores(topology, 1.0),
            None => self.run(topology),
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

const FORMULA: &str = "C(v) = (r/(n−1)) · (r / Σ d), over the r others that are joined to v";
const CONVENTIONS: &str = "Steps, or lengths if there are any; 1 per step. Who is joined to nobody scores 0, and whoever is \
    joined to few scores by their share of all (Wasserman and Faust), as NetworkX does by default; igraph looks at those \
    reached alone. In a directed network NetworkX measures the distances to a node, igraph those from it.";
const SOURCE: &str = "Freeman (1978), doi:10.1016/0378-8733(78)90021-7; Wasserman and Faust (1994), page 201, \
    doi:10.1017/CBO9780511815478";

static BACKWARD: Explanation = Explanation {
    high: "Most of the network can come to this actor through few others, so that news and requests arrive early.",
    not: "It does not mean that others have to go through it, nor that its ties are strong enough to carry anything.",
    ko: Korean {
        name: "근접 중심성",
        high: "네트워크의 대부분이 몇 단계 만에 이 행위자에 닿으므로, 소식과 요청이 일찍 도착합니다.",
        not: "다른 행위자가 이 행위자를 거쳐야 한다는 뜻도, 관계가 무엇을 전할 만큼 강하다는 뜻도 아닙니다.",
    },
    formula: FORMULA,
    conventions: CONVENTIONS,
    source: SOURCE,
};

static FORWARD: Explanation = Explanation {
    high: "This actor comes to most of the network through few others, so that it can spread something quickly.",
    not: "It does not mean that others listen, nor that it controls what they pass on to one another.",
    ko: Korean {
        name: "외향 근접 중심성",
        high: "이 행위자는 몇 단계 만에 네트워크의 대부분에 닿으므로, 무엇이든 빨리 퍼뜨릴 수 있습니다.",
        not: "다른 행위자가 귀를 기울인다는 뜻도, 서로 전하는 것을 통제한다는 뜻도 아닙니다.",
    },
    formula: FORMULA,
    conventions: CONVENTIONS,
    source: SOURCE,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::LENGTH_ONE;
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
