//! Figures: numbers that tell about a network as a whole.

use std::cell::OnceCell;

use super::clustering::Pairs;
use super::mixing::{self, Mixing};
use super::{
    Consumes, Explanation, cliques, core_periphery, efficiency, far, figures_explained as explained, subgraph,
};
use crate::error::Error;
use crate::graph::components::{strong, weak};
use crate::graph::{Blocks, Components, Distances, Extent, Sense, Topology};

/// What a figure counts in.
///
/// # Examples
///
/// ```
/// use proxeny::measure::{FIGURES, Unit};
///
/// let density = FIGURES.iter().find(|figure| figure.name() == "density").expect("it is there");
/// assert_eq!(density.unit(), Unit::Share);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A whole number of something.
    Count,
    /// A share, from 0 to 1.
    Share,
    /// A balance or a correlation, from −1 to 1.
    Index,
    /// Steps, or the unit of the lengths where there are any.
    Distance,
    /// A number from 0 up without a greatest.
    Number,
}

/// A number that tells about a network as a whole, found by its name.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{FIGURES, Whole};
///
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let density = FIGURES.iter().find(|figure| figure.name() == "density").expect("it is there");
/// assert_eq!(density.value(&Whole::new(&path))?, Some(2.0 / 3.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub struct Figure {
    name: &'static str,
    about: &'static str,
    unit: Unit,
    value: Value,
    explanation: &'static Explanation,
    effort: Effort,
}

/// How long a figure takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// A moment.
    Quick,
    /// The distances of all pairs.
    Far,
    /// So long that it is only found when asked for.
    Costly,
}

impl Figure {
    /// Its name: lower case, unique among all measures, the same on the command line and in files.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::FIGURES;
    ///
    /// assert!(FIGURES.iter().any(|figure| figure.name() == "diameter"));
    /// ```
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it tells, in one sentence.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::FIGURES;
    ///
    /// assert!(FIGURES.iter().all(|figure| figure.about().ends_with('.')));
    /// ```
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// What its value means and does not mean, how it is found and where that comes from.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::FIGURES;
    ///
    /// assert!(FIGURES.iter().all(|figure| !figure.explanation().source.is_empty()));
    /// ```
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
        if self.effort == Effort::Far { Consumes::Lengths } else { Consumes::Ties }
    }

    /// Whether its value takes no more than a moment: it is not [`costly`](Self::costly), and if it takes the distances of
    /// all pairs, these have been found for another purpose, or there are no more than 10,000 nodes (1,000 where ties
    /// have lengths).
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
    /// assert_eq!(diameter.value(&Whole::new(&path))?, Some(19_999.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_quick(&self, whole: &Whole<'_>) -> bool {
        let most = if whole.topology.lengths().is_some() { MOST_BY_LENGTHS } else { MOST_BY_STEPS };
        match self.effort {
            Effort::Quick => true,
            Effort::Far => whole.nodes() <= most || whole.all_found().is_some(),
            Effort::Costly => false,
        }
    }

    /// What it counts in.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{FIGURES, Unit};
    ///
    /// let diameter = FIGURES.iter().find(|figure| figure.name() == "diameter").expect("it is there");
    /// assert_eq!(diameter.unit(), Unit::Distance);
    /// ```
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
    /// assert_eq!(costly, ["local_efficiency", "cliques", "largest_clique", "estrada_index"]);
    /// ```
    pub fn costly(&self) -> bool {
        self.effort == Effort::Costly
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
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{FIGURES, Whole};
///
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let whole = Whole::new(&path);
/// let value = |name| FIGURES.iter().find(|figure| figure.name() == name).and_then(|it| it.value(&whole).ok()?);
/// assert_eq!((value("diameter"), value("radius")), (Some(2.0), Some(1.0))); // distances are found once
/// # Ok::<(), proxeny::Error>(())
/// ```
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
    from: OnceCell<Distances>,
    to: OnceCell<Distances>,
}

/// The most nodes of which the distances of all pairs are found unasked.
const MOST_BY_STEPS: usize = 10_000;
const MOST_BY_LENGTHS: usize = 1_000;

impl<'a> Whole<'a> {
    /// Nothing is computed yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{FIGURES, Whole};
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let whole = Whole::new(&path);
    /// assert!(FIGURES[0].value(&whole)?.is_some());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
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
            from: OnceCell::new(),
            to: OnceCell::new(),
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
    pub(super) fn all(&self) -> &Distances {
        self.all_found().unwrap_or_else(|| self.distances(Sense::Forward))
    }

    /// Diameter and radius, where it does not take all distances to find them.
    pub(super) fn extent(&self) -> Option<Extent> {
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

    pub(super) fn nodes(&self) -> usize {
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
/// | `estrada_index` | the sum of [`Subgraph`](super::Subgraph) centrality over all nodes | |
/// | `cliques`, `largest_clique` | see [`maximal_cliques`](super::maximal_cliques) | |
/// | `diameter` | the greatest distance from a node to one that it reaches | without nodes |
/// | `radius` | the least [`Eccentricity`](super::Eccentricity) | unless every node reaches every other |
/// | `average_distance` | the mean distance from a node to another that it reaches | where nobody reaches anybody |
/// | `efficiency` | the mean of 1 / distance over all ordered pairs, 0 where there is no way | below two nodes; with two nodes at distance 0 |
///
/// Groups come by [`Whole::with_groups`]. Local efficiency, cliques and the Estrada index are [costly](Figure::costly) and found only when asked
/// for.
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
/// O(m^1.5) at most for transitivity and average clustering, O(n + m) for the others, O(n log n + m) with core and groups; local
/// efficiency O(Σ k³) at most for degrees k; cliques are exponential and stop with an error; that of
/// [`Distances`] for diameter, radius, average distance and efficiency.
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
        effort: Effort::Costly,
        ..share(
            "local_efficiency",
            "How well somebody's partners reach one another without that one, on average.",
            |whole| Ok(efficiency::local_efficiency(whole.pairs())),
            &efficiency::LOCAL_EFFICIENCY,
        )
    },
    Figure {
        effort: Effort::Costly,
        ..count(
            "cliques",
            "How many groups there are in which everybody is tied to everybody.",
            |whole| Ok(Some(whole.cliques()?.0 as f64)),
            &cliques::CLIQUES,
        )
    },
    Figure {
        effort: Effort::Costly,
        ..count(
            "largest_clique",
            "How many members the largest of these groups has.",
            |whole| Ok(Some(whole.cliques()?.1 as f64)),
            &cliques::LARGEST_CLIQUE,
        )
    },
    Figure {
        effort: Effort::Costly,
        unit: Unit::Number,
        ..count(
            "estrada_index",
            "How many closed walks there are, the shorter ones counting more.",
            |whole| subgraph::estrada_index(whole.pairs()),
            &subgraph::ESTRADA_INDEX,
        )
    },
    far(
        "diameter",
        "How many steps apart the two are who are farthest from one another.",
        |whole| Ok(far::diameter(whole)),
        &far::DIAMETER,
    ),
    far(
        "radius",
        "How many steps it takes from the best placed actor to whoever is farthest away.",
        |whole| Ok(far::radius(whole)),
        &far::RADIUS,
    ),
    far(
        "average_distance",
        "How many steps it takes from one actor to another, on average.",
        |whole| Ok(far::average_distance(whole)),
        &far::AVERAGE,
    ),
    Figure {
        unit: Unit::Share,
        ..far(
            "efficiency",
            "How near all are to one another: 1 if all are partners.",
            |whole| Ok(far::efficiency(whole)),
            &far::EFFICIENCY,
        )
    },
];

/// Every figure that is [quick](Figure::is_quick) with its value, `None` where it is not defined; there are no groups.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::figures;
///
/// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let found = figures(&path);
/// assert!(found.iter().any(|(figure, value)| figure.name() == "diameter" && *value == Some(2.0)));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn figures(topology: &Topology) -> Vec<(&'static Figure, Option<f64>)> {
    let whole = Whole::new(topology);
    let quick = FIGURES.iter().filter(|figure| figure.is_quick(&whole));
    quick.map(|figure| (figure, figure.value(&whole).unwrap_or(None))).collect()
}

type Value = fn(&Whole<'_>) -> Result<Option<f64>, Error>;

const fn share(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Share, value, explanation, effort: Effort::Quick }
}

const fn count(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Count, value, explanation, effort: Effort::Quick }
}

const fn index(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Index, value, explanation, effort: Effort::Quick }
}

const fn far(name: &'static str, about: &'static str, value: Value, explanation: &'static Explanation) -> Figure {
    Figure { name, about, unit: Unit::Distance, value, explanation, effort: Effort::Far }
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
                assert_eq!(figure.value(&bounded).unwrap(), figure.value(&known).unwrap(), "{}", figure.name());
            }
        }
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
