//! What can be asked of a measure, and what it takes.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::control::{Control, Phase};
use crate::error::{Error, ErrorKind};

/// Which ties of a node count.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Degree, Side};
///
/// // 0 ──> 1 <── 2
/// let topology = Topology::directed(3, [(0, 1), (2, 1)])?;
/// let of_the_middle = |side| Degree::new(side).run(&topology).map(|scores| scores.values()[1]);
/// assert_eq!((of_the_middle(Side::In)?, of_the_middle(Side::Out)?), (2.0, 0.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// All of them. A tie that holds both ways counts twice among one-way ties: once coming in and once going out. This
    /// is the default.
    #[default]
    Both,
    /// Those that lead to the node.
    In,
    /// Those that lead away from it.
    Out,
}

/// Whether scores are comparable between networks of different sizes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Betweenness, Scale};
///
/// // The middle of a path of three stands on the only route there is: one route, and all of them.
/// let path = Topology::undirected(5, [(0, 1), (1, 2), (2, 3), (3, 4)])?;
/// let middle = |scale| Betweenness::default().scale(scale).run(&path).map(|scores| scores.values()[2]);
/// assert_eq!((middle(Scale::Raw)?, middle(Scale::Normalised)?), (4.0, 4.0 / 6.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As counted.
    Raw,
    /// Divided by what is possible in a network of that size.
    Normalised,
}

/// Whether a measure that can do without weights uses them.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, WeightKind, Weights};
/// use proxeny::measure::{MeasureOptions, Weighting, find};
///
/// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0])?;
/// let topology = Topology::undirected(3, [(0, 1), (0, 2)])?.with_weights(weights)?;
/// let rank = |weighting| find("pagerank")?.scores(&topology, &MeasureOptions::default().weighting(weighting));
/// let (plain, weighted) = (rank(Weighting::Unweighted)?, rank(Weighting::Weighted)?);
/// assert_eq!(plain.get(1), plain.get(2));
/// assert!(weighted.get(1) > weighted.get(2));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// Every tie counts the same. This is the default.
    #[default]
    Unweighted,
    /// Ties count by their weights.
    Weighted,
}

/// What a measure takes from the ties beside their ends.
///
/// # Examples
///
/// ```
/// use proxeny::measure::{Consumes, find};
///
/// assert_eq!(find("degree")?.consumes(), Consumes::Ties);
/// assert_eq!(find("closeness")?.consumes(), Consumes::Lengths);
/// assert_eq!(Consumes::Lengths.to_string(), "lengths, or hops");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Consumes {
    /// Nothing.
    Ties,
    /// Lengths where the topology has them, hops otherwise.
    Lengths,
    /// Strength, probability, count or value; refuses lengths and ties without weights.
    Weights,
    /// As `Weights`, but only when asked for with [`Weighting::Weighted`].
    OptionalWeights,
}

impl fmt::Display for Consumes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ties => "ties",
            Self::Lengths => "lengths, or hops",
            Self::Weights => "strength, probability, count or value",
            Self::OptionalWeights => "ties, or strength, probability, count or value",
        })
    }
}

/// How far an estimate may be from the truth, and how surely it must not be farther.
///
/// # Examples
///
/// ```
/// use proxeny::measure::Precision;
///
/// let precision = Precision::new(0.01, 0.1)?;
/// assert_eq!((precision.epsilon(), precision.delta()), (0.01, 0.1));
/// assert!(Precision::new(0.0, 0.1).is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Precision {
    epsilon: f64,
    delta: f64,
}

impl Precision {
    /// All errors at most `epsilon` at once, with probability 1 − `delta` or more.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] unless both are between 0 and 1, ends excluded.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::Precision;
    ///
    /// assert!(Precision::new(0.01, 0.1).is_ok());
    /// let error = Precision::new(0.01, 1.0).unwrap_err().to_string();
    /// assert_eq!(error, "delta is 1; give a number between 0 and 1");
    /// ```
    pub fn new(epsilon: f64, delta: f64) -> Result<Self, Error> {
        for (name, value) in [("epsilon", epsilon), ("delta", delta)] {
            if !(value > 0.0 && value < 1.0) {
                let problem = format!("{name} is {value}; give a number between 0 and 1");
                return Err(ErrorKind::Parameter(problem).into());
            }
        }
        Ok(Self { epsilon, delta })
    }

    /// The largest error allowed, in the unit of the normalised scores; of
    /// [`CurrentFlowCloseness`](super::CurrentFlowCloseness) the share of each score.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::Precision;
    ///
    /// assert_eq!(Precision::new(0.01, 0.1)?.epsilon(), 0.01);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn epsilon(self) -> f64 {
        self.epsilon
    }

    /// The largest probability allowed that some error is larger.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::Precision;
    ///
    /// assert_eq!(Precision::new(0.01, 0.1)?.delta(), 0.1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn delta(self) -> f64 {
        self.delta
    }
}

/// Options that reach a measure by name; each measure takes those that concern it and ignores the others.
///
/// # Examples
///
/// ```
/// use proxeny::measure::{MeasureOptions, Scale, Weighting};
///
/// let options = MeasureOptions::default().scale(Scale::Raw).weighting(Weighting::Weighted).seed(7);
/// assert_eq!((options.scale, options.seed), (Some(Scale::Raw), 7));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct MeasureOptions {
    /// Raw or normalised; `None`, the default, leaves it to the measure.
    pub scale: Option<Scale>,
    /// Whether optional weights are used; not, by default.
    pub weighting: Weighting,
    /// How precise an estimate must be where the measure can be estimated; `None`, the default, asks for exact scores.
    pub precision: Option<Precision>,
    /// What random choices start from; 0 by default.
    pub seed: u64,
    /// The group that each node is in, for measures that look at groups; `None` by default.
    pub groups: Option<Arc<[u32]>>,
    /// Where walks start, one weight per node, for measures that can be told from somebody's point of view; `None`, the
    /// default, treats all alike.
    pub start: Option<Arc<[f64]>>,
    /// How many of the highest scores are wanted of measures that can find these alone, such as closeness; `None`, the
    /// default, asks for all.
    pub only_top: Option<usize>,
    /// Who is told of progress and may cancel; nobody by default. No score depends on it.
    pub control: Option<Control>,
}

impl MeasureOptions {
    /// Asks for raw or normalised scores. By default each measure has its own way.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{MeasureOptions, Scale, find};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let options = MeasureOptions::default().scale(Scale::Normalised);
    /// assert_eq!(find("degree")?.scores(&path, &options)?.values(), [0.5, 1.0, 0.5]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale: Some(scale), ..self }
    }

    /// Asks for weights to be used where they are optional. They are not, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{MeasureOptions, Weighting, find};
    ///
    /// let bare = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert!(find("pagerank")?.scores(&bare, &MeasureOptions::default()).is_ok());
    /// let options = MeasureOptions::default().weighting(Weighting::Weighted);
    /// assert!(find("pagerank")?.scores(&bare, &options).is_err()); // there is nothing to weigh by
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// Allows estimates of that precision. By default scores are exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{MeasureOptions, Precision};
    ///
    /// let options = MeasureOptions::default().precision(Precision::new(0.01, 0.1)?);
    /// assert_eq!(options.precision.map(Precision::epsilon), Some(0.01));
    /// assert_eq!(MeasureOptions::default().precision, None); // exact
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn precision(self, precision: Precision) -> Self {
        Self { precision: Some(precision), ..self }
    }

    /// What random choices start from. 0 by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::MeasureOptions;
    ///
    /// assert_eq!(MeasureOptions::default().seed(2026).seed, 2026);
    /// assert_ne!(MeasureOptions::default().seed(2026), MeasureOptions::default());
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The group that each node is in.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::MeasureOptions;
    ///
    /// let layers = vec![0, 0, 1]; // two bodies at home, one city abroad
    /// assert_eq!(MeasureOptions::default().groups(layers).groups.as_deref(), Some(&[0, 0, 1][..]));
    /// ```
    #[must_use]
    pub fn groups(self, groups: impl Into<Arc<[u32]>>) -> Self {
        Self { groups: Some(groups.into()), ..self }
    }

    /// Where walks start: one weight per node, not all 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::MeasureOptions;
    ///
    /// let from_the_first = vec![1.0, 0.0, 0.0];
    /// assert_eq!(MeasureOptions::default().start(from_the_first).start.as_deref(), Some(&[1.0, 0.0, 0.0][..]));
    /// ```
    #[must_use]
    pub fn start(self, start: impl Into<Arc<[f64]>>) -> Self {
        Self { start: Some(start.into()), ..self }
    }

    /// Asks for the highest scores alone, of measures that find these sooner: closeness and harmonic centrality, by
    /// [`TopCloseness`](super::TopCloseness). All other nodes have no score (NaN) then. By default all are found.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{MeasureOptions, find};
    ///
    /// let star = Topology::undirected(9, (1..9).map(|v| (0, v)))?;
    /// let scores = find("closeness")?.scores(&star, &MeasureOptions::default().only_top(1))?;
    /// assert!(scores.values()[0] == 1.0 && scores.values()[1].is_nan());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn only_top(self, count: usize) -> Self {
        Self { only_top: Some(count), ..self }
    }

    /// Who is told of progress and may cancel. Nobody by default.
    ///
    /// ```
    /// use proxeny::Control;
    /// use proxeny::measure::MeasureOptions;
    ///
    /// let control = Control::new();
    /// assert_eq!(MeasureOptions::default().control(&control).control, Some(control));
    /// ```
    #[must_use]
    pub fn control(self, control: &Control) -> Self {
        Self { control: Some(control.clone()), ..self }
    }

    /// Begins a phase of so many steps, told to whoever is to be told.
    ///
    /// ```
    /// use proxeny::graph::parallel::map_reduce_with;
    /// use proxeny::measure::MeasureOptions;
    ///
    /// let mut phase = MeasureOptions::default().phase("my measure", 100);
    /// map_reduce_with(&mut phase, 100, 8, || (), |(), nodes| nodes.sum::<usize>(), |_| ())?;
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn phase(&self, name: &'static str, total: u64) -> Phase {
        self.control.clone().unwrap_or_default().phase(name, total)
    }
}
