//! From aid to profit: what the recorded deals are worth, who earned them, and which new ties would add most.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Value, ValueResult, Weigh};
use crate::error::Error;
use crate::leverage::{Opportunities, OpportunitiesResult, Opportunity};
use crate::report::korean::{self, Particle, counted, dollars, josa};
use crate::report::opportunities;
use crate::report::value::usd;
use crate::report::words::{count, grouped, list, percent, points};

/// Worlds for what is within reach, and for new ties.
const WORLDS: u64 = 4_096;

/// Draws of the assumptions for the places of new ties.
const DRAWS: u64 = 20;

/// Receivers that are named.
const RECEIVERS: usize = 3;

/// What deals are worth, where any amount is on record, and the best new ties, where the mandate says which could be made.
pub(super) fn value(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    findings.extend(deals(asked)?);
    if !asked.mandate.next.is_empty() {
        findings.extend(next_ties(asked)?);
    }
    Ok(findings)
}

fn deals(asked: &Asked<'_>) -> Result<Option<Finding>, Error> {
    let mut result = Value::new().view(asked.view.clone()).run(asked.network)?;
    let Some(firms) = result.concentration.iter().find(|one| one.over == "home firms").cloned() else {
        return Ok(None);
    };
    let (Some(sme), Some(top), Some(most)) = (firms.sme_share, firms.top.as_deref(), firms.top_share) else {
        return Ok(None);
    };
    let access = asked.access().worlds(asked.brief.worlds.min(WORLDS));
    Value::reach(asked.network, &access, &[Weigh::Deals], &mut result)?;
    let (within, within_ko) = within(asked, &result);
    let shares = [result.valued as f64 / result.ties as f64, most, sme].map(percent);
    let english = format!(
        "{} of {} on record have an amount ({}), together {}. Home firms earned {} of it; {} alone has {}, home small firms {}. \
         Deals without an amount may change that.{within}",
        grouped(result.valued),
        count(result.ties, "tie"),
        shares[0],
        usd(result.total_usd),
        usd(firms.usd),
        asked.name(top, "en"),
        shares[1],
        shares[2],
    );
    let korean = format!(
        "기록된 관계 {} 가운데 {}({})에 금액이 있으며 모두 {}입니다. 그중 자국 기업의 수주액은 {}로, {} 혼자 {}를 차지하고 중소기업 몫은 {}입니다. \
         금액이 공개되지 않은 계약까지 더하면 달라질 수 있습니다.{within_ko}",
        counted(result.ties, "건"),
        counted(result.valued, "건"),
        shares[0],
        dollars(result.total_usd),
        dollars(firms.usd),
        josa(&asked.name(top, "ko"), Particle::Subject),
        shares[1],
        shares[2],
    );
    let home = result.amounts.iter().filter(|amount| amount.side.starts_with("home"));
    let sources = asked.documents(home.flat_map(|amount| &amount.sources));
    Ok(Some(
        Finding::new("value", Question::Value)
            .says(english, korean)
            .number("ties", result.ties)
            .number("valued", result.valued)
            .number("total_usd", result.total_usd)
            .number("home_firms", firms)
            .number("within_reach", &result.within_reach)
            .rests_on(sources),
    ))
}

/// How much an average source can expect to reach, in English and Korean.
fn within(asked: &Asked<'_>, result: &ValueResult) -> (String, String) {
    let reach = result.within_reach.first();
    let Some((reach, access)) = reach.and_then(|one| Some((one, one.access?))) else { return Default::default() };
    let (source, target) = asked.nouns(asked.mandate, "en");
    let english = format!(
        " Cities weighted by what was sold to them before ({} of them, an assumption about where the market is), an average {source} \
         reaches {} of it ({}–{}).",
        count(reach.cities, &target),
        percent(access.estimate),
        percent(access.low),
        percent(access.high),
    );
    let (source, target) = asked.nouns(asked.mandate, "ko");
    let korean = format!(
        " 과거 판매액으로 도시의 비중을 두면({target} {}, 시장의 위치에 대한 가정) 평균적인 {source}의 도달률은 {}({}~{})입니다.",
        counted(reach.cities, "곳"),
        percent(access.estimate),
        percent(access.low),
        percent(access.high),
    );
    (english, korean)
}

fn next_ties(asked: &Asked<'_>) -> Result<Option<Finding>, Error> {
    let access = asked.access().worlds(asked.brief.worlds.min(WORLDS));
    let new = Opportunities::new(&access);
    let mut found = match asked.known.opportunities {
        Some(known) => known.clone(),
        None => new.run(asked.network)?,
    };
    let Some(first) = found.candidates.first().filter(|one| one.gain.estimate > 0.0) else { return Ok(None) };
    let to = &asked.mandate.to;
    let is_target = |id: &str| asked.network.actor(id).is_some_and(|node| to.matches(&asked.network.graph()[node]));
    let to_city = found.candidates.iter().position(|one| is_target(&one.to) && one.gain.estimate > 0.0);
    let beside: Vec<String> = others(&found.candidates, &first.to);
    if new.ranges_are_quick(asked.network, found.candidates.len()) {
        new.ranges(asked.network, &mut found, DRAWS.min(asked.brief.draws))?;
    }
    new.because(asked.network, &mut found, 1)?;
    let first = &found.candidates[0];
    let city = to_city.map(|place| &found.candidates[place]);
    let told = Told { first, city, beside: &beside, found: &found };
    let fragile = first.ranks.map(|(_, worst)| worst > 1);
    Ok(Some(
        Finding::new("next_ties", Question::Value)
            .says(english(asked, &told), korean(asked, &told))
            .number("candidates", found.candidates.len())
            .number("first", first)
            .number("first_to_a_target", city)
            .number("first_places", &found.first)
            .fragile(fragile),
    ))
}

/// What is told of new ties.
struct Told<'a> {
    first: &'a Opportunity,
    /// The best of those that lead to a target itself.
    city: Option<&'a Opportunity>,
    /// Receivers of the best ties but the first one's.
    beside: &'a [String],
    found: &'a OpportunitiesResult,
}

/// The receivers that come next, in the order of their best tie.
fn others(candidates: &[Opportunity], first: &str) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    for one in candidates.iter().take_while(|one| one.gain.estimate > 0.0) {
        if one.to != first && !others.contains(&one.to) {
            others.push(one.to.clone());
        }
        if others.len() == RECEIVERS {
            break;
        }
    }
    others
}

fn english(asked: &Asked<'_>, told: &Told<'_>) -> String {
    let Told { first, city, beside, found } = told;
    let mut sentences = vec![format!(
        "Of {} that the rules of the file allow on the next rung, most access per cost would come from {}: once formed it adds {}. {}",
        count(found.candidates.len(), "new tie"),
        opportunities::name(asked.network, first, "en"),
        points(&first.gain),
        opportunities::reason(asked.network, first, "en"),
    )];
    if !beside.is_empty() {
        let names: Vec<String> = beside.iter().map(|id| asked.name(id, "en")).collect();
        sentences.push(format!("Next come ties to {}.", list(&names)));
    }
    if let Some(city) = city {
        sentences.push(format!(
            "Of those that lead to a target itself, {} comes first, with {}.",
            opportunities::name(asked.network, city, "en"),
            points(&city.gain)
        ));
    }
    sentences.extend(opportunities::first_places(asked.network, found, "en"));
    sentences.push(
        "Strength, chance and cost of a new tie are assumptions, and who works in whose field is not in the data."
            .to_owned(),
    );
    sentences.join(" ")
}

fn korean(asked: &Asked<'_>, told: &Told<'_>) -> String {
    let Told { first, city, beside, found } = told;
    let mut sentences = vec![format!(
        "파일의 규칙이 다음 단계로 허용하는 새 관계 {} 가운데 비용 대비 도달률을 가장 많이 높이는 것은 {}로, 맺어지면 {} 늘어납니다. {}",
        counted(found.candidates.len(), "건"),
        opportunities::name(asked.network, first, "ko"),
        korean::points(&first.gain),
        opportunities::reason(asked.network, first, "ko"),
    )];
    if !beside.is_empty() {
        let names: Vec<String> = beside.iter().map(|id| asked.name(id, "ko")).collect();
        sentences.push(format!("그다음은 {}의 관계입니다.", josa(&names.join(", "), Particle::With)));
    }
    if let Some(city) = city {
        sentences.push(format!(
            "해외 도시와 직접 맺는 관계 가운데서는 {} 가장 크며, {}입니다.",
            josa(&opportunities::name(asked.network, city, "ko"), Particle::Subject),
            korean::points(&city.gain)
        ));
    }
    sentences.extend(opportunities::first_places(asked.network, found, "ko"));
    sentences.push("새 관계의 강도·성사 확률·비용은 가정이며, 분야가 서로 맞는지는 자료에 없습니다.".to_owned());
    sentences.join(" ")
}
