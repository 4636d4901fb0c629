//! What the next invitation would add: whom a new programme should invite, and which existing one should be widened.
//!
//! An invitation is a tie from the programme to the city, open with the strength p of its kind. It adds p · B to the access of
//! the network's first mandate, B found in the same worlds for all invitations ([`Opportunities`]). A *new* programme is
//! run by the focal body and invites by the kind of tie that programmes use most; a *wider* one invites by the kind that it
//! uses most itself. Only cities that stand below the rung of that tie are eligible: who has been trained needs a pilot, not
//! another training. A borough of a city that was reached is not asked apart.
//!
//! With opinion on, the invitation takes with the receptivity r of the city's country, p · r · B, over the draws of r. What is
//! on record already has taken and is left as it is. Differences within the range of ranks are no differences.

use super::opinion::Opinion;
use super::record::{Known, reaches};
use super::results::Spread;
use crate::error::Error;
use crate::leverage::{Access, Estimate, Opportunities};
use crate::model::{Actor, Date, Layer, Mandate, Network, NextTie, Selector, Stage, Tie, View};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The id of a programme that does not exist yet.
const NEW: &str = "\u{2192}next programme";

/// What the next invitation would add.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let next = Programmes::new().run(&Network::builtin("seoul")?)?.next.expect("there is a mandate");
/// assert_eq!((next.mandate.as_str(), next.host.as_str()), ("export", "smg"));
/// assert!(next.invite.is_sorted_by(|a, b| a.gain.estimate >= b.gain.estimate));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Next {
    /// The mandate whose access is looked at.
    pub mandate: String,
    /// Who would run a new programme.
    pub host: String,
    /// By what kind of tie it would invite.
    pub tie_kind: String,
    /// How well such a tie carries an introduction: an assumption.
    pub strength: f64,
    /// Whom a new programme should invite, of those that no programme reached; most gain first.
    pub invite: Vec<Invitation>,
    /// Which programme should be widened, by whom it has not reached; most gain first.
    pub widen: Vec<Invitation>,
    /// In what share of the draws of opinion the first of `invite` stays first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invite_first_stays: Option<f64>,
    /// The same for `widen`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub widen_first_stays: Option<f64>,
}

/// One invitation.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Programmes;
///
/// let next = Programmes::new().run(&Network::builtin("seoul")?)?.next.expect("there is a mandate");
/// let with = next.invite[0].gain_with_opinion.expect("Korea was asked about");
/// assert!(with.high <= next.invite[0].gain.estimate); // an invitation may not take
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Invitation {
    /// The programme; empty for a new one.
    pub programme: String,
    /// Whom it invites.
    pub actor: String,
    /// By what kind of tie.
    pub tie_kind: String,
    /// The highest rung on which that stands.
    pub rung: Option<Stage>,
    /// The gain in access.
    pub gain: Estimate,
    /// How receptive the country is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receptive: Option<Spread>,
    /// From how many kinds of survey that is known: both, one, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surveys: Option<usize>,
    /// The gain with opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gain_with_opinion: Option<Spread>,
    /// Place by gain.
    pub rank: usize,
    /// 5 % and 95 % points of the place with opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranks_with_opinion: Option<(usize, usize)>,
}

/// Those who may be invited, and how sure their receptivity is.
pub(super) struct Guests<'a> {
    pub(super) targets: &'a [&'a Actor],
    /// By target: whether some programme reached it.
    pub(super) reached: &'a [bool],
    /// By target: whether it counts for anything.
    pub(super) wanted: &'a [bool],
    /// By target.
    pub(super) rungs: &'a [Option<Stage>],
    pub(super) opinion: Option<(Opinion, &'a [Vec<f64>])>,
}

impl Guests<'_> {
    /// Whether a tie of this kind would lift a target to a rung on which it does not stand yet.
    fn is_below(&self, network: &Network, target: usize, kind: &str) -> bool {
        let stage = network.stage(&Tie::new("", "", kind)).unwrap_or(Stage::Attention);
        self.rungs[target].is_none_or(|rung| rung < stage)
    }
}

/// Looks for the best invitations; nothing where there is no mandate or no focal body.
pub(super) fn next(
    network: &Network,
    known: &[Known],
    guests: &Guests<'_>,
    mandate: &Mandate,
    (worlds, seed): (u64, u64),
) -> Result<Option<Next>, Error> {
    let Some(focal) = network.focal() else { return Ok(None) };
    let host = network.graph()[focal].id.clone();
    let kind = usual(network, known.iter().map(|known| known.id.as_str())).unwrap_or_default();
    let (with, mut offers) = (with_new(network, &host)?, Vec::new());
    let open = (0..guests.targets.len()).filter(|target| {
        guests.wanted[*target] && !guests.reached[*target] && guests.is_below(network, *target, &kind)
    });
    offers.extend(open.map(|target| (String::new(), target, invitation(network, NEW, guests.targets[target], &kind))));
    for known in known.iter().filter(|known| goes_on(network, known)) {
        let Some(kind) = usual(network, [known.id.as_str()]) else { continue };
        let reached = |target: &usize| known.contacts.iter().any(|contact| contact.actor == guests.targets[*target].id);
        let open = (0..guests.targets.len())
            .filter(|target| guests.wanted[*target] && !reached(target) && guests.is_below(network, *target, &kind));
        offers.extend(
            open.map(|target| {
                (known.id.clone(), target, invitation(network, &known.id, guests.targets[target], &kind))
            }),
        );
    }
    let access = Access::new(mandate).view(View::today(network)).worlds(worlds).seed(seed);
    let certain = |(_, _, tie): &(String, usize, Tie)| NextTie {
        strength: Some(1.0),
        ..NextTie::new(Selector::id(&tie.from), Selector::id(&tie.to), tie.kind.clone())
    };
    let rules: Vec<NextTie> = offers.iter().map(certain).collect();
    let found = if rules.is_empty() {
        Vec::new()
    } else {
        Opportunities::new(&access).candidates(rules).any_rung().run(&with)?.candidates
    };
    let gains: HashMap<(&str, &str), Estimate> =
        found.iter().map(|one| ((one.from.as_str(), one.to.as_str()), one.gain)).collect();
    let told = |(programme, target, tie): (String, usize, Tie)| {
        let actor = guests.targets[target];
        let offer = gains.get(&(tie.from.as_str(), tie.to.as_str())).copied().unwrap_or_else(|| Estimate::exact(0.0));
        let invitation = Invitation {
            programme,
            actor: actor.id.clone(),
            rung: guests.rungs[target],
            gain: offer.scaled(network.strength(&tie)),
            tie_kind: tie.kind,
            ..Invitation::default()
        };
        (target, invitation)
    };
    let all = offers.into_iter().map(told);
    let (new, wider): (Vec<_>, Vec<_>) = all.partition(|(_, invitation)| invitation.programme.is_empty());
    let ((invite, invite_first_stays), (widen, widen_first_stays)) = (ranked(new, guests), ranked(wider, guests));
    let strength = network.strength(&Tie::new("", "", &kind));
    let mandate = mandate.id.clone();
    Ok(Some(Next { mandate, host, tie_kind: kind, strength, invite, widen, invite_first_stays, widen_first_stays }))
}

/// Whether a programme is an actor that may still invite.
fn goes_on(network: &Network, known: &Known) -> bool {
    let over = known.until.zip(network.as_of()).is_some_and(|(until, now)| until.last_day() < now.first_day());
    network.actor(&known.id).is_some() && !over
}

/// The kind of tie by which these programmes reach others most often; the first of equals.
fn usual<'a>(network: &Network, programmes: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    for id in programmes {
        let cities =
            |tie: &&Tie| network.actor(&tie.to).is_some_and(|to| network.graph()[to].layer == Some(Layer::Foreign));
        reaches(network, id).filter(cities).for_each(|tie| *counts.entry(tie.kind.clone()).or_default() += 1);
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(kind, _)| kind)
}

/// The network with one more programme, run by `host`, that reaches nobody yet.
fn with_new(network: &Network, host: &str) -> Result<Network, Error> {
    let layer = network.actor(host).and_then(|node| network.graph()[node].layer);
    let actor = Actor { layer, country: network.home().map(str::to_owned), ..Actor::new(NEW, "programme") };
    let runs = Tie { since: network.as_of(), ..Tie::new(host, NEW, "runs") };
    network.edit().actor(actor).tie(runs).build()
}

fn invitation(network: &Network, programme: &str, guest: &Actor, kind: &str) -> Tie {
    let since: Option<Date> = network.as_of();
    Tie { since, ..Tie::new(programme, &guest.id, kind) }
}

/// Most gain first, with opinion if there is any; and in what share of the draws the first stays first.
fn ranked(found: Vec<(usize, Invitation)>, guests: &Guests<'_>) -> (Vec<Invitation>, Option<f64>) {
    let mut found: Vec<(usize, Invitation)> = found.into_iter().filter(|(_, one)| one.gain.estimate > 0.0).collect();
    found.sort_by(|a, b| b.1.gain.estimate.total_cmp(&a.1.gain.estimate));
    found.iter_mut().enumerate().for_each(|(i, (_, one))| one.rank = i + 1);
    let Some((opinion, draws)) = guests.opinion.as_ref().filter(|_| !found.is_empty()) else {
        return (found.into_iter().map(|(_, one)| one).collect(), None);
    };
    let mut places = vec![Vec::with_capacity(draws.len()); found.len()];
    let mut stays = 0;
    for draw in *draws {
        let gain = |i: &usize| found[*i].1.gain.estimate * draw[found[*i].0];
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
        stays += usize::from(order[0] == 0);
        order.iter().enumerate().for_each(|(place, i)| places[*i].push((place + 1) as f64));
    }
    let told = |((target, one), places): ((usize, Invitation), Vec<f64>)| {
        let receptive: Vec<f64> = draws.iter().map(|draw| draw[target]).collect();
        let gains: Vec<f64> = receptive.iter().map(|r| r * one.gain.estimate).collect();
        let places = Spread::of(&places);
        let country = guests.targets[target].country.as_deref();
        let known = country.and_then(|country| opinion.countries().get(country));
        let surveys = known.map_or(0, |known| usize::from(known.low.is_some()) + usize::from(known.high.is_some()));
        Invitation {
            receptive: Some(Spread::of(&receptive)),
            surveys: Some(surveys),
            gain_with_opinion: Some(Spread::of(&gains)),
            ranks_with_opinion: Some((places.low as usize, places.high as usize)),
            ..one
        }
    };
    let share = stays as f64 / draws.len() as f64;
    (found.into_iter().zip(places).map(told).collect(), Some(share))
}
