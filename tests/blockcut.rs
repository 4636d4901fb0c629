//! The block–cut way against dominator trees, deletion and the slow program of `oracle`.

#![allow(clippy::unwrap_used)]

use crate::oracle::Oracle;
use crate::random::{Drawn, drawn};
use proptest::prelude::*;
use proxeny::leverage::{Access, Method};
use proxeny::{Actor, Conveys, ErrorKind, Mandate, Network, NetworkBuilder, Tie};
use std::collections::BTreeMap;

/// A network in which every tie conveys both ways and everybody relays, but for some of those with one tie at most.
fn undirected() -> impl Strategy<Value = Drawn> {
    drawn().prop_map(|mut drawn| {
        for tie in &mut drawn.ties {
            (tie.conveys, tie.kind) = (Some(Conveys::Both), "");
        }
        for (i, actor) in drawn.actors.iter_mut().enumerate() {
            actor.2 |= drawn.ties.iter().filter(|tie| tie.from == i || tie.to == i).count() > 1;
        }
        Drawn { most: None, ..drawn }
    })
}

fn worlds() -> impl Strategy<Value = u64> {
    prop::sample::select(vec![1, 63, 64, 65, 511, 512, 513, 1000])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn all_ways_agree_to_the_bit(drawn in undirected(), seed: u64, worlds in worlds()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).seed(seed).worlds(worlds);
        let ask = |method| access.clone().method(method).leverage(&network);
        let auto = ask(Method::Auto).map_err(|error| TestCaseError::reject(error.to_string()))?;
        prop_assert_eq!(&*auto.leverage_method, "block-cut");
        let [one, two, three] = [Method::BlockCut, Method::Dominators, Method::Deletion].map(|method| ask(method).unwrap());
        prop_assert_eq!(&auto, &one);
        prop_assert_eq!((&one.access, &one.actors), (&two.access, &two.actors));
        prop_assert_eq!((&one.access, &one.actors), (&three.access, &three.actors));
        let ties = |method| access.clone().method(method).ties(&network).unwrap();
        prop_assert_eq!(ties(Method::BlockCut), ties(Method::Deletion));
    }

    #[test]
    fn exact_losses_are_those_of_the_definitions(drawn in undirected()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let Some(answer) = Oracle::new(&network, &mandate).answer() else { return Ok(()) };
        let access = Access::new(&mandate).exact().method(Method::BlockCut);
        let found = access.leverage(&network).unwrap();
        let told: BTreeMap<_, _> = found.actors.iter().map(|actor| (&actor.id, actor.leverage.estimate)).collect();
        for (id, right) in &answer.leverage {
            let loss = told.get(id).copied().unwrap_or(0.0);
            prop_assert!((loss - right).abs() < 1e-9, "{id}: {loss}, but by the definitions {right}");
        }
        let deletion = access.clone().method(Method::Deletion).ties(&network).unwrap();
        let ties = access.ties(&network).unwrap();
        for tie in &ties {
            let other = deletion.iter().find(|other| other.id == tie.id).unwrap();
            prop_assert!((tie.birnbaum - other.birnbaum).abs() < 1e-9);
        }
    }

    #[test]
    fn it_is_refused_where_it_does_not_apply(drawn in drawn(), seed: u64) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).seed(seed).worlds(100);
        let Ok(auto) = access.leverage(&network) else { return Ok(()) };
        match access.method(Method::BlockCut).leverage(&network) {
            Ok(found) => prop_assert_eq!(found, auto),
            Err(refused) => {
                prop_assert!(auto.leverage_method != "block-cut");
                prop_assert!(matches!(refused.kind(), ErrorKind::Parameter(_)));
            }
        }
    }
}

/// A random network of 80 actors and 110 ties, weighted, in which every seventh actor is a source, every third a target
/// and some are both.
fn wide() -> (Network, Mandate) {
    let mut state = 7_u64;
    let mut dice = move |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let name = |i: u64| format!("a{i}");
    let mut builder = NetworkBuilder::new("wide");
    for i in 0..80 {
        let tags = [(7, "from"), (3, "to")].into_iter().filter(|(k, _)| i % k == 0);
        let tags = tags.map(|(_, tag)| tag.to_owned()).collect();
        builder = builder.actor(Actor { tags, weight: dice(9) as f64 + 0.5, ..Actor::new(name(i), "x") });
    }
    for i in 0..110 {
        let (from, further) = (dice(80), 1 + dice(79));
        let strength = Some((dice(99) + 1) as f64 / 100.0);
        let tie = Tie::new(name(from), name((from + further) % 80), "");
        builder = builder.tie(Tie { id: format!("t{i}"), strength, ..tie });
    }
    let mut mandate = Mandate::new("m", "tag:from".parse().unwrap(), "tag:to".parse().unwrap());
    (mandate.from_weight, mandate.to_weight) = (Some("weight".into()), Some("weight".into()));
    (builder.build().unwrap(), mandate)
}

#[test]
fn a_wide_network_comes_out_the_same_by_every_way_and_number_of_threads() {
    let (network, mandate) = wide();
    let access = Access::new(&mandate).worlds(1500).seed(3);
    let ask = |method: Method| {
        let access = access.clone().method(method);
        let leverage = access.leverage(&network).unwrap();
        let method = if method == Method::Dominators { Method::Auto } else { method };
        (leverage.access, leverage.actors, access.method(method).ties(&network).unwrap())
    };
    let in_threads = |threads: usize, method| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| ask(method))
    };
    let expected = in_threads(1, Method::BlockCut);
    assert!(expected.1.len() > 50 && expected.1[0].leverage.estimate > 0.0 && expected.2.len() > 90);
    for threads in [1, 2, 7] {
        for method in [Method::BlockCut, Method::Dominators, Method::Deletion] {
            assert!(in_threads(threads, method) == expected, "{method:?}, {threads} threads");
        }
    }
}
