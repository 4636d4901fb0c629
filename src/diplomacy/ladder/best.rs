//! The best next tie of each conversion gap: with whom the next rung of a city would add most.

use super::LadderResult;
use crate::error::Error;
use crate::leverage::{Access, Opportunities, Opportunity};
use crate::model::{Network, NextTie, Stage};
use std::collections::HashMap;

impl LadderResult {
    /// Gives every gap its best next tie, by the rules of the mandate of `access` for ties on a rung, and puts the gaps in
    /// the order of what those ties would add: first by gain × chance / cost, as in [`Opportunities`], cities without any
    /// last and as they were.
    ///
    /// # Errors
    /// As [`Opportunities::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, diplomacy::Ladder};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let mut ladder = Ladder::default().run(&seoul)?;
    /// ladder.rank_gaps(&seoul, &Access::new(seoul.mandate(None)?).worlds(512))?;
    /// let first = ladder.gaps[0].best.as_ref().expect("its mandate has rules");
    /// assert!(first.gain.estimate > 0.0 && first.to == ladder.gaps[0].city);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn rank_gaps(&mut self, network: &Network, access: &Access<'_>) -> Result<(), Error> {
        let on_a_rung = |rule: &&NextTie| {
            let stage = network.tie_kinds().get(&rule.kind).and_then(|kind| kind.stage);
            stage.is_some_and(|stage| stage != Stage::Support)
        };
        let rules: Vec<NextTie> = access.mandate().next.iter().filter(on_a_rung).cloned().collect();
        if rules.is_empty() || self.gaps.is_empty() {
            return Ok(());
        }
        let found = Opportunities::new(access).candidates(rules).run(network)?;
        let mut best: HashMap<String, Opportunity> = HashMap::new();
        for one in found.candidates.into_iter().filter(|one| one.gain.estimate > 0.0) {
            best.entry(one.to.clone()).or_insert(one);
        }
        for gap in &mut self.gaps {
            gap.best = best.remove(&gap.city);
        }
        let score = |gap: &super::Gap| gap.best.as_ref().map_or(0.0, |best| best.score);
        self.gaps.sort_by(|a, b| score(b).total_cmp(&score(a)));
        Ok(())
    }
}
