use super::{Point, Rect, Spot, Wish, place, segments_cross};

const FRAME: Rect = Rect { x: 0.0, y: 0.0, width: 300.0, height: 200.0 };

fn wish(x: f64, y: f64, priority: f64) -> Wish {
    Wish { center: Point::new(x, y), reach: 4.0, priority, forms: vec![(60.0, 12.0)], number: (12.0, 10.0), side: None }
}

fn boxes(spots: &[Spot]) -> Vec<Rect> {
    spots
        .iter()
        .map(|spot| match spot {
            Spot::Name { at, .. } | Spot::Number { at, .. } => *at,
        })
        .collect()
}

#[test]
fn a_free_label_goes_to_the_right_of_its_disc() {
    let spots = place(&[wish(100.0, 100.0, 1.0)], &[], FRAME, None);
    let Spot::Name { at, leader: None, .. } = &spots[0] else { panic!("{spots:?}") };
    assert!(at.x > 104.0 && at.center().y == 100.0);
}

#[test]
fn a_crowd_gets_names_and_numbers_without_overlap() {
    let wishes: Vec<Wish> =
        (0..60).map(|i| wish(30.0 + 20.0 * f64::from(i % 12), 30.0 + 35.0 * f64::from(i / 12), f64::from(i))).collect();
    let spots = place(&wishes, &[], FRAME, None);
    let boxes = boxes(&spots);
    for (i, a) in boxes.iter().enumerate() {
        assert!(FRAME.contains(a));
        assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(b)));
        assert!(wishes.iter().enumerate().all(|(j, w)| j == i || a.nearest(w.center).distance(w.center) >= w.reach));
    }
    assert!(matches!(spots[59], Spot::Name { .. }));
    assert!(spots.iter().any(|s| matches!(s, Spot::Number { .. })));
}

#[test]
fn the_limit_counts_names() {
    let wishes = [wish(50.0, 50.0, 1.0), wish(150.0, 50.0, 3.0), wish(50.0, 150.0, 2.0)];
    let spots = place(&wishes, &[], FRAME, Some(1));
    assert!(matches!(spots[1], Spot::Name { .. }));
    assert!(matches!(spots[0], Spot::Number { .. }) && matches!(spots[2], Spot::Number { .. }));
}

#[test]
fn crossing_segments_are_seen() {
    let p = Point::new;
    assert!(segments_cross((p(0.0, 0.0), p(2.0, 2.0)), (p(0.0, 2.0), p(2.0, 0.0))));
    assert!(!segments_cross((p(0.0, 0.0), p(1.0, 0.0)), (p(0.0, 2.0), p(2.0, 2.0))));
}
