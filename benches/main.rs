//! Benchmarks: `cargo bench -- --help` tells what there is.

mod families;
mod hostile;
mod leverage;
mod measures;
mod opportunities;
mod reading;
mod timer;

use families::{FAMILIES, SEED};
use measures::{Setting, Task};
use proxeny::measure::{Precision, Scale};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use timer::{Patience, Report};

const HELP: &str = "\
cargo bench                                        every measure on small graphs, some seconds
cargo bench -- --graph FILE [--directed]           every measure on an edge list
cargo bench -- --graph FILE --measure NAME,…       some measures; --scores FILE writes the scores, one per line
cargo bench -- --graphs FOLDER                     leverage on FOLDER/sister_cities_world, the slow ways on a sample
cargo bench -- --graphs FOLDER --full              …the slow ways in full, which takes many minutes
cargo bench -- --growth [--family NAME,…]          cost against size, 10³ to 10⁶ nodes (--sizes N,…)
cargo bench -- --write FOLDER [--sizes N,…]        the generated graphs as edge lists
cargo bench -- --hostile [--harm TEXT,…]           inputs made to do harm, of growing size (--sizes N,…)
cargo bench -- --files FOLDER [--ties N]           random graphs as files, of 1,000,000 ties if nothing is said
cargo bench -- --read FILE                         reads one file, of whatever format
cargo bench -- --list                              names of the measures; `leiden`: communities by one run

--runs K (3)  --limit SECONDS (10): not again after so long  --threads N  --json  --weight-is MEANING  --scale raw
--epsilon E --delta D: estimates of that precision  --worlds N (1000)  --cities N: the first so many only
The environment variable PROXENY_GRAPHS stands for --graphs.";

/// Arguments, as they were given.
#[derive(Default)]
struct Args {
    pairs: Vec<(String, String)>,
}

/// Options that take no value.
const FLAGS: &[&str] = &["--bench", "--directed", "--full", "--growth", "--hostile", "--json", "--list", "--help"];
const OPTIONS: &[&str] = &[
    "--cities",
    "--delta",
    "--epsilon",
    "--family",
    "--files",
    "--graph",
    "--graphs",
    "--harm",
    "--limit",
    "--measure",
    "--read",
    "--runs",
    "--scale",
    "--scores",
    "--sizes",
    "--threads",
    "--ties",
    "--weight-is",
    "--worlds",
    "--write",
];

impl Args {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Self::default();
        while let Some(name) = arguments.next() {
            let value = if FLAGS.contains(&name.as_str()) {
                String::new()
            } else if OPTIONS.contains(&name.as_str()) {
                arguments.next().ok_or_else(|| format!("{name} needs a value"))?
            } else {
                return Err(format!("what is {name}? --help tells what there is"));
            };
            args.pairs.push((name, value));
        }
        Ok(args)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, String> {
        let parse = |text: &str| text.parse().map_err(|_| format!("{name} {text}: this is no number that fits"));
        self.get(name).map(parse).transpose()
    }

    fn list(&self, name: &str) -> Vec<String> {
        self.get(name).map(|text| text.split(',').map(str::to_owned).collect()).unwrap_or_default()
    }

    fn sizes(&self, otherwise: &[u32]) -> Result<Vec<u32>, String> {
        let sizes = self.list("--sizes");
        if sizes.is_empty() {
            return Ok(otherwise.to_vec());
        }
        sizes.iter().map(|size| size.parse().map_err(|_| format!("--sizes {size}: this is no number"))).collect()
    }

    fn setting(&self) -> Result<Setting, String> {
        let precision = match (self.number("--epsilon")?, self.number("--delta")?) {
            (None, None) => None,
            (epsilon, delta) => {
                let precision = Precision::new(epsilon.unwrap_or(0.01), delta.unwrap_or(0.1));
                Some(precision.map_err(|error| error.to_string())?)
            }
        };
        let kind = self.get("--weight-is").map(str::parse).transpose();
        Ok(Setting {
            directed: self.has("--directed"),
            weight_is: kind.map_err(|error: proxeny::Error| error.to_string())?,
            scale: (self.get("--scale") == Some("raw")).then_some(Scale::Raw),
            precision,
            measures: self.list("--measure"),
            scores: self.get("--scores").map(PathBuf::from),
        })
    }
}

fn main() -> ExitCode {
    match Args::parse(std::env::args().skip(1)).and_then(|args| run(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            fail(&why);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is a program")]
fn fail(why: &str) {
    eprintln!("error: {why}");
}

fn run(args: &Args) -> Result<(), String> {
    let mut report = Report::new(args.has("--json"));
    if args.has("--help") {
        report.say(HELP);
        return Ok(());
    }
    if args.has("--list") {
        Task::all().for_each(|task| report.say(task.name()));
        return Ok(());
    }
    if let Some(threads) = args.number("--threads")? {
        proxeny::graph::parallel::use_threads(threads)?;
    }
    let patience =
        Patience { runs: args.number("--runs")?.unwrap_or(3), limit: args.number("--limit")?.unwrap_or(10.0) };
    let setting = args.setting()?;
    if let Some(folder) = args.get("--write") {
        return write(Path::new(folder), &args.sizes(&[1_000, 10_000, 100_000, 1_000_000])?, &report);
    }
    if args.has("--hostile") {
        hostile::run(&args.sizes(&[1_000, 10_000, 100_000])?, &args.list("--harm"), patience, &mut report);
        return Ok(());
    }
    if let Some(folder) = args.get("--files") {
        return reading::write(Path::new(folder), args.number("--ties")?.unwrap_or(1_000_000), &report);
    }
    if let Some(file) = args.get("--read") {
        return reading::run(Path::new(file), patience, &mut report);
    }
    if args.has("--growth") {
        let sizes = args.sizes(&[1_000, 3_162, 10_000, 31_623, 100_000, 316_228, 1_000_000])?;
        return measures::growth(&sizes, &args.list("--family"), &setting, patience, &mut report);
    }
    if let Some(graph) = args.get("--graph") {
        return measures::run(Path::new(graph), &setting, patience, &mut report);
    }
    let folder = args.get("--graphs").map(PathBuf::from).or_else(|| std::env::var_os("PROXENY_GRAPHS").map(Into::into));
    match folder {
        Some(folder) => {
            let sample = if args.has("--full") { None } else { Some(40) };
            let worlds = args.number("--worlds")?.unwrap_or(1000);
            let question = leverage::Question { worlds, sample, cities: args.number("--cities")? };
            leverage::run(&folder.join("sister_cities_world"), &question, patience, &mut report)
        }
        None => measures::growth(&args.sizes(&[1_000])?, &args.list("--family"), &setting, patience, &mut report),
    }
}

/// Writes every family in every size.
fn write(folder: &Path, sizes: &[u32], report: &Report) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    for family in FAMILIES {
        for size in sizes {
            let name = format!("{}_{size}.txt", family.name);
            std::fs::write(folder.join(&name), family.text(*size, SEED)).map_err(failed)?;
            report.say(&name);
        }
    }
    Ok(())
}
