//! Workbooks, matrices, packed files and older encodings are read like the tables that they hold.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proxeny::io::{self, Document, Input, ReadOptions};
use proxeny::{Error, Network};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

fn read_as(bytes: &[u8], options: &ReadOptions) -> Result<Network, Error> {
    match io::read_bytes(None, bytes, options)? {
        Input::Network(network) => Ok(*network),
        other => panic!("{other:?} is not a network"),
    }
}

fn read(bytes: &[u8]) -> Network {
    read_as(bytes, &ReadOptions::default()).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    read_as(bytes, &ReadOptions::default()).unwrap_err().to_string()
}

fn told(network: &Network) -> String {
    network.warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A sheet of texts.
fn sheet(name: &str, rows: &[&[&str]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).unwrap();
    for (i, row) in rows.iter().enumerate() {
        for (j, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(i as u32, j as u16, *text).unwrap();
        }
    }
    sheet
}

fn book(sheets: Vec<Worksheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().unwrap()
}

/// The cells of a file of comma-separated values as this program writes them.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

/// A network as a workbook: the cells of its tables, numbers as numbers or everything as texts.
fn as_workbook(network: &Network, numbers: bool) -> Vec<u8> {
    let Document::Folder(files) = io::writer("csv").unwrap().write(network) else { panic!("tables are a folder") };
    let mut book = Workbook::new();
    for (name, bytes) in files {
        let sheet = book.add_worksheet().set_name(name.split('.').next().unwrap()).unwrap();
        if name == "network.json" {
            let frame: indexmap::IndexMap<String, Box<serde_json::value::RawValue>> =
                serde_json::from_slice(&bytes).unwrap();
            sheet.write_row(0, 0, ["key", "value"]).unwrap();
            for (i, (key, value)) in (1..).zip(&frame) {
                let text = serde_json::from_str::<String>(value.get()).unwrap_or_else(|_| value.get().to_owned());
                sheet.write_row(i, 0, [key, &text]).unwrap();
            }
            continue;
        }
        for (i, row) in (0..).zip(cells(&bytes)) {
            for (j, text) in (0..).zip(row) {
                let number = text.parse::<f64>().ok().filter(|number| numbers && number.to_string() == text);
                if let Some(number) = number {
                    sheet.write_number(i, j, number).unwrap();
                } else if !text.is_empty() {
                    sheet.write_string(i, j, text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn the_networks_of_the_program_survive_workbooks() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        for numbers in [true, false] {
            let again = read(&as_workbook(&network, numbers));
            assert_eq!(again.warnings(), []);
            assert_eq!(again.to_json(), network.to_json(), "{name}");
        }
    }
}

#[test]
fn a_workbook_in_korean_is_read_with_names_for_actors() {
    let bytes = book(vec![
        sheet("안내", &[&["이 파일은 부산시의 협력 관계를 적는 곳입니다."]]),
        sheet(
            "네트워크",
            &[
                &["항목", "값"],
                &["id", "busan"],
                &["title.ko", "부산의 협력"],
                &["title.en", "Busan's ties"],
                &["as_of", "2026"],
                &["focal", "busan"],
            ],
        ),
        sheet(
            "기관",
            &[
                &["아이디", "국문명", "유형"],
                &["busan", "부산시", "city_government"],
                &["hanoi", "하노이", "foreign_city"],
            ],
        ),
        sheet(
            "관계",
            &[
                &["보내는쪽", "받는쪽", "유형", "시작", "종료"],
                &["부산광역시", "hanoi", "mou", "2014년 3월", "진행 중"],
            ],
        ),
        sheet("aliases", &[&["alias", "id"], &["부산광역시", "busan"], &["Busan City", "busan"]]),
        sheet("never_merge", &[&["one", "other"], &["a", "b"]]),
        sheet("lists", &[&["mou", "visit"]]),
    ]);
    let network = read(&bytes);
    assert_eq!((network.id(), network.title().get("ko")), ("busan", "부산의 협력"));
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!((tie.from.as_str(), tie.to.as_str(), tie.until), ("busan", "hanoi", None));
    assert_eq!(tie.since, "2014-03".parse().ok());
    assert!(told(&network).contains("1 mentions of actors are other names"), "{}", told(&network));
    assert_eq!(network.warnings().len(), 1, "{}", told(&network));
}

/// A sheet of ties with a cell of every type.
fn typed() -> Worksheet {
    let mut ties = sheet(
        "Ties",
        &[
            &["from", "to", "strength", "since", "until", "mutual", "@count"],
            &["a", "b"],
            &[],
            &["b", "c"],
            &["c", "a"],
        ],
    );
    let month = Format::new().set_num_format("yyyy-mm");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    ties.write_number(1, 2, 0.5).unwrap();
    ties.write_number(1, 3, 2014).unwrap();
    ties.write_datetime_with_format(1, 4, ExcelDateTime::from_ymd(2020, 2, 29).unwrap(), &day).unwrap();
    ties.write_boolean(1, 5, true).unwrap();
    ties.write_number(1, 6, 7).unwrap();
    ties.write_datetime_with_format(3, 3, ExcelDateTime::from_ymd(2014, 3, 1).unwrap(), &month).unwrap();
    ties.write_string(3, 4, "ongoing").unwrap();
    ties.write_formula(4, 2, Formula::new("=1/4").set_result("0.25")).unwrap();
    ties.write_number(4, 3, 41_820).unwrap();
    ties
}

#[test]
fn cells_of_every_type_are_read_as_they_are_meant() {
    let network = read(&book(vec![typed()]));
    let ties: Vec<_> = network.ties().map(|(_, tie)| tie.clone()).collect();
    let dates: Vec<_> =
        ties.iter().map(|tie| (tie.since.map(|d| d.to_string()), tie.until.map(|d| d.to_string()))).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(dates, [(some("2014"), some("2020-02-29")), (some("2014-03"), None), (some("2014-06-30"), None)]);
    assert_eq!((ties[0].strength, ties[0].mutual, &ties[0].attributes["count"]), (Some(0.5), Some(true), &7.into()));
    assert_eq!(ties[2].strength, Some(0.25));
    assert!(told(&network).contains("ties!A1: warning: 1 dates of ties are day numbers"), "{}", told(&network));
    assert_eq!(network.rows().to_string(), "3 ties = 3 made + 0 merged + 0 refused");
}

#[test]
fn every_problem_is_told_at_its_cell() {
    let mut ties = sheet(
        "관계",
        &[
            &["", "from", "to", "strength"],
            &["", "a", "bb", "2"],
            &["", "a", ""],
            &["", "a", "b", "0.5", "beside"],
            &["", "a", "b", "x"],
        ],
    );
    ties.write_formula(2, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let bytes = book(vec![ties, sheet("actors", &[&["id", "kind"], &["a", "x"], &["b", ""], &["a", "y"]])]);
    let text = refused(&bytes);
    for part in [
        "관계!C2: error: actor `bb` is not among the actors",
        "관계!D2: error: strength 2 is outside (0, 1]",
        "관계!C3: error: the formula of this cell comes to #N/A",
        "관계!E4: error: this cell has no column; the head has 3",
        "관계!D5: error: `x` is not a number",
        "actors!A4: error: actor `a` is there twice",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("has no `to`"), "an error in a cell is told once\n{text}");
    let error = read_as(&bytes, &ReadOptions::default()).unwrap_err();
    let rows = error.problems().and_then(proxeny::Problems::rows).unwrap();
    assert_eq!(rows.to_string(), "4 ties = 0 made + 0 merged + 4 refused");
}

#[test]
fn hidden_sheets_merged_cells_and_other_sheets_are_told() {
    let mut actors = sheet("actors", &[&["id", "kind"], &["a", "city"], &["b", ""]]);
    actors.set_hidden(true);
    actors.merge_range(1, 1, 2, 1, "city", &Format::new()).unwrap();
    let mut old = sheet("old", &[&["from", "to"], &["x", "y"]]);
    old.set_hidden(true);
    let notes = sheet("memo", &[&["call them"]]);
    let network = read(&book(vec![sheet("ties", &[&["from", "to"], &["a", "b"]]), actors, old, notes]));
    let text = told(&network);
    for part in [
        "sheet \"actors\" is hidden, and read all the same",
        "actors!A1: warning: cells are merged (B2:B3)",
        "hidden sheets that are not read: \"old\"",
        "sheets that are not read: \"memo\"",
        "no sheet `network`",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let kinds: Vec<_> = network.actors().map(|(_, actor)| actor.kind.as_str()).collect();
    assert_eq!(kinds, ["city", ""]);
}

/// A workbook as a program writes it that knows formulas and works none of them out.
fn without_values(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut file = from.by_index(i).unwrap();
        let mut content = String::new();
        file.read_to_string(&mut content).unwrap();
        into.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
        into.write_all(content.replace("</f><v>0</v>", "</f><v></v>").as_bytes()).unwrap();
    }
    into.finish().unwrap().into_inner()
}

#[test]
fn formulas_that_nobody_worked_out_are_problems() {
    let mut ties = sheet("ties", &[&["from", "to"], &["a", ""]]);
    ties.write_formula(1, 1, Formula::new("=A2")).unwrap();
    let text = refused(&without_values(&book(vec![ties])));
    assert!(text.contains("ties!B2: error: the value of this formula was never worked out"), "{text}");
}

#[test]
fn a_single_sheet_is_ties_or_a_matrix() {
    let ties = read(&book(vec![sheet("Sheet1", &[&["from", "to"], &["a", "b"]])]));
    assert_eq!(ties.ties().len(), 1);
    let matrix = read(&book(vec![sheet("Sheet1", &[&["", "a", "b"], &["a", "0", "2"], &["b", "2", "0"]])]));
    assert_eq!((matrix.ties().len(), matrix.actors().len()), (1, 2));
    assert!(told(&matrix).contains("the same both ways"), "{}", told(&matrix));
    let forced = book(vec![sheet("x", &[&["who", "a", "b"], &["c", "1", "x"]])]);
    let text = read_as(&forced, &ReadOptions::default().format("matrix")).unwrap_err().to_string();
    assert!(text.contains("C2: error: `x` is not a number"), "{text}");
    let likely = read(&book(vec![sheet("memo", &[&["call"]]), sheet("Sheet2", &[&["source", "target"], &["a", "b"]])]));
    assert!(told(&likely).contains("sheet \"Sheet2\" is read as the ties"), "{}", told(&likely));
    let none = refused(&book(vec![sheet("memo", &[&["call"]]), sheet("more", &[&["x"]])]));
    assert!(none.contains("no sheet holds ties"), "{none}");
    let twice = refused(&book(vec![sheet("ties", &[&["from", "to"], &["a", "b"]]), sheet("관계", &[&["from", "to"]])]));
    assert!(twice.contains("sheet \"관계\" holds what another sheet holds already"), "{twice}");
}

#[test]
fn what_is_wrong_in_the_frame_is_told_at_its_cell() {
    let frame = sheet(
        "network",
        &[
            &["key", "value"],
            &["id", "x"],
            &["focal", "nobody"],
            &["as_of", "soon"],
            &["mandates.m", "{\"from\": 3}"],
            &["id", "y"],
        ],
    );
    let text = refused(&book(vec![sheet("ties", &[&["from", "to"], &["a", "b"]]), frame]));
    for part in [
        "network!B3: error: focal actor `nobody`",
        "network!B4: error: ",
        "network!B5: error: ",
        "network!A6: error: `id` is there twice",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

const STYLES: &str = "<style:style style:name=\"gone\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";

/// An ODS workbook with these tables in its content.
fn ods(tables: &str) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut parcel = zip::ZipWriter::new(&mut bytes);
    let options = zip::write::SimpleFileOptions::default();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" \
         xmlns:style=\"s\" xmlns:calcext=\"c\"><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        parcel.start_file(name, options).unwrap();
        parcel.write_all(text.as_bytes()).unwrap();
    }
    parcel.finish().unwrap();
    bytes.into_inner()
}

#[test]
fn ods_is_read_with_repeated_cells_dates_and_remarks() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let head: String = ["from", "to", "strength", "since", "mutual"].map(text).concat();
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"2\">{}{}<table:table-cell office:value-type=\"float\" office:value=\"0.25\"><text:p>0,25</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2014-03-01\"><text:p>2014-03</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>TRUE</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>",
        text("a"),
        text("b<text:s text:c=\"2\"/>c &amp; d")
    );
    let blank = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let hidden = format!(
        "<table:table table:name=\"old\" table:style-name=\"gone\"><table:table-row>{}</table:table-row></table:table>",
        text("x")
    );
    let network = read(&ods(&format!(
        "<table:table table:name=\"ties\"><table:table-row>{head}</table:table-row>{row}{blank}</table:table>{hidden}"
    )));
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!(
        (tie.to.as_str(), tie.strength, tie.since, tie.mutual),
        ("b  c & d", Some(0.25), "2014-03".parse().ok(), Some(true))
    );
    assert_eq!(network.rows().to_string(), "2 ties = 1 made + 1 merged + 0 refused");
    assert!(told(&network).contains("hidden sheets that are not read: \"old\""), "{}", told(&network));
    let error = "<table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>";
    let refused_text = refused(&ods(&format!(
        "<table:table table:name=\"ties\"><table:table-row>{head}</table:table-row><table:table-row>{}{error}</table:table-row></table:table>",
        text("a")
    )));
    assert!(refused_text.contains("ties!B2: error: the formula of this cell comes to #DIV/0!"), "{refused_text}");
}

#[test]
fn hostile_workbooks_are_refused_in_no_time() {
    let wide = "<table:table table:name=\"ties\"><table:table-row><table:table-cell table:number-columns-repeated=\"1000000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    let text = refused(&ods(wide));
    assert!(text.contains("more than 1048576 rows or 16384 columns"), "{text}");
    let long = "<table:table table:name=\"ties\"><table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell table:number-columns-repeated=\"16000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    let text = refused(&ods(long));
    assert!(text.contains("more than 4194304 cells"), "{text}");
    let far = "<table:table table:name=\"ties\"><table:table-row><table:table-cell table:number-columns-repeated=\"18446744073709551615\"/><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    assert!(refused(&ods(far)).contains("16384 columns"));
    let entities = ods("&lol;<table:table table:name=\"ties\"/>");
    assert!(refused(&entities).contains("the workbook is damaged: content.xml:"), "{}", refused(&entities));
    assert!(refused(b"PK\x03\x04 and nothing else").contains("the workbook is damaged"));
    assert!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]).contains("the workbook is damaged"));
}

/// The file that `xlwt` and `LibreOffice` wrote, see tests/data/workbooks/README.md.
fn data(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name)).unwrap()
}

#[test]
fn workbooks_of_other_programs_hold_the_same() {
    let expected = read(&data("partners.xlsx"));
    assert_eq!((expected.actors().len(), expected.ties().len()), (4, 4));
    assert_eq!(expected.title().get("ko"), "부산의 협력");
    for name in ["partners.xls", "partners.ods"] {
        assert_eq!(read(&data(name)).to_json(), expected.to_json(), "{name}");
    }
}

#[test]
fn packed_and_older_texts_are_read_from_files_folders_and_standard_input() {
    let table = "보내는쪽;받는쪽;강도\r\n서울시;부산시;0,5\r\n부산시;인천시;0,25\r\n";
    let (cp949, ..) = encoding_rs::EUC_KR.encode(table);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(&cp949).unwrap();
    let packed = packer.finish().unwrap();
    let name = Path::new("busan.csv.gz");
    let Input::Network(network) = io::read_bytes(Some(name), &packed, &ReadOptions::default()).unwrap() else {
        panic!("a table is a network")
    };
    assert_eq!(network.id(), "busan");
    assert_eq!(network.ties().map(|(_, tie)| tie.strength).collect::<Vec<_>>(), [Some(0.5), Some(0.25)]);
    assert!(told(&network).contains("CP949") && told(&network).contains("decimal commas"), "{}", told(&network));

    let folder = std::env::temp_dir().join(format!("proxeny-packed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ties.csv.gz"), &packed).unwrap();
    let again = Network::from_path(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(told(&again.unwrap()).contains("ties.csv:1:1: warning: the text is CP949"));

    for bytes in [packed, as_workbook(&Network::builtin("singapore").unwrap(), true)] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_proxeny"));
        let program = program.args(["validate", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut program = program.unwrap();
        program.stdin.take().unwrap().write_all(&bytes).unwrap();
        let output = program.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && text.contains("standard input is valid"), "{text}");
    }
}

#[test]
fn commas_that_may_mean_two_things_are_refused() {
    let text = refused(b"from;to;value_usd\na;b;1,234\n");
    assert!(text.contains("2:5: error: `1,234` is not a number (write it without comma"), "{text}");
    let thousands = read(b"from;to;value_usd\na;b;1,234,567\nb;c;1,234\n");
    assert_eq!(thousands.ties().map(|(_, tie)| tie.value_usd).collect::<Vec<_>>(), [Some(1_234_567.0), Some(1_234.0)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn damaged_workbooks_are_read_or_refused(
        file in 0..3_usize, damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in prop::option::of(any::<prop::sample::Index>())
    ) {
        let mut bytes = data(["partners.xlsx", "partners.xls", "partners.ods"][file]);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Err(error) = io::read_bytes(None, &bytes, &ReadOptions::default().format("workbook")) {
            prop_assert!(error.problems().is_some_and(proxeny::Problems::has_errors), "{error}");
        }
    }

    #[test]
    fn damaged_content_of_workbooks_is_read_or_refused(
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec!["<", ">", "/", "\"", "999999", "table:", "&", "-1", "가"])), 1..4)
    ) {
        let mut content = "<table:table table:name=\"ties\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>from</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"3\" table:number-rows-spanned=\"2\"/></table:table-row></table:table>".to_owned();
        for (at, text) in damage {
            let mut at = at.index(content.len());
            while !content.is_char_boundary(at) {
                at -= 1;
            }
            content.insert_str(at, text);
        }
        if let Err(error) = io::read_bytes(None, &ods(&content), &ReadOptions::default()) {
            prop_assert!(error.problems().is_some_and(proxeny::Problems::has_errors), "{error}");
        }
    }
}
