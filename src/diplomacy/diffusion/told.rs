//! How far growing sets spread: exactly, or in sampled worlds.

use super::exact::Enumerated;
use super::influence::{Live, Search, World};
use crate::control::Control;
use crate::error::Error;
use crate::graph::parallel::map_reduce_with;
use crate::leverage::{Estimate, LEVEL, Moments};

/// Spreads of the stages, what each adds, and by node how likely it is reached.
pub(super) type Told = (Vec<Estimate>, Vec<Estimate>, Vec<Estimate>);

impl Enumerated {
    /// A set in the order in which its members add most.
    pub(super) fn in_order(&self, given: &[u32], mut set: Vec<u32>) -> Vec<u32> {
        let mut order: Vec<u32> = Vec::new();
        while !set.is_empty() {
            let spread = |node: &u32| self.spread(&[given, &order, &[*node]].concat());
            let best =
                (0..set.len()).fold(0, |best, i| if spread(&set[i]) > spread(&set[best]) + 1e-12 { i } else { best });
            order.push(set.remove(best));
        }
        order
    }

    pub(super) fn told(&self, stages: &[Vec<u32>]) -> Told {
        let spreads: Vec<f64> = stages.iter().map(|stage| self.spread(stage)).collect();
        let adds = spreads.windows(2).map(|pair| Estimate::exact(pair[1] - pair[0])).collect();
        let all = &stages[stages.len() - 1];
        let reached = self.reached(all).into_iter().map(Estimate::exact).collect();
        (spreads.into_iter().map(Estimate::exact).collect(), adds, reached)
    }
}

/// Worlds that are played at a time.
const CHUNK: usize = 64;

/// Sums over worlds: the spread of each stage and what it adds, with their squares, and how often each node is reached.
struct Sums {
    spread: Vec<(u64, u64)>,
    adds: Vec<(u64, u64)>,
    reached: Vec<u64>,
}

/// The spread of each of several growing sets, what each adds to the one before, and whom the last reaches.
pub(super) fn told(live: &Live, stages: &[Vec<u32>], seed: u64, worlds: u64, control: &Control) -> Result<Told, Error> {
    let empty =
        || Sums { spread: vec![(0, 0); stages.len()], adds: vec![(0, 0); stages.len()], reached: vec![0; live.nodes] };
    let mut sums = empty();
    let phase = &mut control.phase("spread", worlds);
    let play = |search: &mut Search, sums: &mut Sums, number: u64| {
        let world = World::new(seed, number);
        let mut before = 0;
        for (i, stage) in stages.iter().enumerate() {
            let reached = search.run(live.nodes, &live.out, stage.iter().copied(), |key| world.value(key), |_| true);
            let now = reached.len() as u64;
            for (sum, value) in [(&mut sums.spread[i], now), (&mut sums.adds[i], now - before)] {
                *sum = (sum.0 + value, sum.1 + value * value);
            }
            before = now;
            if i + 1 == stages.len() {
                for node in reached {
                    sums.reached[*node as usize] += 1;
                }
            }
        }
    };
    map_reduce_with(
        phase,
        worlds as usize,
        CHUNK,
        Search::default,
        |search, range| {
            let mut part = empty();
            range.for_each(|number| play(search, &mut part, number as u64));
            part
        },
        |part| {
            let pairs = sums.spread.iter_mut().zip(part.spread).chain(sums.adds.iter_mut().zip(part.adds));
            pairs.for_each(|(sum, more)| *sum = (sum.0 + more.0, sum.1 + more.1));
            sums.reached.iter_mut().zip(part.reached).for_each(|(sum, more)| *sum += more);
        },
    )?;
    // With every arc live that can be, and with those alone that always are.
    let bound = |stage: &[u32], surely: bool| extreme(live, stage, surely);
    let bounds: Vec<(f64, f64)> = stages.iter().map(|stage| (bound(stage, true), bound(stage, false))).collect();
    let tell = |(sum, square): (u64, u64), (least, most): (f64, f64)| {
        let n = worlds as f64;
        Estimate::at_level(
            &Moments { worlds, mean: sum as f64 / n, mean_square: square as f64 / n, least, most },
            LEVEL,
        )
    };
    let spreads = sums.spread.iter().zip(&bounds).map(|(sum, bounds)| tell(*sum, *bounds)).collect();
    let adds = (1..stages.len()).map(|i| tell(sums.adds[i], (0.0, bounds[i].1))).collect();
    let last = &stages[stages.len() - 1];
    let node = |(node, hits): (usize, &u64)| {
        if last.contains(&(node as u32)) { Estimate::exact(1.0) } else { tell((*hits, *hits), (0.0, 1.0)) }
    };
    Ok((spreads, adds, sums.reached.iter().enumerate().map(node).collect()))
}

/// How many a set reaches along the arcs that may be live, or along those that surely are.
fn extreme(live: &Live, stage: &[u32], surely: bool) -> f64 {
    let mut reached: Vec<bool> = vec![false; live.nodes];
    let mut queue: Vec<u32> = stage.to_vec();
    for node in &queue {
        reached[*node as usize] = true;
    }
    while let Some(node) = queue.pop() {
        for arc in live.out.of(node).iter().filter(|arc| !surely || arc.low <= 0.0 && arc.high >= 1.0) {
            if !std::mem::replace(&mut reached[arc.node as usize], true) {
                queue.push(arc.node);
            }
        }
    }
    reached.iter().filter(|reached| **reached).count() as f64
}
