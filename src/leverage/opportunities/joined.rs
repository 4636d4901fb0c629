//! What new ties join: the gain by each of many candidates, all of them on the same worlds.
//!
//! The candidates are laid out in the plan as ties that are closed. Let a source reach `u` over `i` ties in a world, and
//! let `v` reach target t over `j`. A new tie from `u` to `v`, open, lets the source reach t if i + 1 + j is at most the
//! number of ties allowed, and that is a gain unless it reached t before:
//!
//! ```text
//! D(u→v) = Σ_s a_s Σ_t w_t · 1(s reaches u over i) · 1(v reaches t over j, i + 1 + j ≤ H + 1) · 1(s does not reach t)
//! ```
//!
//! A shortest route takes a tie once, so that both parts are read from worlds without it. All ties that lead to the same
//! `v` share one search onward from `v`, and only in those worlds in which the source does not come to `v` as soon without
//! them. So all candidates together take one search per source and actor that some candidate leads to, as leverage by
//! deletion takes one per source and actor in between. D does not depend on the tie's own coin: the gain by a tie that is
//! open with probability p is p·E[D], taken from every world.

use super::onward::{Onward, Use};
use crate::leverage::Plan;
use crate::leverage::bounds::Behind;
use crate::leverage::corridor::Corridor;
use crate::leverage::cutting;
use crate::leverage::tally::{Question, Space, Tally};
use crate::leverage::worlds::{Block, Lanes, NONE, WORDS, is_none};

/// The gain by each candidate. Cells are candidates; with details, each candidate has further cells for what each source
/// gains and what is gained at each target.
pub(super) struct Joined<'a> {
    plan: &'a Plan,
    candidates: usize,
    details: bool,
    /// By corridor: where candidates lead to.
    heads: Vec<Vec<Head>>,
    /// New ties that share a coin.
    shared: Vec<(u32, u32)>,
    /// By candidate: the coin that it shares.
    causes: Vec<Option<u32>>,
}

/// An actor that candidates lead to, by position, and those candidates.
struct Head {
    at: u32,
    /// Where each candidate comes from, and its number.
    tails: Vec<(u32, usize)>,
}

impl<'a> Joined<'a> {
    /// The gains by the ties of these slots, which stand in the `full` corridors; `None` is a candidate on no permitted
    /// route.
    pub(super) fn new(plan: &'a Plan, full: &[Corridor], slots: &[Option<u32>], details: bool) -> Self {
        let mut number_of = vec![None; plan.slots.len()];
        for (number, slot) in slots.iter().enumerate() {
            if let Some(slot) = slot {
                number_of[*slot as usize] = Some(number);
            }
        }
        let heads = full.iter().map(|corridor| heads(corridor, &number_of)).collect();
        let causes = vec![None; slots.len()];
        Self { plan, candidates: slots.len(), details, heads, shared: Vec::new(), causes }
    }

    /// The same with coins that new ties share.
    pub(super) fn sharing(self, shared: Vec<(u32, u32)>, causes: &[Option<u32>]) -> Self {
        if shared.is_empty() { self } else { Self { shared, causes: causes.to_vec(), ..self } }
    }

    /// The cell of the whole gain by a candidate.
    pub(super) fn gain(&self, candidate: usize) -> usize {
        candidate * self.stride()
    }

    /// The cell of what a source gains by a candidate, with details.
    pub(super) fn source(&self, candidate: usize, source: usize) -> usize {
        candidate * self.stride() + 1 + source
    }

    /// The cell of what is gained at a target by a candidate, with details.
    pub(super) fn target(&self, candidate: usize, target: usize) -> usize {
        candidate * self.stride() + 1 + self.plan.sources.len() + target
    }

    fn stride(&self) -> usize {
        if self.details { 1 + self.plan.sources.len() + self.plan.targets.len() } else { 1 }
    }

    /// The most that each candidate can gain in any world, in weight of pairs: of those pairs that it could join were
    /// every tie open, all that certain ties do not join anyway.
    pub(super) fn most(&self) -> Vec<f64> {
        let mut most = vec![0.0; self.candidates];
        if cutting::applies(self.plan) {
            for (corridor, heads) in self.plan.corridors.iter().zip(&self.heads) {
                self.most_both_ways(corridor, heads, &mut most);
            }
            return most;
        }
        let arcs =
            |corridor: &Corridor| (0..corridor.nodes.len() as u32).map(|at| corridor.out(at).len()).sum::<usize>();
        let steps: usize =
            self.plan.corridors.iter().zip(&self.heads).map(|(one, heads)| heads.len() * arcs(one)).sum();
        if self.plan.hops.is_none() && steps > MOST_STEPS {
            return self.most_behind();
        }
        for (corridor, heads) in self.plan.corridors.iter().zip(&self.heads) {
            self.most_of(corridor, heads, &mut most);
        }
        most
    }

    /// The same, found faster and not as close: the weight of all that lies behind where a candidate leads to.
    fn most_behind(&self) -> Vec<f64> {
        let behind = Behind::new(self.plan, 0..self.plan.topology.node_count() as u32);
        let mut most = vec![0.0; self.candidates];
        for (corridor, heads) in self.plan.corridors.iter().zip(&self.heads) {
            for head in heads {
                let node = corridor.nodes[head.at as usize];
                for (tail, candidate) in &head.tails {
                    let depth = corridor.depth[*tail as usize] + 1;
                    let weight = behind.weight(node, depth) + self.plan.target_weight[node as usize];
                    most[*candidate] += corridor.source.weight as f64 * weight as f64;
                }
            }
        }
        most
    }

    /// Adds the most that one source can gain where every tie conveys both ways and routes may be of any length: whoever
    /// is in one piece with the head of a candidate lies behind it.
    fn most_both_ways(&self, corridor: &Corridor, heads: &[Head], most: &mut [f64]) {
        let can_open = |slot: u32| self.plan.slots[slot as usize].open > 0.0;
        let certain = distances(corridor, 0, u32::MAX, |slot| self.plan.slots[slot as usize].open >= 1.0);
        let piece = pieces(corridor, can_open);
        let mut weight = vec![0_u64; corridor.nodes.len()];
        for at in corridor.targets().filter(|at| certain[*at] == FAR) {
            weight[piece[at] as usize] += corridor.target_weight[at];
        }
        for head in heads {
            let behind = weight[piece[head.at as usize] as usize] as f64;
            for (_, candidate) in head.tails.iter().filter(|(tail, _)| piece[*tail as usize] == piece[0]) {
                most[*candidate] += corridor.source.weight as f64 * behind;
            }
        }
    }

    /// Adds the most that one source can gain.
    fn most_of(&self, corridor: &Corridor, heads: &[Head], most: &mut [f64]) {
        let (plan, hops) = (self.plan, self.plan.hops.unwrap_or(u32::MAX));
        let from_source = distances(corridor, 0, hops, |slot| plan.slots[slot as usize].open > 0.0);
        let certain = distances(corridor, 0, hops, |slot| plan.slots[slot as usize].open >= 1.0);
        for head in heads {
            let onward = distances(corridor, head.at, hops - 1, |slot| plan.slots[slot as usize].open > 0.0);
            for (tail, candidate) in head.tails.iter().filter(|(tail, _)| from_source[*tail as usize] < hops) {
                let left = hops - 1 - from_source[*tail as usize];
                let joined = |at: &usize| onward[*at] <= left && onward[*at] != FAR && certain[*at] == FAR;
                let weight: u64 = corridor.targets().filter(joined).map(|at| corridor.target_weight[at]).sum();
                most[*candidate] += corridor.source.weight as f64 * weight as f64;
            }
        }
    }
}

/// Bounds are found by searching from each actor in so many steps at most.
const MOST_STEPS: usize = 200_000_000;

/// Not reached.
const FAR: u32 = u32::MAX;

/// Ties from a position to every other over some of the ties, at most `most`.
fn distances(corridor: &Corridor, start: u32, most: u32, open: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut distance = vec![FAR; corridor.nodes.len()];
    distance[start as usize] = 0;
    let mut queue = vec![start];
    let mut head = 0;
    while let Some(at) = queue.get(head).copied() {
        head += 1;
        let depth = distance[at as usize];
        for arc in corridor.out(at).iter().filter(|arc| depth < most && open(arc.tie)) {
            if distance[arc.node as usize] == FAR {
                distance[arc.node as usize] = depth + 1;
                queue.push(arc.node);
            }
        }
    }
    distance
}

/// By position: the first position of the piece that it is in, where ties hold both ways.
fn pieces(corridor: &Corridor, open: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut piece = vec![FAR; corridor.nodes.len()];
    let mut queue = Vec::new();
    for first in 0..corridor.nodes.len() as u32 {
        if piece[first as usize] != FAR {
            continue;
        }
        piece[first as usize] = first;
        queue.push(first);
        while let Some(at) = queue.pop() {
            for arc in corridor.out(at).iter().filter(|arc| open(arc.tie)) {
                if piece[arc.node as usize] == FAR {
                    piece[arc.node as usize] = first;
                    queue.push(arc.node);
                }
            }
        }
    }
    piece
}

/// The candidates in a corridor, by where they lead to.
fn heads(corridor: &Corridor, number_of: &[Option<usize>]) -> Vec<Head> {
    let arcs = (0..corridor.nodes.len() as u32).flat_map(|from| corridor.out(from).iter().map(move |arc| (from, arc)));
    let mut arcs: Vec<(u32, u32, usize)> =
        arcs.filter_map(|(from, arc)| Some((arc.node, from, number_of[arc.tie as usize]?))).collect();
    arcs.sort_unstable();
    let head = |arcs: &[(u32, u32, usize)]| Head {
        at: arcs[0].0,
        tails: arcs.iter().map(|(_, from, candidate)| (*from, *candidate)).collect(),
    };
    arcs.chunk_by(|a, b| a.0 == b.0).map(head).collect()
}

/// Every world.
const EVERY: Lanes = [u64::MAX; WORDS];

/// Which ties are open where new ones share coins: those are open only where their common coin fell too.
pub(super) fn with_shared<'b>(open: &'b [Lanes], shared: &[(u32, u32)], changed: &'b mut Vec<Lanes>) -> &'b [Lanes] {
    if shared.is_empty() {
        return open;
    }
    changed.clear();
    changed.extend_from_slice(open);
    for (tie, cause) in shared {
        let cause = &open[*cause as usize];
        (0..WORDS).for_each(|w| changed[*tie as usize][w] &= cause[w]);
    }
    changed
}

impl Question for Joined<'_> {
    fn cells(&self) -> usize {
        self.candidates * self.stride()
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let (corridor, heads, hops) = (&self.plan.corridors[number], &self.heads[number], self.plan.hops);
        if heads.is_empty() {
            return;
        }
        let Space { reach, onward, control, changed, .. } = space;
        let open = with_shared(&block.open, &self.shared, changed);
        onward.reset(corridor.nodes.len(), block.live);
        let arrive = |depth: u32, at: usize, worlds: &Lanes| onward.arrive(at, depth, worlds, hops);
        reach.run(corridor, open, block.live, hops, |_, _| false, arrive);
        for head in heads.iter().take_while(|_| !control.is_cancelled()) {
            let seen = reach.seen();
            if corridor.out(head.at).is_empty() {
                self.play_end(number, head, block, (&onward.ready, seen), tally);
            } else if let Some((start, nearest)) = self.uses(head, block, onward) {
                let (ahead, most) = (hops.map(|_| nearest + 1), hops.map(|hops| hops - 1 - nearest));
                onward.run(corridor, open, (head.at, start), ahead, most);
                for (at, depth, worlds) in &onward.found {
                    let (weight, seen) = (corridor.target_weight[*at as usize], &seen[*at as usize]);
                    let fresh: Lanes = std::array::from_fn(|w| worlds[w] & !seen[w]);
                    if weight > 0 && !is_none(&fresh) {
                        self.tell(number, *at, *depth, &fresh, &onward.uses, tally);
                    }
                }
            }
        }
    }
}

impl Joined<'_> {
    /// Candidates to somebody who passes nobody on.
    fn play_end(
        &self,
        number: usize,
        head: &Head,
        block: &Block,
        (ready, seen): (&[Lanes], &[Lanes]),
        tally: &mut dyn Tally,
    ) {
        if self.plan.corridors[number].target_weight[head.at as usize] == 0 {
            return;
        }
        let known = &seen[head.at as usize];
        for (tail, candidate) in &head.tails {
            let (ready, cause) = (&ready[*tail as usize], self.cause(*candidate, block));
            let gained: Lanes = std::array::from_fn(|w| ready[w] & !known[w] & cause[w]);
            if !is_none(&gained) {
                self.add(number, head.at, *candidate, &gained, tally);
            }
        }
    }

    /// Fills in where candidates bring the source to their head sooner than before; tells in which worlds any does, and the
    /// least number of ties from the source to any of them.
    fn uses(&self, head: &Head, block: &Block, onward: &mut Onward) -> Option<(Lanes, u32)> {
        let hops = self.plan.hops;
        let (mut start, mut nearest) = (NONE, u32::MAX);
        onward.uses.clear();
        for (tail, candidate) in &head.tails {
            for (depth, worlds) in &onward.arrivals[*tail as usize] {
                if hops.is_some_and(|hops| *depth >= hops) {
                    break;
                }
                let known = onward.within(head.at, hops.map_or(u32::MAX, |_| depth + 1));
                let cause = self.cause(*candidate, block);
                let useful: Lanes = std::array::from_fn(|w| worlds[w] & !known[w] & cause[w]);
                if !is_none(&useful) {
                    (0..start.len()).for_each(|w| start[w] |= useful[w]);
                    nearest = nearest.min(*depth);
                    onward.uses.push((*candidate, *depth, useful));
                }
            }
        }
        (!onward.uses.is_empty()).then_some((start, nearest))
    }

    fn cause<'b>(&self, candidate: usize, block: &'b Block) -> &'b Lanes {
        self.causes[candidate].map_or(&EVERY, |cause| &block.open[cause as usize])
    }

    /// Adds what is gained at a target to a candidate.
    fn add(&self, number: usize, at: u32, candidate: usize, gained: &Lanes, tally: &mut dyn Tally) {
        let corridor = &self.plan.corridors[number];
        let weight = u128::from(corridor.source.weight) * u128::from(corridor.target_weight[at as usize]);
        tally.add(self.gain(candidate), weight, gained);
        if self.details {
            tally.add(self.source(candidate, number), weight, gained);
            let target = self.plan.target_number(corridor.nodes[at as usize]);
            tally.add(self.target(candidate, target), weight, gained);
        }
    }

    /// Adds a target, newly reached over `onward` ties from a head, to every candidate that gets there in time.
    fn tell(&self, number: usize, at: u32, onward: u32, fresh: &Lanes, uses: &[Use], tally: &mut dyn Tally) {
        for (candidate, depth, useful) in uses {
            if self.plan.hops.is_some_and(|hops| depth + 1 + onward > hops) {
                continue;
            }
            let gained: Lanes = std::array::from_fn(|w| fresh[w] & useful[w]);
            if !is_none(&gained) {
                self.add(number, at, *candidate, &gained, tally);
            }
        }
    }
}
