use super::*;
use crate::graph::{Direction, LENGTH_ONE};
use crate::measure::{Closeness, Harmonic};
use proptest::prelude::*;

/// The first nodes and all that tie with the last, from all scores; scores are alike within `close`.
fn expected(values: &[f64], count: usize, close: f64) -> Vec<u32> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let bar = sorted[count.min(sorted.len()) - 1];
    (0..values.len() as u32).filter(|&v| values[v as usize] >= bar * (1.0 - close)).collect()
}

fn check(topology: &Topology, count: usize) -> Result<(), TestCaseError> {
    for sense in [Sense::Backward, Sense::Forward] {
        let all = Closeness::new().sense(sense).run(topology).unwrap();
        let top = TopCloseness::new(count).sense(sense).run(topology).unwrap();
        for &(v, score) in &top.ranking {
            prop_assert_eq!(Some(score), all.get(v), "closeness of {} to the last bit", v);
        }
        let mut found: Vec<u32> = top.ranking.iter().map(|(v, _)| *v).collect();
        prop_assert!(top.ranking.is_sorted_by(|a, b| a.1 > b.1 || a.1 == b.1 && a.0 < b.0));
        found.sort_unstable();
        prop_assert_eq!(found, expected(all.values(), count, 0.0));

        let all = Harmonic::new().sense(sense).run(topology).unwrap();
        let top = TopCloseness::harmonic(count).sense(sense).run(topology).unwrap();
        for &(v, score) in &top.ranking {
            prop_assert!((score - all.values()[v as usize]).abs() <= 1e-12 * score);
        }
        // Sums of fractions may be rounded otherwise, so those that nearly tie with the last may be there or not.
        let sure = expected(all.values(), count, -1e-12);
        let perhaps = expected(all.values(), count, 1e-12);
        let found: Vec<u32> = top.ranking.iter().map(|(v, _)| *v).collect();
        prop_assert!(found.len() >= count.min(topology.node_count()));
        prop_assert!(sure.iter().all(|v| found.contains(v)) && found.iter().all(|v| perhaps.contains(v)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn agrees_with_all_scores(
        n in 1u32..40,
        raw in prop::collection::vec((0u32..40, 0u32..40, 1u64..9, any::<bool>()), 0..90),
        shape in 0..3,
        lengths: bool,
        count in 1usize..7,
    ) {
        let way = |both: bool| match shape {
            0 => Direction::OneWay,
            1 => Direction::BothWays,
            _ => if both { Direction::BothWays } else { Direction::OneWay },
        };
        let ties = raw.iter().map(|&(a, b, _, both)| (a % n, b % n, way(both)));
        let topology = Topology::new(n as usize, ties).unwrap();
        let given = raw.iter().map(|t| t.2 * LENGTH_ONE / 3).collect();
        check(&if lengths { topology.with_lengths(given).unwrap() } else { topology }, count)?;
    }

    #[test]
    fn bounds_are_never_too_low(
        n in 2u32..30,
        ties in prop::collection::vec((0u32..30, 0u32..30), 0..60),
        undirected: bool,
    ) {
        let ties = ties.into_iter().map(|(a, b)| (a % n, b % n));
        let topology = if undirected { Topology::undirected(n as usize, ties) } else { Topology::directed(n as usize, ties) };
        let topology = topology.unwrap();
        let graph = crate::graph::compact::Compact::of(&topology);
        for sense in [Sense::Forward, Sense::Backward] {
            let extents = bounds::extents(&topology, &graph, sense);
            let distances = crate::graph::Distances::of(&topology, sense);
            for (v, &(least, most)) in extents.iter().enumerate() {
                let reached = f64::from(distances.reached(graph.nodes()[v]));
                prop_assert!(least <= reached && reached <= most, "{least} to {most}, but {reached}");
            }
            let bounds = bounds::by_neighbours(&graph, sense, Near::Closeness, undirected, &extents);
            let scores = Closeness::new().sense(sense).run(&topology).unwrap();
            for (v, &bound) in bounds.iter().enumerate() {
                prop_assert!(bound * (1.0 + 1e-12) >= scores.values()[graph.nodes()[v] as usize]);
            }
            let bounds = bounds::by_neighbours(&graph, sense, Near::Harmonic, undirected, &extents);
            let scores = Harmonic::new().sense(sense).run(&topology).unwrap();
            for (v, &bound) in bounds.iter().enumerate() {
                prop_assert!(bound * (1.0 + 1e-12) >= scores.values()[graph.nodes()[v] as usize]);
            }
        }
    }
}

/// A tree whose nodes have more children the nearer they are to the root, with some chords.
fn bushy(nodes: u32) -> Topology {
    let tree = (1..nodes).map(|v| (v, (v as f32).sqrt() as u32 * (v % 7) / 7));
    Topology::undirected(nodes as usize, tree.chain((0..nodes / 10).map(|v| (v * 7 % nodes, v * 13 % nodes)))).unwrap()
}

#[test]
fn few_arcs_are_followed_where_few_are_near() {
    let topology = bushy(3_000);
    let top = TopCloseness::new(5).run(&topology).unwrap();
    let all = Closeness::new().run(&topology).unwrap();
    assert_eq!(top.ranking[0].0, all.ranking()[0]);
    let full = 3_000 * topology.arc_count() as u64;
    assert!(20 * top.followed < full, "{} of {full}", top.followed);
    // By lengths that are all one the same are found.
    let lengths = vec![LENGTH_ONE; topology.tie_count()];
    let by_lengths = TopCloseness::new(5).run(&topology.with_lengths(lengths).unwrap()).unwrap();
    assert_eq!(by_lengths.ranking, top.ranking);
    assert!(3 * by_lengths.followed < 2 * full, "{} of {full}", by_lengths.followed);
}

#[test]
fn long_paths_are_cut_by_their_pivots() {
    let path = Topology::undirected(2_000, (1..2_000).map(|v| (v - 1, v))).unwrap();
    let top = TopCloseness::new(2).run(&path).unwrap();
    assert_eq!(top.ranking.iter().map(|(v, _)| *v).collect::<Vec<_>>(), [999, 1000]);
    assert!(top.searched < 200, "{}", top.searched);
    check(&path, 3).unwrap();
}

#[test]
fn threads_do_not_matter() {
    let topology = bushy(800);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| TopCloseness::harmonic(4).run(&topology).unwrap())
    };
    assert!(run(1) == run(2) && run(2) == run(7));
}

#[test]
fn infinite_scores_are_refused_as_by_the_full_measures() {
    let topology = Topology::directed(3, [(0, 1), (1, 2)]).unwrap().with_lengths(vec![0, LENGTH_ONE]).unwrap();
    let error = TopCloseness::new(1).run(&topology).unwrap_err().to_string();
    assert!(error.contains("node 1 is infinite"), "{error}");
    assert!(Closeness::new().run(&topology).is_err());
    assert!(TopCloseness::harmonic(1).run(&topology).is_err());
}

#[test]
fn nobody_and_nothing() {
    assert!(TopCloseness::new(0).run(&bushy(5)).is_err());
    assert_eq!(TopCloseness::new(3).run(&Topology::undirected(0, []).unwrap()).unwrap().ranking, []);
    let apart = Topology::undirected(3, []).unwrap();
    assert_eq!(TopCloseness::new(1).run(&apart).unwrap().ranking, [(0, 0.0), (1, 0.0), (2, 0.0)]);
}
