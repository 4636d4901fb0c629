//! Mandates: who must reach whom, through whom.

use super::{NextTie, Selector, Stage, Text, Tie};
use serde::Serialize;

/// Which ties are meant, by kind and stage. Empty lists allow everything.
///
/// # Examples
/// ```
/// use proxeny::{Stage, Tie, TieFilter};
///
/// let filter = TieFilter { not_kind: vec!["visit".into()], ..TieFilter::default() };
/// assert!(filter.allows(&Tie::new("a", "b", "contract"), Some(Stage::Hardware)));
/// assert!(!filter.allows(&Tie::new("a", "b", "visit"), Some(Stage::Attention)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TieFilter {
    /// Only these kinds.
    pub kind: Vec<String>,
    /// None of these kinds.
    pub not_kind: Vec<String>,
    /// Only these stages.
    pub stage: Vec<Stage>,
    /// None of these stages.
    pub not_stage: Vec<Stage>,
}

impl TieFilter {
    /// Whether a tie whose resolved stage is `stage` is meant.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Stage, Tie, TieFilter};
    ///
    /// let filter = TieFilter { stage: vec![Stage::Software, Stage::Hardware], ..TieFilter::default() };
    /// let tie = Tie::new("lgcns", "athens", "contract");
    /// assert!(filter.allows(&tie, Some(Stage::Hardware)));
    /// assert!(!filter.allows(&tie, Some(Stage::Attention)) && !filter.allows(&tie, None));
    /// ```
    pub fn allows(&self, tie: &Tie, stage: Option<Stage>) -> bool {
        (self.kind.is_empty() || self.kind.contains(&tie.kind))
            && !self.not_kind.contains(&tie.kind)
            && (self.stage.is_empty() || stage.is_some_and(|stage| self.stage.contains(&stage)))
            && !stage.is_some_and(|stage| self.not_stage.contains(&stage))
    }

    /// Whether it allows everything.
    ///
    /// # Examples
    /// ```
    /// use proxeny::TieFilter;
    ///
    /// assert!(TieFilter::default().is_open());
    /// assert!(!TieFilter { not_kind: vec!["visit".into()], ..TieFilter::default() }.is_open());
    /// ```
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// Who must reach whom: the question that access and leverage answer.
///
/// # Examples
/// ```
/// use proxeny::Mandate;
///
/// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?)
///     .relay("not kind:foreign_city".parse()?)
///     .max_intermediaries(3);
/// assert_eq!(mandate.max_intermediaries, Some(3));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mandate {
    /// Its name.
    pub id: String,
    /// Its title for readers.
    pub title: Text,
    /// Why it is as it is.
    pub note: String,
    /// The sources.
    pub from: Selector,
    /// The targets.
    pub to: Selector,
    /// Who may pass an introduction on. The default is everyone.
    pub relay: Selector,
    /// The most intermediaries on a route; absent means any number.
    pub max_intermediaries: Option<u32>,
    /// The ties that count. The default is all.
    pub ties: TieFilter,
    /// The numeric attribute (or `weight`) that weighs the sources; absent means all alike.
    pub from_weight: Option<String>,
    /// The numeric attribute (or `weight`) that weighs the targets; absent means all alike.
    pub to_weight: Option<String>,
    /// Which new ties could be made for it, see [`crate::leverage::Opportunities`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<NextTie>,
}

impl Mandate {
    /// From these sources to those targets, through anyone, with any number of intermediaries, all weighing alike.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Mandate, Selector};
    ///
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// assert_eq!((mandate.relay, mandate.max_intermediaries), (Selector::everyone(), None));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(id: impl Into<String>, from: Selector, to: Selector) -> Self {
        Self {
            id: id.into(),
            title: Text::default(),
            note: String::new(),
            from,
            to,
            relay: Selector::everyone(),
            max_intermediaries: None,
            ties: TieFilter::default(),
            from_weight: None,
            to_weight: None,
            next: Vec::new(),
        }
    }

    /// Sets who may pass an introduction on.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Mandate};
    ///
    /// // A city abroad that bought from one firm does not open doors for all others.
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let mandate = mandate.relay("not kind:foreign_city".parse()?);
    /// assert!(!mandate.relay.matches(&Actor::new("athens", "foreign_city")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn relay(self, relay: Selector) -> Self {
        Self { relay, ..self }
    }

    /// Sets the most intermediaries on a route.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Mandate;
    ///
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// assert_eq!(mandate.max_intermediaries(2).max_intermediaries, Some(2));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_intermediaries(self, most: u32) -> Self {
        Self { max_intermediaries: Some(most), ..self }
    }

    /// Lifts the limit on intermediaries.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let export = seoul.mandate(Some("export"))?;
    /// let unlimited = export.clone().unlimited();
    /// let access = |mandate| Access::new(mandate).worlds(256).run(&seoul).map(|result| result.access.estimate);
    /// assert!(access(&unlimited)? > access(export)?); // longer chains of introductions reach further
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn unlimited(self) -> Self {
        Self { max_intermediaries: None, ..self }
    }

    /// Its title in `language`, or its id if it has none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Mandate, Network};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.mandate(Some("export"))?.label("en"), "Korean SMEs to foreign cities");
    /// let untitled = Mandate::new("pilot", "kind:sme".parse()?, "id:athens".parse()?);
    /// assert_eq!(untitled.label("en"), "pilot");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn label(&self, language: &str) -> &str {
        if self.title.is_empty() { &self.id } else { self.title.get(language) }
    }
}
