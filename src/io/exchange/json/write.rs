//! Writing graphs in JSON.

use crate::io::exchange::{Directions, REST, rest, written};
use crate::io::tables::{Column, ColumnType, actor_grid, tie_grid};
use crate::io::{Document, Loss, Writer};
use crate::model::Network;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// One of the shapes of graphs in JSON.
pub(in crate::io) struct Shape {
    name: &'static str,
    about: &'static str,
    extension: &'static str,
    write: fn(&Parts) -> Tree,
}

/// Node-link data.
pub(in crate::io) static NODE_LINK: Shape = Shape {
    name: "node-link",
    about: "node-link data in JSON for NetworkX and D3: everything, what is no node or edge as one text",
    extension: "",
    write: node_link,
};

/// JSON Graph Format.
pub(in crate::io) static JGF: Shape = Shape {
    name: "jgf",
    about: "JSON Graph Format 2: everything, what is no node or edge as one text",
    extension: "jgf",
    write: jgf,
};

/// Cytoscape.js.
pub(in crate::io) static CYTOSCAPE: Shape = Shape {
    name: "cytoscape",
    about: "JSON for Cytoscape and Cytoscape.js: everything, what is no node or edge as one text",
    extension: "cyjs",
    write: cytoscape,
};

/// graphology.
pub(in crate::io) static GRAPHOLOGY: Shape = Shape {
    name: "graphology",
    about: "JSON for graphology and sigma.js: everything, what is no node or edge as one text",
    extension: "",
    write: graphology,
};

impl Writer for Shape {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn extension(&self) -> &'static str {
        self.extension
    }

    fn is_file(&self) -> bool {
        true
    }

    fn write(&self, network: &Network) -> Document {
        let tree = (self.write)(&Parts::of(network));
        let mut text = serde_json::to_vec(&tree).expect("invariant: a tree of plain values can be written");
        text.push(b'\n');
        Document::File(text)
    }

    fn losses(&self, _: &Network) -> Vec<Loss> {
        Vec::new()
    }
}

/// JSON whose objects keep the order of their members.
enum Tree {
    Value(Value),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

/// Data of a node or an edge.
type Data = Vec<(String, Value)>;

/// The parts of a graph.
struct Parts {
    id: String,
    rest: String,
    directions: Directions,
    /// Ids and data.
    nodes: Vec<(String, Data)>,
    edges: Vec<Edge>,
}

struct Edge {
    id: String,
    from: String,
    to: String,
    mutual: bool,
    kind: String,
    data: Data,
}

impl Parts {
    fn of(network: &Network) -> Self {
        let (actors, ties) = (actor_grid(network), tie_grid(network));
        let [of_nodes, of_edges] =
            [&actors, &ties].map(|grid| written(grid).map(|(_, column)| column).collect::<Vec<_>>());
        let nodes = network.actors().enumerate().map(|(row, (_, actor))| (actor.id.clone(), data(&of_nodes, row)));
        let edges = network.ties().enumerate().map(|(row, (_, tie))| Edge {
            id: tie.id.clone(),
            from: tie.from.clone(),
            to: tie.to.clone(),
            mutual: network.mutual(tie),
            kind: tie.kind.clone(),
            data: data(&of_edges, row),
        });
        Self {
            id: network.id().to_owned(),
            rest: rest(network),
            directions: Directions::of(network),
            nodes: nodes.collect(),
            edges: edges.collect(),
        }
    }
}

fn data(columns: &[&Column], row: usize) -> Data {
    let mut data = Data::new();
    for column in columns {
        let Some(text) = &column.values[row] else { continue };
        let value = match column.kind {
            ColumnType::Text => Value::String(text.clone()),
            // What is no JSON, such as a word, is a text.
            _ => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone())),
        };
        data.push((column.name.clone(), value));
    }
    data
}

/// An object of these members.
fn object<const N: usize>(members: [(&str, Tree); N]) -> Tree {
    Tree::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// An object of these texts and of data.
fn with<const N: usize>(texts: [(&str, &String); N], data: &[(String, Value)]) -> Tree {
    let texts = texts.into_iter().map(|(key, text)| (key.to_owned(), plain(text.as_str())));
    let data = data.iter().map(|(key, value)| (key.clone(), Tree::Value(value.clone())));
    Tree::Object(texts.chain(data).collect())
}

fn plain(value: impl Into<Value>) -> Tree {
    Tree::Value(value.into())
}

fn about(parts: &Parts) -> Tree {
    with([("name", &parts.id), (REST, &parts.rest)], &[])
}

fn node_link(parts: &Parts) -> Tree {
    let edge = |edge: &Edge| with([("source", &edge.from), ("target", &edge.to), ("key", &edge.id)], &edge.data);
    object([
        ("directed", plain(parts.directions != Directions::Mutual)),
        ("multigraph", plain(true)),
        ("graph", about(parts)),
        ("nodes", Tree::List(parts.nodes.iter().map(|(id, data)| with([("id", id)], data)).collect())),
        ("edges", Tree::List(parts.edges.iter().map(edge).collect())),
    ])
}

fn jgf(parts: &Parts) -> Tree {
    let node = |(id, data): &(String, Data)| (id.clone(), object([("metadata", with([], data))]));
    let edge = |edge: &Edge| {
        let data: Data = edge.data.iter().filter(|(key, _)| key != "kind").cloned().collect();
        object([
            ("id", plain(edge.id.as_str())),
            ("source", plain(edge.from.as_str())),
            ("target", plain(edge.to.as_str())),
            ("relation", plain(edge.kind.as_str())),
            ("directed", plain(!edge.mutual)),
            ("metadata", with([], &data)),
        ])
    };
    let graph = object([
        ("id", plain(parts.id.as_str())),
        ("directed", plain(true)),
        ("metadata", with([(REST, &parts.rest)], &[])),
        ("nodes", Tree::Object(parts.nodes.iter().map(node).collect())),
        ("edges", Tree::List(parts.edges.iter().map(edge).collect())),
    ]);
    object([("graph", graph)])
}

fn cytoscape(parts: &Parts) -> Tree {
    let node = |(id, data): &(String, Data)| object([("data", with([("id", id)], data))]);
    let edge = |edge: &Edge| {
        let ends = [("id", &edge.id), ("source", &edge.from), ("target", &edge.to)];
        object([("data", with(ends, &edge.data))])
    };
    let nodes = Tree::List(parts.nodes.iter().map(node).collect());
    let edges = Tree::List(parts.edges.iter().map(edge).collect());
    object([("data", about(parts)), ("elements", object([("nodes", nodes), ("edges", edges)]))])
}

fn graphology(parts: &Parts) -> Tree {
    let node = |(id, data): &(String, Data)| object([("key", plain(id.as_str())), ("attributes", with([], data))]);
    let edge = |edge: &Edge| {
        object([
            ("key", plain(edge.id.as_str())),
            ("source", plain(edge.from.as_str())),
            ("target", plain(edge.to.as_str())),
            ("undirected", plain(edge.mutual)),
            ("attributes", with([], &edge.data)),
        ])
    };
    object([
        ("attributes", about(parts)),
        ("options", object([("type", plain("mixed")), ("multi", plain(true)), ("allowSelfLoops", plain(true))])),
        ("nodes", Tree::List(parts.nodes.iter().map(node).collect())),
        ("edges", Tree::List(parts.edges.iter().map(edge).collect())),
    ])
}
