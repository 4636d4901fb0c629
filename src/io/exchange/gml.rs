//! GML: <https://web.archive.org/web/20190303094704/http://www.fim.uni-passau.de:80/fileadmin/files/lehrstuhl/brandenburg/projekte/gml/gml-technical-report.pdf>
//! (Himsolt 1997).
//!
//! Nodes are known by their `id`; a `label` is their name, and their id where every label is another. Values within lists
//! get names with dots. Characters beyond ASCII are written as numbered entities, as the format demands, and read by
//! their names too.

use super::entities::decode;
use super::{Directions, Fresh, REST, only_one, rest};
use crate::error::{Error, Problem};
use crate::io::tables::{Cell, Column, ColumnType, Graph, actor_grid, tie_grid};
use crate::io::text::Text;
use crate::io::{Document, Format, Input, Loss, ReadOptions, Writer};
use crate::model::{Actor, Network};
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// GML as a format to read and to write.
pub(in crate::io) struct Gml;

const NAME: &str = "gml";

/// The deepest nesting of lists that is read.
const MAX_DEPTH: usize = 32;

impl Format for Gml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "GML, as NetworkX, igraph and yEd write it"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gml"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        let words = head.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(str::split_whitespace);
        // In DOT a brace comes before `graph [`.
        let mut words = words.skip_while(|word| *word != "graph" && !word.contains('{'));
        words.next() == Some("graph") && words.next().is_some_and(|word| word.starts_with('['))
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = std::rc::Rc::clone(&graph.text);
        let pairs = Parser { text: &text, at: 0 }.list(0)?;
        let graphs: Vec<_> = lists(&pairs, "graph").collect();
        let [(found, _)] = graphs.as_slice() else {
            let Some((_, second)) = graphs.get(1) else {
                return Err(Problem::error(None, "the file holds no `graph [`", "is it GML?").into());
            };
            return Err(only_one(graphs.len(), text.place(*second)).into());
        };
        lay_out(found, &mut graph);
        fill(&pairs, "", &["graph"], &Names::default(), &mut |name, cell| graph.about(name, &cell));
        let own = ["node", "edge", "directed", "name", "multigraph", COLUMNS, MIXED, REST];
        fill(found, "", &own, &Names::default(), &mut |name, cell| graph.about(name, &cell));
        // In a large file they take as much memory as the network will.
        drop(graphs);
        drop(pairs);
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

/// A key with its value.
struct Pair<'t> {
    key: &'t str,
    value: Value<'t>,
    offset: usize,
}

enum Value<'t> {
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Pair<'t>>),
}

struct Parser<'a, 't> {
    text: &'a Text<'t>,
    at: usize,
}

impl<'t> Parser<'_, 't> {
    /// The pairs up to the end of a list, or of the file at depth 0.
    fn list(&mut self, depth: usize) -> Result<Vec<Pair<'t>>, Problem> {
        if depth > MAX_DEPTH {
            return Err(self.problem(self.at, format!("lists are nested more than {MAX_DEPTH} deep")));
        }
        let mut pairs = Vec::new();
        loop {
            self.blank();
            let offset = self.at;
            match self.rest().chars().next() {
                None if depth == 0 => return Ok(pairs),
                None => {
                    return Err(self.problem(offset, "the file ends within a list: it seems to be cut off".to_owned()));
                }
                Some(']') if depth > 0 => {
                    self.at += 1;
                    return Ok(pairs);
                }
                Some(c) if c.is_ascii_alphabetic() || c == '_' => {}
                Some(c) => return Err(self.problem(offset, format!("`{c}` stands where the name of a value should"))),
            }
            let key = self.word();
            self.blank();
            let value = self.value(depth)?;
            pairs.push(Pair { key, value, offset });
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'t>, Problem> {
        let offset = self.at;
        match self.rest().chars().next() {
            Some('[') => {
                self.at += 1;
                self.list(depth + 1).map(Value::List)
            }
            Some('"') => {
                let inner = &self.rest()[1..];
                let mut quotes = inner.match_indices('"').map(|(at, _)| at);
                let Some(end) = quotes.find(|at| !is_within(inner, *at)) else {
                    return Err(self.problem(offset, "the quote that begins this text is never closed".to_owned()));
                };
                let text = match decode(&inner[..end]) {
                    text if inner[..end].contains('"') => text.replace("\\\"", "\"").into(),
                    text => text,
                };
                self.at += end + 2;
                Ok(Value::Text(text))
            }
            Some(c) if c.is_ascii_digit() || matches!(c, '+' | '-' | '.') => Ok(Value::Number(self.word())),
            // Some programs write words without quotes, among them NAN and INF.
            Some(c) if c.is_ascii_alphabetic() => Ok(Value::Text(self.word().into())),
            _ => Err(self.problem(offset, "a value is missing: a number, a text in quotes, or a list".to_owned())),
        }
    }

    fn word(&mut self) -> &'t str {
        let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"');
        let rest = self.rest();
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// Passes over white space, and lines that are comments.
    fn blank(&mut self) {
        loop {
            let content = self.text.content;
            let trimmed = content[self.at..].trim_start();
            self.at = content.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn rest(&self) -> &'t str {
        &self.text.content[self.at..]
    }

    fn problem(&self, offset: usize, message: String) -> Problem {
        Problem::error(Some(self.text.place(offset)), message, "")
    }
}

/// Whether a quote is part of the text it stands in. In GML it cannot be, but graph-tool writes a backslash before such a one;
/// behind the last quote of a text the list ends, or another key with its value comes.
fn is_within(text: &str, quote: usize) -> bool {
    if !text[..quote].ends_with('\\') {
        return false;
    }
    let after = &text[quote + 1..];
    let next = after.trim_start();
    let key = next.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let value = key.trim_start();
    let has_value = value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '[' | '+' | '-' | '.'));
    let is_pair = next.len() < after.len() && key.len() < next.len() && value.len() < key.len() && has_value;
    !(next.is_empty() || next.starts_with(']') || is_pair)
}

fn lay_out<'t>(pairs: &[Pair<'t>], graph: &mut Graph<'t>) {
    let names = names_of_columns(pairs);
    let directed = directed(pairs, graph);
    for pair in pairs.iter().filter(|pair| matches!(pair.key, "node" | "edge")) {
        let keys: &[&str] = if pair.key == "node" { &["id"] } else { &["source", "target"] };
        if let Value::List(inner) = &pair.value {
            graph.problems.extend(keys.iter().filter_map(|key| twice(inner, key, &graph.text)));
        } else {
            let message = format!("`{}` has a value and not a list of values", pair.key);
            let place = Some(graph.text.place(pair.offset));
            graph.problems.push(Problem::error(place, message, "write node [ id 1 ]"));
        }
    }
    let nodes = || lists(pairs, "node");
    // Where no two nodes have the same label, the labels are what people know them by.
    let labels: Vec<Cow<'_, str>> = nodes().filter_map(|(inner, _)| text_of(inner, "label")).collect();
    let mut ids: HashMap<Cow<'t, str>, Cow<'t, str>> = HashMap::new();
    for (inner, offset) in nodes() {
        let row = graph.actors.row(offset);
        let Some(number) = text_of(inner, "id") else {
            let place = Some(graph.text.place(offset));
            graph.problems.push(Problem::error(place, "a node has no `id`", ""));
            continue;
        };
        let id = proxeny_id(inner).unwrap_or_else(|| number.clone());
        if ids.insert(number.clone(), id.clone()).is_some() {
            let place = Some(graph.text.place(offset));
            graph.problems.push(Problem::error(place, format!("node {number} is there twice"), "ids are unique"));
        }
        graph.actors.fill(row, "id", &Cell::new(id, offset, true));
        fill(inner, "", &["id", PROXENY_ID], &names, &mut |name, cell| {
            graph.actors.put(row, name, cell);
        });
    }
    if labels.len() < ids.len() && !labels.is_empty() {
        let message = format!("{} of {} nodes have no label", ids.len() - labels.len(), ids.len());
        graph.problems.push(Problem::warning(None, message, ""));
    }
    graph.rest = text_of(pairs, REST).map(Cow::into_owned);
    let is_own = graph.rest.is_some();
    for (inner, offset) in lists(pairs, "edge") {
        let row = graph.ties.row(offset);
        for (key, column) in [("source", "from"), ("target", "to")] {
            let place = Some(graph.text.place(offset));
            let Some(number) = text_of(inner, key) else {
                graph.problems.push(Problem::error(place, format!("an edge has no `{key}`"), ""));
                continue;
            };
            let id = ids.get(&number).cloned().unwrap_or(number);
            graph.ties.fill(row, column, &Cell::new(id, offset, true));
        }
        let direction = if directed { "directed" } else { "undirected" };
        graph.ties.fill(row, "direction", &Cell::new(direction, offset, true));
        if let Some(id) = text_of(inner, "key").filter(|_| is_own) {
            graph.ties.fill(row, "id", &Cell::new(id, offset, true));
        }
        let own = ["source", "target", if is_own { "key" } else { "" }];
        fill(inner, "", &own, &names, &mut |name, cell| {
            graph.ties.put(row, name, cell);
        });
    }
    graph.name = text_of(pairs, "name").or(text_of(pairs, "label")).map(Cow::into_owned);
}

/// Whether edges lead one way only, which a graph tells by a number.
fn directed(pairs: &[Pair<'_>], graph: &mut Graph<'_>) -> bool {
    graph.problems.extend(twice(pairs, "directed", &graph.text));
    let Some(pair) = pairs.iter().find(|pair| pair.key == "directed") else { return false };
    match &pair.value {
        Value::Number(text) if text.parse::<f64>().is_ok() => text.parse() != Ok(0.0),
        _ => {
            let place = Some(graph.text.place(pair.offset));
            graph.problems.push(Problem::error(place, "`directed` is neither 0 nor 1", ""));
            false
        }
    }
}

/// That a key stands in a list again, of which it can have one only.
fn twice(pairs: &[Pair<'_>], key: &str, text: &Text<'_>) -> Option<Problem> {
    let second = pairs.iter().filter(|pair| pair.key == key).nth(1)?;
    Some(Problem::error(Some(text.place(second.offset)), format!("`{key}` is there twice"), "keep one of the two"))
}

/// The lists of that name.
fn lists<'p, 't>(pairs: &'p [Pair<'t>], key: &'p str) -> impl Iterator<Item = (&'p [Pair<'t>], usize)> {
    pairs.iter().filter(move |pair| pair.key == key).filter_map(|pair| match &pair.value {
        Value::List(inner) => Some((inner.as_slice(), pair.offset)),
        _ => None,
    })
}

fn text_of<'t>(pairs: &[Pair<'t>], key: &str) -> Option<Cow<'t, str>> {
    pairs.iter().find(|pair| pair.key == key).and_then(|pair| match &pair.value {
        Value::Number(text) => Some(Cow::Borrowed(*text)),
        Value::Text(text) => Some(text.clone()),
        Value::List(_) => None,
    })
}

/// Fills in every value but these; those within a list have its name before theirs.
fn fill<'t>(pairs: &[Pair<'t>], prefix: &str, own: &[&str], names: &Names, put: &mut dyn FnMut(&str, Cell<'t>)) {
    for pair in pairs.iter().filter(|pair| !own.contains(&pair.key)) {
        let name = format!("{prefix}{}", pair.key);
        let column = names.columns.get(&name).map_or(name.as_str(), String::as_str);
        match &pair.value {
            Value::Number(text) => put(column, Cell::new(*text, pair.offset, false)),
            Value::Text(text) if names.mixed.contains(&name) => {
                put(column, Cell::new(text.clone(), pair.offset, false));
            }
            Value::Text(text) => put(column, Cell::new(text.clone(), pair.offset, true)),
            Value::List(inner) => fill(inner, &format!("{name}."), &[], names, put),
        }
    }
}

/// The id of an actor, whose number is only known to the file.
const PROXENY_ID: &str = "proxenyId";

/// What the columns are called, whose names GML cannot hold.
const COLUMNS: &str = "proxenyColumns";

/// Among those the columns whose values tell their types themselves.
const MIXED: &str = "proxenyMixed";

fn proxeny_id<'t>(pairs: &[Pair<'t>]) -> Option<Cow<'t, str>> {
    text_of(pairs, PROXENY_ID)
}

/// What this program wrote about the names of values.
#[derive(Default)]
struct Names {
    /// Columns by the keys that stand for them.
    columns: HashMap<String, String>,
    /// The keys whose values tell their types themselves.
    mixed: HashSet<String>,
}

fn names_of_columns(pairs: &[Pair<'_>]) -> Names {
    let told = text_of(pairs, COLUMNS).and_then(|text| serde_json::from_str(&text).ok());
    let mixed = text_of(pairs, MIXED).unwrap_or_default();
    Names { columns: told.unwrap_or_default(), mixed: mixed.split(' ').map(str::to_owned).collect() }
}

impl Writer for Gml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "GML for NetworkX, igraph and yEd: everything, what is no node or edge for proxeny alone"
    }

    fn extension(&self) -> &'static str {
        NAME
    }

    fn write(&self, network: &Network) -> Document {
        let (actors, ties) = (actor_grid(network), tie_grid(network));
        let own = ["id", "label", "source", "target", "weight"].map(str::to_owned);
        // A column of texts and one whose values tell their types are told apart, also where one is of nodes and one of edges.
        let is_mixed = |column: &Column| matches!(column.kind, ColumnType::Mixed | ColumnType::Boolean);
        let (mut names, mut fresh) = (IndexMap::<(&str, bool), String>::new(), Fresh::but(own.into_iter()));
        for (_, column) in super::written(&actors).chain(super::written(&ties)) {
            let name = || fresh.name(plain(&column.name));
            names.entry((&column.name, is_mixed(column))).or_insert_with(name);
        }
        let key = |column: &Column| names.get(&(column.name.as_str(), is_mixed(column))).cloned().unwrap_or_default();
        let mixed = names.iter().filter(|((_, mixed), _)| *mixed).map(|(_, key)| key.as_str()).collect::<Vec<_>>();
        let directions = Directions::of(network);
        let mut text = String::from("Creator \"proxeny\"\ngraph [\n");
        // NetworkX tells parallel edges apart by their keys.
        text.push_str(" multigraph 1\n");
        let _ = writeln!(text, " directed {}", i32::from(directions != Directions::Mutual));
        let told: IndexMap<&str, &str> = names.iter().map(|((name, _), key)| (key.as_str(), *name)).collect();
        let columns = serde_json::to_string(&told).unwrap_or_default();
        for (key, value) in
            [("name", network.id()), (COLUMNS, &columns), (MIXED, &mixed.join(" ")), (REST, &rest(network))]
        {
            let _ = writeln!(text, " {key} \"{}\"", encode(value));
        }
        let [of_nodes, of_edges] = [&actors, &ties]
            .map(|grid| super::written(grid).map(|(_, column)| (key(column), column)).collect::<Vec<_>>());
        let labels = unique_labels(network);
        let position: HashMap<&str, usize> =
            network.actors().enumerate().map(|(i, (_, actor))| (actor.id.as_str(), i)).collect();
        for (row, (_, actor)) in network.actors().enumerate() {
            let [id, label] = [actor.id.as_str(), &labels[row]].map(encode);
            let _ = write!(text, " node [ id {row} label \"{label}\" {PROXENY_ID} \"{id}\"");
            values(&mut text, &of_nodes, row);
        }
        for (row, (_, tie)) in network.ties().enumerate() {
            let [from, to] = [&tie.from, &tie.to].map(|id| position[id.as_str()]);
            let (id, weight) = (encode(&tie.id), network.strength(tie));
            let _ = write!(text, " edge [ source {from} target {to} key \"{id}\" weight {weight:?}");
            values(&mut text, &of_edges, row);
        }
        text.push_str("]\n");
        Document::File(text.into_bytes())
    }

    fn losses(&self, _: &Network) -> Vec<Loss> {
        Vec::new()
    }
}

/// Labels are what NetworkX knows nodes by, so that each must be another.
fn unique_labels(network: &Network) -> Vec<String> {
    let mut alike: HashMap<&str, usize> = HashMap::new();
    network.actors().for_each(|(_, actor)| *alike.entry(actor.label("en")).or_default() += 1);
    let label = |actor: &Actor| match actor.label("en") {
        label if alike[label] == 1 => label.to_owned(),
        label => format!("{label} ({})", actor.id),
    };
    network.actors().map(|(_, actor)| label(actor)).collect()
}

/// A key that GML can hold.
fn plain(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("x{plain}") }
}

fn values(text: &mut String, columns: &[(String, &Column)], row: usize) {
    for (key, column) in columns {
        let Some(value) = &column.values[row] else { continue };
        let _ = match column.kind {
            ColumnType::Whole | ColumnType::Number => write!(text, " {key} {value}"),
            _ => write!(text, " {key} \"{}\"", encode(value)),
        };
    }
    text.push_str(" ]\n");
}

/// A text in ASCII without quotes.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => encoded.push_str("&amp;"),
            '"' => encoded.push_str("&quot;"),
            ' '..='~' => encoded.push(c),
            _ => drop(write!(encoded, "&#{};", c as u32)),
        }
    }
    encoded
}
