//! The charts of a report: one file each, and the registry.

mod incidence;
mod ladder;
mod timeline;
mod tornado;

use super::chart::Chart;
use super::tongue::Tongue;

/// All charts, in the order in which a report has them. A chart that a network has nothing for is `None`.
const CHARTS: &[fn(&Tongue<'_>) -> Option<Chart>] =
    &[ladder::chart, incidence::chart, timeline::stages, timeline::access, tornado::chart];

pub(super) fn all(tongue: &Tongue<'_>) -> Vec<Chart> {
    CHARTS.iter().filter_map(|chart| chart(tongue)).collect()
}
