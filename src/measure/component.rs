//! Components: who is connected at all.

use std::cmp::Reverse;

use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::Error;
use crate::graph::components::{strong, weak};
use crate::graph::{Components, Topology};

/// What it takes for two nodes to be in one component.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{ComponentLabel, Connection};
///
/// // 0 ──> 1: a way there, none back
/// let topology = Topology::directed(2, [(0, 1)])?;
/// assert_eq!(ComponentLabel::new(Connection::Weak).run(&topology)?.values(), [1.0, 1.0]);
/// assert_eq!(ComponentLabel::new(Connection::Strong).run(&topology)?.values(), [1.0, 2.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Connection {
    /// A route that may run against the ties. This is the default.
    #[default]
    Weak,
    /// Routes there and back along the ties.
    Strong,
}

/// The number of the component that a node is in: 1 is the largest, equals in the order of their first nodes.
///
/// Unit: none, this is a label; [`graph::components`](crate::graph::components) has the components themselves.
/// *Direction:* ignored by weak components, followed by strong ones; in an undirected graph they are the same. *Weights:*
/// ignored. *Parallel ties and self-ties:* no matter. *Disconnected graphs:* what this is about. An isolated node is a
/// component of its own.
///
/// # Complexity
///
/// O(n log n + m) time, O(n) space.
///
/// Memory: 16 n bytes.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{ComponentLabel, Connection};
///
/// // 0     1 ──> 2 ──> 3
/// let topology = Topology::directed(4, [(1, 2), (2, 3)])?;
/// assert_eq!(ComponentLabel::default().run(&topology)?.values(), [2.0, 1.0, 1.0, 1.0]);
/// let strong = ComponentLabel::new(Connection::Strong);
/// assert_eq!(strong.run(&topology)?.values(), [1.0, 2.0, 3.0, 4.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Tarjan (1972), "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1,
/// [doi:10.1137/0201010](https://doi.org/10.1137/0201010).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComponentLabel {
    connection: Connection,
}

impl ComponentLabel {
    /// Labels of the components of this sort. The default is weak.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::measure::{ComponentLabel, Connection};
    ///
    /// assert_eq!(ComponentLabel::new(Connection::Weak), ComponentLabel::default());
    /// assert_ne!(ComponentLabel::new(Connection::Strong), ComponentLabel::default());
    /// ```
    pub const fn new(connection: Connection) -> Self {
        Self { connection }
    }

    /// Labels every node.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::ComponentLabel;
    ///
    /// // 0    1 ─── 2: the larger component is number 1
    /// let labels = ComponentLabel::default().run(&Topology::undirected(3, [(1, 2)])?)?;
    /// assert_eq!(labels.values(), [2.0, 1.0, 1.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let found = match self.connection {
            Connection::Weak => weak(topology),
            Connection::Strong => strong(topology),
        };
        let places = places(&found);
        Ok(Scores::new(found.labels.iter().map(|&label| places[label as usize]).collect()))
    }
}

/// The place of each component by size, from 1.
fn places(components: &Components) -> Vec<f64> {
    let sizes = components.sizes();
    let mut order: Vec<usize> = (0..components.count).collect();
    order.sort_by_key(|&label| Reverse(sizes[label]));
    let mut places = vec![0.0; components.count];
    for (place, label) in order.into_iter().enumerate() {
        places[label] = place as f64 + 1.0;
    }
    places
}

impl Measure for ComponentLabel {
    fn name(&self) -> &'static str {
        match self.connection {
            Connection::Weak => "component",
            Connection::Strong => "strong_component",
        }
    }

    fn about(&self) -> &'static str {
        match self.connection {
            Connection::Weak => "Who is connected at all: the number of somebody's component, 1 the largest.",
            Connection::Strong => "Who leads to one another and back: the number of the component, 1 the largest.",
        }
    }

    fn one_sided(&self) -> bool {
        self.connection == Connection::Strong
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        match self.connection {
            Connection::Weak => &Explanation {
                high: "A high number is a small part: 1 is the largest part, the actors of one number are connected, others are not.",
                not: "Not a rank of actors, and not that what is apart has no dealings: one tie nobody recorded would join it.",
                ko: Korean {
                    name: "연결 성분 번호",
                    high: "번호가 클수록 작은 부분입니다. 1이 가장 큰 부분이며, 번호가 같으면 이어져 있고 다르면 \
                           끊어져 있습니다.",
                    not: "행위자의 순위가 아니며, 떨어져 있다고 교류가 없다는 뜻도 아닙니다. 기록되지 않은 관계 \
                          하나로도 이어집니다.",
                },
                formula: "classes of actors that routes join, whatever the direction of their ties, numbered by size",
                conventions: "A label, from 1; equals in the order of their first actors. Direction, weights and parallel ties do not \
                              matter. An isolated actor is a part of its own.",
                source: "Tarjan (1972), doi:10.1137/0201010",
            },
            Connection::Strong => &Explanation {
                high: "A high number is a small group: within one number everybody leads to everybody and back along the ties.",
                not: "Not a rank of actors, and not that other groups cannot be reached one way.",
                ko: Korean {
                    name: "강한 연결 성분 번호",
                    high: "번호가 클수록 작은 집단입니다. 번호가 같으면 관계의 방향을 따라 서로 오갈 수 있습니다.",
                    not: "행위자의 순위가 아니며, 다른 집단에 한 방향으로 닿을 수 없다는 뜻도 아닙니다.",
                },
                formula: "classes of actors that lead to one another and back along the ties, numbered by size",
                conventions: "A label, from 1; equals in the order of their first actors. In an undirected graph as component. Weights \
                              and parallel ties do not matter.",
                source: "Tarjan (1972), doi:10.1137/0201010",
            },
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_component_is_number_one() {
        let topology = Topology::undirected(8, [(1, 2), (3, 4), (4, 5), (6, 7)]).unwrap();
        let labels = [4.0, 2.0, 2.0, 1.0, 1.0, 1.0, 3.0, 3.0];
        assert_eq!(ComponentLabel::default().run(&topology).unwrap().values(), labels);
        assert_eq!(ComponentLabel::new(Connection::Strong).run(&topology).unwrap().values(), labels);
    }
}
