//! Extent: how far apart the farthest are, found without all distances.

use super::components::weak;
use super::shortest::Dijkstra;
use super::topology::{Sense, Topology};
use super::traverse::Bfs;
use super::weights::LENGTH_ONE;

/// The diameter and the radius of an undirected graph, found by bounding eccentricities.
///
/// The eccentricity of a node is the distance to the node farthest from it. A search from v gives bounds for every other
/// node w of its component, by the triangle inequality: e(w) is at least d(v, w) and e(v) − d(v, w), and at most
/// e(v) + d(v, w). Searches go on, from nodes of the greatest upper and of the least lower bound in turn, until nobody
/// can change the result. Distances are lengths where the topology has them, steps otherwise.
///
/// # Complexity
///
/// O(k (n + m)) time for k searches, O(k (n + m) log m) by lengths; O(n + m) space. Few searches are enough for most real
/// networks; where all nodes are much alike, as on a circle, it may take n, and
/// [`Distances`](super::Distances) is faster: that is what `most` is for.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Extent, Topology};
///
/// // 0 ─── 1 ─── 2 ─── 3
/// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
/// let extent = Extent::of(&path, usize::MAX).unwrap();
/// assert_eq!((extent.diameter, extent.radius), (3.0, Some(2.0)));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Takes and Kosters (2013), "Computing the eccentricity distribution of large graphs", Algorithms 6(1),
/// [doi:10.3390/a6010100](https://doi.org/10.3390/a6010100).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Extent {
    /// The greatest distance between two nodes that are connected.
    pub diameter: f64,
    /// The least eccentricity; `None` if the graph is not connected.
    pub radius: Option<f64>,
}

impl Extent {
    /// Bounds eccentricities with `most` searches or fewer; `None` if these were not enough, if there are no nodes, or if
    /// the graph is directed.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Extent, Topology};
    ///
    /// let circle = Topology::undirected(100, (0..100).map(|v| (v, (v + 1) % 100)))?;
    /// assert_eq!(Extent::of(&circle, 10), None);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology, most: usize) -> Option<Self> {
        if !topology.is_undirected() || topology.node_count() == 0 {
            return None;
        }
        let components = weak(topology);
        let mut members = vec![Vec::new(); components.count];
        components.labels.iter().zip(0..).for_each(|(&label, v)| members[label as usize].push(v));
        // What is large comes first: smaller components seldom matter once its diameter is known.
        members.sort_by_key(|nodes| std::cmp::Reverse(nodes.len()));
        let connected = components.count == 1;
        let mut bounds = Bounds::new(topology, connected, most);
        for nodes in members {
            // So few nodes cannot be more steps apart.
            let small = topology.lengths().is_none() && (nodes.len() as u128) <= bounds.greatest + 1;
            if connected || !small {
                bounds.narrow(nodes)?;
            }
        }
        let one = if topology.lengths().is_some() { LENGTH_ONE as f64 } else { 1.0 };
        let radius = connected.then_some(bounds.least as f64 / one);
        Some(Self { diameter: bounds.greatest as f64 / one, radius })
    }
}

/// What is known of eccentricities.
struct Bounds<'a> {
    topology: &'a Topology,
    lower: Vec<u128>,
    upper: Vec<u128>,
    /// The greatest eccentricity is no less than the one, the least no more than the other.
    greatest: u128,
    least: u128,
    radius_wanted: bool,
    /// How many more searches may be done.
    left: usize,
    steps: Bfs,
    lengths: Dijkstra,
}

impl<'a> Bounds<'a> {
    fn new(topology: &'a Topology, radius_wanted: bool, left: usize) -> Self {
        let nodes = topology.node_count();
        let (steps, lengths) = (Bfs::default(), Dijkstra::default());
        let (lower, upper) = (vec![0; nodes], vec![u128::MAX; nodes]);
        Self { topology, lower, upper, greatest: 0, least: u128::MAX, radius_wanted, left, steps, lengths }
    }

    /// Searches from nodes of a component until none of them can change the result; `None` if it takes too many searches.
    fn narrow(&mut self, mut open: Vec<u32>) -> Option<()> {
        if open.len() == 1 {
            self.least = 0;
            return Some(());
        }
        let mut searches = 0;
        while !open.is_empty() {
            self.left = self.left.checked_sub(1)?;
            let degree = |v: &&u32| self.topology.out(**v).len();
            // Of equals the one with more ties is likelier to be in the middle, and to narrow more.
            let chosen = if searches % 2 == 0 && self.radius_wanted || searches == 0 {
                open.iter().min_by_key(|v| (self.lower[**v as usize], std::cmp::Reverse(degree(v)), **v))
            } else {
                open.iter().max_by_key(|v| (self.upper[**v as usize], degree(v), std::cmp::Reverse(**v)))
            };
            self.search(*chosen?);
            searches += 1;
            open.retain(|&v| {
                let (low, high) = (self.lower[v as usize], self.upper[v as usize]);
                high > self.greatest || self.radius_wanted && low < self.least
            });
        }
        Some(())
    }

    fn search(&mut self, v: u32) {
        if self.topology.lengths().is_some() {
            let mut search = std::mem::take(&mut self.lengths);
            search.run(self.topology, v, Sense::Forward);
            self.learn(search.order().iter().filter_map(|&w| Some((w, search.distance(w)?))));
            self.lengths = search;
        } else {
            let mut search = std::mem::take(&mut self.steps);
            search.run(self.topology, v, Sense::Forward);
            self.learn(search.order().iter().map(|&w| (w, u128::from(search.distances()[w as usize]))));
            self.steps = search;
        }
    }

    /// Narrows the bounds by what a search has found, nearest nodes first.
    fn learn(&mut self, found: impl Iterator<Item = (u32, u128)> + Clone) {
        let eccentricity = found.clone().last().map_or(0, |(_, distance)| distance);
        for (w, distance) in found {
            let (low, high) = (&mut self.lower[w as usize], &mut self.upper[w as usize]);
            *low = (*low).max(distance).max(eccentricity - distance);
            *high = (*high).min(eccentricity + distance);
            // Its source is at distance 0, so its two bounds become one.
            self.greatest = self.greatest.max(*low);
            self.least = self.least.min(*high);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Distances;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bounds_meet_all_distances(
            n in 1usize..40,
            raw in prop::collection::vec((0usize..40, 0usize..40, 0u64..4), 0..70),
            by_lengths: bool,
        ) {
            let ties = raw.iter().map(|t| ((t.0 % n) as u32, (t.1 % n) as u32));
            let mut topology = Topology::undirected(n, ties).unwrap();
            if by_lengths {
                topology = topology.with_lengths(raw.iter().map(|t| t.2 * LENGTH_ONE).collect()).unwrap();
            }
            let all = Distances::of(&topology, Sense::Forward);
            let far = |v| all.farthest(v);
            let extent = Extent::of(&topology, usize::MAX).unwrap();
            prop_assert_eq!(extent.diameter, (0..n as u32).map(far).fold(0.0, f64::max));
            let connected = all.reached(0) as usize + 1 == n;
            prop_assert_eq!(extent.radius, connected.then(|| (0..n as u32).map(far).fold(f64::INFINITY, f64::min)));
        }
    }

    #[test]
    fn few_searches_are_enough_where_there_is_a_middle() {
        // Forty paths of ten ties from one node.
        let ties =
            (0..40u32).flat_map(|arm| (0..10).map(move |i| (if i == 0 { 0 } else { arm * 10 + i }, arm * 10 + i + 1)));
        let spider = Topology::undirected(401, ties).unwrap();
        let extent = Extent::of(&spider, 5).unwrap();
        assert_eq!((extent.diameter, extent.radius), (20.0, Some(10.0)));
    }

    #[test]
    fn what_is_not_defined_has_no_extent() {
        assert_eq!(Extent::of(&Topology::undirected(0, []).unwrap(), 9), None);
        assert_eq!(Extent::of(&Topology::directed(2, [(0, 1)]).unwrap(), 9), None);
        let apart = Topology::undirected(3, [(0, 1)]).unwrap();
        assert_eq!(Extent::of(&apart, 9), Some(Extent { diameter: 1.0, radius: None }));
        // A hundred more pairs take no searches.
        let pairs = Topology::undirected(203, (0..100).map(|v| (2 * v, 2 * v + 1)).chain([(200, 201), (201, 202)]));
        assert_eq!(Extent::of(&pairs.unwrap(), 3), Some(Extent { diameter: 2.0, radius: None }));
    }
}
