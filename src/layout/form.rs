//! What every layout is asked and what it answers.

use super::geometry::{Point, Rect};
use super::separate::Half;
use std::fmt::Debug;
use std::sync::Arc;

/// What a layout is told of a network.
///
/// # Examples
/// ```
/// use proxeny::layout::{Layout, Layered, Rect, Subject};
///
/// let subject = Subject { tiers: &[0, 1], ties: &[(0, 1)], seed: 1 };
/// let points = Layered.form(&subject).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
/// assert!(points[0].y < points[1].y);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// For every actor the tier that it belongs to, 0 the highest.
    pub tiers: &'a [usize],
    /// Pairs of positions. Parallel ties count once, loops and positions out of range not at all.
    pub ties: &'a [(usize, usize)],
    /// Fixes whatever is random.
    pub seed: u64,
}

/// A way to lay a network out.
///
/// # Examples
/// ```
/// use proxeny::layout::{LAYOUTS, Rect, Subject};
///
/// let subject = Subject { tiers: &[0, 1, 1], ties: &[(0, 1), (0, 2)], seed: 1 };
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

    /// The form of a network, to be fitted into any page.
    fn form(&self, subject: &Subject) -> Form;
}

/// What a form is made of.
pub(crate) trait Shape: Debug + Send + Sync {
    /// Positions on the page, one for each actor.
    fn fit(&self, frame: Rect) -> Vec<Point>;

    /// Actors that must stay within a part of the page, with that part, where boxes of these extents are to be placed.
    fn regions(&self, frame: Rect, boxes: &[Half]) -> Vec<Region> {
        vec![Region { tier: None, members: (0..boxes.len()).collect(), frame }]
    }
}

/// A part of the page.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    /// The tier that it is for, if it is for one.
    pub(crate) tier: Option<usize>,
    pub(crate) members: Vec<usize>,
    pub(crate) frame: Rect,
}

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

    pub(crate) fn regions(&self, frame: Rect, boxes: &[Half]) -> Vec<Region> {
        self.0.regions(frame, boxes)
    }
}
