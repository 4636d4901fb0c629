//! Programmes on the real networks, and the program that tells them.

use crate::cli::{proxeny, text};
use proxeny::diplomacy::{Dated, Diffusion, Influence, Programmes, ReachWeight};
use proxeny::{Network, View};
use serde_json::Value;
use std::collections::BTreeSet;

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = proxeny(&[&["programmes"], arguments].concat());
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let (code, out, err) = run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn facts_of_the_casebook_come_out_right() {
    let seoul = Network::builtin("seoul").unwrap();
    let result = Programmes::new().worlds(0).run(&seoul).unwrap();
    let of = |id: &str| result.programmes.iter().find(|programme| programme.id == id).unwrap();
    // Ten cities on the list of the training; the ties of the actor with the same id date all of them.
    let training = of("shrdc_prog");
    assert_eq!((training.reach.targets, training.reach.dated, training.reach.others), (10, 10, 0));
    assert!(training.reach.contacts.iter().all(|contact| contact.listed && contact.ties.len() == 1));
    // The forum of 2016 ran in one year, which dates its reaches.
    let forum = of("sdgforum");
    assert!(
        forum.reach.contacts.iter().all(|contact| (contact.year, contact.dated_by) == (Some(2016), Some(Dated::Run)))
    );
    assert_eq!((forum.reach.targets, forum.reach.others), (4, 1));
    // Colombo: the forum, the pilot with the UN and the ODA Challenge, and no other.
    let reaching = |city: &str| -> BTreeSet<&str> {
        let reaches =
            result.programmes.iter().filter(|one| one.reach.contacts.iter().any(|contact| contact.actor == city));
        reaches.map(|one| one.id.as_str()).collect()
    };
    assert_eq!(reaching("colombo"), BTreeSet::from(["oda_challenge", "sdgforum", "undp3"]));
    // The matching forum and the platforms reach no city by name.
    for id in ["ppp_forum", "policy_archive", "urbsdg", "slw", "arirang_doc", "gpd"] {
        assert_eq!((of(id).reach.targets, of(id).shapley, of(id).rank), (0, 0.0, None), "{id}");
    }
    assert!(of("hiseoul").reach.contacts.is_empty() && !of("hiseoul").recorded);
}

#[test]
fn shares_are_what_a_plain_count_gives() {
    for (name, weight) in
        [("seoul", ReachWeight::Equal), ("seoul", ReachWeight::Population), ("netherlands", ReachWeight::Aid)]
    {
        let network = Network::builtin(name).unwrap();
        let result = Programmes::new().worlds(0).weight(weight).run(&network).unwrap();
        let cities: Vec<_> =
            network.actors().filter(|(_, actor)| actor.kind == "foreign_city").map(|(_, actor)| actor).collect();
        let weigh = |city: &proxeny::Actor| match weight {
            ReachWeight::Population => city.attributes.get("population").and_then(Value::as_f64).unwrap_or(0.0),
            ReachWeight::Aid => city
                .attributes
                .get("oda_recipient")
                .and_then(Value::as_bool)
                .map_or(0.0, |aid| f64::from(u8::from(aid))),
            ReachWeight::Equal => 1.0,
        };
        let total: f64 = cities.iter().map(|city| weigh(city)).sum();
        let reaches = |programme: &proxeny::diplomacy::ProgrammeResult, id: &str| {
            programme.reach.contacts.iter().any(|contact| contact.actor == id)
        };
        for programme in &result.programmes {
            let mine = cities.iter().filter(|city| reaches(programme, &city.id));
            let divided = mine.clone().map(|city| {
                weigh(city) / total / result.programmes.iter().filter(|one| reaches(one, &city.id)).count() as f64
            });
            assert!((divided.sum::<f64>() - programme.shapley).abs() < 1e-12, "{name} {}", programme.id);
            let alone =
                mine.filter(|city| result.programmes.iter().filter(|one| reaches(one, &city.id)).count() == 1).count();
            assert_eq!(alone, programme.unique.targets.len(), "{name} {}", programme.id);
        }
        for pair in &result.overlap {
            let set = |id: &str| -> BTreeSet<&str> {
                let programme = result.programmes.iter().find(|one| one.id == id).unwrap();
                cities.iter().map(|city| city.id.as_str()).filter(|city| reaches(programme, city)).collect()
            };
            let (a, b) = (set(&pair.a), set(&pair.b));
            let jaccard = a.intersection(&b).count() as f64 / a.union(&b).count() as f64;
            assert!((jaccard - pair.jaccard).abs() < 1e-12 && pair.jaccard > 0.0);
        }
        let layers: f64 = result.covered.by_layer.values().sum();
        assert!((layers - result.covered.share).abs() < 1e-12);
    }
}

#[test]
fn opinion_only_ever_takes_away_and_off_is_off() {
    let seoul = Network::builtin("seoul").unwrap();
    let result = Programmes::new().worlds(512).run(&seoul).unwrap();
    for programme in &result.programmes {
        let kept = programme.shapley_with_opinion.unwrap();
        // What attention loses, those who went beyond it may win.
        let attention = programme.reach.contacts.iter().all(|contact| !contact.is_beyond_attention());
        assert!(!attention || kept.high <= programme.shapley + 1e-12, "{}", programme.id);
    }
    let off = Programmes::new().worlds(512).draws(0).run(&seoul).unwrap();
    assert!(off.opinion.is_none() && off.programmes.iter().all(|programme| programme.shapley_with_opinion.is_none()));
    let gains = |result: &proxeny::diplomacy::ProgrammesResult| -> Vec<f64> {
        result.next.as_ref().unwrap().invite.iter().map(|one| one.gain.estimate).collect()
    };
    assert_eq!(gains(&off), gains(&result)); // opinion touches no gain that is told without it
}

#[test]
fn an_invitation_gains_what_the_tie_adds_to_the_same_worlds() {
    let seoul = Network::builtin("seoul").unwrap();
    let result = Programmes::new().worlds(4096).run(&seoul).unwrap();
    let wider = &result.next.unwrap().widen[0];
    let tie =
        proxeny::Tie { since: seoul.as_of(), ..proxeny::Tie::new(&wider.programme, &wider.actor, &wider.tie_kind) };
    let with = seoul.edit().tie(tie).build().unwrap();
    let access = proxeny::leverage::Access::new(seoul.mandate(None).unwrap()).view(View::today(&seoul)).worlds(4096);
    let change = access.compare(&seoul, &with).unwrap().access.difference;
    let both = change.stderr + wider.gain.stderr;
    assert!((change.estimate - wider.gain.estimate).abs() < 4.0 * both, "{change:?} {:?}", wider.gain);
}

#[test]
fn the_program_tells_and_refuses() {
    let answer = json(&["--worlds", "256", "--draws", "100"]);
    assert_eq!(answer["command"], "programmes");
    let programmes = answer["result"]["programmes"].as_array().unwrap();
    assert_eq!(programmes.len(), 28);
    for field in ["id", "reach", "unique", "shapley", "followed"] {
        assert!(programmes.iter().all(|programme| programme.get(field).is_some()), "{field}");
    }
    assert!(answer["result"]["overlap"].is_array());
    let (code, out, _) = run(&["--worlds", "0", "singapore"]);
    assert!(code == 0 && out.contains("not computable") && out.contains("Recorded examples only"), "{out}");
    for (arguments, expected) in
        [(["--weight", "wealth"], 2), (["--within", "0"], 2), (["--to", "kind:nobody"], 3), (["--model", "cascade"], 2)]
    {
        let (code, _, err) = run(&arguments);
        assert_eq!(code, expected, "{arguments:?}: {err}");
    }
}

#[test]
fn a_policy_of_seoul_takes_one_step_that_can_be_told() {
    let answer = json(&["--diffuse", "--worlds", "512"]);
    assert_eq!(answer["result"]["from"], serde_json::json!(["smg"]));
    let (_, out, _) = run(&["--diffuse", "--worlds", "512"]);
    assert!(out.contains("the first step can be told"), "{out}");
    // One step by hand: the chance of a city with a single way from Seoul and no other partner.
    let seoul = Network::builtin("seoul").unwrap();
    let cities = "kind:foreign_city or kind:city_government and not tag:district".parse().unwrap();
    let (influence, actors) = Influence::of_network(&seoul, &View::today(&seoul), &cities).unwrap();
    let node = |id: &str| actors.iter().position(|actor| seoul.graph()[*actor].id == id).unwrap();
    let result = Diffusion::new(0).from(vec![node("smg") as u32]).worlds(1 << 14).run(&influence).unwrap();
    let view = View::today(&seoul).select(&seoul);
    let ties =
        view.ties.iter().map(|edge| &seoul.graph()[*edge]).filter(|tie| tie.from == "smg" && tie.to == "colombo");
    let missed: f64 = ties.map(|tie| 1.0 - seoul.open_probability(tie)).product();
    let colombo = &result.reached[node("colombo")];
    assert!(missed < 1.0 && (colombo.estimate - (1.0 - missed)).abs() < 0.02, "{colombo:?} {missed}");
}

#[test]
fn plain_edge_lists_spread_too() {
    let file = std::env::temp_dir().join(format!("proxeny-twins-{}.txt", std::process::id()));
    std::fs::write(&file, "a b\nb c\nd e\n").unwrap();
    let path = file.to_str().unwrap();
    let answer = json(&[path, "--diffuse", "--seeds", "2", "--probability", "0.5"]);
    let seeds: Vec<&str> =
        answer["result"]["seeds"].as_array().unwrap().iter().map(|seed| seed["id"].as_str().unwrap()).collect();
    assert_eq!((seeds, &answer["result"]["method"]), (vec!["b", "d"], &Value::from("exact")));
    assert_eq!(answer["result"]["spread"]["estimate"], 3.5);
    std::fs::write(&file, "a b 0.5\n").unwrap();
    let (code, _, err) = run(&[path, "--diffuse"]);
    assert!(code == 2 && err.contains("--weight-is"), "{err}");
    assert_eq!(
        json(&[path, "--diffuse", "--seeds", "1", "--weight-is", "probability"])["result"]["spread"]["estimate"],
        1.5
    );
    let (code, _, err) = run(&[path]);
    assert!(code == 3 && err.contains("plain edge list"), "{err}");
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn programmes_and_those_whom_they_reached_are_measured_as_two_sides() {
    let measured = |arguments: &[&str]| -> Value {
        let output = proxeny(&[&["metrics", "--programmes", "--format", "json"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let answer = measured(&["--reached", "kind:foreign_city"]);
    let result = &answer["result"];
    let cities = Programmes::new().worlds(0).draws(0).to("kind:foreign_city".parse().unwrap());
    let reaching = cities.run(&Network::builtin("seoul").unwrap()).unwrap();
    let expected: Vec<_> = reaching.programmes.iter().filter(|programme| programme.reach.targets > 0).collect();
    let actors = result["actors"].as_array().unwrap();
    let of = |id: &str| actors.iter().find(|actor| actor["id"] == id).unwrap();
    for programme in &expected {
        let found = of(&programme.id);
        assert_eq!(found["mode"], "programme");
        assert_eq!(found["values"]["degree"], programme.reach.targets as f64, "{}", programme.id);
    }
    assert_eq!(result["graph"]["modes"]["programmes"], expected.len());
    assert_eq!(result["graph"]["modes"]["reached"], reaching.covered.targets);
    assert_eq!(of("colombo")["values"]["degree"], 3.0);
    assert_eq!(of("colombo")["mode"], "reached");
    // Pairs of programmes that share a city are those of `programmes`.
    let links = result["shared"]["programmes"]["links"].as_array().unwrap();
    assert_eq!(
        (links.len(), &result["shared"]["programmes"]["pairs"]),
        (reaching.overlap.len(), &reaching.pairs.into())
    );
    for link in links {
        let pair = |one: &proxeny::diplomacy::Overlap| {
            BTreeSet::from([one.a.as_str(), one.b.as_str()])
                == BTreeSet::from([link["a"].as_str().unwrap(), link["b"].as_str().unwrap()])
        };
        let overlap = reaching.overlap.iter().find(|one| pair(one)).unwrap();
        let shared: BTreeSet<&str> = link["shared"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert_eq!(shared, overlap.shared.iter().map(String::as_str).collect());
        assert!(link["p"].as_f64().unwrap() <= link["q"].as_f64().unwrap());
    }
    assert_eq!(answer["parameters"]["reached"], "kind:foreign_city");
    // All whom programmes reached are more than cities.
    let all = measured(&["--measure", "two_mode_betweenness,edge_betweenness"]);
    assert!(all["result"]["graph"]["modes"]["reached"].as_u64() > result["graph"]["modes"]["reached"].as_u64());
    assert_eq!(
        all["result"]["ties"].as_array().unwrap().len() as u64,
        all["result"]["graph"]["ties"].as_u64().unwrap()
    );
    for refused in [&["--ever"][..], &["--null", "degree"], &["--partition", "layer"], &["--from", "kind:sme"]] {
        assert_eq!(proxeny(&[&["metrics", "--programmes"], refused].concat()).status.code(), Some(2), "{refused:?}");
    }
    assert_eq!(proxeny(&["metrics", "--programmes", "--reached", "id:nobody"]).status.code(), Some(3));
}
