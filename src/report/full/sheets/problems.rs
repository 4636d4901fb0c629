//! What is wrong or missing in the data.

use super::{Sheet, Tongue};
use crate::report::full::Cell;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let network = tongue.network;
    let about = tongue.say("What to mend or to look up in the data.", "자료에서 고치거나 확인할 것입니다.");
    let mut sheet = Sheet::new("problems", tongue.say("Data problems", "자료 점검"), about)
        .words("what", tongue.say("What", "항목"))
        .numbers("count", tongue.say("Count", "건수"), "")
        .words("examples", tongue.say("Which", "해당 항목"));
    let undated: Vec<&str> =
        network.ties().filter(|(_, tie)| tie.since.is_none()).map(|(_, tie)| tie.id.as_str()).collect();
    let unsourced: Vec<&str> =
        network.ties().filter(|(_, tie)| network.is_unsourced(&tie.sources)).map(|(_, tie)| tie.id.as_str()).collect();
    let single: Vec<&str> =
        network.ties().filter(|(_, tie)| tie.sources.len() == 1).map(|(_, tie)| tie.id.as_str()).collect();
    let alone: Vec<&str> = (network.actors())
        .filter(|(node, _)| network.graph().neighbors_undirected(*node).next().is_none())
        .map(|(_, actor)| actor.id.as_str())
        .collect();
    let rows = [
        (tongue.say("Ties without a date", "연도가 없는 관계"), undated),
        (tongue.say("Ties without a document", "출처가 없는 관계"), unsourced),
        (tongue.say("Ties with a single document", "출처가 하나뿐인 관계"), single),
        (tongue.say("Actors without any tie", "관계가 없는 행위자"), alone),
    ];
    for (what, which) in rows.into_iter().filter(|(_, which)| !which.is_empty()) {
        sheet.row([what.into(), which.len().into(), which.join(" ").into()]);
    }
    for warning in network.warnings() {
        sheet.row([warning.told().into(), Cell::Empty, Cell::Empty]);
    }
    Some(sheet)
}
