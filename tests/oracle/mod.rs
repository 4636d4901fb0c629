//! A slow program for access and leverage, written from the definitions alone.
//!
//! It shares nothing with the library but the public model, and it is as plain as can be: every one of the 2^k worlds of
//! the uncertain ties is looked at, and in each every route without a repeated actor is walked. `enumerate.py` beside it
//! says the same once more, outside of Rust.

#![allow(clippy::unwrap_used)]

use proxeny::{Conveys, Mandate, Network};
use std::collections::{BTreeMap, BTreeSet};

/// What the definitions say.
pub(crate) struct Answer {
    pub(crate) access: f64,
    /// Share of access by least number of intermediaries, 0 to the number of actors.
    pub(crate) by_intermediaries: Vec<f64>,
    /// Access if every tie were open.
    pub(crate) conceivable: f64,
    /// Access by the ties that are certain.
    pub(crate) certain: f64,
    /// Reach of each source of positive weight.
    pub(crate) sources: BTreeMap<String, f64>,
    /// Reach of each target of positive weight.
    pub(crate) targets: BTreeMap<String, f64>,
    /// Leverage of every actor.
    pub(crate) leverage: BTreeMap<String, f64>,
    /// Actors in between on some permitted route, were every tie open.
    pub(crate) between: BTreeSet<String>,
    /// Ties on some permitted route, were every tie open.
    pub(crate) ties: usize,
}

/// A network and a mandate, taken apart.
pub(crate) struct Oracle {
    ids: Vec<String>,
    /// By tie: probability that it is open.
    open: Vec<f64>,
    /// Tie, from where, to where.
    steps: Vec<(usize, usize, usize)>,
    from: Vec<f64>,
    to: Vec<f64>,
    relay: Vec<bool>,
    most: usize,
}

/// A set of open ties.
type World = Vec<bool>;

impl Oracle {
    pub(crate) fn new(network: &Network, mandate: &Mandate) -> Self {
        let actors: Vec<_> = network.actors().map(|(_, actor)| actor).collect();
        let place = |id: &str| actors.iter().position(|actor| actor.id == id).unwrap();
        let mut oracle = Self {
            ids: actors.iter().map(|actor| actor.id.clone()).collect(),
            open: Vec::new(),
            steps: Vec::new(),
            from: Vec::new(),
            to: Vec::new(),
            relay: actors.iter().map(|actor| mandate.relay.matches(actor)).collect(),
            most: mandate.max_intermediaries.map_or(actors.len(), |most| most as usize),
        };
        for actor in &actors {
            let weigh = |attribute: &Option<String>| match attribute.as_deref() {
                None => 1.0,
                Some("weight") => actor.weight,
                Some(name) => actor.attributes[name].as_f64().unwrap(),
            };
            oracle.from.push(if mandate.from.matches(actor) { weigh(&mandate.from_weight) } else { 0.0 });
            oracle.to.push(if mandate.to.matches(actor) { weigh(&mandate.to_weight) } else { 0.0 });
        }
        for (_, tie) in network.ties() {
            let kind = network.tie_kinds().get(&tie.kind);
            if !mandate.ties.allows(tie, tie.stage.or(kind.and_then(|kind| kind.stage))) {
                continue;
            }
            let strength = tie.strength.or(kind.and_then(|kind| kind.strength)).unwrap_or(0.5);
            let number = oracle.open.len();
            oracle.open.push(strength * tie.confidence.unwrap_or(1.0));
            let (from, to) = (place(&tie.from), place(&tie.to));
            let conveys = tie.conveys.or(kind.and_then(|kind| kind.conveys)).unwrap_or(Conveys::Both);
            if conveys != Conveys::Backward {
                oracle.steps.push((number, from, to));
            }
            if conveys != Conveys::Forward {
                oracle.steps.push((number, to, from));
            }
        }
        oracle
    }

    /// What the definitions say; `None` if there is no pair of a source and another target.
    pub(crate) fn answer(&self) -> Option<Answer> {
        let whole = self.whole();
        if whole == 0.0 {
            return None;
        }
        let n = self.ids.len();
        // By source, target and number of intermediaries.
        let mut reached = vec![vec![vec![0.0; n + 1]; n]; n];
        let mut leverage = vec![0.0; n];
        for (world, probability) in self.worlds() {
            let with = self.reach_of_all(&world, &BTreeSet::new());
            for (s, t) in self.pairs() {
                if let Some(intermediaries) = with[s][t] {
                    reached[s][t][intermediaries] += probability;
                }
            }
            for v in 0..n {
                let without = self.reach_of_all(&world, &BTreeSet::from([v]));
                for (s, t) in self.pairs().filter(|(s, t)| *s != v && *t != v) {
                    if with[s][t].is_some() && without[s][t].is_none() {
                        leverage[v] += probability * self.from[s] * self.to[t] / whole;
                    }
                }
            }
        }
        let sum = |s: usize, t: usize| reached[s][t].iter().sum::<f64>();
        let weigh = |s: usize, t: usize| self.from[s] * self.to[t];
        let access = self.pairs().map(|(s, t)| weigh(s, t) * sum(s, t)).sum::<f64>() / whole;
        let by = |i: usize| self.pairs().map(|(s, t)| weigh(s, t) * reached[s][t][i]).sum::<f64>() / whole;
        let source = |s: usize| {
            let partners = || self.pairs().filter(|pair| pair.0 == s).map(|pair| pair.1);
            let share = partners().map(|t| self.to[t] * sum(s, t)).sum::<f64>();
            share / partners().map(|t| self.to[t]).sum::<f64>()
        };
        let target = |t: usize| {
            let partners = || self.pairs().filter(|pair| pair.1 == t).map(|pair| pair.0);
            let share = partners().map(|s| self.from[s] * sum(s, t)).sum::<f64>();
            share / partners().map(|s| self.from[s]).sum::<f64>()
        };
        let name = |i: usize| self.ids[i].clone();
        // Without a partner the share is 0 of 0; that counts as 0.
        let told = |share: f64| if share.is_nan() { 0.0 } else { share };
        let (between, ties) = self.on_routes();
        Some(Answer {
            access,
            by_intermediaries: (0..=n).map(by).collect(),
            conceivable: self.access_in(&vec![true; self.open.len()]),
            certain: self.access_in(&self.open.iter().map(|open| *open >= 1.0).collect()),
            sources: (0..n).filter(|s| self.from[*s] > 0.0).map(|s| (name(s), told(source(s)))).collect(),
            targets: (0..n).filter(|t| self.to[*t] > 0.0).map(|t| (name(t), told(target(t)))).collect(),
            leverage: (0..n).map(|v| (name(v), leverage[v])).collect(),
            between: between.into_iter().map(name).collect(),
            ties,
        })
    }

    /// Access that is left, and that is lost, without a group of actors and all their pairs.
    pub(crate) fn without(&self, gone: &BTreeSet<String>) -> (f64, f64) {
        let gone: BTreeSet<usize> = (0..self.ids.len()).filter(|i| gone.contains(&self.ids[*i])).collect();
        let (mut left, mut lost) = (0.0, 0.0);
        for (world, probability) in self.worlds() {
            let (with, without) = (self.reach_of_all(&world, &BTreeSet::new()), self.reach_of_all(&world, &gone));
            for (s, t) in self.pairs() {
                let share = probability * self.from[s] * self.to[t] / self.whole();
                let still = !gone.contains(&s) && !gone.contains(&t) && without[s][t].is_some();
                left += if still { share } else { 0.0 };
                lost += if with[s][t].is_some() && !still { share } else { 0.0 };
            }
        }
        (left, lost)
    }

    /// Shapley values of all actors, and direct access; `None` if some pair has more than `most` players.
    ///
    /// Every order of the players of every pair is tried. In a world a pair is joined by the player who completes the first
    /// of its routes.
    pub(crate) fn shapley(&self, most: usize) -> Option<(BTreeMap<String, f64>, f64)> {
        let mut values = vec![0.0; self.ids.len()];
        let mut direct = 0.0;
        for (s, t) in self.pairs() {
            let players: Vec<usize> = (0..self.ids.len()).filter(|v| self.relay[*v] && *v != s && *v != t).collect();
            if players.len() > most {
                return None;
            }
            let share = self.from[s] * self.to[t] / self.whole();
            let orders = permutations(&players);
            for (routes, probability) in self.ways(s, t) {
                if routes.iter().any(BTreeSet::is_empty) {
                    direct += share * probability;
                    continue;
                }
                for order in &orders {
                    let place = |v: &usize| order.iter().position(|other| other == v).unwrap();
                    let complete = |route: &BTreeSet<usize>| route.iter().map(place).max().unwrap();
                    if let Some(last) = routes.iter().map(complete).min() {
                        values[order[last]] += share * probability / orders.len() as f64;
                    }
                }
            }
        }
        Some((self.ids.iter().cloned().zip(values).collect(), direct))
    }

    /// For one pair: every set of open routes, each by those in between, with its probability.
    fn ways(&self, s: usize, t: usize) -> BTreeMap<BTreeSet<BTreeSet<usize>>, f64> {
        let mut ways = BTreeMap::new();
        for (world, probability) in self.worlds() {
            let mut routes = BTreeSet::new();
            self.walk(&world, &BTreeSet::new(), &mut vec![s], &mut Vec::new(), &mut |route, _| {
                if route[route.len() - 1] == t {
                    routes.insert(route[1..route.len() - 1].iter().copied().collect());
                }
            });
            *ways.entry(routes).or_insert(0.0) += probability;
        }
        ways
    }

    /// Sum of the weights of all pairs.
    pub(crate) fn whole(&self) -> f64 {
        self.pairs().map(|(s, t)| self.from[s] * self.to[t]).sum()
    }

    /// Sum of the weights of the pairs of which this actor is the source, and of which it is the target.
    pub(crate) fn own(&self, id: &str) -> (f64, f64) {
        let weigh = |(s, t): (usize, usize)| self.from[s] * self.to[t];
        let as_source = self.pairs().filter(|(s, _)| self.ids[*s] == id).map(weigh).sum();
        (as_source, self.pairs().filter(|(_, t)| self.ids[*t] == id).map(weigh).sum())
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let n = self.ids.len();
        let all = (0..n).flat_map(move |s| (0..n).map(move |t| (s, t)));
        all.filter(|(s, t)| s != t && self.from[*s] > 0.0 && self.to[*t] > 0.0)
    }

    /// Every world that can be, with its probability.
    fn worlds(&self) -> impl Iterator<Item = (World, f64)> {
        (0..1_u64 << self.open.len()).filter_map(|number| {
            let world: World = (0..self.open.len()).map(|tie| number >> tie & 1 == 1).collect();
            let share = |(open, p): (&bool, &f64)| if *open { *p } else { 1.0 - *p };
            let probability = world.iter().zip(&self.open).map(share).product();
            (probability > 0.0).then_some((world, probability))
        })
    }

    fn access_in(&self, world: &World) -> f64 {
        let reached = self.reach_of_all(world, &BTreeSet::new());
        let joined = self.pairs().filter(|(s, t)| reached[*s][*t].is_some());
        joined.map(|(s, t)| self.from[s] * self.to[t]).sum::<f64>() / self.whole()
    }

    /// By source and actor: the least number of intermediaries between them, if there is a route.
    fn reach_of_all(&self, world: &World, gone: &BTreeSet<usize>) -> Vec<Vec<Option<usize>>> {
        let mut reached = vec![vec![None; self.ids.len()]; self.ids.len()];
        for s in (0..self.ids.len()).filter(|s| self.from[*s] > 0.0 && !gone.contains(s)) {
            self.walk(world, gone, &mut vec![s], &mut Vec::new(), &mut |route, _| {
                let (end, intermediaries) = (route[route.len() - 1], route.len() - 2);
                let least = reached[s][end].get_or_insert(intermediaries);
                *least = intermediaries.min(*least);
            });
        }
        reached
    }

    /// Walks every permitted route that begins like this one, telling its actors and ties.
    fn walk(
        &self,
        world: &World,
        gone: &BTreeSet<usize>,
        route: &mut Vec<usize>,
        ties: &mut Vec<usize>,
        tell: &mut dyn FnMut(&[usize], &[usize]),
    ) {
        let here = route[route.len() - 1];
        let may_pass_on = route.len() == 1 || self.relay[here];
        // Going on makes everybody behind the source an intermediary.
        if !may_pass_on || route.len() - 1 > self.most {
            return;
        }
        for (tie, _, next) in self.steps.iter().filter(|(tie, from, _)| *from == here && world[*tie]) {
            if !route.contains(next) && !gone.contains(next) {
                route.push(*next);
                ties.push(*tie);
                tell(route, ties);
                self.walk(world, gone, route, ties, tell);
                route.pop();
                ties.pop();
            }
        }
    }

    /// Who stands between the ends of some permitted route, and how many ties lie on one, were every tie open.
    fn on_routes(&self) -> (BTreeSet<usize>, usize) {
        let (mut between, mut on) = (BTreeSet::new(), BTreeSet::new());
        for s in (0..self.ids.len()).filter(|s| self.from[*s] > 0.0) {
            self.walk(
                &vec![true; self.open.len()],
                &BTreeSet::new(),
                &mut vec![s],
                &mut Vec::new(),
                &mut |route, ties| {
                    if self.to[route[route.len() - 1]] > 0.0 {
                        between.extend(&route[1..route.len() - 1]);
                        on.extend(ties.iter().copied());
                    }
                },
            );
        }
        (between, on.len())
    }
}

fn permutations(of: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = of.split_first() else { return vec![Vec::new()] };
    let shorter = permutations(rest);
    let inserted = |order: &Vec<usize>| {
        (0..=order.len()).map(|at| [&order[..at], &[*first], &order[at..]].concat()).collect::<Vec<_>>()
    };
    shorter.iter().flat_map(inserted).collect()
}
