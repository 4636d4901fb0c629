//! Candidates: which new ties could be made, and laid out beside those that are there.

use super::joined::Joined;
use super::{Opportunities, Unasked};
use crate::error::{Error, ErrorKind};
use crate::leverage::plan::{Slot, key};
use crate::leverage::{Corridor, Plan};
use crate::model::{Layer, Network, NextTie, Selector, Stage, Tie};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A tie that could be made.
pub(super) struct Candidate {
    pub(super) from: NodeIndex,
    pub(super) to: NodeIndex,
    pub(super) stage: Option<Stage>,
    /// Which rule it comes from.
    pub(super) rule: usize,
    pub(super) kind: String,
    /// Probability that it is open if it was formed.
    pub(super) open: f64,
    pub(super) cost: f64,
    pub(super) formation: f64,
    /// What it shares a coin with other candidates by: `VN`. Without, it stands for itself.
    pub(super) cause: Option<String>,
    /// Probability that this cause holds; 1 without.
    pub(super) holds: f64,
    /// Whether every set must hold it.
    pub(super) required: bool,
}

impl Candidate {
    /// Probability that it is open by itself once it was formed, its cause included.
    pub(super) fn alone(&self) -> f64 {
        self.open * self.holds
    }
}

/// The candidates of a network, and the network laid out with them: as ties that are closed.
pub(super) struct Laid {
    /// The network with all candidates.
    pub(super) network: Network,
    /// Its corridors have those candidates alone that are open in some world, so that no search looks at the others.
    pub(super) plan: Plan,
    /// The corridors with all candidates.
    full: Vec<Corridor>,
    pub(super) candidates: Vec<Candidate>,
    /// By candidate: its slot in the plan; `None` if it lies on no permitted route.
    pub(super) slots: Vec<Option<u32>>,
    pub(super) unasked: Unasked,
    /// By candidate: the slot of the coin that it shares; empty until [`Laid::share_coins`].
    pub(super) causes: Vec<Option<u32>>,
}

/// The most candidates that are looked at.
const MOST_CANDIDATES: usize = 200_000;

impl Opportunities<'_> {
    /// Finds the candidates and lays them out.
    pub(super) fn lay(&self, network: &Network) -> Result<Laid, Error> {
        let (candidates, unasked) = self.find(network)?;
        let mut builder = network.edit();
        for candidate in &candidates {
            builder = builder.tie(self.tie(network, candidate));
        }
        let with = builder.build()?;
        let mut plan = self.access.plan(&with)?;
        let full = std::mem::take(&mut plan.corridors);
        let first = network.ties().len();
        let slots_by_edge: HashMap<EdgeIndex, u32> =
            plan.slots.iter().enumerate().map(|(slot, one)| (one.edge, slot as u32)).collect();
        let slot = |i: usize| slots_by_edge.get(&EdgeIndex::new(first + i)).copied();
        let slots: Vec<Option<u32>> = (0..candidates.len()).map(slot).collect();
        let mut laid = Laid { network: with, plan, full, candidates, slots, unasked, causes: Vec::new() };
        for (candidate, slot) in laid.candidates.iter_mut().zip(&laid.slots) {
            if let Some(slot) = slot {
                candidate.open = laid.plan.slots[*slot as usize].open;
            }
        }
        laid.open(&[], false);
        Ok(laid)
    }

    /// The tie that a candidate would be, begun at the date that is asked about.
    fn tie(&self, network: &Network, candidate: &Candidate) -> Tie {
        let id = |node: NodeIndex| network.graph()[node].id.clone();
        Tie {
            strength: self.rules[candidate.rule].strength,
            since: self.access.view.when.map(|when| when.last()),
            ..Tie::new(id(candidate.from), id(candidate.to), candidate.kind.clone())
        }
    }

    fn find(&self, network: &Network) -> Result<(Vec<Candidate>, Unasked), Error> {
        let selection = self.access.view.select(network);
        let stands = |node: &NodeIndex| {
            let own = !selection.succeeded.iter().any(|(ended, _)| ended == node);
            own && selection.node_of[node.index()].is_some()
        };
        let meant = |selector: &Selector| -> Result<Vec<NodeIndex>, Error> {
            let mut nodes = network.select(selector, "selector")?;
            nodes.retain(|node| stands(node));
            Ok(nodes)
        };
        let mut known: HashSet<(NodeIndex, NodeIndex, &str)> = HashSet::new();
        for edge in &selection.ties {
            let Some((from, to)) = network.graph().edge_endpoints(*edge) else { continue };
            known.insert((from.min(to), from.max(to), network.graph()[*edge].kind.as_str()));
        }
        let next = self.next_rungs(network);
        let (forbidden, required) = (pairs(network, &self.forbidden)?, pairs(network, &self.required)?);
        let (mut candidates, mut unasked) = (Vec::new(), Unasked::default());
        for (number, rule) in self.rules.iter().enumerate() {
            let stage = network.tie_kinds().get(&rule.kind).and_then(|kind| kind.stage);
            let rung = stage.filter(|stage| Stage::RUNGS.contains(stage));
            let (from, to) = (meant(&rule.from)?, meant(&rule.to)?);
            for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
                let is_open = |end: NodeIndex| rung.is_none_or(|rung| next.get(&end).is_none_or(|next| *next == rung));
                let pair = (from.min(to), from.max(to));
                if from == to {
                    continue;
                }
                if contains(&forbidden, pair) {
                    unasked.forbidden += 1;
                } else if !known.insert((pair.0, pair.1, rule.kind.as_str())) {
                    unasked.already += 1;
                } else if !(contains(&required, pair) || is_open(from) && is_open(to)) {
                    unasked.another_rung += 1;
                } else {
                    candidates.push(self.candidate(
                        network,
                        number,
                        rule,
                        stage,
                        (from, to),
                        contains(&required, pair),
                    ));
                }
                if candidates.len() > MOST_CANDIDATES {
                    let message = format!("there are more than {MOST_CANDIDATES} candidates; narrow the rules");
                    return Err(ErrorKind::Parameter(message).into());
                }
            }
        }
        Ok((candidates, unasked))
    }

    fn candidate(
        &self,
        network: &Network,
        number: usize,
        rule: &NextTie,
        stage: Option<Stage>,
        (from, to): (NodeIndex, NodeIndex),
        required: bool,
    ) -> Candidate {
        let cause = self.common_cause.as_ref().and_then(|(key, _)| {
            let city = &network.graph()[to];
            match key.as_str() {
                "country" => city.country.clone(),
                "layer" => city.layer.map(|layer| layer.name().to_owned()),
                "kind" => Some(city.kind.clone()),
                other => city.attributes.get(other).map(ToString::to_string),
            }
        });
        let holds = self.common_cause.as_ref().filter(|_| cause.is_some()).map_or(1.0, |(_, holds)| *holds);
        let strength = Tie { strength: rule.strength, ..Tie::new("", "", rule.kind.clone()) };
        Candidate {
            from,
            to,
            stage,
            rule: number,
            kind: rule.kind.clone(),
            open: network.open_probability(&strength),
            cost: self.costs.get(&rule.kind).copied().unwrap_or(rule.cost),
            formation: rule.formation,
            cause,
            holds,
            required,
        }
    }

    /// By target of the mandate: the rung that comes after the highest that a home body or firm has reached with it, by all
    /// ties begun by the date. After the last rung comes the last.
    fn next_rungs(&self, network: &Network) -> BTreeMap<NodeIndex, Stage> {
        let mut next = BTreeMap::new();
        if self.any_rung {
            return next;
        }
        let graph = network.graph();
        let is_home = |node: NodeIndex| !matches!(graph[node].layer, Some(Layer::Foreign | Layer::International));
        for (node, actor) in network.actors() {
            if self.access.mandate.to.matches(actor) {
                next.insert(node, Stage::RUNGS[0]);
            }
        }
        let last = self.access.view.when.map(|when| when.last().last_day());
        let begun = |tie: &Tie| last.is_none_or(|last| tie.since.is_none_or(|since| since.first_day() <= last));
        for (edge, tie) in network.ties().filter(|(_, tie)| begun(tie)) {
            let (Some((from, to)), Some(stage)) = (graph.edge_endpoints(edge), network.stage(tie)) else { continue };
            let Some(rung) = Stage::RUNGS.iter().position(|rung| *rung == stage) else { continue };
            let after = Stage::RUNGS[(rung + 1).min(Stage::RUNGS.len() - 1)];
            for (city, other) in [(from, to), (to, from)].into_iter().filter(|(_, other)| is_home(*other)) {
                debug_assert!(city != other, "self-ties are refused");
                if let Some(next) = next.get_mut(&city) {
                    *next = after.max(*next);
                }
            }
        }
        next
    }
}

/// Pairs of actors, whichever comes first.
type Pairs = Vec<(HashSet<NodeIndex>, HashSet<NodeIndex>)>;

fn pairs(network: &Network, selectors: &[(Selector, Selector)]) -> Result<Pairs, Error> {
    let meant = |selector: &Selector| network.select(selector, "selector").map(HashSet::from_iter);
    selectors.iter().map(|(from, to)| Ok((meant(from)?, meant(to)?))).collect()
}

fn contains(pairs: &Pairs, (a, b): (NodeIndex, NodeIndex)) -> bool {
    let meant = |(from, to): &(HashSet<NodeIndex>, HashSet<NodeIndex>)| {
        from.contains(&a) && to.contains(&b) || from.contains(&b) && to.contains(&a)
    };
    pairs.iter().any(meant)
}

impl Laid {
    /// Opens these candidates as likely as they are formed and then open, or as if they were `formed`, and closes all others.
    pub(super) fn open(&mut self, members: &[usize], formed: bool) {
        for slot in self.slots.iter().flatten() {
            self.plan.slots[*slot as usize].open = 0.0;
        }
        for member in members {
            let candidate = &self.candidates[*member];
            if let Some(slot) = self.slots[*member] {
                let formation = if formed { 1.0 } else { candidate.formation };
                self.plan.slots[slot as usize].open = candidate.open * formation;
            }
        }
        self.fit();
    }

    /// Leaves out of the corridors what is closed in every world.
    pub(super) fn fit(&mut self) {
        let slots = &self.plan.slots;
        let fitted = |corridor: &Corridor| corridor.keeping(|slot| slots[slot as usize].open > 0.0);
        self.plan.corridors = self.full.iter().map(fitted).collect();
    }

    /// Gives every cause a coin of its own, on the same worlds.
    pub(super) fn share_coins(&mut self) {
        let mut slots: BTreeMap<&str, u32> = BTreeMap::new();
        for candidate in &self.candidates {
            let slot = candidate.cause.as_deref().map(|cause| {
                *slots.entry(cause).or_insert_with(|| {
                    let key = key(&format!("common cause {cause}"));
                    self.plan.slots.push(Slot { edge: EdgeIndex::end(), open: candidate.holds, key });
                    self.plan.slots.len() as u32 - 1
                })
            });
            self.causes.push(slot);
        }
    }

    /// Slots of new ties that share a coin, with the slot of that coin.
    pub(super) fn shared(&self) -> Vec<(u32, u32)> {
        self.slots.iter().zip(&self.causes).filter_map(|(slot, cause)| Some(((*slot)?, (*cause)?))).collect()
    }

    /// The question what these candidates gain; those without a slot gain nothing.
    pub(super) fn joined(&self, slots: &[Option<u32>], details: bool) -> Joined<'_> {
        Joined::new(&self.plan, &self.full, slots, details)
    }
}
