//! Pajek networks and projects: Batagelj and Mrvar, *Pajek reference manual*, <http://mrvar.fdv.uni-lj.si/pajek/>.
//!
//! Vertices, arcs and edges, one by one, in lists or as a matrix, in one or several relations (the kind of a tie), two modes
//! (the attribute `mode`), partitions and vectors of a project (attributes by their names), times (`since` and `until` where
//! they are years), and what other programs write behind vertices and ties in pairs of a name and a value (attributes too).
//! How things are drawn is passed over and told. A vertex is known by its label where every label is another, else by its
//! number.

mod parameters;
mod read;

use super::lines::unquoted;
use super::{Directions, lost};
use crate::error::Error;
use crate::io::tables::Graph;
use crate::io::text::Text;
use crate::io::{Document, Format, Input, Loss, ReadOptions, Writer};
use crate::model::Network;
use read::Reader;
use std::fmt::Write;
use std::rc::Rc;

/// Pajek as a format to read and to write.
pub(in crate::io) struct Pajek;

const NAME: &str = "pajek";

impl Format for Pajek {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "Pajek networks (.net) and projects (.paj)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["net", "paj", "pajek"]
    }

    fn recognises(&self, head: &str, _: &[u8]) -> bool {
        let lines = head.trim_start_matches('\u{feff}').split(['\n', '\r']).map(str::trim);
        let first =
            lines.filter(|line| !line.is_empty() && !line.starts_with(['%', '#'])).map(str::to_lowercase).next();
        first.is_some_and(|line| line.starts_with("*vertices") || line.starts_with("*network"))
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

impl Writer for Pajek {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "Pajek network: ids, who is tied to whom, the strength and the kind of ties"
    }

    fn extension(&self) -> &'static str {
        "net"
    }

    fn other_extensions(&self) -> &'static [&'static str] {
        &["paj", "pajek"]
    }

    fn write(&self, network: &Network) -> Document {
        let id = unquoted(network.id());
        // Between quotes blanks are kept as they are; others read a name of one line without them.
        let is_plain = id.split_whitespace().eq(id.split(' '));
        let name = if is_plain { id } else { format!("\"{id}\"") };
        let mut text = format!("*Network {name}\n*Vertices {}\n", network.actors().len());
        let labels: Vec<String> = labels(network);
        for (i, label) in labels.iter().enumerate() {
            let _ = writeln!(text, "{} \"{label}\"", i + 1);
        }
        for (part, mutual) in [("*Arcs", false), ("*Edges", true)] {
            let mut ties = network.ties().filter(|(_, tie)| network.mutual(tie) == mutual).peekable();
            if ties.peek().is_some() {
                let _ = writeln!(text, "{part}");
            }
            for (edge, tie) in ties {
                let Some((from, to)) = network.graph().edge_endpoints(edge) else { continue };
                let (from, to, strength) = (from.index() + 1, to.index() + 1, network.strength(tie));
                let _ = writeln!(text, "{from} {to} {strength} l \"{}\"", unquoted(&tie.kind));
            }
        }
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        let changed = network.actors().zip(labels(network)).filter(|((_, actor), label)| actor.id != *label).count();
        let mut losses = lost(network, &["kind", "strength", "mutual"]);
        losses.extend(super::as_numbers(network));
        if changed > 0 {
            let told = format!("{changed} ids are changed, since they hold quotes or line ends");
            losses.push(Loss::new("ids", changed, told));
        }
        if unquoted(network.id()) != network.id() {
            losses.push(Loss::new("id", 1, "the id of the network as it is, since it holds quotes or line ends"));
        }
        if Directions::of(network) == Directions::Mixed {
            losses.push(Loss::new("order", network.ties().len(), "the order of one-way and mutual ties"));
        }
        losses
    }
}

/// Ids without quotes, and still each unlike any other.
fn labels(network: &Network) -> Vec<String> {
    super::unlike(network, unquoted)
}
