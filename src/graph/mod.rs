//! The frozen graph that algorithms run on, and the traversals that they share.
//!
//! A [`Topology`] knows nodes and ties by number only. Names, kinds and dates stay in the model; what an algorithm may
//! weigh is put beside the ties as [`Weights`] (numbers with a declared meaning) or as integer lengths.
//!
//! | module | answers |
//! |---|---|
//! | [`topology`] | who is tied to whom |
//! | [`weights`] | what the numbers on the ties mean, and how long a tie is |
//! | [`viewed`] | what a view of a network looks like as a graph |
//! | [`collapse`] | what is left when parallel ties are merged |
//! | [`groups`] | which of several sorts everybody belongs to |
//! | [`convert`] | how to get here from a graph of petgraph |
//! | [`traverse`] | how many steps away everybody is |
//! | [`shortest`] | how far away everybody is |
//! | [`paths`] | by which routes, the best first |
//! | [`components`] | who is connected at all |
//! | [`cuts`] | who and what holds a component together |
//! | [`blocks`] | its blocks, cut actors and bridges |
//! | [`dominators`] | who cannot be reached without whom |
//! | [`parallel`] | how work is spread over threads without changing any result |

pub mod blocks;
pub mod collapse;
pub mod components;
pub mod convert;
pub mod cuts;
pub mod dominators;
pub mod groups;
pub mod parallel;
pub mod paths;
pub mod shortest;
mod spur;
pub mod topology;
pub mod traverse;
pub mod viewed;
pub mod weights;

pub use blocks::Blocks;
pub use components::Components;
pub use cuts::Cuts;
pub use dominators::Dominators;
pub use groups::{Groups, Partition};
pub use paths::{MOST_ROUTES, Path, Yen};
pub use shortest::Dijkstra;
pub use topology::{Arc, Direction, Sense, Topology};
pub use traverse::Bfs;
pub use viewed::Viewed;
pub use weights::{LENGTH_ONE, LengthRule, WeightKind, Weights};
