//! Whom to invite next, in words and tables.

use super::Told;
use crate::diplomacy::{Invitation, Next};
use crate::report::answer::{Block, Table};
use crate::report::korean::{Particle, counted, josa, pick, say, stage_in};
use crate::report::leverage::{label, thousandths};
use crate::report::words::{count, percent};
use std::collections::BTreeSet;

impl Told<'_> {
    /// Whom to invite, and which programme to widen.
    pub(super) fn next(&self, next: &Next, top: usize) -> Vec<Block> {
        let mandate = self.network.mandates().get(&next.mandate).map_or("", |mandate| mandate.label(self.language));
        let ko = self.language == "ko";
        let mut blocks = vec![Block::Heading(say(self.language, "Whom to invite next", "다음에 초청할 곳").to_owned())];
        let Some(best) = next.invite.first() else {
            blocks.push(Block::Paragraph(if ko {
                format!("“{mandate}”의 도달률을 높이는 새 초청은 없습니다.")
            } else {
                format!("No new invitation adds to access for “{mandate}”.")
            }));
            return blocks;
        };
        if ko {
            return self.next_korean(next, best, mandate, top);
        }
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

    fn next_korean(&self, next: &Next, best: &Invitation, mandate: &str, top: usize) -> Vec<Block> {
        let mut blocks = vec![
            Block::Heading("다음에 초청할 곳".to_owned()),
            Block::Paragraph(format!(
                "{} 프로그램을 하나 더 열어, 아직 어느 프로그램도 닿지 않고 그 단계보다 낮은 {} {} 가운데 한 곳을 초청한다고 가정합니다. 관계는 프로그램이 가장 많이 쓰는 종류({}, 가정한 강도 {})입니다. “{mandate}”의 도달률을 가장 \
                 많이 높이는 곳은 {}이며, {}%p입니다. {}{}",
                josa(&label(self.network, &next.host, "ko"), Particle::Subject),
                self.noun,
                counted(next.invite.len(), "곳"),
                self.network.tie_kind_label(&next.tie_kind, "ko"),
                next.strength,
                label(self.network, &best.actor, "ko"),
                thousandths(best.gain.estimate),
                alike_korean(&next.invite),
                stays_korean(next.invite_first_stays),
            )),
            Block::Table(self.invitations(&next.invite, top.min(10))),
        ];
        if let Some(best) = next.widen.first() {
            blocks.push(Block::Heading("넓힐 프로그램".to_owned()));
            blocks.push(Block::Paragraph(format!(
                "계속 운영되면서 자체 관계가 있는 프로그램 가운데 {} {}에도 닿을 때 도달률을 가장 많이 높이며, {}%p입니다. {}{}",
                josa(&self.named(&best.programme), Particle::Subject),
                label(self.network, &best.actor, "ko"),
                thousandths(best.gain.estimate),
                alike_korean(&next.widen),
                stays_korean(next.widen_first_stays),
            )));
            blocks.push(Block::Table(self.invitations(&best_of_each(&next.widen), top.min(10))));
        }
        blocks
    }

    fn invitations(&self, invitations: &[Invitation], top: usize) -> Table {
        let opinion = invitations.iter().any(|one| one.receptive.is_some());
        let new = invitations.iter().all(|one| one.programme.is_empty());
        let (invites, rung) = (["invites", "초청 대상"], ["rung", "현재 단계"]);
        let words = if new {
            [[""; 2], invites, ["country", "국가"], rung]
        } else {
            [[""; 2], ["programme", "프로그램"], invites, rung]
        };
        let mut numbers = vec![say(self.language, "gain, points", "증가(%p)")];
        if opinion {
            let heads = [["receptive", "호감"], ["with opinion", "여론 반영"], ["places", "순위"]];
            numbers.extend(pick(self.language, heads));
        } else {
            numbers.push("± 95%");
        }
        let mut table = Table::new(&pick(self.language, words), &numbers);
        for one in invitations.iter().take(top) {
            let node = self.network.actor(&one.actor).map(|node| &self.network.graph()[node]);
            let guest = label(self.network, &one.actor, self.language);
            let country = node.and_then(|actor| actor.country.clone()).unwrap_or_default();
            let pair = if new { [guest, country] } else { [self.named(&one.programme), guest] };
            let mut cells = vec![one.rank.to_string()];
            cells.extend(pair);
            cells.push(
                one.rung.map_or(say(self.language, "none", "없음"), |rung| stage_in(rung, self.language)).to_owned(),
            );
            cells.push(thousandths(one.gain.estimate));
            cells.extend((!opinion).then(|| thousandths(one.gain.half_width())));
            if let (true, Some(receptive), Some(gain)) = (opinion, &one.receptive, &one.gain_with_opinion) {
                cells.push(format!(
                    "{:.0}–{:.0}%{}",
                    receptive.low * 100.0,
                    receptive.high * 100.0,
                    known(one.surveys, self.language)
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
fn alike_korean(invitations: &[Invitation]) -> String {
    match alike(invitations) {
        0 => "그만큼 좋은 다른 곳은 없습니다.".to_owned(),
        more => format!("모의실험 오차 안에서 그만큼 좋은 곳이 {} 더 있습니다.", counted(more, "곳")),
    }
}

fn stays_korean(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| {
        let verdict = if share >= 0.95 { "확실합니다" } else { "확실하지 않습니다" };
        format!(" 여론을 반영하면 추출의 {}에서 1순위를 지키므로 {verdict}.", percent(share))
    })
}

fn stays(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| {
        let verdict = if share >= 0.95 { "it stands" } else { "it does not stand" };
        format!(" With opinion switched on, the first place is kept in {} of the draws: {verdict}.", percent(share))
    })
}

/// How well receptivity is known.
fn known(surveys: Option<usize>, language: &str) -> &'static str {
    match surveys {
        Some(0) => say(language, " (no survey)", "(조사 없음)"),
        Some(1) => say(language, " (one kind)", "(한 종류)"),
        _ => "",
    }
}
