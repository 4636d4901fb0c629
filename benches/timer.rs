//! Times, processor seconds and memory of one benchmark, and how they are printed.

use std::fs;
use std::time::Instant;

/// What a benchmark took: medians over its runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    /// Seconds on the wall.
    pub(crate) wall: f64,
    /// Seconds of all processors together, where the system tells.
    pub(crate) cpu: Option<f64>,
    /// The most memory of the whole process while it ran, in MiB, where the system tells.
    pub(crate) peak: Option<f64>,
    /// How many runs there were.
    pub(crate) runs: usize,
}

/// The system tells processor seconds of a running thread only at its ticks; less than this is noise.
const LEAST_CPU: f64 = 0.005;

/// How often something is run: up to `runs` times, but not again after `limit` seconds in all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub(crate) runs: usize,
    pub(crate) limit: f64,
}

impl Patience {
    /// Runs it and says what it took and what came of it.
    pub(crate) fn time<T>(self, mut task: impl FnMut() -> T) -> (Taken, T) {
        let (mut walls, mut cpus, start) = (Vec::new(), Vec::new(), Instant::now());
        forget_peak();
        loop {
            let (begin, before) = (Instant::now(), cpu());
            let result = task();
            walls.push(begin.elapsed().as_secs_f64());
            cpus.extend(cpu().zip(before).map(|(after, before)| after - before));
            if walls.len() >= self.runs || start.elapsed().as_secs_f64() > self.limit {
                let cpu = (!cpus.is_empty()).then(|| median(&mut cpus)).filter(|cpu| *cpu > LEAST_CPU);
                return (Taken { runs: walls.len(), wall: median(&mut walls), cpu, peak: peak() }, result);
            }
        }
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds that all threads have spent on processors. Threads of the pool live as long as the process, so that none is
/// missed.
fn cpu() -> Option<f64> {
    let threads = fs::read_dir("/proc/self/task").ok()?;
    let nanoseconds = |thread: fs::DirEntry| -> Option<u64> {
        fs::read_to_string(thread.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    let sum: u64 = threads.flatten().filter_map(nanoseconds).sum();
    (sum > 0).then_some(sum as f64 / 1e9)
}

/// Makes the system begin again with the peak of memory, where it can.
fn forget_peak() {
    // Without it the peak is that of all benchmarks so far, which is all that is lost.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What was measured.
    pub(crate) name: String,
    /// On what.
    pub(crate) graph: String,
    pub(crate) nodes: usize,
    pub(crate) ties: usize,
    pub(crate) taken: Taken,
    /// What else there is to say; empty if nothing.
    pub(crate) note: String,
}

/// Prints lines as they come, as a table or as JSON.
pub(crate) struct Report {
    json: bool,
    headed: bool,
}

impl Report {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, headed: false }
    }

    #[expect(clippy::print_stdout, reason = "this is a program")]
    pub(crate) fn line(&mut self, line: &Line) {
        let Line { name, graph, nodes, ties, taken, note } = line;
        if self.json {
            let json = serde_json::json!({
                "name": name, "graph": graph, "nodes": nodes, "ties": ties, "wall_s": taken.wall, "cpu_s": taken.cpu,
                "peak_mb": taken.peak, "runs": taken.runs, "note": note,
            });
            println!("{json}");
            return;
        }
        if !std::mem::replace(&mut self.headed, true) {
            println!(
                "{:<26} {:<26} {:>8} {:>9} {:>10} {:>10} {:>9} {:>5}",
                "benchmark", "graph", "nodes", "ties", "wall s", "cpu s", "peak MiB", "runs"
            );
        }
        let cpu = taken.cpu.map_or_else(String::new, seconds);
        let peak = taken.peak.map_or_else(String::new, |peak| format!("{peak:.0}"));
        println!(
            "{name:<26} {graph:<26} {nodes:>8} {ties:>9} {:>10} {cpu:>10} {peak:>9} {:>5}  {note}",
            seconds(taken.wall),
            taken.runs
        );
    }

    /// Says something that is no measurement, if a person reads.
    #[expect(clippy::print_stdout, reason = "this is a program")]
    pub(crate) fn say(&self, text: &str) {
        if !self.json {
            println!("{text}");
        }
    }
}

/// Seconds with three digits that count.
fn seconds(value: f64) -> String {
    if value >= 100.0 {
        return format!("{value:.0}");
    }
    let digits = (2 - value.max(1e-6).log10().floor() as i32).clamp(0, 8) as usize;
    format!("{value:.digits$}")
}
