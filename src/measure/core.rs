//! Core numbers: how deep in the network somebody is.

use super::clustering::Pairs;
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::Error;
use crate::graph::Topology;

/// The core number of a node: the largest k such that it belongs to a group all of whose members have k partners or more
/// inside the group.
///
/// core(v) = max { k : v ∈ `C_k` }, where `C_k`, the k-core, is the largest set of nodes of which each has at least k partners
/// in the set. Unit: partners. *Direction:* ignored. *Weights:* ignored. *Parallel ties* are one partner; *self-ties* do
/// not count. *Disconnected graphs:* no matter; an isolated node has 0. The centralization is not defined. NetworkX and
/// igraph agree on simple undirected graphs; for directed graphs they add up the arcs of both directions.
///
/// # Complexity
///
/// O(n + m) time, O(n) space; O(n + m) space in a directed graph.
///
/// Memory: 16 n bytes; where ways differ, 20 n and 12 per tie.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Core;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3     4
/// let topology = Topology::undirected(5, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// assert_eq!(Core.run(&topology)?.values(), [2.0, 2.0, 2.0, 1.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Seidman (1983), "Network structure and minimum degree", Social Networks 5,
/// [doi:10.1016/0378-8733(83)90028-X](https://doi.org/10.1016/0378-8733(83)90028-X). Batagelj and Zaversnik (2011), "Fast
/// algorithms for determining (generalized) core groups in social networks", Advances in Data Analysis and Classification 5,
/// [doi:10.1007/s11634-010-0079-y](https://doi.org/10.1007/s11634-010-0079-y).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Core;

impl Core {
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
    /// use proxeny::measure::Core;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Core.run(&path)?.values(), [1.0; 3]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        Ok(Scores::new(core_numbers(topology).into_iter().map(f64::from).collect()))
    }
}

/// The core number of every node.
fn core_numbers(topology: &Topology) -> Vec<u32> {
    if !topology.is_undirected() {
        let pairs = Pairs::of(topology);
        let degrees = (0..topology.node_count() as u32).map(|v| pairs.degree(v) as u32).collect();
        return peel(degrees, |v| pairs.partners(v).iter().copied(), |_| ());
    }
    if topology.has_parallel_ties() {
        let distinct = |v: u32| topology.out(v).chunk_by(|a, b| a.node == b.node).map(|run| run[0].node);
        return peel((0..topology.node_count() as u32).map(|v| distinct(v).count() as u32).collect(), distinct, |_| ());
    }
    let degrees = (0..topology.node_count() as u32).map(|v| topology.out(v).len() as u32).collect();
    peel(degrees, |v| topology.out(v).iter().map(|arc| arc.node), |_| ())
}

/// The nodes in an order in which each has as few partners as possible among those that come later: never more than the
/// largest core number.
pub(super) fn degeneracy_order(pairs: &Pairs) -> Vec<u32> {
    let degrees = (0..pairs.node_count() as u32).map(|v| pairs.degree(v) as u32).collect();
    let mut order = Vec::with_capacity(pairs.node_count());
    peel(degrees, |v| pairs.partners(v).iter().copied(), |v| order.push(v));
    order
}

/// Takes away whoever has no more than k partners left, for k from 0 upwards.
///
/// Those who are left are gone through once for every k. That is linear in all, because whoever is left at k has k
/// partners or more.
fn peel<P: Iterator<Item = u32>>(
    mut left: Vec<u32>,
    partners: impl Fn(u32) -> P,
    mut leaves: impl FnMut(u32),
) -> Vec<u32> {
    let mut inside: Vec<u32> = (0..left.len() as u32).collect();
    let (mut k, mut leaving) = (0, Vec::new());
    while !inside.is_empty() {
        let mut next = u32::MAX;
        inside.retain(|&v| {
            let degree = left[v as usize];
            if degree == k {
                leaving.push(v);
            } else if degree > k {
                next = next.min(degree);
            }
            degree > k
        });
        if leaving.is_empty() {
            k = next;
            continue;
        }
        while let Some(v) = leaving.pop() {
            leaves(v);
            for u in partners(v) {
                // Whoever has left, or is about to, keeps its number.
                let degree = &mut left[u as usize];
                if *degree > k {
                    *degree -= 1;
                    if *degree == k {
                        leaving.push(u);
                    }
                }
            }
        }
        k += 1;
    }
    left
}

impl Measure for Core {
    fn name(&self) -> &'static str {
        "core"
    }

    fn about(&self) -> &'static str {
        "How deep in somebody is: the most partners that all of a group around them have inside it."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Somebody belongs to a circle in which everybody has many partners inside; it holds when single members leave.",
            not: "Not that somebody is well placed between circles: a broker between two dense groups may have a low core number.",
            ko: Korean {
                name: "k-코어 번호",
                high: "모두가 내부에 협력 상대를 많이 둔 모임에 속하며, 몇 곳이 빠져도 모임은 유지됩니다.",
                not: "모임 사이의 자리가 좋다는 뜻은 아닙니다. 두 조밀한 집단을 잇는 중개자의 번호는 낮을 수 \
                      있습니다.",
            },
            formula: "core(v) = max { k : v is in the largest set whose members each have k partners or more in the set }",
            conventions: "Unit: partners. Direction and weights ignored, parallel ties are one partner, self-ties do not count. \
                          An isolated actor has 0. For directed graphs NetworkX and igraph count arcs of both directions.",
            source: "Seidman (1983), doi:10.1016/0378-8733(83)90028-X; Batagelj and Zaversnik (2011), \
                     doi:10.1007/s11634-010-0079-y",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Direction;
    use proptest::prelude::*;

    /// The definition: for every k, take away who has fewer than k partners until nobody has.
    fn by_definition(n: usize, tied: &[Vec<bool>]) -> Vec<u32> {
        let mut cores = vec![0; n];
        for k in 1..n as u32 {
            let mut inside = vec![true; n];
            loop {
                let partners = |v: usize| (0..n).filter(|&u| inside[u] && tied[v][u]).count() as u32;
                let Some(out) = (0..n).find(|&v| inside[v] && partners(v) < k) else { break };
                inside[out] = false;
            }
            (0..n).filter(|&v| inside[v]).for_each(|v| cores[v] = k);
        }
        cores
    }

    #[test]
    fn the_karate_club_has_its_known_cores() {
        // networkx 3.6.1, core_number.
        let expected =
            [4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4];
        assert_eq!(core_numbers(&crate::measure::tests::karate()), expected);
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(
            ties in prop::collection::vec((0u32..9, 0u32..9, any::<bool>()), 0..40),
            undirected in any::<bool>(),
        ) {
            let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
            let topology = Topology::new(9, ties.iter().map(|t| (t.0, t.1, way(t.2)))).unwrap();
            let mut tied = vec![vec![false; 9]; 9];
            for &(a, b, _) in ties.iter().filter(|t| t.0 != t.1) {
                tied[a as usize][b as usize] = true;
                tied[b as usize][a as usize] = true;
            }
            prop_assert_eq!(core_numbers(&topology), by_definition(9, &tied));
        }
    }
}
