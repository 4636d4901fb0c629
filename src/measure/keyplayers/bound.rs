//! What a set can gain by so many more members, at most.

use std::ops::Range;

use super::KeyMeasure;
use super::objective::Objective;
use super::ways::Ways;
use crate::graph::parallel::map_reduce;

/// Sources per piece of parallel work.
const CHUNK: usize = 16;

/// A set that is not complete, and what each further member can add to it.
pub(super) struct Outlook {
    /// What the measure is made of, before members are added: pairs or nearness that is left to break, or reached already.
    base: f64,
    /// The most that each node can change it, whoever else is added.
    gains: Vec<f64>,
}

impl Outlook {
    /// The most that a node can change the base, whoever else is added.
    pub(super) fn gain(&self, v: u32) -> f64 {
        self.gains[v as usize]
    }
}

impl Objective<'_> {
    /// What further members can add to a set.
    ///
    /// *Disrupt.* A pair is lost only if the members stand on all of its shortest ways, so that their shares of these add up
    /// to 1 or more. So no more is lost than the sum of what each node's share in all pairs is: betweenness, with ends
    /// counted, each pair worth what the measure gives it.
    ///
    /// *Reach.* What a set reaches grows by less, the larger it is, so that nobody adds more later than now.
    ///
    /// Costs as much as [`Self::outlook_cost`] tells.
    pub(super) fn outlook(&self, set: &[u32]) -> Outlook {
        match self.measure {
            KeyMeasure::Fragmentation | KeyMeasure::DistanceFragmentation => self.to_lose(set),
            KeyMeasure::MReach => self.to_cover(set),
            KeyMeasure::DistanceReach => self.to_near(set),
        }
    }

    pub(super) fn outlook_cost(&self) -> u64 {
        let (n, arcs) = (self.node_count() as u64, self.topology.arc_count() as u64);
        match self.measure {
            KeyMeasure::MReach => n * n.div_ceil(64),
            KeyMeasure::DistanceReach if !self.near.is_empty() => n * n,
            _ => 2 * n * (n + arcs),
        }
    }

    /// The most that a complete set of `size` can be worth, if it changes the base by `gained` at most.
    pub(super) fn limit(&self, outlook: &Outlook, gained: f64, size: usize) -> f64 {
        let (n, k) = (self.node_count() as f64, size as f64);
        match self.measure {
            KeyMeasure::Fragmentation | KeyMeasure::DistanceFragmentation => {
                1.0 - (outlook.base - gained).max(0.0) / ((n - k) * (n - k - 1.0))
            }
            KeyMeasure::MReach => (outlook.base + gained).min(n) - k,
            KeyMeasure::DistanceReach => (outlook.base + gained - k) / n,
        }
    }

    fn to_lose(&self, set: &[u32]) -> Outlook {
        let nodes = self.node_count();
        let mut gone = vec![false; nodes];
        for v in set {
            gone[*v as usize] = true;
        }
        let part = |ways: &mut Ways, range: Range<usize>| {
            let (mut base, mut gains) = (0.0, vec![0.0; nodes]);
            for v in range.filter(|v| !gone[*v]) {
                ways.run(self.topology, self.ruler, &[v as u32], &gone);
                let worth = |distance: u128| match self.measure {
                    KeyMeasure::Fragmentation => 1.0,
                    _ => self.ruler.nearness(distance),
                };
                base += ways.shares(self.topology, self.ruler, worth, &mut gains);
            }
            (base, gains)
        };
        let mut outlook = Outlook { base: 0.0, gains: vec![0.0; nodes] };
        map_reduce(
            nodes,
            CHUNK,
            || Ways::new(nodes),
            part,
            |(base, gains)| {
                outlook.base += base;
                outlook.gains.iter_mut().zip(gains).for_each(|(all, one)| *all += one);
            },
        );
        outlook
    }

    fn to_cover(&self, set: &[u32]) -> Outlook {
        let mut bits = vec![0_u64; self.node_count().div_ceil(64)];
        for v in set {
            bits.iter_mut().zip(&self.within[*v as usize]).for_each(|(all, one)| *all |= one);
        }
        let base: u32 = bits.iter().map(|word| word.count_ones()).sum();
        let gain =
            |within: &Vec<u64>| -> u32 { within.iter().zip(&bits).map(|(one, all)| (one & !all).count_ones()).sum() };
        Outlook { base: f64::from(base), gains: self.within.iter().map(|within| f64::from(gain(within))).collect() }
    }

    /// Members count as nodes at distance 1, so that what is reached never shrinks when one is added.
    fn to_near(&self, set: &[u32]) -> Outlook {
        let nodes = self.node_count();
        let (mut nearest, mut ways) = (vec![0.0_f64; nodes], Ways::new(nodes));
        for &v in set {
            let near = self.near_of(v as usize, &mut ways);
            nearest.iter_mut().zip(near.iter()).for_each(|(all, one)| *all = all.max(*one));
        }
        let nearest = nearest;
        let gain = |v: usize, ways: &mut Ways| -> f64 {
            let near = self.near_of(v, ways);
            near.iter().zip(&nearest).map(|(one, all)| (one - all).max(0.0)).sum()
        };
        let part = |ways: &mut Ways, range: Range<usize>| range.map(|v| gain(v, ways)).collect::<Vec<_>>();
        let mut gains = Vec::with_capacity(nodes);
        map_reduce(nodes, CHUNK, || Ways::new(nodes), part, |part| gains.extend(part));
        Outlook { base: nearest.iter().sum(), gains }
    }
}
