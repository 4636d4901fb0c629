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
//! | [`structure`] | communities, null models, removal | [`structure::Communities`] |
//! | [`leverage`] | worlds, access, leverage | [`leverage::Access`] |
//! | [`diplomacy`] | the questions of city diplomacy | [`diplomacy::Scenarios`], [`diplomacy::Programmes`] |
//! | [`report`] | results turned into words and tables | [`report::Brief`] |
//! | [`layout`], [`render`] | diagrams and printed answers | [`render::Picture`], [`render::RENDERERS`] |
//!
//! Layers import downwards only. A [`Network`] is immutable and valid: the builder is the only door to one, and it tells
//! all [`Problems`] at once. Whatever can fail returns an [`Error`]. Nothing in the library prints, exits, or reads the
//! environment or the clock.
//!
//! # A network of your own
//!
//! An *actor* is a node: a city, a ministry, an agency, a firm. A *tie* is a typed, dated, sourced relation between two of
//! them; parallel ties are kept. What a tie leaves open is filled by its [`TieKind`], else by a default, and every such
//! fallback is counted. A *mandate* says who must reach whom, through whom. A *view* is the part of a network that a
//! question is asked about: a period, kinds and stages of ties, a least strength, a direction.
//!
//! ```
//! use proxeny::leverage::{Access, Routes};
//! use proxeny::{Actor, Mandate, NetworkBuilder, Tie, View};
//!
//! // firm ──0.4──▶ agency ──0.3──▶ hanoi, both also the other way
//! let network = NetworkBuilder::new("first")
//!     .actor(Actor::new("firm", "sme"))
//!     .actor(Actor::new("agency", "national_agency"))
//!     .actor(Actor::new("hanoi", "foreign_city"))
//!     .tie(Tie { strength: Some(0.4), ..Tie::new("agency", "firm", "promotes") })
//!     .tie(Tie { strength: Some(0.3), ..Tie::new("agency", "hanoi", "training") })
//!     .build()?;
//!
//! let export = Mandate::new("export", "kind:sme".parse()?, "kind:foreign_city".parse()?);
//! let result = Access::new(&export).exact().leverage(&network)?;
//! assert!((result.access.access.estimate - 0.4 * 0.3).abs() < 1e-12);
//! assert_eq!(result.actors[0].id, "agency"); // without it nothing is left
//!
//! let routes = Routes::new(network.find("firm")?, network.find("hanoi")?).view(View::ever()).run(&network)?;
//! assert_eq!(routes.routes[0].actors, ["firm", "agency", "hanoi"]);
//! # Ok::<(), proxeny::Error>(())
//! ```
//!
//! The same as a file: [`Network::from_path`] reads the native JSON ([`io::SCHEMA`]) and folders of tables
//! ([`io`] lists their columns), and [`Network::to_writer`] writes it. [`Network::edit`] makes a changed copy, which is how
//! a what-if is asked.
//!
//! # What the numbers mean
//!
//! A tie exists with its *confidence* and, existing, carries an introduction with its *strength*; so it is open with
//! probability p = strength × confidence, one coin per tie, whichever way it is travelled. In one sampled *world*, source
//! s reaches target t if a route of open ties leads there, along what each tie conveys, through permitted relays, with at
//! most as many intermediaries as the [`Mandate`] allows. With weights a of the sources and w of the targets that sum to 1,
//!
//! ```text
//! access         = E[ Σ_s Σ_t a_s w_t · 1(s reaches t) ]
//! leverage of v  = access(G) − access(G − v), over the pairs of which v is not an end
//! loss of tie e  = p · B,  gain = (1 − p) · B,  B = access(e open) − access(e closed)
//! ```
//!
//! So **access** is a share between 0 and 1, and **leverage** the part of it that is lost without an actor. Shares of
//! leverage overlap and need not add up to 1: two agencies on one route each hold all of it, two that can stand in for
//! one another hold little each. The pages of [`leverage`] tell the details.
//!
//! # How sure they are
//!
//! Two kinds of doubt are never mixed.
//!
//! * *Simulation error*: how far a number may be off because only so many worlds were drawn. It is the standard error and
//!   the 95 % interval of every [`leverage::Estimate`]; more worlds make it smaller ([`leverage::Access::worlds`]),
//!   [`leverage::Access::precision`] draws until it is small enough, and [`leverage::Access::exact`] has none. What is
//!   compared is compared on the same worlds, so that a difference is far surer than the two numbers it is taken from.
//! * What rests on *assumptions*: strengths that no document measures, ties without a date, facts with one source or none.
//!   [`Network::assumptions`] counts them, and every answer tells them beside the numbers. Drawing more worlds does not
//!   make them truer. They are drawn anew some hundred times instead: ranks and values get a range from 5 to 95 %
//!   ([`leverage::Access::ranges`]). Whether a finding stands without a single document or firm is told by
//!   [`leverage::Access::fragility`], and what to verify first by [`leverage::Access::checks`].
//!
//! Ties that nobody recorded are covered by none of these. Measures of a graph are exact unless their
//! [`Scores`](measure::Scores) say that they were [sampled](measure::Scores::sampling).
//!
//! The same input, options and seed give the same bits for any number of threads.
//!
//! # For users of petgraph
//!
//! The model's graph is a petgraph graph, see [`Network::graph`]; and any petgraph graph of your own gets all measures
//! through [`graph::Topology::from_petgraph`], holes of a `StableGraph` closed and the map of nodes returned. The petgraph
//! that proxeny uses is re-exported as [`petgraph`].
//!
//! ```
//! use proxeny::graph::Topology;
//! use proxeny::measure::{Betweenness, MeasureOptions, find};
//! use proxeny::petgraph::graph::UnGraph;
//!
//! let graph = UnGraph::<&str, ()>::from_edges([(0, 1), (1, 2), (1, 3)]);
//! let (topology, nodes) = Topology::from_petgraph(&graph)?;
//! let scores = Betweenness::default().run(&topology)?; // by its type, with its own options
//! assert_eq!(nodes[scores.ranking()[0] as usize].index(), 1);
//! let by_name = find("betweenness")?.scores(&topology, &MeasureOptions::default())?; // or by its name
//! assert_eq!(by_name, scores);
//! # Ok::<(), proxeny::Error>(())
//! ```
//!
//! [`measure`] has the table of all measures: what each answers, its type, its complexity. Beside them there are
//!
//! | question | type | time |
//! |---|---|---|
//! | how many steps away is everybody? | [`graph::Bfs`] | n + m |
//! | how far away is everybody? | [`graph::Dijkstra`] | (n + m) log n |
//! | by which routes, the k best first, of h ties each? | [`graph::Yen`] | at most k h searches |
//! | who cannot be reached without whom? | [`graph::Dominators`] | m + n log n in practice |
//! | who and what holds a component together? | [`graph::Cuts`] | n + m |
//!
//! # Features
//!
//! `cli` (default) builds the program, `raster` (default) draws PNG and PDF. Library users turn the default features off and
//! on what they need.

mod control;
pub mod diplomacy;
pub mod error;
pub mod graph;
pub mod io;
pub mod layout;
pub mod leverage;
pub mod measure;
pub mod model;
pub mod render;
pub mod report;
pub mod structure;

pub use control::{Control, Phase, Progress};
pub use error::{Error, ErrorKind, Fate, Place, Problem, Problems, Rows, SetAside, Severity};
pub use model::{
    Actor, ActorChange, ActorKind, Applied, Assumptions, Attributes, Catalyse, Catalysed, Changes, Conveys, Date,
    DirectionRule, Edit, Lasts, Layer, Mandate, Network, NetworkBuilder, NextTie, Period, Programme, Reached, Scenario,
    Selection, Selector, Source, Stage, Step, StrengthRange, Text, Tie, TieChange, TieFilter, TieKind, TieSelector,
    Undated, View,
};
pub use petgraph;

/// The Rust in README is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
