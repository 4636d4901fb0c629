//! Whom to invite next, in words and tables.

use super::Told;
use crate::diplomacy::{Invitation, Next};
use crate::report::answer::{Block, Table};
use crate::report::leverage::{label, thousandths};
use crate::report::words::{count, percent};
use std::collections::BTreeSet;

impl Told<'_> {
    /// Whom to invite, and which programme to widen.
    pub(super) fn next(&self, next: &Next, top: usize) -> Vec<Block> {
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
