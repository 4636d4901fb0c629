//! The k best loopless routes from one node to another: Yen's algorithm on integer lengths.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::spur::{Bounds, Cost, Ground, Search, Spur};
use super::topology::{Arc, Topology};
use crate::error::{Error, ErrorKind};

/// The most routes that can be asked for at once.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{MOST_ROUTES, Topology, Yen};
///
/// let topology = Topology::undirected(2, [(0, 1)])?;
/// assert!(Yen::default().count(MOST_ROUTES).run(&topology, 0, 1).is_ok());
/// assert!(Yen::default().count(MOST_ROUTES + 1).run(&topology, 0, 1).is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const MOST_ROUTES: usize = 10_000;

/// The k best routes that pass no node twice.
///
/// Routes are told apart by their ties: two parallel ties make two routes. Shorter is better; among routes of equal
/// length fewer ties are, and then the sequence of (node, tie) that comes first, so that the order never depends on
/// chance. Lengths are the topology's integers, summed in u128, so equal routes are equal whatever the order of
/// addition; a topology without lengths has ties of length 1. Ties of length 0 are allowed. From a node to itself there
/// is no route.
///
/// The set of routes is divided as by Lawler, so that none is found twice, and a part of it is searched only once its
/// lower bound is the least of all; the bounds, from one search of the whole graph, also guide every other search. Under a
/// limit of ties a search keeps, for every node, each pair of length and number of ties that no other pair beats in both:
/// a longer way with fewer ties may be the only one that still fits.
///
/// # Complexity
///
/// One search of the whole graph and at most k·h more, for k routes of up to h ties, each in O(a log a) time for the a
/// arcs that it meets, or O(H² a log a) under a limit of H ties; O(n + a) space, H times as much under a limit, and O(k h) for the routes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, Yen};
///
/// // 0 ─1─ 1 ─1─ 3, 0 ─2─ 3, 0 ─1─ 2 ─4─ 3
/// let topology = Topology::undirected(4, [(0, 1), (1, 3), (0, 3), (0, 2), (2, 3)])?;
/// let topology = topology.with_lengths(vec![1, 1, 2, 1, 4])?;
/// let routes = Yen::default().count(3).run(&topology, 0, 3)?;
/// let nodes: Vec<_> = routes.iter().map(|route| (route.length, &route.nodes[..])).collect();
/// assert_eq!(nodes, [(2, &[0, 3][..]), (2, &[0, 1, 3][..]), (5, &[0, 2, 3][..])]);
/// assert_eq!(Yen::default().most_ties(1).run(&topology, 0, 3)?.len(), 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Yen (1971), "Finding the k shortest loopless paths in a network", Management Science 17(11),
/// [doi:10.1287/mnsc.17.11.712](https://doi.org/10.1287/mnsc.17.11.712). Lawler (1972), "A procedure for computing the
/// k best solutions to discrete optimization problems and its application to the shortest path problem", Management
/// Science 18(7), [doi:10.1287/mnsc.18.7.401](https://doi.org/10.1287/mnsc.18.7.401).
#[derive(Clone, Debug)]
pub struct Yen<'a> {
    count: usize,
    most_ties: Option<u32>,
    relays: Option<&'a [bool]>,
    open: Option<&'a [bool]>,
}

impl Default for Yen<'_> {
    fn default() -> Self {
        Self { count: 5, most_ties: None, relays: None, open: None }
    }
}

/// A route that passes no node twice.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, Yen};
///
/// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?.with_lengths(vec![4, 3])?;
/// let best = &Yen::default().run(&topology, 0, 2)?[0];
/// assert_eq!((best.length, &best.nodes[..], &best.ties[..]), (7, &[0, 1, 2][..], &[0, 1][..]));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Path {
    /// Sum of the lengths of its ties.
    pub length: u128,
    /// Its nodes, both ends included.
    pub nodes: Vec<u32>,
    /// Its ties, one fewer than nodes.
    pub ties: Vec<u32>,
}

impl<'a> Yen<'a> {
    /// How many routes to find, up to [`MOST_ROUTES`]. The default is 5.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, Yen};
    ///
    /// let square = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (3, 0)])?;
    /// assert_eq!(Yen::default().count(1).run(&square, 0, 2)?.len(), 1);
    /// assert_eq!(Yen::default().count(9).run(&square, 0, 2)?.len(), 2); // there are no more
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn count(self, count: usize) -> Self {
        Self { count, ..self }
    }

    /// The most ties on a route. The default is any number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, Yen};
    ///
    /// // 0 ─1─ 1 ─1─ 2, and 0 ─9─ 2
    /// let topology = Topology::undirected(3, [(0, 1), (1, 2), (0, 2)])?.with_lengths(vec![1, 1, 9])?;
    /// let routes = Yen::default().most_ties(1).run(&topology, 0, 2)?;
    /// assert_eq!(routes.iter().map(|route| route.length).collect::<Vec<_>>(), [9]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn most_ties(self, most: u32) -> Self {
        Self { most_ties: Some(most), ..self }
    }

    /// By node, whether a route may pass through it; its two ends always may be its ends. The default is all.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, Yen};
    ///
    /// // 0 ─── 1 ─── 3, 0 ─── 2 ─── 3: node 1 is a foreign city, which opens no doors
    /// let topology = Topology::undirected(4, [(0, 1), (1, 3), (0, 2), (2, 3)])?;
    /// let routes = Yen::default().relays(&[true, false, true, true]).run(&topology, 0, 3)?;
    /// assert_eq!(routes.iter().map(|route| route.nodes[1]).collect::<Vec<_>>(), [2]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn relays(self, relays: &'a [bool]) -> Self {
        Self { relays: Some(relays), ..self }
    }

    /// By tie, whether a route may use it. The default is all.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, Yen};
    ///
    /// let square = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (3, 0)])?;
    /// let routes = Yen::default().open(&[true, true, false, true]).run(&square, 0, 2)?;
    /// assert_eq!(routes.iter().map(|route| &route.ties[..]).collect::<Vec<_>>(), [[0, 1]]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn open(self, open: &'a [bool]) -> Self {
        Self { open: Some(open), ..self }
    }

    /// Finds the routes from `source` to `target` along the ties, the best first; fewer than asked for if there are no
    /// more, none if there is no way.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if no route or more than [`MOST_ROUTES`] are asked for, if there is no such node, or if
    /// there is not one word for each node or tie on whether it may be used.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, Yen};
    ///
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Yen::default().run(&topology, 0, 2)?[0].nodes, [0, 1, 2]);
    /// assert!(Yen::default().run(&topology, 2, 0)?.is_empty()); // against the ties
    /// assert!(Yen::default().run(&topology, 0, 7).is_err()); // no such node
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology, source: u32, target: u32) -> Result<Vec<Path>, Error> {
        self.check(topology, source.max(target))?;
        if source == target {
            return Ok(Vec::new());
        }
        // A route passes each node once, so a limit that large is none.
        let most = self.most_ties.filter(|most| (*most as usize) < topology.node_count().saturating_sub(1));
        let ground = Ground { topology, open: self.open, relays: self.relays, source, target, most };
        let routes = Division::new(&ground).best(self.count);
        Ok(routes.into_iter().map(|route| route.into_path(source)).collect())
    }

    fn check(&self, topology: &Topology, node: u32) -> Result<(), Error> {
        let (nodes, ties) = (topology.node_count(), topology.tie_count());
        let problem = if self.count == 0 || self.count > MOST_ROUTES {
            format!("{} routes are asked for; ask for 1 to {MOST_ROUTES}", self.count)
        } else if node as usize >= nodes {
            format!("there is no node {node}; the nodes are numbered below {nodes}")
        } else if self.relays.is_some_and(|relays| relays.len() != nodes) {
            format!("say for each of the {nodes} nodes whether a route may pass through it")
        } else if self.open.is_some_and(|open| open.len() != ties) {
            format!("say for each of the {ties} ties whether a route may use it")
        } else {
            return Ok(());
        };
        Err(ErrorKind::Parameter(problem).into())
    }
}

/// A part of the set of routes: those that begin like a route already found, up to a node where they leave it by none of
/// the banned arcs. Compared by its lower bound first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    bound: Cost,
    parent: usize,
    kept: usize,
    banned: Vec<Arc>,
}

/// The best route of a part. Compared by cost, then by its arcs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    cost: Cost,
    arcs: Vec<Arc>,
    kept: usize,
    banned: Vec<Arc>,
}

impl Found {
    fn into_path(self, source: u32) -> Path {
        let nodes = std::iter::once(source).chain(self.arcs.iter().map(|arc| arc.node)).collect();
        Path { length: self.cost.0, nodes, ties: self.arcs.iter().map(|arc| arc.tie).collect() }
    }
}

/// All routes, divided into those taken, those found, and the parts not searched yet.
struct Division<'a> {
    ground: &'a Ground<'a>,
    bounds: Bounds,
    search: Search,
    taken: Vec<Found>,
    found: BTreeSet<Found>,
    parts: BinaryHeap<Reverse<Part>>,
}

impl<'a> Division<'a> {
    fn new(ground: &'a Ground<'a>) -> Self {
        let (bounds, search) = (Bounds::new(ground), Search::new(ground));
        Self { ground, bounds, search, taken: Vec::new(), found: BTreeSet::new(), parts: BinaryHeap::new() }
    }

    fn best(mut self, count: usize) -> Vec<Found> {
        self.divide(0, 0, Vec::new());
        while self.taken.len() < count {
            let least = self.found.first().map(|found| found.cost);
            // A part that may hold an equal route must be searched first: names decide between equals.
            let next = self.parts.peek().is_some_and(|Reverse(part)| least.is_none_or(|least| part.bound <= least));
            if next {
                let Reverse(part) = self.parts.pop().expect("invariant: it was there to be looked at");
                let found = self.searched(part);
                self.found.extend(found);
                if self.found.len() > count - self.taken.len() {
                    self.found.pop_last();
                }
            } else if let Some(found) = self.found.pop_first() {
                self.take(found);
            } else {
                break;
            }
        }
        self.taken
    }

    /// Takes a route and divides the part that it was the best of: by where the others leave it.
    fn take(&mut self, found: Found) {
        let (parent, kept, arcs) = (self.taken.len(), found.kept, found.arcs.clone());
        self.taken.push(found);
        for (at, arc) in arcs.iter().enumerate().skip(kept) {
            let mut banned = if at == kept { self.taken[parent].banned.clone() } else { Vec::new() };
            banned.push(*arc);
            self.divide(parent, at, banned);
        }
    }

    fn root(&self, parent: usize, kept: usize) -> &[Arc] {
        self.taken.get(parent).map_or(&[], |route| &route.arcs[..kept])
    }

    /// Puts a part aside to be searched, unless it is plain that nothing is in it.
    fn divide(&mut self, parent: usize, kept: usize, banned: Vec<Arc>) {
        let root = self.root(parent, kept);
        let spur = root.last().map_or(self.ground.source, |arc| arc.node);
        let (length, ties) = self.ground.cost(root);
        let Some(left) = self.ground.budget(kept).checked_sub(1) else { return };
        let allowed = |arc: &&Arc| {
            self.ground.is_open(arc.tie) && !banned.contains(arc) && root.iter().all(|past| past.node != arc.node)
        };
        let ahead = self.ground.topology.out(spur).iter().filter(allowed).filter_map(|arc| {
            let (rest, more) = self.bounds.least(arc.node, left)?;
            Some((length + self.ground.length(arc.tie) + rest, ties + 1 + more))
        });
        if let Some(bound) = ahead.min() {
            self.parts.push(Reverse(Part { bound, parent, kept, banned }));
        }
    }

    fn searched(&mut self, part: Part) -> Option<Found> {
        let Part { parent, kept, banned, .. } = part;
        let mut arcs = self.root(parent, kept).to_vec();
        let spur = arcs.last().map_or(self.ground.source, |arc| arc.node);
        let past = arcs.iter().map(|arc| arc.node).chain([self.ground.source]);
        past.clone().for_each(|node| self.search.blocked[node as usize] = true);
        let way = Spur { node: spur, banned: &banned, budget: self.ground.budget(kept) };
        let rest = self.search.run(self.ground, &self.bounds, &way);
        past.for_each(|node| self.search.blocked[node as usize] = false);
        arcs.extend(rest?);
        Some(Found { cost: self.ground.cost(&arcs), arcs, kept, banned })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_ties_make_two_routes() {
        let topology = Topology::directed(3, [(0, 1), (1, 2), (0, 1)]).unwrap();
        let routes = Yen::default().run(&topology, 0, 2).unwrap();
        let ties: Vec<_> = routes.iter().map(|route| route.ties.clone()).collect();
        assert_eq!(ties, [[0, 1], [2, 1]]);
    }

    #[test]
    fn a_longer_way_with_fewer_ties_is_kept_under_a_limit() {
        // 0 ─1─ 1 ─1─ 2 ─1─ 3, and 1 ─9─ 3: with two ties only 0, 1, 3 is left.
        let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (1, 3)]).unwrap();
        let topology = topology.with_lengths(vec![1, 1, 1, 9]).unwrap();
        let routes = Yen::default().most_ties(2).run(&topology, 0, 3).unwrap();
        assert_eq!(routes.len(), 1);
        assert_eq!((routes[0].length, &routes[0].nodes[..]), (10, &[0, 1, 3][..]));
        assert!(Yen::default().most_ties(0).run(&topology, 0, 3).unwrap().is_empty());
    }

    #[test]
    fn the_ends_need_not_relay_and_others_must() {
        let topology = Topology::undirected(4, [(0, 1), (1, 3), (0, 2), (2, 3)]).unwrap();
        let routes = Yen::default().relays(&[false, true, false, false]).run(&topology, 0, 3).unwrap();
        assert_eq!(routes.iter().map(|route| route.nodes.clone()).collect::<Vec<_>>(), [[0, 1, 3]]);
        let routes = Yen::default().open(&[true, false, true, true]).run(&topology, 0, 3).unwrap();
        assert_eq!(routes.iter().map(|route| route.nodes.clone()).collect::<Vec<_>>(), [[0, 2, 3]]);
    }

    #[test]
    fn certain_ties_have_length_zero_and_fewer_of_them_win() {
        let topology = Topology::undirected(3, [(0, 1), (1, 2), (0, 2)]).unwrap().with_lengths(vec![0; 3]).unwrap();
        let routes = Yen::default().run(&topology, 0, 2).unwrap();
        assert_eq!(routes.iter().map(|route| route.ties.len()).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn the_longest_lengths_do_not_overflow() {
        let topology = Topology::directed(4, [(0, 1), (1, 2), (2, 3)]).unwrap();
        let topology = topology.with_lengths(vec![u64::MAX; 3]).unwrap();
        assert_eq!(Yen::default().run(&topology, 0, 3).unwrap()[0].length, 3 * u128::from(u64::MAX));
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let topology = Topology::undirected(2, [(0, 1)]).unwrap();
        let error = |yen: Yen, to: u32| yen.run(&topology, 0, to).unwrap_err().to_string();
        assert_eq!(error(Yen::default().count(0), 1), "0 routes are asked for; ask for 1 to 10000");
        assert!(error(Yen::default().count(MOST_ROUTES + 1), 1).contains("ask for 1 to"));
        assert!(error(Yen::default(), 2).contains("no node 2"));
        assert!(error(Yen::default().relays(&[true]), 1).contains("each of the 2 nodes"));
        assert!(error(Yen::default().open(&[]), 1).contains("each of the 1 ties"));
        assert!(Yen::default().run(&topology, 1, 1).unwrap().is_empty());
    }
}
