//! Communities: groups of nodes with many ties inside and few to the outside.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::leiden::{Leiden, Weighted};
use super::partition::Partition;
use crate::error::{Error, ErrorKind};
use crate::graph::dice::Dice;
use crate::graph::parallel::map_reduce;
use crate::graph::{Topology, WeightKind, Weights};
use crate::measure::Weighting;

/// What makes a division a good one.
///
/// # Examples
///
/// ```
/// use proxeny::structure::Quality;
///
/// assert_eq!("cpm".parse::<Quality>()?, Quality::Cpm);
/// assert_eq!(Quality::default().to_string(), "modularity");
/// assert!("size".parse::<Quality>().is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Quality {
    /// The share of weight within communities, less what chance would have there: Σ (w(c) / m − γ (k(c) / 2m)²), with w the
    /// weight inside, k the weighted degrees. This is the default. It cannot see communities much smaller than the rest.
    #[default]
    Modularity,
    /// The constant Potts model: Σ (w(c) − γ n(c) (n(c) − 1) / 2). Communities are denser inside than γ, and less dense
    /// between one another, whatever the size of the network.
    Cpm,
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Modularity => "modularity",
            Self::Cpm => "cpm",
        })
    }
}

impl FromStr for Quality {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "modularity" => Ok(Self::Modularity),
            "cpm" => Ok(Self::Cpm),
            _ => Err(ErrorKind::Parameter(format!("`{text}` is no quality; use modularity or cpm")).into()),
        }
    }
}

/// The search for communities by the Leiden algorithm.
///
/// The division found is one in which every community is connected and no node would be better off in another; the best of
/// several runs is taken, or their consensus. *Direction:* ignored. *Weights:* none by default; strength, probability, count
/// or value when asked for. *Parallel ties* add up; *self-ties* are ignored. *Disconnected graphs:* no community spans two
/// components.
///
/// Each run has its own stream of random numbers, so that the result depends on the seed and the number of runs alone.
///
/// # Complexity
///
/// About O(m) time for each round of a run, in practice; runs go on all threads, one run on one. Memory: 16 bytes per node
/// and 8 per tie, 24 with weights, and above 8,192 nodes, where neighbours are laid side by side first, twice that; for each
/// thread some 80 bytes per node and at most 24 per tie.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::Communities;
///
/// // Two triangles, joined by one tie.
/// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)])?;
/// let found = Communities::default().runs(5).run(&topology)?;
/// assert_eq!(found.partition.labels(), [0, 0, 0, 1, 1, 1]);
/// assert_eq!(found.quality, Some(6.0 / 7.0 - 0.5));
/// assert_eq!(found.stability.together, Some(1.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Traag, Waltman and van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports
/// 9, [doi:10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z). Traag, Van Dooren and Nesterov (2011),
/// "Narrow scope for resolution-limit-free community detection", Physical Review E 84,
/// [doi:10.1103/PhysRevE.84.016114](https://doi.org/10.1103/PhysRevE.84.016114). Lancichinetti and Fortunato (2012),
/// "Consensus clustering in complex networks", Scientific Reports 2, [doi:10.1038/srep00336](https://doi.org/10.1038/srep00336).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
#[must_use]
pub struct Communities {
    quality: Quality,
    resolution: f64,
    weighting: Weighting,
    seed: u64,
    runs: usize,
    rounds: usize,
    consensus: bool,
}

impl Default for Communities {
    fn default() -> Self {
        Self {
            quality: Quality::Modularity,
            resolution: 1.0,
            weighting: Weighting::Unweighted,
            seed: 0,
            runs: 1,
            rounds: 3,
            consensus: false,
        }
    }
}

/// Communities and how sure they are.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::Communities;
///
/// // Two triangles and a tie between them.
/// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
/// let found = Communities::default().run(&topology)?;
/// assert_eq!(found.partition.members(), [vec![0, 1, 2], vec![3, 4, 5]]);
/// assert!(found.quality > Some(0.3));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Detected {
    /// The communities, the largest first.
    pub partition: Partition,
    /// Their quality; `None` for modularity without ties.
    pub quality: Option<f64>,
    /// How much runs with other random numbers agree.
    pub stability: Stability,
}

/// How much several runs agree with the division that is told.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::Communities;
///
/// // Two triangles and a tie between them.
/// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
/// let stability = Communities::default().runs(5).run(&topology)?.stability;
/// assert_eq!((stability.runs, stability.together, stability.rand_index), (5, Some(1.0), 1.0)); // all runs agree
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stability {
    /// How many runs there were.
    pub runs: usize,
    /// In what share of the runs two nodes of one community are together, on average; `None` if no two are.
    pub together: Option<f64>,
    /// The same for each community.
    pub each: Vec<Option<f64>>,
    /// The mean adjusted Rand index of the runs with the division told.
    pub rand_index: f64,
    /// The mean normalised mutual information of the runs with the division told.
    pub mutual_information: f64,
}

/// Ties on which fewer runs agree than this are left out of the next search for a consensus.
const AGREED: f64 = 0.5;

/// How often a consensus is searched for before the best division so far is taken.
const SEARCHES: u64 = 20;

/// A graph of more nodes than this is laid out anew, so that neighbours stand near one another.
const NEAR: usize = 8192;

/// What counts as a gain at all, as a share of all weight.
const LEAST_GAIN: f64 = 1e-12;

impl Communities {
    /// What makes a division a good one. The default is modularity.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::{Communities, Quality};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let found = Communities::default().quality(Quality::Cpm).resolution(1.5).run(&path)?;
    /// assert_eq!(found.partition.count(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn quality(self, quality: Quality) -> Self {
        Self { quality, ..self }
    }

    /// How fine the division is: larger makes more and smaller communities. The default is 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Communities;
    ///
    /// // Two triangles and a tie between them.
    /// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
    /// let coarse = Communities::default().resolution(0.1).run(&topology)?;
    /// let fine = Communities::default().resolution(4.0).run(&topology)?;
    /// assert!(coarse.partition.count() < fine.partition.count());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn resolution(self, resolution: f64) -> Self {
        Self { resolution, ..self }
    }

    /// Whether ties count by their weights. They do not, by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Topology, WeightKind, Weights};
    /// use proxeny::measure::Weighting;
    /// use proxeny::structure::Communities;
    ///
    /// let weights = Weights::new(WeightKind::Count, vec![9.0, 1.0, 9.0])?;
    /// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?.with_weights(weights)?;
    /// let found = Communities::default().weighting(Weighting::Weighted).run(&path)?;
    /// assert_eq!(found.partition.members(), [vec![0, 1], vec![2, 3]]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn weighting(self, weighting: Weighting) -> Self {
        Self { weighting, ..self }
    }

    /// What random choices start from. The default is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Communities;
    ///
    /// // Two triangles and a tie between them.
    /// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
    /// let search = Communities::default().seed(7);
    /// assert_eq!(search.clone().run(&topology)?, search.run(&topology)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// How many runs there are. The default is 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Communities;
    ///
    /// // Two triangles and a tie between them.
    /// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
    /// assert_eq!(Communities::default().runs(3).run(&topology)?.stability.runs, 3);
    /// assert!(Communities::default().runs(0).run(&topology).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn runs(self, runs: usize) -> Self {
        Self { runs, ..self }
    }

    /// How often at most a run goes through the whole graph again. The default is 3; what no node would leave is found at
    /// the end in any case.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Communities;
    ///
    /// // Two triangles and a tie between them.
    /// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
    /// assert_eq!(Communities::default().rounds(1).run(&topology)?.partition.count(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn rounds(self, rounds: usize) -> Self {
        Self { rounds, ..self }
    }

    /// Takes what the runs agree on rather than the best of them.
    ///
    /// The runs are repeated with each tie weighted by the share of runs that keep its ends together, those below one half
    /// left out, until all agree; nodes that would be cut off keep the tie on which most agree. Only tied pairs are looked at,
    /// so that large graphs can be done; Lancichinetti and Fortunato look at all pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Communities;
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let found = Communities::default().runs(20).consensus().run(&ring)?;
    /// assert!(found.partition.count() > 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn consensus(self) -> Self {
        Self { consensus: true, ..self }
    }

    /// Finds the communities.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Weights`] if weights are asked for and there are none, or they are lengths; [`ErrorKind::Parameter`] if
    /// the resolution is not above 0 and finite, if there are no runs, or if the weights sum to more than every number.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Communities;
    ///
    /// // Two triangles and a tie between them.
    /// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])?;
    /// assert_eq!(Communities::default().run(&topology)?.partition.count(), 2);
    /// assert!(Communities::default().resolution(-1.0).run(&topology).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Detected, Error> {
        if !(self.resolution > 0.0 && self.resolution.is_finite()) {
            let problem = format!("the resolution is {}; give a number above 0", self.resolution);
            return Err(ErrorKind::Parameter(problem).into());
        }
        if self.runs == 0 {
            return Err(ErrorKind::Parameter("0 runs find nothing; give 1 or more".into()).into());
        }
        let weights = self.weights(topology)?;
        let graph = self.weighted(topology, weights);
        let runs = self.partitions(&graph, 0);
        let values: Vec<Option<f64>> = runs.iter().map(|run| self.value(&graph, run)).collect();
        let partition = if self.consensus {
            self.agreed(topology, runs.clone())
        } else {
            // Of equally good runs the first.
            let best = (1..runs.len()).fold(0, |best, run| if values[run] > values[best] { run } else { best });
            runs[best].clone()
        };
        let (quality, stability) = (self.value(&graph, &partition), stability(&partition, &runs));
        Ok(Detected { partition, quality, stability })
    }

    fn weights<'a>(&self, topology: &'a Topology) -> Result<Option<&'a [f64]>, Error> {
        let Weighting::Weighted = self.weighting else { return Ok(None) };
        let (has, fix) = match topology.weights().map(Weights::kind) {
            None => ("the ties carry no weights", "declare what their numbers mean, or leave weights out"),
            Some(WeightKind::Length) => ("the weights are declared as length", "declare them as what they are"),
            Some(_) => {
                let values = topology.weights().map(Weights::values);
                if values.is_some_and(|values| !values.iter().sum::<f64>().is_finite()) {
                    let problem = "the weights sum to more than every number; give them in another unit";
                    return Err(ErrorKind::Parameter(problem.into()).into());
                }
                return Ok(values);
            }
        };
        let (measure, needs) = ("weighted communities".into(), "strength, probability, count or value".into());
        Err(ErrorKind::Weights { measure, needs, has: has.into(), fix: fix.into() }.into())
    }

    /// The graph without directions, sizes as the quality takes them.
    fn weighted(&self, topology: &Topology, weights: Option<&[f64]>) -> Weighted {
        let weight = |tie: usize| weights.map_or(1.0, |weights| weights[tie]);
        let nodes = topology.node_count();
        let mut starts = vec![0; nodes + 1];
        let ties = || topology.ties().enumerate().filter(|(tie, (a, b, _))| a != b && weight(*tie) > 0.0);
        for (_, (a, b, _)) in ties() {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        (0..nodes).for_each(|v| starts[v + 1] += starts[v]);
        let mut next = starts.clone();
        let (mut heads, mut values) = (vec![0; starts[nodes]], vec![0.0; weights.map_or(0, |_| starts[nodes])]);
        let mut degrees = vec![0.0; nodes];
        for (tie, (a, b, _)) in ties() {
            for (from, to) in [(a, b), (b, a)] {
                heads[next[from as usize]] = to;
                if weights.is_some() {
                    values[next[from as usize]] = weight(tie);
                }
                next[from as usize] += 1;
                degrees[from as usize] += weight(tie);
            }
        }
        let sizes = if self.quality == Quality::Modularity { degrees } else { vec![1.0; nodes] };
        Weighted::new(starts, heads, values, sizes)
    }

    /// The divisions of all runs; `search` tells which search for a consensus this is.
    fn partitions(&self, graph: &Weighted, search: u64) -> Vec<Partition> {
        let nodes = graph.node_count();
        let total = graph.total();
        let gamma = match self.quality {
            Quality::Modularity if total > 0.0 => self.resolution / total,
            _ => self.resolution,
        };
        // Smaller graphs stand near enough as they are.
        let order = (nodes > NEAR).then(|| graph.breadth_first());
        let arranged = order.as_ref().map(|order| graph.arranged(order));
        let searched = arranged.as_ref().unwrap_or(graph);
        let mut runs = Vec::new();
        let run = |(): &mut (), range: std::ops::Range<usize>| -> Vec<Partition> {
            let one = |run: usize| {
                let dice = Dice::new(self.seed, search << 32 | run as u64);
                let least = LEAST_GAIN * total.max(nodes as f64);
                let mut leiden = Leiden { gamma, least, shuffled: order.is_none(), dice };
                let found = leiden.run(searched, self.rounds);
                let Some(order) = &order else { return Partition::new(&found) };
                let mut labels = vec![0; nodes];
                order.iter().zip(found).for_each(|(&v, label)| labels[v as usize] = label);
                Partition::new(&labels)
            };
            range.map(one).collect()
        };
        map_reduce(self.runs, 1, || (), run, |found| runs.extend(found));
        runs
    }

    /// The quality of a division.
    fn value(&self, graph: &Weighted, partition: &Partition) -> Option<f64> {
        let labels = partition.labels();
        let (mut inside, mut sizes) = (0.0, vec![0.0; partition.count()]);
        for v in 0..labels.len() as u32 {
            let own = labels[v as usize];
            sizes[own as usize] += graph.size(v);
            let mut within = 0.0;
            graph.each(v, |u, weight| within += if labels[u as usize] == own { weight } else { 0.0 });
            inside += within;
        }
        let total = graph.total();
        match self.quality {
            Quality::Modularity => {
                let chance: f64 = sizes.iter().map(|size| (size / total) * (size / total)).sum();
                (total > 0.0).then(|| inside / total - self.resolution * chance)
            }
            Quality::Cpm => {
                let couples: f64 = sizes.iter().map(|n| n * (n - 1.0) / 2.0).sum();
                Some(inside / 2.0 - self.resolution * couples)
            }
        }
    }

    /// What runs agree on, by repeating them on the ties that they keep together.
    fn agreed(&self, topology: &Topology, mut runs: Vec<Partition>) -> Partition {
        for search in 1..=SEARCHES {
            if runs.windows(2).all(|pair| pair[0] == pair[1]) {
                break;
            }
            let share = |a: u32, b: u32| {
                let together = runs.iter().filter(|run| run.labels()[a as usize] == run.labels()[b as usize]);
                together.count() as f64 / runs.len() as f64
            };
            let shares: Vec<f64> = topology.ties().map(|(a, b, _)| share(a, b)).collect();
            let mut most = vec![0.0f64; topology.node_count()];
            for ((a, b, _), &share) in topology.ties().zip(&shares).filter(|((a, b, _), _)| a != b) {
                most[a as usize] = most[a as usize].max(share);
                most[b as usize] = most[b as usize].max(share);
            }
            let kept = topology.ties().zip(&shares).map(|((a, b, _), &share)| {
                let held = share >= AGREED || share == most[a as usize] || share == most[b as usize];
                if held { share } else { 0.0 }
            });
            let kept: Vec<f64> = kept.collect();
            runs = self.partitions(&self.weighted(topology, Some(&kept)), search);
        }
        runs.swap_remove(0)
    }
}

fn stability(partition: &Partition, runs: &[Partition]) -> Stability {
    let couples = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
    let (mut kept, mut all) = (0.0, 0.0);
    let members = partition.members();
    let each = members.iter().map(|members| {
        let possible = couples(members.len()) * runs.len() as f64;
        let together = |run: &Partition| {
            let mut labels: Vec<u32> = members.iter().map(|&v| run.labels()[v as usize]).collect();
            labels.sort_unstable();
            labels.chunk_by(|a, b| a == b).map(|part| couples(part.len())).sum::<f64>()
        };
        let sum: f64 = runs.iter().map(together).sum();
        kept += sum;
        all += possible;
        (possible > 0.0).then(|| sum / possible)
    });
    let each = each.collect();
    let mean = |likeness: fn(&Partition, &Partition) -> f64| {
        runs.iter().map(|run| likeness(partition, run)).sum::<f64>() / runs.len() as f64
    };
    Stability {
        runs: runs.len(),
        together: (all > 0.0).then(|| kept / all),
        each,
        rand_index: mean(Partition::rand_index),
        mutual_information: mean(Partition::mutual_information),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best quality of all divisions, written down from the definition.
    fn best(quality: Quality, resolution: f64, n: usize, weight: &[Vec<f64>]) -> f64 {
        fn divide(labels: &mut Vec<usize>, n: usize, count: usize, value: &dyn Fn(&[usize]) -> f64) -> f64 {
            if labels.len() == n {
                return value(labels);
            }
            let mut best = f64::NEG_INFINITY;
            for label in 0..=count {
                labels.push(label);
                best = best.max(divide(labels, n, count.max(label + 1), value));
                labels.pop();
            }
            best
        }
        divide(&mut Vec::new(), n, 0, &|labels| worth(quality, resolution, labels, weight))
    }

    fn worth(quality: Quality, resolution: f64, labels: &[usize], weight: &[Vec<f64>]) -> f64 {
        let n = labels.len();
        let degree = |v: usize| weight[v].iter().sum::<f64>();
        let total: f64 = (0..n).map(degree).sum();
        let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|&(a, b)| labels[a] == labels[b]);
        pairs
            .map(|(a, b)| match quality {
                Quality::Modularity => weight[a][b] / total - resolution * degree(a) * degree(b) / total / total,
                Quality::Cpm => (weight[a][b] - if a == b { 0.0 } else { resolution }) / 2.0,
            })
            .sum()
    }

    fn connected(members: &[u32], weight: &[Vec<f64>]) -> bool {
        let mut met = vec![members[0]];
        let mut next = 0;
        while next < met.len() {
            let v = met[next] as usize;
            met.extend(
                members.iter().filter(|&&u| weight[v][u as usize] > 0.0 && !met.contains(&u)).collect::<Vec<_>>(),
            );
            next += 1;
        }
        met.len() == members.len()
    }

    proptest! {
        #[test]
        fn communities_are_connected_and_nobody_would_move(
            ties in prop::collection::vec((0u32..7, 0u32..7, 1u8..4), 1..16),
            cpm in any::<bool>(),
            resolution in prop::sample::select(vec![0.4, 1.0, 1.7]),
            seed in 0u64..100,
        ) {
            let quality = if cpm { Quality::Cpm } else { Quality::Modularity };
            let mut weight = vec![vec![0.0; 7]; 7];
            for &(a, b, w) in ties.iter().filter(|t| t.0 != t.1) {
                weight[a as usize][b as usize] += f64::from(w);
                weight[b as usize][a as usize] += f64::from(w);
            }
            let topology = Topology::undirected(7, ties.iter().map(|t| (t.0, t.1))).unwrap();
            let weights = Weights::new(WeightKind::Count, ties.iter().map(|t| f64::from(t.2)).collect()).unwrap();
            let topology = topology.with_weights(weights).unwrap();
            let search = Communities::default().quality(quality).resolution(resolution).weighting(Weighting::Weighted);
            // Every community is connected, no node would gain by moving.
            let one = search.seed(seed).run(&topology).unwrap();
            prop_assert!(one.partition.members().iter().all(|members| connected(members, &weight)));
            let labels: Vec<usize> = one.partition.labels().iter().map(|&label| label as usize).collect();
            if let Some(value) = one.quality {
                prop_assert!((value - worth(quality, resolution, &labels, &weight)).abs() < 1e-9);
                for (v, label) in (0..7).flat_map(|v| (0..8).map(move |label| (v, label))) {
                    let mut moved = labels.clone();
                    moved[v] = label;
                    prop_assert!(worth(quality, resolution, &moved, &weight) <= value + 1e-9);
                }
            }
        }
    }

    #[test]
    fn small_graphs_are_divided_as_well_as_can_be_or_nearly() {
        let mut dice = Dice::new(2, 0);
        let mut missed = 0;
        for graph in 0..1000u32 {
            let quality = if graph.is_multiple_of(2) { Quality::Modularity } else { Quality::Cpm };
            let ties: Vec<_> = (0..6 + dice.below(10)).map(|_| (dice.below(7) as u32, dice.below(7) as u32)).collect();
            let mut weight = vec![vec![0.0; 7]; 7];
            for &(a, b) in ties.iter().filter(|t| t.0 != t.1) {
                weight[a as usize][b as usize] += 1.0;
                weight[b as usize][a as usize] += 1.0;
            }
            let topology = Topology::undirected(7, ties).unwrap();
            let search = Communities::default().quality(quality).resolution(0.9).runs(20);
            let Some(found) = search.run(&topology).unwrap().quality else { continue };
            let best = best(quality, 0.9, 7, &weight);
            assert!(found <= best + 1e-9 && found >= 0.8 * best - 1e-9, "{found} {best}");
            missed += u32::from(found < best - 1e-9);
        }
        // From some divisions no move of one node, or of one part, leads to a better one, and on a graph so small every run
        // may end in the same: Leiden promises no more. 1 of 200 were missed with other graphs than these.
        assert!(missed <= 20, "{missed} of 1,000");
    }

    #[test]
    fn the_karate_club_is_divided_as_well_as_is_known() {
        // The optimum, Brandes and others (2008), doi:10.1109/TKDE.2007.190689: 0.4198.
        let found = Communities::default().runs(20).run(&crate::measure::karate()).unwrap();
        assert!((found.quality.unwrap() - 0.419_789_6).abs() < 1e-6, "{:?}", found.quality);
        assert_eq!(found.partition.sizes(), [12, 11, 6, 5]);
        let agreed = Communities::default().runs(20).consensus().run(&crate::measure::karate()).unwrap();
        assert!(agreed.quality.unwrap() > 0.41);
    }

    #[test]
    fn threads_change_nothing_and_seeds_are_kept() {
        let ties = (0..400u32).flat_map(|v| [(v, (v + 1) % 400), (v, (v * v + 7) % 400), (v, v / 20 * 20)]);
        let topology = Topology::undirected(400, ties).unwrap();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Communities::default().runs(5).seed(3).consensus().run(&topology).unwrap())
        };
        assert!(run(1) == run(2) && run(1) == run(7));
    }

    #[test]
    fn graphs_that_are_laid_out_anew_get_their_own_labels() {
        // Cliques of 8 whose members are far from one another by number, each tied to the next by one tie.
        let cliques = NEAR as u32 / 8 + 100;
        let inside = (0..cliques)
            .flat_map(|c| (0..8).flat_map(move |i| (0..i).map(move |j| (c + i * cliques, c + j * cliques))));
        let ties: Vec<_> = inside.chain((1..cliques).map(|c| (c - 1, c + cliques))).collect();
        let topology = Topology::undirected(8 * cliques as usize, ties).unwrap();
        let search = Communities::default().quality(Quality::Cpm).resolution(0.5).runs(2);
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| search.run(&topology).unwrap())
        };
        let found = run(1);
        assert_eq!(found.partition.count(), cliques as usize);
        let labels = found.partition.labels();
        assert!((0..8 * cliques).all(|v| labels[v as usize] == labels[(v % cliques) as usize]));
        // 28 ties in a clique, less half a tie for each of its 28 couples.
        assert_eq!(found.quality, Some(f64::from(cliques) * 14.0));
        assert!(found == run(2) && found == run(7));
    }

    #[test]
    fn what_cannot_be_searched_is_told() {
        let pair = Topology::undirected(2, [(0, 1)]).unwrap();
        let told = |search: Communities| search.run(&pair).unwrap_err().to_string();
        assert_eq!(told(Communities::default().resolution(-1.0)), "the resolution is -1; give a number above 0");
        assert_eq!(told(Communities::default().runs(0)), "0 runs find nothing; give 1 or more");
        assert!(told(Communities::default().weighting(Weighting::Weighted)).contains("the ties carry no weights"));
        let none = Communities::default().run(&Topology::undirected(0, []).unwrap()).unwrap();
        assert_eq!((none.partition.count(), none.quality, none.stability.together), (0, None, None));
    }
}
