//! The answer of `programmes`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, thousandths, title};
use super::words::{count, list, list_some, percent};
use crate::diplomacy::{
    Difference, Followed, Invitation, Next, Outcome, ProgrammeResult, ProgrammesResult, ReachWeight, Spread, Survey,
};
use crate::model::{Network, Selector};
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
    blocks.extend(result.followed.iter().map(|followed| Block::Paragraph(told.followed(followed))));
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
        text += &format!(" Weighed {unit}, that is {}.", percent(covered.share));
        if !self.result.unweighted.is_empty() {
            text += &format!(
                " {} count nothing, because the number is not on record: {}.",
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

    /// Whom to invite, and which programme to widen.
    fn next(&self, next: &Next, top: usize) -> Vec<Block> {
        let mandate = self.network.mandates().get(&next.mandate).map_or("", |mandate| mandate.label(self.language));
        let mut blocks = vec![Block::Heading("Whom to invite next".to_owned())];
        let Some(best) = next.invite.first() else {
            blocks.push(Block::Paragraph(format!("No new invitation adds to access for “{mandate}”.")));
            return blocks;
        };
        blocks.push(Block::Paragraph(format!(
            "Suppose {} ran one more programme and invited one of the {} that no programme has reached and that stand below that rung, by the kind of \
             tie that programmes use most ({}, strength {} assumed). Most access for “{mandate}” would come of {}: {} percentage points. {}{}",
            label(self.network, &next.host, self.language),
            count(next.invite.len(), &self.noun),
            self.network.tie_kind_label(&next.tie_kind, self.language),
            next.strength,
            label(self.network, &best.actor, self.language),
            thousandths(best.gain.estimate),
            alike_words(&next.invite),
            stays(next.invite_first_stays),
        )));
        blocks.push(Block::Table(self.invitations(&next.invite, top.min(10))));
        if let Some(best) = next.widen.first() {
            blocks.push(Block::Heading("Which programme to widen".to_owned()));
            blocks.push(Block::Paragraph(format!(
                "Of the programmes that go on and are actors with ties of their own, {} would add most by reaching {} too: {} percentage points. {}{}",
                self.named(&best.programme),
                label(self.network, &best.actor, self.language),
                thousandths(best.gain.estimate),
                alike_words(&next.widen),
                stays(next.widen_first_stays),
            )));
            blocks.push(Block::Table(self.invitations(&best_of_each(&next.widen), top.min(10))));
        }
        blocks
    }

    fn invitations(&self, invitations: &[Invitation], top: usize) -> Table {
        let opinion = invitations.iter().any(|one| one.receptive.is_some());
        let new = invitations.iter().all(|one| one.programme.is_empty());
        let words: &[&str] =
            if new { &["", "invites", "country", "rung"] } else { &["", "programme", "invites", "rung"] };
        let mut numbers = vec!["gain, points"];
        numbers.extend(if opinion { &["receptive", "with opinion", "places"][..] } else { &["± 95%"] });
        let mut table = Table::new(words, &numbers);
        for one in invitations.iter().take(top) {
            let node = self.network.actor(&one.actor).map(|node| &self.network.graph()[node]);
            let guest = label(self.network, &one.actor, self.language);
            let country = node.and_then(|actor| actor.country.clone()).unwrap_or_default();
            let pair = if new { [guest, country] } else { [self.named(&one.programme), guest] };
            let mut cells = vec![one.rank.to_string()];
            cells.extend(pair);
            cells.push(one.rung.map_or_else(|| "none".to_owned(), |rung| rung.to_string()));
            cells.push(thousandths(one.gain.estimate));
            cells.extend((!opinion).then(|| thousandths(one.gain.half_width())));
            if let (true, Some(receptive), Some(gain)) = (opinion, &one.receptive, &one.gain_with_opinion) {
                cells.push(format!(
                    "{:.0}–{:.0}%{}",
                    receptive.low * 100.0,
                    receptive.high * 100.0,
                    known(one.surveys)
                ));
                cells.push(format!("{}–{}", thousandths(gain.low), thousandths(gain.high)));
                cells.push(one.ranks_with_opinion.map_or_else(String::new, |(low, high)| format!("{low}–{high}")));
            }
            table.row(cells);
        }
        table
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

    /// One outcome, for all programmes together.
    fn followed(&self, followed: &Followed) -> String {
        let what = match followed.outcome {
            Outcome::Next => "a first tie on a higher rung",
            Outcome::Hardware => "a first sale of hardware",
        };
        let counts = format!(
            "{} of the {} reached were reached in a known year, {} of them at least {} years ago and not yet at the top; for {} of these \
             there is a city to compare with",
            followed.dated, followed.reached, followed.observed, followed.within, followed.matched,
        );
        let Some(Difference { estimate, low, high, p }) = followed.difference else {
            return format!(
                "{} within {} years: not computable. {counts}; five are needed.",
                capital(what),
                followed.within
            );
        };
        let verdict = if low > 0.0 {
            "more than chance would have it"
        } else if high < 0.0 {
            "less than chance would have it"
        } else {
            "which chance alone may have made"
        };
        format!(
            "{} within {} years, whoever supplied it: {counts}. {} of the {} went on ({}), where {:.1} would have at the rate of cities of the same income group and rung that no programme had reached by that year ({}): a difference of {} points (95%: {} to {}; exact p = {}), {verdict}.",
            capital(what),
            followed.within,
            followed.followed,
            followed.matched,
            percent(followed.followed as f64 / followed.matched as f64),
            followed.expected,
            count(followed.controls, "control"),
            signed(estimate),
            signed(low),
            signed(high),
            probability(p),
        )
    }

    fn followed_each(&self) -> String {
        let of = |programme: &&ProgrammeResult| programme.followed.iter().any(|followed| followed.difference.is_some());
        let computable: Vec<String> = self
            .result
            .programmes
            .iter()
            .filter(of)
            .map(|programme| {
                let told = programme.followed.iter().filter_map(|followed| {
                    let difference = followed.difference?;
                    let what = if followed.outcome == Outcome::Next { "a higher rung" } else { "hardware" };
                    Some(format!(
                        "{what} {} of {}, {:.1} expected ({} to {} points)",
                        followed.followed,
                        followed.matched,
                        followed.expected,
                        signed(difference.low),
                        signed(difference.high)
                    ))
                });
                format!("{}: {}", self.name(programme), told.collect::<Vec<_>>().join("; "))
            })
            .collect();
        let rest =
            self.result.programmes.iter().filter(|programme| programme.reach.targets > 0).count() - computable.len();
        let rest = format!(
            "For {} that reach some {} it is not computable: fewer than five dated reaches that can be compared.",
            count(rest, "programme"),
            self.noun
        );
        if computable.is_empty() { rest } else { format!("By programme: {}. {rest}", computable.join(". ")) }
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
pub(super) fn spread(spread: &Spread) -> String {
    let [low, median, high] = [spread.low, spread.median, spread.high].map(|share| format!("{:.1}", share * 100.0));
    if low == high { format!("{median}%") } else { format!("{median}% ({low}–{high}%)") }
}

pub(super) fn signed(share: f64) -> String {
    let points = (share * 100.0).round();
    if points < 0.0 { format!("−{:.0}", -points) } else { format!("{points:.0}") }
}

pub(super) fn probability(p: f64) -> String {
    if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.2}") }
}

/// Invitations that cannot be told from the first: their intervals hold its gain.
fn alike(invitations: &[Invitation]) -> usize {
    let Some(first) = invitations.first() else { return 0 };
    invitations[1..].iter().filter(|one| one.gain.high >= first.gain.estimate).count()
}

fn alike_words(invitations: &[Invitation]) -> String {
    match alike(invitations) {
        0 => "No other does as well.".to_owned(),
        1 => "One other does as well within the simulation error.".to_owned(),
        more => format!("{more} others do as well within the simulation error."),
    }
}

/// The best invitation of each programme.
fn best_of_each(invitations: &[Invitation]) -> Vec<Invitation> {
    let mut seen = BTreeSet::new();
    invitations.iter().filter(|one| seen.insert(&one.programme)).cloned().collect()
}

/// Whether the first place stands with opinion.
fn stays(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| {
        let verdict = if share >= 0.95 { "it stands" } else { "it does not stand" };
        format!(" With opinion switched on, the first place is kept in {} of the draws: {verdict}.", percent(share))
    })
}

/// How well receptivity is known.
fn known(surveys: Option<usize>) -> &'static str {
    match surveys {
        Some(0) => " (no survey)",
        Some(1) => " (one kind)",
        _ => "",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
