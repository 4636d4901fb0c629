//! Ties: typed, dated, sourced relations between two actors.

use super::{Attributes, Date, StrengthRange, Text};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The rung of the ladder from first attention to hardware that a tie is on; `Support` is the home side's own work.
///
/// # Examples
/// ```
/// use proxeny::Stage;
///
/// assert!(Stage::Attention < Stage::Software && Stage::Software < Stage::Hardware);
/// assert_eq!("pilot".parse::<Stage>(), Ok(Stage::Pilot));
/// assert!("delivery".parse::<Stage>().unwrap_err().contains("write support, attention, software"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Home-side governance, brokerage, endorsement.
    Support,
    /// Sister cities, visits, media.
    Attention,
    /// Advice, training, plans: know-how.
    Software,
    /// A trial.
    Pilot,
    /// Money, guarantees, shares.
    Finance,
    /// Systems or works delivered.
    Hardware,
}

impl Stage {
    /// All stages, support first, then the rungs upwards.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Stage;
    ///
    /// assert!(Stage::ALL.is_sorted());
    /// assert_eq!(Stage::ALL.last(), Some(&Stage::Hardware));
    /// ```
    pub const ALL: [Self; 6] =
        [Self::Support, Self::Attention, Self::Software, Self::Pilot, Self::Finance, Self::Hardware];

    /// The rungs of the ladder, the lowest first: all stages but support.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Stage;
    ///
    /// assert!(Stage::RUNGS.is_sorted() && !Stage::RUNGS.contains(&Stage::Support));
    /// ```
    pub const RUNGS: [Self; 5] = [Self::Attention, Self::Software, Self::Pilot, Self::Finance, Self::Hardware];

    /// Its name in files and on the command line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Stage;
    ///
    /// let names = Stage::ALL.map(Stage::name);
    /// assert_eq!(names[1..], ["attention", "software", "pilot", "finance", "hardware"]);
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Attention => "attention",
            Self::Software => "software",
            Self::Pilot => "pilot",
            Self::Finance => "finance",
            Self::Hardware => "hardware",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("`{text}` is not a stage; write {}", Self::ALL.map(Self::name).join(", "));
        Self::ALL.into_iter().find(|stage| stage.name() == text).ok_or_else(known)
    }
}

/// Which way an introduction can travel along a tie, whatever its recorded direction.
///
/// # Examples
/// ```
/// use proxeny::Conveys;
///
/// assert_eq!("backward".parse(), Ok(Conveys::Backward));
/// assert_eq!(Conveys::default(), Conveys::Both);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Conveys {
    /// From the recorded `from` to the recorded `to`.
    Forward,
    /// From the recorded `to` to the recorded `from`: an agency that promotes a firm opens doors *for* it.
    Backward,
    /// Both ways. The default.
    #[default]
    Both,
}

impl Conveys {
    /// All ways.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Conveys;
    ///
    /// assert!(Conveys::ALL.into_iter().all(|way| way.name().parse() == Ok(way)));
    /// ```
    pub const ALL: [Self; 3] = [Self::Forward, Self::Backward, Self::Both];

    /// Its name in files and on the command line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Conveys;
    ///
    /// assert_eq!(Conveys::Forward.name(), "forward");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Backward => "backward",
            Self::Both => "both",
        }
    }
}

impl FromStr for Conveys {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("`{text}` is not a way to convey; write {}", Self::ALL.map(Self::name).join(", "));
        Self::ALL.into_iter().find(|way| way.name() == text).ok_or_else(known)
    }
}

/// How long a kind of tie holds.
///
/// # Examples
/// ```
/// use proxeny::Lasts;
///
/// assert_eq!("event".parse(), Ok(Lasts::Event));
/// assert!("forever".parse::<Lasts>().unwrap_err().ends_with("write standing or event"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lasts {
    /// Until it ends: a sister city, an ownership. The default.
    #[default]
    Standing,
    /// It happens: a visit, a training. Its relationship outlives it by some years.
    Event,
}

impl FromStr for Lasts {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "standing" => Ok(Self::Standing),
            "event" => Ok(Self::Event),
            _ => Err(format!("`{text}` is not how a tie lasts; write standing or event")),
        }
    }
}

/// Years that the relationship of an event outlives its last date, where the tie kind says nothing else.
///
/// # Examples
/// ```
/// use proxeny::model::{EVENT_YEARS, Lasts, TieKind};
///
/// let training = TieKind { lasts: Lasts::Event, ..TieKind::default() };
/// assert_eq!(training.afterlife(), EVENT_YEARS);
/// ```
pub const EVENT_YEARS: u16 = 10;

/// Strength of a tie where neither the tie nor its kind gives one.
///
/// # Examples
/// ```
/// use proxeny::model::{DEFAULT_STRENGTH, NetworkBuilder, Tie};
///
/// let network = NetworkBuilder::new("tiny").build()?;
/// assert_eq!(network.strength(&Tie::new("smg", "athens", "visit")), DEFAULT_STRENGTH);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const DEFAULT_STRENGTH: f64 = 0.5;

/// What a network says about a kind of tie: the fallbacks of its ties.
///
/// # Examples
/// ```
/// use proxeny::{Network, Stage, Tie, TieKind};
///
/// let signed = TieKind { stage: Some(Stage::Software), strength: Some(0.3), ..TieKind::default() };
/// let network = Network::builtin("seoul")?.edit().tie_kind("letter_of_intent", signed).build()?;
/// let tie = Tie::new("smg", "athens", "letter_of_intent");
/// assert_eq!((network.stage(&tie), network.strength(&tie)), (Some(Stage::Software), 0.3));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TieKind {
    /// Its name for readers.
    pub label: Text,
    /// Stage of its ties that give none.
    pub stage: Option<Stage>,
    /// Strength of its ties that give none.
    pub strength: Option<f64>,
    /// Between which bounds that strength is believed to lie; the default is [`StrengthRange::around`] it.
    pub strength_range: Option<StrengthRange>,
    /// How long its ties hold.
    pub lasts: Lasts,
    /// Years that a tie outlives its last date; the default is 0 for standing ties and [`EVENT_YEARS`] for events.
    pub lasts_years: Option<u16>,
    /// Whether its ties are mutual where they do not say.
    pub mutual: bool,
    /// Which way its ties convey where they do not say.
    pub conveys: Option<Conveys>,
    /// Why it conveys and weighs as it does.
    pub note: String,
    /// Anything else.
    pub attributes: Attributes,
}

impl TieKind {
    /// Years that a tie of this kind outlives its last date.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Lasts, TieKind};
    ///
    /// let visit = TieKind { lasts: Lasts::Event, ..TieKind::default() };
    /// assert_eq!(visit.afterlife(), 10);
    /// assert_eq!(TieKind { lasts_years: Some(2), ..visit }.afterlife(), 2);
    /// assert_eq!(TieKind::default().afterlife(), 0); // standing: it ends when it ends
    /// ```
    pub fn afterlife(&self) -> u16 {
        self.lasts_years.unwrap_or(match self.lasts {
            Lasts::Standing => 0,
            Lasts::Event => EVENT_YEARS,
        })
    }
}

/// An edge of the network, as recorded. What it leaves open is filled by its [`TieKind`]; ask the network.
///
/// # Examples
/// ```
/// use proxeny::{Stage, Tie};
///
/// let tie = Tie { stage: Some(Stage::Hardware), strength: Some(0.5), ..Tie::new("lgcns", "transmilenio", "contract") };
/// assert!(tie.stage > Some(Stage::Software));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tie {
    /// Unique among the ties; made from ends and kind where the input gives none. It keys the tie's random numbers.
    pub id: String,
    /// Id of the supplier, giver, owner or funder.
    pub from: String,
    /// Id of the buyer, learner or owned body.
    pub to: String,
    /// Kind of relation; may be empty.
    pub kind: String,
    /// Rung of the ladder.
    pub stage: Option<Stage>,
    /// Whether neither end leads.
    pub mutual: Option<bool>,
    /// Probability in (0, 1] that the tie carries an introduction onward.
    pub strength: Option<f64>,
    /// Probability in (0, 1] that the tie exists as recorded.
    pub confidence: Option<f64>,
    /// Which way an introduction travels.
    pub conveys: Option<Conveys>,
    /// First period included.
    pub since: Option<Date>,
    /// Last period included; absent means not known to have ended.
    pub until: Option<Date>,
    /// Worth in US dollars.
    pub value_usd: Option<f64>,
    /// What the source says, in our words.
    pub evidence: String,
    /// A remark for the reader.
    pub note: String,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// Anything else.
    pub attributes: Attributes,
}

impl Tie {
    /// A tie of which only the ends and the kind are known.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Tie;
    ///
    /// let tie = Tie::new("smg", "ulaanbaatar", "sister_city");
    /// assert_eq!((tie.from.as_str(), tie.strength, tie.since), ("smg", None, None));
    /// ```
    pub fn new(from: impl Into<String>, to: impl Into<String>, kind: impl Into<String>) -> Self {
        Self {
            id: String::new(),
            from: from.into(),
            to: to.into(),
            kind: kind.into(),
            stage: None,
            mutual: None,
            strength: None,
            confidence: None,
            conveys: None,
            since: None,
            until: None,
            value_usd: None,
            evidence: String::new(),
            note: String::new(),
            sources: Vec::new(),
            attributes: Attributes::new(),
        }
    }
}
