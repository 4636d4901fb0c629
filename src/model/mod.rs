//! The model: what a partnership network is. Data and rules only; nothing here computes on the graph.

mod actor;
mod assumptions;
mod builder;
mod check;
mod date;
mod find;
mod mandate;
mod network;
mod programme;
mod selector;
mod strength;
mod text;
mod tie;
mod view;

pub use actor::{Actor, ActorKind, Layer};
pub use assumptions::Assumptions;
pub use builder::{NetworkBuilder, Places};
pub(crate) use check::{nearest, plain_number};
pub use date::{Date, Period};
pub use mandate::{Mandate, TieFilter};
pub use network::Network;
pub use programme::{Programme, Reached, Source};
pub use selector::Selector;
pub use strength::StrengthRange;
pub use text::Text;
pub use tie::{Conveys, DEFAULT_STRENGTH, EVENT_YEARS, Lasts, Stage, Tie, TieKind};
pub use view::{DirectionRule, Selection, Undated, View};

/// Anything else that the input says about a record: JSON values by name.
pub type Attributes = std::collections::BTreeMap<String, serde_json::Value>;
