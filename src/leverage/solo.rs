//! Questions that are played world by world, all sources together.
//!
//! Losses of many actors in one world are found at once, so that only one number per actor is kept, however many there
//! are.

use super::plan::Plan;
use super::tally::{Question, Space, Sums, Tally};
use super::worlds::{Block, Coins, for_each};
use crate::control::Phase;
use crate::error::Error;
use crate::graph::parallel::map_reduce_with;
use std::ops::Range;

/// One world: which ties are open.
pub(crate) struct World<'a> {
    /// By slot: one bit for each of 64 worlds.
    pub(crate) open: &'a [u64],
    /// Which of the 64 worlds it is.
    pub(crate) bit: u32,
}

impl World<'_> {
    /// Whether the tie of a slot is open.
    pub(crate) fn is_open(&self, slot: u32) -> bool {
        self.open[slot as usize] >> self.bit & 1 == 1
    }
}

/// Sums of the cells in one world.
#[derive(Default)]
pub(crate) struct Found {
    values: Vec<u128>,
    touched: Vec<u32>,
}

impl Found {
    /// Adds a weight to a cell.
    pub(crate) fn add(&mut self, cell: usize, weight: u128) {
        if weight == 0 {
            return;
        }
        if self.values.len() <= cell {
            self.values.resize(cell + 1, 0);
        }
        if self.values[cell] == 0 {
            self.touched.push(cell as u32);
        }
        self.values[cell] += weight;
    }

    /// Tells every sum that is not zero, and forgets it.
    pub(super) fn drain(&mut self, mut tell: impl FnMut(usize, u128)) {
        for cell in self.touched.drain(..) {
            tell(cell as usize, std::mem::take(&mut self.values[cell as usize]));
        }
    }
}

/// A question that is played world by world.
pub(crate) trait Solo: Question {
    /// Plays all sources, or a single one, in one world.
    fn play_world(&self, source: Option<usize>, world: &World<'_>, space: &mut Space, found: &mut Found);

    /// Plays the part of one source in a block of worlds.
    fn play_block(&self, source: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let mut found = std::mem::take(&mut space.found);
        let mut open = std::mem::take(&mut space.open);
        let mut column = usize::MAX;
        for_each(&block.live, |world| {
            if column != world / 64 {
                column = world / 64;
                open.clear();
                open.extend(block.open.iter().map(|lanes| lanes[column]));
            }
            let one = World { open: &open, bit: world as u32 % 64 };
            self.play_world(Some(source), &one, space, &mut found);
            found.drain(|cell, weight| tally.add_one(cell, weight, world));
        });
        (space.found, space.open) = (found, open);
    }
}

/// Plays the question in these worlds, 64 at a time.
pub(super) fn extend(
    plan: &Plan,
    question: &dyn Solo,
    seed: u64,
    worlds: Range<u64>,
    sums: &mut Sums,
    phase: &mut Phase,
) -> Result<(), Error> {
    *phase = phase.clone().unit(64);
    let control = phase.control().clone();
    let coins = Coins::new(plan, seed);
    let words = worlds.start / 64..worlds.end.div_ceil(64);
    let play = |(space, found, open): &mut (Space, Found, Vec<u64>), range: Range<usize>| {
        let mut part = Sums::new(question.cells());
        for word in range.map(|i| words.start + i as u64) {
            coins.toss_word(word, open);
            let bits = worlds.start.saturating_sub(word * 64) as u32..(worlds.end - word * 64).min(64) as u32;
            for bit in bits.take_while(|_| !control.is_cancelled()) {
                question.play_world(None, &World { open, bit }, space, found);
                found.drain(|cell, weight| part.add(cell, weight));
            }
        }
        part
    };
    let make = || (Space::of(&control), Found::default(), Vec::new());
    map_reduce_with(phase, (words.end - words.start) as usize, 1, make, play, |part| sums.merge(&part, 0))
}
