//! A valid network: what the user gave, checked, with every fallback resolved on demand.

use super::{
    Actor, ActorIndex, ActorKind, Attributes, Conveys, DEFAULT_STRENGTH, Date, Lasts, Mandate, NetworkBuilder,
    Programme, Selector, Source, Stage, StrengthRange, Text, Tie, TieKind,
};
use crate::error::{Error, ErrorKind, Problem, Rows, SetAside};
use indexmap::IndexMap;
use petgraph::graph::{EdgeIndex, Graph, NodeIndex};

/// Actors, ties, programmes, sources and mandates; immutable and valid.
///
/// The actors and ties are the nodes and edges of a petgraph [`Graph`], see [`Network::graph`]. The only way to make
/// one is a [`NetworkBuilder`], or a file, which goes through it.
///
/// # Examples
/// ```
/// use proxeny::Network;
///
/// let json = r#"{"format": "proxeny/1", "id": "tiny", "actors": [{"id": "smg"}, {"id": "athens"}],
///                "ties": [{"from": "smg", "to": "athens", "kind": "visit"}]}"#;
/// let network = Network::from_reader(json.as_bytes())?;
/// assert_eq!((network.actors().len(), network.ties().len()), (2, 1));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) id: String,
    pub(super) title: Text,
    pub(super) note: String,
    pub(super) as_of: Option<Date>,
    pub(super) home: Option<String>,
    pub(super) focal: Option<NodeIndex>,
    pub(super) sources: IndexMap<String, Source>,
    pub(super) actor_kinds: IndexMap<String, ActorKind>,
    pub(super) tie_kinds: IndexMap<String, TieKind>,
    pub(super) mandates: IndexMap<String, Mandate>,
    pub(super) programmes: Vec<Programme>,
    pub(super) attributes: Attributes,
    pub(super) graph: Graph<Actor, Tie>,
    pub(super) actor_index: ActorIndex,
    pub(super) warnings: Vec<Problem>,
    pub(super) digest: Option<String>,
    pub(super) rows: Rows,
    pub(super) set_aside: Vec<SetAside>,
}

impl Network {
    /// Its id.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    ///
    /// assert_eq!(NetworkBuilder::new("busan-2026").build()?.id(), "busan-2026");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title; may be empty.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.title().get("ko"), "서울시 도시외교 네트워크");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// A remark for the reader.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert!(seoul.note().contains("assumptions"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The date at which questions about its state are asked.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Date, Network};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.as_of(), Some(Date::year(2026)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The home country.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// assert_eq!(Network::builtin("seoul")?.home(), Some("KR"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// The body around which the data were gathered; it is reported apart.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let focal = seoul.focal().expect("the city government is named");
    /// assert_eq!(seoul.graph()[focal].id, "smg");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn focal(&self) -> Option<NodeIndex> {
        self.focal
    }

    /// Actors as nodes, ties as directed edges in their recorded direction.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::petgraph::Direction;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let susa = seoul.actor("susa").expect("the agency is in the network");
    /// assert!(seoul.graph().neighbors_directed(susa, Direction::Outgoing).count() > 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn graph(&self) -> &Graph<Actor, Tie> {
        &self.graph
    }

    /// The actor with this id.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let koica = seoul.actor("koica").expect("the aid agency is in the network");
    /// assert_eq!(seoul.graph()[koica].kind, "national_agency");
    /// assert_eq!(seoul.actor("KOICA"), None); // an id, letter by letter; `find` is kinder
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn actor(&self, id: &str) -> Option<NodeIndex> {
        self.actor_index.get(id).copied()
    }

    /// Actors in the order of the input.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let firms = seoul.actors().filter(|(_, actor)| actor.kind == "sme").count();
    /// assert!(firms > 0 && firms < seoul.actors().len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn actors(&self) -> impl ExactSizeIterator<Item = (NodeIndex, &Actor)> {
        self.graph.node_indices().map(|node| (node, &self.graph[node]))
    }

    /// Ties in the order of the input.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let dated = seoul.ties().filter(|(_, tie)| tie.since.is_some()).count();
    /// assert!(dated > 0 && dated < seoul.ties().len()); // partnership records have gaps
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn ties(&self) -> impl ExactSizeIterator<Item = (EdgeIndex, &Tie)> {
        self.graph.edge_indices().map(|edge| (edge, &self.graph[edge]))
    }

    /// Programmes in the order of the input.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert!(seoul.programmes().iter().any(|programme| programme.hosts.contains(&"shrdc".to_owned())));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn programmes(&self) -> &[Programme] {
        &self.programmes
    }

    /// Source documents by id, in the order of the input.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let (_, tie) = seoul.ties().find(|(_, tie)| !tie.sources.is_empty()).expect("ties cite their sources");
    /// assert!(!seoul.sources()[&tie.sources[0]].citation().is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sources(&self) -> &IndexMap<String, Source> {
        &self.sources
    }

    /// Kinds of actors that the input describes.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.actor_kinds()["ministry"].label.get("en"), "ministry");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn actor_kinds(&self) -> &IndexMap<String, ActorKind> {
        &self.actor_kinds
    }

    /// Kinds of ties that the input describes.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Lasts, Network};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.tie_kinds()["agency_of"].strength, Some(0.8));
    /// assert_eq!(seoul.tie_kinds()["contract"].lasts, Lasts::Event);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn tie_kinds(&self) -> &IndexMap<String, TieKind> {
        &self.tie_kinds
    }

    /// Mandates by id; the first is the default one.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let ids: Vec<&str> = seoul.mandates().keys().map(String::as_str).collect();
    /// assert_eq!(ids, ["export", "export_all", "knowledge"]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn mandates(&self) -> &IndexMap<String, Mandate> {
        &self.mandates
    }

    /// The mandate with this id, or the default one.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] if there is none of that name, [`ErrorKind::Usage`] if the network has no mandate at all.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.mandate(None)?.id, "export");
    /// assert_eq!(seoul.mandate(Some("knowledge"))?.id, "knowledge");
    /// let error = seoul.mandate(Some("tourism")).unwrap_err().to_string();
    /// assert_eq!(error, "mandate `tourism` matches nothing; it has: export, export_all, knowledge");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn mandate(&self, id: Option<&str>) -> Result<&Mandate, Error> {
        let names = || self.mandates.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        match id {
            Some(id) => self.mandates.get(id).ok_or_else(|| {
                ErrorKind::NoMatch { what: format!("mandate `{id}`"), help: format!("; it has: {}", names()) }.into()
            }),
            None => self.mandates.first().map(|(_, mandate)| mandate).ok_or_else(|| {
                ErrorKind::Usage("the network has no mandate; say who must reach whom with --from and --to".into())
                    .into()
            }),
        }
    }

    /// Anything else the input says about the network as a whole.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let json = r#"{"format": "proxeny/1", "id": "tiny", "actors": [], "ties": [], "licence": "CC0-1.0"}"#;
    /// let network = Network::from_reader(json.as_bytes())?;
    /// assert_eq!(network.attributes()["licence"], "CC0-1.0");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// What the reader should know about the input.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let json = r#"{"format": "proxeny/1", "id": "tiny", "actors": [{"id": "smg", "colour": "red"}], "ties": []}"#;
    /// let network = Network::from_reader(json.as_bytes())?;
    /// assert!(network.warnings()[0].message.contains("`colour`"), "{}", network.warnings()[0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Adds notes on how it was read before all others.
    pub(crate) fn tell_first(&mut self, notes: Vec<Problem>) {
        self.warnings.splice(0..0, notes);
    }

    /// What became of the rows of ties it was read from.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Rows};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.rows(), Rows::made(seoul.ties().len())); // nothing merged, nothing refused
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn rows(&self) -> Rows {
        self.rows
    }

    /// Why rows that it was read from are no ties of their own, by rule.
    ///
    /// # Examples
    /// ```
    /// assert!(proxeny::Network::builtin("seoul")?.rows_set_aside().is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn rows_set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// BLAKE3 digest of the file it was read from, in hexadecimal.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, NetworkBuilder};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.digest().map(str::len), Some(64));
    /// assert_eq!(seoul.edit().build()?.digest(), None); // an edited copy is not that file any more
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// Actors that a selector means, in the order of the input.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] if it means none, with what may have been meant; `what` says what they were wanted for.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let ministries = seoul.select(&"kind:ministry and country:KR".parse()?, "relays")?;
    /// assert!(ministries.contains(&seoul.find("mofa")?));
    /// let error = seoul.select(&"kind:ministery".parse()?, "relays").unwrap_err().to_string();
    /// assert!(error.ends_with("no actor has the kind `ministery`, did you mean `ministry`?"), "{error}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn select(&self, selector: &Selector, what: &str) -> Result<Vec<NodeIndex>, Error> {
        let found: Vec<_> = self.actors().filter(|(_, actor)| selector.matches(actor)).map(|(node, _)| node).collect();
        if found.is_empty() {
            let what = format!("{what} `{selector}`");
            return Err(ErrorKind::NoMatch { what, help: self.why_nobody(selector) }.into());
        }
        Ok(found)
    }

    fn kind_of(&self, tie: &Tie) -> Option<&TieKind> {
        self.tie_kinds.get(&tie.kind)
    }

    /// Stage of a tie: its own, else its kind's.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Stage, Tie};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let tie = Tie::new("lgcns", "bogota", "contract");
    /// assert_eq!((tie.stage, seoul.stage(&tie)), (None, Some(Stage::Hardware)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn stage(&self, tie: &Tie) -> Option<Stage> {
        tie.stage.or_else(|| self.kind_of(tie)?.stage)
    }

    /// Strength of a tie: its own, else its kind's, else [`DEFAULT_STRENGTH`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Tie};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let tie = Tie::new("smg", "athens", "friendship_city");
    /// assert_eq!(seoul.strength(&tie), 0.2);
    /// assert_eq!(seoul.strength(&Tie { strength: Some(0.9), ..tie }), 0.9);
    /// assert_eq!(seoul.strength(&Tie::new("smg", "athens", "rumour")), proxeny::model::DEFAULT_STRENGTH);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn strength(&self, tie: &Tie) -> f64 {
        tie.strength.or_else(|| self.kind_of(tie)?.strength).unwrap_or(DEFAULT_STRENGTH)
    }

    /// Between which bounds the strength of a tie is believed to lie: as its kind says, else [`StrengthRange::around`] it.
    /// `None` if the tie has a strength of its own, which is on record and not assumed.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, StrengthRange};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let (_, tie) = seoul.ties().next().expect("there are ties");
    /// assert!(seoul.strength_range(tie).is_some_and(|range| range.low < seoul.strength(tie)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn strength_range(&self, tie: &Tie) -> Option<StrengthRange> {
        if tie.strength.is_some() {
            return None;
        }
        let stated = self.kind_of(tie).and_then(|kind| kind.strength_range);
        Some(stated.unwrap_or_else(|| StrengthRange::around(self.strength(tie))))
    }

    /// Which way a tie conveys: its own word, else its kind's, else both.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Conveys, Network, Tie};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let endorsed = Tie::new("mofa", "xiilab", "endorses");
    /// assert_eq!(seoul.conveys(&endorsed), Conveys::Backward); // the firm can ask for an introduction
    /// assert_eq!(seoul.conveys(&Tie::new("mofa", "xiilab", "rumour")), Conveys::Both);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn conveys(&self, tie: &Tie) -> Conveys {
        tie.conveys.or_else(|| self.kind_of(tie)?.conveys).unwrap_or_default()
    }

    /// Whether neither end of a tie leads: its own word, else its kind's.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Tie};
    ///
    /// let json = r#"{"format": "proxeny/1", "id": "tiny", "actors": [], "ties": [],
    ///                "tie_kinds": {"sister_city": {"mutual": true}}}"#;
    /// let network = Network::from_reader(json.as_bytes())?;
    /// let tie = Tie::new("smg", "athens", "sister_city");
    /// assert!(network.mutual(&tie));
    /// assert!(!network.mutual(&Tie { mutual: Some(false), ..tie }));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn mutual(&self, tie: &Tie) -> bool {
        tie.mutual.unwrap_or_else(|| self.kind_of(tie).is_some_and(|kind| kind.mutual))
    }

    /// Probability that a tie is open: strength × confidence.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, Tie};
    ///
    /// let network = NetworkBuilder::new("tiny").build()?;
    /// let tie = Tie { strength: Some(0.5), confidence: Some(0.9), ..Tie::new("smg", "athens", "agreement") };
    /// assert_eq!(network.open_probability(&tie), 0.45);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn open_probability(&self, tie: &Tie) -> f64 {
        self.strength(tie) * tie.confidence.unwrap_or(1.0)
    }

    /// Whether a tie is an event rather than standing.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Tie};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert!(seoul.is_event(&Tie::new("smg", "athens", "attends")));
    /// assert!(!seoul.is_event(&Tie::new("smg", "athens", "friendship_city")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_event(&self, tie: &Tie) -> bool {
        self.kind_of(tie).is_some_and(|kind| kind.lasts == Lasts::Event)
    }

    /// Years that a tie outlives its last date.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Tie};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.afterlife(&Tie::new("smg", "athens", "attends")), 10);
    /// assert_eq!(seoul.afterlife(&Tie::new("lgcns", "athens", "builds")), 20);
    /// assert_eq!(seoul.afterlife(&Tie::new("smg", "athens", "friendship_city")), 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn afterlife(&self, tie: &Tie) -> u16 {
        self.kind_of(tie).map_or(0, TieKind::afterlife)
    }

    /// Whether a list of sources holds no document: it is empty, or general knowledge only.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, Source};
    ///
    /// let network = NetworkBuilder::new("tiny")
    ///     .source("yearbook", Source { title: "Seoul Yearbook".into(), ..Source::default() })
    ///     .source("hearsay", Source { title: "General knowledge".into(), general: true, ..Source::default() })
    ///     .build()?;
    /// assert!(!network.is_unsourced(&["hearsay".into(), "yearbook".into()]));
    /// assert!(network.is_unsourced(&["hearsay".into()]) && network.is_unsourced(&[]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_unsourced(&self, sources: &[String]) -> bool {
        sources.iter().all(|id| self.sources.get(id).is_none_or(|source| source.general))
    }

    /// Name of a kind of actor for readers.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.actor_kind_label("sme", "ko"), "중소기업");
    /// assert_eq!(seoul.actor_kind_label("think_tank", "ko"), "think tank"); // not declared: the word itself
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn actor_kind_label(&self, kind: &str, language: &str) -> String {
        let declared = self.actor_kinds.get(kind).filter(|declared| !declared.label.is_empty());
        let plain = || if kind.is_empty() { "actor".to_owned() } else { kind.replace('_', " ") };
        declared.map_or_else(plain, |declared| declared.label.get(language).to_owned())
    }

    /// Name of a kind of tie for readers.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.tie_kind_label("friendship_city", "ko"), "우호도시");
    /// assert_eq!(seoul.tie_kind_label("study_tour", "ko"), "study tour");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn tie_kind_label(&self, kind: &str, language: &str) -> String {
        let declared = self.tie_kinds.get(kind).filter(|declared| !declared.label.is_empty());
        declared.map_or_else(|| kind.replace('_', " "), |declared| declared.label.get(language).to_owned())
    }

    /// A builder that holds everything this network holds, to make a changed copy.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, Tie};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let tie = Tie { strength: Some(0.4), ..Tie::new("susa", "kosmic", "promotes") };
    /// let changed = seoul.edit().tie(tie).remove_actor("koica").build()?;
    /// assert_eq!(changed.actors().len(), seoul.actors().len() - 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn edit(&self) -> NetworkBuilder {
        NetworkBuilder::of(self)
    }
}
