//! Strength: how much somebody's ties weigh together.

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores, Side, closer_weights, side_arcs};
use crate::error::Error;
use crate::graph::Topology;

/// The sum of the weights of a node's ties: in all, coming in, or going out.
///
/// Unit: that of the weights; for probabilities, the number of ties expected to be open. Never normalised. Parallel ties
/// count each; self-ties do not count. *Direction:* the sum of both sides by default; a tie that holds both ways is two
/// arcs in a directed graph and one in an undirected graph. *Weights:* strength, probability, count or value; lengths
/// are refused, because a sum of distances would grow with remoteness. *Disconnected graphs:* no matter.
///
/// # Complexity
///
/// O(n + m).
///
/// Memory: 8 n bytes, the scores.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, WeightKind, Weights};
/// use proxeny::measure::Strength;
///
/// // 0 ─3─ 1 ─2─ 2
/// let visits = Weights::new(WeightKind::Count, vec![3.0, 2.0])?;
/// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(visits)?;
/// assert_eq!(Strength::default().run(&topology)?.values(), [3.0, 5.0, 2.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Barrat et al. (2004), "The architecture of complex weighted networks", PNAS 101,
/// [doi:10.1073/pnas.0400087101](https://doi.org/10.1073/pnas.0400087101).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Strength {
    side: Side,
}

impl Strength {
    /// The sum of weights on a side. The default is both sides.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    /// use proxeny::measure::{Side, Strength};
    ///
    /// // 0 ─3─> 1 ─2─> 2
    /// let visits = Weights::new(WeightKind::Count, vec![3.0, 2.0])?;
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?.with_weights(visits)?;
    /// assert_eq!(Strength::new(Side::In).run(&topology)?.values(), [0.0, 3.0, 2.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn new(side: Side) -> Self {
        Self { side }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`](crate::ErrorKind::Weights) if the ties carry no weights or the weights are lengths.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Strength;
    ///
    /// let bare = Topology::undirected(2, [(0, 1)])?;
    /// let error = Strength::default().run(&bare).unwrap_err().to_string();
    /// assert!(error.contains("the ties carry no weights; declare what their numbers mean"), "{error}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let weights = closer_weights(topology, self.name())?;
        let strength = |v| side_arcs(topology, v, self.side).map(|arc| weights[arc.tie as usize]).sum();
        Ok(Scores::new((0..topology.node_count() as u32).map(strength).collect()))
    }
}

impl Measure for Strength {
    fn name(&self) -> &'static str {
        match self.side {
            Side::Both => "strength",
            Side::In => "in_strength",
            Side::Out => "out_strength",
        }
    }

    fn about(&self) -> &'static str {
        match self.side {
            Side::Both => "How much the ties of somebody weigh together.",
            Side::In => "How much the ties that lead to somebody weigh together.",
            Side::Out => "How much the ties that somebody extends to others weigh together.",
        }
    }

    fn one_sided(&self) -> bool {
        self.side != Side::Both
    }

    fn consumes(&self) -> Consumes {
        Consumes::Weights
    }

    fn explanation(&self) -> &'static Explanation {
        match self.side {
            Side::Both => &BOTH,
            Side::In => &IN,
            Side::Out => &OUT,
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

const BOTH: Explanation = Explanation {
    high: "The direct partnerships of this actor, of that side, weigh much together.",
    not: "It does not tell one heavy tie from many light ones: degree beside it does.",
    ko: Korean {
        name: "가중 연결 중심성",
        high: "그 방향의 직접 관계를 모두 더한 무게가 큽니다.",
        not: "무거운 관계 하나인지 가벼운 관계 여럿인지는 나타내지 않습니다. 연결 중심성(degree)을 함께 \
              보아야 합니다.",
    },
    formula: "s(v) = Σ w over the ties of v, in all, coming in or going out",
    conventions: "In the unit of the weights, never normalised; parallel ties count each, self-ties do not; lengths \
                  are refused.",
    source: "Barrat et al. (2004), doi:10.1073/pnas.0400087101",
};
const IN: Explanation = BOTH.called("내향 가중 연결 중심성");
const OUT: Explanation = BOTH.called("외향 가중 연결 중심성");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{WeightKind, Weights};

    #[test]
    fn sides_add_up() {
        let weights = Weights::new(WeightKind::Value, vec![1.0, 2.0, 4.0, 8.0]).unwrap();
        let ties = [(0, 1), (1, 2), (0, 1), (2, 2)];
        let topology = Topology::directed(3, ties).unwrap().with_weights(weights).unwrap();
        let values = |side| Strength::new(side).run(&topology).unwrap().values().to_vec();
        assert_eq!(values(Side::Out), [5.0, 2.0, 0.0]);
        assert_eq!(values(Side::In), [0.0, 5.0, 2.0]);
        assert_eq!(values(Side::Both), [5.0, 7.0, 2.0]);
    }

    #[test]
    fn lengths_are_refused_with_the_fix() {
        let lengths = Weights::new(WeightKind::Length, vec![1.0]).unwrap();
        let topology = Topology::undirected(2, [(0, 1)]).unwrap().with_weights(lengths).unwrap();
        let error = Strength::default().run(&topology).unwrap_err().to_string();
        assert_eq!(
            error,
            "strength needs strength, probability, count or value, but the weights are declared as length; \
             declare them as what they are, or use a measure that takes lengths"
        );
    }
}
