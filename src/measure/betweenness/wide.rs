//! Numbers of routes beyond every floating-point number.

use super::single::{Costs, Spot};
use super::stage::Stage;

/// mantissa · 2^exponent, the mantissa in [1, 2), or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wide {
    mantissa: f64,
    exponent: i64,
}

/// 2^−n, exactly; 0 where that is too small to matter beside 1.
fn halvings(n: u64) -> f64 {
    if n < 1023 { f64::from_bits((1023 - n) << 52) } else { 0.0 }
}

impl Wide {
    pub(super) const ZERO: Self = Self { mantissa: 0.0, exponent: 0 };
    const ONE: Self = Self { mantissa: 1.0, exponent: 0 };

    fn plus(self, other: Self) -> Self {
        if self.mantissa == 0.0 {
            return other;
        }
        let (large, small) = if self.exponent < other.exponent { (other, self) } else { (self, other) };
        let mantissa = large.mantissa + small.mantissa * halvings(large.exponent.abs_diff(small.exponent));
        let carry = i64::from(mantissa >= 2.0);
        Self { mantissa: mantissa * halvings(carry as u64), exponent: large.exponent + carry }
    }

    /// So many times this; `many` is a whole number.
    fn times(self, many: f64) -> Self {
        let product = self.mantissa * many;
        let exponent = (product.to_bits() >> 52) as i64 - 1023;
        Self { mantissa: product * halvings(exponent as u64), exponent: self.exponent + exponent }
    }

    /// What part of `whole` this is.
    fn share(self, whole: Self) -> f64 {
        // A part is never larger than the whole, so the quotient can only be too small to matter.
        self.mantissa / whole.mantissa * halvings(whole.exponent.abs_diff(self.exponent))
    }
}

/// Counts the routes that a search found once more and adds what they owe to `sums`, of which the first stands for
/// number `base`.
pub(super) fn add<C: Costs, const ARCS: bool>(
    (stage, costs): (&Stage, &C),
    (spots, order): (&[Spot<C::Distance>], &[u32]),
    (counts, owed): (&mut [Wide], &mut [f64]),
    base: usize,
    sums: &mut [f64],
) {
    let core = stage.core;
    let tight = |v: u32| {
        let distance = spots[v as usize].distance;
        let ends = move |i: usize| (i, core.heads[i] as usize, distance + costs.cost(i));
        stage.row(v).map(ends).filter(|&(_, w, through)| spots[w].distance == through).map(|(i, w, _)| (i, w))
    };
    let source = order[0];
    for &v in order {
        counts[v as usize] = Wide::ZERO;
    }
    counts[source as usize] = Wide::ONE;
    for &v in order {
        let count = if v == source { Wide::ONE } else { counts[v as usize].times(core.many[v as usize]) };
        tight(v).for_each(|(_, w)| counts[w] = counts[w].plus(count));
    }
    let sending = core.sending[source as usize];
    for &v in order.iter().rev() {
        let (count, mut dependency) = (counts[v as usize], 0.0);
        let sent = if v == source { sending / core.many[v as usize] } else { sending };
        for (i, w) in tight(v) {
            let carried = count.share(counts[w]) * (stage.receiving(w as u32) + core.many[w] * owed[w]);
            dependency += carried;
            if ARCS {
                sums[i - base] += sent * carried;
            }
        }
        owed[v as usize] = dependency;
        if !ARCS && v != source {
            sums[v as usize - base] += sending * dependency;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_counts_count_like_plain_ones() {
        let (mut plain, mut wide) = (1.0f64, Wide::ONE);
        for step in 0..200 {
            let (more, wider) = if step % 3 == 0 { (1.0, Wide::ONE) } else { (plain, wide) };
            (plain, wide) = (plain + more, wide.plus(wider));
            assert_eq!(wide.mantissa * 2f64.powi(wide.exponent as i32), plain);
            assert_eq!(wider.share(wide), more / plain);
            let thrice = wide.times(3.0);
            assert!((1.0..2.0).contains(&thrice.mantissa));
            assert_eq!(thrice.mantissa * 2f64.powi(thrice.exponent as i32), 3.0 * plain);
        }
        assert_eq!(Wide::ZERO.plus(wide), wide);
    }

    #[test]
    fn wide_counts_do_not_overflow() {
        let doubled = (0..5000).fold(Wide::ONE, |count, _| count.plus(count));
        assert_eq!(doubled, Wide { mantissa: 1.0, exponent: 5000 });
        assert_eq!((Wide::ONE.share(doubled), doubled.share(doubled)), (0.0, 1.0));
    }
}
