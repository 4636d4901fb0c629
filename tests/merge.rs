//! Parts of a simulation: put together they are one run, bit for bit, and what does not belong together is refused.

use crate::cli::{proxeny, text};
use crate::random::drawn;
use proptest::prelude::*;
use proxeny::leverage::{Access, Method, Partial};
use proxeny::{Network, View};
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Through the file and back.
fn written(part: &Partial) -> Partial {
    Partial::from_reader(serde_json::to_string(part).unwrap().as_bytes()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn parts_of_random_networks_are_one_run(
        drawn in drawn(),
        worlds in 1..1_500_u64,
        cuts in prop::collection::vec(0.0..1.0_f64, 0..4),
        seed in 0..5_u64,
    ) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let access = Access::new(&mandate).seed(seed);
        let mut ends: Vec<u64> = cuts.iter().map(|cut| (cut * worlds as f64) as u64).chain([0, worlds]).collect();
        ends.sort_unstable();
        ends.dedup();
        let Ok(whole) = access.clone().worlds(worlds).leverage(&network) else { return Ok(()) };
        let parts = ends.windows(2).rev().map(|ends| {
            let part = access.partial(&network, ends[0]..ends[1]).unwrap();
            (format!("{}", ends[0]), written(&part))
        });
        let merged = Partial::merge(parts.collect()).unwrap();
        prop_assert_eq!(access.merged(&network, &merged).unwrap(), whole);
    }
}

#[test]
fn every_method_makes_parts_that_are_one_run() {
    let seoul = Network::builtin("seoul").unwrap();
    let limited = seoul.mandate(None).unwrap().clone();
    let unlimited = limited.clone().unlimited();
    for (mandate, method) in
        [(&limited, Method::Deletion), (&unlimited, Method::Dominators), (&unlimited, Method::Auto)]
    {
        let access = Access::new(mandate).view(View::today(&seoul)).method(method).seed(3);
        let parts = [0..70, 70..513, 513..514, 514..1_100]
            .map(|worlds| (format!("{worlds:?}"), written(&access.partial(&seoul, worlds).unwrap())));
        let merged = access.merged(&seoul, &Partial::merge(parts.to_vec()).unwrap()).unwrap();
        assert_eq!(merged, access.clone().worlds(1_100).leverage(&seoul).unwrap(), "{method:?}");
    }
}

#[test]
fn what_does_not_belong_together_is_refused_with_every_reason() {
    let (seoul, singapore) = (Network::builtin("seoul").unwrap(), Network::builtin("singapore").unwrap());
    let part = |network: &Network, mandate: &str, seed: u64, worlds| {
        Access::new(network.mandate(Some(mandate)).unwrap()).seed(seed).partial(network, worlds).unwrap()
    };
    let mut old = part(&seoul, "export", 1, 500..600);
    old.version = "0.0.1".to_owned();
    let parts = vec![
        ("a".to_owned(), part(&seoul, "export", 1, 100..200)),
        ("b".to_owned(), part(&seoul, "knowledge", 2, 150..300)),
        ("c".to_owned(), part(&singapore, "export", 1, 400..500)),
        ("d".to_owned(), old),
    ];
    let told = Partial::merge(parts).unwrap_err().to_string();
    for expected in [
        "worlds 0..100 are missing",
        "worlds 150..200 are in both `a` and `b`",
        "worlds 300..400 are missing, before `c`",
        "`b` is of another mandate than `a`",
        "`b` is of another seed than `a`",
        "`c` is of another network than `a`",
        "`d` is of another version of the program than `a`",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    assert!(Partial::merge(Vec::new()).is_err());
    // A network that was edited since is another network, even under the same name.
    let access = Access::new(seoul.mandate(None).unwrap());
    let mut stale = access.partial(&seoul, 0..10).unwrap();
    stale.plan = "0".repeat(64);
    let told = access.merged(&seoul, &stale).unwrap_err().to_string();
    assert!(told.contains("another reading of the network"), "{told}");
}

#[test]
fn files_that_are_no_parts_are_told_all_at_once() {
    let folder = folder("no-parts");
    let good = serde_json::to_value(
        Access::new(Network::builtin("singapore").unwrap().mandate(None).unwrap())
            .partial(&Network::builtin("singapore").unwrap(), 0..10)
            .unwrap(),
    )
    .unwrap();
    let mut sums = good.clone();
    sums["access"][0][0] = "-1".into();
    let mut field = good.clone();
    field["colour"] = "red".into();
    let files = [
        ("empty", String::new()),
        ("format", r#"{"format": "proxeny/1"}"#.to_owned()),
        ("none", "{}".to_owned()),
        ("sums", sums.to_string()),
        ("field", field.to_string()),
        ("cut", good.to_string()[..200].to_owned()),
    ];
    let names: Vec<String> = files.iter().map(|(name, _)| folder.join(name).to_str().unwrap().to_owned()).collect();
    for ((_, content), name) in files.iter().zip(&names) {
        std::fs::write(name, content).unwrap();
    }
    let arguments: Vec<&str> = std::iter::once("merge").chain(names.iter().map(String::as_str)).collect();
    let output = proxeny(&arguments);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(names.iter().all(|name| told.contains(&format!("{name}:"))), "{told}");
    assert!(told.contains("`-1` is not a whole number") && told.contains("unknown field `colour`"), "{told}");
    // Sums that a program wrote without telling its command cannot be asked again.
    std::fs::write(&names[0], good.to_string()).unwrap();
    assert_eq!(proxeny(&["merge", &names[0]]).status.code(), Some(3));
}

#[test]
fn the_program_refuses_what_parts_cannot_hold() {
    let refused = |arguments: &[&str]| {
        let output = proxeny(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        text(&output.stderr)
    };
    assert!(refused(&["leverage", "--worlds", "3..5"]).contains("3..5 is for leverage --partial"));
    assert!(refused(&["checks", "--worlds", "3..5"]).contains("`checks` begins with the first world"));
    for option in
        [&["--exact"][..], &["--without", "id:susa"], &["--shapley"], &["--precision", "0.1"], &["--format", "json"]]
    {
        refused(&[&["leverage", "--partial", "/dev/null"], option].concat());
    }
    assert!(refused(&["leverage", "--partial", "/dev/null", "--worlds", "5..5"]).contains("no world"));
    assert!(refused(&["leverage", "--partial", "/dev/null", "--worlds", "0"]).contains("0..0"));
}

/// The example, with Dask where Python has it, and in any case without.
#[test]
fn the_example_with_dask_finds_what_one_run_finds() {
    let python = std::env::var("PROXENY_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has =
        |module: &str| Command::new(&python).args(["-c", module]).output().is_ok_and(|output| output.status.success());
    assert!(has("import sys"), "{python} does not run; name another in PROXENY_PYTHON");
    let dask = has("import dask.distributed");
    if !dask {
        eprintln!("{python} has no dask.distributed: the parts are run by plain processes only");
    }
    for engine in ["processes", "dask"].into_iter().filter(|engine| dask || *engine != "dask") {
        let output = Command::new(&python)
            .args(["examples/dask/parts.py", "--program", env!("CARGO_BIN_EXE_proxeny"), "--engine", engine])
            .args(["--worlds", "3000", "--parts", "5", "--workers", "3", "--check", "seoul", "--mandate", "knowledge"])
            .output()
            .unwrap();
        let told = text(&output.stdout);
        assert!(output.status.success(), "{told}{}", text(&output.stderr));
        assert!(told.contains("5 parts by ") && told.contains("in 3000 worlds"), "{told}");
        assert!(!told.contains("by 1 processes") && told.contains("bit for bit"), "{told}");
    }
}
