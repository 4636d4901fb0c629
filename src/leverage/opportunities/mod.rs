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
//! | `because` | why a new tie gains what it gains |
//! | `sets` | the best set within a budget |
//! | `ranges` | how far the assumptions could move the places |
//! | `existing` | existing ties made certain |
//! | `results` | what all this comes to |

mod because;
mod candidates;
mod existing;
mod joined;
mod onward;
mod ranges;
mod results;
mod sets;

pub(crate) use onward::Onward;
pub use ranges::DRAWS_OF_NEW_TIES;
pub use results::{Because, BestSet, GainAt, OpportunitiesResult, Opportunity, Share, Strengthened, Unasked};

use super::Estimate;
use super::access::Access;
use super::cutting::{self, Cutting};
use super::tally::Outcome;
use crate::error::{Error, ErrorKind};
use crate::model::{Network, NextTie, Selector};
use candidates::Laid;
use serde::Serialize;
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
#[derive(Clone, Debug, Serialize)]
pub struct Opportunities<'a> {
    #[serde(skip)]
    access: Access<'a>,
    rules: Vec<NextTie>,
    costs: BTreeMap<String, f64>,
    forbidden: Vec<(Selector, Selector)>,
    required: Vec<(Selector, Selector)>,
    any_rung: bool,
    /// What makes new ties share a coin, and how likely it holds.
    common_cause: Option<(String, f64)>,
}

/// What turns the seed into that of the worlds on which choices are made.
const CHOOSING: u64 = 0x6368_6F6F_7369_6E67;

impl<'a> Opportunities<'a> {
    /// New ties by the rules of the mandate, judged on the worlds of `access`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let found = Opportunities::new(&access).run(&singapore)?;
    /// assert!(found.candidates[0].gain.estimate > 0.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(access: &Access<'a>) -> Self {
        Self {
            access: access.clone(),
            rules: access.mandate.next.clone(),
            costs: BTreeMap::new(),
            forbidden: Vec::new(),
            required: Vec::new(),
            any_rung: false,
            common_cause: None,
        }
    }

    /// New ties by these rules instead.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let rule = proxeny::NextTie::new("kind:sme".parse()?, "id:esg".parse()?, "promotes");
    /// let found = Opportunities::new(&access).candidates(vec![rule]).run(&singapore)?;
    /// assert!(found.candidates.iter().all(|one| one.to == "esg"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn candidates(self, rules: Vec<NextTie>) -> Self {
        Self { rules, ..self }
    }

    /// Sets the cost of every new tie of a kind, whatever its rule says.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let found = Opportunities::new(&access).cost("mou", 7.0).run(&singapore)?;
    /// assert!(found.candidates.iter().all(|one| one.kind != "mou" || one.cost == 7.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn cost(mut self, kind: impl Into<String>, cost: f64) -> Self {
        self.costs.insert(kind.into(), cost);
        self
    }

    /// Leaves out new ties between these actors, whichever gives.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let found = Opportunities::new(&access).forbid(proxeny::Selector::everyone(), "country:VN".parse()?).run(&singapore)?;
    /// assert!(found.unasked.forbidden > 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn forbid(mut self, from: Selector, to: Selector) -> Self {
        self.forbidden.push((from, to));
        self
    }

    /// Puts every new tie between these actors into the best set, and asks about them whatever their rung.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let asked = Opportunities::new(&access).candidates(vec![proxeny::NextTie::new("kind:sme".parse()?, "id:esg".parse()?, "mou")]);
    /// let first = asked.run(&singapore)?.candidates[0].from.clone();
    /// let asked = asked.require(proxeny::Selector::id(first.as_str()), "id:esg".parse()?);
    /// assert_eq!(asked.best_set(&singapore, 1.0)?.ties[0].from, first);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn require(mut self, from: Selector, to: Selector) -> Self {
        self.required.push((from, to));
        self
    }

    /// Asks about new ties on any rung, not only the next of a city.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let count = |asked: &Opportunities<'_>| asked.run(&singapore).map(|found| found.candidates.len());
    /// let asked = Opportunities::new(&access);
    /// assert!(count(&asked)? < count(&asked.clone().any_rung())?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn any_rung(self) -> Self {
        Self { any_rung: true, ..self }
    }

    /// Lets new ties whose receivers have the same `country` (or `kind`, `layer`, or the value of an attribute) hold or fall
    /// together: one more coin for all of them, which falls with probability `holds`. Existing ties share none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let asked = Opportunities::new(&access);
    /// let first = |asked: &Opportunities<'_>| asked.run(&singapore).map(|found| found.candidates[0].strength);
    /// assert!(first(&asked.clone().common_cause("kind", 0.8))? < first(&asked)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn common_cause(self, key: impl Into<String>, holds: f64) -> Self {
        Self { common_cause: Some((key.into(), holds)), ..self }
    }

    /// What each new tie would add, best first.
    ///
    /// # Errors
    /// As [`Access::run`]; also if there is no rule, a rule means nobody, or there are more than 200,000 candidates.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Opportunities};
    /// use proxeny::Network;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(512);
    /// let found = Opportunities::new(&access).run(&singapore)?;
    /// let best = &found.candidates[0];
    /// assert_eq!(best.rank, 1);
    /// assert_eq!(best.score, best.gain.estimate * best.formation / best.cost);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
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
            let gain = gains.estimate(&laid, i, &most);
            let by = chosen.as_ref().unwrap_or(&gains);
            let mean = by.cell(i).map_or(0.0, |cell| by.outcome.mean(cell, whole)) * candidate.alone();
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
        if self.common_cause.as_ref().is_some_and(|(_, holds)| !share(*holds)) {
            let message = "the chance that a common cause holds is above 0 and at most 1";
            return Err(ErrorKind::Parameter(message.to_owned()).into());
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
        if laid.causes.is_empty() && cutting::applies(&laid.plan) && !access.exact {
            let outcome = access.play(&laid.plan, &Cutting::ties(&laid.plan), worlds, phase)?;
            return Ok(Self { outcome, cells: laid.slots.iter().map(|slot| slot.map(|slot| slot as usize)).collect() });
        }
        let joined = laid.joined(&laid.slots, false).sharing(laid.shared(), &laid.causes);
        let outcome = access.play(&laid.plan, &joined, worlds, phase)?;
        let cell = |(i, slot): (usize, &Option<u32>)| slot.map(|_| joined.gain(i));
        Ok(Self { outcome, cells: laid.slots.iter().enumerate().map(cell).collect() })
    }

    /// What a candidate gains once formed; `most` bounds what each can gain if open.
    fn estimate(&self, laid: &Laid, candidate: usize, most: &[f64]) -> Estimate {
        let Some(cell) = self.cells[candidate] else { return Estimate::exact(0.0) };
        let whole = laid.plan.pairs();
        let joined = self.outcome.estimate(cell, whole, (0.0, most[candidate] / whole as f64));
        joined.scaled(laid.candidates[candidate].alone())
    }

    fn cell(&self, candidate: usize) -> Option<usize> {
        self.cells[candidate]
    }

    /// The most that each candidate can add, in weight of pairs.
    fn most(&self, laid: &Laid) -> Vec<f64> {
        if self.outcome.worlds.is_none() {
            return vec![0.0; laid.candidates.len()];
        }
        laid.joined(&laid.slots, false).most()
    }
}
