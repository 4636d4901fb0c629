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
