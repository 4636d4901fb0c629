//! proxeny models the partnerships between a city government, national agencies, foreign cities and firms as a graph.

pub mod error;
pub mod graph;
pub mod io;
pub mod layout;
pub mod leverage;
pub mod measure;
pub mod model;
pub mod render;
pub mod report;

pub use error::{Error, ErrorKind, Place, Problem, Problems, Rows, Severity};
pub use model::{
    Actor, ActorKind, Assumptions, Attributes, Conveys, Date, DirectionRule, Lasts, Layer, Mandate, Network,
    NetworkBuilder, Period, Programme, Reached, Selection, Selector, Source, Stage, Text, Tie, TieFilter, TieKind,
    Undated, View,
};
pub use petgraph;
