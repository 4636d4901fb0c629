//! The pages of a report: findings, the diagram, charts, tables, the answers in full. Slides and the printed report are made
//! of them.

mod drawing;
pub(super) mod model;
mod plots;

use super::Bound;
use crate::error::Error;
use crate::render::{Names, Paper, compose};
use crate::report::{Cell, Chart, Sheet, ToldReport, cited};
use indexmap::IndexSet;
use model::{Area, Head, Page, Type};
use std::fmt::Write;

/// Where the content of a page stands below its title, in points.
const BODY: Area = Area::new(36.0, 86.0, 888.0, 424.0);
/// Names in the drawing itself; a page is small.
const MOST_NAMES: usize = 45;
/// Rows of a table that a page has room for.
const MOST_ROWS: usize = 10;

/// All pages, in order.
pub(super) fn pages(bound: &Bound<'_>) -> Result<Vec<Page>, Error> {
    let told = &bound.told[0];
    let mut pages = vec![cover(told), summary(told), findings(told), diagram(bound)?];
    pages.extend(charts(told));
    pages.extend(tables(told));
    pages.extend(answers(bound, told));
    pages.push(methods(told));
    Ok(pages)
}

fn say(told: &ToldReport, english: &'static str, korean: &'static str) -> &'static str {
    if told.language == "ko" { korean } else { english }
}

fn cover(told: &ToldReport) -> Page {
    let mut page = Page::new(&told.title);
    page.words(Area::new(BODY.x, 150.0, BODY.width, 60.0), vec![told.subtitle.clone()], Type::of(22.0));
    let note = say(
        told,
        "What the numbers mean, their intervals and their sources: see the workbook and the page of this report.",
        "수치의 뜻과 구간, 출처는 이 보고서의 통합문서와 웹 페이지를 참고하십시오.",
    );
    page.words(Area::new(BODY.x, 230.0, BODY.width, 60.0), vec![note.to_owned()], Type::of(16.0).grey());
    page.words(Area::new(BODY.x, 490.0, BODY.width, 30.0), vec![told.provenance.clone()], Type::of(10.0).grey());
    page
}

/// The first finding, sentence by sentence.
fn summary(told: &ToldReport) -> Page {
    let Some(first) = told.findings.first() else { return Page::new(&told.title) };
    let mut page = Page::new(&first.question);
    page.fitted(BODY, sentences(&first.statement), Type::of(18.0), (20.0, 10.0));
    page
}

/// What each question comes to, in a sentence.
fn findings(told: &ToldReport) -> Page {
    let mut page = Page::new(say(told, "Findings", "핵심 결과"));
    let mut lines: Vec<String> = Vec::new();
    let mut question = told.findings.first().map_or("", |finding| finding.question.as_str());
    for finding in told.findings.iter().filter(|finding| !finding.further) {
        if finding.question != question {
            question = &finding.question;
            lines.extend(sentences(&finding.statement).into_iter().next().map(|first| format!("{question} — {first}")));
        }
    }
    page.fitted(BODY, lines, Type::of(14.0), (16.0, 9.0));
    page
}

fn diagram(bound: &Bound<'_>) -> Result<Page, Error> {
    let diagram = &bound.diagrams[0];
    let mut page = Page::new(&diagram.title);
    let options = bound.options.clone().paper(Paper::A4).names(Names::First(MOST_NAMES));
    let scene = compose(diagram, &options)?;
    drawing::draw(&mut page, &scene, &diagram.words.key, Area::new(24.0, 76.0, 912.0, 408.0));
    let notes = Area::new(BODY.x, 490.0, BODY.width, 42.0);
    page.fitted(notes, vec![diagram.footnotes.join(" ")], Type::of(8.0).grey(), (8.0, 5.0));
    Ok(page)
}

fn charts(told: &ToldReport) -> Vec<Page> {
    let one = |chart: &Chart| {
        let mut page = Page::new(&chart.title);
        plots::plot(&mut page, chart, Area { height: BODY.height - 50.0, ..BODY });
        let note = Area::new(BODY.x, BODY.y + BODY.height - 36.0, BODY.width, 40.0);
        page.fitted(note, vec![chart.about.clone()], Type::of(12.0).grey(), (12.0, 9.0));
        page
    };
    told.charts.iter().map(one).collect()
}

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
            ("rank", 0.6),
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

fn tables(told: &ToldReport) -> Vec<Page> {
    let shown = TABLES.iter().filter_map(|(id, columns)| Some((told.sheet(id)?, *columns)));
    shown.filter(|(sheet, _)| !sheet.rows.is_empty()).map(|(sheet, columns)| table(told, sheet, columns)).collect()
}

fn table(told: &ToldReport, sheet: &Sheet, columns: &[(&str, f64)]) -> Page {
    let mut page = Page::new(&sheet.title);
    let place = |id: &str| sheet.columns.iter().position(|column| column.id == id);
    let chosen: Vec<(usize, f64)> = columns.iter().filter_map(|(id, width)| Some((place(id)?, *width))).collect();
    let head = |(at, part): &(usize, f64)| {
        let column = &sheet.columns[*at];
        Head { name: column.name.clone(), part: *part, numeric: column.numeric }
    };
    let told_of = first_of_each(sheet);
    let heads: Vec<Head> = chosen.iter().map(head).collect();
    let rows = told_of.iter().take(MOST_ROWS).map(|row| chosen.iter().map(|(at, _)| row[*at].shown()).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.truncate(rows_that_fit(&heads, &rows));
    let (shown, all) = (rows.len(), told_of.len());
    page.table(BODY, heads, rows, TABLE);
    let mut note = sheet.about.clone();
    if all > shown {
        let _ = match told.language {
            "ko" => write!(note, " {all}건 가운데 {shown}건이며, 전체는 통합문서에 있습니다."),
            _ => write!(note, " {shown} of {all}; the workbook has all."),
        };
    }
    let area = Area::new(BODY.x, BODY.y + BODY.height - 36.0, BODY.width, 40.0);
    page.fitted(area, vec![note], Type::of(11.0).grey(), (11.0, 8.0));
    page
}

/// Size of the text of a table.
const TABLE: f64 = 12.0;

/// How many rows there is room for above the note of a page.
fn rows_that_fit(heads: &[Head], rows: &[Vec<String>]) -> usize {
    let whole: f64 = heads.iter().map(|head| head.part).sum();
    let set = Type::of(TABLE);
    let height = |row: &Vec<String>| {
        let lines =
            |(cell, head): (&String, &Head)| set.style().wrap(cell, BODY.width * head.part / whole - 12.0).len();
        set.style().height(row.iter().zip(heads).map(lines).max().unwrap_or(1)) + 8.0
    };
    // The heads may take two lines.
    let mut left = BODY.height - 48.0 - set.style().height(2);
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

/// The full answer to each question, with its documents.
fn answers(bound: &Bound<'_>, told: &ToldReport) -> Vec<Page> {
    let mut asked: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
    for finding in told.findings.iter().filter(|finding| !finding.further) {
        match asked.last_mut().filter(|(question, ..)| *question == finding.question) {
            Some((_, statements, sources)) => {
                statements.push(finding.statement.clone());
                sources.extend(finding.sources.clone());
            }
            None => asked.push((finding.question.clone(), vec![finding.statement.clone()], finding.sources.clone())),
        }
    }
    let one = |(question, statements, sources): (String, Vec<String>, Vec<String>)| {
        let mut page = Page::new(&question);
        page.fitted(Area { height: BODY.height - 56.0, ..BODY }, statements, Type::of(14.0), (16.0, 7.5));
        let sources: IndexSet<String> = sources.into_iter().collect();
        if !sources.is_empty() {
            let more = sources.len().saturating_sub(MOST_CITED);
            let shown = cited(bound.network, sources.iter().take(MOST_CITED));
            let more = match (more, told.language) {
                (0, _) => String::new(),
                (more, "ko") => format!("; 그 밖 {more}건"),
                (more, _) => format!("; {more} more"),
            };
            let note = format!("{}: {shown}{more}", say(told, "Sources", "출처"));
            let area = Area::new(BODY.x, BODY.y + BODY.height - 44.0, BODY.width, 48.0);
            page.fitted(area, vec![note], Type::of(10.0).grey(), (10.0, 7.0));
        }
        page
    };
    asked.into_iter().skip(1).map(one).collect()
}

/// Documents cited on a page; the workbook has all.
const MOST_CITED: usize = 4;

fn methods(told: &ToldReport) -> Page {
    let mut page = Page::new(say(told, "How it was found, and what is assumed", "산출 방법과 가정"));
    let lines: Vec<String> = told.methods.iter().cloned().chain([told.provenance.clone()]).collect();
    page.fitted(BODY, lines, Type::of(14.0), (15.0, 8.0));
    page
}

/// The sentences of a text. A full stop after a short word or a single letter ends none: `Co. Ltd. of U.S. firms`.
fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(". ") {
        let word = text[from..at].rsplit([' ', '(', '.']).next().unwrap_or("");
        let hangul = word.chars().next_back().is_some_and(|c| ('가'..='힣').contains(&c));
        let ends = hangul || word.ends_with([')', '%', '”']) || word.chars().count() > 3 || word.parse::<f64>().is_ok();
        let next = text[at + 2..].chars().next();
        if ends && next.is_some_and(|c| !c.is_lowercase()) {
            all.push(text[from..=at].to_owned());
            from = at + 2;
        }
    }
    all.push(text[from..].to_owned());
    all
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_readers_end_them() {
        let text = "By Anam Co. Ltd. of U.S. Steel, 4.3% is reached. It is 5%. Of 2014. 서울입니다. 끝";
        let split = ["By Anam Co. Ltd. of U.S. Steel, 4.3% is reached.", "It is 5%.", "Of 2014.", "서울입니다.", "끝"];
        assert_eq!(sentences(text), split);
    }
}
