//! proxeny models the partnerships between a city government, national agencies, foreign cities and firms as a graph.

pub mod error;
pub mod layout;
pub mod render;

pub use error::{Error, ErrorKind, Place, Problem, Problems, Severity};
pub use petgraph;
