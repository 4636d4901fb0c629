//! A valid network: what the user gave, checked, with every fallback resolved on demand.

use super::{
    Actor, ActorKind, Attributes, Conveys, DEFAULT_STRENGTH, Date, Lasts, Mandate, NetworkBuilder, Programme, Selector,
    Source, Stage, StrengthRange, Text, Tie, TieKind,
};
use crate::error::{Error, ErrorKind, Problem, Rows};
use indexmap::IndexMap;
use petgraph::graph::{EdgeIndex, Graph, NodeIndex};

/// Actors, ties, programmes, sources and mandates; immutable and valid.
///
/// The actors and ties are the nodes and edges of a petgraph [`Graph`], see [`Network::graph`]. The only way to make
/// one is a [`NetworkBuilder`], or a file, which goes through it.
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
    pub(super) actor_index: IndexMap<String, NodeIndex>,
    pub(super) warnings: Vec<Problem>,
    pub(super) digest: Option<String>,
    pub(super) rows: Rows,
}

impl Network {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title; may be empty.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// A remark for the reader.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The date at which questions about its state are asked.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The home country.
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// The body around which the data were gathered; it is reported apart.
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
    pub fn actor(&self, id: &str) -> Option<NodeIndex> {
        self.actor_index.get(id).copied()
    }

    /// Actors in the order of the input.
    pub fn actors(&self) -> impl ExactSizeIterator<Item = (NodeIndex, &Actor)> {
        self.graph.node_indices().map(|node| (node, &self.graph[node]))
    }

    /// Ties in the order of the input.
    pub fn ties(&self) -> impl ExactSizeIterator<Item = (EdgeIndex, &Tie)> {
        self.graph.edge_indices().map(|edge| (edge, &self.graph[edge]))
    }

    /// Programmes in the order of the input.
    pub fn programmes(&self) -> &[Programme] {
        &self.programmes
    }

    /// Source documents by id, in the order of the input.
    pub fn sources(&self) -> &IndexMap<String, Source> {
        &self.sources
    }

    /// Kinds of actors that the input describes.
    pub fn actor_kinds(&self) -> &IndexMap<String, ActorKind> {
        &self.actor_kinds
    }

    /// Kinds of ties that the input describes.
    pub fn tie_kinds(&self) -> &IndexMap<String, TieKind> {
        &self.tie_kinds
    }

    /// Mandates by id; the first is the default one.
    pub fn mandates(&self) -> &IndexMap<String, Mandate> {
        &self.mandates
    }

    /// The mandate with this id, or the default one.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] if there is none of that name, [`ErrorKind::Usage`] if the network has no mandate at all.
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
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// What the reader should know about the input.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// What became of the rows of ties it was read from.
    pub fn rows(&self) -> Rows {
        self.rows
    }

    /// BLAKE3 digest of the file it was read from, in hexadecimal.
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// Actors that a selector means, in the order of the input.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] if it means none; `what` says what they were wanted for.
    pub fn select(&self, selector: &Selector, what: &str) -> Result<Vec<NodeIndex>, Error> {
        let found: Vec<_> = self.actors().filter(|(_, actor)| selector.matches(actor)).map(|(node, _)| node).collect();
        if found.is_empty() {
            let what = format!("{what} `{selector}`");
            return Err(ErrorKind::NoMatch { what, help: String::new() }.into());
        }
        Ok(found)
    }

    fn kind_of(&self, tie: &Tie) -> Option<&TieKind> {
        self.tie_kinds.get(&tie.kind)
    }

    /// Stage of a tie: its own, else its kind's.
    pub fn stage(&self, tie: &Tie) -> Option<Stage> {
        tie.stage.or_else(|| self.kind_of(tie)?.stage)
    }

    /// Strength of a tie: its own, else its kind's, else [`DEFAULT_STRENGTH`].
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
    pub fn conveys(&self, tie: &Tie) -> Conveys {
        tie.conveys.or_else(|| self.kind_of(tie)?.conveys).unwrap_or_default()
    }

    /// Whether neither end of a tie leads: its own word, else its kind's.
    pub fn mutual(&self, tie: &Tie) -> bool {
        tie.mutual.unwrap_or_else(|| self.kind_of(tie).is_some_and(|kind| kind.mutual))
    }

    /// Probability that a tie is open: strength × confidence.
    pub fn open_probability(&self, tie: &Tie) -> f64 {
        self.strength(tie) * tie.confidence.unwrap_or(1.0)
    }

    /// Whether a tie is an event rather than standing.
    pub fn is_event(&self, tie: &Tie) -> bool {
        self.kind_of(tie).is_some_and(|kind| kind.lasts == Lasts::Event)
    }

    /// Years that a tie outlives its last date.
    pub fn afterlife(&self, tie: &Tie) -> u16 {
        self.kind_of(tie).map_or(0, TieKind::afterlife)
    }

    /// Whether a list of sources holds no document: it is empty, or general knowledge only.
    pub fn is_unsourced(&self, sources: &[String]) -> bool {
        sources.iter().all(|id| self.sources.get(id).is_none_or(|source| source.general))
    }

    /// Name of a kind of actor for readers.
    pub fn actor_kind_label(&self, kind: &str, language: &str) -> String {
        let declared = self.actor_kinds.get(kind).filter(|declared| !declared.label.is_empty());
        let plain = || if kind.is_empty() { "actor".to_owned() } else { kind.replace('_', " ") };
        declared.map_or_else(plain, |declared| declared.label.get(language).to_owned())
    }

    /// Name of a kind of tie for readers.
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
