//! A mandate laid out on a view of a network: sources, targets, relays, coins, and the ties that matter.

use super::corridor::Corridor;
use crate::error::{Error, ErrorKind};
use crate::graph::{Topology, Viewed};
use crate::model::{DirectionRule, Mandate, Network, Selector, View};
use petgraph::graph::{EdgeIndex, NodeIndex};

/// Total of the source weights, and of the target weights, after quantisation.
pub(crate) const TOTAL: u64 = 1 << 40;

/// A tie that lies on some permitted route.
pub(crate) struct Slot {
    /// The tie of the network.
    pub(crate) edge: EdgeIndex,
    /// Probability that it is open.
    pub(crate) open: f64,
    /// Key of its random numbers, made from its id.
    pub(crate) key: u64,
}

impl Slot {
    /// Whether it is open in some worlds and closed in others. A tie that could be made but is not is closed in all.
    pub(super) fn is_uncertain(&self) -> bool {
        self.open > 0.0 && self.open < 1.0
    }
}

/// A source or a target and its quantised weight.
#[derive(Clone, Copy)]
pub(crate) struct End {
    pub(crate) node: u32,
    pub(crate) weight: u64,
}

/// Everything that access and leverage need to know.
pub(crate) struct Plan {
    pub(crate) topology: Topology,
    pub(crate) actors: Vec<NodeIndex>,
    /// By node: a key made from the actor's id, the same in every network.
    pub(crate) keys: Vec<u64>,
    pub(crate) undated: usize,
    pub(crate) succeeded: Vec<(NodeIndex, NodeIndex)>,
    pub(crate) sources: Vec<End>,
    pub(crate) targets: Vec<End>,
    /// By node: weight as a source, 0 for others.
    pub(crate) source_weight: Vec<u64>,
    /// By node: weight as a target, 0 for others.
    pub(crate) target_weight: Vec<u64>,
    /// By node: whether it may pass an introduction on.
    pub(crate) relay: Vec<bool>,
    /// The most ties on a route; `None` is any number.
    pub(crate) hops: Option<u32>,
    /// The ties that matter.
    pub(crate) slots: Vec<Slot>,
    /// By tie of the topology: its slot.
    pub(crate) slot_of: Vec<Option<u32>>,
    /// The permitted routes from each source.
    pub(crate) corridors: Vec<Corridor>,
}

impl Plan {
    /// Lays the mandate out.
    pub(crate) fn new(network: &Network, mandate: &Mandate, view: &View) -> Result<Self, Error> {
        let view = View { direction: DirectionRule::Conveyed, ..view.clone() };
        let Viewed { topology, actors, ties, undated, succeeded, .. } = Topology::of(network, &view);
        let allowed = |edge: EdgeIndex| {
            let tie = &network.graph()[edge];
            mandate.ties.allows(tie, network.stage(tie))
        };
        let closed: Vec<bool> = ties.iter().map(|edge| !allowed(*edge)).collect();
        let matches = |selector: &Selector| -> Vec<bool> {
            actors.iter().map(|actor| selector.matches(&network.graph()[*actor])).collect()
        };
        let source_weight = weights(network, &actors, &mandate.from, mandate.from_weight.as_deref(), "`from`")?;
        let target_weight = weights(network, &actors, &mandate.to, mandate.to_weight.as_deref(), "`to`")?;
        let mut plan = Self {
            relay: matches(&mandate.relay),
            sources: ends(&source_weight),
            targets: ends(&target_weight),
            hops: mandate.max_intermediaries.map(|most| most.saturating_add(1)),
            slots: Vec::new(),
            slot_of: vec![None; topology.tie_count()],
            corridors: Vec::new(),
            keys: actors.iter().map(|actor| key(&network.graph()[*actor].id)).collect(),
            topology,
            actors,
            undated,
            succeeded,
            source_weight,
            target_weight,
        };
        if plan.pairs() == 0 {
            let message = format!("mandate `{}` has no pair of a source and another target", mandate.id);
            return Err(ErrorKind::Parameter(message).into());
        }
        plan.lay_corridors(&closed);
        plan.fill_slots(network, &ties);
        Ok(plan)
    }

    /// Sum of source weight × target weight over all pairs of two different actors.
    pub(crate) fn pairs(&self) -> u128 {
        let product = |(a, w): (&u64, &u64)| u128::from(*a) * u128::from(*w);
        let own: u128 = self.source_weight.iter().zip(&self.target_weight).map(product).sum();
        let total = |ends: &[End]| ends.iter().map(|end| u128::from(end.weight)).sum::<u128>();
        total(&self.sources) * total(&self.targets) - own
    }

    /// The same without the pairs of which one of these nodes is an end.
    pub(super) fn pairs_without(&self, gone: &[u32]) -> f64 {
        let total = |ends: &[End]| {
            let left = ends.iter().filter(|end| !gone.contains(&end.node));
            left.map(|end| u128::from(end.weight)).sum::<u128>()
        };
        let own = (0..self.source_weight.len() as u32)
            .filter(|node| !gone.contains(node))
            .map(|node| u128::from(self.source_weight[node as usize]) * u128::from(self.target_weight[node as usize]));
        let pairs = total(&self.sources) * total(&self.targets) - own.sum::<u128>();
        // Nothing is reached where there is nobody left to reach it.
        pairs.max(1) as f64
    }

    fn lay_corridors(&mut self, closed: &[bool]) {
        let to_target = super::corridor::distances_to_targets(self, closed);
        let sources = self.sources.clone();
        let mut builder = super::corridor::Builder::new(self.topology.node_count());
        self.corridors = sources.iter().map(|source| builder.lay(self, *source, &to_target, closed)).collect();
    }

    /// Numbers the ties that lie in some corridor, and puts those numbers in place of the ties.
    fn fill_slots(&mut self, network: &Network, ties: &[EdgeIndex]) {
        for corridor in &mut self.corridors {
            for arc in corridor.arcs_mut() {
                let tie = arc.tie as usize;
                let slot = *self.slot_of[tie].get_or_insert_with(|| {
                    let record = &network.graph()[ties[tie]];
                    let open = network.open_probability(record);
                    self.slots.push(Slot { edge: ties[tie], open, key: key(&record.id) });
                    self.slots.len() as u32 - 1
                });
                arc.tie = slot;
            }
        }
    }

    /// The number of a target among the targets, which are in the order of their nodes.
    pub(crate) fn target_number(&self, node: u32) -> usize {
        self.targets.partition_point(|target| target.node < node)
    }

    /// Whether every tie that matters is certain to be open, or to be closed.
    pub(crate) fn is_certain(&self) -> bool {
        !self.slots.iter().any(Slot::is_uncertain)
    }
}

/// A key of random numbers, made from an id.
pub(super) fn key(id: &str) -> u64 {
    let digest = blake3::hash(id.as_bytes());
    digest.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn ends(weights: &[u64]) -> Vec<End> {
    let ends = weights.iter().enumerate().map(|(node, weight)| End { node: node as u32, weight: *weight });
    ends.filter(|end| end.weight > 0).collect()
}

/// Quantised weights of the nodes that a selector means.
fn weights(
    network: &Network,
    actors: &[NodeIndex],
    selector: &Selector,
    attribute: Option<&str>,
    what: &str,
) -> Result<Vec<u64>, Error> {
    let weigh = |actor: &NodeIndex| {
        let actor = &network.graph()[*actor];
        if selector.matches(actor) { attribute.map_or(1.0, |name| actor.weight_by(name).unwrap_or(0.0)) } else { 0.0 }
    };
    let weights: Vec<f64> = actors.iter().map(weigh).collect();
    if weights.iter().any(|weight| *weight > 0.0) {
        return Ok(quantise(&weights));
    }
    let help = "; it may name nobody at this date, or actors of weight 0".to_owned();
    Err(ErrorKind::NoMatch { what: format!("{what} `{selector}`"), help }.into())
}

/// Whole numbers in proportion to the weights that total [`TOTAL`]; what rounding leaves goes to the largest remainders.
fn quantise(weights: &[f64]) -> Vec<u64> {
    // Scaling by the largest weight first keeps the sum finite.
    let largest = weights.iter().copied().fold(0.0, f64::max);
    let sum: f64 = weights.iter().map(|weight| weight / largest).sum();
    let exact: Vec<f64> = weights.iter().map(|weight| weight / largest / sum * TOTAL as f64).collect();
    let mut whole: Vec<u64> = exact.iter().map(|share| share.floor() as u64).collect();
    let mut order: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0.0).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let left = TOTAL.saturating_sub(whole.iter().sum()) as usize;
    for i in order.iter().cycle().take(left) {
        whole[*i] += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantised_weights_keep_total_and_proportion() {
        for weights in [vec![1.0; 45], vec![0.0, 1.0, 2.0, 1e-30], vec![1e300, 1e300], vec![3.0]] {
            let whole = quantise(&weights);
            assert_eq!(whole.iter().sum::<u64>(), TOTAL);
            let largest = weights.iter().copied().fold(0.0, f64::max);
            let sum: f64 = weights.iter().map(|weight| weight / largest).sum();
            for (found, weight) in whole.iter().zip(&weights) {
                assert!((*found as f64 - weight / largest / sum * TOTAL as f64).abs() <= 1.0);
            }
        }
    }
}
