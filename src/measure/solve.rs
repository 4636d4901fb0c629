//! What the iterative measures share: the loop, its end, and the walks that it follows.

use super::Convergence;
use crate::error::{Error, ErrorKind};
use crate::graph::Sparse;
use crate::graph::parallel::{fill, map_reduce};
use crate::graph::sparse::ROWS;

/// When an iteration ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) measure: &'static str,
    pub(super) tolerance: f64,
    pub(super) max_iterations: usize,
}

/// What one step of an iteration tells: how far it moved, and whether that can be relied on.
pub(super) struct Step {
    pub(super) residual: f64,
    pub(super) settled: bool,
}

impl From<f64> for Step {
    fn from(residual: f64) -> Self {
        Self { residual, settled: true }
    }
}

impl Limits {
    /// Refuses tolerances that nothing can reach.
    pub(super) fn check(self) -> Result<Self, Error> {
        if self.tolerance > 0.0 {
            return Ok(self);
        }
        Err(ErrorKind::Parameter(format!("the tolerance is {}; it must be above 0", self.tolerance)).into())
    }

    /// Repeats a step until it moves by less than the tolerance and is settled.
    pub(super) fn repeat(self, mut step: impl FnMut() -> Step) -> Result<Convergence, Error> {
        let mut residual = f64::INFINITY;
        for iterations in 1..=self.max_iterations {
            let told = step();
            residual = told.residual;
            if residual < self.tolerance && told.settled {
                return Ok(Convergence { iterations, residual });
            }
        }
        Err(self.failed(self.max_iterations, residual))
    }

    /// That the iterations did not suffice.
    pub(super) fn failed(self, iterations: usize, residual: f64) -> Error {
        ErrorKind::NotConverged { measure: self.measure.into(), iterations, residual }.into()
    }
}

/// The fixed point x = (f · M x + b) / d, entry by entry, where a divisor of 0 makes 0.
pub(super) struct Walk<'a> {
    /// M.
    pub(super) matrix: &'a Sparse,
    /// f.
    pub(super) factor: f64,
    /// b.
    pub(super) add: &'a [f64],
    /// d; 1 everywhere if there is none.
    pub(super) divide: Option<&'a [f64]>,
    /// The spectral radius of f · M / d where all its eigenvalues are real: Chebyshev's polynomials then shorten the way.
    pub(super) real_radius: Option<f64>,
}

impl Walk<'_> {
    /// f · M x + b at the fixed point x, once a step moves d · x by less than the tolerance of its sum.
    ///
    /// From x₀ = b / d by xₖ₊₁ = ωₖ (g(xₖ) − xₖ₋₁) + xₖ₋₁, where g is one step of the walk: ω is 1 throughout where
    /// eigenvalues may be complex, and Chebyshev's (Golub and Varga 1961) where they are real.
    pub(super) fn solve(&self, limits: Limits) -> Result<(Vec<f64>, Convergence), Error> {
        let divide = |v: usize, x: f64| self.divide.map_or(x, |by| if by[v] > 0.0 { x / by[v] } else { 0.0 });
        let mut now: Vec<f64> = self.add.iter().enumerate().map(|(v, &x)| divide(v, x)).collect();
        let mut last = now.clone();
        let squared = self.real_radius.map_or(0.0, |radius| radius * radius);
        let mut omega = 1.0;
        let convergence = limits.repeat(|| {
            let row = |v: usize, slot: &mut f64| {
                let next = divide(v, self.factor * self.matrix.dot(v, &now) + self.add[v]);
                *slot += omega * (next - *slot);
                let size = self.divide.map_or(1.0, |by| by[v]);
                ((next - now[v]).abs() * size, next.abs() * size)
            };
            let (mut moved, mut total) = (0.0, 0.0);
            fill(
                &mut last,
                ROWS,
                |first, part| rows(first, part, row),
                |sums: (f64, f64)| {
                    moved += sums.0;
                    total += sums.1;
                },
            );
            std::mem::swap(&mut last, &mut now);
            omega = if omega == 1.0 { 1.0 / (1.0 - squared / 2.0) } else { 1.0 / (1.0 - squared * omega / 4.0) };
            // Without a tie there is nothing to move.
            Step::from(if moved == 0.0 { 0.0 } else { moved / total })
        })?;
        let rows = |first: usize, part: &mut [f64]| {
            for (i, slot) in part.iter_mut().enumerate() {
                *slot = self.factor * self.matrix.dot(first + i, &now) + self.add[first + i];
            }
        };
        fill(&mut last, ROWS, rows, |()| ());
        Ok((last, convergence))
    }
}

/// Does `row` on every slot and adds up what it tells.
fn rows(first: usize, part: &mut [f64], row: impl Fn(usize, &mut f64) -> (f64, f64)) -> (f64, f64) {
    let told = part.iter_mut().enumerate().map(|(i, slot)| row(first + i, slot));
    told.fold((0.0, 0.0), |sums, (moved, total)| (sums.0 + moved, sums.1 + total))
}

/// The sum of products, the same for any number of threads.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let part = |range: std::ops::Range<usize>| a[range.clone()].iter().zip(&b[range]).map(|(x, y)| x * y).sum::<f64>();
    if a.len() <= ROWS {
        return part(0..a.len());
    }
    let mut total = 0.0;
    map_reduce(a.len(), ROWS, || (), |(), range| part(range), |sum| total += sum);
    total
}

/// Multiplies every value.
pub(super) fn scale(values: &mut [f64], factor: f64) {
    for value in values {
        *value *= factor;
    }
}
