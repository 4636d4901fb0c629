//! Laws that access and leverage keep on every network.

#![allow(clippy::unwrap_used)]

use crate::oracle::Oracle;
use crate::random::{Drawn, drawn};
use proptest::prelude::*;
use proxeny::leverage::{Access, LeverageResult, Method};
use proxeny::{Conveys, Mandate, Network, Selector, Tie};

/// Weights are rounded to 2⁻⁴⁰ of their total, in an order that names and places of actors decide.
const ROUNDING: f64 = 1e-11;

/// Seeds and numbers of worlds that end within, at and after a word and a block of worlds.
fn worlds() -> impl Strategy<Value = u64> {
    prop::sample::select(vec![1, 63, 64, 65, 511, 512, 513, 1000])
}

/// The leverage of a question that has a pair.
fn leverage(access: &Access<'_>, network: &Network) -> Result<LeverageResult, TestCaseError> {
    access.leverage(network).map_err(|error| TestCaseError::reject(error.to_string()))
}

fn in_threads<T: Send>(threads: usize, task: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(task)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn dominators_and_deletion_agree_to_the_bit(drawn in drawn(), seed: u64, worlds in worlds()) {
        let (network, mandate) = (drawn.network(), drawn.mandate().unlimited());
        let access = Access::new(&mandate).seed(seed).worlds(worlds);
        let dominators = leverage(&access.clone().method(Method::Dominators), &network)?;
        let deletion = leverage(&access.clone().method(Method::Deletion), &network)?;
        prop_assert_eq!((&*dominators.leverage_method, &*deletion.leverage_method), ("dominators", "deletion"));
        if dominators.access.method == "sampled" {
            prop_assert_eq!(&dominators.actors, &deletion.actors);
        }
        prop_assert_eq!(&dominators.access, &deletion.access);
        let auto = leverage(&access, &network)?;
        prop_assert_eq!((&auto.access, &auto.actors), (&dominators.access, &dominators.actors));
    }

    #[test]
    fn the_order_and_the_names_of_actors_and_ties_do_not_matter(
        (drawn, actors, ties) in drawn().prop_flat_map(|drawn| {
            let all = |n| Just((0..n).collect::<Vec<usize>>()).prop_shuffle();
            let (actors, ties) = (all(drawn.actors.len()), all(drawn.ties.len()));
            (Just(drawn), actors, ties)
        }),
        seed: u64,
    ) {
        let (mandate, network) = (drawn.mandate(), drawn.network());
        let access = Access::new(&mandate).seed(seed).worlds(700);
        let new_name = |i: usize| format!("z{}", (i * 7 + 3) % 11);
        let (before, after) =
            (leverage(&access, &network)?, leverage(&access, &drawn.arranged(&actors, &ties, new_name))?);
        let (old, new) = (&before.access, &after.access);
        prop_assert!((old.access.estimate - new.access.estimate).abs() < ROUNDING);
        prop_assert!((old.access.stderr - new.access.stderr).abs() < ROUNDING);
        for (a, b) in old.by_intermediaries.iter().zip(&new.by_intermediaries) {
            prop_assert!((a.estimate - b.estimate).abs() < ROUNDING);
        }
        prop_assert_eq!((old.ties, before.actors.len()), (new.ties, after.actors.len()));
        for i in 0..drawn.actors.len() {
            let of = |result: &LeverageResult, id: &str| {
                result.actors.iter().find(|actor| actor.id == id).map(|actor| actor.leverage.estimate)
            };
            let (a, b) = (of(&before, &Drawn::id(i)), of(&after, &new_name(i)));
            prop_assert_eq!(a.is_some(), b.is_some());
            prop_assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < ROUNDING);
        }
    }

    /// With W the sum of the weights of all pairs, and own(v) what the pairs of which v is an end add to access,
    /// `leverage(v) = access(G) − own(v) − access(G − v) · W(G − v) / W(G)`.
    #[test]
    fn leverage_is_what_a_network_without_the_actor_lacks(drawn in drawn()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let result = leverage(&Access::new(&mandate).exact(), &network)?;
        let oracle = Oracle::new(&network, &mandate);
        for (_, actor) in network.actors() {
            let smaller = network.edit().remove_actor(&actor.id).build();
            // Where nobody is left at one end, no network is left to ask and nothing is left of access.
            let rest = smaller.ok().and_then(|smaller| {
                let share = Oracle::new(&smaller, &mandate).whole() / oracle.whole();
                Some(Access::new(&mandate).exact().run(&smaller).ok()?.access.estimate * share)
            });
            let reach = |ends: &[proxeny::leverage::EndReach]| {
                ends.iter().find(|end| end.id == actor.id).map_or(0.0, |end| end.reach.estimate)
            };
            let (as_source, as_target) = oracle.own(&actor.id);
            let own = reach(&result.access.sources) * as_source + reach(&result.access.targets) * as_target;
            let expected = result.access.access.estimate - own / oracle.whole() - rest.unwrap_or(0.0);
            let found = result.actors.iter().find(|told| told.id == actor.id).map_or(0.0, |told| told.leverage.estimate);
            prop_assert!((found - expected).abs() < 1e-9, "{}: {found}, not {expected}", actor.id);
        }
    }

    #[test]
    fn another_tie_never_lowers_access_in_the_same_worlds(
        drawn in drawn(), from in 0..9_usize, further in 1..9_usize, strength in 0.01..=1.0, worlds in worlds(), seed: u64
    ) {
        let n = drawn.actors.len();
        let (from, to) = (from % n, (from + further) % n);
        prop_assume!(from != to);
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let tie = Tie::new(Drawn::id(from), Drawn::id(to), "new");
        let tie = Tie { strength: Some(strength), conveys: Some(Conveys::Forward), ..tie };
        let more = network.edit().tie(tie).build().unwrap();
        let access = Access::new(&mandate).seed(seed).worlds(worlds);
        // A network whose ties are all certain is enumerated, so that its sums are rounded otherwise than a mean of worlds.
        let (before, after) = (leverage(&access, &network)?, leverage(&access, &more)?);
        prop_assert!(after.access.access.estimate >= before.access.access.estimate - 1e-12);
        prop_assert!(after.access.conceivable >= before.access.conceivable - 1e-12);
        let exact = access.exact();
        let (before, after) = (leverage(&exact, &network)?, leverage(&exact, &more)?);
        prop_assert!(after.access.access.estimate >= before.access.access.estimate - 1e-12);
    }

    #[test]
    fn results_hang_together(drawn in drawn(), seed: u64, worlds in worlds()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let result = leverage(&Access::new(&mandate).seed(seed).worlds(worlds), &network)?;
        let access = &result.access;
        let bins: f64 = access.by_intermediaries.iter().map(|bin| bin.estimate).sum();
        prop_assert!((bins - access.access.estimate).abs() < 1e-12);
        prop_assert!(access.access.high <= access.conceivable + 1e-12);
        let everything = access.sources.iter().chain(&access.targets).map(|end| &end.reach);
        let everything = everything.chain(&access.by_intermediaries).chain(result.actors.iter().map(|a| &a.leverage));
        for one in everything.chain([&access.access]) {
            prop_assert!(0.0 <= one.low && one.low <= one.estimate, "{one:?}");
            prop_assert!(one.estimate <= one.high && one.high <= 1.0 + 1e-12, "{one:?}");
            prop_assert!(one.stderr >= 0.0 && one.stderr.is_finite());
            // Whom nobody can reach at all is not simulated.
            prop_assert!(one.worlds == access.access.worlds || one.worlds.is_none() && one.high == 0.0, "{one:?}");
        }
        for actor in &result.actors {
            prop_assert!(actor.leverage.estimate <= access.access.estimate, "{actor:?}");
        }
    }

    #[test]
    fn what_is_lost_and_what_is_left_make_up_access(
        drawn in drawn(), seed: u64, worlds in worlds(), group in 1_u32..512
    ) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let ids: Vec<String> = (0..drawn.actors.len()).filter(|i| group >> i & 1 == 1).map(Drawn::id).collect();
        prop_assume!(!ids.is_empty());
        let selectors: Vec<Selector> = vec![format!("id:{}", ids.join(",")).parse().unwrap(), "kind:x".parse().unwrap()];
        let access = Access::new(&mandate).seed(seed).worlds(worlds);
        let all = leverage(&access, &network)?.access.access.estimate;
        let found = access.without(&network, &selectors).unwrap();
        for one in &found {
            prop_assert!((one.loss.estimate + one.access.estimate - all).abs() < 1e-12, "{one:?} of {all}");
        }
        // Without anybody nothing is left.
        prop_assert_eq!(found[1].access.estimate, 0.0);
    }

    /// A tie keeps its coin in a network without other ties, so that the very same worlds are played.
    #[test]
    fn leaving_ties_out_is_asking_a_network_without_them(
        drawn in drawn(), seed: u64, worlds in worlds(), group in 0_u32..4096
    ) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let gone: Vec<_> = network.ties().filter(|(edge, _)| group >> edge.index() & 1 == 1).collect();
        let smaller = gone.iter().fold(network.edit(), |builder, (_, tie)| builder.remove_tie(&tie.id)).build().unwrap();
        let access = Access::new(&mandate).seed(seed).worlds(worlds);
        let all = leverage(&access, &network)?.access;
        let edges = gone.iter().map(|(edge, _)| *edge).collect();
        let found = &access.without_ties(&network, &[("gone".to_owned(), edges)]).unwrap()[0];
        let rest = leverage(&access, &smaller)?.access;
        prop_assert_eq!(found.removed, gone.len());
        prop_assert_eq!(found.conceivable, rest.conceivable);
        prop_assert!((found.access.estimate + found.loss.estimate - all.access.estimate).abs() < 1e-12);
        // Where only certain ties are left nothing is simulated, and the sums are made another way.
        prop_assert!((found.access.estimate - rest.access.estimate).abs() < 1e-12, "{found:?}, not {:?}", rest.access);
    }

    #[test]
    fn what_an_actor_opens_adds_up_to_its_leverage(drawn in drawn(), seed: u64) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).seed(seed).worlds(513);
        let result = leverage(&access, &network)?;
        let nodes: Vec<_> = network.actors().map(|(node, _)| node).collect();
        for ((_, actor), opened) in network.actors().zip(access.opened(&network, &nodes).unwrap()) {
            let sum: f64 = opened.iter().map(|target| target.loss).sum();
            let told = result.actors.iter().find(|told| told.id == actor.id).map_or(0.0, |told| told.leverage.estimate);
            prop_assert!((sum - told).abs() < 1e-12, "{}: {sum}, not {told}", actor.id);
            prop_assert!(opened.windows(2).all(|pair| pair[0].loss >= pair[1].loss));
            prop_assert!(opened.iter().all(|target| target.id != actor.id && target.loss > 0.0));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_and_another_seed_other_worlds(drawn in drawn(), seed in 0..u64::MAX) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).worlds(1000);
        let first = leverage(&access.clone().seed(seed), &network)?;
        prop_assert_eq!(&first, &leverage(&access.clone().seed(seed), &network)?);
        let doubtful = first.access.access.stderr * 1000.0_f64.sqrt() > 0.2;
        let others = (0..4).map(|i| leverage(&access.clone().seed(seed ^ (1 + i)), &network));
        let others: Vec<_> = others.collect::<Result<_, _>>()?;
        prop_assert!(!doubtful || others.iter().any(|other| other.access.access != first.access.access));
    }
}

#[test]
fn every_number_of_threads_gives_the_same_bits() {
    let singapore = Network::builtin("singapore").unwrap();
    let limited = singapore.mandate(None).unwrap().clone();
    let unlimited = limited.clone().unlimited();
    for mandate in [&limited, &unlimited] {
        for worlds in [1, 63, 512, 513, 1000, 5000] {
            let ask = || Access::new(mandate).worlds(worlds).seed(11).leverage(&singapore).unwrap();
            let expected = in_threads(1, ask);
            assert!(expected.access.access.estimate > 0.0 && !expected.actors.is_empty());
            for threads in [2, 7] {
                assert_eq!(in_threads(threads, ask), expected, "{worlds} worlds, {threads} threads");
            }
        }
        let ask = || Access::new(mandate).precision(0.01).leverage(&singapore).unwrap();
        assert_eq!(in_threads(7, ask), in_threads(1, ask));
    }
}

/// Sums of floating-point numbers over many blocks are merged in order.
#[test]
fn every_number_of_threads_enumerates_the_same_bits() {
    let (network, mandate) = lattice();
    let ask = || Access::new(&mandate).exact().leverage(&network).unwrap();
    let expected = in_threads(1, ask);
    assert!(expected.access.access.estimate > 0.0);
    for threads in [2, 7] {
        assert_eq!(in_threads(threads, ask), expected);
    }
}

/// Three columns of three actors between a source and a target: 24 uncertain ties with odd probabilities make some
/// thousand blocks of worlds, were they not too many to enumerate quickly; 17 are enough.
fn lattice() -> (Network, Mandate) {
    let mut builder = proxeny::NetworkBuilder::new("lattice");
    for id in ["s", "a", "b", "c", "d", "e", "f", "t"] {
        builder = builder.actor(proxeny::Actor::new(id, "x"));
    }
    let ties = ["sa", "sb", "sc", "ad", "ae", "af", "bd", "be", "bf", "cd", "ce", "cf", "dt", "et", "ft", "ab", "de"];
    for (i, ends) in ties.iter().enumerate() {
        let strength = Some(1.0 / (i as f64 + 1.7));
        builder = builder.tie(Tie { strength, ..Tie::new(&ends[..1], &ends[1..], "") });
    }
    let mandate = Mandate::new("m", "id:s".parse().unwrap(), "id:t".parse().unwrap());
    (builder.build().unwrap(), mandate.max_intermediaries(3))
}

#[test]
fn more_worlds_begin_with_the_same_worlds() {
    // With one source and one target a mean times the worlds is a count.
    let (network, mandate) = lattice();
    let hits = |worlds: u64| {
        let access = Access::new(&mandate).worlds(worlds).run(&network).unwrap().access.estimate;
        (access * worlds as f64).round() as i64
    };
    for worlds in [1, 63, 64, 511, 512, 513, 1500] {
        assert!((0..=1).contains(&(hits(worlds + 1) - hits(worlds))), "{worlds}");
    }
}

#[test]
fn too_many_uncertain_ties_are_refused_rather_than_enumerated() {
    let seoul = Network::builtin("seoul").unwrap();
    let refused = Access::new(seoul.mandate(None).unwrap()).exact().run(&seoul).unwrap_err().to_string();
    assert!(refused.contains("at most 24 uncertain ties") && refused.contains("--max-intermediaries"), "{refused}");
}

#[test]
fn settings_outside_their_range_are_refused() {
    let (network, mandate) = lattice();
    let refused = |access: Access<'_>| access.run(&network).unwrap_err().to_string();
    assert!(refused(Access::new(&mandate).worlds(0)).contains("number of worlds is from 1"));
    assert!(refused(Access::new(&mandate).worlds(1 << 33)).contains("not 8589934592"));
    for precision in [0.0, -0.1, 1.0, f64::NAN] {
        assert!(refused(Access::new(&mandate).precision(precision)).contains("precision"));
    }
    let limited = Access::new(&mandate).method(Method::Dominators).leverage(&network).unwrap_err().to_string();
    assert!(limited.contains("unlimited number of intermediaries"), "{limited}");
}
