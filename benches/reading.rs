//! How fast files of graphs are read, from the disk to a network or a list of edges.

use crate::families::Dice;
use crate::timer::{Line, Patience, Report};
use proxeny::io::{Input, ReadOptions, read_path};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a graph of so many nodes and ties in one format.
type WriteOne = fn(&mut BufWriter<File>, u32, u32) -> std::io::Result<()>;

/// Writes random graphs of so many ties in the formats that other programs read too: on a tenth as many nodes.
pub(crate) fn write(folder: &Path, ties: u32, report: &Report) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    let nodes = (ties / 10).max(2);
    let files: [(&str, WriteOne); 5] =
        [("edges.txt", edges), ("ties.csv", csv), ("graph.graphml", graphml), ("graph.gml", gml), ("graph.net", pajek)];
    for (name, one) in files {
        let mut file = BufWriter::new(File::create(folder.join(name)).map_err(failed)?);
        one(&mut file, nodes, ties).and_then(|()| file.flush()).map_err(failed)?;
        report.say(name);
    }
    Ok(())
}

/// The ties: each from one node to another.
fn pairs(nodes: u32, ties: u32) -> impl Iterator<Item = (u32, u32)> {
    let mut dice = Dice::new(1);
    (0..ties).map(move |_| {
        let from = dice.below(nodes);
        (from, (from + 1 + dice.below(nodes - 1)) % nodes)
    })
}

fn edges(file: &mut BufWriter<File>, nodes: u32, ties: u32) -> std::io::Result<()> {
    pairs(nodes, ties).try_for_each(|(from, to)| writeln!(file, "{from} {to}"))
}

fn csv(file: &mut BufWriter<File>, nodes: u32, ties: u32) -> std::io::Result<()> {
    writeln!(file, "from,to,kind,strength")?;
    pairs(nodes, ties).try_for_each(|(from, to)| writeln!(file, "{from},{to},visit,0.5"))
}

fn graphml(file: &mut BufWriter<File>, nodes: u32, ties: u32) -> std::io::Result<()> {
    writeln!(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(file, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(file, " <key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>")?;
    writeln!(file, " <graph id=\"g\" edgedefault=\"undirected\">")?;
    (0..nodes).try_for_each(|node| writeln!(file, "  <node id=\"n{node}\"/>"))?;
    pairs(nodes, ties).try_for_each(|(from, to)| {
        writeln!(file, "  <edge source=\"n{from}\" target=\"n{to}\"><data key=\"w\">0.5</data></edge>")
    })?;
    writeln!(file, " </graph>\n</graphml>")
}

fn gml(file: &mut BufWriter<File>, nodes: u32, ties: u32) -> std::io::Result<()> {
    writeln!(file, "graph [\n multigraph 1\n directed 0")?;
    (0..nodes).try_for_each(|node| writeln!(file, " node [ id {node} label \"n{node}\" ]"))?;
    pairs(nodes, ties)
        .enumerate()
        .try_for_each(|(i, (from, to))| writeln!(file, " edge [ source {from} target {to} key {i} weight 0.5 ]"))?;
    writeln!(file, "]")
}

fn pajek(file: &mut BufWriter<File>, nodes: u32, ties: u32) -> std::io::Result<()> {
    writeln!(file, "*Vertices {nodes}")?;
    (1..=nodes).try_for_each(|node| writeln!(file, "{node} \"n{node}\""))?;
    writeln!(file, "*Edges")?;
    pairs(nodes, ties).try_for_each(|(from, to)| writeln!(file, "{} {} 0.5", from + 1, to + 1))
}

/// Reads one file, of whatever format.
pub(crate) fn run(path: &Path, patience: Patience, report: &mut Report) -> Result<(), String> {
    let size = std::fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?.len();
    let (taken, read) = patience.time(|| read_path(path, &ReadOptions::default()));
    let (nodes, ties) = match read.map_err(|error| error.to_string())? {
        Input::Network(network) => (network.actors().len(), network.ties().len()),
        Input::Edges(list) => (list.labels.len(), list.pairs.len()),
        _ => unreachable!("there are networks and lists of edges"),
    };
    let megabytes = size as f64 / 1e6;
    let note = format!("{megabytes:.1} MB, {:.0} MB/s", megabytes / taken.wall);
    let graph = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    report.line(&Line { name: "reading".to_owned(), graph, nodes, ties, taken, note });
    Ok(())
}
