//! The answer to a question on a page: its chief sentence large, the others below, a chart beside them, its documents at the
//! foot.

use super::model::{Area, DEEP, Page, Type};
use super::{BODY, Bound, NOTE, plots, say};
use crate::report::{Chart, ToldFinding, ToldReport, cited};
use indexmap::IndexSet;
use std::fmt::Write;

/// Documents cited on a page; the workbook has all.
const MOST_CITED: usize = 3;
/// Where the text stands if there is a chart beside it, and the chart.
const HALF: Area = Area::new(BODY.x, BODY.y, 420.0, BODY.height);
const BESIDE: Area = Area::new(480.0, BODY.y, 444.0, 360.0);

/// The findings that are told on pages, question by question; the first question is the summary.
pub(super) fn by_question(told: &ToldReport) -> Vec<Vec<&ToldFinding>> {
    let mut asked: Vec<Vec<&ToldFinding>> = Vec::new();
    for finding in told.findings.iter().filter(|finding| !finding.further) {
        match asked.last_mut().filter(|group| group[0].question == finding.question) {
            Some(group) => group.push(finding),
            None => asked.push(vec![finding]),
        }
    }
    asked
}

/// A page for the answer to one question.
pub(super) fn page(bound: &Bound<'_>, findings: &[&ToldFinding], chart: Option<&Chart>) -> Page {
    let told = &bound.told[0];
    let mut page = Page::new(&findings[0].question);
    let area = if chart.is_some() { HALF } else { BODY };
    let mut all = findings.iter().flat_map(|finding| sentences(&finding.statement));
    let top = all.next().map_or(area.y, |chief| headline(&mut page, area, chief) + 12.0);
    let rest: Vec<String> = all.collect();
    let room = Area { y: top, height: NOTE.y - 8.0 - top, ..area };
    let (_, whole) = page.fitted(room, rest, Type::of(16.0), (16.0, 12.0));
    if let Some(chart) = chart {
        let note = Area::new(BESIDE.x, BESIDE.y + BESIDE.height - 40.0, BESIDE.width, 46.0);
        page.line(Area { height: 18.0, ..BESIDE }, &chart.title, Type::of(13.0).bold());
        plots::plot(&mut page, chart, Area::new(BESIDE.x, BESIDE.y + 22.0, BESIDE.width, BESIDE.height - 70.0));
        page.fitted(note, vec![chart.about.clone()], Type::of(10.0).grey(), (10.0, 9.0));
    }
    let mut notes = Vec::new();
    if !whole {
        notes.push(
            say(
                told,
                "The page and the workbook have the whole answer.",
                "답의 전문은 웹 페이지와 통합문서에 있습니다.",
            )
            .to_owned(),
        );
    }
    notes.extend(documents(bound, findings));
    if !notes.is_empty() {
        page.fitted(NOTE, vec![notes.join(" ")], Type::of(10.0).grey(), (10.0, 8.0));
    }
    page
}

/// The chief sentence of a page, large; tells where it ends.
pub(super) fn headline(page: &mut Page, area: Area, chief: String) -> f64 {
    let height = if area.width < BODY.width { 190.0 } else { 110.0 };
    page.fitted(Area { height, ..area }, vec![chief], Type::of(20.0).bold().colored(DEEP), (20.0, 13.0)).0
}

fn documents(bound: &Bound<'_>, findings: &[&ToldFinding]) -> Option<String> {
    let told = &bound.told[0];
    let sources: IndexSet<&String> = findings.iter().flat_map(|finding| &finding.sources).collect();
    if sources.is_empty() {
        return None;
    }
    let mut note =
        format!("{}: {}", say(told, "Sources", "출처"), cited(bound.network, sources.iter().take(MOST_CITED).copied()));
    let _ = match (sources.len().saturating_sub(MOST_CITED), told.language) {
        (0, _) => Ok(()),
        (more, "ko") => write!(note, "; 그 밖 {more}건"),
        (more, _) => write!(note, "; {more} more"),
    };
    Some(note)
}

/// A chart on a page of its own: what it says large, how sure that is below.
pub(super) fn chart(chart: &Chart) -> Page {
    let mut page = Page::new(&chart.title);
    let mut told = sentences(&chart.about).into_iter();
    let top = told.next().map_or(BODY.y, |chief| headline(&mut page, BODY, chief) + 12.0);
    plots::plot(&mut page, chart, Area { y: top, height: NOTE.y - 10.0 - top, ..BODY });
    page.fitted(NOTE, vec![told.collect::<Vec<_>>().join(" ")], Type::of(12.0).grey(), (12.0, 9.0));
    page
}

/// Several short answers on one page, each under its question.
pub(super) fn together(title: &str, groups: &[&Vec<&ToldFinding>]) -> Page {
    let mut page = Page::new(title);
    let lines = groups.iter().flat_map(|group| {
        let question = format!("■ {}", group[0].question);
        std::iter::once(question).chain(group.iter().map(|finding| finding.statement.clone()))
    });
    page.fitted(BODY, lines.collect(), Type::of(14.0), (15.0, 11.0));
    page
}

/// The sentences of a text. A full stop after a short word or a single letter ends none, nor one in brackets: `Co. Ltd. of U.S. firms`.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(". ") {
        let word = text[from..at].rsplit([' ', '(', '.']).next().unwrap_or("");
        let hangul = word.chars().next_back().is_some_and(|c| ('가'..='힣').contains(&c));
        let ends = hangul || word.ends_with([')', '%', '”']) || word.chars().count() > 3 || word.parse::<f64>().is_ok();
        let next = text[at + 2..].chars().next();
        let so_far = &text[from..at];
        let is_within = so_far.matches('(').count() > so_far.matches(')').count();
        if ends && !is_within && next.is_some_and(|c| !c.is_lowercase()) {
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
        let text = "By Anam Co. Ltd. of U.S. Steel, 4.3% is reached. It is 5%. Of 2014. 서울입니다. 끝 (5%. 둘). 셋";
        let split = [
            "By Anam Co. Ltd. of U.S. Steel, 4.3% is reached.",
            "It is 5%.",
            "Of 2014.",
            "서울입니다.",
            "끝 (5%. 둘).",
            "셋",
        ];
        assert_eq!(sentences(text), split);
    }
}
