//! The answer of `timeline`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, Particle, counted, interval_in, josa, pick, say, stage_in};
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
    let ko = language == "ko";
    let mut blocks = vec![
        Block::Heading(format!("{}: {}", title(network, language), say(language, "year by year", "연도별 변화"))),
        Block::Paragraph(if ko {
            summary_korean(result, mandate.label(language))
        } else {
            summary(result, mandate.label(language))
        }),
        Block::Table(ties(result, language)),
    ];
    let mandates = result.years.first().map_or(0, |year| year.mandates.len());
    for i in 0..mandates {
        let rows: Vec<(i16, &YearMandate)> = result.years.iter().map(|year| (year.year, &year.mandates[i])).collect();
        blocks.extend([
            Block::Paragraph(format!("{}:", name(&rows[0].1.id))),
            Block::Table(mandate_table(&rows, language)),
        ]);
    }
    if result.years.iter().any(|year| !year.leaders.is_empty()) {
        let heading = say(
            language,
            "Share of access that depends on those who come first in the last year, and their rank",
            "마지막 해의 상위 행위자에게 달린 도달률의 비율과 순위",
        );
        let heading = format!("{heading} ({}):", mandate.label(language));
        blocks.extend([Block::Paragraph(heading), Block::Table(leaders(network, result, language))]);
    }
    let (from, to) = (result.moved.from, result.moved.to);
    blocks.push(Block::Heading(if ko {
        format!("{from}년에서 {to}년까지 도달률을 움직인 것")
    } else {
        format!("What moved access from {from} to {to}")
    }));
    blocks.push(Block::Paragraph(if ko { moved_korean(&result.moved) } else { moved(&result.moved) }));
    if !result.moved.movers.is_empty() {
        blocks.push(Block::Table(movers(network, &result.moved.movers, language, top)));
    }
    let undated = result.years.iter().map(|year| year.undated).max().unwrap_or(0);
    if ko {
        blocks.push(Block::Note(format!(
            "각 연도는 그해에 유효한 관계의 상태입니다. 방문이나 계약 같은 행사는 마지막 날짜 이후에도 종류별로 정한 햇수 동안 유효하다고 가정합니다. 유효한지 알 수 있는 날짜가 없는 관계는 최대 {}이며, \
             --undated에 따라 포함하거나 뺍니다. 모든 연도는 같은 모의 세계에서 계산하며, 구간은 95% 구간으로 모의실험 오차만을 나타냅니다. 오래된 해의 값이 낮은 데에는 기록이 적은 탓도 있습니다.",
            counted(undated, "건")
        )));
        return Answer { envelope, blocks };
    }
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

fn summary_korean(result: &TimelineResult, mandate: &str) -> String {
    let (Some(first), Some(last)) = (result.years.first(), result.years.last()) else { return String::new() };
    let access = |year: &crate::diplomacy::YearOf| year.mandates.first().and_then(|one| one.access);
    let told = |access: Option<Estimate>| access.map_or_else(|| "대상 없음".to_owned(), |one| korean::interval(&one));
    format!(
        "{}년부터 {}년까지 유효한 관계는 {}에서 {}으로, 국내 행위자와 관계가 있는 해외 도시는 {}에서 {}으로 바뀌었습니다. 도달률({mandate})은 {}에서 {} 바뀌었습니다.",
        first.year,
        last.year,
        counted(first.ties, "건"),
        counted(last.ties, "건"),
        counted(first.cities, "곳"),
        counted(last.cities, "곳"),
        told(access(first)),
        josa(&told(access(last)), Particle::By),
    )
}

fn ties(result: &TimelineResult, language: &str) -> Table {
    let stages: Vec<&str> = Stage::ALL.map(Stage::name).to_vec();
    let mut heads = pick(language, [["ties", "관계"], ["begun", "시작"]]).to_vec();
    heads.extend(Stage::ALL.map(|stage| stage_in(stage, language)));
    heads.extend(pick(language, [["cities", "도시"], ["with hardware", "하드웨어 있는 도시"]]));
    let mut table = Table::new(&[say(language, "year", "연도")], &heads);
    for year in &result.years {
        let mut cells = vec![year.year.to_string(), year.ties.to_string(), year.begun.to_string()];
        cells.extend(stages.iter().map(|stage| year.by_stage.get(*stage).unwrap_or(&0).to_string()));
        cells.extend([year.cities.to_string(), year.hardware_cities.to_string()]);
        table.row(cells);
    }
    table
}

fn mandate_table(rows: &[(i16, &YearMandate)], language: &str) -> Table {
    let heads = [
        ["access", "도달률"],
        ["change, points", "변화(%p)"],
        ["sources with a route", "경로가 있는 출발"],
        ["targets with a route", "경로가 있는 대상"],
    ];
    let of = |part: usize, all: usize| match language {
        "ko" => format!("{all} 중 {part}"),
        _ => format!("{part} of {all}"),
    };
    let mut table = Table::new(&[say(language, "year", "연도")], &pick(language, heads));
    for (year, one) in rows {
        table.row([
            year.to_string(),
            one.access.map_or_else(
                || say(language, "nobody there", "대상 없음").to_owned(),
                |access| interval_in(language, &access),
            ),
            one.change.map_or_else(String::new, |change| signed(&change, language)),
            of(one.sources_with_route, one.sources),
            of(one.targets_with_route, one.targets),
        ]);
    }
    table
}

/// A change in points, with the ends of its interval.
fn signed(change: &Estimate, language: &str) -> String {
    let told = |share: f64| if share == 0.0 { "0".to_owned() } else { format!("{:+.2}", share * 100.0) };
    let [middle, low, high] = [change.estimate, change.low, change.high].map(told);
    if language == "ko" { format!("{middle}({low}~{high})") } else { format!("{middle} ({low} to {high})") }
}

fn leaders(network: &Network, result: &TimelineResult, language: &str) -> Table {
    let years: Vec<String> = result.years.iter().map(|year| year.year.to_string()).collect();
    let mut table =
        Table::new(&[say(language, "actor", "행위자")], &years.iter().map(String::as_str).collect::<Vec<_>>());
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

fn moved_korean(moved: &Moved) -> String {
    let Some(change) = &moved.change else {
        return format!("{}년이나 {}년에는 물을 대상이 없습니다.", moved.from, moved.to);
    };
    let size = if change.estimate < 0.0 {
        Estimate { estimate: -change.estimate, low: -change.high, high: -change.low, ..*change }
    } else {
        *change
    };
    let way = if change.estimate < 0.0 { "낮아졌습니다" } else { "높아졌습니다" };
    let rest = if moved.movers.is_empty() {
        "그중 도달률을 움직인 것은 없습니다."
    } else {
        "관계마다 혼자 움직인 폭은 아래와 같습니다. 관계끼리 서로 대신하므로 더해도 전체와 같지 않습니다."
    };
    format!(
        "도달률은 {} {way}. 새로 유효해진 관계는 {}, 더는 유효하지 않은 관계는 {}입니다. {rest}",
        korean::points(&size),
        counted(moved.began, "건"),
        counted(moved.ended, "건"),
    )
}

fn movers(network: &Network, movers: &[Mover], language: &str, top: usize) -> Table {
    let ko = language == "ko";
    let heads = [["from", "출발"], ["to", "도착"], ["tie", "관계"], ["what happened", "일어난 일"]];
    let numbers = [["change, points", "변화(%p)"], ["95% interval", "95% 구간"]];
    let mut table = Table::new(&pick(language, heads), &pick(language, numbers));
    for mover in movers.iter().take(top) {
        let Some((_, tie)) = network.ties().find(|(_, tie)| tie.id == mover.tie) else { continue };
        let year = mover.year.map_or_else(
            || say(language, "without a date", "연도 미상").to_owned(),
            |year| if ko { format!("{year}년") } else { year.to_string() },
        );
        let what = match (mover.event == "began", ko) {
            (true, false) => format!("began {year}"),
            (true, true) => format!("시작 {year}"),
            (false, false) => format!("last date {year}, no longer holds"),
            (false, true) => format!("마지막 {year}, 지금은 유효하지 않음"),
        };
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
