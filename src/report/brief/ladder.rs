//! Does hardware follow software: how far the cities are, what stands beside what, who has the hardware, where to go on.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Gap, Ladder, LadderResult, Proportion, Side};
use crate::error::Error;
use crate::model::Stage;
use crate::report::korean::{self, Particle, counted, josa};
use crate::report::words::{count, list, percent, points};

/// Worlds for the best next tie of each gap.
const WORLDS: u64 = 2_048;

/// Gaps and competitors that are named.
const NAMED: usize = 3;

/// The finding, where any foreign city is on record.
pub(super) fn ladder(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let mut own;
    let result = if let Some(known) = asked.known.ladder {
        known
    } else {
        own = Ladder::default().run(asked.network)?;
        own.rank_gaps(asked.network, &asked.access().worlds(asked.brief.worlds.min(WORLDS)))?;
        &own
    };
    if result.cities.is_empty() {
        return Ok(Vec::new());
    }
    let mut findings = vec![follows(asked, result)];
    findings.extend(gaps(asked, result));
    Ok(findings)
}

fn follows(asked: &Asked<'_>, result: &LadderResult) -> Finding {
    let supplied = result.cities.iter().filter(|city| city.home(Stage::Hardware));
    let sources = supplied.filter_map(|city| city.rungs.get(&Stage::Hardware)).flat_map(|rung| &rung.sources);
    Finding::new("ladder", Question::Ladder)
        .says(english(asked, result), korean(asked, result))
        .number("direct", result.direct)
        .number("followed", result.followed)
        .number("transitions", result.transitions)
        .number("conversion", result.conversion)
        .number("captured", result.captured)
        .rests_on(asked.documents(sources))
}

/// Foreign competitors whose hardware came in the year of home's software or later, each with the city or buyer.
fn competitors(asked: &Asked<'_>, result: &LadderResult, language: &str) -> Vec<String> {
    let all = result.cities.iter().chain(&result.others);
    let rivals = all.filter_map(|city| {
        let holders = city.holders(Stage::Hardware).iter();
        let rival = holders.filter(|holder| holder.side == Side::ForeignCompetitor).min_by_key(|holder| holder.year)?;
        let home = city.holders(Stage::Software).iter().filter(|holder| holder.side.is_home());
        let software = home.filter_map(|holder| holder.year).min();
        let after_home = software.zip(rival.year).is_some_and(|(software, rival)| software <= rival);
        Some((after_home, format!("{} ({})", asked.name(&city.id, language), asked.name(&rival.actor, language))))
    });
    rivals.filter(|(after_home, _)| *after_home).map(|(_, name)| name).collect()
}

fn rate(part: &Proportion, language: &str) -> String {
    let share = part.share.map_or_else(String::new, percent);
    let (low, high) = (percent(part.low), percent(part.high));
    if language == "ko" {
        format!("{} 중 {}({share}, {low}~{high})", counted(part.of, "곳"), counted(part.count, "곳"))
    } else {
        format!("{} of {} ({share}; {low}–{high})", part.count, part.of)
    }
}

fn english(asked: &Asked<'_>, result: &LadderResult) -> String {
    let (direct, followed, counts) = (&result.direct, &result.followed, &result.transitions);
    let with = counts.after + counts.same_year + counts.before + counts.without + counts.unknown;
    let mut sentences = vec![
        format!(
            "By their own ties {} of {} show hardware, by whomever, {} stop at software, a pilot or finance, {} at attention and {} at \
             nothing; with their agencies and operators followed, {} show hardware.",
            direct.hardware,
            count(result.cities.len(), "foreign city"),
            direct.finance + direct.software_or_pilot,
            direct.attention,
            direct.none,
            followed.hardware,
        ),
        format!(
            "Of the {with} with hardware from home, {} have no earlier software from home on record, {} have it in an earlier year and {} \
             in the same.",
            counts.without + counts.before,
            counts.after,
            counts.same_year,
        ),
    ];
    if let Some((home, rival)) = result.conversion.as_ref().zip(result.captured.as_ref()) {
        sentences.push(format!(
            "Of the cities with software from home, {} have hardware from home, and in {} a competitor has it. So on record software is \
             neither the usual way to hardware nor a guarantee of it; intervals (95%) hold if these cities were a random sample, which \
             they are not, and the record is partial.",
            rate(home, "en"),
            rate(rival, "en"),
        ));
    }
    let rivals = competitors(asked, result, "en");
    if !rivals.is_empty() {
        sentences.push(format!(
            "Competitors have hardware that came in the year of home's software or later in {}.",
            list(&rivals)
        ));
    }
    sentences.join(" ")
}

fn korean(asked: &Asked<'_>, result: &LadderResult) -> String {
    let (direct, followed, counts) = (&result.direct, &result.followed, &result.transitions);
    let with = counts.after + counts.same_year + counts.before + counts.without + counts.unknown;
    let mut sentences = vec![
        format!(
            "도시가 직접 맺은 관계로 보면 해외 도시 {} 가운데 하드웨어가 기록된 곳은 {}(공급자 불문), 소프트웨어·시범사업·금융 단계가 {}, 관심 단계가 {}, 기록이 없는 \
             곳이 {}입니다. 산하기관과 운영사까지 따라가면 하드웨어는 {}입니다.",
            counted(result.cities.len(), "곳"),
            counted(direct.hardware, "곳"),
            counted(direct.finance + direct.software_or_pilot, "곳"),
            counted(direct.attention, "곳"),
            counted(direct.none, "곳"),
            counted(followed.hardware, "곳"),
        ),
        format!(
            "자국 하드웨어가 있는 {} 가운데 {} 그 전에 자국 소프트웨어가 기록된 적이 없고, {}은 더 이른 해에, {}은 같은 해에 있었습니다.",
            counted(with, "곳"),
            josa(&counted(counts.without + counts.before, "곳"), Particle::Topic),
            counted(counts.after, "곳"),
            counted(counts.same_year, "곳"),
        ),
    ];
    if let Some((home, rival)) = result.conversion.as_ref().zip(result.captured.as_ref()) {
        sentences.push(format!(
            "자국 소프트웨어가 전해진 도시 {}에 자국 하드웨어가 있고, {}에는 경쟁사의 하드웨어가 있습니다. 기록으로 볼 때 소프트웨어는 하드웨어로 가는 통상적인 길도, \
             보장도 아닙니다. 구간(95%)은 이 도시들이 무작위 표본일 때 성립하나 실제로는 그렇지 않으며, 기록은 일부입니다.",
            rate(home, "ko"),
            rate(rival, "ko"),
        ));
    }
    let rivals = competitors(asked, result, "ko");
    if !rivals.is_empty() {
        sentences.push(format!(
            "자국 소프트웨어와 같은 해 또는 그 후에 경쟁사의 하드웨어가 들어간 곳: {}.",
            rivals.join(", ")
        ));
    }
    sentences.join(" ")
}

/// Where to go on: the gaps whose best next tie would add most.
fn gaps(asked: &Asked<'_>, result: &LadderResult) -> Option<Finding> {
    let first: Vec<&Gap> = result.gaps.iter().filter(|gap| gap.best.is_some()).take(NAMED).collect();
    if first.is_empty() {
        return None;
    }
    let told = |gap: &&Gap, language: &str| {
        let best = gap.best.as_ref()?;
        let kind = asked.network.tie_kind_label(&best.kind, language);
        let (city, from) = (asked.name(&gap.city, language), asked.name(&best.from, language));
        Some(if language == "ko" {
            format!("{city}({from}, {kind}, {})", korean::points(&best.gain))
        } else {
            format!("{city} ({kind} by {from}: {})", points(&best.gain))
        })
    };
    let names = |language| first.iter().filter_map(|gap| told(gap, language)).collect::<Vec<_>>();
    let english = format!(
        "{} have software from home and no hardware from home. By what the best new tie with the city would add to access per cost, \
         these come first: {}. Strength, chance and cost of such a tie are assumptions; `ladder --city` gives each city's card.",
        count(result.gaps.len(), "city"),
        list(&names("en")),
    );
    let korean = format!(
        "자국 소프트웨어는 있으나 하드웨어가 없는 도시는 {}입니다. 도시와 맺을 가장 좋은 새 관계가 비용 대비 도달률을 얼마나 높이는지로 보면 {} 순입니다. 새 관계의 \
         강도·성사 확률·비용은 가정이며, 도시별 카드는 `ladder --city`로 볼 수 있습니다.",
        counted(result.gaps.len(), "곳"),
        names("ko").join(", "),
    );
    Some(
        Finding::new("ladder_gaps", Question::Ladder)
            .says(english, korean)
            .number("gaps", result.gaps.len())
            .number("first", first)
            .further(),
    )
}
