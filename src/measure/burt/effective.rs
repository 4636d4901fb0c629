use super::{Consumes, Contacts, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting};
use crate::error::Error;
use crate::graph::Topology;

/// How many of somebody's contacts lead to different corners: E(i) = Σ (1 − Σ p(i, q) m(j, q)).
///
/// The outer sum runs over the contacts j of i, the inner one over the contacts q of i other than j; p(i, q) is the share
/// of i's ties that goes to q, and m(j, q) the tie between j and q divided by j's largest tie with anybody. In an
/// undirected graph without weights it is N − 2t/N, with t ties among N contacts (Borgatti 1997).
///
/// Unit: contacts, from 1 (all know one another) to their number. *Direction:* ties both ways are added up. *Weights:*
/// none by default; strength, probability, count or value when asked for; lengths are refused. *Parallel ties* are one
/// adjacency with their merged weight. *Disconnected graphs:* no matter; who has no tie has no effective size (NaN,
/// `null` in JSON). All as in NetworkX when it is asked for single nodes; asked for all nodes of a weighted undirected
/// graph, NetworkX 3.6 gives other numbers, which are not those of the literature. The centralization is not defined.
///
/// # Complexity
///
/// As [constraint](super::Constraint).
///
/// Memory: as [constraint](super::Constraint).
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::EffectiveSize;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// let scores = EffectiveSize::default().run(&topology)?;
/// assert!((scores.values()[2] - 7.0 / 3.0).abs() < 1e-12);
/// assert_eq!(scores.get(3), Some(1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Burt (1992), "Structural Holes: The Social Structure of Competition",
/// [doi:10.4159/9780674029095](https://doi.org/10.4159/9780674029095). Borgatti (1997), "Structural holes: unpacking
/// Burt's redundancy measures", Connections 20, 35–38.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EffectiveSize {
    weighting: Weighting,
}

impl EffectiveSize {
    /// Effective size, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::EffectiveSize;
    ///
    /// assert_eq!(EffectiveSize::new(), EffectiveSize::default());
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
    /// use proxeny::measure::{EffectiveSize, Weighting};
    ///
    /// let pairs = [(0, 1), (1, 2), (2, 0), (2, 3)];
    /// let weights = Weights::new(WeightKind::Count, vec![1.0, 9.0, 1.0, 1.0])?;
    /// let heavy = Topology::undirected(4, pairs)?.with_weights(weights)?;
    /// let weighted = EffectiveSize::default().weighting(Weighting::Weighted);
    /// assert_ne!(weighted.run(&heavy)?.get(2), EffectiveSize::default().run(&heavy)?.get(2));
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
    /// use proxeny::measure::EffectiveSize;
    ///
    /// // 1 ─── 0 ─── 2
    /// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
    /// assert_eq!(EffectiveSize::default().run(&star)?.values(), [2.0, 1.0, 1.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let contacts = Contacts::new(topology, self.weighting, "effective_size")?;
        Ok(Scores::new(sizes(&contacts)))
    }
}

fn sizes(contacts: &Contacts) -> Vec<f64> {
    let (sums, largest) = (&contacts.sums, &contacts.largest);
    let mut redundant = vec![0.0; contacts.node_count()];
    contacts.each_pair(
        |u, _, weight| weight / largest[u as usize],
        |u, v, _, shared| {
            let (u, v) = (u as usize, v as usize);
            redundant[v] += shared / sums[v];
            redundant[u] += shared / largest[v] * (largest[u] / sums[u]);
        },
    );
    let size = |(v, redundant): (u32, f64)| match contacts.degree(v) {
        0 => f64::NAN,
        degree => degree as f64 - redundant,
    };
    (0..).zip(redundant).map(size).collect()
}

/// The share of somebody's contacts that lead to different corners: [effective size](EffectiveSize) / contacts.
///
/// Unit: share, from 1/N for N contacts that all know one another to 1. *Direction*, *weights*, *parallel ties* and
/// *disconnected graphs* as for effective size. It has nothing to do with the efficiency of a whole graph.
///
/// # Complexity
///
/// As [constraint](super::Constraint).
///
/// Memory: as [constraint](super::Constraint).
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::BurtEfficiency;
///
/// // 1 ─── 0 ─── 2
/// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
/// assert_eq!(BurtEfficiency::default().run(&star)?.values(), [1.0, 1.0, 1.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Burt (1992), "Structural Holes: The Social Structure of Competition",
/// [doi:10.4159/9780674029095](https://doi.org/10.4159/9780674029095).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BurtEfficiency {
    weighting: Weighting,
}

impl BurtEfficiency {
    /// Efficiency, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::BurtEfficiency;
    ///
    /// assert_eq!(BurtEfficiency::new(), BurtEfficiency::default());
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
    /// use proxeny::measure::{BurtEfficiency, Weighting};
    ///
    /// let pairs = [(0, 1), (1, 2), (2, 0), (2, 3)];
    /// let weights = Weights::new(WeightKind::Count, vec![1.0, 9.0, 1.0, 1.0])?;
    /// let heavy = Topology::undirected(4, pairs)?.with_weights(weights)?;
    /// let weighted = BurtEfficiency::default().weighting(Weighting::Weighted);
    /// assert_ne!(weighted.run(&heavy)?.get(2), BurtEfficiency::default().run(&heavy)?.get(2));
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
    /// use proxeny::measure::BurtEfficiency;
    ///
    /// //   ┌─ 1 ─┐
    /// //   0 ─── 2 ─── 3
    /// let kite = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// let scores = BurtEfficiency::default().run(&kite)?;
    /// assert!(scores.get(2) < scores.get(3)); // two of the partners of 2 know each other
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let contacts = Contacts::new(topology, self.weighting, "burt_efficiency")?;
        let share = |(v, size): (u32, f64)| size / contacts.degree(v) as f64;
        Ok(Scores::new((0..).zip(sizes(&contacts)).map(share).collect()))
    }
}

impl Measure for EffectiveSize {
    fn name(&self) -> &'static str {
        "effective_size"
    }

    fn about(&self) -> &'static str {
        "How many of somebody's partners lead to different corners of the network."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "The actor's partners open different doors: few of them could replace one another.",
            not: "It does not say how far those doors lead, for it looks no farther than the partners.",
            ko: Korean {
                name: "유효 크기",
                high: "협력 상대마다 서로 다른 길을 열어 주며, 서로 대신할 수 있는 상대가 적습니다.",
                not: "그 길이 얼마나 멀리 이어지는지는 나타내지 않습니다. 직접 협력 상대까지만 봅니다.",
            },
            formula: "E(i) = Σ_j (1 − Σ_q p(i,q) m(j,q)); undirected and unweighted N − 2t/N",
            conventions: "Ties both ways are added up; weights optional; undefined without ties; NetworkX for single nodes.",
            source: "Burt (1992), doi:10.4159/9780674029095; Borgatti (1997), Connections 20, 35–38",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.weighting(options.weighting).run(topology)
    }
}

impl Measure for BurtEfficiency {
    fn name(&self) -> &'static str {
        "burt_efficiency"
    }

    fn about(&self) -> &'static str {
        "What share of somebody's partners lead to different corners of the network."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Hardly a partner of the actor is kept twice over: each opens a door of its own.",
            not: "It does not favour many partners: one partner alone is always efficient.",
            ko: Korean {
                name: "버트 효율성",
                high: "겹치는 협력 상대가 거의 없고, 상대마다 저마다의 길을 열어 줍니다.",
                not: "협력 상대가 많을수록 커지는 값은 아닙니다. 상대가 한 곳뿐이어도 언제나 효율적입니다.",
            },
            formula: "E(i) / N, effective size over number of contacts",
            conventions: "As effective size; undefined without ties. Not the efficiency of a whole graph.",
            source: "Burt (1992), doi:10.4159/9780674029095",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.weighting(options.weighting).run(topology)
    }
}
