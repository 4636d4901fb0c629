//! Two modes: programmes and the cities that they reach.
//!
//! With N(p) the cities that programme p reaches and w the weight of a city,
//!
//! ```text
//! overlap (Jaccard) of p and q = |N(p) ∩ N(q)| / |N(p) ∪ N(q)|
//! unique weight of p           = Σ w over the cities that p alone reaches
//! Shapley share of p           = Σ over c in N(p) of w_c / (number of programmes that reach c)
//! ```
//!
//! The last is the Shapley value of the game v(S) = weight covered by the programmes in S: v is a sum over cities of
//! w · 1(S meets the programmes that reach the city), each of which is divided evenly among those programmes by symmetry,
//! and the value is additive. The shares sum to the covered weight.
//!
//! **Opinion.** Attention may not take: a city's people are receptive with a probability r, one coin per city. A reach
//! beyond attention (training, advice, pilot) counts in any case, one of attention only if the coin falls well. The value
//! stays additive over cities and coins, so a city gives
//!
//! ```text
//! r · w / (all that reach it) to each of them, and (1 − r) · w / (those beyond attention) to each of those.
//! ```
//!
//! # References
//! Jaccard (1901), Bulletin de la Société Vaudoise des Sciences Naturelles 37, 547–579. Shapley (1953), "A value for n-person
//! games", in Contributions to the Theory of Games II, doi:10.1515/9781400881970-018.

/// Who reaches whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Incidence {
    /// By programme: the numbers of the targets that it reaches, in order, and whether beyond attention.
    pub(super) reach: Vec<Vec<(usize, bool)>>,
    /// By target.
    pub(super) weight: Vec<f64>,
}

impl Incidence {
    /// How many programmes reach each target, and how many beyond attention.
    fn counts(&self) -> Vec<(f64, f64)> {
        let mut counts = vec![(0.0, 0.0); self.weight.len()];
        for (target, beyond) in self.reach.iter().flatten() {
            counts[*target].0 += 1.0;
            counts[*target].1 += f64::from(u8::from(*beyond));
        }
        counts
    }

    /// Shapley share of each programme; `receptive` is the probability by target, 1 if opinion is off.
    pub(super) fn shapley(&self, receptive: Option<&[f64]>) -> Vec<f64> {
        let counts = self.counts();
        let share = |(target, beyond): &(usize, bool)| {
            let ((all, surely), r) = (counts[*target], receptive.map_or(1.0, |r| r[*target]));
            let sure = if *beyond { (1.0 - r) / surely } else { 0.0 };
            self.weight[*target] * (r / all + sure)
        };
        // From 0.0: an empty sum of floats is −0.
        self.reach.iter().map(|reach| reach.iter().map(share).fold(0.0, |sum, share| sum + share)).collect()
    }

    /// The weight that all programmes together cover.
    pub(super) fn covered(&self, receptive: Option<&[f64]>) -> f64 {
        let gate = |target: usize| receptive.map_or(1.0, |r| r[target]);
        let part = |(target, (all, surely)): (usize, &(f64, f64))| match (*all > 0.0, *surely > 0.0) {
            (_, true) => self.weight[target],
            (true, false) => self.weight[target] * gate(target),
            _ => 0.0,
        };
        self.counts().iter().enumerate().map(part).sum()
    }

    /// The targets that a programme alone reaches.
    pub(super) fn unique(&self, programme: usize) -> Vec<usize> {
        let counts = self.counts();
        let alone = |target: &usize| counts[*target].0 == 1.0;
        self.reach[programme].iter().map(|(target, _)| *target).filter(alone).collect()
    }

    /// The targets that two programmes share, and how many either reaches.
    pub(super) fn shared(&self, a: usize, b: usize) -> (Vec<usize>, usize) {
        let other: Vec<usize> = self.reach[b].iter().map(|(target, _)| *target).collect();
        let shared: Vec<usize> =
            self.reach[a].iter().map(|(target, _)| *target).filter(|target| other.contains(target)).collect();
        let either = self.reach[a].len() + other.len() - shared.len();
        (shared, either)
    }

    /// Whether any programme reaches a target.
    pub(super) fn is_reached(&self, target: usize) -> bool {
        self.reach.iter().flatten().any(|(reached, _)| *reached == target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Programmes, targets, and who reaches whom.
    fn drawn() -> impl Strategy<Value = (Incidence, Vec<f64>)> {
        (1..=5_usize, 1..=6_usize).prop_flat_map(|(programmes, targets)| {
            let cell = prop_oneof![2 => Just(None), 1 => Just(Some(false)), 1 => Just(Some(true))];
            let rows = prop::collection::vec(prop::collection::vec(cell, targets), programmes);
            let weights = prop::collection::vec(0.0..3.0_f64, targets);
            (rows, weights, prop::collection::vec(0.0..=1.0_f64, targets)).prop_map(|(rows, weight, receptive)| {
                let row = |row: Vec<Option<bool>>| {
                    row.into_iter().enumerate().filter_map(|(t, cell)| Some((t, cell?))).collect()
                };
                (Incidence { reach: rows.into_iter().map(row).collect(), weight }, receptive)
            })
        })
    }

    /// What a set of programmes covers on average, from the definition: every outcome of every coin.
    fn value(incidence: &Incidence, set: u32, receptive: &[f64]) -> f64 {
        let targets = incidence.weight.len();
        let mut total = 0.0;
        for coins in 0..1_u32 << targets {
            let well = |t: usize| coins >> t & 1 == 1;
            let chance: f64 = (0..targets).map(|t| if well(t) { receptive[t] } else { 1.0 - receptive[t] }).product();
            let covered = |t: usize| {
                let members = (0..incidence.reach.len()).filter(|p| set >> p & 1 == 1);
                members.flat_map(|p| &incidence.reach[p]).any(|(target, beyond)| *target == t && (*beyond || well(t)))
            };
            total += chance * (0..targets).filter(|t| covered(*t)).map(|t| incidence.weight[t]).sum::<f64>();
        }
        total
    }

    /// The Shapley value as the mean of what a programme adds over all orders, counted by the sets that come before it.
    fn shapley(incidence: &Incidence, receptive: &[f64], p: usize) -> f64 {
        let n = incidence.reach.len() as u32;
        let factorial = |k: u32| (1..=k).map(f64::from).product::<f64>();
        (0..1_u32 << n)
            .filter(|set| set >> p & 1 == 0)
            .map(|set| {
                let size = set.count_ones();
                let orders = factorial(size) * factorial(n - size - 1) / factorial(n);
                orders * (value(incidence, set | 1 << p, receptive) - value(incidence, set, receptive))
            })
            .sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn closed_forms_equal_full_enumeration((incidence, receptive) in drawn()) {
            let programmes = incidence.reach.len();
            let open = vec![1.0; receptive.len()];
            for (gate, given) in [(Some(receptive.as_slice()), &receptive), (None, &open)] {
                let shares = incidence.shapley(gate);
                for (p, share) in shares.iter().enumerate() {
                    prop_assert!((share - shapley(&incidence, given, p)).abs() < 1e-12);
                }
                let all = value(&incidence, (1 << programmes) - 1, given);
                prop_assert!((incidence.covered(gate) - all).abs() < 1e-12);
                prop_assert!((shares.iter().sum::<f64>() - all).abs() < 1e-12);
            }
            for p in 0..programmes {
                let everyone = (1_u32 << programmes) - 1;
                let alone = value(&incidence, everyone, &open) - value(&incidence, everyone & !(1 << p), &open);
                let unique: f64 = incidence.unique(p).iter().map(|t| incidence.weight[*t]).sum();
                prop_assert!((unique - alone).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn overlap_is_counted_as_jaccard_did() {
        let reach = |targets: &[usize]| targets.iter().map(|t| (*t, true)).collect();
        let incidence = Incidence { reach: vec![reach(&[0, 1, 2]), reach(&[2, 3]), reach(&[])], weight: vec![1.0; 5] };
        assert_eq!(incidence.shared(0, 1), (vec![2], 4));
        assert_eq!(incidence.shared(1, 2), (vec![], 2));
        assert!(incidence.is_reached(3) && !incidence.is_reached(4));
    }
}
