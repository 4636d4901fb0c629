//! Shortest ways past those who are gone, by steps or by lengths.

use crate::graph::Topology;
use crate::graph::ascending::Ascending;

const FAR: u128 = u128::MAX;

/// How near nodes are to one another: the inverse of their distance, which is never less than one.
///
/// Lengths are told in units of the shortest tie, so that nobody is nearer than a neighbour by steps.
#[derive(Clone, Copy)]
pub(super) struct Ruler<'a> {
    lengths: Option<&'a [u64]>,
    unit: u64,
}

impl<'a> Ruler<'a> {
    /// By the lengths of a topology, if it has any; `None` if a tie has the length 0.
    pub(super) fn of(topology: &'a Topology, by_lengths: bool) -> Option<Self> {
        let lengths = topology.lengths().filter(|_| by_lengths);
        let between = |tie: usize| topology.ends(tie as u32).0 != topology.ends(tie as u32).1;
        let ties = lengths.into_iter().flatten().enumerate().filter(|(tie, _)| between(*tie));
        let unit = ties.map(|(_, length)| *length).min().unwrap_or(1);
        (unit > 0).then_some(Self { lengths, unit })
    }

    pub(super) fn is_weighted(self) -> bool {
        self.lengths.is_some()
    }

    pub(super) fn nearness(self, distance: u128) -> f64 {
        self.unit as f64 / distance as f64
    }
}

/// A search with its memory.
pub(super) struct Ways {
    distances: Vec<u128>,
    /// How many shortest ways lead to each node reached, and in what order nodes were reached.
    routes: Vec<f64>,
    order: Vec<u32>,
    touched: Vec<u32>,
    queue: Ascending<u128>,
    /// What would be lost of each node's ways on, by the node.
    lost: Vec<f64>,
}

impl Ways {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            distances: vec![FAR; nodes],
            routes: vec![0.0; nodes],
            order: Vec::new(),
            touched: Vec::new(),
            queue: Ascending::new(),
            lost: vec![0.0; nodes],
        }
    }

    /// Goes on from these nodes as far as it leads.
    pub(super) fn run(&mut self, topology: &Topology, ruler: Ruler<'_>, sources: &[u32], gone: &[bool]) {
        self.touched.drain(..).for_each(|v| self.distances[v as usize] = FAR);
        self.order.clear();
        for &v in sources {
            (self.distances[v as usize], self.routes[v as usize]) = (0, 1.0);
            self.touched.push(v);
        }
        match ruler.lengths {
            None => self.by_steps(topology, gone),
            Some(lengths) => self.by_lengths(topology, lengths, sources, gone),
        }
    }

    fn by_steps(&mut self, topology: &Topology, gone: &[bool]) {
        let mut next = 0;
        while let Some(&v) = self.touched.get(next) {
            next += 1;
            let (distance, routes) = (self.distances[v as usize] + 1, self.routes[v as usize]);
            for arcs in topology.out(v).chunk_by(|a, b| a.node == b.node) {
                let w = arcs[0].node;
                if self.distances[w as usize] == FAR && !gone[w as usize] {
                    (self.distances[w as usize], self.routes[w as usize]) = (distance, 0.0);
                    self.touched.push(w);
                }
                if self.distances[w as usize] == distance {
                    self.routes[w as usize] += routes;
                }
            }
        }
        self.order.clone_from(&self.touched);
    }

    fn by_lengths(&mut self, topology: &Topology, lengths: &[u64], sources: &[u32], gone: &[bool]) {
        for (i, &v) in sources.iter().enumerate() {
            if i == 0 { self.queue.start(v) } else { self.queue.push(0, v) }
        }
        while let Some((distance, v)) = self.queue.pop(|distance, v| self.distances[v as usize] == distance) {
            self.order.push(v);
            let routes = self.routes[v as usize];
            for arcs in topology.out(v).chunk_by(|a, b| a.node == b.node) {
                let w = arcs[0].node as usize;
                let Some(length) = arcs.iter().map(|arc| lengths[arc.tie as usize]).min() else { continue };
                let offered = distance + u128::from(length);
                if gone[w] || offered > self.distances[w] {
                    continue;
                }
                if offered < self.distances[w] {
                    if self.distances[w] == FAR {
                        self.touched.push(w as u32);
                    }
                    (self.distances[w], self.routes[w]) = (offered, 0.0);
                    self.queue.push(offered, w as u32);
                }
                self.routes[w] += routes;
            }
        }
    }

    /// Those reached, beyond the first, with their distances.
    pub(super) fn reached(&self) -> impl Iterator<Item = (u32, u128)> {
        let all = self.order.iter().map(|&v| (v, self.distances[v as usize]));
        all.filter(|(_, distance)| *distance > 0)
    }

    /// How near the source is to all that it reaches, where each is worth `worth` of its distance.
    ///
    /// Into `shares` goes of every node how much of that its loss can take at most: what leads to it, and its share of the
    /// shortest ways that lead on.
    pub(super) fn shares(
        &mut self,
        topology: &Topology,
        ruler: Ruler<'_>,
        worth: impl Fn(u128) -> f64,
        shares: &mut [f64],
    ) -> f64 {
        let mut all = 0.0;
        for i in (1..self.order.len()).rev() {
            let v = self.order[i];
            let own = worth(self.distances[v as usize]);
            all += own;
            self.lost[v as usize] = own + self.passed(topology, ruler, v);
            shares[v as usize] += self.lost[v as usize];
        }
        // All of it is lost with the source.
        if let Some(&source) = self.order.first() {
            shares[source as usize] += all;
        }
        all
    }

    /// The share of a node in what its ways on lead to.
    fn passed(&self, topology: &Topology, ruler: Ruler<'_>, v: u32) -> f64 {
        let (distance, routes) = (self.distances[v as usize], self.routes[v as usize]);
        let mut passed = 0.0;
        for arcs in topology.out(v).chunk_by(|a, b| a.node == b.node) {
            let w = arcs[0].node as usize;
            let length = match ruler.lengths {
                Some(lengths) => arcs.iter().map(|arc| lengths[arc.tie as usize]).min().unwrap_or(1),
                None => 1,
            };
            if self.distances[w] == distance + u128::from(length) {
                // More routes than can be counted: all of them at most.
                let share = Some(routes / self.routes[w]).filter(|share| share.is_finite());
                passed += share.unwrap_or(1.0) * self.lost[w];
            }
        }
        passed
    }
}
