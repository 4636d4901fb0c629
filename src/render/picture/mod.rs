//! From a network to what is drawn.

mod countries;
mod focus;
mod grouping;
mod panels;
mod programmes;
mod rungs;
mod whole;

pub use grouping::Grouping;

use super::Diagram;
use crate::error::Error;
use crate::layout::Shows;
use crate::leverage::RoutesResult;
use crate::model::{Network, Scenario, View};
use focus::Focus;
use petgraph::graph::NodeIndex;
use whole::words;

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
pub const SIZE_BY_LEVERAGE: &str = "leverage";

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
    seed: u64,
    focus: Focus,
    shows: Shows,
    grouping: Option<Grouping>,
    series: Series,
}

/// Whether there is one drawing or several.
#[derive(Clone, Debug, Default)]
enum Series {
    #[default]
    One,
    Scenario(Box<Scenario>),
    Periods(u16),
}

/// How many actors are drawn alone, unless that is asked for; more are drawn in groups.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::render::MOST_ACTORS;
///
/// assert!(Network::builtin("seoul")?.actors().len() < MOST_ACTORS);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const MOST_ACTORS: usize = 400;

/// How many periods are drawn at most; what went before is in the first of them.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::render::MOST_PERIODS, 6); // two rows of three
/// ```
pub const MOST_PERIODS: usize = 6;

/// Worlds that are enough for the sizes of discs.
const WORLDS: u64 = 1 << 12;

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
        Self {
            view,
            language: "en".into(),
            size: None,
            mandate: None,
            worlds: WORLDS,
            seed: 1,
            focus: Focus::Whole,
            shows: Shows::Actors,
            grouping: None,
            series: Series::One,
        }
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

    /// What a layout is drawn for: [`Layout::shows`](crate::layout::Layout::shows).
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Shows;
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let diagram = Picture::new(View::today(&seoul)).shows(Shows::Rungs).diagram(&seoul)?;
    /// assert!(diagram.columns[5].starts_with("Hardware") && diagram.ties.is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn shows(self, shows: Shows) -> Self {
        Self { shows, ..self }
    }

    /// One disc for each group of actors. By default actors are drawn alone up to [`MOST_ACTORS`] of them, and by country, kind or
    /// community above.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Partition;
    /// use proxeny::render::{Grouping, Picture};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let picture = Picture::new(View::today(&seoul)).size("degree").group_by(Grouping::By(Partition::Country));
    /// assert!(picture.diagram(&seoul)?.actors.iter().any(|group| group.label.starts_with("Vietnam (")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn group_by(self, grouping: Grouping) -> Self {
        Self { grouping: Some(grouping), ..self }
    }

    /// Two drawings side by side, before and after a scenario, in which everybody stands at the same place; what goes and
    /// what comes stands out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, Scenario, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let scenario = Scenario::from_path("examples/scenarios/metro_catalyst.json")?;
    /// let diagram = Picture::new(View::today(&seoul)).size("degree").scenario(scenario).diagram(&seoul)?;
    /// assert_eq!(diagram.panels.len(), 2);
    /// assert!(diagram.panels[0].ties != diagram.panels[1].ties);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scenario(self, scenario: Scenario) -> Self {
        Self { series: Series::Scenario(Box::new(scenario)), ..self }
    }

    /// One drawing for each period of so many years, in which everybody stands at the same place; ties that begin in it stand
    /// out. The last [`MOST_PERIODS`] are drawn.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let diagram = Picture::new(View::today(&singapore)).by_period(5).diagram(&singapore)?;
    /// assert_eq!(diagram.panels.len(), 6);
    /// assert!(diagram.panels[5].title.starts_with("2022–2026"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn by_period(self, years: u16) -> Self {
        Self { series: Series::Periods(years), ..self }
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
    /// assert!(svg.contains("Enterprise Singapore"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn diagram(&self, network: &Network) -> Result<Diagram, Error> {
        match (&self.series, self.shows) {
            (Series::Scenario(scenario), _) => return panels::before_and_after(self, network, scenario),
            (Series::Periods(years), _) => return panels::periods(self, network, *years),
            (Series::One, Shows::Rungs | Shows::Programmes) => return self.of_its_own(network),
            _ => {}
        }
        let mut diagram = self.whole(network)?.0;
        if self.shows == Shows::Rings {
            diagram.footnotes.insert(0, rings(&self.language).to_owned());
        }
        let too_many = diagram.actors.len() > MOST_ACTORS;
        let grouping = match (&self.grouping, self.shows) {
            (Some(grouping), _) => grouping.clone(),
            (None, Shows::Places) => Grouping::Place,
            (None, _) if too_many => Grouping::fitting(network, &diagram),
            _ => return Ok(diagram),
        };
        if self.shows == Shows::Places {
            self.fill_places(network, &mut diagram);
        }
        grouping.group(network, diagram, &self.language)
    }

    /// A picture that is not one of actors and ties.
    fn of_its_own(&self, network: &Network) -> Result<Diagram, Error> {
        let mut diagram = Diagram::new("");
        diagram.words = words(&self.language);
        if self.shows == Shows::Rungs {
            rungs::fill(network, &self.view, &self.language, &mut diagram)?;
        } else {
            programmes::fill(network, &self.view, &self.language, &mut diagram);
        }
        diagram.subtitle = format!("{} · {}", whole::title(network, &self.language), diagram.subtitle);
        if !network.note().is_empty() {
            diagram.footnotes.push(network.note().to_owned());
        }
        diagram.footnotes.push(self.provenance(network));
        Ok(diagram)
    }

    fn fill_places(&self, network: &Network, diagram: &mut Diagram) {
        let filled = grouping::fill_places(network, diagram);
        if filled > 0 {
            diagram.footnotes.insert(
                0,
                if self.language == "ko" {
                    format!("좌표가 없는 행위자 {filled}개는 같은 국가의 행위자가 가장 많은 곳에 두었습니다.")
                } else {
                    format!("{filled} actors without coordinates stand where most others of their country do.")
                },
            );
        }
    }
}

/// What the rings around an actor mean.
fn rings(language: &str) -> &'static str {
    match language {
        "ko" => {
            "고리: 가운데 행위자에서 관계를 몇 번 거치면 닿는지에 따라 안쪽부터 첫째, 둘째, … 고리에 있습니다. 닿을 수 없는 행위자는 가장 바깥에 있습니다."
        }
        _ => {
            "Rings: in the first is whoever is tied to the middle, in the second whoever is two ties away, and so on; outside of \
             all rings is whoever is in no way tied to it."
        }
    }
}
