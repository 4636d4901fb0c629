//! From whom to search first, and when to end.

use std::ops::Range;

use super::TopScores;
use super::bounds::{Near, Sums, by_neighbours, extents, is_below};
use super::search::{Field, Search};
use crate::graph::compact::Compact;
use crate::graph::distances::Costs;
use crate::graph::parallel::map_reduce;
use crate::graph::{LENGTH_ONE, Sense, Topology};

/// Nodes searched from to the end, to tell how far the others are at least.
const PIVOTS: usize = 16;

/// Nodes per piece of parallel work, and in the first round of it; later rounds are larger. The bar is raised between
/// rounds alone, so that what is followed is the same for any number of threads.
const CHUNK: usize = 8;
const ROUND: usize = 64;
const LARGEST_ROUND: usize = 4_096;

/// The first `count` nodes by a score, and all that score as much as the last of them.
pub(super) fn first(topology: &Topology, sense: Sense, near: Near, count: usize) -> TopScores {
    let graph = Compact::of(topology);
    let costs = topology.lengths().map(|lengths| Costs::of(topology, lengths, &graph, sense));
    let extents = extents(topology, &graph, sense);
    let undirected = topology.is_undirected();
    let shortest = topology.lengths().and_then(|lengths| lengths.iter().min()).map_or(0.0, |&least| least as f64);
    let shortest = shortest / LENGTH_ONE as f64;
    let field = Field { graph: &graph, sense, undirected, costs, shortest, near, extents };
    let mut race = Race::new(&field, count);
    if undirected {
        race.pivots();
    }
    race.rounds();
    race.end()
}

struct Race<'a> {
    field: &'a Field<'a>,
    count: usize,
    /// What each node can score at most.
    bounds: Vec<f64>,
    done: Vec<bool>,
    /// All scores found, and the highest of them.
    found: Vec<(u32, f64)>,
    highest: Vec<f64>,
    searched: u64,
    followed: u64,
}

impl<'a> Race<'a> {
    fn new(field: &'a Field<'a>, count: usize) -> Self {
        let nodes = field.graph.node_count();
        let bounds = match &field.costs {
            None => by_neighbours(field.graph, field.sense, field.near, field.undirected, &field.extents),
            Some(_) => vec![f64::INFINITY; nodes],
        };
        let (done, found, highest) = (vec![false; nodes], Vec::new(), Vec::new());
        Self { field, count, bounds, done, found, highest, searched: 0, followed: 0 }
    }

    /// The score that the last of those wanted has so far.
    fn bar(&self) -> f64 {
        self.highest.get(self.count - 1).copied().unwrap_or(0.0)
    }

    fn add(&mut self, found: impl IntoIterator<Item = (u32, f64)>) {
        for (v, score) in found {
            self.found.push((v, score));
            self.highest.push(score);
        }
        self.highest.sort_by(|a, b| b.total_cmp(a));
        self.highest.truncate(self.count);
    }

    /// Searches from some of the nodes that look best, and lowers the bounds of the others by what is found.
    fn pivots(&mut self) {
        let nodes = self.field.graph.node_count();
        let mut search = Search::new(self.field);
        for _ in 0..PIVOTS.min(nodes) {
            let open = (0..nodes).filter(|&v| !self.done[v]);
            // Of equals, the one with most ties.
            let degree = |v: usize| self.field.graph.next(v as u32, self.field.sense).len();
            let best = open.max_by(|&a, &b| self.bounds[a].total_cmp(&self.bounds[b]).then(degree(a).cmp(&degree(b))));
            let Some(pivot) = best else { return };
            if is_below(self.bounds[pivot], self.bar()) {
                return;
            }
            self.done[pivot] = true;
            self.searched += 1;
            let score = search.whole(self.field, pivot as u32, 0.0);
            let found: Vec<(u32, u128)> = search.found().collect();
            search.forget();
            match (&self.field.costs, self.field.near) {
                (None, near) => self.lower_by_hops(near, &found),
                (Some(_), Near::Closeness) => self.lower_by_lengths(&found),
                (Some(_), Near::Harmonic) => {}
            }
            self.add(score.map(|score| (pivot as u32, score)));
        }
        self.followed += search.followed;
    }

    /// No node is nearer to another than their steps from the pivot differ, and none that is no neighbour nearer than 2.
    fn lower_by_hops(&mut self, near: Near, found: &[(u32, u128)]) {
        let last = found.last().map_or(0, |(_, steps)| *steps as usize);
        if near == Near::Harmonic && last > MOST_LEVELS {
            return;
        }
        let mut levels = vec![0.0; last + 1];
        for (_, steps) in found {
            levels[*steps as usize] += 1.0;
        }
        let others = found.len() as f64 - 1.0;
        let all = |level: usize| {
            let apart =
                |(other, count): (usize, &f64)| Sums::default().and(*count, level.abs_diff(other).max(2) as f64);
            levels.iter().enumerate().map(apart).fold(Sums::default(), |a, b| Sums {
                reached: a.reached + b.reached,
                sum: a.sum + b.sum,
                inverses: a.inverses + b.inverses,
            })
        };
        // By sums alone, those of all levels follow from one another.
        let each: Vec<Sums> = if last > MOST_LEVELS { running(&levels) } else { (0..=last).map(all).collect() };
        for &(v, steps) in found {
            let ties = self.field.graph.next(v, self.field.sense).len() as f64;
            let Sums { sum, inverses, .. } = each[steps as usize];
            // Neighbours are at 1 instead of 2, and the node itself is none of the others.
            let sums = Sums { reached: others, sum: sum - ties - 2.0, inverses: inverses + ties / 2.0 - 0.5 };
            let bound = near.score(&sums, self.field.graph.node_count() as f64);
            self.bounds[v as usize] = self.bounds[v as usize].min(bound);
        }
    }

    /// No node is nearer to another than their distances from the pivot differ.
    fn lower_by_lengths(&mut self, found: &[(u32, u128)]) {
        let others = found.len() as f64 - 1.0;
        let total: u128 = found.iter().map(|(_, distance)| distance).sum();
        let mut before = 0_u128;
        for (place, &(v, distance)) in found.iter().enumerate() {
            let (nearer, farther) = (place as u128, (found.len() - place) as u128);
            let sum = (distance * nearer - before) + (total - before - distance * farther);
            let sums = Sums { reached: others, sum: sum as f64 / LENGTH_ONE as f64, inverses: 0.0 };
            let bound = self.score(&sums);
            self.bounds[v as usize] = self.bounds[v as usize].min(bound);
            before += distance;
        }
    }

    fn score(&self, sums: &Sums) -> f64 {
        self.field.near.score(sums, self.field.graph.node_count() as f64)
    }

    /// Searches from the others in the order of their bounds, until these are below the bar.
    fn rounds(&mut self) {
        let nodes = self.field.graph.node_count();
        let degree = |v: u32| self.field.graph.next(v, self.field.sense).len();
        let mut order: Vec<u32> = (0..nodes as u32).filter(|&v| !self.done[v as usize]).collect();
        let key = |v: u32| self.bounds[v as usize];
        order.sort_by(|&a, &b| key(b).total_cmp(&key(a)).then(degree(b).cmp(&degree(a))));
        let (mut rest, mut size) = (&order[..], ROUND);
        while !rest.is_empty() {
            let bar = self.bar();
            let open = rest.partition_point(|&v| !is_below(self.bounds[v as usize], bar));
            let round = &rest[..open.min(size)];
            if round.is_empty() {
                return;
            }
            let part = |search: &mut Search, range: Range<usize>| {
                let before = search.followed;
                let found = range.map(|i| (round[i], search.run(self.field, round[i], bar)));
                let found: Vec<(u32, f64)> = found.filter_map(|(v, score)| Some((v, score?))).collect();
                (found, search.followed - before)
            };
            let (mut found, mut followed) = (Vec::new(), 0);
            map_reduce(
                round.len(),
                CHUNK,
                || Search::new(self.field),
                part,
                |(scores, arcs)| {
                    found.extend(scores);
                    followed += arcs;
                },
            );
            self.searched += round.len() as u64;
            self.followed += followed;
            self.add(found);
            (rest, size) = (&rest[round.len()..], (2 * size).min(LARGEST_ROUND));
        }
    }

    fn end(self) -> TopScores {
        let bar = self.bar();
        let nodes = self.field.graph.nodes();
        let found = self.found.into_iter().filter(|(_, score)| *score >= bar);
        let mut ranking: Vec<(u32, f64)> = found.map(|(v, score)| (nodes[v as usize], score)).collect();
        ranking.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        TopScores { ranking, searched: self.searched, followed: self.followed }
    }
}

/// Levels up to which each is held against each.
const MOST_LEVELS: usize = 512;

/// The sums of max(2, difference) from each level to all nodes, one from another.
fn running(levels: &[f64]) -> Vec<Sums> {
    let total: f64 = levels.iter().sum();
    let mut sum: f64 = levels.iter().enumerate().map(|(level, count)| level as f64 * count).sum();
    let mut passed = 0.0;
    let count = |level: Option<usize>| level.and_then(|level| levels.get(level)).copied().unwrap_or(0.0);
    (0..levels.len())
        .map(|level| {
            let near = 2.0 * levels[level] + count(level.checked_sub(1)) + count(Some(level + 1));
            let sums = Sums { reached: total, sum: sum + near, inverses: 0.0 };
            passed += levels[level];
            sum += passed - (total - passed);
            sums
        })
        .collect()
}
