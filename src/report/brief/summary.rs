//! The answer in short: the sentences to read if only these are read.

use super::{Asked, Finding};
use crate::report::sure::{between, whole_percent};
use crate::report::words::{count, interval, list, percent, plural};

/// Actors that are named.
const FIRST: usize = 3;

/// Takes the main numbers of the other findings together.
pub(super) fn summary(asked: &Asked<'_>, findings: &[Finding]) -> Finding {
    let access = &asked.result.access;
    let (source, target) = (asked.noun(&asked.mandate.from, "source"), asked.noun(&asked.mandate.to, "target"));
    let mut sentences = vec![format!(
        "{}: taking recorded ties and assumed strengths together, an introduction{} reaches its target with a probability \
         of {}.",
        asked.mandate.label("en"),
        asked.when(),
        interval(&access.access),
    )];
    let ranked = asked.result.actors.iter().filter(|actor| actor.rank.is_some() && actor.leverage.estimate > 0.0);
    let first: Vec<String> =
        ranked.take(FIRST).map(|actor| format!("{} ({})", asked.name(&actor.id), percent(actor.share))).collect();
    if !first.is_empty() {
        sentences.push(format!("The largest parts of it hang on {}.", list(&first)));
    }
    sentences.extend(how_sure(asked));
    if let Some(focal) = asked.result.actors.iter().find(|actor| actor.rank.is_none()) {
        sentences.push(format!(
            "{}, around which the data were gathered, stands apart with {}.",
            asked.name(&focal.id),
            percent(focal.share)
        ));
    }
    let number = |finding: &str, name: &str| {
        let found = findings.iter().find(|other| other.id == finding);
        found.and_then(|finding| finding.numbers.get(name)).cloned().unwrap_or_default()
    };
    let idle = number("reach", "sources_without_route").as_u64().unwrap_or(0);
    let unreached = number("reach", "targets_without_route").as_u64().unwrap_or(0);
    sentences.push(format!(
        "{idle} of {} {} have no route to any {target}, and {unreached} of {} {} have none from any {source}.",
        access.sources.len(),
        plural(&source),
        access.targets.len(),
        plural(&target),
    ));
    let national = number("national_layer", &asked.mandate.id);
    if let Some(share) = national.get("share").and_then(serde_json::Value::as_f64) {
        sentences.push(format!("{} of the access has no way round the home national layer.", percent(share)));
    }
    Finding::new("summary", "In short")
        .says(sentences.join(" "))
        .number("access", access.access)
        .number("ranges", &asked.result.ranges)
        .fragile(asked.result.fragility.as_ref().map(|fragility| fragility.fragile))
        .number("conceivable", access.conceivable)
}

/// What the assumptions, and single documents and firms, could change.
fn how_sure(asked: &Asked<'_>) -> Option<String> {
    let (ranges, fragility) = (asked.result.ranges.as_ref()?, asked.result.fragility.as_ref()?);
    let first = ranges.first.iter().take(FIRST);
    let first: Vec<String> =
        first.map(|first| format!("{} in {}", asked.name(&first.id), whole_percent(first.share))).collect();
    if first.is_empty() {
        return None;
    }
    let turning = fragility.left_out.iter().filter(|left| left.first != fragility.first).count();
    let tried = fragility.left_out.len();
    let turning = match turning {
        0 => format!("it holds whichever one of {} and firms is left out", count(tried, "document")),
        some => format!("leaving out any one of {some} of the {tried} documents and firms behind it changes it"),
    };
    let verdict = if fragility.fragile { "fragile" } else { "firm" };
    Some(format!(
        "Were confidence and assumed strengths otherwise, access would be {} (5–95%), and first place would go to {} of the \
         draws. First place is {verdict}: {turning}.",
        between(ranges.access.low, ranges.access.high),
        list(&first),
    ))
}
