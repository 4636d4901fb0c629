//! Scenarios: each is played again by other means, and what a file may hold is told when it is wrong.

use proptest::prelude::*;
use proxeny::diplomacy::Scenarios;
use proxeny::leverage::Access;
use proxeny::{Actor, Catalyse, Edit, Mandate, Network, NetworkBuilder, Scenario, Selector, Stage, Tie, View};

fn read(name: &str) -> Scenario {
    Scenario::from_path(format!("examples/scenarios/{name}.json")).unwrap()
}

#[test]
fn taking_the_nation_out_is_leverage_without_it() {
    let alone = read("without_the_nation");
    for name in ["seoul", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        let mandate = network.mandate(None).unwrap();
        let access = Access::new(mandate).view(View::today(&network)).worlds(2048);
        let played = Scenarios::new(access.clone()).run(&network, &alone).unwrap();
        let without = access.without(&network, &["layer:national".parse().unwrap()]).unwrap();
        let change = &played.mandates[0].change;
        assert!((change.after.estimate - without[0].access.estimate).abs() < 1e-12, "{name}");
        assert!((change.difference.estimate + without[0].loss.estimate).abs() < 1e-12, "{name}");
        assert!(change.difference.high <= 0.0 && change.difference.low < 0.0, "{name}");
    }
}

#[test]
fn every_scenario_that_is_shipped_can_be_played() {
    let seoul = Network::builtin("seoul").unwrap();
    let scenarios = Scenarios::new(Access::new(seoul.mandate(None).unwrap()).view(View::today(&seoul)).worlds(512));
    let mut found = 0;
    for entry in std::fs::read_dir("examples/scenarios").unwrap() {
        let scenario = Scenario::from_path(entry.unwrap().path()).unwrap();
        let result = scenarios.run(&seoul, &scenario).unwrap();
        assert_eq!(result.mandates.len(), seoul.mandates().len());
        assert!(!scenario.note.is_empty() && !scenario.title.is_empty(), "{}", scenario.id);
        assert!(scenario.steps.iter().all(|step| !step.why.is_empty()), "{}", scenario.id);
        found += 1;
    }
    assert!(found >= 6);
}

#[test]
fn an_agency_without_deals_cannot_be_tested_and_one_with_deals_breaks_even_somewhere() {
    let seoul = Network::builtin("seoul").unwrap();
    let access = Access::new(seoul.mandate(Some("knowledge")).unwrap()).worlds(512);
    let scenarios = Scenarios::new(access);
    let susa = scenarios.run(&seoul, &read("susa_catalyst")).unwrap();
    assert!(!susa.catalysed[0].is_testable() && susa.break_even.is_empty());
    assert_eq!(susa.catalysed[0].deals, ["susa-katowice-policy_workshop"]);
    let metro = scenarios.run(&seoul, &read("metro_catalyst")).unwrap();
    assert!(metro.catalysed[0].is_testable());
    assert_eq!(metro.break_even.len(), metro.mandates.len());
    // The mandate of the settings comes first, then the others of the network.
    assert_eq!(metro.mandates.len(), seoul.mandates().len());
    assert_eq!(metro.mandates[0].id, "knowledge");
}

/// A firm, an agency with deals in five cities, and a way from the firm to the agency.
fn agency(strength: f64, firms: usize) -> Network {
    let city = |i: usize| Actor::new(format!("city{i}"), "foreign_city");
    let firm = |i: usize| Actor::new(format!("firm{i}"), "sme");
    let deal = |i: usize| Tie {
        stage: Some(Stage::Software),
        strength: Some(strength),
        ..Tie::new("agency", format!("city{i}"), "advises")
    };
    let known = |i: usize| Tie { strength: Some(0.5), ..Tie::new(format!("firm{i}"), "agency", "member") };
    let builder = NetworkBuilder::new("n").actor(Actor::new("agency", "city_agency"));
    let builder = (0..5).fold(builder, |builder, i| builder.actor(city(i)).tie(deal(i)));
    let builder = (0..firms).fold(builder, |builder, i| builder.actor(firm(i)).tie(known(i)));
    let all = |text: &str| -> Selector { text.parse().unwrap() };
    builder
        .mandate(Mandate::new("export", all("kind:sme"), all("kind:foreign_city")).relay(all("kind:city_agency")))
        .build()
        .unwrap()
}

#[test]
fn the_break_even_take_up_is_where_algebra_puts_it() {
    // One firm reaches a city by the agency with ½ · 0.8; after, by the agency with ½ · 0.2 or on its own with q · 0.8:
    // 1 − (1 − 0.1)(1 − 0.8 q) = 0.4 gives q = 5/12.
    let network = agency(0.8, 1);
    let mut catalyse = Catalyse::new("agency", "kind:sme".parse().unwrap());
    (catalyse.strength, catalyse.take_up) = (0.2, 1.0);
    let scenario = Scenario::new("catalyst").edit(Edit::Catalyse(catalyse));
    let access = Access::new(network.mandate(None).unwrap());
    let exact = Scenarios::new(access.clone().exact()).run(&network, &scenario).unwrap();
    let even = exact.break_even[0].take_up.unwrap();
    assert!((even - 5.0 / 12.0).abs() < 1.0 / 1024.0, "{even}");
    let sampled = Scenarios::new(access).run(&network, &scenario).unwrap();
    let even = &sampled.break_even[0];
    assert!(even.low.unwrap() <= 5.0 / 12.0 && 5.0 / 12.0 <= even.high.unwrap() + 1.0 / 1024.0, "{even:?}");
}

#[test]
fn firms_together_never_have_more_than_the_deal() {
    for (firms, take_up) in [(1, 1.0), (3, 1.0), (7, 0.4)] {
        let network = agency(0.8, firms);
        let mut catalyse = Catalyse::new("agency", "kind:sme".parse().unwrap());
        catalyse.take_up = take_up;
        let after = Scenario::new("c").edit(Edit::Catalyse(catalyse)).apply(&network).unwrap().network;
        let won = after.ties().filter(|(_, tie)| tie.to == "city0" && tie.from != "agency");
        let none: f64 = won.map(|(_, tie)| 1.0 - after.open_probability(tie)).product();
        assert!((1.0 - none - 0.8 * take_up).abs() < 1e-12);
    }
}

/// A random small network of two firms, three relays and three cities, and one more tie.
fn small() -> impl Strategy<Value = (Network, Tie)> {
    let tie = (0u32..8, 0u32..8, 1u32..10);
    (prop::collection::vec(tie.clone(), 1..9), tie).prop_map(|(ties, extra)| {
        let kind = |i: u32| match i {
            0..2 => "sme",
            2..5 => "city_agency",
            _ => "foreign_city",
        };
        let make = |n: usize, (a, b, p): (u32, u32, u32)| Tie {
            id: format!("t{n}"),
            strength: Some(f64::from(p) / 10.0),
            ..Tie::new(format!("a{a}"), format!("a{}", if a == b { (b + 1) % 8 } else { b }), "knows")
        };
        let builder = (0..8).fold(NetworkBuilder::new("n"), |b, i| b.actor(Actor::new(format!("a{i}"), kind(i))));
        let builder = ties.into_iter().enumerate().fold(builder, |b, (n, tie)| b.tie(make(n, tie)));
        let mandate = Mandate::new("m", "kind:sme".parse().unwrap(), "kind:foreign_city".parse().unwrap());
        (builder.mandate(mandate.max_intermediaries(2)).build().unwrap(), make(99, extra))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn differences_cover_the_exact_ones((network, extra) in small(), remove in any::<bool>()) {
        let edit = if remove { Edit::RemoveActors("id:a3".parse().unwrap()) } else { Edit::AddTie(extra) };
        let after = Scenario::new("s").edit(edit).apply(&network).unwrap().network;
        let access = Access::new(network.mandate(None).unwrap());
        let exact = access.clone().exact().compare(&network, &after).unwrap();
        let level = |n: &Network| access.clone().exact().run(n).unwrap().access.estimate;
        prop_assert!((exact.access.difference.estimate - (level(&after) - level(&network))).abs() < 1e-12);
        // Five standard errors: a miss would be a mistake, not chance. Zero must be zero.
        let sampled = access.worlds(4096).compare(&network, &after).unwrap();
        let pairs = sampled.targets.iter().zip(&exact.targets).chain(sampled.sources.iter().zip(&exact.sources));
        let pairs = pairs.map(|(found, truth)| (&found.change, &truth.change));
        for (found, truth) in pairs.chain([(&sampled.access, &exact.access)]) {
            let (found, truth) = (&found.difference, truth.difference.estimate);
            prop_assert!((found.estimate - truth).abs() <= 5.0 * found.stderr + 1e-12, "{found:?} {truth}");
            let sound = if remove { found.high <= 0.0 } else { found.low >= 0.0 };
            prop_assert!(sound, "{found:?}");
        }
    }
}

#[test]
fn intervals_of_differences_cover_as_often_as_they_say() {
    let network = agency(0.3, 2);
    let extra = Tie { strength: Some(0.02), ..Tie::new("firm0", "city0", "knows") };
    let after = Scenario::new("s").edit(Edit::AddTie(extra)).apply(&network).unwrap().network;
    let access = Access::new(network.mandate(None).unwrap());
    let truth = access.clone().exact().compare(&network, &after).unwrap().access.difference.estimate;
    assert!(truth > 0.0);
    let seeds = 400;
    let covered = (0..seeds).filter(|seed| {
        let found = access.clone().worlds(256).seed(*seed).compare(&network, &after).unwrap().access.difference;
        found.low <= truth && truth <= found.high
    });
    assert!(covered.count() as f64 >= 0.93 * seeds as f64);
}

#[test]
fn all_that_is_wrong_with_a_scenario_is_told_at_once() {
    let text = r#"{"format": "proxeny-scenario/1", "id": "bad", "edits": [
        {"edit": "remove_actor", "actors": "kind:sme"},
        {"edit": "end_ties", "ties": {"kind": ["visit"], "stages": ["software"]}},
        {"edit": "catalyse", "agency": "susa", "firms": "kind:sme", "take_up": 2},
        {"actors": "kind:sme"}]}"#;
    let told = Scenario::from_reader(text.as_bytes()).unwrap_err().to_string();
    for part in [
        "2:9: error: unknown edit `remove_actor` (did you mean `remove_actors`?)",
        "3:68: error: unknown field `stages` of a selector of ties (did you mean `stage`?)",
        "3:9: error: this edit has no `at`",
        "take_up 2 is not from 0 to 1",
        "5:9: error: an edit must be an object that says which `edit` it is",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let text = r#"{"format": "proxeny-scenario/1", "id": "bad", "edits": [
        {"edit": "remove_actors", "actors": "kind:smee"},
        {"edit": "remove_ties", "ties": {"id": ["no-such-tie"]}}]}"#;
    let seoul = Network::builtin("seoul").unwrap();
    let told = Scenario::from_reader(text.as_bytes()).unwrap().apply(&seoul).unwrap_err().to_string();
    assert!(told.contains("2:9: error: edit 1 (`remove_actors`): selector `kind:smee` matches nothing"), "{told}");
    assert!(told.contains("edit 2 (`remove_ties`)") && told.contains("there is no tie `no-such-tie`"), "{told}");
}
