//! PNG and PDF: drawn without another program, the same bytes each time, with text that can be found.

use crate::cli::{folder, proxeny, text};
use std::fs;
use std::process::Command;

const FONTS: &str = "these tests draw Hangul with the installed fonts: apt-get install fonts-nanum";
const QUICK: [&str; 3] = ["--measure", "degree", "--lang"];

fn drawn(arguments: &[&str]) -> Vec<u8> {
    let output = proxeny(&[&["draw"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{FONTS}? {arguments:?}: {}", text(&output.stderr));
    output.stdout
}

fn refused(arguments: &[&str], code: i32) -> String {
    let output = proxeny(&[&["draw"], arguments].concat());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    text(&output.stderr)
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes.try_into().unwrap())
}

#[test]
fn the_same_picture_has_the_same_bytes() {
    for format in ["png", "pdf"] {
        let draw = || drawn(&[&["singapore"], &QUICK[..], &["ko", "--write-as", format]].concat());
        assert!(draw() == draw(), "{format}");
    }
}

#[test]
fn a_png_has_the_pixels_and_the_size_that_were_asked_for() {
    let draw = |more: &[&str]| {
        drawn(&[&["singapore", "--paper", "a4", "--write-as", "png"], &QUICK[..], &["en"], more].concat())
    };
    let sides = |png: &[u8]| (number(&png[16..20]), number(&png[20..24]));
    let (wide, high) = sides(&draw(&["--scale", "1"]));
    assert!(wide >= 1122 && high >= 793, "{wide} × {high}");
    let twice = draw(&[]);
    assert!(sides(&twice).0.abs_diff(2 * wide) <= 1 && sides(&twice).1.abs_diff(2 * high) <= 1);
    assert_eq!((&twice[37..41], number(&twice[41..45])), (&b"pHYs"[..], 7559)); // 192 an inch
    assert_eq!(sides(&draw(&["--width", "640"])).0, 640);
}

/// Lines of names in an SVG.
fn names(svg: &str) -> Vec<String> {
    let labels = svg.split("<text ").filter(|text| text.starts_with("data-role=\"label\""));
    let lines = labels.flat_map(|text| text.split("</text>").next().unwrap_or_default().split("</tspan>"));
    let lines = lines
        .filter_map(|line| line.rsplit_once('>'))
        .map(|(_, line)| line.replace("&#39;", "'").replace("&amp;", "&"));
    lines.filter(|line| !line.is_empty()).collect()
}

#[test]
fn names_are_found_in_the_text_of_a_pdf() {
    let folder = folder("pdf_text");
    let path = folder.join("seoul.pdf");
    for language in ["ko", "en"] {
        let asked = [&["seoul", "--names", "all"], &QUICK[..], &[language]].concat();
        let names = names(&text(&drawn(&asked)));
        assert!(names.len() > 100, "{}", names.len());
        drawn(&[&asked[..], &["-o", path.to_str().unwrap()]].concat());
        let output = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output();
        let output = output.expect("this test reads a PDF with poppler: apt-get install poppler-utils");
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let found = squeezed(&text(&output.stdout));
        let lost: Vec<&String> = names.iter().filter(|name| !found.contains(&squeezed(name))).collect();
        assert!(lost.is_empty(), "{language}: {} of {} names are not found: {lost:?}", lost.len(), names.len());
        assert!(language == "en" || found.contains("서울특별시"));
    }
}

#[test]
fn a_pdf_says_what_it_is_and_holds_its_fonts() {
    let pdf = drawn(&["singapore", "--measure", "degree", "--lang", "ko", "--write-as", "pdf"]);
    let pdf = String::from_utf8_lossy(&pdf);
    assert!(pdf.starts_with("%PDF-1.") && pdf.contains("<dc:language><rdf:Bag><rdf:li>ko</rdf:li>"));
    assert!(pdf.contains("싱가포르 도시외교 네트워크"));
    assert!(!pdf.contains("CreateDate") && !pdf.contains("/CreationDate"));
    assert!(pdf.contains("/FontFile"));
    assert!(pdf.len() < 2_000_000, "{}", pdf.len());
}

#[test]
fn what_no_font_can_write_is_refused_with_what_to_install() {
    let folder = folder("no_font");
    let (network, font) = (folder.join("network.json"), folder.join("font.ttf"));
    let actors = r#"[{"id": "a", "kind": "city", "name": {"en": "A \udbff\udffd"}}, {"id": "b", "kind": "city"}]"#;
    let json = format!(r#"{{"format": "proxeny/1", "id": "odd", "actors": {actors}, "ties": []}}"#);
    fs::write(&network, json).unwrap();
    fs::write(&font, "not a font").unwrap();
    let path = folder.join("x.png");
    let asked = |more: &[&str]| {
        [&[network.to_str().unwrap(), "-o", path.to_str().unwrap()], more]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let told = |more: &[&str], code: i32| refused(&asked(more).iter().map(String::as_str).collect::<Vec<_>>(), code);
    let missing = told(&[], 3);
    assert!(
        missing.contains("(U+10FFFD)") && missing.contains("install ") && missing.contains("--font FILE"),
        "{missing}"
    );
    assert!(told(&["--font", font.to_str().unwrap()], 3).contains("holds no font"));
    assert!(told(&["--font", "/no/such/font.ttf"], 3).contains("/no/such/font.ttf"));
    assert!(told(&["--scale", "500"], 2).contains("million pixels"));
    assert!(told(&["--scale", "-1"], 2).contains("draws nothing"));
    assert!(told(&["--theme", "pink"], 2).contains("light or print"));
    assert!(!path.exists());
    // The reader's own program finds fonts for SVG.
    assert_eq!(proxeny(&["draw", network.to_str().unwrap()]).status.code(), Some(0));
}
