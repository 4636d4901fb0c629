//! `proxeny communities`, `metrics --null` and `metrics --removal`: the shape of the answers, what they refuse.

use crate::cli::{proxeny, text};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = proxeny(&[arguments, &["--format", "json", "--quiet"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn communities_name_everybody_once() {
    let answer = json(&["communities", "singapore", "--runs", "5"]);
    let result = &answer["result"];
    let communities = result["communities"].as_array().unwrap();
    let mut all: Vec<&str> = Vec::new();
    for community in communities {
        let actors = community["actors"].as_array().unwrap();
        let kinds: u64 = community["kinds"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!((community["size"].as_u64(), kinds), (Some(actors.len() as u64), actors.len() as u64));
        all.extend(actors.iter().map(|id| id.as_str().unwrap()));
    }
    let named = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), named);
    assert!(result["quality"].as_f64() > Some(0.5) && result["stability"]["runs"] == 5);
    let told = text(&proxeny(&["communities", "--runs", "3"]).stdout);
    assert!(told.contains("foreign cities") && !told.contains("foreign_city"), "{told}");
}

#[test]
fn chance_is_told_beside_what_it_cannot_test() {
    let arguments = ["metrics", "singapore", "--measure", "degree,betweenness", "--null", "degree", "--draws", "39"];
    let answer = json(&arguments);
    let null = &answer["result"]["null"];
    assert_eq!((&null["model"], &null["draws"]), (&"degree".into(), &39.into()));
    let (density, transitivity) = (&null["figures"]["density"], &null["figures"]["transitivity"]);
    assert!(density["testable"] == false && density["z"].is_null() && density["p"].is_null());
    assert!(transitivity["p"].as_f64() >= Some(1.0 / 40.0) && transitivity["mean"].is_number());
    assert!(null["actors"][0]["values"]["betweenness"].get("z").is_some());
    assert_eq!(answer, json(&[&arguments[..], &["--threads", "1"]].concat()));
    let told = text(&proxeny(&arguments).stdout).replace('\n', " ");
    assert!(told.contains("Not testable") && told.contains("merged") && !told.contains("NaN"), "{told}");
    let groups = json(&["metrics", "--null", "groups", "--partition", "layer", "--draws", "5", "--measure", "degree"]);
    assert_eq!(groups["result"]["null"]["figures"]["group_assortativity"]["testable"], false);
}

#[test]
fn the_curve_of_removal_ends_at_nothing() {
    for more in [&[][..], &["--recalculate"]] {
        let answer = json(&[&["metrics", "singapore", "--removal", "degree"], more].concat());
        let removal = &answer["result"]["removal"];
        let largest = removal["largest"].as_array().unwrap();
        assert_eq!(largest.len(), removal["order"].as_array().unwrap().len() + 1);
        assert_eq!(largest.last(), Some(&0.into()));
        assert!(removal["random"]["robustness"].as_f64() > removal["robustness"].as_f64());
    }
}

#[test]
fn trials_that_cannot_be_made_are_refused() {
    let edges = format!("{}/tests/data/brokers/networkers.txt", env!("CARGO_MANIFEST_DIR"));
    for (code, told, arguments) in [
        (2, "use degree or groups", &["--null", "ties"][..]),
        (2, "give 1 draw or more", &["--null", "degree", "--draws", "0"]),
        (2, "need groups; give --groups FILE", &[&edges, "--null", "groups"]),
        (2, "--recalculate", &["--recalculate"]),
        (3, "no actor has it; there are kind, country, layer", &["--partition", "colour"]),
    ] {
        let output = proxeny(&[&["metrics"], arguments].concat());
        let error = text(&output.stderr).replace('\n', " ");
        assert!(error.contains(told) && output.status.code() == Some(code), "{code}: {error}");
    }
}
