//! Subgraph centrality: in how many closed walks somebody takes part, the shorter ones counting more.

use std::ops::Range;

use super::clustering::Pairs;
use super::tridiagonal::eigen;
use super::{Consumes, Convergence, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;
use crate::graph::parallel::map_reduce;

/// The most actors that are scored: the time grows with their number times that of the ties.
const LARGEST: usize = 20_000;

/// Nodes scored side by side.
const LANES: usize = 8;

/// How far apart the bounds of a score may be, as a share of it.
const TOLERANCE: f64 = 1e-10;

/// A rest of Lanczos' recurrence as small as this, relative to the largest eigenvalue, is rounding.
const ROUNDING: f64 = 1e-13;

/// Steps of Lanczos' recurrence; twenty are usual.
const MOST_STEPS: usize = 500;

/// One number for each node scored side by side.
type Lanes = [f64; LANES];

/// Subgraph centrality: SC(v) = (e^A)(v, v) = Σ μₖ(v) / k!, where μₖ(v) counts the walks of k steps from v to v.
///
/// It tells how well somebody is woven into small groups: every closed walk is a subgraph to take part in, and each step
/// makes it count less. A node without ties scores 1, the walk of no step.
///
/// Unit: walks, divided by the factorial of their steps; always raw, as in NetworkX. *Direction:* ignored (NetworkX refuses
/// directed graphs). *Weights:* ignored. *Parallel ties* are one; *self-ties* do not count. *Disconnected graphs:* no walk
/// leaves its component, so that each has the scores that it has alone. The centralization is not defined.
///
/// Every score is an integral over the eigenvalues, which Lanczos' recurrence from the node encloses: Gauss's rule is below
/// it, since all derivatives of eˣ are positive, and that of Gauss and Radau with a node at B is above it, where
/// B² = max Σ deg(u) over the partners u of a node, so that no eigenvalue is above B. The steps go on until both
/// agree to the share 10⁻¹⁰, and the score is their mean; the convergence told is the most steps and the widest share.
///
/// # Complexity
///
/// O(n (n + m) k) for k steps, on all threads, eight nodes at a time; k is 10 to 30 usually. O(n + m) space and O(n) per thread.
/// Networks of more than 20,000 nodes are refused.
///
/// Memory: 20 n bytes and 5 per arc; 192 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Subgraph;
///
/// // 0 ─── 1: e^A holds cosh 1 on its diagonal.
/// let pair = Topology::undirected(2, [(0, 1)])?;
/// assert!((Subgraph.run(&pair)?.values()[0] - 1.0_f64.cosh()).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Estrada and Rodríguez-Velázquez (2005), "Subgraph centrality in complex networks", Physical Review E 71,
/// [doi:10.1103/PhysRevE.71.056103](https://doi.org/10.1103/PhysRevE.71.056103). Golub and Meurant (2010), "Matrices,
/// Moments and Quadrature with Applications", [doi:10.1515/9781400833888](https://doi.org/10.1515/9781400833888). Benzi
/// and Boito (2010), "Quadrature rule-based bounds for functions of adjacency matrices", Linear Algebra and its
/// Applications 433, [doi:10.1016/j.laa.2010.04.035](https://doi.org/10.1016/j.laa.2010.04.035).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subgraph;

impl Subgraph {
    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are more than 20,000 nodes; [`ErrorKind::Undefined`] if a score exceeds every
    /// number, as in dense networks with an eigenvalue above 709; [`ErrorKind::NotConverged`] if 500 steps do not suffice.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Subgraph;
    ///
    /// // The middle of a path is on more closed walks than its ends; who has no tie is on one, of no step.
    /// let path = Topology::undirected(4, [(0, 1), (1, 2)])?;
    /// let scores = Subgraph.run(&path)?;
    /// assert!(scores.ranking()[0] == 1 && scores.get(3) == Some(1.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(self, topology: &Topology) -> Result<Scores, Error> {
        let (values, told) = scores("subgraph", &Pairs::of(topology))?;
        Ok(Scores::new(values).converged(told.iterations, told.residual))
    }
}

/// The sum of all scores, which is the trace of e^A.
pub(super) fn estrada_index(pairs: &Pairs) -> Result<Option<f64>, Error> {
    let sum: f64 = scores("estrada_index", pairs)?.0.iter().sum();
    if sum.is_finite() { Ok(Some(sum)) } else { Err(overflow("estrada_index")) }
}

fn overflow(measure: &str) -> Error {
    let why = "e to the power of the largest eigenvalue exceeds every number in a network as dense as this".into();
    let fix = "use eigenvector, by which actors rank alike there".into();
    ErrorKind::Undefined { measure: measure.into(), why, fix }.into()
}

fn scores(measure: &'static str, pairs: &Pairs) -> Result<(Vec<f64>, Convergence), Error> {
    let nodes = pairs.node_count();
    if nodes > LARGEST {
        let problem = format!(
            "{measure} is found for up to {LARGEST} actors, and here are {nodes}; use eigenvector, by which actors rank \
             nearly alike in large networks, or fewer actors"
        );
        return Err(ErrorKind::Parameter(problem).into());
    }
    let beyond = bound(pairs);
    let make = || [(); 3].map(|()| vec![[0.0; LANES]; nodes]);
    let work = |space: &mut [Vec<Lanes>; 3], batches: Range<usize>| -> Result<Vec<Bounds>, Error> {
        let mut found = Vec::new();
        for batch in batches {
            found.extend(several(measure, pairs, beyond, batch * LANES, space)?);
        }
        Ok(found)
    };
    let (mut values, mut told) = (Vec::with_capacity(nodes), Convergence { iterations: 0, residual: 0.0 });
    let mut done = Ok(());
    map_reduce(nodes.div_ceil(LANES), 2, make, work, |part| match part {
        Ok(part) => part.iter().for_each(|bounds| {
            values.push(bounds.low + (bounds.high - bounds.low) / 2.0);
            told.iterations = told.iterations.max(bounds.steps);
            told.residual = told.residual.max(bounds.high / bounds.low - 1.0);
        }),
        Err(error) if done.is_ok() => done = Err(error),
        Err(_) => {}
    });
    done?;
    if values.iter().all(|x| x.is_finite()) { Ok((values, told)) } else { Err(overflow(measure)) }
}

/// A number that no eigenvalue exceeds: the root of the largest row sum of A².
fn bound(pairs: &Pairs) -> f64 {
    let row = |v: u32| pairs.partners(v).iter().map(|&u| pairs.degree(u)).sum::<usize>();
    let largest = (0..pairs.node_count() as u32).map(row).max().unwrap_or(0) as f64;
    // A little above, so that rounding does not take it below the largest eigenvalue.
    largest.sqrt() * (1.0 + 1e-9)
}

/// Numbers that enclose a score.
struct Bounds {
    low: f64,
    high: f64,
    steps: usize,
}

/// What Lanczos' recurrence from one node has left so far.
#[derive(Default)]
struct Recurrence {
    diagonal: Vec<f64>,
    off: Vec<f64>,
    /// The last pivot of the tridiagonal matrix less the bound.
    pivot: f64,
    bounds: Option<Bounds>,
}

/// The scores of the nodes from `first` on, side by side.
fn several(
    measure: &'static str,
    pairs: &Pairs,
    beyond: f64,
    first: usize,
    [before, now, next]: &mut [Vec<Lanes>; 3],
) -> Result<Vec<Bounds>, Error> {
    let count = LANES.min(pairs.node_count() - first);
    let mut all: Vec<Recurrence> = (0..count).map(|_| Recurrence::default()).collect();
    before.fill([0.0; LANES]);
    now.fill([0.0; LANES]);
    (0..count).for_each(|lane| now[first + lane][lane] = 1.0);
    let mut beta = [0.0; LANES];
    for _ in 0..MOST_STEPS {
        let alpha = multiply(pairs, now, next);
        let squares = subtract((alpha, now), (beta, before), next);
        beta = squares.map(f64::sqrt);
        for (lane, one) in all.iter_mut().enumerate().filter(|(_, one)| one.bounds.is_none()) {
            one.add(alpha[lane], beta[lane], beyond)?;
        }
        if all.iter().all(|one| one.bounds.is_some()) {
            return Ok(all.into_iter().filter_map(|one| one.bounds).collect());
        }
        // A lane that has ended goes on with zeros.
        let divisor = beta.map(|rest| if rest > ROUNDING * beyond { 1.0 / rest } else { 0.0 });
        for lanes in next.iter_mut() {
            lanes.iter_mut().zip(divisor).for_each(|(x, by)| *x *= by);
        }
        std::mem::swap(before, now);
        std::mem::swap(now, next);
    }
    Err(ErrorKind::NotConverged { measure: measure.into(), iterations: MOST_STEPS, residual: TOLERANCE }.into())
}

/// Writes A x into `product`, and tells x · A x.
fn multiply(pairs: &Pairs, x: &[Lanes], product: &mut [Lanes]) -> Lanes {
    let mut dot = [0.0; LANES];
    for (v, slot) in product.iter_mut().enumerate() {
        let mut sum = [0.0; LANES];
        for &u in pairs.partners(v as u32) {
            sum.iter_mut().zip(x[u as usize]).for_each(|(sum, x)| *sum += x);
        }
        dot.iter_mut().zip(sum).zip(x[v]).for_each(|((dot, sum), x)| *dot += sum * x);
        *slot = sum;
    }
    dot
}

/// Takes multiples of two vectors from a third, and tells the sum of squares that is left.
fn subtract((alpha, now): (Lanes, &[Lanes]), (beta, before): (Lanes, &[Lanes]), next: &mut [Lanes]) -> Lanes {
    let mut squares = [0.0; LANES];
    for ((slot, now), before) in next.iter_mut().zip(now).zip(before) {
        for lane in 0..LANES {
            slot[lane] -= alpha[lane] * now[lane] + beta[lane] * before[lane];
            squares[lane] += slot[lane] * slot[lane];
        }
    }
    squares
}

impl Recurrence {
    /// Adds a step, and the bounds once they are near enough.
    fn add(&mut self, alpha: f64, rest: f64, beyond: f64) -> Result<(), Error> {
        let last = self.off.last().copied().unwrap_or(0.0);
        self.pivot = alpha - beyond - if last > 0.0 { last * last / self.pivot } else { 0.0 };
        self.diagonal.push(alpha);
        let steps = self.diagonal.len();
        let low = integral(self.diagonal.clone(), &self.off)?;
        if rest <= ROUNDING * beyond {
            self.bounds = Some(Bounds { low, high: low, steps });
            return Ok(());
        }
        self.off.push(rest);
        let wider = self.diagonal.iter().copied().chain([beyond + rest * rest / self.pivot]);
        let high = integral(wider.collect(), &self.off)?;
        if high - low <= TOLERANCE * low || low.is_infinite() {
            self.bounds = Some(Bounds { low, high: high.max(low), steps });
        }
        Ok(())
    }
}

/// The first entry of the exponential of a symmetric tridiagonal matrix.
fn integral(mut diagonal: Vec<f64>, off: &[f64]) -> Result<f64, Error> {
    let mut row = vec![0.0; diagonal.len()];
    row[0] = 1.0;
    let mut rows = [row];
    eigen(&mut diagonal, off, &mut rows)?;
    // In order, so that large and small terms meet in the same way.
    let mut terms: Vec<(f64, f64)> = diagonal.into_iter().zip(rows[0].iter().map(|x| x * x)).collect();
    terms.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    Ok(terms.iter().filter(|(_, weight)| *weight > 0.0).map(|(value, weight)| (value + weight.ln()).exp()).sum())
}

pub(super) const ESTRADA_INDEX: Explanation = Explanation {
    high: "There are many short closed walks: partners of partners are partners, and what starts somewhere comes back.",
    not: "It says nothing about one actor, and it grows with the size of the network: compare networks of one size.",
    ko: Korean {
        name: "에스트라다 지수",
        high: "짧은 닫힌 걸음이 많습니다. 협력 상대의 상대끼리도 협력하며, 한 곳에서 시작한 것이 되돌아옵니다.",
        not: "행위자 하나에 대해서는 나타내는 것이 없으며, 네트워크가 클수록 커지므로 크기가 같은 네트워크끼리 \
              비교해야 합니다.",
    },
    formula: "EE = Σ_v SC(v) = trace e^A = Σ e^λ over the eigenvalues λ of A",
    conventions: "As NetworkX; direction and weights ignored; parallel ties count as one. Up to 20,000 actors.",
    source: "Estrada (2000), doi:10.1016/S0009-2614(00)00158-5; Estrada and Rodríguez-Velázquez (2005), \
             doi:10.1103/PhysRevE.71.056103",
};

impl Measure for Subgraph {
    fn name(&self) -> &'static str {
        "subgraph"
    }

    fn about(&self) -> &'static str {
        "Who takes part in many closed walks, the shorter ones counting more."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "This actor is woven into many small circles of partners, so that word comes back to it by many ways.",
            not: "It does not mean that the actor joins parts of the network: who sits deep in one dense group scores high.",
            ko: Korean {
                name: "부분 그래프 중심성",
                high: "이 행위자는 협력 상대의 작은 모임에 여럿 얽혀 있어, 소식이 여러 길로 되돌아옵니다.",
                not: "네트워크의 부분을 서로 잇는다는 뜻은 아닙니다. 조밀한 한 집단 깊숙이 있어도 점수가 높습니다.",
            },
            formula: "SC(v) = (e^A)(v, v) = Σ over k of μₖ(v) / k!, μₖ(v) the number of walks of k steps from v to v",
            conventions: "Raw, as NetworkX, which refuses directed graphs; direction and weights ignored; parallel ties \
                          count as one; an actor without ties scores 1. Right to 10 digits; up to 20,000 actors.",
            source: "Estrada and Rodríguez-Velázquez (2005), doi:10.1103/PhysRevE.71.056103; Golub and Meurant (2010), \
                     doi:10.1515/9781400833888",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The diagonal of e^A by its power series, dense.
    fn series(topology: &Topology) -> Vec<f64> {
        let n = topology.node_count();
        let mut a = vec![vec![0.0; n]; n];
        for (s, t, _) in topology.ties().filter(|tie| tie.0 != tie.1) {
            a[s as usize][t as usize] = 1.0;
            a[t as usize][s as usize] = 1.0;
        }
        let mut term: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| f64::from(i == j)).collect()).collect();
        let mut sum = vec![1.0; n];
        for k in 1..120 {
            let product = |i: usize, j: usize| (0..n).map(|l| term[i][l] * a[l][j]).sum::<f64>() / f64::from(k);
            term = (0..n).map(|i| (0..n).map(|j| product(i, j)).collect()).collect();
            (0..n).for_each(|i| sum[i] += term[i][i]);
        }
        sum
    }

    proptest! {
        #[test]
        fn agrees_with_the_power_series(ties in prop::collection::vec((0u32..11, 0u32..11), 0..50), directed: bool) {
            let topology = if directed { Topology::directed(11, ties) } else { Topology::undirected(11, ties) }.unwrap();
            for (found, expected) in Subgraph.run(&topology).unwrap().values().iter().zip(series(&topology)) {
                prop_assert!((found / expected - 1.0).abs() < 1e-9, "{} {}", found, expected);
            }
        }
    }

    #[test]
    fn the_bounds_hold_at_every_step() {
        let pairs = Pairs::of(&super::super::karate());
        let beyond = bound(&pairs);
        let exact = series(&super::super::karate())[0];
        let mut spaces = [(); 3].map(|()| vec![[0.0; LANES]; 34]);
        let [before, now, next] = &mut spaces;
        now[0][0] = 1.0;
        let (mut one, mut beta) = (Recurrence::default(), [0.0; LANES]);
        let mut gaps = Vec::new();
        for _ in 0..8 {
            let alpha = multiply(&pairs, now, next);
            beta = subtract((alpha, now), (beta, before), next).map(f64::sqrt);
            one.add(alpha[0], beta[0], beyond).unwrap();
            let low = integral(one.diagonal.clone(), &one.off[..one.diagonal.len() - 1]).unwrap();
            let wider = one.diagonal.iter().copied().chain([beyond + beta[0] * beta[0] / one.pivot]).collect();
            let high = integral(wider, &one.off).unwrap();
            assert!(low <= exact * (1.0 + 1e-12) && exact <= high * (1.0 + 1e-12), "{low} {exact} {high}");
            gaps.push(high / low - 1.0);
            for lanes in next.iter_mut() {
                lanes[0] /= beta[0];
            }
            std::mem::swap(before, now);
            std::mem::swap(now, next);
        }
        assert!(gaps[0] > 0.1 && gaps[7] < 1e-6, "{gaps:?}");
    }

    #[test]
    fn complete_graphs_and_stars_have_their_known_scores() {
        // ((n − 1) e⁻¹ + eⁿ⁻¹) / n, and cosh √(n − 1) in the middle of a star.
        let complete = Topology::undirected(30, (0..30).flat_map(|v| (0..v).map(move |u| (u, v)))).unwrap();
        let expected = (29.0 * (-1.0f64).exp() + 29.0f64.exp()) / 30.0;
        assert!(Subgraph.run(&complete).unwrap().values().iter().all(|x| (x / expected - 1.0).abs() < 1e-9));
        let star = Topology::undirected(500, (1..500).map(|v| (0, v))).unwrap();
        let found = Subgraph.run(&star).unwrap().values()[0];
        assert!((found / 499.0f64.sqrt().cosh() - 1.0).abs() < 1e-9, "{found}");
    }

    /// networkx 3.6.1, `subgraph_centrality` and `estrada_index`, which diagonalise.
    #[test]
    fn the_karate_club_has_its_known_scores() {
        let karate = super::super::karate();
        let found = Subgraph.run(&karate).unwrap();
        for (v, expected) in
            [(0, 128.095_013_522_888), (11, 4.422_322_484_601), (16, 3.732_405_664_537), (33, 136.722_338_183_591)]
        {
            assert!((found.values()[v] / expected - 1.0).abs() < 1e-9, "{v}");
        }
        let index = estrada_index(&Pairs::of(&karate)).unwrap().unwrap();
        assert!((index / 1_041.247_033_419_541 - 1.0).abs() < 1e-9, "{index}");
    }

    #[test]
    fn what_no_number_holds_is_told() {
        let dense = Topology::undirected(720, (0..720).flat_map(|v| (0..v).map(move |u| (u, v)))).unwrap();
        let told = Subgraph.run(&dense).unwrap_err().to_string();
        assert!(told.contains("exceeds every number") && told.contains("use eigenvector"), "{told}");
        let large = Topology::undirected(20_001, [(0, 1)]).unwrap();
        let told = Subgraph.run(&large).unwrap_err().to_string();
        assert!(told.contains("up to 20000 actors, and here are 20001; use eigenvector"), "{told}");
    }

    #[test]
    fn the_number_of_threads_makes_no_difference() {
        let topology = super::super::karate();
        let by = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Subgraph.run(&topology).unwrap())
        };
        assert!(by(1) == by(2) && by(2) == by(7));
    }
}
