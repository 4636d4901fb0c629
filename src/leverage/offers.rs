//! What ties that do not exist yet would add, each alone.
//!
//! A new tie that is open with probability p adds p · B to access, where B is what it would add were it certain (its
//! Birnbaum importance, see [`Access::ties`]). B is found for all of them in the same worlds: the network is laid out
//! with every new tie in it, but closed, and each is opened by itself in the worlds in which its beginning is
//! reached. Where it leads to somebody who passes nothing on, as a foreign city in the shipped mandates, it reaches that one more or
//! nobody, and nothing has to be searched again.

use super::Corridor;
use super::access::Access;
use super::estimate::Estimate;
use super::plan::Plan;
use super::tally::{Question, Space, Tally};
use super::worlds::{Block, Lanes, NONE, is_none};
use crate::error::Error;
use crate::model::{Network, Tie};
use std::collections::HashMap;

/// Small enough never to be drawn, and yet a strength.
const CLOSED: f64 = 1e-300;

impl Access<'_> {
    /// What each of these ties would add to access if it were certain to be open and the only new one. Times the probability
    /// that it is open, it is the gain. Ids are given by the order of the ties; those of the network are kept.
    ///
    /// # Complexity
    /// One search per source and 512 worlds for all ties that lead to somebody who passes nothing on, one more for each
    /// other.
    ///
    /// # Errors
    /// As [`Access::run`], and if an end of a tie is no actor.
    ///
    /// # Examples
    /// ```text
    /// firm ──½──▶ agency ┄┄▶ city
    /// ```
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let network = NetworkBuilder::new("offer")
    ///     .actor(Actor::new("firm", "sme"))
    ///     .actor(Actor::new("agency", "city_agency"))
    ///     .actor(Actor::new("city", "foreign_city"))
    ///     .tie(Tie { strength: Some(0.5), ..Tie::new("firm", "agency", "promotes") })
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let offers = Access::new(&mandate).worlds(4096).offers(&network, &[Tie::new("agency", "city", "mou")])?;
    /// assert!(offers[0].low < 0.5 && 0.5 < offers[0].high); // half of the worlds let the firm reach the agency
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn offers(&self, network: &Network, ties: &[Tie]) -> Result<Vec<Estimate>, Error> {
        let mut builder = network.edit();
        let name = |i: usize| format!("\u{2192}offer {i}");
        for (i, tie) in ties.iter().enumerate() {
            builder = builder.tie(Tie { id: name(i), strength: Some(CLOSED), confidence: None, ..tie.clone() });
        }
        let with = builder.build()?;
        let plan = self.plan(&with)?;
        let offer_of: HashMap<String, usize> = (0..ties.len()).map(|i| (name(i), i)).collect();
        let offer = |slot: &super::plan::Slot| offer_of.get(&with.graph()[slot.edge].id).copied();
        let offers: Vec<Option<usize>> = plan.slots.iter().map(offer).collect();
        let question = Offered::new(&plan, &offers, ties.len());
        let outcome = self.play(&plan, &question, self.enough_worlds(network, &self.plan(network)?)?, "offers")?;
        let whole = plan.pairs();
        let most = super::bounds::most_by_tie(&plan);
        let mut found = vec![Estimate::exact(0.0); ties.len()];
        for (slot, offer) in offers.iter().enumerate() {
            if let Some(offer) = offer {
                found[*offer] = outcome.estimate(*offer, whole, (0.0, most[slot]));
            }
        }
        Ok(found)
    }
}

/// What hangs on each new tie. Cells are offers.
struct Offered<'a> {
    plan: &'a Plan,
    /// By corridor: its new ties.
    parts: Vec<Vec<Part>>,
    offers: usize,
}

/// A new tie as seen from one corridor: which it is, its slot, and where it leads from and to.
struct Part {
    offer: usize,
    slot: usize,
    ways: Vec<(u32, u32)>,
}

impl<'a> Offered<'a> {
    fn new(plan: &'a Plan, offers: &[Option<usize>], number: usize) -> Self {
        let parts = |corridor: &Corridor| {
            let mut parts: Vec<Part> = Vec::new();
            let mut place: HashMap<usize, usize> = HashMap::new();
            for from in 0..corridor.nodes.len() as u32 {
                for arc in corridor.out(from) {
                    let slot = arc.tie as usize;
                    let Some(offer) = offers[slot] else { continue };
                    let at = *place.entry(slot).or_insert_with(|| {
                        parts.push(Part { offer, slot, ways: Vec::new() });
                        parts.len() - 1
                    });
                    parts[at].ways.push((from, arc.node));
                }
            }
            parts
        };
        Self { plan, parts: plan.corridors.iter().map(parts).collect(), offers: number }
    }
}

impl Question for Offered<'_> {
    fn cells(&self) -> usize {
        self.offers
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let (corridor, hops) = (&self.plan.corridors[number], self.plan.hops);
        if self.parts[number].is_empty() {
            return;
        }
        // By position: the worlds in which it is reached soon enough to take one more step.
        let mut soon = vec![NONE; corridor.nodes.len()];
        soon[0] = block.live;
        let step = |depth: u32, at: usize, worlds: &Lanes| {
            if hops.is_none_or(|most| depth < most) {
                (0..worlds.len()).for_each(|w| soon[at][w] |= worlds[w]);
            }
        };
        space.reach.run(corridor, &block.open, block.live, hops, |_, _| false, step);
        let stop = space.control.clone();
        for part in self.parts[number].iter().take_while(|_| !stop.is_cancelled()) {
            if let [(from, to)] = part.ways.as_slice()
                && corridor.out(*to).is_empty()
            {
                let (from, to) = (*from as usize, *to as usize);
                let new: Lanes = std::array::from_fn(|w| soon[from][w] & !space.reach.seen()[to][w]);
                let weight = u128::from(corridor.source.weight) * u128::from(corridor.target_weight[to]);
                if weight > 0 && !is_none(&new) {
                    tally.add(part.offer, weight, &new);
                }
                continue;
            }
            self.search(corridor, part, block, &soon, space, tally);
        }
    }
}

impl Offered<'_> {
    /// Opens one new tie and searches again.
    fn search(
        &self,
        corridor: &Corridor,
        part: &Part,
        block: &Block,
        soon: &[Lanes],
        space: &mut Space,
        tally: &mut dyn Tally,
    ) {
        let mut worlds = NONE;
        for (from, _) in &part.ways {
            (0..worlds.len()).for_each(|w| worlds[w] |= soon[*from as usize][w]);
        }
        if is_none(&worlds) {
            return;
        }
        space.changed.clone_from(&block.open);
        space.changed[part.slot] = worlds;
        space.again.run(corridor, &space.changed, worlds, self.plan.hops, |_, _| false, |_, _, _| ());
        for position in corridor.targets() {
            let (before, after) = (&space.reach.seen()[position], &space.again.seen()[position]);
            let new: Lanes = std::array::from_fn(|w| after[w] & !before[w] & worlds[w]);
            space.weights.add(corridor.target_weight[position], &new);
        }
        tally.add_weights(part.offer, corridor.source.weight, &space.weights);
        space.weights.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Conveys, Mandate, NetworkBuilder};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        /// Held against the exact leverage of the tie once it is there.
        #[test]
        fn offers_are_what_the_tie_would_add(
            ties in prop::collection::vec((0..6_usize, 1..6_usize, 0.1..0.9_f64, any::<bool>()), 0..7),
            new in prop::collection::vec((0..6_usize, 1..6_usize, any::<bool>()), 1..4),
            hops in prop::option::of(0..3_u32),
            relays in prop::collection::vec(any::<bool>(), 6),
        ) {
            let way = |both| Some(if both { Conveys::Both } else { Conveys::Forward });
            let id = |i: usize| format!("a{i}");
            let mut builder = NetworkBuilder::new("n");
            for (i, relay) in relays.iter().enumerate() {
                let kind = ["from", "x", "x", "to", "to", "x"][i];
                builder = builder.actor(Actor { tags: relay.then(|| "relay".to_owned()).into_iter().collect(), ..Actor::new(id(i), kind) });
            }
            for (from, further, strength, both) in &ties {
                let tie = Tie::new(id(*from), id((from + further) % 6), "t");
                builder = builder.tie(Tie { strength: Some(*strength), conveys: way(*both), ..tie });
            }
            let network = builder.build().unwrap();
            let mut mandate = Mandate::new("m", "kind:from".parse().unwrap(), "kind:to".parse().unwrap()).relay("tag:relay".parse().unwrap());
            mandate.max_intermediaries = hops;
            let offers: Vec<Tie> = new
                .iter()
                .map(|(from, further, both)| Tie { conveys: way(*both), ..Tie::new(id(*from), id((from + further) % 6), "t") })
                .collect();
            let found = Access::new(&mandate).worlds(1 << 14).offers(&network, &offers).unwrap();
            for (tie, offer) in offers.iter().zip(&found) {
                let with = network.edit().tie(Tie { id: "new".into(), strength: Some(0.5), ..tie.clone() }).build().unwrap();
                let exact = Access::new(&mandate).exact().ties(&with).unwrap();
                let truth = exact.iter().find(|tie| tie.id == "new").map_or(0.0, |tie| tie.birnbaum);
                prop_assert!((offer.estimate - truth).abs() < 0.02, "{} for {truth}", offer.estimate);
            }
        }
    }
}
