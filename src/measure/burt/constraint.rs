use super::{Consumes, Contacts, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, costs};
use crate::error::Error;
use crate::graph::Topology;

/// How far somebody's contacts leave no room for play, because they are tied to one another:
/// C(i) = Σ (p(i, j) + Σ p(i, q) p(q, j))².
///
/// The outer sum runs over the contacts j of i, the inner one over the contacts q of i other than j; p(i, j) is the share
/// of i's ties that goes to j, (a(i, j) + a(j, i)) / Σ (a(i, k) + a(k, i)). Low constraint means many *structural holes*
/// between the contacts.
///
/// Unit: none; 1 with one contact, about 1/k with k contacts that do not know one another, up to 9/8 and above that in
/// small dense surroundings. *Direction:* ties both ways are added up, as by Burt. *Weights:* none by default; strength,
/// probability, count or value when asked for; lengths are refused. *Parallel ties* are one adjacency with their merged
/// weight. *Disconnected graphs:* no matter; who has no tie has no constraint (NaN, `null` in JSON). All as in NetworkX
/// and igraph. The centralization is not defined.
///
/// # Complexity
///
/// O(Σ min(k(u), k(v))) time over all tied pairs of nodes with k contacts, at most O(m^1.5), on all threads; O(n + m)
/// space and O(n) per thread.
///
/// Memory: 32 n bytes and 12 per arc; 16 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Constraint;
///
/// // 0 ─── 1 ─── 2 ─── 3     4
/// let path = Topology::undirected(5, [(0, 1), (1, 2), (2, 3)])?;
/// let scores = Constraint::default().run(&path)?;
/// assert_eq!(scores.values()[..4], [1.0, 0.5, 0.5, 1.0]);
/// assert!(scores.values()[4].is_nan());
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Burt (1992), "Structural Holes: The Social Structure of Competition",
/// [doi:10.4159/9780674029095](https://doi.org/10.4159/9780674029095). Burt (2004), "Structural holes and good ideas",
/// American Journal of Sociology 110, [doi:10.1086/421787](https://doi.org/10.1086/421787).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Constraint {
    weighting: Weighting,
}

impl Constraint {
    /// Constraint, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Constraint;
    ///
    /// assert_eq!(Constraint::new(), Constraint::default());
    /// ```
    pub const fn new() -> Self {
        Self { weighting: Weighting::Unweighted }
    }

    /// Whether ties count by their weights. They do not, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    /// use proxeny::measure::{Constraint, Weighting};
    ///
    /// let pairs = [(0, 1), (1, 2), (2, 0), (2, 3)];
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0, 1.0, 1.0])?;
    /// let heavy = Topology::undirected(4, pairs)?.with_weights(weights)?;
    /// let weighted = Constraint::default().weighting(Weighting::Weighted);
    /// assert_ne!(weighted.run(&heavy)?.get(2), Constraint::default().run(&heavy)?.get(2));
    /// assert!(weighted.run(&Topology::undirected(4, pairs)?).is_err()); // there are no weights
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting }
    }

    /// Scores every node; NaN where it has no tie.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`](crate::ErrorKind::Weights) if weights are asked for and there are none, or they are lengths.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Constraint;
    ///
    /// // 1 ─── 0 ─── 2
    /// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
    /// assert_eq!(Constraint::default().run(&star)?.values(), [0.5, 1.0, 1.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let contacts = Contacts::new(topology, self.weighting, "constraint")?;
        let score = |(v, sum): (u32, f64)| if contacts.degree(v) == 0 { f64::NAN } else { sum };
        let sums = costs(&contacts, |sum, cost| *sum += cost);
        Ok(Scores::new((0..).zip(sums).map(score).collect()))
    }
}

impl Measure for Constraint {
    fn name(&self) -> &'static str {
        "constraint"
    }

    fn about(&self) -> &'static str {
        "How far somebody's partners leave no room for play, being tied to one another."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "The actor depends on few partners, or on partners who deal with one another and so can do without it.",
            not: "It does not say that the actor is weak: firmly knit partners also lend trust and support.",
            ko: Korean {
                name: "제약도",
                high: "소수의 협력 상대에게 의존하거나, 협력 상대끼리 서로 거래하여 이 행위자 없이도 지낼 수 \
                       있습니다.",
                not: "힘이 약하다는 뜻은 아닙니다. 서로 긴밀한 협력 상대는 신뢰와 지원도 제공합니다.",
            },
            formula: "C(i) = Σ_j (p(i,j) + Σ_q p(i,q) p(q,j))², with p(i,j) the share of i's ties that goes to j",
            conventions: "Ties both ways are added up; weights optional; undefined without ties; as NetworkX and igraph.",
            source: "Burt (1992), doi:10.4159/9780674029095; Burt (2004), doi:10.1086/421787",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.weighting(options.weighting).run(topology)
    }
}
