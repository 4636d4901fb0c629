//! GraphML: <http://graphml.graphdrawing.org/specification.html>.
//!
//! Nodes, edges with their own direction, data of every type with defaults, graphs within nodes (the outer node becomes the
//! attribute `parent`) and the labels that yEd draws are read; an edge that joins more than two nodes is refused.

use super::types::{Declared, Types};
use super::xml::{Element, Step, Walk, escape, name};
use super::{Directions, REST, only_one, rest, texts_lost};
use crate::error::{Error, Problem, Problems};
use crate::io::tables::{Cell, Column, ColumnType, Graph, actor_grid, tie_grid};
use crate::io::text::Text;
use crate::io::{Document, Format, Input, Loss, ReadOptions, Writer};
use crate::model::Network;
use indexmap::IndexMap;
use std::borrow::Cow;
use std::fmt::Write;
use std::rc::Rc;

/// GraphML as a format to read and to write.
pub(in crate::io) struct GraphMl;

const NAME: &str = "graphml";

impl Format for GraphMl {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "GraphML, as yEd, Gephi, NetworkX and igraph write it"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["graphml"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        head.contains("<graphml")
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = Rc::clone(&graph.text);
        let mut reader = Reader::new(Walk::new(&text), &mut graph);
        if let Err(problem) = reader.document() {
            let mut problems = std::mem::take(&mut reader.graph.problems);
            problems.push(problem);
            return Err(problems.into());
        }
        reader.tell();
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

/// What a key says about data.
struct Key<'t> {
    name: String,
    of: String,
    declared: Declared,
    default: Option<Cow<'t, str>>,
}

impl Key<'_> {
    fn is_for(&self, what: &str) -> bool {
        self.of == what || self.of == "all"
    }
}

struct Reader<'a, 't, 'g> {
    walk: Walk<'a, 't>,
    graph: &'g mut Graph<'t>,
    keys: IndexMap<String, Rc<Key<'t>>>,
    /// What nodes and edges have where they say nothing, by column.
    defaults: [Vec<(String, Cell<'t>)>; 2],
    nested: usize,
    passed_over: usize,
    /// Labels that are drawn beside the first.
    labels: usize,
    /// Graphs that do not say which way edges lead.
    undeclared: usize,
    /// Values that are not of the type that their key declares.
    types: Types,
}

/// What data belongs to.
#[derive(Clone, Copy)]
enum Owner {
    Graph,
    Node(usize),
    Edge(usize),
}

impl<'a, 't, 'g> Reader<'a, 't, 'g> {
    fn new(walk: Walk<'a, 't>, graph: &'g mut Graph<'t>) -> Self {
        Self {
            walk,
            graph,
            keys: IndexMap::new(),
            defaults: Default::default(),
            nested: 0,
            passed_over: 0,
            labels: 0,
            undeclared: 0,
            types: Types::default(),
        }
    }

    fn document(&mut self) -> Result<(), Problem> {
        let mut graphs = 0;
        loop {
            match self.walk.step()? {
                Step::Open(element) if element.name == "graphml" && graphs == 0 => {}
                Step::Open(element) => match &*element.name {
                    "key" => self.key(&element)?,
                    "graph" => {
                        graphs += 1;
                        if graphs > 1 {
                            return Err(only_one(graphs, self.graph.text.place(element.offset)));
                        }
                        self.graph_element(&element, None)?;
                    }
                    "data" => self.data(&element, Owner::Graph)?,
                    "desc" => self.words(&element, Owner::Graph)?,
                    _ => self.pass_over()?,
                },
                Step::Close | Step::Text(_) => {}
                Step::End if graphs == 0 => {
                    return Err(Problem::error(None, "the file holds no `graph`", "is it GraphML?"));
                }
                Step::End => return Ok(()),
            }
        }
    }

    fn key(&mut self, element: &Element<'t>) -> Result<(), Problem> {
        let Some(id) = element.get("id") else {
            return Err(self.walk.problem(element.offset, "a key has no `id`".to_owned()));
        };
        let id = id.to_owned();
        let name = element.get("attr.name").or(element.get("yfiles.type")).unwrap_or(&id).to_owned();
        let of = element.get("for").unwrap_or("all").to_owned();
        let is_mixed = element.get("proxeny.type") == Some("mixed");
        let declared = element.get("attr.type").map_or(Declared::Text, Declared::of);
        let mut key = Key { name, of, declared: if is_mixed { Declared::Free } else { declared }, default: None };
        loop {
            match self.walk.step()? {
                Step::Open(inner) if inner.name == "default" => {
                    let text = self.walk.text()?.0;
                    key.default = Some(self.types.plain(key.declared, text, inner.offset));
                }
                Step::Open(_) => self.walk.skip()?,
                Step::Close | Step::End => break,
                Step::Text(_) => {}
            }
        }
        for (what, defaults) in ["node", "edge"].into_iter().zip(&mut self.defaults) {
            if let Some(default) = key.default.as_ref().filter(|_| key.is_for(what)) {
                defaults.push((key.name.clone(), Cell::new(default.clone(), element.offset, key.declared.is_text())));
            }
        }
        if self.keys.insert(id.clone(), Rc::new(key)).is_some() {
            return Err(self.walk.problem(element.offset, format!("key `{id}` is there twice")));
        }
        Ok(())
    }

    fn graph_element(&mut self, element: &Element<'t>, parent: Option<&Cow<'t, str>>) -> Result<(), Problem> {
        let directed = self.one_of(element, "edgedefault", ["directed", "undirected"]).unwrap_or_else(|| {
            self.undeclared += 1;
            false
        });
        if parent.is_none() {
            self.graph.id = self.graph.id.take().or(element.get("id").map(str::to_owned));
        }
        loop {
            match self.walk.step()? {
                Step::Open(inner) => match &*inner.name {
                    "node" => self.node(&inner, parent)?,
                    "edge" => self.edge(&inner, directed)?,
                    "data" => self.data(&inner, Owner::Graph)?,
                    "desc" => self.words(&inner, Owner::Graph)?,
                    "key" => self.key(&inner)?,
                    "hyperedge" => {
                        let message = "an edge that joins more than two nodes cannot be a tie";
                        let place = Some(self.graph.text.place(inner.offset));
                        self.graph.problems.push(Problem::error(place, message, "write an edge for each two of them"));
                        self.walk.skip()?;
                    }
                    _ => self.pass_over()?,
                },
                Step::Close | Step::End => return Ok(()),
                Step::Text(_) => {}
            }
        }
    }

    fn node(&mut self, element: &Element<'t>, parent: Option<&Cow<'t, str>>) -> Result<(), Problem> {
        let row = self.graph.actors.row(element.offset);
        let Some(id) = element.value("id") else {
            return Err(self.walk.problem(element.offset, "a node has no `id`".to_owned()));
        };
        for (name, value) in element.attributes().filter(|(name, _)| !name.starts_with("xml")) {
            let column = if name == "id" { Cow::Borrowed(name) } else { format!("@{name}").into() };
            self.graph.actors.give(row, &column, Cell::new(value.clone(), element.offset, true));
        }
        if let Some(parent) = parent {
            self.nested += 1;
            self.graph.actors.fill(row, "@parent", &Cell::new(parent.clone(), element.offset, true));
        }
        loop {
            match self.walk.step()? {
                Step::Open(inner) => match &*inner.name {
                    "data" => self.data(&inner, Owner::Node(row))?,
                    "desc" => self.words(&inner, Owner::Node(row))?,
                    "graph" => self.graph_element(&inner, Some(&id))?,
                    _ => self.pass_over()?,
                },
                Step::Close | Step::End => break,
                Step::Text(_) => {}
            }
        }
        self.defaults(Owner::Node(row))
    }

    fn edge(&mut self, element: &Element<'t>, directed: bool) -> Result<(), Problem> {
        let row = self.graph.ties.row(element.offset);
        for (name, value) in element.attributes().filter(|(name, _)| !name.starts_with("xml")) {
            let column = match name {
                "id" => Cow::Borrowed("id"),
                "source" => "from".into(),
                "target" => "to".into(),
                "directed" => continue,
                other => format!("@{other}").into(),
            };
            self.graph.ties.give(row, &column, Cell::new(value.clone(), element.offset, true));
        }
        for end in ["from", "to"] {
            if self.graph.ties.get(row, end).is_none() {
                let name = if end == "from" { "source" } else { "target" };
                let place = Some(self.graph.text.place(element.offset));
                self.graph.problems.push(Problem::error(place, format!("an edge has no `{name}`"), ""));
            }
        }
        loop {
            match self.walk.step()? {
                Step::Open(inner) if inner.name == "data" => self.data(&inner, Owner::Edge(row))?,
                Step::Open(inner) if inner.name == "desc" => self.words(&inner, Owner::Edge(row))?,
                Step::Open(_) => self.pass_over()?,
                Step::Close | Step::End => break,
                Step::Text(_) => {}
            }
        }
        // Data of that name, as this program writes it, comes first.
        let own = match element.get("directed") {
            Some("1") => Some(true),
            Some("0") => Some(false),
            _ => self.one_of(element, "directed", ["true", "false"]),
        };
        let directed = own.unwrap_or(directed);
        let direction = if directed { "directed" } else { "undirected" };
        self.graph.ties.give(row, "direction", Cell::new(direction, element.offset, true));
        self.defaults(Owner::Edge(row))
    }

    fn data(&mut self, element: &Element<'t>, owner: Owner) -> Result<(), Problem> {
        let id = element.get("key").unwrap_or_default();
        let Some(key) = self.keys.get(id).cloned() else {
            let place = Some(self.graph.text.place(element.offset));
            let known: Vec<&str> = self.keys.keys().map(String::as_str).take(10).collect();
            let help = format!("declared are: {}", known.join(", "));
            self.graph.problems.push(Problem::error(place, format!("key `{id}` is not declared"), help));
            return self.walk.skip();
        };
        let (name, declared) = (&key.name, key.declared);
        let (text, drawn) = self.content()?;
        if let Some(label) = drawn {
            self.put(owner, "label", Cell::new(label, element.offset, true));
        } else if matches!(owner, Owner::Graph) && *name == REST {
            self.graph.rest = Some(text.into_owned());
        } else if declared.is_text() || !text.trim().is_empty() {
            let text = self.types.plain(declared, text, element.offset);
            self.put(owner, name, Cell::new(text, element.offset, declared.is_text()));
        }
        Ok(())
    }

    /// Whether an attribute has the first of two values; `None` if there is none, or another, which is told.
    fn one_of(&mut self, element: &Element<'t>, name: &str, values: [&str; 2]) -> Option<bool> {
        let value = element.get(name)?;
        let found = values.iter().position(|known| known.eq_ignore_ascii_case(value.trim()));
        if found.is_none() {
            let message = format!("`{name}` is `{value}`, and neither {} nor {}", values[0], values[1]);
            let place = Some(self.graph.text.place(element.offset));
            self.graph.problems.push(Problem::error(place, message, ""));
        }
        found.map(|at| at == 0)
    }

    /// The text of a data element, and the first label that yEd draws if it holds a drawing.
    fn content(&mut self) -> Result<(Cow<'t, str>, Option<String>), Problem> {
        let (mut text, mut label, mut depth, mut drawn) = (Cow::Borrowed(""), None, 0, false);
        loop {
            match self.walk.step()? {
                Step::Open(inner) if label.is_none() && matches!(&*inner.name, "NodeLabel" | "EdgeLabel") => {
                    let (words, _) = self.walk.text()?;
                    label = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
                    drawn = true;
                }
                Step::Open(inner) => {
                    self.labels += usize::from(matches!(&*inner.name, "NodeLabel" | "EdgeLabel"));
                    depth += 1;
                    drawn = true;
                }
                Step::Close if depth > 0 => depth -= 1,
                Step::Close | Step::End => break,
                Step::Text(more) if depth == 0 => text += more,
                Step::Text(_) => {}
            }
        }
        self.passed_over += usize::from(drawn);
        Ok((if drawn { Cow::Borrowed("") } else { text }, label))
    }

    /// A description in words.
    fn words(&mut self, element: &Element<'t>, owner: Owner) -> Result<(), Problem> {
        let cell = Cell::new(self.walk.text()?.0, element.offset, true);
        self.put(owner, "desc", cell);
        Ok(())
    }

    fn put(&mut self, owner: Owner, column: &str, cell: Cell<'t>) {
        match owner {
            Owner::Graph => self.graph.about(column, &cell),
            Owner::Node(row) => self.graph.actors.put(row, column, cell),
            Owner::Edge(row) => self.graph.ties.put(row, column, cell),
        }
    }

    /// Fills in what keys say where an element says nothing.
    fn defaults(&mut self, owner: Owner) -> Result<(), Problem> {
        let (grid, row, defaults) = match owner {
            Owner::Graph => return Ok(()),
            Owner::Node(row) => (&mut self.graph.actors, row, &self.defaults[0]),
            Owner::Edge(row) => (&mut self.graph.ties, row, &self.defaults[1]),
        };
        for (column, cell) in defaults {
            grid.fill(row, column, cell);
        }
        if grid.is_full() { self.graph.check() } else { Ok(()) }
    }

    fn pass_over(&mut self) -> Result<(), Problem> {
        self.passed_over += 1;
        self.walk.skip()
    }

    fn tell(&mut self) {
        self.types.tell(&self.graph.text, &mut self.graph.problems);
        let problems: &mut Problems = &mut self.graph.problems;
        if self.undeclared > 0 {
            let message = "the graph does not say which way its edges lead (`edgedefault`): both ways";
            problems.push(Problem::warning(None, message, ""));
        }
        if self.nested > 0 {
            let message = format!("{} nodes stand within others, told by their attribute `parent`", self.nested);
            problems.push(Problem::warning(None, message, ""));
        }
        if self.labels > 0 {
            let message = format!("of several labels that are drawn the first is read; {} others are not", self.labels);
            problems.push(Problem::warning(None, message, ""));
        }
        if self.passed_over > 0 {
            let message =
                format!("{} elements that are no data of a graph (drawings, ports) are not read", self.passed_over);
            problems.push(Problem::warning(None, message, ""));
        }
    }
}

impl Writer for GraphMl {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "GraphML for yEd, Gephi, NetworkX and igraph: everything, what is no node or edge as one text"
    }

    fn extension(&self) -> &'static str {
        NAME
    }

    fn write(&self, network: &Network) -> Document {
        let (actors, ties) = (actor_grid(network), tie_grid(network));
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        let _ = writeln!(text, " <key id=\"g0\" for=\"graph\" attr.name=\"{REST}\" attr.type=\"string\"/>");
        let [of_nodes, of_edges] = [&actors, &ties].map(|grid| super::written(grid).collect::<Vec<_>>());
        keys(&mut text, "n", "node", &of_nodes);
        keys(&mut text, "e", "edge", &of_edges);
        let id = name(network.id());
        let direction = Directions::of(network);
        if direction == Directions::Mixed {
            text.push_str(" <key id=\"ed\" for=\"edge\" attr.name=\"direction\" attr.type=\"string\"/>\n");
        }
        let _ = writeln!(text, " <graph id=\"{id}\" edgedefault=\"{}\">", direction.word());
        let _ = writeln!(text, "  <data key=\"g0\">{}</data>", escape(&rest(network)).unwrap_or_default());
        for (row, (_, actor)) in network.actors().enumerate() {
            let _ = write!(text, "  <node id=\"{}\">", name(&actor.id));
            data(&mut text, "n", &of_nodes, row);
            text.push_str("</node>\n");
        }
        for (row, (_, tie)) in network.ties().enumerate() {
            let [id, from, to] = [&tie.id, &tie.from, &tie.to].map(|text| name(text));
            let _ = write!(text, "  <edge id=\"{id}\" source=\"{from}\" target=\"{to}\">");
            if direction == Directions::Mixed {
                let word = if network.mutual(tie) { "mutual" } else { "directed" };
                let _ = write!(text, "<data key=\"ed\">{word}</data>");
            }
            data(&mut text, "e", &of_edges, row);
            text.push_str("</edge>\n");
        }
        text.push_str(" </graph>\n</graphml>\n");
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        texts_lost(network, |text| escape(text).is_none(), "control characters, which XML has not")
    }
}

fn keys(text: &mut String, prefix: &str, of: &str, columns: &[(usize, &Column)]) {
    for (i, column) in columns {
        let kind = match column.kind {
            ColumnType::Text => "string",
            ColumnType::Whole => "long",
            ColumnType::Number => "double",
            ColumnType::Boolean => "boolean",
            // Texts to other programs; here each value tells its own type.
            ColumnType::Mixed => "string\" proxeny.type=\"mixed",
        };
        let name = name(&column.name);
        let _ = writeln!(text, " <key id=\"{prefix}{i}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
}

fn data(text: &mut String, prefix: &str, columns: &[(usize, &Column)], row: usize) {
    for (i, column) in columns {
        if let Some(value) = column.values[row].as_deref().and_then(escape) {
            let _ = write!(text, "<data key=\"{prefix}{i}\">{value}</data>");
        }
    }
}
