//! Programmes and sources.

use super::{Attributes, Date, Text};
use serde::Serialize;

/// A public-diplomacy or support programme and whom it reached.
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
    pub fn citation(&self) -> String {
        match (self.locator.is_empty(), self.title.is_empty()) {
            (false, false) => format!("{}: {}", self.locator, self.title),
            (true, _) => self.title.clone(),
            (_, true) => self.locator.clone(),
        }
    }
}
