//! The documents behind what a picture puts first, for its footnotes.

use super::focus::{Part, Shown};
use crate::graph::Viewed;
use crate::model::{Network, Tie};
use indexmap::IndexMap;

/// How many documents are named.
const NAMED: usize = 5;
/// How many of the largest discs have their documents named.
const LARGEST: usize = 3;

/// The documents of the best route, or of the ties of the largest discs where no tie stands out; `None` if there are none.
pub(super) fn sources(
    network: &Network,
    viewed: &Viewed,
    part: &Part,
    sizes: &[f64],
    language: &str,
) -> Option<String> {
    let best = part.ties.iter().any(|shown| shown.emphasised);
    let largest = largest(part, sizes);
    let meant = |shown: &&Shown| {
        if best { shown.emphasised } else { largest.contains(&shown.from) || largest.contains(&shown.to) }
    };
    let tie = |shown: &Shown| &network.graph()[viewed.ties[shown.tie as usize]];
    let documents = most_used(network, part.ties.iter().filter(meant).map(tie));
    let name = |node: &u32| network.graph()[viewed.actors[*node as usize]].label(language).to_owned();
    let of_whom = largest.iter().map(name).collect::<Vec<_>>().join(", ");
    let left = documents.len().saturating_sub(NAMED);
    let named = documents.into_iter().take(NAMED).collect::<Vec<_>>().join("; ");
    let korean = language == "ko";
    let more = match (left, korean) {
        (0, _) => String::new(),
        (left, true) => format!(" 외 {left}건"),
        (left, false) => format!("; and {left} more"),
    };
    match (named.is_empty(), best, korean) {
        (true, ..) => None,
        (_, true, true) => Some(format!("가장 나은 경로의 출처: {named}{more}.")),
        (_, true, false) => Some(format!("Sources of the best route: {named}{more}.")),
        (_, false, true) => Some(format!("출처({of_whom}의 관계, 많이 쓰인 순): {named}{more}.")),
        (_, false, false) => Some(format!("Sources (ties of {of_whom}; most used first): {named}{more}.")),
    }
}

/// The largest discs but for those that stand out anyway, around which the data were gathered.
fn largest(part: &Part, sizes: &[f64]) -> Vec<u32> {
    let size = |node: &u32| sizes[*node as usize];
    let mut nodes: Vec<u32> =
        part.nodes.iter().copied().filter(|node| size(node) > 0.0 && !part.emphasised.contains(node)).collect();
    nodes.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.cmp(b)));
    nodes.truncate(LARGEST);
    nodes
}

/// The documents of some ties, those behind most of them first, each by its title and year.
fn most_used<'a>(network: &'a Network, ties: impl Iterator<Item = &'a Tie>) -> Vec<String> {
    let mut uses: IndexMap<&str, usize> = IndexMap::new();
    for id in ties.flat_map(|tie| &tie.sources) {
        *uses.entry(id).or_default() += 1;
    }
    let mut uses: Vec<(&str, usize)> = uses.into_iter().collect();
    uses.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    uses.into_iter().filter_map(|(id, _)| told(network, id)).collect()
}

/// Title and year of a document; `None` where nothing but general knowledge stands behind it.
fn told(network: &Network, id: &str) -> Option<String> {
    let Some(source) = network.sources().get(id) else { return Some(id.to_owned()) };
    if source.general {
        return None;
    }
    let title = [&source.title, &source.locator].into_iter().find(|text| !text.is_empty());
    let title = title.map_or(id, String::as_str);
    let year = source.year.map(|date| date.to_string()).filter(|year| !title.contains(year.as_str()));
    Some(year.map_or_else(|| title.to_owned(), |year| format!("{title} ({year})")))
}
