//! Biconnected blocks: who and what holds a network together.
//!
//! A *block* is a largest set of ties of which any two lie on a common circle; a tie on no circle is a block of its own,
//! a *bridge*. An *articulation point* is a node that stands in two blocks or more: without it, some others are no longer
//! connected. Direction is ignored: two ties that lead opposite ways are a circle.

use super::topology::{Arc, Sense, Topology};

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
    pub fn of(topology: &Topology) -> Self {
        let mut search = Search::new(topology);
        for root in 0..topology.node_count() as u32 {
            if search.visits[root as usize] == 0 {
                search.run(root);
            }
        }
        search.finish()
    }

    /// How many blocks there are, bridges included.
    pub fn count(&self) -> usize {
        self.sizes.len()
    }

    /// How many ties each block has.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The block of a tie, blocks being numbered in the order of their first ties; `None` for a self-tie or if there is
    /// no such tie.
    pub fn block(&self, tie: u32) -> Option<u32> {
        self.labels.get(tie as usize).copied().filter(|&label| label != NONE)
    }

    /// Whether the graph falls apart without node `v`: whether some nodes that are connected no longer would be.
    pub fn is_articulation_point(&self, v: u32) -> bool {
        self.articulation.get(v as usize).copied().unwrap_or(false)
    }

    /// Whether the graph falls apart without this tie.
    pub fn is_bridge(&self, tie: u32) -> bool {
        self.block(tie).is_some_and(|block| self.sizes[block as usize] == 1)
    }

    /// The nodes without which the graph falls apart, by number.
    pub fn articulation_points(&self) -> impl Iterator<Item = u32> {
        (0..self.articulation.len() as u32).filter(|&v| self.is_articulation_point(v))
    }

    /// The ties without which the graph falls apart, by number.
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

/// One depth-first search. Hopcroft and Tarjan's NUMBER is `visits`, their LOWPT is `low`, their stack of edges `open`.
struct Search<'a> {
    topology: &'a Topology,
    /// 0 before a node is met, then the number of its visit.
    visits: Vec<u32>,
    low: Vec<u32>,
    next: u32,
    /// Whether a tie has been followed; each is followed once, whichever way.
    followed: Vec<bool>,
    open: Vec<u32>,
    path: Vec<Step>,
    /// A provisional block of each tie.
    labels: Vec<u32>,
    blocks: u32,
    articulation: Vec<bool>,
}

struct Step {
    node: u32,
    /// The tie by which the node was met; `NONE` at the root.
    by: u32,
    arc: usize,
    /// How many blocks hang on the node below it.
    hanging: u32,
}

impl<'a> Search<'a> {
    fn new(topology: &'a Topology) -> Self {
        let (nodes, ties) = (topology.node_count(), topology.tie_count());
        Self {
            topology,
            visits: vec![0; nodes],
            low: vec![0; nodes],
            next: 1,
            followed: vec![false; ties],
            open: Vec::new(),
            path: Vec::new(),
            labels: vec![NONE; ties],
            blocks: 0,
            articulation: vec![false; nodes],
        }
    }

    fn run(&mut self, root: u32) {
        self.enter(root, NONE);
        while let Some(step) = self.path.last_mut() {
            let (v, arc) = (step.node, step.arc);
            step.arc += 1;
            match arc_of(self.topology, v, arc) {
                Some(Arc { node, tie }) => self.follow(v, node, tie),
                None => self.leave(),
            }
        }
    }

    fn enter(&mut self, node: u32, by: u32) {
        self.visits[node as usize] = self.next;
        self.low[node as usize] = self.next;
        self.next += 1;
        self.path.push(Step { node, by, arc: 0, hanging: 0 });
    }

    fn follow(&mut self, v: u32, w: u32, tie: u32) {
        if std::mem::replace(&mut self.followed[tie as usize], true) {
            return;
        }
        self.open.push(tie);
        if self.visits[w as usize] == 0 {
            self.enter(w, tie);
        } else {
            self.low[v as usize] = self.low[v as usize].min(self.visits[w as usize]);
        }
    }

    fn leave(&mut self) {
        let Some(Step { node, by, hanging, .. }) = self.path.pop() else { return };
        let Some(parent) = self.path.last_mut() else {
            self.articulation[node as usize] = hanging > 1;
            return;
        };
        self.articulation[node as usize] = hanging > 0;
        let (v, low) = (parent.node as usize, self.low[node as usize]);
        if low < self.visits[v] {
            self.low[v] = self.low[v].min(low);
            return;
        }
        parent.hanging += 1;
        while let Some(tie) = self.open.pop() {
            self.labels[tie as usize] = self.blocks;
            if tie == by {
                break;
            }
        }
        self.blocks += 1;
    }

    /// Numbers the blocks in the order of their first ties.
    fn finish(self) -> Blocks {
        let Self { mut labels, blocks, articulation, .. } = self;
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
        Blocks { labels, sizes, articulation }
    }
}

/// The arcs of a node, whichever way they lead. A two-way tie beside one-way ties comes twice.
fn arc_of(topology: &Topology, v: u32, index: usize) -> Option<Arc> {
    let out = topology.arcs(v, Sense::Forward);
    if index < out.len() || topology.is_undirected() {
        return out.get(index).copied();
    }
    topology.arcs(v, Sense::Backward).get(index - out.len()).copied()
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
