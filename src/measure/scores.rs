//! What every measure of nodes or of ties returns.

use serde::{Deserialize, Serialize};

use super::Precision;

/// One number per node.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Degree;
///
/// // 1 ─── 0 ─── 2
/// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
/// let scores = Degree::default().run(&star)?;
/// assert_eq!((scores.get(0), scores.maximum()), (Some(2.0), Some(2.0)));
/// assert_eq!(scores.ranking(), [0, 1, 2]);
/// assert_eq!(scores.centralization(), Some(1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Scores {
    #[serde(with = "undefined")]
    values: Vec<f64>,
    centralization: Option<f64>,
    convergence: Option<Convergence>,
    sampling: Option<Sampling>,
}

/// How an iterative solver came to its end.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::PageRank;
///
/// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
/// let end = PageRank::default().run(&topology)?.convergence().expect("it iterates");
/// assert!(end.iterations > 0 && end.residual < 1e-6);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Convergence {
    /// How many iterations were done.
    pub iterations: usize,
    /// How far the last one still moved the scores; the measure's page tells in what norm.
    pub residual: f64,
}

/// How scores were estimated.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Degree, Sampling};
///
/// let counted = Degree::default().run(&Topology::undirected(2, [(0, 1)])?)?;
/// assert_eq!(counted.sampling().map(|Sampling { samples, .. }| samples), None); // nothing was drawn
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sampling {
    /// How many samples were drawn; the measure's page tells of what.
    pub samples: u64,
    /// How far the scores may be from the truth, and how surely.
    pub precision: Precision,
}

impl Scores {
    pub(super) fn new(values: Vec<f64>) -> Self {
        Self { values, centralization: None, convergence: None, sampling: None }
    }

    /// Adds the centralization, where `greatest` is the largest possible sum of differences from the maximum, if known.
    pub(super) fn centralized(self, greatest: Option<f64>) -> Self {
        let maximum = self.maximum().unwrap_or(0.0);
        let spread: f64 = self.values.iter().map(|x| maximum - x).sum();
        Self { centralization: greatest.filter(|&g| g > 0.0).map(|g| spread / g), ..self }
    }

    pub(super) fn converged(self, iterations: usize, residual: f64) -> Self {
        Self { convergence: Some(Convergence { iterations, residual }), ..self }
    }

    pub(super) fn sampled(self, samples: u64, precision: Precision) -> Self {
        Self { sampling: Some(Sampling { samples, precision }), ..self }
    }

    /// The score of node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Degree;
    ///
    /// let scores = Degree::default().run(&Topology::undirected(3, [(0, 1), (1, 2)])?)?;
    /// assert_eq!((scores.get(1), scores.get(7)), (Some(2.0), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn get(&self, v: u32) -> Option<f64> {
        self.values.get(v as usize).copied()
    }

    /// The scores in the order of the nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Degree;
    ///
    /// let scores = Degree::default().run(&Topology::undirected(3, [(0, 1), (1, 2)])?)?;
    /// assert_eq!(scores.values(), [1.0, 2.0, 1.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    /// The scores in the order of the nodes; NaN where a measure is not defined for a node, as its page says.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The nodes from the highest score to the lowest, equals by number.
    ///
    /// Equal means equal to the last bit: scores that are equal by symmetry may differ by rounding.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Degree;
    ///
    /// let scores = Degree::default().run(&Topology::undirected(4, [(2, 1), (1, 0), (1, 3)])?)?;
    /// assert_eq!(scores.ranking(), [1, 0, 2, 3]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    /// Equal means equal to the last bit: scores that are equal by symmetry may differ by rounding. Nodes for which the
    /// measure is not defined come last.
    pub fn ranking(&self) -> Vec<u32> {
        ranking(&self.values)
    }

    /// The highest score; `None` without nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Degree;
    ///
    /// let of = |topology: &Topology| Degree::default().run(topology).map(|scores| scores.maximum());
    /// assert_eq!(of(&Topology::undirected(3, [(0, 1), (1, 2)])?)?, Some(2.0));
    /// assert_eq!(of(&Topology::undirected(0, [])?)?, None);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn maximum(&self) -> Option<f64> {
        maximum(&self.values)
    }

    /// How far the network turns around one node, from 0 (all alike) to 1 (a star); `None` where it is not defined.
    ///
    /// Freeman's index: the sum of differences from the maximum, divided by the largest such sum that a network of that
    /// size can have.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Degree;
    ///
    /// let of = |ties: &[(u32, u32)]| Degree::default().run(&Topology::undirected(4, ties.iter().copied())?);
    /// assert_eq!(of(&[(0, 1), (0, 2), (0, 3)])?.centralization(), Some(1.0)); // a star
    /// assert_eq!(of(&[(0, 1), (1, 2), (2, 3), (3, 0)])?.centralization(), Some(0.0)); // a circle
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// Freeman (1978), "Centrality in social networks: conceptual clarification", Social Networks 1,
    /// [doi:10.1016/0378-8733(78)90021-7](https://doi.org/10.1016/0378-8733(78)90021-7).
    pub fn centralization(&self) -> Option<f64> {
        self.centralization
    }

    /// How the scores were estimated; `None` if they are exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{MeasureOptions, find};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let exact = find("betweenness")?.scores(&path, &MeasureOptions::default())?;
    /// assert_eq!(exact.sampling(), None);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sampling(&self) -> Option<Sampling> {
        self.sampling
    }

    /// How the solver came to its end, if the measure is found by iteration.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Degree, PageRank};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(PageRank::default().run(&path)?.convergence().is_some());
    /// assert_eq!(Degree::default().run(&path)?.convergence(), None); // counted, not iterated
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn convergence(&self) -> Option<Convergence> {
        self.convergence
    }
}

/// One number per tie.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Bridges;
///
/// // 0 ─── 1 ═══ 2
/// let topology = Topology::undirected(3, [(0, 1), (1, 2), (1, 2)])?;
/// let scores = Bridges.run(&topology)?;
/// assert_eq!(scores.values(), [1.0, 0.0, 0.0]);
/// assert_eq!((scores.get(0), scores.maximum()), (Some(1.0), Some(1.0)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TieScores {
    values: Vec<f64>,
}

impl TieScores {
    pub(super) fn new(values: Vec<f64>) -> Self {
        Self { values }
    }

    /// The score of a tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Bridges;
    ///
    /// let scores = Bridges.run(&Topology::undirected(2, [(0, 1)])?)?;
    /// assert_eq!((scores.get(0), scores.get(1)), (Some(1.0), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn get(&self, tie: u32) -> Option<f64> {
        self.values.get(tie as usize).copied()
    }

    /// The scores in the order of the ties.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Bridges;
    ///
    /// // A triangle with a tail.
    /// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Bridges.run(&topology)?.values(), [0.0, 0.0, 0.0, 1.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The ties from the highest score to the lowest, equals by number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Bridges;
    ///
    /// let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
    /// assert_eq!(Bridges.run(&topology)?.ranking(), [3, 0, 1, 2]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ranking(&self) -> Vec<u32> {
        ranking(&self.values)
    }

    /// The highest score; `None` without ties.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Bridges;
    ///
    /// let triangle = Topology::undirected(3, [(0, 1), (1, 2), (2, 0)])?;
    /// assert_eq!(Bridges.run(&triangle)?.maximum(), Some(0.0)); // no tie is indispensable
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn maximum(&self) -> Option<f64> {
        maximum(&self.values)
    }
}

/// Places from the highest value to the lowest, equals in order.
fn ranking(values: &[f64]) -> Vec<u32> {
    let mut places: Vec<u32> = (0..values.len() as u32).collect();
    let key = |place: u32| Some(values[place as usize]).filter(|x| !x.is_nan()).unwrap_or(f64::NEG_INFINITY);
    places.sort_by(|&a, &b| key(b).total_cmp(&key(a)));
    places
}

fn maximum(values: &[f64]) -> Option<f64> {
    values.iter().copied().filter(|x| !x.is_nan()).max_by(f64::total_cmp)
}

/// NaN is `null` in files.
mod undefined {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|x| Some(*x).filter(|x| !x.is_nan())))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f64>, D::Error> {
        let values = Vec::<Option<f64>>::deserialize(deserializer)?;
        Ok(values.into_iter().map(|x| x.unwrap_or(f64::NAN)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_are_ranked_by_number() {
        let scores = Scores::new(vec![0.5, 2.0, 0.5, 3.0]);
        assert_eq!(scores.ranking(), [3, 1, 0, 2]);
        assert_eq!((scores.get(3), scores.get(4), scores.maximum()), (Some(3.0), None, Some(3.0)));
        assert_eq!(Scores::new(vec![]).maximum(), None);
    }

    #[test]
    fn what_is_not_defined_comes_last_and_is_null() {
        let scores = Scores::new(vec![f64::NAN, 0.5, f64::NAN, 2.0]);
        assert_eq!((scores.ranking(), scores.maximum()), (vec![3, 1, 0, 2], Some(2.0)));
        let text = serde_json::to_string(&scores).unwrap();
        assert!(text.contains("[null,0.5,null,2.0]"), "{text}");
        let read: Scores = serde_json::from_str(&text).unwrap();
        assert!(read.values()[0].is_nan() && read.values()[3] == 2.0);
    }

    #[test]
    fn scores_survive_serialisation() {
        let scores = Scores::new(vec![0.1, 1.0 / 3.0]).centralized(Some(2.0)).converged(7, 1e-13);
        let scores = scores.sampled(99, Precision::new(0.01, 0.1).unwrap());
        let text = serde_json::to_string(&scores).unwrap();
        assert_eq!(serde_json::from_str::<Scores>(&text).unwrap(), scores);
        let scores = TieScores::new(vec![0.1, 1.0 / 3.0]);
        let text = serde_json::to_string(&scores).unwrap();
        assert_eq!(serde_json::from_str::<TieScores>(&text).unwrap(), scores);
    }
}
