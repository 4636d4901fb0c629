//! Value, the years of a network, and routes in time, each held against a slow way of its own.

use crate::cli::{proxeny, text};
use proptest::prelude::*;
use proxeny::diplomacy::{Caveat, Timeline, Value, Weigh};
use proxeny::leverage::{Access, Routes, TimedRoutes};
use proxeny::{Actor, Date, Mandate, Network, NetworkBuilder, Period, Stage, Tie, TieKind, Undated, View};
use serde_json::Value as Json;
use std::collections::BTreeMap;

fn json(arguments: &[&str]) -> Json {
    let output = proxeny(&[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A tie of a random network: ends, strength, first year, length, and whether it is an event.
type DrawnTie = (usize, usize, f64, Option<i16>, Option<i16>, bool);

fn dated() -> impl Strategy<Value = Vec<DrawnTie>> {
    let tie = (
        0..6_usize,
        0..6_usize,
        0.1..1.0_f64,
        prop::option::weighted(0.8, 2000..2020_i16),
        prop::option::of(0..8_i16),
        any::<bool>(),
    );
    prop::collection::vec(tie, 3..11)
}

fn network(ties: &[DrawnTie]) -> Network {
    let kind = |i: usize| match i {
        0 | 1 => "sme",
        4 | 5 => "foreign_city",
        _ => "city_agency",
    };
    let event = TieKind { lasts: proxeny::Lasts::Event, lasts_years: Some(3), ..TieKind::default() };
    let mut builder = NetworkBuilder::new("dated").as_of(Date::year(2026)).tie_kind("visit", event);
    for i in 0..6 {
        builder = builder.actor(Actor::new(format!("a{i}"), kind(i)));
    }
    for (i, (from, to, strength, since, length, is_event)) in ties.iter().enumerate().filter(|(_, tie)| tie.0 != tie.1)
    {
        let until = since.zip(*length).map(|(since, length)| Date::year(since + length));
        let stage = Some([Stage::Attention, Stage::Software, Stage::Hardware][i % 3]);
        let kind = if *is_event { "visit" } else { "office" };
        builder = builder.tie(Tie {
            id: format!("t{i}"),
            strength: Some(*strength),
            since: since.map(Date::year),
            until,
            stage,
            ..Tie::new(format!("a{from}"), format!("a{to}"), kind)
        });
    }
    builder.build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Undone one by one, by hand: a tie that began is taken out, one that ended is made to last.
    #[test]
    fn what_moved_access_is_what_undoing_it_gives(ties in dated(), from in 2001..2012_i16, span in 1..12_i16) {
        let network = network(&ties);
        let mandate = Mandate::new("m", "kind:sme".parse().unwrap(), "kind:foreign_city".parse().unwrap());
        let access = Access::new(&mandate).exact();
        let to = from + span;
        let result = Timeline::new(&access).from(from).to(to).every(100).run(&network).unwrap();
        let at = |year: i16| View::ever().when(Period::from(Date::year(year)));
        let level = |network: &Network, year: i16| {
            access.clone().view(at(year)).run(network).unwrap().access.estimate
        };
        let (then, now) = (level(&network, from), level(&network, to));
        prop_assert!((result.moved.change.unwrap().estimate - (now - then)).abs() < 1e-9);
        prop_assert!((result.years[1].mandates[0].access.unwrap().estimate - now).abs() < 1e-9);
        let holds = |year: i16| -> Vec<String> {
            at(year).select(&network).ties.into_iter().map(|edge| network.graph()[edge].id.clone()).collect()
        };
        let (before, after) = (holds(from), holds(to));
        let told: BTreeMap<&str, f64> = result.moved.movers.iter().map(|one| (one.tie.as_str(), one.change)).collect();
        for (_, tie) in network.ties() {
            let changed = match (before.contains(&tie.id), after.contains(&tie.id)) {
                (false, true) => network.edit().remove_tie(&tie.id).build().unwrap(),
                (true, false) => {
                    let lasting = Tie { until: Some(Date::year(to)), ..tie.clone() };
                    network.edit().remove_tie(&tie.id).tie(lasting).build().unwrap()
                }
                _ => {
                    prop_assert!(!told.contains_key(tie.id.as_str()));
                    continue;
                }
            };
            let expected = now - level(&changed, to);
            let found = told.get(tie.id.as_str()).copied().unwrap_or(0.0);
            prop_assert!((found - expected).abs() < 1e-9, "{}: {found} for {expected}", tie.id);
        }
    }

    /// Every route without a repeated actor is tried on every day it could be travelled: year by year is enough here.
    #[test]
    fn the_first_arrival_is_the_first_of_all(ties in dated(), lag in 0..4_u16, by in 2005..2030_i16, undated in any::<bool>()) {
        let network = network(&ties);
        let undated = if undated { Undated::In } else { Undated::Out };
        let view = View::ever().when(Period::from(Date::year(by))).undated(undated);
        let ends = [network.find("a0").unwrap(), network.find("a4").unwrap()];
        let routes = Routes::new(ends[0], ends[1]).view(view);
        let found = TimedRoutes::new(routes).lag(lag).run(&network).unwrap();
        let arrives = found.earliest.as_ref().map(|route| route.arrives.map_or(0, Date::calendar_year));
        let mut best: Option<i16> = None;
        let mut stack = vec![(vec!["a0".to_owned()], 0_i16, None)];
        while let Some((route, year, stage)) = stack.pop() {
            let at = route.last().unwrap().clone();
            if at == "a4" {
                best = Some(best.map_or(year, |best| best.min(year)));
                continue;
            }
            for (_, tie) in network.ties() {
                let to = if tie.from == at { &tie.to } else if tie.to == at { &tie.from } else { continue };
                if route.contains(to) || tie.since.is_none() && undated == Undated::Out {
                    continue;
                }
                let first = tie.since.map_or(0, Date::calendar_year);
                let end = tie.until.or(tie.since.filter(|_| network.is_event(tie)));
                let last = end.map_or(9999, |end| end.calendar_year() + network.afterlife(tie) as i16);
                let wait = if stage.is_none_or(|stage| Some(stage) == tie.stage) || year == 0 { 0 } else { lag as i16 };
                let when = (year + wait).max(first);
                if when <= last.min(by) {
                    stack.push(([route.clone(), vec![to.clone()]].concat(), when, tie.stage));
                }
            }
        }
        prop_assert_eq!(arrives, best);
    }
}

#[test]
fn sums_are_those_of_the_file() {
    for name in ["seoul", "singapore", "netherlands"] {
        let file: Json =
            serde_json::from_str(&std::fs::read_to_string(format!("networks/{name}.json")).unwrap()).unwrap();
        let ties = file["ties"].as_array().unwrap();
        let amounts: Vec<(&Json, f64)> =
            ties.iter().filter_map(|tie| Some((tie, tie["value_usd"].as_f64()?))).collect();
        let total: f64 = amounts.iter().map(|(_, usd)| usd).sum();
        let rungs = ["software", "pilot", "hardware"];
        let is_earned = |tie: &Json| rungs.contains(&tie["stage"].as_str().unwrap()) && tie["kind"] != "funds";
        let mut suppliers: BTreeMap<&str, f64> = BTreeMap::new();
        for (tie, usd) in amounts.iter().filter(|(tie, _)| is_earned(tie)) {
            *suppliers.entry(tie["from"].as_str().unwrap()).or_default() += usd;
        }
        let earned: f64 = suppliers.values().sum();
        let answer = json(&["value", name, "--worlds", "64"])["result"].clone();
        assert_eq!(answer["valued"].as_u64(), Some(amounts.len() as u64), "{name}");
        assert_eq!(answer["ties"].as_u64(), Some(ties.len() as u64));
        let near = |found: &Json, expected: f64| (found.as_f64().unwrap() - expected).abs() <= 1e-9 * expected.abs();
        assert!(near(&answer["total_usd"], total) && near(&answer["earned_usd"], earned), "{name}");
        let index: f64 = suppliers.values().map(|one| (one / earned).powi(2)).sum();
        assert!(near(&answer["concentration"][0]["herfindahl"], index), "{name}");
        for parts in ["by_side", "by_kind", "by_stage", "by_year"] {
            let sum: f64 = answer[parts].as_array().unwrap().iter().map(|part| part["usd"].as_f64().unwrap()).sum();
            assert!((sum - total).abs() < 1.0, "{name}: {parts}");
        }
        for amount in answer["amounts"].as_array().unwrap() {
            assert!(!amount["sources"].as_array().unwrap().is_empty(), "{amount}");
        }
    }
}

#[test]
fn what_the_casebook_says_about_amounts_is_told() {
    let seoul = Network::builtin("seoul").unwrap();
    let amounts = Value::new().run(&seoul).unwrap().amounts;
    let caveats = |tie: &str| amounts.iter().find(|amount| amount.tie == tie).unwrap().caveats.clone();
    assert!(caveats("lgcns-transmilenio-contract").is_empty());
    assert!(caveats("oda_challenge-lima-funds").contains(&Caveat::Noted("a cap, not a payment".to_owned())));
    assert!(caveats("seoul_metro-bd_rail-contract").contains(&Caveat::Undated));
    assert!(caveats("shinwoo-kumho_ec-supplies").contains(&Caveat::PartOfAnother));
    assert!(caveats("neostack-staria-mou").contains(&Caveat::Intent));
    assert_eq!(caveats("moef-wb-funds"), [Caveat::BasisUntold]);
    let bogota = amounts.iter().find(|amount| amount.tie == "lgcns-transmilenio-contract").unwrap();
    assert_eq!(bogota.city.as_deref(), Some("bogota")); // through its transport authority
    let dutch = Value::new().run(&Network::builtin("netherlands").unwrap()).unwrap().amounts;
    let twice = |amount: &&proxeny::diplomacy::Amount| matches!(amount.caveats.last(), Some(Caveat::MaybeTwice(_)));
    assert_eq!(dutch.iter().filter(twice).count(), 2); // two letters of intent on one study
}

/// Worth within reach is the sum over cities of worth times reach.
#[test]
fn what_is_within_reach_is_the_sum_over_cities() {
    let seoul = Network::builtin("seoul").unwrap();
    let access = Access::new(seoul.mandate(None).unwrap()).view(View::today(&seoul)).worlds(2_000);
    let mut result = Value::new().run(&seoul).unwrap();
    Value::reach(&seoul, &access, &[Weigh::Deals, Weigh::Population, Weigh::Income], &mut result).unwrap();
    let targets = access.run(&seoul).unwrap().targets;
    let worth = |id: &str, weight: &str| {
        let actor = &seoul.graph()[seoul.actor(id).unwrap()];
        let number = |name: &str| actor.attributes.get(name).and_then(Json::as_f64).unwrap_or(0.0);
        match weight {
            "population" => number("population"),
            "income" => number("population") * number("gdp_per_capita_usd"),
            _ => {
                let own = result.amounts.iter().filter(|one| one.is_earned() && one.city.as_deref() == Some(id));
                own.map(|one| one.usd).sum()
            }
        }
    };
    for one in &result.within_reach {
        let expected: f64 = targets.iter().map(|city| worth(&city.id, &one.weight) * city.reach.estimate).sum();
        let found = one.reach.unwrap().estimate;
        assert!((found - expected).abs() < 1e-6 * expected, "{}: {found} for {expected}", one.weight);
        assert!(one.cities > 0 && one.whole > 0.0);
    }
}

#[test]
fn the_program_tells_value_years_and_routes_in_time() {
    let told = |arguments: &[&str]| {
        let output = proxeny(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    let value = told(&["value", "--worlds", "512", "--explain"]);
    assert!(value.contains("39 have an amount on record") && value.contains("Herfindahl index"), "{value}");
    let years = told(&["timeline", "--between", "2016..2026", "--every", "5", "--worlds", "256", "--explain"]);
    assert!(years.contains("What moved access from 2016 to 2026"), "{years}");
    let time = told(&["routes", "straffic", "Washington", "--by", "time", "--lag", "1", "--explain"]);
    assert!(time.contains("At the earliest") && time.contains("at least 1 year between two ties"), "{time}");
    for (arguments, code) in [
        (&["routes", "kosmic", "hcmc", "--by", "price"][..], 2),
        (&["draw", "--route", "kosmic", "hcmc", "--by", "time"], 2),
        (&["value", "--weigh", "luck"], 2),
        (&["timeline", "--between", "2026..2016"], 2),
        (&["timeline", "--every", "0"], 2),
        (&["routes", "kosmic", "hcmc", "--by", "time", "--between", "1950..1951", "--undated", "out"], 1),
    ] {
        let output = proxeny(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
    }
}

/// Every command that explains names its definitions, what goes in, what is assumed and the documents behind it.
#[test]
fn what_is_printed_is_explained() {
    let susa = "examples/scenarios/susa_catalyst.json";
    for arguments in [
        &["leverage", "--worlds", "64", "--no-ranges"][..],
        &["scenario", susa, "--worlds", "64"],
        &["routes", "kosmic", "hcmc"],
        &["value", "--worlds", "64"],
        &["timeline", "--between", "2025..2026", "--worlds", "64"],
        &["brokers", "--draws", "10"],
        &["opportunities", "--worlds", "64", "--top", "2", "--no-ranges"],
        &["backing", "--worlds", "64"],
        &["programmes", "--worlds", "64", "--draws", "10"],
        &["pathways", "--pathway", "city_government -[sister_city]-> foreign_city"],
    ] {
        let result = json(&[arguments, &["--explain"]].concat())["result"].clone();
        let explained = result["explanations"].as_array().unwrap();
        assert!(explained.len() >= 3, "{arguments:?}");
        for one in explained {
            assert!(["number", "definition", "inputs", "assumes"].iter().all(|field| one[field].is_string()), "{one}");
        }
        assert!(result["explanations_rest_on"].as_array().unwrap().len() > 200);
    }
}
