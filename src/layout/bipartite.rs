//! The bipartite layout: two columns face to face, ties between them.
//!
//! Both columns are ordered by the mean place of their partners (barycentre), in turns, a fixed number of times; the order with
//! the fewest crossings is kept.
//!
//! # References
//! Eades and Wormald 1994, "Edge crossings in drawings of bipartite graphs", doi:10.1007/BF01187020.

use super::form::{Form, Heading, Hold, Layout, Region, Shape, Shows, Subject};
use super::geometry::{Point, Rect};
use super::label::Anchor;
use super::separate::Half;
use super::springs::Springs;

/// The least height of a row, in pixels.
const ROW: f64 = 15.0;
/// Where the columns stand, as shares of the width, with room for names outside.
const LEFT: f64 = 0.3;
const RIGHT: f64 = 0.76;
/// How large discs are: small, for rows are narrow.
const SCALE: f64 = 0.4;
/// How often both columns are ordered.
const SWEEPS: usize = 24;

/// The bipartite layout.
///
/// # Complexity
/// O((n + m) log n) for n actors and m ties.
///
/// # Examples
/// ```
/// use proxeny::layout::{Bipartite, Layout, Rect, Subject};
///
/// // Two ties that cross where everybody stands in the order of the file.
/// let subject = Subject { tiers: &[0; 4], columns: &[0, 0, 1, 1], ties: &[(0, 3), (1, 2)], ..Subject::default() };
/// let points = Bipartite.form(&subject).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
/// assert_eq!(points[0].y < points[1].y, points[3].y < points[2].y); // they do not
/// assert!(points[0].x < points[2].x);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Bipartite;

impl Layout for Bipartite {
    fn name(&self) -> &'static str {
        "bipartite"
    }

    fn about(&self) -> &'static str {
        "Programmes on the left, whom they reach on the right."
    }

    fn shows(&self) -> Shows {
        Shows::Programmes
    }

    fn form(&self, subject: &Subject) -> Form {
        let springs = Springs::new(subject.count(), subject.ties);
        let of = |right: bool| (0..subject.count()).filter(|&i| (subject.column(i) > 0) == right).collect();
        let mut sides: [Vec<usize>; 2] = [of(false), of(true)];
        let (mut best, mut least) = (sides.clone(), crossings(&sides, subject));
        for sweep in 0..SWEEPS {
            let places = places(&sides, subject.count());
            let side = &mut sides[(sweep + 1) % 2];
            let mean = |i: usize| {
                let partners = springs.neighbours(i);
                let sum: f64 = partners.iter().map(|(j, _)| places[*j]).sum();
                if partners.is_empty() { places[i] } else { sum / partners.len() as f64 }
            };
            side.sort_by(|&a, &b| mean(a).total_cmp(&mean(b))); // stable: equals keep their order
            let now = crossings(&sides, subject);
            if now < least {
                (best, least) = (sides.clone(), now);
            }
        }
        Form::new(Sides { count: subject.count(), sides: best })
    }
}

/// Where everybody stands in his column, 0 to 1.
fn places(sides: &[Vec<usize>; 2], count: usize) -> Vec<f64> {
    let mut places = vec![0.5; count];
    for side in sides {
        for (rank, &i) in side.iter().enumerate() {
            places[i] = (rank as f64 + 0.5) / side.len() as f64;
        }
    }
    places
}

/// How many pairs of ties cross: inversions of the right ends in the order of the left ones, counted with a Fenwick tree.
fn crossings(sides: &[Vec<usize>; 2], subject: &Subject) -> u64 {
    let mut rank = vec![0; subject.count()];
    for side in sides {
        for (at, &i) in side.iter().enumerate() {
            rank[i] = at;
        }
    }
    let right = |i: usize| subject.column(i) > 0;
    let inside = |&&(a, b): &&(usize, usize)| a.max(b) < subject.count() && right(a) != right(b);
    let led = |&(a, b): &(usize, usize)| if right(a) { (rank[b], rank[a]) } else { (rank[a], rank[b]) };
    let mut ends: Vec<(usize, usize)> = subject.ties.iter().filter(inside).map(led).collect();
    ends.sort_unstable();
    let mut tree = vec![0_u64; sides[1].len() + 1];
    let (mut seen, mut found) = (0, 0);
    for (_, end) in ends {
        let (mut at, mut below) = (end + 1, 0);
        while at > 0 {
            below += tree[at];
            at -= at & at.wrapping_neg();
        }
        found += seen - below;
        seen += 1;
        at = end + 1;
        while at < tree.len() {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    found
}

#[derive(Debug)]
struct Sides {
    count: usize,
    sides: [Vec<usize>; 2],
}

impl Shape for Sides {
    fn fit(&self, frame: Rect) -> Vec<Point> {
        let mut points = vec![frame.center(); self.count];
        for (side, at) in self.sides.iter().zip([LEFT, RIGHT]) {
            for (rank, &i) in side.iter().enumerate() {
                let y = frame.y + frame.height * (rank as f64 + 0.5) / side.len() as f64;
                points[i] = Point::new(frame.x + at * frame.width, y);
            }
        }
        points
    }

    fn regions(&self, frame: Rect, _boxes: &[Half]) -> Vec<Region> {
        let middle = f64::midpoint(LEFT, RIGHT) * frame.width;
        let left = Rect { width: middle, ..frame };
        let right = Rect { x: frame.x + middle, width: frame.width - middle, ..frame };
        let with = |(column, (members, frame)): (usize, (&Vec<usize>, Rect))| Region {
            heading: Some(Heading::Column(column)),
            members: members.clone(),
            frame,
        };
        self.sides.iter().zip([left, right]).enumerate().map(with).collect()
    }

    /// Names stand outside, where no tie runs.
    fn side(&self, actor: usize) -> Option<Anchor> {
        Some(if self.sides[0].contains(&actor) { Anchor::End } else { Anchor::Start })
    }

    fn is_list(&self) -> bool {
        true
    }

    fn hold(&self) -> Hold {
        Hold::Firm
    }

    fn disc_scale(&self) -> f64 {
        SCALE
    }

    fn is_tight(&self, frame: Rect) -> bool {
        self.sides.iter().any(|side| side.len() as f64 * ROW > frame.height)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bipartite, Layout, Rect, Subject, crossings};

    #[test]
    fn crossings_are_those_counted_pair_by_pair() {
        let columns: Vec<usize> = (0..24).map(|i| usize::from(i >= 10)).collect();
        let ties: Vec<(usize, usize)> = (0..60).map(|i| (i * 7 % 10, 10 + i * i % 14)).collect();
        let subject = Subject { tiers: &[0; 24], columns: &columns, ties: &ties, ..Subject::default() };
        let sides: [Vec<usize>; 2] = [(0..10).rev().collect(), (10..24).collect()];
        let place = |i: usize| sides.iter().flatten().position(|&j| j == i).unwrap();
        let cross = |a: (usize, usize), b: (usize, usize)| {
            (place(a.0) < place(b.0) && place(a.1) > place(b.1)) || (place(b.0) < place(a.0) && place(b.1) > place(a.1))
        };
        let pairs = (0..60).flat_map(|i| (0..i).map(move |j| (i, j)));
        let slow = pairs.filter(|&(i, j)| cross(ties[i], ties[j])).count() as u64;
        assert_eq!(crossings(&sides, &subject), slow);
        assert!(slow > 100);
    }

    #[test]
    fn a_matching_is_drawn_without_crossings() {
        let ties: Vec<(usize, usize)> = (0..10).map(|i| (10 + i * 7 % 10, i)).collect();
        let columns: Vec<usize> = (0..20).map(|i| i / 10).collect();
        let subject = Subject { tiers: &[0; 20], columns: &columns, ties: &ties, ..Subject::default() };
        let points = Bipartite.form(&subject).fit(Rect::new(0.0, 0.0, 100.0, 50.0));
        assert!(ties.iter().all(|&(a, b)| (points[a].y - points[b].y).abs() < 1e-9));
    }
}
