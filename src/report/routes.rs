//! The answer of `routes`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{Particle, counted, josa, pick, say, spoken_date, stage_in};
use super::leverage::label;
use super::words::{count, list, percent};
use crate::leverage::{By, Obstacle, Route, RoutesResult, Step};
use crate::model::{Date, Network, Period, Tie};
use indexmap::{IndexMap, IndexSet};
use petgraph::graph::EdgeIndex;
use serde_json::{Value, json};

/// Puts routes into sentences that can be read aloud, a table of their steps, and the sources cited.
///
/// # Examples
/// ```
/// use proxeny::leverage::Routes;
/// use proxeny::report::{self, Block};
/// use proxeny::Network;
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).run(&seoul)?;
/// let answer = report::routes(&seoul, &result, "en");
/// assert!(matches!(&answer.blocks[0], Block::Heading(heading) if heading.ends_with("to Bogota")));
/// assert_eq!(answer.envelope.result["routes"].as_array().map(Vec::len), Some(5));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn routes(network: &Network, result: &RoutesResult, language: &str) -> Answer {
    let ties = network.ties().map(|(edge, tie)| (tie.id.as_str(), edge)).collect();
    let words = Words { network, language, ties, when: result.when };
    let cited: IndexSet<&str> = steps(result).flat_map(|(_, step)| &step.sources).map(String::as_str).collect();
    let mut envelope = Envelope::of("routes", network);
    envelope.result = words.value(result, &cited);
    let ends = [&result.from, &result.to].map(|id| label(network, id, language));
    let ko = language == "ko";
    let mut blocks = vec![Block::Heading(from_to(&ends, language))];
    blocks.extend(result.succeeded.iter().filter(|(ended, _)| [&result.from, &result.to].contains(&ended)).map(
        |(ended, heir)| {
            let [ended, heir] = [ended, heir].map(|id| label(network, id, language));
            Block::Paragraph(if ko {
                format!("{} 없어졌으므로 후신인 {} 읽습니다.", josa(&ended, Particle::Topic), josa(&heir, Particle::By))
            } else {
                format!("{ended} has ended and is read as its successor, {heir}.")
            })
        },
    ));
    if let Some(obstacle) = &result.obstacle {
        let told = if ko { words.none_korean(result, obstacle, &ends) } else { words.none(result, obstacle, &ends) };
        blocks.extend(told.into_iter().map(Block::Paragraph));
        return Answer { envelope, blocks };
    }
    blocks.push(Block::Paragraph(if ko { words.summary_korean(result, &ends) } else { words.summary(result, &ends) }));
    for (at, route) in result.routes.iter().enumerate() {
        blocks.push(Block::Paragraph(words.route(at + 1, route)));
        let told = route.steps.iter().enumerate().map(|(at, step)| words.step(at + 1, step, &cited));
        blocks.extend(told.map(Block::Paragraph));
    }
    blocks.push(Block::Table(words.table(result, &cited)));
    if !cited.is_empty() {
        blocks.push(Block::Table(words.sources(&cited)));
    }
    blocks.extend(words.long(result).map(Block::Note));
    blocks.push(Block::Note(caveat(result, language)));
    Answer { envelope, blocks }
}

/// The heading of routes between two.
pub(super) fn from_to([from, to]: &[String; 2], language: &str) -> String {
    if language == "ko" { format!("{from} → {to}") } else { format!("From {from} to {to}") }
}

fn caveat(result: &RoutesResult, language: &str) -> String {
    if language == "ko" {
        return format!(
            "관계가 열릴 확률은 강도 × 신뢰도이고, 경로는 모든 관계가 열려야 열립니다. 강도는 관계 종류별 가정이며, 기록되지 않은 관계는 반영되지 않습니다. 경로끼리 관계를 함께 쓰므로 확률을 더할 수 \
             없습니다. 적어도 하나가 열릴 확률은 `proxeny leverage --from id:{} --to id:{}`로 볼 수 있습니다.",
            result.from, result.to
        );
    }
    format!(
        "A tie is open with strength × confidence, a route if all its ties are. Strengths are assumptions per kind of tie, and \
         ties that nobody recorded are not covered. Routes share ties, so their probabilities do not add up: `proxeny leverage \
         --from id:{} --to id:{}` tells how likely at least one is open.",
        result.from, result.to
    )
}

fn steps(result: &RoutesResult) -> impl Iterator<Item = (usize, &Step)> {
    result.routes.iter().enumerate().flat_map(|(at, route)| route.steps.iter().map(move |step| (at + 1, step)))
}

/// Tells routes of one network in one language.
struct Words<'a> {
    network: &'a Network,
    language: &'a str,
    ties: IndexMap<&'a str, EdgeIndex>,
    when: Option<Period>,
}

impl Words<'_> {
    fn korean(&self) -> bool {
        self.language == "ko"
    }

    fn name(&self, id: &str) -> String {
        label(self.network, id, self.language)
    }

    fn tie(&self, step: &Step) -> Option<&Tie> {
        self.ties.get(step.tie.as_str()).map(|edge| &self.network.graph()[*edge])
    }

    fn summary(&self, result: &RoutesResult, [from, to]: &[String; 2]) -> String {
        let best = &result.routes[0];
        let number = result.routes.len();
        let many = match (number, number < result.k) {
            (1, true) => format!("There is one route from {from} to {to}"),
            (1, false) => format!("This is the best route from {from} to {to}"),
            (n, true) => format!("There are {} from {from} to {to}, and no others", count(n, "route")),
            (n, false) => format!("These are the best {} from {from} to {to}", count(n, "route")),
        };
        let rank = match result.by {
            By::Hops => "fewest ties first",
            _ => "the most reliable first",
        };
        let between: Vec<String> = best.actors[1..best.hops].iter().map(|id| self.name(id)).collect();
        let how = if between.is_empty() {
            "leads there directly".into()
        } else {
            format!("leads through {}", list(&between))
        };
        let least = number == 1;
        let which = if least { "It".to_owned() } else { "The first".to_owned() };
        let rank = if least { String::new() } else { format!(", {rank}") };
        format!("{many}{rank}. {which} {how} and is open with a probability of {}.", percent(best.probability))
    }

    fn summary_korean(&self, result: &RoutesResult, [from, to]: &[String; 2]) -> String {
        let best = &result.routes[0];
        let number = result.routes.len();
        let way = format!("{from}에서 {to}까지");
        let rank = match result.by {
            By::Hops => "관계 수가 적은 순",
            _ => "열릴 확률이 높은 순",
        };
        let many = match (number, number < result.k) {
            (1, true) => format!("{way} 가는 경로는 하나입니다."),
            (1, false) => format!("{way} 가는 가장 좋은 경로입니다."),
            (n, true) => format!("{way} 가는 경로는 모두 {}입니다({rank}).", counted(n, "개")),
            (n, false) => format!("{way} 가는 가장 좋은 경로 {}입니다({rank}).", counted(n, "개")),
        };
        let between: Vec<String> = best.actors[1..best.hops].iter().map(|id| self.name(id)).collect();
        let how = if between.is_empty() {
            "직접 이어지며".to_owned()
        } else {
            format!("{} 거치며", josa(&between.join(", "), Particle::Object))
        };
        let which = if number == 1 { "" } else { "첫 번째 경로는 " };
        format!("{many} {which}{how} 열릴 확률은 {}입니다.", percent(best.probability))
    }

    fn route(&self, number: usize, route: &Route) -> String {
        let chain: Vec<String> = route.actors.iter().map(|id| self.name(id)).collect();
        if self.korean() {
            let between = match route.hops - 1 {
                0 => "직접".to_owned(),
                n => format!("중개자 {}", counted(n, "곳")),
            };
            let open = percent(route.probability);
            return format!("경로 {number}({between}, 열릴 확률 {open}): {}.", chain.join(" → "));
        }
        let between = match route.hops - 1 {
            0 => "directly".to_owned(),
            n => format!("with {}", plural_intermediaries(n)),
        };
        format!("Route {number}, {between}, open with {}: {}.", percent(route.probability), chain.join(" → "))
    }

    /// One step as sentences: who to whom, by which tie, when, how sure, on what evidence, from which sources.
    fn step(&self, number: usize, step: &Step, cited: &IndexSet<&str>) -> String {
        let [from, to] = [&step.from, &step.to].map(|id| self.name(id));
        let kind = self.network.tie_kind_label(&step.kind, self.language);
        let stage = step.stage.map_or_else(String::new, |stage| format!(", {}", stage_in(stage, self.language)));
        let one_way = self.tie(step).is_some_and(|tie| !self.network.mutual(tie));
        let recorded = if step.reversed && one_way {
            say(self.language, ", recorded the other way round", ", 반대 방향으로 기록됨")
        } else {
            ""
        };
        let sources = match numbers(step, cited) {
            none if none.is_empty() => {
                say(self.language, "No source is recorded.", "출처가 기록되어 있지 않습니다.").to_owned()
            }
            numbers if self.network.is_unsourced(&step.sources) && self.korean() => {
                format!("근거 문서가 없습니다 {numbers}.")
            }
            numbers if self.network.is_unsourced(&step.sources) => format!("No document backs it {numbers}."),
            numbers => numbers,
        };
        let evidence = self.tie(step).map_or("", |tie| tie.evidence.trim());
        let evidence = if evidence.is_empty() { String::new() } else { ended(evidence) + " " };
        if self.korean() {
            return format!(
                "({number}) {from} → {to}: “{kind}”{stage}, {}{}{recorded}. 열릴 확률 {}(강도 {} × 신뢰도 {}). {evidence}{sources}",
                self.years(step),
                self.fading(step),
                percent(step.probability),
                percent(step.strength),
                percent(step.confidence),
            );
        }
        format!(
            "({number}) From {from} to {to}: “{kind}”{stage}, {}{}{recorded}; open with {} (strength {} × confidence {}). {evidence}{sources}",
            self.years(step),
            self.fading(step),
            percent(step.probability),
            percent(step.strength),
            percent(step.confidence),
        )
    }

    fn years(&self, step: &Step) -> String {
        years(step.since, step.until, self.tie(step).is_some_and(|tie| self.network.is_event(tie)), self.language)
    }

    /// Until when an event still counts, where the question is about a date.
    fn fading(&self, step: &Step) -> String {
        let event = self.tie(step).filter(|tie| self.network.is_event(tie) && self.when.is_some());
        let last = event.and_then(|tie| Some((tie.until.or(tie.since)?, self.network.afterlife(tie))));
        last.map_or_else(String::new, |(last, years)| match (last.plus_years(years), self.korean()) {
            (end, true) => format!(", {}까지 반영", spoken_date(end)),
            (end, false) => format!(", counted until {end}"),
        })
    }

    fn table(&self, result: &RoutesResult, cited: &IndexSet<&str>) -> Table {
        let words = [
            ["route", "경로"],
            ["from", "출발"],
            ["to", "도착"],
            ["tie", "관계"],
            ["stage", "단계"],
            ["years", "기간"],
        ];
        let heads = [["open", "열릴 확률"], ["route open", "경로가 열릴 확률"]];
        let mut table = Table::new(&pick(self.language, words), &pick(self.language, heads));
        let sources = say(self.language, "sources", "출처");
        table.columns.push(super::Column { name: sources.into(), align: super::Align::Left });
        for (route, step) in steps(result) {
            table.row([
                route.to_string(),
                step.from.clone(),
                step.to.clone(),
                self.network.tie_kind_label(&step.kind, self.language),
                step.stage.map_or("", |stage| stage_in(stage, self.language)).to_owned(),
                self.years(step),
                percent(step.probability),
                percent(result.routes[route - 1].probability),
                numbers(step, cited),
            ]);
        }
        table
    }

    fn sources(&self, cited: &IndexSet<&str>) -> Table {
        let heads = [["source", "출처"], ["where and what", "위치와 내용"]];
        let mut table = Table::new(&pick(self.language, heads), &[]);
        cited.iter().enumerate().for_each(|(at, id)| table.row([format!("[{}]", at + 1), self.citation(id)]));
        table
    }

    /// A word on routes with more intermediaries than the default mandate believes in.
    fn long(&self, result: &RoutesResult) -> Option<String> {
        let (_, mandate) = self.network.mandates().first()?;
        let most = mandate.max_intermediaries?;
        let long = result.routes.iter().filter(|route| route.hops > most as usize + 1).count();
        (long > 0).then(|| {
            if self.korean() {
                return format!(
                    "과제 `{}`의 한도({})보다 중개자가 많은 경로가 {} 있습니다. 소개가 길게 이어지는 것은 현실성이 낮으므로 `--max-intermediaries {most}`로 뺄 수 있습니다.",
                    mandate.id,
                    counted(most as usize, "곳"),
                    counted(long, "개"),
                );
            }
            format!(
                "This lists {} with more intermediaries than the {most} of mandate `{}`; `--max-intermediaries {most}` leaves such \
                 routes out, for longer chains of introductions are hard to believe.",
                count(long, "route"),
                mandate.id
            )
        })
    }

    fn citation(&self, id: &str) -> String {
        let Some(source) = self.network.sources().get(id) else { return id.to_owned() };
        let parts =
            [source.citation(), source.publisher.clone(), source.year.map_or_else(String::new, |y| y.to_string())];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { id.to_owned() } else { parts.join(", ") }
    }

    /// Why there is no route, and what to try.
    fn none(&self, result: &RoutesResult, obstacle: &Obstacle, [from, to]: &[String; 2]) -> Vec<String> {
        let then = self.when.map_or_else(String::new, |when| format!(" in {when}"));
        let (why, remedy) = match obstacle {
            Obstacle::Absent { actor } => (self.absent(actor), "Ask for another date with --at."),
            Obstacle::Limit { least } => (
                format!(
                    "There is no route from {from} to {to} with at most {}: the shortest has {least}.",
                    plural_intermediaries(result.max_intermediaries.unwrap_or_default() as usize)
                ),
                "Allow more with --max-intermediaries.",
            ),
            Obstacle::Relays { through } => (
                format!(
                    "There is no route from {from} to {to} through actors that may pass an introduction on: the shortest chain \
                     of ties leads through {}, which may not.",
                    list(&through.iter().map(|id| self.kinded(id)).collect::<Vec<_>>())
                ),
                "Allow others with --relay (`--relay everyone` for all), or take another --mandate.",
            ),
            Obstacle::Direction { back } => (
                format!(
                    "There is no route from {from} to {to}: ties join them, but no introduction travels along them this way."
                ),
                if *back {
                    "The other way there is a route: swap the two."
                } else {
                    "The other way there is none either."
                },
            ),
            Obstacle::Isolated { actor } => (
                format!("There is no route from {from} to {to}: {} has no tie{then}.", self.name(actor)),
                "A tie that holds can be added to the file of the network.",
            ),
            Obstacle::Disconnected => (
                format!("There is no route from {from} to {to}: no chain of ties joins the two{then}."),
                "`proxeny draw --around` shows whom each of them is tied to.",
            ),
        };
        let ever = match result.ever {
            Some(true) => Some("With all that was ever recorded there is a route: try --ever.".to_owned()),
            Some(false) => Some("Of all that was ever recorded the answer is no as well (--ever).".to_owned()),
            None => None,
        };
        [why, remedy.to_owned()].into_iter().chain(ever).collect()
    }

    fn none_korean(&self, result: &RoutesResult, obstacle: &Obstacle, [from, to]: &[String; 2]) -> Vec<String> {
        let none = format!("{from}에서 {to}까지 가는 경로가 없습니다.");
        let then = self.when.map_or_else(String::new, |when| format!("({when})"));
        let (why, remedy) = match obstacle {
            Obstacle::Absent { actor } => (self.absent(actor), "--at으로 다른 시점을 지정하십시오."),
            Obstacle::Limit { least } => (
                format!(
                    "{none} 중개자를 {}까지로 제한했으나 가장 짧은 경로는 {} 거칩니다.",
                    counted(result.max_intermediaries.unwrap_or_default() as usize, "곳"),
                    josa(&counted(*least, "곳"), Particle::Object)
                ),
                "--max-intermediaries로 한도를 늘릴 수 있습니다.",
            ),
            Obstacle::Relays { through } => (
                format!(
                    "{none} 가장 짧은 연결은 소개를 이어 줄 수 없도록 정해진 {} 거칩니다.",
                    josa(&through.iter().map(|id| self.kinded(id)).collect::<Vec<_>>().join(", "), Particle::Object)
                ),
                "--relay로 다른 행위자를 허용하거나(`--relay everyone`은 모두) 다른 --mandate를 고르십시오.",
            ),
            Obstacle::Direction { back } => (
                format!("{none} 관계는 이어져 있으나 이 방향으로는 소개가 전해지지 않습니다."),
                if *back {
                    "반대 방향으로는 경로가 있으므로 둘을 바꾸어 보십시오."
                } else {
                    "반대 방향으로도 경로가 없습니다."
                },
            ),
            Obstacle::Isolated { actor } => (
                format!("{none} {}에는 관계가 없습니다{then}.", self.name(actor)),
                "유효한 관계가 있으면 네트워크 파일에 더할 수 있습니다.",
            ),
            Obstacle::Disconnected => (
                format!("{none} 둘을 잇는 관계가 없습니다{then}."),
                "각각 누구와 이어져 있는지는 `proxeny draw --around`로 볼 수 있습니다.",
            ),
        };
        let ever = match result.ever {
            Some(true) => Some("기록된 모든 관계를 쓰면 경로가 있습니다(--ever).".to_owned()),
            Some(false) => Some("기록된 모든 관계를 써도 경로가 없습니다(--ever).".to_owned()),
            None => None,
        };
        [why, remedy.to_owned()].into_iter().chain(ever).collect()
    }

    fn absent(&self, id: &str) -> String {
        let actor = self.network.actor(id).map(|node| &self.network.graph()[node]);
        let (since, until) = actor.map_or((None, None), |actor| (actor.since, actor.until));
        if self.korean() {
            let life = match (since, until) {
                (Some(since), Some(until)) => format!("기록된 기간은 {since}~{until}입니다"),
                (Some(since), None) => format!("{}에 시작합니다", spoken_date(since)),
                (None, Some(until)) => format!("{}에 끝났고 후신이 없습니다", spoken_date(until)),
                (None, None) => "그때는 없습니다".to_owned(),
            };
            return format!("{} 해당 시점에 없습니다. {life}.", josa(&self.name(id), Particle::Topic));
        }
        let life = match (since, until) {
            (Some(since), Some(until)) => format!("it is recorded from {since} to {until}"),
            (Some(since), None) => format!("it begins in {since}"),
            (None, Some(until)) => format!("it ended in {until} and has no successor"),
            (None, None) => "it does not exist then".to_owned(),
        };
        format!("{} is not there at the date asked for: {life}.", self.name(id))
    }

    fn kinded(&self, id: &str) -> String {
        let kind = self.network.actor(id).map_or("", |node| self.network.graph()[node].kind.as_str());
        let (name, kind) = (self.name(id), self.network.actor_kind_label(kind, self.language));
        if self.korean() { format!("{name}({kind})") } else { format!("{name} ({kind})") }
    }

    fn value(&self, result: &RoutesResult, cited: &IndexSet<&str>) -> Value {
        let mut value = serde_json::to_value(result).unwrap_or_default();
        if let Value::Object(fields) = &mut value {
            let sources: serde_json::Map<String, Value> =
                cited.iter().map(|id| ((*id).to_owned(), json!(self.citation(id)))).collect();
            fields.insert("sources".to_owned(), Value::Object(sources));
        }
        value
    }
}

fn plural_intermediaries(number: usize) -> String {
    match number {
        0 => "no intermediary".to_owned(),
        n => count(n, "intermediary"),
    }
}

/// The numbers of a step's sources in the list of those cited.
fn numbers(step: &Step, cited: &IndexSet<&str>) -> String {
    let numbers = step.sources.iter().filter_map(|id| cited.get_index_of(id.as_str()));
    numbers.map(|at| format!("[{}]", at + 1)).collect::<Vec<_>>().concat()
}

/// A sentence with its full stop.
fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', '。']) { sentence.to_owned() } else { format!("{sentence}.") }
}

/// When a tie holds: events happen, other ties last.
fn years(since: Option<Date>, until: Option<Date>, event: bool, language: &str) -> String {
    if language == "ko" {
        return match (since, until) {
            (Some(since), Some(until)) if since == until => spoken_date(since),
            (Some(since), Some(until)) => format!("{since}~{until}"),
            (Some(since), None) if event => spoken_date(since),
            (Some(since), None) => format!("{}부터", spoken_date(since)),
            (None, Some(until)) => format!("{}까지", spoken_date(until)),
            (None, None) => "연도 미상".to_owned(),
        };
    }
    match (since, until) {
        (Some(since), Some(until)) if since == until => since.to_string(),
        (Some(since), Some(until)) => format!("{since}–{until}"),
        (Some(since), None) if event => since.to_string(),
        (Some(since), None) => format!("since {since}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "undated".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_happen_and_other_ties_last() {
        let year = |y| Some(Date::year(y));
        assert_eq!(years(year(2014), year(2015), true, "en"), "2014–2015");
        assert_eq!(years(year(2014), year(2014), false, "en"), "2014");
        assert_eq!(years(year(2014), None, true, "en"), "2014");
        assert_eq!(years(year(2014), None, false, "en"), "since 2014");
        assert_eq!(years(None, year(2015), true, "en"), "until 2015");
        assert_eq!(years(None, None, true, "en"), "undated");
    }
}
