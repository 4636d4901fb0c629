//! What README and the examples show is what happens.

use crate::cli::{proxeny, text};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// Commands in README's console blocks, without the prompt.
fn commands(readme: &str) -> Vec<String> {
    readme.lines().filter_map(|line| line.strip_prefix("$ proxeny ")).map(str::to_owned).collect()
}

#[test]
fn every_command_in_the_readme_runs() {
    let commands = commands(&readme());
    assert!(commands.len() >= 6, "{commands:?}");
    for command in commands {
        let command = command.split(" #").next().unwrap();
        let arguments: Vec<&str> = command.split_whitespace().collect();
        let folder = env!("CARGO_TARGET_TMPDIR");
        fs::create_dir_all(folder).unwrap();
        fs::write(Path::new(folder).join("friends.txt"), "seoul athens\nathens bogota\n").unwrap();
        let scenarios = Path::new(folder).join("examples/scenarios");
        fs::create_dir_all(&scenarios).unwrap();
        fs::copy(root().join("examples/scenarios/sme_gateway.json"), scenarios.join("sme_gateway.json")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_proxeny")).args(arguments).current_dir(folder).output().unwrap();
        let told = text(&output.stderr);
        // PNG and PDF need a font; on a machine without one, the program says which to install.
        if std::env::var_os("PROXENY_CHROMIUM").is_none()
            && output.status.code() == Some(3)
            && told.contains("--font FILE")
        {
            continue;
        }
        assert_eq!(output.status.code(), Some(0), "{command}: {told}");
    }
}

#[test]
fn the_findings_in_the_readme_are_those_of_the_brief() {
    let output = proxeny(&["brief", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = answer["result"]["findings"].as_array().unwrap();
    let statements: Vec<&str> = findings.iter().map(|finding| finding["statement"]["en"].as_str().unwrap()).collect();
    let readme = readme();
    // A quoted finding begins with `1. > ` and may leave sentences out, but changes none.
    let quoted: Vec<&str> = readme.lines().filter_map(|line| line.split_once("> “")?.1.strip_suffix('”')).collect();
    assert_eq!(quoted.len(), 5, "five findings");
    for quote in quoted {
        for part in quote.split(" […] ") {
            assert!(statements.iter().any(|statement| statement.contains(part)), "not in the brief: {part}");
        }
    }
}

#[test]
fn the_network_in_the_readme_can_be_asked() {
    let readme = readme();
    let json = readme.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let network = proxeny::Network::from_reader(json.as_bytes()).unwrap();
    assert!(network.warnings().is_empty());
    let access = proxeny::leverage::Access::new(network.mandate(None).unwrap()).exact().run(&network).unwrap();
    assert!((access.access.estimate - 0.4 * 0.36).abs() < 1e-9);
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let committed = fs::read_to_string(root().join("examples/seoul.svg")).unwrap();
    let drawn = text(&proxeny(&["draw", "seoul"]).stdout);
    assert!(committed == drawn, "run: proxeny draw seoul -o examples/seoul.svg");
}

#[test]
fn every_example_runs_and_prints_what_it_should() {
    let expected: HashMap<&str, &str> = HashMap::from([
        ("load_and_rank", "seoul_tc"),
        ("what_if", "KOSMIC"),
        ("own_graph", "Metropolis 0.833 3.500 0.358"),
        ("export_diagram", "svg: "),
    ]);
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let output = Command::new(env!("CARGO")).args(["run", "--quiet", "--example", &name]).output().unwrap();
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        let printed = text(&output.stdout);
        assert!(printed.contains(expected[name.as_str()]), "{name}: {printed}");
    }
}
