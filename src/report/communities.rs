//! Communities in words, and the answer of `communities`.

use std::collections::BTreeMap;

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::korean::{counted, pick, say};
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
/// let answer = communities(&grouped, &found, network, "en", 10);
/// assert_eq!(answer.envelope.result["communities"][0]["size"], 2);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn communities(grouped: &Grouped<'_>, found: &Detected, network: NetworkRef, language: &str, top: usize) -> Answer {
    let ko = language == "ko";
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
    let words = pick(language, [["no.", "번호"], ["who binds it", "중심 행위자"], ["kinds", "유형"]]);
    let numbers = [["actors", "행위자 수"], ["inside", "안쪽"], ["across", "바깥쪽"], ["together", "함께"]];
    let words = if grouped.kinds.is_empty() { &words[..2] } else { &words };
    let mut table = Table::new(words, &pick(language, numbers));
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
            let told: Vec<String> = kinds.iter().map(|(kind, n)| grouped.kinds_of(kind, *n, language)).collect();
            let numbers = [group.len(), ties[number].0, ties[number].1].map(|n| n.to_string());
            let together = together.map_or_else(|| "–".to_owned(), percent);
            let kinds = (!grouped.kinds.is_empty())
                .then(|| if ko { told[..told.len().min(KINDS)].join(", ") } else { list_some(&told, KINDS) });
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
    let mut blocks = if ko {
        vec![Block::Paragraph(summary_korean(grouped, found)), Block::Paragraph(sureness_korean(found))]
    } else {
        vec![Block::Paragraph(summary(grouped, found)), Block::Paragraph(sureness(found))]
    };
    let rows = table.rows.len();
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(say(language, LEGEND, LEGEND_KOREAN).into()));
    if rows < several {
        let all = count(several, "community");
        blocks.push(Block::Note(if ko {
            format!(
                "커뮤니티 {} 가운데 크기순으로 {}를 보입니다. --top으로 더 볼 수 있습니다.",
                counted(several, "개"),
                counted(rows, "개")
            )
        } else {
            format!("The first {rows} of {all} by size; --top shows more.")
        }));
    }
    Answer { envelope, blocks }
}

const LEGEND: &str = "Who binds it: those with most ties inside. Inside and across: ties within the community and to others. Together: \
                      the share of runs that keep two of its actors in one community, on average.";

const LEGEND_KOREAN: &str = "‘중심 행위자’는 안쪽 관계가 가장 많은 곳입니다. ‘안쪽’과 ‘바깥쪽’은 커뮤니티 안의 관계 수와 다른 커뮤니티와의 관계 수입니다. ‘함께’는 \
                             구성원 둘이 여러 번의 실행에서 같은 커뮤니티에 남는 평균 비율입니다.";

impl Grouped<'_> {
    fn kinds_of(&self, kind: &str, number: usize, language: &str) -> String {
        let label = self.kind_labels.get(kind).map_or(kind, String::as_str);
        if language == "ko" { format!("{label} {number}") } else { count(number, label) }
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

fn summary_korean(grouped: &Grouped<'_>, found: &Detected) -> String {
    let sizes = found.partition.sizes();
    let alone = sizes.iter().filter(|&&size| size == 1).count();
    let several = sizes.len() - alone;
    let alone = if alone == 0 {
        String::new()
    } else {
        format!(" 홀로 남는 행위자는 {}입니다.", counted(alone, "곳"))
    };
    let quality = found.quality.map_or_else(String::new, |value| match grouped.quality {
        Quality::Modularity => format!(
            " 모듈성(커뮤니티 안의 관계 비율에서 우연히 그럴 비율을 뺀 값, --resolution 1 기준)은 {value:.4}입니다."
        ),
        Quality::Cpm => {
            format!(" 커뮤니티 안의 관계는 해상도가 요구하는 것보다 {value:.1}만큼 많습니다(상수 포츠 모형).")
        }
    });
    format!(
        "행위자 {}, 관계 {}은 둘 이상으로 이루어진 커뮤니티 {}로 나뉩니다.{alone}{quality}",
        counted(grouped.topology.node_count(), "곳"),
        counted(grouped.topology.tie_count(), "건"),
        counted(several, "개"),
    )
}

fn sureness_korean(found: &Detected) -> String {
    let stability = &found.stability;
    if stability.runs < 2 {
        return "한 번 실행한 것만으로는 얼마나 확실한지 알 수 없습니다. --runs로 여러 번 실행할 수 있습니다.".into();
    }
    let together = stability.together.map_or_else(String::new, |share| {
        let runs = counted(stability.runs, "번");
        format!("한 커뮤니티의 두 행위자가 {runs}의 실행에서 함께 남는 비율은 평균 {}입니다. ", percent(share))
    });
    format!(
        "확실성: {together}여러 실행과 이 구분의 유사도는 조정 랜드 지수 {:.2}, 상호 정보량 {:.2}입니다(1이면 같음).",
        stability.rand_index, stability.mutual_information
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
        let answer = communities(&grouped, &found, NetworkRef::default(), "en", 1);
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
