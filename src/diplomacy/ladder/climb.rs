//! The rungs of one city.

use super::sides::{at_home, side};
use super::{CityLadder, Holder, Rung};
use crate::model::{Date, Network, Stage, Tie};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// A body through which a city deals, and the first year in which it did so where that is told.
#[derive(Clone, Copy)]
struct Body {
    node: NodeIndex,
    since: Option<i16>,
}

pub(super) fn begun(tie: &Tie, by: Option<Date>) -> bool {
    match (tie.since, by) {
        (Some(since), Some(by)) => since.first_day() <= by.last_day(),
        _ => true,
    }
}

/// The city's agencies, operators and owned companies: up the ties by which a foreign body acts for it, down those by
/// which it owns or serves, never through home, a bank, or another city.
fn bodies(network: &Network, city: NodeIndex, by: Option<Date>) -> Vec<Body> {
    let graph = network.graph();
    let mut found = vec![Body { node: city, since: None }];
    let mut next = 0;
    while let Some(&Body { node, since }) = found.get(next) {
        next += 1;
        let up = graph.edges_directed(node, Incoming).filter_map(|edge| {
            let kind = edge.weight().kind.as_str();
            let acts = matches!(kind, "agency_of" | "operates" | "owns" | "plans_for" | "builds_for");
            acts.then_some((edge.id(), edge.source()))
        });
        let down = graph.edges_directed(node, Outgoing).filter_map(|edge| {
            matches!(edge.weight().kind.as_str(), "owns" | "serves").then_some((edge.id(), edge.target()))
        });
        for (edge, other) in up.chain(down) {
            let (tie, actor) = (&graph[edge], &graph[other]);
            let barred = at_home(actor) || matches!(actor.kind.as_str(), "development_bank" | "foreign_city");
            if barred || !begun(tie, by) || found.iter().any(|body| body.node == other) {
                continue;
            }
            // Whoever began to run a service or to build in the city in a year brought nothing to it before; of an organ, a ministry or an
            // owner the year of the tie says only when it was told.
            let own = if matches!(tie.kind.as_str(), "operates" | "builds_for") {
                tie.since.map(Date::calendar_year)
            } else {
                None
            };
            found.push(Body { node: other, since: own.max(since) });
        }
    }
    found
}

/// What is on record about one city, directly and through its bodies.
pub(super) fn city(network: &Network, node: NodeIndex, by: Option<Date>) -> CityLadder {
    let graph = network.graph();
    let bodies = bodies(network, node, by);
    let within = |other: NodeIndex| bodies.iter().any(|body| body.node == other);
    let mut rungs: BTreeMap<Stage, Rung> = BTreeMap::new();
    let mut direct_rung = None;
    for body in &bodies {
        let ties = graph.edges_directed(body.node, Incoming).chain(graph.edges_directed(body.node, Outgoing));
        for edge in ties {
            let tie = edge.weight();
            let Some(stage) = network.stage(tie).filter(|stage| Stage::RUNGS.contains(stage)) else { continue };
            let other = if edge.source() == body.node { edge.target() } else { edge.source() };
            let direct = body.node == node;
            if !begun(tie, by) || (within(other) && !direct) {
                continue;
            }
            if direct {
                direct_rung = direct_rung.max(Some(stage));
            }
            let year =
                tie.since.map(|since| body.since.map_or(since.calendar_year(), |own| own.max(since.calendar_year())));
            let rung = rungs.entry(stage).or_default();
            // The city's own shareholding or works on its own side move no holder.
            let mut hold = |holder: NodeIndex, through: Option<NodeIndex>| {
                if let Some(side) = side(network, holder) {
                    rung.holders.push(Holder {
                        actor: graph[holder].id.clone(),
                        side,
                        year,
                        tie: tie.id.clone(),
                        through: through.map(|via| graph[via].id.clone()),
                    });
                }
            };
            hold(other, (!direct).then_some(body.node));
            if !direct {
                // A company of the city with home shares holds what it was sold.
                if side(network, body.node) == Some(super::Side::JointVenture) && edge.target() == body.node {
                    hold(body.node, None);
                }
            }
            rung.direct |= direct;
            for source in &tie.sources {
                if !rung.sources.contains(source) {
                    rung.sources.push(source.clone());
                }
            }
        }
    }
    for rung in rungs.values_mut() {
        rung.holders.sort_by(|a, b| {
            (a.year.is_none(), a.year, &a.actor, &a.tie).cmp(&(b.year.is_none(), b.year, &b.actor, &b.tie))
        });
        rung.holders.dedup();
        rung.first_year = rung.holders.iter().filter_map(|holder| holder.year).min();
    }
    let highest = rungs.keys().next_back().copied();
    let through = bodies.iter().skip(1).map(|body| graph[body.node].id.clone()).collect();
    let lags = CityLadder::lags_of(&rungs);
    CityLadder { id: graph[node].id.clone(), rung: highest, direct_rung, through, rungs, lags }
}
