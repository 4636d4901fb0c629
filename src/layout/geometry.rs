//! Points and rectangles; x grows to the right, y downwards, as on a screen.

use serde::Serialize;

/// A place on the page.
///
/// # Examples
/// ```
/// use proxeny::layout::Point;
///
/// let below = Point { x: 3.0, y: 4.0 };
/// assert!(below.y > Point::default().y); // y grows downwards
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point (x, y).
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    ///
    /// assert_eq!(Point::new(3.0, 4.0), Point { x: 3.0, y: 4.0 });
    /// ```
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point a share `t` of the way to `other`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    ///
    /// let quarter = Point::new(0.0, 0.0).towards(Point::new(8.0, 4.0), 0.25);
    /// assert_eq!(quarter, Point::new(2.0, 1.0));
    /// ```
    #[must_use]
    pub fn towards(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// Moved by (dx, dy).
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    ///
    /// assert_eq!(Point::new(1.0, 2.0).shifted(10.0, -2.0), Point::new(11.0, 0.0));
    /// ```
    #[must_use]
    pub fn shifted(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// Straight distance to `other`. Not `hypot`, whose last digit depends on the platform.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    ///
    /// assert_eq!(Point::new(0.0, 0.0).distance(Point::new(3.0, 4.0)), 5.0);
    /// ```
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// Distance to the segment from `a` to `b`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    ///
    /// let (a, b) = (Point::new(0.0, 0.0), Point::new(10.0, 0.0));
    /// assert_eq!(Point::new(5.0, 3.0).distance_to_segment(a, b), 3.0);
    /// assert_eq!(Point::new(13.0, 4.0).distance_to_segment(a, b), 5.0); // to its end
    /// ```
    pub fn distance_to_segment(self, a: Self, b: Self) -> f64 {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let squared = dx * dx + dy * dy;
        if squared == 0.0 {
            return self.distance(a);
        }
        let t = ((self.x - a.x) * dx + (self.y - a.y) * dy) / squared;
        self.distance(a.towards(b, t.clamp(0.0, 1.0)))
    }
}

/// An upright rectangle.
///
/// # Examples
/// ```
/// use proxeny::layout::{Point, Rect};
///
/// let label = Rect { x: 10.0, y: 20.0, width: 60.0, height: 12.0 };
/// assert_eq!((label.right(), label.bottom(), label.center()), (70.0, 32.0, Point::new(40.0, 26.0)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Extent to the right, never negative.
    pub width: f64,
    /// Extent downwards, never negative.
    pub height: f64,
}

impl Rect {
    /// A rectangle by its upper left corner and its extents.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// assert_eq!(Rect::new(10.0, 20.0, 60.0, 12.0).right(), 70.0);
    /// ```
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The rectangle that reaches `half_width` and `half_height` from `center`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Point, Rect};
    ///
    /// let disc = Rect::around(Point::new(50.0, 50.0), 8.0, 8.0);
    /// assert_eq!(disc, Rect::new(42.0, 42.0, 16.0, 16.0));
    /// ```
    pub fn around(center: Point, half_width: f64, half_height: f64) -> Self {
        Self::new(center.x - half_width, center.y - half_height, 2.0 * half_width, 2.0 * half_height)
    }

    /// The smallest rectangle that holds both points.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Point, Rect};
    ///
    /// let box_of_tie = Rect::spanning(Point::new(9.0, 1.0), Point::new(3.0, 5.0));
    /// assert_eq!(box_of_tie, Rect::new(3.0, 1.0, 6.0, 4.0));
    /// ```
    pub fn spanning(a: Point, b: Point) -> Self {
        Self::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
    }

    /// Right edge.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// assert_eq!(Rect::new(10.0, 20.0, 60.0, 12.0).right(), 70.0);
    /// ```
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// assert_eq!(Rect::new(10.0, 20.0, 60.0, 12.0).bottom(), 32.0);
    /// ```
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Middle.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Point, Rect};
    ///
    /// assert_eq!(Rect::new(10.0, 20.0, 60.0, 12.0).center(), Point::new(40.0, 26.0));
    /// ```
    pub fn center(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Width times height.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// assert_eq!(Rect::new(10.0, 20.0, 60.0, 12.0).area(), 720.0);
    /// ```
    pub fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Whether the two share more than an edge.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// let label = Rect::new(0.0, 0.0, 10.0, 10.0);
    /// assert!(label.overlaps(&Rect::new(9.0, 9.0, 5.0, 5.0)));
    /// assert!(!label.overlaps(&Rect::new(10.0, 0.0, 5.0, 5.0))); // side by side
    /// ```
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies within this one, edges included.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// let page = Rect::new(0.0, 0.0, 100.0, 100.0);
    /// assert!(page.contains(&Rect::new(90.0, 90.0, 10.0, 10.0)));
    /// assert!(!page.contains(&Rect::new(95.0, 90.0, 10.0, 10.0)));
    /// ```
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Larger by `by` on every side; smaller where `by` is negative, but never inside out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Rect;
    ///
    /// let label = Rect::new(10.0, 10.0, 20.0, 4.0);
    /// assert_eq!(label.inflated(1.0), Rect::new(9.0, 9.0, 22.0, 6.0));
    /// assert_eq!(label.inflated(-5.0).height, 0.0); // never inside out
    /// ```
    #[must_use]
    pub fn inflated(&self, by: f64) -> Self {
        Self::around(self.center(), (self.width / 2.0 + by).max(0.0), (self.height / 2.0 + by).max(0.0))
    }

    /// The point of the rectangle that is nearest to `point`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Point, Rect};
    ///
    /// let label = Rect::new(0.0, 0.0, 10.0, 10.0);
    /// assert_eq!(label.nearest(Point::new(15.0, 5.0)), Point::new(10.0, 5.0));
    /// assert_eq!(label.nearest(Point::new(3.0, 5.0)), Point::new(3.0, 5.0)); // inside
    /// ```
    pub fn nearest(&self, point: Point) -> Point {
        Point::new(point.x.max(self.x).min(self.right()), point.y.max(self.y).min(self.bottom()))
    }

    /// Whether the segment from `a` to `b` touches the rectangle (clipping after Liang and Barsky 1984).
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Point, Rect};
    ///
    /// let label = Rect::new(0.0, 0.0, 10.0, 10.0);
    /// assert!(label.meets_segment(Point::new(-5.0, 5.0), Point::new(15.0, 5.0)));
    /// assert!(!label.meets_segment(Point::new(-5.0, 0.0), Point::new(0.0, -5.0)));
    /// ```
    pub fn meets_segment(&self, a: Point, b: Point) -> bool {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (step, room) in
            [(-dx, a.x - self.x), (dx, self.right() - a.x), (-dy, a.y - self.y), (dy, self.bottom() - a.y)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter <= leave
    }
}

/// A long line as short pieces, so that its boxes in a grid stay small.
pub(crate) fn chopped(a: Point, b: Point) -> impl Iterator<Item = (Point, Point)> {
    let count = (a.distance(b) / 40.0).ceil().clamp(1.0, 200.0);
    (0..count as usize).map(move |i| (a.towards(b, i as f64 / count), a.towards(b, (i + 1) as f64 / count)))
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect};

    #[test]
    fn rectangles_that_share_an_edge_do_not_overlap() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.overlaps(&Rect::new(10.0, 0.0, 5.0, 5.0)));
        assert!(a.overlaps(&Rect::new(9.9, 9.9, 5.0, 5.0)));
        assert!(a.contains(&Rect::new(0.0, 0.0, 10.0, 10.0)));
    }

    #[test]
    fn segments_are_clipped() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(a.meets_segment(Point::new(-5.0, 5.0), Point::new(15.0, 5.0)));
        assert!(a.meets_segment(Point::new(5.0, 5.0), Point::new(5.0, 5.0)));
        assert!(!a.meets_segment(Point::new(-5.0, 0.0), Point::new(0.0, -5.0)));
        assert!(!a.meets_segment(Point::new(12.0, 0.0), Point::new(12.0, 10.0)));
    }

    #[test]
    fn distance_to_a_segment_ends_at_its_ends() {
        let (a, b) = (Point::new(0.0, 0.0), Point::new(10.0, 0.0));
        assert_eq!(Point::new(5.0, 3.0).distance_to_segment(a, b), 3.0);
        assert_eq!(Point::new(13.0, 4.0).distance_to_segment(a, b), 5.0);
        assert_eq!(Point::new(3.0, 4.0).distance_to_segment(a, a), 5.0);
    }
}
