//! Pathways in the history of cities: on which stages their own ties followed one another.

use super::Pathway;
use super::automaton::{History, Places};
use super::search::late_enough;
use crate::error::{Error, ErrorKind};
use crate::model::{Date, Network, Stage};
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// The kind of the actors that have a history.
const CITY: &str = "foreign_city";
/// Kinds of ties by which a body belongs to a city.
const BELONGS: &[&str] = &["agency_of"];
/// States that are looked at in one city at most.
const MOST_STATES: usize = 100_000;

/// The question which cities have a history that matches.
///
/// A city's own ties are those of the city and of the bodies that are an agency of it, with anyone else, but for support
/// at home; only dated ones have a place in time.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Histories;
///
/// let pathway = "software hardware".parse()?;
/// let cities = Histories::new(&pathway).run(&Network::builtin("seoul")?)?;
/// assert!(cities.iter().any(|city| city.id == "mumbai")); // know-how and the order in the same year
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Histories<'p> {
    pathway: &'p Pathway,
}

/// A city whose history matches, and the ties that show it.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Histories;
///
/// let pathway = "software [hardware, lag 5]".parse()?;
/// let cities = Histories::new(&pathway).run(&Network::builtin("seoul")?)?;
/// assert!(cities.iter().all(|city| city.ties.len() == 2));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CityHistory {
    /// The city.
    pub id: String,
    /// Ties that spell the pathway, in its order.
    pub ties: Vec<String>,
}

impl<'p> Histories<'p> {
    /// The question for this pathway.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Histories;
    ///
    /// let route = "sme -> foreign_city".parse()?;
    /// assert!(Histories::new(&route).run(&Network::builtin("seoul")?).is_err()); // that is a route
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(pathway: &'p Pathway) -> Self {
        Self { pathway }
    }

    /// The cities that match, in the order of the network.
    ///
    /// # Errors
    /// As [`Pathway::check`]; [`ErrorKind::Parameter`] if the pathway is a route, or takes too long to hold against a city.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Histories;
    ///
    /// let pathway = "[attention, since 2010] pilot".parse()?;
    /// assert!(!Histories::new(&pathway).run(&Network::builtin("seoul")?)?.is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<Vec<CityHistory>, Error> {
        self.pathway.check(network)?;
        if !self.pathway.is_history() {
            return Err(ErrorKind::Parameter("the pathway is a route, and a history has stages only".into()).into());
        }
        let history = Places::of(self.pathway.part()).history();
        let mut found = Vec::new();
        for (city, actor) in cities(network) {
            let ties = own_ties(network, city);
            if let Some(ties) = Search::new(network, &history, &ties).run()? {
                found.push(CityHistory {
                    id: actor.to_owned(),
                    ties: ties.iter().map(|edge| network.graph()[*edge].id.clone()).collect(),
                });
            }
        }
        Ok(found)
    }
}

/// The cities of a network that have a history.
pub(super) fn cities(network: &Network) -> impl Iterator<Item = (NodeIndex, &str)> {
    network.actors().filter(|(_, actor)| actor.kind == CITY).map(|(node, actor)| (node, actor.id.as_str()))
}

/// The city and the bodies that are an agency of it.
pub(super) fn bodies(network: &Network, city: NodeIndex) -> Vec<NodeIndex> {
    let owns = network.graph().edges_directed(city, Direction::Incoming);
    let agencies = owns.filter(|tie| BELONGS.contains(&tie.weight().kind.as_str())).map(|tie| tie.source());
    let mut bodies: Vec<NodeIndex> = std::iter::once(city).chain(agencies).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// A city's own ties but those of support, in the order of the network.
pub(super) fn own_ties(network: &Network, city: NodeIndex) -> Vec<EdgeIndex> {
    let bodies = bodies(network, city);
    let graph = network.graph();
    let mut ties: Vec<EdgeIndex> = bodies
        .iter()
        .flat_map(|body| [Direction::Outgoing, Direction::Incoming].map(|way| graph.edges_directed(*body, way)))
        .flatten()
        .filter(|tie| !(bodies.contains(&tie.source()) && bodies.contains(&tie.target())))
        .filter(|tie| network.stage(tie.weight()).is_some_and(|stage| stage != Stage::Support))
        .map(|tie| tie.id())
        .collect();
    ties.sort_unstable();
    ties.dedup();
    ties
}

/// Ties of one year on which the same places of the pathway fit.
struct Class {
    fits: Vec<bool>,
    ties: Vec<EdgeIndex>,
}

/// The place reached, the year, and how many of each class of this year are used.
type State = (u32, usize, Vec<u8>);

struct Search<'a> {
    history: &'a History,
    years: Vec<(Date, Vec<Class>)>,
    seen: HashSet<State>,
}

impl<'a> Search<'a> {
    fn new(network: &Network, history: &'a History, ties: &[EdgeIndex]) -> Self {
        let mut years: BTreeMap<i16, BTreeMap<Vec<bool>, Vec<EdgeIndex>>> = BTreeMap::new();
        for edge in ties {
            let tie = &network.graph()[*edge];
            let Some(date) = tie.since else { continue };
            let fits = history.bounds.iter().map(|bound| bound.fits(network, tie)).collect();
            years.entry(date.calendar_year()).or_default().entry(fits).or_default().push(*edge);
        }
        let class = |(fits, ties)| Class { fits, ties };
        let years =
            years.into_iter().map(|(year, classes)| (Date::year(year), classes.into_iter().map(class).collect()));
        Self { history, years: years.collect(), seen: HashSet::new() }
    }

    /// Ties that spell the pathway, if there are.
    fn run(&mut self) -> Result<Option<Vec<EdgeIndex>>, Error> {
        let mut open: Vec<(State, Vec<EdgeIndex>)> = self.next(None, &[]);
        while let Some((state, ties)) = open.pop() {
            if self.history.last[state.0 as usize] {
                return Ok(Some(ties));
            }
            if self.seen.len() > MOST_STATES {
                let message = "the pathway takes too long to hold against a history; repeat less in it";
                return Err(ErrorKind::Parameter(message.into()).into());
            }
            if self.seen.insert(state.clone()) {
                open.extend(self.next(Some(&state), &ties));
            }
        }
        Ok(None)
    }

    fn next(&self, state: Option<&State>, ties: &[EdgeIndex]) -> Vec<(State, Vec<EdgeIndex>)> {
        let places = state.map_or(&self.history.first, |(place, ..)| &self.history.follow[*place as usize]);
        let mut next = Vec::new();
        for (at, (date, classes)) in self.years.iter().enumerate().skip(state.map_or(0, |(_, year, _)| *year)) {
            let same = state.filter(|(_, year, _)| *year == at);
            let used = same.map_or_else(|| vec![0; classes.len()], |(.., used)| used.clone());
            let last = state.map(|(_, year, _)| self.years[*year].0);
            for place in places {
                let lag = self.history.bounds[*place as usize].lag;
                if lag.is_some_and(|years| !late_enough(Some(*date), last, years)) {
                    continue;
                }
                for (of, class) in classes.iter().enumerate().filter(|(_, class)| class.fits[*place as usize]) {
                    let Some(tie) = class.ties.get(used[of] as usize).filter(|_| used[of] < u8::MAX) else { continue };
                    let mut now = used.clone();
                    now[of] += 1;
                    next.push(((*place, at, now), ties.iter().chain([tie]).copied().collect()));
                }
            }
        }
        next.reverse();
        next
    }
}
