//! Shortest routes from one source after another, for measures that hand numbers back along them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use crate::graph::Topology;
use crate::graph::parallel::map_reduce;

/// Sources searched from by one thread at a time.
const CHUNK: usize = 64;

/// Adjacencies, parallel ties taken as one of the least length.
struct Rows {
    starts: Vec<usize>,
    heads: Vec<u32>,
    /// Lengths with the number of ties of length 0 in the lowest 32 bits; none where ties count hops.
    costs: Option<Vec<u128>>,
}

impl Rows {
    fn of(topology: &Topology) -> Self {
        let (mut starts, mut heads, mut costs) = (vec![0], Vec::new(), Vec::new());
        for v in 0..topology.node_count() as u32 {
            for parallel in topology.out(v).chunk_by(|a, b| a.node == b.node) {
                heads.push(parallel[0].node);
                let lengths = topology.lengths().map(|lengths| parallel.iter().map(|arc| lengths[arc.tie as usize]));
                // Among routes of equal length, those with the fewest ties of length 0 are the shortest.
                let least = lengths.and_then(Iterator::min);
                costs.extend(least.map(|length| (u128::from(length) << 32) | u128::from(length == 0)));
            }
            starts.push(heads.len());
        }
        Self { starts, heads, costs: topology.lengths().map(|_| costs) }
    }

    fn row(&self, v: u32) -> Range<usize> {
        self.starts[v as usize]..self.starts[v as usize + 1]
    }

    fn cost(&self, arc: usize) -> u128 {
        self.costs.as_ref().map_or(1, |costs| costs[arc])
    }
}

/// The shortest routes from one source.
pub(super) struct Routes<'a> {
    rows: &'a Rows,
    /// The nodes reached, from the nearest to the farthest; the first is the source.
    order: Vec<u32>,
    distances: Vec<u128>,
    heap: BinaryHeap<Reverse<(u128, u32)>>,
    /// Two numbers per node for the measure, 0 at the nodes reached when it gets them.
    pub(super) scratch: [Vec<f64>; 2],
}

impl Routes<'_> {
    /// The nodes reached, from the nearest to the farthest; the first is the source.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// The nodes that come next after `v` on shortest routes from the source.
    pub(super) fn next(&self, v: u32) -> impl Iterator<Item = u32> {
        let here = self.distances[v as usize];
        let next = self
            .rows
            .row(v)
            .filter(move |&arc| self.distances[self.rows.heads[arc] as usize] == here + self.rows.cost(arc));
        next.map(|arc| self.rows.heads[arc])
    }

    fn search(&mut self, source: u32) {
        for &v in &self.order {
            self.distances[v as usize] = u128::MAX;
        }
        self.order.clear();
        self.distances[source as usize] = 0;
        if self.rows.costs.is_none() {
            self.by_hops(source);
        } else {
            self.by_lengths(source);
        }
        for &v in &self.order {
            self.scratch.iter_mut().for_each(|numbers| numbers[v as usize] = 0.0);
        }
    }

    fn by_hops(&mut self, source: u32) {
        self.order.push(source);
        let mut next = 0;
        while let Some(&v) = self.order.get(next) {
            next += 1;
            let through = self.distances[v as usize] + 1;
            for &u in &self.rows.heads[self.rows.row(v)] {
                if self.distances[u as usize] == u128::MAX {
                    self.distances[u as usize] = through;
                    self.order.push(u);
                }
            }
        }
    }

    fn by_lengths(&mut self, source: u32) {
        self.heap.push(Reverse((0, source)));
        while let Some(Reverse((reached, v))) = self.heap.pop() {
            if reached > self.distances[v as usize] {
                continue;
            }
            self.order.push(v);
            for arc in self.rows.row(v) {
                let (u, through) = (self.rows.heads[arc], reached + self.rows.cost(arc));
                if through < self.distances[u as usize] {
                    self.distances[u as usize] = through;
                    self.heap.push(Reverse((through, u)));
                }
            }
        }
    }
}

/// What `add` makes of the routes from every source, summed over the sources.
pub(super) fn sums(topology: &Topology, add: impl Fn(&mut Routes<'_>, &mut [f64]) + Sync) -> Vec<f64> {
    let (nodes, rows) = (topology.node_count(), Rows::of(topology));
    let make = || Routes {
        rows: &rows,
        order: Vec::new(),
        distances: vec![u128::MAX; nodes],
        heap: BinaryHeap::new(),
        scratch: [vec![0.0; nodes], vec![0.0; nodes]],
    };
    let work = |routes: &mut Routes<'_>, sources: Range<usize>| {
        let mut part = vec![0.0; nodes];
        for source in sources {
            routes.search(source as u32);
            add(routes, &mut part);
        }
        part
    };
    let mut total = vec![0.0; nodes];
    map_reduce(nodes, CHUNK, make, work, |part| total.iter_mut().zip(part).for_each(|(sum, x)| *sum += x));
    total
}

#[cfg(test)]
pub(super) mod oracle {
    //! Every shortest route written down.

    use super::*;

    /// The shortest routes from s to t as the nodes that they pass, by trying all simple routes.
    pub(in crate::measure) fn written_down(topology: &Topology, s: u32, t: u32) -> Vec<Vec<u32>> {
        fn onward(topology: &Topology, route: &mut Vec<u32>, cost: (u64, usize), t: u32, found: &mut Vec<Found>) {
            let last = *route.last().unwrap();
            if last == t {
                found.push((cost, route.clone()));
                return;
            }
            for u in (0..topology.node_count() as u32).filter(|u| !route.contains(u)).collect::<Vec<_>>() {
                let ties = topology.out(last).iter().filter(|arc| arc.node == u);
                let lengths = ties.map(|arc| topology.lengths().map_or(1, |lengths| lengths[arc.tie as usize]));
                if let Some(least) = lengths.min() {
                    route.push(u);
                    onward(topology, route, (cost.0 + least, cost.1 + usize::from(least == 0)), t, found);
                    route.pop();
                }
            }
        }
        let mut found = Vec::new();
        onward(topology, &mut vec![s], (0, 0), t, &mut found);
        let least = found.iter().map(|(cost, _)| *cost).min();
        found.into_iter().filter(|(cost, _)| Some(*cost) == least).map(|(_, route)| route).collect()
    }

    type Found = ((u64, usize), Vec<u32>);

    /// A graph of seven nodes: directed or not, with lengths or without.
    pub(in crate::measure) fn graph(ties: &[(u32, u32, u64)], shape: usize) -> Topology {
        let ends = ties.iter().map(|t| (t.0, t.1));
        let bare =
            if shape.is_multiple_of(2) { Topology::directed(7, ends) } else { Topology::undirected(7, ends) }.unwrap();
        if shape < 2 { bare } else { bare.with_lengths(ties.iter().map(|t| t.2).collect()).unwrap() }
    }
}
