//! A piece of a graph on its way into the core.

use super::core::Core;
use super::near::Neighbours;
use super::reduce::Reduced;
use super::stage::{Part, rounds};
use super::twins::{Classes, Rows};

/// A piece by local numbers.
pub(super) struct Piece<'a> {
    near: &'a Neighbours,
    /// The nodes.
    nodes: Vec<u32>,
    rows: Rows,
    /// The rows seen from their heads, if arcs lead one way.
    incoming: Option<Rows>,
    /// The adjacency that each arc is.
    arcs: Vec<usize>,
    /// How many nodes each node stands for.
    reach: Vec<f64>,
}

impl<'a> Piece<'a> {
    /// All of a graph with one-way ties.
    pub(super) fn whole(near: &'a Neighbours) -> Self {
        let rows = Rows { starts: near.starts.clone(), heads: near.heads.clone() };
        let nodes = near.node_count();
        Self {
            near,
            nodes: (0..nodes as u32).collect(),
            incoming: Some(rows.reversed()),
            rows,
            arcs: (0..near.heads.len()).collect(),
            reach: vec![1.0; nodes],
        }
    }

    /// A block of an undirected graph: its adjacencies, each with the node that it leaves, row after row.
    pub(super) fn of_block(near: &'a Neighbours, arcs: &[(u32, usize)], reach: impl Fn(u32) -> f64) -> Self {
        let (mut nodes, mut starts) = (Vec::new(), vec![0]);
        for row in arcs.chunk_by(|a, b| a.0 == b.0) {
            nodes.push(row[0].0);
            starts.push(starts[starts.len() - 1] + row.len());
        }
        // Nodes come in order, so that rows stay sorted.
        let local = |v: u32| nodes.binary_search(&v).unwrap_or(0) as u32;
        let heads = arcs.iter().map(|&(_, arc)| local(near.heads[arc])).collect();
        let reach = nodes.iter().map(|&v| reach(v)).collect();
        let arcs = arcs.iter().map(|&(_, arc)| arc).collect();
        Self { near, rows: Rows { starts, heads }, incoming: None, nodes, arcs, reach }
    }

    /// Enters the piece into the core.
    pub(super) fn enter(&self, reduced: &mut Reduced) {
        let classes = if self.near.lengths.is_some() {
            Classes::alone(self.nodes.len())
        } else {
            // What an arc between twins carries depends on what both stand for.
            let sort = |v: u32| if reduced.arcs { self.reach[v as usize].to_bits() } else { 0 };
            Classes::of_twins(&self.rows, self.incoming.as_ref(), sort)
        };
        let place = self.lay(&classes, &mut reduced.core);
        if reduced.arcs {
            self.share_arcs(&place, reduced);
        } else {
            self.share_nodes(&classes, &place, reduced);
        }
    }

    /// Lays the classes into the core, neighbours near one another, and tells where each node stands there.
    fn lay(&self, classes: &Classes, core: &mut Core) -> Vec<u32> {
        let between = self.quotient(classes);
        let both_ways = self.incoming.is_none() && core.lengths.is_none();
        let (round, beside) = if both_ways { rounds(&between) } else { (vec![0; between.count()], Vec::new()) };
        let mut order = breadth_first(&between);
        // Who stays comes first, who is taken out first comes last.
        order.sort_by_key(|&class| round[class as usize].wrapping_neg());
        let base = core.many.len();
        let mut at = base as u32;
        for alike in order.chunk_by(|&a, &b| round[a as usize] == round[b as usize]) {
            let end = at + alike.len() as u32;
            let cut = end as usize != base + order.len();
            core.parts.push(Part { piece: base as u32, classes: at..end, leaves: round[alike[0] as usize] > 0, cut });
            at = end;
        }
        let mut place = vec![0; order.len()];
        for (i, &class) in order.iter().enumerate() {
            place[class as usize] = (base + i) as u32;
        }
        for &class in &order {
            let row = between.row(class).iter().map(|&other| place[other as usize]);
            if let (Some(lengths), Some(given)) = (&mut core.lengths, &self.near.lengths) {
                // Everybody is alone, so that the arcs between classes are those between nodes.
                let arcs = &self.arcs[self.rows.starts[class as usize]..];
                let mut row: Vec<_> = row.zip(arcs.iter().map(|&arc| given[arc])).collect();
                row.sort_unstable();
                core.heads.extend(row.iter().map(|arc| arc.0));
                lengths.extend(row.iter().map(|arc| arc.1));
            } else {
                let first = core.heads.len();
                core.heads.extend(row);
                core.heads[first..].sort_unstable();
            }
            core.starts.push(core.heads.len());
        }
        core.beside.resize(base + order.len(), false);
        for class in beside {
            core.beside[place[class as usize] as usize] = true;
        }
        for of in [&mut core.many, &mut core.sending, &mut core.receiving] {
            of.resize(base + order.len(), 0.0);
        }
        let place: Vec<u32> = classes.class.iter().map(|&class| place[class as usize]).collect();
        for (&c, reach) in place.iter().zip(&self.reach) {
            core.many[c as usize] += 1.0;
            core.sending[c as usize] += reach;
            core.receiving[c as usize] += reach;
        }
        place
    }

    /// The arcs between classes.
    fn quotient(&self, classes: &Classes) -> Rows {
        let (mut starts, mut heads) = (vec![0], Vec::new());
        let mut last = vec![u32::MAX; classes.first.len()];
        for (c, &v) in classes.first.iter().enumerate() {
            last[c] = c as u32;
            for &w in self.rows.row(v) {
                let other = classes.class[w as usize];
                if last[other as usize] != c as u32 {
                    last[other as usize] = c as u32;
                    heads.push(other);
                }
            }
            starts.push(heads.len());
        }
        Rows { starts, heads }
    }

    /// Those through whom all routes between open twins like `v` lead.
    fn between(&self, v: u32) -> impl Iterator<Item = u32> {
        let from = self.incoming.as_ref().map(|rows| rows.row(v));
        self.rows.row(v).iter().copied().filter(move |w| from.is_none_or(|from| from.binary_search(w).is_ok()))
    }

    fn share_nodes(&self, classes: &Classes, place: &[u32], reduced: &mut Reduced) {
        reduced.shares.extend(self.nodes.iter().zip(place).map(|(&v, &c)| (c as usize, 1.0, v as usize)));
        let classes_count = classes.first.len();
        let (mut pairs, mut earlier) = (vec![0.0; classes_count], vec![0.0; classes_count]);
        for (v, &class) in classes.class.iter().enumerate() {
            pairs[class as usize] += 2.0 * earlier[class as usize] * self.reach[v];
            earlier[class as usize] += self.reach[v];
        }
        for (class, &v) in classes.first.iter().enumerate().filter(|(class, _)| pairs[*class] > 0.0) {
            let count = self.meeting_points(v, place);
            for w in self.between(v).filter(|_| count > 0) {
                reduced.values[self.nodes[w as usize] as usize] += pairs[class] / count as f64;
            }
        }
    }

    fn share_arcs(&self, place: &[u32], reduced: &mut Reduced) {
        let Reduced { core, values, shares, .. } = reduced;
        // Where routes are counted both ways at once, what they owe is noted on one arc of two that carry the same.
        let halved = core.parts.last().is_some_and(|part| part.leaves);
        let found = |from: u32, to: u32| {
            let row = core.row(from);
            row.start + core.heads[row].partition_point(|&head| head < to)
        };
        let count: Vec<usize> = (0..self.rows.count() as u32).map(|v| self.meeting_points(v, place)).collect();
        for u in 0..self.rows.count() as u32 {
            let (cu, sent) = (place[u as usize], self.reach[u as usize]);
            for i in self.rows.starts[u as usize]..self.rows.starts[u as usize + 1] {
                let w = self.rows.heads[i];
                let (cw, received, arc) = (place[w as usize], self.reach[w as usize], self.arcs[i]);
                if cu == cw {
                    values[arc] += sent * received;
                    continue;
                }
                let share = if halved { 0.5 } else { 1.0 };
                shares.push((found(cu, cw), share / core.many[cw as usize], arc));
                if halved {
                    shares.push((found(cw, cu), share / core.many[cu as usize], arc));
                }
                // All twins of one class stand for as many.
                for (end, own, other) in [(u, sent, w), (w, received, u)] {
                    let twins = core.many[place[end as usize] as usize] - 1.0;
                    if twins > 0.0 && count[end as usize] > 0 && self.is_between(end, other) {
                        values[arc] += own * twins * own / count[end as usize] as f64;
                    }
                }
            }
        }
    }

    /// How many routes there are between `v` and an open twin; none if its twins are closed.
    fn meeting_points(&self, v: u32, place: &[u32]) -> usize {
        let closed = self.rows.row(v).iter().any(|&w| place[w as usize] == place[v as usize]);
        if closed { 0 } else { self.between(v).count() }
    }

    fn is_between(&self, v: u32, w: u32) -> bool {
        let leads = |rows: &Rows| rows.row(v).binary_search(&w).is_ok();
        leads(&self.rows) && self.incoming.as_ref().is_none_or(leads)
    }
}

/// All nodes in breadth-first order, beginning with the one with the most arcs, so that neighbours stand near.
fn breadth_first(rows: &Rows) -> Vec<u32> {
    let nodes = rows.count();
    let mut roots: Vec<u32> = (0..nodes as u32).collect();
    roots.sort_by_key(|&v| std::cmp::Reverse(rows.row(v).len()));
    let (mut met, mut order, mut next) = (vec![false; nodes], Vec::with_capacity(nodes), 0);
    for root in roots {
        if !std::mem::replace(&mut met[root as usize], true) {
            order.push(root);
        }
        while let Some(&v) = order.get(next) {
            next += 1;
            for &w in rows.row(v) {
                if !std::mem::replace(&mut met[w as usize], true) {
                    order.push(w);
                }
            }
        }
    }
    order
}
