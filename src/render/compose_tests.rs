use super::super::scene::{Glyph, Role, Scene};
use super::super::{Diagram, DiagramActor, DiagramTie, DrawOptions, LegendEntry, Names, Paper};
use super::compose;
use crate::layout::Rect;
use proptest::prelude::*;

const NAMES: [&str; 6] = [
    "서울특별시 국제협력과",
    "Ulaanbaatar",
    "Office of Transport and Traffic Policy and Planning (Thailand)",
    "Ta Khmau",
    "한국해외인프라도시개발지원공사",
    "Korea Overseas Infrastructure and Urban Development Corporation",
];
const KINDS: [&str; 9] = ["city", "ministry", "sme", "firm", "bank", "agency", "school", "network", "programme"];

fn diagram(count: usize, ties: impl IntoIterator<Item = (usize, usize)>) -> Diagram {
    let mut diagram = Diagram::new("Partnerships of a city");
    diagram.subtitle = "As of 2026".into();
    diagram.footnotes = vec!["Assumed strengths.".into()];
    diagram.size_label = "Partners".into();
    for i in 0..count {
        let name = format!("{} {i}", NAMES[i % NAMES.len()]);
        diagram.actors.push(DiagramActor::new(format!("a{i}"), name, KINDS[i % KINDS.len()]));
    }
    for (a, b) in ties {
        diagram.ties.push(DiagramTie { mutual: (a + b) % 3 == 0, assumed: (a + b) % 5 == 0, ..DiagramTie::new(a, b) });
        for i in [a, b] {
            diagram.actors[i].size += 1.0;
            diagram.actors[i].priority += 1.0;
        }
    }
    diagram.legend = KINDS.map(|k| LegendEntry { key: k.into(), label: k.into(), ..LegendEntry::default() }).into();
    diagram
}

/// A hub with 130 partners among 300 actors, and 500 ties in all.
fn hub() -> Diagram {
    let spokes = (1..131).map(|i| (0, i));
    let others = (131..300).map(|i| (1 + i * 7 % 130, i));
    let more = (0..201).map(|i| (1 + i * 31 % 299, 1 + (i * 17 + 5) % 299)).filter(|(a, b)| a != b);
    diagram(300, spokes.chain(others).chain(more))
}

fn discs(scene: &Scene) -> Vec<(&str, &Glyph)> {
    scene.shapes.iter().filter_map(|glyph| Some((glyph.id.as_deref()?, glyph))).collect()
}

/// Everything that a reader may rely on.
fn assert_readable(diagram: &Diagram, scene: &Scene) {
    let page = Rect::new(0.0, 0.0, scene.width, scene.height);
    for (i, text) in scene.texts.iter().enumerate() {
        assert!(page.contains(&text.at), "cut: {text:?}");
        assert!(text.size >= if text.role == Role::Label { 10.0 } else { 6.5 / 0.75 }, "small: {text:?}");
        let other = scene.texts[i + 1..].iter().find(|other| other.at.overlaps(&text.at));
        assert!(other.is_none(), "overlap: {text:?} {other:?}");
    }
    for text in scene.texts.iter().filter(|text| matches!(text.role, Role::Label | Role::Number)) {
        for (id, disc) in discs(scene) {
            let apart = text.at.nearest(disc.center).distance(disc.center) >= disc.radius;
            assert!(apart || text.id.as_deref() == Some(id), "{text:?} on {id}");
        }
    }
    for actor in &diagram.actors {
        let count =
            |role: Role| scene.texts.iter().filter(|t| t.role == role && t.id.as_ref() == Some(&actor.id)).count();
        let counts = (count(Role::Label), count(Role::Number), count(Role::Key));
        let is_left_out = scene.texts.iter().all(|text| text.role != Role::Key) && counts == (0, 0, 0);
        assert!(is_left_out || matches!(counts, (1, 0, 0) | (0, 1, 1)), "{} {counts:?}", actor.id);
    }
    for (i, (_, a)) in discs(scene).iter().enumerate() {
        assert!(page.contains(&Rect::around(a.center, a.radius, a.radius)));
        assert!(discs(scene)[i + 1..].iter().all(|(_, b)| a.center.distance(b.center) >= a.radius + b.radius));
    }
}

#[test]
fn a_large_hub_is_readable_and_named_on_every_paper() {
    let diagram = hub();
    for (paper, names) in Paper::ALL.into_iter().flat_map(|paper| [(paper, Names::Fitting), (paper, Names::All)]) {
        let scene = compose(&diagram, &DrawOptions::default().paper(paper).names(names)).unwrap();
        assert_readable(&diagram, &scene);
        let identified = scene.texts.iter().filter(|text| matches!(text.role, Role::Label | Role::Number)).count();
        assert!(if names == Names::All { identified == 300 } else { (20..150).contains(&identified) }, "{identified}");
        let is_wide = (scene.width / scene.height - 16.0 / 9.0).abs() < 1e-9;
        assert_eq!(is_wide, paper == Paper::Slide, "{} × {}", scene.width, scene.height);
        assert!(scene.texts.iter().any(|text| text.role == Role::Label && text.id.as_deref() == Some("a0")));
    }
}

#[test]
fn many_actors_of_a_large_network_are_named_on_a3() {
    let scene = compose(&hub(), &DrawOptions::default().names(Names::All)).unwrap();
    let named = scene.texts.iter().filter(|text| text.role == Role::Label).count();
    assert!(named > 110, "{named}");
}

#[test]
fn without_names_in_the_drawing_everyone_is_in_the_key() {
    let diagram = hub();
    let scene = compose(&diagram, &DrawOptions::default().max_labels(0)).unwrap();
    assert_readable(&diagram, &scene);
    assert_eq!(scene.texts.iter().filter(|text| text.role == Role::Key).count(), 300);
}

#[test]
fn a_crowd_makes_the_page_grow() {
    let diagram = diagram(1500, (1..1500).map(|i| (i / 4, i)));
    let scene = compose(&diagram, &DrawOptions::default().paper(Paper::A4).names(Names::All)).unwrap();
    assert!(scene.width > Paper::A4.size().0);
    assert_readable(&diagram, &scene);
}

#[test]
fn long_words_are_broken_not_cut() {
    let mut diagram = diagram(4, [(0, 1), (1, 2)]);
    diagram.title = "Title".repeat(200);
    diagram.actors[2].label = "x".repeat(900);
    diagram.legend[0].label = "y".repeat(300);
    diagram.footnotes.push("z".repeat(2000));
    let scene = compose(&diagram, &DrawOptions::default()).unwrap();
    assert_readable(&diagram, &scene);
    let key = scene.texts.iter().find(|text| text.role == Role::Key).unwrap();
    assert_eq!(key.lines.concat().matches('x').count(), 900);
}

#[test]
fn an_unsound_diagram_is_refused() {
    assert!(compose(&diagram(2, [(1, 1)]), &DrawOptions::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_small_network_is_readable(
        count in 0_usize..40, pairs in prop::collection::vec((0_usize..40, 0_usize..40), 0..60), seed in 0_u64..9,
    ) {
        let inside = pairs.into_iter().filter(|&(a, b)| a != b && a.max(b) < count);
        let diagram = diagram(count, inside);
        let options = DrawOptions::default().seed(seed).paper(Paper::A4);
        let scene = compose(&diagram, &options).unwrap();
        assert_readable(&diagram, &scene);
        prop_assert_eq!(&scene, &compose(&diagram, &options).unwrap());
    }
}
