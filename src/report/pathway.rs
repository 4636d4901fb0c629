//! The answers of `pathways`, and of `routes` under a pathway.

use super::answer::{Answer, Block, Envelope, Table};
use super::leverage::{label, title};
use super::routes::routes;
use super::words::{count, grouped, list_some, percent, plural};
use crate::diplomacy::pathway::{Bound, Called, Link, Part, Way, Who};
use crate::diplomacy::{Counted, Matched, Motif, MotifsResult, NAMED, Named, Order, Pathway, PathwayResult};
use crate::leverage::{Route, RoutesResult};
use crate::model::{Network, Source};
use serde_json::json;

/// A pathway read aloud, in English (`en`) or Korean (`ko`).
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::report::say;
///
/// let seoul = Network::builtin("seoul")?;
/// let told = say(&"sme -[consortium, since 2010]- large_firm -> foreign_city?".parse()?, &seoul, "en");
/// let expected = "an actor of the kind SME, then either way over a tie “consortium” begun in 2010 or later, then an actor of the \
///                 kind large firm, then along any tie, then at most once (an actor of the kind foreign city)";
/// assert_eq!(told, expected);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn say(pathway: &Pathway, network: &Network, language: &str) -> String {
    Voice { network, korean: language == "ko" }.part(pathway.part())
}

struct Voice<'a> {
    network: &'a Network,
    korean: bool,
}

impl Voice<'_> {
    fn code(&self) -> &'static str {
        if self.korean { "ko" } else { "en" }
    }

    fn part(&self, part: &Part) -> String {
        let all = |parts: &[Part], between: &str| -> String {
            parts.iter().map(|part| self.part(part)).collect::<Vec<_>>().join(between)
        };
        match (part, self.korean) {
            (Part::Actor(who), _) => self.who(who),
            (Part::Tie(link), _) => self.link(link),
            (Part::Sequence(parts), false) => all(parts, ", then "),
            (Part::Sequence(parts), true) => all(parts, ", 이어서 "),
            (Part::Either(parts), false) => format!("either ({})", all(parts, ") or (")),
            (Part::Either(parts), true) => format!("({}) 가운데 하나", all(parts, ") 또는 (")),
            (Part::Repeat { part, least, most }, false) => format!("{} ({})", times(*least, *most), self.part(part)),
            (Part::Repeat { part, least, most }, true) => format!("({}) {}", self.part(part), times_ko(*least, *most)),
        }
    }

    fn who(&self, who: &Who) -> String {
        match (who, self.korean) {
            (Who::Any, false) => "anyone".to_owned(),
            (Who::Any, true) => "아무 행위자".to_owned(),
            (Who::Kind(kind), false) => format!("an actor of the kind {}", self.network.actor_kind_label(kind, "en")),
            (Who::Kind(kind), true) => self.network.actor_kind_label(kind, "ko"),
            (Who::Selected(selector), false) => format!("an actor with {selector}"),
            (Who::Selected(selector), true) => format!("조건 {selector}에 맞는 행위자"),
        }
    }

    fn link(&self, link: &Link) -> String {
        let tie = self.bound(&link.bound);
        match (link.way, self.korean) {
            (None, _) => tie,
            (Some(Way::Along), false) => format!("along {tie}"),
            (Some(Way::Against), false) => format!("against {tie}"),
            (Some(Way::Either), false) => format!("either way over {tie}"),
            (Some(Way::Along), true) => format!("{tie}를 따라"),
            (Some(Way::Against), true) => format!("{tie}를 거슬러"),
            (Some(Way::Either), true) => format!("{tie}를 어느 방향으로든"),
        }
    }

    fn bound(&self, bound: &Bound) -> String {
        let name = |called: &Called| match (called, self.korean) {
            (Called::Stage(stage), false) => format!("on the stage {stage}"),
            (Called::Stage(stage), true) => format!("‘{}’ 단계", stage_ko(stage.name())),
            (Called::Kind(kind), _) => format!("“{}”", self.network.tie_kind_label(kind, self.code())),
        };
        let names: Vec<String> = bound
            .called
            .iter()
            .map(|any| any.iter().map(name).collect::<Vec<_>>().join(if self.korean { " 또는 " } else { " or " }))
            .collect();
        let mut when = Vec::new();
        if self.korean {
            when.extend(bound.since.map(|date| format!("{date}년 이후 시작된")));
            when.extend(bound.until.map(|date| format!("{date}년까지 시작된")));
            when.extend(bound.lag.map(|years| format!("앞선 관계보다 {years}년 이상 늦은")));
            when.extend(names);
            return if when.is_empty() { "아무 관계".to_owned() } else { format!("{} 관계", when.join(" ")) };
        }
        when.extend(bound.since.map(|date| format!("begun in {date} or later")));
        when.extend(bound.until.map(|date| format!("begun by {date}")));
        when.extend(
            bound.lag.map(|years| format!("begun at least {} after the tie before", count(years as usize, "year"))),
        );
        let conditions: Vec<String> = names.into_iter().chain(when).collect();
        if conditions.is_empty() { "any tie".to_owned() } else { format!("a tie {}", conditions.join(" ")) }
    }
}

fn times(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (0, None) => "any number of times".to_owned(),
        (1, None) => "once or more".to_owned(),
        (0, Some(1)) => "at most once".to_owned(),
        (least, None) => format!("{least} times or more"),
        (least, Some(most)) if least == most => format!("{least} times"),
        (least, Some(most)) => format!("{least} to {most} times"),
    }
}

fn times_ko(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (0, None) => "0회 이상".to_owned(),
        (least, None) => format!("{least}회 이상"),
        (least, Some(most)) if least == most => format!("{least}회"),
        (least, Some(most)) => format!("{least}~{most}회"),
    }
}

pub(super) fn stage_ko(stage: &str) -> &str {
    match stage {
        "attention" => "관심",
        "software" => "소프트웨어",
        "pilot" => "시범사업",
        "finance" => "금융",
        "hardware" => "하드웨어",
        "support" => "지원",
        other => other,
    }
}

fn number(counted: &Counted) -> String {
    let least = if counted.complete { "" } else { "at least " };
    let routes = grouped(counted.routes as usize);
    let noun = if counted.routes == 1 { "route" } else { "routes" };
    format!("{least}{routes} {noun} between {}", count(counted.pairs, "pair"))
}

/// Puts routes under a pathway into words: how many match, the best of them step by step.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::PathwayRoutes;
/// use proxeny::report::pathway_routes;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let pathway = "sme -[hardware]-> foreign_city".parse()?;
/// let asked = PathwayRoutes::new(&pathway).from(seoul.find("soacnm")?).to(seoul.find("mumbai")?).view(View::ever());
/// let answer = pathway_routes(&seoul, &pathway, &asked.run(&seoul)?, "en");
/// assert_eq!(answer.envelope.result["counted"]["routes"], 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn pathway_routes(network: &Network, pathway: &Pathway, result: &PathwayResult, language: &str) -> Answer {
    let [from, to] = [&result.from, &result.to].map(|id| id.clone().unwrap_or_default());
    let told = format!("Only routes that can be read as: {}.", say(pathway, network, language));
    let order = match result.order {
        Order::InTime => " Their ties follow one another in time; a tie without a date fits anywhere.",
        Order::Free => "",
    };
    let mut answer = if result.routes.is_empty() {
        let ends = [&from, &to].map(|id| label(network, id, language));
        let mut envelope = Envelope::of("routes", network);
        envelope.result = json!({});
        let none = format!(
            "No route from {} to {} matches the pathway. `proxeny routes {from} {to}` without it tells which routes there are; steps \
             `--` instead of `->` go either way.",
            ends[0], ends[1]
        );
        Answer {
            envelope,
            blocks: vec![Block::Heading(format!("From {} to {}", ends[0], ends[1])), Block::Paragraph(none)],
        }
    } else {
        let listed = RoutesResult {
            from: from.clone(),
            to: to.clone(),
            by: result.by,
            k: result.k,
            when: result.when,
            max_intermediaries: result.max_intermediaries,
            routes: result.routes.clone(),
            undated: result.undated,
            ..RoutesResult::default()
        };
        routes(network, &listed, language)
    };
    let matching = grouped(result.counted.routes as usize);
    let least = if result.counted.complete { "" } else { "at least " };
    let verb = if result.counted.routes == 1 { "route matches" } else { "routes match" };
    answer.blocks.insert(
        1,
        Block::Paragraph(format!("{told} In all {least}{matching} {verb}, no actor being passed twice.{order}")),
    );
    if !result.complete {
        let cut = "The search was cut short by its limit: what is listed is the best, in order, but there may be more.";
        answer.blocks.insert(2, Block::Note(cut.to_owned()));
    }
    if let Some(fields) = answer.envelope.result.as_object_mut() {
        let own = serde_json::to_value(result).unwrap_or_default();
        for (name, value) in own.as_object().into_iter().flatten() {
            fields.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    answer
}

/// Puts what matches pathways into words and a table.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Matched, Order};
/// use proxeny::{Network, View, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let matched = Matched::named(&seoul, &View::ever(), Order::Free)?;
/// let answer = report::pathways(&seoul, &matched, "en");
/// assert_eq!(answer.envelope.result["pathways"].as_array().map(Vec::len), Some(matched.len()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn pathways(network: &Network, matched: &[Matched], language: &str) -> Answer {
    let mut envelope = Envelope::of("pathways", network);
    envelope.result = json!({ "pathways": matched });
    let mut blocks = vec![Block::Heading(format!("{}: pathways", title(network, language)))];
    let mut table = Table::new(&["pathway", "what it is"], &["routes", "pairs", "cities", "best open"]);
    for one in matched {
        let named = one.id.as_deref().and_then(Named::find);
        let what =
            named.map_or_else(String::new, |named| if language == "ko" { named.ko } else { named.en }.to_owned());
        let routes = one.counted.map_or_else(String::new, |counted| {
            format!("{}{}", if counted.complete { "" } else { "≥ " }, grouped(counted.routes as usize))
        });
        table.row([
            one.id.clone().unwrap_or_else(|| one.pathway.clone()),
            what,
            routes,
            one.counted.map_or_else(String::new, |counted| counted.pairs.to_string()),
            one.cities.as_ref().map_or_else(String::new, |cities| cities.len().to_string()),
            one.routes.first().map_or_else(String::new, |route| percent(route.probability)),
        ]);
    }
    blocks.push(Block::Table(table));
    blocks.extend(matched.iter().flat_map(|one| told(network, one, language)));
    let unknown: Vec<&str> = NAMED.iter().filter(|named| !named.fits(network)).map(|named| named.id).collect();
    if !unknown.is_empty() && matched.iter().any(|one| one.id.is_some()) {
        let known = format!("Left out, because the network has none of a kind that they name: {}.", unknown.join(", "));
        blocks.push(Block::Note(known));
    }
    blocks.push(Block::Note(
        "Routes pass no actor twice and are told apart by their ties. What matches is on record; a way that nobody recorded is not \
         covered, and that a way was gone does not show that it caused the deal."
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

fn told(network: &Network, one: &Matched, language: &str) -> Vec<Block> {
    let name = |id: &String| label(network, id, language);
    let pathway = one.pathway.parse::<Pathway>().map(|pathway| say(&pathway, network, language)).unwrap_or_default();
    let mut blocks = vec![
        Block::Heading(one.id.clone().unwrap_or_else(|| "Matches".to_owned())),
        Block::Paragraph(one.pathway.clone()),
        Block::Paragraph(format!("Read aloud: {pathway}.")),
    ];
    match (&one.counted, &one.cities) {
        (_, Some(cities)) => {
            let names: Vec<String> = cities.iter().map(|city| name(&city.id)).collect();
            let cities = if cities.len() == 1 { "city has".to_owned() } else { format!("{} have", plural("city")) };
            let which = if names.is_empty() { String::new() } else { format!(": {}", list_some(&names, 20)) };
            blocks.push(Block::Paragraph(format!("{} {cities} such a history, by dated ties{which}.", names.len())));
        }
        (Some(counted), None) if counted.routes == 0 => blocks.push(Block::Paragraph("No route matches.".to_owned())),
        (Some(counted), None) => {
            let cut = if one.complete { "" } else { "; the search for the best was cut short" };
            blocks.push(Block::Paragraph(format!(
                "{} match{}{cut}. The most reliable:",
                number(counted),
                if counted.routes == 1 { "es" } else { "" }
            )));
            blocks.extend(one.routes.iter().map(|found| Block::Paragraph(route(network, found, language))));
        }
        (None, None) => {}
    }
    blocks
}

/// A route in one line, with its years and sources.
fn route(network: &Network, route: &Route, language: &str) -> String {
    let mut text = label(network, &route.actors[0], language);
    for step in &route.steps {
        let year = step.since.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let kind = network.tie_kind_label(&step.kind, language);
        text.extend([" —", &kind, ", ", &year, "— ", &label(network, &step.to, language)]);
    }
    let mut sources: Vec<String> = Vec::new();
    for id in route.steps.iter().flat_map(|step| &step.sources) {
        let cited = network.sources().get(id).map_or_else(|| id.clone(), Source::citation);
        if !sources.contains(&cited) {
            sources.push(cited);
        }
    }
    let cited = if sources.is_empty() { "no source".to_owned() } else { list_some(&sources, 3) };
    format!("• {text} (open with {}). Sources: {cited}.", percent(route.probability))
}

pub(super) fn motif_name(motif: &Motif) -> String {
    let one = |(stage, layer): &(String, Option<String>)| match layer.as_deref() {
        None => stage.clone(),
        Some("city") => format!("{stage} with a home city body"),
        Some("national") => format!("{stage} with a home national body"),
        Some("firm") => format!("{stage} with a home firm"),
        Some("international") => format!("{stage} with an international body"),
        Some(_) => format!("{stage} with a body abroad"),
    };
    motif.ties.iter().map(one).collect::<Vec<_>>().join(", then ")
}

/// Puts motifs against chance into words and a table.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Motifs;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = report::motifs(&seoul, &Motifs::default().draws(99).run(&seoul)?, "en");
/// assert!(answer.envelope.result["motifs"].is_array());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn motifs(network: &Network, result: &MotifsResult, language: &str) -> Answer {
    let mut envelope = Envelope::of("pathways", network);
    envelope.result = json!(result);
    let telling: Vec<String> = result.motifs.iter().filter(|motif| motif.adjusted <= 0.05).map(motif_name).collect();
    let blind = result.motifs.iter().filter(|motif| motif.least_p > 0.05).count();
    let verdict = match telling.len() {
        0 => "None of them stands before hardware more often than chance at the 5% level, once it is counted how many were tried."
            .to_owned(),
        _ => format!("More often than chance, adjusted for how many were tried, at the 5% level: {}.", list_some(&telling, 8)),
    };
    let told = format!(
        "{} are compared, {} of them with dated hardware by whomever; {} tried. {verdict}",
        count(result.cities, "city").replace("citys", "cities"),
        result.events,
        if result.motifs.len() == 1 {
            "one motif is".to_owned()
        } else {
            format!("{} motifs are", result.motifs.len())
        },
    );
    let cannot = format!(
        "What cannot be told: {} with hardware but no dated tie below it can show no motif, {} whose hardware has no date are left \
         out, and {blind} of the motifs are so rare that no outcome could have been told from chance. With {} events only strong \
         tendencies would show: silence here is no proof that a motif does not matter.",
        cities(result.without),
        cities(result.undated),
        result.events
    );
    let mut table = Table::new(&["motif"], &["cities", "before hardware", "by chance", "p", "adjusted p"]);
    for motif in &result.motifs {
        let p = |p: f64| format!("{p:.4}");
        table.row([
            motif_name(motif),
            motif.cities.to_string(),
            motif.before.to_string(),
            format!("{:.1}", motif.expected),
            if motif.least_p > 0.05 { "cannot be told".to_owned() } else { p(motif.p) },
            if motif.least_p > 0.05 { String::new() } else { p(motif.adjusted) },
        ]);
    }
    let how = format!(
        "The years of first hardware were dealt anew {} times among cities with about as many dated ties below hardware; p is the \
         share of deals in which as many cities show the motif at or before their hardware. A tie of the same year counts as before, and money of that \
         year is often part of the deal itself. Cities were not looked into at random, and a motif is no cause.",
        grouped(result.draws)
    );
    let heading = Block::Heading(format!("{}: what stands before hardware", title(network, language)));
    let blocks = vec![heading, Block::Paragraph(told), Block::Table(table), Block::Paragraph(cannot), Block::Note(how)];
    Answer { envelope, blocks }
}

fn cities(number: usize) -> String {
    if number == 1 { "one city".to_owned() } else { format!("{number} cities") }
}
