//! Tallies: what a question adds up over worlds, by simulation or by enumeration.
//!
//! A question has numbered *cells* (access, the loss by removing this actor, …). Played in a block of worlds, it adds
//! whole weights to cells in some of the worlds. Sampling keeps the exact integer sum of every cell over worlds and the
//! sum of squares, so the result does not depend on the order of blocks or threads; enumeration weighs each world with
//! its probability.

use super::cutting::Parts;
use super::estimate::{Estimate, LEVEL, Moments};
use super::net::Net;
use super::opportunities::Onward;
use super::solo::{self, Found, Solo};
use super::worlds::{BLOCK, Block, Coins, Enumeration, Lanes, NONE, WORDS, first, for_each, is_none};
use super::{Corridor, Plan, Reach};
use crate::control::{Control, Phase};
use crate::error::{Error, ErrorKind};
use crate::graph::parallel::map_reduce_with;
use std::ops::Range;

/// A question that is played corridor by corridor, block by block.
pub(crate) trait Question: Sync {
    /// How many cells it has.
    fn cells(&self) -> usize;
    /// Plays the part of one source in a block of worlds.
    fn play(&self, corridor: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally);
    /// The same question played world by world, if that is the way to sample it.
    fn solo(&self) -> Option<&dyn Solo> {
        None
    }
}

/// Workspaces that questions may use.
#[derive(Default)]
pub(crate) struct Space {
    pub(crate) reach: Reach,
    pub(crate) again: Reach,
    pub(crate) dominators: crate::graph::Dominators,
    pub(crate) sums: Vec<u64>,
    pub(crate) parts: Parts,
    pub(crate) onward: Onward,
    /// The ties that are open in one world.
    pub(crate) net: Net,
    pub(crate) found: Found,
    /// By slot: open ties of 64 worlds.
    pub(crate) open: Vec<u64>,
    /// By slot: open ties of a block of worlds that differs from the one that was drawn.
    pub(crate) changed: Vec<Lanes>,
    /// What one source reaches, or loses, in each world.
    pub(crate) weights: Weights,
    /// By number of intermediaries.
    pub(crate) bins: Vec<Weights>,
    /// Whether to stop. What is told after that is thrown away.
    pub(crate) control: Control,
}

impl Space {
    /// Workspaces of work that can be stopped.
    pub(crate) fn of(control: &Control) -> Self {
        Self { control: control.clone(), ..Self::default() }
    }
}

/// Where a question adds to.
pub(crate) trait Tally {
    /// Adds a weight to a cell in each of the given worlds of the block.
    fn add(&mut self, cell: usize, weight: u128, worlds: &Lanes);
    /// Adds a weight to a cell in one world of the block.
    fn add_one(&mut self, cell: usize, weight: u128, world: usize);
    /// Adds `factor` times the weight in each world to a cell.
    fn add_weights(&mut self, cell: usize, factor: u64, weights: &Weights);
}

/// A weight in each world of a block, most of them 0.
pub(crate) struct Weights {
    weights: [u64; BLOCK as usize],
    /// Worlds whose weight may not be 0.
    worlds: Lanes,
}

impl Default for Weights {
    fn default() -> Self {
        Self { weights: [0; BLOCK as usize], worlds: NONE }
    }
}

impl Weights {
    /// Adds a weight in each of the given worlds.
    pub(crate) fn add(&mut self, weight: u64, worlds: &Lanes) {
        (0..WORDS).for_each(|w| self.worlds[w] |= worlds[w]);
        for_each(worlds, |world| self.weights[world] += weight);
    }

    /// Adds the weights of another, and makes those 0.
    pub(crate) fn take(&mut self, other: &mut Self) {
        (0..WORDS).for_each(|w| self.worlds[w] |= other.worlds[w]);
        for_each(&other.worlds, |world| self.weights[world] += std::mem::take(&mut other.weights[world]));
        other.worlds = NONE;
    }

    /// Makes all weights 0.
    pub(crate) fn clear(&mut self) {
        for_each(&self.worlds, |world| self.weights[world] = 0);
        self.worlds = NONE;
    }

    /// Tells every weight with `factor`.
    pub(super) fn each(&self, factor: u64, mut tell: impl FnMut(usize, u128)) {
        for_each(&self.worlds, |world| tell(world, u128::from(factor) * u128::from(self.weights[world])));
    }
}

/// What a question came to: one mean per cell, as a share of the cell's own whole.
pub(crate) struct Outcome {
    /// `None` if enumerated.
    pub(crate) worlds: Option<u64>,
    means: Vec<f64>,
    squares: Vec<f64>,
    /// How often its intervals may miss: less where the number of worlds was chosen by looking at them.
    pub(crate) level: f64,
}

impl Outcome {
    /// The estimate of a cell whose greatest conceivable sum is `whole`, and which lies between `least` and `most`.
    pub(crate) fn estimate(&self, cell: usize, whole: u128, (least, most): (f64, f64)) -> Estimate {
        let Some(moments) = self.moments(cell, whole, (least, most)) else {
            return Estimate::exact(share(self.means[cell], whole));
        };
        Estimate::at_level(&moments, self.level)
    }

    pub(crate) fn moments(&self, cell: usize, whole: u128, (least, most): (f64, f64)) -> Option<Moments> {
        let whole = whole as f64;
        Some(Moments {
            worlds: self.worlds?,
            mean: self.means[cell] / whole,
            mean_square: self.squares[cell] / whole / whole,
            least,
            most,
        })
    }

    /// The mean square of a cell.
    pub(crate) fn square(&self, cell: usize) -> f64 {
        self.squares[cell]
    }

    /// The mean of a cell as a share of `whole`.
    pub(crate) fn mean(&self, cell: usize, whole: u128) -> f64 {
        share(self.means[cell], whole)
    }
}

fn share(mean: f64, whole: u128) -> f64 {
    if whole == 0 { 0.0 } else { mean / whole as f64 }
}

/// Draws `worlds` worlds and plays the question in each.
pub(crate) fn sample(
    plan: &Plan,
    question: &dyn Question,
    seed: u64,
    worlds: u64,
    mut phase: Phase,
) -> Result<Outcome, Error> {
    let mut sums = Sums::new(question.cells());
    extend(plan, question, seed, 0..worlds, &mut sums, &mut phase)?;
    Ok(sums.outcome(worlds))
}

/// Cells that one thread holds in every world of a block at once: some 30 MiB of them where sources weigh alike, 256 MiB
/// at most. Where there are more, the worlds are played again for each part of the cells.
const MOST_CELLS: usize = 1 << 15;

/// How often every world is played for this question, and so how often it counts in a phase.
pub(crate) fn plays(question: &dyn Question) -> u64 {
    if question.solo().is_some() { 1 } else { question.cells().div_ceil(MOST_CELLS).max(1) as u64 }
}

/// Plays the question in further worlds.
pub(crate) fn extend(
    plan: &Plan,
    question: &dyn Question,
    seed: u64,
    worlds: Range<u64>,
    sums: &mut Sums,
    phase: &mut Phase,
) -> Result<(), Error> {
    if let Some(question) = question.solo() {
        return solo::extend(plan, question, seed, worlds, sums, phase);
    }
    *phase = phase.clone().unit(BLOCK);
    let coins = Coins::new(plan, seed);
    for first in (0..question.cells()).step_by(MOST_CELLS) {
        let cells = first..(first + MOST_CELLS).min(question.cells());
        extend_cells(plan, question, &coins, worlds.clone(), cells, sums, phase)?;
    }
    Ok(())
}

fn extend_cells(
    plan: &Plan,
    question: &dyn Question,
    coins: &Coins,
    worlds: Range<u64>,
    cells: Range<usize>,
    sums: &mut Sums,
    phase: &mut Phase,
) -> Result<(), Error> {
    let blocks = worlds.start / BLOCK..worlds.end.div_ceil(BLOCK);
    let control = phase.control().clone();
    let play = |(sampler, space, block): &mut (Sampler, Space, Block), range: Range<usize>| {
        let mut part = Sums::new(cells.len());
        for number in range.map(|i| blocks.start + i as u64) {
            coins.toss(number, worlds.end - number * BLOCK, block);
            let early = first(worlds.start.saturating_sub(number * BLOCK));
            (0..WORDS).for_each(|w| block.live[w] &= !early[w]);
            let corridors = (0..plan.corridors.len()).take_while(|_| !control.is_cancelled());
            corridors.for_each(|corridor| question.play(corridor, block, space, sampler));
            sampler.fold(&mut part);
        }
        part
    };
    let make = || (Sampler::new(cells.clone()), Space::of(&control), Block::default());
    map_reduce_with(phase, (blocks.end - blocks.start) as usize, 1, make, play, |part| sums.merge(&part, cells.start))
}

/// Exact sums of cells over worlds.
pub(crate) struct Sums {
    sums: Vec<u128>,
    squares: Vec<Square>,
}

/// An exact sum of squares of numbers up to 2⁸⁰, over 2³² worlds and more: with a number cut into 40 bits below and the
/// rest above, the sums of above², above · below and below². A target of little weight has only bits below.
#[derive(Clone, Copy, Default)]
struct Square([u128; 3]);

/// Bits below.
const CUT: u32 = 40;

impl Square {
    fn add(&mut self, value: u128) {
        let (above, below) = ((value >> CUT) as u64, value as u64 & ((1 << CUT) - 1));
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        self.merge(&Self([product(above, above), product(above, below), product(below, below)]));
    }

    fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, more)| *sum += more);
    }

    fn value(&self) -> f64 {
        let unit = 2_f64.powi(CUT as i32);
        let [above, mixed, below] = self.0.map(|sum| sum as f64);
        (above * unit + 2.0 * mixed) * unit + below
    }
}

impl Sums {
    pub(crate) fn new(cells: usize) -> Self {
        Self { sums: vec![0; cells], squares: vec![Square::default(); cells] }
    }

    /// Adds the value of a cell in one world.
    pub(super) fn add(&mut self, cell: usize, value: u128) {
        self.sums[cell] += value;
        self.squares[cell].add(value);
    }

    /// Adds the sums of the cells from number `first` on.
    pub(super) fn merge(&mut self, other: &Self, first: usize) {
        self.sums[first..].iter_mut().zip(&other.sums).for_each(|(sum, more)| *sum += more);
        self.squares[first..].iter_mut().zip(&other.squares).for_each(|(square, more)| square.merge(more));
    }

    /// By cell: the sum over worlds, and the three parts of the sum of squares.
    pub(super) fn cells(&self) -> impl Iterator<Item = [u128; 4]> + '_ {
        let cell = |(sum, Square([above, mixed, below])): (&u128, &Square)| [*sum, *above, *mixed, *below];
        self.sums.iter().zip(&self.squares).map(cell)
    }

    /// The sums again from what [`Sums::cells`] told.
    pub(super) fn of_cells(cells: &[[u128; 4]]) -> Self {
        let square = |[_, above, mixed, below]: &[u128; 4]| Square([*above, *mixed, *below]);
        Self { sums: cells.iter().map(|cell| cell[0]).collect(), squares: cells.iter().map(square).collect() }
    }

    pub(crate) fn outcome(&self, worlds: u64) -> Outcome {
        Outcome {
            worlds: Some(worlds),
            means: self.sums.iter().map(|sum| *sum as f64 / worlds as f64).collect(),
            squares: self.squares.iter().map(|square| square.value() / worlds as f64).collect(),
            level: LEVEL,
        }
    }
}

/// Sums of some of the cells in each world of one block.
struct Sampler {
    cells: Range<usize>,
    sums: Vec<Cell>,
    touched: Vec<usize>,
    scratch: Box<[u128; BLOCK as usize]>,
}

/// The sum of a cell in each world of a block.
///
/// Mostly few different weights are added, over and over: one source weighs as much as another. For the first two, it is
/// counted how often they were added: bit k of the count of each world stands in `planes[k]`, so that one addition in 512
/// worlds takes a few operations on masks. What else is added stands in `rest`.
#[derive(Default)]
struct Cell {
    counts: [Count; 2],
    rest: Option<Box<[u128; BLOCK as usize]>>,
    touched: bool,
}

#[derive(Default)]
struct Count {
    weight: u128,
    planes: Vec<Lanes>,
}

impl Count {
    fn add(&mut self, worlds: &Lanes) {
        let mut carry = *worlds;
        for plane in &mut self.planes {
            let sum: Lanes = std::array::from_fn(|w| plane[w] ^ carry[w]);
            carry = std::array::from_fn(|w| plane[w] & carry[w]);
            *plane = sum;
            if is_none(&carry) {
                return;
            }
        }
        if !is_none(&carry) {
            self.planes.push(carry);
        }
    }
}

impl Cell {
    fn add(&mut self, weight: u128, worlds: &Lanes) {
        for count in &mut self.counts {
            if count.planes.is_empty() {
                count.weight = weight;
            }
            if count.weight == weight {
                return count.add(worlds);
            }
        }
        let rest = self.rest();
        for_each(worlds, |world| rest[world] += weight);
    }

    fn rest(&mut self) -> &mut [u128; BLOCK as usize] {
        self.rest.get_or_insert_with(|| Box::new([0; BLOCK as usize]))
    }

    /// Moves the sum in each world to `sums`, where nothing is yet.
    fn take(&mut self, sums: &mut [u128; BLOCK as usize]) {
        self.touched = false;
        if let Some(rest) = &mut self.rest {
            std::mem::swap(&mut **rest, sums);
        }
        for count in &mut self.counts {
            for (k, plane) in count.planes.drain(..).enumerate() {
                let weight = count.weight << k;
                for_each(&plane, |world| sums[world] += weight);
            }
        }
    }
}

impl Sampler {
    fn new(cells: Range<usize>) -> Self {
        let sums = std::iter::repeat_with(Cell::default).take(cells.len()).collect();
        Self { cells, sums, touched: Vec::new(), scratch: Box::new([0; BLOCK as usize]) }
    }

    fn touch(&mut self, cell: usize) -> Option<&mut Cell> {
        if !self.cells.contains(&cell) {
            return None;
        }
        let number = cell - self.cells.start;
        let cell = &mut self.sums[number];
        if !std::mem::replace(&mut cell.touched, true) {
            self.touched.push(number);
        }
        Some(cell)
    }

    /// Moves the block into the sums and forgets it.
    fn fold(&mut self, sums: &mut Sums) {
        for cell in self.touched.drain(..) {
            self.sums[cell].take(&mut self.scratch);
            for value in self.scratch.iter_mut().filter(|value| **value != 0) {
                sums.add(cell, std::mem::take(value));
            }
        }
    }
}

impl Tally for Sampler {
    fn add(&mut self, cell: usize, weight: u128, worlds: &Lanes) {
        if let Some(cell) = self.touch(cell) {
            cell.add(weight, worlds);
        }
    }

    fn add_one(&mut self, cell: usize, weight: u128, world: usize) {
        if let Some(cell) = self.touch(cell) {
            cell.rest()[world] += weight;
        }
    }

    fn add_weights(&mut self, cell: usize, factor: u64, weights: &Weights) {
        if is_none(&weights.worlds) {
            return;
        }
        if let Some(cell) = self.touch(cell) {
            let rest = cell.rest();
            weights.each(factor, |world, weight| rest[world] += weight);
        }
    }
}

/// The most uncertain ties on the routes of one source that are enumerated.
pub(crate) const MOST_UNCERTAIN: usize = 24;

/// Plays the question in every combination of the uncertain ties. Sources are independent of each other in the mean, so
/// each is enumerated over the ties of its own corridor.
pub(crate) fn enumerate(
    plan: &Plan,
    question: &dyn Question,
    control: &Control,
    phase: &'static str,
) -> Result<Outcome, Error> {
    let uncertain =
        |corridor: &Corridor| corridor.slots().into_iter().filter(|slot| plan.slots[*slot].is_uncertain()).count();
    if let Some(most) = plan.corridors.iter().map(uncertain).max().filter(|most| *most > MOST_UNCERTAIN) {
        let message = format!(
            "exact enumeration takes at most {MOST_UNCERTAIN} uncertain ties on the routes of one source, and there are \
             {most}; drop --exact, or narrow the question with --from, --to or --max-intermediaries"
        );
        return Err(ErrorKind::Parameter(message).into());
    }
    let mut means = vec![0.0; question.cells()];
    let all: Vec<Enumeration> = plan.corridors.iter().map(|one| Enumeration::new(plan, &one.slots())).collect();
    let mut phase = control.phase(phase, all.iter().map(|worlds| worlds.blocks() as u64).sum());
    for (i, worlds) in all.iter().enumerate() {
        let play = |(space, block): &mut (Space, Block), range: Range<usize>| {
            let mut part = Expected { means: vec![0.0; question.cells()], probabilities: Vec::new() };
            for number in range {
                worlds.open(number, block);
                part.probabilities = worlds.probabilities(number);
                question.play(i, block, space, &mut part);
            }
            part.means
        };
        let make = || (Space::of(control), Block::default());
        map_reduce_with(&mut phase, worlds.blocks(), 16, make, play, |part| {
            means.iter_mut().zip(part).for_each(|(mean, more)| *mean += more);
        })?;
    }
    Ok(Outcome { worlds: None, squares: Vec::new(), means, level: LEVEL })
}

/// Sums weighed with the probability of each world.
#[derive(Default)]
pub(super) struct Expected {
    pub(super) means: Vec<f64>,
    pub(super) probabilities: Vec<f64>,
}

impl Tally for Expected {
    fn add(&mut self, cell: usize, weight: u128, worlds: &Lanes) {
        let mut probability = 0.0;
        for_each(worlds, |world| probability += self.probabilities[world]);
        self.means[cell] += weight as f64 * probability;
    }

    fn add_one(&mut self, cell: usize, weight: u128, world: usize) {
        self.means[cell] += weight as f64 * self.probabilities[world];
    }

    fn add_weights(&mut self, cell: usize, factor: u64, weights: &Weights) {
        weights.each(factor, |world, weight| self.means[cell] += weight as f64 * self.probabilities[world]);
    }
}

/// Plays the question in one world in which the ties that `open` names are open: the bounds of what can happen.
pub(crate) fn extreme(plan: &Plan, question: &dyn Question, open: impl Fn(usize) -> bool) -> Vec<f64> {
    let mask = |open: bool| if open { [u64::MAX; WORDS] } else { [0; WORDS] };
    let block = Block { open: (0..plan.slots.len()).map(|slot| mask(open(slot))).collect(), live: first(1) };
    let mut tally = Expected { means: vec![0.0; question.cells()], probabilities: vec![1.0] };
    let mut space = Space::default();
    (0..plan.corridors.len()).for_each(|corridor| question.play(corridor, &block, &mut space, &mut tally));
    tally.means
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cell_sums_whatever_is_added(
            adds in prop::collection::vec((1_u64..4, any::<u64>(), 0..WORDS, any::<bool>()), 0..40),
            blocks in 1..3,
        ) {
            let (mut sampler, mut sums) = (Sampler::new(3..5), Sums::new(2));
            let mut expected = 0;
            for _ in 0..blocks {
                for &(weight, mask, word, one) in &adds {
                    let mut worlds = NONE;
                    worlds[word] = mask;
                    sampler.add(2, 7, &worlds);
                    sampler.add(4, u128::from(weight) << 60, &worlds);
                    expected += (u128::from(weight) << 60) * u128::from(mask.count_ones());
                    if one {
                        sampler.add_one(4, 5, 64 * word);
                        expected += 5;
                    }
                }
                sampler.fold(&mut sums);
            }
            prop_assert_eq!(&sums.sums, &[0, expected]);
        }
    }
}
