//! Katz centrality: how many walks lead to somebody, longer ones counting less.

use super::lanczos::dominant;
use super::solve::{Limits, Walk, dot, scale};
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, closer_weights};
use crate::error::{Error, ErrorKind};
use crate::graph::components::strong;
use crate::graph::{Order, Sense, Sparse, Topology};

/// The share of the bound 1/λ that α takes where it is not given.
const SHARE: f64 = 0.85;

/// How near the bounds of λ must come to one another in directed graphs, relative to it.
const NEAR: f64 = 1e-9;

/// All walks that lead to a node, each step of which is worth α: x(v) = 1 + α · Σ over ties u → v of w(u, v) · x(u).
///
/// The x are divided by their Euclidean length, as in NetworkX. α must be below 1/λ, where λ is the largest eigenvalue of
/// the (weighted) adjacency matrix: otherwise the longer walks count more and there is no sum. By default α is 0.85/λ, or
/// 0.85/s where s, the largest weight of a tie (1 without weights), is above λ; so it does not depend on the unit of the
/// weights or the size of the network. NetworkX takes 0.1, which is beyond the bound in most large networks. An α near 0
/// ranks by the ties that come in, one near the bound as [`Eigenvector`](super::Eigenvector).
///
/// Unit: none; the squares sum to 1. *Direction:* along the ties, so the ties that **come in** count. *Weights:* none by
/// default; strength, probability, count or value when asked for; lengths are refused. Parallel ties add up.
/// *Disconnected graphs:* every part has its walks, under the α of the whole. The centralization is not defined.
///
/// λ is found by Lanczos' method; in a directed graph between bounds of Collatz and Wielandt for each strong component,
/// to 9 digits. The sum is found by adding longer and longer walks until one step moves it by less than the tolerance;
/// in an undirected graph Chebyshev's polynomials shorten the way.
///
/// # Complexity
///
/// O(n + m) per iteration, about log(tolerance) / log(αλ) iterations, in an undirected graph log(tolerance) /
/// log(αλ / (1 + √(1 − (αλ)²))), and those for λ; O(n + m) space.
///
/// Memory: 50 n bytes, in an undirected graph 200 n while λ is found, and 4 per arc (12 with weights).
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Katz;
///
/// // 0 ─── 1 ─── 2
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let scores = Katz::default().alpha(0.1).run(&path)?;
/// let rounded: Vec<_> = scores.values().iter().map(|x| format!("{x:.4}")).collect();
/// assert_eq!(rounded, ["0.5599", "0.6108", "0.5599"]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Katz (1953), "A new status index derived from sociometric analysis", Psychometrika 18,
/// [doi:10.1007/BF02289026](https://doi.org/10.1007/BF02289026). Benzi and Klymko (2015), "On the limiting behavior of
/// parameter-dependent network centrality measures", SIAM Journal on Matrix Analysis and Applications 36,
/// [doi:10.1137/130950550](https://doi.org/10.1137/130950550).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Katz {
    alpha: Option<f64>,
    tolerance: f64,
    max_iterations: usize,
    weighting: Weighting,
}

impl Default for Katz {
    fn default() -> Self {
        Self::new()
    }
}

impl Katz {
    /// Katz centrality with α = 0.85/λ, tolerance 10⁻¹², at most 10 000 iterations, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Katz;
    ///
    /// assert_eq!(Katz::new(), Katz::default());
    /// ```
    pub const fn new() -> Self {
        Self { alpha: None, tolerance: 1e-12, max_iterations: 10_000, weighting: Weighting::Unweighted }
    }

    /// What a step is worth: above 0 and below 1/λ. The default is 0.85/λ.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Katz;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let refused = Katz::default().alpha(0.9).run(&path);
    /// assert!(refused.is_err()); // not below 1/√2, where the sum of walks has no end
    /// assert!(Katz::default().alpha(0.5).run(&path).is_ok());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn alpha(self, alpha: f64) -> Self {
        Self { alpha: Some(alpha), ..self }
    }

    /// How little the last iteration may move the scores, in sum and relative to their sum. The default is 10⁻¹².
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Katz;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(Katz::default().tolerance(1e-6).run(&path).is_ok());
    /// assert!(Katz::default().tolerance(0.0).run(&path).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tolerance(self, tolerance: f64) -> Self {
        Self { tolerance, ..self }
    }

    /// How many iterations are allowed, for λ and for the sum each. The default is 10 000.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Katz;
    ///
    /// let wheel = Topology::undirected(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 4)])?;
    /// let refused = Katz::default().max_iterations(1).run(&wheel).unwrap_err().to_string();
    /// assert!(refused.contains("did not converge"), "{refused}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_iterations(self, max_iterations: usize) -> Self {
        Self { max_iterations, ..self }
    }

    /// Whether ties count by their weights. They do not, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    /// use proxeny::measure::{Katz, Weighting};
    ///
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0])?;
    /// let heavy = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(weights)?;
    /// let scores = Katz::default().weighting(Weighting::Weighted).run(&heavy)?;
    /// assert!(scores.get(0) > scores.get(2));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if α is not above 0 and below 1/λ (which is told), or the tolerance not above 0;
    /// [`ErrorKind::Weights`] if weights are asked for and there are none, or they are lengths;
    /// [`ErrorKind::NotConverged`] if the iterations do not suffice.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Katz;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let scores = Katz::default().run(&path)?;
    /// assert!(scores.get(1) > scores.get(0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let limits =
            Limits { measure: self.name(), tolerance: self.tolerance, max_iterations: self.max_iterations }.check()?;
        if let Some(alpha) = self.alpha.filter(|alpha| !(*alpha > 0.0 && alpha.is_finite())) {
            return Err(ErrorKind::Parameter(format!("alpha is {alpha}; it must be above 0")).into());
        }
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted katz")?),
        };
        if topology.node_count() == 0 {
            return Ok(Scores::new(Vec::new()));
        }
        let order = Order::of(topology);
        let largest = weights.map_or(1.0, |weights| weights.iter().copied().fold(0.0, f64::max));
        let unit = if largest > 0.0 { largest } else { 1.0 };
        let matrix = Sparse::of(topology, &order, Sense::Backward, weights);
        let matrix = if unit == 1.0 { matrix } else { matrix.scaled(1.0 / unit) };
        let radius = radius(topology, &order, &matrix, limits)?;
        let alpha = self.alpha.map_or(SHARE / radius.max(1.0), |alpha| alpha * unit);
        if alpha * radius >= 1.0 {
            let told = format!(
                "alpha is {}; it must be below 1/λ = {:.6} here, where λ is the largest eigenvalue",
                alpha / unit,
                1.0 / (radius * unit)
            );
            return Err(ErrorKind::Parameter(told).into());
        }
        let ones = vec![1.0; matrix.rows()];
        let real_radius = topology.is_undirected().then_some(alpha * radius);
        let walk = Walk { matrix: &matrix, factor: alpha, add: &ones, divide: None, real_radius };
        let (mut scores, convergence) = walk.solve(limits)?;
        let length = dot(&scores, &scores).sqrt();
        scale(&mut scores, 1.0 / length);
        Ok(Scores::new(order.restore(&scores)).converged(convergence.iterations, convergence.residual))
    }
}

/// The largest eigenvalue, or a bound above it by no more than 9 digits show.
fn radius(topology: &Topology, order: &Order, matrix: &Sparse, limits: Limits) -> Result<f64, Error> {
    if topology.is_undirected() {
        return Ok(dominant(limits, vec![1.0; matrix.rows()], |x, y| matrix.multiply(x, y))?.value);
    }
    let (of, count) = {
        let found = strong(topology);
        (order.nodes().iter().map(|&v| found.labels[v as usize] as usize).collect::<Vec<_>>(), found.count)
    };
    // Within each strong component by itself, λ lies between the least and the largest (A x)(v) / x(v) for any x > 0.
    let mut x = vec![1.0; matrix.rows()];
    let mut next = x.clone();
    let mut upper = f64::INFINITY;
    let limits = Limits { tolerance: NEAR, ..limits };
    limits.repeat(|| {
        let mut bounds = vec![(f64::INFINITY, 0.0f64, 0.0f64); count];
        for v in 0..x.len() {
            let within = matrix.row(v).filter(|(u, _)| of[*u] == of[v]);
            next[v] = x[v] + within.map(|(u, weight)| weight * x[u]).sum::<f64>();
            let bound = &mut bounds[of[v]];
            let ratio = next[v] / x[v] - 1.0;
            *bound = (bound.0.min(ratio), bound.1.max(ratio), bound.2.max(next[v]));
        }
        (0..x.len()).for_each(|v| x[v] = (next[v] / bounds[of[v]].2).max(f64::MIN_POSITIVE));
        let lower = bounds.iter().map(|bound| bound.0).fold(0.0, f64::max);
        upper = bounds.iter().map(|bound| bound.1).fold(0.0, f64::max).min(upper);
        let gap = if upper > 0.0 { (upper - lower) / upper } else { 0.0 };
        gap.into()
    })?;
    Ok(upper)
}

impl Measure for Katz {
    fn name(&self) -> &'static str {
        "katz"
    }

    fn about(&self) -> &'static str {
        "To whom many walks lead, the shorter ones counting more."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Many others lead to this actor, directly or through a few partners of partners.",
            not: "It does not mean that they need the actor: walks that go to and fro between the same two count as well.",
            ko: Korean {
                name: "카츠 중심성",
                high: "많은 행위자가 직접 또는 협력 상대의 협력 상대를 거쳐 이 행위자로 이어집니다.",
                not: "다른 행위자에게 이 행위자가 필요하다는 뜻은 아닙니다. 같은 두 곳 사이를 오가는 걸음도 함께 \
                      셉니다.",
            },
            formula: "x(v) = 1 + α·Σ_{u→v} w(u,v)·x(u), then divided by √Σx²; α = 0.85/max(λ, s), λ the largest \
                      eigenvalue, s the largest weight",
            conventions: "Euclidean length 1 and ties that come in, as in NetworkX, whose α of 0.1 has no sum in most large \
                          networks; an α of 1/λ or more is refused; unweighted unless asked for; parallel ties add up; \
                          every part of a disconnected network is scored under the same α.",
            source: "Katz (1953), doi:10.1007/BF02289026",
        }
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

    /// The dense matrix, row v holding what comes in.
    fn dense(topology: &Topology, weight: impl Fn(u32) -> f64) -> Vec<Vec<f64>> {
        let n = topology.node_count();
        let mut matrix = vec![vec![0.0; n]; n];
        for v in 0..n as u32 {
            topology.incoming(v).iter().for_each(|arc| matrix[v as usize][arc.node as usize] += weight(arc.tie));
        }
        matrix
    }

    /// The largest eigenvalue as the limit of the k-th root of the largest entry of the k-th power, k = 2⁴⁰.
    fn largest(mut matrix: Vec<Vec<f64>>) -> f64 {
        let n = matrix.len();
        let (mut log, mut power) = (0.0, 1.0);
        for _ in 0..40 {
            let top = matrix.iter().flatten().copied().fold(0.0, f64::max);
            if top == 0.0 {
                return 0.0;
            }
            log += top.ln() / power;
            let scaled = |i: usize, j: usize| matrix[i][j] / top;
            let product = |i: usize, j: usize| (0..n).map(|k| scaled(i, k) * scaled(k, j)).sum::<f64>();
            matrix = (0..n).map(|i| (0..n).map(|j| product(i, j)).collect()).collect();
            power *= 2.0;
        }
        log.exp()
    }

    proptest! {
        #[test]
        fn agrees_with_the_sum_of_dense_powers(
            ties in prop::collection::vec((0u32..8, 0u32..8, 0.1f64..9.0), 0..25),
            shape in 0..4,
            share in prop::sample::select(vec![0.1, 0.5, 0.85, 0.95]),
        ) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(8, ends) } else { Topology::undirected(8, ends) }.unwrap();
            let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.2).collect()).unwrap();
            let topology = bare.with_weights(weights).unwrap();
            let weight = |tie: u32| if shape < 2 { 1.0 } else { ties[tie as usize].2 };
            let katz = Katz::new().weighting(if shape < 2 { Weighting::Unweighted } else { Weighting::Weighted });
            let matrix = dense(&topology, weight);
            let radius = largest(matrix.clone());
            let top = ties.iter().enumerate().filter(|(_, t)| t.0 != t.1).map(|(i, _)| weight(i as u32)).fold(0.0, f64::max);
            let chosen = if share == 0.85 { None } else { Some(share / radius.max(0.1)) };
            // The largest weight counts with self-ties, which carry one too.
            let all = ties.iter().enumerate().map(|(i, _)| weight(i as u32)).fold(0.0, f64::max);
            prop_assume!(chosen.is_some() || top == all);
            let alpha = chosen.unwrap_or(0.85 / radius.max(if top > 0.0 { top } else { 1.0 }));
            let mut x = vec![1.0; 8];
            for _ in 0..3000 {
                x = (0..8).map(|v| 1.0 + alpha * (0..8).map(|u| matrix[v][u] * x[u]).sum::<f64>()).collect();
            }
            let length = x.iter().map(|x| x * x).sum::<f64>().sqrt();
            match chosen.map_or(katz, |alpha| katz.alpha(alpha)).run(&topology) {
                Ok(scores) => for (found, expected) in scores.values().iter().zip(&x) {
                    prop_assert!((found - expected / length).abs() < 1e-7, "{} {}", found, expected / length);
                },
                Err(error) => prop_assert!(matches!(error.kind(), ErrorKind::NotConverged { .. }), "{}", error),
            }
            if radius > 1e-6 {
                let told = katz.alpha(1.001 / radius).run(&topology).unwrap_err().to_string();
                prop_assert!(told.contains("it must be below 1/λ") || told.contains("did not converge"), "{}", told);
            }
        }
    }

    #[test]
    fn too_large_an_alpha_is_refused_with_the_bound() {
        let star = Topology::undirected(5, (1..5).map(|v| (0, v))).unwrap();
        let error = Katz::default().alpha(0.5).run(&star).unwrap_err().to_string();
        assert_eq!(error, "alpha is 0.5; it must be below 1/λ = 0.500000 here, where λ is the largest eigenvalue");
        assert!(Katz::default().alpha(0.499).run(&star).is_ok());
        for bad in [0.0, -0.1, f64::NAN, f64::INFINITY] {
            assert!(Katz::default().alpha(bad).run(&star).is_err());
        }
        let few = Katz::default().max_iterations(5).run(&star).unwrap_err();
        assert!(matches!(few.kind(), ErrorKind::NotConverged { iterations: 5, .. }));
    }
}
