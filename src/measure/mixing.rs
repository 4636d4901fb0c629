//! Mixing: whether ties run among likes, by number of partners or by group.

use super::clustering::Pairs;
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::{Error, ErrorKind};
use crate::graph::{Arc, Topology};

/// The groups to go by, one for each node.
pub(super) fn checked<'a>(groups: Option<&'a [u32]>, topology: &Topology, measure: &str) -> Result<&'a [u32], Error> {
    let nodes = topology.node_count();
    match groups {
        Some(groups) if groups.len() == nodes => Ok(groups),
        Some(groups) => {
            let problem = format!("{} groups were given for {nodes} nodes; give one for each", groups.len());
            Err(ErrorKind::Parameter(problem).into())
        }
        None => {
            let problem = format!("{measure} needs groups, but there are none; say which group each actor is in");
            Err(ErrorKind::Parameter(problem).into())
        }
    }
}

/// How outward a node's ties are: EI(v) = (E − I) / (E + I), of its partners E in other groups and I in its own.
///
/// Unit: none, from −1 (all partners in its own group) to 1 (all in others); 0 for a node without partners. Groups come
/// from [`MeasureOptions::groups`]; the command line takes the actors' kinds, or what `--partition` names. *Direction:*
/// ignored. *Weights:* ignored. *Parallel ties* are one partner. *Disconnected graphs:* no matter. The figure of the whole
/// is `ei_index` in [`FIGURES`](super::FIGURES).
///
/// # Complexity
///
/// O(n + m) time and space.
///
/// Memory: 16 n bytes and 5 per arc.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::EiIndex;
///
/// // 0 ─── 1 ─── 2, of which 0 and 1 are one group
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// assert_eq!(EiIndex.run(&path, &[7, 7, 9])?.values(), [-1.0, 0.0, 1.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Krackhardt and Stern (1988), "Informal networks and organizational crises: an experimental simulation", Social
/// Psychology Quarterly 51, [doi:10.2307/2786835](https://doi.org/10.2307/2786835).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EiIndex;

impl EiIndex {
    /// Scores every node, given the group of each.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are more or fewer groups than nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::EiIndex;
    ///
    /// let pair = Topology::undirected(2, [(0, 1)])?;
    /// assert!(EiIndex.run(&pair, &[0]).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology, groups: &[u32]) -> Result<Scores, Error> {
        let groups = checked(Some(groups), topology, self.name())?;
        let pairs = Pairs::of(topology);
        let score = |v: u32| {
            let (inside, outside) = outward(&pairs, v, groups);
            if inside + outside == 0 { 0.0 } else { index(inside, outside) }
        };
        Ok(Scores::new((0..topology.node_count() as u32).map(score).collect()))
    }
}

impl Measure for EiIndex {
    fn name(&self) -> &'static str {
        "own_ei_index"
    }

    fn about(&self) -> &'static str {
        "How outward somebody's ties are, from -1 (all in the own group) to 1 (all to other groups)."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Somebody deals with other sorts of actors rather than with its own, and can carry things across.",
            not: "Not that it brokers: its outside partners may all know each other; nor is a low value a fault in a group that \
                  holds nearly all actors.",
            ko: Korean {
                name: "개별 E–I 지수",
                high: "자기와 다른 부류의 행위자와 주로 거래하므로, 집단을 넘어 전할 수 있습니다.",
                not: "중개한다는 뜻은 아닙니다. 바깥 협력 상대가 모두 서로 알 수 있으며, 거의 모두가 속한 \
                      집단에서는 값이 낮아도 흠이 아닙니다.",
            },
            formula: "EI(v) = (E - I) / (E + I), with E partners in other groups and I in the own",
            conventions: "From -1 to 1; 0 without partners. Direction and weights ignored, parallel ties are one partner. Not \
                          corrected for the sizes of the groups.",
            source: "Krackhardt and Stern (1988), doi:10.2307/2786835",
        }
    }

    fn scores(&self, topology: &Topology, options: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology, checked(options.groups.as_deref(), topology, self.name())?)
    }
}

/// How many partners of `v` are in its own group, and how many in others.
fn outward(pairs: &Pairs, v: u32, groups: &[u32]) -> (usize, usize) {
    let own = groups[v as usize];
    let inside = pairs.partners(v).iter().filter(|&&u| groups[u as usize] == own).count();
    (inside, pairs.degree(v) - inside)
}

fn index(inside: usize, outside: usize) -> f64 {
    (outside as f64 - inside as f64) / (outside + inside) as f64
}

/// The index of the whole; `None` without ties.
pub(super) fn ei_index(pairs: &Pairs, groups: &[u32]) -> Option<f64> {
    let each = (0..groups.len() as u32).map(|v| outward(pairs, v, groups));
    let (inside, outside) = each.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    (inside + outside > 0).then(|| index(inside, outside))
}

/// The partners that a row of arcs leads to, each once.
fn distinct(row: &[Arc]) -> impl Iterator<Item = u32> {
    row.chunk_by(|a, b| a.node == b.node).map(|run| run[0].node)
}

/// How many arcs run within groups and how many from and to each. An undirected tie is an arc each way.
pub(super) struct Mixing {
    arcs: u64,
    within: u64,
    from: Vec<u64>,
    to: Vec<u64>,
}

impl Mixing {
    pub(super) fn of(topology: &Topology, groups: &[u32]) -> Self {
        let mut names = groups.to_vec();
        names.sort_unstable();
        names.dedup();
        let place = |v: u32| names.partition_point(|&name| name < groups[v as usize]);
        let mut found = Self { arcs: 0, within: 0, from: vec![0; names.len()], to: vec![0; names.len()] };
        for v in 0..topology.node_count() as u32 {
            let own = place(v);
            for other in distinct(topology.out(v)).map(place) {
                found.arcs += 1;
                found.within += u64::from(own == other);
                found.from[own] += 1;
                found.to[other] += 1;
            }
        }
        found
    }

    /// The share of arcs within groups that would be expected if ends met by chance.
    fn expected(&self) -> f64 {
        let pairs: u128 = self.from.iter().zip(&self.to).map(|(&a, &b)| u128::from(a) * u128::from(b)).sum();
        pairs as f64 / (u128::from(self.arcs) * u128::from(self.arcs)) as f64
    }

    /// Newman's modularity; `None` without ties.
    pub(super) fn modularity(&self) -> Option<f64> {
        (self.arcs > 0).then(|| self.within as f64 / self.arcs as f64 - self.expected())
    }

    /// Modularity as a share of what it would be if all ties were within groups; `None` without ties or with all of them
    /// at one group.
    pub(super) fn assortativity(&self) -> Option<f64> {
        let modularity = self.modularity()?;
        let possible = 1.0 - self.expected();
        (possible > 0.0).then(|| modularity / possible)
    }
}

/// Pearson's correlation of the numbers of partners at the two ends of the ties; in a directed graph of the out-degree where
/// an arc begins and the in-degree where it ends. `None` where one of them does not vary.
pub(super) fn degree_assortativity(topology: &Topology) -> Option<f64> {
    let count = |row| distinct(row).count() as i128;
    let nodes = 0..topology.node_count() as u32;
    let ends: Vec<i128> = nodes.clone().map(|v| count(topology.incoming(v))).collect();
    // Sums of whole numbers, so that nothing is lost before the last step.
    let [mut arcs, mut x, mut y, mut xx, mut yy, mut xy] = [0i128; 6];
    for v in nodes {
        let begin = count(topology.out(v));
        for end in distinct(topology.out(v)).map(|u| ends[u as usize]) {
            arcs += 1;
            x += begin;
            y += end;
            xx += begin * begin;
            yy += end * end;
            xy += begin * end;
        }
    }
    let (spread, other) = (arcs * xx - x * x, arcs * yy - y * y);
    (spread > 0 && other > 0).then(|| (arcs * xy - x * y) as f64 / (spread as f64).sqrt() / (other as f64).sqrt())
}

pub(super) const EI_INDEX: Explanation = Explanation {
    high: "Ties lead across groups more than they stay within.",
    not: "Not that groups mix more than chance would have it: a small group has few partners of its own sort to choose from.",
    ko: Korean {
        name: "E–I 지수",
        high: "관계가 집단 안에 머물기보다 집단을 넘어갑니다.",
        not: "우연보다 더 섞인다는 뜻은 아닙니다. 작은 집단은 같은 부류 안에 고를 상대가 적습니다.",
    },
    formula: "EI = (E - I) / (E + I), with E tied pairs across groups and I within",
    conventions: "From -1 to 1; not defined without ties. Direction and weights ignored, parallel ties are one.",
    source: "Krackhardt and Stern (1988), doi:10.2307/2786835",
};

pub(super) const MODULARITY: Explanation = Explanation {
    high: "Ties stay within these groups far more than chance would have it.",
    not: "Not that these groups are the best division: `communities` looks for that; large networks reach high values easily.",
    ko: Korean {
        name: "모듈성",
        high: "관계가 우연히 그럴 정도보다 훨씬 더 집단 안에 머뭅니다.",
        not: "이 집단이 가장 좋은 구분이라는 뜻은 아닙니다. 그것은 `communities`가 찾으며, 큰 네트워크에서는 값이 \
              쉽게 커집니다.",
    },
    formula: "Q = sum over groups of (w(g) / m - f(g) t(g) / m^2), with w arcs within, f arcs from and t arcs to a group",
    conventions: "Below 1, may be negative; not defined without ties. Directed graphs as Leicht and Newman. Parallel ties are \
                  one, weights ignored.",
    source: "Newman and Girvan (2004), doi:10.1103/PhysRevE.69.026113; Leicht and Newman (2008), \
             doi:10.1103/PhysRevLett.100.118703",
};

pub(super) const GROUP_ASSORTATIVITY: Explanation = Explanation {
    high: "Like keeps to like: ties run within groups far more than chance would have it.",
    not: "Not a choice of the actors by itself: whoever has only its own kind in reach cannot mix.",
    ko: Korean {
        name: "집단 동류성",
        high: "비슷한 행위자끼리 어울립니다. 관계가 우연히 그럴 정도보다 훨씬 더 집단 안에 있습니다.",
        not: "행위자가 스스로 그렇게 골랐다는 뜻은 아닙니다. 같은 부류만 닿을 수 있으면 섞일 수 없습니다.",
    },
    formula: "r = Q / (1 - sum of f(g) t(g) / m^2), with Q the modularity of the groups",
    conventions: "From -1 to 1, 1 if all ties are within groups; not defined without ties or where all are at one group. \
                  Direction followed, weights ignored, parallel ties are one.",
    source: "Newman (2003), doi:10.1103/PhysRevE.67.026126",
};

pub(super) const DEGREE_ASSORTATIVITY: Explanation = Explanation {
    high: "Those with many partners are tied to one another; a low value means that hubs serve those with few.",
    not: "Not that the network is robust or closed: it is a correlation, and a few hubs decide it.",
    ko: Korean {
        name: "연결정도 동류성",
        high: "협력 상대가 많은 행위자끼리 관계를 맺습니다. 값이 낮으면 중심 기관이 상대가 적은 행위자를 \
               상대합니다.",
        not: "네트워크가 튼튼하거나 닫혀 있다는 뜻은 아닙니다. 상관계수이며, 몇몇 중심 기관이 좌우합니다.",
    },
    formula: "r = correlation over arcs of the out-degree of their beginning and the in-degree of their end",
    conventions: "From -1 to 1; not defined where degrees do not vary. In undirected graphs every tie counts both ways. \
                  Parallel ties are one, weights ignored. As in NetworkX for simple graphs.",
    source: "Newman (2002), doi:10.1103/PhysRevLett.89.208701",
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Zachary's karate club with its two factions, as in Newman (2006), doi:10.1073/pnas.0601602103: Q = 0.371 for the split.
    #[test]
    fn the_split_of_the_karate_club_has_its_known_modularity() {
        let topology = crate::measure::tests::karate();
        let hi = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21];
        let groups: Vec<u32> = (0..34).map(|v| u32::from(!hi.contains(&v))).collect();
        let mixing = Mixing::of(&topology, &groups);
        assert!((mixing.modularity().unwrap() - 0.371_466_140_696_91).abs() < 1e-12);
        // networkx 3.6.1: degree_assortativity_coefficient, attribute_assortativity_coefficient.
        assert!((degree_assortativity(&topology).unwrap() + 0.475_613_097_684_614).abs() < 1e-12);
        assert!((mixing.assortativity().unwrap() - 0.743_421_052_631_579).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn agrees_with_the_formulas_written_down(
            ties in prop::collection::vec((0u32..7, 0u32..7), 1..25),
            groups in prop::collection::vec(0u32..3, 7),
            undirected in any::<bool>(),
        ) {
            let topology = if undirected { Topology::undirected(7, ties.clone()) } else { Topology::directed(7, ties.clone()) };
            let topology = topology.unwrap();
            let tied = |a: u32, b: u32| {
                f64::from(u8::from(a != b && (ties.contains(&(a, b)) || undirected && ties.contains(&(b, a)))))
            };
            let arcs: Vec<_> = (0..7).flat_map(|a| (0..7).map(move |b| (a, b))).collect();
            let m: f64 = arcs.iter().map(|&(a, b)| tied(a, b)).sum();
            let out = |a: u32| (0..7).map(|b| tied(a, b)).sum::<f64>();
            let inn = |b: u32| (0..7).map(|a| tied(a, b)).sum::<f64>();
            let same = |a: u32, b: u32| groups[a as usize] == groups[b as usize];
            let mixing = Mixing::of(&topology, &groups);
            if m > 0.0 {
                let each = arcs.iter().filter(|t| same(t.0, t.1)).map(|&(a, b)| tied(a, b) / m - out(a) * inn(b) / m / m);
                prop_assert!((mixing.modularity().unwrap() - each.sum::<f64>()).abs() < 1e-12);
            } else {
                prop_assert_eq!(mixing.modularity(), None);
            }
            let mean = |value: &dyn Fn(u32, u32) -> f64| arcs.iter().map(|&(a, b)| tied(a, b) * value(a, b)).sum::<f64>() / m;
            let (x, y) = (mean(&|a, _| out(a)), mean(&|_, b| inn(b)));
            let covariance = mean(&|a, b| (out(a) - x) * (inn(b) - y));
            let spread = mean(&|a, _| (out(a) - x).powi(2)).sqrt() * mean(&|_, b| (inn(b) - y).powi(2)).sqrt();
            if let Some(found) = degree_assortativity(&topology) {
                prop_assert!((found - covariance / spread).abs() < 1e-9);
            } else {
                prop_assert!(m == 0.0 || spread < 1e-9);
            }
            let either = |a: u32, b: u32| tied(a, b).max(tied(b, a));
            let across = |a: u32, b: u32| if same(a, b) { -1.0 } else { 1.0 };
            for (v, found) in (0..7).zip(EiIndex.run(&topology, &groups).unwrap().values()) {
                let partners: f64 = (0..7).map(|u| either(v, u)).sum();
                let sum: f64 = (0..7).map(|u| either(v, u) * across(v, u)).sum();
                let expected = if partners == 0.0 { 0.0 } else { sum / partners };
                prop_assert!((found - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn groups_are_asked_for_and_counted() {
        let pair = Topology::undirected(2, [(0, 1)]).unwrap();
        let told = EiIndex.scores(&pair, &MeasureOptions::default()).unwrap_err().to_string();
        assert_eq!(told, "own_ei_index needs groups, but there are none; say which group each actor is in");
        let told = EiIndex.scores(&pair, &MeasureOptions::default().groups([1])).unwrap_err().to_string();
        assert_eq!(told, "1 groups were given for 2 nodes; give one for each");
    }
}
