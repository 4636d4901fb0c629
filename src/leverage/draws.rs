//! Outer draws: in what other ways the assumptions may be.
//!
//! In one draw every tie either exists or not, by a coin that falls with its confidence and is keyed by the tie's id; and
//! every kind of tie has one strength, common to all its ties, drawn from the kind's range and keyed by its name. A tie
//! with a strength of its own keeps it. Every fifth draw also reverses the order of the stages.
//!
//! **Reversed stages.** The rungs from attention to hardware are put in order of the mean log odds of the assumed
//! strengths of their ties. In a reversed draw the rung in place i takes the mean of the rung in place i from the other
//! end: each of its ties is shifted in log odds by the difference of the two means. So the weakest rung becomes the
//! strongest, while kinds keep their order within a rung. Support, the home side's own work, is no rung and stays.

use super::plan::{Plan, key};
use super::worlds::uniform;
use crate::model::{Network, Stage, StrengthRange};
use std::collections::BTreeMap;

/// One draw out of so many reverses the order of the stages.
pub(super) const REVERSED_EVERY: u64 = 5;

/// What is assumed of the ties of a plan.
pub(super) struct Assumed {
    pub(super) ties: Vec<AssumedTie>,
    /// By stage: how far its ties are shifted in log odds when stages are reversed.
    shifts: BTreeMap<Stage, f64>,
    seed: u64,
}

/// What is assumed of one tie of a plan.
pub(super) struct AssumedTie {
    pub(super) kind: String,
    /// `None` if the strength is on record.
    pub(super) range: Option<StrengthRange>,
    pub(super) strength: f64,
    pub(super) confidence: f64,
    stage: Option<Stage>,
    tie_key: u64,
    kind_key: u64,
}

/// Streams of random numbers that have nothing to do with those of the worlds.
const EXISTENCE: u64 = 0x6578_6973_7465_6E63;
const STRENGTH: u64 = 0x7374_7265_6E67_7468;

impl Assumed {
    pub(super) fn new(network: &Network, plan: &Plan, seed: u64) -> Self {
        let tie = |slot: &super::plan::Slot| {
            let tie = &network.graph()[slot.edge];
            AssumedTie {
                kind: tie.kind.clone(),
                range: network.strength_range(tie),
                strength: network.strength(tie),
                confidence: tie.confidence.unwrap_or(1.0),
                stage: network.stage(tie),
                tie_key: slot.key,
                kind_key: key(&tie.kind),
            }
        };
        Self { ties: plan.slots.iter().map(tie).collect(), shifts: shifts(network), seed }
    }

    /// By slot: how likely the tie is open if the assumed strength of one kind were another.
    pub(super) fn with_kind(&self, kind: &str, strength: f64) -> Vec<f64> {
        let one = |tie: &AssumedTie| {
            let is_meant = tie.kind == kind && tie.range.is_some();
            tie.confidence * if is_meant { strength } else { tie.strength }
        };
        self.ties.iter().map(one).collect()
    }

    /// By slot: how likely the tie is open in draw number `draw`.
    pub(super) fn draw(&self, draw: u64) -> Vec<f64> {
        let reversed = is_reversed(draw);
        let one = |tie: &AssumedTie| {
            if uniform(tie.tie_key ^ self.seed ^ EXISTENCE, draw) >= tie.confidence {
                return 0.0;
            }
            let Some(range) = tie.range else { return tie.strength };
            let strength = range.at(tie.strength, uniform(tie.kind_key ^ self.seed ^ STRENGTH, draw));
            let shift = tie.stage.filter(|_| reversed).and_then(|stage| self.shifts.get(&stage));
            shift.map_or(strength, |shift| shifted(strength, *shift))
        };
        self.ties.iter().map(one).collect()
    }
}

/// Whether a draw reverses the order of the stages.
pub(super) fn is_reversed(draw: u64) -> bool {
    draw % REVERSED_EVERY == REVERSED_EVERY - 1
}

/// By rung: the shift that reverses the order of their mean log odds. Ties with a strength of their own, and certain ones,
/// do not count.
fn shifts(network: &Network) -> BTreeMap<Stage, f64> {
    let mut sums: BTreeMap<Stage, (f64, f64)> = BTreeMap::new();
    for (_, tie) in network.ties() {
        let (Some(stage), strength) = (network.stage(tie), network.strength(tie)) else { continue };
        if stage != Stage::Support && network.strength_range(tie).is_some() && strength < 1.0 {
            let (sum, count) = sums.entry(stage).or_default();
            *sum += log_odds(strength);
            *count += 1.0;
        }
    }
    let mut means: Vec<(Stage, f64)> = sums.into_iter().map(|(stage, (sum, count))| (stage, sum / count)).collect();
    means.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let other = means.iter().rev();
    means.iter().zip(other).map(|((stage, own), (_, mirrored))| (*stage, mirrored - own)).collect()
}

fn log_odds(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

fn shifted(p: f64, shift: f64) -> f64 {
    if p >= 1.0 { p } else { 1.0 / (1.0 + (-(log_odds(p) + shift)).exp()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Mandate, NetworkBuilder, Tie, TieKind, View};

    fn network() -> Network {
        let kind = |stage, strength, strength_range| TieKind {
            stage: Some(stage),
            strength,
            strength_range,
            ..TieKind::default()
        };
        let range = Some(StrengthRange { low: 0.3, high: 0.9 });
        let own = Tie { strength: Some(0.45), id: "own".into(), ..Tie::new("b", "c", "mou") };
        NetworkBuilder::new("three kinds")
            .tie_kind("visit", kind(Stage::Attention, Some(0.2), None))
            .tie_kind("mou", kind(Stage::Software, Some(0.4), range))
            .tie_kind("sale", kind(Stage::Hardware, Some(0.5), None))
            .tie_kind("owns", kind(Stage::Support, Some(0.8), None))
            .actor(Actor::new("a", "sme"))
            .actor(Actor::new("b", "city_agency"))
            .actor(Actor::new("c", "foreign_city"))
            .tie(Tie { confidence: Some(0.7), id: "visit".into(), ..Tie::new("a", "b", "visit") })
            .tie(Tie { id: "mou1".into(), ..Tie::new("a", "b", "mou") })
            .tie(Tie { id: "mou2".into(), ..Tie::new("b", "c", "mou") })
            .tie(Tie { id: "sale".into(), ..Tie::new("b", "c", "sale") })
            .tie(Tie { id: "owns".into(), ..Tie::new("a", "b", "owns") })
            .tie(own)
            .build()
            .unwrap()
    }

    fn assumed() -> (Assumed, Vec<String>) {
        let network = network();
        let mandate = Mandate::new("m", "kind:sme".parse().unwrap(), "kind:foreign_city".parse().unwrap());
        let plan = Plan::new(&network, &mandate, &View::ever()).unwrap();
        let ids = plan.slots.iter().map(|slot| network.graph()[slot.edge].id.clone()).collect();
        (Assumed::new(&network, &plan, 1), ids)
    }

    #[test]
    fn draws_keep_to_confidence_range_and_kind() {
        let (assumed, ids) = assumed();
        let at = |id: &str| ids.iter().position(|other| other == id).unwrap();
        let draws: Vec<Vec<f64>> =
            (0..4000).filter(|draw| !is_reversed(*draw)).map(|draw| assumed.draw(draw)).collect();
        let share = |holds: &dyn Fn(&Vec<f64>) -> bool| {
            draws.iter().filter(|draw| holds(draw)).count() as f64 / draws.len() as f64
        };
        assert!((share(&|draw| draw[at("visit")] > 0.0) - 0.7).abs() < 0.03);
        assert_eq!(share(&|draw| draw[at("mou1")] == draw[at("mou2")]), 1.0, "one strength per kind");
        assert_eq!(share(&|draw| draw[at("own")] == 0.45), 1.0, "a strength on record stays");
        assert_eq!(share(&|draw| (0.3..=0.9).contains(&draw[at("mou1")])), 1.0);
        assert!((share(&|draw| draw[at("mou1")] < 0.4) - 0.5).abs() < 0.03, "the assumed strength is the median");
        assert!((share(&|draw| draw[at("sale")] < 5.0 / 12.0) - 0.25).abs() < 0.03);
        // Kinds are drawn apart.
        let both = share(&|draw| draw[at("mou1")] < 0.4 && draw[at("sale")] < 0.5);
        assert!((both - 0.25).abs() < 0.03, "{both}");
    }

    #[test]
    fn every_fifth_draw_turns_the_order_of_the_rungs_round() {
        let (assumed, ids) = assumed();
        let at = |id: &str| ids.iter().position(|other| other == id).unwrap();
        assert_eq!((0..200).filter(|draw| is_reversed(*draw)).count(), 40);
        for (stage, mirrored) in [(Stage::Attention, 0.5), (Stage::Hardware, 0.2), (Stage::Software, 0.4)] {
            let own = match stage {
                Stage::Attention => 0.2,
                Stage::Hardware => 0.5,
                _ => 0.4,
            };
            assert!((shifted(own, assumed.shifts[&stage]) - mirrored).abs() < 1e-12, "{stage}");
        }
        let mean = |id: &str| {
            let draws = (0..4000).filter(|draw| is_reversed(*draw)).map(|draw| assumed.draw(draw)[at(id)]);
            let there: Vec<f64> = draws.filter(|open| *open > 0.0).collect();
            there.iter().sum::<f64>() / there.len() as f64
        };
        assert!(mean("visit") > mean("mou1") && mean("mou1") > mean("sale"));
        assert!((mean("owns") - 0.8).abs() < 0.02, "support is no rung");
    }

    #[test]
    fn a_tie_that_is_certain_stays_certain() {
        assert_eq!(shifted(1.0, -3.0), 1.0);
        assert_eq!(StrengthRange::around(1.0).at(1.0, 0.1), 1.0);
    }
}
