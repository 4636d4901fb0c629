//! Gives every tie its bend: straight where the way is free, curved around the discs of actors it does not concern.

use super::geometry::{Point, Rect, chopped};
use super::grid::Grid;
use serde::Serialize;

/// Bends that are tried, as shares of the length of a tie.
const BENDS: [f64; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.2, -0.2, 0.28, -0.28];
/// The farthest that a tie may leave its straight line, in pixels.
const SWING: f64 = 70.0;
/// How far apart parallel ties run, in pixels.
const LANE: f64 = 12.0;
/// Pieces that stand for a curve when it is tested against boxes.
const PIECES: usize = 10;

/// A quadratic Bézier curve.
///
/// # Examples
/// ```
/// use proxeny::layout::Point;
/// use proxeny::layout::route::Curve;
///
/// let (from, to) = (Point::new(0.0, 0.0), Point::new(10.0, 0.0));
/// let curve = Curve { from, bend: Point::new(5.0, 4.0), to };
/// assert_eq!((curve.at(0.0), curve.at(0.5), curve.at(1.0)), (from, Point::new(5.0, 2.0), to));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// Where it begins.
    pub from: Point,
    /// The control point.
    pub bend: Point,
    /// Where it ends.
    pub to: Point,
}

impl Curve {
    /// A curve whose middle lies `offset` to the side of the straight line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::route::Curve;
    ///
    /// let curve = Curve::new(Point::new(0.0, 0.0), Point::new(10.0, 0.0), 2.0);
    /// assert_eq!(curve.at(0.5), Point::new(5.0, 2.0)); // 2 to the side of the middle
    /// ```
    pub fn new(from: Point, to: Point, offset: f64) -> Self {
        let length = from.distance(to).max(1e-9);
        let (nx, ny) = ((from.y - to.y) / length, (to.x - from.x) / length);
        Self { from, bend: from.towards(to, 0.5).shifted(2.0 * offset * nx, 2.0 * offset * ny), to }
    }

    /// The point at `t`, 0 to 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::route::Curve;
    ///
    /// let straight = Curve::new(Point::new(0.0, 0.0), Point::new(10.0, 0.0), 0.0);
    /// assert_eq!(straight.at(0.25), Point::new(2.5, 0.0));
    /// ```
    pub fn at(&self, t: f64) -> Point {
        self.from.towards(self.bend, t).towards(self.bend.towards(self.to, t), t)
    }

    /// Straight pieces that stand for the curve; one if it is straight.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::route::Curve;
    ///
    /// let (from, to) = (Point::new(0.0, 0.0), Point::new(10.0, 0.0));
    /// assert_eq!(Curve::new(from, to, 0.0).pieces(), [(from, to)]);
    /// assert!(Curve::new(from, to, 3.0).pieces().windows(2).all(|pair| pair[0].1 == pair[1].0)); // end to end
    /// ```
    pub fn pieces(&self) -> Vec<(Point, Point)> {
        let straight = self.bend.distance_to_segment(self.from, self.to) < 0.5;
        let count = if straight { 1 } else { PIECES };
        let at = |i: usize| self.at(i as f64 / count as f64);
        (0..count).map(|i| (at(i), at(i + 1))).collect()
    }

    /// The part of the curve outside a disc of radius `begin` around its start and one of radius `end` around its end.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Point;
    /// use proxeny::layout::route::Curve;
    ///
    /// // From rim to rim of two discs.
    /// let curve = Curve::new(Point::new(0.0, 0.0), Point::new(100.0, 0.0), 0.0).trimmed(10.0, 20.0);
    /// assert!((curve.from.x - 10.0).abs() < 1e-3 && (curve.to.x - 80.0).abs() < 1e-3);
    /// ```
    #[must_use]
    pub fn trimmed(&self, begin: f64, end: f64) -> Self {
        let (from, to) = (self.leaves(self.from, begin, false), self.leaves(self.to, end, true));
        if from >= to {
            return *self;
        }
        let start = self.at(from);
        // Splitting a quadratic curve keeps its tangents, which meet in the new control point.
        let bend = self.from.towards(self.bend, from).towards(self.bend.towards(self.to, from), to);
        Self { from: start, bend, to: self.at(to) }
    }

    /// The parameter at which the curve leaves the disc around one of its ends, by bisection.
    fn leaves(&self, center: Point, radius: f64, backwards: bool) -> f64 {
        let at = |t: f64| if backwards { 1.0 - t } else { t };
        let (mut inside, mut outside) = (0.0, 1.0);
        for _ in 0..24 {
            let middle = f64::midpoint(inside, outside);
            if self.at(at(middle)).distance(center) < radius {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        at(outside)
    }
}

/// One curve for each tie, in their order. `ties` are pairs of positions in `centers`; `reaches` are the radii to keep clear of.
///
/// # Complexity
/// O(m) bends tried against the discs near each, for m ties.
///
/// # Examples
/// ```
/// use proxeny::layout::route::route;
/// use proxeny::layout::{Point, Rect};
///
/// // Node 2 stands in the way of the tie from 0 to 1, which bends around it.
/// let centers = [Point::new(20.0, 50.0), Point::new(180.0, 50.0), Point::new(100.0, 50.0)];
/// let curves = route(&[(0, 1)], &centers, &[8.0, 8.0, 8.0], Rect::new(0.0, 0.0, 200.0, 100.0));
/// assert!(curves[0].at(0.5).distance(centers[2]) > 8.0);
/// ```
pub fn route(ties: &[(usize, usize)], centers: &[Point], reaches: &[f64], frame: Rect) -> Vec<Curve> {
    let mut grid = Grid::new(frame, centers.len());
    for (i, (center, reach)) in centers.iter().zip(reaches).enumerate() {
        grid.insert(&Rect::around(*center, *reach, *reach), i);
    }
    let field = Field { centers, reaches, frame, grid };
    let lanes = lanes(ties);
    ties.iter().zip(lanes).map(|(&tie, (lane, lanes))| field.best(tie, lane, lanes)).collect()
}

/// For each tie its place among those that join the same two actors, and how many these are.
fn lanes(ties: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let ends = |i: usize| (ties[i].0.min(ties[i].1), ties[i].0.max(ties[i].1));
    let mut order: Vec<usize> = (0..ties.len()).collect();
    order.sort_by_key(|&i| (ends(i), i));
    let mut lanes = vec![(0, 1); ties.len()];
    for group in order.chunk_by(|&a, &b| ends(a) == ends(b)) {
        for (lane, &i) in group.iter().enumerate() {
            lanes[i] = (lane, group.len());
        }
    }
    lanes
}

/// The discs that ties should keep clear of.
struct Field<'a> {
    centers: &'a [Point],
    reaches: &'a [f64],
    frame: Rect,
    grid: Grid,
}

impl Field<'_> {
    fn best(&self, (from, to): (usize, usize), lane: usize, lanes: usize) -> Curve {
        let (a, b) = (self.centers[from], self.centers[to]);
        let length = a.distance(b);
        // Sides are counted from the lower to the higher position, so that a tie and its reverse keep to different lanes.
        let side = if from <= to { 1.0 } else { -1.0 };
        let lane = LANE * (lane as f64 - (lanes as f64 - 1.0) / 2.0);
        let curve = |bend: f64| Curve::new(a, b, side * (lane + (bend * length).clamp(-SWING, SWING)));
        let cost = |bend: f64| {
            let curve = curve(bend);
            let middle = Rect::around(curve.at(0.5), 0.0, 0.0);
            let outside = if self.frame.contains(&middle) { 0.0 } else { 1000.0 };
            outside + 10.0 * self.hits(&curve, from, to) as f64 + 20.0 * bend.abs()
        };
        let mut best = (curve(0.0), cost(0.0));
        if best.1 <= 0.0 {
            return best.0;
        }
        for bend in BENDS.into_iter().skip(1) {
            let found = cost(bend);
            if found < best.1 {
                best = (curve(bend), found);
            }
        }
        best.0
    }

    /// How many discs of other actors the curve touches.
    fn hits(&self, curve: &Curve, from: usize, to: usize) -> usize {
        let mut met = Vec::new();
        for (a, b) in curve.pieces().into_iter().flat_map(|(a, b)| chopped(a, b)) {
            let touched =
                |&i: &usize| i != from && i != to && self.centers[i].distance_to_segment(a, b) < self.reaches[i] + 2.0;
            met.extend(self.grid.near(&Rect::spanning(a, b)).filter(touched));
        }
        met.sort_unstable();
        met.dedup();
        met.len()
    }
}

#[cfg(test)]
mod tests {
    use super::{Curve, Point, Rect, route};

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, width: 300.0, height: 300.0 };

    #[test]
    fn a_tie_goes_around_a_disc_in_its_way() {
        let centers = [Point::new(10.0, 100.0), Point::new(210.0, 100.0), Point::new(110.0, 100.0)];
        let curve = route(&[(0, 1)], &centers, &[5.0; 3], FRAME)[0];
        assert!((curve.at(0.5).y - 100.0).abs() > 7.0);
    }

    #[test]
    fn a_tie_stays_in_the_frame() {
        let centers = [Point::new(10.0, 4.0), Point::new(210.0, 4.0), Point::new(110.0, 5.0)];
        let curve = route(&[(0, 1)], &centers, &[4.0; 3], FRAME)[0];
        assert!(curve.at(0.5).y > 9.0);
    }

    #[test]
    fn parallel_ties_part_whatever_their_direction() {
        let centers = [Point::new(10.0, 100.0), Point::new(210.0, 100.0)];
        let curves = route(&[(0, 1), (1, 0), (0, 1)], &centers, &[5.0; 2], FRAME);
        let mut middles: Vec<f64> = curves.iter().map(|c| c.at(0.5).y).collect();
        middles.sort_by(f64::total_cmp);
        assert!(middles[1] - middles[0] > 10.0 && middles[2] - middles[1] > 10.0);
    }

    #[test]
    fn trimming_ends_at_the_discs() {
        let curve = Curve::new(Point::new(0.0, 0.0), Point::new(100.0, 0.0), 10.0).trimmed(5.0, 8.0);
        assert!((curve.from.distance(Point::new(0.0, 0.0)) - 5.0).abs() < 1e-3);
        assert!((curve.to.distance(Point::new(100.0, 0.0)) - 8.0).abs() < 1e-3);
    }
}
