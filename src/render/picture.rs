//! From a network to what is drawn.

mod countries;
mod grouping;
mod panels;
mod programmes;
mod rungs;
mod ways;
mod words;

pub use grouping::Grouping;
pub use ways::{MOST_ACTORS, MOST_PERIODS};

use super::cited::sources;
use super::focus::{Focus, Part, Shown};
use super::{Diagram, DiagramActor, DiagramTie, LegendEntry};
use crate::error::Error;
use crate::graph::{Topology, Viewed};
use crate::leverage::RoutesResult;
use crate::measure;
use crate::model::{Actor, DirectionRule, Layer, Network, Tie, View};
use crate::report::Envelope;
use crate::report::discs::{self, Asked, Sizing};
use indexmap::IndexMap;
use petgraph::graph::NodeIndex;
use ways::Ways;
use words::words;

/// The size that is not a measure: leverage in the default mandate.
///
/// # Examples
/// ```
/// use proxeny::render::{Picture, SIZE_BY_LEVERAGE};
/// use proxeny::{Network, View};
///
/// let singapore = Network::builtin("singapore")?;
/// let diagram = Picture::new(View::today(&singapore)).size(SIZE_BY_LEVERAGE).diagram(&singapore)?;
/// assert_eq!(diagram.size_label, "leverage, %");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const SIZE_BY_LEVERAGE: &str = discs::SIZE_BY_LEVERAGE;

/// Settings of a diagram of a whole network.
///
/// # Examples
/// ```
/// use proxeny::render::{DrawOptions, Picture, compose};
/// use proxeny::{Network, View};
///
/// let singapore = Network::builtin("singapore")?;
/// let diagram = Picture::new(View::today(&singapore)).language("ko").size("degree").diagram(&singapore)?;
/// let scene = compose(&diagram, &DrawOptions::default())?;
/// assert!(scene.shapes.iter().filter(|shape| shape.id.is_some()).count() == diagram.actors.len());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Picture {
    view: View,
    language: String,
    size: Option<String>,
    mandate: Option<String>,
    worlds: u64,
    draws: u64,
    seed: u64,
    focus: Focus,
    ways: Ways,
}

/// Tiers from the top of a layered picture to its foot, with what they are called.
const TIERS: [(Option<Layer>, &str, &str); 6] = [
    (Some(Layer::City), "City and its bodies", "시와 산하기관"),
    (Some(Layer::National), "National bodies", "국가 차원 기관"),
    (None, "Others at home", "그 밖의 국내 행위자"),
    (Some(Layer::Firm), "Firms", "기업"),
    (Some(Layer::International), "International bodies", "국제기구"),
    (Some(Layer::Foreign), "Abroad", "해외"),
];
/// The tier of actors whose layer no one told.
const UNTOLD: usize = 2;

/// Worlds that are enough for the sizes of discs.
const WORLDS: u64 = 1 << 12;
/// Draws of the assumptions that are enough for the ranges of places in a footnote.
const DRAWS: u64 = 50;

impl Picture {
    /// A picture of the part of the network that a view selects, in English, discs sized by leverage in the default
    /// mandate, or by degree where there is no mandate.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{NetworkBuilder, View};
    ///
    /// let empty = NetworkBuilder::new("empty").build()?;
    /// let diagram = Picture::new(View::ever()).diagram(&empty)?;
    /// assert_eq!((diagram.title.as_str(), diagram.size_label.as_str()), ("empty", "degree")); // there is no mandate
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(view: View) -> Self {
        let (size, mandate, focus, ways) = (None, None, Focus::Whole, Ways::default());
        Self { view, language: "en".into(), size, mandate, worlds: WORLDS, draws: DRAWS, seed: 1, focus, ways }
    }

    /// The language of labels.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let diagram = Picture::new(View::ever()).language("ko").size("degree").diagram(&seoul)?;
    /// assert_eq!(diagram.title, "서울시 도시외교 네트워크");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn language(self, language: impl Into<String>) -> Self {
        Self { language: language.into(), ..self }
    }

    /// What the size of a disc means: [`SIZE_BY_LEVERAGE`] or the name of a measure.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(Picture::new(View::ever()).size("pagerank").diagram(&seoul)?.size_label, "pagerank");
    /// assert!(Picture::new(View::ever()).size("beauty").diagram(&seoul).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn size(self, measure: impl Into<String>) -> Self {
        Self { size: Some(measure.into()), ..self }
    }

    /// The mandate whose leverage is shown.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let diagram = Picture::new(View::today(&seoul)).mandate("knowledge").diagram(&seoul)?;
    /// assert!(diagram.size_note.ends_with("Seoul's know-how to foreign cities"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn mandate(self, id: impl Into<String>) -> Self {
        Self { mandate: Some(id.into()), ..self }
    }

    /// The seed of the worlds that leverage is found with.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let sizes = |seed| -> Result<Vec<f64>, proxeny::Error> {
    ///     let diagram = Picture::new(View::today(&singapore)).seed(seed).diagram(&singapore)?;
    ///     Ok(diagram.actors.iter().map(|actor| actor.size).collect())
    /// };
    /// assert_eq!(sizes(1)?, sizes(1)?);
    /// assert_ne!(sizes(1)?, sizes(2)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// How often the assumptions are drawn anew for the range of each place by leverage, which tooltips and a footnote tell.
    /// These are 50 by default; with 0 no ranges are told, as in networks where they would take long.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let picture = Picture::new(View::today(&singapore));
    /// let told = |picture: Picture| Ok::<_, proxeny::Error>(picture.diagram(&singapore)?.footnotes.join(" "));
    /// assert!(told(picture.clone().draws(20))?.contains("range over 20 draws"));
    /// assert!(!told(picture.draws(0))?.contains("draws"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn draws(self, draws: u64) -> Self {
        Self { draws, ..self }
    }

    /// Only an actor and those within some steps of it, whichever way ties lead, with all ties among them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let diagram = Picture::new(View::ever()).size("degree").around(seoul.find("kosmic")?, 1).diagram(&seoul)?;
    /// assert!(diagram.actors.len() > 1 && diagram.actors.len() < seoul.actors().len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn around(self, actor: NodeIndex, steps: u32) -> Self {
        Self { focus: Focus::Around(actor, steps), ..self }
    }

    /// Only the ties on some routes of the same view, led as the routes travel them; those of the first stand out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Routes;
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).run(&seoul)?;
    /// let hops = routes.routes[0].hops;
    /// let diagram = Picture::new(View::today(&seoul)).size("degree").routes(routes).diagram(&seoul)?;
    /// assert_eq!(diagram.ties.iter().filter(|tie| tie.emphasised).count(), hops);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn routes(self, routes: RoutesResult) -> Self {
        Self { focus: Focus::Routes(Box::new(routes)), ..self }
    }

    /// What is to be drawn.
    ///
    /// # Errors
    /// If the measure, the mandate or the actor to be drawn around is not there.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{DrawOptions, Picture, Renderer, Svg};
    /// use proxeny::{Network, View};
    ///
    /// let network = Network::builtin("singapore")?;
    /// let diagram = Picture::new(View::today(&network)).size("degree").diagram(&network)?;
    /// let svg = Svg.render(&diagram, &DrawOptions::default())?;
    /// assert!(String::from_utf8_lossy(&svg).contains("Enterprise Singapore"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn diagram(&self, network: &Network) -> Result<Diagram, Error> {
        self.drawn(network)
    }

    /// Actors and ties of what is shown, with the ids of the ties.
    fn whole(&self, network: &Network) -> Result<(Diagram, Vec<String>), Error> {
        let view = self.view.clone().direction(DirectionRule::Recorded);
        let viewed = Topology::of(network, &view);
        let part = self.focus.part(network, &viewed)?;
        let Sizing { values: sizes, label, note, places, footnote } = self.sizing(network, &viewed, &part)?;
        let degree = measure::Degree::default().run(&viewed.topology)?;
        let title = title(network, &self.language);
        let mut diagram = Diagram::new(self.focus.title(network, &self.language).unwrap_or_else(|| title.clone()));
        diagram.subtitle = self.subtitle(&part);
        if diagram.title != title {
            diagram.subtitle = format!("{title} · {}", diagram.subtitle);
        }
        let told = |(_, en, ko): &(_, &'static str, &'static str)| if self.language == "ko" { *ko } else { *en };
        diagram.tiers = TIERS.iter().map(|tier| told(tier).to_owned()).collect();
        (diagram.size_label, diagram.size_note) = (label, note);
        let cited = sources(network, &viewed, &part, &sizes, &self.language);
        diagram.footnotes = footnotes(network, &viewed, &part, &self.language);
        diagram.footnotes.splice(0..0, footnote.into_iter().chain(cited));
        diagram.footnotes.push(self.provenance(network));
        diagram.words = words(&self.language);
        for node in &part.nodes {
            let (i, stands_out) = (*node as usize, part.emphasised.contains(node));
            // Names are placed in the order of size; among equals, of ties.
            let priority = sizes[i] * 1e6 + degree.values()[i] + if stands_out { 1e9 } else { 0.0 };
            let actor = &network.graph()[viewed.actors[i]];
            let mut drawn = self.actor(network, actor, sizes[i], priority, stands_out);
            if !places[i].is_empty() {
                drawn.tooltip = format!("{} · {}", drawn.tooltip, places[i]);
            }
            diagram.actors.push(drawn);
        }
        for shown in &part.ties {
            let tie = &network.graph()[viewed.ties[shown.tie as usize]];
            diagram.ties.push(self.tie(network, tie, shown, &part));
        }
        diagram.language.clone_from(&self.language);
        diagram.legend = legend(network, &viewed, &part, &self.language);
        let id = |shown: &Shown| network.graph()[viewed.ties[shown.tie as usize]].id.clone();
        let ids = part.ties.iter().map(id).collect();
        Ok((diagram, ids))
    }

    fn sizing(&self, network: &Network, viewed: &Viewed, part: &Part) -> Result<Sizing, Error> {
        let (view, language) = (&self.view, self.language.as_str());
        let (size, mandate) = (self.size.as_deref(), self.mandate.as_deref());
        let (worlds, draws, seed) = (self.worlds, self.draws, self.seed);
        Asked { view, language, size, mandate, worlds, draws, seed }.sizing(network, viewed, &part.nodes)
    }

    /// What drew it from what, so that it can be drawn again.
    fn provenance(&self, network: &Network) -> String {
        let mut envelope = Envelope::of("draw", network);
        envelope.parameters.insert("seed".into(), self.seed.into());
        envelope.parameters.insert("worlds".into(), self.worlds.into());
        envelope.provenance()
    }

    fn subtitle(&self, part: &Part) -> String {
        let (actors, ties) = (part.nodes.len(), part.ties.len());
        match (self.language.as_str(), self.view.when) {
            ("ko", Some(when)) => format!("{when}년 유효한 관계 기준 · 행위자 {actors}, 관계 {ties}"),
            ("ko", None) => format!("기록된 모든 관계 · 행위자 {actors}, 관계 {ties}"),
            (_, Some(when)) => format!("ties that hold in {when}; {actors} actors, {ties} ties"),
            (_, None) => format!("all ties ever recorded; {actors} actors, {ties} ties"),
        }
    }

    fn actor(&self, network: &Network, actor: &Actor, size: f64, priority: f64, focal: bool) -> DiagramActor {
        let label = actor.label(&self.language);
        let kind = network.actor_kind_label(&actor.kind, &self.language);
        let mut drawn = DiagramActor::new(&actor.id, label, &actor.kind);
        drawn.tooltip =
            [label, &kind, &actor.note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        (drawn.size, drawn.priority, drawn.emphasised) = (size, priority, focal);
        drawn.tier =
            actor.layer.map_or(UNTOLD, |layer| TIERS.iter().position(|(of, ..)| *of == Some(layer)).unwrap_or(UNTOLD));
        (drawn.lat, drawn.lon) = (actor.lat, actor.lon);
        drawn
    }

    fn tie(&self, network: &Network, tie: &Tie, shown: &Shown, part: &Part) -> DiagramTie {
        let place = |node: u32| part.nodes.partition_point(|known| *known < node);
        let mut drawn = DiagramTie::new(place(shown.from), place(shown.to));
        drawn.mutual = shown.mutual.unwrap_or_else(|| network.mutual(tie));
        drawn.emphasised = shown.emphasised;
        drawn.strength = network.strength(tie);
        // Where nothing has a source, that a tie has none tells nothing.
        drawn.assumed = !network.sources().is_empty() && network.is_unsourced(&tie.sources);
        drawn.label = network.tie_kind_label(&tie.kind, &self.language);
        let since = tie.since.map_or_else(|| "undated".to_owned(), |since| since.to_string());
        drawn.tooltip = format!("{} ({since}): {}", drawn.label, tie.evidence);
        drawn
    }
}

fn title(network: &Network, language: &str) -> String {
    let title = network.title().get(language);
    if title.is_empty() { network.id().to_owned() } else { title.to_owned() }
}

fn footnotes(network: &Network, viewed: &Viewed, part: &Part, language: &str) -> Vec<String> {
    let korean = language == "ko";
    let mut notes = Vec::new();
    let sources = |shown: &&Shown| &network.graph()[viewed.ties[shown.tie as usize]].sources;
    let unsourced = part.ties.iter().filter(|shown| network.is_unsourced(sources(shown))).count();
    if unsourced > 0 && !network.sources().is_empty() {
        notes.push(if korean {
            format!("점선: 문서로 확인되지 않은 관계 {unsourced}건.")
        } else {
            format!("Dashed: {unsourced} ties that no document backs.")
        });
    }
    let drawn = |actor: &NodeIndex| part.nodes.iter().any(|node| viewed.actors[*node as usize] == *actor);
    let succeeded: Vec<_> = viewed.succeeded.iter().filter(|(_, heir)| drawn(heir)).collect();
    if !succeeded.is_empty() {
        let name = |node: NodeIndex| network.graph()[node].label(language);
        let pairs = succeeded.iter().map(|(ended, heir)| format!("{} → {}", name(*ended), name(*heir)));
        let pairs = pairs.collect::<Vec<_>>().join(", ");
        notes.push(if korean {
            format!("폐지·통합된 기관은 승계 기관으로 읽음: {pairs}.")
        } else {
            format!("Ended bodies are read as their successors: {pairs}.")
        });
    }
    if !network.note().is_empty() {
        notes.push(network.note().to_owned());
    }
    notes
}

fn legend(network: &Network, viewed: &Viewed, part: &Part, language: &str) -> Vec<LegendEntry> {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    // Declared kinds come in the order in which they are declared.
    counts.extend(network.actor_kinds().keys().map(|kind| (kind.as_str(), 0)));
    for node in &part.nodes {
        *counts.entry(network.graph()[viewed.actors[*node as usize]].kind.as_str()).or_default() += 1;
    }
    let shown = counts.into_iter().filter(|(_, count)| *count > 0);
    let entry = |(kind, count): (&str, usize)| LegendEntry {
        key: kind.to_owned(),
        label: network.actor_kind_label(kind, language),
        color: network.actor_kinds().get(kind).and_then(|kind| kind.color.clone()).unwrap_or_default(),
        count,
    };
    shown.map(entry).collect()
}
