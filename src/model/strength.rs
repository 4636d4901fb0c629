//! Between which bounds an assumed strength is believed to lie.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The least and the greatest strength that is believable for a kind of tie; in files a list `[low, high]`.
///
/// No document measures how well a tie carries an introduction, so that every strength of a kind is an assumption. Where a
/// kind states no range, [`StrengthRange::around`] its strength is taken.
///
/// # Examples
/// ```
/// use proxeny::StrengthRange;
///
/// let range: StrengthRange = "0.1..0.5".parse()?;
/// assert_eq!((range.low, range.high), (0.1, 0.5));
/// assert_eq!(range.to_string(), "0.1..0.5");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct StrengthRange {
    /// The least that is believable.
    pub low: f64,
    /// The most that is believable.
    pub high: f64,
}

impl StrengthRange {
    /// The range where none is stated: from half to double the odds of the strength, so 0.33 to 0.67 around 0.5 and 0.11
    /// to 0.33 around 0.2. It stays within (0, 1) without clipping, is as wide upwards as downwards in odds, and spans
    /// one or two steps of a scale of tenths. It is itself an assumption. A strength of 1 is certain and does not vary.
    ///
    /// # Examples
    /// ```
    /// use proxeny::StrengthRange;
    ///
    /// let range = StrengthRange::around(0.5);
    /// assert!((range.low - 1.0 / 3.0).abs() < 1e-12 && (range.high - 2.0 / 3.0).abs() < 1e-12);
    /// assert_eq!(StrengthRange::around(1.0).low, 1.0);
    /// ```
    pub fn around(strength: f64) -> Self {
        Self { low: strength / (2.0 - strength), high: 2.0 * strength / (1.0 + strength) }
    }

    /// The strength at a share of the way through the range: 0 is the low end, ½ the assumed strength, 1 the high end,
    /// and even in between. So half of the draws lie below the assumed strength, whatever the range.
    ///
    /// # Examples
    /// ```
    /// use proxeny::StrengthRange;
    ///
    /// let range = StrengthRange { low: 0.2, high: 0.5 };
    /// assert_eq!([0.0, 0.5, 0.75, 1.0].map(|share| range.at(0.4, share)), [0.2, 0.4, 0.45, 0.5]);
    /// ```
    pub fn at(&self, strength: f64, share: f64) -> f64 {
        if share < 0.5 {
            self.low + 2.0 * share * (strength - self.low)
        } else {
            strength + (2.0 * share - 1.0) * (self.high - strength)
        }
    }
}

impl From<[f64; 2]> for StrengthRange {
    fn from([low, high]: [f64; 2]) -> Self {
        Self { low, high }
    }
}

impl From<StrengthRange> for [f64; 2] {
    fn from(range: StrengthRange) -> Self {
        [range.low, range.high]
    }
}

impl fmt::Display for StrengthRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.low, self.high)
    }
}

impl FromStr for StrengthRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a range of strengths; write low..high, as 0.2..0.6");
        let (low, high) = text.split_once("..").ok_or_else(wrong)?;
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(wrong);
        Ok(Self { low: number(low)?, high: number(high)? })
    }
}
