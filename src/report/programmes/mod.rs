//! The answer of `programmes`.

mod followed;
mod invite;

use crate::diplomacy::{ProgrammeResult, ProgrammesResult, ReachWeight, Spread, Survey};
use crate::model::{Network, Selector};
use crate::report::answer::{Answer, Block, Envelope, Table};
use crate::report::leverage::{label, title};
use crate::report::words::{capital, count, list, list_some, percent};
use serde_json::json;
use std::collections::BTreeSet;

/// Puts whom programmes reach, what each adds and what followed into words and a table of the first `top` programmes.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Programmes;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = report::programmes(&seoul, &Programmes::new().run(&seoul)?, "en", 10);
/// assert_eq!(answer.envelope.result["programmes"].as_array().map(Vec::len), Some(28));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn programmes(network: &Network, result: &ProgrammesResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("programmes", network);
    envelope.result = json!(result);
    let told = Told { network, result, language, noun: noun(network, &result.to) };
    let mut blocks = vec![Block::Heading(format!("{}: programmes", title(network, language)))];
    if result.programmes.is_empty() {
        blocks.push(Block::Paragraph("The network records no programmes.".to_owned()));
        return Answer { envelope, blocks };
    }
    blocks.push(Block::Paragraph(told.covered()));
    blocks.extend(told.with_opinion().map(Block::Paragraph));
    blocks.push(Block::Table(told.table(top)));
    blocks.extend(told.elsewhere().map(Block::Paragraph));
    blocks.push(Block::Heading("Overlap".to_owned()));
    blocks.push(Block::Paragraph(told.overlap()));
    blocks.push(Block::Heading("What followed".to_owned()));
    blocks.extend(result.followed.iter().map(|followed| Block::Paragraph(followed::followed(followed))));
    blocks.push(Block::Paragraph(told.followed_each()));
    if let Some(next) = &result.next {
        blocks.extend(told.next(next, top));
    }
    let remarks: Vec<String> = result.programmes.iter().filter_map(|programme| told.remark(programme)).collect();
    if !remarks.is_empty() {
        blocks.push(Block::Heading("What the lists leave out".to_owned()));
        blocks.extend(remarks.into_iter().map(Block::Paragraph));
    }
    blocks.push(Block::Note(told.note()));
    blocks.extend(told.surveys().map(Block::Note));
    Answer { envelope, blocks }
}

/// What those who are to be reached are called: the kind if they are all of one.
fn noun(network: &Network, to: &str) -> String {
    let Ok(to) = to.parse::<Selector>() else { return "target".to_owned() };
    let mut kinds = network.actors().filter(|(_, actor)| to.matches(actor)).map(|(_, actor)| &actor.kind);
    match kinds.next() {
        Some(kind) if kinds.all(|other| other == kind) => network.actor_kind_label(kind, "en"),
        _ => "target".to_owned(),
    }
}

struct Told<'a> {
    network: &'a Network,
    result: &'a ProgrammesResult,
    language: &'a str,
    noun: String,
}

impl Told<'_> {
    fn name(&self, programme: &ProgrammeResult) -> String {
        let name = programme.name.get(self.language);
        if name.is_empty() { programme.id.clone() } else { name.to_owned() }
    }

    fn names(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| label(self.network, id, self.language)).collect()
    }

    fn named(&self, id: &str) -> String {
        let found = self.result.programmes.iter().find(|programme| programme.id == id);
        found.map_or_else(|| id.to_owned(), |programme| self.name(programme))
    }

    fn covered(&self) -> String {
        let ProgrammesResult { covered, programmes, targets, .. } = self.result;
        let reaching = programmes.iter().filter(|programme| programme.reach.targets > 0).count();
        let recorded = programmes.iter().filter(|programme| programme.recorded).count();
        let mut text = format!(
            "{} are on record, {recorded} with a record of their own and {} known only by their ties. {reaching} of them are \
             recorded to have reached a {noun}: together {} of {}, {} of them beyond attention (training, advice, money, a pilot) and {} in a \
             known year.",
            count(programmes.len(), "programme"),
            programmes.len() - recorded,
            covered.targets,
            count(*targets, &self.noun),
            covered.beyond_attention,
            covered.dated,
            noun = self.noun,
        );
        let unit = match self.result.weight {
            ReachWeight::Equal => return text,
            ReachWeight::Population => "by population",
            ReachWeight::Aid => "among those that may receive development aid",
        };
        text = format!("{text} Weighed {unit}, that is {}.", percent(covered.share));
        if !self.result.unweighted.is_empty() {
            text = format!(
                "{text} {} count nothing, because the number is not on record: {}.",
                count(self.result.unweighted.len(), &self.noun),
                list_some(&self.names(&self.result.unweighted), 4)
            );
        }
        text
    }

    fn with_opinion(&self) -> Option<String> {
        let (used, covered) = (self.result.opinion.as_ref()?, self.result.covered.with_opinion?);
        let first = self.result.programmes.first()?;
        let stays = match used.first_stays {
            share if share >= 0.95 => format!("comes first either way ({} of the draws)", percent(share)),
            share => format!("comes first in only {} of the draws, so its first place does not stand", percent(share)),
        };
        Some(format!(
            "With opinion switched off, programmes cover {} of the weight. Switched on, attention takes only as often as the people of the \
             country think well of the home country: {} (5–95% of {}). {} {stays}. Opinion is known from both kinds of survey for the countries of {} of \
             the {}, from one kind for {}, from none for {}; what is missing is drawn from the spread of the others.",
            percent(self.result.covered.share),
            spread(&covered),
            count(used.draws as usize, "draw"),
            self.name(first),
            used.complete,
            count(self.result.targets, &self.noun),
            used.one_end,
            used.unknown,
        ))
    }

    fn table(&self, top: usize) -> Table {
        let opinion = self.result.opinion.is_some();
        let mut numbers = vec!["reached", "dated", "alone", "others", "share"];
        numbers.extend(opinion.then_some("with opinion"));
        let mut table = Table::new(&["", "programme", "years"], &numbers);
        let reaching = self.result.programmes.iter().filter(|programme| programme.reach.targets > 0);
        for programme in reaching.take(top) {
            let mut cells = vec![
                programme.rank.map_or_else(String::new, |rank| rank.to_string()),
                self.name(programme),
                years(programme),
                programme.reach.targets.to_string(),
                programme.reach.dated.to_string(),
                programme.unique.targets.len().to_string(),
                programme.reach.others.to_string(),
                percent(programme.shapley),
            ];
            cells.extend(programme.shapley_with_opinion.filter(|_| opinion).map(|drawn| spread(&drawn)));
            table.row(cells);
        }
        table
    }

    /// Programmes that reach no target by name.
    fn elsewhere(&self) -> Option<String> {
        let others = self.result.programmes.iter().filter(|programme| programme.reach.targets == 0);
        let told: Vec<String> = others
            .map(|programme| {
                let reached: Vec<String> =
                    programme.reach.contacts.iter().map(|contact| contact.actor.clone()).collect();
                let whom =
                    if reached.is_empty() { "nobody named".to_owned() } else { list_some(&self.names(&reached), 2) };
                format!("{} ({whom})", self.name(programme))
            })
            .collect();
        (!told.is_empty()).then(|| {
            format!(
                "{} reach no {} by name, but bodies at home, firms, networks or the public: {}.",
                count(told.len(), "programme"),
                self.noun,
                list(&told)
            )
        })
    }

    fn overlap(&self) -> String {
        let ProgrammesResult { overlap, pairs, .. } = self.result;
        if overlap.is_empty() {
            return format!("No two programmes share a {} on record.", self.noun);
        }
        let told = overlap.iter().take(5).map(|pair| {
            let shared = list_some(&self.names(&pair.shared), 3);
            format!(
                "{} and {}: {} ({} of {})",
                self.named(&pair.a),
                self.named(&pair.b),
                shared,
                pair.shared.len(),
                pair.either
            )
        });
        format!(
            "{} of the {pairs} pairs of programmes that reach some {} share one. Closest: {}. Lists are partial, so true overlap can only be larger in \
             number; its share may go either way.",
            overlap.len(),
            self.noun,
            told.collect::<Vec<_>>().join("; "),
        )
    }

    /// What the sources say of a programme's extent, beside what the list holds.
    fn remark(&self, programme: &ProgrammeResult) -> Option<String> {
        (!programme.remark.is_empty()).then(|| {
            format!(
                "{}: {} on record; its sources say: {}.",
                self.name(programme),
                count(programme.reach.contacts.len(), "reach").replace("reachs", "reaches"),
                programme.remark.trim_end_matches('.')
            )
        })
    }

    fn note(&self) -> String {
        format!(
            "Recorded examples only: lists of whom a programme reached are partial, so “not reached” may mean “not looked for”. A programme is a record, an \
             actor of the kind programme, or both under one id; whoever is on its list or at the end of one of its ties from attention upwards has been \
             reached. Alone: {} that no other programme reached. Share: the covered weight, each {} divided evenly among the programmes that reached it \
             (Shapley value). What only stands on a list counts as attention. What followed is no proof of an effect: programmes choose whom they invite, \
             a city that nobody dealt with is not in the data, and cities reached later serve as controls until then.",
            count(2, &self.noun).trim_start_matches("2 "),
            self.noun,
        )
    }

    /// Where opinion is from.
    fn surveys(&self) -> Option<String> {
        let used = self.result.opinion.as_ref()?;
        let ends = || used.countries.values().flat_map(|country| [&country.low, &country.high]).flatten();
        let asked: BTreeSet<String> =
            ends().map(|survey: &Survey| format!("{} {}", survey.measure, survey.year)).collect();
        let pages: BTreeSet<&String> = ends().flat_map(|survey| &survey.sources).collect();
        Some(format!(
            "Opinion: {} Asked: {}. Pages: {}.",
            used.note,
            asked.into_iter().collect::<Vec<_>>().join("; "),
            list(&pages.into_iter().cloned().collect::<Vec<_>>())
        ))
    }
}

fn years(programme: &ProgrammeResult) -> String {
    match (programme.since, programme.until) {
        (Some(since), Some(until)) if since == until => since.to_string(),
        (Some(since), Some(until)) => format!("{since}–{until}"),
        (Some(since), None) => format!("{since}–"),
        (None, Some(until)) => format!("–{until}"),
        (None, None) => String::new(),
    }
}

/// `36.1% (33.0–39.2%)`.
pub(in crate::report) fn spread(spread: &Spread) -> String {
    let [low, median, high] = [spread.low, spread.median, spread.high].map(|share| format!("{:.1}", share * 100.0));
    if low == high { format!("{median}%") } else { format!("{median}% ({low}–{high}%)") }
}

pub(in crate::report) fn signed(share: f64) -> String {
    let points = (share * 100.0).round();
    if points < 0.0 { format!("−{:.0}", -points) } else { format!("{points:.0}") }
}

pub(in crate::report) fn probability(p: f64) -> String {
    if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.2}") }
}
