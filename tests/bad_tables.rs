//! Bad tables are told about in full: file, line, column, what is wrong, what to do; and what became of the rows.
//!
//! Each folder in `bad_tables/` and each file of it is read as a path given to a command. The options it is read with
//! stand in a file `MAP` of the folder. What is told is compared with the `.told.txt` beside it. After a change that is
//! meant, run the tests with `UPDATE=1` set in the environment: it writes the `.txt` files anew. Read them.

#![allow(clippy::unwrap_used)]

use proxeny::io::{self, Input, ReadOptions};
use std::path::{Path, PathBuf};

fn told(path: &Path) -> String {
    let maps = std::fs::read_to_string(path.join("MAP")).unwrap_or_default();
    let options = maps.lines().fold(ReadOptions::default(), |options, map| options.map(map.parse().unwrap()));
    match io::read_path(path, &options) {
        Err(error) => {
            let rows = error.problems().and_then(proxeny::Problems::rows);
            format!("{error}\n{}\n", rows.map_or_else(|| "no rows".to_owned(), |rows| rows.to_string()))
        }
        Ok(Input::Network(network)) => {
            let warnings = network.warnings().iter().map(ToString::to_string);
            let lines: Vec<String> = warnings.chain([network.rows().to_string()]).collect();
            lines.join("\n") + "\n"
        }
        Ok(_) => "an edge list\n".to_owned(),
    }
}

#[test]
fn every_problem_of_tables_is_told_as_written_down() {
    let update = std::env::var_os("UPDATE").is_some();
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_tables");
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".told.txt") {
            continue;
        }
        count += 1;
        let golden = folder.join(format!("{name}.told.txt"));
        let told = told(&path);
        if update {
            std::fs::write(&golden, &told).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != told {
            wrong.push(format!("{name} tells\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes these anew:\n\n{}", wrong.join("\n"));
    assert!(count >= 20, "only {count} were read");
}
