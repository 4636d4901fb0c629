//! The most reliable route to every target.

use super::{Sheet, Tongue};
use crate::model::Date;
use crate::report::full::Cell;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let asked = tongue.mandate()?;
    let about = tongue.say(
        "To each target the most reliable permitted route from any source. Probability: that every tie of this one route is open.",
        "대상마다 출발 행위자로부터 가장 믿을 만한 허용 경로입니다. 확률은 이 경로의 모든 관계가 열려 있을 확률입니다.",
    );
    let mut sheet = Sheet::new("routes", tongue.say("Routes", "경로"), about)
        .words("to_name", tongue.say("Target", "대상"))
        .words("route", tongue.say("Route", "경로"))
        .numbers("probability", tongue.say("Probability", "확률"), "")
        .numbers("hops", tongue.say("Ties", "관계 수"), "")
        .words("steps", tongue.say("Step by step", "단계별"))
        .numbers("oldest", tongue.say("Oldest tie", "가장 오래된 관계"), "")
        .words("sources", tongue.say("Sources", "출처"))
        .words("actors", tongue.say("Ids", "식별자"));
    for route in &asked.routes {
        let names: Vec<String> = route.actors.iter().map(|id| tongue.name(id)).collect();
        let steps = route.steps.iter().map(|step| {
            let kind = tongue.network.tie_kind_label(&step.kind, tongue.code());
            step.since.map_or_else(|| kind.clone(), |since| format!("{kind} ({since})"))
        });
        let oldest = route.steps.iter().filter_map(|step| step.since).map(Date::calendar_year).min();
        let sources = route.steps.iter().flat_map(|step| &step.sources);
        sheet.row([
            names.last().cloned().into(),
            names.join(" → ").into(),
            Cell::Share(route.probability),
            route.hops.into(),
            steps.collect::<Vec<_>>().join(" → ").into(),
            oldest.map_or(Cell::Empty, Cell::Year),
            tongue.cited(sources).into(),
            route.actors.join(" ").into(),
        ]);
    }
    Some(sheet)
}
