//! Unfolds one connected component so that distances on the page follow distances in the network.
//!
//! Minimises the stress `Σ w_ij (‖x_i − x_j‖ − d_ij)²` with `w_ij = 1 / d_ij²` by localised majorisation (Gansner, Koren and North
//! 2004, doi:10.1007/978-3-540-31843-9_25), starting from pivot multidimensional scaling (Brandes and Pich 2006,
//! doi:10.1007/978-3-540-70904-6_6). Up to [`FULL`] actors all pairs count; above, neighbours and [`PIVOTS`] pivots that stand
//! for the actors around them (Ortmann, Klimenta and Brandes 2016, doi:10.1007/978-3-319-50106-2_2).
//!
//! # Complexity
//! With n actors, m springs, k pivots and s sweeps: O(n m log n + s n²) up to [`FULL`] actors, O(k m log n + k² n + s n k)
//! above.

use super::dice::Dice;
use super::geometry::Point;
use super::springs::Springs;

/// Up to this size every pair of actors has its term.
const FULL: usize = 1000;
/// How many pivots stand for the rest above that size.
const PIVOTS: usize = 80;
/// Terms looked at in all sweeps together, which bounds the time.
const BUDGET: usize = 60_000_000;

/// One term of the stress of an actor: the distance wanted from another, and how much it matters.
struct Term {
    other: usize,
    length: f64,
    weight: f64,
}

/// Positions of the actors of a connected component, in units of spring length, around the origin.
pub(crate) fn unfold(springs: &Springs, seed: u64) -> Vec<Point> {
    let count = springs.len();
    let pivots = Pivots::choose(springs, PIVOTS.min(count));
    let mut points = pivots.scale(count, seed);
    jitter(&mut points, 0.3 * springs.mean_length(), seed);
    let terms = if count <= FULL { all_pairs(springs) } else { pivots.terms(springs) };
    let total: usize = terms.iter().map(Vec::len).sum();
    for _ in 0..(BUDGET / total.max(1)).clamp(30, 400) {
        if sweep(&mut points, &terms) < 1e-3 * springs.mean_length() {
            break;
        }
    }
    points
}

/// Actors that are equal in all distances fall on one point; the sweeps could never part them.
fn jitter(points: &mut [Point], by: f64, seed: u64) {
    let mut dice = Dice::new(seed ^ 0x6a69_7474);
    for point in points {
        *point = point.shifted(by * dice.signed_unit(), by * dice.signed_unit());
    }
}

/// Moves every actor once to where its terms want it; returns the longest move.
fn sweep(points: &mut [Point], terms: &[Vec<Term>]) -> f64 {
    let mut longest = 0.0_f64;
    for i in 0..points.len() {
        let here = points[i];
        let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
        for term in &terms[i] {
            let there = points[term.other];
            let distance = here.distance(there);
            let pull = if distance > 1e-9 { term.length / distance } else { 0.0 };
            x += term.weight * (there.x + (here.x - there.x) * pull);
            y += term.weight * (there.y + (here.y - there.y) * pull);
            mass += term.weight;
        }
        if mass > 0.0 {
            points[i] = Point::new(x / mass, y / mass);
            longest = longest.max(here.distance(points[i]));
        }
    }
    longest
}

fn all_pairs(springs: &Springs) -> Vec<Vec<Term>> {
    let terms_of = |i: usize| {
        let distances = springs.distances(i);
        let others = distances.into_iter().enumerate().filter(|&(j, d)| j != i && d.is_finite());
        others.map(|(other, length)| Term { other, length, weight: 1.0 / (length * length) }).collect()
    };
    (0..springs.len()).map(terms_of).collect()
}

/// A few actors far apart from each other, with their distances to everyone.
struct Pivots {
    members: Vec<usize>,
    distances: Vec<Vec<f64>>,
}

impl Pivots {
    /// Begins with the actor with most partners and always adds the one farthest from those chosen.
    fn choose(springs: &Springs, count: usize) -> Self {
        let hub = (0..springs.len()).rev().max_by_key(|&i| springs.neighbours(i).len()).unwrap_or(0);
        let mut nearest = vec![f64::INFINITY; springs.len()];
        let mut pivots = Self { members: Vec::new(), distances: Vec::new() };
        let mut next = hub;
        for _ in 0..count {
            let distances = springs.distances(next);
            for (known, new) in nearest.iter_mut().zip(&distances) {
                *known = known.min(*new);
            }
            pivots.members.push(next);
            pivots.distances.push(distances);
            next = (0..nearest.len()).rev().max_by(|&a, &b| nearest[a].total_cmp(&nearest[b])).unwrap_or(0);
        }
        pivots
    }

    /// Pivot multidimensional scaling: the two main directions of the doubly centred squared distances.
    fn scale(&self, count: usize, seed: u64) -> Vec<Point> {
        let centred = self.centred(count);
        let mut products = products(&centred);
        let mut dice = Dice::new(seed);
        let first = main_direction(&mut products, &mut dice);
        let second = main_direction(&mut products, &mut dice);
        let along =
            |direction: &[f64], i: usize| direction.iter().zip(&centred).map(|(d, row)| d * row[i]).sum::<f64>();
        let raw: Vec<Point> = (0..count).map(|i| Point::new(along(&first, i), along(&second, i))).collect();
        self.resized(raw)
    }

    fn centred(&self, count: usize) -> Vec<Vec<f64>> {
        let square = |d: f64| d * d;
        let share = 1.0 / self.members.len() as f64;
        let columns: Vec<f64> =
            (0..count).map(|i| self.distances.iter().map(|row| square(row[i])).sum::<f64>() * share).collect();
        let mean = columns.iter().sum::<f64>() / count as f64;
        let centre = |row: &Vec<f64>| {
            let own = row.iter().map(|&d| square(d)).sum::<f64>() / count as f64;
            row.iter().zip(&columns).map(|(&d, column)| -0.5 * (square(d) - own - column + mean)).collect()
        };
        self.distances.iter().map(centre).collect()
    }

    /// Scales so that distances from the pivots have the right size on average.
    fn resized(&self, points: Vec<Point>) -> Vec<Point> {
        let (mut wanted, mut found) = (0.0, 0.0);
        for (&pivot, distances) in self.members.iter().zip(&self.distances) {
            for (i, point) in points.iter().enumerate() {
                wanted += distances[i];
                found += point.distance(points[pivot]);
            }
        }
        let factor = if found > 0.0 { wanted / found } else { 0.0 };
        points.into_iter().map(|p| Point::new(p.x * factor, p.y * factor)).collect()
    }

    /// Terms for the neighbours and for each pivot, which weighs as much as the actors it stands for.
    fn terms(&self, springs: &Springs) -> Vec<Vec<Term>> {
        let regions = self.regions(springs.len());
        let terms_of = |i: usize| {
            let close = springs.neighbours(i).iter();
            let mut terms: Vec<Term> =
                close.map(|&(other, length)| Term { other, length, weight: 1.0 / (length * length) }).collect();
            for (region, (&other, distances)) in regions.iter().zip(self.members.iter().zip(&self.distances)) {
                let length = distances[i];
                if other != i && length > 0.0 {
                    let stood_for = region.partition_point(|&d| d <= length / 2.0).max(1) as f64;
                    terms.push(Term { other, length, weight: stood_for / (length * length) });
                }
            }
            terms
        };
        (0..springs.len()).map(terms_of).collect()
    }

    /// For each pivot the sorted distances of the actors that are nearest to it.
    fn regions(&self, count: usize) -> Vec<Vec<f64>> {
        let mut regions = vec![Vec::new(); self.members.len()];
        for i in 0..count {
            let distance = |p: &usize| self.distances[*p][i];
            let nearest = (0..regions.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0);
            regions[nearest].push(self.distances[nearest][i]);
        }
        for region in &mut regions {
            region.sort_by(f64::total_cmp);
        }
        regions
    }
}

fn products(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    rows.iter().map(|a| rows.iter().map(|b| dot(a, b)).collect()).collect()
}

/// The main eigenvector by power iteration, which is then taken out of the matrix.
fn main_direction(matrix: &mut [Vec<f64>], dice: &mut Dice) -> Vec<f64> {
    let times = |matrix: &[Vec<f64>], v: &[f64]| -> Vec<f64> {
        matrix.iter().map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum()).collect()
    };
    let mut vector: Vec<f64> = matrix.iter().map(|_| dice.signed_unit()).collect();
    let mut size = 0.0;
    for _ in 0..100 {
        let next = times(matrix, &vector);
        size = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        if size < 1e-12 {
            return vec![0.0; vector.len()];
        }
        vector = next.into_iter().map(|x| x / size).collect();
    }
    for (row, a) in matrix.iter_mut().zip(&vector) {
        for (cell, b) in row.iter_mut().zip(&vector) {
            *cell -= size * a * b;
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::{Springs, unfold};

    #[test]
    fn a_path_is_unfolded_to_its_length() {
        let ties: Vec<_> = (0..9).map(|i| (i, i + 1)).collect();
        let springs = Springs::new(10, &ties);
        let points = unfold(&springs, 1);
        let wanted = springs.distances(0)[9];
        assert!((points[0].distance(points[9]) / wanted - 1.0).abs() < 0.02);
    }

    #[test]
    fn a_star_with_many_leaves_keeps_them_apart_and_finite() {
        let ties: Vec<_> = (1..1200).map(|i| (0, i)).collect();
        let points = unfold(&Springs::new(1200, &ties), 1);
        assert!(points.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        assert!((1..1200).all(|i| points[i].distance(points[0]) > 1.0));
    }
}
