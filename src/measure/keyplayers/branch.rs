//! Trying the sets that may be good enough, and ruling out all others by what they can be worth at most.

use super::objective::{Objective, Space};
use super::search::Podium;

/// How the search ended.
pub(super) struct Branched {
    /// Whether all sets were tried or ruled out.
    pub(super) complete: bool,
    /// Sets whose value was found.
    pub(super) tried: u64,
}

/// Offers to the podium all sets of `size` that can stand on it, with an effort of so many elementary steps at most.
///
/// Sets are built up member by member. Of a set that is not complete, the nodes that may still join it are gone through by
/// what they can add, the most first; where even the next ones together cannot lift it to the podium, the rest is left.
pub(super) fn branch(objective: &Objective<'_>, size: usize, podium: &mut Podium, effort: u64) -> Branched {
    let mut space = objective.space();
    let everybody: Vec<u32> = (0..objective.node_count() as u32).collect();
    let mut search = Search { objective, size, podium, space: &mut space, left: effort, tried: 0 };
    let complete = search.grow(&mut Vec::with_capacity(size), &everybody);
    Branched { complete, tried: search.tried }
}

struct Search<'a, 'o> {
    objective: &'a Objective<'o>,
    size: usize,
    podium: &'a mut Podium,
    space: &'a mut Space,
    left: u64,
    tried: u64,
}

impl Search<'_, '_> {
    /// Whether the effort allows so much more.
    fn takes(&mut self, cost: u64) -> bool {
        let allowed = self.left >= cost;
        self.left = self.left.saturating_sub(cost);
        allowed
    }

    /// Tries all sets that hold these members and otherwise nodes among those open; false if the effort does not allow it.
    fn grow(&mut self, members: &mut Vec<u32>, open: &[u32]) -> bool {
        if !self.takes(self.objective.outlook_cost()) {
            return false;
        }
        let outlook = self.objective.outlook(members);
        let mut open: Vec<u32> = open.to_vec();
        open.sort_by(|&a, &b| outlook.gain(b).total_cmp(&outlook.gain(a)));
        let wanted = self.size - members.len();
        for first in 0..(open.len() + 1).saturating_sub(wanted) {
            let gained: f64 = open[first..first + wanted].iter().map(|&v| outlook.gain(v)).sum();
            // Sums of many shares are rounded.
            if self.objective.limit(&outlook, gained * (1.0 + 1e-9), self.size) + 1e-9 < self.podium.bar() {
                return true;
            }
            members.push(open[first]);
            let done = if wanted == 1 { self.value(members) } else { self.grow(members, &open[first + 1..]) };
            members.pop();
            if !done {
                return false;
            }
        }
        true
    }

    fn value(&mut self, members: &[u32]) -> bool {
        if !self.takes(self.objective.cost(self.size)) {
            return false;
        }
        let mut set = members.to_vec();
        set.sort_unstable();
        self.tried += 1;
        self.podium.offer(&set, self.objective.value(&set, self.space));
        true
    }
}
