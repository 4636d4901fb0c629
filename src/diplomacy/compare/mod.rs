//! Comparison: networks side by side, each against chance, and who does what whose counterpart does elsewhere.
//!
//! **Indicators** stand side by side, see [`INDICATORS`]. Those of structure are held against random networks that keep
//! every actor's number of ties and the number of ties between any two kinds ([`Rewiring::groups`]), as observed / mean of
//! the random ones with the share p of these that is as far out. What the random networks fix is not testable; what rests
//! on strengths, dates or amounts is not tested.
//!
//! **Unequal coverage.** How many sources (small firms) were found depends on where one looked. As a sensitivity, not a
//! correction, the sources of every network are drawn down to the least number of any, with everybody else in place.
//!
//! **Counterparts**, see `profiles`; **where networks meet**, see `meet`.
//!
//! [`Rewiring::groups`]: crate::structure::Rewiring::groups

mod indicators;
mod meet;
mod profiles;

pub use indicators::{INDICATORS, Indicator};
pub use meet::{Meeting, Part};
pub use profiles::{Counterpart, Matching, Validation};

use crate::error::{Error, ErrorKind};
use crate::graph::dice::Dice;
use crate::leverage::Access;
use crate::model::{Network, View};
use crate::structure::Standing;
use indicators::Subject;
use serde::{Deserialize, Serialize};

/// A network that is compared, under a name, as it was at some date.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Compared;
///
/// let singapore = Compared::today(Network::builtin("singapore")?);
/// assert_eq!(singapore.name, "singapore");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Compared {
    /// What it is called here; each once.
    pub name: String,
    /// The network.
    pub network: Network,
    /// When and what counts.
    pub view: View,
}

impl Compared {
    /// A network at its own date, by its id.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::{Compare, Compared};
    ///
    /// let both = ["singapore", "netherlands"].map(|name| Network::builtin(name).map(Compared::today));
    /// let [a, b] = both;
    /// let found = Compare::default().worlds(256).draws(9).run(&[a?, b?])?;
    /// assert_eq!(found.names, ["singapore", "netherlands"]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn today(network: Network) -> Self {
        Self { name: network.id().to_owned(), view: View::today(&network), network }
    }
}

/// Settings of a comparison.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Compare;
///
/// assert!(Compare::default().run(&[]).is_err()); // two or more are compared
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Compare {
    worlds: u64,
    seed: u64,
    draws: u32,
    samples: u64,
}

impl Default for Compare {
    fn default() -> Self {
        Self { worlds: 4096, seed: 1, draws: 199, samples: 1000 }
    }
}

/// One indicator of all networks.
///
/// # Examples
/// ```
/// assert!(proxeny::diplomacy::IndicatorRow::default().values.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorRow {
    /// Its name.
    pub name: String,
    /// By network, in the order given; `None` where it is not defined.
    pub values: Vec<Option<f64>>,
    /// Observed / mean of random networks; `None` where it is not tested or not testable.
    pub null_ratio: Vec<Option<f64>>,
    /// The share of random networks as far out.
    pub p: Vec<Option<f64>>,
    /// Why there is no p: `fixed by the null`, `not tested`; empty where there is one.
    pub untested: String,
}

/// A number over many draws of as many sources as the least network has.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::diplomacy::Drawn::default().median, 0.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Drawn {
    /// With all sources.
    pub all: f64,
    /// The middle of the draws.
    pub median: f64,
    /// The 5 % quantile.
    pub low: f64,
    /// The 95 % quantile.
    pub high: f64,
}

/// Access and sources with a route, as if every network had as many sources on record.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::diplomacy::EqualNumbers::default().sources, 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EqualNumbers {
    /// The least number of sources.
    pub sources: usize,
    /// Access, by network.
    pub access: Vec<Drawn>,
    /// The share of sources with a route, by network.
    pub with_route: Vec<Drawn>,
}

/// What a comparison comes to.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::{Compare, Compared};
///
/// let [a, b] = ["singapore", "netherlands"].map(|name| Network::builtin(name).map(Compared::today));
/// let found = Compare::default().worlds(256).draws(9).run(&[a?, b?])?;
/// let density = found.indicators.iter().find(|row| row.name == "density").expect("it is in the list");
/// assert_eq!(density.untested, "fixed by the null");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CompareResult {
    /// The networks, in the order given.
    pub names: Vec<String>,
    /// Indicators side by side.
    pub indicators: Vec<IndicatorRow>,
    /// Random networks of each.
    pub draws: u32,
    /// With as many sources; `None` where a network has no mandate.
    pub equal_numbers: Option<EqualNumbers>,
    /// Counterparts of the first network's actors in each other one; none where both are of the same network.
    pub counterparts: Vec<Matching>,
    /// Actors that stand in several of the networks.
    pub meetings: Vec<Meeting>,
}

impl Compare {
    /// How many worlds are drawn for access. The default is 4,096.
    ///
    /// # Examples
    /// ```
    /// let few = proxeny::diplomacy::Compare::default().worlds(64);
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// The seed of the random numbers. The default is 1.
    ///
    /// # Examples
    /// ```
    /// let other = proxeny::diplomacy::Compare::default().seed(7);
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// How many random networks are drawn of each. The default is 199.
    ///
    /// # Examples
    /// ```
    /// let quick = proxeny::diplomacy::Compare::default().draws(19);
    /// ```
    #[must_use]
    pub fn draws(self, draws: u32) -> Self {
        Self { draws, ..self }
    }

    /// Compares the networks.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for fewer than two networks, a name twice, or no draws; as [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::{Compare, Compared};
    ///
    /// let one = Compared::today(Network::builtin("singapore")?);
    /// assert!(Compare::default().run(&[one.clone(), one]).is_err()); // both have the same name
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, all: &[Compared]) -> Result<CompareResult, Error> {
        let wrong = |message: String| Err(Error::from(ErrorKind::Parameter(message)));
        if all.len() < 2 {
            return wrong("give two or more networks to compare".to_owned());
        }
        if let Some(twice) =
            all.iter().enumerate().find(|(i, one)| all[..*i].iter().any(|other| other.name == one.name))
        {
            return wrong(format!("`{}` is named twice; compare different networks, dates or scenarios", twice.1.name));
        }
        if self.draws == 0 {
            return wrong("give 1 random network or more".to_owned());
        }
        let subjects = all.iter().map(|one| Subject::of(one, self.worlds, self.seed)).collect::<Result<Vec<_>, _>>()?;
        let standings =
            subjects.iter().map(|one| one.standings(self.draws, self.seed)).collect::<Result<Vec<_>, _>>()?;
        let row = |(place, indicator): (usize, &Indicator)| {
            let of = |standing: &Vec<Standing>| standing[place].clone();
            Self::row(indicator, &standings.iter().map(of).collect::<Vec<_>>())
        };
        let first = &all[0];
        let others = all[1..].iter().filter(|other| other.network.id() != first.network.id());
        let counterparts =
            others.map(|other| profiles::matching(first, other, self.seed)).collect::<Result<Vec<_>, _>>()?;
        Ok(CompareResult {
            names: all.iter().map(|one| one.name.clone()).collect(),
            indicators: INDICATORS.iter().enumerate().map(row).collect(),
            draws: self.draws,
            equal_numbers: self.equal_numbers(&subjects),
            counterparts,
            meetings: meet::meetings(all)?,
        })
    }

    fn row(indicator: &Indicator, standings: &[Standing]) -> IndicatorRow {
        let ratio = |one: &Standing| {
            let (observed, mean) = (one.observed?, one.mean?);
            (one.p.is_some() && mean != 0.0).then(|| observed / mean)
        };
        let fixed = standings.iter().all(|one| one.mean.is_none() || one.p.is_none());
        let untested = match (indicator.is_structural(), fixed) {
            (false, _) => "not tested",
            (true, true) => "fixed by the null",
            (true, false) => "",
        };
        IndicatorRow {
            name: indicator.name().to_owned(),
            values: standings.iter().map(|one| one.observed).collect(),
            null_ratio: standings.iter().map(ratio).collect(),
            p: standings.iter().map(|one| one.p).collect(),
            untested: untested.to_owned(),
        }
    }

    fn equal_numbers(&self, subjects: &[Subject<'_>]) -> Option<EqualNumbers> {
        let reaches: Vec<Vec<f64>> = subjects.iter().map(Subject::reach_of_sources).collect::<Option<_>>()?;
        let least = reaches.iter().map(Vec::len).min().filter(|least| *least > 0)?;
        let mut told = EqualNumbers { sources: least, ..EqualNumbers::default() };
        for (place, reach) in reaches.iter().enumerate() {
            let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
            let joined = |list: &[f64]| list.iter().filter(|one| **one > 0.0).count() as f64 / list.len() as f64;
            let mut dice = Dice::new(self.seed, place as u64);
            let mut order: Vec<usize> = (0..reach.len()).collect();
            let (mut access, mut routes) = (Vec::new(), Vec::new());
            for _ in 0..self.samples {
                dice.shuffle(&mut order);
                let drawn: Vec<f64> = order[..least].iter().map(|i| reach[*i]).collect();
                access.push(mean(&drawn));
                routes.push(joined(&drawn));
            }
            told.access.push(Drawn::of(mean(reach), access));
            told.with_route.push(Drawn::of(joined(reach), routes));
        }
        Some(told)
    }
}

impl Drawn {
    fn of(all: f64, mut drawn: Vec<f64>) -> Self {
        drawn.sort_by(f64::total_cmp);
        let at = |share: f64| drawn[((share * drawn.len() as f64) as usize).min(drawn.len() - 1)];
        Self { all, median: at(0.5), low: at(0.05), high: at(0.95) }
    }
}

/// The access of the first mandate of a network, if it has one.
fn access(one: &Compared, worlds: u64, seed: u64) -> Option<Access<'_>> {
    let mandate = one.network.mandate(None).ok()?;
    Some(Access::new(mandate).view(one.view.clone()).worlds(worlds).seed(seed))
}
