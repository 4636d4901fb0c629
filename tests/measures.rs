//! Measures against published values, against NetworkX, and with different numbers of threads.
//!
//! `data/measures/published.json` names its sources; `data/measures/networkx.json` is written by `make.py` beside it.

#![allow(clippy::unwrap_used)]

use proxeny::graph::{Direction, LENGTH_ONE, LengthRule, Topology, WeightKind, Weights};
use proxeny::measure::{
    ApproximateBetweenness, FIGURES, MeasureOptions, Named, Precision, Scale, Weighting, Whole, figures, named,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Published {
    title: String,
    directed: bool,
    nodes: Vec<String>,
    ties: Vec<Vec<u32>>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    measure: String,
    /// "raw" or "normalised", or "maximum" where the source divides by the highest value; the measure's default where
    /// absent.
    scale: Option<String>,
    /// A length rule; hops where absent.
    lengths: Option<String>,
    /// Whether the source measures against the ties.
    #[serde(default)]
    reversed: bool,
    /// Whether the source gives the first values only.
    #[serde(default)]
    first: bool,
    centralization: Option<f64>,
    tolerance: f64,
    values: Vec<f64>,
}

impl Published {
    fn topology(&self, expected: &Expected) -> Topology {
        let direction = if self.directed { Direction::OneWay } else { Direction::BothWays };
        let ends = |tie: &Vec<u32>| if expected.reversed { (tie[1], tie[0]) } else { (tie[0], tie[1]) };
        let ties = self.ties.iter().map(|tie| (ends(tie).0, ends(tie).1, direction));
        let topology = Topology::new(self.nodes.len(), ties).unwrap();
        let counts: Vec<f64> = self.ties.iter().filter_map(|tie| tie.get(2)).map(|&w| f64::from(w)).collect();
        if counts.is_empty() {
            return topology;
        }
        let rule = expected.lengths.as_ref().map_or(LengthRule::Hops, |rule| rule.parse().unwrap());
        let weights = Weights::new(WeightKind::Count, counts).unwrap();
        topology.with_weights(weights).unwrap().with_length_rule(rule).unwrap()
    }
}

#[test]
fn published_values_are_met() {
    let networks: Vec<Published> = serde_json::from_str(include_str!("data/measures/published.json")).unwrap();
    for (network, expected) in networks.iter().flat_map(|n| n.expected.iter().map(move |e| (n, e))) {
        let options = match expected.scale.as_deref() {
            Some("raw") => MeasureOptions::default().scale(Scale::Raw),
            Some("normalised") => MeasureOptions::default().scale(Scale::Normalised),
            _ => MeasureOptions::default(),
        };
        let topology = network.topology(expected);
        let mut found = values(&expected.measure, &topology, &options).unwrap();
        if expected.scale.as_deref() == Some("maximum") {
            let maximum = found.iter().copied().fold(0.0, f64::max);
            for x in &mut found {
                *x /= maximum;
            }
        }
        if expected.first {
            found.truncate(expected.values.len());
        }
        let what = format!("{} of {}", expected.measure, network.title);
        assert_near(&found, &expected.values, expected.tolerance, &what);
        if let (Some(expected), Ok(Named::Nodes(measure))) = (expected.centralization, named(&expected.measure)) {
            let found = measure.scores(&topology, &options).unwrap().centralization().unwrap();
            // Given to four digits, not all of them rounded.
            assert!((found - expected).abs() < 1e-4, "centralization of {what}: {found}");
        }
    }
}

/// The scores of a measure of nodes or of ties.
fn values(name: &str, topology: &Topology, options: &MeasureOptions) -> Result<Vec<f64>, String> {
    let found = match named(name).unwrap() {
        Named::Nodes(measure) => measure.scores(topology, options).map(|scores| scores.values().to_vec()),
        Named::Ties(measure) => measure.scores(topology, options).map(|scores| scores.values().to_vec()),
        _ => panic!("{name} has no scores"),
    };
    found.map_err(|error| error.to_string())
}

#[derive(Deserialize)]
struct Peer {
    graphs: Vec<Drawn>,
}

#[derive(Deserialize)]
struct Drawn {
    nodes: usize,
    /// From, to, both ways, length, weight.
    ties: Vec<(u32, u32, u8, u64, f64)>,
    /// By the name of a measure, with an ending that says how it is asked for; none where it is not defined.
    values: BTreeMap<String, Option<Vec<f64>>>,
    ties_values: BTreeMap<String, Option<Vec<f64>>>,
    figures: BTreeMap<String, Option<f64>>,
}

impl Drawn {
    fn topology(&self) -> Topology {
        let way = |both| if both == 1 { Direction::BothWays } else { Direction::OneWay };
        let topology = Topology::new(self.nodes, self.ties.iter().map(|t| (t.0, t.1, way(t.2)))).unwrap();
        let weights = Weights::new(WeightKind::Count, self.ties.iter().map(|t| t.4).collect()).unwrap();
        topology.with_weights(weights).unwrap()
    }

    fn check(&self, number: usize) {
        let hops = self.topology();
        let lengths = hops.clone().with_lengths(self.ties.iter().map(|t| t.3 * LENGTH_ONE).collect()).unwrap();
        let plain = MeasureOptions::default();
        let endings = [
            ("_length", &lengths, plain.clone()),
            ("_weighted", &hops, plain.clone().weighting(Weighting::Weighted)),
            ("_raw", &hops, plain.clone().scale(Scale::Raw)),
            ("_normalised", &hops, plain.clone().scale(Scale::Normalised)),
            ("", &hops, plain),
        ];
        for (asked, expected) in self.values.iter().chain(&self.ties_values) {
            let by_ending = endings.iter().find_map(|(end, graph, how)| Some((asked.strip_suffix(end)?, graph, how)));
            let (name, topology, options) = by_ending.unwrap();
            let what = format!("{asked} of graph {number}");
            match (values(name, topology, options), expected) {
                (Ok(found), Some(expected)) => assert_near(&found, expected, 1e-8, &what),
                (Err(told), None) => assert!(told.contains("not defined") || told.contains("not converge"), "{told}"),
                (found, expected) => panic!("{what}: {found:?}, but NetworkX has {expected:?}"),
            }
        }
        for (figure, found) in figures(&hops) {
            let what = format!("{} of graph {number}", figure.name());
            let Some(&expected) = self.figures.get(figure.name()) else { continue };
            assert_eq!(found.is_some(), expected.is_some(), "{what}");
            assert_near(found.as_slice(), expected.as_slice(), 1e-11, &what);
        }
    }
}

#[test]
fn networkx_agrees() {
    let peer: Peer = serde_json::from_str(include_str!("data/measures/networkx.json")).unwrap();
    assert!(peer.graphs.len() > 40);
    for (number, graph) in peer.graphs.iter().enumerate() {
        graph.check(number);
    }
}

fn assert_near(found: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let allowed = tolerance * expected.abs().max(1.0);
        assert!((found - expected).abs() <= allowed, "{what}: {found} at {place}, expected {expected}");
    }
}

/// A graph of 300 nodes with chords of many lengths, large enough for many chunks.
fn woven() -> Topology {
    let n = 300u32;
    let ties: Vec<_> = (0..n).flat_map(|v| [(v, (v + 1) % n), (v, (v * v + 7) % n), (v, (5 * v + 3) % n)]).collect();
    let weights = (0..ties.len()).map(|t| 1.0 + (t * 37 % 11) as f64 / 7.0).collect();
    let lengths = (0..ties.len() as u64).map(|t| 1 + t * 31 % 5).collect();
    let topology = Topology::directed(n as usize, ties).unwrap().with_lengths(lengths).unwrap();
    topology.with_weights(Weights::new(WeightKind::Value, weights).unwrap()).unwrap()
}

/// A graph with circles of odd length has no two modes.
fn two_mode(measure: &Named) -> bool {
    measure.name().starts_with("two_mode_")
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let by_length = woven();
    let by_hops = by_length.clone().with_length_rule(LengthRule::Hops).unwrap();
    let ends = by_hops.ties().map(|(a, b, _)| (a, b));
    let either_way = Topology::undirected(300, ends).unwrap().with_weights(by_hops.weights().unwrap().clone()).unwrap();
    let bits = |threads| -> Vec<u64> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let run = |topology: &Topology, weighting| -> Vec<f64> {
            let groups: Vec<u32> = (0..300).map(|v| v % 4).collect();
            let whole = Whole::new(topology).with_groups(&groups).unwrap();
            let options = MeasureOptions::default().weighting(weighting).groups(groups.as_slice());
            let scored = Named::all().filter(|measure| !matches!(measure, Named::Graph(_)) && !two_mode(measure));
            let scores = scored.flat_map(|measure| values(measure.name(), topology, &options).unwrap());
            scores.chain(FIGURES.iter().filter_map(|figure| figure.value(&whole).unwrap())).collect()
        };
        let all = || {
            let [hops, either] = [&by_hops, &either_way].map(|topology| run(topology, Weighting::Unweighted));
            [run(&by_length, Weighting::Weighted), hops, either].concat()
        };
        pool.install(|| all().into_iter().map(f64::to_bits).collect())
    };
    let one = bits(1);
    let of = |wanted: fn(&Named) -> bool| Named::all().filter(|one| wanted(one) && !two_mode(one)).count();
    let (nodes, ties) = (of(|m| matches!(m, Named::Nodes(_))), of(|m| matches!(m, Named::Ties(_))));
    let groups = vec![0; 300];
    let told = |topology| {
        let whole = Whole::new(topology).with_groups(&groups).unwrap();
        FIGURES.iter().filter(|figure| figure.value(&whole).unwrap().is_some()).count()
    };
    // Some figures are of directed graphs only, and one group mixes with no other.
    let directed = 3;
    let figures = of(|m| matches!(m, Named::Graph(_)));
    assert!(told(&by_length) >= figures - 1 && told(&either_way) >= figures - 1 - directed);
    assert_eq!(one.len(), 3 * (nodes * 300 + ties * 900) + 3 * figures - directed);
    assert!(bits(2) == one && bits(7) == one);
}

#[test]
fn the_number_of_threads_changes_no_sample() {
    let topology = woven().with_length_rule(LengthRule::Hops).unwrap();
    let measure = ApproximateBetweenness::new(Precision::new(0.02, 0.1).unwrap());
    let run = |threads: usize, seed| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| measure.seed(seed).run(&topology).unwrap())
    };
    assert!(run(1, 7) == run(2, 7) && run(1, 7) == run(7, 7));
    assert_ne!(run(1, 7), run(1, 8));
}
