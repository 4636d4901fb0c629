//! How likely each mandate is fulfilled, ever and today.

use super::{Asked, Finding};
use crate::error::Error;
use crate::leverage::AccessResult;
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

fn one(asked: &Asked<'_>, mandate: &Mandate) -> Result<Finding, Error> {
    let (brief, network) = (asked.brief, asked.network);
    let today = brief.access(mandate, &asked.view).run(network)?;
    let ever = brief.access(mandate, &View::ever()).run(network)?;
    let dated = brief.access(mandate, &asked.view.clone().undated(Undated::Out)).run(network)?;
    let open = mandate.clone().unlimited();
    let unlimited = brief.access(&open, &asked.view).run(network)?;
    let (source, target) = (asked.noun(&mandate.from, "source"), asked.noun(&mandate.to, "target"));
    let mut statement = format!(
        "{}: an introduction from one of {} reaches a given one of {} with a probability of {} on average over all ties \
         that were ever recorded{}.",
        mandate.label("en"),
        count(today.sources.len(), &source),
        count(today.targets.len(), &target),
        interval(&ever.access),
        match network.as_of() {
            Some(date) => format!(", and of {} over those that hold in {date}", interval(&today.access)),
            None => String::new(),
        },
    );
    statement += &steps(&today, mandate);
    statement += &format!(
        " {} of the pairs have a permitted route at all; the rest would stay apart were every tie certain.",
        percent(today.conceivable)
    );
    if mandate.max_intermediaries.is_some() {
        statement += &format!(" With any number of intermediaries it would be {}.", percent(unlimited.access.estimate));
    }
    if today.undated > 0 {
        let undated =
            if today.undated == 1 { "tie whose date is".to_owned() } else { "ties whose dates are".to_owned() };
        statement +=
            &format!(" {} {undated} not known: without them it is {}.", today.undated, percent(dated.access.estimate));
    }
    Ok(Finding::new(format!("access_{}", mandate.id), QUESTION)
        .says(statement)
        .number("ever", ever.access)
        .number("today", today.access)
        .number("by_intermediaries", &today.by_intermediaries)
        .number("conceivable", today.conceivable)
        .number("any_number_of_intermediaries", unlimited.access)
        .number("without_undated", dated.access)
        .number("undated", today.undated)
        .number("sources", today.sources.len())
        .number("targets", today.targets.len()))
}

fn steps(today: &AccessResult, mandate: &Mandate) -> String {
    let total = today.access.estimate;
    if total == 0.0 {
        return String::new();
    }
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
    format!(" Of what is reached, {}.", list(&parts))
}

/// Which sources reach most and which reach nobody; which targets nobody can reach.
fn ends(asked: &Asked<'_>) -> Finding {
    let access = &asked.result.access;
    let (source, target) = (asked.noun(&asked.mandate.from, "source"), asked.noun(&asked.mandate.to, "target"));
    let mut sources: Vec<_> = access.sources.iter().collect();
    sources.sort_by(|a, b| b.reach.estimate.total_cmp(&a.reach.estimate));
    let mut targets: Vec<_> = access.targets.iter().collect();
    targets.sort_by(|a, b| b.reach.estimate.total_cmp(&a.reach.estimate));
    // A reach that cannot be anything but zero has no interval.
    let none = |reach: &&&crate::leverage::EndReach| reach.reach.high == 0.0;
    let name = |reach: &&crate::leverage::EndReach| asked.name(&reach.id);
    let idle: Vec<String> = sources.iter().filter(none).map(name).collect();
    let unreached: Vec<String> = targets.iter().filter(none).map(name).collect();
    let best = |all: &[&crate::leverage::EndReach]| -> String {
        let best = all.iter().take(3).filter(|reach| reach.reach.estimate > 0.0);
        list(&best.map(|reach| format!("{} ({})", name(&reach), percent(reach.reach.estimate))).collect::<Vec<_>>())
    };
    let total: f64 = sources.iter().map(|reach| reach.reach.estimate).sum();
    let top: f64 = sources.iter().take(5).map(|reach| reach.reach.estimate).sum();
    let mut statement = format!(
        "Among the {}, those that reach the largest share of the {}{} are {}; the first five hold {} of all reach. Easiest \
         to reach are {}.",
        plural(&source),
        plural(&target),
        asked.when(),
        best(&sources),
        percent(if total > 0.0 { top / total } else { 0.0 }),
        best(&targets),
    );
    if !idle.is_empty() {
        let verb = if idle.len() == 1 { "has" } else { "have" };
        statement += &format!(" {} {verb} no route to any: {}.", count(idle.len(), &source), list_some(&idle, 8));
    }
    if !unreached.is_empty() {
        let verb = if unreached.len() == 1 { "is" } else { "are" };
        let names = list_some(&unreached, 8);
        statement += &format!(" {} {verb} reached by no permitted route: {names}.", count(unreached.len(), &target));
    }
    Finding::new("reach", QUESTION)
        .says(statement)
        .number("sources", &access.sources)
        .number("targets", &access.targets)
        .number("share_of_first_five", if total > 0.0 { top / total } else { 0.0 })
        .number("sources_without_route", idle.len())
        .number("targets_without_route", unreached.len())
}
