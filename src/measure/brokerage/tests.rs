//! Brokerage against its definition written down, and chance against every dealing there is.

use super::*;
use crate::graph::{Direction, WeightKind, Weights};
use proptest::prelude::*;

/// Merged weights from everyone to everyone; 0 where there is no tie.
fn matrix(topology: &Topology, weighted: bool) -> Vec<Vec<f64>> {
    let n = topology.node_count();
    let mut matrix = vec![vec![0.0f64; n]; n];
    for (tie, (a, b, way)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b) {
        let weights = topology.weights().filter(|_| weighted);
        let merge = |old: f64| match weights {
            Some(weights) if old > 0.0 => weights.kind().merge(old, weights.values()[tie]),
            Some(weights) => weights.values()[tie],
            None => 1.0,
        };
        let (a, b) = (a as usize, b as usize);
        matrix[a][b] = merge(matrix[a][b]);
        if way == Direction::BothWays {
            matrix[b][a] = merge(matrix[b][a]);
        }
    }
    matrix
}

/// The definition of 1989, every a, b and c tried.
fn written_down(matrix: &[Vec<f64>], groups: &[u32]) -> Vec<[f64; 5]> {
    let n = matrix.len();
    let mut roles = vec![[0.0; 5]; n];
    for (a, b, c) in (0..n).flat_map(|a| (0..n).flat_map(move |b| (0..n).map(move |c| (a, b, c)))) {
        let broker = matrix[a][b] > 0.0 && matrix[b][c] > 0.0 && matrix[a][c] == 0.0 && a != c;
        let of = [groups[a], groups[b], groups[c]];
        let role = if of[0] == of[1] && of[1] == of[2] {
            0
        } else if of[0] == of[2] {
            1
        } else if of[1] == of[2] {
            2
        } else if of[0] == of[1] {
            3
        } else {
            4
        };
        if broker {
            roles[b][role] += matrix[a][b] * matrix[b][c];
        }
    }
    roles
}

/// Every order of the labels.
fn dealings(labels: &[u32]) -> Vec<Vec<u32>> {
    if labels.is_empty() {
        return vec![vec![]];
    }
    let rest = |i: usize| [&labels[..i], &labels[i + 1..]].concat();
    (0..labels.len())
        .flat_map(|i| dealings(&rest(i)).into_iter().map(move |d| [&[labels[i]][..], &d].concat()))
        .collect()
}

fn graph(n: u32, ties: &[(u32, u32, bool, f64)], undirected: bool) -> Topology {
    let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
    let topology = Topology::new(n as usize, ties.iter().map(|t| (t.0 % n, t.1 % n, way(t.2)))).unwrap();
    topology.with_weights(Weights::new(WeightKind::Strength, ties.iter().map(|t| t.3).collect()).unwrap()).unwrap()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-7 * expected.abs().max(1.0)
}

proptest! {
    #[test]
    fn roles_are_those_of_the_definition(
        ties in prop::collection::vec((0u32..9, 0u32..9, any::<bool>(), 0.01f64..1.0), 0..40),
        groups in prop::collection::vec(0u32..4, 9),
        undirected in any::<bool>(),
    ) {
        let topology = graph(9, &ties, undirected);
        for weighting in [Weighting::Unweighted, Weighting::Weighted] {
            let found = Brokerage::new(&groups).weighting(weighting).run(&topology).unwrap();
            let expected = written_down(&matrix(&topology, weighting == Weighting::Weighted), &groups);
            for (b, role) in (0..9).flat_map(|b| Role::ALL.map(|role| (b, role))) {
                let (found, expected) = (found.count(b, role), expected[b as usize][role as usize]);
                prop_assert!((found - expected).abs() < 1e-12 * expected.max(1.0), "{role:?} of {b}: {found}, {expected}");
                prop_assert!(expected != 0.0 || found == 0.0);
            }
            for b in 0..9 {
                let pairs = Brokerage::new(&groups).weighting(weighting).between(&topology, b).unwrap();
                for role in Role::ALL {
                    let of = |pair: &&(u32, u32, f64)| Role::between(pair.0, groups[b as usize], pair.1) == role;
                    let sum: f64 = pairs.iter().filter(of).map(|pair| pair.2).sum();
                    prop_assert!((sum - found.count(b, role)).abs() < 1e-6 * sum.max(1.0));
                }
            }
        }
    }

    #[test]
    fn chance_is_that_of_all_dealings(
        ties in prop::collection::vec((0u32..6, 0u32..6, any::<bool>(), 0.01f64..1.0), 0..18),
        n in 1u32..=6,
        groups in prop::collection::vec(0u32..3, 6),
        undirected in any::<bool>(),
        weighted in any::<bool>(),
    ) {
        let (topology, groups) = (graph(n, &ties, undirected), &groups[..n as usize]);
        let weighting = if weighted { Weighting::Weighted } else { Weighting::Unweighted };
        let found = Brokerage::new(groups).weighting(weighting).run(&topology).unwrap();
        let matrix = matrix(&topology, weighted);
        let all: Vec<_> = dealings(groups).iter().map(|groups| written_down(&matrix, groups)).collect();
        for (b, role) in (0..n).flat_map(|b| Role::ALL.map(|role| (b, role))) {
            let value = |roles: &Vec<[f64; 5]>| roles[b as usize][role as usize];
            let mean = all.iter().map(value).sum::<f64>() / all.len() as f64;
            let spread = all.iter().map(|roles| (value(roles) - mean).powi(2)).sum::<f64>() / all.len() as f64;
            prop_assert!(near(found.expected(b, role), mean), "{role:?} of {b}: {}, {mean}", found.expected(b, role));
            let deviation = found.deviation(b, role);
            prop_assert!((deviation - spread.sqrt()).abs() < 1e-6, "{role:?} of {b}: {deviation}, {}", spread.sqrt());
            prop_assert_eq!(found.z(b, role).is_none(), spread < 1e-12);
        }
    }
}

#[test]
fn draws_estimate_the_share_of_dealings_as_high() {
    let ties = [(0, 1, false, 1.0), (1, 2, false, 1.0), (1, 3, true, 1.0), (4, 1, false, 1.0), (5, 4, true, 1.0)];
    let (topology, groups) = (graph(6, &ties, false), [0, 0, 1, 1, 2, 2]);
    let found = Brokerage::new(&groups).draws(4_000).seed(3).run(&topology).unwrap();
    let matrix = matrix(&topology, false);
    let all: Vec<_> = dealings(&groups).iter().map(|groups| written_down(&matrix, groups)[1]).collect();
    for role in Role::ALL {
        let high = all.iter().filter(|roles| roles[role as usize] >= found.count(1, role)).count();
        let share = high as f64 / all.len() as f64;
        let drawn = found.share_as_high(1, role).unwrap();
        assert!(
            (drawn - share).abs() < 4.0 * (share * (1.0 - share) / 4_000.0).sqrt() + 1e-3,
            "{role:?}: {drawn}, {share}"
        );
    }
    let again = |seed| Brokerage::new(&groups).draws(100).seed(seed).run(&topology).unwrap();
    assert_eq!(again(1), again(1));
    assert_ne!(again(1), again(2));
    assert_eq!(Brokerage::new(&groups).run(&topology).unwrap().share_as_high(1, Role::Liaison), None);
}

#[test]
fn threads_change_no_bit_and_hubs_take_the_short_way() {
    // Two hubs that share most of their neighbours, and a few that are tied among themselves.
    let hubs = (2..400u32).flat_map(|v| [(0, v), (v, 1)]);
    let ties: Vec<_> = hubs.chain((2..90).map(|v| (v, 400 - v))).chain([(0, 1), (1, 0)]).collect();
    let weights = (0..ties.len()).map(|t| 1.0 / (1.0 + (t % 7) as f64)).collect();
    let topology = Topology::directed(400, ties).unwrap();
    let topology = topology.with_weights(Weights::new(WeightKind::Value, weights).unwrap()).unwrap();
    let groups: Vec<u32> = (0..400).map(|v| v * v % 5).collect();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let brokerage = Brokerage::new(&groups).weighting(Weighting::Weighted).draws(5);
        pool.install(|| brokerage.run(&topology).unwrap())
    };
    let one = run(1);
    assert!(run(2) == one && run(7) == one);
    let plain = Brokerage::new(&groups).run(&topology).unwrap();
    let expected = written_down(&matrix(&topology, false), &groups);
    assert!(plain.counts == expected);
}

#[test]
fn groups_must_match_the_nodes() {
    let pair = Topology::undirected(2, [(0, 1)]).unwrap();
    let told = Brokerage::new(&[0]).run(&pair).unwrap_err().to_string();
    assert_eq!(told, "1 groups were given for 2 nodes; give one for each");
    assert!(Brokerage::new(&[0, 0]).weighting(Weighting::Weighted).run(&pair).is_err());
}
