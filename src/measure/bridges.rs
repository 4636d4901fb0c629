//! Bridges and blocks: without which ties the network falls apart, and which hold one another in place.

use std::cmp::Reverse;

use super::{Consumes, Explanation, Korean, MeasureOptions, TieMeasure, TieScores};
use crate::error::Error;
use crate::graph::{Blocks, Topology};

/// 1 for a tie without which its ends are no longer connected, 0 for the others.
///
/// Unit: yes or no; [`Blocks`] has the same as a list. *Direction:* ignored. *Weights:* ignored. *Parallel ties:* none of
/// them is a bridge. *Self-ties:* 0. *Disconnected graphs:* each part by itself.
///
/// # Complexity
///
/// O(n + m) time and space.
///
/// Memory: 40 n bytes and 16 per tie.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Bridges;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// assert_eq!(Bridges.run(&topology)?.values(), [0.0, 0.0, 0.0, 1.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Hopcroft and Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM
/// 16, [doi:10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bridges;

impl Bridges {
    /// Marks every tie.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Bridges;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Bridges.run(&path)?.values(), [1.0, 1.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<TieScores, Error> {
        let blocks = Blocks::of(topology);
        let mark = |tie| f64::from(u8::from(blocks.is_bridge(tie)));
        Ok(TieScores::new((0..topology.tie_count() as u32).map(mark).collect()))
    }
}

impl TieMeasure for Bridges {
    fn name(&self) -> &'static str {
        "bridge"
    }

    fn about(&self) -> &'static str {
        "Without which ties the network falls apart: 1 if so, 0 if not."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Without this tie, its ends are no longer connected at all.",
            not: "It does not say how many are parted, nor that 0 is easily done without: a detour may be long.",
            ko: Korean {
                name: "브리지",
                high: "이 관계가 없으면 양 끝이 완전히 끊어집니다.",
                not: "몇 곳이 끊어지는지는 나타내지 않으며, 0이라고 해서 쉽게 대신할 수 있다는 뜻도 아닙니다. \
                      우회로가 길 수 있습니다.",
            },
            formula: "1 if G − e has more components than G; else 0",
            conventions: "Yes or no. Direction and weights do not matter; of \
                          parallel ties none is a bridge, two that lead opposite ways included. Self-ties: 0. Each \
                          part of a disconnected graph by itself.",
            source: "Hopcroft and Tarjan (1973), Communications of the ACM 16, doi:10.1145/362248.362272",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<TieScores, Error> {
        self.run(topology)
    }
}

/// The number of the biconnected block that a tie stands in: 1 is the one with the most ties, equals in the order of
/// their first ties.
///
/// Unit: none, this is a label; [`Blocks`] has the blocks themselves. *Direction:* ignored. *Weights:* ignored. *Parallel
/// ties* stand in one block. *Self-ties* stand in none: 0. *Disconnected graphs:* each part by itself.
///
/// # Complexity
///
/// O(n + m log m) time, O(n + m) space.
///
/// Memory: 40 n bytes and 16 per tie.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::BlockLabel;
///
/// //   ┌─ 2 ─┐
/// //   1 ─── 3 ─── 0
/// let topology = Topology::undirected(4, [(3, 0), (1, 2), (2, 3), (3, 1)])?;
/// assert_eq!(BlockLabel.run(&topology)?.values(), [2.0, 1.0, 1.0, 1.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Hopcroft and Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM
/// 16, [doi:10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockLabel;

impl BlockLabel {
    /// Labels every tie.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::BlockLabel;
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let scores = BlockLabel.run(&kite)?;
    /// assert_eq!(scores.values()[0], scores.values()[1]);
    /// assert_ne!(scores.values()[0], scores.values()[3]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<TieScores, Error> {
        let blocks = Blocks::of(topology);
        let mut order: Vec<usize> = (0..blocks.count()).collect();
        order.sort_by_key(|&block| Reverse(blocks.sizes()[block]));
        let mut places = vec![0.0; blocks.count()];
        for (place, block) in order.into_iter().enumerate() {
            places[block] = place as f64 + 1.0;
        }
        let label = |tie| blocks.block(tie).map_or(0.0, |block| places[block as usize]);
        Ok(TieScores::new((0..topology.tie_count() as u32).map(label).collect()))
    }
}

impl TieMeasure for BlockLabel {
    fn name(&self) -> &'static str {
        "block"
    }

    fn about(&self) -> &'static str {
        "Which ties lie on circles together: the number of the biconnected block, 1 the largest."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "The value is a label: ties of the same number lie on circles together, so none of them alone holds \
                   its ends together.",
            not: "A larger number is not better: 1 is the block with the most ties, the highest number one with the fewest.",
            ko: Korean {
                name: "이중 연결 블록 번호",
                high: "값은 이름표입니다. 번호가 같은 관계는 같은 순환에 함께 놓여 있어 어느 하나만으로 양 끝을 \
                       잇는 것은 아닙니다.",
                not: "번호가 크다고 더 좋은 것은 아닙니다. 1은 관계가 가장 많은 블록이고, 번호가 클수록 관계가 \
                      적습니다.",
            },
            formula: "e ~ f if a circle runs through both; the classes, numbered by size",
            conventions: "Direction and weights do not matter. Parallel ties \
                          stand in one block, self-ties in none: 0. Equals in size are numbered in the order of their \
                          first ties.",
            source: "Hopcroft and Tarjan (1973), Communications of the ACM 16, doi:10.1145/362248.362272",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<TieScores, Error> {
        self.run(topology)
    }
}
