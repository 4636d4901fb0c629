//! Shapley values: how access divides among those who may pass an introduction on.
//!
//! For a pair of a source s and a target t the players are the permitted relays except its ends, and a group S of them is
//! worth v(S) = P(s reaches t through relays in S). The Shapley value of a relay is its mean contribution v(S ∪ x) − v(S)
//! over all orders in which the players may come; values of pairs are added up with the weights of access. So
//!
//! ```text
//! Σ shapley = access − direct access
//! ```
//!
//! Leverage is what is lost if an actor leaves the full network: of two that do the same, both have none. The Shapley
//! value divides fairly between them.
//!
//! **Sampling.** One unit is an order of all relays, the reverse of that order (antithetic), and 512 worlds of its own.
//! Relays are added one at a time, and only what an addition opens is searched, in all worlds at once. Units are
//! independent of each other, so that their spread tells the simulation error of orders and worlds together.

use super::Corridor;
use super::access::{Access, relays_between};
use super::bounds::most_by_actor;
use super::cutting::refused;
use super::estimate::{Estimate, LEVEL, Moments};
use super::plan::{Plan, key};
use super::results::LeverageResult;
use super::tally::Sums;
use super::worlds::{BLOCK, Block, Coins, Enumeration, Lanes, NONE, WORDS, for_each, is_none, uniform};
use crate::control::Control;
use crate::error::Error;
use crate::graph::parallel::map_reduce_with;
use crate::model::Network;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How access divides among relays.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let shapley = access.shapley(&singapore)?;
/// let all: f64 = shapley.actors.iter().map(|actor| actor.shapley.estimate).sum();
/// assert!((all - (shapley.access - shapley.direct)).abs() < 1e-9); // it divides all that relays add
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShapleyResult {
    /// `sampled` or `exact`.
    pub method: String,
    /// Orders of the relays that were tried, each and its reverse; `None` if exact.
    pub orders: Option<u64>,
    /// Access in the worlds played.
    pub access: f64,
    /// Access without any intermediary, in the worlds played.
    pub direct: f64,
    /// Whoever lies on some route, in the order of the network.
    pub actors: Vec<ActorShapley>,
}

/// The Shapley value of one actor.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let shapley = access.shapley(&singapore)?;
/// assert!(shapley.actors.iter().all(|actor| actor.shapley.estimate >= 0.0)); // nobody stands in the way
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActorShapley {
    /// The actor.
    pub id: String,
    /// Its value, in access.
    pub shapley: Estimate,
}

/// The most relays between one source and its targets whose groups are all looked at.
const MOST_RELAYS: usize = 12;

/// The most relays and uncertain ties together.
const MOST_TOGETHER: usize = 24;

/// The fewest orders, and how many worlds of leverage stand for one.
const FEWEST_ORDERS: u64 = 64;
const WORLDS_PER_ORDER: u64 = 64;

/// Keeps the random numbers of orders apart from those of worlds.
const ORDERS: u64 = 0x6F72_6465_7273;

impl Access<'_> {
    /// The Shapley value of everybody who may pass an introduction on.
    ///
    /// Exact where access is and no source has more than 12 relays on its routes; else over one order of the relays, and
    /// its reverse, for every 64 worlds of access, at least 64, each in 512 worlds of its own.
    ///
    /// # Complexity
    /// O(orders · Σ over sources of (ties on its routes)) on masks of 512 worlds; exact: O(2^(relays + uncertain ties)).
    ///
    /// # Errors
    /// As [`Access::run`]; also if exact values are asked for and there are too many relays.
    ///
    /// # Examples
    /// Two agencies that do the same: neither is missed, both are worth as much.
    /// ```text
    ///        ┌──▶ a ──┐
    /// firm ──┤        ├──▶ city
    ///        └──▶ b ──┘
    /// ```
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let sure = |from, to| Tie { strength: Some(1.0), ..Tie::new(from, to, "mou") };
    /// let network = NetworkBuilder::new("substitutes")
    ///     .actor(Actor::new("firm", "sme"))
    ///     .actor(Actor::new("a", "city_agency"))
    ///     .actor(Actor::new("b", "city_agency"))
    ///     .actor(Actor::new("city", "foreign_city"))
    ///     .tie(sure("firm", "a"))
    ///     .tie(sure("firm", "b"))
    ///     .tie(sure("a", "city"))
    ///     .tie(sure("b", "city"))
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let access = Access::new(&mandate).exact();
    /// assert_eq!(access.leverage(&network)?.actors[0].leverage.estimate, 0.0);
    /// let shapley = access.shapley(&network)?;
    /// assert_eq!((shapley.actors[0].shapley.estimate, shapley.actors[1].shapley.estimate), (0.5, 0.5));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    ///
    /// # References
    /// Shapley (1953), "A value for n-person games", doi:10.1515/9781400881970-018. Sampling: Castro, Gómez and Tejada
    /// (2009), doi:10.1016/j.cor.2008.04.004; antithetic orders: Mitchell, Cooper, Frank and Holmes (2022),
    /// arXiv:2104.12199.
    pub fn shapley(&self, network: &Network) -> Result<ShapleyResult, Error> {
        let plan = self.plan(network)?;
        let nodes = relays_between(&plan);
        let small = is_small(&plan);
        if self.exact && !small {
            let why = format!(
                "exact Shapley values take at most {MOST_RELAYS} relays, and {MOST_TOGETHER} relays and uncertain ties \
                 together, on the routes of one source; drop --exact, or narrow the question with --from, --to or \
                 --max-intermediaries"
            );
            return Err(refused(&why));
        }
        let values = if small && (self.exact || plan.is_certain()) {
            exact(&plan, &nodes)
        } else {
            let units = (self.enough_worlds(network, &plan)? / WORLDS_PER_ORDER).max(FEWEST_ORDERS);
            sample(network, &plan, &nodes, (self.seed, units), self.told())?
        };
        let id = |node: &u32| network.graph()[plan.actors[*node as usize]].id.clone();
        let actors = nodes.iter().zip(values.actors);
        Ok(ShapleyResult {
            method: if values.units.is_some() { "sampled" } else { "exact" }.to_owned(),
            orders: values.units,
            access: values.access,
            direct: values.direct,
            actors: actors.map(|(node, shapley)| ActorShapley { id: id(node), shapley }).collect(),
        })
    }
}

impl ShapleyResult {
    /// Puts the values beside the leverages of the same question. Whoever lies on no route has a value of 0.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(256);
    /// let mut result = access.leverage(&singapore)?;
    /// access.shapley(&singapore)?.attach(&mut result);
    /// assert!(result.actors.iter().all(|actor| actor.shapley.is_some()));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn attach(self, result: &mut LeverageResult) {
        for actor in &mut result.actors {
            let found = self.actors.iter().find(|other| other.id == actor.id);
            actor.shapley = Some(found.map_or(Estimate::exact(0.0), |found| found.shapley));
        }
    }
}

/// Values as shares of all pairs.
struct Values {
    units: Option<u64>,
    access: f64,
    direct: f64,
    actors: Vec<Estimate>,
}

/// Positions in a corridor that may pass an introduction on.
fn players(corridor: &Corridor) -> Vec<u32> {
    (0..corridor.nodes.len() as u32).filter(|at| corridor.between[*at as usize]).collect()
}

fn is_small(plan: &Plan) -> bool {
    plan.corridors.iter().all(|corridor| {
        let relays = players(corridor).len();
        let uncertain = corridor.slots().into_iter().filter(|slot| plan.slots[*slot].open < 1.0).count();
        relays <= MOST_RELAYS && relays + uncertain <= MOST_TOGETHER
    })
}

/// Cells: access, direct access, then one per node.
const CELLS: usize = 2;

fn sample(
    network: &Network,
    plan: &Plan,
    nodes: &[u32],
    (seed, units): (u64, u64),
    control: &Control,
) -> Result<Values, Error> {
    let coins = Coins::new(plan, seed);
    let mut cell_of = vec![0; plan.topology.node_count()];
    nodes.iter().enumerate().for_each(|(i, node)| cell_of[*node as usize] = CELLS + i);
    let keys: Vec<u64> = plan.actors.iter().map(|actor| key(&network.graph()[*actor].id) ^ seed ^ ORDERS).collect();
    let mut sums = Sums::new(CELLS + nodes.len());
    let play = |(growth, block, unit): &mut (Growth, Block, Vec<u128>), range: Range<usize>| {
        let mut part = Sums::new(CELLS + nodes.len());
        for number in range {
            coins.toss(number as u64, BLOCK, block);
            unit.clear();
            unit.resize(CELLS + nodes.len(), 0);
            let place: Vec<f64> = keys.iter().map(|key| uniform(*key, number as u64)).collect();
            for corridor in &plan.corridors {
                let mut order = players(corridor);
                let at = |player: &u32| corridor.nodes[*player as usize];
                order.sort_by(|a, b| place[at(a) as usize].total_cmp(&place[at(b) as usize]).then(a.cmp(b)));
                for _ in 0..2 {
                    play_order(plan, corridor, block, &order, &cell_of, growth, unit);
                    order.reverse();
                }
            }
            unit.iter().enumerate().for_each(|(cell, value)| part.add(cell, *value));
        }
        part
    };
    let make = || (Growth::default(), Block::default(), Vec::new());
    let mut phase = control.phase("shapley", units);
    map_reduce_with(&mut phase, units as usize, 1, make, play, |part| sums.merge(&part, 0))?;
    let outcome = sums.outcome(units);
    let whole = 2.0 * BLOCK as f64 * plan.pairs() as f64;
    let most = most_by_actor(plan, nodes);
    let estimate = |(i, most): (usize, &f64)| {
        // The unit's own spread, told as that of as many worlds as it played, so that nothing hit is not nothing doubted.
        let (mean, square) = (outcome.mean(CELLS + i, 1) / whole, outcome.square(CELLS + i) / whole / whole);
        let spread = (square - mean * mean).max(0.0) * BLOCK as f64;
        let moments =
            Moments { worlds: units * BLOCK, mean, mean_square: mean * mean + spread, least: 0.0, most: *most };
        Estimate::at_level(&moments, LEVEL)
    };
    Ok(Values {
        units: Some(units),
        access: outcome.mean(0, 1) / whole,
        direct: outcome.mean(1, 1) / whole,
        actors: most.iter().enumerate().map(estimate).collect(),
    })
}

/// Adds the relays of one source in this order, and each its contribution.
fn play_order(
    plan: &Plan,
    corridor: &Corridor,
    block: &Block,
    order: &[u32],
    cell_of: &[usize],
    growth: &mut Growth,
    sums: &mut [u128],
) {
    growth.begin(corridor, block.live, plan.hops);
    for player in std::iter::once(0).chain(order.iter().copied()) {
        let mut gained = 0;
        growth.add(corridor, &block.open, player, |at, new| {
            let count: u32 = new.iter().map(|word| word.count_ones()).sum();
            gained += u128::from(corridor.target_weight[at]) * u128::from(count);
        });
        let gained = gained * u128::from(corridor.source.weight);
        // What the source reaches alone, it reaches directly.
        sums[if player == 0 { 1 } else { cell_of[corridor.nodes[player as usize] as usize] }] += gained;
        sums[0] += gained;
    }
}

fn exact(plan: &Plan, nodes: &[u32]) -> Values {
    let mut values = vec![0.0; plan.topology.node_count()];
    let (mut access, mut direct) = (0.0, 0.0);
    for corridor in &plan.corridors {
        let players = players(corridor);
        let worth = worth_of_groups(plan, corridor, &players);
        let scale = corridor.source.weight as f64;
        access += scale * worth[worth.len() - 1];
        direct += scale * worth[0];
        for (bit, player) in players.iter().enumerate() {
            let value: f64 = (0..worth.len())
                .filter(|group| group >> bit & 1 == 0)
                .map(|group| chance(group.count_ones(), players.len()) * (worth[group | 1 << bit] - worth[group]))
                .sum();
            values[corridor.nodes[*player as usize] as usize] += scale * value;
        }
    }
    let whole = plan.pairs() as f64;
    Values {
        units: None,
        access: access / whole,
        direct: direct / whole,
        actors: nodes.iter().map(|node| Estimate::exact(values[*node as usize] / whole)).collect(),
    }
}

/// The probability that exactly these `before` of the other players come before a player: before! (n − before − 1)! / n!
fn chance(before: u32, players: usize) -> f64 {
    let n = players as f64;
    (1..=before).fold(1.0 / n, |chance, k| chance * f64::from(k) / (n - f64::from(k)))
}

/// The expected weight of targets that the source reaches through each group of players, by bits.
fn worth_of_groups(plan: &Plan, corridor: &Corridor, players: &[u32]) -> Vec<f64> {
    let worlds = Enumeration::new(plan, &corridor.slots());
    let (mut growth, mut block) = (Growth::default(), Block::default());
    let mut worth = vec![0.0; 1 << players.len()];
    for number in 0..worlds.blocks() {
        worlds.open(number, &mut block);
        let probabilities = worlds.probabilities(number);
        for (group, worth) in worth.iter_mut().enumerate() {
            growth.begin(corridor, block.live, plan.hops);
            let members =
                players.iter().enumerate().filter(|(bit, _)| group >> bit & 1 == 1).map(|(_, player)| *player);
            for player in std::iter::once(0).chain(members) {
                growth.add(corridor, &block.open, player, |at, new| {
                    let mut probability = 0.0;
                    for_each(new, |world| probability += probabilities[world]);
                    *worth += corridor.target_weight[at] as f64 * probability;
                });
            }
        }
    }
    worth
}

/// Whom a source reaches in 512 worlds while relays are added one at a time.
///
/// With at most H ties on a route there is one layer for each number d of ties: who is reached by at most d of them.
/// Without a limit there is a single layer.
#[derive(Default)]
struct Growth {
    /// By layer and position: the worlds in which it is reached.
    seen: Vec<Vec<Lanes>>,
    /// By layer and position: worlds that are to be added.
    pending: Vec<Vec<Lanes>>,
    queue: Vec<Vec<u32>>,
    /// By position: whether it passes on.
    active: Vec<bool>,
    limited: bool,
}

impl Growth {
    /// Begins with nobody passing anything on, not even the source.
    fn begin(&mut self, corridor: &Corridor, live: Lanes, hops: Option<u32>) {
        let positions = corridor.nodes.len();
        // No route has more ties than there are positions.
        let layers = hops.map_or(1, |hops| (hops as usize).min(positions) + 1);
        self.limited = hops.is_some();
        for lanes in [&mut self.seen, &mut self.pending] {
            lanes.resize_with(layers, Vec::new);
            for layer in lanes.iter_mut() {
                layer.clear();
                layer.resize(positions, NONE);
            }
        }
        self.queue.resize_with(layers, Vec::new);
        self.active.clear();
        self.active.resize(positions, false);
        self.seen.iter_mut().for_each(|layer| layer[0] = live);
    }

    /// Lets a position pass on, and tells every position in the worlds in which this makes it reached.
    fn add(&mut self, corridor: &Corridor, open: &[Lanes], player: u32, mut found: impl FnMut(usize, &Lanes)) {
        let last = self.seen.len() - 1;
        self.active[player as usize] = true;
        let mut before = NONE;
        for layer in 0..self.seen.len() {
            let seen = self.seen[layer][player as usize];
            let new: Lanes = std::array::from_fn(|w| seen[w] & !before[w]);
            self.pass_on(corridor, open, layer, player, &new);
            before = seen;
        }
        for layer in 0..=last {
            while let Some(at) = self.queue[layer].pop() {
                let (position, seen) = (at as usize, &mut self.seen[layer][at as usize]);
                let pending = std::mem::replace(&mut self.pending[layer][position], NONE);
                let new: Lanes = std::array::from_fn(|w| pending[w] & !seen[w]);
                if is_none(&new) {
                    continue;
                }
                (0..WORDS).for_each(|w| seen[w] |= new[w]);
                if layer == last {
                    found(position, &new);
                } else {
                    self.offer(layer + 1, at, &new);
                }
                if self.active[position] {
                    self.pass_on(corridor, open, layer, at, &new);
                }
            }
        }
    }

    /// Offers what a position newly has in a layer to its neighbours, one tie further on.
    fn pass_on(&mut self, corridor: &Corridor, open: &[Lanes], layer: usize, from: u32, new: &Lanes) {
        let next = if self.limited { layer + 1 } else { layer };
        if next >= self.seen.len() || is_none(new) {
            return;
        }
        for arc in corridor.out(from) {
            let open = &open[arc.tie as usize];
            self.offer(next, arc.node, &std::array::from_fn(|w| new[w] & open[w]));
        }
    }

    fn offer(&mut self, layer: usize, to: u32, worlds: &Lanes) {
        let seen = &self.seen[layer][to as usize];
        let fresh: Lanes = std::array::from_fn(|w| worlds[w] & !seen[w]);
        if is_none(&fresh) {
            return;
        }
        let pending = &mut self.pending[layer][to as usize];
        if is_none(pending) {
            self.queue[layer].push(to);
        }
        (0..WORDS).for_each(|w| pending[w] |= fresh[w]);
    }
}
