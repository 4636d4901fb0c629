//! Core and periphery: a dense middle, and those around it who are hardly tied to one another.

use super::clustering::Pairs;
use super::{Consumes, Explanation, Korean, Measure, MeasureOptions, Scores};
use crate::error::Error;
use crate::graph::Topology;

/// Who is in the core if the network is divided into a core whose members are all tied to one another and a periphery whose
/// members are not: 1 in the core, 0 in the periphery.
///
/// The division minimises the number of pairs that do not fit: untied pairs in the core and tied pairs in the periphery;
/// ties between the two are left free, as Borgatti and Everett suggest. With the nodes in order of their degrees, the best
/// core of k nodes is the first k of them (Lip 2011), so the minimum is exact. Of equally good cores the smallest is taken,
/// of equal degrees the first nodes.
///
/// Unit: none, this is a label. *Direction:* ignored. *Weights:* ignored. *Parallel ties* are one. *Disconnected graphs:* no
/// matter. How well the division fits is the figure `core_fit`, how large the core is `core_size`, in
/// [`FIGURES`](super::FIGURES).
///
/// # Complexity
///
/// O(m + n log n) time, O(n + m) space.
///
/// Memory: 25 n bytes and 5 per arc.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::CorePeriphery;
///
/// //   ┌─ 1 ─┐
/// //   0 ─── 2, and each of them with one partner of its own
/// let topology = Topology::undirected(6, [(0, 1), (1, 2), (2, 0), (0, 3), (1, 4), (2, 5)])?;
/// assert_eq!(CorePeriphery.run(&topology)?.values(), [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Borgatti and Everett (2000), "Models of core/periphery structures", Social Networks 21,
/// [doi:10.1016/S0378-8733(99)00019-2](https://doi.org/10.1016/S0378-8733(99)00019-2). Lip (2011), "A fast algorithm for the
/// discrete core/periphery bipartitioning problem", [arXiv:1102.5511](https://arxiv.org/abs/1102.5511).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorePeriphery;

impl CorePeriphery {
    /// Labels every node.
    ///
    /// # Errors
    ///
    /// None at present.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::CorePeriphery;
    ///
    /// let star = Topology::undirected(4, [(0, 1), (0, 2), (0, 3)])?;
    /// assert_eq!(CorePeriphery.run(&star)?.values(), [1.0, 0.0, 0.0, 0.0]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, topology: &Topology) -> Result<Scores, Error> {
        let mut scores = vec![0.0; topology.node_count()];
        for v in core(&Pairs::of(topology)) {
            scores[v as usize] = 1.0;
        }
        Ok(Scores::new(scores))
    }
}

/// The nodes of the best core.
///
/// With m tied pairs, a core of k nodes leaves k(k−1)/2 − e untied pairs inside and m − (sum of its degrees − e) tied pairs
/// outside, where e are its own; together k(k−1)/2 + m − (sum of its degrees). So a node of degree d that comes as number
/// k + 1 improves the sum by d − k.
pub(super) fn core(pairs: &Pairs) -> Vec<u32> {
    let mut order: Vec<u32> = (0..pairs.node_count() as u32).collect();
    order.sort_by_key(|&v| std::cmp::Reverse(pairs.degree(v)));
    let size = order.iter().enumerate().take_while(|&(k, &v)| pairs.degree(v) > k).count();
    order.truncate(size);
    order
}

/// Pearson's correlation between what is tied and what the division says, over the pairs within the core and within the
/// periphery; `None` where one of the two does not vary.
pub(super) fn fit(pairs: &Pairs) -> Option<f64> {
    let core = core(pairs);
    let mut inside = vec![false; pairs.node_count()];
    for &v in &core {
        inside[v as usize] = true;
    }
    let within = |v: &u32| pairs.partners(*v).iter().filter(|&&u| inside[u as usize]).count();
    let core_ties = (core.iter().map(within).sum::<usize>() / 2) as f64;
    let degrees: usize = core.iter().map(|&v| pairs.degree(v)).sum();
    let other_ties = pairs.count() as f64 - (degrees as f64 - core_ties);
    let couples = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
    let (core_pairs, other_pairs) = (couples(core.len()), couples(pairs.node_count() - core.len()));
    let tied = core_ties + other_ties;
    let untied = core_pairs + other_pairs - tied;
    let spread = core_pairs * other_pairs * tied * untied;
    let agreement = core_ties * (other_pairs - other_ties) - other_ties * (core_pairs - core_ties);
    (spread > 0.0).then(|| agreement / spread.sqrt())
}

impl Measure for CorePeriphery {
    fn name(&self) -> &'static str {
        "in_core"
    }

    fn about(&self) -> &'static str {
        "Who is in the core: 1 where nearly all are tied to one another, 0 in the periphery around it."
    }

    fn consumes(&self) -> Consumes {
        Consumes::Ties
    }

    fn explanation(&self) -> &'static Explanation {
        &Explanation {
            high: "Somebody is one of the inner circle, in which nearly everybody deals with everybody.",
            not: "Not that there is an inner circle at all: the figure core_fit tells how well the division fits.",
            ko: Korean {
                name: "핵심·주변 구분",
                high: "거의 모두가 서로 거래하는 핵심에 속합니다.",
                not: "핵심이 실제로 있다는 뜻은 아닙니다. 이 구분이 얼마나 맞는지는 핵심·주변 적합도(core_fit)가 \
                      나타냅니다.",
            },
            formula: "core = the set C that minimises (untied pairs in C) + (tied pairs outside C)",
            conventions: "1 or 0. Exact; of equally good cores the smallest, of equal degrees the first. Ties between core and \
                          periphery are left free. Direction and weights ignored, parallel ties are one.",
            source: "Borgatti and Everett (2000), doi:10.1016/S0378-8733(99)00019-2; Lip (2011), arXiv:1102.5511",
        }
    }

    fn scores(&self, topology: &Topology, _: &MeasureOptions) -> Result<Scores, Error> {
        self.run(topology)
    }
}

pub(super) const CORE_SIZE: Explanation = Explanation {
    high: "The inner circle in which nearly everybody deals with everybody is large.",
    not: "Not that the network is divided so: see core_fit.",
    ko: Korean {
        name: "핵심 크기",
        high: "거의 모두가 서로 거래하는 핵심이 큽니다.",
        not: "네트워크가 실제로 그렇게 나뉜다는 뜻은 아닙니다. 핵심·주변 적합도(core_fit)를 함께 보아야 합니다.",
    },
    formula: "|C| of the set C that minimises (untied pairs in C) + (tied pairs outside C)",
    conventions: "Unit: actors. Of equally good cores the smallest. Direction and weights ignored, parallel ties are one.",
    source: "Borgatti and Everett (2000), doi:10.1016/S0378-8733(99)00019-2; Lip (2011), arXiv:1102.5511",
};

pub(super) const CORE_FIT: Explanation = Explanation {
    high: "The network has one dense middle, and those around it deal with the middle rather than with each other.",
    not: "Not that the core is important for reaching others; nor that there is only one core if the fit is poor.",
    ko: Korean {
        name: "핵심·주변 적합도",
        high: "조밀한 중심이 하나 있고, 주변은 서로보다 중심과 거래합니다.",
        not: "핵심이 다른 행위자에게 닿는 데 중요하다는 뜻은 아니며, 적합도가 낮으면 핵심이 하나뿐이라는 뜻도 \
              아닙니다.",
    },
    formula: "correlation between tied (1 or 0) and core (1 within the core, 0 within the periphery) over these pairs",
    conventions: "From -1 to 1; pairs of core and periphery are left out. Not defined where the core has one member or none, or \
                  all fit alike. Direction and weights ignored, parallel ties are one.",
    source: "Borgatti and Everett (2000), doi:10.1016/S0378-8733(99)00019-2; Lip (2011), arXiv:1102.5511",
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_other_division_fits_better(ties in prop::collection::vec((0u32..8, 0u32..8), 0..28)) {
            let topology = Topology::undirected(8, ties.iter().copied()).unwrap();
            let tied = |a: u32, b: u32| a != b && (ties.contains(&(a, b)) || ties.contains(&(b, a)));
            let couples: Vec<_> = (0..8u32).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
            let wrong = |set: u32| {
                let inside = |v: u32| set >> v & 1 == 1;
                let misfit = |a, b| inside(a) == inside(b) && inside(a) != tied(a, b);
                couples.iter().filter(|&&(a, b)| misfit(a, b)).count()
            };
            let pairs = Pairs::of(&topology);
            let set = core(&pairs).iter().fold(0, |set, v| set | 1 << v);
            prop_assert_eq!(wrong(set), (0..256).map(wrong).min().unwrap());
            // The correlation, pair by pair.
            let within: Vec<_> = couples.iter().filter(|&&(a, b)| (set >> a & 1) == (set >> b & 1)).collect();
            let n = within.len() as f64;
            let x: Vec<f64> = within.iter().map(|&&(a, b)| f64::from(u8::from(tied(a, b)))).collect();
            let y: Vec<f64> = within.iter().map(|&&(a, _)| f64::from(set >> a & 1)).collect();
            let mean = |z: &[f64]| z.iter().sum::<f64>() / n;
            let dot = |p: &[f64], q: &[f64]| {
                p.iter().zip(q).map(|(a, b)| (a - mean(p)) * (b - mean(q))).sum::<f64>()
            };
            match fit(&pairs) {
                Some(found) => prop_assert!((found - dot(&x, &y) / (dot(&x, &x) * dot(&y, &y)).sqrt()).abs() < 1e-9),
                None => prop_assert!(dot(&x, &x) * dot(&y, &y) < 1e-9),
            }
        }
    }
}
