//! The answer of `backing`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, counted, interval_in, listed_some, pick, points_in, say};
use super::leverage::{label, title};
use super::words::{count, interval, list_some, percent, points};
use crate::diplomacy::{BackingResult, CityBacking, OfficesResult};
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
    let ko = language == "ko";
    let layer = say(language, "the national layer", "중앙정부 층위");
    let heading = format!("{}: {}, {layer}", title(network, language), mandate.label(language));
    let mut blocks = vec![Block::Heading(heading)];
    if !result.separable {
        let told = say(
            language,
            "What the national government adds is not separable here: no home body counts as national. Where city and state are one, \
             ministries and national agencies are the city's own.",
            "국내 기관 가운데 중앙정부로 구분되는 곳이 없어 중앙정부가 더하는 몫을 나눌 수 없습니다. 도시가 곧 국가이면 중앙부처와 국가기관이 도시의 기관입니다.",
        );
        blocks.push(Block::Paragraph(told.to_owned()));
        return Answer { envelope, blocks };
    }
    let words = Words { network, result, language, top };
    blocks.push(Block::Heading(say(language, "What depends on it", "중앙정부에 달린 것").to_owned()));
    blocks.push(Block::Paragraph(if ko { words.dependence_korean() } else { words.dependence() }));
    blocks.push(Block::Table(words.tiers()));
    blocks.push(Block::Paragraph(words.cities()));
    blocks.push(Block::Table(words.places()));
    blocks.push(Block::Table(words.bodies()));
    blocks.push(Block::Heading(say(language, "What it could add", "중앙정부가 더할 수 있는 것").to_owned()));
    blocks.push(Block::Paragraph(words.unused()));
    blocks.push(Block::Table(words.potential()));
    if let Some(offices) = &result.offices {
        let heading = say(language, "Offices abroad that could be used", "활용할 수 있는 재외 공관과 사무소");
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.extend(words.offices(offices));
    }
    let note = say(
        language,
        "Home bodies only, not foreign agencies or the United Nations. Losses and gains are differences in the same simulated \
         worlds, with the 95% interval of the simulation. Strengths of ties, on record or tried, are assumptions. A body that \
         is not recorded as tied to a city may be tied to it.",
        "국내 기관만 대상이며 외국 기관이나 유엔은 포함하지 않습니다. 줄거나 느는 폭은 같은 모의 세계에서의 차이로, 95% 모의실험 구간을 함께 제시합니다. 관계의 강도는 기록된 것이든 시험한 것이든 가정입니다. \
         도시와의 관계가 기록되지 않은 기관도 실제로는 관계가 있을 수 있습니다.",
    );
    blocks.push(Block::Note(note.to_owned()));
    Answer { envelope, blocks }
}

/// A change for the worse as what is lost.
const ACCESS: [&str; 2] = ["access", "도달률"];
const REACHABLE: [&str; 2] = ["targets reachable", "닿는 대상"];
const STRENGTH: [&str; 2] = ["strength", "강도"];
const GAIN: [&str; 2] = ["gain", "증가"];

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
            count(without.removed, "home national body"),
            points(&without.loss),
            interval(&result.access),
            interval(&without.access),
            percent(without.share),
            reachable("all"),
            reachable("all_but_nation"),
            reachable("city_and_firms"),
        )
    }

    fn dependence_korean(&self) -> String {
        let result = self.result;
        let Some(without) = &result.without else { return "뺄 수 있는 기관이 없습니다.".to_owned() };
        let reachable = |id: &str| result.tiers.iter().find(|tier| tier.id == id).map_or(0, |tier| tier.reachable);
        let targets = result.tiers.first().map_or(0, |tier| tier.targets);
        format!(
            "국내 중앙기관 {}을 빼면 도달률이 {}에서 {}로 {} 낮아지며, 도달률의 {}가 이들에게 달려 있습니다. 대상 {} 가운데 허용된 경로로 닿을 수 있는 곳은 이들이 있으면 {}, 없으면 {}, 시 기관과 기업만으로는 \
             {}입니다.",
            counted(without.removed, "곳"),
            korean::interval(&result.access),
            korean::interval(&without.access),
            korean::points(&without.loss),
            percent(without.share),
            counted(targets, "곳"),
            counted(reachable("all"), "곳"),
            counted(reachable("all_but_nation"), "곳"),
            counted(reachable("city_and_firms"), "곳"),
        )
    }

    fn of(&self, part: usize, all: usize) -> String {
        if self.language == "ko" { format!("{all} 중 {part}") } else { format!("{part} of {all}") }
    }

    fn tiers(&self) -> Table {
        let numbers =
            [ACCESS, REACHABLE, ["intermediaries", "중개자 수"], ["best route open", "최선 경로의 열릴 확률"]];
        let head = say(self.language, "who may be in between", "거칠 수 있는 행위자");
        let mut table = Table::new(&[head], &pick(self.language, numbers));
        for tier in &self.result.tiers {
            let who = match tier.id.as_str() {
                "city_and_firms" => ["the city's bodies and home firms", "시 기관과 국내 기업"],
                "and_nation" => ["these and the national layer", "여기에 중앙정부까지"],
                "all_but_nation" => ["everyone but the national layer", "중앙정부를 뺀 모두"],
                _ => ["everyone", "모두"],
            };
            table.row([
                say(self.language, who[0], who[1]).to_owned(),
                interval_in(self.language, &tier.access),
                self.of(tier.reachable, tier.targets),
                format!("{:.2}", tier.intermediaries),
                percent(tier.reliability),
            ]);
        }
        table
    }

    /// What the layer changes for the targets, in words.
    fn cities(&self) -> String {
        let cities = &self.result.cities;
        let alone = cities.iter().filter(|c| c.least_with.is_some() && c.least_without.is_none());
        let lost: Vec<String> = alone.map(|c| self.name(&c.id)).collect();
        let is_shorter =
            |c: &&CityBacking| c.least_without.zip(c.least_with).is_some_and(|(without, with)| with < without);
        let shorter = cities.iter().filter(is_shorter).count();
        let is_surer = |c: &&CityBacking| c.reliability_with > c.reliability_without && c.least_without.is_some();
        let surer = cities.iter().filter(is_surer).count();
        let falling = cities.iter().filter(|city| city.reach.difference.high < 0.0).take(self.top);
        let falls = falling.map(|city| (self.name(&city.id), fall(&city.reach.difference)));
        if self.language == "ko" {
            let falls: Vec<String> = falls.map(|(name, fall)| format!("{name}({})", korean::points(&fall))).collect();
            let only = if lost.is_empty() {
                "중앙정부를 통해서만 닿는 대상은 없습니다.".to_owned()
            } else {
                format!("중앙정부를 통해서만 닿는 대상: {}.", korean::some(&lost, 12))
            };
            let most = if falls.is_empty() {
                String::new()
            } else {
                format!(" 도달률이 가장 많이 낮아지는 곳: {}.", falls.join(", "))
            };
            return format!(
                "{only} 그 밖의 대상 가운데 중앙정부 덕분에 최선 경로가 짧아지는 곳은 {}, 더 확실해지는 곳은 {}입니다.{most}",
                counted(shorter, "곳"),
                counted(surer, "곳")
            );
        }
        let falls: Vec<String> = falls.map(|(name, fall)| format!("{name} ({})", points(&fall))).collect();
        let only = if lost.is_empty() {
            "No target is reached through the national layer alone.".to_owned()
        } else {
            format!("Reached through the national layer alone: {}.", list_some(&lost, 12))
        };
        let most = if falls.is_empty() {
            String::new()
        } else {
            format!(" Reach falls most for {}.", list_some(&falls, self.top))
        };
        format!(
            "{only} Of the other targets {shorter} have a shorter and {surer} a more reliable best route with it.{most}"
        )
    }

    fn places(&self) -> Table {
        let without = ["without", "없을 때"];
        let numbers = [
            ["targets", "대상"],
            ["reachable with", "닿는 대상(있을 때)"],
            without,
            ["mean reach with", "평균 도달률(있을 때)"],
            without,
        ];
        let mut table = Table::new(&[say(self.language, "place", "지역")], &pick(self.language, numbers));
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
        let numbers = [
            ["access lost without it", "없으면 잃는 도달률"],
            ["ties abroad", "해외 관계"],
            ["not used by the city", "시가 쓰지 않는 관계"],
            ["gain if tied at 0.3", "강도 0.3으로 이으면 증가"],
        ];
        let head = say(self.language, "national body", "중앙기관");
        let mut table = Table::new(&[head], &pick(self.language, numbers));
        let bodies = self.result.bodies.iter().filter(|body| body.loss.estimate > 0.0 || body.potential.is_some());
        for body in bodies.take(self.top) {
            table.row([
                self.name(&body.id),
                points_in(self.language, &body.loss),
                body.abroad.len().to_string(),
                body.unused.len().to_string(),
                body.potential.as_ref().map_or_else(String::new, |gain| points_in(self.language, gain)),
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
                let (name, abroad) = (self.name(&body.id), listed_some(self.language, &abroad, 8));
                if self.language == "ko" { format!("{name}({abroad})") } else { format!("{name} ({abroad})") }
            })
            .collect();
        if with.is_empty() {
            return say(
                self.language,
                "No national body is recorded as tied to anyone abroad to whom the city's bodies have no tie.",
                "시 기관과 관계가 없는 해외 행위자와 관계를 맺은 것으로 기록된 중앙기관은 없습니다.",
            )
            .to_owned();
        }
        let told = say(
            self.language,
            "Abroad, national bodies are tied to some to whom no body of the city has a tie of its own",
            "시 기관은 관계가 없으나 중앙기관은 관계가 있는 해외 행위자",
        );
        format!("{told}: {}.", with.join("; "))
    }

    fn potential(&self) -> Table {
        let head = say(
            self.language,
            "the city tied to all national bodies with ties abroad",
            "해외 관계가 있는 모든 중앙기관과 시를 이을 때",
        );
        let mut table = Table::new(&[head], &pick(self.language, [STRENGTH, ACCESS, GAIN, REACHABLE]));
        for one in &self.result.potential {
            table.row([
                say(self.language, "what if", "가정").to_owned(),
                one.strength.to_string(),
                interval_in(self.language, &one.change.after),
                points_in(self.language, &one.change.difference),
                one.reachable.to_string(),
            ]);
        }
        table
    }

    fn offices(&self, offices: &OfficesResult) -> Vec<Block> {
        let language = self.language;
        let told = if language == "ko" {
            format!(
                "확인된 한국의 재외 공관과 무역·원조·문화 사무소는 {}입니다. 대상 가운데 해당 도시에 있는 곳이 {}, 같은 나라의 다른 도시에 있는 곳이 {}이며, {}은 확인되지 않았습니다. 목록이 완전하지 않으므로 없다는 뜻은 아닙니다.",
                counted(offices.found, "곳"),
                counted(offices.in_city, "곳"),
                counted(offices.in_country, "곳"),
                counted(offices.not_found, "곳")
            )
        } else {
            format!(
                "{} of Korea abroad were found: embassies, consulates, and offices of trade, aid and culture. {} one in the city, {} in \
             another city of the country; for {} none was found, which does not mean that there is none, as the list is \
             incomplete.",
                count(offices.found, "office"),
                match offices.in_city {
                    1 => "1 target has".to_owned(),
                    many => format!("{} have", count(many, "target")),
                },
                offices.in_country,
                offices.not_found
            )
        };
        let head = say(language, "offices tied to the cities", "사무소와 도시를 이을 때");
        let mut table = Table::new(&[head], &pick(language, [STRENGTH, ACCESS, GAIN, REACHABLE]));
        for one in &offices.scenario {
            table.row([
                say(language, "what if", "가정").to_owned(),
                one.strength.to_string(),
                interval_in(language, &one.change.after),
                points_in(language, &one.change.difference),
                one.reachable.to_string(),
            ]);
        }
        let how = say(
            language,
            "Assumed: the offices in a country are one body, tied to the city government with strength 0.5, to a city where an \
                   office is with the strength in the table, and with half of it to other cities of the country. JSON lists the \
                   offices for each target and where they were found.",
            "가정: 한 나라의 사무소들은 하나의 기관으로 보고, 시와는 강도 0.5로, 사무소가 있는 도시와는 표의 강도로, 그 나라의 다른 도시와는 그 절반의 강도로 잇습니다. 대상별 사무소와 확인 출처는 JSON에 있습니다.",
        );
        vec![Block::Paragraph(told), Block::Table(table), Block::Note(how.to_owned())]
    }
}
