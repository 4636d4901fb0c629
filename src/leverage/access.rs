//! The public door to access and leverage.

use super::bounds::{most_by_actor, most_by_tie, most_by_ties};
use super::cutting::{self, Cutting};
use super::estimate::{Estimate, LEVEL};
use super::plan::Plan;
use super::questions::{Dominated, Lost, Reached, Removal};
use super::results::{AccessResult, ActorLeverage, LeverageResult, Opened, Reach, WithoutResult};
use super::tally::{Outcome, Question, Sums, enumerate, extend, extreme, plays, sample};
use super::worlds::BLOCK;
use crate::control::{Control, Phase};
use crate::error::{Error, ErrorKind};
use crate::model::{Mandate, Network, Selector, View};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How leverage is computed. All ways give the same numbers on the same worlds.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Method};
/// use proxeny::{Mandate, Network};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?.clone().unlimited();
/// let by = |method| Access::new(&mandate).worlds(512).method(method).leverage(&singapore);
/// let (trees, deletion) = (by(Method::Dominators)?, by(Method::Deletion)?);
/// assert_eq!(trees.actors, deletion.actors); // two ways, the same numbers
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// The block–cut way where it applies, by dominator trees where the number of intermediaries is not limited, else by
    /// deletion. The default.
    #[default]
    Auto,
    /// By one depth-first search per world for all sources at once; only where every tie on a permitted route conveys
    /// both ways, everybody may relay (but for actors tied to a single other one) and the number of intermediaries is
    /// not limited.
    BlockCut,
    /// By deleting each actor in turn and searching again.
    Deletion,
    /// By dominator trees; only where the number of intermediaries is not limited.
    Dominators,
}

/// Access and leverage of a mandate: settings, and the questions that can be asked.
///
/// # Complexity
/// Access: O(worlds / 512 · Σ ties on the routes of each source). Leverage by deletion: that times the actors on those
/// routes; by dominator trees: O(worlds · Σ (actors and ties reached by each source) · log); the block–cut way: O(worlds ·
/// open ties), whatever the number of sources.
///
/// # Examples
/// A source that reaches its target over two ties, each open with probability ½:
///
/// ```text
/// firm ──½──▶ agency ──½──▶ city
/// ```
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
///
/// let network = NetworkBuilder::new("chain")
///     .actor(Actor::new("firm", "sme"))
///     .actor(Actor::new("agency", "city_agency"))
///     .actor(Actor::new("city", "foreign_city"))
///     .tie(Tie::new("firm", "agency", "mou"))
///     .tie(Tie::new("agency", "city", "consults"))
///     .build()?;
/// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
/// let result = Access::new(&mandate).exact().leverage(&network)?;
/// assert_eq!(result.access.access.estimate, 0.25);
/// assert_eq!(result.actors[0].id, "agency");
/// assert_eq!(result.actors[0].share, 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Access<'a> {
    pub(super) mandate: &'a Mandate,
    pub(super) view: View,
    pub(super) worlds: u64,
    pub(super) seed: u64,
    pub(super) precision: Option<f64>,
    pub(super) exact: bool,
    /// Whether every tie counts as certain.
    pub(super) every_tie_open: bool,
    pub(super) method: Method,
    pub(super) control: Control,
}

/// Worlds that are drawn where nobody says how many: 2¹⁴.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, DEFAULT_WORLDS};
///
/// let singapore = Network::builtin("singapore")?;
/// let result = Access::new(singapore.mandate(None)?).run(&singapore)?;
/// assert_eq!(result.access.worlds, Some(DEFAULT_WORLDS));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const DEFAULT_WORLDS: u64 = 1 << 14;

/// The most worlds that are drawn: 2³².
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, MOST_WORLDS};
///
/// let seoul = Network::builtin("seoul")?;
/// let refused = Access::new(seoul.mandate(None)?).worlds(MOST_WORLDS + 1).run(&seoul).unwrap_err();
/// assert!(refused.to_string().starts_with("the number of worlds is from 1 to 4294967296"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const MOST_WORLDS: u64 = 1 << 32;

/// The most worlds that `precision` draws: 2²².
const MOST_FOR_PRECISION: u64 = 1 << 22;

/// Numbers of intermediaries told apart where they are not limited: 0 to 4, and 5 or more.
const OPEN_BINS: usize = 6;

impl<'a> Access<'a> {
    /// Questions about a mandate, over all that was ever recorded, by 16,384 worlds drawn with seed 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let export = Access::new(seoul.mandate(Some("export"))?).worlds(512).run(&seoul)?;
    /// assert!(export.access.low > 0.0 && export.access.high < 1.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(mandate: &'a Mandate) -> Self {
        Self {
            mandate,
            view: View::ever(),
            worlds: DEFAULT_WORLDS,
            seed: 1,
            precision: None,
            exact: false,
            every_tie_open: false,
            method: Method::Auto,
            control: Control::new(),
        }
    }

    /// Asks about a part of the network. The default is all that was ever recorded; the direction rule is always
    /// [`crate::DirectionRule::Conveyed`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let (ever, today) = (access.run(&seoul)?, access.clone().view(View::today(&seoul)).run(&seoul)?);
    /// assert!(today.access.estimate < ever.access.estimate); // old visits no longer open doors
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn view(self, view: View) -> Self {
        Self { view, ..self }
    }

    /// How many worlds are drawn. The default is 16,384.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?);
    /// let (few, many) = (access.clone().worlds(512).run(&seoul)?, access.worlds(4096).run(&seoul)?);
    /// assert!(many.access.half_width() < few.access.half_width());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// The seed of the random numbers. The default is 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let with = |seed| Access::new(seoul.mandate(None)?).worlds(512).seed(seed).run(&seoul);
    /// assert_eq!(with(7)?, with(7)?); // the same seed, the same bits
    /// assert_ne!(with(7)?.access.estimate, with(8)?.access.estimate);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Draws worlds, doubling their number, until half the width of the interval of access is at most `precision`. The
    /// error level is spread over the looks, so that the intervals told hold although the worlds were looked at on the way.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).precision(0.005).run(&seoul)?.access;
    /// assert!(access.half_width() <= 0.005);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn precision(self, precision: f64) -> Self {
        Self { precision: Some(precision), ..self }
    }

    /// Enumerates every combination of open ties instead of drawing worlds.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let network = NetworkBuilder::new("one tie")
    ///     .actor(Actor::new("smg", "city_government"))
    ///     .actor(Actor::new("athens", "foreign_city"))
    ///     .tie(Tie { strength: Some(0.4), confidence: Some(0.5), ..Tie::new("smg", "athens", "agreement") })
    ///     .build()?;
    /// let mandate = Mandate::new("sharing", "id:smg".parse()?, "id:athens".parse()?);
    /// let access = Access::new(&mandate).exact().run(&network)?.access;
    /// assert_eq!((access.estimate, access.stderr, access.worlds), (0.2, 0.0, None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn exact(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Takes every tie as certain to be open: what there could be at most. Leverage then tells whom nothing goes round.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let (now, most) = (access.run(&seoul)?, access.every_tie_open().run(&seoul)?);
    /// assert_eq!(most.access.estimate, now.conceivable);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn every_tie_open(self) -> Self {
        Self { every_tie_open: true, ..self }
    }

    /// How leverage is computed. The default is [`Method::Auto`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Access, Method};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let mandate = singapore.mandate(None)?.clone().max_intermediaries(3);
    /// let access = Access::new(&mandate).worlds(64);
    /// assert_eq!(access.clone().method(Method::Deletion).leverage(&singapore)?.leverage_method, "deletion");
    /// assert!(access.method(Method::Dominators).leverage(&singapore).is_err()); // they know no limit
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// Who is told of progress and may cancel; nobody by default. No result depends on it.
    ///
    /// The phases are `access`, `leverage`, `ties`, `differences`, `opened` and `comparison`, each of as many steps as there are worlds,
    /// or blocks of 512 worlds where they are enumerated. With [`Access::precision`] the total of `access` grows. What is
    /// played over and over has phases of its own, of which each draw, document or fact is a step: `ranges`, `documents
    /// and firms`, `facts`, `strengths`, `assumptions`, `settings`, `shapley`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Control, Network};
    ///
    /// let network = Network::builtin("singapore")?;
    /// let control = Control::new().on_progress(|progress| eprintln!("{}: {}", progress.phase, progress.done));
    /// Access::new(network.mandate(None)?).worlds(512).control(&control).run(&network)?;
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn control(self, control: &Control) -> Self {
        Self { control: control.clone(), ..self }
    }

    /// Access of the mandate.
    ///
    /// # Errors
    /// If the mandate names nobody in this view, or there are too many uncertain ties for exact enumeration.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let result = Access::new(seoul.mandate(None)?).worlds(512).run(&seoul)?;
    /// assert!(result.access.estimate <= result.conceivable);
    /// assert_eq!(result.targets.len(), seoul.select(&seoul.mandate(None)?.to, "targets")?.len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<AccessResult, Error> {
        let plan = self.plan(network)?;
        self.access(network, &plan).map(|(result, _)| result)
    }

    /// Access, and the leverage of every actor.
    ///
    /// # Errors
    /// As [`Access::run`]; also for dominator trees with a limited number of intermediaries.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).view(View::today(&seoul)).worlds(512);
    /// let result = access.leverage(&seoul)?;
    /// let focal = result.actors.iter().find(|actor| actor.id == "smg").expect("every actor is told");
    /// assert_eq!(focal.rank, None); // the data were gathered around it
    /// assert!(result.actors.iter().any(|actor| actor.rank == Some(1)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn leverage(&self, network: &Network) -> Result<LeverageResult, Error> {
        let plan = self.plan(network)?;
        let (access, worlds) = self.access(network, &plan)?;
        let nodes = relays_between(&plan);
        let (outcome, name) = self.losses(&plan, &nodes, |question| self.play(&plan, question, worlds, "leverage"))?;
        Ok(ranked(network, &plan, &nodes, access, &outcome, name))
    }

    /// Access without each of several groups of actors, on the same worlds as with them.
    ///
    /// # Errors
    /// As [`Access::run`], and if a selector means nobody.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let national = &access.without(&seoul, &["layer:national".parse()?])?[0];
    /// assert!(national.removed > 10 && national.loss.estimate > 0.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn without(&self, network: &Network, groups: &[Selector]) -> Result<Vec<WithoutResult>, Error> {
        let plan = self.plan(network)?;
        let mut removals = Vec::new();
        let mut names = Vec::new();
        for group in groups {
            network.select(group, "selector")?;
            let gone: Vec<bool> = plan.actors.iter().map(|actor| group.matches(&network.graph()[*actor])).collect();
            names.push((group.to_string(), gone.iter().filter(|gone| **gone).count()));
            removals.push(Removal::Actors(gone));
        }
        self.differences(network, &plan, &removals, names)
    }

    /// Access without each of several named groups of ties, on the same worlds as with them. Ties that lie on no permitted
    /// route cost nothing.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let contracts = seoul.ties().filter(|(_, tie)| tie.kind == "contract").map(|(edge, _)| edge).collect();
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let lost = access.without_ties(&seoul, &[("contracts".to_owned(), contracts), ("nothing".to_owned(), Vec::new())])?;
    /// assert!(lost[0].loss.estimate > 0.0);
    /// assert_eq!(lost[1].loss.estimate, 0.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn without_ties(
        &self,
        network: &Network,
        groups: &[(String, Vec<EdgeIndex>)],
    ) -> Result<Vec<WithoutResult>, Error> {
        let plan = self.plan(network)?;
        let slots: HashMap<EdgeIndex, usize> = plan.slots.iter().enumerate().map(|(i, slot)| (slot.edge, i)).collect();
        let removal = |(_, ties): &(String, Vec<EdgeIndex>)| {
            let mut gone = vec![false; plan.slots.len()];
            ties.iter().filter_map(|tie| slots.get(tie)).for_each(|slot| gone[*slot] = true);
            Removal::Ties(gone)
        };
        let removals: Vec<Removal> = groups.iter().map(removal).collect();
        self.differences(
            network,
            &plan,
            &removals,
            groups.iter().map(|(name, ties)| (name.clone(), ties.len())).collect(),
        )
    }

    /// For each of the given actors, the targets that it opens, most first.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let cities = &access.opened(&seoul, &[seoul.find("koica")?])?[0];
    /// assert!(cities.is_sorted_by(|a, b| a.loss >= b.loss));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn opened(&self, network: &Network, actors: &[NodeIndex]) -> Result<Vec<Vec<Opened>>, Error> {
        let plan = self.plan(network)?;
        // An actor that is not in the view has no node, so that its removal touches nothing.
        let node =
            |actor: &NodeIndex| plan.actors.iter().position(|other| other == actor).map_or(u32::MAX, |n| n as u32);
        let removals: Vec<Removal> = actors.iter().map(|actor| Removal::Actor(node(actor))).collect();
        let question = Lost::new(&plan, &removals, true);
        let outcome = self.play(&plan, &question, self.enough_worlds(network, &plan)?, "opened")?;
        let opened = |removal: usize| {
            let loss = |i| outcome.mean(question.loss_at(removal, i), plan.pairs());
            let all = plan.targets.iter().enumerate();
            let mut opened: Vec<Opened> = all
                .map(|(i, target)| Opened { id: id_of(network, &plan, target.node), loss: loss(i) })
                .filter(|opened| opened.loss > 0.0)
                .collect();
            opened.sort_by(|a, b| b.loss.total_cmp(&a.loss));
            opened
        };
        Ok((0..removals.len()).map(opened).collect())
    }

    /// The mandate that is asked about.
    pub(crate) fn mandate(&self) -> &'a Mandate {
        self.mandate
    }

    pub(super) fn told(&self) -> &Control {
        &self.control
    }

    /// The same question about another mandate.
    pub(crate) fn with_mandate<'m>(&self, mandate: &'m Mandate) -> Access<'m> {
        Access { mandate, ..self.clone() }
    }

    pub(super) fn plan(&self, network: &Network) -> Result<Plan, Error> {
        if self.worlds == 0 || self.worlds > MOST_WORLDS {
            let message = format!("the number of worlds is from 1 to {MOST_WORLDS}, not {}", self.worlds);
            return Err(ErrorKind::Parameter(message).into());
        }
        if let Some(precision) = self.precision.filter(|precision| !(*precision > 0.0 && *precision < 1.0)) {
            let message = format!("the precision is a share between 0 and 1, not {precision}");
            return Err(ErrorKind::Parameter(message).into());
        }
        let mut plan = Plan::new(network, self.mandate, &self.view)?;
        if self.every_tie_open {
            plan.slots.iter_mut().filter(|slot| slot.open > 0.0).for_each(|slot| slot.open = 1.0);
        }
        Ok(plan)
    }

    /// Samples or enumerates.
    pub(super) fn play(
        &self,
        plan: &Plan,
        question: &dyn Question,
        worlds: u64,
        phase: &'static str,
    ) -> Result<Outcome, Error> {
        self.control.check()?;
        if self.exact || plan.is_certain() {
            enumerate(plan, question, &self.control, phase)
        } else {
            sample(plan, question, self.seed, worlds, self.control.phase(phase, worlds * plays(question)))
        }
    }

    /// Access, and how many worlds it took.
    fn access(&self, network: &Network, plan: &Plan) -> Result<(AccessResult, u64), Error> {
        self.control.check()?;
        let question = reached(plan);
        let bounds = Bounds::of(plan, &question);
        let (outcome, worlds) = match self.precision {
            Some(precision) if !self.exact && !plan.is_certain() => {
                let whole = plan.pairs() as f64;
                let bounds = (bounds.least[Reached::ACCESS] / whole, bounds.most[Reached::ACCESS] / whole);
                let phase = self.control.phase("access", 0);
                sample_to(plan, &question, self.seed, precision, bounds, phase)?
            }
            _ => (self.play(plan, &question, self.worlds, "access")?, self.worlds),
        };
        Ok((bounds.tell(network, &question, &outcome), worlds))
    }

    /// Asks for the losses by these nodes, in the way that fits; also tells the name of the method.
    pub(super) fn losses<T>(
        &self,
        plan: &Plan,
        nodes: &[u32],
        ask: impl FnOnce(&dyn Question) -> Result<T, Error>,
    ) -> Result<(T, &'static str), Error> {
        let method = match (self.method, plan.hops) {
            (Method::Auto, None) if cutting::applies(plan) => Method::BlockCut,
            (Method::Auto, None) => Method::Dominators,
            (Method::Auto, Some(_)) => Method::Deletion,
            (Method::Dominators, Some(_)) => {
                let message = "dominator trees need an unlimited number of intermediaries; use deletion";
                return Err(cutting::refused(message));
            }
            (method, _) => method,
        };
        match method {
            Method::BlockCut => {
                cutting::check(plan)?;
                Ok((ask(&Cutting::actors(plan, nodes))?, "block-cut"))
            }
            Method::Dominators => Ok((ask(&Dominated::new(plan, nodes))?, "dominators")),
            Method::Auto | Method::Deletion => {
                let removals: Vec<Removal> = nodes.iter().map(|node| Removal::Actor(*node)).collect();
                Ok((ask(&Lost::new(plan, &removals, false))?, "deletion"))
            }
        }
    }

    /// How many worlds are drawn: those that were asked for, or as many as the precision takes.
    pub(super) fn enough_worlds(&self, network: &Network, plan: &Plan) -> Result<u64, Error> {
        if self.precision.is_none() { Ok(self.worlds) } else { Ok(self.access(network, plan)?.1) }
    }

    fn differences(
        &self,
        network: &Network,
        plan: &Plan,
        removals: &[Removal],
        names: Vec<(String, usize)>,
    ) -> Result<Vec<WithoutResult>, Error> {
        let question = Lost::new(plan, removals, false);
        let all_open = extreme(plan, &question, |_| true);
        let by_tie = most_by_tie(plan);
        let access = extreme(plan, &Reached { plan, bins: 1 }, |_| true)[Reached::ACCESS];
        let outcome = self.play(plan, &question, self.enough_worlds(network, plan)?, "differences")?;
        let whole = plan.pairs();
        let tell = |(i, (without, removed)): (usize, (String, usize))| {
            // A loss can be greater in another world than with every tie open, where substitutes abound.
            let most = match &removals[i] {
                Removal::Ties(among) => most_by_ties(&by_tie, among).min(access / whole as f64),
                _ => access / whole as f64,
            };
            let loss = outcome.estimate(Lost::loss(i), whole, (0.0, most));
            let rest = question.rest(i);
            let left = outcome.estimate(rest, whole, (0.0, all_open[rest] / whole as f64));
            let share = ratio(loss.estimate, loss.estimate + left.estimate);
            WithoutResult { without, removed, access: left, loss, share, conceivable: all_open[rest] / whole as f64 }
        };
        Ok(names.into_iter().enumerate().map(tell).collect())
    }
}

/// The question what is reached, with as many numbers of intermediaries as are told apart.
pub(super) fn reached(plan: &Plan) -> Reached<'_> {
    let bins = plan.hops.map_or(OPEN_BINS, |hops| hops as usize).min(OPEN_BINS);
    Reached { plan, bins }
}

/// By cell of what is reached: what certain ties alone reach, and what all ties together would.
pub(super) struct Bounds {
    least: Vec<f64>,
    most: Vec<f64>,
}

impl Bounds {
    pub(super) fn of(plan: &Plan, question: &Reached<'_>) -> Self {
        let most = extreme(plan, question, |_| true);
        Self { least: extreme(plan, question, |slot| plan.slots[slot].open >= 1.0), most }
    }

    /// Tells what was reached.
    pub(super) fn tell(&self, network: &Network, question: &Reached<'_>, outcome: &Outcome) -> AccessResult {
        let (plan, Self { least, most }) = (question.plan, self);
        let tell = |cell: usize, whole: u128, from: f64| {
            let bounds = (from / whole as f64, most[cell] / whole as f64);
            outcome.estimate(cell, whole, bounds)
        };
        let whole = plan.pairs();
        AccessResult {
            method: if outcome.worlds.is_some() { "sampled" } else { "exact" }.to_owned(),
            access: tell(Reached::ACCESS, whole, least[Reached::ACCESS]),
            by_intermediaries: (0..question.bins).map(|bin| bin_estimate(outcome, question, bin, most)).collect(),
            open_ended: plan.hops.is_none_or(|hops| hops as usize > OPEN_BINS),
            conceivable: most[Reached::ACCESS] / whole as f64,
            sources: ends(network, plan, &plan.sources, &plan.target_weight, |i| question.source(i), &tell),
            targets: ends(network, plan, &plan.targets, &plan.source_weight, |i| question.target(i), &tell),
            ties: plan.slots.len(),
            undated: plan.undated,
            succeeded: plan.succeeded.iter().map(|(a, b)| (name(network, *a), name(network, *b))).collect(),
        }
    }
}

/// Every actor with its leverage, most first.
pub(super) fn ranked(
    network: &Network,
    plan: &Plan,
    nodes: &[u32],
    access: AccessResult,
    outcome: &Outcome,
    method: &str,
) -> LeverageResult {
    let most = most_by_actor(plan, nodes);
    let whole = plan.pairs();
    let leverage = |node: u32| {
        // Whoever lies on no route is worth nothing for certain.
        let estimate = |i: usize| outcome.estimate(Lost::loss(i), whole, (0.0, most[i]));
        let leverage = nodes.binary_search(&node).map_or(Estimate::exact(0.0), estimate);
        let share = ratio(leverage.estimate, access.access.estimate);
        (node, ActorLeverage { id: id_of(network, plan, node), leverage, share, ..ActorLeverage::default() })
    };
    let mut actors: Vec<(u32, ActorLeverage)> = (0..plan.topology.node_count() as u32).map(leverage).collect();
    actors.sort_by(|(a, x), (b, y)| y.leverage.estimate.total_cmp(&x.leverage.estimate).then(a.cmp(b)));
    let ranked = actors.iter_mut().filter(|(node, _)| Some(plan.actors[*node as usize]) != network.focal());
    ranked.enumerate().for_each(|(i, (_, actor))| actor.rank = Some(i + 1));
    let actors = actors.into_iter().map(|(_, actor)| actor).collect();
    LeverageResult { access, leverage_method: method.to_owned(), actors, ..LeverageResult::default() }
}

/// Doubles the worlds until the interval of access is narrow enough. The k-th look spends the share 1/(k(k+1)) of the
/// error level, and these shares sum to 1 over all looks there could ever be. The intervals told are those of the last
/// look, which are wider than intervals over a number of worlds that was fixed beforehand.
fn sample_to(
    plan: &Plan,
    question: &Reached<'_>,
    seed: u64,
    precision: f64,
    bounds: (f64, f64),
    mut phase: Phase,
) -> Result<(Outcome, u64), Error> {
    let mut sums = Sums::new(question.cells());
    let (mut done, mut worlds, mut look) = (0, 2 * BLOCK, 1.0);
    loop {
        phase.grow(worlds * plays(question));
        extend(plan, question, seed, done..worlds, &mut sums, &mut phase)?;
        let mut outcome = sums.outcome(worlds);
        outcome.level = LEVEL / (look * (look + 1.0));
        let moments = outcome.moments(Reached::ACCESS, plan.pairs(), bounds);
        let narrow =
            moments.is_none_or(|moments| Estimate::at_level(&moments, outcome.level).half_width() <= precision);
        if narrow || worlds >= MOST_FOR_PRECISION {
            phase.finish();
            return Ok((outcome, worlds));
        }
        (done, worlds, look) = (worlds, worlds * 2, look + 1.0);
    }
}

fn bin_estimate(outcome: &Outcome, question: &Reached<'_>, bin: usize, most: &[f64]) -> Estimate {
    let whole = question.plan.pairs();
    let bounds = (0.0, most[Reached::ACCESS] / whole as f64);
    outcome.estimate(Reached::bin(bin), whole, bounds)
}

/// The reach of sources or targets. `others` weighs the other end by node; an actor does not count as its own partner.
fn ends(
    network: &Network,
    plan: &Plan,
    ends: &[super::plan::End],
    others: &[u64],
    cell: impl Fn(usize) -> usize,
    tell: &impl Fn(usize, u128, f64) -> Estimate,
) -> Vec<Reach> {
    let total: u64 = others.iter().sum();
    let reach = |(i, end): (usize, &super::plan::End)| {
        let whole = u128::from(end.weight) * u128::from(total - others[end.node as usize]);
        let reach = if whole == 0 { Estimate::exact(0.0) } else { tell(cell(i), whole, 0.0) };
        Reach { id: id_of(network, plan, end.node), reach }
    };
    ends.iter().enumerate().map(reach).collect()
}

/// The nodes that lie between some source and some target.
pub(super) fn relays_between(plan: &Plan) -> Vec<u32> {
    let mut between = vec![false; plan.topology.node_count()];
    for corridor in &plan.corridors {
        for (node, is_between) in corridor.nodes.iter().zip(&corridor.between) {
            between[*node as usize] |= is_between;
        }
    }
    (0..between.len() as u32).filter(|node| between[*node as usize]).collect()
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn name(network: &Network, actor: NodeIndex) -> String {
    network.graph()[actor].id.clone()
}

fn id_of(network: &Network, plan: &Plan, node: u32) -> String {
    name(network, plan.actors[node as usize])
}
