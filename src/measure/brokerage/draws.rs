//! Random dealings of the labels of groups.

use std::ops::Range;

use super::CHUNK;
use super::ego::{Ego, Rows};
use crate::graph::dice::Dice;
use crate::graph::parallel::map_reduce;

/// Dealings that are held at a time.
const BATCH: usize = 32;

/// Sums that differ by less are equal but for rounding.
const ROUNDING: f64 = 1e-9;

/// For every node and role, the share of dealings that give as much as `counts` or more, the recorded one included.
pub(super) fn shares(rows: &Rows, groups: &[u32], counts: &[[f64; 5]], draws: usize, seed: u64) -> Vec<[f64; 5]> {
    let nodes = rows.node_count();
    let mut as_high = vec![[1_u64; 5]; nodes];
    for first in (0..draws).step_by(BATCH) {
        let dealt: Vec<Vec<u32>> =
            (first..draws.min(first + BATCH)).map(|draw| dealing(groups, seed, draw as u64)).collect();
        let part = |ego: &mut Ego, range: Range<usize>| -> Vec<(usize, [u64; 5])> {
            let one = |b: usize| {
                ego.visit(rows, b as u32);
                let mut reached = [0; 5];
                for groups in &dealt {
                    let roles = ego.roles(groups);
                    for role in 0..5 {
                        let least = counts[b][role] * (1.0 - ROUNDING);
                        reached[role] += u64::from(roles[role] >= least);
                    }
                }
                (b, reached)
            };
            range.map(one).collect()
        };
        map_reduce(
            nodes,
            CHUNK,
            || Ego::new(nodes),
            part,
            |part| {
                for (b, reached) in part {
                    as_high[b].iter_mut().zip(reached).for_each(|(sum, more)| *sum += more);
                }
            },
        );
    }
    as_high.into_iter().map(|row| row.map(|count| count as f64 / (draws as f64 + 1.0))).collect()
}

/// The labels in another order, from a stream of random numbers of its own.
fn dealing(groups: &[u32], seed: u64, draw: u64) -> Vec<u32> {
    let mut dealt = groups.to_vec();
    Dice::new(seed, draw).shuffle(&mut dealt);
    dealt
}
