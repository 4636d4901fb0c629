//! The answer of `routes --by time`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{Particle, counted, josa, listed, pick, say, stage_in};
use super::leverage::label;
use super::routes::from_to;
use super::words::{count, list, percent};
use crate::leverage::{TimedResult, TimedRoute};
use crate::model::{Date, Network, Undated};
use serde_json::{Value, json};

/// Puts the earliest arrival and the latest departure into words and tables.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Routes, TimedRoutes};
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let routes = Routes::new(seoul.find("susa")?, seoul.find("bogota")?);
/// let answer = report::timed_routes(&seoul, &TimedRoutes::new(routes).run(&seoul)?, "en");
/// assert_eq!(answer.envelope.result["by_rule"], "time");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn timed_routes(network: &Network, result: &TimedResult, language: &str) -> Answer {
    let mut envelope = Envelope::of("routes", network);
    envelope.result = json!(result);
    if let Value::Object(fields) = &mut envelope.result {
        fields.insert("by_rule".to_owned(), json!("time"));
        let routes: Vec<&TimedRoute> = [&result.earliest, &result.latest].into_iter().flatten().collect();
        fields.insert("routes".to_owned(), json!(routes));
    }
    let [from, to] = [&result.from, &result.to].map(|id| label(network, id, language));
    if language == "ko" {
        let blocks = korean_blocks(network, result, &[from, to]);
        return Answer { envelope, blocks };
    }
    let mut blocks = vec![Block::Heading(format!("From {from} to {to}, in time"))];
    match (&result.earliest, &result.latest) {
        (Some(early), Some(late)) => {
            let first = format!("At the earliest, an introduction can arrive {}", arrival(early));
            blocks.push(Block::Paragraph(format!("{first}, {}.", through(network, early, language))));
            blocks.push(Block::Table(table(network, early, language)));
            let last = format!("At the latest, it can set out {}", departure(late));
            blocks.push(Block::Paragraph(format!("{last}, {}.", through(network, late, language))));
            blocks.push(Block::Table(table(network, late, language)));
        }
        _ => blocks.push(Block::Paragraph(none(result))),
    }
    let undated = match (result.undated, result.undated_are) {
        (0, _) => "Every tie has a date.".to_owned(),
        (n, Undated::In) => format!(
            "{} no beginning on record and {} taken at any time until the end; --undated out leaves them out.",
            have(n),
            if n == 1 { "is" } else { "are" }
        ),
        (n, Undated::Out) => {
            format!("{} no beginning on record and {} left out.", have(n), if n == 1 { "is" } else { "are" })
        }
    };
    blocks.push(Block::Note(format!(
        "Ties are travelled one after the other, each between its first and its last date and the years that its kind lives on \
         (assumed), {}. {undated} Of a tie known by its year alone, the whole year counts, so that a route may be told a year \
         too early or too late. A route in time says what was possible, not what happened.",
        lag(result.lag)
    )));
    Answer { envelope, blocks }
}

fn korean_blocks(network: &Network, result: &TimedResult, ends: &[String; 2]) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(format!("{}: 시간 순서", from_to(ends, "ko")))];
    let through = |route: &TimedRoute| {
        let between = &route.route.actors[1..route.route.hops];
        let names: Vec<String> = between.iter().map(|id| label(network, id, "ko")).collect();
        let how = if names.is_empty() {
            "직접".to_owned()
        } else {
            format!("{} 거쳐", josa(&names.join(", "), Particle::Object))
        };
        format!("{how} 이어지며, 모든 관계가 열릴 확률은 {}입니다", percent(route.route.probability))
    };
    let year = |date: Option<Date>, none: &str| {
        date.map_or_else(|| none.to_owned(), |date| format!("{}년", date.calendar_year()))
    };
    if let (Some(early), Some(late)) = (&result.earliest, &result.latest) {
        let arrives = year(early.arrives, "아무 때나(시작 연도가 있는 관계 없음)");
        blocks.push(Block::Paragraph(format!("가장 이른 도착: {arrives}. {}.", through(early))));
        blocks.push(Block::Table(table(network, early, "ko")));
        let departs = year(late.departs, "아무 때나(끝 연도가 있는 관계 없음)");
        blocks.push(Block::Paragraph(format!("가장 늦은 출발: {departs}. {}.", through(late))));
        blocks.push(Block::Table(table(network, late, "ko")));
    } else {
        let limits = match (result.after, result.by) {
            (Some(after), Some(by)) => format!("({after}~{by})"),
            (None, Some(by)) => format!("({by}까지)"),
            _ => String::new(),
        };
        blocks.push(Block::Paragraph(format!(
                "관계를 시간 순서대로 따라갈 수 있는 경로가 없습니다{limits}. `proxeny routes`가 찾는 경로가 있더라도 그 관계들은 시간 순서로 이어지지 않거나 간격이 너무 짧습니다({}).",
                lag_korean(result.lag)
            )));
    }
    let undated = match (result.undated, result.undated_are) {
        (0, _) => "모든 관계에 연도가 있습니다.".to_owned(),
        (n, Undated::In) => format!(
            "시작 연도가 기록되지 않은 관계 {}은 끝날 때까지 언제든 지날 수 있다고 보며, --undated out으로 뺄 수 있습니다.",
            counted(n, "건")
        ),
        (n, Undated::Out) => format!("시작 연도가 기록되지 않은 관계 {}은 뺐습니다.", counted(n, "건")),
    };
    blocks.push(Block::Note(format!(
        "관계는 하나씩 차례로, 각각 첫 연도와 마지막 연도 및 그 종류가 이어지는 햇수(가정) 안에서 지납니다({}). {undated} 연도만 알려진 관계는 그해 전체로 보므로 실제보다 한 해 이르거나 늦을 수 \
         있습니다. 시간 순서의 경로는 가능했던 것을 나타낼 뿐 실제로 일어난 일은 아닙니다.",
        lag_korean(result.lag)
    )));
    blocks
}

fn lag_korean(years: u16) -> String {
    match years {
        0 => "단계 사이 대기 없음".to_owned(),
        years => format!("단계가 다른 두 관계 사이 {years}년 이상"),
    }
}

fn have(ties: usize) -> String {
    format!("{} {}", count(ties, "tie"), if ties == 1 { "has" } else { "have" })
}

fn lag(years: u16) -> String {
    match years {
        0 => "without waiting between stages".to_owned(),
        years => format!("with at least {} between two ties on different stages", count(usize::from(years), "year")),
    }
}

fn arrival(route: &TimedRoute) -> String {
    route.arrives.map_or_else(|| "at any time (none of its ties has a beginning)".to_owned(), when)
}

fn departure(route: &TimedRoute) -> String {
    route.departs.map_or_else(|| "at any time (none of its ties has an end)".to_owned(), when)
}

fn when(date: Date) -> String {
    format!("in {}", date.calendar_year())
}

fn through(network: &Network, route: &TimedRoute, language: &str) -> String {
    let between = &route.route.actors[1..route.route.hops];
    let names: Vec<String> = between.iter().map(|id| label(network, id, language)).collect();
    let how = if names.is_empty() { "directly".to_owned() } else { format!("through {}", list(&names)) };
    format!("{how}; all its ties are open with {}", percent(route.route.probability))
}

fn none(result: &TimedResult) -> String {
    let limits = match (result.after, result.by) {
        (Some(after), Some(by)) => format!(" from {after} to {by}"),
        (None, Some(by)) => format!(" by {by}"),
        _ => String::new(),
    };
    format!(
        "No route can be travelled tie after tie{limits}. Where `proxeny routes` finds one, its ties do not follow each other in \
         time, or too closely ({}).",
        lag(result.lag)
    )
}

fn table(network: &Network, route: &TimedRoute, language: &str) -> Table {
    let heads = [
        ["from", "출발"],
        ["to", "도착"],
        ["tie", "관계"],
        ["stage", "단계"],
        ["holds", "유효 기간"],
        ["travelled", "지나는 때"],
        ["sources", "출처"],
    ];
    let mut table = Table::new(&pick(language, heads), &[say(language, "open", "열릴 확률")]);
    let year =
        |date: Option<Date>, none: &str| date.map_or_else(|| none.to_owned(), |date| date.calendar_year().to_string());
    for (step, time) in route.route.steps.iter().zip(&route.times) {
        table.row([
            label(network, &step.from, language),
            label(network, &step.to, language),
            network.tie_kind_label(&step.kind, language),
            step.stage.map_or("", |stage| stage_in(stage, language)).to_owned(),
            format!("{}–{}", year(step.since, "?"), year(step.until, "")),
            year(*time, say(language, "any time", "언제든")),
            listed(language, &step.sources, [""; 2]),
            percent(step.probability),
        ]);
    }
    table
}
