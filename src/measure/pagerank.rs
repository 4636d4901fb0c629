//! `PageRank`: who is tied to by those who are themselves tied to.

use std::sync::Arc;

use super::solve::{Limits, Walk, scale};
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, closer_weights};
use crate::error::{Error, ErrorKind};
use crate::graph::{Order, Sense, Sparse, Topology};

/// The share of time that a wanderer spends at a node, who follows the ties and now and then starts anew.
///
/// The solution of x(v) = (1 − d + d·D) · p(v) + d · Σ over ties u → v of x(u) · w(u, v) / w(u), where d is the damping,
/// p(v) the chance of starting at v (1/n without a [`start`](PageRank::start)), w(u) the weight of all ties that leave u,
/// and D the summed x of the nodes that no tie leaves. The terms are added: starting anew, leaving a dead end, and
/// arriving along ties.
///
/// Unit: share of time, summing to 1. *Direction:* along the ties; a tie that holds both ways is two arcs. *Weights:*
/// none by default; strength, probability, count or value when asked for; lengths are refused. Parallel ties add up.
/// *Disconnected graphs:* starting anew reaches every part, or every part where one may start. A dead end is left for
/// where one may start, as in NetworkX (igraph leaves it for anywhere). The centralization is not defined.
///
/// Solved by walking on from the start until one step moves the scores by less than the tolerance of their sum. In an
/// undirected graph the eigenvalues of a step are real and Chebyshev's polynomials shorten the way to a third.
///
/// # Complexity
///
/// O(n + m) per iteration, about log(tolerance) / log(d) iterations, in an undirected graph log(tolerance) /
/// log(d / (1 + √(1 − d²))); O(n + m) space.
///
/// Memory: 35 n bytes and 4 per arc (12 with weights).
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
/// Systems 30, [doi:10.1016/S0169-7552(98)00110-X](https://doi.org/10.1016/S0169-7552(98)00110-X). Golub and Varga (1961),
/// "Chebyshev semi-iterative methods", Numerische Mathematik 3,
/// [doi:10.1007/BF01386013](https://doi.org/10.1007/BF01386013).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageRank {
    damping: f64,
    tolerance: f64,
    max_iterations: usize,
    weighting: Weighting,
    start: Option<Arc<[f64]>>,
}

impl Default for PageRank {
    fn default() -> Self {
        Self::new()
    }
}

impl PageRank {
    /// `PageRank` with damping 0.85, tolerance 10⁻¹², at most 1000 iterations, unweighted, starting anywhere.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::PageRank;
    ///
    /// assert_eq!(PageRank::new(), PageRank::default());
    /// ```
    pub const fn new() -> Self {
        Self { damping: 0.85, tolerance: 1e-12, max_iterations: 1000, weighting: Weighting::Unweighted, start: None }
    }

    /// The chance of following a tie rather than starting anew, from 0 to below 1. The default is 0.85.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::PageRank;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let even = PageRank::default().damping(0.0).run(&path)?;
    /// assert!(even.values().iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-12));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn damping(self, damping: f64) -> Self {
        Self { damping, ..self }
    }

    /// How little the last iteration may move the scores in sum. The default is 10⁻¹².
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::PageRank;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(PageRank::default().tolerance(1e-6).run(&path).is_ok());
    /// assert!(PageRank::default().tolerance(0.0).run(&path).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tolerance(self, tolerance: f64) -> Self {
        Self { tolerance, ..self }
    }

    /// How many iterations are allowed. The default is 1000.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::PageRank;
    ///
    /// let wheel = Topology::undirected(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 4)])?;
    /// let refused = PageRank::default().max_iterations(1).run(&wheel).unwrap_err().to_string();
    /// assert!(refused.contains("did not converge"), "{refused}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_iterations(self, max_iterations: usize) -> Self {
        Self { max_iterations, ..self }
    }

    /// Whether ties are followed in proportion to their weights. They are not, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    /// use proxeny::measure::{PageRank, Weighting};
    ///
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0])?;
    /// let heavy = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(weights)?;
    /// let scores = PageRank::default().weighting(Weighting::Weighted).run(&heavy)?;
    /// assert!(scores.get(0) > scores.get(2));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// Where the wanderer starts: one weight per node, not all 0. The default is anywhere.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::PageRank;
    ///
    /// // 0 ─── 1 ─── 2     3
    /// let topology = Topology::undirected(4, [(0, 1), (1, 2)])?;
    /// let near_0 = PageRank::default().start([1.0, 0.0, 0.0, 0.0]).run(&topology)?;
    /// assert!(near_0.get(0) > near_0.get(2) && near_0.get(3) == Some(0.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn start(self, start: impl Into<Arc<[f64]>>) -> Self {
        Self { start: Some(start.into()), ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if damping, tolerance or start is out of range; [`ErrorKind::Weights`] if weights are
    /// asked for and there are none, or they are lengths; [`ErrorKind::NotConverged`] if the iterations do not suffice.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::PageRank;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let scores = PageRank::default().run(&path)?;
    /// assert!((scores.values().iter().sum::<f64>() - 1.0).abs() < 1e-9);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let limits = self.check(topology.node_count())?;
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted pagerank")?),
        };
        if topology.node_count() == 0 {
            return Ok(Scores::new(Vec::new()));
        }
        let order = Order::of(topology);
        let matrix = Sparse::of(topology, &order, Sense::Backward, weights);
        let leaving = leaving(topology, &order, &matrix, weights);
        let start = self.chances(&order);
        // The dead ends only change how much starts anew, and with it the sum of the scores.
        let real_radius = topology.is_undirected().then_some(self.damping);
        let walk = Walk { matrix: &matrix, factor: self.damping, add: &start, divide: Some(&leaving), real_radius };
        let (mut ranks, convergence) = walk.solve(limits)?;
        let total: f64 = ranks.iter().sum();
        scale(&mut ranks, 1.0 / total);
        Ok(Scores::new(order.restore(&ranks)).converged(convergence.iterations, convergence.residual))
    }

    fn check(&self, nodes: usize) -> Result<Limits, Error> {
        let wrong = |problem: String| Err(ErrorKind::Parameter(problem).into());
        if !(0.0..1.0).contains(&self.damping) {
            return wrong(format!("the damping is {}; it must be at least 0 and below 1", self.damping));
        }
        if let Some(start) = &self.start {
            if start.len() != nodes {
                return wrong(format!(
                    "there are {} weights to start by and {nodes} nodes; give one each",
                    start.len()
                ));
            }
            let sum: f64 = start.iter().sum();
            if nodes > 0 && !(sum > 0.0 && sum.is_finite() && start.iter().all(|&weight| weight >= 0.0)) {
                return wrong("the weights to start by must be at least 0, finite in sum and not all 0".to_owned());
            }
        }
        Limits { measure: self.name(), tolerance: self.tolerance, max_iterations: self.max_iterations }.check()
    }

    /// The chance of starting at each node.
    fn chances(&self, order: &Order) -> Vec<f64> {
        let Some(start) = &self.start else { return vec![1.0 / order.nodes().len() as f64; order.nodes().len()] };
        // Divided first by the largest, because a sum of tiny weights has no reciprocal.
        let largest = start.iter().copied().fold(0.0, f64::max);
        let sum: f64 = start.iter().map(|weight| weight / largest).sum();
        order.nodes().iter().map(|&v| start[v as usize] / largest / sum).collect()
    }
}

/// The weight of all ties that leave each node.
fn leaving(topology: &Topology, order: &Order, matrix: &Sparse, weights: Option<&[f64]>) -> Vec<f64> {
    if topology.is_undirected() {
        return (0..matrix.rows()).map(|row| matrix.row_sum(row)).collect();
    }
    let weight = |tie: u32| weights.map_or(1.0, |weights| weights[tie as usize]);
    order.nodes().iter().map(|&v| topology.out(v).iter().map(|arc| weight(arc.tie)).sum()).collect()
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

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Those who are sought by many, or by few who are themselves sought, seek this actor: whoever follows \
                   partnerships at random comes by often.",
            not: "It does not mean that the actor passes anything on: a dead end to which everybody leads scores high.",
            ko: Korean {
                name: "페이지랭크",
                high: "많은 곳이 찾거나, 스스로도 찾는 이가 많은 몇 곳이 찾습니다. 협력 관계를 무작위로 따라가면 \
                       자주 들르는 곳입니다.",
                not: "무엇을 이어 전한다는 뜻은 아닙니다. 모두가 향하는 막다른 곳도 점수가 높습니다.",
            },
            formula: "x(v) = (1 − d + d·D)·p(v) + d·Σ_{u→v} x(u)·w(u,v)/w(u), d = 0.85, p(v) = 1/n or the start asked for, \
                      D = the summed x of nodes without ties leaving them",
            conventions: "Share of time, summing to 1; along the ties; unweighted unless asked for; dead ends are left for \
                          where one may start, as in NetworkX; every part of a disconnected network has a share.",
            source: "Brin and Page (1998), doi:10.1016/S0169-7552(98)00110-X",
        }
    }

    fn has_start(&self) -> bool {
        true
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        let start = options.start.clone().or_else(|| self.start.clone());
        Self { start, ..self.clone() }.weighting(options.weighting).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{WeightKind, Weights};
    use proptest::prelude::*;

    /// Solves the defining equations by Gaussian elimination with pivoting.
    fn dense(topology: &Topology, damping: f64, start: &[f64], weight: impl Fn(u32) -> f64) -> Vec<f64> {
        let n = topology.node_count();
        let mut rows = vec![vec![0.0; n + 1]; n];
        for u in 0..n {
            let leaving: f64 = topology.out(u as u32).iter().map(|arc| weight(arc.tie)).sum();
            for arc in topology.out(u as u32) {
                rows[arc.node as usize][u] -= damping * weight(arc.tie) / leaving;
            }
            for (row, chance) in rows.iter_mut().zip(start).filter(|_| leaving == 0.0) {
                row[u] -= damping * chance;
            }
            rows[u][u] += 1.0;
            rows[u][n] = (1.0 - damping) * start[u];
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
            start in prop::option::of(prop::collection::vec(0u32..4, 9)),
        ) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(9, ends) } else { Topology::undirected(9, ends) }.unwrap();
            let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.2).collect()).unwrap();
            let topology = bare.with_weights(weights).unwrap();
            let weighting = if shape < 2 { Weighting::Unweighted } else { Weighting::Weighted };
            let start: Vec<f64> = start.unwrap_or(vec![0; 9]).into_iter().map(f64::from).collect();
            let sum: f64 = start.iter().sum();
            let chances: Vec<f64> = start.iter().map(|x| if sum == 0.0 { 1.0 / 9.0 } else { x / sum }).collect();
            let expected = dense(&topology, damping, &chances, |t| if shape < 2 { 1.0 } else { ties[t as usize].2 });
            let ranks = PageRank::default().damping(damping).weighting(weighting);
            let ranks = if sum == 0.0 { ranks } else { ranks.start(start) };
            let scores = ranks.run(&topology).unwrap();
            prop_assert!((scores.values().iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for v in 0..9 {
                prop_assert!((scores.values()[v] - expected[v]).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn too_few_iterations_are_an_error() {
        let topology = Topology::directed(3, [(0, 1), (1, 2), (2, 0), (0, 2)]).unwrap();
        let error = PageRank::default().max_iterations(2).run(&topology).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotConverged { iterations: 2, .. }));
        let convergence = PageRank::default().run(&topology).unwrap().convergence().unwrap();
        assert!(convergence.residual < 1e-12 && convergence.iterations > 2);
    }

    #[test]
    fn undirected_graphs_take_a_third_of_the_steps() {
        // 0 ─── 1 ─── … ─── 199, once as one tie each and once as two.
        let ties = || (0..199).map(|v| (v, v + 1));
        let steps = |topology: Topology| PageRank::default().run(&topology).unwrap().convergence().unwrap().iterations;
        let short = steps(Topology::undirected(200, ties()).unwrap());
        let long = steps(Topology::directed(200, ties().chain(ties().map(|(a, b)| (b, a)))).unwrap());
        assert!(3 * short < long && long > 120, "{short} {long}");
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
        for bad in [&[0.0, 0.0][..], &[1.0], &[-1.0, 2.0], &[f64::NAN, 1.0], &[f64::INFINITY, 1.0]] {
            let told = PageRank::default().start(bad).run(&topology).unwrap_err().to_string();
            assert!(told.contains("to start by"), "{told}");
        }
    }
}
