//! Why no route leads from one actor to another.

use super::routes::Ground;
use crate::error::Error;
use crate::graph::{Topology, Yen};
use crate::model::Network;
use serde::{Deserialize, Serialize};

/// Why there is no route. The first reason that applies is given, in this order.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Obstacle, Routes};
/// use proxeny::{Actor, NetworkBuilder, Selector, Tie};
///
/// let network = NetworkBuilder::new("through a city")
///     .actor(Actor::new("firm", "sme"))
///     .actor(Actor::new("athens", "foreign_city"))
///     .actor(Actor::new("rome", "foreign_city"))
///     .tie(Tie::new("firm", "athens", "contract"))
///     .tie(Tie::new("athens", "rome", "sister_city"))
///     .build()?;
/// let routes = Routes::new(network.find("firm")?, network.find("rome")?);
/// let result = routes.relay("not kind:foreign_city".parse::<Selector>()?).run(&network)?;
/// assert_eq!(result.obstacle, Some(Obstacle::Relays { through: vec!["athens".to_owned()] }));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Obstacle {
    /// One of the ends does not exist at the date asked for.
    Absent {
        /// That end.
        actor: String,
    },
    /// There are routes, but with more intermediaries than allowed.
    Limit {
        /// The least number of intermediaries.
        least: usize,
    },
    /// There are routes, but through actors that may not relay.
    Relays {
        /// Those actors on a route with the least number of intermediaries.
        through: Vec<String>,
    },
    /// There are chains of ties, but no introduction travels along them this way.
    Direction {
        /// Whether the other way, from `to` to `from`, there is a route.
        back: bool,
    },
    /// One of the ends has no tie at all.
    Isolated {
        /// That end.
        actor: String,
    },
    /// No chain of ties joins the two.
    Disconnected,
}

/// Finds the reason by dropping one rule after the other.
pub(super) fn find(network: &Network, ground: &Ground, from: u32, to: u32) -> Result<Obstacle, Error> {
    let topology = &ground.viewed.topology;
    let id = |node: u32| network.graph()[ground.viewed.actors[node as usize]].id.clone();
    let yen = Yen::default().count(1).open(&ground.open);
    if let Some(path) = yen.clone().relays(&ground.relays).run(topology, from, to)?.first() {
        return Ok(Obstacle::Limit { least: path.ties.len().saturating_sub(1) });
    }
    if let Some(path) = yen.run(topology, from, to)?.first() {
        let between = path.nodes.iter().filter(|node| **node != from && **node != to);
        let barred = between.filter(|node| !ground.relays[**node as usize]);
        return Ok(Obstacle::Relays { through: barred.map(|node| id(*node)).collect() });
    }
    let tied = |node: &u32| !topology.out(*node).is_empty() || !topology.incoming(*node).is_empty();
    if let Some(alone) = [from, to].into_iter().find(|node| !tied(node)) {
        return Ok(Obstacle::Isolated { actor: id(alone) });
    }
    let ends = topology.ties().map(|(from, to, _)| (from, to));
    let both_ways = Topology::undirected(topology.node_count(), ends)?;
    if yen.run(&both_ways, from, to)?.is_empty() {
        return Ok(Obstacle::Disconnected);
    }
    let back = !yen.relays(&ground.relays).run(topology, to, from)?.is_empty();
    Ok(Obstacle::Direction { back })
}
