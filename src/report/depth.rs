//! What `scenario` tells beside access: brokerage and value before and after.

use super::answer::{Answer, Block, Table};
use super::brokers::role_in;
use super::korean::{pick, say};
use super::leverage::label;
use super::ties::{before_the_note, insert};
use super::value::{part_korean, usd_in};
use crate::diplomacy::{Depth, RoleCounts};
use crate::measure::Role;
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
            let heading = say(
                language,
                "pairs without a tie of their own that an actor stands between, along the way introductions travel, by \
                 the layers of the three (Gould and Fernandez):",
                "소개가 전해지는 방향으로, 서로 관계가 없는 쌍 사이에 행위자가 서는 수(세 행위자의 층위별, Gould and Fernandez):",
            );
            blocks.push(Block::Paragraph(sentence(&several, heading)));
            blocks.push(Block::Table(brokerage(network, depth, language)));
        }
        let same =
            depth.value.iter().all(|side| (side.before_deals, side.before_usd) == (side.after_deals, side.after_usd));
        if same {
            let heading = say(
                language,
                "no recorded amount changes hands; what a new tie would earn is not known.",
                "기록된 금액의 귀속은 달라지지 않으며, 새 관계가 얼마를 벌지는 알 수 없습니다.",
            );
            blocks.push(Block::Paragraph(sentence(&several, heading)));
        } else {
            let heading = say(
                language,
                "recorded amounts by the side that earned them; what a new tie would earn is not known:",
                "벌어들인 쪽별 기록된 금액(새 관계가 얼마를 벌지는 알 수 없음):",
            );
            blocks.push(Block::Paragraph(sentence(&several, heading)));
            blocks.push(Block::Table(value(depth, language)));
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
    let roles = Role::ALL.map(Role::name);
    let mut heads = vec![say(language, "all", "전체")];
    heads.extend(Role::ALL.map(|role| role_in(role, language)));
    let mut table = Table::new(&pick(language, [["actor", "행위자"], ["id", "식별자"]]), &heads);
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

fn value(depth: &Depth, language: &str) -> Table {
    let heads = [
        ["deals before", "전 사업 수"],
        ["worth before", "전 금액"],
        ["deals after", "후 사업 수"],
        ["worth after", "후 금액"],
    ];
    let mut table = Table::new(&[say(language, "side", "소속")], &pick(language, heads));
    for side in &depth.value {
        let usd = |amount| usd_in(language, amount);
        let deals =
            [side.before_deals.to_string(), usd(side.before_usd), side.after_deals.to_string(), usd(side.after_usd)];
        let name = if language == "ko" { part_korean(side.name) } else { side.name.to_owned() };
        table.row(std::iter::once(name).chain(deals));
    }
    table
}
