//! The answer of `programmes --diffuse`.

use super::answer::{Answer, Block, Envelope, Table};
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
/// let answer = report::diffusion(Envelope::new("programmes", NetworkRef::default()), &cities, &result, 5);
/// assert_eq!(answer.envelope.result["seeds"][0]["id"], "hanoi");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn diffusion(mut envelope: Envelope, cities: &Cities, result: &DiffusionResult, top: usize) -> Answer {
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
        blocks.push(Block::Table(first(cities, result)));
    }
    let following = following(cities, result, top);
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

fn first(cities: &Cities, result: &DiffusionResult) -> Table {
    let mut table = Table::new(&["", "first city", "id"], &["adds", "95% interval"]);
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
fn following(cities: &Cities, result: &DiffusionResult, top: usize) -> Table {
    let begun = |node: usize| {
        let node = node as u32;
        result.from.contains(&node) || result.seeds.iter().any(|seed| seed.node == node)
    };
    let mut order: Vec<usize> = (0..result.nodes).filter(|node| !begun(*node)).collect();
    order.retain(|node| result.reached[*node].estimate > 0.0);
    order.sort_by(|a, b| result.reached[*b].estimate.total_cmp(&result.reached[*a].estimate).then(a.cmp(b)));
    let mut table = Table::new(&["", "city", "id"], &["takes it up", "95% interval"]);
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

fn cities_of(spread: &Estimate) -> String {
    if spread.low == spread.high {
        return format!("{:.2} cities", spread.estimate);
    }
    format!("{:.2} cities ({:.2}–{:.2})", spread.estimate, spread.low, spread.high)
}
