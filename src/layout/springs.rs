//! The network as springs: who is joined with whom, and how long the spring between them is.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Undirected simple graph with spring lengths, in compressed rows.
pub(crate) struct Springs {
    starts: Vec<usize>,
    ends: Vec<(usize, f64)>,
}

/// A tentative distance in Dijkstra's queue; the smallest comes first.
struct Reached(f64, usize);

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Reached {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Reached {}

impl Springs {
    /// Springs between `count` actors. Parallel ties make one spring, loops none. Lengths grow with the square root of the
    /// degrees of both ends, which gives the area around a hub in proportion to the number of its partners.
    pub(crate) fn new(count: usize, ties: &[(usize, usize)]) -> Self {
        let mut pairs: Vec<(usize, usize)> = ties
            .iter()
            .filter(|(a, b)| a != b && *a < count && *b < count)
            .flat_map(|&(a, b)| [(a, b), (b, a)])
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0; count + 1];
        for &(a, _) in &pairs {
            starts[a + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let root = |i: usize| ((starts[i + 1] - starts[i]) as f64).sqrt();
        let ends = pairs.iter().map(|&(a, b)| (b, f64::midpoint(root(a), root(b)))).collect();
        Self { starts, ends }
    }

    /// How many actors.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The neighbours of `i` with the length of the spring to each.
    pub(crate) fn neighbours(&self, i: usize) -> &[(usize, f64)] {
        &self.ends[self.starts[i]..self.starts[i + 1]]
    }

    /// The mean length of a spring, 1 where there is none.
    pub(crate) fn mean_length(&self) -> f64 {
        if self.ends.is_empty() {
            return 1.0;
        }
        self.ends.iter().map(|&(_, length)| length).sum::<f64>() / self.ends.len() as f64
    }

    /// The length of the shortest chain of springs from `source` to everyone (Dijkstra 1959); infinite where there is none.
    pub(crate) fn distances(&self, source: usize) -> Vec<f64> {
        let mut distances = vec![f64::INFINITY; self.len()];
        distances[source] = 0.0;
        let mut queue = BinaryHeap::from([Reached(0.0, source)]);
        while let Some(Reached(distance, at)) = queue.pop() {
            if distance > distances[at] {
                continue;
            }
            for &(next, length) in self.neighbours(at) {
                let longer = distance + length;
                if longer < distances[next] {
                    distances[next] = longer;
                    queue.push(Reached(longer, next));
                }
            }
        }
        distances
    }

    /// The members of each component in ascending order, the largest component first, equals by their first member.
    pub(crate) fn components(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.len()];
        let mut components = Vec::new();
        for start in 0..self.len() {
            if !seen[start] {
                components.push(self.collect(start, &mut seen));
            }
        }
        components.sort_by_key(|members| (usize::MAX - members.len(), members[0]));
        components
    }

    fn collect(&self, start: usize, seen: &mut [bool]) -> Vec<usize> {
        seen[start] = true;
        let mut members = vec![start];
        let mut done = 0;
        while done < members.len() {
            for &(next, _) in self.neighbours(members[done]) {
                if !std::mem::replace(&mut seen[next], true) {
                    members.push(next);
                }
            }
            done += 1;
        }
        members.sort_unstable();
        members
    }

    /// The springs of one component, renumbered by the order of `members` (ascending).
    pub(crate) fn within(&self, members: &[usize]) -> Self {
        let mut starts = vec![0];
        let mut ends = Vec::new();
        for &member in members {
            for &(end, length) in self.neighbours(member) {
                if let Ok(position) = members.binary_search(&end) {
                    ends.push((position, length));
                }
            }
            starts.push(ends.len());
        }
        Self { starts, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::Springs;

    #[test]
    fn parallel_ties_and_loops_do_not_count() {
        let springs = Springs::new(3, &[(0, 1), (1, 0), (0, 1), (2, 2), (1, 9)]);
        assert_eq!(springs.neighbours(0), &[(1, 1.0)]);
        assert!(springs.neighbours(2).is_empty());
    }

    #[test]
    fn distances_add_up_along_the_shortest_chain() {
        // 0 - 1 - 2, the middle has two partners: each spring is (1 + sqrt 2) / 2 long.
        let springs = Springs::new(4, &[(0, 1), (1, 2)]);
        let distances = springs.distances(0);
        assert!((distances[2] - (1.0 + 2.0_f64.sqrt())).abs() < 1e-12);
        assert!(distances[3].is_infinite());
    }

    #[test]
    fn components_come_largest_first() {
        let springs = Springs::new(6, &[(4, 5), (1, 2), (2, 3)]);
        assert_eq!(springs.components(), vec![vec![1, 2, 3], vec![4, 5], vec![0]]);
        assert_eq!(springs.within(&[4, 5]).neighbours(0).len(), 1);
    }
}
