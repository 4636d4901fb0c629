//! Who opens doors, who keeps the gate to each target, and whether agencies act or connect.

use super::{Sheet, Tongue};
use crate::report::full::Cell;

pub(super) fn openers(tongue: &Tongue<'_>) -> Option<Sheet> {
    let doors = &tongue.mandate()?.doors;
    let about = tongue.say(
        "What would be lost without the actor, from fewer worlds than in the table of actors, which has the intervals. Opens: targets at which something would be lost. Pairs cut off: pairs of source and \
         target that have no permitted route round it, were every tie open.",
        "그 행위자가 없을 때 잃는 것입니다(구간은 행위자 표에 있으며, 여기서는 더 적은 모의 세계를 씁니다). ‘여는 대상’은 도달률이 줄어드는 대상의 수, ‘끊기는 쌍’은 모든 관계가 열려 있어도 우회로가 없는 출발·대상 \
         쌍의 수입니다.",
    );
    let mut sheet = Sheet::new("brokers", tongue.say("Door-openers", "문을 여는 행위자"), about)
        .words("name", tongue.say("Actor", "행위자"))
        .numbers("share", tongue.say("Share of access", "도달률 대비"), "")
        .numbers("leverage", tongue.say("Leverage, points", "지렛대 효과(%p)"), "")
        .numbers("opens", tongue.say("Opens", "여는 대상"), "")
        .numbers("cut_off", tongue.say("Pairs cut off", "끊기는 쌍"), "")
        .words("only_way_to", tongue.say("The only way to", "유일한 경로인 대상"))
        .words("id", tongue.say("Id", "식별자"));
    for one in doors.openers.iter().filter(|one| one.leverage > 0.0) {
        sheet.row([
            tongue.name(&one.actor).into(),
            Cell::Share(one.share),
            Cell::Number(one.leverage * 100.0),
            one.opens.into(),
            one.cut_off.into(),
            tongue.names(&one.only_way_to).into(),
            one.actor.as_str().into(),
        ]);
    }
    Some(sheet)
}

pub(super) fn gates(tongue: &Tongue<'_>) -> Option<Sheet> {
    let doors = &tongue.mandate()?.doors;
    let about = tongue.say(
        "Reached by: the share of sources that reach the target. Keepers: without whom most of it would be lost. Must pass: every \
         permitted route leads through them.",
        "‘도달률’은 그 대상에 닿는 출발 행위자의 비율, ‘관문’은 없으면 가장 많이 잃는 행위자, ‘반드시 지나는 곳’은 모든 허용 경로가 지나는 행위자입니다.",
    );
    let mut sheet = Sheet::new("gatekeepers", tongue.say("Gatekeepers", "관문 행위자"), about)
        .words("target", tongue.say("Target", "대상"))
        .numbers("reach", tongue.say("Reached by", "도달률"), "")
        .words("keepers", tongue.say("Keepers", "관문"))
        .words("must_pass", tongue.say("Must pass", "반드시 지나는 곳"))
        .words("id", tongue.say("Id", "식별자"));
    let mut gates: Vec<_> = doors.gates.iter().collect();
    gates.sort_by(|a, b| b.reach.total_cmp(&a.reach));
    for gate in gates {
        let keeper = |keeper: &crate::diplomacy::Keeper| {
            format!("{} {}", tongue.name(&keeper.actor), crate::report::percent(keeper.share))
        };
        let keepers: Vec<String> = gate.keepers.iter().map(keeper).collect();
        sheet.row([
            tongue.name(&gate.target).into(),
            Cell::Share(gate.reach),
            keepers.join(", ").into(),
            tongue.names(&gate.must_pass).into(),
            gate.target.as_str().into(),
        ]);
    }
    Some(sheet)
}

pub(super) fn catalysts(tongue: &Tongue<'_>) -> Option<Sheet> {
    let all = &tongue.result.catalysts;
    if all.is_empty() {
        return None;
    }
    let about = tongue.say(
        "Index: deals of firms that the agency introduced, of those and its own together; undefined below five deals. 95% interval \
         (Wilson) as if the deals were a random sample.",
        "지수는 기관이 소개한 기업의 사업이 기관 자체 사업을 포함한 전체에서 차지하는 비율이며, 사업이 5건 미만이면 정의하지 않습니다. 95% 구간(Wilson)은 \
         사업이 무작위 표본이라고 볼 때의 값입니다.",
    );
    let mut sheet = Sheet::new("catalysts", tongue.say("Actor or catalyst", "직접 수행자인가 촉매인가"), about)
        .words("name", tongue.say("Agency", "기관"))
        .numbers("own", tongue.say("Own deals", "자체 사업"), "")
        .numbers("introduced", tongue.say("Introduced", "소개한 사업"), "")
        .numbers("undated", tongue.say("Undated", "연도 미상"), "")
        .numbers("index", tongue.say("Index", "지수"), "")
        .numbers("low", tongue.say("Low", "하한"), "")
        .numbers("high", tongue.say("High", "상한"), "")
        .words("id", tongue.say("Id", "식별자"));
    for one in all {
        let share = |of: fn(&crate::diplomacy::Proportion) -> Option<f64>| {
            one.index.as_ref().and_then(of).map_or(Cell::Empty, Cell::Share)
        };
        sheet.row([
            tongue.name(&one.id).into(),
            one.own.len().into(),
            one.introduced.len().into(),
            one.undated.len().into(),
            share(|index| index.share),
            share(|index| Some(index.low)),
            share(|index| Some(index.high)),
            one.id.as_str().into(),
        ]);
    }
    Some(sheet)
}
