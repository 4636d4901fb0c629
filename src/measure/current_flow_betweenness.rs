//! Current-flow betweenness: through whom the routes lead if every route counts.

use std::ops::Range;

use super::current_flow_closeness::{SAMPLED_TOLERANCE, columns, refuse_large};
use super::electric::{Circuit, random, worse};
use super::solve::{Limits, scale};
use super::{
    Consumes, Convergence, Explanation, Korean, Measure, MeasureOptions, Precision, Scale, Scores, Weighting,
    closer_weights,
};
use crate::error::Error;
use crate::graph::Topology;
use crate::graph::parallel::map_reduce;

use super::current_flow_closeness::LARGEST;

/// Pairs that one thread draws at a time, and places whose ties it sorts.
const CHUNK: usize = 16;

/// Pairs drawn before the first look at how much they vary.
const FIRST: u64 = 256;

/// Current-flow betweenness, which is random-walk betweenness: how much of a unit of current passes through a node, on
/// average over all pairs of others that it may flow between.
///
/// Where [`Betweenness`](super::Betweenness) sees the shortest routes alone, a current takes all routes, the shorter ones
/// more. It is also how often a random walk from one to the other passes, goings to and fro not counted.
///
/// Unit: share of pairs; normalised by default, divided by the (n−1)(n−2)/2 pairs of others, as in NetworkX; raw, the
/// sum over pairs. The ends of a pair do not count. *Direction:* ignored, since a current flows both ways; a tie is one
/// conductor. *Weights:* conductances, none by default; strength, probability, count or value when asked for; lengths are
/// refused. Parallel ties add up. *Disconnected graphs:* nothing flows between components, and the divisor stays that of
/// the whole, as in [`Betweenness`](super::Betweenness); NetworkX refuses such graphs. The centralization is not defined.
///
/// Potentials are solved for by conjugate gradients until the residual is below the tolerance; the convergence told is
/// that of the hardest solve. Components of up to 2,000 nodes are exact. Where there are larger ones, a
/// [`precision`](Self::precision) is needed, and pairs are drawn at random until no normalised score is wrong by more
/// than ε, with probability 1 − δ: at most as many as Hoeffding's bound asks for, fewer where the empirical bound of
/// Bernstein shows that they suffice.
///
/// *Why it holds:* what passes a node between a pair drawn is from 0 to 1, and its mean μ over the C connected pairs makes the
/// score μ C / P, P = (n−1)(n−2)/2, so that μ may be wrong by a = ε P / C. *At the end,* after N = ln(4n/δ) / (2a²)
/// draws, Hoeffding's P(|m − μ| > a) ≤ 2 exp(−2Na²) is δ/(2n), at all n nodes δ/2. *Before,* at one of the l looks, each
/// after twice the draws, an error is beyond √(2V L / N) + 7L / (3(N − 1)), V the sample variance and L = ln(2/η), with
/// probability η to either side (Maurer and Pontil 2009, theorem 4); η = δ/(4nl) makes it δ/2 over sides, nodes and looks.
/// Solves end far below that, at 10⁻⁹.
///
/// # Complexity
///
/// Exact: k solves for each component of k nodes, each O(m) per iteration, and O(m k log k); O(k²) space. Estimated: at
/// most ln(4n/δ) / (2ε²) solves, O(n) space per thread.
///
/// Memory: exact, 8 k² bytes for the largest component; estimated, 16 n and 12 per arc, and 64 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::CurrentFlowBetweenness;
///
/// // 0 ─── 1 ─── 2 ─── 3
/// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
/// let scores = CurrentFlowBetweenness::default().run(&path)?;
/// for (found, exact) in scores.values().iter().zip([0.0, 2.0 / 3.0, 2.0 / 3.0, 0.0]) {
///     assert!((found - exact).abs() < 1e-10);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Newman (2005), "A measure of betweenness centrality based on random walks", Social Networks 27,
/// [doi:10.1016/j.socnet.2004.11.009](https://doi.org/10.1016/j.socnet.2004.11.009). Brandes and Fleischer (2005),
/// "Centrality measures based on current flow", STACS 2005,
/// [doi:10.1007/978-3-540-31856-9_44](https://doi.org/10.1007/978-3-540-31856-9_44). Maurer and Pontil (2009), "Empirical
/// Bernstein bounds and sample variance penalization", COLT 2009,
/// [doi:10.48550/arXiv.0907.3740](https://doi.org/10.48550/arXiv.0907.3740).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CurrentFlowBetweenness {
    scale: Scale,
    weighting: Weighting,
    tolerance: f64,
    max_iterations: usize,
    precision: Option<Precision>,
    seed: u64,
}

impl Default for CurrentFlowBetweenness {
    fn default() -> Self {
        Self::new()
    }
}

impl CurrentFlowBetweenness {
    /// Normalised, unweighted, exact, with tolerance 10⁻¹² and at most 10 000 iterations of each solve.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowBetweenness;
    ///
    /// assert_eq!(CurrentFlowBetweenness::new(), CurrentFlowBetweenness::default());
    /// ```
    pub const fn new() -> Self {
        let (scale, weighting) = (Scale::Normalised, Weighting::Unweighted);
        Self { scale, weighting, tolerance: 1e-12, max_iterations: 10_000, precision: None, seed: 0 }
    }

    /// Raw or normalised. The default is normalised.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{CurrentFlowBetweenness, Scale};
    ///
    /// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
    /// let scores = |scale| CurrentFlowBetweenness::default().scale(scale).run(&path);
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
    /// use proxeny::measure::{CurrentFlowBetweenness, Weighting};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let refused = CurrentFlowBetweenness::default().weighting(Weighting::Weighted).run(&path);
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
    /// use proxeny::measure::CurrentFlowBetweenness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(CurrentFlowBetweenness::default().tolerance(1e-6).run(&path).is_ok());
    /// assert!(CurrentFlowBetweenness::default().tolerance(0.0).run(&path).is_err());
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
    /// use proxeny::measure::CurrentFlowBetweenness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(CurrentFlowBetweenness::default().max_iterations(100).run(&path)?.values().len(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_iterations(self, max_iterations: usize) -> Self {
        Self { max_iterations, ..self }
    }

    /// Allows estimates where a component has more than 2,000 nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{CurrentFlowBetweenness, Precision};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let small = CurrentFlowBetweenness::default().precision(Precision::new(0.1, 0.1)?).run(&path)?;
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
    /// use proxeny::measure::CurrentFlowBetweenness;
    ///
    /// assert_ne!(CurrentFlowBetweenness::default().seed(7), CurrentFlowBetweenness::default());
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if a component is too large for exact scores and no
    /// precision is given, or the tolerance is not above 0; [`ErrorKind::Weights`](crate::ErrorKind::Weights) if weights
    /// are asked for and there are none, or they are lengths; [`ErrorKind::NotConverged`](crate::ErrorKind::NotConverged)
    /// if the iterations do not suffice.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CurrentFlowBetweenness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let scores = CurrentFlowBetweenness::default().run(&path)?;
    /// assert_eq!(scores.ranking()[0], 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let limits =
            Limits { measure: self.name(), tolerance: self.tolerance, max_iterations: self.max_iterations }.check()?;
        let weights = match self.weighting {
            Weighting::Unweighted => None,
            Weighting::Weighted => Some(closer_weights(topology, "weighted current_flow_betweenness")?),
        };
        let circuit = Circuit::of(topology, weights)?;
        refuse_large(self.name(), &circuit, self.precision)?;
        let n = topology.node_count() as f64;
        let pairs = (n - 1.0) * (n - 2.0) / 2.0;
        let unit = if self.scale == Scale::Raw || pairs <= 0.0 { 1.0 } else { pairs };
        if let Some(precision) = self.precision.filter(|_| circuit.largest() > LARGEST) {
            let (mut sums, samples, told) = self.estimate(&circuit, limits, precision, pairs)?;
            scale(&mut sums, 1.0 / unit);
            let scores = Scores::new(circuit.order.restore(&sums)).converged(told.iterations, told.residual);
            return Ok(scores.sampled(samples, precision));
        }
        let (mut scores, mut convergence) =
            (vec![0.0; topology.node_count()], Convergence { iterations: 0, residual: 0.0 });
        for component in circuit.components() {
            let told = exact(&circuit, &component, limits, &mut scores)?;
            convergence = worse(convergence, told);
        }
        scale(&mut scores, 1.0 / unit);
        let scores = Scores::new(circuit.order.restore(&scores));
        Ok(scores.converged(convergence.iterations, convergence.residual))
    }

    /// The sum over pairs from pairs drawn at random, and how many were drawn.
    fn estimate(
        &self,
        circuit: &Circuit,
        limits: Limits,
        precision: Precision,
        pairs: f64,
    ) -> Result<(Vec<f64>, u64, Convergence), Error> {
        let limits = Limits { tolerance: limits.tolerance.max(SAMPLED_TOLERANCE), ..limits };
        let components: Vec<_> = circuit.components().collect();
        let ordered: u64 = components.iter().map(|run| (run.len() * (run.len() - 1)) as u64).sum();
        let (connected, n) = (ordered as f64 / 2.0, circuit.order.nodes().len());
        // The mean over connected pairs may be wrong by this much.
        let allowed = precision.epsilon() * pairs / connected;
        let most = ((4.0 * n as f64 / precision.delta()).ln() / (2.0 * allowed * allowed)).ceil().max(1.0) as u64;
        let looks = (most as f64 / FIRST as f64).log2().ceil().max(1.0);
        let log = (8.0 * n as f64 * looks / precision.delta()).ln();
        let mut tally = Tally { sums: vec![0.0; n], squares: vec![0.0; n], told: None };
        let mut drawn = 0;
        loop {
            let until = if drawn == 0 { FIRST.min(most) } else { (2 * drawn).min(most) };
            let draw = |tally: &mut Tally, sample: u64| {
                let pair = ((u128::from(random(self.seed, sample)) * u128::from(ordered)) >> 64) as u64;
                tally.add(circuit, &components, pair, limits)
            };
            tally.extend(drawn..until, draw)?;
            drawn = until;
            let samples = drawn as f64;
            let widest = tally.sums.iter().zip(&tally.squares).map(|(sum, squares)| {
                let variance = ((squares - sum * sum / samples) / (samples - 1.0)).max(0.0);
                (2.0 * variance * log / samples).sqrt() + 7.0 * log / (3.0 * (samples - 1.0))
            });
            if drawn >= most || widest.fold(0.0, f64::max) <= allowed {
                let told = tally.told.unwrap_or(Convergence { iterations: 0, residual: 0.0 });
                return Ok((tally.sums.iter().map(|sum| sum / samples * connected).collect(), drawn, told));
            }
        }
    }
}

/// What the pairs drawn so far have shown.
struct Tally {
    sums: Vec<f64>,
    squares: Vec<f64>,
    told: Option<Convergence>,
}

impl Tally {
    /// Adds samples, spread over threads.
    fn extend(
        &mut self,
        samples: Range<u64>,
        draw: impl Fn(&mut Self, u64) -> Result<(), Error> + Sync,
    ) -> Result<(), Error> {
        let n = self.sums.len();
        let mut done = Ok(());
        let work = |(): &mut (), range: Range<usize>| {
            let mut part = Self { sums: vec![0.0; n], squares: vec![0.0; n], told: None };
            range.map(|i| samples.start + i as u64).try_for_each(|sample| draw(&mut part, sample)).map(|()| part)
        };
        map_reduce(
            (samples.end - samples.start) as usize,
            CHUNK,
            || (),
            work,
            |part| match part {
                Ok(part) => {
                    self.sums.iter_mut().zip(&part.sums).for_each(|(sum, x)| *sum += x);
                    self.squares.iter_mut().zip(&part.squares).for_each(|(sum, x)| *sum += x);
                    self.tell(part.told);
                }
                Err(error) if done.is_ok() => done = Err(error),
                Err(_) => {}
            },
        );
        done
    }

    fn tell(&mut self, told: Option<Convergence>) {
        self.told = self.told.zip(told).map(|(a, b)| worse(a, b)).or(self.told).or(told);
    }

    /// Adds what passes through every node between the ordered pair of that number, counted through the components.
    fn add(&mut self, circuit: &Circuit, components: &[Range<usize>], pair: u64, limits: Limits) -> Result<(), Error> {
        let mut pair = pair as usize;
        for component in components {
            let k = component.len();
            if pair >= k * (k - 1) {
                pair -= k * (k - 1);
                continue;
            }
            let (from, to) = (pair / (k - 1), pair % (k - 1));
            let to = if to >= from { to + 1 } else { to };
            let mut currents = vec![0.0; k];
            (currents[from], currents[to]) = (1.0, -1.0);
            let (potentials, told) = circuit.potentials(component, &currents, limits)?;
            self.tell(Some(told));
            for (i, place) in component.clone().enumerate().filter(|(i, _)| *i != from && *i != to) {
                let ties =
                    circuit.ties(place).map(|(u, c)| c * (potentials[i] - potentials[u - component.start]).abs());
                let through = ties.sum::<f64>() / 2.0;
                self.sums[place] += through;
                self.squares[place] += through * through;
            }
            break;
        }
        Ok(())
    }
}

/// Adds the sum over all pairs of a component, tie by tie: what one tie carries between s and t is the difference of two
/// numbers, one of s and one of t, and sorting these makes the sum over all pairs.
fn exact(
    circuit: &Circuit,
    component: &Range<usize>,
    limits: Limits,
    scores: &mut [f64],
) -> Result<Convergence, Error> {
    let (k, first) = (component.len(), component.start);
    let mut inverse: Vec<Vec<f64>> = Vec::with_capacity(k);
    let told = columns(circuit, component, limits, |_, column| inverse.push(column))?;
    let carried = |a: usize, b: usize, conductance: f64| {
        let mut shares: Vec<f64> = inverse[a].iter().zip(&inverse[b]).map(|(x, y)| conductance * (x - y)).collect();
        shares.sort_unstable_by(f64::total_cmp);
        let sum = shares.iter().enumerate().map(|(i, x)| (2.0 * i as f64 - k as f64 + 1.0) * x);
        sum.sum::<f64>()
    };
    let work = |(): &mut (), range: Range<usize>| -> Vec<(usize, usize, f64)> {
        let ties = range.flat_map(|a| circuit.ties(first + a).map(move |(u, c)| (a, u - first, c)));
        ties.filter(|(a, b, _)| a < b).map(|(a, b, c)| (a, b, carried(a, b, c))).collect()
    };
    map_reduce(
        k,
        CHUNK,
        || (),
        work,
        |part| {
            for (a, b, sum) in part {
                scores[first + a] += sum;
                scores[first + b] += sum;
            }
        },
    );
    // What begins or ends at a node passes one tie of it, what goes through passes two.
    scores[component.clone()].iter_mut().for_each(|sum| *sum = ((*sum - (k as f64 - 1.0)) / 2.0).max(0.0));
    Ok(told)
}

impl Measure for CurrentFlowBetweenness {
    fn name(&self) -> &'static str {
        "current_flow_betweenness"
    }

    fn about(&self) -> &'static str {
        "Through whom the routes lead if every route counts, not the shortest alone."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Whatever wanders between two others is likely to pass this actor, by whichever route.",
            not: "It does not mean that there is no way around the actor: see articulation for that.",
            ko: Korean {
                name: "전류 매개 중심성",
                high: "두 행위자 사이를 떠도는 것은 어느 경로로든 이 행위자를 지날 가능성이 큽니다.",
                not: "이 행위자를 피해 갈 길이 없다는 뜻은 아닙니다. 이는 단절점(`articulation`)으로 확인합니다.",
            },
            formula: "Σ_{s<t} ½·Σ_u c(v,u)·|p_st(v) − p_st(u)| / ((n−1)(n−2)/2), s, t ≠ v, p_st the potentials of a unit \
                      current from s to t",
            conventions: "Normalised as in NetworkX, ends of a pair not counted; direction ignored; weights, if asked for, \
                          are conductances; parallel ties add up; nothing flows between components, where NetworkX \
                          refuses.",
            source: "Newman (2005), doi:10.1016/j.socnet.2004.11.009; Brandes and Fleischer (2005), \
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

    /// The largest error of each of so many runs, and the most pairs drawn.
    fn errors(ties: &[(u32, u32)], nodes: usize, epsilon: f64, delta: f64, runs: u64) -> (Vec<f64>, u64) {
        let topology = Topology::undirected(nodes, ties.iter().copied()).unwrap();
        let circuit = Circuit::of(&topology, None).unwrap();
        let limits = Limits { measure: "test", tolerance: 1e-12, max_iterations: 1_000 };
        let truth = CurrentFlowBetweenness::new().run(&topology).unwrap();
        let pairs = ((nodes - 1) * (nodes - 2)) as f64 / 2.0;
        let precision = Precision::new(epsilon, delta).unwrap();
        let mut most = 0;
        let one = |seed| {
            let measure = CurrentFlowBetweenness::new().seed(seed);
            let (sums, drawn, _) = measure.estimate(&circuit, limits, precision, pairs).unwrap();
            most = drawn.max(most);
            let found = circuit.order.restore(&sums);
            let gaps = found.iter().zip(truth.values()).map(|(sum, truth)| (sum / pairs - truth).abs());
            gaps.fold(0.0, f64::max)
        };
        ((0..runs).map(one).collect(), most)
    }

    fn beyond(errors: &[f64], epsilon: f64) -> f64 {
        errors.iter().filter(|&&error| error > epsilon).count() as f64 / errors.len() as f64
    }

    #[test]
    fn estimates_keep_their_word_and_no_more_than_that() {
        let path: Vec<(u32, u32)> = (0..7).map(|v| (v, v + 1)).collect();
        let ring: Vec<(u32, u32)> = (0..10).map(|v| (v, (v + 1) % 10)).chain([(0, 5), (2, 7), (0, 2)]).collect();
        let parts: Vec<(u32, u32)> = path.iter().copied().chain([(8, 9), (9, 10), (10, 8), (10, 11)]).collect();
        for (ties, nodes) in [(&path, 8), (&ring, 10), (&parts, 12)] {
            for (epsilon, delta) in [(0.1, 0.3), (0.15, 0.1), (0.2, 0.5)] {
                let (errors, _) = errors(ties, nodes, epsilon, delta, 200);
                let (share, chance) = (beyond(&errors, epsilon), 3.0 * (delta * (1.0 - delta) / 200.0).sqrt());
                assert!(share <= delta + chance, "{nodes} nodes, {epsilon}, {delta}: {share}");
                // Errors are there to be seen: an eighth of what is allowed would not hold.
                let share = beyond(&errors, epsilon / 8.0);
                assert!(share > delta, "{nodes} nodes, {epsilon}, {delta}: {share} beyond an eighth");
            }
        }
    }

    #[test]
    fn what_varies_little_needs_fewer_draws_and_keeps_its_word() {
        let complete: Vec<(u32, u32)> = (0..10).flat_map(|v| (0..v).map(move |u| (u, v))).collect();
        let (epsilon, delta) = (0.02, 0.2);
        let (errors, drawn) = errors(&complete, 10, epsilon, delta, 40);
        let hoeffding = (40.0f64 / delta).ln() / (2.0 * (epsilon * 36.0 / 45.0_f64).powi(2));
        assert!((drawn as f64) < hoeffding / 2.0, "{drawn} of {hoeffding}");
        assert!(beyond(&errors, epsilon) <= delta && errors.iter().any(|&error| error > epsilon / 20.0), "{errors:?}");
    }
}
