//! Who is next to whom, parallel ties taken as one adjacency of the least length.

use std::ops::Range;

use crate::graph::Topology;

/// The adjacencies of a graph, each way counted, and what each costs if the topology has lengths.
pub(in crate::measure) struct Neighbours {
    pub(super) starts: Vec<usize>,
    pub(super) heads: Vec<u32>,
    pub(super) lengths: Option<Vec<u64>>,
}

impl Neighbours {
    pub(in crate::measure) fn new(topology: &Topology) -> Self {
        let (mut starts, mut heads, mut least) = (vec![0], Vec::new(), Vec::new());
        for v in 0..topology.node_count() as u32 {
            for parallel in topology.out(v).chunk_by(|a, b| a.node == b.node) {
                heads.push(parallel[0].node);
                let lengths = topology.lengths().map(|lengths| parallel.iter().map(|arc| lengths[arc.tie as usize]));
                least.extend(lengths.and_then(Iterator::min));
            }
            starts.push(heads.len());
        }
        Self { starts, heads, lengths: topology.lengths().map(|_| least) }
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of the adjacencies that leave `v`, in the order of its arcs.
    pub(in crate::measure) fn row(&self, v: u32) -> Range<usize> {
        self.starts[v as usize]..self.starts[v as usize + 1]
    }
}
