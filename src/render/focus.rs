//! The part of a network that a picture shows: all of it, what is around one actor, or some routes.

use crate::error::{Error, ErrorKind};
use crate::graph::{Sense, Topology, Viewed};
use crate::leverage::{Route, RoutesResult};
use crate::model::Network;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// What a picture shows.
#[derive(Clone, Debug, Default)]
pub(super) enum Focus {
    /// Everything.
    #[default]
    Whole,
    /// An actor and those within some steps.
    Around(NodeIndex, u32),
    /// The ties on some routes.
    Routes(Box<RoutesResult>),
}

/// A tie that is shown, between two nodes of the view.
pub(super) struct Shown {
    pub(super) tie: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    /// Whether it is drawn both ways, where that does not follow from the tie itself.
    pub(super) mutual: Option<bool>,
    pub(super) emphasised: bool,
}

/// Nodes and ties that are shown, and the nodes that stand out.
pub(super) struct Part {
    /// Nodes of the view, ascending.
    pub(super) nodes: Vec<u32>,
    pub(super) ties: Vec<Shown>,
    pub(super) emphasised: Vec<u32>,
}

impl Focus {
    pub(super) fn part(&self, network: &Network, viewed: &Viewed) -> Result<Part, Error> {
        match self {
            Self::Whole => {
                let nodes = (0..viewed.actors.len() as u32).collect();
                let focal = network.focal().and_then(|actor| node(viewed, actor));
                Ok(Part { nodes, ties: within(viewed, |_| true), emphasised: focal.into_iter().collect() })
            }
            Self::Around(actor, steps) => around(network, viewed, *actor, *steps),
            Self::Routes(routes) => Ok(along(network, viewed, routes)),
        }
    }

    /// What the picture shows, in words.
    pub(super) fn title(&self, network: &Network, language: &str) -> Option<String> {
        let name = |node: NodeIndex| network.graph()[node].label(language).to_owned();
        let known = |id: &str| network.actor(id).map_or_else(|| id.to_owned(), name);
        match (self, language) {
            (Self::Whole, _) => None,
            (Self::Around(actor, steps), "ko") => Some(format!("{}에서 {steps}단계 이내", name(*actor))),
            (Self::Around(actor, 1), _) => Some(format!("{} and whom it is tied to", name(*actor))),
            (Self::Around(actor, steps), _) => Some(format!("{} and everyone within {steps} steps", name(*actor))),
            (Self::Routes(routes), "ko") => {
                let (from, to) = (known(&routes.from), known(&routes.to));
                Some(format!("{from} → {to}: 가장 나은 경로 {}개", routes.routes.len()))
            }
            (Self::Routes(routes), _) => {
                let (from, to) = (known(&routes.from), known(&routes.to));
                let which = match routes.routes.len() {
                    1 => "The best route".to_owned(),
                    n => format!("The best {n} routes"),
                };
                Some(format!("{which} from {from} to {to}"))
            }
        }
    }
}

/// The node that stands for an actor in a view.
fn node(viewed: &Viewed, actor: NodeIndex) -> Option<u32> {
    let heir = viewed.succeeded.iter().find(|(ended, _)| *ended == actor).map_or(actor, |(_, heir)| *heir);
    viewed.actors.binary_search(&heir).ok().map(|node| node as u32)
}

fn within(viewed: &Viewed, keep: impl Fn(u32) -> bool) -> Vec<Shown> {
    let ties = (0_u32..).zip(viewed.topology.ties());
    let kept = ties.filter(|(_, (from, to, _))| keep(*from) && keep(*to));
    kept.map(|(tie, (from, to, _))| Shown { tie, from, to, mutual: None, emphasised: false }).collect()
}

/// Everyone within some steps of an actor, whichever way ties lead, and all ties among them.
fn around(network: &Network, viewed: &Viewed, actor: NodeIndex, steps: u32) -> Result<Part, Error> {
    let center = node(viewed, actor).ok_or_else(|| {
        let what = format!("actor `{}`", network.graph()[actor].id);
        let help = " at the date asked for; ask for another one, or for all that was ever recorded".to_owned();
        Error::from(ErrorKind::NoMatch { what, help })
    })?;
    let mut depth = BTreeMap::from([(center, 0)]);
    let mut queue = std::collections::VecDeque::from([center]);
    while let Some(at) = queue.pop_front() {
        let next = depth[&at] + 1;
        for arc in [Sense::Forward, Sense::Backward].iter().flat_map(|sense| viewed.topology.arcs(at, *sense)) {
            if next <= steps && !depth.contains_key(&arc.node) {
                depth.insert(arc.node, next);
                queue.push_back(arc.node);
            }
        }
    }
    let ties = within(viewed, |node| depth.contains_key(&node));
    Ok(Part { nodes: depth.into_keys().collect(), ties, emphasised: vec![center] })
}

/// The ties on some routes, led as the routes travel them; those of the best route stand out.
fn along(network: &Network, viewed: &Viewed, routes: &RoutesResult) -> Part {
    let topology: &Topology = &viewed.topology;
    let by_id: BTreeMap<&str, u32> = viewed.ties.iter().map(|edge| &*network.graph()[*edge].id).zip(0..).collect();
    let mut shown: BTreeMap<u32, Shown> = BTreeMap::new();
    let all = routes.routes.iter().enumerate().flat_map(|(at, route)| taken(at, route));
    for (best, from, tie) in all {
        let start = network.actor(from).and_then(|actor| node(viewed, actor));
        let Some((tie, start)) = by_id.get(tie).copied().zip(start) else { continue };
        let ends = topology.ends(tie);
        let (from, to) = if ends.0 == start { ends } else { (ends.1, ends.0) };
        let new = Shown { tie, from, to, mutual: Some(false), emphasised: best };
        let old = shown.entry(tie).or_insert(new);
        if old.from != from {
            old.mutual = Some(true);
        }
    }
    let mut nodes: Vec<u32> = shown.values().flat_map(|tie| [tie.from, tie.to]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let ends = [&routes.from, &routes.to].into_iter().filter_map(|id| node(viewed, network.actor(id)?)).collect();
    Part { nodes, ties: shown.into_values().collect(), emphasised: ends }
}

fn taken(at: usize, route: &Route) -> impl Iterator<Item = (bool, &str, &str)> {
    route.steps.iter().map(move |step| (at == 0, &*step.from, &*step.tie))
}
