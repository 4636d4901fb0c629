//! Pathways and national backing on the real networks, as a user asks for them.

use proxeny::diplomacy::{Backing, Histories, Matched, Motifs, NAMED, Named, OFFICES, Order, PathwayRoutes};
use proxeny::leverage::Access;
use proxeny::{DirectionRule, Network, View};
use std::collections::BTreeSet;
use std::process::{Command, Output};

fn proxeny(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_proxeny")).args(arguments).output().unwrap()
}

fn conveyed() -> View {
    View::ever().direction(DirectionRule::Conveyed)
}

#[test]
fn every_named_pathway_finds_the_deals_that_it_was_drawn_after() {
    let mut deals = 0;
    for named in NAMED {
        let pathway = named.pathway().unwrap();
        assert_eq!(pathway.to_string(), named.text.split_whitespace().collect::<Vec<_>>().join(" "), "{}", named.id);
        for (network, end, ties) in named.deals {
            let network = Network::builtin(network).unwrap();
            let asked = PathwayRoutes::new(&pathway).to(network.find(end).unwrap()).view(conveyed()).k(1000);
            let routes = asked.run(&network).unwrap().routes;
            assert!(routes.iter().any(|route| route.ties == *ties), "{}: {ties:?} among {routes:?}", named.id);
            deals += 1;
        }
    }
    assert_eq!(deals, 11);
}

#[test]
fn mumbai_bogota_and_athens_are_told_apart() {
    let seoul = Network::builtin("seoul").unwrap();
    let ends = |id: &str, at: usize| -> BTreeSet<String> {
        let pathway = Named::find(id).unwrap().pathway().unwrap();
        let routes = PathwayRoutes::new(&pathway).view(conveyed()).k(1000).run(&seoul).unwrap().routes;
        routes.iter().map(|route| route.actors[route.actors.len() - 1 - at].clone()).collect()
    };
    assert_eq!(ends("bank_order", 1), BTreeSet::from(["mumbai".to_owned()]));
    assert!(ends("bank_order", 0).is_superset(&BTreeSet::from(["soacnm".to_owned(), "xiilab".to_owned()])));
    assert_eq!(ends("backed_large_firm", 0), BTreeSet::from(["bogota".to_owned()]));
    assert_eq!(ends("backed_venture", 0), BTreeSet::from(["athens".to_owned()]));
    // Colombo has software in several years and no hardware.
    let software = "software [software, lag 1]".parse().unwrap();
    let ladder = "software hardware".parse().unwrap();
    let has = |pathway, city: &str| Histories::new(pathway).run(&seoul).unwrap().iter().any(|found| found.id == city);
    assert!(has(&software, "colombo") && !has(&ladder, "colombo") && has(&ladder, "mumbai"));
}

#[test]
fn order_in_time_leaves_the_routes_whose_ties_do_not_go_back() {
    let seoul = Network::builtin("seoul").unwrap();
    let pathway = "sme -- any -- any -- foreign_city".parse().unwrap();
    let count = |order| {
        let asked = PathwayRoutes::new(&pathway).view(conveyed()).order(order).k(10_000);
        asked.run(&seoul).unwrap()
    };
    let (free, timed) = (count(Order::Free), count(Order::InTime));
    assert!(free.counted.complete && timed.counted.routes < free.counted.routes);
    for route in &timed.routes {
        let dates: Vec<_> = route.steps.iter().filter_map(|step| step.since).collect();
        assert!(dates.windows(2).all(|pair| pair[1].last_day() >= pair[0].first_day()), "{route:?}");
    }
}

#[test]
fn the_motifs_of_seoul_are_tried_and_little_can_be_told() {
    let result = Motifs::default().draws(999).run(&Network::builtin("seoul").unwrap()).unwrap();
    assert!(result.events >= 5 && result.events < 30 && result.motifs.len() > 10);
    assert!(result.motifs.iter().all(|motif| motif.p > 0.0 && motif.p <= motif.adjusted && motif.adjusted <= 1.0));
    assert_eq!(result, Motifs::default().draws(999).run(&Network::builtin("seoul").unwrap()).unwrap());
}

#[test]
fn backing_is_leverage_without_the_layer_and_its_tiers_are_nested() {
    for name in ["seoul", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        let mandate = network.mandate(None).unwrap();
        let view = View::today(&network);
        let result = Backing::new(mandate, view.clone()).worlds(1024).run(&network).unwrap();
        let access = Access::new(mandate).view(view).worlds(1024);
        let without = access.without(&network, &["layer:national".parse().unwrap()]).unwrap();
        assert!((result.without.as_ref().unwrap().loss.estimate - without[0].loss.estimate).abs() < 1e-12, "{name}");
        let [alone, nation, rest, all] = &result.tiers[..] else { panic!("{name}") };
        assert!(alone.access.estimate <= nation.access.estimate && nation.access.estimate <= all.access.estimate);
        assert!(alone.reachable <= rest.reachable && rest.reachable <= all.reachable && all.reachable <= all.targets);
        assert!((all.access.estimate - access.run(&network).unwrap().access.estimate).abs() < 1e-12);
        for city in &result.cities {
            assert!(
                city.reach.difference.estimate <= 0.0 && city.reliability_without <= city.reliability_with,
                "{city:?}"
            );
            // Where no route leads, nothing is ever reached; where something is reached, a route leads.
            assert!(city.least_with.is_some() || city.reach.before.estimate == 0.0, "{city:?}");
            assert!(city.least_without.is_some() || city.reach.after.estimate == 0.0, "{city:?}");
        }
        assert!(result.potential.iter().all(|one| one.change.difference.estimate >= 0.0));
    }
}

#[test]
fn offices_are_those_of_the_table() {
    assert_eq!(OFFICES.offices.len(), 205);
    let of = |kind: &str| OFFICES.offices.iter().filter(|office| office.kind == kind).count();
    assert_eq!((of("embassy"), of("kotra_office"), of("koica_office"), of("korean_cultural_center")), (79, 48, 10, 35));
    let seoul = Network::builtin("seoul").unwrap();
    let result = Backing::new(seoul.mandate(None).unwrap(), View::today(&seoul)).worlds(512).run(&seoul).unwrap();
    let offices = result.offices.unwrap();
    let missing: Vec<&str> = offices
        .cities
        .iter()
        .filter(|city| city.in_city.is_empty() && city.in_country.is_empty())
        .map(|city| city.id.as_str())
        .collect();
    assert_eq!(offices.not_found, missing.len());
    assert!(offices.scenario.iter().all(|one| one.change.difference.low > 0.0));
}

#[test]
fn commands_answer_in_words_and_json() {
    let json = |arguments: &[&str]| -> serde_json::Value {
        let output = proxeny(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let pathways = json(&["pathways", "--format", "json"]);
    assert_eq!(pathways["result"]["pathways"].as_array().map(Vec::len), Some(NAMED.len()));
    let pathway = "any -[software]- development_bank -[finance]- foreign_city -[hardware]- sme";
    let routes =
        json(&["routes", "smg_info", "soacnm", "--ever", "--pathway", pathway, "--in-time", "--format", "json"]);
    assert_eq!(routes["result"]["routes"][0]["actors"], serde_json::json!(["smg_info", "wb", "mumbai", "soacnm"]));
    assert_eq!(routes["result"]["counted"]["routes"], 1);
    let singapore = proxeny(&["backing", "singapore"]);
    assert!(String::from_utf8_lossy(&singapore.stdout).contains("not separable"));
    let none = proxeny(&["routes", "smg", "mumbai", "--pathway", "any -[hardware]-> any"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stdout).contains("No route from"));
}

#[test]
fn a_mistyped_pathway_is_told_under_its_character() {
    let output = proxeny(&["pathways", "--pathway", "sme -> city_agancy -> foreign_city"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    let expected = "error: in the pathway: no actor is a `city_agancy` (did you mean `city_agency`?)\n  \
                    sme -> city_agancy -> foreign_city\n         ^\n";
    assert_eq!(told, expected);
}

#[test]
fn what_the_smaller_networks_do_not_know_is_left_out() {
    let dutch = Network::builtin("netherlands").unwrap();
    let matched = Matched::named(&dutch, &conveyed(), Order::Free).unwrap();
    assert!(matched.len() < NAMED.len());
}
