//! Divisions of the nodes into communities, and how alike two divisions are.

use serde::{Deserialize, Serialize};

/// A division of the nodes into communities, numbered from the largest; equals in the order of their first nodes.
///
/// # Examples
///
/// ```
/// use proxeny::structure::Partition;
///
/// let partition = Partition::new(&[5, 9, 9]);
/// assert_eq!((partition.labels(), partition.sizes()), (&[1, 0, 0][..], vec![2, 1]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Partition {
    labels: Vec<u32>,
    count: usize,
}

impl Partition {
    /// The division of which nodes with the same label are one community, whatever the labels are.
    ///
    /// # Complexity
    ///
    /// O(n log n) time, O(n) space.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::structure::Partition;
    ///
    /// assert_eq!(Partition::new(&[3, 3, 1]), Partition::new(&[8, 8, 4]));
    /// ```
    pub fn new(labels: &[u32]) -> Self {
        let mut nodes: Vec<u32> = (0..labels.len() as u32).collect();
        nodes.sort_by_key(|&v| labels[v as usize]);
        let mut groups: Vec<&[u32]> = nodes.chunk_by(|&a, &b| labels[a as usize] == labels[b as usize]).collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
        let mut found = Self { labels: vec![0; labels.len()], count: groups.len() };
        for (number, group) in groups.iter().enumerate() {
            group.iter().for_each(|&v| found.labels[v as usize] = number as u32);
        }
        found
    }

    /// The community of each node.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(proxeny::structure::Partition::new(&[4, 4]).labels(), [0, 0]);
    /// ```
    pub fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// How many communities there are.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(proxeny::structure::Partition::new(&[4, 4, 1]).count(), 2);
    /// ```
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many nodes each community has.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(proxeny::structure::Partition::new(&[4, 1, 1]).sizes(), [2, 1]);
    /// ```
    pub fn sizes(&self) -> Vec<usize> {
        self.members().iter().map(Vec::len).collect()
    }

    /// The nodes of each community.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(proxeny::structure::Partition::new(&[4, 1, 1]).members(), [vec![1, 2], vec![0]]);
    /// ```
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.count];
        for (v, &label) in self.labels.iter().enumerate() {
            members[label as usize].push(v as u32);
        }
        members
    }

    /// The adjusted Rand index of two divisions of the same nodes: 1 if they are the same, 0 on average if they are drawn
    /// with these sizes.
    ///
    /// 1 where both put all nodes together or all apart. Nodes that one of them does not have are left out.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::structure::Partition;
    ///
    /// let (a, b) = (Partition::new(&[0, 0, 1, 1]), Partition::new(&[0, 1, 0, 1]));
    /// assert_eq!(a.rand_index(&a), 1.0);
    /// assert!((a.rand_index(&b) + 0.5).abs() < 1e-12);
    /// ```
    ///
    /// # References
    ///
    /// Hubert and Arabie (1985), "Comparing partitions", Journal of Classification 2,
    /// [doi:10.1007/BF01908075](https://doi.org/10.1007/BF01908075).
    pub fn rand_index(&self, other: &Self) -> f64 {
        let couples = |n: u64| n as f64 * (n as f64 - 1.0) / 2.0;
        let (cells, rows, columns) = self.cells(other);
        let sum = |counts: &[u64]| counts.iter().map(|&n| couples(n)).sum::<f64>();
        let (both, a, b) = (sum(&cells), sum(&rows), sum(&columns));
        let all = couples(rows.iter().sum());
        let expected = if all > 0.0 { a * b / all } else { 0.0 };
        let most = f64::midpoint(a, b);
        if most == expected { 1.0 } else { (both - expected) / (most - expected) }
    }

    /// The normalised mutual information of two divisions of the same nodes: 1 if they are the same, 0 if one says nothing
    /// about the other; divided by the mean of the two entropies.
    ///
    /// 1 where both put all nodes together. Nodes that one of them does not have are left out.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::structure::Partition;
    ///
    /// let (a, b) = (Partition::new(&[0, 0, 1, 1]), Partition::new(&[0, 1, 0, 1]));
    /// assert_eq!((a.mutual_information(&a), a.mutual_information(&b)), (1.0, 0.0));
    /// ```
    ///
    /// # References
    ///
    /// Danon, Díaz-Guilera, Duch and Arenas (2005), "Comparing community structure identification", Journal of Statistical
    /// Mechanics, [doi:10.1088/1742-5468/2005/09/P09008](https://doi.org/10.1088/1742-5468/2005/09/P09008).
    pub fn mutual_information(&self, other: &Self) -> f64 {
        let (cells, rows, columns) = self.cells(other);
        let n = rows.iter().sum::<u64>() as f64;
        let entropy = |counts: &[u64]| -counts.iter().map(|&c| c as f64 / n * (c as f64 / n).ln()).sum::<f64>();
        let (a, b, both) = (entropy(&rows), entropy(&columns), entropy(&cells));
        if a + b == 0.0 { 1.0 } else { (2.0 * (a + b - both) / (a + b)).clamp(0.0, 1.0) }
    }

    /// How many nodes share a community in both, in the first, in the second; none of them 0.
    fn cells(&self, other: &Self) -> (Vec<u64>, Vec<u64>, Vec<u64>) {
        let mut both: Vec<(u32, u32)> = self.labels.iter().copied().zip(other.labels.iter().copied()).collect();
        both.sort_unstable();
        let cells = both.chunk_by(|a, b| a == b).map(|run| run.len() as u64).collect();
        let tally = |mut labels: Vec<u32>| {
            labels.sort_unstable();
            labels.chunk_by(|a, b| a == b).map(|run| run.len() as u64).collect()
        };
        let rows = tally(both.iter().map(|cell| cell.0).collect());
        (cells, rows, tally(both.iter().map(|cell| cell.1).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn likeness_agrees_with_counting_pairs(
            a in prop::collection::vec(0u32..4, 9),
            b in prop::collection::vec(0u32..4, 9),
        ) {
            let couples: Vec<_> = (0..9).flat_map(|v| (0..v).map(move |u| (u, v))).collect();
            let count = |wanted: &dyn Fn(usize, usize) -> bool| {
                couples.iter().filter(|&&(u, v)| wanted(u, v)).count() as f64
            };
            let (x, y) = (count(&|u, v| a[u] == a[v]), count(&|u, v| b[u] == b[v]));
            let both = count(&|u, v| a[u] == a[v] && b[u] == b[v]);
            let chance = x * y / 36.0;
            let (a, b) = (Partition::new(&a), Partition::new(&b));
            let most = f64::midpoint(x, y);
            if most != chance {
                prop_assert!((a.rand_index(&b) - (both - chance) / (most - chance)).abs() < 1e-12);
            }
            prop_assert!((a.mutual_information(&b) - b.mutual_information(&a)).abs() < 1e-12);
            prop_assert!((a.mutual_information(&a) - 1.0).abs() < 1e-12);
            prop_assert!(a.sizes().is_sorted_by(|x, y| x >= y));
        }
    }

    #[test]
    fn likeness_of_two_divisions_is_what_a_count_by_hand_gives() {
        // 1 pair together in both, 1 and 2 in either, of 6: (1 − 1/3) / (3/2 − 1/3). Entropies 3/2 ln 2 and ln 2, jointly
        // 3/2 ln 2: 2 · ln 2 / (5/2 ln 2).
        let (a, b) = (Partition::new(&[0, 0, 1, 2]), Partition::new(&[0, 0, 1, 1]));
        assert!((a.rand_index(&b) - 0.571_428_571_428_571_4).abs() < 1e-12);
        assert!((a.mutual_information(&b) - 0.8).abs() < 1e-12);
    }
}
