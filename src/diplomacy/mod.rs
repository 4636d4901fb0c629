//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `value` | what deals are worth, and who holds them |
//! | `market` | how much of what cities are worth is within reach |
//! | `timeline` | how the network grew, year by year, and which ties moved it |
//! | `depth` | what a scenario changes beside access |
//! | `scenario` | what if: who gains, who loses, what depends on whom |

mod depth;
mod market;
mod scenario;
mod timeline;
mod value;

pub use depth::{Depth, RoleCounts, RolesChange, ValueChange};
pub use market::{Weigh, WithinReach};
pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
pub use timeline::{Leader, Moved, Mover, Timeline, TimelineResult, YearMandate, YearOf};
pub use value::{Amount, Caveat, Concentration, Part, Value, ValueResult};
