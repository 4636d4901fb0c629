//! Brokers in the terms of city diplomacy, added to the answer of `brokers`.

use crate::diplomacy::{Catalyst, DoorOpener, Doors, LEAST_DEALS};
use crate::leverage::ShapleyResult;
use crate::model::{Mandate, Network};
use crate::report::answer::{Answer, Block, Table};
use crate::report::leverage::{label, thousandths};
use crate::report::ties::insert;
use crate::report::words::{count, list, list_some, percent};
use serde_json::json;

/// Adds who opens doors for the sources of a mandate, the gatekeepers of each target and the single points of failure; `top`
/// rows of each are printed.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Doors;
/// use proxeny::leverage::Access;
/// use proxeny::report::{Answer, add_doors};
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(512);
/// let mut answer = report::leverage(&singapore, mandate, &access.leverage(&singapore)?, &[], "en", 3);
/// add_doors(&mut answer, &singapore, mandate, &Doors::of(&singapore, &access)?, 3);
/// assert!(answer.envelope.result["doors"]["pairs"].as_u64() > Some(0));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_doors(answer: &mut Answer, network: &Network, mandate: &Mandate, doors: &Doors, top: usize) {
    insert(answer, "doors", json!(doors));
    let name = |id: &str| label(network, id, "en");
    let mut openers = Table::new(&["actor"], &["share of access", "points", "opens", "cuts off pairs"]);
    for one in doors.openers.iter().filter(|one| one.leverage > 0.0).take(top) {
        let row = [percent(one.share), thousandths(one.leverage), one.opens.to_string(), one.cut_off.to_string()];
        openers.row([name(&one.actor)].into_iter().chain(row));
    }
    let mut gates = Table::new(&["target", "most would be lost without", "must be passed"], &["reached by"]);
    let mut order: Vec<usize> = (0..doors.gates.len()).collect();
    order.sort_by(|a, b| doors.gates[*b].reach.total_cmp(&doors.gates[*a].reach));
    for gate in order.into_iter().take(top).map(|place| &doors.gates[place]) {
        let keepers: Vec<String> =
            gate.keepers.iter().map(|keeper| format!("{} {}", name(&keeper.actor), percent(keeper.share))).collect();
        let must: Vec<String> = gate.must_pass.iter().map(|id| name(id)).collect();
        let must = if must.is_empty() { "nobody".to_owned() } else { list(&must) };
        gates.row([name(&gate.target), list(&keepers), must, percent(gate.reach)]);
    }
    let blocks = [
        Block::Heading(format!("Who opens doors: {}", mandate.label("en"))),
        Block::Table(openers),
        Block::Paragraph(points_of_failure(network, doors)),
        Block::Heading("Gatekeepers of each target, those reached most first".to_owned()),
        Block::Table(gates),
        Block::Note(
            "Share of access and points: what would be lost without the actor. Opens: targets at which something would be lost. Cuts \
             off pairs: pairs of source and target that have no permitted route round it, were every tie open; that is counted and \
             does not depend on strengths. Must be passed: every permitted route to the target leads through it."
                .to_owned(),
        ),
    ];
    answer.blocks.splice(0..0, blocks);
}

fn points_of_failure(network: &Network, doors: &Doors) -> String {
    let mut cutting: Vec<&DoorOpener> = doors.openers.iter().filter(|one| one.cut_off > 0).collect();
    cutting.sort_by_key(|one| std::cmp::Reverse(one.cut_off));
    if cutting.is_empty() {
        return "There is no single point of failure: every pair that a permitted route joins has a way round anybody."
            .to_owned();
    }
    let told = |one: &&DoorOpener| {
        let only: Vec<String> = one.only_way_to.iter().map(|id| label(network, id, "en")).collect();
        let only = if only.is_empty() { String::new() } else { format!("; the only way to {}", list_some(&only, 3)) };
        let share = percent(one.cut_off as f64 / doors.pairs as f64);
        format!("{} ({}, {share}{only})", label(network, &one.actor, "en"), count(one.cut_off, "pair"))
    };
    let names: Vec<String> = cutting.iter().take(MOST).map(told).collect();
    format!(
        "Single points of failure, without whom pairs are cut off altogether: {} of {}: {}.",
        count(cutting.len(), "actor"),
        count(doors.pairs, "pair"),
        list_some(&names, MOST)
    )
}

/// Single points of failure that are named.
const MOST: usize = 6;

/// Adds the actor-or-catalyst index of each agency, with its Shapley share of access beside it where that is given.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Catalyst;
/// use proxeny::leverage::Access;
/// use proxeny::report::add_catalysts;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let mandate = seoul.mandate(None)?;
/// let leverage = Access::new(mandate).worlds(256).leverage(&seoul)?;
/// let mut answer = report::leverage(&seoul, mandate, &leverage, &[], "en", 3);
/// add_catalysts(&mut answer, &seoul, &Catalyst::of(&seoul), None);
/// assert_eq!(answer.envelope.result["catalysts"][0]["index"].is_null(), false);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_catalysts(answer: &mut Answer, network: &Network, all: &[Catalyst], shapley: Option<&ShapleyResult>) {
    insert(answer, "catalysts", json!(all));
    if all.is_empty() {
        return;
    }
    let mut table = Table::new(
        &["agency", "index", "change over the years"],
        &["own deals", "introduced", "undated", "Shapley share of access"],
    );
    for one in all {
        let index = one.index.map_or_else(
            || format!("undefined: below {LEAST_DEALS} deals"),
            |index| {
                let share = index.share.map_or_else(String::new, percent);
                format!("{share} ({}–{})", percent(index.low), percent(index.high))
            },
        );
        let own = shapley.and_then(|all| Some((all, all.actors.iter().find(|actor| actor.id == one.id)?)));
        table.row([
            label(network, &one.id, "en"),
            index,
            change(one),
            one.own.len().to_string(),
            one.introduced.len().to_string(),
            one.undated.len().to_string(),
            own.map_or_else(|| "–".to_owned(), |(all, own)| percent(own.shapley.estimate / all.access)),
        ]);
    }
    let blocks = [
        Block::Heading("Agencies: actor or catalyst?".to_owned()),
        Block::Table(table),
        Block::Note(format!(
            "Own: recorded deals abroad (software and later) that the agency supplied. Introduced: such deals of home firms that it had \
             introduced before; the record does not say for which deal, so that this is an upper count. Index: introduced / (own + \
             introduced) with its 95% interval (Wilson), undefined below {LEAST_DEALS} deals. The Shapley share tells how much of access \
             it contributes today and is no part of the index.",
        )),
    ];
    answer.blocks.splice(0..0, blocks);
}

/// The deals up to the middle year of those on record, and up to the last: own and introduced.
fn change(one: &Catalyst) -> String {
    let (Some(first), Some(last)) = (one.years.get(one.years.len().saturating_sub(1) / 2), one.years.last()) else {
        return "no dated deal".to_owned();
    };
    let told = |year: &crate::diplomacy::CatalystYear| format!("{} + {} by {}", year.own, year.introduced, year.year);
    if first.year == last.year { told(last) } else { format!("{}, {}", told(first), told(last)) }
}
