//! Motifs: which ties, or which two in order, stand at or before a city's first hardware more often than chance.
//!
//! A motif is a tie on a stage below hardware, such a tie with a partner of one layer, or two of them in order of years.
//! The number of cities that show it at or before their first hardware is held against a permutation: the years of first
//! hardware are dealt anew among the cities with about as many dated ties below hardware (1, 2, 3–4, 5–7, 8 and more), so that
//! it does not count that cities known well show more of everything. The share of deals that show as many or more is p, the
//! deal observed counted in (Phipson and Smyth 2010, [doi:10.2202/1544-6115.1585](https://doi.org/10.2202/1544-6115.1585)). Many
//! motifs are tried, so that p is adjusted by the least p of all motifs in each deal (Westfall and Young 1993). Cities whose
//! hardware has no date are left out; so are undated ties. No motif is a cause: who was looked into is not random.

use super::cities::{bodies, cities, own_ties};
use crate::error::{Error, ErrorKind};
use crate::graph::dice::Dice;
use crate::model::{Layer, Network, Stage};
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::collections::BTreeMap;

/// Stages that can come before hardware.
const BEFORE: [Stage; 4] = [Stage::Attention, Stage::Software, Stage::Pilot, Stage::Finance];
/// Cities that show a motif at some time, for it to be tried.
const LEAST_CITIES: usize = 3;
/// The most deals.
const MOST_DRAWS: usize = 1_000_000;

/// The question which motifs precede hardware.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Motifs;
///
/// let result = Motifs::default().draws(200).run(&Network::builtin("seoul")?)?;
/// assert!(result.motifs.iter().all(|motif| motif.adjusted >= motif.p));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Motifs {
    draws: usize,
    seed: u64,
}

impl Default for Motifs {
    fn default() -> Self {
        Self { draws: 9_999, seed: 1 }
    }
}

/// A motif against chance.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Motifs;
///
/// let result = Motifs::default().draws(200).run(&Network::builtin("seoul")?)?;
/// assert!(result.motifs.iter().all(|motif| motif.before <= result.events && motif.before <= motif.cities));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Motif {
    /// Its ties in order: a stage, and the layer of the partner if it counts.
    pub ties: Vec<(String, Option<String>)>,
    /// Cities that show it at any time.
    pub cities: usize,
    /// Cities that show it at or before their first hardware.
    pub before: usize,
    /// How many would by chance.
    pub expected: f64,
    /// Share of deals with as many or more.
    pub p: f64,
    /// The same, adjusted for the number of motifs tried.
    pub adjusted: f64,
    /// The smallest p that any deal gives: where it is above 0.05, the motif cannot be told from chance.
    pub least_p: f64,
}

/// Motifs against chance.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Motifs;
///
/// let result = Motifs::default().draws(200).run(&Network::builtin("seoul")?)?;
/// assert!(result.events < result.cities);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MotifsResult {
    /// Cities that are compared: with a dated tie below hardware, and no hardware of unknown date.
    pub cities: usize,
    /// Those among them with hardware.
    pub events: usize,
    /// Cities whose hardware has no date.
    pub undated: usize,
    /// Cities with hardware and no dated tie below it, which can show no motif.
    pub without: usize,
    /// Deals.
    pub draws: usize,
    /// The seed of the deals.
    pub seed: u64,
    /// The motifs, the least p first.
    pub motifs: Vec<Motif>,
}

/// A city: ties below hardware as `(year, stage, layer of the partner)`, and the year of its first hardware.
#[derive(Clone, Debug, Default)]
struct City {
    ties: Vec<(i16, Stage, Option<Layer>)>,
    hardware: Option<i16>,
}

impl Motifs {
    /// How many deals, up to a million. The default is 9,999.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Motifs;
    ///
    /// assert_eq!(Motifs::default().draws(99).run(&Network::builtin("seoul")?)?.draws, 99);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn draws(self, draws: usize) -> Self {
        Self { draws, ..self }
    }

    /// The seed of the deals. The default is 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Motifs;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let with = |seed| Motifs::default().draws(99).seed(seed).run(&seoul);
    /// assert_eq!(with(7)?, with(7)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Tries all motifs that three cities show.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] if no deal or too many are asked for.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    /// use proxeny::diplomacy::Motifs;
    ///
    /// let result = Motifs::default().run(&NetworkBuilder::new("empty").build()?)?;
    /// assert!(result.motifs.is_empty()); // nothing to be told
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<MotifsResult, Error> {
        if self.draws == 0 || self.draws > MOST_DRAWS {
            let message = format!("{} deals cannot be made; ask for 1 to {MOST_DRAWS}", self.draws);
            return Err(ErrorKind::Parameter(message).into());
        }
        let all: Vec<Option<City>> = cities(network).map(|(node, _)| City::of(network, node)).collect();
        let dated: Vec<City> = all.iter().flatten().cloned().collect();
        let compared: Vec<City> = dated.iter().filter(|city| !city.ties.is_empty()).cloned().collect();
        Ok(MotifsResult {
            cities: compared.len(),
            events: compared.iter().filter(|city| city.hardware.is_some()).count(),
            undated: all.iter().filter(|city| city.is_none()).count(),
            without: dated.iter().filter(|city| city.ties.is_empty() && city.hardware.is_some()).count(),
            draws: self.draws,
            seed: self.seed,
            motifs: self.against_chance(&compared),
        })
    }

    fn against_chance(&self, cities: &[City]) -> Vec<Motif> {
        let tried: Vec<(Kind, Vec<Option<i16>>)> = kinds()
            .map(|kind| (kind, cities.iter().map(|city| kind.since(city)).collect::<Vec<_>>()))
            .filter(|(_, since)| since.iter().flatten().count() >= LEAST_CITIES)
            .collect();
        let hardware: Vec<Option<i16>> = cities.iter().map(|city| city.hardware).collect();
        let observed: Vec<usize> = tried.iter().map(|(_, since)| shown(since, &hardware)).collect();
        let deals = self.deals(cities, &hardware, &tried);
        let tails: Vec<Vec<usize>> =
            (0..tried.len()).map(|m| tail(deals.iter().map(|deal| deal[m]), cities.len())).collect();
        let p = |m: usize, before: usize| (1 + tails[m][before]) as f64 / (1 + self.draws) as f64;
        let least_of = |deal: &Vec<usize>| (0..tried.len()).map(|m| tails[m][deal[m]]).min().unwrap_or(0);
        let least: Vec<usize> = deals.iter().map(least_of).collect();
        let mut motifs: Vec<Motif> = tried
            .iter()
            .enumerate()
            .map(|(m, (kind, since))| {
                let as_small = least.iter().filter(|least| **least <= tails[m][observed[m]]).count();
                let most = deals.iter().map(|deal| deal[m]).max().unwrap_or(0).max(observed[m]);
                Motif {
                    ties: kind.ties(),
                    cities: since.iter().flatten().count(),
                    before: observed[m],
                    expected: deals.iter().map(|deal| deal[m]).sum::<usize>() as f64 / self.draws as f64,
                    p: p(m, observed[m]),
                    adjusted: (1 + as_small) as f64 / (1 + self.draws) as f64,
                    least_p: p(m, most),
                }
            })
            .collect();
        motifs.sort_by(|a, b| a.p.total_cmp(&b.p).then_with(|| a.ties.cmp(&b.ties)));
        motifs
    }

    /// In each deal, how many cities show each motif at or before their hardware.
    fn deals(&self, cities: &[City], hardware: &[Option<i16>], tried: &[(Kind, Vec<Option<i16>>)]) -> Vec<Vec<usize>> {
        let mut strata: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for (at, city) in cities.iter().enumerate() {
            strata.entry(stratum(city.ties.len())).or_default().push(at);
        }
        let deal = |number: usize| {
            let mut dice = Dice::new(self.seed, number as u64);
            let mut dealt = hardware.to_vec();
            for members in strata.values() {
                let mut years: Vec<Option<i16>> = members.iter().map(|at| hardware[*at]).collect();
                dice.shuffle(&mut years);
                members.iter().zip(years).for_each(|(at, year)| dealt[*at] = year);
            }
            tried.iter().map(|(_, since)| shown(since, &dealt)).collect()
        };
        (0..self.draws).map(deal).collect()
    }
}

/// Cities with as many ties, more or less.
fn stratum(ties: usize) -> u8 {
    match ties {
        0..=2 => ties as u8,
        3..=4 => 3,
        5..=7 => 4,
        _ => 5,
    }
}

/// Cities whose motif is complete at or before their hardware.
fn shown(since: &[Option<i16>], hardware: &[Option<i16>]) -> usize {
    since.iter().zip(hardware).filter(|(since, hardware)| since.zip(**hardware).is_some_and(|(s, h)| s <= h)).count()
}

/// By number, how many deals reach it.
fn tail(values: impl Iterator<Item = usize>, most: usize) -> Vec<usize> {
    let mut tail = vec![0; most + 2];
    values.for_each(|value| tail[value] += 1);
    for at in (0..=most).rev() {
        tail[at] += tail[at + 1];
    }
    tail
}

impl City {
    /// `None` if it has hardware, and none with a date.
    fn of(network: &Network, node: NodeIndex) -> Option<Self> {
        let own = bodies(network, node);
        let (mut city, mut undated) = (Self::default(), false);
        for edge in own_ties(network, node) {
            let tie = &network.graph()[edge];
            let year = tie.since.map(crate::Date::calendar_year);
            match (network.stage(tie), year) {
                (Some(Stage::Hardware), None) => undated = true,
                (Some(Stage::Hardware), Some(year)) => {
                    city.hardware = Some(city.hardware.map_or(year, |first| first.min(year)));
                }
                (Some(stage), Some(year)) => {
                    let ends = network.graph().edge_endpoints(edge);
                    let partner = ends.map(|(from, to)| if own.contains(&from) { to } else { from });
                    city.ties.push((year, stage, partner.and_then(|partner| network.graph()[partner].layer)));
                }
                _ => {}
            }
        }
        (city.hardware.is_some() || !undated).then_some(city)
    }
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    One(Stage, Option<Layer>),
    Two(Stage, Stage),
}

fn kinds() -> impl Iterator<Item = Kind> {
    let layers = [Layer::City, Layer::National, Layer::Firm, Layer::International, Layer::Foreign];
    let partners = move || std::iter::once(None).chain(layers.map(Some));
    let one = BEFORE.into_iter().flat_map(move |stage| partners().map(move |layer| Kind::One(stage, layer)));
    one.chain(BEFORE.into_iter().flat_map(|first| BEFORE.map(|second| Kind::Two(first, second))))
}

impl Kind {
    /// The year in which a city first shows it whole.
    fn since(self, city: &City) -> Option<i16> {
        match self {
            Self::One(stage, layer) => {
                let fits = |tie: &&(i16, Stage, Option<Layer>)| tie.1 == stage && (layer.is_none() || tie.2 == layer);
                city.ties.iter().filter(fits).map(|tie| tie.0).min()
            }
            Self::Two(first, second) => {
                let later = |(at, tie): &(usize, &(i16, Stage, Option<Layer>))| {
                    let before = |(other, (year, stage, _)): (usize, &(i16, Stage, Option<Layer>))| {
                        other != *at && *stage == first && *year <= tie.0
                    };
                    tie.1 == second && city.ties.iter().enumerate().any(before)
                };
                city.ties.iter().enumerate().filter(later).map(|(_, tie)| tie.0).min()
            }
        }
    }

    fn ties(self) -> Vec<(String, Option<String>)> {
        match self {
            Self::One(stage, layer) => vec![(stage.name().to_owned(), layer.map(|layer| layer.name().to_owned()))],
            Self::Two(first, second) => [first, second].map(|stage| (stage.name().to_owned(), None)).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(software: Option<i16>, hardware: Option<i16>) -> City {
        let ties = [software.map(|year| (year, Stage::Software, None)), Some((2000, Stage::Attention, None))];
        City { ties: ties.into_iter().flatten().collect(), hardware }
    }

    /// k events among n cities of one stratum, m of which show the motif: hypergeometric.
    #[test]
    fn p_is_the_tail_of_the_hypergeometric_where_that_is_known() {
        let two =
            || City { ties: vec![(2000, Stage::Attention, None), (2000, Stage::Attention, None)], hardware: None };
        let mut cities: Vec<City> = (0..5).map(|at| city(Some(2001), (at < 4).then_some(2010))).collect();
        cities.extend((0..5).map(|at| City { hardware: (at < 1).then_some(2010), ..two() }));
        let motifs = Motifs::default().draws(20_000).against_chance(&cities);
        let software = motifs.iter().find(|motif| motif.ties == [("software".to_owned(), None)]).expect("five show it");
        assert_eq!((software.before, software.cities), (4, 5));
        // P(X ≥ 4) with 5 of 10 marked and 5 drawn: (C(5,4)·C(5,1) + 1) / C(10,5) = 26 / 252
        assert!((software.p - 26.0 / 252.0).abs() < 0.01, "{}", software.p);
        assert!((software.expected - 2.5).abs() < 0.05);
        assert!((software.least_p - 1.0 / 252.0).abs() < 0.002);
        // attention is shown by all of them whatever the deal
        assert!(motifs.iter().all(|motif| motif.adjusted >= motif.p && motif.adjusted <= 1.0));
        let attention =
            motifs.iter().find(|motif| motif.ties == [("attention".to_owned(), None)]).expect("all show it");
        assert!((attention.p - 1.0).abs() < 1e-12 && attention.before == 5);
    }

    #[test]
    fn cities_with_unlike_numbers_of_ties_are_not_dealt_among_each_other() {
        let busy = |at: i16| City { ties: vec![(2000, Stage::Software, None); 8], hardware: (at < 3).then_some(2010) };
        let quiet = || City { ties: vec![(2000, Stage::Attention, None)], hardware: None };
        let cities: Vec<City> = (0..3).map(busy).chain((0..20).map(|_| quiet())).collect();
        let motifs = Motifs::default().draws(500).against_chance(&cities);
        assert!(motifs.iter().all(|motif| (motif.p - 1.0).abs() < 1e-12)); // within the strata nothing can move
    }

    #[test]
    fn what_comes_after_hardware_does_not_count() {
        let cities: Vec<City> = (0..6).map(|at| city(Some(2012), (at < 3).then_some(2010 + at))).collect();
        let motifs = Motifs::default().draws(100).against_chance(&cities);
        let software = motifs.iter().find(|motif| motif.ties == [("software".to_owned(), None)]).expect("six show it");
        assert_eq!(software.before, 1); // 2012 ≤ 2012 only
        let pair = |a: &str, b: &str| motifs.iter().find(|m| m.ties == [(a.to_owned(), None), (b.to_owned(), None)]);
        assert_eq!(pair("attention", "software").map(|motif| motif.before), Some(1));
        assert!(pair("software", "attention").is_none()); // the other order is shown by nobody
    }
}
