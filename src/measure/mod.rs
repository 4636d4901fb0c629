//! Classic measures of a network: one file each, one registry for each of what is measured.
//!
//! Every measure can be used directly (`Betweenness::default().run(&topology)?`) or by its name ([`named`]).
//! Normalisation follows NetworkX unless its page says otherwise.
//!
//! For n nodes and m ties; a search is O(n + m) where ties count hops, and O((n + m) log n) where they have lengths. Each
//! type's page tells the rest, and the memory beside that of the graph itself: 25 bytes per tie and 8 per node, 16 if
//! ties are directed, and 8 or 16 per tie for weights and lengths. An arc is one direction of a tie.
//!
//! | measure of nodes ([`MEASURES`]) | answers | time |
//! |---|---|---|
//! | [`Degree`] | how many ties somebody has | n |
//! | [`Strength`] | how much those ties weigh together | n + m |
//! | [`Closeness`] | how near somebody is to everybody else | n searches |
//! | [`Harmonic`] | how quickly somebody is reached | n searches |
//! | [`Betweenness`] | through whom the shortest routes lead | n searches |
//! | [`Stress`] | how many of the shortest routes pass | n searches |
//! | [`Load`] | who hands on most if all write to all step by step | n searches |
//! | [`Eigenvector`] | who is tied to by those who score high themselves | n + m per iteration |
//! | [`PageRank`] | who is tied to by those who are themselves tied to | n + m per iteration |
//! | [`Katz`] | to whom many walks lead, the shorter ones counting more | n + m per iteration |
//! | [`Hits`] | who leads to those to whom many lead, and who is led to by such | n + m per iteration |
//! | [`Subgraph`] | who takes part in many closed walks, the shorter ones counting more | n times n + m per step |
//! | [`Clustering`] | how many of somebody's partners are tied to one another | m^1.5 at most |
//! | [`Triangles`] | how many pairs of somebody's partners are tied | m^1.5 at most |
//! | [`Core`] | how deep in the network somebody is | n + m |
//! | [`CorePeriphery`] | who is in the dense middle | n log n + m |
//! | [`EiIndex`] | whose ties lead out of the own group | n + m |
//! | [`Eccentricity`] | how far away the farthest is | n searches |
//! | [`CurrentFlowCloseness`] | how near somebody is to everybody else if every route counts | n solutions of n + m per iteration |
//! | [`CurrentFlowBetweenness`] | through whom the routes lead if every route counts | n solutions of n + m per iteration |
//! | [`Constraint`] | whose partners leave them little room, being tied to one another | m^1.5 at most |
//! | [`EffectiveSize`], [`BurtEfficiency`] | how many of somebody's partners lead to different corners | m^1.5 at most |
//! | [`Hierarchy`] | whether it is one partner that somebody depends on | m^1.5 at most |
//! | [`TwoMode`] | the same where ties join two modes only, such as cities and programmes | as without two modes |
//! | [`ComponentLabel`] | who is connected at all | n log n + m |
//! | [`Articulation`] | without whom the network falls apart | n + m |
//!
//! | measure of ties ([`TIE_MEASURES`]) | answers | time |
//! |---|---|---|
//! | [`EdgeBetweenness`] | along which ties the shortest routes lead | n searches |
//! | [`Bridges`] | without which ties the network falls apart | n + m |
//! | [`BlockLabel`] | which ties lie on circles together | n + m log m |
//!
//! [`TopCloseness`] finds the nearest nodes alone, which is quicker in large networks.
//!
//! Beside these, [`Brokerage`] tells between which groups somebody stands, and [`KeyPlayers`] which set of nodes is best
//! together.
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

mod approximate;
mod articulation;
mod betweenness;
mod bridges;
mod brokerage;
mod burt;
#[cfg(test)]
mod circuit_tests;
mod cliques;
mod closeness;
mod clustering;
mod component;
mod core;
mod core_periphery;
mod current_flow_betweenness;
mod current_flow_closeness;
mod degree;
mod eccentricity;
mod edge_betweenness;
mod efficiency;
mod eigenvector;
mod electric;
mod explanation;
mod far;
mod figures;
mod figures_explained;
mod harmonic;
mod hits;
mod katz;
mod keyplayers;
mod lanczos;
mod load;
mod mixing;
mod options;
mod pagerank;
mod registry;
mod routes;
mod scores;
mod solve;
mod strength;
mod stress;
mod subgraph;
mod top_closeness;
mod triangles;
mod tridiagonal;
mod two_mode;

pub use approximate::ApproximateBetweenness;
pub use articulation::Articulation;
pub use betweenness::Betweenness;
pub use bridges::{BlockLabel, Bridges};
pub use brokerage::{Brokerage, BrokerageResult, Role};
pub use burt::{BurtEfficiency, Constraint, EffectiveSize, Hierarchy};
pub use cliques::{CLIQUE_STEPS, maximal_cliques};
pub use closeness::Closeness;
pub use clustering::Clustering;
pub use component::{ComponentLabel, Connection};
pub use core::Core;
pub use core_periphery::CorePeriphery;
pub use current_flow_betweenness::CurrentFlowBetweenness;
pub use current_flow_closeness::CurrentFlowCloseness;
pub use degree::Degree;
pub use eccentricity::Eccentricity;
pub use edge_betweenness::EdgeBetweenness;
pub use eigenvector::Eigenvector;
pub use explanation::{Explanation, Korean};
pub use figures::{FIGURES, Figure, Unit, Whole, figures};
pub use harmonic::Harmonic;
pub use hits::Hits;
pub use katz::Katz;
pub use keyplayers::{
    Goal, KeyMeasure, KeyPlayers, KeyPlayersResult, KeySet, group_betweenness, group_closeness, group_degree,
};
pub use load::Load;
pub use mixing::EiIndex;
pub use options::{Consumes, MeasureOptions, Precision, Scale, Side, Weighting};
pub use pagerank::PageRank;
pub use registry::{MEASURES, Named, TIE_MEASURES, find, named};
pub use scores::{Convergence, Sampling, Scores, TieScores};
pub use strength::Strength;
pub use stress::Stress;
pub use subgraph::Subgraph;
pub use top_closeness::{TopCloseness, TopScores};
pub use triangles::Triangles;
pub use two_mode::{Modes, TwoMode};

use crate::error::{Error, ErrorKind};
use crate::graph::{Arc, Distances, Sense, Topology, WeightKind, Weights};

/// A measure that can be found by its name.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Consumes, Degree, Measure, MeasureOptions, named};
///
/// let measure: &dyn Measure = &Degree::default();
/// assert_eq!((measure.name(), measure.consumes(), measure.one_sided()), ("degree", Consumes::Ties, false));
/// assert!(!measure.has_start() && proxeny::measure::find("pagerank")?.has_start());
/// assert!(measure.about().ends_with('.'));
/// assert_eq!(measure.explanation(), named(measure.name())?.explanation());
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// assert_eq!(measure.scores(&path, &MeasureOptions::default())?.values(), [1.0, 2.0, 1.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait Measure: Sync {
    /// Its name: lower case, unique, the same on the command line and in files.
    fn name(&self) -> &'static str;

    /// What it tells, in one sentence.
    fn about(&self) -> &'static str;

    /// What it takes from the ties beside their ends.
    fn consumes(&self) -> Consumes;

    /// What its scores mean and do not mean, how they are found and where that comes from.
    fn explanation(&self) -> &'static Explanation;

    /// Whether it is the variant of another measure that looks one way only, so that in an undirected graph it tells
    /// nothing else than that one.
    fn one_sided(&self) -> bool {
        false
    }

    /// Whether it can be told from somebody's point of view, by [`MeasureOptions::start`].
    fn has_start(&self) -> bool {
        false
    }

    /// The way to its scores from distances found once for several measures, if it is made of nothing else.
    fn of_distances(&self) -> Option<&dyn OfDistances> {
        None
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if the weights are missing or of the wrong meaning, and what the measure's own page names.
    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error>;
}

/// A measure of nodes that is made of distances alone.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Distances, Topology};
/// use proxeny::measure::{MeasureOptions, find};
///
/// // 0 ─── 1 ─── 2
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let options = MeasureOptions::default();
/// for measure in [find("closeness")?, find("harmonic")?] {
///     let by_distances = measure.of_distances().expect("both are made of distances");
///     let distances = Distances::of(&path, by_distances.sense());
///     assert_eq!(by_distances.scores_of(&path, &distances, &options)?, measure.scores(&path, &options)?);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait OfDistances {
    /// Which distances it takes: from a node (forward) or to it (backward).
    fn sense(&self) -> Sense;

    /// Scores every node by the distances of that sense.
    ///
    /// # Errors
    ///
    /// As [`Measure::scores`].
    fn scores_of(&self, topology: &Topology, distances: &Distances, options: &MeasureOptions) -> Result<Scores, Error>;
}

/// A measure of ties that can be found by its name.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Bridges, Consumes, MeasureOptions, TieMeasure, named};
///
/// let measure: &dyn TieMeasure = &Bridges;
/// assert_eq!((measure.name(), measure.consumes()), ("bridge", Consumes::Ties));
/// assert!(measure.about().ends_with('.'));
/// assert_eq!(measure.explanation(), named(measure.name())?.explanation());
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// assert_eq!(measure.scores(&path, &MeasureOptions::default())?.values(), [1.0, 1.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait TieMeasure: Sync {
    /// Its name: lower case, unique among all measures, the same on the command line and in files.
    fn name(&self) -> &'static str;

    /// What it tells, in one sentence.
    fn about(&self) -> &'static str;

    /// What it takes from the ties beside their ends.
    fn consumes(&self) -> Consumes;

    /// What its scores mean and do not mean, how they are found and where that comes from.
    fn explanation(&self) -> &'static Explanation;

    /// Scores every tie.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if the weights are missing or of the wrong meaning, and what the measure's own page names.
    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<TieScores, Error>;
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

#[cfg(test)]
pub(crate) use tests::karate;
