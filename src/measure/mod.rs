//! Classic measures of a network: one file each, one registry.
//!
//! Every measure can be used directly (`Betweenness::default().run(&topology)?`) or by its name through [`MEASURES`].
//! Normalisation follows NetworkX unless its page says otherwise.
//!
//! | measure | answers |
//! |---|---|
//! | [`Degree`] | how many ties somebody has |
//! | [`Strength`] | how much those ties weigh together |
//! | [`Harmonic`] | how quickly somebody is reached |
//! | [`Betweenness`] | through whom the shortest routes lead |
//! | [`PageRank`] | who is tied to by those who are themselves tied to |
//!
//! A new measure is one file, one line in [`MEASURES`] and one test.

mod betweenness;
mod degree;
mod harmonic;
mod pagerank;
mod routes;
mod scores;
mod strength;

pub use betweenness::Betweenness;
pub use degree::Degree;
pub use harmonic::Harmonic;
pub use pagerank::PageRank;
pub use scores::{Convergence, Scores};
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

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if the weights are missing or of the wrong meaning, and what the measure's own page names.
    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error>;
}

/// All measures.
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
    &Harmonic::new(),
    &Betweenness::new(),
    &PageRank::new(),
];

/// The measure of that name.
///
/// # Errors
///
/// [`ErrorKind::NoMatch`] with the names that there are.
pub fn find(name: &str) -> Result<&'static dyn Measure, Error> {
    MEASURES.iter().copied().find(|measure| measure.name() == name).ok_or_else(|| {
        let names: Vec<_> = MEASURES.iter().map(|measure| measure.name()).collect();
        ErrorKind::NoMatch { what: format!("measure `{name}`"), help: format!("; there are {}", names.join(", ")) }
            .into()
    })
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
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_complete_and_unambiguous() {
        let mut names: Vec<_> = MEASURES.iter().map(|m| m.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), MEASURES.len());
        for measure in MEASURES {
            assert!(measure.name().chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            assert!(measure.about().ends_with('.') && measure.about().len() > 20);
            assert_eq!(find(measure.name()).unwrap().name(), measure.name());
        }
        let error = find("fame").err().unwrap().to_string();
        assert!(error.starts_with("measure `fame` matches nothing; there are degree, in_degree"));
    }

    #[test]
    fn every_measure_keeps_its_word_about_weights() {
        let plain = Topology::directed(3, [(0, 1), (1, 2)]).unwrap();
        let weighted = |kind| plain.clone().with_weights(Weights::new(kind, vec![0.5, 1.0]).unwrap()).unwrap();
        let options = MeasureOptions::default().weighting(Weighting::Weighted);
        for measure in MEASURES {
            let refuses = matches!(measure.consumes(), Consumes::Weights | Consumes::OptionalWeights);
            for topology in [&plain, &weighted(WeightKind::Length)] {
                let result = measure.scores(topology, &options);
                assert_eq!(result.is_err(), refuses, "{}", measure.name());
            }
            assert_eq!(measure.scores(&weighted(WeightKind::Value), &options).unwrap().values().len(), 3);
        }
    }

    #[test]
    fn every_measure_takes_the_smallest_graphs() {
        for nodes in 0..3 {
            let weights = Weights::new(WeightKind::Count, vec![]).unwrap();
            let topology = Topology::undirected(nodes, []).unwrap().with_weights(weights).unwrap();
            for measure in MEASURES {
                for scale in [Scale::Raw, Scale::Normalised] {
                    let scores = measure.scores(&topology, &MeasureOptions::default().scale(scale)).unwrap();
                    assert_eq!(scores.values().len(), nodes);
                    assert!(scores.values().iter().all(|x| x.is_finite()), "{}", measure.name());
                }
            }
        }
    }
}
