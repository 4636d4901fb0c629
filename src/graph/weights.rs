//! Numbers on ties: what they mean, declared once, and how they become lengths.
//!
//! Lengths are integers in units of 2⁻³², so that two routes of the same length are equal whatever the order in which
//! their ties are added up.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};

/// The length 1 in the units of a [`Topology`](super::Topology)'s lengths: 2³².
///
/// # Examples
///
/// ```
/// use proxeny::graph::{LENGTH_ONE, LengthRule, Topology, WeightKind, Weights};
///
/// let weights = Weights::new(WeightKind::Strength, vec![0.5])?;
/// let topology = Topology::undirected(2, [(0, 1)])?.with_weights(weights)?;
/// let topology = topology.with_length_rule(LengthRule::Inverse)?;
/// assert_eq!(topology.lengths(), Some(&[2 * LENGTH_ONE][..]));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const LENGTH_ONE: u64 = 1 << 32;

/// The declared meaning of the weights.
///
/// # Examples
///
/// ```
/// use proxeny::graph::WeightKind;
///
/// assert_eq!("probability".parse::<WeightKind>()?, WeightKind::Probability);
/// assert_eq!(WeightKind::Count.to_string(), "count");
/// let error = "distance".parse::<WeightKind>().unwrap_err().to_string();
/// assert!(error.ends_with("use one of strength, length, probability, count, value"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WeightKind {
    /// Larger is closer; at most 1.
    Strength,
    /// Larger is farther.
    Length,
    /// The chance that a tie is open; at most 1.
    Probability,
    /// How often something happened; larger is closer.
    Count,
    /// An amount, such as money; larger is closer.
    Value,
}

const KINDS: [(WeightKind, &str); 5] = [
    (WeightKind::Strength, "strength"),
    (WeightKind::Length, "length"),
    (WeightKind::Probability, "probability"),
    (WeightKind::Count, "count"),
    (WeightKind::Value, "value"),
];

/// How the length of a tie follows from its weight.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{LengthRule, Topology, WeightKind, Weights};
///
/// // The detour 0 ─0.9─ 1 ─0.9─ 2 is more reliable than the direct tie 0 ─0.5─ 2.
/// let open = Weights::new(WeightKind::Probability, vec![0.9, 0.9, 0.5])?;
/// let topology = Topology::undirected(3, [(0, 1), (1, 2), (0, 2)])?.with_weights(open)?;
/// let topology = topology.with_length_rule("reliability".parse()?)?;
/// let lengths = topology.lengths().expect("the rule made them");
/// assert!(lengths[0] + lengths[1] < lengths[2]);
/// assert!(topology.with_length_rule(LengthRule::Given).is_err()); // a probability is no length
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LengthRule {
    /// Every tie is one step long. This is the default.
    #[default]
    Hops,
    /// −ln p, so that the shortest route is the most reliable one.
    Reliability,
    /// 1 / weight, so that a strong tie is short.
    Inverse,
    /// The weight is the length.
    Given,
}

const RULES: [(LengthRule, &str); 4] = [
    (LengthRule::Hops, "hops"),
    (LengthRule::Reliability, "reliability"),
    (LengthRule::Inverse, "inverse"),
    (LengthRule::Given, "given"),
];

fn name_of<T: PartialEq>(table: &[(T, &'static str)], wanted: &T) -> &'static str {
    table.iter().find(|(value, _)| value == wanted).map_or("", |(_, name)| name)
}

fn parse<T: Copy>(table: &[(T, &'static str)], text: &str, what: &str) -> Result<T, Error> {
    let found = table.iter().find(|(_, name)| *name == text).map(|(value, _)| *value);
    found.ok_or_else(|| {
        let names: Vec<_> = table.iter().map(|(_, name)| *name).collect();
        ErrorKind::Parameter(format!("`{text}` is no {what}; use one of {}", names.join(", "))).into()
    })
}

impl fmt::Display for WeightKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(name_of(&KINDS, self))
    }
}

impl FromStr for WeightKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse(&KINDS, text, "meaning of weights")
    }
}

impl fmt::Display for LengthRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(name_of(&RULES, self))
    }
}

impl FromStr for LengthRule {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse(&RULES, text, "length rule")
    }
}

/// One number per tie, with its declared meaning.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Topology, WeightKind, Weights};
///
/// let visits = Weights::new(WeightKind::Count, vec![3.0, 1.0])?;
/// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?.with_weights(visits)?;
/// assert_eq!(topology.weights().map(Weights::kind), Some(WeightKind::Count));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    kind: WeightKind,
    values: Vec<f64>,
}

impl Weights {
    /// Weights of the meaning `kind`, one per tie in the order of the ties' numbers.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if a value is not above 0 and finite, if a strength or probability is above 1, or if a
    /// value lies outside 10⁻²⁸⁰ to 10²⁸⁰, where sums and quotients would no longer be finite.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{WeightKind, Weights};
    ///
    /// assert!(Weights::new(WeightKind::Count, vec![3.0, 1.0]).is_ok());
    /// let error = Weights::new(WeightKind::Strength, vec![0.5, 3.0]).unwrap_err();
    /// assert_eq!(error.to_string(), "the strength of tie 1 is 3; it must lie above 0 and not above 1");
    /// ```
    pub fn new(kind: WeightKind, values: Vec<f64>) -> Result<Self, Error> {
        match values.iter().enumerate().find_map(|(tie, &value)| Some((tie, value, kind.range_missed(value)?))) {
            None => Ok(Self { kind, values }),
            Some((tie, value, range)) => {
                Err(ErrorKind::Parameter(format!("the {kind} of tie {tie} is {value}; it must {range}")).into())
            }
        }
    }

    /// The declared meaning.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{WeightKind, Weights};
    ///
    /// assert_eq!(Weights::new(WeightKind::Value, vec![4.1e6])?.kind(), WeightKind::Value);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn kind(&self) -> WeightKind {
        self.kind
    }

    /// One value per tie, in the order of their numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{WeightKind, Weights};
    ///
    /// assert_eq!(Weights::new(WeightKind::Value, vec![4.1e6, 2e5])?.values(), [4.1e6, 2e5]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn values(&self) -> &[f64] {
        &self.values
    }
}

impl WeightKind {
    /// Whether values of this meaning lie in (0, 1].
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::WeightKind;
    ///
    /// assert!(WeightKind::Strength.is_share() && WeightKind::Probability.is_share());
    /// assert!(!WeightKind::Count.is_share() && !WeightKind::Length.is_share());
    /// ```
    pub fn is_share(self) -> bool {
        matches!(self, Self::Strength | Self::Probability)
    }

    fn range_missed(self, value: f64) -> Option<&'static str> {
        if self.is_share() && !(value > 0.0 && value <= 1.0) {
            Some("lie above 0 and not above 1")
        } else if !(value > 0.0 && value.is_finite()) {
            Some("be finite and above 0")
        } else if !(1e-280..=1e280).contains(&value) {
            Some("lie between 1e-280 and 1e280")
        } else {
            None
        }
    }

    /// The weight of parallel ties taken as one: 1 − (1 − a)(1 − b) for strength and probability, the minimum of
    /// lengths, the sum of counts and values.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::WeightKind;
    ///
    /// assert_eq!(WeightKind::Probability.merge(0.5, 0.5), 0.75); // one of two coins
    /// assert_eq!(WeightKind::Length.merge(3.0, 2.0), 2.0);
    /// assert_eq!(WeightKind::Count.merge(3.0, 2.0), 5.0);
    /// ```
    pub fn merge(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Strength | Self::Probability => (a + b * (1.0 - a)).min(1.0),
            Self::Length => a.min(b),
            Self::Count | Self::Value => a + b,
        }
    }
}

impl LengthRule {
    fn accepts(self, kind: WeightKind) -> bool {
        match self {
            Self::Hops => true,
            Self::Reliability => kind.is_share(),
            Self::Inverse => matches!(kind, WeightKind::Strength | WeightKind::Count | WeightKind::Value),
            Self::Given => kind == WeightKind::Length,
        }
    }

    fn length(self, weight: f64) -> f64 {
        match self {
            Self::Hops => 1.0,
            Self::Reliability => -weight.ln(),
            Self::Inverse => 1.0 / weight,
            Self::Given => weight,
        }
    }

    fn needs(self) -> &'static str {
        match self {
            Self::Hops => "nothing",
            Self::Reliability => "strengths or probabilities",
            Self::Inverse => "strengths, counts or values",
            Self::Given => "lengths",
        }
    }
}

/// Integer lengths by a rule: round(−ln p · 2³²), round(2³² / weight) or round(length · 2³²); `None` for hops.
///
/// A tie that is certain (p = 1) has length 0 by the reliability rule.
///
/// # Complexity
///
/// O(m).
///
/// # Errors
///
/// [`ErrorKind::Weights`] if there are no weights or if their meaning does not fit the rule; [`ErrorKind::Parameter`] if
/// a length rounds to 0 (other than by the reliability rule) or exceeds 2³² − 1.
///
/// # Examples
///
/// ```
/// use proxeny::graph::weights::{LENGTH_ONE, LengthRule, WeightKind, Weights, lengths};
///
/// let strength = Weights::new(WeightKind::Strength, vec![1.0, 0.5])?;
/// assert_eq!(lengths(Some(&strength), LengthRule::Inverse)?, Some(vec![LENGTH_ONE, 2 * LENGTH_ONE]));
/// assert!(lengths(Some(&strength), LengthRule::Given).is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn lengths(weights: Option<&Weights>, rule: LengthRule) -> Result<Option<Vec<u64>>, Error> {
    if rule == LengthRule::Hops {
        return Ok(None);
    }
    let weights = weights.filter(|w| rule.accepts(w.kind())).ok_or_else(|| misfit(weights, rule))?;
    let convert = |(tie, &weight): (usize, &f64)| fixed_point(rule.length(weight), rule, tie);
    weights.values().iter().enumerate().map(convert).collect::<Result<_, _>>().map(Some)
}

fn misfit(weights: Option<&Weights>, rule: LengthRule) -> Error {
    let (has, fix) = match weights.map(Weights::kind) {
        None => ("the ties carry no weights".to_string(), "declare what their numbers mean, or count hops".to_string()),
        Some(WeightKind::Length) => ("the weights are declared as length".into(), "use the length rule `given`".into()),
        Some(kind) => {
            let rule = if kind == WeightKind::Probability { LengthRule::Reliability } else { LengthRule::Inverse };
            (format!("the weights are declared as {kind}"), format!("use the length rule `{rule}`"))
        }
    };
    ErrorKind::Weights { measure: format!("the length rule `{rule}`"), needs: rule.needs().into(), has, fix }.into()
}

fn fixed_point(length: f64, rule: LengthRule, tie: usize) -> Result<u64, Error> {
    let scaled = (length * LENGTH_ONE as f64).round();
    if scaled >= u64::MAX as f64 || (scaled < 1.0 && rule != LengthRule::Reliability) {
        let problem = format!(
            "the length of tie {tie} by the rule `{rule}` is {length:e}, outside 2^-32 to 2^32; \
             give the weights in another unit"
        );
        return Err(ErrorKind::Parameter(problem).into());
    }
    Ok(scaled as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(kind: WeightKind, values: &[f64]) -> Weights {
        Weights::new(kind, values.to_vec()).unwrap()
    }

    #[test]
    fn names_round_trip() {
        for (kind, name) in KINDS {
            assert_eq!((kind.to_string().as_str(), name.parse::<WeightKind>().unwrap()), (name, kind));
        }
        for (rule, name) in RULES {
            assert_eq!((rule.to_string().as_str(), name.parse::<LengthRule>().unwrap()), (name, rule));
        }
        let error = "weight".parse::<WeightKind>().unwrap_err().to_string();
        assert_eq!(error, "`weight` is no meaning of weights; use one of strength, length, probability, count, value");
    }

    #[test]
    fn bad_values_are_refused() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE] {
            assert!(Weights::new(WeightKind::Value, vec![1.0, bad]).is_err());
        }
        assert!(Weights::new(WeightKind::Probability, vec![1.0 + f64::EPSILON]).is_err());
    }

    #[test]
    fn lengths_follow_the_rules() {
        let p = weights(WeightKind::Probability, &[1.0, 0.5, (-1.0f64).exp()]);
        let found = lengths(Some(&p), LengthRule::Reliability).unwrap().unwrap();
        assert_eq!(found, [0, 2_977_044_472, LENGTH_ONE]);
        let given = weights(WeightKind::Length, &[2.5]);
        assert_eq!(lengths(Some(&given), LengthRule::Given).unwrap().unwrap(), [5 * LENGTH_ONE / 2]);
        assert_eq!(lengths(None, LengthRule::Hops).unwrap(), None);
    }

    #[test]
    fn a_rule_refuses_the_wrong_meaning_and_names_the_fix() {
        let count = weights(WeightKind::Count, &[1.0]);
        let error = lengths(Some(&count), LengthRule::Reliability).unwrap_err().to_string();
        assert_eq!(
            error,
            "the length rule `reliability` needs strengths or probabilities, but the weights are declared as count; \
             use the length rule `inverse`"
        );
        let p = weights(WeightKind::Probability, &[1.0]);
        assert!(lengths(Some(&p), LengthRule::Inverse).unwrap_err().to_string().ends_with("`reliability`"));
        let given = weights(WeightKind::Length, &[1.0]);
        assert!(lengths(Some(&given), LengthRule::Inverse).unwrap_err().to_string().ends_with("`given`"));
        assert!(lengths(None, LengthRule::Given).unwrap_err().to_string().contains("no weights"));
    }

    #[test]
    fn lengths_out_of_range_are_refused() {
        for bad in [5e9, 1e-11] {
            assert!(lengths(Some(&weights(WeightKind::Length, &[bad])), LengthRule::Given).is_err());
        }
        assert!(lengths(Some(&weights(WeightKind::Value, &[1e12])), LengthRule::Inverse).is_err());
        let faint = weights(WeightKind::Strength, &[1e-280]);
        assert!(lengths(Some(&faint), LengthRule::Reliability).is_ok());
    }

    #[test]
    fn merging_keeps_shares_in_range() {
        assert_eq!(WeightKind::Strength.merge(0.5, 0.5), 0.75);
        assert_eq!(WeightKind::Probability.merge(1.0, 0.3), 1.0);
        assert_eq!(WeightKind::Length.merge(3.0, 2.0), 2.0);
        assert_eq!(WeightKind::Value.merge(3.0, 2.0), 5.0);
    }
}
