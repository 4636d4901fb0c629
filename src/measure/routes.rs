//! Shortest routes from one source: found, counted, and their dependencies accumulated (Brandes 2001).
//!
//! Searching and counting are apart: the search orders the nodes by distance, and the counting then follows the *tight*
//! arcs, those that lie on a shortest route. Counts are plain floating-point numbers; where they overflow, the same
//! source is counted again with a wider exponent.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{Add, Range};

use crate::graph::Topology;

/// Who is next to whom, parallel ties taken as one adjacency of the least length.
pub(super) struct Neighbours {
    starts: Vec<usize>,
    heads: Vec<u32>,
}

impl Neighbours {
    /// The neighbours, and what each adjacency costs if the topology has lengths.
    pub(super) fn new(topology: &Topology) -> (Self, Option<Lengths>) {
        let (mut starts, mut heads, mut costs) = (vec![0], Vec::new(), Vec::new());
        for v in 0..topology.node_count() as u32 {
            for parallel in topology.out(v).chunk_by(|a, b| a.node == b.node) {
                heads.push(parallel[0].node);
                let lengths = topology.lengths().map(|lengths| parallel.iter().map(|arc| lengths[arc.tie as usize]));
                costs.extend(lengths.and_then(Iterator::min).map(cost));
            }
            starts.push(heads.len());
        }
        (Self { starts, heads }, topology.lengths().map(|_| Lengths(costs)))
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many adjacencies there are, each way counted.
    pub(super) fn adjacency_count(&self) -> usize {
        self.heads.len()
    }

    /// The numbers of the adjacencies that leave `v`, in the order of its arcs.
    pub(super) fn row(&self, v: u32) -> Range<usize> {
        self.starts[v as usize]..self.starts[v as usize + 1]
    }
}

/// A length of 0 costs one part in 2³² of the least length, so that of routes of the same length those with the fewest
/// ties of length 0 are the shortest. Otherwise circles of length 0 would make the shortest routes infinitely many.
fn cost(length: u64) -> u128 {
    u128::from(length) << 32 | u128::from(length == 0)
}

/// What adjacencies cost, and how the shortest routes are found.
pub(super) trait Costs: Sync {
    /// The cost of a route.
    type Distance: Copy + Ord + Send + Add<Output = Self::Distance>;
    const UNREACHED: Self::Distance;

    fn cost(&self, adjacency: usize) -> Self::Distance;
    fn search(&self, near: &Neighbours, source: u32, space: &mut Search<Self::Distance>);
}

/// Every adjacency costs one step.
pub(super) struct Hops;

/// Every adjacency costs its length.
pub(super) struct Lengths(Vec<u128>);

/// What a search found: distances, and the nodes reached in their order.
pub(super) struct Search<D> {
    distances: Vec<D>,
    order: Vec<u32>,
    heap: BinaryHeap<Reverse<(D, u32)>>,
}

impl Costs for Hops {
    type Distance = u32;
    const UNREACHED: u32 = u32::MAX;

    #[inline]
    fn cost(&self, _: usize) -> u32 {
        1
    }

    fn search(&self, near: &Neighbours, source: u32, space: &mut Search<u32>) {
        space.distances[source as usize] = 0;
        space.order.push(source);
        let mut next = 0;
        while let Some(&v) = space.order.get(next) {
            next += 1;
            let distance = space.distances[v as usize] + 1;
            for &w in &near.heads[near.row(v)] {
                if space.distances[w as usize] == u32::MAX {
                    space.distances[w as usize] = distance;
                    space.order.push(w);
                }
            }
        }
    }
}

impl Costs for Lengths {
    type Distance = u128;
    const UNREACHED: u128 = u128::MAX;

    #[inline]
    fn cost(&self, adjacency: usize) -> u128 {
        self.0[adjacency]
    }

    fn search(&self, near: &Neighbours, source: u32, space: &mut Search<u128>) {
        space.distances[source as usize] = 0;
        space.heap.push(Reverse((0, source)));
        while let Some(Reverse((distance, v))) = space.heap.pop() {
            if distance > space.distances[v as usize] {
                continue;
            }
            space.order.push(v);
            for i in near.row(v) {
                let (w, through) = (near.heads[i], distance + self.0[i]);
                if through < space.distances[w as usize] {
                    space.distances[w as usize] = through;
                    space.heap.push(Reverse((through, w)));
                }
            }
        }
    }
}

/// A number of routes.
trait Count: Copy {
    const ZERO: Self;
    const ONE: Self;

    fn plus(self, other: Self) -> Self;
    /// What part of `whole` this is.
    fn share(self, whole: Self) -> f64;
    fn is_sound(self) -> bool;
}

impl Count for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    #[inline]
    fn plus(self, other: Self) -> Self {
        self + other
    }

    #[inline]
    fn share(self, whole: Self) -> f64 {
        self / whole
    }

    #[inline]
    fn is_sound(self) -> bool {
        self < Self::INFINITY
    }
}

/// mantissa · 2^exponent, the mantissa in [1, 2), or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wide {
    mantissa: f64,
    exponent: i64,
}

/// 2^−n, exactly; 0 where that is too small to matter beside 1.
fn halvings(n: u64) -> f64 {
    if n < 1023 { f64::from_bits((1023 - n) << 52) } else { 0.0 }
}

impl Count for Wide {
    const ZERO: Self = Self { mantissa: 0.0, exponent: 0 };
    const ONE: Self = Self { mantissa: 1.0, exponent: 0 };

    fn plus(self, other: Self) -> Self {
        let (large, small) = if self.exponent < other.exponent { (other, self) } else { (self, other) };
        let mantissa = large.mantissa + small.mantissa * halvings(large.exponent.abs_diff(small.exponent));
        let carry = i64::from(mantissa >= 2.0);
        Self { mantissa: mantissa * halvings(carry as u64), exponent: large.exponent + carry }
    }

    fn share(self, whole: Self) -> f64 {
        // A part is never larger than the whole, so the quotient can only be too small to matter.
        self.mantissa / whole.mantissa * halvings(whole.exponent.abs_diff(self.exponent))
    }

    fn is_sound(self) -> bool {
        true
    }
}

/// Everything that is needed to work on one source after another.
pub(super) struct Workspace<D> {
    search: Search<D>,
    counts: Vec<f64>,
    /// Empty until a source needs it.
    wide: Vec<Wide>,
    dependencies: Vec<f64>,
}

impl<D: Copy + Ord + Send + Add<Output = D>> Workspace<D> {
    pub(super) fn new<C: Costs<Distance = D>>(near: &Neighbours) -> Self {
        let nodes = near.node_count();
        let search = Search { distances: vec![C::UNREACHED; nodes], order: Vec::new(), heap: BinaryHeap::new() };
        Self { search, counts: vec![0.0; nodes], wide: Vec::new(), dependencies: vec![0.0; nodes] }
    }

    /// Adds to `sums` what the routes from `source` owe to each node in between: Σ over targets of the share of the
    /// shortest routes that pass through it.
    pub(super) fn add_dependencies<C: Costs<Distance = D>>(
        &mut self,
        near: &Neighbours,
        costs: &C,
        source: u32,
        sums: &mut [f64],
    ) {
        self.count(near, costs, source);
        for &v in &self.search.order[1..] {
            sums[v as usize] += self.dependencies[v as usize];
        }
        self.clear(C::UNREACHED);
    }

    /// Adds to `sums` what the routes from `source` owe to each adjacency: Σ over targets of the share of the shortest
    /// routes that lead along it.
    pub(super) fn add_adjacencies<C: Costs<Distance = D>>(
        &mut self,
        near: &Neighbours,
        costs: &C,
        source: u32,
        sums: &mut [f64],
    ) {
        if self.count(near, costs, source) {
            share(near, costs, &self.search, &self.counts, &self.dependencies, sums);
        } else {
            share(near, costs, &self.search, &self.wide, &self.dependencies, sums);
        }
        self.clear(C::UNREACHED);
    }

    /// Finds and counts the routes and accumulates the dependencies; false if the wide counts were needed.
    fn count<C: Costs<Distance = D>>(&mut self, near: &Neighbours, costs: &C, source: u32) -> bool {
        costs.search(near, source, &mut self.search);
        if accumulate(near, costs, &self.search, &mut self.counts, &mut self.dependencies) {
            return true;
        }
        self.wide.resize(near.node_count(), Wide::ZERO);
        accumulate(near, costs, &self.search, &mut self.wide, &mut self.dependencies);
        false
    }

    fn clear(&mut self, unreached: D) {
        for &v in &self.search.order {
            self.search.distances[v as usize] = unreached;
        }
        self.search.order.clear();
    }
}

/// Counts the routes and accumulates the dependencies; false if the counts overflowed.
fn accumulate<C: Costs, K: Count>(
    near: &Neighbours,
    costs: &C,
    found: &Search<C::Distance>,
    counts: &mut [K],
    dependencies: &mut [f64],
) -> bool {
    let tight = |v: u32| tight(near, costs, &found.distances, v).map(|(_, w)| w);
    found.order.iter().for_each(|&v| counts[v as usize] = K::ZERO);
    counts[found.order[0] as usize] = K::ONE;
    for &v in &found.order {
        let count = counts[v as usize];
        tight(v).for_each(|w| counts[w] = counts[w].plus(count));
    }
    if !found.order.iter().all(|&v| counts[v as usize].is_sound()) {
        return false;
    }
    for &v in found.order.iter().rev() {
        let count = counts[v as usize];
        dependencies[v as usize] = tight(v).map(|w| count.share(counts[w]) * (1.0 + dependencies[w])).sum();
    }
    true
}

/// The adjacencies from `v` that lie on a shortest route, each with its end.
fn tight<'a, C: Costs>(
    near: &'a Neighbours,
    costs: &'a C,
    distances: &'a [C::Distance],
    v: u32,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let distance = distances[v as usize];
    let ends = move |i: usize| (i, near.heads[i] as usize, distance + costs.cost(i));
    near.row(v).map(ends).filter(|&(_, w, through)| distances[w] == through).map(|(i, w, _)| (i, w))
}

/// Adds what each adjacency carries: a target's dependency and the target itself, divided among the routes to it.
fn share<C: Costs, K: Count>(
    near: &Neighbours,
    costs: &C,
    found: &Search<C::Distance>,
    counts: &[K],
    dependencies: &[f64],
    sums: &mut [f64],
) {
    for &v in &found.order {
        for (i, w) in tight(near, costs, &found.distances, v) {
            sums[i] += counts[v as usize].share(counts[w]) * (1.0 + dependencies[w]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_counts_count_like_plain_ones() {
        let (mut plain, mut wide) = (1.0f64, Wide::ONE);
        for step in 0..200 {
            let (more, wider) = if step % 3 == 0 { (1.0, Wide::ONE) } else { (plain, wide) };
            (plain, wide) = (plain.plus(more), wide.plus(wider));
            assert_eq!(wide.mantissa * 2f64.powi(wide.exponent as i32), plain);
            assert_eq!(wider.share(wide), more.share(plain));
        }
        assert_eq!(Wide::ZERO.plus(wide), wide);
    }

    #[test]
    fn wide_counts_do_not_overflow() {
        let doubled = (0..5000).fold(Wide::ONE, |count, _| count.plus(count));
        assert_eq!(doubled, Wide { mantissa: 1.0, exponent: 5000 });
        assert_eq!((Wide::ONE.share(doubled), doubled.share(doubled)), (0.0, 1.0));
    }
}
