//! Files in the manner of other programs: what they hold is in the network, or a warning says that it is not.

use proxeny::Network;
use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions};

fn read(name: &str) -> Network {
    let path = format!("tests/data/exchange/{name}");
    match io::read_path(&path, &ReadOptions::default()) {
        Ok(Input::Network(network)) => *network,
        Ok(Input::Edges(list)) => list.to_network(&EdgesAsNetwork::default()).unwrap(),
        Ok(_) => unreachable!("there are networks and lists of edges"),
        Err(error) => panic!("{name}: {error}"),
    }
}

/// A file, how many actors and ties it is, what must be found in the network, and what in a warning.
type Sample = (&'static str, (usize, usize), &'static [&'static str], &'static [&'static str]);

const SAMPLES: &[Sample] = &[
    (
        "yed.graphml",
        (3, 1),
        &[
            "Bank & Fund",
            "기획재정부",
            "lends <abroad>",
            "https://example.org/bank?a=1&b=2",
            "since 2001",
            "loan",
            "Ministries",
            "\"parent\": \"n1\"",
            "Who lends to whom",
        ],
        &["1 nodes stand within others", "first is read; 2 others are not", "drawings, ports"],
    ),
    (
        "nodexl.graphml",
        (2, 1),
        &["0, 128, 255", "\"Followers\": 1203", "2009-03-01 12:00:00Z", "Mentions", "\"Width\": \"2\""],
        &["set aside"],
    ),
    ("igraph.graphml", (2, 1), &["Seoul", "Athens", "\"weight\": 0.25", "Two cities"], &["`weight`"]),
    (
        "gephi12.gexf",
        (3, 2),
        &[
            "Athens & Attica",
            "\"since\": \"1998\"",
            "\"until\": \"2010\"",
            "\"Modularity Class\": 2",
            "\"Score\": 2.5",
            "\"parent\": \"0\"",
            "\"weight\": 2.0",
            "visit",
            "Two cities and a fund",
            "Gephi 0.8.1",
            "2012-01-01",
        ],
        &["set aside", "values that change", "(colours, places, sizes) are not read"],
    ),
    (
        "gephi13.gexf",
        (2, 1),
        &[
            "\"id\": \"서울\"",
            "\"since\": \"2001-01-01\"",
            "\"until\": \"2020-01-01\"",
            "\"kind\": \"visit\"",
            "\"weight\": 0.5",
            "\"since\": \"2002-05-06\"",
            "\"since year\": 2002",
            "Gephi 0.10",
        ],
        &["several spells", "(colours, places, sizes) are not read"],
    ),
    (
        "project.paj",
        (4, 5),
        &[
            "Trade of four cities",
            "new york",
            "\"since\": \"2001\"",
            "sells to",
            "sister of",
            "visits",
            "wine",
            "\"weight\": 2.75",
            "\"Continents of Trade\": 3",
            "\"Population\": 0.6",
        ],
        &["places and shapes of 4 vertices", "*Permutation", "*Cluster"],
    ),
    ("ucinet.dl", (4, 4), &["SEOUL", "\"kind\": \"ADVICE\"", "\"kind\": \"FRIENDSHIP\"", "\"weight\": 2"], &[]),
    (
        "newman.gml",
        (3, 2),
        &[
            "1000 Years for Revenge",
            "Bush vs. the Beltway & more",
            "\"value\": \"n\"",
            "\"graphics.center.x\": 0.5",
            "\"graphics.fill\": \"#ff0000\"",
            "\"value\": 3",
            "\"weight\": 25.0",
            "rare",
            "Mark Newman on Mon Jul 21 12:00:00 2006",
            "three books",
        ],
        &[],
    ),
    (
        "gephi_edges.csv",
        (3, 2),
        &["\"timeset\": \"<[2001.0, 2003.0]>\"", "\"Weight\": 2.5", "\"mutual\": true", "visit"],
        &["`source` is read as where a tie begins", "`Type` is read as the direction"],
    ),
    (
        "nodexl_edges.csv",
        (3, 2),
        &["Replies to", "Hello, \\\"world\\\"", "\"Tweet\": \"=cmd\"", "\"Width\": 2"],
        &["no table of actors"],
    ),
    (
        "graphviz.dot",
        (4, 4),
        &[
            "{<in> in|Bank|<out> out}",
            "Fund &amp; co",
            "\"cluster\": \"Korea\"",
            "\"tailport\": \"out:e\"",
            "\"headport\": \"a:w\"",
            "\"weight\": 2",
            "https://example.org/?a=1&b=2",
            "Who lends",
            "\"bgcolor\": \"#ffffff\"",
            "\"shape\": \"record\"",
        ],
        &["attributes of subgraphs are not read: style, rank"],
    ),
    (
        "networkx.json",
        (2, 2),
        &[
            "\"since\": 2001",
            "\"size\": 1.5",
            "\"marks\": [\"a\", \"b\"]",
            "서울",
            "\"nested\": {\"a\": [1, {\"b\": null}]}",
        ],
        &[],
    ),
    (
        "cytoscape.cyjs",
        (2, 1),
        &["seoul (visits) athens", "\"interaction\": \"visits\"", "\"SUID\": 52"],
        &["not read: `position` 2 times"],
    ),
    ("snap.txt", (3, 3), &["11342", "824020"], &[]),
    ("networkx.edgelist", (3, 2), &["\"weight\": 3"], &["attribute `weight`"]),
];

#[test]
fn nothing_is_lost_without_a_word() {
    let mut wrong = Vec::new();
    for (name, (actors, ties), found, told) in SAMPLES {
        let network = read(name);
        let (json, warnings) =
            (network.to_json(), network.warnings().iter().map(ToString::to_string).collect::<Vec<_>>());
        if (network.actors().len(), network.ties().len()) != (*actors, *ties) {
            wrong.push(format!("{name}: {} actors, {} ties", network.actors().len(), network.ties().len()));
        }
        let lost = found.iter().filter(|text| !json.contains(**text));
        wrong.extend(lost.map(|text| format!("{name}: {text} is not in\n{json}")));
        let untold = told.iter().filter(|text| !warnings.iter().any(|warning| warning.contains(**text)));
        wrong.extend(untold.map(|text| format!("{name}: `{text}` is not told in {warnings:#?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
