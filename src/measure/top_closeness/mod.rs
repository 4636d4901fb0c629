//! The nearest nodes alone, without a full search from all the others.

mod bounds;
mod order;
mod search;
#[cfg(test)]
mod tests;

use self::bounds::Near;
use super::Scores;
use crate::error::{Error, ErrorKind};
use crate::graph::{Sense, Topology};

/// The k nodes with the highest [`Closeness`](super::Closeness) or [`Harmonic`](super::Harmonic) centrality, exactly, found
/// by searches that stop as soon as a node cannot be among them.
///
/// C(v) = (r/(n−1)) · (r / Σ d(u, v)) over the r others u that reach v, or H(v) = Σ 1/d(u, v): definition, unit, direction
/// and the treatment of disconnected graphs are those of the two measures. *Weights:* lengths where the topology has them,
/// hops otherwise. Whoever scores as much as the k-th is told too, so there may be more than k.
///
/// # How it works
///
/// Every node gets a bound that its score cannot exceed. In an undirected graph it comes of how far the others are from up
/// to 16 *pivots* (d(u, v) ≥ |d(p, u) − d(p, v)|), the nodes that look best so far; by hops, also of how many others there
/// can be at each distance, given the neighbours of neighbours. Then nodes are searched from in the order of their bounds.
/// A search ends where what is left cannot lift the node to the k-th score found so far: of those not yet seen, no more are
/// one step further than the arcs that lead on, and all others are two steps further at least; by lengths, those next to
/// somebody reached are as far as the one reached last, and all others a tie farther. Where it is not known beforehand how
/// many others are reached, in a directed graph, the bound is the largest over all numbers that are possible.
///
/// # Complexity
///
/// O(n (n + m)) by hops and O(n (n + m) log l) by lengths at worst, as when all nodes are alike; far less where few nodes
/// are much nearer than the rest; [`TopScores::followed`] tells how many arcs. By hops, the full measure searches from 256
/// nodes at once, so that it may still win in small networks and for large k. Of email-Enron (36,692 nodes), the first 10
/// take 0.4% of the arcs of a full search and a fifth of the time, the first 100 2.4% and three quarters; of the power grid
/// (4,941 nodes) 20% and as long. By lengths the first 10 take a third of the time there, and nothing is gained in
/// wiki-Vote (7,115 nodes, directed), where 17% of the arcs are followed.
///
/// Memory: 60 n bytes and 4 per arc, by lengths 16; for each thread 8 n by hops, 60 n by lengths.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::TopCloseness;
///
/// // 0 ─── 1 ─── 2 ─── 3
/// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
/// let top = TopCloseness::new(1).run(&path)?;
/// assert_eq!(top.ranking, [(1, 0.75), (2, 0.75)]); // both are the first
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Bergamini, Borassi, Crescenzi, Marino and Meyerhenke (2019), "Computing top-k closeness centrality faster in unweighted
/// graphs", ACM Transactions on Knowledge Discovery from Data 13(5),
/// [doi:10.1145/3344719](https://doi.org/10.1145/3344719).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TopCloseness {
    first: usize,
    sense: Sense,
    near: Near,
}

/// The nearest nodes, and what it took to find them.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::TopCloseness;
///
/// let star = Topology::undirected(50, (1..50).map(|v| (0, v)))?;
/// let top = TopCloseness::new(1).run(&star)?;
/// assert_eq!((top.ranking[0].0, top.ranking.len()), (0, 1));
/// assert!(top.searched < 50 && top.followed < 1_000); // the leaves need no search to the end
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TopScores {
    /// The nodes with their scores, the highest first, equals by number: as many as were asked for, and all that score as
    /// much as the last of them.
    pub ranking: Vec<(u32, f64)>,
    /// How many nodes were searched from, to the end or not.
    pub searched: u64,
    /// How many arcs were followed; a full search from all nodes follows n times the arcs of their components.
    pub followed: u64,
}

impl TopCloseness {
    /// The first `first` nodes by closeness, by the distances to them.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Closeness, TopCloseness};
    ///
    /// let tree = Topology::undirected(7, [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (2, 6)])?;
    /// let all = Closeness::new().run(&tree)?;
    /// let (best, score) = TopCloseness::new(1).run(&tree)?.ranking[0];
    /// assert_eq!((best, Some(score)), (all.ranking()[0], all.maximum()));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn new(first: usize) -> Self {
        Self { first, sense: Sense::Backward, near: Near::Closeness }
    }

    /// The first `first` nodes by harmonic centrality, not normalised.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::TopCloseness;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(TopCloseness::harmonic(1).run(&path)?.ranking, [(1, 2.0)]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const fn harmonic(first: usize) -> Self {
        Self { first, sense: Sense::Backward, near: Near::Harmonic }
    }

    /// Whether distances lead from the node (forward) or to it (backward). The default is backward.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Sense, Topology};
    /// use proxeny::measure::TopCloseness;
    ///
    /// // 0 ──> 1 ──> 2
    /// let chain = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let first = |sense| TopCloseness::new(1).sense(sense).run(&chain).map(|top| top.ranking[0].0);
    /// assert_eq!((first(Sense::Forward)?, first(Sense::Backward)?), (0, 2));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub const fn sense(self, sense: Sense) -> Self {
        Self { sense, ..self }
    }

    /// Finds them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if none was asked for, or if ties of length 0 make a score infinite.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::TopCloseness;
    ///
    /// let pair = Topology::undirected(2, [(0, 1)])?;
    /// assert_eq!(TopCloseness::new(5).run(&pair)?.ranking, [(0, 1.0), (1, 1.0)]);
    /// assert!(TopCloseness::new(0).run(&pair).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<TopScores, Error> {
        if self.first == 0 {
            return Err(ErrorKind::Parameter("0 nodes were asked for; ask for 1 or more".into()).into());
        }
        let found = order::first(topology, self.sense, self.near, self.first);
        if let Some(v) = found.ranking.iter().filter(|(_, score)| score.is_infinite()).map(|(v, _)| *v).min() {
            let of = if self.near == Near::Closeness { "all the nodes that it is joined to" } else { "another node" };
            let problem = format!(
                "the score of node {v} is infinite: it is at distance 0 from {of}; count hops, or lower the strengths of 1"
            );
            return Err(ErrorKind::Parameter(problem).into());
        }
        Ok(found)
    }

    /// The scores of the nodes found, divided by `unit`; the others have none.
    pub(super) fn scores(&self, topology: &Topology, unit: f64) -> Result<Scores, Error> {
        let mut values = vec![f64::NAN; topology.node_count()];
        for (v, score) in self.run(topology)?.ranking {
            values[v as usize] = score / unit;
        }
        Ok(Scores::new(values))
    }
}
