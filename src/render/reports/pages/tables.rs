//! Tables on pages: the rows that matter most, and how many more there are.

use super::answers::{headline, sentences};
use super::model::{Head, Page, Type};
use super::{BODY, NOTE, say};
use crate::report::{Cell, Sheet, ToldReport};
use std::fmt::Write;

/// Rows of a table that a page has room for.
const MOST_ROWS: usize = 10;
/// Size of the text of a table.
const TEXT: f64 = 12.0;

/// Tables that are shown, with the ids of their columns and how wide each is.
const TABLES: [(&str, &[(&str, f64)]); 4] = [
    (
        "actors",
        &[
            ("rank", 0.6),
            ("name", 4.0),
            ("kind", 2.0),
            ("share", 1.2),
            ("leverage", 1.4),
            ("rank_low", 1.0),
            ("rank_high", 1.0),
        ],
    ),
    (
        "gaps",
        &[
            ("name", 1.6),
            ("rung", 1.2),
            ("next", 1.2),
            ("best", 5.0),
            ("gain", 1.2),
            ("low", 0.8),
            ("high", 0.8),
            ("chance", 1.0),
            ("cost", 0.8),
        ],
    ),
    (
        "opportunities",
        &[
            ("from_name", 2.4),
            ("to_name", 2.4),
            ("kind", 2.0),
            ("gain", 1.2),
            ("low", 0.8),
            ("high", 0.8),
            ("chance", 1.0),
            ("cost", 0.8),
        ],
    ),
    ("routes", &[("to_name", 1.6), ("route", 6.0), ("probability", 1.2), ("oldest", 1.0)]),
];

/// A page for a table, where it has rows. What the network tells of it stands above it, if a finding of this name does.
pub(super) fn page(told: &ToldReport, id: &str, finding: &str) -> Option<Page> {
    let (_, columns) = TABLES.iter().find(|(known, _)| *known == id)?;
    let sheet = told.sheet(id).filter(|sheet| !sheet.rows.is_empty())?;
    let mut page = Page::new(&sheet.title);
    let chief = told.findings.iter().find(|one| one.id == finding);
    let chief = chief.and_then(|one| sentences(&one.statement).into_iter().next());
    let top = chief.map_or(BODY.y, |chief| headline(&mut page, BODY, chief) + 10.0);
    let place = |id: &str| sheet.columns.iter().position(|column| column.id == id);
    let chosen: Vec<(usize, f64)> = columns.iter().filter_map(|(id, width)| Some((place(id)?, *width))).collect();
    let head = |(at, part): &(usize, f64)| {
        let column = &sheet.columns[*at];
        Head { name: column.name.clone(), part: *part, numeric: column.numeric }
    };
    let heads: Vec<Head> = chosen.iter().map(head).collect();
    let told_of = first_of_each(sheet);
    let row = |row: &&Vec<Cell>| chosen.iter().map(|(at, _)| written(sheet, row, *at)).collect();
    let mut rows: Vec<Vec<String>> = told_of.iter().take(MOST_ROWS).map(row).collect();
    rows.truncate(rows_that_fit(&heads, &rows, NOTE.y - top));
    let (shown, all) = (rows.len(), told_of.len());
    page.table(super::Area { y: top, height: NOTE.y - top, ..BODY }, heads, rows, TEXT);
    let mut note = String::new();
    if all > shown {
        let _ = match told.language {
            "ko" => write!(note, "{all}건 가운데 {shown}건이며, 전체는 통합문서에 있습니다. "),
            _ => write!(note, "{shown} of {all}; the workbook has all. "),
        };
    }
    if sheet.id == "opportunities" {
        note += say(
            told,
            "Only the best tie to each receiver is shown. ",
            "받는 쪽이 같은 관계는 가장 좋은 것 하나만 보입니다. ",
        );
    }
    page.fitted(NOTE, vec![note + &sheet.about], Type::of(11.0).grey(), (11.0, 9.0));
    Some(page)
}

/// A cell as it is read aloud: a cost of 1, not of 1.000.
fn written(sheet: &Sheet, row: &[Cell], at: usize) -> String {
    match (&row[at], sheet.columns[at].id) {
        (Cell::Number(number), "cost") => number.to_string(),
        (cell, _) => cell.shown(),
    }
}

/// How many rows there is room for.
fn rows_that_fit(heads: &[Head], rows: &[Vec<String>], room: f64) -> usize {
    let whole: f64 = heads.iter().map(|head| head.part).sum();
    let set = Type::of(TEXT);
    let height = |row: &Vec<String>| {
        let lines =
            |(cell, head): (&String, &Head)| set.style().wrap(cell, BODY.width * head.part / whole - 12.0).len();
        set.style().height(row.iter().zip(heads).map(lines).max().unwrap_or(1)) + 8.0
    };
    // The heads may take two lines.
    let mut left = room - 12.0 - set.style().height(2);
    rows.iter()
        .take_while(|row| {
            left -= height(row);
            left >= 0.0
        })
        .count()
}

/// The rows that a page shows: ranked ones where there are ranks, and of new ties to the same actor only the best.
fn first_of_each(sheet: &Sheet) -> Vec<&Vec<Cell>> {
    let place = |id: &str| sheet.columns.iter().position(|column| column.id == id);
    let ranked = |row: &&Vec<Cell>| place("rank").is_none_or(|rank| row[rank] != Cell::Empty);
    let receiver = place("to").filter(|_| sheet.id == "opportunities");
    let mut rows: Vec<&Vec<Cell>> = Vec::new();
    for row in sheet.rows.iter().filter(ranked) {
        if receiver.is_none_or(|to| rows.iter().all(|other| other[to] != row[to])) {
            rows.push(row);
        }
    }
    rows
}
