//! The force layout: every component is unfolded on its own, then fitted into its share of the page.
//!
//! # References
//! Gansner, Koren and North 2004, "Graph drawing by stress majorization", doi:10.1007/978-3-540-31843-9_25.

use super::form::{Form, HEADING_COLUMN, Heading, Layout, Region, Shape, Subject};
use super::geometry::{Point, Rect};
use super::separate::Half;
use super::springs::Springs;
use super::stress;

/// How far coordinates give way to their ranks, 0 to 1, which spreads crowded middles over empty margins.
const EVENING: f64 = 0.5;
/// The most that one axis may be stretched against the other.
const STRETCH: f64 = 2.2;

/// How full the strip of those without ties is, its least height in pixels, its greatest share of the page as long as they are
/// not the most, and the gap above it.
const FILL: f64 = 0.55;
const LEAST: f64 = 20.0;
const MOST: f64 = 0.4;
const GAP: f64 = 6.0;
/// The margin around the drawing above such a strip, as a share of its shorter side.
const INSET: f64 = 0.02;

/// The force layout and its options.
///
/// # Complexity
/// See the module: O(n m log n) for n actors and m ties up to 1,000 actors, about O(k m log n) with 80 pivots k above.
///
/// # Examples
/// ```
/// use proxeny::layout::{Force, Rect};
/// let page = Rect::new(0.0, 0.0, 400.0, 300.0);
/// let points = Force::new(42).unfold(3, &[(0, 1), (1, 2)]).fit(page);
/// assert_eq!(points, Force::new(42).unfold(3, &[(0, 1), (1, 2)]).fit(page));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Force {
    seed: u64,
}

impl Force {
    /// As it stands in the table of layouts, where the subject brings the seed.
    pub(super) const DEFAULT: Self = Self { seed: 0 };

    /// The layout whose random start is fixed by `seed`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Force, Rect};
    ///
    /// let page = Rect::new(0.0, 0.0, 400.0, 300.0);
    /// let ties = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)];
    /// let drawn = |seed| Force::new(seed).unfold(4, &ties).fit(page);
    /// assert_eq!(drawn(7), drawn(7)); // the same seed, the same drawing
    /// ```
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The form of a network of `count` actors. Ties are pairs of positions; parallel ties count once, loops and positions
    /// out of range not at all.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::{Force, Rect};
    ///
    /// // A path of three: its ends lie farther apart than neighbours.
    /// let points = Force::new(1).unfold(3, &[(0, 1), (1, 2)]).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
    /// assert!(points[0].distance(points[2]) > points[0].distance(points[1]));
    /// ```
    pub fn unfold(&self, count: usize, ties: &[(usize, usize)]) -> Form {
        let springs = Springs::new(count, ties);
        let (joined, alone): (Vec<_>, Vec<_>) = springs.components().into_iter().partition(|members| members.len() > 1);
        let unfolded = |members: Vec<usize>| {
            let points = stress::unfold(&springs.within(&members), self.seed);
            Part { members, points }
        };
        let mut parts: Vec<Part> = joined.into_iter().map(unfolded).collect();
        if !alone.is_empty() {
            parts.push(Part { members: alone.concat(), points: Vec::new() });
        }
        parts.sort_by_key(|part| (usize::MAX - part.members.len(), part.members[0]));
        Form::new(Parts { count, parts })
    }
}

impl Layout for Force {
    fn name(&self) -> &'static str {
        "force"
    }

    fn about(&self) -> &'static str {
        "Distance on the page follows distance in the network."
    }

    fn form(&self, subject: &Subject) -> Form {
        Self::new(subject.seed).unfold(subject.tiers.len(), subject.ties)
    }
}

/// The form of a network, unfolded, not yet fitted into a page.
#[derive(Clone, Debug)]
struct Parts {
    count: usize,
    parts: Vec<Part>,
}

/// A component; or, without points, all actors that have no tie.
#[derive(Clone, Debug)]
struct Part {
    members: Vec<usize>,
    points: Vec<Point>,
}

impl Parts {
    /// Whoever has no tie, if there are others who have one.
    fn alone(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.points.is_empty() && part.members.len() < self.count)
    }

    fn within<'a>(&self, parts: impl Iterator<Item = &'a Part>, frame: Rect) -> Vec<Point> {
        let parts: Vec<&Part> = parts.collect();
        let mut placed = vec![frame.center(); self.count];
        // n^(3/4): a small component gets more room for each of its actors than a large one, for it has more margin.
        let weight = |part: &&Part| {
            let root = (part.members.len() as f64).sqrt();
            root * root.sqrt()
        };
        let weights: Vec<f64> = parts.iter().map(weight).collect();
        let mut shares = Vec::new();
        divide(frame, &weights, &mut shares);
        for (part, share) in parts.iter().zip(shares) {
            for (&member, point) in part.members.iter().zip(part.fit(share)) {
                placed[member] = point;
            }
        }
        placed
    }
}

impl Shape for Parts {
    fn fit(&self, frame: Rect) -> Vec<Point> {
        self.within(self.parts.iter(), frame)
    }

    /// Whoever has no tie stands in a strip at the foot, as high as the boxes need.
    fn regions(&self, frame: Rect, boxes: &[Half]) -> Vec<Region> {
        let Some(alone) = self.alone() else {
            return vec![Region { heading: None, members: (0..self.count).collect(), frame }];
        };
        let all = || alone.members.iter().map(|&i| boxes[i]);
        let width = frame.width - HEADING_COLUMN;
        let area: f64 = all().map(|half| 4.0 * half.width * half.height).sum();
        let tallest = all().map(|half| 2.0 * half.height).fold(0.0, f64::max);
        let most = MOST.max(0.8 * alone.members.len() as f64 / self.count as f64) * frame.height;
        let height = (1.15 * tallest + 6.0).max(LEAST).max(area / (FILL * width)).min(most);
        let above = Rect { height: frame.height - height - GAP, ..frame };
        let below = Rect::new(frame.x + HEADING_COLUMN, frame.bottom() - height, width, height);
        let mut joined: Vec<usize> =
            self.parts.iter().filter(|part| !part.points.is_empty()).flat_map(|part| part.members.clone()).collect();
        joined.sort_unstable();
        vec![
            Region { heading: None, members: joined, frame: above },
            Region { heading: Some(Heading::Untied), members: alone.members.clone(), frame: below },
        ]
    }

    fn fit_region(&self, region: &Region) -> Option<Vec<Point>> {
        let alone = self.alone()?;
        if region.heading == Some(Heading::Untied) {
            return Some(lattice(alone.members.len(), region.frame));
        }
        let frame = region.frame.inflated(-INSET * region.frame.width.min(region.frame.height));
        let placed = self.within(self.parts.iter().filter(|part| !part.points.is_empty()), frame);
        Some(region.members.iter().map(|&i| placed[i]).collect())
    }
}

/// Cuts `frame` into rectangles with areas in proportion to `weights` (descending), always across its longer side.
fn divide(frame: Rect, weights: &[f64], shares: &mut Vec<Rect>) {
    if weights.len() < 2 {
        shares.extend(weights.iter().map(|_| frame));
        return;
    }
    let total: f64 = weights.iter().sum();
    let (mut cut, mut before) = (1, weights[0]);
    while cut + 1 < weights.len() && before + weights[cut] / 2.0 < total / 2.0 {
        before += weights[cut];
        cut += 1;
    }
    let part = before / total;
    let (mut first, mut second) = (frame, frame);
    if frame.width >= frame.height {
        first.width *= part;
        second = Rect::new(first.right(), frame.y, frame.width - first.width, frame.height);
    } else {
        first.height *= part;
        second = Rect { y: first.bottom(), height: frame.height - first.height, ..second };
    }
    divide(first, &weights[..cut], shares);
    divide(second, &weights[cut..], shares);
}

impl Part {
    fn fit(&self, share: Rect) -> Vec<Point> {
        if self.points.is_empty() {
            return lattice(self.members.len(), share);
        }
        let turned = turn(&self.points, share.width >= share.height);
        let (xs, ys): (Vec<f64>, Vec<f64>) = turned.iter().map(|p| (p.x, p.y)).unzip();
        let frame = shape_like(share, extent(&xs), extent(&ys));
        let (xs, ys) = (spread(&xs), spread(&ys));
        xs.iter().zip(&ys).map(|(x, y)| Point::new(frame.x + x * frame.width, frame.y + y * frame.height)).collect()
    }
}

/// Rows of actors that have no tie.
fn lattice(count: usize, share: Rect) -> Vec<Point> {
    let columns = (count as f64 * share.width / share.height.max(1.0)).sqrt().ceil().clamp(1.0, count.max(1) as f64);
    let rows = (count as f64 / columns).ceil();
    let place = |i: usize| {
        let (row, column) = ((i as f64 / columns).floor(), i as f64 % columns);
        Point::new(share.x + share.width * (column + 0.5) / columns, share.y + share.height * (row + 0.5) / rows)
    };
    (0..count).map(place).collect()
}

/// Turns the points so that their longest direction lies along the x axis, or along the y axis if `flat` is false.
fn turn(points: &[Point], flat: bool) -> Vec<Point> {
    let share = 1.0 / points.len() as f64;
    let mean =
        Point::new(points.iter().map(|p| p.x).sum::<f64>() * share, points.iter().map(|p| p.y).sum::<f64>() * share);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points {
        let (x, y) = (p.x - mean.x, p.y - mean.y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let main = f64::midpoint(xx + yy, ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt());
    // Of two formulas for the same direction, the one that does not cancel.
    let (x, y) = if xx >= yy { (main - yy, xy) } else { (xy, main - xx) };
    let size = (x * x + y * y).sqrt();
    let (x, y) = if size > 1e-12 { (x / size, y / size) } else { (1.0, 0.0) };
    let along = |p: &Point| (p.x - mean.x) * x + (p.y - mean.y) * y;
    let across = |p: &Point| (p.y - mean.y) * x - (p.x - mean.x) * y;
    points
        .iter()
        .map(|p| if flat { Point::new(along(p), across(p)) } else { Point::new(across(p), along(p)) })
        .collect()
}

fn extent(values: &[f64]) -> f64 {
    let (low, high) = bounds(values);
    high - low
}

fn bounds(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &v| (low.min(v), high.max(v)))
}

/// The middle of `share`, narrowed where filling it would stretch one axis too much.
fn shape_like(share: Rect, width: f64, height: f64) -> Rect {
    let floor = 1e-9 * (width + height) + 1e-12;
    let (across, down) = (share.width / width.max(floor), share.height / height.max(floor));
    let wide = if width <= floor { 0.0 } else { share.width * (down * STRETCH / across).min(1.0) };
    let high = if height <= floor { 0.0 } else { share.height * (across * STRETCH / down).min(1.0) };
    Rect::around(share.center(), wide / 2.0, high / 2.0)
}

/// Coordinates as shares of their extent, drawn towards even spacing.
fn spread(values: &[f64]) -> Vec<f64> {
    let (low, high) = bounds(values);
    if high <= low {
        return vec![0.5; values.len()];
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    // The rank of few actors says little, so that small components keep their form.
    let evening = EVENING * (values.len() as f64 / 40.0).min(1.0);
    let mut shares = vec![0.0; values.len()];
    for (rank, &i) in order.iter().enumerate() {
        let plain = (values[i] - low) / (high - low);
        shares[i] = plain + evening * (rank as f64 / (values.len() - 1) as f64 - plain);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::{Force, Point, Rect};

    const PAGE: Rect = Rect { x: 0.0, y: 0.0, width: 800.0, height: 500.0 };

    fn layout(count: usize, ties: &[(usize, usize)]) -> Vec<Point> {
        Force::new(3).unfold(count, ties).fit(PAGE)
    }

    #[test]
    fn degenerate_networks_stay_finite_and_inside() {
        let cases: [(usize, &[(usize, usize)]); 7] = [
            (0, &[]),
            (1, &[]),
            (1, &[(0, 0)]),
            (2, &[(0, 1), (1, 0), (0, 1)]),
            (3, &[(0, 1)]),
            (4, &[(0, 1), (2, 3)]),
            (9, &[(0, 1), (1, 2), (2, 0), (5, 4)]),
        ];
        for (count, ties) in cases {
            let points = layout(count, ties);
            assert_eq!(points.len(), count);
            let grown = PAGE.inflated(1e-6);
            assert!(points.iter().all(|p| grown.contains(&Rect::around(*p, 0.0, 0.0))), "{count} {ties:?} {points:?}");
        }
    }

    #[test]
    fn the_page_is_filled() {
        let ties: Vec<_> = (1..60).map(|i| (i / 3, i)).collect();
        let points = layout(60, &ties);
        let left = points.iter().fold(f64::INFINITY, |low, p| low.min(p.x));
        let right = points.iter().fold(0.0_f64, |high, p| high.max(p.x));
        assert!(left < 1.0 && right > 799.0);
    }

    #[test]
    fn a_seed_fixes_every_bit() {
        let ties: Vec<_> = (1..200).map(|i| (i / 7, i)).collect();
        assert_eq!(layout(200, &ties), layout(200, &ties));
        assert_ne!(layout(200, &ties), Force::new(4).unfold(200, &ties).fit(PAGE));
    }
}
