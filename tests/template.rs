//! Workbooks that are written: what is in them, and the program that writes them.

use crate::cli::{proxeny, text};
use proxeny::Network;
use proxeny::io::{self, Document, Template};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn sheets(bytes: &[u8]) -> Vec<String> {
    use calamine::Reader;
    let workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.sheet_names()
}

fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<calamine::Data>> {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range(sheet).unwrap().rows().map(<[calamine::Data]>::to_vec).collect()
}

fn xlsx(network: &Network) -> Vec<u8> {
    let Document::File(bytes) = io::writer("xlsx").unwrap().write(network) else { panic!("a workbook is a file") };
    bytes
}

/// The same cells as in the folder of tables, numbers as numbers.
#[test]
fn a_workbook_holds_the_cells_of_the_tables() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        let Document::Folder(files) = io::writer("csv").unwrap().write(&network) else { panic!("tables are a folder") };
        let bytes = xlsx(&network);
        let (mut numbers, mut texts) = (0, 0);
        for (file, content) in files.iter().filter(|(file, _)| *file != "network.json") {
            let sheet = cells(&bytes, file.trim_end_matches(".csv"));
            let table = csv(std::str::from_utf8(content).unwrap().trim_start_matches('\u{feff}'));
            assert_eq!(sheet.len(), table.len(), "{name}: {file}");
            for (row, line) in sheet.iter().zip(&table) {
                for (cell, wanted) in row.iter().zip(line) {
                    match cell {
                        calamine::Data::Float(number) => {
                            numbers += 1;
                            assert_eq!(number.to_string(), *wanted);
                        }
                        calamine::Data::String(found) => {
                            texts += 1;
                            assert_eq!(found, wanted);
                        }
                        calamine::Data::Empty => assert_eq!(wanted, ""),
                        other => panic!("{name}: {file}: {other:?}"),
                    }
                }
            }
        }
        assert!(numbers > 300 && texts > 2000, "{name}: {numbers} numbers, {texts} texts");
    }
}

/// The cells of a comma-separated file.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn a_workbook_begins_with_words_and_ends_with_what_is_no_table() {
    let seoul = Network::builtin("seoul").unwrap();
    let bytes = xlsx(&seoul);
    let names =
        ["read me", "actors", "ties", "programmes", "reached", "sources", "actor_kinds", "tie_kinds", "network"];
    assert_eq!(sheets(&bytes), names);
    let network = cells(&bytes, "network");
    let keys: Vec<String> = network.iter().map(|row| row[0].to_string()).collect();
    assert_eq!(keys[..5], ["key", "format", "id", "title", "as_of"]);
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<autoFilter"));
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("state=\"frozen\""));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2000-01-01T00:00:00Z") && core.contains("<dc:creator>proxeny</dc:creator>"), "{core}");
}

#[test]
fn the_program_writes_workbooks() {
    let folder = folder("workbooks");
    let file = folder.join("sg.xlsx");
    let output = proxeny(&["convert", "singapore", "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).ends_with("lost: nothing\n"), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    assert_eq!(std::fs::read(&file).unwrap(), xlsx(&Network::builtin("singapore").unwrap()));
    let to_pipe = proxeny(&["convert", "singapore", "--write-as", "xlsx"]);
    assert_eq!(to_pipe.stdout, std::fs::read(&file).unwrap());
}

#[test]
fn the_template_can_be_filled_in() {
    for network in ["seoul", "netherlands"] {
        let network = Network::builtin(network).unwrap();
        let bytes = Template::new(&network).to_xlsx();
        let tables = ["actors", "ties", "programmes", "reached", "sources", "actor_kinds", "tie_kinds", "network"];
        let mut names = vec!["read me"];
        names.extend(tables);
        names.extend(["aliases", "never_merge", "examples", "lists"]);
        assert_eq!(sheets(&bytes), names);
        for empty in &tables[..5] {
            assert_eq!(cells(&bytes, empty).len(), 1, "{empty} has more than a head");
        }
        assert_eq!(cells(&bytes, "tie_kinds").len(), network.tie_kinds().len() + 1);
        let ties = part(&bytes, "xl/worksheets/sheet3.xml");
        for list in ["actors!$A$2:$A$2001", "tie_kinds!$A$2:$A$", "lists!$A$2:$A$7", "lists!$C$2:$C$4"] {
            assert!(ties.contains(list), "{list}: {ties}");
        }
        let notes = part(&bytes, "xl/comments2.xml");
        assert!(
            notes.contains("The id of the actor at the other end.") && notes.contains("상대방의 아이디"),
            "{notes}"
        );
    }
}

#[test]
fn the_korean_template_has_korean_heads() {
    let folder = folder("korean-template");
    let file = folder.join("협력자료.xlsx");
    let output = proxeny(&["template", "--lang", "ko", "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(bytes, Template::new(&Network::builtin("seoul").unwrap()).language("ko").unwrap().to_xlsx());
    let heads: Vec<String> = cells(&bytes, "ties")[0].iter().map(ToString::to_string).collect();
    assert_eq!(heads[..5], ["보내는 쪽", "받는 쪽", "종류", "단계", "시작"]);
    assert_eq!(sheets(&bytes)[0], "안내");
    assert_eq!(cells(&bytes, "안내")[0][0].to_string(), "협력 자료 입력 양식");
    let refused = proxeny(&["template"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
}

#[test]
fn losses_are_told_for_programs() {
    let folder = folder("losses");
    let file = folder.join("seoul.net");
    let output = proxeny(&["convert", "seoul", "-o", file.to_str().unwrap(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let result = &answer["result"];
    assert_eq!((&answer["command"], &answer["parameters"]["write_as"]), (&"convert".into(), &"pajek".into()));
    assert_eq!((&result["actors"], &result["lossless"]), (&301.into(), &false.into()));
    let losses = result["losses"].as_array().unwrap();
    let stderr = text(&output.stderr);
    for loss in losses {
        assert!(loss["count"].as_u64().unwrap() > 0 && !loss["what"].as_str().unwrap().is_empty());
        assert!(stderr.contains(loss["told"].as_str().unwrap()), "{loss}");
    }
    assert!(losses.iter().any(|loss| loss["what"] == "ties.since"));
    assert!(file.exists());
    let nowhere = proxeny(&["convert", "seoul", "--format", "json"]);
    assert_eq!(nowhere.status.code(), Some(2), "{}", text(&nowhere.stderr));
}
