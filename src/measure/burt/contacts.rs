//! Contacts: everybody that somebody is tied to, whichever way, and what pairs of contacts have in common.

use std::ops::Range;

use crate::error::Error;
use crate::graph::parallel::map_reduce;
use crate::graph::{Arc, Sense, Topology, Weights};
use crate::measure::clustering::merged;
use crate::measure::{Weighting, closer_weights};

/// Nodes per piece of parallel work.
const CHUNK: usize = 256;

/// The contacts of every node with the weight of the ties both ways.
pub(super) struct Contacts {
    starts: Vec<usize>,
    partners: Vec<u32>,
    weights: Vec<f64>,
    /// By node, what its weights add up to.
    pub(super) sums: Vec<f64>,
    /// By node, its largest weight.
    pub(super) largest: Vec<f64>,
}

impl Contacts {
    pub(super) fn new(topology: &Topology, weighting: Weighting, measure: &str) -> Result<Self, Error> {
        let (weights, kind) = match weighting {
            Weighting::Unweighted => (None, None),
            Weighting::Weighted => {
                let weights = closer_weights(topology, &format!("weighted {measure}"))?;
                (Some(weights), topology.weights().map(Weights::kind))
            }
        };
        let weigh = |arcs: &[Arc]| match weights.zip(kind) {
            None => f64::from(u8::from(!arcs.is_empty())),
            Some((values, kind)) => {
                let each = arcs.iter().map(|arc| values[arc.tie as usize]);
                each.reduce(|a, b| kind.merge(a, b)).unwrap_or(0.0)
            }
        };
        let nodes = topology.node_count();
        let mut contacts =
            Self { starts: vec![0], partners: Vec::new(), weights: Vec::new(), sums: vec![], largest: vec![] };
        contacts.partners.reserve(topology.arc_count());
        contacts.weights.reserve(topology.arc_count());
        for v in 0..nodes as u32 {
            if topology.is_undirected() {
                for same in topology.arcs(v, Sense::Forward).chunk_by(|a, b| a.node == b.node) {
                    contacts.partners.push(same[0].node);
                    contacts.weights.push(weigh(same));
                }
            } else {
                merged(topology, v, |partner, out, back| {
                    contacts.partners.push(partner);
                    contacts.weights.push(weigh(out) + weigh(back));
                });
            }
            let row = &contacts.weights[contacts.starts[v as usize]..];
            contacts.sums.push(row.iter().sum());
            contacts.largest.push(row.iter().copied().fold(0.0, f64::max));
            contacts.starts.push(contacts.partners.len());
        }
        Ok(contacts)
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many contacts a node has.
    pub(super) fn degree(&self, v: u32) -> usize {
        self.starts[v as usize + 1] - self.starts[v as usize]
    }

    fn row(&self, v: u32) -> impl Iterator<Item = (u32, f64)> {
        let row = self.starts[v as usize]..self.starts[v as usize + 1];
        self.partners[row.clone()].iter().copied().zip(self.weights[row].iter().copied())
    }

    /// The contacts of `u` that have fewer contacts than itself, equals by number: each pair belongs to one of its ends.
    fn lesser(&self, u: u32) -> impl Iterator<Item = (u32, f64)> {
        let rank = move |v: u32| (self.degree(v), v);
        self.row(u).filter(move |(v, _)| rank(*v) < rank(u))
    }

    /// Hands over every tied pair once, u having at least as many contacts as v, with the weight between them and
    /// Σ mark(u, q, w(u, q)) · w(q, v) over the contacts q that they share.
    ///
    /// Only the contacts of the end with fewer of them are looked at, so that hubs cost no more than others.
    pub(super) fn each_pair(
        &self,
        mark: impl Fn(u32, u32, f64) -> f64 + Sync,
        mut found: impl FnMut(u32, u32, f64, f64),
    ) {
        let nodes = self.node_count();
        let part = |marks: &mut Vec<f64>, range: Range<usize>| {
            marks.resize(nodes, 0.0);
            let mut shared = Vec::new();
            for u in range.clone().map(|u| u as u32) {
                if self.lesser(u).next().is_none() {
                    continue;
                }
                self.row(u).for_each(|(q, weight)| marks[q as usize] = mark(u, q, weight));
                let sum = |v: u32| self.row(v).map(|(q, weight)| weight * marks[q as usize]).sum::<f64>();
                shared.extend(self.lesser(u).map(|(v, _)| sum(v)));
                self.row(u).for_each(|(q, _)| marks[q as usize] = 0.0);
            }
            (range, shared)
        };
        map_reduce(nodes, CHUNK, Vec::new, part, |(range, shared): (Range<usize>, Vec<f64>)| {
            let pairs = range.flat_map(|u| self.lesser(u as u32).map(move |(v, weight)| (u as u32, v, weight)));
            pairs.zip(shared).for_each(|((u, v, weight), shared)| found(u, v, weight, shared));
        });
    }
}
