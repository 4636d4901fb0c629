//! What is to be drawn, in plain data.

use crate::error::{Error, ErrorKind};
use serde::Serialize;

/// An actor of a diagram.
///
/// # Examples
/// ```
/// use proxeny::render::DiagramActor;
///
/// let mut actor = DiagramActor::new("smg", "서울", "city_government");
/// actor.size = 12.5; // its leverage, say
/// assert_eq!((actor.label.as_str(), actor.emphasised, actor.lat), ("서울", false, None));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DiagramActor {
    /// Its id, unique in the diagram.
    pub id: String,
    /// Its name, in the language of the diagram; the id stands in where it is empty.
    pub label: String,
    /// The key of its kind, which the legend explains.
    pub kind: String,
    /// The measure that sets the area of its disc; 0 or more. This is 0 by default.
    pub size: f64,
    /// Names are placed in this order, the highest first, equals in the order of the actors. This is 0 by default.
    pub priority: f64,
    /// What a reader sees who points at it.
    pub tooltip: String,
    /// Whether it stands out; its name is then placed before all others.
    pub emphasised: bool,
    /// Position of its tier in [`Diagram::tiers`], for layouts that keep tiers apart. This is 0 by default.
    pub tier: usize,
    /// Position of its column in [`Diagram::columns`], for layouts that have columns. This is 0 by default.
    pub column: usize,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
}

impl DiagramActor {
    /// An actor of the smallest size.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::DiagramActor;
    ///
    /// let actor = DiagramActor::new("smg", "Seoul", "city_government");
    /// assert_eq!((actor.kind.as_str(), actor.size, actor.priority), ("city_government", 0.0, 0.0));
    /// ```
    pub fn new(id: impl Into<String>, label: impl Into<String>, kind: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), kind: kind.into(), ..Self::default() }
    }

    /// What to call it.
    pub(crate) fn name(&self) -> &str {
        if self.label.trim().is_empty() { &self.id } else { &self.label }
    }
}

/// A tie of a diagram.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DiagramTie, DrawOptions, compose};
///
/// let mut diagram = Diagram::new("Two cities");
/// diagram.actors = ["smg", "athens"].map(|id| DiagramActor::new(id, "", "city")).into();
/// let mut tie = DiagramTie::new(0, 1);
/// tie.assumed = true;
/// diagram.ties.push(tie);
/// assert!(compose(&diagram, &DrawOptions::default())?.ties.iter().any(|stroke| stroke.dashed));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DiagramTie {
    /// Position of the actor that it comes from.
    pub from: usize,
    /// Position of the actor that it goes to.
    pub to: usize,
    /// Whether it goes both ways.
    pub mutual: bool,
    /// Its strength, above 0 and up to 1, which sets its width. This is 0.5 by default.
    pub strength: f64,
    /// Whether it is assumed rather than recorded; drawn dashed.
    pub assumed: bool,
    /// Whether it stands out, as those of the best route do.
    pub emphasised: bool,
    /// How many ties it stands for, where it stands for several; its width then follows its strength more, and the number
    /// is written beside it.
    pub count: Option<usize>,
    /// What it is called, where a format has room for it.
    pub label: String,
    /// What a reader sees who points at it.
    pub tooltip: String,
}

impl DiagramTie {
    /// A one-way tie of middle strength.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::DiagramTie;
    ///
    /// let tie = DiagramTie::new(0, 1);
    /// assert_eq!((tie.from, tie.to, tie.strength, tie.mutual), (0, 1, 0.5, false));
    /// ```
    pub fn new(from: usize, to: usize) -> Self {
        let (label, tooltip) = (String::new(), String::new());
        Self { from, to, mutual: false, strength: 0.5, assumed: false, emphasised: false, count: None, label, tooltip }
    }
}

/// A kind of actor, as the legend explains it.
///
/// # Examples
/// ```
/// use proxeny::render::Picture;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let diagram = Picture::new(View::ever()).size("degree").diagram(&seoul)?;
/// let sme = diagram.legend.iter().find(|entry| entry.key == "sme").expect("there are small firms");
/// assert_eq!(sme.count, diagram.actors.iter().filter(|actor| actor.kind == "sme").count());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LegendEntry {
    /// The key that actors name as their kind.
    pub key: String,
    /// What the kind is called.
    pub label: String,
    /// Its colour, like `#2a9d8f`. Where this is empty a palette gives one.
    pub color: String,
    /// How many actors are of this kind.
    pub count: usize,
}

/// The words of the drawing itself, so that it can speak the reader's language.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, Words};
///
/// let mut diagram = Diagram::new("서울");
/// assert_eq!(diagram.words, Words::default());
/// diagram.words.one_way = "한 방향 관계".into();
/// assert_ne!(diagram.words, Words::default());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Words {
    /// Of a tie with an arrowhead.
    pub one_way: String,
    /// Of a tie without one.
    pub two_way: String,
    /// Of a dashed tie.
    pub assumed: String,
    /// Of a tie that stands out.
    pub emphasised: String,
    /// Above the list of the actors that have a number instead of a name.
    pub key: String,
    /// Beside the actors that have no place on a map.
    pub unplaced: String,
    /// Beside the actors that have no tie.
    pub untied: String,
    /// Of a line with a number: as many ties.
    pub several: String,
    /// Of a pale line.
    pub pale: String,
    /// A footnote where not everyone is named.
    pub unnamed: String,
    /// What the first rings around an actor are called, the innermost first.
    pub rings: [String; 3],
    /// What a ring farther out is called, `{}` standing for its number.
    pub outer_ring: String,
    /// Outside of all rings.
    pub beyond: String,
}

impl Words {
    /// What a ring is called.
    pub(crate) fn ring(&self, ring: usize) -> String {
        let named = ring.checked_sub(1).and_then(|at| self.rings.get(at));
        named.cloned().unwrap_or_else(|| self.outer_ring.replace("{}", &ring.to_string()))
    }
}

impl Default for Words {
    fn default() -> Self {
        Self {
            one_way: "one-way tie".into(),
            two_way: "two-way tie".into(),
            assumed: "assumed tie".into(),
            emphasised: "best route".into(),
            key: "Numbers in the drawing".into(),
            unplaced: "No place on record".into(),
            untied: "Without ties".into(),
            several: "several ties, with their number".into(),
            pale: "tie of one whose name is not written".into(),
            unnamed: "Names are written where they fit, the largest discs first; --names all gives everyone a name or a number.".into(),
            rings: ["1 tie away", "2 ties away", "3 ties away"].map(str::to_owned),
            outer_ring: "{} ties away".into(),
            beyond: "not tied".into(),
        }
    }
}

/// One of several drawings of the same diagram: who and what is seen in it.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DiagramTie, DrawOptions, Panel, compose};
///
/// let mut diagram = Diagram::new("Two cities");
/// diagram.actors = ["smg", "athens"].map(|id| DiagramActor::new(id, "", "city")).into();
/// diagram.ties.push(DiagramTie::new(0, 1));
/// let panel = |title: &str, ties| Panel { title: title.into(), actors: vec![0, 1], ties, ..Panel::default() };
/// diagram.panels = vec![panel("before", vec![]), panel("after", vec![0])];
/// let scene = compose(&diagram, &DrawOptions::default())?;
/// let discs: Vec<_> = scene.shapes.iter().filter(|disc| disc.id.as_deref() == Some("smg")).collect();
/// assert_eq!((discs.len(), discs[0].center.y), (2, discs[1].center.y)); // the same place in both
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Panel {
    /// What it shows: a date, say.
    pub title: String,
    /// Positions of the actors that are seen.
    pub actors: Vec<usize>,
    /// Positions of the ties that are seen.
    pub ties: Vec<usize>,
    /// Positions of those of them that stand out in this panel, ascending.
    pub emphasised: Vec<usize>,
    /// The size of every actor of the diagram in this panel; where this is empty, its own.
    pub sizes: Vec<f64>,
}

/// What is to be drawn.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DiagramTie, DrawOptions, Renderer, Svg};
///
/// let mut diagram = Diagram::new("Two cities");
/// diagram.actors.push(DiagramActor::new("smg", "Seoul", "city_government"));
/// diagram.actors.push(DiagramActor::new("athens", "Athens", "foreign_city"));
/// diagram.ties.push(DiagramTie::new(0, 1));
/// let svg = Svg.render(&diagram, &DrawOptions::default())?;
/// assert!(String::from_utf8_lossy(&svg).contains("Athens"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Diagram {
    /// What it shows.
    pub title: String,
    /// The language of its words as a code like `ko`; empty if unknown.
    pub language: String,
    /// Date and counts, say.
    pub subtitle: String,
    /// Below the drawing, one line each.
    pub footnotes: Vec<String>,
    /// The actors.
    pub actors: Vec<DiagramActor>,
    /// The ties between them.
    pub ties: Vec<DiagramTie>,
    /// The kinds of actors, in the order of the legend, which also gives each kind its shape.
    pub legend: Vec<LegendEntry>,
    /// What the tiers are called, the highest first; without names none are written.
    pub tiers: Vec<String>,
    /// What the columns are called, for layouts that have columns.
    pub columns: Vec<String>,
    /// Drawings side by side in which everybody stands at the same place; without any there is one drawing of everything.
    pub panels: Vec<Panel>,
    /// What the size of a disc means.
    pub size_label: String,
    /// More about the size, in smaller print.
    pub size_note: String,
    /// The words of the drawing itself. These are English by default.
    pub words: Words,
}

impl Diagram {
    /// An empty diagram.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Diagram;
    ///
    /// let diagram = Diagram::new("Two cities");
    /// assert_eq!((diagram.title.as_str(), diagram.actors.len()), ("Two cities", 0));
    /// ```
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Whether every tie joins two different actors and every number is one.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] that names the first actor or tie that is not sound.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{Diagram, DiagramActor, DiagramTie};
    ///
    /// let mut diagram = Diagram::new("One city");
    /// diagram.actors.push(DiagramActor::new("smg", "Seoul", "city_government"));
    /// assert!(diagram.check().is_ok());
    /// diagram.ties.push(DiagramTie::new(0, 1)); // to nobody
    /// assert!(diagram.check().unwrap_err().to_string().starts_with("tie 0 of the diagram"));
    /// ```
    pub fn check(&self) -> Result<(), Error> {
        let refuse = |message: String| Err(ErrorKind::Parameter(message).into());
        for actor in &self.actors {
            if !(actor.size.is_finite() && actor.size >= 0.0 && !actor.priority.is_nan()) {
                return refuse(format!("actor `{}` of the diagram needs a size of 0 or more and a priority", actor.id));
            }
        }
        for (i, tie) in self.ties.iter().enumerate() {
            if tie.from == tie.to || tie.from.max(tie.to) >= self.actors.len() {
                return refuse(format!("tie {i} of the diagram must join two different of its actors"));
            }
            if !(tie.strength > 0.0 && tie.strength <= 1.0) {
                return refuse(format!("tie {i} of the diagram needs a strength above 0 and up to 1"));
            }
        }
        for panel in &self.panels {
            let known = panel.actors.iter().all(|&i| i < self.actors.len())
                && panel.ties.iter().chain(&panel.emphasised).all(|&i| i < self.ties.len())
                && (panel.sizes.is_empty() || panel.sizes.len() == self.actors.len())
                && panel.sizes.iter().all(|size| size.is_finite() && *size >= 0.0);
            if !known {
                return refuse(format!("panel `{}` of the diagram needs its actors, ties and sizes", panel.title));
            }
        }
        Ok(())
    }

    /// The position of a kind in the legend; kinds that the legend does not name come after it.
    pub(crate) fn kind_index(&self, kind: &str) -> usize {
        self.legend.iter().position(|entry| entry.key == kind).unwrap_or(self.legend.len())
    }

    /// The colour of a kind by its position in the legend.
    pub(crate) fn color(&self, kind: usize) -> String {
        match self.legend.get(kind) {
            Some(entry) if !entry.color.is_empty() => entry.color.clone(),
            Some(_) => PALETTE[kind % PALETTE.len()].to_owned(),
            None => "#8d99ae".to_owned(),
        }
    }

    /// The largest size of an actor, 0 where there is none.
    pub(crate) fn largest(&self) -> f64 {
        let others = self.panels.iter().flat_map(|panel| panel.sizes.iter().copied());
        self.actors.iter().map(|actor| actor.size).chain(others).fold(0.0, f64::max)
    }
}

/// Colours that stay apart for readers who confuse red and green or blue and yellow, after Okabe and Ito 2008, with two more;
/// tests/colours.rs checks how far apart they are.
pub(super) const PALETTE: [&str; 10] =
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#332288", "#f0e442", "#661100", "#8c8c8c"];

#[cfg(test)]
mod tests {
    use super::{Diagram, DiagramActor, DiagramTie};

    fn pair() -> Diagram {
        let actors = vec![DiagramActor::new("a", "", "x"), DiagramActor::new("b", "B", "x")];
        Diagram { actors, ties: vec![DiagramTie::new(0, 1)], ..Diagram::new("t") }
    }

    #[test]
    fn unsound_diagrams_are_refused() {
        assert!(pair().check().is_ok());
        let mut far = pair();
        far.ties[0].to = 2;
        assert!(far.check().unwrap_err().to_string().contains("tie 0"));
        let mut weak = pair();
        weak.ties[0].strength = f64::NAN;
        assert!(weak.check().is_err());
        let mut odd = pair();
        odd.actors[1].size = -1.0;
        assert!(odd.check().unwrap_err().to_string().contains("`b`"));
    }

    #[test]
    fn the_id_stands_in_for_a_name() {
        assert_eq!(pair().actors[0].name(), "a");
    }
}
