//! Value: what the recorded deals are worth, who holds them, and how much of what cities are worth is within reach.
//!
//! An amount stands on a tie (`value_usd`), on the side of its supplier: the recorded `from`. Amounts on the rungs of
//! software, pilot and hardware are *earned* by the supplier, those on the rung of finance and grants (`funds`) are *given* or put in by it.
//! Most ties have no amount on record, so sums are sums of what was found, never of what there is.
//!
//! ```text
//! Herfindahl index  H = Σ s²,  s = a supplier's share of what is earned;  1/H = how many of equal size it is like
//! ```
//!
//! Hirschman (1964), "The paternity of an index", tells where the index comes from. Amounts are never added to or taken
//! away: each keeps its source and its [`Caveat`]s.

use super::market::{Weigh, WithinReach, within_reach};
use crate::error::Error;
use crate::leverage::Access;
use crate::model::{Actor, Layer, Network, Stage, Tie, View};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;
use std::collections::BTreeMap;

/// Settings for the question what deals are worth.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Value;
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Value::new().run(&seoul)?;
/// assert!(result.valued < result.ties / 10); // most ties have no amount on record
/// assert!((result.earned_usd + result.given_usd + result.other_usd - result.total_usd).abs() < 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Value {
    view: View,
}

/// What deals are worth.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Value;
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Value::new().run(&seoul)?;
/// let by_stage: f64 = result.by_stage.iter().map(|part| part.usd).sum();
/// assert!((by_stage - result.total_usd).abs() < 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct ValueResult {
    /// Ties that began by the date asked for, or of which nobody recorded when.
    pub ties: usize,
    /// Those of them that have an amount.
    pub valued: usize,
    /// Those with an amount and without a beginning.
    pub undated: usize,
    /// All amounts.
    pub total_usd: f64,
    /// Amounts on the rungs of software, pilot and hardware, but for grants.
    pub earned_usd: f64,
    /// Amounts on the rung of finance, and grants on any.
    pub given_usd: f64,
    /// Amounts on no rung.
    pub other_usd: f64,
    /// By side of the supplier: home SME, home large firm, home public body, joint venture, …
    pub by_side: Vec<Part>,
    /// By kind of the supplier.
    pub by_kind: Vec<Part>,
    /// By stage.
    pub by_stage: Vec<Part>,
    /// By the year in which the tie began; the last may be `undated`.
    pub by_year: Vec<Part>,
    /// How concentrated what is earned is: over all suppliers, and over home firms.
    pub concentration: Vec<Concentration>,
    /// Every amount, the largest first.
    pub amounts: Vec<Amount>,
    /// How much is within reach of a mandate, where that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within_reach: Vec<WithinReach>,
}

/// The part of one side, kind, stage or year.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Value;
///
/// let seoul = Network::builtin("seoul")?;
/// let hardware = Value::new().run(&seoul)?.by_stage.into_iter().find(|part| part.name == "hardware");
/// assert!(hardware.is_some_and(|part| part.valued > 0 && part.valued < part.ties));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its ties.
    pub ties: usize,
    /// Those of them that have an amount.
    pub valued: usize,
    /// Their sum.
    pub usd: f64,
    /// What of this is earned.
    pub earned_usd: f64,
}

/// How concentrated amounts are.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Value;
/// use proxeny::{Actor, NetworkBuilder, Stage, Tie};
///
/// let deal = |firm: &str, usd: f64| Tie {
///     stage: Some(Stage::Hardware),
///     value_usd: Some(usd),
///     ..Tie::new(firm, "athens", "contract")
/// };
/// let network = NetworkBuilder::new("two suppliers")
///     .actor(Actor::new("a", "sme"))
///     .actor(Actor::new("b", "sme"))
///     .actor(Actor::new("athens", "foreign_city"))
///     .tie(deal("a", 3e6))
///     .tie(deal("b", 1e6))
///     .build()?;
/// let all = &Value::new().run(&network)?.concentration[0];
/// assert_eq!((all.suppliers, all.herfindahl, all.top_share), (2, Some(0.625), Some(0.75)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Concentration {
    /// Over whom.
    pub over: &'static str,
    /// How many suppliers have an amount.
    pub suppliers: usize,
    /// What they earned.
    pub usd: f64,
    /// The Herfindahl index; `None` where nothing was earned.
    pub herfindahl: Option<f64>,
    /// Who earned most.
    pub top: Option<String>,
    /// Its share.
    pub top_share: Option<f64>,
    /// The share of home SMEs.
    pub sme_share: Option<f64>,
}

/// One amount.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Value;
///
/// let seoul = Network::builtin("seoul")?;
/// assert!(Value::new().run(&seoul)?.amounts.iter().all(|amount| !amount.sources.is_empty()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Amount {
    /// The tie.
    pub tie: String,
    /// The supplier, giver, owner or funder.
    pub from: String,
    /// The other side.
    pub to: String,
    /// The city that it is for: the other side, or the city whose agency or venture that is.
    pub city: Option<String>,
    /// The kind of tie.
    pub kind: String,
    /// Its stage.
    pub stage: Option<Stage>,
    /// The side of the supplier.
    pub side: &'static str,
    /// The year in which it began.
    pub year: Option<i16>,
    /// The amount.
    pub usd: f64,
    /// What to keep in mind.
    pub caveats: Vec<Caveat>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// What to keep in mind about an amount.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::{Caveat, Value};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Value::new().run(&seoul)?;
/// let bangkok = result.amounts.iter().find(|amount| amount.tie == "kscc-th_otp-consults").expect("it is there");
/// assert_eq!(bangkok.caveats, [Caveat::Converted, Caveat::Noted("KRW 0.55 bn".to_owned())]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Caveat {
    /// Converted into USD at a rough rate of the year.
    Converted,
    /// Nobody noted whether the source states it in USD.
    BasisUntold,
    /// What whoever gathered the data noted.
    Noted(String),
    /// It is not known when the tie began.
    Undated,
    /// A memorandum or a letter of intent: not money that was paid.
    Intent,
    /// The other side is a firm: it may be part of that firm's own deal.
    PartOfAnother,
    /// This tie has the same amount, other side and year: it may be the same deal.
    MaybeTwice(String),
}

/// Rungs on which the supplier earns.
const EARNED: [Stage; 3] = [Stage::Software, Stage::Pilot, Stage::Hardware];

impl Value {
    /// Over all that was ever recorded.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Value;
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// assert_eq!(Value::new().run(&singapore)?.ties, singapore.ties().len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// A part of the network. Of its period the end counts: all ties that began by then.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Value;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let early = Value::new().view(View::ever().when("2012".parse().expect("a year"))).run(&seoul)?;
    /// assert!(early.total_usd < Value::new().run(&seoul)?.total_usd);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn view(self, view: View) -> Self {
        Self { view }
    }

    /// Adds the amounts up.
    ///
    /// # Errors
    /// None today; kept for networks that cannot be asked.
    ///
    /// # Complexity
    /// O(n + m), and O(a²) for a amounts.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Value;
    ///
    /// let netherlands = Network::builtin("netherlands")?;
    /// let result = Value::new().run(&netherlands)?;
    /// assert_eq!(result.concentration[1].sme_share, Some(0.0)); // no amount of a small firm is on record
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<ValueResult, Error> {
        let begun = |tie: &Tie| {
            let by = self.view.when.map(|when| when.last().last_day());
            tie.since.zip(by).is_none_or(|(since, by)| since.first_day() <= by)
        };
        let selected = View { when: None, ..self.view.clone() }.select(network).ties;
        let edges: Vec<EdgeIndex> = selected.into_iter().filter(|edge| begun(&network.graph()[*edge])).collect();
        let amounts: Vec<Amount> = edges.iter().filter_map(|edge| amount(network, *edge)).collect();
        let sum = |counts: &dyn Fn(&Amount) -> bool| amounts.iter().filter(|a| counts(a)).map(|a| a.usd).sum::<f64>();
        let mut result = ValueResult {
            ties: edges.len(),
            valued: amounts.len(),
            undated: amounts.iter().filter(|amount| amount.year.is_none()).count(),
            total_usd: sum(&|_| true),
            earned_usd: sum(&Amount::is_earned),
            given_usd: sum(&Amount::is_given),
            ..ValueResult::default()
        };
        result.other_usd = sum(&|amount| !amount.is_earned() && !amount.is_given());
        let supplier = |edge: EdgeIndex| &network.graph()[network.graph().edge_endpoints(edge).unwrap_or_default().0];
        let tie = |edge: EdgeIndex| &network.graph()[edge];
        let stage = |edge| network.stage(tie(edge)).map_or(UNKNOWN, Stage::name).to_owned();
        let year = |edge| tie(edge).since.map_or_else(|| UNDATED.to_owned(), |date| date.calendar_year().to_string());
        result.by_side = parts(network, &edges, |edge| side(supplier(edge)).to_owned());
        result.by_kind = parts(network, &edges, |edge| supplier(edge).kind.clone());
        result.by_stage = parts(network, &edges, stage);
        result.by_year = parts(network, &edges, year);
        for list in [&mut result.by_side, &mut result.by_kind] {
            list.sort_by(|a, b| b.usd.total_cmp(&a.usd).then(a.name.cmp(&b.name)));
        }
        let rung = |part: &Part| Stage::ALL.iter().position(|stage| stage.name() == part.name);
        result.by_stage.sort_by_key(|part| rung(part).unwrap_or(Stage::ALL.len()));
        result.concentration = vec![
            concentration("all suppliers", &amounts, |_| true),
            concentration("home firms", &amounts, is_home_firm),
        ];
        result.amounts = amounts;
        result.amounts.sort_by(|a, b| b.usd.total_cmp(&a.usd).then_with(|| a.tie.cmp(&b.tie)));
        doubles(&mut result.amounts);
        Ok(result)
    }

    /// Adds how much of what cities are worth is within reach, each city weighing as `weighs` says.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::{Value, Weigh};
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?).worlds(512);
    /// let mut result = Value::new().run(&seoul)?;
    /// Value::reach(&seoul, &access, &[Weigh::Population], &mut result)?;
    /// let people = &result.within_reach[0];
    /// let reach = people.reach.expect("cities have people");
    /// assert!((reach.estimate / people.whole - people.access.expect("as reach").estimate).abs() < 1e-9);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn reach(
        network: &Network,
        access: &Access<'_>,
        weighs: &[Weigh],
        result: &mut ValueResult,
    ) -> Result<(), Error> {
        let told = weighs.iter().map(|weigh| within_reach(network, access, weigh, &result.amounts));
        result.within_reach = told.collect::<Result<_, _>>()?;
        Ok(())
    }
}

/// A stage that nobody recorded.
const UNKNOWN: &str = "unknown";

/// A year that nobody recorded; sorted behind all years.
const UNDATED: &str = "undated";

impl Amount {
    /// Whether the supplier earned it.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Value;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let amounts = Value::new().run(&seoul)?.amounts;
    /// assert!(amounts.iter().filter(|amount| amount.kind == "funds" && amount.is_earned()).count() <= 3);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_earned(&self) -> bool {
        self.kind != FUNDS && self.stage.is_some_and(|stage| EARNED.contains(&stage))
    }
}

impl Amount {
    /// Whether the recorded `from` gave it or put it in: on the rung of finance, or as a grant (`funds`) on another.
    fn is_given(&self) -> bool {
        self.kind == FUNDS || self.stage == Some(Stage::Finance)
    }
}

/// The kind of tie that is a grant, whatever its stage.
const FUNDS: &str = "funds";

fn amount(network: &Network, edge: EdgeIndex) -> Option<Amount> {
    let tie = &network.graph()[edge];
    let usd = tie.value_usd?;
    let (from, to) = network.graph().edge_endpoints(edge)?;
    let noted = |name: &str| tie.attributes.get(name).and_then(serde_json::Value::as_str);
    let mut caveats = match noted("value_basis") {
        Some("stated") => Vec::new(),
        Some("converted") => vec![Caveat::Converted],
        _ => vec![Caveat::BasisUntold],
    };
    caveats.extend(noted("value_caveat").map(|text| Caveat::Noted(text.to_owned())));
    let more = [
        (tie.since.is_none(), Caveat::Undated),
        (["mou", "letter_of_intent"].contains(&tie.kind.as_str()), Caveat::Intent),
        (network.graph()[to].layer == Some(Layer::Firm), Caveat::PartOfAnother),
    ];
    caveats.extend(more.into_iter().filter(|(holds, _)| *holds).map(|(_, caveat)| caveat));
    Some(Amount {
        tie: tie.id.clone(),
        from: tie.from.clone(),
        to: tie.to.clone(),
        city: city_of(network, to).map(|city| network.graph()[city].id.clone()),
        kind: tie.kind.clone(),
        stage: network.stage(tie),
        side: side(&network.graph()[from]),
        year: tie.since.map(crate::model::Date::calendar_year),
        usd,
        caveats,
        sources: tie.sources.clone(),
    })
}

/// The side that an actor is on as a supplier.
fn side(actor: &Actor) -> &'static str {
    if actor.tags.iter().any(|tag| tag == "joint_venture") {
        return "joint venture";
    }
    match (actor.layer, actor.kind.as_str()) {
        (Some(Layer::Firm), "sme") => HOME_SME,
        (Some(Layer::Firm), "large_firm") => "home large firm",
        (Some(Layer::Firm), _) => "other home firm",
        (Some(Layer::City | Layer::National), _) => "home public body",
        (Some(Layer::International), _) => "international body",
        (Some(Layer::Foreign), "sme" | "large_firm") => "foreign firm",
        (Some(Layer::Foreign), _) => "foreign public body",
        (None, _) => UNKNOWN,
    }
}

const HOME_SME: &str = "home SME";

fn is_home_firm(amount: &Amount) -> bool {
    [HOME_SME, "home large firm", "other home firm"].contains(&amount.side)
}

/// Kinds of ties by which an agency or a venture belongs to a city.
const BELONGS: [&str; 4] = ["agency_of", "division_of", "operates", "owns"];

/// The city that something is for: a foreign city itself, or the only one that it belongs to.
fn city_of(network: &Network, node: NodeIndex) -> Option<NodeIndex> {
    let is_city = |node: NodeIndex| network.graph()[node].kind == "foreign_city";
    if is_city(node) {
        return Some(node);
    }
    let owner = |edge: EdgeIndex| {
        let (from, to) = network.graph().edge_endpoints(edge)?;
        let belongs = BELONGS.contains(&network.graph()[edge].kind.as_str());
        (belongs && (from == node || to == node)).then_some(if from == node { to } else { from })
    };
    let mut cities: Vec<NodeIndex> =
        network.ties().filter_map(|(edge, _)| owner(edge)).filter(|other| is_city(*other)).collect();
    cities.sort_unstable();
    cities.dedup();
    if let [one] = cities.as_slice() { Some(*one) } else { None }
}

fn parts(network: &Network, edges: &[EdgeIndex], name: impl Fn(EdgeIndex) -> String) -> Vec<Part> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for edge in edges {
        let part = parts.entry(name(*edge)).or_default();
        part.ties += 1;
        if let Some(amount) = amount(network, *edge) {
            part.valued += 1;
            part.usd += amount.usd;
            part.earned_usd += if amount.is_earned() { amount.usd } else { 0.0 };
        }
    }
    parts.into_iter().map(|(name, part)| Part { name, ..part }).collect()
}

fn concentration(over: &'static str, amounts: &[Amount], counts: impl Fn(&Amount) -> bool) -> Concentration {
    let mut suppliers: BTreeMap<&str, f64> = BTreeMap::new();
    let earned: Vec<&Amount> = amounts.iter().filter(|amount| amount.is_earned() && counts(amount)).collect();
    for amount in &earned {
        *suppliers.entry(&amount.from).or_default() += amount.usd;
    }
    let usd: f64 = suppliers.values().sum();
    let told = |number: f64| (usd > 0.0).then_some(number / usd);
    let top = suppliers.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
    let smes: f64 =
        earned.iter().filter(|amount| amount.side == HOME_SME).map(|amount| amount.usd).fold(0.0, |a, b| a + b);
    Concentration {
        over,
        suppliers: suppliers.len(),
        usd,
        herfindahl: told(suppliers.values().map(|one| one * (one / usd)).sum()),
        top: top.map(|(id, _)| (*id).to_owned()),
        top_share: top.and_then(|(_, one)| told(*one)),
        sme_share: told(smes),
    }
}

/// Marks every amount of which there is another with the same number, other side and year.
fn doubles(amounts: &mut [Amount]) {
    for i in 0..amounts.len() {
        let same = |other: &&Amount| {
            let one = &amounts[i];
            other.tie != one.tie && other.to == one.to && other.usd == one.usd && other.year == one.year
        };
        if let Some(other) = amounts.iter().find(same).map(|other| other.tie.clone()) {
            amounts[i].caveats.push(Caveat::MaybeTwice(other));
        }
    }
}
