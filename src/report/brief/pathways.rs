//! How real deals went, and what stands before hardware more often than chance.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Matched, Motifs, Named, Order};
use crate::error::Error;
use crate::model::{DirectionRule, View};
use crate::report::korean::counted;
use crate::report::words::count;

/// Deals of hardware among cities.
const DRAWS: usize = 1_999;

/// The finding, where the network knows any named pathway.
pub(super) fn pathways(asked: &Asked<'_>) -> Result<Option<Finding>, Error> {
    let view = View::ever().direction(DirectionRule::Conveyed);
    let all = Matched::named(asked.network, &view, Order::Free)?;
    let found: Vec<&Matched> = all.iter().filter(|one| one.counted.is_some_and(|counted| counted.routes > 0)).collect();
    if found.is_empty() {
        return Ok(None);
    }
    let motifs = Motifs::default().draws(DRAWS).seed(asked.brief.seed).run(asked.network)?;
    let (mut english, mut korean, mut sources) = (Vec::new(), Vec::new(), Vec::<String>::new());
    for one in &found {
        let (Some(named), Some(counts)) = (one.id.as_deref().and_then(Named::find), one.counted) else { continue };
        english.push(format!("{} ({})", lower(named.en), count(counts.routes as usize, "route")));
        korean.push(format!("{}: 경로 {}", named.ko, counted(counts.routes as usize, "개")));
        for source in one.routes.iter().flat_map(|route| &route.steps).flat_map(|step| &step.sources) {
            if !sources.contains(source) && asked.network.sources().contains_key(source) {
                sources.push(source.clone());
            }
        }
    }
    let telling = motifs.motifs.iter().filter(|motif| motif.adjusted <= 0.05).count();
    let (chance, chance_ko) = if telling == 0 {
        ("none stands before hardware more often than chance", "우연보다 자주 하드웨어에 앞선 것은 없습니다".to_owned())
    } else {
        (
            "some stand before hardware more often than chance",
            format!("{}은 우연보다 자주 하드웨어에 앞섰습니다", counted(telling, "가지")),
        )
    };
    let statement = format!(
        "The ways of real deals, as forms of route that are found again: {}. Of {} motifs of ties before hardware, tried on {} cities \
         with {} dated first hardware projects, {chance}{}; so few events cannot settle which way works.",
        english.join("; "),
        motifs.motifs.len(),
        motifs.cities,
        motifs.events,
        if telling == 0 { String::new() } else { format!(" ({telling})") },
    );
    let korean = format!(
        "실제 사업이 이루어진 방식과, 같은 꼴로 확인되는 경로 수는 다음과 같습니다. {}. 하드웨어에 앞서는 관계 유형 {}를 도시 {}(하드웨어 시작 연도가 \
         확인된 도시 {})에서 검정한 결과 {chance_ko}. 사례가 적어 어느 방식이 효과적인지 단정할 수 없습니다.",
        korean.join("; "),
        counted(motifs.motifs.len(), "가지"),
        counted(motifs.cities, "곳"),
        counted(motifs.events, "곳"),
    );
    let mut finding =
        Finding::new("pathways", Question::Ways).says(statement, korean).number("motifs_tried", motifs.motifs.len());
    for one in &found {
        finding = finding.number(one.id.as_deref().unwrap_or_default(), one.counted);
    }
    let finding = finding.number("events", motifs.events).number("telling", telling);
    Ok(Some(finding.rests_on(sources)))
}

/// Within a sentence; names of places keep their capitals.
fn lower(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
