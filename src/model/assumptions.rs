//! What a network takes for granted: every fallback used, counted.

use super::Network;
use indexmap::IndexMap;
use serde::Serialize;

/// How many facts of a network rest on an assumption rather than on a source.
///
/// # Examples
/// ```
/// use proxeny::Network;
///
/// let seoul = Network::builtin("seoul")?;
/// let assumed = seoul.assumptions();
/// assert_eq!(assumed.strength_of_kind + assumed.strength_default, seoul.ties().len());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Assumptions {
    /// Ties without a strength of their own whose kind gives one.
    pub strength_of_kind: usize,
    /// Ties that take the default strength of 0.5.
    pub strength_default: usize,
    /// Ties whose way to convey is their kind's.
    pub conveys_of_kind: usize,
    /// Ties that convey both ways by default.
    pub conveys_default: usize,
    /// Ties without a confidence, taken as certain to exist.
    pub confidence_default: usize,
    /// Ties without any date.
    pub undated: usize,
    /// Ties that no document backs: no source, or general knowledge only.
    pub ties_unsourced: usize,
    /// Actors that no document backs.
    pub actors_unsourced: usize,
    /// Ties that rest on one single document.
    pub ties_single_source: usize,
    /// Ties by confidence, highest first.
    pub ties_by_confidence: IndexMap<String, usize>,
}

impl Network {
    /// Counts every fallback used and every fact without a document.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let assumed = Network::builtin("seoul")?.assumptions();
    /// assert_eq!(assumed.strength_default, 0); // every kind of tie says how strong it is
    /// assert!(assumed.undated > 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn assumptions(&self) -> Assumptions {
        let mut counts = Assumptions::default();
        let mut confidences: Vec<f64> = Vec::new();
        for (_, tie) in self.ties() {
            let kind = self.tie_kinds().get(&tie.kind);
            let own = tie.strength.is_some();
            let of_kind = !own && kind.is_some_and(|kind| kind.strength.is_some());
            counts.strength_of_kind += usize::from(of_kind);
            counts.strength_default += usize::from(!own && !of_kind);
            let own = tie.conveys.is_some();
            let of_kind = !own && kind.is_some_and(|kind| kind.conveys.is_some());
            counts.conveys_of_kind += usize::from(of_kind);
            counts.conveys_default += usize::from(!own && !of_kind);
            counts.confidence_default += usize::from(tie.confidence.is_none());
            counts.undated += usize::from(tie.since.is_none() && tie.until.is_none());
            counts.ties_unsourced += usize::from(self.is_unsourced(&tie.sources));
            counts.ties_single_source += usize::from(tie.sources.len() == 1);
            confidences.push(tie.confidence.unwrap_or(1.0));
        }
        counts.actors_unsourced = self.actors().filter(|(_, actor)| self.is_unsourced(&actor.sources)).count();
        confidences.sort_by(|a, b| b.total_cmp(a));
        for confidence in confidences {
            *counts.ties_by_confidence.entry(confidence.to_string()).or_default() += 1;
        }
        counts
    }
}
