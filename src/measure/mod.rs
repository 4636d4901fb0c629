//! Classic measures of a network: one file each, one registry for each of what is measured.
//!
//! Every measure can be used directly (`Betweenness::default().run(&topology)?`) or by its name ([`named`]).
//! Normalisation follows NetworkX unless its page says otherwise.
//!
//! | measure of nodes ([`MEASURES`]) | answers |
//! |---|---|
//! | [`Degree`] | how many ties somebody has |
//! | [`Strength`] | how much those ties weigh together |
//! | [`Closeness`] | how near somebody is to everybody else |
//! | [`Harmonic`] | how quickly somebody is reached |
//! | [`Betweenness`] | through whom the shortest routes lead |
//! | [`Eigenvector`] | who is tied to by those who score high themselves |
//! | [`PageRank`] | who is tied to by those who are themselves tied to |
//! | [`Clustering`] | how many of somebody's partners are tied to one another |
//! | [`ComponentLabel`] | who is connected at all |
//! | [`Articulation`] | without whom the network falls apart |
//!
//! | measure of ties ([`TIE_MEASURES`]) | answers |
//! |---|---|
//! | [`EdgeBetweenness`] | along which ties the shortest routes lead |
//! | [`Bridges`] | without which ties the network falls apart |
//! | [`BlockLabel`] | which ties lie on circles together |
//!
//! Figures of the whole graph are listed at [`FIGURES`].
//!
//! A new measure is one file, one line in [`MEASURES`], [`TIE_MEASURES`] or [`FIGURES`], and one test.
//!
//! # Weights
//!
//! What the numbers on the ties mean is declared once, with [`WeightKind`]; every measure says what it
//! [`Consumes`] and refuses the rest with an error that names the fix:
//!
//! | consumes | no weights | length | strength, probability, count, value |
//! |---|---|---|---|
//! | ties | works | works, ignoring them | works, ignoring them |
//! | lengths, or hops | counts hops | counts hops, or what the length rule makes of them | the same |
//! | weights | refuses | refuses | works |
//! | ties or weights, unweighted | works | works, ignoring them | works, ignoring them |
//! | ties or weights, weighted | refuses | refuses | works |
//!
//! Weights become lengths by a [`LengthRule`](crate::graph::LengthRule), which itself refuses meanings that do not fit it.

mod articulation;
mod betweenness;
mod bridges;
mod closeness;
mod clustering;
mod component;
mod degree;
mod edge_betweenness;
mod eigenvector;
mod figures;
mod harmonic;
mod pagerank;
mod routes;
mod scores;
mod strength;

pub use articulation::Articulation;
pub use betweenness::Betweenness;
pub use bridges::{BlockLabel, Bridges};
pub use closeness::Closeness;
pub use clustering::Clustering;
pub use component::{ComponentLabel, Connection};
pub use degree::Degree;
pub use edge_betweenness::EdgeBetweenness;
pub use eigenvector::Eigenvector;
pub use figures::{FIGURES, Figure, Unit, Whole, figures};
pub use harmonic::Harmonic;
pub use pagerank::PageRank;
pub use scores::{Convergence, Scores, TieScores};
pub use strength::Strength;

use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::graph::{Arc, Sense, Topology, WeightKind, Weights};

/// Which ties of a node count.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As counted.
    Raw,
    /// Divided by what is possible in a network of that size.
    Normalised,
}

/// Whether a measure that can do without weights uses them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// Every tie counts the same. This is the default.
    #[default]
    Unweighted,
    /// Ties count by their weights.
    Weighted,
}

/// What a measure takes from the ties beside their ends.
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

/// Options that reach a measure by name; each measure takes those that concern it and ignores the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeasureOptions {
    /// Raw or normalised; `None`, the default, leaves it to the measure.
    pub scale: Option<Scale>,
    /// Whether optional weights are used; not, by default.
    pub weighting: Weighting,
}

impl MeasureOptions {
    /// Asks for raw or normalised scores. By default each measure has its own way.
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale: Some(scale), ..self }
    }

    /// Asks for weights to be used where they are optional. They are not, by default.
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }
}

/// A measure that can be found by its name.
pub trait Measure: Sync {
    /// Its name: lower case, unique, the same on the command line and in files.
    fn name(&self) -> &'static str;

    /// What it tells, in one sentence.
    fn about(&self) -> &'static str;

    /// What it takes from the ties beside their ends.
    fn consumes(&self) -> Consumes;

    /// Whether it is the variant of another measure that looks one way only, so that in an undirected graph it tells
    /// nothing else than that one.
    fn one_sided(&self) -> bool {
        false
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if the weights are missing or of the wrong meaning, and what the measure's own page names.
    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error>;
}

/// A measure of ties that can be found by its name.
pub trait TieMeasure: Sync {
    /// Its name: lower case, unique among all measures, the same on the command line and in files.
    fn name(&self) -> &'static str;

    /// What it tells, in one sentence.
    fn about(&self) -> &'static str;

    /// What it takes from the ties beside their ends.
    fn consumes(&self) -> Consumes;

    /// Scores every tie.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if the weights are missing or of the wrong meaning, and what the measure's own page names.
    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<TieScores, Error>;
}

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
    &Betweenness::new(),
    &Eigenvector::new(),
    &PageRank::new(),
    &Clustering::new(),
    &ComponentLabel::new(Connection::Weak),
    &ComponentLabel::new(Connection::Strong),
    &Articulation,
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
    pub fn all() -> impl Iterator<Item = Self> {
        let nodes = MEASURES.iter().map(|measure| Self::Nodes(*measure));
        let ties = TIE_MEASURES.iter().map(|measure| Self::Ties(*measure));
        nodes.chain(ties).chain(FIGURES.iter().map(Self::Graph))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nodes(measure) => measure.name(),
            Self::Ties(measure) => measure.name(),
            Self::Graph(figure) => figure.name(),
        }
    }

    /// What it tells, in one sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Nodes(measure) => measure.about(),
            Self::Ties(measure) => measure.about(),
            Self::Graph(figure) => figure.about(),
        }
    }

    /// What it takes from the ties beside their ends.
    pub fn consumes(self) -> Consumes {
        match self {
            Self::Nodes(measure) => measure.consumes(),
            Self::Ties(measure) => measure.consumes(),
            Self::Graph(_) => Consumes::Ties,
        }
    }
}

/// The measure of nodes of that name.
///
/// # Errors
///
/// [`ErrorKind::NoMatch`] with the nearest name, or else the names that there are.
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

/// The arcs of `v` on a side. In an undirected graph all sides are the same, and each tie is there once.
fn side_arcs(topology: &Topology, v: u32, side: Side) -> impl Iterator<Item = &Arc> {
    let incoming = side == Side::In || side == Side::Both && !topology.is_undirected();
    let outgoing = side != Side::In;
    let row = |wanted, sense| if wanted { topology.arcs(v, sense) } else { &[] };
    row(outgoing, Sense::Forward).iter().chain(row(incoming, Sense::Backward))
}

/// Weights of which a larger one means closer.
fn closer_weights<'a>(topology: &'a Topology, measure: &str) -> Result<&'a [f64], Error> {
    let (has, fix) = match topology.weights().map(Weights::kind) {
        Some(WeightKind::Length) => {
            ("the weights are declared as length", "declare them as what they are, or use a measure that takes lengths")
        }
        Some(_) => return Ok(topology.weights().map_or(&[], Weights::values)),
        None => ("the ties carry no weights", "declare what their numbers mean, or use the unweighted measure"),
    };
    let needs = Consumes::Weights.to_string();
    Err(ErrorKind::Weights { measure: measure.into(), needs, has: has.into(), fix: fix.into() }.into())
}

#[cfg(test)]
mod tests;
