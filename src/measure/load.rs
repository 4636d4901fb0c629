//! Load: who has most to hand on if every shortest route is taken step by step.

use super::routes::{Routes, sums};
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scale, Scores};
use crate::error::Error;
use crate::graph::Topology;

/// How many packets pass through a node if everybody sends one to everybody and it is divided equally wherever shortest
/// routes part.
///
/// [`Betweenness`](super::Betweenness) divides a packet equally among whole routes; load divides it among the next steps,
/// which is what somebody does who only knows the own partners. The two agree where no routes of equal length part and
/// part again.
///
/// As in NetworkX, a packet goes from t back to s along the shortest routes that lead from s to t, divided equally among
/// the nodes just before; sender and receiver do not count. In a directed graph, Brandes' (2008) load, whose packets are
/// divided going forward, is the load of the graph with all ties turned round.
///
/// Unit: packets; normalised by default, as in NetworkX, the share of all packets: divided by (n−1)(n−2); raw, the number
/// of packets, each pair in both orders in an undirected graph too, as in NetworkX. *Direction:* routes follow the ties.
/// *Weights:* lengths where the topology has them, hops otherwise; lengths are integers, so routes of equal length count as
/// equal. Among them, those with the fewest ties of length 0 are the shortest. *Parallel ties* are one adjacency, of the
/// least length. *Disconnected graphs:* pairs without a route add nothing.
///
/// # Complexity
///
/// O(n (n + m)) time for hops, O(n (n + m) log m) for lengths, on all threads; O(n + m) space and O(n) per thread.
///
/// Memory: 8 n bytes, and 110 n for each thread; by lengths 25 per arc more.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Load, Scale};
///
/// //   ┌─ 1 ─┐
/// //   0     3 ─── 4
/// //   └─ 2 ─┘
/// let topology = Topology::undirected(5, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)])?;
/// let scores = Load::default().scale(Scale::Raw).run(&topology)?;
/// assert_eq!(scores.values(), [1.0, 2.0, 2.0, 7.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Newman (2001), "Scientific collaboration networks. II", Physical Review E 64,
/// [doi:10.1103/PhysRevE.64.016132](https://doi.org/10.1103/PhysRevE.64.016132). Goh, Kahng and Kim (2001), "Universal
/// behavior of load distribution in scale-free networks", Physical Review Letters 87,
/// [doi:10.1103/PhysRevLett.87.278701](https://doi.org/10.1103/PhysRevLett.87.278701). Brandes (2008), "On variants of
/// shortest-path betweenness centrality and their generic computation", Social Networks 30,
/// [doi:10.1016/j.socnet.2007.11.001](https://doi.org/10.1016/j.socnet.2007.11.001).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Load {
    scale: Scale,
}

impl Default for Load {
    fn default() -> Self {
        Self::new()
    }
}

impl Load {
    /// Load, normalised.
    ///
    /// ```
    /// use proxeny::measure::Load;
    ///
    /// assert_eq!(Load::new(), Load::default());
    /// ```
    pub const fn new() -> Self {
        Self { scale: Scale::Normalised }
    }

    /// Raw or normalised. The default is normalised.
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Load, Scale};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Load::new().scale(Scale::Raw).run(&path)?.values(), [0.0, 2.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scale(self, scale: Scale) -> Self {
        Self { scale }
    }

    /// Scores every node.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Load;
    ///
    /// let star = Topology::undirected(4, [(0, 1), (0, 2), (0, 3)])?;
    /// let scores = Load::new().run(&star)?;
    /// assert_eq!((scores.values(), scores.centralization()), (&[1.0, 0.0, 0.0, 0.0][..], Some(1.0)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let n = topology.node_count() as f64;
        let unit = if self.scale == Scale::Raw { 1.0 } else { ((n - 1.0) * (n - 2.0)).max(1.0) };
        let values = sums(topology, add).iter().map(|x| x / unit).collect();
        // All packets of others pass the centre of a star, and none its leaves.
        let greatest = (n >= 3.0).then(|| (n - 1.0) * (n - 1.0) * (n - 2.0) / unit);
        Ok(Scores::new(values).centralized(greatest))
    }
}

/// Adds the packets to one source: each node hands on the own one and those from farther away.
fn add(routes: &mut Routes<'_>, sums: &mut [f64]) {
    let [mut before, mut packets] = std::mem::take(&mut routes.scratch);
    for &v in routes.order() {
        routes.next(v).for_each(|u| before[u as usize] += 1.0);
    }
    for &v in routes.order()[1..].iter().rev() {
        let from_beyond: f64 = routes.next(v).map(|u| packets[u as usize] / before[u as usize]).sum();
        packets[v as usize] = 1.0 + from_beyond;
        sums[v as usize] += from_beyond;
    }
    routes.scratch = [before, packets];
}

impl Measure for Load {
    fn name(&self) -> &'static str {
        "load"
    }

    fn about(&self) -> &'static str {
        "Who hands on most if all write to all, by the shortest routes and step by step."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Much of what others send one another passes this actor if everybody hands on to whichever partners are \
                   nearest to the goal.",
            not: "It does not mean that others depend on the actor: the next route may be as short.",
            ko: Korean {
                name: "부하 중심성",
                high: "모두가 목적지에 가장 가까운 협력 상대에게 넘긴다면, 오가는 것의 많은 부분이 이 행위자를 \
                       지납니다.",
                not: "다른 행위자가 이 행위자에게 의존한다는 뜻은 아닙니다. 다음 경로도 똑같이 짧을 수 있습니다.",
            },
            formula: "L(v) = Σ over s ≠ t of the part of t's packet to s that v hands on, divided equally among the nodes \
                      just before on shortest routes from s",
            conventions: "As NetworkX: divided by (n−1)(n−2); raw: packets, each pair in both orders. Ends do not count. \
                          Routes follow the ties; lengths if given, hops otherwise. Parallel ties count as one of the \
                          least length. In directed graphs Brandes' load is that of the ties turned round.",
            source: "Newman (2001), doi:10.1103/PhysRevE.64.016132; Goh et al. (2001), \
                     doi:10.1103/PhysRevLett.87.278701; Brandes (2008), doi:10.1016/j.socnet.2007.11.001",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.scale(options.scale.unwrap_or(self.scale)).run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::super::routes::oracle::{graph, written_down};
    use super::*;
    use proptest::prelude::*;

    /// Passes the packet that is at `v` on towards `s`, step by step.
    fn pass(topology: &Topology, s: u32, v: u32, part: f64, passed: &mut [f64]) {
        if v == s {
            return;
        }
        let mut before: Vec<u32> = written_down(topology, s, v).iter().map(|route| route[route.len() - 2]).collect();
        before.sort_unstable();
        before.dedup();
        let part = part / before.len() as f64;
        for u in before {
            passed[u as usize] += if u == s { 0.0 } else { part };
            pass(topology, s, u, part, passed);
        }
    }

    proptest! {
        #[test]
        fn agrees_with_passing_every_packet(
            ties in prop::collection::vec((0u32..7, 0u32..7, 0u64..3), 0..16),
            shape in 0usize..4,
        ) {
            let topology = graph(&ties, shape);
            let mut expected = [0.0; 7];
            for (s, t) in (0..7).flat_map(|s| (0..7).map(move |t| (s, t))).filter(|(s, t)| s != t) {
                pass(&topology, s, t, 1.0, &mut expected);
            }
            let found = Load::new().scale(Scale::Raw).run(&topology).unwrap();
            for (found, expected) in found.values().iter().zip(expected) {
                prop_assert!((found - expected).abs() < 1e-12, "{} {}", found, expected);
            }
        }
    }

    fn near(topology: &Topology, expected: &[f64]) {
        let found = Load::new().run(topology).unwrap();
        for (found, expected) in found.values().iter().zip(expected) {
            assert!((found - expected).abs() < 1e-3, "{found}, not {expected}");
        }
    }

    /// The tests of NetworkX 3.6.1, `test_load_centrality.py`.
    #[test]
    fn published_values_are_met() {
        let kite = [
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 5),
            (1, 3),
            (1, 4),
            (1, 6),
            (2, 3),
            (2, 5),
            (3, 4),
            (3, 5),
            (3, 6),
            (4, 6),
            (5, 6),
            (5, 7),
            (6, 7),
            (7, 8),
            (8, 9),
        ];
        let expected = [0.023, 0.023, 0.0, 0.102, 0.0, 0.231, 0.231, 0.389, 0.222, 0.0];
        near(&Topology::undirected(10, kite).unwrap(), &expected);
        // Acciaiuoli, Albizzi, Barbadori, Bischeri, Castellani, Ginori, Guadagni, Lamberteschi, Medici, Pazzi, Peruzzi,
        // Ridolfi, Salviati, Strozzi, Tornabuoni.
        let marriages = [
            (0, 8),
            (4, 10),
            (4, 13),
            (4, 2),
            (8, 2),
            (8, 11),
            (8, 14),
            (8, 1),
            (8, 12),
            (12, 9),
            (10, 13),
            (10, 3),
            (13, 11),
            (13, 3),
            (11, 14),
            (14, 6),
            (1, 5),
            (1, 6),
            (3, 6),
            (6, 7),
        ];
        let expected = [0.0, 0.211, 0.093, 0.104, 0.055, 0.0, 0.251, 0.0, 0.522, 0.0, 0.022, 0.117, 0.143, 0.106, 0.09];
        near(&Topology::undirected(15, marriages).unwrap(), &expected);
    }
}
