//! Random numbers that never change between versions: `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of random numbers, fixed by a seed and its own number.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Stream `stream` of `seed`. Streams are independent of one another, so that each task has its own.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Self(mix(mix(seed.wrapping_add(GAMMA)) ^ mix(stream.wrapping_mul(GAMMA).wrapping_add(1))))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mix(self.0)
    }

    /// Uniform below `bound`, which is above 0 and below 2³². The bias is below 2⁻³².
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// Uniform in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Puts items into a random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_as_likely() {
        let mut dice = Dice::new(7, 0);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6000 {
            let mut items = [0, 1, 2];
            dice.shuffle(&mut items);
            *seen.entry(items).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|count| (850..1150).contains(count)), "{seen:?}");
        assert!((0..1000).all(|_| (0.0..1.0).contains(&dice.unit())));
    }

    #[test]
    fn streams_differ() {
        assert_ne!(Dice::new(1, 0).next(), Dice::new(1, 1).next());
        assert_ne!(Dice::new(1, 1).next(), Dice::new(2, 1).next());
        assert_ne!(Dice::new(1, 0).next(), Dice::new(0, 1).next());
    }
}
