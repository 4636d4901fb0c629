//! The program as a user meets it: answers, formats, exit codes, files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub(crate) fn proxeny(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_proxeny")).args(arguments).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = proxeny(&[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn with_input(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_proxeny"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read what it is given.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// A folder of this test's own, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

const CHAIN: &str = r#"{"format": "proxeny/1", "id": "chain",
  "actors": [{"id": "a", "kind": "sme"}, {"id": "b", "kind": "city_agency"}, {"id": "c", "kind": "foreign_city"}],
  "ties": [{"from": "a", "to": "b"}, {"from": "b", "to": "c", "strength": 0.25}]}"#;

#[test]
fn the_brief_of_every_built_in_network_answers_every_question() {
    for network in ["seoul", "singapore", "netherlands"] {
        let answer = json(&["brief", network, "--worlds", "2048", "--draws", "20"]);
        let findings = answer["result"]["findings"].as_array().unwrap();
        let ids: Vec<&str> = findings.iter().map(|finding| finding["id"].as_str().unwrap()).collect();
        for id in ["summary", "holdings", "access_export", "access_export_all", "access_knowledge", "reach"] {
            assert!(ids.contains(&id), "{network}: {ids:?}");
        }
        for id in ["leverage_1", "national_layer", "single_documents", "coverage", "assumptions", "next_ties"] {
            assert!(ids.contains(&id), "{network}: {ids:?}");
        }
        let statements = findings.iter().map(|finding| finding["statement"]["en"].as_str().unwrap());
        for statement in statements {
            assert!(statement.ends_with('.') && !statement.contains("NaN"), "{statement}");
        }
    }
    let separable = |network| {
        let answer = json(&["brief", network, "--worlds", "512", "--draws", "10"]);
        let findings = answer["result"]["findings"].as_array().unwrap().clone();
        let national = findings.into_iter().find(|finding| finding["id"] == "national_layer").unwrap();
        national["numbers"]["separable"].as_bool().unwrap()
    };
    assert!(separable("seoul") && separable("netherlands") && !separable("singapore"));
}

/// The page answers every question with a row for each actor; the full text explains them.
#[test]
fn the_page_is_shorter_than_the_full_text() {
    let [page, full] = [&[][..], &["--full"]].map(|more| {
        let output = proxeny(&[&["brief", "singapore", "--worlds", "512", "--draws", "10"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    });
    assert!(page.contains("place (5–95%)") && !full.contains("place (5–95%)"));
    assert!(full.contains("\n2. ") && !page.contains("\n2. "), "{full}");
    let questions = |text: &str| text.matches("\n───").count();
    assert!(questions(&page) > 8 && page.len() < full.len() * 3 / 4, "{} of {}", page.len(), full.len());
}

#[test]
fn every_source_that_a_finding_cites_is_in_the_network() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = proxeny::Network::builtin(name).unwrap();
        let answer = json(&["brief", name, "--worlds", "512", "--draws", "10"]);
        for finding in answer["result"]["findings"].as_array().unwrap() {
            for source in finding["sources"].as_array().unwrap() {
                assert!(network.sources().contains_key(source.as_str().unwrap()), "{name}: {source}");
            }
        }
    }
}

#[test]
fn leverage_of_a_chain_is_exact() {
    let question = ["leverage", "-", "--from", "kind:sme", "--to", "kind:foreign_city", "--exact", "--format", "json"];
    let output = with_input(&question, CHAIN);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["result"]["access"]["estimate"], 0.125);
    assert_eq!(answer["result"]["actors"][0]["id"], "b");
    assert_eq!(answer["result"]["actors"][0]["leverage"]["estimate"], 0.125);
    assert_eq!(answer["result"]["actors"][0]["rank"], 1);
    assert_eq!(answer["network"]["ties"], 2);
    assert_eq!(answer["network"]["digest"].as_str().unwrap().len(), 64);
}

#[test]
fn the_envelope_is_the_same_for_all_commands() {
    for arguments in [&["brief", "--worlds", "512"][..], &["leverage", "--worlds", "512"], &["metrics"], &["validate"]]
    {
        let answer = json(arguments);
        assert_eq!(answer["tool"]["name"], "proxeny");
        assert_eq!(answer["command"], arguments[0]);
        assert_eq!((&answer["network"]["id"], &answer["network"]["actors"]), (&"seoul".into(), &301.into()));
        let fields: Vec<&String> = answer.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["command", "network", "parameters", "result", "tool", "warnings"]);
    }
}

#[test]
fn results_do_not_depend_on_threads_and_repeat_to_the_byte() {
    let ask = |threads| {
        let output = proxeny(&["leverage", "singapore", "--worlds", "3000", "--threads", threads, "--format", "json"]);
        text(&output.stdout)
    };
    let one = ask("1");
    assert!(one.len() > 1000);
    assert!(ask("2") == one && ask("7") == one);
    let draw = || text(&proxeny(&["draw", "singapore"]).stdout);
    assert_eq!(draw(), draw());
}

#[test]
fn another_seed_gives_other_worlds() {
    let access = |seed| json(&["leverage", "--worlds", "512", "--seed", seed])["result"]["access"]["estimate"].clone();
    assert_ne!(access("1"), access("2"));
}

#[test]
fn without_a_group_on_the_same_worlds() {
    let answer = json(&["leverage", "--worlds", "2048", "--without", "layer:national", "--without", "id:susa"]);
    let without = answer["result"]["without"].as_array().unwrap();
    let access = answer["result"]["access"]["estimate"].as_f64().unwrap();
    for group in without {
        let sum = group["access"]["estimate"].as_f64().unwrap() + group["loss"]["estimate"].as_f64().unwrap();
        assert!((sum - access).abs() < 1e-12);
    }
    // One actor alone loses as much as its leverage, on the same worlds, if it is no end.
    let susa = answer["result"]["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == "susa").unwrap();
    assert_eq!(without[1]["loss"]["estimate"], susa["leverage"]["estimate"]);
}

#[test]
fn exit_codes_tell_what_went_wrong() {
    let folder = folder("exit_codes");
    let bad = folder.join("bad.json");
    fs::write(&bad, r#"{"format": "proxeny/1", "id": "bad", "actors": [], "ties": [{"from": "a", "to": "b"}]}"#)
        .unwrap();
    let bad = bad.to_str().unwrap();
    for (code, arguments) in [
        (0, &["validate", "seoul"][..]),
        (1, &["validate", bad]),
        (2, &["leverage", "--from", "kind=sme"]),
        (2, &["leverage", "--exact"]),
        (2, &["leverage", "--worlds", "0"]),
        (2, &["leverage", "--precision", "7"]),
        (2, &["draw", "--write-as", "bmp"]),
        (2, &["frobnicate"]),
        (3, &["leverage", bad]),
        (3, &["brief", "no-such-network"]),
        (3, &["leverage", "--mandate", "nobody"]),
        (3, &["leverage", "--from", "id:nobody"]),
        (3, &["metrics", "--measure", "fame"]),
        (4, &["draw", "singapore", "-o", "/no/such/folder/x.svg"]),
    ] {
        let output = proxeny(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(output.stderr.is_empty(), code < 2, "{arguments:?}");
        assert!(code < 2 || output.stdout.is_empty(), "{arguments:?}");
    }
    let no_mandate = with_input(&["leverage", "-"], CHAIN);
    assert_eq!(no_mandate.status.code(), Some(2));
    assert!(text(&no_mandate.stderr).contains("--from and --to"));
}

#[test]
fn all_problems_of_a_file_are_told_with_its_name() {
    let input = "{\"format\": \"proxeny/1\", \"id\": \"서울\", \"actors\": [{\"id\": \"a\"}],\n \
                 \"ties\": [{\"from\": \"a\", \"to\": \"a\"},\n {\"from\": \"a\", \"to\": \"c\", \"strength\": 2}]}";
    let output = with_input(&["leverage", "-"], input);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    assert!(told.contains("standard input:2:31: error: tie `a` → `a` leads back to itself"), "{told}");
    assert!(told.contains("standard input:3:22: error: actor `c` is not among the actors"), "{told}");
    assert!(told.contains("standard input:3:39: error: strength 2 is outside (0, 1]"), "{told}");
    assert!(told.contains("3 problems in standard input"), "{told}");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = folder("writing");
    let target = folder.join("out.svg");
    fs::write(&target, "old").unwrap();
    let failed = proxeny(&["draw", "no-such-network", "-o", target.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    let done = proxeny(&["draw", "singapore", "-o", target.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(fs::read_to_string(&target).unwrap().starts_with("<svg"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside the file");
}

#[test]
fn a_name_tells_the_format_and_whether_it_is_packed() {
    let folder = folder("packing");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let native = proxeny(&["convert", "singapore"]).stdout;
    let names =
        [("a.json", false), ("a.json.gz", true), ("b.graphml.GZ", true), ("c.gz.gexf", false), ("d.ods", false)];
    for (name, packed) in names {
        let file = at(name);
        let done = proxeny(&["convert", "singapore", "-o", &file, "--strict"]);
        assert_eq!(done.status.code(), Some(0), "{name}: {}", text(&done.stderr));
        assert_eq!(fs::read(&file).unwrap().starts_with(&[0x1F, 0x8B]), packed, "{name}");
        assert_eq!(proxeny(&["convert", &file]).stdout, native, "{name}");
    }
    for (name, told) in [
        ("x.csv", "tables are several files: name a folder"),
        ("x.tsv.gz", "tables are several files: name a folder"),
        ("x.gz", "csv is written as a folder, and .gz packs one file"),
        ("x.xls", ".xls is not written"),
        ("x.jpg", "what is .jpg? --write-as takes native, csv,"),
    ] {
        let failed = proxeny(&["convert", "singapore", "-o", &at(name)]);
        assert_eq!(failed.status.code(), Some(2), "{name}");
        assert!(text(&failed.stderr).contains(told), "{}", text(&failed.stderr));
        assert!(!folder.join(name).exists());
    }
}

#[cfg(unix)]
#[test]
fn mode_and_links_of_the_old_file_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("modes");
    let (target, link) = (folder.join("real.csv"), folder.join("link.csv"));
    fs::write(&target, "old").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&target, &link).unwrap();
    let done = proxeny(&["metrics", "singapore", "--format", "csv", "-o", link.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&target).unwrap().starts_with("actor,id,degree"));
    for direct in ["/dev/stdout", "-"] {
        let output = proxeny(&["metrics", "singapore", "--format", "csv", "-o", direct]);
        assert!(text(&output.stdout).starts_with("actor,id,degree"), "{direct}");
    }
    let full = proxeny(&["metrics", "singapore", "-o", "/dev/full"]);
    assert_eq!(full.status.code(), Some(4));
}

#[test]
fn networks_without_kinds_are_measured_without_groups() {
    let table = "from,to\na,b\nb,c\n";
    for command in ["metrics", "communities"] {
        let output = with_input(&[command, "-"], table);
        assert_eq!(output.status.code(), Some(0), "{command}: {}", text(&output.stderr));
    }
    let measured = with_input(&["metrics", "-", "--measure", "betweenness", "--format", "json"], table);
    let answer: serde_json::Value = serde_json::from_slice(&measured.stdout).unwrap();
    // Between one of the two ordered pairs of the others, since the ties of a table lead one way.
    assert_eq!(answer["result"]["actors"][1]["values"]["betweenness"], 0.5);
    let grouped = with_input(&["metrics", "-", "--measure", "ei_index", "--format", "json"], table);
    let answer: serde_json::Value = serde_json::from_slice(&grouped.stdout).unwrap();
    assert!(answer["result"]["graph"]["ei_index"].is_null(), "as in an edge list without groups");
    let refused = with_input(&["brokers", "-"], table);
    assert_eq!(refused.status.code(), Some(3));
    assert!(
        text(&refused.stderr).contains("nor anything else to go by; --groups FILE tells"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn metrics_of_edge_lists() {
    let edges = "# a path and a self-tie\na b\nb c\nc c\n";
    let output = with_input(&["metrics", "-", "--measure", "degree,betweenness", "--format", "json"], edges);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["result"]["actors"][1]["values"], serde_json::json!({"degree": 2.0, "betweenness": 1.0}));
    assert_eq!(answer["warnings"], serde_json::json!(["1 self-tie set aside"]));
    assert!(text(&output.stderr).contains("1 self-tie set aside"));

    // Weights count only once somebody says what they mean.
    let weighted = "a b 1\nb c 1\na c 3\n";
    let between = |more: &[&str]| {
        let arguments = [&["metrics", "-", "--measure", "betweenness", "--format", "json"], more].concat();
        let output = with_input(&arguments, weighted);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["result"]["actors"][1]["values"]["betweenness"].as_f64().unwrap()
    };
    assert_eq!(between(&[]), 0.0);
    assert_eq!(between(&["--weight-is", "length"]), 1.0);
    let refused = with_input(&["metrics", "-", "--measure", "strength"], weighted);
    assert_eq!(refused.status.code(), Some(2));
    let undirected = |directed: &[&str]| {
        let arguments = [&["metrics", "-", "--measure", "degree", "--format", "json"], directed].concat();
        let answer: serde_json::Value = serde_json::from_slice(&with_input(&arguments, edges).stdout).unwrap();
        answer["result"]["graph"]["directed"].clone()
    };
    assert_eq!((undirected(&[]), undirected(&["--directed"])), (false.into(), true.into()));
}

#[test]
fn metrics_start_from_whom_they_are_told() {
    let path = "a b\nb c\nc d\nd e\n";
    let asked = ["metrics", "-", "--measure", "pagerank,degree", "--format", "json"];
    let output = with_input(&[&asked[..], &["--from", "id:a"]].concat(), path);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rank = |v: usize| answer["result"]["actors"][v]["values"]["pagerank"].as_f64().unwrap();
    assert!(rank(1) > rank(3) && answer["parameters"]["from"] == "id:a", "{answer}");
    let told = answer["warnings"].to_string();
    assert!(told.contains("degree: seen from nowhere in particular; --from is for pagerank"), "{told}");
    let refused = with_input(&[&asked[..], &["--from", "kind:sme"]].concat(), path);
    assert_eq!(refused.status.code(), Some(3), "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains("in an edge list only id:NAME"), "{}", text(&refused.stderr));
    // Of a network, by what is known of actors.
    let seen = json(&["metrics", "--measure", "pagerank", "--from", "kind:sme"]);
    let even = json(&["metrics", "--measure", "pagerank"]);
    assert_ne!(seen["result"]["actors"], even["result"]["actors"]);
    assert_eq!(proxeny(&["metrics", "--from", "id:nobody_at_all"]).status.code(), Some(3));
}

#[test]
fn metrics_of_actors_of_ties_and_of_the_whole() {
    let answer = json(&["metrics", "singapore", "--measure", "all"]);
    let (result, graph) = (&answer["result"], &answer["result"]["graph"]);
    assert_eq!(result["actors"][0]["values"].as_object().unwrap().len(), proxeny::measure::MEASURES.len() - 3);
    let ties = result["ties"].as_array().unwrap();
    assert!(ties.len() as u64 == graph["ties"].as_u64().unwrap() && ties[0]["id"].is_string());
    let sum = |rows: &serde_json::Value, name: &str| -> f64 {
        rows.as_array().unwrap().iter().map(|row| row["values"][name].as_f64().unwrap()).sum()
    };
    assert_eq!(sum(&result["ties"], "bridge"), graph["bridges"].as_f64().unwrap());
    assert_eq!(sum(&result["actors"], "articulation"), graph["articulation_points"].as_f64().unwrap());
    assert!(graph["reciprocity"].as_f64().unwrap() > 0.0 && graph["isolated"].is_u64());
    assert_eq!(answer["parameters"]["measures"], "all");
    let mut warnings = answer["warnings"].as_array().unwrap().iter().map(|warning| warning.as_str().unwrap());
    assert!(warnings.all(|warning| warning.contains("two-mode") && warning.contains("a circle of odd length")));
    let merged = json(&["metrics", "singapore", "--measure", "edge_betweenness", "--collapse"]);
    assert!(merged["result"]["ties"][0].get("id").is_none());

    let list = text(&proxeny(&["metrics", "--list"]).stdout);
    for told in ["Of actors\n", "Of ties\n", "Of the whole network, always given\n", "--list NAME"] {
        assert!(list.contains(told), "{list}");
    }
    let one = text(&proxeny(&["metrics", "--list", "constraint"]).stdout);
    for told in
        ["High: The actor depends", "But: It does not say", "Formula: C(i)", "doi:10.4159/", "of actors; takes ties"]
    {
        assert!(one.to_lowercase().contains(&told.to_lowercase()), "{one}");
    }
    let listed = json(&["metrics", "--list"]);
    let measures = listed["result"]["measures"].as_array().unwrap();
    let found = measures.iter().find(|measure| measure["name"] == "hierarchy").unwrap();
    assert!(found["of"] == "actors" && found["explanation"]["source"].as_str().unwrap().contains("Burt"));
    assert_eq!(proxeny(&["metrics", "--list", "fame"]).status.code(), Some(3));
    let refused = proxeny(&["metrics", "--measure", "edge_betweeness"]);
    assert!(text(&refused.stderr).contains("did you mean `edge_betweenness`?"));
    let acyclic = with_input(&["metrics", "-", "--directed", "--measure", "eigenvector"], "a b\nb c\n");
    assert_eq!(acyclic.status.code(), Some(3));
    assert!(text(&acyclic.stderr).contains("no tie lies on a directed circle; use pagerank"));
    let all = with_input(&["metrics", "-", "--directed", "--measure", "all"], "a b\nb c\n");
    assert_eq!(all.status.code(), Some(0));
    assert!(text(&all.stderr).contains("warning: left out: eigenvector is not defined here"));
    let counted = with_input(&["metrics", "-", "--weight-is", "value", "--measure", "closeness"], "a b 2\nb c 1\n");
    assert!(text(&counted.stderr).contains("closeness: steps are counted, whatever their value; --length inverse"));
}

#[test]
fn metrics_say_whether_betweenness_is_estimated_and_why() {
    let star = (1..3000).map(|v| format!("hub {v}")).collect::<Vec<_>>().join("\n");
    let asked = ["metrics", "-", "--measure", "betweenness", "--epsilon", "0.05", "--delta", "0.2"];
    let told = with_input(&asked, &star);
    assert!(text(&told.stdout).contains("Betweenness: estimated from "), "{}", text(&told.stdout));
    let told = with_input(&[&asked[..], &["--format", "json"]].concat(), &star);
    let answer: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let how = &answer["result"]["graph"]["methods"]["betweenness"];
    assert_eq!((&how["method"], &how["epsilon"], &how["delta"]), (&"sampled".into(), &0.05.into(), &0.2.into()));
    assert!(how["samples"].as_u64().unwrap() > 50 && answer["parameters"]["seed"] == 0);
    let hub = &answer["result"]["actors"][0];
    assert!(hub["id"] == "hub" && (hub["values"]["betweenness"].as_f64().unwrap() - 1.0).abs() < 0.05);

    let exact = |input: &str, more: &[&str]| text(&with_input(&[&asked[..], more].concat(), input).stdout);
    assert!(exact("a b\nb c\n", &[]).contains("Betweenness: exact, since in a network of this size"));
    assert!(exact("a b 2\nb c 3\n", &["--weight-is", "length"]).contains("Betweenness: exact, since"));
    // Lengths are sampled too.
    let far = (1..3000).map(|v| format!("hub {v} {}", v % 7 + 1)).collect::<Vec<_>>().join("\n");
    let told = exact(&far, &["--weight-is", "length"]);
    assert!(told.contains("Betweenness: estimated from "), "{told}");
    let refused = with_input(&["metrics", "-", "--epsilon", "2"], "a b\n");
    assert!(text(&refused.stderr).contains("epsilon is 2; give a number between 0 and 1"));
}

#[test]
fn the_nearest_alone_are_found_if_that_is_asked_for() {
    // A star with a tail, and another tail at the hub.
    let star =
        (1..200).map(|v| format!("hub leaf{v}")).chain(["hub a".into(), "a b".into(), "hub c".into(), "c d".into()]);
    let star = star.collect::<Vec<_>>().join("\n");
    let asked = ["metrics", "-", "--measure", "closeness,degree", "--only-top", "2", "--format"];
    let all: serde_json::Value = serde_json::from_slice(
        &with_input(&["metrics", "-", "--measure", "closeness", "--format", "json"], &star).stdout,
    )
    .unwrap();
    let answer: serde_json::Value =
        serde_json::from_slice(&with_input(&[&asked[..], &["json"]].concat(), &star).stdout).unwrap();
    let (actors, whole) = (answer["result"]["actors"].as_array().unwrap(), all["result"]["actors"].as_array().unwrap());
    let has: Vec<&str> = actors
        .iter()
        .filter(|one| !one["values"]["closeness"].is_null())
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(has, ["hub", "a", "c"]); // two of them tie for the second place
    for (one, other) in actors.iter().zip(whole).filter(|(one, _)| has.contains(&one["id"].as_str().unwrap())) {
        assert_eq!(one["values"]["closeness"], other["values"]["closeness"]);
    }
    assert!(actors.iter().all(|one| one["values"]["degree"].is_number()));
    let how = serde_json::json!({ "method": "top", "wanted": 2, "found": 3 });
    assert_eq!(answer["result"]["graph"]["methods"]["closeness"], how);
    assert_eq!(answer["parameters"]["only_top"], 2);
    let told = text(&with_input(&[&asked[..], &["md"]].concat(), &star).stdout);
    assert!(told.contains("exact for the 2 highest and 1 that score as much"), "{told}");
    assert_eq!(with_input(&["metrics", "-", "--only-top", "0"], &star).status.code(), Some(2));
}

#[test]
fn what_takes_the_distances_of_all_pairs_is_left_out_of_large_networks_unless_named() {
    let path = (0..10_001).map(|v| format!("{v} {}", v + 1)).collect::<Vec<_>>().join("\n");
    let told = |measures: &str| {
        let output = with_input(&["metrics", "-", "--measure", measures, "--format", "json"], &path);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let plain = told("degree");
    assert_eq!(plain["result"]["graph"].get("diameter"), None);
    let why = "diameter, radius, average_distance and efficiency left out: in a large network";
    assert!(plain["warnings"][0].as_str().unwrap().starts_with(why), "{}", plain["warnings"]);
    let named = told("degree,diameter,radius");
    assert_eq!(
        (&named["result"]["graph"]["diameter"], &named["result"]["graph"]["radius"]),
        (&10_001.0.into(), &5001.0.into())
    );
    assert_eq!(named["result"]["graph"].get("efficiency"), None);
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_proxeny"))
        .args(["draw", "seoul"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn help_leads_with_examples() {
    for command in ["leverage", "routes", "brokers", "metrics", "draw", "convert"] {
        let help = text(&proxeny(&[command, "--help"]).stdout);
        let (examples, usage) = (help.find("Examples:").unwrap(), help.find("Usage:").unwrap());
        assert!(examples < usage, "{command}: {help}");
    }
}

/// What bash offers after these words, the last of them being typed.
fn completed(words: &[&str]) -> Vec<String> {
    let script = text(&proxeny(&["completions", "bash"]).stdout);
    let (line, at) = (words.join(" "), words.len() - 1);
    let ask = format!(
        "{script}\nCOMP_WORDS=({line}); COMP_CWORD={at}; _proxeny proxeny {:?} {:?}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words[at],
        words[at - 1]
    );
    let output = Command::new("bash").args(["--norc", "-c", &ask]).output().unwrap();
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn completions_complete_commands_options_and_values() {
    assert_eq!(completed(&["proxeny", "lev"]), ["leverage"]);
    assert_eq!(completed(&["proxeny", "leverage", "--max"]), ["--max-intermediaries"]);
    assert_eq!(completed(&["proxeny", "metrics", "--scale", ""]), ["raw", "normalised"]);
    let (all, help) = (completed(&["proxeny", ""]), text(&proxeny(&["--help"]).stdout));
    for command in [
        "brief",
        "leverage",
        "routes",
        "brokers",
        "scenario",
        "communities",
        "metrics",
        "draw",
        "validate",
        "convert",
        "schema",
    ] {
        assert!(all.iter().any(|offered| offered == command) && help.contains(command), "{command}: {all:?}");
        let page = text(&proxeny(&["man", command]).stdout);
        assert!(page.contains(".SH SYNOPSIS") && page.contains(command), "{command}");
    }
}

#[test]
fn timings_are_one_line_of_json() {
    let output = proxeny(&["metrics", "singapore", "--timings", "--quiet"]);
    let line: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    for field in ["read_s", "build_s", "compute_s", "write_s", "peak_rss_mb"] {
        assert!(line[field].is_number(), "{field}");
    }
}

#[test]
fn names_are_told_in_korean_where_there_are_any() {
    let output = proxeny(&["leverage", "--worlds", "512", "--lang", "ko", "--top", "3"]);
    assert!(text(&output.stdout).contains("서울교통공사"));
    assert!(text(&proxeny(&["draw", "--lang", "ko"]).stdout).contains("서울특별시"));
}

#[test]
fn a_view_of_nothing_is_a_slip_that_is_told() {
    let told = |arguments: &[&str]| {
        let output = proxeny(arguments);
        assert!(output.stdout.is_empty(), "{arguments:?}");
        (output.status.code(), text(&output.stderr))
    };
    for command in ["leverage", "checks", "brokers", "metrics", "communities", "draw"] {
        let (code, message) = told(&[command, "singapore", "--kinds", "contrct"]);
        assert_eq!(code, Some(3), "{command}");
        assert!(message.contains("kind of tie `contrct` matches nothing; did you mean `contract`?"), "{message}");
    }
    for arguments in [&["leverage", "--min-strength", "3"], &["leverage", "--min-strength", "-1"]] {
        let (code, message) = told(arguments);
        assert_eq!(code, Some(2));
        assert!(message.contains("a strength is a number above 0 and at most 1"), "{message}");
    }
    let (code, message) = told(&["leverage", "--max-intermediaries", "-1"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("write a number from 0 up, or none"), "{message}");
}

#[test]
fn estimates_are_told_with_their_uncertainty() {
    let output = proxeny(&["leverage", "singapore", "--worlds", "512", "--no-ranges", "--shapley"]);
    assert!(text(&output.stdout).contains("its ±"), "{}", text(&output.stdout));
    let removal = &json(&["metrics", "singapore", "--measure", "degree", "--removal", "degree"])["result"]["removal"];
    let spread = removal["random"]["spread"].as_f64().unwrap();
    assert!(spread > 0.001 && spread < 0.2, "{spread}");
}

#[test]
fn a_narrow_page_keeps_words_whole() {
    let narrow = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_proxeny")).args(arguments).env("COLUMNS", "60").output().unwrap();
        text(&output.stdout)
    };
    let told = narrow(&["leverage", "singapore", "--no-ranges", "--worlds", "512", "--top", "3"]);
    assert!(told.lines().all(|line| line.chars().count() <= 60), "{told}");
    assert!(told.contains("Enterprise") && told.contains("government") && told.contains("95% interval"), "{told}");
}
