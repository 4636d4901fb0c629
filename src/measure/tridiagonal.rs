//! Eigenvalues of symmetric tridiagonal matrices, as Lanczos' method leaves them.

use crate::error::{Error, ErrorKind};

/// How often one eigenvalue may be shifted; three or four times is usual.
const MOST_SHIFTS: usize = 60;

/// Turns `diagonal` into the eigenvalues of the symmetric matrix with that diagonal and `off` beside it, by QL with
/// implicit shifts. Each of `rows` is multiplied from the right by the matrix of eigenvectors, so that the first unit
/// vector becomes the first entries of all of them.
///
/// The eigenvalues are not sorted. After Dubrulle, Martin and Wilkinson (1968), "The implicit QL algorithm", Numerische
/// Mathematik 12, [doi:10.1007/BF02165404](https://doi.org/10.1007/BF02165404).
pub(super) fn eigen(diagonal: &mut [f64], off: &[f64], rows: &mut [Vec<f64>]) -> Result<(), Error> {
    let n = diagonal.len();
    let mut off: Vec<f64> = off.iter().copied().chain([0.0]).collect();
    for first in 0..n {
        let mut shifts = 0;
        loop {
            let small = |i: &usize| off[*i].abs() <= f64::EPSILON * (diagonal[*i].abs() + diagonal[i + 1].abs());
            let last = (first..n - 1).find(small).unwrap_or(n - 1);
            if last == first {
                break;
            }
            if shifts == MOST_SHIFTS {
                let (measure, residual) = ("the eigenvalues of a tridiagonal matrix".into(), off[first].abs());
                return Err(ErrorKind::NotConverged { measure, iterations: shifts, residual }.into());
            }
            shifts += 1;
            sweep(diagonal, &mut off, rows, first, last);
        }
    }
    Ok(())
}

/// One shifted sweep of rotations from `last` down to `first`.
fn sweep(diagonal: &mut [f64], off: &mut [f64], rows: &mut [Vec<f64>], first: usize, last: usize) {
    let shift = (diagonal[first + 1] - diagonal[first]) / (2.0 * off[first]);
    let root = shift.hypot(1.0).copysign(shift);
    let mut g = diagonal[last] - diagonal[first] + off[first] / (shift + root);
    let (mut sine, mut cosine, mut carry) = (1.0, 1.0, 0.0);
    for i in (first..last).rev() {
        let (f, b) = (sine * off[i], cosine * off[i]);
        let r = f.hypot(g);
        off[i + 1] = r;
        if r == 0.0 {
            diagonal[i + 1] -= carry;
            off[last] = 0.0;
            return;
        }
        (sine, cosine) = (f / r, g / r);
        g = diagonal[i + 1] - carry;
        let turn = (diagonal[i] - g) * sine + 2.0 * cosine * b;
        carry = sine * turn;
        diagonal[i + 1] = g + carry;
        g = cosine * turn - b;
        for row in rows.iter_mut() {
            (row[i], row[i + 1]) = (cosine * row[i] - sine * row[i + 1], sine * row[i] + cosine * row[i + 1]);
        }
    }
    diagonal[first] -= carry;
    off[first] = g;
    off[last] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eigenvectors_make_the_matrix_again(
            entries in prop::collection::vec((-9.0f64..9.0, prop::sample::select(vec![0.0, 1e-20, 0.5, 1.0, 7.0])), 1..9),
        ) {
            let n = entries.len();
            let (mut values, off): (Vec<f64>, Vec<f64>) = entries.iter().copied().unzip();
            let mut rows: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| f64::from(i == j)).collect()).collect();
            eigen(&mut values, &off[..n - 1], &mut rows).unwrap();
            for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                let found: f64 = (0..n).map(|k| rows[i][k] * values[k] * rows[j][k]).sum();
                let expected = match i.abs_diff(j) { 0 => entries[i].0, 1 => off[i.min(j)], _ => 0.0 };
                prop_assert!((found - expected).abs() < 1e-12, "{} {}", found, expected);
            }
        }
    }
}
