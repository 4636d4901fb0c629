//! Points and rectangles; x grows to the right, y downwards, as on a screen.

use serde::Serialize;

/// A place on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point (x, y).
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point a share `t` of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// Moved by (dx, dy).
    #[must_use]
    pub fn shifted(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// Straight distance to `other`. Not `hypot`, whose last digit depends on the platform.
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// Distance to the segment from `a` to `b`.
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
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The rectangle that reaches `half_width` and `half_height` from `center`.
    pub fn around(center: Point, half_width: f64, half_height: f64) -> Self {
        Self::new(center.x - half_width, center.y - half_height, 2.0 * half_width, 2.0 * half_height)
    }

    /// The smallest rectangle that holds both points.
    pub fn spanning(a: Point, b: Point) -> Self {
        Self::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Middle.
    pub fn center(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Width times height.
    pub fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies within this one, edges included.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Larger by `by` on every side; smaller where `by` is negative, but never inside out.
    #[must_use]
    pub fn inflated(&self, by: f64) -> Self {
        Self::around(self.center(), (self.width / 2.0 + by).max(0.0), (self.height / 2.0 + by).max(0.0))
    }

    /// The point of the rectangle that is nearest to `point`.
    pub fn nearest(&self, point: Point) -> Point {
        Point::new(point.x.max(self.x).min(self.right()), point.y.max(self.y).min(self.bottom()))
    }

    /// Whether the segment from `a` to `b` touches the rectangle (clipping after Liang and Barsky 1984).
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
