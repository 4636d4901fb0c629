//! Parallel ties merged into one.

use std::collections::BTreeMap;

use super::topology::{Direction, Topology};
use super::weights::Weights;
use crate::error::Error;

impl Topology {
    /// Merges parallel ties; returns the new graph and, for each old tie, the new tie that it became part of.
    ///
    /// Two ties are parallel if they join the same two nodes and both hold both ways, or if both lead one way from the
    /// same node to the same node. A one-way tie beside a two-way tie stays apart, because one tie could not say what
    /// the two say. New ties are numbered in the order of their first members. Strength and probability become
    /// 1 − Π(1 − pᵢ), a length the minimum, count and value the sum; ready-made lengths become their minimum, so
    /// collapse first and derive lengths afterwards if merged strength should shorten a tie.
    ///
    /// # Complexity
    ///
    /// O(n + m log m) time, O(n + m) space.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if summed counts or values exceed every number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    ///
    /// let strength = Weights::new(WeightKind::Strength, vec![0.5, 0.2, 0.5])?;
    /// let topology = Topology::undirected(3, [(0, 1), (1, 2), (1, 0)])?.with_weights(strength)?;
    /// let (simple, became) = topology.collapse()?;
    /// assert_eq!(became, [0, 1, 0]);
    /// assert_eq!(simple.weights().map(Weights::values), Some(&[0.75, 0.2][..]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn collapse(&self) -> Result<(Self, Vec<u32>), Error> {
        let (ties, became) = groups(self);
        let mut simple = Self::new(self.node_count(), ties)?;
        let count = simple.tie_count();
        if let Some(weights) = self.weights() {
            let kind = weights.kind();
            let values = fold(weights.values(), &became, count, |a, b| kind.merge(a, b));
            simple = simple.with_weights(Weights::new(kind, values)?)?;
        }
        if let Some(lengths) = self.lengths() {
            simple = simple.with_lengths(fold(lengths, &became, count, u64::min))?;
        }
        Ok((simple, became))
    }
}

fn groups(topology: &Topology) -> (Vec<(u32, u32, Direction)>, Vec<u32>) {
    let mut numbers = BTreeMap::new();
    let mut ties = Vec::new();
    let became = topology.ties().map(|(a, b, way)| {
        let key = if way == Direction::BothWays { (a.min(b), a.max(b), way) } else { (a, b, way) };
        *numbers.entry(key).or_insert_with(|| {
            ties.push((a, b, way));
            ties.len() as u32 - 1
        })
    });
    let became = became.collect();
    (ties, became)
}

fn fold<T: Copy>(values: &[T], became: &[u32], count: usize, merge: impl Fn(T, T) -> T) -> Vec<T> {
    let mut merged: Vec<T> = Vec::with_capacity(count);
    for (&value, &tie) in values.iter().zip(became) {
        match merged.get_mut(tie as usize) {
            Some(old) => *old = merge(*old, value),
            // New ties are numbered by first appearance, so an unknown one is always the next.
            None => merged.push(value),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::WeightKind;

    fn collapsed(kind: WeightKind, values: &[f64]) -> Vec<f64> {
        use Direction::{BothWays, OneWay};
        let ties = [(0, 1, OneWay), (0, 1, BothWays), (1, 0, OneWay), (0, 1, OneWay), (1, 0, BothWays)];
        let weights = Weights::new(kind, values.to_vec()).unwrap();
        let topology = Topology::new(2, ties).unwrap().with_weights(weights).unwrap();
        let (simple, became) = topology.with_lengths(vec![9, 4, 7, 2, 5]).unwrap().collapse().unwrap();
        assert_eq!(became, [0, 1, 2, 0, 1]);
        assert_eq!(simple.lengths().unwrap(), [2, 4, 7]);
        assert_eq!(simple.ties().collect::<Vec<_>>(), ties[..3]);
        simple.weights().unwrap().values().to_vec()
    }

    #[test]
    fn each_meaning_has_its_rule() {
        let values = [0.5, 0.25, 0.125, 0.5, 0.5];
        assert_eq!(collapsed(WeightKind::Strength, &values), [0.75, 0.625, 0.125]);
        assert_eq!(collapsed(WeightKind::Probability, &values), [0.75, 0.625, 0.125]);
        assert_eq!(collapsed(WeightKind::Length, &values), [0.5, 0.25, 0.125]);
        assert_eq!(collapsed(WeightKind::Count, &values), [1.0, 0.75, 0.125]);
        assert_eq!(collapsed(WeightKind::Value, &values), [1.0, 0.75, 0.125]);
    }
}
