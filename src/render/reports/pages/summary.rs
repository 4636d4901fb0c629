//! The page to read if only one is read, and who matters most as a chart.

use super::answers::sentences;
use super::model::{Area, DEEP, Page, Paint, Type};
use super::{BODY, Bound, say};
use crate::model::Stage;
use crate::report::{Cell, Chart, ChartForm, Series, ToldReport, percent};

/// Where a figure stands beside the sentences.
const TILE: Area = Area::new(BODY.x, BODY.y, 250.0, 124.0);

/// The figures to remember, and the summary sentence by sentence.
pub(super) fn page(bound: &Bound<'_>) -> Page {
    let told = &bound.told[0];
    let Some(first) = told.findings.first() else { return Page::new(&told.title) };
    let mut page = Page::new(&first.question);
    let figures = figures(bound);
    for (at, (figure, caption)) in figures.iter().enumerate() {
        let y = BODY.y + at as f64 * (TILE.height + 14.0);
        page.rectangle("Figure", Area { y, ..TILE }, Paint::fill("#e8eef5"));
        page.fitted(
            Area::new(TILE.x + 14.0, y + 12.0, TILE.width - 28.0, 40.0),
            vec![figure.clone()],
            Type::of(32.0).bold().colored(DEEP),
            (32.0, 16.0),
        );
        let below = Area::new(TILE.x + 14.0, y + 58.0, TILE.width - 28.0, TILE.height - 66.0);
        page.fitted(below, vec![caption.clone()], Type::of(12.0), (13.0, 9.5));
    }
    let left = if figures.is_empty() { 0.0 } else { TILE.width + 30.0 };
    let area = Area::new(BODY.x + left, BODY.y, BODY.width - left, BODY.height);
    page.fitted(area, sentences(&first.statement), Type::of(18.0), (18.0, 12.0));
    page
}

/// Three figures with what they mean: access, who matters most, cities with hardware from home.
fn figures(bound: &Bound<'_>) -> Vec<(String, String)> {
    let (told, result) = (&bound.told[0], bound.result);
    let korean = told.language == "ko";
    let mut figures = Vec::new();
    if let Some(asked) = &result.mandate {
        let access = &asked.leverage.access.access;
        let [low, high] = [access.low, access.high].map(percent);
        let assumed = asked.leverage.ranges.as_ref().map(|ranges| [ranges.access.low, ranges.access.high].map(percent));
        let caption = if korean {
            let assumed = assumed.map_or_else(String::new, |[low, high]| format!(" 가정을 바꾸면 {low}~{high}."));
            format!("도달률: 소개 한 건이 대상에 닿을 확률. 모의실험 오차 {low}~{high}.{assumed}")
        } else {
            let assumed =
                assumed.map_or_else(String::new, |[low, high]| format!(" As assumptions vary: {low}–{high}."));
            format!("Access: how likely an introduction reaches its target. Simulation error {low}–{high}.{assumed}")
        };
        figures.push((percent(access.estimate), caption));
    }
    if let Some(Ranked { name, share, places }) = ranked(told).into_iter().next() {
        let caption = if korean {
            format!(
                "{name}{}. 없으면 잃는 도달률의 몫으로, 가장 큽니다.",
                places.map_or_else(String::new, |(a, b)| format!(" (가정에 따라 {a}~{b}위)"))
            )
        } else {
            let places = places.map_or_else(String::new, |(a, b)| format!(" (place {a} to {b} as assumptions vary)"));
            format!("of access would be lost without {name}{places}: the largest part.")
        };
        figures.push((percent(share), caption));
    }
    let cities = &result.ladder.cities;
    if !cities.is_empty() {
        let home = cities.iter().filter(|city| city.rungs.contains_key(&Stage::Hardware) && city.home(Stage::Hardware));
        let caption = say(
            told,
            "foreign cities on record have hardware from home. No record does not mean that there is none.",
            "기록된 해외 도시 가운데 국내 하드웨어가 들어간 곳. 기록이 없다고 사업이 없다는 뜻은 아닙니다.",
        );
        let (home, all) = (home.count(), cities.len());
        let figure = if korean { format!("{home}곳 / {all}곳") } else { format!("{home} of {all}") };
        figures.push((figure, caption.to_owned()));
    }
    figures
}

/// A ranked actor.
struct Ranked {
    name: String,
    /// Of access.
    share: f64,
    /// The best and the worst place as assumptions vary.
    places: Option<(i64, i64)>,
}

fn ranked(told: &ToldReport) -> Vec<Ranked> {
    let Some(sheet) = told.sheet("actors") else { return Vec::new() };
    let place = |id: &str| sheet.columns.iter().position(|column| column.id == id);
    let (Some(name), Some(rank), Some(share)) = (place("name"), place("rank"), place("share")) else {
        return Vec::new();
    };
    let whole = |row: &Vec<Cell>, id: &str| match place(id).map(|at| &row[at]) {
        Some(Cell::Whole(whole)) => Some(*whole),
        _ => None,
    };
    let told_of = |row: &Vec<Cell>| {
        let share = row[share].number().filter(|share| *share > 0.0 && row[rank] != Cell::Empty)?;
        let places = whole(row, "rank_low").zip(whole(row, "rank_high"));
        Some(Ranked { name: row[name].shown(), share, places })
    };
    sheet.rows.iter().filter_map(told_of).collect()
}

/// Actors in the chart of those who matter most.
const LEADERS: usize = 8;

/// Without whom most would be lost, as a chart.
pub(super) fn leaders(told: &ToldReport) -> Option<Chart> {
    let ranked: Vec<_> = ranked(told).into_iter().take(LEADERS).collect();
    if ranked.is_empty() {
        return None;
    }
    let label = |Ranked { name, places, .. }: &Ranked| match places {
        Some((best, worst)) if told.language == "ko" => format!("{name} ({best}~{worst}위)"),
        Some((best, worst)) => format!("{name} ({best}–{worst})"),
        None => name.clone(),
    };
    let name = say(told, "Access lost without the actor", "없으면 잃는 도달률의 몫");
    Some(Chart {
        id: "leaders",
        title: name.to_owned(),
        about: say(
            told,
            "As a share of access. In brackets: between which places the actor is in 90% of the draws of the assumptions.",
            "도달률 대비 비율이며, 괄호는 가정을 바꾸어 본 90%에서의 순위 범위입니다.",
        )
        .to_owned(),
        form: ChartForm::Bars,
        axis: say(told, "Actor", "행위자").to_owned(),
        unit: say(told, "share of access", "도달률 대비").to_owned(),
        shares: true,
        labels: ranked.iter().map(label).collect(),
        series: vec![Series::new(name, ranked.iter().map(|one| one.share.into()).collect())],
    })
}
