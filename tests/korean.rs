//! Answers in Korean: no English is left in them but names, citations and what stands in the data.
//!
//! What a network's file says (names, titles, evidence, notes) is taken out of an answer, and so is what stands between
//! backquotes; a run of three Latin words in the rest is a sentence that nobody translated.

use crate::cli::{folder, proxeny, text};
use proxeny::measure::Named;
use std::collections::BTreeSet;

/// Latin words in a row that are English.
const RUN: usize = 3;

/// Terms that Koreans write in Latin letters.
const TERMS: [&str; 3] = ["Gould and Fernandez", "Everett and Borgatti", "GDP"];

/// Every text of the built-in files of which a reader sees a part.
fn texts() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for file in ["networks/seoul.json", "networks/singapore.json", "networks/netherlands.json", "networks/opinion.json"]
    {
        gather(&serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap(), &mut texts);
    }
    for file in std::fs::read_dir("examples/scenarios").unwrap() {
        gather(&serde_json::from_str(&std::fs::read_to_string(file.unwrap().path()).unwrap()).unwrap(), &mut texts);
    }
    texts
}

fn gather(value: &serde_json::Value, texts: &mut BTreeSet<String>) {
    match value {
        // What stands between backquotes is taken out of answers first.
        serde_json::Value::String(text) => {
            let parts = text.split('`').step_by(2).map(|part| part.trim_end_matches('.').to_owned());
            texts.extend(parts.filter(|part| part.trim().contains(' ')));
        }
        serde_json::Value::Array(all) => all.iter().for_each(|one| gather(one, texts)),
        serde_json::Value::Object(all) => all.values().for_each(|one| gather(one, texts)),
        _ => {}
    }
}

/// Runs of Latin words in a text; words of two letters and more that only spaces are between.
fn runs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split(|c: char| !(c.is_ascii_alphabetic() || c == ' ' || c == '\'')) {
        let run: Vec<&str> = part.split(' ').filter(|word| word.len() > 1).collect();
        if run.len() >= RUN {
            found.push(run.join(" "));
        }
    }
    found
}

/// What is left of an answer without the words of the data.
fn told(answer: &str, texts: &[String]) -> String {
    let escaped = [("\\|", "|"), ("\\_", "_"), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];
    let mut left = escaped.iter().fold(answer.to_owned(), |left, (from, to)| left.replace(from, to));
    // Code, which ends on its line.
    left = left
        .lines()
        .map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join("; "))
        .collect::<Vec<_>>()
        .join("\n");
    for text in texts {
        if left.contains(text.as_str()) {
            left = left.replace(text.as_str(), ";");
        }
    }
    for term in TERMS {
        left = left.replace(term, ";");
    }
    // What made the answer: the last line.
    left.lines().filter(|line| !line.contains("proxeny 0.")).collect::<Vec<_>>().join("\n")
}

fn english(arguments: &[&str], texts: &[String]) -> Vec<String> {
    let output = proxeny(&[arguments, &["--lang", "ko", "--format", "md"]].concat());
    let answer = text(&output.stdout);
    assert!(answer.chars().any(|c| ('가'..='힣').contains(&c)), "{arguments:?}: {}", text(&output.stderr));
    runs(&told(&answer, texts)).into_iter().map(|run| format!("{}: {run}", arguments.join(" "))).collect()
}

/// The longest first, so that no part of one is taken out before it.
fn longest_first() -> Vec<String> {
    let mut texts: Vec<String> = texts().into_iter().collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

#[test]
fn no_answer_in_korean_is_told_in_english() {
    let texts = longest_first();
    let asked: &[&[&str]] = &[
        &["ladder", "--worlds", "256"],
        &["ladder", "--worlds", "256", "--city", "colombo"],
        &["ladder", "--worlds", "256", "--city", "manila"],
        &["ladder", "--worlds", "0"],
        &["brokers", "--worlds", "256"],
        &["brokers", "--worlds", "256", "--partition", "layer", "--weighted"],
        &["brokers", "--worlds", "256", "--key-players", "2"],
        &["brokers", "singapore", "--worlds", "0"],
        &["leverage", "--worlds", "256", "--draws", "1"],
        &["leverage", "--worlds", "256", "--draws", "1", "--ties", "--shapley", "--tornado"],
        &["leverage", "--worlds", "256", "--draws", "1", "--without", "layer:national"],
        &["leverage", "singapore", "--worlds", "256"],
        &["opportunities", "--worlds", "256", "--draws", "1", "--budget", "3"],
        &["routes", "susa", "bogota"],
        &["routes", "susa", "bogota", "--by", "time"],
        &["routes", "bogota", "susa", "--max-intermediaries", "0"],
        &["value"],
        &["value", "singapore"],
        &["timeline", "--worlds", "256"],
        &["backing", "--worlds", "256"],
        &["backing", "singapore", "--worlds", "256"],
        &["pathways"],
        &["pathways", "--motifs"],
        &["checks", "singapore", "--worlds", "256"],
        &["programmes", "--worlds", "256"],
        &["programmes", "--diffuse", "--worlds", "256"],
        &["scenario", "examples/scenarios/susa_catalyst.json", "--worlds", "256"],
        &[
            "scenario",
            "examples/scenarios/sme_gateway.json",
            "examples/scenarios/without_the_nation.json",
            "--worlds",
            "256",
        ],
        &["communities"],
        &["metrics"],
        &["metrics", "--measure", "edge_betweenness,bridge"],
        &["metrics", "--null", "degree", "--draws", "19"],
        &["metrics", "--removal", "degree"],
        &["metrics", "--list"],
        &["validate", "singapore", "--suggest-aliases"],
    ];
    let found: Vec<String> = asked.iter().flat_map(|arguments| english(arguments, &texts)).collect();
    assert!(found.is_empty(), "{} runs of English:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_test_for_english_sees_english() {
    assert_eq!(runs("도달률은 and what is lost입니다"), ["and what is lost"]);
    assert_eq!(runs("Gardens by, the Bay (SUSA)"), Vec::<String>::new());
    assert!(!runs(&told("access that is lost `a b c`", &[])).is_empty());
}

#[test]
fn every_measure_is_listed_and_told_by_its_korean_name() {
    let listed = text(&proxeny(&["metrics", "--list", "--lang", "ko", "--format", "md"]).stdout);
    for measure in Named::all() {
        assert!(listed.contains(measure.title("ko")), "{}", measure.name());
    }
    let told = text(&proxeny(&["metrics", "--measure", "betweenness", "--lang", "ko"]).stdout);
    assert!(told.contains("매개 중심성") && told.contains("밀도"), "{told}");
    let explained = text(&proxeny(&["metrics", "--list", "constraint", "--lang", "ko"]).stdout);
    assert!(explained.contains("값이 크면: ") && explained.contains("10.4159/9780674029095"), "{explained}");
}

#[test]
fn a_korean_workbook_has_korean_sheets_and_is_read() {
    let folder = folder("korean_template");
    let file = folder.join("양식.xlsx").display().to_string();
    let written = proxeny(&["template", "--lang", "ko", "-o", &file]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let told = proxeny(&["validate", &file, "--lang", "ko", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let problems = answer["result"]["problems"].to_string();
    assert!(!problems.contains("not read"), "every sheet is known: {problems}");
}
