//! New ties and what each would add.

use super::{Sheet, Tongue};
use crate::report::full::Cell;
use crate::report::opportunities::reason;
use crate::report::words::grouped;

/// New ties that are listed: in a large network there are as many as pairs of actors.
const MOST: usize = 10_000;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let found = tongue.mandate()?.opportunities.as_ref()?;
    let about = tongue.say(
        "Gain: the access, in percentage points, that the tie adds once it is formed. In the order of gain × chance / cost. Strength, \
         chance and cost are assumptions; intervals of 95% tell the simulation error alone.",
        "증가분은 관계가 맺어졌을 때 늘어나는 도달률(%p)이며, 순서는 증가분 × 성사 확률 / 비용입니다. 강도·성사 확률·비용은 가정이고, 95% 구간은 모의실험 \
         오차만을 나타냅니다.",
    );
    let mut sheet = Sheet::new("opportunities", tongue.say("Opportunities", "새 관계의 기회"), about)
        .numbers("rank", tongue.say("Rank", "순위"), "")
        .words("from_name", tongue.say("From", "출발"))
        .words("to_name", tongue.say("To", "도착"))
        .words("kind", tongue.say("Kind", "종류"))
        .words("stage", tongue.say("Stage", "단계"))
        .numbers("gain", tongue.say("Gain, points", "증가분(%p)"), "")
        .numbers("low", tongue.say("Low", "하한"), tongue.say("95% interval.", "95% 구간입니다."))
        .numbers("high", tongue.say("High", "상한"), tongue.say("95% interval.", "95% 구간입니다."))
        .numbers("strength", tongue.say("Strength", "강도"), tongue.say("Assumed.", "가정한 값입니다."))
        .numbers("chance", tongue.say("Chance", "성사 확률"), tongue.say("Assumed.", "가정한 값입니다."))
        .numbers("cost", tongue.say("Cost", "비용"), tongue.say("Assumed.", "가정한 값입니다."))
        .words("why", tongue.say("What it joins", "잇는 곳"))
        .words("from", tongue.say("From id", "출발 식별자"))
        .words("to", tongue.say("To id", "도착 식별자"));
    let gaining = || found.candidates.iter().filter(|one| one.gain.estimate > 0.0);
    let all = gaining().count();
    if all > MOST {
        let (most, all) = (grouped(MOST), grouped(all));
        let cut = if tongue.korean {
            format!(" 전체 {all}건 가운데 앞의 {most}건이며, 나머지는 `opportunities` 명령으로 볼 수 있습니다.")
        } else {
            format!(" The first {most} of {all}; the command `opportunities` tells of the others.")
        };
        sheet.about.push_str(&cut);
    }
    for one in gaining().take(MOST) {
        let points = |share: f64| Cell::Number(share * 100.0);
        sheet.row([
            one.rank.into(),
            tongue.name(&one.from).into(),
            tongue.name(&one.to).into(),
            tongue.network.tie_kind_label(&one.kind, tongue.code()).into(),
            one.stage.map(|stage| tongue.stage(stage)).into(),
            points(one.gain.estimate),
            points(one.gain.low),
            points(one.gain.high),
            Cell::Number(one.strength),
            Cell::Share(one.formation),
            Cell::Number(one.cost),
            reason(tongue.network, one, tongue.code()).into(),
            one.from.as_str().into(),
            one.to.as_str().into(),
        ]);
    }
    Some(sheet)
}
