//! Plain Brandes, with nothing taken out, and graphs of all families to compare with.

use std::collections::BTreeMap;

use super::core::Way;
use super::near::Neighbours;
use super::node_sums;
use super::reduce::Reduced;
use crate::graph::{Direction, Topology};
use proptest::prelude::*;

/// Sums over ordered pairs of nodes and of adjacencies, by searches that know of no reduction: Bellman and Ford for the
/// distances, and routes counted from the nearest on.
fn plain(topology: &Topology) -> (Vec<f64>, BTreeMap<(u32, u32), f64>) {
    let nodes = topology.node_count();
    let mut steps: BTreeMap<(u32, u32), (u128, u128)> = BTreeMap::new();
    for (tie, (a, b, way)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b) {
        let length = topology.lengths().map_or(1, |lengths| lengths[tie]);
        let cost = (u128::from(length), u128::from(length == 0));
        for ends in [Some((a, b)), (way == Direction::BothWays).then_some((b, a))].into_iter().flatten() {
            steps.entry(ends).and_modify(|least| *least = cost.min(*least)).or_insert(cost);
        }
    }
    let sum = |a: (u128, u128), b: (u128, u128)| (a.0 + b.0, a.1 + b.1);
    let (mut through, mut along) = (vec![0.0; nodes], BTreeMap::new());
    for source in 0..nodes as u32 {
        let mut far = vec![None; nodes];
        far[source as usize] = Some((0, 0));
        for _ in 0..nodes {
            for (&(a, b), &cost) in &steps {
                let new = far[a as usize].map(|d| sum(d, cost));
                if new.is_some() && (far[b as usize].is_none() || new < far[b as usize]) {
                    far[b as usize] = new;
                }
            }
        }
        let mut tight: Vec<_> = steps.iter().map(|(&ends, &cost)| (ends, cost)).collect();
        tight.retain(|&((a, b), cost)| far[a as usize].is_some_and(|d| far[b as usize] == Some(sum(d, cost))));
        tight.sort_by_key(|&((a, _), _)| far[a as usize]);
        let (mut count, mut owed) = (vec![0.0; nodes], vec![0.0; nodes]);
        count[source as usize] = 1.0;
        for &((a, b), _) in &tight {
            count[b as usize] += count[a as usize];
        }
        for &((a, b), _) in tight.iter().rev() {
            let share = count[a as usize] / count[b as usize] * (1.0 + owed[b as usize]);
            owed[a as usize] += share;
            *along.entry((a, b)).or_insert(0.0) += share;
        }
        owed[source as usize] = 0.0;
        through.iter_mut().zip(owed).for_each(|(sum, x)| *sum += x);
    }
    (through, along)
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

/// Compares nodes and adjacencies by every way to work.
fn check(topology: &Topology) -> Result<(), TestCaseError> {
    let (nodes, arcs) = plain(topology);
    for way in [Way::Best, Way::Single, Way::Lanes] {
        for (v, (&found, &expected)) in node_sums(topology, way).iter().zip(&nodes).enumerate() {
            prop_assert!(near(found, expected), "{way:?}, node {v}: {found}, expected {expected}");
        }
        let neighbours = Neighbours::new(topology);
        let sums = Reduced::new(topology, &neighbours, true).finish(way);
        for v in 0..topology.node_count() as u32 {
            for arc in neighbours.row(v) {
                let (w, found) = (neighbours.heads[arc], sums[arc]);
                let expected = arcs.get(&(v, w)).copied().unwrap_or(0.0);
                prop_assert!(near(found, expected), "{way:?}, {v} to {w}: {found}, expected {expected}");
            }
        }
    }
    Ok(())
}

/// What a graph grows by.
#[derive(Clone, Copy, Debug)]
enum Growth {
    /// Ties between nodes that there are.
    Tie(u32, u32),
    /// A path that hangs on a node.
    Tail(u32, u32),
    /// New nodes, each tied to a node.
    Star(u32, u32),
    /// New nodes, all tied to one another and to a node.
    Clique(u32, u32),
    /// A circle through a node.
    Circle(u32, u32),
    /// New nodes tied to the same two.
    OpenTwins(u32, u32, u32),
    /// New nodes tied to the same two and to one another.
    ClosedTwins(u32, u32, u32),
    /// New nodes tied to both ends of a tie, the first with a tail.
    Beside(u32, u32),
    /// New nodes, each tied to the two before it, from a node on.
    Strip(u32, u32),
    /// A part of its own.
    Apart,
}

fn grown() -> impl Strategy<Value = Vec<Growth>> {
    let (any, few) = (|| 0u32..64, || 1u32..5);
    let growth = prop_oneof![
        4 => (any(), any()).prop_map(|(a, b)| Growth::Tie(a, b)),
        1 => (any(), few()).prop_map(|(a, k)| Growth::Tail(a, k)),
        1 => (any(), few()).prop_map(|(a, k)| Growth::Star(a, k)),
        1 => (any(), few()).prop_map(|(a, k)| Growth::Clique(a, k)),
        1 => (any(), few()).prop_map(|(a, k)| Growth::Circle(a, k)),
        1 => (any(), any(), few()).prop_map(|(a, b, k)| Growth::OpenTwins(a, b, k)),
        1 => (any(), any(), few()).prop_map(|(a, b, k)| Growth::ClosedTwins(a, b, k)),
        2 => (any(), few()).prop_map(|(a, k)| Growth::Beside(a, k)),
        1 => (any(), few()).prop_map(|(a, k)| Growth::Strip(a, k)),
        1 => Just(Growth::Apart),
    ];
    prop::collection::vec(growth, 0..14)
}

/// The ties of a graph that grew so, from one node on.
fn ties(growths: &[Growth]) -> (u32, Vec<(u32, u32)>) {
    let (mut n, mut ties) = (1u32, Vec::new());
    for &growth in growths {
        let first = n;
        match growth {
            Growth::Tie(a, b) => ties.push((a % n, b % n)),
            Growth::Tail(a, k) => {
                ties.push((a % first, first));
                ties.extend((first + 1..first + k).map(|v| (v - 1, v)));
                n += k;
            }
            Growth::Star(a, k) => {
                ties.extend((first..first + k).map(|v| (v, a % first)));
                n += k;
            }
            Growth::Clique(a, k) => {
                ties.extend((first..first + k).flat_map(|v| (first..v).map(move |w| (w, v)).chain([(a % first, v)])));
                n += k;
            }
            Growth::Circle(a, k) => {
                ties.extend([(a % first, first), (first + k - 1, a % first)]);
                ties.extend((first + 1..first + k).map(|v| (v - 1, v)));
                n += k;
            }
            Growth::OpenTwins(a, b, k) => {
                ties.extend((first..first + k).flat_map(|v| [(a % first, v), (b % first, v)]));
                n += k;
            }
            Growth::ClosedTwins(a, b, k) => {
                ties.extend((first..first + k).flat_map(|v| [(a % first, v), (b % first, v)]));
                ties.extend((first..first + k).flat_map(|v| (first..v).map(move |w| (w, v))));
                n += k;
            }
            Growth::Beside(tie, k) => {
                let (a, b) = ties.get(tie as usize % ties.len().max(1)).copied().unwrap_or((0, 0));
                ties.extend((first..first + k).flat_map(|v| [(a, v), (b, v)]).chain([(first, first + k)]));
                n += k + 1;
            }
            Growth::Strip(a, k) => {
                let (a, before) = (a % first, |v: u32, back: u32| if v < first + back { None } else { Some(v - back) });
                let ends = |v: u32| [before(v, 1).unwrap_or(a), before(v, 2).unwrap_or(a)].map(|w| (w, v));
                ties.extend((first..first + k).flat_map(ends));
                n += k;
            }
            Growth::Apart => n += 1,
        }
    }
    (n, ties)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn nothing_is_lost_by_reducing(growths in grown()) {
        let (n, ties) = ties(&growths);
        check(&Topology::undirected(n as usize, ties).unwrap())?;
    }

    #[test]
    fn one_way_ties_are_reduced_rightly(growths in grown(), ways: [u8; 16]) {
        let (n, ties) = ties(&growths);
        let one = |i: usize, (a, b): (u32, u32)| match ways[i % 16] % 4 {
            0 => (a, b, Direction::OneWay),
            1 => (b, a, Direction::OneWay),
            _ => (a, b, Direction::BothWays),
        };
        let ties = ties.into_iter().enumerate().map(|(i, tie)| one(i, tie));
        check(&Topology::new(n as usize, ties).unwrap())?;
    }

    #[test]
    fn lengths_are_reduced_rightly(growths in grown(), lengths: [u8; 16], least in 0u64..2, one_way: bool, huge: bool) {
        let (n, ties) = ties(&growths);
        let unit = if huge { 1 << 58 } else { 6 };
        let length = |i: usize| (u64::from(lengths[i % 16]) % 4 + least) * unit + if huge { i as u64 % 2 } else { 0 };
        let lengths = (0..ties.len()).map(length).collect();
        let n = n as usize;
        let bare = if one_way { Topology::directed(n, ties) } else { Topology::undirected(n, ties) }.unwrap();
        check(&bare.with_lengths(lengths).unwrap())?;
    }
}

#[test]
fn nodes_between_no_others_are_taken_out_in_rounds_for_any_number_of_threads() {
    // Cliques of five in a ring, each sharing two nodes with the next; of the fifth nodes one in three has a tail. Beside
    // one of its ties each clique has twins, and upon these a strip of triangles that is taken up from its end.
    let (cliques, mut n, mut ties) = (60u32, 120, Vec::new());
    for c in 0..cliques {
        let shared = [2 * c, 2 * c + 1, (2 * c + 2) % 120, (2 * c + 3) % 120];
        ties.extend((0..4).flat_map(|i| (0..i).map(move |j| (shared[j], shared[i]))));
        ties.extend(shared.map(|v| (v, n)));
        ties.extend((c % 3 == 0).then_some((n, n + 1)));
        ties.extend([n + 2, n + 3].into_iter().flat_map(|v| [(shared[0], v), (shared[1], v)]));
        ties.extend([(n + 2, n + 3), (shared[3], n + 4), (n, n + 4), (n + 4, n + 5), (n, n + 5)]);
        n += 6;
    }
    // Every fourth clique is tied to one far off, so that lanes pay.
    ties.extend((0..cliques).step_by(4).map(|c| (2 * c, (2 * c + 51) % 120)));
    let topology = Topology::undirected(n as usize, ties).unwrap();
    let neighbours = Neighbours::new(&topology);
    for arcs in [false, true] {
        let core = Reduced::new(&topology, &neighbours, arcs).core;
        assert!(core.parts.iter().filter(|part| part.leaves).count() > 1);
        assert!(core.parts.iter().any(|part| part.leaves && part.classes.len() > 64));
    }
    check(&topology).unwrap();
    for way in [Way::Best, Way::Single, Way::Lanes] {
        let bits = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let all = || [node_sums(&topology, way), Reduced::new(&topology, &neighbours, true).finish(way)].concat();
            pool.install(all).into_iter().map(f64::to_bits).collect::<Vec<_>>()
        };
        let one = bits(1);
        assert!(bits(2) == one && bits(7) == one, "{way:?}");
    }
}

#[test]
fn ladders_overflow_by_no_way() {
    // 2^1100 routes from end to end, by nodes as by ties, forth as back.
    let diamond = |h: u32| [(h, h + 1), (h, h + 2), (h + 1, h + 3), (h + 2, h + 3)];
    // The sides of a diamond are twins; a tail on one of them tells them apart for ties.
    let tail = |h: u32| (h + 1, 3301 + h / 3);
    let ties = || (0..1100).flat_map(|i| diamond(3 * i)).chain((0..1100).map(|i| tail(3 * i)));
    for one_way in [false, true] {
        let ladder = if one_way { Topology::directed(4401, ties()) } else { Topology::undirected(4401, ties()) };
        let ladder = ladder.unwrap();
        let lengths = ladder.clone().with_lengths(vec![7; ladder.tie_count()]).unwrap();
        let [single, lanes] = [Way::Single, Way::Lanes].map(|way| node_sums(&ladder, way));
        let by_length = node_sums(&lengths, Way::Best);
        assert!(single.iter().all(|x| x.is_finite()));
        for v in 0..4401 {
            assert!(near(lanes[v], single[v]) && near(by_length[v], single[v]), "node {v}");
        }
        let near_by = Neighbours::new(&ladder);
        let arcs = |way| Reduced::new(&ladder, &near_by, true).finish(way);
        for (found, expected) in arcs(Way::Lanes).into_iter().zip(arcs(Way::Single)) {
            assert!(expected.is_finite() && near(found, expected));
        }
    }
}
