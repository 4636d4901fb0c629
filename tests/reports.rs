//! Reports as files: whole, the same again, safe, and readable by the programs that people have.

use crate::cli::{proxeny, text};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether the programs that CI installs must be there.
fn all_installed() -> bool {
    std::env::var_os("PROXENY_CHROMIUM").is_some()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    folder
}

fn report(network: &str, kinds: &str, name: &str, more: &[&str]) -> PathBuf {
    let folder = folder(name);
    let path = folder.to_str().unwrap();
    let output = proxeny(
        &[&["report", network, "--write-as", kinds, "--worlds", "256", "--draws", "8", "-o", path], more].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    folder
}

fn parts(file: &Path) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let part = |at: usize, zip: &mut zip::ZipArchive<_>| {
        let mut part = zip.by_index(at).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        (part.name().to_owned(), content)
    };
    (0..zip.len()).map(|at| part(at, &mut zip)).collect()
}

#[test]
fn the_same_report_is_the_same_files_with_any_number_of_threads() {
    let kinds = "md,html,xlsx,pptx";
    let [one, two] = ["1", "2"].map(|threads| report("singapore", kinds, threads, &["--threads", threads]));
    let names = |folder: &Path| -> BTreeSet<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let all = ["report.md", "report.html", "report.xlsx", "report.pptx"].map(str::to_owned);
    assert_eq!(names(&one), BTreeSet::from(all));
    for name in names(&one) {
        assert!(fs::read(one.join(&name)).unwrap() == fs::read(two.join(&name)).unwrap(), "{name}");
    }
}

#[test]
fn a_workbook_has_every_table_with_real_numbers() {
    let folder = report("netherlands", "xlsx", "workbook", &["--lang", "ko"]);
    let mut book: Xlsx<_> = calamine::open_workbook(folder.join("report.xlsx")).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[0], "안내");
    for name in [
        "핵심 결과",
        "행위자",
        "관계",
        "경로",
        "단계별 현황",
        "새 관계의 기회",
        "가정과 설정",
        "자료 점검",
        "출처",
        "도표",
    ] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
    let actors = book.worksheet_range("행위자").unwrap();
    let network = proxeny::Network::builtin("netherlands").unwrap();
    assert_eq!(actors.height(), network.actors().len() + 1);
    let heads: Vec<String> = actors.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let share = heads.iter().position(|head| head == "도달률 대비").unwrap();
    let first = actors.rows().nth(1).unwrap();
    assert!(matches!(first[share], Data::Float(share) if share > 0.0 && share < 1.0), "{first:?}");
    assert_eq!(book.worksheet_range("관계").unwrap().height(), network.ties().len() + 1);
}

/// A network whose names are formulas, markup and worse.
const HOSTILE: &str = r#"{"format": "proxeny/1", "id": "hostile", "home": "KR", "title": {"en": "</title><script>alert(1)</script>"},
  "actors": [
    {"id": "a", "name": {"en": "=HYPERLINK(\"http://x\",\"y\")"}, "kind": "sme", "country": "KR"},
    {"id": "b", "name": {"en": "@SUM(A1)\u0007"}, "kind": "city_agency", "country": "KR"},
    {"id": "c", "name": {"en": "]]></a:t><a:t>&"}, "kind": "foreign_city", "country": "VN"}],
  "ties": [
    {"id": "t", "from": "a", "to": "b", "kind": "promotes", "evidence": "+1+cmd|' /C calc'!A0"},
    {"id": "u", "from": "b", "to": "c", "kind": "mou", "stage": "attention"}],
  "mandates": {"m": {"from": "kind:sme", "to": "kind:foreign_city"}}}"#;

#[test]
fn no_name_is_taken_for_a_formula_or_for_markup() {
    let file = folder("hostile.json");
    fs::write(&file, HOSTILE).unwrap();
    let folder = report(file.to_str().unwrap(), "xlsx,pptx,html,md", "hostile", &[]);
    let book = parts(&folder.join("report.xlsx"));
    assert!(book.iter().any(|(_, part)| part.contains("=HYPERLINK(")));
    for (name, part) in book.iter().filter(|(name, _)| name.contains("worksheets/sheet")) {
        assert!(!part.contains("<f>") && !part.contains("<hyperlink"), "{name}");
    }
    for (name, part) in parts(&folder.join("report.pptx")) {
        let mut reader = quick_xml::Reader::from_str(&part);
        while !matches!(
            reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")),
            quick_xml::events::Event::Eof
        ) {}
        assert!(!part.contains("<script") && !part.contains('\u{7}'), "{name}");
    }
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(!page.contains("</title><script>alert"));
}

#[test]
fn slides_hold_texts_tables_and_shapes_that_can_be_edited() {
    let folder = report("singapore", "pptx", "slides", &["--lang", "ko"]);
    let parts = parts(&folder.join("report.pptx"));
    let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    for (name, part) in parts.iter().filter(|(name, _)| name.contains("_rels/")) {
        // `ppt/slides/_rels/slide1.xml.rels` speaks of files beside `ppt/slides`.
        let base = name.split("_rels/").next().unwrap();
        for target in part.split("Target=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let path = match target.strip_prefix("../") {
                Some(rest) => format!("ppt/{rest}"),
                None => format!("{base}{target}"),
            };
            assert!(names.contains(path.as_str()), "{name}: {path}");
        }
    }
    let slides: Vec<&String> =
        parts.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")).map(|(_, part)| part).collect();
    assert!(slides.len() > 15, "{}", slides.len());
    let all: String = slides.iter().map(|slide| slide.as_str()).collect();
    assert!(!all.contains("<p:pic>"), "nothing is a screenshot");
    assert!(all.contains("<a:tbl>") && all.contains("<a:custGeom>") && all.contains("Enterprise Singapore"));
    for slide in slides {
        let ids: Vec<&str> =
            slide.split("<p:cNvPr id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique within a slide");
    }
}

#[test]
fn office_programs_open_the_workbook_and_the_slides() {
    let folder = report("singapore", "xlsx,pptx", "office", &[]);
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    for (file, least) in [("report.pptx", 15), ("report.xlsx", 10)] {
        let ran = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir", folder.to_str().unwrap()])
            .arg(folder.join(file))
            .output();
        match ran {
            Err(error) => {
                assert!(!all_installed(), "LibreOffice must be installed: {error}");
                return;
            }
            Ok(output) => assert!(output.status.success(), "{file}: {}", text(&output.stderr)),
        }
        let pdf = fs::read(folder.join("report.pdf")).unwrap();
        let pages = pdf.windows(11).filter(|bytes| bytes.starts_with(b"/Type/Page") && bytes[10] != b's').count();
        assert!(pages >= least, "{file}: {pages} pages");
        fs::remove_file(folder.join("report.pdf")).unwrap();
    }
}

#[test]
fn a_printed_report_can_be_searched_in_korean() {
    let folder = folder("print");
    let arguments =
        ["report", "singapore", "--lang", "ko", "--write-as", "pdf", "--worlds", "256", "--draws", "8", "-o"];
    let output = proxeny(&[&arguments[..], &[folder.to_str().unwrap()]].concat());
    if output.status.code() == Some(3) && text(&output.stderr).contains("--font FILE") {
        assert!(!all_installed(), "fonts must be installed: {}", text(&output.stderr));
        return;
    }
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    match Command::new("pdftotext").arg(folder.join("report.pdf")).arg("-").output() {
        Err(error) => assert!(!all_installed(), "poppler must be installed: {error}"),
        Ok(read) => {
            let read = text(&read.stdout);
            for word in ["싱가포르 도시외교 네트워크", "요약", "Enterprise Singapore", "산출 방법과 가정"]
            {
                assert!(read.contains(word), "{word}");
            }
        }
    }
}

#[test]
fn a_folder_with_other_things_in_it_is_left_alone() {
    let folder = folder("strangers");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("diary.txt"), "mine").unwrap();
    let path = folder.to_str().unwrap();
    let output = proxeny(&["report", "singapore", "--write-as", "md", "--worlds", "64", "--draws", "2", "-o", path]);
    assert_eq!(output.status.code(), Some(4));
    assert!(text(&output.stderr).contains("diary.txt"));
    assert_eq!(fs::read_to_string(folder.join("diary.txt")).unwrap(), "mine");
    for (arguments, told) in [
        (&["report", "singapore"][..], "-o FOLDER"),
        (&["report", "singapore", "--write-as", "docx", "-o", path], "docx"),
        (&["report", "singapore", "-o", "-"], "one file"),
    ] {
        let output = proxeny(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(told), "{arguments:?}: {}", text(&output.stderr));
    }
    let printed = proxeny(&["report", "singapore", "--write-as", "md", "--worlds", "64", "--draws", "2", "-o", "-"]);
    assert!(text(&printed.stdout).starts_with("# Singapore"));
}
