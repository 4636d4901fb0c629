//! The tornado: which assumption moves access most, one at a time, all others at their base.

use super::access::{Access, relays_between};
use super::draws::Assumed;
use super::fragility::Anchored;
use super::levels::Levels;
use super::ranges::{first_of, focal_at};
use crate::error::Error;
use crate::model::{Lasts, Network, Undated};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which assumption moves the answer most.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let tornado = access.tornado(&singapore)?;
/// assert!(tornado.swings.is_sorted_by(|a, b| a.swing >= b.swing));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TornadoResult {
    /// Access as things are assumed.
    pub access: f64,
    /// Who has most leverage; the focal body is not ranked.
    pub first: Option<String>,
    /// That leverage.
    pub leverage: f64,
    /// Every assumption, the greatest swing first.
    pub swings: Vec<Swing>,
}

/// How far one assumption moves the answer.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let tornado = access.tornado(&singapore)?;
/// let strengths = tornado.swings.iter().filter(|swing| swing.assumption == "strength");
/// assert!(strengths.clone().count() > 0 && strengths.clone().all(|swing| swing.kind.is_some()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Swing {
    /// `strength`, `confidence`, `undated`, `lifetime` or `limit`.
    pub assumption: String,
    /// The kind of tie whose strength it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What else it might be.
    pub settings: Vec<Setting>,
    /// From the least to the greatest access among these settings and the base.
    pub swing: f64,
}

/// The answer under another setting of one assumption.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let tornado = access.tornado(&singapore)?;
/// let limit = tornado.swings.iter().find(|swing| swing.assumption == "limit").expect("routes are limited");
/// assert!(limit.settings.iter().all(|setting| (0.0..=1.0).contains(&setting.access)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Setting {
    /// The setting, as `0.33`, `all 1`, `out`, `half`, `4`.
    pub setting: String,
    /// Access under it.
    pub access: f64,
    /// The leverage of the actor that is first in the base.
    pub leverage: f64,
    /// Who is first under it.
    pub first: Option<String>,
}

impl Access<'_> {
    /// Moves one assumption at a time: the strength of each kind to either end of its range, all confidence to 1, undated
    /// ties in or out, the years that events live on to half and double, the limit of intermediaries to 2, 3, 4 and none.
    ///
    /// # Complexity
    /// As [`Access::leverage`] with 8,192 worlds per kind of tie.
    ///
    /// # Errors
    /// As [`Access::run`].
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
    ///     .tie(Tie::new("firm", "agency", "promotes"))
    ///     .tie(Tie { confidence: Some(0.8), ..Tie::new("agency", "city", "visits") })
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let tornado = Access::new(&mandate).exact().tornado(&network)?;
    /// let confidence = tornado.swings.iter().find(|swing| swing.assumption == "confidence").expect("it is below 1");
    /// assert!((tornado.access - 0.2).abs() < 1e-9 && (confidence.swing - 0.05).abs() < 1e-9);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn tornado(&self, network: &Network) -> Result<TornadoResult, Error> {
        let plan = self.plan(network)?;
        let anchored = Anchored::new(self, network, &plan)?;
        let pairs = plan.pairs() as f64;
        let id = |i: usize| network.graph()[plan.actors[anchored.levels.nodes[i] as usize]].id.clone();
        let first = first_of(&anchored.base.losses, anchored.focal);
        let mut result = TornadoResult {
            access: anchored.base.access / pairs,
            first: first.map(id),
            leverage: first.map_or(0.0, |first| anchored.base.losses[first] / pairs),
            swings: Vec::new(),
        };
        let assumed = Assumed::new(network, &plan, self.seed);
        let (mut swings, sets) = coins(&assumed);
        let mut levels = anchored.play("assumptions", &sets)?.into_iter();
        for setting in swings.iter_mut().flat_map(|swing| &mut swing.settings) {
            let Some(level) = levels.next() else { break };
            setting.access = level.access / pairs;
            setting.leverage = first.map_or(0.0, |first| level.losses[first] / pairs);
            setting.first = first_of(&level.losses, anchored.focal).map(id);
        }
        swings.extend(self.otherwise(network, result.first.as_deref())?);
        for swing in &mut swings {
            let all = swing.settings.iter().map(|setting| setting.access).chain([result.access]);
            swing.swing = all.clone().fold(f64::MIN, f64::max) - all.fold(f64::MAX, f64::min);
        }
        swings.sort_by(|a, b| b.swing.total_cmp(&a.swing));
        result.swings = swings;
        Ok(result)
    }

    /// Assumptions that change which ties and routes count.
    fn otherwise(&self, network: &Network, first: Option<&str>) -> Result<Vec<Swing>, Error> {
        let mut swings = Vec::new();
        if self.view.when.is_some() {
            let (undated, name) = match self.view.undated {
                Undated::In => (Undated::Out, "out"),
                Undated::Out => (Undated::In, "in"),
            };
            let other = self.clone().view(self.view.clone().undated(undated));
            swings.push(swing("undated", None, vec![other.setting(network, first, name)?]));
            let half = self.setting(&lifetimes(network, |years| years / 2)?, first, "half")?;
            let double = self.setting(&lifetimes(network, |years| years.saturating_mul(2))?, first, "double")?;
            swings.push(swing("lifetime", None, vec![half, double]));
        }
        let mut limits = Vec::new();
        for (most, name) in [(Some(2), "2"), (Some(3), "3"), (Some(4), "4"), (None, "none")] {
            let mut mandate = self.mandate.clone();
            if mandate.max_intermediaries == most {
                continue;
            }
            mandate.max_intermediaries = most;
            limits.push(self.with_mandate(&mandate).setting(network, first, name)?);
        }
        swings.push(swing("limit", None, limits));
        Ok(swings)
    }

    fn setting(&self, network: &Network, first: Option<&str>, name: &str) -> Result<Setting, Error> {
        let plan = self.plan(network)?;
        let worlds = self.enough_worlds(network, &plan)?;
        let levels = Levels::new(&plan, relays_between(&plan), self.seed, worlds, self.exact).control(self.told());
        let level = levels.without("settings", &[])?.0;
        let pairs = plan.pairs() as f64;
        let id = |i: usize| network.graph()[plan.actors[levels.nodes[i] as usize]].id.as_str();
        let at = (0..levels.nodes.len()).find(|i| Some(id(*i)) == first);
        Ok(Setting {
            setting: name.to_owned(),
            access: level.access / pairs,
            leverage: at.map_or(0.0, |at| level.losses[at] / pairs),
            first: first_of(&level.losses, focal_at(network, &plan, &levels.nodes)).map(|i| id(i).to_owned()),
        })
    }
}

fn swing(assumption: &str, kind: Option<&str>, settings: Vec<Setting>) -> Swing {
    Swing { assumption: assumption.to_owned(), kind: kind.map(str::to_owned), settings, swing: 0.0 }
}

/// Assumptions that change how likely ties are open, and those likelihoods by slot, one set per setting.
fn coins(assumed: &Assumed) -> (Vec<Swing>, Vec<Vec<f64>>) {
    let (mut swings, mut sets) = (Vec::new(), Vec::new());
    let setting = |name: String| Setting { setting: name, ..Setting::default() };
    let ranges: BTreeMap<&str, _> = assumed
        .ties
        .iter()
        .filter_map(|tie| Some((tie.kind.as_str(), tie.range.filter(|_| tie.strength < 1.0)?)))
        .collect();
    for (kind, range) in ranges {
        let ends = [range.low, range.high];
        sets.extend(ends.map(|end| assumed.with_kind(kind, end)));
        swings.push(swing("strength", Some(kind), ends.map(|end| setting(format!("{end:.2}"))).to_vec()));
    }
    if assumed.ties.iter().any(|tie| tie.confidence < 1.0) {
        sets.push(assumed.ties.iter().map(|tie| tie.strength).collect());
        swings.push(swing("confidence", None, vec![setting("all 1".to_owned())]));
    }
    (swings, sets)
}

/// The network with other lifetimes of events.
fn lifetimes(network: &Network, other: impl Fn(u16) -> u16) -> Result<Network, Error> {
    let events = network.tie_kinds().iter().filter(|(_, kind)| kind.lasts == Lasts::Event);
    let changed = events.fold(network.edit(), |builder, (name, kind)| {
        let mut kind = kind.clone();
        kind.lasts_years = Some(other(kind.afterlife()));
        builder.tie_kind(name, kind)
    });
    changed.build()
}
