//! Current flow against Gaussian elimination, published values and its own bounds.

use super::*;
use crate::graph::Weights;
use proptest::prelude::*;

/// The potentials of a unit current from s to t where the last node of their component is grounded, by elimination.
fn potentials(c: &[Vec<f64>], s: usize, t: usize) -> Vec<f64> {
    let n = c.len();
    let mut rows = vec![vec![0.0; n + 1]; n];
    for v in 0..n {
        for u in (0..n).filter(|&u| u != v) {
            rows[v][v] += c[v][u];
            rows[v][u] -= c[v][u];
        }
        rows[v][n] = f64::from(v == s) - f64::from(v == t);
    }
    // A Laplacian needs no pivots: what is left of a component's last node is 0, and so is its potential.
    for k in 0..n {
        if rows[k][k].abs() < 1e-11 {
            rows[k] = (0..=n).map(|j| f64::from(j == k)).collect();
            rows[k][n] = 0.0;
        }
        let base = rows[k].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(i, _)| *i != k) {
            let factor = row[k] / base[k];
            (0..=n).for_each(|j| row[j] -= factor * base[j]);
        }
    }
    (0..n).map(|k| rows[k][n] / rows[k][k]).collect()
}

/// Closeness and betweenness by their definitions, pair by pair.
fn defined(c: &[Vec<f64>]) -> [Vec<f64>; 2] {
    let n = c.len();
    let (mut resistance, mut reached, mut through) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    for (s, t) in (0..n).flat_map(|s| (0..s).map(move |t| (s, t))) {
        let mut seen = vec![s];
        let mut next = 0;
        while let Some(&v) = seen.get(next) {
            next += 1;
            (0..n).filter(|&u| c[v][u] > 0.0 && v != u).for_each(|u| {
                if !seen.contains(&u) {
                    seen.push(u);
                }
            });
        }
        if !seen.contains(&t) {
            continue;
        }
        let p = potentials(c, s, t);
        for end in [s, t] {
            resistance[end] += p[s] - p[t];
            reached[end] += 1.0;
        }
        for v in (0..n).filter(|&v| v != s && v != t) {
            through[v] += (0..n).map(|u| c[v][u] * (p[v] - p[u]).abs()).sum::<f64>() / 2.0;
        }
    }
    let all = n as f64 - 1.0;
    let close = |v: usize| if reached[v] > 0.0 { (reached[v] / all).powi(2) / resistance[v] } else { 0.0 };
    [(0..n).map(close).collect(), through.iter().map(|x| x / (all * (all - 1.0) / 2.0)).collect()]
}

proptest! {
    #[test]
    fn agrees_with_the_definition(
        ties in prop::collection::vec((0u32..8, 0u32..8, 0.1f64..9.0), 0..16),
        shape in 0..4,
    ) {
        let ends = ties.iter().map(|t| (t.0, t.1));
        let bare = if shape % 2 == 0 { Topology::directed(8, ends) } else { Topology::undirected(8, ends) }.unwrap();
        let weights = Weights::new(WeightKind::Value, ties.iter().map(|t| t.2).collect()).unwrap();
        let topology = bare.with_weights(weights).unwrap();
        let mut c = vec![vec![0.0; 8]; 8];
        for &(a, b, weight) in ties.iter().filter(|t| t.0 != t.1) {
            c[a as usize][b as usize] += if shape < 2 { 1.0 } else { weight };
            c[b as usize][a as usize] += if shape < 2 { 1.0 } else { weight };
        }
        let [close, between] = defined(&c);
        let weighting = if shape < 2 { Weighting::Unweighted } else { Weighting::Weighted };
        let found = CurrentFlowCloseness::new().weighting(weighting).run(&topology).unwrap();
        for (found, expected) in found.values().iter().zip(close) {
            prop_assert!((found - expected).abs() < 1e-9 * (1.0 + expected), "closeness {} {}", found, expected);
        }
        let found = CurrentFlowBetweenness::new().weighting(weighting).run(&topology).unwrap();
        for (found, expected) in found.values().iter().zip(between) {
            prop_assert!((found - expected).abs() < 1e-9, "betweenness {} {}", found, expected);
        }
    }
}

/// The tests of NetworkX 3.6.1, `test_current_flow_betweenness_centrality.py`.
#[test]
fn published_values_are_met() {
    let between = |n, ties: &[(u32, u32)], scale| {
        let topology = Topology::undirected(n, ties.iter().copied()).unwrap();
        CurrentFlowBetweenness::new().scale(scale).run(&topology).unwrap().values().to_vec()
    };
    let near = |found: Vec<f64>, wanted: [f64; 4]| {
        assert!(found.iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-7), "{found:?}, not {wanted:?}");
    };
    let complete = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
    near(between(4, &complete, Scale::Normalised), [0.25; 4]);
    near(between(4, &[(0, 1), (1, 2), (2, 3)], Scale::Normalised), [0.0, 2.0 / 3.0, 2.0 / 3.0, 0.0]);
    near(between(4, &[(0, 1), (1, 2), (2, 3)], Scale::Raw), [0.0, 2.0, 2.0, 0.0]);
    near(between(4, &[(0, 1), (0, 2), (0, 3)], Scale::Normalised), [1.0, 0.0, 0.0, 0.0]);
}

/// A ring with chords beyond the size of exact scores, and two more beside it.
fn large() -> Topology {
    let n = 2_200u32;
    let ties = (0..n).flat_map(|v| [(v, (v + 1) % n), (v, (v * 7 + 3) % n)]);
    Topology::undirected(n as usize + 3, ties.chain([(n, n + 1)])).unwrap()
}

#[test]
fn large_graphs_are_refused_or_estimated() {
    let topology = large();
    for name in ["current_flow_closeness", "current_flow_betweenness"] {
        let told = find(name).unwrap().scores(&topology, &MeasureOptions::default()).unwrap_err().to_string();
        assert!(
            told.contains(
                "up to 2000 actors, and the largest here has 2200; allow an estimate by a precision, `--epsilon`"
            ),
            "{told}"
        );
        let options = MeasureOptions::default().precision(Precision::new(0.4, 0.1).unwrap()).seed(3);
        let scores = find(name).unwrap().scores(&topology, &options).unwrap();
        assert!(scores.sampling().unwrap().samples > 0 && scores.convergence().unwrap().residual < 1e-9);
        assert_eq!(scores.get(2_202), Some(0.0));
        // The same by any number of threads.
        let again = rayon::ThreadPoolBuilder::new().num_threads(7).build().unwrap();
        assert_eq!(again.install(|| find(name).unwrap().scores(&topology, &options).unwrap()), scores);
    }
}

#[test]
fn solves_that_do_not_suffice_are_told() {
    let path = Topology::undirected(300, (0..299).map(|v| (v, v + 1))).unwrap();
    let error = CurrentFlowBetweenness::new().max_iterations(5).run(&path).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotConverged { iterations: 5, residual, .. } if *residual > 1e-12));
    assert!(CurrentFlowCloseness::new().max_iterations(5).run(&path).is_err());
    assert!(CurrentFlowCloseness::new().tolerance(0.0).run(&path).is_err());
}
