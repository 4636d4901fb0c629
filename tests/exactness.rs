//! Exact access and leverage against the slow program of `oracle`, on random networks.

#![allow(clippy::unwrap_used)]

use crate::oracle::{Answer, Oracle};
use crate::random::{Drawn, drawn};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proxeny::leverage::{Access, LeverageResult, Opportunities};
use proxeny::{Actor, ErrorKind, Mandate, Network, NetworkBuilder, NextTie, Selector, Tie};
use std::collections::{BTreeMap, BTreeSet};

/// Weights are rounded to 2⁻⁴⁰ of their total.
const NEAR: f64 = 1e-9;

fn near(found: f64, right: f64, what: &str) -> Result<(), TestCaseError> {
    prop_assert!((found - right).abs() <= NEAR, "{what}: {found}, but by the definitions {right}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn exact_results_are_those_of_the_definitions(drawn in drawn()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let found = Access::new(&mandate).exact().leverage(&network);
        if let Some(answer) = Oracle::new(&network, &mandate).answer() {
            agree(&drawn, &network, &found.unwrap(), &answer)?;
        } else {
            let refused = found.unwrap_err();
            let is_right = matches!(refused.kind(), ErrorKind::Parameter(_) | ErrorKind::NoMatch { .. });
            prop_assert!(is_right, "{refused}");
        }
    }

    #[test]
    fn the_native_format_keeps_the_question(drawn in drawn()) {
        reads_back(&drawn)?;
    }

    #[test]
    fn removing_a_group_leaves_and_costs_what_the_definitions_say(drawn in drawn(), group in 0_u32..512) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let oracle = Oracle::new(&network, &mandate);
        prop_assume!(oracle.answer().is_some());
        let ids: BTreeSet<String> =
            (0..drawn.actors.len()).filter(|i| group >> i & 1 == 1).map(Drawn::id).collect();
        prop_assume!(!ids.is_empty());
        let selector = format!("id:{}", ids.iter().cloned().collect::<Vec<_>>().join(",")).parse().unwrap();
        let found = &Access::new(&mandate).exact().without(&network, &[selector]).unwrap()[0];
        let (left, lost) = oracle.without(&ids);
        near(found.access.estimate, left, "access that is left")?;
        near(found.loss.estimate, lost, "access that is lost")?;
        near(found.share, if left + lost > 0.0 { lost / (left + lost) } else { 0.0 }, "share lost")?;
        prop_assert_eq!(found.removed, ids.len());
    }
}

/// What is written in the native format is read as it was, and asks the same.
fn reads_back(drawn: &Drawn) -> Result<(), TestCaseError> {
    let network = Network::from_reader(drawn.native().as_bytes()).unwrap();
    prop_assert_eq!(network.warnings(), []);
    let original = drawn.network();
    prop_assert_eq!(network.mandate(None).unwrap(), &drawn.mandate());
    prop_assert!(network.actors().map(|(_, actor)| actor).eq(original.actors().map(|(_, actor)| actor)));
    prop_assert!(network.ties().map(|(_, tie)| tie).eq(original.ties().map(|(_, tie)| tie)));
    prop_assert_eq!(network.focal(), original.focal());
    Ok(())
}

/// Writes networks, and what exact access and leverage come to in them, for `oracle/enumerate.py --compare`.
#[test]
#[ignore = "writes files for a script; see oracle/enumerate.py"]
fn cases_for_the_script() {
    let folder = std::path::PathBuf::from(std::env::var_os("ORACLE_CASES").expect("set ORACLE_CASES to a folder"));
    std::fs::create_dir_all(&folder).unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut written = 0;
    while written < 40 {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let (network, mandate) = (drawn.network(), drawn.mandate());
        if let Ok(result) = Access::new(&mandate).exact().leverage(&network) {
            std::fs::write(folder.join(format!("{written}.json")), drawn.native()).unwrap();
            let mut expected = serde_json::json!(result);
            let rule = NextTie {
                strength: Some(0.37),
                formation: 0.6,
                ..NextTie::new("id:a0".parse().unwrap(), Selector::everyone(), "")
            };
            let access = Access::new(&mandate).exact();
            let asked = Opportunities::new(&access).candidates(vec![rule]);
            expected["candidates"] = serde_json::json!(asked.run(&network).unwrap().candidates);
            if drawn.ties.len() <= 8 {
                expected["best_set"] = serde_json::json!(asked.best_set(&network, 2.0).unwrap());
            }
            let expected = serde_json::to_string_pretty(&expected).unwrap();
            std::fs::write(folder.join(format!("{written}.expected.json")), expected).unwrap();
            written += 1;
        }
    }
}

fn agree(drawn: &Drawn, network: &Network, found: &LeverageResult, answer: &Answer) -> Result<(), TestCaseError> {
    let access = &found.access;
    prop_assert_eq!(&access.method, "exact");
    near(access.access.estimate, answer.access, "access")?;
    prop_assert_eq!((access.access.low, access.access.high), (access.access.estimate, access.access.estimate));
    prop_assert_eq!((access.access.stderr, access.access.worlds), (0.0, None));
    near(access.conceivable, answer.conceivable, "conceivable access")?;
    prop_assert!(
        answer.certain <= access.access.estimate + NEAR && access.access.estimate <= access.conceivable + NEAR
    );

    // The last bin also holds what lies beyond it where there is no limit.
    let bins = drawn.most.map_or(6, |most| most as usize + 1);
    prop_assert_eq!(access.by_intermediaries.len(), bins);
    for (i, bin) in access.by_intermediaries.iter().enumerate() {
        let right: f64 = answer.by_intermediaries.iter().skip(i).take(if i + 1 == bins { usize::MAX } else { 1 }).sum();
        near(bin.estimate, right, &format!("access over {i} intermediaries"))?;
    }

    for (found, right) in [(&access.sources, &answer.sources), (&access.targets, &answer.targets)] {
        let found: BTreeMap<_, _> = found.iter().map(|end| (end.id.clone(), end.reach.estimate)).collect();
        prop_assert_eq!(found.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
        found.iter().try_for_each(|(id, reach)| near(*reach, right[id], &format!("reach of {id}")))?;
    }
    prop_assert!(access.ties >= answer.ties && access.ties <= network.ties().len());
    agree_on_actors(network, found, answer)
}

fn agree_on_actors(network: &Network, found: &LeverageResult, answer: &Answer) -> Result<(), TestCaseError> {
    let told: BTreeSet<_> = found.actors.iter().map(|actor| actor.id.clone()).collect();
    prop_assert_eq!(told.len(), found.actors.len(), "an actor is told twice");
    prop_assert!(told.is_superset(&answer.between), "{told:?} lacks some of {:?}", answer.between);
    for (id, right) in answer.leverage.iter().filter(|(id, _)| !told.contains(*id)) {
        near(0.0, *right, &format!("leverage of {id}, who is not told"))?;
    }
    let mut rank = 0;
    for (i, actor) in found.actors.iter().enumerate() {
        near(actor.leverage.estimate, answer.leverage[&actor.id], &format!("leverage of {}", actor.id))?;
        prop_assert!(actor.leverage.estimate >= 0.0);
        let share = actor.leverage.estimate / found.access.access.estimate;
        near(actor.share, if found.access.access.estimate > 0.0 { share } else { 0.0 }, "share")?;
        prop_assert!(i == 0 || found.actors[i - 1].leverage.estimate >= actor.leverage.estimate, "not in order");
        let focal = network.focal().is_some_and(|focal| network.graph()[focal].id == actor.id);
        rank += usize::from(!focal);
        prop_assert_eq!(actor.rank, (!focal).then_some(rank));
    }
    Ok(())
}

/// ```text
/// s ──½──▶ a ──½──▶ t      s reaches t over a or over b and c;
///  └─½──▶ b ─1─▶ c ─½──▶ t  at most one intermediary leaves a alone.
/// ```
#[test]
fn a_network_worked_by_hand() {
    let tie = |from, to, strength| Tie {
        strength: Some(strength),
        conveys: Some(proxeny::Conveys::Forward),
        ..Tie::new(from, to, "")
    };
    let actors = [("s", "source"), ("a", "relay"), ("b", "relay"), ("c", "relay"), ("t", "target")];
    let ties = [("s", "a", 0.5), ("a", "t", 0.5), ("s", "b", 0.5), ("b", "c", 1.0), ("c", "t", 0.5)];
    let builder = actors.iter().fold(NetworkBuilder::new("hand"), |b, (id, kind)| b.actor(Actor::new(*id, *kind)));
    let network = ties.iter().fold(builder, |b, (from, to, p)| b.tie(tie(*from, *to, *p))).build().unwrap();
    let mandate = Mandate::new("m", "id:s".parse().unwrap(), "id:t".parse().unwrap());

    let found = Access::new(&mandate).exact().leverage(&network).unwrap();
    // 1 − ¾ · ¾
    assert_eq!(found.access.access.estimate, 0.4375);
    let leverage: Vec<_> = found.actors.iter().map(|actor| (actor.id.as_str(), actor.leverage.estimate)).collect();
    // Each way round costs its own ¼ but for the worlds in which the other is open too.
    // The ends are between nobody, and are worth nothing to others.
    assert_eq!(leverage, [("a", 0.1875), ("b", 0.1875), ("c", 0.1875), ("s", 0.0), ("t", 0.0)]);
    let by: Vec<f64> = found.access.by_intermediaries.iter().map(|bin| bin.estimate).collect();
    assert_eq!(by, [0.0, 0.25, 0.1875, 0.0, 0.0, 0.0]);

    let short = mandate.max_intermediaries(1);
    let found = Access::new(&short).exact().leverage(&network).unwrap();
    assert_eq!(found.access.access.estimate, 0.25);
    assert_eq!((found.actors[0].id.as_str(), found.actors[0].share), ("a", 1.0));
    assert!(found.actors[1..].iter().all(|actor| actor.leverage.high == 0.0));
}

/// A chain of eight actors: whoever is six or more ties away is told together.
#[test]
fn many_intermediaries_are_told_together() {
    let ids: Vec<String> = (0..9).map(|i| format!("a{i}")).collect();
    let builder = ids.iter().fold(NetworkBuilder::new("chain"), |builder, id| builder.actor(Actor::new(id, "x")));
    let certain = |pair: &[String]| Tie { strength: Some(1.0), ..Tie::new(&pair[0], &pair[1], "") };
    let network = ids.windows(2).fold(builder, |builder, pair| builder.tie(certain(pair))).build().unwrap();
    let mandate = Mandate::new("m", "id:a0".parse().unwrap(), "not id:a0".parse().unwrap());
    let bins = |mandate: &Mandate| -> Vec<f64> {
        let access = Access::new(mandate).run(&network).unwrap();
        access.by_intermediaries.iter().map(|bin| (bin.estimate * 8.0 * 1e6).round() / 1e6).collect()
    };
    assert_eq!(bins(&mandate), [1.0, 1.0, 1.0, 1.0, 1.0, 3.0]);
    assert_eq!(bins(&mandate.clone().max_intermediaries(6)), [1.0, 1.0, 1.0, 1.0, 1.0, 2.0]);
    assert_eq!(bins(&mandate.clone().max_intermediaries(5)), [1.0; 6]);
    assert_eq!(bins(&mandate.max_intermediaries(1)), [1.0; 2]);
}

/// ```text
/// s ──½── a ──½── t     left without s–a and the tie that is on no route: ½ · ½ by b
///  └─½── b ──½──┘       left without a–t as well as b–t: nothing
/// ```
#[test]
fn ties_are_left_out_together() {
    let builder = ["s", "a", "b", "t"].into_iter().fold(NetworkBuilder::new("n"), |b, id| b.actor(Actor::new(id, "x")));
    let ties = [("s", "a"), ("a", "t"), ("s", "b"), ("b", "t"), ("t", "s")];
    let conveys = |to| Some(if to == "s" { proxeny::Conveys::Forward } else { proxeny::Conveys::Both });
    let network =
        ties.iter().fold(builder, |b, (from, to)| b.tie(Tie { conveys: conveys(*to), ..Tie::new(*from, *to, "") }));
    let network = network.build().unwrap();
    let edges: Vec<_> = network.ties().map(|(edge, _)| edge).collect();
    let groups = [
        ("first".to_owned(), vec![edges[0], edges[4]]),
        ("both".to_owned(), vec![edges[1], edges[3]]),
        ("none".to_owned(), vec![edges[4]]),
    ];
    let mandate = Mandate::new("m", "id:s".parse().unwrap(), "id:t".parse().unwrap());
    let found = Access::new(&mandate).exact().without_ties(&network, &groups).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.without.as_str(), one.removed, one.access.estimate, one.loss.estimate, one.conceivable))
        .collect();
    let expected = [("first", 2, 0.25, 0.1875, 1.0), ("both", 2, 0.0, 0.4375, 0.0), ("none", 1, 0.4375, 0.0, 1.0)];
    assert_eq!(told, expected);
}
