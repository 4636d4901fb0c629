//! What the discs of a picture are sized by, and how sure the order is that this gives.

use super::ordinal;
use crate::error::Error;
use crate::graph::Viewed;
use crate::leverage::{Access, ActorLeverage, LeverageResult};
use crate::measure::{self, MeasureOptions};
use crate::model::{Network, View};
use petgraph::graph::NodeIndex;
use std::collections::HashMap;

/// The size that is not a measure: leverage in the default mandate.
pub(crate) const SIZE_BY_LEVERAGE: &str = "leverage";
/// How many actors a footnote tells the places of.
const TOLD: usize = 5;

/// How the discs are to be sized.
pub(crate) struct Asked<'a> {
    pub(crate) view: &'a View,
    pub(crate) language: &'a str,
    /// The measure, or leverage in the mandate.
    pub(crate) size: Option<&'a str>,
    pub(crate) mandate: Option<&'a str>,
    pub(crate) worlds: u64,
    pub(crate) draws: u64,
    pub(crate) seed: u64,
}

/// The sizes of all actors of a view.
#[derive(Default)]
pub(crate) struct Sizing {
    pub(crate) values: Vec<f64>,
    pub(crate) label: String,
    pub(crate) note: String,
    /// Each actor's place and its range, for who points at its disc; empty where there is none.
    pub(crate) places: Vec<String>,
    /// The first places with their ranges, for who cannot point.
    pub(crate) footnote: Option<String>,
}

impl Asked<'_> {
    pub(crate) fn sizing(&self, network: &Network, viewed: &Viewed, shown: &[u32]) -> Result<Sizing, Error> {
        let default = if network.mandates().is_empty() { "degree" } else { SIZE_BY_LEVERAGE };
        let size = self.size.unwrap_or(default);
        if size == SIZE_BY_LEVERAGE {
            return self.by_leverage(network, viewed, shown);
        }
        let measure = measure::find(size)?;
        let scores = measure.scores(&viewed.topology, &MeasureOptions::default())?;
        let (label, note) = (measure.name().replace('_', " "), measure.about().to_owned());
        let places = vec![String::new(); viewed.actors.len()];
        Ok(Sizing { values: scores.values().to_vec(), label, note, places, footnote: None })
    }

    fn by_leverage(&self, network: &Network, viewed: &Viewed, shown: &[u32]) -> Result<Sizing, Error> {
        let mandate = network.mandate(self.mandate)?;
        let access = Access::new(mandate).view(self.view.clone()).worlds(self.worlds).seed(self.seed);
        let mut result = access.leverage(network)?;
        if self.draws > 0 && access.ranges_are_quick(network) {
            access.ranges(network, self.draws)?.attach(&mut result);
        }
        let by_id: HashMap<&str, &ActorLeverage> =
            result.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
        let found = viewed.actors.iter().map(|node| by_id.get(network.graph()[*node].id.as_str()).copied());
        let found: Vec<Option<&ActorLeverage>> = found.collect();
        let (label, meaning) = match self.language {
            "ko" => ("지렛대 효과, %", "이 행위자가 빠질 때 잃는 도달률의 비율"),
            _ => ("leverage, %", "share of access that is lost without the actor"),
        };
        Ok(Sizing {
            values: found.iter().map(|actor| actor.map_or(0.0, |actor| actor.share * 100.0)).collect(),
            label: label.to_owned(),
            note: format!("{meaning}; {}", mandate.label(self.language)),
            places: found.iter().map(|actor| actor.map_or_else(String::new, |actor| self.told(actor))).collect(),
            footnote: self.first(network, &result, |node| {
                let place = viewed.actors.binary_search(&node);
                place.is_ok_and(|place| shown.binary_search(&(place as u32)).is_ok())
            }),
        })
    }

    /// Leverage and place of an actor: `leverage 16.4%, 1st (1–3)`.
    fn told(&self, actor: &ActorLeverage) -> String {
        let share = format!("{:.1}%", actor.share * 100.0);
        let place = place(actor, self.language).map_or_else(String::new, |place| format!(", {place}"));
        match self.language {
            "ko" => format!("지렛대 효과 {share}{place}"),
            _ => format!("leverage {share}{place}"),
        }
    }

    /// The first places of those shown with the range of each; `None` where no ranges were found.
    fn first(
        &self,
        network: &Network,
        result: &LeverageResult,
        is_shown: impl Fn(NodeIndex) -> bool,
    ) -> Option<String> {
        let node = |actor: &ActorLeverage| network.actor(&actor.id).filter(|node| is_shown(*node));
        let ranked = result.actors.iter().filter(|actor| actor.rank_low.is_some() && node(actor).is_some());
        let name = |actor: &ActorLeverage| Some(network.graph()[node(actor)?].label(self.language));
        let told = |actor: &ActorLeverage| Some(format!("{} {}", name(actor)?, place(actor, self.language)?));
        let told: Vec<String> = ranked.take(TOLD).filter_map(told).collect();
        let (told, draws) = (told.join(", "), self.draws);
        match (told.is_empty(), self.language) {
            (true, _) => None,
            (_, "ko") => {
                Some(format!("지렛대 효과 순위(괄호 안은 가정을 {draws}번 새로 뽑았을 때의 순위 범위, 5–95%): {told}."))
            }
            _ => Some(format!(
                "Places by leverage (in brackets their range over {draws} draws of the assumptions, 5–95%): {told}."
            )),
        }
    }
}

/// The place of an actor with its range over the assumptions: `1st (1–3)`.
fn place(actor: &ActorLeverage, language: &str) -> Option<String> {
    let rank = actor.rank?;
    let told = if language == "ko" { format!("{rank}위") } else { ordinal(rank) };
    let range = actor.rank_low.zip(actor.rank_high).map(|range| match (range, language) {
        ((low, high), "ko") if low == high => format!(" ({low}위)"),
        ((low, high), "ko") => format!(" ({low}–{high}위)"),
        ((low, high), _) if low == high => format!(" ({low})"),
        ((low, high), _) => format!(" ({low}–{high})"),
    });
    Some(told + &range.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::leverage::ActorLeverage;

    #[test]
    fn places_tell_their_range_in_both_languages() {
        let actor = |rank, range: Option<(usize, usize)>| {
            let (rank_low, rank_high) = (range.map(|r| r.0), range.map(|r| r.1));
            ActorLeverage { rank, rank_low, rank_high, ..ActorLeverage::default() }
        };
        let told = |actor: &ActorLeverage| ["en", "ko"].map(|language| place(actor, language).unwrap_or_default());
        assert_eq!(told(&actor(Some(2), Some((1, 4)))), ["2nd (1–4)", "2위 (1–4위)"]);
        assert_eq!(told(&actor(Some(1), Some((1, 1)))), ["1st (1)", "1위 (1위)"]);
        assert_eq!(told(&actor(Some(3), None)), ["3rd", "3위"]);
        assert_eq!(told(&actor(None, None)), ["", ""]);
    }
}
