//! Worlds: which ties are open, 512 worlds at a time, one bit each.
//!
//! Random numbers are counter-based: the coin of a tie in a world depends on the seed, the number of the world and the
//! tie's id alone. So the same worlds come out for any number of threads, and two networks that share a tie share its
//! coin, which makes differences between them far sharper than either level.

use super::Plan;

/// 512 worlds, one bit each.
pub(crate) type Lanes = [u64; WORDS];

/// Words of a block of worlds.
pub(crate) const WORDS: usize = 8;

/// Worlds of a block.
pub(crate) const BLOCK: u64 = 64 * WORDS as u64;

/// No world.
pub(crate) const NONE: Lanes = [0; WORDS];

/// Whether no world is meant.
pub(crate) fn is_none(lanes: &Lanes) -> bool {
    lanes.iter().all(|word| *word == 0)
}

/// Calls `each` with the number of every world that is meant.
pub(crate) fn for_each(lanes: &Lanes, mut each: impl FnMut(usize)) {
    for (w, word) in lanes.iter().enumerate() {
        let mut word = *word;
        while word != 0 {
            each(64 * w + word.trailing_zeros() as usize);
            word &= word - 1;
        }
    }
}

/// The first `count` worlds of a block.
pub(crate) fn first(count: u64) -> Lanes {
    std::array::from_fn(|w| match count.saturating_sub(64 * w as u64) {
        0 => 0,
        rest if rest >= 64 => u64::MAX,
        rest => (1 << rest) - 1,
    })
}

/// A block of worlds: which ties are open in which of them.
#[derive(Default)]
pub(crate) struct Block {
    /// By tie slot: the worlds in which it is open.
    pub(crate) open: Vec<Lanes>,
    /// The worlds that count.
    pub(crate) live: Lanes,
}

/// The coins of a plan's ties.
pub(crate) struct Coins {
    streams: Vec<u64>,
    thresholds: Vec<u64>,
}

/// Probabilities are compared as whole numbers of 2⁻⁵³.
const BITS: u32 = 53;

impl Coins {
    pub(crate) fn new(plan: &Plan, seed: u64) -> Self {
        Self::opening(plan, seed, plan.slots.iter().map(|slot| slot.open))
    }

    /// The same coins with other probabilities, by slot: a tie that is more likely open is open wherever it was.
    pub(crate) fn opening(plan: &Plan, seed: u64, open: impl Iterator<Item = f64>) -> Self {
        let seed = mix(seed.wrapping_add(GAMMA));
        Self {
            streams: plan.slots.iter().map(|slot| mix(slot.key ^ seed)).collect(),
            thresholds: open.map(|open| (open * (1_u64 << BITS) as f64).round() as u64).collect(),
        }
    }

    /// Tosses the coins of block number `block`, of whose worlds `worlds` count.
    pub(crate) fn toss(&self, number: u64, worlds: u64, block: &mut Block) {
        block.live = first(worlds);
        block.open.clear();
        block.open.extend(self.streams.iter().zip(&self.thresholds).map(|(stream, threshold)| {
            let words = number * WORDS as u64;
            std::array::from_fn(|w| toss_64(*stream, words + w as u64, *threshold))
        }));
    }

    /// Tosses the coins of 64 worlds: word `word % 8` of block `word / 8`.
    pub(crate) fn toss_word(&self, word: u64, open: &mut Vec<u64>) {
        open.clear();
        let coins = self.streams.iter().zip(&self.thresholds);
        open.extend(coins.map(|(stream, threshold)| toss_64(*stream, word, *threshold)));
    }
}

/// Tosses 64 coins at once: each compares a random binary fraction with the threshold, digit by digit from the top,
/// until all are decided, which takes about eight words for 64 coins.
fn toss_64(stream: u64, word: u64, threshold: u64) -> u64 {
    if threshold >> BITS != 0 {
        return u64::MAX;
    }
    let (mut open, mut undecided) = (0, u64::MAX);
    for digit in 0..BITS {
        let rest = threshold & ((1 << (BITS - digit)) - 1);
        if undecided == 0 || rest == 0 {
            break;
        }
        let random = mix(stream.wrapping_add((word * 64 + u64::from(digit)).wrapping_mul(GAMMA)));
        if rest >> (BITS - 1 - digit) == 1 {
            open |= undecided & !random;
            undecided &= random;
        } else {
            undecided &= !random;
        }
    }
    open
}

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// A number drawn evenly from [0, 1): number `number` of a stream.
pub(crate) fn uniform(stream: u64, number: u64) -> f64 {
    let drawn = mix(mix(stream).wrapping_add(number.wrapping_add(1).wrapping_mul(GAMMA)));
    (drawn >> (64 - BITS)) as f64 / (1_u64 << BITS) as f64
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Every combination of some uncertain ties, 512 at a time, with its probability.
pub(crate) struct Enumeration {
    /// Slots of the uncertain ties.
    ties: Vec<usize>,
    open: Vec<f64>,
    base: Vec<Lanes>,
}

/// Ties that vary within a block of worlds.
const WITHIN: usize = BLOCK.trailing_zeros() as usize;

impl Enumeration {
    /// All combinations of the uncertain ones among these slots; certain ties are open, others closed.
    pub(crate) fn new(plan: &Plan, slots: &[usize]) -> Self {
        let open: Vec<f64> = plan.slots.iter().map(|slot| slot.open).collect();
        Self::opening(&open, slots)
    }

    /// The same with other probabilities, by slot.
    pub(crate) fn opening(open: &[f64], slots: &[usize]) -> Self {
        let mut base = vec![NONE; open.len()];
        slots.iter().filter(|slot| open[**slot] >= 1.0).for_each(|slot| base[*slot] = [u64::MAX; WORDS]);
        let ties: Vec<usize> = slots.iter().copied().filter(|slot| 0.0 < open[*slot] && open[*slot] < 1.0).collect();
        Self { open: ties.iter().map(|slot| open[*slot]).collect(), ties, base }
    }

    /// How many blocks there are.
    pub(crate) fn blocks(&self) -> usize {
        1 << self.ties.len().saturating_sub(WITHIN)
    }

    /// Opens the ties as in block `number`.
    pub(crate) fn open(&self, number: usize, block: &mut Block) {
        block.live = first(1 << self.ties.len().min(WITHIN));
        block.open.clone_from(&self.base);
        for (j, slot) in self.ties.iter().enumerate() {
            block.open[*slot] = std::array::from_fn(|w| pattern(j, w, number));
        }
    }

    /// The probability of each world of block `number`.
    pub(crate) fn probabilities(&self, number: usize) -> Vec<f64> {
        let share = |j: usize, open: bool| if open { self.open[j] } else { 1.0 - self.open[j] };
        let outer: f64 = (WITHIN..self.ties.len()).map(|j| share(j, number >> (j - WITHIN) & 1 == 1)).product();
        let within = self.ties.len().min(WITHIN);
        let inner = |world: usize| (0..within).map(|j| share(j, world >> j & 1 == 1)).product::<f64>();
        (0..BLOCK as usize).map(|world| outer * inner(world)).collect()
    }
}

/// Word `w` of tie number `j` in block `number`: bit `j` of the number of the world.
fn pattern(j: usize, w: usize, number: usize) -> u64 {
    const LOW: [u64; 6] = [
        0xAAAA_AAAA_AAAA_AAAA,
        0xCCCC_CCCC_CCCC_CCCC,
        0xF0F0_F0F0_F0F0_F0F0,
        0xFF00_FF00_FF00_FF00,
        0xFFFF_0000_FFFF_0000,
        0xFFFF_FFFF_0000_0000,
    ];
    let bit = match j {
        0..6 => return LOW[j],
        6..WITHIN => w >> (j - 6),
        _ => number >> (j - WITHIN),
    };
    if bit & 1 == 1 { u64::MAX } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coins_fall_with_their_probability() {
        for p in [0.0, 1e-3, 0.2, 0.5, 0.76, 0.999, 1.0] {
            let threshold = (p * (1_u64 << BITS) as f64).round() as u64;
            let words = 20_000;
            let heads: u32 = (0..words).map(|word| toss_64(mix(7), word, threshold).count_ones()).sum();
            let tosses = f64::from(words as u32) * 64.0;
            let deviation = (f64::from(heads) / tosses - p) / (p * (1.0 - p) / tosses).sqrt().max(1e-12);
            assert!(deviation.abs() < 4.5, "{p}: {deviation}");
        }
    }

    #[test]
    fn neighbouring_coins_are_independent() {
        let half = 1 << (BITS - 1);
        let agree = |a: u64, b: u64| (!(a ^ b)).count_ones();
        let (mut ties, mut worlds) = (0, 0);
        for word in 0..20_000 {
            let coin = toss_64(mix(1), word, half);
            ties += agree(coin, toss_64(mix(2), word, half));
            worlds += agree(coin, toss_64(mix(1), word + 1, half));
        }
        let expected = 640_000.0;
        for found in [ties, worlds] {
            assert!((f64::from(found) - expected).abs() < 4.5 * (1_280_000.0_f64 / 4.0).sqrt(), "{found}");
        }
    }

    #[test]
    fn the_first_worlds_are_counted_across_words() {
        for count in [0, 1, 63, 64, 65, 511, 512] {
            let ones: u32 = first(count).iter().map(|word| word.count_ones()).sum();
            assert_eq!(u64::from(ones), count);
        }
    }
}
