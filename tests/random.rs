//! Random questions: a small network and a mandate, in every shape that the definitions speak of.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proxeny::{Actor, Conveys, Mandate, Network, NetworkBuilder, Tie, TieFilter, TieKind};
use serde_json::json;
use std::collections::BTreeMap;

/// An actor is known by its tags: `from`, `to` and `relay`.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) actors: Vec<(bool, bool, bool, f64)>,
    pub(crate) ties: Vec<DrawnTie>,
    pub(crate) most: Option<u32>,
    pub(crate) weighted: (bool, bool),
    pub(crate) focal: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct DrawnTie {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: &'static str,
    pub(crate) strength: Option<f64>,
    pub(crate) confidence: Option<f64>,
    pub(crate) conveys: Option<Conveys>,
}

/// A network of up to 9 actors and 12 ties, and what is asked of it.
pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    (2..=9_usize).prop_flat_map(|n| {
        let actors = prop::collection::vec(actor(), n);
        let ties = prop::collection::vec(tie(n), 0..=12);
        let most = prop_oneof![2 => Just(None), 5 => (0..5_u32).prop_map(Some)];
        let focal = prop_oneof![Just(None), (0..n).prop_map(Some)];
        let weighted = (any::<bool>(), any::<bool>());
        (actors, ties, most, weighted, focal).prop_map(|(mut actors, ties, most, weighted, focal)| {
            // A mandate that names nobody is refused by the builder.
            actors.first_mut().expect("two or more").0 = true;
            actors.last_mut().expect("two or more").1 = true;
            Drawn { actors, ties, most, weighted, focal }
        })
    })
}

fn actor() -> impl Strategy<Value = (bool, bool, bool, f64)> {
    let weight = prop::sample::select(vec![0.0, 0.5, 1.0, 1.0, 2.0, 3.7]);
    (prop::bool::weighted(0.3), prop::bool::weighted(0.4), prop::bool::weighted(0.75), weight)
}

fn tie(n: usize) -> impl Strategy<Value = DrawnTie> {
    let strength = prop_oneof![
        3 => Just(Some(1.0)),
        1 => Just(None),
        2 => Just(Some(0.5)),
        1 => Just(Some(0.03)),
        3 => (0.05..0.99_f64).prop_map(Some),
    ];
    let confidence = prop_oneof![4 => Just(None), 1 => Just(Some(1.0)), 2 => (0.1..1.0_f64).prop_map(Some)];
    let conveys = prop_oneof![
        1 => Just(None),
        2 => Just(Some(Conveys::Forward)),
        2 => Just(Some(Conveys::Backward)),
        3 => Just(Some(Conveys::Both)),
    ];
    let kind = prop::sample::select(vec!["", "", "", "back", "shut"]);
    (0..n, 1..n, kind, strength, confidence, conveys).prop_map(
        move |(from, further, kind, strength, confidence, conveys)| DrawnTie {
            from,
            to: (from + further) % n,
            kind,
            strength,
            confidence,
            conveys,
        },
    )
}

impl Drawn {
    /// The id of actor `i`.
    pub(crate) fn id(i: usize) -> String {
        format!("a{i}")
    }

    /// Ties of kind `shut` do not count, those of kind `back` convey backward unless they say otherwise.
    pub(crate) fn mandate(&self) -> Mandate {
        let [from, to, relay] = ["tag:from", "tag:to", "tag:relay"].map(|text| text.parse().unwrap());
        let mut mandate = Mandate::new("m", from, to).relay(relay);
        mandate.max_intermediaries = self.most;
        mandate.ties = TieFilter { not_kind: vec!["shut".into()], ..TieFilter::default() };
        mandate.from_weight = self.weighted.0.then(|| "weight".to_owned());
        mandate.to_weight = self.weighted.1.then(|| "share".to_owned());
        mandate
    }

    pub(crate) fn network(&self) -> Network {
        let all: Vec<usize> = (0..self.actors.len()).collect();
        let ties: Vec<usize> = (0..self.ties.len()).collect();
        self.arranged(&all, &ties, Self::id)
    }

    /// The same network with actors and ties in another order and with other names.
    pub(crate) fn arranged(&self, actors: &[usize], ties: &[usize], name: impl Fn(usize) -> String) -> Network {
        let kind = TieKind { strength: Some(0.4), conveys: Some(Conveys::Backward), ..TieKind::default() };
        let mut builder = NetworkBuilder::new("drawn").tie_kind("back", kind).mandate(self.mandate());
        for i in actors {
            let (from, to, relay, weight) = self.actors[*i];
            let tags = [(from, "from"), (to, "to"), (relay, "relay")].into_iter().filter(|(is, _)| *is);
            let tags = tags.map(|(_, tag)| tag.to_owned()).collect();
            let attributes = [("share".to_owned(), weight.into())].into();
            builder = builder.actor(Actor { tags, weight, attributes, ..Actor::new(name(*i), "x") });
        }
        for i in ties {
            let DrawnTie { from, to, kind, strength, confidence, conveys } = self.ties[*i].clone();
            let tie = Tie::new(name(from), name(to), kind);
            builder = builder.tie(Tie { id: format!("t{i}"), strength, confidence, conveys, ..tie });
        }
        if let Some(focal) = self.focal {
            builder = builder.focal(name(focal));
        }
        builder.build().unwrap()
    }

    /// The network in the native format.
    pub(crate) fn native(&self) -> String {
        let network = self.network();
        let tie_kinds: BTreeMap<_, _> = network
            .tie_kinds()
            .iter()
            .map(|(name, kind)| (name, json!({"strength": kind.strength, "conveys": kind.conveys})))
            .collect();
        let mandate = self.mandate();
        let file = json!({
            "format": "proxeny/1",
            "id": network.id(),
            "focal": network.focal().map(|focal| &network.graph()[focal].id),
            "tie_kinds": tie_kinds,
            "actors": network.actors().map(|(_, actor)| actor).collect::<Vec<_>>(),
            "ties": network.ties().map(|(_, tie)| tie).collect::<Vec<_>>(),
            "mandates": {mandate.id: {
                "from": mandate.from,
                "to": mandate.to,
                "relay": mandate.relay,
                "max_intermediaries": mandate.max_intermediaries,
                "ties": mandate.ties,
                "weights": {"from": mandate.from_weight, "to": mandate.to_weight},
            }},
        });
        format!("{file:#}")
    }
}
