//! Stress: how many shortest routes pass.

use super::routes::{Routes, sums};
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scale, Scores};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;

/// How many shortest routes between others pass through a node: S(v) = Σ σ(s, t | v).
///
/// The sum runs over all pairs s, t of other nodes; σ(s, t | v) counts the shortest routes from s to t through v. Where
/// [`Betweenness`](super::Betweenness) takes the share of each pair's routes, stress takes their number: pairs that many
/// routes join count more.
///
/// Unit: routes (between each pair counted once in an undirected graph); raw by default, the definition; normalised, the
/// routes through v per pair of others: divided by (n−1)(n−2)/2 in an undirected graph, by (n−1)(n−2) in a directed one.
/// *Direction:* routes follow the ties. *Weights:* lengths where the topology has them, hops otherwise; lengths are
/// integers, so routes of equal length count as equal. Among them, those with the fewest ties of length 0 are the shortest.
/// *Parallel ties* are one adjacency, of the least length. *Disconnected graphs:* pairs without a route add nothing. The
/// centralization is not defined, since there is no largest number of routes known. Beyond 2⁵³ the counts are rounded.
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
/// use proxeny::measure::Stress;
///
/// //   ┌─ 1 ─┐
/// //   0     3 ─── 4
/// //   └─ 2 ─┘
/// let topology = Topology::undirected(5, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)])?;
/// assert_eq!(Stress::default().run(&topology)?.values(), [1.0, 2.0, 2.0, 5.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Shimbel (1953), "Structural parameters of communication networks", Bulletin of Mathematical Biophysics 15,
/// [doi:10.1007/BF02476438](https://doi.org/10.1007/BF02476438). Brandes (2008), "On variants of shortest-path
/// betweenness centrality and their generic computation", Social Networks 30,
/// [doi:10.1016/j.socnet.2007.11.001](https://doi.org/10.1016/j.socnet.2007.11.001).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stress {
    scale: Scale,
}

impl Default for Stress {
    fn default() -> Self {
        Self::new()
    }
}

impl Stress {
    /// Stress, raw.
    ///
    /// ```
    /// use proxeny::measure::Stress;
    ///
    /// assert_eq!(Stress::new(), Stress::default());
    /// ```
    pub const fn new() -> Self {
        Self { scale: Scale::Raw }
    }

    /// Raw or normalised. The default is raw.
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Scale, Stress};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Stress::new().scale(Scale::Normalised).run(&path)?.values(), [0.0, 1.0, 0.0]);
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
    /// [`ErrorKind::Undefined`] if there are more routes than a number can hold.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Stress;
    ///
    /// let chain = Topology::directed(4, [(0, 1), (1, 2), (2, 3)])?;
    /// assert_eq!(Stress::new().run(&chain)?.values(), [0.0, 2.0, 2.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let mut values = sums(topology, add);
        if values.iter().any(|x| !x.is_finite()) {
            let why = "there are more shortest routes than a number can hold".into();
            let fix = "use betweenness, which takes shares of them".into();
            return Err(ErrorKind::Undefined { measure: self.name().into(), why, fix }.into());
        }
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
        Ok(Scores::new(values))
    }
}

/// Adds the routes from one source: those that lead to a node times those that lead on from there.
fn add(routes: &mut Routes<'_>, sums: &mut [f64]) {
    let [mut to, mut onward] = std::mem::take(&mut routes.scratch);
    let source = routes.order()[0];
    to[source as usize] = 1.0;
    for &v in routes.order() {
        let count = to[v as usize];
        routes.next(v).for_each(|u| to[u as usize] += count);
    }
    for &v in routes.order().iter().rev() {
        let on: f64 = routes.next(v).map(|u| 1.0 + onward[u as usize]).sum();
        onward[v as usize] = on;
        // Where nothing leads on, an infinite number of routes must not make a NaN.
        if v != source && on > 0.0 {
            sums[v as usize] += to[v as usize] * on;
        }
    }
    routes.scratch = [to, onward];
}

impl Measure for Stress {
    fn name(&self) -> &'static str {
        "stress"
    }

    fn about(&self) -> &'static str {
        "How many of the shortest routes between others pass."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Lengths
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Many shortest routes between others pass this actor: if all of them were used at once, it would be the \
                   busiest.",
            not: "It does not say how much others depend on the actor: pairs with many routes to choose from count most.",
            ko: Korean {
                name: "스트레스 중심성",
                high: "다른 행위자 사이의 최단 경로가 이 행위자를 많이 지납니다. 모든 경로가 한꺼번에 쓰인다면 \
                       가장 붐비는 곳입니다.",
                not: "다른 행위자가 얼마나 의존하는지는 나타내지 않습니다. 고를 경로가 많은 쌍이 가장 크게 \
                      반영됩니다.",
            },
            formula: "S(v) = Σ σ(s, t | v) over pairs s ≠ t of others; σ(s, t | v) is the number of shortest routes \
                      through v",
            conventions: "Raw: routes, each pair once in an undirected graph; normalised: routes per pair, divided by \
                          (n−1)(n−2)/2, or (n−1)(n−2) in a directed graph. Ends do not count. Routes follow the ties; \
                          lengths if given, hops otherwise. Parallel ties count as one of the least length. Beyond 2⁵³ \
                          rounded; NetworkX has no stress.",
            source: "Shimbel (1953), doi:10.1007/BF02476438; Brandes (2008), doi:10.1016/j.socnet.2007.11.001",
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

    proptest! {
        #[test]
        fn agrees_with_writing_down_every_route(
            ties in prop::collection::vec((0u32..7, 0u32..7, 0u64..3), 0..18),
            shape in 0usize..4,
        ) {
            let topology = graph(&ties, shape);
            let mut expected = [0.0; 7];
            for (s, t) in (0..7).flat_map(|s| (0..7).map(move |t| (s, t))).filter(|(s, t)| s != t) {
                for route in written_down(&topology, s, t) {
                    route[1..route.len() - 1].iter().for_each(|&v| expected[v as usize] += 1.0);
                }
            }
            let pairs = if topology.is_undirected() { 2.0 } else { 1.0 };
            let found = Stress::new().run(&topology).unwrap();
            prop_assert_eq!(found.values(), &expected.map(|x| x / pairs)[..]);
        }
    }

    /// Diamonds in a row: each doubles the number of routes.
    fn ladder(rungs: u32) -> Topology {
        let diamond = |h: u32| [(h, h + 1), (h, h + 2), (h + 1, h + 3), (h + 2, h + 3)];
        Topology::undirected(3 * rungs as usize + 1, (0..rungs).flat_map(|i| diamond(3 * i))).unwrap()
    }

    #[test]
    fn more_routes_than_a_number_holds_are_told() {
        assert!(Stress::new().run(&ladder(900)).unwrap().maximum() > Some(1e270));
        let told = Stress::new().run(&ladder(1100)).unwrap_err().to_string();
        assert!(told.contains("stress") && told.contains("use betweenness"), "{told}");
    }

    #[test]
    fn the_number_of_threads_makes_no_difference() {
        let topology = super::super::karate();
        let by = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Stress::new().run(&topology).unwrap())
        };
        assert!(by(1) == by(2) && by(2) == by(7));
    }
}
