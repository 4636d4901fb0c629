//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `backing` | what the national layer adds, and could add |
//! | `scenario` | what if: who gains, who loses, what depends on whom |
//! | [`pathway`] | by what kind of actors and ties a route leads, and which ways real deals went |

mod backing;
pub mod pathway;
mod scenario;

pub use backing::{
    Backing, BackingResult, Body, CityBacking, CityOffices, OFFICES, Office, Offices, OfficesResult, PlaceBacking,
    Potential, Tier,
};
pub use pathway::{
    CityHistory, Counted, Histories, Matched, Motif, Motifs, MotifsResult, NAMED, Named, Order, Pathway, PathwayResult,
    PathwayRoutes,
};
pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
