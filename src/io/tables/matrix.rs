//! Matrices of ties: the first row and the first column name actors, a number where they meet is a tie.
//!
//! A matrix with the same names in rows and columns is of one mode. Its ties lead from row to column, unless it is symmetric
//! or only the half below its diagonal is filled: then they are mutual, and each pair is one tie. Any other matrix has two
//! modes, rows and columns, which the attribute `mode` of the actors tells (1 and 2). The number becomes the attribute `weight`
//! of the tie; 0 and a blank cell are no tie.

use super::Sheets;
use super::graph::Grid;
use super::kinds::{ACTORS, TIES};
use super::numbers::Numbers;
use super::sheet::{Cell, Sheet};
use crate::error::{Error, Problem, Problems};
use crate::io::{Format, Input, ReadOptions};
use crate::model::{Network, NetworkBuilder};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Matrices as a format.
pub(in crate::io) struct Matrix;

/// The most cells of a matrix that is read.
pub(in crate::io) const MOST_CELLS: usize = 1 << 23;

/// Problems of a matrix after which reading stops.
const MOST_PROBLEMS: usize = 500;

impl Format for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn about(&self) -> &'static str {
        "matrix of ties, as CSV: names in the first row and column, numbers where they meet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["matrix"]
    }

    fn recognises(&self, head: &str, bytes: &[u8]) -> bool {
        let lines: Vec<&str> = head.lines().take(2).collect();
        let begins = Sheet::read(lines.join("\n").as_bytes(), None).is_ok_and(|sheet| begins_as_one(&sheet));
        begins && !is_too_large(bytes) && Sheet::read(bytes, None).is_ok_and(|sheet| is_matrix(&sheet))
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        options.without_maps(self)?;
        #[cfg(feature = "xlsx")]
        if super::workbook::is_one(bytes) {
            return super::workbook::as_matrix(bytes, options).map(|network| Input::Network(Box::new(network)));
        }
        if is_too_large(bytes) {
            let message = format!("the matrix has more than {MOST_CELLS} cells");
            return Err(Problem::error(None, message, "write large networks as a table of ties").into());
        }
        let digest = blake3::hash(bytes).to_hex().to_string();
        let builder = NetworkBuilder::new(options.id.as_deref().unwrap_or("network")).digest(digest);
        let sheet = Sheet::read(bytes, None)?;
        network(&sheet, builder, Problems::default(), options).map(|network| Input::Network(Box::new(network)))
    }
}

fn is_too_large(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| matches!(byte, b',' | b';' | b'\t')).count() > MOST_CELLS
}

/// Whether the head and the first row could begin a matrix, so that the rest is worth looking at.
fn begins_as_one(sheet: &Sheet<'_>) -> bool {
    let Some(first) = sheet.rows.first() else { return false };
    let names = &sheet.head[1..];
    let row = first.first().and_then(Cell::says);
    let known = sheet.head[0].says().is_none() || names.iter().any(|cell| cell.says().is_some() && cell.says() == row);
    known && first[1..].iter().all(|cell| cell.says().is_none_or(|(text, _)| looks_like_number(text)))
}

/// Whether a table is a matrix and nothing else: names that are the same in rows and columns, or a blank corner above names,
/// and nothing but numbers between them.
pub(super) fn is_matrix(sheet: &Sheet<'_>) -> bool {
    let columns = distinct(sheet.head.iter().skip(1).map(Some));
    let rows = distinct(sheet.rows.iter().map(|row| row.first()));
    let (Some(columns), Some(rows)) = (columns, rows) else { return false };
    let width = sheet.head.len();
    let numbers = sheet.rows.iter().all(|row| {
        row.len() <= width && row[1..].iter().all(|cell| cell.says().is_none_or(|(text, _)| looks_like_number(text)))
    });
    let corner = sheet.head[0].says().is_none() && !columns.iter().chain(&rows).all(|name| looks_like_number(name));
    numbers && columns.len() > 1 && (rows == columns || corner)
}

/// The names in these cells, if none is missing or repeated.
fn distinct<'a>(mut cells: impl Iterator<Item = Option<&'a Cell<'a>>>) -> Option<HashSet<&'a str>> {
    let mut names = HashSet::new();
    cells.all(|cell| cell.and_then(Cell::says).is_some_and(|(text, _)| names.insert(text))).then_some(names)
}

fn looks_like_number(text: &str) -> bool {
    text.replacen(',', ".", 1).parse::<f64>().is_ok_and(f64::is_finite)
}

/// The network of a matrix.
pub(super) fn network(
    sheet: &Sheet<'_>,
    builder: NetworkBuilder,
    mut problems: Problems,
    options: &ReadOptions,
) -> Result<Network, Error> {
    let found = Found::of(sheet, &mut problems);
    let (actors, ties) = found.lay_out(&mut problems);
    let tables = vec![(&ACTORS, actors.sheet(sheet.origin())), (&TIES, ties.sheet(sheet.origin()))];
    Sheets { tables, aliases: None, unread: false, merged: None, problems }.network(builder, options)
}

/// What stands in a matrix.
struct Found<'a> {
    rows: Vec<&'a Cell<'a>>,
    columns: Vec<&'a Cell<'a>>,
    /// Numbers other than 0 by row and column, as they are written plainly.
    values: BTreeMap<(usize, usize), (f64, String, &'a Cell<'a>)>,
    /// Cells that are filled, with whatever number.
    filled: HashSet<(usize, usize)>,
}

impl<'a> Found<'a> {
    fn of(sheet: &'a Sheet<'a>, problems: &mut Problems) -> Self {
        let body = sheet.rows.iter().flat_map(|row| row.iter().skip(1)).filter_map(Cell::says);
        let numbers = Numbers::of_texts(body.map(|(text, _)| text));
        let columns = names(sheet.head.iter().skip(1), "column", sheet, problems);
        let rows = names(sheet.rows.iter().filter_map(|row| row.first()), "row", sheet, problems);
        let mut found = Self { rows, columns, values: BTreeMap::new(), filled: HashSet::new() };
        for (i, row) in sheet.rows.iter().enumerate() {
            for (j, cell) in row.iter().skip(1).enumerate() {
                let Some((text, _)) = cell.says() else { continue };
                let plain = numbers.plain(text);
                match plain.parse::<f64>().ok().filter(|number| number.is_finite()) {
                    _ if j >= found.columns.len() => {
                        let message = format!("this cell has no column; the head names {}", found.columns.len());
                        problems.push(Problem::error(Some(sheet.place(cell)), message, ""));
                    }
                    Some(number) => {
                        found.filled.insert((i, j));
                        if number != 0.0 {
                            found.values.insert((i, j), (number, plain.into_owned(), cell));
                        }
                    }
                    None => {
                        let message = format!("`{text}` is not a number");
                        let help = "a number where two names meet is a tie; 0 or nothing is none";
                        problems.push(Problem::error(Some(sheet.place(cell)), message, help));
                    }
                }
                if problems.len() >= MOST_PROBLEMS {
                    let message = format!("reading stops after {MOST_PROBLEMS} problems of the matrix");
                    problems.push(Problem::error(None, message, ""));
                    return found;
                }
            }
        }
        found
    }

    /// Lays the matrix out as actors and ties.
    fn lay_out(&self, problems: &mut Problems) -> (Grid<'_>, Grid<'_>) {
        let of_row = positions(&self.rows);
        let of_column = positions(&self.columns);
        let shared = self.columns.iter().filter(|cell| of_row.contains_key(text(cell))).count();
        let one_mode = shared == self.columns.len() && shared == self.rows.len();
        let column = |row: usize| of_column.get(text(self.rows[row])).copied();
        let mutual = one_mode && (self.is_half(&column) || self.is_symmetric(&of_row, &column));
        self.tell(one_mode, mutual, shared, problems);
        let [mut actors, mut ties] = [&ACTORS, &TIES].map(|kind| Grid::of(kind, MOST_CELLS));
        let of_rows = self.rows.iter().map(|cell| (*cell, "1"));
        let further = self.columns.iter().filter(|cell| !of_row.contains_key(text(cell))).map(|cell| (*cell, "2"));
        for (cell, mode) in of_rows.chain(further) {
            let row = actors.row_at(cell);
            actors.fill(row, "id", &cell.saying(text(cell), true));
            if shared == 0 {
                actors.fill(row, "@mode", &cell.saying(mode, false));
            }
        }
        for ((i, j), (_, number, cell)) in &self.values {
            // Each pair of a symmetric matrix stands there twice.
            let other = of_row.get(text(self.columns[*j])).filter(|other| mutual && *other < i).zip(column(*i));
            if other.is_some_and(|(row, column)| self.values.contains_key(&(*row, column))) {
                continue;
            }
            let row = ties.row_at(cell);
            ties.fill(row, "from", &cell.saying(text(self.rows[*i]), true));
            ties.fill(row, "to", &cell.saying(text(self.columns[*j]), true));
            ties.fill(row, "direction", &cell.saying(if mutual { "undirected" } else { "directed" }, true));
            ties.fill(row, "weight", &cell.saying(number.as_str(), false));
        }
        (actors, ties)
    }

    /// Whether the half below the diagonal is filled and nothing stands above it.
    fn is_half(&self, column: &impl Fn(usize) -> Option<usize>) -> bool {
        let below = (0..self.rows.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
        let in_order = (0..self.rows.len()).all(|row| column(row) == Some(row));
        self.rows.len() > 1
            && in_order
            && self.filled.iter().all(|(i, j)| i >= j)
            && below.into_iter().all(|cell| self.filled.contains(&cell))
    }

    fn is_symmetric(&self, of_row: &HashMap<&str, usize>, column: &impl Fn(usize) -> Option<usize>) -> bool {
        self.values.iter().all(|((i, j), (number, ..))| {
            let row = of_row.get(text(self.columns[*j]));
            let twin = row.zip(column(*i)).and_then(|(row, column)| self.values.get(&(*row, column)));
            twin.is_some_and(|(other, ..)| other == number)
        })
    }

    fn tell(&self, one_mode: bool, mutual: bool, shared: usize, problems: &mut Problems) {
        let size = format!("a matrix of {} rows and {} columns", self.rows.len(), self.columns.len());
        let message = match (one_mode, mutual) {
            (true, true) => format!("{size}, the same both ways: its ties are mutual, one for each pair"),
            (true, false) => format!("{size}, not the same both ways: its ties lead from row to column"),
            (false, _) if shared == 0 => {
                format!(
                    "{size} with other names: rows and columns are actors of two modes, ties lead from row to column"
                )
            }
            _ => format!(
                "{size} of which {shared} names are in both: each name is one actor, ties lead from row to column"
            ),
        };
        problems.push(Problem::warning(None, message, ""));
    }
}

fn text<'a>(cell: &'a Cell<'_>) -> &'a str {
    cell.says().map_or("", |(text, _)| text)
}

fn positions<'a>(cells: &[&'a Cell<'a>]) -> HashMap<&'a str, usize> {
    cells.iter().enumerate().map(|(i, cell)| (text(cell), i)).collect()
}

/// The names of rows or columns; missing and repeated ones are told.
fn names<'a>(
    cells: impl Iterator<Item = &'a Cell<'a>>,
    what: &str,
    sheet: &Sheet<'_>,
    problems: &mut Problems,
) -> Vec<&'a Cell<'a>> {
    let mut seen = HashSet::new();
    let all: Vec<&Cell<'_>> = cells.collect();
    for cell in &all {
        let message = match cell.says() {
            None => format!("this {what} has no name"),
            Some((name, _)) if !seen.insert(name) => format!("{what} `{name}` is there twice"),
            Some(_) => continue,
        };
        problems.push(Problem::error(Some(sheet.place(cell)), message, "a name in a matrix is one actor"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{guess, read_bytes};

    fn read(text: &str) -> Network {
        match read_bytes(None, text.as_bytes(), &ReadOptions::default().format("matrix")).unwrap() {
            Input::Network(network) => *network,
            Input::Edges(_) => unreachable!("a matrix is read as a network"),
        }
    }

    fn ties(text: &str) -> Vec<String> {
        let network = read(text);
        let tie = |tie: &crate::Tie| {
            let arrow = if tie.mutual == Some(true) { "--" } else { "->" };
            format!("{}{arrow}{} {}", tie.from, tie.to, tie.attributes["weight"])
        };
        network.ties().map(|(_, one)| tie(one)).collect()
    }

    #[test]
    fn matrices_of_one_mode_are_mutual_if_they_are_symmetric() {
        assert_eq!(ties(",a,b,c\na,0,1,2.5\nb,1,0,\nc,2.5,,0\n"), ["a--b 1", "a--c 2.5"]);
        assert_eq!(ties(",a,b,c\na,0,1,2\nb,0,0,\nc,,,0\n"), ["a->b 1", "a->c 2"]);
        assert_eq!(
            ties(",a,b,c\nc,0,1,0\na,0,0,1\nb,1,0,0\n"),
            ["c->b 1", "a->c 1", "b->a 1"],
            "rows in another order"
        );
        assert_eq!(ties(",a,b,c\nc,1,1,0\na,0,1,1\nb,1,0,1\n"), ["c--a 1", "c--b 1", "a--b 1"], "and symmetric");
    }

    #[test]
    fn a_half_that_is_filled_is_mutual() {
        assert_eq!(ties(",a,b,c\na,,,\nb,3,,\nc,0,1,\n"), ["b--a 3", "c--b 1"]);
        assert_eq!(ties(",a,b,c\na,,,\nb,3,,\nc,,1,\n"), ["b->a 3", "c->b 1"], "not every pair is told of");
    }

    #[test]
    fn matrices_of_two_modes_tell_them() {
        let network = read("\tforum\t연수\nbusan\t1\t\nathens\t0\t2\n");
        let actors: Vec<_> =
            network.actors().map(|(_, actor)| (actor.id.as_str(), actor.attributes["mode"].clone())).collect();
        let expected = [("busan", 1), ("athens", 1), ("forum", 2), ("연수", 2)];
        assert_eq!(actors, expected.map(|(id, mode)| (id, serde_json::json!(mode))));
        assert_eq!(network.rows().to_string(), "2 ties = 2 made + 0 merged + 0 refused");
    }

    #[test]
    fn numbers_have_decimal_commas_or_places() {
        assert_eq!(ties(";a;b\na;;0,5\nb;1;\n"), ["a->b 0.5", "b->a 1"]);
        let text = ",a,b,b\na,x,1,\na,2,inf,3,4\n";
        let error = read_bytes(None, text.as_bytes(), &ReadOptions::default().format("matrix")).unwrap_err();
        let told = error.to_string();
        for part in [
            "1:6: error: column `b` is there twice",
            "2:3: error: `x` is not a number",
            "3:1: error: row `a` is there twice",
            "3:5: error: `inf` is not a number",
            "3:11: error: this cell has no column; the head names 3",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn only_what_is_plainly_a_matrix_is_taken_for_one() {
        for (text, name) in [
            (",a,b\na,0,1\nb,1,0\n", "matrix"),
            ("who;a;b\nb;0,5;1\na;;0\n", "matrix"),
            (",x,y\na,0,1\nb,1,\n", "matrix"),
            ("from,to\na,b\n", "csv"),
            ("a,b,1\nb,c,2\n", "edges"),
            ("a b 1\nb a 1\n", "edges"),
            ("who,from,to\nfrom,0,1\nto,1,0\n", "matrix"),
            (",1,2\n1,0,1\n3,1,0\n", "native"),
        ] {
            assert_eq!(guess(None, text.as_bytes()).name(), name, "{text}");
        }
    }
}
