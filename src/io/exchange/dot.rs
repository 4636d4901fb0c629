//! DOT, the language of Graphviz: <https://graphviz.org/doc/info/lang.html>.
//!
//! Nodes, edges and chains of them, subgraphs as ends of edges, attributes with their defaults, which hold from where they
//! stand in a subgraph, quoted texts, joined ones and HTML-like ones. A node in a subgraph named `cluster…` has the attribute
//! `cluster`. `dir=both` and `dir=none` make an edge mutual, `dir=back` turns it round. In a `strict` graph edges between the same
//! nodes are one. A name may hold any letters, as in Graphviz itself.

use crate::error::{Error, Problem};
use crate::io::tables::{Cell, Graph};
use crate::io::text::Text;
use crate::io::{Format, Input, ReadOptions};
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;
use std::rc::Rc;

/// DOT as a format to read.
pub(in crate::io) struct Dot;

/// The deepest nesting of subgraphs that is read.
const MAX_DEPTH: usize = 64;
/// The most edges: those between two subgraphs are as many as pairs of their nodes.
const MOST_EDGES: usize = 1 << 23;

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
        let mut lexer = Lexer { text: &text, at: 0 };
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
        parser.lay_out(&mut graph);
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
struct Token {
    kind: Kind,
    text: String,
    offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// A name without quotes, which may be a word of the language.
    Name,
    /// A text in quotes or angle brackets.
    Text,
    /// `->` or `--`.
    Edge,
    /// A sign.
    Sign,
}

impl Token {
    fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Name && self.text.eq_ignore_ascii_case(word)
    }

    fn is_id(&self) -> bool {
        let words = ["node", "edge", "graph", "digraph", "subgraph", "strict"];
        self.kind == Kind::Text || (self.kind == Kind::Name && !words.iter().any(|word| self.is_word(word)))
    }
}

struct Lexer<'a, 't> {
    text: &'a Text<'t>,
    at: usize,
}

/// Whether a text begins with a number below 0.
fn is_negative(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

impl Lexer<'_, '_> {
    fn rest(&self) -> &str {
        &self.text.content[self.at..]
    }

    fn problem(&self, offset: usize, message: &str) -> Problem {
        Problem::error(Some(self.text.place(offset)), message, "")
    }

    /// Passes over white space, remarks and lines of a preprocessor.
    fn skip(&mut self) -> Result<(), Problem> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            let begins_line = self.text.content[..self.at + blank].ends_with('\n') || self.at + blank == 0;
            let rest = &rest[blank..];
            let remark = if rest.starts_with("//") || (rest.starts_with('#') && begins_line) {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").ok_or_else(|| self.problem(self.at + blank, "this remark is never closed"))? + 2
            } else {
                0
            };
            self.at += blank + remark;
            if remark == 0 {
                return Ok(());
            }
        }
    }

    /// The next token; none at the end.
    fn token(&mut self) -> Result<Option<Token>, Problem> {
        self.skip()?;
        let offset = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let (kind, text) = match first {
            '"' => (Kind::Text, self.quoted()?),
            '<' => (Kind::Text, self.html()?),
            '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' => {
                self.at += 1;
                (Kind::Sign, first.to_string())
            }
            '-' if rest.starts_with("->") || rest.starts_with("--") => {
                let text = rest[..2].to_owned();
                self.at += 2;
                (Kind::Edge, text)
            }
            c if c.is_alphanumeric() || matches!(c, '_' | '.') || !c.is_ascii() || is_negative(rest) => {
                let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.') || (!c.is_ascii() && !c.is_whitespace());
                let length = rest[first.len_utf8()..].find(|c| !is_part(c)).map_or(rest.len(), |end| end + first.len_utf8());
                let text = rest[..length].to_owned();
                self.at += length;
                (Kind::Name, text)
            }
            _ => return Err(self.problem(offset, &format!("{first:?} is not known here"))),
        };
        Ok(Some(Token { kind, text, offset }))
    }

    /// A text in quotes, and those that a plus joins to it.
    fn quoted(&mut self) -> Result<String, Problem> {
        let mut text = String::new();
        loop {
            let start = self.at;
            let mut characters = self.text.content[self.at + 1..].char_indices();
            let end = loop {
                match characters.next() {
                    None => return Err(self.problem(start, "the quote that begins here is never closed")),
                    Some((at, '"')) => break at,
                    Some((_, '\\')) => match characters.next() {
                        Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                        Some((_, 'n' | 'l' | 'r')) => text.push('\n'),
                        // A line that goes on in the next.
                        Some((_, '\n')) | None => {}
                        Some((_, other)) => text.extend(['\\', other]),
                    },
                    Some((_, c)) => text.push(c),
                }
            };
            self.at += end + 2;
            let after = self.at;
            self.skip()?;
            if !self.rest().starts_with('+') {
                self.at = after;
                return Ok(text);
            }
            self.at += 1;
            self.skip()?;
            if !self.rest().starts_with('"') {
                return Err(self.problem(self.at, "a plus joins two texts in quotes"));
            }
        }
    }

    /// A text in angle brackets, which may hold others.
    fn html(&mut self) -> Result<String, Problem> {
        let mut depth = 0;
        for (at, c) in self.rest().char_indices() {
            match c {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let text = self.rest()[1..at].to_owned();
                self.at += at + 1;
                return Ok(text);
            }
        }
        Err(self.problem(self.at, "the angle bracket that begins here is never closed"))
    }
}

/// Attributes by name.
type Attributes = IndexMap<String, Cell>;

/// What holds within a subgraph from where it stands.
#[derive(Clone, Default)]
struct Scope {
    node: Attributes,
    edge: Attributes,
    cluster: Option<Cell>,
}

struct Node {
    id: String,
    offset: usize,
    attributes: Attributes,
}

struct Edge {
    from: usize,
    to: usize,
    offset: usize,
    mutual: bool,
    attributes: Attributes,
}

struct Parser<'a, 't> {
    lexer: Lexer<'a, 't>,
    next: Option<Token>,
    name: Option<String>,
    directed: bool,
    strict: bool,
    nodes: Vec<Node>,
    index: HashMap<String, usize>,
    edges: Vec<Edge>,
    /// Edges of a strict graph by their ends.
    pairs: HashMap<(usize, usize), usize>,
    merged: usize,
    /// Attributes of the graph as a whole, which nothing holds.
    dropped: IndexSet<String>,
}

impl<'a, 't> Parser<'a, 't> {
    fn new(text: &'a Text<'t>) -> Result<Self, Problem> {
        let mut lexer = Lexer { text, at: 0 };
        let next = lexer.token()?;
        Ok(Self {
            lexer,
            next,
            name: None,
            directed: false,
            strict: false,
            nodes: Vec::new(),
            index: HashMap::new(),
            edges: Vec::new(),
            pairs: HashMap::new(),
            merged: 0,
            dropped: IndexSet::new(),
        })
    }

    fn take(&mut self) -> Result<Option<Token>, Problem> {
        let next = self.lexer.token()?;
        Ok(std::mem::replace(&mut self.next, next))
    }

    fn takes(&mut self, is: impl Fn(&Token) -> bool) -> Result<Option<Token>, Problem> {
        if self.next.as_ref().is_some_and(is) { self.take() } else { Ok(None) }
    }

    fn here(&self) -> usize {
        self.next.as_ref().map_or(self.lexer.text.content.len(), |token| token.offset)
    }

    fn unexpected(&self, wanted: &str) -> Problem {
        let found = match &self.next {
            Some(token) => format!("`{}` stands where {wanted} should", token.text),
            None => format!("the file ends where {wanted} should stand"),
        };
        self.lexer.problem(self.here(), &found)
    }

    fn sign(&mut self, sign: char) -> Result<Token, Problem> {
        match self.takes(|token| token.is(sign))? {
            Some(token) => Ok(token),
            None => Err(self.unexpected(&format!("`{sign}`"))),
        }
    }

    fn id(&mut self, wanted: &str) -> Result<Token, Problem> {
        match self.takes(Token::is_id)? {
            Some(token) => Ok(token),
            None => Err(self.unexpected(wanted)),
        }
    }

    fn graph(&mut self) -> Result<(), Problem> {
        self.strict = self.takes(|token| token.is_word("strict"))?.is_some();
        self.directed = self.takes(|token| token.is_word("digraph"))?.is_some();
        if !self.directed && self.takes(|token| token.is_word("graph"))?.is_none() {
            return Err(self.unexpected("`graph` or `digraph`"));
        }
        self.name = self.takes(Token::is_id)?.map(|token| token.text).filter(|name| !name.trim().is_empty());
        self.sign('{')?;
        self.statements(&mut Scope::default(), 0)?;
        if self.next.is_some() { Err(self.unexpected("the end of the file")) } else { Ok(()) }
    }

    /// Statements up to the brace that closes them; the nodes in them.
    fn statements(&mut self, scope: &mut Scope, depth: usize) -> Result<IndexSet<usize>, Problem> {
        let mut members = IndexSet::new();
        while self.takes(|token| token.is('}'))?.is_none() {
            if self.next.is_none() {
                return Err(self.unexpected("`}`"));
            }
            self.statement(scope, depth, &mut members)?;
            while self.takes(|token| token.is(';') || token.is(','))?.is_some() {}
        }
        Ok(members)
    }

    fn statement(&mut self, scope: &mut Scope, depth: usize, members: &mut IndexSet<usize>) -> Result<(), Problem> {
        for word in ["node", "edge", "graph"] {
            if self.takes(|token| token.is_word(word))?.is_some() {
                let attributes = self.attributes()?;
                match word {
                    "node" => scope.node.extend(attributes),
                    "edge" => scope.edge.extend(attributes),
                    _ => attributes.into_iter().for_each(|(name, cell)| self.of_graph(scope, name, cell)),
                }
                return Ok(());
            }
        }
        let offset = self.here();
        let mut ends = vec![self.end(scope, depth, true)?];
        let Some(End::Nodes(_)) = ends.first() else { return Ok(()) };
        while let Some(arrow) = self.takes(|token| token.kind == Kind::Edge)? {
            if (arrow.text == "->") != self.directed {
                let (kind, wanted) = if self.directed { ("digraph", "->") } else { ("graph", "--") };
                return Err(self.lexer.problem(arrow.offset, &format!("edges of a {kind} are written {wanted}")));
            }
            ends.push(self.end(scope, depth, false)?);
        }
        let attributes = self.attributes()?;
        let ends: Vec<IndexSet<usize>> =
            ends.into_iter().filter_map(|end| if let End::Nodes(nodes) = end { Some(nodes) } else { None }).collect();
        match ends.as_slice() {
            [only] => only.iter().for_each(|node| self.nodes[*node].attributes.extend(attributes.clone())),
            _ => {
                let mut all = scope.edge.clone();
                all.extend(attributes);
                for pair in ends.windows(2) {
                    self.edges(&pair[0], &pair[1], offset, &all)?;
                }
            }
        }
        ends.into_iter().for_each(|nodes| members.extend(nodes));
        Ok(())
    }

    /// A node, a subgraph, or an attribute of the graph.
    fn end(&mut self, scope: &mut Scope, depth: usize, first: bool) -> Result<End, Problem> {
        let word = self.takes(|token| token.is_word("subgraph"))?;
        if word.is_some() || self.next.as_ref().is_some_and(|token| token.is('{')) {
            let name = if word.is_some() { self.takes(Token::is_id)? } else { None };
            if depth >= MAX_DEPTH {
                return Err(self.lexer.problem(self.here(), &format!("subgraphs are nested more than {MAX_DEPTH} deep")));
            }
            self.sign('{')?;
            let mut inner = scope.clone();
            if let Some(name) = name.filter(|name| name.text.to_lowercase().starts_with("cluster")) {
                inner.cluster = Some(Cell::new(name.text, name.offset, true));
            }
            return self.statements(&mut inner, depth + 1).map(End::Nodes);
        }
        let name = self.id("a node or a subgraph")?;
        if first && self.takes(|token| token.is('='))?.is_some() {
            let value = self.id("a value")?;
            self.of_graph(scope, name.text, Cell::new(value.text, value.offset, false));
            return Ok(End::Attribute);
        }
        // Where at a node an edge ends is for drawings.
        while self.takes(|token| token.is(':'))?.is_some() {
            self.id("a port")?;
        }
        let next = self.nodes.len();
        let at = *self.index.entry(name.text.clone()).or_insert(next);
        if at == next {
            let mut attributes = scope.node.clone();
            attributes.extend(scope.cluster.clone().map(|cell| ("cluster".to_owned(), cell)));
            self.nodes.push(Node { id: name.text, offset: name.offset, attributes });
        }
        Ok(End::Nodes(IndexSet::from([at])))
    }

    fn of_graph(&mut self, scope: &mut Scope, name: String, cell: Cell) {
        // The name that is shown of a cluster says more than the one it is called by.
        if let (Some(cluster), "label") = (&mut scope.cluster, name.as_str()) {
            *cluster = cell;
        } else {
            self.dropped.insert(name);
        }
    }

    /// Lists of attributes in square brackets.
    fn attributes(&mut self) -> Result<Attributes, Problem> {
        let mut attributes = Attributes::new();
        while self.takes(|token| token.is('['))?.is_some() {
            while self.takes(|token| token.is(']'))?.is_none() {
                let name = self.id("the name of an attribute")?;
                let value = if self.takes(|token| token.is('='))?.is_some() {
                    self.id("the value of an attribute")?
                } else {
                    Token { text: "true".to_owned(), ..name.clone() }
                };
                attributes.insert(name.text, Cell::new(value.text, value.offset, false));
                while self.takes(|token| token.is(';') || token.is(','))?.is_some() {}
            }
        }
        Ok(attributes)
    }

    /// Edges from each of these nodes to each of those.
    fn edges(
        &mut self,
        tails: &IndexSet<usize>,
        heads: &IndexSet<usize>,
        offset: usize,
        attributes: &Attributes,
    ) -> Result<(), Problem> {
        if tails.len().saturating_mul(heads.len()).saturating_add(self.edges.len()) > MOST_EDGES {
            return Err(self.lexer.problem(offset, &format!("more than {MOST_EDGES} edges")));
        }
        let mut attributes = attributes.clone();
        let way = attributes.shift_remove("dir").map(|cell| cell.text().to_lowercase()).unwrap_or_default();
        let mutual = !self.directed || matches!(way.as_str(), "both" | "none");
        for (tail, head) in tails.iter().flat_map(|tail| heads.iter().map(move |head| (*tail, *head))) {
            let (from, to) = if self.directed && way == "back" { (head, tail) } else { (tail, head) };
            let pair = if self.directed { (from, to) } else { (from.min(to), from.max(to)) };
            if let Some(edge) = self.pairs.get(&pair) {
                self.edges[*edge].attributes.extend(attributes.clone());
                self.merged += 1;
                continue;
            }
            if self.strict {
                self.pairs.insert(pair, self.edges.len());
            }
            self.edges.push(Edge { from, to, offset, mutual, attributes: attributes.clone() });
        }
        Ok(())
    }

    fn lay_out(self, graph: &mut Graph<'_>) {
        for node in &self.nodes {
            let row = graph.actors.row(node.offset);
            graph.actors.fill(row, "id", &Cell::new(node.id.as_str(), node.offset, true));
            for (name, cell) in &node.attributes {
                graph.actors.put(row, name, cell);
            }
        }
        for edge in &self.edges {
            let row = graph.ties.row(edge.offset);
            for (column, end) in [("from", edge.from), ("to", edge.to)] {
                graph.ties.fill(row, column, &Cell::new(self.nodes[end].id.as_str(), edge.offset, true));
            }
            let direction = if edge.mutual { "undirected" } else { "directed" };
            graph.ties.fill(row, "direction", &Cell::new(direction, edge.offset, true));
            for (name, cell) in &edge.attributes {
                graph.ties.put(row, name, cell);
            }
        }
        graph.id = self.name;
        if self.merged > 0 {
            let message = format!("the graph is strict: {} edges between nodes that are joined already are merged", self.merged);
            graph.problems.push(Problem::warning(None, message, ""));
        }
        if !self.dropped.is_empty() {
            let names: Vec<&str> = self.dropped.iter().map(String::as_str).collect();
            let message = format!("attributes of the graph as a whole are not read: {}", names.join(", "));
            graph.problems.push(Problem::warning(None, message, ""));
        }
    }
}

/// What a statement begins with.
enum End {
    Nodes(IndexSet<usize>),
    Attribute,
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
        assert_eq!((hanoi.kind.as_str(), &hanoi.attributes["cluster"]), ("foreign_city", &serde_json::json!("<b>Asia</b>")));
        assert!(network.ties().take(4).all(|(_, tie)| tie.attributes["weight"] == 2));
        assert!(network.warnings().iter().any(|problem| problem.message.contains("not read: rankdir")));
        assert_eq!(network.id(), "협력");
    }

    #[test]
    fn strict_graphs_have_each_edge_once() {
        let network = read("strict graph { a -- b; b -- a [since=2014]; a -- b -- c }");
        assert_eq!(ties(&network), ["a--b", "b--c"]);
        assert!(network.ties().next().unwrap().1.since.is_some());
        assert!(network.warnings().iter().any(|problem| problem.message.contains("2 edges")), "{:?}", network.warnings());
    }

    #[test]
    fn faults_are_told_with_their_place() {
        for (text, told) in [
            ("digraph { a -- b }", "1:13: error: edges of a digraph are written ->"),
            ("graph {\n a [b", "2:6: error: the file ends where"),
            ("graph { \"a }", "1:9: error: the quote that begins here is never closed"),
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
        let wide: String = (0..3000).map(|i| format!("n{i};")).collect();
        let error = Dot.read_with(format!("graph {{ {{{wide}}} -- {{{wide}}} }}").as_bytes(), &ReadOptions::default());
        assert!(error.unwrap_err().to_string().contains("more than 8388608 edges"));
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
