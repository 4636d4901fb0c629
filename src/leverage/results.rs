//! What access and leverage come to.

use super::{Estimate, Flip, FragilityResult, Range, RangesResult};
use serde::{Deserialize, Serialize};

/// How likely a mandate is fulfilled.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Access::new(seoul.mandate(None)?).worlds(512).run(&seoul)?;
/// let parts: f64 = result.by_intermediaries.iter().map(|part| part.estimate).sum();
/// assert!((parts - result.access.estimate).abs() < 1e-9);
/// assert_eq!((result.method.as_str(), result.open_ended), ("sampled", false));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AccessResult {
    /// `sampled` or `exact`.
    pub method: String,
    /// Expected weighted share of the pairs of source and target that are joined.
    pub access: Estimate,
    /// The same share by least number of intermediaries: none, one, two …; of six numbers the last, five, also counts
    /// all beyond.
    pub by_intermediaries: Vec<Estimate>,
    /// Whether the last of these also counts all beyond.
    pub open_ended: bool,
    /// The access if every tie were certain to be open: the most there can be.
    pub conceivable: f64,
    /// The expected weighted share of targets that each source reaches.
    pub sources: Vec<Reach>,
    /// The expected weighted share of sources that reach each target.
    pub targets: Vec<Reach>,
    /// Ties on the way from some source to some target in time; `ties_on_routes` in JSON, where `ties` is the list of them.
    /// A few may lie on no route without a repeated actor, such as the tie to a relay that knows nobody else; they change
    /// no other number.
    #[serde(rename = "ties_on_routes")]
    pub ties: usize,
    /// Ties without a date that were counted or left out as the view says.
    pub undated: usize,
    /// Actors that ended and are read as their successor: `(ended, successor)`.
    pub succeeded: Vec<(String, String)>,
}

/// The reach of one source, or of all sources to one target.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, EndReach};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Access::new(seoul.mandate(None)?).worlds(512).run(&seoul)?;
/// let easiest = |ends: &[EndReach]| ends.iter().map(|end| end.reach.estimate).fold(0.0, f64::max);
/// assert!(easiest(&result.targets) > result.access.estimate); // access is their mean
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reach {
    /// The source or target.
    pub id: String,
    /// The share.
    pub reach: Estimate,
}

/// What the actors between sources and targets are worth.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let result = Access::new(singapore.mandate(None)?).worlds(512).leverage(&singapore)?;
/// assert_eq!(result.actors.len(), singapore.actors().len());
/// assert!(result.actors.is_sorted_by(|a, b| a.leverage.estimate >= b.leverage.estimate));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeverageResult {
    /// The access itself.
    #[serde(flatten)]
    pub access: AccessResult,
    /// `block-cut`, `dominators` or `deletion`: how what an actor is worth was found in each world.
    pub leverage_method: String,
    /// How far the assumptions could move all this, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<RangesResult>,
    /// Whether it stands without single documents and firms, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fragility: Option<FragilityResult>,
    /// Every actor, most leverage first; actors alike in the order of the network. Those whom no route needs have a
    /// leverage of 0.
    pub actors: Vec<ActorLeverage>,
}

/// The leverage of one actor.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let result = Access::new(singapore.mandate(None)?).worlds(512).leverage(&singapore)?;
/// let first = &result.actors[0];
/// assert!((first.share - first.leverage.estimate / result.access.access.estimate).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActorLeverage {
    /// The actor.
    pub id: String,
    /// Access that is lost without it.
    pub leverage: Estimate,
    /// Leverage as a share of access; 0 where there is no access.
    pub share: f64,
    /// Its Shapley value: its part when access is divided among all relays; only where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shapley: Option<Estimate>,
    /// Its place; `None` for the network's focal body, which is never ranked.
    pub rank: Option<usize>,
    /// Its best place over draws of the assumptions, but for one draw in twenty; only where ranges were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_low: Option<usize>,
    /// Its worst place, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_high: Option<usize>,
    /// The range of its leverage over draws of the assumptions; only where ranges were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// Whether something turns what is said of it round; only where fragility was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fragile: Option<bool>,
    /// What turns it round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flips: Vec<Flip>,
}

/// The leverage of one tie.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let ties = Access::new(singapore.mandate(None)?).worlds(512).ties(&singapore)?;
/// assert!(ties.iter().all(|tie| (tie.loss.estimate + tie.gain.estimate - tie.birnbaum).abs() < 1e-9));
/// assert_eq!(ties[0].rank, 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TieLeverage {
    /// The tie.
    pub id: String,
    /// Its recorded supplier, giver, owner or funder.
    pub from: String,
    /// Its recorded buyer, learner or owned body.
    pub to: String,
    /// Its kind; may be empty.
    pub kind: String,
    /// Access that is lost if it lapsed.
    pub loss: Estimate,
    /// Access that is gained if it were certain to be open.
    pub gain: Estimate,
    /// Access with the tie open less access with it closed.
    pub birnbaum: f64,
    /// Its place by loss.
    pub rank: usize,
}

/// Access with and without some actors or ties, on the same worlds.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(512);
/// let without = &access.without(&seoul, &["kind:ministry".parse()?])?[0];
/// let whole = access.run(&seoul)?.access.estimate;
/// assert!((without.access.estimate + without.loss.estimate - whole).abs() < 1e-9);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WithoutResult {
    /// What is left out.
    pub without: String,
    /// How many actors or ties that is.
    pub removed: usize,
    /// Access that is left.
    pub access: Estimate,
    /// Access that is lost.
    pub loss: Estimate,
    /// Loss as a share of access; 0 where there is no access.
    pub share: f64,
    /// The access that would be left were every tie certain to be open.
    pub conceivable: f64,
}

/// A target that an actor opens.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
///
/// let network = NetworkBuilder::new("chain")
///     .actor(Actor::new("firm", "sme"))
///     .actor(Actor::new("kotra", "national_agency"))
///     .actor(Actor::new("hanoi", "foreign_city"))
///     .tie(Tie::new("firm", "kotra", "promotes"))
///     .tie(Tie::new("kotra", "hanoi", "office"))
///     .build()?;
/// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
/// let opened = Access::new(&mandate).exact().opened(&network, &[network.find("kotra")?])?;
/// assert_eq!((opened[0][0].id.as_str(), opened[0][0].loss), ("hanoi", 0.25));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Opened {
    /// The target.
    pub id: String,
    /// The part of the actor's leverage that is lost at this target.
    pub loss: f64,
}

/// A number before and after a change, on the same worlds.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?.apply(&seoul)?.network;
/// let compared = Access::new(seoul.mandate(None)?).worlds(512).compare(&seoul, &alone)?;
/// let shift = compared.access;
/// assert!((shift.after.estimate - shift.before.estimate - shift.difference.estimate).abs() < 1e-12);
/// assert!(shift.difference.half_width() < shift.before.half_width()); // the same worlds twice
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Shift {
    /// Before.
    pub before: Estimate,
    /// After.
    pub after: Estimate,
    /// After less before; its interval is that of the difference, far narrower than the two levels would tell.
    pub difference: Estimate,
}

/// What a source or a target reaches before and after a change.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?.apply(&seoul)?.network;
/// let compared = Access::new(seoul.mandate(None)?).worlds(512).compare(&seoul, &alone)?;
/// assert!(compared.targets.iter().all(|city| city.change.difference.estimate <= 0.0)); // nobody gains
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EndShift {
    /// The source or target.
    pub id: String,
    /// The share of the other side that it reaches, or that reaches it.
    #[serde(flatten)]
    pub change: Shift,
}

/// Access in two networks on the same worlds.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?.apply(&seoul)?.network;
/// let compared = Access::new(seoul.mandate(None)?).worlds(512).compare(&seoul, &alone)?;
/// let targets = seoul.select(&seoul.mandate(None)?.to, "targets")?;
/// assert_eq!(compared.targets.len(), targets.len());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparison {
    /// Access of the mandate.
    pub access: Shift,
    /// Every source of either network.
    pub sources: Vec<EndShift>,
    /// Every target of either network.
    pub targets: Vec<EndShift>,
}
