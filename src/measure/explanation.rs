//! What a measure tells a reader who does not know it.

use serde::Serialize;

/// What the values of a measure mean, for somebody who must decide by them, and for somebody who must check them.
///
/// # Examples
///
/// ```
/// use proxeny::measure::named;
///
/// let explanation = named("betweenness")?.explanation();
/// println!("{} {}", explanation.high, explanation.not);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What a high value means in a network of partnerships, in one sentence.
    pub high: &'static str,
    /// What it does not mean, in one sentence.
    pub not: &'static str,
    /// The definition as a formula.
    pub formula: &'static str,
    /// Unit, normalisation, direction, weights and disconnected graphs, and where others do it otherwise.
    pub conventions: &'static str,
    /// Paper or book, with its DOI.
    pub source: &'static str,
}

impl Explanation {
    pub(super) const MISSING: Self = Self { high: "", not: "", formula: "", conventions: "", source: "" };
}
