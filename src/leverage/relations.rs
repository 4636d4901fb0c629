//! Leverage by relation: what is lost if all ties of a sort lapsed together.

use super::access::Access;
use super::results::WithoutResult;
use crate::error::Error;
use crate::model::{Layer, Network, Tie};
use petgraph::graph::EdgeIndex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What makes two ties the same relation. Every tie is in exactly one, but of actors, where it is in two.
///
/// # Examples
/// ```
/// use proxeny::leverage::Relation;
///
/// assert_eq!("stage".parse(), Ok(Relation::Stage));
/// assert!("colour".parse::<Relation>().unwrap_err().ends_with("write kind, stage, country, layer, actor"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The kind of tie: all sister-city agreements, all memberships.
    Kind,
    /// The stage: all ties on the rung of attention.
    Stage,
    /// The countries of its two ends, in alphabetical order: all ties between KR and VN.
    Country,
    /// The layers of its two ends: all ties between national bodies and firms.
    Layer,
    /// An actor at either end: all ties of an agency. Unlike its leverage, this also counts what it reaches itself.
    Actor,
}

impl Relation {
    /// All of them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Relation;
    ///
    /// assert!(Relation::ALL.into_iter().all(|relation| relation.name().parse() == Ok(relation)));
    /// ```
    pub const ALL: [Self; 5] = [Self::Kind, Self::Stage, Self::Country, Self::Layer, Self::Actor];

    /// Its name on the command line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Relation;
    ///
    /// assert_eq!(Relation::Country.name(), "country");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Stage => "stage",
            Self::Country => "country",
            Self::Layer => "layer",
            Self::Actor => "actor",
        }
    }

    /// The relations that a tie is in.
    fn of(self, network: &Network, edge: EdgeIndex) -> Vec<String> {
        let tie: &Tie = &network.graph()[edge];
        let ends = |of: &dyn Fn(&crate::model::Actor) -> Option<String>| {
            let (from, to) = network.graph().edge_endpoints(edge).unwrap_or_default();
            let mut ends = [from, to].map(|end| of(&network.graph()[end]).unwrap_or_else(|| UNKNOWN.to_owned()));
            ends.sort();
            ends.join("–")
        };
        let one = match self {
            Self::Actor => return vec![tie.from.clone(), tie.to.clone()],
            Self::Kind if tie.kind.is_empty() => UNKNOWN.to_owned(),
            Self::Kind => tie.kind.clone(),
            Self::Stage => network.stage(tie).map_or(UNKNOWN, |stage| stage.name()).to_owned(),
            Self::Country => ends(&|actor| actor.country.clone()),
            Self::Layer => ends(&|actor| actor.layer.map(Layer::name).map(str::to_owned)),
        };
        vec![one]
    }
}

/// A kind, stage, country or layer that nobody recorded.
const UNKNOWN: &str = "unknown";

impl FromStr for Relation {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("`{text}` is not a relation; write {}", Self::ALL.map(Self::name).join(", "));
        Self::ALL.into_iter().find(|relation| relation.name() == text).ok_or_else(known)
    }
}

impl Access<'_> {
    /// What is lost if all ties of a sort lapsed together, for each sort of tie that counts in the view, on the same
    /// worlds as with them. The costliest comes first.
    ///
    /// # Complexity
    /// One more search per sort.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::{Access, Relation};
    /// use proxeny::{Actor, Mandate, NetworkBuilder, Tie};
    ///
    /// let network = NetworkBuilder::new("two ways")
    ///     .actor(Actor::new("seoul", "city_government"))
    ///     .actor(Actor::new("hanoi", "foreign_city"))
    ///     .tie(Tie::new("seoul", "hanoi", "sister_city"))
    ///     .tie(Tie::new("seoul", "hanoi", "training"))
    ///     .build()?;
    /// let mandate = Mandate::new("sharing", "id:seoul".parse()?, "id:hanoi".parse()?);
    /// let lost = Access::new(&mandate).exact().by_relation(&network, Relation::Kind)?;
    /// assert_eq!((lost[0].without.as_str(), lost[0].removed), ("sister_city", 1));
    /// assert_eq!((lost[0].access.estimate, lost[0].loss.estimate), (0.5, 0.25));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn by_relation(&self, network: &Network, relation: Relation) -> Result<Vec<WithoutResult>, Error> {
        let mut groups: BTreeMap<String, Vec<EdgeIndex>> = BTreeMap::new();
        for edge in self.view.select(network).ties {
            for name in relation.of(network, edge) {
                groups.entry(name).or_default().push(edge);
            }
        }
        let groups: Vec<_> = groups.into_iter().collect();
        let mut results = self.without_ties(network, &groups)?;
        results.sort_by(|a, b| b.loss.estimate.total_cmp(&a.loss.estimate));
        Ok(results)
    }
}
