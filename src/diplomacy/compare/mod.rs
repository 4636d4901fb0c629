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
//! Many tests at once find something by chance. Beside every p stands q, the least false discovery rate at which it would
//! count among those of its network (Benjamini and Hochberg 1995): with p₍₁₎ ≤ … ≤ p₍ₘ₎, q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎ / j.
//!
//! **Counterparts**, see `profiles`; **where networks meet**, see `meet`.
//!
//! # References
//! * Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57,
//!   289–300, doi:10.1111/j.2517-6161.1995.tb02031.x
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
    /// The least false discovery rate at which it would count among the tests of its network.
    pub q: Vec<Option<f64>>,
    /// Why there is no p: `fixed by the null`, `nearly fixed by the null`, `not tested`; empty where there is one.
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
    /// The first intermediary of each network, the focal body apart; `None` without a mandate.
    pub first: Vec<Option<String>>,
    /// Counterparts in every two of the networks; none where both are dates or scenarios of the same.
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
        let mut counterparts = Vec::new();
        for (place, (one, subject)) in all.iter().zip(&subjects).enumerate() {
            for (other, beside) in all.iter().zip(&subjects).skip(place + 1) {
                if one.network.id() != other.network.id() {
                    counterparts.push(profiles::matching((one, subject), (other, beside), self.seed)?);
                }
            }
        }
        let mut indicators: Vec<IndicatorRow> = INDICATORS.iter().enumerate().map(row).collect();
        discoveries(&mut indicators, all.len());
        Ok(CompareResult {
            names: all.iter().map(|one| one.name.clone()).collect(),
            indicators,
            first: subjects.iter().map(Subject::first).collect(),
            draws: self.draws,
            equal_numbers: self.equal_numbers(&subjects),
            counterparts,
            meetings: meet::meetings(all)?,
        })
    }

    fn row(indicator: &Indicator, standings: &[Standing]) -> IndicatorRow {
        let p = |one: &Standing| one.p.filter(|_| !indicator.is_nearly_fixed());
        let ratio = |one: &Standing| {
            let (observed, mean) = (one.observed?, one.mean?);
            (p(one).is_some() && mean != 0.0).then(|| observed / mean)
        };
        let fixed = standings.iter().all(|one| one.mean.is_none() || one.p.is_none());
        let untested = match (indicator.is_structural(), fixed) {
            (false, _) => "not tested",
            (true, true) => "fixed by the null",
            (true, false) if indicator.is_nearly_fixed() => "nearly fixed by the null",
            (true, false) => "",
        };
        IndicatorRow {
            name: indicator.name().to_owned(),
            values: standings.iter().map(|one| one.observed).collect(),
            null_ratio: standings.iter().map(ratio).collect(),
            p: standings.iter().map(p).collect(),
            q: vec![None; standings.len()],
            untested: untested.to_owned(),
        }
    }

    /// Access and sources with a route when every network has as many sources as the least.
    fn equal_numbers(&self, subjects: &[Subject<'_>]) -> Option<EqualNumbers> {
        let reaches: Vec<Vec<f64>> = subjects.iter().map(Subject::reach_of_sources).collect::<Option<_>>()?;
        let least = reaches.iter().map(Vec::len).min().filter(|least| *least > 0)?;
        let mut told = EqualNumbers { sources: least, ..EqualNumbers::default() };
        for (place, reach) in reaches.iter().enumerate() {
            let [access, with_route] = drawn_down(reach, least, Dice::new(self.seed, place as u64), self.samples);
            told.access.push(access);
            told.with_route.push(with_route);
        }
        Some(told)
    }
}

/// The mean reach, and the share of those with any, over draws of so many of all.
fn drawn_down(reach: &[f64], least: usize, mut dice: Dice, samples: u64) -> [Drawn; 2] {
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
    let joined = |list: &[f64]| list.iter().filter(|one| **one > 0.0).count() as f64 / list.len() as f64;
    let mut order: Vec<usize> = (0..reach.len()).collect();
    let (mut access, mut routes) = (Vec::new(), Vec::new());
    for _ in 0..samples {
        dice.shuffle(&mut order);
        let drawn: Vec<f64> = order[..least].iter().map(|i| reach[*i]).collect();
        access.push(mean(&drawn));
        routes.push(joined(&drawn));
    }
    [Drawn::of(mean(reach), access), Drawn::of(joined(reach), routes)]
}

/// Fills in q from p, network by network.
fn discoveries(rows: &mut [IndicatorRow], networks: usize) {
    for place in 0..networks {
        let mut tested: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].p[place].is_some()).collect();
        let p = |row: usize| rows[row].p[place].unwrap_or(1.0);
        tested.sort_by(|a, b| p(*a).total_cmp(&p(*b)));
        let all = tested.len() as f64;
        let mut least = 1.0_f64;
        let mut found = Vec::new();
        for (rank, row) in tested.iter().enumerate().rev() {
            least = least.min(p(*row) * all / (rank + 1) as f64);
            found.push((*row, least));
        }
        for (row, q) in found {
            rows[row].q[place] = Some(q);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_agree_with_all_subsets() {
        let reach = [0.0, 0.1, 0.2, 0.4, 0.4, 0.9, 0.0];
        let least = 3;
        let mut all: [Vec<f64>; 2] = Default::default();
        for set in 0_u32..1 << reach.len() {
            if set.count_ones() as usize == least {
                let chosen: Vec<f64> = (0..reach.len()).filter(|i| set & (1 << i) != 0).map(|i| reach[i]).collect();
                all[0].push(chosen.iter().sum::<f64>() / 3.0);
                all[1].push(chosen.iter().filter(|one| **one > 0.0).count() as f64 / 3.0);
            }
        }
        let drawn = drawn_down(&reach, least, Dice::new(7, 0), 20_000);
        for (drawn, mut all) in drawn.into_iter().zip(all) {
            all.sort_by(f64::total_cmp);
            // Between the neighbours of each quantile: 35 subsets make steps.
            for (told, share) in [(drawn.low, 0.05), (drawn.median, 0.5), (drawn.high, 0.95)] {
                let at = (share * all.len() as f64) as usize;
                let (below, above) = (all[at.saturating_sub(1)], all[(at + 1).min(all.len() - 1)]);
                assert!((below - 1e-9..=above + 1e-9).contains(&told), "{share}: {told} not in {below}..{above}");
            }
            let mean = reach.iter().sum::<f64>() / 7.0;
            assert!(drawn.all == mean || drawn.all == 5.0 / 7.0);
        }
    }

    #[test]
    fn q_is_that_of_benjamini_and_hochberg() {
        // Worked by hand: 4 × 0.01 / 1, 4 × 0.02 / 2, 4 × 0.03 / 3 are all 0.04; the last is itself.
        let row = |p: Option<f64>| IndicatorRow { p: vec![p], q: vec![None], ..IndicatorRow::default() };
        let mut rows = [Some(0.03), None, Some(0.9), Some(0.01), Some(0.02)].map(row);
        discoveries(&mut rows, 1);
        let q: Vec<Option<f64>> = rows.iter().map(|row| row.q[0]).collect();
        let near = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-12);
        assert!(near(q[0], 0.04) && q[1].is_none() && near(q[2], 0.9) && near(q[3], 0.04) && near(q[4], 0.04), "{q:?}");
    }
}
