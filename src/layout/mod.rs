//! Where things go on the page: actors, ties and their labels. Nothing here knows a file format.
//!
//! The steps, each in its own module:
//!
//! 1. a [`Layout`] gives the network its form: [`force`] unfolds it so that the distance on the page follows the distance in the
//!    network, and fits every component into its share of the page; [`layered`] gives each tier a band of its own; [`radial`]
//!    rings around one actor, [`geographic`] a map, [`ladder`] a column for each rung, [`bipartite`] two columns face to face;
//! 2. [`separate`] pushes the boxes of the actors apart;
//! 3. [`route`] bends ties around the actors they do not concern;
//! 4. [`label`] finds a free place for every name, or a number that leads to a key.
//!
//! All of it is deterministic: one thread, no hashing, and only the operations that IEEE 754 defines exactly (`+ − × ÷ √`), so
//! that the same network and seed give the same drawing, bit for bit, on any machine.

mod angles;
pub mod bipartite;
mod dice;
pub mod force;
pub mod form;
pub mod geographic;
pub mod geometry;
mod globe;
mod grid;
pub mod label;
pub mod ladder;
pub mod layered;
pub mod radial;
pub mod route;
pub mod separate;
mod springs;
mod stress;
pub mod text;

pub use bipartite::Bipartite;
pub use force::Force;
pub use form::{Form, Ground, Layout, Shows, Subject};
pub use geographic::Geographic;
pub use geometry::{Point, Rect};
pub use ladder::Ladder;
pub use layered::Layered;
pub use radial::Radial;

/// All layouts, the default first.
///
/// # Examples
/// ```
/// use proxeny::layout::LAYOUTS;
///
/// let names: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name()).collect();
/// assert_eq!(names, ["force", "layered", "radial", "geographic", "ladder", "bipartite"]);
/// ```
pub static LAYOUTS: &[&dyn Layout] = &[&Force::DEFAULT, &Layered, &Radial, &Geographic, &Ladder, &Bipartite];

/// The layout of this name.
///
/// # Examples
/// ```
/// use proxeny::layout::find;
///
/// assert_eq!(find("layered").map(|layout| layout.name()), Some("layered"));
/// assert!(find("spiral").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static dyn Layout> {
    LAYOUTS.iter().find(|layout| layout.name().eq_ignore_ascii_case(name)).copied()
}
