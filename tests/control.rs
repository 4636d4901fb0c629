//! Progress that is told, and work that is stopped.

use proxeny::leverage::{Access, LeverageResult, Method};
use proxeny::measure::{MeasureOptions, Named};
use proxeny::report::{Metrics, Refusals};
use proxeny::{
    Actor, Control, Edit, Error, ErrorKind, Mandate, Network, NetworkBuilder, Progress, Scenario, Tie, View,
};
use std::sync::{Arc, Mutex};

/// A control that writes down what it is told, and is cancelled when it has been told so often.
fn written(cancel_after: usize) -> (Control, Arc<Mutex<Vec<Progress>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let (here, control) = (Arc::clone(&told), Control::new());
    let stop = control.clone();
    let write = move |progress| {
        let mut told = here.lock().unwrap();
        told.push(progress);
        if told.len() == cancel_after {
            stop.cancel();
        }
    };
    (control.on_progress(write), told)
}

/// The phases in what was told: each begins with 0, never falls and ends with its total.
fn phases(told: &[Progress]) -> Vec<(&'static str, u64)> {
    let parts: Vec<&[Progress]> = told.chunk_by(|a, b| a.phase == b.phase && b.done >= a.done).collect();
    for part in &parts {
        let last = part[part.len() - 1];
        assert_eq!((part[0].done, last.done, last.may_grow), (0, last.total, false), "{part:?}");
    }
    parts.iter().map(|part| (part[0].phase, part[part.len() - 1].total)).collect()
}

fn is_cancelled<T>(result: &Result<T, Error>) -> bool {
    result.as_ref().is_err_and(|error| matches!(error.kind(), ErrorKind::Cancelled))
}

#[test]
fn whoever_looks_on_changes_nothing_and_is_told_every_phase() {
    let network = Network::builtin("seoul").unwrap();
    let mandate = network.mandate(None).unwrap();
    let groups = ["layer:national".parse().unwrap()];
    let access = Access::new(mandate).view(View::today(&network)).worlds(1300);
    let everything = |access: &Access<'_>| {
        let told = (access.leverage(&network), access.ties(&network), access.without(&network, &groups));
        format!("{:?} {:?} {:?}", told.0.unwrap(), told.1.unwrap(), told.2.unwrap())
    };
    let (control, told) = written(usize::MAX);
    assert_eq!(everything(&access.clone().control(&control)), everything(&access));
    let told = told.lock().unwrap();
    assert_eq!(phases(&told), [("access", 1300), ("leverage", 1300), ("ties", 1300), ("differences", 1300)]);
    let done: Vec<u64> = told.iter().map(|progress| progress.done).take(4).collect();
    assert_eq!(done, [0, 512, 1024, 1300]);
}

#[test]
fn worlds_that_are_doubled_are_told_as_open_ended() {
    let network = Network::builtin("seoul").unwrap();
    let mandate = network.mandate(None).unwrap();
    let access = Access::new(mandate).view(View::today(&network)).precision(0.0005);
    let (control, told) = written(usize::MAX);
    let found = access.clone().control(&control).run(&network).unwrap();
    assert_eq!(format!("{found:?}"), format!("{:?}", access.run(&network).unwrap()));
    let told = told.lock().unwrap();
    let totals: Vec<u64> = told.chunk_by(|a, b| a.total == b.total).map(|part| part[0].total).collect();
    assert!(totals.len() > 2 && totals[1..].windows(2).all(|two| two[1] == 2 * two[0]), "{totals:?}");
    let middle = &told[1..told.len() - 1];
    assert!(middle.iter().all(|progress| progress.may_grow) && !told[told.len() - 1].may_grow);
    assert_eq!(phases(&told), [("access", totals[totals.len() - 1])]);
}

#[test]
fn what_is_cancelled_fails_at_any_point_and_for_any_number_of_threads() {
    let network = Network::builtin("seoul").unwrap();
    let mandate = network.mandate(None).unwrap();
    let run = |after: usize| -> (Result<LeverageResult, Error>, usize) {
        let (control, told) = written(after);
        let found = Access::new(mandate).view(View::today(&network)).worlds(2048).control(&control).leverage(&network);
        let count = told.lock().unwrap().len();
        (found, count)
    };
    let (whole, count) = run(usize::MAX);
    assert!(whole.is_ok());
    assert_eq!(count, 10);
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for after in 1..=count {
            let (found, told) = pool.install(|| run(after));
            assert!(is_cancelled(&found), "cancelled after {after}");
            assert_eq!(told, after, "nothing is told after that");
        }
    }
}

#[test]
fn enumeration_and_every_method_stop_too() {
    let actors = ["firm", "a", "b", "city"].map(|id| Actor::new(id, id));
    let ties = [("firm", "a"), ("firm", "b"), ("a", "city"), ("b", "city")].map(|(a, b)| Tie::new(a, b, "mou"));
    let builder = actors.into_iter().fold(NetworkBuilder::new("diamond"), NetworkBuilder::actor);
    let network = ties.into_iter().fold(builder, NetworkBuilder::tie).build().unwrap();
    let mandate = Mandate::new("export", "kind:firm".parse().unwrap(), "kind:city".parse().unwrap());
    for method in [Method::Auto, Method::BlockCut, Method::Deletion, Method::Dominators] {
        for access in [Access::new(&mandate).exact(), Access::new(&mandate)] {
            let (control, _) = written(2);
            let access = access.method(method).control(&control);
            assert!(is_cancelled(&access.leverage(&network)), "{method:?}");
            assert!(is_cancelled(&access.run(&network)), "a cancelled control stays cancelled");
        }
    }
}

#[test]
fn measures_tell_their_names_and_are_not_left_out_when_cancelled() {
    let topology = proxeny::graph::Topology::undirected(4, [(0, 1), (1, 2), (2, 3)]).unwrap();
    let metrics = |control: &Control| Metrics {
        topology: &topology,
        ids: Vec::new(),
        labels: Vec::new(),
        tie_ids: Vec::new(),
        measures: Named::all().filter(|measure| ["degree", "bridge"].contains(&measure.name())).collect(),
        refusals: Refusals::LeaveOut,
        options: MeasureOptions::default().control(control),
    };
    let (control, told) = written(usize::MAX);
    assert!(metrics(&control).run().unwrap().left_out.is_empty());
    assert_eq!(phases(&told.lock().unwrap()), [("degree", 1), ("bridge", 1)]);
    let (control, _) = written(3);
    assert!(is_cancelled(&metrics(&control).run()));
}

/// A question asked of access, its answer as text.
type Ask<'a> = &'a dyn Fn(&Access<'_>) -> Result<String, Error>;

/// What is played over and over tells its phases, changes nothing by being looked at, and stops at any step.
#[test]
fn what_is_played_over_and_over_is_told_and_can_be_stopped() {
    let network = Network::builtin("singapore").unwrap();
    let mandate = network.mandate(None).unwrap();
    let access = Access::new(mandate).view(View::today(&network)).worlds(600);
    let agency = Edit::RemoveActors("id:esg".parse().unwrap());
    let after = Scenario::new("without").edit(agency).apply(&network).unwrap().network;
    let asked: [(&str, Ask<'_>); 6] = [
        ("ranges", &|access| access.ranges(&network, 20).map(|found| format!("{found:?}"))),
        ("documents and firms", &|access| access.fragility(&network).map(|found| format!("{found:?}"))),
        ("facts", &|access| access.checks(&network).map(|found| format!("{found:?}"))),
        ("settings", &|access| access.tornado(&network).map(|found| format!("{found:?}"))),
        ("shapley", &|access| access.shapley(&network).map(|found| format!("{found:?}"))),
        ("comparison", &|access| access.compare(&network, &after).map(|found| format!("{found:?}"))),
    ];
    for (phase, ask) in asked {
        let (control, told) = written(usize::MAX);
        let alone = ask(&access).unwrap();
        assert_eq!(ask(&access.clone().control(&control)).unwrap(), alone, "{phase}");
        let told = told.lock().unwrap().clone();
        assert!(phases(&told).iter().any(|(name, total)| *name == phase && *total > 0), "{phase}: {told:?}");
        for stop in [1, told.len() / 2] {
            let (control, _) = written(stop);
            assert!(is_cancelled(&ask(&access.clone().control(&control))), "{phase}: {stop} of {}", told.len());
        }
    }
}
