//! From a network and a view to a topology.

use super::{Direction, Topology};
use crate::model::{Conveys, DirectionRule, Network, Selection, View};
use petgraph::graph::{EdgeIndex, NodeIndex};

/// A topology together with what its nodes and ties stand for in the network.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let viewed = Topology::of(&seoul, &View::today(&seoul));
/// let (from, _) = viewed.topology.ends(0);
/// let tie = &seoul.graph()[viewed.ties[0]];
/// assert_eq!(seoul.graph()[viewed.actors[from as usize]].id, tie.from);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Viewed {
    /// The graph that algorithms run on.
    pub topology: Topology,
    /// The actor that each node stands for.
    pub actors: Vec<NodeIndex>,
    /// The tie of the network that each tie of the topology stands for.
    pub ties: Vec<EdgeIndex>,
    /// How many ties have no date, so that it is in doubt whether they count.
    pub undated: usize,
    /// Actors that ended and are read as their successor.
    pub succeeded: Vec<(NodeIndex, NodeIndex)>,
}

impl Topology {
    /// The part of a network that a view selects, led as its direction rule says.
    ///
    /// Parallel ties are kept. A tie that leads both ways is one tie with two arcs.
    ///
    /// # Complexity
    /// O(n + m log m) time, O(n + m) space.
    ///
    /// # Panics
    /// Never: a selection holds both ends of its ties.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::{DirectionRule, Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let viewed = Topology::of(&seoul, &View::ever().direction(DirectionRule::Undirected));
    /// assert!(viewed.topology.is_undirected());
    /// assert_eq!(viewed.topology.tie_count(), seoul.ties().len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(network: &Network, view: &View) -> Viewed {
        let Selection { node_of, actors, ties, undated, succeeded } = view.select(network);
        let node = |actor: NodeIndex| node_of[actor.index()].expect("invariant: a selected tie has both ends");
        let lead = ties.iter().map(|tie| {
            let (from, to) = network.graph().edge_endpoints(*tie).expect("invariant: a selected tie exists");
            led(network, *tie, view.direction, node(from), node(to))
        });
        let topology = Self::new(actors.len(), lead).expect("invariant: ends are nodes of the selection");
        Viewed { topology, actors, ties, undated, succeeded }
    }
}

fn led(network: &Network, tie: EdgeIndex, rule: DirectionRule, from: u32, to: u32) -> (u32, u32, Direction) {
    let tie = &network.graph()[tie];
    match rule {
        DirectionRule::Undirected => (from, to, Direction::BothWays),
        DirectionRule::Recorded if network.mutual(tie) => (from, to, Direction::BothWays),
        DirectionRule::Recorded => (from, to, Direction::OneWay),
        DirectionRule::Conveyed => match network.conveys(tie) {
            Conveys::Forward => (from, to, Direction::OneWay),
            Conveys::Backward => (to, from, Direction::OneWay),
            Conveys::Both => (from, to, Direction::BothWays),
        },
    }
}
