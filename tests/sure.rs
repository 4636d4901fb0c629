//! How sure a ranking is, held against networks that are really edited, and Shapley values against every order there is.

#![allow(clippy::unwrap_used)]

use crate::cli::{proxeny, text};
use crate::oracle::Oracle;
use crate::random::{Drawn, drawn};
use proptest::prelude::*;
use proxeny::leverage::{Access, Cause, Check, Fact, LeverageResult};
use proxeny::{Actor, Date, Lasts, Mandate, Network, NetworkBuilder, Source, Stage, StrengthRange, Tie, TieKind, View};

/// Weights are rounded to 2⁻⁴⁰ of their total.
const NEAR: f64 = 1e-9;

fn near(found: f64, right: f64, what: &str) -> Result<(), TestCaseError> {
    prop_assert!((found - right).abs() <= NEAR, "{what}: {found}, not {right}");
    Ok(())
}

/// A changed copy of each tie; none where it is to vanish.
fn edited(network: &Network, change: impl Fn(&Tie) -> Option<Tie>) -> Network {
    let ids: Vec<String> = network.ties().map(|(_, tie)| tie.id.clone()).collect();
    let builder = ids.iter().fold(network.edit(), |builder, id| builder.remove_tie(id));
    network.ties().filter_map(|(_, tie)| change(tie)).fold(builder, NetworkBuilder::tie).build().unwrap()
}

/// The drawn network with documents behind its ties: some rest on one, some on two, and the kind of some is assumed.
fn sourced(drawn: &Drawn) -> Network {
    let plain = drawn.network().edit();
    let builder = ["x", "y", "z"].into_iter().fold(plain, |builder, id| builder.source(id, Source::default()));
    edited(&builder.build().unwrap(), |tie| {
        let number: usize = tie.id[1..].parse().unwrap();
        let sources = [vec!["x"], vec!["y"], vec!["x", "y"], vec!["z"], vec!["x"]][number % 5].clone();
        let strength = tie.strength.filter(|_| !number.is_multiple_of(3));
        Some(Tie { sources: sources.into_iter().map(str::to_owned).collect(), strength, ..tie.clone() })
    })
}

/// The greatest leverage of any actor but the focal one, and that of one actor.
fn leverages(result: &LeverageResult, id: Option<&str>) -> (f64, f64) {
    let ranked = result.actors.iter().filter(|actor| actor.rank.is_some());
    let best = ranked.map(|actor| actor.leverage.estimate).fold(0.0, f64::max);
    let own = result.actors.iter().find(|actor| Some(actor.id.as_str()) == id);
    (best, own.map_or(0.0, |actor| actor.leverage.estimate))
}

fn outcome(
    network: &Network,
    mandate: &Mandate,
    check: &Check,
    number: usize,
    first: Option<&str>,
) -> Result<(f64, f64), TestCaseError> {
    let found = &check.outcomes[number];
    let right = Access::new(mandate).exact().leverage(network).unwrap();
    let what = format!("{:?} {} {}", check.fact, check.id, found.outcome);
    near(found.access, right.access.access.estimate, &what)?;
    let (best, own) = leverages(&right, first);
    near(found.regret, best - own, &what)?;
    let (_, named) = leverages(&right, found.first.as_deref());
    near(named, best, &what)?;
    Ok((found.probability * (best - own), right.access.access.estimate))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn exact_shapley_values_are_those_of_every_order(drawn in drawn()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).exact();
        let Ok(result) = access.leverage(&network) else { return Ok(()) };
        let Some((values, direct)) = Oracle::new(&network, &mandate).shapley(6) else { return Ok(()) };
        let found = access.shapley(&network).unwrap();
        prop_assert_eq!(found.method.as_str(), "exact");
        near(found.direct, direct, "direct access")?;
        for (id, right) in &values {
            let own = found.actors.iter().find(|actor| actor.id == *id).map_or(0.0, |actor| actor.shapley.estimate);
            near(own, *right, id)?;
        }
        let sum: f64 = found.actors.iter().map(|actor| actor.shapley.estimate).sum();
        near(sum, result.access.access.estimate - direct, "the sum")?;
    }

    #[test]
    fn sampled_shapley_values_share_out_all_that_is_not_direct(drawn in drawn(), seed: u64) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).worlds(1000).seed(seed);
        let Ok(found) = access.shapley(&network) else { return Ok(()) };
        let sum: f64 = found.actors.iter().map(|actor| actor.shapley.estimate).sum();
        near(sum, found.access - found.direct, "the sum")?;
        if let Ok(exact) = access.exact().shapley(&network) {
            for (found, right) in found.actors.iter().zip(&exact.actors) {
                let off = (found.shapley.estimate - right.shapley.estimate).abs();
                prop_assert!(off <= 5.0 * found.shapley.stderr + NEAR, "{found:?}, in truth {right:?}");
            }
        }
    }

    #[test]
    fn without_doubt_about_assumptions_ranges_are_points(drawn in drawn(), seed: u64) {
        let mandate = drawn.mandate();
        let network = edited(&drawn.network(), |tie| {
            Some(Tie { strength: tie.strength.or(Some(0.3)), confidence: None, ..tie.clone() })
        });
        let access = Access::new(&mandate).worlds(2048).seed(seed);
        let Ok(mut result) = access.leverage(&network) else { return Ok(()) };
        prop_assume!(result.access.method == "sampled");
        access.ranges(&network, 3).unwrap().attach(&mut result);
        let ranges = result.ranges.unwrap();
        near(ranges.access.low, result.access.access.estimate, "access")?;
        near(ranges.access.high, result.access.access.estimate, "access")?;
        for actor in &result.actors {
            near(actor.range.unwrap().low, actor.leverage.estimate, &actor.id)?;
            near(actor.range.unwrap().high, actor.leverage.estimate, &actor.id)?;
            prop_assert_eq!((actor.rank_low.is_some(), actor.rank_high), (actor.rank.is_some(), actor.rank_low));
            // Actors alike share the best of their places.
            prop_assert!(actor.rank_low <= actor.rank);
        }
    }

    #[test]
    fn what_is_left_out_is_as_if_it_had_never_been_found(drawn in drawn()) {
        let (network, mandate) = (sourced(&drawn), drawn.mandate());
        let access = Access::new(&mandate).exact();
        let Ok(found) = access.fragility(&network) else { return Ok(()) };
        for left in &found.left_out {
            prop_assert_eq!(left.cause, Cause::Document);
            let rest = edited(&network, |tie| (tie.sources != [left.id.clone()]).then(|| tie.clone()));
            let Ok(right) = access.leverage(&rest) else { continue };
            near(left.access, right.access.access.estimate, &left.id)?;
            let (best, named) = leverages(&right, left.first.as_deref());
            near(named, best, &left.id)?;
            let (_, first) = leverages(&right, found.first.as_deref());
            let flips = found.first.as_ref().and_then(|first| found.flips.get(first));
            let told = flips.is_some_and(|flips| flips.iter().any(|flip| flip.id.as_ref() == Some(&left.id)));
            prop_assert!(told || found.first.is_none() || first >= best - NEAR, "{left:?}");
        }
    }

    #[test]
    fn checks_are_worth_what_knowing_would_be_worth(drawn in drawn()) {
        let (network, mandate) = (sourced(&drawn), drawn.mandate());
        let access = Access::new(&mandate).exact();
        let Ok(found) = access.checks(&network) else { return Ok(()) };
        let first = found.first.as_deref();
        for check in &found.checks {
            let mut value = 0.0;
            let mut moves = 0.0;
            match check.fact {
                Fact::Tie => {
                    let sure = edited(&network, |tie| {
                        Some(if tie.id == check.id { Tie { confidence: None, ..tie.clone() } } else { tie.clone() })
                    });
                    let gone = edited(&network, |tie| (tie.id != check.id).then(|| tie.clone()));
                    for (i, network) in [sure, gone].iter().enumerate() {
                        let (regret, then) = outcome(network, &mandate, check, i, first)?;
                        value += regret;
                        moves += check.outcomes[i].probability * (then - found.access).abs();
                    }
                    let tie = network.ties().find(|(_, tie)| tie.id == check.id).unwrap().1;
                    prop_assert_eq!(Some(check.outcomes[0].probability), tie.confidence);
                }
                Fact::Document => {
                    let wrong = edited(&network, |tie| (tie.sources != [check.id.clone()]).then(|| tie.clone()));
                    value += outcome(&wrong, &mandate, check, 1, first)?.0;
                    value += check.outcomes[0].probability * check.outcomes[0].regret;
                    // What a document is worth if right and if wrong makes what is recorded.
                    let mean: f64 = check.outcomes.iter().map(|outcome| outcome.probability * outcome.access).sum();
                    near(mean, found.access, &check.id)?;
                    moves = check.moves;
                }
                Fact::Strength => {
                    for (i, outcome_found) in check.outcomes.iter().enumerate() {
                        let strength: f64 = network.tie_kinds().get(&check.id).and_then(|k| k.strength).unwrap_or(0.5);
                        let share = [0.1, 0.3, 0.5, 0.7, 0.9][i];
                        let strength = StrengthRange::around(strength).at(strength, share);
                        let other = edited(&network, |tie| {
                            let is_meant = tie.kind == check.id && tie.strength.is_none();
                            Some(if is_meant { Tie { strength: Some(strength), ..tie.clone() } } else { tie.clone() })
                        });
                        prop_assert_eq!(&outcome_found.outcome, &format!("{strength:.2}"));
                        let (regret, then) = outcome(&other, &mandate, check, i, first)?;
                        value += regret;
                        moves += 0.2 * (then - found.access).abs();
                    }
                }
                Fact::Undated => prop_assert!(false, "everything counts where no date is asked for"),
            }
            near(check.value, value, &check.id)?;
            near(check.moves, moves, &check.id)?;
        }
        prop_assert!(found.checks.is_sorted_by(|a, b| a.value >= b.value));
        let uncertain = network.ties().filter(|(_, tie)| tie.confidence.is_some_and(|c| c < 1.0)).count();
        prop_assert!(found.checks.iter().filter(|check| check.fact == Fact::Tie).count() <= uncertain);
    }

    #[test]
    fn a_tornado_moves_one_assumption_at_a_time(drawn in drawn()) {
        let (network, mandate) = (sourced(&drawn), drawn.mandate());
        let access = Access::new(&mandate).exact();
        let Ok(found) = access.tornado(&network) else { return Ok(()) };
        for swing in &found.swings {
            for (i, setting) in swing.settings.iter().enumerate() {
                let (mut network, mut mandate) = (network.clone(), mandate.clone());
                match (swing.assumption.as_str(), &swing.kind) {
                    ("strength", Some(kind)) => {
                        let base = network.tie_kinds().get(kind).and_then(|kind| kind.strength).unwrap_or(0.5);
                        let range = StrengthRange::around(base);
                        let strength = Some([range.low, range.high][i]);
                        network = edited(&network, |tie| {
                            let is_meant = tie.kind == *kind && tie.strength.is_none();
                            Some(if is_meant { Tie { strength, ..tie.clone() } } else { tie.clone() })
                        });
                    }
                    ("confidence", None) => {
                        network = edited(&network, |tie| Some(Tie { confidence: None, ..tie.clone() }));
                    }
                    ("limit", None) => mandate.max_intermediaries = setting.setting.parse().ok(),
                    other => prop_assert!(false, "{other:?}"),
                }
                let right = Access::new(&mandate).exact().leverage(&network).unwrap();
                near(setting.access, right.access.access.estimate, &swing.assumption)?;
                let (best, named) = leverages(&right, setting.first.as_deref());
                near(named, best, &swing.assumption)?;
                near(setting.leverage, leverages(&right, found.first.as_deref()).1, &swing.assumption)?;
            }
        }
        prop_assert!(found.swings.is_sorted_by(|a, b| a.swing >= b.swing));
    }
}

/// Ties `(from, to, strength)`; sources begin with `s`, targets with `t`.
fn plain(ties: &[(&str, &str, f64)]) -> (Network, Mandate) {
    let mut ids: Vec<&str> = ties.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
    ids.sort_unstable();
    ids.dedup();
    let builder = ids.iter().fold(NetworkBuilder::new("plain"), |b, id| b.actor(Actor::new(*id, &id[..1])));
    let tie = |(from, to, p): &(&str, &str, f64)| Tie { strength: Some(*p), ..Tie::new(*from, *to, "") };
    let network = ties.iter().map(tie).fold(builder, NetworkBuilder::tie).build().unwrap();
    (network, Mandate::new("m", "kind:s".parse().unwrap(), "kind:t".parse().unwrap()).max_intermediaries(3))
}

#[test]
fn intervals_of_shapley_values_hold_the_truth_as_often_as_they_say() {
    const SEEDS: u64 = 600;
    let chain = [("s1", "a", 0.5), ("a", "b", 0.7), ("b", "t1", 0.6)];
    let rare = [("s1", "a", 0.04), ("a", "t1", 0.05), ("s1", "b", 0.02), ("b", "t1", 0.03)];
    let many = [
        ("s1", "a", 0.9),
        ("s1", "b", 0.8),
        ("s1", "c", 0.7),
        ("s1", "d", 0.2),
        ("a", "t1", 0.9),
        ("b", "t1", 0.8),
        ("c", "t1", 0.7),
        ("d", "t1", 0.3),
        ("c", "t2", 0.4),
        ("a", "b", 0.5),
    ];
    for (name, ties) in [("chain", &chain[..]), ("rare", &rare), ("many", &many)] {
        let (network, mandate) = plain(ties);
        let truth = Access::new(&mandate).exact().shapley(&network).unwrap();
        let mut covered = vec![0; truth.actors.len()];
        for seed in 0..SEEDS {
            let found = Access::new(&mandate).worlds(512).seed(seed).shapley(&network).unwrap();
            assert_eq!(found.orders, Some(64));
            for (i, (found, truth)) in found.actors.iter().zip(&truth.actors).enumerate() {
                let right = truth.shapley.estimate;
                covered[i] += usize::from(found.shapley.low <= right && right <= found.shapley.high);
            }
        }
        for (actor, covered) in truth.actors.iter().zip(covered) {
            let share = covered as f64 / SEEDS as f64;
            assert!(share >= 0.92, "{name}: {} in {share} of cases", actor.id);
        }
    }
}

#[test]
fn too_much_is_not_enumerated() {
    let names: Vec<String> = (0..13).map(|i| format!("r{i}")).collect();
    let ties: Vec<(&str, &str, f64)> =
        names.iter().flat_map(|name| [("s1", name.as_str(), 1.0), (name.as_str(), "t1", 1.0)]).collect();
    let (network, mandate) = plain(&ties);
    let refused = Access::new(&mandate).exact().shapley(&network).unwrap_err();
    assert!(refused.to_string().contains("at most 12 relays"), "{refused}");
    // Without --exact the orders are drawn; worlds are all alike.
    let found = Access::new(&mandate).worlds(64 * 1024).shapley(&network).unwrap();
    let each = 1.0 / 13.0;
    for actor in found.actors.iter().filter(|actor| actor.id.starts_with('r')) {
        assert!((actor.shapley.estimate - each).abs() < 5.0 * actor.shapley.stderr, "{actor:?}, not {each}");
    }
    let draws = Access::new(&mandate).ranges(&network, 0).unwrap_err();
    assert!(draws.to_string().contains("the number of draws"), "{draws}");
}

#[test]
fn nothing_depends_on_the_number_of_threads() {
    let network = Network::builtin("singapore").unwrap();
    let access = Access::new(network.mandate(None).unwrap()).view(View::today(&network)).worlds(2000);
    let ask = || {
        let mut result = access.leverage(&network).unwrap();
        access.ranges(&network, 40).unwrap().attach(&mut result);
        access.fragility(&network).unwrap().attach(&mut result);
        access.shapley(&network).unwrap().attach(&mut result);
        let (checks, tornado) = (access.checks(&network).unwrap(), access.tornado(&network).unwrap());
        serde_json::to_string(&(result, checks, tornado)).unwrap()
    };
    let in_threads =
        |threads: usize| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(ask);
    let expected = in_threads(1);
    assert!(expected.len() > 10_000);
    for threads in [2, 7] {
        assert!(in_threads(threads) == expected, "{threads} threads");
    }
}

/// With a strength that is only assumed and a tie that may not exist, the ranking of two agencies is open; when both are on
/// record it is not.
#[test]
fn ranges_tell_which_ranks_the_assumptions_could_change() {
    let network = |sure: bool| {
        let strength = |value: f64| sure.then_some(value);
        let kind = |strength| TieKind { strength: Some(strength), ..TieKind::default() };
        NetworkBuilder::new("rivals")
            .tie_kind("good", kind(0.5))
            .tie_kind("fair", kind(0.45))
            .actor(Actor::new("s1", "s"))
            .actor(Actor::new("s2", "s"))
            .actor(Actor::new("a", "a"))
            .actor(Actor::new("b", "b"))
            .actor(Actor::new("c", "c"))
            .actor(Actor::new("t1", "t"))
            .tie(Tie { strength: Some(1.0), ..Tie::new("s1", "a", "") })
            .tie(Tie { strength: Some(1.0), ..Tie::new("s2", "b", "") })
            .tie(Tie { strength: Some(1.0), ..Tie::new("s2", "c", "") })
            .tie(Tie { strength: strength(0.5), ..Tie::new("a", "t1", "good") })
            .tie(Tie { strength: strength(0.45), ..Tie::new("b", "t1", "fair") })
            .build()
            .unwrap()
    };
    let mandate = Mandate::new("m", "kind:s".parse().unwrap(), "kind:t".parse().unwrap());
    let ask = |sure| {
        let network = network(sure);
        let access = Access::new(&mandate).exact();
        let mut result = access.leverage(&network).unwrap();
        access.ranges(&network, 400).unwrap().attach(&mut result);
        access.fragility(&network).unwrap().attach(&mut result);
        result
    };
    let (open, shut) = (ask(false), ask(true));
    let ranks = |result: &LeverageResult, i: usize| {
        let actor = &result.actors[i];
        (actor.id.clone(), actor.rank, actor.rank_low, actor.rank_high)
    };
    assert_eq!(ranks(&open, 0), ("a".into(), Some(1), Some(1), Some(2)));
    assert_eq!(ranks(&open, 1), ("b".into(), Some(2), Some(1), Some(2)));
    assert_eq!(ranks(&shut, 0), ("a".into(), Some(1), Some(1), Some(1)));
    assert_eq!(ranks(&shut, 1), ("b".into(), Some(2), Some(2), Some(2)));
    let flip = &open.actors[0].flips[0];
    assert_eq!((flip.cause, flip.first.as_deref()), (Cause::Assumptions, Some("b")));
    assert_eq!((open.actors[0].fragile, shut.actors[0].fragile), (Some(true), Some(false)));
    // Half of the leverage that is lost at the low end of 0.5: 1/3 / 2, and at the high end: 2/3 / 2.
    let range = open.actors[0].range.unwrap();
    assert!((0.16..0.20).contains(&range.low) && (0.30..0.34).contains(&range.high), "{range:?}");
    assert_eq!(shut.actors[0].range.unwrap().low, 0.25);
}

/// In Singapore's network one newspaper article names four of the seven small firms. Without it, it says another thing.
#[test]
fn the_article_that_carries_singapores_small_firms_comes_out() {
    let network = Network::builtin("singapore").unwrap();
    let access = Access::new(network.mandate(None).unwrap()).view(View::today(&network));
    let found = access.fragility(&network).unwrap();
    let article = found.left_out.iter().find(|left| left.id.contains("wildsingaporenews")).unwrap();
    assert_eq!(article.ends.len(), 4, "{article:?}");
    assert!(found.fragile && article.first != found.first);
    let flips = &found.flips[found.first.as_ref().unwrap()];
    assert!(flips.iter().any(|flip| flip.id.as_ref() == Some(&article.id)));
}

#[test]
fn a_tie_without_a_date_is_a_fact_to_check() {
    let visit = TieKind { lasts: Lasts::Event, stage: Some(Stage::Attention), ..TieKind::default() };
    let sure = |from: &str, to: &str, kind: &str| Tie { strength: Some(1.0), ..Tie::new(from, to, kind) };
    let network = NetworkBuilder::new("undated")
        .as_of(Date::year(2026))
        .tie_kind("visit", visit)
        .actor(Actor::new("s1", "s"))
        .actor(Actor::new("a", "a"))
        .actor(Actor::new("t1", "t"))
        .tie(sure("s1", "a", "owns"))
        .tie(Tie { id: "when".into(), ..sure("a", "t1", "visit") })
        .build()
        .unwrap();
    let mandate = Mandate::new("m", "kind:s".parse().unwrap(), "kind:t".parse().unwrap());
    let access = Access::new(&mandate).exact();
    assert_eq!(
        access.clone().checks(&network).unwrap().checks,
        [],
        "over all that was ever recorded no date is missed"
    );
    let found = access.view(View::today(&network)).checks(&network).unwrap();
    let check = &found.checks[0];
    assert_eq!((check.fact, check.id.as_str(), check.outcomes[0].probability), (Fact::Undated, "when", 0.5));
    assert_eq!((check.outcomes[0].access, check.outcomes[1].access, check.moves), (1.0, 0.0, 0.5));
    // Without it nobody has any leverage: nothing is regretted, but nobody is first.
    assert_eq!((check.value, check.outcomes[1].first.as_ref()), (0.0, None));
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = proxeny(&[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_program_tells_ranges_unless_told_not_to() {
    let with = json(&["leverage", "singapore", "--draws", "20", "--shapley", "--tornado"]);
    let actor = &with["result"]["actors"][0];
    for field in ["rank", "rank_low", "rank_high"] {
        assert!(actor[field].as_u64().is_some() || actor["rank"].is_null(), "{field}: {actor}");
    }
    for field in ["/range/low", "/range/high", "/shapley/estimate", "/shapley/stderr", "/shapley/low", "/shapley/high"]
    {
        assert!(actor.pointer(field).is_some_and(serde_json::Value::is_number), "{field}: {actor}");
    }
    assert!(actor["fragile"].is_boolean());
    assert_eq!(with["result"]["ranges"]["draws"], 20);
    assert_eq!(with["result"]["ranges"]["reversed"], 4);
    assert!(with["result"]["tornado"]["swings"].as_array().unwrap().len() > 5);
    assert_eq!(with["parameters"]["draws"], 20);
    let without = json(&["leverage", "singapore", "--no-ranges"]);
    let fields = without["result"].as_object().unwrap();
    assert!(["ranges", "fragility", "tornado"].iter().all(|field| !fields.contains_key(*field)));
    let actor = without["result"]["actors"][0].as_object().unwrap();
    assert_eq!(actor.keys().collect::<Vec<_>>(), ["id", "leverage", "rank", "share"]);
    // The ranking itself is the same.
    assert_eq!(with["result"]["actors"][0]["leverage"], without["result"]["actors"][0]["leverage"]);
    let explained = json(&["leverage", "singapore", "--no-ranges", "--explain"]);
    assert_eq!(explained["result"]["explanations"][0]["number"], "access");
    let printed = text(&proxeny(&["leverage", "singapore", "--draws", "20", "--top", "3"]).stdout);
    assert!(printed.contains("1st (") && printed.contains("First place is fragile"), "{printed}");
}

#[test]
fn the_program_tells_what_to_check() {
    let answer = json(&["checks", "singapore"]);
    assert_eq!(answer["result"]["first"], "esg");
    let first = &answer["result"]["checks"][0];
    assert_eq!((&first["fact"], &first["ties"]), (&"document".into(), &5.into()));
    assert!(first["value"].as_f64().unwrap() > 0.0 && first["outcomes"].as_array().unwrap().len() == 2);
    for format in ["table", "csv", "md"] {
        let printed = text(&proxeny(&["checks", "singapore", "--format", format]).stdout);
        assert!(printed.contains("Singapore firms make waves worldwide"), "{format}: {printed}");
    }
}
