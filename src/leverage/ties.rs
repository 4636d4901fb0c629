//! Leverage of ties.
//!
//! With D the difference that a tie makes in a world, what is reached with it open less what is reached with it closed,
//! `B = E[D]` is its Birnbaum importance, and a tie that is open with probability p has
//!
//! ```text
//! loss if it lapsed       = access(G) − access(tie closed) = p·B
//! gain if it were certain = access(tie open) − access(G)   = (1 − p)·B
//! ```
//!
//! D does not depend on the tie's own coin. So it is taken in **every** world, by turning that coin over, and not only
//! in those in which the tie happens to be open: the loss of a tie that is open in one world out of ten is told from all
//! worlds (Rao–Blackwell), with a tenth of the variance.

use super::access::Access;
use super::bounds::most_by_tie;
use super::cutting::{self, Cutting};
use super::plan::Plan;
use super::results::TieLeverage;
use super::tally::{Question, Space, Tally};
use super::worlds::{Block, Lanes, NONE, is_none};
use super::{Corridor, Method};
use crate::error::Error;
use crate::model::Network;

impl Access<'_> {
    /// The leverage of every tie on some permitted route: what is lost if it lapsed, and what is gained if it became
    /// certain. The tie whose lapse costs most comes first; ties alike come in the order of the network.
    ///
    /// # Complexity
    /// Where the block–cut way applies (see [`Method::BlockCut`]), O(worlds · ties) for all ties and all sources at once;
    /// else O(worlds / 512 · Σ ties of the corridor²) over the sources.
    ///
    /// # Errors
    /// As [`Access::leverage`]; also for [`Method::Dominators`], which tells what actors are worth, not what ties are.
    ///
    /// # Examples
    /// ```text
    /// firm ──½──▶ agency ──0.8──▶ city
    /// ```
    /// ```
    /// use proxeny::leverage::Access;
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let tie = |from, to, strength| Tie { strength: Some(strength), ..Tie::new(from, to, "mou") };
    /// let network = NetworkBuilder::new("chain")
    ///     .actor(Actor::new("firm", "sme"))
    ///     .actor(Actor::new("agency", "city_agency"))
    ///     .actor(Actor::new("city", "foreign_city"))
    ///     .tie(tie("firm", "agency", 0.5))
    ///     .tie(tie("agency", "city", 0.8))
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let ties = Access::new(&mandate).exact().ties(&network)?;
    /// assert_eq!((ties[0].from.as_str(), ties[0].birnbaum), ("firm", 0.8));
    /// assert_eq!((ties[0].loss.estimate, ties[0].gain.estimate), (0.4, 0.4));
    /// assert_eq!((ties[1].loss.estimate, ties[1].birnbaum), (0.4, 0.5));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    ///
    /// # References
    /// Birnbaum (1969), "On the importance of different components in a multicomponent system", in Krishnaiah (editor),
    /// Multivariate Analysis II, Academic Press.
    pub fn ties(&self, network: &Network) -> Result<Vec<TieLeverage>, Error> {
        let plan = self.plan(network)?;
        let worlds = self.enough_worlds(network, &plan)?;
        let phase = "ties";
        let outcome = match self.method {
            Method::Dominators => {
                return Err(cutting::refused("dominator trees tell what actors are worth; use deletion"));
            }
            Method::BlockCut => {
                cutting::check(&plan)?;
                self.play(&plan, &Cutting::ties(&plan), worlds, phase)?
            }
            Method::Auto if cutting::applies(&plan) => self.play(&plan, &Cutting::ties(&plan), worlds, phase)?,
            Method::Auto | Method::Deletion => self.play(&plan, &Turned::new(&plan), worlds, phase)?,
        };
        let (whole, most) = (plan.pairs(), most_by_tie(&plan));
        let mut ties: Vec<TieLeverage> = Vec::new();
        let mut order: Vec<usize> = (0..plan.slots.len()).collect();
        order.sort_by_key(|slot| plan.slots[*slot].edge);
        for slot in order {
            let (tie, open) = (&network.graph()[plan.slots[slot].edge], plan.slots[slot].open);
            let birnbaum = outcome.estimate(slot, whole, (0.0, most[slot]));
            ties.push(TieLeverage {
                id: tie.id.clone(),
                from: tie.from.clone(),
                to: tie.to.clone(),
                kind: tie.kind.clone(),
                loss: birnbaum.scaled(open),
                gain: birnbaum.scaled(1.0 - open),
                birnbaum: birnbaum.estimate,
                rank: 0,
            });
        }
        ties.sort_by(|a, b| b.loss.estimate.total_cmp(&a.loss.estimate));
        ties.iter_mut().enumerate().for_each(|(i, tie)| tie.rank = i + 1);
        Ok(ties)
    }
}

/// What hangs on each tie, found by searching again with its coin turned over. Cells are slots.
struct Turned<'a> {
    plan: &'a Plan,
    /// By corridor: its ties.
    parts: Vec<Vec<Part>>,
}

/// A tie as seen from one corridor: its slot, and where it leads from and to; a two-way tie may lead both ways.
struct Part {
    slot: u32,
    ways: Vec<(u32, u32)>,
}

impl<'a> Turned<'a> {
    fn new(plan: &'a Plan) -> Self {
        Self { plan, parts: plan.corridors.iter().map(parts).collect() }
    }

    /// The worlds in which the tie may make a difference: its beginning is reached, and the tie is open or would lead to
    /// somebody who is not reached, or is reached by more ties than are left to spare.
    fn matters(&self, part: &Part, open: &Lanes, seen: &[Lanes]) -> Lanes {
        let mut worlds = NONE;
        for (from, to) in &part.ways {
            let (from, to) = (&seen[*from as usize], &seen[*to as usize]);
            let known = |w: usize| if self.plan.hops.is_some() { 0 } else { to[w] };
            (0..worlds.len()).for_each(|w| worlds[w] |= from[w] & (open[w] | !known(w)));
        }
        worlds
    }
}

fn parts(corridor: &Corridor) -> Vec<Part> {
    let arcs = (0..corridor.nodes.len() as u32).flat_map(|from| corridor.out(from).iter().map(move |arc| (from, arc)));
    let mut arcs: Vec<(u32, (u32, u32))> = arcs.map(|(from, arc)| (arc.tie, (from, arc.node))).collect();
    arcs.sort_unstable();
    let ways = |arcs: &[(u32, (u32, u32))]| Part { slot: arcs[0].0, ways: arcs.iter().map(|arc| arc.1).collect() };
    arcs.chunk_by(|a, b| a.0 == b.0).map(ways).collect()
}

impl Question for Turned<'_> {
    fn cells(&self) -> usize {
        self.plan.slots.len()
    }

    fn play(&self, number: usize, block: &Block, space: &mut Space, tally: &mut dyn Tally) {
        let corridor = &self.plan.corridors[number];
        let (hops, stop) = (self.plan.hops, space.control.clone());
        space.reach.run(corridor, &block.open, block.live, hops, |_, _| false, |_, _, _| ());
        space.changed.clone_from(&block.open);
        for part in self.parts[number].iter().take_while(|_| !stop.is_cancelled()) {
            let slot = part.slot as usize;
            let open = block.open[slot];
            let worlds = self.matters(part, &open, space.reach.seen());
            if is_none(&worlds) {
                continue;
            }
            space.changed[slot] = std::array::from_fn(|w| open[w] ^ worlds[w]);
            space.again.run(corridor, &space.changed, worlds, hops, |_, _| false, |_, _, _| ());
            space.changed[slot] = open;
            for position in corridor.targets() {
                let (before, after) = (&space.reach.seen()[position], &space.again.seen()[position]);
                let differ: Lanes = std::array::from_fn(|w| (before[w] ^ after[w]) & worlds[w]);
                space.weights.add(corridor.target_weight[position], &differ);
            }
            tally.add_weights(slot, corridor.source.weight, &space.weights);
            space.weights.clear();
        }
    }
}
