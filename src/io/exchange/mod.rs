//! Files of graphs that other programs read and write.
//!
//! Every reader lays its file out as rows of nodes and edges ([`Graph`](super::tables::Graph)), whose columns are understood
//! as those of tables are. Formats that can hold a text about the whole graph carry there what else a network holds, in the
//! native format, so that nothing is lost on the way there and back.

mod dl;
mod dot;
mod entities;
mod gexf;
mod gml;
mod graphml;
mod json;
mod lines;
mod matrix;
mod pajek;
mod types;
mod xml;

pub(super) use dl::Dl;
pub(super) use dot::Dot;
pub(super) use gexf::Gexf;
pub(super) use gml::Gml;
pub(super) use graphml::GraphMl;
pub(super) use json::{CYTOSCAPE, GRAPHOLOGY, JGF, JsonGraph, NODE_LINK};
pub(super) use matrix::MatrixWriter;
pub(super) use pajek::Pajek;
#[cfg(feature = "xlsx")]
pub(super) use xml::{Element, Step, Walk, escape};

use super::tables::{Column, actor_grid, tie_grid};
use crate::error::{Place, Problem};

use crate::io::{Loss, native};
use crate::model::Network;
use std::collections::{HashMap, HashSet};

/// The most nodes or edges that a file of so many bytes may mean without naming each: as many as it has bytes, and 2¹⁷.
fn most_meant(bytes: usize) -> usize {
    (1 << 17) + bytes
}

/// That a file holds several graphs, of which the second begins here.
fn only_one(graphs: usize, second: Place) -> Problem {
    let message = format!("the file holds {graphs} graphs, and a network is one; this is the second");
    Problem::error(Some(second), message, "save the one that is meant in a file of its own")
}

/// Under this name a file holds everything that is neither an actor nor a tie.
const REST: &str = "proxeny";

/// Everything that is neither an actor nor a tie, in the native format.
fn rest(network: &Network) -> String {
    // Two characters that XML has not stand in texts only, where JSON has another way to write them.
    native::rest_json(network).replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
}

/// Columns that formats of graphs have a place of their own for.
const OF_ELEMENTS: [&str; 3] = ["id", "from", "to"];

/// The columns that are data of nodes or edges and hold something. To be gathered once, not for each row.
fn written(columns: &[Column]) -> impl Iterator<Item = (usize, &Column)> {
    let is_data = |column: &Column| !OF_ELEMENTS.contains(&column.name.as_str());
    columns.iter().enumerate().filter(move |(_, column)| is_data(column) && column.values.iter().any(Option::is_some))
}

/// How many texts of nodes and edges a format cannot hold, and why.
fn texts_lost(network: &Network, is_lost: impl Fn(&str) -> bool, why: &str) -> Vec<Loss> {
    let grids = [actor_grid(network), tie_grid(network)];
    // Names of attributes are texts too.
    let texts = grids.iter().flatten().flat_map(|column| column.values.iter().flatten().chain([&column.name]));
    texts_with(texts.filter(|text| is_lost(text)).count(), why).into_iter().collect()
}

/// That so many texts are lost, with what the format has no place for.
pub(super) fn texts_with(count: usize, why: &str) -> Option<Loss> {
    let texts = if count == 1 { "1 text".to_owned() } else { format!("{count} texts") };
    (count > 0).then(|| Loss::new("texts", count, format!("{texts} with {why}")))
}

/// Which ways the ties of a network lead. Programs that know one kind of edge in a graph read mixed ones as one-way.
#[derive(Clone, Copy, PartialEq)]
enum Directions {
    Mutual,
    OneWay,
    Mixed,
}

impl Directions {
    fn of(network: &Network) -> Self {
        let mutual = network.ties().filter(|(_, tie)| network.mutual(tie)).count();
        match mutual {
            0 => Self::OneWay,
            all if all == network.ties().len() => Self::Mutual,
            _ => Self::Mixed,
        }
    }

    fn word(self) -> &'static str {
        if self == Self::Mutual { "undirected" } else { "directed" }
    }
}

/// What a format loses that keeps nothing of an actor but its id and nothing of a tie but its ends and these fields.
fn lost(network: &Network, kept: &[&str]) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (grid, nouns) in [(actor_grid(network), "actors"), (tie_grid(network), "ties")] {
        for (_, column) in written(&grid).filter(|(_, column)| !kept.contains(&column.name.as_str())) {
            let count = column.values.iter().flatten().count();
            let told = format!("`{}` of {count} {nouns}", column.name);
            losses.push(Loss::new(format!("{nouns}.{}", column.name), count, told));
        }
    }
    let wholes = [
        (network.programmes().len(), "programmes"),
        (network.mandates().len(), "mandates"),
        (network.sources().len(), "sources"),
        (network.actor_kinds().len(), "kinds of actors"),
        (network.tie_kinds().len(), "kinds of ties"),
    ];
    let wholes = wholes.into_iter().filter(|(count, _)| *count > 0);
    losses.extend(wholes.map(|(count, what)| Loss::new(what, count, format!("{count} {what}"))));
    losses.extend(of_whole(network));
    losses
}

/// What is said of the network as a whole beside its id, lost where a format has no place for it.
pub(in crate::io) fn of_whole(network: &Network) -> Vec<Loss> {
    let parts = [
        ("title", !network.title().is_empty(), "the title"),
        ("note", !network.note().is_empty(), "the note"),
        ("home", network.home().is_some(), "the home country"),
        ("focal", network.focal().is_some(), "the focal actor"),
        ("as_of", network.as_of().is_some(), "the date of its state"),
    ];
    let parts = parts.into_iter().filter(|(_, is_there, _)| *is_there);
    let mut losses: Vec<Loss> = parts.map(|(what, _, told)| Loss::new(what, 1, told)).collect();
    let count = network.attributes().len();
    if count > 0 {
        losses.push(Loss::new("attributes", count, format!("{count} attributes of the network")));
    }
    losses
}

/// What becomes of strengths where a format has a number for each tie and nothing that says what it means.
fn as_numbers(network: &Network) -> Option<Loss> {
    let count = network.ties().len();
    let told = format!("the strengths of {count} ties, which are read back as their attribute `weight`");
    Some(Loss::new("strengths", count, told)).filter(|loss| loss.count > 0)
}

/// Names that are each unlike any other.
struct Fresh {
    taken: HashSet<String>,
    /// How often each name was wanted by another.
    numbers: HashMap<String, usize>,
}

impl Fresh {
    /// None of these will be given.
    fn but(taken: impl Iterator<Item = String>) -> Self {
        Self { taken: taken.collect(), numbers: HashMap::new() }
    }

    /// This name, or where it is taken one that begins with it.
    fn name(&mut self, wanted: String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.numbers.entry(wanted.clone()).or_default();
        loop {
            *number += 1;
            let name = if *number == 1 { format!("{wanted}_") } else { format!("{wanted}_{number}") };
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Ids as a format can hold them, and still each unlike any other.
pub(super) fn unlike(network: &Network, plain: impl Fn(&str) -> String) -> Vec<String> {
    let mut fresh = Fresh::but(network.actors().map(|(_, actor)| actor.id.clone()));
    let mut label = |id: &str| Some(plain(id)).filter(|label| label == id).unwrap_or_else(|| fresh.name(plain(id)));
    network.actors().map(|(_, actor)| label(&actor.id)).collect()
}
