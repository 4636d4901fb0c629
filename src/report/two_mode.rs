//! Programmes and those whom they reached as a network of two modes: the answer of `metrics --programmes`.

use super::answer::{Answer, Block, NetworkRef, Table};
use super::leverage::{label, title};
use super::metrics::{Metrics, MetricsResult, methods, metrics, number, shown, tie_table};
use super::words::{count, list_some, percent};
use crate::diplomacy::Affiliation;
use crate::error::Error;
use crate::measure::Scores;
use crate::model::Network;
use crate::structure::{Link, Projection};
use serde_json::{Value, json};
use std::ops::Range;

/// Pairs with a corrected chance of at most this share more than chance would have it.
const RARE: f64 = 0.05;

/// Pairs of one mode that are printed.
const PAIRS: usize = 10;

/// Puts the measures of programmes and of those whom they reached into a table each, and tells which pairs share more than
/// chance would have it. The nodes of the metrics are those of the affiliation.
///
/// # Errors
/// None beyond those of [`Affiliation::projections`].
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Affiliation;
/// use proxeny::measure::{MeasureOptions, named};
/// use proxeny::report::{self, Metrics, Refusals};
///
/// let seoul = Network::builtin("seoul")?;
/// let all = Affiliation::of(&seoul, None)?;
/// let ids: Vec<String> = all.programmes.iter().map(|(id, _)| id).chain(&all.reached).cloned().collect();
/// let metrics = Metrics {
///     topology: &all.topology,
///     labels: ids.clone(),
///     ids,
///     tie_ids: Vec::new(),
///     measures: vec![named("two_mode_degree")?],
///     refusals: Refusals::Fail,
///     options: MeasureOptions::default().groups(all.groups()),
/// };
/// let answer = report::two_mode(&seoul, &all, (&metrics, &metrics.run()?), "en", 10)?;
/// assert_eq!(answer.envelope.result["actors"][0]["mode"], "programme");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn two_mode(
    network: &Network,
    affiliation: &Affiliation,
    (measured, result): (&Metrics<'_>, &MetricsResult),
    language: &str,
    top: usize,
) -> Result<Answer, Error> {
    let told = Told { network, affiliation, measured, result, language };
    let [programmes, reached] = affiliation.projections()?;
    let mut answer = metrics(measured, result, NetworkRef::of(network), top);
    told.complete(&mut answer.envelope.result, [&programmes, &reached]);
    let mut blocks = vec![Block::Heading(told.heading()), Block::Paragraph(told.summary())];
    blocks.extend(methods(measured, result).map(|(name, _, words)| Block::Paragraph(format!("{name}: {words}."))));
    if !result.measures.is_empty() {
        for side in [Side::Programmes, Side::Reached] {
            blocks.push(Block::Heading(side.heading().into()));
            blocks.extend(told.leading(side).map(Block::Paragraph));
            blocks.extend(told.scores(side, top));
        }
    }
    if !result.tie_measures.is_empty() {
        blocks.extend(shown(tie_table(measured, result, top), affiliation.topology.tie_count(), "tie"));
    }
    for (side, projection) in [(Side::Programmes, &programmes), (Side::Reached, &reached)] {
        blocks.push(Block::Heading(side.pairs_heading().into()));
        blocks.extend(told.pairs(side, projection, top.min(PAIRS)));
    }
    blocks.push(Block::Note(NOTE.into()));
    answer.blocks = blocks;
    Ok(answer)
}

const NOTE: &str = "Degree: how many of the other side. Share: how many of all there are. Closeness and betweenness are in \
    proportion to the most that a network of two sides allows (Borgatti and Everett 1997). Expected: how many a pair would \
    share if each dealt out as many reaches as it has at random over the other side (Tumminello and others 2011); some are \
    reached by more programmes than others, which is left out of account, so that a low chance may also be due to a city that \
    everybody courts. Chance: of so many or more, corrected for all pairs (Benjamini and Hochberg 1995). Lists of whom a \
    programme reached are partial: who is not on record may have been reached all the same.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Programmes,
    Reached,
}

impl Side {
    fn heading(self) -> &'static str {
        match self {
            Self::Programmes => "Programmes",
            Self::Reached => "Those reached",
        }
    }

    fn pairs_heading(self) -> &'static str {
        match self {
            Self::Programmes => "Programmes that reach the same",
            Self::Reached => "Reached by the same programmes",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Programmes => "programme",
            Self::Reached => "actor",
        }
    }
}

struct Told<'a> {
    network: &'a Network,
    affiliation: &'a Affiliation,
    measured: &'a Metrics<'a>,
    result: &'a MetricsResult,
    language: &'a str,
}

impl Told<'_> {
    fn nodes(&self, side: Side) -> Range<usize> {
        let programmes = self.affiliation.programmes.len();
        match side {
            Side::Programmes => 0..programmes,
            Side::Reached => programmes..programmes + self.affiliation.reached.len(),
        }
    }

    /// Adds the mode of each actor, how many there are of each, and the pairs.
    fn complete(&self, result: &mut Value, projections: [&Projection; 2]) {
        let nodes = self.nodes(Side::Programmes).len();
        for (v, actor) in result["actors"].as_array_mut().into_iter().flatten().enumerate() {
            actor["mode"] = json!(if v < nodes { "programme" } else { "reached" });
        }
        result["graph"]["modes"] = json!({ "programmes": nodes, "reached": self.nodes(Side::Reached).len() });
        let [programmes, reached] = projections.map(|projection| {
            let links: Vec<Value> = projection.links.iter().map(|link| self.link(link)).collect();
            json!({ "pairs": projection.pairs, "links": links })
        });
        result["shared"] = json!({ "programmes": programmes, "reached": reached });
        result["unlisted"] = json!(self.affiliation.unlisted);
    }

    fn link(&self, link: &Link) -> Value {
        let id = |node: u32| &self.measured.ids[node as usize];
        let shared: Vec<&String> = self.affiliation.shared(link.a, link.b).into_iter().map(id).collect();
        json!({
            "a": id(link.a), "b": id(link.b), "shared": shared, "expected": self.expected(link),
            "newman": link.newman, "p": link.p, "q": link.q,
        })
    }

    /// How many two would share if both dealt out their ties at random over the other side.
    fn expected(&self, link: &Link) -> f64 {
        let partners = |v: u32| self.affiliation.topology.out(v).len() as f64;
        let side =
            if self.nodes(Side::Programmes).contains(&(link.a as usize)) { Side::Reached } else { Side::Programmes };
        partners(link.a) * partners(link.b) / self.nodes(side).len() as f64
    }

    fn heading(&self) -> String {
        format!("{}: programmes and whom they reach", title(self.network, self.language))
    }

    fn summary(&self) -> String {
        let Affiliation { programmes, reached, unlisted, topology } = self.affiliation;
        let mut text = format!(
            "{} and {} whom they reached, {} on record.",
            count(programmes.len(), "programme"),
            count(reached.len(), "actor"),
            count(topology.tie_count(), "contact"),
        );
        if !unlisted.is_empty() {
            let names: Vec<String> = unlisted.iter().map(|id| self.programme(id)).collect();
            text = format!(
                "{text} {} left out, since none of those asked about is on record for {}: {}.",
                count(unlisted.len(), "programme") + if unlisted.len() == 1 { " is" } else { " are" },
                if unlisted.len() == 1 { "it" } else { "them" },
                list_some(&names, 4)
            );
        }
        text
    }

    /// The name of a programme that is not among the nodes.
    fn programme(&self, id: &str) -> String {
        let record = self.network.programmes().iter().find(|programme| programme.id == id);
        let name = record.map(|programme| programme.name.get(self.language)).filter(|name| !name.is_empty());
        name.map_or_else(|| label(self.network, id, self.language), str::to_owned)
    }

    /// Who is tied to most, and who stands between most.
    fn leading(&self, side: Side) -> Option<String> {
        let (most, partners) = self.first(side, |v| self.affiliation.topology.out(v).len() as f64)?;
        let others = self.nodes(if side == Side::Programmes { Side::Reached } else { Side::Programmes }).len();
        let does = match (side, most.len()) {
            (Side::Programmes, 1) => "reaches",
            (Side::Programmes, _) => "reach",
            (Side::Reached, 1) => "is reached by",
            (Side::Reached, _) => "are reached by",
        };
        let each = if most.len() == 1 { "" } else { " each" };
        let mut text = format!(
            "{} {does} most: {partners} of {others} ({}){each}.",
            list_some(&most, 3),
            percent(partners / others as f64)
        );
        let between = self.result.measures.iter().position(|name| *name == "two_mode_betweenness");
        let scores = between.map(|place| &self.result.scores[place]);
        let between = scores.and_then(|scores| self.first(side, |v| scores.get(v).unwrap_or_default()));
        if let Some((names, share)) = between.filter(|(_, share)| *share > 0.0) {
            let whom = match side {
                Side::Programmes => "who would otherwise lie farther apart or not meet at all",
                Side::Reached => "programmes that otherwise share few or none",
            };
            text = format!(
                "{text} Most shortest ways lead through {} (betweenness {}), joining {whom}.",
                list_some(&names, 3),
                number(share)
            );
        }
        Some(text)
    }

    /// The names of those of a side with the highest value, and that value.
    fn first(&self, side: Side, value: impl Fn(u32) -> f64) -> Option<(Vec<String>, f64)> {
        let most = self.nodes(side).map(|v| value(v as u32)).max_by(f64::total_cmp)?;
        let names = self.nodes(side).filter(|v| value(*v as u32) >= most * (1.0 - 1e-12));
        Some((names.map(|v| self.measured.labels[v].clone()).collect(), most))
    }

    fn scores(&self, side: Side, top: usize) -> Vec<Block> {
        let nodes = self.nodes(side);
        let order = self.result.scores.first().map(Scores::ranking).unwrap_or_default();
        let heads: Vec<&str> = self.result.measures.iter().map(|name| head(name)).collect();
        let mut table = Table::new(&[side.noun(), "id"], &heads);
        for v in order.into_iter().filter(|v| nodes.contains(&(*v as usize))).take(top) {
            let name = [&self.measured.labels, &self.measured.ids].map(|names| names[v as usize].clone());
            let cell = |(name, scores): (&&str, &Scores)| {
                let score = scores.get(v).unwrap_or_default();
                if *name == "two_mode_degree" { percent(score) } else { number(score) }
            };
            table.row(name.into_iter().chain(self.result.measures.iter().zip(&self.result.scores).map(cell)));
        }
        shown(table, nodes.len(), side.noun())
    }

    /// The pairs of a side that share most beyond chance.
    fn pairs(&self, side: Side, projection: &Projection, top: usize) -> Vec<Block> {
        let rare = projection.links.iter().filter(|link| link.q <= RARE).count();
        let pairs = count(projection.pairs as usize, "pair");
        let (what, none) = match side {
            Side::Programmes => ("reach somebody in common", "none reaches anybody in common"),
            Side::Reached => ("have a programme in common", "none has a programme in common"),
        };
        let nouns = if side == Side::Programmes { "programmes" } else { "those reached" };
        if projection.links.is_empty() {
            return vec![Block::Paragraph(format!("Of {pairs} of {nouns}, {none}."))];
        }
        let beyond = match rare {
            0 => "none of them more than chance would have it, with lists as short as these".to_owned(),
            1 => "one of them more than chance would have it".to_owned(),
            some => format!("{some} of them more than chance would have it"),
        };
        let text =
            format!("Of {pairs} of {nouns}, {} {what}, {beyond} (chance of 5% or less).", projection.links.len());
        let mut links: Vec<&Link> = projection.links.iter().collect();
        links.sort_by(|x, y| x.q.total_cmp(&y.q).then(x.p.total_cmp(&y.p)).then(y.shared.cmp(&x.shared)));
        let name = |node: u32| self.measured.labels[node as usize].clone();
        let mut table = Table::new(&[side.noun(), "and", "in common"], &["shared", "expected", "chance"]);
        for link in links.iter().take(top) {
            let shared: Vec<String> = self.affiliation.shared(link.a, link.b).into_iter().map(name).collect();
            let numbers = [link.shared.to_string(), format!("{:.2}", self.expected(link)), percent(link.q)];
            table.row([name(link.a), name(link.b), list_some(&shared, 3)].into_iter().chain(numbers));
        }
        vec![Block::Paragraph(text), Block::Table(table)]
    }
}

/// What a measure is called where two sides are understood.
fn head(name: &str) -> &str {
    match name {
        "two_mode_degree" => "share",
        "two_mode_closeness" => "closeness",
        "two_mode_betweenness" => "betweenness",
        other => other,
    }
}
