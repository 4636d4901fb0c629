//! A network as an electric circuit: potentials by conjugate gradients, one component at a time.

use std::ops::Range;

use super::Convergence;
use super::solve::Limits;
use crate::error::Error;
use crate::graph::{Order, Sense, Sparse, Topology};

/// Ties as conductors, direction ignored; the largest conductance is 1.
pub(super) struct Circuit {
    pub(super) order: Order,
    matrix: Sparse,
    /// The sum of the conductances at each place.
    sums: Vec<f64>,
    /// What a conductance of 1 was before.
    pub(super) unit: f64,
}

impl Circuit {
    /// Conductances are the weights, 1 without them.
    pub(super) fn of(topology: &Topology, weights: Option<&[f64]>) -> Result<Self, Error> {
        let plain;
        let undirected = if topology.is_undirected() {
            topology
        } else {
            plain = Topology::undirected(topology.node_count(), topology.ties().map(|(a, b, _)| (a, b)))?;
            &plain
        };
        let order = Order::of(undirected);
        let unit = weights.map_or(1.0, |weights| weights.iter().copied().fold(0.0, f64::max));
        let matrix = Sparse::of(undirected, &order, Sense::Forward, weights);
        let matrix = if unit == 1.0 { matrix } else { matrix.scaled(1.0 / unit) };
        let sums = (0..matrix.rows()).map(|row| matrix.row_sum(row)).collect();
        Ok(Self { order, matrix, sums, unit })
    }

    /// The places of the components of two nodes or more.
    pub(super) fn components(&self) -> impl Iterator<Item = Range<usize>> {
        self.order.components().filter(|run| run.len() > 1)
    }

    /// How many nodes the largest component has.
    pub(super) fn largest(&self) -> usize {
        self.order.components().map(|run| run.len()).max().unwrap_or(0)
    }

    /// The ties of a place: the other end and the conductance.
    pub(super) fn ties(&self, place: usize) -> impl Iterator<Item = (usize, f64)> {
        self.matrix.row(place)
    }

    /// The potentials in a component at which these currents flow in; both stand in the order of its places, the
    /// currents sum to 0, and so do the potentials.
    ///
    /// Conjugate gradients with the sums of conductances as preconditioner, until the norm of the residual that they
    /// define is below the tolerance times that of the currents.
    pub(super) fn potentials(
        &self,
        component: &Range<usize>,
        currents: &[f64],
        limits: Limits,
    ) -> Result<(Vec<f64>, Convergence), Error> {
        let sums = &self.sums[component.clone()];
        let conditioned = |rest: &[f64]| rest.iter().zip(sums).map(|(r, sum)| r / sum).collect::<Vec<_>>();
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        let mut found = vec![0.0; currents.len()];
        let mut rest = currents.to_vec();
        let mut way = conditioned(&rest);
        let mut flow = vec![0.0; currents.len()];
        let all = dot(&rest, &way);
        let mut size = all;
        let convergence = limits.repeat(|| {
            if size <= 0.0 {
                return 0.0.into();
            }
            for (i, slot) in flow.iter_mut().enumerate() {
                let place = component.start + i;
                let away: f64 = self.ties(place).map(|(u, c)| c * way[u - component.start]).sum();
                *slot = sums[i] * way[i] - away;
            }
            let step = size / dot(&way, &flow);
            found.iter_mut().zip(&way).for_each(|(x, w)| *x += step * w);
            rest.iter_mut().zip(&flow).for_each(|(r, f)| *r -= step * f);
            let next = conditioned(&rest);
            let before = std::mem::replace(&mut size, dot(&rest, &next));
            way.iter_mut().zip(&next).for_each(|(w, z)| *w = z + size / before * *w);
            (size / all).sqrt().into()
        })?;
        let mean = found.iter().sum::<f64>() / found.len() as f64;
        for x in &mut found {
            *x -= mean;
        }
        Ok((found, convergence))
    }
}

/// The worse of two reports.
pub(super) fn worse(a: Convergence, b: Convergence) -> Convergence {
    Convergence { iterations: a.iterations.max(b.iterations), residual: a.residual.max(b.residual) }
}

/// The number of an independent random choice, the same everywhere: a mixed 64-bit counter.
pub(super) fn random(seed: u64, number: u64) -> u64 {
    let mut z = seed.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for _ in 0..2 {
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
    }
    z
}
