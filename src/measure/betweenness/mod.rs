//! Betweenness: through whom the shortest routes lead.

mod core;
mod lanes;
mod near;
#[cfg(test)]
mod oracle;
mod piece;
mod reduce;
mod single;
mod stage;
mod steps;
mod twins;
mod wide;

use self::core::Way;
pub(super) use self::near::Neighbours;
use self::reduce::Reduced;
use super::{ApproximateBetweenness, Consumes, Explanation, Korean, Measure, MeasureOptions, Scale, Scores};
use crate::error::Error;
use crate::graph::Topology;

/// The share of shortest routes between others that pass through a node: B(v) = Σ σ(s, t | v) / σ(s, t).
///
/// The sum runs over all pairs s, t of other nodes; σ(s, t) counts the shortest routes from s to t and σ(s, t | v) those
/// through v. Ends do not count.
///
/// Unit: pairs of nodes (of which each is counted once in an undirected graph); normalised, the default as in NetworkX,
/// the share of all such pairs: divided by (n−1)(n−2)/2 in an undirected graph, by (n−1)(n−2) in a directed one.
/// *Direction:* routes follow the ties. *Weights:* lengths where the topology has them, hops otherwise. Parallel ties are
/// one adjacency, of the least length. *Disconnected graphs:* pairs without a route add nothing.
///
/// Lengths are integers, so routes of equal length are counted as equal whatever the order of their ties. Among routes
/// of equal length, those with the fewest ties of length 0 are taken as the shortest. The number of routes may exceed
/// every floating-point number; shares are right all the same.
///
/// # Complexity
///
/// O(n (n + m)) time for hops, O(n (n + m) log m) for lengths, on all threads.
///
/// For n and m, read those of the largest biconnected block, of which nodes with the same neighbours count as one:
/// in an undirected graph, what hangs on cut points, bridges and cliques is known without a search (Puzis et al. 2012;
/// Sarıyüce et al. 2013), and nodes whose neighbours are all tied to one another are taken out once each has been a source.
/// Where the network is not deep, sixteen sources share one search; where it is, each searches alone.
///
/// Memory for hops, beside the graph: some 60 bytes per node and 50 per tie, and for each thread 64 bytes per node for sums
/// that wait to be added. To this comes, for each thread, where sources search alone, 60 bytes per node and 16 per tie;
/// where they share, 44 bytes per node and 136 for each of the distances that a node has from the sixteen, mostly two to six.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Betweenness, Scale};
///
/// //   ┌─ 1 ─┐
/// //   0     3 ─── 4
/// //   └─ 2 ─┘
/// let topology = Topology::undirected(5, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)])?;
/// let scores = Betweenness::default().scale(Scale::Raw).run(&topology)?;
/// assert_eq!(scores.values(), [0.5, 1.0, 1.0, 3.5, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Freeman (1977), "A set of measures of centrality based on betweenness", Sociometry 40,
/// [doi:10.2307/3033543](https://doi.org/10.2307/3033543). Brandes (2001), "A faster algorithm for betweenness
/// centrality", Journal of Mathematical Sociology 25,
/// [doi:10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249). Puzis et al. (2012), "Heuristics
/// for speeding up betweenness centrality computation", SocialCom/PASSAT 2012,
/// [doi:10.1109/SocialCom-PASSAT.2012.66](https://doi.org/10.1109/SocialCom-PASSAT.2012.66). Sarıyüce et al. (2013),
/// "Shattering and compressing networks for betweenness centrality", SIAM SDM 2013,
/// [doi:10.1137/1.9781611972832.76](https://doi.org/10.1137/1.9781611972832.76).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Betweenness {
    scale: Scale,
}

impl Default for Betweenness {
    fn default() -> Self {
        Self::new()
    }
}

impl Betweenness {
    /// Betweenness, normalised.
    pub const fn new() -> Self {
        Self { scale: Scale::Normalised }
    }

    /// Raw or normalised. The default is normalised.
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let mut values = node_sums(topology, Way::Best);
        let n = topology.node_count() as f64;
        let unit = match self.scale {
            Scale::Normalised => ((n - 1.0) * (n - 2.0)).max(1.0),
            // Each pair was counted in both orders.
            Scale::Raw if topology.is_undirected() => 2.0,
            Scale::Raw => 1.0,
        };
        for x in &mut values {
            *x /= unit;
        }
        // The centre of a star is between all pairs of others, and its leaves between none.
        let greatest = (n >= 3.0).then(|| (n - 1.0) * (n - 1.0) * (n - 2.0) / unit);
        Ok(Scores::new(values).centralized(greatest))
    }
}

/// Betweenness of nodes, sums over ordered pairs.
fn node_sums(topology: &Topology, way: Way) -> Vec<f64> {
    Reduced::new(topology, &Neighbours::new(topology), false).finish(way)
}

/// Betweenness of adjacencies, sums over ordered pairs.
pub(super) fn arc_sums(topology: &Topology, near: &Neighbours) -> Vec<f64> {
    Reduced::new(topology, near, true).finish(Way::Best)
}

impl Measure for Betweenness {
    fn name(&self) -> &'static str {
        "betweenness"
    }

    fn about(&self) -> &'static str {
        "Through whom the shortest routes between others lead."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Many of the shortest routes between others lead through this actor, so it can pass on, delay or hold \
                   back what travels between them.",
            not: "It does not say that others could not do without it: a route as short, or one step longer, may lead \
                  elsewhere, which `articulation` and leverage tell.",
            ko: Korean {
                name: "매개 중심성",
                high: "다른 행위자 사이의 최단 경로가 이 행위자를 많이 지나므로, 오가는 것을 전하거나 늦추거나 \
                       막을 수 있습니다.",
                not: "다른 행위자가 이 행위자 없이는 안 된다는 뜻은 아닙니다. 같은 길이이거나 한 단계 긴 다른 \
                      경로가 있을 수 있으며, 이는 단절점(`articulation`)과 지렛대 효과로 확인합니다.",
            },
            formula: "B(v) = Σ σ(s, t | v) / σ(s, t) over pairs s ≠ t of others; σ(s, t) is the number of shortest \
                      routes, σ(s, t | v) of those through v",
            conventions: "As NetworkX: divided by (n−1)(n−2)/2, or (n−1)(n−2) in a directed graph; raw: pairs, each \
                          once in an undirected graph. Ends do not count. Routes follow the ties; lengths if given, \
                          hops otherwise. Parallel ties count as one of the least length (igraph counts each). Pairs \
                          without a route add nothing.",
            source: "Freeman (1977), Sociometry 40, doi:10.2307/3033543; Brandes (2001), Journal of Mathematical \
                     Sociology 25, doi:10.1080/0022250X.2001.9990249",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        let scale = options.scale.unwrap_or(self.scale);
        let estimate = |precision| ApproximateBetweenness::new(precision).scale(scale).seed(options.seed);
        match options.precision.and_then(|precision| estimate(precision).if_quicker(topology)) {
            Some(scores) => Ok(scores),
            None => self.scale(scale).run(topology),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{LENGTH_ONE, LengthRule, WeightKind, Weights};
    use proptest::prelude::*;

    fn raw(topology: &Topology) -> Vec<f64> {
        Betweenness::default().scale(Scale::Raw).run(topology).unwrap().values().to_vec()
    }

    /// All simple routes from the end of `route` to `target`, with their lengths, one adjacency per pair of nodes.
    fn routes(topology: &Topology, route: &mut Vec<u32>, length: u64, target: u32, found: &mut Vec<(u64, Vec<u32>)>) {
        let last = *route.last().unwrap();
        if last == target {
            found.push((length, route.clone()));
            return;
        }
        for parallel in topology.out(last).chunk_by(|a, b| a.node == b.node) {
            if route.contains(&parallel[0].node) {
                continue;
            }
            let step = parallel.iter().map(|arc| topology.lengths().map_or(1, |l| l[arc.tie as usize])).min().unwrap();
            route.push(parallel[0].node);
            routes(topology, route, length + step, target, found);
            route.pop();
        }
    }

    /// Betweenness by its definition: every route is written down.
    fn enumerated(topology: &Topology) -> Vec<f64> {
        let n = topology.node_count() as u32;
        let mut values = vec![0.0; n as usize];
        for (s, t) in (0..n).flat_map(|s| (0..n).map(move |t| (s, t))).filter(|(s, t)| s != t) {
            let mut found = Vec::new();
            routes(topology, &mut vec![s], 0, t, &mut found);
            let least = found.iter().map(|(length, _)| *length).min();
            found.retain(|(length, _)| Some(*length) == least);
            for (_, route) in &found {
                route[1..route.len() - 1].iter().for_each(|&v| values[v as usize] += 1.0 / found.len() as f64);
            }
        }
        let pairs = if topology.is_undirected() { 2.0 } else { 1.0 };
        values.iter().map(|x| x / pairs).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_writing_down_every_route(
            ties in prop::collection::vec((0u32..7, 0u32..7, 1u64..4), 0..18),
            shape in 0..4,
        ) {
            let ends = ties.iter().map(|t| (t.0, t.1));
            let bare = if shape % 2 == 0 { Topology::directed(7, ends) } else { Topology::undirected(7, ends) }.unwrap();
            let lengths = ties.iter().map(|t| t.2).collect();
            let topology = if shape < 2 { bare } else { bare.with_lengths(lengths).unwrap() };
            for (found, expected) in raw(&topology).iter().zip(enumerated(&topology)) {
                prop_assert!((found - expected).abs() < 1e-12);
            }
        }

        #[test]
        fn equal_lengths_are_hops(ties in prop::collection::vec((0u32..15, 0u32..15), 0..40), length in 0u64..3) {
            let hops = Topology::undirected(15, ties.iter().copied()).unwrap();
            let lengths = hops.clone().with_lengths(vec![length * LENGTH_ONE; ties.len()]).unwrap();
            for (a, b) in raw(&hops).iter().zip(raw(&lengths)) {
                prop_assert!((a - b).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn equal_routes_are_equal_where_naive_sums_differ() {
        // Two routes from 0 to 3 with the same three strengths, one in each order.
        let strengths = [0.1, 0.2, 0.3];
        let inverse = strengths.map(|s: f64| 1.0 / s);
        assert_ne!(inverse[0] + inverse[1] + inverse[2], inverse[2] + inverse[1] + inverse[0]);
        let ring = Topology::undirected(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)]).unwrap();
        let [x, y, z] = strengths;
        let weights = Weights::new(WeightKind::Strength, vec![x, y, z, x, y, z]).unwrap();
        let ring = ring.with_weights(weights).unwrap();
        for rule in [LengthRule::Inverse, LengthRule::Reliability] {
            let topology = ring.clone().with_length_rule(rule).unwrap();
            assert_eq!(raw(&topology), enumerated(&topology));
            let shares = raw(&topology);
            assert_eq!((shares[0], shares[1], shares[2]), (shares[3], shares[4], shares[5]));
        }
    }

    #[test]
    fn a_ladder_of_diamonds_does_not_overflow() {
        // Hub i is node 3i; between hubs i and i + 1 stand nodes 3i + 1 and 3i + 2: 2^1100 routes from end to end.
        let rungs = 1100u32;
        let diamond = |h: u32| [(h, h + 1), (h, h + 2), (h + 1, h + 3), (h + 2, h + 3)];
        let ties = (0..rungs).flat_map(|i| diamond(3 * i));
        let ladder = Topology::undirected(3 * rungs as usize + 1, ties).unwrap();
        let hops = raw(&ladder);
        for i in 0..rungs {
            let (left, right) = (f64::from(3 * i), f64::from(3 * (rungs - i)));
            let within = if i == 0 { 0.5 } else { 1.0 };
            assert!((hops[3 * i as usize] / (left * right + within) - 1.0).abs() < 1e-9);
            let side = 0.5 * (left + 1.0) * (right - 2.0);
            assert!((hops[3 * i as usize + 1] / side - 1.0).abs() < 1e-9);
            assert_eq!(hops[3 * i as usize + 1], hops[3 * i as usize + 2]);
        }
        let ties = ladder.tie_count();
        assert_eq!(raw(&ladder.with_lengths(vec![LENGTH_ONE; ties]).unwrap()), hops);
    }

    #[test]
    fn certain_ties_are_no_circles() {
        // 0 ─0─ 1 ─0─ 2 ─0─ 0 and 2 ─1─ 3: lengths of 0 are told apart by their number.
        let topology = Topology::undirected(4, [(0, 1), (1, 2), (2, 0), (2, 3)]).unwrap();
        let topology = topology.with_lengths(vec![0, 0, 0, LENGTH_ONE]).unwrap();
        assert_eq!(raw(&topology), [0.0, 0.0, 2.0, 0.0]);
    }

    #[test]
    fn stars_are_fully_centralized() {
        let star = Topology::undirected(6, (1..6).map(|v| (0, v))).unwrap();
        for scale in [Scale::Raw, Scale::Normalised] {
            let scores = Betweenness::default().scale(scale).run(&star).unwrap();
            assert_eq!(scores.centralization(), Some(1.0));
        }
        assert_eq!(Betweenness::default().run(&star).unwrap().get(0), Some(1.0));
    }
}
