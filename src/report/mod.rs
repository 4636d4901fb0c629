//! Reports: results turned into words and tables.
//!
//! An [`Answer`] is what every command gives: one [`Envelope`] for programs, [`Block`]s for people. Renderers in
//! [`crate::render::answers`] print it.

mod answer;
pub mod brief;
mod brokers;
mod catalogue;
mod chance;
mod checks;
mod communities;
mod explain;
mod korean;
mod ladder;
mod leverage;
mod metrics;
mod removal;
mod routes;
mod scenario;
mod sure;
mod ties;
mod tornado;
mod validate;
mod words;

pub use answer::{Align, Answer, Block, Column, Envelope, NetworkRef, Table, Tool};
pub use brief::{Brief, BriefResult, Finding};
pub use brokers::{Brokers, BrokersResult, brokers};
pub use catalogue::catalogue;
pub use chance::{Chance, add_chance};
pub use checks::checks;
pub use communities::{Grouped, communities};
pub use explain::add_explanations;
pub use korean::{Particle, counted, josa};
pub use ladder::{ladder, ladder_card};
pub use leverage::leverage;
pub use metrics::{Metrics, MetricsResult, Refusals, metrics};
pub use removal::add_removal;
pub use routes::routes;
pub use scenario::scenarios;
pub use sure::ordinal;
pub use ties::{add_relations, add_ties};
pub use tornado::add_tornado;
pub use validate::validate;
pub use words::{count, interval, percent, plural, points};
