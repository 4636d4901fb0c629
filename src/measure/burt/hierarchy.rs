use super::{Consumes, Contacts, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting, costs};
use crate::error::Error;
use crate::graph::Topology;

/// How far the [constraint](super::Constraint) on somebody comes from one contact alone:
/// H(i) = Σ r(j) ln r(j) / (N ln N), with r(j) = c(i, j) / (C(i) / N).
///
/// c(i, j) is the part of the constraint C(i) that comes from contact j, N the number of contacts. It is Coleman and
/// Theil's index of disorder: 0 if all contacts constrain alike, 1 if all constraint comes from one of them.
///
/// Unit: share. *Direction*, *weights*, *parallel ties* and *disconnected graphs* as for constraint. With fewer than two
/// contacts the formula is 0/0 and there is no hierarchy (NaN, `null` in JSON); programs that print 0 or 1 there set it by
/// decree. The centralization is not defined.
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
/// use proxeny::measure::Hierarchy;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// let scores = Hierarchy::default().run(&topology)?;
/// assert!(scores.values()[1] > 0.0 && scores.values()[3].is_nan());
/// let ring = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (3, 0)])?;
/// assert_eq!(Hierarchy::default().run(&ring)?.values(), [0.0; 4]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Burt (1992), "Structural Holes: The Social Structure of Competition", page 70,
/// [doi:10.4159/9780674029095](https://doi.org/10.4159/9780674029095).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hierarchy {
    weighting: Weighting,
}

impl Hierarchy {
    /// Hierarchy, unweighted.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Hierarchy;
    ///
    /// assert_eq!(Hierarchy::new(), Hierarchy::default());
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
    /// use proxeny::measure::{Hierarchy, Weighting};
    ///
    /// let pairs = [(0, 1), (1, 2), (2, 0), (2, 3)];
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0, 1.0, 1.0])?;
    /// let heavy = Topology::undirected(4, pairs)?.with_weights(weights)?;
    /// let weighted = Hierarchy::default().weighting(Weighting::Weighted);
    /// assert_ne!(weighted.run(&heavy)?.get(2), Hierarchy::default().run(&heavy)?.get(2));
    /// assert!(weighted.run(&Topology::undirected(4, pairs)?).is_err()); // there are no weights
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting }
    }

    /// Scores every node; NaN where it has fewer than two contacts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`](crate::ErrorKind::Weights) if weights are asked for and there are none, or they are lengths.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Hierarchy;
    ///
    /// let ring = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (3, 0)])?;
    /// assert_eq!(Hierarchy::default().run(&ring)?.values(), [0.0; 4]); // all partners constrain alike
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let contacts = Contacts::new(topology, self.weighting, "hierarchy")?;
        let score = |(v, costs): (u32, Costs)| disorder(costs, contacts.degree(v) as f64);
        Ok(Scores::new((0..).zip(costs(&contacts, Costs::add)).map(score).collect()))
    }
}

/// Rounding of the logarithms.
const ROUNDING: f64 = 1e-12;

/// What the contacts of a node cost it, summed.
#[derive(Clone, Copy, Default)]
struct Costs {
    /// Σ c(i, j).
    sum: f64,
    /// Σ c(i, j) ln c(i, j).
    entropy: f64,
}

impl Costs {
    fn add(&mut self, cost: f64) {
        self.sum += cost;
        self.entropy += if cost > 0.0 { cost * cost.ln() } else { 0.0 };
    }
}

/// Σ r ln r = (N/C) Σ c ln c + N ln (N/C), divided by N ln N.
fn disorder(costs: Costs, contacts: f64) -> f64 {
    if contacts < 2.0 {
        return f64::NAN;
    }
    let ratio = contacts / costs.sum;
    let disorder = (ratio.ln() + costs.entropy / costs.sum) / contacts.ln();
    if disorder < ROUNDING { 0.0 } else { disorder.min(1.0) }
}

impl Measure for Hierarchy {
    fn name(&self) -> &'static str {
        "hierarchy"
    }

    fn about(&self) -> &'static str {
        "How far it is one partner alone that leaves somebody no room for play."
    }

    fn consumes(&self) -> Consumes {
        Consumes::OptionalWeights
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "What constrains the actor hangs on one partner, around whom its other partners turn as well.",
            not: "It does not say how strong the constraint is: look at constraint first.",
            ko: Korean {
                name: "위계성",
                high: "제약이 한 협력 상대에게서 비롯되며, 다른 협력 상대도 그 상대를 중심으로 움직입니다.",
                not: "제약이 얼마나 강한지는 나타내지 않습니다. 제약도를 먼저 보아야 합니다.",
            },
            formula: "H(i) = Σ_j r(j) ln r(j) / (N ln N), with r(j) = c(i,j) / (C(i)/N) over the N contacts j",
            conventions: "As constraint; undefined with fewer than two contacts, where the formula is 0/0.",
            source: "Burt (1992), page 70, doi:10.4159/9780674029095",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.weighting(options.weighting).run(topology)
    }
}
