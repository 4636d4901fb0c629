//! Programmes of public diplomacy: whom each reaches, how much they overlap, what each adds, what followed.
//!
//! Lists of whom a programme reached are examples, not registers: most of the numbers here are lower bounds, and what is
//! missing is missing for somebody's convenience rather than at random.
//!
//! | file | part |
//! |---|---|
//! | `record` | who is a programme, whom it reached, and when |
//! | `coverage` | overlap, unique reach, Shapley shares |
//! | `followed` | what followed, against cities that nobody had reached yet |
//! | `history` | when each city first stood on each rung |
//! | `next` | what the next invitation would add |
//! | `opinion` | how receptive countries are, as intervals |
//! | `results` | what is told |

mod coverage;
mod followed;
mod history;
mod next;
mod opinion;
mod record;
mod results;

pub use followed::{Difference, Followed, Outcome};
pub use next::{Invitation, Next};
pub use opinion::{Opinion, Receptivity, Survey};
pub use record::{Contact, Dated};
pub use results::{
    Covered, OpinionUse, Overlap, ProgrammeResult, ProgrammesResult, ReachWeight, Reaching, Spread, Unique,
};

use crate::error::{Error, ErrorKind};
use crate::model::{Actor, Date, Network, Selector, Stage};
use coverage::Incidence;
use petgraph::graph::NodeIndex;
use record::Known;
use std::collections::{HashMap, HashSet};

/// Settings of an evaluation of programmes.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Programmes;
/// use proxeny::{Actor, NetworkBuilder, Programme, Reached};
///
/// let reached = |actor: &str| Reached { actor: actor.into(), ..Reached::default() };
/// let programme = |id: &str, cities: &[&str]| Programme {
///     id: id.into(),
///     reached: cities.iter().map(|city| reached(city)).collect(),
///     ..Programme::default()
/// };
/// let network = NetworkBuilder::new("two")
///     .actor(Actor::new("hanoi", "foreign_city"))
///     .actor(Actor::new("quito", "foreign_city"))
///     .actor(Actor::new("cairo", "foreign_city"))
///     .programme(programme("course", &["hanoi", "quito"]))
///     .programme(programme("visit", &["quito"]))
///     .build()?;
/// let result = Programmes::new().run(&network)?;
/// assert_eq!(result.covered.targets, 2);
/// assert_eq!((result.programmes[0].shapley, result.programmes[1].shapley), (0.5, 1.0 / 6.0)); // quito is divided
/// assert_eq!((result.overlap[0].jaccard, &result.programmes[0].unique.targets), (0.5, &vec!["hanoi".to_owned()]));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Programmes {
    to: Option<Selector>,
    weight: ReachWeight,
    within: i16,
    draws: u64,
    worlds: u64,
    seed: u64,
}

impl Default for Programmes {
    fn default() -> Self {
        Self::new()
    }
}

/// The most years that are waited for something to follow, and the most draws.
const MOST_YEARS: i16 = 50;
const MOST_DRAWS: u64 = 1 << 20;

impl Programmes {
    /// Foreign cities, all alike, five years, 1,000 draws of opinion.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Programmes;
    ///
    /// let programmes = Programmes::new();
    /// ```
    pub fn new() -> Self {
        Self { to: None, weight: ReachWeight::Equal, within: 5, draws: 1000, worlds: 4096, seed: 1 }
    }

    /// Who is to be reached. The default are the targets of the network's first mandate, else foreign cities.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Programmes;
    ///
    /// let abroad = Programmes::new().to("layer:foreign".parse()?).run(&Network::builtin("netherlands")?)?;
    /// assert!(abroad.covered.targets > 20); // delta countries are governments, not cities
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn to(self, to: Selector) -> Self {
        Self { to: Some(to), ..self }
    }

    /// What a city counts for. The default is that all count alike.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::{Programmes, ReachWeight};
    ///
    /// let people = Programmes::new().weight(ReachWeight::Population).run(&Network::builtin("seoul")?)?;
    /// assert!(!people.unweighted.is_empty()); // some cities have no population on record
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weight(self, weight: ReachWeight) -> Self {
        Self { weight, ..self }
    }

    /// In how many years something has to follow. The default is 5.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Programmes;
    ///
    /// assert!(Programmes::new().within(0).run(&Network::builtin("seoul")?).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn within(self, years: i16) -> Self {
        Self { within: years, ..self }
    }

    /// How many times opinion is drawn. The default is 1,000; 0 switches it off.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Programmes;
    ///
    /// let without = Programmes::new().draws(0).run(&Network::builtin("seoul")?)?;
    /// assert!(without.opinion.is_none() && without.covered.with_opinion.is_none());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn draws(self, draws: u64) -> Self {
        Self { draws, ..self }
    }

    /// How many worlds the gain of an invitation is found in. The default is 4,096; 0 leaves invitations out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Programmes;
    ///
    /// assert!(Programmes::new().worlds(0).run(&Network::builtin("seoul")?)?.next.is_none());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// The seed of draws and worlds. The default is 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Programmes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let with = |seed| Ok::<_, proxeny::Error>(Programmes::new().seed(seed).run(&seoul)?.covered.with_opinion);
    /// assert_ne!(with(1)?, with(2)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Evaluates the programmes of a network.
    ///
    /// # Errors
    /// If the selector means nobody, or a setting is out of its range.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Programmes;
    ///
    /// let result = Programmes::new().run(&Network::builtin("seoul")?)?;
    /// assert_eq!(result.programmes[0].id, "kcity"); // it reaches most cities that few others do
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<ProgrammesResult, Error> {
        let asked = self.asked(network)?;
        let known = record::known(network);
        let incidence = asked.incidence(&known);
        let draws = self.drawn(network, &asked);
        let opinion = draws.as_ref().map(|(opinion, draws)| self.opinion(opinion, draws, &asked, &incidence));
        let next = self.next(network, &asked, &known, &incidence, draws.as_ref())?;
        let cities = asked.cities(network, &known);
        let mut programmes: Vec<ProgrammeResult> =
            known.into_iter().enumerate().map(|(p, known)| asked.programme(known, p, &incidence)).collect();
        for (programme, shapley) in programmes.iter_mut().zip(incidence.shapley(None)) {
            programme.shapley = shapley;
        }
        for programme in &mut programmes {
            programme.followed = self.followed(network, &cities, &asked.reaches(programme));
        }
        if let Some(opinion) = &opinion {
            programmes.iter_mut().zip(&opinion.shapley).for_each(|(programme, spread)| {
                programme.shapley_with_opinion = Some(*spread);
            });
        }
        let first: Vec<(usize, Option<i16>)> = (0..cities.len())
            .filter(|city| cities[*city].first.is_some() || cities[*city].undated)
            .map(|city| (city, cities[city].first))
            .collect();
        let (overlap, pairs) = asked.overlap(&programmes, &incidence);
        let mut covered = asked.covered(&incidence, &cities, opinion.as_ref().map(|drawn| drawn.covered));
        for programme in programmes.iter().filter(|programme| programme.shapley > 0.0) {
            let host = programme.hosts.first().and_then(|host| network.actor(host));
            let layer = host.and_then(|host| network.graph()[host].layer).map_or("none", crate::model::Layer::name);
            *covered.by_layer.entry(layer.to_owned()).or_default() += programme.shapley;
        }
        Ok(ProgrammesResult {
            to: asked.to.to_string(),
            targets: asked.targets.len(),
            weight: self.weight,
            unweighted: asked.unweighted.clone(),
            covered,
            programmes: ranked(programmes),
            overlap,
            pairs,
            followed: self.followed(network, &cities, &first),
            next,
            opinion: opinion.map(|drawn| drawn.used),
        })
    }

    fn asked<'n>(&self, network: &'n Network) -> Result<Asked<'n>, Error> {
        if !(1..=MOST_YEARS).contains(&self.within) {
            let message = format!("the number of years is from 1 to {MOST_YEARS}, not {}", self.within);
            return Err(ErrorKind::Parameter(message).into());
        }
        if self.draws > MOST_DRAWS {
            let message = format!("opinion is drawn at most {MOST_DRAWS} times, not {}", self.draws);
            return Err(ErrorKind::Parameter(message).into());
        }
        let to = match (&self.to, network.mandate(None)) {
            (Some(to), _) => to.clone(),
            (None, Ok(mandate)) => mandate.to.clone(),
            (None, Err(_)) => "kind:foreign_city".parse()?,
        };
        let targets = network.select(&to, "target")?;
        let raw = |node: &NodeIndex| weight_of(self.weight, &network.graph()[*node]);
        let weights: Vec<Option<f64>> = targets.iter().map(raw).collect();
        let total: f64 = weights.iter().flatten().sum();
        let weight = weights.iter().map(|weight| weight.filter(|_| total > 0.0).map_or(0.0, |w| w / total)).collect();
        let without = targets.iter().zip(&weights).filter(|(_, weight)| weight.is_none());
        let unweighted = without.map(|(node, _)| network.graph()[*node].id.clone()).collect();
        let actors: Vec<&Actor> = targets.iter().map(|node| &network.graph()[*node]).collect();
        let place = actors.iter().enumerate().map(|(i, actor)| (actor.id.as_str(), i)).collect();
        Ok(Asked { to, targets: actors, place, weight, unweighted })
    }

    fn followed(
        &self,
        network: &Network,
        cities: &[followed::City],
        reaches: &[(usize, Option<i16>)],
    ) -> Vec<Followed> {
        let last = network.as_of().map(Date::calendar_year);
        let one = |outcome| followed::followed(cities, reaches, outcome, (self.within, last));
        [Outcome::Next, Outcome::Hardware].map(one).into()
    }

    /// Whom to invite next, where there is a mandate to measure it by.
    fn next(
        &self,
        network: &Network,
        asked: &Asked<'_>,
        known: &[Known],
        incidence: &Incidence,
        drawn: Option<&(Opinion, Vec<Vec<f64>>)>,
    ) -> Result<Option<Next>, Error> {
        let (Ok(mandate), true) = (network.mandate(None), self.worlds > 0) else { return Ok(None) };
        let mut mandate = mandate.clone();
        if self.weight == ReachWeight::Population {
            mandate.to_weight = Some("population".to_owned());
        }
        let rungs = history::rungs(network, &asked.targets, |_| true);
        let guests = next::Guests {
            targets: &asked.targets,
            reached: &asked.reached_with_boroughs(network, incidence),
            wanted: &asked.weight.iter().map(|weight| *weight > 0.0).collect::<Vec<_>>(),
            rungs: &rungs.iter().map(|rungs| rungs.last().map(|(stage, _)| *stage)).collect::<Vec<Option<Stage>>>(),
            opinion: drawn.map(|(opinion, draws)| (*opinion, draws.as_slice())),
        };
        next::next(network, known, &guests, &mandate, (self.worlds, self.seed))
    }

    /// The draws of opinion by target, if there is any.
    fn drawn(&self, network: &Network, asked: &Asked<'_>) -> Option<(Opinion, Vec<Vec<f64>>)> {
        let opinion = Opinion::of(network).filter(|_| self.draws > 0)?;
        let countries: Vec<Option<String>> = asked.targets.iter().map(|actor| actor.country.clone()).collect();
        let draws = (0..self.draws).map(|draw| opinion.draw(&countries, self.seed, draw)).collect();
        Some((opinion, draws))
    }

    /// Shapley shares and coverage over the draws.
    fn opinion(&self, opinion: &Opinion, draws: &[Vec<f64>], asked: &Asked<'_>, incidence: &Incidence) -> Drawn {
        let countries: Vec<Option<String>> = asked.targets.iter().map(|actor| actor.country.clone()).collect();
        let shares: Vec<Vec<f64>> = draws.iter().map(|draw| incidence.shapley(Some(draw))).collect();
        let covered: Vec<f64> = draws.iter().map(|draw| incidence.covered(Some(draw))).collect();
        let of = |p: usize| Spread::of(&shares.iter().map(|shares| shares[p]).collect::<Vec<_>>());
        let first = largest(&incidence.shapley(None));
        let stays = shares.iter().filter(|shares| largest(shares) == first).count();
        let found = |country: &Option<String>| opinion.countries().get(country.as_deref()?);
        let ends = |n: usize| {
            let known = |country: &&Option<String>| {
                found(country).map_or(0, |known| usize::from(known.low.is_some()) + usize::from(known.high.is_some()))
                    == n
            };
            countries.iter().filter(known).count()
        };
        let named = countries.iter().filter_map(|country| Some((country.clone()?, found(country)?.clone())));
        Drawn {
            shapley: (0..incidence.reach.len()).map(of).collect(),
            covered: Spread::of(&covered),
            used: OpinionUse {
                draws: self.draws,
                complete: ends(2),
                one_end: ends(1),
                unknown: ends(0),
                first_stays: stays as f64 / self.draws as f64,
                note: opinion.note().to_owned(),
                countries: named.collect(),
            },
        }
    }
}

/// What the draws of opinion came to.
struct Drawn {
    shapley: Vec<Spread>,
    covered: Spread,
    used: OpinionUse,
}

/// The first of the largest.
fn largest(numbers: &[f64]) -> usize {
    (0..numbers.len()).fold(0, |best, i| if numbers[i] > numbers[best] { i } else { best })
}

fn weight_of(weight: ReachWeight, actor: &Actor) -> Option<f64> {
    match weight {
        ReachWeight::Equal => Some(1.0),
        ReachWeight::Population => actor.weight_by("population"),
        ReachWeight::Aid => actor.attributes.get("oda_recipient")?.as_bool().map(|aid| f64::from(u8::from(aid))),
    }
}

/// The largest share first; equals in the order of the network.
fn ranked(mut programmes: Vec<ProgrammeResult>) -> Vec<ProgrammeResult> {
    programmes.sort_by(|a, b| b.shapley.total_cmp(&a.shapley).then(b.reach.targets.cmp(&a.reach.targets)));
    let reaching = programmes.iter_mut().filter(|programme| programme.reach.targets > 0);
    reaching.enumerate().for_each(|(i, programme)| programme.rank = Some(i + 1));
    programmes
}

/// Who is to be reached, and what each counts for.
struct Asked<'n> {
    to: Selector,
    targets: Vec<&'n Actor>,
    place: HashMap<&'n str, usize>,
    weight: Vec<f64>,
    unweighted: Vec<String>,
}

impl Asked<'_> {
    fn incidence(&self, known: &[Known]) -> Incidence {
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

    fn programme(&self, known: Known, p: usize, incidence: &Incidence) -> ProgrammeResult {
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
    fn reached_with_boroughs(&self, network: &Network, incidence: &Incidence) -> Vec<bool> {
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
    fn reaches(&self, programme: &ProgrammeResult) -> Vec<(usize, Option<i16>)> {
        let reach = |contact: &Contact| Some((*self.place.get(contact.actor.as_str())?, contact.year));
        programme.reach.contacts.iter().filter_map(reach).collect()
    }

    fn overlap(&self, programmes: &[ProgrammeResult], incidence: &Incidence) -> (Vec<Overlap>, usize) {
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

    fn covered(&self, incidence: &Incidence, cities: &[followed::City], with_opinion: Option<Spread>) -> Covered {
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
    fn cities(&self, network: &Network, known: &[Known]) -> Vec<followed::City> {
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
