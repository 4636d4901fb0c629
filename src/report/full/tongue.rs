//! What every table and chart of a report asks for: the results, the network, and words in the language asked for.

use super::{MandateResult, ReportResult};
use crate::model::{Date, Network, Source, Stage};
use crate::report::leverage::label;
use crate::report::pathway::stage_ko;
use indexmap::IndexSet;

/// The results of a report, in a language.
pub(super) struct Tongue<'a> {
    pub(super) result: &'a ReportResult,
    pub(super) network: &'a Network,
    pub(super) korean: bool,
}

impl Tongue<'_> {
    /// One of two ways to say it.
    pub(super) fn say(&self, english: &str, korean: &str) -> String {
        (if self.korean { korean } else { english }).to_owned()
    }

    pub(super) fn yes(&self, yes: bool) -> String {
        if yes { self.say("yes", "예") } else { self.say("no", "아니요") }
    }

    pub(super) fn code(&self) -> &'static str {
        if self.korean { "ko" } else { "en" }
    }

    /// The name of an actor.
    pub(super) fn name(&self, id: &str) -> String {
        label(self.network, id, self.code())
    }

    pub(super) fn names<'i>(&self, ids: impl IntoIterator<Item = &'i String>) -> String {
        ids.into_iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn stage(&self, stage: Stage) -> String {
        (if self.korean { stage_ko(stage.name()) } else { stage.name() }).to_owned()
    }

    pub(super) fn mandate(&self) -> Option<&MandateResult> {
        self.result.mandate.as_ref()
    }

    /// Documents in words, each once.
    pub(super) fn cited<'i>(&self, sources: impl IntoIterator<Item = &'i String>) -> String {
        cited(self.network, sources)
    }
}

/// Documents in words, each once, separated as in a list of references.
pub(crate) fn cited<'i>(network: &Network, sources: impl IntoIterator<Item = &'i String>) -> String {
    let cite = |id: &String| network.sources().get(id).map_or_else(|| id.clone(), Source::citation);
    sources.into_iter().collect::<IndexSet<_>>().into_iter().map(cite).collect::<Vec<_>>().join("; ")
}

/// The year of a date.
pub(super) fn year(date: Option<Date>) -> super::Cell {
    date.map_or(super::Cell::Empty, |date| super::Cell::Year(date.calendar_year()))
}
