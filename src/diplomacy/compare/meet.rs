//! Where networks meet: actors that stand in several of them by the same id, and who of which home holds which rung there.

use super::Compared;
use crate::diplomacy::Ladder;
use crate::error::Error;
use crate::model::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one network records of an actor that others have too.
///
/// # Examples
/// ```
/// assert!(proxeny::diplomacy::MeetingPart::default().home_rungs.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Part {
    /// The network.
    pub network: String,
    /// Its ties with the actor that count.
    pub ties: usize,
    /// Of a city: the rungs that its home side holds there, with the first year on record.
    pub home_rungs: BTreeMap<Stage, Option<i16>>,
}

/// An actor that stands in several networks.
///
/// # Examples
/// ```
/// assert!(!proxeny::diplomacy::Meeting::default().compete);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Meeting {
    /// The actor.
    pub id: String,
    /// Its kind in the first of them.
    pub kind: String,
    /// What each network records.
    pub parts: Vec<Part>,
    /// Whether two home sides hold the same rung from software on.
    pub compete: bool,
}

/// Every actor of two networks or more; those where home sides compete first, then in the order of the first network.
pub(super) fn meetings(all: &[Compared]) -> Result<Vec<Meeting>, Error> {
    let mut found: Vec<Meeting> = Vec::new();
    let different: Vec<&Compared> = all
        .iter()
        .enumerate()
        .filter(|(place, one)| all[..*place].iter().all(|other| other.network.id() != one.network.id()))
        .map(|(_, one)| one)
        .collect();
    let ladders = different.iter().map(|one| Ladder::default().run(&one.network)).collect::<Result<Vec<_>, _>>()?;
    let ties: Vec<_> = different.iter().map(|one| one.view.select(&one.network).ties).collect();
    for (place, one) in different.iter().enumerate() {
        for (_, actor) in one.network.actors() {
            if found.iter().any(|meeting| meeting.id == actor.id) {
                continue;
            }
            let mut parts = Vec::new();
            for ((other, ladder), ties) in different.iter().zip(&ladders).zip(&ties).skip(place) {
                let Some(node) = other.network.actor(&actor.id) else { continue };
                let city = ladder.city(&actor.id);
                let held = Stage::ALL.into_iter().filter_map(|stage| {
                    let city = city.filter(|city| city.home(stage))?;
                    let years = city.holders(stage).iter().filter(|holder| holder.side.is_home());
                    Some((stage, years.filter_map(|holder| holder.year).min()))
                });
                let graph = other.network.graph();
                let mine = ties
                    .iter()
                    .filter(|tie| graph.edge_endpoints(**tie).is_some_and(|(from, to)| from == node || to == node));
                parts.push(Part { network: other.name.clone(), ties: mine.count(), home_rungs: held.collect() });
            }
            if parts.len() > 1 {
                let rung = |stage: Stage| parts.iter().filter(|part| part.home_rungs.contains_key(&stage)).count() > 1;
                let late = [Stage::Software, Stage::Pilot, Stage::Finance, Stage::Hardware];
                let compete = late.into_iter().any(rung);
                found.push(Meeting { id: actor.id.clone(), kind: actor.kind.clone(), parts, compete });
            }
        }
    }
    found.sort_by_key(|meeting| !meeting.compete);
    Ok(found)
}
