//! The rich club: whether those with many ties are tied to one another.

use serde::{Deserialize, Serialize};

use crate::graph::Topology;

/// How densely the nodes with more than so many ties are tied to one another.
///
/// φ(k) = E(k) / P(k): E(k) counts the ties among the N(k) nodes of degree above k, P(k) = N(k) (N(k) − 1) / 2 the pairs of
/// them, and twice that in a directed graph, where the degree is of ties in and out. Unit: share. *Weights* are ignored.
/// *Parallel ties* and *self-ties* count, so merge them first, or the share may exceed 1.
///
/// Who has many ties is tied to such as have many by chance alone, so φ tells little by itself: divide it by its mean over
/// random networks with the same degrees ([`Null`](super::Null)), as Colizza and others do. Above 1 there is a rich club.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::RichClub;
///
/// // A triangle, and a node hanging on each of its corners.
/// let ties = [(0, 1), (1, 2), (2, 0), (0, 3), (1, 4), (2, 5)];
/// let clubs = RichClub::all(&Topology::undirected(6, ties)?);
/// assert_eq!(clubs.iter().map(|club| (club.degree, club.nodes, club.ties)).collect::<Vec<_>>(), [(0, 6, 6), (1, 3, 3)]);
/// assert_eq!(clubs[1].coefficient, 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Colizza, Flammini, Serrano and Vespignani (2006), "Detecting rich-club ordering in complex networks", Nature Physics 2,
/// [doi:10.1038/nphys209](https://doi.org/10.1038/nphys209).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RichClub {
    /// k: the club are the nodes with more ties than this.
    pub degree: usize,
    /// How many nodes the club has.
    pub nodes: usize,
    /// How many ties there are among them.
    pub ties: usize,
    /// The share of the possible ties among them.
    pub coefficient: f64,
}

impl RichClub {
    /// The clubs above 0 ties and above each degree that a node has, as long as two nodes are in it.
    ///
    /// # Complexity
    ///
    /// O(n log n + m) time, O(n + m) space.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::RichClub;
    ///
    /// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
    /// assert_eq!(RichClub::all(&star).len(), 1); // only one node has more than one tie
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn all(topology: &Topology) -> Vec<Self> {
        let mut degrees = vec![0usize; topology.node_count()];
        for (a, b, _) in topology.ties() {
            degrees[a as usize] += 1;
            degrees[b as usize] += 1;
        }
        let mut sorted = degrees.clone();
        sorted.sort_unstable();
        // A tie is in all clubs below the lesser degree of its ends.
        let mut lesser: Vec<usize> =
            topology.ties().map(|(a, b, _)| degrees[a as usize].min(degrees[b as usize])).collect();
        lesser.sort_unstable();
        let mut steps = sorted.clone();
        steps.push(0);
        steps.sort_unstable();
        steps.dedup();
        let above = |sorted: &[usize], k: usize| sorted.len() - sorted.partition_point(|&degree| degree <= k);
        let ways = if topology.is_undirected() { 2.0 } else { 1.0 };
        let club = |degree: usize| {
            let (nodes, ties) = (above(&sorted, degree), above(&lesser, degree));
            let pairs = nodes as f64 * (nodes as f64 - 1.0) / ways;
            Self { degree, nodes, ties, coefficient: ties as f64 / pairs }
        };
        steps.into_iter().map(club).filter(|club| club.nodes > 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_looking_at_every_pair(ties in prop::collection::vec((0u32..8, 0u32..8), 0..20)) {
            let (topology, _) =
                Topology::undirected(8, ties.into_iter().filter(|t| t.0 != t.1)).unwrap().collapse().unwrap();
            let tied = |a: u32, b: u32| topology.out(a).iter().any(|arc| arc.node == b);
            for club in RichClub::all(&topology) {
                let members: Vec<u32> = (0..8).filter(|&v| topology.out(v).len() > club.degree).collect();
                let pairs: Vec<_> = members.iter().flat_map(|&a| members.iter().map(move |&b| (a, b)))
                    .filter(|(a, b)| a < b).collect();
                let share = pairs.iter().filter(|(a, b)| tied(*a, *b)).count() as f64 / pairs.len() as f64;
                prop_assert_eq!((club.nodes, club.coefficient), (members.len(), share));
            }
        }
    }

    #[test]
    fn the_karate_club_has_the_clubs_of_networkx() {
        // networkx 3.6.1, rich_club_coefficient(karate_club_graph(), normalized=False).
        let clubs = RichClub::all(&crate::measure::karate());
        let of = |degree| clubs.iter().find(|club| club.degree == degree).map(|club| club.coefficient);
        for (degree, expected) in [(0, 0.139_037_433_155_080_2), (4, 0.488_888_888_888_888_9), (9, 0.5)] {
            assert!(of(degree).is_some_and(|share| (share - expected).abs() < 1e-12), "{degree}: {clubs:?}");
        }
    }
}
