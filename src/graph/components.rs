//! Connected components: who is connected at all.

use super::topology::Topology;

/// A division of the nodes into components, numbered in the order of their first nodes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, components};
///
/// let topology = Topology::undirected(5, [(0, 3), (1, 2), (2, 4)])?;
/// let components = components::weak(&topology);
/// assert_eq!((components.labels, components.count), (vec![0, 1, 1, 0, 1], 2));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Components {
    /// The component of each node.
    pub labels: Vec<u32>,
    /// How many components there are.
    pub count: usize,
}

impl Components {
    /// How many nodes each component has.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, components};
    ///
    /// let topology = Topology::undirected(5, [(0, 3), (1, 2), (2, 4)])?;
    /// assert_eq!(components::weak(&topology).sizes(), [2, 3]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.count];
        self.labels.iter().for_each(|&label| sizes[label as usize] += 1);
        sizes
    }

    /// The component with the most nodes, the first of equals; `None` in a graph without nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, components};
    ///
    /// let topology = Topology::undirected(5, [(0, 3), (1, 2), (2, 4)])?;
    /// assert_eq!(components::weak(&topology).largest(), Some(1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn largest(&self) -> Option<u32> {
        let sizes = self.sizes();
        (0..self.count as u32).max_by_key(|&label| (sizes[label as usize], std::cmp::Reverse(label)))
    }
}

/// Weak components: two nodes are together if a route joins them that may run against the ties.
///
/// Nodes are joined into trees, first along two ties of each, which in most graphs joins nearly all that belong together;
/// then only nodes outside the largest tree look at the rest of their ties (Sutton and others 2018).
///
/// # Complexity
///
/// O((n + m) log n) time at most, in most graphs O(n) beyond a glance at each node; O(n) space.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, components::weak};
///
/// // 0 ──> 2 <── 3    1
/// let topology = Topology::directed(4, [(0, 2), (3, 2)])?;
/// assert_eq!(weak(&topology).labels, [0, 1, 0, 0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Sutton, Ben-Nun and Barak (2018), "Optimizing parallel graph connectivity computation via subgraph sampling", IPDPS,
/// [doi:10.1109/IPDPS.2018.00012](https://doi.org/10.1109/IPDPS.2018.00012).
pub fn weak(topology: &Topology) -> Components {
    let mut forest = Forest::new(topology.node_count());
    let nodes = 0..topology.node_count() as u32;
    for round in 0..SAMPLED_TIES {
        for v in nodes.clone() {
            if let Some(arc) = topology.out(v).get(round) {
                forest.join(v, arc.node);
            }
        }
    }
    forest.flatten();
    let giant = forest.frequent();
    for v in nodes {
        if Some(forest.parents[v as usize]) == giant {
            // Whoever is outside the largest tree sees the tie from the other end.
            continue;
        }
        topology.out(v).iter().skip(SAMPLED_TIES).for_each(|arc| forest.join(v, arc.node));
        if !topology.is_undirected() {
            topology.incoming(v).iter().for_each(|arc| forest.join(v, arc.node));
        }
    }
    forest.components()
}

/// How many ties of each node are looked at before the largest tree is guessed.
const SAMPLED_TIES: usize = 2;

/// How many nodes are asked which tree they are in.
const ASKED: usize = 1024;

/// Trees of nodes that are known to be connected. The root of each is its first node.
pub(crate) struct Forest {
    parents: Vec<u32>,
}

impl Forest {
    pub(crate) fn new(nodes: usize) -> Self {
        Self { parents: (0..nodes as u32).collect() }
    }

    pub(crate) fn root(&mut self, mut v: u32) -> u32 {
        loop {
            let parent = self.parents[v as usize];
            if parent == v {
                return v;
            }
            let above = self.parents[parent as usize];
            self.parents[v as usize] = above;
            v = above;
        }
    }

    pub(crate) fn join(&mut self, a: u32, b: u32) {
        if self.parents[a as usize] == self.parents[b as usize] {
            return;
        }
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b) as usize] = a.min(b);
    }

    /// Ties every node to its root. Parents come before their children, so that one pass is enough.
    fn flatten(&mut self) {
        for v in 0..self.parents.len() {
            self.parents[v] = self.parents[self.parents[v] as usize];
        }
    }

    /// The root that is met most often among nodes evenly spread, in a flat forest.
    fn frequent(&self) -> Option<u32> {
        let step = (self.parents.len() / ASKED).max(1);
        let mut roots: Vec<u32> = self.parents.iter().copied().step_by(step).collect();
        roots.sort_unstable();
        roots.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).map(|run| run[0])
    }

    fn components(&self) -> Components {
        let mut labels = Vec::with_capacity(self.parents.len());
        let mut count = 0;
        for (v, &parent) in self.parents.iter().enumerate() {
            if parent as usize == v {
                labels.push(count);
                count += 1;
            } else {
                labels.push(labels[parent as usize]);
            }
        }
        Components { labels, count: count as usize }
    }
}

/// Strong components: two nodes are together if each leads to the other along the ties.
///
/// Tarjan's algorithm, without recursion.
///
/// # Complexity
///
/// O(n + m) time, O(n) space.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, components::strong};
///
/// // 0 ──> 1 ──> 2 ──> 1
/// let topology = Topology::directed(3, [(0, 1), (1, 2), (2, 1)])?;
/// assert_eq!(strong(&topology).labels, [0, 1, 1]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Tarjan (1972), "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1,
/// [doi:10.1137/0201010](https://doi.org/10.1137/0201010).
pub fn strong(topology: &Topology) -> Components {
    if topology.is_undirected() {
        return weak(topology);
    }
    let nodes = topology.node_count();
    let mut search = Tarjan::new(topology);
    for root in 0..nodes as u32 {
        if search.low[root as usize] == 0 {
            search.run(root);
        }
    }
    by_first_node(&search.roots)
}

struct Tarjan<'a> {
    topology: &'a Topology,
    /// 0 before a node is met, then the earliest visit number it is known to lead back to.
    low: Vec<u32>,
    next: u32,
    /// The root of each node's component, `u32::MAX` while that is open.
    roots: Vec<u32>,
    waiting: Vec<u32>,
    path: Vec<Step>,
}

struct Step {
    node: u32,
    visit: u32,
    arc: usize,
}

impl<'a> Tarjan<'a> {
    fn new(topology: &'a Topology) -> Self {
        let nodes = topology.node_count();
        let (low, roots) = (vec![0; nodes], vec![u32::MAX; nodes]);
        Self { topology, low, next: 1, roots, waiting: Vec::new(), path: Vec::new() }
    }

    fn run(&mut self, root: u32) {
        self.enter(root);
        while let Some(step) = self.path.last_mut() {
            let (v, arc) = (step.node, step.arc);
            step.arc += 1;
            match self.topology.out(v).get(arc) {
                Some(arc) if self.low[arc.node as usize] == 0 => self.enter(arc.node),
                Some(arc) if self.roots[arc.node as usize] == u32::MAX => self.lower(v, arc.node),
                Some(_) => {}
                None => self.leave(),
            }
        }
    }

    fn enter(&mut self, node: u32) {
        self.low[node as usize] = self.next;
        self.path.push(Step { node, visit: self.next, arc: 0 });
        self.waiting.push(node);
        self.next += 1;
    }

    fn lower(&mut self, v: u32, by: u32) {
        self.low[v as usize] = self.low[v as usize].min(self.low[by as usize]);
    }

    fn leave(&mut self) {
        let Some(Step { node, visit, .. }) = self.path.pop() else { return };
        if let Some(parent) = self.path.last().map(|step| step.node) {
            self.lower(parent, node);
        }
        if self.low[node as usize] != visit {
            return;
        }
        while let Some(member) = self.waiting.pop() {
            self.roots[member as usize] = node;
            if member == node {
                break;
            }
        }
    }
}

fn by_first_node(roots: &[u32]) -> Components {
    let mut number = vec![u32::MAX; roots.len()];
    let mut count = 0;
    let labels = roots.iter().map(|&root| {
        let label = &mut number[root as usize];
        if *label == u32::MAX {
            *label = count;
            count += 1;
        }
        *label
    });
    let labels = labels.collect();
    Components { labels, count: count as usize }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Bfs, Sense};
    use proptest::prelude::*;

    #[test]
    fn sizes_and_largest() {
        let found = weak(&Topology::undirected(6, [(0, 5), (1, 2), (3, 4)]).unwrap());
        assert_eq!((found.labels.as_slice(), found.count), (&[0, 1, 1, 2, 2, 0][..], 3));
        assert_eq!((found.sizes(), found.largest()), (vec![2, 2, 2], Some(0)));
        assert_eq!(weak(&Topology::undirected(0, []).unwrap()).largest(), None);
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let n = 200_000;
        let ties = (0..n).map(|v| (v, (v + 1) % n));
        assert_eq!(strong(&Topology::directed(n as usize, ties.clone()).unwrap()).count, 1);
        assert_eq!(strong(&Topology::directed(n as usize, ties.take(n as usize - 1)).unwrap()).count, n as usize);
    }

    proptest! {
        #[test]
        fn strong_means_reached_both_ways(n in 1u32..10, ties in prop::collection::vec((0u32..10, 0u32..10), 0..25)) {
            let ties: Vec<_> = ties.iter().map(|&(a, b)| (a % n, b % n)).collect();
            let topology = Topology::directed(n as usize, ties.iter().copied()).unwrap();
            let found = strong(&topology);
            let reach: Vec<Vec<bool>> = (0..n).map(|v| {
                let mut search = Bfs::default();
                search.run(&topology, v, Sense::Forward);
                (0..n).map(|w| search.distance(w).is_some()).collect()
            }).collect();
            for (v, w) in (0..n as usize).flat_map(|v| (0..n as usize).map(move |w| (v, w))) {
                prop_assert_eq!(found.labels[v] == found.labels[w], reach[v][w] && reach[w][v]);
            }
            // Every tie led both ways by two ties, so that the search along the ties is what runs.
            let both = ties.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
            prop_assert_eq!(strong(&Topology::directed(n as usize, both).unwrap()), weak(&topology));
        }

        #[test]
        fn weak_means_reached_whichever_way(
            n in 1u32..40,
            ties in prop::collection::vec((0u32..40, 0u32..40), 0..60),
            directed in any::<bool>(),
        ) {
            let ties: Vec<_> = ties.iter().map(|&(a, b)| (a % n, b % n)).collect();
            let undirected = Topology::undirected(n as usize, ties.iter().copied()).unwrap();
            let topology = if directed { Topology::directed(n as usize, ties).unwrap() } else { undirected.clone() };
            let found = weak(&topology);
            let mut first = Vec::new();
            for v in 0..n {
                let mut search = Bfs::default();
                search.run(&undirected, v, Sense::Forward);
                let reached: Vec<u32> = (0..n).filter(|&w| search.distance(w).is_some()).collect();
                if reached[0] == v {
                    first.push(v);
                }
                let label = first.iter().position(|&root| root == reached[0]).unwrap();
                prop_assert_eq!(found.labels[v as usize] as usize, label);
            }
            prop_assert_eq!(found.count, first.len());
        }
    }
}
