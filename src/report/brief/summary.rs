//! The answer in short: the sentences to read if only these are read.

use super::question::Question;
use super::{Asked, Finding};
use crate::report::korean::{self, Particle, counted, josa};
use crate::report::sure::{between, whole_percent};
use crate::report::words::{count, interval, list, percent, plural};
use serde_json::Value;

/// Actors that are named.
const FIRST: usize = 3;

/// Takes the main numbers of the other findings together.
pub(super) fn summary(asked: &Asked<'_>, findings: &[Finding]) -> Finding {
    let access = &asked.result.access;
    let number = |finding: &str, name: &str| {
        let found = findings.iter().find(|other| other.id == finding);
        found.and_then(|finding| finding.numbers.get(name)).cloned().unwrap_or_default()
    };
    let numbers = Numbers {
        idle: number("reach", "sources_without_route").as_u64().unwrap_or(0),
        unreached: number("reach", "targets_without_route").as_u64().unwrap_or(0),
        national: number("national_layer", &asked.mandate.id).get("share").and_then(Value::as_f64),
    };
    Finding::new("summary", Question::Short)
        .says(english(asked, &numbers), korean(asked, &numbers))
        .number("access", access.access)
        .number("ranges", &asked.result.ranges)
        .fragile(asked.result.fragility.as_ref().map(|fragility| fragility.fragile))
        .number("conceivable", access.conceivable)
}

/// Numbers of other findings.
struct Numbers {
    idle: u64,
    unreached: u64,
    /// The share of access that has no way round the home national layer.
    national: Option<f64>,
}

/// `Seoul Business Agency (14.4%)`, the first few.
fn first(asked: &Asked<'_>, language: &str) -> Vec<String> {
    let ranked = asked.result.actors.iter().filter(|actor| actor.rank.is_some() && actor.leverage.estimate > 0.0);
    let named = |(id, share): (&str, f64)| match language {
        "ko" => format!("{}({})", asked.name(id, "ko"), percent(share)),
        _ => format!("{} ({})", asked.name(id, "en"), percent(share)),
    };
    ranked.take(FIRST).map(|actor| named((&actor.id, actor.share))).collect()
}

fn english(asked: &Asked<'_>, numbers: &Numbers) -> String {
    let access = &asked.result.access;
    let (source, target) = asked.nouns(asked.mandate, "en");
    let mut sentences = vec![format!(
        "{}: taking recorded ties and assumed strengths together, an introduction{} reaches its target with a probability \
         of {}.",
        asked.mandate.label("en"),
        asked.when(),
        interval(&access.access),
    )];
    let first = first(asked, "en");
    if !first.is_empty() {
        sentences.push(format!("The largest parts of it hang on {}.", list(&first)));
    }
    sentences.extend(how_sure(asked));
    if let Some(focal) = asked.result.actors.iter().find(|actor| actor.rank.is_none()) {
        sentences.push(format!(
            "{}, around which the data were gathered, stands apart with {}.",
            asked.name(&focal.id, "en"),
            percent(focal.share)
        ));
    }
    sentences.push(format!(
        "{} of {} {} have no route to any {target}, and {} of {} {} have none from any {source}.",
        numbers.idle,
        access.sources.len(),
        plural(&source),
        numbers.unreached,
        access.targets.len(),
        plural(&target),
    ));
    if let Some(share) = numbers.national {
        sentences.push(format!("{} of the access has no way round the home national layer.", percent(share)));
    }
    sentences.join(" ")
}

fn korean(asked: &Asked<'_>, numbers: &Numbers) -> String {
    let access = &asked.result.access;
    let (source, target) = asked.nouns(asked.mandate, "ko");
    let mut sentences = vec![format!(
        "{}: 기록된 관계와 가정한 강도를 함께 보면, {}소개 한 건이 대상에 닿을 확률(도달률)은 {}입니다.",
        asked.mandate.label("ko"),
        asked.when_ko(),
        korean::interval(&access.access),
    )];
    let first = first(asked, "ko");
    if !first.is_empty() {
        sentences.push(format!("이 가운데 가장 큰 몫이 {}에 달려 있습니다.", first.join(", ")));
    }
    sentences.extend(how_sure_ko(asked));
    if let Some(focal) = asked.result.actors.iter().find(|actor| actor.rank.is_none()) {
        let name = josa(&asked.name(&focal.id, "ko"), Particle::Topic);
        sentences
            .push(format!("자료 수집의 중심인 {name} 순위에서 따로 두며, 그 몫은 {}입니다.", percent(focal.share)));
    }
    sentences.push(format!(
        "{source} {} 중 {}은 어느 {target}에도 닿는 경로가 없고, {target} {} 중 {}은 어느 {source}도 닿지 못합니다.",
        counted(access.sources.len(), "곳"),
        counted(numbers.idle as usize, "곳"),
        counted(access.targets.len(), "곳"),
        counted(numbers.unreached as usize, "곳"),
    ));
    if let Some(share) = numbers.national {
        sentences.push(format!("도달률의 {}는 국가 차원 기관을 거치지 않고는 닿을 길이 없습니다.", percent(share)));
    }
    sentences.join(" ")
}

/// What the assumptions, and single documents and firms, could change.
fn how_sure(asked: &Asked<'_>) -> Option<String> {
    let (ranges, fragility) = (asked.result.ranges.as_ref()?, asked.result.fragility.as_ref()?);
    let first = ranges.first.iter().take(FIRST);
    let first: Vec<String> =
        first.map(|first| format!("{} in {}", asked.name(&first.id, "en"), whole_percent(first.share))).collect();
    if first.is_empty() {
        return None;
    }
    let turning = fragility.left_out.iter().filter(|left| left.first != fragility.first).count();
    let tried = fragility.left_out.len();
    let turning = match turning {
        0 => format!("it holds whichever one of {} and firms is left out", count(tried, "document")),
        some => format!("leaving out any one of {some} of the {tried} documents and firms behind it changes it"),
    };
    let verdict = if fragility.fragile { "fragile" } else { "firm" };
    Some(format!(
        "Were confidence and assumed strengths otherwise, access would be {} (5–95%), and first place would go to {} of the \
         draws. First place is {verdict}: {turning}.",
        between(ranges.access.low, ranges.access.high),
        list(&first),
    ))
}

fn how_sure_ko(asked: &Asked<'_>) -> Option<String> {
    let (ranges, fragility) = (asked.result.ranges.as_ref()?, asked.result.fragility.as_ref()?);
    let first = ranges.first.iter().take(FIRST);
    let first: Vec<String> =
        first.map(|first| format!("{} {}", asked.name(&first.id, "ko"), whole_percent(first.share))).collect();
    if first.is_empty() {
        return None;
    }
    let turning = fragility.left_out.iter().filter(|left| left.first != fragility.first).count();
    let tried = fragility.left_out.len();
    let verdict = match (fragility.fragile, turning) {
        (false, 0) => format!("1위는 견고합니다: 근거 문서와 기업 {tried}건 중 어느 하나를 빼도 그대로입니다."),
        (false, _) => "1위는 견고합니다.".to_owned(),
        (true, 0) => "1위는 취약합니다: 가정이 달라지면 바뀝니다.".to_owned(),
        (true, some) => {
            format!("1위는 취약합니다: 근거 문서와 기업 {tried}건 중 {some}건은 하나만 빠져도 1위가 바뀝니다.")
        }
    };
    Some(format!(
        "신뢰도와 강도의 가정을 달리하면 도달률은 {}(5~95%)이며, 1위가 되는 비율은 {}입니다. {verdict}",
        between(ranges.access.low, ranges.access.high).replace('–', "~"),
        first.join(", "),
    ))
}
