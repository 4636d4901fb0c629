//! The two modes of a graph.

use crate::error::{Error, ErrorKind};
use crate::graph::{Direction, Topology};

/// Which of two modes every node is of, so that all ties lead from one mode to the other.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::Modes;
///
/// // Firms 0 and 1, programmes 2 and 3.
/// let topology = Topology::undirected(4, [(0, 2), (1, 2), (1, 3)])?;
/// assert_eq!(Modes::find(&topology)?.second(), [false, false, true, true]);
/// let triangle = Topology::undirected(3, [(0, 1), (1, 2), (2, 0)])?;
/// assert!(Modes::find(&triangle).unwrap_err().to_string().contains("0 – 1 – 2 – 0"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modes {
    second: Vec<bool>,
    sizes: [usize; 2],
}

impl Modes {
    /// Finds the two modes: in each component, the node of the lowest number is of the first.
    ///
    /// Direction is ignored. A component could as well be coloured the other way round, and a node without ties could be
    /// of either mode; where that matters, give the modes with [`Modes::given`].
    ///
    /// # Complexity
    ///
    /// O(n + m).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Undefined`] with a circle of odd length, which no two modes allow.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Modes;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Modes::find(&path)?.second(), [false, true, false]);
    /// assert!(Modes::find(&Topology::undirected(3, [(0, 1), (1, 2), (2, 0)])?).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn find(topology: &Topology) -> Result<Self, Error> {
        let nodes = topology.node_count();
        let mut second: Vec<Option<bool>> = vec![None; nodes];
        let mut parents: Vec<u32> = (0..nodes as u32).collect();
        let mut queue = Vec::new();
        for start in 0..nodes as u32 {
            if second[start as usize].is_some() {
                continue;
            }
            second[start as usize] = Some(false);
            queue.clear();
            queue.push(start);
            let mut next = 0;
            while let Some(&v) = queue.get(next) {
                next += 1;
                for arc in topology.out(v).iter().chain(topology.incoming(v)) {
                    let mode = second[v as usize];
                    match second[arc.node as usize] {
                        None => {
                            second[arc.node as usize] = mode.map(|mode| !mode);
                            parents[arc.node as usize] = v;
                            queue.push(arc.node);
                        }
                        other if other == mode => return Err(odd_circle(&parents, v, arc.node)),
                        Some(_) => {}
                    }
                }
            }
        }
        Ok(Self::new(second.into_iter().map(|mode| mode == Some(true)).collect()))
    }

    /// Modes that are known: nodes of the lowest group are of the first, the others of the second.
    ///
    /// # Complexity
    ///
    /// O(n + m).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there is not one group for each node or there are more than two groups;
    /// [`ErrorKind::Undefined`] if a tie joins two nodes of one mode.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Modes;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Modes::given(&path, &[7, 3, 7])?.sizes(), [1, 2]); // the lower group comes first
    /// assert!(Modes::given(&path, &[1, 1, 2]).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn given(topology: &Topology, groups: &[u32]) -> Result<Self, Error> {
        let nodes = topology.node_count();
        if groups.len() != nodes {
            let problem = format!("{} groups were given for {nodes} nodes; give one for each", groups.len());
            return Err(ErrorKind::Parameter(problem).into());
        }
        let (first, last) = (groups.iter().min(), groups.iter().max());
        if groups.iter().any(|group| Some(group) != first && Some(group) != last) {
            return Err(ErrorKind::Parameter("more than two groups were given; two modes have two".into()).into());
        }
        let second: Vec<bool> = groups.iter().map(|group| Some(group) != first).collect();
        let within = topology.ties().find(|(a, b, _)| a != b && second[*a as usize] == second[*b as usize]);
        match within {
            Some((a, b, _)) => Err(undefined(format!("nodes {a} and {b} are tied and of the same mode"))),
            None => Ok(Self::new(second)),
        }
    }

    fn new(second: Vec<bool>) -> Self {
        let count = second.iter().filter(|second| **second).count();
        Self { sizes: [second.len() - count, count], second }
    }

    /// Whether each node is of the second mode.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Modes;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Modes::find(&path)?.second(), [false, true, false]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn second(&self) -> &[bool] {
        &self.second
    }

    /// How many nodes the first and the second mode have.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::Modes;
    ///
    /// let path = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// assert_eq!(Modes::find(&path)?.sizes(), [2, 1]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sizes(&self) -> [usize; 2] {
        self.sizes
    }

    /// How many nodes are of the mode of `v`, and how many of the other.
    pub(super) fn own_and_other(&self, v: usize) -> (f64, f64) {
        let [first, second] = self.sizes.map(|size| size as f64);
        if self.second[v] { (second, first) } else { (first, second) }
    }
}

/// The graph with every tie both ways and once.
pub(super) fn plain(topology: &Topology) -> Result<Topology, Error> {
    let ties = topology.ties().map(|(a, b, _)| (a, b, Direction::BothWays));
    Ok(Topology::new(topology.node_count(), ties)?.collapse()?.0)
}

/// The circle that the ways back from `v` and `u`, which are tied and of one mode, close.
fn odd_circle(parents: &[u32], v: u32, u: u32) -> Error {
    let back = |mut v: u32| {
        let mut way = vec![v];
        while parents[v as usize] != v {
            v = parents[v as usize];
            way.push(v);
        }
        way
    };
    let (mut ours, mut theirs) = (back(v), back(u));
    // Both ways end at the first node of the component; what they share but for its beginning is no part of the circle.
    while ours.len() > 1 && theirs.len() > 1 && ours[ours.len() - 2] == theirs[theirs.len() - 2] {
        ours.pop();
        theirs.pop();
    }
    theirs.pop();
    let mut circle: Vec<u32> = ours.into_iter().rev().chain(theirs).collect();
    circle.push(circle[0]);
    let told = circle.iter().map(u32::to_string).collect::<Vec<_>>().join(" – ");
    undefined(format!("nodes {told} form a circle of odd length"))
}

fn undefined(why: String) -> Error {
    let fix = "use the measure without two_mode_, or ask about the ties between two kinds only".to_owned();
    ErrorKind::Undefined { measure: "a two-mode measure".into(), why, fix }.into()
}
