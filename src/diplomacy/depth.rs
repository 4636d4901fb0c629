//! What a scenario changes beside access: who stands between whom, and which side the recorded amounts are on.

use super::value::{Part, Value};
use crate::error::Error;
use crate::graph::{Groups, Partition, Topology};
use crate::measure::{Brokerage, Role};
use crate::model::{DirectionRule, Network, View};
use serde::Serialize;
use std::collections::BTreeMap;

/// Brokerage and value before and after a scenario.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Depth;
/// use proxeny::{Edit, Network, Scenario, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::new("alone").edit(Edit::RemoveActors("id:smg".parse()?)).apply(&seoul)?.network;
/// let depth = Depth::between(&seoul, &alone, &View::today(&seoul), &["susa".to_owned()])?;
/// let susa = &depth.brokerage[0];
/// assert!(susa.after.as_ref().expect("it stays").total < susa.before.as_ref().expect("it is there").total);
/// assert_eq!(depth.value[0].name, "home SME");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Depth {
    /// The actors asked about.
    pub brokerage: Vec<RolesChange>,
    /// What each side of firms has earned, as far as amounts are on record.
    pub value: Vec<ValueChange>,
}

/// How often an actor stands between two others, before and after; absent where it is not in the network.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Depth;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let same = Depth::between(&seoul, &seoul, &View::ever(), &["susa".to_owned()])?;
/// assert_eq!(same.brokerage[0].before, same.brokerage[0].after);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct RolesChange {
    /// The actor.
    pub id: String,
    /// Before.
    pub before: Option<RoleCounts>,
    /// After.
    pub after: Option<RoleCounts>,
}

/// Roles of Gould and Fernandez between layers, along the way that introductions travel.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Depth;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let depth = Depth::between(&seoul, &seoul, &View::ever(), &["susa".to_owned()])?;
/// let roles = depth.brokerage[0].before.as_ref().expect("it is there");
/// assert_eq!(roles.roles.values().sum::<f64>(), roles.total);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RoleCounts {
    /// Pairs of actors without a tie of their own that it stands between.
    pub total: f64,
    /// The same by role.
    pub roles: BTreeMap<&'static str, f64>,
}

/// What a side has earned before and after.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Depth;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let without = seoul.edit().remove_tie("lgcns-transmilenio-contract").build()?;
/// let large = &Depth::between(&seoul, &without, &View::ever(), &[])?.value[1];
/// assert_eq!((large.name, large.before_usd - large.after_usd), ("home large firm", 3e8));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueChange {
    /// The side.
    pub name: &'static str,
    /// Deals with an amount before.
    pub before_deals: usize,
    /// What they are worth.
    pub before_usd: f64,
    /// Deals with an amount after.
    pub after_deals: usize,
    /// What they are worth.
    pub after_usd: f64,
}

/// Sides whose earnings are told.
const SIDES: [&str; 4] = ["home SME", "home large firm", "home public body", "joint venture"];

impl Depth {
    /// Holds two networks side by side; the brokerage of these actors in this view.
    ///
    /// # Errors
    /// As [`Brokerage::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Depth;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let gone = seoul.edit().remove_actor("susa").build()?;
    /// let depth = Depth::between(&seoul, &gone, &View::ever(), &["susa".to_owned()])?;
    /// assert!(depth.brokerage[0].before.is_some() && depth.brokerage[0].after.is_none());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn between(before: &Network, after: &Network, view: &View, actors: &[String]) -> Result<Self, Error> {
        let sides = [before, after].map(|network| counts(network, view, actors));
        let [old, new] = sides;
        let changes = actors.iter().zip(old?).zip(new?);
        let brokerage = changes.map(|((id, before), after)| RolesChange { id: id.clone(), before, after }).collect();
        let parts = [before, after].map(|network| Value::new().view(view.clone()).run(network));
        let [old, new] = parts;
        let (old, new) = (old?.by_side, new?.by_side);
        let side = |parts: &[Part], name: &str| {
            let part = parts.iter().find(|part| part.name == name);
            part.map_or((0, 0.0), |part| (part.valued, part.earned_usd))
        };
        let change = |name: &'static str| {
            let ((before_deals, before_usd), (after_deals, after_usd)) = (side(&old, name), side(&new, name));
            ValueChange { name, before_deals, before_usd, after_deals, after_usd }
        };
        Ok(Self { brokerage, value: SIDES.map(change).to_vec() })
    }
}

/// The roles of each actor; nothing where it is not in the view.
fn counts(network: &Network, view: &View, actors: &[String]) -> Result<Vec<Option<RoleCounts>>, Error> {
    if actors.is_empty() {
        return Ok(Vec::new());
    }
    let viewed = Topology::of(network, &view.clone().direction(DirectionRule::Conveyed));
    let groups = Groups::of(network, &viewed.actors, &Partition::Layer)?;
    let found = Brokerage::new(&groups.of).run(&viewed.topology)?;
    let roles = |id: &String| {
        let actor = network.actor(id)?;
        let node = viewed.actors.binary_search(&actor).ok()? as u32;
        let roles = Role::ALL.map(|role| (role.name(), found.count(node, role)));
        Some(RoleCounts { total: found.total(node), roles: roles.into() })
    };
    Ok(actors.iter().map(roles).collect())
}
