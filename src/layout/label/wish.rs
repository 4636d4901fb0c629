//! What actors ask for, and what they get.

use crate::layout::geometry::{Point, Rect};
use crate::layout::separate::Half;
use serde::Serialize;

/// Between a disc and its label, in pixels.
pub(super) const GAP: f64 = 1.5;

/// What an actor asks for.
///
/// # Examples
/// ```
/// use proxeny::layout::label::{Spot, Wish, place};
/// use proxeny::layout::{Point, Rect};
///
/// let wish = Wish {
///     center: Point::new(50.0, 50.0),
///     reach: 8.0,
///     priority: 1.0,
///     forms: vec![(30.0, 12.0)],
///     number: (10.0, 8.0),
///     side: None,
/// };
/// let page = Rect::new(0.0, 0.0, 100.0, 100.0);
/// let Spot::Name { at, .. } = &place(&[wish.clone()], &[], page, None)[0] else { panic!("there is room") };
/// assert!(page.contains(at) && !at.overlaps(&wish.disc().inflated(-3.0)));
/// ```
#[derive(Clone, Debug)]
pub struct Wish {
    /// The middle of its disc.
    pub center: Point,
    /// How far its disc reaches.
    pub reach: f64,
    /// Who comes first: higher before lower, equals in their order.
    pub priority: f64,
    /// Width and height of its name in each form it can take, the best form first.
    pub forms: Vec<(f64, f64)>,
    /// Width and height of a number.
    pub number: (f64, f64),
    /// The end of the name that had better be at the disc, if it matters.
    pub side: Option<Anchor>,
}

impl Wish {
    /// The box around the disc that must be free of other such boxes, so that a number always finds its place.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::label::Wish;
    ///
    /// let center = Point::new(50.0, 50.0);
    /// let small = Wish { center, reach: 2.0, priority: 1.0, forms: Vec::new(), number: (10.0, 8.0), side: None };
    /// assert!(small.core().height > small.core().width); // room for a number below the disc
    /// ```
    pub fn core(&self) -> Half {
        let (width, _) = self.number;
        if self.holds_number() {
            return Half { width: self.reach + 1.0, height: self.reach + 1.0 };
        }
        Half { width: self.reach.max(width / 2.0) + 1.0, height: self.reach + self.core_shift() + 1.0 }
    }

    /// How far the middle of the [core](Self::core) lies below the middle of the disc.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::label::Wish;
    ///
    /// let center = Point::new(50.0, 50.0);
    /// let large = Wish { center, reach: 20.0, priority: 1.0, forms: Vec::new(), number: (10.0, 8.0), side: None };
    /// assert_eq!(large.core_shift(), 0.0); // its number goes inside
    /// assert!(Wish { reach: 2.0, ..large }.core_shift() > 0.0);
    /// ```
    pub fn core_shift(&self) -> f64 {
        if self.holds_number() { 0.0 } else { 0.5 * (GAP + self.number.1) }
    }

    /// Whether the number fits into the disc.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::label::Wish;
    ///
    /// let center = Point::new(50.0, 50.0);
    /// let large = Wish { center, reach: 20.0, priority: 1.0, forms: Vec::new(), number: (10.0, 8.0), side: None };
    /// assert!(large.holds_number());
    /// assert!(!Wish { reach: 2.0, ..large }.holds_number());
    /// ```
    pub fn holds_number(&self) -> bool {
        let (width, height) = self.number;
        (width * width + height * height).sqrt() / 2.0 < 0.72 * self.reach
    }

    /// The box of the disc.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::label::Wish;
    /// use proxeny::layout::{Point, Rect};
    ///
    /// let center = Point::new(50.0, 50.0);
    /// let wish = Wish { center, reach: 20.0, priority: 1.0, forms: Vec::new(), number: (10.0, 8.0), side: None };
    /// assert_eq!(wish.disc(), Rect::new(30.0, 30.0, 40.0, 40.0));
    /// ```
    pub fn disc(&self) -> Rect {
        Rect::around(self.center, self.reach, self.reach)
    }

    /// Where its number goes if there is no better place.
    pub(super) fn reserve(&self) -> Rect {
        let (width, height) = self.number;
        let below = self.center.y + self.reach + GAP + height / 2.0;
        let middle = if self.holds_number() { self.center } else { Point::new(self.center.x, below) };
        Rect::around(middle, width / 2.0, height / 2.0)
    }
}

/// Which end of a text is nearest to its disc.
///
/// # Examples
/// ```
/// use proxeny::layout::label::{Anchor, Spot, Wish, place};
/// use proxeny::layout::{Point, Rect};
///
/// // At the left border a name can only begin at its disc.
/// let center = Point::new(9.0, 50.0);
/// let wish = Wish { center, reach: 8.0, priority: 1.0, forms: vec![(60.0, 12.0)], number: (10.0, 8.0), side: None };
/// let spots = place(&[wish], &[], Rect::new(0.0, 0.0, 100.0, 100.0), None);
/// assert!(matches!(spots[0], Spot::Name { anchor: Anchor::Start, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How an actor is identified.
///
/// # Examples
/// ```
/// use proxeny::layout::label::{Spot, Wish, place};
/// use proxeny::layout::{Point, Rect};
///
/// let center = Point::new(50.0, 50.0);
/// let wish = Wish { center, reach: 20.0, priority: 1.0, forms: vec![(900.0, 12.0)], number: (10.0, 8.0), side: None };
/// let spots = place(&[wish], &[], Rect::new(0.0, 0.0, 100.0, 100.0), None);
/// assert!(matches!(spots[0], Spot::Number { inside: true, .. })); // the name is wider than the page
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Spot {
    /// By its name.
    Name {
        /// Which of its forms.
        form: usize,
        /// Where.
        at: Rect,
        /// Which end of the text is at the disc.
        anchor: Anchor,
        /// The line that leads there, if it is farther off.
        leader: Option<(Point, Point)>,
    },
    /// By a number.
    Number {
        /// Where.
        at: Rect,
        /// Whether that is inside the disc.
        inside: bool,
    },
}
