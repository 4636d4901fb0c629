//! Trying every set, or swapping members until nothing is gained.

use std::ops::Range;

use super::KeySet;
use super::objective::{Objective, Space};
use crate::graph::dice::Dice;
use crate::graph::parallel::map_reduce;

/// Sets of the best value that are told.
const MOST_BEST: usize = 10;

/// Sets after them that are told.
pub(super) const RUNNERS_UP: usize = 5;

/// How many sets of `size` there are; `None` if they are too many to count.
pub(super) fn sets(nodes: usize, size: usize) -> Option<u64> {
    (0..size as u64).try_fold(1_u64, |sets, i| Some(sets.checked_mul(nodes as u64 - i)? / (i + 1)))
}

/// The best sets seen, best first, equals in the order of their members.
#[derive(Default)]
pub(super) struct Podium(Vec<KeySet>);

impl Podium {
    /// The value that a set must have at least to stand here.
    pub(super) fn bar(&self) -> f64 {
        let best = self.0.first().map_or(0.0, |set| set.value);
        let next = self.0.len() - self.0.partition_point(|set| set.value == best);
        if next < RUNNERS_UP { f64::NEG_INFINITY } else { self.0[self.0.len() - 1].value }
    }

    pub(super) fn sets(self) -> Vec<KeySet> {
        self.0
    }

    pub(super) fn offer(&mut self, members: &[u32], value: f64) {
        let before = |set: &KeySet| set.value > value || set.value == value && set.members.as_slice() <= members;
        let place = self.0.partition_point(before);
        if place > 0 && self.0[place - 1].members == members || place >= MOST_BEST + RUNNERS_UP {
            return;
        }
        self.0.insert(place, KeySet { members: members.to_vec(), value });
        self.trim();
    }

    /// Drops what is neither among the best nor among the runners-up.
    fn trim(&mut self) {
        let best = self.0[0].value;
        let alike = self.0.partition_point(|set| set.value == best);
        if alike > MOST_BEST {
            self.0.drain(MOST_BEST..alike);
        }
        self.0.truncate(alike.min(MOST_BEST) + RUNNERS_UP);
    }
}

/// The best of all sets, in the order of their first members on all threads.
pub(super) fn all(objective: &Objective<'_>, size: usize) -> Podium {
    let nodes = objective.node_count();
    let part = |space: &mut Space, range: Range<usize>| {
        let mut podium = Podium::default();
        for first in range.filter(|first| first + size <= nodes) {
            let mut set: Vec<u32> = (first..first + size).map(|v| v as u32).collect();
            loop {
                podium.offer(&set, objective.value(&set, space));
                if !advance(&mut set, nodes as u32) {
                    break;
                }
            }
        }
        podium
    };
    let mut podium = Podium::default();
    map_reduce(
        nodes,
        1,
        || objective.space(),
        part,
        |part| {
            part.0.iter().for_each(|set| podium.offer(&set.members, set.value));
        },
    );
    podium
}

/// The next set with the same first member; whether there is one.
fn advance(set: &mut [u32], nodes: u32) -> bool {
    let size = set.len();
    let Some(i) = (1..size).rev().find(|&i| set[i] < nodes - (size - i) as u32) else { return false };
    set[i] += 1;
    for j in i + 1..size {
        set[j] = set[j - 1] + 1;
    }
    true
}

/// The best sets found by swapping, from a greedy beginning and from random ones.
pub(super) fn swaps(objective: &Objective<'_>, size: usize, starts: usize, seed: u64) -> Podium {
    let mut podium = Podium::default();
    let part = |space: &mut Space, range: Range<usize>| {
        let mut podium = Podium::default();
        for start in range {
            let mut set = if start == 0 {
                greedy(objective, size, space)
            } else {
                drawn(objective.node_count(), size, seed, start as u64)
            };
            climb(objective, &mut set, &mut podium, space);
        }
        podium
    };
    map_reduce(
        starts,
        1,
        || objective.space(),
        part,
        |part| {
            part.0.iter().for_each(|set| podium.offer(&set.members, set.value));
        },
    );
    podium
}

/// The best node, then the best one to add, and so on.
fn greedy(objective: &Objective<'_>, size: usize, space: &mut Space) -> Vec<u32> {
    let mut set = Vec::with_capacity(size);
    while set.len() < size {
        let mut best = (f64::NEG_INFINITY, 0);
        for v in (0..objective.node_count() as u32).filter(|v| !set.contains(v)) {
            let value = objective.value(&[&set[..], &[v]].concat(), space);
            if value > best.0 {
                best = (value, v);
            }
        }
        set.push(best.1);
    }
    set.sort_unstable();
    set
}

/// Random members, all different.
fn drawn(nodes: usize, size: usize, seed: u64, start: u64) -> Vec<u32> {
    let mut dice = Dice::new(seed, start);
    let mut set: Vec<u32> = Vec::with_capacity(size);
    // Floyd's way: each set is as likely as any other.
    for last in nodes - size..nodes {
        let v = dice.below(last + 1) as u32;
        set.push(if set.contains(&v) { last as u32 } else { v });
    }
    set.sort_unstable();
    set
}

/// Makes the swap that gains most until none gains. Every set looked at may win.
fn climb(objective: &Objective<'_>, set: &mut Vec<u32>, podium: &mut Podium, space: &mut Space) {
    let mut value = objective.value(set, space);
    podium.offer(set, value);
    loop {
        let mut best: Option<(f64, Vec<u32>)> = None;
        for i in 0..set.len() {
            for v in (0..objective.node_count() as u32).filter(|v| !set.contains(v)) {
                let mut other = set.clone();
                other[i] = v;
                other.sort_unstable();
                let gained = objective.value(&other, space);
                podium.offer(&other, gained);
                if gained > best.as_ref().map_or(value, |(best, _)| *best) {
                    best = Some((gained, other));
                }
            }
        }
        let Some((gained, other)) = best else { return };
        (value, *set) = (gained, other);
    }
}
