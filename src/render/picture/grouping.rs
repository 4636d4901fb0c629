//! Several actors as one disc: by country, kind, layer, community, place or attribute.
//!
//! A disc stands for the actors of a group, its area for their number; a line for all ties between two groups, its width and the number beside it for
//! how many they are. Ties within a group are not drawn, but told.

use super::countries;
use crate::error::Error;
use crate::graph::{Direction, Groups, Partition, Topology};
use crate::model::Network;
use crate::render::{Diagram, DiagramActor, DiagramTie, LegendEntry, Panel};
use crate::structure::Communities;
use indexmap::IndexMap;
use petgraph::graph::NodeIndex;
use std::fmt;
use std::str::FromStr;

/// By what actors are drawn together.
///
/// # Examples
/// ```
/// use proxeny::graph::Partition;
/// use proxeny::render::{Grouping, Picture};
/// use proxeny::{Network, View};
///
/// assert_eq!("country".parse(), Ok(Grouping::By(Partition::Country)));
/// let seoul = Network::builtin("seoul")?;
/// let diagram = Picture::new(View::today(&seoul)).size("degree").group_by(Grouping::Community).diagram(&seoul)?;
/// let drawn: f64 = diagram.actors.iter().map(|group| group.size).sum();
/// assert!(diagram.actors.len() < 60 && drawn > 200.0); // few discs for all actors
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// What is recorded of them: their country, kind, layer or an attribute.
    By(Partition),
    /// The communities that their ties make.
    Community,
    /// Where they are: those at one place.
    Place,
    /// Everybody alone, however many they are.
    Nobody,
}

impl FromStr for Grouping {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "community" => Self::Community,
            "place" => Self::Place,
            "none" => Self::Nobody,
            other => Self::By(other.parse()?),
        })
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::By(partition) => partition.fmt(f),
            Self::Community => f.pad("community"),
            Self::Place => f.pad("place"),
            Self::Nobody => f.pad("none"),
        }
    }
}

/// The key of the kind of a disc that stands for actors of several kinds.
const SEVERAL: &str = "(several kinds)";
/// How many names a tooltip lists.
const LISTED: usize = 15;

impl Grouping {
    /// A grouping for a diagram of too many actors: by country where most have one, else by kind, else by community.
    pub(super) fn fitting(network: &Network, diagram: &Diagram) -> Self {
        let nodes = nodes(network, diagram);
        let does = |partition: &Partition| {
            let groups = Groups::of(network, &nodes, partition);
            groups.is_ok_and(|groups| groups.names.len() > 2 && 2 * groups.unknown < nodes.len())
        };
        let known = [Partition::Country, Partition::Kind].into_iter().find(does);
        known.map_or(Self::Community, Self::By)
    }

    /// The diagram with one disc for each group. Its actors are those of some networks: of one, or of one before and after a scenario.
    pub(super) fn group(&self, networks: &[&Network], diagram: Diagram, language: &str) -> Result<Diagram, Error> {
        let Some(&network) = networks.first() else { return Ok(diagram) };
        let (of, names) = match self {
            Self::Nobody => return Ok(diagram),
            Self::By(partition) => recorded(networks, &diagram, partition)?,
            Self::Community => communities(&diagram)?,
            Self::Place => places(&diagram),
        };
        let mut members = vec![Vec::new(); names.len()];
        for (i, group) in of.iter().enumerate() {
            members[*group as usize].push(i);
        }
        let groups = Grouped { by: self, network, diagram: &diagram, of, names, members, language };
        Ok(groups.diagram())
    }

    /// What a group is, in words.
    fn told(&self, language: &str) -> String {
        let told = |en: &str, ko: &str| if language == "ko" { ko.to_owned() } else { en.to_owned() };
        match self {
            Self::By(Partition::Country) => told("country", "국가"),
            Self::By(Partition::Kind) => told("kind", "종류"),
            Self::By(Partition::Layer) => told("layer", "계층"),
            Self::By(other) => other.to_string(),
            Self::Community => told("community (closely tied among themselves)", "긴밀히 연결된 집단"),
            Self::Place | Self::Nobody => told("place", "장소"),
        }
    }
}

fn nodes(network: &Network, diagram: &Diagram) -> Vec<NodeIndex> {
    diagram.actors.iter().filter_map(|actor| network.actor(&actor.id)).collect()
}

/// The groups that a partition makes of the actors of a diagram, each looked up in the first network that has it.
fn recorded(networks: &[&Network], diagram: &Diagram, partition: &Partition) -> Result<(Vec<u32>, Vec<String>), Error> {
    let mut known: IndexMap<String, u32> = IndexMap::new();
    let mut of = vec![None; diagram.actors.len()];
    for network in networks {
        let new = |i: &usize| of[*i].is_none() && network.actor(&diagram.actors[*i].id).is_some();
        let here: Vec<usize> = (0..of.len()).filter(new).collect();
        let nodes: Vec<NodeIndex> = here.iter().filter_map(|&i| network.actor(&diagram.actors[i].id)).collect();
        let groups = Groups::of(network, &nodes, partition)?;
        for name in &groups.names {
            let next = known.len() as u32;
            known.entry(name.clone()).or_insert(next);
        }
        for (i, group) in here.into_iter().zip(&groups.of) {
            of[i] = known.get(&groups.names[*group as usize]).copied();
        }
    }
    Ok((of.into_iter().map(Option::unwrap_or_default).collect(), known.into_keys().collect()))
}

/// Communities by modularity, whichever way ties lead.
fn communities(diagram: &Diagram) -> Result<(Vec<u32>, Vec<String>), Error> {
    let ties = diagram.ties.iter().map(|tie| (tie.from as u32, tie.to as u32, Direction::BothWays));
    let found = Communities::default().run(&Topology::new(diagram.actors.len(), ties)?)?;
    let names = (1..=found.partition.count()).map(|number| number.to_string()).collect();
    Ok((found.partition.labels().to_vec(), names))
}

/// How many discs a map has on which those at one place are one.
pub(super) fn count_places(diagram: &Diagram) -> usize {
    places(diagram).1.len()
}

/// Actors whose places are the same to a hundredth of a degree; those without one are each alone.
fn places(diagram: &Diagram) -> (Vec<u32>, Vec<String>) {
    let hundredths = |degrees: f64| (degrees * 100.0).round() as i32;
    let mut known: IndexMap<String, u32> = IndexMap::new();
    let mut of = Vec::with_capacity(diagram.actors.len());
    for actor in &diagram.actors {
        let place = actor.lat.zip(actor.lon);
        let key =
            place.map_or_else(|| actor.id.clone(), |(lat, lon)| format!("{} {}", hundredths(lat), hundredths(lon)));
        let next = known.len() as u32;
        of.push(*known.entry(key).or_insert(next));
    }
    (of, known.into_keys().collect())
}

struct Grouped<'a> {
    by: &'a Grouping,
    network: &'a Network,
    diagram: &'a Diagram,
    of: Vec<u32>,
    names: Vec<String>,
    members: Vec<Vec<usize>>,
    language: &'a str,
}

impl Grouped<'_> {
    fn diagram(&self) -> Diagram {
        let old = self.diagram;
        let korean = self.language == "ko";
        let mut new = Diagram { actors: Vec::new(), ties: Vec::new(), ..old.clone() };
        new.actors = (0..self.members.len()).map(|group| self.actor(group)).collect();
        let (ties, within) = if old.panels.is_empty() { self.ties() } else { self.ties_in_panels(&mut new) };
        new.ties = ties;
        let label = if korean { "여러 종류" } else { "several kinds" };
        let several = LegendEntry { key: SEVERAL.into(), label: label.into(), color: "#5f6b7a".into(), count: 0 };
        let count = |mut entry: LegendEntry| {
            entry.count = new.actors.iter().filter(|actor| actor.kind == entry.key).count();
            entry
        };
        // All stay until here, so that every kind keeps its form and colour.
        let legend =
            old.legend.iter().enumerate().map(|(i, entry)| LegendEntry { color: old.color(i), ..entry.clone() });
        new.legend = [several].into_iter().chain(legend).map(count).filter(|entry| entry.count > 0).collect();
        let label = if korean { "행위자 수" } else { "number of actors" };
        let note = if korean { "원 하나가 나타내는 행위자" } else { "that a disc stands for" };
        (new.size_label, new.size_note) = (label.into(), note.into());
        new.footnotes.insert(0, self.note(within));
        new
    }

    fn note(&self, within: usize) -> String {
        let (groups, actors, what) = (self.members.len(), self.of.len(), self.by.told(self.language));
        if self.language == "ko" {
            format!(
                "원 하나는 같은 {what}의 행위자를 묶은 것입니다(행위자 {actors}개를 {groups}개로). 선은 두 묶음 사이의 모든 관계이며 굵을수록 \
                 많고, 숫자는 그 수입니다. 묶음 안의 관계 {within}건은 그리지 않았습니다."
            )
        } else {
            format!(
                "A disc stands for all actors of one {what}: {actors} actors in {groups} discs. A line stands for all ties between two \
                 discs, wider for more, with their number. {within} ties within discs are not drawn."
            )
        }
    }

    fn actor(&self, group: usize) -> DiagramActor {
        let (all, members) = (&self.diagram.actors, &self.members[group]);
        let first = |better: &dyn Fn(usize) -> f64| {
            members.iter().copied().fold(members[0], |best, i| if better(i) > better(best) { i } else { best })
        };
        let leader = first(&|i| all[i].priority + if all[i].emphasised { f64::MAX / 2.0 } else { 0.0 });
        let leads_by_name = matches!(self.by, Grouping::Community | Grouping::Place);
        if members.len() == 1 && leads_by_name {
            return DiagramActor { size: 1.0, ..all[leader].clone() };
        }
        let alike = members.iter().all(|i| all[*i].kind == all[leader].kind);
        let label = if leads_by_name { self.led(leader, members.len()) } else { self.named(group) };
        let place = first(&|i| {
            let place = all[i].lat.zip(all[i].lon);
            members.iter().filter(|j| place.is_some() && all[**j].lat.zip(all[**j].lon) == place).count() as f64
        });
        let tier = first(&|i| members.iter().filter(|j| all[**j].tier == all[i].tier).count() as f64);
        let names: Vec<&str> = members.iter().take(LISTED).map(|i| all[*i].name()).collect();
        let more = if members.len() > LISTED { ", …" } else { "" };
        DiagramActor {
            id: format!("{}:{}", self.by, self.names[group]),
            tooltip: format!("{label}: {} · {}{more}", members.len(), names.join(", ")),
            label,
            kind: if alike { all[leader].kind.clone() } else { SEVERAL.to_owned() },
            size: members.len() as f64,
            priority: members.len() as f64,
            // In panels whoever comes or goes stands out, and a group does where all of it comes or goes.
            emphasised: if self.diagram.panels.is_empty() {
                members.iter().any(|i| all[*i].emphasised)
            } else {
                members.iter().all(|i| all[*i].emphasised)
            },
            tier: all[tier].tier,
            column: all[tier].column,
            lat: all[place].lat,
            lon: all[place].lon,
        }
    }

    /// The name of its first actor, with how many more there are.
    fn led(&self, leader: usize, count: usize) -> String {
        let name = self.diagram.actors[leader].name();
        if self.language == "ko" { format!("{name} 외 {}", count - 1) } else { format!("{name} + {}", count - 1) }
    }

    /// What the group is called, with how many it has.
    fn named(&self, group: usize) -> String {
        let (name, count) = (&self.names[group], self.members[group].len());
        let told = match self.by {
            Grouping::By(Partition::Country) => countries::name(name, self.language).map(str::to_owned),
            Grouping::By(Partition::Kind) => Some(self.network.actor_kind_label(name, self.language)),
            _ => None,
        };
        let unknown = name == Groups::NONE && self.language == "ko";
        let told = if unknown { Some("(기록 없음)".to_owned()) } else { told };
        format!("{} ({count})", told.unwrap_or_else(|| name.clone()))
    }

    /// One line between each two groups that are tied, and how many ties lie within groups.
    fn ties(&self) -> (Vec<DiagramTie>, usize) {
        let mut lines: IndexMap<(u32, u32), Vec<&DiagramTie>> = IndexMap::new();
        let mut within = 0;
        for tie in &self.diagram.ties {
            let (a, b) = (self.of[tie.from], self.of[tie.to]);
            if a == b {
                within += 1;
            } else {
                lines.entry((a.min(b), a.max(b))).or_default().push(tie);
            }
        }
        let most = lines.values().map(Vec::len).max().unwrap_or(1) as f64;
        let line = |((low, high), ties): ((u32, u32), Vec<&DiagramTie>)| {
            let forward = |tie: &&&DiagramTie| self.of[tie.from] == low;
            let ways = ties.iter().filter(forward).count();
            let one_way = ties.iter().all(|tie| !tie.mutual) && (ways == 0 || ways == ties.len());
            let (from, to) = if one_way && ways == 0 { (high, low) } else { (low, high) };
            let mut drawn = DiagramTie::new(from as usize, to as usize);
            drawn.mutual = !one_way;
            drawn.strength = ties.len() as f64 / most;
            drawn.assumed = ties.iter().all(|tie| tie.assumed);
            drawn.emphasised = ties.iter().any(|tie| tie.emphasised);
            drawn.count = Some(ties.len());
            let mut kinds: IndexMap<&str, usize> = IndexMap::new();
            for tie in &ties {
                *kinds.entry(&tie.label).or_default() += 1;
            }
            kinds.sort_by(|a, m, b, n| n.cmp(m).then(a.cmp(b)));
            let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
            drawn.label = ties.len().to_string();
            drawn.tooltip = format!("{}: {}", ties.len(), kinds.join(", "));
            drawn
        };
        (lines.into_iter().map(line).collect(), within)
    }
}

impl Grouped<'_> {
    /// All ties between groups, which a drawing joins to lines by itself, panel by panel; and how many lie within groups. The
    /// panels of `new` are filled.
    fn ties_in_panels(&self, new: &mut Diagram) -> (Vec<DiagramTie>, usize) {
        let mut ties = Vec::new();
        let mut places = Vec::with_capacity(self.diagram.ties.len());
        for tie in &self.diagram.ties {
            let (from, to) = (self.of[tie.from] as usize, self.of[tie.to] as usize);
            places.push((from != to).then_some(ties.len()));
            if from != to {
                ties.push(DiagramTie { from, to, ..tie.clone() });
            }
        }
        let panel = |panel: &Panel| {
            let mut sizes = vec![0.0; self.members.len()];
            panel.actors.iter().for_each(|&i| sizes[self.of[i] as usize] += 1.0);
            let moved = |all: &[usize]| all.iter().filter_map(|&i| places[i]).collect();
            Panel {
                title: panel.title.clone(),
                actors: (0..sizes.len()).filter(|&group| sizes[group] > 0.0).collect(),
                ties: moved(&panel.ties),
                emphasised: moved(&panel.emphasised),
                sizes,
            }
        };
        new.panels = self.diagram.panels.iter().map(panel).collect();
        let within = places.iter().filter(|place| place.is_none()).count();
        (ties, within)
    }
}

/// A place, and how many actors are there.
type Counted = ((f64, f64), usize);

/// Actors without a place stand where most others of their country do. Returns how many do so.
pub(super) fn fill_places(network: &Network, diagram: &mut Diagram) -> usize {
    let country = |id: &str| network.actor(id).and_then(|node| network.graph()[node].country.clone());
    let mut places: IndexMap<String, Vec<Counted>> = IndexMap::new();
    for actor in &diagram.actors {
        let (Some(place), Some(country)) = (actor.lat.zip(actor.lon), country(&actor.id)) else { continue };
        let known = places.entry(country).or_default();
        match known.iter_mut().find(|(at, _)| *at == place) {
            Some((_, count)) => *count += 1,
            None => known.push((place, 1)),
        }
    }
    let mut filled = 0;
    for actor in diagram.actors.iter_mut().filter(|actor| actor.lat.zip(actor.lon).is_none()) {
        let known = country(&actor.id).and_then(|country| places.get(&country));
        let most = known.and_then(|known| known.iter().rev().max_by_key(|(_, count)| *count));
        if let Some(&((lat, lon), _)) = most {
            (actor.lat, actor.lon) = (Some(lat), Some(lon));
            filled += 1;
        }
    }
    filled
}
