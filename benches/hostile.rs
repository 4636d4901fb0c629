//! Inputs made to do harm, of growing size: time, memory and the exponent of time over size.

use crate::measures::exponent;
use crate::timer::{Line, Patience, Report};
use flate2::Compression;
use flate2::write::GzEncoder;
use proxeny::diplomacy::Pathway;
use proxeny::io::{EdgesAsNetwork, Input, ReadOptions, read_bytes};
use proxeny::{Error, Selector};
use std::fmt::Write as _;
use std::io::Write as _;

/// A kind of harm: its name, what reads it, and what it is like with so many of whatever it has too many of.
struct Harm {
    name: &'static str,
    read: Read,
    make: fn(usize) -> Vec<u8>,
}

#[derive(Clone, Copy)]
enum Read {
    /// As a file of this format, or of the one that it is taken for.
    As(&'static str),
    Selector,
    Pathway,
}

/// `head`, so many `item`s with their number in the place of `#`, `tail`.
fn many(head: &str, item: &str, count: usize, tail: &str) -> Vec<u8> {
    let mut text = head.to_owned();
    let parts: Vec<&str> = item.split('#').collect();
    for i in 0..count {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                // Writing to a text cannot fail.
                let _ = write!(text, "{i}");
            }
            text.push_str(part);
        }
    }
    (text + tail).into_bytes()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const JSON: &str = r#"{"format":"proxeny/1","id":"n","actors":[{"id":"a"},{"id":"b"}"#;

/// Every kind of harm that there is.
const HARMS: &[Harm] = &[
    Harm { name: "json: brackets nested", read: Read::As(""), make: |n| "{\"a\":[".repeat(n).into_bytes() },
    Harm {
        name: "json: unknown fields",
        read: Read::As("native"),
        make: |n| many("{", "\"actorz#\":1,", n, "\"id\":1}"),
    },
    Harm {
        name: "json: one id for all",
        read: Read::As("native"),
        make: |n| many(JSON, ",{\"id\":\"a\"}", n, "],\"ties\":[]}"),
    },
    Harm {
        name: "json: names nearly right",
        read: Read::As("native"),
        make: |n| {
            let actors =
                many(JSON, ",{\"id\":\"seoul metropolitan #\"}", n, "],\"ties\":[{\"from\":\"a\",\"to\":\"b\"}");
            many(&text(&actors), ",{\"from\":\"a\",\"to\":\"seoul metropolitann #\"}", n, "]}")
        },
    },
    Harm {
        name: "json: long names nearly right",
        read: Read::As("native"),
        make: |n| {
            let long = "metropolitan".repeat(n / 40 + 1);
            let actors =
                many(JSON, &format!(",{{\"id\":\"{long}#\"}}"), 20, "],\"ties\":[{\"from\":\"a\",\"to\":\"b\"}");
            many(&text(&actors), &format!(",{{\"from\":\"a\",\"to\":\"{long}x#\"}}"), 20, "]}")
        },
    },
    Harm {
        name: "json: parallel ties",
        read: Read::As("native"),
        make: |n| {
            many(
                &format!("{JSON}],\"ties\":[{{\"from\":\"a\",\"to\":\"b\"}}"),
                ",{\"from\":\"a\",\"to\":\"b\"}",
                n,
                "]}",
            )
        },
    },
    Harm {
        name: "csv: columns",
        read: Read::As("csv"),
        make: |n| many(&text(&many("from,to", ",attributes.x#", n, "\na,b")), ",#", n, "\n"),
    },
    Harm {
        name: "csv: wide head, short rows",
        read: Read::As("csv"),
        make: |n| many(&text(&many("from,to", ",x#", n.min(16_000), "\n")), "a,b#\n", n, ""),
    },
    Harm { name: "csv: one cell", read: Read::As("csv"), make: |n| many("from,to\na,\"", "b\"\"\n", n, "\"\n") },
    Harm { name: "csv: open quote", read: Read::As("csv"), make: |n| many("from,to\na,\"", "b,\n", n, "") },
    Harm {
        name: "csv: problems",
        read: Read::As("csv"),
        make: |n| many("from,to,strength,since\n", "a,b#,7,x\n", n, ""),
    },
    Harm { name: "csv: parallel ties", read: Read::As("csv"), make: |n| many("from,to,note\n", "a,b,#\n", n, "") },
    Harm {
        name: "csv: formulas and lists",
        read: Read::As("csv"),
        make: |n| many("from,to,sources\na,b,\"", "=#;", n, "\"\n"),
    },
    Harm { name: "matrix", read: Read::As("matrix"), make: |n| square(n.isqrt()) },
    Harm { name: "edges: one line", read: Read::As("edges"), make: |n| many("a b", " c#", n, "\n") },
    Harm { name: "edges: parallel ties", read: Read::As("edges"), make: |n| "a b\n".repeat(n).into_bytes() },
    Harm { name: "edges: comments", read: Read::As("edges"), make: |n| many("a b\n", "#%#\n", n, "") },
    Harm {
        name: "xml: attributes of one element",
        read: Read::As("graphml"),
        make: |n| many("<graphml><graph><node id='a'", " x#=''", n, "/></graph></graphml>"),
    },
    Harm {
        name: "xml: elements nested",
        read: Read::As("graphml"),
        make: |n| many("<graphml>", "<graph><node id='#'>", n, ""),
    },
    Harm { name: "xml: entities in entities", read: Read::As("graphml"), make: laughs },
    Harm {
        name: "graphml: a key for each node",
        read: Read::As("graphml"),
        make: |n| {
            let keys = many("<graphml>", "<key id='k#' for='node'/>", n, "<graph>");
            many(&text(&keys), "<node id='#'><data key='k#'>1</data></node>", n, "</graph></graphml>")
        },
    },
    Harm {
        name: "graphml: defaults times nodes",
        read: Read::As("graphml"),
        make: |n| {
            let keys =
                many("<graphml>", "<key id='k#' for='node'><default>1</default></key>", n.min(16_000), "<graph>");
            many(&text(&keys), "<node id='#'/>", n, "</graph></graphml>")
        },
    },
    Harm {
        name: "graphml: problems",
        read: Read::As("graphml"),
        make: |n| many("<graphml><graph><node id='a'/>", "<edge source='a' target='z#'/>", n, "</graph></graphml>"),
    },
    Harm {
        name: "gexf: spells of one node",
        read: Read::As("gexf"),
        make: |n| {
            let head = "<gexf><graph><nodes><node id='a'><spells>";
            many(head, "<spell start='#' end='#'/>", n, "</spells></node></nodes></graph></gexf>")
        },
    },
    Harm {
        name: "gexf: values that change",
        read: Read::As("gexf"),
        make: |n| {
            let head = "<gexf><graph><attributes class='node'><attribute id='0' title='x'/></attributes><nodes><node id='a'><attvalues>";
            many(head, "<attvalue for='0' value='#' start='#'/>", n, "</attvalues></node></nodes></graph></gexf>")
        },
    },
    Harm {
        name: "gml: ampersands",
        read: Read::As("gml"),
        make: |n| many("graph [ node [ id 1 label \"", "&", n, "\" ] ]"),
    },
    Harm {
        name: "gml: values of one node",
        read: Read::As("gml"),
        make: |n| many("graph [ node [ id 1 ", "x# 1 ", n, "] ]"),
    },
    Harm { name: "gml: lists nested", read: Read::As("gml"), make: |n| "graph [ ".repeat(n).into_bytes() },
    Harm {
        name: "dot: all with all",
        read: Read::As("dot"),
        make: |n| {
            let side = text(&many("{", "a#;", n / 100 + 1, "}"));
            format!("graph {{ {side} -- {} }}", side.replace('a', "b")).into_bytes()
        },
    },
    Harm {
        name: "dot: defaults times edges",
        read: Read::As("dot"),
        make: |n| many(&text(&many("graph { edge [", "x#=1,", n, "];")), "a--b#;", n, "}"),
    },
    Harm {
        name: "dot: defaults times subgraphs",
        read: Read::As("dot"),
        make: |n| many(&text(&many("graph { node [", "x#=1,", n, "];")), "{node[y=1]}", n, "}"),
    },
    Harm { name: "dot: subgraphs nested", read: Read::As("dot"), make: |n| many("graph ", "{", n, "") },
    Harm {
        name: "dot: texts joined",
        read: Read::As("dot"),
        make: |n| many("graph { a [x=\"\"", "+ \"#\" /**/", n, "] }"),
    },
    Harm {
        name: "pajek: vertices declared",
        read: Read::As("pajek"),
        make: |n| format!("*Vertices {n}00\n*Arcs\n1 2\n").into_bytes(),
    },
    Harm {
        name: "pajek: partitions times vertices",
        read: Read::As("pajek"),
        make: |n| many(&format!("*Vertices {n}\n"), "*Partition p#\n*Vertices 1\n1\n", n.min(16_000), ""),
    },
    Harm {
        name: "pajek: one list",
        read: Read::As("pajek"),
        make: |n| many("*Vertices 2\n*Arcslist\n1", " 2", n, "\n"),
    },
    Harm {
        name: "dl: columns named like rows",
        read: Read::As("dl"),
        make: |n| {
            let rows =
                many(&format!("dl nr={n} nc={n} format=edgelist2\nrow labels:\n"), "x#\n", n, "column labels:\n");
            many(&text(&rows), "x#\n", n, "data:\n1 1\n")
        },
    },
    Harm {
        name: "json: members of one node",
        read: Read::As("graph-json"),
        make: |n| many("{\"nodes\":[{\"id\":\"a\"", ",\"x#\":1", n, "}],\"links\":[]}"),
    },
    Harm { name: "gzip: blanks", read: Read::As(""), make: |n| packed(&vec![b' '; n * 1000]) },
    #[cfg(feature = "xlsx")]
    Harm { name: "workbook: blanks", read: Read::As("workbook"), make: |n| parcel(&vec![b' '; n * 1000]) },
    #[cfg(feature = "xlsx")]
    Harm {
        name: "ods: cells repeated",
        read: Read::As("workbook"),
        make: |n| {
            let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name='ties'><table:table-row \
                 table:number-rows-repeated='#'><table:table-cell office:value-type='float' office:value='1' \
                 table:number-columns-repeated='900'/></table:table-row></table:table></office:spreadsheet></office:body>\
                 </office:document-content>";
            parcel(content.replace('#', &n.to_string()).as_bytes())
        },
    },
    Harm { name: "selector: clauses", read: Read::Selector, make: |n| many("kind:a", " or not id:b#,c", n, "") },
    Harm { name: "selector: quotes", read: Read::Selector, make: |n| many("kind:", "\"\\\\\"", n, "") },
    Harm { name: "pathway: parentheses", read: Read::Pathway, make: |n| "(".repeat(n).into_bytes() },
    Harm { name: "pathway: times of times", read: Read::Pathway, make: |n| many("any", "{32}", n.min(900), "") },
    Harm { name: "pathway: mistakes", read: Read::Pathway, make: |n| "? ".repeat(n.min(2000)).into_bytes() },
];

/// A matrix of ones.
fn square(side: usize) -> Vec<u8> {
    let head = text(&many("", ",n#", side, "\n"));
    let row = ",1".repeat(side);
    many(&head, &format!("n#{row}\n"), side, "")
}

/// Each entity is ten of the one before it.
fn laughs(levels: usize) -> Vec<u8> {
    let mut text = String::from("<!DOCTYPE graphml [<!ENTITY l0 \"ha\">");
    for level in 1..=levels {
        let _ = write!(text, "<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10));
    }
    let _ = write!(text, "]><graphml><graph><node id=\"&l{levels};\"/></graph></graphml>");
    text.into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

#[cfg(feature = "xlsx")]
fn parcel(content: &[u8]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut parcel = zip::ZipWriter::new(&mut bytes);
    parcel.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("memory takes it");
    parcel.write_all(content).expect("memory takes it");
    parcel.finish().expect("memory takes it");
    bytes.into_inner()
}

/// What came of it, in a few words.
fn outcome(read: Read, bytes: &[u8]) -> String {
    let text = || String::from_utf8_lossy(bytes);
    let told = |error: Error| match error.problems() {
        Some(problems) => {
            let first = problems.iter().next().map(|problem| problem.message.clone()).unwrap_or_default();
            format!("{} problems: {}", problems.len() + problems.untold(), first.chars().take(60).collect::<String>())
        }
        None => error.to_string().chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    let read = match read {
        Read::Selector => return text().parse::<Selector>().map_or_else(told, |_| "read".to_owned()),
        Read::Pathway => return text().parse::<Pathway>().map_or_else(told, |_| "read".to_owned()),
        Read::As("") => read_bytes(None, bytes, &ReadOptions::default()),
        Read::As(format) => read_bytes(None, bytes, &ReadOptions::default().format(format)),
    };
    let network = read.and_then(|input| match input {
        Input::Network(network) => Ok(*network),
        Input::Edges(list) => list.to_network(&EdgesAsNetwork::default()),
        _ => unreachable!("there are networks and lists of edges"),
    });
    network.map_or_else(told, |network| {
        format!(
            "{} actors, {} ties, {} warnings",
            network.actors().len(),
            network.ties().len(),
            network.warnings().len()
        )
    })
}

/// Reads every kind of harm in these sizes.
pub(crate) fn run(sizes: &[u32], names: &[String], patience: Patience, report: &mut Report) {
    let asked = |harm: &&Harm| names.is_empty() || names.iter().any(|name| harm.name.contains(name.as_str()));
    for harm in HARMS.iter().filter(asked) {
        let mut points = Vec::new();
        for size in sizes {
            let bytes = (harm.make)(*size as usize);
            let (taken, note) = patience.time(|| outcome(harm.read, &bytes));
            let cost = taken.cpu.unwrap_or(taken.wall);
            points.push((f64::from(*size), cost));
            let (name, graph) = (harm.name.to_owned(), format!("{size}, {} bytes", bytes.len()));
            report.line(&Line { name, graph, nodes: 0, ties: 0, taken, note });
            // The next size would take too long, if cost grew with the square.
            if cost > patience.limit {
                break;
            }
        }
        match exponent(&points) {
            Some(exponent) => report.say(&format!("{}: time grows with n^{exponent:.2}", harm.name)),
            None => report.say(&format!("{}: too short to tell how time grows", harm.name)),
        }
    }
}
