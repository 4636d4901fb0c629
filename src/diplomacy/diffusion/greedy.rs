//! Greedy choice on sampled worlds, with lazy re-evaluation (CELF).
//!
//! In a fixed set of worlds the mean spread is monotone and submodular, so the gain of a city can only fall as others are
//! chosen: a gain from an earlier round is an upper bound, and a city is looked at again only if its bound is the highest.
//! The result is that of plain greedy choice, and at least 1 − 1/e of the best possible *in these worlds*.
//!
//! # References
//! Kempe, Kleinberg and Tardos (2003), "Maximizing the spread of influence through a social network", KDD,
//! doi:10.1145/956750.956769. Leskovec and others (2007), "Cost-effective outbreak detection in networks", KDD,
//! doi:10.1145/1281192.1281239.

use super::influence::{Live, Search, World};
use crate::control::Control;
use crate::error::Error;
use crate::graph::parallel::map_reduce_with;
use std::collections::BinaryHeap;

/// Nodes whose first gains are found at a time.
const CHUNK: usize = 8;

/// Seeds chosen in these worlds, best first, each with what it adds there, summed over worlds.
pub(super) fn choose(
    live: &Live,
    (given, candidates): (&[u32], &[u32]),
    number: usize,
    (seed, worlds): (u64, u64),
    control: &Control,
) -> Result<Vec<u32>, Error> {
    let mut covered = Covered::new(live, seed, worlds);
    let mut search = Search::default();
    for node in given {
        covered.add(*node, &mut search);
    }
    let mut first = Vec::with_capacity(candidates.len());
    let phase = &mut control.phase("first gains", candidates.len() as u64);
    let shared = &covered;
    map_reduce_with(
        phase,
        candidates.len(),
        CHUNK,
        Search::default,
        |search, range| candidates[range].iter().map(|node| shared.gain(*node, search)).collect::<Vec<_>>(),
        |gains| first.extend(gains),
    )?;
    // The highest gain first, then the candidate that comes first.
    let bound = |(i, gain): (usize, u64)| (gain, std::cmp::Reverse(i), 0);
    let mut heap: BinaryHeap<_> = first.into_iter().enumerate().map(bound).collect();
    let mut chosen = Vec::new();
    while chosen.len() < number {
        let Some((_, std::cmp::Reverse(i), round)) = heap.pop() else { break };
        if round == chosen.len() {
            covered.add(candidates[i], &mut search);
            chosen.push(candidates[i]);
        } else {
            control.check()?;
            heap.push((covered.gain(candidates[i], &mut search), std::cmp::Reverse(i), chosen.len()));
        }
    }
    Ok(chosen)
}

/// Who is reached already, by world.
struct Covered<'a> {
    live: &'a Live,
    worlds: Vec<World>,
    reached: Vec<Vec<u64>>,
}

impl<'a> Covered<'a> {
    fn new(live: &'a Live, seed: u64, worlds: u64) -> Self {
        let worlds: Vec<World> = (0..worlds).map(|number| World::new(seed, number)).collect();
        let reached = vec![vec![0; live.nodes.div_ceil(64)]; worlds.len()];
        Self { live, worlds, reached }
    }

    /// Whom a node would add in one world: what is reached already leads to nobody new.
    fn adds<'s>(&self, i: usize, node: u32, search: &'s mut Search) -> &'s [u32] {
        let (world, reached) = (self.worlds[i], &self.reached[i]);
        let new = |node: u32| reached[node as usize / 64] >> (node % 64) & 1 == 0;
        search.run(self.live.nodes, &self.live.out, [node], |key| world.value(key), new)
    }

    fn gain(&self, node: u32, search: &mut Search) -> u64 {
        (0..self.worlds.len()).map(|i| self.adds(i, node, search).len() as u64).sum()
    }

    fn add(&mut self, node: u32, search: &mut Search) {
        for i in 0..self.worlds.len() {
            for new in self.adds(i, node, search) {
                self.reached[i][*new as usize / 64] |= 1 << (new % 64);
            }
        }
    }
}
