//! Actors: the nodes of a network.

use super::{Attributes, Date, Text};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Where an actor stands, judged from the home country of the network.
///
/// # Examples
/// ```
/// use proxeny::Layer;
///
/// assert_eq!("national".parse(), Ok(Layer::National));
/// assert!("planet".parse::<Layer>().unwrap_err().starts_with("`planet` is not a layer"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// Home city governments and their own bodies.
    City,
    /// The home national government and other home bodies that are neither a city's nor a firm's.
    National,
    /// Home firms.
    Firm,
    /// International organisations, networks of cities, multilateral banks.
    International,
    /// Everybody abroad.
    Foreign,
}

impl Layer {
    /// All layers, from home to abroad.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Layer;
    ///
    /// assert!(Layer::ALL.into_iter().all(|layer| layer.name().parse() == Ok(layer)));
    /// ```
    pub const ALL: [Self; 5] = [Self::City, Self::National, Self::Firm, Self::International, Self::Foreign];

    /// The layer that follows from kind and country where a file gives none; `None` where they do not tell.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Layer;
    ///
    /// assert_eq!(Layer::judge("ministry", Some("KR"), Some("KR")), Some(Layer::National));
    /// assert_eq!(Layer::judge("ministry", Some("MN"), Some("KR")), Some(Layer::Foreign));
    /// assert_eq!(Layer::judge("city_network", None, Some("KR")), Some(Layer::International));
    /// assert_eq!(Layer::judge("university", Some("KR"), Some("KR")), None); // a city's, a state's or its own
    /// ```
    pub fn judge(kind: &str, country: Option<&str>, home: Option<&str>) -> Option<Self> {
        let abroad = country.zip(home).is_some_and(|(country, home)| country != home);
        match kind {
            "city_network" | "international_organisation" => Some(Self::International),
            "foreign_city" | "foreign_government" => Some(Self::Foreign),
            "development_bank" if abroad => Some(Self::International),
            _ if abroad => Some(Self::Foreign),
            "city_government" | "city_agency" => Some(Self::City),
            "ministry" | "national_agency" | "development_bank" => Some(Self::National),
            "sme" | "large_firm" => Some(Self::Firm),
            _ => None,
        }
    }

    /// Its name in files and on the command line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Layer;
    ///
    /// assert_eq!(Layer::ALL.map(Layer::name), ["city", "national", "firm", "international", "foreign"]);
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::National => "national",
            Self::Firm => "firm",
            Self::International => "international",
            Self::Foreign => "foreign",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Layer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("`{text}` is not a layer; write {}", Self::ALL.map(Self::name).join(", "));
        Self::ALL.into_iter().find(|layer| layer.name() == text).ok_or_else(known)
    }
}

/// A node of the network: a city, a ministry, a firm, a programme …
///
/// # Examples
/// ```
/// use proxeny::{Actor, Text};
///
/// let actor = Actor { name: Text::new("Ta Khmau"), ..Actor::new("takhmau", "foreign_city") };
/// assert_eq!(actor.label("ko"), "Ta Khmau");
/// assert_eq!(Actor::new("x1", "sme").label("en"), "x1");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actor {
    /// Unique among the actors.
    pub id: String,
    /// Name, in one or several languages.
    pub name: Text,
    /// Kind, one of the usual words (`sme`, `foreign_city`, …) or the user's own.
    pub kind: String,
    /// Layer; judged from kind and country where absent, see [`Layer::judge`].
    pub layer: Option<Layer>,
    /// Country, ISO 3166 two letters.
    pub country: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Weight as a source or target of a mandate that weighs by it. The default is 1.
    pub weight: f64,
    /// First period in which it exists.
    pub since: Option<Date>,
    /// Last period in which it exists; absent means not known to have ended.
    pub until: Option<Date>,
    /// The actor that took over when this one ended.
    pub successor: Option<String>,
    /// Quality of the evidence that the actor is as recorded. The default is 1.
    pub confidence: Option<f64>,
    /// Words that selectors can ask for.
    pub tags: Vec<String>,
    /// A remark for the reader.
    pub note: String,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// Anything else.
    pub attributes: Attributes,
}

impl Actor {
    /// An actor of which only id and kind are known.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Actor;
    ///
    /// let actor = Actor::new("xiilab", "sme");
    /// assert_eq!((actor.weight, actor.country, actor.layer), (1.0, None, None));
    /// ```
    pub fn new(id: impl Into<String>, kind: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: Text::default(),
            kind: kind.into(),
            layer: None,
            country: None,
            lat: None,
            lon: None,
            weight: 1.0,
            since: None,
            until: None,
            successor: None,
            confidence: None,
            tags: Vec::new(),
            note: String::new(),
            sources: Vec::new(),
            attributes: Attributes::new(),
        }
    }

    /// The number that a mandate weighs it by: its `weight`, or a numeric attribute. `None` if that is absent or below 0.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Actor;
    ///
    /// let mut city = Actor::new("athens", "foreign_city");
    /// city.attributes.insert("population".into(), 643_452.into());
    /// assert_eq!(city.weight_by("population"), Some(643_452.0));
    /// assert_eq!((city.weight_by("weight"), city.weight_by("gdp")), (Some(1.0), None));
    /// ```
    pub fn weight_by(&self, attribute: &str) -> Option<f64> {
        let number = match attribute {
            "weight" => Some(self.weight),
            _ => self.attributes.get(attribute).and_then(serde_json::Value::as_f64),
        };
        number.filter(|number| *number >= 0.0)
    }

    /// Its name in `language`, or its id if it has none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Text};
    ///
    /// let actor = Actor { name: Text::new("Athens").with("ko", "아테네"), ..Actor::new("athens", "foreign_city") };
    /// assert_eq!((actor.label("ko"), actor.label("el")), ("아테네", "Athens"));
    /// ```
    pub fn label(&self, language: &str) -> &str {
        if self.name.is_empty() { &self.id } else { self.name.get(language) }
    }
}

/// What a network says about a kind of actor.
///
/// # Examples
/// ```
/// use proxeny::Network;
///
/// let seoul = Network::builtin("seoul")?;
/// let sme = &seoul.actor_kinds()["sme"];
/// assert_eq!((sme.label.get("en"), sme.label.get("ko")), ("SME", "중소기업"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ActorKind {
    /// Its name for readers.
    pub label: Text,
    /// Its colour, `#rrggbb`.
    pub color: Option<String>,
    /// Anything else.
    pub attributes: Attributes,
}
