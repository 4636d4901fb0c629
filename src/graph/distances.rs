//! All shortest distances, summed up node by node: what closeness, harmonic centrality and eccentricity are made of.

use std::ops::{Add, Range};

use super::ascending::{Ascending, Bits};
use super::compact::Compact;
use super::many::{Batch, MOST, Many, Tally, by_balls};
use super::parallel::map_reduce;
use super::topology::{Sense, Topology};
use super::twins::Twins;
use super::weights::LENGTH_ONE;

/// Nodes per piece of parallel work where they are searched from one by one.
const CHUNK: usize = 64;

/// The shortest distances from each node to all others, or to each node from all others, summed up.
///
/// Distances are steps, or lengths where the topology has them; parallel ties count by the shortest. Who cannot be
/// reached is left out of every sum.
///
/// Steps are counted from up to 256 sources at once, one bit each; of twins, nodes with the same neighbours in an
/// undirected graph, one is searched for all. Lengths are added up by Dijkstra's algorithm, source by source. Everything
/// but the sum of inverses is exact.
///
/// # Complexity
///
/// By steps O(n (n + m) d / 256) time at most, where d is how many steps apart the farthest are, but never more than
/// O(n (n + m)); by lengths O(n (n + m) log l), where l is how far apart the farthest are in units of the lengths. On all
/// threads. O(n + m) space, and for each thread 200 bytes per node by steps, O(n + m) by lengths.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Distances, Sense, Topology};
///
/// // 0 ──> 1 ──> 2
/// let chain = Topology::directed(3, [(0, 1), (1, 2)])?;
/// let from = Distances::of(&chain, Sense::Forward);
/// assert_eq!((from.reached(0), from.sum(0), from.farthest(0), from.inverses(0)), (2, 3.0, 2.0, 1.5));
/// let to = Distances::of(&chain, Sense::Backward);
/// assert_eq!((to.reached(0), to.sum(2)), (0, 3.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Then et al. (2014), "The more the merrier: efficient multi-source graph traversal", Proceedings of the VLDB Endowment
/// 8(4), [doi:10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507).
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    sense: Sense,
    nodes: Vec<Node>,
    /// What a distance of 1 is in the units of the sums.
    one: u64,
}

/// What is told of one node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Node {
    reached: u32,
    farthest: u128,
    sum: u128,
    inverses: f64,
}

impl Distances {
    /// All distances: from each node to the others (forward), or to each node from the others (backward).
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Distances, Sense, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let (from, to) = (Distances::of(&topology, Sense::Forward), Distances::of(&topology, Sense::Backward));
    /// assert_ne!(from, to); // 0 reaches everybody, and nobody reaches it
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology, sense: Sense) -> Self {
        let (nodes, one) = match topology.lengths() {
            Some(lengths) => (by_lengths(topology, lengths, sense), LENGTH_ONE),
            None => (by_steps(topology, sense), 1),
        };
        Self { sense, nodes, one }
    }

    /// Whether distances lead from a node (forward) or to it (backward).
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Distances, Sense, Topology};
    /// let pair = Topology::undirected(2, [(0, 1)])?;
    /// assert_eq!(Distances::of(&pair, Sense::Forward).sense(), Sense::Forward);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sense(&self) -> Sense {
        self.sense
    }

    /// How many nodes there are.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Distances, Sense, Topology};
    /// let pair = Topology::undirected(2, [(0, 1)])?;
    /// assert_eq!(Distances::of(&pair, Sense::Forward).node_count(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// How many others `v` reaches, or is reached by.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Distances, Sense, Topology};
    /// let topology = Topology::undirected(3, [(0, 1)])?;
    /// let distances = Distances::of(&topology, Sense::Forward);
    /// assert_eq!((distances.reached(0), distances.reached(2)), (1, 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn reached(&self, v: u32) -> u32 {
        self.nodes[v as usize].reached
    }

    /// The sum of their distances.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Distances, LENGTH_ONE, Sense, Topology};
    /// // 0 ─½─ 1 ─2─ 2
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?.with_lengths(vec![LENGTH_ONE / 2, 2 * LENGTH_ONE])?;
    /// assert_eq!(Distances::of(&path, Sense::Forward).sum(0), 3.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sum(&self, v: u32) -> f64 {
        self.told(self.nodes[v as usize].sum)
    }

    /// The greatest of their distances, 0 without others.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Distances, Sense, Topology};
    /// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
    /// assert_eq!(Distances::of(&path, Sense::Forward).farthest(1), 2.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn farthest(&self, v: u32) -> f64 {
        self.told(self.nodes[v as usize].farthest)
    }

    /// The sum of their inverse distances; infinite if one of them is at distance 0.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use proxeny::graph::{Distances, Sense, Topology};
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Distances::of(&path, Sense::Forward).inverses(0), 1.5);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn inverses(&self, v: u32) -> f64 {
        self.nodes[v as usize].inverses
    }

    fn told(&self, distance: u128) -> f64 {
        distance as f64 / self.one as f64
    }
}

fn by_steps(topology: &Topology, sense: Sense) -> Vec<Node> {
    let nodes = topology.node_count();
    let twins = if topology.is_undirected() { Twins::of(topology) } else { Twins::none(nodes) };
    let graph = Compact::among(topology, |v| twins.sizes[v as usize] > 0);
    // The searches tell of the distances that end at a node.
    let along = sense.reversed();
    let batches = batches(&graph, &twins);
    let mut found = vec![Node::default(); nodes];
    let search = |many: &mut Many, range: Range<usize>| -> Vec<(usize, Vec<Tally>)> {
        range.map(|i| (i, many.run(&graph, along, &batches[i].1))).collect()
    };
    map_reduce(batches.len(), 1, Many::default, search, |part| {
        for (i, tallies) in part {
            let (times, batch) = &batches[i];
            for (v, tally) in batch.part.clone().zip(tallies) {
                found[graph.nodes()[v as usize] as usize].add(&tally, *times);
            }
        }
    });
    for v in 0..nodes {
        if twins.sizes[v] > 1 && twins.apart[v] > 0 {
            let steps = u32::from(twins.apart[v]);
            let inverse = 1.0 / f64::from(steps);
            let twin = Tally { count: 1, farthest: steps, sum: u64::from(steps), inverse };
            found[v].add(&twin, twins.sizes[v] - 1);
        }
        // Whoever stands for others has the lowest number of them.
        found[v] = found[twins.first[v] as usize];
    }
    found
}

impl Node {
    /// Adds what is told of some sources, each of which stands for so many.
    fn add(&mut self, tally: &Tally, times: u32) {
        self.reached += tally.count * times;
        self.farthest = self.farthest.max(u128::from(tally.farthest));
        self.sum += u128::from(tally.sum) * u128::from(times);
        self.inverses += tally.inverse * f64::from(times);
    }
}

/// What is searched from together, and for how many twins each source stands: a power of two, so that who stands for
/// five is searched from twice, once for four and once for one.
fn batches(graph: &Compact, twins: &Twins) -> Vec<(u32, Batch)> {
    let order = by_balls(graph);
    let size = |v: u32| twins.sizes[graph.nodes()[v as usize] as usize];
    let mut batches = Vec::new();
    // The order goes through one part after the other.
    let mut rest = &order[..];
    for part in graph.parts() {
        let (here, after) = rest.split_at(part.len());
        rest = after;
        let most = here.iter().map(|&v| size(v)).max().unwrap_or(0);
        for times in (0..u32::BITS).map(|power| 1 << power).take_while(|&times| times <= most) {
            let sources: Vec<u32> = here.iter().copied().filter(|&v| size(v) & times > 0).collect();
            let batch = |sources: &[u32]| (times, Batch { part: part.clone(), sources: sources.to_vec() });
            batches.extend(sources.chunks(MOST).map(batch));
        }
    }
    batches
}

fn by_lengths(topology: &Topology, lengths: &[u64], sense: Sense) -> Vec<Node> {
    let graph = Compact::of(topology);
    let arcs = Costs::of(topology, lengths, &graph, sense);
    let longest = u128::from(arcs.lengths.iter().copied().max().unwrap_or(0)) * graph.node_count() as u128;
    if longest < u128::from(u64::MAX) { each::<u64>(&graph, &arcs) } else { each::<u128>(&graph, &arcs) }
}

fn each<D: Distance>(graph: &Compact, arcs: &Costs) -> Vec<Node> {
    let nodes = graph.node_count();
    let mut found = vec![Node::default(); nodes];
    let part = |search: &mut Nearest<D>, range: Range<usize>| -> Vec<(usize, Node)> {
        range.map(|v| (v, search.run(arcs, v as u32))).collect()
    };
    map_reduce(
        nodes,
        CHUNK,
        || Nearest::new(nodes),
        part,
        |part| {
            for (v, node) in part {
                found[graph.nodes()[v] as usize] = node;
            }
        },
    );
    found
}

/// Neighbours with the length of the shortest tie to each.
pub(crate) struct Costs {
    starts: Vec<usize>,
    heads: Vec<u32>,
    lengths: Vec<u64>,
}

impl Costs {
    pub(crate) fn of(topology: &Topology, lengths: &[u64], graph: &Compact, sense: Sense) -> Self {
        let mut places = vec![0; topology.node_count()];
        graph.nodes().iter().zip(0..).for_each(|(&v, place)| places[v as usize] = place);
        let mut costs = Self { starts: vec![0], heads: Vec::new(), lengths: Vec::new() };
        for &v in graph.nodes() {
            for parallel in topology.arcs(v, sense).chunk_by(|a, b| a.node == b.node) {
                costs.heads.push(places[parallel[0].node as usize]);
                costs.lengths.extend(parallel.iter().map(|arc| lengths[arc.tie as usize]).min());
            }
            costs.starts.push(costs.heads.len());
        }
        costs
    }

    /// The neighbours of a node, each with the length of the way there.
    #[inline]
    pub(crate) fn row(&self, v: u32) -> impl Iterator<Item = (u32, u64)> + Clone {
        let row = self.starts[v as usize]..self.starts[v as usize + 1];
        self.heads[row.clone()].iter().copied().zip(self.lengths[row].iter().copied())
    }
}

/// A whole number that holds the longest distance.
trait Distance: Bits + Send + Add<Output = Self> + From<u64> + Into<u128> {
    const UNREACHED: Self;
}

impl Distance for u64 {
    const UNREACHED: Self = Self::MAX;
}

impl Distance for u128 {
    const UNREACHED: Self = Self::MAX;
}

/// Dijkstra's algorithm, of which nothing but sums is kept.
struct Nearest<D> {
    distances: Vec<D>,
    reached: Vec<u32>,
    queue: Ascending<D>,
}

impl<D: Distance> Nearest<D> {
    fn new(nodes: usize) -> Self {
        Self { distances: vec![D::UNREACHED; nodes], reached: Vec::new(), queue: Ascending::new() }
    }

    fn run(&mut self, arcs: &Costs, source: u32) -> Node {
        let mut node = Node::default();
        self.distances[source as usize] = D::ZERO;
        self.reached.push(source);
        self.queue.start(source);
        while let Some((distance, v)) = self.queue.pop(|distance, v| self.distances[v as usize] == distance) {
            if v != source {
                let distance: u128 = distance.into();
                node.reached += 1;
                node.farthest = distance;
                // Fewer than 2³² distances, each of fewer than 2³² lengths below 2⁶⁴: the sum stays below 2¹²⁸.
                node.sum += distance;
                node.inverses += LENGTH_ONE as f64 / distance as f64;
            }
            for (w, length) in arcs.row(v) {
                self.offer(w, distance + D::from(length));
            }
        }
        self.reached.drain(..).for_each(|v| self.distances[v as usize] = D::UNREACHED);
        node
    }

    #[inline]
    fn offer(&mut self, v: u32, distance: D) {
        let best = &mut self.distances[v as usize];
        if distance < *best {
            if *best == D::UNREACHED {
                self.reached.push(v);
            }
            *best = distance;
            self.queue.push(distance, v);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Direction;
    use proptest::prelude::*;

    /// Floyd and Warshall's shortest distances, in the units of the sums.
    fn all(topology: &Topology) -> Vec<Vec<Option<u128>>> {
        let n = topology.node_count();
        let mut d: Vec<Vec<Option<u128>>> = (0..n).map(|v| (0..n).map(|u| (u == v).then_some(0)).collect()).collect();
        let shorter = |old: Option<u128>, new: u128| Some(old.map_or(new, |old| old.min(new)));
        for (tie, (a, b, way)) in topology.ties().enumerate() {
            let length = topology.lengths().map_or(1, |lengths| u128::from(lengths[tie]));
            let (a, b) = (a as usize, b as usize);
            d[a][b] = shorter(d[a][b], length);
            if way == Direction::BothWays {
                d[b][a] = shorter(d[b][a], length);
            }
        }
        for k in 0..n {
            for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                if let (Some(there), Some(on)) = (d[i][k], d[k][j]) {
                    d[i][j] = shorter(d[i][j], there + on);
                }
            }
        }
        d
    }

    fn check(topology: &Topology) -> Result<(), TestCaseError> {
        let d = all(topology);
        let n = d.len();
        for sense in [Sense::Forward, Sense::Backward] {
            let found = Distances::of(topology, sense);
            prop_assert_eq!((found.node_count(), found.sense()), (n, sense));
            for v in 0..n {
                let pair = |u: usize| if sense == Sense::Forward { d[v][u] } else { d[u][v] };
                let others: Vec<u128> = (0..n).filter(|&u| u != v).filter_map(pair).collect();
                let node = found.nodes[v];
                prop_assert_eq!(node.reached as usize, others.len());
                prop_assert_eq!(node.sum, others.iter().sum::<u128>());
                prop_assert_eq!(node.farthest, others.iter().copied().max().unwrap_or(0));
                let inverses: f64 = others.iter().map(|&x| found.one as f64 / x as f64).sum();
                prop_assert!((node.inverses - inverses).abs() <= 1e-12 * inverses || node.inverses == inverses);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn agrees_with_floyd_and_warshall(
            n in 1u32..14,
            raw in prop::collection::vec((0u32..14, 0u32..14, 0u64..5, any::<bool>()), 0..40),
            shape in 0..3,
        ) {
            let way = |both: bool| match shape {
                0 => Direction::OneWay,
                1 => Direction::BothWays,
                _ => if both { Direction::BothWays } else { Direction::OneWay },
            };
            let ties = raw.iter().map(|&(a, b, _, both)| (a % n, b % n, way(both)));
            let topology = Topology::new(n as usize, ties).unwrap();
            check(&topology)?;
            check(&topology.clone().with_lengths(raw.iter().map(|t| t.2 * LENGTH_ONE / 2).collect()).unwrap())?;
            check(&topology.with_lengths(raw.iter().map(|t| t.2 << 60).collect()).unwrap())?;
        }
    }

    #[test]
    fn five_twins_count_five_times() {
        // 0 ─── each of 1..=5, 0 ─── 6, and five isolated nodes.
        let star = Topology::undirected(12, (1..7).map(|v| (v, 0))).unwrap();
        check(&star).unwrap();
        let found = Distances::of(&star, Sense::Backward);
        assert_eq!((found.sum(0), found.sum(1), found.reached(9)), (6.0, 11.0, 0));
    }

    #[test]
    fn a_long_path_takes_few_searches_and_the_sums_are_right() {
        let n = 3000u64;
        let path = Topology::undirected(n as usize, (1..n as u32).map(|v| (v - 1, v))).unwrap();
        let found = Distances::of(&path, Sense::Forward);
        for v in [0, 1, 1234, n - 1] {
            let (left, right) = (v, n - 1 - v);
            let sum = left * (left + 1) / 2 + right * (right + 1) / 2;
            assert_eq!((found.sum(v as u32), found.farthest(v as u32)), (sum as f64, left.max(right) as f64));
        }
    }
}
