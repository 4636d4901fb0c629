//! What is told of the programmes of a network.

use super::followed::Followed;
use super::record::Contact;
use crate::model::Text;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a city counts for.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::ReachWeight;
///
/// assert_eq!("aid".parse(), Ok(ReachWeight::Aid));
/// assert!("wealth".parse::<ReachWeight>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReachWeight {
    /// Every city alike.
    #[default]
    Equal,
    /// By its people (the attribute `population`).
    Population,
    /// Cities that may receive development aid alone (the attribute `oda_recipient`).
    Aid,
}

impl FromStr for ReachWeight {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "equal" => Ok(Self::Equal),
            "population" => Ok(Self::Population),
            "aid" => Ok(Self::Aid),
            _ => Err(format!("`{text}` is not a weight of cities; write equal, population or aid")),
        }
    }
}

/// The 5, 50 and 95 % points of a number over the draws of opinion.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Spread;
///
/// let spread = Spread::of(&[0.3, 0.1, 0.2]);
/// assert_eq!((spread.low, spread.median, spread.high), (0.1, 0.2, 0.3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// 5 % of the draws are below.
    pub low: f64,
    /// Half of them are.
    pub median: f64,
    /// 95 % of them are.
    pub high: f64,
}

impl Spread {
    /// Of these numbers; all 0 if there are none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Spread;
    ///
    /// assert_eq!(Spread::of(&[]), Spread::default());
    /// ```
    pub fn of(numbers: &[f64]) -> Self {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = (share * (sorted.len() as f64 - 1.0)).round();
            sorted.get(place as usize).copied().unwrap_or_default()
        };
        Self { low: at(0.05), median: at(0.5), high: at(0.95) }
    }
}

/// Programmes evaluated.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let result = Programmes::new().run(&Network::builtin("seoul")?)?;
/// let shares: f64 = result.programmes.iter().map(|programme| programme.shapley).sum();
/// assert!((shares - result.covered.share).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProgrammesResult {
    /// Who is to be reached, as a selector.
    pub to: String,
    /// How many those are.
    pub targets: usize,
    /// What each counts for.
    pub weight: ReachWeight,
    /// Of those, without the attribute that the weight needs; they count nothing.
    pub unweighted: Vec<String>,
    /// What all programmes together reach.
    pub covered: Covered,
    /// Every programme, the largest Shapley share first.
    pub programmes: Vec<ProgrammeResult>,
    /// Pairs of programmes that share a target, the closest first.
    pub overlap: Vec<Overlap>,
    /// Pairs of programmes that each reach some target; those that are not listed share none.
    pub pairs: usize,
    /// What followed the dated reaches of all programmes together: a city's first counts.
    pub followed: Vec<Followed>,
    /// What the next invitation would add, where there are a mandate and a focal body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<super::Next>,
    /// How opinion was used, where any is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionUse>,
}

/// What is covered.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let covered = Programmes::new().run(&Network::builtin("seoul")?)?.covered;
/// let with = covered.with_opinion.expect("Korea was asked about");
/// assert!(with.high <= covered.share); // attention may not take
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Covered {
    /// How many targets some programme reaches.
    pub targets: usize,
    /// Their share of all weight.
    pub share: f64,
    /// The same if attention takes only as often as people are receptive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_opinion: Option<Spread>,
    /// Targets that are known to be reached beyond attention.
    pub beyond_attention: usize,
    /// Targets with a dated reach.
    pub dated: usize,
    /// The covered share by the layer of the first host, each target divided evenly among the programmes that reached it.
    pub by_layer: std::collections::BTreeMap<String, f64>,
}

/// One programme.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let result = Programmes::new().run(&Network::builtin("seoul")?)?;
/// let forum = result.programmes.iter().find(|programme| programme.id == "ppp_forum").expect("a programme");
/// assert_eq!((forum.reach.targets, forum.reach.others), (0, 7)); // it matches firms
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProgrammeResult {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its kind; empty if it has no record.
    pub kind: String,
    /// Who runs it.
    pub hosts: Vec<String>,
    /// Its first year.
    pub since: Option<i16>,
    /// Its last year.
    pub until: Option<i16>,
    /// Whether it has a record; else it is known as an actor with ties alone.
    pub recorded: bool,
    /// What its sources say of its extent, beside the examples on the list.
    pub remark: String,
    /// Whom it reached.
    pub reach: Reaching,
    /// Whom it alone reached.
    pub unique: Unique,
    /// Its part of the covered weight, each target divided evenly among those that reach it.
    pub shapley: f64,
    /// The same with opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shapley_with_opinion: Option<Spread>,
    /// Place by Shapley share, 1 for the largest; none for programmes that reach no target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<usize>,
    /// What followed its dated reaches.
    pub followed: Vec<Followed>,
    /// Ids of its documents.
    pub sources: Vec<String>,
}

/// Whom a programme reached.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let result = Programmes::new().run(&Network::builtin("seoul")?)?;
/// let reach = &result.programmes[0].reach;
/// assert_eq!(reach.targets + reach.others, reach.contacts.len());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reaching {
    /// How many targets.
    pub targets: usize,
    /// Their share of all weight.
    pub share: f64,
    /// How many others: governments, networks, firms, the public.
    pub others: usize,
    /// How many of the targets in a known year.
    pub dated: usize,
    /// People, where the list counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<f64>,
    /// Everybody, one by one.
    pub contacts: Vec<Contact>,
}

/// Whom a programme alone reached.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let result = Programmes::new().run(&Network::builtin("seoul")?)?;
/// assert!(result.programmes.iter().all(|programme| programme.unique.targets.len() <= programme.reach.targets));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unique {
    /// The targets.
    pub targets: Vec<String>,
    /// Their share of all weight.
    pub share: f64,
}

/// Two programmes that share targets.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let overlap = Programmes::new().run(&Network::builtin("netherlands")?)?.overlap;
/// assert!(overlap.is_sorted_by(|a, b| a.jaccard >= b.jaccard));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Overlap {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// The targets of both.
    pub shared: Vec<String>,
    /// How many targets either reaches.
    pub either: usize,
    /// Shared by either.
    pub jaccard: f64,
}

/// How opinion was used.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let used = Programmes::new().draws(100).run(&Network::builtin("seoul")?)?.opinion.expect("Korea was asked about");
/// assert_eq!((used.draws, used.complete + used.one_end + used.unknown), (100, 94));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OpinionUse {
    /// How many times it was drawn.
    pub draws: u64,
    /// Targets whose country has both ends of an interval.
    pub complete: usize,
    /// Targets whose country has one.
    pub one_end: usize,
    /// Targets whose country has none.
    pub unknown: usize,
    /// In what share of the draws the programme that comes first without opinion comes first with it.
    pub first_stays: f64,
    /// What the numbers are.
    pub note: String,
    /// What was found, by country of a target.
    pub countries: std::collections::BTreeMap<String, super::Receptivity>,
}
