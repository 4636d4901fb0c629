//! What followed a reach, against cities that nobody had reached yet.
//!
//! A reach in year y is set beside the *risk set* of that year: the cities that no programme had reached by then and that
//! are like it in what was known before, income group and rung at the end of y − 1. Followed is, within N years after y, a
//! first tie on a rung above that one, or the first hardware; programmes' own ties count on neither side, or training would
//! follow from training. A city that is reached later is a control until then, and stays one if that happens within
//! the N years, which makes a difference look smaller than it is.
//!
//! With n reached and m controls in a stratum (year, income group, rung), of whom a and b went on,
//!
//! ```text
//! difference = Σ n (a/n − b/m) / Σ n            over strata with controls
//! ```
//!
//! Under no effect each stratum's a is hypergeometric given its totals, and p is exact: the probability of all sums of a
//! that are no likelier than the observed one. The interval comes from the exact conditional interval of a common odds ratio, whose
//! ends are turned into the differences that they imply. With few cities both are wide: that is what they are for.
//!
//! # References
//! Langholz and Goldstein (1996), "Risk set sampling in epidemiologic cohort studies", Statistical Science 11,
//! doi:10.1214/ss/1032209663. Gart (1970), "Point and interval estimation of the common odds ratio in the combination of 2×2
//! tables with fixed marginals", Biometrika 57, doi:10.1093/biomet/57.3.471.

use crate::model::Stage;
use serde::{Deserialize, Serialize};
use statrs::function::gamma::ln_gamma;
use std::collections::BTreeMap;

/// Reaches below which nothing is told but their number.
pub(super) const FEWEST: usize = 5;

/// What may follow.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Outcome;
///
/// assert_eq!(serde_json::to_value(Outcome::Hardware).ok(), Some("hardware".into()));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A rung above the one before the reach.
    #[default]
    Next,
    /// The first hardware.
    Hardware,
}

/// What followed the dated reaches of one programme, or of all.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let result = Programmes::new().run(&Network::builtin("singapore")?)?;
/// let one = &result.programmes[0].followed[0];
/// assert!(one.difference.is_none() && one.dated < 5); // too few to tell
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Followed {
    /// What is looked for.
    pub outcome: Outcome,
    /// In how many years after the reach.
    pub within: i16,
    /// Cities reached, dated or not.
    pub reached: usize,
    /// Of those, with a year.
    pub dated: usize,
    /// Of those, with all the years after it over.
    pub observed: usize,
    /// Of those, with a city like it that nobody had reached.
    pub matched: usize,
    /// Those cities, each as often as it serves.
    pub controls: usize,
    /// Strata that hold both.
    pub strata: usize,
    /// How many of the matched went on.
    pub followed: usize,
    /// How many would have at the rate of their controls.
    pub expected: f64,
    /// The difference of the two rates; none where fewer than five are matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
}

/// A difference of two shares with its exact conditional interval and p.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Difference;
///
/// assert!(Difference::default().p <= 1.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Difference {
    /// Share of the reached less that of their controls.
    pub estimate: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Two-sided, exact.
    pub p: f64,
}

/// What is known of one city.
#[derive(Clone, Debug, Default)]
pub(super) struct City {
    /// Rungs and the first year of each, programmes' own ties left out.
    pub(super) rungs: Vec<(Stage, i16)>,
    pub(super) income: String,
    /// The first dated reach by any programme.
    pub(super) first: Option<i16>,
    /// Whether some programme reached it in a year that nobody recorded.
    pub(super) undated: bool,
}

impl City {
    fn rung_before(&self, year: i16) -> Option<Stage> {
        self.rungs.iter().filter(|(_, first)| *first < year).map(|(stage, _)| *stage).max()
    }

    /// Whether the outcome comes in the years after `year`; none where it had come before.
    fn outcome(&self, outcome: Outcome, year: i16, within: i16) -> Option<bool> {
        let before = self.rung_before(year);
        if before == Some(Stage::Hardware) {
            return None;
        }
        let counts = |stage: Stage| match outcome {
            Outcome::Next => before.is_none_or(|before| stage > before),
            Outcome::Hardware => stage == Stage::Hardware,
        };
        let after = |first: i16| year < first && first <= year + within;
        Some(self.rungs.iter().any(|(stage, first)| counts(*stage) && after(*first)))
    }

    fn is_untouched(&self, year: i16) -> bool {
        !self.undated && self.first.is_none_or(|first| first > year)
    }
}

/// Reached and controls in one stratum, and how many of each went on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Stratum {
    reached: usize,
    went_on: usize,
    controls: usize,
    controls_went_on: usize,
}

/// What followed these reaches: a city and the year, if it is known.
pub(super) fn followed(
    cities: &[City],
    reaches: &[(usize, Option<i16>)],
    outcome: Outcome,
    (within, last): (i16, Option<i16>),
) -> Followed {
    let dated: Vec<(usize, i16)> = reaches.iter().filter_map(|(city, year)| Some((*city, (*year)?))).collect();
    let over = |year: &i16| last.is_some_and(|last| year + within <= last);
    let observed: Vec<(usize, i16, bool)> = dated
        .iter()
        .filter(|(_, year)| over(year))
        .filter_map(|(city, year)| Some((*city, *year, cities[*city].outcome(outcome, *year, within)?)))
        .collect();
    let mut strata: BTreeMap<(i16, &str, Option<Stage>), Stratum> = BTreeMap::new();
    for (city, year, went_on) in &observed {
        let city = &cities[*city];
        let stratum = strata.entry((*year, city.income.as_str(), city.rung_before(*year))).or_default();
        stratum.reached += 1;
        stratum.went_on += usize::from(*went_on);
    }
    for ((year, income, rung), stratum) in &mut strata {
        let alike =
            |city: &&City| city.income == *income && city.rung_before(*year) == *rung && city.is_untouched(*year);
        for went_on in cities.iter().filter(alike).filter_map(|city| city.outcome(outcome, *year, within)) {
            stratum.controls += 1;
            stratum.controls_went_on += usize::from(went_on);
        }
    }
    let strata: Vec<Stratum> = strata.into_values().filter(|stratum| stratum.controls > 0).collect();
    let sum = |of: fn(&Stratum) -> usize| strata.iter().map(of).sum::<usize>();
    let matched = sum(|stratum| stratum.reached);
    Followed {
        outcome,
        within,
        reached: reaches.len(),
        dated: dated.len(),
        observed: observed.len(),
        matched,
        controls: sum(|stratum| stratum.controls),
        strata: strata.len(),
        followed: sum(|stratum| stratum.went_on),
        expected: strata.iter().map(Stratum::expected).sum(),
        difference: (matched >= FEWEST).then(|| difference(&strata)),
    }
}

impl Stratum {
    fn expected(&self) -> f64 {
        self.reached as f64 * self.controls_went_on as f64 / self.controls as f64
    }

    /// What this stratum adds to the numerator of the difference if `a` of its reached went on and its total stands.
    fn adds(&self, a: f64) -> f64 {
        let (n, m) = (self.reached as f64, self.controls as f64);
        a - n * ((self.went_on + self.controls_went_on) as f64 - a) / m
    }

    /// Probabilities of each number of reached who went on, given the totals and an odds ratio; from the least possible.
    fn distribution(&self, log_odds: f64) -> (usize, Vec<f64>) {
        let (n, m, t) = (self.reached, self.controls, self.went_on + self.controls_went_on);
        let (least, most) = (t.saturating_sub(m), t.min(n));
        let logs: Vec<f64> =
            (least..=most).map(|a| ln_choose(n, a) + ln_choose(m, t - a) + a as f64 * log_odds).collect();
        let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = logs.iter().map(|log| (log - top).exp()).collect();
        let total: f64 = weights.iter().sum();
        (least, weights.into_iter().map(|weight| weight / total).collect())
    }
}

fn ln_choose(n: usize, k: usize) -> f64 {
    ln_gamma(n as f64 + 1.0) - ln_gamma(k as f64 + 1.0) - ln_gamma((n - k) as f64 + 1.0)
}

/// Distribution of the sum over strata, from the least possible sum.
fn sums(strata: &[Stratum], log_odds: f64) -> (usize, Vec<f64>) {
    strata.iter().fold((0, vec![1.0]), |(from, sum), stratum| {
        let (least, one) = stratum.distribution(log_odds);
        let mut next = vec![0.0; sum.len() + one.len() - 1];
        for (i, p) in sum.iter().enumerate() {
            one.iter().enumerate().for_each(|(j, q)| next[i + j] += p * q);
        }
        (from + least, next)
    })
}

/// Log odds beyond which nothing changes.
const EXTREME: f64 = 40.0;

fn difference(strata: &[Stratum]) -> Difference {
    let whole: f64 = strata.iter().map(|stratum| stratum.reached as f64).sum();
    let observed: usize = strata.iter().map(|stratum| stratum.went_on).sum();
    let estimate = strata.iter().map(|stratum| stratum.adds(stratum.went_on as f64)).sum::<f64>() / whole;
    let (from, null) = sums(strata, 0.0);
    let here = null[observed - from];
    let p = null.iter().filter(|p| **p <= here * (1.0 + 1e-9)).sum::<f64>().min(1.0);
    // The probability of as many or more, and of as many or fewer.
    let tail = |log_odds: f64, more: bool| {
        let (from, sum) = sums(strata, log_odds);
        let at = observed - from;
        if more { sum[at..].iter().sum::<f64>() } else { sum[..=at].iter().sum() }
    };
    let implied = |log_odds: f64| {
        let mean = |stratum: &Stratum| {
            let (least, one) = stratum.distribution(log_odds);
            stratum.adds(one.iter().enumerate().map(|(i, p)| (least + i) as f64 * p).sum())
        };
        strata.iter().map(mean).sum::<f64>() / whole
    };
    let low = bisect(|log_odds| tail(log_odds, true) - 0.025);
    let high = bisect(|log_odds| 0.025 - tail(log_odds, false));
    Difference { estimate, low: implied(low).min(estimate), high: implied(high).max(estimate), p }
}

/// Where a growing function crosses zero, or the nearer extreme.
fn bisect(f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-EXTREME, EXTREME);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if f(middle) < 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::dice::Dice;
    use proptest::prelude::*;

    fn stratum() -> impl Strategy<Value = Stratum> {
        (1..=4_usize, 1..=5_usize).prop_flat_map(|(reached, controls)| {
            (0..=reached, 0..=controls).prop_map(move |(went_on, controls_went_on)| Stratum {
                reached,
                went_on,
                controls,
                controls_went_on,
            })
        })
    }

    /// Every way of naming the reached among all of a stratum, and how many of them then went on.
    fn relabelled(stratum: &Stratum) -> Vec<usize> {
        let all = stratum.reached + stratum.controls;
        let total = stratum.went_on + stratum.controls_went_on;
        let named = (0..1_u32 << all).filter(|set| set.count_ones() as usize == stratum.reached);
        named.map(|set| (set & ((1 << total) - 1)).count_ones() as usize).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn p_equals_the_share_of_all_relabellings(strata in prop::collection::vec(stratum(), 1..=3)) {
            let mut all = vec![0];
            for stratum in &strata {
                let one = relabelled(stratum);
                all = all.iter().flat_map(|sum| one.iter().map(move |a| sum + a)).collect();
            }
            let observed: usize = strata.iter().map(|stratum| stratum.went_on).sum();
            let mut times = BTreeMap::new();
            for sum in &all {
                *times.entry(*sum).or_insert(0_usize) += 1;
            }
            let as_rare: usize = times.values().filter(|number| **number <= times[&observed]).sum();
            let found = difference(&strata);
            prop_assert!((found.p - as_rare as f64 / all.len() as f64).abs() < 1e-9);
            let plain: f64 = strata.iter().map(|s| s.went_on as f64 - s.expected()).sum();
            let whole: f64 = strata.iter().map(|s| s.reached as f64).sum();
            prop_assert!((found.estimate - plain / whole).abs() < 1e-9);
            prop_assert!(found.low <= found.estimate && found.estimate <= found.high);
        }
    }

    #[test]
    fn the_interval_covers_a_true_difference() {
        // Odds ratio 3 against a control rate of 0.3: 0.5625 − 0.3.
        let (truth, mut dice, mut covered) = (0.9 / 1.6 - 0.3, Dice::new(4, 0), 0);
        for _ in 0..400 {
            let mut draw = |number: usize, p: f64| (0..number).filter(|_| dice.unit() < p).count();
            let strata: Vec<Stratum> = (0..4)
                .map(|_| Stratum {
                    reached: 8,
                    went_on: draw(8, 0.5625),
                    controls: 12,
                    controls_went_on: draw(12, 0.3),
                })
                .collect();
            let found = difference(&strata);
            covered += usize::from(found.low <= truth && truth <= found.high);
        }
        assert!((370..=398).contains(&covered), "{covered} of 400");
    }

    #[test]
    fn fisher_is_met_in_one_stratum() {
        // The lady tasting tea: 3 of 4 against 1 of 4, two-sided p = 34/70.
        let tea = Stratum { reached: 4, went_on: 3, controls: 4, controls_went_on: 1 };
        assert!((difference(&[tea]).p - 34.0 / 70.0).abs() < 1e-12);
    }

    /// Cities with random histories.
    fn cities() -> impl Strategy<Value = Vec<City>> {
        let year = || 2000..2012_i16;
        let stages = prop::sample::select(vec![Stage::Attention, Stage::Software, Stage::Hardware]);
        let rungs = prop::collection::vec((stages, year()), 0..=3);
        let income = prop::sample::select(vec!["high", "low"]);
        let city = (rungs, income, prop::option::of(year()), prop::bool::weighted(0.2));
        prop::collection::vec(
            city.prop_map(|(rungs, income, first, undated)| City { rungs, income: income.into(), first, undated }),
            1..=14,
        )
    }

    proptest! {
        #[test]
        fn the_risk_set_is_as_brute_force_has_it(cities in cities(), hardware in any::<bool>(), within in 1..6_i16) {
            let outcome = if hardware { Outcome::Hardware } else { Outcome::Next };
            let reaches: Vec<(usize, Option<i16>)> =
                cities.iter().enumerate().filter(|(_, c)| c.first.is_some()).map(|(i, c)| (i, c.first)).collect();
            let found = followed(&cities, &reaches, outcome, (within, Some(2012)));
            // Pair by pair, from the words of the module.
            let highest = |c: &City, y: i16| c.rungs.iter().filter(|(_, first)| *first < y).map(|(s, _)| *s).max();
            let went_on = |c: &City, y: i16| (y + 1..=y + within).any(|later| c.rungs.iter().any(|(s, first)| {
                *first == later && if hardware { *s == Stage::Hardware } else { Some(*s) > highest(c, y) }
            }));
            let open = |c: &City, y: i16| highest(c, y) != Some(Stage::Hardware);
            let (mut matched, mut followed, mut expected) = (0, 0, 0.0);
            for (i, year) in &reaches {
                let (city, y) = (&cities[*i], year.unwrap());
                if y + within > 2012 || !open(city, y) {
                    continue;
                }
                let controls: Vec<&City> = cities.iter().filter(|c| {
                    c.income == city.income && highest(c, y) == highest(city, y) && open(c, y)
                        && !c.undated && !(2000..=y).any(|year| c.first == Some(year))
                }).collect();
                if !controls.is_empty() {
                    matched += 1;
                    followed += usize::from(went_on(city, y));
                    expected += controls.iter().filter(|c| went_on(c, y)).count() as f64 / controls.len() as f64;
                }
            }
            prop_assert_eq!((found.matched, found.followed), (matched, followed));
            prop_assert!((found.expected - expected).abs() < 1e-9);
            prop_assert_eq!(found.difference.is_some(), matched >= FEWEST);
        }
    }
}
