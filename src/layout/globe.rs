//! The globe on paper: projections, great circles, and the cut at the edge of a map.
//!
//! # References
//! Šavrič, Patterson and Jenny 2019, "The Equal Earth map projection", doi:10.1080/13658816.2018.1504949.

use super::angles::{asin, atan2, sin_cos};
use super::geometry::Point;
use std::f64::consts::FRAC_PI_2;

/// Up to so many degrees across, a part of the globe is drawn as if it were flat.
const FLAT: f64 = 70.0;
/// The two meridians that cut hardly any land, 169° W through the Bering Strait and 30° W through the Atlantic: maps that are
/// cut there have these in the middle.
const MIDDLES: [f64; 2] = [11.0, 150.0];

/// A way to put the globe on paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    /// The longitude in the middle, in degrees.
    middle: f64,
    /// For small extents, the cosine of the latitude in the middle.
    flat: Option<f64>,
}

impl Projection {
    /// The one that fits the extent of some places, each latitude and longitude in degrees: flat for a small one, Equal
    /// Earth for a large one, cut where it cuts least land and as far from the focal place as that allows.
    pub(super) fn fit(places: &[(f64, f64)], focal: Option<(f64, f64)>) -> Self {
        let (start, width) = extent(places);
        let (low, high) = places.iter().fold((90.0_f64, -90.0_f64), |(low, high), p| (low.min(p.0), high.max(p.0)));
        let middle = wrapped(start + width / 2.0);
        if width <= FLAT && high - low <= FLAT {
            let (_, cos) = sin_cos(f64::midpoint(low, high).to_radians());
            return Self { middle, flat: Some(cos.max(0.2)) };
        }
        let seen_from = focal.map_or(middle, |(_, lon)| lon);
        let off = |to: f64| wrapped(seen_from - to).abs();
        let [first, second] = MIDDLES;
        Self { middle: if off(second) < off(first) { second } else { first }, flat: None }
    }

    /// Degrees east of the middle, −180 to 180.
    pub(super) fn east(self, lon: f64) -> f64 {
        wrapped(lon - self.middle)
    }

    /// A place, given by its latitude and its degrees east of the middle, on paper; a unit is the radius of the globe.
    pub(super) fn onto_paper(self, lat: f64, east: f64) -> Point {
        let (lat, east) = (lat.clamp(-90.0, 90.0).to_radians(), east.to_radians());
        self.flat.map_or_else(|| equal_earth(lat, east), |cos| Point::new(east * cos, -lat))
    }

    /// The edge of the whole map, a closed line.
    pub(super) fn edge(self) -> Vec<Point> {
        let side = |east: f64, lat: i32| self.onto_paper(f64::from(lat) * 3.0, east);
        let right = (-30..=30).map(|lat| side(180.0, lat));
        right.chain((-30..=30).rev().map(|lat| side(-180.0, lat))).collect()
    }
}

/// The narrowest range of longitudes that holds all places: where it begins and how wide it is, in degrees.
fn extent(places: &[(f64, f64)]) -> (f64, f64) {
    let mut lons: Vec<f64> = places.iter().map(|(_, lon)| wrapped(*lon)).collect();
    lons.sort_by(f64::total_cmp);
    let Some(&first) = lons.first() else { return (-180.0, 360.0) };
    let after = lons.iter().skip(1).copied().chain([first + 360.0]);
    let gaps = lons.iter().zip(after).map(|(from, to)| (to - from, to));
    let (gap, begin) = gaps.fold((0.0, first), |best, gap| if gap.0 > best.0 { gap } else { best });
    (wrapped(begin), 360.0 - gap)
}

/// An angle in degrees as −180 to 180.
pub(super) fn wrapped(degrees: f64) -> f64 {
    degrees - 360.0 * (degrees / 360.0).round()
}

/// Angles in radians.
fn equal_earth(lat: f64, east: f64) -> Point {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let root = 3.0_f64.sqrt();
    let sine = root / 2.0 * sin_cos(lat).0;
    let (t, cos) = (asin(sine), (1.0 - sine * sine).max(0.0).sqrt());
    let (t2, t6) = (t * t, t * t * t * t * t * t);
    let slope = 9.0 * A[3] * t6 * t2 + 7.0 * A[2] * t6 + 3.0 * A[1] * t2 + A[0];
    let y = t * (A[0] + A[1] * t2 + A[2] * t6 + A[3] * t6 * t2);
    Point::new(2.0 * root * east * cos / (3.0 * slope), -y)
}

/// Points along the great circle from one place to another, both included, evenly spaced, `pieces` + 1 of them, as latitude and
/// longitude in degrees. Between opposite places any way is as short; a straight one over the nearer pole is taken.
pub(super) fn great_circle(from: (f64, f64), to: (f64, f64), pieces: usize) -> Vec<(f64, f64)> {
    let (a, mut b) = (vector(from), vector(to));
    let cos = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    if cos < -0.999_999 {
        b = vector((to.0, to.1 + 0.1));
    }
    let cos = (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]).clamp(-1.0, 1.0);
    let angle = FRAC_PI_2 - asin(cos);
    let whole = sin_cos(angle).0;
    let at = |i: usize| {
        let t = i as f64 / pieces as f64;
        if whole < 1e-9 {
            return from;
        }
        let (u, v) = (sin_cos((1.0 - t) * angle).0 / whole, sin_cos(t * angle).0 / whole);
        let [x, y, z] = [0, 1, 2].map(|k| u * a[k] + v * b[k]);
        (atan2(z, (x * x + y * y).sqrt()).to_degrees(), atan2(y, x).to_degrees())
    };
    (0..=pieces).map(at).collect()
}

/// The angle between two places, in degrees.
pub(super) fn apart(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (a, b) = (vector(from), vector(to));
    let cos = (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]).clamp(-1.0, 1.0);
    (FRAC_PI_2 - asin(cos)).to_degrees()
}

fn vector((lat, lon): (f64, f64)) -> [f64; 3] {
    let ((up, flat), (sin, cos)) = (sin_cos(lat.to_radians()), sin_cos(lon.to_radians()));
    [flat * cos, flat * sin, up]
}

/// The part of a closed line on one side: where `inside` is positive.
pub(super) fn clipped(line: &[Point], inside: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(line.len() + 4);
    for (i, &point) in line.iter().enumerate() {
        let before = line[(i + line.len() - 1) % line.len()];
        let (was, is) = (inside(before), inside(point));
        if (was > 0.0) != (is > 0.0) {
            kept.push(before.towards(point, was / (was - is)));
        }
        if is > 0.0 {
            kept.push(point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Projection, apart, great_circle};

    #[test]
    fn equal_earth_has_its_published_size() {
        // The map of the unit globe is 2 × 2.7066 wide and 2 × 1.3174 high (Šavrič and others 2019).
        let world = Projection { middle: 0.0, flat: None };
        let right = world.onto_paper(0.0, 180.0);
        let top = world.onto_paper(90.0, 0.0);
        assert!((right.x - 2.706_63).abs() < 1e-5 && right.y == 0.0, "{right:?}");
        assert!((top.y + 1.317_362_759).abs() < 1e-8 && top.x.abs() < 1e-12, "{top:?}");
        // Equal areas: its area is that of the globe, 4 π, summed in strips of a degree.
        let strip = |lat: i32| {
            let (low, high) = (f64::from(lat), f64::from(lat + 1));
            let width = 2.0 * world.onto_paper(low + 0.5, 180.0).x;
            width * (world.onto_paper(low, 0.0).y - world.onto_paper(high, 0.0).y)
        };
        let area: f64 = (-90..90).map(strip).sum();
        assert!((area - 4.0 * std::f64::consts::PI).abs() < 1e-3, "{area}");
    }

    #[test]
    fn the_projection_fits_the_extent_across_the_date_line_too() {
        let fiji_samoa = Projection::fit(&[(-18.0, 178.0), (-13.8, -171.8)], None);
        assert!(fiji_samoa.flat.is_some() && fiji_samoa.east(-171.8) > fiji_samoa.east(178.0));
        let seoul = Projection::fit(&[(37.6, 127.0), (-23.5, -46.6), (40.7, -74.0)], Some((37.6, 127.0)));
        assert!(seoul.flat.is_none() && seoul.east(-46.6) > seoul.east(-74.0)); // one America, right of Asia
        let rotterdam = Projection::fit(&[(51.9, 4.5), (-6.2, 106.8), (40.7, -74.0)], Some((51.9, 4.5)));
        assert!(rotterdam.east(-74.0) < 0.0 && rotterdam.east(106.8) > 0.0);
    }

    #[test]
    fn great_circles_are_the_shortest_way() {
        // Seoul to New York leads far north of both, over 60° more than the straight line on most maps.
        let way = great_circle((37.57, 126.98), (40.71, -74.01), 8);
        assert!(way.iter().any(|(lat, _)| *lat > 75.0), "{way:?}");
        let whole = apart(way[0], way[8]);
        let sum: f64 = way.windows(2).map(|pair| apart(pair[0], pair[1])).sum();
        assert!((sum - whole).abs() < 1e-6 && (whole * 111.195 - 11_050.0).abs() < 60.0, "{whole}");
        assert_eq!(great_circle((1.0, 2.0), (1.0, 2.0), 3), [(1.0, 2.0); 4]);
        assert!(great_circle((0.0, 0.0), (0.0, 180.0), 4).iter().all(|(lat, lon)| lat.is_finite() && lon.is_finite()));
    }
}
