//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `ladder` | how far each city is from attention to hardware, and who holds each rung |
//! | `scenario` | what if: who gains, who loses, what depends on whom |
//! | `statistics` | how sure a rate is, and how long it takes until something comes |

mod ladder;
mod scenario;
mod statistics;

pub use ladder::{CityLadder, Gap, Holder, IncidenceYear, Ladder, LadderResult, Rung, Side, Standings, Transitions};
pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
pub use statistics::{CumulativeIncidence, IncidenceStep, Outcome, Proportion};
