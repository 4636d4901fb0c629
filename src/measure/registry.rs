//! All measures by their names.

use super::{
    Articulation, Betweenness, BlockLabel, Bridges, BurtEfficiency, Closeness, Clustering, ComponentLabel, Connection,
    Constraint, Consumes, Core, CorePeriphery, CurrentFlowBetweenness, CurrentFlowCloseness, Degree, Eccentricity,
    EdgeBetweenness, EffectiveSize, EiIndex, Eigenvector, Explanation, FIGURES, Figure, Harmonic, Hierarchy, Hits,
    Katz, Load, Measure, PageRank, Side, Strength, Stress, Subgraph, TieMeasure, Triangles, TwoMode,
};
use crate::error::{Error, ErrorKind};
use crate::graph::Sense;

/// All measures of nodes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MEASURES, MeasureOptions, find};
///
/// // 0 ─── 1 ─── 2
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let scores = find("betweenness")?.scores(&path, &MeasureOptions::default())?;
/// assert_eq!(scores.values(), [0.0, 1.0, 0.0]);
/// assert!(MEASURES.iter().all(|measure| !measure.about().is_empty()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub static MEASURES: &[&dyn Measure] = &[
    &Degree::new(Side::Both),
    &Degree::new(Side::In),
    &Degree::new(Side::Out),
    &Strength::new(Side::Both),
    &Strength::new(Side::In),
    &Strength::new(Side::Out),
    &Closeness::new(),
    &Closeness::new().sense(Sense::Forward),
    &Harmonic::new(),
    &Harmonic::new().sense(Sense::Forward),
    &Eccentricity::new(),
    &Eccentricity::new().sense(Sense::Backward),
    &Betweenness::new(),
    &Stress::new(),
    &Load::new(),
    &CurrentFlowCloseness::new(),
    &CurrentFlowBetweenness::new(),
    &Eigenvector::new(),
    &PageRank::new(),
    &Katz::new(),
    &Hits::hubs(),
    &Hits::authorities(),
    &Subgraph,
    &Clustering::new(),
    &Triangles,
    &Core,
    &CorePeriphery,
    &EiIndex,
    &Constraint::new(),
    &EffectiveSize::new(),
    &BurtEfficiency::new(),
    &Hierarchy::new(),
    &ComponentLabel::new(Connection::Weak),
    &ComponentLabel::new(Connection::Strong),
    &Articulation,
    &TwoMode::degree(),
    &TwoMode::closeness(),
    &TwoMode::betweenness(),
];

/// All measures of ties.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, TIE_MEASURES};
///
/// // 0 ─── 1 ─── 2
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// for measure in TIE_MEASURES {
///     assert_eq!(measure.scores(&path, &MeasureOptions::default())?.values().len(), 2);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
pub static TIE_MEASURES: &[&dyn TieMeasure] = &[&EdgeBetweenness::new(), &Bridges, &BlockLabel];

/// A measure of whatever it measures.
///
/// # Examples
///
/// ```
/// use proxeny::measure::{Named, named};
///
/// assert!(matches!(named("closeness")?, Named::Nodes(_)));
/// assert!(matches!(named("bridge")?, Named::Ties(_)));
/// assert!(matches!(named("density")?, Named::Graph(_)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Named {
    /// A measure of nodes.
    Nodes(&'static dyn Measure),
    /// A measure of ties.
    Ties(&'static dyn TieMeasure),
    /// A figure of the whole graph.
    Graph(&'static Figure),
}

impl Named {
    /// All there are: measures of nodes, measures of ties, figures.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{FIGURES, MEASURES, Named, TIE_MEASURES};
    ///
    /// assert_eq!(Named::all().count(), MEASURES.len() + TIE_MEASURES.len() + FIGURES.len());
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        let nodes = MEASURES.iter().map(|measure| Self::Nodes(*measure));
        let ties = TIE_MEASURES.iter().map(|measure| Self::Ties(*measure));
        nodes.chain(ties).chain(FIGURES.iter().map(Self::Graph))
    }

    /// Its name.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::Named;
    ///
    /// let mut names: Vec<&str> = Named::all().map(Named::name).collect();
    /// names.sort_unstable();
    /// assert!(names.windows(2).all(|pair| pair[0] != pair[1])); // each means one thing only
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Nodes(measure) => measure.name(),
            Self::Ties(measure) => measure.name(),
            Self::Graph(figure) => figure.name(),
        }
    }

    /// What it tells, in one sentence.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::named;
    ///
    /// assert_eq!(named("degree")?.about(), "How many ties somebody has.");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn about(self) -> &'static str {
        match self {
            Self::Nodes(measure) => measure.about(),
            Self::Ties(measure) => measure.about(),
            Self::Graph(figure) => figure.about(),
        }
    }

    /// What its values mean and do not mean, how they are found and where that comes from.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{find, named};
    ///
    /// assert_eq!(named("degree")?.explanation(), find("degree")?.explanation());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn explanation(self) -> &'static Explanation {
        match self {
            Self::Nodes(measure) => measure.explanation(),
            Self::Ties(measure) => measure.explanation(),
            Self::Graph(figure) => figure.explanation(),
        }
    }

    /// What it is called by readers: in Korean by the word of the field, otherwise by its [`name`](Self::name).
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::named;
    ///
    /// let closeness = named("closeness")?;
    /// assert_eq!((closeness.title("ko"), closeness.title("en")), ("근접 중심성", "closeness"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn title(self, language: &str) -> &'static str {
        if language == "ko" { self.explanation().ko.name } else { self.name() }
    }

    /// What it takes from the ties beside their ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{Consumes, named};
    ///
    /// assert_eq!(named("strength")?.consumes(), Consumes::Weights);
    /// assert_eq!(named("density")?.consumes(), Consumes::Ties);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn consumes(self) -> Consumes {
        match self {
            Self::Nodes(measure) => measure.consumes(),
            Self::Ties(measure) => measure.consumes(),
            Self::Graph(figure) => figure.consumes(),
        }
    }
}

/// The measure of nodes of that name.
///
/// # Errors
///
/// [`ErrorKind::NoMatch`] with the nearest name, or else the names that there are.
///
/// # Examples
///
/// ```
/// use proxeny::measure::find;
///
/// assert_eq!(find("pagerank")?.name(), "pagerank");
/// let error = find("page_rank").err().map(|error| error.to_string());
/// assert_eq!(error.as_deref(), Some("measure `page_rank` matches nothing; did you mean `pagerank`?"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn find(name: &str) -> Result<&'static dyn Measure, Error> {
    let found = MEASURES.iter().copied().find(|measure| measure.name() == name);
    found.ok_or_else(|| unknown(name, &MEASURES.iter().map(|measure| measure.name()).collect::<Vec<_>>()))
}

/// The measure of that name, whatever it measures.
///
/// # Errors
///
/// [`ErrorKind::NoMatch`] with the nearest name, or else the names that there are.
///
/// # Examples
///
/// ```
/// use proxeny::measure::{Named, named};
///
/// assert!(matches!(named("edge_betweenness")?, Named::Ties(_)));
/// let error = named("betweeness").err().unwrap().to_string();
/// assert!(error.ends_with("did you mean `betweenness`?"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn named(name: &str) -> Result<Named, Error> {
    let found = Named::all().find(|measure| measure.name() == name);
    found.ok_or_else(|| unknown(name, &Named::all().map(Named::name).collect::<Vec<_>>()))
}

/// Names at least this much alike are taken for a slip of the pen.
const ALIKE: f64 = 0.6;

fn unknown(name: &str, names: &[&'static str]) -> Error {
    let likeness = |other: &&&str| strsim::normalized_damerau_levenshtein(&name.to_lowercase(), other);
    let nearest = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let help = match nearest.filter(|nearest| likeness(nearest) >= ALIKE) {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None => format!("; there are {}", names.join(", ")),
    };
    ErrorKind::NoMatch { what: format!("measure `{name}`"), help }.into()
}
