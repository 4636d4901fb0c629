//! Everybody, with the leverage of those whom introductions may pass through.

use super::{Sheet, Tongue};
use crate::report::full::Cell;
use crate::report::full::tongue::year;
use crate::report::korean::layer_label;
use std::collections::HashMap;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let about = tongue.say(
        "Leverage is the access lost without the actor, in percentage points and as a share of access. Ranks run from 5 to 95% over \
         the draws of the assumptions. Those without leverage are ends of the mandate, or nothing passes through them.",
        "지렛대 효과는 그 행위자가 없을 때 잃는 도달률로, %p와 도달률 대비 비율로 나타냅니다. 순위 범위는 가정을 바꾸어 본 5~95%입니다. 값이 없는 \
         행위자는 과제의 출발·대상이거나 소개가 지나지 않는 행위자입니다.",
    );
    let mut sheet = Sheet::new("actors", tongue.say("Actors", "행위자"), about)
        .words("name", tongue.say("Name", "이름"))
        .words("kind", tongue.say("Kind", "종류"))
        .words("layer", tongue.say("Layer", "층위"))
        .words("country", tongue.say("Country", "국가"))
        .numbers(
            "ties",
            tongue.say("Ties", "관계 수"),
            tongue.say("Ties ever recorded.", "기록된 모든 관계의 수입니다."),
        )
        .numbers("rank", tongue.say("Rank", "순위"), tongue.say("By leverage.", "지렛대 효과 순입니다."))
        .numbers("rank_low", tongue.say("Best rank", "최고 순위"), tongue.say("5% of draws.", "가정 5% 지점입니다."))
        .numbers(
            "rank_high",
            tongue.say("Worst rank", "최저 순위"),
            tongue.say("95% of draws.", "가정 95% 지점입니다."),
        )
        .numbers(
            "share",
            tongue.say("Share of access", "도달률 대비"),
            tongue.say("Share of access lost without it.", "없을 때 잃는 도달률의 비율입니다."),
        )
        .numbers("leverage", tongue.say("Leverage, points", "지렛대 효과(%p)"), "")
        .numbers("low", tongue.say("Low", "하한"), tongue.say("95% interval.", "95% 구간입니다."))
        .numbers("high", tongue.say("High", "상한"), tongue.say("95% interval.", "95% 구간입니다."))
        .words("fragile", tongue.say("Fragile", "취약 여부"))
        .numbers("since", tongue.say("Since", "시작"), "")
        .numbers("until", tongue.say("Until", "종료"), "")
        .words("note", tongue.say("Note", "비고"))
        .words("sources", tongue.say("Sources", "출처"))
        .words("id", tongue.say("Id", "식별자"));
    let ranked = tongue.mandate().map_or(&[][..], |asked| &asked.leverage.actors);
    let ranked: HashMap<&str, _> = ranked.iter().map(|actor| (actor.id.as_str(), actor)).collect();
    let network = tongue.network;
    let mut actors: Vec<_> = network.actors().collect();
    // Those that matter first, then in the order of the file.
    actors.sort_by_key(|(_, actor)| ranked.get(actor.id.as_str()).and_then(|one| one.rank).unwrap_or(usize::MAX));
    for (node, actor) in actors {
        let one = ranked.get(actor.id.as_str());
        let points = |of: fn(&crate::leverage::Estimate) -> f64| one.map(|one| Cell::Number(of(&one.leverage) * 100.0));
        let fragile = one.and_then(|one| one.fragile);
        sheet.row([
            actor.label(tongue.code()).into(),
            network.actor_kind_label(&actor.kind, tongue.code()).into(),
            actor.layer.map(|layer| layer_label(layer, tongue.code()).to_owned()).into(),
            actor.country.clone().into(),
            network.graph().edges(node).count().saturating_add(incoming(tongue, node)).into(),
            one.and_then(|one| one.rank).into(),
            one.and_then(|one| one.rank_low).into(),
            one.and_then(|one| one.rank_high).into(),
            one.map(|one| Cell::Share(one.share)).into(),
            points(|estimate| estimate.estimate).into(),
            points(|estimate| estimate.low).into(),
            points(|estimate| estimate.high).into(),
            fragile.map(|fragile| tongue.yes(fragile)).into(),
            year(actor.since),
            year(actor.until),
            actor.note.as_str().into(),
            tongue.cited(&actor.sources).into(),
            actor.id.as_str().into(),
        ]);
    }
    Some(sheet)
}

fn incoming(tongue: &Tongue<'_>, node: petgraph::graph::NodeIndex) -> usize {
    tongue.network.graph().edges_directed(node, petgraph::Direction::Incoming).count()
}
