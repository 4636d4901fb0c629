//! One source after another: its shortest routes found, counted, and their dependencies accumulated (Brandes 2001).
//!
//! Counts are plain floating-point numbers; where they overflow, the same source is counted again with a wider exponent.

use std::ops::Add;

use super::stage::Stage;
use super::wide::{self, Wide};
use crate::graph::ascending::{Ascending, Bits};

/// Counts above this are counted again: they leave no room for multiplicities.
pub(super) const GREATEST: f64 = 1e290;

/// What adjacencies cost, and how the shortest routes are found.
pub(super) trait Costs: Sync {
    /// The cost of a route.
    type Distance: Bits + Send + Sync + Add<Output = Self::Distance>;
    const UNREACHED: Self::Distance;
    const ZERO: Self::Distance;

    fn cost(&self, arc: usize) -> Self::Distance;
    /// Finds and counts the routes.
    fn search(&self, stage: &Stage, source: u32, space: &mut Single<Self::Distance>);
}

/// Every adjacency costs one step.
pub(super) struct Hops;

/// Every adjacency costs its length, above 0.
pub(super) struct Lengths<D>(pub(super) Vec<D>);

/// What is known of a node: how many routes lead there, then what is owed per route; and how far it is.
#[derive(Clone, Copy)]
pub(super) struct Spot<D> {
    value: f64,
    pub(super) distance: D,
}

/// Everything that is needed to work on one source after another.
pub(super) struct Single<D> {
    spots: Vec<Spot<D>>,
    order: Vec<u32>,
    queue: Ascending<D>,
    /// Empty until a source needs them.
    wide: Vec<Wide>,
    owed: Vec<f64>,
}

impl Costs for Hops {
    type Distance = u32;
    const UNREACHED: u32 = u32::MAX;
    const ZERO: u32 = 0;

    #[inline]
    fn cost(&self, _: usize) -> u32 {
        1
    }

    fn search(&self, stage: &Stage, source: u32, space: &mut Single<u32>) {
        let mut next = 0;
        space.order.push(source);
        while let Some(&v) = space.order.get(next) {
            next += 1;
            let (count, distance) = space.leaving(stage, source, v);
            for &w in &stage.core.heads[stage.row(v)] {
                let spot = &mut space.spots[w as usize];
                if spot.distance == u32::MAX {
                    *spot = Spot { value: count, distance: distance + 1 };
                    space.order.push(w);
                } else if spot.distance == distance + 1 {
                    spot.value += count;
                }
            }
        }
    }
}

macro_rules! lengths {
    ($distance:ty) => {
        impl Costs for Lengths<$distance> {
            type Distance = $distance;
            const UNREACHED: $distance = <$distance>::MAX;
            const ZERO: $distance = 0;

            #[inline]
            fn cost(&self, arc: usize) -> $distance {
                self.0[arc]
            }

            fn search(&self, stage: &Stage, source: u32, space: &mut Single<$distance>) {
                space.queue.start(source);
                while let Some((_, v)) = space.queue.pop(|reached, v| space.spots[v as usize].distance == reached) {
                    space.order.push(v);
                    let (count, distance) = space.leaving(stage, source, v);
                    for i in stage.row(v) {
                        let (w, through) = (stage.core.heads[i], distance + self.0[i]);
                        let spot = &mut space.spots[w as usize];
                        if through < spot.distance {
                            *spot = Spot { value: count, distance: through };
                            space.queue.push(through, w);
                        } else if through == spot.distance {
                            spot.value += count;
                        }
                    }
                }
            }
        }
    };
}

lengths!(u64);
lengths!(u128);

impl<D: Bits + Send + Sync + Add<Output = D>> Single<D> {
    pub(super) fn new<C: Costs<Distance = D>>(nodes: usize) -> Self {
        let spots = vec![Spot { value: 0.0, distance: C::UNREACHED }; nodes];
        Self { spots, order: Vec::new(), queue: Ascending::new(), wide: Vec::new(), owed: Vec::new() }
    }

    /// How many routes lead on through the class of `v`, and how far it is.
    #[inline]
    fn leaving(&self, stage: &Stage, source: u32, v: u32) -> (f64, D) {
        let Spot { value, distance } = self.spots[v as usize];
        (if v == source { 1.0 } else { value * stage.core.many[v as usize] }, distance)
    }

    /// Adds to `sums`, of which the first stands for number `base`, what the routes from `source` owe to each node in
    /// between, or to each arc.
    pub(super) fn add<C: Costs<Distance = D>, const ARCS: bool>(
        &mut self,
        stage: &Stage,
        costs: &C,
        source: u32,
        base: usize,
        sums: &mut [f64],
    ) {
        self.spots[source as usize] = Spot { value: 1.0, distance: C::ZERO };
        costs.search(stage, source, self);
        if self.order.iter().all(|&v| self.spots[v as usize].value < GREATEST) {
            self.owe::<C, ARCS>(stage, costs, base, sums);
        } else {
            self.wide.resize(self.spots.len(), Wide::ZERO);
            self.owed.resize(self.spots.len(), 0.0);
            let counted = (self.wide.as_mut_slice(), self.owed.as_mut_slice());
            wide::add::<C, ARCS>((stage, costs), (&self.spots, &self.order), counted, base, sums);
        }
        for &v in &self.order {
            self.spots[v as usize].distance = C::UNREACHED;
        }
        self.order.clear();
    }

    /// From the farthest back: a node hands on what its followers are owed per route.
    fn owe<C: Costs<Distance = D>, const ARCS: bool>(
        &mut self,
        stage: &Stage,
        costs: &C,
        base: usize,
        sums: &mut [f64],
    ) {
        let core = stage.core;
        let source = self.order[0];
        let sending = core.sending[source as usize];
        for &v in self.order.iter().rev() {
            let Spot { value: count, distance } = self.spots[v as usize];
            let sent = count * if v == source { sending / core.many[v as usize] } else { sending };
            let mut owed = 0.0;
            for i in stage.row(v) {
                let spot = self.spots[core.heads[i] as usize];
                let share = if spot.distance == distance + costs.cost(i) { spot.value } else { 0.0 };
                owed += share;
                if ARCS {
                    sums[i - base] += sent * share;
                }
            }
            let dependency = count * owed;
            self.spots[v as usize].value = (stage.receiving(v) + core.many[v as usize] * dependency) / count;
            if !ARCS && v != source {
                sums[v as usize - base] += sending * dependency;
            }
        }
    }
}
