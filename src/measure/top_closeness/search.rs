//! Searches that end as soon as a node cannot score enough.

use super::bounds::{Near, Rest, Sums, is_below};
use crate::graph::ascending::Ascending;
use crate::graph::compact::Compact;
use crate::graph::distances::Costs;
use crate::graph::{LENGTH_ONE, Sense};

/// What is searched, and for which score.
pub(super) struct Field<'a> {
    pub(super) graph: &'a Compact,
    pub(super) sense: Sense,
    pub(super) undirected: bool,
    /// Lengths, in the sense; hops without.
    pub(super) costs: Option<Costs>,
    /// The shortest of them.
    pub(super) shortest: f64,
    pub(super) near: Near,
    /// How many others each node has: at least, at most.
    pub(super) extents: Vec<(f64, f64)>,
}

/// Arcs, or nodes by lengths, after which the bound is looked at again.
const LOOK: u64 = 32;

const UNSEEN: u32 = u32::MAX;
const UNREACHED: u128 = u128::MAX;

/// A workspace for one thread.
pub(super) struct Search {
    /// Steps to those seen; by lengths, distances to those touched.
    steps: Vec<u32>,
    distances: Vec<u128>,
    /// Those seen, the nearest first.
    seen: Vec<u32>,
    touched: Vec<u32>,
    queue: Ascending<u128>,
    /// Arcs followed in all.
    pub(super) followed: u64,
}

impl Search {
    pub(super) fn new(field: &Field<'_>) -> Self {
        let nodes = field.graph.node_count();
        let (steps, distances) = if field.costs.is_some() { (0, nodes) } else { (nodes, 0) };
        Self {
            steps: vec![UNSEEN; steps],
            distances: vec![UNREACHED; distances],
            seen: Vec::new(),
            touched: Vec::new(),
            queue: Ascending::new(),
            followed: 0,
        }
    }

    /// The score of a node; `None` if it is below the bar.
    pub(super) fn run(&mut self, field: &Field<'_>, v: u32, bar: f64) -> Option<f64> {
        let score = self.whole(field, v, bar);
        self.forget();
        score
    }

    /// The same, with the distances left in place.
    pub(super) fn whole(&mut self, field: &Field<'_>, v: u32, bar: f64) -> Option<f64> {
        match &field.costs {
            Some(costs) => self.by_lengths(field, costs, v, bar),
            None => self.by_hops(field, v, bar),
        }
    }

    /// Those seen, in ascending order of their distances, with these.
    pub(super) fn found(&self) -> impl Iterator<Item = (u32, u128)> {
        let distance = |v: u32| self.distances.get(v as usize).copied();
        self.seen.iter().map(move |&v| (v, distance(v).unwrap_or_else(|| u128::from(self.steps[v as usize]))))
    }

    pub(super) fn forget(&mut self) {
        if self.distances.is_empty() {
            self.seen.drain(..).for_each(|v| self.steps[v as usize] = UNSEEN);
        } else {
            self.seen.clear();
            self.touched.drain(..).for_each(|v| self.distances[v as usize] = UNREACHED);
            self.queue.clear();
        }
    }

    fn by_hops(&mut self, field: &Field<'_>, source: u32, bar: f64) -> Option<f64> {
        let (graph, extent) = (field.graph, field.extents[source as usize]);
        let nodes = graph.node_count() as f64;
        let mut sums = Sums::default();
        self.steps[source as usize] = 0;
        self.seen.push(source);
        let (mut first, mut distance) = (0, 0_u32);
        loop {
            let end = self.seen.len();
            distance += 1;
            // The way back is no way on.
            let back = u64::from(field.undirected && distance > 1);
            let ahead = |v: &u32| graph.next(*v, field.sense).len() as u64 - back;
            let mut near: u64 = self.seen[first..].iter().map(ahead).sum();
            let mut look = 0;
            for i in first..end {
                if look == 0 {
                    let at = f64::from(distance);
                    let rest = Rest { near: near as f64, at, beyond: at + 1.0 };
                    if is_below(field.near.most(&sums, rest, extent, nodes), bar) {
                        return None;
                    }
                    look = LOOK;
                }
                let next = graph.next(self.seen[i], field.sense);
                let before = self.seen.len();
                for &w in next {
                    if self.steps[w as usize] == UNSEEN {
                        self.steps[w as usize] = distance;
                        self.seen.push(w);
                    }
                }
                self.followed += next.len() as u64;
                look = look.saturating_sub(next.len() as u64);
                near -= next.len() as u64 - back - (self.seen.len() - before) as u64;
            }
            if self.seen.len() == end {
                return Some(field.near.score(&sums, nodes));
            }
            sums = sums.and((self.seen.len() - end) as f64, f64::from(distance));
            first = end;
        }
    }

    fn by_lengths(&mut self, field: &Field<'_>, costs: &Costs, source: u32, bar: f64) -> Option<f64> {
        let (extent, nodes) = (field.extents[source as usize], field.graph.node_count() as f64);
        // The sum is kept exactly, as that of all distances is.
        let (mut sums, mut exact) = (Sums::default(), 0_u128);
        let mut look = 0;
        self.touched.push(source);
        self.distances[source as usize] = 0;
        self.queue.start(source);
        while let Some((distance, v)) = self.queue.pop(|distance, v| self.distances[v as usize] == distance) {
            if v != source {
                let far = distance as f64 / LENGTH_ONE as f64;
                if look == 0 {
                    // Whoever nobody offers a way as yet is a tie farther than somebody who has one.
                    let near = (self.touched.len() - self.seen.len()) as f64;
                    let rest = Rest { near, at: far, beyond: far + field.shortest };
                    if is_below(field.near.most(&sums, rest, extent, nodes), bar) {
                        return None;
                    }
                    look = LOOK;
                }
                look -= 1;
                exact += distance;
                sums.reached += 1.0;
                sums.sum = exact as f64 / LENGTH_ONE as f64;
                sums.inverses += LENGTH_ONE as f64 / distance as f64;
            }
            self.seen.push(v);
            for (w, length) in costs.row(v) {
                self.followed += 1;
                let (best, offered) = (&mut self.distances[w as usize], distance + u128::from(length));
                if offered < *best {
                    if *best == UNREACHED {
                        self.touched.push(w);
                    }
                    *best = offered;
                    self.queue.push(offered, w);
                }
            }
        }
        Some(field.near.score(&sums, nodes))
    }
}
