//! Fragility: whether the ranking stands if one document, or one home firm, had not been found.
//!
//! Each source document is left out in turn: ties that rest on it alone disappear, ties with another source stay, and
//! sources and targets that are known from it alone are not counted. So is each home firm among the sources, with all its
//! ties. All are played in the same worlds as the network itself, and only differences are taken from them, so that a flip
//! is not an accident of simulation.

use super::access::{Access, relays_between};
use super::levels::{Level, Levels};
use super::plan::Plan;
use super::ranges::{first_of, focal_at};
use super::results::LeverageResult;
use crate::error::Error;
use crate::model::{Actor, Layer, Network, Tie};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Worlds in which differences are taken.
pub(super) const SCREENING: u64 = 1 << 12;

/// What an answer is tried against.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, Cause};
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let found = access.fragility(&singapore)?;
/// let documents = found.left_out.iter().filter(|left| left.cause == Cause::Document).count();
/// assert_eq!(documents, found.documents);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// A source document is left out.
    #[default]
    Document,
    /// A home firm is left out.
    Firm,
    /// Confidence and strengths are otherwise, see [`Access::ranges`].
    Assumptions,
}

/// What becomes of a finding on an actor.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, Change};
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let found = access.fragility(&singapore)?;
/// let dethroned = found.flips.values().flatten().any(|flip| flip.change == Change::First);
/// assert_eq!(found.fragile, dethroned);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It no longer comes first; somebody else does.
    #[default]
    First,
    /// Less than a tenth of its leverage is left.
    Nothing,
}

/// Something that turns a finding round.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let found = access.fragility(&singapore)?;
/// for (actor, flips) in &found.flips {
///     assert!(flips.iter().all(|flip| flip.first.as_ref() != Some(actor))); // somebody else comes first
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Flip {
    /// What is otherwise.
    pub cause: Cause,
    /// The document or firm that is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What becomes of the finding.
    pub change: Change,
    /// Who comes first instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// In which share of the draws of the assumptions this happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws: Option<f64>,
}

/// Access without a document or a firm.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let found = access.fragility(&singapore)?;
/// assert!(found.left_out.iter().all(|left| (0.0..=1.0).contains(&left.access) && left.ties + left.ends.len() > 0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// Which of the two.
    pub cause: Cause,
    /// Its id.
    pub id: String,
    /// Ties on permitted routes that disappear.
    pub ties: usize,
    /// Sources and targets that disappear and are not counted any more.
    pub ends: Vec<String>,
    /// Access that there would be.
    pub access: f64,
    /// Who would come first.
    pub first: Option<String>,
}

/// Whether the ranking stands without single documents and firms.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let found = access.fragility(&singapore)?;
/// assert_eq!(found.left_out.len(), found.documents + found.firms);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FragilityResult {
    /// Who comes first.
    pub first: Option<String>,
    /// Whether something makes another come first.
    pub fragile: bool,
    /// How many documents were left out in turn: those on which alone a tie on a permitted route rests.
    pub documents: usize,
    /// How many home firms were left out in turn.
    pub firms: usize,
    /// What was left out, the greatest change of access first.
    pub left_out: Vec<LeftOut>,
    /// By id of the actor: what turns its finding round.
    #[serde(skip)]
    pub flips: BTreeMap<String, Vec<Flip>>,
}

/// A document or firm to be left out of a plan.
pub(super) struct Group {
    pub(super) cause: Cause,
    pub(super) id: String,
    /// Ties that go.
    pub(super) slots: Vec<usize>,
    /// Nodes that go from sources and targets.
    pub(super) ends: Vec<u32>,
}

impl Access<'_> {
    /// Leaves out each document and each home firm in turn, and tells what turns the ranking round.
    ///
    /// # Complexity
    /// As [`Access::leverage`] with 4,096 worlds for each document or firm, in those corridors that it touches.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// Two agencies, of which the better one is known from a single article:
    /// ```
    /// use proxeny::leverage::{Access, Change};
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Source, Tie};
    ///
    /// let tie = |from: &str, to: &str, strength, source: &str| {
    ///     let sources = vec![source.to_owned()];
    ///     Tie { strength: Some(strength), sources, ..Tie::new(from, to, "mou") }
    /// };
    /// let network = NetworkBuilder::new("two ways")
    ///     .source("article", Source::default())
    ///     .source("register", Source::default())
    ///     .actor(Actor::new("firm", "sme"))
    ///     .actor(Actor::new("a", "city_agency"))
    ///     .actor(Actor::new("b", "city_agency"))
    ///     .actor(Actor::new("city", "foreign_city"))
    ///     .tie(tie("firm", "a", 0.9, "article"))
    ///     .tie(tie("a", "city", 0.9, "register"))
    ///     .tie(tie("firm", "b", 0.5, "register"))
    ///     .tie(tie("b", "city", 0.5, "register"))
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let found = Access::new(&mandate).exact().fragility(&network)?;
    /// assert!(found.fragile);
    /// let flip = &found.flips["a"][0];
    /// assert_eq!((flip.id.as_deref(), flip.change, flip.first.as_deref()), (Some("article"), Change::First, Some("b")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn fragility(&self, network: &Network) -> Result<FragilityResult, Error> {
        let plan = self.plan(network)?;
        let groups: Vec<Group> = documents(network, &plan).into_iter().chain(firms(network, &plan)).collect();
        let anchored = Anchored::new(self, network, &plan)?;
        let slots: Vec<Vec<usize>> = groups.iter().map(|group| group.slots.clone()).collect();
        let (base, focal) = (&anchored.base, anchored.focal);
        let id = |i: usize| network.graph()[plan.actors[anchored.levels.nodes[i] as usize]].id.clone();
        let first = first_of(&base.losses, focal);
        let mut result = FragilityResult {
            first: first.map(id),
            documents: groups.iter().filter(|group| group.cause == Cause::Document).count(),
            firms: groups.iter().filter(|group| group.cause == Cause::Firm).count(),
            ..FragilityResult::default()
        };
        for (group, level) in groups.iter().zip(anchored.without("documents and firms", &slots)?) {
            let now = first_of(&level.losses, focal);
            let itself = first.is_some_and(|first| group.ends.contains(&anchored.levels.nodes[first]));
            let flip = |change, first: Option<String>| Flip {
                cause: group.cause,
                id: Some(group.id.clone()),
                change,
                first,
                draws: None,
            };
            if let Some(first) = first.filter(|first| Some(*first) != now && !itself) {
                result.fragile = true;
                result.flips.entry(id(first)).or_default().push(flip(Change::First, now.map(id)));
            }
            for (i, loss) in base.losses.iter().enumerate().filter(|(_, loss)| **loss > 0.0) {
                let own = group.ends.contains(&anchored.levels.nodes[i]);
                if level.losses[i] < loss / 10.0 && !own && Some(i) != first.filter(|_| Some(i) != now) {
                    result.flips.entry(id(i)).or_default().push(flip(Change::Nothing, None));
                }
            }
            let ends = group.ends.iter().map(|node| network.graph()[plan.actors[*node as usize]].id.clone());
            result.left_out.push(LeftOut {
                cause: group.cause,
                id: group.id.clone(),
                ties: group.slots.len(),
                ends: ends.collect(),
                access: level.access / plan.pairs_without(&group.ends),
                first: now.map(id),
            });
        }
        let whole = base.access / plan.pairs() as f64;
        let change = |left: &LeftOut| (left.access - whole).abs();
        result.left_out.sort_by(|a, b| change(b).total_cmp(&change(a)).then(a.id.cmp(&b.id)));
        Ok(result)
    }
}

impl FragilityResult {
    /// Marks the findings that are fragile in the ranking that they belong to; if the ranking has ranges, also those that
    /// the assumptions turn round in more than one draw out of twenty.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(256);
    /// let mut result = access.leverage(&singapore)?;
    /// access.fragility(&singapore)?.attach(&mut result);
    /// assert!(result.fragility.is_some());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn attach(mut self, result: &mut LeverageResult) {
        if let (Some(ranges), Some(first)) = (&result.ranges, &self.first) {
            let others: Vec<_> = ranges.first.iter().filter(|other| other.id != *first).collect();
            let share: f64 = others.iter().map(|other| other.share).sum();
            if let Some(other) = others.first().filter(|_| share > 0.05) {
                self.fragile = true;
                self.flips.entry(first.clone()).or_default().push(Flip {
                    cause: Cause::Assumptions,
                    first: Some(other.id.clone()),
                    draws: Some(share),
                    ..Flip::default()
                });
            }
        }
        for actor in &mut result.actors {
            actor.flips = self.flips.remove(&actor.id).unwrap_or_default();
            actor.fragile = Some(!actor.flips.is_empty());
        }
        result.fragility = Some(self);
    }
}

/// Levels in few worlds, of which only differences are used, and the level of the plan itself in all worlds.
pub(super) struct Anchored<'a> {
    pub(super) levels: Levels<'a>,
    /// The plan itself, in all worlds.
    pub(super) base: Level,
    /// The place of the focal body, which is not ranked.
    pub(super) focal: Option<usize>,
}

impl<'a> Anchored<'a> {
    pub(super) fn new(access: &Access<'_>, network: &Network, plan: &'a Plan) -> Result<Self, Error> {
        let nodes = relays_between(plan);
        let worlds = access.enough_worlds(network, plan)?;
        let play = |worlds| Levels::new(plan, nodes.clone(), access.seed, worlds, access.exact).control(access.told());
        let base = play(worlds).without("leverage", &[])?.0;
        let focal = focal_at(network, plan, &nodes);
        Ok(Self { levels: play(worlds.min(SCREENING)), base, focal })
    }

    /// The levels without each of several groups of ties.
    pub(super) fn without(&self, phase: &'static str, groups: &[Vec<usize>]) -> Result<Vec<Level>, Error> {
        let (screen, levels) = self.levels.without(phase, groups)?;
        Ok(levels.iter().map(|level| self.anchor(&screen, level)).collect())
    }

    /// The levels with other probabilities.
    pub(super) fn play(&self, phase: &'static str, sets: &[Vec<f64>]) -> Result<Vec<Level>, Error> {
        let mut all = vec![self.levels.base()];
        all.extend_from_slice(sets);
        let mut levels = self.levels.play(phase, all.len(), |i| all[i].clone())?;
        let screen = levels.remove(0);
        Ok(levels.iter().map(|level| self.anchor(&screen, level)).collect())
    }

    /// The level of the plan in all worlds, and the difference found in few.
    fn anchor(&self, screen: &Level, level: &Level) -> Level {
        let moved = |base: f64, from: f64, to: f64| if to == 0.0 { 0.0 } else { (base + (to - from)).max(0.0) };
        let losses = self.base.losses.iter().zip(screen.losses.iter().zip(&level.losses));
        Level {
            access: moved(self.base.access, screen.access, level.access),
            losses: losses.map(|(base, (from, to))| moved(*base, *from, *to)).collect(),
        }
    }
}

/// Documents on which alone some tie on a permitted route rests.
pub(super) fn documents(network: &Network, plan: &Plan) -> Vec<Group> {
    let mut slots: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, slot) in plan.slots.iter().enumerate() {
        if let Some(source) = only_source(&network.graph()[slot.edge]) {
            slots.entry(source).or_default().push(i);
        }
    }
    let group = |(id, slots): (&str, Vec<usize>)| {
        let nodes = plan.sources.iter().chain(&plan.targets).map(|end| end.node);
        let mut ends: Vec<u32> = nodes.filter(|node| known_from(network, plan, *node, id)).collect();
        ends.sort_unstable();
        ends.dedup();
        Group { cause: Cause::Document, id: id.to_owned(), slots, ends }
    };
    slots.into_iter().map(group).collect()
}

/// The one document behind a tie.
fn only_source(tie: &Tie) -> Option<&str> {
    let first = tie.sources.first()?;
    tie.sources.iter().all(|source| source == first).then_some(first)
}

/// Whether an actor and all its ties rest on one document alone.
fn known_from(network: &Network, plan: &Plan, node: u32, id: &str) -> bool {
    let node = plan.actors[node as usize];
    let graph = network.graph();
    let sources = &graph[node].sources;
    let both = [petgraph::Incoming, petgraph::Outgoing];
    let mut ties = both.into_iter().flat_map(|way| graph.edges_directed(node, way));
    !sources.is_empty()
        && sources.iter().all(|source| source == id)
        && ties.all(|tie| only_source(tie.weight()) == Some(id))
}

/// Home firms among the sources.
fn firms(network: &Network, plan: &Plan) -> Vec<Group> {
    let is_home_firm = |actor: &Actor| {
        let home = actor.layer == Some(Layer::Firm)
            || network.home().is_some_and(|home| actor.country.as_deref() == Some(home));
        home && ["sme", "large_firm"].contains(&actor.kind.as_str())
    };
    let mut at: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (tie, slot) in plan.slot_of.iter().enumerate() {
        let Some(slot) = slot else { continue };
        let (from, to) = plan.topology.ends(tie as u32);
        at.entry(from).or_default().push(*slot as usize);
        at.entry(to).or_default().push(*slot as usize);
    }
    let group = |end: &super::plan::End| {
        let actor = &network.graph()[plan.actors[end.node as usize]];
        let slots = at.get(&end.node).cloned().unwrap_or_default();
        is_home_firm(actor).then(|| Group { cause: Cause::Firm, id: actor.id.clone(), slots, ends: vec![end.node] })
    };
    plan.sources.iter().filter_map(group).collect()
}
