//! The answer of `routes --by time`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::label;
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
    let heads = ["from", "to", "tie", "stage", "holds", "travelled", "sources"];
    let mut table = Table::new(&heads, &["open"]);
    let year =
        |date: Option<Date>, none: &str| date.map_or_else(|| none.to_owned(), |date| date.calendar_year().to_string());
    for (step, time) in route.route.steps.iter().zip(&route.times) {
        table.row([
            label(network, &step.from, language),
            label(network, &step.to, language),
            network.tie_kind_label(&step.kind, language),
            step.stage.map_or_else(String::new, |stage| stage.to_string()),
            format!("{}–{}", year(step.since, "?"), year(step.until, "")),
            year(*time, "any time"),
            list(&step.sources),
            percent(step.probability),
        ]);
    }
    table
}
