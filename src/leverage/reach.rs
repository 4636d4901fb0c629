//! Reach: whom a source reaches in 512 worlds at once, by layered breadth-first search on bit masks.

use super::corridor::Corridor;
use super::worlds::{Lanes, NONE, is_none};

/// Workspace of the search.
#[derive(Default)]
pub(crate) struct Reach {
    /// By position: the worlds in which it is reached.
    seen: Vec<Lanes>,
    frontier: Vec<Lanes>,
    next: Vec<Lanes>,
    active: Vec<u32>,
    upcoming: Vec<u32>,
}

impl Reach {
    /// Searches from the source of a corridor.
    ///
    /// `open` tells by slot the worlds in which a tie is open, `live` the worlds that count. `closed` positions and ties
    /// are not entered. `found` is told every position when it is first reached: how many
    /// ties away, and in which worlds. Each world reaches a position once, at the least distance.
    pub(crate) fn run(
        &mut self,
        corridor: &Corridor,
        open: &[Lanes],
        live: Lanes,
        hops: Option<u32>,
        closed: impl Fn(u32, u32) -> bool,
        mut found: impl FnMut(u32, usize, &Lanes),
    ) {
        self.reset(corridor.nodes.len(), live);
        let mut depth = 0;
        while !self.active.is_empty() && hops.is_none_or(|most| depth < most) {
            depth += 1;
            self.step(corridor, open, &closed);
            for position in &self.upcoming {
                let at = *position as usize;
                let new = std::mem::replace(&mut self.next[at], NONE);
                (0..new.len()).for_each(|w| self.seen[at][w] |= new[w]);
                self.frontier[at] = new;
                found(depth, at, &new);
            }
            std::mem::swap(&mut self.active, &mut self.upcoming);
        }
    }

    /// By position: the worlds in which it was reached.
    pub(crate) fn seen(&self) -> &[Lanes] {
        &self.seen
    }

    fn reset(&mut self, positions: usize, live: Lanes) {
        for lanes in [&mut self.seen, &mut self.frontier, &mut self.next] {
            lanes.clear();
            lanes.resize(positions, NONE);
        }
        (self.seen[0], self.frontier[0]) = (live, live);
        self.active.clear();
        self.active.push(0);
    }

    /// One step from every active position; fills `next` and `upcoming`.
    fn step(&mut self, corridor: &Corridor, open: &[Lanes], closed: &impl Fn(u32, u32) -> bool) {
        self.upcoming.clear();
        for from in &self.active {
            let frontier = self.frontier[*from as usize];
            for arc in corridor.out(*from) {
                if closed(arc.node, arc.tie) {
                    continue;
                }
                let (open, to) = (&open[arc.tie as usize], arc.node as usize);
                let new: Lanes = std::array::from_fn(|w| frontier[w] & open[w] & !self.seen[to][w]);
                if !is_none(&new) {
                    if is_none(&self.next[to]) {
                        self.upcoming.push(arc.node);
                    }
                    (0..new.len()).for_each(|w| self.next[to][w] |= new[w]);
                }
            }
        }
    }
}
