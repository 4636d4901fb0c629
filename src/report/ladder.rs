//! The answer of `ladder`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, thousandths, title};
use super::words::{count, list, list_some, lower, percent, points};
use crate::diplomacy::{CityLadder, Gap, LadderResult, Proportion, Side, Transitions};
use crate::model::{Network, Source, Stage};
use serde_json::json;

/// Counts below this many events carry no median.
const FEW_EVENTS: usize = 10;

/// Puts the ladder of all cities into words and tables; `top` gaps are printed.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = report::ladder(&seoul, &Ladder::default().run(&seoul)?, "en", 5);
/// assert_eq!(answer.envelope.result["direct"]["hardware"], 15);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn ladder(network: &Network, result: &LadderResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("ladder", network);
    envelope.result = json!(result);
    let (direct, followed) = (&result.direct, &result.followed);
    let higher: Vec<String> = (result.cities.iter().filter(|city| city.rung > city.direct_rung))
        .map(|city| label(network, &city.id, language))
        .collect();
    let blocks = vec![
        Block::Heading(format!("{}: the ladder", title(network, language))),
        Block::Paragraph(format!(
            "By their own ties, {} of {} show hardware, by whomever; {} stop at finance, {} at software or a pilot, {} at attention, \
             {} at none. With their agencies, operators and ministries followed it is {}, {}, {}, {} and {}. Higher for it: {}.",
            direct.hardware,
            count(result.cities.len(), "foreign city"),
            direct.finance,
            direct.software_or_pilot,
            direct.attention,
            direct.none,
            followed.hardware,
            followed.finance,
            followed.software_or_pilot,
            followed.attention,
            followed.none,
            if higher.is_empty() { "nobody".to_owned() } else { list(&higher) },
        )),
        Block::Paragraph(format!(
            "Hardware from home against software from home, per city: {}. Hardware of anybody: {}. That hardware comes later does \
             not show that software brought it.",
            told(&result.transitions),
            told(&result.any_transitions)
        )),
        Block::Paragraph(rates(result)),
        Block::Heading("Who has the hardware".to_owned()),
        Block::Table(hardware(network, result, language)),
        Block::Heading("Software from home, and no hardware from home".to_owned()),
        Block::Table(gaps(network, result, language, top)),
        Block::Note(format!(
            "{} A year counts from when a tie began; what nobody dated has no place in time. No record of hardware does not mean \
                 that there is none.",
            if result.gaps.iter().any(|gap| gap.best.is_some()) { RANKED } else { UNRANKED }
        )),
    ];
    Answer { envelope, blocks }
}

const RANKED: &str = "Gaps are in the order of what the best new tie with the city would add to access per cost, counted with its \
chance of being formed. Strength, chance and cost of a new tie are assumptions, each with its reason in the network's file.";

const UNRANKED: &str = "Gaps are in the order of the rung that comes next, the highest first, then of the latest software; no rules \
for new ties say what the best next one would gain.";

fn told(counts: &Transitions) -> String {
    format!(
        "after {}, same year {}, before {}, without any software on record {}, dates unknown {}; software and no hardware {}",
        counts.after, counts.same_year, counts.before, counts.without, counts.unknown, counts.no_hardware
    )
}

fn rate(part: &Proportion) -> String {
    let share = part.share.map_or_else(|| "undefined".to_owned(), percent);
    format!("{} of {} ({share}; {}–{})", part.count, part.of, percent(part.low), percent(part.high))
}

fn rates(result: &LadderResult) -> String {
    let (Some(home), Some(rival)) = (&result.conversion, &result.captured) else { return String::new() };
    let [events, rivals] = result.incidence_events;
    let mut sentences = vec![format!(
        "Of the cities with software from home, {} have hardware from home, in whatever order, and in {} a competitor has some. \
         Intervals are 95% (Wilson) if these cities were a random sample; they are not.",
        rate(home),
        rate(rival)
    )];
    if let Some(last) = result.incidence.last() {
        sentences.push(format!(
            "Followed from the first dated software ({}), hardware from home came first in {events} and a competitor's in {rivals}; \
             by {} years that is {} ({}–{}) and {} (Aalen–Johansen).",
            count(result.incidence_cases, "city"),
            last.years,
            percent(last.home),
            percent(last.low),
            percent(last.high),
            percent(last.competitor)
        ));
        if events < FEW_EVENTS {
            sentences.push("With fewer than ten events no median is given.".to_owned());
        }
    }
    sentences.join(" ")
}

fn holders(network: &Network, city: &CityLadder, stage: Stage, language: &str) -> String {
    let mut told: Vec<String> = Vec::new();
    for holder in city.holders(stage) {
        let year = holder.year.map_or_else(|| "no year".to_owned(), |year| year.to_string());
        let via =
            holder.through.as_ref().map_or_else(String::new, |id| format!(" at {}", label(network, id, language)));
        let text = format!("{} ({}, {year}){via}", label(network, &holder.actor, language), holder.side.name());
        if !told.contains(&text) {
            told.push(text);
        }
    }
    if told.is_empty() { "nobody named".to_owned() } else { told.join("; ") }
}

fn hardware(network: &Network, result: &LadderResult, language: &str) -> Table {
    let mut table = Table::new(&["city or buyer", "held by"], &["first software from home", "first hardware"]);
    let year = |year: Option<i16>| year.map_or_else(|| "–".to_owned(), |year| year.to_string());
    for city in result.cities.iter().chain(&result.others) {
        let Some(rung) = city.rungs.get(&Stage::Hardware) else { continue };
        let software = city.holders(Stage::Software).iter().filter(|holder| holder.side.is_home());
        table.row([
            label(network, &city.id, language),
            holders(network, city, Stage::Hardware, language),
            year(software.filter_map(|holder| holder.year).min()),
            year(rung.first_year),
        ]);
    }
    table
}

fn gaps(network: &Network, result: &LadderResult, language: &str, top: usize) -> Table {
    let ranked = result.gaps.iter().any(|gap| gap.best.is_some());
    let (words, numbers) = if ranked {
        (&["city", "best next tie", "dealt with by", "competitor"], &["software", "points", "chance", "cost"][..])
    } else {
        (&["city", "next rung", "dealt with by", "competitor"], &["software"][..])
    };
    let mut table = Table::new(words, numbers);
    for gap in result.gaps.iter().take(top) {
        let names = |ids: &[String]| ids.iter().map(|id| label(network, id, language)).collect::<Vec<_>>();
        let years = match (gap.first_software, gap.last_software) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(year), _) => year.to_string(),
            _ => "no year".to_owned(),
        };
        let mut row = vec![
            label(network, &gap.city, language),
            if ranked { best(network, gap, language) } else { gap.next.to_string() },
            list_some(&names(&gap.through), 3),
            list(&names(&gap.competitors)),
            years,
        ];
        if ranked {
            row.extend(gap.best.as_ref().map_or_else(
                || ["–"; 3].map(str::to_owned),
                |best| [thousandths(best.gain.estimate), percent(best.formation), best.cost.to_string()],
            ));
        }
        table.row(row);
    }
    table
}

/// The best next tie of a gap: its kind and from whom.
fn best(network: &Network, gap: &Gap, language: &str) -> String {
    gap.best.as_ref().map_or_else(
        || gap.next.to_string(),
        |best| {
            let kind = network.tie_kind_label(&best.kind, language);
            format!("{kind}: {}", label(network, &best.from, language))
        },
    )
}

/// Puts one city's action card into words: counterparts, rungs, what comes next and through whom, what to check.
///
/// # Examples
/// ```
/// use proxeny::{Network, diplomacy::Ladder, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let ladder = Ladder::default().run(&seoul)?;
/// let colombo = ladder.city("colombo").expect("it is in it");
/// let answer = report::ladder_card(&seoul, &ladder, colombo, "en");
/// assert_eq!(answer.envelope.result["card"]["gap"]["city"], "colombo");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn ladder_card(network: &Network, result: &LadderResult, city: &CityLadder, language: &str) -> Answer {
    let mut envelope = Envelope::of("ladder", network);
    let gap = result.gaps.iter().find(|gap| gap.city == city.id);
    let rivals: Vec<String> = (city.holders(Stage::Hardware).iter())
        .filter(|holder| holder.side == Side::ForeignCompetitor)
        .map(|holder| label(network, &holder.actor, language))
        .collect();
    let offices: Vec<String> = city.through.iter().map(|id| label(network, id, language)).collect();
    let check = checks(network, city, language);
    envelope.result = json!({ "card": {
        "city": city, "gap": gap, "offices": city.through, "check_first": check,
        "cost": gap.and_then(|gap| gap.best.as_ref()).map(|best| best.cost),
    }});
    let stage = |stage: Option<Stage>| stage.map_or_else(|| "none".to_owned(), |stage| stage.to_string());
    let next = gap.map_or_else(
        || "No next rung is told: there is no software from home on record, or home has hardware already.".to_owned(),
        |gap| {
            let names: Vec<String> = gap.through.iter().map(|id| label(network, id, language)).collect();
            format!(
                "Next rung: {}. Those at home who have dealt with it, the latest first: {}. {}",
                gap.next,
                list_some(&names, 5),
                next_tie(network, gap, language)
            )
        },
    );
    let mut table = Table::new(&["rung", "held by", "sources"], &["first year"]);
    for (stage, rung) in &city.rungs {
        let cite = |id: &String| network.sources().get(id).map_or_else(|| id.clone(), Source::citation);
        table.row([
            stage.to_string(),
            holders(network, city, *stage, language),
            rung.sources.iter().map(cite).collect::<Vec<_>>().join("; "),
            rung.first_year.map_or_else(|| "–".to_owned(), |year| year.to_string()),
        ]);
    }
    let either = |names: &[String], none: &str| if names.is_empty() { none.to_owned() } else { list(names) };
    let blocks = vec![
        Block::Heading(label(network, &city.id, language)),
        Block::Paragraph(format!(
            "Rung: {} ({} by its own ties). Counterparts there: {}. {next} Competitor with hardware: {}.",
            stage(city.rung),
            stage(city.direct_rung),
            either(&offices, "the city itself; no agency is on record"),
            either(&rivals, "none on record"),
        )),
        Block::Paragraph(format!("{}To check first: {}", lags(city), either(&check, "nothing stands out."))),
        Block::Table(table),
    ];
    Answer { envelope, blocks }
}

/// How many years lie between the rungs that are dated; nothing where fewer than two are.
fn lags(city: &CityLadder) -> String {
    let told = city.lags.iter().map(|(from, to, years)| match years {
        0 => format!("{from} to {to} in the same year"),
        1.. => format!("{from} to {to} {}", count(years.unsigned_abs().into(), "year")),
        _ => format!("{to} {} before {from}", count(years.unsigned_abs().into(), "year")),
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!("On record, first to first: {}. ", list(&told)) }
}

/// What to do next: with whom, what it would add, what it costs.
fn next_tie(network: &Network, gap: &Gap, language: &str) -> String {
    let Some(tie) = &gap.best else {
        return "No rule of the file says which new tie could be made, or none would add anything; what it would cost is not on record."
            .to_owned();
    };
    format!(
        "Through whom: {} would add most per cost, {} to the access of small firms, with an assumed chance of {} at a cost of {} \
         (the unit is a visit; {}).",
        best(network, gap, language),
        points(&tie.gain),
        percent(tie.formation),
        tie.cost,
        lower(tie.why.trim_end_matches('.'))
    )
}

/// The least certain and the undated facts that the card rests on.
fn checks(network: &Network, city: &CityLadder, language: &str) -> Vec<String> {
    let mut doubts: Vec<(bool, f64, String)> = Vec::new();
    for holder in city.rungs.values().flat_map(|rung| &rung.holders) {
        let Some((_, tie)) = network.ties().find(|(_, tie)| tie.id == holder.tie) else { continue };
        let sure = tie.confidence.unwrap_or(1.0);
        if sure > 0.8 && tie.since.is_some() {
            continue;
        }
        let year = if tie.since.is_none() { ", no year" } else { "" };
        let name = label(network, &holder.actor, language);
        let text = format!("{name}, {} (confidence {sure}{year})", network.tie_kind_label(&tie.kind, language));
        if !doubts.iter().any(|(_, _, told)| *told == text) {
            doubts.push((tie.since.is_some(), sure, text));
        }
    }
    doubts.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    doubts.into_iter().take(3).map(|(_, _, text)| text).collect()
}
