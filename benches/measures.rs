//! Classic measures, reading, and cost against size.

use crate::families::{FAMILIES, SEED};
use crate::timer::{Line, Patience, Report, Taken};
use proxeny::graph::{Direction, LengthRule, Topology, WeightKind, Weights};
use proxeny::io::{self, EdgeList, Input, ReadOptions};
use proxeny::measure::{self, MeasureOptions, Named, Precision, Scale, Weighting, Whole};
use proxeny::structure::Communities;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How a graph is read and what is asked of it.
#[derive(Default)]
pub(crate) struct Setting {
    pub(crate) directed: bool,
    pub(crate) weight_is: Option<WeightKind>,
    pub(crate) scale: Option<Scale>,
    pub(crate) precision: Option<Precision>,
    /// Names of measures; all if empty.
    pub(crate) measures: Vec<String>,
    /// Where scores are written, one per line.
    pub(crate) scores: Option<std::path::PathBuf>,
}

/// Reads an edge list.
fn read(path: Option<&Path>, bytes: &[u8]) -> Result<EdgeList, String> {
    match io::read_bytes(path, bytes, &ReadOptions::default().format("edges")) {
        Ok(Input::Edges(list)) => Ok(list),
        Ok(_) => Err("this is no plain edge list".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

impl Setting {
    fn topology(&self, list: EdgeList) -> Result<Topology, String> {
        let direction = if self.directed { Direction::OneWay } else { Direction::BothWays };
        let ties = list.pairs.iter().map(|(from, to)| (*from, *to, direction));
        let topology = Topology::new(list.labels.len(), ties);
        let weighted = topology.and_then(|topology| match (list.weights, self.weight_is) {
            (Some(weights), Some(kind)) => {
                let rule = if kind == WeightKind::Length { LengthRule::Given } else { LengthRule::Hops };
                topology.with_weights(Weights::new(kind, weights)?)?.with_length_rule(rule)
            }
            _ => Ok(topology),
        });
        weighted.map_err(|error| error.to_string())
    }

    fn options(&self) -> MeasureOptions {
        let options = MeasureOptions::default();
        let options = self.scale.into_iter().fold(options, MeasureOptions::scale);
        let options = self.precision.into_iter().fold(options, MeasureOptions::precision);
        let weighted = self.weight_is.is_some_and(|kind| kind != WeightKind::Length);
        if weighted { options.weighting(Weighting::Weighted) } else { options }
    }

    fn tasks(&self) -> Result<Vec<Task>, String> {
        if self.measures.is_empty() {
            return Ok(Task::all().collect());
        }
        let task = |name: &String| match measure::named(name) {
            _ if name == LEIDEN => Ok(Task::Leiden),
            named => named.map(Task::Measure).map_err(|error| error.to_string()),
        };
        self.measures.iter().map(task).collect()
    }
}

const LEIDEN: &str = "leiden";

/// What is timed.
#[derive(Clone, Copy)]
pub(crate) enum Task {
    Measure(Named),
    /// Communities by one run of the Leiden algorithm.
    Leiden,
}

/// What came of it: values, and what else there is to say.
struct Found {
    values: Vec<f64>,
    note: String,
}

impl Task {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Named::all().map(Self::Measure).chain([Self::Leiden])
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.name(),
            Self::Leiden => LEIDEN,
        }
    }

    /// Does it, or says why it cannot be done here.
    fn run(self, topology: &Topology, options: &MeasureOptions) -> Result<Found, String> {
        let told = |error: proxeny::Error| error.to_string();
        let values = match self {
            Self::Measure(Named::Nodes(one)) => one.scores(topology, options).map_err(told)?.values().to_vec(),
            Self::Measure(Named::Ties(one)) => one.scores(topology, options).map_err(told)?.values().to_vec(),
            Self::Measure(Named::Graph(figure)) => {
                figure.value(&Whole::new(topology)).map_err(told)?.into_iter().collect()
            }
            Self::Measure(_) => return Err("this kind of measure is not known to the benchmarks".to_owned()),
            Self::Leiden => {
                let found = Communities::default().run(topology).map_err(told)?;
                let note = found.quality.map_or_else(String::new, |quality| format!("modularity {quality:.6}"));
                return Ok(Found { values: found.partition.labels().iter().copied().map(f64::from).collect(), note });
            }
        };
        Ok(Found { values, note: String::new() })
    }
}

/// Reads a file and runs the measures on it, each a line of its own.
pub(crate) fn run(path: &Path, setting: &Setting, patience: Patience, report: &mut Report) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let graph = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (taken, list) = patience.time(|| read(Some(path), &bytes));
    let list = list?;
    let (nodes, ties) = (list.labels.len(), list.pairs.len());
    let line = |name: &str, taken, note| Line { name: name.to_owned(), graph: graph.clone(), nodes, ties, taken, note };
    report.line(&line("reading", taken, String::new()));
    let (taken, topology) = patience.time(|| setting.topology(list.clone()));
    report.line(&line("building", taken, String::new()));
    let (topology, options) = (topology?, setting.options());
    for task in setting.tasks()? {
        let (taken, found) = patience.time(|| task.run(&topology, &options));
        match found {
            Ok(found) => {
                if let Some(path) = &setting.scores {
                    write(path, &found.values)?;
                }
                report.line(&line(task.name(), taken, found.note));
            }
            Err(why) => report.line(&line(task.name(), Taken::default(), format!("left out: {why}"))),
        }
    }
    Ok(())
}

fn write(path: &Path, values: &[f64]) -> Result<(), String> {
    let mut text = String::new();
    for value in values {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{value:e}");
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Times of every measure on growing graphs of every family, and the exponent that fits them.
pub(crate) fn growth(
    sizes: &[u32],
    families: &[String],
    setting: &Setting,
    patience: Patience,
    report: &mut Report,
) -> Result<(), String> {
    for family in FAMILIES.iter().filter(|family| families.is_empty() || families.iter().any(|n| n == family.name)) {
        let tasks = setting.tasks()?;
        let mut points: Vec<Vec<(f64, f64)>> = vec![Vec::new(); tasks.len()];
        let mut over = vec![false; points.len()];
        for size in sizes {
            let text = family.text(*size, SEED);
            let topology = setting.topology(read(None, text.as_bytes())?)?;
            for (i, &task) in tasks.iter().enumerate() {
                if over[i] {
                    continue;
                }
                let (taken, found) = patience.time(|| task.run(&topology, &setting.options()));
                let (nodes, ties) = (topology.node_count(), topology.tie_count());
                // The next size would take too long, if cost grew with the square.
                over[i] = found.is_err() || taken.wall * 100.0 > 10.0 * patience.limit;
                points[i].push((nodes as f64, taken.cpu.unwrap_or(taken.wall)));
                let note = found.map_or_else(|why| format!("left out: {why}"), |found| found.note);
                let (name, graph) = (task.name().to_owned(), format!("{} {size}", family.name));
                report.line(&Line { name, graph, nodes, ties, taken, note });
            }
        }
        for (task, points) in tasks.iter().zip(&points) {
            if let Some(exponent) = exponent(points) {
                report.say(&format!("{} on {}: cost grows with n^{exponent:.2}", task.name(), family.name));
            }
        }
    }
    Ok(())
}

/// The slope of log cost over log size by least squares, over what took more than a thousandth of a second.
pub(crate) fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let points: Vec<(f64, f64)> = points.iter().filter(|point| point.1 > 1e-3).map(|p| (p.0.ln(), p.1.ln())).collect();
    if points.len() < 2 {
        return None;
    }
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let (over, under) = points.iter().fold((0.0, 0.0), |(over, under), point| {
        (over + (point.0 - x) * (point.1 - y), under + (point.0 - x) * (point.0 - x))
    });
    (under > 0.0).then(|| over / under)
}
