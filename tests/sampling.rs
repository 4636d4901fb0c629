//! Sampled estimates against the truth: how far off they are, and how often their intervals miss.
//!
//! Seeds are fixed throughout, so that whatever passes once passes always.

#![allow(clippy::unwrap_used)]

use crate::random::drawn;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use proxeny::leverage::{Access, Estimate, LeverageResult};
use proxeny::{Actor, Mandate, Network, NetworkBuilder, Tie};

/// Intervals are said to hold the truth in 95 of 100 cases.
const COVERAGE: f64 = 0.93;

/// Every number of a result, with its name.
fn numbers(result: &LeverageResult) -> Vec<(String, Estimate)> {
    let access = &result.access;
    let ends = |what: &'static str, ends: &[proxeny::leverage::EndReach]| -> Vec<(String, Estimate)> {
        ends.iter().map(|end| (format!("reach of {what} {}", end.id), end.reach)).collect()
    };
    let bins = access.by_intermediaries.iter().enumerate().map(|(i, bin)| (format!("{i} intermediaries"), *bin));
    let mut numbers = vec![("access".to_owned(), access.access)];
    numbers.extend(bins);
    numbers.extend(ends("source", &access.sources));
    numbers.extend(ends("target", &access.targets));
    let mut actors: Vec<_> = result.actors.iter().map(|a| (format!("leverage of {}", a.id), a.leverage)).collect();
    actors.sort_by(|a, b| a.0.cmp(&b.0));
    numbers.extend(actors);
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(20_261_101), ..ProptestConfig::default() })]

    #[test]
    fn estimates_are_within_their_errors_of_the_truth(drawn in drawn(), seed: u64) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).seed(seed).worlds(3000);
        let sampled = access.leverage(&network).map_err(|error| TestCaseError::reject(error.to_string()))?;
        let exact = access.exact().leverage(&network).unwrap();
        for ((what, found), (same, truth)) in numbers(&sampled).into_iter().zip(numbers(&exact)) {
            prop_assert_eq!(&what, &same);
            let off = (found.estimate - truth.estimate).abs();
            prop_assert!(off <= 4.5 * found.stderr + 1e-12, "{what}: {found:?}, in truth {}", truth.estimate);
        }
    }
}

/// A network of ties `(from, to, probability)` with sources `s…` and targets `t…` of the given weights.
fn network(ties: &[(&str, &str, f64)], weights: &[(&str, f64)]) -> (Network, Mandate) {
    let mut ids: Vec<&str> = ties.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut builder = NetworkBuilder::new("fixed");
    for id in ids {
        let weight = weights.iter().find(|(other, _)| *other == id).map_or(1.0, |(_, weight)| *weight);
        builder = builder.actor(Actor { weight, ..Actor::new(id, &id[..1]) });
    }
    for (from, to, p) in ties {
        builder = builder.tie(Tie { strength: Some(*p), ..Tie::new(*from, *to, "") });
    }
    let mut mandate = Mandate::new("m", "kind:s".parse().unwrap(), "kind:t".parse().unwrap());
    mandate.to_weight = Some("weight".into());
    (builder.build().unwrap(), mandate)
}

/// Networks with what makes intervals hard: rare and almost certain events, rare events that weigh much, ties that many
/// pairs share, sources of which some are certain to arrive.
fn hard_ones() -> Vec<(&'static str, Network, Mandate)> {
    let chain = [("s1", "a", 0.5), ("a", "b", 0.7), ("b", "t1", 0.6)];
    let rare = [("s1", "a", 0.04), ("a", "t1", 0.05)];
    let sure = [("s1", "a", 0.999), ("a", "t1", 0.998)];
    let heavy = [("s1", "a", 0.9), ("a", "t1", 0.01), ("a", "t2", 0.6)];
    let shared =
        [("s1", "a", 0.8), ("s2", "a", 1.0), ("a", "b", 0.3), ("b", "t1", 0.9), ("b", "t2", 0.5), ("s2", "t2", 1.0)];
    let bridge = [("s1", "a", 0.5), ("s1", "b", 0.4), ("a", "b", 0.3), ("a", "t1", 0.6), ("b", "t1", 0.2)];
    let named = |name, (network, mandate)| (name, network, mandate);
    vec![
        named("chain", network(&chain, &[])),
        named("rare", network(&rare, &[])),
        named("sure", network(&sure, &[])),
        named("heavy", network(&heavy, &[("t1", 1000.0), ("t2", 1.0)])),
        named("shared", network(&shared, &[("t1", 3.0)])),
        named("bridge", network(&bridge, &[])),
    ]
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    const SEEDS: u64 = 1000;
    for (name, network, mandate) in hard_ones() {
        let truth = numbers(&Access::new(&mandate).exact().leverage(&network).unwrap());
        for worlds in [200, 300, 1200] {
            let mut covered = vec![0; truth.len()];
            for seed in 0..SEEDS {
                let found = numbers(&Access::new(&mandate).worlds(worlds).seed(seed).leverage(&network).unwrap());
                for (i, ((_, found), (_, truth))) in found.iter().zip(&truth).enumerate() {
                    let inside = found.low - 1e-12 <= truth.estimate && truth.estimate <= found.high + 1e-12;
                    covered[i] += usize::from(inside);
                }
            }
            for ((what, truth), covered) in truth.iter().zip(covered) {
                let share = covered as f64 / SEEDS as f64;
                assert!(share >= COVERAGE, "{name}, {worlds} worlds: {what} {} in {share} of cases", truth.estimate);
            }
        }
    }
}

#[test]
fn nothing_hit_leaves_doubt() {
    let (network, mandate) = network(&[("s1", "a", 1e-5), ("a", "t1", 1e-5)], &[]);
    for worlds in [16, 64, 5000] {
        let result = Access::new(&mandate).worlds(worlds).leverage(&network).unwrap();
        for (what, found) in numbers(&result).into_iter().filter(|(_, found)| found.estimate == 0.0) {
            let is_possible =
                ["access", "1 intermediaries", "reach of source s1", "reach of target t1", "leverage of a"];
            if is_possible.contains(&what.as_str()) {
                assert!(found.stderr > 0.0 && found.low == 0.0, "{what}: {found:?}");
                // The rule of three: an event that did not happen in n worlds has at most 3 / n, and not many times that.
                let three = 3.0 / worlds as f64;
                assert!(found.high >= three.min(0.9) && found.high <= 4.0 * three, "{what}: {found:?}");
            }
        }
    }
}

/// The reach of a target that weighs next to nothing is as sure as that of any other.
#[test]
fn small_weights_do_not_hide_errors() {
    let ties = [("s1", "t1", 0.5), ("s1", "t2", 0.5), ("s2", "t2", 0.5)];
    for weight in [1e-3, 1e-9, 1e-11] {
        let (network, mandate) = network(&ties, &[("t1", 1.0), ("t2", weight)]);
        let result = Access::new(&mandate).worlds(1000).run(&network).unwrap();
        let reach = result.targets.iter().find(|target| target.id == "t2").unwrap().reach;
        // Two fair coins, each half of the reach: a variance of ⅛ in one world.
        let right = (0.125_f64 / 1000.0).sqrt();
        assert!((reach.stderr / right - 1.0).abs() < 0.1, "weight {weight}: {reach:?}, not {right}");
    }
}

#[test]
fn precision_is_reached_and_repeated_looks_do_not_break_the_interval() {
    const SEEDS: u64 = 1000;
    for (name, network, mandate) in hard_ones() {
        let truth = Access::new(&mandate).exact().run(&network).unwrap().access.estimate;
        for precision in [0.05, 0.02] {
            let mut covered = 0;
            for seed in 0..SEEDS {
                let access = Access::new(&mandate).precision(precision).seed(seed);
                let found = access.run(&network).unwrap().access;
                assert!(found.half_width() <= precision, "{name}: {found:?}");
                let worlds = found.worlds.unwrap();
                assert!(worlds >= 1024 && worlds.is_power_of_two(), "looks are taken at doublings, not at {worlds}");
                covered += usize::from(found.low <= truth && truth <= found.high);
            }
            let share = covered as f64 / SEEDS as f64;
            assert!(share >= COVERAGE, "{name} to {precision}: the truth {truth} is inside in {share} of cases");
        }
    }
}

#[test]
fn leverage_is_played_in_as_many_worlds_as_precision_took() {
    let (_, network, mandate) = hard_ones().pop().unwrap();
    let result = Access::new(&mandate).precision(0.02).leverage(&network).unwrap();
    let worlds = result.access.access.worlds;
    assert!(worlds.unwrap() > 1024);
    let mut simulated = result.actors.iter().filter(|actor| actor.leverage.high > 0.0).peekable();
    assert!(simulated.peek().is_some() && simulated.all(|actor| actor.leverage.worlds == worlds));

    // What is left without somebody is found in the same worlds, so that what is lost and what is left add up.
    let gone = proxeny::Selector::id(result.actors[0].id.as_str());
    let without = Access::new(&mandate).precision(0.02).without(&network, &[gone]).unwrap();
    assert_eq!(without[0].access.worlds, worlds);
    let sum = without[0].access.estimate + without[0].loss.estimate;
    assert!((sum - result.access.access.estimate).abs() < 1e-12);
}

#[test]
fn a_network_without_doubt_is_not_simulated() {
    let (network, mandate) = network(&[("s1", "a", 1.0), ("a", "t1", 1.0), ("s2", "t2", 1.0)], &[]);
    let result = Access::new(&mandate).worlds(7).leverage(&network).unwrap();
    assert_eq!(result.access.method, "exact");
    assert_eq!(result.access.access, Estimate::exact(0.5));
    assert_eq!(result.actors[0].leverage, Estimate::exact(0.25));
}
