//! Projections of two modes onto one: who shares partners of the other mode, and whether more of them than by chance.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::graph::{Direction, Topology};
use crate::measure::Modes;

/// A graph of two modes seen from one of them: its nodes are joined if they share partners of the other.
///
/// *Direction* and *weights* are ignored, *parallel ties* count once.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Modes;
/// use proxeny::structure::Projection;
///
/// // Cities 0, 1 and 2 in programmes 3 and 4.
/// let topology = Topology::undirected(5, [(0, 3), (1, 3), (1, 4), (2, 4)])?;
/// let projection = Projection::of(&topology, &Modes::given(&topology, &[0, 0, 0, 1, 1])?, false)?;
/// assert_eq!(projection.links.iter().map(|link| (link.a, link.b, link.shared)).collect::<Vec<_>>(), [(0, 1, 1), (1, 2, 1)]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Newman (2001), "Scientific collaboration networks. II", Physical Review E 64,
/// [doi:10.1103/PhysRevE.64.016132](https://doi.org/10.1103/PhysRevE.64.016132). Tumminello and others (2011),
/// "Statistically validated networks in bipartite complex systems", `PLoS ONE` 6,
/// [doi:10.1371/journal.pone.0017994](https://doi.org/10.1371/journal.pone.0017994). Benjamini and Hochberg (1995),
/// "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57,
/// [doi:10.1111/j.2517-6161.1995.tb02031.x](https://doi.org/10.1111/j.2517-6161.1995.tb02031.x).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Projection {
    /// The pairs that share a partner, by their nodes.
    pub links: Vec<Link>,
    /// How many pairs of the mode there are, sharing or not; so many tests were made.
    pub pairs: u64,
}

/// Two nodes of one mode that share partners of the other.
///
/// # Examples
///
/// ```
/// use proxeny::structure::Link;
///
/// assert_eq!(Link::default().shared, 0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// The node with the lower number.
    pub a: u32,
    /// The other node.
    pub b: u32,
    /// How many partners they share.
    pub shared: u32,
    /// Σ 1 / (k − 1) over the shared partners, where k is how many partners each of those has: who meets two alone joins them
    /// more than who meets a hundred (Newman).
    pub newman: f64,
    /// The chance of as many or more if both dealt out their ties at random over the other mode: P(X ≥ shared), X
    /// hypergeometric. How much the partners are sought after is left out of account.
    pub p: f64,
    /// p corrected for all pairs (Benjamini and Hochberg): of the pairs with q ≤ 0.05, 5% or fewer are expected to be chance.
    pub q: f64,
}

impl Projection {
    /// The projection onto the first mode, or the second.
    ///
    /// # Complexity
    ///
    /// O(m + Σ k²) over the nodes of the other mode with k partners each, and as many steps for each link as partners;
    /// O(n + m) space beside the links.
    ///
    /// # Errors
    ///
    /// None beyond those of merging ties.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Modes;
    /// use proxeny::structure::Projection;
    ///
    /// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
    /// let modes = Modes::find(&star)?;
    /// let onto = |second| Projection::of(&star, &modes, second).map(|projection| projection.links.len());
    /// assert_eq!((onto(false)?, onto(true)?), (0, 1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology, modes: &Modes, second: bool) -> Result<Self, Error> {
        let ties = topology.ties().map(|(a, b, _)| (a, b, Direction::BothWays));
        let (plain, _) = Topology::new(topology.node_count(), ties)?.collapse()?;
        let [first, other] = modes.sizes();
        let (own, other) = if second { (other, first) } else { (first, other) };
        let chance = Chance::of(other);
        let (mut shared, mut newman) = (vec![0u32; plain.node_count()], vec![0.0; plain.node_count()]);
        let (mut met, mut links) = (Vec::new(), Vec::new());
        for a in (0..plain.node_count() as u32).filter(|&v| modes.second()[v as usize] == second) {
            for between in plain.out(a) {
                let partners = plain.out(between.node);
                for arc in partners.iter().filter(|arc| arc.node > a) {
                    if shared[arc.node as usize] == 0 {
                        met.push(arc.node);
                    }
                    shared[arc.node as usize] += 1;
                    newman[arc.node as usize] += 1.0 / (partners.len() as f64 - 1.0);
                }
            }
            met.sort_unstable();
            for b in met.drain(..) {
                let count = std::mem::take(&mut shared[b as usize]);
                let newman = std::mem::take(&mut newman[b as usize]);
                let p = chance.as_many(count as usize, plain.out(a).len(), plain.out(b).len());
                links.push(Link { a, b, shared: count, newman, p, q: 1.0 });
            }
        }
        let pairs = own as u64 * (own as u64).saturating_sub(1) / 2;
        correct(&mut links, pairs);
        Ok(Self { links, pairs })
    }
}

/// Benjamini and Hochberg's q; the pairs that are not among the links have p = 1.
fn correct(links: &mut [Link], tests: u64) {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by(|&x, &y| links[x].p.total_cmp(&links[y].p));
    let mut least = 1.0f64;
    for (rank, at) in order.into_iter().enumerate().rev() {
        least = least.min(links[at].p * tests as f64 / (rank as f64 + 1.0));
        links[at].q = least;
    }
}

/// Chances of sharing partners, from logarithms of factorials.
struct Chance(Vec<f64>);

impl Chance {
    fn of(others: usize) -> Self {
        let mut sum = 0.0;
        let next = |i: usize| {
            sum += if i == 0 { 0.0 } else { (i as f64).ln() };
            sum
        };
        Self((0..=others).map(next).collect())
    }

    fn choose(&self, n: usize, k: usize) -> f64 {
        self.0[n] - self.0[k] - self.0[n - k]
    }

    /// P(X ≥ shared) if one has `a` and the other `b` of all partners.
    fn as_many(&self, shared: usize, a: usize, b: usize) -> f64 {
        let others = self.0.len() - 1;
        let one = |x: usize| (self.choose(a, x) + self.choose(others - a, b - x) - self.choose(others, b)).exp();
        // With a + b beyond all partners, some are shared in any case.
        let least = shared.max((a + b).saturating_sub(others));
        (least..=a.min(b)).rev().map(one).sum::<f64>().min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_dealing_every_hand(ties in prop::collection::vec((0u32..4, 4u32..9), 1..20), second in any::<bool>()) {
            let topology = Topology::undirected(9, ties).unwrap();
            let modes = Modes::given(&topology, &[0, 0, 0, 0, 1, 1, 1, 1, 1]).unwrap();
            let projection = Projection::of(&topology, &modes, second).unwrap();
            let (own, other) = if second { (4..9u32, 0..4u32) } else { (0..4, 4..9) };
            // The partners of each as a set of bits.
            let hand = |v: u32| other.clone().enumerate()
                .filter(|(_, u)| topology.out(v).iter().any(|arc| arc.node == *u))
                .fold(0u32, |set, (i, _)| set | 1 << i);
            let all = 1u32 << other.len();
            let mut expected = Vec::new();
            for (a, b) in own.clone().flat_map(|a| own.clone().map(move |b| (a, b))).filter(|(a, b)| a < b) {
                let common = (hand(a) & hand(b)).count_ones();
                let hands: Vec<u32> = (0..all).filter(|set| set.count_ones() == hand(b).count_ones()).collect();
                let far = hands.iter().filter(|set| (hand(a) & **set).count_ones() >= common).count();
                let partners = |i: u32| own.clone().filter(|&v| hand(v) >> i & 1 == 1).count() as f64;
                let newman: f64 = (0..other.len() as u32).filter(|i| (hand(a) & hand(b)) >> i & 1 == 1)
                    .map(|i| 1.0 / (partners(i) - 1.0)).sum();
                expected.push((a, b, common, newman, far as f64 / hands.len() as f64));
            }
            prop_assert_eq!(projection.pairs as usize, expected.len());
            let sharing: Vec<_> = expected.iter().filter(|pair| pair.2 > 0).collect();
            prop_assert_eq!(projection.links.len(), sharing.len());
            for (link, &&(a, b, common, newman, p)) in projection.links.iter().zip(&sharing) {
                prop_assert_eq!((link.a, link.b, link.shared), (a, b, common));
                prop_assert!((link.newman - newman).abs() < 1e-12 && (link.p - p).abs() < 1e-12);
                // q: the least share of false alarms at which the pair is still taken.
                let taken = |bar: f64| expected.iter().filter(|pair| pair.4 <= bar + 1e-9).count() as f64;
                let bars = expected.iter().map(|pair| pair.4).filter(|bar| *bar >= p - 1e-9);
                let q = bars.map(|bar| bar * expected.len() as f64 / taken(bar)).fold(1.0, f64::min);
                prop_assert!((link.q - q).abs() < 1e-9, "{link:?} {q}");
            }
        }
    }
}
