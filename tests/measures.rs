//! Measures against published values, against NetworkX, and with different numbers of threads.
//!
//! `data/measures/published.json` names its sources; `data/measures/networkx.json` is written by `make.py` beside it.

#![allow(clippy::unwrap_used)]

use proxeny::graph::{Direction, LENGTH_ONE, LengthRule, Topology, WeightKind, Weights};
use proxeny::measure::{
    Betweenness, Degree, Harmonic, MEASURES, MeasureOptions, PageRank, Scale, Scores, Weighting, find,
};
use serde::Deserialize;

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
    /// "raw" or "normalised"; the measure's default where absent.
    scale: Option<String>,
    /// A length rule; hops where absent.
    lengths: Option<String>,
    /// Whether the source measures against the ties.
    #[serde(default)]
    reversed: bool,
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
            Some(_) => MeasureOptions::default().scale(Scale::Normalised),
            None => MeasureOptions::default(),
        };
        let scores = find(&expected.measure).unwrap().scores(&network.topology(expected), &options).unwrap();
        let what = format!("{} of {}", expected.measure, network.title);
        assert_near(&scores, &expected.values, expected.tolerance, &what);
    }
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
    values: Values,
}

#[derive(Deserialize)]
struct Values {
    degree: Vec<f64>,
    degree_normalised: Vec<f64>,
    in_degree: Vec<f64>,
    out_degree: Vec<f64>,
    strength: Vec<f64>,
    in_strength: Vec<f64>,
    harmonic: Vec<f64>,
    harmonic_length: Vec<f64>,
    betweenness: Vec<f64>,
    betweenness_raw: Vec<f64>,
    betweenness_length: Vec<f64>,
    pagerank: Vec<f64>,
    pagerank_weighted: Vec<f64>,
}

impl Drawn {
    fn topology(&self) -> Topology {
        let way = |both| if both == 1 { Direction::BothWays } else { Direction::OneWay };
        let topology = Topology::new(self.nodes, self.ties.iter().map(|t| (t.0, t.1, way(t.2)))).unwrap();
        let weights = Weights::new(WeightKind::Count, self.ties.iter().map(|t| t.4).collect()).unwrap();
        topology.with_weights(weights).unwrap()
    }

    fn check(&self, name: &str) {
        let hops = self.topology();
        let lengths = hops.clone().with_lengths(self.ties.iter().map(|t| t.3 * LENGTH_ONE).collect()).unwrap();
        let named = |measure: &str| find(measure).unwrap().scores(&hops, &MeasureOptions::default()).unwrap();
        let near = |scores: Scores, expected: &[f64], tolerance, what| {
            assert_near(&scores, expected, tolerance, &format!("{what} of graph {name}"));
        };
        let values = &self.values;
        for (measure, expected) in [
            ("degree", &values.degree),
            ("in_degree", &values.in_degree),
            ("out_degree", &values.out_degree),
            ("strength", &values.strength),
            ("in_strength", &values.in_strength),
            ("harmonic", &values.harmonic),
            ("betweenness", &values.betweenness),
        ] {
            near(named(measure), expected, 1e-9, measure);
        }
        let normalised = Degree::default().scale(Scale::Normalised);
        near(normalised.run(&hops).unwrap(), &values.degree_normalised, 1e-9, "normalised degree");
        near(Harmonic::default().run(&lengths).unwrap(), &values.harmonic_length, 1e-9, "harmonic by length");
        let raw = Betweenness::default().scale(Scale::Raw);
        near(raw.run(&hops).unwrap(), &values.betweenness_raw, 1e-9, "raw betweenness");
        near(Betweenness::default().run(&lengths).unwrap(), &values.betweenness_length, 1e-9, "betweenness by length");
        near(PageRank::default().run(&hops).unwrap(), &values.pagerank, 1e-8, "pagerank");
        let weighted = PageRank::default().weighting(Weighting::Weighted);
        near(weighted.run(&hops).unwrap(), &values.pagerank_weighted, 1e-8, "weighted pagerank");
    }
}

#[test]
fn networkx_agrees() {
    let peer: Peer = serde_json::from_str(include_str!("data/measures/networkx.json")).unwrap();
    assert!(peer.graphs.len() > 40);
    for (number, graph) in peer.graphs.iter().enumerate() {
        graph.check(&number.to_string());
    }
}

fn assert_near(scores: &Scores, expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(scores.values().len(), expected.len(), "{what}");
    for (v, (found, expected)) in scores.values().iter().zip(expected).enumerate() {
        let allowed = tolerance * expected.abs().max(1.0);
        assert!((found - expected).abs() <= allowed, "{what}: node {v} has {found}, expected {expected}");
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

#[test]
fn the_number_of_threads_changes_no_bit() {
    let by_length = woven();
    let by_hops = by_length.clone().with_length_rule(LengthRule::Hops).unwrap();
    let bits = |threads| -> Vec<u64> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let all =
            || MEASURES.iter().flat_map(|m| [&by_length, &by_hops].map(|t| m.scores(t, &MeasureOptions::default())));
        pool.install(|| all().flat_map(|scores| scores.unwrap().values().to_vec()).map(f64::to_bits).collect())
    };
    let one = bits(1);
    assert_eq!(one.len(), MEASURES.len() * 2 * 300);
    assert!(bits(2) == one && bits(7) == one);
}
