//! On whose side the holder of a rung stands.

use crate::model::{Actor, Layer, Network, Stage};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

/// On whose side the holder of a rung stands, by ownership and role and not by country alone.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Side;
///
/// assert!(Side::JointVenture.is_home() && !Side::ForeignCompetitor.is_home());
/// assert_eq!(Side::HomeSme.name(), "home SME");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Side {
    /// A small or medium-sized firm at home.
    HomeSme,
    /// A large firm at home.
    HomeLargeFirm,
    /// A public body at home.
    HomePublicBody,
    /// Any other body at home.
    HomeOther,
    /// A company abroad with home shares, now or before.
    JointVenture,
    /// A firm abroad without home shares that does not build on what home sold it.
    ForeignCompetitor,
    /// Anybody else abroad: a donor, a network, a firm that was supplied from home.
    ForeignPartner,
}

impl Side {
    /// In words.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(proxeny::diplomacy::Side::ForeignPartner.name(), "foreign partner");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::HomeSme => "home SME",
            Self::HomeLargeFirm => "home large firm",
            Self::HomePublicBody => "home public body",
            Self::HomeOther => "home other",
            Self::JointVenture => "joint venture with home shares",
            Self::ForeignCompetitor => "foreign competitor",
            Self::ForeignPartner => "foreign partner",
        }
    }

    /// Whether what it earns reaches home, at least in part.
    ///
    /// # Examples
    /// ```
    /// assert!(proxeny::diplomacy::Side::HomePublicBody.is_home());
    /// ```
    pub fn is_home(self) -> bool {
        !matches!(self, Self::ForeignCompetitor | Self::ForeignPartner)
    }
}

pub(super) fn at_home(actor: &Actor) -> bool {
    matches!(actor.layer, Some(Layer::City | Layer::National | Layer::Firm)) && actor.kind != "foreign_city"
}

/// The side of an actor that stands on a rung; `None` for whoever buys, learns or governs abroad, who holds nothing.
pub(super) fn side(network: &Network, node: NodeIndex) -> Option<Side> {
    let actor = &network.graph()[node];
    let firm = matches!(actor.kind.as_str(), "sme" | "large_firm");
    if at_home(actor) {
        return Some(match actor.kind.as_str() {
            "sme" => Side::HomeSme,
            "large_firm" => Side::HomeLargeFirm,
            "city_government" | "city_agency" | "ministry" | "national_agency" | "development_bank" => {
                Side::HomePublicBody
            }
            _ => Side::HomeOther,
        });
    }
    match actor.kind.as_str() {
        "foreign_city" | "foreign_government" | "city_agency" | "ministry" | "citizens_public" => return None,
        _ if !firm => return Some(Side::ForeignPartner),
        _ => {}
    }
    let shared = |incoming: &Actor, kind: &str| at_home(incoming) && matches!(kind, "owns" | "joint_venture");
    let (mut supplied, mut allied, mut public) = (false, false, false);
    for edge in network.graph().edges_directed(node, Direction::Incoming) {
        let (giver, tie) = (&network.graph()[edge.source()], edge.weight());
        if shared(giver, &tie.kind) {
            return Some(Side::JointVenture);
        }
        supplied |= at_home(giver) && network.stage(tie) == Some(Stage::Hardware);
        public |= tie.kind == "owns" && matches!(giver.kind.as_str(), "foreign_government" | "foreign_city");
    }
    if actor.tags.iter().any(|tag| tag == "joint_venture") {
        return Some(Side::JointVenture);
    }
    for edge in network.graph().edges_directed(node, Direction::Outgoing) {
        allied |= edge.weight().kind == "joint_venture";
    }
    match (public, supplied || allied) {
        (true, _) => None,
        (false, true) => Some(Side::ForeignPartner),
        (false, false) => Some(Side::ForeignCompetitor),
    }
}
