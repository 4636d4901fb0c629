//! The answer of `scenario`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, thousandths};
use super::words::{count, interval, list, percent, points};
use crate::diplomacy::{BreakEven, RankChange, ScenarioResult, Standing};
use crate::leverage::{EndShift, Estimate};
use crate::model::{Catalysed, Changes, LEAST_DEALS, Network, Scenario};
use serde_json::json;

/// Puts scenarios played on one network into words: side by side by mandate, then each by itself with whom it helps and
/// whom it costs, the first `top` of each.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario, View, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?;
/// let access = Access::new(seoul.mandate(None)?).view(View::today(&seoul)).worlds(1024);
/// let result = Scenarios::new(access).run(&seoul, &alone)?;
/// let answer = report::scenarios(&seoul, &[(alone, result)], "en", 5);
/// assert_eq!(answer.envelope.result["mandates"][0]["id"], "export");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn scenarios(network: &Network, played: &[(Scenario, ScenarioResult)], language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("scenario", network);
    envelope.result = match played {
        [(_, one)] => json!(one),
        several => json!({ "scenarios": several.iter().map(|(_, result)| result).collect::<Vec<_>>() }),
    };
    let mut blocks = Vec::new();
    if played.len() > 1 {
        blocks.push(Block::Heading("Side by side".to_owned()));
        blocks.push(Block::Table(side_by_side(network, played, language)));
    }
    for (scenario, result) in played {
        blocks.extend(one(network, scenario, result, language, top));
    }
    blocks.push(Block::Note(
        "A scenario is an assumption: its ties are not recorded by anybody. Before and after are played in the same \
         worlds, so the interval of a difference (95%, simulation error alone) is narrower than those of the two levels."
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

fn side_by_side(network: &Network, played: &[(Scenario, ScenarioResult)], language: &str) -> Table {
    let mut table = Table::new(&["scenario", "mandate"], &["before", "after", "difference, points", "95% interval"]);
    for (scenario, result) in played {
        for mandate in &result.mandates {
            let difference = &mandate.change.difference;
            table.row([
                scenario.label(language).to_owned(),
                mandate_label(network, &mandate.id, language),
                percent(mandate.change.before.estimate),
                percent(mandate.change.after.estimate),
                signed(difference.estimate),
                format!("{} to {}", signed(difference.low), signed(difference.high)),
            ]);
        }
    }
    table
}

fn one(network: &Network, scenario: &Scenario, result: &ScenarioResult, language: &str, top: usize) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(scenario.label(language).to_owned())];
    if !scenario.note.is_empty() {
        blocks.push(Block::Paragraph(scenario.note.clone()));
    }
    blocks.push(Block::Paragraph(format!("What is changed: {}.", changed(&result.changes))));
    for catalysed in &result.catalysed {
        blocks.push(Block::Paragraph(catalyst(network, &result.actors, catalysed, language)));
    }
    for mandate in &result.mandates {
        let (before, after) = (&mandate.change.before, &mandate.change.after);
        blocks.push(Block::Paragraph(format!(
            "{}: access {} before, {} after; {}.",
            mandate_label(network, &mandate.id, language),
            interval(before),
            interval(after),
            verdict(&mandate.change.difference),
        )));
    }
    blocks.extend(result.break_even.iter().map(|even| Block::Paragraph(break_even(network, even, language))));
    if let Some(first) = result.mandates.first() {
        let of = mandate_label(network, &first.id, language);
        for (what, ends) in [("sources", &first.sources), ("targets", &first.targets)] {
            let table = ends_table(network, ends, language, top);
            if !table.rows.is_empty() {
                blocks.push(Block::Paragraph(format!("{of}: {what} that gain or lose most, by more than chance:")));
                blocks.push(Block::Table(table));
            }
        }
        let table = ranks_table(network, &result.actors, language, top);
        if !table.rows.is_empty() {
            blocks.push(Block::Paragraph(format!(
                "{of}: what depends on whom, before and after, those that move most first:"
            )));
            blocks.push(Block::Table(table));
        }
    }
    blocks
}

fn mandate_label(network: &Network, id: &str, language: &str) -> String {
    network.mandates().get(id).map_or_else(|| id.to_owned(), |mandate| mandate.label(language).to_owned())
}

fn changed(changes: &Changes) -> String {
    let told = [
        (changes.actors_added, "actor", "added"),
        (changes.actors_removed, "actor", "taken out"),
        (changes.actors_changed, "actor", "changed"),
        (changes.ties_added, "tie", "added"),
        (changes.ties_removed, "tie", "taken out"),
        (changes.ties_changed, "tie", "changed"),
    ];
    let told = told.into_iter().filter(|(number, ..)| *number > 0);
    let told: Vec<String> = told.map(|(number, noun, done)| format!("{} {done}", count(number, noun))).collect();
    if told.is_empty() { "nothing".to_owned() } else { list(&told) }
}

/// Whether anything can be said about an agency's role, and on how many deals it rests.
fn catalyst(network: &Network, actors: &[RankChange], catalysed: &Catalysed, language: &str) -> String {
    let agency = label(network, &catalysed.agency, language);
    let deals: Vec<String> = catalysed.deals.iter().filter_map(|id| deal(network, id, language)).collect();
    let recorded = match deals.as_slice() {
        [] => "no deal of its own with a foreign city on record".to_owned(),
        some => format!("{} of its own with foreign cities on record ({})", count(some.len(), "deal"), list(some)),
    };
    if catalysed.is_testable() {
        let firms = count(catalysed.firms, "firm");
        return format!("{agency} has {recorded}. Each becomes an introduction, and {firms} may win it instead.");
    }
    let today = actors.iter().find(|change| change.id == catalysed.agency).and_then(|change| change.before);
    let today = today.map_or_else(
        || "no route of the mandate needs it today".to_owned(),
        |standing| {
            let rank = standing.rank.map_or_else(String::new, |rank| format!(", rank {rank}"));
            format!("{} of access depends on it as an introducer today{rank}", percent(standing.share))
        },
    );
    format!(
        "Whether {agency} would do more as a catalyst cannot be tested with these data: it has {recorded}, and below \
         {LEAST_DEALS} deals nothing can be said about what becomes of them. What can be said: {today}."
    )
}

fn deal(network: &Network, id: &str, language: &str) -> Option<String> {
    let (_, tie) = network.ties().find(|(_, tie)| tie.id == id)?;
    let year = tie.since.map_or_else(String::new, |since| format!(", {since}"));
    Some(format!("{}: {}{year}", label(network, &tie.to, language), network.tie_kind_label(&tie.kind, language)))
}

fn verdict(difference: &Estimate) -> String {
    if difference.low == 0.0 && difference.high == 0.0 {
        return "nothing changes".to_owned();
    }
    let told = points(difference);
    if difference.low > 0.0 {
        format!("a gain of {told}")
    } else if difference.high < 0.0 {
        format!("a change of {told}, a loss")
    } else {
        format!("a change of {told}, which may be chance")
    }
}

fn break_even(network: &Network, even: &BreakEven, language: &str) -> String {
    let mandate = mandate_label(network, &even.mandate, language);
    match even.take_up {
        Some(0.0) => format!("{mandate}: access is not less even if firms take up none of the deals."),
        Some(take_up) => {
            let high = even.high.map_or_else(|| "no take-up".to_owned(), percent);
            format!(
                "{mandate}: firms must take up {} of the deals for access to be what it was (from {}; certain from {high} \
                 on).",
                percent(take_up),
                percent(even.low.unwrap_or(1.0)),
            )
        }
        None => format!("{mandate}: not even if firms take up all of the deals is access what it was."),
    }
}

fn ends_table(network: &Network, ends: &[EndShift], language: &str, top: usize) -> Table {
    let mut table = Table::new(&["actor", "id"], &["before", "after", "difference, points"]);
    let certain = |end: &&EndShift| end.change.difference.low > 0.0 || end.change.difference.high < 0.0;
    let mut moved: Vec<&EndShift> = ends.iter().filter(certain).collect();
    let size = |end: &EndShift| end.change.difference.estimate.abs();
    moved.sort_by(|a, b| size(b).total_cmp(&size(a)));
    for end in moved.into_iter().take(top) {
        let change = &end.change;
        let shares =
            [percent(change.before.estimate), percent(change.after.estimate), signed(change.difference.estimate)];
        table.row([label(network, &end.id, language), end.id.clone()].into_iter().chain(shares));
    }
    table
}

fn ranks_table(network: &Network, actors: &[RankChange], language: &str, top: usize) -> Table {
    let columns =
        ["rank before", "rank after", "share of access before", "share after", "leverage, points, before", "after"];
    let mut table = Table::new(&["actor", "id"], &columns);
    let rank = |standing: Option<Standing>| {
        standing.map_or_else(|| "–".to_owned(), |s| s.rank.map_or_else(|| "focal".to_owned(), |rank| rank.to_string()))
    };
    let told = |standing: Option<Standing>, tell: fn(&Standing) -> String| {
        standing.as_ref().map_or_else(|| "–".to_owned(), tell)
    };
    for change in actors.iter().filter(|change| change.is_moved()).take(top) {
        table.row([
            label(network, &change.id, language),
            change.id.clone(),
            rank(change.before),
            rank(change.after),
            told(change.before, |standing| percent(standing.share)),
            told(change.after, |standing| percent(standing.share)),
            told(change.before, |standing| thousandths(standing.leverage.estimate)),
            told(change.after, |standing| thousandths(standing.leverage.estimate)),
        ]);
    }
    table
}

/// A difference of shares in percentage points, with its sign.
fn signed(difference: f64) -> String {
    if difference == 0.0 { "0".to_owned() } else { format!("{:+.3}", difference * 100.0) }
}
