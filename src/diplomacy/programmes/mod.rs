//! Programmes of public diplomacy: whom each reaches, how much they overlap, what each adds, what followed.
//!
//! Lists of whom a programme reached are examples, not registers: most of the numbers here are lower bounds, and what is
//! missing is missing for somebody's convenience rather than at random.
//!
//! | file | part |
//! |---|---|
//! | `record` | who is a programme, whom it reached, and when |
//! | `affiliation` | programmes and those reached as a network of two modes |
//! | `asked` | who is to be reached, and what each counts for |
//! | `coverage` | overlap, unique reach, Shapley shares |
//! | `followed` | what followed, against cities that nobody had reached yet |
//! | `history` | when each city first stood on each rung |
//! | `next` | what the next invitation would add |
//! | `gate` | coverage with opinion switched on |
//! | `opinion` | how receptive countries are, as intervals |
//! | `results` | what is told |

mod affiliation;
mod asked;
mod coverage;
mod followed;
mod gate;
mod history;
mod next;
mod opinion;
mod record;
mod results;

pub use affiliation::Affiliation;
pub use followed::{Difference, Followed, Outcome};
pub use next::{Invitation, Next};
pub use opinion::{Opinion, Receptivity, Survey};
pub use record::{Contact, Dated};
pub use results::{
    Covered, OpinionUse, Overlap, ProgrammeResult, ProgrammesResult, ReachWeight, Reaching, Spread, Unique,
};

use crate::error::{Error, ErrorKind};
use crate::model::{Date, Network, Selector, Stage};
use asked::Asked;
use coverage::Incidence;
use record::Known;

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
        let opinion = draws.as_ref().map(|(opinion, draws)| gate::gated(*opinion, draws, &asked, &incidence));
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
        Asked::new(network, to, self.weight)
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
}

/// The largest share first; equals in the order of the network.
fn ranked(mut programmes: Vec<ProgrammeResult>) -> Vec<ProgrammeResult> {
    programmes.sort_by(|a, b| b.shapley.total_cmp(&a.shapley).then(b.reach.targets.cmp(&a.reach.targets)));
    let reaching = programmes.iter_mut().filter(|programme| programme.reach.targets > 0);
    reaching.enumerate().for_each(|(i, programme)| programme.rank = Some(i + 1));
    programmes
}
