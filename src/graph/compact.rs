//! A graph made ready for many traversals: plain neighbours, each once, under numbers that keep neighbours together.

use std::ops::Range;

use super::topology::{Sense, Topology};

/// Neighbours of every node, in one block of memory, without ties and without parallel ones.
#[derive(Debug, Default)]
struct Rows {
    starts: Vec<usize>,
    heads: Vec<u32>,
}

impl Rows {
    fn row(&self, v: u32) -> &[u32] {
        &self.heads[self.starts[v as usize]..self.starts[v as usize + 1]]
    }
}

/// Some nodes of a topology and the ties among them, renumbered breadth first, one weak component after the other, so
/// that a traversal finds in the cache what it needs next.
#[derive(Debug)]
pub(crate) struct Compact {
    /// The number of each node in the topology.
    nodes: Vec<u32>,
    out: Rows,
    /// `None` in an undirected graph.
    incoming: Option<Rows>,
    /// The weak components, each a range of numbers.
    parts: Vec<Range<u32>>,
}

const NOWHERE: u32 = u32::MAX;

impl Compact {
    /// All nodes.
    pub(crate) fn of(topology: &Topology) -> Self {
        Self::among(topology, |_| true)
    }

    /// The nodes that are kept, and the ties among them.
    pub(crate) fn among(topology: &Topology, kept: impl Fn(u32) -> bool) -> Self {
        let mut places = vec![NOWHERE; topology.node_count()];
        let (mut nodes, mut parts) = (Vec::new(), Vec::new());
        for root in (0..topology.node_count() as u32).filter(|&v| kept(v)) {
            if places[root as usize] == NOWHERE {
                let first = nodes.len();
                reach(topology, root, &kept, &mut places, &mut nodes);
                parts.push(first as u32..nodes.len() as u32);
            }
        }
        let rows = |sense| rows(topology, &nodes, &places, sense);
        let (out, incoming) = (rows(Sense::Forward), (!topology.is_undirected()).then(|| rows(Sense::Backward)));
        Self { nodes, out, incoming, parts }
    }

    /// How many nodes there are.
    pub(crate) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// How many pairs of neighbours there are, each way counted.
    pub(crate) fn arc_count(&self) -> usize {
        self.out.heads.len()
    }

    /// The number of each node in the topology.
    pub(crate) fn nodes(&self) -> &[u32] {
        &self.nodes
    }

    /// The weak components, each a range of numbers.
    pub(crate) fn parts(&self) -> &[Range<u32>] {
        &self.parts
    }

    /// The neighbours that a traversal in this sense goes on to, in ascending order.
    #[inline]
    pub(crate) fn next(&self, v: u32, sense: Sense) -> &[u32] {
        match (&self.incoming, sense) {
            (Some(incoming), Sense::Backward) => incoming.row(v),
            _ => self.out.row(v),
        }
    }
}

/// Numbers what hangs together with `root`.
fn reach(topology: &Topology, root: u32, kept: impl Fn(u32) -> bool, places: &mut [u32], nodes: &mut Vec<u32>) {
    let mut next = nodes.len();
    places[root as usize] = next as u32;
    nodes.push(root);
    let senses = if topology.is_undirected() { &[Sense::Forward][..] } else { &[Sense::Forward, Sense::Backward] };
    while let Some(&v) = nodes.get(next) {
        next += 1;
        for arc in senses.iter().flat_map(|&sense| topology.arcs(v, sense)) {
            if places[arc.node as usize] == NOWHERE && kept(arc.node) {
                places[arc.node as usize] = nodes.len() as u32;
                nodes.push(arc.node);
            }
        }
    }
}

fn rows(topology: &Topology, nodes: &[u32], places: &[u32], sense: Sense) -> Rows {
    let mut rows = Rows { starts: vec![0], heads: Vec::new() };
    for &v in nodes {
        let first = rows.heads.len();
        // Parallel ties stand side by side.
        let heads = topology.arcs(v, sense).chunk_by(|a, b| a.node == b.node).map(|ties| places[ties[0].node as usize]);
        rows.heads.extend(heads.filter(|&w| w != NOWHERE));
        rows.heads[first..].sort_unstable();
        rows.starts.push(rows.heads.len());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_components_together_and_neighbours_are_there_once() {
        // 0 ──> 4 <══ 2, 1 ─── 3, and 5 is not kept.
        let topology = Topology::directed(6, [(0, 4), (2, 4), (2, 4), (1, 3), (3, 1), (5, 0), (2, 2)]).unwrap();
        let compact = Compact::among(&topology, |v| v != 5);
        assert_eq!((compact.nodes(), compact.parts()), (&[0, 4, 2, 1, 3][..], &[0..3, 3..5][..]));
        assert_eq!((compact.next(2, Sense::Forward), compact.next(1, Sense::Backward)), (&[1][..], &[0, 2][..]));
        assert_eq!((compact.next(3, Sense::Forward), compact.next(0, Sense::Backward)), (&[4][..], &[][..]));
        assert_eq!((compact.node_count(), compact.arc_count()), (5, 4));
    }
}
