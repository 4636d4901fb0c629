//! Branch and bound against trying every set, and values by lengths against matrices.

use super::objective::Objective;
use super::search::{self, Podium};
use super::ways::Ruler;
use super::*;
use crate::graph::{Direction, LENGTH_ONE};
use proptest::prelude::*;

fn topology(n: u32, raw: &[(u32, u32, u64, bool)], undirected: bool) -> Topology {
    let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
    let ties = raw.iter().map(|&(a, b, _, both)| (a % n, b % n, way(both)));
    let lengths = raw.iter().map(|tie| tie.2 * LENGTH_ONE).collect();
    Topology::new(n as usize, ties).unwrap().with_lengths(lengths).unwrap()
}

/// Floyd and Warshall's distances without some nodes, in units of the shortest tie.
fn distances(topology: &Topology, without: &[u32]) -> Vec<Vec<f64>> {
    let n = topology.node_count();
    let lengths = topology.lengths().unwrap();
    let mut d = vec![vec![f64::INFINITY; n]; n];
    (0..n).for_each(|v| d[v][v] = 0.0);
    let mut unit = u64::MAX;
    for (tie, (a, b, way)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b) {
        unit = unit.min(lengths[tie]);
        if without.contains(&a) || without.contains(&b) {
            continue;
        }
        let (a, b, length) = (a as usize, b as usize, lengths[tie] as f64);
        d[a][b] = d[a][b].min(length);
        if way == Direction::BothWays {
            d[b][a] = d[b][a].min(length);
        }
    }
    for k in 0..n {
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
            d[i][j] = d[i][j].min(d[i][k] + d[k][j]);
        }
    }
    d.iter_mut().flatten().for_each(|d| *d /= unit as f64);
    d
}

fn worth(topology: &Topology, measure: KeyMeasure, set: &[u32]) -> f64 {
    let n = topology.node_count();
    let left: Vec<usize> = (0..n).filter(|v| !set.contains(&(*v as u32))).collect();
    if measure == KeyMeasure::DistanceReach {
        let d = distances(topology, &[]);
        let nearest = |v: &usize| set.iter().map(|u| d[*u as usize][*v]).fold(f64::INFINITY, f64::min);
        return left.iter().map(|v| 1.0 / nearest(v)).sum::<f64>() / n as f64;
    }
    let d = distances(topology, set);
    let pairs = left.iter().flat_map(|i| left.iter().map(move |j| (*i, *j))).filter(|(i, j)| i != j);
    1.0 - pairs.map(|(i, j)| 1.0 / d[i][j]).sum::<f64>() / (left.len() * (left.len() - 1)) as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn branching_finds_what_trying_every_set_finds(
        n in 6u32..13,
        raw in prop::collection::vec((0u32..13, 0u32..13, 1u64..6, any::<bool>()), 0..30),
        undirected: bool,
        lengths: bool,
        size in 1usize..5,
        steps in 1u32..4,
        measure in prop::sample::select(KeyMeasure::ALL.to_vec()),
    ) {
        let topology = topology(n, &raw, undirected);
        let ruler = Ruler::of(&topology, lengths).unwrap();
        let objective = Objective::new(&topology, measure, steps, ruler);
        let all = search::all(&objective, size).sets();
        for mut podium in [Podium::default(), search::swaps(&objective, size, 1, 0)] {
            let branched = branch::branch(&objective, size, &mut podium, u64::MAX);
            prop_assert!(branched.complete && branched.tried <= search::sets(n as usize, size).unwrap());
            prop_assert_eq!(podium.sets(), all.clone());
        }
    }

    #[test]
    fn by_lengths_values_are_those_of_matrices(
        n in 5u32..9,
        raw in prop::collection::vec((0u32..9, 0u32..9, 1u64..6, any::<bool>()), 1..18),
        undirected: bool,
        size in 1usize..4,
        measure in prop::sample::select(vec![KeyMeasure::DistanceFragmentation, KeyMeasure::DistanceReach]),
    ) {
        let topology = topology(n, &raw, undirected);
        let found = KeyPlayers::new(measure, size).lengths(true).run(&topology).unwrap();
        let sets = (0u32..1 << n).filter(|bits| bits.count_ones() as usize == size);
        let sets: Vec<Vec<u32>> = sets.map(|bits| (0..n).filter(|v| bits >> v & 1 == 1).collect()).collect();
        let best = sets.iter().map(|set| worth(&topology, measure, set)).fold(f64::MIN, f64::max);
        prop_assert!(found.exact && (found.value - best).abs() < 1e-11, "{} for {best}", found.value);
        let alike = sets.iter().filter(|set| (worth(&topology, measure, set) - best).abs() < 1e-11).count();
        prop_assert_eq!(found.best.len(), alike.min(10));
        // Lengths that are all the same are steps.
        let same = topology.clone().with_lengths(vec![7 * LENGTH_ONE; topology.tie_count()]).unwrap();
        let by_steps = KeyPlayers::new(measure, size).run(&topology).unwrap();
        let by_lengths = KeyPlayers::new(measure, size).lengths(true).run(&same).unwrap();
        prop_assert!((by_steps.value - by_lengths.value).abs() < 1e-11);
        prop_assert_eq!(by_steps.best, by_lengths.best);
    }
}

/// Six stars whose centres stand in a ring, 8 leaves each, and a leaf between every two neighbouring stars.
fn stars() -> Topology {
    let spokes = (0..6u32).flat_map(|centre| (0..8).map(move |leaf| (centre, 6 + 8 * centre + leaf)));
    let ring = (0..6u32).map(|centre| (centre, (centre + 1) % 6));
    Topology::undirected(54, spokes.chain(ring)).unwrap()
}

#[test]
fn larger_sets_are_proved_without_trying_all() {
    let topology = stars();
    for measure in [KeyMeasure::Fragmentation, KeyMeasure::MReach] {
        // 25.8 million sets of six are too many to try within the effort.
        let players = KeyPlayers::new(measure, 6).steps(1).effort(150_000_000);
        let found = players.run(&topology).unwrap();
        assert!(found.exact && found.sets == Some(25_827_165) && found.tried < 500_000, "{measure:?} {found:?}");
        assert_eq!(found.best, [[0, 1, 2, 3, 4, 5]]);
    }
    let found = KeyPlayers::new(KeyMeasure::Fragmentation, 6).effort(10_000).run(&topology).unwrap();
    assert!(!found.exact && found.tried == 8);
}

#[test]
fn ties_of_no_length_are_refused() {
    let topology = Topology::undirected(4, [(0, 1), (1, 2)]).unwrap().with_lengths(vec![0, LENGTH_ONE]).unwrap();
    let reach = KeyPlayers::new(KeyMeasure::DistanceReach, 1);
    assert!(reach.run(&topology).is_ok());
    let told = reach.lengths(true).run(&topology).unwrap_err().to_string();
    assert!(told.contains("length 0"), "{told}");
    assert!(KeyPlayers::new(KeyMeasure::MReach, 1).lengths(true).run(&topology).is_ok());
}

/// An and Liu (2016), The R Journal 8, doi:10.32614/RJ-2016-018: each node by itself, distances the inverse of the weights,
/// nearness in proportion to the greatest. Their reach is divided by the others, ours by all.
#[test]
fn published_values_by_lengths_are_met() {
    let ties = [(0, 1), (0, 2), (1, 3), (2, 0), (2, 1), (2, 3), (3, 4), (4, 1)];
    let weights =
        crate::graph::Weights::new(crate::graph::WeightKind::Count, vec![1.0, 3.0, 4.0, 1.0, 1.0, 2.0, 3.0, 2.0]);
    let topology = Topology::directed(5, ties).unwrap().with_weights(weights.unwrap()).unwrap();
    let topology = topology.with_length_rule(crate::graph::LengthRule::Inverse).unwrap();
    let fragmentation = [0.636_507_9, 0.744_642_9, 0.673_35, 0.833_333_3, 0.725];
    let reach = [0.378_571_4, 0.357_142_9, 0.325, 0.262_5, 0.208_333_3].map(|share| share * 4.0 / 5.0);
    for (measure, expected) in [(KeyMeasure::DistanceFragmentation, fragmentation), (KeyMeasure::DistanceReach, reach)]
    {
        let found = KeyPlayers::new(measure, 1).lengths(true).run(&topology).unwrap();
        let best = found.best.iter().map(|set| (set[0], found.value));
        let all: Vec<(u32, f64)> = best.chain(found.runners_up.iter().map(|set| (set.members[0], set.value))).collect();
        assert_eq!(all.len(), 5);
        for (v, value) in all {
            assert!((value - expected[v as usize]).abs() < 1e-6, "{measure:?} of {v}: {value}");
        }
    }
}
