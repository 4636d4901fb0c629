//! Routes in time: when an introduction can have arrived at the earliest, and when it can set out at the latest.
//!
//! A tie can be travelled from its `since` to its last date and the years that its kind outlives it, see [`View`]; one that
//! has not ended, on. A route travels its ties one after the other, and between two ties on different stages at least a lag
//! goes by: know-how does not become a sale the next day. Ties of which nobody recorded when they began can be travelled
//! at any time until they end, or not at all, as the view says: that is an assumption, and they are counted.
//!
//! See [`Temporal`] for the definition of earliest arrival and latest departure, and its source.

use super::routes::{Ground, Route, Routes, Step, step};
use crate::error::{Error, ErrorKind};
use crate::graph::{Temporal, TimedArc, TimedPath};
use crate::model::{DAYS_A_YEAR, Date, Network, Undated, View};
use serde::{Deserialize, Serialize};

/// The question for routes in time between two actors.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Routes, TimedRoutes};
/// use proxeny::{Actor, NetworkBuilder, Stage, Tie, View};
///
/// let since = |year: &str| Some(year.parse().expect("a year"));
/// let network = NetworkBuilder::new("slow")
///     .actor(Actor::new("firm", "sme"))
///     .actor(Actor::new("agency", "city_agency"))
///     .actor(Actor::new("hanoi", "foreign_city"))
///     .tie(Tie { since: since("2010"), stage: Some(Stage::Support), ..Tie::new("firm", "agency", "promotes") })
///     .tie(Tie { since: since("2008"), stage: Some(Stage::Software), ..Tie::new("agency", "hanoi", "consults") })
///     .build()?;
/// let routes = Routes::new(network.find("firm")?, network.find("hanoi")?).view(View::ever());
/// let result = TimedRoutes::new(routes).lag(2).run(&network)?;
/// let first = result.earliest.expect("there is one");
/// assert_eq!(first.arrives.map(|date| date.calendar_year()), Some(2012)); // the second tie had waited for two years, the lag is two more
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TimedRoutes<'m> {
    routes: Routes<'m>,
    lag: u16,
}

/// Routes in time.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Routes, TimedRoutes};
///
/// let seoul = Network::builtin("seoul")?;
/// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?);
/// let result = TimedRoutes::new(routes).run(&seoul)?;
/// let (first, last) = (result.earliest.expect("one"), result.latest.expect("one"));
/// let day = |date: Option<proxeny::Date>| date.map(|date| date.first_day());
/// assert!(day(first.arrives) <= day(last.arrives));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimedResult {
    /// Where they begin.
    pub from: String,
    /// Where they lead.
    pub to: String,
    /// Years that go by between two ties on different stages.
    pub lag: u16,
    /// No tie is travelled before this date, if any was asked for.
    pub after: Option<Date>,
    /// No tie is travelled after this date, if any was asked for.
    pub by: Option<Date>,
    /// The most intermediaries allowed; `None` is any number.
    pub max_intermediaries: Option<u32>,
    /// The route that arrives first.
    pub earliest: Option<TimedRoute>,
    /// The route that departs last.
    pub latest: Option<TimedRoute>,
    /// Ties that can be travelled at some time.
    pub ties: usize,
    /// Ties without a beginning: taken at any time, or left out, as asked.
    pub undated: usize,
    /// What became of them.
    pub undated_are: Undated,
}

/// A route and when its ties are travelled.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Routes, TimedRoutes};
///
/// let seoul = Network::builtin("seoul")?;
/// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?);
/// let first = TimedRoutes::new(routes).run(&seoul)?.earliest.expect("one");
/// assert_eq!(first.times.len(), first.route.hops);
/// assert!(first.times.is_sorted_by_key(|time| time.map(|date| date.first_day())));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimedRoute {
    /// The route.
    #[serde(flatten)]
    pub route: Route,
    /// When each tie is travelled; `None` is at any time before those that follow.
    pub times: Vec<Option<Date>>,
    /// When the first tie is travelled; `None` at any time.
    pub departs: Option<Date>,
    /// When the last tie is travelled; `None` at any time.
    pub arrives: Option<Date>,
}

/// Before any date.
const EVER: i32 = -(1 << 30);

/// After any date: lags may lead a little away from [`EVER`].
const LATE: i32 = 10_000 * DAYS_A_YEAR;

impl<'m> TimedRoutes<'m> {
    /// Between the ends of these routes, through their relays, in their view, without a lag. Of its period a beginning
    /// counts only where it differs from the end: a single date is the date by which one must have arrived.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Routes, TimedRoutes};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?);
    /// assert_eq!(TimedRoutes::new(routes).run(&seoul)?.lag, 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(routes: Routes<'m>) -> Self {
        Self { routes, lag: 0 }
    }

    /// The least number of years between two ties on different stages.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Routes, TimedRoutes};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = TimedRoutes::new(Routes::new(seoul.find("susa")?, seoul.find("bogota")?));
    /// let arrives = |lag| routes.clone().lag(lag).run(&seoul).map(|result| result.earliest.and_then(|one| one.arrives).map(|date| date.first_day()));
    /// assert!(arrives(0)? <= arrives(3)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn lag(self, years: u16) -> Self {
        Self { lag: years, ..self }
    }

    /// Finds both routes.
    ///
    /// # Complexity
    /// As [`Temporal`].
    ///
    /// # Errors
    /// If both ends are the same actor.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Routes, TimedRoutes};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let susa = seoul.find("susa")?;
    /// assert!(TimedRoutes::new(Routes::new(susa, susa)).run(&seoul).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<TimedResult, Error> {
        let view = self.routes.asked_view(network);
        // Time is looked at tie by tie, so that actors that ended stand for themselves.
        let ground = Ground::new(&self.routes, network, &View { when: None, ..view.clone() });
        let [from, to] = self.routes.ends().map(|end| network.graph()[end].id.clone());
        if from == to {
            let problem = format!("a route leads from one actor to another, but both ends are `{from}`");
            return Err(ErrorKind::Parameter(problem).into());
        }
        let ways = ways(network, &ground, view.undated);
        let (after, by) = (view.when.map(|when| when.first()), view.when.map(|when| when.last()));
        let after = after.filter(|after| Some(*after) != by);
        let (early, late) = (after.map_or(EVER, Date::first_day), by.map_or(-EVER, Date::last_day));
        let nodes = ground.viewed.actors.len();
        let question = Temporal::new(nodes, &ways.arcs).relays(&ground.relays).lag(i32::from(self.lag) * DAYS_A_YEAR);
        let most = self.routes.most().map(|most| most.saturating_add(1));
        let question = most.into_iter().fold(question, Temporal::most_ties).lasting(early, late);
        let find = |latest: bool| {
            let (from, to) = ground.from.zip(ground.to)?;
            let path = if latest { question.latest(from, to) } else { question.earliest(from, to) };
            path.map(|path| told(network, &ground, &ways, &path))
        };
        Ok(TimedResult {
            from,
            to,
            lag: self.lag,
            after,
            by,
            max_intermediaries: self.routes.most(),
            earliest: find(false),
            latest: find(true),
            ties: ways.counts[0],
            undated: ways.counts[1],
            undated_are: view.undated,
        })
    }
}

/// Every way along a tie that counts.
struct Ways {
    /// With its time.
    arcs: Vec<TimedArc>,
    /// By way: its tie in the view.
    ties: Vec<u32>,
    /// How many ties that is, and how many have no beginning.
    counts: [usize; 2],
}

fn ways(network: &Network, ground: &Ground, undated: Undated) -> Ways {
    let viewed = &ground.viewed;
    let mut counts = [0, 0];
    let windows: Vec<Option<(i32, i32, u8)>> = viewed
        .ties
        .iter()
        .zip(&ground.open)
        .map(|(edge, open)| {
            let tie = &network.graph()[*edge];
            counts[1] += usize::from(*open && tie.since.is_none());
            let first = match (tie.since, undated) {
                (Some(since), _) => since.first_day(),
                (None, Undated::In) => EVER,
                (None, Undated::Out) => return None,
            };
            let end = tie.until.or(tie.since.filter(|_| network.is_event(tie)));
            let last = end.map_or(-EVER, |end| end.plus_years(network.afterlife(tie)).last_day());
            counts[0] += usize::from(*open);
            open.then(|| (first, last, network.stage(tie).map_or(0, |stage| stage as u8 + 1)))
        })
        .collect();
    let nodes = 0..viewed.actors.len() as u32;
    let ways = nodes.flat_map(|node| viewed.topology.out(node).iter().map(move |arc| (node, *arc)));
    let timed = |(from, arc): (u32, crate::graph::Arc)| {
        let (first, last, label) = windows[arc.tie as usize]?;
        Some((TimedArc { from, to: arc.node, first, last, label }, arc.tie))
    };
    let mut all: Vec<(TimedArc, u32)> = ways.filter_map(timed).collect();
    all.sort_by_key(|(arc, tie)| (arc.from, *tie));
    let (arcs, ties) = all.into_iter().unzip();
    Ways { arcs, ties, counts }
}

fn told(network: &Network, ground: &Ground, ways: &Ways, path: &TimedPath) -> TimedRoute {
    let viewed = &ground.viewed;
    let id = |node: u32| network.graph()[viewed.actors[node as usize]].id.clone();
    let steps = path.arcs.iter().map(|number| {
        let TimedArc { from, to, .. } = ways.arcs[*number];
        let edge = viewed.ties[ways.ties[*number] as usize];
        let recorded = network.graph().edge_endpoints(edge).map(|(first, _)| first);
        step(network, edge, [id(from), id(to)], recorded != Some(viewed.actors[from as usize]))
    });
    let steps: Vec<Step> = steps.collect();
    let actors = steps.iter().map(|step| step.from.clone()).chain(steps.last().map(|step| step.to.clone())).collect();
    let dated = |time: &i32| (0..LATE).contains(time).then(|| Date::of_day(*time));
    let times: Vec<Option<Date>> = path.times.iter().map(dated).collect();
    TimedRoute {
        route: Route::of(actors, steps),
        departs: times.iter().find_map(|time| *time),
        arrives: times.iter().rev().find_map(|time| *time),
        times,
    }
}
