//! The answer of `backing`.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, title};
use super::words::{count, interval, list_some, percent, points};
use crate::diplomacy::{BackingResult, OfficesResult};
use crate::leverage::Estimate;
use crate::model::{Mandate, Network};
use serde_json::json;

/// Puts what the national layer adds into words and tables of the first `top` rows.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let result = Backing::new(mandate, View::ever()).worlds(64).run(&singapore)?;
/// let answer = report::backing(&singapore, mandate, &result, "en", 10);
/// assert!(format!("{:?}", answer.blocks).contains("not separable"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn backing(network: &Network, mandate: &Mandate, result: &BackingResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("backing", network);
    envelope.result = json!(result);
    let heading = format!("{}: {}, the national layer", title(network, language), mandate.label(language));
    let mut blocks = vec![Block::Heading(heading)];
    if !result.separable {
        blocks.push(Block::Paragraph(
            "What the national government adds is not separable here: no home body counts as national. Where city and state are one, \
             ministries and national agencies are the city's own."
                .to_owned(),
        ));
        return Answer { envelope, blocks };
    }
    let words = Words { network, result, language, top };
    blocks.push(Block::Heading("What depends on it".to_owned()));
    blocks.push(Block::Paragraph(words.dependence()));
    blocks.push(Block::Table(words.tiers()));
    blocks.push(Block::Paragraph(words.cities()));
    blocks.push(Block::Table(words.places()));
    blocks.push(Block::Table(words.bodies()));
    blocks.push(Block::Heading("What it could add".to_owned()));
    blocks.push(Block::Paragraph(words.unused()));
    blocks.push(Block::Table(words.potential()));
    if let Some(offices) = &result.offices {
        blocks.push(Block::Heading("Offices abroad that could be used".to_owned()));
        blocks.extend(Words::offices(offices));
    }
    blocks.push(Block::Note(
        "Home bodies only, not foreign agencies or the United Nations. Losses and gains are differences in the same simulated \
         worlds, with the 95% interval of the simulation. Strengths of ties, on record or tried, are assumptions. A body that \
         is not recorded as tied to a city may be tied to it."
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

/// A change for the worse as what is lost.
fn fall(change: &Estimate) -> Estimate {
    Estimate { estimate: -change.estimate, low: -change.high, high: -change.low, ..*change }
}

struct Words<'a> {
    network: &'a Network,
    result: &'a BackingResult,
    language: &'a str,
    top: usize,
}

impl Words<'_> {
    fn name(&self, id: &str) -> String {
        label(self.network, id, self.language)
    }

    fn dependence(&self) -> String {
        let result = self.result;
        let Some(without) = &result.without else { return "Nothing could be taken away.".to_owned() };
        let reachable = |id: &str| result.tiers.iter().find(|tier| tier.id == id).map_or(0, |tier| tier.reachable);
        let targets = result.tiers.first().map_or(0, |tier| tier.targets);
        format!(
            "Without its {} access falls by {}, from {} to {}: {} of it depends on them. Of {targets} targets {} can be reached by some \
             permitted route with them, {} without, and {} by the city's own bodies and firms alone.",
            count(without.removed, "home national body").replace("bodys", "bodies"),
            points(&without.loss),
            interval(&result.access),
            interval(&without.access),
            percent(without.share),
            reachable("all"),
            reachable("all_but_nation"),
            reachable("city_and_firms"),
        )
    }

    fn tiers(&self) -> Table {
        let mut table = Table::new(
            &["who may be in between"],
            &["access", "targets reachable", "intermediaries", "best route open"],
        );
        for tier in &self.result.tiers {
            let who = match tier.id.as_str() {
                "city_and_firms" => "the city's bodies and home firms",
                "and_nation" => "these and the national layer",
                "all_but_nation" => "everyone but the national layer",
                _ => "everyone",
            };
            table.row([
                who.to_owned(),
                interval(&tier.access),
                format!("{} of {}", tier.reachable, tier.targets),
                format!("{:.2}", tier.intermediaries),
                percent(tier.reliability),
            ]);
        }
        table
    }

    fn cities(&self) -> String {
        let cities = &self.result.cities;
        let lost: Vec<String> = cities
            .iter()
            .filter(|c| c.least_with.is_some() && c.least_without.is_none())
            .map(|c| self.name(&c.id))
            .collect();
        let shorter = cities
            .iter()
            .filter(|c| c.least_without.is_some_and(|without| c.least_with.is_some_and(|with| with < without)))
            .count();
        let surer =
            cities.iter().filter(|c| c.reliability_with > c.reliability_without && c.least_without.is_some()).count();
        let falls: Vec<String> = cities
            .iter()
            .filter(|city| city.reach.difference.high < 0.0)
            .map(|city| format!("{} ({})", self.name(&city.id), points(&fall(&city.reach.difference))))
            .collect();
        let only = if lost.is_empty() {
            "No target is reached through the national layer alone.".to_owned()
        } else {
            format!("Reached through the national layer alone: {}.", list_some(&lost, 12))
        };
        let most = if falls.is_empty() {
            String::new()
        } else {
            format!(" Reach falls most for {}.", list_some(&falls[..falls.len().min(self.top)], self.top))
        };
        format!(
            "{only} Of the other targets {shorter} have a shorter and {surer} a more reliable best route with it.{most}"
        )
    }

    fn places(&self) -> Table {
        let mut table = Table::new(&["place"], &["targets", "reachable with", "without", "mean reach with", "without"]);
        let regions = self.result.places.iter().filter(|place| place.of == "region");
        let mut countries: Vec<_> =
            self.result.places.iter().filter(|place| place.of == "country" && place.with > place.without).collect();
        countries
            .sort_by(|a, b| (b.with - b.without).total_cmp(&(a.with - a.without)).then_with(|| a.place.cmp(&b.place)));
        for place in regions.chain(countries.into_iter().take(self.top)) {
            table.row([
                place.place.clone(),
                place.targets.to_string(),
                place.reachable_with.to_string(),
                place.reachable_without.to_string(),
                percent(place.with),
                percent(place.without),
            ]);
        }
        table
    }

    fn bodies(&self) -> Table {
        let mut table = Table::new(
            &["national body"],
            &["access lost without it", "ties abroad", "not used by the city", "gain if tied at 0.3"],
        );
        let bodies = self.result.bodies.iter().filter(|body| body.loss.estimate > 0.0 || body.potential.is_some());
        for body in bodies.take(self.top) {
            table.row([
                self.name(&body.id),
                points(&body.loss),
                body.abroad.len().to_string(),
                body.unused.len().to_string(),
                body.potential.as_ref().map_or_else(String::new, points),
            ]);
        }
        table
    }

    fn unused(&self) -> String {
        let with: Vec<String> = self
            .result
            .bodies
            .iter()
            .filter(|body| !body.unused.is_empty())
            .map(|body| {
                let abroad: Vec<String> = body.unused.iter().map(|id| self.name(id)).collect();
                format!("{} ({})", self.name(&body.id), list_some(&abroad, 8))
            })
            .collect();
        if with.is_empty() {
            return "No national body is recorded as tied to anyone abroad to whom the city's bodies have no tie."
                .to_owned();
        }
        format!(
            "Abroad, national bodies are tied to some to whom no body of the city has a tie of its own: {}.",
            with.join("; ")
        )
    }

    fn potential(&self) -> Table {
        let mut table = Table::new(
            &["the city tied to all national bodies with ties abroad"],
            &["strength", "access", "gain", "targets reachable"],
        );
        for one in &self.result.potential {
            table.row([
                "what if".to_owned(),
                one.strength.to_string(),
                interval(&one.change.after),
                points(&one.change.difference),
                one.reachable.to_string(),
            ]);
        }
        table
    }

    fn offices(offices: &OfficesResult) -> Vec<Block> {
        let told = format!(
            "{} of Korea abroad were found: embassies, consulates, and offices of trade, aid and culture. {} targets have one in the city, {} in \
             another city of the country; for {} none was found, which does not mean that there is none, as the list is \
             incomplete.",
            count(offices.found, "office"),
            offices.in_city,
            offices.in_country,
            offices.not_found
        );
        let mut table =
            Table::new(&["offices tied to the cities"], &["strength", "access", "gain", "targets reachable"]);
        for one in &offices.scenario {
            table.row([
                "what if".to_owned(),
                one.strength.to_string(),
                interval(&one.change.after),
                points(&one.change.difference),
                one.reachable.to_string(),
            ]);
        }
        let how = "Assumed: the offices in a country are one body, tied to the city government with strength 0.5, to a city where an \
                   office is with the strength in the table, and with half of it to other cities of the country. JSON lists the \
                   offices for each target and where they were found."
            .to_owned();
        vec![Block::Paragraph(told), Block::Table(table), Block::Note(how)]
    }
}
