use super::influence::{Search, World};
use super::*;
use proptest::prelude::*;

type Arcs = Vec<(u32, u32, f64)>;

/// The independent cascade from its definition: every outcome of every arc, then the cascade played step by step.
fn cascade(nodes: usize, arcs: &[(u32, u32, f64)], seeds: &[u32]) -> f64 {
    let mut total = 0.0;
    for outcome in 0..1_u32 << arcs.len() {
        let works = |i: usize| outcome >> i & 1 == 1;
        let chance: f64 = arcs.iter().enumerate().map(|(i, arc)| if works(i) { arc.2 } else { 1.0 - arc.2 }).product();
        let mut active = vec![false; nodes];
        let mut fresh = seeds.to_vec();
        while let Some(from) = fresh.pop() {
            if !std::mem::replace(&mut active[from as usize], true) {
                fresh.extend(
                    arcs.iter().enumerate().filter(|(i, arc)| arc.0 == from && works(*i)).map(|(_, arc)| arc.1),
                );
            }
        }
        total += chance * active.iter().filter(|active| **active).count() as f64;
    }
    total
}

/// The linear threshold model from its definition, with weights in quarters: only the quarter counts that a threshold is in.
fn threshold(nodes: usize, arcs: &[(u32, u32, f64)], seeds: &[u32]) -> f64 {
    let mut total = 0.0;
    for outcome in 0..4_u32.pow(nodes as u32) {
        let needed = |node: usize| f64::from(outcome / 4_u32.pow(node as u32) % 4) / 4.0 + 0.125;
        let mut active: Vec<bool> = (0..nodes).map(|node| seeds.contains(&(node as u32))).collect();
        for _ in 0..nodes {
            for node in 0..nodes {
                let weight: f64 =
                    arcs.iter().filter(|arc| arc.1 as usize == node && active[arc.0 as usize]).map(|arc| arc.2).sum();
                active[node] |= weight >= needed(node);
            }
        }
        total += active.iter().filter(|active| **active).count() as f64;
    }
    total / 4_f64.powi(nodes as i32)
}

/// A small graph without parallel arcs.
fn drawn(nodes: usize, most: usize) -> impl Strategy<Value = Arcs> {
    let pairs: Vec<(u32, u32)> =
        (0..nodes as u32).flat_map(|a| (0..nodes as u32).filter(move |b| *b != a).map(move |b| (a, b))).collect();
    let chosen = prop::sample::subsequence(pairs, 0..=most);
    (chosen, prop::collection::vec(0.05..=1.0_f64, most))
        .prop_map(|(pairs, p)| pairs.into_iter().zip(p).map(|((a, b), p)| (a, b, p)).collect())
}

/// Weights in quarters that sum to at most one at each node.
fn quarters(arcs: Arcs, nodes: usize) -> Arcs {
    let mut used = vec![0.0; nodes];
    let quarter = |(from, to, p): (u32, u32, f64)| {
        let weight = f64::min((p * 4.0).ceil() / 4.0, 1.0 - used[to as usize]);
        used[to as usize] += weight;
        (from, to, weight)
    };
    arcs.into_iter().map(quarter).filter(|arc| arc.2 > 0.0).collect()
}

/// The best spread of `k` seeds by trying all sets.
fn optimum(nodes: usize, k: usize, spread: impl Fn(&[u32]) -> f64) -> f64 {
    let sets = (0..1_u32 << nodes).filter(|set| set.count_ones() as usize == k);
    sets.map(|set| spread(&(0..nodes as u32).filter(|node| set >> node & 1 == 1).collect::<Vec<_>>()))
        .fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn exact_spread_equals_the_cascade_played_out(arcs in drawn(5, 8), seeds in prop::sample::subsequence(vec![0, 1, 2, 3, 4], 1..=3)) {
        let influence = Influence::new(5, arcs.clone()).unwrap();
        let result = Diffusion::new(0).seeking(Seeking::Exact).from(seeds.clone()).run(&influence).unwrap();
        prop_assert!((result.spread.estimate - cascade(5, &arcs, &seeds)).abs() < 1e-9);
        let by_node: f64 = result.reached.iter().map(|node| node.estimate).sum();
        prop_assert!((result.spread.estimate - by_node).abs() < 1e-9);
    }

    #[test]
    fn exact_spread_equals_the_threshold_model_played_out(arcs in drawn(5, 8), seeds in prop::sample::subsequence(vec![0, 1, 2, 3, 4], 1..=3)) {
        let arcs = quarters(arcs, 5);
        let influence = Influence::new(5, arcs.clone()).unwrap();
        let diffusion = Diffusion::new(0).model(Spreading::Threshold).seeking(Seeking::Exact).from(seeds.clone());
        prop_assert!((diffusion.run(&influence).unwrap().spread.estimate - threshold(5, &arcs, &seeds)).abs() < 1e-9);
    }

    #[test]
    fn the_exact_choice_is_the_best_and_the_others_keep_their_promise(arcs in drawn(5, 9), k in 1..=3_usize) {
        let influence = Influence::new(5, arcs.clone()).unwrap();
        let best = optimum(5, k, |set| cascade(5, &arcs, set));
        let chosen = |seeking| {
            let result = Diffusion::new(k).seeking(seeking).worlds(2048).run(&influence).unwrap();
            let set: Vec<u32> = result.seeds.iter().map(|seed| seed.node).collect();
            (cascade(5, &arcs, &set), result)
        };
        let (exact, result) = chosen(Seeking::Exact);
        prop_assert!((exact - best).abs() < 1e-9 && (result.spread.estimate - best).abs() < 1e-9);
        let added: f64 = result.seeds.iter().map(|seed| seed.adds.estimate).sum();
        prop_assert!((added - best).abs() < 1e-9);
        // The bound of greedy choice, and room for the worlds being sampled.
        prop_assert!(chosen(Seeking::Greedy).0 >= (1.0 - 1.0 / std::f64::consts::E) * best - 0.1);
        let (reverse, result) = chosen(Seeking::Reverse);
        let guarantee = result.guarantee.unwrap();
        prop_assert!(guarantee.ratio >= 1.0 - 1.0 / std::f64::consts::E - guarantee.epsilon);
        prop_assert!(reverse >= guarantee.ratio * best, "{reverse} of {best}, promised {}", guarantee.ratio);
    }

    #[test]
    fn lazy_choice_is_plain_greedy_choice(arcs in drawn(7, 16)) {
        let influence = Influence::new(7, arcs).unwrap();
        let live = influence.live(Spreading::Cascade);
        let everyone: Vec<u32> = (0..7).collect();
        let lazy = greedy::choose(&live, (&[], &everyone), 4, (9, 200), &Control::new()).unwrap();
        let spread = |set: &[u32]| -> usize {
            let mut search = Search::default();
            (0..200).map(|number| {
                let world = World::new(9, number);
                search.run(7, &live.out, set.iter().copied(), |key| world.value(key), |_| true).len()
            }).sum()
        };
        let mut plain: Vec<u32> = Vec::new();
        for _ in 0..4 {
            let with = |node: &u32| spread(&[plain.as_slice(), &[*node]].concat());
            let open = everyone.iter().filter(|node| !plain.contains(node));
            plain.push(*open.max_by_key(|node| (with(node), std::cmp::Reverse(**node))).unwrap());
        }
        prop_assert_eq!(lazy, plain);
    }
}

#[test]
fn a_path_and_a_star_spread_as_the_formulas_say() {
    let p = 0.3_f64;
    let path = Influence::new(6, (0..5).map(|i| (i, i + 1, p))).unwrap();
    let spread = Diffusion::new(1).run(&path).unwrap().spread.estimate;
    assert!((spread - (1.0 - p.powi(6)) / (1.0 - p)).abs() < 1e-12);
    let star = Influence::new(9, (1..9).map(|i| (0, i, p))).unwrap();
    assert!((Diffusion::new(1).run(&star).unwrap().spread.estimate - (1.0 + 8.0 * p)).abs() < 1e-9);
}

#[test]
fn the_interval_covers_the_exact_spread_as_often_as_it_says() {
    let arcs = [(0, 1, 0.3), (0, 2, 0.1), (1, 3, 0.6), (2, 3, 0.5), (3, 4, 0.2), (4, 0, 0.4)];
    let influence = Influence::new(5, arcs).unwrap();
    for model in [Spreading::Cascade, Spreading::Threshold] {
        let exact = Diffusion::new(0).model(model).from(vec![0]).seeking(Seeking::Exact).run(&influence).unwrap();
        let truth = exact.spread.estimate;
        let covers = |seed| {
            let one = Diffusion::new(0).model(model).from(vec![0]).seeking(Seeking::Greedy).worlds(256).seed(seed);
            let spread = one.run(&influence).unwrap().spread;
            usize::from(spread.low <= truth && truth <= spread.high)
        };
        let covered: usize = (0..400).map(covers).sum();
        assert!((368..=396).contains(&covered), "{model:?}: {covered} of 400");
    }
}

#[test]
fn the_same_for_any_number_of_threads() {
    let arcs = (0..1200_u32).flat_map(|i| [(i, (i * 7 + 1) % 1200, 0.3), (i, (i * 11 + 5) % 1200, 0.2)]);
    let influence = Influence::new(1200, arcs).unwrap();
    for seeking in [Seeking::Greedy, Seeking::Reverse] {
        let run = || Diffusion::new(3).seeking(seeking).worlds(128).run(&influence).unwrap();
        let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(run);
        assert_eq!(on(1), on(3));
    }
}
