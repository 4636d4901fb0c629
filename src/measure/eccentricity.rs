//! Eccentricity: how far away the farthest is.

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, OfDistances, Scores};
use crate::error::Error;
use crate::graph::{Distances, Sense, Topology};

/// The distance to the node farthest away: E(v) = max d(v, u) over the u that v reaches.
///
/// Unit: steps, or lengths where the topology has them; parallel ties count by the shortest. A **low** value is central.
/// *Direction:* distances **from** the node, along the ties, as in NetworkX; with [`Sense::Backward`], distances **to** it.
/// *Disconnected graphs:* who is not reached is left out, as in igraph, and who reaches nobody scores 0; NetworkX refuses
/// such graphs. The centralization is not defined.
///
/// # Complexity
///
/// That of [`Distances`], which are all that it takes.
///
/// Memory: 60 n bytes and 4 per arc; for each thread 200 n by steps; by lengths 12 per arc, and 30 n for each
/// thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Eccentricity;
///
/// // 0 ─── 1 ─── 2 ─── 3
/// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
/// assert_eq!(Eccentricity::default().run(&path)?.values(), [3.0, 2.0, 2.0, 3.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Hage and Harary (1995), "Eccentricity and centrality in networks", Social Networks 17,
/// [doi:10.1016/0378-8733(94)00248-9](https://doi.org/10.1016/0378-8733(94)00248-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Eccentricity {
    sense: Sense,
}

impl Default for Eccentricity {
    fn default() -> Self {
        Self::new()
    }
}

impl Eccentricity {
    /// Eccentricity by the distances from a node.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::measure::Eccentricity;
    /// assert_eq!(Eccentricity::new(), Eccentricity::default());
    /// ```
    pub const fn new() -> Self {
        Self { sense: Sense::Forward }
    }

    /// Whether distances lead from the node (forward) or to it (backward). The default is forward, as in NetworkX.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Sense, Topology};
    /// # use proxeny::measure::Eccentricity;
    /// // 0 ──> 1 ──> 2
    /// let chain = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Eccentricity::new().run(&chain)?.values(), [2.0, 1.0, 0.0]);
    /// assert_eq!(Eccentricity::new().sense(Sense::Backward).run(&chain)?.values(), [0.0, 1.0, 2.0]);
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
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::Topology;
    /// # use proxeny::measure::Eccentricity;
    /// let star = Topology::undirected(4, [(0, 1), (0, 2)])?;
    /// assert_eq!(Eccentricity::new().run(&star)?.values(), [1.0, 2.0, 2.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        Ok(of_distances(&Distances::of(topology, self.sense)))
    }
}

fn of_distances(distances: &Distances) -> Scores {
    Scores::new((0..distances.node_count() as u32).map(|v| distances.farthest(v)).collect())
}

impl OfDistances for Eccentricity {
    fn sense(&self) -> Sense {
        self.sense
    }

    fn scores_of(&self, _: &Topology, distances: &Distances, _: &MeasureOptions) -> Result<Scores, Error> {
        Ok(of_distances(distances))
    }
}

impl Measure for Eccentricity {
    fn name(&self) -> &'static str {
        match self.sense {
            Sense::Forward => "eccentricity",
            Sense::Backward => "in_eccentricity",
        }
    }

    fn about(&self) -> &'static str {
        match self.sense {
            Sense::Forward => "How many steps it takes somebody to come to whoever is farthest away.",
            Sense::Backward => "How many steps it takes whoever is farthest away to come to somebody.",
        }
    }

    fn one_sided(&self) -> bool {
        self.sense == Sense::Backward
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn explanation(&self) -> &'static Explanation {
        match self.sense {
            Sense::Forward => &FORWARD,
            Sense::Backward => &BACKWARD,
        }
    }

    fn of_distances(&self) -> Option<&dyn OfDistances> {
        Some(self)
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

const CONVENTIONS: &str = "Steps, or lengths if there are any. Low is central. Who is not joined to the node is left out, as in \
    igraph; NetworkX refuses networks that are not connected. Distances lead from the node, as in NetworkX and igraph.";
const SOURCE: &str = "Hage and Harary (1995), doi:10.1016/0378-8733(94)00248-9";

static FORWARD: Explanation = Explanation {
    high: "Somebody whom this actor can come to at all is many introductions away: it stands at the edge of the network.",
    not: "It does not tell how far away most others are, since one distant actor is enough to make it high.",
    ko: Korean {
        name: "이심률",
        high: "이 행위자가 닿을 수 있는 곳 가운데 여러 번 소개를 거쳐야 하는 곳이 있습니다. 네트워크의 가장자리에 \
               있습니다.",
        not: "대부분이 얼마나 멀리 있는지는 나타내지 않습니다. 먼 행위자 하나만 있어도 값이 커집니다.",
    },
    formula: "E(v) = max d(v, u) over the u that v reaches",
    conventions: CONVENTIONS,
    source: SOURCE,
};

static BACKWARD: Explanation = Explanation {
    high: "Somebody who can come to this actor at all is many introductions away.",
    not: "It does not tell how far away most others are, since one distant actor is enough to make it high.",
    ko: Korean {
        name: "내향 이심률",
        high: "이 행위자에게 닿을 수 있는 곳 가운데 여러 번 소개를 거쳐야 하는 곳이 있습니다.",
        not: "대부분이 얼마나 멀리 있는지는 나타내지 않습니다. 먼 행위자 하나만 있어도 값이 커집니다.",
    },
    formula: "E(v) = max d(u, v) over the u that reach v",
    conventions: CONVENTIONS,
    source: SOURCE,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::LENGTH_ONE;

    #[test]
    fn lengths_are_used_where_there_are_any() {
        // 0 ─1─ 1 ─1─ 2, and 0 ─5─ 2
        let topology = Topology::undirected(3, [(0, 1), (1, 2), (0, 2)]).unwrap();
        assert_eq!(Eccentricity::default().run(&topology).unwrap().values(), [1.0; 3]);
        let topology = topology.with_lengths(vec![LENGTH_ONE, LENGTH_ONE, 5 * LENGTH_ONE]).unwrap();
        assert_eq!(Eccentricity::default().run(&topology).unwrap().values(), [2.0, 1.0, 2.0]);
    }
}
