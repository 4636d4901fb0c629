//! What is written for other programs is what they take.

#![allow(clippy::unwrap_used)]

use crate::random::drawn;
use proptest::prelude::*;
use proxeny::io::{self, Document, Input, ReadOptions};
use proxeny::{Actor, Network, NetworkBuilder, Tie};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

fn written(format: &str, network: &Network) -> String {
    match io::writer(format).unwrap().write(network) {
        Document::File(bytes) => String::from_utf8(bytes).unwrap(),
        _ => panic!("{format} is no file"),
    }
}

fn read(format: &str, text: &str) -> Network {
    match io::format(format).unwrap().read_with(text.as_bytes(), &ReadOptions::default()) {
        Ok(Input::Network(network)) => *network,
        Ok(_) => panic!("not read as a network:\n{text}"),
        Err(error) => panic!("{error}\n{text}"),
    }
}

fn network(ids: &[&str], kinds: &[&str]) -> Network {
    let actors = ids.iter().map(|id| Actor::new(*id, "")).fold(NetworkBuilder::new("n"), NetworkBuilder::actor);
    let tie = |(i, kind): (usize, &&str)| Tie::new(ids[i % ids.len()], ids[(i + 1) % ids.len()], *kind);
    kinds.iter().enumerate().map(tie).fold(actors, NetworkBuilder::tie).build().unwrap()
}

#[test]
fn dl_of_one_kind_of_tie_is_the_plainest() {
    let one = network(&["a.b", "서울", "New York", "data", "7"], &["visit", "visit"]);
    let text = written("dl", &one);
    let head =
        "dl n=5\nformat=edgelist1\nlabels:\na.b\n서울\n\"New York\"\n\"data\"\n7\nmatrix labels:\nvisit\ndata:\n";
    assert_eq!(text, format!("{head}1 2 0.5\n2 3 0.5\n"));
    let copy = read("dl", &text);
    let ids: Vec<&str> = copy.actors().map(|(_, actor)| actor.id.as_str()).collect();
    assert_eq!(ids, ["a.b", "서울", "New York", "data", "7"]);
    assert!(copy.ties().len() == 2 && copy.ties().all(|(_, tie)| tie.kind == "visit"));
    assert_eq!(
        written("dl", &network(&["a", "b"], &[""])),
        "dl n=2\nformat=edgelist1\nlabels:\na\nb\ndata:\n1 2 0.5\n"
    );
    let two = written("dl", &network(&["a", "b"], &["visit", "labels"]));
    assert!(two.starts_with("dl n=2 nm=2\n") && two.contains("matrix labels:\nvisit\n\"labels\"\n"), "{two}");
    let kinds: Vec<String> = read("dl", &two).ties().map(|(_, tie)| tie.kind.clone()).collect();
    assert_eq!(kinds, ["visit", "labels"]);
}

#[test]
fn formats_of_dl_that_are_not_read_are_told_from_unknown_ones() {
    let refused = |format: &str| {
        let text = format!("dl n=2\nformat={format} data:\n1 2\n");
        let error = io::read_bytes(None, text.as_bytes(), &ReadOptions::default()).err();
        error.map(|error| error.to_string()).unwrap_or_default()
    };
    let known = refused("edgelist1b");
    assert!(known.starts_with("2:8: error: format `edgelist1b` is one of UCINET that is not read"), "{known}");
    assert!(known.contains("let UCINET export the data as one of fullmatrix"), "{known}");
    assert!(refused("circle").contains("format `circle` is not known"), "{}", refused("circle"));
}

/// What stands between each two actors, if all of it adds up.
fn sums(network: &Network, strength: impl Fn(&Tie) -> f64) -> BTreeMap<(String, String), f64> {
    let mut sums = BTreeMap::new();
    for (_, tie) in network.ties() {
        *sums.entry((tie.from.clone(), tie.to.clone())).or_default() += strength(tie);
        if network.mutual(tie) {
            *sums.entry((tie.to.clone(), tie.from.clone())).or_default() += strength(tie);
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn matrices_keep_who_is_tied_to_whom_and_how_strongly(drawn in drawn()) {
        let network = drawn.network();
        let copy = read("matrix", &written("matrix", &network));
        let ids = |network: &Network| network.actors().map(|(_, actor)| actor.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&copy), ids(&network));
        let weight = |tie: &Tie| tie.attributes["weight"].as_f64().unwrap();
        prop_assert_eq!(sums(&copy, weight), sums(&network, |tie| network.strength(tie)));
    }
}

/// What a program of Graphviz says of a text; nothing where it is not installed.
fn graphviz(program: &str, arguments: &[&str], text: &str) -> Option<String> {
    let (input, output) = (Stdio::piped(), Stdio::piped());
    let mut child = Command::new(program).args(arguments).stdin(input).stdout(output).spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    let text = text.to_owned();
    let writing = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    // A program that has read the graph need not wait for the end of the file.
    let _ = writing.join();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn graphviz_reads_what_is_written_for_it() {
    let odd = network(&["a:b", "\\N \"q\"", "<b>x</b>", "node"], &["", "visit", "x -> y"]);
    let real = ["seoul", "singapore", "netherlands"].map(|name| Network::builtin(name).unwrap());
    for network in real.iter().chain([&odd]) {
        let text = written("dot", network);
        let counts = ["BEG_G{printf(\"%d %d\", nNodes($G), nEdges($G))}"];
        let Some(counted) = graphviz("gvpr", &counts, &text) else { return };
        assert_eq!(counted.trim(), format!("{} {}", network.actors().len(), network.ties().len()));
        // Laid out and written by Graphviz itself, it still is the same network.
        let drawn = graphviz("dot", &["-Tdot"], &text).unwrap();
        let copy = read("dot", &drawn);
        assert_eq!((copy.actors().len(), copy.ties().len()), (network.actors().len(), network.ties().len()));
        assert_eq!(copy.programmes().len(), network.programmes().len());
    }
}
