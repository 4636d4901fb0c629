//! Figures: numbers that tell about a network as a whole.

use std::cell::OnceCell;

use super::Explanation;
use super::clustering::Pairs;
use crate::graph::components::{strong, weak};
use crate::graph::{Blocks, Components, Topology};

/// What a figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A whole number of something.
    Count,
    /// A share, from 0 to 1.
    Share,
}

/// A number that tells about a network as a whole, found by its name.
pub struct Figure {
    name: &'static str,
    about: &'static str,
    unit: Unit,
    value: Value,
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
}

impl<'a> Whole<'a> {
    /// Nothing is computed yet.
    pub fn new(topology: &'a Topology) -> Self {
        let (weak, strong, blocks) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { topology, weak, strong, blocks, pairs: OnceCell::new(), triangles: OnceCell::new() }
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
///
/// *Weights* are ignored. *Parallel ties* count once in density, reciprocity, transitivity and clustering, so that these
/// are shares (NetworkX counts each in the density of a multigraph); two of them are no bridge. *Self-ties* are ignored.
/// NetworkX says 0 where density and transitivity are not defined, and leaves reciprocity to directed graphs as here.
///
/// # Complexity
///
/// O(m^1.5) at most for transitivity and average clustering, O(n + m) for the others.
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
/// complex networks", SIAM Review 45, [doi:10.1137/S003614450342480](https://doi.org/10.1137/S003614450342480).
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
];

/// Every figure with its value, `None` where it is not defined.
pub fn figures(topology: &Topology) -> Vec<(&'static Figure, Option<f64>)> {
    let whole = Whole::new(topology);
    FIGURES.iter().map(|figure| (figure, figure.value(&whole))).collect()
}

type Value = fn(&Whole<'_>) -> Option<f64>;

const fn share(name: &'static str, about: &'static str, value: Value) -> Figure {
    Figure { name, about, unit: Unit::Share, value, explanation: &Explanation::MISSING }
}

const fn count(name: &'static str, about: &'static str, value: Value) -> Figure {
    Figure { name, about, unit: Unit::Count, value, explanation: &Explanation::MISSING }
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
    fn what_is_not_defined_has_no_value() {
        let empty = Topology::undirected(0, []).unwrap();
        for name in ["density", "reciprocity", "transitivity", "average_clustering", "strong_components"] {
            assert_eq!(value(&empty, name), None, "{name}");
        }
        assert_eq!((value(&empty, "components"), value(&empty, "largest_component")), (Some(0.0), Some(0.0)));
        let pair = Topology::undirected(2, [(0, 1)]).unwrap();
        assert_eq!((value(&pair, "density"), value(&pair, "transitivity")), (Some(1.0), None));
        assert_eq!(value(&pair, "reciprocity"), None);
    }
}
