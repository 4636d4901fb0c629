//! The answers of `pathways`, and of `routes` under a pathway.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, counted, pick};
use super::leverage::{label, title};
use super::routes::{from_to, routes};
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
    let ko = language == "ko";
    let told = if ko {
        format!("다음과 같이 읽히는 경로만 찾습니다: {}.", say(pathway, network, language))
    } else {
        format!("Only routes that can be read as: {}.", say(pathway, network, language))
    };
    let order = match result.order {
        Order::InTime if ko => " 관계는 시간 순서로 이어지며, 연도가 없는 관계는 어디에나 들어갈 수 있습니다.",
        Order::InTime => " Their ties follow one another in time; a tie without a date fits anywhere.",
        Order::Free => "",
    };
    let mut answer = if result.routes.is_empty() {
        let ends = [&from, &to].map(|id| label(network, id, language));
        let mut envelope = Envelope::of("routes", network);
        envelope.result = json!({});
        let none = if ko {
            format!(
                "{}에서 {}까지 이 조건에 맞는 경로가 없습니다. 어떤 경로가 있는지는 조건 없이 `proxeny routes {from} {to}`로 볼 수 있습니다. `->` 대신 `--`를 쓰면 어느 방향으로든 갑니다.",
                ends[0], ends[1]
            )
        } else {
            format!(
                "No route from {} to {} matches the pathway. `proxeny routes {from} {to}` without it tells which routes there are; steps \
             `--` instead of `->` go either way.",
                ends[0], ends[1]
            )
        };
        Answer { envelope, blocks: vec![Block::Heading(from_to(&ends, language)), Block::Paragraph(none)] }
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
    let matched = if ko {
        let least = if result.counted.complete { "" } else { "적어도 " };
        format!("{told} 같은 행위자를 두 번 지나지 않는 경로는 모두 {least}{matching}개입니다.{order}")
    } else {
        format!("{told} In all {least}{matching} {verb}, no actor being passed twice.{order}")
    };
    answer.blocks.insert(1, Block::Paragraph(matched));
    if !result.complete {
        let cut = korean::say(
            language,
            "The search was cut short by its limit: what is listed is the best, in order, but there may be more.",
            "탐색이 한도에서 멈추었습니다. 목록은 가장 좋은 것부터이지만 더 있을 수 있습니다.",
        );
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
    let heading = korean::say(language, "pathways", "경로 유형");
    let mut blocks = vec![Block::Heading(format!("{}: {heading}", title(network, language)))];
    let words = [["pathway", "경로 유형"], ["what it is", "설명"]];
    let numbers = [["routes", "경로"], ["pairs", "쌍"], ["cities", "도시"], ["best open", "최선 확률"]];
    let mut table = Table::new(&pick(language, words), &pick(language, numbers));
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
        let known = korean::say(
            language,
            "Left out, because the network has none of a kind that they name",
            "네트워크에 해당 종류가 없어 뺀 것",
        );
        blocks.push(Block::Note(format!("{known}: {}.", unknown.join(", "))));
    }
    let note = korean::say(
        language,
        "Routes pass no actor twice and are told apart by their ties. What matches is on record; a way that nobody recorded is not \
         covered, and that a way was gone does not show that it caused the deal.",
        "경로는 같은 행위자를 두 번 지나지 않으며, 지나는 관계로 구분합니다. 조건에 맞는 것은 기록된 것이고 기록되지 않은 길은 반영되지 않습니다. 어떤 길을 거쳤다고 해서 그 길이 사업을 \
         성사시켰다는 뜻은 아닙니다.",
    );
    blocks.push(Block::Note(note.to_owned()));
    Answer { envelope, blocks }
}

fn told(network: &Network, one: &Matched, language: &str) -> Vec<Block> {
    let name = |id: &String| label(network, id, language);
    let pathway = one.pathway.parse::<Pathway>().map(|pathway| say(&pathway, network, language)).unwrap_or_default();
    let mut blocks = vec![
        Block::Heading(one.id.clone().unwrap_or_else(|| korean::say(language, "Matches", "조건에 맞는 것").to_owned())),
        Block::Paragraph(one.pathway.clone()),
        Block::Paragraph(format!("{}: {pathway}.", korean::say(language, "Read aloud", "풀어 쓰면"))),
    ];
    let ko = language == "ko";
    match (&one.counted, &one.cities) {
        (_, Some(cities)) => {
            let names: Vec<String> = cities.iter().map(|city| name(&city.id)).collect();
            if ko {
                let which = if names.is_empty() { String::new() } else { format!(": {}", korean::some(&names, 20)) };
                let number = counted(names.len(), "곳");
                blocks.push(Block::Paragraph(format!(
                    "연도가 확인된 관계로 볼 때 이러한 이력이 있는 도시는 {number}입니다{which}."
                )));
                return blocks;
            }
            let cities = if cities.len() == 1 { "city has".to_owned() } else { format!("{} have", plural("city")) };
            let which = if names.is_empty() { String::new() } else { format!(": {}", list_some(&names, 20)) };
            blocks.push(Block::Paragraph(format!("{} {cities} such a history, by dated ties{which}.", names.len())));
        }
        (Some(counted), None) if counted.routes == 0 => {
            let none = korean::say(language, "No route matches.", "맞는 경로가 없습니다.");
            blocks.push(Block::Paragraph(none.to_owned()));
        }
        (Some(found), None) if ko => {
            let least = if found.complete { "" } else { "적어도 " };
            let cut =
                if one.complete { "" } else { " 가장 좋은 경로의 탐색은 한도에서 멈추었습니다." };
            blocks.push(Block::Paragraph(format!(
                "{} 사이에서 맞는 경로는 {least}{}입니다.{cut} 가장 확실한 경로:",
                counted(found.pairs, "쌍"),
                counted(found.routes as usize, "개")
            )));
            blocks.extend(one.routes.iter().map(|found| Block::Paragraph(route(network, found, language))));
        }
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
        let year = step
            .since
            .map_or_else(|| korean::say(language, "undated", "연도 미상").to_owned(), |date| date.to_string());
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
    if language == "ko" {
        let cited = match sources.as_slice() {
            [] => "없음".to_owned(),
            [one, two, three, _, _, ..] => format!("{one}, {two}, {three} 등 {}", counted(sources.len(), "건")),
            few => few.join(", "),
        };
        return format!("• {text}(열릴 확률 {}). 출처: {cited}.", percent(route.probability));
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

/// What a motif is called in Korean.
fn motif_korean(motif: &Motif) -> String {
    let one = |(stage, layer): &(String, Option<String>)| {
        let stage = stage_ko(stage);
        match layer.as_deref() {
            None => stage.to_owned(),
            Some("city") => format!("{stage}(국내 시 기관)"),
            Some("national") => format!("{stage}(국내 중앙기관)"),
            Some("firm") => format!("{stage}(국내 기업)"),
            Some("international") => format!("{stage}(국제기구)"),
            Some(_) => format!("{stage}(해외 기관)"),
        }
    };
    motif.ties.iter().map(one).collect::<Vec<_>>().join(" → ")
}

fn motifs_korean(network: &Network, result: &MotifsResult) -> Vec<Block> {
    let telling: Vec<String> = result.motifs.iter().filter(|motif| motif.adjusted <= 0.05).map(motif_korean).collect();
    let blind = result.motifs.iter().filter(|motif| motif.least_p > 0.05).count();
    let verdict = match telling.len() {
        0 => "시험한 수를 감안하면 5% 수준에서 우연보다 자주 하드웨어에 앞서는 것은 없습니다.".to_owned(),
        _ => format!("시험한 수를 감안해 5% 수준에서 우연보다 자주 하드웨어에 앞서는 것: {}.", telling.join(", ")),
    };
    let told = format!(
        "도시 {}을 비교하며, 그중 {}에 연도가 확인된 하드웨어(공급자 불문)가 있습니다. 시험한 유형은 {}입니다. {verdict}",
        counted(result.cities, "곳"),
        counted(result.events, "곳"),
        counted(result.motifs.len(), "개"),
    );
    let cannot = format!(
        "알 수 없는 것: 하드웨어는 있으나 그보다 낮은 단계의 관계에 연도가 없는 도시 {}은 어떤 유형도 나타낼 수 없고, 하드웨어에 연도가 없는 도시 {}은 뺐으며, 유형 {}는 너무 드물어 어떤 결과가 나와도 우연과 \
         구분할 수 없습니다. 사례가 {}뿐이므로 뚜렷한 경향만 드러나며, 드러나지 않는다고 해서 중요하지 않다는 뜻은 아닙니다.",
        counted(result.without, "곳"),
        counted(result.undated, "곳"),
        counted(blind, "개"),
        counted(result.events, "건")
    );
    let heads = ["도시", "하드웨어 이전", "우연", "p", "보정한 p"];
    let mut table = Table::new(&["유형"], &heads);
    for motif in &result.motifs {
        let seen = motif.least_p <= 0.05;
        let p = |p: f64, none: &str| if seen { format!("{p:.4}") } else { none.to_owned() };
        table.row([
            motif_korean(motif),
            motif.cities.to_string(),
            motif.before.to_string(),
            format!("{:.1}", motif.expected),
            p(motif.p, "알 수 없음"),
            p(motif.adjusted, ""),
        ]);
    }
    let how = format!(
        "첫 하드웨어의 연도를 하드웨어보다 낮은 단계의 연도 있는 관계 수가 비슷한 도시끼리 {} 다시 나누었습니다. p는 그만큼 많은 도시가 하드웨어와 같은 해 또는 그 전에 유형을 나타낸 비율입니다. 같은 해의 관계는 \
         앞선 것으로 세며, 그해의 금융은 사업 자체의 일부인 경우가 많습니다. 도시를 무작위로 조사한 것이 아니며, 유형은 원인이 아닙니다.",
        counted(result.draws, "번")
    );
    let heading = Block::Heading(format!("{}: 하드웨어에 앞서는 것", title(network, "ko")));
    vec![heading, Block::Paragraph(told), Block::Table(table), Block::Paragraph(cannot), Block::Note(how)]
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
    if language == "ko" {
        let blocks = motifs_korean(network, result);
        return Answer { envelope, blocks };
    }
    let telling: Vec<String> = result.motifs.iter().filter(|motif| motif.adjusted <= 0.05).map(motif_name).collect();
    let blind = result.motifs.iter().filter(|motif| motif.least_p > 0.05).count();
    let verdict = match telling.len() {
        0 => "None of them stands before hardware more often than chance at the 5% level, once it is counted how many were tried."
            .to_owned(),
        _ => format!("More often than chance, adjusted for how many were tried, at the 5% level: {}.", list_some(&telling, 8)),
    };
    let told = format!(
        "{} are compared, {} of them with dated hardware by whomever; {} tried. {verdict}",
        count(result.cities, "city"),
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
