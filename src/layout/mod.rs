//! Where things go on the page: actors, ties and their labels. Nothing here knows a file format.
//!
//! The steps, each in its own module:
//!
//! 1. [`force`] unfolds the network so that the distance on the page follows the distance in the network, and fits every
//!    component into its share of the page;
//! 2. [`separate`] pushes the boxes of the actors apart;
//! 3. [`route`] bends ties around the actors they do not concern;
//! 4. [`label`] finds a free place for every name, or a number that leads to a key.
//!
//! All of it is deterministic: one thread, no hashing, and only the operations that IEEE 754 defines exactly (`+ − × ÷ √`), so
//! that the same network and seed give the same drawing, bit for bit, on any machine.

mod dice;
pub mod force;
pub mod geometry;
mod grid;
pub mod label;
pub mod route;
pub mod separate;
mod springs;
mod stress;
pub mod text;

pub use force::Force;
pub use geometry::{Point, Rect};
