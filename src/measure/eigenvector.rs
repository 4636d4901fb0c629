//! Eigenvector centrality: who is tied to by those who score high themselves.

use super::lanczos::dominant;
use super::solve::{Limits, Step, scale};
use super::{Consumes, Convergence, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, closer_weights};
use crate::error::{Error, ErrorKind};
use crate::graph::components::strong;
use crate::graph::parallel::fill;
use crate::graph::sparse::ROWS;
use crate::graph::{Order, Sense, Sparse, Topology};

/// A score in proportion to the summed scores of those who tie to one: λ x(v) = Σ over ties u → v of w(u, v) · x(u).
///
/// λ is the largest eigenvalue of the (weighted) adjacency matrix, x its left eigenvector, non-negative and of Euclidean
/// length 1, as in NetworkX.
///
/// Unit: none; the squares sum to 1. *Direction:* along the ties, so the ties that **come in** count. *Weights:* none by
/// default; strength, probability, count or value when asked for; lengths are refused. Parallel ties add up (NetworkX
/// counts them once). *Disconnected graphs:* the component with the largest eigenvalue takes all, and the others score 0:
/// [`PageRank`](super::PageRank) is the better measure there. The centralization is not defined.
///
/// Not defined where no tie lies on a directed circle, since all eigenvalues are 0 then; that is refused, whereas
/// NetworkX returns what its iteration happens to pass.
///
/// In an undirected graph solved by Lanczos' method from the even distribution, begun anew every 20 steps, until the
/// residual ‖A x − λ x‖ / λ is rounding, or below the tolerance and no longer shrinking; graphs of two sides, whose
/// eigenvalues come in pairs of both signs, are no harder than others. In a directed graph by power iteration on A/s + I,
/// where s is the largest weight of a tie (1 without weights), until one step moves the scores by less than the
/// tolerance in the Euclidean norm.
///
/// # Complexity
///
/// O(n + m) per iteration. Undirected: about log(tolerance) / √((λ − λ₂)/λ) iterations for the second eigenvalue λ₂, and
/// space for 21 vectors of n numbers. Directed: about log(tolerance) / log((λ₂ + s)/(λ + s)), and O(n + m) space.
///
/// Memory: undirected, 180 n bytes and 4 per arc (12 with weights); directed, 50 n and as much.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Eigenvector;
///
/// // 1 ─── 0 ─── 2
/// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
/// let scores = Eigenvector::default().run(&star)?;
/// // The centre scores √½, its leaves ½ each.
/// for (found, exact) in scores.values().iter().zip([0.5f64.sqrt(), 0.5, 0.5]) {
///     assert!((found - exact).abs() < 1e-11);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Bonacich (1972), "Factoring and weighting approaches to status scores and clique identification", Journal of
/// Mathematical Sociology 2, [doi:10.1080/0022250X.1972.9989806](https://doi.org/10.1080/0022250X.1972.9989806). Lanczos
/// (1950), "An iteration method for the solution of the eigenvalue problem of linear differential and integral
/// operators", Journal of Research of the National Bureau of Standards 45,
/// [doi:10.6028/jres.045.026](https://doi.org/10.6028/jres.045.026).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Eigenvector {
    tolerance: f64,
    max_iterations: usize,
    weighting: Weighting,
}

impl Default for Eigenvector {
    fn default() -> Self {
        Self::new()
    }
}

impl Eigenvector {
    /// Eigenvector centrality with tolerance 10⁻¹², at most 10 000 iterations, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Eigenvector;
    ///
    /// assert_eq!(Eigenvector::new(), Eigenvector::default());
    /// ```
    pub const fn new() -> Self {
        Self { tolerance: 1e-12, max_iterations: 10_000, weighting: Weighting::Unweighted }
    }

    /// How large the residual may be, in a directed graph how far the last iteration may move the scores. The default is 10⁻¹².
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Eigenvector;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(Eigenvector::default().tolerance(1e-6).run(&path).is_ok());
    /// assert!(Eigenvector::default().tolerance(0.0).run(&path).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tolerance(self, tolerance: f64) -> Self {
        Self { tolerance, ..self }
    }

    /// How many iterations are allowed. The default is 10 000.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Eigenvector;
    ///
    /// let wheel = Topology::undirected(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 4)])?;
    /// let refused = Eigenvector::default().max_iterations(1).run(&wheel).unwrap_err().to_string();
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
    /// use proxeny::measure::{Eigenvector, Weighting};
    ///
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0])?;
    /// let heavy = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(weights)?;
    /// let scores = Eigenvector::default().weighting(Weighting::Weighted).run(&heavy)?;
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
    /// [`ErrorKind::Undefined`] if no tie lies on a directed circle, so that no eigenvalue is above 0;
    /// [`ErrorKind::Weights`] if weights are asked for and there are none, or they are lengths; [`ErrorKind::Parameter`]
    /// if the tolerance is not above 0; [`ErrorKind::NotConverged`] if the iterations do not suffice, as where two parts
    /// of the same largest eigenvalue lead from one to the other.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Eigenvector;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let scores = Eigenvector::default().run(&path)?;
    /// assert!((scores.values()[1] - 0.5f64.sqrt()).abs() < 1e-9);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let limits =
            Limits { measure: self.name(), tolerance: self.tolerance, max_iterations: self.max_iterations }.check()?;
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted eigenvector")?),
        };
        check_circles(topology)?;
        let order = Order::of(topology);
        let largest = weights.map_or(1.0, |weights| weights.iter().copied().fold(0.0, f64::max));
        let matrix = Sparse::of(topology, &order, Sense::Backward, weights);
        let matrix = if largest == 1.0 { matrix } else { matrix.scaled(1.0 / largest) };
        let (mut scores, convergence) = if topology.is_undirected() {
            let start = vec![1.0; matrix.rows()];
            let found = dominant(limits, start, |x, y| matrix.multiply(x, y))?;
            (found.vector, found.convergence)
        } else {
            self.walk(limits, &matrix)?
        };
        silence(&mut scores, &order);
        Ok(Scores::new(order.restore(&scores)).converged(convergence.iterations, convergence.residual))
    }

    /// Power iteration on the matrix and the unit matrix.
    fn walk(&self, limits: Limits, matrix: &Sparse) -> Result<(Vec<f64>, Convergence), Error> {
        let nodes = matrix.rows();
        let mut old = vec![1.0 / (nodes as f64).sqrt(); nodes];
        let mut new = old.clone();
        let mut before = f64::INFINITY;
        let convergence = limits.repeat(|| {
            let rows = |first: usize, part: &mut [f64]| {
                part.iter_mut().enumerate().fold(0.0, |sum, (i, slot)| {
                    *slot = old[first + i] + matrix.dot(first + i, &old);
                    sum + *slot * *slot
                })
            };
            let mut squares = 0.0;
            fill(&mut new, ROWS, rows, |sum| squares += sum);
            scale(&mut new, 1.0 / squares.sqrt());
            let residual = new.iter().zip(&old).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
            std::mem::swap(&mut old, &mut new);
            Step { residual, settled: self.is_settled(std::mem::replace(&mut before, residual), residual) }
        })?;
        Ok((old, convergence))
    }

    /// Whether what all further iterations would still move is small. Steps that shrink by the factor r each time move
    /// r / (1 − r) times the last one in all, which is far more than the last one where r is close to 1.
    fn is_settled(&self, before: f64, residual: f64) -> bool {
        /// Steps as small as this are rounding.
        const ROUNDING: f64 = 1e-15;
        /// How much more than the tolerance the rest of the way may be.
        const REST: f64 = 1e3;
        residual < ROUNDING || residual * residual < REST * self.tolerance * (before - residual)
    }
}

/// Takes what is left of the iteration from components that have no part in the largest eigenvalue.
fn silence(scores: &mut [f64], order: &Order) {
    /// The sum of squares that is left, all of them being 1.
    const REST: f64 = 1e-24;
    for component in order.components() {
        let part = &mut scores[component];
        if part.iter().map(|x| x * x).sum::<f64>() < REST {
            part.fill(0.0);
        }
    }
}

/// Refuses graphs of which every eigenvalue is 0.
fn check_circles(topology: &Topology) -> Result<(), Error> {
    let circles = if topology.is_undirected() {
        topology.arc_count() > 0
    } else {
        strong(topology).count < topology.node_count()
    };
    if circles {
        return Ok(());
    }
    let why = if topology.arc_count() == 0 { "there are no ties" } else { "no tie lies on a directed circle" };
    let fix = "use pagerank, or ignore the direction of the ties";
    Err(ErrorKind::Undefined { measure: "eigenvector".into(), why: why.into(), fix: fix.into() }.into())
}

impl Measure for Eigenvector {
    fn name(&self) -> &'static str {
        "eigenvector"
    }

    fn about(&self) -> &'static str {
        "Who is tied to by those who are central themselves."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Those who tie to this actor are themselves tied to by those who score high: it belongs to the core of \
                   the densest part.",
            not: "A low value does not mean few partners: whole parts of a network score 0 beside a denser one.",
            ko: Korean {
                name: "고유벡터 중심성",
                high: "이 행위자와 관계를 맺은 곳이 다시 점수가 높은 곳의 상대입니다. 가장 조밀한 부분의 중심에 \
                       속합니다.",
                not: "값이 낮다고 협력 상대가 적다는 뜻은 아닙니다. 더 조밀한 부분이 있으면 다른 부분은 통째로 0이 \
                      됩니다.",
            },
            formula: "λ·x(v) = Σ_{u→v} w(u,v)·x(u), λ the largest eigenvalue, Σ x(v)² = 1",
            conventions: "Euclidean length 1 and ties that come in, as in NetworkX; unweighted unless asked for; parallel \
                          ties add up; the component with the largest eigenvalue takes all; refused where no tie lies on \
                          a directed circle.",
            source: "Bonacich (1972), doi:10.1080/0022250X.1972.9989806",
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

    /// Squares the dense matrix A + I until its rows are all alike, and applies it to the even distribution.
    fn squared(topology: &Topology, weight: impl Fn(u32) -> f64) -> Vec<f64> {
        let n = topology.node_count();
        let mut matrix = vec![vec![0.0; n]; n];
        for v in 0..n {
            matrix[v][v] = 1.0;
            topology.incoming(v as u32).iter().for_each(|arc| matrix[v][arc.node as usize] += weight(arc.tie));
        }
        // Each squaring doubles the rounding of what should be equal, such as the eigenvalues of two alike parts.
        for _ in 0..24 {
            let product = |i: usize, j: usize| (0..n).map(|k| matrix[i][k] * matrix[k][j]).sum::<f64>();
            let next: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| product(i, j)).collect()).collect();
            let largest = next.iter().flatten().copied().fold(0.0, f64::max);
            matrix = next.iter().map(|row| row.iter().map(|x| x / largest).collect()).collect();
        }
        let sums: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
        let norm = sums.iter().map(|x| x * x).sum::<f64>().sqrt();
        sums.iter().map(|x| x / norm).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_squaring_the_matrix(
            ties in prop::collection::vec((0u32..7, 0u32..7, 0.1f64..9.0), 0..25),
            shape in 0..4,
        ) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(7, ends) } else { Topology::undirected(7, ends) }.unwrap();
            let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.2).collect()).unwrap();
            let topology = bare.with_weights(weights).unwrap();
            let weighting = if shape < 2 { Weighting::Unweighted } else { Weighting::Weighted };
            let weight = |tie: u32| if shape < 2 { 1.0 } else { ties[tie as usize].2 };
            match Eigenvector::default().weighting(weighting).run(&topology) {
                Ok(scores) => for (found, expected) in scores.values().iter().zip(squared(&topology, weight)) {
                    prop_assert!((found - expected).abs() < 1e-6, "{} {}", found, expected);
                },
                Err(error) => {
                    let known = matches!(error.kind(), ErrorKind::Undefined { .. } | ErrorKind::NotConverged { .. });
                    prop_assert!(known, "{}", error);
                }
            }
        }
    }

    #[test]
    fn the_unit_of_the_weights_does_not_matter() {
        let path = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap();
        let run = |unit: f64| {
            let weights = Weights::new(WeightKind::Value, vec![unit, 2.0 * unit]).unwrap();
            let weighted = Eigenvector::default().weighting(Weighting::Weighted);
            weighted.run(&path.clone().with_weights(weights).unwrap()).unwrap().values().to_vec()
        };
        let expected = [0.1f64.sqrt(), 0.5f64.sqrt(), 0.4f64.sqrt()];
        for unit in [1.0, 1e-270, 1e270] {
            run(unit).iter().zip(expected).for_each(|(found, x)| assert!((found - x).abs() < 1e-10, "{unit}"));
        }
    }

    #[test]
    fn graphs_without_circles_are_refused() {
        for (ties, why) in [(vec![], "there are no ties"), (vec![(0, 1), (1, 2), (0, 2)], "no tie lies on")] {
            let error = Eigenvector::default().run(&Topology::directed(3, ties).unwrap()).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Undefined { .. }));
            assert!(error.to_string().contains(why) && error.to_string().ends_with("direction of the ties"));
        }
        assert!(Eigenvector::default().run(&Topology::undirected(2, []).unwrap()).is_err());
    }

    #[test]
    fn parts_of_one_eigenvalue_in_a_row_do_not_converge() {
        // 0 <──> 1 ──> 2 <──> 3: the matrix has no second eigenvector.
        let topology = Topology::directed(4, [(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)]).unwrap();
        let error = Eigenvector::default().run(&topology).unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::NotConverged { iterations: 10_000, residual, .. } if *residual > 1e-12)
        );
        let quick = Eigenvector::default().max_iterations(3).tolerance(1e-3);
        assert!(matches!(quick.run(&topology).unwrap_err().kind(), ErrorKind::NotConverged { iterations: 3, .. }));
        assert!(Eigenvector::default().tolerance(f64::NAN).run(&topology).is_err());
    }
}
