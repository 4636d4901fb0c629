//! Current-flow closeness: how near somebody is to all others if every route counts.

use super::electric::{Circuit, random, worse};
use super::solve::{Limits, scale};
use super::{
    Consumes, Convergence, Explanation, Korean, Measure, MeasureOptions, Precision, Scale, Scores, Weighting,
    closer_weights,
};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;
use crate::graph::parallel::map_reduce;

/// The largest component that is solved exactly.
pub(super) const LARGEST: usize = 2_000;

/// How exactly estimates solve for potentials: far below what sampling leaves open.
pub(super) const SAMPLED_TOLERANCE: f64 = 1e-9;

/// Solves done by one thread at a time.
const CHUNK: usize = 8;

/// Current-flow closeness, which is information centrality: 1 / Σ R(v, t) over all others t, where R is the resistance
/// between two nodes if ties are conductors.
///
/// Many routes side by side make a short distance, where [`Closeness`](super::Closeness) looks at the shortest alone.
///
/// Unit: conductance; raw by default, as in NetworkX; normalised, multiplied by n − 1. *Direction:* ignored, since a
/// current flows both ways; a tie is one conductor. *Weights:* conductances, none by default; strength, probability, count
/// or value when asked for; lengths are refused. Parallel ties add up. *Disconnected graphs:* the sum is over the
/// component, of k nodes, and the score is multiplied by ((k − 1)/(n − 1))², so that a small component is not near to all
/// for being small (as Wasserman and Faust do with closeness); an isolated node scores 0. NetworkX refuses such graphs.
///
/// Potentials are solved for by conjugate gradients until the residual is below the tolerance; the convergence told is
/// that of the hardest solve. Components of up to 2,000 nodes are exact. Larger ones need a
/// [`precision`](Self::precision), and are estimated by random projections: no score is wrong by more than the **share** ε
/// of itself, with probability 1 − δ. Elsewhere ε is absolute, but conductances have no greatest value to measure it by.
///
/// *Why it holds:* with currents √c · z along the ties, z random signs, the potentials p of component k sum to 0, and
/// Σₜ (p(v) − p(t))² = k p(v)² + Σ p² is a form in z, nowhere negative, of mean R = Σₜ R(v, t) (Spielman and Srivastava 2011).
/// Let Y be its mean over q draws, divided by R, and s = ε/(1 + ε) ≤ ½. *Above:* the form's exponential moments are no larger
/// than those in normal numbers (cosh x ≤ exp(x²/2)), and these no larger than those of one squared normal number
/// (convexity), so P(Y > 1 + s) ≤ exp(−q (s − ln(1 + s))/2) ≤ exp(−q s²/6). *Below:* a draw is not negative and its mean square
/// is at most 3, so P(Y < 1 − s) ≤ exp(−q s²/6) (Maurer 2003). With q = 6 ln(2n/δ)/s² both, at all n nodes, have
/// probability δ at most; and 1/Y is within 1 ± ε where Y is within 1 ± s. Solves end far below that, at 10⁻⁹.
///
/// # Complexity
///
/// Exact: k solves for each component of k nodes, each O(m) per iteration. Estimated: 6 ln(2n/δ) (1 + 1/ε)² solves, at
/// most k. O(n + m) space per thread.
///
/// Memory: 16 n bytes and 12 per arc; 48 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::CurrentFlowCloseness;
///
/// // 0 ─── 1 ─── 2: resistances 1 and 2 from the end, 1 and 1 from the middle.
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let scores = CurrentFlowCloseness::default().run(&path)?;
/// for (found, exact) in scores.values().iter().zip([1.0 / 3.0, 0.5, 1.0 / 3.0]) {
///     assert!((found - exact).abs() < 1e-10);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Stephenson and Zelen (1989), "Rethinking centrality: methods and examples", Social Networks 11,
/// [doi:10.1016/0378-8733(89)90016-6](https://doi.org/10.1016/0378-8733(89)90016-6). Brandes and Fleischer (2005),
/// "Centrality measures based on current flow", STACS 2005,
/// [doi:10.1007/978-3-540-31856-9_44](https://doi.org/10.1007/978-3-540-31856-9_44). Spielman and Srivastava (2011), "Graph
/// sparsification by effective resistances", SIAM Journal on Computing 40,
/// [doi:10.1137/080734029](https://doi.org/10.1137/080734029). Maurer (2003), "A bound on the deviation probability for
/// sums of non-negative random variables", Journal of Inequalities in Pure and Applied Mathematics 4 (1), article 15.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CurrentFlowCloseness {
    scale: Scale,
    weighting: Weighting,
    tolerance: f64,
    max_iterations: usize,
    precision: Option<Precision>,
    seed: u64,
}

impl Default for CurrentFlowCloseness {
    fn default() -> Self {
        Self::new()
    }
}

impl CurrentFlowCloseness {
    /// Raw, unweighted, exact, with tolerance 10⁻¹² and at most 10 000 iterations of each solve.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowCloseness;
    ///
    /// assert_eq!(CurrentFlowCloseness::new(), CurrentFlowCloseness::default());
    /// ```
    pub const fn new() -> Self {
        let (scale, weighting) = (Scale::Raw, Weighting::Unweighted);
        Self { scale, weighting, tolerance: 1e-12, max_iterations: 10_000, precision: None, seed: 0 }
    }

    /// Raw or normalised. The default is raw.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{CurrentFlowCloseness, Scale};
    ///
    /// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
    /// let scores = |scale| CurrentFlowCloseness::default().scale(scale).run(&path);
    /// let (raw, normalised) = (scores(Scale::Raw), scores(Scale::Normalised));
    /// assert_ne!(raw?.get(1), normalised?.get(1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// Whether conductances are the weights. They are 1, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{CurrentFlowCloseness, Weighting};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let refused = CurrentFlowCloseness::default().weighting(Weighting::Weighted).run(&path);
    /// assert!(refused.is_err()); // there are no weights
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// How small the residual of a solve must be, relative to the currents. The default is 10⁻¹².
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowCloseness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(CurrentFlowCloseness::default().tolerance(1e-6).run(&path).is_ok());
    /// assert!(CurrentFlowCloseness::default().tolerance(0.0).run(&path).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tolerance(self, tolerance: f64) -> Self {
        Self { tolerance, ..self }
    }

    /// How many iterations each solve is allowed. The default is 10 000.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowCloseness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(CurrentFlowCloseness::default().max_iterations(100).run(&path)?.values().len(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_iterations(self, max_iterations: usize) -> Self {
        Self { max_iterations, ..self }
    }

    /// Allows components of more than 2,000 nodes to be estimated; ε is a share of each score.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{CurrentFlowCloseness, Precision};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let small = CurrentFlowCloseness::default().precision(Precision::new(0.1, 0.1)?).run(&path)?;
    /// assert!(small.sampling().is_none()); // so small a graph is solved exactly
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn precision(self, precision: Precision) -> Self {
        Self { precision: Some(precision), ..self }
    }

    /// What estimates start from. The default is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowCloseness;
    ///
    /// assert_ne!(CurrentFlowCloseness::default().seed(7), CurrentFlowCloseness::default());
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if a component is too large for exact scores and no precision is given, or the tolerance
    /// is not above 0; [`ErrorKind::Weights`] if weights are asked for and there are none, or they are lengths;
    /// [`ErrorKind::NotConverged`] if the iterations do not suffice.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowCloseness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let scores = CurrentFlowCloseness::default().run(&path)?;
    /// assert_eq!(scores.ranking()[0], 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let limits =
            Limits { measure: self.name(), tolerance: self.tolerance, max_iterations: self.max_iterations }.check()?;
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted current_flow_closeness")?),
        };
        let circuit = Circuit::of(topology, weights)?;
        refuse_large(self.name(), &circuit, self.precision)?;
        let nodes = topology.node_count();
        let samples = self.precision.map(|precision| projections(precision, nodes));
        let (mut scores, mut convergence) = (vec![0.0; nodes], Convergence { iterations: 0, residual: 0.0 });
        let mut estimated = None;
        for component in circuit.components() {
            let k = component.len();
            let enough = samples.filter(|&samples| k > LARGEST && samples < k as u64);
            let (variances, told) = match enough {
                None => exact(&circuit, &component, limits)?,
                Some(samples) => self.estimate(&circuit, &component, limits, samples)?,
            };
            estimated = estimated.or(enough);
            convergence = worse(convergence, told);
            let trace: f64 = variances.iter().sum();
            let part = (k as f64 - 1.0) / (nodes as f64 - 1.0);
            let unit = if self.scale == Scale::Raw { 1.0 } else { nodes as f64 - 1.0 };
            for (place, variance) in component.zip(variances) {
                scores[place] = circuit.unit * unit * part * part / (k as f64 * variance + trace);
            }
        }
        let scores = Scores::new(circuit.order.restore(&scores));
        let scores = scores.converged(convergence.iterations, convergence.residual);
        Ok(match estimated.zip(self.precision) {
            None => scores,
            Some((samples, precision)) => scores.sampled(samples, precision),
        })
    }

    /// The diagonal of the pseudoinverse of the Laplacian from currents of random sign along every tie: their potentials
    /// have it for variance.
    fn estimate(
        &self,
        circuit: &Circuit,
        component: &std::ops::Range<usize>,
        limits: Limits,
        samples: u64,
    ) -> Result<(Vec<f64>, Convergence), Error> {
        let limits = Limits { tolerance: limits.tolerance.max(SAMPLED_TOLERANCE), ..limits };
        let one = |sample: u64| {
            let (mut currents, mut tie) = (vec![0.0; component.len()], 0);
            for v in component.clone() {
                for (u, conductance) in circuit.ties(v).filter(|&(u, _)| u > v) {
                    let bit = random(self.seed ^ random(1, sample), tie) & 1;
                    let current = conductance.sqrt() * if bit == 0 { 1.0 } else { -1.0 };
                    currents[v - component.start] += current;
                    currents[u - component.start] -= current;
                    tie += 1;
                }
            }
            circuit.potentials(component, &currents, limits)
        };
        let mut sums = vec![0.0; component.len()];
        let told = each(
            samples as usize,
            |sample| one(sample as u64),
            |_, potentials| {
                sums.iter_mut().zip(potentials).for_each(|(sum, x)| *sum += x * x);
            },
        )?;
        scale(&mut sums, 1.0 / samples as f64);
        Ok((sums, told))
    }
}

/// How many projections keep every sum of resistances within the share, by Chernoff's bound above (a form in random signs
/// is no larger than in normal numbers, and the worst of those is one squared) and Bernstein's below.
fn projections(precision: Precision, nodes: usize) -> u64 {
    // The score is the reciprocal of the sum.
    let share = (precision.epsilon() / (1.0 + precision.epsilon())).min(0.5);
    (6.0 * (2.0 * nodes as f64 / precision.delta()).ln() / (share * share)).ceil() as u64
}

/// The diagonal of the pseudoinverse of the Laplacian, column by column.
fn exact(
    circuit: &Circuit,
    component: &std::ops::Range<usize>,
    limits: Limits,
) -> Result<(Vec<f64>, Convergence), Error> {
    let mut diagonal = vec![0.0; component.len()];
    let told = columns(circuit, component, limits, |place, column| diagonal[place] = column[place])?;
    Ok((diagonal, told))
}

/// Hands over each column of the pseudoinverse of the Laplacian of a component, in order.
pub(super) fn columns(
    circuit: &Circuit,
    component: &std::ops::Range<usize>,
    limits: Limits,
    found: impl FnMut(usize, Vec<f64>),
) -> Result<Convergence, Error> {
    let k = component.len();
    let one = |place: usize| {
        let mut currents = vec![-1.0 / k as f64; k];
        currents[place] += 1.0;
        circuit.potentials(component, &currents, limits)
    };
    each(k, one, found)
}

/// Does every solve, spread over threads, and hands over the potentials in order.
fn each(
    solves: usize,
    one: impl Fn(usize) -> Result<(Vec<f64>, Convergence), Error> + Sync,
    mut found: impl FnMut(usize, Vec<f64>),
) -> Result<Convergence, Error> {
    let mut told = Ok(Convergence { iterations: 0, residual: 0.0 });
    let work =
        |(): &mut (), range: std::ops::Range<usize>| range.map(|i| Ok((i, one(i)?))).collect::<Result<Vec<_>, Error>>();
    map_reduce(
        solves,
        CHUNK,
        || (),
        work,
        |part| match (part, &mut told) {
            (Ok(part), Ok(sum)) => {
                for (i, (potentials, convergence)) in part {
                    *sum = worse(*sum, convergence);
                    found(i, potentials);
                }
            }
            (Err(error), Ok(_)) => told = Err(error),
            (_, Err(_)) => {}
        },
    );
    told
}

/// Refuses components that would take too long, unless they may be estimated.
pub(super) fn refuse_large(measure: &str, circuit: &Circuit, precision: Option<Precision>) -> Result<(), Error> {
    if circuit.largest() <= LARGEST || precision.is_some() {
        return Ok(());
    }
    let problem = format!(
        "{measure} is exact for components of up to {LARGEST} actors, and the largest here has {}; allow an estimate by a \
         precision, `--epsilon` of `proxeny metrics`",
        circuit.largest()
    );
    Err(ErrorKind::Parameter(problem).into())
}

impl Measure for CurrentFlowCloseness {
    fn name(&self) -> &'static str {
        "current_flow_closeness"
    }

    fn about(&self) -> &'static str {
        "How near somebody is to all others if every route counts, not the shortest alone."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Many routes side by side join this actor to everybody else: no single lapse makes it remote.",
            not: "It does not mean that others depend on the actor, only that it reaches them by many ways.",
            ko: Korean {
                name: "전류 근접 중심성",
                high: "여러 경로가 나란히 이 행위자를 나머지와 이으므로, 관계 하나가 끊겨도 멀어지지 않습니다.",
                not: "다른 행위자가 이 행위자에게 의존한다는 뜻은 아니며, 여러 길로 닿는다는 뜻일 뿐입니다.",
            },
            formula: "((k−1)/(n−1))² / Σ_t R(v,t), R(v,t) = L⁺(v,v) + L⁺(t,t) − 2·L⁺(v,t), L the Laplacian, over the k \
                      nodes of the component",
            conventions: "Raw as in NetworkX (normalised: times n − 1); direction ignored; weights, if asked for, are \
                          conductances; parallel ties add up; in disconnected networks scaled by component, where \
                          NetworkX refuses. Where estimated, ε is the share of each score, not absolute.",
            source: "Stephenson and Zelen (1989), doi:10.1016/0378-8733(89)90016-6; Brandes and Fleischer (2005), \
                     doi:10.1007/978-3-540-31856-9_44",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        let precision = options.precision.or(self.precision);
        let asked = Self { precision, seed: options.seed, ..*self }.weighting(options.weighting);
        asked.scale(options.scale.unwrap_or(self.scale)).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often some node's error is beyond ε, and the mean of the largest errors, over seeds.
    fn missed(ties: &[(u32, u32)], nodes: usize, (epsilon, delta): (f64, f64), part: u64) -> (f64, f64) {
        const RUNS: u64 = 200;
        let circuit = Circuit::of(&Topology::undirected(nodes, ties.iter().copied()).unwrap(), None).unwrap();
        let limits = Limits { measure: "test", tolerance: 1e-12, max_iterations: 1_000 };
        let score = |variances: &[f64]| {
            let trace: f64 = variances.iter().sum();
            variances.iter().map(|x| 1.0 / (nodes as f64 * x + trace)).collect::<Vec<_>>()
        };
        let whole = 0..nodes;
        let truth = score(&exact(&circuit, &whole, limits).unwrap().0);
        let samples = projections(Precision::new(epsilon, delta).unwrap(), nodes) / part;
        let errors = (0..RUNS).map(|seed| {
            let one = CurrentFlowCloseness::new().seed(seed);
            let found = score(&one.estimate(&circuit, &whole, limits, samples).unwrap().0);
            found.iter().zip(&truth).map(|(found, truth)| (found / truth - 1.0).abs()).fold(0.0, f64::max)
        });
        let errors: Vec<f64> = errors.collect();
        let beyond = errors.iter().filter(|&&error| error > epsilon).count();
        (beyond as f64 / RUNS as f64, errors.iter().sum::<f64>() / RUNS as f64)
    }

    #[test]
    fn estimates_keep_their_word_and_no_more_than_that() {
        let path: Vec<(u32, u32)> = (0..7).map(|v| (v, v + 1)).collect();
        let ring: Vec<(u32, u32)> = (0..10).map(|v| (v, (v + 1) % 10)).chain([(0, 5), (2, 7), (0, 2)]).collect();
        // A bar has one form in one sign, and no error at all; two nodes with two ways vary most.
        let twice = [(0, 1), (0, 1), (1, 2), (1, 2)];
        for (ties, nodes) in [(&path[..], 8), (&ring, 10), (&twice, 3)] {
            for (epsilon, delta) in [(0.3, 0.3), (0.5, 0.1), (0.8, 0.5)] {
                let (share, error) = missed(ties, nodes, (epsilon, delta), 1);
                let chance = 3.0 * (delta * (1.0 - delta) / 200.0).sqrt();
                assert!(share <= delta + chance, "{nodes} nodes, {epsilon}, {delta}: {share}");
                // Errors are there to be seen, and with far fewer draws the promise breaks.
                assert!(error > epsilon / 30.0, "{nodes} nodes, {epsilon}, {delta}: {error}");
                let (share, _) = missed(ties, nodes, (epsilon, delta), 40);
                assert!(share > delta / 4.0, "{nodes} nodes, {epsilon}, {delta}: {share} of a fortieth");
            }
        }
    }
}
