//! The largest eigenvalue of a symmetric operator, by Lanczos' method, begun anew now and then.

use super::Convergence;
use super::solve::{Limits, dot, scale};
use super::tridiagonal::eigen;
use crate::error::Error;
use crate::graph::parallel::fill;
use crate::graph::sparse::ROWS;

/// How many vectors are kept between two beginnings: more shorten the way and take more memory.
const VECTORS: usize = 20;

/// A residual as small as this, relative to the eigenvalue, is rounding.
const ROUNDING: f64 = 1e-14;

/// The largest eigenvalue and its eigenvector.
pub(super) struct Dominant {
    pub(super) value: f64,
    /// Of Euclidean length 1 and without negative entries.
    pub(super) vector: Vec<f64>,
    /// Products with the operator, and the residual ‖A x − λ x‖ / λ.
    pub(super) convergence: Convergence,
}

/// The largest eigenvalue of a symmetric operator without negative entries, and what `start` has in common with its
/// eigenvectors. `apply` writes the product with its first argument into its second.
///
/// The iteration goes on until rounding ends it, if that is below the tolerance: the error of the vector is the residual
/// over the gap to the next eigenvalue, which nobody knows beforehand.
pub(super) fn dominant(
    limits: Limits,
    start: Vec<f64>,
    mut apply: impl FnMut(&[f64], &mut [f64]),
) -> Result<Dominant, Error> {
    let mut basis = vec![start];
    let (mut iterations, mut before) = (0, f64::INFINITY);
    loop {
        let steps = VECTORS.min(limits.max_iterations - iterations);
        let (diagonal, off) = expand(&mut basis, steps, &mut apply)?;
        iterations += diagonal.len();
        let (value, weights) = top(diagonal, &off[..off.len().saturating_sub(1)])?;
        let rest = off.last().zip(weights.last()).map_or(0.0, |(off, weight)| (off * weight).abs());
        // An eigenvalue of 0 is that of the matrix 0.
        let residual = if value > 0.0 { rest / value } else { 0.0 };
        combine(&mut basis, &weights);
        let stalled = residual > before / 2.0;
        if residual < ROUNDING || stalled && residual < limits.tolerance {
            basis[0].iter_mut().for_each(|x| *x = x.abs());
            normalise(&mut basis[0]);
            let convergence = Convergence { iterations, residual };
            return Ok(Dominant { value, vector: basis.swap_remove(0), convergence });
        }
        if iterations >= limits.max_iterations {
            return Err(limits.failed(iterations, residual));
        }
        before = residual;
    }
}

/// Up to `steps` of Lanczos' recurrence from the first vector of the basis: the tridiagonal matrix, whose last entry
/// beside the diagonal leads out of it.
fn expand(
    basis: &mut Vec<Vec<f64>>,
    steps: usize,
    apply: &mut impl FnMut(&[f64], &mut [f64]),
) -> Result<(Vec<f64>, Vec<f64>), Error> {
    let n = basis[0].len();
    let (mut diagonal, mut off): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut size = 0.0f64;
    normalise(&mut basis[0]);
    for step in 0..steps {
        if basis.len() == step + 1 {
            basis.push(vec![0.0; n]);
        }
        let (known, new) = basis.split_at_mut(step + 1);
        let (now, next) = (&known[step], &mut new[0]);
        apply(now, next);
        let alpha = dot(now, next);
        let beta = off.last().copied().unwrap_or(0.0);
        let last = &known[step.saturating_sub(1)];
        let mut squares = 0.0;
        let subtract = |first: usize, part: &mut [f64]| {
            part.iter_mut().enumerate().fold(0.0, |sum, (i, slot)| {
                *slot -= alpha * now[first + i] + beta * last[first + i];
                sum + *slot * *slot
            })
        };
        fill(next, ROWS, subtract, |sum| squares += sum);
        diagonal.push(alpha);
        let rest = squares.sqrt();
        size = size.max(alpha.abs() + beta);
        off.push(rest);
        // Beyond that only rounding leads, to where of equal eigenvalues the start has no part.
        if rest <= 10.0 * ROUNDING * size || rest * last_weight(&diagonal, &off[..step])? <= ROUNDING * size {
            break;
        }
        scale(next, 1.0 / rest);
    }
    Ok((diagonal, off))
}

/// The last entry of the eigenvector of the largest eigenvalue.
fn last_weight(diagonal: &[f64], off: &[f64]) -> Result<f64, Error> {
    let mut values = diagonal.to_vec();
    let mut row = vec![0.0; values.len()];
    row[values.len() - 1] = 1.0;
    let mut rows = [row];
    eigen(&mut values, off, &mut rows)?;
    let largest = (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap_or(0);
    Ok(rows[0][largest].abs())
}

/// The largest eigenvalue of the tridiagonal matrix and its eigenvector.
fn top(mut diagonal: Vec<f64>, off: &[f64]) -> Result<(f64, Vec<f64>), Error> {
    let n = diagonal.len();
    let mut rows: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| f64::from(i == j)).collect()).collect();
    eigen(&mut diagonal, off, &mut rows)?;
    let largest = (0..n).max_by(|&a, &b| diagonal[a].total_cmp(&diagonal[b])).unwrap_or(0);
    Ok((diagonal.get(largest).copied().unwrap_or(0.0), rows.iter().map(|row| row[largest]).collect()))
}

/// Puts the weighted sum of the basis into its first vector.
fn combine(basis: &mut [Vec<f64>], weights: &[f64]) {
    let Some((sum, others)) = basis.split_first_mut() else { return };
    let add = |first: usize, part: &mut [f64]| {
        for (i, slot) in part.iter_mut().enumerate() {
            *slot *= weights.first().copied().unwrap_or(1.0);
            for (other, weight) in others.iter().zip(&weights[1.min(weights.len())..]) {
                *slot += weight * other[first + i];
            }
        }
    };
    fill(sum, ROWS, add, |()| ());
}

fn normalise(vector: &mut [f64]) {
    let norm = dot(vector, vector).sqrt();
    if norm > 0.0 {
        scale(vector, 1.0 / norm);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const LIMITS: Limits = Limits { measure: "test", tolerance: 1e-12, max_iterations: 5_000 };

    /// The path 0 ─── 1 ─── … of n nodes, of which all is known.
    fn path(n: usize) -> impl FnMut(&[f64], &mut [f64]) {
        move |x, y| {
            for v in 0..n {
                y[v] = if v > 0 { x[v - 1] } else { 0.0 } + x.get(v + 1).copied().unwrap_or(0.0);
            }
        }
    }

    #[test]
    fn paths_have_cosines_for_eigenvalues() {
        for n in [1, 2, 3, 20, 21, 200] {
            let found = dominant(LIMITS, vec![1.0; n], path(n)).unwrap();
            let angle = std::f64::consts::PI / (n as f64 + 1.0);
            assert!((found.value - 2.0 * angle.cos()).abs() < 1e-12, "{n}: {}", found.value);
            let length = f64::midpoint(n as f64, 1.0).sqrt();
            for (v, x) in found.vector.iter().enumerate() {
                assert!((x - (angle * (v as f64 + 1.0)).sin() / length).abs() < 1e-8, "{n}: {x} at {v}");
            }
        }
    }

    #[test]
    fn too_few_products_are_an_error() {
        let error = dominant(Limits { max_iterations: 30, ..LIMITS }, vec![1.0; 500], path(500)).err().unwrap();
        assert!(matches!(error.kind(), ErrorKind::NotConverged { iterations: 30, residual, .. } if *residual > 1e-12));
    }

    #[test]
    fn of_equal_eigenvalues_the_start_decides() {
        let found = dominant(LIMITS, vec![3.0, 4.0, 1.0], |x, y| y.copy_from_slice(&[2.0 * x[0], 2.0 * x[1], x[2]]));
        let vector = found.unwrap().vector;
        assert!((vector[0] - 0.6).abs() < 1e-12 && (vector[1] - 0.8).abs() < 1e-12 && vector[2] < 1e-12);
    }
}
