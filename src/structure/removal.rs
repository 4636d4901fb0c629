//! Removal: how long a network holds together as actors drop out, one after the other.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::graph::components::Forest;
use crate::graph::dice::Dice;
use crate::graph::parallel::map_reduce;
use crate::graph::{Topology, Weights};
use crate::measure::{Measure, MeasureOptions};

/// In what order nodes are removed.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Degree, MeasureOptions};
/// use proxeny::structure::{Attack, Curve};
///
/// // A path: its inner nodes have degree 2.
/// let path = Topology::undirected(4, [(0, 1), (1, 2), (2, 3)])?;
/// let order = |attack| Ok::<_, proxeny::Error>(Curve::under(&path, attack, &MeasureOptions::default())?.order);
/// let degree = Degree::default();
/// assert_eq!(order(Attack::Ranking(&degree))?, [1, 2, 0, 3]);
/// assert_eq!(order(Attack::Recalculated(&degree))?[..2], [1, 2]);
/// assert_eq!(order(Attack::Random(7))?.len(), 4);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Attack<'a> {
    /// From the highest score of a measure to the lowest, as it is at first; equals by number.
    Ranking(&'a dyn Measure),
    /// The highest score in what is left, found anew after every removal; equals by number.
    Recalculated(&'a dyn Measure),
    /// At random, from a seed.
    Random(u64),
}

/// What is left of a network as nodes are removed.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::Curve;
///
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let curve = Curve::of(&path, vec![1, 0, 2])?;
/// assert_eq!(curve.largest, [3, 1, 1, 0]);
/// assert_eq!(curve.robustness, Some(2.0 / 9.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Curve {
    /// The nodes in the order of their removal.
    pub order: Vec<u32>,
    /// How many nodes the largest weak component has: of the whole, after one removal, after two, and so on to 0.
    pub largest: Vec<u32>,
    /// R, the mean share of all nodes in the largest component after 1, 2, …, n removals, from 0 to 1/2; `None` without nodes.
    pub robustness: Option<f64>,
}

impl Curve {
    /// What is left if all nodes are removed in this order.
    ///
    /// R = 1/n · Σ s(q), where s(q) is the share of all n nodes that the largest component has after q removals, q from 1 to n.
    /// *Direction* and *weights* are ignored.
    ///
    /// # Complexity
    ///
    /// O((n + m) log n) time, O(n + m) space: nodes are put back in reverse.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if the order does not name every node once.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Curve;
    ///
    /// // 1 ─── 0 ─── 2
    /// let star = Topology::undirected(3, [(0, 1), (0, 2)])?;
    /// assert_eq!(Curve::of(&star, vec![0, 1, 2])?.largest, [3, 1, 1, 0]);
    /// assert_eq!(Curve::of(&star, vec![1, 2, 0])?.largest, [3, 2, 1, 0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// Schneider and others (2011), "Mitigation of malicious attacks on networks", PNAS 108,
    /// [doi:10.1073/pnas.1009440108](https://doi.org/10.1073/pnas.1009440108).
    pub fn of(topology: &Topology, order: Vec<u32>) -> Result<Self, Error> {
        let nodes = topology.node_count();
        let mut there = vec![false; nodes];
        let named =
            order.iter().filter(|&&v| there.get_mut(v as usize).is_some_and(|met| !std::mem::replace(met, true)));
        if named.count() != nodes || order.len() != nodes {
            let problem = format!("an order of removal must name each of the {nodes} nodes once");
            return Err(ErrorKind::Parameter(problem).into());
        }
        there.fill(false);
        let mut forest = Forest::new(nodes);
        let mut sizes = vec![1u32; nodes];
        let (mut largest, mut most) = (vec![0; nodes + 1], 0);
        for (place, &v) in order.iter().enumerate().rev() {
            there[v as usize] = true;
            most = most.max(1);
            for arc in topology.out(v).iter().chain(topology.incoming(v)).filter(|arc| there[arc.node as usize]) {
                let (a, b) = (forest.root(v), forest.root(arc.node));
                if a != b {
                    let size = sizes[a as usize] + sizes[b as usize];
                    forest.join(a, b);
                    sizes[a.min(b) as usize] = size;
                    most = most.max(size);
                }
            }
            largest[place] = most;
        }
        let sum: u64 = largest.iter().skip(1).map(|&size| u64::from(size)).sum();
        let robustness = (nodes > 0).then(|| sum as f64 / (nodes as f64 * nodes as f64));
        Ok(Self { order, largest, robustness })
    }

    /// What is left under an attack.
    ///
    /// # Complexity
    ///
    /// That of the measure once, or n times if it is recalculated, and of [`Curve::of`].
    ///
    /// # Errors
    ///
    /// What the measure says; [`ErrorKind::Parameter`] if groups or starts do not fit.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Degree, MeasureOptions};
    /// use proxeny::structure::{Attack, Curve};
    ///
    /// let star = Topology::undirected(4, [(0, 1), (0, 2), (0, 3)])?;
    /// let curve = Curve::under(&star, Attack::Ranking(&Degree::default()), &MeasureOptions::default())?;
    /// assert_eq!(curve.largest, [4, 1, 1, 1, 0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn under(topology: &Topology, attack: Attack<'_>, options: &MeasureOptions) -> Result<Self, Error> {
        let order = match attack {
            Attack::Ranking(measure) => measure.scores(topology, options)?.ranking(),
            Attack::Recalculated(measure) => recalculated(topology, measure, options)?,
            Attack::Random(seed) => shuffled(topology, seed, 0),
        };
        Self::of(topology, order)
    }
}

/// What is left of a network on average as nodes are removed at random, for comparison.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::RandomRemoval;
///
/// let pair = Topology::undirected(2, [(0, 1)])?;
/// let random = RandomRemoval::of(&pair, 10, 0)?;
/// assert_eq!((random.largest, random.robustness), (vec![2.0, 1.0, 0.0], Some(0.25)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RandomRemoval {
    /// The mean size of the largest weak component after 0, 1, 2, … removals.
    pub largest: Vec<f64>,
    /// The mean R; `None` without nodes.
    pub robustness: Option<f64>,
    /// The standard deviation of R over the orders; `None` below two.
    pub spread: Option<f64>,
    /// How many random orders there were.
    pub orders: usize,
}

impl RandomRemoval {
    /// The mean over so many random orders, each from a stream of its own of the seed.
    ///
    /// # Complexity
    ///
    /// That of [`Curve::of`] for each order, on all threads.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if no order is asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::RandomRemoval;
    ///
    /// assert!(RandomRemoval::of(&Topology::undirected(2, [(0, 1)])?, 0, 1).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology, orders: usize, seed: u64) -> Result<Self, Error> {
        if orders == 0 {
            return Err(ErrorKind::Parameter("no random order was asked for; give 1 or more".into()).into());
        }
        let nodes = topology.node_count();
        // Whole numbers, so that the order of adding is of no account.
        let (mut sums, mut each, mut failed) = (vec![0u64; nodes + 1], Vec::with_capacity(orders), None);
        let one = |(): &mut (), range: std::ops::Range<usize>| {
            Curve::of(topology, shuffled(topology, seed, range.start as u64)).map(|curve| curve.largest)
        };
        map_reduce(
            orders,
            1,
            || (),
            one,
            |curve| match curve {
                Ok(curve) => {
                    each.push(curve.iter().skip(1).map(|&size| u64::from(size)).sum::<u64>() as f64);
                    sums.iter_mut().zip(curve).for_each(|(sum, size)| *sum += u64::from(size));
                }
                Err(error) => failed = failed.take().or(Some(error)),
            },
        );
        if let Some(error) = failed {
            return Err(error);
        }
        let (n, m) = (nodes as f64, orders as f64);
        let robustness = (nodes > 0).then(|| sums.iter().skip(1).sum::<u64>() as f64 / (n * n * m));
        let mean = each.iter().sum::<f64>() / m;
        let square = each.iter().map(|one| (one - mean).powi(2)).sum::<f64>();
        let spread = (nodes > 0 && orders > 1).then(|| (square / (m - 1.0)).sqrt() / (n * n));
        Ok(Self { largest: sums.into_iter().map(|sum| sum as f64 / m).collect(), robustness, spread, orders })
    }
}

fn shuffled(topology: &Topology, seed: u64, stream: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..topology.node_count() as u32).collect();
    Dice::new(seed, stream).shuffle(&mut order);
    order
}

/// Removes whoever scores highest in what is left. Once no ties are left, the order is that of the numbers.
fn recalculated(topology: &Topology, measure: &dyn Measure, options: &MeasureOptions) -> Result<Vec<u32>, Error> {
    let mut left: Vec<u32> = (0..topology.node_count() as u32).collect();
    let mut order = Vec::with_capacity(left.len());
    loop {
        let rest = without(topology, &left)?;
        if rest.tie_count() == 0 {
            order.extend(left);
            return Ok(order);
        }
        let pick = |values: &[u32]| left.iter().map(|&v| values[v as usize]).collect::<Vec<u32>>();
        let mut options = options.clone();
        options.groups =
            options.groups.as_deref().filter(|groups| groups.len() == topology.node_count()).map(pick).map(Into::into);
        options.start = None;
        let first = measure.scores(&rest, &options)?.ranking().first().copied();
        match first {
            Some(place) => order.push(left.remove(place as usize)),
            None => return Ok(order),
        }
    }
}

/// What is left of the graph, nodes numbered by their places in `left`.
fn without(topology: &Topology, left: &[u32]) -> Result<Topology, Error> {
    let mut place = vec![u32::MAX; topology.node_count()];
    left.iter().enumerate().for_each(|(at, &v)| place[v as usize] = at as u32);
    let there = |(a, b)| a != b && place[a as usize] != u32::MAX && place[b as usize] != u32::MAX;
    let kept: Vec<_> = topology.ties().enumerate().filter(|(_, (a, b, _))| there((*a, *b))).collect();
    let ties = kept.iter().map(|(_, (a, b, way))| (place[*a as usize], place[*b as usize], *way));
    let mut rest = Topology::new(left.len(), ties)?;
    if let Some(weights) = topology.weights() {
        let values = kept.iter().map(|(tie, _)| weights.values()[*tie]).collect();
        rest = rest.with_weights(Weights::new(weights.kind(), values)?)?;
    }
    match topology.lengths() {
        Some(lengths) => rest.with_lengths(kept.iter().map(|(tie, _)| lengths[*tie]).collect()),
        None => Ok(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::components::weak;
    use crate::measure::{Betweenness, Degree};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_removing_and_looking(
            ties in prop::collection::vec((0u32..9, 0u32..9), 0..25),
            directed in any::<bool>(),
            seed in any::<u64>(),
        ) {
            let topology = if directed { Topology::directed(9, ties) } else { Topology::undirected(9, ties) }.unwrap();
            let order = shuffled(&topology, seed, 0);
            let curve = Curve::of(&topology, order.clone()).unwrap();
            for removed in 0..=9 {
                let rest = without(&topology, &order[removed..]).unwrap();
                let expected = weak(&rest).sizes().into_iter().max().unwrap_or(0);
                prop_assert_eq!(curve.largest[removed] as usize, expected);
            }
            let options = MeasureOptions::default();
            let again = Curve::under(&topology, Attack::Recalculated(&Degree::default()), &options).unwrap();
            let mut left: Vec<u32> = (0..9).collect();
            for &gone in &again.order {
                let degree = |v: u32| without(&topology, &left).map(|rest| {
                    let at = left.iter().position(|&u| u == v).unwrap() as u32;
                    rest.out(at).len() + if directed { rest.incoming(at).len() } else { 0 }
                }).unwrap();
                let most = left.iter().map(|&v| degree(v)).max().unwrap();
                prop_assert!(degree(gone) == most);
                left.retain(|&v| v != gone);
            }
        }
    }

    #[test]
    fn recalculating_betweenness_tears_a_path_in_halves() {
        let path = Topology::undirected(7, (0..6).map(|v| (v, v + 1))).unwrap();
        let curve =
            Curve::under(&path, Attack::Recalculated(&Betweenness::default()), &MeasureOptions::default()).unwrap();
        assert_eq!(curve.order[..3], [3, 1, 5]);
        assert_eq!(curve.largest, [7, 3, 3, 1, 1, 1, 1, 0]);
        assert_eq!(curve.robustness, Some(10.0 / 49.0));
    }

    #[test]
    fn an_order_names_every_node_once() {
        let path = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap();
        for order in [vec![0, 1], vec![0, 1, 1], vec![0, 1, 3], vec![0, 1, 2, 2]] {
            assert!(Curve::of(&path, order).is_err());
        }
        assert_eq!(Curve::of(&Topology::undirected(0, []).unwrap(), vec![]).unwrap().largest, [0]);
    }
}
