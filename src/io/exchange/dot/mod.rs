//! DOT, the language of Graphviz: <https://graphviz.org/doc/info/lang.html>.
//!
//! Nodes, edges and chains of them, subgraphs as ends of edges, attributes with their defaults, which hold from where they
//! stand in a subgraph, quoted texts, joined ones and HTML-like ones. A node in a subgraph named `cluster…` has the attribute
//! `cluster`. `dir=both` and `dir=none` make an edge mutual, `dir=back` turns it round. In a `strict` graph edges between the same
//! nodes are one. Ports become `tailport` and `headport`, attributes of the graph those of the network. A name may hold any letters, as in Graphviz itself.
//! A label `\N` is the name of the node, which it has anyway.

mod lexer;
mod parse;
mod write;

use super::REST;
use super::entities::decode;
use crate::error::{Error, Fate, Problem, SetAside};
use crate::io::tables::{Cell, Graph};
use crate::io::text::Text;
use crate::io::{Format, Input, ReadOptions};
use lexer::Lexer;
use parse::Parser;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;
use write::{TEXTS, Texts};

/// DOT as a format to read and to write.
pub(in crate::io) struct Dot;

impl Format for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn about(&self) -> &'static str {
        "DOT, the language of Graphviz: graphs and digraphs with attributes and subgraphs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dot", "gv"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        let Ok(text) = Text::decode(head.as_bytes()) else { return false };
        let mut lexer = Lexer::new(&text);
        let mut word = || lexer.token().ok().flatten();
        let first = word();
        let kind = if first.as_ref().is_some_and(|token| token.is_word("strict")) { word() } else { first };
        let named = kind.is_some_and(|token| token.is_word("graph") || token.is_word("digraph"));
        let next = word();
        named && (next.as_ref().is_some_and(|token| token.is('{')) || word().is_some_and(|token| token.is('{')))
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = Rc::clone(&graph.text);
        let mut parser = Parser::new(&text)?;
        parser.graph()?;
        lay_out(parser, &mut graph);
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

/// Lays a graph out as actors and ties.
fn lay_out(mut parser: Parser<'_, '_>, graph: &mut Graph<'_>) {
    graph.rest = parser.of_all.shift_remove(REST).map(|cell| cell.text().to_owned());
    let texts = if graph.rest.is_some() { parser.of_all.shift_remove(TEXTS) } else { None };
    let texts: Texts = texts.and_then(|cell| serde_json::from_str(cell.text()).ok()).unwrap_or_default();
    for node in &parser.nodes {
        let row = graph.actors.row(node.offset);
        graph.actors.fill(row, "id", &Cell::new(node.id.clone(), node.offset, true));
        if let Some(cluster) = node.cluster {
            graph.actors.put(row, "cluster", parser.clusters[cluster].clone());
        }
        for (name, cell) in node.attributes.iter().filter(|(name, cell)| *name != "label" || cell.text() != "\\N") {
            graph.actors.put(row, name, meant(name, cell, node.offset, &texts.node));
        }
    }
    for edge in &parser.edges {
        let row = graph.ties.row(edge.offset);
        for (column, end) in [("from", edge.from), ("to", edge.to)] {
            graph.ties.fill(row, column, &Cell::new(parser.nodes[end].id.clone(), edge.offset, true));
        }
        let direction = if edge.mutual { "undirected" } else { "directed" };
        graph.ties.fill(row, "direction", &Cell::new(direction, edge.offset, true));
        for (name, cell) in &edge.attributes {
            graph.ties.put(row, name, meant(name, cell, edge.offset, &texts.edge));
        }
    }
    parser.of_all.iter().for_each(|(name, cell)| graph.about(name, cell));
    graph.id = parser.name;
    if parser.merged > 0 {
        let message =
            format!("the graph is strict: {} edges between nodes that are joined already are merged", parser.merged);
        graph.problems.push(Problem::warning(None, message, ""));
        let why = "an edge of a strict graph between nodes that are joined already";
        graph.merged = Some(SetAside::new(Fate::Merged, why, parser.merged, std::iter::empty()));
    }
    if !parser.dropped.is_empty() {
        let names: Vec<&str> = parser.dropped.iter().map(String::as_str).collect();
        let message = format!("attributes of subgraphs are not read: {}", names.join(", "));
        graph.problems.push(Problem::warning(None, message, ""));
    }
}

/// A cell as it is meant: text where this program wrote that it is, whatever it looks like, and labels as Graphviz shows them,
/// with entities resolved unless they hold tags.
fn meant(name: &str, cell: &Cell<'static>, offset: usize, texts: &BTreeSet<String>) -> Cell<'static> {
    if texts.contains(name) {
        return Cell::new(cell.text().to_owned(), offset, true);
    }
    match decode(cell.text()) {
        Cow::Owned(text) if name == "label" && !cell.text().contains('<') => Cell::new(text, offset, true),
        _ => cell.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Network;

    fn read(text: &str) -> Network {
        match Dot.read_with(text.as_bytes(), &ReadOptions::default()).unwrap() {
            Input::Network(network) => *network,
            Input::Edges(_) => unreachable!("DOT is read as a network"),
        }
    }

    fn ties(network: &Network) -> Vec<String> {
        let arrow = |mutual: Option<bool>| if mutual == Some(true) { "--" } else { "->" };
        network.ties().map(|(_, tie)| format!("{}{}{}", tie.from, arrow(tie.mutual), tie.to)).collect()
    }

    #[test]
    fn graphs_are_read_with_defaults_and_subgraphs() {
        let network = read(
            "# made by hand\n/* two cities */ digraph \"협력\" {\n rankdir=LR; node [kind=foreign_city]\n 서울 [label=\"Seoul\" + \" city\", \
             population=\"9700000\", kind=city]\n 서울 -> {busan:n; \"New York\"} -> athens [weight=2; dir=both] // chain\n\
             subgraph cluster_1 { label=<<b>Asia</b>>; hanoi }\n athens -> 서울 [dir=back]\n -1.5 -> 7\n}",
        );
        let ids: Vec<&str> = network.actors().map(|(_, actor)| actor.id.as_str()).collect();
        assert_eq!(ids, ["서울", "busan", "New York", "athens", "hanoi", "-1.5", "7"]);
        let mutual = ["서울--busan", "서울--New York", "busan--athens", "New York--athens"];
        assert_eq!(ties(&network), [mutual.as_slice(), &["서울->athens", "-1.5->7"]].concat());
        let (_, seoul) = network.actors().next().unwrap();
        assert_eq!((seoul.kind.as_str(), &seoul.attributes["population"]), ("city", &serde_json::json!(9_700_000)));
        assert_eq!(seoul.name.get("en"), "Seoul city");
        let (_, hanoi) = network.actors().find(|(_, actor)| actor.id == "hanoi").unwrap();
        assert_eq!(
            (hanoi.kind.as_str(), &hanoi.attributes["cluster"]),
            ("foreign_city", &serde_json::json!("<b>Asia</b>"))
        );
        assert!(network.ties().take(4).all(|(_, tie)| tie.attributes["weight"] == 2));
        assert_eq!(network.attributes()["rankdir"], "LR");
        assert_eq!(network.ties().next().unwrap().1.attributes.get("headport"), None);
        assert_eq!(read("digraph { a:x:n -> b:s }").ties().next().unwrap().1.attributes["tailport"], "x:n");
        assert_eq!(network.id(), "협력");
    }

    #[test]
    fn labels_are_read_as_graphviz_shows_them() {
        let network = read(
            "digraph { node [label=\"\\N\"]; a; b [label=\"Caf&eacute; &amp; co &x;\"]; c [label=<<i>1 &lt; 2</i>>] a -> b [label=\"&#44032;\"] }",
        );
        let names: Vec<&str> = network.actors().map(|(_, actor)| actor.name.get("en")).collect();
        assert_eq!(names, ["", "Café & co &x;", "<i>1 &lt; 2</i>"]);
        assert_eq!(network.ties().next().unwrap().1.attributes["label"], "가");
    }

    #[test]
    fn strict_graphs_have_each_edge_once() {
        let network = read("strict graph { a -- b; b -- a [since=2014]; a -- b -- c }");
        assert_eq!(ties(&network), ["a--b", "b--c"]);
        assert!(network.ties().next().unwrap().1.since.is_some());
        assert!(
            network.warnings().iter().any(|problem| problem.message.contains("2 edges")),
            "{:?}",
            network.warnings()
        );
    }

    #[test]
    fn faults_are_told_with_their_place() {
        for (text, told) in [
            ("digraph { a -- b }", "1:13: error: edges of a digraph are written ->"),
            ("graph {\n a [b", "2:6: error: the file ends where"),
            ("graph { \"a }", "1:9: error: the quote that begins here is never closed"),
            (
                "graph { a } graph { b } strict digraph { c -> {d} }",
                "1:13: error: the file holds 3 graphs, and a network",
            ),
            ("graph { a } b", "1:13: error: `b` stands where the end of the file should"),
            ("graph { a-b }", "1:10: error: '-' is not known here"),
            ("graph { a ! }", "1:11: error: '!' is not known here"),
            ("graph { <a }", "1:9: error: the angle bracket"),
            ("graph /* x", "1:7: error: this remark"),
            ("tree { }", "1:1: error: `tree` stands where `graph` or `digraph` should"),
        ] {
            let error = Dot.read_with(text.as_bytes(), &ReadOptions::default()).unwrap_err().to_string();
            assert!(error.starts_with(told), "{text}: {error}");
        }
        let deep = format!("graph {}", "{".repeat(100_000));
        let error = Dot.read_with(deep.as_bytes(), &ReadOptions::default()).unwrap_err().to_string();
        assert!(error.contains("nested more than 64 deep"), "{error}");
        let wide = (0..3000).map(|i| format!("n{i};")).collect::<Vec<_>>().concat();
        let error = Dot.read_with(format!("graph {{ {{{wide}}} -- {{{wide}}} }}").as_bytes(), &ReadOptions::default());
        assert!(error.unwrap_err().to_string().contains("edges, the most in a file of this size"));
    }

    #[test]
    fn only_dot_is_taken_for_dot() {
        for (text, is_dot) in [
            ("graph {", true),
            ("// x\nstrict digraph \"a b\" {", true),
            ("graph [ node [ id 1 ] ]", false),
            ("graph theory {", true),
            ("graph a b", false),
            ("seoul athens", false),
        ] {
            assert_eq!(Dot.recognises(text, text.as_bytes()), is_dot, "{text}");
        }
    }
}
