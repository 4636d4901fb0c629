//! What the ladders of all cities say together.

use super::{CityLadder, LadderResult, Side};
use crate::diplomacy::statistics::{CumulativeIncidence, Observation, Proportion};
use crate::leverage::Opportunity;
use crate::model::Stage;
use serde::{Deserialize, Serialize};

/// How the first hardware of cities stands to their first software from home. Every city with either is in one of them.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder};
///
/// let counts = Ladder::default().run(&Network::builtin("seoul")?)?.transitions;
/// assert!(counts.without > counts.after); // more hardware without software than after it
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Transitions {
    /// Hardware in a later year than software.
    pub after: usize,
    /// In the same year.
    pub same_year: usize,
    /// In an earlier year.
    pub before: usize,
    /// Hardware, and no software on record.
    pub without: usize,
    /// Both, but one of them has no year.
    pub unknown: usize,
    /// Software, and no hardware.
    pub no_hardware: usize,
}

/// The share of cities in which hardware has come so many years after the first software.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder};
///
/// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
/// assert!(ladder.incidence.iter().all(|year| year.low <= year.home && year.home <= year.high));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IncidenceYear {
    /// Years since the first software.
    pub years: u32,
    /// Cities still waiting just before.
    pub at_risk: usize,
    /// Share with hardware from home.
    pub home: f64,
    /// Share with hardware of a competitor first.
    pub competitor: f64,
    /// The lower end of the 95 % interval of `home`.
    pub low: f64,
    /// The upper end of it.
    pub high: f64,
}

/// A city with software from home and no hardware from home.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder};
///
/// let ladder = Ladder::default().run(&Network::builtin("seoul")?)?;
/// let colombo = ladder.gaps.iter().find(|gap| gap.city == "colombo").expect("software and no hardware");
/// assert_eq!((colombo.first_software, colombo.last_software), (Some(2016), Some(2024)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Gap {
    /// Id of the city.
    pub city: String,
    /// Its highest rung.
    pub rung: Stage,
    /// The rung that home would take next.
    pub next: Stage,
    /// Year of the first software from home.
    pub first_software: Option<i16>,
    /// Year of the last.
    pub last_software: Option<i16>,
    /// Dealings with home in software.
    pub dealings: usize,
    /// Home bodies that have dealt with the city in software or later, the latest first.
    pub through: Vec<String>,
    /// Competitors that have the hardware.
    pub competitors: Vec<String>,
    /// The new tie on its next rung that would add most per cost; only where that was asked, see
    /// [`LadderResult::rank_gaps`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub best: Option<Opportunity>,
}

/// What is on record of a rung held by some side.
#[derive(Clone, Copy)]
enum First {
    Never,
    Undated,
    In(i16),
}

fn first(city: &CityLadder, stage: Stage, counts: impl Fn(Side) -> bool) -> First {
    let mut held = city.holders(stage).iter().filter(|holder| counts(holder.side)).peekable();
    if held.peek().is_none() {
        return First::Never;
    }
    held.filter_map(|holder| holder.year).min().map_or(First::Undated, First::In)
}

fn transitions(cities: &[CityLadder], counts: impl Fn(Side) -> bool + Copy) -> Transitions {
    let mut all = Transitions::default();
    for city in cities {
        let software = first(city, Stage::Software, Side::is_home);
        *match (software, first(city, Stage::Hardware, counts)) {
            (First::Never, First::Never) => continue,
            (_, First::Never) => &mut all.no_hardware,
            (First::Never, _) => &mut all.without,
            (First::In(software), First::In(hardware)) => match hardware.cmp(&software) {
                std::cmp::Ordering::Greater => &mut all.after,
                std::cmp::Ordering::Equal => &mut all.same_year,
                std::cmp::Ordering::Less => &mut all.before,
            },
            _ => &mut all.unknown,
        } += 1;
    }
    all
}

/// What became of a city after its first dated software, if it can be told.
fn outcome(city: &CityLadder, last: i16) -> Option<Observation> {
    let First::In(start) = first(city, Stage::Software, Side::is_home) else { return None };
    let competitor = |side| side == Side::ForeignCompetitor;
    let events = [first(city, Stage::Hardware, Side::is_home), first(city, Stage::Hardware, competitor)];
    let mut earliest: Option<(i16, usize)> = None;
    for (event, held) in events.into_iter().enumerate() {
        let year = match held {
            First::Never => continue,
            First::Undated => return None, // whether it came first cannot be told
            First::In(year) => year,
        };
        if earliest.is_none_or(|(before, _)| year < before) {
            earliest = Some((year, event));
        }
    }
    match earliest {
        Some((year, event)) => u32::try_from(year - start).ok().map(|time| Observation { time, event: Some(event) }),
        None => u32::try_from(last - start).ok().map(|time| Observation { time, event: None }),
    }
}

fn gap(city: &CityLadder) -> Option<Gap> {
    let software = || city.holders(Stage::Software).iter().filter(|holder| holder.side.is_home());
    if software().next().is_none() || city.home(Stage::Hardware) {
        return None;
    }
    let later = [Stage::Software, Stage::Pilot, Stage::Finance];
    let mut dealt: Vec<_> = later.iter().flat_map(|stage| city.holders(*stage)).filter(|h| h.side.is_home()).collect();
    dealt.sort_by_key(|holder| std::cmp::Reverse(holder.year));
    let mut through: Vec<String> = Vec::new();
    let mut competitors = Vec::new();
    let rivals = city.holders(Stage::Hardware).iter().filter(|holder| holder.side == Side::ForeignCompetitor);
    for (list, holder) in dealt.iter().map(|h| (true, *h)).chain(rivals.map(|h| (false, h))) {
        let list = if list { &mut through } else { &mut competitors };
        if !list.contains(&holder.actor) {
            list.push(holder.actor.clone());
        }
    }
    let home = Stage::RUNGS.into_iter().rev().find(|stage| city.home(*stage)).unwrap_or(Stage::Software);
    let next = Stage::RUNGS.into_iter().find(|stage| *stage > home).unwrap_or(Stage::Hardware);
    Some(Gap {
        city: city.id.clone(),
        rung: city.rung.unwrap_or(Stage::Software),
        next,
        first_software: software().filter_map(|holder| holder.year).min(),
        last_software: software().filter_map(|holder| holder.year).max(),
        dealings: software().count(),
        through,
        competitors,
        best: None,
    })
}

pub(super) fn fill(result: &mut LadderResult) {
    let cities = &result.cities;
    result.transitions = transitions(cities, Side::is_home);
    result.any_transitions = transitions(cities, |_| true);
    let learners: Vec<&CityLadder> = cities.iter().filter(|city| city.home(Stage::Software)).collect();
    let share = |of: fn(&CityLadder) -> bool| {
        Proportion::wilson(learners.iter().filter(|city| of(city)).count(), learners.len())
    };
    result.conversion = Some(share(|city| city.home(Stage::Hardware)));
    result.captured = Some(share(|city| city.competitor(Stage::Hardware)));
    let latest = || cities.iter().flat_map(|city| city.rungs.values()).flat_map(|rung| &rung.holders);
    let last = result.by.map(crate::model::Date::calendar_year).or_else(|| latest().filter_map(|h| h.year).max());
    if let Some(last) = last {
        let cases: Vec<Observation> = cities.iter().filter_map(|city| outcome(city, last)).collect();
        let [home, rival] = [0, 1].map(|event| CumulativeIncidence::of(&cases, event));
        result.incidence_cases = cases.len();
        result.incidence_events = [home.events, rival.events];
        result.incidence = (home.steps.iter().zip(&rival.steps))
            .map(|(home, rival)| IncidenceYear {
                years: home.time,
                at_risk: home.at_risk,
                home: home.share,
                competitor: rival.share,
                low: home.low,
                high: home.high,
            })
            .collect();
    }
    result.gaps = cities.iter().filter_map(gap).collect();
    result.gaps.sort_by_key(|gap| (std::cmp::Reverse(gap.next), std::cmp::Reverse((gap.last_software, gap.dealings))));
}
