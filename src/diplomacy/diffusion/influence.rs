//! Who may take a policy over from whom, and live-edge graphs.
//!
//! Both models have the same spread as reachability in a random graph of *live* arcs (Kempe, Kleinberg and Tardos 2003,
//! claims 2.3 and 2.6): under the independent cascade each arc is live with its own probability, under the linear threshold
//! model each node picks at most one of its incoming arcs, each with its weight as probability. Here a world is one number
//! in [0, 1) per *key*, and an arc is live if the number of its key falls between its two bounds: under the cascade each arc
//! has a key of its own, under the threshold model all arcs into a node share the node's.

use crate::error::{Error, ErrorKind};
use crate::graph::dice::Dice;
use crate::graph::{Direction, Topology};
use crate::model::{DirectionRule, Network, Selector, Stage, View};
use petgraph::graph::NodeIndex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// How a policy spreads.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Spreading;
///
/// assert_eq!("threshold".parse(), Ok(Spreading::Threshold));
/// assert!("virus".parse::<Spreading>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spreading {
    /// Independent cascade: each city that took it up has one chance with each of its partners.
    #[default]
    Cascade,
    /// Linear threshold: a city takes it up once the weight of its partners that did exceeds a threshold of its own,
    /// uniform in [0, 1).
    Threshold,
}

impl FromStr for Spreading {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "cascade" => Ok(Self::Cascade),
            "threshold" => Ok(Self::Threshold),
            _ => Err(format!("`{text}` is not a model of diffusion; write cascade or threshold")),
        }
    }
}

/// Who may take a policy over from whom, with what probability.
///
/// Parallel arcs are one with probability 1 − Π(1 − pᵢ); self-ties do nothing. Under the threshold model the
/// probabilities are weights; where those into one node sum to more than 1 they are scaled down to 1.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Influence;
///
/// let influence = Influence::new(3, [(0, 1, 0.5), (0, 1, 0.5), (1, 2, 0.2), (2, 2, 0.9)])?;
/// assert_eq!((influence.nodes(), influence.arcs()), (3, 2));
/// assert!(Influence::new(2, [(0, 1, 1.5)]).is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Influence {
    nodes: usize,
    /// Sorted by their ends.
    arcs: Vec<(u32, u32, f64)>,
}

impl Influence {
    /// Arcs from whoever has it to whoever may take it over.
    ///
    /// # Errors
    /// If a probability is not in [0, 1], or an end is not a node.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Influence;
    ///
    /// let error = Influence::new(2, [(0, 3, 0.5)]).unwrap_err().to_string();
    /// assert!(error.contains("node 3"), "{error}");
    /// ```
    pub fn new(nodes: usize, arcs: impl IntoIterator<Item = (u32, u32, f64)>) -> Result<Self, Error> {
        let mut merged: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for (from, to, p) in arcs {
            if from.max(to) as usize >= nodes {
                let message =
                    format!("an arc leads to node {}, but the nodes are numbered below {nodes}", from.max(to));
                return Err(ErrorKind::Parameter(message).into());
            }
            if !(0.0..=1.0).contains(&p) {
                let message = format!("the probability of an arc is from 0 to 1, not {p}");
                return Err(ErrorKind::Parameter(message).into());
            }
            if from != to && p > 0.0 {
                let open = merged.entry((from, to)).or_insert(0.0);
                *open += p - *open * p;
            }
        }
        let arcs = merged.into_iter().map(|((from, to), open)| (from, to, open)).collect();
        Ok(Self { nodes, arcs })
    }

    /// Every tie of a graph with the same probability, or, if none is given, with 1 / (ties into the node), the *weighted
    /// cascade*.
    ///
    /// # Errors
    /// As [`Influence::new`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Influence;
    /// use proxeny::graph::Topology;
    ///
    /// let star = Topology::undirected(4, [(0, 1), (0, 2), (0, 3)])?;
    /// assert_eq!(Influence::of_topology(&star, Some(0.1))?.arcs(), 6);
    /// assert!(Influence::of_topology(&star, Some(2.0)).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of_topology(topology: &Topology, probability: Option<f64>) -> Result<Self, Error> {
        let arcs = topology.ties().flat_map(|(from, to, way)| both(from, to, way));
        let mut pairs: Vec<(u32, u32)> = arcs.filter(|(from, to)| from != to).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut into = vec![0.0; topology.node_count()];
        for (_, to) in &pairs {
            into[*to as usize] += 1.0;
        }
        let weighed = |(from, to): (u32, u32)| (from, to, probability.unwrap_or(1.0 / into[to as usize]));
        Self::new(topology.node_count(), pairs.into_iter().map(weighed))
    }

    /// The ties among the actors that a selector means, in the way in which introductions travel, each with its own
    /// probability of being open; and the actors, by node. Ties of the stage support are left out: a city and its borough
    /// are not two cities of which one learns from the other.
    ///
    /// # Errors
    /// If the selector means nobody.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Influence;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let cities = "kind:city_government,foreign_city".parse()?;
    /// let (influence, actors) = Influence::of_network(&seoul, &View::today(&seoul), &cities)?;
    /// assert_eq!(influence.nodes(), actors.len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of_network(network: &Network, view: &View, among: &Selector) -> Result<(Self, Vec<NodeIndex>), Error> {
        network.select(among, "selector")?;
        let viewed = Topology::of(network, &view.clone().direction(DirectionRule::Conveyed));
        let mut node_of = vec![None; viewed.actors.len()];
        let mut actors = Vec::new();
        for (node, actor) in viewed.actors.iter().enumerate() {
            if among.matches(&network.graph()[*actor]) {
                node_of[node] = Some(actors.len() as u32);
                actors.push(*actor);
            }
        }
        let mut arcs = Vec::new();
        for ((from, to, way), edge) in viewed.topology.ties().zip(&viewed.ties) {
            let tie = &network.graph()[*edge];
            let home = network.stage(tie) == Some(Stage::Support);
            if let (Some(from), Some(to), false) = (node_of[from as usize], node_of[to as usize], home) {
                let open = network.open_probability(tie);
                arcs.extend(both(from, to, way).map(|(from, to)| (from, to, open)));
            }
        }
        Ok((Self::new(actors.len(), arcs)?, actors))
    }

    /// How many nodes there are.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Influence;
    ///
    /// assert_eq!(Influence::new(3, [])?.nodes(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// How many arcs there are, parallel ones merged.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Influence;
    ///
    /// assert_eq!(Influence::new(2, [(0, 1, 0.5), (1, 0, 0.5)])?.arcs(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn arcs(&self) -> usize {
        self.arcs.len()
    }

    /// How many arcs touch none of these nodes.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Influence;
    ///
    /// assert_eq!(Influence::new(3, [(0, 1, 0.5), (1, 2, 0.5)])?.arcs_apart_from(&[0]), 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn arcs_apart_from(&self, nodes: &[u32]) -> usize {
        self.arcs.iter().filter(|(from, to, _)| !nodes.contains(from) && !nodes.contains(to)).count()
    }

    /// The live-edge graph of a model.
    pub(super) fn live(&self, model: Spreading) -> Live {
        let mut into = vec![0.0; self.nodes];
        for (_, to, p) in &self.arcs {
            into[*to as usize] += p;
        }
        let mut used = vec![0.0; self.nodes];
        let mut keys = self.nodes;
        let arcs: Vec<(u32, LiveArc)> = self
            .arcs
            .iter()
            .enumerate()
            .map(|(i, (from, to, p))| {
                let node = *to as usize;
                let (key, low, high) = match model {
                    Spreading::Cascade => (i, 0.0, *p),
                    Spreading::Threshold => {
                        let low = used[node];
                        used[node] += p / f64::max(into[node], 1.0);
                        (node, low, used[node])
                    }
                };
                (*from, LiveArc { node: *to, key: key as u32, low, high })
            })
            .collect();
        if model == Spreading::Cascade {
            keys = arcs.len();
        }
        let out = rows(self.nodes, arcs.iter().map(|(from, arc)| (*from, *arc)));
        let back = arcs.iter().map(|(from, arc)| (arc.node, LiveArc { node: *from, ..*arc }));
        Live { out, incoming: rows(self.nodes, back), nodes: self.nodes, keys }
    }
}

fn both(from: u32, to: u32, way: Direction) -> impl Iterator<Item = (u32, u32)> {
    let back = (way == Direction::BothWays && from != to).then_some((to, from));
    std::iter::once((from, to)).chain(back)
}

/// An arc that is live if the number of its key lies in `low..high`.
#[derive(Clone, Copy, Debug)]
pub(super) struct LiveArc {
    pub(super) node: u32,
    pub(super) key: u32,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl LiveArc {
    fn is_live(&self, value: f64) -> bool {
        self.low <= value && value < self.high
    }
}

/// Arcs grouped by one of their ends.
pub(super) struct Rows {
    start: Vec<usize>,
    arcs: Vec<LiveArc>,
}

impl Rows {
    pub(super) fn of(&self, node: u32) -> &[LiveArc] {
        &self.arcs[self.start[node as usize]..self.start[node as usize + 1]]
    }
}

fn rows(nodes: usize, arcs: impl Iterator<Item = (u32, LiveArc)>) -> Rows {
    let mut arcs: Vec<(u32, LiveArc)> = arcs.collect();
    arcs.sort_by_key(|(node, _)| *node);
    let mut start = vec![0; nodes + 1];
    for (node, _) in &arcs {
        start[*node as usize + 1] += 1;
    }
    for node in 0..nodes {
        start[node + 1] += start[node];
    }
    Rows { start, arcs: arcs.into_iter().map(|(_, arc)| arc).collect() }
}

/// The random graph whose reachability is the spread.
pub(super) struct Live {
    pub(super) out: Rows,
    pub(super) incoming: Rows,
    pub(super) nodes: usize,
    pub(super) keys: usize,
}

/// One world: a number per key, drawn when it is asked for and always the same.
#[derive(Clone, Copy)]
pub(super) struct World {
    seed: u64,
}

impl World {
    pub(super) fn new(seed: u64, number: u64) -> Self {
        Self { seed: Dice::new(seed, number).next() }
    }

    pub(super) fn value(self, key: u32) -> f64 {
        Dice::new(self.seed, u64::from(key)).unit()
    }
}

/// A search over live arcs; marks are kept from one search to the next.
#[derive(Default)]
pub(super) struct Search {
    mark: Vec<u32>,
    now: u32,
    queue: Vec<u32>,
}

impl Search {
    /// Everybody who is reached from `seeds` along `rows`, where `value` gives the numbers and `enter` refuses some.
    pub(super) fn run(
        &mut self,
        nodes: usize,
        rows: &Rows,
        seeds: impl IntoIterator<Item = u32>,
        value: impl Fn(u32) -> f64,
        enter: impl Fn(u32) -> bool,
    ) -> &[u32] {
        self.mark.resize(nodes, 0);
        self.now = self.now.wrapping_add(1);
        if self.now == 0 {
            self.mark.fill(0);
            self.now = 1;
        }
        self.queue.clear();
        for seed in seeds {
            self.visit(seed, &enter);
        }
        let mut next = 0;
        while next < self.queue.len() {
            for arc in rows.of(self.queue[next]) {
                if self.mark[arc.node as usize] != self.now && arc.is_live(value(arc.key)) {
                    self.visit(arc.node, &enter);
                }
            }
            next += 1;
        }
        &self.queue
    }

    fn visit(&mut self, node: u32, enter: impl Fn(u32) -> bool) {
        if self.mark[node as usize] != self.now && enter(node) {
            self.mark[node as usize] = self.now;
            self.queue.push(node);
        }
    }
}
