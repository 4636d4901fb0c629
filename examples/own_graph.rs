//! Measures of your own petgraph graph: nothing of proxeny's model is needed.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use proxeny::Error;
use proxeny::graph::Topology;
use proxeny::measure::{Betweenness, Harmonic, PageRank};
use proxeny::petgraph::graph::UnGraph;

fn main() -> Result<(), Error> {
    // Seoul ─── Metropolis ─── Cairo
    //   │            │
    // Athens       Paris
    let mut graph = UnGraph::<&str, ()>::default();
    let [seoul, metropolis, cairo, athens, paris] =
        ["Seoul", "Metropolis", "Cairo", "Athens", "Paris"].map(|name| graph.add_node(name));
    graph.extend_with_edges([(seoul, metropolis), (metropolis, cairo), (seoul, athens), (metropolis, paris)]);

    let (topology, nodes) = Topology::from_petgraph(&graph)?;
    let (between, near, rank) = (
        Betweenness::default().run(&topology)?,
        Harmonic::default().run(&topology)?,
        PageRank::default().run(&topology)?,
    );
    for (v, node) in (0..).zip(nodes) {
        let score = |scores: &proxeny::measure::Scores| scores.get(v).unwrap_or_default();
        println!("{:<10} {:.3} {:.3} {:.3}", graph[node], score(&between), score(&near), score(&rank));
    }
    Ok(())
}
