//! How far the assumptions could move the places of new ties.

use super::Opportunities;
use super::results::OpportunitiesResult;
use crate::error::{Error, ErrorKind};
use crate::leverage::draws::Assumed;
use crate::leverage::{First, WORLDS_PER_DRAW};
use crate::model::Network;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many draws of the assumptions `opportunities` takes where nobody says otherwise and the network is small.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, DRAWS_OF_NEW_TIES, Opportunities};
/// use proxeny::{Network, NextTie};
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?);
/// let tie = NextTie::new("id:esg".parse()?, "kind:foreign_city".parse()?, "mou");
/// let asked = Opportunities::new(&access).candidates(vec![tie]).any_rung();
/// let mut found = asked.run(&singapore)?;
/// asked.ranges(&singapore, &mut found, DRAWS_OF_NEW_TIES)?;
/// assert!(found.first.iter().map(|first| first.share).sum::<f64>() >= 1.0); // somebody comes first in every draw
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const DRAWS_OF_NEW_TIES: u64 = 40;

/// The most candidates whose ranges are found unasked.
const QUICK_CANDIDATES: usize = 10_000;

/// The most draws.
const MOST_DRAWS: u64 = 1 << 16;

impl Opportunities<'_> {
    /// Whether ranges of so many candidates take seconds, not minutes.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?);
    /// let asked = Opportunities::new(&access);
    /// assert!(asked.ranges_are_quick(&seoul, 6_000) && !asked.ranges_are_quick(&seoul, 60_000));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn ranges_are_quick(&self, network: &Network, candidates: usize) -> bool {
        candidates <= QUICK_CANDIDATES && self.access.ranges_are_quick(network)
    }

    /// Adds to every candidate the range of its place, from 5 to 95 % of `draws` draws of the assumptions: which ties
    /// exist, and how strong each kind is, new ties of that kind included. A strength that a rule states stays, as do costs
    /// and chances of being formed.
    ///
    /// # Complexity
    /// As [`Opportunities::run`] with 2,048 × `draws` worlds.
    ///
    /// # Errors
    /// As [`Opportunities::run`]; also for no draws, or more than 2¹⁶.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::{Network, NextTie};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?);
    /// let tie = NextTie::new("id:esg".parse()?, "kind:foreign_city".parse()?, "mou");
    /// let asked = Opportunities::new(&access).candidates(vec![tie]).any_rung();
    /// let mut found = asked.run(&singapore)?;
    /// asked.ranges(&singapore, &mut found, 10)?;
    /// assert!(found.candidates.iter().all(|one| one.ranks.is_some_and(|(best, worst)| best <= worst)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ranges(&self, network: &Network, found: &mut OpportunitiesResult, draws: u64) -> Result<(), Error> {
        if draws == 0 || draws > MOST_DRAWS {
            let message = format!("the number of draws is from 1 to {MOST_DRAWS}, not {draws}");
            return Err(ErrorKind::Parameter(message).into());
        }
        let mut laid = self.lay(network)?;
        let assumed = Assumed::new(&laid.network, &laid.plan, self.access.seed);
        let count = laid.candidates.len();
        let mut places = vec![Vec::with_capacity(draws as usize); count];
        let mut firsts: BTreeMap<NodeIndex, u64> = BTreeMap::new();
        for draw in 0..draws {
            let open = assumed.draw(draw);
            laid.plan.slots.iter_mut().zip(&open).for_each(|(slot, open)| slot.open = *open);
            for slot in laid.slots.iter().flatten() {
                laid.plan.slots[*slot as usize].open = 0.0;
            }
            laid.fit();
            let joined = laid.joined(&laid.slots, false);
            let outcome = self.access.play(&laid.plan, &joined, WORLDS_PER_DRAW, "ranges")?;
            let score = |i: usize| {
                let candidate = &laid.candidates[i];
                let strength = laid.slots[i].map_or(0.0, |slot| open[slot as usize]);
                outcome.mean(joined.gain(i), laid.plan.pairs()) * strength * candidate.holds * candidate.formation
                    / candidate.cost
            };
            let scores: Vec<f64> = (0..count).map(score).collect();
            let mut sorted = scores.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            let mut leading = BTreeSet::new();
            for (i, (places, score)) in places.iter_mut().zip(&scores).enumerate() {
                let place = 1 + sorted.partition_point(|other| *other > score * (1.0 + ALIKE));
                places.push(place);
                if place == 1 {
                    leading.insert(laid.candidates[i].to);
                }
            }
            for to in leading {
                *firsts.entry(to).or_default() += 1;
            }
        }
        let id = |node: NodeIndex| network.graph()[node].id.clone();
        let ranges = laid.candidates.iter().zip(places).map(|(one, mut places)| {
            places.sort_unstable();
            let at = |share: f64| places[((share * draws as f64).ceil() as usize).clamp(1, places.len()) - 1];
            ((id(one.from), id(one.to), one.kind.clone()), (at(0.05), at(0.95)))
        });
        let ranges: HashMap<(String, String, String), (usize, usize)> = ranges.collect();
        for one in &mut found.candidates {
            one.ranks = ranges.get(&(one.from.clone(), one.to.clone(), one.kind.clone())).copied();
        }
        let share = |(to, times): (NodeIndex, u64)| First { id: id(to), share: times as f64 / draws as f64 };
        found.first = firsts.into_iter().map(share).collect();
        found.first.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.id.cmp(&b.id)));
        Ok(())
    }
}

/// Scores that differ by less than this share are alike.
const ALIKE: f64 = 1e-9;
