//! Reading graphs in JSON.

use crate::error::{Error, Problem};
use crate::io::exchange::REST;
use crate::io::json::{self, Json, Value};
use crate::io::tables::{Cell, Graph, join_list};
use crate::io::text::Text;
use crate::io::{Format, Input, ReadOptions};
use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::rc::Rc;

/// Graphs in JSON as a format to read.
pub(in crate::io) struct JsonGraph;

impl Format for JsonGraph {
    fn name(&self) -> &'static str {
        "graph-json"
    }

    fn about(&self) -> &'static str {
        "graphs in JSON: node-link data (NetworkX, D3), JSON Graph Format, Cytoscape.js, graphology"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jgf", "cyjs"]
    }

    fn recognises(&self, head: &str, bytes: &[u8]) -> bool {
        let head = head.trim_start_matches('\u{feff}').trim_start();
        if !head.starts_with('{') {
            return begins_elements(head);
        }
        let keys: Keys = serde_json::from_slice(bytes).unwrap_or_default();
        let has = |key: &str| keys.0.iter().any(|own| own == key);
        !has("format") && (has("elements") || has("graph") || has("graphs") || (has("nodes") && !has("actors")))
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = Rc::clone(&graph.text);
        let json = json::parse(&text)?;
        Reader { graph: &mut graph }.document(&json)?;
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

/// Whether a text begins like a list of elements of Cytoscape.js.
fn begins_elements(head: &str) -> bool {
    let first = head.strip_prefix('[').and_then(|rest| rest.trim_start().strip_prefix('{')).map(str::trim_start);
    first.is_some_and(|first| first.starts_with("\"data\"") || first.starts_with("\"group\""))
}

/// Fields that hold several texts.
const LISTS: [&str; 2] = ["tags", "sources"];

/// The keys of an object, whatever their values.
#[derive(Default)]
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Keys;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// An object whose members are looked up by name.
struct Object<'a>(Vec<(String, Json<'a>)>);

impl<'a> Object<'a> {
    fn of(json: &Json<'a>, what: &str) -> Result<Self, Problem> {
        match json.value()? {
            Value::Object(members) => Ok(Self(members)),
            other => {
                let message = format!("{what} must be an object, not {}", other.what());
                Err(Problem::error(Some(json.place()), message, ""))
            }
        }
    }

    fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, json)| json)
    }

    /// An object that may be absent.
    fn object(&self, key: &str) -> Result<Self, Problem> {
        self.get(key).map_or(Ok(Self(Vec::new())), |json| Self::of(json, &format!("`{key}`")))
    }

    /// An object that may be absent or, as some programs write it, a list of keys with their values.
    fn pairs(&self, key: &str) -> Result<Self, Problem> {
        let Some(json) = self.get(key) else { return Ok(Self(Vec::new())) };
        let Ok(Value::Array(items)) = json.value() else { return self.object(key) };
        let mut members = Vec::new();
        for item in items {
            let pair = <[Json<'a>; 2]>::try_from(list(&item, "a key with its value")?);
            let message = || Problem::error(Some(item.place()), "a key with its value is a list of two", "");
            let [name, value] = pair.map_err(|_| message())?;
            match name.value()? {
                Value::String(name) => members.push((name, value)),
                _ => return Err(message()),
            }
        }
        Ok(Self(members))
    }

    fn is(&self, key: &str) -> Option<bool> {
        match self.get(key)?.value() {
            Ok(Value::Bool(value)) => Some(value),
            _ => None,
        }
    }

    /// A text, or a number as one.
    fn text(&self, key: &str) -> Option<String> {
        match self.get(key)?.value().ok()? {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => Some(self.get(key)?.raw().to_owned()),
            _ => None,
        }
    }
}

/// The objects among these, one after another.
fn objects<'j, 'a>(items: &'j [Json<'a>]) -> impl Iterator<Item = Object<'a>> + use<'j, 'a> {
    items.iter().filter_map(|item| Object::of(item, "it").ok())
}

fn list<'a>(json: &Json<'a>, what: &str) -> Result<Vec<Json<'a>>, Problem> {
    match json.value()? {
        Value::Array(items) => Ok(items),
        other => {
            let message = format!("{what} must be a list, not {}", other.what());
            Err(Problem::error(Some(json.place()), message, ""))
        }
    }
}

struct Reader<'g, 't> {
    graph: &'g mut Graph<'t>,
}

/// Where an edge stands by its data and by itself.
struct Ends<'k> {
    from: &'k str,
    to: &'k str,
    id: &'k str,
    directed: bool,
}

impl Reader<'_, '_> {
    fn document(&mut self, json: &Json<'_>) -> Result<(), Problem> {
        if let Value::Array(items) = json.value()?
            && items
                .first()
                .is_some_and(|first| Object::of(first, "an element").is_ok_and(|one| one.get("data").is_some()))
        {
            return self.cytoscape(&Object(Vec::new()), json);
        }
        let top = Object::of(json, "a graph")?;
        if let Some(elements) = top.get("elements") {
            return self.cytoscape(&top, elements);
        }
        if let Some(graphs) = top.get("graphs") {
            let graphs = list(graphs, "`graphs`")?;
            if graphs.len() != 1 {
                let message = format!("the file holds {} graphs, and a network is one", graphs.len());
                return Err(Problem::error(
                    Some(json.place()),
                    message,
                    "save the one that is meant in a file of its own",
                ));
            }
            return self.json_graph(&Object::of(&graphs[0], "a graph")?);
        }
        let graph = top.object("graph")?;
        if top.get("nodes").is_none() && graph.get("nodes").is_some() {
            return self.json_graph(&graph);
        }
        self.node_link(&top, json)
    }

    /// Node-link data and graphology.
    fn node_link(&mut self, top: &Object<'_>, json: &Json<'_>) -> Result<(), Problem> {
        let Some(nodes) = top.get("nodes") else {
            let help = "this reads node-link data, JSON Graph Format, Cytoscape.js and graphology";
            return Err(Problem::error(Some(json.place()), "the graph has no `nodes`", help));
        };
        let (about, options) = (top.object("graph")?, top.object("options")?);
        let undirected = options.text("type").is_some_and(|kind| kind == "undirected");
        let directed = top.is("directed").unwrap_or(top.get("options").is_some() && !undirected);
        let attributes = top.object("attributes")?;
        self.rest(&[&about, &attributes, top]);
        self.about(&about);
        self.about(&attributes);
        let nodes = list(nodes, "`nodes`")?;
        let edges = top.get("links").or(top.get("edges")).map_or(Ok(Vec::new()), |edges| list(edges, "the edges"))?;
        let by_place = self.known_by_place(&nodes, &edges);
        for (place, node) in nodes.iter().enumerate() {
            let data = Object::of(node, "a node")?;
            let id = if data.get("id").is_none() && data.get("key").is_some() { "key" } else { "id" };
            let row = self.row(node, true);
            self.node_id(row, node, if by_place { Some(place.to_string()) } else { data.text(id) });
            self.fill(row, true, &data, &[id, "attributes"]);
            self.fill(row, true, &data.object("attributes")?, &[]);
        }
        for edge in &edges {
            let data = Object::of(edge, "an edge")?;
            let one_way = data.is("undirected").map_or(directed, |undirected| !undirected);
            // vis.js names the ends so.
            let is_other = data.get("source").is_none() && data.get("from").is_some();
            let (from, to) = if is_other { ("from", "to") } else { ("source", "target") };
            let row = self.edge(edge, &data, &Ends { from, to, id: "key", directed: one_way });
            self.fill(row, false, &data, &[from, to, "key", "attributes", "undirected"]);
            self.fill(row, false, &data.object("attributes")?, &[]);
        }
        Ok(())
    }

    /// Whether nodes have no ids and edges count their places from 0, as D3 does.
    fn known_by_place(&mut self, nodes: &[Json<'_>], edges: &[Json<'_>]) -> bool {
        let has_id = |node: &Object<'_>| node.get("id").is_some() || node.get("key").is_some();
        let is_place = |edge: &Object<'_>, key: &str| {
            let number = edge.get(key).filter(|end| matches!(end.value(), Ok(Value::Number(_))));
            number.is_some_and(|end| end.raw().parse::<usize>().is_ok_and(|place| place < nodes.len()))
        };
        let by_place = !edges.is_empty()
            && !objects(nodes).any(|node| has_id(&node))
            && objects(edges).all(|edge| is_place(&edge, "source") && is_place(&edge, "target"));
        if by_place {
            let message = format!("the {} nodes have no `id`: they are known by their places, from 0", nodes.len());
            self.graph.problems.push(Problem::warning(nodes.first().map(Json::place), message, ""));
        }
        by_place
    }

    /// JSON Graph Format: nodes in a list (1) or by their ids (2).
    fn json_graph(&mut self, graph: &Object<'_>) -> Result<(), Problem> {
        let directed = graph.is("directed").unwrap_or(true);
        let metadata = graph.object("metadata")?;
        self.rest(&[&metadata]);
        self.about(&metadata);
        self.graph.id = graph.text("id");
        self.graph.name = graph.text("label");
        if let Some(kind) = graph.text("type") {
            self.graph.attributes.insert("type".to_owned(), kind.into());
        }
        let nodes = graph.get("nodes").map(Json::value).transpose()?;
        let nodes: Vec<(Option<String>, Json<'_>)> = match nodes {
            Some(Value::Object(members)) => members.into_iter().map(|(id, node)| (Some(id), node)).collect(),
            Some(Value::Array(items)) => items.into_iter().map(|node| (None, node)).collect(),
            _ => Vec::new(),
        };
        for (id, node) in nodes {
            let data = Object::of(&node, "a node")?;
            let row = self.row(&node, true);
            self.node_id(row, &node, id.or_else(|| data.text("id")));
            self.fill(row, true, &data, &["id", "metadata"]);
            self.fill(row, true, &data.object("metadata")?, &[]);
        }
        if let Some(hyper) = graph.get("hyperedges") {
            let message = "an edge that joins more than two nodes cannot be a tie";
            self.graph.problems.push(Problem::error(
                Some(hyper.place()),
                message,
                "write an edge for each two of them",
            ));
        }
        let Some(edges) = graph.get("edges") else { return Ok(()) };
        for edge in list(edges, "`edges`")? {
            let data = Object::of(&edge, "an edge")?;
            let one_way = data.is("directed").unwrap_or(directed);
            let row = self.edge(&edge, &data, &Ends { from: "source", to: "target", id: "id", directed: one_way });
            if let Some(relation) = data.get("relation") {
                self.put(row, false, "kind", relation);
            }
            self.fill(row, false, &data, &["source", "target", "id", "relation", "directed", "metadata"]);
            self.fill(row, false, &data.object("metadata")?, &[]);
        }
        Ok(())
    }

    /// Cytoscape.js: elements in one list or in two, each with its data.
    fn cytoscape(&mut self, top: &Object<'_>, elements: &Json<'_>) -> Result<(), Problem> {
        let about = top.pairs("data")?;
        self.rest(&[&about]);
        self.about(&about);
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        match elements.value()? {
            Value::Object(members) => {
                let both = Object(members);
                nodes = both.get("nodes").map_or(Ok(nodes), |nodes| list(nodes, "`nodes`"))?;
                edges = both.get("edges").map_or(Ok(edges), |edges| list(edges, "`edges`"))?;
            }
            _ => {
                for element in list(elements, "`elements`")? {
                    let element_is = Object::of(&element, "an element")?;
                    let is_edge = element_is.text("group").is_some_and(|group| group == "edges");
                    let is_edge = is_edge || element_is.object("data")?.get("source").is_some();
                    if is_edge { edges.push(element) } else { nodes.push(element) }
                }
            }
        }
        let mut passed_over = IndexMap::new();
        for node in nodes {
            let element = Object::of(&node, "a node")?;
            let data = element.object("data")?;
            let row = self.row(&node, true);
            self.node_id(row, &node, data.text("id"));
            self.fill(row, true, &data, &["id"]);
            self.beside_data(row, true, &element, &mut passed_over);
        }
        for edge in edges {
            let element = Object::of(&edge, "an edge")?;
            let data = element.object("data")?;
            let row = self.edge(&edge, &data, &Ends { from: "source", to: "target", id: "id", directed: true });
            self.fill(row, false, &data, &["source", "target", "id"]);
            self.beside_data(row, false, &element, &mut passed_over);
        }
        for (key, _) in top.0.iter().filter(|(key, _)| !["elements", "data"].contains(&key.as_str())) {
            *passed_over.entry(key.clone()).or_insert(0) += 1;
        }
        if !passed_over.is_empty() {
            let told: Vec<String> = passed_over.iter().map(|(key, count)| format!("`{key}` {count} times")).collect();
            let message = format!("how the graph is drawn and shown is not read: {}", told.join(", "));
            self.graph.problems.push(Problem::warning(None, message, ""));
        }
        Ok(())
    }

    /// What an element has beside its data: classes and what a program keeps there are data too, the rest is how it is shown.
    fn beside_data(&mut self, row: usize, node: bool, element: &Object<'_>, passed_over: &mut IndexMap<String, usize>) {
        for (key, json) in element.0.iter().filter(|(key, _)| !["data", "group"].contains(&key.as_str())) {
            if !matches!(key.as_str(), "classes" | "scratch") {
                *passed_over.entry(key.clone()).or_default() += 1;
            } else if !matches!(json.raw().trim(), "\"\"" | "{}" | "null") {
                self.put(row, node, key, json);
            }
        }
    }

    fn row(&mut self, json: &Json<'_>, node: bool) -> usize {
        let grid = if node { &mut self.graph.actors } else { &mut self.graph.ties };
        grid.row(json.offset())
    }

    fn node_id(&mut self, row: usize, json: &Json<'_>, id: Option<String>) {
        if let Some(id) = id {
            self.graph.actors.fill(row, "id", &Cell::new(id, json.offset(), true));
        } else {
            self.graph.problems.push(Problem::error(Some(json.place()), "a node has no `id`", ""));
        }
    }

    fn edge(&mut self, json: &Json<'_>, data: &Object<'_>, ends: &Ends<'_>) -> usize {
        let row = self.row(json, false);
        for (column, key) in [("from", ends.from), ("to", ends.to)] {
            if let Some(end) = data.text(key) {
                self.graph.ties.fill(row, column, &Cell::new(end, json.offset(), true));
            } else {
                let message = format!("an edge has no `{key}`");
                self.graph.problems.push(Problem::error(Some(json.place()), message, ""));
            }
        }
        // NetworkX numbers parallel edges, which makes no id.
        if let Some(id) = data.text(ends.id).filter(|id| self.graph.rest.is_some() || id.parse::<u64>().is_err()) {
            self.graph.ties.fill(row, "id", &Cell::new(id, json.offset(), true));
        }
        let direction = if ends.directed { "directed" } else { "undirected" };
        self.graph.ties.fill(row, "direction", &Cell::new(direction, json.offset(), true));
        row
    }

    /// Fills in every member but these.
    fn fill(&mut self, row: usize, node: bool, object: &Object<'_>, but: &[&str]) {
        for (key, json) in object.0.iter().filter(|(key, _)| !but.contains(&key.as_str())) {
            self.put(row, node, key, json);
        }
    }

    fn put(&mut self, row: usize, node: bool, column: &str, json: &Json<'_>) {
        let cell = match json.value() {
            Ok(Value::Null) => return,
            Ok(Value::Array(items)) if LISTS.contains(&column) => match items.iter().map(Json::value).collect() {
                Ok::<Vec<_>, _>(values) if values.iter().all(|value| matches!(value, Value::String(_))) => {
                    let texts = values.iter().filter_map(|value| match value {
                        Value::String(text) => Some(text),
                        _ => None,
                    });
                    Cell::new(join_list(texts), json.offset(), true)
                }
                _ => Cell::new(json.raw().to_owned(), json.offset(), false),
            },
            Ok(Value::String(text)) => Cell::new(text, json.offset(), true),
            Ok(_) => Cell::new(json.raw().to_owned(), json.offset(), false),
            Err(problem) => return self.graph.problems.push(problem),
        };
        let grid = if node { &mut self.graph.actors } else { &mut self.graph.ties };
        grid.put(row, column, cell);
    }

    /// What this program wrote about the whole network.
    fn rest(&mut self, about: &[&Object<'_>]) {
        self.graph.rest = about.iter().find_map(|object| object.text(REST));
        self.graph.name = about.iter().find_map(|object| object.text("name"));
    }

    /// Keeps what is told of the graph as a whole.
    fn about(&mut self, object: &Object<'_>) {
        for (key, json) in object.0.iter().filter(|(key, _)| !["name", REST].contains(&key.as_str())) {
            let value = json.plain(&mut self.graph.problems);
            if !value.is_null() {
                self.graph.attributes.insert(key.clone(), value);
            }
        }
    }
}
