//! Levels: access and the leverage of every actor, played over and over on one plan with other coins.
//!
//! Draws of the assumptions, sources left out and facts that turn out otherwise are the same plan with other
//! probabilities of its ties; a tie that is not there has probability 0. Nothing is laid out again, all are played in the
//! same worlds (common random numbers), and only means are kept.

use super::cutting::{self, Cutting};
use super::plan::Plan;
use super::questions::Dominated;
use super::solo::World;
use super::tally::{Expected, Question, Space, Tally, Weights};
use super::worlds::{BLOCK, Block, Coins, Enumeration, Lanes, for_each, is_none};
use crate::control::Control;
use crate::error::Error;
use crate::graph::parallel::map_reduce_with;
use std::ops::Range;

/// Access and leverages of one plan, to be played with different coins.
pub(super) struct Levels<'a> {
    plan: &'a Plan,
    /// The nodes whose leverage is asked for.
    pub(super) nodes: Vec<u32>,
    /// By node: the cell of its leverage.
    cell_of: Vec<Option<u32>>,
    /// The way that serves all actors of a world at once, where there is one.
    solo: Option<Box<dyn Question + 'a>>,
    seed: u64,
    worlds: u64,
    exact: bool,
    control: Control,
    /// By corridor: its ties.
    slots: Vec<Vec<usize>>,
}

/// What one set of coins came to, in weight of pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Level {
    pub(super) access: f64,
    /// By actor asked for.
    pub(super) losses: Vec<f64>,
}

/// Levels are enumerated rather than sampled up to so many uncertain ties on the routes of one source.
const MOST_UNCERTAIN: usize = 12;

/// The cell of access; leverages follow.
const ACCESS: usize = 0;

impl<'a> Levels<'a> {
    /// The leverages of these nodes in `worlds` worlds, or, if `exact` and few ties are uncertain, enumerated.
    pub(super) fn new(plan: &'a Plan, nodes: Vec<u32>, seed: u64, worlds: u64, exact: bool) -> Self {
        let mut cell_of = vec![None; plan.topology.node_count()];
        nodes.iter().enumerate().for_each(|(i, node)| cell_of[*node as usize] = Some(1 + i as u32));
        let solo: Option<Box<dyn Question>> = match plan.hops {
            Some(_) => None,
            None if cutting::applies(plan) => Some(Box::new(Cutting::actors(plan, &nodes))),
            None => Some(Box::new(Dominated::new(plan, &nodes))),
        };
        let slots: Vec<Vec<usize>> = plan.corridors.iter().map(super::Corridor::slots).collect();
        let uncertain = |slots: &Vec<usize>| slots.iter().filter(|slot| plan.slots[**slot].open < 1.0).count();
        let exact = exact && slots.iter().all(|slots| uncertain(slots) <= MOST_UNCERTAIN);
        Self { plan, nodes, cell_of, solo, seed, worlds, exact, control: Control::new(), slots }
    }

    /// Who is told of progress and may cancel.
    pub(super) fn control(self, control: &Control) -> Self {
        Self { control: control.clone(), ..self }
    }

    /// The probabilities of the plan itself.
    pub(super) fn base(&self) -> Vec<f64> {
        self.plan.slots.iter().map(|slot| slot.open).collect()
    }

    /// Worlds that are played.
    pub(super) fn worlds(&self) -> u64 {
        self.worlds
    }

    /// Whether every level is exact.
    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }

    /// Plays each of `count` sets of probabilities by slot, each a step of the phase.
    pub(super) fn play(
        &self,
        phase: &'static str,
        count: usize,
        open: impl Fn(usize) -> Vec<f64> + Sync,
    ) -> Result<Vec<Level>, Error> {
        let all: Vec<usize> = (0..self.plan.corridors.len()).collect();
        let mut levels = Vec::with_capacity(count);
        let one = |space: &mut Workspace, range: Range<usize>| {
            range.map(|i| self.level(&self.sums(&open(i), &all, space))).collect::<Vec<_>>()
        };
        let mut phase = self.control.phase(phase, count as u64);
        map_reduce_with(&mut phase, count, 1, || Workspace::of(&self.control), one, |part| levels.extend(part))?;
        Ok(levels)
    }

    /// Plays the plan without each of several groups of ties; `closed` gives their slots. Only the corridors that they lie
    /// in are played again. The plan itself comes first. Steps of the phase are the sources and the groups.
    pub(super) fn without(&self, phase: &'static str, groups: &[Vec<usize>]) -> Result<(Level, Vec<Level>), Error> {
        let base = self.base();
        let corridors = self.plan.corridors.len();
        let mut parts: Vec<Vec<f64>> = Vec::with_capacity(corridors);
        let split = self.solo.is_none() || self.exact;
        let first = if split { corridors } else { 1 };
        let mut phase = self.control.phase(phase, (first + groups.len()) as u64);
        let make = || Workspace::of(&self.control);
        let part = |space: &mut Workspace, range: Range<usize>| {
            range.map(|i| self.sums(&base, &[i], space)).collect::<Vec<_>>()
        };
        if split {
            map_reduce_with(&mut phase, corridors, 1, make, part, |more| parts.extend(more))?;
        }
        let whole = if split { self.add(parts.iter()) } else { self.sums(&base, &[], &mut make()) };
        if !split {
            phase.advance(1)?;
        }
        let mut levels = Vec::with_capacity(groups.len());
        let one = |space: &mut Workspace, range: Range<usize>| {
            let level = |group: &Vec<usize>| {
                let mut open = base.clone();
                for slot in group {
                    open[*slot] = 0.0;
                }
                if !split {
                    return self.level(&self.sums(&open, &[], space));
                }
                let touched = |i: &usize| group.iter().any(|slot| self.slots[*i].binary_search(slot).is_ok());
                let again: Vec<usize> = (0..corridors).filter(touched).collect();
                let fresh = self.sums(&open, &again, space);
                let rest = (0..corridors).filter(|i| !again.contains(i)).map(|i| &parts[i]);
                self.level(&self.add(rest.chain([&fresh])))
            };
            groups[range].iter().map(level).collect::<Vec<_>>()
        };
        map_reduce_with(&mut phase, groups.len(), 1, make, one, |part| levels.extend(part))?;
        Ok((self.level(&whole), levels))
    }

    fn add<'s>(&self, parts: impl Iterator<Item = &'s Vec<f64>>) -> Vec<f64> {
        parts.fold(vec![0.0; 1 + self.nodes.len()], |mut sum, part| {
            sum.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
            sum
        })
    }

    fn level(&self, sums: &[f64]) -> Level {
        let scale = if self.exact { 1.0 } else { self.worlds as f64 };
        Level { access: sums[ACCESS] / scale, losses: sums[1..].iter().map(|sum| sum / scale).collect() }
    }

    /// Sums over worlds of the given corridors, in whole weights but for exact ones. A way that serves all sources at once
    /// takes all corridors.
    fn sums(&self, open: &[f64], corridors: &[usize], space: &mut Workspace) -> Vec<f64> {
        if self.exact {
            return self.expected(open, corridors, space);
        }
        let coins = Coins::opening(self.plan, self.seed, open.iter().copied());
        let mut totals = Totals { sums: vec![0; 1 + self.nodes.len()] };
        // What is cancelled is never told, so it need not be whole.
        for number in (0..self.worlds.div_ceil(BLOCK)).take_while(|_| !self.control.is_cancelled()) {
            coins.toss(number, self.worlds - number * BLOCK, &mut space.block);
            if let Some(solo) = &self.solo {
                self.play_solo(solo.as_ref(), space, &mut totals);
            } else {
                for i in corridors {
                    self.play_corridor(*i, &space.block, &mut space.space, &mut totals);
                }
            }
        }
        totals.sums.into_iter().map(|sum| sum as f64).collect()
    }

    fn expected(&self, open: &[f64], corridors: &[usize], space: &mut Workspace) -> Vec<f64> {
        let mut totals = Expected { means: vec![0.0; 1 + self.nodes.len()], ..Expected::default() };
        for i in corridors {
            let worlds = Enumeration::opening(open, &self.slots[*i]);
            for number in 0..worlds.blocks() {
                worlds.open(number, &mut space.block);
                totals.probabilities = worlds.probabilities(number);
                self.play_corridor(*i, &space.block, &mut space.space, &mut totals);
            }
        }
        totals.means
    }

    /// What one source reaches, and what it would lose without each actor in between.
    fn play_corridor(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let corridor = &self.plan.corridors[number];
        let Space { reach, again, .. } = space;
        let hops = self.plan.hops;
        reach.run(corridor, &block.open, block.live, hops, |_, _| false, |_, _, _| ());
        let weight = |at: usize| u128::from(corridor.source.weight) * u128::from(corridor.target_weight[at]);
        let seen = reach.seen();
        for at in corridor.targets().filter(|at| !is_none(&seen[*at])) {
            tally.add(ACCESS, weight(at), &seen[at]);
        }
        for (position, node) in corridor.nodes.iter().enumerate() {
            let Some(cell) = self.cell_of[*node as usize] else { continue };
            if !corridor.between[position] || is_none(&seen[position]) {
                continue;
            }
            // In worlds in which it is not reached nothing is lost without it.
            again.run(corridor, &block.open, seen[position], hops, |to, _| to as usize == position, |_, _, _| ());
            for at in corridor.targets().filter(|at| *at != position) {
                let lost: Lanes = std::array::from_fn(|w| seen[at][w] & seen[position][w] & !again.seen()[at][w]);
                if !is_none(&lost) {
                    tally.add(cell as usize, weight(at), &lost);
                }
            }
        }
    }

    /// The same for all sources, world by world.
    fn play_solo(&self, solo: &dyn Question, space: &mut Workspace, totals: &mut Totals) {
        let Some(solo) = solo.solo() else { return };
        let Workspace { space, block, open, found } = space;
        for corridor in &self.plan.corridors {
            space.reach.run(corridor, &block.open, block.live, None, |_, _| false, |_, _, _| ());
            for at in corridor.targets() {
                let weight = u128::from(corridor.source.weight) * u128::from(corridor.target_weight[at]);
                totals.add(ACCESS, weight, &space.reach.seen()[at]);
            }
        }
        let mut column = usize::MAX;
        for_each(&block.live, |world| {
            if column != world / 64 {
                column = world / 64;
                open.clear();
                open.extend(block.open.iter().map(|lanes| lanes[column]));
            }
            solo.play_world(None, &World { open, bit: world as u32 % 64 }, space, found);
            found.drain(|cell, weight| totals.sums[1 + cell] += weight);
        });
    }
}

/// Workspaces of one thread.
#[derive(Default)]
struct Workspace {
    space: Space,
    block: Block,
    open: Vec<u64>,
    found: super::solo::Found,
}

impl Workspace {
    /// Workspaces of work that can be stopped.
    fn of(control: &Control) -> Self {
        Self { space: Space::of(control), ..Self::default() }
    }
}

/// Sums over worlds.
struct Totals {
    sums: Vec<u128>,
}

impl Tally for Totals {
    fn add(&mut self, cell: usize, weight: u128, worlds: &Lanes) {
        let count: u32 = worlds.iter().map(|word| word.count_ones()).sum();
        self.sums[cell] += weight * u128::from(count);
    }

    fn add_one(&mut self, cell: usize, weight: u128, _: usize) {
        self.sums[cell] += weight;
    }

    fn add_weights(&mut self, cell: usize, factor: u64, weights: &Weights) {
        weights.each(factor, |_, weight| self.sums[cell] += weight);
    }
}
