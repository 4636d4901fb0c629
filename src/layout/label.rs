//! Finds a place for the name of every actor: beside its disc, farther off with a leader line, or as a number.
//!
//! Names are placed one by one in order of priority, each at the best of its free candidate places (point-feature label
//! placement, greedy with costs; compare Christensen, Marks and Shieber 1995, doi:10.1145/212332.212334). A place is free if it
//! lies on the page and meets no disc, no label, no number and no leader line. Where the numbers of two actors cannot be
//! confused, which [`Wish::core`] sees to, no overlap can come about: every actor without a name keeps room for its number.
//!
//! # Complexity
//! O(n c) for n actors with c candidates each (about 150), looking only at what is near.

mod wish;

pub use wish::{Anchor, Spot, Wish};

use super::geometry::{Point, Rect, chopped};
use super::grid::Grid;
use wish::GAP;

/// Between two texts, so that rounding in a file cannot make them overlap.
const APART: f64 = 0.5;
/// How far off labels with a leader line may be, in pixels from the disc.
const FAR: [f64; 6] = [9.0, 16.0, 25.0, 36.0, 50.0, 66.0];
/// Directions of candidates, with their cost: right, left, below and above first, as readers expect.
const SIDES: [(f64, f64, f64); 12] = [
    (1.0, 0.0, 0.0),
    (-1.0, 0.0, 0.5),
    (0.0, 1.0, 0.4),
    (0.0, -1.0, 0.4),
    (0.8, 0.8, 0.6),
    (0.8, -0.8, 0.6),
    (-0.8, 0.8, 1.0),
    (-0.8, -0.8, 1.0),
    (0.95, 0.4, 0.3),
    (0.95, -0.4, 0.3),
    (-0.95, 0.4, 0.8),
    (-0.95, -0.4, 0.8),
];

/// What a name costs at a side that is not the one asked for.
const AWRY: f64 = 30.0;

/// A place for every wish, in their order. `ties` are lines that names had better not cover; at most `limit` names are placed.
/// Every box lies within `frame` as long as the discs and their numbers do.
///
/// # Examples
/// ```
/// use proxeny::layout::label::{Spot, Wish, place};
/// use proxeny::layout::{Point, Rect};
///
/// let wish = |x, priority| Wish {
///     center: Point::new(x, 50.0),
///     reach: 8.0,
///     priority,
///     forms: vec![(30.0, 12.0)],
///     number: (10.0, 8.0),
///     side: None,
/// };
/// let page = Rect::new(0.0, 0.0, 200.0, 100.0);
/// let spots = place(&[wish(50.0, 1.0), wish(150.0, 2.0)], &[], page, Some(1));
/// assert!(matches!(spots[0], Spot::Number { .. }));
/// assert!(matches!(spots[1], Spot::Name { .. })); // it comes first
/// ```
pub fn place(wishes: &[Wish], ties: &[(Point, Point)], frame: Rect, limit: Option<usize>) -> Vec<Spot> {
    Board::new(wishes, ties, frame).names(limit)
}

/// The same beside what is `taken`, with captions that come before all names, and with further texts that come after them and may
/// depend on who is named. Both stand close to their places or not at all.
pub(crate) fn place_all(
    wishes: &[Wish],
    (taken, captions): (&[Rect], &[Wish]),
    ties: &[(Point, Point)],
    frame: Rect,
    limit: Option<usize>,
    further: impl FnOnce(&[Spot]) -> Vec<Wish>,
) -> Placed {
    let mut board = Board::new(wishes, ties, frame);
    for rect in taken {
        board.block(Obstacle { rect: *rect, owner: NOBODY, kind: Kind::Text });
    }
    let captions = captions.iter().map(|wish| board.beside(wish)).collect();
    let spots = board.names(limit);
    let further = further(&spots).iter().map(|wish| board.beside(wish)).collect();
    Placed { captions, further }
}

/// Where captions and further texts are written.
pub(crate) struct Placed {
    pub(crate) captions: Vec<Option<Rect>>,
    pub(crate) further: Vec<Option<Rect>>,
}

/// The owner of texts that belong to no disc.
const NOBODY: usize = usize::MAX;

/// Something that a label must not cover, belonging to an actor.
struct Obstacle {
    rect: Rect,
    owner: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// The disc that fills the box.
    Disc,
    /// A name or a number.
    Text,
    /// A place kept for a number, which its owner gives up when it is named.
    Reserve,
}

impl Obstacle {
    fn covers(&self, at: &Rect) -> bool {
        let center = self.rect.center();
        self.rect.overlaps(at)
            && (self.kind != Kind::Disc || at.nearest(center).distance(center) < self.rect.width / 2.0 + 0.5)
    }
}

/// A candidate place.
struct Candidate {
    at: Rect,
    anchor: Anchor,
    cost: f64,
    leader: Option<(Point, Point)>,
}

/// What has been placed so far.
struct Board<'a> {
    wishes: &'a [Wish],
    frame: Rect,
    obstacles: Vec<Obstacle>,
    grid: Grid,
    lines: Vec<(Point, Point)>,
    line_grid: Grid,
    leaders: Vec<(Point, Point)>,
    leader_grid: Grid,
    settled: Vec<bool>,
}

impl<'a> Board<'a> {
    fn new(wishes: &'a [Wish], ties: &[(Point, Point)], frame: Rect) -> Self {
        let grid = || Grid::new(frame, wishes.len().max(64));
        let mut board = Self {
            wishes,
            frame,
            obstacles: Vec::new(),
            grid: grid(),
            lines: ties.to_vec(),
            line_grid: grid(),
            leaders: Vec::new(),
            leader_grid: grid(),
            settled: vec![false; wishes.len()],
        };
        for (owner, wish) in wishes.iter().enumerate() {
            board.block(Obstacle { rect: wish.disc(), owner, kind: Kind::Disc });
            if !wish.holds_number() {
                board.block(Obstacle { rect: wish.reserve(), owner, kind: Kind::Reserve });
            }
        }
        for (i, &(a, b)) in ties.iter().enumerate() {
            for (from, to) in chopped(a, b) {
                board.line_grid.insert(&Rect::spanning(from, to), i);
            }
        }
        board
    }

    fn block(&mut self, obstacle: Obstacle) {
        self.grid.insert(&obstacle.rect, self.obstacles.len());
        self.obstacles.push(obstacle);
    }

    /// Whether the box of an actor's text may lie at `at`.
    fn is_free(&self, at: &Rect, owner: usize) -> bool {
        let blocks = |i: usize| {
            let obstacle = &self.obstacles[i];
            let given_up = obstacle.kind == Kind::Reserve && (obstacle.owner == owner || self.settled[obstacle.owner]);
            !given_up && obstacle.covers(at)
        };
        let crosses = |i: usize| at.meets_segment(self.leaders[i].0, self.leaders[i].1);
        self.frame.contains(at) && !self.grid.near(at).any(blocks) && !self.leader_grid.near(at).any(crosses)
    }

    /// Whether a leader line of `owner` would meet nobody else's disc, text or leader.
    fn is_clear(&self, (a, b): (Point, Point), owner: usize) -> bool {
        let near = Rect::spanning(a, b);
        let meets = |i: usize| {
            let obstacle = &self.obstacles[i];
            let given_up = obstacle.kind == Kind::Reserve && self.settled[obstacle.owner];
            obstacle.owner != owner && !given_up && obstacle.rect.inflated(1.0).meets_segment(a, b)
        };
        let crosses = |i: usize| segments_cross((a, b), self.leaders[i]);
        !self.grid.near(&near).any(meets) && !self.leader_grid.near(&near).any(crosses)
    }

    /// A place for everybody's name, in order of priority, or for a number.
    fn names(&mut self, limit: Option<usize>) -> Vec<Spot> {
        let wishes = self.wishes;
        let mut order: Vec<usize> = (0..wishes.len()).collect();
        order.sort_by(|&a, &b| wishes[b].priority.total_cmp(&wishes[a].priority).then(a.cmp(&b)));
        let mut spots = vec![Spot::Number { at: Rect::default(), inside: false }; wishes.len()];
        let mut names = 0;
        let mut left_over = Vec::new();
        for &i in &order {
            let found = if limit.is_none_or(|limit| names < limit) { self.best_name(&wishes[i], i) } else { None };
            if let Some(spot) = found {
                names += 1;
                self.take(i, &spot);
                spots[i] = spot;
            } else {
                left_over.push(i);
            }
        }
        for i in left_over {
            let spot = self.best_number(i);
            self.take(i, &spot);
            spots[i] = spot;
        }
        spots
    }

    /// A place close by for a text that belongs to no disc.
    fn beside(&mut self, wish: &Wish) -> Option<Rect> {
        let sizes = wish.forms.first().copied();
        let all = sizes.into_iter().flat_map(|size| SIDES.iter().map(move |&side| candidate(wish, size, side, GAP)));
        let free = all.filter(|candidate| self.is_free(&candidate.at, NOBODY));
        let judged = free.map(|candidate| (candidate.cost + self.clutter(&candidate.at, NOBODY), candidate.at));
        let (_, at) = judged.min_by(|a, b| a.0.total_cmp(&b.0))?;
        self.block(Obstacle { rect: at.inflated(APART), owner: NOBODY, kind: Kind::Text });
        Some(at)
    }

    fn best_name(&self, wish: &Wish, i: usize) -> Option<Spot> {
        let mut best: Option<(f64, Spot)> = None;
        for (form, &size) in wish.forms.iter().enumerate() {
            for candidate in candidates(wish, size) {
                let base = candidate.cost + 1.2 * form as f64;
                if best.as_ref().is_some_and(|(cost, _)| base >= *cost) || !self.admits(&candidate, i) {
                    continue;
                }
                let cost = base + self.clutter(&candidate.at, i);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    let Candidate { at, anchor, leader, .. } = candidate;
                    best = Some((cost, Spot::Name { form, at, anchor, leader }));
                }
            }
        }
        best.map(|(_, spot)| spot)
    }

    fn admits(&self, candidate: &Candidate, owner: usize) -> bool {
        self.is_free(&candidate.at, owner) && candidate.leader.is_none_or(|line| self.is_clear(line, owner))
    }

    /// What a reader would be disturbed by: ties under the text, and other discs so near that they might own it.
    fn clutter(&self, at: &Rect, owner: usize) -> f64 {
        let crossed = |&i: &usize| at.meets_segment(self.lines[i].0, self.lines[i].1);
        let mut under: Vec<usize> = self.line_grid.near(at).filter(crossed).collect();
        under.sort_unstable();
        under.dedup();
        let around = at.inflated(3.0);
        let foreign = |&i: &usize| self.obstacles[i].owner != owner && self.obstacles[i].rect.overlaps(&around);
        let mut close: Vec<usize> = self.grid.near(&around).filter(foreign).collect();
        close.sort_unstable();
        close.dedup();
        0.5 * under.len() as f64 + 0.7 * close.len() as f64
    }

    /// In the disc if it is large enough, else beside it; below it there is always room.
    fn best_number(&self, i: usize) -> Spot {
        let wish = &self.wishes[i];
        if wish.holds_number() {
            return Spot::Number { at: wish.reserve(), inside: true };
        }
        let near = candidates(wish, wish.number).into_iter().filter(|c| c.leader.is_none() && self.is_free(&c.at, i));
        let judged = near.map(|c| (c.cost + self.clutter(&c.at, i), c.at));
        let best = judged.min_by(|a, b| a.0.total_cmp(&b.0));
        Spot::Number { at: best.map_or(wish.reserve(), |(_, at)| at), inside: false }
    }

    fn take(&mut self, i: usize, spot: &Spot) {
        self.settled[i] = true;
        match spot {
            Spot::Name { at, leader, .. } => {
                self.block(Obstacle { rect: at.inflated(APART), owner: i, kind: Kind::Text });
                if let Some(line) = leader {
                    self.leader_grid.insert(&Rect::spanning(line.0, line.1), self.leaders.len());
                    self.leaders.push(*line);
                }
            }
            Spot::Number { at, inside: false } => {
                self.block(Obstacle { rect: at.inflated(APART), owner: i, kind: Kind::Text });
            }
            Spot::Number { inside: true, .. } => {}
        }
    }
}

fn segments_cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0
}

/// Candidate places for a text of this size, near ones first.
fn candidates(wish: &Wish, size: (f64, f64)) -> Vec<Candidate> {
    let near = SIDES.iter().map(|&side| candidate(wish, size, side, GAP));
    let far = FAR.iter().flat_map(|&gap| SIDES.iter().map(move |&side| candidate(wish, size, side, gap)));
    near.chain(far).collect()
}

fn candidate(wish: &Wish, (width, height): (f64, f64), (dx, dy, cost): (f64, f64, f64), gap: f64) -> Candidate {
    // Sideways the near edge of the text lies beyond the disc; for slanted directions it may slide inwards along a circle.
    let reach = wish.reach + gap;
    let middle_x = wish.center.x + dx * reach + if dx == 0.0 { 0.0 } else { dx.signum() * width / 2.0 };
    let middle_y =
        wish.center.y + dy * reach + dy.signum() * if dy == 0.0 { 0.0 } else { height / 2.0 * dy.abs().min(1.0) };
    let at = Rect::around(Point::new(middle_x, middle_y), width / 2.0, height / 2.0);
    let anchor = match dx {
        0.0 => Anchor::Middle,
        dx if dx > 0.0 => Anchor::Start,
        _ => Anchor::End,
    };
    let leader = (gap > GAP).then(|| lead(wish, &at, anchor));
    let cost = if gap > GAP { cost + 3.0 + gap / 8.0 } else { cost };
    let cost = if wish.side.is_none_or(|side| side == anchor && dy == 0.0) { cost } else { cost + AWRY };
    Candidate { at, anchor, cost, leader }
}

/// From the rim of the disc to the text.
fn lead(wish: &Wish, at: &Rect, anchor: Anchor) -> (Point, Point) {
    let nearest = at.nearest(wish.center);
    // The middle of the side, not a corner, where the text begins at that side.
    let end = if anchor == Anchor::Middle { nearest } else { Point::new(nearest.x, at.center().y) };
    let length = wish.center.distance(end).max(1e-9);
    (wish.center.towards(end, (wish.reach / length).min(1.0)), end)
}

#[cfg(test)]
#[path = "label_tests.rs"]
mod tests;
