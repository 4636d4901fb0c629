//! The ties that matter as rows by node, and those of them that are open in one world.

use super::plan::Plan;
use super::solo::World;
use crate::graph::Arc;

/// Rows of arcs, one per node; `tie` is a slot.
#[derive(Default)]
pub(crate) struct Net {
    starts: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Net {
    /// The ties that lie in some corridor, as they can be travelled.
    pub(crate) fn new(plan: &Plan) -> Self {
        let (mut starts, mut arcs) = (vec![0], Vec::new());
        for node in 0..plan.topology.node_count() as u32 {
            let row = plan.topology.out(node).iter();
            arcs.extend(row.filter_map(|arc| Some(Arc { node: arc.node, tie: plan.slot_of[arc.tie as usize]? })));
            starts.push(arcs.len() as u32);
        }
        Self { starts, arcs }
    }

    /// The arcs that leave a node.
    pub(crate) fn out(&self, node: u32) -> &[Arc] {
        &self.arcs[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// How many nodes there are.
    pub(crate) fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// Keeps of `all` what is open in a world. Nothing is allocated once there was room for all.
    pub(crate) fn keep_open(&mut self, all: &Self, world: &World<'_>) {
        self.arcs.resize(all.arcs.len(), Arc { node: 0, tie: 0 });
        self.starts.clear();
        self.starts.push(0);
        let mut end = 0;
        for row in all.starts.windows(2) {
            for arc in &all.arcs[row[0] as usize..row[1] as usize] {
                // Written first and counted if open: whether a tie is open cannot be foreseen, so a branch would cost.
                self.arcs[end] = *arc;
                end += usize::from(world.is_open(arc.tie));
            }
            self.starts.push(end as u32);
        }
    }
}
