//! The ladder: how far each city is from attention to hardware, who holds each rung, and whether hardware follows software.
//!
//! A rung is *shown directly* if a tie of that stage ends at the city itself. It is also counted if it ends at a body
//! through which the city deals: up `agency_of`, `operates`, `owns`, `plans_for` and `builds_for`, down `owns` and `serves`,
//! step by step, never through a home body, a development bank or another city. What reached a body that operates a
//! service or builds in the city counts for the city from the year in which that began.
//!
//! Holders have a [`Side`] by ownership and role. Who buys, learns or governs holds nothing, so that a rung may have no
//! holder. All ties begun by the date count, ended or not; a tie without a year has no place in time.
//!
//! How hardware stands to software is counted first. Only then comes the cumulative incidence
//! ([`CumulativeIncidence`]) from a city's first dated software from home: of hardware from home, with hardware of a
//! competitor as the event that may come first, censored at the date. Cities whose hardware came before their software, or
//! cannot be dated, are left out of it.

mod best;
mod climb;
mod over;
mod sides;

pub use over::{Gap, IncidenceYear, Transitions};
pub use sides::Side;

use super::statistics::Proportion;
use crate::error::Error;
use crate::model::{Date, Network, Stage};
use petgraph::Direction;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who stands on a rung.
///
/// # Examples
/// ```
/// use proxeny::{Network, Stage, diplomacy::{Ladder, Side}};
///
/// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
/// let athens = ladder.city("athens").expect("Athens is in it");
/// let hst = athens.rungs[&Stage::Hardware].holders.iter().find(|holder| holder.actor == "hst").expect("it holds");
/// assert_eq!((hst.side, hst.through.as_deref()), (Side::JointVenture, Some("oasa")));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Holder {
    /// Id of the actor.
    pub actor: String,
    /// Whose side it is on.
    pub side: Side,
    /// The year in which its tie began, as far as it concerns the city.
    pub year: Option<i16>,
    /// Id of the tie.
    pub tie: String,
    /// The city's body that it deals with, if not the city itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub through: Option<String>,
}

/// A rung of a city.
///
/// # Examples
/// ```
/// assert!(proxeny::diplomacy::Rung::default().holders.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rung {
    /// The first year on record of any holder; `None` where no holder has a year.
    pub first_year: Option<i16>,
    /// Whether a tie of the city itself shows it.
    pub direct: bool,
    /// Who holds it, the earliest first.
    pub holders: Vec<Holder>,
    /// Ids of the documents.
    pub sources: Vec<String>,
}

/// How far one city is.
///
/// # Examples
/// ```
/// use proxeny::{Network, Stage, diplomacy::Ladder};
///
/// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
/// let washington = ladder.city("washington").expect("Washington is in it");
/// assert_eq!(washington.rung, Some(Stage::Hardware)); // the fare gates of its transit agency
/// assert_eq!(washington.direct_rung, Some(Stage::Attention)); // a sister city
/// let manila = ladder.city("manila").expect("it is in it");
/// assert!(manila.lags.contains(&(Stage::Finance, Stage::Hardware, 1)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CityLadder {
    /// Id of the city.
    pub id: String,
    /// The highest rung, bodies followed.
    pub rung: Option<Stage>,
    /// The highest rung by the city's own ties.
    pub direct_rung: Option<Stage>,
    /// Ids of the bodies through which it deals.
    pub through: Vec<String>,
    /// What is on record on each rung.
    pub rungs: BTreeMap<Stage, Rung>,
    /// Years from the first year of each dated rung to that of the next dated one.
    pub lags: Vec<(Stage, Stage, i16)>,
}

impl CityLadder {
    /// Holders of a rung.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Stage, diplomacy::Ladder};
    ///
    /// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
    /// let colombo = ladder.city("colombo").expect("Colombo is in it");
    /// assert_eq!(colombo.holders(Stage::Hardware).len(), 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn holders(&self, stage: Stage) -> &[Holder] {
        self.rungs.get(&stage).map_or(&[], |rung| &rung.holders)
    }

    /// Whether home holds a rung.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Stage, diplomacy::Ladder};
    ///
    /// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
    /// assert!(!ladder.city("manila").expect("Manila is in it").home(Stage::Hardware)); // a competitor does
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn home(&self, stage: Stage) -> bool {
        self.holders(stage).iter().any(|holder| holder.side.is_home())
    }

    /// Whether a foreign competitor holds a rung.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Stage, diplomacy::Ladder};
    ///
    /// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
    /// assert!(ladder.city("hcmc").expect("it is in it").competitor(Stage::Hardware));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn competitor(&self, stage: Stage) -> bool {
        self.holders(stage).iter().any(|holder| holder.side == Side::ForeignCompetitor)
    }

    fn lags_of(rungs: &BTreeMap<Stage, Rung>) -> Vec<(Stage, Stage, i16)> {
        let dated: Vec<(Stage, i16)> =
            rungs.iter().filter_map(|(stage, rung)| Some((*stage, rung.first_year?))).collect();
        dated.windows(2).map(|pair| (pair[0].0, pair[1].0, pair[1].1 - pair[0].1)).collect()
    }
}

/// Settings of a ladder.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder};
///
/// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
/// assert_eq!(ladder.cities.len(), 94);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Ladder {
    by: Option<Date>,
    ever: bool,
}

/// The ladder of a network.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder};
///
/// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
/// let direct = ladder.direct;
/// assert_eq!((direct.hardware, direct.software_or_pilot, direct.attention, direct.none), (15, 49, 29, 1));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LadderResult {
    /// Ties count that had begun by then; `None` for all.
    pub by: Option<Date>,
    /// Every foreign city.
    pub cities: Vec<CityLadder>,
    /// Foreign buyers that act for none of these cities (a government, an agency), on the same ladder.
    pub others: Vec<CityLadder>,
    /// Cities by their highest rung, by their own ties.
    pub direct: Standings,
    /// The same with their bodies followed.
    pub followed: Standings,
    /// How hardware from home stands to software from home.
    pub transitions: Transitions,
    /// How hardware of anybody stands to software from home.
    pub any_transitions: Transitions,
    /// Of the cities with software from home, those with hardware from home.
    pub conversion: Option<Proportion>,
    /// Of the cities with software from home, those whose hardware a competitor has.
    pub captured: Option<Proportion>,
    /// Cumulative incidence from the first dated software from home.
    pub incidence: Vec<IncidenceYear>,
    /// Cities that the incidence follows.
    pub incidence_cases: usize,
    /// Events of hardware from home and of a competitor's in it.
    pub incidence_events: [usize; 2],
    /// Cities with software from home and no hardware from home, the highest rung first, or in the order of
    /// [`LadderResult::rank_gaps`].
    pub gaps: Vec<Gap>,
}

/// How many cities have which highest rung.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::diplomacy::Standings::default().hardware, 0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Standings {
    /// Hardware, by whomever.
    pub hardware: usize,
    /// Money and no hardware.
    pub finance: usize,
    /// Software or a pilot.
    pub software_or_pilot: usize,
    /// Attention only.
    pub attention: usize,
    /// Nothing on the ladder.
    pub none: usize,
}

impl Standings {
    fn of(rungs: impl Iterator<Item = Option<Stage>>) -> Self {
        let mut all = Self::default();
        for rung in rungs {
            *match rung {
                Some(Stage::Hardware) => &mut all.hardware,
                Some(Stage::Finance) => &mut all.finance,
                Some(Stage::Software | Stage::Pilot) => &mut all.software_or_pilot,
                Some(Stage::Attention) => &mut all.attention,
                _ => &mut all.none,
            } += 1;
        }
        all
    }
}

impl LadderResult {
    /// A city, or a foreign buyer without one, by id.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Stage, diplomacy::Ladder};
    ///
    /// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
    /// let brunei = ladder.city("bedb").expect("its development board is a buyer");
    /// assert!(brunei.competitor(Stage::Hardware) && !brunei.home(Stage::Hardware));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn city(&self, id: &str) -> Option<&CityLadder> {
        self.cities.iter().chain(&self.others).find(|city| city.id == id)
    }
}

impl Ladder {
    /// Counts ties begun by this date instead of the network's own.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Date, Network, diplomacy::Ladder};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let then = Ladder::default().by(Date::year(2010)).run(&seoul)?;
    /// assert!(then.direct.hardware < 15);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn by(self, date: Date) -> Self {
        Self { by: Some(date), ever: false }
    }

    /// Counts all that was ever recorded.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, diplomacy::Ladder};
    ///
    /// assert_eq!(Ladder::default().ever().run(&Network::builtin("seoul")?)?.by, None);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn ever(self) -> Self {
        Self { by: None, ever: true }
    }

    /// Puts every foreign city on the ladder.
    ///
    /// # Errors
    /// None today; kept so that limits can be told.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, diplomacy::Ladder};
    ///
    /// assert!(Ladder::default().run(&NetworkBuilder::new("tiny").build()?)?.cities.is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<LadderResult, Error> {
        let by = if self.ever { None } else { self.by.or(network.as_of()) };
        let of_kind = |kinds: &'static [&str]| {
            network.actors().filter(move |(_, actor)| kinds.contains(&actor.kind.as_str()) && !sides::at_home(actor))
        };
        let cities: Vec<CityLadder> =
            of_kind(&["foreign_city"]).map(|(node, _)| climb::city(network, node, by)).collect();
        let others = of_kind(&["foreign_government", "city_agency"])
            .filter(|(_, actor)| !cities.iter().any(|city| city.through.contains(&actor.id)))
            .filter(|(node, _)| network.graph().neighbors_undirected(*node).next().is_some())
            .filter(|(node, _)| network.graph().edges_directed(*node, Direction::Incoming).next().is_some())
            .map(|(node, _)| climb::city(network, node, by))
            .filter(|buyer| buyer.rung >= Some(Stage::Software))
            .collect();
        let mut result = LadderResult {
            by,
            direct: Standings::of(cities.iter().map(|city| city.direct_rung)),
            followed: Standings::of(cities.iter().map(|city| city.rung)),
            cities,
            others,
            ..LadderResult::default()
        };
        over::fill(&mut result);
        Ok(result)
    }
}
