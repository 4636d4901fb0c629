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
use super::{Consumes, Explanation, Measure, MeasureOptions, Scores, Weighting};

/// What every contact of a node costs it, summed.
#[derive(Clone, Copy, Default)]
struct Costs {
    /// Σ c(i, j).
    sum: f64,
    /// Σ c(i, j) ln c(i, j).
    entropy: f64,
}

/// c(i, j) = (p(i, j) + Σ p(i, q) p(q, j))², summed over the contacts j of every node i.
fn costs(contacts: &Contacts) -> Vec<Costs> {
    let mut costs = vec![Costs::default(); contacts.node_count()];
    let sums = &contacts.sums;
    // What u puts into q, divided by all that q has: never above 1, however large the weights.
    contacts.each_pair(
        |_, q, weight| weight / sums[q as usize],
        |u, v, weight, shared| {
            for i in [u as usize, v as usize] {
                let cost = ((weight + shared) / sums[i]).powi(2);
                costs[i].sum += cost;
                costs[i].entropy += if cost > 0.0 { cost * cost.ln() } else { 0.0 };
            }
        },
    );
    costs
}
