//! `proxeny brokers`: published numbers, the shape of the answer, what it refuses.

use crate::cli::{proxeny, text};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = proxeny(&[&["brokers"], arguments, &["--format", "json", "--quiet"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn data(name: &str) -> String {
    format!("{}/tests/data/brokers/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// manynet's tests give the pairs of different disciplines that the first three researchers stand between.
#[test]
fn the_researchers_of_manynet_stand_between_as_many_pairs() {
    let (edges, groups) = (data("networkers.txt"), data("disciplines.txt"));
    let answer = json(&[&edges, "--directed", "--groups", &groups, "--draws", "50"]);
    let actors = answer["result"]["actors"].as_array().unwrap();
    for (id, expected) in [("r00", 333.0), ("r01", 207.0), ("r02", 3.0)] {
        let actor = actors.iter().find(|actor| actor["id"] == id).unwrap();
        let across = ["gatekeeper", "representative", "liaison"].map(|role| actor["roles"][role].as_f64().unwrap());
        assert_eq!(across.iter().sum::<f64>(), expected, "{id}");
        assert!(actor["share_as_high"]["liaison"].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn the_answer_has_the_shape_that_is_promised() {
    let answer = json(&["seoul", "--draws", "20", "--key-players", "2", "--goal", "reach"]);
    let (result, actor) = (&answer["result"], &answer["result"]["actors"][0]);
    for role in ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"] {
        assert!(actor["roles"][role].is_number() && actor["expected"][role].is_number(), "{role}");
        assert!(actor["z"].get(role).is_some(), "{role}");
    }
    for field in ["constraint", "effective_size", "efficiency", "hierarchy"] {
        assert!(actor.get(field).is_some(), "{field}");
    }
    let roles = actor["roles"].as_object().unwrap();
    let sum: f64 = roles.iter().filter(|(name, _)| *name != "total").map(|(_, count)| count.as_f64().unwrap()).sum();
    assert_eq!(actor["roles"]["total"].as_f64(), Some(sum));
    let found = &result["key_players"];
    assert_eq!(
        (&found["goal"], &found["measure"], &found["method"]),
        (&"reach".into(), &"m-reach".into(), &"exact".into())
    );
    assert_eq!(found["value"].as_f64().unwrap() + 2.0, found["value_with_set"].as_f64().unwrap());
    assert_eq!(found["best"][0].as_array().unwrap().len(), 2);
    assert!(found["runners_up"].as_array().unwrap().len() <= 5);
    assert_eq!((&answer["command"], &answer["parameters"]["partition"]), (&"brokers".into(), &"kind".into()));
    // Who has no tie has no constraint.
    let alone = result["actors"].as_array().unwrap().iter().find(|actor| actor["effective_size"].is_null()).unwrap();
    assert!(alone["constraint"].is_null() && alone["roles"]["total"] == 0.0);
}

#[test]
fn the_words_name_roles_chance_and_what_it_does_not_mean() {
    let told = text(&proxeny(&["brokers", "--draws", "20", "--key-players", "1", "--partition", "layer"]).stdout);
    for words in ["Gatekeeper: ", "by chance, the groups would give", "is told apart", "not a record", "Key players"] {
        assert!(told.replace('\n', " ").contains(words), "{words}: {told}");
    }
    assert!(told.find("Gatekeeper: ") < told.find("Structural holes") && !told.contains("NaN"));
    let same = || proxeny(&["brokers", "singapore", "--draws", "30", "--format", "csv", "--threads", "2"]).stdout;
    assert_eq!(same(), proxeny(&["brokers", "singapore", "--draws", "30", "--format", "csv", "--threads", "1"]).stdout);
}

#[test]
fn what_cannot_be_asked_is_told() {
    let edges = data("networkers.txt");
    for (code, told, arguments) in [
        (2, "--groups FILE", &[edges.as_str()][..]),
        (3, "no actor has it; there are kind, country, layer", &["--partition", "colour"]),
        (2, "is for --goal disrupt", &["--key-players", "2", "--goal", "reach", "--key-measure", "fragmentation"]),
        (2, "ask for 1 to", &["--key-players", "9999"]),
        (3, "nodes have no group", &[&edges, "--groups", "/dev/null"]),
        (2, "ties carry no weights", &[&edges, "--groups", &data("disciplines.txt"), "--weighted"]),
    ] {
        let output = proxeny(&[&["brokers"], arguments].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(told), "{}", text(&output.stderr));
    }
}

#[test]
fn key_players_by_lengths_and_larger_sets() {
    let reach = |more: &[&str]| {
        let asked = ["seoul", "--draws", "1", "--worlds", "0", "--key-players", "2", "--key-measure", "distance-reach"];
        json(&[&asked[..], more].concat())
    };
    let (steps, lengths) = (reach(&[]), reach(&["--length", "inverse"]));
    let value = |answer: &Value| answer["result"]["key_players"]["value"].as_f64().unwrap();
    // The shortest tie has the length 1, so that nobody is nearer than by steps.
    assert!(value(&lengths) < value(&steps), "{} {}", value(&lengths), value(&steps));
    assert_eq!((&lengths["parameters"]["length"], steps["parameters"].get("length")), (&"inverse".into(), None));
    // Four of some hundreds are too many sets to try; they are ruled out.
    let four = json(&["seoul", "--draws", "1", "--worlds", "0", "--key-players", "4", "--goal", "reach"]);
    let found = &four["result"]["key_players"];
    assert_eq!(found["method"], "exact", "{found}");
    assert!(found["tried"].as_u64() < found["sets"].as_u64(), "{found}");
}
