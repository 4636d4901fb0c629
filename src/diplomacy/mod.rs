//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `scenario` | what if: who gains, who loses, what depends on whom |
//! | `programmes` | which programmes reach whom, what each adds, what followed, what the next one would add |
//! | `diffusion` | how a policy spreads from city to city, and which cities to begin with |

mod diffusion;
mod programmes;
mod scenario;

pub use diffusion::{Diffusion, DiffusionResult, FirstCity, Guarantee, Influence, Seeking, Spreading};
pub use programmes::{
    Contact, Covered, Dated, Difference, Followed, Invitation, Next, Opinion, OpinionUse, Outcome, Overlap,
    ProgrammeResult, Programmes, ProgrammesResult, ReachWeight, Reaching, Receptivity, Spread, Survey, Unique,
};
pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
