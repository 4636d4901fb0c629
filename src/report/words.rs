//! Numbers and nouns as people write them.

use crate::leverage::Estimate;

/// A share as a percentage, with as many digits as a reader can use.
///
/// # Examples
/// ```
/// use proxeny::report::percent;
///
/// assert_eq!(percent(0.2104), "21.0%");
/// assert_eq!(percent(0.0300), "3.0%");
/// assert_eq!(percent(0.00042), "0.042%");
/// assert_eq!(percent(0.0), "0%");
/// ```
pub fn percent(share: f64) -> String {
    with_decimals(share, decimals(share.abs() * 100.0))
}

fn decimals(percent: f64) -> usize {
    match percent {
        0.0 => 0,
        p if p >= 1.0 => 1,
        p if p >= 0.1 => 2,
        p if p >= 0.01 => 3,
        _ => 4,
    }
}

fn with_decimals(share: f64, decimals: usize) -> String {
    format!("{:.decimals$}%", share * 100.0)
}

/// An estimate as a percentage with its 95 % interval: `3.00% (2.98–3.02%)`. Exact numbers stand alone.
///
/// # Examples
/// ```
/// use proxeny::leverage::Estimate;
/// use proxeny::report::interval;
///
/// assert_eq!(interval(&Estimate::exact(0.25)), "25.0%");
/// ```
pub fn interval(estimate: &Estimate) -> String {
    if estimate.worlds.is_none() || estimate.high == estimate.low {
        return percent(estimate.estimate);
    }
    let [low, middle, high] = digits(estimate);
    format!("{middle}% ({low}–{high}%)")
}

/// A difference of two shares in percentage points with its 95 % interval: `0.12 percentage points (0.11–0.13)`.
///
/// # Examples
/// ```
/// use proxeny::leverage::Estimate;
/// use proxeny::report::points;
///
/// assert_eq!(points(&Estimate::exact(0.0012)), "0.12 percentage points");
/// ```
pub fn points(estimate: &Estimate) -> String {
    let [low, middle, high] = digits(estimate);
    if estimate.worlds.is_none() || estimate.high == estimate.low {
        return format!("{middle} percentage points");
    }
    format!("{middle} percentage points ({low}–{high})")
}

/// Low, middle and high end in percent, with as many decimals as make the width of the interval visible.
pub(super) fn digits(estimate: &Estimate) -> [String; 3] {
    let width = (estimate.half_width() * 100.0).max(1e-4);
    let fine = if estimate.worlds.is_none() { 2.0 } else { (-width.log10()).ceil().clamp(1.0, 4.0) } as usize;
    [estimate.low, estimate.estimate, estimate.high].map(|x| format!("{:.fine$}", x * 100.0))
}

/// A noun in the plural.
///
/// # Examples
/// ```
/// use proxeny::report::plural;
///
/// assert_eq!(plural("foreign city"), "foreign cities");
/// assert_eq!(plural("SME"), "SMEs");
/// assert_eq!(plural("citizens"), "citizens");
/// assert_eq!(plural("reach"), "reaches");
/// ```
pub fn plural(noun: &str) -> String {
    let vowel = |stem: &str| stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match noun.strip_suffix('y') {
        Some(stem) if !vowel(stem) => format!("{stem}ies"),
        _ if ["ch", "sh", "x"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ if noun.ends_with('s') => noun.to_owned(),
        _ => format!("{noun}s"),
    }
}

/// A number with its noun: `1 tie`, `12 ties`, `1,107 firms`.
///
/// # Examples
/// ```
/// use proxeny::report::count;
///
/// assert_eq!(count(1, "tie"), "1 tie");
/// assert_eq!(count(16384, "world"), "16,384 worlds");
/// ```
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{} {}", grouped(number), plural(noun)) }
}

/// A number with a comma after each three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    digits.bytes().enumerate().fold(String::new(), |mut text, (i, digit)| {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit as char);
        text
    })
}

/// Items joined as in a sentence: `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first items joined as in a sentence, and how many more there are: `a, b, c and 4 more`.
pub(crate) fn list_some(items: &[String], most: usize) -> String {
    if items.len() <= most + 1 {
        return list(items);
    }
    format!("{} and {} more", items[..most].join(", "), items.len() - most)
}
/// The same, begun with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same, begun with a small letter.
pub(super) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
