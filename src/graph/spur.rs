//! The search at the heart of [`Yen`](super::Yen): the best way on from a node at which a route is left.
//!
//! One search from the target over the whole graph tells how far every node is at least. With that as its guide
//! (A*: Hart, Nilsson and Raphael 1968, [doi:10.1109/TSSC.1968.300136](https://doi.org/10.1109/TSSC.1968.300136)), a search
//! from the spur meets little more than the nodes on the best ways.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::topology::{Arc, Topology};

/// Length and number of ties: what makes a route better, before names do.
pub(super) type Cost = (u128, u32);

/// What a route may use.
pub(super) struct Ground<'a> {
    pub(super) topology: &'a Topology,
    pub(super) open: Option<&'a [bool]>,
    pub(super) relays: Option<&'a [bool]>,
    pub(super) source: u32,
    pub(super) target: u32,
    /// The most ties on a route.
    pub(super) most: Option<u32>,
}

impl Ground<'_> {
    pub(super) fn is_open(&self, tie: u32) -> bool {
        self.open.is_none_or(|open| open[tie as usize])
    }

    fn relays(&self, node: u32) -> bool {
        self.relays.is_none_or(|relays| relays[node as usize])
    }

    pub(super) fn length(&self, tie: u32) -> u128 {
        self.topology.lengths().map_or(1, |lengths| u128::from(lengths[tie as usize]))
    }

    fn after(&self, (length, ties): Cost, arc: Arc) -> Cost {
        (length + self.length(arc.tie), ties + 1)
    }

    pub(super) fn cost(&self, arcs: &[Arc]) -> Cost {
        arcs.iter().fold((0, 0), |cost, arc| self.after(cost, *arc))
    }

    /// The most ties that may follow after so many.
    pub(super) fn budget(&self, ties: usize) -> u32 {
        self.most.map_or(u32::MAX, |most| most - ties as u32)
    }
}

/// How far a node is, and the label of the same node that was set before.
struct Label {
    node: u32,
    cost: Cost,
    before: u32,
}

const NONE: u32 = u32::MAX;

/// Labels of the nodes that a search has reached. Under a limit of ties a node has every label that no other beats in both
/// length and ties: a longer way with fewer ties may be the only one that still fits. Else it has one.
struct Labels {
    list: Vec<Label>,
    /// By node: its latest label.
    latest: Vec<u32>,
    limited: bool,
}

impl Labels {
    fn new(ground: &Ground) -> Self {
        Self { list: Vec::new(), latest: vec![NONE; ground.topology.node_count()], limited: ground.most.is_some() }
    }

    fn of(&self, node: u32) -> impl Iterator<Item = (usize, Cost)> {
        let mut at = self.latest[node as usize];
        std::iter::from_fn(move || {
            let (label, position) = (self.list.get(at as usize)?, at as usize);
            at = label.before;
            Some((position, label.cost))
        })
    }

    fn position(&self, node: u32, cost: Cost) -> Option<usize> {
        self.of(node).find(|(_, known)| *known == cost).map(|(position, _)| position)
    }

    fn beat(&self, node: u32, cost: Cost) -> bool {
        self.of(node).any(|(_, known)| !self.limited || known.0 <= cost.0 && known.1 <= cost.1)
    }

    fn add(&mut self, node: u32, cost: Cost) {
        let before = std::mem::replace(&mut self.latest[node as usize], self.list.len() as u32);
        self.list.push(Label { node, cost, before });
    }

    fn clear(&mut self) {
        self.list.drain(..).for_each(|label| self.latest[label.node as usize] = NONE);
    }
}

/// How far every node is from the target at least.
pub(super) struct Bounds(Labels);

impl Bounds {
    /// Searches from the target against the ties, over everything but the source.
    pub(super) fn new(ground: &Ground) -> Self {
        let (mut labels, mut heap) = (Labels::new(ground), BinaryHeap::new());
        heap.push(Reverse(((0, 0), ground.target)));
        while let Some(Reverse((cost, node))) = heap.pop() {
            if cost.1 >= ground.budget(0) || labels.beat(node, cost) {
                continue;
            }
            labels.add(node, cost);
            for arc in ground.topology.incoming(node).iter().filter(|arc| ground.is_open(arc.tie)) {
                let further = ground.after(cost, *arc);
                if arc.node != ground.source && ground.relays(arc.node) && !labels.beat(arc.node, further) {
                    heap.push(Reverse((further, arc.node)));
                }
            }
        }
        Self(labels)
    }

    /// The least cost from a node to the target with so many ties at most.
    pub(super) fn least(&self, node: u32, most: u32) -> Option<Cost> {
        self.0.of(node).map(|(_, cost)| cost).filter(|cost| cost.1 <= most).min()
    }
}

/// Where a route is left: by any arc but those banned, and with so many ties more at most.
pub(super) struct Spur<'a> {
    pub(super) node: u32,
    pub(super) banned: &'a [Arc],
    pub(super) budget: u32,
}

impl Spur<'_> {
    fn allows(&self, ground: &Ground, from: u32, arc: Arc) -> bool {
        ground.is_open(arc.tie) && !(from == self.node && self.banned.contains(&arc))
    }
}

/// The search from a spur, with a workspace that is kept between runs.
pub(super) struct Search {
    labels: Labels,
    /// By node: whether it stands on the route already.
    pub(super) blocked: Vec<bool>,
    heap: BinaryHeap<Reverse<(Cost, Cost, u32)>>,
}

impl Search {
    pub(super) fn new(ground: &Ground) -> Self {
        let blocked = vec![false; ground.topology.node_count()];
        Self { labels: Labels::new(ground), blocked, heap: BinaryHeap::new() }
    }

    /// The best way from the spur to the target: of least cost, and the first by name among those.
    pub(super) fn run(&mut self, ground: &Ground, bounds: &Bounds, spur: &Spur) -> Option<Vec<Arc>> {
        self.labels.clear();
        self.heap.clear();
        self.heap.push(Reverse(((0, 0), (0, 0), spur.node)));
        let mut best: Option<Cost> = None;
        // Ways as good as the best are followed to their end too, for one of them may come first by name.
        while let Some(Reverse((least, cost, node))) = self.heap.pop() {
            if best.is_some_and(|best| least > best) {
                break;
            }
            if self.labels.beat(node, cost) {
                continue;
            }
            self.labels.add(node, cost);
            if node == ground.target {
                best = Some(best.map_or(cost, |best| best.min(cost)));
                continue;
            }
            self.follow(ground, bounds, spur, (node, cost));
        }
        best.map(|best| self.first(ground, spur, best))
    }

    fn follow(&mut self, ground: &Ground, bounds: &Bounds, spur: &Spur, (node, cost): (u32, Cost)) {
        let arcs = ground.topology.out(node).iter();
        for arc in arcs.filter(|arc| !self.blocked[arc.node as usize] && spur.allows(ground, node, **arc)) {
            let further = ground.after(cost, *arc);
            let rest = spur.budget.checked_sub(further.1).and_then(|left| bounds.least(arc.node, left));
            if let Some(rest) = rest.filter(|_| !self.labels.beat(arc.node, further)) {
                self.heap.push(Reverse(((further.0 + rest.0, further.1 + rest.1), further, arc.node)));
            }
        }
    }

    /// The first by name of the ways that cost so much.
    fn first(&self, ground: &Ground, spur: &Spur, best: Cost) -> Vec<Arc> {
        let leads = self.leads(ground, spur, best);
        let (mut arcs, mut node, mut cost) = (Vec::new(), spur.node, (0, 0));
        while node != ground.target {
            let next = ground.topology.out(node).iter().find(|arc| {
                let position = self.labels.position(arc.node, ground.after(cost, **arc));
                spur.allows(ground, node, **arc) && position.is_some_and(|position| leads[position])
            });
            let arc = *next.expect("invariant: a label that leads to the target is followed by another");
            (node, cost) = (arc.node, ground.after(cost, arc));
            arcs.push(arc);
        }
        arcs
    }

    /// By label: whether it lies on a way of the best cost.
    fn leads(&self, ground: &Ground, spur: &Spur, best: Cost) -> Vec<bool> {
        let mut leads = vec![false; self.labels.list.len()];
        let mut waiting: Vec<usize> = self.labels.position(ground.target, best).into_iter().collect();
        while let Some(position) = waiting.pop() {
            if std::mem::replace(&mut leads[position], true) {
                continue;
            }
            let Label { node, cost, .. } = self.labels.list[position];
            let before = ground.topology.incoming(node).iter().filter_map(|arc| {
                let cost = (cost.0.checked_sub(ground.length(arc.tie))?, cost.1.checked_sub(1)?);
                let allowed = spur.allows(ground, arc.node, Arc { node, tie: arc.tie });
                if allowed { self.labels.position(arc.node, cost) } else { None }
            });
            waiting.extend(before);
        }
        leads
    }
}
