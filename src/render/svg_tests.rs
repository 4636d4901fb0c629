use super::super::{Diagram, DiagramActor, DiagramTie, DrawOptions, Renderer, Theme};
use super::{Escaped, Number, Svg};

fn awkward() -> Diagram {
    let mut diagram = Diagram::new("<Title> & \"more\" 'still'\u{1}");
    for name in ["a<b>&\"'", "서울\u{0}\u{b}", "", "line\nbreak", "]]>", "<!-- -->"] {
        let mut actor = DiagramActor::new(format!("id{name}"), name, name);
        (actor.tooltip, actor.size) = (format!("{name}\u{ffff}\u{8}"), name.len() as f64);
        diagram.actors.push(actor);
    }
    for i in 1..6 {
        diagram.ties.push(DiagramTie { tooltip: "x < y".into(), mutual: i % 2 == 0, ..DiagramTie::new(0, i) });
    }
    diagram
}

fn drawn(diagram: &Diagram, options: &DrawOptions) -> String {
    String::from_utf8(Svg.render(diagram, options).unwrap()).unwrap()
}

/// Tags are balanced, attributes quoted, and nothing else looks like markup.
fn assert_well_formed(text: &str) {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "stray >");
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && !rest.contains('>'));
    for (at, _) in text.match_indices('&') {
        let entity = &text[at + 1..at + 1 + text[at + 1..].find(';').expect("an entity ends")];
        assert!(["amp", "lt", "gt", "quot"].contains(&entity) || entity.starts_with('#'), "{entity}");
    }
    assert!(text.chars().all(|c| !c.is_control() || c == '\n'));
    assert!(!text.contains('\u{ffff}') && !text.contains("NaN") && !text.contains("inf"));
}

#[test]
fn awkward_text_stays_well_formed_xml() {
    for theme in Theme::ALL {
        assert_well_formed(&drawn(&awkward(), &DrawOptions::default().theme(theme)));
        assert_well_formed(&drawn(&Diagram::new(""), &DrawOptions::default().theme(theme)));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let draw = |seed: u64| drawn(&awkward(), &DrawOptions::default().seed(seed));
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
}

#[test]
fn every_text_tells_its_role_and_box() {
    let text = drawn(&awkward(), &DrawOptions::default());
    for tag in text.split("<text ").skip(1) {
        assert!(tag.starts_with("data-role=\"") && tag.contains(" data-box=\""));
    }
    assert_eq!(text.matches("data-role=\"label\"").count(), 6);
}

#[test]
fn numbers_have_two_decimals_and_no_negative_zero() {
    let texts = [1.0, 1.005, -0.001, 12.3456, -7.5].map(|x| Number(x).to_string());
    assert_eq!(texts, ["1", "1", "0", "12.35", "-7.5"]);
}

#[test]
fn markup_is_escaped_and_forbidden_characters_left_out() {
    assert_eq!(Escaped("<a&\"'>\u{1}\n").to_string(), "&lt;a&amp;&quot;&#39;&gt;&#10;");
}

#[test]
fn in_print_there_is_no_tint_and_all_letters_are_black() {
    let mut diagram = awkward();
    diagram.ties[0].emphasised = true;
    diagram.tiers = vec!["Tier".into()];
    let print = drawn(&diagram, &DrawOptions::default().theme(Theme::Print).layout("layered"));
    let light = drawn(&diagram, &DrawOptions::default().layout("layered"));
    for tint in ["#eef2f5", "#b3261e", "#566270"] {
        assert!(light.contains(tint) && !print.contains(tint), "{tint}");
    }
    let letters = print.split("<text ").skip(1).filter_map(|tag| tag.split(" fill=\"").nth(1)?.split('"').next());
    assert!(letters.clone().count() > 6 && letters.clone().all(|color| ["#000", "#fff"].contains(&color)));
}
