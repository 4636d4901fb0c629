//! The answer of `compare`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::leverage::label;
use super::words::{count, list, list_some, percent};
use crate::diplomacy::{CompareResult, Compared, Drawn, INDICATORS, Indicator, IndicatorRow, Matching, Meeting};
use crate::model::Network;
use serde_json::{Map, Value, json};

/// Puts networks side by side: indicators against chance, equal numbers of sources, counterparts, where they meet; `top` rows
/// of the longer tables are printed.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Compare, Compared};
/// use proxeny::{Network, report};
///
/// let [a, b] = ["singapore", "netherlands"].map(|name| Network::builtin(name).map(Compared::today));
/// let all = [a?, b?];
/// let found = Compare::default().worlds(256).draws(9).run(&all)?;
/// let answer = report::compare(&all, &found, "en", 5);
/// assert!(answer.envelope.result["indicators"][0]["values"]["singapore"].is_number());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn compare(all: &[Compared], found: &CompareResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::new("compare", NetworkRef::of(&all[0].network));
    envelope.result = value(found);
    envelope.parameters.insert("networks".into(), json!(found.names));
    let mut blocks = vec![Block::Heading(list(&found.names.clone()))];
    let parts = Parts { all, found, language, top };
    blocks.push(Block::Table(parts.indicators()));
    blocks.push(Block::Note(parts.note()));
    blocks.extend(parts.equal_numbers());
    for matching in &found.counterparts {
        blocks.extend(parts.counterparts(matching));
    }
    blocks.extend(parts.meetings());
    blocks.push(Block::Note(NOTE.to_owned()));
    Answer { envelope, blocks }
}

const NOTE: &str = "How many actors and ties are on record depends on where the collectors looked, so that neither levels nor shares are to \
be compared without that in mind; ratios to chance are safer. An appointment or an award counts as hardware, even where no works \
followed. That two sides hold the same rung in a city need not mean that they compete for the same deal. Role profiles know only what ties are like, not what a body is for.";

/// The result, numbers by the name of the network.
fn value(found: &CompareResult) -> Value {
    let by = |values: &[Option<f64>]| -> Map<String, Value> {
        found.names.iter().cloned().zip(values.iter().map(|value| json!(value))).collect()
    };
    let row = |row: &IndicatorRow| {
        json!({
            "name": row.name, "values": by(&row.values), "null_ratio": by(&row.null_ratio), "p": by(&row.p),
            "untested": row.untested,
        })
    };
    let drawn = |all: &[Drawn]| -> Map<String, Value> {
        found.names.iter().cloned().zip(all.iter().map(|one| json!(one))).collect()
    };
    let equal = found.equal_numbers.as_ref().map(|equal| {
        json!({ "sources": equal.sources, "access": drawn(&equal.access), "with_route": drawn(&equal.with_route) })
    });
    let counterparts = found.counterparts.iter().flat_map(|matching| {
        matching.pairs.iter().map(|pair| {
            json!({
                "actors": { matching.from.clone(): pair.actor, matching.to.clone(): pair.counterpart },
                "similarity": pair.similarity, "reasons": pair.reasons,
            })
        })
    });
    let matchings: Vec<Value> = (found.counterparts.iter())
        .map(|one| {
            json!({
                "from": one.from, "to": one.to, "without": one.without, "other_without": one.other_without,
                "least": one.least, "validation": one.validation,
            })
        })
        .collect();
    json!({
        "names": found.names, "indicators": found.indicators.iter().map(row).collect::<Vec<_>>(), "draws": found.draws,
        "equal_numbers": equal, "counterparts": counterparts.collect::<Vec<_>>(), "matchings": matchings,
        "meetings": found.meetings,
    })
}

struct Parts<'a> {
    all: &'a [Compared],
    found: &'a CompareResult,
    language: &'a str,
    top: usize,
}

impl Parts<'_> {
    fn indicators(&self) -> Table {
        let heads: Vec<&str> = self.found.names.iter().map(String::as_str).collect();
        let first = if self.language == "ko" { "지표" } else { "indicator" };
        let mut table = Table::new(&[first], &heads);
        for (row, indicator) in self.found.indicators.iter().zip(&INDICATORS) {
            let cells = (0..heads.len()).map(|place| cell(row, indicator, place));
            let ko = self.language == "ko";
            let name = if ko { indicator.about_korean().to_owned() } else { row.name.replace('_', " ") };
            table.row([name].into_iter().chain(cells));
        }
        table
    }

    fn note(&self) -> String {
        format!(
            "In brackets: × observed / mean of {} random networks of the same actors, with the same number of ties of every actor and \
             between any two kinds, and p, the share of them as far out; f: fixed by that, so that it cannot be tested. Reciprocity, the E–I \
             index and degree centralization vary there by chance two-way ties alone, so that their p tell next to nothing; no p is \
             adjusted for how many are tested. Without brackets: rests on strengths, stages, dates or amounts, which random networks do not have. –: not defined, as where city \
             and state are one, or fewer than five deals are on record.",
            self.found.draws
        )
    }

    fn equal_numbers(&self) -> Vec<Block> {
        let Some(equal) = &self.found.equal_numbers else { return Vec::new() };
        let mut table = Table::new(&["network"], &["access", "drawn", "5–95%", "with a route", "drawn", "5–95%"]);
        for ((name, access), route) in self.found.names.iter().zip(&equal.access).zip(&equal.with_route) {
            let cells = |one: &Drawn| {
                [percent(one.all), percent(one.median), format!("{}–{}", percent(one.low), percent(one.high))]
            };
            table.row([name.clone()].into_iter().chain(cells(access)).chain(cells(route)));
        }
        vec![
            Block::Heading(format!("As if every network had {} on record", count(equal.sources, "source"))),
            Block::Table(table),
            Block::Note(
                "Sources, such as small firms, are drawn down to the least number of any network, everybody else stays: the middle and the \
                 range of 1,000 draws. A sensitivity to unequal coverage, no correction."
                    .to_owned(),
            ),
        ]
    }

    fn network(&self, name: &str) -> &Network {
        &self.all.iter().find(|one| one.name == name).unwrap_or(&self.all[0]).network
    }

    fn counterparts(&self, matching: &Matching) -> Vec<Block> {
        let (here, there) = (self.network(&matching.from), self.network(&matching.to));
        let mut table = Table::new(&[&matching.from, &matching.to, "alike in", "unlike in"], &["similarity"]);
        for pair in matching.pairs.iter().take(self.top) {
            let alike: Vec<String> = pair.reasons.iter().take(2).map(|(part, _)| reason(part)).collect();
            let unlike = pair.reasons.iter().rev().find(|(_, apart)| *apart > UNLIKE).map(|(part, _)| reason(part));
            table.row([
                label(here, &pair.actor, self.language),
                label(there, &pair.counterpart, self.language),
                list(&alike),
                unlike.unwrap_or_else(|| "nothing much".to_owned()),
                format!("{:.2}", pair.similarity),
            ]);
        }
        let names = |network: &Network, ids: &[String]| {
            let all: Vec<String> = ids.iter().map(|id| label(network, id, self.language)).collect();
            if all.is_empty() { "nobody".to_owned() } else { list_some(&all, 8) }
        };
        let trust = matching.validation.nearer.map_or_else(
            || "No home body stands in both with four ties or more, so that this cannot be validated.".to_owned(),
            |nearer| {
                format!(
                    "{} in both with four ties or more; on average {} of the others are nearer to it than itself (50% by chance), so \
                     that profiles {}.",
                    if matching.validation.bodies == 1 {
                        "One body stands".to_owned()
                    } else {
                        format!("{} bodies stand", matching.validation.bodies)
                    },
                    percent(nearer),
                    if nearer < 0.25 { "tell something" } else { "tell little" }
                )
            },
        );
        vec![
            Block::Heading(format!("Counterparts: {} and {}", matching.from, matching.to)),
            Block::Table(table),
            Block::Paragraph(format!(
                "Home actors with four ties or more, matched by what their ties are like, firms with firms and public bodies with public bodies; a match has a similarity of {:.2} or more. Without \
                 a counterpart in {}: {}. Without one in {}: {}. {trust}",
                matching.least,
                matching.to,
                names(here, &matching.without),
                matching.from,
                names(there, &matching.other_without),
            )),
        ]
    }

    fn meetings(&self) -> Vec<Block> {
        let meetings = &self.found.meetings;
        if meetings.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new(
            &["actor", "kind", "networks and ties now", "rungs of home sides, whenever", "same rung held"],
            &[],
        );
        for meeting in meetings.iter().take(self.top) {
            let network = self.network(&meeting.parts[0].network);
            let ties = meeting.parts.iter().map(|part| format!("{} {}", part.network, part.ties));
            table.row([
                label(network, &meeting.id, self.language),
                network.actor_kind_label(&meeting.kind, self.language),
                ties.collect::<Vec<_>>().join(", "),
                rungs(meeting),
                if meeting.compete { "yes" } else { "" }.to_owned(),
            ]);
        }
        let compete = meetings.iter().filter(|meeting| meeting.compete).count();
        vec![
            Block::Heading("Where they meet".to_owned()),
            Block::Paragraph(format!(
                "{} in two of the networks or more, by the same id; in {compete} of them two home sides hold the same rung from \
                 software on.",
                if meetings.len() == 1 {
                    "One actor stands".to_owned()
                } else {
                    format!("{} actors stand", meetings.len())
                }
            )),
            Block::Table(table),
        ]
    }
}

/// From this distance on two actors are unlike in a part.
const UNLIKE: f64 = 0.25;

fn reason(part: &str) -> String {
    match part {
        "stage" => "stages of their ties",
        "layer" => "whom they are tied to",
        "giving" => "giving or receiving",
        _ => "how many cities they know",
    }
    .to_owned()
}

fn cell(row: &IndicatorRow, indicator: &Indicator, place: usize) -> String {
    let Some(value) = row.values[place] else { return "–".to_owned() };
    let told = if indicator.is_share() {
        percent(value)
    } else if value.fract() == 0.0 && value.abs() >= 2.0 {
        format!("{value}")
    } else {
        format!("{value:.3}")
    };
    match (row.null_ratio[place], row.p[place]) {
        (Some(ratio), Some(p)) => format!("{told} (×{ratio:.2}, p {p:.3})"),
        (None, Some(p)) => format!("{told} (p {p:.3})"),
        _ if indicator.is_structural() => format!("{told} (f)"),
        _ => told,
    }
}

fn rungs(meeting: &Meeting) -> String {
    let told = meeting.parts.iter().filter_map(|part| {
        let rungs: Vec<String> = (part.home_rungs.iter())
            .map(|(stage, year)| year.map_or_else(|| stage.to_string(), |year| format!("{stage} {year}")))
            .collect();
        (!rungs.is_empty()).then(|| format!("{}: {}", part.network, rungs.join(", ")))
    });
    told.collect::<Vec<_>>().join("; ")
}
