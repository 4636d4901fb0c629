//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `scenario` | what if: who gains, who loses, what depends on whom |
//! | [`pathway`] | by what kind of actors and ties a route leads, and which ways real deals went |

pub mod pathway;
mod scenario;

pub use pathway::{
    CityHistory, Counted, Histories, Motif, Motifs, MotifsResult, NAMED, Named, Order, Pathway, PathwayResult, PathwayRoutes,
};
pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
