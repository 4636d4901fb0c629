//! Writing DOT: what a network holds stands in attributes, of which Graphviz shows the labels.

use super::super::{Directions, REST, rest, texts_lost, written};
use super::Dot;
use crate::io::tables::{Column, ColumnType, actor_grid, tie_grid};
use crate::io::{Document, Format, Loss, Writer};
use crate::model::Network;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Under this name the graph tells which attributes are texts, whatever they look like: DOT has no types.
pub(super) const TEXTS: &str = "proxenyTexts";

/// Names of attributes that are texts.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct Texts {
    /// Of nodes.
    pub(super) node: BTreeSet<String>,
    /// Of edges.
    pub(super) edge: BTreeSet<String>,
}

impl Writer for Dot {
    fn name(&self) -> &'static str {
        Format::name(self)
    }

    fn about(&self) -> &'static str {
        "DOT for Graphviz, as data and not as a picture: everything, what is no node or edge for proxeny alone"
    }

    fn extension(&self) -> &'static str {
        "dot"
    }

    fn other_extensions(&self) -> &'static [&'static str] {
        &["gv"]
    }

    fn write(&self, network: &Network) -> Document {
        let (actors, ties) = (actor_grid(network), tie_grid(network));
        let [of_nodes, of_edges] = [&actors, &ties].map(|grid| written(grid).collect::<Vec<_>>());
        let directions = Directions::of(network);
        let (graph, arrow) = if directions == Directions::Mutual { ("graph", "--") } else { ("digraph", "->") };
        let mut text = format!("{graph} {} {{\n", quoted(network.id()));
        let mut texts = Texts { node: texts(&of_nodes), edge: texts(&of_edges) };
        texts.edge.insert("id".to_owned());
        let texts = serde_json::to_string(&texts).unwrap_or_default();
        for (name, value) in [(TEXTS, &texts), (REST, &rest(network))] {
            let _ = writeln!(text, "  {name}={};", quoted(value));
        }
        for (row, (_, actor)) in network.actors().enumerate() {
            let label = without_entities(actor.label("en"));
            let _ = write!(text, "  {} [label={}", quoted(&actor.id), quoted(&label));
            values(&mut text, &of_nodes, row);
        }
        for (row, (_, tie)) in network.ties().enumerate() {
            let [from, to, id] = [&tie.from, &tie.to, &tie.id].map(|text| quoted(text));
            let weight = network.strength(tie);
            let _ = write!(text, "  {from} {arrow} {to} [id={id}, weight={}", quoted(&weight.to_string()));
            // Graphviz draws such an edge with two heads.
            if directions == Directions::Mixed && network.mutual(tie) {
                text.push_str(", dir=both");
            }
            values(&mut text, &of_edges, row);
        }
        text.push_str("}\n");
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        texts_lost(network, has_nul, "the character NUL, at which Graphviz ends a text")
    }
}

fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// The names of the columns whose values are texts.
fn texts(columns: &[(usize, &Column)]) -> BTreeSet<String> {
    let texts = columns.iter().filter(|(_, column)| column.kind == ColumnType::Text);
    texts.map(|(_, column)| without_nul(&column.name).into_owned()).collect()
}

fn values(text: &mut String, columns: &[(usize, &Column)], row: usize) {
    for (_, column) in columns {
        if let Some(value) = column.values[row].as_deref().filter(|value| !has_nul(value)) {
            let _ = write!(text, ", {}={}", name(&without_nul(&column.name)), quoted(value));
        }
    }
    text.push_str("];\n");
}

fn without_nul(name: &str) -> Cow<'_, str> {
    if has_nul(name) { name.replace('\0', "\u{fffd}").into() } else { name.into() }
}

/// The name of an attribute, which needs quotes if it is more than letters. Words of the language are no names of columns.
fn name(name: &str) -> Cow<'_, str> {
    let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_plain { name.into() } else { quoted(name).into() }
}

/// A text in quotes. Backslashes are doubled, since Graphviz takes one in a label for the beginning of something else.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// A label whose ampersands Graphviz shows as they are: before a word and a semicolon it would see an entity of HTML.
fn without_entities(label: &str) -> Cow<'_, str> {
    if !label.contains('&') {
        return label.into();
    }
    let mut parts = label.split('&');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word = part.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
        shown.push_str(if word.starts_with(';') { "&amp;" } else { "&" });
        shown.push_str(part);
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, NetworkBuilder, Tie};

    fn written(network: &Network) -> String {
        let Document::File(bytes) = Dot.write(network) else { unreachable!("it is one file") };
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn labels_are_shown_as_they_are_and_ways_of_ties_are_drawn() {
        let mut odd = Actor::new("a:\"b\"", "sme");
        odd.name = crate::Text::new("A \\N &amp; <b> & co;\nltd");
        let tie = |mutual| Tie { id: "t".to_owned(), mutual: Some(mutual), ..Tie::new("a:\"b\"", "node", "visit") };
        let network = |ties: &[bool]| {
            let two = NetworkBuilder::new("x y").actor(odd.clone()).actor(Actor::new("node", "sme"));
            let ties = ties.iter().enumerate().map(|(i, mutual)| Tie { id: format!("t{i}"), ..tie(*mutual) });
            ties.fold(two, NetworkBuilder::tie).build().unwrap()
        };
        let mixed = written(&network(&[true, false]));
        assert!(mixed.starts_with("digraph \"x y\" {\n  proxenyTexts="), "{mixed}");
        for line in [
            r#"  "a:\"b\"" [label="A \\N &amp;amp; <b> & co;\nltd", "name.en"="A \\N &amp; <b> & co;\nltd", kind="sme""#,
            r#"  "a:\"b\"" -> "node" [id="t0", weight="0.5", dir=both, kind="visit", mutual="true"];"#,
            r#"  "a:\"b\"" -> "node" [id="t1", weight="0.5", kind="visit", mutual="false"];"#,
        ] {
            assert!(mixed.contains(line), "{line}\n{mixed}");
        }
        let mutual = written(&network(&[true]));
        assert!(mutual.starts_with("graph ") && mutual.contains(" -- ") && !mutual.contains("dir="), "{mutual}");
    }

    #[test]
    fn a_character_at_which_graphviz_stops_is_told() {
        let note = Actor { note: "a\0b".to_owned(), ..Actor::new("a", "sme") };
        let network = NetworkBuilder::new("n").actor(note).build().unwrap();
        let losses = Dot.losses(&network);
        assert_eq!(losses.len(), 1);
        assert_eq!(losses[0].to_string(), "1 text with the character NUL, at which Graphviz ends a text");
        assert!(!written(&network).contains('\0'));
    }
}
