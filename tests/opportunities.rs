//! New ties, held against the slow program of `oracle`, against the network rebuilt with them, and against all subsets.

#![allow(clippy::unwrap_used)]

use crate::cli::{proxeny, text};
use crate::oracle::Oracle;
use crate::random::{Drawn, drawn};
use proptest::prelude::*;
use proxeny::leverage::{Access, Opportunities, OpportunitiesResult, Opportunity};
use proxeny::{Actor, Mandate, Network, NetworkBuilder, NextTie, Selector, Tie, TieKind};
use std::collections::BTreeSet;

const NEAR: f64 = 1e-9;

fn by_definition(network: &Network, mandate: &Mandate) -> f64 {
    Oracle::new(network, mandate).without(&BTreeSet::new()).0
}

/// The network with new ties that are certain to be open with these strengths.
fn with(network: &Network, ties: &[(&Opportunity, f64)]) -> Network {
    let tie = |(one, strength): &(&Opportunity, f64)| Tie {
        strength: Some(*strength),
        ..Tie::new(one.from.as_str(), one.to.as_str(), one.kind.as_str())
    };
    ties.iter().map(tie).fold(network.edit(), NetworkBuilder::tie).build().unwrap()
}

fn everyone() -> Selector {
    Selector::everyone()
}

/// New ties from one actor to everybody: both ways, or of the kind that conveys backward.
fn rule(from: usize, kind: &str, strength: f64) -> NextTie {
    NextTie {
        strength: Some(strength),
        formation: 0.5,
        ..NextTie::new(Selector::id(Drawn::id(from)), everyone(), kind)
    }
}

fn run(asked: &Opportunities<'_>, network: &Network) -> Result<OpportunitiesResult, TestCaseError> {
    asked.run(network).map_err(|error| TestCaseError::reject(error.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn exact_gains_are_those_of_the_definitions(drawn in drawn(), from: prop::sample::Index, back: bool, p in 0.05..1.0_f64) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let from = from.index(drawn.actors.len());
        let access = Access::new(&mandate).exact();
        let asked = Opportunities::new(&access).candidates(vec![rule(from, if back { "back" } else { "" }, p)]).any_rung();
        let mut found = run(&asked, &network)?;
        asked.because(&network, &mut found, 100).unwrap();
        prop_assert_eq!(found.candidates.len() + found.unasked.already, drawn.actors.len() - 1);
        let before = by_definition(&network, &mandate);
        for (i, one) in found.candidates.iter().enumerate() {
            let open = by_definition(&with(&network, &[(one, 1.0)]), &mandate);
            prop_assert!((one.gain.estimate - p * (open - before)).abs() < NEAR, "{one:?}: {open} − {before}");
            prop_assert!((one.score - one.gain.estimate * 0.5).abs() < NEAR);
            prop_assert_eq!((one.gain.stderr, one.gain.worlds, one.rank), (0.0, None, i + 1));
            prop_assert!(i == 0 || found.candidates[i - 1].score >= one.score);
            let because = one.because.as_ref().unwrap();
            for parts in [because.sources.iter().map(|s| s.share).sum::<f64>(), because.targets.iter().map(|t| t.gain).sum()] {
                prop_assert!((parts - one.gain.estimate).abs() < NEAR);
            }
        }
    }

    #[test]
    fn sampled_gains_are_those_of_the_network_rebuilt(
        drawn in drawn(), from: prop::sample::Index, everybody: bool, seed: u64,
    ) {
        let (mut drawn, from) = (drawn.clone(), from.index(drawn.actors.len()));
        if everybody {
            // The block–cut way.
            drawn.actors.iter_mut().for_each(|actor| actor.2 = true);
            drawn.ties.iter_mut().for_each(|tie| tie.conveys = Some(proxeny::Conveys::Both));
            drawn.most = None;
        }
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).worlds(700).seed(seed);
        let asked = Opportunities::new(&access).candidates(vec![rule(from, "", 0.25)]);
        let found = run(&asked, &network)?;
        let before = access.run(&network).unwrap().access.estimate;
        for one in &found.candidates {
            let after = access.run(&with(&network, &[(one, 1.0)])).unwrap().access.estimate;
            // A sum of whole weights either way; only the last division rounds.
            prop_assert!((one.gain.estimate - 0.25 * (after - before)).abs() < 1e-14, "{one:?}: {after} − {before}");
            prop_assert!(one.gain.low <= one.gain.estimate && one.gain.estimate <= one.gain.high);
            let open = by_definition(&with(&network, &[(one, 1.0)]), &mandate);
            let truth = 0.25 * (open - by_definition(&network, &mandate));
            // Bounds never lie: in truth a gain of more than nothing is never told as certainly nothing.
            prop_assert!(one.gain.high > 0.0 || truth < NEAR, "{one:?}: in truth {truth}");
        }
    }

    #[test]
    fn the_best_set_is_the_best_of_all_subsets(
        drawn in drawn(), from: prop::sample::Index, p in 0.05..1.0_f64, budget in 0.5..5.0_f64, first: bool,
    ) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let n = drawn.actors.len();
        let (a, b) = (from.index(n), (from.index(n) + 1) % n);
        let rules = vec![rule(a, "", p), NextTie { cost: 1.7, ..rule(b, "back", 0.5) }];
        let access = Access::new(&mandate).exact();
        let mut asked = Opportunities::new(&access).candidates(rules).any_rung();
        let all = run(&asked, &network)?.candidates;
        prop_assume!(!all.is_empty() && all.len() <= 8 && drawn.ties.len() <= 8);
        let must = first.then(|| all[all.len() - 1].clone()).filter(|must| must.cost <= budget);
        if let Some(must) = &must {
            asked = asked.require(Selector::id(must.from.as_str()), Selector::id(must.to.as_str()));
        }
        let same = |a: &Opportunity, b: &Opportunity| {
            BTreeSet::from([&a.from, &a.to]) == BTreeSet::from([&b.from, &b.to])
        };
        let is_required = |one: &Opportunity| must.as_ref().is_some_and(|must| same(one, must));
        let required: f64 = all.iter().filter(|one| is_required(one)).map(|one| one.cost).sum();
        prop_assume!(required <= budget);
        let best = asked.best_set(&network, budget).unwrap();
        let before = by_definition(&network, &mandate);
        let mut most = f64::NEG_INFINITY;
        for set in 0..1_u32 << all.len() {
            let ties: Vec<(&Opportunity, f64)> = all.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1)
                .map(|(_, one)| (one, one.strength * one.formation)).collect();
            let cost: f64 = ties.iter().map(|(one, _)| one.cost).sum();
            if cost <= budget && all.iter().all(|one| !is_required(one) || ties.iter().any(|(tie, _)| tie == &one)) {
                most = most.max(by_definition(&with(&network, &ties), &mandate) - before);
            }
        }
        prop_assert!((best.gain.estimate - most).abs() < NEAR, "{best:?}, but {most}");
        prop_assert!(best.cost <= budget + NEAR);
        prop_assert_eq!((best.method.as_str(), best.gap), ("exact", Some(0.0)));
        prop_assert!(all.iter().filter(|one| is_required(one)).all(|one| best.ties.iter().any(|tie| same(tie, one))));
        let chosen: Vec<(&Opportunity, f64)> = best.ties.iter().map(|one| (one, one.strength)).collect();
        let formed = by_definition(&with(&network, &chosen), &mandate) - before;
        prop_assert!((best.gain_if_formed.estimate - formed).abs() < NEAR);
    }
}

/// s reaches a with p; new ties lead from a to each of three targets, one of which is reached anyway with q.
fn fan(p: f64, q: f64) -> (Network, Mandate) {
    let builder =
        ["s", "a", "x", "y", "z"].iter().fold(NetworkBuilder::new("fan"), |b, id| b.actor(Actor::new(*id, "")));
    let tie = |from: &str, to: &str, strength| Tie { strength: Some(strength), ..Tie::new(from, to, "") };
    let network = builder.tie(tie("s", "a", p)).tie(tie("s", "x", q)).build().unwrap();
    (network, Mandate::new("m", "id:s".parse().unwrap(), "id:x,y,z".parse().unwrap()))
}

#[test]
fn intervals_cover_the_truth_as_often_as_they_say_also_near_zero() {
    for (p, q) in [(0.3, 0.6), (0.01, 0.5), (0.002, 0.9), (0.5, 0.995)] {
        let (network, mandate) = fan(p, q);
        let rules =
            vec![NextTie { strength: Some(0.5), ..NextTie::new("id:a".parse().unwrap(), mandate.to.clone(), "") }];
        let (mut covered, mut all) = (0, 0);
        for seed in 0..400 {
            let access = Access::new(&mandate).worlds(512).seed(seed);
            for one in &Opportunities::new(&access).candidates(rules.clone()).run(&network).unwrap().candidates {
                let truth = if one.to == "x" { 0.5 * p * (1.0 - q) / 3.0 } else { 0.5 * p / 3.0 };
                all += 1;
                covered += i32::from(one.gain.low <= truth && truth <= one.gain.high);
            }
        }
        // Targets y and z share their worlds: as if there were 400 draws of two intervals.
        let share = f64::from(covered) / f64::from(all);
        assert!(share > 0.95 - 3.0 * (0.95 * 0.05 / 800.0_f64).sqrt(), "{p}, {q}: {share}");
    }
}

#[test]
fn a_choice_is_told_from_other_worlds_than_it_was_made_on() {
    // Twenty ties alike: the best of them by chance must not be told as better than it is.
    let builder = (0..20).fold(NetworkBuilder::new("alike").actor(Actor::new("s", "source")), |b, i| {
        b.actor(Actor::new(format!("a{i}"), "agency"))
            .tie(Tie { strength: Some(0.1), ..Tie::new("s", format!("a{i}"), "") })
    });
    let network = builder.actor(Actor::new("t", "target")).build().unwrap();
    let mandate = Mandate::new("m", "kind:source".parse().unwrap(), "kind:target".parse().unwrap());
    let rule = NextTie::new("kind:agency".parse().unwrap(), "kind:target".parse().unwrap(), "");
    let (mut first, mut set, seeds) = (0.0, 0.0, 150);
    for seed in 0..seeds {
        let access = Access::new(&mandate).worlds(512).seed(seed);
        let asked = Opportunities::new(&access).candidates(vec![rule.clone()]);
        first += asked.run(&network).unwrap().candidates[0].gain.estimate;
        set += asked.best_set(&network, 1.0).unwrap().gain.estimate;
    }
    // In truth 0.05; the best of twenty on its own worlds would be told some two standard errors of 0.0066 higher. The
    // gain of a set is told with the tie's own coin and so varies more.
    let mean = |sum: f64| sum / seeds as f64;
    assert!((mean(first) - 0.05).abs() < 4.0 * 0.0067 / (seeds as f64).sqrt(), "{}", mean(first));
    assert!((mean(set) - 0.05).abs() < 4.0 * 0.0097 / (seeds as f64).sqrt(), "{}", mean(set));
}

#[test]
fn the_threads_do_not_matter() {
    let seoul = Network::builtin("seoul").unwrap();
    let access = Access::new(seoul.mandate(None).unwrap()).worlds(2000);
    let rule = NextTie::new("kind:city_agency".parse().unwrap(), "kind:foreign_city".parse().unwrap(), "mou");
    let asked = Opportunities::new(&access).candidates(vec![rule]);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| (asked.run(&seoul).unwrap(), asked.best_set(&seoul, 3.0).unwrap()))
    };
    let one = with(1);
    assert_eq!(one, with(3));
    assert!(one.0.candidates[0].gain.estimate > 0.0);
}

#[test]
fn ties_with_a_common_cause_hold_or_fall_together() {
    // Two ways from s to t, one new tie in each; t's country falls out once in five.
    let builder = ["s", "a", "b"].iter().fold(NetworkBuilder::new("two"), |b, id| b.actor(Actor::new(*id, "")));
    let builder = builder.actor(Actor { country: Some("VN".into()), ..Actor::new("t", "") });
    let network = ["a", "b"].iter().fold(builder, |b, id| b.tie(Tie { strength: Some(1.0), ..Tie::new("s", *id, "") }));
    let network = network.build().unwrap();
    let mandate = Mandate::new("m", "id:s".parse().unwrap(), "id:t".parse().unwrap());
    let rule = NextTie {
        strength: Some(0.5),
        formation: 0.6,
        ..NextTie::new("id:a,b".parse().unwrap(), "id:t".parse().unwrap(), "")
    };
    let access = Access::new(&mandate).worlds(1 << 16);
    let asked = Opportunities::new(&access).candidates(vec![rule]);
    let gain = |asked: &Opportunities<'_>| {
        let best = asked.best_set(&network, 2.0).unwrap();
        assert_eq!(best.ties.len(), 2);
        best.gain
    };
    let (apart, together) = (1.0 - 0.7 * 0.7, 0.8 * (1.0 - 0.7 * 0.7));
    for (found, truth) in [(gain(&asked), apart), (gain(&asked.clone().common_cause("country", 0.8)), together)] {
        assert!((found.estimate - truth).abs() < 4.5 * found.stderr, "{found:?}, in truth {truth}");
    }
    let alone = &asked.common_cause("country", 0.8).run(&network).unwrap().candidates[0];
    assert!((alone.gain.estimate - 0.5 * 0.8).abs() < 1e-12 && (alone.score - 0.5 * 0.8 * 0.6).abs() < 1e-12);
}

#[test]
fn only_the_next_rung_is_asked_about() {
    let kind = |stage: &str| TieKind { stage: Some(stage.parse().unwrap()), ..TieKind::default() };
    let builder = NetworkBuilder::new("rungs")
        .home("KR")
        .tie_kind("visit", kind("attention"))
        .tie_kind("mou", kind("software"))
        .tie_kind("contract", kind("hardware"))
        .tie_kind("backs", kind("support"));
    let actor = |id: &str, kind: &str, country: &str| Actor { country: Some(country.into()), ..Actor::new(id, kind) };
    let builder = builder.actor(actor("smg", "city_government", "KR")).actor(actor("rival", "large_firm", "FR"));
    let cities = ["none", "seen", "taught", "sold", "rivals"];
    let builder = cities.iter().fold(builder, |b, id| b.actor(actor(id, "foreign_city", "VN")));
    let tie = |from: &str, to: &str, kind: &str| Tie {
        since: Some("2001".parse().unwrap()),
        until: Some("2002".parse().unwrap()),
        ..Tie::new(from, to, kind)
    };
    let network = builder
        .tie(tie("smg", "seen", "visit"))
        .tie(tie("taught", "smg", "mou"))
        .tie(tie("smg", "sold", "contract"))
        .tie(tie("rival", "rivals", "mou"))
        .build()
        .unwrap();
    let mandate = Mandate::new("m", "id:smg".parse().unwrap(), "kind:foreign_city".parse().unwrap());
    let rules = |kinds: &[&str]| {
        kinds
            .iter()
            .map(|kind| NextTie::new("id:smg".parse().unwrap(), "kind:foreign_city".parse().unwrap(), *kind))
            .collect()
    };
    let access = Access::new(&mandate).exact().view(proxeny::View::ever().when("2020".parse().unwrap()));
    let asked = Opportunities::new(&access).candidates(rules(&["visit", "mou", "contract", "backs"]));
    let found = asked.run(&network).unwrap();
    let mut told: Vec<(&str, &str)> = found.candidates.iter().map(|one| (one.to.as_str(), one.kind.as_str())).collect();
    told.sort_unstable();
    // Old ties count for the rung, those of a rival do not, and there is nothing above hardware.
    let expected = [
        ("none", "backs"),
        ("none", "visit"),
        ("rivals", "backs"),
        ("rivals", "visit"),
        ("seen", "backs"),
        ("seen", "mou"),
        ("sold", "backs"),
        ("sold", "contract"),
        ("taught", "backs"),
    ];
    assert_eq!(told, expected);
    assert_eq!((found.unasked.another_rung, found.unasked.already), (11, 0));
    let all = asked.clone().any_rung().run(&network).unwrap();
    assert_eq!(all.candidates.len(), 20);
    let forbidden = asked.forbid("id:none".parse().unwrap(), Selector::everyone()).run(&network).unwrap();
    assert_eq!((forbidden.candidates.len(), forbidden.unasked.forbidden), (7, 4));
}

#[test]
fn the_program_tells_new_ties_and_the_best_set() {
    let told = |more: &[&str]| proxeny(&[&["opportunities", "--worlds", "1024", "--top", "3"], more].concat());
    let output = told(&["--budget", "4", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let result = &answer["result"];
    let first = &result["candidates"][0];
    for field in ["from", "to", "kind", "reason", "why"] {
        assert!(first[field].is_string(), "{field}: {first}");
    }
    assert!(first["gain"]["low"].as_f64() <= first["gain"]["estimate"].as_f64() && first["cost"].is_number());
    assert!(result["best_set"]["ties"][0]["from"].is_string() && result["best_set"]["cost"].as_f64() <= Some(4.0));
    assert!(result["asked"]["rules"].is_array());
    assert!(first["ranks"].is_array() && result["first"][0]["share"].as_f64() <= Some(1.0));
    for language in ["en", "ko"] {
        let output = told(&["--budget", "4", "--ties", "--no-ranges", "--lang", language]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(!text(&output.stdout).contains("NaN"));
    }
}

#[test]
fn the_program_refuses_what_makes_no_sense() {
    for (arguments, code) in [
        (vec!["--cost", "mou=0"], 2),
        (vec!["--kind", "mou"], 2),
        (vec!["--require", "id:susa", "id:hcmc"], 2),
        (vec!["--join", "id:susa"], 2),
        (vec!["--common-cause", "country=2"], 2),
        (vec!["--join", "kind:nothing", "everyone"], 3),
    ] {
        let output = proxeny(&[&["opportunities", "--worlds", "64"], arguments.as_slice()].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
    }
    let refused = r#"{"format": "proxeny/1", "id": "x", "actors": [{"id": "a"}, {"id": "b"}], "ties": [], "mandates": {"m":
        {"from": "id:a", "to": "id:b", "next": [{"from": "id:a", "to": "id:b", "strength": 2, "cost": 0, "colour": "red"}]}}}"#;
    let error = Network::from_reader(refused.as_bytes()).unwrap_err().to_string();
    for what in ["strength 2 of a rule for new ties is outside (0, 1]", "cost 0 of a rule", "unknown field `colour`"] {
        assert!(error.contains(what), "{error}");
    }
}
