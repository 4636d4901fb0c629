//! The full report: everything that a network tells, computed once and told in either language.
//!
//! A [`Report`] asks, a [`ReportResult`] holds the results, and [`ReportResult::told`] puts them into words, tables and
//! charts. Files are made of these in [`crate::render::reports`]. A new table is a new file in `sheets` and a line in its
//! registry; a chart, one in `charts`.

mod chart;
mod charts;
mod sheet;
mod sheets;
mod told;
mod tongue;

pub use chart::{Chart, ChartForm, Mark, Series};
pub use sheet::{Cell, Sheet, SheetColumn};
pub use told::{ToldFinding, ToldReport};

use super::answer::Envelope;
use super::brief::{Brief, BriefResult, Known, judged};
use crate::control::Control;
use crate::diplomacy::{Catalyst, Doors, Ladder, LadderResult, Timeline, TimelineResult};
use crate::error::Error;
use crate::leverage::{
    Access, DEFAULT_DRAWS, DEFAULT_WORLDS, LeverageResult, Opportunities, OpportunitiesResult, Route, TornadoResult,
    most_reliable,
};
use crate::model::{Mandate, Network, View};
use tongue::Tongue;
pub(crate) use tongue::cited;

/// Settings of a report.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let result = Report::default().worlds(256).run(&singapore)?;
/// for language in ["en", "ko"] {
///     assert!(result.told(&singapore, language).findings.len() > 10);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Report {
    mandate: Option<String>,
    worlds: u64,
    draws: u64,
    seed: u64,
    control: Control,
}

/// The results of a report, not yet in words.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let result = Report::default().worlds(256).run(&singapore)?;
/// assert_eq!(result.mandate.as_ref().map(|asked| asked.id.as_str()), Some("export"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReportResult {
    /// The findings.
    pub brief: BriefResult,
    /// How far every city is.
    pub ladder: LadderResult,
    /// Whether agencies are actors or catalysts.
    pub catalysts: Vec<Catalyst>,
    /// What a mandate adds; `None` where the network has none.
    pub mandate: Option<MandateResult>,
    settings: Report,
}

/// What a report tells of a mandate.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let result = Report::default().worlds(256).run(&singapore)?;
/// let mandate = result.mandate.expect("Singapore's network has one");
/// assert!(mandate.routes.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MandateResult {
    /// The mandate's id.
    pub id: String,
    /// Access and leverage.
    pub leverage: LeverageResult,
    /// New ties and what they would add; `None` where the mandate says not which ties could be made.
    pub opportunities: Option<OpportunitiesResult>,
    /// Who opens doors, and the gatekeepers of every target.
    pub doors: Doors,
    /// The most reliable route to every target that has one, the most reliable first.
    pub routes: Vec<Route>,
    /// Year by year; `None` where nothing has a date.
    pub timeline: Option<TimelineResult>,
    /// Which assumptions move the answer most; `None` where finding that would take long.
    pub tornado: Option<TornadoResult>,
}

impl Default for Report {
    fn default() -> Self {
        Self { mandate: None, worlds: DEFAULT_WORLDS, draws: DEFAULT_DRAWS, seed: 1, control: Control::new() }
    }
}

/// Worlds that are enough for what stands beside the main figures.
const WORLDS: u64 = 1 << 12;
/// New ties whose reasons are told.
const REASONS: usize = 15;

impl Report {
    /// The mandate that is reported on. By default it is the network's first. The findings are always about the first.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Report};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// assert!(Report::default().mandate("nobody").worlds(64).run(&singapore).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn mandate(self, id: impl Into<String>) -> Self {
        Self { mandate: Some(id.into()), ..self }
    }

    /// How many worlds are drawn. The default is 16,384.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Report};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let told = Report::default().worlds(256).run(&singapore)?.told(&singapore, "en");
    /// assert!(told.provenance.contains("worlds 256"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// How many draws of the assumptions ranges are taken over. The default is 200.
    ///
    /// ```
    /// let report = proxeny::report::Report::default().draws(40);
    /// ```
    #[must_use]
    pub fn draws(self, draws: u64) -> Self {
        Self { draws, ..self }
    }

    /// The seed of the random numbers. The default is 1.
    ///
    /// ```
    /// let report = proxeny::report::Report::default().seed(7);
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Who is told of progress and may cancel; nobody by default.
    ///
    /// ```
    /// let report = proxeny::report::Report::default().control(&proxeny::Control::new());
    /// ```
    #[must_use]
    pub fn control(self, control: &Control) -> Self {
        Self { control: control.clone(), ..self }
    }

    /// Asks everything.
    ///
    /// # Errors
    /// If the mandate is not there, or a part cannot be computed, or it is cancelled.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, report::Report};
    ///
    /// let empty = NetworkBuilder::new("empty").build()?;
    /// assert!(Report::default().run(&empty)?.mandate.is_none());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<ReportResult, Error> {
        let brief = Brief::default().worlds(self.worlds).draws(self.draws).seed(self.seed).control(&self.control);
        let mandate = match (&self.mandate, network.mandates().first()) {
            (Some(id), _) => Some(network.mandate(Some(id))?),
            (None, first) => first.map(|(_, mandate)| mandate),
        };
        let mut ladder = Ladder::default().run(network)?;
        let result = match mandate {
            None => None,
            Some(mandate) => {
                let access = Access::new(mandate).view(View::today(network)).worlds(self.worlds).seed(self.seed);
                let access = access.control(&self.control);
                ladder.rank_gaps(network, &access.clone().worlds(self.worlds.min(WORLDS)))?;
                Some(self.about(network, mandate, &access)?)
            }
        };
        // The findings are about the first mandate; what has been found of it is not computed again.
        let first = |asked: &&MandateResult| network.mandate(None).is_ok_and(|first| first.id == asked.id);
        let known = result.as_ref().filter(first).map_or_else(Known::default, |asked| Known {
            leverage: Some(&asked.leverage),
            ladder: Some(&ladder),
            doors: Some(&asked.doors),
            opportunities: asked.opportunities.as_ref(),
        });
        Ok(ReportResult {
            brief: brief.run_knowing(network, &known)?,
            ladder,
            catalysts: Catalyst::of(network),
            mandate: result,
            settings: self.clone(),
        })
    }

    fn about(&self, network: &Network, mandate: &Mandate, access: &Access<'_>) -> Result<MandateResult, Error> {
        let leverage = judged(access, network, self.draws)?;
        let fewer = access.clone().worlds(self.worlds.min(WORLDS));
        let opportunities = if mandate.next.is_empty() { None } else { Some(Self::next_ties(network, &fewer)?) };
        let dated = network.as_of().is_some() || network.ties().any(|(_, tie)| tie.since.is_some());
        Ok(MandateResult {
            id: mandate.id.clone(),
            leverage,
            opportunities,
            doors: Doors::of(network, &fewer)?,
            routes: routes(network, mandate)?,
            timeline: if dated { Some(Timeline::new(&fewer).run(network)?) } else { None },
            tornado: if access.ranges_are_quick(network) { Some(fewer.tornado(network)?) } else { None },
        })
    }

    fn next_ties(network: &Network, access: &Access<'_>) -> Result<OpportunitiesResult, Error> {
        let asked = Opportunities::new(access);
        let mut found = asked.run(network)?;
        asked.because(network, &mut found, REASONS)?;
        Ok(found)
    }

    fn envelope(&self, network: &Network) -> Envelope {
        let mut envelope = Envelope::of("report", network);
        envelope.parameters.extend([
            ("mandate".to_owned(), self.mandate.clone().into()),
            ("worlds".to_owned(), self.worlds.into()),
            ("draws".to_owned(), self.draws.into()),
            ("seed".to_owned(), self.seed.into()),
        ]);
        envelope
    }
}

/// The most reliable route from any source to each target, the most reliable first.
fn routes(network: &Network, mandate: &Mandate) -> Result<Vec<Route>, Error> {
    let (sources, targets) = (network.select(&mandate.from, "from")?, network.select(&mandate.to, "to")?);
    let mut best = most_reliable(network, mandate, &View::today(network), &sources, &targets)?;
    best.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    Ok(best)
}

impl ReportResult {
    /// The envelope of the report, with the settings that made it.
    pub(crate) fn envelope(&self, network: &Network) -> Envelope {
        self.settings.envelope(network)
    }

    /// The report in English (`en`) or Korean (`ko`).
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Report};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let told = Report::default().worlds(256).run(&singapore)?.told(&singapore, "ko");
    /// assert_eq!(told.title, "싱가포르 도시외교 네트워크");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn told(&self, network: &Network, language: &str) -> ToldReport {
        told::told(&Tongue { result: self, network, korean: language == "ko" })
    }
}
