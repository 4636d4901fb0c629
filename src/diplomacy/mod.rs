//! The questions of city diplomacy, each answered from the layers below.
//!
//! | file | answers |
//! |---|---|
//! | `backing` | what the national layer adds, and could add |
//! | `value` | what deals are worth, and who holds them |
//! | `market` | how much of what cities are worth is within reach |
//! | `timeline` | how the network grew, year by year, and which ties moved it |
//! | `ladder` | how far each city is from attention to hardware, and who holds each rung |
//! | `catalyst` | whether an agency sells by itself or brings firms to those who buy |
//! | `doors` | who opens doors, who keeps each city's gate, whom nothing goes round |
//! | `compare` | networks side by side, counterparts, where they meet |
//! | `depth` | what a scenario changes beside access |
//! | `scenario` | what if: who gains, who loses, what depends on whom |
//! | `statistics` | how sure a rate is, and how long it takes until something comes |
//! | `programmes` | which programmes reach whom, what each adds, what followed, what the next one would add |
//! | `diffusion` | how a policy spreads from city to city, and which cities to begin with |
//! | [`pathway`] | by what kind of actors and ties a route leads, and which ways real deals went |

mod backing;
mod catalyst;
mod compare;
mod depth;
mod diffusion;
mod doors;
mod ladder;
mod market;
pub mod pathway;
mod programmes;
mod scenario;
mod statistics;
mod timeline;
mod value;

pub use backing::{
    Backing, BackingResult, Body, CityBacking, CityOffices, OFFICES, Office, Offices, OfficesResult, PlaceBacking,
    Potential, Tier,
};
pub use catalyst::{Catalyst, CatalystYear, LEAST_DEALS};
pub use compare::{
    Compare, CompareResult, Compared, Counterpart, Drawn, EqualNumbers, INDICATORS, Indicator, IndicatorRow, Matching,
    Meeting, Part as MeetingPart, Validation,
};
pub use depth::{Depth, RoleCounts, RolesChange, ValueChange};
pub use diffusion::{Diffusion, DiffusionResult, FirstCity, Guarantee, Influence, Seeking, Spreading};
pub use doors::{DoorOpener, Doors, Gate, KEEPERS, Keeper};
pub use ladder::{CityLadder, Gap, Holder, IncidenceYear, Ladder, LadderResult, Rung, Side, Standings, Transitions};
pub use market::{Weigh, WithinReach};
pub use pathway::{
    CityHistory, Counted, Histories, Matched, Motif, Motifs, MotifsResult, NAMED, Named, Order, Pathway, PathwayResult,
    PathwayRoutes,
};
pub use programmes::{
    Affiliation, Contact, Covered, Dated, Difference, Followed, Invitation, Next, Opinion, OpinionUse, Outcome,
    Overlap, ProgrammeResult, Programmes, ProgrammesResult, ReachWeight, Reaching, Receptivity, Spread, Survey, Unique,
};
pub use scenario::{BreakEven, RankChange, ScenarioMandate, ScenarioResult, Scenarios, Standing};
pub use statistics::{CumulativeIncidence, IncidenceStep, Observation, Proportion};
pub use timeline::{Leader, Moved, Mover, Timeline, TimelineResult, YearMandate, YearOf};
pub use value::{Amount, Caveat, Concentration, Part, Value, ValueResult};
