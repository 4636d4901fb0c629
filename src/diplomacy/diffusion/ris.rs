//! Reverse influence sampling, for large graphs (OPIM-C).
//!
//! A *reverse reachable set* holds everybody who would reach a node drawn at random, in a random world. A set of seeds has
//! spread n · P(it meets such a set), so the best seeds are those that meet most of them. One collection of sets chooses the
//! seeds greedily and bounds the best possible spread from above, another one, independent, bounds the spread of the chosen
//! seeds from below. Both are doubled until
//!
//! ```text
//! lower bound of the chosen / upper bound of the best  ≥  1 − 1/e − ε
//! ```
//!
//! which holds for the truth with probability at least 1 − δ. With seeds given beforehand, sets that they meet are covered
//! and count on both sides, so the guarantee is about the total.
//!
//! # References
//! Borgs and others (2014), "Maximizing social influence in nearly optimal time", SODA, doi:10.1137/1.9781611973402.70. Tang,
//! Tang, Xiao and Yuan (2018), "Online processing algorithms for influence maximization", SIGMOD,
//! doi:10.1145/3183713.3183749.

use super::influence::{Live, Search, World};
use crate::control::Control;
use crate::error::Error;
use crate::graph::dice::Dice;
use crate::graph::parallel::map_reduce_with;
use serde::{Deserialize, Serialize};
use statrs::function::gamma::ln_gamma;
use std::f64::consts::E;

/// What reverse influence sampling guarantees.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Diffusion, Influence, Seeking};
///
/// let star = Influence::new(4, [(0, 1, 0.5), (0, 2, 0.5), (0, 3, 0.5)])?;
/// let result = Diffusion::new(1).seeking(Seeking::Reverse).run(&star)?;
/// let guarantee = result.guarantee.expect("that way gives one");
/// assert!(guarantee.ratio >= 1.0 - 1.0 / std::f64::consts::E - guarantee.epsilon);
/// assert_eq!(result.seeds[0].node, 0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Guarantee {
    /// The share of the best possible spread that the chosen seeds have at least: shown by the sets drawn.
    pub ratio: f64,
    /// 1 − 1/e − ε was asked for.
    pub epsilon: f64,
    /// The probability with which it may fail.
    pub delta: f64,
    /// Reverse reachable sets drawn.
    pub sets: usize,
}

/// Sets drawn at a time.
const CHUNK: usize = 256;

/// The most sets of one collection, lest memory run out.
const MOST_SETS: usize = 1 << 22;

/// Seeds chosen from reverse reachable sets, best first, and what is guaranteed.
pub(super) fn choose(
    live: &Live,
    (given, candidates): (&[u32], &[u32]),
    number: usize,
    seed: u64,
    (epsilon, delta): (f64, f64),
    control: &Control,
) -> Result<(Vec<u32>, Guarantee), Error> {
    let mut is_candidate = vec![false; live.nodes];
    for node in candidates {
        is_candidate[*node as usize] = true;
    }
    let (first, rounds) = plan(live.nodes, number, epsilon, delta);
    let a = (3.0 * f64::from(rounds) / delta).ln();
    let [mut choosing, mut judging] = [0, 1].map(|side| Sets { seed: Dice::new(seed, side).next(), ..Sets::default() });
    let mut size = first;
    loop {
        choosing.extend(live, size, control)?;
        judging.extend(live, size, control)?;
        let (chosen, upper) = choosing.greedy(live.nodes, given, &is_candidate, number);
        let all: Vec<u32> = given.iter().chain(&chosen).copied().collect();
        let (lower, upper) = (below(judging.met(live.nodes, &all), a), above(upper, a));
        let ratio = if upper > 0.0 { lower / upper } else { 1.0 };
        if ratio >= 1.0 - 1.0 / E - epsilon || size >= MOST_SETS {
            return Ok((chosen, Guarantee { ratio, epsilon, delta, sets: 2 * size }));
        }
        size *= 2;
    }
}

/// Sets to begin with, and how many times they may be doubled until theory alone gives the guarantee.
fn plan(nodes: usize, number: usize, epsilon: f64, delta: f64) -> (usize, u32) {
    let (n, k) = (nodes as f64, number.clamp(1, nodes.max(1)) as f64);
    let choose = ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
    let (part, log) = (1.0 - 1.0 / E, (6.0 / delta).ln());
    let root = part * log.sqrt() + (part * (choose + log)).sqrt();
    let most = 2.0 * n * root * root / (epsilon * epsilon * k);
    let first = (most * epsilon * epsilon * k / n).max(64.0);
    let rounds = (most / first).log2().ceil().max(1.0);
    (first.ceil() as usize, rounds as u32)
}

/// A number of sets that is at most the expected one, given how many were met (Tang and others 2018, lemma 4.2).
fn below(met: u64, a: f64) -> f64 {
    let root = (met as f64 + 2.0 * a / 9.0).sqrt() - (a / 2.0).sqrt();
    (root * root - a / 18.0).max(0.0)
}

/// A number that is at least the expected one.
fn above(met: u64, a: f64) -> f64 {
    let root = (met as f64 + a / 2.0).sqrt() + (a / 2.0).sqrt();
    root * root
}

/// Reverse reachable sets.
#[derive(Default)]
struct Sets {
    seed: u64,
    members: Vec<Vec<u32>>,
}

impl Sets {
    fn extend(&mut self, live: &Live, size: usize, control: &Control) -> Result<(), Error> {
        let (seed, done) = (self.seed, self.members.len());
        let draw = |search: &mut Search, number: usize| {
            let root = Dice::new(seed, number as u64).below(live.nodes) as u32;
            let world = World::new(seed ^ 1, number as u64);
            search.run(live.nodes, &live.incoming, [root], |key| world.value(key), |_| true).to_vec()
        };
        let phase = &mut control.phase("reverse reachable sets", (size - done) as u64);
        map_reduce_with(
            phase,
            size - done,
            CHUNK,
            Search::default,
            |search, range| range.map(|i| draw(search, done + i)).collect::<Vec<_>>(),
            |more| self.members.extend(more),
        )
    }

    /// How many sets these nodes meet.
    fn met(&self, nodes: usize, seeds: &[u32]) -> u64 {
        let mut is_seed = vec![false; nodes];
        for seed in seeds {
            is_seed[*seed as usize] = true;
        }
        self.members.iter().filter(|set| set.iter().any(|node| is_seed[*node as usize])).count() as u64
    }

    /// The greedy choice, and the most sets that any choice could meet: over all stages of the choice, what is met so far
    /// and the largest gains there are.
    fn greedy(&self, nodes: usize, given: &[u32], is_candidate: &[bool], number: usize) -> (Vec<u32>, u64) {
        let mut of_node: Vec<Vec<u32>> = vec![Vec::new(); nodes];
        for (i, set) in self.members.iter().enumerate() {
            for node in set {
                of_node[*node as usize].push(i as u32);
            }
        }
        let mut gain: Vec<u64> = of_node.iter().map(|sets| sets.len() as u64).collect();
        let (mut met, mut covered) = (0, vec![false; self.members.len()]);
        let mut take = |node: u32, gain: &mut Vec<u64>| {
            for set in &of_node[node as usize] {
                if !std::mem::replace(&mut covered[*set as usize], true) {
                    met += 1;
                    for node in &self.members[*set as usize] {
                        gain[*node as usize] -= 1;
                    }
                }
            }
            met
        };
        let mut now = given.iter().fold(0, |_, node| take(*node, &mut gain));
        let (mut chosen, mut upper): (Vec<u32>, u64) = (Vec::new(), u64::MAX);
        loop {
            let open = (0..nodes as u32).filter(|node| is_candidate[*node as usize] && !chosen.contains(node));
            let mut largest: Vec<(u64, std::cmp::Reverse<u32>)> =
                open.map(|node| (gain[node as usize], std::cmp::Reverse(node))).collect();
            largest.sort_unstable_by(|a, b| b.cmp(a));
            upper = upper.min(now + largest.iter().take(number).map(|(gain, _)| gain).sum::<u64>());
            match largest.first() {
                Some((_, std::cmp::Reverse(node))) if chosen.len() < number => {
                    now = take(*node, &mut gain);
                    chosen.push(*node);
                }
                _ => return (chosen, upper),
            }
        }
    }
}
