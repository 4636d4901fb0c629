//! Two modes against published values and against the graphs that the norms come from.

use super::*;
use proptest::prelude::*;

/// Davis, Gardner and Gardner (1941): the events (numbered from 0) that each of 18 women attended.
const DAVIS: [&[u32]; 18] = [
    &[0, 1, 2, 3, 4, 5, 7, 8],
    &[0, 1, 2, 4, 5, 6, 7],
    &[1, 2, 3, 4, 5, 6, 7, 8],
    &[0, 2, 3, 4, 5, 6, 7],
    &[2, 3, 4, 6],
    &[2, 4, 5, 7],
    &[4, 5, 6, 7],
    &[5, 7, 8],
    &[4, 6, 7, 8],
    &[6, 7, 8, 11],
    &[7, 8, 9, 11],
    &[7, 8, 9, 11, 12, 13],
    &[6, 7, 8, 9, 11, 12, 13],
    &[5, 6, 8, 9, 10, 11, 12, 13],
    &[6, 7, 9, 10, 11],
    &[7, 8],
    &[8, 10],
    &[8, 10],
];

fn davis() -> Topology {
    let ties = (0..18u32).flat_map(|woman| DAVIS[woman as usize].iter().map(move |event| (woman, 18 + event)));
    Topology::undirected(32, ties).unwrap()
}

/// Borgatti and Halgin (2011), to two digits as in NetworkX's tests: the women, then the events.
const DEGREE: [f64; 32] = [
    0.57, 0.5, 0.57, 0.5, 0.29, 0.29, 0.29, 0.21, 0.29, 0.29, 0.29, 0.43, 0.5, 0.57, 0.36, 0.14, 0.14, 0.14, 0.17,
    0.17, 0.33, 0.22, 0.44, 0.44, 0.56, 0.78, 0.67, 0.28, 0.22, 0.33, 0.17, 0.17,
];
const BETWEENNESS: [f64; 32] = [
    0.1, 0.05, 0.09, 0.05, 0.01, 0.01, 0.01, 0.01, 0.02, 0.02, 0.02, 0.05, 0.07, 0.11, 0.04, 0.0, 0.01, 0.01, 0.0, 0.0,
    0.02, 0.01, 0.04, 0.07, 0.13, 0.24, 0.23, 0.01, 0.02, 0.02, 0.0, 0.0,
];
const CLOSENESS: [f64; 32] = [
    0.8, 0.73, 0.8, 0.73, 0.6, 0.67, 0.67, 0.67, 0.71, 0.71, 0.69, 0.73, 0.77, 0.8, 0.73, 0.65, 0.59, 0.59, 0.52, 0.52,
    0.56, 0.54, 0.59, 0.69, 0.73, 0.85, 0.79, 0.55, 0.54, 0.56, 0.52, 0.52,
];

#[test]
fn published_values_are_met() {
    let table = [(TwoMode::degree(), DEGREE), (TwoMode::betweenness(), BETWEENNESS), (TwoMode::closeness(), CLOSENESS)];
    for (measure, expected) in table {
        let found = measure.run(&davis(), &MeasureOptions::default()).unwrap();
        for (v, (found, expected)) in found.values().iter().zip(expected).enumerate() {
            assert!((found - expected).abs() <= 0.005 + 1e-9, "{} of {v}: {found}, {expected}", measure.name());
        }
    }
}

/// The package manynet (2025) gives four digits for the first five women and the last three events, and raw betweenness;
/// what it divides the betweenness of women by is another number.
#[test]
fn published_values_of_manynet_are_met() {
    let table: [(TwoMode, [f64; 8]); 2] = [
        (TwoMode::degree(), [0.5714, 0.5, 0.5714, 0.5, 0.2857, 0.3333, 0.1667, 0.1667]),
        (TwoMode::closeness(), [0.8, 0.7273, 0.8, 0.7273, 0.6, 0.5641, 0.5238, 0.5238]),
    ];
    let near = |found: &[f64], expected: [f64; 8]| {
        let asked = found[..5].iter().chain(&found[29..]);
        asked.zip(expected).all(|(found, expected)| (found - expected).abs() <= 5e-5 + 1e-9)
    };
    for (measure, expected) in table {
        let found = measure.run(&davis(), &MeasureOptions::default()).unwrap();
        assert!(near(found.values(), expected), "{}: {:?}", measure.name(), found.values());
    }
    let raw = Betweenness::default().scale(Scale::Raw).run(&davis()).unwrap();
    assert!(near(raw.values(), [42.9802, 22.8541, 38.9796, 22.0215, 4.7153, 8.1786, 1.0128, 1.0128]), "{raw:?}");
}

proptest! {
    #[test]
    fn nobody_can_have_more_than_who_is_tied_to_all(n in 1u32..9, m in 1u32..9) {
        // Node 0 is tied to all m of the other mode, on which the n − 1 others hang in turn.
        let others = (1..n).map(|v| (v, n + (v - 1) % m));
        let topology = Topology::undirected((n + m) as usize, (0..m).map(|u| (0, n + u)).chain(others)).unwrap();
        for measure in [TwoMode::degree(), TwoMode::closeness(), TwoMode::betweenness()] {
            let found = measure.run(&topology, &MeasureOptions::default()).unwrap();
            // With one node only on the other side, nobody is between anybody.
            let most = if m == 1 && measure == TwoMode::betweenness() { 0.0 } else { 1.0 };
            let found = found.values()[0];
            prop_assert!((found - most).abs() < 1e-12, "{}: {found}", measure.name());
        }
    }

    #[test]
    fn modes_are_found_or_an_odd_circle_is_named(ties in prop::collection::vec((0u32..7, 0u32..7), 0..12)) {
        let topology = Topology::directed(7, ties.iter().copied()).unwrap();
        let fits = |bits: u32| ties.iter().all(|(a, b)| a == b || bits >> a & 1 != bits >> b & 1);
        match Modes::find(&topology) {
            Ok(modes) => {
                prop_assert!(ties.iter().all(|(a, b)| a == b || modes.second()[*a as usize] != modes.second()[*b as usize]));
            }
            Err(error) => {
                prop_assert!(!(0..128).any(fits));
                let told = error.to_string();
                let circle = told.split("nodes ").nth(1).unwrap().split(" form").next().unwrap();
                let circle: Vec<u32> = circle.split(" – ").map(|v| v.parse().unwrap()).collect();
                let tied = |a: u32, b: u32| ties.contains(&(a, b)) || ties.contains(&(b, a));
                prop_assert!(circle.len().is_multiple_of(2) && circle.first() == circle.last(), "{circle:?}");
                prop_assert!(circle.windows(2).all(|pair| tied(pair[0], pair[1])), "{circle:?}");
            }
        }
    }
}

#[test]
fn given_modes_are_taken_or_refused() {
    let topology = Topology::undirected(4, [(0, 1), (0, 1), (2, 3)]).unwrap();
    let run = |groups: Vec<u32>| TwoMode::degree().run(&topology, &MeasureOptions::default().groups(groups));
    assert_eq!(run(vec![5, 9, 9, 5]).unwrap().values(), [0.5; 4]);
    assert!(run(vec![1, 1, 2, 1]).unwrap_err().to_string().contains("nodes 0 and 1 are tied and of the same mode"));
    assert!(run(vec![1, 2, 3, 1]).unwrap_err().to_string().contains("more than two groups"));
    assert!(run(vec![1]).is_err());
    assert_eq!(Modes::find(&topology).unwrap().sizes(), [2, 2]);
}
