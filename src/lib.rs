//! proxeny models the partnerships between a city government, national agencies, foreign cities and firms as a graph, and
//! finds the leverage points of city diplomacy: through whom, by which route and with what next step a city's know-how
//! reaches another city, and its small firms follow.
//!
//! ```
//! use proxeny::leverage::Access;
//! use proxeny::{Network, View};
//!
//! let network = Network::builtin("seoul")?;
//! let access = Access::new(network.mandate(None)?).view(View::today(&network));
//! let first = &access.leverage(&network)?.actors[1];
//! assert_eq!((first.id.as_str(), first.rank), ("seoul_tc", Some(1)));
//! # Ok::<(), proxeny::Error>(())
//! ```
//!
//! # The way of data through the house
//!
//! ```text
//! file ──▶ Network ──▶ View ──▶ Topology ──▶ answer ──▶ words and picture
//!   io       model     model     graph       measure     report, render
//!                                            leverage
//! ```
//!
//! | module | what it holds | begin with |
//! |---|---|---|
//! | [`model`] | what a partnership network is: data and rules | [`Network`], [`NetworkBuilder`], [`Selector`], [`Mandate`], [`View`] |
//! | [`io`] | reading files, the built-in networks | [`Network::from_path`], [`Network::builtin`] |
//! | [`graph`] | the frozen graph, traversals, dominators, the only parallel code | [`graph::Topology`] |
//! | [`measure`] | classic measures | [`measure::Betweenness`], [`measure::MEASURES`] |
//! | [`leverage`] | worlds, access, leverage | [`leverage::Access`] |
//! | [`report`] | results turned into words and tables | [`report::Brief`] |
//! | [`layout`], [`render`] | diagrams and printed answers | [`render::Picture`], [`render::RENDERERS`] |
//!
//! Layers import downwards only. A [`Network`] is immutable and valid: the builder is the only door to one, and it tells
//! all [`Problems`] at once. Whatever can fail returns an [`Error`]. Nothing in the library prints, exits, or reads the
//! environment or the clock.
//!
//! # What the numbers mean
//!
//! A tie exists with its *confidence* and, existing, carries an introduction with its *strength*; so it is open with
//! p = strength × confidence, one coin per tie. **Access** of a [`Mandate`] is the expected weighted share of pairs of a
//! source and a target that are joined by an open route, along what each tie conveys, through permitted relays, with at
//! most so many intermediaries. **Leverage** of an actor is the access that is lost without it. The formulas are in
//! [`leverage`].
//!
//! Two kinds of doubt are never mixed. *Simulation error* is how far a number may be off because only so many worlds were
//! drawn: the standard error and the 95 % interval of every [`leverage::Estimate`]. What rests on *assumptions* (strengths
//! that no document measures, ties that may not exist) is drawn anew some hundred times: ranks and values get a range from
//! 5 to 95 % ([`leverage::Access::ranges`]). Whether a finding stands without a single document or firm is told by
//! [`leverage::Access::fragility`], and what to verify first by [`leverage::Access::checks`]. Every assumption is counted by
//! [`Network::assumptions`]. Ties that nobody recorded are covered by none of these.
//!
//! # For users of petgraph
//!
//! The model's graph is a petgraph graph, see [`Network::graph`]; and any petgraph graph of your own gets all measures
//! through [`graph::Topology::from_petgraph`], holes of a `StableGraph` closed and the map of nodes returned. The petgraph
//! that proxeny uses is re-exported as [`petgraph`].
//!
//! # Features
//!
//! `cli` (default) builds the program. Library users turn the default features off.

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
    NetworkBuilder, Period, Programme, Reached, Selection, Selector, Source, Stage, StrengthRange, Text, Tie,
    TieFilter, TieKind, Undated, View,
};
pub use petgraph;

/// The Rust in README is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
