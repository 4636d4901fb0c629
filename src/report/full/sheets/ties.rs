//! Every tie as it is recorded, with its documents.

use super::{Sheet, Tongue};
use crate::report::full::Cell;
use crate::report::full::tongue::year;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let about = tongue.say(
        "Strength is an assumption by kind of tie: how likely it passes an introduction on. Confidence tells how sure it is that the \
         tie exists.",
        "강도는 관계 종류별로 가정한 값으로 소개를 이어 줄 확률이며, 신뢰도는 그 관계가 실제로 있다는 확실성입니다.",
    );
    let mut sheet = Sheet::new("ties", tongue.say("Ties", "관계"), about)
        .words("from_name", tongue.say("From", "출발"))
        .words("to_name", tongue.say("To", "도착"))
        .words("kind", tongue.say("Kind", "종류"))
        .words("stage", tongue.say("Stage", "단계"))
        .numbers("since", tongue.say("Since", "시작"), "")
        .numbers("until", tongue.say("Until", "종료"), "")
        .numbers("value", tongue.say("Value, USD", "금액(달러)"), "")
        .numbers("strength", tongue.say("Strength", "강도"), tongue.say("Assumed.", "가정한 값입니다."))
        .numbers("confidence", tongue.say("Confidence", "신뢰도"), "")
        .words("evidence", tongue.say("Evidence", "근거"))
        .words("sources", tongue.say("Sources", "출처"))
        .words("from", tongue.say("From id", "출발 식별자"))
        .words("to", tongue.say("To id", "도착 식별자"))
        .words("id", tongue.say("Id", "식별자"));
    let network = tongue.network;
    for (_, tie) in network.ties() {
        sheet.row([
            tongue.name(&tie.from).into(),
            tongue.name(&tie.to).into(),
            network.tie_kind_label(&tie.kind, tongue.code()).into(),
            network.stage(tie).map(|stage| tongue.stage(stage)).into(),
            year(tie.since),
            year(tie.until),
            tie.value_usd.map(Cell::Dollars).into(),
            Cell::Number(network.strength(tie)),
            tie.confidence.map(Cell::Number).into(),
            tie.evidence.as_str().into(),
            tongue.cited(&tie.sources).into(),
            tie.from.as_str().into(),
            tie.to.as_str().into(),
            tie.id.as_str().into(),
        ]);
    }
    Some(sheet)
}
