//! Pushes boxes apart until none overlap, moving each as little as need be.

use super::geometry::{Point, Rect};
use super::grid::Grid;

/// Half the extents of the box of an actor.
///
/// # Examples
/// ```
/// use proxeny::layout::separate::Half;
/// use proxeny::layout::{Point, Rect};
///
/// let half = Half { width: 10.0, height: 4.0 };
/// assert_eq!(Rect::around(Point::default(), half.width, half.height).area(), 160.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Half {
    /// Half the width.
    pub width: f64,
    /// Half the height.
    pub height: f64,
}

/// Moves `centers` until the boxes around them are apart and inside `frame`; at most `rounds` rounds. Returns whether none
/// overlap any more: in a frame that is too small some will.
///
/// # Complexity
/// O(n) a round where boxes are of similar size.
///
/// # Examples
/// ```
/// use proxeny::layout::separate::{Half, separate};
/// use proxeny::layout::{Point, Rect};
///
/// let mut centers = [Point::new(50.0, 50.0), Point::new(51.0, 50.0)];
/// let halves = [Half { width: 10.0, height: 4.0 }; 2];
/// assert!(separate(&mut centers, &halves, Rect::new(0.0, 0.0, 100.0, 100.0), 50));
/// let boxes = centers.map(|center| Rect::around(center, 9.99, 3.99));
/// assert!(!boxes[0].overlaps(&boxes[1]));
/// ```
pub fn separate(centers: &mut [Point], halves: &[Half], frame: Rect, rounds: usize) -> bool {
    separate_around(None, centers, halves, frame, rounds)
}

/// The same around one that stays where it is.
pub(crate) fn separate_around(
    fixed: Option<usize>,
    centers: &mut [Point],
    halves: &[Half],
    frame: Rect,
    rounds: usize,
) -> bool {
    keep_inside(centers, halves, frame);
    for round in 0..rounds {
        // Always pushing along the shorter way jams boxes between borders; towards the end they go both ways.
        let both = round % 3 == 2;
        if push_all(fixed, centers, halves, frame, both) == 0 {
            return true;
        }
        keep_inside(centers, halves, frame);
    }
    push_all(fixed, &mut centers.to_vec(), halves, frame, false) == 0
}

/// Moves `centers` a share `by` of the way to places that are even over `frame`: each gets a cell with an area in proportion to
/// its box, and stays left or right of, above or below the others as far as possible. Pushing alone would take a number of
/// rounds that grows with the square of the depth of a crowd.
///
/// # Complexity
/// O(n log² n).
///
/// # Examples
/// ```
/// use proxeny::layout::separate::{Half, even_out};
/// use proxeny::layout::{Point, Rect};
///
/// let mut centers = [Point::new(1.0, 5.0), Point::new(2.0, 5.0)]; // crowded at the left
/// even_out(&mut centers, &[Half { width: 1.0, height: 1.0 }; 2], Rect::new(0.0, 0.0, 100.0, 10.0), 1.0);
/// assert_eq!(centers, [Point::new(25.0, 5.0), Point::new(75.0, 5.0)]);
/// ```
pub fn even_out(centers: &mut [Point], halves: &[Half], frame: Rect, by: f64) {
    let mut order: Vec<usize> = (0..centers.len()).collect();
    let mut places = centers.to_vec();
    share_out(&mut order, centers, halves, frame, &mut places);
    for (center, place) in centers.iter_mut().zip(places) {
        *center = center.towards(place, by);
    }
}

/// Halves the actors by area along the longer side of their frame, and so on.
fn share_out(order: &mut [usize], centers: &[Point], halves: &[Half], frame: Rect, places: &mut [Point]) {
    match order {
        [] => return,
        [only] => {
            places[*only] = frame.center();
            return;
        }
        _ => {}
    }
    let flat = frame.width >= frame.height;
    let along = |i: usize| if flat { centers[i].x } else { centers[i].y };
    order.sort_by(|&a, &b| along(a).total_cmp(&along(b)).then(a.cmp(&b)));
    let area = |part: &[usize]| part.iter().map(|&i| halves[i].width * halves[i].height).sum::<f64>();
    let total = area(order);
    let (mut cut, mut before) = (1, area(&order[..1]));
    while cut + 1 < order.len() && before < total / 2.0 {
        before += area(&order[cut..=cut]);
        cut += 1;
    }
    let part = if total > 0.0 { before / total } else { 0.5 };
    let (mut first, mut second) = (frame, frame);
    if flat {
        first.width *= part;
        second = Rect { x: first.right(), width: frame.width - first.width, ..second };
    } else {
        first.height *= part;
        second = Rect { y: first.bottom(), height: frame.height - first.height, ..second };
    }
    let (left, right) = order.split_at_mut(cut);
    share_out(left, centers, halves, first, places);
    share_out(right, centers, halves, second, places);
}

fn keep_inside(centers: &mut [Point], halves: &[Half], frame: Rect) {
    let clamp =
        |value: f64, low: f64, high: f64| if low <= high { value.clamp(low, high) } else { f64::midpoint(low, high) };
    for (center, half) in centers.iter_mut().zip(halves) {
        center.x = clamp(center.x, frame.x + half.width, frame.right() - half.width);
        center.y = clamp(center.y, frame.y + half.height, frame.bottom() - half.height);
    }
}

/// One round; returns how many pairs overlapped.
fn push_all(fixed: Option<usize>, centers: &mut [Point], halves: &[Half], frame: Rect, both: bool) -> usize {
    let mut grid = Grid::new(frame, centers.len());
    let around = |center: Point, half: &Half| Rect::around(center, half.width, half.height);
    for (i, (center, half)) in centers.iter().zip(halves).enumerate() {
        grid.insert(&around(*center, half), i);
    }
    let mut pushed = 0;
    for i in 0..centers.len() {
        let near: Vec<usize> = grid.near(&around(centers[i], &halves[i])).filter(|&j| j > i).collect();
        for j in near {
            let before = fixed.map(|fixed| centers[fixed]);
            pushed += usize::from(push(centers, halves, i, j, both));
            if let Some((fixed, at)) = fixed.zip(before).filter(|(fixed, _)| *fixed == i || *fixed == j) {
                // The other one goes all the way.
                let (dx, dy) = (at.x - centers[fixed].x, at.y - centers[fixed].y);
                let other = if fixed == i { j } else { i };
                (centers[fixed], centers[other]) = (at, centers[other].shifted(dx, dy));
            }
        }
    }
    pushed
}

/// Parts one pair, each going half the way. Returns whether they overlapped.
fn push(centers: &mut [Point], halves: &[Half], i: usize, j: usize, both: bool) -> bool {
    let (dx, dy) = (centers[j].x - centers[i].x, centers[j].y - centers[i].y);
    let across = halves[i].width + halves[j].width - dx.abs();
    let down = halves[i].height + halves[j].height - dy.abs();
    if across <= 0.0 || down <= 0.0 {
        return false;
    }
    // A little more than needed, else rounding leaves a sliver of overlap.
    let share = if both { 0.35 } else { 0.501 };
    let (side, rise) = (share * across + 1e-6, share * down + 1e-6);
    let (step_x, step_y) = match (both, across < down) {
        (true, _) => (side, rise),
        (false, true) => (side, 0.0),
        (false, false) => (0.0, rise),
    };
    let (step_x, step_y) = (if dx < 0.0 { -step_x } else { step_x }, if dy < 0.0 { -step_y } else { step_y });
    centers[i] = centers[i].shifted(-step_x, -step_y);
    centers[j] = centers[j].shifted(step_x, step_y);
    true
}

#[cfg(test)]
mod tests {
    use super::{Half, Point, Rect, even_out, separate, separate_around};

    #[test]
    fn a_crowd_is_evened_out_in_order() {
        let frame = Rect::new(0.0, 0.0, 100.0, 100.0);
        let mut centers: Vec<Point> = (0..16).map(|i| Point::new(f64::from(i % 4), f64::from(i / 4))).collect();
        even_out(&mut centers, &[Half { width: 1.0, height: 1.0 }; 16], frame, 1.0);
        assert_eq!((centers[0], centers[15]), (Point::new(12.5, 12.5), Point::new(87.5, 87.5)));
        assert_eq!(centers[6], Point::new(62.5, 37.5));
    }

    #[test]
    fn coincident_points_are_parted() {
        let frame = Rect::new(0.0, 0.0, 400.0, 400.0);
        let halves = vec![Half { width: 10.0, height: 5.0 }; 100];
        let mut centers = vec![Point::new(200.0, 200.0); 100];
        assert!(separate(&mut centers, &halves, frame, 2000));
        assert!(centers.iter().all(|c| frame.contains(&Rect::around(*c, 10.0, 5.0))));
    }

    #[test]
    fn one_may_stay_where_it_is() {
        let frame = Rect::new(0.0, 0.0, 400.0, 400.0);
        let halves = vec![Half { width: 10.0, height: 5.0 }; 60];
        let middle = Point::new(200.0, 200.0);
        let mut centers = vec![middle; 60];
        assert!(separate_around(Some(7), &mut centers, &halves, frame, 2000));
        assert_eq!(centers[7], middle);
    }

    #[test]
    fn a_frame_that_is_too_small_is_reported() {
        let mut centers = vec![Point::default(); 3];
        assert!(!separate(&mut centers, &[Half { width: 9.0, height: 9.0 }; 3], Rect::new(0.0, 0.0, 10.0, 10.0), 50));
    }
}
