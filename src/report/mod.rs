//! Reports: results turned into words and tables.
//!
//! An [`Answer`] is what every command gives: one [`Envelope`] for programs, [`Block`]s for people. Renderers in
//! [`crate::render::answers`] print it.

mod aliases;
mod answer;
mod backing;
pub mod brief;
mod brokers;
mod catalogue;
mod chance;
mod checks;
mod communities;
mod compare;
mod convert;
mod depth;
mod diffusion;
pub(crate) mod discs;
mod explain;
mod explained;
mod full;
mod korean;
mod ladder;
mod leverage;
mod metrics;
mod opportunities;
mod pathway;
mod programmes;
mod removal;
mod routes;
mod scenario;
mod sure;
mod ties;
mod timed;
mod timeline;
mod tornado;
mod validate;
mod value;
mod words;

pub use aliases::add_aliases;
pub use answer::{Align, Answer, Block, Column, Envelope, NetworkRef, Table, Tool};
pub use backing::backing;
pub use brief::{Brief, BriefResult, Finding};
pub use brokers::{Brokers, BrokersResult, add_catalysts, add_doors, brokers};
pub use catalogue::catalogue;
pub use chance::{Chance, add_chance};
pub use checks::checks;
pub use communities::{Grouped, communities};
pub use compare::compare;
pub use convert::convert;
pub use depth::add_depth;
pub use diffusion::{Cities, diffusion};
pub use explain::{add_explanations, add_explanations_of};
pub(crate) use full::cited;
pub use full::{
    Cell, Chart, ChartForm, MandateResult, Mark, Report, ReportResult, Series, Sheet, SheetColumn, ToldFinding,
    ToldReport,
};
pub use korean::{Particle, counted, josa};
pub use ladder::{ladder, ladder_card};
pub use leverage::{add_parts, leverage};
pub use metrics::{Metrics, MetricsResult, Refusals, metrics};
pub use opportunities::{add_asked, add_best_set, add_existing, opportunities};
pub use pathway::{motifs, pathway_routes, pathways, say};
pub use programmes::programmes;
pub use removal::add_removal;
pub use routes::routes;
pub use scenario::scenarios;
pub use sure::ordinal;
pub use ties::{add_relations, add_ties};
pub use timed::timed_routes;
pub use timeline::timeline;
pub use tornado::add_tornado;
pub use validate::validate;
pub use value::value;
pub use words::{count, interval, percent, plural, points};
