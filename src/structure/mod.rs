//! How a network is built: communities, what is left of it as actors are removed, and what chance alone would make of it.
//!
//! | module | answers |
//! |---|---|
//! | [`assignment`] | who is matched with whom at least cost |
//! | [`communities`] | which groups keep to themselves |
//! | [`partition`] | how alike two divisions into groups are |
//! | [`null`] | whether a number is more than chance would have it |
//! | [`removal`] | how long the network holds together as actors drop out |
//! | [`rich_club`] | whether those with many ties are tied to one another |
//! | [`projection`] | who shares more partners of the other mode than chance would have it |
//!
//! Random choices start from explicit seeds, one stream for each task, so that no result depends on the number of threads.

pub mod assignment;
pub mod communities;
mod leiden;
pub mod null;
pub mod partition;
pub mod projection;
pub mod removal;
pub mod rich_club;

pub use communities::{Communities, Detected, Quality, Stability};
pub use null::{Drawn, Fixed, Null, Rewiring, Standing, Tested};
pub use partition::Partition;
pub use projection::{Link, Projection};
pub use removal::{Attack, Curve, RandomRemoval};
pub use rich_club::RichClub;
