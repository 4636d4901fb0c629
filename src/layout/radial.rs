//! The radial layout: rings around one actor, by how many ties they are away.
//!
//! Every sort of actor, its tier or else its kind, has a sector of its own over all rings, as wide as its number. The rings are
//! as deep as their actors need: a ring with twice as many has twice the area. Within a sector, actors are ordered by the mean
//! direction of their partners, swept outwards and inwards a fixed number of times; the order with the least turns of ties is
//! kept. Whoever is in no way tied to the middle stands in the outermost ring.
//!
//! # References
//! Wills 1999, "`NicheWorks`: interactive visualization of very large graphs", doi:10.1080/10618600.1999.10474810.

use super::angles::sin_cos;
use super::form::{Caption, Captioned, Form, Ground, Hold, Layout, Shape, Shows, Subject};
use super::geometry::{Point, Rect};
use super::springs::Springs;
use std::collections::VecDeque;
use std::f64::consts::TAU;

/// How often the rings are swept, outwards and inwards.
const SWEEPS: usize = 16;
/// The room in the middle, in actors.
const MIDDLE: f64 = 2.0;
/// The least share of the circle that a sector gets.
const NARROWEST: f64 = 0.03;
/// Where the name of a sector stands, as a share of the way from the middle to the outermost ring, and how far from the border of
/// the page at least, in pixels.
const RIM: f64 = 1.08;
const EDGE: f64 = 8.0;
/// Where the first sector begins, in turns from the right: at the top.
const TOP: f64 = -0.25;

/// The radial layout.
///
/// # Complexity
/// O((n + m) log n) for n actors and m ties.
///
/// # Examples
/// ```
/// use proxeny::layout::{Layout, Point, Radial, Rect, Subject};
///
/// // A path of three seen from its end.
/// let subject = Subject { tiers: &[0; 3], ties: &[(0, 1), (1, 2)], focal: Some(0), ..Subject::default() };
/// let points = Radial.form(&subject).fit(Rect::new(0.0, 0.0, 200.0, 200.0));
/// let far = |i: usize| points[i].distance(Point::new(100.0, 100.0));
/// assert!(far(0) < far(1) && far(1) < far(2));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Radial;

impl Layout for Radial {
    fn name(&self) -> &'static str {
        "radial"
    }

    fn about(&self) -> &'static str {
        "Rings around one actor, by the number of ties to it; a sector for each sort of actor."
    }

    fn shows(&self) -> Shows {
        Shows::Rings
    }

    fn form(&self, subject: &Subject) -> Form {
        let springs = Springs::new(subject.count(), subject.ties);
        let busiest = (0..subject.count()).rev().max_by_key(|&i| springs.neighbours(i).len());
        let Some(middle) = subject.focal.filter(|&i| i < subject.count()).or(busiest) else {
            return Form::new(Rings { middle: 0, bands: Vec::new(), count: 0, reached: 0, sectors: Vec::new() });
        };
        let (rings, reached) = rings(&springs, middle);
        let (sectors, sides, sorts) = sectors(subject, middle);
        let mut bands: Vec<Band> = Vec::new();
        for ring in 1..=rings.iter().copied().max().unwrap_or(0) {
            for (sector, &(from, to)) in sides.iter().enumerate() {
                let of = |&i: &usize| i != middle && rings[i] == ring && sectors[i] == sector;
                let members: Vec<usize> = (0..subject.count()).filter(of).collect();
                if !members.is_empty() {
                    bands.push(Band { ring, from, to, members });
                }
            }
        }
        let bands = ordered(bands, &springs, middle);
        let sectors = sorts.into_iter().zip(sides).map(|(of, (from, to))| Sector { of, from, to }).collect();
        Form::new(Rings { middle, bands, count: subject.count(), reached, sectors })
    }
}

/// A sector over all rings; sides are in turns.
#[derive(Clone, Copy, Debug)]
struct Sector {
    of: Captioned,
    from: f64,
    to: f64,
}

/// The members of one sector in one ring, in the order of their directions; sides are in turns.
#[derive(Clone, Debug)]
struct Band {
    ring: usize,
    from: f64,
    to: f64,
    members: Vec<usize>,
}

impl Band {
    fn turn(&self, rank: usize) -> f64 {
        self.from + (self.to - self.from) * (rank as f64 + 0.5) / self.members.len() as f64
    }
}

/// The ring of each actor, and how many rings are tied to the middle; others stand one ring farther out.
fn rings(springs: &Springs, middle: usize) -> (Vec<usize>, usize) {
    let mut rings = vec![usize::MAX; springs.len()];
    rings[middle] = 0;
    let mut queue = VecDeque::from([middle]);
    let mut last = 0;
    while let Some(at) = queue.pop_front() {
        last = rings[at];
        for &(next, _) in springs.neighbours(at) {
            if rings[next] == usize::MAX {
                rings[next] = last + 1;
                queue.push_back(next);
            }
        }
    }
    (rings.into_iter().map(|ring| ring.min(last + 1)).collect(), last)
}

/// The sector of each actor, where each sector begins and ends, in turns, and what it is of.
fn sectors(subject: &Subject, middle: usize) -> (Vec<usize>, Vec<(f64, f64)>, Vec<Captioned>) {
    let first = subject.tiers.first().copied();
    let by_tier = subject.tiers.iter().any(|tier| Some(*tier) != first);
    let sort = |i: usize| {
        if by_tier { subject.tiers[i] } else { subject.kinds.get(i).copied().unwrap_or(0) }
    };
    let mut known: Vec<usize> = (0..subject.count()).filter(|&i| i != middle).map(sort).collect();
    let total = known.len() as f64;
    known.sort_unstable();
    let sizes: Vec<f64> =
        known.chunk_by(|a, b| a == b).map(|same| (same.len() as f64 / total).max(NARROWEST)).collect();
    known.dedup();
    let (whole, mut at) = (sizes.iter().sum::<f64>(), TOP);
    let next = |size: &f64| {
        let from = at;
        at += size / whole;
        (from, at)
    };
    let sides = sizes.iter().map(next).collect();
    let sorts = known.iter().map(|&of| if by_tier { Captioned::Tier(of) } else { Captioned::Kind(of) }).collect();
    ((0..subject.count()).map(|i| known.partition_point(|of| *of < sort(i))).collect(), sides, sorts)
}

/// The bands with their members in the best order found.
fn ordered(mut bands: Vec<Band>, springs: &Springs, middle: usize) -> Vec<Band> {
    let mut best = bands.clone();
    let mut least = turns(springs, &directions(&bands, springs.len()), middle);
    for sweep in 0..SWEEPS {
        let count = bands.len();
        for step in 0..count {
            let at = if sweep % 2 == 0 { step } else { count - 1 - step };
            let places = directions(&bands, springs.len());
            sort(&mut bands[at], springs, &places, middle);
        }
        let now = turns(springs, &directions(&bands, springs.len()), middle);
        if now < least {
            (least, best) = (now, bands.clone());
        }
    }
    best
}

/// In which direction from the middle everybody stands.
fn directions(bands: &[Band], count: usize) -> Vec<Point> {
    let mut places = vec![Point::default(); count];
    for band in bands {
        for (rank, &i) in band.members.iter().enumerate() {
            let (sin, cos) = sin_cos(TAU * band.turn(rank));
            places[i] = Point::new(cos, sin);
        }
    }
    places
}

/// How far ties turn in all.
fn turns(springs: &Springs, places: &[Point], middle: usize) -> f64 {
    let partners = |i: usize| springs.neighbours(i).iter().filter(|(j, _)| *j != middle);
    let of = |i: usize| partners(i).map(|&(j, _)| places[i].distance(places[j])).sum::<f64>();
    (0..places.len()).filter(|&i| i != middle).map(of).sum()
}

/// Orders a band by the mean direction of partners, as it is seen from the middle of the sector; who has none keeps its place.
fn sort(band: &mut Band, springs: &Springs, places: &[Point], middle: usize) {
    let (sin, cos) = sin_cos(TAU * f64::midpoint(band.from, band.to));
    let side = |point: Point| {
        let (along, across) = (point.x * cos + point.y * sin, point.y * cos - point.x * sin);
        // Grows with the angle all the way around, without computing it.
        let size = (along * along + across * across).sqrt().max(1e-12);
        if along >= 0.0 { across / size } else { (2.0 - (across / size).abs()) * across.signum() }
    };
    let mean = |i: usize| {
        let others = springs.neighbours(i).iter().filter(|(j, _)| *j != middle && !band.members.contains(j));
        let (sum, count) = others
            .fold((Point::default(), 0), |(sum, count), (j, _)| (sum.shifted(places[*j].x, places[*j].y), count + 1));
        side(if count > 0 { sum } else { places[i] })
    };
    let mut keyed: Vec<(f64, usize)> = band.members.iter().map(|&i| (mean(i), i)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0)); // stable: equals keep their order
    band.members = keyed.into_iter().map(|(_, i)| i).collect();
}

#[derive(Debug)]
struct Rings {
    middle: usize,
    bands: Vec<Band>,
    count: usize,
    /// The outermost ring that is tied to the middle.
    reached: usize,
    sectors: Vec<Sector>,
}

impl Rings {
    /// The outer radius of each ring from the middle's own on, as a share of the page; areas follow numbers.
    fn radii(&self) -> Vec<f64> {
        let last = self.bands.iter().map(|band| band.ring).max().unwrap_or(0);
        let mut within = vec![MIDDLE; last + 1];
        for band in &self.bands {
            for ring in &mut within[band.ring..] {
                *ring += band.members.len() as f64;
            }
        }
        let whole = within[last];
        within.into_iter().map(|count| (count / whole).sqrt()).collect()
    }
}

/// The point of a direction in turns at a share of the way from the middle to the border.
fn at(frame: Rect, turn: f64, radius: f64) -> Point {
    let (sin, cos) = sin_cos(TAU * turn);
    frame.center().shifted(cos * radius * frame.width / 2.0, sin * radius * frame.height / 2.0)
}

impl Shape for Rings {
    fn fit(&self, frame: Rect) -> Vec<Point> {
        let mut points = vec![frame.center(); self.count];
        let (radii, across) = (self.radii(), (frame.width * frame.height).sqrt() / 2.0);
        for band in &self.bands {
            let (inner, outer) = (radii[band.ring - 1], radii[band.ring]);
            let depth = (outer - inner) * across;
            let length = TAU * (band.to - band.from) * f64::midpoint(inner, outer) * across;
            let count = band.members.len() as f64;
            let rows = (count * depth / length.max(1e-9)).sqrt().round().clamp(1.0, count) as usize;
            for (rank, &i) in band.members.iter().enumerate() {
                // Rows are taken in turn, so that neighbours in direction stand apart in depth.
                let row = ((rank % rows) as f64 + 0.5) / rows as f64;
                let radius = inner + (outer - inner) * row;
                points[i] = at(frame, band.turn(rank), radius);
            }
        }
        if let Some(point) = points.get_mut(self.middle) {
            *point = frame.center();
        }
        points
    }

    fn hold(&self) -> Hold {
        Hold::Near
    }

    fn fixed(&self) -> Option<usize> {
        Some(self.middle)
    }

    fn grounds(&self, frame: Rect) -> Vec<Ground> {
        let radii = self.radii();
        let ring = |radius: &f64| {
            Ground::Ring(Rect::around(frame.center(), radius * frame.width / 2.0, radius * frame.height / 2.0))
        };
        let rings = radii.iter().take(self.reached + 1).skip(1).map(ring);
        let inner = radii.first().copied().unwrap_or(0.0);
        let spoke = |sector: &Sector| Ground::Spoke(at(frame, sector.from, inner), at(frame, sector.from, 1.0));
        rings.chain(self.sectors.iter().filter(|_| self.sectors.len() > 1).map(spoke)).collect()
    }

    /// Rings from the middle upwards, sectors at their rim.
    fn captions(&self, frame: Rect) -> Vec<Caption> {
        let radii = self.radii();
        let ring = |ring: usize| Some(Caption { at: at(frame, TOP, *radii.get(ring)?), of: Captioned::Ring(ring) });
        let beyond = radii
            .get(self.reached + 1)
            .map(|_| Caption { at: at(frame, TOP, f64::midpoint(radii[self.reached], 1.0)), of: Captioned::Beyond });
        let within = frame.inflated(-EDGE);
        let sector = |sector: &Sector| Caption {
            at: within.nearest(at(frame, f64::midpoint(sector.from, sector.to), RIM)),
            of: sector.of,
        };
        let sectors = self.sectors.iter().filter(|_| self.sectors.len() > 1).map(sector);
        (1..=self.reached).filter_map(ring).chain(beyond).chain(sectors).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Radial, Rect, Subject};

    const PAGE: Rect = Rect { x: 0.0, y: 0.0, width: 200.0, height: 100.0 };

    #[test]
    fn rings_follow_the_number_of_ties_to_the_middle() {
        // 0 – 1..5 – 6..10, and 11 alone.
        let ties: Vec<(usize, usize)> = (1..=5).flat_map(|i| [(0, i), (i, i + 5)]).collect();
        let tiers: Vec<usize> = (0..12).map(|i| i % 3).collect();
        let subject = Subject { tiers: &tiers, ties: &ties, focal: Some(0), ..Subject::default() };
        let points = Radial.form(&subject).fit(PAGE);
        let far = |i: usize| {
            let (x, y) = (points[i].x / 100.0 - 1.0, points[i].y / 50.0 - 1.0);
            (x * x + y * y).sqrt()
        };
        assert_eq!(far(0), 0.0);
        let most = |range: std::ops::RangeInclusive<usize>| range.map(far).fold(0.0, f64::max);
        let least = |range: std::ops::RangeInclusive<usize>| range.map(far).fold(9.0, f64::min);
        assert!(most(1..=5) < least(6..=10) && most(6..=10) < far(11) && far(11) <= 1.0);
    }

    #[test]
    fn chains_from_the_middle_do_not_cross() {
        // Ten chains whose second links come in another order.
        let ties: Vec<(usize, usize)> = (1..=10).flat_map(|i| [(0, i), (i, 11 + i * 7 % 10)]).collect();
        let subject = Subject { tiers: &[0; 21], ties: &ties, focal: Some(0), ..Subject::default() };
        let points = Radial.form(&subject).fit(PAGE);
        let turn = |i: usize| (points[i].y - 50.0).atan2((points[i].x - 100.0) / 2.0);
        for i in 1..=10 {
            let off = (turn(i) - turn(11 + i * 7 % 10)).abs();
            assert!(off.min(std::f64::consts::TAU - off) < 0.7, "{i}: {off}");
        }
    }

    #[test]
    fn nobody_and_one_are_laid_out() {
        assert!(Radial.form(&Subject::default()).fit(PAGE).is_empty());
        let one = Subject { tiers: &[4], ..Subject::default() };
        assert_eq!(Radial.form(&one).fit(PAGE), [PAGE.center()]);
    }
}
