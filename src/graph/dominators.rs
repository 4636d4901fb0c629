//! Dominator trees: who cannot be reached without whom.
//!
//! Seen from a root, `v` dominates `w` if every route from the root to `w` passes through `v`. The last dominator before
//! `w` is its immediate dominator, and the immediate dominators form a tree. Removing a node cuts off exactly its proper
//! descendants in that tree, so one tree tells the loss by the removal of every node.

use super::topology::{Arc, Topology};

/// Dominator trees by the semi-NCA method, with a workspace that is kept between runs.
///
/// Positions are places in [`order`](Self::order): the root is at position 0.
///
/// # Complexity
///
/// A run takes O(a + k log k) time in practice (O(a + k²) at worst) for the k nodes reached and their a arcs, and
/// allocates nothing once the workspace has grown; the first run on a graph, and every run on a graph of another size,
/// takes O(n) more. No recursion. Space O(n + a).
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Dominators, Topology};
///
/// // 0 ──> 1 ──> 2 ──> 4
/// //       └───> 3 ────┘
/// let topology = Topology::directed(5, [(0, 1), (1, 2), (1, 3), (2, 4), (3, 4)])?;
/// let mut tree = Dominators::default();
/// tree.run(&topology, 0, |_| true, |_| true);
/// assert_eq!(tree.order(), [0, 1, 2, 4, 3]);
/// assert_eq!(tree.order()[tree.idom(3)], 1); // node 4 hangs on node 1
///
/// let mut lost = Vec::new();
/// tree.subtree_sums(|_| 1, &mut lost);
/// assert_eq!(lost, [4, 3, 0, 0, 0]); // without node 1, three nodes cannot be reached
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Lengauer and Tarjan (1979), "A fast algorithm for finding dominators in a flowgraph", ACM Transactions on Programming
/// Languages and Systems 1, [doi:10.1145/357062.357071](https://doi.org/10.1145/357062.357071). Georgiadis (2005),
/// "Linear-time algorithms for dominators and related problems", doctoral thesis, Princeton University (semi-NCA).
#[derive(Clone, Debug, Default)]
pub struct Dominators {
    /// Position of each node, `NONE` where it was not reached.
    position: Vec<u32>,
    order: Vec<u32>,
    /// Position of the parent in the search tree; later of the end of a compressed path.
    ancestor: Vec<u32>,
    semi: Vec<u32>,
    /// The least semidominator on the compressed path from here to `ancestor`, which is not part of it.
    low: Vec<u32>,
    idom: Vec<u32>,
    /// First entry in `origins` for each position: a list of the arcs that lead there.
    heads: Vec<u32>,
    origins: Vec<Origin>,
    /// The way down from the root: position and next arc of each node on it.
    path: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Origin {
    from: u32,
    next: u32,
}

const NONE: u32 = u32::MAX;

impl Dominators {
    /// Builds the tree of the nodes that `root` reaches along open ties.
    ///
    /// Ties for which `open` is false do not exist. The arcs out of a node other than the root are followed only if
    /// `expand` holds for it; a node that is not expanded can be reached, but not passed. Each predicate is asked once
    /// per arc or node.
    ///
    /// # Panics
    ///
    /// If there is no node `root`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dominators, Topology};
    ///
    /// // 0 ──> 1 ──> 2, and 0 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2), (0, 2)])?;
    /// let mut tree = Dominators::default();
    /// tree.run(&topology, 0, |tie| tie != 2, |_| true); // the direct tie is closed
    /// assert_eq!(tree.order(), [0, 1, 2]);
    /// tree.run(&topology, 0, |tie| tie != 2, |v| v != 1); // and node 1 passes nothing on
    /// assert_eq!(tree.order(), [0, 1]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&mut self, topology: &Topology, root: u32, open: impl Fn(u32) -> bool, expand: impl Fn(u32) -> bool) {
        self.run_on(topology.node_count(), |v| topology.out(v), root, open, expand);
    }

    /// Builds the tree in a graph of which each node has its row of arcs.
    pub(crate) fn run_on<'a>(
        &mut self,
        nodes: usize,
        out: impl Fn(u32) -> &'a [Arc],
        root: u32,
        open: impl Fn(u32) -> bool,
        expand: impl Fn(u32) -> bool,
    ) {
        self.reset(nodes);
        self.search(out, root, open, expand);
        self.semidominators();
        // In preorder, the immediate dominator is the nearest ancestor not below the semidominator.
        for i in 1..self.order.len() {
            let mut above = self.idom[i];
            while above > self.semi[i] {
                above = self.idom[above as usize];
            }
            self.idom[i] = above;
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
        for list in
            [&mut self.order, &mut self.ancestor, &mut self.semi, &mut self.low, &mut self.idom, &mut self.heads]
        {
            list.clear();
        }
        self.origins.clear();
    }

    fn search<'a>(
        &mut self,
        out: impl Fn(u32) -> &'a [Arc],
        root: u32,
        open: impl Fn(u32) -> bool,
        expand: impl Fn(u32) -> bool,
    ) {
        self.reach(root, 0);
        self.path.push((0, 0));
        while let Some((from, next)) = self.path.last_mut() {
            let from = *from;
            let Some(arc) = out(self.order[from as usize]).get(*next as usize) else {
                self.path.pop();
                continue;
            };
            *next += 1;
            if !open(arc.tie) {
                continue;
            }
            let to = self.position[arc.node as usize];
            if to != NONE {
                self.record(from, to);
                continue;
            }
            let to = self.reach(arc.node, from);
            self.record(from, to);
            if expand(arc.node) {
                self.path.push((to, 0));
            }
        }
    }

    fn reach(&mut self, v: u32, parent: u32) -> u32 {
        let position = self.order.len() as u32;
        self.position[v as usize] = position;
        self.order.push(v);
        self.ancestor.push(parent);
        self.semi.push(position);
        self.low.push(position);
        self.idom.push(parent);
        self.heads.push(NONE);
        position
    }

    fn record(&mut self, from: u32, to: u32) {
        let entry = self.origins.len() as u32;
        self.origins.push(Origin { from, next: self.heads[to as usize] });
        self.heads[to as usize] = entry;
    }

    fn semidominators(&mut self) {
        for i in (1..self.order.len() as u32).rev() {
            let mut semi = i;
            let mut entry = self.heads[i as usize];
            while entry != NONE {
                let Origin { from, next } = self.origins[entry as usize];
                semi = semi.min(self.least(from, i));
                entry = next;
            }
            self.semi[i as usize] = semi;
            self.low[i as usize] = semi;
        }
    }

    /// The least semidominator among `v` and its ancestors after `i`; `v` itself if it is not after `i`.
    fn least(&mut self, v: u32, i: u32) -> u32 {
        if v <= i {
            return v;
        }
        // The search is over, so its stack is free to hold the path that is compressed.
        let mut top = v;
        while self.ancestor[top as usize] > i {
            self.path.push((top, 0));
            top = self.ancestor[top as usize];
        }
        let (mut least, end) = (self.low[top as usize], self.ancestor[top as usize]);
        while let Some((x, _)) = self.path.pop() {
            least = least.min(self.low[x as usize]);
            self.low[x as usize] = least;
            self.ancestor[x as usize] = end;
        }
        least
    }

    /// The nodes reached, in the preorder of a depth-first search; the root is first.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dominators, Topology};
    ///
    /// let topology = Topology::directed(4, [(2, 0), (0, 1)])?;
    /// let mut tree = Dominators::default();
    /// tree.run(&topology, 2, |_| true, |_| true);
    /// assert_eq!(tree.order(), [2, 0, 1]); // node 3 was not reached
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
    /// use proxeny::graph::{Dominators, Topology};
    ///
    /// let topology = Topology::directed(4, [(2, 0), (0, 1)])?;
    /// let mut tree = Dominators::default();
    /// tree.run(&topology, 2, |_| true, |_| true);
    /// assert_eq!((tree.position(0), tree.position(3)), (Some(1), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn position(&self, v: u32) -> Option<usize> {
        self.position.get(v as usize).copied().filter(|&p| p != NONE).map(|p| p as usize)
    }

    /// The position of the immediate dominator of the node at position `i`; the root is its own.
    ///
    /// Always before `i`, but for the root.
    ///
    /// # Panics
    ///
    /// If fewer than `i` + 1 nodes were reached.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dominators, Topology};
    ///
    /// // Two ways to node 3: neither of them is needed, so it hangs on the root.
    /// let topology = Topology::directed(4, [(0, 1), (0, 2), (1, 3), (2, 3)])?;
    /// let mut tree = Dominators::default();
    /// tree.run(&topology, 0, |_| true, |_| true);
    /// let place = tree.position(3).expect("there is a way");
    /// assert_eq!(tree.order()[tree.idom(place)], 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn idom(&self, i: usize) -> usize {
        self.idom[i] as usize
    }

    /// For each position, the summed weight of the proper descendants: of the nodes out of reach without that one.
    ///
    /// `sums` is overwritten.
    ///
    /// # Complexity
    ///
    /// O(k) for k nodes reached.
    ///
    /// # Panics
    ///
    /// If the weights of the nodes reached sum to more than 2⁶⁴ − 1, where overflow is checked.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Dominators, Topology};
    ///
    /// // 0 ──> 1 ──> 2, and 1 ──> 3: a city of weight 5 and one of weight 2 behind one agency
    /// let topology = Topology::directed(4, [(0, 1), (1, 2), (1, 3)])?;
    /// let mut tree = Dominators::default();
    /// tree.run(&topology, 0, |_| true, |_| true);
    /// let mut lost = Vec::new();
    /// tree.subtree_sums(|v| [0, 0, 5, 2][v as usize], &mut lost);
    /// assert_eq!(lost[tree.position(1).expect("reached")], 7);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn subtree_sums(&self, weight: impl Fn(u32) -> u64, sums: &mut Vec<u64>) {
        sums.clear();
        sums.resize(self.order.len(), 0);
        for i in (1..self.order.len()).rev() {
            sums[self.idom[i] as usize] += sums[i] + weight(self.order[i]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Direction;
    use petgraph::algo::dominators::simple_fast;
    use petgraph::graph::{DiGraph, NodeIndex};
    use proptest::prelude::*;

    /// A graph with closed ties and nodes that may not be passed.
    #[derive(Clone, Debug)]
    struct Case {
        topology: Topology,
        open: Vec<bool>,
        expand: Vec<bool>,
        root: u32,
    }

    impl Case {
        fn arcs(&self) -> Vec<(u32, u32)> {
            let nodes = self.topology.node_count() as u32;
            let passed = (0..nodes).filter(|&v| v == self.root || self.expand[v as usize]);
            let arcs = passed.flat_map(|v| self.topology.out(v).iter().map(move |arc| (v, arc)));
            arcs.filter(|(_, arc)| self.open[arc.tie as usize]).map(|(v, arc)| (v, arc.node)).collect()
        }

        fn reach(&self, without: Option<u32>) -> Vec<bool> {
            let mut seen = vec![false; self.topology.node_count()];
            seen[self.root as usize] = true;
            for _ in 0..seen.len() {
                for (a, b) in self.arcs() {
                    seen[b as usize] |= seen[a as usize] && Some(b) != without;
                }
            }
            seen
        }

        fn run(&self, tree: &mut Dominators) {
            tree.run(&self.topology, self.root, |t| self.open[t as usize], |v| self.expand[v as usize]);
        }
    }

    fn cases() -> impl Strategy<Value = Case> {
        let tie = (0u32..12, 0u32..12, prop::bool::weighted(0.2), prop::bool::weighted(0.8));
        let parts = (
            1u32..12,
            prop::collection::vec(tie, 0..40),
            prop::collection::vec(prop::bool::weighted(0.9), 12),
            0u32..12,
        );
        parts.prop_map(|(n, ties, expand, root)| {
            let way = |both| if both { Direction::BothWays } else { Direction::OneWay };
            let topology = Topology::new(n as usize, ties.iter().map(|t| (t.0 % n, t.1 % n, way(t.2)))).unwrap();
            Case { topology, open: ties.iter().map(|t| t.3).collect(), expand, root: root % n }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_dominator_is_what_cuts_off(first in cases(), case in cases()) {
            let mut tree = Dominators::default();
            first.run(&mut tree);
            case.run(&mut tree);
            let reached = case.reach(None);
            prop_assert_eq!(tree.order().len(), reached.iter().filter(|&&r| r).count());
            let weight = |v: u32| 1u64 << (2 * v);
            let mut sums = Vec::new();
            tree.subtree_sums(weight, &mut sums);
            for (i, &v) in tree.order().iter().enumerate().skip(1) {
                let left = case.reach(Some(v));
                let lost = (0..reached.len()).filter(|&w| reached[w] && !left[w] && w != v as usize);
                prop_assert_eq!(sums[i], lost.map(|w| weight(w as u32)).sum::<u64>());
                prop_assert!(tree.idom(i) < i);
                prop_assert_eq!(tree.position(v), Some(i));
            }
        }

        #[test]
        fn agrees_with_petgraph(case in cases()) {
            let mut graph = DiGraph::<(), ()>::from_edges(case.arcs());
            while graph.node_count() < case.topology.node_count() {
                graph.add_node(());
            }
            let peer = simple_fast(&graph, NodeIndex::new(case.root as usize));
            let mut tree = Dominators::default();
            case.run(&mut tree);
            for (i, &v) in tree.order().iter().enumerate().skip(1) {
                let expected = peer.immediate_dominator(NodeIndex::new(v as usize)).unwrap();
                prop_assert_eq!(tree.order()[tree.idom(i)] as usize, expected.index());
            }
        }
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let n = 100_000;
        let topology = Topology::undirected(n as usize, (1..n).map(|v| (v - 1, v))).unwrap();
        let mut tree = Dominators::default();
        tree.run(&topology, 0, |_| true, |_| true);
        assert!((1..n as usize).all(|i| tree.idom(i) == i - 1));
    }

    #[test]
    fn the_example_of_lengauer_and_tarjan() {
        // Figure 1 of the paper; R A B C D E F G H I J K L are 0 to 12.
        let ties = "RA RB RC AD BA BD BE CF CG DL EH FI GI GJ HE HK IK JI KI KR LH";
        let number = |c: u8| if c == b'R' { 0 } else { u32::from(c - b'A') + 1 };
        let arcs = ties.split(' ').map(|t| (number(t.as_bytes()[0]), number(t.as_bytes()[1])));
        let topology = Topology::directed(13, arcs).unwrap();
        let mut tree = Dominators::default();
        tree.run(&topology, 0, |_| true, |_| true);
        let idom = |c| tree.order()[tree.idom(tree.position(number(c)).unwrap())];
        let found: String = b"ABCDEFGHIJKL"
            .iter()
            .map(|&c| idom(c))
            .map(|v| if v == 0 { 'R' } else { (b'A' + v as u8 - 1) as char })
            .collect();
        assert_eq!(found, "RRRRRCCRRGRD");
    }
}
