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
//! | [`Constraint`] | whose partners leave them little room, being tied to one another |
//! | [`EffectiveSize`], [`BurtEfficiency`] | how many of somebody's partners lead to different corners |
//! | [`Hierarchy`] | whether it is one partner that somebody depends on |
//! | [`ComponentLabel`] | who is connected at all |
//! | [`TwoMode`] | the same where ties join two modes only, such as cities and programmes |
//! | [`Articulation`] | without whom the network falls apart |
//!
//! | measure of ties ([`TIE_MEASURES`]) | answers |
//! |---|---|
//! | [`EdgeBetweenness`] | along which ties the shortest routes lead |
//! | [`Bridges`] | without which ties the network falls apart |
//! | [`BlockLabel`] | which ties lie on circles together |
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

mod articulation;
mod betweenness;
mod bridges;
mod brokerage;
mod burt;
mod closeness;
mod clustering;
mod component;
mod degree;
mod dice;
mod edge_betweenness;
mod eigenvector;
mod explanation;
mod figures;
mod harmonic;
mod keyplayers;
mod options;
mod pagerank;
mod registry;
mod routes;
mod scores;
mod strength;
mod two_mode;

pub use articulation::Articulation;
pub use betweenness::Betweenness;
pub use bridges::{BlockLabel, Bridges};
pub use brokerage::{Brokerage, BrokerageResult, Role};
pub use burt::{BurtEfficiency, Constraint, EffectiveSize, Hierarchy};
pub use closeness::Closeness;
pub use clustering::Clustering;
pub use component::{ComponentLabel, Connection};
pub use degree::Degree;
pub use edge_betweenness::EdgeBetweenness;
pub use eigenvector::Eigenvector;
pub use explanation::Explanation;
pub use figures::{FIGURES, Figure, Unit, Whole, figures};
pub use harmonic::Harmonic;
pub use keyplayers::{
    Goal, KeyMeasure, KeyPlayers, KeyPlayersResult, KeySet, group_betweenness, group_closeness, group_degree,
};
pub use options::{Consumes, MeasureOptions, Precision, Scale, Side, Weighting};
pub use pagerank::PageRank;
pub use registry::{MEASURES, Named, TIE_MEASURES, find, named};
pub use scores::{Convergence, Sampling, Scores, TieScores};
pub use strength::Strength;
pub use two_mode::{Modes, TwoMode};

use crate::error::{Error, ErrorKind};
use crate::graph::{Arc, Sense, Topology, WeightKind, Weights};

/// A measure that can be found by its name.
pub trait Measure: Sync {
    /// Its name: lower case, unique, the same on the command line and in files.
    fn name(&self) -> &'static str;

    /// What it tells, in one sentence.
    fn about(&self) -> &'static str;

    /// What it takes from the ties beside their ends.
    fn consumes(&self) -> Consumes;

    /// What its scores mean and do not mean, how they are found and where that comes from.
    fn explanation(&self) -> &'static Explanation {
        &Explanation::MISSING
    }

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

    /// What its scores mean and do not mean, how they are found and where that comes from.
    fn explanation(&self) -> &'static Explanation {
        &Explanation::MISSING
    }

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
