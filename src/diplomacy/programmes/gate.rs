//! Coverage with opinion switched on: over the draws, attention takes only as often as people are receptive.

use super::asked::Asked;
use super::coverage::Incidence;
use super::opinion::Opinion;
use super::results::{OpinionUse, Spread};

/// What the draws of opinion came to.
pub(super) struct Drawn {
    pub(super) shapley: Vec<Spread>,
    pub(super) covered: Spread,
    pub(super) used: OpinionUse,
}

/// Shapley shares and coverage over the draws.
pub(super) fn gated(opinion: Opinion, draws: &[Vec<f64>], asked: &Asked<'_>, incidence: &Incidence) -> Drawn {
    let countries: Vec<Option<String>> = asked.targets.iter().map(|actor| actor.country.clone()).collect();
    let shares: Vec<Vec<f64>> = draws.iter().map(|draw| incidence.shapley(Some(draw))).collect();
    let covered: Vec<f64> = draws.iter().map(|draw| incidence.covered(Some(draw))).collect();
    let of = |p: usize| Spread::of(&shares.iter().map(|shares| shares[p]).collect::<Vec<_>>());
    let first = largest(&incidence.shapley(None));
    let stays = shares.iter().filter(|shares| largest(shares) == first).count();
    let found = |country: &Option<String>| opinion.countries().get(country.as_deref()?);
    let ends = |n: usize| {
        let known = |country: &&Option<String>| {
            found(country).map_or(0, |known| usize::from(known.low.is_some()) + usize::from(known.high.is_some())) == n
        };
        countries.iter().filter(known).count()
    };
    let named = countries.iter().filter_map(|country| Some((country.clone()?, found(country)?.clone())));
    Drawn {
        shapley: (0..incidence.reach.len()).map(of).collect(),
        covered: Spread::of(&covered),
        used: OpinionUse {
            draws: draws.len() as u64,
            complete: ends(2),
            one_end: ends(1),
            unknown: ends(0),
            first_stays: stays as f64 / draws.len() as f64,
            note: opinion.note().to_owned(),
            countries: named.collect(),
        },
    }
}

/// The first of the largest.
fn largest(numbers: &[f64]) -> usize {
    (0..numbers.len()).fold(0, |best, i| if numbers[i] > numbers[best] { i } else { best })
}
