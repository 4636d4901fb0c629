//! Figures: numbers that tell about a network as a whole.

use std::cell::OnceCell;

use super::clustering::Pairs;
use super::mixing::{self, Mixing};
use super::{Explanation, cliques, core_periphery, efficiency, figures_explained as explained};
use crate::error::Error;
use crate::graph::components::{strong, weak};
use crate::graph::{Blocks, Components, Topology};

/// What a figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A whole number of something.
    Count,
    /// A share, from 0 to 1.
    Share,
    /// A balance or a correlation, from −1 to 1.
    Index,
}

/// A number that tells about a network as a whole, found by its name.
pub struct Figure {
    name: &'static str,
    about: &'static str,
    unit: Unit,
    value: Value,
    explanation: &'static Explanation,
    costly: bool,
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

    /// Whether it is only found when asked for, because in a large graph it takes long.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::FIGURES;
    ///
    /// let costly: Vec<_> = FIGURES.iter().filter(|figure| figure.costly()).map(|figure| figure.name()).collect();
    /// assert_eq!(costly, ["local_efficiency", "cliques", "largest_clique"]);
    /// ```
    pub fn costly(&self) -> bool {
        self.costly
    }

    /// Its value; `None` where it is not defined.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if it would take too long; only a figure that is
    /// [`costly`](Self::costly) does.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{FIGURES, Whole};
    ///
    /// let pair = Topology::undirected(2, [(0, 1)])?;
    /// assert_eq!(FIGURES[0].value(&Whole::new(&pair))?, Some(1.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn value(&self, whole: &Whole<'_>) -> Result<Option<f64>, Error> {
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
    groups: Option<&'a [u32]>,
    mixing: OnceCell<Mixing>,
    cliques: OnceCell<(usize, usize)>,
}

impl<'a> Whole<'a> {
    /// Nothing is computed yet.
    pub fn new(topology: &'a Topology) -> Self {
        Self {
            topology,
            weak: OnceCell::new(),
            strong: OnceCell::new(),
            blocks: OnceCell::new(),
            pairs: OnceCell::new(),
            triangles: OnceCell::new(),
            groups: None,
            mixing: OnceCell::new(),
            cliques: OnceCell::new(),
        }
    }

    /// The group that each node is in, for the figures that look at groups.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if there are more or fewer groups than nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{Named, Whole, named};
    ///
    /// // 0 ─── 1     2 ─── 3
    /// let topology = Topology::undirected(4, [(0, 1), (2, 3)])?;
    /// let whole = Whole::new(&topology).with_groups(&[0, 0, 1, 1])?;
    /// let Named::Graph(modularity) = named("modularity")? else { panic!("a figure") };
    /// assert_eq!(modularity.value(&whole)?, Some(0.5));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn with_groups(self, groups: &'a [u32]) -> Result<Self, Error> {
        let groups = mixing::checked(Some(groups), self.topology, "a figure of groups")?;
        Ok(Self { groups: Some(groups), ..self })
    }

    /// How ties mix the groups, if there are groups.
    fn mixing(&self) -> Option<&Mixing> {
        let groups = self.groups?;
        Some(self.mixing.get_or_init(|| Mixing::of(self.topology, groups)))
    }

    /// How many cliques there are, and the size of the largest.
    fn cliques(&self) -> Result<(usize, usize), Error> {
        if let Some(found) = self.cliques.get() {
            return Ok(*found);
        }
        let found = cliques::count_cliques(self.pairs())?;
        Ok(*self.cliques.get_or_init(|| found))
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
/// | `core_size`, `core_fit` | see [`CorePeriphery`](super::CorePeriphery): nodes of the core; correlation of ties with it | where one does not vary |
/// | `degree_assortativity` | correlation of the numbers of partners at both ends of a tie; directed: out-degree and in-degree | where they do not vary |
/// | `modularity` | share of arcs within groups, less what chance would have | without groups, without ties |
/// | `group_assortativity` | modularity / what it would be if all ties were within groups | the same; where all ties are at one group |
/// | `ei_index` | (E − I) / (E + I), tied pairs across groups and within | without groups, without ties |
/// | `local_efficiency` | mean over nodes of mean 1 / steps between their partners, through partners only | without nodes |
/// | `cliques`, `largest_clique` | see [`maximal_cliques`](super::maximal_cliques) | |
///
/// Groups come by [`Whole::with_groups`]. The last three are [costly](Figure::costly) and found only when asked for.
///
/// *Weights* are ignored. *Parallel ties* count once in density, reciprocity, transitivity and clustering, so that these
/// are shares (NetworkX counts each in the density of a multigraph); two of them are no bridge. *Self-ties* are ignored.
/// NetworkX says 0 where density and transitivity are not defined, and leaves reciprocity to directed graphs as here.
///
/// # Complexity
///
/// O(m^1.5) at most for transitivity and average clustering, O(n + m) for the others, O(n log n + m) with core and groups; local
/// efficiency O(Σ k³) at most for degrees k; cliques are exponential and stop with an error.
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
    share("density", "What share of all possible ties there is.", |whole| Ok(density(whole)), &explained::DENSITY),
    share(
        "reciprocity",
        "What share of the ties is answered by one the other way.",
        |whole| Ok(reciprocity(whole)),
        &explained::RECIPROCITY,
    ),
    share(
        "transitivity",
        "How often two partners of the same one are partners themselves.",
        |whole| Ok(transitivity(whole)),
        &explained::TRANSITIVITY,
    ),
    share(
        "average_clustering",
        "What share of their partners are tied to one another, on average.",
        |whole| Ok(average_clustering(whole)),
        &explained::AVERAGE_CLUSTERING,
    ),
    count(
        "components",
        "How many parts without a tie between them there are.",
        |whole| Ok(Some(number(whole.weak()))),
        &explained::COMPONENTS,
    ),
    count(
        "largest_component",
        "How many actors the largest of these parts has.",
        |whole| Ok(Some(largest(whole.weak()))),
        &explained::LARGEST_COMPONENT,
    ),
    count(
        "strong_components",
        "How many groups there are whose members lead to one another and back.",
        |whole| Ok(whole.directed(number)),
        &explained::STRONG_COMPONENTS,
    ),
    count(
        "largest_strong_component",
        "How many actors the largest of these groups has.",
        |whole| Ok(whole.directed(largest)),
        &explained::LARGEST_STRONG_COMPONENT,
    ),
    count(
        "articulation_points",
        "How many actors there are without whom the network falls apart.",
        |whole| Ok(Some(whole.blocks().articulation_points().count() as f64)),
        &explained::ARTICULATION_POINTS,
    ),
    count(
        "bridges",
        "How many ties there are without which the network falls apart.",
        |whole| Ok(Some(whole.blocks().bridges().count() as f64)),
        &explained::BRIDGES,
    ),
    count(
        "blocks",
        "How many biconnected blocks there are: ties on common circles, and bridges.",
        |whole| Ok(Some(whole.blocks().count() as f64)),
        &explained::BLOCKS,
    ),
    count(
        "isolated",
        "How many actors have no tie to another.",
        |whole| Ok(Some((0..whole.nodes() as u32).filter(|&v| whole.pairs().degree(v) == 0).count() as f64)),
        &explained::ISOLATED,
    ),
    count(
        "core_size",
        "How many actors are in the core, where nearly all are tied to one another.",
        |whole| Ok(Some(core_periphery::core(whole.pairs()).len() as f64)),
        &core_periphery::CORE_SIZE,
    ),
    index(
        "core_fit",
        "How well a division into core and periphery fits.",
        |whole| Ok(core_periphery::fit(whole.pairs())),
        &core_periphery::CORE_FIT,
    ),
    index(
        "degree_assortativity",
        "Whether those with many partners are tied to one another.",
        |whole| Ok(mixing::degree_assortativity(whole.topology)),
        &mixing::DEGREE_ASSORTATIVITY,
    ),
    index(
        "group_assortativity",
        "Whether ties run within groups rather than between them, given their sizes.",
        |whole| Ok(whole.mixing().and_then(Mixing::assortativity)),
        &mixing::GROUP_ASSORTATIVITY,
    ),
    index(
        "modularity",
        "How many more ties run within groups than chance would have it.",
        |whole| Ok(whole.mixing().and_then(Mixing::modularity)),
        &mixing::MODULARITY,
    ),
    index(
        "ei_index",
        "Whether ties lead out of groups (1) or stay within them (-1).",
        |whole| Ok(whole.groups.and_then(|groups| mixing::ei_index(whole.pairs(), groups))),
        &mixing::EI_INDEX,
    ),
    Figure {
        costly: true,
        ..share(
            "local_efficiency",
            "How well somebody's partners reach one another without that one, on average.",
            |whole| Ok(efficiency::local_efficiency(whole.pairs())),
            &efficiency::LOCAL_EFFICIENCY,
        )
    },
    Figure {
        costly: true,
        ..count(
            "cliques",
            "How many groups there are in which everybody is tied to everybody.",
            |whole| Ok(Some(whole.cliques()?.0 as f64)),
            &cliques::CLIQUES,
        )
    },
    Figure {
        costly: true,
        ..count(
            "largest_clique",
            "How many members the largest of these groups has.",
            |whole| Ok(Some(whole.cliques()?.1 as f64)),
            &cliques::LARGEST_CLIQUE,
        )
    },
];

/// Every figure that is not [costly](Figure::costly) with its value, `None` where it is not defined; there are no groups.
pub fn figures(topology: &Topology) -> Vec<(&'static Figure, Option<f64>)> {
    let whole = Whole::new(topology);
    let cheap = FIGURES.iter().filter(|figure| !figure.costly);
    cheap.map(|figure| (figure, figure.value(&whole).unwrap_or(None))).collect()
}

type Value = fn(&Whole<'_>) -> Result<Option<f64>, Error>;

const fn share(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Share, value, explanation, costly: false }
}

const fn count(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Count, value, explanation, costly: false }
}

const fn index(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Index, value, explanation, costly: false }
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
        FIGURES.iter().find(|figure| figure.name() == name).unwrap().value(&Whole::new(topology)).unwrap()
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
