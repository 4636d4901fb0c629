//! Clustering: how many of somebody's partners are tied to one another.

use std::ops::Range;

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, closer_weights};
use crate::error::{Error, ErrorKind};
use crate::graph::parallel::map_reduce;
use crate::graph::{Arc, Sense, Topology};

/// Pieces of parallel work. Each has a sum per node of its own, so they are few; their number is fixed, so that sums come
/// out the same for any number of threads.
const PIECES: usize = 16;

/// The share of a node's pairs of partners that are tied themselves: c(v) = 2 T(v) / (k (k − 1)).
///
/// T(v) counts the triangles through v, k its partners. In a directed graph it is Fagiolo's:
/// c(v) = T(v) / (2 (d (d − 1) − 2 m)), where T(v) counts the directed triangles through v, d the arcs in and out, and m
/// the partners tied both ways; if all ties hold both ways, the two are the same. With fewer than two partners the score
/// is 0. All as in NetworkX.
///
/// Unit: share of pairs of partners. *Direction:* every triangle counts, whichever way it leads. *Weights:* none by
/// default; strength, probability, count or value when asked for, where a triangle counts by the geometric mean of its
/// weights, each divided by the largest of the graph (Onnela and others); lengths are refused. *Parallel ties* are one
/// adjacency with their merged weight, 1 − Π(1 − pᵢ) of strengths and probabilities and the sum of counts and values.
/// *Disconnected graphs:* no matter. The centralization is not defined.
///
/// # Complexity
///
/// O(m^1.5) time at most, on all threads; O(n + m) space, and O(n) for each of 16 pieces of work.
///
/// Memory: 140 n bytes and 13 per arc; 8 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Clustering;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// assert_eq!(Clustering::default().run(&topology)?.values(), [1.0, 1.0, 1.0 / 3.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Watts and Strogatz (1998), "Collective dynamics of small-world networks", Nature 393,
/// [doi:10.1038/30918](https://doi.org/10.1038/30918). Fagiolo (2007), "Clustering in complex directed networks",
/// Physical Review E 76, [doi:10.1103/PhysRevE.76.026107](https://doi.org/10.1103/PhysRevE.76.026107). Onnela et al.
/// (2005), "Intensity and coherence of motifs in weighted complex networks", Physical Review E 71,
/// [doi:10.1103/PhysRevE.71.065103](https://doi.org/10.1103/PhysRevE.71.065103). Latapy (2008), "Main-memory triangle
/// computations for very large (sparse (power-law)) graphs", Theoretical Computer Science 407,
/// [doi:10.1016/j.tcs.2008.07.017](https://doi.org/10.1016/j.tcs.2008.07.017).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clustering {
    weighting: Weighting,
}

impl Clustering {
    /// Clustering, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Clustering;
    ///
    /// assert_eq!(Clustering::new(), Clustering::default());
    /// ```
    pub const fn new() -> Self {
        Self { weighting: Weighting::Unweighted }
    }

    /// Whether triangles count by their weights. They do not, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    /// use proxeny::measure::{Clustering, Weighting};
    ///
    /// let pairs = [(0, 1), (1, 2), (2, 0), (2, 3)];
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0, 1.0, 1.0])?;
    /// let heavy = Topology::undirected(4, pairs)?.with_weights(weights)?;
    /// let weighted = Clustering::default().weighting(Weighting::Weighted);
    /// assert_ne!(weighted.run(&heavy)?.get(2), Clustering::default().run(&heavy)?.get(2));
    /// assert!(weighted.run(&Topology::undirected(4, pairs)?).is_err()); // there are no weights
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if weights are asked for and there are none, or they are lengths; [`ErrorKind::Parameter`]
    /// if the summed weights of parallel ties exceed every number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Clustering;
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Clustering::default().run(&kite)?.get(2), Some(1.0 / 3.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let pairs = Pairs::of(topology);
        let values = match self.weighting {
            Weighting::Unweighted => pairs.clustering(),
            Weighting::Weighted => pairs.coefficients(&pairs.triangles(&intensities(topology, &pairs)?)),
        };
        Ok(Scores::new(values))
    }
}

/// The partners of every node, whichever way they are tied, each once.
pub(super) struct Pairs {
    starts: Vec<usize>,
    partners: Vec<u32>,
    /// Whether the pair is tied both ways: in an undirected graph always.
    both: Vec<bool>,
}

impl Pairs {
    pub(super) fn of(topology: &Topology) -> Self {
        let mut pairs = Self { starts: vec![0], partners: Vec::new(), both: Vec::new() };
        for v in 0..topology.node_count() as u32 {
            merged(topology, v, |partner, out, back| {
                pairs.partners.push(partner);
                pairs.both.push(!out.is_empty() && !back.is_empty());
            });
            pairs.starts.push(pairs.partners.len());
        }
        pairs
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    fn row(&self, v: u32) -> Range<usize> {
        self.starts[v as usize]..self.starts[v as usize + 1]
    }

    /// The partners of a node, sorted.
    pub(super) fn partners(&self, v: u32) -> &[u32] {
        &self.partners[self.row(v)]
    }

    /// How many partners a node has.
    pub(super) fn degree(&self, v: u32) -> usize {
        self.row(v).len()
    }

    /// How many pairs of nodes are tied.
    pub(super) fn count(&self) -> usize {
        self.partners.len() / 2
    }

    /// How many of them are tied both ways.
    pub(super) fn mutual(&self) -> usize {
        self.both.iter().filter(|both| **both).count() / 2
    }

    /// How many triangles run through each node, ignoring direction.
    pub(super) fn plain_triangles(&self) -> Vec<f64> {
        self.triangles(&vec![1.0; self.partners.len()])
    }

    /// Clustering without weights.
    pub(super) fn clustering(&self) -> Vec<f64> {
        let ways: Vec<f64> = self.both.iter().map(|&both| if both { 2.0 } else { 1.0 }).collect();
        self.coefficients(&self.triangles(&ways))
    }

    /// For each node, the sum over its triangles of the products of their three `values`, of which there is one for each
    /// entry of the rows, the same from both ends.
    ///
    /// Every triangle is found once, at its pair of nodes of least rank, nodes being ranked by degree (Latapy 2008).
    fn triangles(&self, values: &[f64]) -> Vec<f64> {
        let nodes = self.node_count();
        let upward = Upward::new(self, values);
        let mut sums = vec![0.0; nodes];
        let part = |marks: &mut Vec<f64>, range: Range<usize>| {
            marks.resize(nodes, 0.0);
            let mut sums = vec![0.0; nodes];
            range.for_each(|v| upward.add(v as u32, marks, &mut sums));
            sums
        };
        let add = |part: Vec<f64>| sums.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
        map_reduce(nodes, nodes.div_ceil(PIECES), Vec::new, part, add);
        sums
    }

    /// Clustering coefficients from sums over triangles, of which each counts the product of the ways (one or two) that
    /// its pairs are tied.
    pub(super) fn coefficients(&self, triangles: &[f64]) -> Vec<f64> {
        let coefficient = |v: u32| {
            let sum = triangles[v as usize];
            if sum == 0.0 {
                return 0.0;
            }
            let mutual = self.both[self.row(v)].iter().filter(|both| **both).count() as f64;
            let arcs = self.degree(v) as f64 + mutual;
            sum / (arcs * (arcs - 1.0) - 2.0 * mutual)
        };
        (0..self.node_count() as u32).map(coefficient).collect()
    }
}

/// Hands over every partner of `v` once, with the arcs to it and from it.
pub(super) fn merged<'a>(topology: &'a Topology, v: u32, mut found: impl FnMut(u32, &'a [Arc], &'a [Arc])) {
    let (mut out, mut back) = (topology.arcs(v, Sense::Forward), topology.arcs(v, Sense::Backward));
    while let Some(partner) = [out, back].iter().filter_map(|row| row.first()).map(|arc| arc.node).min() {
        let take = |row: &mut &'a [Arc]| {
            let (taken, rest) = row.split_at(row.iter().take_while(|arc| arc.node == partner).count());
            *row = rest;
            taken
        };
        found(partner, take(&mut out), take(&mut back));
    }
}

/// The cube roots of the weights of each pair, both ways added, in proportion to the largest.
fn intensities(topology: &Topology, pairs: &Pairs) -> Result<Vec<f64>, Error> {
    let weights = closer_weights(topology, "weighted clustering")?;
    let kind = topology.weights().expect("invariant: closer_weights found them").kind();
    let weight = |arcs: &[Arc]| {
        let each = arcs.iter().map(|arc| weights[arc.tie as usize]);
        each.reduce(|a, b| kind.merge(a, b)).unwrap_or(0.0)
    };
    let mut ways = Vec::with_capacity(pairs.partners.len());
    for v in 0..topology.node_count() as u32 {
        merged(topology, v, |_, out, back| ways.push((weight(out), weight(back))));
    }
    let largest = ways.iter().map(|way| way.0).fold(0.0, f64::max);
    if !largest.is_finite() {
        let problem = "the weights of parallel ties sum to more than every number; give them in another unit";
        return Err(ErrorKind::Parameter(problem.into()).into());
    }
    Ok(ways.iter().map(|(out, back)| (out / largest).cbrt() + (back / largest).cbrt()).collect())
}

/// The rows of [`Pairs`], each with the partners of higher rank only.
struct Upward {
    starts: Vec<usize>,
    partners: Vec<(u32, f64)>,
}

impl Upward {
    fn new(pairs: &Pairs, values: &[f64]) -> Self {
        let (mut starts, mut partners) = (vec![0], Vec::with_capacity(pairs.count()));
        for v in 0..pairs.node_count() as u32 {
            let rank = (pairs.degree(v), v);
            let entries = pairs.row(v).map(|i| (pairs.partners[i], values[i]));
            partners.extend(entries.filter(|&(u, _)| (pairs.degree(u), u) > rank));
            starts.push(partners.len());
        }
        Self { starts, partners }
    }

    fn row(&self, v: u32) -> &[(u32, f64)] {
        &self.partners[self.starts[v as usize]..self.starts[v as usize + 1]]
    }

    /// Adds the triangles of which `v` is the lowest corner. `marks` is all 0 before and after.
    fn add(&self, v: u32, marks: &mut [f64], sums: &mut [f64]) {
        for &(u, value) in self.row(v) {
            marks[u as usize] = value;
        }
        for &(u, first) in self.row(v) {
            for &(w, second) in self.row(u).iter().filter(|(w, _)| marks[*w as usize] > 0.0) {
                let product = first * second * marks[w as usize];
                for corner in [v, u, w] {
                    sums[corner as usize] += product;
                }
            }
        }
        for &(u, _) in self.row(v) {
            marks[u as usize] = 0.0;
        }
    }
}

impl Measure for Clustering {
    fn name(&self) -> &'static str {
        "clustering"
    }

    fn about(&self) -> &'static str {
        "What share of somebody's partners are tied to one another."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Somebody's partners are partners of one another: a closed circle, in which trust and news travel fast.",
            not: "Not that somebody matters to it: where all partners know each other, nobody needs the one in the middle.",
            ko: Korean {
                name: "군집 계수",
                high: "협력 상대끼리도 서로 협력합니다. 신뢰와 소식이 빠르게 도는 닫힌 모임입니다.",
                not: "그 행위자가 모임에 중요하다는 뜻은 아닙니다. 상대가 모두 서로 알면 가운데 있는 행위자는 \
                      필요하지 않습니다.",
            },
            formula: "c(v) = 2 T(v) / (k (k - 1)); directed c(v) = T(v) / (2 (d (d - 1) - 2 m)), with T(v) triangles, k partners, \
                      d arcs, m partners tied both ways",
            conventions: "From 0 to 1; 0 with fewer than two partners. Every triangle counts whichever way it leads. With weights, a \
                          triangle counts by the geometric mean of its weights over the largest. Parallel ties are one. As in \
                          NetworkX.",
            source: "Watts and Strogatz (1998), doi:10.1038/30918; Fagiolo (2007), doi:10.1103/PhysRevE.76.026107; Onnela and others \
                     (2005), doi:10.1103/PhysRevE.71.065103",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.weighting(options.weighting).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, WeightKind, Weights};
    use proptest::prelude::*;

    /// The matrix of merged weights.
    fn matrix(topology: &Topology, kind: WeightKind, weights: &[f64]) -> Vec<Vec<f64>> {
        let n = topology.node_count();
        let mut matrix = vec![vec![0.0; n]; n];
        for (tie, (a, b, way)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b) {
            let mut merge = |from: u32, to: u32| {
                let cell = &mut matrix[from as usize][to as usize];
                *cell = if *cell == 0.0 { weights[tie] } else { kind.merge(*cell, weights[tie]) };
            };
            merge(a, b);
            if way == Direction::BothWays {
                merge(b, a);
            }
        }
        matrix
    }

    /// Fagiolo's formula, every ordered pair of partners written down; Watts and Strogatz's in undirected graphs.
    fn enumerated(topology: &Topology, kind: WeightKind, weights: &[f64]) -> Vec<f64> {
        let w = matrix(topology, kind, weights);
        let n = w.len();
        let largest = w.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
        let tied = |i: usize, j: usize| f64::from(u8::from(w[i][j] > 0.0));
        let share = |i: usize, j: usize| (w[i][j] / largest).cbrt();
        let pairs = |v: usize| {
            (0..n).flat_map(move |j| (0..n).map(move |k| (j, k))).filter(move |(j, k)| j != k && *j != v && *k != v)
        };
        let coefficient = |v: usize| {
            if topology.is_undirected() {
                let degree: f64 = (0..n).map(|j| tied(v, j)).sum();
                let sum: f64 = pairs(v).map(|(j, k)| share(v, j) * share(j, k) * share(k, v)).sum();
                return if sum == 0.0 { 0.0 } else { sum / (degree * (degree - 1.0)) };
            }
            let both = |i: usize, j: usize| share(i, j) + share(j, i);
            let sum: f64 = pairs(v).map(|(j, k)| both(v, j) * both(j, k) * both(k, v)).sum::<f64>() / 2.0;
            let arcs: f64 = (0..n).map(|j| tied(v, j) + tied(j, v)).sum();
            let mutual: f64 = (0..n).map(|j| tied(v, j) * tied(j, v)).sum();
            if sum == 0.0 { 0.0 } else { sum / (arcs * (arcs - 1.0) - 2.0 * mutual) }
        };
        (0..n).map(coefficient).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_writing_down_every_triangle(
            ties in prop::collection::vec((0u32..7, 0u32..7, any::<bool>(), 0.01f64..1.0), 0..30),
            undirected in any::<bool>(),
            kind in prop::sample::select(vec![WeightKind::Strength, WeightKind::Value]),
        ) {
            let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
            let topology = Topology::new(7, ties.iter().map(|t| (t.0, t.1, way(t.2)))).unwrap();
            let weights: Vec<f64> = ties.iter().map(|t| t.3).collect();
            let plain = Clustering::default().run(&topology).unwrap();
            // Merged strengths of 1 stay 1, so that the formula with weights of 1 is the one without weights.
            let even = enumerated(&topology, WeightKind::Strength, &vec![1.0; ties.len()]);
            for (found, expected) in plain.values().iter().zip(even) {
                prop_assert!((found - expected).abs() < 1e-12);
            }
            let expected = enumerated(&topology, kind, &weights);
            let topology = topology.with_weights(Weights::new(kind, weights).unwrap()).unwrap();
            let weighted = Clustering::default().weighting(Weighting::Weighted).run(&topology).unwrap();
            for (found, expected) in weighted.values().iter().zip(expected) {
                prop_assert!((found - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn two_ways_are_as_one_undirected_tie() {
        let ends = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 1), (3, 4)];
        let undirected = Topology::undirected(5, ends).unwrap();
        let directed = Topology::directed(5, ends.iter().flat_map(|&(a, b)| [(a, b), (b, a)])).unwrap();
        let run = |topology| Clustering::default().run(topology).unwrap().values().to_vec();
        assert_eq!(run(&undirected), run(&directed));
    }
}
