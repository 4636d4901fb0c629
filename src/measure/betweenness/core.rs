//! What is left of a graph once everything that has a closed form is taken out of it.

use std::ops::Range;

use super::lanes::{LANES, Lanes};
use super::single::{Costs, Hops, Lengths, Single};
use super::stage::{Part, Stage};
use super::steps::Steps;
use crate::graph::parallel::map_reduce;

/// Sources per piece of parallel work.
const CHUNK: usize = 4 * LANES;

/// Lanes pay if so many of them share a record; below, one source after another is faster. A directed network of votes, in
/// which between this and 4 do, is 2.7 times as fast in lanes.
const WORTHWHILE: f64 = 2.5;

/// Classes of nodes and the arcs between them, in pieces that are not joined to one another.
///
/// A class stands for `many` nodes with the same neighbours. Routes go from one node of a class to nodes of other
/// classes; those between nodes of the same class are not asked for.
#[derive(Default)]
pub(super) struct Core {
    pub(super) starts: Vec<usize>,
    pub(super) heads: Vec<u32>,
    /// One per arc, if not every arc is one step.
    pub(super) lengths: Option<Vec<u64>>,
    /// How many nodes a class has.
    pub(super) many: Vec<f64>,
    /// How many nodes send through a class, itself included.
    pub(super) sending: Vec<f64>,
    /// How many nodes receive through a class, itself included.
    pub(super) receiving: Vec<f64>,
    /// Whether a class that is not taken out lies between no others once the rest is gone.
    pub(super) beside: Vec<bool>,
    /// What is worked on alike: the parts of each piece, one piece after another.
    pub(super) parts: Vec<Part>,
}

/// How a piece is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By what is found to be faster.
    Best,
    /// One source after another.
    Single,
    /// Many sources at once, where all arcs are one step.
    #[cfg(test)]
    Lanes,
}

impl Core {
    pub(super) fn class_count(&self) -> usize {
        self.many.len()
    }

    #[inline]
    pub(super) fn row(&self, v: u32) -> Range<usize> {
        self.starts[v as usize]..self.starts[v as usize + 1]
    }

    /// Sums over ordered pairs: for each node of a class, or (`ARCS`) for each arc.
    pub(super) fn sums<const ARCS: bool>(&self, way: Way) -> Vec<f64> {
        let Some(lengths) = &self.lengths else { return self.sums_by::<Hops, ARCS>(&Hops, way) };
        let nodes = self.class_count() as u128;
        let zeros = lengths.contains(&0);
        let unit = lengths.iter().copied().fold(0, divisor).max(1);
        // Of routes of the same length, those with the fewest ties of length 0 are the shortest. Otherwise circles of
        // length 0 would make the shortest routes infinitely many.
        let scale = if zeros { nodes + 1 } else { 1 };
        let cost = |length: u64| u128::from(length / unit) * scale + u128::from(length == 0);
        let costs: Vec<u128> = lengths.iter().map(|&length| cost(length)).collect();
        let greatest = costs.iter().max().copied().unwrap_or(0);
        if greatest.saturating_mul(nodes + 1) < u128::from(u64::MAX) {
            let costs = Lengths(costs.into_iter().map(|cost| cost as u64).collect());
            return self.sums_by::<Lengths<u64>, ARCS>(&costs, Way::Single);
        }
        self.sums_by::<Lengths<u128>, ARCS>(&Lengths(costs), Way::Single)
    }

    fn sums_by<C: Costs, const ARCS: bool>(&self, costs: &C, way: Way) -> Vec<f64> {
        let in_lanes = self.in_lanes(way);
        let numbers = |classes: Range<u32>| {
            let Range { start, end } = classes.start as usize..classes.end as usize;
            if ARCS { self.starts[start]..self.starts[end] } else { start..end }
        };
        let mut total = vec![0.0; numbers(0..self.class_count() as u32).len()];
        let work = |space: &mut Space<C::Distance>, sources: Range<usize>| {
            let sources = sources.start as u32..sources.end as u32;
            let first = self.parts.partition_point(|part| part.classes.end <= sources.start);
            let count = self.parts[first..].partition_point(|part| part.classes.start < sources.end);
            let met = first..first + count;
            let (begin, end) = (self.parts[met.start].piece, self.parts[met.end - 1].classes.end);
            let span = numbers(begin..end);
            let (base, mut sums) = (span.start, vec![0.0; span.len()]);
            for p in met {
                let part = &self.parts[p];
                let own = part.classes.start.max(sources.start)..part.classes.end.min(sources.end);
                let stage = Stage::new(self, part, own);
                self.work::<C, ARCS>(costs, space, (&stage, in_lanes[p]), base, &mut sums);
            }
            (base, sums)
        };
        let add = |(base, part): (usize, Vec<f64>)| {
            total[base..].iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
        };
        let space = || Space { single: None, steps: None, lanes: None };
        map_reduce(self.class_count(), CHUNK, space, work, add);
        total
    }

    /// Finds the way to work on each part: a few batches of sources from all over its piece show how much they share.
    fn in_lanes(&self, way: Way) -> Vec<bool> {
        let mut space = None;
        let pieces = self.parts.chunk_by(|a, b| a.piece == b.piece).flat_map(|parts| {
            let mut best = || {
                let (start, end) = (parts[0].piece, parts[parts.len() - 1].classes.end);
                let stage = |i: u32| {
                    let first = start + (u64::from(end - start) * u64::from(i) / 3) as u32;
                    let part = &parts[parts.partition_point(|part| part.classes.end <= first)];
                    Stage::new(self, part, first..part.classes.end.min(first + LANES as u32))
                };
                let lanes: &mut Lanes = space.get_or_insert_with(|| Lanes::new(self.class_count()));
                (0..3).map(|i| lanes.sharing(&stage(i))).sum::<f64>() / 3.0 >= WORTHWHILE
            };
            let lanes = match way {
                Way::Single => false,
                Way::Best => best(),
                #[cfg(test)]
                Way::Lanes => self.lengths.is_none(),
            };
            parts.iter().map(move |_| lanes)
        });
        pieces.collect()
    }
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// Workspaces, made when they are first needed.
struct Space<D> {
    single: Option<Single<D>>,
    steps: Option<Steps>,
    lanes: Option<Lanes>,
}

impl Core {
    fn work<C: Costs, const ARCS: bool>(
        &self,
        costs: &C,
        space: &mut Space<C::Distance>,
        (stage, in_lanes): (&Stage, bool),
        base: usize,
        sums: &mut [f64],
    ) {
        if !in_lanes {
            return self.one_by_one::<C, ARCS>(costs, space, stage, stage.sources.clone(), base, sums);
        }
        let lanes = space.lanes.get_or_insert_with(|| Lanes::new(self.class_count()));
        lanes.lay_out(stage);
        let mut left = Vec::new();
        for first in stage.sources.clone().step_by(LANES) {
            let batch = first..stage.sources.end.min(first + LANES as u32);
            if !lanes.add::<ARCS>(stage, batch.clone(), base, sums) {
                left.push(batch);
            }
        }
        for batch in left {
            self.one_by_one::<C, ARCS>(costs, space, stage, batch, base, sums);
        }
    }

    fn one_by_one<C: Costs, const ARCS: bool>(
        &self,
        costs: &C,
        space: &mut Space<C::Distance>,
        stage: &Stage,
        sources: Range<u32>,
        base: usize,
        sums: &mut [f64],
    ) {
        if self.lengths.is_none() {
            let steps = space.steps.get_or_insert_with(|| Steps::new(self));
            return steps.add::<ARCS>(stage, sources, base, sums);
        }
        let single = space.single.get_or_insert_with(|| Single::new::<C>(self.class_count()));
        sources.for_each(|source| single.add::<C, ARCS>(stage, costs, source, base, sums));
    }
}

#[cfg(test)]
mod tests {
    use super::super::near::Neighbours;
    use super::super::reduce::Reduced;
    use super::*;
    use crate::graph::Topology;

    fn in_lanes(nodes: u32, ties: impl IntoIterator<Item = (u32, u32)>) -> Vec<bool> {
        let topology = Topology::undirected(nodes as usize, ties).unwrap();
        let core = Reduced::new(&topology, &Neighbours::new(&topology), false).core;
        core.in_lanes(Way::Best)
    }

    #[test]
    fn lanes_are_for_networks_that_are_not_deep() {
        let n = 300u32;
        assert_eq!(in_lanes(n, (0..n).map(|v| (v, (v + 1) % n))), [false]);
        let woven = (0..n).flat_map(|v| [7, 31, 53, 101, 113, 149].map(|k| (v, (v * k + k) % n)));
        assert_eq!(in_lanes(n, (0..n).map(|v| (v, (v + 1) % n)).chain(woven)), [true]);
    }
}
