//! What `scenario` tells beside access: brokerage and value before and after.

use super::answer::{Answer, Block, Table};
use super::leverage::label;
use super::ties::{before_the_note, insert};
use super::value::usd;
use crate::diplomacy::{Depth, RoleCounts};
use crate::model::{Network, Scenario};
use serde_json::json;

/// Adds to an answer of `scenario` who stands between whom and what firms earned, before and after each scenario.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Depth;
/// use proxeny::report::{self, Answer, Envelope};
/// use proxeny::{Network, Scenario, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let mut envelope = Envelope::of("scenario", &seoul);
/// envelope.result = serde_json::json!({});
/// let mut answer = Answer { envelope, blocks: Vec::new() };
/// let depth = Depth::between(&seoul, &seoul, &View::ever(), &["susa".to_owned()])?;
/// report::add_depth(&mut answer, &seoul, &[(&Scenario::new("nothing"), depth)], "en");
/// assert_eq!(answer.envelope.result["depth"][0]["scenario"], "nothing");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_depth(answer: &mut Answer, network: &Network, depths: &[(&Scenario, Depth)], language: &str) {
    let told = depths.iter().map(
        |(scenario, depth)| json!({ "scenario": scenario.id, "brokerage": depth.brokerage, "value": depth.value }),
    );
    insert(answer, "depth", json!(told.collect::<Vec<_>>()));
    for (scenario, depth) in depths {
        let several = if depths.len() > 1 { format!("{}: ", scenario.label(language)) } else { String::new() };
        let mut blocks = Vec::new();
        if !depth.brokerage.is_empty() {
            let heading = "pairs without a tie of their own that an actor stands between, along the way introductions \
                           travel, by the layers of the three (Gould and Fernandez):";
            blocks.push(Block::Paragraph(sentence(&several, heading)));
            blocks.push(Block::Table(brokerage(network, depth, language)));
        }
        let same =
            depth.value.iter().all(|side| (side.before_deals, side.before_usd) == (side.after_deals, side.after_usd));
        if same {
            let heading = "no recorded amount changes hands; what a new tie would earn is not known.";
            blocks.push(Block::Paragraph(sentence(&several, heading)));
        } else {
            let heading = "recorded amounts by the side that earned them; what a new tie would earn is not known:";
            blocks.push(Block::Paragraph(sentence(&several, heading)));
            blocks.push(Block::Table(value(depth)));
        }
        before_the_note(answer, blocks);
    }
}

fn sentence(before: &str, text: &str) -> String {
    if before.is_empty() {
        let mut letters = text.chars();
        return letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    }
    format!("{before}{text}")
}

fn brokerage(network: &Network, depth: &Depth, language: &str) -> Table {
    let roles = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"];
    let mut table = Table::new(&["actor", "id"], &["all", roles[0], roles[1], roles[2], roles[3], roles[4]]);
    let told = |before: &Option<RoleCounts>, after: &Option<RoleCounts>, pick: &dyn Fn(&RoleCounts) -> f64| {
        let [old, new] =
            [before, after].map(|side| side.as_ref().map_or_else(|| "–".to_owned(), |one| pick(one).to_string()));
        if old == new { old } else { format!("{old} → {new}") }
    };
    for one in &depth.brokerage {
        let all = told(&one.before, &one.after, &|counts| counts.total);
        let each = roles
            .iter()
            .map(|role| told(&one.before, &one.after, &|counts| counts.roles.get(role).copied().unwrap_or(0.0)));
        table.row([label(network, &one.id, language), one.id.clone(), all].into_iter().chain(each));
    }
    table
}

fn value(depth: &Depth) -> Table {
    let mut table = Table::new(&["side"], &["deals before", "worth before", "deals after", "worth after"]);
    for side in &depth.value {
        let deals =
            [side.before_deals.to_string(), usd(side.before_usd), side.after_deals.to_string(), usd(side.after_usd)];
        table.row(std::iter::once(side.name.to_owned()).chain(deals));
    }
    table
}
