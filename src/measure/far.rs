//! Figures of how far apart actors are.

use super::{Explanation, Korean, Whole};
use crate::graph::{Distances, Sense};

pub(super) fn diameter(whole: &Whole<'_>) -> Option<f64> {
    if whole.nodes() == 0 {
        return None;
    }
    let farthest = |all: &Distances| (0..whole.nodes() as u32).map(|v| all.farthest(v)).fold(0.0, f64::max);
    Some(whole.extent().map_or_else(|| farthest(whole.all()), |extent| extent.diameter))
}

pub(super) fn radius(whole: &Whole<'_>) -> Option<f64> {
    if let Some(extent) = whole.extent() {
        return extent.radius;
    }
    let (from, nodes) = (whole.distances(Sense::Forward), 0..whole.nodes() as u32);
    let connected = nodes.clone().all(|v| from.reached(v) as usize + 1 == whole.nodes());
    nodes.map(|v| from.farthest(v)).min_by(f64::total_cmp).filter(|_| connected)
}

pub(super) fn average_distance(whole: &Whole<'_>) -> Option<f64> {
    let (all, nodes) = (whole.all(), 0..whole.nodes() as u32);
    let pairs: u64 = nodes.clone().map(|v| u64::from(all.reached(v))).sum();
    (pairs > 0).then(|| nodes.map(|v| all.sum(v)).sum::<f64>() / pairs as f64)
}

pub(super) fn efficiency(whole: &Whole<'_>) -> Option<f64> {
    if whole.nodes() < 2 {
        return None;
    }
    let (all, n) = (whole.all(), whole.nodes() as f64);
    let sum: f64 = (0..whole.nodes() as u32).map(|v| all.inverses(v)).sum();
    (sum < f64::INFINITY).then(|| sum / (n * (n - 1.0)))
}

pub(super) static DIAMETER: Explanation = Explanation {
    high: "There are two actors who can come to one another only through many others.",
    not: "It does not tell how far apart most actors are, since two distant ones are enough to make it high.",
    ko: Korean {
        name: "지름",
        high: "여러 행위자를 거쳐야만 서로 닿는 두 행위자가 있습니다.",
        not: "대부분이 얼마나 떨어져 있는지는 나타내지 않습니다. 먼 두 행위자만 있어도 값이 커집니다.",
    },
    formula: "max d(u, v) over all pairs with a way from u to v",
    conventions: "Steps, or lengths if there are any. Over the pairs that are connected, as in igraph; NetworkX refuses \
        networks that are not connected.",
    source: "Takes and Kosters (2013), doi:10.3390/a6010100",
};

pub(super) static RADIUS: Explanation = Explanation {
    high: "Even the best placed actor is many introductions away from somebody.",
    not: "It does not tell how far away most actors are from it.",
    ko: Korean {
        name: "반지름",
        high: "자리가 가장 좋은 행위자도 여러 번 소개를 거쳐야 닿는 곳이 있습니다.",
        not: "대부분이 그 행위자에게서 얼마나 먼지는 나타내지 않습니다.",
    },
    formula: "min over v of max over u of d(v, u)",
    conventions: "Steps, or lengths if there are any. Not defined unless every actor can come to every other, as in \
        NetworkX; igraph takes the least over components.",
    source: "Takes and Kosters (2013), doi:10.3390/a6010100",
};

pub(super) static AVERAGE: Explanation = Explanation {
    high: "It takes many introductions to come from one actor to another.",
    not: "It says nothing of the pairs without any way between them, so that a network in pieces can have a low one.",
    ko: Korean {
        name: "평균 거리",
        high: "한 행위자에서 다른 행위자까지 여러 번 소개를 거쳐야 합니다.",
        not: "길이 전혀 없는 쌍은 반영하지 않으므로, 조각난 네트워크에서도 값이 작을 수 있습니다.",
    },
    formula: "Σ d(u, v) / number of pairs, over all pairs with a way from u to v",
    conventions: "Steps, or lengths if there are any. Over the pairs that are connected, as in igraph; NetworkX refuses \
        networks that are not connected.",
    source: "Newman (2003), doi:10.1137/S003614450342480",
};

pub(super) static EFFICIENCY: Explanation = Explanation {
    high: "Most actors can come to one another directly or through few others.",
    not: "It does not mean that the network is cheap to keep up, nor that it would survive the loss of an actor.",
    ko: Korean {
        name: "전역 효율성",
        high: "대부분의 행위자가 서로 직접 또는 몇 단계 만에 닿습니다.",
        not: "유지 비용이 적다는 뜻도, 행위자 하나를 잃어도 견딘다는 뜻도 아닙니다.",
    },
    formula: "Σ 1/d(u, v) / (n(n−1)) over all u ≠ v, 0 where there is no way",
    conventions: "From 0 to 1 by steps. NetworkX's global_efficiency, which is for undirected networks; here along the ties \
        of directed ones. Not defined below two actors, where NetworkX says 0.",
    source: "Latora and Marchiori (2001), doi:10.1103/PhysRevLett.87.198701",
};
