//! Key players: the set of nodes that is best together, which need not be the nodes that are best one by one.

mod bound;
mod branch;
#[cfg(test)]
mod branch_tests;
mod group;
mod objective;
mod search;
#[cfg(test)]
mod tests;
mod ways;

use serde::{Deserialize, Serialize};

pub use self::group::{group_betweenness, group_closeness, group_degree};
use self::objective::Objective;
use self::ways::Ruler;
use super::{Explanation, Korean};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;

/// What key players are wanted for.
///
/// # Examples
///
/// ```
/// use proxeny::measure::{Goal, KeyMeasure};
///
/// assert_eq!(KeyMeasure::Fragmentation.goal(), Goal::Disrupt);
/// assert_eq!("distance-reach".parse::<KeyMeasure>()?.goal(), Goal::Reach);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// Whose loss would break the network up most (KPP-Neg).
    Disrupt,
    /// Who together reach the others best (KPP-Pos).
    Reach,
}

/// How a set of key players is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyMeasure {
    /// F: the share of ordered pairs of the remaining nodes of which the first does not reach the second.
    Fragmentation,
    /// DF: 1 less the mean of 1/distance over ordered pairs of the remaining nodes, 0 where there is no way.
    DistanceFragmentation,
    /// How many nodes are reached within so many steps.
    MReach,
    /// dR: the sum of 1/distance from the set to every node, divided by the number of all nodes.
    DistanceReach,
}

impl KeyMeasure {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fragmentation, Self::DistanceFragmentation, Self::MReach, Self::DistanceReach];

    /// What it is good for.
    pub fn goal(self) -> Goal {
        match self {
            Self::Fragmentation | Self::DistanceFragmentation => Goal::Disrupt,
            Self::MReach | Self::DistanceReach => Goal::Reach,
        }
    }

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fragmentation => "fragmentation",
            Self::DistanceFragmentation => "distance-fragmentation",
            Self::MReach => "m-reach",
            Self::DistanceReach => "distance-reach",
        }
    }
}

impl std::str::FromStr for KeyMeasure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::name).join(", ");
        let found = Self::ALL.into_iter().find(|measure| measure.name() == text);
        found.ok_or_else(|| format!("`{text}` measures no key players; write {}", names()))
    }
}

/// The best set of so many nodes, for breaking a network up or for reaching it.
///
/// *Disrupt* (KPP-Neg) looks at what is left without the set: F = 1 − reached / n(n−1), where n nodes remain and
/// `reached` counts their ordered pairs with a way; DF = 1 − Σ 1/d(i, j) / n(n−1). In an undirected graph F is Borgatti's
/// 1 − Σ s(s−1) / n(n−1) over the components of s nodes. *Reach* (KPP-Pos) looks at the distance from the nearest member:
/// m-reach counts the nodes at most m steps away, dR = Σ 1/d(K, j) / n with n all nodes. Its
/// [`value`](KeyPlayersResult::value) leaves the members themselves out, as in Pyntacle;
/// [`value_with_set`](KeyPlayersResult::value_with_set) counts each as one node at distance 1, as Borgatti does.
///
/// *Direction:* along the ties. *Weights:* none, and distances are steps, unless [`lengths`](Self::lengths) are asked for:
/// then d is the length of the shortest way in units of the shortest tie, so that nobody is nearer than a neighbour by
/// steps; fragmentation and m-reach look at ways and steps in any case. *Parallel ties* count once, by the shortest.
/// *Disconnected graphs:* pairs without a way add nothing to what is reached.
///
/// *How the set is found:* every set is tried where that is affordable. Otherwise sets are built up member by member, and
/// those left that cannot be among the best whoever joins them (branch and bound). Of reach, nobody adds more to a larger
/// set than to a smaller one. Of fragmentation, a pair is lost only if the set stands on all of its shortest ways, so that
/// no set takes more than its members' betweenness, ends counted, each pair by its worth. Both ways the set is the best
/// there is, with all that are as good. Where that takes too long, Borgatti's greedy algorithm is run from several
/// beginnings, the first one built up greedily, the others drawn at random: the swap of a member for somebody else that
/// gains most is made until none gains. That guarantees nothing; [`exact`](KeyPlayersResult::exact) says which it was.
///
/// # Complexity
///
/// One set takes O(n + m) for undirected fragmentation, O(n (n + m)) for directed and for distance-weighted fragmentation,
/// O(k n) for distance reach and O(k n / 64) for m-reach, after O(n (n + m)) once; a bound takes O(n (n + m)), of m-reach
/// O(n² / 64). Lengths add a factor of log l. Sets are tried and bounds found on all threads. How many bounds it takes
/// depends on the network: of Seoul's as a plain undirected list (301 nodes), the best six of 10¹² sets are proved by each
/// measure with 450 sets tried or fewer.
///
/// Memory: 8 n² bytes for distance reach up to 4,000 nodes, n² / 8 for m-reach, else 80 bytes per node and thread.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{KeyMeasure, KeyPlayers};
///
/// // Two stars, joined at their centres 0 and 1.
/// let topology = Topology::undirected(8, [(0, 1), (0, 2), (0, 5), (0, 6), (0, 7), (1, 2), (1, 3), (1, 4)])?;
/// let result = KeyPlayers::new(KeyMeasure::Fragmentation, 2).run(&topology)?;
/// assert_eq!((result.best, result.value), (vec![vec![0, 1]], 1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Borgatti (2006), "Identifying sets of key players in a social network", Computational and Mathematical Organization
/// Theory 12, [doi:10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x). Nemhauser, Wolsey and Fisher
/// (1978), "An analysis of approximations for maximizing submodular set functions – I", Mathematical Programming 14,
/// [doi:10.1007/BF01588971](https://doi.org/10.1007/BF01588971), for the bound of reach.
#[derive(Clone, Copy, Debug)]
pub struct KeyPlayers {
    measure: KeyMeasure,
    size: usize,
    steps: u32,
    lengths: bool,
    starts: usize,
    seed: u64,
    effort: u64,
}

/// A set of nodes and its value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeySet {
    /// The members, in the order of their numbers.
    pub members: Vec<u32>,
    /// What they are worth together.
    pub value: f64,
}

/// The best sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct KeyPlayersResult {
    /// What was measured.
    pub measure: KeyMeasure,
    /// The value of the best sets; of reach, without their own members.
    pub value: f64,
    /// Of reach, the value with the members counted as reached.
    pub value_with_set: Option<f64>,
    /// Of fragmentation, the value before anybody is taken away.
    pub before: Option<f64>,
    /// The best sets, at most ten.
    pub best: Vec<Vec<u32>>,
    /// The sets that come next among those tried, at most five.
    pub runners_up: Vec<KeySet>,
    /// Whether every set was tried or ruled out.
    pub exact: bool,
    /// How many sets were tried, or how many beginnings there were.
    pub tried: u64,
    /// How many sets there are; `None` if they are too many to count.
    pub sets: Option<u64>,
}

impl KeyPlayers {
    /// What a high value means, what it does not, and where it comes from.
    pub const EXPLANATION: Explanation = Explanation {
        high: "Without this set the rest falls apart most, or from this set the rest is reached best.",
        not: "It does not rank the members, each of whom may matter only together with the others.",
        ko: Korean {
            name: "핵심 행위자",
            high: "이 집합이 없으면 나머지가 가장 많이 흩어지거나, 이 집합에서 나머지에 가장 잘 닿습니다.",
            not: "구성원의 순위는 아닙니다. 각 구성원은 함께 있을 때에만 중요할 수 있습니다.",
        },
        formula: "F = 1 − reached pairs / n(n−1); DF = 1 − Σ 1/d / n(n−1); m-reach; dR = Σ 1/d(K,j) / n",
        conventions: "Along the ties, in steps or in lengths; n counts the nodes that remain for F and DF, all nodes for dR.",
        source: "Borgatti (2006), doi:10.1007/s10588-006-7084-x",
    };

    /// The best `size` nodes by this measure.
    pub fn new(measure: KeyMeasure, size: usize) -> Self {
        Self { measure, size, steps: 2, lengths: false, starts: 8, seed: 0, effort: 400_000_000 }
    }

    /// How many steps m-reach goes. The default is 2.
    #[must_use]
    pub fn steps(self, steps: u32) -> Self {
        Self { steps, ..self }
    }

    /// Whether the distances of distance fragmentation and distance reach are lengths, where the topology has them. They are
    /// steps by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{LENGTH_ONE, Topology};
    /// use proxeny::measure::{KeyMeasure, KeyPlayers};
    ///
    /// // 0 ─1─ 1 ─9─ 2 ─1─ 3: by lengths, to reach both ends takes somebody at each.
    /// let lengths = [1, 9, 1].map(|length| length * LENGTH_ONE).to_vec();
    /// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?.with_lengths(lengths)?;
    /// let reach = KeyPlayers::new(KeyMeasure::DistanceReach, 1);
    /// assert_eq!((reach.run(&path)?.value, reach.lengths(true).run(&path)?.value), (0.625, 0.302777777778));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn lengths(self, lengths: bool) -> Self {
        Self { lengths, ..self }
    }

    /// How many beginnings there are where not every set is tried. The default is 8.
    #[must_use]
    pub fn starts(self, starts: usize) -> Self {
        Self { starts, ..self }
    }

    /// What random beginnings start from. The default is 0.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// How many elementary steps trying every set, or ruling sets out, may take. The default is 400 million, some seconds.
    #[must_use]
    pub fn effort(self, effort: u64) -> Self {
        Self { effort, ..self }
    }

    /// Finds the set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if the set would be empty or leave fewer than two nodes, or if m-reach goes 0 steps.
    pub fn run(&self, topology: &Topology) -> Result<KeyPlayersResult, Error> {
        let nodes = topology.node_count();
        if self.size == 0 || self.size + 2 > nodes {
            let most = nodes.saturating_sub(2);
            let problem = format!("{} key players of {nodes} nodes; ask for 1 to {most}", self.size);
            return Err(ErrorKind::Parameter(problem).into());
        }
        if self.steps == 0 && self.measure == KeyMeasure::MReach {
            return Err(ErrorKind::Parameter("0 steps reach nobody; ask for 1 or more".into()).into());
        }
        let by_lengths =
            self.lengths && matches!(self.measure, KeyMeasure::DistanceFragmentation | KeyMeasure::DistanceReach);
        let Some(ruler) = Ruler::of(topology, by_lengths) else {
            let problem = "a tie of length 0 brings its ends infinitely near; count steps, or lower the strengths of 1";
            return Err(ErrorKind::Parameter(problem.into()).into());
        };
        let objective = Objective::new(topology, self.measure, self.steps, ruler);
        let sets = search::sets(nodes, self.size);
        let affordable = |sets: u64| sets.saturating_mul(objective.cost(self.size)) <= self.effort;
        if let Some(sets) = sets.filter(|sets| affordable(*sets)) {
            return Ok(self.result(&objective, search::all(&objective, self.size).sets(), (sets, true), Some(sets)));
        }
        let mut podium = search::swaps(&objective, self.size, 1, self.seed);
        let branched = branch::branch(&objective, self.size, &mut podium, self.effort);
        if branched.complete {
            return Ok(self.result(&objective, podium.sets(), (branched.tried, true), sets));
        }
        let starts = self.starts.max(1);
        let swapped = search::swaps(&objective, self.size, starts, self.seed).sets();
        for set in &swapped {
            podium.offer(&set.members, set.value);
        }
        Ok(self.result(&objective, podium.sets(), (starts as u64, false), sets))
    }

    fn result(
        &self,
        objective: &Objective<'_>,
        found: Vec<KeySet>,
        (tried, exact): (u64, bool),
        sets: Option<u64>,
    ) -> KeyPlayersResult {
        let value = found.first().map_or(0.0, |set| set.value);
        let (best, next): (Vec<_>, Vec<_>) = found.into_iter().partition(|set| set.value == value);
        let size = self.size as f64;
        let value_with_set = match self.measure {
            KeyMeasure::MReach => Some(value + size),
            KeyMeasure::DistanceReach => Some(value + size / objective.node_count() as f64),
            _ => None,
        };
        KeyPlayersResult {
            measure: self.measure,
            value,
            value_with_set,
            before: (self.measure.goal() == Goal::Disrupt).then(|| objective.value(&[], &mut objective.space())),
            best: best.into_iter().map(|set| set.members).collect(),
            runners_up: next.into_iter().take(search::RUNNERS_UP).collect(),
            exact,
            tried,
            sets,
        }
    }
}
