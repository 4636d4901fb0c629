//! The best set of new ties within a budget.
//!
//! A set is worth the access that it adds if each of its ties is formed with its chance and then open with its strength,
//! one coin per tie. Access is not submodular under new ties: two of them can be worth nothing alone and much together (a
//! firm to an agency, that agency to a city), or the other way round. So greedy choice has no guarantee here, and no gain
//! from an earlier step bounds a later one: after every choice **all** candidates are judged again beside what is chosen,
//! in one pass (see `joined`). Two greedy ways are tried, by gain per cost and by gain.
//!
//! More ties never take access away. So what a set can come to is bounded by adding all ties that could still join it, and
//! that makes an exact search by branch and bound. It is tried where few candidates can be afforded; where it does not come
//! to an end, or there are too many, the same bound tells how far the set may be from the best.
//!
//! Sets are chosen on other worlds than those their gain is told from.

use super::candidates::Laid;
use super::joined::with_shared;
use super::results::{BestSet, Opportunity};
use super::{Gains, Opportunities};
use crate::error::{Error, ErrorKind};
use crate::leverage::Plan;
use crate::leverage::access::Access;
use crate::leverage::tally::{Question, Space, Tally};
use crate::leverage::worlds::{Block, Lanes, is_none};
use crate::model::Network;

/// Worlds on which sets are chosen, at most.
const MOST_WORLDS: u64 = 1 << 12;

/// Candidates that are searched exactly, at most, and the sets that are looked at on the way.
const MOST_SEARCHED: usize = 24;
const MOST_LOOKS: usize = 1 << 11;

/// Sums of costs may be off by so much.
const SLACK: f64 = 1e-9;

/// Of two sets that differ by less than this share, the one that was found first stays.
const ALIKE: f64 = 1e-12;

impl Opportunities<'_> {
    /// The set of new ties that adds most access within a budget.
    ///
    /// It is found by greedy choice, and where few ties can be afforded by branch and bound; [`BestSet::gap`] tells how far
    /// it may be from the best. No guarantee beyond that holds, since access is not submodular in ties.
    ///
    /// # Complexity
    /// One pass over all candidates per tie that is chosen, as [`Opportunities::run`].
    ///
    /// # Errors
    /// As [`Opportunities::run`]; also if the budget is not a number above 0 or does not pay for what is required.
    ///
    /// # Examples
    /// Neither tie is worth anything alone:
    ///
    /// ```text
    /// firm ┄┄┄┄ agency ┄┄┄┄ hanoi
    /// ```
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::{Actor, Mandate, NetworkBuilder, NextTie};
    ///
    /// let actors = [("firm", "sme"), ("agency", "city_agency"), ("hanoi", "foreign_city")];
    /// let network = actors.iter().fold(NetworkBuilder::new("two steps"), |b, (id, kind)| b.actor(Actor::new(*id, *kind)));
    /// let network = network.build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let rules = vec![
    ///     NextTie::new("id:firm".parse()?, "id:agency".parse()?, ""),
    ///     NextTie { formation: 0.5, ..NextTie::new("id:agency".parse()?, "id:hanoi".parse()?, "") },
    /// ];
    /// let access = Access::new(&mandate).exact();
    /// let best = Opportunities::new(&access).candidates(rules).best_set(&network, 2.0)?;
    /// assert_eq!((best.ties.len(), best.gain.estimate, best.gap), (2, 0.5 * 0.5 * 0.5, Some(0.0)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn best_set(&self, network: &Network, budget: f64) -> Result<BestSet, Error> {
        self.check()?;
        if !(budget > 0.0 && budget.is_finite()) {
            return Err(ErrorKind::Parameter(format!("the budget is a number above 0, not {budget}")).into());
        }
        let mut laid = self.lay(network)?;
        if self.common_cause.is_some() {
            if self.access.exact {
                let message = "coins that new ties share are not enumerated; drop --exact or the common cause";
                return Err(ErrorKind::Parameter(message.to_owned()).into());
            }
            laid.share_coins();
        }
        let worlds = self.access.enough_worlds(network, &laid.plan)?;
        let mut chooser = Chooser::new(self, laid, worlds.min(MOST_WORLDS), budget)?;
        let choice = chooser.choose()?;
        self.told(network, chooser.laid, &choice, worlds, budget)
    }

    /// Tells what a set gains, on the worlds that answers are told from.
    fn told(
        &self,
        network: &Network,
        mut laid: Laid,
        choice: &Choice,
        worlds: u64,
        budget: f64,
    ) -> Result<BestSet, Error> {
        let members = &choice.members;
        let slots: Vec<Option<u32>> = members.iter().map(|member| laid.slots[*member]).collect();
        let whole = laid.plan.pairs();
        let mut gains = Vec::new();
        for formed in [false, true] {
            laid.open(members, formed);
            let added = Added::new(&laid.plan, &slots, laid.shared());
            let outcome = self.access.play(&laid.plan, &added, worlds, "best set")?;
            // What is gained goes over one of the new ties, and each can carry so much beside the others.
            let most: f64 = laid.joined(&slots, false).most().iter().sum();
            gains.push(outcome.estimate(0, whole, (0.0, (most / whole as f64).min(1.0))));
        }
        // Alone, a coin that is shared with nobody is only a factor.
        laid.causes.clear();
        let single = laid.singles(&self.access, worlds)?;
        let tie = |member: &usize| {
            let candidate = &laid.candidates[*member];
            Opportunity::of(network, candidate, &self.rules[candidate.rule], single[*member])
        };
        Ok(BestSet {
            ties: members.iter().map(tie).collect(),
            gain: gains[0],
            gain_if_formed: gains[1],
            cost: members.iter().map(|member| laid.candidates[*member].cost).sum(),
            budget,
            method: choice.method.to_owned(),
            gap: choice.gap,
            candidates: laid.candidates.len(),
        })
    }
}

/// What was chosen.
struct Choice {
    members: Vec<usize>,
    method: &'static str,
    gap: Option<f64>,
}

/// Chooses sets on worlds of its own.
struct Chooser<'a> {
    access: Access<'a>,
    laid: Laid,
    worlds: u64,
    required: Vec<usize>,
    /// What is left of the budget for others.
    left: f64,
    /// Sets that may still be looked at.
    looks: usize,
    /// The best so far, and what it comes to.
    best: (Vec<usize>, f64),
    /// The most that a set that was not looked at could come to.
    missed: f64,
}

impl<'a> Chooser<'a> {
    fn new(asked: &Opportunities<'a>, laid: Laid, worlds: u64, budget: f64) -> Result<Self, Error> {
        let required: Vec<usize> = (0..laid.candidates.len()).filter(|i| laid.candidates[*i].required).collect();
        let cost: f64 = required.iter().map(|i| laid.candidates[*i].cost).sum();
        if cost > budget + SLACK {
            let message = format!("what is required costs {cost}, more than the budget of {budget}");
            return Err(ErrorKind::Parameter(message).into());
        }
        let access = asked.choosing();
        let best = (required.clone(), f64::NEG_INFINITY);
        let left = budget - cost;
        Ok(Self { access, laid, worlds, required, left, looks: MOST_LOOKS, best, missed: 0.0 })
    }

    fn choose(&mut self) -> Result<Choice, Error> {
        let start = self.required.clone();
        self.look(&start)?;
        let first = self.marginals(&start)?;
        for per_cost in [true, false] {
            let members = self.greedy(&first, per_cost)?;
            self.look(&members)?;
        }
        let mut free: Vec<usize> = (0..first.len())
            .filter(|i| self.laid.slots[*i].is_some() && !start.contains(i))
            .filter(|i| self.laid.candidates[*i].cost <= self.left + SLACK)
            .collect();
        free.sort_by(|a, b| self.score(&first, *b).total_cmp(&self.score(&first, *a)).then(a.cmp(b)));
        let small = free.len() <= MOST_SEARCHED;
        if small {
            self.search(&mut start.clone(), &free, self.left)?;
        } else if !self.access.exact {
            let all: Vec<usize> = start.iter().chain(&free).copied().collect();
            self.missed = self.value(&all)?;
        } else {
            self.missed = f64::INFINITY;
        }
        let base = self.value(&[])?;
        let (members, value) = self.best.clone();
        let (found, most) = (value - base, self.missed - base);
        let complete = self.missed <= value * (1.0 + ALIKE);
        let gap = if complete { Some(0.0) } else { most.is_finite().then(|| 1.0 - found / most) };
        Ok(Choice { members, method: if complete { "exact" } else { "greedy" }, gap })
    }

    fn score(&self, marginals: &[f64], i: usize) -> f64 {
        marginals[i] / self.laid.candidates[i].cost
    }

    /// Adds one after the other what adds most, by its cost or by itself, judging all again each time.
    fn greedy(&mut self, first: &[f64], per_cost: bool) -> Result<Vec<usize>, Error> {
        let (mut members, mut left) = (self.required.clone(), self.left);
        let mut marginals = first.to_vec();
        loop {
            let worth = |i: &usize| if per_cost { self.score(&marginals, *i) } else { marginals[*i] };
            let open = (0..marginals.len()).filter(|i| marginals[*i] > 0.0 && !members.contains(i));
            let affordable = open.filter(|i| self.laid.candidates[*i].cost <= left + SLACK);
            // Of those alike the first.
            let best = affordable.rev().max_by(|a, b| worth(a).total_cmp(&worth(b)));
            let Some(best) = best else { return Ok(members) };
            left -= self.laid.candidates[best].cost;
            members.push(best);
            marginals = self.marginals(&members)?;
        }
    }

    /// Branch and bound over the free candidates, the most promising first.
    fn search(&mut self, members: &mut Vec<usize>, free: &[usize], left: f64) -> Result<(), Error> {
        let free: Vec<usize> = free.iter().copied().filter(|i| self.laid.candidates[*i].cost <= left + SLACK).collect();
        let all: Vec<usize> = members.iter().chain(&free).copied().collect();
        if self.looks == 0 {
            self.missed = f64::INFINITY;
            return Ok(());
        }
        self.looks -= 1;
        let bound = self.value(&all)?;
        if bound <= self.best.1 * (1.0 + ALIKE) {
            return Ok(());
        }
        let cost: f64 = free.iter().map(|i| self.laid.candidates[*i].cost).sum();
        if cost <= left + SLACK {
            self.best = (all, bound);
            return Ok(());
        }
        if self.looks < free.len() {
            self.missed = self.missed.max(bound);
            return Ok(());
        }
        let Some((one, rest)) = free.split_first() else { return Ok(()) };
        members.push(*one);
        self.search(members, rest, left - self.laid.candidates[*one].cost)?;
        members.pop();
        self.search(members, rest, left)
    }

    /// Keeps a set if it is the best so far.
    fn look(&mut self, members: &[usize]) -> Result<(), Error> {
        let value = self.value(members)?;
        if value > self.best.1 * (1.0 + ALIKE) || self.best.1 == f64::NEG_INFINITY {
            self.best = (members.to_vec(), value);
        }
        Ok(())
    }

    /// Access with these ties.
    fn value(&mut self, members: &[usize]) -> Result<f64, Error> {
        self.laid.open(members, false);
        let plan = &self.laid.plan;
        let shared = self.laid.shared();
        let outcome = self.access.play(plan, &Total { plan, shared }, self.worlds, "best set")?;
        Ok(outcome.mean(0, plan.pairs()))
    }

    /// What each candidate would add beside these ties, counted with its chance of being formed.
    fn marginals(&mut self, members: &[usize]) -> Result<Vec<f64>, Error> {
        self.laid.open(members, false);
        let gains = Gains::of(&self.access, &self.laid, self.worlds)?;
        let whole = self.laid.plan.pairs();
        let marginal = |(i, candidate): (usize, &super::candidates::Candidate)| {
            let joined = gains.cell(i).map_or(0.0, |cell| gains.outcome.mean(cell, whole));
            joined * candidate.open * candidate.formation
        };
        Ok(self.laid.candidates.iter().enumerate().map(marginal).collect())
    }
}

/// Access alone.
struct Total<'a> {
    plan: &'a Plan,
    shared: Vec<(u32, u32)>,
}

impl Question for Total<'_> {
    fn cells(&self) -> usize {
        1
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let corridor = &self.plan.corridors[number];
        let open = with_shared(&block.open, &self.shared, &mut space.changed);
        space.reach.run(corridor, open, block.live, self.plan.hops, |_, _| false, |_, _, _| ());
        for at in corridor.targets().filter(|at| !is_none(&space.reach.seen()[*at])) {
            let weight = u128::from(corridor.source.weight) * u128::from(corridor.target_weight[at]);
            tally.add(0, weight, &space.reach.seen()[at]);
        }
    }
}

/// What a set of new ties adds, on the same worlds as without it.
struct Added<'a> {
    plan: &'a Plan,
    /// By slot: whether it is one of the new ties.
    is_new: Vec<bool>,
    shared: Vec<(u32, u32)>,
}

impl<'a> Added<'a> {
    fn new(plan: &'a Plan, slots: &[Option<u32>], shared: Vec<(u32, u32)>) -> Self {
        let mut is_new = vec![false; plan.slots.len()];
        slots.iter().flatten().for_each(|slot| is_new[*slot as usize] = true);
        Self { plan, is_new, shared }
    }
}

impl Question for Added<'_> {
    fn cells(&self) -> usize {
        1
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let (corridor, hops) = (&self.plan.corridors[number], self.plan.hops);
        let Space { reach, again, changed, .. } = space;
        let open = with_shared(&block.open, &self.shared, changed);
        reach.run(corridor, open, block.live, hops, |_, tie| self.is_new[tie as usize], |_, _, _| ());
        again.run(corridor, open, block.live, hops, |_, _| false, |_, _, _| ());
        for at in corridor.targets() {
            let (before, after) = (&reach.seen()[at], &again.seen()[at]);
            let gained: Lanes = std::array::from_fn(|w| after[w] & !before[w]);
            if !is_none(&gained) {
                let weight = u128::from(corridor.source.weight) * u128::from(corridor.target_weight[at]);
                tally.add(0, weight, &gained);
            }
        }
    }
}
