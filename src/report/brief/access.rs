//! How likely each mandate is fulfilled, ever and today.

use super::question::Question;
use super::{Asked, Finding};
use crate::error::Error;
use crate::leverage::{AccessResult, EndReach, Estimate};
use crate::model::{Mandate, Undated, View};
use crate::report::korean::{self, counted};
use crate::report::words::{count, interval, list, list_some, percent, plural};

/// One finding per mandate, and one on who reaches nobody under the default mandate.
pub(super) fn access(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let mut findings: Vec<Finding> =
        asked.network.mandates().values().map(|mandate| one(asked, mandate)).collect::<Result<_, _>>()?;
    findings.push(ends(asked));
    Ok(findings)
}

/// The same access asked in several ways.
struct Ways {
    ever: Estimate,
    today: AccessResult,
    dated: Estimate,
    unlimited: Estimate,
}

fn one(asked: &Asked<'_>, mandate: &Mandate) -> Result<Finding, Error> {
    let ask = |mandate: &Mandate, view: &View| asked.brief.access(mandate, view).run(asked.network);
    let ways = Ways {
        ever: ask(mandate, &View::ever())?.access,
        dated: ask(mandate, &asked.view.clone().undated(Undated::Out))?.access,
        unlimited: ask(&mandate.clone().unlimited(), &asked.view)?.access,
        today: ask(mandate, &asked.view)?,
    };
    Ok(Finding::new(format!("access_{}", mandate.id), Question::Reach)
        .further()
        .says(statement(asked, mandate, &ways), statement_ko(asked, mandate, &ways))
        .number("ever", ways.ever)
        .number("today", ways.today.access)
        .number("by_intermediaries", &ways.today.by_intermediaries)
        .number("conceivable", ways.today.conceivable)
        .number("any_number_of_intermediaries", ways.unlimited)
        .number("without_undated", ways.dated)
        .number("undated", ways.today.undated)
        .number("sources", ways.today.sources.len())
        .number("targets", ways.today.targets.len()))
}

fn statement(asked: &Asked<'_>, mandate: &Mandate, ways: &Ways) -> String {
    let today = &ways.today;
    let (source, target) = asked.nouns(mandate, "en");
    let now = asked.network.as_of().map_or_else(String::new, |date| {
        format!(", and of {} over those that hold in {date}", interval(&today.access))
    });
    let mut sentences = vec![format!(
        "{}: an introduction from one of {} reaches a given one of {} with a probability of {} on average over all ties \
         that were ever recorded{now}.",
        mandate.label("en"),
        count(today.sources.len(), &source),
        count(today.targets.len(), &target),
        interval(&ways.ever),
    )];
    sentences.extend(steps(today, mandate));
    sentences.push(format!(
        "{} of the pairs have a permitted route at all; the rest would stay apart were every tie certain.",
        percent(today.conceivable)
    ));
    if mandate.max_intermediaries.is_some() {
        sentences.push(format!("With any number of intermediaries it would be {}.", percent(ways.unlimited.estimate)));
    }
    if today.undated > 0 {
        let verb = if today.undated == 1 { "has" } else { "have" };
        sentences.push(format!(
            "{} that may or may not still hold {verb} no date: without them it is {}.",
            count(today.undated, "tie"),
            percent(ways.dated.estimate)
        ));
    }
    sentences.join(" ")
}

fn statement_ko(asked: &Asked<'_>, mandate: &Mandate, ways: &Ways) -> String {
    let today = &ways.today;
    let (source, target) = asked.nouns(mandate, "ko");
    let now = asked.network.as_of().map_or_else(String::new, |date| {
        format!(", {date}년 현재 유효한 관계로는 {}", korean::interval(&today.access))
    });
    let mut sentences = vec![format!(
        "{}: {source} {} 중 한 곳의 소개가 {target} {} 중 한 곳에 닿을 확률은 기록된 모든 관계로 평균 {}{now}입니다.",
        mandate.label("ko"),
        counted(today.sources.len(), "곳"),
        counted(today.targets.len(), "곳"),
        korean::interval(&ways.ever),
    )];
    let parts = parts(today);
    if !parts.is_empty() {
        let told = parts.iter().map(|(k, share)| match k {
            0 => format!("직접 {}", percent(*share)),
            k if is_rest(today, mandate, *k) => format!("중개자 {k}명 이상 {}", percent(*share)),
            k => format!("중개자 {k}명 {}", percent(*share)),
        });
        sentences.push(format!("닿는 것의 내역은 {}입니다.", told.collect::<Vec<_>>().join(", ")));
    }
    sentences.push(format!("허용된 경로가 하나라도 있는 짝은 {}뿐입니다.", percent(today.conceivable)));
    if mandate.max_intermediaries.is_some() {
        sentences.push(format!("중개자 수를 제한하지 않으면 {}입니다.", percent(ways.unlimited.estimate)));
    }
    if today.undated > 0 {
        sentences.push(format!(
            "지금도 유효한지 알 수 없는 연도 미상 관계 {}을 빼면 {}입니다.",
            counted(today.undated, "건"),
            percent(ways.dated.estimate)
        ));
    }
    sentences.join(" ")
}

/// By how many intermediaries what is reached is reached, each as a share of it.
fn parts(today: &AccessResult) -> Vec<(usize, f64)> {
    let total = today.access.estimate;
    let shares = today.by_intermediaries.iter().enumerate().filter(|(_, share)| share.estimate > 0.0);
    shares.map(|(k, share)| (k, share.estimate / total)).collect()
}

/// Whether a number of intermediaries stands for itself and all above it.
fn is_rest(today: &AccessResult, mandate: &Mandate, k: usize) -> bool {
    k + 1 == today.by_intermediaries.len() && mandate.max_intermediaries.is_none()
}

/// The same in words.
fn steps(today: &AccessResult, mandate: &Mandate) -> Option<String> {
    let word = |k: usize| match k {
        0 => "directly".to_owned(),
        1 => "through one intermediary".to_owned(),
        k if is_rest(today, mandate, k) => format!("through {k} or more"),
        k => format!("through {k}"),
    };
    let parts = parts(today).into_iter().map(|(k, share)| format!("{} {}", percent(share), word(k)));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("Of what is reached, {}.", list(&parts)))
}

/// Which sources reach most and which reach nobody; which targets nobody can reach.
fn ends(asked: &Asked<'_>) -> Finding {
    let access = &asked.result.access;
    let (sources, targets) = (by_reach(&access.sources), by_reach(&access.targets));
    let sum = |ends: &[&EndReach]| ends.iter().map(|end| end.reach.estimate).sum::<f64>();
    let total = sum(&sources);
    let first_five = if total > 0.0 { sum(&sources[..sources.len().min(5)]) / total } else { 0.0 };
    let ends = Ends { idle: unjoined(&sources), unreached: unjoined(&targets), sources, targets, total, first_five };
    Finding::new("reach", Question::Firms)
        .says(ends_words(asked, &ends), ends_words_ko(asked, &ends))
        .number("sources", &access.sources)
        .number("targets", &access.targets)
        .number("share_of_first_five", first_five)
        .number("sources_without_route", ends.idle.len())
        .number("targets_without_route", ends.unreached.len())
}

/// Sources and targets, those that reach and are reached most first.
struct Ends<'a> {
    sources: Vec<&'a EndReach>,
    targets: Vec<&'a EndReach>,
    idle: Vec<&'a EndReach>,
    unreached: Vec<&'a EndReach>,
    total: f64,
    first_five: f64,
}

/// Names that are told of those that no route joins.
const NAMED: usize = 8;

fn ends_words(asked: &Asked<'_>, ends: &Ends<'_>) -> String {
    let (source, target) = asked.nouns(asked.mandate, "en");
    let mut sentences = Vec::new();
    if ends.total > 0.0 {
        sentences.push(format!(
            "Among the {}, those that reach the largest share of the {}{} are {}; the first five hold {} of all reach. \
             Easiest to reach are {}.",
            plural(&source),
            plural(&target),
            asked.when(),
            list(&best(asked, &ends.sources, "en")),
            percent(ends.first_five),
            list(&best(asked, &ends.targets, "en")),
        ));
    }
    if !ends.idle.is_empty() {
        let verb = if ends.idle.len() == 1 { "has" } else { "have" };
        let names = list_some(&names(asked, &ends.idle, "en"), NAMED);
        sentences.push(format!("{} {verb} no route to any {target}: {names}.", count(ends.idle.len(), &source)));
    }
    if !ends.unreached.is_empty() {
        let verb = if ends.unreached.len() == 1 { "is" } else { "are" };
        let names = list_some(&names(asked, &ends.unreached, "en"), NAMED);
        let number = count(ends.unreached.len(), &target);
        sentences.push(format!("{number} {verb} reached by no permitted route: {names}."));
    }
    sentences.join(" ")
}

fn ends_words_ko(asked: &Asked<'_>, ends: &Ends<'_>) -> String {
    let (source, target) = asked.nouns(asked.mandate, "ko");
    let mut sentences = Vec::new();
    if ends.total > 0.0 {
        sentences.push(format!(
            "{}{target} 가운데 가장 많은 곳에 닿는 {source}: {}. 상위 5곳이 전체 도달의 {}를 차지합니다. 가장 닿기 쉬운 \
             {target}: {}.",
            asked.when_ko(),
            best(asked, &ends.sources, "ko").join(", "),
            percent(ends.first_five),
            best(asked, &ends.targets, "ko").join(", "),
        ));
    }
    if !ends.idle.is_empty() {
        let names = korean::some(&names(asked, &ends.idle, "ko"), NAMED);
        let number = counted(ends.idle.len(), "곳");
        sentences.push(format!("어느 {target}에도 닿는 경로가 없는 {source}: {number}({names})."));
    }
    if !ends.unreached.is_empty() {
        let names = korean::some(&names(asked, &ends.unreached, "ko"), NAMED);
        let number = counted(ends.unreached.len(), "곳");
        sentences.push(format!("허용된 경로로는 아무도 닿지 못하는 {target}: {number}({names})."));
    }
    sentences.join(" ")
}

fn by_reach(ends: &[EndReach]) -> Vec<&EndReach> {
    let mut ends: Vec<&EndReach> = ends.iter().collect();
    ends.sort_by(|a, b| b.reach.estimate.total_cmp(&a.reach.estimate));
    ends
}

/// Those whose reach cannot be anything but zero.
fn unjoined<'a>(ends: &[&'a EndReach]) -> Vec<&'a EndReach> {
    ends.iter().filter(|end| end.reach.high == 0.0).copied().collect()
}

fn names(asked: &Asked<'_>, ends: &[&EndReach], language: &str) -> Vec<String> {
    ends.iter().map(|end| asked.name(&end.id, language)).collect()
}

fn best(asked: &Asked<'_>, ends: &[&EndReach], language: &str) -> Vec<String> {
    let best = ends.iter().take(3).filter(|end| end.reach.estimate > 0.0);
    let space = if language == "ko" { "" } else { " " };
    best.map(|end| format!("{}{space}({})", asked.name(&end.id, language), percent(end.reach.estimate))).collect()
}
