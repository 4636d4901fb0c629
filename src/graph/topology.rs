//! The frozen graph: compressed sparse rows in both directions.
//!
//! Nodes are `0..n` and ties `0..m`, in the order in which they were given. A tie that holds both ways is one tie with
//! two arcs. Rows are sorted by neighbour, then by tie, so that no result depends on the order in which an input was
//! hashed.

use super::weights::{LengthRule, Weights, lengths};
use crate::error::{Error, ErrorKind};

/// Which way a tie can be travelled.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Direction, Topology};
///
/// let topology = Topology::new(3, [(0, 1, Direction::OneWay), (1, 2, Direction::BothWays)])?;
/// assert_eq!(topology.direction(1), Direction::BothWays);
/// assert_eq!(topology.arc_count(), 1 + 2);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From its first end to its second.
    OneWay,
    /// Either way.
    BothWays,
}

/// Which way a traversal goes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Sense, Topology};
///
/// // 0 ──> 1 ──> 2
/// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
/// assert_eq!(topology.arcs(1, Sense::Forward)[0].node, 2);
/// assert_eq!(topology.arcs(1, Sense::Backward)[0].node, 0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// With the ties: to whom does this node lead?
    Forward,
    /// Against the ties: who leads to this node?
    Backward,
}

impl Sense {
    /// The other way.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Sense;
    ///
    /// assert_eq!(Sense::Forward.reversed(), Sense::Backward);
    /// ```
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

/// One entry of an adjacency row: a neighbour and the tie that leads there.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Arc, Topology};
///
/// let topology = Topology::undirected(3, [(0, 2), (0, 1)])?;
/// assert_eq!(topology.out(0), [Arc { node: 1, tie: 1 }, Arc { node: 2, tie: 0 }]); // sorted by neighbour
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arc {
    /// The neighbour.
    pub node: u32,
    /// The tie between.
    pub tie: u32,
}

/// Adjacency rows, one per node, in one block of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rows {
    starts: Vec<usize>,
    arcs: Vec<Arc>,
}

impl Rows {
    fn new(nodes: usize, ends: &[(u32, u32)], directions: &[Direction], sense: Sense) -> Self {
        let mut starts = vec![0; nodes + 1];
        each_arc(ends, directions, sense, |from, _| starts[from as usize + 1] += 1);
        for v in 0..nodes {
            starts[v + 1] += starts[v];
        }
        let mut next = starts.clone();
        let mut arcs = vec![Arc { node: 0, tie: 0 }; starts[nodes]];
        each_arc(ends, directions, sense, |from, arc| {
            arcs[next[from as usize]] = arc;
            next[from as usize] += 1;
        });
        for v in 0..nodes {
            arcs[starts[v]..starts[v + 1]].sort_unstable();
        }
        Self { starts, arcs }
    }

    fn row(&self, v: u32) -> &[Arc] {
        &self.arcs[self.starts[v as usize]..self.starts[v as usize + 1]]
    }
}

fn each_arc(ends: &[(u32, u32)], directions: &[Direction], sense: Sense, mut found: impl FnMut(u32, Arc)) {
    for (tie, (&(a, b), &direction)) in ends.iter().zip(directions).enumerate().filter(|(_, (e, _))| e.0 != e.1) {
        let tie = tie as u32;
        let (from, to) = if sense == Sense::Forward { (a, b) } else { (b, a) };
        found(from, Arc { node: to, tie });
        if direction == Direction::BothWays {
            found(to, Arc { node: from, tie });
        }
    }
}

/// The frozen graph that every algorithm runs on.
///
/// A self-tie keeps its number but stands in no row: [`self_ties`](Self::self_ties) counts what was set aside. Ties may
/// carry [`Weights`] and integer lengths; without lengths, every tie is one hop.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Direction, Topology};
///
/// // 0 ──> 1 ─── 2
/// let topology = Topology::new(3, [(0, 1, Direction::OneWay), (1, 2, Direction::BothWays)])?;
/// assert_eq!(topology.out(1).iter().map(|arc| arc.node).collect::<Vec<_>>(), [2]);
/// assert_eq!(topology.incoming(1).iter().map(|arc| arc.node).collect::<Vec<_>>(), [0, 2]);
/// assert!(!topology.is_undirected());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Topology {
    ends: Vec<(u32, u32)>,
    directions: Vec<Direction>,
    out: Rows,
    /// `None` in an undirected graph, where both directions have the same rows.
    incoming: Option<Rows>,
    self_ties: usize,
    weights: Option<Weights>,
    lengths: Option<Vec<u64>>,
}

impl Topology {
    /// Freezes a graph of `nodes` nodes and the ties given, each as (from, to, direction).
    ///
    /// # Complexity
    ///
    /// O(n + m log k) time, where k is the largest number of ties of one node, and O(n + m) space.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if a tie ends at a node that does not exist, or if there are more than 2³² − 2 nodes or
    /// ties.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Direction, Topology};
    ///
    /// let topology = Topology::new(2, [(0, 1, Direction::OneWay)])?;
    /// assert_eq!((topology.node_count(), topology.tie_count()), (2, 1));
    /// let error = Topology::new(2, [(0, 5, Direction::OneWay)]).unwrap_err().to_string();
    /// assert_eq!(error, "tie 0 joins node 0 to node 5, but the nodes are numbered below 2");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(nodes: usize, ties: impl IntoIterator<Item = (u32, u32, Direction)>) -> Result<Self, Error> {
        check_count(nodes, "nodes")?;
        let (ends, directions): (Vec<_>, Vec<_>) = ties.into_iter().map(|(a, b, way)| ((a, b), way)).unzip();
        check_count(ends.len(), "ties")?;
        if let Some(tie) = ends.iter().position(|&(a, b)| a.max(b) as usize >= nodes) {
            let (a, b) = ends[tie];
            let problem = format!("tie {tie} joins node {a} to node {b}, but the nodes are numbered below {nodes}");
            return Err(ErrorKind::Parameter(problem).into());
        }
        let undirected = directions.iter().all(|&way| way == Direction::BothWays);
        let rows = |sense| Rows::new(nodes, &ends, &directions, sense);
        let (out, incoming) = (rows(Sense::Forward), (!undirected).then(|| rows(Sense::Backward)));
        let self_ties = ends.iter().filter(|(a, b)| a == b).count();
        Ok(Self { ends, directions, out, incoming, self_ties, weights: None, lengths: None })
    }

    /// A graph of which every tie holds both ways.
    ///
    /// # Errors
    ///
    /// As [`Topology::new`].
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// // 0 ─── 1 ─── 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!((path.arc_count(), path.is_undirected()), (4, true));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn undirected(nodes: usize, ties: impl IntoIterator<Item = (u32, u32)>) -> Result<Self, Error> {
        Self::new(nodes, ties.into_iter().map(|(a, b)| (a, b, Direction::BothWays)))
    }

    /// A graph of which every tie leads one way.
    ///
    /// # Errors
    ///
    /// As [`Topology::new`].
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// // 0 ──> 1 ──> 2
    /// let path = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// assert_eq!((path.arc_count(), path.is_undirected()), (2, false));
    /// assert_eq!((path.out(2).len(), path.incoming(2).len()), (0, 1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn directed(nodes: usize, ties: impl IntoIterator<Item = (u32, u32)>) -> Result<Self, Error> {
        Self::new(nodes, ties.into_iter().map(|(a, b)| (a, b, Direction::OneWay)))
    }

    /// Puts weights beside the ties, one per tie in the order of their numbers (a self-tie has one too).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are more or fewer weights than ties.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    ///
    /// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let one = Weights::new(WeightKind::Count, vec![3.0])?;
    /// let error = topology.with_weights(one).unwrap_err().to_string();
    /// assert_eq!(error, "1 weights were given for 2 ties; give one for each");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn with_weights(self, weights: Weights) -> Result<Self, Error> {
        check_match(weights.values().len(), self.tie_count(), "weights")?;
        Ok(Self { weights: Some(weights), ..self })
    }

    /// Puts lengths beside the ties, one per tie, in units of 2⁻³² (see [`LENGTH_ONE`](super::LENGTH_ONE)).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are more or fewer lengths than ties.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{LENGTH_ONE, Topology};
    ///
    /// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?.with_lengths(vec![LENGTH_ONE, 3 * LENGTH_ONE])?;
    /// assert_eq!(topology.lengths().map(|lengths| lengths[1] / lengths[0]), Some(3));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn with_lengths(self, lengths: Vec<u64>) -> Result<Self, Error> {
        check_match(lengths.len(), self.tie_count(), "lengths")?;
        Ok(Self { lengths: Some(lengths), ..self })
    }

    /// Makes lengths of the weights by `rule`; [`LengthRule::Hops`] takes any lengths away.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if the rule does not fit the meaning of the weights, [`ErrorKind::Parameter`] if a length
    /// is too large or too small to be told in units of 2⁻³².
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{LengthRule, Topology, WeightKind, Weights};
    ///
    /// let weights = Weights::new(WeightKind::Strength, vec![0.25, 1.0])?;
    /// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(weights)?;
    /// let topology = topology.with_length_rule(LengthRule::Inverse)?;
    /// assert_eq!(topology.lengths().map(|lengths| lengths[0] / lengths[1]), Some(4)); // a weak tie is long
    /// assert_eq!(topology.with_length_rule(LengthRule::Hops)?.lengths(), None);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn with_length_rule(self, rule: LengthRule) -> Result<Self, Error> {
        let lengths = lengths(self.weights(), rule)?;
        Ok(Self { lengths, ..self })
    }

    /// How many nodes there are.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// assert_eq!(Topology::undirected(3, [(0, 1)])?.node_count(), 3); // one of them without ties
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn node_count(&self) -> usize {
        self.out.starts.len() - 1
    }

    /// How many ties were given, self-ties included.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// assert_eq!(Topology::undirected(3, [(0, 1), (0, 1), (2, 2)])?.tie_count(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn tie_count(&self) -> usize {
        self.ends.len()
    }

    /// How many ties join a node to itself. They stand in no row.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// let topology = Topology::undirected(3, [(0, 1), (2, 2)])?;
    /// assert_eq!((topology.self_ties(), topology.out(2).len()), (1, 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn self_ties(&self) -> usize {
        self.self_ties
    }

    /// How many arcs there are: two for a tie that holds both ways, none for a self-tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// assert_eq!(Topology::undirected(3, [(0, 1), (2, 2)])?.arc_count(), 2);
    /// assert_eq!(Topology::directed(3, [(0, 1), (2, 2)])?.arc_count(), 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn arc_count(&self) -> usize {
        self.out.arcs.len()
    }

    /// Whether every tie holds both ways. A graph without ties is undirected.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Direction, Topology};
    ///
    /// let mixed = Topology::new(3, [(0, 1, Direction::BothWays), (1, 2, Direction::OneWay)])?;
    /// assert!(!mixed.is_undirected());
    /// assert!(Topology::undirected(3, [(0, 1), (1, 2)])?.is_undirected());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_undirected(&self) -> bool {
        self.incoming.is_none()
    }

    /// Whether some node has two arcs to the same neighbour.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// assert!(Topology::undirected(2, [(0, 1), (1, 0)])?.has_parallel_ties());
    /// assert!(!Topology::directed(2, [(0, 1), (1, 0)])?.has_parallel_ties()); // there and back
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn has_parallel_ties(&self) -> bool {
        (0..self.node_count() as u32).any(|v| self.out(v).windows(2).any(|pair| pair[0].node == pair[1].node))
    }

    /// The arcs that leave `v`, sorted by neighbour, then by tie.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// let topology = Topology::directed(3, [(0, 2), (0, 1), (1, 0)])?;
    /// assert_eq!(topology.out(0).iter().map(|arc| arc.node).collect::<Vec<_>>(), [1, 2]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[inline]
    pub fn out(&self, v: u32) -> &[Arc] {
        self.out.row(v)
    }

    /// The arcs that lead to `v`, each with the node that it comes from, sorted by that node, then by tie.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// let topology = Topology::directed(3, [(0, 2), (1, 2), (2, 0)])?;
    /// assert_eq!(topology.incoming(2).iter().map(|arc| (arc.node, arc.tie)).collect::<Vec<_>>(), [(0, 0), (1, 1)]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[inline]
    pub fn incoming(&self, v: u32) -> &[Arc] {
        self.incoming.as_ref().unwrap_or(&self.out).row(v)
    }

    /// The arcs of `v` that a traversal in this sense follows.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Sense, Topology};
    ///
    /// let topology = Topology::directed(2, [(0, 1)])?;
    /// assert_eq!(topology.arcs(1, Sense::Backward), topology.incoming(1));
    /// assert!(topology.arcs(1, Sense::Forward).is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[inline]
    pub fn arcs(&self, v: u32, sense: Sense) -> &[Arc] {
        match sense {
            Sense::Forward => self.out(v),
            Sense::Backward => self.incoming(v),
        }
    }

    /// The two ends of a tie, as they were given.
    ///
    /// # Panics
    ///
    /// If there is no such tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// let topology = Topology::undirected(3, [(2, 0)])?;
    /// assert_eq!(topology.ends(0), (2, 0)); // as given, also where it holds both ways
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ends(&self, tie: u32) -> (u32, u32) {
        self.ends[tie as usize]
    }

    /// Which way a tie can be travelled.
    ///
    /// # Panics
    ///
    /// If there is no such tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Direction, Topology};
    ///
    /// assert_eq!(Topology::directed(2, [(0, 1)])?.direction(0), Direction::OneWay);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn direction(&self, tie: u32) -> Direction {
        self.directions[tie as usize]
    }

    /// All ties as they were given: (from, to, direction), in the order of their numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Direction, Topology};
    ///
    /// let topology = Topology::directed(3, [(2, 0), (0, 1)])?;
    /// let reversed = Topology::new(3, topology.ties().map(|(from, to, way)| (to, from, way)))?;
    /// assert_eq!(reversed.ties().next(), Some((0, 2, Direction::OneWay)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ties(&self) -> impl ExactSizeIterator<Item = (u32, u32, Direction)> {
        self.ends.iter().zip(&self.directions).map(|(&(a, b), &way)| (a, b, way))
    }

    /// The weights of the ties, if there are any.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    ///
    /// let topology = Topology::undirected(2, [(0, 1)])?;
    /// assert_eq!(topology.weights(), None);
    /// let topology = topology.with_weights(Weights::new(WeightKind::Count, vec![3.0])?)?;
    /// assert_eq!(topology.weights().map(Weights::values), Some(&[3.0][..]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn weights(&self) -> Option<&Weights> {
        self.weights.as_ref()
    }

    /// The lengths of the ties in units of 2⁻³²; `None` means that every tie is one hop.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    ///
    /// let topology = Topology::undirected(2, [(0, 1)])?;
    /// assert_eq!(topology.lengths(), None); // one hop
    /// assert_eq!(topology.with_lengths(vec![7])?.lengths(), Some(&[7][..]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn lengths(&self) -> Option<&[u64]> {
        self.lengths.as_deref()
    }
}

fn check_count(count: usize, what: &str) -> Result<(), Error> {
    // u32::MAX is kept free: traversals use it to say "not reached".
    if count < u32::MAX as usize {
        return Ok(());
    }
    Err(ErrorKind::Parameter(format!("{count} {what} are too many; a topology holds fewer than 2^32 - 1")).into())
}

fn check_match(count: usize, ties: usize, what: &str) -> Result<(), Error> {
    if count == ties {
        return Ok(());
    }
    Err(ErrorKind::Parameter(format!("{count} {what} were given for {ties} ties; give one for each")).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::WeightKind;
    use proptest::prelude::*;

    fn nodes(arcs: &[Arc]) -> Vec<u32> {
        arcs.iter().map(|arc| arc.node).collect()
    }

    #[test]
    fn rows_are_sorted_and_self_ties_set_aside() {
        use Direction::{BothWays, OneWay};
        let ties = [(0, 3, OneWay), (2, 2, OneWay), (0, 1, BothWays), (0, 3, OneWay), (3, 0, BothWays)];
        let topology = Topology::new(5, ties).unwrap();
        let row: Vec<_> = topology.out(0).iter().map(|arc| (arc.node, arc.tie)).collect();
        assert_eq!(row, [(1, 2), (3, 0), (3, 3), (3, 4)]);
        assert_eq!(nodes(topology.incoming(0)), [1, 3]);
        assert_eq!(nodes(topology.incoming(3)), [0, 0, 0]);
        assert!(topology.out(2).is_empty() && topology.out(4).is_empty());
        assert_eq!((topology.node_count(), topology.tie_count(), topology.self_ties()), (5, 5, 1));
        assert_eq!((topology.ends(4), topology.direction(4)), ((3, 0), BothWays));
        assert!(topology.has_parallel_ties() && !topology.is_undirected());
        assert_eq!(topology.arc_count(), 6);
    }

    #[test]
    fn a_tie_to_nowhere_is_refused() {
        let error = Topology::undirected(2, [(0, 1), (1, 2)]).unwrap_err().to_string();
        assert_eq!(error, "tie 1 joins node 1 to node 2, but the nodes are numbered below 2");
    }

    #[test]
    fn weights_and_lengths_must_match_the_ties() {
        let topology = Topology::undirected(2, [(0, 1)]).unwrap();
        let weights = Weights::new(WeightKind::Count, vec![1.0, 2.0]).unwrap();
        assert!(topology.clone().with_weights(weights).is_err());
        assert!(topology.with_lengths(vec![]).is_err());
    }

    proptest! {
        #[test]
        fn every_arc_out_is_an_arc_in(n in 1u32..9, raw in prop::collection::vec((0u32..9, 0u32..9, any::<bool>()), 0..30)) {
            let way = |both| if both { Direction::BothWays } else { Direction::OneWay };
            let topology = Topology::new(n as usize, raw.iter().map(|&(a, b, both)| (a % n, b % n, way(both)))).unwrap();
            let mut out: Vec<_> = (0..n).flat_map(|v| topology.out(v).iter().map(move |a| (v, a.node, a.tie))).collect();
            let mut back: Vec<_> = (0..n).flat_map(|v| topology.incoming(v).iter().map(move |a| (a.node, v, a.tie))).collect();
            out.sort_unstable();
            back.sort_unstable();
            prop_assert_eq!(out.len(), topology.arc_count());
            prop_assert_eq!(out, back);
        }
    }
}
