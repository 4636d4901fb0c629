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
    let courses: Vec<&str> =
        svg.split('<').filter(|tag| tag.starts_with("path ") && tag.contains("stroke-width")).collect();
    let distinct: HashSet<Option<&str>> = courses.iter().map(|tag| attribute(tag, "d")).collect();
    assert_eq!(distinct.len(), courses.len(), "{what}: two ties lie on one another");
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
        let plain = [&[][..], &["--lang", "ko"], &["--ever"], &["--measure", "betweenness"], &["--paper", "a4"]];
        let layered = [&["--layout", "layered"][..], &["--layout", "layered", "--lang", "ko", "--paper", "a4"]];
        for options in plain.into_iter().chain(layered) {
            let svg = text(&proxeny(&[&["draw", name, "--draws", "4"], options].concat()).stdout);
            let view = if options == ["--ever"] { proxeny::View::ever() } else { proxeny::View::today(&network) };
            let actors = view.select(&network).actors.len();
            check(&svg, actors, &format!("{name} {options:?}"));
        }
    }
}

/// The middle of every disc, by id.
fn discs(svg: &str) -> Vec<(String, f64)> {
    let discs = svg.split('<').filter(|tag| tag.starts_with("circle ") || tag.starts_with("polygon "));
    let middle = |tag: &str| -> f64 {
        if let Some(y) = attribute(tag, "cy") {
            return y.parse().unwrap();
        }
        let corners = attribute(tag, "points").unwrap().split_whitespace();
        let ys: Vec<f64> = corners.map(|corner| corner.split_once(',').unwrap().1.parse().unwrap()).collect();
        ys.iter().sum::<f64>() / ys.len() as f64
    };
    discs.filter_map(|tag| Some((attribute(tag, "data-id")?.to_owned(), middle(tag)))).collect()
}

#[test]
fn bands_of_the_layered_layout_never_mix() {
    use proxeny::Layer;
    for name in ["seoul", "singapore", "netherlands"] {
        let network = proxeny::Network::builtin(name).unwrap();
        let svg = text(&proxeny(&["draw", name, "--layout", "layered"]).stdout);
        let discs = discs(&svg);
        assert!(discs.len() > 30, "{name}: {}", discs.len());
        let of = |layer: Layer| {
            let inside = discs.iter().filter(|(id, _)| network.graph()[network.find(id).unwrap()].layer == Some(layer));
            inside.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, y)| (low.min(*y), high.max(*y)))
        };
        let bands = [Layer::City, Layer::National, Layer::Firm, Layer::International, Layer::Foreign].map(of);
        let bands: Vec<(f64, f64)> = bands.into_iter().filter(|band| band.0 <= band.1).collect();
        assert!(bands.len() >= 4 && bands.windows(2).all(|pair| pair[0].1 < pair[1].0), "{name}: {bands:?}");
    }
}

#[test]
fn the_gallery_is_what_the_program_draws() {
    for layout in proxeny::layout::LAYOUTS {
        let name = layout.name();
        let path = format!("{}/examples/gallery/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        let drawn = text(&proxeny(&["draw", "singapore", "--layout", name]).stdout);
        assert!(committed == drawn, "run: proxeny draw singapore --layout {name} -o examples/gallery/{name}.svg");
    }
}

#[test]
fn an_unknown_layout_is_a_usage_error_that_names_those_there_are() {
    let output = proxeny(&["draw", "--layout", "spiral"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("force, layered"));
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
