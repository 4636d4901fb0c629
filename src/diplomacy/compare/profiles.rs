//! Counterparts: who does in one network what somebody else does in another.
//!
//! An actor's *role profile* is what its ties are like: the shares of its ties by stage, by the layer of whom they join it
//! to, by who is recorded as giving, and by the brokerage role (Gould and Fernandez 1989, between layers) in which it stands
//! between two others; and how many foreign cities it is tied to, and how much of access hangs on it, beside the others of its
//! network (ranks, 0 to 1). Two actors are as far apart as the mean of the halved absolute differences of these six parts, 0
//! (alike) to 1; similarity is 1 less that. Who stands between nobody has no roles: alike to another such, apart from all else. Home actors with four ties or more, firms with firms and public bodies with public
//! bodies, are matched one to one so that the sum of distances
//! is least (Hungarian method), *no match* being as good as a distance at the 5 % quantile of those between actors whose
//! profiles are mixed at random. Home bodies that stand in both networks tell how far profiles can be trusted: where the same
//! body is, how near it comes.

use super::Compared;
use super::indicators::Subject;
use crate::error::Error;
use crate::graph::dice::Dice;
use crate::graph::{Groups, Partition, Topology};
use crate::measure::{Brokerage, Role};
use crate::model::{Layer, Stage};
use crate::structure::assignment::assign;
use petgraph::graph::NodeIndex;
use serde::{Deserialize, Serialize};

/// An actor and its counterpart.
///
/// # Examples
/// ```
/// assert!(proxeny::diplomacy::Counterpart::default().reasons.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counterpart {
    /// The actor of the first network.
    pub actor: String,
    /// The actor of the other network.
    pub counterpart: String,
    /// 1 for the same profile, 0 for nothing in common.
    pub similarity: f64,
    /// In what they are alike and in what not, most telling first: `stage`, `layer`, `giving` or `cities`, and how far
    /// apart, 0 to 1.
    pub reasons: Vec<(String, f64)>,
}

/// How near profiles bring the same body of two networks.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::diplomacy::Validation::default().bodies, 0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Validation {
    /// Home bodies with four ties or more in both networks.
    pub bodies: usize,
    /// The mean share of the other network's actors that are nearer than the same body; 0.5 is chance.
    pub nearer: Option<f64>,
}

/// The matching of two networks.
///
/// # Examples
/// ```
/// assert!(proxeny::diplomacy::Matching::default().pairs.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Matching {
    /// The first network.
    pub from: String,
    /// The other one.
    pub to: String,
    /// Matched actors, the most similar first.
    pub pairs: Vec<Counterpart>,
    /// Actors of the first network without a counterpart.
    pub without: Vec<String>,
    /// Actors of the other network without one.
    pub other_without: Vec<String>,
    /// The least similarity of a match.
    pub least: f64,
    /// How far this can be trusted.
    pub validation: Validation,
}

/// Parts of a profile, each a point of a simplex or a number from 0 to 1.
const PARTS: [&str; 6] = ["stage", "layer", "giving", "roles", "cities", "leverage"];

const LAYERS: [Layer; 5] = [Layer::City, Layer::National, Layer::Firm, Layer::Foreign, Layer::International];

/// Ties without which an actor has no role to speak of.
const LEAST_TIES: usize = 4;

/// More than any distance.
const NEVER: f64 = 2.0;

/// Mixed profiles that say what is far apart.
const MIXED: usize = 2_000;

/// The share of distances of mixed profiles below which two actors are a match.
const QUANTILE: f64 = 0.05;

#[derive(Clone)]
struct Profile {
    id: String,
    home: bool,
    /// Whether it is a firm; firms are no counterparts of public bodies.
    firm: bool,
    parts: [Vec<f64>; PARTS.len()],
}

impl Profile {
    /// How far apart two are, part by part.
    fn apart(&self, other: &Self) -> [f64; PARTS.len()] {
        std::array::from_fn(|part| {
            let both = self.parts[part].iter().zip(&other.parts[part]);
            let sum: f64 = both.map(|(a, b)| (a - b).abs()).sum();
            if self.parts[part].len() == 1 { sum } else { sum / 2.0 }
        })
    }

    fn distance(&self, other: &Self) -> f64 {
        self.apart(other).iter().sum::<f64>() / PARTS.len() as f64
    }
}

pub(super) fn matching(
    (first, subject): (&Compared, &Subject<'_>),
    (other, beside): (&Compared, &Subject<'_>),
    seed: u64,
) -> Result<Matching, Error> {
    let (a, b) = (profiles(first, subject)?, profiles(other, beside)?);
    let limit = limit(&a, &b, seed);
    let rows: Vec<&Profile> = a.iter().filter(|one| one.home).collect();
    let columns: Vec<&Profile> = b.iter().filter(|one| one.home).collect();
    // Beside every actor of the other network stands nobody, once for each row.
    let costs: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            let cost = |column: &&Profile| if column.firm == row.firm { row.distance(column) } else { NEVER };
            let real = columns.iter().map(cost);
            real.chain(std::iter::repeat_n(limit, rows.len())).collect()
        })
        .collect();
    let matched = assign(&costs)?;
    let mut pairs = Vec::new();
    let mut taken = vec![false; columns.len()];
    let mut without = Vec::new();
    for (row, column) in rows.iter().zip(matched) {
        match column.and_then(|column| Some((column, columns.get(column)?))) {
            Some((column, counterpart)) => {
                taken[column] = true;
                pairs.push(pair(row, counterpart));
            }
            None => without.push(row.id.clone()),
        }
    }
    pairs.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then_with(|| a.actor.cmp(&b.actor)));
    let left = columns.iter().zip(&taken).filter(|(_, taken)| !**taken);
    Ok(Matching {
        from: first.name.clone(),
        to: other.name.clone(),
        pairs,
        without,
        other_without: left.map(|(column, _)| column.id.clone()).collect(),
        least: 1.0 - limit,
        validation: validation(&a, &b),
    })
}

fn pair(row: &Profile, counterpart: &Profile) -> Counterpart {
    let mut reasons: Vec<(String, f64)> =
        PARTS.iter().map(|part| (*part).to_owned()).zip(row.apart(counterpart)).collect();
    reasons.sort_by(|a, b| a.1.total_cmp(&b.1));
    Counterpart {
        actor: row.id.clone(),
        counterpart: counterpart.id.clone(),
        similarity: 1.0 - row.distance(counterpart),
        reasons,
    }
}

/// The distance that only one in twenty pairs of profiles stays below whose parts come from anybody.
fn limit(a: &[Profile], b: &[Profile], seed: u64) -> f64 {
    let (a, b): (Vec<&Profile>, Vec<&Profile>) =
        (a.iter().filter(|one| one.home).collect(), b.iter().filter(|one| one.home).collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut dice = Dice::new(seed, 0x726f_6c65);
    let mut distances: Vec<f64> = (0..MIXED)
        .map(|_| {
            let mut mixed = |all: &[&Profile]| {
                let parts = std::array::from_fn(|part| all[dice.below(all.len())].parts[part].clone());
                Profile { id: String::new(), home: true, firm: false, parts }
            };
            let one = mixed(&a);
            one.distance(&mixed(&b))
        })
        .collect();
    distances.sort_by(f64::total_cmp);
    distances[(QUANTILE * MIXED as f64) as usize]
}

/// Whether the same body of both networks is near itself.
fn validation(a: &[Profile], b: &[Profile]) -> Validation {
    let home = |one: &&Profile| one.home;
    let same =
        a.iter().filter(home).filter_map(|one| Some((one, b.iter().filter(home).find(|other| other.id == one.id)?)));
    let nearer: Vec<f64> = same
        .map(|(one, itself)| {
            let here = one.distance(itself);
            let others = b.iter().filter(home).filter(|other| other.id != itself.id);
            let (mut before, mut all) = (0.0, 0.0);
            for other in others {
                let there = one.distance(other);
                all += 1.0;
                before += if there < here {
                    1.0
                } else if there > here {
                    0.0
                } else {
                    0.5
                };
            }
            if all > 0.0 { before / all } else { 0.0 }
        })
        .collect();
    let bodies = nearer.len();
    Validation { bodies, nearer: (bodies > 0).then(|| nearer.iter().sum::<f64>() / bodies as f64) }
}

/// The profiles of all actors with enough ties.
fn profiles(one: &Compared, subject: &Subject<'_>) -> Result<Vec<Profile>, Error> {
    let network = &one.network;
    let graph = network.graph();
    let selection = one.view.select(network);
    let of = |node: NodeIndex| selection.node_of[node.index()];
    let nodes = selection.actors.len();
    let mut stages = vec![[0.0; Stage::ALL.len() + 1]; nodes];
    let mut layers = vec![[0.0; LAYERS.len() + 1]; nodes];
    let mut giving = vec![[0.0; 2]; nodes];
    let mut cities: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    for edge in &selection.ties {
        let Some((from, to)) = graph.edge_endpoints(*edge) else { continue };
        let (Some(from), Some(to)) = (of(from), of(to)) else { continue };
        let stage = network.stage(&graph[*edge]);
        let stage = stage.and_then(|stage| Stage::ALL.iter().position(|other| *other == stage));
        for (way, (here, there)) in [(from, to), (to, from)].into_iter().enumerate() {
            let other = &graph[selection.actors[there as usize]];
            let layer = LAYERS.iter().position(|layer| Some(*layer) == other.layer);
            stages[here as usize][stage.unwrap_or(Stage::ALL.len())] += 1.0;
            layers[here as usize][layer.unwrap_or(LAYERS.len())] += 1.0;
            giving[here as usize][way] += 1.0;
            if other.kind == "foreign_city" && !cities[here as usize].contains(&there) {
                cities[here as usize].push(there);
            }
        }
    }
    let is_home =
        |node: usize| matches!(graph[selection.actors[node]].layer, Some(Layer::City | Layer::National | Layer::Firm));
    let known = ranks(&cities.iter().map(|known| known.len() as f64).collect::<Vec<_>>(), is_home);
    let shares_of_access = subject.shares();
    let share = |node: usize| shares_of_access.get(graph[selection.actors[node]].id.as_str()).copied().unwrap_or(0.0);
    let hangs = ranks(&(0..nodes).map(share).collect::<Vec<_>>(), is_home);
    let roles = roles(one)?;
    let shares = |counts: &[f64]| {
        let all: f64 = counts.iter().sum();
        counts.iter().map(|count| if all > 0.0 { count / all } else { 0.0 }).collect::<Vec<f64>>()
    };
    let enough = (0..nodes).filter(|node| giving[*node].iter().sum::<f64>() >= LEAST_TIES as f64);
    let profile = |node: usize| Profile {
        id: graph[selection.actors[node]].id.clone(),
        home: is_home(node),
        firm: graph[selection.actors[node]].layer == Some(Layer::Firm),
        parts: [
            shares(&stages[node]),
            shares(&layers[node]),
            shares(&giving[node]),
            shares(&roles[node]),
            vec![known[node]],
            vec![hangs[node]],
        ],
    };
    Ok(enough.map(profile).collect())
}

/// How often each actor of the view stands between two others in each role, and, last, whether it never does.
fn roles(one: &Compared) -> Result<Vec<[f64; Role::ALL.len() + 1]>, Error> {
    let viewed = Topology::of(&one.network, &one.view);
    let layers = Groups::of(&one.network, &viewed.actors, &Partition::Layer)?.of;
    let result = Brokerage::new(&layers).run(&viewed.topology)?;
    let of = |node: usize| {
        let mut counts = [0.0; Role::ALL.len() + 1];
        for (count, role) in counts.iter_mut().zip(Role::ALL) {
            *count = result.count(node as u32, role);
        }
        if result.total(node as u32) == 0.0 {
            counts[Role::ALL.len()] = 1.0;
        }
        counts
    };
    Ok((0..viewed.actors.len()).map(of).collect())
}

/// The share of home actors with fewer, and half of those with as many.
fn ranks(numbers: &[f64], is_home: impl Fn(usize) -> bool) -> Vec<f64> {
    let home: Vec<f64> = (0..numbers.len()).filter(|node| is_home(*node)).map(|node| numbers[node]).collect();
    let rank = |number: &f64| {
        let below = home.iter().filter(|other| *other < number).count() as f64;
        let alike = home.iter().filter(|other| *other == number).count() as f64;
        (below + alike / 2.0) / home.len().max(1) as f64
    };
    numbers.iter().map(rank).collect()
}
