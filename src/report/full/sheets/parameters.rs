//! What the numbers take for granted.

use super::{Sheet, Tongue};
use crate::report::full::Cell;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let about = tongue.say(
        "Settings of this run, and the strength that each kind of tie is assumed to have, with the range that is tried.",
        "이번 실행의 설정과 관계 종류별로 가정한 강도, 그리고 시험한 범위입니다.",
    );
    let mut sheet = Sheet::new("parameters", tongue.say("Assumptions", "가정과 설정"), about)
        .words("name", tongue.say("What", "항목"))
        .numbers("value", tongue.say("Value", "값"), "")
        .numbers("low", tongue.say("From", "하한"), "")
        .numbers("high", tongue.say("To", "상한"), "")
        .words("stage", tongue.say("Stage", "단계"))
        .words("note", tongue.say("Why", "근거"));
    let settings = &tongue.result.settings;
    let counts = [
        (tongue.say("Worlds drawn", "모의 세계 수"), settings.worlds),
        (tongue.say("Draws of the assumptions", "가정 추출 횟수"), settings.draws),
        (tongue.say("Seed", "난수 시드"), settings.seed),
    ];
    for (name, value) in counts {
        let value = Cell::Whole(i64::try_from(value).unwrap_or(i64::MAX));
        sheet.row([name.into(), value, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    }
    for (id, kind) in tongue.network.tie_kinds() {
        let range = kind.strength_range;
        sheet.row([
            tongue.network.tie_kind_label(id, tongue.code()).into(),
            Cell::Number(kind.strength.unwrap_or(crate::model::DEFAULT_STRENGTH)),
            range.map(|range| Cell::Number(range.low)).into(),
            range.map(|range| Cell::Number(range.high)).into(),
            kind.stage.map(|stage| tongue.stage(stage)).into(),
            kind.note.as_str().into(),
        ]);
    }
    Some(sheet)
}
