//! Biconnected blocks: who and what holds a network together.
//!
//! A *block* is a largest set of ties of which any two lie on a common circle; a tie on no circle is a block of its own,
//! a *bridge*. An *articulation point* is a node that stands in two blocks or more: without it, some others are no longer
//! connected. Direction is ignored: two ties that lead opposite ways are a circle.

use super::cuts::Cuts;
use super::topology::Topology;

/// The blocks of a graph, with its bridges and articulation points.
///
/// *Direction:* ignored. *Weights:* ignored. *Parallel ties* make a circle of two, so neither of them is a bridge. *Self-
/// ties* stand in no block. *Disconnected graphs:* each part by itself; an isolated node stands in no block.
///
/// # Complexity
///
/// O(n + m) time and space, without recursion.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Blocks, Topology};
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// let blocks = Blocks::of(&topology);
/// assert_eq!(blocks.count(), 2);
/// assert_eq!(blocks.articulation_points().collect::<Vec<_>>(), [2]);
/// assert_eq!(blocks.bridges().collect::<Vec<_>>(), [3]);
/// assert_eq!(blocks.members(&topology), [vec![0, 1, 2], vec![2, 3]]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Hopcroft and Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM
/// 16, [doi:10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocks {
    labels: Vec<u32>,
    sizes: Vec<usize>,
    articulation: Vec<bool>,
}

/// The label of a tie that stands in no block.
const NONE: u32 = u32::MAX;

impl Blocks {
    /// Finds the blocks.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Blocks::of(&kite).count(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology) -> Self {
        let mut cuts = Cuts::default();
        let nodes = topology.node_count();
        if topology.is_undirected() {
            cuts.run(topology, 0..nodes as u32, |_| true);
        } else {
            // A two-way tie beside one-way ties comes twice, which is no circle: its number tells.
            let (mut starts, mut arcs) = (vec![0], Vec::with_capacity(2 * topology.arc_count()));
            for v in 0..nodes as u32 {
                arcs.extend(topology.out(v).iter().chain(topology.incoming(v)));
                starts.push(arcs.len());
            }
            let row = |v: u32| &arcs[starts[v as usize]..starts[v as usize + 1]];
            cuts.run_on(nodes, row, 0..nodes as u32, |_| true);
        }
        Self::read(topology, &cuts)
    }

    /// Reads the blocks off the search tree. A part begins a block with the tie to its parent; any other node stands in
    /// the block of its parent's tie, and a tie that is not of the tree in the block of its lower end.
    fn read(topology: &Topology, cuts: &Cuts) -> Self {
        let nodes = topology.node_count();
        let (mut block, mut parts, mut count) = (vec![NONE; nodes], vec![0u32; nodes], 0);
        for i in (0..nodes).filter(|&i| !cuts.is_root(i)) {
            let above = cuts.parent(i);
            block[i] = if cuts.is_part(i) { count } else { block[above] };
            let begins = u32::from(cuts.is_part(i));
            (count, parts[above]) = (count + begins, parts[above] + begins);
        }
        let mut articulation = vec![false; nodes];
        for (i, &v) in cuts.order().iter().enumerate() {
            articulation[v as usize] = parts[i] > u32::from(cuts.is_root(i));
        }
        let lower = |(a, b, _)| (a != b).then(|| cuts.position(a).max(cuts.position(b))).flatten();
        let labels = topology.ties().map(|tie| lower(tie).map_or(NONE, |i| block[i])).collect();
        Self::numbered(labels, count, articulation)
    }

    /// Numbers the blocks in the order of their first ties.
    fn numbered(mut labels: Vec<u32>, blocks: u32, articulation: Vec<bool>) -> Self {
        let mut number = vec![NONE; blocks as usize];
        let mut sizes = Vec::with_capacity(blocks as usize);
        for label in labels.iter_mut().filter(|label| **label != NONE) {
            let new = &mut number[*label as usize];
            if *new == NONE {
                *new = sizes.len() as u32;
                sizes.push(0);
            }
            *label = *new;
            sizes[*new as usize] += 1;
        }
        Self { labels, sizes, articulation }
    }

    /// How many blocks there are, bridges included.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let rest = Blocks::of(&Topology::undirected(2, [])?);
    /// assert_eq!((Blocks::of(&kite).count(), rest.count()), (2, 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn count(&self) -> usize {
        self.sizes.len()
    }

    /// How many ties each block has.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Blocks::of(&kite).sizes(), [3, 1]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The block of a tie, blocks being numbered in the order of their first ties; `None` for a self-tie or if there is
    /// no such tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let blocks = Blocks::of(&kite);
    /// assert_eq!((blocks.block(2), blocks.block(3), blocks.block(9)), (Some(0), Some(1), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn block(&self, tie: u32) -> Option<u32> {
        self.labels.get(tie as usize).copied().filter(|&label| label != NONE)
    }

    /// Whether the graph falls apart without node `v`: whether some nodes that are connected no longer would be.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let blocks = Blocks::of(&kite);
    /// assert!(blocks.is_articulation_point(2) && !blocks.is_articulation_point(0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_articulation_point(&self, v: u32) -> bool {
        self.articulation.get(v as usize).copied().unwrap_or(false)
    }

    /// Whether the graph falls apart without this tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let blocks = Blocks::of(&kite);
    /// assert!(blocks.is_bridge(3) && !blocks.is_bridge(0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_bridge(&self, tie: u32) -> bool {
        self.block(tie).is_some_and(|block| self.sizes[block as usize] == 1)
    }

    /// The nodes without which the graph falls apart, by number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert!(Blocks::of(&kite).articulation_points().eq([2]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn articulation_points(&self) -> impl Iterator<Item = u32> {
        (0..self.articulation.len() as u32).filter(|&v| self.is_articulation_point(v))
    }

    /// The ties without which the graph falls apart, by number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert!(Blocks::of(&kite).bridges().eq([3]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn bridges(&self) -> impl Iterator<Item = u32> {
        (0..self.labels.len() as u32).filter(|&tie| self.is_bridge(tie))
    }

    /// The nodes of each block, by number. An articulation point stands in several.
    ///
    /// `topology` is the graph that the blocks are of.
    ///
    /// # Complexity
    ///
    /// O(n + m log m).
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Blocks, Topology};
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Blocks::of(&kite).members(&kite), [vec![0, 1, 2], vec![2, 3]]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn members(&self, topology: &Topology) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.count()];
        for tie in 0..self.labels.len() as u32 {
            if let Some(block) = self.block(tie) {
                let (a, b) = topology.ends(tie);
                members[block as usize].extend([a, b]);
            }
        }
        for nodes in &mut members {
            nodes.sort_unstable();
            nodes.dedup();
        }
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Direction;
    use crate::graph::components::weak;
    use proptest::prelude::*;

    fn found(blocks: &Blocks) -> (Vec<u32>, Vec<u32>) {
        (blocks.articulation_points().collect(), blocks.bridges().collect())
    }

    #[test]
    fn a_doubled_tie_is_no_bridge() {
        use Direction::{BothWays, OneWay};
        let path = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap();
        assert_eq!(found(&Blocks::of(&path)), (vec![1], vec![0, 1]));
        let doubled = Topology::undirected(3, [(0, 1), (1, 2), (1, 0)]).unwrap();
        let blocks = Blocks::of(&doubled);
        assert_eq!(found(&blocks), (vec![1], vec![1]));
        assert_eq!((blocks.sizes(), blocks.block(2)), (&[2, 1][..], Some(0)));
        let opposite = Topology::directed(2, [(0, 1), (1, 0)]).unwrap();
        assert_eq!(found(&Blocks::of(&opposite)), (vec![], vec![]));
        let mixed = Topology::new(3, [(0, 1, BothWays), (1, 2, OneWay)]).unwrap();
        assert_eq!(found(&Blocks::of(&mixed)), (vec![1], vec![0, 1]));
    }

    #[test]
    fn self_ties_and_isolated_nodes_stand_in_no_block() {
        let topology = Topology::undirected(4, [(1, 1), (0, 1)]).unwrap();
        let blocks = Blocks::of(&topology);
        assert_eq!((blocks.block(0), blocks.block(1), blocks.block(7), blocks.count()), (None, Some(0), None, 1));
        assert_eq!(found(&blocks), (vec![], vec![1]));
        assert!(!blocks.is_articulation_point(9));
        assert_eq!(Blocks::of(&Topology::undirected(0, []).unwrap()), Blocks::default());
    }

    #[test]
    fn two_triangles_share_a_point() {
        let ties = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)];
        let topology = Topology::undirected(5, ties).unwrap();
        let blocks = Blocks::of(&topology);
        assert_eq!(blocks.members(&topology), [vec![0, 1, 2], vec![2, 3, 4]]);
        assert_eq!(found(&blocks), (vec![2], vec![]));
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let n = 200_000u32;
        let path = Topology::undirected(n as usize, (1..n).map(|v| (v - 1, v))).unwrap();
        let blocks = Blocks::of(&path);
        assert_eq!((blocks.count(), blocks.articulation_points().count()), (n as usize - 1, n as usize - 2));
        let ring = Topology::undirected(n as usize, (0..n).map(|v| (v, (v + 1) % n))).unwrap();
        assert_eq!((Blocks::of(&ring).count(), Blocks::of(&ring).articulation_points().count()), (1, 0));
    }

    /// How many components are left without a node (isolated by the loss of its ties, it does not count) or a tie.
    fn parts(topology: &Topology, node: Option<u32>, tie: Option<usize>) -> usize {
        let mut ties: Vec<_> = topology.ties().collect();
        if let Some(tie) = tie {
            ties.remove(tie);
        }
        ties.retain(|&(a, b, _)| node != Some(a) && node != Some(b));
        weak(&Topology::new(topology.node_count(), ties).unwrap()).count - usize::from(node.is_some())
    }

    /// Whether a simple circle runs through both ties: their ends are joined by two routes that share no node.
    fn on_a_circle(topology: &Topology, s: u32, t: u32) -> bool {
        let ((a, b), (c, d)) = (topology.ends(s), topology.ends(t));
        if a == b || c == d {
            return false;
        }
        circle(topology, b, a, &mut vec![b], &mut vec![s], t)
    }

    fn circle(topology: &Topology, at: u32, home: u32, seen: &mut Vec<u32>, ties: &mut Vec<u32>, wanted: u32) -> bool {
        for (i, (a, b, _)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b && (*a == at || *b == at)) {
            let (next, tie) = (if a == at { b } else { a }, i as u32);
            if ties.contains(&tie) || seen.contains(&next) {
                continue;
            }
            ties.push(tie);
            let closed = next == home && ties.contains(&wanted);
            seen.push(next);
            let further = closed || (next != home && circle(topology, next, home, seen, ties, wanted));
            seen.pop();
            ties.pop();
            if further {
                return true;
            }
        }
        false
    }

    proptest! {
        #[test]
        fn what_holds_a_graph_together_is_missed_when_removed(
            ties in prop::collection::vec((0u32..8, 0u32..8, any::<bool>()), 0..13),
        ) {
            let way = |both| if both { Direction::BothWays } else { Direction::OneWay };
            let topology = Topology::new(8, ties.iter().map(|&(a, b, both)| (a, b, way(both)))).unwrap();
            let blocks = Blocks::of(&topology);
            let whole = parts(&topology, None, None);
            for v in 0..8 {
                prop_assert_eq!(blocks.is_articulation_point(v), parts(&topology, Some(v), None) > whole, "node {}", v);
            }
            for tie in 0..ties.len() {
                prop_assert_eq!(blocks.is_bridge(tie as u32), parts(&topology, None, Some(tie)) > whole, "tie {}", tie);
            }
            let held = blocks.members(&topology);
            for v in 0..8u32 {
                let standing = held.iter().filter(|nodes| nodes.contains(&v)).count();
                prop_assert_eq!(standing > 1, blocks.is_articulation_point(v));
            }
        }

        #[test]
        fn ties_of_a_block_lie_on_a_circle(ties in prop::collection::vec((0u32..6, 0u32..6), 0..9)) {
            let topology = Topology::undirected(6, ties.iter().copied()).unwrap();
            let blocks = Blocks::of(&topology);
            for (s, t) in (0..ties.len() as u32).flat_map(|s| (0..s).map(move |t| (s, t))) {
                let together = blocks.block(s).is_some() && blocks.block(s) == blocks.block(t);
                prop_assert_eq!(together, on_a_circle(&topology, s, t), "ties {} and {}", s, t);
            }
        }
    }
}
