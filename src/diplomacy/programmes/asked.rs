//! Who is to be reached, what each counts for, and what is read off that.

use super::coverage::Incidence;
use super::record::{Contact, Known};
use super::results::{Covered, Overlap, ProgrammeResult, ReachWeight, Reaching, Spread, Unique};
use super::{followed, history};
use crate::error::Error;
use crate::model::{Actor, Date, Network, Selector, Stage};
use petgraph::graph::NodeIndex;
use std::collections::{HashMap, HashSet};

/// Who is to be reached, and what each counts for.
pub(super) struct Asked<'n> {
    pub(super) to: Selector,
    pub(super) targets: Vec<&'n Actor>,
    place: HashMap<&'n str, usize>,
    pub(super) weight: Vec<f64>,
    pub(super) unweighted: Vec<String>,
}

impl<'n> Asked<'n> {
    /// The targets of a network, each with its share of the weight.
    pub(super) fn new(network: &'n Network, to: Selector, counts: ReachWeight) -> Result<Self, Error> {
        let targets = network.select(&to, "target")?;
        let raw = |node: &NodeIndex| weight_of(counts, &network.graph()[*node]);
        let weights: Vec<Option<f64>> = targets.iter().map(raw).collect();
        let total: f64 = weights.iter().flatten().sum();
        let weight = weights.iter().map(|weight| weight.filter(|_| total > 0.0).map_or(0.0, |w| w / total)).collect();
        let without = targets.iter().zip(&weights).filter(|(_, weight)| weight.is_none());
        let unweighted = without.map(|(node, _)| network.graph()[*node].id.clone()).collect();
        let actors: Vec<&Actor> = targets.iter().map(|node| &network.graph()[*node]).collect();
        let place = actors.iter().enumerate().map(|(i, actor)| (actor.id.as_str(), i)).collect();
        Ok(Self { to, targets: actors, place, weight, unweighted })
    }

    pub(super) fn incidence(&self, known: &[Known]) -> Incidence {
        let row = |known: &Known| {
            let cell =
                |contact: &Contact| Some((*self.place.get(contact.actor.as_str())?, contact.is_beyond_attention()));
            let mut row: Vec<(usize, bool)> = known.contacts.iter().filter_map(cell).collect();
            row.sort_unstable();
            row
        };
        Incidence { reach: known.iter().map(row).collect(), weight: self.weight.clone() }
    }

    fn share(&self, targets: impl IntoIterator<Item = usize>) -> f64 {
        targets.into_iter().map(|target| self.weight[target]).sum()
    }

    pub(super) fn programme(&self, known: Known, p: usize, incidence: &Incidence) -> ProgrammeResult {
        let reached: Vec<usize> = incidence.reach[p].iter().map(|(target, _)| *target).collect();
        let unique = incidence.unique(p);
        let is_target = |contact: &&Contact| self.place.contains_key(contact.actor.as_str());
        let people: Vec<f64> = known.contacts.iter().filter_map(|contact| contact.people).collect();
        let reach = Reaching {
            targets: reached.len(),
            share: self.share(reached),
            others: known.contacts.len() - incidence.reach[p].len(),
            dated: known.contacts.iter().filter(is_target).filter(|contact| contact.year.is_some()).count(),
            people: (!people.is_empty()).then(|| people.iter().sum()),
            contacts: known.contacts,
        };
        ProgrammeResult {
            id: known.id,
            name: known.name,
            kind: known.kind,
            hosts: known.hosts,
            since: known.since.map(Date::calendar_year),
            until: known.until.map(Date::calendar_year),
            recorded: known.recorded,
            remark: known.remark,
            reach,
            unique: Unique { share: self.share(unique.iter().copied()), targets: self.ids(&unique) },
            sources: known.sources,
            ..ProgrammeResult::default()
        }
    }

    /// Whether some programme reached a target, or the city of which it is a borough.
    pub(super) fn reached_with_boroughs(&self, network: &Network, incidence: &Incidence) -> Vec<bool> {
        let mut reached: Vec<bool> = (0..self.targets.len()).map(|target| incidence.is_reached(target)).collect();
        for (_, tie) in network.ties().filter(|(_, tie)| tie.kind == "borough_of") {
            let ends = self.place.get(tie.from.as_str()).zip(self.place.get(tie.to.as_str()));
            if let Some((borough, city)) = ends {
                reached[*borough] |= incidence.is_reached(*city);
            }
        }
        reached
    }

    fn ids(&self, targets: &[usize]) -> Vec<String> {
        targets.iter().map(|target| self.targets[*target].id.clone()).collect()
    }

    /// The targets of a programme, each with its year.
    pub(super) fn reaches(&self, programme: &ProgrammeResult) -> Vec<(usize, Option<i16>)> {
        let reach = |contact: &Contact| Some((*self.place.get(contact.actor.as_str())?, contact.year));
        programme.reach.contacts.iter().filter_map(reach).collect()
    }

    pub(super) fn overlap(&self, programmes: &[ProgrammeResult], incidence: &Incidence) -> (Vec<Overlap>, usize) {
        let (mut found, mut pairs) = (Vec::new(), 0);
        for a in 0..programmes.len() {
            for b in a + 1..programmes.len() {
                let (shared, either) = incidence.shared(a, b);
                pairs += usize::from(!incidence.reach[a].is_empty() && !incidence.reach[b].is_empty());
                if !shared.is_empty() {
                    found.push(Overlap {
                        a: programmes[a].id.clone(),
                        b: programmes[b].id.clone(),
                        jaccard: shared.len() as f64 / either as f64,
                        shared: self.ids(&shared),
                        either,
                    });
                }
            }
        }
        found.sort_by(|a, b| b.jaccard.total_cmp(&a.jaccard).then(b.shared.len().cmp(&a.shared.len())));
        (found, pairs)
    }

    pub(super) fn covered(
        &self,
        incidence: &Incidence,
        cities: &[followed::City],
        with_opinion: Option<Spread>,
    ) -> Covered {
        let reached: Vec<usize> = (0..self.targets.len()).filter(|target| incidence.is_reached(*target)).collect();
        let beyond = |target: &&usize| incidence.reach.iter().flatten().any(|(t, beyond)| t == *target && *beyond);
        Covered {
            targets: reached.len(),
            share: incidence.covered(None),
            with_opinion,
            beyond_attention: reached.iter().filter(beyond).count(),
            dated: cities.iter().filter(|city| city.first.is_some()).count(),
            ..Covered::default()
        }
    }

    /// What is known of each target for the question what followed.
    pub(super) fn cities(&self, network: &Network, known: &[Known]) -> Vec<followed::City> {
        let programmes: HashSet<&str> = known.iter().map(|known| known.id.as_str()).collect();
        let rungs = history::rungs(network, &self.targets, |tie| !programmes.contains(tie.from.as_str()));
        let city = |(target, rungs): (&&Actor, Vec<(Stage, Option<i16>)>)| {
            let contacts = known.iter().flat_map(|known| &known.contacts).filter(|contact| contact.actor == target.id);
            let years: Vec<Option<i16>> = contacts.map(|contact| contact.year).collect();
            let income = target.attributes.get("income_group").and_then(|income| income.as_str());
            followed::City {
                rungs: rungs.into_iter().filter_map(|(stage, year)| Some((stage, year?))).collect(),
                income: income.unwrap_or_default().to_owned(),
                first: years.iter().flatten().min().copied(),
                undated: years.contains(&None),
            }
        };
        self.targets.iter().zip(rungs).map(city).collect()
    }
}

fn weight_of(weight: ReachWeight, actor: &Actor) -> Option<f64> {
    match weight {
        ReachWeight::Equal => Some(1.0),
        ReachWeight::Population => actor.weight_by("population"),
        ReachWeight::Aid => actor.attributes.get("oda_recipient")?.as_bool().map(|aid| f64::from(u8::from(aid))),
    }
}
