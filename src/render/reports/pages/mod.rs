//! The pages of a report: what a reader who decides needs first, an idea a page; then, marked as such, what others look up.
//! Slides and the printed report are made of them.

mod answers;
mod drawing;
pub(super) mod model;
mod plots;
mod summary;
mod tables;

use super::Bound;
use crate::error::Error;
use crate::render::{Names, Paper, compose};
use crate::report::{Chart, ToldFinding, ToldReport};
use model::{Area, DEEP, GREY, PAGE, Page, Paint, Side, Type};

/// Where the content of a page stands below its title, in points.
const BODY: Area = Area::new(36.0, 86.0, 888.0, 424.0);
/// Where what is to be borne in mind stands, at the foot of a page.
const NOTE: Area = Area::new(36.0, 466.0, 888.0, 44.0);
/// Names in the drawing itself; a page is small.
const MOST_NAMES: usize = 45;

/// Questions that are looked up rather than told, by the first of their findings.
const LOOKED_UP: [&str; 2] = ["pathways", "catalyst"];
/// Questions about how far the record goes, which share a page.
const LIMITS: [&str; 3] = ["single_documents", "coverage", "assumptions"];

/// All pages, in order.
pub(super) fn pages(bound: &Bound<'_>) -> Result<Vec<Page>, Error> {
    let told = &bound.told[0];
    let asked = answers::by_question(told);
    let among = |group: &[&ToldFinding], ids: &[&str]| ids.contains(&group[0].id.as_str());
    let chart = |id: &str| told.charts.iter().find(|chart| chart.id == id);
    let mut pages = vec![cover(told), summary::page(bound), diagram(bound)?];
    for group in asked.iter().skip(1) {
        if among(group, &LOOKED_UP) || among(group, &LIMITS) || group[0].id == "holdings" {
            continue;
        }
        // What there is a table for is told with it.
        let told_here: Vec<&ToldFinding> = group.iter().copied().filter(|one| one.id != "next_ties").collect();
        let beside = match group[0].id.as_str() {
            "ladder" => chart("ladder").cloned(),
            "single_points" => summary::leaders(told),
            _ => None,
        };
        if !told_here.is_empty() {
            pages.push(answers::page(bound, &told_here, beside.as_ref()));
        }
        match group[0].id.as_str() {
            "ladder" => pages.extend(tables::page(told, "gaps", "ladder_gaps")),
            "value" | "next_ties" => pages.extend(tables::page(told, "opportunities", "next_ties")),
            _ => {}
        }
    }
    pages.extend(["access_by_year", "tornado"].into_iter().filter_map(chart).map(answers::chart));
    let main = pages.len();
    pages.extend(asked.iter().filter(|group| among(group, &LOOKED_UP)).map(|group| answers::page(bound, group, None)));
    let further = |chart: &&Chart| !["ladder", "access_by_year", "tornado"].contains(&chart.id);
    pages.extend(told.charts.iter().filter(further).map(answers::chart));
    pages.extend(tables::page(told, "actors", ""));
    pages.extend(tables::page(told, "routes", ""));
    let limits: Vec<_> = asked.iter().filter(|group| among(group, &LIMITS)).collect();
    if !limits.is_empty() {
        pages.push(answers::together(say(told, "How far the record goes", "자료의 한계"), &limits));
    }
    pages.push(methods(told));
    for page in pages.iter_mut().skip(main) {
        page.title = format!("{}{}", say(told, "Appendix: ", "부록 · "), page.title);
    }
    numbered(&mut pages, told);
    Ok(pages)
}

fn say(told: &ToldReport, english: &'static str, korean: &'static str) -> &'static str {
    if told.language == "ko" { korean } else { english }
}

/// Every page but the first has its number, and what it belongs to.
fn numbered(pages: &mut [Page], told: &ToldReport) {
    let set = Type::of(9.0).colored(GREY);
    for (at, page) in pages.iter_mut().enumerate().skip(1) {
        page.line(Area::new(BODY.x, 518.0, 700.0, 12.0), &told.title, set);
        page.line(Area::new(BODY.x + BODY.width - 60.0, 518.0, 60.0, 12.0), (at + 1).to_string(), set.at(Side::Right));
    }
}

fn cover(told: &ToldReport) -> Page {
    let mut page = Page::new(&told.title);
    page.title_at = Some((Area::new(72.0, 150.0, 816.0, 70.0), 38.0));
    page.rectangle("Edge", Area::new(0.0, 0.0, 24.0, PAGE.1), Paint::fill(DEEP));
    page.words(Area::new(72.0, 232.0, 816.0, 40.0), vec![told.subtitle.clone()], Type::of(22.0));
    let note = say(
        told,
        "Every number is an estimate from public records and stated assumptions. Their meaning, intervals and sources are in the \
         workbook and on the web page of this report.",
        "모든 수치는 공개 기록과 명시한 가정에서 얻은 추정값입니다. 수치의 뜻과 구간, 출처는 이 보고서의 통합문서와 웹 페이지에 있습니다.",
    );
    page.words(Area::new(72.0, 300.0, 700.0, 60.0), vec![note.to_owned()], Type::of(14.0).grey());
    page.words(Area::new(72.0, 496.0, 816.0, 16.0), vec![told.provenance.clone()], Type::of(9.0).grey());
    page
}

fn diagram(bound: &Bound<'_>) -> Result<Page, Error> {
    let (told, diagram) = (&bound.told[0], &bound.diagrams[0]);
    let mut page = Page::new(say(told, "The network at a glance", "네트워크 한눈에 보기"));
    let options = bound.options.clone().paper(Paper::Slide).names(Names::First(MOST_NAMES));
    let scene = compose(diagram, &options)?;
    drawing::draw(&mut page, &scene, &diagram.words.key, Area::new(24.0, 72.0, 912.0, 400.0));
    // What is too long for the foot of a page stands on the web page.
    let notes = Area { y: 478.0, height: 36.0, ..NOTE };
    let lines = diagram.footnotes.iter().flat_map(|note| answers::sentences(note)).collect();
    page.fitted(notes, lines, Type { wraps: true, ..Type::of(9.0).grey() }, (9.0, 9.0));
    Ok(page)
}

fn methods(told: &ToldReport) -> Page {
    let mut page = Page::new(say(told, "How it was found, and what is assumed", "산출 방법과 가정"));
    let lines: Vec<String> = told.methods.iter().cloned().chain([told.provenance.clone()]).collect();
    page.fitted(BODY, lines, Type::of(15.0), (15.0, 10.0));
    page
}

#[cfg(test)]
mod tests {
    use super::model::{Element, PAGE};
    use super::{Bound, pages};
    use crate::model::{Network, View};
    use crate::render::{DrawOptions, Picture};
    use crate::report::Report;

    #[test]
    fn pages_are_few_and_none_is_overfull_in_either_language() {
        let network = Network::builtin("singapore").unwrap();
        let result = Report::default().worlds(64).draws(2).run(&network).unwrap();
        for language in ["en", "ko"] {
            let diagram = |language| Picture::new(View::today(&network)).language(language).diagram(&network).unwrap();
            let bound = Bound::new(&network, &result, language, [diagram("en"), diagram("ko")], DrawOptions::default());
            let pages = pages(&bound).unwrap();
            let appendix = if language == "ko" { "부록 · " } else { "Appendix: " };
            let main = pages.iter().take_while(|page| !page.title.starts_with(appendix)).count();
            assert!((10..=16).contains(&main), "{language}: {main} pages before the appendix");
            assert!(pages[main..].iter().all(|page| page.title.starts_with(appendix)));
            let titles: std::collections::BTreeSet<&str> = pages.iter().map(|page| page.title.as_str()).collect();
            assert_eq!(titles.len(), pages.len(), "no two pages have one title");
            for page in &pages {
                for element in &page.elements {
                    let (x, y) = match element {
                        Element::Words { area, .. } | Element::Shape { area, .. } => (area.x, area.y),
                        Element::Outline { path, .. } => path.pieces[0].1,
                        Element::Table { .. } => continue,
                    };
                    let is_within = (0.0..=PAGE.0).contains(&x) && (0.0..=PAGE.1).contains(&y);
                    assert!(is_within, "{language}: something of “{}” stands at {x}, {y}", page.title);
                    let Element::Words { area, paragraphs, set } = element else { continue };
                    if !set.wraps {
                        continue;
                    }
                    let lines: usize = paragraphs.iter().map(|text| set.style().wrap(text, area.width).len()).sum();
                    let height = set.style().height(lines) + paragraphs.len().saturating_sub(1) as f64 * set.gap();
                    assert!(area.y + height <= PAGE.1, "{language}: “{}” leaves its page: {paragraphs:?}", page.title);
                    assert!(set.size >= 8.0, "{}: {} points", page.title, set.size);
                }
            }
        }
    }
}
