//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `scenario` | what if: who gains, who loses, what depends on whom |
//! | `statistics` | how sure a rate is, and how long it takes until something comes |

mod scenario;
mod statistics;

pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
pub use statistics::{CumulativeIncidence, IncidenceStep, Outcome, Proportion};
