//! What the national layer adds, city by city, and what it could add.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Backing, BackingResult, Body, OfficesResult};
use crate::error::Error;
use crate::report::korean::{self, counted};
use crate::report::words::{count, list_some, points};

/// Worlds that are enough for these differences, in which everything else is alike.
const WORLDS: u64 = 1 << 12;

/// Names told at most.
const TOLD: usize = 6;

/// The findings; none where the national layer cannot be told apart, which another finding tells.
pub(super) fn backing(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let question = Backing::new(asked.mandate, asked.view.clone()).worlds(asked.brief.worlds.min(WORLDS));
    let result = question.seed(asked.brief.seed).run(asked.network)?;
    if !result.separable {
        return Ok(Vec::new());
    }
    let mut findings = vec![cities(asked, &result)];
    findings.extend(potential(asked, &result));
    findings.extend(result.offices.as_ref().and_then(|offices| self::offices(asked, offices)));
    Ok(findings)
}

fn cities(asked: &Asked<'_>, result: &BackingResult) -> Finding {
    let reachable = |id: &str| result.tiers.iter().find(|tier| tier.id == id).map_or(0, |tier| tier.reachable);
    let (all, without, alone) = (reachable("all"), reachable("all_but_nation"), reachable("city_and_firms"));
    let targets = result.tiers.first().map_or(0, |tier| tier.targets);
    let both = result.cities.iter().filter(|city| city.least_with.is_some() && city.least_without.is_some());
    let shorter = both.clone().filter(|city| city.least_with < city.least_without).count();
    let surer = both.filter(|city| city.reliability_with > city.reliability_without).count();
    let only: Vec<&String> = result
        .cities
        .iter()
        .filter(|city| city.least_with.is_some() && city.least_without.is_none())
        .map(|city| &city.id)
        .collect();
    let names = |language: &str| -> Vec<String> { only.iter().map(|id| asked.name(id, language)).collect() };
    let (en, ko) = if only.is_empty() {
        (
            "None is reached through the national layer alone.".to_owned(),
            "국가 차원 기관을 거쳐야만 닿는 도시는 없습니다.".to_owned(),
        )
    } else {
        (
            format!("Through the national layer alone: {}.", list_some(&names("en"), TOLD)),
            format!("국가 차원 기관을 거쳐야만 닿는 도시: {}.", korean::some(&names("ko"), TOLD)),
        )
    };
    Finding::new("national_cities", Question::Nation)
        .further()
        .says(
            format!(
                "Of {targets} targets under the first mandate, a permitted route leads to {all} with the national layer, to {without} \
                 without it, and to {alone} through the city's own bodies and home firms alone. {en} With it the best route is \
                 shorter for {shorter} of the others and more reliable for {surer}."
            ),
            format!(
                "첫 번째 과제의 대상 {} 가운데 국가 차원 기관이 있으면 {}, 없으면 {}, 서울 쪽 기관과 국내 기업만으로는 {}에 허용된 경로가 \
                 이어집니다. {ko} 나머지 도시 중 {}은 경로가 짧아지고 {}은 더 믿을 만해집니다.",
                counted(targets, "곳"),
                counted(all, "곳"),
                counted(without, "곳"),
                counted(alone, "곳"),
                counted(shorter, "곳"),
                counted(surer, "곳"),
            )
            .replace("서울 쪽", if asked.network.home() == Some("KR") { "서울 쪽" } else { "도시 쪽" }),
        )
        .number("targets", targets)
        .number("with", all)
        .number("without", without)
        .number("city_and_firms", alone)
        .number("only_national", &only)
        .number("shorter", shorter)
        .number("more_reliable", surer)
        .rests_on(sources(asked, &result.bodies, |body| body.loss.low > 0.0))
}

fn potential(asked: &Asked<'_>, result: &BackingResult) -> Option<Finding> {
    let middle = result.potential.iter().find(|one| (one.strength - 0.3).abs() < 1e-9)?;
    let mut bodies: Vec<&Body> = result.bodies.iter().filter(|body| !body.unused.is_empty()).collect();
    bodies.sort_by_key(|body| std::cmp::Reverse(body.unused.len()));
    let unused: std::collections::BTreeSet<&String> = bodies.iter().flat_map(|body| &body.unused).collect();
    let told = |language: &str, noun: &dyn Fn(usize) -> String| -> Vec<String> {
        bodies.iter().map(|body| format!("{} ({})", asked.name(&body.id, language), noun(body.unused.len()))).collect()
    };
    let (least, most) = (result.potential.first()?, result.potential.last()?);
    let difference = &middle.change.difference;
    let (en, ko) = if difference.low > 0.0 {
        (
            format!("access would rise by {}", points(difference)),
            format!("도달률은 {} 높아집니다", korean::points(difference)),
        )
    } else {
        ("access would not rise for certain".to_owned(), "도달률이 확실히 높아진다고는 할 수 없습니다".to_owned())
    };
    let range = [least, most].map(|one| points(&one.change.difference));
    let range_ko = [least, most].map(|one| korean::points(&one.change.difference));
    let english = format!(
        "National bodies are on record with {} abroad to whom no body of the city has a tie of its own: {}. Were the city tied to \
         every national body with ties abroad, at an assumed strength of 0.3, {en} (at {} it is {}, at {} it is {}).",
        count(unused.len(), "partner"),
        list_some(&told("en", &|n| n.to_string()), TOLD),
        least.strength,
        range[0],
        most.strength,
        range[1],
    );
    let korean = format!(
        "국가 차원 기관이 관계를 맺었으나 시 기관은 아직 직접 관계가 없는 해외 상대는 {}입니다: {}. 해외 관계를 가진 국가 차원 기관 모두와 강도 \
         0.3(가정)으로 연결된다면 {ko}(강도 {}이면 {}, {}이면 {}).",
        counted(unused.len(), "곳"),
        korean::some(&told("ko", &|n| counted(n, "곳")), TOLD),
        least.strength,
        range_ko[0],
        most.strength,
        range_ko[1],
    );
    let english = if unused.is_empty() {
        "No national body is on record with anyone abroad to whom the city has no tie of its own.".to_owned()
    } else {
        english
    };
    let korean = if unused.is_empty() {
        "시 기관과 직접 관계가 없는 해외 상대와 관계를 맺은 국가 차원 기관은 기록에 없습니다.".to_owned()
    } else {
        korean
    };
    Some(
        Finding::new("national_potential", Question::Nation)
            .further()
            .says(english, korean)
            .number("unused", &unused)
            .number("potential", &result.potential)
            .rests_on(sources(asked, &result.bodies, |body| !body.unused.is_empty())),
    )
}

fn offices(asked: &Asked<'_>, offices: &OfficesResult) -> Option<Finding> {
    let (least, most) = (offices.scenario.first()?, offices.scenario.last()?);
    let english = format!(
        "{} of Korea abroad were found ({} embassies among them); the list is incomplete, so a missing one was not found, not absent. They \
         stand in {} of the target cities and elsewhere in the country of {} more. How the city works with single \
         offices is not recorded. If it were tied to them, access would rise by {} at an assumed strength of {} and by {} at {} (half of it where the office is \
         in another city of the country).",
        count(offices.found, "office"),
        embassies(),
        offices.in_city,
        offices.in_country,
        points(&least.change.difference),
        least.strength,
        points(&most.change.difference),
        most.strength,
    );
    let korean = format!(
        "한국의 해외 공관·무역관 등 {}을 찾았습니다(대사관 {} 포함). 목록은 완전하지 않으므로, 없는 곳은 ‘확인하지 못한’ 것이지 ‘없는’ 것이 아닙니다. 대상 \
         도시 중 {}에는 그 도시에, {}에는 같은 나라의 다른 도시에 있습니다. 시가 개별 사무소와 어떻게 협력하는지는 기록되어 있지 않습니다. 이를 활용한다고 가정하면 \
         도달률은 강도 {}에서 {}, 강도 {}에서 {} 높아집니다(다른 도시에 있으면 강도를 절반으로 봄).",
        counted(offices.found, "곳"),
        counted(embassies(), "곳"),
        counted(offices.in_city, "곳"),
        counted(offices.in_country, "곳"),
        least.strength,
        korean::points(&least.change.difference),
        most.strength,
        korean::points(&most.change.difference),
    );
    let finding = Finding::new("national_offices", Question::Nation)
        .further()
        .says(english, korean)
        .number("found", offices.found)
        .number("in_city", offices.in_city)
        .number("in_country", offices.in_country)
        .number("not_found", offices.not_found)
        .number("scenario", &offices.scenario);
    asked.network.focal().map(|_| finding)
}

fn embassies() -> usize {
    crate::diplomacy::OFFICES.offices.iter().filter(|office| office.kind == "embassy").count()
}

/// Documents behind the ties of some bodies, each once.
fn sources(asked: &Asked<'_>, bodies: &[Body], which: impl Fn(&Body) -> bool) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    for body in bodies.iter().filter(|body| which(body)) {
        let ties = asked.network.ties().filter(|(_, tie)| tie.from == body.id || tie.to == body.id);
        for source in ties.flat_map(|(_, tie)| &tie.sources) {
            if !cited.contains(source) && asked.network.sources().contains_key(source) {
                cited.push(source.clone());
            }
        }
    }
    cited
}
