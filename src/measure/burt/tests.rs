//! Structural holes against published values and against their formulas written down.

use super::*;
use crate::graph::{Direction, Topology, WeightKind, Weights};
use proptest::prelude::*;

fn near(found: f64, expected: f64, tolerance: f64) -> bool {
    found.is_nan() && expected.is_nan() || (found - expected).abs() <= tolerance
}

/// Borgatti (1997), graph G, with the weights of NetworkX's tests; nodes A to G.
fn borgatti() -> Topology {
    let ties =
        [(0, 1, 2), (0, 5, 3), (0, 6, 5), (0, 4, 2), (1, 6, 4), (1, 3, 1), (5, 6, 3), (6, 4, 8), (6, 3, 3), (6, 2, 10)];
    let weights = ties.iter().map(|t| f64::from(t.2)).collect();
    let topology = Topology::undirected(7, ties.iter().map(|t| (t.0, t.1))).unwrap();
    topology.with_weights(Weights::new(WeightKind::Count, weights).unwrap()).unwrap()
}

/// The directed triad of NetworkX's tests.
fn triad() -> Topology {
    let topology = Topology::directed(3, [(0, 1), (0, 2), (1, 0), (2, 1)]).unwrap();
    topology.with_weights(Weights::new(WeightKind::Count, vec![2.0, 2.0, 1.0, 1.0]).unwrap()).unwrap()
}

fn check(topology: &Topology, weighting: Weighting, constraint: &[(usize, f64)], size: &[(usize, f64)]) {
    let found = Constraint::new().weighting(weighting).run(topology).unwrap();
    for &(v, expected) in constraint {
        assert!(near(found.values()[v], expected, 1e-3), "constraint of {v}: {}", found.values()[v]);
    }
    let found = EffectiveSize::new().weighting(weighting).run(topology).unwrap();
    for &(v, expected) in size {
        assert!(near(found.values()[v], expected, 1e-2), "effective size of {v}: {}", found.values()[v]);
    }
}

#[test]
fn published_values_are_met() {
    use Weighting::{Unweighted, Weighted};
    let (g, a, c) = (6, 0, 2);
    check(&borgatti(), Unweighted, &[(g, 0.4), (a, 0.595), (c, 1.0)], &[(g, 4.67), (a, 2.5), (c, 1.0)]);
    check(&borgatti(), Weighted, &[(g, 0.299), (a, 0.795), (c, 1.0)], &[(g, 5.47), (a, 2.47), (c, 1.0)]);
    check(&triad(), Unweighted, &[(0, 1.003), (1, 1.003), (2, 1.389)], &[(0, 1.167), (1, 1.167), (2, 1.0)]);
    check(&triad(), Weighted, &[(0, 0.84), (1, 1.143), (2, 1.378)], &[(0, 1.567), (1, 1.083), (2, 1.0)]);
}

#[test]
fn the_hole_between_two_cliques_is_where_igraph_sees_it() {
    // igraph's test suite: two cliques of four, joined over 3, 4 and 5; a tenth node has no tie.
    let clique = |v: u32| [(v, v + 1), (v, v + 2), (v, v + 3), (v + 1, v + 2), (v + 1, v + 3), (v + 2, v + 3)];
    let ties = clique(0).into_iter().chain(clique(5)).chain([(3, 4), (4, 5)]);
    let found = Constraint::default().run(&Topology::undirected(10, ties).unwrap()).unwrap();
    let member = 0.865_740_740_740_740_8;
    let expected = [member, member, member, 7.0 / 12.0, 0.5, 7.0 / 12.0, member, member, member, f64::NAN];
    assert!(found.values().iter().zip(expected).all(|(found, expected)| near(*found, expected, 1e-12)));
    assert_eq!(found.ranking()[9], 9, "who has no constraint comes last");
    let star = Topology::undirected(4, [(0, 1), (0, 2), (0, 3)]).unwrap();
    let hierarchy = Hierarchy::default().run(&star).unwrap();
    assert!(hierarchy.get(0) == Some(0.0) && hierarchy.values()[1].is_nan());
}

/// The formulas, one sum after the other, on the matrix of ties both ways.
fn written_down(w: &[Vec<f64>]) -> Vec<[f64; 4]> {
    let n = w.len();
    let sum = |i: usize| w[i].iter().sum::<f64>();
    let p = |i: usize, j: usize| w[i][j] / sum(i);
    let m = |j: usize, q: usize| w[j][q] / w[j].iter().copied().fold(0.0, f64::max);
    let one = |i: usize| {
        let contacts: Vec<usize> = (0..n).filter(|&j| w[i][j] > 0.0).collect();
        if contacts.is_empty() {
            return [f64::NAN; 4];
        }
        let cost = |j: usize| {
            (p(i, j) + contacts.iter().filter(|&&q| q != j).map(|&q| p(i, q) * p(q, j)).sum::<f64>()).powi(2)
        };
        let count = contacts.len() as f64;
        let constraint: f64 = contacts.iter().map(|&j| cost(j)).sum();
        let size: f64 = contacts.iter().map(|&j| 1.0 - contacts.iter().map(|&q| p(i, q) * m(j, q)).sum::<f64>()).sum();
        let ratio = |j: usize| cost(j) / (constraint / count);
        let disorder: f64 = contacts.iter().map(|&j| ratio(j) * ratio(j).ln()).sum();
        [constraint, size, size / count, disorder / (count * count.ln())]
    };
    (0..n).map(one).collect()
}

proptest! {
    #[test]
    fn agrees_with_the_formulas(
        ties in prop::collection::vec((0u32..8, 0u32..8, any::<bool>(), 0.01f64..9.0), 0..30),
        undirected in any::<bool>(),
        weighted in any::<bool>(),
    ) {
        let way = |both| if both || undirected { Direction::BothWays } else { Direction::OneWay };
        let topology = Topology::new(8, ties.iter().map(|t| (t.0, t.1, way(t.2)))).unwrap();
        let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.3).collect()).unwrap();
        let topology = topology.with_weights(weights).unwrap();
        let mut one_way = vec![vec![0.0; 8]; 8];
        for (tie, (a, b, way)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b) {
            let mut put = |a: u32, b: u32| {
                let cell: &mut f64 = &mut one_way[a as usize][b as usize];
                *cell = if weighted { *cell + ties[tie].3 } else { 1.0 };
            };
            put(a, b);
            if way == Direction::BothWays {
                put(b, a);
            }
        }
        let both: Vec<Vec<f64>> = (0..8).map(|i| (0..8).map(|j| one_way[i][j] + one_way[j][i]).collect()).collect();
        let expected = written_down(&both);
        let weighting = if weighted { Weighting::Weighted } else { Weighting::Unweighted };
        let options = MeasureOptions::default().weighting(weighting);
        let measures: [&dyn Measure; 4] =
            [&Constraint::new(), &EffectiveSize::new(), &BurtEfficiency::new(), &Hierarchy::new()];
        for (place, measure) in measures.iter().enumerate() {
            let found = measure.scores(&topology, &options).unwrap();
            for (v, expected) in expected.iter().enumerate() {
                let (found, expected) = (found.values()[v], expected[place]);
                prop_assert!(near(found, expected, 1e-9), "{} of {v}: {found}, {expected}", measure.name());
            }
        }
    }
}

#[test]
fn the_largest_weights_do_not_overflow() {
    let triangle = Topology::undirected(3, [(0, 1), (1, 2), (2, 0)]).unwrap();
    let run = |weight: f64| {
        let weights = Weights::new(WeightKind::Value, vec![weight, weight, weight]).unwrap();
        let topology = triangle.clone().with_weights(weights).unwrap();
        let constraint = Constraint::new().weighting(Weighting::Weighted).run(&topology).unwrap();
        let size = EffectiveSize::new().weighting(Weighting::Weighted).run(&topology).unwrap();
        (constraint.values().to_vec(), size.values().to_vec())
    };
    for (constraint, size) in [run(1e280), run(1e-280)] {
        assert!(constraint.iter().all(|x| near(*x, 9.0 / 8.0, 1e-12)), "{constraint:?}");
        assert!(size.iter().all(|x| near(*x, 1.0, 1e-12)), "{size:?}");
    }
}
