//! The layered layout: one band across the page for every tier, the highest on top.
//!
//! Within a band actors are ordered by the mean place of their partners in the other bands (barycentre), swept down and up a
//! fixed number of times; the order with the least length of ties sideways is kept.
//!
//! # References
//! Sugiyama, Tagawa and Toda 1981, "Methods for visual understanding of hierarchical system structures",
//! doi:10.1109/TSMC.1981.4308636.

use super::form::{Form, Heading, Layout, Region, Shape, Subject};
use super::geometry::{Point, Rect};
use super::separate::Half;
use super::springs::Springs;

/// How often the bands are swept, down and up.
const SWEEPS: usize = 24;
/// The share of a band that its boxes may fill before it is given more height.
const FILL: f64 = 0.9;

/// In how many rows a band stands at most.
const MOST_ROWS: f64 = 5.0;

/// The layered layout.
///
/// # Complexity
/// O((n + m) log n) for n actors and m ties.
///
/// # Examples
/// ```
/// use proxeny::layout::{Layered, Layout, Rect, Subject};
///
/// // Two ties that cross where everybody stands in the order of the file.
/// let subject = Subject { tiers: &[0, 0, 1, 1], ties: &[(0, 3), (1, 2)], seed: 1, ..Subject::default() };
/// let points = Layered.form(&subject).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
/// assert_eq!(points[0].x < points[1].x, points[3].x < points[2].x); // they do not
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Layered;

impl Layout for Layered {
    fn name(&self) -> &'static str {
        "layered"
    }

    fn about(&self) -> &'static str {
        "One band for every tier: home government, national bodies, firms, international bodies, abroad."
    }

    fn form(&self, subject: &Subject) -> Form {
        let springs = Springs::new(subject.tiers.len(), subject.ties);
        let mut bands: Vec<Band> = Vec::new();
        let mut order: Vec<usize> = (0..subject.tiers.len()).collect();
        order.sort_by_key(|&i| (subject.tiers[i], i));
        for i in order {
            match bands.last_mut() {
                Some(band) if band.tier == subject.tiers[i] => band.members.push(i),
                _ => bands.push(Band { tier: subject.tiers[i], members: vec![i] }),
            }
        }
        let mut best = bands.clone();
        let mut least = length(&springs, &places(&bands, subject.tiers.len()));
        for sweep in 0..SWEEPS {
            let count = bands.len();
            for step in 0..count {
                let at = if sweep % 2 == 0 { step } else { count - 1 - step };
                let places = places(&bands, subject.tiers.len());
                sort(&mut bands[at], &springs, &places, subject.tiers);
            }
            let now = length(&springs, &places(&bands, subject.tiers.len()));
            if now < least {
                (least, best) = (now, bands.clone());
            }
        }
        Form::new(Bands { count: subject.tiers.len(), bands: best })
    }
}

#[derive(Clone, Debug)]
struct Band {
    tier: usize,
    members: Vec<usize>,
}

/// Where everybody stands along his band, 0 to 1.
fn places(bands: &[Band], count: usize) -> Vec<f64> {
    let mut places = vec![0.5; count];
    for band in bands {
        for (rank, &i) in band.members.iter().enumerate() {
            places[i] = (rank as f64 + 0.5) / band.members.len() as f64;
        }
    }
    places
}

/// How far ties lead sideways in all.
fn length(springs: &Springs, places: &[f64]) -> f64 {
    let of = |i: usize| springs.neighbours(i).iter().map(|&(j, _)| (places[i] - places[j]).abs()).sum::<f64>();
    (0..places.len()).map(of).sum()
}

/// Orders a band by the mean place of the partners in other bands; who has none there keeps its place.
fn sort(band: &mut Band, springs: &Springs, places: &[f64], tiers: &[usize]) {
    let mean = |i: usize| {
        let others = springs.neighbours(i).iter().filter(|(j, _)| tiers[*j] != tiers[i]);
        let (sum, count) = others.fold((0.0, 0.0), |(sum, count), (j, _)| (sum + places[*j], count + 1.0));
        if count > 0.0 { sum / count } else { places[i] }
    };
    let mut keyed: Vec<(f64, usize)> = band.members.iter().map(|&i| (mean(i), i)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0)); // stable: equals keep their order
    band.members = keyed.into_iter().map(|(_, i)| i).collect();
}

#[derive(Debug)]
struct Bands {
    count: usize,
    bands: Vec<Band>,
}

/// Cuts the frame into bands with heights in proportion.
fn cut(frame: Rect, heights: &[f64]) -> Vec<Rect> {
    let scale = frame.height / heights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut y = frame.y;
    let next = |height: &f64| {
        let band = Rect::new(frame.x, y, frame.width, height * scale);
        y = band.bottom();
        band
    };
    heights.iter().map(next).collect()
}

impl Shape for Bands {
    fn fit(&self, frame: Rect) -> Vec<Point> {
        let places = places(&self.bands, self.count);
        let mut points = vec![frame.center(); self.count];
        let heights: Vec<f64> = self.bands.iter().map(|band| (band.members.len() as f64).sqrt()).collect();
        for (band, area) in self.bands.iter().zip(cut(frame, &heights)) {
            for &i in &band.members {
                points[i] = Point::new(area.x + places[i] * area.width, area.center().y);
            }
        }
        points
    }

    /// In rows, so that neighbours stand apart.
    fn fit_region(&self, region: &Region) -> Option<Vec<Point>> {
        let places = places(&self.bands, self.count);
        let Rect { x, y, width, height } = region.frame;
        let count = region.members.len() as f64;
        let rows = (count * height / width).sqrt().round().clamp(1.0, MOST_ROWS);
        let place = |(rank, &i): (usize, &usize)| {
            let row = (rank % rows as usize) as f64;
            Point::new(x + places[i] * width, y + height * (row + 0.5) / rows)
        };
        Some(region.members.iter().enumerate().map(place).collect())
    }

    /// Bands as high as their tallest box at least, and beyond that by the area of their boxes.
    fn regions(&self, frame: Rect, boxes: &[Half]) -> Vec<Region> {
        let need = |band: &Band| {
            let tallest = band.members.iter().map(|&i| 2.0 * boxes[i].height).fold(0.0, f64::max);
            let area: f64 = band.members.iter().map(|&i| 4.0 * boxes[i].width * boxes[i].height).sum();
            tallest.max(area / (FILL * frame.width)) + 0.3 * tallest
        };
        let heights: Vec<f64> = self.bands.iter().map(need).collect();
        let parts = self.bands.iter().zip(cut(frame, &heights));
        parts
            .map(|(band, frame)| Region {
                heading: Some(Heading::Tier(band.tier)),
                members: band.members.clone(),
                frame,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Layered, Layout, Rect, Subject};

    #[test]
    fn tiers_lie_one_below_the_other_whatever_the_ties() {
        let tiers = [2, 0, 1, 2, 1, 0, 4];
        let ties = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (6, 6), (0, 99)];
        let points = Layered
            .form(&Subject { tiers: &tiers, ties: &ties, seed: 1, ..Subject::default() })
            .fit(Rect::new(0.0, 0.0, 9.0, 9.0));
        for (i, a) in points.iter().enumerate() {
            for (j, b) in points.iter().enumerate() {
                assert_eq!(tiers[i].cmp(&tiers[j]), a.y.total_cmp(&b.y));
            }
        }
    }

    #[test]
    fn a_matching_in_any_order_is_drawn_without_crossings() {
        let partner = |i: usize| 10 + i * 7 % 10;
        let ties: Vec<(usize, usize)> = (0..10).map(|i| (i, partner(i))).collect();
        let tiers: Vec<usize> = (0..20).map(|i| i / 10).collect();
        let form = Layered.form(&Subject { tiers: &tiers, ties: &ties, seed: 1, ..Subject::default() });
        let points = form.fit(Rect::new(0.0, 0.0, 100.0, 50.0));
        assert!((0..10).all(|i| (points[i].x - points[partner(i)].x).abs() < 1e-9));
    }

    #[test]
    fn nobody_at_all_is_laid_out() {
        let nobody = Subject { tiers: &[], ties: &[], seed: 1, ..Subject::default() };
        assert!(Layered.form(&nobody).fit(Rect::new(0.0, 0.0, 1.0, 1.0)).is_empty());
    }
}
