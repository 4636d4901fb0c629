//! Routes under a pathway: the most reliable first, and how many there are.
//!
//! The search runs on pairs of an actor and the states of the automaton that a route has reached there; keeping all these
//! states together makes every route come up once. A backward search over actors × states that does not look at loops and
//! dates tells how far the end is at least; with that as its guide (A*: Hart, Nilsson and Raphael 1968,
//! [doi:10.1109/TSSC.1968.300136](https://doi.org/10.1109/TSSC.1968.300136)) partial routes are lengthened, the most promising first,
//! so that whole ones come out in order. Loopless routes under an automaton are hard to find in general (Mendelzon and Wood
//! 1995, [doi:10.1137/S009753979122370X](https://doi.org/10.1137/S009753979122370X)), so the work is limited, and an answer
//! says if it met the limit: what it found is then still the best, in order.

use super::Pathway;
use super::automaton::{Automaton, Places};
use super::syntax::Way;
use crate::error::{Error, ErrorKind};
use crate::graph::{Arc, LengthRule, Topology, Viewed, WeightKind, Weights};
use crate::leverage::{By, Route, Step, route_node, route_step};
use crate::model::{Date, DirectionRule, Network, Period, Selector, View};
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// Partial routes that are lengthened at most, for the best routes and for counting each.
const MOST_WORK: usize = 1_000_000;
/// Pairs of actor and state that are told apart at most.
const MOST_STATES: usize = 1 << 22;
/// The most routes that can be asked for.
const MOST_ROUTES: usize = 10_000;

/// Whether the ties of a route have to follow one another in time.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Order;
///
/// assert_eq!(Order::default(), Order::Free);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Order {
    /// They need not. The default.
    #[default]
    Free,
    /// No tie began for certain before the last dated one before it; a tie without a date fits anywhere.
    InTime,
}

/// The question for routes under a pathway.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Pathway, PathwayRoutes};
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let pathway: Pathway = "sme -[consortium]- large_firm -[hardware]-> foreign_city".parse()?;
/// let result = PathwayRoutes::new(&pathway).view(View::ever()).run(&seoul)?;
/// assert!(result.routes.is_sorted_by(|a, b| a.probability >= b.probability));
/// assert!(result.routes.iter().all(|route| route.hops == 2));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct PathwayRoutes<'p> {
    pathway: &'p Pathway,
    from: Option<NodeIndex>,
    to: Option<NodeIndex>,
    by: By,
    k: usize,
    view: Option<View>,
    relay: Option<Selector>,
    most: Option<u32>,
    order: Order,
}

/// How many routes match.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Pathway, PathwayRoutes};
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let sister: Pathway = "city_government -[sister_city]-> foreign_city".parse()?;
/// let counted = PathwayRoutes::new(&sister).view(View::ever()).run(&seoul)?.counted;
/// assert!(counted.complete && counted.pairs as u64 <= counted.routes);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counted {
    /// Distinct loopless routes.
    pub routes: u64,
    /// Distinct pairs of first and last actor among them.
    pub pairs: usize,
    /// Whether that is all; if not, there are at least so many.
    pub complete: bool,
}

/// Routes under a pathway.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Pathway, PathwayRoutes};
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let pathway: Pathway = "city_government -[sister_city]-> foreign_city".parse()?;
/// let result = PathwayRoutes::new(&pathway).view(View::ever()).k(1).run(&seoul)?;
/// assert_eq!((result.routes.len(), result.pathway.as_str()), (1, "city_government -[sister_city]-> foreign_city"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PathwayResult {
    /// The pathway.
    pub pathway: String,
    /// Where routes begin, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Where they lead, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What makes one better than another.
    pub by: By,
    /// How many were asked for.
    pub k: usize,
    /// Whether ties follow one another in time.
    pub order: Order,
    /// The period asked about; `None` is all that was ever recorded.
    pub when: Option<Period>,
    /// The most intermediaries allowed; `None` is any number.
    pub max_intermediaries: Option<u32>,
    /// How many match.
    pub counted: Counted,
    /// Whether the search for the best was not cut short.
    pub complete: bool,
    /// The best of them, in order.
    pub routes: Vec<Route>,
    /// Ties without a date that were counted or left out as the view says.
    pub undated: usize,
}

impl<'p> PathwayRoutes<'p> {
    /// The five most reliable routes from anyone to anyone, at the network's own date, in any order of time.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    ///
    /// let history = "software hardware".parse()?;
    /// assert!(PathwayRoutes::new(&history).run(&Network::builtin("seoul")?).is_err()); // that is no route
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(pathway: &'p Pathway) -> Self {
        let (from, to, view, relay, most) = (None, None, None, None, None);
        Self { pathway, from, to, by: By::default(), k: 5, view, relay, most, order: Order::default() }
    }

    /// Only routes that begin at this actor.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let pathway = "any -> foreign_city".parse()?;
    /// let result = PathwayRoutes::new(&pathway).from(seoul.find("smg")?).run(&seoul)?;
    /// assert!(result.routes.iter().all(|route| route.actors[0] == "smg"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn from(self, actor: NodeIndex) -> Self {
        Self { from: Some(actor), ..self }
    }

    /// Only routes that lead to this actor.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::PathwayRoutes;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let pathway = "sme -[hardware]-> any".parse()?;
    /// let mumbai = PathwayRoutes::new(&pathway).to(seoul.find("mumbai")?).view(View::ever()).run(&seoul)?;
    /// assert_eq!(mumbai.counted.routes, 2); // two small firms
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn to(self, actor: NodeIndex) -> Self {
        Self { to: Some(actor), ..self }
    }

    /// What makes a route better. The default is [`By::Reliability`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    /// use proxeny::leverage::By;
    ///
    /// let pathway = "sme (->any)+ -> foreign_city".parse()?;
    /// let routes = PathwayRoutes::new(&pathway).by(By::Hops).max_intermediaries(2);
    /// assert!(routes.run(&Network::builtin("seoul")?)?.routes.is_sorted_by(|a, b| a.hops <= b.hops));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn by(self, by: By) -> Self {
        Self { by, ..self }
    }

    /// How many routes, up to 10,000. The default is 5.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    ///
    /// let pathway = "any -> foreign_city".parse()?;
    /// assert_eq!(PathwayRoutes::new(&pathway).k(3).run(&Network::builtin("seoul")?)?.routes.len(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn k(self, k: usize) -> Self {
        Self { k, ..self }
    }

    /// The part of the network that counts. `->` follows its direction rule; the default is [`View::today`] along what ties
    /// convey.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::PathwayRoutes;
    /// use proxeny::{DirectionRule, Network, View};
    ///
    /// let pathway = "ministry -[endorses]-> large_firm".parse()?;
    /// let seoul = Network::builtin("seoul")?;
    /// let count = |rule| PathwayRoutes::new(&pathway).view(View::ever().direction(rule)).run(&seoul);
    /// assert_eq!(count(DirectionRule::Conveyed)?.counted.routes, 0); // the firm asks, the ministry introduces
    /// assert_eq!(count(DirectionRule::Recorded)?.counted.routes, 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn view(self, view: View) -> Self {
        Self { view: Some(view), ..self }
    }

    /// Who may stand between the ends, beside what the pathway says. The default is everyone.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    ///
    /// let pathway = "sme any foreign_city".parse()?;
    /// let result = PathwayRoutes::new(&pathway).relay("layer:national".parse()?).run(&Network::builtin("seoul")?)?;
    /// assert!(result.routes.iter().all(|route| route.actors[1] != "smg"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn relay(self, relay: Selector) -> Self {
        Self { relay: Some(relay), ..self }
    }

    /// The most intermediaries on a route. The default is any number.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    ///
    /// let pathway = "sme any* foreign_city".parse()?;
    /// let result = PathwayRoutes::new(&pathway).max_intermediaries(0).run(&Network::builtin("seoul")?)?;
    /// assert!(result.routes.iter().all(|route| route.hops == 1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_intermediaries(self, most: u32) -> Self {
        Self { most: Some(most), ..self }
    }

    /// Whether ties have to follow one another in time. The default is [`Order::Free`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Order, PathwayRoutes};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let pathway = "city_agency -[software]- any -[hardware]- any".parse()?;
    /// let free = PathwayRoutes::new(&pathway).view(View::ever());
    /// let in_time = free.clone().order(Order::InTime).run(&seoul)?;
    /// assert!(in_time.counted.routes < free.run(&seoul)?.counted.routes);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// Finds and counts the routes.
    ///
    /// # Errors
    /// As [`Pathway::check`]; [`ErrorKind::Parameter`] if the pathway is one of history, if no route or too many are asked
    /// for, or if the network times the pathway is too large.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::PathwayRoutes;
    ///
    /// let pathway = "sme -> foreign_city".parse()?;
    /// let error = PathwayRoutes::new(&pathway).k(0).run(&Network::builtin("seoul")?).unwrap_err().to_string();
    /// assert!(error.contains("ask for 1 to 10000"), "{error}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<PathwayResult, Error> {
        self.pathway.check(network)?;
        let refused = |message: String| Error::from(ErrorKind::Parameter(message));
        if self.pathway.is_history() {
            return Err(refused("the pathway is one of the history of a city; a route needs actors or steps".into()));
        }
        if self.k == 0 || self.k > MOST_ROUTES {
            return Err(refused(format!("{} routes cannot be listed; ask for 1 to {MOST_ROUTES}", self.k)));
        }
        let view = self.view.clone().unwrap_or_else(|| View::today(network).direction(DirectionRule::Conveyed));
        let viewed = Topology::of(network, &view);
        let automaton = Places::of(self.pathway.part()).automaton();
        if viewed.topology.node_count().saturating_mul(automaton.moves.len()) > MOST_STATES {
            return Err(refused("the pathway has too many places for a network of this size".into()));
        }
        let id = |actor: NodeIndex| network.graph()[actor].id.clone();
        let mut result = PathwayResult {
            pathway: self.pathway.to_string(),
            from: self.from.map(id),
            to: self.to.map(id),
            by: self.by,
            k: self.k,
            order: self.order,
            when: view.when,
            max_intermediaries: self.most,
            counted: Counted { complete: true, ..Counted::default() },
            complete: true,
            undated: viewed.undated,
            routes: Vec::new(),
        };
        if let Some(ground) = Ground::new(self, network, &viewed, &automaton)? {
            let (found, complete) = ground.best(self.k);
            result.routes = found.iter().map(|found| Ground::route(network, &viewed, found)).collect();
            result.complete = complete;
            result.counted = ground.count();
        }
        Ok(result)
    }
}

/// Length and number of ties.
type Cost = (u128, u32);

/// A route so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Partial {
    cost: Cost,
    nodes: Vec<u32>,
    ties: Vec<u32>,
    /// States reached, in order.
    states: Vec<u32>,
    /// Beginning of the last dated tie.
    last: Option<Date>,
}

/// Everything that the search looks at.
struct Ground<'a> {
    topology: &'a Topology,
    automaton: &'a Automaton,
    lengths: Vec<u64>,
    dates: Vec<Option<Date>>,
    /// By test: the actors and ties that pass it.
    who: Vec<Vec<bool>>,
    bounds: Vec<Vec<bool>>,
    relays: Vec<bool>,
    from: Option<u32>,
    to: Option<u32>,
    most: u32,
    order: Order,
    /// By actor and state: how far the end is at least, and in how many ties at least.
    left: Vec<Option<Cost>>,
    left_ties: Vec<Option<Cost>>,
}

impl<'a> Ground<'a> {
    /// `None` if an end is not in the view.
    fn new(
        asked: &PathwayRoutes,
        network: &Network,
        viewed: &'a Viewed,
        automaton: &'a Automaton,
    ) -> Result<Option<Self>, Error> {
        let end = |actor: Option<NodeIndex>| actor.map(|actor| route_node(viewed, actor));
        let (from, to) = (end(asked.from), end(asked.to));
        if from == Some(None) || to == Some(None) {
            return Ok(None);
        }
        let (graph, topology) = (network.graph(), &viewed.topology);
        let rule = if asked.by == By::Hops { LengthRule::Hops } else { LengthRule::Reliability };
        let chances = viewed.ties.iter().map(|edge| network.open_probability(&graph[*edge])).collect();
        let weighted = topology.clone().with_weights(Weights::new(WeightKind::Probability, chances)?)?;
        let weighted = weighted.with_length_rule(rule)?;
        let lengths = weighted.lengths().map_or_else(|| vec![1; topology.tie_count()], <[u64]>::to_vec);
        let mut ground = Self {
            topology,
            automaton,
            lengths,
            dates: viewed.ties.iter().map(|edge| graph[*edge].since).collect(),
            who: automaton.who.iter().map(|who| viewed.actors.iter().map(|a| who.fits(&graph[*a])).collect()).collect(),
            bounds: automaton
                .bounds
                .iter()
                .map(|bound| viewed.ties.iter().map(|edge| bound.fits(network, &graph[*edge])).collect())
                .collect(),
            relays: viewed
                .actors
                .iter()
                .map(|a| asked.relay.as_ref().is_none_or(|relay| relay.matches(&graph[*a])))
                .collect(),
            from: from.flatten(),
            to: to.flatten(),
            most: asked.most.map_or(u32::MAX, |most| most.saturating_add(1)),
            order: asked.order,
            left: Vec::new(),
            left_ties: Vec::new(),
        };
        ground.left_ties = ground.distances(&vec![0; topology.tie_count()]);
        ground.left =
            if rule == LengthRule::Hops { ground.left_ties.clone() } else { ground.distances(&ground.lengths) };
        Ok(Some(ground))
    }

    fn slot(&self, node: u32, state: u32) -> usize {
        node as usize * self.automaton.moves.len() + state as usize
    }

    fn passes(&self, actor: Option<u32>, node: u32) -> bool {
        actor.is_none_or(|test| self.who[test as usize][node as usize])
    }

    fn is_end(&self, node: u32, state: u32) -> bool {
        self.automaton.ends[state as usize] && self.to.is_none_or(|to| to == node)
    }

    fn arcs(&self, node: u32, way: Way, backward: bool) -> impl Iterator<Item = Arc> {
        let (out, incoming) = (self.topology.out(node), self.topology.incoming(node));
        let along = way == Way::Either || (way == Way::Along) != backward;
        let against = way == Way::Either || (way == Way::Against) != backward;
        let chosen = [along.then_some(out), against.then_some(incoming)];
        chosen.into_iter().flatten().flatten().copied()
    }

    /// By actor and state, the least cost to an end, with loops and without regard to dates.
    fn distances(&self, lengths: &[u64]) -> Vec<Option<Cost>> {
        let states = self.automaton.moves.len();
        let mut back: Vec<Vec<(u32, usize)>> = vec![Vec::new(); states];
        for (from, moves) in self.automaton.moves.iter().enumerate() {
            moves.iter().enumerate().for_each(|(at, step)| back[step.to as usize].push((from as u32, at)));
        }
        let mut known = vec![None; self.topology.node_count() * states];
        let mut heap = BinaryHeap::new();
        for node in 0..self.topology.node_count() as u32 {
            let ends = (0..states as u32).filter(|state| self.is_end(node, *state));
            heap.extend(ends.map(|state| Reverse(((0, 0), node, state))));
        }
        while let Some(Reverse((cost, node, state))) = heap.pop() {
            let slot = self.slot(node, state);
            if known[slot].is_some() {
                continue;
            }
            known[slot] = Some(cost);
            for (from, at) in &back[state as usize] {
                let step = &self.automaton.moves[*from as usize][*at];
                if !self.passes(step.actor, node) {
                    continue;
                }
                for arc in self.arcs(node, step.way, true) {
                    let open = step.tie.is_none_or(|test| self.bounds[test as usize][arc.tie as usize]);
                    if open && known[self.slot(arc.node, *from)].is_none() {
                        let further = (cost.0 + u128::from(lengths[arc.tie as usize]), cost.1 + 1);
                        heap.push(Reverse((further, arc.node, *from)));
                    }
                }
            }
        }
        known
    }

    /// Routes of one actor.
    fn beginnings(&self) -> Vec<Partial> {
        let all = 0..self.topology.node_count() as u32;
        let nodes = self.from.map_or(all, |from| from..from + 1);
        let begun = nodes.map(|node| {
            let starts = self.automaton.starts.iter().filter(|(test, _)| self.passes(*test, node));
            let mut states: Vec<u32> = starts.map(|(_, state)| *state).collect();
            states.sort_unstable();
            Partial { nodes: vec![node], states, ..Partial::default() }
        });
        begun.filter(|partial| !partial.states.is_empty()).collect()
    }

    fn node(partial: &Partial) -> u32 {
        *partial.nodes.last().expect("invariant: a route has an actor")
    }

    fn is_whole(&self, partial: &Partial) -> bool {
        !partial.ties.is_empty() && partial.states.iter().any(|state| self.is_end(Self::node(partial), *state))
    }

    /// The least cost of the rest by these distances.
    fn rest(&self, partial: &Partial, left: &[Option<Cost>]) -> Option<Cost> {
        let node = Self::node(partial);
        partial.states.iter().filter_map(|state| left[self.slot(node, *state)]).min()
    }

    /// Whether the rest may fit, loops and dates aside.
    fn may_end(&self, partial: &Partial) -> bool {
        let ties = partial.ties.len() as u32;
        self.rest(partial, &self.left_ties).is_some_and(|(_, rest)| ties.saturating_add(rest) <= self.most)
    }

    fn in_time(&self, tie: u32, test: Option<u32>, last: Option<Date>) -> bool {
        let date = self.dates[tie as usize];
        let lag = test.and_then(|test| self.automaton.bounds[test as usize].lag);
        let late_enough = lag.is_none_or(|years| late_enough(date, last, years));
        let ordered = |(date, last): (Date, Date)| date.last_day() >= last.first_day();
        late_enough && (self.order == Order::Free || date.zip(last).is_none_or(ordered))
    }

    /// All routes with one tie more.
    fn longer(&self, partial: &Partial) -> Vec<Partial> {
        let node = Self::node(partial);
        let is_relay = partial.ties.is_empty() || self.relays[node as usize];
        if !is_relay || self.to == Some(node) && !partial.ties.is_empty() || partial.ties.len() as u32 >= self.most {
            return Vec::new();
        }
        let mut reached = Vec::new();
        for step in partial.states.iter().flat_map(|state| &self.automaton.moves[*state as usize]) {
            for arc in self.arcs(node, step.way, false) {
                let open = step.tie.is_none_or(|test| self.bounds[test as usize][arc.tie as usize]);
                if open
                    && self.passes(step.actor, arc.node)
                    && !partial.nodes.contains(&arc.node)
                    && self.in_time(arc.tie, step.tie, partial.last)
                {
                    reached.push((arc.node, arc.tie, step.to));
                }
            }
        }
        reached.sort_unstable();
        reached.dedup();
        let groups = reached.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        groups.map(|group| self.with(partial, group)).filter(|longer| self.may_end(longer)).collect()
    }

    fn with(&self, partial: &Partial, group: &[(u32, u32, u32)]) -> Partial {
        let (node, tie, _) = group[0];
        let mut longer = partial.clone();
        longer.nodes.push(node);
        longer.ties.push(tie);
        longer.states = group.iter().map(|(_, _, state)| *state).collect();
        longer.cost = (partial.cost.0 + u128::from(self.lengths[tie as usize]), partial.cost.1 + 1);
        longer.last = self.dates[tie as usize].or(partial.last);
        longer
    }

    /// The best routes in order: by cost, then by actors and ties. `false` if the search was cut short.
    fn best(&self, k: usize) -> (Vec<Partial>, bool) {
        let (mut heap, mut held, mut found) = (BinaryHeap::new(), Vec::new(), Vec::new());
        let push = |heap: &mut BinaryHeap<_>, held: &mut Vec<Partial>, partial: Partial| {
            let key = |cost: Cost, more: bool, at: usize| {
                Reverse((cost, partial.nodes.clone(), partial.ties.clone(), more, at))
            };
            if self.is_whole(&partial) {
                heap.push(key(partial.cost, false, held.len()));
            }
            if let Some(rest) = self.rest(&partial, &self.left) {
                let cost = (partial.cost.0 + rest.0, partial.cost.1 + rest.1);
                heap.push(key(cost, true, held.len()));
            }
            held.push(partial);
        };
        self.beginnings().into_iter().filter(|one| self.may_end(one)).for_each(|one| push(&mut heap, &mut held, one));
        let mut work = 0;
        while let Some(Reverse((_, _, _, more, at))) = heap.pop() {
            if !more {
                found.push(held[at].clone());
                if found.len() == k {
                    break;
                }
                continue;
            }
            work += 1;
            if work > MOST_WORK / 4 {
                return (found, false);
            }
            let partial = std::mem::take(&mut held[at]);
            let longer = self.longer(&partial);
            held[at] = partial;
            for one in longer {
                push(&mut heap, &mut held, one);
            }
        }
        (found, true)
    }

    fn count(&self) -> Counted {
        let (mut routes, mut pairs, mut work) = (0, BTreeSet::new(), 0);
        let mut open: Vec<Partial> = self.beginnings().into_iter().filter(|one| self.may_end(one)).collect();
        while let Some(partial) = open.pop() {
            if self.is_whole(&partial) {
                routes += 1;
                pairs.insert((partial.nodes[0], Self::node(&partial)));
            }
            work += 1;
            if work > MOST_WORK {
                return Counted { routes, pairs: pairs.len(), complete: false };
            }
            open.extend(self.longer(&partial));
        }
        Counted { routes, pairs: pairs.len(), complete: true }
    }

    fn route(network: &Network, viewed: &Viewed, found: &Partial) -> Route {
        let graph = network.graph();
        let actor = |node: &u32| graph[viewed.actors[*node as usize]].id.clone();
        let steps: Vec<Step> = found
            .ties
            .iter()
            .zip(found.nodes.windows(2))
            .map(|(tie, ends)| {
                let edge = viewed.ties[*tie as usize];
                let recorded = graph.edge_endpoints(edge).and_then(|(first, _)| route_node(viewed, first));
                route_step(network, edge, [actor(&ends[0]), actor(&ends[1])], recorded != Some(ends[0]))
            })
            .collect();
        Route {
            actors: found.nodes.iter().map(actor).collect(),
            ties: steps.iter().map(|step| step.tie.clone()).collect(),
            probability: steps.iter().map(|step| step.probability).product(),
            hops: steps.len(),
            steps,
        }
    }
}

/// Whether a tie began at least so many calendar years after the last dated one.
pub(super) fn late_enough(date: Option<Date>, last: Option<Date>, years: u16) -> bool {
    let year = |date: Date| i32::from(date.calendar_year());
    date.zip(last).is_some_and(|(date, last)| year(date) >= year(last) + i32::from(years))
}
