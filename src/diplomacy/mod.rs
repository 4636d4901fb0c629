//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `scenario` | what if: who gains, who loses, what depends on whom |

mod scenario;

pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
