//! What if: a scenario before and after, on the same worlds.

use crate::error::Error;
use crate::leverage::{Access, ActorLeverage, Comparison, EndShift, Estimate, Shift};
use crate::model::{Applied, Catalysed, Changes, Mandate, Network, Scenario};
use serde::Serialize;
use std::collections::HashMap;

/// The door to playing scenarios.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?;
/// let access = Access::new(seoul.mandate(None)?).view(View::today(&seoul)).worlds(2048);
/// let result = Scenarios::new(access).run(&seoul, &alone)?;
/// let export = &result.mandates[0];
/// assert_eq!(export.id, "export");
/// assert!(export.change.difference.high < 0.0); // less is reached
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scenarios<'a> {
    access: Access<'a>,
}

/// A scenario before and after.
///
/// # Examples
///
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new(Access::new(seoul.mandate(None)?).worlds(256)).run(&seoul, &scenario)?;
/// assert_eq!(result.id, scenario.id);
/// assert!(result.break_even.is_empty()); // no agency becomes a catalyst
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScenarioResult {
    /// The scenario.
    pub id: String,
    /// How many records it touched.
    pub changes: Changes,
    /// Each mandate that it is judged by, the first being the one that actors are judged by.
    pub mandates: Vec<ScenarioMandate>,
    /// Every actor that has leverage for the first mandate before or after, those that move most first.
    pub actors: Vec<RankChange>,
    /// Agencies turned into catalysts.
    pub catalysed: Vec<Catalysed>,
    /// For each mandate, how much firms must take up for access to be what it was; empty unless an agency with deals
    /// enough was turned into a catalyst.
    pub break_even: Vec<BreakEven>,
}

/// A mandate before and after.
///
/// # Examples
///
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new(Access::new(seoul.mandate(None)?).worlds(256)).run(&seoul, &scenario)?;
/// assert!(result.mandates.iter().all(|mandate| seoul.mandates().contains_key(&mandate.id)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScenarioMandate {
    /// The mandate.
    pub id: String,
    /// Its access.
    #[serde(flatten)]
    pub change: Shift,
    /// Every source.
    pub sources: Vec<EndShift>,
    /// Every target.
    pub targets: Vec<EndShift>,
}

/// What an actor is worth before and after; absent where it is not in the network.
///
/// # Examples
///
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new(Access::new(seoul.mandate(None)?).worlds(256)).run(&seoul, &scenario)?;
/// assert!(result.actors.iter().all(|actor| actor.before.is_some() || actor.after.is_some()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RankChange {
    /// The actor.
    pub id: String,
    /// Before.
    pub before: Option<Standing>,
    /// After.
    pub after: Option<Standing>,
}

/// Leverage and rank of an actor.
///
/// # Examples
///
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new(Access::new(seoul.mandate(None)?).worlds(256)).run(&seoul, &scenario)?;
/// let before = result.actors.iter().filter_map(|actor| actor.before);
/// assert!(before.clone().count() > 0 && before.clone().all(|standing| standing.share <= 1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// Access that is lost without it.
    pub leverage: Estimate,
    /// The same as a share of access: how much depends on it.
    pub share: f64,
    /// Its rank; `None` for the network's focal body.
    pub rank: Option<usize>,
}

/// How much firms must take up of the deals that an agency gives up, for access to be what it was.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/metro_catalyst.json")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(512);
/// for even in Scenarios::new(access).run(&seoul, &scenario)?.break_even {
///     assert!(even.low.is_none_or(|low| even.high.is_none_or(|high| low <= high)), "{}", even.mandate);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct BreakEven {
    /// The mandate.
    pub mandate: String,
    /// The least take-up; `None` if not even all of it is enough.
    pub take_up: Option<f64>,
    /// Lower end of the 95 % interval: below it, access is less for certain, as far as simulation goes.
    pub low: Option<f64>,
    /// Upper end: from it on, access is not less; `None` if that is not certain at any take-up.
    pub high: Option<f64>,
}

/// Steps in which the take-up is searched: to 2⁻¹⁰.
const HALVINGS: u32 = 10;

impl<'a> Scenarios<'a> {
    /// Asks the questions of `access`, with its view, worlds and seed, before and after; it also tells who is told of
    /// progress. Its mandate is the first to be judged by where a scenario names none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Scenarios;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let exact = Scenarios::new(Access::new(seoul.mandate(Some("knowledge"))?).exact());
    /// # let _ = exact;
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(access: Access<'a>) -> Self {
        Self { access }
    }

    /// Plays a scenario: each of its mandates (if it names none, that of the settings and then the network's others) before
    /// and after, with the same coins for the ties that both share.
    ///
    /// # Errors
    /// Problems of the scenario, a mandate that is not there or means nobody afterwards, or as
    /// [`Access::run`](crate::leverage::Access::run).
    ///
    /// # Complexity
    /// Twice that of access for each mandate and of leverage for the first; with a catalyst, ten times access more.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Scenarios;
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, Scenario};
    ///
    /// let netherlands = Network::builtin("netherlands")?;
    /// let access = Access::new(netherlands.mandate(None)?).worlds(256);
    /// let result = Scenarios::new(access).run(&netherlands, &Scenario::new("nothing"))?;
    /// assert_eq!(result.mandates[0].id, netherlands.mandate(None)?.id);
    /// assert!(result.mandates.iter().all(|mandate| mandate.change.difference.estimate == 0.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network, scenario: &Scenario) -> Result<ScenarioResult, Error> {
        let Applied { network: after, changes, catalysed, .. } = scenario.apply(network)?;
        let first = self.access.mandate();
        let others = network.mandates().values().filter(|other| other.id != first.id);
        let named = |name: &String| network.mandate(Some(name));
        let mandates: Vec<&Mandate> = match scenario.mandates.as_slice() {
            [] => std::iter::once(first).chain(others).collect(),
            names => names.iter().map(named).collect::<Result<_, _>>()?,
        };
        let compared = |mandate: &&Mandate| {
            let Comparison { access: change, sources, targets, .. } =
                self.access.with_mandate(mandate).compare(network, &after)?;
            Ok(ScenarioMandate { id: mandate.id.clone(), change, sources, targets })
        };
        let testable = !catalysed.is_empty() && catalysed.iter().all(Catalysed::is_testable);
        let break_even = if testable { self.break_even(network, scenario, &mandates)? } else { Vec::new() };
        Ok(ScenarioResult {
            id: scenario.id.clone(),
            changes,
            mandates: mandates.iter().map(compared).collect::<Result<_, Error>>()?,
            actors: self.ranks(mandates[0], network, &after)?,
            catalysed,
            break_even,
        })
    }

    fn ranks(&self, mandate: &Mandate, before: &Network, after: &Network) -> Result<Vec<RankChange>, Error> {
        let leverage = |network: &Network| -> Result<HashMap<String, Standing>, Error> {
            let actors = self.access.with_mandate(mandate).leverage(network)?.actors;
            Ok(actors.into_iter().map(|actor| (actor.id.clone(), Standing::of(&actor))).collect())
        };
        let (old, new) = (leverage(before)?, leverage(after)?);
        let added = after.actors().map(|(_, actor)| actor).filter(|actor| before.actor(&actor.id).is_none());
        let all = before.actors().map(|(_, actor)| actor).chain(added);
        let change =
            |id: &String| RankChange { id: id.clone(), before: old.get(id).copied(), after: new.get(id).copied() };
        let mut changes: Vec<RankChange> =
            all.map(|actor| change(&actor.id)).filter(|change| change.worth() > 0.0).collect();
        changes.sort_by(|a, b| b.moved().total_cmp(&a.moved()));
        Ok(changes)
    }

    /// Access rises with the take-up in every world, since the coins are the same, so halving finds the point.
    fn break_even(
        &self,
        network: &Network,
        scenario: &Scenario,
        mandates: &[&Mandate],
    ) -> Result<Vec<BreakEven>, Error> {
        let search = |mandate: &&Mandate| {
            let access = self.access.with_mandate(mandate);
            let difference = |take_up: f64| -> Result<Estimate, Error> {
                let after = scenario.with_take_up(take_up).apply(network)?.network;
                Ok(access.compare(network, &after)?.access.difference)
            };
            let least = |enough: &dyn Fn(&Estimate) -> bool| -> Result<Option<f64>, Error> {
                if enough(&difference(0.0)?) {
                    return Ok(Some(0.0));
                }
                let (mut low, mut high) = (0.0, 1.0);
                if !enough(&difference(high)?) {
                    return Ok(None);
                }
                for _ in 0..HALVINGS {
                    let middle = f64::midpoint(low, high);
                    if enough(&difference(middle)?) { high = middle } else { low = middle }
                }
                Ok(Some(high))
            };
            Ok(BreakEven {
                mandate: mandate.id.clone(),
                take_up: least(&|difference| difference.estimate >= 0.0)?,
                low: least(&|difference| difference.high >= 0.0)?,
                high: least(&|difference| difference.low >= 0.0)?,
            })
        };
        mandates.iter().map(search).collect()
    }
}

impl Standing {
    fn of(actor: &ActorLeverage) -> Self {
        Self { leverage: actor.leverage, share: actor.share, rank: actor.rank }
    }
}

impl RankChange {
    fn worth(&self) -> f64 {
        let worth = |standing: Option<Standing>| standing.map_or(0.0, |standing| standing.leverage.estimate);
        worth(self.before).max(worth(self.after))
    }

    /// Whether it is worth more or less than before, by more than rounding.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Scenarios;
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, Scenario};
    ///
    /// let netherlands = Network::builtin("netherlands")?;
    /// let access = Access::new(netherlands.mandate(None)?).worlds(512);
    /// let result = Scenarios::new(access).run(&netherlands, &Scenario::new("nothing"))?;
    /// assert!(!result.actors.iter().any(|change| change.is_moved()));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_moved(&self) -> bool {
        self.moved() > 1e-9 * self.worth()
    }

    fn moved(&self) -> f64 {
        let worth = |standing: Option<Standing>| standing.map_or(0.0, |standing| standing.leverage.estimate);
        (worth(self.after) - worth(self.before)).abs()
    }
}
