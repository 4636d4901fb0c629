//! Through whom: the actors with most leverage, what they open, and on which ties and documents that rests.

use super::question::Question;
use super::{Asked, Finding};
use crate::error::Error;
use crate::leverage::{ActorLeverage, Flip, Opened, WithoutResult};
use crate::report::korean;
use crate::report::leverage::thousandths;
use crate::report::sure::{flips_words, flips_words_ko, ordinal};
use crate::report::words::{list, percent, points};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

/// Actors that are explained.
const FIRST: usize = 5;

/// Worlds that are enough to tell ties apart.
const WORLDS: u64 = 1 << 12;

/// Targets that are named.
const CITIES: usize = 4;

/// Ties through which most of an actor's leverage passes that are named.
const TIES: usize = 3;

/// The five actors with most leverage, and the focal body apart.
pub(super) fn leverage(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let worth = |actor: &&ActorLeverage| actor.leverage.estimate > 0.0;
    let ranked = asked.result.actors.iter().filter(|actor| actor.rank.is_some()).filter(worth).take(FIRST);
    let focal = asked.result.actors.iter().filter(|actor| actor.rank.is_none()).filter(worth);
    let chosen: Vec<&ActorLeverage> = ranked.chain(focal).collect();
    let nodes: Vec<NodeIndex> = chosen.iter().filter_map(|actor| asked.network.actor(&actor.id)).collect();
    let opened = asked.access().opened(asked.network, &nodes)?;
    let mut findings = Vec::new();
    for ((actor, node), opened) in chosen.into_iter().zip(nodes).zip(opened) {
        findings.push(one(asked, actor, node, &opened)?);
    }
    Ok(findings)
}

fn one(asked: &Asked<'_>, actor: &ActorLeverage, node: NodeIndex, opened: &[Opened]) -> Result<Finding, Error> {
    let ties = carrying(asked, node)?;
    let mut sources: Vec<String> = Vec::new();
    for (tie, _) in &ties {
        let cited = asked.network.graph()[*tie].sources.iter().filter(|source| !sources.contains(source));
        let cited: Vec<String> = cited.cloned().collect();
        sources.extend(cited);
    }
    let id = actor.rank.map_or_else(|| "leverage_focal".to_owned(), |rank| format!("leverage_{rank}"));
    let told = Told { actor, node, opened, ties: &ties };
    Ok(Finding::new(id, Question::Through)
        .further()
        .says(english(asked, &told), korean(asked, &told))
        .number("actor", &actor.id)
        .number("leverage", actor.leverage)
        .number("share", actor.share)
        .number("rank_low", actor.rank_low)
        .number("rank_high", actor.rank_high)
        .number("range", actor.range)
        .number("flips", &actor.flips)
        .fragile(actor.fragile)
        .number("opens", opened)
        .number("ties", ties.iter().map(|(_, loss)| loss).collect::<Vec<_>>())
        .rests_on(sources))
}

/// What is told of an actor.
struct Told<'a> {
    actor: &'a ActorLeverage,
    node: NodeIndex,
    opened: &'a [Opened],
    ties: &'a [(EdgeIndex, WithoutResult)],
}

fn english(asked: &Asked<'_>, told: &Told<'_>) -> String {
    let actor = told.actor;
    let name = asked.name(&actor.id, "en");
    let kind = asked.network.actor_kind_label(&asked.network.graph()[told.node].kind, "en");
    let lead = match actor.rank {
        Some(rank) => {
            format!("{rank}. {name} ({kind}): without it, {} of access{}", percent(actor.share), asked.when())
        }
        None => format!(
            "Apart: {name}, around which the data were gathered. Without it, {} of access",
            percent(actor.share)
        ),
    };
    let mut sentences = vec![format!("{lead} would be lost, or {}.", points(&actor.leverage))];
    sentences.extend(how_sure(asked, actor));
    let cities: Vec<String> = told.opened.iter().map(|opened| asked.name(&opened.id, "en")).collect();
    match cities.as_slice() {
        [] => {}
        few if few.len() <= CITIES => sentences.push(format!("It opens {}.", list(few))),
        many => {
            let first = list(&many[..CITIES]);
            sentences.push(format!("It opens above all {first}, and has a part in {} in all.", many.len()));
        }
    }
    if !told.ties.is_empty() {
        let words: Vec<String> = told.ties.iter().map(|(tie, _)| tie_words(asked, *tie, told.node, "en")).collect();
        let noun = if words.len() == 1 { "its tie" } else { "its ties" };
        sentences.push(format!("This rests mostly on {noun} with {}.", list(&words)));
    }
    sentences.join(" ")
}

fn korean(asked: &Asked<'_>, told: &Told<'_>) -> String {
    let actor = told.actor;
    let name = asked.name(&actor.id, "ko");
    let kind = asked.network.actor_kind_label(&asked.network.graph()[told.node].kind, "ko");
    let lead = match actor.rank {
        Some(rank) => format!("{rank}위 {name}({kind}): 이 행위자가 빠지면"),
        None => format!("별도: 자료 수집의 중심인 {name}. 빠지면"),
    };
    let mut sentences = vec![format!(
        "{lead} {}도달률의 {}, 즉 {}를 잃습니다.",
        asked.when_ko(),
        percent(actor.share),
        korean::points(&actor.leverage),
    )];
    sentences.extend(how_sure_ko(asked, actor));
    let cities: Vec<String> = told.opened.iter().map(|opened| asked.name(&opened.id, "ko")).collect();
    match cities.as_slice() {
        [] => {}
        few if few.len() <= CITIES => sentences.push(format!("길을 열어 주는 곳: {}.", few.join(", "))),
        many => sentences.push(format!(
            "특히 {} 등으로 가는 길을 열며, 모두 {}곳에 관여합니다.",
            many[..CITIES].join(", "),
            many.len()
        )),
    }
    if !told.ties.is_empty() {
        let words: Vec<String> = told.ties.iter().map(|(tie, _)| tie_words(asked, *tie, told.node, "ko")).collect();
        sentences.push(format!("주로 다음 관계에 기댑니다: {}.", words.join(", ")));
    }
    sentences.join(" ")
}

/// Where the assumptions could put an actor, and what turns that round.
fn how_sure(asked: &Asked<'_>, actor: &ActorLeverage) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some((low, high)) = actor.rank_low.zip(actor.rank_high) {
        let range = actor.range.unwrap_or_default();
        let places = if low == high {
            format!("it would stay {}", ordinal(low))
        } else {
            format!("it would come anywhere from {} to {}", ordinal(low), ordinal(high))
        };
        sentences.push(format!(
            "Were the assumptions otherwise, {places}, with {} to {} points (5–95%).",
            thousandths(range.low),
            thousandths(range.high)
        ));
    }
    let flips: Vec<&Flip> = actor.flips.iter().filter(|flip| flip.id.is_some()).collect();
    if !flips.is_empty() {
        sentences.push(format!("Fragile: {}.", flips_words(asked.network, &flips, &asked.result, "en")));
    }
    sentences
}

fn how_sure_ko(asked: &Asked<'_>, actor: &ActorLeverage) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some((low, high)) = actor.rank_low.zip(actor.rank_high) {
        let range = actor.range.unwrap_or_default();
        let places = if low == high { format!("{low}위를 지키며") } else { format!("{low}~{high}위") };
        sentences.push(format!(
            "가정을 달리하면 {places}, {}~{}%p입니다(5~95%).",
            thousandths(range.low),
            thousandths(range.high)
        ));
    }
    let flips: Vec<&Flip> = actor.flips.iter().filter(|flip| flip.id.is_some()).collect();
    if !flips.is_empty() {
        sentences.push(format!("취약: {}.", flips_words_ko(asked.network, &flips, &asked.result)));
    }
    sentences
}

/// The ties of an actor, and of those that it succeeded, whose loss would cost most.
fn carrying(asked: &Asked<'_>, node: NodeIndex) -> Result<Vec<(EdgeIndex, WithoutResult)>, Error> {
    let graph = asked.network.graph();
    let id = &graph[node].id;
    let before = asked.result.access.succeeded.iter().filter(|(_, heir)| heir == id);
    let bodies = before.filter_map(|(ended, _)| asked.network.actor(ended)).chain([node]);
    let mut ties: Vec<EdgeIndex> = bodies
        .flat_map(|body| [Outgoing, Incoming].into_iter().flat_map(move |way| graph.edges_directed(body, way)))
        .map(|edge| edge.id())
        .collect();
    ties.sort_unstable();
    let groups: Vec<(String, Vec<EdgeIndex>)> = ties.iter().map(|tie| (graph[*tie].id.clone(), vec![*tie])).collect();
    let losses = asked.access().worlds(asked.brief.worlds.min(WORLDS)).without_ties(asked.network, &groups)?;
    let mut carrying: Vec<(EdgeIndex, WithoutResult)> =
        ties.into_iter().zip(losses).filter(|(_, loss)| loss.loss.estimate > 0.0).collect();
    carrying.sort_by(|(_, a), (_, b)| b.loss.estimate.total_cmp(&a.loss.estimate));
    carrying.truncate(TIES);
    Ok(carrying)
}

/// `NeoTrans (consortium, 2020)`.
fn tie_words(asked: &Asked<'_>, tie: EdgeIndex, node: NodeIndex, language: &str) -> String {
    let network = asked.network;
    let record = &network.graph()[tie];
    let (from, to) = network.graph().edge_endpoints(tie).unwrap_or((node, node));
    let id = &network.graph()[node].id;
    let is_self = |end: NodeIndex| {
        let end = &network.graph()[end].id;
        end == id || asked.result.access.succeeded.iter().any(|(ended, heir)| ended == end && heir == id)
    };
    let other = network.graph()[if is_self(from) { to } else { from }].label(language);
    let kind = network.tie_kind_label(&record.kind, language);
    let (undated, assumed, space) =
        if language == "ko" { ("연도 미상", ", 가정", "") } else { ("undated", ", an assumption", " ") };
    let year = record.since.map_or_else(|| undated.to_owned(), |since| since.to_string());
    let assumed = if network.is_unsourced(&record.sources) { assumed } else { "" };
    format!("{other}{space}({kind}, {year}{assumed})")
}
