//! `PageRank`: who is tied to by those who are themselves tied to.

use super::{Consumes, Measure, MeasureOptions, Scores, Weighting, closer_weights};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;

/// The share of time that a wanderer spends at a node, who follows the ties and now and then starts anew anywhere.
///
/// The solution of x(v) = (1 − d)/n + d · ( Σ over ties u → v of x(u) · w(u, v) / w(u) + D/n ), where d is the damping,
/// w(u) the weight of all ties that leave u, and D the summed x of the nodes that no tie leaves. The three terms are
/// added: starting anew, arriving along ties, and leaving a dead end for anywhere.
///
/// Unit: share of time, summing to 1. *Direction:* along the ties; a tie that holds both ways is two arcs. *Weights:*
/// none by default; strength, probability, count or value when asked for; lengths are refused. Parallel ties add up.
/// *Disconnected graphs:* starting anew reaches every part. The centralization is not defined.
///
/// Solved by power iteration from the even distribution until one step moves the scores by less than the tolerance in
/// the sum of absolute differences.
///
/// # Complexity
///
/// O(n + m) per iteration, about log(tolerance) / log(d) iterations; O(n) space beside the graph.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::PageRank;
///
/// // 0 ──> 1 ──> 2
/// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
/// let scores = PageRank::default().damping(0.85).run(&topology)?;
/// let rounded: Vec<_> = scores.values().iter().map(|x| format!("{x:.4}")).collect();
/// assert_eq!(rounded, ["0.1844", "0.3412", "0.4744"]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Brin and Page (1998), "The anatomy of a large-scale hypertextual Web search engine", Computer Networks and ISDN
/// Systems 30, [doi:10.1016/S0169-7552(98)00110-X](https://doi.org/10.1016/S0169-7552(98)00110-X).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageRank {
    damping: f64,
    tolerance: f64,
    max_iterations: usize,
    weighting: Weighting,
}

impl Default for PageRank {
    fn default() -> Self {
        Self::new()
    }
}

impl PageRank {
    /// `PageRank` with damping 0.85, tolerance 10⁻¹², at most 1000 iterations, unweighted.
    pub const fn new() -> Self {
        Self { damping: 0.85, tolerance: 1e-12, max_iterations: 1000, weighting: Weighting::Unweighted }
    }

    /// The chance of following a tie rather than starting anew, from 0 to below 1. The default is 0.85.
    #[must_use]
    pub fn damping(self, damping: f64) -> Self {
        Self { damping, ..self }
    }

    /// How little the last iteration may move the scores in sum. The default is 10⁻¹².
    #[must_use]
    pub fn tolerance(self, tolerance: f64) -> Self {
        Self { tolerance, ..self }
    }

    /// How many iterations are allowed. The default is 1000.
    #[must_use]
    pub fn max_iterations(self, max_iterations: usize) -> Self {
        Self { max_iterations, ..self }
    }

    /// Whether ties are followed in proportion to their weights. They are not, by default.
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if damping or tolerance is out of range; [`ErrorKind::Weights`] if weights are asked for
    /// and there are none, or they are lengths; [`ErrorKind::NotConverged`] if the iterations do not suffice.
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        self.check()?;
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted pagerank")?),
        };
        if topology.node_count() == 0 {
            return Ok(Scores::new(Vec::new()));
        }
        match weights {
            None => self.solve(topology, |_| 1.0),
            Some(weights) => self.solve(topology, |tie| weights[tie as usize]),
        }
    }

    fn check(&self) -> Result<(), Error> {
        let problem = if !(0.0..1.0).contains(&self.damping) {
            format!("the damping is {}; it must be at least 0 and below 1", self.damping)
        } else if self.tolerance.is_nan() || self.tolerance <= 0.0 {
            format!("the tolerance is {}; it must be above 0", self.tolerance)
        } else {
            return Ok(());
        };
        Err(ErrorKind::Parameter(problem).into())
    }

    fn solve(&self, topology: &Topology, weight: impl Fn(u32) -> f64) -> Result<Scores, Error> {
        let nodes = topology.node_count() as u32;
        let leaving: Vec<f64> = (0..nodes).map(|v| topology.out(v).iter().map(|arc| weight(arc.tie)).sum()).collect();
        let mut ranks = vec![1.0 / f64::from(nodes); nodes as usize];
        let mut shares = ranks.clone();
        let mut residual = f64::INFINITY;
        for iteration in 1..=self.max_iterations {
            residual = self.step(topology, &weight, &leaving, &mut ranks, &mut shares);
            if residual < self.tolerance {
                return Ok(Scores::new(ranks).converged(iteration, residual));
            }
        }
        let (measure, iterations) = (self.name().into(), self.max_iterations);
        Err(ErrorKind::NotConverged { measure, iterations, residual }.into())
    }

    /// One step of the iteration; returns how far it moved.
    fn step(
        &self,
        topology: &Topology,
        weight: impl Fn(u32) -> f64,
        leaving: &[f64],
        ranks: &mut [f64],
        shares: &mut [f64],
    ) -> f64 {
        let mut stranded = 0.0;
        for v in 0..ranks.len() {
            shares[v] = if leaving[v] > 0.0 { ranks[v] / leaving[v] } else { 0.0 };
            stranded += if leaving[v] > 0.0 { 0.0 } else { ranks[v] };
        }
        let anew = (1.0 - self.damping + self.damping * stranded) / ranks.len() as f64;
        let mut moved = 0.0;
        for v in 0..ranks.len() {
            let arriving = topology.incoming(v as u32).iter().map(|arc| shares[arc.node as usize] * weight(arc.tie));
            let rank = anew + self.damping * arriving.sum::<f64>();
            moved += (rank - ranks[v]).abs();
            ranks[v] = rank;
        }
        moved
    }
}

impl Measure for PageRank {
    fn name(&self) -> &'static str {
        "pagerank"
    }

    fn about(&self) -> &'static str {
        "Who is sought by those who are themselves sought."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.weighting(options.weighting).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{WeightKind, Weights};
    use proptest::prelude::*;

    /// Solves the defining equations by Gaussian elimination with pivoting.
    fn dense(topology: &Topology, damping: f64, weight: impl Fn(u32) -> f64) -> Vec<f64> {
        let n = topology.node_count();
        let mut rows = vec![vec![0.0; n + 1]; n];
        for u in 0..n {
            let leaving: f64 = topology.out(u as u32).iter().map(|arc| weight(arc.tie)).sum();
            for arc in topology.out(u as u32) {
                rows[arc.node as usize][u] -= damping * weight(arc.tie) / leaving;
            }
            for row in rows.iter_mut().filter(|_| leaving == 0.0) {
                row[u] -= damping / n as f64;
            }
            rows[u][u] += 1.0;
            rows[u][n] = (1.0 - damping) / n as f64;
        }
        for k in 0..n {
            let pivot = (k..n).max_by(|&a, &b| rows[a][k].abs().total_cmp(&rows[b][k].abs())).unwrap();
            rows.swap(k, pivot);
            let base = rows[k].clone();
            for (_, row) in rows.iter_mut().enumerate().filter(|(i, _)| *i != k) {
                let factor = row[k] / base[k];
                (0..=n).for_each(|j| row[j] -= factor * base[j]);
            }
        }
        (0..n).map(|k| rows[k][n] / rows[k][k]).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_the_linear_equations(
            ties in prop::collection::vec((0u32..9, 0u32..9, 0.1f64..9.0), 0..30),
            damping in 0.0f64..0.97,
            shape in 0..4,
        ) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(9, ends) } else { Topology::undirected(9, ends) }.unwrap();
            let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.2).collect()).unwrap();
            let topology = bare.with_weights(weights).unwrap();
            let weighting = if shape < 2 { Weighting::Unweighted } else { Weighting::Weighted };
            let expected = dense(&topology, damping, |t| if shape < 2 { 1.0 } else { ties[t as usize].2 });
            let scores = PageRank::default().damping(damping).weighting(weighting).run(&topology).unwrap();
            prop_assert!((scores.values().iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for v in 0..9 {
                prop_assert!((scores.values()[v] - expected[v]).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn too_few_iterations_are_an_error() {
        let topology = Topology::directed(3, [(0, 1), (1, 2)]).unwrap();
        let error = PageRank::default().max_iterations(2).run(&topology).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotConverged { iterations: 2, .. }));
        let convergence = PageRank::default().run(&topology).unwrap().convergence().unwrap();
        assert!(convergence.residual < 1e-12 && convergence.iterations > 2);
    }

    #[test]
    fn parameters_are_checked() {
        let topology = Topology::directed(2, [(0, 1)]).unwrap();
        for bad in [1.0, -0.1, f64::NAN] {
            assert!(PageRank::default().damping(bad).run(&topology).is_err());
        }
        for bad in [0.0, f64::NAN] {
            assert!(PageRank::default().tolerance(bad).run(&topology).is_err());
        }
    }
}
