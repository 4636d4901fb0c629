//! Dijkstra's algorithm on integer lengths: how far away everybody is.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::topology::{Sense, Topology};

/// Dijkstra's algorithm with a workspace that is kept between runs.
///
/// Distances are sums of the topology's lengths in u128, which no route can overflow; a topology without lengths has
/// hops of length 1. Lengths are integers, so equal distances are equal whatever the order of addition.
///
/// # Complexity
///
/// A run takes O(a log a) time for the a arcs of the nodes that it reaches; the first run on a graph, and every run on a
/// graph of another size, takes O(n) more. Space O(n + a).
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Dijkstra, Sense, Topology};
///
/// // 0 ─1─ 1 ─1─ 2, and 0 ─5─ 2
/// let topology = Topology::undirected(3, [(0, 1), (1, 2), (0, 2)])?.with_lengths(vec![1, 1, 5])?;
/// let mut search = Dijkstra::default();
/// search.run(&topology, 0, Sense::Forward);
/// assert_eq!(search.distance(2), Some(2));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Dijkstra (1959), "A note on two problems in connexion with graphs", Numerische Mathematik 1,
/// [doi:10.1007/BF01386390](https://doi.org/10.1007/BF01386390).
#[derive(Clone, Debug, Default)]
pub struct Dijkstra {
    distances: Vec<u128>,
    reached: Vec<u32>,
    order: Vec<u32>,
    heap: BinaryHeap<Reverse<(u128, u32)>>,
}

const UNREACHED: u128 = u128::MAX;

impl Dijkstra {
    /// Searches from `source`, with or against the ties.
    ///
    /// # Panics
    ///
    /// If there is no node `source`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dijkstra, Sense, Topology};
    ///
    /// let topology = Topology::directed(2, [(0, 1)])?.with_lengths(vec![5])?;
    /// let mut search = Dijkstra::default();
    /// search.run(&topology, 1, Sense::Forward);
    /// assert_eq!(search.distance(0), None);
    /// search.run(&topology, 1, Sense::Backward); // who leads to node 1, and how near?
    /// assert_eq!(search.distance(0), Some(5));
    /// // 0 ─5─> 1 ─2─> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?.with_lengths(vec![5, 2])?;
    /// search.run(&topology, 2, Sense::Backward);
    /// assert_eq!(search.distance(0), Some(7));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&mut self, topology: &Topology, source: u32, sense: Sense) {
        match topology.lengths() {
            Some(lengths) => self.run_with(topology, source, sense, |tie| u128::from(lengths[tie as usize])),
            None => self.run_with(topology, source, sense, |_| 1),
        }
    }

    fn run_with(&mut self, topology: &Topology, source: u32, sense: Sense, length: impl Fn(u32) -> u128) {
        self.reset(topology.node_count());
        self.offer(source, 0);
        while let Some(Reverse((distance, v))) = self.heap.pop() {
            if distance > self.distances[v as usize] {
                continue;
            }
            self.order.push(v);
            for arc in topology.arcs(v, sense) {
                self.offer(arc.node, distance + length(arc.tie));
            }
        }
    }

    fn offer(&mut self, v: u32, distance: u128) {
        let best = &mut self.distances[v as usize];
        if distance >= *best {
            return;
        }
        if *best == UNREACHED {
            self.reached.push(v);
        }
        *best = distance;
        self.heap.push(Reverse((distance, v)));
    }

    fn reset(&mut self, nodes: usize) {
        if self.distances.len() == nodes {
            for &v in &self.reached {
                self.distances[v as usize] = UNREACHED;
            }
        } else {
            self.distances = vec![UNREACHED; nodes];
        }
        self.reached.clear();
        self.order.clear();
    }

    /// The nodes reached by the last run, nearest first, the source leading; equally near ones by number, save where
    /// ties of length 0 lead from one to the other.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dijkstra, Sense, Topology};
    ///
    /// let topology = Topology::undirected(4, [(0, 1), (0, 2)])?.with_lengths(vec![9, 1])?;
    /// let mut search = Dijkstra::default();
    /// search.run(&topology, 0, Sense::Forward);
    /// assert_eq!(search.order(), [0, 2, 1]); // node 3 has no tie
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The distance to `v` in the last run, if there is a way.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dijkstra, Sense, Topology};
    ///
    /// let topology = Topology::undirected(3, [(0, 1)])?.with_lengths(vec![7])?;
    /// let mut search = Dijkstra::default();
    /// search.run(&topology, 0, Sense::Forward);
    /// assert_eq!([0, 1, 2].map(|v| search.distance(v)), [Some(0), Some(7), None]);
    /// // 0 ─5─> 1 ─2─> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?.with_lengths(vec![5, 2])?;
    /// search.run(&topology, 1, Sense::Forward);
    /// assert_eq!((search.distance(2), search.distance(3)), (Some(2), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn distance(&self, v: u32) -> Option<u128> {
        self.distances.get(v as usize).copied().filter(|&d| d != UNREACHED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Bfs;
    use proptest::prelude::*;

    #[test]
    fn parallel_ties_count_by_their_shortest() {
        let topology = Topology::directed(3, [(0, 1), (0, 1), (1, 2)]).unwrap().with_lengths(vec![9, 2, 0]).unwrap();
        let mut search = Dijkstra::default();
        search.run(&topology, 0, Sense::Forward);
        assert_eq!((0..3).map(|v| search.distance(v)).collect::<Vec<_>>(), [Some(0), Some(2), Some(2)]);
        search.run(&topology, 0, Sense::Backward);
        assert_eq!((search.order(), search.distance(2)), (&[0][..], None));
    }

    #[test]
    fn the_longest_lengths_do_not_overflow() {
        let ties = (0..9).map(|v| (v, v + 1));
        let topology = Topology::undirected(10, ties).unwrap().with_lengths(vec![u64::MAX; 9]).unwrap();
        let mut search = Dijkstra::default();
        search.run(&topology, 0, Sense::Forward);
        assert_eq!(search.distance(9), Some(9 * u128::from(u64::MAX)));
    }

    proptest! {
        #[test]
        fn hops_agree_with_breadth_first_search(ties in prop::collection::vec((0u32..9, 0u32..9), 0..25), source in 0u32..9) {
            let topology = Topology::directed(9, ties).unwrap();
            let (mut bfs, mut dijkstra) = (Bfs::default(), Dijkstra::default());
            bfs.run(&topology, source, Sense::Forward);
            dijkstra.run(&topology, source, Sense::Forward);
            for v in 0..9 {
                prop_assert_eq!(bfs.distance(v).map(u128::from), dijkstra.distance(v));
            }
        }
    }
}
