//! Mean and deviation of the roles when the labels of groups are dealt out anew.

use super::ego::Overlaps;

/// The chances of every role, and of every two triads of one broker having it at once, by what they share.
pub(super) struct Chance {
    one: [f64; 5],
    same_from: [f64; 5],
    same_to: [f64; 5],
    chained: [f64; 5],
    reversed: [f64; 5],
    apart: [f64; 5],
}

/// n (n − 1) … (n − k + 1): the ways to choose k in order.
fn ways(n: f64, k: u32) -> f64 {
    (0..k).map(|i| (n - f64::from(i)).max(0.0)).product()
}

impl Chance {
    pub(super) fn new(groups: &[u32]) -> Self {
        let count = groups.iter().max().map_or(0, |most| *most as usize + 1);
        let mut sizes = vec![0.0; count];
        for group in groups {
            sizes[*group as usize] += 1.0;
        }
        let over = |k: u32, add: &dyn Fn(&Others) -> [f64; 5]| {
            let mut sum = [0.0; 5];
            for others in Others::each(&sizes) {
                sum.iter_mut().zip(add(&others)).for_each(|(sum, term)| *sum += term);
            }
            let all = ways(groups.len() as f64, k);
            sum.map(|sum| if all > 0.0 { sum / all } else { 0.0 })
        };
        Self {
            one: over(3, &Others::one),
            same_from: over(4, &Others::same_from),
            same_to: over(4, &Others::same_to),
            chained: over(4, &Others::chained),
            reversed: over(3, &Others::reversed),
            apart: over(5, &Others::apart),
        }
    }

    /// Means and standard deviations of the five roles.
    pub(super) fn of(&self, overlaps: &Overlaps) -> ([f64; 5], [f64; 5]) {
        let mean = self.one.map(|chance| chance * overlaps.sum);
        let deviation = |role: usize| {
            let square = self.one[role] * overlaps.same
                + self.same_from[role] * overlaps.same_from
                + self.same_to[role] * overlaps.same_to
                + self.chained[role] * overlaps.chained
                + self.reversed[role] * overlaps.reversed
                + self.apart[role] * overlaps.apart;
            (square - mean[role] * mean[role]).max(0.0).sqrt()
        };
        (mean, std::array::from_fn(deviation))
    }
}

/// The group of the broker and the others. Every number below counts the ways to choose nodes in order: the broker, and
/// the ends of one triad or of two.
struct Others {
    /// Nodes in the broker's group.
    own: f64,
    /// Nodes outside it.
    outside: f64,
    /// Ways to choose 2, 3 and 4 nodes of one other group.
    two: f64,
    three: f64,
    four: f64,
    /// Ways to choose two pairs, each of one other group, not the same.
    pairs: f64,
}

impl Others {
    fn each(sizes: &[f64]) -> impl Iterator<Item = Self> {
        let all: f64 = sizes.iter().sum();
        let total = |k: u32| sizes.iter().map(|n| ways(*n, k)).sum::<f64>();
        let squares: f64 = sizes.iter().map(|n| ways(*n, 2).powi(2)).sum();
        let [two, three, four] = [2, 3, 4].map(total);
        sizes.iter().map(move |&own| {
            let pair = ways(own, 2);
            let (two, three, four) = (two - pair, three - ways(own, 3), four - ways(own, 4));
            let pairs = two * two - (squares - pair * pair);
            Self { own, outside: all - own, two, three, four, pairs }
        })
    }

    // In each: coordinator, itinerant, gatekeeper, representative, liaison.

    fn one(&self) -> [f64; 5] {
        let Self { own, outside, two, .. } = *self;
        let across = ways(own, 2) * outside;
        [ways(own, 3), own * two, across, across, own * (ways(outside, 2) - two)]
    }

    /// a → b → c and a → b → d.
    fn same_from(&self) -> [f64; 5] {
        let Self { own, outside, three, .. } = *self;
        let (gate, speaks) = (ways(own, 3) * outside, ways(own, 2) * ways(outside, 2));
        [ways(own, 4), own * three, gate, speaks, own * self.three_liaising()]
    }

    /// a → b → c and d → b → c.
    fn same_to(&self) -> [f64; 5] {
        let [coordinator, itinerant, gate, speaks, liaison] = self.same_from();
        [coordinator, itinerant, speaks, gate, liaison]
    }

    /// a → b → c and c → b → d: c would have to be inside and outside at once for a gatekeeper.
    fn chained(&self) -> [f64; 5] {
        [ways(self.own, 4), self.own * self.three, 0.0, 0.0, self.own * self.three_liaising()]
    }

    /// a → b → c and c → b → a.
    fn reversed(&self) -> [f64; 5] {
        let [coordinator, itinerant, _, _, liaison] = self.one();
        [coordinator, itinerant, 0.0, 0.0, liaison]
    }

    /// a → b → c and d → b → e.
    fn apart(&self) -> [f64; 5] {
        let Self { own, outside, two, four, pairs, .. } = *self;
        let across = ways(own, 3) * ways(outside, 2);
        let alike = four + pairs;
        let rest = (outside - 2.0).max(0.0) * (outside - 3.0).max(0.0);
        let liaison = ways(outside, 4) - 2.0 * two * rest + alike;
        [ways(own, 5), own * alike, across, across, own * liaison]
    }

    /// Ways to choose three nodes outside of which the first differs in group from both others.
    fn three_liaising(&self) -> f64 {
        let Self { outside, two, three, .. } = *self;
        ways(outside, 3) - 2.0 * two * (outside - 2.0).max(0.0) + three
    }
}
