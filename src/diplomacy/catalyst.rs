//! Whether an agency is an actor that sells by itself or a catalyst that brings firms to those who buy.
//!
//! * *Own*: recorded deals (software and later) with somebody abroad, whose supplier is the agency. A tie in which neither
//!   end leads (an agreement, a letter of intent) has no supplier; an introduction is no deal.
//! * *Introduced*: such deals whose supplier is a home firm to which the agency has a sourced introduction that had begun
//!   in the year of the deal or earlier and was alive then. A tie that has ended lives on as long as its kind says.
//! * The index is introduced / (own + introduced), with the interval of Wilson; undefined below [`LEAST_DEALS`] deals.
//!
//! Introductions are ties *from* the agency *to* the firm of the kinds in `INTRODUCTIONS`: the agency chooses the firm,
//! stands behind it, or presents it to others. Not: `domestic_reference` (the agency bought for itself), `showcases` (a
//! booth is attention, not a word for one firm), `funds`, `incubates`, `consortium` and `contract` (money, shelter, own
//! deals), `mou` and `joint_project` (nobody is presented).
//!
//! The record does not say for which deal an introduction was given, so `introduced` is an upper reading. A deal or an
//! introduction without a year cannot be put in order; firms' deals lost to this are counted as `undated`. A body that was
//! merged into another counts with it.

use super::statistics::Proportion;
use crate::model::{Actor, Date, Layer, Network, Stage, Tie};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Deals below which the index is undefined.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::{Catalyst, LEAST_DEALS};
///
/// let found = Catalyst::of(&Network::builtin("seoul")?);
/// let defined = |agency: &Catalyst| agency.own.len() + agency.introduced.len() >= LEAST_DEALS;
/// assert!(found.iter().all(|agency| agency.index.is_some() == defined(agency)));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const LEAST_DEALS: usize = 5;

/// Kinds of ties by which an agency introduces a firm.
const INTRODUCTIONS: [&str; 6] = ["assembles", "brokers", "endorses", "promotes", "selects", "supports"];

/// The deals of one agency.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Catalyst;
///
/// let found = Catalyst::of(&Network::builtin("seoul")?);
/// let susa = found.iter().find(|agency| agency.id == "susa").expect("Seoul's agency");
/// // One workshop; everything else it did was attention.
/// assert_eq!((susa.own.len(), susa.introduced.len(), susa.index), (1, 0, None));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Catalyst {
    /// The agency, or the body into which it was merged.
    pub id: String,
    /// Ids of the deals that it supplied.
    pub own: Vec<String>,
    /// Ids of the deals of firms that it had introduced.
    pub introduced: Vec<String>,
    /// Ids of the deals of firms that it introduced at a time, or sold at a time, that is not recorded.
    pub undated: Vec<String>,
    /// Share of the introduced in all; `None` below [`LEAST_DEALS`] deals.
    pub index: Option<Proportion>,
    /// The same over the years: all dated deals up to each year in which there was one.
    pub years: Vec<CatalystYear>,
}

/// What an agency had done up to a year.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Catalyst;
///
/// let found = Catalyst::of(&Network::builtin("seoul")?);
/// let metro = found.iter().find(|agency| agency.id == "seoul_tc").expect("Seoul's metro");
/// assert!(metro.years.windows(2).all(|pair| pair[0].year < pair[1].year && pair[0].own <= pair[1].own));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CatalystYear {
    /// The year.
    pub year: i16,
    /// Deals that it had supplied by then.
    pub own: usize,
    /// Deals of firms that it had introduced by then.
    pub introduced: usize,
}

/// How an introduction stands to a deal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Apart,
    Unknown,
    Before,
}

impl Catalyst {
    /// The agencies at home that have a deal on record, their own or one introduced, most deals first.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Catalyst;
    /// use proxeny::{Actor, Network, Tie};
    ///
    /// let nobody = Network::builtin("seoul")?;
    /// assert!(Catalyst::of(&nobody).iter().all(|agency| agency.own.len() + agency.introduced.len() + agency.undated.len() > 0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(network: &Network) -> Vec<Self> {
        let home = |actor: &&Actor| matches!(actor.layer, Some(Layer::City | Layer::National));
        let kinds = ["city_agency", "national_agency", "programme"];
        let agencies = network.actors().map(|(_, actor)| actor).filter(home);
        let agencies =
            agencies.filter(|actor| kinds.contains(&actor.kind.as_str()) && heir(network, &actor.id) == actor.id);
        let mut found: Vec<Self> = agencies.map(|actor| Self::agency(network, &actor.id)).collect();
        found.retain(|agency| agency.deals() + agency.undated.len() > 0);
        found.sort_by(|a, b| b.deals().cmp(&a.deals()).then_with(|| a.id.cmp(&b.id)));
        found
    }

    fn deals(&self) -> usize {
        self.own.len() + self.introduced.len()
    }

    fn agency(network: &Network, id: &str) -> Self {
        let is_agency = |actor: &str| heir(network, actor) == id;
        let introductions: Vec<&Tie> = introductions(network).filter(|tie| is_agency(&tie.from)).collect();
        let (mut own, mut introduced, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        for (_, deal) in network.ties().filter(|(_, tie)| is_deal(network, tie)) {
            if is_agency(&deal.from) {
                own.push(deal.id.clone());
            } else if layer(network, &deal.from) == Some(Layer::Firm) {
                let to_firm = introductions.iter().filter(|tie| tie.to == deal.from);
                match to_firm.map(|tie| order(network, tie, deal)).max() {
                    Some(Order::Before) => introduced.push(deal.id.clone()),
                    Some(Order::Unknown) => undated.push(deal.id.clone()),
                    _ => {}
                }
            }
        }
        let all = own.len() + introduced.len();
        let index = (all >= LEAST_DEALS).then(|| Proportion::wilson(introduced.len(), all));
        let years = years(network, &own, &introduced);
        Self { id: id.to_owned(), own, introduced, undated, index, years }
    }
}

/// Deals so far, by the years in which there was one.
fn years(network: &Network, own: &[String], introduced: &[String]) -> Vec<CatalystYear> {
    let mut begun: BTreeMap<i16, [usize; 2]> = BTreeMap::new();
    let dated = network.ties().filter_map(|(_, tie)| Some((tie.id.as_str(), tie.since?.calendar_year())));
    for (id, year) in dated {
        for (place, deals) in [own, introduced].into_iter().enumerate() {
            if deals.iter().any(|deal| deal == id) {
                begun.entry(year).or_default()[place] += 1;
            }
        }
    }
    let mut so_far = [0; 2];
    let count = |(year, more): (i16, [usize; 2])| {
        so_far = [so_far[0] + more[0], so_far[1] + more[1]];
        CatalystYear { year, own: so_far[0], introduced: so_far[1] }
    };
    begun.into_iter().map(count).collect()
}

/// The body that goes on for an actor, itself if it was not merged.
fn heir<'a>(network: &'a Network, id: &'a str) -> &'a str {
    let mut id = id;
    // As many steps as there are actors, should successions run in a circle.
    for _ in 0..network.graph().node_count() {
        let next = actor(network, id).and_then(|actor| actor.successor.as_deref());
        match next.filter(|next| network.actor(next).is_some()) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

fn actor<'a>(network: &'a Network, id: &str) -> Option<&'a Actor> {
    network.actor(id).map(|node| &network.graph()[node])
}

fn layer(network: &Network, id: &str) -> Option<Layer> {
    actor(network, id)?.layer
}

fn introductions(network: &Network) -> impl Iterator<Item = &Tie> {
    let counts = |tie: &&Tie| INTRODUCTIONS.contains(&tie.kind.as_str()) && !network.is_unsourced(&tie.sources);
    network.ties().map(|(_, tie)| tie).filter(counts)
}

fn is_deal(network: &Network, tie: &Tie) -> bool {
    let late = matches!(network.stage(tie), Some(Stage::Software | Stage::Pilot | Stage::Finance | Stage::Hardware));
    let leads = !network.mutual(tie) && !INTRODUCTIONS.contains(&tie.kind.as_str());
    late && leads && layer(network, &tie.to) == Some(Layer::Foreign)
}

fn order(network: &Network, introduction: &Tie, deal: &Tie) -> Order {
    let (Some(begun), Some(sold)) = (introduction.since, deal.since) else { return Order::Unknown };
    // A year covers all its days: within one year nobody knows which came first, and the two count as in order.
    let lives = |until: Date| until.plus_years(network.afterlife(introduction)).last_day() >= sold.first_day();
    let in_order = begun.first_day() <= sold.last_day() && introduction.until.is_none_or(lives);
    if in_order { Order::Before } else { Order::Apart }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NetworkBuilder;

    #[test]
    fn real_agencies_have_the_deals_that_are_on_record() {
        let found = Catalyst::of(&Network::builtin("seoul").unwrap());
        let of = |id: &str| found.iter().find(|agency| agency.id == id).unwrap();
        assert_eq!((of("susa").own.len(), of("susa").index), (1, None));
        // The metro's contracts count with the corporation into which it was merged.
        assert!(of("seoul_tc").own.len() >= 8 && of("seoul_tc").introduced.is_empty());
        assert!(found.iter().all(|agency| agency.id != "seoul_metro"));
    }

    /// Two own deals; four of a firm introduced in 2012, of which one was before and one is undated.
    #[test]
    fn deals_count_as_a_count_by_hand_does() {
        let at = |layer, actor: Actor| Actor { layer: Some(layer), ..actor };
        let tie = |from: &str, to: &str, kind: &str, year: Option<i16>| Tie {
            since: year.map(Date::year),
            sources: vec!["paper".to_owned()],
            ..Tie::new(from, to, kind)
        };
        let deal = |from: &str, year| Tie { stage: Some(Stage::Hardware), ..tie(from, "hanoi", "contract", year) };
        let network = NetworkBuilder::new("by hand")
            .source("paper", crate::model::Source::default())
            .actor(at(Layer::City, Actor::new("agency", "city_agency")))
            .actor(at(Layer::Firm, Actor::new("firm", "sme")))
            .actor(at(Layer::Foreign, Actor::new("hanoi", "foreign_city")))
            .tie(tie("agency", "firm", "promotes", Some(2012)))
            .tie(deal("agency", Some(2010)))
            .tie(deal("agency", Some(2015)))
            .tie(deal("firm", Some(2011)))
            .tie(deal("firm", Some(2012)))
            .tie(deal("firm", Some(2014)))
            .tie(deal("firm", Some(2016)))
            .tie(deal("firm", None))
            .build()
            .unwrap();
        let agency = &Catalyst::of(&network)[0];
        assert_eq!((agency.own.len(), agency.introduced.len(), agency.undated.len()), (2, 3, 1));
        let index = agency.index.unwrap();
        assert_eq!((index.count, index.of, index.share), (3, 5, Some(0.6)));
        let years: Vec<_> = agency.years.iter().map(|year| (year.year, year.own, year.introduced)).collect();
        assert_eq!(years, [(2010, 1, 0), (2012, 1, 1), (2014, 1, 2), (2015, 2, 2), (2016, 2, 3)]);
    }
}
