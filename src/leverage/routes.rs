//! The best routes by which an introduction travels from one actor to another.

use super::obstacle::{self, Obstacle};
use crate::error::{Error, ErrorKind};
use crate::graph::{LengthRule, Path, Topology, Viewed, WeightKind, Weights, Yen};
use crate::model::{Date, DirectionRule, Mandate, Network, Period, Selector, Stage, View};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What makes one route better than another.
///
/// # Examples
/// ```
/// use proxeny::leverage::By;
///
/// assert_eq!("hops".parse(), Ok(By::Hops));
/// assert!("price".parse::<By>().unwrap_err().ends_with("write reliability or hops"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum By {
    /// The probability that all its ties are open; among equals, fewer ties. The default.
    #[default]
    Reliability,
    /// Fewer ties.
    Hops,
}

impl By {
    /// Its name on the command line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::By;
    ///
    /// assert_eq!((By::Reliability.name(), By::default()), ("reliability", By::Reliability));
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Reliability => "reliability",
            Self::Hops => "hops",
        }
    }

    pub(super) fn rule(self) -> LengthRule {
        match self {
            Self::Reliability => LengthRule::Reliability,
            Self::Hops => LengthRule::Hops,
        }
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for By {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "reliability" => Ok(Self::Reliability),
            "hops" => Ok(Self::Hops),
            _ => Err(format!("`{text}` is not a way to rank routes; write reliability or hops")),
        }
    }
}

/// The question for the best routes between two actors.
///
/// Ties are travelled as they convey, whatever their recorded direction. A route passes no actor twice, and only through
/// actors that may relay in the mandate; its ends need not. Routes are told apart by their ties: two parallel ties make
/// two routes. By reliability, the length of a tie is round(−ln p · 2³²) with p = strength × confidence, a whole number,
/// so that routes alike are alike whatever the order of their ties; see [`Yen`] for the order among them.
///
/// # Complexity
/// As [`Yen`], and O(n + m) for the view.
///
/// # Examples
/// ```
/// use proxeny::leverage::Routes;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let routes = Routes::new(seoul.find("SOA C&M")?, seoul.find("Mumbai")?).view(View::ever());
/// let best = &routes.run(&seoul)?.routes[0];
/// assert_eq!(best.actors, ["soacnm", "mumbai"]);
/// assert!((best.probability - 0.4 * 0.95).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Routes<'m> {
    from: NodeIndex,
    to: NodeIndex,
    by: By,
    count: usize,
    view: Option<View>,
    mandate: Option<&'m Mandate>,
    relay: Option<Selector>,
    max_intermediaries: Option<u32>,
}

impl<'m> Routes<'m> {
    /// The most intermediaries asked for.
    pub(super) fn most(&self) -> Option<u32> {
        self.max_intermediaries
    }

    /// The part of the network asked about.
    pub(super) fn asked_view(&self, network: &Network) -> View {
        self.view.clone().unwrap_or_else(|| View::today(network))
    }

    /// Its two ends.
    pub(super) fn ends(&self) -> [NodeIndex; 2] {
        [self.from, self.to]
    }

    /// The five most reliable routes `from` one actor `to` another at the network's own date, through the relays of its
    /// default mandate (everyone where it has none) and any number of them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Routes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).run(&seoul)?;
    /// assert_eq!((result.routes.len(), result.k), (5, 5));
    /// assert!(result.routes.is_sorted_by(|a, b| a.probability >= b.probability));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(from: NodeIndex, to: NodeIndex) -> Self {
        let (view, mandate, relay, max_intermediaries) = (None, None, None, None);
        Self { from, to, by: By::default(), count: 5, view, mandate, relay, max_intermediaries }
    }

    /// What makes a route better. The default is [`By::Reliability`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{By, Routes};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).by(By::Hops).run(&seoul)?;
    /// assert!(result.routes.is_sorted_by(|a, b| a.hops <= b.hops));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn by(self, by: By) -> Self {
        Self { by, ..self }
    }

    /// How many routes, up to [`MOST_ROUTES`](crate::graph::MOST_ROUTES). The default is 5.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Routes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).k(2).run(&seoul)?;
    /// assert_eq!(result.routes.len(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn k(self, count: usize) -> Self {
        Self { count, ..self }
    }

    /// The part of the network that counts; its direction rule is always what ties convey. The default is
    /// [`View::today`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Routes;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).k(1);
    /// let (today, ever) = (routes.run(&seoul)?, routes.clone().view(View::ever()).run(&seoul)?);
    /// assert!(ever.when.is_none() && today.when.is_some());
    /// assert!(ever.routes[0].probability >= today.routes[0].probability); // more ties, never a worse best
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn view(self, view: View) -> Self {
        Self { view: Some(view), ..self }
    }

    /// The mandate whose relays and ties count. The default is the network's first. Its limit of intermediaries does not
    /// count here: see [`Routes::max_intermediaries`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Routes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?);
    /// let result = routes.mandate(seoul.mandate(Some("knowledge"))?).run(&seoul)?;
    /// let relays = result.routes.iter().flat_map(|route| &route.actors[1..route.actors.len() - 1]);
    /// let kinds: Vec<&str> = relays.map(|id| seoul.graph()[seoul.actor(id).expect("it is there")].kind.as_str()).collect();
    /// assert!(!kinds.contains(&"sme") && !kinds.contains(&"large_firm")); // know-how travels with officials
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn mandate(self, mandate: &'m Mandate) -> Self {
        Self { mandate: Some(mandate), ..self }
    }

    /// Who may pass an introduction on, instead of the mandate's relays.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Routes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?);
    /// let result = routes.relay("layer:national".parse()?).run(&seoul)?;
    /// assert!(result.routes.iter().all(|route| !route.actors.contains(&"smg".to_owned())));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn relay(self, relay: Selector) -> Self {
        Self { relay: Some(relay), ..self }
    }

    /// The most intermediaries on a route. The default is any number.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Routes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).max_intermediaries(2);
    /// assert!(routes.run(&seoul)?.routes.iter().all(|route| route.hops <= 3));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn max_intermediaries(self, most: u32) -> Self {
        Self { max_intermediaries: Some(most), ..self }
    }

    /// Finds the routes; where there is none, says why.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] if both ends are the same actor in this view, if no route or too many are asked for, or if
    /// a tie is so unlikely to be open that its probability cannot be told.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Routes;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let susa = seoul.find("susa")?;
    /// let refused = Routes::new(susa, susa).run(&seoul).unwrap_err().to_string();
    /// assert_eq!(refused, "a route leads from one actor to another, but both ends are `susa`");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<RoutesResult, Error> {
        let view = self.asked_view(network);
        let ground = Ground::new(self, network, &view);
        let mut result = self.empty(network, &view, &ground);
        let absent = [self.from, self.to].into_iter().zip([ground.from, ground.to]).find(|(_, node)| node.is_none());
        result.obstacle = absent.map(|(actor, _)| Obstacle::Absent { actor: network.graph()[actor].id.clone() });
        if let Some((from, to)) = ground.from.zip(ground.to) {
            if from == to {
                let name = &network.graph()[ground.viewed.actors[from as usize]].id;
                let problem = format!("a route leads from one actor to another, but both ends are `{name}`");
                return Err(ErrorKind::Parameter(problem).into());
            }
            let paths = ground.paths(network, self, from, to)?;
            result.routes = paths.iter().map(|path| ground.route(network, path)).collect();
            if result.routes.is_empty() {
                result.obstacle = Some(obstacle::find(network, &ground, from, to)?);
            }
        }
        if result.routes.is_empty() && view.when.is_some() {
            let ever = self.clone().k(1).view(View { when: None, ..view }).run(network)?;
            result.ever = Some(!ever.routes.is_empty());
        }
        Ok(result)
    }

    fn empty(&self, network: &Network, view: &View, ground: &Ground) -> RoutesResult {
        let id = |node: NodeIndex| network.graph()[node].id.clone();
        RoutesResult {
            from: id(self.from),
            to: id(self.to),
            by: self.by,
            k: self.count,
            when: view.when,
            max_intermediaries: self.max_intermediaries,
            routes: Vec::new(),
            obstacle: None,
            ever: None,
            undated: ground.viewed.undated,
            succeeded: ground.viewed.succeeded.iter().map(|(ended, heir)| (id(*ended), id(*heir))).collect(),
        }
    }

    /// The mandate whose relays and ties count, if there is one.
    fn rules<'a>(&'a self, network: &'a Network) -> Option<&'a Mandate> {
        self.mandate.or_else(|| network.mandates().first().map(|(_, mandate)| mandate))
    }
}

/// What a question for routes is asked on.
pub(super) struct Ground {
    pub(super) viewed: Viewed,
    pub(super) from: Option<u32>,
    pub(super) to: Option<u32>,
    /// By node: whether it may pass an introduction on.
    pub(super) relays: Vec<bool>,
    /// By tie: whether the mandate counts it.
    pub(super) open: Vec<bool>,
}

impl Ground {
    pub(super) fn new(routes: &Routes, network: &Network, view: &View) -> Self {
        let viewed = Topology::of(network, &view.clone().direction(DirectionRule::Conveyed));
        let rules = routes.rules(network);
        let relay = routes.relay.as_ref().or(rules.map(|mandate| &mandate.relay));
        let may = |actor: &NodeIndex| relay.is_none_or(|relay| relay.matches(&network.graph()[*actor]));
        let counts = |edge: &EdgeIndex| {
            let tie = &network.graph()[*edge];
            rules.is_none_or(|mandate| mandate.ties.allows(tie, network.stage(tie)))
        };
        let [from, to] = [routes.from, routes.to].map(|actor| node(&viewed, actor));
        let (relays, open) = (viewed.actors.iter().map(may).collect(), viewed.ties.iter().map(counts).collect());
        Self { viewed, from, to, relays, open }
    }

    fn paths(&self, network: &Network, routes: &Routes, from: u32, to: u32) -> Result<Vec<Path>, Error> {
        let probability = |edge: &EdgeIndex| network.open_probability(&network.graph()[*edge]);
        let chances = self.viewed.ties.iter().map(probability).collect();
        let topology = self.viewed.topology.clone().with_weights(Weights::new(WeightKind::Probability, chances)?)?;
        let topology = topology.with_length_rule(routes.by.rule())?;
        let yen = Yen::default().count(routes.count).relays(&self.relays).open(&self.open);
        let most = routes.max_intermediaries.map(|most| most.saturating_add(1));
        most.into_iter().fold(yen, Yen::most_ties).run(&topology, from, to)
    }

    pub(super) fn route(&self, network: &Network, path: &Path) -> Route {
        let actor = |node: &u32| network.graph()[self.viewed.actors[*node as usize]].id.clone();
        let steps: Vec<Step> = path
            .ties
            .iter()
            .zip(path.nodes.windows(2))
            .map(|(tie, ends)| {
                let edge = self.viewed.ties[*tie as usize];
                let recorded = network.graph().edge_endpoints(edge).and_then(|(first, _)| node(&self.viewed, first));
                step(network, edge, [actor(&ends[0]), actor(&ends[1])], recorded != Some(ends[0]))
            })
            .collect();
        Route::of(path.nodes.iter().map(actor).collect(), steps)
    }
}

impl Route {
    /// A route of these steps.
    pub(super) fn of(actors: Vec<String>, steps: Vec<Step>) -> Self {
        Self {
            actors,
            ties: steps.iter().map(|step| step.tie.clone()).collect(),
            probability: steps.iter().map(|step| step.probability).product(),
            hops: steps.len(),
            steps,
        }
    }
}

/// The node that an actor, or the successor it is read as, has in a view.
pub(crate) fn node(viewed: &Viewed, actor: NodeIndex) -> Option<u32> {
    let heir = viewed.succeeded.iter().find(|(ended, _)| *ended == actor).map_or(actor, |(_, heir)| *heir);
    viewed.actors.binary_search(&heir).ok().map(|node| node as u32)
}

pub(crate) fn step(network: &Network, edge: EdgeIndex, [from, to]: [String; 2], reversed: bool) -> Step {
    let tie = &network.graph()[edge];
    Step {
        from,
        to,
        tie: tie.id.clone(),
        kind: tie.kind.clone(),
        stage: network.stage(tie),
        since: tie.since,
        until: tie.until,
        reversed,
        strength: network.strength(tie),
        confidence: tie.confidence.unwrap_or(1.0),
        probability: network.open_probability(tie),
        sources: tie.sources.clone(),
    }
}

/// The best routes between two actors.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Obstacle, Routes};
/// use proxeny::{Actor, NetworkBuilder};
///
/// let strangers = NetworkBuilder::new("strangers").actor(Actor::new("a", "")).actor(Actor::new("b", "")).build()?;
/// let result = Routes::new(strangers.find("a")?, strangers.find("b")?).run(&strangers)?;
/// assert!(result.routes.is_empty());
/// assert_eq!(result.obstacle, Some(Obstacle::Isolated { actor: "a".to_owned() }));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoutesResult {
    /// Where they begin.
    pub from: String,
    /// Where they lead.
    pub to: String,
    /// What makes one better than another.
    pub by: By,
    /// How many were asked for: where fewer are given, there are no others.
    pub k: usize,
    /// The period asked about; `None` is all that was ever recorded.
    pub when: Option<Period>,
    /// The most intermediaries allowed; `None` is any number.
    pub max_intermediaries: Option<u32>,
    /// The routes, the best first.
    pub routes: Vec<Route>,
    /// Why there is none, if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<Obstacle>,
    /// Whether there would be one with all that was ever recorded; told where there is none at the date asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ever: Option<bool>,
    /// Ties without a date that were counted or left out as the view says.
    pub undated: usize,
    /// Actors that ended and are read as their successor: `(ended, successor)`.
    pub succeeded: Vec<(String, String)>,
}

/// One route.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Routes;
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).run(&seoul)?;
/// let best = &result.routes[0];
/// assert_eq!((best.actors.len(), best.ties.len()), (best.hops + 1, best.hops));
/// let product: f64 = best.steps.iter().map(|step| step.probability).product();
/// assert!((best.probability - product).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Route {
    /// Ids of its actors, both ends included.
    pub actors: Vec<String>,
    /// Ids of its ties.
    pub ties: Vec<String>,
    /// Probability that all its ties are open.
    pub probability: f64,
    /// How many ties it has.
    pub hops: usize,
    /// Its ties, one by one.
    pub steps: Vec<Step>,
}

/// One tie on a route.
///
/// # Examples
/// ```
/// use proxeny::leverage::Routes;
/// use proxeny::{Actor, NetworkBuilder, Tie};
///
/// let network = NetworkBuilder::new("endorsed")
///     .actor(Actor::new("kotra", "national_agency"))
///     .actor(Actor::new("xiilab", "sme"))
///     .tie(Tie { strength: Some(0.3), ..Tie::new("kotra", "xiilab", "endorses") })
///     .build()?;
/// let result = Routes::new(network.find("xiilab")?, network.find("kotra")?).run(&network)?;
/// let step = &result.routes[0].steps[0];
/// assert_eq!((step.kind.as_str(), step.reversed, step.probability), ("endorses", true, 0.3));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// The tie.
    pub tie: String,
    /// Its kind.
    pub kind: String,
    /// Its stage.
    pub stage: Option<Stage>,
    /// When it began.
    pub since: Option<Date>,
    /// When it ended.
    pub until: Option<Date>,
    /// The actor that the step begins at.
    pub from: String,
    /// The actor that the step leads to.
    pub to: String,
    /// Whether the tie is recorded the other way, from `to` to `from`.
    pub reversed: bool,
    /// Probability that it carries an introduction onward.
    pub strength: f64,
    /// Probability that it exists as recorded.
    pub confidence: f64,
    /// Probability that it is open: strength × confidence.
    pub probability: f64,
    /// Ids of its sources.
    pub sources: Vec<String>,
}
