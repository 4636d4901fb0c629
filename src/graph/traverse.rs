//! Breadth-first search: how many steps away everybody is.

use super::topology::{Sense, Topology};

/// Breadth-first search with a workspace that is kept between runs.
///
/// # Complexity
///
/// A run takes time in proportion to the arcs of the nodes that it reaches; the first run on a graph, and every run on a
/// graph of another size, takes O(n) more. Space O(n).
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Bfs, Sense, Topology};
///
/// // 0 ──> 1 ──> 2    3
/// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
/// let mut search = Bfs::default();
/// search.run(&topology, 0, Sense::Forward);
/// assert_eq!(search.order(), [0, 1, 2]);
/// assert_eq!((search.distance(2), search.distance(3)), (Some(2), None));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bfs {
    distances: Vec<u32>,
    order: Vec<u32>,
}

impl Bfs {
    /// What [`distances`](Self::distances) says of a node that was not reached.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Bfs, Sense, Topology};
    ///
    /// let mut search = Bfs::default();
    /// search.run(&Topology::undirected(3, [(0, 1)])?, 0, Sense::Forward);
    /// assert_eq!(search.distances(), [0, 1, Bfs::UNREACHED]);
    /// // 0 ──> 1 ──> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
    /// search.run(&topology, 1, Sense::Forward);
    /// assert_eq!(search.distances()[0], Bfs::UNREACHED);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const UNREACHED: u32 = u32::MAX;

    /// Searches from `source`, with or against the ties.
    ///
    /// # Panics
    ///
    /// If there is no node `source`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Bfs, Sense, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let mut search = Bfs::default();
    /// search.run(&topology, 2, Sense::Forward);
    /// assert_eq!(search.order(), [2]);
    /// search.run(&topology, 2, Sense::Backward); // through whom is node 2 reached?
    /// // 0 ──> 1 ──> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
    /// search.run(&topology, 2, Sense::Backward);
    /// assert_eq!(search.order(), [2, 1, 0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&mut self, topology: &Topology, source: u32, sense: Sense) {
        self.run_within(topology, source, sense, u32::MAX);
    }

    /// Searches from `source` as far as `most` steps, with or against the ties.
    ///
    /// # Panics
    ///
    /// If there is no node `source`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Bfs, Sense, Topology};
    ///
    /// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
    /// let mut search = Bfs::default();
    /// search.run_within(&path, 0, Sense::Forward, 2);
    /// assert_eq!(search.order(), [0, 1, 2]);
    /// // 0 ──> 1 ──> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
    /// search.run_within(&topology, 0, Sense::Forward, 1);
    /// assert_eq!(search.order(), [0, 1]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run_within(&mut self, topology: &Topology, source: u32, sense: Sense, most: u32) {
        self.reset(topology.node_count());
        self.reach(source, 0);
        let mut next = 0;
        while let Some(&v) = self.order.get(next) {
            next += 1;
            let distance = self.distances[v as usize] + 1;
            if distance > most {
                break;
            }
            for arc in topology.arcs(v, sense) {
                if self.distances[arc.node as usize] == Self::UNREACHED {
                    self.reach(arc.node, distance);
                }
            }
        }
    }

    fn reset(&mut self, nodes: usize) {
        if self.distances.len() == nodes {
            for &v in &self.order {
                self.distances[v as usize] = Self::UNREACHED;
            }
        } else {
            self.distances = vec![Self::UNREACHED; nodes];
        }
        self.order.clear();
    }

    fn reach(&mut self, v: u32, distance: u32) {
        self.distances[v as usize] = distance;
        self.order.push(v);
    }

    /// The nodes reached by the last run, nearest first, the source leading.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Bfs, Sense, Topology};
    ///
    /// let mut search = Bfs::default();
    /// search.run(&Topology::undirected(4, [(0, 3), (3, 1)])?, 0, Sense::Forward);
    /// assert_eq!(search.order(), [0, 3, 1]);
    /// // 0 ──> 1 ──> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
    /// search.run(&topology, 1, Sense::Forward);
    /// assert_eq!(search.order(), [1, 2]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Steps to each node in the last run, [`UNREACHED`](Self::UNREACHED) where there is no way.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Bfs, Sense, Topology};
    ///
    /// let mut search = Bfs::default();
    /// search.run(&Topology::undirected(4, [(0, 3), (3, 1), (1, 2)])?, 0, Sense::Forward);
    /// assert_eq!(search.distances(), [0, 2, 3, 1]);
    /// // 0 ──> 1 ──> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
    /// search.run(&topology, 0, Sense::Forward);
    /// assert_eq!(search.distances(), [0, 1, 2, Bfs::UNREACHED]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn distances(&self) -> &[u32] {
        &self.distances
    }

    /// Steps to `v` in the last run, if there is a way.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Bfs, Sense, Topology};
    ///
    /// let mut search = Bfs::default();
    /// search.run(&Topology::undirected(3, [(0, 1)])?, 0, Sense::Forward);
    /// assert_eq!([1, 2].map(|v| search.distance(v)), [Some(1), None]);
    /// // 0 ──> 1 ──> 2    3
    /// let topology = Topology::directed(4, [(0, 1), (1, 2)])?;
    /// search.run(&topology, 0, Sense::Forward);
    /// assert_eq!((search.distance(2), search.distance(3)), (Some(2), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn distance(&self, v: u32) -> Option<u32> {
        self.distances.get(v as usize).copied().filter(|&d| d != Self::UNREACHED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_workspace_fits_the_next_graph() {
        let mut search = Bfs::default();
        search.run(&Topology::undirected(5, [(0, 1), (1, 2)]).unwrap(), 2, Sense::Forward);
        assert_eq!(search.distances(), [2, 1, 0, u32::MAX, u32::MAX]);
        search.run(&Topology::directed(2, [(0, 1)]).unwrap(), 1, Sense::Forward);
        assert_eq!(search.distances(), [u32::MAX, 0]);
        assert_eq!(search.distance(9), None);
    }

    proptest! {
        #[test]
        fn distances_obey_every_arc(ties in prop::collection::vec((0u32..8, 0u32..8), 0..20), source in 0u32..8, again in 0u32..8) {
            let topology = Topology::directed(8, ties).unwrap();
            let mut search = Bfs::default();
            search.run(&topology, again, Sense::Forward);
            for sense in [Sense::Forward, Sense::Backward] {
                search.run(&topology, source, sense);
                let distance = |v: u32| search.distance(v).map_or(u64::MAX, u64::from);
                for v in 0..8 {
                    let mirror = if sense == Sense::Forward { Sense::Backward } else { Sense::Forward };
                    let nearest = topology.arcs(v, mirror).iter().map(|a| distance(a.node)).min().unwrap_or(u64::MAX);
                    let expected = if v == source { 0 } else { nearest.saturating_add(1) };
                    prop_assert_eq!(distance(v), expected);
                }
            }
        }
    }
}
