//! UCINET DL: Borgatti, Everett and Freeman, *UCINET 6 for Windows*, <https://sites.google.com/site/ucinetsoftware/>.
//!
//! Full matrices, halves, node lists and edge lists, of one mode or two, with labels embedded or listed, one matrix or
//! several (each a kind of tie). Half matrices, and full ones that are symmetric, hold mutual ties.

mod head;
mod read;

use super::lines::unquoted;
use super::{Fresh, lost};
use crate::error::Error;
use crate::io::tables::Graph;
use crate::io::text::Text;
use crate::io::{Document, Format, Input, Loss, ReadOptions, Writer};
use crate::model::Network;
use indexmap::IndexMap;
use read::Reader;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;
use std::rc::Rc;

/// DL as a format to read and to write.
pub(in crate::io) struct Dl;

const NAME: &str = "dl";

impl Format for Dl {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "UCINET DL: matrices, halves, node lists and edge lists"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dl"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let mut words = head.split(|c: char| c.is_whitespace() || c == ',');
        let first = words.next().is_some_and(|word| word.eq_ignore_ascii_case("dl"));
        first && words.find(|word| !word.is_empty()).is_some_and(|word| word.to_lowercase().starts_with(['n', 'f']))
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut graph = Graph::new(Text::decode(bytes)?);
        let text = Rc::clone(&graph.text);
        let mut reader = Reader::new(&text);
        reader.read()?;
        reader.lay_out(&mut graph);
        graph.network(bytes, options).map(|network| Input::Network(Box::new(network)))
    }
}

impl Writer for Dl {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "UCINET DL edge list: ids, who is tied to whom, the strength, one matrix for each kind of tie"
    }

    fn extension(&self) -> &'static str {
        NAME
    }

    fn write(&self, network: &Network) -> Document {
        let mut kinds: IndexMap<&str, Vec<_>> = IndexMap::new();
        network.ties().for_each(|(edge, tie)| kinds.entry(&tie.kind).or_default().push((edge, tie)));
        let labels = labels_of(network);
        // Readers of the plainest DL, igraph among them, know no number of matrices and no quotes, and end the first line
        // behind the number of nodes. UCINET takes one matrix where no number is told.
        let several = if kinds.len() > 1 { format!(" nm={}", kinds.len()) } else { String::new() };
        let mut text = format!("dl n={}{several}\nformat=edgelist1\nlabels:\n", labels.len());
        for label in &labels {
            let _ = writeln!(text, "{}", word(label));
        }
        if kinds.keys().any(|kind| !kind.is_empty()) {
            text.push_str("matrix labels:\n");
            for kind in kinds.keys() {
                let _ = writeln!(text, "{}", word(&unquoted(kind)));
            }
        }
        text.push_str("data:\n");
        for (i, ties) in kinds.values().enumerate() {
            text.push_str(if i > 0 { "!\n" } else { "" });
            for (edge, tie) in ties {
                let Some((from, to)) = network.graph().edge_endpoints(*edge) else { continue };
                let strength = network.strength(tie);
                let _ = writeln!(text, "{} {} {strength}", from.index() + 1, to.index() + 1);
                if network.mutual(tie) {
                    let _ = writeln!(text, "{} {} {strength}", to.index() + 1, from.index() + 1);
                }
            }
        }
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        let mut losses = lost(network, &["kind", "strength", "mutual"]);
        losses.extend(super::as_numbers(network));
        let mutual = network.ties().filter(|(_, tie)| network.mutual(tie)).count();
        if mutual > 0 {
            losses.push(Loss::new("mutual", mutual, format!("{mutual} mutual ties are written once each way")));
        }
        let changed = network.actors().zip(labels_of(network)).filter(|((_, actor), label)| actor.id != *label).count();
        if changed > 0 {
            let told =
                format!("{changed} ids are changed, since they hold quotes or line ends or differ in capitals only");
            losses.push(Loss::new("ids", changed, told));
        }
        losses
    }
}

/// Words that mean something in the head of a file.
const WORDS: [&str; 28] = [
    "dl",
    "n",
    "nr",
    "nc",
    "nm",
    "nrow",
    "nrows",
    "ncol",
    "ncols",
    "ncolumn",
    "ncolumns",
    "nmat",
    "nmats",
    "nmatrices",
    "nrel",
    "nrels",
    "nrelations",
    "format",
    "diagonal",
    "data",
    "labels",
    "row",
    "rows",
    "column",
    "col",
    "columns",
    "matrix",
    "level",
];

/// A label as it stands in a file: in quotes only where it would not be one word without.
fn word(label: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let plain = !label.is_empty() && label.chars().all(is_plain) && !WORDS.contains(&label.to_lowercase().as_str());
    if plain { label.into() } else { format!("\"{label}\"").into() }
}

/// Ids without quotes, and each unlike any other also where capitals make no difference.
fn labels_of(network: &Network) -> Vec<String> {
    let labels = super::unlike(network, unquoted);
    let mut fresh = Fresh::but(labels.iter().map(|label| label.to_lowercase()));
    let mut seen = HashSet::new();
    let unlike = |label: String| {
        let small = label.to_lowercase();
        if seen.insert(small.clone()) {
            return label;
        }
        let new = fresh.name(small.clone());
        format!("{label}{}", new.strip_prefix(&small).unwrap_or(&new))
    };
    labels.into_iter().map(unlike).collect()
}
