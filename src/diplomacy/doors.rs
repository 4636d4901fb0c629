//! Brokers in the terms of city diplomacy: who opens doors, who keeps the gate of each city, whom nothing goes round.
//!
//! Everything is asked of a mandate, as a rule that of small firms to foreign cities.
//!
//! * A *door-opener* is an actor through whom sources reach targets: its leverage, and the targets at which something
//!   would be lost without it.
//! * The *gatekeepers* of a target are those in between whose loss would take most of what reaches it. One whom every
//!   permitted route passes, were every tie open, *must be passed*.
//! * A *single point of failure* cuts pairs off altogether: every permitted route between them, were every tie open,
//!   passes it. Such pairs are counted, not estimated.
//!
//! Every source and every target counts the same here, also where the mandate gives them weights.

use crate::error::Error;
use crate::leverage::{Access, AccessResult, ActorLeverage, EndReach as Reach, Opened};
use crate::model::{Mandate, Network};
use petgraph::graph::NodeIndex;
use serde::{Deserialize, Serialize};

/// Who opens doors, keeps gates and cannot be gone round.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Doors;
/// use proxeny::leverage::Access;
///
/// let singapore = Network::builtin("singapore")?;
/// let doors = Doors::of(&singapore, &Access::new(singapore.mandate(None)?).worlds(512))?;
/// assert!(doors.openers.is_sorted_by(|a, b| a.leverage >= b.leverage));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Doors {
    /// Pairs of a source and a target with a permitted route, were every tie open.
    pub pairs: usize,
    /// Actors in between, most leverage first.
    pub openers: Vec<DoorOpener>,
    /// Every target that anything reaches, in the order of the network.
    pub gates: Vec<Gate>,
}

/// An actor through whom sources reach targets.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Doors;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let doors = Doors::of(&seoul, &Access::new(seoul.mandate(None)?).worlds(512))?;
/// let smg = doors.openers.iter().find(|opener| opener.actor == "smg").expect("it is in between");
/// assert!(smg.cut_off > 0 && smg.cut_off <= doors.pairs); // some pairs have no way round the city government
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DoorOpener {
    /// The actor.
    pub actor: String,
    /// Access that is lost without it.
    pub leverage: f64,
    /// The same as a share of access.
    pub share: f64,
    /// Targets at which something is lost without it.
    pub opens: usize,
    /// Pairs that have no permitted route round it, were every tie open.
    pub cut_off: usize,
    /// Targets that nothing would reach any more, were every tie open.
    pub only_way_to: Vec<String>,
}

/// The gate of a target.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Doors;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let doors = Doors::of(&seoul, &Access::new(seoul.mandate(None)?).worlds(512))?;
/// let colombo = doors.gates.iter().find(|gate| gate.target == "colombo").expect("something reaches it");
/// assert!(colombo.keepers.iter().all(|keeper| keeper.share > 0.0 && keeper.share <= 1.0 + 1e-9));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Gate {
    /// The target.
    pub target: String,
    /// The expected share of sources that reach it.
    pub reach: f64,
    /// Those in between whose loss takes most of that, at most [`KEEPERS`].
    pub keepers: Vec<Keeper>,
    /// Those whom every permitted route to it passes.
    pub must_pass: Vec<String>,
}

/// A gatekeeper of a target.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::diplomacy::Keeper::default().share, 0.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Keeper {
    /// The actor.
    pub actor: String,
    /// The share of what reaches the target that is lost without it.
    pub share: f64,
}

/// Gatekeepers told of a target.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::diplomacy::KEEPERS, 3);
/// ```
pub const KEEPERS: usize = 3;

impl Doors {
    /// Asks who stands in between for the mandate of `access`.
    ///
    /// # Complexity
    /// As [`Access::leverage`] by deletion, three times; once in one world, in which every tie is open.
    ///
    /// # Errors
    /// As [`Access::leverage`].
    ///
    /// # Examples
    /// ```text
    /// firm ──½──▶ agency ──½──▶ hanoi
    /// ```
    /// ```
    /// use proxeny::diplomacy::Doors;
    /// use proxeny::leverage::Access;
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let half = |from: &str, to: &str| Tie { strength: Some(0.5), ..Tie::new(from, to, "introduces") };
    /// let network = NetworkBuilder::new("chain")
    ///     .actor(Actor::new("firm", "sme"))
    ///     .actor(Actor::new("agency", "city_agency"))
    ///     .actor(Actor::new("hanoi", "foreign_city"))
    ///     .tie(half("firm", "agency"))
    ///     .tie(half("agency", "hanoi"))
    ///     .build()?;
    /// let mandate = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
    /// let doors = Doors::of(&network, &Access::new(&mandate).exact())?;
    /// let agency = &doors.openers[0];
    /// assert_eq!((agency.leverage, agency.cut_off, doors.pairs), (0.25, 1, 1));
    /// assert_eq!(doors.gates[0].must_pass, ["agency"]);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(network: &Network, access: &Access<'_>) -> Result<Self, Error> {
        let mandate = Mandate { from_weight: None, to_weight: None, ..access.mandate().clone() };
        let access = access.with_mandate(&mandate);
        let open = access.clone().every_tie_open();
        let (now, whole) = (access.leverage(network)?, open.leverage(network)?);
        let between: Vec<(&ActorLeverage, NodeIndex)> =
            whole.actors.iter().filter_map(|one| Some((one, network.actor(&one.id)?))).collect();
        let nodes: Vec<NodeIndex> = between.iter().map(|(_, node)| *node).collect();
        let (lost, cut) = (access.opened(network, &nodes)?, open.opened(network, &nodes)?);
        let sizes = Sizes::of(&whole.access);
        let mut gates = Gates::new(&now.access, &whole.access, sizes);
        let mut openers = Vec::with_capacity(between.len());
        for (((one, _), lost), cut) in between.iter().zip(&lost).zip(&cut) {
            let here = now.actors.iter().find(|other| other.id == one.id);
            openers.push(DoorOpener {
                actor: one.id.clone(),
                leverage: here.map_or(0.0, |here| here.leverage.estimate),
                share: here.map_or(0.0, |here| here.share),
                opens: lost.len(),
                cut_off: sizes.count(cut.iter().map(|target| target.loss).sum()),
                only_way_to: gates.pass(&one.id, lost, cut),
            });
        }
        openers.retain(|opener| opener.leverage > 0.0 || opener.cut_off > 0);
        openers.sort_by(|a, b| b.leverage.total_cmp(&a.leverage).then_with(|| b.cut_off.cmp(&a.cut_off)));
        Ok(Self { pairs: sizes.count(whole.access.access.estimate), openers, gates: gates.told() })
    }
}

/// How many sources and pairs there are.
#[derive(Clone, Copy)]
struct Sizes {
    sources: f64,
    pairs: f64,
}

impl Sizes {
    fn of(access: &AccessResult) -> Self {
        let both = access.sources.iter().filter(|end| access.targets.iter().any(|other| other.id == end.id)).count();
        let (sources, targets) = (access.sources.len(), access.targets.len());
        Self { sources: sources as f64, pairs: (sources * targets - both) as f64 }
    }

    /// Pairs that a share of all pairs means.
    fn count(self, share: f64) -> usize {
        (share * self.pairs).round() as usize
    }

    /// The share of sources that reach a target and no longer do, of a loss over all pairs.
    fn of_sources(self, loss: f64) -> f64 {
        loss * self.pairs / self.sources
    }
}

/// The gates of all targets that anything can reach.
struct Gates {
    sizes: Sizes,
    /// Each with what would reach it were every tie open.
    gates: Vec<(Gate, f64)>,
}

impl Gates {
    fn new(now: &AccessResult, whole: &AccessResult, sizes: Sizes) -> Self {
        let conceivable =
            |id: &str| whole.targets.iter().find(|other| other.id == id).map_or(0.0, |other| other.reach.estimate);
        let reached = now.targets.iter().filter(|target| conceivable(&target.id) > 0.0);
        let gate = |target: &Reach| {
            let gate = Gate { target: target.id.clone(), reach: target.reach.estimate, ..Gate::default() };
            (gate, conceivable(&target.id))
        };
        Self { sizes, gates: reached.map(gate).collect() }
    }

    /// Notes what is lost and cut off at each target without an actor; tells the targets that nothing else leads to.
    fn pass(&mut self, actor: &str, lost: &[Opened], cut: &[Opened]) -> Vec<String> {
        let at = |list: &[Opened], target: &str| list.iter().find(|one| one.id == target).map_or(0.0, |one| one.loss);
        let mut only = Vec::new();
        for (gate, conceivable) in &mut self.gates {
            let share = self.sizes.of_sources(at(lost, &gate.target));
            if share > 0.0 && gate.reach > 0.0 {
                gate.keepers.push(Keeper { actor: actor.to_owned(), share: share / gate.reach });
            }
            if self.sizes.of_sources(at(cut, &gate.target)) >= *conceivable - ALIKE {
                gate.must_pass.push(actor.to_owned());
                only.push(gate.target.clone());
            }
        }
        only
    }

    fn told(self) -> Vec<Gate> {
        let mut told: Vec<Gate> = self.gates.into_iter().map(|(gate, _)| gate).collect();
        for gate in &mut told {
            gate.keepers.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.actor.cmp(&b.actor)));
            gate.keepers.truncate(KEEPERS);
        }
        told
    }
}

/// Shares that differ by less are alike: much less than one source of very many.
const ALIKE: f64 = 1e-9;
