//! The pairs around one broker, and what is open between them.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::graph::{Arc, Sense, Topology, WeightKind, Weights};
use crate::measure::{Weighting, closer_weights};

/// A neighbour once, with the merged weight of the arcs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub(super) node: u32,
    /// Whether there is an arc the other way too.
    mutual: bool,
    weight: f64,
}

/// Adjacency without parallel arcs, in both directions.
pub(super) struct Rows {
    out: Vec<Near>,
    out_starts: Vec<usize>,
    back: Vec<Near>,
    back_starts: Vec<usize>,
    weighted: bool,
}

impl Rows {
    pub(super) fn new(topology: &Topology, weighting: Weighting) -> Result<Self, Error> {
        let weights = match weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted brokerage")?),
        };
        let kind = topology.weights().map(Weights::kind);
        let (out, out_starts) = rows(topology, Sense::Forward, weights.zip(kind));
        let (back, back_starts) = rows(topology, Sense::Backward, weights.zip(kind));
        Ok(Self { out, out_starts, back, back_starts, weighted: weights.is_some() })
    }

    pub(super) fn node_count(&self) -> usize {
        self.out_starts.len() - 1
    }

    pub(super) fn out(&self, v: u32) -> &[Near] {
        &self.out[self.out_starts[v as usize]..self.out_starts[v as usize + 1]]
    }

    fn back(&self, v: u32) -> &[Near] {
        &self.back[self.back_starts[v as usize]..self.back_starts[v as usize + 1]]
    }
}

fn rows(topology: &Topology, sense: Sense, weights: Option<(&[f64], WeightKind)>) -> (Vec<Near>, Vec<usize>) {
    let other = if sense == Sense::Forward { Sense::Backward } else { Sense::Forward };
    let (mut row, mut starts) = (Vec::with_capacity(topology.arc_count()), vec![0]);
    for v in 0..topology.node_count() as u32 {
        let mut answers = topology.arcs(v, other).iter().map(|arc| arc.node).peekable();
        for same in topology.arcs(v, sense).chunk_by(|a, b| a.node == b.node) {
            let node = same[0].node;
            while answers.next_if(|answer| *answer < node).is_some() {}
            let mutual = answers.peek() == Some(&node);
            row.push(Near { node, mutual, weight: weights.map_or(1.0, |(values, kind)| merged(same, values, kind)) });
        }
        starts.push(row.len());
    }
    (row, starts)
}

fn merged(arcs: &[Arc], values: &[f64], kind: WeightKind) -> f64 {
    arcs.iter().map(|arc| values[arc.tie as usize]).reduce(|a, b| kind.merge(a, b)).unwrap_or(0.0)
}

/// A pair a → c that is closed by a tie of its own.
#[derive(Clone, Copy)]
struct Closed {
    /// Place of a among those that lead to the broker.
    from: u32,
    /// Place of c among those that it leads to.
    to: u32,
    /// Whether c → a is there too.
    mutual: bool,
}

/// How many triads a broker has, and how many pairs of them share nodes in which way. Each sum is over the products of
/// the weights of the two.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overlaps {
    /// Sum of the weights of all triads.
    pub(super) sum: f64,
    /// Of a triad with itself.
    pub(super) same: f64,
    /// Of two that begin with the same node and end differently.
    pub(super) same_from: f64,
    /// Of two that end with the same node and begin differently.
    pub(super) same_to: f64,
    /// Of two of which one begins where the other ends, in both orders.
    pub(super) chained: f64,
    /// Of two that are each other's reverse.
    pub(super) reversed: f64,
    /// Of two that share the broker alone.
    pub(super) apart: f64,
}

/// A workspace for the surroundings of one broker.
pub(super) struct Ego {
    /// Place in the row `to` plus 1; 0 for nodes that are not there.
    place: Vec<u32>,
    from: Vec<Near>,
    to: Vec<Near>,
    closed: Vec<Closed>,
    broker: u32,
    /// What leads in from and out to each group, kept at 0 between uses.
    sums: Vec<[f64; 2]>,
    exact: bool,
}

impl Ego {
    pub(super) fn new(nodes: usize) -> Self {
        let place = vec![0; nodes];
        let (from, to, closed) = (Vec::new(), Vec::new(), Vec::new());
        Self { place, from, to, closed, broker: 0, sums: vec![[0.0; 2]; nodes], exact: true }
    }

    /// Finds the pairs around `b` that are closed.
    pub(super) fn visit(&mut self, rows: &Rows, b: u32) {
        self.broker = b;
        self.exact = !rows.weighted;
        self.from.clear();
        self.from.extend_from_slice(rows.back(b));
        self.to.clear();
        self.to.extend_from_slice(rows.out(b));
        self.closed.clear();
        for (place, near) in (1..).zip(&self.to) {
            self.place[near.node as usize] = place;
        }
        for (from, near) in (0..).zip(&self.from) {
            let row = rows.out(near.node);
            // Looking each of the few up among the many costs a logarithm each.
            if row.len() / 16 > self.to.len() {
                for (to, other) in (0..).zip(&self.to) {
                    if let Ok(at) = row.binary_search_by_key(&other.node, |near| near.node) {
                        self.closed.push(Closed { from, to, mutual: row[at].mutual });
                    }
                }
            } else {
                for other in row {
                    if let Some(to) = self.place[other.node as usize].checked_sub(1) {
                        self.closed.push(Closed { from, to, mutual: other.mutual });
                    }
                }
            }
        }
        for near in &self.to {
            self.place[near.node as usize] = 0;
        }
    }

    /// The numbers of every role with these groups: those of all pairs less the closed ones.
    pub(super) fn roles(&mut self, groups: &[u32]) -> [f64; 5] {
        let group = |near: &Near| groups[near.node as usize] as usize;
        let own = groups[self.broker as usize] as usize;
        let (mut all_in, mut all_out) = (0.0, 0.0);
        for near in &self.from {
            self.sums[group(near)][0] += near.weight;
            all_in += near.weight;
        }
        for near in &self.to {
            self.sums[group(near)][1] += near.weight;
            all_out += near.weight;
        }
        let [own_in, own_out] = self.sums[own];
        let mut same = 0.0;
        // Each group is met once: what was met is cleared.
        self.sums[own] = [0.0; 2];
        for near in self.from.iter().chain(&self.to) {
            let [inward, outward] = std::mem::take(&mut self.sums[group(near)]);
            same += inward * outward;
        }
        let (other_in, other_out) = (all_in - own_in, all_out - own_out);
        let liaison = other_in * other_out - same;
        let mut roles = [own_in * own_out, same, other_in * own_out, own_in * other_out, liaison];
        self.each_closed(|from, to| {
            let role = super::Role::between(group(from) as u32, own as u32, group(to) as u32);
            roles[role as usize] -= from.weight * to.weight;
        });
        if self.exact { roles } else { self.swept(roles, groups) }
    }

    /// Between which groups the open pairs lie: (group of a, group of c) and the sum of their weights.
    pub(super) fn between(&self, groups: &[u32]) -> BTreeMap<(u32, u32), f64> {
        let group = |near: &Near| groups[near.node as usize];
        let mut leading = BTreeMap::new();
        self.to.iter().for_each(|to| *leading.entry(group(to)).or_insert(0.0) += to.weight);
        let mut pairs = BTreeMap::new();
        for from in &self.from {
            for (to, weight) in &leading {
                *pairs.entry((group(from), *to)).or_insert(0.0) += from.weight * weight;
            }
        }
        self.each_closed(|from, to| {
            pairs.entry((group(from), group(to))).and_modify(|sum| *sum -= from.weight * to.weight);
        });
        pairs
    }

    /// Takes away what rounding left of roles that have no pair at all.
    fn swept(&mut self, roles: [f64; 5], groups: &[u32]) -> [f64; 5] {
        let weights: Vec<f64> = self.from.iter().chain(&self.to).map(|near| near.weight).collect();
        self.from.iter_mut().chain(&mut self.to).for_each(|near| near.weight = 1.0);
        self.exact = true;
        let counts = self.roles(groups);
        self.exact = false;
        self.from.iter_mut().chain(&mut self.to).zip(weights).for_each(|(near, weight)| near.weight = weight);
        std::array::from_fn(|role| if counts[role] == 0.0 { 0.0 } else { roles[role].max(0.0) })
    }

    /// Every pair that is no open one: a = c, and those tied themselves.
    fn each_closed(&self, mut found: impl FnMut(&Near, &Near)) {
        let mut to = self.to.iter();
        for from in self.from.iter().filter(|near| near.mutual) {
            let same = to.find(|near| near.node == from.node).expect("invariant: an answered arc is in both rows");
            found(from, same);
        }
        for closed in &self.closed {
            found(&self.from[closed.from as usize], &self.to[closed.to as usize]);
        }
    }

    /// How the open triads of this broker share nodes.
    pub(super) fn overlaps(&self) -> Overlaps {
        let total = |row: &[Near], power: i32| row.iter().map(|near| near.weight.powi(power)).sum::<f64>();
        let places = self.places_closed();
        if places.len() == self.from.len() * self.to.len() {
            return Overlaps::default();
        }
        let (all_in, all_out, squares_out) = (total(&self.from, 1), total(&self.to, 1), total(&self.to, 2));
        // Per beginning, what it may still lead to, and the squares of that; per end, what leads there.
        let mut led = vec![[all_out, squares_out]; self.from.len()];
        let mut leading = vec![all_in; self.to.len()];
        for closed in places {
            let (from, to) = (&self.from[closed.from as usize], &self.to[closed.to as usize]);
            led[closed.from as usize][0] -= to.weight;
            led[closed.from as usize][1] -= to.weight * to.weight;
            leading[closed.to as usize] -= from.weight;
        }
        let mut overlaps = Overlaps::default();
        for (from, [led, squares]) in self.from.iter().zip(&led) {
            overlaps.sum += from.weight * led;
            overlaps.same += from.weight * from.weight * squares;
            overlaps.same_from += (from.weight * led).powi(2);
        }
        overlaps.same_to = self.to.iter().zip(&leading).map(|(to, leading)| (to.weight * leading).powi(2)).sum();
        overlaps.same_from -= overlaps.same;
        overlaps.same_to -= overlaps.same;
        overlaps.reversed = self.reversed();
        overlaps.chained = 2.0 * (self.through(&led, &leading) - overlaps.reversed);
        let sharing = overlaps.same + overlaps.same_from + overlaps.same_to + overlaps.chained + overlaps.reversed;
        overlaps.apart = overlaps.sum * overlaps.sum - sharing;
        overlaps
    }

    /// As [`each_closed`](Self::each_closed), by places.
    fn places_closed(&self) -> Vec<Closed> {
        let mut all = self.closed.clone();
        let mut to = (0..).zip(&self.to);
        for (from, near) in (0..).zip(&self.from).filter(|(_, near)| near.mutual) {
            let (to, _) = to.find(|(_, other)| other.node == near.node).expect("invariant: answered, so in both rows");
            all.push(Closed { from, to, mutual: false });
        }
        all
    }

    /// Over the nodes tied with the broker both ways, what leads to each times what each leads to.
    fn through(&self, led: &[[f64; 2]], leading: &[f64]) -> f64 {
        let mut to = self.to.iter().zip(leading);
        let both = self.from.iter().zip(led).filter(|(near, _)| near.mutual);
        let product = |(from, [led, _]): (&Near, &[f64; 2])| {
            let (to, leading) = to.find(|(near, _)| near.node == from.node)?;
            Some(from.weight * led * to.weight * leading)
        };
        both.filter_map(product).sum()
    }

    /// Over ordered pairs of such nodes with no tie between them, the product of the weights of all four arcs.
    fn reversed(&self) -> f64 {
        let mut to = self.to.iter();
        let mut product = |from: &Near| {
            let same = to.find(|near| near.node == from.node)?;
            Some(from.weight * same.weight)
        };
        let both = self.from.iter().filter(|near| near.mutual);
        let around: Vec<(u32, f64)> =
            both.filter_map(|near| product(near).map(|product| (near.node, product))).collect();
        let sum: f64 = around.iter().map(|(_, product)| product).sum();
        let squares: f64 = around.iter().map(|(_, product)| product * product).sum();
        let value = |near: &Near| {
            let at = around.binary_search_by_key(&near.node, |(node, _)| *node).ok()?;
            near.mutual.then(|| around[at].1)
        };
        let tied = |closed: &Closed| {
            let (from, to) = (&self.from[closed.from as usize], &self.to[closed.to as usize]);
            let product = value(from)? * value(to)?;
            // A pair tied both ways is met from both sides, one tied one way from one side only.
            Some(if closed.mutual { product } else { 2.0 * product })
        };
        sum * sum - squares - self.closed.iter().filter_map(tied).sum::<f64>()
    }
}
