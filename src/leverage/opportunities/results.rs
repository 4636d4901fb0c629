//! What opportunities come to.

use super::candidates::Candidate;
use crate::leverage::{AccessResult, Estimate};
use crate::model::{Network, NextTie, Stage};
use petgraph::graph::NodeIndex;
use serde::{Deserialize, Serialize};

/// New ties, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OpportunitiesResult {
    /// Access as it is.
    #[serde(flatten)]
    pub access: AccessResult,
    /// Every candidate, the highest score first; candidates alike in the order of the rules and the network.
    pub candidates: Vec<Opportunity>,
    /// Pairs that rules mean and that were not asked about.
    pub unasked: Unasked,
}

/// How many pairs that rules mean were not asked about, and why.
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
            strength: candidate.open,
            formation: candidate.formation,
            cost: candidate.cost,
            gain,
            score: gain.estimate * candidate.formation / candidate.cost,
            rank: 0,
            why: rule.why.clone(),
        }
    }
}
