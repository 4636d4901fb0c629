//! Taking out of a graph what has a closed form (Puzis et al. 2012; Sarıyüce et al. 2013).
//!
//! Every route between two parts of an undirected graph that a cut point keeps together leads through it. So the pairs
//! between the branches at a cut point are counted at once, and what is left are routes within each biconnected block, of
//! which every node sends and receives for all that hang on it. Bridges and cliques have no insides. Twins are one class. Who lies
//! between no others within a block is taken out of it once it has been a source.

use super::core::{Core, Way};
use super::near::Neighbours;
use super::piece::Piece;
use crate::graph::{Cuts, Topology};

/// A graph reduced to its core.
pub(super) struct Reduced {
    pub(super) core: Core,
    /// What is known without the core: one value per node, or (`arcs`) per adjacency.
    pub(super) values: Vec<f64>,
    /// What is added to it: the number of a sum of the core, its factor, the number of a value.
    pub(super) shares: Vec<(usize, f64, usize)>,
    pub(super) arcs: bool,
}

impl Reduced {
    pub(super) fn new(topology: &Topology, near: &Neighbours, arcs: bool) -> Self {
        let values = vec![0.0; if arcs { near.heads.len() } else { near.node_count() }];
        let core = Core { starts: vec![0], lengths: near.lengths.as_ref().map(|_| Vec::new()), ..Core::default() };
        let mut reduced = Self { core, values, shares: Vec::new(), arcs };
        if topology.is_undirected() {
            let tree = Tree::new(topology);
            if !arcs {
                tree.between_branches(&mut reduced.values);
            }
            tree.each_block(near, |arcs, reach| reduced.block(near, arcs, reach));
        } else {
            Piece::whole(near).enter(&mut reduced);
        }
        reduced
    }

    /// All values, sums over ordered pairs.
    pub(super) fn finish(mut self, way: Way) -> Vec<f64> {
        let sums = if self.arcs { self.core.sums::<true>(way) } else { self.core.sums::<false>(way) };
        for (from, factor, to) in self.shares {
            self.values[to] += factor * sums[from];
        }
        self.values
    }

    /// Takes in a block: its adjacencies, each with the node that it leaves, row after row.
    fn block(&mut self, near: &Neighbours, arcs: &[(u32, usize)], reach: impl Fn(u32) -> f64) {
        let nodes = arcs.chunk_by(|a, b| a.0 == b.0).count();
        let clique = arcs.len() == nodes * (nodes - 1);
        if !clique || near.lengths.is_some() && nodes > 2 {
            Piece::of_block(near, arcs, reach).enter(self);
        } else if self.arcs {
            for &(u, arc) in arcs {
                self.values[arc] += reach(u) * reach(near.heads[arc]);
            }
        }
    }
}

/// The tree of a depth-first search, with what hangs on each position. Numbers of nodes are whole and exact.
struct Tree {
    cuts: Cuts,
    /// The block of the tie to the parent.
    block: Vec<u32>,
    /// The first position of each block below its top.
    first: Vec<u32>,
    /// How many nodes stand at and below a position.
    below: Vec<f64>,
    /// How many of these fall off without the node.
    hanging: Vec<f64>,
    /// How many nodes the component has.
    whole: Vec<f64>,
}

impl Tree {
    fn new(topology: &Topology) -> Self {
        let mut cuts = Cuts::default();
        let nodes = topology.node_count();
        cuts.run(topology, 0..nodes as u32, |_| true);
        let (mut below, mut hanging) = (vec![1.0; nodes], vec![0.0; nodes]);
        for i in (0..nodes).rev().filter(|&i| !cuts.is_root(i)) {
            let above = cuts.parent(i);
            below[above] += below[i];
            hanging[above] += if cuts.is_part(i) { below[i] } else { 0.0 };
        }
        let (mut block, mut first, mut whole) = (vec![0; nodes], Vec::new(), below.clone());
        for i in (0..nodes).filter(|&i| !cuts.is_root(i)) {
            let above = cuts.parent(i);
            whole[i] = whole[above];
            block[i] = if cuts.is_part(i) { first.len() as u32 } else { block[above] };
            if cuts.is_part(i) {
                first.push(i as u32);
            }
        }
        Self { cuts, block, first, below, hanging, whole }
    }

    /// Adds the pairs between different branches at each node.
    fn between_branches(&self, values: &mut [f64]) {
        let order = self.cuts.order();
        let mut earlier = vec![0.0; order.len()];
        let mut branch = |i: usize, size: f64| {
            values[order[i] as usize] += 2.0 * earlier[i] * size;
            earlier[i] += size;
        };
        for i in 0..order.len() {
            if self.cuts.is_part(i) {
                branch(self.cuts.parent(i), self.below[i]);
            }
            if !self.cuts.is_root(i) {
                branch(i, self.whole[i] - 1.0 - self.hanging[i]);
            }
        }
    }

    /// Hands out each block: its adjacencies in the order of their nodes, and how many nodes stand at and hang on a node.
    fn each_block(&self, near: &Neighbours, mut found: impl FnMut(&[(u32, usize)], &dyn Fn(u32) -> f64)) {
        let place: Vec<usize> = (0..near.node_count() as u32).map(|v| self.cuts.position(v).unwrap_or(0)).collect();
        let block = |u: u32, arc: usize| self.block[place[u as usize].max(place[near.heads[arc] as usize])] as usize;
        let mut starts = vec![0; self.first.len() + 1];
        let arcs = || (0..near.node_count() as u32).flat_map(|u| near.row(u).map(move |arc| (u, arc)));
        arcs().for_each(|(u, arc)| starts[block(u, arc) + 1] += 1);
        for b in 0..self.first.len() {
            starts[b + 1] += starts[b];
        }
        let (mut next, mut grouped) = (starts.clone(), vec![(0, 0); near.heads.len()]);
        for (u, arc) in arcs() {
            let b = block(u, arc);
            grouped[next[b]] = (u, arc);
            next[b] += 1;
        }
        for (b, &first) in self.first.iter().enumerate() {
            let top = self.cuts.parent(first as usize);
            let outside = self.whole[top] - self.below[first as usize];
            let reach = |v: u32| {
                let i = place[v as usize];
                if i == top { outside } else { 1.0 + self.hanging[i] }
            };
            found(&grouped[starts[b]..starts[b + 1]], &reach);
        }
    }
}
