//! Cliques: groups in which everybody is tied to everybody.

use super::clustering::Pairs;
use super::core::degeneracy_order;
use super::{Explanation, Korean};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;

/// How many steps the search for cliques may take if nobody says otherwise; a few seconds.
///
/// # Examples
///
/// ```
/// use proxeny::measure::CLIQUE_STEPS;
///
/// assert!(CLIQUE_STEPS > 1_000_000_000);
/// ```
pub const CLIQUE_STEPS: u64 = 1 << 30;

/// All maximal cliques: the groups in which everybody is tied to everybody and to which nobody can be added.
///
/// *Direction:* ignored. *Weights:* ignored. *Parallel ties* are one. An isolated node is a clique of its own, as in
/// NetworkX. Members are sorted, and so are the cliques. A graph may have 3^(n/3) of them, so the work is limited: a step is
/// a look at a node of a set.
///
/// # Complexity
///
/// O(d · n · 3^(d/3)) time with d the largest core number (Eppstein and others 2010), and the space that the cliques take.
///
/// # Errors
///
/// [`ErrorKind::Parameter`] if more than `steps` steps would be needed.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{CLIQUE_STEPS, maximal_cliques};
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2 ─── 3     4
/// let topology = Topology::undirected(5, [(0, 1), (1, 2), (2, 0), (2, 3)])?;
/// assert_eq!(maximal_cliques(&topology, CLIQUE_STEPS)?, [vec![0, 1, 2], vec![2, 3], vec![4]]);
/// assert!(maximal_cliques(&topology, 2).is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Bron and Kerbosch (1973), "Algorithm 457: finding all cliques of an undirected graph", Communications of the ACM 16,
/// [doi:10.1145/362342.362367](https://doi.org/10.1145/362342.362367). Eppstein, Löffler and Strash (2010), "Listing all
/// maximal cliques in sparse graphs in near-optimal time", ISAAC,
/// [doi:10.1007/978-3-642-17517-6_36](https://doi.org/10.1007/978-3-642-17517-6_36).
pub fn maximal_cliques(topology: &Topology, steps: u64) -> Result<Vec<Vec<u32>>, Error> {
    let mut cliques = Vec::new();
    each_clique(&Pairs::of(topology), steps, |clique| {
        let mut clique = clique.to_vec();
        clique.sort_unstable();
        cliques.push(clique);
    })?;
    cliques.sort_unstable();
    Ok(cliques)
}

/// How many maximal cliques there are, and how many members the largest has.
pub(super) fn count_cliques(pairs: &Pairs) -> Result<(usize, usize), Error> {
    let (mut count, mut largest) = (0, 0);
    each_clique(pairs, CLIQUE_STEPS, |clique| {
        count += 1;
        largest = largest.max(clique.len());
    })?;
    Ok((count, largest))
}

/// A set of nodes that form a clique, to be completed.
struct Branch {
    /// Nodes to add next.
    next: Vec<u32>,
    /// Nodes tied to all members that may still be added, sorted.
    open: Vec<u32>,
    /// Nodes tied to all members of which all cliques have been found, sorted.
    done: Vec<u32>,
}

struct Search<'a> {
    pairs: &'a Pairs,
    steps: u64,
    limit: u64,
}

fn each_clique(pairs: &Pairs, limit: u64, mut found: impl FnMut(&[u32])) -> Result<(), Error> {
    let order = degeneracy_order(pairs);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &v)| place[v as usize] = at);
    let mut search = Search { pairs, steps: 0, limit };
    for &v in &order {
        let later = |u: &u32| place[*u as usize] > place[v as usize];
        let (open, done): (Vec<u32>, Vec<u32>) = pairs.partners(v).iter().partition(|u| later(u));
        let mut members = vec![v];
        if open.is_empty() && done.is_empty() {
            found(&members);
        }
        let mut branches = vec![search.branch(open, done)?];
        while let Some(branch) = branches.last_mut() {
            let Some(u) = branch.next.pop() else {
                branches.pop();
                members.pop();
                continue;
            };
            let (open, done) = (search.tied(&branch.open, u)?, search.tied(&branch.done, u)?);
            branch.open.remove(branch.open.partition_point(|&w| w < u));
            branch.done.insert(branch.done.partition_point(|&w| w < u), u);
            members.push(u);
            if open.is_empty() && done.is_empty() {
                found(&members);
            }
            branches.push(search.branch(open, done)?);
        }
    }
    Ok(())
}

impl Search<'_> {
    fn step(&mut self, steps: usize) -> Result<(), Error> {
        self.steps += steps as u64;
        if self.steps <= self.limit {
            return Ok(());
        }
        let problem = format!(
            "there are too many cliques to find them in {} steps; take a smaller part of the network, or fewer ties",
            self.limit
        );
        Err(ErrorKind::Parameter(problem).into())
    }

    /// Those of a sorted set that are tied to `u`.
    fn tied(&mut self, set: &[u32], u: u32) -> Result<Vec<u32>, Error> {
        self.step(set.len() + 1)?;
        Ok(set.iter().copied().filter(|w| self.pairs.partners(u).binary_search(w).is_ok()).collect())
    }

    /// Every clique holds a pivot or somebody who is not tied to it, so that the pivot's partners need not be tried.
    fn branch(&mut self, open: Vec<u32>, done: Vec<u32>) -> Result<Branch, Error> {
        let (mut best, mut pivot) = (0, None);
        for &u in open.iter().chain(&done) {
            self.step(open.len())?;
            let tied = open.iter().filter(|w| self.pairs.partners(u).binary_search(w).is_ok()).count();
            if pivot.is_none() || tied > best {
                (best, pivot) = (tied, Some(u));
            }
        }
        let tried = |w: &&u32| pivot.is_none_or(|u| self.pairs.partners(u).binary_search(w).is_err());
        let next = open.iter().filter(tried).copied().collect();
        Ok(Branch { next, open, done })
    }
}

pub(super) const CLIQUES: Explanation = Explanation {
    high: "There are many groups in which everybody deals with everybody, overlapping one another.",
    not: "Not how many separate circles there are: one circle with a few ties missing has a great many cliques.",
    ko: Korean {
        name: "클리크 수",
        high: "모두가 서로 거래하는 집단이 많고, 서로 겹칩니다.",
        not: "따로 떨어진 모임의 수는 아닙니다. 관계 몇 건이 빠진 모임 하나에도 클리크는 매우 많을 수 있습니다.",
    },
    formula: "number of sets of actors that are all tied to one another and to which nobody can be added",
    conventions: "An isolated actor is a clique of its own. Direction and weights ignored, parallel ties are one. The search gives up \
                  after 2^30 steps.",
    source: "Bron and Kerbosch (1973), doi:10.1145/362342.362367; Eppstein and others (2010), \
             doi:10.1007/978-3-642-17517-6_36",
};

pub(super) const LARGEST_CLIQUE: Explanation = Explanation {
    high: "There is a large group in which everybody deals with everybody.",
    not: "Not that such groups are common, nor that this one matters to the rest.",
    ko: Korean {
        name: "최대 클리크 크기",
        high: "모두가 서로 거래하는 큰 집단이 있습니다.",
        not: "그런 집단이 흔하다는 뜻도, 이 집단이 나머지에 중요하다는 뜻도 아닙니다.",
    },
    formula: "members of the largest clique",
    conventions: "Unit: actors. Direction and weights ignored, parallel ties are one. The search gives up after 2^30 steps.",
    source: "Bron and Kerbosch (1973), doi:10.1145/362342.362367; Eppstein and others (2010), \
             doi:10.1007/978-3-642-17517-6_36",
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_karate_club_has_36_cliques() {
        // networkx 3.6.1, find_cliques: 36 cliques, the largest of 5.
        assert_eq!(count_cliques(&Pairs::of(&crate::measure::tests::karate())).unwrap(), (36, 5));
    }

    proptest! {
        #[test]
        fn agrees_with_trying_all_sets(ties in prop::collection::vec((0u32..8, 0u32..8), 0..40)) {
            let topology = Topology::directed(8, ties.iter().copied()).unwrap();
            let tied = |a: u32, b: u32| ties.contains(&(a, b)) || ties.contains(&(b, a));
            let members = |set: u32| (0..8).filter(move |v| set >> v & 1 == 1);
            let clique = |set: u32| members(set).all(|a| members(set).all(|b| a == b || tied(a, b)));
            let maximal = |set: &u32| clique(*set) && (0..8).all(|v| *set >> v & 1 == 1 || !clique(*set | 1 << v));
            let mut expected: Vec<Vec<u32>> = (1u32..256).filter(maximal).map(|set| members(set).collect()).collect();
            expected.sort();
            prop_assert_eq!(maximal_cliques(&topology, CLIQUE_STEPS).unwrap(), expected);
        }
    }
}
