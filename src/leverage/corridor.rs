//! Corridors: the part of the network in which the permitted routes of one source lie, were every tie open.

use super::plan::{End, Plan};
use crate::graph::Arc;

/// The permitted routes from one source, as a small graph of its own: position 0 is the source.
pub(crate) struct Corridor {
    /// Node and weight of the source.
    pub(crate) source: End,
    /// The node at each position, in order of distance from the source.
    pub(crate) nodes: Vec<u32>,
    /// Ties between the source and each position.
    pub(crate) depth: Vec<u32>,
    /// By position: its weight as a target; 0 for the source.
    pub(crate) target_weight: Vec<u64>,
    /// By position: whether it lies between the source and some target, so that its removal may cost something.
    pub(crate) between: Vec<bool>,
    starts: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Corridor {
    /// The arcs out of a position; `node` is a position and `tie` a slot.
    pub(crate) fn out(&self, position: u32) -> &[Arc] {
        &self.arcs[self.starts[position as usize] as usize..self.starts[position as usize + 1] as usize]
    }

    /// Positions of the targets.
    pub(crate) fn targets(&self) -> impl Iterator<Item = usize> {
        self.target_weight.iter().enumerate().filter(|(_, weight)| **weight > 0).map(|(position, _)| position)
    }

    /// The same positions with only those ties that are meant.
    pub(super) fn keeping(&self, is_meant: impl Fn(u32) -> bool) -> Self {
        let mut kept = Self {
            source: self.source,
            nodes: self.nodes.clone(),
            depth: self.depth.clone(),
            target_weight: self.target_weight.clone(),
            between: self.between.clone(),
            starts: vec![0],
            arcs: Vec::new(),
        };
        for position in 0..self.nodes.len() as u32 {
            kept.arcs.extend(self.out(position).iter().filter(|arc| is_meant(arc.tie)));
            kept.starts.push(kept.arcs.len() as u32);
        }
        kept
    }

    pub(super) fn arcs_mut(&mut self) -> &mut [Arc] {
        &mut self.arcs
    }

    /// Slots of the ties, each once, ascending.
    pub(crate) fn slots(&self) -> Vec<usize> {
        let mut slots: Vec<usize> = self.arcs.iter().map(|arc| arc.tie as usize).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// By node: the least number of ties from it to any target through permitted relays; `u32::MAX` if there is no way.
pub(super) fn distances_to_targets(plan: &Plan, closed: &[bool]) -> Vec<u32> {
    let mut distance = vec![u32::MAX; plan.topology.node_count()];
    let mut queue: Vec<u32> = plan.targets.iter().map(|target| target.node).collect();
    for node in &queue {
        distance[*node as usize] = 0;
    }
    let mut head = 0;
    while let Some(node) = queue.get(head).copied() {
        head += 1;
        let so_far = distance[node as usize];
        if so_far > 0 && !plan.relay[node as usize] {
            continue;
        }
        for arc in plan.topology.incoming(node) {
            if !closed[arc.tie as usize] && distance[arc.node as usize] == u32::MAX {
                distance[arc.node as usize] = so_far + 1;
                queue.push(arc.node);
            }
        }
    }
    distance
}

/// Lays corridors one after the other in one workspace.
pub(super) struct Builder {
    position: Vec<u32>,
}

const ABSENT: u32 = u32::MAX;

impl Builder {
    pub(super) fn new(nodes: usize) -> Self {
        Self { position: vec![ABSENT; nodes] }
    }

    pub(super) fn lay(&mut self, plan: &Plan, source: End, to_target: &[u32], closed: &[bool]) -> Corridor {
        let most = plan.hops.unwrap_or(u32::MAX);
        // An arc matters if it leads to a target soon enough: `depth + 1 + rest <= most`.
        let matters = |depth: u32, arc: &Arc| {
            let (node, tie) = (arc.node as usize, arc.tie as usize);
            let rest = to_target[node];
            let passable = rest == 0 || plan.relay[node];
            let soon = rest != u32::MAX && depth.saturating_add(1).saturating_add(rest) <= most;
            !closed[tie] && arc.node != source.node && passable && soon
        };
        let (nodes, depth) = self.search(plan, source.node, matters);
        let mut corridor = Corridor {
            source,
            target_weight: nodes.iter().map(|node| plan.target_weight[*node as usize]).collect(),
            between: vec![false; nodes.len()],
            starts: vec![0],
            arcs: Vec::new(),
            depth,
            nodes,
        };
        corridor.target_weight[0] = 0;
        for (i, node) in corridor.nodes.iter().enumerate() {
            if i == 0 || plan.relay[*node as usize] {
                let out = plan.topology.out(*node).iter().filter(|arc| matters(corridor.depth[i], arc));
                corridor.arcs.extend(out.map(|arc| Arc { node: self.position[arc.node as usize], tie: arc.tie }));
            }
            corridor.between[i] = i > 0 && corridor.arcs.len() > corridor.starts[i] as usize;
            corridor.starts.push(corridor.arcs.len() as u32);
        }
        corridor.nodes.iter().for_each(|node| self.position[*node as usize] = ABSENT);
        corridor
    }

    /// Breadth-first search from the source over the arcs that matter.
    fn search(&mut self, plan: &Plan, source: u32, matters: impl Fn(u32, &Arc) -> bool) -> (Vec<u32>, Vec<u32>) {
        let (mut nodes, mut depth) = (vec![source], vec![0]);
        self.position[source as usize] = 0;
        let mut head = 0;
        while let Some(node) = nodes.get(head).copied() {
            let so_far: u32 = depth[head];
            head += 1;
            if node != source && !plan.relay[node as usize] {
                continue;
            }
            for arc in plan.topology.out(node).iter().filter(|arc| matters(so_far, arc)) {
                if self.position[arc.node as usize] == ABSENT {
                    self.position[arc.node as usize] = nodes.len() as u32;
                    nodes.push(arc.node);
                    depth.push(so_far + 1);
                }
            }
        }
        (nodes, depth)
    }
}
