//! Degree: how many ties somebody has.

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scale, Scores, Side, side_arcs};
use crate::error::Error;
use crate::graph::Topology;

/// How many ties a node has: in all, coming in, or going out.
///
/// Unit: ties; normalised, divided by n − 1 (1 for a lone node, as in NetworkX). Parallel ties count each; self-ties do
/// not count. *Direction:* the sum of both sides by default; a tie that holds both ways is two arcs in a directed graph
/// and one in an undirected graph. *Weights:* ignored. *Disconnected graphs:* no matter.
///
/// The centralization is defined for three nodes or more without parallel ties.
///
/// # Complexity
///
/// O(n); with centralization O(n + m).
///
/// Memory: 8 n bytes, the scores.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Degree, Scale, Side};
///
/// // 0 ──> 1 <── 2
/// let topology = Topology::directed(3, [(0, 1), (2, 1)])?;
/// assert_eq!(Degree::new(Side::In).run(&topology)?.values(), [0.0, 2.0, 0.0]);
/// assert_eq!(Degree::default().scale(Scale::Normalised).run(&topology)?.values(), [0.5, 1.0, 0.5]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Freeman (1978), "Centrality in social networks: conceptual clarification", Social Networks 1,
/// [doi:10.1016/0378-8733(78)90021-7](https://doi.org/10.1016/0378-8733(78)90021-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Degree {
    side: Side,
    scale: Scale,
}

impl Default for Degree {
    fn default() -> Self {
        Self::new(Side::Both)
    }
}

impl Degree {
    /// The number of ties on a side, raw. The default is both sides.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Degree, Side};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Degree::new(Side::Out).run(&topology)?.values(), [1.0, 1.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn new(side: Side) -> Self {
        Self { side, scale: Scale::Raw }
    }

    /// Raw or normalised. The default is raw.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Degree, Scale};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Degree::default().scale(Scale::Normalised).run(&path)?.values(), [0.5, 1.0, 0.5]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale, ..self }
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
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Degree;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let viewed = Topology::of(&seoul, &View::ever());
    /// let most = Degree::default().run(&viewed.topology)?.ranking()[0];
    /// assert_eq!(seoul.graph()[viewed.actors[most as usize]].id, "smg"); // the data were gathered around it
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let nodes = topology.node_count();
        let unit = match self.scale {
            Scale::Raw => 1.0,
            Scale::Normalised if nodes <= 1 => return Ok(Scores::new(vec![1.0; nodes])),
            Scale::Normalised => nodes as f64 - 1.0,
        };
        let degree = |v| side_arcs(topology, v, self.side).count() as f64 / unit;
        let greatest = self.greatest_spread(topology).map(|spread| spread / unit);
        Ok(Scores::new((0..nodes as u32).map(degree).collect()).centralized(greatest))
    }

    fn greatest_spread(self, topology: &Topology) -> Option<f64> {
        let n = topology.node_count() as f64;
        if n < 3.0 || topology.has_parallel_ties() {
            return None;
        }
        Some(match self.side {
            _ if topology.is_undirected() => (n - 1.0) * (n - 2.0),
            Side::Both => 2.0 * (n - 1.0) * (n - 2.0),
            Side::In | Side::Out => (n - 1.0) * (n - 1.0),
        })
    }
}

impl Measure for Degree {
    fn name(&self) -> &'static str {
        match self.side {
            Side::Both => "degree",
            Side::In => "in_degree",
            Side::Out => "out_degree",
        }
    }

    fn about(&self) -> &'static str {
        match self.side {
            Side::Both => "How many ties somebody has.",
            Side::In => "How many ties lead to somebody.",
            Side::Out => "How many ties somebody extends to others.",
        }
    }

    fn one_sided(&self) -> bool {
        self.side != Side::Both
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        match self.side {
            Side::Both => &BOTH,
            Side::In => &IN,
            Side::Out => &OUT,
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.scale(options.scale.unwrap_or(self.scale)).run(topology)
    }
}

const BOTH: Explanation = Explanation {
    high: "This actor has many direct partnerships of that side: it is active, or sought.",
    not: "It does not mean that these lead anywhere: many ties into one circle reach no further than a few.",
    ko: Korean {
        name: "연결 중심성",
        high: "그 방향의 직접 관계가 많습니다. 활발하거나 찾는 곳이 많은 행위자입니다.",
        not: "그 관계가 멀리 이어진다는 뜻은 아닙니다. 한 모임 안의 많은 관계는 몇 건의 관계보다 더 멀리 \
              닿지 않습니다.",
    },
    formula: "k(v) = number of ties of v, in all, coming in or going out; normalised k(v)/(n − 1)",
    conventions: "Raw by default (NetworkX: normalised); parallel ties count each, self-ties do not; a two-way tie \
                  among one-way ties counts once each way; weights are ignored.",
    source: "Freeman (1978), doi:10.1016/0378-8733(78)90021-7",
};
const IN: Explanation = BOTH.called("내향 연결 중심성");
const OUT: Explanation = BOTH.called("외향 연결 중심성");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Direction;

    #[test]
    fn stars_are_fully_centralized() {
        let spokes = || (1..6).map(|v| (v, 0));
        let undirected = Topology::undirected(6, spokes()).unwrap();
        assert_eq!(Degree::default().run(&undirected).unwrap().centralization(), Some(1.0));
        let inward = Topology::directed(6, spokes()).unwrap();
        assert_eq!(Degree::new(Side::In).run(&inward).unwrap().centralization(), Some(1.0));
        let normalised = Degree::new(Side::In).scale(Scale::Normalised).run(&inward).unwrap();
        assert_eq!((normalised.centralization(), normalised.get(0)), (Some(1.0), Some(1.0)));
        assert_eq!(Degree::default().run(&inward).unwrap().centralization(), Some(0.5));
    }

    #[test]
    fn parallel_ties_count_and_self_ties_do_not() {
        let topology = Topology::undirected(3, [(0, 1), (1, 0), (2, 2)]).unwrap();
        let scores = Degree::default().run(&topology).unwrap();
        assert_eq!((scores.values(), scores.centralization()), (&[2.0, 2.0, 0.0][..], None));
    }

    #[test]
    fn a_two_way_tie_among_one_way_ties_is_two_arcs() {
        let ties = [(0, 1, Direction::BothWays), (1, 2, Direction::OneWay)];
        let topology = Topology::new(3, ties).unwrap();
        assert_eq!(Degree::default().run(&topology).unwrap().values(), [2.0, 3.0, 1.0]);
        assert_eq!(Degree::new(Side::Out).run(&topology).unwrap().values(), [1.0, 2.0, 0.0]);
    }
}
