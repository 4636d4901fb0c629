//! Next ties: which new ties could be made, and what is assumed of each.

use super::Selector;
use serde::Serialize;

/// A rule for new ties: between these actors a tie of this kind could be made. In files an entry of a mandate's `next`.
///
/// Each number is an assumption, and `why` gives its reason.
///
/// # Examples
/// ```
/// use proxeny::NextTie;
///
/// let rule = NextTie { cost: 2.0, formation: 0.3, ..NextTie::new("kind:city_agency".parse()?, "kind:foreign_city".parse()?, "mou") };
/// assert_eq!((rule.kind.as_str(), rule.strength), ("mou", None)); // as strong as other ties of its kind
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextTie {
    /// Who gives.
    pub from: Selector,
    /// Who receives.
    pub to: Selector,
    /// The kind of the new tie; may be empty.
    pub kind: String,
    /// Its strength; absent means that of its kind.
    pub strength: Option<f64>,
    /// What it costs, in any unit that all rules share. The default is 1.
    pub cost: f64,
    /// How likely it can be formed if one tries. The default is 1.
    pub formation: f64,
    /// Why these numbers.
    pub why: String,
}

impl NextTie {
    /// A tie of this kind, of the strength of its kind, at a cost of 1, certain to be formed.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NextTie;
    ///
    /// let rule = NextTie::new("kind:sme".parse()?, "id:kotra".parse()?, "promotes");
    /// assert_eq!((rule.cost, rule.formation), (1.0, 1.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(from: Selector, to: Selector, kind: impl Into<String>) -> Self {
        Self { from, to, kind: kind.into(), strength: None, cost: 1.0, formation: 1.0, why: String::new() }
    }
}
