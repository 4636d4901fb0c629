//! GEXF 1.1 to 1.3: <https://gexf.net>.
//!
//! Nodes within nodes, attributes with defaults, spells and values that change over time are read: a spell gives `since` and
//! `until`; of several spells the first begins and the last ends; of values that change the last holds, which is told.

use super::types::{Declared, Types};
use super::xml::{Element, Step, Walk, escape, name, rest_instruction};
use super::{Directions, only_one, texts_lost};
use crate::error::{Error, Problem};
use crate::io::tables::{Cell, Column, ColumnType, Graph, actor_grid, tie_grid};
use crate::io::text::Text;
use crate::io::{Document, Format, Input, Loss, ReadOptions, Writer};
use crate::model::{Date, Network};
use indexmap::IndexMap;
use std::borrow::Cow;
use std::fmt::Write;

/// GEXF as a format to read and to write.
pub(in crate::io) struct Gexf;

const NAME: &str = "gexf";

impl Format for Gexf {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "GEXF 1.1 to 1.3, as Gephi writes it"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gexf"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        head.contains("<gexf")
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = std::rc::Rc::clone(&graph.text);
        let mut reader = Reader {
            walk: Walk::new(&text),
            graph: &mut graph,
            told: Told::default(),
            types: Types::default(),
            keys: Default::default(),
            defaults: Default::default(),
            directed: false,
        };
        if let Err(problem) = reader.document() {
            let mut problems = std::mem::take(&mut reader.graph.problems);
            problems.push(problem);
            return Err(problems.into());
        }
        reader.tell();
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

struct Key<'t> {
    name: String,
    declared: Declared,
    default: Option<Cow<'t, str>>,
}

/// What is counted to be told.
#[derive(Default)]
struct Told {
    nested: usize,
    drawings: usize,
    changing: usize,
    timed: usize,
    several_spells: usize,
    undated: usize,
}

/// Nodes or edges.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Node,
    Edge,
}

struct Reader<'a, 't, 'g> {
    walk: Walk<'a, 't>,
    graph: &'g mut Graph<'t>,
    /// Of nodes and of edges.
    keys: [IndexMap<String, Key<'t>>; 2],
    /// What nodes and edges have where they say nothing, by column.
    defaults: [Vec<(String, Cell<'t>)>; 2],
    directed: bool,
    told: Told,
    /// Values that are not of the type that is declared for them.
    types: Types,
}

impl<'t> Reader<'_, 't, '_> {
    fn document(&mut self) -> Result<(), Problem> {
        let mut graphs = 0;
        loop {
            match self.walk.step()? {
                Step::Open(element) => match &*element.name {
                    "gexf" | "nodes" | "edges" => {}
                    "graph" => {
                        graphs += 1;
                        if graphs > 1 {
                            return Err(only_one(graphs, self.graph.text.place(element.offset)));
                        }
                        // GEXF's default is undirected.
                        self.directed = self.leads(&element, "defaultedgetype").unwrap_or(false);
                        let plain = |name: &str, value: &str| name == "defaultedgetype" || value == "static";
                        for (name, value) in element.attributes().filter(|(name, value)| !plain(name, value)) {
                            self.graph.about(name, &Cell::new(value.clone(), element.offset, false));
                        }
                    }
                    "attributes" => self.attributes(&element)?,
                    "node" => self.node(&element, None)?,
                    "edge" => self.edge(&element)?,
                    "meta" => self.meta(&element)?,
                    _ => self.drawing()?,
                },
                Step::Close | Step::Text(_) => {}
                Step::End if graphs == 0 => {
                    return Err(Problem::error(None, "the file holds no `graph`", "is it GEXF?"));
                }
                Step::End => {
                    self.graph.rest = self.walk.rest.take();
                    return Ok(());
                }
            }
        }
    }

    /// Who made the file, when, and what it is about.
    fn meta(&mut self, element: &Element<'t>) -> Result<(), Problem> {
        for (name, value) in element.attributes() {
            self.graph.about(name, &Cell::new(value.clone(), element.offset, true));
        }
        loop {
            match self.walk.step()? {
                Step::Open(inner) => {
                    let cell = Cell::new(self.walk.text()?.0, inner.offset, true);
                    self.graph.about(&inner.name, &cell);
                }
                Step::Close | Step::End => return Ok(()),
                Step::Text(_) => {}
            }
        }
    }

    fn attributes(&mut self, element: &Element<'t>) -> Result<(), Problem> {
        let class = if element.get("class") == Some("edge") { Class::Edge } else { Class::Node };
        loop {
            match self.walk.step()? {
                Step::Open(inner) if inner.name == "attribute" => self.attribute(&inner, class)?,
                Step::Open(_) => self.walk.skip()?,
                Step::Close | Step::End => return Ok(()),
                Step::Text(_) => {}
            }
        }
    }

    fn attribute(&mut self, element: &Element<'t>, class: Class) -> Result<(), Problem> {
        let Some(id) = element.get("id").map(str::to_owned) else {
            return Err(self.walk.problem(element.offset, "an attribute has no `id`".to_owned()));
        };
        let name = element.get("title").unwrap_or(&id).to_owned();
        let kind = element.get("type").unwrap_or("string");
        let declared = match Declared::of(kind) {
            _ if element.get("proxeny.type").is_some() => Declared::Free,
            // Addresses, lists and other types of GEXF are texts.
            Declared::Free => Declared::Text,
            known => known,
        };
        let mut key = Key { name, declared, default: None };
        loop {
            match self.walk.step()? {
                Step::Open(inner) if inner.name == "default" => {
                    let text = self.walk.text()?.0;
                    key.default = Some(self.types.plain(declared, text, inner.offset));
                }
                Step::Open(_) => self.walk.skip()?,
                Step::Close | Step::End => break,
                Step::Text(_) => {}
            }
        }
        if let Some(default) = &key.default {
            let cell = Cell::new(default.clone(), element.offset, declared.is_text());
            self.defaults[class as usize].push((key.name.clone(), cell));
        }
        if self.keys[class as usize].insert(id.clone(), key).is_some() {
            return Err(self.walk.problem(element.offset, format!("attribute `{id}` is declared twice")));
        }
        Ok(())
    }

    fn node(&mut self, element: &Element<'t>, parent: Option<&Cow<'t, str>>) -> Result<(), Problem> {
        let row = self.graph.actors.row(element.offset);
        let Some(id) = element.value("id") else {
            return Err(self.walk.problem(element.offset, "a node has no `id`".to_owned()));
        };
        for (name, value) in element.attributes() {
            match name {
                "id" | "label" => self.put(Class::Node, row, name, &Cell::new(value.clone(), element.offset, true)),
                "start" | "end" | "startopen" | "endopen" => {}
                "pid" => self.put(Class::Node, row, "@parent", &Cell::new(value.clone(), element.offset, true)),
                other => {
                    self.put(Class::Node, row, &format!("@{other}"), &Cell::new(value.clone(), element.offset, true));
                }
            }
        }
        if let Some(parent) = parent {
            self.told.nested += 1;
            self.put(Class::Node, row, "@parent", &Cell::new(parent.clone(), element.offset, true));
        }
        self.content(Class::Node, row, element, Some(&id))
    }

    fn edge(&mut self, element: &Element<'t>) -> Result<(), Problem> {
        let row = self.graph.ties.row(element.offset);
        for (name, value) in element.attributes() {
            let column = match name {
                "id" => "id",
                "source" => "from",
                "target" => "to",
                "label" => "label",
                "type" | "start" | "end" | "startopen" | "endopen" => continue,
                "weight" => {
                    self.put(Class::Edge, row, "weight", &Cell::new(value.clone(), element.offset, false));
                    continue;
                }
                other => {
                    self.put(Class::Edge, row, &format!("@{other}"), &Cell::new(value.clone(), element.offset, true));
                    continue;
                }
            };
            self.put(Class::Edge, row, column, &Cell::new(value.clone(), element.offset, true));
        }
        for (end, name) in [("from", "source"), ("to", "target")] {
            if self.graph.ties.get(row, end).is_none() {
                let place = Some(self.graph.text.place(element.offset));
                self.graph.problems.push(Problem::error(place, format!("an edge has no `{name}`"), ""));
            }
        }
        let directed = self.leads(element, "type").unwrap_or(self.directed);
        let direction = if directed { "directed" } else { "undirected" };
        self.put(Class::Edge, row, "direction", &Cell::new(direction, element.offset, true));
        self.content(Class::Edge, row, element, None)
    }

    /// Whether edges lead one way; `None` if nothing is said, or something else, which is told.
    fn leads(&mut self, element: &Element<'t>, name: &str) -> Option<bool> {
        let value = element.get(name)?;
        match value.trim().to_lowercase().as_str() {
            "directed" => Some(true),
            "undirected" | "mutual" => Some(false),
            _ => {
                let message = format!("`{name}` is `{value}`, and neither directed nor undirected nor mutual");
                let place = Some(self.graph.text.place(element.offset));
                self.graph.problems.push(Problem::error(place, message, ""));
                None
            }
        }
    }

    /// What stands within a node or an edge, then its spells and the defaults.
    fn content(
        &mut self,
        class: Class,
        row: usize,
        element: &Element<'t>,
        id: Option<&Cow<'t, str>>,
    ) -> Result<(), Problem> {
        let mut spells: Vec<[Option<String>; 2]> = Vec::new();
        let ends = |element: &Element| {
            let end = |name: &str, open: &str| element.get(name).or(element.get(open)).map(str::to_owned);
            [end("start", "startopen"), end("end", "endopen")]
        };
        let mut depth = 0;
        loop {
            match self.walk.step()? {
                Step::Open(inner) => match &*inner.name {
                    "attvalues" | "spells" | "nodes" | "edges" | "parents" => depth += 1,
                    "parent" => {
                        let parent = inner.value("for").unwrap_or_default();
                        self.put(class, row, "@parent", &Cell::new(parent, inner.offset, true));
                        self.walk.skip()?;
                    }
                    "attvalue" => self.value(class, row, &inner)?,
                    "spell" => {
                        spells.push(ends(&inner));
                        self.walk.skip()?;
                    }
                    "node" => self.node(&inner, id)?,
                    "edge" => self.edge(&inner)?,
                    _ => self.drawing()?,
                },
                Step::Close if depth > 0 => depth -= 1,
                Step::Close | Step::End => break,
                Step::Text(_) => {}
            }
        }
        if spells.is_empty() {
            spells.push(ends(element));
        }
        self.told.several_spells += usize::from(spells.len() > 1);
        let since = spells.first().and_then(|spell| spell[0].clone());
        let until = spells.last().and_then(|spell| spell[1].clone());
        for (field, name, text) in [("since", "start", since), ("until", "end", until)] {
            self.date(class, row, field, name, text, element.offset);
        }
        self.defaults(class, row)
    }

    /// A date that is one goes where dates go, another number stays what it is.
    fn date(&mut self, class: Class, row: usize, field: &str, name: &str, text: Option<String>, offset: usize) {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
        let plain = text.split('T').next().unwrap_or_default().trim().trim_end_matches(".0").to_owned();
        if plain.parse::<Date>().is_ok() {
            self.put(class, row, field, &Cell::new(plain, offset, true));
        } else {
            self.told.undated += 1;
            self.put(class, row, &format!("@{name}"), &Cell::new(text, offset, false));
        }
    }

    fn value(&mut self, class: Class, row: usize, element: &Element<'t>) -> Result<(), Problem> {
        self.walk.skip()?;
        let id = element.get("for").or(element.get("id")).unwrap_or_default();
        let Some(key) = self.keys[class as usize].get(id) else {
            let place = Some(self.graph.text.place(element.offset));
            let message = format!("attribute `{id}` is not declared");
            self.graph.problems.push(Problem::error(place, message, "declare it in `attributes`"));
            return Ok(());
        };
        let value = element.value("value").unwrap_or_default();
        let (name, declared) = (key.name.clone(), key.declared);
        let value = self.types.plain(declared, value, element.offset);
        let cell = Cell::new(value, element.offset, declared.is_text());
        let changes =
            ["start", "end", "timestamp", "startopen", "endopen"].iter().any(|time| element.get(time).is_some());
        let grid = if class == Class::Node { &mut self.graph.actors } else { &mut self.graph.ties };
        if changes && grid.get(row, &name).is_some() {
            self.told.changing += 1;
            grid.replace(row, &name, &cell);
        } else {
            self.told.timed += usize::from(changes);
            grid.put(row, &name, cell);
        }
        Ok(())
    }

    fn put(&mut self, class: Class, row: usize, column: &str, cell: &Cell<'t>) {
        let grid = if class == Class::Node { &mut self.graph.actors } else { &mut self.graph.ties };
        grid.put(row, column, cell.clone());
    }

    fn defaults(&mut self, class: Class, row: usize) -> Result<(), Problem> {
        let grid = if class == Class::Node { &mut self.graph.actors } else { &mut self.graph.ties };
        for (column, cell) in &self.defaults[class as usize] {
            grid.fill(row, column, cell);
        }
        if grid.is_full() { self.graph.check() } else { Ok(()) }
    }

    fn drawing(&mut self) -> Result<(), Problem> {
        self.told.drawings += 1;
        self.walk.skip()
    }

    fn tell(&mut self) {
        self.types.tell(&self.graph.text, &mut self.graph.problems);
        let told = &self.told;
        let parts = [
            (told.nested, "stand within others, told by the attribute `parent`", "nodes"),
            (told.drawings, "(colours, places, sizes) are not read", "drawings"),
            (told.changing, "that change over time are replaced by the last", "values"),
            (told.timed, "hold for a time only, which is not read", "values"),
            (told.several_spells, "have several spells: the first begins, the last ends them", "nodes and edges"),
            (told.undated, "are no dates and are kept as the attributes `start` and `end`", "starts and ends"),
        ];
        for (number, what, nouns) in parts {
            if number > 0 {
                self.graph.problems.push(Problem::warning(None, format!("{number} {nouns} {what}"), ""));
            }
        }
    }
}

impl Writer for Gexf {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "GEXF 1.3 for Gephi, ties weighing their strength: everything, what is no node or edge for proxeny alone"
    }

    fn extension(&self) -> &'static str {
        NAME
    }

    fn write(&self, network: &Network) -> Document {
        let (actors, ties) = (actor_grid(network), tie_grid(network));
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n",
        );
        text.push_str(&rest_instruction(network));
        let word = Directions::of(network).word();
        text.push_str(" <meta><creator>proxeny</creator></meta>\n");
        let _ = writeln!(text, " <graph defaultedgetype=\"{word}\" mode=\"static\">");
        let [of_nodes, of_edges] = [&actors, &ties].map(|grid| super::written(grid).collect::<Vec<_>>());
        attributes(&mut text, "node", "n", &of_nodes);
        attributes(&mut text, "edge", "e", &of_edges);
        let _ = writeln!(text, "  <nodes count=\"{}\">", network.actors().len());
        for (row, (_, actor)) in network.actors().enumerate() {
            let [id, label] = [actor.id.as_str(), actor.label("en")].map(name);
            let _ = write!(text, "   <node id=\"{id}\" label=\"{label}\">");
            values(&mut text, "n", &of_nodes, row);
            text.push_str("</node>\n");
        }
        let _ = writeln!(text, "  </nodes>\n  <edges count=\"{}\">", network.ties().len());
        for (row, (_, tie)) in network.ties().enumerate() {
            let [id, from, to] = [&tie.id, &tie.from, &tie.to].map(|text| name(text));
            let weight = network.strength(tie);
            let _ = write!(
                text,
                "   <edge id=\"{id}\" source=\"{from}\" target=\"{to}\" type=\"{word}\" weight=\"{weight}\">"
            );
            values(&mut text, "e", &of_edges, row);
            text.push_str("</edge>\n");
        }
        text.push_str("  </edges>\n </graph>\n</gexf>\n");
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        texts_lost(network, |text| escape(text).is_none(), "control characters, which XML has not")
    }
}

fn attributes(text: &mut String, class: &str, prefix: &str, columns: &[(usize, &Column)]) {
    let _ = writeln!(text, "  <attributes class=\"{class}\">");
    for (i, column) in columns {
        let kind = match column.kind {
            ColumnType::Text => "string",
            ColumnType::Whole => "long",
            ColumnType::Number => "double",
            ColumnType::Boolean => "boolean",
            ColumnType::Mixed => "string\" proxeny.type=\"mixed",
        };
        let name = name(&column.name);
        let _ = writeln!(text, "   <attribute id=\"{prefix}{i}\" title=\"{name}\" type=\"{kind}\"/>");
    }
    text.push_str("  </attributes>\n");
}

fn values(text: &mut String, prefix: &str, columns: &[(usize, &Column)], row: usize) {
    text.push_str("<attvalues>");
    for (i, column) in columns {
        if let Some(value) = column.values[row].as_deref().and_then(escape) {
            let _ = write!(text, "<attvalue for=\"{prefix}{i}\" value=\"{value}\"/>");
        }
    }
    text.push_str("</attvalues>");
}
