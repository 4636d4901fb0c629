//! The statements of DOT: nodes and edges with what they have by default.

use super::lexer::{Kind, Lexer, Token};
use crate::error::Problem;
use crate::io::exchange::{most_meant, only_one};
use crate::io::tables::{Cell, most_cells};
use crate::io::text::Text;
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;
use std::rc::Rc;

/// The deepest nesting of subgraphs that is read.
const MAX_DEPTH: usize = 64;
/// Attributes by name.
pub(super) type Attributes = IndexMap<String, Cell<'static>>;

/// What holds within a subgraph from where it stands.
#[derive(Clone, Default)]
struct Scope {
    node: Rc<Attributes>,
    edge: Rc<Attributes>,
    /// The innermost cluster, and whether this is its own scope.
    cluster: Option<usize>,
    is_cluster: bool,
}

/// A node.
pub(super) struct Node {
    pub(super) id: String,
    pub(super) offset: usize,
    /// The innermost cluster that it first stands in.
    pub(super) cluster: Option<usize>,
    pub(super) attributes: Attributes,
}

/// An edge between nodes by their numbers.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) offset: usize,
    pub(super) mutual: bool,
    pub(super) attributes: Attributes,
}

/// A graph being read.
pub(super) struct Parser<'a, 't> {
    lexer: Lexer<'a, 't>,
    next: Option<Token>,
    pub(super) name: Option<String>,
    directed: bool,
    strict: bool,
    pub(super) nodes: Vec<Node>,
    /// What clusters are called.
    pub(super) clusters: Vec<Cell<'static>>,
    index: HashMap<String, usize>,
    pub(super) edges: Vec<Edge>,
    /// Edges of a strict graph by their ends.
    pairs: HashMap<(usize, usize), usize>,
    pub(super) merged: usize,
    /// Attributes of the graph as a whole.
    pub(super) of_all: Attributes,
    /// Attributes of subgraphs, which nothing holds.
    pub(super) dropped: IndexSet<String>,
    /// How many attributes may still be written out for nodes and edges.
    left: usize,
}

impl<'a, 't> Parser<'a, 't> {
    /// The graph of a text.
    pub(super) fn new(text: &'a Text<'t>) -> Result<Self, Problem> {
        let mut lexer = Lexer::new(text);
        let next = lexer.token()?;
        Ok(Self {
            lexer,
            next,
            name: None,
            directed: false,
            strict: false,
            nodes: Vec::new(),
            clusters: Vec::new(),
            index: HashMap::new(),
            edges: Vec::new(),
            pairs: HashMap::new(),
            merged: 0,
            of_all: Attributes::new(),
            dropped: IndexSet::new(),
            left: most_cells(text.content.len()),
        })
    }

    /// Counts attributes that are written out for so many nodes or edges, each with what holds for all.
    fn spend(&mut self, times: usize, attributes: usize, offset: usize) -> Result<(), Problem> {
        let left = self.left.checked_sub(times.saturating_mul(attributes));
        let most = most_cells(self.lexer.text.content.len());
        let message = || format!("more than {most} attributes in all, the most in a file of this size");
        self.left = left.ok_or_else(|| self.lexer.problem(offset, &message()))?;
        Ok(())
    }

    /// Adds to what holds from here on; what holds outside this subgraph stays as it is.
    fn hold(&mut self, all: &mut Rc<Attributes>, more: Attributes, offset: usize) -> Result<(), Problem> {
        if Rc::strong_count(all) > 1 {
            self.spend(1, all.len(), offset)?;
        }
        Rc::make_mut(all).extend(more);
        Ok(())
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

    /// Reads all of it.
    pub(super) fn graph(&mut self) -> Result<(), Problem> {
        self.strict = self.takes(|token| token.is_word("strict"))?.is_some();
        self.directed = self.takes(|token| token.is_word("digraph"))?.is_some();
        if !self.directed && self.takes(|token| token.is_word("graph"))?.is_none() {
            return Err(self.unexpected("`graph` or `digraph`"));
        }
        self.name = self.takes(Token::is_id)?.map(|token| token.text).filter(|name| !name.trim().is_empty());
        self.sign('{')?;
        self.statements(&mut Scope::default(), 0)?;
        match &self.next {
            None => Ok(()),
            Some(token) if ["strict", "graph", "digraph"].iter().any(|word| token.is_word(word)) => {
                let second = self.lexer.text.place(token.offset);
                Err(only_one(1 + self.further()?, second))
            }
            Some(_) => Err(self.unexpected("the end of the file")),
        }
    }

    /// How many graphs follow.
    fn further(&mut self) -> Result<usize, Problem> {
        let (mut graphs, mut depth) = (0, 0_usize);
        while let Some(token) = self.take()? {
            if token.is('{') {
                graphs += usize::from(depth == 0);
                depth += 1;
            } else if token.is('}') {
                depth = depth.saturating_sub(1);
            }
        }
        Ok(graphs.max(1))
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
                let offset = self.here();
                let attributes = self.attributes()?;
                match word {
                    "node" => self.hold(&mut scope.node, attributes, offset)?,
                    "edge" => self.hold(&mut scope.edge, attributes, offset)?,
                    _ => attributes.into_iter().for_each(|(name, cell)| self.of_graph(scope, depth, name, cell)),
                }
                return Ok(());
            }
        }
        let offset = self.here();
        let mut ends = vec![self.end(scope, depth, true)?];
        let Some(End::Nodes(..)) = ends.first() else { return Ok(()) };
        while let Some(arrow) = self.takes(|token| token.kind == Kind::Edge)? {
            if (arrow.text == "->") != self.directed {
                let (kind, wanted) = if self.directed { ("digraph", "->") } else { ("graph", "--") };
                return Err(self.lexer.problem(arrow.offset, &format!("edges of a {kind} are written {wanted}")));
            }
            ends.push(self.end(scope, depth, false)?);
        }
        let attributes = self.attributes()?;
        let ends: Vec<(IndexSet<usize>, Option<Cell<'static>>)> = ends
            .into_iter()
            .filter_map(|end| if let End::Nodes(nodes, port) = end { Some((nodes, port)) } else { None })
            .collect();
        if let [(only, _)] = ends.as_slice() {
            self.spend(only.len(), attributes.len(), offset)?;
            for node in only {
                self.nodes[*node].attributes.extend(attributes.clone());
            }
        } else {
            let mut all = Attributes::clone(&scope.edge);
            all.extend(attributes);
            self.spend(1, all.len(), offset)?;
            for pair in ends.windows(2) {
                let [(tails, tail), (heads, head)] = pair else { continue };
                let mut own = all.clone();
                // Written so, Graphviz means the same.
                for (name, port) in [("tailport", tail), ("headport", head)] {
                    own.extend(port.clone().map(|port| (name.to_owned(), port)));
                }
                self.edges(tails, heads, offset, own)?;
            }
        }
        members.extend(ends.into_iter().flat_map(|(nodes, _)| nodes));
        Ok(())
    }

    /// A node, a subgraph, or an attribute of the graph.
    fn end(&mut self, scope: &mut Scope, depth: usize, first: bool) -> Result<End, Problem> {
        let word = self.takes(|token| token.is_word("subgraph"))?;
        if word.is_some() || self.next.as_ref().is_some_and(|token| token.is('{')) {
            let name = if word.is_some() { self.takes(Token::is_id)? } else { None };
            if depth >= MAX_DEPTH {
                return Err(self
                    .lexer
                    .problem(self.here(), &format!("subgraphs are nested more than {MAX_DEPTH} deep")));
            }
            self.sign('{')?;
            let mut inner = Scope { is_cluster: false, ..scope.clone() };
            if let Some(name) = name.filter(|name| name.text.to_lowercase().starts_with("cluster")) {
                (inner.cluster, inner.is_cluster) = (Some(self.clusters.len()), true);
                self.clusters.push(Cell::new(name.text, name.offset, true));
            }
            return self.statements(&mut inner, depth + 1).map(|nodes| End::Nodes(nodes, None));
        }
        let name = self.id("a node or a subgraph")?;
        if first && self.takes(|token| token.is('='))?.is_some() {
            let value = self.id("a value")?;
            self.of_graph(scope, depth, name.text, Cell::new(value.text, value.offset, false));
            return Ok(End::Attribute);
        }
        let mut port = None;
        while self.takes(|token| token.is(':'))?.is_some() {
            let part = self.id("a port")?;
            let text =
                port.map_or_else(|| part.text.clone(), |port: Cell<'_>| format!("{}:{}", port.text(), part.text));
            port = Some(Cell::new(text, part.offset, true));
        }
        let next = self.nodes.len();
        let at = *self.index.entry(name.text.clone()).or_insert(next);
        if at == next {
            let attributes = Attributes::clone(&scope.node);
            self.spend(1, attributes.len(), name.offset)?;
            self.nodes.push(Node { id: name.text, offset: name.offset, cluster: scope.cluster, attributes });
        }
        Ok(End::Nodes(IndexSet::from([at]), port))
    }

    fn of_graph(&mut self, scope: &Scope, depth: usize, name: String, cell: Cell<'static>) {
        // The name that is shown of a cluster says more than the one it is called by.
        if let (Some(cluster), "label") = (scope.cluster.filter(|_| scope.is_cluster), name.as_str()) {
            self.clusters[cluster] = cell;
        } else if depth == 0 {
            self.of_all.insert(name, cell);
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
        mut attributes: Attributes,
    ) -> Result<(), Problem> {
        // Those between two subgraphs are as many as pairs of their nodes.
        let most = most_meant(self.lexer.text.content.len());
        let pairs = tails.len().saturating_mul(heads.len());
        if pairs.saturating_add(self.edges.len()) > most {
            return Err(self
                .lexer
                .problem(offset, &format!("more than {most} edges, the most in a file of this size")));
        }
        self.spend(pairs, attributes.len(), offset)?;
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
}

/// What a statement begins with.
enum End {
    /// Nodes, and the port at which an edge ends if there is one node.
    Nodes(IndexSet<usize>, Option<Cell<'static>>),
    Attribute,
}
