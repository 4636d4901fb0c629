//! When each city first stood on each rung, programmes' own ties left out.

use super::record::Known;
use crate::model::{Actor, Network, Stage};
use std::collections::{BTreeMap, HashSet};

/// By target: rungs with the first year of each.
pub(super) fn rungs(network: &Network, targets: &[&Actor], known: &[Known]) -> Vec<Vec<(Stage, i16)>> {
    let programmes: HashSet<&str> = known.iter().map(|known| known.id.as_str()).collect();
    let mut first: BTreeMap<(&str, Stage), i16> = BTreeMap::new();
    for (_, tie) in network.ties().filter(|(_, tie)| !programmes.contains(tie.from.as_str())) {
        let Some((stage, since)) = network.stage(tie).zip(tie.since) else { continue };
        for end in [&tie.from, &tie.to] {
            let year = first.entry((end, stage)).or_insert(i16::MAX);
            *year = since.calendar_year().min(*year);
        }
    }
    let of = |target: &&Actor| {
        let rungs = first.range((target.id.as_str(), Stage::Attention)..=(target.id.as_str(), Stage::Hardware));
        rungs.map(|((_, stage), year)| (*stage, *year)).collect()
    };
    targets.iter().map(of).collect()
}
