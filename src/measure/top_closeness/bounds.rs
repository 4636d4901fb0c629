//! What a node can score at most.

use crate::graph::compact::Compact;
use crate::graph::{Sense, Topology, components};

/// Which score of nearness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    Closeness,
    Harmonic,
}

/// Others of a node: how many, their distances added up, and the inverses of their distances.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) reached: f64,
    pub(super) sum: f64,
    pub(super) inverses: f64,
}

impl Sums {
    /// The same with so many more at a distance.
    pub(super) fn and(self, count: f64, distance: f64) -> Self {
        if count <= 0.0 {
            return self;
        }
        Self {
            reached: self.reached + count,
            sum: self.sum + count * distance,
            inverses: self.inverses + count / distance,
        }
    }
}

/// What is left to find: up to `near` others at distance `at`, all others at `beyond` or farther.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest {
    pub(super) near: f64,
    pub(super) at: f64,
    pub(super) beyond: f64,
}

impl Near {
    /// The score of a node among `nodes`.
    pub(super) fn score(self, sums: &Sums, nodes: f64) -> f64 {
        match self {
            Self::Closeness if sums.reached > 0.0 => sums.reached / sums.sum * (sums.reached / (nodes - 1.0)),
            Self::Closeness => 0.0,
            Self::Harmonic => sums.inverses,
        }
    }

    /// The most that a node can score that has seen these others and has from `least` to `most` in all.
    ///
    /// With r others, closeness is r² over a sum that is linear in r between two of the distances that the rest may have.
    /// Such a quotient first falls and then rises, so that the largest is at an end of a piece.
    pub(super) fn most(self, seen: &Sums, rest: Rest, (least, most): (f64, f64), nodes: f64) -> f64 {
        let with = |reached: f64| {
            let more = (reached - seen.reached).max(0.0);
            let near = more.min(rest.near);
            self.score(&seen.and(near, rest.at).and(more - near, rest.beyond), nodes)
        };
        if self == Self::Harmonic {
            return with(most);
        }
        let (least, turn) = (least.max(seen.reached), seen.reached + rest.near);
        let ends = with(least).max(with(most));
        if least < turn && turn < most { ends.max(with(turn)) } else { ends }
    }
}

/// Whether a bound is below the bar, whatever was lost by rounding.
pub(super) fn is_below(bound: f64, bar: f64) -> bool {
    bound * (1.0 + 1e-9) < bar
}

/// How many others each node of the graph reaches in a sense: at least, at most.
pub(super) fn extents(topology: &Topology, graph: &Compact, sense: Sense) -> Vec<(f64, f64)> {
    if topology.is_undirected() {
        let parts = graph.parts().iter().flat_map(|part| part.clone().map(|_| part.len() as f64 - 1.0));
        return parts.map(|others| (others, others)).collect();
    }
    let strong = components::strong(topology);
    let label = |v: usize| strong.labels[graph.nodes()[v] as usize] as usize;
    let sizes: Vec<f64> = strong.sizes().iter().map(|&size| size as f64).collect();
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); sizes.len()];
    for v in 0..graph.node_count() {
        members[label(v)].push(v as u32);
    }
    // The largest component and what it leads to are counted; all others add up what they lead to beside that.
    let largest = strong.largest().map_or(0, |largest| largest as usize);
    let mut in_reach = vec![false; sizes.len()];
    let mut open = vec![largest];
    if let Some(first) = in_reach.get_mut(largest) {
        *first = true;
    }
    while let Some(one) = open.pop() {
        for &v in members.get(one).into_iter().flatten() {
            for &w in graph.next(v, sense) {
                let other = label(w as usize);
                if !in_reach[other] {
                    in_reach[other] = true;
                    open.push(other);
                }
            }
        }
    }
    let counted: f64 = sizes.iter().zip(&in_reach).filter(|(_, reached)| **reached).map(|(size, _)| size).sum();
    let mut found: Vec<Option<Reach>> = vec![None; sizes.len()];
    if let Some(first) = found.get_mut(largest) {
        *first = Some(Reach { least: counted, beside: 0.0, counted: true });
    }
    for first in 0..sizes.len() {
        let mut open = vec![first];
        while let Some(&one) = open.last() {
            let next = || members[one].iter().flat_map(|&v| graph.next(v, sense)).map(|&w| label(w as usize));
            let waiting = open.len();
            if found[one].is_none() {
                open.extend(next().filter(|&other| other != one && found[other].is_none()));
            }
            if open.len() > waiting {
                continue;
            }
            open.pop();
            if found[one].is_none() {
                let mut others: Vec<usize> = next().filter(|&other| other != one).collect();
                others.sort_unstable();
                others.dedup();
                let reaches: Vec<(usize, Reach)> =
                    others.iter().filter_map(|&other| Some((other, found[other]?))).collect();
                let counted = reaches.iter().any(|(_, reach)| reach.counted);
                // What the largest leads to is in the count already, if that is.
                let beside = reaches.iter().filter(|(other, _)| !(counted && in_reach[*other]));
                let mut reach = Reach {
                    least: reaches.iter().map(|(_, reach)| reach.least).fold(0.0, f64::max),
                    beside: beside.map(|(_, reach)| reach.beside).sum(),
                    counted,
                };
                reach.least += sizes[one];
                reach.beside += sizes[one];
                found[one] = Some(reach);
            }
        }
    }
    let nodes = graph.node_count() as f64;
    let extent = |v: usize| {
        let reach = found[label(v)].unwrap_or_default();
        let most = reach.beside + if reach.counted { counted } else { 0.0 };
        (reach.least - 1.0, most.min(nodes) - 1.0)
    };
    (0..graph.node_count()).map(extent).collect()
}

/// What a strong component reaches, itself counted.
#[derive(Clone, Copy, Default)]
struct Reach {
    least: f64,
    /// At most so many, without what the largest component reaches if that is reached.
    beside: f64,
    counted: bool,
}

/// Levels that neighbours of neighbours are counted for.
const LEVELS: usize = 24;

/// What each node can score at most by hops, given how many others there can be at each distance: as many as the
/// neighbours have one step nearer, in an undirected graph without the way back.
pub(super) fn by_neighbours(
    graph: &Compact,
    sense: Sense,
    near: Near,
    undirected: bool,
    extents: &[(f64, f64)],
) -> Vec<f64> {
    let nodes = graph.node_count();
    let degree = |v: usize| graph.next(v as u32, sense).len() as f64;
    let mut level: Vec<f64> = (0..nodes).map(degree).collect();
    let mut before = vec![1.0; nodes];
    let mut sums = vec![Sums::default(); nodes];
    let mut bounds = vec![0.0_f64; nodes];
    for distance in 1..=LEVELS {
        let at = distance as f64;
        let mut open = false;
        for v in 0..nodes {
            let (least, most) = extents[v];
            if sums[v].reached >= most {
                continue;
            }
            let rest = Rest { near: level[v], at, beyond: at + 1.0 };
            if distance == LEVELS {
                bounds[v] = bounds[v].max(near.most(&sums[v], rest, (least, most), nodes as f64));
                continue;
            }
            let all = sums[v].and(level[v].min(most - sums[v].reached), at);
            // The ends of the pieces where the number of others may lie.
            if sums[v].reached < least && least <= all.reached {
                bounds[v] = bounds[v].max(near.score(&sums[v].and(least - sums[v].reached, at), nodes as f64));
            }
            if all.reached >= least {
                bounds[v] = bounds[v].max(near.score(&all, nodes as f64));
            }
            sums[v] = all;
            open |= all.reached < most;
        }
        if !open || distance == LEVELS {
            break;
        }
        let further = |v: usize| {
            let next: f64 = graph.next(v as u32, sense).iter().map(|&w| level[w as usize]).sum();
            let back =
                if undirected { before[v] * if distance == 1 { degree(v) } else { degree(v) - 1.0 } } else { 0.0 };
            (next - back).max(0.0)
        };
        let next: Vec<f64> = (0..nodes).map(further).collect();
        before = std::mem::replace(&mut level, next);
    }
    bounds
}
