//! Burt's structural holes: whose contacts lead to different corners of the network, and whose all know one another.

mod constraint;
mod contacts;
mod effective;
mod hierarchy;
#[cfg(test)]
mod tests;

pub use constraint::Constraint;
pub use effective::{BurtEfficiency, EffectiveSize};
pub use hierarchy::Hierarchy;

use self::contacts::Contacts;
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores, Weighting};

/// What every contact of a node costs it: c(i, j) = (p(i, j) + Σ p(i, q) p(q, j))² for the contacts j of every node i,
/// added up as `add` does.
fn costs<T: Clone + Default>(contacts: &Contacts, add: impl Fn(&mut T, f64)) -> Vec<T> {
    let mut costs = vec![T::default(); contacts.node_count()];
    let sums = &contacts.sums;
    // What u puts into q, divided by all that q has: never above 1, however large the weights.
    contacts.each_pair(
        |_, q, weight| weight / sums[q as usize],
        |u, v, weight, shared| {
            for i in [u as usize, v as usize] {
                add(&mut costs[i], ((weight + shared) / sums[i]).powi(2));
            }
        },
    );
    costs
}
