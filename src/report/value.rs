//! The answer of `value`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, title};
use super::words::{count, list, percent};
use crate::diplomacy::{Amount, Caveat, Concentration, Part, ValueResult, WithinReach};
use crate::model::{Mandate, Network, Source, Stage};
use serde_json::{Value, json};

/// Puts what deals are worth into words and tables, the first `top` amounts with their sources and caveats.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Value;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = report::value(&seoul, seoul.mandate(None)?, &Value::new().run(&seoul)?, "en", 5);
/// assert_eq!(answer.envelope.result["valued"], 39);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn value(network: &Network, mandate: &Mandate, result: &ValueResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("value", network);
    envelope.result = json!(result);
    if let Value::Object(fields) = &mut envelope.result {
        fields.insert("mandate".to_owned(), json!(mandate.id));
    }
    let words = Words { network, language };
    let mut blocks = vec![
        Block::Heading(format!("{}: what the recorded deals are worth", title(network, language))),
        Block::Paragraph(coverage(result)),
    ];
    if result.valued > 0 {
        blocks.extend(result.concentration.iter().map(|over| Block::Paragraph(words.concentration(over))));
        let named = |name: &str| network.actor_kind_label(name, language);
        for (head, parts) in [("side of the supplier", &result.by_side), ("stage", &result.by_stage)] {
            blocks.push(Block::Table(table(head, parts, str::to_owned)));
        }
        blocks.push(Block::Table(table("kind of supplier", &result.by_kind, named)));
        blocks.push(Block::Table(table("began in", &result.by_year, str::to_owned)));
        let largest = format!("The largest amounts, of {}:", result.valued);
        blocks.extend([Block::Paragraph(largest), Block::Table(words.amounts(&result.amounts, top))]);
    }
    if !result.within_reach.is_empty() {
        blocks.push(Block::Heading(format!("Within reach: {}", mandate.label(language))));
        blocks.extend(result.within_reach.iter().map(|one| Block::Paragraph(reach(one))));
    }
    blocks.push(Block::Note(
        "An amount is a contract, grant or capital, once per deal, as its source states it or converted at a rough rate of the \
         year. Some are ceilings or awards, not payments. Earned is what suppliers got on the rungs of software, pilot and \
         hardware; given is what was put in on the rung of finance or granted. Sums are of what was found: a deal without an amount \
         counts for nothing here, which is no statement about its worth."
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

/// An amount of money as people write it.
pub(super) fn usd(amount: f64) -> String {
    match amount.abs() {
        a if a >= 1e12 => format!("USD {:.2} tn", amount / 1e12),
        a if a >= 1e9 => format!("USD {:.2} bn", amount / 1e9),
        a if a >= 1e8 => format!("USD {:.0} m", amount / 1e6),
        a if a >= 1e6 => format!("USD {:.1} m", amount / 1e6),
        a if a >= 1e5 => format!("USD {:.2} m", amount / 1e6),
        _ => format!("USD {amount:.0}"),
    }
}

fn coverage(result: &ValueResult) -> String {
    if result.valued == 0 {
        return format!(
            "None of {} has an amount on record: what deals are worth cannot be told.",
            count(result.ties, "tie")
        );
    }
    let converted = result.amounts.iter().filter(|amount| amount.caveats.contains(&Caveat::Converted)).count();
    let untold = result.amounts.iter().filter(|amount| amount.caveats.contains(&Caveat::BasisUntold)).count();
    let other = if result.other_usd > 0.0 { format!(", {} on no rung", usd(result.other_usd)) } else { String::new() };
    let doubles = result.amounts.iter().filter(|one| matches!(one.caveats.last(), Some(Caveat::MaybeTwice(_)))).count();
    let doubles = if doubles == 0 {
        String::new()
    } else {
        format!(" {doubles} share amount, receiver and year with another and may be one deal counted twice.")
    };
    format!(
        "Of {}, {} an amount on record ({}); the others have none. Together they are {}: {} earned by suppliers, {} given or \
         put in{other}. {converted} of the amounts are converted from another currency, of {untold} nobody noted whether \
         the source states USD, and {} without a year.{doubles}",
        count(result.ties, "tie"),
        if result.valued == 1 { "1 has".to_owned() } else { format!("{} have", result.valued) },
        percent(result.valued as f64 / result.ties as f64),
        usd(result.total_usd),
        usd(result.earned_usd),
        usd(result.given_usd),
        if result.undated == 1 { "1 is".to_owned() } else { format!("{} are", result.undated) },
    )
}

fn table(head: &str, parts: &[Part], name: impl Fn(&str) -> String) -> Table {
    let mut table = Table::new(&[head], &["ties", "with an amount", "sum", "of this earned"]);
    for part in parts.iter().filter(|part| part.valued > 0) {
        table.row([
            name(&part.name),
            part.ties.to_string(),
            part.valued.to_string(),
            usd(part.usd),
            usd(part.earned_usd),
        ]);
    }
    let none: Vec<&Part> = parts.iter().filter(|part| part.valued == 0).collect();
    if !none.is_empty() {
        let ties: usize = none.iter().map(|part| part.ties).sum();
        table.row(["others, without any amount".to_owned(), ties.to_string(), "0".to_owned(), "–".into(), "–".into()]);
    }
    table
}

/// What an amount of people or income is told in.
fn reach(one: &WithinReach) -> String {
    let (whole, unit, assumed) = match one.weight.as_str() {
        "deals" => (usd(one.whole), " of recorded deals", "what was sold to a city says what can be sold there"),
        "population" => (people(one.whole), "", "every inhabitant is worth the same"),
        "income" => (
            usd(one.whole),
            " of income (people × GDP per person of the country)",
            "a city buys in proportion to its income, and its people earn what the country's do",
        ),
        _ => (format!("{:.0}", one.whole), " of this attribute", "the attribute says what a city is worth"),
    };
    let known = format!("{} known, {} not", count(one.cities, "city"), one.unknown);
    let Some((access, reached)) = one.access.zip(one.reach) else {
        return format!("By {}: not computable, no city of the mandate has a number for it.", one.weight);
    };
    let told = |amount: f64| match one.weight.as_str() {
        "deals" | "income" => usd(amount),
        "population" => people(amount),
        _ => format!("{amount:.0}"),
    };
    format!(
        "By {}: an average source can expect to reach {} ({} to {}) of {whole}{unit}, or {} ({known}). This assumes that {assumed}.",
        one.weight,
        told(reached.estimate),
        told(reached.low),
        told(reached.high),
        percent(access.estimate),
    )
}

fn people(number: f64) -> String {
    format!("{:.1} m people", number / 1e6)
}

struct Words<'a> {
    network: &'a Network,
    language: &'a str,
}

impl Words<'_> {
    fn concentration(&self, one: &Concentration) -> String {
        let Some(index) = one.herfindahl else { return format!("Over {}: nothing earned is on record.", one.over) };
        let top = one.top.as_ref().zip(one.top_share).map_or_else(String::new, |(id, share)| {
            format!(" {} alone has {}.", label(self.network, id, self.language), percent(share))
        });
        let smes = match one.sme_share {
            Some(share) if share > 0.0 => format!(" Home SMEs have {}.", percent(share)),
            _ => " Home SMEs have none of it.".to_owned(),
        };
        format!(
            "Over {}: {} earned {}. The Herfindahl index is {index:.2}, as concentrated as {:.1} suppliers of equal size.{top}{smes}",
            one.over,
            count(one.suppliers, "supplier"),
            usd(one.usd),
            1.0 / index,
        )
    }

    fn amounts(&self, amounts: &[Amount], top: usize) -> Table {
        let mut table =
            Table::new(&["from", "to", "tie", "stage", "year", "what to keep in mind", "sources"], &["amount"]);
        for amount in amounts.iter().take(top) {
            let caveats: Vec<String> = amount.caveats.iter().map(caveat).collect();
            let sources = amount.sources.iter().map(|id| {
                self.network.sources().get(id).map_or(id.as_str(), |source: &Source| source.title.as_str()).to_owned()
            });
            table.row([
                label(self.network, &amount.from, self.language),
                label(self.network, &amount.to, self.language),
                self.network.tie_kind_label(&amount.kind, self.language),
                amount.stage.map_or("", Stage::name).to_owned(),
                amount.year.map_or_else(|| "undated".to_owned(), |year| year.to_string()),
                if caveats.is_empty() { "as the source states it".to_owned() } else { caveats.join("; ") },
                list(&sources.collect::<Vec<_>>()),
                usd(amount.usd),
            ]);
        }
        table
    }
}

fn caveat(caveat: &Caveat) -> String {
    match caveat {
        Caveat::Converted => "converted at a rough rate of the year".to_owned(),
        Caveat::BasisUntold => "not noted whether the source states USD".to_owned(),
        Caveat::Noted(text) => text.clone(),
        Caveat::Undated => "year not known".to_owned(),
        Caveat::Intent => "an intent, not a payment".to_owned(),
        Caveat::PartOfAnother => "the buyer is a firm: may be part of its own deal".to_owned(),
        Caveat::MaybeTwice(tie) => format!("same amount, receiver and year as {tie}: may be one deal"),
    }
}
