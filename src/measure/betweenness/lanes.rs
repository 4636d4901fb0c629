//! Many sources in one traversal: each has a lane, and the lanes of a node lie side by side.
//!
//! The traversal goes level by level. Who is met on a level by some of the lanes has a record of that level, with the
//! numbers of routes of those lanes and 0 in the others; so records are added up whole, without asking which lanes are
//! meant. On the way back, a record takes up what is owed per route instead.

use std::ops::Range;

use super::single::GREATEST;
use super::stage::Stage;

/// How many sources share a traversal.
pub(super) const LANES: usize = 16;

type Lane = [f64; LANES];

/// What is known of a node.
#[derive(Clone, Copy, Default)]
struct Spot {
    /// The lanes that have met it on an earlier level.
    seen: u32,
    /// The lanes that meet it on the level at work.
    met: u32,
    /// Its record on that level.
    record: u32,
}

/// A node as it is laid out, within one line of the cache.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Stop {
    /// Where its arcs to those who are left begin and end.
    start: u32,
    end: u32,
    /// Where those end by which routes from others lead on: at `end`, or at `start`.
    onward: u32,
    many: f64,
    receiving: f64,
}

/// Everything that is needed to work on one batch of sources after another.
pub(super) struct Lanes {
    spots: Vec<Spot>,
    stops: Vec<Stop>,
    records: Vec<Lane>,
    /// The node and the lanes of each record.
    whose: Vec<(u32, u32)>,
    /// Where the records of each level begin.
    levels: Vec<usize>,
}

/// The values of the lanes of `mask`, 0 in the others.
#[inline]
fn only(lane: &Lane, mask: u32) -> Lane {
    let mut kept = [0.0; LANES];
    for l in 0..LANES {
        let all = u64::from(mask >> l & 1).wrapping_neg();
        kept[l] = f64::from_bits(lane[l].to_bits() & all);
    }
    kept
}

#[inline]
fn add(sum: &mut Lane, other: &Lane) {
    for l in 0..LANES {
        sum[l] += other[l];
    }
}

/// Σ a·b, in an order that does not depend on how it is compiled.
#[inline]
fn dot(a: &Lane, b: &Lane) -> f64 {
    let mut four = [0.0; 4];
    for l in 0..LANES {
        four[l % 4] += a[l] * b[l];
    }
    (four[0] + four[1]) + (four[2] + four[3])
}

impl Lanes {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            spots: vec![Spot::default(); nodes],
            stops: vec![Stop::default(); nodes],
            records: Vec::new(),
            whose: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// Lays out what is left for the sources of a stage.
    pub(super) fn lay_out(&mut self, stage: &Stage) {
        for v in stage.left.clone() {
            let row = stage.row(v);
            let (start, end) = (row.start as u32, row.end as u32);
            let onward = if stage.inner(v) { end } else { start };
            let (many, receiving) = (stage.core.many[v as usize], stage.receiving(v));
            self.stops[v as usize] = Stop { start, end, onward, many, receiving };
        }
    }

    /// How many lanes share a record, on the average over the sources of a stage, which are one batch.
    pub(super) fn sharing(&mut self, stage: &Stage) -> f64 {
        self.lay_out(stage);
        self.search(stage, stage.sources.clone());
        let lanes: u64 = self.whose.iter().map(|(_, mask)| u64::from(mask.count_ones())).sum();
        let sharing = lanes as f64 / self.whose.len() as f64;
        self.clear();
        sharing
    }

    /// Adds to `sums`, of which the first stands for number `base`, what the routes from the sources owe to each node in
    /// between, or to each arc. False, and nothing added, if there are too many routes to count. The stage is laid out, and
    /// the sources are some of its own.
    pub(super) fn add<const ARCS: bool>(
        &mut self,
        stage: &Stage,
        sources: Range<u32>,
        base: usize,
        sums: &mut [f64],
    ) -> bool {
        let sound = self.search(stage, sources.clone());
        if sound {
            let mut sending = [0.0; LANES];
            let weights = &stage.core.sending[sources.start as usize..sources.end as usize];
            sending[..weights.len()].copy_from_slice(weights);
            self.levels.push(self.records.len());
            for level in (0..self.levels.len() - 1).rev() {
                self.owe::<ARCS>(&stage.core.heads, level, &sending, base, sums);
            }
        }
        self.clear();
        sound
    }

    fn clear(&mut self) {
        for &(v, _) in &self.whose {
            self.spots[v as usize] = Spot::default();
        }
        self.records.clear();
        self.whose.clear();
        self.levels.clear();
    }

    /// Finds and counts the routes; false if there are too many to count.
    fn search(&mut self, stage: &Stage, sources: Range<u32>) -> bool {
        for (l, source) in sources.enumerate() {
            let mut one = [0.0; LANES];
            one[l] = 1.0;
            self.records.push(one);
            self.whose.push((source, 1 << l));
            self.spots[source as usize].seen = 1 << l;
        }
        let heads = &stage.core.heads[..];
        let (mut first, mut sound) = (0, true);
        while first < self.whose.len() {
            self.levels.push(first);
            let end = self.whose.len();
            for record in first..end {
                self.expand(heads, record, first == 0);
            }
            for record in end..self.whose.len() {
                sound &= self.settle(record);
            }
            first = end;
        }
        sound
    }

    /// Leads the routes of a record on to the next level.
    #[inline]
    fn expand(&mut self, heads: &[u32], record: usize, from_source: bool) {
        let (v, mask) = self.whose[record];
        let Stop { start, mut end, onward, many, .. } = self.stops[v as usize];
        let mut count = self.records[record];
        if !from_source {
            if onward == start {
                return;
            }
            end = onward;
            for x in &mut count {
                *x *= many;
            }
        }
        for &w in &heads[start as usize..end as usize] {
            let spot = &mut self.spots[w as usize];
            let new = mask & !spot.seen;
            if new == 0 {
                continue;
            }
            if spot.met == 0 {
                spot.record = self.records.len() as u32;
                self.records.push(count);
                self.whose.push((w, 0));
            } else {
                add(&mut self.records[spot.record as usize], &count);
            }
            spot.met |= new;
        }
    }

    /// Closes a record of a level that is complete: lanes that had met the node before are taken out.
    #[inline]
    fn settle(&mut self, record: usize) -> bool {
        let spot = &mut self.spots[self.whose[record].0 as usize];
        let mask = spot.met;
        (spot.met, spot.seen) = (0, spot.seen | mask);
        self.whose[record].1 = mask;
        let kept = only(&self.records[record], mask);
        self.records[record] = kept;
        kept.iter().all(|&x| x < GREATEST)
    }

    /// From the level behind to this one: each record hands on what its followers are owed per route.
    fn owe<const ARCS: bool>(&mut self, heads: &[u32], level: usize, sending: &Lane, base: usize, sums: &mut [f64]) {
        let (here, end) = (self.levels[level], self.levels[level + 1]);
        let behind = self.levels.get(level + 2).copied().unwrap_or(end);
        for record in end..behind {
            let (w, mask) = self.whose[record];
            let spot = &mut self.spots[w as usize];
            (spot.met, spot.record) = (mask, record as u32);
        }
        for record in here..end {
            let (v, mask) = self.whose[record];
            let count = self.records[record];
            let Stop { start, end: last, onward, many, receiving } = self.stops[v as usize];
            let (mut owed, mut sent) = ([0.0; LANES], [0.0; LANES]);
            for l in 0..LANES {
                sent[l] = count[l] * if level == 0 { sending[l] / many } else { sending[l] };
            }
            let row = start as usize..if level == 0 { last } else { onward } as usize;
            for (i, &w) in row.clone().zip(&heads[row]) {
                let spot = self.spots[w as usize];
                if spot.met & mask == 0 {
                    continue;
                }
                let follower = &self.records[spot.record as usize];
                add(&mut owed, follower);
                if ARCS {
                    sums[i - base] += dot(&sent, follower);
                }
            }
            if !ARCS && level > 0 {
                sums[v as usize - base] += dot(&sent, &owed);
            }
            for l in 0..LANES {
                owed[l] = (receiving + many * (count[l] * owed[l])) / count[l];
            }
            self.records[record] = only(&owed, mask);
        }
        for record in end..behind {
            self.spots[self.whose[record].0 as usize].met = 0;
        }
    }
}
