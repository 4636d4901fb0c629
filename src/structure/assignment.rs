//! Assignment: who is matched with whom so that the sum of costs is least (Kuhn's Hungarian method).
//!
//! Rows are matched with columns one to one; of a table that is not square, the smaller side is matched whole.
//!
//! # References
//! * Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly 2, 83–97,
//!   [doi:10.1002/nav.3800020109](https://doi.org/10.1002/nav.3800020109)

use crate::error::{Error, ErrorKind};

/// The column of each row in a matching of least cost; `None` for rows left over where there are fewer columns.
///
/// # Complexity
/// O(a² b) time for the smaller side a and the larger b, O(a b) space.
///
/// # Errors
/// [`ErrorKind::Parameter`] if rows differ in length or a cost is not finite.
///
/// # Examples
/// ```
/// use proxeny::structure::assignment::assign;
///
/// // Each would take the first column; together they do better.
/// assert_eq!(assign(&[vec![1.0, 2.0], vec![1.0, 9.0]])?, [Some(1), Some(0)]);
/// assert_eq!(assign(&[vec![3.0], vec![1.0]])?, [None, Some(0)]);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn assign(costs: &[Vec<f64>]) -> Result<Vec<Option<usize>>, Error> {
    let columns = costs.first().map_or(0, Vec::len);
    if costs.iter().any(|row| row.len() != columns || row.iter().any(|cost| !cost.is_finite())) {
        return Err(ErrorKind::Parameter("costs must be finite, and as many in each row".into()).into());
    }
    if costs.len() <= columns {
        return Ok(shortest_paths(costs, columns).into_iter().map(Some).collect());
    }
    let turned: Vec<Vec<f64>> = (0..columns).map(|column| costs.iter().map(|row| row[column]).collect()).collect();
    let mut matched = vec![None; costs.len()];
    for (column, row) in shortest_paths(&turned, costs.len()).into_iter().enumerate() {
        matched[row] = Some(column);
    }
    Ok(matched)
}

/// Adds one row after the other along the cheapest alternating path; potentials keep reduced costs from being negative.
/// Numbers from 1, so that column 0 can hold the row that is being added.
fn shortest_paths(costs: &[Vec<f64>], columns: usize) -> Vec<usize> {
    let mut row_potential = vec![0.0; costs.len() + 1];
    let mut potential = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=costs.len() {
        row_of[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut before = vec![0; columns + 1];
        let mut seen = vec![false; columns + 1];
        while row_of[at] != 0 {
            seen[at] = true;
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in (1..=columns).filter(|column| !seen[*column]) {
                let reduced = costs[row_of[at] - 1][column - 1] - row_potential[row_of[at]] - potential[column];
                if reduced < least[column] {
                    (least[column], before[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if seen[column] {
                    row_potential[row_of[column]] += step;
                    potential[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[before[at]];
            at = before[at];
        }
    }
    let mut column_of = vec![0; costs.len()];
    for column in (1..=columns).filter(|column| row_of[*column] != 0) {
        column_of[row_of[column] - 1] = column - 1;
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The least sum over every way to give rows different columns.
    fn brute(costs: &[Vec<f64>], row: usize, taken: u32, left_out: usize) -> f64 {
        let Some(of_row) = costs.get(row) else { return 0.0 };
        let free = of_row.iter().enumerate().filter(|(column, _)| taken >> column & 1 == 0);
        let tried = free.map(|(column, cost)| cost + brute(costs, row + 1, taken | 1 << column, left_out));
        let skipped = (left_out > 0).then(|| brute(costs, row + 1, taken, left_out - 1));
        tried.chain(skipped).fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #[test]
        fn no_matching_costs_less(rows in 1_usize..6, columns in 1_usize..6, numbers in prop::collection::vec(-9_i8..10, 25)) {
            let cost = |row: usize, column: usize| f64::from(numbers[5 * row + column]);
            let costs: Vec<Vec<f64>> = (0..rows).map(|row| (0..columns).map(|column| cost(row, column)).collect()).collect();
            let matched = assign(&costs).unwrap();
            let mut used: Vec<usize> = matched.iter().flatten().copied().collect();
            let sum: f64 = matched.iter().enumerate().filter_map(|(row, column)| column.map(|column| cost(row, column))).sum();
            used.sort_unstable();
            used.dedup();
            prop_assert_eq!(used.len(), rows.min(columns));
            prop_assert_eq!(sum, brute(&costs, 0, 0, rows.saturating_sub(columns)));
        }
    }

    #[test]
    fn what_is_no_table_of_costs_is_refused() {
        assert!(assign(&[vec![1.0], vec![]]).is_err() && assign(&[vec![f64::NAN]]).is_err());
        assert_eq!(assign(&[]).unwrap(), []);
    }
}
