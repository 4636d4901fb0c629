//! Exact spread by enumerating live-edge graphs, and the best set by enumerating sets.

use super::influence::{Live, Search};

/// The most worlds that are enumerated.
pub(super) const MOST_WORLDS: f64 = (1 << 18) as f64;

/// The most steps, sets times worlds, of a search for the best set.
const MOST_STEPS: f64 = 2e7;

/// All worlds of a small live-edge graph: their probability, and by node whom it reaches, one bit per node.
pub(super) struct Enumerated {
    worlds: Vec<(f64, Vec<u64>)>,
    nodes: usize,
}

impl Enumerated {
    /// All worlds, if they and the nodes are few enough.
    pub(super) fn of(live: &Live) -> Option<Self> {
        let outcomes = outcomes(live);
        let number: f64 = outcomes.iter().map(|key| key.len() as f64).product();
        if live.nodes > 64 || number * live.nodes as f64 > MOST_WORLDS {
            return None;
        }
        let mut worlds = Vec::with_capacity(number as usize);
        let mut search = Search::default();
        let mut choice = vec![0; outcomes.len()];
        loop {
            let probability = choice.iter().zip(&outcomes).map(|(i, key)| key[*i].1).product();
            let value = |key: u32| outcomes[key as usize][choice[key as usize]].0;
            let reach = (0..live.nodes as u32).map(|node| {
                let reached = search.run(live.nodes, &live.out, [node], value, |_| true);
                reached.iter().fold(0, |mask, other| mask | 1_u64 << other)
            });
            worlds.push((probability, reach.collect()));
            let Some(turn) = (0..choice.len()).find(|key| choice[*key] + 1 < outcomes[*key].len()) else { break };
            choice[..turn].fill(0);
            choice[turn] += 1;
        }
        Some(Self { worlds, nodes: live.nodes })
    }

    /// The expected spread of a set.
    pub(super) fn spread(&self, seeds: &[u32]) -> f64 {
        let reached = |reach: &[u64]| seeds.iter().fold(0, |mask, seed| mask | reach[*seed as usize]).count_ones();
        self.worlds.iter().map(|(probability, reach)| probability * f64::from(reached(reach))).sum()
    }

    /// By node: the probability that a set reaches it.
    pub(super) fn reached(&self, seeds: &[u32]) -> Vec<f64> {
        let mut reached = vec![0.0; self.nodes];
        for (probability, reach) in &self.worlds {
            let mask = seeds.iter().fold(0, |mask, seed| mask | reach[*seed as usize]);
            (0..self.nodes).filter(|node| mask >> node & 1 == 1).for_each(|node| reached[node] += probability);
        }
        reached
    }

    /// The best `number` of the candidates to add to a set, if the sets are few enough; the first of equals.
    pub(super) fn best(&self, given: &[u32], candidates: &[u32], number: usize) -> Option<Vec<u32>> {
        let number = number.min(candidates.len());
        let sets = (0..number).fold(1.0, |sets, i| sets * (candidates.len() - i) as f64 / (i + 1) as f64);
        if sets * self.worlds.len() as f64 > MOST_STEPS {
            return None;
        }
        let mut chosen: Vec<usize> = (0..number).collect();
        let (mut best, mut most) = (Vec::new(), f64::NEG_INFINITY);
        loop {
            let added: Vec<u32> = chosen.iter().map(|i| candidates[*i]).collect();
            let spread = self.spread(&[given, &added].concat());
            if spread > most + 1e-12 * self.nodes as f64 {
                (best, most) = (added, spread);
            }
            let Some(turn) = (0..number).rev().find(|i| chosen[*i] < candidates.len() - number + i) else {
                return Some(best);
            };
            chosen[turn] += 1;
            (turn + 1..number).for_each(|i| chosen[i] = chosen[i - 1] + 1);
        }
    }
}

/// By key: a number within each stretch on which no arc changes, and how long the stretch is.
fn outcomes(live: &Live) -> Vec<Vec<(f64, f64)>> {
    let mut bounds = vec![vec![0.0, 1.0]; live.keys];
    for node in 0..live.nodes as u32 {
        for arc in live.out.of(node) {
            bounds[arc.key as usize].extend([arc.low, arc.high.min(1.0)]);
        }
    }
    let stretches = |mut bounds: Vec<f64>| {
        bounds.sort_by(f64::total_cmp);
        let between = bounds.windows(2).filter(|pair| pair[1] > pair[0]);
        between.map(|pair| (f64::midpoint(pair[0], pair[1]), pair[1] - pair[0])).collect()
    };
    bounds.into_iter().map(stretches).collect()
}
