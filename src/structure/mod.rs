//! How a network is built: communities, what is left of it as actors are removed, and what chance alone would make of it.
//!
//! | module | answers |
//! |---|---|
//! | [`communities`] | which groups keep to themselves |
//! | [`partition`] | how alike two divisions into groups are |
//! | [`null`] | whether a number is more than chance would have it |
//! | [`removal`] | how long the network holds together as actors drop out |
//!
//! Random choices start from explicit seeds, one stream for each task, so that no result depends on the number of threads.

pub mod communities;
mod dice;
mod leiden;
pub mod null;
pub mod partition;
pub mod removal;

pub use communities::{Communities, Detected, Quality, Stability};
pub use null::{Fixed, Null, Rewiring};
pub use partition::Partition;
pub use removal::{Attack, Curve};
