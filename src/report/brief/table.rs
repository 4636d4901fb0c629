//! The actors with most leverage on the page: a row instead of a paragraph.

use super::Finding;
use crate::model::Network;
use crate::report::answer::Table;
use crate::report::leverage::label;
use crate::report::words::percent;
use serde_json::Value;

/// Targets that are named.
const TARGETS: usize = 3;

/// Whether a finding is about an actor that has a place.
fn is_ranked(finding: &Finding) -> bool {
    finding.id.strip_prefix("leverage_").is_some_and(|place| place.parse::<usize>().is_ok())
}

/// One row for each ranked actor that a finding tells of.
pub(super) fn through(network: &Network, findings: &[Finding], language: &str) -> Table {
    let ko = language == "ko";
    let heads = if ko {
        ["순위(5~95%)", "행위자", "특히 길을 여는 곳", "빠지면 잃는 몫", "순위를 뒤집는 출처·기업"]
    } else {
        ["place (5–95%)", "actor", "opens above all", "lost without it", "turned by documents, firms"]
    };
    let mut table = Table::new(&heads[..3], &heads[3..]);
    for numbers in findings.iter().filter(|one| is_ranked(one)).map(|one| &one.numbers) {
        let number = |name: &str| numbers.get(name).and_then(Value::as_u64);
        let Some(actor) = numbers.get("actor").and_then(Value::as_str) else { continue };
        let place = 1 + table.rows.len();
        let places = match (number("rank_low"), number("rank_high")) {
            (Some(low), Some(high)) => format!("{place} ({low}–{high})"),
            _ => place.to_string(),
        };
        let opens = numbers.get("opens").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let names = opens.iter().filter_map(|opened| opened["id"].as_str()).map(|id| label(network, id, language));
        let flips = numbers.get("flips").and_then(Value::as_array).map_or(0, Vec::len);
        table.row([
            places,
            label(network, actor, language),
            names.take(TARGETS).collect::<Vec<_>>().join(", "),
            percent(numbers.get("share").and_then(Value::as_f64).unwrap_or_default()),
            if flips == 0 { "–".to_owned() } else { flips.to_string() },
        ]);
    }
    table
}
