//! Tests of the registries and of what every measure promises.

use super::*;
use crate::graph::LengthRule;

/// Zachary's karate club (1977), doi:10.1086/jar.33.4.3629752, its ties without numbers.
pub(crate) fn karate() -> Topology {
    const PARTNERS: [&[u32]; 33] = [
        &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
        &[2, 3, 7, 13, 17, 19, 21, 30],
        &[3, 7, 8, 9, 13, 27, 28, 32],
        &[7, 12, 13],
        &[6, 10],
        &[6, 10, 16],
        &[16],
        &[],
        &[30, 32, 33],
        &[33],
        &[],
        &[],
        &[],
        &[33],
        &[32, 33],
        &[32, 33],
        &[],
        &[],
        &[32, 33],
        &[33],
        &[32, 33],
        &[],
        &[32, 33],
        &[25, 27, 29, 32, 33],
        &[25, 27, 31],
        &[31],
        &[29, 33],
        &[33],
        &[31, 33],
        &[32, 33],
        &[32, 33],
        &[32, 33],
        &[33],
    ];
    let rows = (0u32..).zip(PARTNERS);
    Topology::undirected(34, rows.flat_map(|(v, row)| row.iter().map(move |&u| (v, u)))).unwrap()
}

#[test]
fn the_registry_is_complete_and_unambiguous() {
    let mut names: Vec<_> = Named::all().map(Named::name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!((names.len(), MEASURES.len() + TIE_MEASURES.len() + FIGURES.len()), (count, count));
    for measure in Named::all() {
        assert!(measure.name().chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        assert!(measure.about().ends_with('.') && measure.about().len() > 20);
        assert_eq!(named(measure.name()).unwrap().name(), measure.name());
    }
}

#[test]
fn a_slip_of_the_pen_is_told_the_nearest_name() {
    let told = |name| named(name).err().unwrap().to_string();
    assert!(told("fame").starts_with("measure `fame` matches nothing; there are degree, in_degree"));
    for (slip, meant) in [("Closenes", "closeness"), ("page_rank", "pagerank"), ("bridgs", "bridges")] {
        assert!(told(slip).ends_with(&format!("; did you mean `{meant}`?")), "{}", told(slip));
    }
    assert!(find("bridge").err().unwrap().to_string().contains("there are degree"));
}

/// What a measure gives, for comparison, or why it refuses. NaN, which equals nothing, is left out.
fn outcome(measure: Named, topology: &Topology, options: &MeasureOptions) -> Result<Vec<f64>, String> {
    let found = match measure {
        Named::Nodes(measure) => measure.scores(topology, options).map(|scores| scores.values().to_vec()),
        Named::Ties(measure) => measure.scores(topology, options).map(|scores| scores.values().to_vec()),
        Named::Graph(figure) => {
            let whole = Whole::new(topology);
            let whole = match options.groups.as_deref() {
                Some(groups) => whole.with_groups(groups).unwrap(),
                None => whole,
            };
            figure.value(&whole).map(|value| value.into_iter().collect())
        }
    };
    let defined = |values: Vec<f64>| values.into_iter().filter(|x| !x.is_nan()).collect();
    found.map(defined).map_err(|error| error.to_string())
}

#[test]
fn every_measure_keeps_its_word_about_every_meaning_of_weights() {
    use WeightKind::{Count, Length, Probability, Strength, Value};
    // 0 <──> 1 ──> 2 ──> 0, 2 ──> 3
    let plain = Topology::directed(4, [(0, 1), (1, 0), (1, 2), (2, 0), (2, 3)]).unwrap();
    let numbers = || vec![0.5, 1.0, 0.25, 0.75, 1.0];
    let weighted = |kind| plain.clone().with_weights(Weights::new(kind, numbers()).unwrap()).unwrap();
    let kinds = [None, Some(Strength), Some(Length), Some(Probability), Some(Count), Some(Value)];
    for measure in Named::all() {
        for (kind, weighting) in kinds.iter().flat_map(|&k| [(k, Weighting::Unweighted), (k, Weighting::Weighted)]) {
            let topology = kind.map_or(plain.clone(), weighted);
            let options = MeasureOptions::default().weighting(weighting).groups([0, 1, 0, 1]);
            let found = outcome(measure, &topology, &options);
            let what = format!("{} with {kind:?}, {weighting:?}", measure.name());
            let wanted = match measure.consumes() {
                Consumes::Ties | Consumes::Lengths => false,
                Consumes::Weights => true,
                Consumes::OptionalWeights => weighting == Weighting::Weighted,
            };
            let closer = kind.is_some_and(|kind| kind != Length);
            if wanted && !closer {
                let told = found.expect_err(&what);
                let fix = if kind.is_some() { "declare them as what they are" } else { "declare what their numbers" };
                assert!(told.contains(measure.name()) && told.contains(fix), "{what}: {told}");
            } else if wanted {
                let even = outcome(measure, &plain, &MeasureOptions::default().groups([0, 1, 0, 1]));
                assert_ne!(Ok(found.expect(&what)), even, "{what}: the weights make no difference");
            } else {
                let bare = outcome(measure, &plain, &MeasureOptions::default().groups([0, 1, 0, 1]));
                assert_eq!(found, bare, "{what}: the weights should make no difference");
            }
        }
    }
}

#[test]
fn measures_of_lengths_use_them_by_the_rules_that_fit() {
    use LengthRule::{Given, Inverse, Reliability};
    use WeightKind::{Count, Length, Probability, Strength, Value};
    // Two ways round from 0 to 2 and back: by 1, of equal weights, or by 3.
    let ring = Topology::undirected(4, [(0, 1), (1, 2), (2, 3), (3, 0)]).unwrap();
    let numbers = vec![0.5, 0.5, 0.25, 0.75];
    let table = [
        (Strength, vec![Reliability, Inverse]),
        (Probability, vec![Reliability]),
        (Count, vec![Inverse]),
        (Value, vec![Inverse]),
        (Length, vec![Given]),
    ];
    for (kind, fitting) in table {
        let weighted = ring.clone().with_weights(Weights::new(kind, numbers.clone()).unwrap()).unwrap();
        for rule in [Reliability, Inverse, Given] {
            let topology = weighted.clone().with_length_rule(rule);
            if !fitting.contains(&rule) {
                let told = topology.unwrap_err().to_string();
                assert!(told.contains(&format!("use the length rule `{}`", fitting[0])) || fitting.len() > 1, "{told}");
                continue;
            }
            let topology = topology.unwrap();
            for measure in Named::all().filter(|measure| measure.consumes() == Consumes::Lengths) {
                let options = MeasureOptions::default();
                let (found, hops) = (outcome(measure, &topology, &options), outcome(measure, &ring, &options));
                assert_ne!(found.unwrap(), hops.unwrap(), "{} by {rule}", measure.name());
            }
        }
    }
}

#[test]
fn every_measure_takes_the_smallest_graphs_or_says_why_not() {
    for (nodes, ties) in [(0, 0), (1, 0), (2, 0), (2, 1)] {
        let weights = Weights::new(WeightKind::Count, vec![1.0; ties]).unwrap();
        let topology = Topology::undirected(nodes, vec![(0, 1); ties]).unwrap().with_weights(weights).unwrap();
        for measure in Named::all() {
            for scale in [Scale::Raw, Scale::Normalised] {
                let options = MeasureOptions::default().scale(scale).groups(vec![0; nodes]);
                match outcome(measure, &topology, &options) {
                    Ok(values) => assert!(values.iter().all(|x| x.is_finite()), "{}", measure.name()),
                    Err(told) => {
                        let refusing = ["eigenvector", "hubs", "authorities"].contains(&measure.name());
                        assert!(refusing && told.contains("there are no ties"), "{told}");
                    }
                }
            }
        }
    }
}

#[test]
fn only_structural_holes_are_undefined_for_some_nodes() {
    // 0 ─── 1, and two nodes alone.
    let weights = Weights::new(WeightKind::Count, vec![1.0]).unwrap();
    let topology = Topology::undirected(4, [(0, 1)]).unwrap().with_weights(weights).unwrap();
    for measure in MEASURES {
        let options = MeasureOptions::default().groups([0, 1, 0, 1]);
        let scores = measure.scores(&topology, &options).unwrap();
        let undefined = scores.values().iter().filter(|x| x.is_nan()).count();
        let expected = match measure.name() {
            "constraint" | "effective_size" | "burt_efficiency" => 2,
            "hierarchy" => 4,
            _ => 0,
        };
        assert_eq!(undefined, expected, "{}", measure.name());
    }
}

#[test]
fn one_sided_measures_are_left_out_of_undirected_graphs_for_a_reason() {
    let topology = Topology::undirected(5, [(0, 1), (1, 2), (2, 0), (2, 3)]).unwrap();
    let weights = Weights::new(WeightKind::Count, vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    let topology = topology.with_weights(weights).unwrap();
    for measure in MEASURES.iter().filter(|measure| measure.one_sided()) {
        let name = measure.name();
        let plain = ["in_", "out_", "strong_"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap();
        let scores = |name| find(name).unwrap().scores(&topology, &MeasureOptions::default()).unwrap();
        assert_eq!(scores(name).values(), scores(plain).values());
    }
}
