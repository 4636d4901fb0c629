//! Articulation points: without whom the network falls apart.

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::Error;
use crate::graph::{Blocks, Topology};

/// 1 for a node without which some others are no longer connected, 0 for the others.
///
/// Unit: yes or no; [`Blocks`] has the same as a list. *Direction:* ignored. *Weights:* ignored. *Parallel ties and self-
/// ties:* no matter. *Disconnected graphs:* each part by itself.
///
/// # Complexity
///
/// O(n + m) time and space.
///
/// Memory: 40 n bytes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Articulation;
///
/// // 0 ──> 1 <── 2
/// let topology = Topology::directed(3, [(0, 1), (2, 1)])?;
/// assert_eq!(Articulation.run(&topology)?.values(), [0.0, 1.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Hopcroft and Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM
/// 16, [doi:10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Articulation;

impl Articulation {
    /// Marks every node.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Articulation;
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Articulation.run(&kite)?.values(), [0.0, 0.0, 1.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let blocks = Blocks::of(topology);
        let mark = |v| f64::from(u8::from(blocks.is_articulation_point(v)));
        Ok(Scores::new((0..topology.node_count() as u32).map(mark).collect()))
    }
}

impl Measure for Articulation {
    fn name(&self) -> &'static str {
        "articulation"
    }

    fn about(&self) -> &'static str {
        "Without whom the network falls apart: 1 if so, 0 if not."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Without this actor, some others are no longer connected at all.",
            not: "It does not say how many are parted, nor that 0 is easily done without: a detour may be long.",
            ko: Korean {
                name: "단절점",
                high: "이 행위자가 없으면 서로 완전히 끊어지는 행위자가 생깁니다.",
                not: "몇 곳이 끊어지는지는 나타내지 않으며, 0이라고 해서 쉽게 대신할 수 있다는 뜻도 아닙니다. \
                      우회로가 길 수 있습니다.",
            },
            formula: "1 if G − v has more components than G, v itself not counted; else 0",
            conventions: "Yes or no. Direction, weights, parallel ties and \
                          self-ties do not matter. Each part of a disconnected graph by itself.",
            source: "Hopcroft and Tarjan (1973), Communications of the ACM 16, doi:10.1145/362248.362272",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}
