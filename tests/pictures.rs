//! The pictures of the real networks: every name is there, none overlaps another, none is cut.

use crate::cli::{proxeny, text};
use std::collections::HashSet;

struct Label {
    role: String,
    id: String,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn labels(svg: &str) -> Vec<Label> {
    let tags = svg.split('<').filter(|tag| tag.contains(" data-box=\""));
    tags.map(|tag| {
        let tag = tag.split('>').next().unwrap();
        let numbers: Vec<f64> =
            attribute(tag, "data-box").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
        let [x, y, width, height] = numbers[..] else { panic!("a box has four numbers") };
        let role = attribute(tag, "data-role").unwrap().to_owned();
        Label { role, id: attribute(tag, "data-id").unwrap_or_default().to_owned(), x, y, width, height }
    })
    .collect()
}

fn overlap(a: &Label, b: &Label) -> bool {
    let apart = |a0: f64, a1: f64, b0: f64, b1: f64| a1 <= b0 + 0.02 || b1 <= a0 + 0.02;
    !apart(a.x, a.x + a.width, b.x, b.x + b.width) && !apart(a.y, a.y + a.height, b.y, b.y + b.height)
}

fn check(svg: &str, actors: usize, what: &str) {
    let page: Vec<f64> = attribute(svg, "viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    let labels = labels(svg);
    for (i, label) in labels.iter().enumerate() {
        assert!(label.x >= 0.0 && label.x + label.width <= page[2] + 0.02, "{what}: `{}` is cut", label.id);
        assert!(label.y >= 0.0 && label.y + label.height <= page[3] + 0.02, "{what}: `{}` is cut", label.id);
        for other in &labels[i + 1..] {
            assert!(!overlap(label, other), "{what}: `{}` ({}) overlaps `{}`", label.id, label.role, other.id);
        }
    }
    let ids = |role: &str| -> HashSet<&str> {
        labels.iter().filter(|label| label.role == role).map(|label| label.id.as_str()).collect()
    };
    let (named, numbered, keyed) = (ids("label"), ids("number"), ids("key"));
    assert_eq!(numbered, keyed, "{what}: every number is in the key");
    assert!(named.is_disjoint(&numbered), "{what}: nobody is named twice");
    assert_eq!(named.len() + numbered.len(), actors, "{what}: everybody is named once");
}

#[test]
fn no_name_overlaps_or_is_cut_in_any_real_network() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = proxeny::Network::builtin(name).unwrap();
        for options in [&[][..], &["--lang", "ko"], &["--ever"], &["--measure", "betweenness"], &["--paper", "a4"]] {
            let svg = text(&proxeny(&[&["draw", name], options].concat()).stdout);
            let view = if options == ["--ever"] { proxeny::View::ever() } else { proxeny::View::today(&network) };
            let actors = view.select(&network).actors.len();
            check(&svg, actors, &format!("{name} {options:?}"));
        }
    }
}

#[test]
fn the_first_by_leverage_are_named_in_the_drawing() {
    let network = proxeny::Network::builtin("seoul").unwrap();
    let svg = text(&proxeny(&["draw", "seoul"]).stdout);
    let labels = labels(&svg);
    let access = proxeny::leverage::Access::new(network.mandate(None).unwrap()).view(proxeny::View::today(&network));
    for actor in access.leverage(&network).unwrap().actors.iter().take(6) {
        assert!(labels.iter().any(|label| label.role == "label" && label.id == actor.id), "{}", actor.id);
    }
}

#[test]
fn dot_is_read_back_by_its_own_grammar() {
    for name in ["seoul", "singapore", "netherlands"] {
        let dot = text(&proxeny(&["draw", name, "--write-as", "dot"]).stdout);
        graphviz_rust::parse(&dot).unwrap();
    }
}
