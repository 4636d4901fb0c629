//! Views: which part of a network a question is asked about.

use super::{Date, Network, Period, Tie, TieFilter};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::str::FromStr;

/// Which way the ties of a view lead.
///
/// # Examples
/// ```
/// use proxeny::DirectionRule;
///
/// assert_eq!("undirected".parse(), Ok(DirectionRule::Undirected));
/// assert_eq!(DirectionRule::default(), DirectionRule::Recorded);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DirectionRule {
    /// As recorded; mutual ties lead both ways. The default of measures.
    #[default]
    Recorded,
    /// The way an introduction travels. Always used for access and routes.
    Conveyed,
    /// Both ways.
    Undirected,
}

impl FromStr for DirectionRule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "recorded" => Ok(Self::Recorded),
            "conveyed" => Ok(Self::Conveyed),
            "undirected" => Ok(Self::Undirected),
            _ => Err(format!("`{text}` is not a direction rule; write recorded, conveyed or undirected")),
        }
    }
}

/// What happens to ties of which nobody recorded when they began, once a date is asked for.
///
/// # Examples
/// ```
/// use proxeny::{Network, Undated, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let strict = View::today(&seoul).undated(Undated::Out).select(&seoul);
/// let lenient = View::today(&seoul).select(&seoul);
/// assert_eq!(lenient.ties.len() - strict.ties.len(), strict.undated);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Undated {
    /// They count. The default.
    #[default]
    In,
    /// They do not count; the difference shows how much rests on them.
    Out,
}

/// A network filtered by kind, stage, date and strength, and given a direction rule.
///
/// A tie counts in a period from its `since` to its last date plus the years that its kind outlives it. The last date
/// is `until`; without one, a standing tie has not ended and an event ended when it began. A tie is *undated* if it has
/// no `since` and this leaves in doubt whether it counts: events without any date, and standing ties asked for at a time
/// before the network's own `as_of`. An actor that ended before the period is read as its successor, which takes over its
/// ties except where it has one of the same kind with the same actor itself, or left out with its ties.
///
/// # Examples
/// ```
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let ever = View::ever().select(&seoul);
/// let today = View::today(&seoul).select(&seoul);
/// assert!(today.ties.len() < ever.ties.len());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct View {
    /// Which kinds and stages of ties count.
    pub ties: TieFilter,
    /// The period asked about; `None` is all that was ever recorded.
    pub when: Option<Period>,
    /// Whether undated ties count.
    pub undated: Undated,
    /// The least strength of a tie that counts.
    pub min_strength: Option<f64>,
    /// Which way ties lead.
    pub direction: DirectionRule,
}

/// What a view selects.
///
/// # Examples
/// ```
/// use proxeny::{Actor, Network, NetworkBuilder, View};
///
/// let old = Actor {
///     until: Some("2015".parse().expect("a year")),
///     successor: Some("sct".into()),
///     ..Actor::new("old_sct", "city_agency")
/// };
/// let network = NetworkBuilder::new("tiny").actor(old).actor(Actor::new("sct", "city_agency")).build()?;
/// let selection = View::ever().when("2020".parse().expect("a year")).select(&network);
/// assert_eq!(selection.node_of, [Some(0), Some(0)]); // both actors are read as the one that is left
/// assert_eq!(selection.succeeded.len(), 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Selection {
    /// The node that stands for each actor of the network: its own, its successor's, or none.
    pub node_of: Vec<Option<u32>>,
    /// The actor that each node stands for.
    pub actors: Vec<NodeIndex>,
    /// The ties that count, none of them within one node.
    pub ties: Vec<EdgeIndex>,
    /// How many ties were undated: counted or left out as the view says.
    pub undated: usize,
    /// Actors that ended and are read as another actor: `(ended, successor)`.
    pub succeeded: Vec<(NodeIndex, NodeIndex)>,
}

impl View {
    /// All that was ever recorded.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(View::ever().select(&seoul).ties.len(), seoul.ties().len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ever() -> Self {
        Self::default()
    }

    /// The state at the network's own date; all that was ever recorded if it has none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Date, Network, Period, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(View::today(&seoul).when, Some(Period::from(Date::year(2026))));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn today(network: &Network) -> Self {
        Self { when: network.as_of().map(Period::from), ..Self::default() }
    }

    /// Another period.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let in_the_nineties = View::ever().when("1990..1999".parse().expect("a period"));
    /// assert!(in_the_nineties.select(&seoul).ties.len() < View::today(&seoul).select(&seoul).ties.len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn when(self, when: Period) -> Self {
        Self { when: Some(when), ..self }
    }

    /// Another treatment of undated ties.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Undated, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let view = View::today(&seoul).undated(Undated::Out);
    /// assert!(view.select(&seoul).undated > 0); // that many are left out
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn undated(self, undated: Undated) -> Self {
        Self { undated, ..self }
    }

    /// Another direction rule.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::{DirectionRule, Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let view = View::ever().direction(DirectionRule::Undirected);
    /// assert!(Topology::of(&seoul, &view).topology.is_undirected());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn direction(self, direction: DirectionRule) -> Self {
        Self { direction, ..self }
    }

    /// Applies the view.
    ///
    /// # Complexity
    /// O(n + m) time and space, plus the length of chains of successors.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let strong = View { min_strength: Some(0.6), ..View::today(&seoul) }.select(&seoul);
    /// assert!(strong.ties.iter().all(|edge| seoul.strength(&seoul.graph()[*edge]) >= 0.6));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn select(&self, network: &Network) -> Selection {
        let (node_of, actors, succeeded) = self.select_actors(network);
        let mut selection = Selection { node_of, actors, ties: Vec::new(), undated: 0, succeeded };
        let mut inherited = Vec::new();
        for (edge, tie) in network.ties() {
            let Some((from, to)) = network.graph().edge_endpoints(edge) else { continue };
            let ends = selection.node_of[from.index()].zip(selection.node_of[to.index()]);
            if ends.is_none_or(|(from, to)| from == to) || !self.allows(network, tie) {
                continue;
            }
            let life = self.when.map_or(Life::Counts, |when| life(network, tie, when));
            selection.undated += usize::from(life == Life::InDoubt);
            if life == Life::Counts || life == Life::InDoubt && self.undated == Undated::In {
                let own = |actor: NodeIndex| !selection.succeeded.iter().any(|(ended, _)| *ended == actor);
                let list = if own(from) && own(to) { &mut selection.ties } else { &mut inherited };
                list.push(edge);
            }
        }
        selection.inherit(network, inherited);
        selection
    }

    fn allows(&self, network: &Network, tie: &Tie) -> bool {
        self.ties.allows(tie, network.stage(tie))
            && self.min_strength.is_none_or(|least| network.strength(tie) >= least)
    }

    #[expect(clippy::type_complexity, reason = "the three parts of a selection, taken apart at once")]
    fn select_actors(&self, network: &Network) -> (Vec<Option<u32>>, Vec<NodeIndex>, Vec<(NodeIndex, NodeIndex)>) {
        let stands: Vec<Option<NodeIndex>> =
            network.actors().map(|(node, _)| stand_in(network, node, self.when)).collect();
        let mut actors: Vec<NodeIndex> = stands.iter().flatten().copied().collect();
        actors.sort_unstable();
        actors.dedup();
        let position = |node: NodeIndex| actors.binary_search(&node).ok().map(|i| i as u32);
        let node_of = stands.iter().map(|stand| stand.and_then(position)).collect();
        let moved = network.actors().zip(&stands).filter_map(|((node, _), stand)| Some((node, (*stand)?)));
        let succeeded = moved.filter(|(node, stand)| node != stand).collect();
        (node_of, actors, succeeded)
    }
}

/// The actor that stands for `node` in the period: itself, or the first of its successors that is there.
fn stand_in(network: &Network, mut node: NodeIndex, when: Option<Period>) -> Option<NodeIndex> {
    let Some(when) = when else { return Some(node) };
    // A chain of successors longer than the network goes round in a circle.
    for _ in 0..network.actors().len() {
        let actor = &network.graph()[node];
        if actor.since.is_some_and(|since| since.first_day() > when.last().last_day()) {
            return None;
        }
        if actor.until.is_none_or(|until| until.last_day() >= when.first().first_day()) {
            return Some(node);
        }
        node = network.actor(actor.successor.as_deref()?)?;
    }
    None
}

impl Selection {
    /// Adds ties that a successor takes over, but for those that would count one relation twice.
    fn inherit(&mut self, network: &Network, inherited: Vec<EdgeIndex>) {
        if inherited.is_empty() {
            return;
        }
        let relation = |edge: EdgeIndex| {
            let ends =
                network.graph().edge_endpoints(edge).map(|(from, to)| [from, to].map(|end| self.node_of[end.index()]));
            (ends, network.graph()[edge].kind.as_str())
        };
        let mut known: HashSet<_> = self.ties.iter().map(|edge| relation(*edge)).collect();
        let fresh: Vec<EdgeIndex> = inherited.into_iter().filter(|edge| known.insert(relation(*edge))).collect();
        self.ties.extend(fresh);
        self.ties.sort_unstable();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    Counts,
    Over,
    InDoubt,
}

/// Whether a tie counts in a period, see [`View`].
fn life(network: &Network, tie: &Tie, when: Period) -> Life {
    let event = network.is_event(tie);
    let last: Option<Date> = tie.until.or(if event { tie.since } else { None });
    let over = last.is_some_and(|last| last.plus_years(network.afterlife(tie)).last_day() < when.first().first_day());
    let not_begun = tie.since.is_some_and(|since| since.first_day() > when.last().last_day());
    let in_the_past = network.as_of().is_some_and(|now| when.last().last_day() < now.first_day());
    if over || not_begun {
        Life::Over
    } else if tie.since.is_none() && (event && last.is_none() || in_the_past) {
        Life::InDoubt
    } else {
        Life::Counts
    }
}
