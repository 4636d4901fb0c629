//! How likely each mandate is fulfilled, ever and today.

use super::{Asked, Finding};
use crate::error::Error;
use crate::leverage::{AccessResult, EndReach, Estimate};
use crate::model::{Mandate, Undated, View};
use crate::report::words::{count, interval, list, list_some, percent, plural};

const QUESTION: &str = "How far introductions reach";

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
    Ok(Finding::new(format!("access_{}", mandate.id), QUESTION)
        .says(statement(asked, mandate, &ways))
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
    let (source, target) = (asked.noun(&mandate.from, "source"), asked.noun(&mandate.to, "target"));
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

/// By how many intermediaries what is reached is reached.
fn steps(today: &AccessResult, mandate: &Mandate) -> Option<String> {
    let total = today.access.estimate;
    let word = |k: usize| match k {
        0 => "directly".to_owned(),
        1 => "through one intermediary".to_owned(),
        k if k + 1 == today.by_intermediaries.len() && mandate.max_intermediaries.is_none() => {
            format!("through {k} or more")
        }
        k => format!("through {k}"),
    };
    let shares = today.by_intermediaries.iter().enumerate().filter(|(_, share)| share.estimate > 0.0);
    let parts: Vec<String> =
        shares.map(|(k, share)| format!("{} {}", percent(share.estimate / total), word(k))).collect();
    (!parts.is_empty()).then(|| format!("Of what is reached, {}.", list(&parts)))
}

/// Which sources reach most and which reach nobody; which targets nobody can reach.
fn ends(asked: &Asked<'_>) -> Finding {
    let access = &asked.result.access;
    let (source, target) = (asked.noun(&asked.mandate.from, "source"), asked.noun(&asked.mandate.to, "target"));
    let (sources, targets) = (by_reach(&access.sources), by_reach(&access.targets));
    let (idle, unreached) = (unjoined(asked, &sources), unjoined(asked, &targets));
    let sum = |ends: &[&EndReach]| ends.iter().map(|end| end.reach.estimate).sum::<f64>();
    let total = sum(&sources);
    let first_five = if total > 0.0 { sum(&sources[..sources.len().min(5)]) / total } else { 0.0 };
    let mut sentences = Vec::new();
    if total > 0.0 {
        sentences.push(format!(
            "Among the {}, those that reach the largest share of the {}{} are {}; the first five hold {} of all reach. \
             Easiest to reach are {}.",
            plural(&source),
            plural(&target),
            asked.when(),
            best(asked, &sources),
            percent(first_five),
            best(asked, &targets),
        ));
    }
    if !idle.is_empty() {
        let verb = if idle.len() == 1 { "has" } else { "have" };
        let names = list_some(&idle, 8);
        sentences.push(format!("{} {verb} no route to any {target}: {names}.", count(idle.len(), &source)));
    }
    if !unreached.is_empty() {
        let verb = if unreached.len() == 1 { "is" } else { "are" };
        let names = list_some(&unreached, 8);
        sentences.push(format!("{} {verb} reached by no permitted route: {names}.", count(unreached.len(), &target)));
    }
    Finding::new("reach", QUESTION)
        .says(sentences.join(" "))
        .number("sources", &access.sources)
        .number("targets", &access.targets)
        .number("share_of_first_five", first_five)
        .number("sources_without_route", idle.len())
        .number("targets_without_route", unreached.len())
}

fn by_reach(ends: &[EndReach]) -> Vec<&EndReach> {
    let mut ends: Vec<&EndReach> = ends.iter().collect();
    ends.sort_by(|a, b| b.reach.estimate.total_cmp(&a.reach.estimate));
    ends
}

/// Names of those whose reach cannot be anything but zero.
fn unjoined(asked: &Asked<'_>, ends: &[&EndReach]) -> Vec<String> {
    ends.iter().filter(|end| end.reach.high == 0.0).map(|end| asked.name(&end.id)).collect()
}

fn best(asked: &Asked<'_>, ends: &[&EndReach]) -> String {
    let best = ends.iter().take(3).filter(|end| end.reach.estimate > 0.0);
    let told = best.map(|end| format!("{} ({})", asked.name(&end.id), percent(end.reach.estimate)));
    list(&told.collect::<Vec<_>>())
}
