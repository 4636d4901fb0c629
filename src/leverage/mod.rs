//! Access and leverage: how likely sources reach targets through introductions, and what that rests on.
//!
//! A tie exists with its confidence and, existing, carries an introduction with its strength: it is *open* with
//! probability p = strength × confidence, one coin per tie, whichever way it is travelled. In one sampled *world* a
//! source reaches a target if a route of open ties leads there, along what each tie conveys, through permitted relays,
//! with at most H intermediaries. With source weights a and target weights w that sum to 1, pairs of an actor with itself
//! left out and the rest renormalised,
//!
//! ```text
//! access = E[ Σ_s Σ_t a_s w_t · 1(s reaches t) ]
//! leverage of v = access(G) − access(G − v), over the pairs of which v is not an end, normalised as for G
//! ```
//!
//! How sure that is, has two sides that are never mixed. **Simulation error** is in every [`Estimate`]. What the
//! **assumptions** could change is told by [`Access::ranges`] (5–95 % of ranks and values over draws of confidence and
//! strengths), [`Access::fragility`] (single documents and firms left out), [`Access::tornado`] (one assumption at a time)
//! and [`Access::checks`] (which fact to verify first).
//!
//! | file | part |
//! |---|---|
//! | `plan` | a mandate laid out on a view: sources, targets, relays, the ties that matter |
//! | `corridor` | the permitted routes of one source |
//! | `worlds` | which ties are open, 512 worlds at a time |
//! | `reach` | whom a source reaches in 512 worlds at once |
//! | `questions` | what is reached, what is lost |
//! | `cutting` | what is lost by all actors or ties, for all sources at once |
//! | `net` | the ties that are open in one world |
//! | `solo` | questions that are played world by world |
//! | `tally` | adding up over worlds, sampled or enumerated |
//! | `estimate` | from sums to a number with its simulation error |
//! | `bounds` | the most that an actor or a tie can be worth |
//! | `access` | the public door |
//! | `ties` | the leverage of ties |
//! | `partial` | worlds drawn apart, on several machines |
//! | `paired` | two networks on the same worlds |
//! | `levels` | access and leverage on one plan with other coins |
//! | `draws` | in what other ways the assumptions may be |
//! | `ranges` | how far the assumptions could move values and ranks |
//! | `fragility` | whether the ranking stands without single documents and firms |
//! | `shapley` | how access divides among the relays |
//! | `tornado` | which assumption moves the answer most |
//! | `checks` | the facts whose verification would most change the advice |
//! | `opportunities` | which new ties would add most access, and the best set of them within a budget |
//! | `relations` | what is lost if all ties of a sort lapsed |
//! | `routes` | the best routes from one actor to another |
//! | `timed` | routes in time: earliest arrival, latest departure |
//! | `obstacle` | why there is none |

mod access;
mod bounds;
mod checks;
mod corridor;
mod cutting;
mod draws;
mod estimate;
mod fragility;
mod levels;
mod net;
mod obstacle;
mod opportunities;
mod paired;
mod partial;
mod plan;
mod questions;
mod ranges;
mod reach;
mod relations;
mod reliable;
mod results;
mod routes;
mod shapley;
mod solo;
mod tally;
mod ties;
mod timed;
mod tornado;
mod worlds;

pub use access::{Access, DEFAULT_WORLDS, MOST_WORLDS, Method};
pub use checks::{Check, ChecksResult, Fact, Outcome as CheckOutcome};
pub use estimate::Estimate;
pub use fragility::{Cause, Change, Flip, FragilityResult, LeftOut};
pub use obstacle::Obstacle;
pub use opportunities::{
    Because, BestSet, DRAWS_OF_NEW_TIES, GainAt, Opportunities, OpportunitiesResult, Opportunity, Share, Strengthened,
    Unasked,
};
pub use partial::{PARTIAL_FORMAT, PartOf, PartWorlds, Partial};
pub use ranges::{ActorRange, DEFAULT_DRAWS, First, Range, RangesResult, WORLDS_PER_DRAW};
pub use relations::Relation;
pub(crate) use reliable::most_reliable;
pub use results::{
    AccessResult, ActorLeverage, Comparison, EndShift, LeverageResult, Opened, Reach as EndReach, Shift, TieLeverage,
    WithoutResult,
};
pub use routes::{By, Route, Routes, RoutesResult, Step};
pub(crate) use routes::{node as route_node, step as route_step};
pub use shapley::{ActorShapley, ShapleyResult};
pub use timed::{TimedResult, TimedRoute, TimedRoutes};
pub use tornado::{Setting, Swing, TornadoResult};

pub(crate) use corridor::Corridor;
pub(crate) use estimate::{LEVEL, Moments};
pub(crate) use plan::Plan;
pub(crate) use reach::Reach;
