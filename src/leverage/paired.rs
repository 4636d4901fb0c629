//! Two networks side by side on the same worlds.
//!
//! A tie that both networks hold has the same coin in both, so what they share falls out of the difference, which is far
//! sharper than either level.

use super::bounds::{most_by_tie, most_by_ties};
use super::estimate::{Estimate, LEVEL, Moments};
use super::plan::End;
use super::questions::Reached;
use super::results::{Comparison, EndShift, Shift};
use super::tally::{Question, Space, Tally, Weights, extreme};
use super::worlds::{BLOCK, Block, Coins, Lanes, for_each};
use super::{Access, Plan};
use crate::control::Control;
use crate::error::Error;
use crate::graph::Arc;
use crate::graph::parallel::map_reduce_with;
use crate::model::{Network, View};
use std::collections::HashMap;

impl Access<'_> {
    /// Access in one network and in another, and how much of it each source and each target has in both, on the same
    /// worlds.
    ///
    /// # Errors
    /// As [`Access::run`], for either network. `precision` looks at the level in the first.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, Tie};
    ///
    /// let today = Network::builtin("seoul")?;
    /// let more = today.edit().tie(Tie { strength: Some(0.5), ..Tie::new("kosmic", "makati", "mou") }).build()?;
    /// let change = Access::new(today.mandate(None)?).worlds(2048).compare(&today, &more)?;
    /// assert!(change.access.difference.low > 0.0);
    /// assert!(change.targets.iter().any(|city| city.id == "makati" && city.change.difference.low > 0.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn compare(&self, before: &Network, after: &Network) -> Result<Comparison, Error> {
        self.compare_plans([before, after], &[self.plan(before)?, self.plan(after)?])
    }

    /// Access of one network at two times, on the same worlds.
    pub(crate) fn compare_views(&self, network: &Network, before: &View, after: &View) -> Result<Shift, Error> {
        let plan = |view: &View| self.clone().view(view.clone()).plan(network);
        Ok(self.compare_plans([network; 2], &[plan(before)?, plan(after)?])?.access)
    }

    fn compare_plans(&self, [before, after]: [&Network; 2], plans: &[Plan; 2]) -> Result<Comparison, Error> {
        let cells = Cells::of([before, after], plans);
        let changes = if self.exact || plans.iter().all(Plan::is_certain) {
            self.exactly(plans, &cells)?
        } else {
            let worlds = self.enough_worlds(before, &plans[0])?;
            sampled(plans, &cells, self.seed, worlds, self.told())?
        };
        let mut changes = changes.into_iter();
        let access = changes.next().unwrap_or_default();
        let mut ends = |ids: Vec<String>| -> Vec<EndShift> {
            ids.into_iter().zip(changes.by_ref()).map(|(id, change)| EndShift { id, change }).collect()
        };
        let sources = ends(cells.sources);
        Ok(Comparison { access, sources, targets: ends(cells.targets) })
    }

    fn exactly(&self, plans: &[Plan; 2], cells: &Cells) -> Result<Vec<Shift>, Error> {
        let mut means = [Vec::new(), Vec::new()];
        for (side, plan) in plans.iter().enumerate() {
            let outcome = self.play(plan, &Reached { plan, bins: 1 }, BLOCK, "comparison")?;
            means[side] =
                cells.of_side(side).map(|cell| cell.map_or(0.0, |one| outcome.mean(one.cell, one.whole))).collect();
        }
        let change = |(before, after): (&f64, &f64)| Shift {
            before: Estimate::exact(*before),
            after: Estimate::exact(*after),
            difference: Estimate::exact(after - before),
        };
        Ok(means[0].iter().zip(&means[1]).map(change).collect())
    }
}

/// A number of a plan: the cell that it is added to, and the most that the cell can hold.
#[derive(Clone, Copy)]
struct Numbered {
    cell: usize,
    whole: u128,
}

/// What is compared: access, then every source of either network, then every target.
struct Cells {
    pairs: Vec<[Option<Numbered>; 2]>,
    sources: Vec<String>,
    targets: Vec<String>,
}

impl Cells {
    fn of(networks: [&Network; 2], plans: &[Plan; 2]) -> Self {
        let access = |side: usize| Some(Numbered { cell: Reached::ACCESS, whole: plans[side].pairs() });
        let mut cells = Self { pairs: vec![[access(0), access(1)]], sources: Vec::new(), targets: Vec::new() };
        let question = |side: usize| Reached { plan: &plans[side], bins: 1 };
        let sources = |side: usize, i: usize| question(side).source(i);
        let targets = |side: usize, i: usize| question(side).target(i);
        cells.sources = cells.add(networks, plans, |plan| (&plan.sources, &plan.target_weight), &sources);
        cells.targets = cells.add(networks, plans, |plan| (&plan.targets, &plan.source_weight), &targets);
        cells
    }

    /// Adds the ends of both sides, each once; returns their ids.
    fn add<'p>(
        &mut self,
        networks: [&Network; 2],
        plans: &'p [Plan; 2],
        ends: impl Fn(&'p Plan) -> (&'p Vec<End>, &'p Vec<u64>),
        cell: &dyn Fn(usize, usize) -> usize,
    ) -> Vec<String> {
        let mut found: indexmap::IndexMap<String, [Option<Numbered>; 2]> = indexmap::IndexMap::new();
        for (side, plan) in plans.iter().enumerate() {
            let (these, others) = ends(plan);
            let total: u64 = others.iter().sum();
            for (i, end) in these.iter().enumerate() {
                let id = &networks[side].graph()[plan.actors[end.node as usize]].id;
                let whole = u128::from(end.weight) * u128::from(total - others[end.node as usize]);
                found.entry(id.clone()).or_default()[side] = Some(Numbered { cell: cell(side, i), whole });
            }
        }
        self.pairs.extend(found.values().copied());
        found.into_keys().collect()
    }

    fn of_side(&self, side: usize) -> impl Iterator<Item = Option<Numbered>> {
        self.pairs.iter().map(move |pair| pair[side])
    }
}

/// Sums over worlds of the values before and after, of their squares, and of the square of their difference.
#[derive(Clone, Copy, Default)]
struct Sums {
    values: [f64; 2],
    squares: [f64; 2],
    difference: f64,
}

/// The cells of one plan in each world of a block.
struct Columns(Vec<[u128; BLOCK as usize]>);

impl Tally for Columns {
    fn add(&mut self, cell: usize, weight: u128, worlds: &Lanes) {
        for_each(worlds, |world| self.0[cell][world] += weight);
    }

    fn add_one(&mut self, cell: usize, weight: u128, world: usize) {
        self.0[cell][world] += weight;
    }

    fn add_weights(&mut self, cell: usize, factor: u64, weights: &Weights) {
        weights.each(factor, |world, weight| self.0[cell][world] += weight);
    }
}

fn sampled(plans: &[Plan; 2], cells: &Cells, seed: u64, worlds: u64, control: &Control) -> Result<Vec<Shift>, Error> {
    let coins = plans.each_ref().map(|plan| Coins::new(plan, seed));
    let questions = plans.each_ref().map(|plan| Reached { plan, bins: 1 });
    let mut totals = vec![Sums::default(); cells.pairs.len()];
    let make = || {
        let columns = questions.each_ref().map(|question| Columns(vec![[0; BLOCK as usize]; question.cells()]));
        (columns, Space::default(), Block::default())
    };
    let play = |(columns, space, block): &mut ([Columns; 2], Space, Block), range: std::ops::Range<usize>| {
        let mut part = vec![Sums::default(); cells.pairs.len()];
        for number in range.map(|i| i as u64) {
            let live = (worlds - number * BLOCK).min(BLOCK);
            for side in 0..2 {
                columns[side].0.iter_mut().for_each(|column| column.fill(0));
                coins[side].toss(number, live, block);
                let corridors = 0..plans[side].corridors.len();
                corridors.for_each(|corridor| questions[side].play(corridor, block, space, &mut columns[side]));
            }
            add(&mut part, cells, columns, live as usize);
        }
        part
    };
    let mut phase = control.phase("comparison", worlds).unit(BLOCK);
    map_reduce_with(&mut phase, worlds.div_ceil(BLOCK) as usize, 1, make, play, |part| {
        for (total, more) in totals.iter_mut().zip(part) {
            for side in 0..2 {
                total.values[side] += more.values[side];
                total.squares[side] += more.squares[side];
            }
            total.difference += more.difference;
        }
    })?;
    let bounds = plans.each_ref().map(bounds);
    let limits = limits(plans);
    let whole = plans[0].pairs() as f64;
    let change = |(i, sums): (usize, &Sums)| {
        // What all pairs can lose, the pairs of one end can lose.
        let own = cells.pairs[i][0].map_or(0.0, |one| one.whole as f64);
        let limits = limits.filter(|_| own > 0.0).map(|(fall, rise)| (fall * whole / own, rise * whole / own));
        tell(sums, cells.pairs[i], &bounds, limits, worlds)
    };
    Ok(totals.iter().enumerate().map(change).collect())
}

fn add(part: &mut [Sums], cells: &Cells, columns: &[Columns; 2], live: usize) {
    for (sums, pair) in part.iter_mut().zip(&cells.pairs) {
        for world in 0..live {
            let share = |side: usize| match pair[side] {
                Some(Numbered { cell, whole }) if whole > 0 => columns[side].0[cell][world] as f64 / whole as f64,
                _ => 0.0,
            };
            let values = [share(0), share(1)];
            for side in 0..2 {
                sums.values[side] += values[side];
                sums.squares[side] += values[side] * values[side];
            }
            sums.difference += (values[1] - values[0]).powi(2);
        }
    }
}

/// By cell: what certain ties alone reach, and what all ties together would.
fn bounds(plan: &Plan) -> [Vec<f64>; 2] {
    let question = Reached { plan, bins: 1 };
    [extreme(plan, &question, |slot| plan.slots[slot].open >= 1.0), extreme(plan, &question, |_| true)]
}

/// An arc that may be open: the keys of the actors that it leads from and to, and the key of its tie.
type Way = (u64, u64, u64);

/// The most that the difference can fall and rise in any world, as a share of all pairs; `None` where the two ask
/// different things.
///
/// What is reached after but not before is reached over a tie that was added or made more likely; what is lost, over one
/// that was taken out or made less likely.
fn limits(plans: &[Plan; 2]) -> Option<(f64, f64)> {
    let [before, after] = plans;
    let relays = plans
        .each_ref()
        .map(|plan| -> HashMap<u64, bool> { plan.keys.iter().copied().zip(plan.relay.iter().copied()).collect() });
    let alike = |(key, relay): (&u64, &bool)| relays[1].get(key).is_none_or(|other| other == relay);
    if before.hops != after.hops || named_ends(before) != named_ends(after) || !relays[0].iter().all(alike) {
        return None;
    }
    let ways = plans.each_ref().map(ways);
    let weight = |side: usize| {
        let (plan, mut among) = (&plans[side], vec![false; plans[side].slots.len()]);
        for (way, (slot, open)) in &ways[side] {
            among[*slot] |= ways[1 - side].get(way).is_none_or(|(_, other)| other < open);
        }
        most_by_ties(&most_by_tie(plan), &among).min(1.0)
    };
    Some((-weight(0), weight(1)))
}

fn named_ends(plan: &Plan) -> [Vec<(u64, u64)>; 2] {
    [&plan.sources, &plan.targets].map(|ends| {
        let mut named: Vec<_> = ends.iter().map(|end| (plan.keys[end.node as usize], end.weight)).collect();
        named.sort_unstable();
        named
    })
}

/// Every arc on a permitted route, with its slot and how likely it is open.
fn ways(plan: &Plan) -> HashMap<Way, (usize, f64)> {
    let key = |node: u32| plan.keys[node as usize];
    let way = |node: u32, arc: &Arc| {
        let slot = plan.slot_of[arc.tie as usize]? as usize;
        Some(((key(node), key(arc.node), plan.slots[slot].key), (slot, plan.slots[slot].open)))
    };
    let nodes = 0..plan.topology.node_count() as u32;
    nodes.flat_map(|node| plan.topology.out(node).iter().filter_map(move |arc| way(node, arc))).collect()
}

fn tell(
    sums: &Sums,
    pair: [Option<Numbered>; 2],
    bounds: &[[Vec<f64>; 2]; 2],
    limits: Option<(f64, f64)>,
    worlds: u64,
) -> Shift {
    let n = worlds as f64;
    let range = |side: usize| -> (f64, f64) {
        let Some(Numbered { cell, whole }) = pair[side].filter(|one| one.whole > 0) else { return (0.0, 0.0) };
        (bounds[side][0][cell] / whole as f64, bounds[side][1][cell] / whole as f64)
    };
    let ranges = [range(0), range(1)];
    let level = |side: usize| {
        let (least, most) = ranges[side];
        let (mean, mean_square) = (sums.values[side] / n, sums.squares[side] / n);
        Estimate::at_level(&Moments { worlds, mean, mean_square, least, most }, LEVEL)
    };
    let mean = (sums.values[1] - sums.values[0]) / n;
    let (mut least, mut most) = (ranges[1].0 - ranges[0].1, ranges[1].1 - ranges[0].0);
    if let Some((fall, rise)) = limits {
        (least, most) = (least.max(fall), most.min(rise));
    }
    let moments = Moments { worlds, mean, mean_square: sums.difference / n, least, most };
    Shift { before: level(0), after: level(1), difference: Estimate::at_level(&moments, LEVEL) }
}
