//! What if: a scenario before and after, on the same worlds.

use crate::error::Error;
use crate::leverage::{Access, ActorLeverage, Comparison, EndShift, Estimate, Shift};
use crate::model::{Applied, Catalysed, Changes, Mandate, Network, Scenario, View};
use serde::Serialize;
use std::collections::HashMap;

/// Settings for playing scenarios, and the door to it.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::{Network, Scenario, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?;
/// let result = Scenarios::new().view(View::today(&seoul)).worlds(2048).run(&seoul, &alone)?;
/// let export = &result.mandates[0];
/// assert_eq!(export.id, "export");
/// assert!(export.change.difference.high < 0.0); // less is reached
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scenarios {
    view: View,
    worlds: u64,
    seed: u64,
    precision: Option<f64>,
    exact: bool,
}

/// A scenario before and after.
///
/// # Examples
///
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new().worlds(256).run(&seoul, &scenario)?;
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
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new().worlds(256).run(&seoul, &scenario)?;
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
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new().worlds(256).run(&seoul, &scenario)?;
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
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
/// let result = Scenarios::new().worlds(256).run(&seoul, &scenario)?;
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

impl Default for Scenarios {
    fn default() -> Self {
        Self::new()
    }
}

impl Scenarios {
    /// Over all that was ever recorded, by 16,384 worlds drawn with seed 1.
    ///
    /// # Examples
    /// ```
    /// let scenarios = proxeny::diplomacy::Scenarios::new().seed(7);
    /// # let _ = scenarios;
    /// ```
    pub fn new() -> Self {
        Self { view: View::ever(), worlds: crate::leverage::DEFAULT_WORLDS, seed: 1, precision: None, exact: false }
    }

    /// Asks about a part of the network. The default is all that was ever recorded.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::View;
    /// use proxeny::diplomacy::Scenarios;
    /// use proxeny::{Network, Scenario};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
    /// let today = Scenarios::new().view(View::today(&seoul)).worlds(256).run(&seoul, &scenario)?;
    /// let ever = Scenarios::new().worlds(256).run(&seoul, &scenario)?;
    /// assert_ne!(today.mandates[0].change.before.estimate, ever.mandates[0].change.before.estimate);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn view(self, view: View) -> Self {
        Self { view, ..self }
    }

    /// How many worlds are drawn. The default is 16,384.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::diplomacy::Scenarios;
    /// use proxeny::{Network, Scenario};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
    /// let result = Scenarios::new().worlds(512).run(&seoul, &scenario)?;
    /// assert_eq!(result.mandates[0].change.before.worlds, Some(512));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// The seed of the random numbers. The default is 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::diplomacy::Scenarios;
    /// use proxeny::{Network, Scenario};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let scenario = Scenario::from_path("examples/scenarios/sme_gateway.json")?;
    /// let with = |seed| Scenarios::new().seed(seed).worlds(256).run(&seoul, &scenario);
    /// let (one, same) = (with(7)?, with(7)?);
    /// assert_eq!(one.mandates[0].change.before, same.mandates[0].change.before);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Draws worlds until half the width of the interval of access before is at most `precision`.
    #[must_use]
    pub fn precision(self, precision: f64) -> Self {
        Self { precision: Some(precision), ..self }
    }

    /// Enumerates instead of drawing worlds.
    #[must_use]
    pub fn exact(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Plays a scenario: each of its mandates (all of the network's, if it names none) before and after, with the same
    /// coins for the ties that both share.
    ///
    /// # Errors
    /// Problems of the scenario, a mandate that is not there or means nobody afterwards, or as
    /// [`Access::run`](crate::leverage::Access::run).
    ///
    /// # Complexity
    /// Twice that of access for each mandate and of leverage for the first; with a catalyst, ten times access more.
    pub fn run(&self, network: &Network, scenario: &Scenario) -> Result<ScenarioResult, Error> {
        let Applied { network: after, changes, catalysed, .. } = scenario.apply(network)?;
        let names: Vec<&str> = match scenario.mandates.as_slice() {
            [] if network.mandates().is_empty() => vec![network.mandate(None)?.id.as_str()],
            [] => network.mandates().keys().map(String::as_str).collect(),
            names => names.iter().map(String::as_str).collect(),
        };
        let mandates: Vec<&Mandate> =
            names.into_iter().map(|name| network.mandate(Some(name))).collect::<Result<_, _>>()?;
        let compared = |mandate: &&Mandate| {
            let Comparison { access: change, sources, targets, .. } = self.access(mandate).compare(network, &after)?;
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

    fn access<'m>(&self, mandate: &'m Mandate) -> Access<'m> {
        let access = Access::new(mandate).view(self.view.clone()).worlds(self.worlds).seed(self.seed);
        let access = self.precision.into_iter().fold(access, Access::precision);
        if self.exact { access.exact() } else { access }
    }

    fn ranks(&self, mandate: &Mandate, before: &Network, after: &Network) -> Result<Vec<RankChange>, Error> {
        let leverage = |network: &Network| -> Result<HashMap<String, Standing>, Error> {
            let actors = self.access(mandate).leverage(network)?.actors;
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
            let access = self.access(mandate);
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
    /// use proxeny::{Network, Scenario};
    ///
    /// let result = Scenarios::new().worlds(512).run(&Network::builtin("netherlands")?, &Scenario::new("nothing"))?;
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
