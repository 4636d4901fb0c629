//! Networks side by side, who opens doors, and the gaps of the ladder.

use crate::cli::{proxeny, text};
use proxeny::diplomacy::{Compare, Compared, Doors, Ladder};
use proxeny::leverage::Access;
use proxeny::{Network, Scenario};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = proxeny(&[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn builtin(name: &str) -> Compared {
    Compared::today(Network::builtin(name).unwrap())
}

#[test]
fn the_three_networks_stand_side_by_side() {
    let result = json(&["compare", "--draws", "19", "--worlds", "512"])["result"].clone();
    assert_eq!(result["names"], serde_json::json!(["seoul", "singapore", "netherlands"]));
    let row = |name: &str| {
        let rows = result["indicators"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).unwrap().clone()
    };
    // The null keeps ties and kinds: those cannot be tested, and reciprocity hardly.
    assert_eq!(row("density")["untested"], "fixed by the null");
    assert_eq!(row("group_assortativity")["untested"], "fixed by the null");
    assert_eq!(row("reciprocity")["untested"], "nearly fixed by the null");
    assert!(row("reciprocity")["p"]["seoul"].is_null());
    let [p, q] = ["p", "q"].map(|what| row("efficiency")[what]["seoul"].as_f64().unwrap());
    assert!(0.0 < p && p <= q && q <= 1.0);
    assert!(result["first_intermediary"]["netherlands"].is_string());
    let pairs: Vec<_> = result["matchings"].as_array().unwrap().iter().map(|one| (&one["from"], &one["to"])).collect();
    assert_eq!(pairs.len(), 3, "every two of the networks: {pairs:?}");
    assert_eq!(row("access")["untested"], "not tested");
    // City and state are one in Singapore, so that a national layer cannot be told apart.
    assert!(row("national_dependence")["values"]["singapore"].is_null());
    assert_eq!(row("cities_with_hardware")["values"]["netherlands"], 0.0);
    // Seven small firms are on record in Singapore: there is nothing to draw down.
    assert_eq!(result["equal_numbers"]["sources"], 7);
    let drawn = &result["equal_numbers"]["access"]["singapore"];
    assert_eq!(drawn["low"], drawn["high"]);
    let compete = result["meetings"].as_array().unwrap().iter().filter(|one| one["compete"] == true);
    assert!(compete.clone().any(|one| one["id"] == "hcmc"));
    assert!(result["meetings"].as_array().unwrap().iter().any(|one| one["id"] == "koica" || one["id"] == "world_bank"));
}

/// The same network under another id: everybody is nearest to itself, and the mean of what is drawn is what there is.
#[test]
fn a_comparison_is_told_in_korean_too() {
    let output = proxeny(&["compare", "--draws", "3", "--worlds", "256", "--lang", "ko", "--top", "3"]);
    let told = text(&output.stdout);
    for part in ["지표", "대응 행위자", "만나는 곳", "가운데 3개를 보입니다", "하드웨어"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for english in ["similarity", "drawn", "Without a counterpart", "hardware"] {
        assert!(!told.contains(english), "{english}: {told}");
    }
}

#[test]
fn everybody_is_the_counterpart_of_itself() {
    let written = text(&proxeny(&["convert", "netherlands"]).stdout).replacen("\"netherlands\"", "\"twin\"", 1);
    let twin = Compared::today(Network::from_reader(written.as_bytes()).unwrap());
    let found = Compare::default().worlds(256).draws(3).run(&[builtin("netherlands"), twin]).unwrap();
    let matching = &found.counterparts[0];
    assert!(matching.pairs.len() > 10 && matching.without.is_empty() && matching.other_without.is_empty());
    assert!(matching.pairs.iter().all(|pair| (pair.similarity - 1.0).abs() < 1e-12), "{:?}", matching.pairs);
    assert!(matching.validation.bodies > 10 && matching.validation.nearer.is_some_and(|nearer| nearer < 0.1));
    let equal = found.equal_numbers.unwrap();
    assert_eq!(equal.access[0].all, equal.access[1].all);
    assert!(found.meetings.len() > 100);
}

#[test]
fn dates_and_scenarios_of_one_network_are_compared() {
    let access = |result: &Value, name: &str| {
        let rows = result["indicators"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == "access").unwrap()["values"][name].as_f64().unwrap()
    };
    let dates = json(&["compare", "--at", "2010", "--at", "2026", "--draws", "3", "--worlds", "512"])["result"].clone();
    assert!(access(&dates, "seoul 2010") < access(&dates, "seoul 2026"), "{dates}");
    let file = "examples/scenarios/without_the_nation.json";
    let played = json(&["compare", "--scenario", file, "--draws", "3", "--worlds", "512"])["result"].clone();
    let id = Scenario::from_path(file).unwrap().id;
    assert!(access(&played, &id) < access(&played, "seoul"));
    for (arguments, code) in [
        (&["compare", "seoul", "singapore", "--at", "2010"][..], 2),
        (&["compare", "seoul"], 2),
        (&["compare", "seoul", "seoul"], 2),
        (&["compare", "seoul", "no-such-network"], 3),
        (&["compare", "--draws", "0"], 2),
    ] {
        let output = proxeny(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
    }
}

/// What is cut off without an actor is what deleting it leaves of the pairs that any route joins.
#[test]
fn nobody_goes_round_a_single_point_of_failure() {
    for name in ["seoul", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        let mandate = network.mandate(None).unwrap();
        let access = Access::new(mandate).view(proxeny::View::today(&network)).worlds(512);
        let doors = Doors::of(&network, &access).unwrap();
        for one in doors.openers.iter().take(12) {
            let id = &one.actor;
            let gone = Scenario::new("gone").edit(proxeny::Edit::RemoveActors(format!("id:{id}").parse().unwrap()));
            let left = gone.apply(&network).unwrap().network;
            let is_source = mandate.from.matches(&network.graph()[network.actor(id).unwrap()]);
            let left = access.clone().run(&left).unwrap();
            let pairs = (left.conceivable * (left.sources.len() * left.targets.len()) as f64).round() as usize;
            // Its own pairs are gone with it, and are not counted as cut off.
            let own = if is_source { own_pairs(&network, &access, id) } else { 0 };
            assert_eq!(doors.pairs - own - pairs, one.cut_off, "{name}: {id}");
        }
    }
}

/// Targets that a source could reach were every tie open.
fn own_pairs(network: &Network, access: &Access<'_>, id: &str) -> usize {
    let open = access.clone().every_tie_open().run(network).unwrap();
    let reach = open.sources.iter().find(|end| end.id == id).unwrap().reach.estimate;
    (reach * open.targets.len() as f64).round() as usize
}

#[test]
fn brokers_tell_who_opens_doors() {
    let result = json(&["brokers", "--draws", "5", "--worlds", "512", "--shapley"])["result"].clone();
    let first = &result["doors"]["openers"][0];
    assert_eq!(first["actor"], "smg");
    assert!(first["cut_off"].as_u64() > Some(0) && result["doors"]["pairs"].as_u64() > first["cut_off"].as_u64());
    let susa = result["catalysts"].as_array().unwrap().iter().find(|one| one["id"] == "susa").unwrap();
    assert!(susa["index"].is_null() && susa["own"].as_array().map(Vec::len) == Some(1));
    assert!(result["actors"][0]["roles"]["total"].is_number()); // as ever
}

#[test]
fn gaps_are_ranked_by_what_the_best_next_tie_adds() {
    let network = Network::builtin("seoul").unwrap();
    let mut ladder = Ladder::default().run(&network).unwrap();
    let before = ladder.gaps.len();
    ladder.rank_gaps(&network, &Access::new(network.mandate(None).unwrap()).worlds(512)).unwrap();
    let scores: Vec<f64> = ladder.gaps.iter().map(|gap| gap.best.as_ref().map_or(0.0, |best| best.score)).collect();
    assert!(ladder.gaps.len() == before && scores.is_sorted_by(|a, b| a >= b) && scores[0] > 0.0);
    let card = json(&["ladder", "--city", "Colombo"])["result"]["card"].clone();
    assert!(card["cost"].is_number() && card["gap"]["best"]["from"].is_string(), "{card}");
    // Without worlds, gaps are in the order of the next rung.
    assert!(json(&["ladder", "--worlds", "0"])["result"]["gaps"][0].get("best").is_none());
}
