//! Programmes and sources.

use super::{Attributes, Date, Text};
use serde::Serialize;

/// A public-diplomacy or support programme and whom it reached.
///
/// # Examples
/// ```
/// use proxeny::{Programme, Reached};
///
/// let guests = |actor: &str, people| Reached { actor: actor.into(), people: Some(people), ..Reached::default() };
/// let training = Programme {
///     id: "shrdc_prog".into(),
///     reached: vec![guests("jakarta", 12.0), guests("hanoi", 9.0)],
///     ..Programme::default()
/// };
/// assert_eq!(training.reached.iter().filter_map(|reached| reached.people).sum::<f64>(), 21.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Programme {
    /// Unique among the programmes.
    pub id: String,
    /// Name, in one or several languages.
    pub name: Text,
    /// Kind, free.
    pub kind: String,
    /// Ids of the actors that run it.
    pub hosts: Vec<String>,
    /// First period in which it runs.
    pub since: Option<Date>,
    /// Last period in which it runs.
    pub until: Option<Date>,
    /// Whom it reached, as far as recorded.
    pub reached: Vec<Reached>,
    /// Cost in US dollars.
    pub cost_usd: Option<f64>,
    /// A remark for the reader.
    pub note: String,
    /// Quality of the evidence, in (0, 1].
    pub confidence: Option<f64>,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// Anything else.
    pub attributes: Attributes,
}

/// One actor that a programme reached.
///
/// # Examples
/// ```
/// use proxeny::{Date, Reached};
///
/// let reached = Reached { actor: "jakarta".into(), year: Some(Date::year(2017)), ..Reached::default() };
/// assert_eq!((reached.year.map(Date::calendar_year), reached.people), (Some(2017), None)); // nobody counted
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reached {
    /// Id of the actor.
    pub actor: String,
    /// When.
    pub year: Option<Date>,
    /// How many people.
    pub people: Option<f64>,
}

/// A document that facts rest on.
///
/// # Examples
/// ```
/// use proxeny::{Network, Source};
///
/// let seoul = Network::builtin("seoul")?;
/// let document: &Source = &seoul.sources()["at-govt-nz"];
/// assert_eq!((document.locator.as_str(), document.general), ("at.govt.nz", false));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Source {
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Year of publication.
    pub year: Option<Date>,
    /// Where to find it.
    pub locator: String,
    /// Whether it is only general knowledge with no page behind it; what rests on it alone counts as an assumption.
    pub general: bool,
    /// A remark for the reader.
    pub note: String,
    /// Anything else.
    pub attributes: Attributes,
}

impl Source {
    /// Locator and title in one line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Source;
    ///
    /// let source = Source { title: "서울시, 도시정책 수출사업단 출범".into(), ..Source::default() };
    /// assert_eq!(source.citation(), "서울시, 도시정책 수출사업단 출범");
    /// let source = Source { locator: "asiae.co.kr 2015-10-26".into(), ..source };
    /// assert_eq!(source.citation(), "asiae.co.kr 2015-10-26: 서울시, 도시정책 수출사업단 출범");
    /// ```
    pub fn citation(&self) -> String {
        match (self.locator.is_empty(), self.title.is_empty()) {
            (false, false) => format!("{}: {}", self.locator, self.title),
            (true, _) => self.title.clone(),
            (_, true) => self.locator.clone(),
        }
    }
}
