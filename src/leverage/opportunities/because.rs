//! Why a new tie gains what it gains: for whom, at which targets, and through whom those were reached until now.

use super::candidates::Laid;
use super::results::{Because, GainAt, OpportunitiesResult, Opportunity, Share};
use super::{Opportunities, candidates::Candidate};
use crate::error::Error;
use crate::leverage::access::relays_between;
use crate::leverage::plan::End;
use crate::model::Network;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// By target id: who opens it now, and how much of what reaches it.
type Doors = BTreeMap<String, Share>;

impl Opportunities<'_> {
    /// Tells of the first `top` candidates why they gain: which sources, at which targets, and through whom these are
    /// reached now. Through whom is left open in networks in which that would take long ([`crate::leverage::Access::ranges_are_quick`]).
    ///
    /// # Errors
    /// As [`Opportunities::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Access, Opportunities};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let asked = Opportunities::new(&access).candidates(vec![proxeny::NextTie::new("id:susa".parse()?, "id:hcmc".parse()?, "")]);
    /// let mut found = asked.run(&seoul)?;
    /// asked.because(&seoul, &mut found, 1)?;
    /// let because = found.candidates[0].because.as_ref().expect("the first is told");
    /// assert_eq!(because.targets[0].id, "hcmc");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn because(&self, network: &Network, found: &mut OpportunitiesResult, top: usize) -> Result<(), Error> {
        let laid = self.lay(network)?;
        let is = |candidate: &Candidate, one: &Opportunity| {
            let id = |node: NodeIndex| network.graph()[node].id.as_str();
            (id(candidate.from), id(candidate.to), candidate.kind.as_str())
                == (one.from.as_str(), one.to.as_str(), one.kind.as_str())
        };
        let place = |one: &Opportunity| laid.candidates.iter().position(|candidate| is(candidate, one));
        let places: Vec<Option<usize>> = found.candidates.iter().take(top).map(place).collect();
        let slots: Vec<Option<u32>> = places.iter().map(|place| laid.slots[(*place)?]).collect();
        let doors = if self.access.ranges_are_quick(network) { self.doors(network)? } else { Doors::new() };
        let worlds = self.access.enough_worlds(network, &laid.plan)?;
        let joined = laid.joined(&slots, true);
        let outcome = self.access.play(&laid.plan, &joined, worlds, "reasons")?;
        let (now, whole) = (reach_now(found), laid.plan.pairs());
        let name = |end: &End| network.graph()[laid.plan.actors[end.node as usize]].id.clone();
        for (i, one) in found.candidates.iter_mut().take(top).enumerate() {
            let share = |cell: usize| outcome.mean(cell, whole) * one.strength;
            let mut sources: Vec<Share> = laid
                .plan
                .sources
                .iter()
                .enumerate()
                .map(|(s, end)| Share { id: name(end), share: share(joined.source(i, s)) })
                .filter(|source| source.share > 0.0)
                .collect();
            let mut targets: Vec<GainAt> = laid
                .plan
                .targets
                .iter()
                .enumerate()
                .map(|(t, end)| (name(end), share(joined.target(i, t))))
                .filter(|(_, gain)| *gain > 0.0)
                .map(|(id, gain)| GainAt {
                    gain,
                    now: now.get(&id).copied().unwrap_or(0.0),
                    through: doors.get(&id).cloned(),
                    id,
                })
                .collect();
            sources.sort_by(|a, b| b.share.total_cmp(&a.share));
            targets.sort_by(|a, b| b.gain.total_cmp(&a.gain));
            one.because = Some(Because { sources, targets });
        }
        Ok(())
    }

    /// For each target the actor without whom most of its reach is lost.
    fn doors(&self, network: &Network) -> Result<Doors, Error> {
        let plan = self.access.plan(network)?;
        let relays: Vec<NodeIndex> = relays_between(&plan).iter().map(|node| plan.actors[*node as usize]).collect();
        let reached = self.access.run(network)?.targets;
        let sources: u64 = plan.source_weight.iter().sum();
        let whole = plan.pairs() as f64;
        // What is reached of each target, as a share of all pairs.
        let parts: BTreeMap<String, f64> = plan
            .targets
            .iter()
            .zip(&reached)
            .map(|(end, reach)| {
                let weight = end.weight as f64 * (sources - plan.source_weight[end.node as usize]) as f64;
                (reach.id.clone(), reach.reach.estimate * weight / whole)
            })
            .collect();
        let mut doors = Doors::new();
        for (relay, opened) in relays.iter().zip(self.access.opened(network, &relays)?) {
            for target in opened.iter().filter(|target| target.id != network.graph()[*relay].id) {
                let part = parts.get(&target.id).copied().filter(|part| *part > 0.0);
                let share = part.map_or(0.0, |part| target.loss / part);
                let door = doors.entry(target.id.clone()).or_default();
                if share > door.share {
                    *door = Share { id: network.graph()[*relay].id.clone(), share };
                }
            }
        }
        doors.retain(|_, door| door.share > 0.0);
        Ok(doors)
    }
}

/// By target id: which share of the sources reaches it now.
fn reach_now(found: &OpportunitiesResult) -> BTreeMap<String, f64> {
    found.access.targets.iter().map(|target| (target.id.clone(), target.reach.estimate)).collect()
}

impl Laid {
    /// The gain by each candidate alone, once formed.
    pub(super) fn singles(
        &mut self,
        access: &crate::leverage::Access<'_>,
        worlds: u64,
    ) -> Result<Vec<crate::leverage::Estimate>, Error> {
        self.open(&[], false);
        let gains = super::Gains::of(access, self, worlds)?;
        let most = gains.most(self);
        Ok((0..self.candidates.len()).map(|i| gains.estimate(self, i, &most)).collect())
    }
}
