//! The tables of a report: one file each, and the registry.
#![expect(clippy::unnecessary_wraps, reason = "tables that are always there are of the shape of all")]

mod actors;
mod brokers;
mod findings;
mod ladder;
mod opportunities;
mod parameters;
mod problems;
mod routes;
mod sources;
mod ties;

use super::sheet::Sheet;
use super::tongue::Tongue;

/// All tables, in the order in which a workbook has them. A table that a network has nothing for is `None`.
const SHEETS: &[fn(&Tongue<'_>) -> Option<Sheet>] = &[
    findings::sheet,
    actors::sheet,
    ties::sheet,
    brokers::openers,
    brokers::gates,
    brokers::catalysts,
    routes::sheet,
    ladder::sheet,
    ladder::gaps,
    opportunities::sheet,
    parameters::sheet,
    problems::sheet,
    sources::sheet,
];

pub(super) fn all(tongue: &Tongue<'_>) -> Vec<Sheet> {
    SHEETS.iter().filter_map(|sheet| sheet(tongue)).collect()
}
