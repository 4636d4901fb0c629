//! Bad input is refused with every problem told: where it is, what is wrong, what to do.
//!
//! Each file in `bad/` is read as its name says, and what is told is compared with the `.txt` beside it. After a change
//! that is meant, run the tests with `UPDATE=1` set in the environment: it writes the `.txt` files anew. Read them.

#![allow(clippy::unwrap_used)]

use proxeny::io::{self, Input};
use proxeny::{Network, Severity};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// What reading the file tells: its problems, or the warnings of a network that is read all the same.
fn told(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    match io::guess(Some(path), &bytes).read(&bytes) {
        Err(error) => {
            let problems = error.problems().expect("bad input is told as problems").clone();
            assert!(problems.has_errors());
            problems.to_string()
        }
        Ok(Input::Network(network)) => {
            assert!(network.warnings().iter().all(|problem| problem.severity == Severity::Warning));
            network.warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        Ok(_) => String::new(),
    }
}

#[test]
fn every_problem_is_told_as_written_down() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".told.txt") {
            continue;
        }
        count += 1;
        let golden = folder().join(format!("{name}.told.txt"));
        let told = told(&path) + "\n";
        if update {
            std::fs::write(&golden, &told).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != told {
            wrong.push(format!("{name} tells\n{told}"));
        }
        assert!(!told.trim().is_empty(), "{name} is not bad at all");
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes these anew:\n\n{}", wrong.join("\n"));
    assert!(count > 60, "only {count} files were read");
}

/// Reads and says how long it took.
fn timed(text: &str) -> (String, Duration) {
    let start = Instant::now();
    let told = Network::from_reader(text.as_bytes()).map(|network| network.ties().len().to_string());
    (told.unwrap_or_else(|error| error.to_string()), start.elapsed())
}

#[test]
fn nothing_recurses_into_brackets() {
    for bracket in ["[", "{\"a\":", "[{\"a\":"] {
        let (told, time) = timed(&bracket.repeat((50 << 20) / bracket.len()));
        assert!(told.contains("brackets are nested more than 32 deep"), "{}", &told[..told.len().min(200)]);
        assert!(time < Duration::from_secs(5), "{time:?}");
    }
    // Brackets in a text are no brackets.
    let text =
        format!(r#"{{"format": "proxeny/1", "id": "n", "note": "\"{}", "actors": [], "ties": []}}"#, "[".repeat(1000));
    assert_eq!(timed(&text).0, "0");
}

#[test]
fn the_deepest_nesting_that_is_allowed_is_read() {
    let nested = |depth: usize| {
        let (open, close) = ("[".repeat(depth - 2), "]".repeat(depth - 2));
        timed(&format!(
            r#"{{"format": "proxeny/1", "id": "n", "actors": [], "ties": [], "attributes": {{"a": {open}{close}}}}}"#
        ))
        .0
    };
    assert_eq!(nested(32), "0");
    assert_eq!(nested(33), "1:112: error: brackets are nested more than 32 deep");
}

/// Places are found as quickly in a file of one line as in others.
#[test]
fn a_large_file_of_one_line_is_read_in_time() {
    let actors: Vec<String> = (0..20_000).map(|i| format!(r#"{{"id":"도시{i}","name":"서울"}}"#)).collect();
    let ties: Vec<String> =
        (1..20_000).map(|i| format!(r#"{{"from":"도시0","to":"도시{i}","kind":"방문"}}"#)).collect();
    let text = |last: &str| {
        let (actors, ties) = (actors.join(","), ties.join(","));
        format!(r#"{{"format":"proxeny/1","id":"n","actors":[{actors}],"ties":[{ties}{last}]}}"#)
    };
    let (told, time) = timed(&text(""));
    assert_eq!(told, "19999");
    assert!(time < Duration::from_secs(10), "{time:?}");
    let wrong = text(r#",{"from":"도시0","to":"도시1","strength":7}"#);
    let column = wrong[..wrong.rfind("7}").unwrap()].chars().count() + 1;
    let told = timed(&wrong).0;
    assert!(told.starts_with(&format!("1:{column}: error: strength 7 is outside")), "{told}, not {column}");
}

/// What an unknown name may have been meant to be is guessed for the first ones only.
#[test]
fn many_unknown_names_are_told_in_time() {
    let actors: Vec<String> = (0..5_000).map(|i| format!(r#"{{"id":"municipality-number-{i}"}}"#)).collect();
    let ties: Vec<String> =
        (0..5_000).map(|i| format!(r#"{{"from":"municipality-nr-{i}","to":"municipality-nr-{}"}}"#, i + 1)).collect();
    let (told, time) = timed(&format!(
        "{{\"format\":\"proxeny/1\",\"id\":\"n\",\"actors\":[{}],\n\"ties\":[{}]}}",
        actors.join(","),
        ties.join(",\n")
    ));
    assert_eq!(told.lines().count(), 10_000);
    assert!(told.lines().next().unwrap().contains("did you mean `municipality-number-0`?"));
    assert!(time < Duration::from_secs(10), "{time:?}");
}

#[test]
fn a_long_edge_list_of_errors_is_cut_short() {
    let text = "lonely\n".repeat(1000);
    let error = io::format("edges").unwrap().read(text.as_bytes()).unwrap_err();
    assert_eq!(error.problems().unwrap().len(), 100);
    assert!(error.to_string().ends_with("(reading stops after 100 problems)"));
}

#[test]
fn problems_come_in_the_order_of_their_places() {
    for name in ["several.json", "wrong_types.json", "mandates.json"] {
        let error = Network::from_path(folder().join(name)).unwrap_err();
        let places: Vec<_> = error.problems().unwrap().iter().map(|problem| problem.place.unwrap()).collect();
        assert!(places.len() > 10 && places.is_sorted(), "{name}: {places:?}");
    }
}

#[test]
fn files_and_names_that_are_not_there_are_named() {
    let missing = Network::from_path("tests/bad/nowhere.json").unwrap_err().to_string();
    assert!(missing.starts_with("tests/bad/nowhere.json: "), "{missing}");
    let unknown = Network::builtin("soul").unwrap_err().to_string();
    assert_eq!(unknown, "network `soul` matches nothing; built in are: seoul, singapore, netherlands");
    let format = io::format("excel").err().unwrap().to_string();
    assert!(format.contains("`excel` is not a format that can be read; there are: native, csv, edges"), "{format}");
    let mandate = Network::builtin("seoul").unwrap().mandate(Some("exports")).unwrap_err().to_string();
    assert_eq!(mandate, "mandate `exports` matches nothing; it has: export, export_all, knowledge");
}
