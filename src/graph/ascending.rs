//! Numbers that come out in ascending order, for searches that never go back: a radix heap.
//!
//! What is inside lies in buckets by the highest bit in which it differs from what came out last. Only the first bucket
//! that is not empty is ever sorted further, so that everything moves down a few times instead of being compared often.
//!
//! Ahuja et al. (1990), "Faster algorithms for the shortest path problem", Journal of the ACM 37(2),
//! [doi:10.1145/77600.77615](https://doi.org/10.1145/77600.77615).

/// A whole number that is sorted by its bits.
pub(crate) trait Bits: Copy + Ord {
    const ZERO: Self;
    /// The place of the highest bit in which two numbers differ, counted from 1; 0 if they are the same.
    fn parted(self, other: Self) -> usize;
}

macro_rules! bits {
    ($number:ty) => {
        impl Bits for $number {
            const ZERO: Self = 0;

            #[inline]
            fn parted(self, other: Self) -> usize {
                (Self::BITS - (self ^ other).leading_zeros()) as usize
            }
        }
    };
}

bits!(u32);
bits!(u64);
bits!(u128);

/// Nodes by their distances. What goes in must not be less than what came out last.
pub(crate) struct Ascending<D> {
    last: D,
    buckets: Vec<Vec<(D, u32)>>,
}

impl<D: Bits> Ascending<D> {
    pub(crate) fn new() -> Self {
        Self { last: D::ZERO, buckets: Vec::new() }
    }

    /// Begins anew with one node at distance 0; nothing must be left inside.
    pub(crate) fn start(&mut self, v: u32) {
        debug_assert!(self.buckets.iter().all(Vec::is_empty));
        self.last = D::ZERO;
        self.push(D::ZERO, v);
    }

    /// Drops all that is left inside.
    pub(crate) fn clear(&mut self) {
        self.buckets.iter_mut().for_each(Vec::clear);
    }

    #[inline]
    pub(crate) fn push(&mut self, distance: D, v: u32) {
        debug_assert!(distance >= self.last);
        let bucket = distance.parted(self.last);
        if bucket >= self.buckets.len() {
            self.buckets.resize_with(bucket + 1, Vec::new);
        }
        self.buckets[bucket].push((distance, v));
    }

    /// The least that still holds. What does not, because a shorter way was found since, is dropped.
    #[inline]
    pub(crate) fn pop(&mut self, holds: impl Fn(D, u32) -> bool) -> Option<(D, u32)> {
        loop {
            while let Some((distance, v)) = self.buckets.first_mut()?.pop() {
                if holds(distance, v) {
                    return Some((distance, v));
                }
            }
            let first = self.buckets.iter().position(|bucket| !bucket.is_empty())?;
            let mut moving = std::mem::take(&mut self.buckets[first]);
            moving.retain(|&(distance, v)| holds(distance, v));
            if let Some(least) = moving.iter().map(|&(distance, _)| distance).min() {
                self.last = least;
                for (distance, v) in moving.drain(..) {
                    // All of them have the bit that they differed in, so that they move to buckets before this one.
                    self.buckets[distance.parted(least)].push((distance, v));
                }
            }
            self.buckets[first] = moving;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check<D: Bits + std::fmt::Debug + std::ops::Add<Output = D>>(steps: Vec<(D, u32)>) -> Result<(), TestCaseError> {
        let (mut queue, mut inside, mut last) = (Ascending::new(), vec![(D::ZERO, 0)], D::ZERO);
        queue.start(0);
        let holds = |_: D, v: u32| v % 5 != 4;
        for (i, (further, pops)) in (1u32..).zip(steps) {
            queue.push(last + further, i);
            inside.push((last + further, i));
            for _ in 0..pops {
                inside.retain(|&(distance, v)| holds(distance, v));
                let least = inside.iter().map(|entry| entry.0).min();
                let found = queue.pop(holds);
                prop_assert_eq!(found.map(|entry| entry.0), least);
                let Some(found) = found else { break };
                prop_assert!(inside.contains(&found));
                inside.retain(|&entry| entry != found);
                last = found.0;
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn what_comes_out_is_always_the_least(steps in prop::collection::vec((0u64..40, 0u32..3), 0..60)) {
            check(steps)?;
        }

        #[test]
        fn large_numbers_come_in_order_too(steps in prop::collection::vec((0u128..1 << 100, 0u32..3), 0..60)) {
            check(steps)?;
        }
    }
}
