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
//! | [`distances`] | how far away all are from each, summed up |
//! | [`extent`] | how far apart the farthest are |
//! | [`paths`] | by which routes, the best first |
//! | [`temporal`] | by which routes, each tie at its time |
//! | [`components`] | who is connected at all |
//! | [`cuts`] | who and what holds a component together |
//! | [`blocks`] | its blocks, cut actors and bridges |
//! | [`dominators`] | who cannot be reached without whom |
//! | [`sparse`] | what a step along all ties at once brings |
//! | [`parallel`] | how work is spread over threads without changing any result |

pub(crate) mod ascending;
pub mod blocks;
pub mod collapse;
pub(crate) mod compact;
pub mod components;
pub mod convert;
pub mod cuts;
pub(crate) mod dice;
pub mod distances;
pub mod dominators;
pub(crate) mod drawn;
pub mod extent;
pub mod groups;
mod many;
pub(crate) mod meet;
pub mod parallel;
pub mod paths;
pub mod shortest;
pub mod sparse;
mod spur;
pub mod temporal;
pub mod topology;
pub mod traverse;
mod twins;
pub mod viewed;
pub mod weights;

pub use blocks::Blocks;
pub use components::Components;
pub use cuts::Cuts;
pub use distances::Distances;
pub use dominators::Dominators;
pub use extent::Extent;
pub use groups::{Groups, Partition};
pub use paths::{MOST_ROUTES, Path, Yen};
pub use shortest::Dijkstra;
pub use sparse::{Order, Sparse};
pub use temporal::{LABELS, Temporal, TimedArc, TimedPath};
pub use topology::{Arc, Direction, Sense, Topology};
pub use traverse::Bfs;
pub use viewed::Viewed;
pub use weights::{LENGTH_ONE, LengthRule, WeightKind, Weights};
