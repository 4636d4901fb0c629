//! Centrality of a set of nodes taken as one.

use crate::error::{Error, ErrorKind};
use crate::graph::parallel::map_reduce;
use crate::graph::{Bfs, Sense, Topology};
use crate::measure::Scale;

/// Sources per piece of parallel work.
const CHUNK: usize = 32;

/// The share of the nodes outside a group that are tied to it, whichever way.
///
/// Unit: share. *Direction:* ignored. *Weights:* ignored. *Disconnected graphs:* no matter. As NetworkX in undirected
/// graphs.
///
/// # Complexity
///
/// O(n) time and space, and the ties of the members.
///
/// # Errors
///
/// [`ErrorKind::Parameter`] if the group is empty, holds all nodes, or names a node that does not exist.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::group_degree;
///
/// // 0 ─── 1 ─── 2 ─── 3 ─── 4
/// let path = Topology::undirected(5, [(0, 1), (1, 2), (2, 3), (3, 4)])?;
/// assert_eq!(group_degree(&path, &[1, 3])?, 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Everett and Borgatti (1999), "The centrality of groups and classes", Journal of Mathematical Sociology 23,
/// [doi:10.1080/0022250X.1999.9990219](https://doi.org/10.1080/0022250X.1999.9990219).
pub fn group_degree(topology: &Topology, group: &[u32]) -> Result<f64, Error> {
    let inside = inside(topology, group)?;
    let mut tied = vec![false; inside.len()];
    for v in (0..inside.len() as u32).filter(|v| inside[*v as usize]) {
        let arcs = topology.out(v).iter().chain(topology.incoming(v));
        arcs.for_each(|arc| tied[arc.node as usize] = true);
    }
    let outside = inside.iter().zip(&tied).filter(|(inside, _)| !**inside);
    let (count, tied) = outside.fold((0.0, 0.0), |(n, sum), (_, tied)| (n + 1.0, sum + f64::from(u8::from(*tied))));
    Ok(tied / count)
}

/// How near a group is to the nodes outside it: (r/n) · (r / Σ d), with the r of n outside nodes that reach it and their
/// steps d to the nearest member.
///
/// Unit: 1 per step, from 0 to 1. *Direction:* distances **to** the group, along the ties, as in NetworkX. *Weights:*
/// ignored. *Disconnected graphs:* as [`Closeness`](crate::measure::Closeness); who does not reach the group counts
/// against it (NetworkX counts such a node as being at distance 0). In a connected graph the two are the same.
///
/// # Complexity
///
/// O(n + m).
///
/// # Errors
///
/// As [`group_degree`].
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::group_closeness;
///
/// // 0 ─── 1 ─── 2 ─── 3 ─── 4
/// let path = Topology::undirected(5, [(0, 1), (1, 2), (2, 3), (3, 4)])?;
/// assert_eq!(group_closeness(&path, &[0, 1])?, 0.5);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Everett and Borgatti (1999), as [`group_degree`].
pub fn group_closeness(topology: &Topology, group: &[u32]) -> Result<f64, Error> {
    let inside = inside(topology, group)?;
    let mut distances = vec![u32::MAX; inside.len()];
    let mut queue: Vec<u32> = (0..inside.len() as u32).filter(|v| inside[*v as usize]).collect();
    let members = queue.len();
    for v in &queue {
        distances[*v as usize] = 0;
    }
    let (mut next, mut sum) = (0, 0_u64);
    while let Some(&v) = queue.get(next) {
        next += 1;
        sum += u64::from(distances[v as usize]);
        for arc in topology.arcs(v, Sense::Backward) {
            if distances[arc.node as usize] == u32::MAX {
                distances[arc.node as usize] = distances[v as usize] + 1;
                queue.push(arc.node);
            }
        }
    }
    let (reached, outside) = ((queue.len() - members) as f64, (inside.len() - members) as f64);
    Ok(if sum == 0 { 0.0 } else { reached / sum as f64 * (reached / outside) })
}

/// The sum over pairs of nodes outside a group of the share of their shortest routes that pass through a member.
///
/// Unit: pairs of nodes, of which each is counted once in an undirected graph; [`Scale::Normalised`]
/// divides by the number of all pairs outside the group. *Direction:* routes follow the ties. *Weights:* ignored; parallel
/// ties count once. *Disconnected graphs:* pairs without a route add nothing.
///
/// # Complexity
///
/// O(n (n + m)) time on all threads; O(n) space per thread.
///
/// # Errors
///
/// As [`group_degree`].
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{Scale, group_betweenness};
///
/// // 0 ─── 1 ─── 2 ─── 3 ─── 4
/// let path = Topology::undirected(5, [(0, 1), (1, 2), (2, 3), (3, 4)])?;
/// assert_eq!(group_betweenness(&path, &[1], Scale::Raw)?, 3.0);
/// assert_eq!(group_betweenness(&path, &[1, 3], Scale::Normalised)?, 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Everett and Borgatti (1999), as [`group_degree`].
pub fn group_betweenness(topology: &Topology, group: &[u32], scale: Scale) -> Result<f64, Error> {
    let inside = inside(topology, group)?;
    let nodes = inside.len();
    let part = |space: &mut (Bfs, Vec<f64>, Vec<f64>), range: std::ops::Range<usize>| -> f64 {
        let (search, routes, around) = space;
        let sources = range.filter(|v| !inside[*v]);
        sources.map(|v| through(topology, v as u32, &inside, search, routes, around)).sum()
    };
    let mut sum = 0.0;
    let make = || (Bfs::default(), vec![0.0; nodes], vec![0.0; nodes]);
    map_reduce(nodes, CHUNK, make, part, |part| sum += part);
    let outside = inside.iter().filter(|inside| !**inside).count() as f64;
    Ok(match scale {
        Scale::Normalised => sum / (outside * (outside - 1.0)).max(1.0),
        Scale::Raw if topology.is_undirected() => sum / 2.0,
        Scale::Raw => sum,
    })
}

/// Above this many routes, the numbers of a whole distance are scaled down: only their ratios matter.
const MANY: f64 = 1e200;

/// Over the nodes outside, the share of shortest routes from `source` that pass through the group.
fn through(
    topology: &Topology,
    source: u32,
    inside: &[bool],
    search: &mut Bfs,
    routes: &mut [f64],
    around: &mut [f64],
) -> f64 {
    search.run(topology, source, Sense::Forward);
    let (distances, mut sum) = (search.distances(), 0.0);
    for layer in search.order().chunk_by(|a, b| distances[*a as usize] == distances[*b as usize]) {
        let mut most = 0.0_f64;
        for &v in layer {
            let (mut all, mut clear) = (0.0, 0.0);
            for same in topology.incoming(v).chunk_by(|a, b| a.node == b.node) {
                let u = same[0].node as usize;
                if distances[u] != u32::MAX && distances[u] + 1 == distances[v as usize] {
                    all += routes[u];
                    clear += around[u];
                }
            }
            if v == source {
                (all, clear) = (1.0, 1.0);
            }
            let member = inside[v as usize];
            if !member && v != source {
                sum += 1.0 - clear / all;
            }
            routes[v as usize] = all;
            around[v as usize] = if member { 0.0 } else { clear };
            most = most.max(all);
        }
        if most > MANY {
            for v in layer.iter().map(|v| *v as usize) {
                routes[v] /= most;
                around[v] /= most;
            }
        }
    }
    sum
}

fn inside(topology: &Topology, group: &[u32]) -> Result<Vec<bool>, Error> {
    let nodes = topology.node_count();
    let mut inside = vec![false; nodes];
    for v in group {
        let Some(place) = inside.get_mut(*v as usize) else {
            return Err(ErrorKind::Parameter(format!("the group names node {v}, but there are {nodes}")).into());
        };
        *place = true;
    }
    let members = inside.iter().filter(|inside| **inside).count();
    if members == 0 || members == nodes {
        let problem = format!("a group of {members} of {nodes} nodes; name at least one and leave one out");
        return Err(ErrorKind::Parameter(problem).into());
    }
    Ok(inside)
}
