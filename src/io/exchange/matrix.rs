//! Adjacency matrices, as UCINET and spreadsheets take them: every actor is a row and a column, and where two meet stands how
//! strong the ties are from the one to the other.
//!
//! A mutual tie stands in both of its cells. Strengths of parallel ties add up, and 0 is no tie. Kinds, dates and everything
//! else of actors and ties have no place.

use super::{as_numbers, lost};
use crate::io::tables::{MOST_CELLS, guard, quoted};
use crate::io::{Document, Loss, Writer};
use crate::model::Network;
use std::collections::HashMap;

/// The matrix as a format to write.
pub(in crate::io) struct MatrixWriter;

const NAME: &str = "matrix";

impl Writer for MatrixWriter {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "adjacency matrix as CSV for UCINET and Excel: ids in the first row and column, strengths where they meet"
    }

    fn extension(&self) -> &'static str {
        NAME
    }

    fn refuses(&self, network: &Network) -> Option<String> {
        let actors = network.actors().len();
        // Readers take separators within ids for more cells.
        let within = |id: &str| id.bytes().filter(|byte| matches!(byte, b',' | b';' | b'\t')).count();
        let separators: usize = network.actors().map(|(_, actor)| within(&actor.id)).sum();
        let cells = actors.saturating_mul(actors + 1).saturating_add(2 * separators);
        (cells > MOST_CELLS).then(|| {
            format!(
                "a matrix of {actors} actors has {cells} cells, more than the {MOST_CELLS} that are read again; `dl` and \
                 `edges` hold as many ties in less"
            )
        })
    }

    fn write(&self, network: &Network) -> Document {
        let mut rows: Vec<Vec<(usize, f64)>> = vec![Vec::new(); network.actors().len()];
        for ((from, to), strength) in cells(network) {
            rows[from].push((to, strength));
        }
        let names: Vec<String> = network.actors().map(|(_, actor)| quoted(&guard(&actor.id)).into_owned()).collect();
        // Excel needs the mark to see letters beyond ASCII.
        let mut text = format!("\u{feff},{}\r\n", names.join(","));
        let mut values = vec![0.0; rows.len()];
        for (name, row) in names.iter().zip(&rows) {
            for (at, strength) in row {
                values[*at] += strength;
            }
            text.push_str(name);
            for value in &values {
                text.extend([",", &value.to_string()]);
            }
            text.push_str("\r\n");
            for (at, _) in row {
                values[*at] = 0.0;
            }
        }
        Document::File(text.into_bytes())
    }

    fn losses(&self, network: &Network) -> Vec<Loss> {
        let mut losses = lost(network, &["strength", "mutual"]);
        losses.extend(as_numbers(network));
        let ties = network.ties().len();
        let mutual = network.ties().filter(|(_, tie)| network.mutual(tie)).count();
        let (symmetric, parallel) = symmetric_and_parallel(network);
        let counts = [
            ("parallel", parallel, "ties stand in a cell where another stands: their strengths are added up"),
            ("mutual", if symmetric { 0 } else { mutual }, "mutual ties are written once each way"),
            (
                "one-way",
                if symmetric { ties - mutual } else { 0 },
                "one-way ties are the same both ways, and pairs of them are read back as mutual ties",
            ),
        ];
        let counts = counts.into_iter().filter(|(_, count, _)| *count > 0);
        losses.extend(counts.map(|(what, count, told)| Loss::new(what, count, format!("{count} {told}"))));
        losses
    }
}

/// The cells that ties stand in, tie by tie, and their strengths.
fn cells(network: &Network) -> impl Iterator<Item = ((usize, usize), f64)> {
    network.ties().filter_map(|(edge, tie)| Some((network.graph().edge_endpoints(edge)?, tie))).flat_map(
        |((from, to), tie)| {
            let (from, to, strength) = (from.index(), to.index(), network.strength(tie));
            let back = network.mutual(tie).then_some(((to, from), strength));
            std::iter::once(((from, to), strength)).chain(back)
        },
    )
}

/// Whether the matrix is the same both ways, and how many ties stand where another stands.
fn symmetric_and_parallel(network: &Network) -> (bool, usize) {
    // How strong the ties in each cell are together, and how many there are.
    let mut seen: HashMap<(usize, usize), (f64, usize)> = HashMap::new();
    for (cell, strength) in cells(network) {
        let (sum, ties) = seen.entry(cell).or_default();
        *sum += strength;
        *ties += 1;
    }
    let symmetric =
        seen.iter().all(|((from, to), (sum, _))| seen.get(&(*to, *from)).is_some_and(|(back, _)| back == sum));
    // A mutual tie is one, though it stands in two cells.
    let shares = |edge, mutual: bool| {
        let (from, to) = network.graph().edge_endpoints(edge)?;
        let (there, back) = ((from.index(), to.index()), (to.index(), from.index()));
        Some(seen[&there].1 > 1 || mutual && seen[&back].1 > 1)
    };
    let parallel = network.ties().filter(|(edge, tie)| shares(*edge, network.mutual(tie)) == Some(true)).count();
    (symmetric, parallel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Input, ReadOptions, format, guess};
    use crate::model::{Actor, NetworkBuilder, Tie};

    fn written(network: &Network) -> String {
        let Document::File(bytes) = MatrixWriter.write(network) else { unreachable!("it is one file") };
        String::from_utf8(bytes).unwrap()
    }

    fn read(text: &str) -> Network {
        match format("matrix").unwrap().read_with(text.as_bytes(), &ReadOptions::default()).unwrap() {
            Input::Network(network) => *network,
            Input::Edges(_) => unreachable!("a matrix is read as a network"),
        }
    }

    fn network(ids: &[&str], ties: &[(usize, usize, f64, bool)]) -> Network {
        let actors = ids.iter().map(|id| Actor::new(*id, "")).fold(NetworkBuilder::new("n"), NetworkBuilder::actor);
        let tie = |&(from, to, strength, mutual): &(usize, usize, f64, bool)| Tie {
            strength: Some(strength),
            mutual: Some(mutual),
            ..Tie::new(ids[from], ids[to], "")
        };
        ties.iter().map(tie).fold(actors, NetworkBuilder::tie).build().unwrap()
    }

    #[test]
    fn strengths_stand_where_names_meet_and_parallel_ones_add_up() {
        let network = network(
            &["a", "서울", "alone", "=x, y"],
            &[(0, 1, 0.5, false), (0, 1, 0.25, false), (1, 3, 0.5, true), (3, 0, 1.0, false)],
        );
        let text = written(&network);
        assert_eq!(
            text,
            "\u{feff},a,서울,alone,\"'=x, y\"\r\na,0,0.75,0,0\r\n서울,0,0,0,0.5\r\nalone,0,0,0,0\r\n\
             \"'=x, y\",1,0.5,0,0\r\n"
        );
        let copy = read(&text);
        let ids: Vec<&str> = copy.actors().map(|(_, actor)| actor.id.as_str()).collect();
        assert_eq!(ids, ["a", "서울", "alone", "=x, y"]);
        let ties: Vec<_> = copy.ties().map(|(_, tie)| (&*tie.from, &*tie.to, &tie.attributes["weight"])).collect();
        let expected = [("a", "서울", 0.75), ("서울", "=x, y", 0.5), ("=x, y", "a", 1.0), ("=x, y", "서울", 0.5)];
        assert_eq!(ties.len(), expected.len());
        for (one, (from, to, weight)) in ties.iter().zip(expected) {
            assert_eq!((one.0, one.1, one.2.as_f64()), (from, to, Some(weight)));
        }
        let told: Vec<String> = MatrixWriter.losses(&network).iter().map(ToString::to_string).collect();
        for loss in ["2 ties stand in a cell where another stands", "1 mutual ties are written once each way"] {
            assert!(told.iter().any(|told| told.starts_with(loss)), "{told:?}");
        }
        assert_eq!(guess(None, text.as_bytes()).name(), "matrix");
    }

    #[test]
    fn what_is_the_same_both_ways_is_read_as_mutual() {
        let mutual = network(&["a", "b", "'c'"], &[(0, 1, 0.5, true), (1, 2, 1.0, true)]);
        let copy = read(&written(&mutual));
        assert!(copy.ties().len() == 2 && copy.ties().all(|(_, tie)| tie.mutual == Some(true)));
        assert!(!MatrixWriter.losses(&mutual).iter().any(|loss| loss.what == "mutual"));
        let both_ways = network(&["a", "b"], &[(0, 1, 0.5, false), (1, 0, 0.5, false)]);
        assert_eq!(read(&written(&both_ways)).ties().len(), 1);
        let losses = MatrixWriter.losses(&both_ways);
        assert!(losses.iter().any(|loss| (loss.what.as_str(), loss.count) == ("one-way", 2)), "{losses:?}");
    }

    #[test]
    fn matrices_that_no_reader_takes_are_refused() {
        let names: Vec<String> = (0..2896).map(|i| i.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(MatrixWriter.refuses(&network(&names[..2895], &[])), None);
        let told = MatrixWriter.refuses(&network(&names, &[])).unwrap();
        assert!(told.starts_with("a matrix of 2896 actors has 8389712 cells, more than the 8388608"), "{told}");
    }
}
