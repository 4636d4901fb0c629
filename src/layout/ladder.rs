//! The ladder: a column for each rung, those who stand on it below one another, in the order in which they come.
//!
//! A column is as wide as its members need: the tallest that fill the page are broken into several.

use super::form::{Form, Heading, Hold, Layout, Region, Shape, Shows, Subject};
use super::geometry::{Point, Rect};
use super::label::Anchor;
use super::separate::Half;

/// The least height of a row and the least width of a line of members, in pixels.
const ROW: f64 = 19.0;
const LINE: f64 = 112.0;
/// How large discs are: small, for names come first.
const SCALE: f64 = 0.42;
/// From the left of a line to the disc, as a share of its width; the name stands right of it.
const INDENT: f64 = 0.09;

/// The ladder layout.
///
/// # Complexity
/// O(n log n) for n actors.
///
/// # Examples
/// ```
/// use proxeny::layout::{Ladder, Layout, Rect, Subject};
///
/// let subject = Subject { tiers: &[0; 3], columns: &[4, 1, 4], ..Subject::default() };
/// let points = Ladder.form(&subject).fit(Rect::new(0.0, 0.0, 400.0, 300.0));
/// assert!(points[1].x < points[0].x); // a lower rung stands left
/// assert!(points[0].x == points[2].x && points[0].y < points[2].y);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Ladder;

impl Layout for Ladder {
    fn name(&self) -> &'static str {
        "ladder"
    }

    fn about(&self) -> &'static str {
        "A column for each rung, from attention to hardware, with the cities that have reached it."
    }

    fn shows(&self) -> Shows {
        Shows::Rungs
    }

    fn form(&self, subject: &Subject) -> Form {
        let mut order: Vec<usize> = (0..subject.count()).collect();
        order.sort_by_key(|&i| (subject.column(i), i));
        let same = order.chunk_by(|&a, &b| subject.column(a) == subject.column(b));
        let columns = same.map(|members| (subject.column(members[0]), members.to_vec())).collect();
        Form::new(Rungs { count: subject.count(), columns })
    }
}

#[derive(Debug)]
struct Rungs {
    count: usize,
    columns: Vec<(usize, Vec<usize>)>,
}

impl Rungs {
    /// The part of the page of each column, with the number of lines that its members stand in.
    fn parts(&self, frame: Rect) -> Vec<(Rect, usize)> {
        let rows = (frame.height / ROW).floor().max(1.0) as usize;
        let mut lines: Vec<usize> = self.columns.iter().map(|(_, members)| members.len().div_ceil(rows)).collect();
        // Room that is left goes to the fullest columns.
        while (lines.iter().sum::<usize>() + 1) as f64 * 1.25 * LINE <= frame.width {
            let full = |at: &usize| self.columns[*at].1.len() as f64 / lines[*at] as f64;
            let fullest = (0..lines.len()).rev().max_by(|a, b| full(a).total_cmp(&full(b)));
            let Some(at) = fullest.filter(|at| self.columns[*at].1.len() > lines[*at]) else { break };
            lines[at] += 1;
        }
        let width = frame.width / lines.iter().sum::<usize>().max(1) as f64;
        let mut x = frame.x;
        let next = |&lines: &usize| {
            let part = Rect { x, width: width * lines as f64, ..frame };
            x = part.right();
            (part, lines)
        };
        lines.iter().map(next).collect()
    }
}

impl Shape for Rungs {
    fn fit(&self, frame: Rect) -> Vec<Point> {
        let mut points = vec![frame.center(); self.count];
        let parts = self.parts(frame);
        let tallest = self.columns.iter().zip(&parts).map(|((_, members), (_, lines))| members.len().div_ceil(*lines));
        let row = frame.height / tallest.max().unwrap_or(1) as f64;
        for ((_, members), (part, lines)) in self.columns.iter().zip(parts) {
            let rows = members.len().div_ceil(lines);
            let width = part.width / lines as f64;
            for (at, &i) in members.iter().enumerate() {
                let (line, down) = ((at / rows) as f64, (at % rows) as f64);
                points[i] = Point::new(part.x + width * (line + INDENT), frame.y + row * (down + 0.5));
            }
        }
        points
    }

    fn regions(&self, frame: Rect, _boxes: &[Half]) -> Vec<Region> {
        let with = |((column, members), (frame, _)): (&(usize, Vec<usize>), (Rect, usize))| Region {
            heading: Some(Heading::Column(*column)),
            members: members.clone(),
            frame,
        };
        self.columns.iter().zip(self.parts(frame)).map(with).collect()
    }

    fn side(&self, _actor: usize) -> Option<Anchor> {
        Some(Anchor::Start)
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
        let parts = self.parts(frame);
        let lines = parts.iter().map(|(_, lines)| lines).sum::<usize>();
        lines as f64 * LINE > frame.width
    }
}

#[cfg(test)]
mod tests {
    use super::{Ladder, Layout, Rect, Subject};

    #[test]
    fn columns_never_mix_and_rows_keep_apart() {
        let columns: Vec<usize> = (0..90).map(|i| i * i % 5).collect();
        let form = Ladder.form(&Subject { tiers: &[0; 90], columns: &columns, ..Subject::default() });
        let page = Rect::new(0.0, 0.0, 1200.0, 500.0);
        assert!(!form.shape().is_tight(page) && form.shape().is_tight(Rect { width: 300.0, ..page }));
        let points = form.fit(page);
        for (i, a) in points.iter().enumerate() {
            for (j, b) in points.iter().enumerate().filter(|(j, _)| *j != i) {
                assert!(columns[i] >= columns[j] || a.x < b.x);
                assert!(a.x != b.x || (a.y - b.y).abs() > 18.0, "{a:?} {b:?}");
            }
        }
    }
}
