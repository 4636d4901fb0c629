//! Brokerage: who stands between others that are not tied themselves, and between which groups.

mod chance;
mod draws;
mod ego;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::chance::Chance;
use self::ego::{Ego, Rows};
use super::{Explanation, Korean, Weighting};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;
use crate::graph::parallel::map_reduce;

/// Brokers per piece of parallel work.
const CHUNK: usize = 64;

/// What a broker is between the groups of the two that it joins.
///
/// # Examples
///
/// ```
/// use proxeny::measure::Role;
///
/// assert_eq!(Role::between(1, 0, 0), Role::Gatekeeper);
/// assert_eq!(Role::between(0, 0, 1), Role::Representative);
/// assert_eq!(Role::ALL.map(Role::name)[1], "itinerant");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A → A → A: joins two of its own group.
    Coordinator,
    /// A → B → A: an outsider that joins two of one group; also called consultant.
    Itinerant,
    /// A → B → B: lets somebody from outside come to its own group.
    Gatekeeper,
    /// A → A → B: leads from its own group to the outside.
    Representative,
    /// A → B → C: joins two other groups.
    Liaison,
}

impl Role {
    /// All roles, in the order of the results.
    pub const ALL: [Self; 5] =
        [Self::Coordinator, Self::Itinerant, Self::Gatekeeper, Self::Representative, Self::Liaison];

    /// The role of a broker of group `broker` between one of group `from` and one of group `to`.
    pub fn between(from: u32, broker: u32, to: u32) -> Self {
        match (from == broker, broker == to) {
            (true, true) => Self::Coordinator,
            (true, false) => Self::Representative,
            (false, true) => Self::Gatekeeper,
            (false, false) if from == to => Self::Itinerant,
            (false, false) => Self::Liaison,
        }
    }

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Itinerant => "itinerant",
            Self::Gatekeeper => "gatekeeper",
            Self::Representative => "representative",
            Self::Liaison => "liaison",
        }
    }
}

/// How often somebody stands between two that are not tied, by the groups of the three.
///
/// For every a → b → c with a ≠ c and no tie a → c, b is a broker. Gould and Fernandez name its role by the groups of
/// the three: *coordinator* A → A → A, *itinerant* (consultant) A → B → A, *gatekeeper* A → B → B, *representative*
/// A → A → B, *liaison* A → B → C. A gatekeeper controls what comes into its group, a representative speaks for its group
/// to the outside. `sna` in R calls them `b_OI` and `b_IO` and puts `b_IO` first; programs that name its columns in the order
/// gatekeeper, representative (`ITNr` does) have the two swapped.
///
/// Unit: pairs (a, c); weighted, the sum over them of the product of the two ties' weights, which for strengths and
/// probabilities is the expected number of pairs that the two ties join. *Direction:* along the ties; in an undirected
/// graph every pair counts in both orders, so that gatekeeper and representative are equal, as in `sna`. *Weights:* none
/// by default; strength, probability, count or value when asked for; lengths are refused. *Parallel ties* are one
/// adjacency with their merged weight. *Disconnected graphs:* no matter.
///
/// *Chance:* beside each number stand the mean and the standard deviation that it would have if the labels of groups were
/// dealt out anew among all nodes, the sizes of the groups and all ties staying as they are. Both are exact, found from
/// the numbers of nodes that two such pairs have in common; nothing is drawn at random. (`sna` leaves the broker's own
/// label in place and takes the pairs as independent of the ties, so that its expectations differ.) The numbers are
/// skewed, therefore [`draws`](Self::draws) gives the share of dealings with as much or more beside z.
///
/// # Complexity
///
/// O(Σ k(a)) time over all a → b at most, where k(a) is the smaller of the ties out of a and those out of b times log k,
/// on all threads; O(n + m) space. Each draw takes as long again.
///
/// Memory: 160 n bytes and 12 per arc; 16 n for each thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Brokerage, Role};
///
/// // A firm (0) and an agency (1) at home, two cities (2, 3) abroad: 0 ──> 1 ──> 2, 1 ──> 3
/// let topology = Topology::directed(4, [(0, 1), (1, 2), (1, 3)])?;
/// let result = Brokerage::new(&[0, 0, 1, 1]).run(&topology)?;
/// assert_eq!(result.count(1, Role::Representative), 2.0);
/// assert_eq!(result.total(1), 2.0);
/// // Of the 24 dealings of two labels each, 8 put the same label on 0 and 1 and the other on 2: a third.
/// assert!((result.expected(1, Role::Representative) - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Gould and Fernandez (1989), "Structures of mediation: a formal approach to brokerage in transaction networks",
/// Sociological Methodology 19, [doi:10.2307/270949](https://doi.org/10.2307/270949).
#[derive(Clone, Copy, Debug)]
pub struct Brokerage<'a> {
    groups: &'a [u32],
    weighting: Weighting,
    draws: usize,
    seed: u64,
}

/// Numbers of every role and what chance would give.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Brokerage, Role};
///
/// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
/// let result = Brokerage::new(&[0, 1, 2]).run(&star)?;
/// assert_eq!(result.count(0, Role::Liaison), 2.0);
/// // Three groups of one: every dealing makes it a liaison, so there is nothing to compare with.
/// assert_eq!((result.deviation(0, Role::Liaison), result.z(0, Role::Liaison)), (0.0, None));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BrokerageResult {
    counts: Vec<[f64; 5]>,
    expected: Vec<[f64; 5]>,
    deviations: Vec<[f64; 5]>,
    /// Empty without draws.
    shares: Vec<[f64; 5]>,
}

impl<'a> Brokerage<'a> {
    /// What a high number means, what it does not, and where it comes from.
    pub const EXPLANATION: Explanation = Explanation {
        high: "Many pairs that have no tie of their own can reach each other through this actor, which can open or close \
               the way.",
        not: "It does not say that anything has been brought about, nor that there is no other way round.",
        ko: Korean {
            name: "중개 역할",
            high: "서로 관계가 없는 많은 쌍이 이 행위자를 거쳐 닿을 수 있으므로, 길을 열거나 닫을 수 있습니다.",
            not: "실제로 무엇을 성사시켰다는 뜻도, 다른 길이 없다는 뜻도 아닙니다.",
        },
        formula: "number of (a, c) with a → b → c, a ≠ c, no a → c; by the groups of a, b and c",
        conventions: "Coordinator A→A→A, itinerant A→B→A, gatekeeper A→B→B, representative A→A→B, liaison A→B→C; \
                      undirected pairs count in both orders; weighted by the product of the two ties; expectation and \
                      standard deviation exact under permutation of the labels, broker included.",
        source: "Gould and Fernandez (1989), doi:10.2307/270949",
    };

    /// Brokerage between these groups, of which there is one number per node; without weights and draws.
    pub fn new(groups: &'a [u32]) -> Self {
        Self { groups, weighting: Weighting::Unweighted, draws: 0, seed: 0 }
    }

    /// Whether pairs count by the product of the two weights. They do not, by default.
    #[must_use]
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// How many random dealings of the labels to compare with, beside the exact mean and deviation. The default is 0.
    #[must_use]
    pub fn draws(self, draws: usize) -> Self {
        Self { draws, ..self }
    }

    /// What the dealings start from. The default is 0.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Counts the roles of every node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there is not one group for each node; [`ErrorKind::Weights`] if weights are asked for
    /// and there are none, or they are lengths.
    pub fn run(&self, topology: &Topology) -> Result<BrokerageResult, Error> {
        self.check(topology)?;
        let nodes = topology.node_count();
        let groups = dense(self.groups);
        let rows = Rows::new(topology, self.weighting)?;
        let chance = Chance::new(&groups);
        let mut result = BrokerageResult::default();
        let part = |ego: &mut Ego, range: std::ops::Range<usize>| -> Vec<_> {
            let one = |b: usize| {
                ego.visit(&rows, b as u32);
                let (expected, deviations) = chance.of(&ego.overlaps());
                (ego.roles(&groups), expected, deviations)
            };
            range.map(one).collect()
        };
        map_reduce(
            nodes,
            CHUNK,
            || Ego::new(nodes),
            part,
            |part| {
                for (counts, expected, deviations) in part {
                    result.counts.push(counts);
                    result.expected.push(expected);
                    result.deviations.push(deviations);
                }
            },
        );
        if self.draws > 0 {
            result.shares = draws::shares(&rows, &groups, &result.counts, self.draws, self.seed);
        }
        Ok(result)
    }
}

impl Brokerage<'_> {
    /// Between which groups a broker stands: the group that its pairs begin in, the one that they end in, and how many
    /// there are (weighted, the sum of their products), most first. Groups are told by the numbers that were given.
    ///
    /// # Complexity
    ///
    /// O(n + m) and what [`run`](Self::run) takes for this node.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Brokerage;
    ///
    /// let topology = Topology::directed(4, [(0, 1), (1, 2), (1, 3)])?;
    /// assert_eq!(Brokerage::new(&[7, 7, 9, 9]).between(&topology, 1)?, [(7, 9, 2.0)]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn between(&self, topology: &Topology, b: u32) -> Result<Vec<(u32, u32, f64)>, Error> {
        self.check(topology)?;
        let rows = Rows::new(topology, self.weighting)?;
        let mut ego = Ego::new(topology.node_count());
        ego.visit(&rows, b);
        let least = ROUNDING * ego.overlaps().sum;
        let pairs = ego.between(self.groups).into_iter().map(|((from, to), sum)| (from, to, sum));
        let mut pairs: Vec<_> = pairs.filter(|(_, _, sum)| *sum > least).collect();
        pairs.sort_by(|a, b| b.2.total_cmp(&a.2));
        Ok(pairs)
    }

    fn check(&self, topology: &Topology) -> Result<(), Error> {
        let nodes = topology.node_count();
        if self.groups.len() == nodes {
            return Ok(());
        }
        let problem = format!("{} groups were given for {nodes} nodes; give one for each", self.groups.len());
        Err(ErrorKind::Parameter(problem).into())
    }
}

/// Groups numbered from 0 without gaps, in the order of their first members.
fn dense(groups: &[u32]) -> Vec<u32> {
    let mut numbers = std::collections::BTreeMap::new();
    let number = |group: &u32| {
        let next = numbers.len() as u32;
        *numbers.entry(*group).or_insert(next)
    };
    groups.iter().map(number).collect()
}

/// Below this share of all pairs, a deviation is rounding.
const ROUNDING: f64 = 1e-7;

impl BrokerageResult {
    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.counts.len()
    }

    /// How many pairs `b` stands between in this role; weighted, the sum of their products.
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    pub fn count(&self, b: u32, role: Role) -> f64 {
        self.counts[b as usize][role as usize]
    }

    /// How many pairs `b` stands between in any role.
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    pub fn total(&self, b: u32) -> f64 {
        self.counts[b as usize].iter().sum()
    }

    /// What [`count`](Self::count) would be on average if the labels of groups were dealt out anew.
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    pub fn expected(&self, b: u32, role: Role) -> f64 {
        self.expected[b as usize][role as usize]
    }

    /// The standard deviation of [`count`](Self::count) over all dealings.
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    pub fn deviation(&self, b: u32, role: Role) -> f64 {
        self.deviations[b as usize][role as usize]
    }

    /// How many standard deviations the count lies above the mean; `None` where all dealings give the same.
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    pub fn z(&self, b: u32, role: Role) -> Option<f64> {
        let (count, mean, deviation) = (self.count(b, role), self.expected(b, role), self.deviation(b, role));
        (deviation > ROUNDING * self.total(b)).then(|| (count - mean) / deviation)
    }

    /// The share of random dealings that give as much or more, the recorded one counted among them; `None` without draws.
    ///
    /// # Panics
    ///
    /// If there is no node `b`.
    pub fn share_as_high(&self, b: u32, role: Role) -> Option<f64> {
        (!self.shares.is_empty()).then(|| self.shares[b as usize][role as usize])
    }
}
