//! The pictures of the real networks: every name is there, none overlaps another, none is cut.

use crate::cli::{proxeny, text};
use std::collections::HashSet;
use std::fmt::Write;

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
    if svg.contains("--names all") {
        assert!(numbered.is_empty() && named.len() < actors && named.len() >= 8, "{what}: the first are named");
    } else {
        assert_eq!(named.len() + numbered.len(), actors, "{what}: everybody is named once");
    }
}

#[test]
fn no_name_overlaps_or_is_cut_in_any_real_network() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = proxeny::Network::builtin(name).unwrap();
        let plain = [
            &["--names", "all"][..],
            &["--lang", "ko", "--names", "all"],
            &["--ever"],
            &["--measure", "betweenness", "--paper", "slide"],
            &["--paper", "a4"],
        ];
        let layered = [&["--layout", "layered"][..], &["--layout", "layered", "--lang", "ko", "--paper", "a4"]];
        for options in plain.into_iter().chain(layered) {
            let svg = text(&proxeny(&[&["draw", name, "--draws", "4"], options].concat()).stdout);
            let view = if options == ["--ever"] { proxeny::View::ever() } else { proxeny::View::today(&network) };
            let actors = view.select(&network).actors.len();
            check(&svg, actors, &format!("{name} {options:?}"));
        }
    }
}

/// How many different actors or groups have a disc.
fn drawn(svg: &str) -> usize {
    let discs = svg.split('<').filter(|tag| tag.starts_with("circle ") || tag.starts_with("polygon "));
    discs.filter_map(|tag| attribute(tag, "data-id")).collect::<HashSet<&str>>().len()
}

#[test]
fn no_name_overlaps_or_is_cut_in_any_layout_group_or_series() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/scenarios/without_the_nation.json");
    let ways: [(&[&str], std::ops::Range<usize>); 12] = [
        (&["--layout", "radial"], 60..400),
        (&["--layout", "radial", "--lang", "ko", "--measure", "degree"], 60..400),
        (&["--layout", "geographic"], 10..150),
        (&["--layout", "geographic", "--lang", "ko", "--paper", "a4"], 10..150),
        (&["--layout", "ladder"], 10..100),
        (&["--layout", "ladder", "--lang", "ko"], 10..100),
        (&["--layout", "bipartite"], 10..150),
        (&["--layout", "bipartite", "--lang", "ko", "--paper", "slide"], 10..150),
        (&["--layout", "radial", "--paper", "slide", "--theme", "print"], 60..400),
        (&["--group-by", "country"], 5..80),
        (&["--group-by", "community", "--lang", "ko"], 2..80),
        (&["--group-by", "kind", "--layout", "layered"], 5..20),
    ];
    for name in ["seoul", "singapore", "netherlands"] {
        for (options, expected) in &ways {
            let svg = text(&proxeny(&[&["draw", name], *options].concat()).stdout);
            let count = drawn(&svg);
            assert!(expected.contains(&count), "{name} {options:?}: {count}");
            check(&svg, count, &format!("{name} {options:?}"));
        }
    }
    for options in [
        &["draw", "seoul", "--scenario", scenario][..],
        &["draw", "singapore", "--by-period", "5"],
        &["draw", "singapore", "--by-period", "5", "--names", "all", "--lang", "ko"],
        &["draw", "seoul", "--by-period", "10", "--layout", "layered", "--paper", "slide"],
        &["draw", "seoul", "--scenario", scenario, "--group-by", "country", "--lang", "ko"],
        &["draw", "netherlands", "--by-period", "10", "--group-by", "kind"],
    ] {
        let svg = text(&proxeny(options).stdout);
        check_panels(&svg, &format!("{options:?}"));
    }
}

/// In a series of panels everybody who is seen is named in each, and no two texts overlap.
fn check_panels(svg: &str, what: &str) {
    let labels = labels(svg);
    let page: Vec<f64> = attribute(svg, "viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    for (i, label) in labels.iter().enumerate() {
        assert!(label.x >= 0.0 && label.x + label.width <= page[2] + 0.02, "{what}: `{}` is cut", label.id);
        assert!(label.y >= 0.0 && label.y + label.height <= page[3] + 0.02, "{what}: `{}` is cut", label.id);
        let other = labels[i + 1..].iter().find(|other| overlap(label, other));
        assert!(other.is_none(), "{what}: `{}` is overlapped", label.id);
    }
    let discs = svg.split('<').filter(|tag| tag.starts_with("circle ") || tag.starts_with("polygon "));
    let discs = discs.filter(|tag| attribute(tag, "data-id").is_some()).count();
    let named = labels.iter().filter(|label| ["label", "number"].contains(&label.role.as_str())).count();
    let all = if svg.contains("--names all") { named < discs && named > 8 } else { named == discs };
    assert!(all, "{what}: {named} of {discs} are named");
}

#[test]
fn before_and_after_everybody_stands_at_the_same_place() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/scenarios/one_programme_more.json");
    let draw = || text(&proxeny(&["draw", "seoul", "--scenario", scenario, "--measure", "degree"]).stdout);
    let svg = draw();
    assert!(svg == draw(), "the same bytes twice");
    let mut places: std::collections::HashMap<String, Vec<f64>> = std::collections::HashMap::new();
    for (id, y) in discs(&svg) {
        places.entry(id).or_default().push(y);
    }
    let twice = places.values().filter(|ys| ys.len() == 2).count();
    // The corners of a triangle, by which it is found here, are not all as far from its middle, and its size may change.
    assert!(places.values().all(|ys| ys.iter().all(|y| (y - ys[0]).abs() < 4.0)), "{places:?}");
    assert!(twice > 200 && places.values().all(|ys| ys.len() <= 2), "{twice}");
    assert!(svg.contains("Before: 0 ties go") && svg.contains("10 ties come or change"));
}

#[test]
fn a_map_puts_cities_where_they_are() {
    let svg = text(&proxeny(&["draw", "seoul", "--layout", "geographic"]).stdout);
    let label = |id: &str| labels(&svg).into_iter().find(|label| label.id == id).map(|label| label.y);
    let heights = discs(&svg);
    let height = |id: &str| heights.iter().find(|(known, _)| known == id).map(|(_, y)| *y);
    let (north, south) = (height("moscow").unwrap(), height("maputo").unwrap());
    assert!(north + 100.0 < south, "{north} {south}");
    assert!(label("maputo").is_some());
    assert!(svg.matches("fill=\"#dfe3dc\"").count() > 30, "there is land");
}

#[test]
fn a_network_too_large_for_a_page_is_drawn_in_groups_and_says_so() {
    let folder = std::env::temp_dir().join(format!("proxeny-large-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    // Thirty rings of twenty actors, joined to a chain.
    let ring = |i: usize| (i / 20 * 20) + (i + 1) % 20;
    let next = |i: usize| (i / 20 * 20 + 20) % 600;
    let actors = (0..600).map(|i| format!("a{i},city\n")).collect::<Vec<_>>().concat();
    let within = (0..600).map(|i| format!("a{i},a{},knows\n", ring(i))).collect::<Vec<_>>().concat();
    let between = (0..600).step_by(20).map(|i| format!("a{i},a{},knows\n", next(i))).collect::<Vec<_>>().concat();
    std::fs::write(folder.join("actors.csv"), format!("id,kind\n{actors}")).unwrap();
    std::fs::write(folder.join("ties.csv"), format!("from,to,kind\n{within}{between}")).unwrap();
    let file = folder.to_str().unwrap();
    let svg = text(&proxeny(&["draw", file]).stdout);
    let count = drawn(&svg);
    assert!((10..=60).contains(&count), "{count}");
    check(&svg, count, "rings");
    assert!(svg.contains("600 actors in"), "it is told");
    let whole = text(&proxeny(&["draw", file, "--group-by", "none"]).stdout);
    assert_eq!(drawn(&whole), 600);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn thousands_of_cities_are_drawn_in_groups_or_alone_without_an_overlap() {
    let folder = std::env::temp_dir().join(format!("proxeny-world-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    // Cities of ninety countries, most ties within a country and its neighbours.
    let countries: Vec<String> = ('A'..='Z').flat_map(|a| ['A', 'B', 'C', 'D'].map(|b| format!("{a}{b}"))).collect();
    let (many, cities) = (90_u64, 4500_u64);
    let mut state = 1_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut actors = "id,kind,label,country,lat,lon\n".to_owned();
    for i in 0..cities {
        let country = i % many;
        let lat = (country / 10) as f64 * 13.0 - 45.0 + random(900) as f64 / 100.0;
        let lon = (country % 10) as f64 * 34.0 - 165.0 + random(2500) as f64 / 100.0;
        let country = &countries[country as usize];
        let _ = writeln!(actors, "c{i},city,City number {i},{country},{lat:.2},{lon:.2}");
    }
    let mut ties = "from,to,kind\n".to_owned();
    for _ in 0..8000 {
        let from = random(cities);
        let step = if random(4) == 0 { random(cities) } else { many * random(50) + random(2) };
        let to = (from + step) % cities;
        if from != to {
            let _ = writeln!(ties, "c{from},c{to},sister");
        }
    }
    std::fs::write(folder.join("actors.csv"), actors).unwrap();
    std::fs::write(folder.join("ties.csv"), ties).unwrap();
    let file = folder.to_str().unwrap();
    let ways: [(&[&str], std::ops::RangeInclusive<usize>); 6] = [
        (&[], 90..=90),
        (&["--layout", "geographic"], 90..=90),
        (&["--layout", "radial", "--lang", "ko"], 90..=90),
        (&["--layout", "radial", "--group-by", "community"], 2..=400),
        (&["--group-by", "community", "--paper", "slide"], 2..=400),
        (&["--layout", "geographic", "--group-by", "none"], 4500..=4500),
    ];
    for (options, expected) in ways {
        let svg = text(&proxeny(&[&["draw", file], options].concat()).stdout);
        let count = drawn(&svg);
        assert!(expected.contains(&count), "{options:?}: {count}");
        check(&svg, count, &format!("world {options:?}"));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_cannot_be_drawn_together_is_a_usage_error() {
    for options in [
        &["draw", "--layout", "ladder", "--by-period", "5"][..],
        &["draw", "--by-period", "0"],
        &["draw", "--by-period", "5", "--scenario", "examples/scenarios/metro_catalyst.json"],
    ] {
        assert_eq!(proxeny(options).status.code(), Some(2), "{options:?}");
    }
    let output = proxeny(&["draw", "--group-by", "colour"]);
    assert!(output.status.code() != Some(0) && text(&output.stderr).contains("colour"));
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

/// The pictures of the gallery, with the command that draws each.
const GALLERY: [(&str, &str); 12] = [
    ("slide", "seoul --paper slide"),
    ("force", "singapore --layout force"),
    ("layered", "singapore --layout layered"),
    ("radial", "singapore --layout radial"),
    ("geographic", "seoul --layout geographic"),
    ("ladder", "seoul --layout ladder"),
    ("bipartite", "seoul --layout bipartite"),
    ("countries", "seoul --group-by country"),
    ("communities", "netherlands --group-by community --lang ko"),
    ("before_after", "seoul --around shrdc_prog --steps 1 --scenario examples/scenarios/one_programme_more.json"),
    ("periods", "singapore --by-period 5"),
    ("decades", "seoul --by-period 10 --group-by country"),
];

#[test]
fn the_gallery_is_what_the_program_draws() {
    for layout in proxeny::layout::LAYOUTS {
        assert!(GALLERY.iter().any(|(name, _)| *name == layout.name()), "{} is not in the gallery", layout.name());
    }
    let shown = std::fs::read_to_string("examples/gallery/README.md").unwrap();
    for (name, command) in GALLERY {
        let path = format!("{}/examples/gallery/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        let options: Vec<&str> = std::iter::once("draw").chain(command.split(' ')).collect();
        let drawn = text(&proxeny(&options).stdout);
        assert!(committed == drawn, "run: proxeny draw {command} -o examples/gallery/{name}.svg");
        assert!(
            shown.contains(&format!("({name}.svg)")) && shown.contains(&format!("proxeny draw {command}")),
            "{name}"
        );
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
