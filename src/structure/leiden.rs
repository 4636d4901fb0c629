//! The Leiden algorithm on a weighted graph, one run.
//!
//! Quality is H = Σ over communities of w(c) − γ s(c)² / 2, up to a constant: w(c) is the weight of the ties inside, s(c) the
//! sum of the sizes of its nodes. Modularity takes the weighted degrees as sizes and γ / 2m for γ; the constant Potts model
//! takes the numbers of nodes.
//!
//! Traag, Waltman and van Eck (2019), doi:10.1038/s41598-019-41695-z.

use crate::graph::dice::Dice;

/// A graph of which every node may stand for many.
#[derive(Clone, Debug)]
pub(super) struct Weighted {
    starts: Vec<usize>,
    heads: Vec<u32>,
    /// Empty if every arc weighs 1.
    weights: Vec<f64>,
    sizes: Vec<f64>,
}

impl Weighted {
    /// From rows of neighbours, without the node itself, and their weights: empty if every arc weighs 1.
    pub(super) fn new(starts: Vec<usize>, heads: Vec<u32>, weights: Vec<f64>, sizes: Vec<f64>) -> Self {
        Self { starts, heads, weights, sizes }
    }

    pub(super) fn node_count(&self) -> usize {
        self.sizes.len()
    }

    /// The weight of all arcs, so that each tie counts twice.
    pub(super) fn total(&self) -> f64 {
        if self.weights.is_empty() { self.heads.len() as f64 } else { self.weights.iter().sum() }
    }

    fn heads(&self, v: u32) -> &[u32] {
        &self.heads[self.starts[v as usize]..self.starts[v as usize + 1]]
    }

    /// Does something with each neighbour and the weight of the arc there.
    #[inline]
    pub(super) fn each(&self, v: u32, mut see: impl FnMut(u32, f64)) {
        if self.weights.is_empty() {
            return self.heads(v).iter().for_each(|&u| see(u, 1.0));
        }
        let weights = &self.weights[self.starts[v as usize]..self.starts[v as usize + 1]];
        self.heads(v).iter().zip(weights).for_each(|(&u, &weight)| see(u, weight));
    }

    pub(super) fn size(&self, v: u32) -> f64 {
        self.sizes[v as usize]
    }

    /// The nodes in breadth-first order, so that neighbours stand near one another.
    pub(super) fn breadth_first(&self) -> Vec<u32> {
        let (mut met, mut order, mut next) = (vec![false; self.node_count()], Vec::with_capacity(self.node_count()), 0);
        for root in 0..self.node_count() as u32 {
            if !std::mem::replace(&mut met[root as usize], true) {
                order.push(root);
            }
            while let Some(&v) = order.get(next) {
                next += 1;
                for &u in self.heads(v) {
                    if !std::mem::replace(&mut met[u as usize], true) {
                        order.push(u);
                    }
                }
            }
        }
        order
    }

    /// The same graph with its nodes in another order.
    pub(super) fn arranged(&self, order: &[u32]) -> Self {
        let mut place = vec![0; order.len()];
        for (i, &v) in order.iter().enumerate() {
            place[v as usize] = i as u32;
        }
        let (mut starts, mut heads) = (Vec::with_capacity(order.len() + 1), Vec::with_capacity(self.heads.len()));
        let mut weights = Vec::with_capacity(self.weights.len());
        starts.push(0);
        for &v in order {
            self.each(v, |u, weight| {
                heads.push(place[u as usize]);
                if !self.weights.is_empty() {
                    weights.push(weight);
                }
            });
            starts.push(heads.len());
        }
        Self { starts, heads, weights, sizes: order.iter().map(|&v| self.size(v)).collect() }
    }

    /// One node for each of `count` groups.
    fn merged(&self, groups: &[u32], count: usize) -> Self {
        let (starts_of, members) = by_group(groups, count);
        let mut tally = Tally::new(count);
        let (mut starts, mut heads, mut weights, mut sizes) = (vec![0], Vec::new(), Vec::new(), vec![0.0; count]);
        for group in 0..count {
            for &v in &members[starts_of[group]..starts_of[group + 1]] {
                sizes[group] += self.size(v);
                self.each(v, |u, weight| tally.add(groups[u as usize], weight));
            }
            for &other in tally.met.iter().filter(|&&other| other as usize != group) {
                heads.push(other);
                weights.push(tally.get(other));
            }
            tally.clear();
            starts.push(heads.len());
        }
        Self { starts, heads, weights, sizes }
    }
}

/// The nodes in the order of their groups, and where each group begins.
fn by_group(groups: &[u32], count: usize) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0; count + 1];
    for &group in groups {
        starts[group as usize + 1] += 1;
    }
    (0..count).for_each(|group| starts[group + 1] += starts[group]);
    let mut next = starts.clone();
    let mut members = vec![0; groups.len()];
    for (v, &group) in groups.iter().enumerate() {
        members[next[group as usize]] = v as u32;
        next[group as usize] += 1;
    }
    (starts, members)
}

/// Weights by group, of which only few are not 0 at a time.
struct Tally {
    weights: Vec<f64>,
    met: Vec<u32>,
}

impl Tally {
    fn new(groups: usize) -> Self {
        Self { weights: vec![0.0; groups], met: Vec::new() }
    }

    #[inline]
    fn add(&mut self, group: u32, weight: f64) {
        let sum = &mut self.weights[group as usize];
        if *sum == 0.0 {
            self.met.push(group);
        }
        *sum += weight;
    }

    #[inline]
    fn get(&self, group: u32) -> f64 {
        self.weights[group as usize]
    }

    fn clear(&mut self) {
        self.met.drain(..).for_each(|group| self.weights[group as usize] = 0.0);
    }
}

/// How greedily nodes are put together within a community, in units of weight.
const TEMPERATURE: f64 = 0.01;

/// One run. `least` is the smallest gain that counts as one, so that rounding never keeps it going.
pub(super) struct Leiden {
    pub(super) gamma: f64,
    pub(super) least: f64,
    /// Whether nodes are moved in a random order rather than in their own. The random order betters small graphs, and
    /// leads from one end of the memory to the other in large ones.
    pub(super) shuffled: bool,
    pub(super) dice: Dice,
}

impl Leiden {
    /// Betters a division until `rounds` rounds are done or one changes nothing; then makes sure that each community is
    /// connected and that no node would be better off elsewhere.
    pub(super) fn run(&mut self, graph: &Weighted, rounds: usize) -> Vec<u32> {
        let mut labels: Vec<u32> = (0..graph.node_count() as u32).collect();
        for _ in 0..rounds {
            if !self.round(graph, &mut labels) {
                break;
            }
        }
        loop {
            // Both only ever raise the quality, so this ends.
            let moved = self.move_nodes(graph, &mut labels);
            if !split(graph, &mut labels) && !moved {
                return labels;
            }
        }
    }

    /// Moves single nodes, then groups of them, then groups of groups. Tells whether anything moved.
    fn round(&mut self, graph: &Weighted, labels: &mut [u32]) -> bool {
        let mut changed = self.move_nodes(graph, labels);
        let mut level = None;
        // Which node of the present level each node of the graph is part of.
        let mut part: Vec<u32> = (0..graph.node_count() as u32).collect();
        let mut above = labels.to_vec();
        loop {
            let below = level.as_ref().unwrap_or(graph);
            compact(&mut above);
            let mut refined = self.refine(below, &above);
            let count = compact(&mut refined);
            if count == below.node_count() {
                break;
            }
            let coarse = below.merged(&refined, count);
            let mut next = vec![0; count];
            refined.iter().zip(&above).for_each(|(&group, &community)| next[group as usize] = community);
            for node in &mut part {
                *node = refined[*node as usize];
            }
            changed |= self.move_nodes(&coarse, &mut next);
            (level, above) = (Some(coarse), next);
        }
        part.iter().zip(labels).for_each(|(&node, label)| *label = above[node as usize]);
        changed
    }

    /// Moves every node to where it adds most, and again all those around one that has moved.
    fn move_nodes(&mut self, graph: &Weighted, labels: &mut [u32]) -> bool {
        let nodes = graph.node_count();
        let mut totals = vec![0.0; nodes];
        compact(labels);
        labels.iter().zip(&graph.sizes).for_each(|(&label, size)| totals[label as usize] += size);
        let mut members = vec![0u32; nodes];
        for &label in labels.iter() {
            members[label as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..nodes as u32).rev().filter(|&label| members[label as usize] == 0).collect();
        let mut queue: std::collections::VecDeque<u32> = {
            let mut order: Vec<u32> = (0..nodes as u32).collect();
            if self.shuffled {
                self.dice.shuffle(&mut order);
            }
            order.into()
        };
        let mut waiting = vec![true; nodes];
        let (mut tally, mut changed) = (Tally::new(nodes), false);
        while let Some(v) = queue.pop_front() {
            waiting[v as usize] = false;
            let (own, size) = (labels[v as usize], graph.size(v));
            graph.each(v, |u, weight| tally.add(labels[u as usize], weight));
            totals[own as usize] -= size;
            let (mut best, mut most) = (own, tally.get(own) - self.gamma * size * totals[own as usize] + self.least);
            for &label in &tally.met {
                let gain = tally.get(label) - self.gamma * size * totals[label as usize];
                if gain > most {
                    (best, most) = (label, gain);
                }
            }
            // Alone, a node gains and loses nothing.
            if let Some(&alone) = empty.last().filter(|_| most < 0.0 && members[own as usize] > 1) {
                best = alone;
                empty.pop();
            }
            tally.clear();
            totals[best as usize] += size;
            if best == own {
                continue;
            }
            changed = true;
            labels[v as usize] = best;
            members[own as usize] -= 1;
            members[best as usize] += 1;
            if members[own as usize] == 0 {
                totals[own as usize] = 0.0;
                empty.push(own);
            }
            for &u in graph.heads(v) {
                if labels[u as usize] != best && !waiting[u as usize] {
                    waiting[u as usize] = true;
                    queue.push_back(u);
                }
            }
        }
        changed
    }

    /// Divides each community into parts that are well connected, by putting single nodes together.
    fn refine(&mut self, graph: &Weighted, communities: &[u32]) -> Vec<u32> {
        let nodes = graph.node_count();
        let mut totals = vec![0.0; nodes];
        communities.iter().zip(&graph.sizes).for_each(|(&c, size)| totals[c as usize] += size);
        let mut parts: Vec<u32> = (0..nodes as u32).collect();
        let mut sizes = graph.sizes.clone();
        let mut single = vec![true; nodes];
        // The weight between each part and the rest of its community.
        let inner = |v: u32, see: &mut dyn FnMut(u32, f64)| {
            let own = communities[v as usize];
            graph.each(v, |u, weight| {
                if communities[u as usize] == own {
                    see(u, weight);
                }
            });
        };
        let within = |v: u32| {
            let mut sum = 0.0;
            inner(v, &mut |_, weight| sum += weight);
            sum
        };
        let mut outside: Vec<f64> = (0..nodes as u32).map(within).collect();
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        self.dice.shuffle(&mut order);
        let (mut tally, mut options) = (Tally::new(nodes), Vec::new());
        for v in order {
            let (at, size, total) = (v as usize, graph.size(v), totals[communities[v as usize] as usize]);
            if !single[at] || outside[at] < self.gamma * size * (total - size) {
                continue;
            }
            inner(v, &mut |u, weight| tally.add(parts[u as usize], weight));
            let joined = |part: u32| sizes[part as usize] * (total - sizes[part as usize]) * self.gamma;
            let gain = |part: u32| tally.get(part) - self.gamma * size * sizes[part as usize];
            let well = tally.met.iter().filter(|&&part| outside[part as usize] >= joined(part));
            options.clear();
            options.extend(well.map(|&part| (part, gain(part))).filter(|(_, gain)| *gain > 0.0));
            if let Some(part) = self.draw(&mut options) {
                outside[part as usize] += outside[at] - 2.0 * tally.get(part);
                sizes[part as usize] += size;
                single[part as usize] = false;
                parts[at] = part;
            }
            tally.clear();
        }
        parts
    }

    /// A part to join, with chances in proportion to exp(gain / temperature).
    fn draw(&mut self, options: &mut [(u32, f64)]) -> Option<u32> {
        let most = options.iter().map(|option| option.1).fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for (_, gain) in options.iter_mut() {
            let behind = (*gain - most) / TEMPERATURE;
            sum += if behind < -40.0 { 0.0 } else { behind.exp() };
            *gain = sum;
        }
        let at = if options.len() > 1 { self.dice.unit() * sum } else { 0.0 };
        options.iter().find(|option| option.1 > at).map(|option| option.0)
    }
}

/// Numbers labels from 0 in the order of their first nodes; tells how many there are.
fn compact(labels: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; labels.iter().max().map_or(0, |&most| most as usize + 1)];
    let mut count = 0;
    for label in labels {
        let number = &mut numbers[*label as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *label = *number;
    }
    count as usize
}

/// Makes a community of every connected part of one. Tells whether there was more than one part.
fn split(graph: &Weighted, labels: &mut [u32]) -> bool {
    let before = compact(labels);
    let mut parts = vec![u32::MAX; labels.len()];
    let (mut count, mut open) = (0, Vec::new());
    for root in 0..labels.len() as u32 {
        if parts[root as usize] != u32::MAX {
            continue;
        }
        parts[root as usize] = count;
        open.push(root);
        while let Some(v) = open.pop() {
            for &u in graph.heads(v) {
                if parts[u as usize] == u32::MAX && labels[u as usize] == labels[v as usize] {
                    parts[u as usize] = count;
                    open.push(u);
                }
            }
        }
        count += 1;
    }
    labels.copy_from_slice(&parts);
    count as usize > before
}
