//! Hubs and authorities: who leads to those to whom many lead.

use super::lanczos::dominant;
use super::solve::{Limits, scale};
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, closer_weights};
use crate::error::{Error, ErrorKind};
use crate::graph::{Order, Sense, Sparse, Topology};

/// Which of the two scores is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Role {
    Hub,
    Authority,
}

/// Kleinberg's two scores: a hub leads to authorities, an authority is led to by hubs.
///
/// h(u) ∝ Σ over ties u → v of w(u, v) · a(v), and a(v) ∝ Σ over ties u → v of w(u, v) · h(u): the first singular vectors
/// of the (weighted) adjacency matrix.
///
/// Unit: none; each sums to 1, as in NetworkX. *Direction:* along the ties; in an undirected graph both scores are the
/// same. *Weights:* none by default; strength, probability, count or value when asked for; lengths are refused. Parallel
/// ties add up. *Disconnected graphs:* the part with the largest singular value takes all; parts that are equal in that
/// share by what the same iteration from all hubs alike would leave them. The centralization is not defined, nor are the
/// scores without a tie; that is refused, whereas NetworkX gives all the same.
///
/// Solved by Lanczos' method, begun anew every 20 steps, until the residual relative to the eigenvalue is rounding, or
/// below the tolerance and no longer shrinking.
///
/// # Complexity
///
/// O(n + m) per iteration, about log(tolerance) / √gap iterations, the gap being that between the two largest squared
/// singular values relative to the larger; space for 21 vectors of n numbers.
///
/// Memory: 200 n bytes, and 4 per arc each way (12 with weights).
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Hits;
///
/// // 0 ──> 2 <── 1
/// let topology = Topology::directed(3, [(0, 2), (1, 2)])?;
/// let near = |found: &[f64], wanted: [f64; 3]| found.iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-12);
/// assert!(near(Hits::hubs().run(&topology)?.values(), [0.5, 0.5, 0.0]));
/// assert!(near(Hits::authorities().run(&topology)?.values(), [0.0, 0.0, 1.0]));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Kleinberg (1999), "Authoritative sources in a hyperlinked environment", Journal of the ACM 46,
/// [doi:10.1145/324133.324140](https://doi.org/10.1145/324133.324140).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Hits {
    role: Role,
    tolerance: f64,
    max_iterations: usize,
    weighting: Weighting,
}

impl Hits {
    const fn new(role: Role) -> Self {
        Self { role, tolerance: 1e-12, max_iterations: 10_000, weighting: Weighting::Unweighted }
    }

    /// The scores of hubs, with tolerance 10⁻¹², at most 10 000 iterations, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Hits;
    ///
    /// // 0 ──> 1 ──> 2 <── 0
    /// let topology = Topology::directed(3, [(0, 1), (1, 2), (0, 2)])?;
    /// assert_eq!(Hits::hubs().run(&topology)?.ranking()[0], 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn hubs() -> Self {
        Self::new(Role::Hub)
    }

    /// The scores of authorities, likewise.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Hits;
    ///
    /// // 0 ──> 1 ──> 2 <── 0
    /// let topology = Topology::directed(3, [(0, 1), (1, 2), (0, 2)])?;
    /// assert_eq!(Hits::authorities().run(&topology)?.ranking()[0], 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn authorities() -> Self {
        Self::new(Role::Authority)
    }

    /// How large the residual may be, relative to the eigenvalue. The default is 10⁻¹².
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Hits;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(Hits::hubs().tolerance(1e-6).run(&path).is_ok());
    /// assert!(Hits::hubs().tolerance(0.0).run(&path).is_err());
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
    /// use proxeny::measure::Hits;
    ///
    /// let wheel = Topology::undirected(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 4)])?;
    /// let refused = Hits::hubs().max_iterations(1).run(&wheel).unwrap_err().to_string();
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
    /// use proxeny::measure::{Hits, Weighting};
    ///
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0])?;
    /// let heavy = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(weights)?;
    /// let scores = Hits::hubs().weighting(Weighting::Weighted).run(&heavy)?;
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
    /// [`ErrorKind::Undefined`] if there are no ties; [`ErrorKind::Weights`] if weights are asked for and there are none,
    /// or they are lengths; [`ErrorKind::Parameter`] if the tolerance is not above 0; [`ErrorKind::NotConverged`] if the
    /// iterations do not suffice.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Hits;
    ///
    /// let topology = Topology::directed(3, [(0, 2), (1, 2)])?;
    /// let scores = Hits::authorities().run(&topology)?;
    /// assert!((scores.values()[2] - 1.0).abs() < 1e-9);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let limits =
            Limits { measure: self.name(), tolerance: self.tolerance, max_iterations: self.max_iterations }.check()?;
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, &format!("weighted {}", self.name()))?),
        };
        if topology.arc_count() == 0 {
            let (measure, why) = (self.name().into(), "there are no ties".into());
            return Err(ErrorKind::Undefined { measure, why, fix: "use pagerank".into() }.into());
        }
        let order = Order::of(topology);
        let largest = weights.map_or(1.0, |weights| weights.iter().copied().fold(0.0, f64::max));
        let matrix = |sense| {
            let matrix = Sparse::of(topology, &order, sense, weights);
            if largest == 1.0 { matrix } else { matrix.scaled(1.0 / largest) }
        };
        let (out, incoming) = (matrix(Sense::Forward), matrix(Sense::Backward));
        let mut between = vec![0.0; out.rows()];
        let found = dominant(limits, vec![1.0; out.rows()], |x, y| {
            incoming.multiply(x, &mut between);
            out.multiply(&between, y);
        })?;
        let mut scores = found.vector;
        if self.role == Role::Authority {
            incoming.multiply(&scores, &mut between);
            scores = between;
        }
        let total: f64 = scores.iter().sum();
        scale(&mut scores, 1.0 / total);
        let convergence = found.convergence;
        Ok(Scores::new(order.restore(&scores)).converged(convergence.iterations, convergence.residual))
    }
}

impl Measure for Hits {
    fn name(&self) -> &'static str {
        match self.role {
            Role::Hub => "hubs",
            Role::Authority => "authorities",
        }
    }

    fn about(&self) -> &'static str {
        match self.role {
            Role::Hub => "Who extends ties to those to whom many lead.",
            Role::Authority => "To whom those lead who extend ties to many.",
        }
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        const FORMULA: &str = "h = A·a, a = Aᵀ·h up to a factor: the first singular vectors of A; Σh = Σa = 1";
        const CONVENTIONS: &str = "Each sums to 1, as in NetworkX; along the ties; unweighted unless asked for; parallel \
                                   ties add up; both are the same in an undirected network; the part with the largest \
                                   singular value takes all; refused without ties.";
        const SOURCE: &str = "Kleinberg (1999), doi:10.1145/324133.324140";
        match self.role {
            Role::Hub => &Explanation {
                high: "This actor turns to many of those to whom others turn as well: it knows whom to ask.",
                not: "It does not mean that anybody turns to this actor.",
                ko: Korean {
                    name: "허브 점수",
                    high: "다른 행위자도 찾는 곳을 이 행위자가 많이 찾습니다. 누구에게 물어야 하는지 압니다.",
                    not: "누군가 이 행위자를 찾는다는 뜻은 아닙니다.",
                },
                formula: FORMULA,
                conventions: CONVENTIONS,
                source: SOURCE,
            },
            Role::Authority => &Explanation {
                high: "Many of those who know whom to ask turn to this actor.",
                not: "It does not mean that the actor leads on to anybody else.",
                ko: Korean {
                    name: "권위 점수",
                    high: "누구에게 물어야 하는지 아는 행위자가 이 행위자를 많이 찾습니다.",
                    not: "이 행위자가 다른 곳으로 이어 준다는 뜻은 아닙니다.",
                },
                formula: FORMULA,
                conventions: CONVENTIONS,
                source: SOURCE,
            },
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

    /// The plain iteration from all hubs alike, squared so often that what does not last is gone.
    fn squared(topology: &Topology, weight: impl Fn(u32) -> f64) -> [Vec<f64>; 2] {
        let n = topology.node_count();
        let mut a = vec![vec![0.0; n]; n];
        for v in 0..n {
            topology.out(v as u32).iter().for_each(|arc| a[v][arc.node as usize] += weight(arc.tie));
        }
        let mut both: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| (0..n).map(|k| a[i][k] * a[j][k]).sum()).collect()).collect();
        for _ in 0..24 {
            let top = both.iter().flatten().copied().fold(0.0, f64::max);
            let product = |i: usize, j: usize| (0..n).map(|k| both[i][k] / top * (both[k][j] / top)).sum::<f64>();
            both = (0..n).map(|i| (0..n).map(|j| product(i, j)).collect()).collect();
        }
        let hubs: Vec<f64> = both.iter().map(|row| row.iter().sum()).collect();
        let authorities: Vec<f64> = (0..n).map(|v| (0..n).map(|u| a[u][v] * hubs[u]).sum()).collect();
        [hubs, authorities].map(|scores| {
            let total: f64 = scores.iter().sum();
            scores.iter().map(|x| x / total).collect()
        })
    }

    proptest! {
        #[test]
        fn agrees_with_squaring_the_matrix(
            ties in prop::collection::vec((0u32..7, 0u32..7, 0.1f64..9.0), 1..25),
            shape in 0..4,
        ) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(7, ends) } else { Topology::undirected(7, ends) }.unwrap();
            prop_assume!(bare.arc_count() > 0);
            let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.2).collect()).unwrap();
            let topology = bare.with_weights(weights).unwrap();
            let weighting = if shape < 2 { Weighting::Unweighted } else { Weighting::Weighted };
            let weight = |tie: u32| if shape < 2 { 1.0 } else { ties[tie as usize].2 };
            let expected = squared(&topology, weight);
            for (hits, expected) in [Hits::hubs(), Hits::authorities()].into_iter().zip(expected) {
                let scores = hits.weighting(weighting).run(&topology).unwrap();
                for (found, expected) in scores.values().iter().zip(expected) {
                    prop_assert!((found - expected).abs() < 1e-6, "{} {}", found, expected);
                }
            }
        }
    }

    #[test]
    fn failures_are_told() {
        let error = Hits::hubs().run(&Topology::directed(3, []).unwrap()).unwrap_err();
        assert!(error.to_string().starts_with("hubs is not defined here, because there are no ties"));
        let path = Topology::undirected(400, (0..399).map(|v| (v, v + 1))).unwrap();
        let error = Hits::authorities().max_iterations(40).run(&path).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotConverged { iterations: 40, .. }));
        assert!(Hits::hubs().tolerance(0.0).run(&path).is_err());
    }
}
