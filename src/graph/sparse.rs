//! Adjacency as a sparse matrix: what a step along all ties at once brings.
//!
//! A [`Sparse`] is made for many products with vectors. Its rows stand in an [`Order`] that keeps neighbours close in
//! memory, and each row is summed by itself in a fixed order, so that no bit of a product depends on the number of
//! threads.

use super::parallel::fill;
use super::topology::{Sense, Topology};

/// Rows that are computed together: enough to be worth a thread, few enough to spread evenly.
///
/// # Examples
///
/// ```
/// use proxeny::graph::sparse::ROWS;
///
/// assert!(ROWS.is_power_of_two());
/// ```
pub const ROWS: usize = 4096;

/// Numbers for the nodes by which neighbours stand close together: breadth first, ignoring direction.
///
/// Each weak component is a run of numbers of its own.
///
/// # Complexity
///
/// O(n + m) time, O(n) space.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Order, Topology};
///
/// // 0 ─── 3 ─── 1     2
/// let order = Order::of(&Topology::undirected(4, [(0, 3), (3, 1)])?);
/// assert_eq!(order.nodes(), [0, 3, 1, 2]);
/// assert_eq!(order.restore(&[5.0, 6.0, 7.0, 8.0]), [5.0, 7.0, 8.0, 6.0]);
/// assert_eq!(order.components().collect::<Vec<_>>(), [0..3, 3..4]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Order {
    nodes: Vec<u32>,
    place: Vec<u32>,
    starts: Vec<usize>,
}

impl Order {
    /// Breadth first from the first node of each component.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Topology};
    ///
    /// // 0 ─── 3 ─── 1     2
    /// let order = Order::of(&Topology::undirected(4, [(0, 3), (3, 1)])?);
    /// assert_eq!(order.nodes()[1], 3); // the neighbour of 0 stands beside it
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology) -> Self {
        const NONE: u32 = u32::MAX;
        let n = topology.node_count();
        let (mut nodes, mut place, mut starts) = (Vec::with_capacity(n), vec![NONE; n], Vec::new());
        let mut next = 0;
        for root in 0..n as u32 {
            if place[root as usize] != NONE {
                continue;
            }
            starts.push(nodes.len());
            place[root as usize] = nodes.len() as u32;
            nodes.push(root);
            while let Some(&v) = nodes.get(next) {
                next += 1;
                let back = if topology.is_undirected() { &[] } else { topology.incoming(v) };
                for arc in topology.out(v).iter().chain(back) {
                    if place[arc.node as usize] == NONE {
                        place[arc.node as usize] = nodes.len() as u32;
                        nodes.push(arc.node);
                    }
                }
            }
        }
        starts.push(n);
        Self { nodes, place, starts }
    }

    /// The nodes in this order.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Topology};
    ///
    /// // 0 ─── 3 ─── 1     2
    /// let order = Order::of(&Topology::undirected(4, [(0, 3), (3, 1)])?);
    /// assert_eq!(order.nodes(), [0, 3, 1, 2]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn nodes(&self) -> &[u32] {
        &self.nodes
    }

    /// The places that the nodes of each weak component take.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Topology};
    ///
    /// // 0 ─── 3 ─── 1     2
    /// let order = Order::of(&Topology::undirected(4, [(0, 3), (3, 1)])?);
    /// assert!(order.components().eq([0..3, 3..4]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn components(&self) -> impl ExactSizeIterator<Item = std::ops::Range<usize>> {
        self.starts.windows(2).map(|pair| pair[0]..pair[1])
    }

    /// Values that stand in this order, in the order of the nodes.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Topology};
    ///
    /// // 0 ─── 3 ─── 1     2
    /// let order = Order::of(&Topology::undirected(4, [(0, 3), (3, 1)])?);
    /// assert_eq!(order.restore(&[5.0, 6.0, 7.0, 8.0]), [5.0, 7.0, 8.0, 6.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn restore(&self, values: &[f64]) -> Vec<f64> {
        self.place.iter().map(|&place| values[place as usize]).collect()
    }

    /// Values that stand in the order of the nodes, in this order.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Topology};
    ///
    /// // 0 ─── 3 ─── 1     2
    /// let order = Order::of(&Topology::undirected(4, [(0, 3), (3, 1)])?);
    /// let values = [5.0, 7.0, 8.0, 6.0];
    /// assert_eq!(order.arrange(&values), [5.0, 6.0, 7.0, 8.0]);
    /// assert_eq!(order.restore(&order.arrange(&values)), values);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn arrange(&self, values: &[f64]) -> Vec<f64> {
        self.nodes.iter().map(|&v| values[v as usize]).collect()
    }
}

/// A sparse square matrix in compressed rows: in row v the weights of the arcs that lead to v, or that leave it.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Order, Sense, Sparse, Topology};
///
/// // 0 ──> 1 ──> 2
/// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
/// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Backward, None);
/// let mut product = vec![0.0; 3];
/// matrix.multiply(&[1.0, 2.0, 4.0], &mut product);
/// assert_eq!(product, [0.0, 1.0, 2.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sparse {
    starts: Vec<usize>,
    columns: Vec<u32>,
    /// Empty if every entry is 1.
    values: Vec<f64>,
}

impl Sparse {
    /// The arcs that a traversal in this sense follows from each node, in the order given; every entry is 1 without
    /// weights (one per tie).
    ///
    /// # Complexity
    ///
    /// O(n + m) time and space.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, Some(&[0.5, 0.25]));
    /// assert_eq!((matrix.row_sum(0), matrix.row_sum(1)), (0.5, 0.25));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(topology: &Topology, order: &Order, sense: Sense, weights: Option<&[f64]>) -> Self {
        let arcs = topology.arc_count();
        let mut starts = Vec::with_capacity(order.nodes.len() + 1);
        let mut columns = Vec::with_capacity(arcs);
        let mut values = Vec::with_capacity(if weights.is_some() { arcs } else { 0 });
        starts.push(0);
        for &v in &order.nodes {
            let row = topology.arcs(v, sense);
            columns.extend(row.iter().map(|arc| order.place[arc.node as usize]));
            if let Some(weights) = weights {
                values.extend(row.iter().map(|arc| weights[arc.tie as usize]));
            }
            starts.push(columns.len());
        }
        Self { starts, columns, values }
    }

    /// The same with every entry multiplied by `factor`.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// assert_eq!(matrix.scaled(0.5).row_sum(0), 0.5);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        if self.values.is_empty() {
            self.values = vec![factor; self.columns.len()];
        } else {
            self.values.iter_mut().for_each(|value| *value *= factor);
        }
        self
    }

    /// How many rows there are.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// assert_eq!(matrix.rows(), 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many entries there are.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// assert_eq!(matrix.entries(), 2);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn entries(&self) -> usize {
        self.columns.len()
    }

    /// The columns and weights of a row.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// assert!(matrix.row(0).eq([(1, 1.0)]) && matrix.row(2).next().is_none());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let span = self.starts[row]..self.starts[row + 1];
        span.map(|i| (self.columns[i] as usize, self.values.get(i).copied().unwrap_or(1.0)))
    }

    /// The sum of a row.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// assert_eq!((matrix.row_sum(1), matrix.row_sum(2)), (1.0, 0.0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn row_sum(&self, row: usize) -> f64 {
        let span = self.starts[row]..self.starts[row + 1];
        if self.values.is_empty() { span.len() as f64 } else { self.values[span].iter().sum() }
    }

    /// The product of a row and a vector.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// assert_eq!(matrix.dot(0, &[1.0, 2.0, 4.0]), 2.0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[inline]
    pub fn dot(&self, row: usize, vector: &[f64]) -> f64 {
        let span = self.starts[row]..self.starts[row + 1];
        let columns = &self.columns[span.clone()];
        if self.values.is_empty() {
            columns.iter().map(|&column| vector[column as usize]).sum()
        } else {
            columns.iter().zip(&self.values[span]).map(|(&column, value)| vector[column as usize] * value).sum()
        }
    }

    /// The product of the matrix and a vector, over threads.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::{Order, Sense, Sparse, Topology};
    ///
    /// // 0 ──> 1 ──> 2
    /// let topology = Topology::directed(3, [(0, 1), (1, 2)])?;
    /// let matrix = Sparse::of(&topology, &Order::of(&topology), Sense::Forward, None);
    /// let mut product = vec![0.0; 3];
    /// matrix.multiply(&[1.0, 2.0, 4.0], &mut product);
    /// assert_eq!(product, [2.0, 4.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn multiply(&self, vector: &[f64], product: &mut [f64]) {
        let rows = |first: usize, part: &mut [f64]| {
            part.iter_mut().enumerate().for_each(|(i, slot)| *slot = self.dot(first + i, vector));
        };
        fill(product, ROWS, rows, |()| ());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::components::weak;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_are_those_of_the_dense_matrix(
            n in 1u32..12,
            raw in prop::collection::vec((0u32..12, 0u32..12, 0.1f64..9.0), 0..40),
            shape in 0..8,
        ) {
            let ends = raw.iter().map(|t| (t.0 % n, t.1 % n));
            let n = n as usize;
            let topology = if shape % 2 == 0 { Topology::directed(n, ends) } else { Topology::undirected(n, ends) }.unwrap();
            let weights: Vec<f64> = raw.iter().map(|t| t.2).collect();
            let weights = (shape & 2 == 0).then_some(&weights[..]);
            let sense = if shape < 4 { Sense::Forward } else { Sense::Backward };
            let order = Order::of(&topology);
            let matrix = Sparse::of(&topology, &order, sense, weights).scaled(3.0);
            let vector: Vec<f64> = (0..n).map(|v| 1.0 / (v as f64 + 1.0)).collect();
            let mut product = vec![f64::NAN; n];
            matrix.multiply(&order.arrange(&vector), &mut product);
            let product = order.restore(&product);
            for v in 0..n {
                let mut expected = 0.0;
                for (tie, (a, b, _)) in topology.ties().enumerate().filter(|(_, (a, b, _))| a != b) {
                    let weight = 3.0 * weights.map_or(1.0, |weights| weights[tie]);
                    let (from, to) = if sense == Sense::Forward { (a, b) } else { (b, a) };
                    expected += if from as usize == v { weight * vector[to as usize] } else { 0.0 };
                    let back = topology.is_undirected() && to as usize == v;
                    expected += if back { weight * vector[from as usize] } else { 0.0 };
                }
                prop_assert!((product[v] - expected).abs() < 1e-12 * (1.0 + expected));
            }
        }

        #[test]
        fn components_are_runs(raw in prop::collection::vec((0u32..15, 0u32..15), 0..15)) {
            let topology = Topology::directed(15, raw).unwrap();
            let (order, parts) = (Order::of(&topology), weak(&topology));
            prop_assert_eq!(order.components().len(), parts.count);
            for run in order.components() {
                let first = parts.labels[order.nodes()[run.start] as usize];
                prop_assert!(order.nodes()[run].iter().all(|&v| parts.labels[v as usize] == first));
            }
        }
    }
}
