//! Measures of a network or of a plain edge list, and the answer of `metrics`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::words::count;
use crate::error::Error;
use crate::graph::Topology;
use crate::measure::{Measure, MeasureOptions, Scores};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What is measured: a topology with a name for every node.
pub struct Metrics<'a> {
    /// The graph.
    pub topology: &'a Topology,
    /// Id of each node.
    pub ids: Vec<String>,
    /// Name of each node for readers.
    pub labels: Vec<String>,
    /// The measures.
    pub measures: Vec<&'static dyn Measure>,
    /// Their options.
    pub options: MeasureOptions,
}

/// Scores by measure.
#[derive(Clone, Debug, Serialize)]
pub struct MetricsResult {
    /// Names of the measures, in the order asked for.
    pub measures: Vec<&'static str>,
    /// Scores of each measure.
    pub scores: Vec<Scores>,
}

impl Metrics<'_> {
    /// Runs every measure.
    ///
    /// # Errors
    /// What the first failing measure says.
    pub fn run(&self) -> Result<MetricsResult, Error> {
        let measures = self.measures.iter().map(|measure| measure.name()).collect();
        let scores = self.measures.iter().map(|measure| measure.scores(self.topology, &self.options));
        Ok(MetricsResult { measures, scores: scores.collect::<Result<_, _>>()? })
    }
}

/// Puts scores into a table of the first `top` nodes by the first measure, and all of them into the envelope.
pub fn metrics(metrics: &Metrics<'_>, result: &MetricsResult, network: NetworkRef, top: usize) -> Answer {
    let mut envelope = Envelope::new("metrics", network);
    let actors: Vec<Value> = metrics.ids.iter().enumerate().map(|(v, id)| actor(id, v, result)).collect();
    envelope.result = json!({ "actors": actors, "graph": graph(metrics.topology, result) });
    let order = result.scores.first().map(Scores::ranking).unwrap_or_default();
    let mut table = Table::new(&["actor", "id"], &result.measures);
    for v in order.iter().take(top) {
        let scores = result.scores.iter().map(|scores| number(scores.get(*v).unwrap_or_default()));
        let name = [metrics.labels[*v as usize].clone(), metrics.ids[*v as usize].clone()];
        table.row(name.into_iter().chain(scores));
    }
    let shown = table.rows.len();
    let mut blocks = vec![Block::Paragraph(summary(metrics.topology))];
    blocks.push(Block::Table(table));
    if shown < metrics.ids.len() {
        let note = format!("The first {shown} of {}; --top shows more.", count(metrics.ids.len(), "actor"));
        blocks.push(Block::Note(note));
    }
    Answer { envelope, blocks }
}

fn actor(id: &str, v: usize, result: &MetricsResult) -> Value {
    let values: Map<String, Value> = result
        .measures
        .iter()
        .zip(&result.scores)
        .map(|(name, scores)| ((*name).to_owned(), json!(scores.get(v as u32))))
        .collect();
    json!({ "id": id, "values": values })
}

fn graph(topology: &Topology, result: &MetricsResult) -> Value {
    let centralization: Map<String, Value> = result
        .measures
        .iter()
        .zip(&result.scores)
        .filter_map(|(name, scores)| Some(((*name).to_owned(), json!(scores.centralization()?))))
        .collect();
    json!({
        "actors": topology.node_count(),
        "ties": topology.tie_count(),
        "directed": !topology.is_undirected(),
        "centralization": centralization,
    })
}

fn summary(topology: &Topology) -> String {
    let directed = if topology.is_undirected() { "undirected" } else { "directed" };
    format!(
        "{}, {}, {directed}{}.",
        count(topology.node_count(), "actor"),
        count(topology.tie_count(), "tie"),
        if topology.has_parallel_ties() { ", some of them parallel" } else { "" }
    )
}

/// A score with six significant digits; whole numbers as they are.
fn number(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{value}");
    }
    let digits = (5 - value.abs().log10().floor() as i32).clamp(0, 12) as usize;
    format!("{value:.digits$}")
}
