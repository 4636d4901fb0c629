//! Approximate betweenness: through whom a sample of the shortest routes leads.

use std::ops::Range;

use super::{Precision, Scale, Scores};
use crate::error::Error;
use crate::graph::Topology;
use crate::graph::compact::Compact;
use crate::graph::drawn::{Drawn, Lengths};
use crate::graph::meet::{Dice, Meeting};
use crate::graph::parallel::map_reduce;

/// Samples per piece of parallel work.
const CHUNK: usize = 64;

/// [`Betweenness`](super::Betweenness), estimated from random shortest routes with a guarantee: all normalised scores are
/// at most ε from the truth at once, with probability 1 − δ or more.
///
/// A sample is an ordered pair of nodes, all equally likely, and one of the shortest routes from the one to the other,
/// all equally likely; the estimate of a node is its share of the routes, as an inner node, over those of all samples.
///
/// The number of samples adapts to the network. A first, small sample, used for nothing else, divides δ among the nodes,
/// more to those that many routes pass, and foresees how many samples will do. There and at fixed numbers of samples
/// beyond, each with its own part of δ decided before, every node gets the interval of the Chernoff bound,
/// {p : N · kl(p̂, p) ≤ ln(2/δᵥ)}; sampling ends when all intervals lie within p̂ ± ε. All intervals at all looks together
/// fail with probability δ at most, so it does no harm that the end depends on what was found.
///
/// Unit, direction, parallel ties and *weights* (lengths where the topology has them, hops otherwise) are those of
/// betweenness; precision is in the unit of normalised scores. *Disconnected graphs:* a pair without a route is a sample
/// without inner nodes. Equal seeds give equal scores, for any number of threads.
///
/// # Complexity
///
/// Of the order of ln(1/δ) · b/ε² samples, where b is the highest score. By hops each takes two searches that meet in the
/// middle, O(n + m) time at worst and far less in most networks; by lengths one search up to the other end,
/// O((n + m) log l). The number of samples does not grow with the network. Memory: 8 bytes per arc and node (by lengths
/// 20 per arc), and 40 per node and thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{ApproximateBetweenness, Betweenness, Precision};
///
/// let star = Topology::undirected(100, (1..100).map(|v| (0, v)))?;
/// let scores = ApproximateBetweenness::new(Precision::new(0.05, 0.1)?).run(&star)?;
/// assert!((scores.values()[0] - Betweenness::default().run(&star)?.values()[0]).abs() <= 0.05);
/// assert!(scores.sampling().unwrap().samples > 0);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Borassi and Natale (2019), "KADABRA is an adaptive algorithm for betweenness via random approximation", ACM Journal of
/// Experimental Algorithmics 24, [doi:10.1145/3284359](https://doi.org/10.1145/3284359), whose sampling and division of δ
/// are used. Chernoff (1952), "A measure of asymptotic efficiency for tests of a hypothesis based on the sum of
/// observations", Annals of Mathematical Statistics 23,
/// [doi:10.1214/aoms/1177729330](https://doi.org/10.1214/aoms/1177729330), whose bound takes the place of theirs. Riondato
/// and Kornaropoulos (2016), "Fast approximation of betweenness centrality through sampling", Data Mining and Knowledge
/// Discovery 30, [doi:10.1007/s10618-015-0423-0](https://doi.org/10.1007/s10618-015-0423-0), for samples by lengths.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApproximateBetweenness {
    precision: Precision,
    scale: Scale,
    seed: u64,
}

impl ApproximateBetweenness {
    /// Approximate betweenness of that precision, normalised, from seed 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{ApproximateBetweenness, Precision};
    ///
    /// let precision = Precision::new(0.01, 0.1)?;
    /// assert_eq!(ApproximateBetweenness::new(precision), ApproximateBetweenness::new(precision).seed(0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn new(precision: Precision) -> Self {
        Self { precision, scale: Scale::Normalised, seed: 0 }
    }

    /// Raw or normalised. The default is normalised; precision is that of normalised scores in either case.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{ApproximateBetweenness, Precision, Scale};
    ///
    /// let star = Topology::undirected(30, (1..30).map(|v| (0, v)))?;
    /// let scores = ApproximateBetweenness::new(Precision::new(0.1, 0.1)?).scale(Scale::Raw).run(&star)?;
    /// assert!((scores.values()[0] - 406.0).abs() < 41.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub const fn scale(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// What samples are drawn from. The default is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{ApproximateBetweenness, Precision};
    ///
    /// let circle = Topology::undirected(30, (0..30).map(|v| (v, (v + 1) % 30)))?;
    /// let scores = |seed| ApproximateBetweenness::new(Precision::new(0.1, 0.1)?).seed(seed).run(&circle);
    /// assert_eq!(scores(1)?, scores(1)?);
    /// assert_ne!(scores(1)?, scores(2)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub const fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Estimates the score of every node.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{ApproximateBetweenness, Precision};
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let scores = ApproximateBetweenness::new(Precision::new(0.05, 0.1)?).run(&path)?;
    /// assert!(scores.values()[1] > 0.9);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let sampler = Sampler::new(topology, self.seed);
        let plan = sampler.plan(self.precision);
        Ok(self.sampled(topology, &sampler, &plan))
    }

    /// Estimates the scores if that is quicker than to find them; `None` if it is not.
    pub(super) fn if_quicker(&self, topology: &Topology) -> Option<Scores> {
        let sampler = Sampler::new(topology, self.seed);
        let plan = sampler.plan(self.precision);
        // An exact run follows every arc from every node, but one after the other, not here and there.
        let exact = topology.node_count() as f64 * sampler.graph.arc_count() as f64;
        let dearer = if sampler.lengths.is_some() { BY_LENGTHS } else { SCATTERED };
        (plan.cost * plan.foreseen * dearer < exact).then(|| self.sampled(topology, &sampler, &plan))
    }

    fn sampled(&self, topology: &Topology, sampler: &Sampler, plan: &Plan) -> Scores {
        let (samples, counts) = sampler.run(plan);
        let n = topology.node_count() as f64;
        let pairs = ((n - 1.0) * (n - 2.0)).max(0.0);
        let unit = match self.scale {
            Scale::Normalised => pairs.max(1.0),
            // Each pair is counted in both orders.
            Scale::Raw if topology.is_undirected() => 2.0,
            Scale::Raw => 1.0,
        };
        let mut values = vec![0.0; topology.node_count()];
        for (&v, &count) in sampler.graph.nodes().iter().zip(&counts) {
            values[v as usize] = count as f64 / (samples.max(1)) as f64 * (n * (n - 1.0)) / unit;
        }
        let greatest = (n >= 3.0).then(|| (n - 1.0) * pairs / unit);
        Scores::new(values).centralized(greatest).sampled(samples, self.precision)
    }
}

/// To follow an arc of a sample takes so many times longer than to follow one of an exact run.
const SCATTERED: f64 = 8.0;

/// By lengths both jump about alike, but samples are prepared for, and pay for each route by itself.
const BY_LENGTHS: f64 = 2.0;

/// Draws samples, each by its number.
struct Sampler {
    graph: Compact,
    lengths: Option<Lengths>,
    seed: u64,
}

/// A search with its memory.
enum Search<'s> {
    Hops(Meeting),
    Lengths(Drawn, &'s Lengths),
}

impl Search<'_> {
    fn followed(&self) -> u64 {
        match self {
            Self::Hops(meeting) => meeting.followed,
            Self::Lengths(drawn, _) => drawn.followed,
        }
    }
}

/// Samples of the plan have numbers of their own.
const FIRST_OF_PLAN: u64 = 1 << 63;

impl Sampler {
    fn new(topology: &Topology, seed: u64) -> Self {
        let graph = Compact::of(topology);
        Self { lengths: Lengths::of(topology, &graph), graph, seed }
    }

    fn search(&self) -> Search<'_> {
        match &self.lengths {
            Some(lengths) => Search::Lengths(Drawn::new(&self.graph), lengths),
            None => Search::Hops(Meeting::new(&self.graph)),
        }
    }

    /// Adds samples number `first` and following to the counts; returns how many arcs were followed.
    fn add(&self, first: u64, samples: u64, counts: &mut [u64]) -> u64 {
        let nodes = self.graph.node_count() as u32;
        let part = |search: &mut Search<'_>, range: Range<usize>| {
            let (mut inner, before) = (Vec::new(), search.followed());
            for number in range {
                let mut dice = Dice::new(self.seed, first + number as u64);
                let source = dice.below(nodes);
                let other = dice.below(nodes - 1);
                let target = other + u32::from(other >= source);
                match search {
                    Search::Hops(meeting) => meeting.draw(&self.graph, (source, target), &mut dice, &mut inner),
                    Search::Lengths(drawn, lengths) => drawn.draw(lengths, (source, target), &mut dice, &mut inner),
                }
            }
            (inner, search.followed() - before)
        };
        let mut followed = 0;
        map_reduce(
            samples as usize,
            CHUNK,
            || self.search(),
            part,
            |(inner, arcs)| {
                for v in inner {
                    counts[v as usize] += 1;
                }
                followed += arcs;
            },
        );
        followed
    }

    /// Draws the first, small sample and divides δ by it.
    fn plan(&self, precision: Precision) -> Plan {
        let n = self.graph.node_count() as f64;
        // A share of routes is told of ordered pairs of nodes, a score of pairs of others.
        let epsilon = precision.epsilon() * (n - 2.0) / n;
        if n < 3.0 {
            return Plan { epsilon, shares: Vec::new(), foreseen: 0.0, cost: 0.0 };
        }
        let samples = (10.0 / precision.epsilon()).ceil();
        let mut counts = vec![0; self.graph.node_count()];
        let followed = self.add(FIRST_OF_PLAN, samples as u64, &mut counts);
        let rates: Vec<f64> = counts.iter().map(|&c| rate((c as f64 + 1.0) / (samples + 2.0), epsilon)).collect();
        let fails = |samples: f64| rates.iter().map(|rate| 2.0 * (-samples * rate).exp()).sum::<f64>();
        // Half of δ is divided by need, half evenly, and the first look has its own part.
        let wanted = precision.delta() * 0.5 * weight(0);
        let (mut low, mut high) = (0.0, 1.0);
        while fails(high) > wanted {
            (low, high) = (high, 2.0 * high);
        }
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if fails(middle) > wanted { low = middle } else { high = middle }
        }
        // 0 where no estimate can be so far from the truth.
        let all = fails(high).max(f64::MIN_POSITIVE);
        let divide = |rate: &f64| precision.delta() * (2.0 * (-high * rate).exp() / all + 1.0 / n) / 2.0;
        Plan { epsilon, shares: rates.iter().map(divide).collect(), foreseen: high, cost: followed as f64 / samples }
    }

    /// Draws samples until the precision is reached; returns how many, and how often each node was met.
    fn run(&self, plan: &Plan) -> (u64, Vec<u64>) {
        let mut counts = vec![0; self.graph.node_count()];
        let mut samples = 0;
        for look in 0.. {
            let next = (plan.foreseen * FIRST_LOOK * GROWTH.powi(look)).ceil() as u64;
            self.add(samples, next - samples, &mut counts);
            samples = next;
            if plan.is_reached(samples, &counts, weight(look)) {
                break;
            }
        }
        (samples, counts)
    }
}

/// The first look is taken a little before the number of samples that is foreseen, each following one so many times later.
const FIRST_LOOK: f64 = 0.9;
const GROWTH: f64 = 1.1;

/// The part of δ that a look has; all parts add up to 1.
fn weight(look: i32) -> f64 {
    0.25 * 0.75_f64.powi(look)
}

/// What is decided before the samples that count are drawn.
struct Plan {
    /// The largest error allowed of a share of routes.
    epsilon: f64,
    /// The part of δ that each node has.
    shares: Vec<f64>,
    /// How many samples will do if the first sample was right.
    foreseen: f64,
    /// Arcs followed per sample.
    cost: f64,
}

impl Plan {
    /// Whether the intervals of all nodes, each of which fails with its part of δ at most, lie within ε of the estimates.
    fn is_reached(&self, samples: u64, counts: &[u64], weight: f64) -> bool {
        let n = samples as f64;
        self.shares
            .iter()
            .zip(counts)
            .all(|(share, &count)| n * rate(count as f64 / n, self.epsilon) >= (2.0 / (share * weight)).ln())
    }
}

/// How fast, by the sample, it becomes improbable that the truth is farther than ε from the estimate `p`: the lesser of
/// the divergences of p + ε and p − ε. What is beyond 0 or 1 is impossible.
fn rate(p: f64, epsilon: f64) -> f64 {
    let above = if p + epsilon < 1.0 { divergence(p, p + epsilon) } else { f64::INFINITY };
    let below = if p - epsilon > 0.0 { divergence(p, p - epsilon) } else { f64::INFINITY };
    above.min(below)
}

/// The relative entropy of a coin that falls heads with probability p to one with q.
fn divergence(p: f64, q: f64) -> f64 {
    let part = |p: f64, q: f64| if p > 0.0 { p * (p / q).ln() } else { 0.0 };
    part(p, q) + part(1.0 - p, 1.0 - q)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Betweenness;

    /// A graph of two stars whose centres are joined over two nodes, with some chords; some ties lead one way.
    fn graph(directed: bool) -> Topology {
        let star = (2..30u32).map(|v| (v % 2, v));
        let ties: Vec<_> = star.chain([(0, 30), (30, 1), (0, 31), (31, 1), (5, 8), (8, 11), (11, 14)]).collect();
        let back = ties.iter().map(|&(a, b)| (b, a)).filter(|(a, _)| a % 5 > 0).collect::<Vec<_>>();
        if directed { Topology::directed(34, ties.into_iter().chain(back)) } else { Topology::undirected(34, ties) }
            .unwrap()
    }

    /// The greatest errors with many seeds, and how many samples they took on average.
    fn errors(topology: &Topology, precision: Precision, seeds: u64) -> (Vec<f64>, f64) {
        let exact = Betweenness::default().run(topology).unwrap();
        let mut samples = 0;
        let one = |seed| {
            let scores = ApproximateBetweenness::new(precision).seed(seed).run(topology).unwrap();
            samples += scores.sampling().unwrap().samples;
            let differences = scores.values().iter().zip(exact.values()).map(|(a, b)| (a - b).abs());
            differences.fold(0.0, f64::max)
        };
        let errors = (0..seeds).map(one).collect();
        (errors, samples as f64 / seeds as f64)
    }

    #[test]
    fn errors_exceed_epsilon_as_seldom_as_delta_says() {
        for (directed, epsilon, delta) in [(false, 0.1, 0.5), (true, 0.1, 0.5), (false, 0.03, 0.1), (false, 0.2, 0.9)] {
            let seeds = 400;
            let (errors, _) = errors(&graph(directed), Precision::new(epsilon, delta).unwrap(), seeds);
            let failed = errors.iter().filter(|error| **error > epsilon).count() as f64;
            let n = seeds as f64;
            assert!(failed <= n * delta + 3.0 * (n * delta * (1.0 - delta)).sqrt(), "{failed} of {n} at {delta}");
            // Were the samples a fourth as many, errors would be twice as large, and fail this often:
            let doubled = errors.iter().filter(|error| 2.0 * **error > epsilon).count() as f64;
            assert!(delta < 0.5 || doubled > 0.1 * n, "{doubled} of {n} errors are over half of {epsilon}");
            // No error at all would mean that nothing was sampled.
            assert!(errors.iter().all(|error| *error > 0.0));
        }
    }

    #[test]
    fn every_single_interval_holds_as_often_as_it_says() {
        // The bound itself, where it is tightest: the exact tail of the binomial distribution stays below it.
        for (n, p) in [(50_u64, 0.3_f64), (200, 0.02), (1000, 0.5)] {
            let log_choose = |k: u64| (0..k).map(|i| ((n - i) as f64).ln() - ((i + 1) as f64).ln()).sum::<f64>();
            let chance = |k: u64| (log_choose(k) + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp();
            for limit in [1.0_f64, 3.0, 6.0] {
                let outside = |k: &u64| n as f64 * divergence(*k as f64 / n as f64, p) >= limit;
                let fails: f64 = (0..=n).filter(outside).map(chance).sum();
                assert!(fails <= 2.0 * (-limit).exp(), "{n} {p} {limit}: {fails}");
                assert!(fails > 0.05 * (-limit).exp(), "{n} {p} {limit}: {fails} is far from the bound");
            }
        }
        assert!((0..200).map(weight).sum::<f64>() <= 1.0 + 1e-12);
    }

    #[test]
    fn more_precision_takes_more_samples() {
        let samples = |epsilon, delta| errors(&graph(false), Precision::new(epsilon, delta).unwrap(), 3).1;
        assert!(samples(0.05, 0.1) > 3.0 * samples(0.1, 0.1));
        assert!(samples(0.1, 0.01) > samples(0.1, 0.2));
    }

    #[test]
    fn shares_of_delta_add_up_to_no_more() {
        let sampler = Sampler::new(&graph(true), 3);
        for delta in [0.01, 0.5] {
            let plan = sampler.plan(Precision::new(0.05, delta).unwrap());
            assert!(plan.shares.iter().sum::<f64>() <= delta * (1.0 + 1e-12));
        }
    }

    #[test]
    fn the_smallest_graphs_and_lengths() {
        let precision = Precision::new(0.1, 0.1).unwrap();
        for nodes in 0..3 {
            let empty = Topology::undirected(nodes, []).unwrap();
            let scores = ApproximateBetweenness::new(precision).run(&empty).unwrap();
            assert_eq!(scores.values(), vec![0.0; nodes]);
        }
        let path = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap().with_lengths(vec![1, 2]).unwrap();
        assert!(ApproximateBetweenness::new(precision).run(&path).unwrap().values()[1] > 0.9);
        assert_eq!(ApproximateBetweenness::new(precision).if_quicker(&path), None);
    }

    #[test]
    fn lengths_are_followed_with_the_same_guarantee() {
        for (directed, epsilon, delta) in [(false, 0.1, 0.5), (true, 0.1, 0.5), (false, 0.05, 0.1)] {
            // Three lengths, so that many routes tie; some ties have none.
            let topology = graph(directed);
            let lengths = (0..topology.tie_count() as u64).map(|tie| tie % 4 * crate::graph::LENGTH_ONE).collect();
            let topology = topology.with_lengths(lengths).unwrap();
            let seeds = 300;
            let (errors, _) = errors(&topology, Precision::new(epsilon, delta).unwrap(), seeds);
            let (failed, n) = (errors.iter().filter(|error| **error > epsilon).count() as f64, seeds as f64);
            assert!(failed <= n * delta + 3.0 * (n * delta * (1.0 - delta)).sqrt(), "{failed} of {n} at {delta}");
            let doubled = errors.iter().filter(|error| 2.0 * **error > epsilon).count() as f64;
            assert!(delta < 0.5 || doubled > 0.1 * n, "{doubled} of {n} errors are over half of {epsilon}");
            assert!(errors.iter().all(|error| *error > 0.0));
        }
    }
}
