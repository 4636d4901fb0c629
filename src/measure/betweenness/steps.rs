//! One source after another where every adjacency is one step.
//!
//! Nodes are known by their places in the order in which a search meets them, so that what is known of a level lies side
//! by side. Whether a neighbour is new, or leads on at all, is as good as random: the search computes instead of branching.
//! It notes who follows whom, so that the way back looks at no other arc. Sources near one another meet the nodes in much
//! the same order; the graph is laid out in the order of the first of them.

use std::ops::Range;

use super::core::Core;
use super::single::{GREATEST, Hops, Single};
use super::stage::Stage;

const UNMET: u32 = u32::MAX;

/// A node as it is laid out.
#[derive(Clone, Copy, Default)]
struct Stop {
    /// Where its arcs end; they begin where those of the one before it end.
    end: u32,
    /// Whether routes between others may lead through it.
    inner: bool,
    many: f64,
    receiving: f64,
}

/// Everything that is needed to work on one group of sources after another.
pub(super) struct Steps {
    /// The number that each node of the core has here.
    number: Vec<u32>,
    /// The nodes of the core in the order in which they are laid out.
    nodes: Vec<u32>,
    stops: Vec<Stop>,
    heads: Vec<u32>,
    /// Sums by the numbers here.
    sums: Vec<f64>,
    /// The place of each node.
    place: Vec<u32>,
    /// The node at each place, and a slot that is written in vain.
    order: Vec<u32>,
    /// How many routes lead to each place, then what is owed per route; 0 where nobody has been met.
    values: Vec<f64>,
    /// Where each level begins, and the end.
    levels: Vec<usize>,
    /// The places that follow each place, one place after another, and a slot that is written in vain.
    followers: Vec<u32>,
    /// Where the followers of each place end.
    ends: Vec<u32>,
    /// For sources with too many routes to count.
    wide: Option<Single<u32>>,
}

impl Steps {
    pub(super) fn new(core: &Core) -> Self {
        let nodes = core.class_count();
        Self {
            number: vec![UNMET; nodes],
            nodes: Vec::new(),
            stops: Vec::new(),
            heads: Vec::new(),
            sums: Vec::new(),
            place: vec![UNMET; nodes],
            order: vec![0; nodes + 1],
            values: vec![0.0; nodes + 1],
            levels: Vec::new(),
            followers: Vec::new(),
            ends: vec![0; nodes],
            wide: None,
        }
    }

    /// Adds to `sums`, of which the first stands for number `base`, what the routes from the sources owe to each node in
    /// between, or to each arc. The sources are some of those of the stage.
    pub(super) fn add<const ARCS: bool>(&mut self, stage: &Stage, sources: Range<u32>, base: usize, sums: &mut [f64]) {
        self.lay_out(stage, sources.clone());
        self.sums.clear();
        self.sums.resize(if ARCS { self.heads.len() } else { self.nodes.len() }, 0.0);
        for source in sources {
            let met = self.search(self.number[source as usize]);
            if self.values[..met].iter().all(|&x| x < GREATEST) {
                for level in (0..self.levels.len() - 1).rev() {
                    self.owe::<ARCS>(level, stage.core.sending[source as usize]);
                }
            } else {
                let single = self.wide.get_or_insert_with(|| Single::new::<Hops>(stage.core.class_count()));
                single.add::<Hops, ARCS>(stage, &Hops, source, base, sums);
            }
            self.values[..met].fill(0.0);
            for &v in &self.order[..met] {
                self.place[v as usize] = UNMET;
            }
            self.levels.clear();
        }
        let mut own = self.sums.iter();
        for &v in &self.nodes {
            let to = if ARCS { stage.row(v) } else { v as usize..v as usize + 1 };
            sums[to.start - base..to.end - base].iter_mut().zip(&mut own).for_each(|(sum, x)| *sum += x);
            self.number[v as usize] = UNMET;
        }
    }

    /// Lays out what can be reached, in the order in which it is met.
    fn lay_out(&mut self, stage: &Stage, sources: Range<u32>) {
        let Self { number, nodes, stops, heads, .. } = self;
        nodes.clear();
        stops.clear();
        heads.clear();
        for source in sources {
            let mut meet = |v: u32, nodes: &mut Vec<u32>| {
                let known = &mut number[v as usize];
                if *known == UNMET {
                    *known = nodes.len() as u32;
                    nodes.push(v);
                }
                *known
            };
            meet(source, nodes);
            while let Some(&v) = nodes.get(stops.len()) {
                heads.extend(stage.core.heads[stage.row(v)].iter().map(|&w| meet(w, nodes)));
                let (many, receiving) = (stage.core.many[v as usize], stage.receiving(v));
                stops.push(Stop { end: heads.len() as u32, inner: stage.inner(v), many, receiving });
            }
        }
        self.followers.resize(self.followers.len().max(heads.len() + 1), 0);
    }

    /// Finds and counts the routes; tells how many nodes were met.
    fn search(&mut self, source: u32) -> usize {
        let Self { stops, heads, place, order, values, levels, followers, ends, .. } = self;
        let (stops, heads, place, order) = (&stops[..], &heads[..], &mut place[..], &mut order[..]);
        let (values, followers, ends) = (&mut values[..], &mut followers[..], &mut ends[..]);
        place[source as usize] = 0;
        order[0] = source;
        values[0] = 1.0;
        let (mut start, mut met, mut noted) = (0, 1, 0);
        while start < met {
            levels.push(start);
            let end = met;
            for at in start..end {
                let v = order[at] as usize;
                let first = if v == 0 { 0 } else { stops[v - 1].end as usize };
                let stop = stops[v];
                let count = if at == 0 { 1.0 } else { values[at] * stop.many };
                let last = if stop.inner || at == 0 { stop.end as usize } else { first };
                for &w in &heads[first..last] {
                    let known = place[w as usize];
                    if known == UNMET {
                        place[w as usize] = met as u32;
                        order[met] = w;
                        values[met] = count;
                        followers[noted] = met as u32;
                        met += 1;
                        noted += 1;
                    } else if known as usize >= end {
                        values[known as usize] += count;
                        followers[noted] = known;
                        noted += 1;
                    }
                }
                ends[at] = noted as u32;
            }
            start = end;
        }
        levels.push(met);
        met
    }

    /// From the level behind to this one: a node hands on what its followers are owed per route.
    fn owe<const ARCS: bool>(&mut self, level: usize, sending: f64) {
        let (start, end) = (self.levels[level], self.levels[level + 1]);
        let (here, behind) = self.values.split_at_mut(end);
        let (stops, heads, place, order) = (&self.stops[..], &self.heads[..], &self.place[..], &self.order[..]);
        let (followers, ends, sums) = (&self.followers[..], &self.ends[..], &mut self.sums[..]);
        for at in (start..end).rev() {
            let (v, count) = (order[at] as usize, here[at]);
            let stop = stops[v];
            let mut owed = 0.0;
            if ARCS {
                let sent = count * if at == 0 { sending / stop.many } else { sending };
                let first = if v == 0 { 0 } else { stops[v - 1].end as usize };
                for i in first..stop.end as usize {
                    let there = place[heads[i] as usize] as usize;
                    let share = if there >= end { behind[there - end] } else { 0.0 };
                    owed += share;
                    sums[i] += sent * share;
                }
            } else {
                let first = if at == 0 { 0 } else { ends[at - 1] as usize };
                for &there in &followers[first..ends[at] as usize] {
                    owed += behind[there as usize - end];
                }
            }
            let dependency = count * owed;
            here[at] = (stop.receiving + stop.many * dependency) / count;
            if !ARCS && at > 0 {
                sums[v] += sending * dependency;
            }
        }
    }
}
