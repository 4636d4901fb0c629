//! Existing ties made certain, beside new ones.

use super::Opportunities;
use super::results::Strengthened;
use crate::error::Error;
use crate::model::Network;

impl Opportunities<'_> {
    /// What would be gained if each existing tie were certain to carry every introduction, best first by gain per cost. The
    /// cost is that of a new tie of the kind, by [`Opportunities::cost`] or the first rule of that kind; else 1, as if
    /// looking after a tie cost as much as a new one of a rule that names no cost. It is an assumption like every cost.
    ///
    /// # Complexity
    /// As [`crate::leverage::Access::ties`].
    ///
    /// # Errors
    /// As [`crate::leverage::Access::ties`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Access, Opportunities};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let ties = Opportunities::new(&access).existing(&singapore)?;
    /// assert!(ties.is_sorted_by(|a, b| a.score >= b.score));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn existing(&self, network: &Network) -> Result<Vec<Strengthened>, Error> {
        let cost = |kind: &str| {
            let by_rule = || self.rules.iter().find(|rule| rule.kind == kind).map(|rule| rule.cost);
            self.costs.get(kind).copied().or_else(by_rule).unwrap_or(1.0)
        };
        let mut ties: Vec<Strengthened> = Vec::new();
        for tie in self.access.ties(network)? {
            let cost = cost(&tie.kind);
            let score = tie.gain.estimate / cost;
            ties.push(Strengthened {
                id: tie.id,
                from: tie.from,
                to: tie.to,
                kind: tie.kind,
                gain: tie.gain,
                cost,
                score,
            });
        }
        ties.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(ties)
    }
}
