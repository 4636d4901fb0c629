//! What opportunities come to.

use super::candidates::Candidate;
use crate::leverage::{AccessResult, Estimate, First};
use crate::model::{Network, NextTie, Stage};
use petgraph::graph::NodeIndex;
use serde::{Deserialize, Serialize};

/// New ties, best first.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let found = asked.run(&singapore)?;
/// assert_eq!(found.access.targets.len(), 15); // the cities
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OpportunitiesResult {
    /// Access as it is.
    #[serde(flatten)]
    pub access: AccessResult,
    /// Every candidate, the highest score first; candidates alike in the order of the rules and the network.
    pub candidates: Vec<Opportunity>,
    /// Receivers of new ties by the share of the draws of the assumptions in which one to them comes first, most often
    /// first; only where ranges were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<First>,
    /// Pairs that rules mean and that were not asked about.
    pub unasked: Unasked,
}

/// How many pairs that rules mean were not asked about, and why.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let found = asked.run(&singapore)?;
/// assert!(found.unasked.already > 0 && found.unasked.another_rung > 0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unasked {
    /// They have a tie of that kind, or another rule asked about it.
    pub already: usize,
    /// They are forbidden.
    pub forbidden: usize,
    /// The tie is not on the next rung of the city.
    pub another_rung: usize,
}

/// A tie that could be made.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let found = asked.run(&singapore)?;
/// assert!(found.candidates.iter().all(|one| one.formation <= 1.0 && !one.why.is_empty()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Opportunity {
    /// Who gives.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// The kind of the tie; may be empty.
    pub kind: String,
    /// The rung that it is on.
    pub stage: Option<Stage>,
    /// How likely it carries an introduction onward, once formed.
    pub strength: f64,
    /// How likely it can be formed.
    pub formation: f64,
    /// What it costs.
    pub cost: f64,
    /// Access that it adds once formed.
    pub gain: Estimate,
    /// Gain × formation / cost.
    pub score: f64,
    /// Its place.
    pub rank: usize,
    /// Its best and worst place over draws of the assumptions, but for one draw in twenty at either end; only where ranges
    /// were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranks: Option<(usize, usize)>,
    /// For whom and where it gains; only where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
    /// Why its numbers are as they are.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl Opportunity {
    pub(super) fn of(network: &Network, candidate: &Candidate, rule: &NextTie, gain: Estimate) -> Self {
        let id = |node: NodeIndex| network.graph()[node].id.clone();
        Self {
            from: id(candidate.from),
            to: id(candidate.to),
            kind: candidate.kind.clone(),
            stage: candidate.stage,
            strength: candidate.alone(),
            formation: candidate.formation,
            cost: candidate.cost,
            gain,
            score: gain.estimate * candidate.formation / candidate.cost,
            why: rule.why.clone(),
            ..Self::default()
        }
    }
}

/// For whom a new tie gains access, and where.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let mut found = asked.run(&singapore)?;
/// asked.because(&singapore, &mut found, 1)?;
/// let because = found.candidates[0].because.as_ref().expect("the first is told");
/// let parts: f64 = because.sources.iter().map(|source| source.share).sum();
/// assert!((parts - found.candidates[0].gain.estimate).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Because {
    /// The sources that gain, most first, each with its part of the gain.
    pub sources: Vec<Share>,
    /// The targets at which access is gained, most first.
    pub targets: Vec<GainAt>,
}

/// An actor and its part of something.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let mut found = asked.run(&singapore)?;
/// asked.because(&singapore, &mut found, 1)?;
/// let because = found.candidates[0].because.as_ref().expect("the first is told");
/// assert!(because.sources.is_sorted_by(|a, b| a.share >= b.share));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Share {
    /// The actor.
    pub id: String,
    /// Its part.
    pub share: f64,
}

/// What is gained at one target, and through whom it is reached now.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let mut found = asked.run(&singapore)?;
/// asked.because(&singapore, &mut found, 1)?;
/// let because = found.candidates[0].because.as_ref().expect("the first is told");
/// assert!(because.targets.iter().all(|target| target.gain > 0.0 && target.now < 1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GainAt {
    /// The target.
    pub id: String,
    /// Access that is gained there.
    pub gain: f64,
    /// The expected share of the sources that reaches it now.
    pub now: f64,
    /// The actor without whom most of that is lost, and how much of it; absent if nobody or not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Share>,
}

/// The best set of new ties that was found within a budget.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let best = asked.best_set(&singapore, 3.0)?;
/// assert!(best.cost <= 3.0 && best.gain.estimate <= best.gain_if_formed.estimate);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BestSet {
    /// Its ties, in the order in which they were chosen, each with its gain alone.
    pub ties: Vec<Opportunity>,
    /// Access that it adds, counted with the chance that each tie is formed.
    pub gain: Estimate,
    /// Access that it adds if all of them are formed.
    pub gain_if_formed: Estimate,
    /// What it costs.
    pub cost: f64,
    /// What it may cost.
    pub budget: f64,
    /// `exact` if no set within the budget adds more on the worlds on which it was chosen, else `greedy`.
    pub method: String,
    /// How much more the best set could add at most, as a share of that most, on those worlds; 0 if exact, absent if not
    /// known.
    pub gap: Option<f64>,
    /// Candidates that it was chosen from.
    pub candidates: usize,
}

/// An existing tie made certain.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::Network;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(512);
/// let asked = Opportunities::new(&access);
/// let first = &asked.existing(&singapore)?[0];
/// assert_eq!(first.score, first.gain.estimate / first.cost);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Strengthened {
    /// The tie.
    pub id: String,
    /// Who gives.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// Its kind; may be empty.
    pub kind: String,
    /// Access that is gained if it were certain to carry every introduction.
    pub gain: Estimate,
    /// What that is assumed to cost.
    pub cost: f64,
    /// Gain / cost.
    pub score: f64,
}
