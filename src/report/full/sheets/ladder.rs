//! How far every city is, and where software has no hardware after it.

use super::{Sheet, Tongue};
use crate::diplomacy::{CityLadder, Side};
use crate::model::Stage;
use crate::report::full::Cell;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let about = tongue.say(
        "The highest rung on record, with the city's agencies, operators and ministries followed, and the first year of each rung. No \
         record of a rung does not mean that there is none.",
        "기록된 가장 높은 단계(도시의 산하기관·운영기관·부처 포함)와 각 단계의 첫 해입니다. 기록이 없다는 것이 사업이 없다는 뜻은 아닙니다.",
    );
    let mut sheet = Sheet::new("ladder", tongue.say("Ladder", "단계별 현황"), about)
        .words("name", tongue.say("City", "도시"))
        .words("rung", tongue.say("Rung", "현재 단계"))
        .words("direct_rung", tongue.say("By its own ties", "직접 관계 기준"));
    for stage in Stage::RUNGS {
        sheet = sheet.numbers(
            stage.name(),
            tongue.stage(stage),
            tongue.say("First year on record.", "기록된 첫 해입니다."),
        );
    }
    let mut sheet = sheet
        .words("holders", tongue.say("Who has the hardware", "하드웨어 보유"))
        .words("sources", tongue.say("Sources", "출처"))
        .words("id", tongue.say("Id", "식별자"));
    let mut cities: Vec<&CityLadder> = tongue.result.ladder.cities.iter().collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city.rung));
    for city in cities {
        let rung = |stage: Option<Stage>| stage.map(|stage| tongue.stage(stage));
        let first = |stage: &Stage| match city.rungs.get(stage) {
            None => Cell::Empty,
            Some(rung) => rung.first_year.map_or_else(|| tongue.say("undated", "연도 미상").into(), Cell::Year),
        };
        let holder = |holder: &crate::diplomacy::Holder| {
            format!("{} ({})", tongue.name(&holder.actor), side(tongue, holder.side))
        };
        let holders: Vec<String> = city.holders(Stage::Hardware).iter().map(holder).collect();
        let sources = city.rungs.values().flat_map(|rung| &rung.sources);
        let years = Stage::RUNGS.iter().map(first);
        let cells = [tongue.name(&city.id).into(), rung(city.rung).into(), rung(city.direct_rung).into()];
        let rest = [holders.join(", ").into(), tongue.cited(sources).into(), city.id.as_str().into()];
        sheet.row(cells.into_iter().chain(years).chain(rest));
    }
    Some(sheet)
}

pub(super) fn side(tongue: &Tongue<'_>, side: Side) -> String {
    let (en, ko) = match side {
        Side::HomeSme => ("home SME", "국내 중소기업"),
        Side::HomeLargeFirm => ("home large firm", "국내 대기업"),
        Side::HomePublicBody => ("home public body", "국내 공공기관"),
        Side::HomeOther => ("home, other", "국내 기타"),
        Side::JointVenture => ("joint venture with home shares", "국내 지분 합작사"),
        Side::ForeignPartner => ("foreign partner", "해외 협력자"),
        Side::ForeignCompetitor => ("foreign competitor", "해외 경쟁자"),
    };
    tongue.say(en, ko)
}

pub(super) fn gaps(tongue: &Tongue<'_>) -> Option<Sheet> {
    let gaps = &tongue.result.ladder.gaps;
    if gaps.is_empty() {
        return None;
    }
    let about = tongue.say(
        "Cities with software from home and no hardware from home. Gain: what the best new tie with the city would add to access, in \
         percentage points, once formed; chance and cost are assumptions.",
        "국내 소프트웨어는 있으나 국내 하드웨어가 없는 도시입니다. 증가분은 그 도시와 가장 좋은 새 관계가 맺어졌을 때 늘어나는 도달률(%p)이며, 성사 확률과 \
         비용은 가정입니다.",
    );
    let mut sheet = Sheet::new("gaps", tongue.say("Conversion gaps", "전환 기회"), about)
        .words("name", tongue.say("City", "도시"))
        .words("rung", tongue.say("Rung", "현재 단계"))
        .words("next", tongue.say("Next rung", "다음 단계"))
        .numbers("last_software", tongue.say("Latest software", "최근 소프트웨어"), "")
        .words("through", tongue.say("Through", "통한 기관"))
        .words("competitors", tongue.say("Competitors", "경쟁자"))
        .words("best", tongue.say("Best new tie", "가장 좋은 새 관계"))
        .numbers("gain", tongue.say("Gain, points", "증가분(%p)"), "")
        .numbers("low", tongue.say("Low", "하한"), tongue.say("95% interval.", "95% 구간입니다."))
        .numbers("high", tongue.say("High", "상한"), tongue.say("95% interval.", "95% 구간입니다."))
        .numbers("chance", tongue.say("Chance", "성사 확률"), tongue.say("Assumed.", "가정한 값입니다."))
        .numbers("cost", tongue.say("Cost", "비용"), tongue.say("Assumed.", "가정한 값입니다."))
        .words("id", tongue.say("Id", "식별자"));
    for gap in gaps {
        let best = gap.best.as_ref();
        let tie = best.map(|best| {
            let kind = tongue.network.tie_kind_label(&best.kind, tongue.code());
            format!("{} → {} ({kind})", tongue.name(&best.from), tongue.name(&best.to))
        });
        sheet.row([
            tongue.name(&gap.city).into(),
            tongue.stage(gap.rung).into(),
            tongue.stage(gap.next).into(),
            gap.last_software.map_or(Cell::Empty, Cell::Year),
            tongue.names(&gap.through).into(),
            tongue.names(&gap.competitors).into(),
            tie.into(),
            best.map(|best| Cell::Number(best.gain.estimate * 100.0)).into(),
            best.map(|best| Cell::Number(best.gain.low * 100.0)).into(),
            best.map(|best| Cell::Number(best.gain.high * 100.0)).into(),
            best.map(|best| Cell::Share(best.formation)).into(),
            best.map(|best| Cell::Number(best.cost)).into(),
            gap.city.as_str().into(),
        ]);
    }
    Some(sheet)
}
