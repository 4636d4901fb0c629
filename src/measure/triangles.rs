//! Triangles: how many pairs of somebody's partners are tied.

use super::clustering::Pairs;
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::Error;
use crate::graph::Topology;

/// How many triangles a node is a corner of: T(v) = number of pairs of its partners that are tied.
///
/// Unit: triangles. *Direction:* ignored. *Weights:* ignored. *Parallel ties* are one; *self-ties* do not count.
/// *Disconnected graphs:* no matter. The centralization is not defined. As in NetworkX, which leaves it to undirected
/// graphs.
///
/// # Complexity
///
/// O(m^1.5) time at most, on all threads; O(n + m) space.
///
/// Memory: 140 n bytes and 13 per arc; 8 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Triangles;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// assert_eq!(Triangles.run(&topology)?.values(), [1.0, 1.0, 1.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Latapy (2008), "Main-memory triangle computations for very large (sparse (power-law)) graphs", Theoretical Computer
/// Science 407, [doi:10.1016/j.tcs.2008.07.017](https://doi.org/10.1016/j.tcs.2008.07.017).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Triangles;

impl Triangles {
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
    /// use proxeny::measure::Triangles;
    ///
    /// let ring = Topology::directed(3, [(0, 1), (1, 2), (2, 0)])?;
    /// assert_eq!(Triangles.run(&ring)?.values(), [1.0; 3]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        Ok(Scores::new(Pairs::of(topology).plain_triangles()))
    }
}

impl Measure for Triangles {
    fn name(&self) -> &'static str {
        "triangles"
    }

    fn about(&self) -> &'static str {
        "How many pairs of somebody's partners are tied to one another."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Somebody stands in many closed circles of three, where what one partner learns the others soon know.",
            not: "Not how closed somebody's surroundings are: with many partners there are many triangles; clustering is the share.",
            ko: Korean {
                name: "삼각형 수",
                high: "세 행위자가 모두 이어진 모임에 많이 속하므로, 한 상대가 안 것을 다른 상대도 곧 압니다.",
                not: "주변이 얼마나 닫혀 있는지는 나타내지 않습니다. 협력 상대가 많으면 삼각형도 많으며, 비율은 \
                      군집 계수(clustering)입니다.",
            },
            formula: "T(v) = number of pairs {u, w} of partners of v that are tied",
            conventions: "Unit: triangles. Direction and weights ignored, parallel ties are one, self-ties do not count.",
            source: "Latapy (2008), doi:10.1016/j.tcs.2008.07.017",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_going_through_all_triples(ties in prop::collection::vec((0u32..9, 0u32..9), 0..40)) {
            let tied = |a: u32, b: u32| a != b && (ties.contains(&(a, b)) || ties.contains(&(b, a)));
            let triples = |v| (0..9).flat_map(|a| (0..a).map(move |b| (a, b))).filter(move |t| t.0 != v && t.1 != v);
            let count = |v| triples(v).filter(|&(a, b)| tied(v, a) && tied(v, b) && tied(a, b)).count() as f64;
            let expected: Vec<f64> = (0..9).map(count).collect();
            for topology in [Topology::directed(9, ties.clone()), Topology::undirected(9, ties.clone())] {
                let found = Triangles.run(&topology.unwrap()).unwrap();
                prop_assert_eq!(found.values(), expected.as_slice());
            }
        }
    }
}
