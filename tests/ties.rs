//! Leverage of ties and by relation, held against the slow program of `oracle` and against each other.

#![allow(clippy::unwrap_used)]

use crate::oracle::Oracle;
use crate::random::drawn;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use proxeny::leverage::{Access, Method, Relation, TieLeverage};
use proxeny::{Actor, ErrorKind, Mandate, Network, NetworkBuilder, Tie};
use std::collections::BTreeSet;

const NEAR: f64 = 1e-9;

/// Access by the definitions.
fn by_definition(network: &Network, mandate: &Mandate) -> f64 {
    Oracle::new(network, mandate).without(&BTreeSet::new()).0
}

/// The ties of a question that has a pair.
fn ties(access: &Access<'_>, network: &Network) -> Result<Vec<TieLeverage>, TestCaseError> {
    access.ties(network).map_err(|error| TestCaseError::reject(error.to_string()))
}

/// The same network with another strength of one tie, which exists for certain; without it, if there is none.
fn with_strength(network: &Network, id: &str, strength: Option<f64>) -> Network {
    let tie = network.ties().find(|(_, tie)| tie.id == id).unwrap().1.clone();
    let edited = network.edit().remove_tie(id);
    let tie = |strength| Tie { strength: Some(strength), confidence: Some(1.0), ..tie.clone() };
    strength.map(tie).into_iter().fold(edited, NetworkBuilder::tie).build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn exact_losses_and_gains_are_those_of_the_definitions(drawn in drawn()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let found = ties(&Access::new(&mandate).exact(), &network)?;
        let access = by_definition(&network, &mandate);
        for (i, tie) in found.iter().enumerate() {
            let closed = by_definition(&with_strength(&network, &tie.id, None), &mandate);
            let open = by_definition(&with_strength(&network, &tie.id, Some(1.0)), &mandate);
            prop_assert!((tie.loss.estimate - (access - closed)).abs() < NEAR, "loss of {tie:?}: {access} − {closed}");
            prop_assert!((tie.gain.estimate - (open - access)).abs() < NEAR, "gain of {tie:?}: {open} − {access}");
            prop_assert!((tie.birnbaum - (open - closed)).abs() < NEAR);
            prop_assert_eq!((tie.loss.stderr, tie.loss.worlds), (0.0, None));
            prop_assert_eq!(tie.rank, i + 1);
            prop_assert!(i == 0 || found[i - 1].loss.estimate >= tie.loss.estimate);
        }
        // A tie that is not told lies on no route.
        for (_, tie) in network.ties().filter(|(_, tie)| !found.iter().any(|told| told.id == tie.id)) {
            let closed = by_definition(&with_strength(&network, &tie.id, None), &mandate);
            prop_assert!((access - closed).abs() < NEAR, "{} is not told", tie.id);
        }
    }

    #[test]
    fn exact_losses_by_relation_are_those_of_the_definitions(drawn in drawn(), relation in 0..5_usize) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let relation = Relation::ALL[relation];
        let found = Access::new(&mandate).exact().by_relation(&network, relation);
        let found = found.map_err(|error| TestCaseError::reject(error.to_string()))?;
        let access = by_definition(&network, &mandate);
        let ends = if relation == Relation::Actor { 2 } else { 1 };
        prop_assert_eq!(found.iter().map(|group| group.removed).sum::<usize>(), ends * network.ties().len());
        for group in &found {
            let gone = |tie: &Tie| match relation {
                Relation::Actor => [&tie.from, &tie.to].contains(&&group.without),
                Relation::Kind => tie.kind == group.without || tie.kind.is_empty() && group.without == "unknown",
                _ => true,
            };
            let ids: Vec<String> = network.ties().filter(|(_, t)| gone(t)).map(|(_, t)| t.id.clone()).collect();
            prop_assert_eq!(ids.len(), group.removed);
            let without = ids.iter().fold(network.edit(), |edit, id| edit.remove_tie(id)).build().unwrap();
            let left = by_definition(&without, &mandate);
            prop_assert!((group.access.estimate - left).abs() < NEAR && (group.loss.estimate - access + left).abs() < NEAR);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].loss.estimate >= pair[1].loss.estimate));
    }

    #[test]
    fn a_tie_is_a_group_of_one(drawn in drawn()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).exact();
        for tie in ties(&access, &network)? {
            let edge = network.ties().find(|(_, other)| other.id == tie.id).unwrap().0;
            let group = &access.without_ties(&network, &[("one".to_owned(), vec![edge])]).unwrap()[0];
            prop_assert!((group.loss.estimate - tie.loss.estimate).abs() < NEAR);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(20_261_123), ..ProptestConfig::default() })]

    #[test]
    fn sampled_ties_are_within_their_errors_of_the_truth(drawn in drawn(), seed: u64) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).seed(seed).worlds(3000);
        let sampled = ties(&access, &network)?;
        let exact = access.exact().ties(&network).unwrap();
        prop_assert_eq!(sampled.len(), exact.len());
        for tie in &sampled {
            let truth = exact.iter().find(|truth| truth.id == tie.id).unwrap();
            for (found, truth) in [(&tie.loss, &truth.loss), (&tie.gain, &truth.gain)] {
                let off = (found.estimate - truth.estimate).abs();
                prop_assert!(off <= 4.5 * found.stderr + 1e-12, "{}: {found:?}, in truth {}", tie.id, truth.estimate);
                prop_assert!(0.0 <= found.low && found.low <= found.estimate && found.estimate <= found.high);
            }
        }
    }
}

/// Two ways from s to t: over a, or over b and c.
fn two_ways(p: f64) -> (Network, Mandate) {
    let ends = ["sa", "at", "sb", "bc", "ct"];
    let builder =
        ["s", "a", "b", "c", "t"].iter().fold(NetworkBuilder::new("two"), |b, id| b.actor(Actor::new(*id, "x")));
    let tie = |ends: &&str| Tie { strength: Some(p), ..Tie::new(&ends[..1], &ends[1..], "") };
    let network = ends.iter().map(tie).fold(builder, NetworkBuilder::tie).build().unwrap();
    (network, Mandate::new("m", "id:s".parse().unwrap(), "id:t".parse().unwrap()))
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    const SEEDS: u64 = 1000;
    for (p, most) in [(0.05, None), (0.05, Some(1)), (0.6, None), (0.6, Some(2)), (0.97, None)] {
        let (network, mut mandate) = two_ways(p);
        mandate.max_intermediaries = most;
        let truth = Access::new(&mandate).exact().ties(&network).unwrap();
        let mut covered = vec![0; truth.len()];
        for seed in 0..SEEDS {
            let found = Access::new(&mandate).worlds(300).seed(seed).ties(&network).unwrap();
            for (truth, covered) in truth.iter().zip(&mut covered) {
                let found = &found.iter().find(|tie| tie.id == truth.id).unwrap().loss;
                *covered +=
                    u64::from(found.low - 1e-12 <= truth.loss.estimate && truth.loss.estimate <= found.high + 1e-12);
            }
        }
        for (truth, covered) in truth.iter().zip(covered) {
            assert!(covered >= 930, "p = {p}, {most:?}: {} in {covered} of 1000", truth.id);
        }
    }
}

/// What hangs on a tie does not depend on its own coin, so it is told from the worlds in which it is closed, too.
#[test]
fn a_tie_that_is_seldom_open_is_told_from_all_worlds() {
    let tie = |ends: &str, p| Tie { strength: Some(p), ..Tie::new(&ends[..1], &ends[1..], "") };
    let builder = ["s", "a", "t"].iter().fold(NetworkBuilder::new("rare"), |b, id| b.actor(Actor::new(*id, "x")));
    let network = builder.tie(tie("sa", 0.001)).tie(tie("at", 0.5)).build().unwrap();
    let mandate = Mandate::new("m", "id:s".parse().unwrap(), "id:t".parse().unwrap());
    for mandate in [mandate.clone(), mandate.max_intermediaries(2)] {
        let found = Access::new(&mandate).worlds(1000).ties(&network).unwrap();
        let rare = found.iter().find(|tie| tie.from == "s").unwrap();
        assert!((rare.loss.estimate / 0.0005 - 1.0).abs() < 0.1, "{rare:?}");
        assert!(rare.loss.stderr < 0.05 * rare.loss.estimate, "{rare:?}");
    }
}

#[test]
fn every_number_of_threads_tells_the_same_bits() {
    let seoul = Network::builtin("seoul").unwrap();
    let limited = seoul.mandate(None).unwrap().clone();
    for mandate in [limited.clone(), limited.unlimited()] {
        let ask = || {
            let access = Access::new(&mandate).worlds(700).seed(5);
            (access.ties(&seoul).unwrap(), access.by_relation(&seoul, Relation::Country).unwrap())
        };
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let expected = pool(1).install(ask);
        assert!(expected.0[0].loss.estimate > 0.0 && expected.1[0].loss.estimate > 0.0);
        for threads in [2, 7] {
            assert_eq!(pool(threads).install(ask), expected);
        }
    }
}

#[test]
fn dominator_trees_are_refused_for_ties() {
    let (network, mandate) = two_ways(0.5);
    let refused = Access::new(&mandate).method(Method::Dominators).ties(&network).unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::Parameter(_)));
}

#[test]
fn relations_are_read_by_name() {
    for relation in Relation::ALL {
        assert_eq!(relation.name().parse::<Relation>().unwrap(), relation);
    }
    assert!("colour".parse::<Relation>().unwrap_err().contains("kind, stage, country, layer"));
}
