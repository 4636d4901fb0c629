//! Key players against published sets and against trying everything by matrices.

use super::super::{Betweenness, Closeness, Scale};
use super::*;
use crate::graph::Direction;
use proptest::prelude::*;

/// The eight nodes of Borgatti's figure 1 as in Pyntacle's test suite; A is 0.
fn figure() -> Topology {
    Topology::undirected(8, [(0, 1), (0, 2), (0, 5), (0, 6), (0, 7), (1, 2), (1, 3), (1, 4)]).unwrap()
}

#[test]
fn published_sets_are_found() {
    for (measure, value) in [
        (KeyMeasure::Fragmentation, 1.0),
        (KeyMeasure::DistanceFragmentation, 1.0),
        (KeyMeasure::DistanceReach, 0.75),
        (KeyMeasure::MReach, 6.0),
    ] {
        for effort in [0, 1_000_000] {
            let found = KeyPlayers::new(measure, 2).steps(1).effort(effort).run(&figure()).unwrap();
            assert_eq!((&found.best[0], found.value, found.exact), (&vec![0, 1], value, effort > 0), "{measure:?}");
            assert!(found.runners_up.iter().all(|set| set.value < value) && !found.runners_up.is_empty());
        }
    }
    let found = KeyPlayers::new(KeyMeasure::DistanceFragmentation, 1).run(&figure()).unwrap();
    assert!((found.before.unwrap() - 0.39286).abs() < 5e-6);
    let found = KeyPlayers::new(KeyMeasure::DistanceReach, 2).run(&figure()).unwrap();
    assert_eq!(found.value_with_set, Some(1.0));
    // An and Liu (2016), R Journal 8: the ties turned round, so that who is tied to counts.
    let ties = [(0, 1), (0, 2), (1, 3), (2, 0), (2, 1), (2, 3), (3, 4), (4, 1)];
    let reversed = Topology::directed(5, ties.map(|(a, b)| (b, a))).unwrap();
    let found = KeyPlayers::new(KeyMeasure::MReach, 2).steps(1).run(&reversed).unwrap();
    assert!(found.value == 3.0 && found.best.contains(&vec![1, 3]), "{found:?}");
}

#[test]
fn published_group_centralities_are_met() {
    let ring = |n: u32| Topology::undirected(n as usize, (0..n).map(|v| (v, (v + 1) % n))).unwrap();
    let raw = |topology: &Topology, group: &[u32]| group_betweenness(topology, group, Scale::Raw).unwrap();
    assert_eq!((raw(&ring(7), &[0, 1, 6]), raw(&ring(7), &[0, 1, 5]), raw(&ring(6), &[0, 1, 5])), (0.0, 3.0, 0.0));
    assert!(group_degree(&ring(7), &[]).is_err() && group_degree(&ring(3), &[0, 1, 2]).is_err());
    assert!(group_closeness(&ring(3), &[3]).unwrap_err().to_string().contains("there are 3"));
    // 1,100 diamonds in a row: more routes than any floating-point number.
    let diamonds = (0..1_100u32)
        .flat_map(|i| [(3 * i, 3 * i + 1), (3 * i, 3 * i + 2), (3 * i + 1, 3 * i + 3), (3 * i + 2, 3 * i + 3)]);
    let ladder = Topology::undirected(3_301, diamonds).unwrap();
    let end = raw(&ladder, &[1, 2]);
    assert!((end - 3_298.0).abs() < 1e-6, "{end}");
}

#[test]
fn sizes_out_of_range_are_refused() {
    for size in [0, 7] {
        let told = KeyPlayers::new(KeyMeasure::Fragmentation, size).run(&figure()).unwrap_err().to_string();
        assert!(told.contains("ask for 1 to 6"), "{told}");
    }
    assert!(KeyPlayers::new(KeyMeasure::MReach, 1).steps(0).run(&figure()).is_err());
    assert!("best".parse::<KeyMeasure>().unwrap_err().contains("m-reach"));
}

/// Floyd and Warshall's steps without some nodes; `None` where there is no way.
fn steps(topology: &Topology, without: &[u32]) -> Vec<Vec<Option<u32>>> {
    let n = topology.node_count();
    let mut d: Vec<Vec<Option<u32>>> = (0..n).map(|i| (0..n).map(|j| (i == j).then_some(0)).collect()).collect();
    let there = |v: u32| !without.contains(&v);
    for (a, b, way) in topology.ties().filter(|(a, b, _)| a != b && there(*a) && there(*b)) {
        d[a as usize][b as usize] = Some(1);
        if way == Direction::BothWays {
            d[b as usize][a as usize] = Some(1);
        }
    }
    for k in 0..n {
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
            if let (Some(to), Some(on)) = (d[i][k], d[k][j]) {
                d[i][j] = Some(d[i][j].map_or(to + on, |old| old.min(to + on)));
            }
        }
    }
    d
}

fn worth(topology: &Topology, measure: KeyMeasure, set: &[u32], most: u32) -> f64 {
    let n = topology.node_count();
    if measure.goal() == Goal::Disrupt {
        let d = steps(topology, set);
        let left: Vec<usize> = (0..n).filter(|v| !set.contains(&(*v as u32))).collect();
        let pairs = left.iter().flat_map(|i| left.iter().map(move |j| (*i, *j))).filter(|(i, j)| i != j);
        let near = |d: u32| if measure == KeyMeasure::Fragmentation { 1.0 } else { 1.0 / f64::from(d) };
        let sum: f64 = pairs.filter_map(|(i, j)| d[i][j]).map(near).sum();
        return 1.0 - sum / (left.len() * (left.len() - 1)) as f64;
    }
    let d = steps(topology, &[]);
    let others = (0..n).filter(|v| !set.contains(&(*v as u32)));
    let nearest = others.filter_map(|v| set.iter().filter_map(|u| d[*u as usize][v]).min());
    match measure {
        KeyMeasure::MReach => nearest.filter(|d| *d <= most).count() as f64,
        _ => nearest.map(|d| 1.0 / f64::from(d)).sum::<f64>() / n as f64,
    }
}

proptest! {
    #[test]
    fn the_best_set_is_the_best_there_is(
        ties in prop::collection::vec((0u32..8, 0u32..8, any::<bool>()), 0..20),
        undirected in any::<bool>(),
        size in 1usize..4,
        most in 1u32..4,
        measure in prop::sample::select(KeyMeasure::ALL.to_vec()),
    ) {
        let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
        let topology = Topology::new(8, ties.iter().map(|t| (t.0, t.1, way(t.2)))).unwrap();
        let sets = (0u32..256).filter(|bits| bits.count_ones() as usize == size);
        let sets: Vec<Vec<u32>> = sets.map(|bits| (0..8).filter(|v| bits >> v & 1 == 1).collect()).collect();
        let best = sets.iter().map(|set| worth(&topology, measure, set, most)).fold(f64::MIN, f64::max);
        let players = KeyPlayers::new(measure, size).steps(most);
        let found = players.run(&topology).unwrap();
        prop_assert!(found.exact && (found.value - best).abs() < 1e-12, "{} for {best}", found.value);
        for set in &found.best {
            prop_assert!((worth(&topology, measure, set, most) - best).abs() < 1e-12);
        }
        for set in &found.runners_up {
            prop_assert!((worth(&topology, measure, &set.members, most) - set.value).abs() < 1e-12);
        }
        let alike = sets.iter().filter(|set| (worth(&topology, measure, set, most) - best).abs() < 1e-12).count();
        prop_assert_eq!(found.best.len(), alike.min(10));
        let swapped = players.effort(0).run(&topology).unwrap();
        prop_assert!(!swapped.exact && swapped.value <= best + 1e-12);
        prop_assert!((worth(&topology, measure, &swapped.best[0], most) - swapped.value).abs() < 1e-12);
    }

    #[test]
    fn a_group_of_one_is_a_node(ties in prop::collection::vec((0u32..7, 0u32..7), 0..16), undirected in any::<bool>()) {
        let topology = if undirected { Topology::undirected(7, ties) } else { Topology::directed(7, ties) }.unwrap();
        let betweenness = Betweenness::new().run(&topology.collapse().unwrap().0).unwrap();
        let closeness = Closeness::new().run(&topology).unwrap();
        for v in 0..7 {
            let found = group_betweenness(&topology, &[v], Scale::Normalised).unwrap();
            prop_assert!((found - betweenness.values()[v as usize]).abs() < 1e-12);
            prop_assert!((group_closeness(&topology, &[v]).unwrap() - closeness.values()[v as usize]).abs() < 1e-12);
        }
    }
}

#[test]
fn threads_and_seeds_are_kept_apart() {
    let topology = Topology::undirected(40, (0..40u32).flat_map(|v| [(v, v * v % 40), (v, (7 * v + 3) % 40)])).unwrap();
    let run = |threads, seed| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let players = KeyPlayers::new(KeyMeasure::DistanceFragmentation, 3).effort(0).seed(seed);
        pool.install(|| players.run(&topology).unwrap())
    };
    let one = run(1, 5);
    assert!(run(2, 5) == one && run(7, 5) == one);
    let exact = KeyPlayers::new(KeyMeasure::DistanceFragmentation, 3).run(&topology).unwrap();
    assert!(exact.exact && exact.value >= one.value);
}
