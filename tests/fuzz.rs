//! No input makes the readers panic: they give a network, or say at least one thing that is wrong. What `cargo fuzz` drives is
//! driven here too, with the inputs that it kept and with changes of them.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proxeny::io::{self, Document, FORMATS, Input, ReadOptions, WRITERS};
use proxeny::{Actor, Error, Network, NetworkBuilder, Selector, Tie};
use std::io::Read;
use std::sync::LazyLock;

#[allow(unreachable_pub, reason = "a library of its own where `cargo fuzz` builds it")]
#[path = "../fuzz/src/lib.rs"]
mod targets;

type Kept = (fn(&[u8]), Vec<Vec<u8>>);

/// What each target does, and the inputs that fuzzing kept of it.
static KEPT: LazyLock<Vec<Kept>> =
    LazyLock::new(|| targets::TARGETS.iter().map(|(name, target)| (*target, corpus(name))).collect());

/// The inputs that fuzzing kept of a target, in the order of their names.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let packed = format!("{}/fuzz/corpus/{target}.zip", env!("CARGO_MANIFEST_DIR"));
    let mut packed = zip::ZipArchive::new(std::fs::File::open(packed).unwrap()).unwrap();
    let mut inputs = Vec::new();
    for i in 0..packed.len() {
        let mut input = Vec::new();
        packed.by_index(i).unwrap().read_to_end(&mut input).unwrap();
        inputs.push(input);
    }
    inputs
}

#[test]
fn what_fuzzing_kept_does_no_harm() {
    for (target, corpus) in KEPT.iter() {
        assert!(!corpus.is_empty());
        for input in corpus {
            target(input);
        }
    }
}

const SINGAPORE: &[u8] = include_bytes!("../networks/singapore.json");

/// Refused with problems of which each says something and has a place within the text.
fn refused_well(error: &Error, bytes: &[u8]) -> Result<(), TestCaseError> {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    let problems = error.problems().ok_or_else(|| TestCaseError::fail(format!("not told as a problem: {error}")))?;
    prop_assert!(problems.has_errors());
    for problem in problems {
        prop_assert!(!problem.message.is_empty());
        let inside = problem.place.is_none_or(|place| {
            place.cell_name().is_some()
                || (1..=lines).contains(&place.line) && (1..=bytes.len() + 1).contains(&place.column)
        });
        prop_assert!(inside, "{problem}");
    }
    Ok(())
}

/// A place in a text of `length` bytes, and what happens there.
#[derive(Clone, Debug)]
enum Change {
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    Replace(usize, u8),
    Truncate(usize),
    Repeat(usize, usize),
}

fn change(length: usize) -> impl Strategy<Value = Change> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "true",
        "-",
        "1e999",
        "0",
        "\"a\"",
        "[[",
        "\u{FEFF}",
        "서울",
        "\n",
        "\"id\"",
        "\"from\": 3,",
        "NaN",
        "//",
        "\\u0000",
        "\\ud800",
    ]);
    let bytes = prop_oneof![piece.prop_map(|text| text.as_bytes().to_vec()), prop::collection::vec(any::<u8>(), 1..4)];
    prop_oneof![
        (0..length, 1..40_usize).prop_map(|(at, count)| Change::Delete(at, count)),
        (0..length, bytes).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (0..length, any::<u8>()).prop_map(|(at, byte)| Change::Replace(at, byte)),
        (0..length).prop_map(Change::Truncate),
        (0..length, 1..400_usize).prop_map(|(at, count)| Change::Repeat(at, count)),
    ]
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut text = bytes.to_vec();
    for change in changes {
        let end = text.len();
        match change {
            Change::Delete(at, count) => drop(text.drain((*at).min(end)..(at + count).min(end))),
            Change::Insert(at, bytes) => drop(text.splice((*at).min(end)..(*at).min(end), bytes.iter().copied())),
            Change::Replace(at, byte) => text.iter_mut().skip(*at).take(1).for_each(|old| *old = *byte),
            Change::Truncate(at) => text.truncate(*at),
            Change::Repeat(at, count) => {
                let piece = text[(*at).min(end)..(at + count).min(end)].to_vec();
                text.splice((*at).min(end)..(*at).min(end), piece);
            }
        }
    }
    text
}

fn changes(length: usize) -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(length), 1..4)
}

/// A small network in every format that there is.
fn samples() -> Vec<Vec<u8>> {
    let tie = Tie { since: "2001".parse().ok(), ..Tie::new("a", "b & \"c\"", "visit") };
    let actors = ["a", "b & \"c\"", "서울"].map(|id| Actor { note: "<n>".to_owned(), ..Actor::new(id, "sme") });
    let builder = actors.into_iter().fold(NetworkBuilder::new("few"), NetworkBuilder::actor);
    let network = builder.tie(tie.clone()).tie(Tie { id: "t".to_owned(), mutual: Some(true), ..tie }).build().unwrap();
    let files = WRITERS.iter().map(|writer| writer.write(&network));
    let files = files.filter_map(|document| match document {
        Document::File(bytes) => Some(bytes),
        _ => None,
    });
    let more: [&[u8]; 5] = [
        b"strict digraph g { a [since=2001]; subgraph cluster_x { b; c } -> a [dir=back, label=\"x\" + \"y\"] // z\n }",
        b";a;b\na;;0,5\nb;1;x\n",
        b"dl nr=2, nc=3\nrow labels:\nx,y\ncolumn labels:\np,q,r\ndata:\n1 0 1\n0 1 0\n",
        b"*Vertices 3\n1 \"a\" [1998-*]\n*Arcs :1 \"x\"\n1 2 3 l \"y\"\n*Edgeslist\n2 3 1\n*Matrix\n0 1 0\n1 0 0\n0 0 0\n",
        b"<gexf><graph><nodes><node id='0'><spells><spell start='2001'/></spells></node></nodes></graph></gexf>",
    ];
    files.chain(more.map(<[u8]>::to_vec)).collect()
}

/// A small edge list with everything that one may hold.
const EDGES: &[u8] = "# cities\nseoul athens 0.5\nathens,rome;2e3\n서울\tseoul 1 % again\nrome rome 1\n".as_bytes();

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in FORMATS {
            if let Err(error) = format.read(&bytes) {
                refused_well(&error, &bytes)?;
            }
        }
    }

    #[test]
    fn what_fuzzing_kept_does_no_harm_when_it_is_changed(
        (target, input) in prop::sample::select(&**KEPT)
            .prop_flat_map(|(target, corpus)| (Just(target), prop::sample::select(corpus))),
        changes in changes(2000)
    ) {
        target(&changed(&input, &changes));
    }

    #[test]
    fn files_of_graphs_with_faults_do_no_harm(
        (bytes, changes) in prop::sample::select(samples()).prop_flat_map(|bytes| (Just(bytes.clone()), changes(bytes.len())))
    ) {
        let bytes = changed(&bytes, &changes);
        for format in FORMATS {
            if let Err(error) = format.read(&bytes) {
                refused_well(&error, &bytes)?;
            }
        }
        // Whatever it is taken for, it is read or refused.
        let _ = io::read_bytes(None, &bytes, &ReadOptions::default());
    }

    #[test]
    fn random_text_in_the_shape_of_json_does_no_harm(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"format\": \"proxeny/1\"", "\"id\": \"n\"", "\"actors\": [", "\"ties\": [", "1",
            "\"mandates\": {\"m\": {", "\"from\": \"id:a\"", "\"to\":", "\"a\"", "null", "\n", "\"strength\":", "-2e400", "서",
        ]), 0..40)
    ) {
        let text = format!("{{{}}}", pieces.concat());
        if let Err(error) = Network::from_reader(text.as_bytes()) {
            refused_well(&error, text.as_bytes())?;
        }
    }

    #[test]
    fn a_damaged_network_is_read_or_refused(changes in changes(SINGAPORE.len())) {
        let bytes = changed(SINGAPORE, &changes);
        match Network::from_reader(&*bytes) {
            Ok(network) => prop_assert!(network.ties().len() <= 140),
            Err(error) => refused_well(&error, &bytes)?,
        }
    }

    #[test]
    fn a_damaged_edge_list_is_read_or_refused(changes in changes(EDGES.len())) {
        let bytes = changed(EDGES, &changes);
        match io::format("edges").unwrap().read(&bytes) {
            Ok(Input::Edges(list)) => {
                prop_assert!(list.pairs.iter().all(|(from, to)| from != to));
                prop_assert!(list.pairs.iter().all(|(from, to)| (*from.max(to) as usize) < list.labels.len()));
                if let Some(weights) = list.weights {
                    prop_assert_eq!(weights.len(), list.pairs.len());
                    prop_assert!(weights.iter().all(|weight| weight.is_finite() || weight.is_nan()));
                }
            }
            Ok(_) => prop_assert!(false, "an edge list is read as one"),
            Err(error) => refused_well(&error, &bytes)?,
        }
    }

    #[test]
    fn a_damaged_selector_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "kind:sme", " and ", " or ", "not ", "id:", "\"", "\\", ",", "@a:", "layer:city", "tag", ":", " ", "한국", "@:x",
        ]), 0..10)
    ) {
        let text = pieces.concat();
        match text.parse::<Selector>() {
            Ok(selector) => {
                let printed = selector.to_string();
                prop_assert_eq!(printed.parse::<Selector>().map_err(|e| e.to_string()), Ok(selector), "{}", printed);
            }
            Err(error) => prop_assert!(error.to_string().starts_with("selector `"), "{error}"),
        }
    }
}
