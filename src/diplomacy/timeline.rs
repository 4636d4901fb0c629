//! The network year by year: what grew, how far introductions reached, and which ties' beginning or end moved that most.
//!
//! Each year is looked at as a state: the ties that hold in it, see [`View`]. All years are played in the same worlds, so
//! that a tie which holds in two years has the same coin in both, and the change between two years is far surer than
//! either level.
//!
//! A tie *moved* access between two years if it holds in one of them only. By how much, is told exactly for each by itself:
//! the access of the later year less what that access would be had the tie not begun, or not ended. These numbers overlap
//! and need not add up to the whole change: two ties that can stand in for one another are worth little each.

use crate::error::{Error, ErrorKind};
use crate::leverage::{Access, Estimate, LeverageResult};
use crate::model::{Date, Layer, Mandate, Network, Period, Stage, Tie, View};
use petgraph::graph::EdgeIndex;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The question how a network grew.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(512);
/// let result = Timeline::new(&access).from(2006).every(10).run(&seoul)?;
/// let years: Vec<i16> = result.years.iter().map(|year| year.year).collect();
/// assert_eq!(years, [2006, 2016, 2026]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    access: &'a Access<'a>,
    view: View,
    from: Option<i16>,
    to: Option<i16>,
    every: Option<usize>,
    top: usize,
}

/// How a network grew.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(512);
/// let result = Timeline::new(&access).from(2016).every(10).run(&seoul)?;
/// assert_eq!((result.moved.from, result.moved.to), (2016, 2026));
/// assert!(result.moved.movers.iter().any(|mover| mover.change > 0.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct TimelineResult {
    /// The mandate that actors and ties are judged by.
    pub mandate: String,
    /// The years, each with its state.
    pub years: Vec<YearOf>,
    /// What moved access of the mandate.
    pub moved: Moved,
}

/// One year.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(256);
/// let result = Timeline::new(&access).from(2026).run(&seoul)?;
/// let year = &result.years[0];
/// assert_eq!(year.by_stage.values().sum::<usize>(), year.ties);
/// assert!(year.hardware_cities < year.cities);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct YearOf {
    /// The year.
    pub year: i16,
    /// Ties that hold in it.
    pub ties: usize,
    /// The same by stage; `unknown` where none is recorded.
    pub by_stage: BTreeMap<String, usize>,
    /// Ties that began in it.
    pub begun: usize,
    /// Ties without a date that are counted or left out as the view says.
    pub undated: usize,
    /// Foreign cities that a home actor has a tie of its own with.
    pub cities: usize,
    /// Those of them with a tie on the rung of hardware.
    pub hardware_cities: usize,
    /// Every mandate of the network.
    pub mandates: Vec<YearMandate>,
    /// Those who come first in the last year, as they stood in this one.
    pub leaders: Vec<Leader>,
}

/// How a mandate stood in a year.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(256);
/// let result = Timeline::new(&access).from(2016).every(10).run(&seoul)?;
/// let export = &result.years[1].mandates[0];
/// assert!(export.sources_with_route <= export.sources && export.change.is_some());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct YearMandate {
    /// The mandate.
    pub id: String,
    /// Its access; `None` where nobody was there to ask about.
    pub access: Option<Estimate>,
    /// Its change since the year before in the list, on the same worlds.
    pub change: Option<Estimate>,
    /// Sources, such as small firms.
    pub sources: usize,
    /// Those with a permitted route to some target.
    pub sources_with_route: usize,
    /// Targets, such as cities.
    pub targets: usize,
    /// Those with a permitted route from some source.
    pub targets_with_route: usize,
}

/// How an actor stood in a year.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(256);
/// let result = Timeline::new(&access).from(2026).top(3).run(&seoul)?;
/// let ranks: Vec<_> = result.years[0].leaders.iter().map(|leader| leader.rank).collect();
/// assert_eq!(ranks, [Some(1), Some(2), Some(3)]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Leader {
    /// The actor.
    pub id: String,
    /// Its rank; `None` where it was not there or nobody needed it.
    pub rank: Option<usize>,
    /// Access that would be lost without it.
    pub leverage: Estimate,
    /// The same as a share of access.
    pub share: f64,
}

/// What moved access between two years.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(256);
/// let moved = Timeline::new(&access).from(2020).every(10).run(&seoul)?.moved;
/// assert!(moved.movers.len() <= moved.began + moved.ended);
/// assert!(moved.movers.is_sorted_by(|a, b| a.change.abs() >= b.change.abs()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// The earlier year.
    pub from: i16,
    /// The later one.
    pub to: i16,
    /// The whole change of access; `None` where nobody was there to ask about.
    pub change: Option<Estimate>,
    /// Ties that hold in the later year only.
    pub began: usize,
    /// Ties that hold in the earlier year only.
    pub ended: usize,
    /// Those that moved access, the most first.
    pub movers: Vec<Mover>,
}

/// A tie whose beginning or end moved access.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(256);
/// let moved = Timeline::new(&access).from(2020).every(10).run(&seoul)?.moved;
/// assert!(moved.movers.len() <= moved.began + moved.ended);
/// assert!(moved.movers.is_sorted_by(|a, b| a.change.abs() >= b.change.abs()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mover {
    /// The tie.
    pub tie: String,
    /// Whether it is its beginning or its end.
    pub event: &'static str,
    /// The year of its beginning, or its last year.
    pub year: Option<i16>,
    /// What its beginning added or its end took, in the worlds drawn: access as it is less access with this undone.
    pub change: f64,
    /// The same with its simulation error; told for all beginnings, and for the ends that moved most.
    pub estimate: Option<Estimate>,
}

/// Rows between the first and the last year where nobody says how many.
const ROWS: usize = 12;

/// Ends whose simulation error is told.
const TOLD_ENDS: usize = 10;

/// Years between which ties are held against each other where nobody says which.
const SPAN: i16 = 10;

impl<'a> Timeline<'a> {
    /// From the first year that a tie began in to the network's own, in about a dozen steps, judged by this mandate, its
    /// worlds and its seed. The view of `access` does not count.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let access = Access::new(singapore.mandate(None)?).worlds(64);
    /// let years = Timeline::new(&access).run(&singapore)?.years;
    /// assert!(years.len() > 10 && years.last().is_some_and(|year| year.year == 2026));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(access: &'a Access<'a>) -> Self {
        Self { access, view: View::ever(), from: None, to: None, every: None, top: 5 }
    }

    /// Which kinds and stages of ties count, and whether undated ones do; its period does not.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    /// use proxeny::{Network, Undated, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(64);
    /// let timeline = Timeline::new(&access).from(2000).to(2000);
    /// let ties = |timeline: Timeline<'_>| timeline.run(&seoul).map(|result| result.years[0].ties);
    /// assert!(ties(timeline.clone().view(View::ever().undated(Undated::Out)))? < ties(timeline)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn view(self, view: View) -> Self {
        Self { view, ..self }
    }

    /// The first year.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(64);
    /// assert_eq!(Timeline::new(&access).from(2025).run(&seoul)?.years.len(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn from(self, year: i16) -> Self {
        Self { from: Some(year), ..self }
    }

    /// The last year.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(64);
    /// assert_eq!(Timeline::new(&access).from(2013).to(2013).run(&seoul)?.years[0].year, 2013);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn to(self, year: i16) -> Self {
        Self { to: Some(year), ..self }
    }

    /// Years between two rows, counted back from the last; the first is told in any case.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(64);
    /// let result = Timeline::new(&access).from(2019).every(5).run(&seoul)?;
    /// assert_eq!(result.years.iter().map(|year| year.year).collect::<Vec<_>>(), [2019, 2021, 2026]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn every(self, years: usize) -> Self {
        Self { every: Some(years.max(1)), ..self }
    }

    /// How many leaders are followed. The default is 5.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(64);
    /// assert_eq!(Timeline::new(&access).from(2026).top(2).run(&seoul)?.years[0].leaders.len(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn top(self, top: usize) -> Self {
        Self { top, ..self }
    }

    /// Looks at every year.
    ///
    /// # Complexity
    /// Access of every mandate and leverage of the first for each year; one search per tie that holds in one of the two
    /// years only.
    ///
    /// # Errors
    /// If the first year is after the last or none is known, and as [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Timeline;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(64);
    /// assert!(Timeline::new(&access).from(2020).to(2010).run(&seoul).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<TimelineResult, Error> {
        let years = self.years(network)?;
        let mandate = self.access.mandate();
        let leverages: Vec<Option<LeverageResult>> = years
            .iter()
            .map(|year| there(self.access.clone().view(self.at(*year)).leverage(network)))
            .collect::<Result<_, _>>()?;
        let last = leverages.last().and_then(Option::as_ref);
        let leads = last.into_iter().flat_map(|result| &result.actors).filter(|actor| actor.rank.is_some());
        let leads: Vec<&str> = leads.take(self.top).map(|actor| actor.id.as_str()).collect();
        let mut told = Vec::new();
        for (i, year) in years.iter().enumerate() {
            let before = i.checked_sub(1).map(|i| years[i]);
            let mut one = self.state(network, *year);
            one.mandates = self.mandates(network, before, *year)?;
            one.leaders = leads.iter().map(|id| leader(leverages[i].as_ref(), id)).collect();
            told.push(one);
        }
        let (first, last) = (years[0], years[years.len() - 1]);
        let between = if self.from.is_some() { first } else { first.max(last - SPAN) };
        Ok(TimelineResult { mandate: mandate.id.clone(), years: told, moved: self.moved(network, between, last)? })
    }

    fn years(&self, network: &Network) -> Result<Vec<i16>, Error> {
        let begun = network.ties().filter_map(|(_, tie)| tie.since.map(Date::calendar_year)).min();
        let last = self.to.or(network.as_of().map(Date::calendar_year));
        let Some((first, last)) = self.from.or(begun).zip(last) else {
            let message = "the network has no date of its own and no dated tie; say which years with --between";
            return Err(ErrorKind::Usage(message.to_owned()).into());
        };
        if first > last {
            return Err(ErrorKind::Parameter(format!("the first year, {first}, is after the last, {last}")).into());
        }
        let step = self.every.unwrap_or_else(|| ((last - first) as usize).div_ceil(ROWS).max(1));
        let mut years: Vec<i16> = (first..=last).rev().step_by(step).collect();
        if years.last() != Some(&first) {
            years.push(first);
        }
        years.reverse();
        Ok(years)
    }

    fn at(&self, year: i16) -> View {
        View { when: Some(Period::from(Date::year(year))), ..self.view.clone() }
    }

    fn state(&self, network: &Network, year: i16) -> YearOf {
        let selection = self.at(year).select(network);
        let graph = network.graph();
        let mut state = YearOf { year, ties: selection.ties.len(), undated: selection.undated, ..YearOf::default() };
        let (mut cities, mut hardware) = (BTreeSet::new(), BTreeSet::new());
        for edge in selection.ties {
            let tie = &graph[edge];
            let stage = network.stage(tie);
            *state.by_stage.entry(stage.map_or("unknown", Stage::name).to_owned()).or_default() += 1;
            state.begun += usize::from(tie.since.is_some_and(|since| since.calendar_year() == year));
            let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
            for (one, other) in [(from, to), (to, from)] {
                let home = matches!(graph[one].layer, Some(Layer::City | Layer::National | Layer::Firm));
                if home && graph[other].kind == "foreign_city" && graph[other].layer == Some(Layer::Foreign) {
                    cities.insert(other);
                    hardware.extend((stage == Some(Stage::Hardware)).then_some(other));
                }
            }
        }
        (state.cities, state.hardware_cities) = (cities.len(), hardware.len());
        state
    }

    /// All mandates of the network, and the one asked about if it is another.
    fn mandates(&self, network: &Network, before: Option<i16>, year: i16) -> Result<Vec<YearMandate>, Error> {
        let asked = self.access.mandate();
        let others = network.mandates().values().filter(|mandate| mandate.id != asked.id);
        std::iter::once(asked).chain(others).map(|mandate| self.mandate(network, mandate, before, year)).collect()
    }

    fn mandate(
        &self,
        network: &Network,
        mandate: &Mandate,
        before: Option<i16>,
        year: i16,
    ) -> Result<YearMandate, Error> {
        let access = self.access.with_mandate(mandate);
        let mut told = YearMandate { id: mandate.id.clone(), ..YearMandate::default() };
        let Some(result) = there(access.clone().view(self.at(year)).run(network))? else { return Ok(told) };
        told.access = Some(result.access);
        (told.sources, told.targets) = (result.sources.len(), result.targets.len());
        // The interval of what cannot be reached at all ends at 0.
        let with_route = |ends: &[crate::leverage::EndReach]| ends.iter().filter(|end| end.reach.high > 0.0).count();
        (told.sources_with_route, told.targets_with_route) = (with_route(&result.sources), with_route(&result.targets));
        if let Some(before) = before {
            let change = there(access.compare_views(network, &self.at(before), &self.at(year)))?;
            told.change = change.map(|shift| shift.difference);
        }
        Ok(told)
    }

    fn moved(&self, network: &Network, from: i16, to: i16) -> Result<Moved, Error> {
        let (before, after) = (self.at(from), self.at(to));
        let access = self.access.clone().view(after.clone());
        let (then, now) = (before.select(network).ties, after.select(network).ties);
        let began: Vec<EdgeIndex> = now.iter().filter(|tie| !then.contains(tie)).copied().collect();
        let ended: Vec<EdgeIndex> = then.iter().filter(|tie| !now.contains(tie)).copied().collect();
        let mut moved = Moved { from, to, began: began.len(), ended: ended.len(), ..Moved::default() };
        let Some(change) = there(access.compare_views(network, &before, &after))? else { return Ok(moved) };
        moved.change = Some(change.difference);
        let groups: Vec<_> = began.iter().map(|edge| (network.graph()[*edge].id.clone(), vec![*edge])).collect();
        for (edge, lost) in began.iter().zip(access.without_ties(network, &groups)?) {
            let tie = &network.graph()[*edge];
            let (change, year) = (lost.loss.estimate, tie.since.map(Date::calendar_year));
            moved.movers.push(Mover { tie: tie.id.clone(), event: "began", year, change, estimate: Some(lost.loss) });
        }
        moved.movers.extend(ends(network, &access, &after, &ended)?);
        moved.movers.retain(|mover| mover.change != 0.0);
        moved.movers.sort_by(|a, b| b.change.abs().total_cmp(&a.change.abs()).then_with(|| a.tie.cmp(&b.tie)));
        let told = moved.movers.iter_mut().filter(|mover| mover.event == "ended").take(TOLD_ENDS);
        for mover in told {
            let kept = kept(network, &after, |tie| tie.id == mover.tie)?;
            let gain = access.compare(network, &kept)?.access.difference;
            mover.estimate = Some(Estimate { low: -gain.high, high: -gain.low, estimate: -gain.estimate, ..gain });
        }
        Ok(moved)
    }
}

/// What the end of each tie took: all are kept at once, and all but one taken out again.
fn ends(network: &Network, access: &Access<'_>, after: &View, ended: &[EdgeIndex]) -> Result<Vec<Mover>, Error> {
    let ids: BTreeSet<&str> = ended.iter().map(|edge| network.graph()[*edge].id.as_str()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let whole = kept(network, after, |tie| ids.contains(tie.id.as_str()))?;
    let back = after.select(&whole).ties;
    // A tie whose end is gone, and has no successor, does not come back.
    let back: Vec<EdgeIndex> = back.into_iter().filter(|edge| ids.contains(whole.graph()[*edge].id.as_str())).collect();
    let but = |one: Option<EdgeIndex>| {
        let others = back.iter().copied().filter(|edge| Some(*edge) != one).collect();
        (one.map_or_else(String::new, |edge| whole.graph()[edge].id.clone()), others)
    };
    let groups: Vec<_> = std::iter::once(None).chain(back.iter().copied().map(Some)).map(but).collect();
    let left = access.without_ties(&whole, &groups)?;
    let (base, singles) = left.split_first().expect("invariant: the first group is all of them");
    let mover = |(edge, with): (&EdgeIndex, &crate::leverage::WithoutResult)| {
        let tie = network.graph().edge_weights().find(|tie| tie.id == whole.graph()[*edge].id);
        let last = tie.and_then(|tie| tie.until.or(tie.since)).map(Date::calendar_year);
        let change = base.access.estimate - with.access.estimate;
        Mover { tie: with.without.clone(), event: "ended", year: last, change, estimate: None }
    };
    Ok(back.iter().zip(singles).map(mover).collect())
}

/// The network in which these ties hold at the date of the view.
fn kept(network: &Network, after: &View, which: impl Fn(&Tie) -> bool) -> Result<Network, Error> {
    let until = after.when.map(|when| when.last());
    let keep = |tie: &Tie| which(tie).then(|| Tie { until, ..tie.clone() });
    network.edit().change_ties(keep).build()
}

fn leader(result: Option<&LeverageResult>, id: &str) -> Leader {
    let found = result.and_then(|result| result.actors.iter().find(|actor| actor.id == id));
    let Some(actor) = found else { return Leader { id: id.to_owned(), ..Leader::default() } };
    let rank = actor.rank.filter(|_| actor.leverage.estimate > 0.0);
    Leader { id: id.to_owned(), rank, leverage: actor.leverage, share: actor.share }
}

/// A result, or nothing where nobody was there to ask about.
fn there<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), ErrorKind::NoMatch { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
