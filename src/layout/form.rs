//! What every layout is asked and what it answers.

use super::geometry::{Point, Rect};
use super::label::Anchor;
use super::route::Curve;
use super::separate::Half;
use serde::Serialize;
use std::fmt::Debug;
use std::sync::Arc;

/// What a layout is told of a network. Whatever is left empty is not known.
///
/// # Examples
/// ```
/// use proxeny::layout::{Layout, Layered, Rect, Subject};
///
/// let subject = Subject { tiers: &[0, 1], ties: &[(0, 1)], seed: 1, ..Subject::default() };
/// let points = Layered.form(&subject).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
/// assert!(points[0].y < points[1].y);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// For every actor the tier that it belongs to, 0 the highest.
    pub tiers: &'a [usize],
    /// Pairs of positions. Parallel ties count once, loops and positions out of range not at all.
    pub ties: &'a [(usize, usize)],
    /// Fixes whatever is random.
    pub seed: u64,
    /// For every actor the number of its kind.
    pub kinds: &'a [usize],
    /// For every actor its latitude and longitude in degrees, if they are on record.
    pub places: &'a [Option<(f64, f64)>],
    /// For every actor the column that it stands in, for layouts that have columns: a rung of the ladder, say.
    pub columns: &'a [usize],
    /// The actor that everything is seen from.
    pub focal: Option<usize>,
}

impl Subject<'_> {
    /// How many actors there are.
    pub(super) fn count(&self) -> usize {
        self.tiers.len()
    }

    /// The column of an actor, 0 where nobody told it.
    pub(super) fn column(&self, actor: usize) -> usize {
        self.columns.get(actor).copied().unwrap_or(0)
    }

    /// Where an actor is on the globe.
    pub(super) fn place(&self, actor: usize) -> Option<(f64, f64)> {
        self.places.get(actor).copied().flatten()
    }
}

/// What a layout is drawn for, where that is not simply all actors and ties.
///
/// # Examples
/// ```
/// use proxeny::layout::{Shows, find};
///
/// assert_eq!(find("ladder").map(|layout| layout.shows()), Some(Shows::Rungs));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shows {
    /// Actors and ties.
    #[default]
    Actors,
    /// Actors in rings, by the number of ties to one.
    Rings,
    /// Places: what lies at one place is one disc.
    Places,
    /// Cities by the rung of the ladder that they have reached.
    Rungs,
    /// Programmes and whom they reach.
    Programmes,
}

/// A way to lay a network out.
///
/// # Examples
/// ```
/// use proxeny::layout::{LAYOUTS, Rect, Subject};
///
/// let subject = Subject { tiers: &[0, 1, 1], ties: &[(0, 1), (0, 2)], seed: 1, ..Subject::default() };
/// for layout in LAYOUTS {
///     let points = layout.form(&subject).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
///     assert_eq!(points.len(), 3, "{}: {}", layout.name(), layout.about());
/// }
/// ```
pub trait Layout: Sync {
    /// The name by which it is asked for.
    fn name(&self) -> &'static str;

    /// One sentence on what it shows.
    fn about(&self) -> &'static str;

    /// What it is drawn for.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Shows, find};
    ///
    /// assert_eq!(find("force").map(|layout| layout.shows()), Some(Shows::Actors));
    /// ```
    fn shows(&self) -> Shows {
        Shows::Actors
    }

    /// The form of a network, to be fitted into any page.
    fn form(&self, subject: &Subject) -> Form;
}

/// Something that lies behind the drawing.
///
/// # Examples
/// ```
/// use proxeny::layout::Ground;
/// use proxeny::render::{Diagram, DiagramActor, DrawOptions, compose};
///
/// let mut diagram = Diagram::new("Two cities");
/// for (id, lat, lon) in [("seoul", 37.6, 127.0), ("athens", 38.0, 23.7)] {
///     let mut city = DiagramActor::new(id, "", "city");
///     (city.lat, city.lon) = (Some(lat), Some(lon));
///     diagram.actors.push(city);
/// }
/// let scene = compose(&diagram, &DrawOptions::default().layout("geographic"))?;
/// assert!(scene.grounds.iter().any(|ground| matches!(ground, Ground::Land(_)))); // the land between them
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// An outline of land.
    Land(Vec<Point>),
    /// The part of a map that is shown, within which all that is not land is sea.
    Sea(Vec<Point>),
    /// A ring that fills this box.
    Ring(Rect),
    /// The side of a sector.
    Spoke(Point, Point),
}

impl Ground {
    /// Moved by (dx, dy).
    pub(crate) fn shifted(self, dx: f64, dy: f64) -> Self {
        let moved = |line: Vec<Point>| line.into_iter().map(|point| point.shifted(dx, dy)).collect();
        match self {
            Self::Land(line) => Self::Land(moved(line)),
            Self::Sea(line) => Self::Sea(moved(line)),
            Self::Ring(at) => Self::Ring(Rect { x: at.x + dx, y: at.y + dy, ..at }),
            Self::Spoke(from, to) => Self::Spoke(from.shifted(dx, dy), to.shifted(dx, dy)),
        }
    }
}

/// How far actors may be moved from where a form wants them, to make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// As far as it takes.
    Loose,
    /// A little, so that names have room.
    Near,
    /// No more than discs and numbers need.
    Firm,
}

/// What a form is made of.
pub(crate) trait Shape: Debug + Send + Sync {
    /// Positions on the page, one for each actor.
    fn fit(&self, frame: Rect) -> Vec<Point>;

    /// Actors that must stay within a part of the page, with that part, where boxes of these extents are to be placed.
    fn regions(&self, frame: Rect, boxes: &[Half]) -> Vec<Region> {
        vec![Region { heading: None, members: (0..boxes.len()).collect(), frame }]
    }

    /// Positions of the members of a region, where a region is fitted on its own.
    fn fit_region(&self, _region: &Region) -> Option<Vec<Point>> {
        None
    }

    /// Which end of the name of an actor had better be at its disc.
    fn side(&self, _actor: usize) -> Option<Anchor> {
        None
    }

    /// Whether it is a list, which is no use without all names.
    fn is_list(&self) -> bool {
        false
    }

    /// What is written beside rings and sectors.
    fn captions(&self, _frame: Rect) -> Vec<Caption> {
        Vec::new()
    }

    /// How far actors may be moved.
    fn hold(&self) -> Hold {
        Hold::Loose
    }

    /// Who is not moved at all.
    fn fixed(&self) -> Option<usize> {
        None
    }

    /// How large discs are, 1 being usual.
    fn disc_scale(&self) -> f64 {
        1.0
    }

    /// Whether a frame is too small, whatever the boxes.
    fn is_tight(&self, _frame: Rect) -> bool {
        false
    }

    /// What lies behind the drawing.
    fn grounds(&self, _frame: Rect) -> Vec<Ground> {
        Vec::new()
    }

    /// The course of the tie between two actors that stand at `ends`, where the form decides it.
    fn course(&self, _frame: Rect, _tie: (usize, usize), _ends: (Point, Point)) -> Option<Vec<Curve>> {
        None
    }
}

/// A part of the page.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    /// What is written beside it, if anything.
    pub(crate) heading: Option<Heading>,
    pub(crate) members: Vec<usize>,
    pub(crate) frame: Rect,
}

/// What is written beside a part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// The name of a tier, left of it.
    Tier(usize),
    /// The name of a column, above it.
    Column(usize),
    /// That its members have no place on record, left of it.
    Unplaced,
    /// That its members have no tie, left of it.
    Untied,
}

/// Something written at a point of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Caption {
    pub(crate) at: Point,
    pub(crate) of: Captioned,
}

/// What a caption tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Captioned {
    /// A ring of those so many ties away.
    Ring(usize),
    /// Those that are in no way tied to the middle.
    Beyond,
    /// A sector of a tier.
    Tier(usize),
    /// A sector of a kind.
    Kind(usize),
}

/// The width of the column with headings that stand left of a part of the page.
pub(crate) const HEADING_COLUMN: f64 = 100.0;

/// The form of a network, not yet fitted into a page.
///
/// # Examples
/// ```
/// use proxeny::layout::{Force, Rect};
///
/// let form = Force::new(1).unfold(5, &[(0, 1), (2, 3)]); // unfolded once, fitted into any page
/// for page in [Rect::new(0.0, 0.0, 400.0, 300.0), Rect::new(0.0, 0.0, 90.0, 900.0)] {
///     assert_eq!(form.fit(page).len(), 5);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Form(Arc<dyn Shape>);

impl Form {
    pub(crate) fn new(shape: impl Shape + 'static) -> Self {
        Self(Arc::new(shape))
    }

    /// Positions on the page, one for each actor, all within `frame`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Force, Rect};
    ///
    /// let page = Rect::new(0.0, 0.0, 400.0, 300.0);
    /// let points = Force::new(1).unfold(3, &[(0, 1), (1, 2)]).fit(page);
    /// assert!(points.iter().all(|point| page.nearest(*point) == *point)); // all within
    /// ```
    pub fn fit(&self, frame: Rect) -> Vec<Point> {
        self.0.fit(frame)
    }

    pub(crate) fn shape(&self) -> &dyn Shape {
        &*self.0
    }
}
