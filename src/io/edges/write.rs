//! A network becomes a plain edge list.

use crate::io::exchange::{of_whole, unlike};
use crate::io::{Document, Loss, Writer};
use crate::model::Network;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// The edge list as a format to write: one `from to` per tie, with the strength where every tie has one.
pub(in crate::io) struct EdgeWriter;

/// What separates fields or begins a comment, and so cannot stand in a label.
const RESERVED: [char; 5] = [',', ';', '#', '%', '\u{feff}'];

impl Writer for EdgeWriter {
    fn name(&self) -> &'static str {
        "edges"
    }

    fn about(&self) -> &'static str {
        "plain edge list: who is tied to whom, and how strongly where every tie says so; nothing else"
    }

    fn extension(&self) -> &'static str {
        "edges"
    }

    fn other_extensions(&self) -> &'static [&'static str] {
        &["edgelist", "txt"]
    }

    fn write(&self, network: &Network) -> Document {
        let labels = Labels::of(network);
        let weighted = weighted(network);
        let mut text = String::new();
        for (_, tie) in network.ties() {
            let [from, to] = [&tie.from, &tie.to].map(|id| labels.of_actor(id));
            let strength =
                tie.strength.filter(|_| weighted).map_or_else(String::new, |strength| format!(" {strength}"));
            let _ = writeln!(text, "{from} {to}{strength}");
        }
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        let (actors, ties) = (network.actors().len(), network.ties().len());
        let tied: HashSet<&str> = network.ties().flat_map(|(_, tie)| [tie.from.as_str(), tie.to.as_str()]).collect();
        let one_way = network.ties().filter(|(_, tie)| !network.mutual(tie)).count();
        let strong = network.ties().filter(|(_, tie)| tie.strength.is_some()).count();
        let counts = [
            ("actors", actors, "actors keep nothing but their ids"),
            ("isolated actors", actors - tied.len(), "actors without ties are left out"),
            ("ids", Labels::of(network).changed, "ids are changed, since they hold what separates fields"),
            ("ties", ties, "ties keep nothing but their ends"),
            ("one-way", one_way, "ties lead one way, which is lost unless the list is read with --directed"),
            (
                "ties.strength",
                if weighted(network) { 0 } else { strong },
                "strengths are left out, since other ties have none",
            ),
            ("programmes", network.programmes().len(), "programmes"),
            ("mandates", network.mandates().len(), "mandates"),
            ("sources", network.sources().len(), "sources"),
        ];
        let counts = counts.into_iter().filter(|(_, count, _)| *count > 0);
        let counted = counts.map(|(what, count, told)| Loss::new(what, count, format!("{count} {told}")));
        counted.chain(of_whole(network)).collect()
    }
}

fn weighted(network: &Network) -> bool {
    network.ties().all(|(_, tie)| tie.strength.is_some())
}

/// What each actor is called in the list: its id, with what would separate fields put as `_`, and still unlike any other.
struct Labels<'a> {
    of: HashMap<&'a str, String>,
    changed: usize,
}

impl<'a> Labels<'a> {
    fn of(network: &'a Network) -> Self {
        let ids = network.actors().map(|(_, actor)| actor.id.as_str());
        let of: HashMap<&str, String> = ids.zip(unlike(network, |id| id.replace(is_reserved, "_"))).collect();
        Self { changed: of.iter().filter(|(id, label)| *id != label).count(), of }
    }

    fn of_actor(&self, id: &str) -> &str {
        self.of.get(id).map_or("", String::as_str)
    }
}

fn is_reserved(c: char) -> bool {
    c.is_whitespace() || RESERVED.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{EdgesAsNetwork, Input, format};
    use crate::model::{Actor, NetworkBuilder, Tie};

    #[test]
    fn who_is_tied_to_whom_survives() {
        let tie = |from: &str, to: &str, strength| Tie { strength: Some(strength), ..Tie::new(from, to, "") };
        let actors = ["a b", "a_b", "c#1", "alone"].map(|id| Actor::new(id, "sme"));
        let builder = actors.into_iter().fold(NetworkBuilder::new("few"), NetworkBuilder::actor);
        let network = builder.tie(tie("a b", "a_b", 0.1)).tie(tie("c#1", "a b", 1.0)).build().unwrap();
        let Document::File(bytes) = EdgeWriter.write(&network) else { unreachable!("it is one file") };
        assert_eq!(std::str::from_utf8(&bytes).unwrap(), "a_b_ a_b 0.1\nc_1 a_b_ 1\n");
        let losses = EdgeWriter.losses(&network);
        let told: Vec<String> = losses.iter().map(ToString::to_string).collect();
        assert!(told.contains(&"1 actors without ties are left out".to_owned()), "{told:?}");
        assert!(losses.iter().any(|loss| (loss.what.as_str(), loss.count) == ("ids", 2)), "{losses:?}");
        let Input::Edges(list) = format("edges").unwrap().read(&bytes).unwrap() else { unreachable!("edges") };
        assert_eq!(list.to_network(&EdgesAsNetwork::default()).unwrap().ties().len(), 2);
    }
}
