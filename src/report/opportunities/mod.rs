//! Opportunities in words and tables.

mod because;
mod set;

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, counted};
use super::leverage::{label, thousandths, title};
use super::ties::{before_the_note, insert};
use super::words::{count, grouped, interval, list, percent};
use crate::leverage::{Estimate, Opportunities, OpportunitiesResult, Opportunity, Strengthened, Unasked};
use crate::model::{Mandate, Network};
use serde_json::{Value, json};

pub use set::add_best_set;

/// What new ties would add: all of them for programs, a table of the first `top` for people, and a sentence on why for
/// those whose reasons are known.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::{Network, NextTie, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let mandate = seoul.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let asked = Opportunities::new(&access).candidates(vec![NextTie::new("id:susa".parse()?, "id:hcmc".parse()?, "mou")]);
/// let mut found = asked.any_rung().run(&seoul)?;
/// let answer = report::opportunities(&seoul, mandate, &found, "en", 5);
/// assert_eq!(answer.envelope.result["candidates"][0]["to"], "hcmc");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn opportunities(
    network: &Network,
    mandate: &Mandate,
    found: &OpportunitiesResult,
    language: &str,
    top: usize,
) -> Answer {
    let mut envelope = Envelope::of("opportunities", network);
    let mut value = json!(found);
    if let Some(Value::Array(all)) = value.get_mut("candidates") {
        for (fields, one) in all.iter_mut().zip(&found.candidates) {
            if let (Value::Object(fields), Some(_)) = (fields, &one.because) {
                fields.insert("reason".to_owned(), json!(because::words(network, one, language)));
            }
        }
    }
    envelope.result = value;
    let ko = language == "ko";
    let mut blocks = vec![Block::Heading(format!("{}: {}", title(network, language), mandate.label(language)))];
    blocks.push(Block::Paragraph(if ko { summary_korean(found) } else { summary(found) }));
    if !found.candidates.is_empty() {
        blocks.push(Block::Table(table(network, &found.candidates, language, top)));
    }
    blocks.extend(first_places(network, found, language).map(Block::Paragraph));
    for one in found
        .candidates
        .iter()
        .take(top.min(MOST_REASONS))
        .filter(|one| one.because.is_some() && one.gain.estimate > 0.0)
    {
        let reason = because::words(network, one, language);
        blocks.push(Block::Paragraph(format!("{}. {}: {reason}", one.rank, name(network, one, language))));
    }
    blocks.push(Block::Note(if ko { NOTE_KOREAN } else { NOTE }.to_owned()));
    Answer { envelope, blocks }
}

/// Who comes first over the draws of the assumptions, by whom the tie leads to, as ties to the same are much alike.
pub(super) fn first_places(network: &Network, found: &OpportunitiesResult, language: &str) -> Option<String> {
    let best = found.candidates.first()?;
    let (best_rank, worst_rank) = best.ranks?;
    let firsts = found.first.iter().take(MOST_FIRSTS);
    let some: Vec<String> =
        firsts.map(|first| format!("{} {}", label(network, &first.id, language), percent(first.share))).collect();
    Some(if language == "ko" {
        format!(
            "가정을 바꾸어 보면 1순위인 {}의 순위는 {best_rank}위에서 {worst_rank}위 사이입니다(5~95%). 1순위가 되는 비율이 높은 \
             상대: {}.",
            name(network, best, language),
            some.join(", ")
        )
    } else {
        format!(
            "Were the assumptions otherwise, the first of the list would come anywhere from place {best_rank} to \
             {worst_rank} (5–95%). Most often first, by whom the tie leads to: {}.",
            some.join(", ")
        )
    })
}

/// Receivers named that may come first.
const MOST_FIRSTS: usize = 4;

/// New ties whose reasons are printed.
const MOST_REASONS: usize = 5;

const NOTE: &str = "Gain is the access, in percentage points, that the tie adds once it is formed: its strength is in it, \
its chance of being formed is not. Ties come in the order of gain × chance / cost, judged on other worlds than those the \
gains are told from. Strength, chance and cost are assumptions, each with its reason in the network's file; intervals are \
95% and tell the simulation error alone. What nobody recorded is not covered.";

const NOTE_KOREAN: &str = "증가분은 관계가 맺어졌을 때 늘어나는 도달률(%p)이며, 관계의 강도는 반영하고 성사 확률은 반영하지 않은 값입니다. \
순서는 증가분 × 성사 확률 / 비용에 따르며, 증가분을 산출한 표본과 다른 표본으로 정했습니다. 강도·성사 확률·비용은 모두 가정이고, 그 근거는 네트워크 \
파일에 있습니다. 구간은 95% 구간으로 모의실험 오차만을 나타냅니다. 기록되지 않은 관계는 반영되지 않습니다.";

fn summary(found: &OpportunitiesResult) -> String {
    let Unasked { already, forbidden, another_rung } = found.unasked;
    let kept = [
        (already, "exist already"),
        (another_rung, "are not on the next rung of the city"),
        (forbidden, "are forbidden"),
    ];
    let kept: Vec<String> =
        kept.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{} {why}", grouped(*n))).collect();
    let kept =
        if kept.is_empty() { String::new() } else { format!(" Of the ties that the rules mean, {}.", list(&kept)) };
    let useful = found.candidates.iter().filter(|one| one.gain.estimate > 0.0).count();
    format!(
        "Access is {} now. {} could be made; {} of them would add to it.{kept}",
        interval(&found.access.access),
        count(found.candidates.len(), "new tie"),
        grouped(useful)
    )
}

fn summary_korean(found: &OpportunitiesResult) -> String {
    let Unasked { already, forbidden, another_rung } = found.unasked;
    let kept = [
        (already, "이미 있는 관계"),
        (another_rung, "해당 도시의 다음 단계가 아닌 관계"),
        (forbidden, "제외하도록 한 관계"),
    ];
    let kept: Vec<String> =
        kept.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{why} {}", counted(*n, "건"))).collect();
    let kept = if kept.is_empty() {
        String::new()
    } else {
        format!(" 규칙에 해당하지만 검토에서 뺀 것: {}.", kept.join(", "))
    };
    let useful = found.candidates.iter().filter(|one| one.gain.estimate > 0.0).count();
    format!(
        "현재 도달률은 {}입니다. 새로 맺을 수 있는 관계는 {}이고, 그중 {}이 도달률을 높입니다.{kept}",
        korean::interval(&found.access.access),
        counted(found.candidates.len(), "건"),
        counted(useful, "건")
    )
}

/// Why a new tie gains what it gains, where that was asked.
pub(super) fn reason(network: &Network, one: &Opportunity, language: &str) -> String {
    because::words(network, one, language)
}

/// Both ends of a tie.
pub(super) fn name(network: &Network, one: &Opportunity, language: &str) -> String {
    let [from, to] = [&one.from, &one.to].map(|end| label(network, end, language));
    if one.kind.is_empty() {
        return format!("{from} – {to}");
    }
    format!("{from} – {to} ({})", network.tie_kind_label(&one.kind, language))
}

/// An interval in points.
fn span(estimate: &Estimate) -> String {
    if estimate.worlds.is_none() {
        return "exact".to_owned();
    }
    format!("{}–{}", thousandths(estimate.low), thousandths(estimate.high))
}

fn plain(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn table(network: &Network, ties: &[Opportunity], language: &str, top: usize) -> Table {
    let ranged = ties.iter().any(|one| one.ranks.is_some());
    let (words, numbers) = if language == "ko" {
        (["순위", "새 관계"], ["증가분(%p)", "95%", "확률", "비용", "비용당"])
    } else {
        (["rank", "new tie"], ["points", "95%", "chance", "cost", "per cost"])
    };
    let mut table = Table::new(&words, &numbers);
    for one in ties.iter().take(top) {
        let rank = match one.ranks {
            Some((low, high)) if ranged => format!("{} ({low}–{high})", one.rank),
            _ => one.rank.to_string(),
        };
        table.row([
            rank,
            name(network, one, language),
            thousandths(one.gain.estimate),
            span(&one.gain),
            plain(one.formation),
            plain(one.cost),
            thousandths(one.score),
        ]);
    }
    table
}

/// Adds what was asked, rules and all, for programs.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let asked = Opportunities::new(&access).cost("mou", 3.0);
/// let mut answer = report::opportunities(&singapore, mandate, &asked.run(&singapore)?, "en", 3);
/// report::add_asked(&mut answer, &asked);
/// assert_eq!(answer.envelope.result["asked"]["costs"]["mou"], 3.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_asked(answer: &mut Answer, asked: &Opportunities<'_>) {
    insert(answer, "asked", json!(asked));
}

/// Adds the best existing ties to make certain, beside new ones.
///
/// # Examples
/// ```
/// use proxeny::leverage::{Access, Opportunities};
/// use proxeny::{Network, NextTie, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let asked = Opportunities::new(&access).candidates(vec![NextTie::new("kind:sme".parse()?, "id:esg".parse()?, "mou")]);
/// let mut answer = report::opportunities(&singapore, mandate, &asked.run(&singapore)?, "en", 3);
/// report::add_existing(&mut answer, &singapore, &asked.existing(&singapore)?, "en", 3);
/// assert!(answer.envelope.result["existing"][0]["score"].is_number());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_existing(answer: &mut Answer, network: &Network, ties: &[Strengthened], language: &str, top: usize) {
    insert(answer, "existing", json!(ties));
    let ko = language == "ko";
    let (words, numbers) = if ko {
        (["기존 관계"], ["증가분(%p)", "95%", "비용", "비용당"])
    } else {
        (["existing tie"], ["gain, points", "95%", "cost", "per cost"])
    };
    let mut table = Table::new(&words, &numbers);
    for tie in ties.iter().take(top) {
        let [from, to] = [&tie.from, &tie.to].map(|end| label(network, end, language));
        table.row([
            format!("{from} – {to} ({})", network.tie_kind_label(&tie.kind, language)),
            thousandths(tie.gain.estimate),
            span(&tie.gain),
            plain(tie.cost),
            thousandths(tie.score),
        ]);
    }
    let says = if ko {
        "비교: 기존 관계를 확실하게 만들 때. 비용은 같은 종류의 새 관계의 비용으로 가정하고, 규칙이 없으면 1로 가정했습니다."
    } else {
        "Beside them, existing ties made certain to carry every introduction. The cost is assumed to be that of a new tie of \
         the kind, or 1 where no rule names one; no chance of failure is counted."
    };
    before_the_note(answer, [Block::Paragraph(says.to_owned()), Block::Table(table)]);
}
