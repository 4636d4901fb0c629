//! The ladder as a picture: foreign cities by the highest rung that they have reached.

use crate::diplomacy::{CityLadder, Ladder, Side};
use crate::error::Error;
use crate::model::{Network, Stage, View};
use crate::render::{Diagram, DiagramActor, LegendEntry};

/// The rungs with what they are called, the lowest first.
const RUNGS: [(Option<Stage>, &str, &str); 6] = [
    (None, "Nothing yet", "아직 없음"),
    (Some(Stage::Attention), "Attention", "관심"),
    (Some(Stage::Software), "Software: know-how", "소프트웨어(정책 노하우)"),
    (Some(Stage::Pilot), "Pilot", "시범사업"),
    (Some(Stage::Finance), "Finance", "금융"),
    (Some(Stage::Hardware), "Hardware", "하드웨어"),
];

/// On whose side the holders of a rung can stand, what that is called, and its colour.
const SIDES: [(Side, &str, &str, &str); 7] = [
    (Side::HomeSme, "held by a home SME", "국내 중소기업이 수행", "#009e73"),
    (Side::HomeLargeFirm, "held by a large home firm", "국내 대기업이 수행", "#0072b2"),
    (Side::HomePublicBody, "held by a home public body", "국내 공공기관이 수행", "#56b4e9"),
    (Side::HomeOther, "held by another home body", "그 밖의 국내 기관이 수행", "#cc79a7"),
    (Side::JointVenture, "held by a joint venture", "합작사가 수행", "#6a3d9a"),
    (Side::ForeignPartner, "held by a foreign partner", "해외 협력기관이 수행", "#e69f00"),
    (Side::ForeignCompetitor, "held by a foreign competitor alone", "해외 경쟁사만 수행", "#d55e00"),
];
/// Of a city that stands on no rung.
const NOBODY: (&str, &str, &str) = ("no rung on record", "기록 없음", "#c3cad1");

/// Cities on their rungs, the earliest first.
pub(super) fn fill(network: &Network, view: &View, language: &str, diagram: &mut Diagram) -> Result<(), Error> {
    let korean = language == "ko";
    let told = |en: &str, ko: &str| if korean { ko.to_owned() } else { en.to_owned() };
    let ladder = view.when.map_or_else(|| Ladder::default().ever(), |when| Ladder::default().by(when.last()));
    let mut cities = ladder.run(network)?.cities;
    let year = |city: &CityLadder| Some(city.rungs.get(&city.rung?)?.first_year).flatten();
    cities.sort_by_cached_key(|city| {
        (city.rung, year(city).unwrap_or(i16::MAX), label(network, &city.id, language).to_owned())
    });
    for city in &cities {
        let year = year(city).map_or_else(String::new, |year| format!(" {year}"));
        let holders = city.rung.map_or(&[][..], |rung| city.holders(rung));
        let side = SIDES.iter().find(|(side, ..)| holders.iter().any(|holder| holder.side == *side));
        let kind = side.map_or(NOBODY.0, |(side, ..)| side.name());
        let mut actor = DiagramActor::new(&city.id, label(network, &city.id, language).to_owned() + &year, kind);
        let mut bodies: Vec<&str> = holders.iter().map(|holder| holder.actor.as_str()).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let names: Vec<&str> = bodies.into_iter().map(|id| label(network, id, language)).collect();
        actor.tooltip = format!("{} · {}", actor.label, names.join(", "));
        actor.size = names.len() as f64;
        actor.priority = actor.size;
        actor.column = RUNGS.iter().position(|(rung, ..)| *rung == city.rung).unwrap_or(0);
        diagram.actors.push(actor);
    }
    let on = |column: usize| diagram.actors.iter().filter(|actor| actor.column == column).count();
    let heading = |(column, (_, en, ko)): (usize, &(_, &str, &str))| format!("{} ({})", told(en, ko), on(column));
    diagram.columns = RUNGS.iter().enumerate().map(heading).collect();
    let sides = SIDES.iter().map(|(side, en, ko, color)| (side.name(), told(en, ko), *color));
    let entry = |(key, label, color): (&str, String, &str)| LegendEntry {
        key: key.to_owned(),
        label,
        color: color.to_owned(),
        count: diagram.actors.iter().filter(|actor| actor.kind == key).count(),
    };
    let all = sides.chain([(NOBODY.0, told(NOBODY.0, NOBODY.1), NOBODY.2)]).map(entry);
    diagram.legend = all.filter(|entry| entry.count > 0).collect();
    diagram.size_label = told("bodies on the rung", "단계를 수행한 기관 수");
    diagram.size_note = told("that a source names", "출처가 밝힌 기관");
    let count = cities.len();
    diagram.title = told("The ladder: how far each foreign city has come", "도시별 도달 단계");
    let by = view.when.map(|when| when.last().calendar_year());
    diagram.subtitle = match (korean, by) {
        (true, Some(by)) => format!("{by}년까지 시작된 관계 기준 · 해외 도시 {count}곳"),
        (true, None) => format!("기록된 모든 관계 기준 · 해외 도시 {count}곳"),
        (false, Some(by)) => format!("ties begun by {by}; {count} foreign cities"),
        (false, None) => format!("all ties ever recorded; {count} foreign cities"),
    };
    diagram.footnotes.push(told(
        "A city stands on its highest rung, reached by itself or through bodies that belong to it. The year is the first on that rung; \
         none where no source tells it. Where several hold a rung, the colour is that of a home body before one abroad.",
        "도시는 직접 또는 소속 기관을 통해 도달한 가장 높은 단계에 있습니다. 연도는 그 단계의 첫해이며, 출처에 없으면 적지 않았습니다. 수행 기관이 \
         여럿이면 국내 기관의 색을 먼저 씁니다.",
    ));
    Ok(())
}

fn label<'a>(network: &'a Network, id: &'a str, language: &str) -> &'a str {
    network.actor(id).map_or(id, |node| network.graph()[node].label(language))
}
