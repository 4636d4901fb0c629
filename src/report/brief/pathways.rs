//! How real deals went, and what stands before hardware more often than chance.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Matched, Motif, Motifs, MotifsResult, Named, Order};
use crate::error::Error;
use crate::model::{DirectionRule, View};
use crate::report::korean::counted;
use crate::report::pathway::{motif_name, stage_ko};
use crate::report::words::{count, list_some, lower};

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
    for (one, named, counts) in found.iter().filter_map(|one| deal(one)) {
        english.push(format!("{} ({})", lower(named.en), count(counts as usize, "route")));
        korean.push(format!("{}(경로 {})", named.ko, counted(counts as usize, "개")));
        for source in one.routes.iter().flat_map(|route| &route.steps).flat_map(|step| &step.sources) {
            if !sources.contains(source) && asked.network.sources().contains_key(source) {
                sources.push(source.clone());
            }
        }
    }
    if english.is_empty() {
        return Ok(None);
    }
    let dated = motifs.events + motifs.without;
    let first = all.iter().find(|one| one.id.as_deref() == Some("study_first")).and_then(|one| one.cities.as_ref());
    let first = first.map_or(0, Vec::len);
    let (chance, chance_ko) = told(&motifs);
    let statement = format!(
        "Real deals went by these ways, found again as forms of route: {}. In {first} of the {dated} cities with dated hardware, by \
         whomever, know-how is on record in the same year or before. {chance}",
        english.join("; "),
    );
    let korean = format!(
        "실제 사업은 다음과 같은 방식으로 이루어졌습니다. {}. 하드웨어 시작 연도가 확인된 도시 {}(공급자 불문) 가운데 같은 해나 그 전에 정책 노하우 \
         전수(소프트웨어)가 기록된 곳은 {}입니다. {chance_ko}",
        korean.join("; "),
        counted(dated, "곳"),
        counted(first, "곳"),
    );
    let mut finding = Finding::new("pathways", Question::Ways).says(statement, korean).number("software_first", first);
    for one in &found {
        finding = finding.number(one.id.as_deref().unwrap_or_default(), one.counted);
    }
    let finding = finding.number("dated_hardware", dated).number("motifs", &motifs.motifs);
    Ok(Some(finding.rests_on(sources)))
}

/// A named pathway that ends in a deal, and how many routes match.
fn deal(one: &Matched) -> Option<(&Matched, &'static Named, u64)> {
    let named = Named::find(one.id.as_deref()?).filter(|named| named.deal)?;
    Some((one, named, one.counted?.routes))
}

/// What stands before hardware more often than chance, in English and Korean.
fn told(motifs: &MotifsResult) -> (String, String) {
    let few = ("so few cases cannot settle which way works.", "사례가 적어 어느 방식이 효과적인지 단정할 수 없습니다.");
    let telling: Vec<&Motif> = motifs.motifs.iter().filter(|motif| motif.adjusted <= 0.05).collect();
    let tried = (motifs.motifs.len(), motifs.cities, motifs.events);
    if telling.is_empty() {
        let english = format!(
            "Of {} kinds of ties tried on {} ({} with hardware), none stands before hardware more often than chance; {}",
            tried.0,
            count_cities(tried.1),
            tried.2,
            few.0
        );
        let korean = format!(
            "도시 {}(하드웨어가 있는 도시 {})에서 관계 유형 {}를 검정한 결과, 우연보다 자주 하드웨어에 앞선 유형은 없습니다. {}",
            counted(tried.1, "곳"),
            counted(tried.2, "곳"),
            counted(tried.0, "가지"),
            few.1
        );
        return (english, korean);
    }
    let name = |motif: &&Motif| {
        let chance = format!("{} of {}, by chance {:.1}", motif.before, count_cities(motif.cities), motif.expected);
        format!("{} ({chance}; adjusted p {:.4})", motif_name(motif), motif.adjusted)
    };
    let name_ko = |motif: &&Motif| {
        let stages: Vec<&str> = motif.ties.iter().map(|(stage, _)| stage_ko(stage)).collect();
        let cities = counted(motif.cities, "곳");
        format!(
            "{}({cities} 중 {}, 우연이라면 {:.1}곳, 보정 p {:.4})",
            stages.join("→"),
            counted(motif.before, "곳"),
            motif.expected,
            motif.adjusted
        )
    };
    let english = format!(
        "Of {} kinds of ties tried on {} ({} with hardware), these stand before hardware, or in its year, more often than \
         chance: {}. Money of the same year may be part of the deal itself, and {}",
        tried.0,
        count_cities(tried.1),
        tried.2,
        list_some(&telling.iter().map(name).collect::<Vec<_>>(), 4),
        few.0
    );
    let korean = format!(
        "도시 {}(하드웨어가 있는 도시 {})에서 관계 유형 {}를 검정한 결과, 우연보다 자주 하드웨어와 같은 해나 그 전에 나타난 유형은 다음과 같습니다: {}. \
         같은 해의 금융은 사업 계약의 일부일 수 있으며, {}",
        counted(tried.1, "곳"),
        counted(tried.2, "곳"),
        counted(tried.0, "가지"),
        telling.iter().map(name_ko).collect::<Vec<_>>().join(", "),
        few.1
    );
    (english, korean)
}

fn count_cities(number: usize) -> String {
    if number == 1 { "one city".to_owned() } else { format!("{number} cities") }
}
