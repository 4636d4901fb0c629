//! Two modes: firms and programmes, cities and networks of cities, women and events.

mod modes;
#[cfg(test)]
mod tests;

pub use self::modes::Modes;
use self::modes::plain;
use super::{Betweenness, Consumes, Explanation, Korean, Measure, MeasureOptions, Scale, Scores};
use crate::error::Error;
use crate::graph::parallel::map_reduce;
use crate::graph::{Bfs, Sense, Topology};
use std::sync::Arc;

/// Sources per piece of parallel work.
const CHUNK: usize = 64;

/// Which centrality is taken in proportion to what two modes allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Degree,
    Closeness,
    Betweenness,
}

/// Degree, closeness or betweenness in a graph of two modes, in proportion to the most that a node of its mode can have.
///
/// With n nodes of a node's own mode and m of the other: *degree* is the number of partners / m; *closeness* is
/// (m + 2(n−1)) / Σ d, times the share of the other nodes that are joined to it; *betweenness* is the number of pairs
/// between (half counted for each of two ways) divided by
/// ½ (m²(s+1)² + m(s+1)(2t−s−1) − t(2s−t+3)), with s = ⌊(n−1)/m⌋ and t = (n−1) mod m.
///
/// Unit: share of the most possible, which a node tied to everybody of the other mode has. *Modes:* from
/// [`MeasureOptions::groups`], else found ([`Modes::find`]); a graph that is not two-mode is refused with a circle of odd
/// length named. *Direction* and *weights* are ignored, *parallel ties* count once, distances are steps. *Disconnected
/// graphs:* as above; who has no tie scores 0. All as in NetworkX's `bipartite`. Manynet and others divide otherwise.
///
/// # Complexity
///
/// O(n + m) for degree, O(n (n + m)) for the others, on all threads.
///
/// Memory: a copy of the graph (25 bytes per tie, 8 per node); closeness 8 n for each thread, betweenness as
/// [`Betweenness`].
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, TwoMode};
///
/// // Firms 0 and 1, programmes 2 and 3.
/// let topology = Topology::undirected(4, [(0, 2), (1, 2), (1, 3)])?;
/// let degree = TwoMode::degree().run(&topology, &MeasureOptions::default())?;
/// assert_eq!(degree.values(), [0.5, 1.0, 1.0, 0.5]);
/// let betweenness = TwoMode::betweenness().run(&topology, &MeasureOptions::default())?;
/// assert_eq!(betweenness.values(), [0.0, 1.0, 1.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Borgatti and Everett (1997), "Network analysis of 2-mode data", Social Networks 19,
/// [doi:10.1016/S0378-8733(96)00301-2](https://doi.org/10.1016/S0378-8733(96)00301-2). Borgatti and Halgin (2011),
/// "Analyzing affiliation networks", [doi:10.4135/9781446294413.n28](https://doi.org/10.4135/9781446294413.n28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TwoMode {
    of: Of,
}

impl TwoMode {
    /// Partners in proportion to the nodes of the other mode.
    pub const fn degree() -> Self {
        Self { of: Of::Degree }
    }

    /// Closeness in proportion to that of a node tied to all of the other mode.
    pub const fn closeness() -> Self {
        Self { of: Of::Closeness }
    }

    /// Betweenness in proportion to the most that is possible between two modes.
    pub const fn betweenness() -> Self {
        Self { of: Of::Betweenness }
    }

    /// Scores every node; of the options, groups are taken as the modes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Undefined`](crate::ErrorKind::Undefined) if the graph is not two-mode, and what [`Modes::given`] says.
    pub fn run(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        let modes = match &options.groups {
            Some(groups) => Modes::given(topology, groups)?,
            None => Modes::find(topology)?,
        };
        let topology = plain(topology)?;
        let raw: Vec<f64> = match self.of {
            Of::Degree => (0..topology.node_count() as u32).map(|v| topology.out(v).len() as f64).collect(),
            Of::Closeness => return Ok(Scores::new(closeness(&topology, &modes))),
            Of::Betweenness => Betweenness::new().scale(Scale::Raw).run(&topology)?.values().to_vec(),
        };
        let share = |(v, raw): (usize, f64)| {
            let (own, other) = modes.own_and_other(v);
            let most = if self.of == Of::Degree { other } else { most_between(own, other) };
            if most > 0.0 { raw / most } else { 0.0 }
        };
        Ok(Scores::new(raw.into_iter().enumerate().map(share).collect()))
    }
}

/// The largest betweenness of a node with n of its own mode and m of the other: it is tied to all m, and the n − 1 others
/// hang on them as evenly as can be.
fn most_between(n: f64, m: f64) -> f64 {
    if m == 0.0 {
        return 0.0;
    }
    let s = ((n - 1.0) / m).floor();
    let t = (n - 1.0) - s * m;
    let pairs = m * m * (s + 1.0).powi(2) + m * (s + 1.0) * (2.0 * t - s - 1.0) - t * (2.0 * s - t + 3.0);
    pairs / 2.0
}

fn closeness(topology: &Topology, modes: &Modes) -> Vec<f64> {
    let nodes = topology.node_count();
    let one = |search: &mut Bfs, v: usize| {
        search.run(topology, v as u32, Sense::Forward);
        let sum: u64 = search.order().iter().map(|u| u64::from(search.distances()[*u as usize])).sum();
        if sum == 0 {
            return 0.0;
        }
        let (own, other) = modes.own_and_other(v);
        let reached = (search.order().len() - 1) as f64 / (nodes - 1) as f64;
        (other + 2.0 * (own - 1.0)) / sum as f64 * reached
    };
    let mut scores = Vec::with_capacity(nodes);
    let part = |search: &mut Bfs, range: std::ops::Range<usize>| range.map(|v| one(search, v)).collect::<Vec<_>>();
    map_reduce(nodes, CHUNK, Bfs::default, part, |part| scores.extend(part));
    scores
}

impl Measure for TwoMode {
    fn name(&self) -> &'static str {
        match self.of {
            Of::Degree => "two_mode_degree",
            Of::Closeness => "two_mode_closeness",
            Of::Betweenness => "two_mode_betweenness",
        }
    }

    fn about(&self) -> &'static str {
        match self.of {
            Of::Degree => "What share of the other mode somebody is tied to, where ties join two modes only.",
            Of::Closeness => "How near somebody is to all, of what two modes allow.",
            Of::Betweenness => "How many shortest routes lead through somebody, of what two modes allow.",
        }
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        const CONVENTIONS: &str = "There are n nodes of one's own mode, m of the other; direction and weights ignored; \
                                   refused where the graph is not two-mode; as NetworkX's bipartite.";
        const SOURCE: &str = "Borgatti and Everett (1997), doi:10.1016/S0378-8733(96)00301-2";
        match self.of {
            Of::Degree => &Explanation {
                high: "The programme reaches many of the cities there are, or the city is in many of the programmes.",
                not: "It does not say how deep any of these ties is.",
                ko: Korean {
                    name: "이원 연결 중심성",
                    high: "프로그램이 도시의 많은 부분에 닿거나, 도시가 프로그램의 많은 부분에 참여합니다.",
                    not: "그 관계가 얼마나 깊은지는 나타내지 않습니다.",
                },
                formula: "partners / m",
                conventions: CONVENTIONS,
                source: SOURCE,
            },
            Of::Closeness => &Explanation {
                high: "From the actor it is a short way to everybody, given that no two of one mode are tied.",
                not: "It does not say that anybody goes that way.",
                ko: Korean {
                    name: "이원 근접 중심성",
                    high: "같은 부류끼리는 관계가 없음을 감안할 때, 이 행위자에서 모두에게 가는 길이 짧습니다.",
                    not: "실제로 그 길로 간다는 뜻은 아닙니다.",
                },
                formula: "(m + 2(n−1)) / Σ d · share of the others that are joined",
                conventions: CONVENTIONS,
                source: SOURCE,
            },
            Of::Betweenness => &Explanation {
                high: "Many meet through the actor alone: the one programme that joins two circles of cities, say.",
                not: "It does not count longer ways round, which may do as well.",
                ko: Korean {
                    name: "이원 매개 중심성",
                    high: "많은 쌍이 이 행위자를 통해서만 만납니다. 예를 들어 두 도시 모임을 잇는 하나뿐인 \
                           프로그램입니다.",
                    not: "더 긴 우회로는 세지 않으며, 우회로로 충분할 수도 있습니다.",
                },
                formula: "pairs between / ½ (m²(s+1)² + m(s+1)(2t−s−1) − t(2s−t+3)), s = ⌊(n−1)/m⌋, t = (n−1) mod m",
                conventions: CONVENTIONS,
                source: SOURCE,
            },
        }
    }

    /// Groups that are no modes, such as many kinds of actors, were given for other measures.
    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        let no_modes = |groups: &Arc<[u32]>| Modes::given(topology, groups).is_err();
        if options.groups.as_ref().is_some_and(no_modes) {
            return self.run(topology, &MeasureOptions { groups: None, ..options.clone() });
        }
        self.run(topology, options)
    }
}
