//! From anyone's petgraph graph to a [`Topology`].

use petgraph::visit::{EdgeRef, GraphProp, IntoEdgeReferences, IntoNodeIdentifiers, NodeIndexable};

use super::topology::{Direction, Topology};
use super::weights::{WeightKind, Weights};
use crate::error::Error;

impl Topology {
    /// Freezes a petgraph graph; also returns which of its nodes became node 0, 1, 2 …
    ///
    /// Works for `Graph`, `StableGraph` and filtered views (whose holes are closed), and whatever else has these traits. Nodes
    /// and edges are numbered in the order in which the graph lists them.
    ///
    /// # Complexity
    ///
    /// O(n + m log k), where k is the largest number of ties of one node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if there are more than 2³² − 2 nodes or edges.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::petgraph::graph::UnGraph;
    ///
    /// let graph = UnGraph::<(), ()>::from_edges([(0, 1), (1, 2)]);
    /// let (topology, nodes) = Topology::from_petgraph(&graph)?;
    /// assert!(topology.is_undirected());
    /// assert_eq!((topology.out(1).len(), nodes[1].index()), (2, 1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn from_petgraph<G>(graph: G) -> Result<(Self, Vec<G::NodeId>), Error>
    where
        G: IntoNodeIdentifiers + IntoEdgeReferences + NodeIndexable + GraphProp,
    {
        let nodes: Vec<_> = graph.node_identifiers().collect();
        let mut number = vec![0; graph.node_bound()];
        for (v, &node) in nodes.iter().enumerate() {
            number[graph.to_index(node)] = v as u32;
        }
        let way = if graph.is_directed() { Direction::OneWay } else { Direction::BothWays };
        let place = |node| number[graph.to_index(node)];
        let ties = graph.edge_references().map(|edge| (place(edge.source()), place(edge.target()), way));
        Ok((Self::new(nodes.len(), ties)?, nodes))
    }

    /// As [`Topology::from_petgraph`], with the weight that `weight` reads off each edge.
    ///
    /// # Complexity
    ///
    /// O(n + m log k), where k is the largest number of ties of one node.
    ///
    /// # Errors
    ///
    /// As [`Topology::from_petgraph`] and [`Weights::new`].
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind};
    /// use proxeny::petgraph::graph::DiGraph;
    ///
    /// let graph = DiGraph::<(), f64>::from_edges([(0, 1, 0.5)]);
    /// let (topology, _) = Topology::from_petgraph_weighted(&graph, WeightKind::Strength, |edge| *edge.weight())?;
    /// assert_eq!(topology.weights().map(|w| w.values()), Some(&[0.5][..]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn from_petgraph_weighted<G>(
        graph: G,
        kind: WeightKind,
        weight: impl Fn(G::EdgeRef) -> f64,
    ) -> Result<(Self, Vec<G::NodeId>), Error>
    where
        G: IntoNodeIdentifiers + IntoEdgeReferences + NodeIndexable + GraphProp,
    {
        let (topology, nodes) = Self::from_petgraph(graph)?;
        let weights = Weights::new(kind, graph.edge_references().map(weight).collect())?;
        Ok((topology.with_weights(weights)?, nodes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use petgraph::graph::DiGraph;
    use petgraph::visit::NodeFiltered;

    #[test]
    fn holes_are_closed() {
        let mut graph = DiGraph::<&str, f64>::new();
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| graph.add_node(name));
        graph.extend_with_edges([(a, b, 1.0), (c, d, 2.0), (d, a, 3.0)]);
        let without_b = NodeFiltered::from_fn(&graph, |node| node != b);
        let (topology, nodes) =
            Topology::from_petgraph_weighted(&without_b, WeightKind::Count, |edge| *edge.weight()).unwrap();
        assert_eq!(nodes, [a, c, d]);
        let ties: Vec<_> = topology.ties().map(|(from, to, _)| (from, to)).collect();
        assert_eq!(ties, [(1, 2), (2, 0)]);
        assert_eq!(topology.weights().unwrap().values(), [2.0, 3.0]);
        assert!(!topology.is_undirected());
    }

    #[test]
    fn weights_are_checked() {
        let graph = DiGraph::<(), f64>::from_edges([(0, 1, 2.0)]);
        assert!(Topology::from_petgraph_weighted(&graph, WeightKind::Strength, |edge| *edge.weight()).is_err());
    }
}
