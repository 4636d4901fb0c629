//! Scenarios: named lists of edits to a network, to be run again whenever the network changes.

use super::{Actor, Conveys, Date, Network, NetworkBuilder, Selector, Stage, Text, Tie, TieFilter};
use crate::error::{Error, ErrorKind, Place, Problem, Problems};
use serde::Serialize;

/// A named list of edits.
///
/// # Examples
/// ```
/// use proxeny::{Edit, Network, Scenario, Tie};
///
/// let seoul = Network::builtin("seoul")?;
/// let gateway = Scenario::new("gateway")
///     .edit(Edit::AddTie(Tie { strength: Some(0.5), ..Tie::new("kosmic", "makati", "mou") }))
///     .edit(Edit::RemoveActors("id:susa".parse()?));
/// let changed = gateway.apply(&seoul)?;
/// assert_eq!(changed.network.actors().len(), seoul.actors().len() - 1);
/// assert_eq!((changed.changes.ties_added, changed.changes.actors_removed), (1, 1));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scenario {
    /// Its name.
    pub id: String,
    /// Its title for readers.
    pub title: Text,
    /// What it is meant to find out, and what it assumes.
    pub note: String,
    /// The network that it was written for; a built-in one, or nothing.
    pub network: Option<String>,
    /// The mandates that it is judged by; empty means all of the network.
    pub mandates: Vec<String>,
    /// Its edits, done in this order.
    pub steps: Vec<Step>,
}

/// An edit, why it is made, and where it stands in its file.
///
/// # Examples
///
/// ```
/// use proxeny::Scenario;
///
/// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
/// assert!(scenario.steps.iter().all(|step| step.place.is_some())); // read from a file
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// What is done.
    pub edit: Edit,
    /// Why.
    pub why: String,
    /// Where it stands.
    #[serde(skip)]
    pub place: Option<Place>,
}

/// A change of a network. Whoever or whatever a selector means is looked up when its turn comes, so that later edits see
/// what earlier ones did.
///
/// # Examples
///
/// ```
/// use proxeny::{Edit, Scenario};
///
/// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
/// assert!(scenario.steps.iter().any(|step| matches!(step.edit, Edit::Catalyse(_))));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Edit {
    /// Adds an actor.
    AddActor(Actor),
    /// Adds a tie.
    AddTie(Tie),
    /// Adds a tie like this one from each of the first actors to each of the second, except to itself.
    Join {
        /// Where the ties begin.
        from: Selector,
        /// Where they lead.
        to: Selector,
        /// What they are like; its ends are not looked at.
        tie: Tie,
    },
    /// Takes actors out, with their ties.
    RemoveActors(Selector),
    /// Takes ties out.
    RemoveTies(TieSelector),
    /// Changes actors.
    ChangeActors(Selector, ActorChange),
    /// Changes ties.
    ChangeTies(TieSelector, TieChange),
    /// Turns an agency's own deals into introductions.
    Catalyse(Catalyse),
}

/// Which ties are meant: those that meet every condition that is given.
///
/// # Examples
///
/// ```
/// use proxeny::{Network, TieSelector};
///
/// let singapore = Network::builtin("singapore")?;
/// let every = TieSelector::default(); // no condition
/// assert!(singapore.ties().all(|(_, tie)| every.matches(&singapore, tie)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TieSelector {
    /// One of these.
    pub id: Vec<String>,
    /// Recorded as leading from one of these actors.
    pub from: Option<Selector>,
    /// Recorded as leading to one of these actors.
    pub to: Option<Selector>,
    /// With one of these actors at either end.
    pub with: Option<Selector>,
    /// Of these kinds and stages.
    pub filter: TieFilter,
}

impl TieSelector {
    /// Whether a tie of the network is meant.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, TieSelector};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let mut abroad = TieSelector::default();
    /// abroad.with = Some("id:susa".parse()?);
    /// abroad.to = Some("kind:foreign_city".parse()?);
    /// assert_eq!(seoul.ties().filter(|(_, tie)| abroad.matches(&seoul, tie)).count(), 6);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn matches(&self, network: &Network, tie: &Tie) -> bool {
        let end = |id: &str, selector: &Selector| {
            network.actor(id).is_some_and(|node| selector.matches(&network.graph()[node]))
        };
        (self.id.is_empty() || self.id.contains(&tie.id))
            && self.from.as_ref().is_none_or(|from| end(&tie.from, from))
            && self.to.as_ref().is_none_or(|to| end(&tie.to, to))
            && self.with.as_ref().is_none_or(|with| end(&tie.from, with) || end(&tie.to, with))
            && self.filter.allows(tie, network.stage(tie))
    }
}

/// What becomes of actors; what is absent stays.
///
/// # Examples
///
/// ```
/// use proxeny::ActorChange;
///
/// let mut change = ActorChange::default();
/// assert_eq!(change.kind, None); // stays as it is
/// change.weight = Some(2.0);
/// assert_ne!(change, ActorChange::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ActorChange {
    /// Another kind.
    pub kind: Option<String>,
    /// Another weight.
    pub weight: Option<f64>,
    /// Another first period.
    pub since: Option<Date>,
    /// Another last period.
    pub until: Option<Date>,
    /// Tags in place of the old ones.
    pub tags: Option<Vec<String>>,
}

/// What becomes of ties; what is absent stays.
///
/// # Examples
///
/// ```
/// use proxeny::{Stage, TieChange};
///
/// let mut change = TieChange::default();
/// change.stage = Some(Stage::Pilot);
/// assert_eq!((change.stage, change.strength), (Some(Stage::Pilot), None)); // the strength stays
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TieChange {
    /// Another kind.
    pub kind: Option<String>,
    /// Another stage.
    pub stage: Option<Stage>,
    /// Another strength.
    pub strength: Option<f64>,
    /// Another confidence.
    pub confidence: Option<f64>,
    /// Another way to convey.
    pub conveys: Option<Conveys>,
    /// Another first period.
    pub since: Option<Date>,
    /// Another last period.
    pub until: Option<Date>,
    /// Another worth in US dollars.
    pub value_usd: Option<f64>,
}

/// An agency steps back from its own deals with cities and introduces firms instead.
///
/// A *deal* is a recorded tie of a stage from software up, of which the agency is the supplier and a foreign city the
/// buyer. Each becomes an introduction only, with a stated strength. In place of the deal, the eligible firms may win it:
/// where the deal was open with probability p, at least one of k firms has it with probability `take_up` · p, each with
/// q = 1 − (1 − `take_up` · p)^(1/k). So the firms together never have more than the deal that they replace.
///
/// # Examples
///
/// ```
/// use proxeny::{Edit, Scenario};
///
/// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
/// let found = scenario.steps.iter().find_map(|step| match &step.edit {
///     Edit::Catalyse(catalyse) => Some(catalyse),
///     _ => None,
/// });
/// assert!(found.is_some_and(|catalyse| catalyse.agency == "susa" && catalyse.take_up <= 1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Catalyse {
    /// The agency.
    pub agency: String,
    /// Strength of its introductions.
    pub strength: f64,
    /// The firms that may win the deals.
    pub firms: Selector,
    /// The part of the deals that firms win, from 0 to 1.
    pub take_up: f64,
}

/// Below as many recorded deals, what becomes of them cannot be tested.
///
/// # Examples
///
/// ```
/// use proxeny::model::LEAST_DEALS;
///
/// assert_eq!(LEAST_DEALS, 5); // four deals say too little
/// ```
pub const LEAST_DEALS: usize = 5;

/// What a scenario did to a network.
///
/// # Examples
///
/// ```
/// use proxeny::{Network, Scenario};
///
/// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
/// let applied = scenario.apply(&Network::builtin("seoul")?)?;
/// assert_eq!(applied.network.id(), "seoul");
/// assert_eq!(applied.catalysed[0].agency, "susa");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Applied {
    /// The changed network.
    pub network: Network,
    /// How much was changed.
    pub changes: Changes,
    /// For each agency turned into a catalyst, its deals before.
    pub catalysed: Vec<Catalysed>,
}

/// How many records a scenario touched.
///
/// # Examples
///
/// ```
/// use proxeny::{Network, Scenario};
///
/// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
/// let applied = scenario.apply(&Network::builtin("seoul")?)?;
/// let changes = applied.changes;
/// assert!(changes.ties_added + changes.ties_changed > 0 && changes.actors_removed == 0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Changes {
    /// Actors added.
    pub actors_added: usize,
    /// Actors taken out.
    pub actors_removed: usize,
    /// Actors changed.
    pub actors_changed: usize,
    /// Ties added.
    pub ties_added: usize,
    /// Ties taken out, those of removed actors included.
    pub ties_removed: usize,
    /// Ties changed.
    pub ties_changed: usize,
}

/// An agency turned into a catalyst.
///
/// # Examples
///
/// ```
/// use proxeny::{Network, Scenario};
///
/// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
/// let applied = scenario.apply(&Network::builtin("seoul")?)?;
/// let catalysed = &applied.catalysed[0];
/// assert!(catalysed.firms > 0 && catalysed.agency == "susa");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Catalysed {
    /// The agency.
    pub agency: String,
    /// Ids of its recorded deals with foreign cities.
    pub deals: Vec<String>,
    /// How many firms were eligible.
    pub firms: usize,
}

impl Catalysed {
    /// Whether there are deals enough to say what becomes of them.
    ///
    /// # Examples
    /// ```
    /// let nothing = proxeny::Catalysed::default();
    /// assert!(!nothing.is_testable());
    /// ```
    pub fn is_testable(&self) -> bool {
        self.deals.len() >= LEAST_DEALS && self.firms > 0
    }
}

impl Scenario {
    /// Begins a scenario without edits.
    ///
    /// # Examples
    /// ```
    /// assert!(proxeny::Scenario::new("nothing").steps.is_empty());
    /// ```
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// Adds an edit.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Edit, Scenario};
    ///
    /// let alone = Scenario::new("alone").edit(Edit::RemoveActors("layer:national".parse()?));
    /// assert_eq!(alone.steps.len(), 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Self {
        self.steps.push(Step { edit, why: String::new(), place: None });
        self
    }

    /// Its title in `language`, or its id if it has none.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(proxeny::Scenario::new("alone").label("ko"), "alone");
    /// ```
    pub fn label(&self, language: &str) -> &str {
        if self.title.is_empty() { &self.id } else { self.title.get(language) }
    }

    /// The same scenario in which firms win another part of the deals that agencies give up.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Scenario;
    ///
    /// let nothing = Scenario::new("nothing");
    /// assert_eq!(nothing.with_take_up(0.5), nothing);
    /// ```
    #[must_use]
    pub fn with_take_up(&self, take_up: f64) -> Self {
        let mut scenario = self.clone();
        for step in &mut scenario.steps {
            if let Edit::Catalyse(catalyse) = &mut step.edit {
                catalyse.take_up = take_up;
            }
        }
        scenario
    }

    /// Does all edits in their order and checks the network that comes out.
    ///
    /// # Errors
    /// All problems at once: an edit that means nobody or no tie, or one that leaves the network invalid.
    ///
    /// # Complexity
    /// O(edits · (actors + ties)).
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::{Network, Scenario};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let scenario = Scenario::from_path("examples/scenarios/susa_catalyst.json")?;
    /// let applied = scenario.apply(&seoul)?;
    /// assert_ne!(applied.network.ties().len(), 0);
    /// assert_eq!(applied.network.actors().len() + applied.changes.actors_removed, seoul.actors().len() + applied.changes.actors_added);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn apply(&self, network: &Network) -> Result<Applied, Error> {
        let mut applied = Applied { network: network.clone(), changes: Changes::default(), catalysed: Vec::new() };
        let mut problems = Problems::default();
        for (i, step) in self.steps.iter().enumerate() {
            if let Err(error) = applied.take(step) {
                let message = format!("edit {} (`{}`): {error}", i + 1, step.edit.name());
                problems.push(Problem::error(step.place, message, ""));
            }
        }
        if problems.has_errors() { Err(problems.into()) } else { Ok(applied) }
    }
}

impl Edit {
    /// Its name in files.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Edit;
    ///
    /// assert_eq!(Edit::RemoveActors("kind:sme".parse()?).name(), "remove_actors");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddActor(_) => "add_actor",
            Self::AddTie(_) => "add_tie",
            Self::Join { .. } => "join",
            Self::RemoveActors(_) => "remove_actors",
            Self::RemoveTies(_) => "remove_ties",
            Self::ChangeActors(..) => "change_actors",
            Self::ChangeTies(..) => "change_ties",
            Self::Catalyse(_) => "catalyse",
        }
    }
}

impl Applied {
    fn take(&mut self, step: &Step) -> Result<(), Error> {
        let network = &self.network;
        let changes = &mut self.changes;
        let builder = network.edit();
        let builder = match &step.edit {
            Edit::AddActor(actor) => {
                changes.actors_added += 1;
                builder.actor(actor.clone())
            }
            Edit::AddTie(tie) => {
                changes.ties_added += 1;
                builder.tie(tie.clone())
            }
            Edit::Join { from, to, tie } => {
                let ties = joining(network, from, to, tie)?;
                changes.ties_added += ties.len();
                ties.into_iter().fold(builder, NetworkBuilder::tie)
            }
            Edit::RemoveActors(selector) => {
                let gone = network.select(selector, "selector")?;
                changes.actors_removed += gone.len();
                let gone: Vec<&str> = gone.iter().map(|node| network.graph()[*node].id.as_str()).collect();
                let lost = |tie: &Tie| gone.contains(&tie.from.as_str()) || gone.contains(&tie.to.as_str());
                changes.ties_removed += network.ties().filter(|(_, tie)| lost(tie)).count();
                gone.into_iter().fold(builder, NetworkBuilder::remove_actor)
            }
            Edit::RemoveTies(selector) => {
                let gone = meant(network, selector)?;
                changes.ties_removed += gone.len();
                gone.iter().fold(builder, |builder, id| builder.remove_tie(id))
            }
            Edit::ChangeActors(selector, change) => {
                let all = network.select(selector, "selector")?;
                changes.actors_changed += all.len();
                let ids: Vec<&str> = all.iter().map(|node| network.graph()[*node].id.as_str()).collect();
                builder.change_actors(|actor| ids.contains(&actor.id.as_str()).then(|| change.of(actor)))
            }
            Edit::ChangeTies(selector, change) => {
                let ids = meant(network, selector)?;
                changes.ties_changed += ids.len();
                builder.change_ties(|tie| ids.contains(&tie.id).then(|| change.of(tie)))
            }
            Edit::Catalyse(catalyse) => {
                let (builder, done) = catalyse.take(network, builder, changes)?;
                self.catalysed.push(done);
                builder
            }
        };
        self.network = builder.build()?;
        Ok(())
    }
}

/// Ids of the ties that a selector means, at least one.
fn meant(network: &Network, selector: &TieSelector) -> Result<Vec<String>, Error> {
    for actors in [&selector.from, &selector.to, &selector.with].into_iter().flatten() {
        network.select(actors, "selector")?;
    }
    let all = network.ties().filter(|(_, tie)| selector.matches(network, tie));
    let ids: Vec<String> = all.map(|(_, tie)| tie.id.clone()).collect();
    if ids.is_empty() {
        let unknown = selector.id.iter().find(|id| network.ties().all(|(_, tie)| tie.id != **id));
        let help = unknown.map_or_else(String::new, |id| format!("; there is no tie `{id}`"));
        return Err(ErrorKind::NoMatch { what: "the selector of ties".to_owned(), help }.into());
    }
    Ok(ids)
}

fn joining(network: &Network, from: &Selector, to: &Selector, tie: &Tie) -> Result<Vec<Tie>, Error> {
    let (from, to) = (network.select(from, "`from`")?, network.select(to, "`to`")?);
    let id = |node: &petgraph::graph::NodeIndex| network.graph()[*node].id.clone();
    let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (a, b))).filter(|(a, b)| a != b);
    let stem = if tie.id.is_empty() { &tie.kind } else { &tie.id };
    let joined = |(a, b)| {
        let (from, to) = (id(a), id(b));
        Tie { id: format!("{stem}:{from}>{to}"), from, to, ..tie.clone() }
    };
    Ok(pairs.map(joined).collect())
}

impl ActorChange {
    fn of(&self, actor: &Actor) -> Actor {
        let mut actor = actor.clone();
        self.kind.iter().for_each(|kind| actor.kind.clone_from(kind));
        actor.weight = self.weight.unwrap_or(actor.weight);
        actor.since = self.since.or(actor.since);
        actor.until = self.until.or(actor.until);
        self.tags.iter().for_each(|tags| actor.tags.clone_from(tags));
        actor
    }
}

impl TieChange {
    fn of(&self, tie: &Tie) -> Tie {
        let mut tie = tie.clone();
        self.kind.iter().for_each(|kind| tie.kind.clone_from(kind));
        tie.stage = self.stage.or(tie.stage);
        tie.strength = self.strength.or(tie.strength);
        tie.confidence = self.confidence.or(tie.confidence);
        tie.conveys = self.conveys.or(tie.conveys);
        tie.since = self.since.or(tie.since);
        tie.until = self.until.or(tie.until);
        tie.value_usd = self.value_usd.or(tie.value_usd);
        tie
    }
}

impl Catalyse {
    /// Firms of `firms` may win all deals that `agency` gives up; its introductions have the strength ½.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Catalyse, Edit, Network, Scenario};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let susa = Catalyse::new("susa", "kind:sme and layer:firm".parse()?);
    /// let applied = Scenario::new("catalyst").edit(Edit::Catalyse(susa)).apply(&seoul)?;
    /// assert!(!applied.catalysed[0].is_testable()); // one workshop is all it has with cities
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(agency: impl Into<String>, firms: Selector) -> Self {
        Self { agency: agency.into(), strength: 0.5, firms, take_up: 1.0 }
    }

    fn take(
        &self,
        network: &Network,
        builder: NetworkBuilder,
        changes: &mut Changes,
    ) -> Result<(NetworkBuilder, Catalysed), Error> {
        network.select(&Selector::id(&self.agency), "agency")?;
        let firms = network.select(&self.firms, "firms")?;
        let firms: Vec<&str> = firms.iter().map(|node| network.graph()[*node].id.as_str()).collect();
        let deals: Vec<&Tie> = network.ties().map(|(_, tie)| tie).filter(|tie| self.is_deal(network, tie)).collect();
        let mut builder = builder.change_ties(|tie| self.is_deal(network, tie).then(|| self.introduction(tie)));
        changes.ties_changed += deals.len();
        for tie in deals.iter().filter(|_| self.take_up > 0.0) {
            let won = self.take_up * network.open_probability(tie);
            let each = 1.0 - (1.0 - won).powf(1.0 / firms.len() as f64);
            for firm in firms.iter().filter(|_| each > 0.0) {
                builder = builder.tie(taken_up(tie, firm, each));
                changes.ties_added += 1;
            }
        }
        let deals = deals.iter().map(|tie| tie.id.clone()).collect();
        Ok((builder, Catalysed { agency: self.agency.clone(), deals, firms: firms.len() }))
    }

    fn is_deal(&self, network: &Network, tie: &Tie) -> bool {
        let city = network.actor(&tie.to).is_some_and(|node| network.graph()[node].kind == "foreign_city");
        city && tie.from == self.agency && network.stage(tie).is_some_and(|stage| stage >= Stage::Software)
    }

    /// What is left of a deal; the id stays, so that the tie keeps its coin.
    fn introduction(&self, tie: &Tie) -> Tie {
        let conveys = Some(Conveys::Both);
        Tie { stage: Some(Stage::Attention), strength: Some(self.strength), conveys, value_usd: None, ..tie.clone() }
    }
}

/// A deal as one firm may win it, its share of the worth left open.
fn taken_up(deal: &Tie, firm: &str, strength: f64) -> Tie {
    Tie {
        id: format!("{}:{firm}", deal.id),
        from: firm.to_owned(),
        strength: Some(strength),
        confidence: Some(1.0),
        value_usd: None,
        evidence: String::new(),
        sources: Vec::new(),
        ..deal.clone()
    }
}
