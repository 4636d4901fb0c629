//! Checks: the facts whose verification would most change the advice (value of information).
//!
//! The advice is to work through the actor a₀ with most leverage as things are recorded. A fact may turn out in several
//! ways o, each with a probability p(o) and other leverages L(a | o). Whoever acts without checking loses, on average,
//!
//! ```text
//! value of a check = Σ_o p(o) · ( max_a L(a | o) − L(a₀ | o) )
//! ```
//!
//! the expected value of perfect information on that one fact, in access. It is 0 where the same actor comes first either
//! way. The sum of p(o) over the ways in which another comes first is the probability that the advice changes.
//!
//! | fact | turns out | probability |
//! |---|---|---|
//! | a tie with a confidence below 1 | exists, or not | its confidence |
//! | an undated tie that counts | still holds, or not | ½: nobody recorded anything |
//! | a document on which several ties rest alone | right, or not: then all these ties vanish | their mean confidence |
//! | the strength assumed for a kind of tie | the deciles 1, 3, 5, 7, 9 of its range | a fifth each |
//!
//! Leverage is linear in whether a tie exists. So with confidence c, `L(exists) = L + (1 − c)/c · (L − L(not))`, where L is
//! the leverage as recorded, and only the network without the tie is played. The same formula gives what a document is
//! worth if it is right.

use super::access::Access;
use super::draws::Assumed;
use super::fragility::{Anchored, Cause, documents};
use super::levels::Level;
use super::plan::Plan;
use super::ranges::first_of;
use crate::error::Error;
use crate::model::{Network, StrengthRange, Undated};
use petgraph::graph::EdgeIndex;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// What sort of fact is to be checked.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, Fact};
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let checks = access.checks(&singapore)?.checks;
/// assert!(checks.iter().any(|check| check.fact == Fact::Strength && singapore.tie_kinds().contains_key(&check.id)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// Whether a tie exists as recorded.
    #[default]
    Tie,
    /// Whether a tie without a date still holds.
    Undated,
    /// Whether a document is right.
    Document,
    /// How well a kind of tie carries introductions.
    Strength,
}

/// The facts to check, most valuable first.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let result = access.checks(&singapore)?;
/// let first = result.first.as_deref().expect("somebody is worth something");
/// assert!(singapore.actor(first).is_some() && result.lead <= result.leverage);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChecksResult {
    /// Whom the advice is to work through: most leverage as recorded; the focal body is not ranked.
    pub first: Option<String>,
    /// That leverage.
    pub leverage: f64,
    /// The runner-up.
    pub second: Option<String>,
    /// By how much the first leads.
    pub lead: f64,
    /// Access as recorded.
    pub access: f64,
    /// Worlds in which differences were taken; `None` if all is exact.
    pub worlds: Option<u64>,
    /// Every fact that is uncertain or assumed, most valuable first; those alike by how much they move access.
    pub checks: Vec<Check>,
}

/// A fact to check.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// let checks = access.checks(&singapore)?.checks;
/// assert!(checks.is_sorted_by(|a, b| a.value >= b.value));
/// assert!(checks.iter().all(|check| check.value >= 0.0 && (0.0..=1.0).contains(&check.changes)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Check {
    /// What sort of fact.
    pub fact: Fact,
    /// Id of the tie, the document or the kind of tie.
    pub id: String,
    /// How many ties on permitted routes it is about.
    pub ties: usize,
    /// The value of a check: expected access lost by acting without it.
    pub value: f64,
    /// The probability that another actor comes first.
    pub changes: f64,
    /// Who would most probably come first then.
    pub instead: Option<String>,
    /// The expected change of access, up or down.
    pub moves: f64,
    /// The ways in which it may turn out.
    pub outcomes: Vec<Outcome>,
    /// Whether nothing but general knowledge stands behind it.
    pub general: bool,
    /// What the source says, in the compilers' words.
    pub evidence: String,
    /// Ids of the documents to look into.
    pub sources: Vec<String>,
}

/// A way in which a fact may turn out.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let access = Access::new(singapore.mandate(None)?).worlds(256);
/// for check in access.checks(&singapore)?.checks {
///     let all: f64 = check.outcomes.iter().map(|outcome| outcome.probability).sum();
///     assert!((all - 1.0).abs() < 1e-9); // it turns out in one way or another
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// `yes`, `no`, or a strength.
    pub outcome: String,
    /// How probable that is.
    pub probability: f64,
    /// Access then.
    pub access: f64,
    /// Who comes first then.
    pub first: Option<String>,
    /// What acting on the present ranking loses then.
    pub regret: f64,
}

/// Where the strengths of a kind are tried within its range.
const SHARES: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

impl Access<'_> {
    /// The facts whose verification would most change the advice to work through the actor with most leverage.
    ///
    /// # Complexity
    /// As [`Access::leverage`] with 4,096 worlds per tie with a confidence below 1, in the corridors that it lies in, and
    /// 20,480 per kind of tie.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// Two agencies; whether the better one is tied to the city at all is uncertain:
    /// ```
    /// use proxeny::leverage::{Access, Fact};
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let tie = |from: &str, to: &str, strength| Tie { strength: Some(strength), ..Tie::new(from, to, "mou") };
    /// let network = NetworkBuilder::new("two ways")
    ///     .actor(Actor::new("firm1", "sme"))
    ///     .actor(Actor::new("firm2", "sme"))
    ///     .actor(Actor::new("a", "city_agency"))
    ///     .actor(Actor::new("b", "city_agency"))
    ///     .actor(Actor::new("city", "foreign_city"))
    ///     .tie(tie("firm1", "a", 1.0))
    ///     .tie(Tie { confidence: Some(0.5), id: "rumour".into(), ..tie("a", "city", 1.0) })
    ///     .tie(tie("firm2", "b", 1.0))
    ///     .tie(tie("b", "city", 0.4))
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let checks = Access::new(&mandate).exact().checks(&network)?;
    /// let check = &checks.checks[0];
    /// assert_eq!((checks.first.as_deref(), check.fact, check.id.as_str()), (Some("a"), Fact::Tie, "rumour"));
    /// // If the tie is not there, b is worth 0.4 / 2 and a nothing; that happens in one case out of two.
    /// assert!((check.value - 0.5 * 0.2).abs() < 1e-9 && check.changes == 0.5);
    /// assert_eq!(check.instead.as_deref(), Some("b"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    ///
    /// # References
    /// Howard (1966), "Information value theory", doi:10.1109/TSSC.1966.300074.
    pub fn checks(&self, network: &Network) -> Result<ChecksResult, Error> {
        let plan = self.plan(network)?;
        let anchored = Anchored::new(self, network, &plan)?;
        let first = first_of(&anchored.base.losses, anchored.focal);
        let judge = Judge { network, plan: &plan, anchored: &anchored, first };
        let assumed = Assumed::new(network, &plan, self.seed);
        let mut checks = judge.yes_or_no(self.facts(network, &plan, &assumed))?;
        checks.extend(judge.strengths(&assumed)?);
        checks.sort_by(|a, b| b.value.total_cmp(&a.value).then(b.moves.total_cmp(&a.moves)));
        let mut rest = anchored.base.losses.clone();
        judge.first.into_iter().for_each(|first| rest[first] = 0.0);
        let second = first_of(&rest, anchored.focal);
        let leverage = |at: Option<usize>| at.map_or(0.0, |at| anchored.base.losses[at] / plan.pairs() as f64);
        Ok(ChecksResult {
            first: judge.first.map(|i| judge.id(i)),
            leverage: leverage(judge.first),
            lead: leverage(judge.first) - leverage(second),
            second: second.map(|i| judge.id(i)),
            access: anchored.base.access / plan.pairs() as f64,
            worlds: (!anchored.levels.is_exact()).then(|| anchored.levels.worlds()),
            checks,
        })
    }

    /// The facts that are either so or not.
    fn facts(&self, network: &Network, plan: &Plan, assumed: &Assumed) -> Vec<YesOrNo> {
        let mut facts = Vec::new();
        let doubted = self.in_doubt(network);
        for (slot, tie) in assumed.ties.iter().enumerate() {
            let record = &network.graph()[plan.slots[slot].edge];
            let fact = |fact, yes, mixed| YesOrNo {
                yes,
                mixed,
                slots: vec![slot],
                check: Check {
                    fact,
                    id: record.id.clone(),
                    ties: 1,
                    general: network.is_unsourced(&record.sources),
                    evidence: record.evidence.clone(),
                    sources: record.sources.clone(),
                    ..Check::default()
                },
            };
            if tie.confidence < 1.0 {
                facts.push(fact(Fact::Tie, tie.confidence, true));
            }
            if doubted.contains(&plan.slots[slot].edge) {
                facts.push(fact(Fact::Undated, 0.5, false));
            }
        }
        for group in documents(network, plan).into_iter().filter(|group| group.cause == Cause::Document) {
            let confidence = group.slots.iter().map(|slot| assumed.ties[*slot].confidence).sum::<f64>();
            let yes = confidence / group.slots.len() as f64;
            if group.slots.len() > 1 && yes < 1.0 {
                let check = Check {
                    fact: Fact::Document,
                    ties: group.slots.len(),
                    general: network.sources().get(&group.id).is_some_and(|source| source.general),
                    sources: vec![group.id.clone()],
                    id: group.id,
                    ..Check::default()
                };
                facts.push(YesOrNo { yes, mixed: true, slots: group.slots, check });
            }
        }
        facts
    }

    /// Ties that count although nobody recorded when they began.
    fn in_doubt(&self, network: &Network) -> HashSet<EdgeIndex> {
        let with = self.view.clone().undated(Undated::In).select(network).ties;
        let without: HashSet<EdgeIndex> =
            self.view.clone().undated(Undated::Out).select(network).ties.into_iter().collect();
        with.into_iter().filter(|tie| !without.contains(tie)).collect()
    }
}

/// A fact that is either so or not.
struct YesOrNo {
    /// How probably it is so.
    yes: f64,
    /// Whether the network as recorded is the mixture of both ways; else it takes the fact as so.
    mixed: bool,
    /// The ties that are not there if it is not so.
    slots: Vec<usize>,
    check: Check,
}

struct Judge<'a> {
    network: &'a Network,
    plan: &'a Plan,
    anchored: &'a Anchored<'a>,
    /// Whom the advice is to work through.
    first: Option<usize>,
}

impl Judge<'_> {
    fn id(&self, i: usize) -> String {
        self.network.graph()[self.plan.actors[self.anchored.levels.nodes[i] as usize]].id.clone()
    }

    fn yes_or_no(&self, facts: Vec<YesOrNo>) -> Result<Vec<Check>, Error> {
        let slots: Vec<Vec<usize>> = facts.iter().map(|fact| fact.slots.clone()).collect();
        let levels = self.anchored.without("facts", &slots)?;
        let base = &self.anchored.base;
        let judged = facts.into_iter().zip(levels).map(|(fact, no)| {
            let more = if fact.mixed { (1.0 - fact.yes) / fact.yes } else { 0.0 };
            let beyond = |with: f64, without: f64| (with + more * (with - without)).max(0.0);
            let losses = base.losses.iter().zip(&no.losses).map(|(with, without)| beyond(*with, *without));
            let yes = Level { access: beyond(base.access, no.access), losses: losses.collect() };
            let outcomes = [("yes".to_owned(), fact.yes, yes), ("no".to_owned(), 1.0 - fact.yes, no)];
            self.judge(fact.check, outcomes)
        });
        Ok(judged.collect())
    }

    fn strengths(&self, assumed: &Assumed) -> Result<Vec<Check>, Error> {
        let mut kinds: BTreeMap<&str, (StrengthRange, f64, usize)> = BTreeMap::new();
        for tie in assumed.ties.iter().filter(|tie| tie.strength < 1.0) {
            let Some(range) = tie.range else { continue };
            kinds.entry(&tie.kind).or_insert((range, tie.strength, 0)).2 += 1;
        }
        let tried = |(range, strength, _): &(StrengthRange, f64, usize)| SHARES.map(|share| range.at(*strength, share));
        let sets: Vec<Vec<f64>> = kinds
            .iter()
            .flat_map(|(kind, known)| tried(known).map(|strength| assumed.with_kind(kind, strength)))
            .collect();
        let mut levels = self.anchored.play("strengths", &sets)?.into_iter();
        let mut checks = Vec::new();
        for (kind, known) in &kinds {
            let record = self.network.tie_kinds().get(*kind);
            let check = Check {
                fact: Fact::Strength,
                id: (*kind).to_owned(),
                ties: known.2,
                evidence: record.map_or_else(String::new, |kind| kind.note.clone()),
                ..Check::default()
            };
            let probability = 1.0 / SHARES.len() as f64;
            let played = tried(known).into_iter().zip(levels.by_ref());
            let outcomes: Vec<_> =
                played.map(|(strength, level)| (format!("{strength:.2}"), probability, level)).collect();
            checks.push(self.judge(check, outcomes));
        }
        Ok(checks)
    }

    /// Weighs the ways in which a fact may turn out.
    fn judge(&self, mut check: Check, outcomes: impl IntoIterator<Item = (String, f64, Level)>) -> Check {
        let pairs = self.plan.pairs() as f64;
        let mut instead: BTreeMap<usize, f64> = BTreeMap::new();
        for (outcome, probability, level) in outcomes {
            let best = first_of(&level.losses, self.anchored.focal);
            let worth = |at: Option<usize>| at.map_or(0.0, |at| level.losses[at]);
            let regret = if best == self.first { 0.0 } else { (worth(best) - worth(self.first)).max(0.0) / pairs };
            check.value += probability * regret;
            check.moves += probability * (level.access - self.anchored.base.access).abs() / pairs;
            if let Some(other) = best.filter(|best| Some(*best) != self.first) {
                check.changes += probability;
                *instead.entry(other).or_default() += probability;
            }
            check.outcomes.push(Outcome {
                outcome,
                probability,
                access: level.access / pairs,
                first: best.map(|best| self.id(best)),
                regret,
            });
        }
        // Of those alike the first in the order of the network.
        let likely = instead.iter().rev().max_by(|a, b| a.1.total_cmp(b.1));
        check.instead = likely.map(|(at, _)| self.id(*at));
        check
    }
}
