//! Twins: nodes with the same neighbours, which are therefore at the same distance from everybody else.

use super::topology::Topology;

/// The nodes of an undirected graph, twins taken together. Parallel ties and self-ties make no difference.
///
/// Twins that are tied to one another share all neighbours besides; twins that are not share all. No node has twins of
/// both sorts: a twin of the one sort would have to be tied, and not tied, to a twin of the other.
#[derive(Debug)]
pub(crate) struct Twins {
    /// The twin that stands for all, by node: the one with the lowest number.
    pub(crate) first: Vec<u32>,
    /// How many nodes a node stands for; 0 if another stands for it.
    pub(crate) sizes: Vec<u32>,
    /// By node that stands for others: steps from one twin to another, 0 if there is no way.
    pub(crate) apart: Vec<u8>,
}

impl Twins {
    /// Nobody has a twin.
    pub(crate) fn none(nodes: usize) -> Self {
        Self { first: (0..nodes as u32).collect(), sizes: vec![1; nodes], apart: vec![0; nodes] }
    }

    /// The twins of an undirected graph.
    pub(crate) fn of(topology: &Topology) -> Self {
        let nodes = topology.node_count();
        let mut twins = Self::none(nodes);
        let sums: Vec<u64> = (0..nodes as u32).map(|v| neighbours(topology, v).fold(0, add)).collect();
        twins.join(
            &sums,
            |a, b| neighbours(topology, a).eq(neighbours(topology, b)),
            |v| {
                if topology.out(v).is_empty() { 0 } else { 2 }
            },
        );
        let with_self: Vec<u64> = sums.iter().zip(0..).map(|(&sum, v)| add(sum, v)).collect();
        let tied = |a, b| {
            let others = |v, other| neighbours(topology, v).filter(move |&w| w != other);
            topology.out(a).binary_search_by_key(&b, |arc| arc.node).is_ok() && others(a, b).eq(others(b, a))
        };
        twins.join(&with_self, tied, |_| 1);
        twins
    }

    /// Takes nodes of the same sum together if they are found alike. Sums that are equal by chance cost a chance to save
    /// time, nothing else.
    fn join(&mut self, sums: &[u64], alike: impl Fn(u32, u32) -> bool, apart: impl Fn(u32) -> u8) {
        let mut order: Vec<u32> = (0..sums.len() as u32).filter(|&v| self.sizes[v as usize] == 1).collect();
        order.sort_unstable_by_key(|&v| (sums[v as usize], v));
        for group in order.chunk_by(|&a, &b| sums[a as usize] == sums[b as usize]) {
            let first = group[0];
            for &v in &group[1..] {
                if alike(first, v) {
                    self.first[v as usize] = first;
                    self.sizes[first as usize] += 1;
                    self.sizes[v as usize] = 0;
                    self.apart[first as usize] = apart(v);
                }
            }
        }
    }
}

/// The neighbours of `v` in ascending order, each once.
fn neighbours(topology: &Topology, v: u32) -> impl Iterator<Item = u32> {
    topology.out(v).chunk_by(|a, b| a.node == b.node).map(|parallel| parallel[0].node)
}

/// A sum of scattered numbers, which does not depend on their order (the finaliser of `SplitMix64`).
fn add(sum: u64, v: u32) -> u64 {
    let mut z = (u64::from(v) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    sum.wrapping_add(z ^ (z >> 31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn leaves_cliques_and_isolated_nodes_are_twins() {
        // 1, 2 and 3 hang on 0; 4, 5, 6 know one another, and 4 knows 0; 7 and 8 know nobody.
        let ties = [(0, 1), (0, 2), (3, 0), (3, 0), (4, 5), (5, 6), (6, 4), (4, 0), (7, 7)];
        let twins = Twins::of(&Topology::undirected(9, ties).unwrap());
        assert_eq!(twins.first, [0, 1, 1, 1, 4, 5, 5, 7, 7]);
        assert_eq!((twins.sizes[1], twins.sizes[5], twins.sizes[7], twins.sizes[2]), (3, 2, 2, 0));
        assert_eq!((twins.apart[1], twins.apart[5], twins.apart[7]), (2, 1, 0));
    }

    proptest! {
        #[test]
        fn twins_have_the_same_neighbours(ties in prop::collection::vec((0u32..7, 0u32..7), 0..14)) {
            let topology = Topology::undirected(7, ties).unwrap();
            let twins = Twins::of(&topology);
            let around = |v: u32| topology.out(v).iter().map(|arc| arc.node).collect::<BTreeSet<_>>();
            for (a, b) in (0..7u32).flat_map(|b| (0..b).map(move |a| (a, b))) {
                let (mut of_a, mut of_b) = (around(a), around(b));
                let tied = of_a.remove(&b) && of_b.remove(&a);
                let same = twins.first[a as usize] == twins.first[b as usize];
                prop_assert_eq!(same, of_a == of_b);
                if same {
                    let steps = if tied { 1 } else { 2 * u8::from(!of_a.is_empty()) };
                    prop_assert_eq!(twins.apart[twins.first[a as usize] as usize], steps);
                }
            }
            prop_assert_eq!(twins.sizes.iter().sum::<u32>(), 7);
        }
    }
}
