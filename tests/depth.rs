//! Scenarios beside access: every national body by itself, brokerage, value, and what cannot be tested.

use crate::cli::{proxeny, text};
use proxeny::diplomacy::{Depth, Scenarios};
use proxeny::leverage::Access;
use proxeny::{Edit, Layer, Network, Scenario, Selector, View};

#[test]
fn taking_out_each_national_body_is_leverage_without_it() {
    let seoul = Network::builtin("seoul").unwrap();
    let access = Access::new(seoul.mandate(None).unwrap()).view(View::today(&seoul)).worlds(512);
    let national = seoul.actors().filter(|(_, actor)| actor.layer == Some(Layer::National));
    let ids: Vec<String> = national.map(|(_, actor)| actor.id.clone()).collect();
    assert!(ids.len() > 20);
    let groups: Vec<Selector> = ids.iter().map(Selector::id).collect();
    let without = access.without(&seoul, &groups).unwrap();
    let mut needed = 0;
    for (id, (group, without)) in ids.iter().zip(groups.into_iter().zip(without)) {
        let after = Scenario::new("alone").edit(Edit::RemoveActors(group)).apply(&seoul).unwrap().network;
        let change = access.compare(&seoul, &after).unwrap().access;
        assert!((change.after.estimate - without.access.estimate).abs() < 1e-12, "{id}");
        assert!((change.difference.estimate + without.loss.estimate).abs() < 1e-12, "{id}");
        needed += usize::from(without.loss.estimate > 0.0);
    }
    assert!(needed > 3);
}

#[test]
fn what_cannot_be_tested_is_said_with_what_can() {
    let output = proxeny(&["scenario", "examples/scenarios/susa_catalyst.json", "--worlds", "1024"]);
    let told = text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(told.contains("cannot be tested with these data"), "{told}");
    assert!(
        told.contains("1 deal of its own with foreign cities on record") && told.contains("What can be said:"),
        "{told}"
    );
    assert!(told.contains("Pairs without a tie of their own that an actor stands between"), "{told}");
    assert!(told.contains("No recorded amount changes hands"), "{told}");
}

/// Counted by hand: all pairs around the agency that introductions can pass it between, and that have no tie.
#[test]
fn brokerage_before_and_after_is_counted_by_hand() {
    let seoul = Network::builtin("seoul").unwrap();
    let gone = Scenario::new("without").edit(Edit::RemoveActors("id:smg".parse().unwrap()));
    let after = gone.apply(&seoul).unwrap().network;
    let susa = ["susa".to_owned()];
    let depth = Depth::between(&seoul, &after, &View::ever(), &susa).unwrap();
    let by_hand = |network: &Network| {
        let leads = |from: &str, to: &str| {
            network.ties().any(|(_, tie)| {
                let way = network.conveys(tie);
                let forward = way != proxeny::Conveys::Backward && tie.from == from && tie.to == to;
                forward || way != proxeny::Conveys::Forward && tie.to == from && tie.from == to
            })
        };
        let others: Vec<&str> =
            network.actors().map(|(_, actor)| actor.id.as_str()).filter(|id| *id != "susa").collect();
        let into: Vec<&&str> = others.iter().filter(|id| leads(id, "susa")).collect();
        let out: Vec<&&str> = others.iter().filter(|id| leads("susa", id)).collect();
        let pairs = into.iter().flat_map(|a| out.iter().map(move |c| (**a, **c)));
        pairs.filter(|(a, c)| a != c && !leads(a, c)).count() as f64
    };
    let roles = &depth.brokerage[0];
    assert_eq!(roles.before.as_ref().unwrap().total, by_hand(&seoul));
    assert_eq!(roles.after.as_ref().unwrap().total, by_hand(&after));
    assert!(roles.before.as_ref().unwrap().total > roles.after.as_ref().unwrap().total);
    let scenarios = Scenarios::new(Access::new(seoul.mandate(None).unwrap()).worlds(256));
    let played = scenarios.run(&seoul, &gone).unwrap();
    assert!(played.actors.iter().any(|change| change.id == "susa"));
}
