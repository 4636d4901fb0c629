//! Cut points and bridges: who and what holds an undirected graph together.

use super::topology::{Arc, Topology};

/// Cut points and bridges by one depth-first search, with a workspace that is kept between runs.
///
/// A *cut point* is a node without which its component falls apart; a *bridge* is such a tie. The search lays a tree
/// over each component. The nodes below `i`, with `i` itself, are a part of their own once the parent of `i` is gone if
/// no other tie leads from among them to above that parent ([`is_part`](Self::is_part)), and once the tie to the parent
/// is gone if none leads to the parent either ([`is_bridge`](Self::is_bridge)). These parts are the branches of the
/// block–cut tree, which needs not be built to add up weights over them: whatever is below a node stands behind it in
/// [`order`](Self::order), so one pass from the back adds up every part.
///
/// # Complexity
///
/// A run takes O(k + a) time for the k nodes reached and their a arcs, and allocates nothing once the workspace has
/// grown; the first run on a graph, and every run on a graph of another size, takes O(n) more. No recursion. Space O(n).
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Cuts, Topology};
///
/// // 0 ─── 1 ─── 2
/// //        \   /
/// //          3      4
/// let topology = Topology::undirected(5, [(0, 1), (1, 2), (2, 3), (3, 1)])?;
/// let mut cuts = Cuts::default();
/// cuts.run(&topology, 0..5, |_| true);
/// assert_eq!(cuts.order(), [0, 1, 2, 3, 4]);
/// assert!(cuts.is_bridge(1) && !cuts.is_bridge(2)); // the tie from 1 up to 0, and the one from 2 up to 1
/// assert!(cuts.is_part(2) && !cuts.is_part(3)); // without 1, node 2 and all below it are cut off
/// assert!(cuts.is_root(0) && cuts.is_root(4));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Hopcroft and Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM
/// 16, [doi:10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
#[derive(Clone, Debug, Default)]
pub struct Cuts {
    /// Position of each node, `NONE` where it was not reached.
    position: Vec<u32>,
    order: Vec<u32>,
    /// Position of the parent in the search tree; a root is its own.
    parent: Vec<u32>,
    /// The tie to the parent.
    tie: Vec<u32>,
    /// The first position that some tie leads to from here or from below, but for the ties of the tree.
    low: Vec<u32>,
    /// The way down from the root: position and next arc of each node on it.
    path: Vec<(u32, u32)>,
}

const NONE: u32 = u32::MAX;

impl Cuts {
    /// Searches the components of the `roots` along open ties. A root that an earlier one reached begins no tree.
    ///
    /// Every tie that is open must hold both ways. `open` is asked at most twice per tie.
    ///
    /// # Panics
    ///
    /// If there is no node of that number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |tie| tie == 0);
    /// assert_eq!(cuts.order(), [0, 1]); // the other tie is not open
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&mut self, topology: &Topology, roots: impl IntoIterator<Item = u32>, open: impl Fn(u32) -> bool) {
        self.run_on(topology.node_count(), |v| topology.out(v), roots, open);
    }

    /// Searches a graph of which each node has its row of arcs.
    pub(crate) fn run_on<'a>(
        &mut self,
        nodes: usize,
        out: impl Fn(u32) -> &'a [Arc],
        roots: impl IntoIterator<Item = u32>,
        open: impl Fn(u32) -> bool,
    ) {
        self.reset(nodes);
        for root in roots {
            if self.position[root as usize] == NONE {
                let place = self.order.len() as u32;
                self.reach(root, place, NONE);
                self.search(&out, &open);
            }
        }
        for i in (1..self.order.len()).rev() {
            let above = self.parent[i] as usize;
            self.low[above] = self.low[above].min(self.low[i]);
        }
    }

    fn reset(&mut self, nodes: usize) {
        if self.position.len() == nodes {
            for &v in &self.order {
                self.position[v as usize] = NONE;
            }
        } else {
            self.position = vec![NONE; nodes];
        }
        for list in [&mut self.order, &mut self.parent, &mut self.tie, &mut self.low] {
            list.clear();
        }
    }

    fn reach(&mut self, v: u32, parent: u32, tie: u32) {
        let position = self.order.len() as u32;
        self.position[v as usize] = position;
        self.order.push(v);
        self.parent.push(parent);
        self.tie.push(tie);
        self.low.push(position);
        self.path.push((position, 0));
    }

    /// Walks down from the root that was reached last.
    fn search<'a>(&mut self, out: &impl Fn(u32) -> &'a [Arc], open: &impl Fn(u32) -> bool) {
        while let Some(&(here, first)) = self.path.last() {
            let i = here as usize;
            let (up, mut low) = (self.tie[i], self.low[i]);
            let rest = &out(self.order[i])[first as usize..];
            let down = rest.iter().position(|arc| {
                if arc.tie == up || !open(arc.tie) {
                    return false;
                }
                low = low.min(self.position[arc.node as usize]);
                self.position[arc.node as usize] == NONE
            });
            self.low[i] = low;
            if let Some(k) = down {
                let depth = self.path.len() - 1;
                self.path[depth].1 = first + k as u32 + 1;
                self.reach(rest[k].node, here, rest[k].tie);
            } else {
                self.path.pop();
            }
        }
    }

    /// The nodes reached, tree after tree, each in the preorder of a depth-first search: whatever is below a node stands
    /// behind it without a gap.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |_| true);
    /// assert_eq!(cuts.order(), [0, 1, 2]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The position of a node in [`order`](Self::order), if it was reached.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [2], |tie| tie == 1);
    /// assert_eq!((cuts.position(2), cuts.position(1), cuts.position(0)), (Some(0), Some(1), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn position(&self, v: u32) -> Option<usize> {
        self.position.get(v as usize).copied().filter(|&p| p != NONE).map(|p| p as usize)
    }

    /// The position of the parent of the node at position `i`, which stands before it; a root is its own.
    ///
    /// # Panics
    ///
    /// If fewer than `i` + 1 nodes were reached, as all that follow.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |_| true);
    /// assert_eq!((cuts.parent(2), cuts.parent(0)), (1, 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn parent(&self, i: usize) -> usize {
        self.parent[i] as usize
    }

    /// Whether a tree begins at position `i`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |_| true);
    /// assert!(cuts.is_root(0) && !cuts.is_root(1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_root(&self, i: usize) -> bool {
        self.parent[i] as usize == i
    }

    /// The tie between the node at position `i` and its parent; none for a root.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |_| true);
    /// assert_eq!((cuts.tie(0), cuts.tie(2)), (None, Some(1)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn tie(&self, i: usize) -> Option<u32> {
        Some(self.tie[i]).filter(|&tie| tie != NONE)
    }

    /// Whether the node at position `i`, with all below it, is a part of its own once its parent is gone.
    ///
    /// So is each child of a root, which is a cut point if it has two or more of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |_| true);
    /// assert!(cuts.is_part(2) && !cuts.is_part(0)); // without 1, node 2 is cut off
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_part(&self, i: usize) -> bool {
        !self.is_root(i) && self.low[i] >= self.parent[i]
    }

    /// Whether the tie between the node at position `i` and its parent is a bridge.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Cuts, Topology};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let mut cuts = Cuts::default();
    /// cuts.run(&path, [0], |_| true);
    /// assert!(cuts.is_bridge(2) && !cuts.is_bridge(0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_bridge(&self, i: usize) -> bool {
        !self.is_root(i) && self.low[i] as usize == i
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Labels of components without a node and without a tie.
    fn parts(n: usize, ties: &[(u32, u32, bool)], node: Option<u32>, tie: Option<usize>) -> Vec<usize> {
        let mut label: Vec<usize> = (0..n).collect();
        for _ in 0..n {
            for (i, &(a, b, open)) in ties.iter().enumerate() {
                if open && Some(i) != tie && Some(a) != node && Some(b) != node {
                    let least = label[a as usize].min(label[b as usize]);
                    (label[a as usize], label[b as usize]) = (least, least);
                }
            }
        }
        label
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_part_is_what_falls_off(
            n in 1_usize..10,
            raw in prop::collection::vec((0_u32..10, 0_u32..10, prop::bool::weighted(0.8)), 0..18),
            before in prop::collection::vec((0_u32..7, 0_u32..7), 0..9),
        ) {
            let mut cuts = Cuts::default();
            cuts.run(&Topology::undirected(7, before).unwrap(), 0..7, |_| true);
            let ties: Vec<_> = raw.iter().map(|&(a, b, open)| (a % n as u32, b % n as u32, open)).collect();
            let topology = Topology::undirected(n, ties.iter().map(|tie| (tie.0, tie.1))).unwrap();
            cuts.run(&topology, 0..n as u32, |tie| ties[tie as usize].2);
            prop_assert_eq!(cuts.order().len(), n);
            let whole = parts(n, &ties, None, None);
            for i in 0..n {
                let v = cuts.order()[i];
                prop_assert_eq!(cuts.position(v), Some(i));
                let Some(tie) = cuts.tie(i) else {
                    prop_assert!(cuts.is_root(i) && !cuts.is_part(i) && !cuts.is_bridge(i));
                    prop_assert!(cuts.order()[..i].iter().all(|&u| whole[u as usize] != whole[v as usize]));
                    continue;
                };
                let above = cuts.order()[cuts.parent(i)];
                prop_assert_eq!(whole[v as usize], whole[above as usize]);
                let without = parts(n, &ties, None, Some(tie as usize));
                prop_assert_eq!(cuts.is_bridge(i), without[v as usize] != without[above as usize]);
                // A part of its own: nobody outside of the subtree but the parent is still joined to it.
                let below = |mut j: usize| {
                    while j > i && !cuts.is_root(j) {
                        j = cuts.parent(j);
                    }
                    j == i
                };
                let left = parts(n, &ties, Some(above), None);
                let joined = (0..n).filter(|&j| j != cuts.parent(i) && !below(j));
                let alone = joined.map(|j| cuts.order()[j]).all(|u| left[u as usize] != left[v as usize]);
                prop_assert_eq!(cuts.is_part(i), alone);
            }
        }
    }

    #[test]
    fn parallel_ties_are_no_bridge() {
        let topology = Topology::undirected(3, [(0, 1), (0, 1), (1, 2)]).unwrap();
        let mut cuts = Cuts::default();
        cuts.run(&topology, [0], |_| true);
        assert!(!cuts.is_bridge(1) && cuts.is_bridge(2) && cuts.is_part(1));
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let n = 100_000;
        let topology = Topology::undirected(n as usize, (1..n).map(|v| (v - 1, v))).unwrap();
        let mut cuts = Cuts::default();
        cuts.run(&topology, [0], |_| true);
        assert!((1..n as usize).all(|i| cuts.is_bridge(i)));
    }
}
