//! Programmes as a picture: on the left what is run, on the right who was reached.

use crate::model::{Network, View};
use crate::render::{Diagram, DiagramActor, DiagramTie, LegendEntry};
use indexmap::IndexMap;
use std::fmt::Write;

/// The key of the kind of all programmes.
const PROGRAMME: &str = "(programme)";

/// Programmes begun by the end of the view's period, and whom each reached.
pub(super) fn fill(network: &Network, view: &View, language: &str, diagram: &mut Diagram) {
    let korean = language == "ko";
    let told = |en: &str, ko: &str| if korean { ko.to_owned() } else { en.to_owned() };
    let by = view.when.map(|when| when.last());
    let begun =
        |date: Option<crate::model::Date>| by.zip(date).is_none_or(|(by, date)| date.first_day() <= by.last_day());
    let programmes: Vec<_> = network.programmes().iter().filter(|programme| begun(programme.since)).collect();
    let mut reached: IndexMap<&str, Vec<(usize, String)>> = IndexMap::new();
    let mut sizes = vec![0; programmes.len()];
    for (i, programme) in programmes.iter().enumerate() {
        let mut seen: IndexMap<&str, String> = IndexMap::new();
        for guest in programme.reached.iter().filter(|guest| begun(guest.year)) {
            let note = seen.entry(&guest.actor).or_default();
            if let Some(year) = guest.year {
                let _ = write!(note, " {year}");
            }
        }
        sizes[i] = seen.len();
        seen.into_iter().for_each(|(actor, note)| reached.entry(actor).or_default().push((i, note)));
    }
    for (programme, size) in programmes.iter().zip(&sizes) {
        let name = programme.name.get(language);
        let mut actor = DiagramActor::new(format!("programme:{}", programme.id), name, PROGRAMME);
        if name.is_empty() {
            actor.label.clone_from(&programme.id);
        }
        let since = programme.since.map_or_else(String::new, |since| format!(" ({since})"));
        actor.tooltip = format!("{}{since} · {}", actor.label, programme.note);
        (actor.size, actor.priority) = (*size as f64, 1e3 + *size as f64);
        diagram.actors.push(actor);
    }
    for (id, by) in &reached {
        let node = network.actor(id);
        let label = node.map_or(*id, |node| network.graph()[node].label(language));
        let kind = node.map_or("", |node| network.graph()[node].kind.as_str());
        let mut actor = DiagramActor::new(*id, label, kind);
        (actor.size, actor.priority, actor.column) = (by.len() as f64, by.len() as f64, 1);
        for (programme, years) in by {
            let mut tie = DiagramTie::new(*programme, diagram.actors.len());
            tie.tooltip = format!("{} → {label}{years}", diagram.actors[*programme].label);
            diagram.ties.push(tie);
        }
        diagram.actors.push(actor);
    }
    let mut kinds: IndexMap<&str, usize> = IndexMap::new();
    for actor in &diagram.actors {
        *kinds.entry(actor.kind.as_str()).or_default() += 1;
    }
    let entry = |(kind, count): (&str, usize)| {
        let own = kind == PROGRAMME;
        let label = if own { told("programme", "사업") } else { network.actor_kind_label(kind, language) };
        let color = network.actor_kinds().get(kind).and_then(|kind| kind.color.clone()).unwrap_or_default();
        LegendEntry { key: kind.to_owned(), label, color, count }
    };
    diagram.legend = kinds.into_iter().map(entry).collect();
    diagram.columns = vec![
        format!("{} ({})", told("Programmes", "사업"), programmes.len()),
        format!("{} ({})", told("Whom they reached", "사업이 닿은 곳"), reached.len()),
    ];
    diagram.words.one_way = told("reached", "닿음");
    diagram.size_label = told("lines", "연결 수");
    diagram.size_note =
        told("cities that a programme reached, programmes that reached a city", "사업이 닿은 곳의 수, 닿은 사업의 수");
    diagram.title = told("Programmes and whom they reach", "사업과 그 사업이 닿은 곳");
    let (count, places, lines) = (programmes.len(), reached.len(), diagram.ties.len());
    let empty = sizes.iter().filter(|size| **size == 0).count();
    diagram.subtitle = match (korean, by) {
        (true, Some(by)) => format!("{by}년까지 시작된 사업 {count}건 · 닿은 곳 {places}곳"),
        (true, None) => format!("사업 {count}건 · 닿은 곳 {places}곳"),
        (false, Some(by)) => {
            format!("{count} programmes begun by {by} reach {places} cities and bodies along {lines} lines")
        }
        (false, None) => format!("{count} programmes reach {places} cities and bodies along {lines} lines"),
    };
    if empty > 0 {
        diagram.footnotes.push(if korean {
            format!("사업 {empty}건은 어디에 닿았는지 출처에 없습니다.")
        } else {
            format!("Of {empty} of the programmes no source names whom they reached.")
        });
    }
    diagram.footnotes.push(told(
        "Sources name some of those reached, not all: a missing line is not known, not absent.",
        "출처는 닿은 곳의 일부만 밝힙니다. 선이 없다고 닿지 않았다는 뜻은 아닙니다.",
    ));
}
