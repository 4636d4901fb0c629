//! Figures: numbers that tell about a network as a whole.

use std::cell::OnceCell;

use super::clustering::Pairs;
use super::{Consumes, Explanation};
use crate::graph::components::{strong, weak};
use crate::graph::{Blocks, Components, Distances, Extent, Sense, Topology};

/// What a figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A whole number of something.
    Count,
    /// A share, from 0 to 1.
    Share,
    /// Steps, or the unit of the lengths where there are any.
    Distance,
}

/// A number that tells about a network as a whole, found by its name.
pub struct Figure {
    name: &'static str,
    about: &'static str,
    unit: Unit,
    value: Value,
    /// Whether it takes the distances of all pairs.
    far: bool,
    explanation: &'static Explanation,
}

impl Figure {
    /// Its name: lower case, unique among all measures, the same on the command line and in files.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it tells, in one sentence.
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// What its value means and does not mean, how it is found and where that comes from.
    pub fn explanation(&self) -> &'static Explanation {
        self.explanation
    }

    /// What it takes from the ties beside their ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{Consumes, FIGURES};
    ///
    /// let consumes = |name| FIGURES.iter().find(|figure| figure.name() == name).map(|figure| figure.consumes());
    /// assert_eq!(consumes("density"), Some(Consumes::Ties));
    /// assert_eq!(consumes("diameter"), Some(Consumes::Lengths));
    /// ```
    pub fn consumes(&self) -> Consumes {
        if self.far { Consumes::Lengths } else { Consumes::Ties }
    }

    /// Whether its value takes no more than a moment: unless it takes the distances of all pairs, these have not been
    /// found for another purpose, and there are more than 10,000 nodes (1,000 where ties have lengths).
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Sense, Topology};
    /// use proxeny::measure::{FIGURES, Whole};
    ///
    /// let path = Topology::undirected(20_000, (1..20_000).map(|v| (v - 1, v)))?;
    /// let diameter = FIGURES.iter().find(|figure| figure.name() == "diameter").unwrap();
    /// assert!(!diameter.is_quick(&Whole::new(&path)));
    /// assert_eq!(diameter.value(&Whole::new(&path)), Some(19_999.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_quick(&self, whole: &Whole<'_>) -> bool {
        let most = if whole.topology.lengths().is_some() { MOST_BY_LENGTHS } else { MOST_BY_STEPS };
        !self.far || whole.nodes() <= most || whole.all_found().is_some()
    }

    /// What it counts in.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Its value; `None` where it is not defined.
    pub fn value(&self, whole: &Whole<'_>) -> Option<f64> {
        (self.value)(whole)
    }
}

/// A graph with what several figures need, each found once.
pub struct Whole<'a> {
    topology: &'a Topology,
    weak: OnceCell<Components>,
    strong: OnceCell<Components>,
    blocks: OnceCell<Blocks>,
    pairs: OnceCell<Pairs>,
    triangles: OnceCell<Vec<f64>>,
    from: OnceCell<Distances>,
    to: OnceCell<Distances>,
}

/// The most nodes of which the distances of all pairs are found unasked.
const MOST_BY_STEPS: usize = 10_000;
const MOST_BY_LENGTHS: usize = 1_000;

impl<'a> Whole<'a> {
    /// Nothing is computed yet.
    pub fn new(topology: &'a Topology) -> Self {
        let (weak, strong, blocks) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (pairs, triangles) = (OnceCell::new(), OnceCell::new());
        Self { topology, weak, strong, blocks, pairs, triangles, from: OnceCell::new(), to: OnceCell::new() }
    }

    /// The distances of all pairs, found when they are first asked for; in an undirected graph both senses are one.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Sense, Topology};
    /// use proxeny::measure::Whole;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Whole::new(&path).distances(Sense::Backward).sum(0), 3.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn distances(&self, sense: Sense) -> &Distances {
        if sense == Sense::Forward || self.topology.is_undirected() {
            return self.from.get_or_init(|| Distances::of(self.topology, Sense::Forward));
        }
        self.to.get_or_init(|| Distances::of(self.topology, Sense::Backward))
    }

    /// The distances of all pairs, in whichever sense they have been found.
    fn all_found(&self) -> Option<&Distances> {
        self.from.get().or_else(|| self.to.get())
    }

    /// The distances of all pairs, in whichever sense.
    fn all(&self) -> &Distances {
        self.all_found().unwrap_or_else(|| self.distances(Sense::Forward))
    }

    /// Diameter and radius, where it does not take all distances to find them.
    fn extent(&self) -> Option<Extent> {
        if self.all_found().is_some() {
            return None;
        }
        // All distances together cost about as much as so many searches.
        Extent::of(self.topology, 64 + self.nodes() / 64)
    }

    fn weak(&self) -> &Components {
        self.weak.get_or_init(|| weak(self.topology))
    }

    fn strong(&self) -> &Components {
        self.strong.get_or_init(|| strong(self.topology))
    }

    fn blocks(&self) -> &Blocks {
        self.blocks.get_or_init(|| Blocks::of(self.topology))
    }

    fn nodes(&self) -> usize {
        self.topology.node_count()
    }

    /// What is only told of directed graphs.
    fn directed(&self, figure: fn(&Components) -> f64) -> Option<f64> {
        (!self.topology.is_undirected()).then(|| figure(self.strong()))
    }

    fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(self.topology))
    }

    /// How many triangles run through each node, ignoring direction.
    fn triangles(&self) -> &[f64] {
        self.triangles.get_or_init(|| self.pairs().plain_triangles())
    }
}

/// All figures of the whole graph.
///
/// | figure | definition | not defined |
/// |---|---|---|
/// | `density` | tied pairs / n(n−1)/2; in a directed graph tied ordered pairs / n(n−1) | below two nodes |
/// | `reciprocity` | arcs that are answered by one the other way / all arcs | without ties; in undirected graphs |
/// | `transitivity` | 3 · triangles / pairs of ties that meet, direction ignored | where no two ties meet |
/// | `average_clustering` | the mean [`Clustering`](super::Clustering) of all nodes, those with fewer than two partners as 0 | without nodes |
/// | `components`, `largest_component` | weak components, and the nodes of the largest | |
/// | `strong_components`, `largest_strong_component` | the same along the ties | in undirected graphs |
/// | `articulation_points`, `bridges`, `blocks` | see [`Blocks`] | |
/// | `isolated` | nodes without a tie to another | |
/// | `diameter` | the greatest distance from a node to one that it reaches | without nodes |
/// | `radius` | the least [`Eccentricity`](super::Eccentricity) | unless every node reaches every other |
/// | `average_distance` | the mean distance from a node to another that it reaches | where nobody reaches anybody |
/// | `efficiency` | the mean of 1 / distance over all ordered pairs, 0 where there is no way | below two nodes; with two nodes at distance 0 |
///
/// Distances are steps, or lengths where the topology has them. Diameter and average distance are over the pairs that
/// are connected, as in igraph, where NetworkX has no value unless all are; then they are the same. Efficiency is
/// NetworkX's `global_efficiency`, and defined along the ties of directed graphs too. Diameter and radius of undirected
/// graphs are found by [`Extent`] if that is faster, all others by [`Distances`].
///
/// *Weights* are ignored otherwise. *Parallel ties* count once in density, reciprocity, transitivity and clustering, so that these
/// are shares (NetworkX counts each in the density of a multigraph); two of them are no bridge. *Self-ties* are ignored.
/// NetworkX says 0 where density and transitivity are not defined, and leaves reciprocity to directed graphs as here.
///
/// # Complexity
///
/// O(m^1.5) at most for transitivity and average clustering; that of [`Distances`] for diameter, radius, average distance
/// and efficiency; O(n + m) for the others.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::figures;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3     4
/// let topology = Topology::undirected(5, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// let found = figures(&topology);
/// let value = |name| found.iter().find(|(figure, _)| figure.name() == name).and_then(|(_, value)| *value);
/// assert_eq!((value("density"), value("transitivity")), (Some(0.4), Some(0.6)));
/// assert_eq!((value("components"), value("largest_component"), value("isolated")), (Some(2.0), Some(4.0), Some(1.0)));
/// assert_eq!((value("articulation_points"), value("bridges"), value("blocks")), (Some(1.0), Some(1.0), Some(2.0)));
/// assert_eq!(value("reciprocity"), None);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Wasserman and Faust (1994), "Social Network Analysis: Methods and Applications",
/// [doi:10.1017/CBO9780511815478](https://doi.org/10.1017/CBO9780511815478). Newman (2003), "The structure and function of
/// complex networks", SIAM Review 45, [doi:10.1137/S003614450342480](https://doi.org/10.1137/S003614450342480). Latora and
/// Marchiori (2001), "Efficient behavior of small-world networks", Physical Review Letters 87,
/// [doi:10.1103/PhysRevLett.87.198701](https://doi.org/10.1103/PhysRevLett.87.198701).
pub static FIGURES: &[Figure] = &[
    share("density", "What share of all possible ties there is.", density),
    share("reciprocity", "What share of the ties is answered by one the other way.", reciprocity),
    share("transitivity", "How often two partners of the same one are partners themselves.", transitivity),
    share(
        "average_clustering",
        "What share of their partners are tied to one another, on average.",
        average_clustering,
    ),
    count("components", "How many parts without a tie between them there are.", |whole| Some(number(whole.weak()))),
    count("largest_component", "How many actors the largest of these parts has.", |whole| Some(largest(whole.weak()))),
    count("strong_components", "How many groups there are whose members lead to one another and back.", |whole| {
        whole.directed(number)
    }),
    count("largest_strong_component", "How many actors the largest of these groups has.", |whole| {
        whole.directed(largest)
    }),
    count("articulation_points", "How many actors there are without whom the network falls apart.", |whole| {
        Some(whole.blocks().articulation_points().count() as f64)
    }),
    count("bridges", "How many ties there are without which the network falls apart.", |whole| {
        Some(whole.blocks().bridges().count() as f64)
    }),
    count("blocks", "How many biconnected blocks there are: ties on common circles, and bridges.", |whole| {
        Some(whole.blocks().count() as f64)
    }),
    count("isolated", "How many actors have no tie to another.", |whole| {
        Some((0..whole.nodes() as u32).filter(|&v| whole.pairs().degree(v) == 0).count() as f64)
    }),
    far("diameter", "How many steps apart the two are who are farthest from one another.", diameter, &DIAMETER),
    far("radius", "How many steps it takes from the best placed actor to whoever is farthest away.", radius, &RADIUS),
    far(
        "average_distance",
        "How many steps it takes from one actor to another, on average.",
        average_distance,
        &AVERAGE,
    ),
    Figure {
        unit: Unit::Share,
        ..far("efficiency", "How near all are to one another: 1 if all are partners.", efficiency, &EFFICIENCY)
    },
];

/// Every figure with its value, `None` where it is not defined.
pub fn figures(topology: &Topology) -> Vec<(&'static Figure, Option<f64>)> {
    let whole = Whole::new(topology);
    FIGURES.iter().map(|figure| (figure, figure.value(&whole))).collect()
}

type Value = fn(&Whole<'_>) -> Option<f64>;

const fn share(name: &'static str, about: &'static str, value: Value) -> Figure {
    Figure { name, about, unit: Unit::Share, value, far: false, explanation: &Explanation::MISSING }
}

const fn count(name: &'static str, about: &'static str, value: Value) -> Figure {
    Figure { name, about, unit: Unit::Count, value, far: false, explanation: &Explanation::MISSING }
}

const fn far(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Distance, value, far: true, explanation }
}

/// Tied pairs, in a directed graph each way by itself.
fn arcs(whole: &Whole<'_>) -> usize {
    let pairs = whole.pairs();
    if whole.topology.is_undirected() { pairs.count() } else { pairs.count() + pairs.mutual() }
}

fn density(whole: &Whole<'_>) -> Option<f64> {
    let n = whole.nodes() as f64;
    let possible = if whole.topology.is_undirected() { n * (n - 1.0) / 2.0 } else { n * (n - 1.0) };
    (whole.nodes() >= 2).then(|| arcs(whole) as f64 / possible)
}

fn reciprocity(whole: &Whole<'_>) -> Option<f64> {
    let share = || 2.0 * whole.pairs().mutual() as f64 / arcs(whole) as f64;
    (!whole.topology.is_undirected() && arcs(whole) > 0).then(share)
}

fn transitivity(whole: &Whole<'_>) -> Option<f64> {
    let pairs = whole.pairs();
    let degrees = (0..whole.nodes() as u32).map(|v| pairs.degree(v) as f64);
    let meeting: f64 = degrees.map(|degree| degree * (degree - 1.0) / 2.0).sum();
    (meeting > 0.0).then(|| whole.triangles().iter().sum::<f64>() / meeting)
}

fn average_clustering(whole: &Whole<'_>) -> Option<f64> {
    let pairs = whole.pairs();
    let scores = if whole.topology.is_undirected() {
        // Each of the three pairs of a triangle is tied both ways.
        pairs.coefficients(&whole.triangles().iter().map(|count| 8.0 * count).collect::<Vec<_>>())
    } else {
        pairs.clustering()
    };
    let sum: f64 = scores.iter().sum();
    (whole.nodes() > 0).then(|| sum / whole.nodes() as f64)
}

fn diameter(whole: &Whole<'_>) -> Option<f64> {
    if whole.nodes() == 0 {
        return None;
    }
    let farthest = |all: &Distances| (0..whole.nodes() as u32).map(|v| all.farthest(v)).fold(0.0, f64::max);
    Some(whole.extent().map_or_else(|| farthest(whole.all()), |extent| extent.diameter))
}

fn radius(whole: &Whole<'_>) -> Option<f64> {
    if let Some(extent) = whole.extent() {
        return extent.radius;
    }
    let (from, nodes) = (whole.distances(Sense::Forward), 0..whole.nodes() as u32);
    let connected = nodes.clone().all(|v| from.reached(v) as usize + 1 == whole.nodes());
    nodes.map(|v| from.farthest(v)).min_by(f64::total_cmp).filter(|_| connected)
}

fn average_distance(whole: &Whole<'_>) -> Option<f64> {
    let (all, nodes) = (whole.all(), 0..whole.nodes() as u32);
    let pairs: u64 = nodes.clone().map(|v| u64::from(all.reached(v))).sum();
    (pairs > 0).then(|| nodes.map(|v| all.sum(v)).sum::<f64>() / pairs as f64)
}

fn efficiency(whole: &Whole<'_>) -> Option<f64> {
    if whole.nodes() < 2 {
        return None;
    }
    let (all, n) = (whole.all(), whole.nodes() as f64);
    let sum: f64 = (0..whole.nodes() as u32).map(|v| all.inverses(v)).sum();
    (sum < f64::INFINITY).then(|| sum / (n * (n - 1.0)))
}

static DIAMETER: Explanation = Explanation {
    high: "There are two actors who can come to one another only through many others.",
    not: "It does not tell how far apart most actors are, since two distant ones are enough to make it high.",
    formula: "max d(u, v) over all pairs with a way from u to v",
    conventions: "Steps, or lengths if there are any. Over the pairs that are connected, as in igraph; NetworkX refuses \
        networks that are not connected.",
    source: "Takes and Kosters (2013), doi:10.3390/a6010100",
};

static RADIUS: Explanation = Explanation {
    high: "Even the best placed actor is many introductions away from somebody.",
    not: "It does not tell how far away most actors are from it.",
    formula: "min over v of max over u of d(v, u)",
    conventions: "Steps, or lengths if there are any. Not defined unless every actor can come to every other, as in \
        NetworkX; igraph takes the least over components.",
    source: "Takes and Kosters (2013), doi:10.3390/a6010100",
};

static AVERAGE: Explanation = Explanation {
    high: "It takes many introductions to come from one actor to another.",
    not: "It says nothing of the pairs without any way between them, so that a network in pieces can have a low one.",
    formula: "Σ d(u, v) / number of pairs, over all pairs with a way from u to v",
    conventions: "Steps, or lengths if there are any. Over the pairs that are connected, as in igraph; NetworkX refuses \
        networks that are not connected.",
    source: "Newman (2003), doi:10.1137/S003614450342480",
};

static EFFICIENCY: Explanation = Explanation {
    high: "Most actors can come to one another directly or through few others.",
    not: "It does not mean that the network is cheap to keep up, nor that it would survive the loss of an actor.",
    formula: "Σ 1/d(u, v) / (n(n−1)) over all u ≠ v, 0 where there is no way",
    conventions: "From 0 to 1 by steps. NetworkX's global_efficiency, which is for undirected networks; here along the ties \
        of directed ones. Not defined below two actors, where NetworkX says 0.",
    source: "Latora and Marchiori (2001), doi:10.1103/PhysRevLett.87.198701",
};

fn number(components: &Components) -> f64 {
    components.count as f64
}

fn largest(components: &Components) -> f64 {
    components.sizes().into_iter().max().unwrap_or(0) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(topology: &Topology, name: &str) -> Option<f64> {
        FIGURES.iter().find(|figure| figure.name() == name).unwrap().value(&Whole::new(topology))
    }

    #[test]
    fn parallel_ties_count_once_in_shares() {
        // 0 ══> 1 ──> 0, 1 ──> 2
        let topology = Topology::directed(3, [(0, 1), (0, 1), (1, 0), (1, 2), (2, 2)]).unwrap();
        assert_eq!(value(&topology, "density"), Some(0.5));
        assert_eq!(value(&topology, "reciprocity"), Some(2.0 / 3.0));
        assert_eq!(value(&topology, "transitivity"), Some(0.0));
        assert_eq!((value(&topology, "strong_components"), value(&topology, "bridges")), (Some(2.0), Some(1.0)));
    }

    #[test]
    fn all_distances_and_bounds_tell_the_same() {
        // A grid of 12 by 9, and the same with a chord.
        let down = (0..96u32).map(|v| (v, v + 12));
        let across = (0..108u32).filter(|v| v % 12 < 11).map(|v| (v, v + 1));
        for more in [vec![], vec![(0, 107)]] {
            let topology = Topology::undirected(108, down.clone().chain(across.clone()).chain(more)).unwrap();
            let (bounded, known) = (Whole::new(&topology), Whole::new(&topology));
            assert!(bounded.extent().is_some());
            assert!(known.distances(Sense::Backward).node_count() == 108 && known.extent().is_none());
            for figure in FIGURES {
                assert_eq!(figure.value(&bounded), figure.value(&known), "{}", figure.name());
            }
        }
    }

    #[test]
    fn what_is_not_defined_has_no_value() {
        let empty = Topology::undirected(0, []).unwrap();
        for name in ["density", "reciprocity", "transitivity", "average_clustering", "strong_components"] {
            assert_eq!(value(&empty, name), None, "{name}");
        }
        assert_eq!((value(&empty, "components"), value(&empty, "largest_component")), (Some(0.0), Some(0.0)));
        for name in ["diameter", "radius", "average_distance", "efficiency"] {
            assert_eq!(value(&empty, name), None, "{name}");
        }
        let apart = Topology::undirected(3, [(0, 1)]).unwrap();
        let far = ["diameter", "radius", "average_distance", "efficiency"].map(|name| value(&apart, name));
        assert_eq!(far, [Some(1.0), None, Some(1.0), Some(1.0 / 3.0)]);
        let pair = Topology::undirected(2, [(0, 1)]).unwrap();
        assert_eq!((value(&pair, "density"), value(&pair, "transitivity")), (Some(1.0), None));
        assert_eq!(value(&pair, "reciprocity"), None);
    }
}
