//! Opportunities: which new tie would add most access, and which set of them within a budget.
//!
//! A *candidate* is a tie that could be made: a rule of the mandate ([`NextTie`]) or of the caller says between whom, of
//! what kind, how strong, at what cost, and how likely it can be formed. With D the difference that it makes in a world if
//! it is open (see `joined`),
//!
//! ```text
//! gain  = strength · E[D] = access(with the tie) − access(without it)
//! score = gain · formation / cost
//! ```
//!
//! and candidates come in the order of their score. They are put in order on other worlds than those that their gains are
//! told from, so that what comes first is not told too well of because it came first.
//!
//! **Only the next rung of a city is eligible.** A city, here any target of the mandate, climbs from attention over
//! software, pilot and finance to hardware. The rungs that a home body or firm reached with it are read from all ties begun
//! by the date, also those that are over; the next is the one after the highest. At hardware it stays hardware. Ties of
//! support, and kinds without a stage, are on no rung and always eligible.
//!
//! | file | part |
//! |---|---|
//! | `candidates` | which ties could be made, laid out beside those that are there |
//! | `joined` | the gain by each candidate, all on the same worlds |
//! | `onward` | whom a new tie leads on to |

mod candidates;
mod joined;
mod onward;
mod results;

pub(crate) use onward::Onward;
pub use results::{OpportunitiesResult, Opportunity, Unasked};

use super::access::Access;
use super::cutting::{self, Cutting};
use super::tally::Outcome;
use crate::error::{Error, ErrorKind};
use crate::model::{Network, NextTie, Selector};
use candidates::Laid;
use joined::Joined;
use std::collections::BTreeMap;

/// New ties for a mandate: which are asked about, and what they would add.
///
/// # Complexity
/// Where every tie conveys both ways, everybody relays and the number of intermediaries is not limited, one search of the
/// open ties per world for all candidates and sources together ([`super::Method::BlockCut`]). Else one search per source
/// and actor that some candidate leads to, 512 worlds at once: about what leverage by deletion takes.
///
/// # Examples
/// ```text
/// firm ──½──▶ agency      hanoi
/// ```
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::{Actor, Mandate, NetworkBuilder, NextTie, Tie};
///
/// let network = NetworkBuilder::new("chain")
///     .actor(Actor::new("firm", "sme"))
///     .actor(Actor::new("agency", "city_agency"))
///     .actor(Actor::new("hanoi", "foreign_city"))
///     .tie(Tie::new("agency", "firm", "supports"))
///     .build()?;
/// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
/// let rule = |from: &str, cost| Ok::<_, proxeny::Error>(NextTie {
///     strength: Some(0.4), cost, ..NextTie::new(from.parse()?, "id:hanoi".parse()?, "mou")
/// });
/// let access = Access::new(&mandate).exact();
/// let found = Opportunities::new(&access).candidates(vec![rule("id:agency", 1.0)?, rule("id:firm", 4.0)?]).run(&network)?;
/// let gains: Vec<(&str, f64)> = found.candidates.iter().map(|one| (one.from.as_str(), one.gain.estimate)).collect();
/// assert_eq!(gains, [("agency", 0.2), ("firm", 0.4)]); // half as much for a quarter of the cost
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Opportunities<'a> {
    access: Access<'a>,
    rules: Vec<NextTie>,
    costs: BTreeMap<String, f64>,
    forbidden: Vec<(Selector, Selector)>,
    required: Vec<(Selector, Selector)>,
    any_rung: bool,
}

/// What turns the seed into that of the worlds on which choices are made.
const CHOOSING: u64 = 0x6368_6F6F_7369_6E67;

impl<'a> Opportunities<'a> {
    /// New ties by the rules of the mandate, judged on the worlds of `access`.
    pub fn new(access: &Access<'a>) -> Self {
        Self {
            access: access.clone(),
            rules: access.mandate.next.clone(),
            costs: BTreeMap::new(),
            forbidden: Vec::new(),
            required: Vec::new(),
            any_rung: false,
        }
    }

    /// New ties by these rules instead.
    #[must_use]
    pub fn candidates(self, rules: Vec<NextTie>) -> Self {
        Self { rules, ..self }
    }

    /// Sets the cost of every new tie of a kind, whatever its rule says.
    #[must_use]
    pub fn cost(mut self, kind: impl Into<String>, cost: f64) -> Self {
        self.costs.insert(kind.into(), cost);
        self
    }

    /// Leaves out new ties between these actors, whichever gives.
    #[must_use]
    pub fn forbid(mut self, from: Selector, to: Selector) -> Self {
        self.forbidden.push((from, to));
        self
    }

    /// Puts every new tie between these actors into the best set, and asks about them whatever their rung.
    #[must_use]
    pub fn require(mut self, from: Selector, to: Selector) -> Self {
        self.required.push((from, to));
        self
    }

    /// Asks about new ties on any rung, not only the next of a city.
    #[must_use]
    pub fn any_rung(self) -> Self {
        Self { any_rung: true, ..self }
    }

    /// What each new tie would add, best first.
    ///
    /// # Errors
    /// As [`Access::run`]; also if there is no rule, a rule means nobody, or there are more than 200,000 candidates.
    pub fn run(&self, network: &Network) -> Result<OpportunitiesResult, Error> {
        self.check()?;
        let access = self.access.run(network)?;
        let laid = self.lay(network)?;
        let worlds = self.access.enough_worlds(network, &laid.plan)?;
        let gains = Gains::of(&self.access, &laid, worlds)?;
        let most = gains.most(&laid);
        let whole = laid.plan.pairs();
        let chosen = match gains.outcome.worlds {
            None => None,
            Some(_) => Some(Gains::of(&self.choosing(), &laid, worlds)?),
        };
        let mut found = Vec::with_capacity(laid.candidates.len());
        for (i, candidate) in laid.candidates.iter().enumerate() {
            let joined = gains.cell(i).map(|cell| gains.outcome.estimate(cell, whole, (0.0, most[i] / whole as f64)));
            let gain = joined.map_or_else(|| super::Estimate::exact(0.0), |joined| joined.scaled(candidate.open));
            let by = chosen.as_ref().unwrap_or(&gains);
            let mean = by.cell(i).map_or(0.0, |cell| by.outcome.mean(cell, whole)) * candidate.open;
            let order = mean * candidate.formation / candidate.cost;
            found.push((order, i, Opportunity::of(network, candidate, &self.rules[candidate.rule], gain)));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut candidates: Vec<Opportunity> = found.into_iter().map(|(_, _, one)| one).collect();
        candidates.iter_mut().enumerate().for_each(|(i, one)| one.rank = i + 1);
        Ok(OpportunitiesResult { access, candidates, unasked: laid.unasked, ..OpportunitiesResult::default() })
    }

    /// The same questions on the worlds on which choices are made.
    fn choosing(&self) -> Access<'a> {
        self.access.clone().seed(self.access.seed ^ CHOOSING)
    }

    fn check(&self) -> Result<(), Error> {
        if self.rules.is_empty() {
            let message = "nobody says which new ties could be made: the mandate has no `next`; name them with --join";
            return Err(ErrorKind::Usage(message.to_owned()).into());
        }
        let share = |value: f64| value > 0.0 && value <= 1.0;
        let is_cost = |cost: f64| cost > 0.0 && cost.is_finite();
        for rule in &self.rules {
            if !rule.strength.is_none_or(share) || !share(rule.formation) {
                let message = "the strength of a new tie and its chance of being formed are above 0 and at most 1";
                return Err(ErrorKind::Parameter(message.to_owned()).into());
            }
        }
        if !self.rules.iter().map(|rule| rule.cost).chain(self.costs.values().copied()).all(is_cost) {
            return Err(ErrorKind::Parameter("the cost of a new tie is a number above 0".to_owned()).into());
        }
        Ok(())
    }
}

/// What every candidate came to if it is open, before its strength.
struct Gains {
    outcome: Outcome,
    /// By candidate: its cell.
    cells: Vec<Option<usize>>,
}

impl Gains {
    /// Plays all candidates in `worlds` worlds.
    fn of(access: &Access<'_>, laid: &Laid, worlds: u64) -> Result<Self, Error> {
        let phase = "opportunities";
        if cutting::applies(&laid.plan) && !access.exact {
            let outcome = access.play(&laid.plan, &Cutting::ties(&laid.plan), worlds, phase)?;
            return Ok(Self { outcome, cells: laid.slots.iter().map(|slot| slot.map(|slot| slot as usize)).collect() });
        }
        let joined = Joined::new(&laid.plan, &laid.slots, false);
        let outcome = access.play(&laid.plan, &joined, worlds, phase)?;
        let cell = |(i, slot): (usize, &Option<u32>)| slot.map(|_| joined.gain(i));
        Ok(Self { outcome, cells: laid.slots.iter().enumerate().map(cell).collect() })
    }

    fn cell(&self, candidate: usize) -> Option<usize> {
        self.cells[candidate]
    }

    /// The most that each candidate can add, in weight of pairs.
    fn most(&self, laid: &Laid) -> Vec<f64> {
        if self.outcome.worlds.is_none() {
            return vec![0.0; laid.candidates.len()];
        }
        Joined::new(&laid.plan, &laid.slots, false).most(&laid.slots)
    }
}
