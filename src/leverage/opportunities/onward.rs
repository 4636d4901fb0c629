//! Onward: whom somebody in the middle of a corridor reaches, in the worlds in which that helps.

use crate::leverage::corridor::Corridor;
use crate::leverage::worlds::{Lanes, NONE, is_none};

/// A candidate in the worlds in which it brings the source to its head sooner than before: its number, how many ties from
/// the source it begins, and those worlds.
pub(super) type Use = (usize, u32, Lanes);

/// Workspace: when a source reaches everybody, and a search that goes on from where a new tie leads to.
#[derive(Default)]
pub(crate) struct Onward {
    /// By position: how many ties from the source it is first reached, and in which worlds, nearest first.
    pub(super) arrivals: Vec<Vec<(u32, Lanes)>>,
    /// By position: the worlds in which a tie from there can still be used.
    pub(super) ready: Vec<Lanes>,
    /// The candidates that are of use.
    pub(super) uses: Vec<Use>,
    seen: Vec<Lanes>,
    next: Vec<Lanes>,
    touched: Vec<u32>,
    frontier: Vec<(u32, Lanes)>,
    upcoming: Vec<u32>,
    /// Where the search came: position, how many ties from its beginning, and in which worlds.
    pub(super) found: Vec<(u32, u32, Lanes)>,
}

impl Onward {
    /// Forgets everything before the search from another source of so many positions.
    pub(super) fn reset(&mut self, positions: usize, live: Lanes) {
        self.arrivals.iter_mut().for_each(Vec::clear);
        self.arrivals.resize_with(positions.max(self.arrivals.len()), Vec::new);
        self.arrivals[0].push((0, live));
        for lanes in [&mut self.seen, &mut self.next] {
            lanes.resize(positions.max(lanes.len()), NONE);
        }
        self.ready.clear();
        self.ready.resize(positions, NONE);
        self.ready[0] = live;
    }

    /// Notes that the source reaches a position over so many ties in these worlds. Where any number is allowed it does not
    /// matter how many.
    pub(super) fn arrive(&mut self, at: usize, depth: u32, worlds: &Lanes, hops: Option<u32>) {
        if hops.is_none_or(|hops| depth < hops) {
            let ready = &mut self.ready[at];
            (0..ready.len()).for_each(|w| ready[w] |= worlds[w]);
        }
        match self.arrivals[at].first_mut().filter(|_| hops.is_none()) {
            Some((_, all)) => (0..all.len()).for_each(|w| all[w] |= worlds[w]),
            None => self.arrivals[at].push((depth, *worlds)),
        }
    }

    /// The worlds in which the source reaches a position over at most so many ties.
    pub(super) fn within(&self, position: u32, ties: u32) -> Lanes {
        let arrivals = self.arrivals[position as usize].iter().take_while(|(depth, _)| *depth <= ties);
        arrivals.fold(NONE, |all, (_, lanes)| std::array::from_fn(|w| all[w] | lanes[w]))
    }

    /// Searches from a position in these worlds, at most `most` ties far. Where the source itself arrives as soon, whoever
    /// comes `ahead + depth` ties after it, nothing is gained by going on.
    pub(super) fn run(
        &mut self,
        corridor: &Corridor,
        open: &[Lanes],
        start: (u32, Lanes),
        ahead: Option<u32>,
        most: Option<u32>,
    ) {
        self.found.clear();
        self.seen[start.0 as usize] = start.1;
        self.touched.push(start.0);
        self.found.push((start.0, 0, start.1));
        self.frontier.clear();
        self.frontier.push(start);
        let mut depth = 0;
        while !self.frontier.is_empty() && most.is_none_or(|most| depth < most) {
            depth += 1;
            self.step(corridor, open);
            self.frontier.clear();
            for i in 0..self.upcoming.len() {
                let position = self.upcoming[i];
                let at = position as usize;
                let mut new = std::mem::replace(&mut self.next[at], NONE);
                let known = self.within(position, ahead.map_or(u32::MAX, |ahead| ahead.saturating_add(depth)));
                (0..new.len()).for_each(|w| new[w] &= !known[w]);
                if is_none(&new) {
                    continue;
                }
                (0..new.len()).for_each(|w| self.seen[at][w] |= new[w]);
                self.touched.push(position);
                self.frontier.push((position, new));
                self.found.push((position, depth, new));
            }
        }
        self.touched.drain(..).for_each(|position| self.seen[position as usize] = NONE);
    }

    /// One step from the whole frontier; fills `next` and `upcoming`.
    fn step(&mut self, corridor: &Corridor, open: &[Lanes]) {
        self.upcoming.clear();
        for (from, worlds) in &self.frontier {
            for arc in corridor.out(*from) {
                let (open, to) = (&open[arc.tie as usize], arc.node as usize);
                let new: Lanes = std::array::from_fn(|w| worlds[w] & open[w] & !self.seen[to][w]);
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
