//! The colours of kinds stay apart for readers who confuse colours, and their forms where there is no colour at all.
//!
//! How a colour looks to a reader without one kind of cone is simulated after Machado, Oliveira & Fernandes 2009
//! (doi:10.1109/TVCG.2009.113), and how far apart two colours are is measured by CIEDE2000 (Sharma, Wu & Dalal 2005,
//! doi:10.1002/col.20070), in which about 2 is just seen when colours lie side by side.

use proxeny::render::scene::Shape;
use proxeny::render::{Diagram, DiagramActor, DrawOptions, LegendEntry, Picture, Theme, compose, svg};
use proxeny::{Network, View};

/// What two kinds differ by at least, to every reader.
const APART: f64 = 5.0;

type Colour = [f64; 3];

const READERS: [(&str, [Colour; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deutan",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritan",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];
const SRGB_TO_XYZ: [Colour; 3] = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175],
    [0.019_333_9, 0.119_192, 0.950_304_1],
];
const WHITE: Colour = [0.950_47, 1.0, 1.088_83];

fn times(matrix: &[Colour; 3], colour: Colour) -> Colour {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
}

fn linear(hex: &str) -> Colour {
    [1, 3, 5].map(|at| {
        let part = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn lab(linear: Colour) -> Colour {
    let xyz = times(&SRGB_TO_XYZ, linear.map(|part| part.clamp(0.0, 1.0)));
    let root = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let [x, y, z] = [0, 1, 2].map(|i| root(xyz[i] / WHITE[i]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000; symbols as in Sharma, Wu & Dalal.
fn difference([l1, a1, b1]: Colour, [l2, a2, b2]: Colour) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let g = 1.0 + 0.5 * (1.0 - seventh(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
    let (a1, a2) = (a1 * g, a2 * g);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = if grey { 0.0 } else { (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0 };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let h = match (h1 - h2).abs() {
        _ if grey => h1 + h2,
        far if far <= 180.0 => f64::midpoint(h1, h2),
        _ => (f64::midpoint(h1, h2) + 180.0).rem_euclid(360.0),
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.2 * cos(4.0 * h - 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rt = -2.0 * seventh(c) * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    (l * l + c * c + h * h + rt * c * h).sqrt()
}

#[test]
fn the_measure_is_the_published_one() {
    // Pairs 1, 7, 11, 17 and 25 of table 1 of Sharma, Wu & Dalal.
    for (a, b, published) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ] {
        assert!((difference(a, b) - published).abs() < 1e-4, "{a:?} {b:?}: {}", difference(a, b));
    }
}

/// Colours and forms of the samples in the legend, told as one string each.
fn kinds(diagram: &Diagram) -> Vec<(String, (Shape, bool))> {
    let scene = compose(diagram, &DrawOptions::default()).unwrap();
    let samples = scene.shapes.iter().filter(|shape| shape.id.is_none()).take(diagram.legend.len());
    samples.map(|sample| (sample.color.clone(), (sample.shape, sample.hollow))).collect()
}

fn assert_apart(diagram: &Diagram, what: &str) {
    let kinds = kinds(diagram);
    assert_eq!(kinds.len(), diagram.legend.len());
    for (i, (a, form)) in kinds.iter().enumerate() {
        for (b, other) in &kinds[i + 1..] {
            assert_ne!(form, other, "{what}: {a} and {b} have one form");
            for (reader, matrix) in &READERS {
                let seen = |hex: &str| lab(times(matrix, linear(hex)));
                let apart = difference(seen(a), seen(b));
                assert!(apart >= APART, "{what}: {a} and {b} are {apart:.1} apart to a {reader} reader");
            }
        }
    }
}

#[test]
fn kinds_of_the_real_networks_differ_to_every_reader_and_in_grey() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        let diagram = Picture::new(View::ever()).size("degree").diagram(&network).unwrap();
        assert!(diagram.legend.len() > 8);
        assert_apart(&diagram, name);
    }
}

#[test]
fn colours_given_where_a_file_names_none_differ_to_every_reader_and_in_grey() {
    let mut diagram = Diagram::new("Ten kinds");
    for kind in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
        diagram.actors.push(DiagramActor::new(kind, kind, kind));
        diagram.legend.push(LegendEntry { key: kind.into(), label: kind.into(), count: 1, ..LegendEntry::default() });
    }
    assert_apart(&diagram, "palette");
}

/// Contrast of WCAG 2.1 between two colours.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |hex: &str| {
        let [red, green, blue] = linear(hex);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

fn whole(hex: &str) -> String {
    if hex.len() == 4 {
        hex.chars().skip(1).fold("#".to_owned(), |all, c| format!("{all}{c}{c}"))
    } else {
        hex.to_owned()
    }
}

#[test]
fn discs_and_letters_stand_out_from_the_page() {
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01); // as the tools of the W3C tell
    let mut palette = Diagram::new("Ten kinds");
    for kind in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
        palette.legend.push(LegendEntry { key: kind.into(), label: kind.into(), count: 1, ..LegendEntry::default() });
    }
    let real = ["seoul", "singapore", "netherlands"].map(|name| {
        let network = Network::builtin(name).unwrap();
        Picture::new(View::ever()).size("degree").diagram(&network).unwrap()
    });
    for theme in Theme::ALL {
        for diagram in real.iter().chain([&palette]) {
            let svg = svg(&compose(diagram, &DrawOptions::default()).unwrap(), theme);
            let value = |tag: &str, name: &str| {
                let start = tag.find(&format!(" {name}=\"#"))? + name.len() + 3;
                tag[start..].split('"').next().map(whole)
            };
            let mut seen = 0;
            for tag in svg.split('<').filter(|tag| tag.starts_with("circle ") || tag.starts_with("polygon ")) {
                let on_white = |name: &str| value(tag, name).map_or(0.0, |hex| contrast(&hex, "#ffffff"));
                let best = on_white("fill").max(on_white("stroke"));
                // Rings of the scale of sizes are no kind of actor.
                assert!(best >= 3.0 || tag.contains("#9aa3ad"), "{theme:?} {}: {best:.2} {tag}", diagram.title);
                seen += 1;
            }
            assert!(seen >= 10);
            for tag in svg.split('<').filter(|tag| tag.starts_with("text ") && !tag.contains("fill=\"#fff\"")) {
                let letters = value(tag, "fill").map_or(0.0, |hex| contrast(&hex, "#ffffff"));
                assert!(letters >= 4.5, "{theme:?} {}: {letters:.2} {tag}", diagram.title);
            }
        }
    }
}
