//! Communities in words, and the answer of `communities`.

use std::collections::BTreeMap;

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::words::{count, list_some, percent};
use crate::graph::Topology;
use crate::structure::{Detected, Quality};
use serde_json::json;

/// What was divided: a topology with a name and a kind for every node.
///
/// # Examples
/// ```
/// use std::collections::BTreeMap;
///
/// use proxeny::graph::Topology;
/// use proxeny::report::{Grouped};
/// use proxeny::structure::{Communities, Quality};
///
/// // a ─── b      c ─── d
/// let topology = Topology::undirected(4, [(0, 1), (2, 3)])?;
/// let ids = ["a", "b", "c", "d"].map(str::to_owned);
/// let grouped = Grouped {
///     topology: &topology,
///     ids: &ids,
///     labels: &ids,
///     kinds: &[],
///     kind_labels: &BTreeMap::new(),
///     quality: Quality::default(),
/// };
/// let found = Communities::default().quality(grouped.quality).run(grouped.topology)?;
/// assert_eq!(found.partition.members(), [[0, 1], [2, 3]]);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub struct Grouped<'a> {
    /// The graph.
    pub topology: &'a Topology,
    /// Id of each node.
    pub ids: &'a [String],
    /// Name of each node for readers.
    pub labels: &'a [String],
    /// Kind of each node; empty if there are none.
    pub kinds: &'a [String],
    /// What each kind is called, one of it.
    pub kind_labels: &'a BTreeMap<String, String>,
    /// What made a division a good one.
    pub quality: Quality,
}

/// Puts communities into a table of the first `top`, and all of them into the envelope.
///
/// # Examples
/// ```
/// use std::collections::BTreeMap;
///
/// use proxeny::graph::Topology;
/// use proxeny::report::{Grouped, NetworkRef, communities};
/// use proxeny::structure::{Communities, Quality};
///
/// // a ─── b      c ─── d
/// let topology = Topology::undirected(4, [(0, 1), (2, 3)])?;
/// let ids = ["a", "b", "c", "d"].map(str::to_owned);
/// let grouped = Grouped {
///     topology: &topology,
///     ids: &ids,
///     labels: &ids,
///     kinds: &[],
///     kind_labels: &BTreeMap::new(),
///     quality: Quality::default(),
/// };
/// let found = Communities::default().run(&topology)?;
/// let network = NetworkRef { id: "two pairs".to_owned(), actors: 4, ties: 2, digest: None };
/// let answer = communities(&grouped, &found, network, 10);
/// assert_eq!(answer.envelope.result["communities"][0]["size"], 2);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn communities(grouped: &Grouped<'_>, found: &Detected, network: NetworkRef, top: usize) -> Answer {
    let labels = found.partition.labels();
    let members = found.partition.members();
    // Ties inside of each node's community, and the ties of each community inside and to others.
    let mut own = vec![0usize; labels.len()];
    let mut ties = vec![(0usize, 0usize); members.len()];
    for (a, b, _) in grouped.topology.ties().filter(|(a, b, _)| a != b) {
        let (here, there) = (labels[a as usize] as usize, labels[b as usize] as usize);
        if here == there {
            own[a as usize] += 1;
            own[b as usize] += 1;
            ties[here].0 += 1;
        } else {
            ties[here].1 += 1;
            ties[there].1 += 1;
        }
    }
    let words: &[&str] =
        if grouped.kinds.is_empty() { &["no.", "who binds it"] } else { &["no.", "who binds it", "kinds"] };
    let mut table = Table::new(words, &["actors", "inside", "across", "together"]);
    let several = members.iter().filter(|group| group.len() > 1).count();
    let mut all = Vec::new();
    for (number, group) in members.iter().enumerate() {
        let mut binding = group.clone();
        binding.sort_by_key(|&v| std::cmp::Reverse(own[v as usize]));
        let kinds = kinds(grouped, group);
        let together = found.stability.each[number];
        all.push(json!({
            "id": number + 1,
            "size": group.len(),
            "actors": group.iter().map(|&v| &grouped.ids[v as usize]).collect::<Vec<_>>(),
            "kinds": kinds.iter().copied().collect::<BTreeMap<_, _>>(),
            "binding": binding.iter().take(BINDING).map(|&v| &grouped.ids[v as usize]).collect::<Vec<_>>(),
            "ties_inside": ties[number].0,
            "ties_across": ties[number].1,
            "together": together,
        }));
        if number < top.min(several) {
            let names: Vec<String> =
                binding.iter().take(BINDING).map(|&v| grouped.labels[v as usize].clone()).collect();
            let told: Vec<String> = kinds.iter().map(|(kind, n)| grouped.kinds_of(kind, *n)).collect();
            let numbers = [group.len(), ties[number].0, ties[number].1].map(|n| n.to_string());
            let together = together.map_or_else(|| "–".to_owned(), percent);
            let kinds = (!grouped.kinds.is_empty()).then(|| list_some(&told, KINDS));
            let words = [(number + 1).to_string(), names.join(", ")];
            table.row(words.into_iter().chain(kinds).chain(numbers).chain([together]));
        }
    }
    let mut envelope = Envelope::new("communities", network);
    let stability = json!({
        "runs": found.stability.runs,
        "together": found.stability.together,
        "rand_index": found.stability.rand_index,
        "mutual_information": found.stability.mutual_information,
    });
    envelope.result = json!({ "communities": all, "quality": found.quality, "stability": stability });
    let mut blocks = vec![Block::Paragraph(summary(grouped, found)), Block::Paragraph(sureness(found))];
    let rows = table.rows.len();
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(LEGEND.into()));
    if rows < several {
        let all = count(several, "community");
        blocks.push(Block::Note(format!("The first {rows} of {all} by size; --top shows more.")));
    }
    Answer { envelope, blocks }
}

const LEGEND: &str = "Who binds it: those with most ties inside. Inside and across: ties within the community and to others. Together: \
                      the share of runs that keep two of its actors in one community, on average.";

impl Grouped<'_> {
    fn kinds_of(&self, kind: &str, number: usize) -> String {
        count(number, self.kind_labels.get(kind).map_or(kind, String::as_str))
    }
}

/// How many of those who bind a community are named.
const BINDING: usize = 3;

/// How many kinds of a community's actors are named.
const KINDS: usize = 3;

/// How many actors of each kind a community has, the most first.
fn kinds<'a>(grouped: &Grouped<'a>, group: &[u32]) -> Vec<(&'a str, usize)> {
    let mut counts = BTreeMap::new();
    for kind in group.iter().filter_map(|&v| grouped.kinds.get(v as usize)) {
        *counts.entry(kind.as_str()).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn summary(grouped: &Grouped<'_>, found: &Detected) -> String {
    let sizes = found.partition.sizes();
    let alone = sizes.iter().filter(|&&size| size == 1).count();
    let several = sizes.len() - alone;
    let communities = count(several, "community");
    let alone = match alone {
        0 => String::new(),
        1 => "; 1 actor stays alone".to_owned(),
        _ => format!("; {} stay alone", count(alone, "actor")),
    };
    let quality = found.quality.map_or_else(String::new, |value| match grouped.quality {
        Quality::Modularity => format!(
            " Modularity, the share of ties within communities above what chance would put there (with --resolution 1), is \
             {value:.4}."
        ),
        Quality::Cpm => format!(
            " Ties within communities exceed those that the resolution asks for by {value:.1} (constant Potts model)."
        ),
    });
    format!(
        "{} and {} fall into {communities} of two or more{alone}.{quality}",
        count(grouped.topology.node_count(), "actor"),
        count(grouped.topology.tie_count(), "tie"),
    )
}

fn sureness(found: &Detected) -> String {
    let stability = &found.stability;
    if stability.runs < 2 {
        return "One run alone does not tell how sure this is; --runs does.".into();
    }
    let together = stability.together.map_or_else(String::new, |share| {
        format!("two actors of one community stay together in {} of {} runs; ", percent(share), stability.runs)
    });
    format!(
        "How sure: {together}likeness of the runs to this division: adjusted Rand index {:.2}, mutual information {:.2} (1 is \
         the same).",
        stability.rand_index, stability.mutual_information
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::Communities;

    #[test]
    fn communities_are_told_with_who_binds_them() {
        // Two triangles, joined by one tie, and one actor alone.
        let ties = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
        let topology = Topology::undirected(7, ties).unwrap();
        let ids: Vec<String> = (0..7).map(|v| format!("n{v}")).collect();
        let kinds: Vec<String> = (0..7).map(|v| if v < 3 { "sme" } else { "city" }.to_owned()).collect();
        let quality = Quality::Modularity;
        let labels = [("sme".to_owned(), "SME".to_owned())].into();
        let grouped =
            Grouped { topology: &topology, ids: &ids, labels: &ids, kinds: &kinds, kind_labels: &labels, quality };
        let found = Communities::default().runs(3).run(&topology).unwrap();
        let answer = communities(&grouped, &found, NetworkRef::default(), 1);
        let first = &answer.envelope.result["communities"][0];
        assert_eq!((&first["size"], &first["ties_across"]), (&json!(3), &json!(1)));
        assert_eq!((&first["kinds"], &first["ties_inside"]), (&json!({ "sme": 3 }), &json!(3)));
        assert_eq!(answer.envelope.result["communities"].as_array().unwrap().len(), 3);
        let Block::Paragraph(words) = &answer.blocks[0] else { unreachable!("the first block is words") };
        assert_eq!(
            words,
            "7 actors and 7 ties fall into 2 communities of two or more; 1 actor stays alone. Modularity, the share of ties \
             within communities above what chance would put there (with --resolution 1), is 0.3571."
        );
        let Block::Table(table) = &answer.blocks[2] else { unreachable!("then comes the table") };
        assert_eq!(table.rows, [["1", "n0, n1, n2", "3 SMEs", "3", "3", "1", "100.0%"]]);
        assert_eq!(answer.blocks[4], Block::Note("The first 1 of 2 communities by size; --top shows more.".into()));
        // In the narrowest window.
        let page = crate::render::answers::Page { width: 80, ..Default::default() };
        let told = crate::render::answers::find("table").unwrap().render(&answer, &page);
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    }
}
