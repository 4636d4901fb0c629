//! Assumption ranges: how far access, leverages and ranks would move if the assumptions were otherwise.
//!
//! This is the second kind of doubt, apart from simulation error and never mixed with it. Outer draws fix which ties exist
//! and how strong each kind is (see `draws`); in each, the same inner worlds are played with strength alone. The range of
//! a value, and of a rank, is from its 5 % to its 95 % quantile over the draws. What simulation leaves open moves all draws
//! alike, since their worlds are the same, and adds little to the ranges.

use super::access::{Access, relays_between};
use super::draws::{Assumed, REVERSED_EVERY, is_reversed};
use super::levels::{Level, Levels};
use super::plan::Plan;
use super::results::LeverageResult;
use crate::error::{Error, ErrorKind};
use crate::model::Network;
use serde::{Deserialize, Serialize};

/// Outer draws where nobody says how many.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, DEFAULT_DRAWS};
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// assert_eq!(access.ranges(&singapore, DEFAULT_DRAWS)?.draws, 200);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const DEFAULT_DRAWS: u64 = 200;

/// Worlds that are played in each draw.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, WORLDS_PER_DRAW};
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// assert_eq!(access.ranges(&singapore, 10)?.worlds, Some(WORLDS_PER_DRAW));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const WORLDS_PER_DRAW: u64 = 1 << 11;

/// The most ties of a network in which ranges and fragility come within seconds, and if the number of intermediaries is not
/// limited.
const QUICK_TIES: usize = 1000;
const QUICK_TIES_UNLIMITED: usize = 250;

/// The most outer draws.
const MOST_DRAWS: u64 = 1 << 20;

/// From the 5 % to the 95 % quantile over outer draws of the assumptions.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let range = access.ranges(&singapore, 20)?.access;
/// assert!(0.0 < range.low && range.low < range.high && range.high < 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Range {
    /// One draw in twenty lies below.
    pub low: f64,
    /// One draw in twenty lies above.
    pub high: f64,
}

/// How far the assumptions could move access and the ranking.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let ranges = access.ranges(&singapore, 20)?;
/// assert_eq!((ranges.draws, ranges.reversed), (20, 4)); // every fifth draw reverses the stages
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RangesResult {
    /// Outer draws.
    pub draws: u64,
    /// How many of them reverse the order of the stages.
    pub reversed: u64,
    /// Worlds played in each draw; `None` if each was enumerated.
    pub worlds: Option<u64>,
    /// The range of access.
    pub access: Range,
    /// Every actor that lies on some route, in the order of the network.
    #[serde(skip)]
    pub actors: Vec<ActorRange>,
    /// Actors that come first in some draw, most often first; the focal body is not ranked.
    pub first: Vec<First>,
}

/// How often an actor has most leverage.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let ranges = access.ranges(&singapore, 20)?;
/// assert!(ranges.first.is_sorted_by(|a, b| a.share >= b.share));
/// assert!((ranges.first.iter().map(|first| first.share).sum::<f64>() - 1.0).abs() < 1e-9);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct First {
    /// The actor.
    pub id: String,
    /// Share of the draws.
    pub share: f64,
}

/// How far the assumptions could move one actor.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// for actor in access.ranges(&singapore, 20)?.actors {
///     assert!(actor.range.low <= actor.range.high);
///     assert!(actor.ranks.is_none_or(|(best, worst)| best <= worst));
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ActorRange {
    /// The actor.
    pub id: String,
    /// The range of its leverage.
    pub range: Range,
    /// The range of its rank, best and worst; `None` for the focal body.
    pub ranks: Option<(usize, usize)>,
}

impl Access<'_> {
    /// Whether [`Access::ranges`] with the default number of draws, and [`Access::fragility`], come within seconds: in
    /// networks of up to 1,000 ties, or 250 where the number of intermediaries is not limited.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let mandate = seoul.mandate(None)?;
    /// assert!(Access::new(mandate).ranges_are_quick(&seoul));
    /// assert!(!Access::new(&mandate.clone().unlimited()).ranges_are_quick(&seoul));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ranges_are_quick(&self, network: &Network) -> bool {
        let limited = self.mandate.max_intermediaries.is_some();
        network.ties().len() <= if limited { QUICK_TIES } else { QUICK_TIES_UNLIMITED }
    }

    /// How far access, leverages and ranks would move if confidence and assumed strengths were otherwise, by `draws` outer
    /// draws of 2,048 worlds each. The strengths of a kind are drawn from its [`crate::StrengthRange`]; every fifth draw
    /// also reverses the order of the stages from attention to hardware.
    ///
    /// # Complexity
    /// As [`Access::leverage`] with 2,048 × `draws` worlds; the ties are laid out once.
    ///
    /// # Errors
    /// As [`Access::run`]; also for no draws, or more than 2²⁰.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let network = NetworkBuilder::new("chain")
    ///     .actor(Actor::new("firm", "sme"))
    ///     .actor(Actor::new("agency", "city_agency"))
    ///     .actor(Actor::new("city", "foreign_city"))
    ///     .tie(Tie::new("firm", "agency", "mou"))
    ///     .tie(Tie::new("agency", "city", "mou"))
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let ranges = Access::new(&mandate).exact().ranges(&network, 200)?;
    /// // The strength of an MOU is assumed: from 1/3 to 2/3, and access is its square.
    /// assert!(ranges.access.low > 0.11 && ranges.access.low < 0.16);
    /// assert!(ranges.access.high > 0.38 && ranges.access.high < 0.45);
    /// assert_eq!(ranges.actors[0].ranks, Some((1, 1)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ranges(&self, network: &Network, draws: u64) -> Result<RangesResult, Error> {
        let plan = self.plan(network)?;
        if draws == 0 || draws > MOST_DRAWS {
            let message = format!("the number of draws is from 1 to {MOST_DRAWS}, not {draws}");
            return Err(ErrorKind::Parameter(message).into());
        }
        let assumed = Assumed::new(network, &plan, self.seed);
        let levels =
            Levels::new(&plan, relays_between(&plan), self.seed, WORLDS_PER_DRAW, self.exact).control(self.told());
        let played = levels.play("ranges", draws as usize, |draw| assumed.draw(draw as u64))?;
        let focal = focal_at(network, &plan, &levels.nodes);
        let (ranks, first) = ranking(&played, focal);
        let pairs = plan.pairs() as f64;
        let id = |i: usize| network.graph()[plan.actors[levels.nodes[i] as usize]].id.clone();
        let actor = |i: usize| ActorRange {
            id: id(i),
            range: range(played.iter().map(|level| level.losses[i] / pairs).collect()),
            ranks: (Some(i) != focal).then(|| {
                let Range { low, high } = range(ranks.iter().map(|ranks| ranks[i] as f64).collect());
                (low as usize, high as usize)
            }),
        };
        let share = |count: usize| count as f64 / draws as f64;
        Ok(RangesResult {
            draws,
            reversed: (0..draws).filter(|draw| is_reversed(*draw)).count() as u64,
            worlds: (!levels.is_exact()).then_some(WORLDS_PER_DRAW),
            access: range(played.iter().map(|level| level.access / pairs).collect()),
            actors: (0..levels.nodes.len()).map(actor).collect(),
            first: first.into_iter().map(|(i, count)| First { id: id(i), share: share(count) }).collect(),
        })
    }
}

impl RangesResult {
    /// One draw out of so many reverses the order of the stages.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::RangesResult;
    ///
    /// assert_eq!(200 / RangesResult::REVERSED_EVERY, 40); // of 200 draws
    /// ```
    pub const REVERSED_EVERY: u64 = REVERSED_EVERY;

    /// Puts the ranges beside the ranking that they belong to.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(256);
    /// let mut result = access.leverage(&singapore)?;
    /// access.ranges(&singapore, 20)?.attach(&mut result);
    /// assert!(result.actors.iter().all(|actor| actor.range.is_some()));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn attach(self, result: &mut LeverageResult) {
        for actor in &mut result.actors {
            let found = self.actors.iter().find(|other| other.id == actor.id);
            // Whom no route needs is worth nothing in any draw.
            let ranks = found.map_or(actor.rank.map(|rank| (rank, rank)), |found| found.ranks);
            actor.range = Some(found.map_or_else(Range::default, |found| found.range));
            (actor.rank_low, actor.rank_high) = (ranks.map(|ranks| ranks.0), ranks.map(|ranks| ranks.1));
        }
        result.ranges = Some(self);
    }
}

/// The place of the focal body among some nodes.
pub(super) fn focal_at(network: &Network, plan: &Plan, nodes: &[u32]) -> Option<usize> {
    nodes.iter().position(|node| Some(plan.actors[*node as usize]) == network.focal())
}

/// Leverages that differ by less than this share are alike: sums may be added up in another order.
const ALIKE: f64 = 1e-9;

/// Who has most leverage, the first of those alike; nobody where all have none.
pub(super) fn first_of(losses: &[f64], focal: Option<usize>) -> Option<usize> {
    let ranked = losses.iter().enumerate().filter(|(i, loss)| Some(*i) != focal && **loss > 0.0);
    let best = ranked.clone().map(|(_, loss)| *loss).fold(0.0, f64::max);
    ranked.filter(|(_, loss)| **loss >= best * (1.0 - ALIKE)).map(|(i, _)| i).next()
}

/// Ranks of all actors in each draw, and how often each comes first, most often first. Actors alike share a rank; that of
/// the focal body means nothing.
fn ranking(played: &[Level], focal: Option<usize>) -> (Vec<Vec<usize>>, Vec<(usize, usize)>) {
    let mut ranks = Vec::with_capacity(played.len());
    let mut counts = vec![0; played.first().map_or(0, |level| level.losses.len())];
    for Level { losses, .. } in played {
        let mut sorted: Vec<f64> =
            losses.iter().enumerate().filter(|(i, _)| Some(*i) != focal).map(|(_, loss)| *loss).collect();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let above = |loss: &f64| 1 + sorted.partition_point(|other| *other > loss * (1.0 + ALIKE));
        ranks.push(losses.iter().map(above).collect());
        if let Some(first) = first_of(losses, focal) {
            counts[first] += 1;
        }
    }
    let mut first: Vec<(usize, usize)> = counts.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
    first.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    (ranks, first)
}

/// The 5 % and the 95 % quantile: the least values that are not exceeded in so many of the draws.
fn range(mut values: Vec<f64>) -> Range {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((share * values.len() as f64).ceil() as usize).clamp(1, values.len()) - 1];
    Range { low: at(0.05), high: at(0.95) }
}
