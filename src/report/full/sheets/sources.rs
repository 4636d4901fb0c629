//! The documents, and how much rests on each.

use super::{Sheet, Tongue};
use crate::report::full::tongue::year;
use std::collections::HashMap;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let network = tongue.network;
    if network.sources().is_empty() {
        return None;
    }
    let mut backed: HashMap<&str, usize> = HashMap::new();
    for source in network.ties().flat_map(|(_, tie)| &tie.sources) {
        *backed.entry(source).or_default() += 1;
    }
    let mut sheet = Sheet::new(
        "sources",
        tongue.say("Sources", "출처"),
        tongue.say("The documents that ties rest on.", "관계의 근거가 된 문서입니다."),
    )
    .words("title", tongue.say("Title", "제목"))
    .words("publisher", tongue.say("Publisher", "발행"))
    .numbers("year", tongue.say("Year", "연도"), "")
    .words("locator", tongue.say("Where", "위치"))
    .numbers(
        "ties",
        tongue.say("Ties", "관계 수"),
        tongue.say("Ties that cite it.", "이 문서를 인용한 관계의 수입니다."),
    )
    .words("note", tongue.say("Note", "비고"))
    .words("id", tongue.say("Id", "식별자"));
    for (id, source) in network.sources() {
        sheet.row([
            source.title.as_str().into(),
            source.publisher.as_str().into(),
            year(source.year),
            source.locator.as_str().into(),
            backed.get(id.as_str()).copied().unwrap_or(0).into(),
            source.note.as_str().into(),
            id.as_str().into(),
        ]);
    }
    Some(sheet)
}
