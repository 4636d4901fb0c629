//! Opinion: how receptive a country is to the home country, as an interval, and draws from it.
//!
//! Public opinion of a nation is known badly: the same country differs by 20 to 70 points between a sample of its whole people and
//! an online panel. So it enters as an interval per country, never as a point: the low end is the latest sample of the
//! general population (those who do not know count as not receptive), the high end the latest online panel. A missing end
//! is drawn from the spread of the complete intervals, a country without any from them whole. One value per country and
//! draw, uniform between its ends.
//!
//! It gates the stage attention alone. What buyers and officials think was measured by nobody, and how strongly opinion
//! works is not known: so every result is also given without it.

use crate::graph::dice::Dice;
use crate::model::Network;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const TEXT: &str = include_str!("../../../networks/opinion.json");

#[derive(Deserialize)]
struct File {
    note: String,
    homes: BTreeMap<String, BTreeMap<String, Receptivity>>,
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| {
        serde_json::from_str(TEXT).expect("invariant: a test reads the file that comes with the program")
    })
}

/// How receptive a country is, as far as surveys tell.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Opinion;
///
/// let opinion = Opinion::of(&Network::builtin("seoul")?).expect("Korea was asked about");
/// let india = opinion.countries()["IN"].clone();
/// let ends = [india.low.expect("a general sample"), india.high.expect("a panel")].map(|survey| survey.share);
/// assert_eq!(ends, [0.28, 0.89]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Receptivity {
    /// The latest sample of the general population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Survey>,
    /// The latest online panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Survey>,
}

/// One survey of one country.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Opinion;
///
/// let opinion = Opinion::of(&Network::builtin("seoul")?).expect("Korea was asked about");
/// let surveys = opinion.countries().values().flat_map(|country| [&country.low, &country.high]).flatten();
/// assert!(surveys.clone().count() > 30 && surveys.clone().all(|survey| !survey.sources.is_empty()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// The share of those asked who have a good opinion.
    pub share: f64,
    /// What was asked.
    pub measure: String,
    /// When.
    pub year: i16,
    /// Whom.
    pub sample: String,
    /// The pages that say so.
    pub sources: Vec<String>,
    /// How sure the page is: high, medium or low.
    pub confidence: String,
}

/// What is known of the opinion that countries have of one home country.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Opinion;
///
/// assert!(Opinion::of(&Network::builtin("singapore")?).is_none()); // only Korea was looked up
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Opinion {
    countries: &'static BTreeMap<String, Receptivity>,
}

impl Opinion {
    /// The opinion of a network's home country, if there is any.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Opinion;
    ///
    /// assert!(Opinion::of(&Network::builtin("seoul")?).is_some());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(network: &Network) -> Option<Self> {
        Some(Self { countries: file().homes.get(network.home()?)? })
    }

    /// What was found, by country.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Opinion;
    ///
    /// let opinion = Opinion::of(&Network::builtin("seoul")?).expect("Korea was asked about");
    /// let complete = opinion.countries().values().filter(|country| country.low.is_some() && country.high.is_some());
    /// assert_eq!((opinion.countries().len(), complete.count()), (28, 14));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn countries(self) -> &'static BTreeMap<String, Receptivity> {
        self.countries
    }

    /// What the numbers are, in a sentence.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Opinion;
    ///
    /// let opinion = Opinion::of(&Network::builtin("seoul")?).expect("Korea was asked about");
    /// assert!(opinion.note().contains("not of mayors and officials"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn note(self) -> &'static str {
        &file().note
    }

    /// The complete intervals, from whose spread missing ends are drawn.
    fn complete(self) -> Vec<(f64, f64)> {
        let ends = |country: &Receptivity| Some((country.low.as_ref()?.share, country.high.as_ref()?.share));
        self.countries.values().filter_map(ends).collect()
    }

    /// One value for each of these countries, and one for those of which no country is known.
    ///
    /// A country's value depends on the seed, the draw and the country alone, not on which others are asked about.
    pub(super) fn draw(self, countries: &[Option<String>], seed: u64, draw: u64) -> Vec<f64> {
        let complete = self.complete();
        countries.iter().map(|country| self.one(&complete, country.as_deref(), seed, draw)).collect()
    }

    fn one(self, complete: &[(f64, f64)], country: Option<&str>, seed: u64, draw: u64) -> f64 {
        let code = country.unwrap_or_default().bytes().fold(0, |code, byte| code << 8 | u64::from(byte));
        let mut dice = Dice::new(seed ^ draw.rotate_left(32), code);
        let ends = country.and_then(|country| self.countries.get(country));
        let [low, high] = ends
            .map_or([None, None], |country| [&country.low, &country.high].map(|end| end.as_ref().map(|end| end.share)));
        let (some_low, some_high) = if complete.is_empty() { (0.0, 1.0) } else { complete[dice.below(complete.len())] };
        let width = some_high - some_low;
        let (low, high) = match (low, high) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => (low, (low + width).min(1.0)),
            (None, Some(high)) => ((high - width).max(0.0), high),
            (None, None) => (some_low, some_high),
        };
        low + (high - low) * dice.unit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn korea() -> Opinion {
        Opinion { countries: &file().homes["KR"] }
    }

    #[test]
    fn the_file_is_sound() {
        assert!(!file().note.is_empty());
        for (country, found) in korea().countries() {
            let ends: Vec<&Survey> = [&found.low, &found.high].into_iter().flatten().collect();
            assert!(!ends.is_empty(), "{country}");
            assert!(ends.iter().all(|end| (0.0..=1.0).contains(&end.share) && end.year >= 2010), "{country}");
            assert!(ends.windows(2).all(|pair| pair[0].share <= pair[1].share), "{country}: the panel is lower");
        }
    }

    #[test]
    fn draws_keep_to_the_interval_and_fill_its_missing_end_from_the_others() {
        let (opinion, n) = (korea(), 4000);
        let countries = ["IN", "PK", "AE", "XX"].map(|code| Some(code.to_owned()));
        let draws: Vec<Vec<f64>> = (0..n).map(|draw| opinion.draw(&countries, 3, draw)).collect();
        let span = |c: usize| {
            let values = draws.iter().map(|draw| draw[c]);
            (values.clone().fold(1.0, f64::min), values.clone().sum::<f64>() / n as f64, values.fold(0.0, f64::max))
        };
        let complete = opinion.complete();
        let mean_width = complete.iter().map(|(low, high)| high - low).sum::<f64>() / complete.len() as f64;
        let (low, mean, high) = span(0); // India, 0.28 to 0.89: uniform
        assert!(low >= 0.28 && high <= 0.89 && (mean - 0.585).abs() < 0.01, "{low} {mean} {high}");
        let (low, mean, high) = span(1); // Pakistan: 0.15 and a width from the others
        assert!(
            low >= 0.15 && high <= 0.15 + 0.71 + 1e-9 && (mean - 0.15 - mean_width / 2.0).abs() < 0.015,
            "{low} {mean} {high}"
        );
        let (low, mean, high) = span(2); // the Emirates: 0.948 and a width from the others
        assert!(
            high <= 0.948 && low >= 0.948 - 0.71 - 1e-9 && (mean - 0.948 + mean_width / 2.0).abs() < 0.015,
            "{low} {mean} {high}"
        );
        let middle = complete.iter().map(|(low, high)| f64::midpoint(*low, *high)).sum::<f64>() / complete.len() as f64;
        assert!((span(3).1 - middle).abs() < 0.015); // nothing known: one of the others, whole
    }

    #[test]
    fn a_country_is_drawn_alike_whoever_else_is_asked_about() {
        let country = |code: &str| Some(code.to_owned());
        let both = korea().draw(&[country("JP"), country("VN")], 1, 5);
        assert_eq!(korea().draw(&[country("VN")], 1, 5), both[1..]);
        assert_ne!(korea().draw(&[country("VN")], 1, 6), both[1..]);
        assert_ne!(korea().draw(&[country("VN")], 2, 5), both[1..]);
    }
}
