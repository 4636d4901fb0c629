//! The answer of `timeline`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, thousandths, title};
use super::words::{count, interval, percent, points};
use crate::diplomacy::{Moved, Mover, TimelineResult, YearMandate};
use crate::leverage::Estimate;
use crate::model::{Mandate, Network, Stage};
use serde_json::json;

/// Puts the years of a network into words and tables, and the first `top` ties that moved access.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Timeline;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let mandate = seoul.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let result = Timeline::new(&access).from(2016).every(5).run(&seoul)?;
/// let answer = report::timeline(&seoul, mandate, &result, "en", 5);
/// assert_eq!(answer.envelope.result["years"][0]["year"], 2016);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn timeline(network: &Network, mandate: &Mandate, result: &TimelineResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("timeline", network);
    envelope.result = json!(result);
    let name = |id: &str| {
        let known = network.mandates().get(id).map(|known| known.label(language).to_owned());
        known.unwrap_or_else(|| mandate.label(language).to_owned())
    };
    let mut blocks = vec![
        Block::Heading(format!("{}: year by year", title(network, language))),
        Block::Paragraph(summary(result, mandate.label(language))),
        Block::Table(ties(result)),
    ];
    let mandates = result.years.first().map_or(0, |year| year.mandates.len());
    for i in 0..mandates {
        let rows: Vec<(i16, &YearMandate)> = result.years.iter().map(|year| (year.year, &year.mandates[i])).collect();
        blocks.extend([Block::Paragraph(format!("{}:", name(&rows[0].1.id))), Block::Table(mandate_table(&rows))]);
    }
    if result.years.iter().any(|year| !year.leaders.is_empty()) {
        let heading = format!(
            "Share of access that depends on those who come first in the last year, and their rank ({}):",
            mandate.label(language)
        );
        blocks.extend([Block::Paragraph(heading), Block::Table(leaders(network, result, language))]);
    }
    blocks.push(Block::Heading(format!("What moved access from {} to {}", result.moved.from, result.moved.to)));
    blocks.push(Block::Paragraph(moved(&result.moved)));
    if !result.moved.movers.is_empty() {
        blocks.push(Block::Table(movers(network, &result.moved.movers, language, top)));
    }
    let undated = result.years.iter().map(|year| year.undated).max().unwrap_or(0);
    blocks.push(Block::Note(format!(
        "Each year is a state: the ties that hold in it. Events such as visits and contracts hold for some years after their \
         last date, as their kind says; that is assumed. Up to {undated} ties have no date that tells whether they hold; they \
         are counted or left out as --undated says. All years are played in the same worlds; intervals are 95% and tell \
         the simulation error alone. Old years look poor also because less is on record of them."
    )));
    Answer { envelope, blocks }
}

fn summary(result: &TimelineResult, mandate: &str) -> String {
    let (Some(first), Some(last)) = (result.years.first(), result.years.last()) else { return String::new() };
    let access = |year: &crate::diplomacy::YearOf| year.mandates.first().and_then(|one| one.access);
    let told =
        |access: Option<Estimate>| access.map_or_else(|| "nothing to ask about".to_owned(), |one| interval(&one));
    format!(
        "From {} to {} the ties that hold grew from {} to {}, and the foreign cities that a home actor is tied to from {} to {}. \
         Access ({mandate}) was {} and is {}.",
        first.year,
        last.year,
        first.ties,
        last.ties,
        first.cities,
        last.cities,
        told(access(first)),
        told(access(last)),
    )
}

fn ties(result: &TimelineResult) -> Table {
    let stages: Vec<&str> = Stage::ALL.map(Stage::name).to_vec();
    let mut heads = vec!["ties", "begun"];
    heads.extend(&stages);
    heads.extend(["cities", "with hardware"]);
    let mut table = Table::new(&["year"], &heads);
    for year in &result.years {
        let mut cells = vec![year.year.to_string(), year.ties.to_string(), year.begun.to_string()];
        cells.extend(stages.iter().map(|stage| year.by_stage.get(*stage).unwrap_or(&0).to_string()));
        cells.extend([year.cities.to_string(), year.hardware_cities.to_string()]);
        table.row(cells);
    }
    table
}

fn mandate_table(rows: &[(i16, &YearMandate)]) -> Table {
    let heads = ["access", "change, points", "sources with a route", "targets with a route"];
    let mut table = Table::new(&["year"], &heads);
    for (year, one) in rows {
        table.row([
            year.to_string(),
            one.access.map_or_else(|| "nobody there".to_owned(), |access| interval(&access)),
            one.change.map_or_else(String::new, |change| signed(&change)),
            format!("{} of {}", one.sources_with_route, one.sources),
            format!("{} of {}", one.targets_with_route, one.targets),
        ]);
    }
    table
}

/// A change in points, with the ends of its interval.
fn signed(change: &Estimate) -> String {
    let told = |share: f64| if share == 0.0 { "0".to_owned() } else { format!("{:+.2}", share * 100.0) };
    format!("{} ({} to {})", told(change.estimate), told(change.low), told(change.high))
}

fn leaders(network: &Network, result: &TimelineResult, language: &str) -> Table {
    let years: Vec<String> = result.years.iter().map(|year| year.year.to_string()).collect();
    let mut table = Table::new(&["actor"], &years.iter().map(String::as_str).collect::<Vec<_>>());
    let leaders = result.years.last().map_or(0, |year| year.leaders.len());
    for i in 0..leaders {
        let standing = |year: &crate::diplomacy::YearOf| {
            let leader = &year.leaders[i];
            leader.rank.map_or_else(|| "–".to_owned(), |rank| format!("{} ({rank})", percent(leader.share)))
        };
        let name = label(network, &result.years[0].leaders[i].id, language);
        table.row(std::iter::once(name).chain(result.years.iter().map(standing)));
    }
    table
}

fn moved(moved: &Moved) -> String {
    let Some(change) = &moved.change else {
        return format!("In {} or {} there was nobody to ask about.", moved.from, moved.to);
    };
    let way = if change.estimate < 0.0 { "fell" } else { "rose" };
    let size = Estimate { estimate: change.estimate.abs(), ..*change };
    let size = if change.estimate < 0.0 { Estimate { low: -change.high, high: -change.low, ..size } } else { size };
    let rest = if moved.movers.is_empty() {
        "none of them moved it"
    } else {
        "what each did by itself is told below; it does not add up, since ties stand in for one another"
    };
    format!(
        "Access {way} by {}. {} began to hold and {} ceased to; {rest}.",
        points(&size),
        count(moved.began, "tie"),
        count(moved.ended, "tie"),
    )
}

fn movers(network: &Network, movers: &[Mover], language: &str, top: usize) -> Table {
    let mut table = Table::new(&["from", "to", "tie", "what happened"], &["change, points", "95% interval"]);
    for mover in movers.iter().take(top) {
        let Some((_, tie)) = network.ties().find(|(_, tie)| tie.id == mover.tie) else { continue };
        let year = mover.year.map_or_else(|| "without a date".to_owned(), |year| year.to_string());
        let what =
            if mover.event == "began" { format!("began {year}") } else { format!("last date {year}, no longer holds") };
        table.row([
            label(network, &tie.from, language),
            label(network, &tie.to, language),
            network.tie_kind_label(&tie.kind, language),
            what,
            format!("{:+.3}", mover.change * 100.0),
            mover
                .estimate
                .map_or_else(String::new, |one| format!("{}–{}", thousandths(one.low), thousandths(one.high))),
        ]);
    }
    table
}
