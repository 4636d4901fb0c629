//! The answer of `programmes --diffuse`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{counted, pick};
use super::words::{count, list, percent};
use crate::diplomacy::{DiffusionResult, Spreading};
use crate::leverage::Estimate;
use serde_json::json;

/// What the nodes of a diffusion are called.
///
/// # Examples
/// ```
/// use proxeny::report::Cities;
///
/// let cities = Cities { ids: vec!["hanoi".into()], names: vec!["Hanoi".into()], elsewhere: None };
/// assert_eq!(cities.ids.len(), cities.names.len());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cities {
    /// Their ids.
    pub ids: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// In a network: how many of the ways do not touch those who have it beforehand. Few of them mean that the second
    /// step cannot be told.
    pub elsewhere: Option<usize>,
}

/// Puts the spread and the best first cities into words, and a table of the `top` cities that are likeliest to follow.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Diffusion, Influence};
/// use proxeny::report::{self, Cities, Envelope, NetworkRef};
///
/// let result = Diffusion::new(1).run(&Influence::new(2, [(0, 1, 0.5)])?)?;
/// let two = ["hanoi", "hue"].map(str::to_owned).to_vec();
/// let cities = Cities { ids: two.clone(), names: two, elsewhere: None };
/// let answer = report::diffusion(Envelope::new("programmes", NetworkRef::default()), &cities, &result, "en", 5);
/// assert_eq!(answer.envelope.result["seeds"][0]["id"], "hanoi");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn diffusion(
    mut envelope: Envelope,
    cities: &Cities,
    result: &DiffusionResult,
    language: &str,
    top: usize,
) -> Answer {
    if language == "ko" {
        envelope.result = json(cities, result);
        let blocks = korean_blocks(cities, result, top);
        return Answer { envelope, blocks };
    }
    envelope.result = json(cities, result);
    let name = |node: u32| cities.names[node as usize].clone();
    let mut blocks = vec![Block::Heading("How a policy spreads from city to city".to_owned())];
    let how = match result.model {
        Spreading::Cascade => "Every city that has it gets one chance with each of its partners (independent cascade)",
        Spreading::Threshold => {
            "A city takes it up once the weight of its partners that have it exceeds a threshold of its own (linear threshold)"
        }
    };
    blocks.push(Block::Paragraph(format!(
        "{how}. {} and {} along which it can travel are on record.",
        count(result.nodes, "city"),
        count(result.arcs, "way"),
    )));
    if !result.from.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "From {}, {} have it in the end, counting where it began.",
            list(&result.from.iter().map(|node| name(*node)).collect::<Vec<_>>()),
            cities_of(&result.spread_before),
        )));
    }
    if !result.seeds.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "The best {} to win first{}: {}. Then {} have it. {}",
            if result.seeds.len() == 1 { "city".to_owned() } else { count(result.seeds.len(), "city") },
            if result.from.is_empty() { "" } else { " beside" },
            list(&result.seeds.iter().map(|seed| name(seed.node)).collect::<Vec<_>>()),
            cities_of(&result.spread),
            promise(result),
        )));
        blocks.push(Block::Table(first(cities, result, "en")));
    }
    let following = following(cities, result, "en", top);
    if !following.rows.is_empty() {
        blocks.push(Block::Heading("Who is likeliest to follow".to_owned()));
        blocks.push(Block::Table(following));
    }
    blocks.extend(thin(cities, result).map(Block::Paragraph));
    blocks.push(Block::Note(
        "Expected numbers of cities, the first ones included; intervals are 95% and tell the simulation error alone. That a policy travels as an \
         introduction does is an assumption: nobody measured how often a city takes a policy over from a partner. Ways that nobody recorded carry nothing here."
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

/// Nodes by their ids.
fn json(cities: &Cities, result: &DiffusionResult) -> serde_json::Value {
    let id = |node: u32| &cities.ids[node as usize];
    let reached = result.reached.iter().zip(&cities.ids).map(|(reached, id)| json!({"id": id, "probability": reached}));
    let mut value = json!({
        "model": result.model,
        "method": result.method,
        "cities": result.nodes,
        "ways": result.arcs,
        "from": result.from.iter().map(|node| id(*node)).collect::<Vec<_>>(),
        "spread_before": result.spread_before,
        "seeds": result.seeds.iter().map(|seed| json!({"id": id(seed.node), "adds": seed.adds})).collect::<Vec<_>>(),
        "spread": result.spread,
        "reached": reached.collect::<Vec<_>>(),
    });
    if let Some(guarantee) = result.guarantee {
        value["guarantee"] = json!(guarantee);
    }
    value
}

fn promise(result: &DiffusionResult) -> String {
    match (result.method.as_str(), &result.guarantee) {
        ("exact", _) => "No other choice reaches more: all were tried.".to_owned(),
        (_, Some(guarantee)) => format!(
            "No choice reaches more than {:.2} times as many, with a probability of {} (reverse sampling, {}; asked for were ε = {} and δ = {}).",
            1.0 / guarantee.ratio.max(f64::MIN_POSITIVE),
            percent(1.0 - guarantee.delta),
            count(guarantee.sets, "set"),
            guarantee.epsilon,
            guarantee.delta,
        ),
        _ => "They were chosen one after the other by what each adds; such a choice reaches at least 63% of what the best one does, \
              in the worlds that it was made in."
            .to_owned(),
    }
}

/// What cannot be told where cities abroad have hardly any ways among themselves.
fn thin(cities: &Cities, result: &DiffusionResult) -> Option<String> {
    let elsewhere = cities.elsewhere.filter(|elsewhere| !result.from.is_empty() && *elsewhere < result.nodes)?;
    Some(format!(
        "Only {elsewhere} of the {} do not touch where it began. So the first step can be told, and whether cities would pass it on among themselves \
         cannot: their ties with one another are hardly on record.",
        count(result.arcs, "way"),
    ))
}

fn first(cities: &Cities, result: &DiffusionResult, language: &str) -> Table {
    let words = [[""; 2], ["first city", "먼저 시작할 도시"], ["id", "식별자"]];
    let numbers = [["adds", "더해지는 수"], ["95% interval", "95% 구간"]];
    let mut table = Table::new(&pick(language, words), &pick(language, numbers));
    for (i, seed) in result.seeds.iter().enumerate() {
        let node = seed.node as usize;
        table.row([
            (i + 1).to_string(),
            cities.names[node].clone(),
            cities.ids[node].clone(),
            format!("{:.2}", seed.adds.estimate),
            format!("{:.2}–{:.2}", seed.adds.low, seed.adds.high),
        ]);
    }
    table
}

/// Cities other than the first ones, the likeliest first.
fn following(cities: &Cities, result: &DiffusionResult, language: &str, top: usize) -> Table {
    let begun = |node: usize| {
        let node = node as u32;
        result.from.contains(&node) || result.seeds.iter().any(|seed| seed.node == node)
    };
    let mut order: Vec<usize> = (0..result.nodes).filter(|node| !begun(*node)).collect();
    order.retain(|node| result.reached[*node].estimate > 0.0);
    order.sort_by(|a, b| result.reached[*b].estimate.total_cmp(&result.reached[*a].estimate).then(a.cmp(b)));
    let words = [[""; 2], ["city", "도시"], ["id", "식별자"]];
    let numbers = [["takes it up", "받아들일 확률"], ["95% interval", "95% 구간"]];
    let mut table = Table::new(&pick(language, words), &pick(language, numbers));
    for (i, node) in order.into_iter().take(top).enumerate() {
        let reached = &result.reached[node];
        table.row([
            (i + 1).to_string(),
            cities.names[node].clone(),
            cities.ids[node].clone(),
            percent(reached.estimate),
            format!("{}–{}", percent(reached.low), percent(reached.high)),
        ]);
    }
    table
}

fn korean_blocks(cities: &Cities, result: &DiffusionResult, top: usize) -> Vec<Block> {
    let names = |nodes: &mut dyn Iterator<Item = u32>| -> String {
        nodes.map(|node| cities.names[node as usize].clone()).collect::<Vec<_>>().join(", ")
    };
    let expected = |spread: &Estimate| {
        if spread.low == spread.high {
            format!("{:.2}곳", spread.estimate)
        } else {
            format!("{:.2}곳({:.2}~{:.2})", spread.estimate, spread.low, spread.high)
        }
    };
    let how = match result.model {
        Spreading::Cascade => "정책을 가진 도시는 협력 상대마다 한 번씩 전할 기회를 갖습니다(독립 연쇄 모형)",
        Spreading::Threshold => "정책을 가진 협력 상대의 가중치가 자신의 문턱을 넘으면 받아들입니다(선형 문턱 모형)",
    };
    let (nodes, arcs) = (counted(result.nodes, "곳"), counted(result.arcs, "개"));
    let mut blocks = vec![
        Block::Heading("정책이 도시에서 도시로 퍼지는 모습".to_owned()),
        Block::Paragraph(format!("{how}. 기록된 도시는 {nodes}, 정책이 전해질 수 있는 길은 {arcs}입니다.")),
    ];
    if !result.from.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "{}에서 시작하면 시작한 곳을 포함해 결국 {}이 정책을 갖습니다.",
            names(&mut result.from.iter().copied()),
            expected(&result.spread_before),
        )));
    }
    if !result.seeds.is_empty() {
        let promise = match (result.method.as_str(), &result.guarantee) {
            ("exact", _) => "모든 조합을 따져 보았으므로 더 많이 닿는 것은 없습니다.".to_owned(),
            (_, Some(guarantee)) => format!(
                "{}의 확률로 어떤 선택도 이보다 {:.2}배 넘게 닿지 못합니다(역방향 표본 {}, 요청한 ε = {}, δ = {}).",
                percent(1.0 - guarantee.delta),
                1.0 / guarantee.ratio.max(f64::MIN_POSITIVE),
                counted(guarantee.sets, "개"),
                guarantee.epsilon,
                guarantee.delta,
            ),
            _ => "더해지는 수가 큰 순으로 하나씩 골랐으며, 고를 때 쓴 모의 세계에서 최선의 63% 이상에 닿습니다."
                .to_owned(),
        };
        blocks.push(Block::Paragraph(format!(
            "먼저 설득할 도시 {}: {}. 그러면 {}이 정책을 갖습니다. {promise}",
            counted(result.seeds.len(), "곳"),
            names(&mut result.seeds.iter().map(|seed| seed.node)),
            expected(&result.spread),
        )));
        blocks.push(Block::Table(first(cities, result, "ko")));
    }
    let following = following(cities, result, "ko", top);
    if !following.rows.is_empty() {
        blocks.push(Block::Heading("뒤따를 가능성이 큰 도시".to_owned()));
        blocks.push(Block::Table(following));
    }
    let elsewhere = cities.elsewhere.filter(|elsewhere| !result.from.is_empty() && *elsewhere < result.nodes);
    blocks.extend(elsewhere.map(|elsewhere| {
        Block::Paragraph(format!(
            "길 {arcs} 가운데 시작한 곳과 닿지 않는 것은 {}뿐입니다. 따라서 첫 단계는 말할 수 있으나, 도시끼리 정책을 이어 전할지는 말할 수 없습니다. 도시 사이의 관계가 거의 기록되어 있지 않습니다.",
            counted(elsewhere, "개")
        ))
    }));
    blocks.push(Block::Note(
        "도시 수의 기댓값으로, 시작한 도시를 포함합니다. 구간은 95% 구간으로 모의실험 오차만을 나타냅니다. 정책이 소개와 같은 방식으로 전해진다는 것은 가정이며, 도시가 협력 상대의 정책을 얼마나 자주 받아들이는지는 아무도 \
         측정하지 않았습니다. 기록되지 않은 길은 아무것도 전하지 않습니다."
            .to_owned(),
    ));
    blocks
}

fn cities_of(spread: &Estimate) -> String {
    if spread.low == spread.high {
        return format!("{:.2} cities", spread.estimate);
    }
    format!("{:.2} cities ({:.2}–{:.2})", spread.estimate, spread.low, spread.high)
}
