//! What is fuzzed: one function for each target, which panics where something is not as it must be.
//!
//! `cargo fuzz` drives these functions with bytes of its own; the tests of the program drive the same functions with the
//! corpora kept beside this file and with changes of them. Whatever is read must be written and read back as the same; whatever
//! is refused must be refused with problems that say something and stand within the input; rows must add up.

use proxeny::diplomacy::{Histories, Pathway, PathwayRoutes};
use proxeny::io::{self, Document, Input, ReadOptions};
use proxeny::{Actor, Error, Network, NetworkBuilder, Problems, Scenario, Selector, Tie};
use std::io::Write;
use std::sync::OnceLock;

/// A target: its name, which is that of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("native", native),
    ("scenario", scenario),
    ("tables", tables),
    ("workbook", workbook),
    ("matrix", matrix),
    ("edges", edges),
    ("graphml", graphml),
    ("gexf", gexf),
    ("gml", gml),
    ("pajek", pajek),
    ("dl", dl),
    ("dot", dot),
    ("json_graph", json_graph),
    ("wrapped", wrapped),
    ("selector", selector),
    ("pathway", pathway),
];

/// The native format.
pub fn native(bytes: &[u8]) {
    read("native", bytes, &[]);
}

/// Scenarios, which are also played on a small network.
pub fn scenario(bytes: &[u8]) {
    match Scenario::from_reader(bytes) {
        Ok(scenario) => {
            let _ = scenario.apply(small());
        }
        Err(error) => refused_well(&error, bytes),
    }
}

/// Tables. A line `--- actors.csv` begins a file of a folder of that name; what stands before the first is `ties.csv`.
pub fn tables(bytes: &[u8]) {
    let parts = parts(bytes);
    let [(_, only)] = parts.as_slice() else {
        let files =
            parts.iter().map(|(name, content)| (if name.is_empty() { "ties.csv" } else { name.as_str() }, *content));
        if let Ok(network) = in_folder(files) {
            kept(&network, &["csv"]);
        }
        return;
    };
    read("csv", only, &["csv"]);
}

/// Workbooks: XLS as it is, XLSX and ODS as it is or as lines of `--- name` before each file of the parcel.
pub fn workbook(bytes: &[u8]) {
    forgive_guests();
    match parts(bytes).as_slice() {
        [_] => read("workbook", bytes, &["xlsx"]),
        files => read("workbook", &parcel(files), &["xlsx"]),
    }
}

/// Leaves panics alone that the library catches: the reader of workbooks is not its own, and a fuzzer stops at any panic
/// before it is caught.
fn forgive_guests() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |told| {
            if !io::catches_panics() {
                before(told);
            }
        }));
    });
}

/// Matrices.
pub fn matrix(bytes: &[u8]) {
    read("matrix", bytes, &["dl", "matrix"]);
}

/// Plain edge lists.
pub fn edges(bytes: &[u8]) {
    read("edges", bytes, &["edges"]);
}

/// GraphML.
pub fn graphml(bytes: &[u8]) {
    read("graphml", bytes, &["graphml"]);
}

/// GEXF.
pub fn gexf(bytes: &[u8]) {
    read("gexf", bytes, &["gexf"]);
}

/// GML.
pub fn gml(bytes: &[u8]) {
    read("gml", bytes, &["gml"]);
}

/// Pajek.
pub fn pajek(bytes: &[u8]) {
    read("pajek", bytes, &["pajek"]);
}

/// UCINET DL.
pub fn dl(bytes: &[u8]) {
    read("dl", bytes, &["dl"]);
}

/// DOT.
pub fn dot(bytes: &[u8]) {
    read("dot", bytes, &["dot"]);
}

/// Graphs in JSON.
pub fn json_graph(bytes: &[u8]) {
    read("graph-json", bytes, &["node-link", "jgf", "cytoscape", "graphology"]);
}

/// What files are wrapped in, and what they are taken for. The first byte says how the rest is wrapped: `g` gzip, `u` UTF-16,
/// `k` CP949, `w` Windows-1252, anything else not at all.
pub fn wrapped(bytes: &[u8]) {
    forgive_guests();
    let Some((how, content)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(content);
    let bytes = match how {
        b'g' => packed(content),
        b'u' => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        b'k' => encoding_rs::EUC_KR.encode(&text).0.into_owned(),
        b'w' => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        _ => content.to_vec(),
    };
    match io::read_bytes(None, &bytes, &ReadOptions::default()) {
        Ok(Input::Network(network)) => kept(&network, &[]),
        Ok(_) => {}
        // Places are those of the text that comes out.
        Err(error) => assert!(error.problems().is_some_and(Problems::has_errors), "{error}"),
    }
}

/// Selectors: read, written and read again they mean the same.
pub fn selector(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<Selector>() {
        Ok(selector) => {
            let printed = selector.to_string();
            let again = printed.parse::<Selector>().map_err(|error| error.to_string());
            assert_eq!(again, Ok(selector.clone()), "{printed}");
            let _ = small().select(&selector, "selector");
        }
        Err(error) => assert!(error.to_string().starts_with("selector `"), "{error}"),
    }
}

/// Pathways: read, written and read again they are the same; routes or histories are sought in a small network.
pub fn pathway(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<Pathway>() {
        Ok(pathway) => {
            let printed = pathway.to_string();
            let again = printed.parse::<Pathway>().map_err(|error| error.to_string());
            assert_eq!(again, Ok(pathway.clone()), "{printed}");
            if pathway.is_history() {
                let _ = Histories::new(&pathway).run(small());
            } else {
                let _ = PathwayRoutes::new(&pathway).k(3).run(small());
            }
        }
        Err(error) => refused_well(&error, bytes),
    }
}

/// Reads bytes as this format and checks what comes of it.
fn read(format: &str, bytes: &[u8], writers: &[&str]) {
    match io::format(format).and_then(|format| format.read(bytes)) {
        Ok(Input::Network(network)) => kept(&network, writers),
        Ok(Input::Edges(list)) => {
            assert!(list.pairs.iter().all(|(from, to)| from != to && (*from.max(to) as usize) < list.labels.len()));
            assert!(list.weights.as_ref().is_none_or(|weights| weights.len() == list.pairs.len()));
            match list.to_network(&io::EdgesAsNetwork::default()) {
                Ok(network) => kept(&network, writers),
                Err(error) => refused_well(&error, bytes),
            }
        }
        Ok(_) => {}
        Err(error) => refused_well(&error, bytes),
    }
}

/// A network is read back as it is from the native format, and from these formats wherever they say that they lose nothing.
fn kept(network: &Network, writers: &[&str]) {
    let rows = network.rows();
    assert_eq!(rows.read, rows.made + rows.merged + rows.refused, "{rows}");
    let json = network.to_json();
    let copy = Network::from_reader(json.as_bytes());
    assert_eq!(copy.map(|copy| copy.to_json()).map_err(|error| error.to_string()).as_ref(), Ok(&json));
    for name in writers {
        let writer = io::writer(name).expect("a writer of that name");
        let lossless = writer.losses(network).is_empty();
        let copy = match writer.write(network) {
            Document::File(bytes) => {
                let read = io::format(reader_of(name)).and_then(|format| format.read(&bytes));
                let text = || String::from_utf8_lossy(&bytes).into_owned();
                match read {
                    Ok(Input::Network(copy)) => *copy,
                    // An edge list of no ties is none.
                    Ok(_) => continue,
                    Err(error) if network.ties().len() == 0 || network.actors().len() == 0 => {
                        assert!(error.problems().is_some(), "{error}");
                        continue;
                    }
                    Err(error) => panic!("{name} does not read what it wrote: {error}\n{}\n{json}", text()),
                }
            }
            Document::Folder(files) => {
                let copy = in_folder(files.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
                copy.unwrap_or_else(|error| panic!("{name} does not read what it wrote: {error}\n{json}"))
            }
            _ => unreachable!("there are files and folders"),
        };
        if lossless {
            assert_eq!(copy.to_json(), json, "{name}");
        } else {
            assert_eq!(copy.actors().len(), network.actors().len(), "{name}\n{json}");
        }
    }
}

/// The format that reads what this one writes.
fn reader_of(writer: &str) -> &str {
    match writer {
        "node-link" | "jgf" | "cytoscape" | "graphology" => "graph-json",
        "xlsx" => "workbook",
        other => other,
    }
}

/// Refused with problems of which each says something and has a place within the input.
fn refused_well(error: &Error, bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    let problems = error.problems().unwrap_or_else(|| panic!("not told as a problem: {error}"));
    assert!(problems.has_errors(), "refused without a reason");
    for problem in problems {
        assert!(!problem.message.is_empty());
        let inside = problem.place.is_none_or(|place| {
            let is_in_text = (1..=lines).contains(&place.line) && (1..=bytes.len() + 1).contains(&place.column);
            is_in_text || place.cell_name().is_some()
        });
        assert!(inside, "{problem}");
    }
}

/// The parts of an input: a line `--- name` begins one, what stands before the first has no name.
fn parts(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut parts = vec![(String::new(), 0, bytes.len())];
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(b"--- ") {
            if let Some(last) = parts.last_mut() {
                last.2 = at;
            }
            parts.push((String::from_utf8_lossy(name).trim_end().to_owned(), at + line.len(), bytes.len()));
        }
        at += line.len();
    }
    if parts.len() > 1 && parts[0].2 == 0 {
        parts.remove(0);
    }
    parts.into_iter().map(|(name, from, to)| (name, &bytes[from..to])).collect()
}

/// These files as a parcel.
fn parcel(files: &[(String, &[u8])]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut parcel = zip::ZipWriter::new(&mut bytes);
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in files {
        if parcel.start_file(name.as_str(), options).is_ok() {
            parcel.write_all(content).expect("memory takes it");
        }
    }
    parcel.finish().expect("memory takes it");
    bytes.into_inner()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

/// Reads a folder of these files; those that are no tables are left out.
fn in_folder<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Network, Error> {
    let thread = format!("{:?}", std::thread::current().id()).replace(|c: char| !c.is_ascii_alphanumeric(), "");
    let folder = std::env::temp_dir().join(format!("proxeny-fuzz-{}-{thread}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("there is room for a folder");
    for (name, content) in files {
        if name == "network.json" || io::TABLE_FILES.contains(&name) {
            std::fs::write(folder.join(name), content).expect("there is room for a file");
        }
    }
    let read = io::read_path(&folder, &ReadOptions::default().id("network"));
    let _ = std::fs::remove_dir_all(&folder);
    match read? {
        Input::Network(network) => Ok(*network),
        _ => unreachable!("a folder is a network"),
    }
}

/// A network in which routes and histories are sought.
fn small() -> &'static Network {
    static SMALL: OnceLock<Network> = OnceLock::new();
    SMALL.get_or_init(|| {
        let actors = [("a", "sme"), ("b", "sme"), ("c", "city_agency"), ("d", "ministry"), ("e", "foreign_city")];
        let ties = ["a b consortium", "a c supplier", "b c supplier", "c d agency_of", "c e visit", "d e contract"];
        let builder = actors.iter().fold(NetworkBuilder::new("small"), |builder, (id, kind)| {
            let country = if *kind == "foreign_city" { "VN" } else { "KR" };
            builder.actor(Actor { country: Some(country.to_owned()), ..Actor::new(*id, *kind) })
        });
        let tie = |(i, words): (usize, &&str)| {
            let words: Vec<&str> = words.split(' ').collect();
            Tie { since: format!("{}", 2001 + i).parse().ok(), ..Tie::new(words[0], words[1], words[2]) }
        };
        ties.iter().enumerate().map(tie).fold(builder, NetworkBuilder::tie).build().expect("it is sound")
    })
}
