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
    let heads: Vec<String> = cells(&bytes, "관계")[0].iter().map(ToString::to_string).collect();
    assert!(part(&bytes, "xl/worksheets/sheet3.xml").contains("'행위자'!$A$2:$A$2001"));
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

fn read(bytes: &[u8]) -> Network {
    match io::read_bytes(None, bytes, &io::ReadOptions::default()) {
        Ok(io::Input::Network(network)) => *network,
        other => panic!("{other:?}"),
    }
}

/// Nothing of the template is taken for data: no example, no list, no note.
#[test]
fn an_empty_template_is_an_empty_network() {
    let singapore = Network::builtin("singapore").unwrap();
    for language in ["en", "ko"] {
        let bytes = Template::new(&singapore).language(language).unwrap().to_xlsx();
        let network = read(&bytes);
        assert_eq!((network.id(), network.actors().len(), network.ties().len()), ("partners", 0, 0));
        assert_eq!(network.home(), Some("SG"));
        assert_eq!(network.tie_kinds(), singapore.tie_kinds());
        assert_eq!(network.actor_kinds(), singapore.actor_kinds());
        let told: Vec<String> = network.warnings().iter().map(ToString::to_string).collect();
        assert_eq!(told, Vec::<String>::new());
    }
}

/// What an office writes into the sheets, as a spreadsheet saves it: the filled rows of the sheet of examples and more.
fn filled(language: &str) -> Vec<u8> {
    let bytes = Template::new(&Network::builtin("seoul").unwrap()).language(language).unwrap().to_xlsx();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let called = |english: &'static str, korean: &'static str| if language == "ko" { korean } else { english };
    let examples = cells(&bytes, called("examples", "보기"));
    for name in sheets(&bytes) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).unwrap();
        let mut rows = cells(&bytes, &name);
        if let Some(start) = examples.iter().position(|row| row[0].to_string() == name) {
            let more = examples[start + 2..]
                .iter()
                .take_while(|row| row[1] != calamine::Data::Empty && row[0].to_string().starts_with("example-"));
            rows.extend(more.cloned());
        }
        if name == called("aliases", "별칭") {
            rows.push(["예시협력시", "example-partner"].map(|text| calamine::Data::String(text.to_owned())).to_vec());
        }
        if name == called("never_merge", "합치지 않음") {
            rows.push(["example-city", "example-partner"].map(|text| calamine::Data::String(text.to_owned())).to_vec());
        }
        for (i, row) in rows.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                let (i, j) = (i as u32, j as u16);
                match cell {
                    calamine::Data::Float(number) => drop(sheet.write_number(i, j, *number).unwrap()),
                    calamine::Data::Empty => {}
                    // A number that is typed becomes a number where the column is no text.
                    other => match other.to_string().parse::<f64>() {
                        Ok(number) if i > 0 => drop(sheet.write_number(i, j, number).unwrap()),
                        _ => drop(sheet.write_string(i, j, other.to_string()).unwrap()),
                    },
                }
            }
        }
    }
    let last = workbook.worksheet_from_name(called("ties", "관계")).unwrap();
    last.write_string(4, 0, "example-firm")
        .unwrap()
        .write_string(4, 1, "예시협력시")
        .unwrap()
        .write_string(4, 2, "visit")
        .unwrap();
    last.write_string(4, 5, "ongoing").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_template_that_is_filled_in_is_read() {
    for language in ["en", "ko"] {
        let network = read(&filled(language));
        assert_eq!((network.actors().len(), network.ties().len()), (3, 4), "{language}: {:?}", network.warnings());
        assert_eq!((network.programmes().len(), network.programmes()[0].reached.len()), (1, 1));
        let firm = &network.graph()[network.find("example-firm").unwrap()];
        assert_eq!((firm.name.get("ko"), firm.kind.as_str(), firm.confidence), ("(주)예시센서", "sme", Some(0.95)));
        let ties: Vec<&proxeny::Tie> = network.ties().map(|(_, tie)| tie).collect();
        assert_eq!(
            (ties[0].since.map(|date| date.to_string()), ties[2].value_usd),
            (Some("2019-05".into()), Some(150_000.0))
        );
        assert_eq!(ties[2].sources.len(), 2);
        assert_eq!(ties[3].to, "example-partner", "an alias is read as the id it stands for");
    }
}

#[test]
fn duplicates_are_proposed_but_for_those_that_are_kept_apart() {
    let folder = folder("apart");
    let file = folder.join("partners.xlsx");
    std::fs::write(&file, filled("ko")).unwrap();
    assert_eq!(io::never_merge(&file).unwrap(), [["example-city".to_owned(), "example-partner".to_owned()]]);
    let native = folder.join("two.json");
    let two = r#"{"format": "proxeny/1", "id": "two", "actors": [
        {"id": "hanoi", "name": {"en": "Hanoi"}, "kind": "foreign_city", "country": "VN"},
        {"id": "hanoi2", "name": {"ko": "하노이"}, "kind": "foreign_city", "country": "VN"}], "ties": []}"#;
    std::fs::write(&native, two).unwrap();
    let ask = |file: &Path| {
        let output = proxeny(&["validate", file.to_str().unwrap(), "--suggest-aliases", "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["result"].clone()
    };
    let found = ask(&native);
    assert_eq!(found["aliases"][0]["actors"], serde_json::json!(["hanoi", "hanoi2"]));
    assert!(found["aliases"][0]["score"].as_f64().unwrap() > 0.9 && found["never_merge"] == 0);
    assert_eq!(ask(&file)["never_merge"], 1);
}

/// Curated networks have no duplicates; what is proposed of them is a false alarm.
#[test]
fn there_are_few_false_alarms() {
    for name in ["seoul", "singapore", "netherlands"] {
        let found = io::Duplicates::new().run(&Network::builtin(name).unwrap());
        assert!(found.len() <= 1, "{name}: {found:?}");
    }
}

/// Each foreign city of the real networks under its Korean name alone, beside the one with its English name.
#[test]
fn cities_are_found_under_their_korean_names() {
    let (mut found, mut all, mut wrong) = (0, 0, 0);
    for name in ["seoul", "singapore", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        let cities = network.actors().map(|(_, actor)| actor).filter(|actor| actor.kind == "foreign_city");
        let cities: Vec<_> = cities.filter(|city| city.name.iter().any(|(language, _)| language == "ko")).collect();
        let mut builder = proxeny::NetworkBuilder::new("cities");
        for city in &cities {
            let only = |language: &str| proxeny::Text::default().with(language, city.name.get(language));
            let named =
                |id: String, language| proxeny::Actor { id, name: only(language), ..proxeny::Actor::new("", "city") };
            builder = builder.actor(named(city.id.clone(), "en")).actor(named(format!("{}/ko", city.id), "ko"));
        }
        let proposed = io::Duplicates::new().run(&builder.build().unwrap());
        all += cities.len();
        let right = proposed.iter().filter(|pair| format!("{}/ko", pair.actors[0]) == pair.actors[1]).count();
        (found, wrong) = (found + right, wrong + proposed.len() - right);
    }
    // Some Korean names are translations, and no spelling of the other.
    assert!(all > 15 && found >= 10 && wrong == 0, "{found} of {all} found, {wrong} wrong");
}
