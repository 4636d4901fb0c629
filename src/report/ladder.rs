//! The answer of `ladder`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, Particle, counted, josa, listed, listed_some, pick, say, stage_in};
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
    let ko = language == "ko";
    let standing = if ko {
        let places = |number: usize| counted(number, "곳");
        format!(
            "도시가 직접 맺은 관계로 보면 해외 도시 {} 가운데 하드웨어 단계가 {}(공급자 불문), 금융 단계가 {}, 소프트웨어·시범사업 단계가 {}, 관심 단계가 {}, \
             기록이 없는 곳이 {}입니다. 산하기관·운영사·중앙부처까지 따라가면 차례로 {}, {}, {}, {}, {}입니다. 이로써 단계가 올라가는 곳: {}.",
            places(result.cities.len()),
            places(direct.hardware),
            places(direct.finance),
            places(direct.software_or_pilot),
            places(direct.attention),
            places(direct.none),
            places(followed.hardware),
            places(followed.finance),
            places(followed.software_or_pilot),
            places(followed.attention),
            places(followed.none),
            listed(language, &higher, ["", "없음"]),
        )
    } else {
        format!(
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
            listed(language, &higher, ["nobody", ""]),
        )
    };
    let order = if ko {
        format!(
            "도시별로 자국 소프트웨어와 견준 자국 하드웨어의 순서: {}. 공급자를 가리지 않은 하드웨어: {}. 하드웨어가 나중에 왔다고 해서 소프트웨어가 \
             가져왔다는 뜻은 아닙니다.",
            told_korean(&result.transitions),
            told_korean(&result.any_transitions)
        )
    } else {
        format!(
            "Hardware from home against software from home, per city: {}. Hardware of anybody: {}. That hardware comes later does \
             not show that software brought it.",
            told(&result.transitions),
            told(&result.any_transitions)
        )
    };
    let [ranked, held, heading] = pick(
        language,
        [
            if result.gaps.iter().any(|gap| gap.best.is_some()) { RANKED } else { UNRANKED },
            ["Who has the hardware", "하드웨어를 차지한 곳"],
            ["Software from home, and no hardware from home", "자국 소프트웨어는 있으나 자국 하드웨어가 없는 도시"],
        ],
    );
    let years = say(
        language,
        "A year counts from when a tie began; what nobody dated has no place in time. No record of hardware does not mean that \
         there is none.",
        "연도는 관계가 시작된 해이며, 연도가 없는 기록은 시간 순서에 넣지 않습니다. 하드웨어 기록이 없다고 해서 하드웨어가 없다는 뜻은 아닙니다.",
    );
    let name = title(network, language);
    let blocks = vec![
        Block::Heading(if ko { format!("{name}: 도시별 단계") } else { format!("{name}: the ladder") }),
        Block::Paragraph(standing),
        Block::Paragraph(order),
        Block::Paragraph(if ko { rates_korean(result) } else { rates(result) }),
        Block::Heading(held.to_owned()),
        Block::Table(hardware(network, result, language)),
        Block::Heading(heading.to_owned()),
        Block::Table(gaps(network, result, language, top)),
        Block::Note(format!("{ranked} {years}")),
    ];
    Answer { envelope, blocks }
}

const RANKED: [&str; 2] = [
    "Gaps are in the order of what the best new tie with the city would add to access per cost, counted with its chance of being \
     formed. Strength, chance and cost of a new tie are assumptions, each with its reason in the network's file.",
    "순서는 도시와 맺을 가장 좋은 새 관계가 성사 확률을 반영하여 비용당 도달률을 얼마나 높이는지에 따릅니다. 새 관계의 강도·성사 확률·비용은 \
     가정이며, 그 근거는 네트워크 파일에 있습니다.",
];

const UNRANKED: [&str; 2] = [
    "Gaps are in the order of the rung that comes next, the highest first, then of the latest software; no rules for new ties say \
     what the best next one would gain.",
    "순서는 다음 단계가 높은 도시, 그다음 소프트웨어가 최근인 도시 순입니다. 새 관계의 규칙이 없어 가장 좋은 다음 관계의 증가분은 알 수 없습니다.",
];

fn told(counts: &Transitions) -> String {
    format!(
        "after {}, same year {}, before {}, without any software on record {}, dates unknown {}; software and no hardware {}",
        counts.after, counts.same_year, counts.before, counts.without, counts.unknown, counts.no_hardware
    )
}

fn told_korean(counts: &Transitions) -> String {
    let places = |number: usize| counted(number, "곳");
    format!(
        "나중 {}, 같은 해 {}, 먼저 {}, 소프트웨어 기록 없음 {}, 연도 미상 {}; 소프트웨어만 있고 하드웨어 없음 {}",
        places(counts.after),
        places(counts.same_year),
        places(counts.before),
        places(counts.without),
        places(counts.unknown),
        places(counts.no_hardware)
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
             by {} that is {} ({}–{}) and {} (Aalen–Johansen).",
            count(result.incidence_cases, "city"),
            count(last.years as usize, "year"),
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

fn rate_korean(part: &Proportion) -> String {
    let share = part.share.map_or_else(|| "정의되지 않음".to_owned(), percent);
    let (low, high) = (percent(part.low), percent(part.high));
    format!("{} 중 {}({share}, {low}~{high})", counted(part.of, "곳"), counted(part.count, "곳"))
}

fn rates_korean(result: &LadderResult) -> String {
    let (Some(home), Some(rival)) = (&result.conversion, &result.captured) else { return String::new() };
    let [events, rivals] = result.incidence_events;
    let mut sentences = vec![format!(
        "자국 소프트웨어가 있는 도시 {}에 선후와 관계없이 자국 하드웨어가 있고, {}에는 경쟁사의 하드웨어가 있습니다. 구간은 이 도시들이 무작위 표본일 때의 \
         95% 구간(Wilson)이나, 실제로는 무작위 표본이 아닙니다.",
        rate_korean(home),
        rate_korean(rival)
    )];
    if let Some(last) = result.incidence.last() {
        sentences.push(format!(
            "연도가 확인된 첫 소프트웨어부터 {}을 추적하면 자국 하드웨어가 먼저 온 곳이 {}, 경쟁사의 하드웨어가 먼저 온 곳이 {}입니다. {}년까지의 누적 비율은 \
             각각 {}({}~{}), {}입니다(Aalen–Johansen).",
            counted(result.incidence_cases, "곳"),
            counted(events, "곳"),
            counted(rivals, "곳"),
            last.years,
            percent(last.home),
            percent(last.low),
            percent(last.high),
            percent(last.competitor)
        ));
        if events < FEW_EVENTS {
            sentences.push("사례가 10건 미만이므로 중앙값은 제시하지 않습니다.".to_owned());
        }
    }
    sentences.join(" ")
}

fn holders(network: &Network, city: &CityLadder, stage: Stage, language: &str) -> String {
    let mut told: Vec<String> = Vec::new();
    for holder in city.holders(stage) {
        let year = year_or(holder.year, say(language, "no year", "연도 미상"));
        let via = holder.through.as_ref().map_or_else(String::new, |id| {
            let at = label(network, id, language);
            if language == "ko" { format!(", {at} 경유") } else { format!(" at {at}") }
        });
        let (name, side) = (label(network, &holder.actor, language), side_in(holder.side, language));
        let text = if language == "ko" {
            format!("{name}({side}, {year}{via})")
        } else {
            format!("{name} ({side}, {year}){via}")
        };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    if told.is_empty() { say(language, "nobody named", "이름 없음").to_owned() } else { told.join("; ") }
}

fn year_or(year: Option<i16>, none: &str) -> String {
    year.map_or_else(|| none.to_owned(), |year| year.to_string())
}

/// On whose side the holder of a rung stands.
pub(super) fn side_in(side: Side, language: &str) -> &'static str {
    let korean = match side {
        Side::HomeSme => "국내 중소기업",
        Side::HomeLargeFirm => "국내 대기업",
        Side::HomePublicBody => "국내 공공기관",
        Side::HomeOther => "국내 기타",
        Side::JointVenture => "국내 지분이 있는 합작회사",
        Side::ForeignCompetitor => "해외 경쟁사",
        Side::ForeignPartner => "해외 협력사",
    };
    say(language, side.name(), korean)
}

fn hardware(network: &Network, result: &LadderResult, language: &str) -> Table {
    let mut table = Table::new(
        &pick(language, [["city or buyer", "도시·발주처"], ["held by", "차지한 곳"]]),
        &pick(language, [["first software from home", "첫 자국 소프트웨어"], ["first hardware", "첫 하드웨어"]]),
    );
    let year = |year: Option<i16>| year_or(year, "–");
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
    let next = if ranked { ["best next tie", "가장 좋은 다음 관계"] } else { ["next rung", "다음 단계"] };
    let words = [["city", "도시"], next, ["dealt with by", "상대해 온 곳"], ["competitor", "경쟁사"]];
    let numbers = [["software", "소프트웨어"], ["points", "증가분(%p)"], ["chance", "성사 확률"], ["cost", "비용"]];
    let numbers = pick(language, numbers);
    let mut table = Table::new(&pick(language, words), if ranked { &numbers } else { &numbers[..1] });
    for gap in result.gaps.iter().take(top) {
        let names = |ids: &[String]| ids.iter().map(|id| label(network, id, language)).collect::<Vec<_>>();
        let years = match (gap.first_software, gap.last_software) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(year), _) => year.to_string(),
            _ => say(language, "no year", "연도 미상").to_owned(),
        };
        let mut row = vec![
            label(network, &gap.city, language),
            if ranked { best(network, gap, language) } else { stage_in(gap.next, language).to_owned() },
            listed_some(language, &names(&gap.through), 3),
            listed(language, &names(&gap.competitors), [""; 2]),
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
        || stage_in(gap.next, language).to_owned(),
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
    let ko = language == "ko";
    let stage = |stage: Option<Stage>| stage.map_or(say(language, "none", "없음"), |stage| stage_in(stage, language));
    let next = gap.map_or_else(
        || {
            let none = [
                "No next rung is told: there is no software from home on record, or home has hardware already.",
                "자국 소프트웨어 기록이 없거나 이미 자국 하드웨어가 있어 다음 단계를 제시하지 않습니다.",
            ];
            say(language, none[0], none[1]).to_owned()
        },
        |gap| {
            let names: Vec<String> = gap.through.iter().map(|id| label(network, id, language)).collect();
            if ko {
                return format!(
                    "다음 단계: {}. 이 도시를 상대해 온 국내 기관(최근 순): {}. {}",
                    stage_in(gap.next, language),
                    listed_some(language, &names, 5),
                    next_tie(network, gap, language)
                );
            }
            format!(
                "Next rung: {}. Those at home who have dealt with it, the latest first: {}. {}",
                gap.next,
                list_some(&names, 5),
                next_tie(network, gap, language)
            )
        },
    );
    let heads = [["rung", "단계"], ["held by", "차지한 곳"], ["sources", "출처"]];
    let mut table = Table::new(&pick(language, heads), &[say(language, "first year", "첫 연도")]);
    for (stage, rung) in &city.rungs {
        let cite = |id: &String| network.sources().get(id).map_or_else(|| id.clone(), Source::citation);
        table.row([
            stage_in(*stage, language).to_owned(),
            holders(network, city, *stage, language),
            rung.sources.iter().map(cite).collect::<Vec<_>>().join("; "),
            year_or(rung.first_year, "–"),
        ]);
    }
    let (rung, direct) = (stage(city.rung), stage(city.direct_rung));
    let offices =
        listed(language, &offices, ["the city itself; no agency is on record", "도시 자체(기록된 산하기관 없음)"]);
    let rivals = listed(language, &rivals, ["none on record", "기록 없음"]);
    let check = listed(language, &check, ["nothing stands out.", "두드러진 것 없음."]);
    let blocks = vec![
        Block::Heading(label(network, &city.id, language)),
        Block::Paragraph(if ko {
            format!(
                "현재 단계: {rung}(직접 관계로는 {direct}). 현지 대응 기관: {offices}. {next} 하드웨어를 공급한 경쟁사: {rivals}."
            )
        } else {
            format!(
                "Rung: {rung} ({direct} by its own ties). Counterparts there: {offices}. {next} Competitor with hardware: {rivals}."
            )
        }),
        Block::Paragraph(if ko {
            format!("{}먼저 확인할 것: {check}", lags_korean(city))
        } else {
            format!("{}To check first: {check}", lags(city))
        }),
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

fn lags_korean(city: &CityLadder) -> String {
    let told = city.lags.iter().map(|(from, to, years)| {
        let [from, to] = [from, to].map(|stage| stage_in(*stage, "ko"));
        match years {
            0 => format!("{} {to} 같은 해", josa(from, Particle::With)),
            1.. => format!("{from} 이후 {to}까지 {years}년"),
            _ => format!("{} {from}보다 {}년 먼저", josa(to, Particle::Subject), years.unsigned_abs()),
        }
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        String::new()
    } else {
        format!("기록상 단계별 첫 사례의 간격: {}. ", told.join(", "))
    }
}

/// What to do next: with whom, what it would add, what it costs.
fn next_tie(network: &Network, gap: &Gap, language: &str) -> String {
    let Some(tie) = &gap.best else {
        return say(
            language,
            "No rule of the file says which new tie could be made, or none would add anything; what it would cost is not on record.",
            "파일에 새 관계의 규칙이 없거나 도달률을 높이는 새 관계가 없으며, 비용도 기록되어 있지 않습니다.",
        )
        .to_owned();
    };
    if language == "ko" {
        return format!(
            "누구를 통해: 비용당 효과가 가장 큰 관계는 {}입니다. 중소기업의 도달률을 {} 높입니다. 가정한 성사 확률은 {}, 비용은 {}(단위: 방문 1회)입니다.",
            best(network, gap, language),
            korean::points(&tie.gain),
            percent(tie.formation),
            tie.cost,
        );
    }
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
        let year = if tie.since.is_none() { say(language, ", no year", ", 연도 미상") } else { "" };
        let name = label(network, &holder.actor, language);
        let confidence = say(language, "confidence", "신뢰도");
        let text = format!("{name}, {} ({confidence} {sure}{year})", network.tie_kind_label(&tie.kind, language));
        if !doubts.iter().any(|(_, _, told)| *told == text) {
            doubts.push((tie.since.is_some(), sure, text));
        }
    }
    doubts.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    doubts.into_iter().take(3).map(|(_, _, text)| text).collect()
}
