//! The best set within a budget in words.

use super::{name, plain, table};
use crate::leverage::BestSet;
use crate::model::Network;
use crate::report::answer::{Answer, Block};
use crate::report::korean::{self, counted};
use crate::report::ties::{before_the_note, insert};
use crate::report::words::{count, list, percent, points};
use serde_json::json;

/// Adds the best set of new ties within a budget to an answer.
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
/// report::add_best_set(&mut answer, &singapore, &asked.best_set(&singapore, 2.0)?, "en");
/// assert_eq!(answer.envelope.result["best_set"]["budget"], 2.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_best_set(answer: &mut Answer, network: &Network, best: &BestSet, language: &str) {
    insert(answer, "best_set", json!(best));
    let ties: Vec<String> = best.ties.iter().map(|one| name(network, one, language)).collect();
    let says = if language == "ko" { says_korean(best, &ties) } else { says(best, &ties) };
    let mut blocks = vec![Block::Paragraph(says)];
    if best.ties.len() > 1 {
        let mut ranked = best.ties.clone();
        ranked.iter_mut().enumerate().for_each(|(i, one)| one.rank = i + 1);
        blocks.push(Block::Table(table(network, &ranked, language, ranked.len())));
    }
    before_the_note(answer, blocks);
}

/// A gap above this says nothing: its bound is what all new ties together would add, whatever they cost.
const CLOSE: f64 = 0.5;

fn says(best: &BestSet, ties: &[String]) -> String {
    let budget = plain(best.budget);
    if ties.is_empty() {
        return format!("No new tie within a budget of {budget} adds access.");
    }
    let how = match (best.method.as_str(), best.gap) {
        ("exact", _) => "No set within the budget adds more on the worlds on which it was chosen.".to_owned(),
        (_, Some(gap)) if gap <= CLOSE => format!(
            "It was chosen greedily from {}, all judged again after each choice. New ties can help or replace one another, \
             so that no guarantee holds; but by the bounds known it is at most {} below the best.",
            count(best.candidates, "candidate"),
            percent(gap)
        ),
        _ => format!(
            "It was chosen greedily from {}, all judged again after each choice. New ties can help or replace one another, so that no \
             guarantee holds, and how far it is from the best is not known.",
            count(best.candidates, "candidate")
        ),
    };
    format!(
        "Best set within a budget of {budget}: {}. It costs {} and adds {}, counted with the chance that each tie is formed, or \
         {} if all are. {how} The gain is told from other worlds than the set was chosen on.",
        list(ties),
        plain(best.cost),
        points(&best.gain),
        points(&best.gain_if_formed)
    )
}

fn says_korean(best: &BestSet, ties: &[String]) -> String {
    let budget = plain(best.budget);
    if ties.is_empty() {
        return format!("예산 {budget} 안에서 도달률을 높이는 새 관계가 없습니다.");
    }
    let how = match (best.method.as_str(), best.gap) {
        ("exact", _) => "선택에 쓴 표본에서는 예산 안의 어떤 조합도 이보다 많이 더하지 못합니다.".to_owned(),
        (_, gap) => {
            let gap = gap.filter(|gap| *gap <= CLOSE).map_or_else(
                || "최적과의 차이는 알 수 없습니다.".to_owned(),
                |gap| {
                    format!("살 수 있는 관계를 모두 더한 경우와 비교하면 최적과의 차이는 최대 {}입니다.", percent(gap))
                },
            );
            format!(
                "후보 {}에서 하나씩 고르고, 고를 때마다 모든 후보를 다시 평가했습니다. 최적이라는 보장은 없으며, {gap}",
                counted(best.candidates, "건")
            )
        }
    };
    format!(
        "예산 {budget} 안의 가장 좋은 조합: {}. 비용은 {}이고, 성사 확률을 반영하면 {}, 모두 성사되면 {} 늘어납니다. {how} 증가분은 선택에 쓰지 않은 표본으로 산출했습니다.",
        ties.join(", "),
        plain(best.cost),
        korean::points(&best.gain),
        korean::points(&best.gain_if_formed)
    )
}
