//! The builder: the only door to a valid [`Network`]. It collects every problem before it refuses.

use super::check::{Check, Ends, Names};
use super::firsts::Firsts;
use super::parts::Parts;
use super::{
    Actor, ActorIndex, ActorKind, Attributes, Date, Layer, Mandate, Network, Programme, Source, Text, Tie, TieKind,
};
use crate::error::{Error, Place, Problems, Rows, SetAside, Severity};
use indexmap::IndexMap;
use petgraph::graph::{Graph, NodeIndex};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Where a record and its fields stand in the input; empty for records made by a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    record: Option<Place>,
    fields: Vec<(Cow<'static, str>, Place)>,
}

impl Places {
    /// Places of a record that begins here.
    pub(crate) fn at(place: Place) -> Self {
        Self { record: Some(place), fields: Vec::new() }
    }

    /// Makes room for so many fields and no more.
    pub(crate) fn reserve(&mut self, fields: usize) {
        self.fields.reserve_exact(fields);
    }

    /// Notes where the value of a field stands.
    pub(crate) fn note(&mut self, field: impl Into<Cow<'static, str>>, place: Place) {
        if self.record != Some(place) {
            self.fields.push((field.into(), place));
        }
    }

    /// Where the record begins.
    pub(crate) fn of_record(&self) -> Option<Place> {
        self.record
    }

    /// Where the value of a field stands, or else its record.
    pub(crate) fn of(&self, field: &str) -> Option<Place> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, place)| *place).or(self.record)
    }
}

/// Gathers records, checks them all at once and makes a [`Network`].
///
/// # Examples
/// ```
/// use proxeny::{Actor, NetworkBuilder, Tie};
///
/// let network = NetworkBuilder::new("tiny")
///     .actor(Actor::new("seoul", "city_government"))
///     .actor(Actor::new("athens", "foreign_city"))
///     .tie(Tie::new("seoul", "athens", "sister_city"))
///     .build()?;
/// assert_eq!(network.ties().len(), 1);
///
/// let refused = NetworkBuilder::new("bad").tie(Tie::new("a", "a", "visit")).build().unwrap_err();
/// assert_eq!(refused.problems().map(|problems| problems.len()), Some(2)); // unknown actor, self-tie
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct NetworkBuilder {
    id: String,
    title: Text,
    note: String,
    as_of: Option<Date>,
    home: Option<String>,
    focal: Option<(String, Option<Place>)>,
    sources: IndexMap<String, Source>,
    actor_kinds: IndexMap<String, ActorKind>,
    tie_kinds: IndexMap<String, (TieKind, Places)>,
    mandates: IndexMap<String, (Mandate, Places)>,
    actors: Vec<(Actor, Places)>,
    ties: Parts<(Tie, Places)>,
    programmes: Vec<(Programme, Places)>,
    attributes: Attributes,
    digest: Option<String>,
    rows: Option<Rows>,
    set_aside: Vec<SetAside>,
    problems: Problems,
}

impl NetworkBuilder {
    /// Begins an empty network.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("empty").build()?;
    /// assert_eq!((network.id(), network.actors().len()), ("empty", 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// Begins with everything that `network` holds.
    pub(super) fn of(network: &Network) -> Self {
        let placeless = |(id, record): (&String, &Mandate)| (id.clone(), (record.clone(), Places::default()));
        Self {
            id: network.id.clone(),
            title: network.title.clone(),
            note: network.note.clone(),
            as_of: network.as_of,
            home: network.home.clone(),
            focal: network.focal.map(|node| (network.graph[node].id.clone(), None)),
            sources: network.sources.clone(),
            actor_kinds: network.actor_kinds.clone(),
            tie_kinds: network.tie_kinds.iter().map(|(k, v)| (k.clone(), (v.clone(), Places::default()))).collect(),
            mandates: network.mandates.iter().map(placeless).collect(),
            actors: network.graph.node_weights().map(|actor| (actor.clone(), Places::default())).collect(),
            ties: network.graph.edge_weights().map(|tie| (tie.clone(), Places::default())).collect(),
            programmes: network.programmes.iter().map(|p| (p.clone(), Places::default())).collect(),
            attributes: network.attributes.clone(),
            digest: None,
            rows: None,
            set_aside: Vec::new(),
            problems: Problems::default(),
        }
    }

    /// Sets the title.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, Text};
    ///
    /// let title = Text::new("Busan's partners").with("ko", "부산의 협력 네트워크");
    /// let network = NetworkBuilder::new("busan").title(title).build()?;
    /// assert_eq!(network.title().get("ko"), "부산의 협력 네트워크");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn title(self, title: Text) -> Self {
        Self { title, ..self }
    }

    /// Sets the remark for the reader.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("busan").note("Collected from press releases.").build()?;
    /// assert_eq!(network.note(), "Collected from press releases.");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// Sets the date at which questions about the network's state are asked.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Date, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("busan").as_of(Date::year(2026)).build()?;
    /// assert_eq!(network.as_of(), Some(Date::year(2026)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn as_of(self, as_of: Date) -> Self {
        Self { as_of: Some(as_of), ..self }
    }

    /// Sets the home country.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Layer, NetworkBuilder};
    ///
    /// let koica = Actor { country: Some("KR".into()), ..Actor::new("koica", "national_agency") };
    /// let jica = Actor { country: Some("JP".into()), ..Actor::new("jica", "national_agency") };
    /// let network = NetworkBuilder::new("aid").home("KR").actor(koica).actor(jica).build()?;
    /// let layers: Vec<_> = network.actors().map(|(_, actor)| actor.layer).collect();
    /// assert_eq!(layers, [Some(Layer::National), Some(Layer::Foreign)]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn home(self, country: impl Into<String>) -> Self {
        Self { home: Some(country.into()), ..self }
    }

    /// Names the body around which the data were gathered.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, NetworkBuilder};
    ///
    /// let builder = NetworkBuilder::new("seoul").actor(Actor::new("smg", "city_government"));
    /// let network = builder.clone().focal("smg").build()?;
    /// assert_eq!(network.focal(), network.actor("smg"));
    /// assert!(builder.focal("sgm").build().unwrap_err().to_string().contains("did you mean `smg`?"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn focal(self, actor: impl Into<String>) -> Self {
        self.focal_at(actor, None)
    }

    pub(crate) fn focal_at(self, actor: impl Into<String>, place: Option<Place>) -> Self {
        Self { focal: Some((actor.into(), place)), ..self }
    }

    /// Adds or replaces a source document.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, NetworkBuilder, Source};
    ///
    /// let actor = Actor { sources: vec!["yearbook".into()], ..Actor::new("smg", "city_government") };
    /// let builder = NetworkBuilder::new("seoul").actor(actor);
    /// assert!(builder.clone().build().is_err()); // it cites a document that is not there
    /// let yearbook = Source { title: "Seoul Yearbook".into(), ..Source::default() };
    /// assert_eq!(builder.source("yearbook", yearbook).build()?.sources().len(), 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn source(mut self, id: impl Into<String>, source: Source) -> Self {
        self.sources.insert(id.into(), source);
        self
    }

    /// Describes a kind of actor.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{ActorKind, NetworkBuilder, Text};
    ///
    /// let kind = ActorKind { label: Text::new("embassy").with("ko", "대사관"), ..ActorKind::default() };
    /// let network = NetworkBuilder::new("seoul").actor_kind("embassy", kind).build()?;
    /// assert_eq!(network.actor_kind_label("embassy", "ko"), "대사관");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn actor_kind(mut self, name: impl Into<String>, kind: ActorKind) -> Self {
        self.actor_kinds.insert(name.into(), kind);
        self
    }

    /// Describes a kind of tie.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, Tie, TieKind};
    ///
    /// let visit = TieKind { strength: Some(0.1), ..TieKind::default() };
    /// let network = NetworkBuilder::new("seoul").tie_kind("visit", visit).build()?;
    /// assert_eq!(network.strength(&Tie::new("smg", "athens", "visit")), 0.1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tie_kind(self, name: impl Into<String>, kind: TieKind) -> Self {
        self.tie_kind_at(name, kind, Places::default())
    }

    pub(crate) fn tie_kind_at(mut self, name: impl Into<String>, kind: TieKind, places: Places) -> Self {
        self.tie_kinds.insert(name.into(), (kind, places));
        self
    }

    /// Adds or replaces a mandate; the first one added is the default.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Mandate, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("tiny")
    ///     .actor(Actor::new("xiilab", "sme"))
    ///     .actor(Actor::new("athens", "foreign_city"))
    ///     .mandate(Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?))
    ///     .build()?;
    /// assert_eq!(network.mandate(None)?.id, "export");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn mandate(self, mandate: Mandate) -> Self {
        self.mandate_at(mandate, Places::default())
    }

    pub(crate) fn mandate_at(mut self, mandate: Mandate, places: Places) -> Self {
        self.mandates.insert(mandate.id.clone(), (mandate, places));
        self
    }

    /// Adds an actor.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("tiny").actor(Actor::new("smg", "city_government")).build()?;
    /// assert!(network.actor("smg").is_some());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn actor(mut self, actor: Actor) -> Self {
        self.add_actor(actor, Places::default());
        self
    }

    pub(crate) fn add_actor(&mut self, actor: Actor, places: Places) {
        self.actors.push((actor, places));
    }

    /// Adds a tie.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, NetworkBuilder, Tie};
    ///
    /// let ends = NetworkBuilder::new("tiny").actor(Actor::new("smg", "")).actor(Actor::new("athens", ""));
    /// let network = ends.tie(Tie::new("smg", "athens", "visit")).tie(Tie::new("smg", "athens", "visit")).build()?;
    /// let ids: Vec<&str> = network.ties().map(|(_, tie)| tie.id.as_str()).collect();
    /// assert_eq!(ids, ["smg-athens-visit", "smg-athens-visit-2"]); // parallel ties are kept
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tie(mut self, tie: Tie) -> Self {
        self.add_tie(tie, Places::default());
        self
    }

    pub(crate) fn add_tie(&mut self, tie: Tie, places: Places) {
        self.ties.push((tie, places));
    }

    /// Adds a programme.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, NetworkBuilder, Programme};
    ///
    /// let training = Programme { id: "training".into(), hosts: vec!["shrdc".into()], ..Programme::default() };
    /// let builder = NetworkBuilder::new("tiny").programme(training);
    /// assert!(builder.clone().build().is_err()); // nobody knows its host
    /// assert_eq!(builder.actor(Actor::new("shrdc", "city_agency")).build()?.programmes().len(), 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn programme(self, programme: Programme) -> Self {
        self.programme_at(programme, Places::default())
    }

    pub(crate) fn programme_at(mut self, programme: Programme, places: Places) -> Self {
        self.programmes.push((programme, places));
        self
    }

    /// Sets what else is known of the network as a whole.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    /// use proxeny::model::Attributes;
    ///
    /// let attributes = Attributes::from([("licence".to_owned(), "CC0-1.0".into())]);
    /// let network = NetworkBuilder::new("tiny").attributes(attributes).build()?;
    /// assert_eq!(network.attributes()["licence"], "CC0-1.0");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn attributes(self, attributes: Attributes) -> Self {
        Self { attributes, ..self }
    }

    /// Removes an actor with its ties and every mention of it. Removing one that is not there changes nothing.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let without = seoul.edit().remove_actor("koica").build()?;
    /// assert!(without.actor("koica").is_none());
    /// assert!(without.ties().all(|(_, tie)| tie.from != "koica" && tie.to != "koica"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn remove_actor(mut self, id: &str) -> Self {
        self.actors.retain(|(actor, _)| actor.id != id);
        self.ties.retain(|(tie, _)| tie.from != id && tie.to != id);
        for (actor, _) in &mut self.actors {
            actor.successor = actor.successor.take().filter(|successor| successor != id);
        }
        for (programme, _) in &mut self.programmes {
            programme.hosts.retain(|host| host != id);
            programme.reached.retain(|reached| reached.actor != id);
        }
        self.focal = self.focal.filter(|(focal, _)| focal != id);
        self
    }

    /// Removes the tie with this id. Removing one that is not there changes nothing.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let lapsed = seoul.ties().next().map(|(_, tie)| tie.id.clone()).expect("it has ties");
    /// assert_eq!(seoul.edit().remove_tie(&lapsed).build()?.ties().len(), seoul.ties().len() - 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn remove_tie(mut self, id: &str) -> Self {
        self.ties.retain(|(tie, _)| tie.id != id);
        self
    }

    /// Puts another in the place of every actor for which there is one.
    pub(crate) fn change_actors(mut self, change: impl Fn(&Actor) -> Option<Actor>) -> Self {
        self.actors.iter_mut().for_each(|(actor, _)| *actor = change(actor).unwrap_or_else(|| actor.clone()));
        self
    }

    /// Puts another in the place of every tie for which there is one.
    pub(crate) fn change_ties(mut self, change: impl Fn(&Tie) -> Option<Tie>) -> Self {
        self.ties.iter_mut().for_each(|(tie, _)| *tie = change(tie).unwrap_or_else(|| tie.clone()));
        self
    }

    pub(crate) fn digest(self, digest: String) -> Self {
        Self { digest: Some(digest), ..self }
    }

    /// Notes what became of the rows that the ties were read from.
    pub(crate) fn rows(self, rows: Rows, set_aside: Vec<SetAside>) -> Self {
        Self { rows: Some(rows), set_aside, ..self }
    }

    /// The source documents so far.
    pub(crate) fn sources(&self) -> &IndexMap<String, Source> {
        &self.sources
    }

    /// Adds problems found before the builder was reached, to be told together with its own.
    pub(crate) fn problems(&mut self, problems: Problems) {
        self.problems.extend(problems);
    }

    /// Checks everything and makes the network.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Input`] with every problem there is: empty, unprintable or duplicate ids, unknown ends,
    /// self-ties, strengths and confidences outside (0, 1], ranges that do not hold their strength, dates that end before they begin, impossible coordinates,
    /// unknown sources, successors, hosts or focal actor, mandates that mean nobody or weigh by what is not there.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, NetworkBuilder, Tie};
    ///
    /// let tie = Tie { strength: Some(1.5), ..Tie::new("smg", "athnes", "visit") };
    /// let builder = NetworkBuilder::new("bad").actor(Actor::new("smg", "")).actor(Actor::new("athens", "")).tie(tie);
    /// let told = builder.build().unwrap_err().to_string();
    /// assert!(told.contains("actor `athnes` is not among the actors (did you mean `athens`?)"), "{told}");
    /// assert!(told.contains("strength 1.5 is outside (0, 1]"), "{told}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn build(mut self) -> Result<Network, Error> {
        let index = self.index_actors();
        let found = std::mem::take(&mut self.problems);
        let told = found.iter().filter(|problem| problem.severity == Severity::Error);
        let told: HashSet<Option<Place>> = told.map(|problem| problem.place).collect();
        // Looked up once: most of the time of a large network goes into finding its actors.
        let known = |id: &str| index.get(id).copied();
        let ends: Vec<Ends> = self.ties.iter().map(|(tie, _)| [known(&tie.from), known(&tie.to)]).collect();
        let names = self.names(&index, &ends);
        let mut check = Check { index, names, sources: &self.sources, told, guesses: 0, found };
        if self.id.trim().is_empty() && check.told.is_empty() {
            check.error(None, "the network has no id", "add \"id\": \"my-network\"");
        }
        self.tie_kinds.values().for_each(|(kind, places)| check.tie_kind(kind, places));
        for (i, (actor, places)) in self.actors.iter().enumerate() {
            check.actor(NodeIndex::new(i), actor, places);
        }
        self.ties.iter().zip(&ends).for_each(|((tie, places), ends)| check.tie(tie, places, *ends));
        check.tie_ids(&self.ties);
        check.programmes(&self.programmes);
        if let Some((focal, place)) = &self.focal {
            check.known(focal, *place, "focal actor");
        }
        for (actor, _) in &mut self.actors {
            let judge = || Layer::judge(&actor.kind, actor.country.as_deref(), self.home.as_deref());
            actor.layer = actor.layer.or_else(judge);
        }
        self.mandates.values().for_each(|(mandate, places)| check.mandate(mandate, places, &self.actors));
        let Check { index, found: mut problems, .. } = check;
        problems.sort();
        if problems.has_errors() { Err(problems.into()) } else { Ok(self.assemble(index, &ends, problems)) }
    }

    /// Ids in the order of the actors. Duplicates keep their first place; [`Check::actor`] reports them.
    fn index_actors(&self) -> ActorIndex {
        let mut index = ActorIndex::default();
        for (i, (actor, _)) in self.actors.iter().enumerate() {
            index.entry(actor.id.clone()).or_insert(NodeIndex::new(i));
        }
        index
    }

    /// The names of the actors with their ids, where some tie or programme names an actor that is none.
    fn names(&self, index: &ActorIndex, ends: &[Ends]) -> Names {
        let of_programmes = self.programmes.iter().flat_map(|(programme, _)| {
            programme.hosts.iter().chain(programme.reached.iter().map(|reached| &reached.actor))
        });
        let focal = self.focal.iter().map(|(focal, _)| focal);
        let of_ties = ends.iter().flatten().all(Option::is_some);
        if of_ties && of_programmes.chain(focal).all(|id| index.contains_key(id)) {
            return Names::default();
        }
        Names::of(self.actors.iter().map(|(actor, _)| actor))
    }

    fn assemble(self, index: ActorIndex, ends: &[Ends], warnings: Problems) -> Network {
        let mut graph = Graph::with_capacity(self.actors.len(), self.ties.len());
        let rows = self.rows.unwrap_or_else(|| Rows::made(self.ties.len()));
        for (actor, _) in self.actors {
            graph.add_node(actor);
        }
        let mut ties = self.ties;
        name_ties(&mut ties);
        for ((tie, _), ends) in ties.into_iter().zip(ends) {
            let [from, to] = ends.map(|end| end.expect("invariant: unknown ends were refused"));
            graph.add_edge(from, to, tie);
        }
        Network {
            id: self.id,
            title: self.title,
            note: self.note,
            as_of: self.as_of,
            home: self.home,
            focal: self.focal.map(|(focal, _)| index[&focal]),
            sources: self.sources,
            actor_kinds: self.actor_kinds,
            tie_kinds: self.tie_kinds.into_iter().map(|(name, (kind, _))| (name, kind)).collect(),
            mandates: self.mandates.into_iter().map(|(id, (mandate, _))| (id, mandate)).collect(),
            programmes: self.programmes.into_iter().map(|(programme, _)| programme).collect(),
            attributes: self.attributes,
            graph,
            actor_index: index,
            warnings: warnings.into_iter().collect(),
            digest: self.digest,
            rows,
            set_aside: self.set_aside,
        }
    }
}

/// Gives every tie without an id one made from its ends and kind, so that its random numbers do not depend on which
/// other ties there are.
fn name_ties(ties: &mut Parts<(Tie, Places)>) {
    let mut taken = Firsts::with_room(ties.len());
    for (i, (tie, _)) in ties.iter().enumerate().filter(|(_, (tie, _))| !tie.id.is_empty()) {
        if let Err(free) = taken.find(std::iter::once(tie.id.as_str()), |other| ties[other].0.id == tie.id) {
            taken.insert(&free, i);
        }
    }
    // The last number that each stem was given; those before it are taken for good.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for i in 0..ties.len() {
        let tie = &ties[i].0;
        if !tie.id.is_empty() {
            continue;
        }
        // An id holds no control characters, a kind may.
        let is_odd = tie.kind.contains(char::is_control);
        let kind =
            if is_odd { tie.kind.replace(char::is_control, " ").into() } else { Cow::Borrowed(tie.kind.as_str()) };
        let find = |id: &str| taken.find(std::iter::once(id), |other| ties[other].0.id == id);
        let mut id = [tie.from.as_str(), tie.to.as_str(), &kind].join("-");
        let mut found = find(&id);
        if found.is_ok() {
            let number = numbers.entry(id.clone()).or_insert(1);
            let stem = id.clone();
            while found.is_ok() {
                *number += 1;
                id = format!("{stem}-{number}");
                found = find(&id);
            }
        }
        if let Err(free) = found {
            taken.insert(&free, i);
        }
        ties[i].0.id = id;
    }
}
