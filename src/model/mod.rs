//! The model: what a partnership network is. Data and rules only; nothing here computes on the graph.

mod actor;
mod assumptions;
mod attributes;
mod builder;
mod check;
mod date;
mod find;
mod firsts;
mod mandate;
mod network;
mod next;
mod nobody;
mod parts;
mod programme;
mod scenario;
mod selector;
mod strength;
mod text;
mod tie;
mod view;

pub use actor::{Actor, ActorKind, Layer};
pub use assumptions::Assumptions;
pub use attributes::Attributes;
pub use builder::NetworkBuilder;
pub(crate) use builder::Places;
pub(crate) use check::{nearest, plain_number};
pub(crate) use date::DAYS_A_YEAR;
pub use date::{Date, Period};
pub(crate) use firsts::{Firsts, Hashing};
pub use mandate::{Mandate, TieFilter};
pub use network::Network;
pub use next::NextTie;
pub use programme::{Programme, Reached, Source};
pub use scenario::{
    ActorChange, Applied, Catalyse, Catalysed, Changes, Edit, LEAST_DEALS, Scenario, Step, TieChange, TieSelector,
};
pub use selector::Selector;
pub use strength::StrengthRange;
pub use text::Text;
pub use tie::{Conveys, DEFAULT_STRENGTH, EVENT_YEARS, Lasts, Stage, Tie, TieKind};
pub use view::{DirectionRule, Selection, Undated, View};

/// The actors by their ids.
type ActorIndex = indexmap::IndexMap<String, petgraph::graph::NodeIndex, Hashing>;
