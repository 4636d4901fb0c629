//! The brief: one page in words about a network. Sentences that can be pasted, each with its numbers and its sources.

mod access;
mod backing;
mod catalyst;
mod comparison;
mod holdings;
mod ladder;
mod leverage;
mod pathways;
mod programmes;
mod question;
mod rests;
mod summary;
mod table;
mod value;

use super::answer::{Answer, Block, Envelope};
use crate::control::Control;
use crate::diplomacy::{Doors, LadderResult};
use crate::error::Error;
use crate::leverage::{Access, DEFAULT_DRAWS, DEFAULT_WORLDS, LeverageResult, OpportunitiesResult};
use crate::model::{Mandate, Network, Selector, Source, Text, View};
use question::Question;
pub(super) use question::in_language as question_in;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One thing that the network tells, in words, with the numbers in it and the documents that it rests on.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Brief};
///
/// let seoul = Network::builtin("seoul")?;
/// let brief = Brief::default().worlds(256).run(&seoul)?;
/// let cited = brief.findings.iter().flat_map(|finding| &finding.sources);
/// assert!(cited.clone().count() > 0);
/// assert!(cited.clone().all(|id| seoul.sources().contains_key(id)));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// A stable name.
    pub id: String,
    /// The question that it answers, in English.
    pub question: String,
    /// The answer, in words.
    pub statement: Text,
    /// The numbers in it.
    pub numbers: Map<String, Value>,
    /// Ids of the documents behind it, the most telling first.
    pub sources: Vec<String>,
    /// Whether single documents, single firms or other assumptions turn it round; `None` where that was not tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fragile: Option<bool>,
    /// Whether it is left to the full text, as the page has the answer without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub further: bool,
}

impl Finding {
    fn new(id: impl Into<String>, question: Question) -> Self {
        Self { id: id.into(), question: question.heading().get("en").to_owned(), ..Self::default() }
    }

    /// The statement in English and Korean.
    fn says(mut self, english: impl Into<String>, korean: impl Into<String>) -> Self {
        self.statement = Text::new(english).with("ko", korean);
        self
    }

    fn number(mut self, name: &str, value: impl Serialize) -> Self {
        self.numbers.insert(name.to_owned(), json!(value));
        self
    }

    fn fragile(mut self, fragile: Option<bool>) -> Self {
        self.fragile = fragile;
        self
    }

    fn rests_on(mut self, sources: Vec<String>) -> Self {
        self.sources = sources;
        self
    }

    /// Leaves it to the full text.
    fn further(mut self) -> Self {
        self.further = true;
        self
    }
}

/// Settings of a brief.
///
/// # Examples
/// ```
/// use proxeny::{NetworkBuilder, report::Brief};
///
/// // Without a mandate, a brief tells what the network holds and what it takes for granted.
/// let brief = Brief::default().run(&NetworkBuilder::new("tiny").build()?)?;
/// assert_eq!(brief.findings.len(), 2);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Brief {
    worlds: u64,
    seed: u64,
    control: Control,
    draws: u64,
}

/// A brief.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Brief};
///
/// let brief = Brief::default().worlds(256).run(&Network::builtin("singapore")?)?;
/// let mut ids: Vec<&str> = brief.findings.iter().map(|finding| finding.id.as_str()).collect();
/// ids.sort_unstable();
/// assert!(ids.windows(2).all(|pair| pair[0] != pair[1])); // stable names, each once
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct BriefResult {
    /// Its findings, in the order in which they are to be read.
    pub findings: Vec<Finding>,
}

impl Default for Brief {
    fn default() -> Self {
        Self { worlds: DEFAULT_WORLDS, seed: 1, draws: DEFAULT_DRAWS, control: Control::new() }
    }
}

impl Brief {
    /// How many worlds are drawn. The default is 16,384.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Brief};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let (few, many) = (Brief::default().worlds(64).run(&singapore)?, Brief::default().worlds(512).run(&singapore)?);
    /// assert_eq!(few.findings.len(), many.findings.len());
    /// assert_ne!(few, many); // the same questions, more surely answered
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// The seed of the random numbers. The default is 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Brief};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let with = |seed| Brief::default().worlds(256).seed(seed).run(&singapore);
    /// assert_eq!(with(7)?, with(7)?);
    /// assert_ne!(with(7)?, with(8)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Who is told of progress and may cancel; nobody by default.
    ///
    /// ```
    /// use proxeny::{Control, report::Brief};
    ///
    /// let brief = Brief::default().control(&Control::new());
    /// ```
    #[must_use]
    pub fn control(self, control: &Control) -> Self {
        Self { control: control.clone(), ..self }
    }

    /// How many draws of the assumptions the ranges are taken over. The default is 200. None are drawn where that would
    /// take long, see [`Access::ranges_are_quick`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Brief};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let with = |draws| Brief::default().worlds(256).draws(draws).run(&singapore);
    /// assert_eq!(with(20)?, with(20)?);
    /// assert_ne!(with(20)?, with(40)?); // the ranges of the assumptions move
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn draws(self, draws: u64) -> Self {
        Self { draws, ..self }
    }

    /// Asks everything that the brief tells.
    ///
    /// # Errors
    /// If a mandate cannot be asked in this network.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Brief};
    ///
    /// let brief = Brief::default().worlds(1024).run(&Network::builtin("singapore")?)?;
    /// let national = brief.findings.iter().find(|finding| finding.id == "national_layer").expect("it is asked");
    /// assert!(national.statement.get("en").contains("not separable"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<BriefResult, Error> {
        self.run_knowing(network, &Known::default())
    }

    /// The same without computing again what is known.
    pub(super) fn run_knowing(&self, network: &Network, known: &Known<'_>) -> Result<BriefResult, Error> {
        let mut findings = vec![holdings::holdings(network)];
        let mut ranged = false;
        if let Ok(mandate) = network.mandate(None) {
            let view = View::today(network);
            let access = self.access(mandate, &view);
            ranged = access.ranges_are_quick(network);
            let result = match known.leverage {
                Some(result) => result.clone(),
                None => judged(&access, network, self.draws)?,
            };
            let asked = Asked { brief: self, network, mandate, view, result, known };
            findings.extend(access::access(&asked)?);
            findings.extend(leverage::leverage(&asked)?);
            findings.push(rests::national_layer(&asked)?);
            findings.extend(backing::backing(&asked)?);
            findings.extend(pathways::pathways(&asked)?);
            findings.extend(rests::documents(&asked)?);
            findings.push(rests::coverage(&asked));
            findings.extend(programmes::programmes(&asked)?);
            findings.extend(ladder::ladder(&asked)?);
            findings.extend(catalyst::catalyst(&asked)?);
            findings.extend(comparison::comparison(&asked)?);
            findings.extend(value::value(&asked)?);
            findings.insert(0, summary::summary(&asked, &findings));
        }
        findings.push(holdings::assumptions(network, ranged));
        findings.sort_by_key(|finding| Question::place(&finding.question));
        Ok(BriefResult { findings })
    }

    fn access<'m>(&self, mandate: &'m Mandate, view: &View) -> Access<'m> {
        Access::new(mandate).view(view.clone()).worlds(self.worlds).seed(self.seed).control(&self.control)
    }
}

/// Leverage with how far assumptions, documents and firms could move it, where that is quick to find.
pub(super) fn judged(access: &Access<'_>, network: &Network, draws: u64) -> Result<LeverageResult, Error> {
    let mut result = access.leverage(network)?;
    if access.ranges_are_quick(network) {
        access.ranges(network, draws)?.attach(&mut result);
        access.fragility(network)?.attach(&mut result);
    }
    Ok(result)
}

/// What a report has computed already, for the default mandate at the network's own date.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    /// With the ranges and the fragility that [`judged`] attaches.
    pub(super) leverage: Option<&'a LeverageResult>,
    /// With the best new tie of every gap.
    pub(super) ladder: Option<&'a LadderResult>,
    pub(super) doors: Option<&'a Doors>,
    pub(super) opportunities: Option<&'a OpportunitiesResult>,
}

/// What the findings share: the default mandate at the network's own date, and its leverage.
struct Asked<'a> {
    brief: &'a Brief,
    network: &'a Network,
    mandate: &'a Mandate,
    view: View,
    result: LeverageResult,
    known: &'a Known<'a>,
}

impl Asked<'_> {
    fn access(&self) -> Access<'_> {
        self.brief.access(self.mandate, &self.view)
    }

    /// The documents of the network among these, each once, in this order.
    fn documents<'s>(&self, sources: impl IntoIterator<Item = &'s String>) -> Vec<String> {
        let mut documents: Vec<String> = Vec::new();
        for source in sources {
            if !documents.contains(source) && self.network.sources().contains_key(source) {
                documents.push(source.clone());
            }
        }
        documents
    }

    fn name(&self, id: &str, language: &str) -> String {
        super::leverage::label(self.network, id, language)
    }

    /// The noun for what a selector means: the kind of actor if they are all of one.
    fn noun(&self, selector: &Selector, otherwise: &str, language: &str) -> String {
        let network = self.network;
        let mut kinds = network.actors().filter(|(_, actor)| selector.matches(actor)).map(|(_, actor)| &actor.kind);
        match kinds.next() {
            Some(kind) if kinds.all(|other| other == kind) => network.actor_kind_label(kind, language),
            _ => otherwise.to_owned(),
        }
    }

    /// The nouns for the sources and the targets of a mandate.
    fn nouns(&self, mandate: &Mandate, language: &str) -> (String, String) {
        let (source, target) =
            if language == "ko" { ("출발 행위자", "대상 행위자") } else { ("source", "target") };
        (self.noun(&mandate.from, source, language), self.noun(&mandate.to, target, language))
    }

    /// ` in 2026`, or nothing where the network has no date.
    fn when(&self) -> String {
        self.network.as_of().map_or_else(String::new, |date| format!(" in {date}"))
    }

    /// `2026년 현재 `, or nothing where the network has no date.
    fn when_ko(&self) -> String {
        self.network.as_of().map_or_else(String::new, |date| format!("{date}년 현재 "))
    }
}

impl BriefResult {
    /// The page to be read, in English (`en`) or Korean (`ko`): an answer to every question, without what is only further
    /// detail.
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::Block;
    /// use proxeny::{Network, report::Brief};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let answer = Brief::default().worlds(256).run(&singapore)?.answer(&singapore, "ko");
    /// assert_eq!(answer.blocks[0], Block::Heading("싱가포르 도시외교 네트워크".to_owned()));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn answer(&self, network: &Network, language: &str) -> Answer {
        self.told(network, language, false)
    }

    /// The same with every finding.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, report::Brief};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let brief = Brief::default().worlds(256).run(&singapore)?;
    /// let (page, full) = (brief.answer(&singapore, "en"), brief.answer_in_full(&singapore, "en"));
    /// assert!(page.blocks.len() < full.blocks.len() && page.envelope.result == full.envelope.result);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn answer_in_full(&self, network: &Network, language: &str) -> Answer {
        self.told(network, language, true)
    }

    fn told(&self, network: &Network, language: &str, full: bool) -> Answer {
        let mut envelope = Envelope::of("brief", network);
        envelope.result = json!(self);
        let title = network.title().get(language);
        let mut blocks =
            vec![Block::Heading(if title.is_empty() { network.id().to_owned() } else { title.to_owned() })];
        let mut question = "";
        for finding in &self.findings {
            let printed = full || !finding.further;
            let in_rows = !full && Question::Through.is(&finding.question);
            if finding.question != question && (printed || in_rows) {
                question = &finding.question;
                blocks.push(Block::Heading(Question::translated(question, language)));
                if in_rows {
                    blocks.push(Block::Table(table::through(network, &self.findings, language)));
                }
            }
            if !printed {
                continue;
            }
            blocks.push(Block::Paragraph(finding.statement.get(language).to_owned()));
            if !finding.sources.is_empty() {
                let heading = if language == "ko" { "출처" } else { "Sources" };
                blocks.push(Block::Note(format!(
                    "{heading}: {}.",
                    cited(network, &finding.sources, language, if full { MOST_CITED } else { 1 })
                )));
            }
        }
        Answer { envelope, blocks }
    }
}

/// Sources in print are cut at this many, at one on the page; the JSON has all.
const MOST_CITED: usize = 3;

fn cited(network: &Network, sources: &[String], language: &str, most: usize) -> String {
    let citation = |id: &String| network.sources().get(id).map_or_else(|| id.clone(), Source::citation);
    let shown: Vec<String> = sources.iter().take(most).map(citation).collect();
    let more = match sources.len() - shown.len() {
        0 => String::new(),
        more if language == "ko" => format!("; 그 밖 {more}건"),
        more => format!("; {more} more"),
    };
    format!("{}{more}", shown.join("; "))
}
