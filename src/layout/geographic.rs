//! The geographic layout: places on a map with outlines of land, ties as great circles.
//!
//! The projection fits the extent: a flat map for a region, Equal Earth for the world, cut at the date line or in the Atlantic,
//! whichever leaves the focal place nearer the middle. Great circles that pass the edge of the map end there and go on at the
//! other side; where they pass close to a pole, around which a map of the world is torn apart, a plain arc stands for them.
//! Actors without a place stand in a box below the map.
//!
//! Land is from Natural Earth at 1:110 million, in the public domain, simplified further (`coast/make.py`).

use super::form::{Form, Ground, HEADING_COLUMN, Heading, Hold, Layout, Region, Shape, Shows, Subject};
use super::geometry::{Point, Rect};
use super::globe::{Projection, apart, clipped, great_circle};
use super::route::Curve;
use super::separate::Half;

const LAND: &str = include_str!("coast/land.txt");
/// Degrees of a great circle that one curve draws.
const PIECE: f64 = 12.0;
/// Degrees after which a straight line on the globe is bent with the projection.
const BEND: f64 = 5.0;
/// Latitude above which a great circle is not drawn as it is, and how far the arc that stands for it swings out.
const POLAR: f64 = 74.0;
const ARC: f64 = 0.14;
/// Room around the places, as a share of their extent, and the least room, about 25 km.
const MARGIN: f64 = 0.05;
const LEAST: f64 = 0.004;
/// Up to so many places, discs have their usual size.
const DISCS: f64 = 40.0;
/// A row of the box of those without a place, as a share of the height of the page, and how many stand in it.
const ROW: f64 = 0.06;
const IN_ROW: usize = 10;

/// The geographic layout.
///
/// # Complexity
/// O((n + m) log n) for n actors and m ties.
///
/// # Examples
/// ```
/// use proxeny::layout::{Geographic, Layout, Rect, Subject};
///
/// let places = [Some((37.6, 127.0)), Some((51.9, 4.5)), None]; // Seoul, Rotterdam, nobody knows where
/// let subject = Subject { tiers: &[0; 3], ties: &[(0, 1)], places: &places, focal: Some(1), ..Subject::default() };
/// let points = Geographic.form(&subject).fit(Rect::new(0.0, 0.0, 800.0, 400.0));
/// assert!(points[1].x < points[0].x && points[0].y < points[2].y);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Geographic;

impl Layout for Geographic {
    fn name(&self) -> &'static str {
        "geographic"
    }

    fn about(&self) -> &'static str {
        "A map: everybody at his place on record, ties along the shortest way around the globe."
    }

    fn shows(&self) -> Shows {
        Shows::Places
    }

    fn form(&self, subject: &Subject) -> Form {
        let places: Vec<Option<(f64, f64)>> = (0..subject.count()).map(|i| subject.place(i)).collect();
        let known: Vec<(f64, f64)> = places.iter().copied().flatten().collect();
        let focal = subject.focal.and_then(|i| subject.place(i));
        let projection = Projection::fit(&known, focal);
        let on_paper = |(lat, lon): (f64, f64)| projection.onto_paper(lat, projection.east(lon));
        let ways = subject.ties.iter().filter_map(|&(a, b)| Some((*places.get(a)?, *places.get(b)?)));
        let ways =
            ways.filter_map(|(a, b)| Some(great_circle(a?, b?, 12))).filter(|way| polar(way).is_none()).flatten();
        let seen = known.iter().copied().chain(ways).map(on_paper);
        let window = seen.map(|point| (point, point)).reduce(|(low, high), (p, _)| {
            (Point::new(low.x.min(p.x), low.y.min(p.y)), Point::new(high.x.max(p.x), high.y.max(p.y)))
        });
        let (low, high) = window.unwrap_or_else(|| (on_paper((-60.0, -179.0)), on_paper((80.0, 179.0))));
        let window = Rect::spanning(low, high);
        let window = window.inflated(MARGIN * window.width.max(window.height).max(LEAST / MARGIN));
        Form::new(Map { places, projection, window })
    }
}

#[derive(Debug)]
struct Map {
    places: Vec<Option<(f64, f64)>>,
    projection: Projection,
    /// The part of the map to be shown, on paper.
    window: Rect,
}

impl Map {
    fn unplaced(&self) -> Vec<usize> {
        (0..self.places.len()).filter(|&i| self.places[i].is_none()).collect()
    }

    /// The map and the box below it.
    fn parts(&self, frame: Rect) -> (Rect, Rect) {
        let rows = self.unplaced().len().div_ceil(IN_ROW) as f64;
        let height = (ROW * rows).min(0.4) * frame.height;
        let top = frame.bottom() - height;
        let inner = Rect::new(frame.x + HEADING_COLUMN, top, frame.width - HEADING_COLUMN, height);
        (Rect { height: frame.height - height, ..frame }, inner)
    }

    /// A point on paper on the page.
    fn on_page(&self, frame: Rect) -> impl Fn(Point) -> Point {
        let (map, _) = self.parts(frame);
        let scale = (map.width / self.window.width).min(map.height / self.window.height);
        let (from, to) = (self.window.center(), map.center());
        move |point| Point::new(to.x + (point.x - from.x) * scale, to.y + (point.y - from.y) * scale)
    }

    fn place(&self, (lat, lon): (f64, f64)) -> Point {
        self.projection.onto_paper(lat, self.projection.east(lon))
    }

    /// Curves through points of a great circle; where it leaves the map at one edge, it ends there and goes on at the other.
    fn curves(&self, way: &[(f64, f64)], page: impl Fn(Point) -> Point) -> Vec<Curve> {
        let at = |lat: f64, east: f64| page(self.projection.onto_paper(lat, east));
        let mut curves = Vec::new();
        for step in way.chunks_exact(2).zip(way[1..].chunks_exact(2)) {
            let ([a, middle], [_, b]) = step else { continue };
            let [from, half, to] = [a, middle, b].map(|&(lat, lon)| (lat, self.projection.east(lon)));
            if (from.1 - half.1).abs() < 180.0 && (half.1 - to.1).abs() < 180.0 {
                let (from, half, to) = (at(from.0, from.1), at(half.0, half.1), at(to.0, to.1));
                // The curve whose middle is the middle of the way.
                let bend =
                    Point::new(2.0 * half.x - f64::midpoint(from.x, to.x), 2.0 * half.y - f64::midpoint(from.y, to.y));
                curves.push(Curve { from, bend, to });
                continue;
            }
            let edge = if from.1 > 0.0 { 180.0 } else { -180.0 };
            let (before, after) = (edge - from.1, to.1 + edge);
            let share = if before + after == 0.0 { 0.5 } else { before / (before + after) };
            let lat = from.0 + (to.0 - from.0) * share;
            curves.push(Curve::new(at(from.0, from.1), at(lat, edge), 0.0));
            curves.push(Curve::new(at(lat, -edge), at(to.0, to.1), 0.0));
        }
        curves
    }
}

impl Shape for Map {
    fn fit(&self, frame: Rect) -> Vec<Point> {
        let (page, (_, below)) = (self.on_page(frame), self.parts(frame));
        let unplaced = self.unplaced();
        let columns = unplaced.len().min(IN_ROW) as f64;
        let rows = unplaced.len().div_ceil(IN_ROW) as f64;
        let mut next = 0;
        let waiting = |at: usize| {
            let (row, column) = ((at / IN_ROW) as f64, (at % IN_ROW) as f64);
            let (x, y) = ((column + 0.5) / columns * below.width, (row + 0.5) / rows * below.height);
            Point::new(below.x + x, below.y + y)
        };
        let mut found = |place: &Option<(f64, f64)>| {
            place.map_or_else(
                || {
                    next += 1;
                    waiting(next - 1)
                },
                |place| page(self.place(place)),
            )
        };
        self.places.iter().map(&mut found).collect()
    }

    fn regions(&self, frame: Rect, _boxes: &[Half]) -> Vec<Region> {
        let (map, below) = self.parts(frame);
        let placed = (0..self.places.len()).filter(|&i| self.places[i].is_some()).collect();
        let mut regions = vec![Region { heading: None, members: placed, frame: map }];
        let members = self.unplaced();
        if !members.is_empty() {
            regions.push(Region { heading: Some(Heading::Unplaced), members, frame: below });
        }
        regions
    }

    fn hold(&self) -> Hold {
        Hold::Firm
    }

    /// The more places, the smaller, so that few are moved, and not far.
    fn disc_scale(&self) -> f64 {
        (DISCS / self.places.len().max(1) as f64).sqrt().clamp(0.35, 1.0)
    }

    fn grounds(&self, frame: Rect) -> Vec<Ground> {
        let (page, (map, _)) = (self.on_page(frame), self.parts(frame));
        let within = |line: &[Point]| {
            let left = clipped(line, |point| point.x - map.x);
            let right = clipped(&left, |point| map.right() - point.x);
            let top = clipped(&right, |point| point.y - map.y);
            clipped(&top, |point| map.bottom() - point.y)
        };
        let sea: Vec<Point> = self.projection.edge().into_iter().map(&page).collect();
        let land = land().flat_map(|ring| pieces(&ring, self.projection));
        let land = land.map(|ring| within(&ring.into_iter().map(&page).collect::<Vec<_>>()));
        let land = land.filter(|ring| ring.len() > 2).map(Ground::Land);
        [Ground::Sea(within(&sea))].into_iter().chain(land).collect()
    }

    fn course(&self, frame: Rect, (from, to): (usize, usize), ends: (Point, Point)) -> Option<Vec<Curve>> {
        let (a, b) = (self.places[from]?, self.places[to]?);
        let pieces = (apart(a, b) / PIECE).ceil().max(1.0);
        let way = great_circle(a, b, 2 * pieces as usize);
        if let Some(side) = polar(&way) {
            let rise = if ends.0.x < ends.1.x { -side } else { side };
            return Some(vec![Curve::new(ends.0, ends.1, ARC * rise * ends.0.distance(ends.1))]);
        }
        let page = self.on_page(frame);
        let (off_a, off_b) = (page(self.place(a)), page(self.place(b)));
        let (off_a, off_b) = ((ends.0.x - off_a.x, ends.0.y - off_a.y), (ends.1.x - off_b.x, ends.1.y - off_b.y));
        let mut curves = self.curves(&way, page);
        // Whoever was moved to make room takes the ends of his ties with him.
        if let Some(first) = curves.first_mut() {
            (first.from, first.bend) = (ends.0, first.bend.shifted(off_a.0 / 2.0, off_a.1 / 2.0));
        }
        if let Some(last) = curves.last_mut() {
            (last.to, last.bend) = (ends.1, last.bend.shifted(off_b.0 / 2.0, off_b.1 / 2.0));
        }
        Some(curves)
    }
}

/// Whether a way leads over a polar region between places outside of it: 1 over the north, −1 over the south.
fn polar(way: &[(f64, f64)]) -> Option<f64> {
    let (first, last) = (way.first()?.0, way.last()?.0);
    let far = |lat: f64| way.iter().any(|(at, _)| at * lat > 0.0 && at.abs() > POLAR);
    let outside = first.abs().max(last.abs()) < POLAR;
    [1.0, -1.0].into_iter().find(|side| outside && far(*side))
}

/// Rings of longitude and latitude in degrees, unrolled where they pass the date line.
fn land() -> impl Iterator<Item = Vec<(f64, f64)>> {
    let number = |text: &str| text.parse::<f64>().ok().map(|tenths| tenths / 10.0);
    let point = move |pair: &str| pair.split_once(',').and_then(|(lon, lat)| Some((number(lon)?, number(lat)?)));
    let lines = LAND.lines().filter(|line| !line.starts_with('#'));
    lines.map(move |line| line.split(' ').filter_map(point).collect())
}

/// A ring on paper, cut at the edge of the map.
fn pieces(ring: &[(f64, f64)], projection: Projection) -> Vec<Vec<Point>> {
    let Some(&(first, _)) = ring.first() else { return Vec::new() };
    let shift = projection.east(first) - first;
    let turned = |turn: i32| {
        let shift = shift + 360.0 * f64::from(turn);
        let line: Vec<Point> = ring.iter().map(|&(lon, lat)| Point::new(lon + shift, lat)).collect();
        let line = clipped(&clipped(&line, |p| p.x + 180.0), |p| 180.0 - p.x);
        bent(&line).into_iter().map(|p| projection.onto_paper(p.y, p.x)).collect::<Vec<_>>()
    };
    (-1..=1).map(turned).filter(|line| line.len() > 2).collect()
}

/// The closed line with points added where it is long.
fn bent(line: &[Point]) -> Vec<Point> {
    let mut all = Vec::with_capacity(line.len());
    for (i, &to) in line.iter().enumerate() {
        let from = line[(i + line.len() - 1) % line.len()];
        let steps = (from.distance(to) / BEND).ceil().max(1.0);
        all.extend((1..=steps as usize).map(|step| from.towards(to, step as f64 / steps)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Geographic, Ground, Layout, Point, Rect, Subject, land};

    const PAGE: Rect = Rect { x: 10.0, y: 20.0, width: 800.0, height: 420.0 };
    const SEOUL: Option<(f64, f64)> = Some((37.57, 126.98));
    const LIMA: Option<(f64, f64)> = Some((-12.05, -77.04));
    const ACCRA: Option<(f64, f64)> = Some((5.56, -0.2));

    #[test]
    fn the_coast_is_read_whole() {
        let rings: Vec<_> = land().collect();
        assert!(rings.len() > 70 && rings.iter().all(|ring| ring.len() > 2));
        assert!(rings.iter().flatten().all(|(lon, lat)| lon.abs() < 400.0 && lat.abs() <= 90.0));
    }

    #[test]
    fn land_and_places_stay_on_the_page() {
        let places = [SEOUL, LIMA, ACCRA, None, None];
        let ties = [(0, 1), (0, 2), (0, 3)];
        let subject = Subject { tiers: &[0; 5], ties: &ties, places: &places, focal: Some(0), ..Subject::default() };
        let form = Geographic.form(&subject);
        let grown = PAGE.inflated(1e-6);
        let inside = |point: &Point| grown.nearest(*point) == *point;
        assert!(form.fit(PAGE).iter().all(inside));
        let grounds = form.shape().grounds(PAGE);
        assert!(grounds.len() > 30);
        for ground in &grounds {
            let (Ground::Land(line) | Ground::Sea(line)) = ground else { panic!("a map has no rings") };
            assert!(line.len() > 2 && line.iter().all(inside));
        }
    }

    #[test]
    fn ties_run_from_end_to_end_and_are_cut_at_the_edge_alone() {
        // Seen from Seoul the map is cut in the Atlantic: Lima to Accra leaves it at one side and comes back at the other.
        let places = [SEOUL, LIMA, ACCRA];
        let subject =
            Subject { tiers: &[0; 3], ties: &[(0, 1)], places: &places, focal: Some(0), ..Subject::default() };
        let form = Geographic.form(&subject);
        let points = form.fit(PAGE);
        let gaps = |from: usize, to: usize| {
            let curves = form.shape().course(PAGE, (from, to), (points[from], points[to])).unwrap();
            assert_eq!((curves[0].from, curves[curves.len() - 1].to), (points[from], points[to]));
            curves.windows(2).filter(|pair| pair[0].to.distance(pair[1].from) > 1e-6).count()
        };
        assert_eq!((gaps(0, 1), gaps(0, 2), gaps(1, 2), gaps(2, 1)), (0, 0, 1, 1));
    }

    #[test]
    fn ways_over_the_pole_are_plain_arcs() {
        let singapore_washington = [Some((1.35, 103.8)), Some((38.9, -77.0))];
        let subject = Subject { tiers: &[0; 2], ties: &[(0, 1)], places: &singapore_washington, ..Subject::default() };
        let form = Geographic.form(&subject);
        let points = form.fit(PAGE);
        let course =
            |from: usize, to: usize| form.shape().course(PAGE, (from, to), (points[from], points[to])).unwrap();
        for (from, to) in [(0, 1), (1, 0)] {
            let curves = course(from, to);
            let straight = points[from].towards(points[to], 0.5);
            assert!(curves.len() == 1 && curves[0].at(0.5).y < straight.y - 10.0, "{curves:?}");
        }
    }

    #[test]
    fn a_region_is_drawn_as_one() {
        let places = [Some((52.37, 4.9)), Some((51.92, 4.48)), Some((52.08, 4.3))];
        let subject = Subject { tiers: &[0; 3], places: &places, ..Subject::default() };
        let points = Geographic.form(&subject).fit(PAGE);
        assert!(points[0].distance(points[1]) > 150.0, "{points:?}"); // Amsterdam and Rotterdam fill the page
        assert!(Geographic.form(&Subject::default()).fit(PAGE).is_empty());
    }
}
