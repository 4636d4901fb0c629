//! Local efficiency: how well somebody's partners reach one another without that one.

use super::clustering::Pairs;
use super::{Explanation, Korean};
use crate::graph::parallel::map_reduce;

const CHUNK: usize = 64;

/// What a search among the partners of one node needs, as long as the graph has nodes.
#[derive(Default)]
struct Space {
    /// The place of a node among the partners, from 1.
    place: Vec<u32>,
    rows: Vec<Vec<u32>>,
    steps: Vec<u32>,
    queue: Vec<u32>,
}

/// The mean over all nodes of the efficiency among their partners; `None` without nodes.
pub(super) fn local_efficiency(pairs: &Pairs) -> Option<f64> {
    let nodes = pairs.node_count();
    let mut sum = 0.0;
    let part = |space: &mut Space, range: std::ops::Range<usize>| {
        space.place.resize(nodes, 0);
        range.map(|v| space.efficiency(pairs, v as u32)).sum::<f64>()
    };
    map_reduce(nodes, CHUNK, Space::default, part, |part| sum += part);
    (nodes > 0).then(|| sum / nodes as f64)
}

impl Space {
    fn efficiency(&mut self, pairs: &Pairs, v: u32) -> f64 {
        let partners = pairs.partners(v);
        if partners.len() < 2 {
            return 0.0;
        }
        for (place, &u) in partners.iter().enumerate() {
            self.place[u as usize] = place as u32 + 1;
        }
        self.rows.resize(self.rows.len().max(partners.len()), Vec::new());
        for (row, &u) in self.rows.iter_mut().zip(partners) {
            let near = pairs.partners(u).iter().map(|&w| self.place[w as usize]).filter(|&place| place > 0);
            row.clear();
            row.extend(near.map(|place| place - 1));
        }
        let sum: f64 = (0..partners.len() as u32).map(|from| self.search(from, partners.len())).sum();
        for &u in partners {
            self.place[u as usize] = 0;
        }
        let k = partners.len() as f64;
        sum / (k * (k - 1.0))
    }

    /// The sum of 1 / steps from one partner to the others, through partners alone.
    fn search(&mut self, from: u32, partners: usize) -> f64 {
        self.steps.clear();
        self.steps.resize(partners, u32::MAX);
        self.queue.clear();
        self.queue.push(from);
        self.steps[from as usize] = 0;
        let (mut next, mut sum) = (0, 0.0);
        while let Some(&v) = self.queue.get(next) {
            next += 1;
            let far = self.steps[v as usize] + 1;
            for &u in &self.rows[v as usize] {
                if self.steps[u as usize] == u32::MAX {
                    self.steps[u as usize] = far;
                    self.queue.push(u);
                    sum += 1.0 / f64::from(far);
                }
            }
        }
        sum
    }
}

pub(super) const LOCAL_EFFICIENCY: Explanation = Explanation {
    high: "If a typical actor drops out, its partners still reach each other quickly.",
    not: "Not that the whole network holds together without it: only its own partners are looked at.",
    ko: Korean {
        name: "국지 효율성",
        high: "보통의 행위자가 빠져도 그 협력 상대끼리는 여전히 빠르게 닿습니다.",
        not: "네트워크 전체가 그 행위자 없이 유지된다는 뜻은 아닙니다. 협력 상대만 봅니다.",
    },
    formula: "mean over v of [sum of 1 / d(i, j) over partners i, j of v, within the partners of v] / (k (k - 1))",
    conventions: "From 0 to 1; actors with fewer than two partners count as 0; not defined without actors. Direction and weights \
                  ignored, steps are counted. As in NetworkX.",
    source: "Latora and Marchiori (2001), doi:10.1103/PhysRevLett.87.198701",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_karate_club_has_its_known_local_efficiency() {
        // networkx 3.6.1, local_efficiency.
        let found = local_efficiency(&Pairs::of(&crate::measure::tests::karate())).unwrap();
        assert!((found - 0.645_126_510_200_039_5).abs() < 1e-12, "{found}");
    }
}
