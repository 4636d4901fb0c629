//! Programmes and those whom they reached as a network of two modes: the answer of `metrics --programmes`.

use super::answer::{Answer, Block, NetworkRef, Table};
use super::korean::{Particle, counted, josa, listed_some, pick, say};
use super::leverage::{label, title};
use super::metrics::{Metrics, MetricsResult, methods, metrics, named_measure, number, shown, tie_table};
use super::words::{count, percent};
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
    let mut answer = metrics(measured, result, NetworkRef::of(network), language, top);
    told.complete(&mut answer.envelope.result, [&programmes, &reached]);
    let mut blocks = vec![Block::Heading(told.heading()), Block::Paragraph(told.summary())];
    blocks.extend(
        methods(measured, result, language)
            .map(|(name, _, words)| Block::Paragraph(format!("{}: {words}.", named_measure(name, language)))),
    );
    if !result.measures.is_empty() {
        for side in [Side::Programmes, Side::Reached] {
            blocks.push(Block::Heading(side.heading(language).into()));
            blocks.extend(told.leading(side).map(Block::Paragraph));
            blocks.extend(told.scores(side, top));
        }
    }
    if !result.tie_measures.is_empty() {
        let table = tie_table(measured, result, language, top);
        blocks.extend(shown(table, affiliation.topology.tie_count(), ["tie", "관계"], language));
    }
    for (side, projection) in [(Side::Programmes, &programmes), (Side::Reached, &reached)] {
        blocks.push(Block::Heading(side.pairs_heading(language).into()));
        blocks.extend(told.pairs(side, projection, top.min(PAIRS)));
    }
    blocks.push(Block::Note(say(language, NOTE, NOTE_KO).into()));
    answer.blocks = blocks;
    Ok(answer)
}

const NOTE: &str = "Degree: how many of the other side. Share: how many of all there are. Closeness and betweenness are in \
    proportion to the most that a network of two sides allows (Borgatti and Everett 1997); where the network \
    falls into parts, closeness counts the ways within a part, scaled by its size, and can exceed 1. Expected: how many a pair would \
    share if each dealt out as many reaches as it has at random over the other side (Tumminello and others 2011); some are \
    reached by more programmes than others, which is left out of account, so that a low chance may also be due to a city that \
    everybody courts. Chance: of so many or more, corrected for all pairs (Benjamini and Hochberg 1995). Lists of whom a \
    programme reached are partial: who is not on record may have been reached all the same.";

const NOTE_KO: &str = "비율: 상대편 전체 가운데 이어진 수의 비율. 근접과 매개는 두 편으로 된 네트워크에서 가능한 최댓값에 대한 \
    비율입니다(Borgatti and Everett 1997). 네트워크가 여러 덩어리로 나뉘면 근접은 덩어리 안의 거리만 세고 그 크기로 조정하므로 1을 넘을 \
    수 있습니다. 기댓값: 두 쪽이 각각 실제와 같은 수의 접촉을 상대편에 무작위로 나누었을 때 함께 가질 \
    수(Tumminello and others 2011). 여러 사업이 접촉하는 도시가 따로 있다는 점은 고려하지 않으므로, 우연일 확률이 낮은 것은 모두가 찾는 \
    도시 때문일 수도 있습니다. 우연일 확률: 그만큼 또는 그 이상을 함께 가질 확률이며, 모든 쌍에 대하여 보정하였습니다(Benjamini and \
    Hochberg 1995). 사업이 접촉한 상대의 목록은 일부이므로, 기록에 없다고 하여 접촉하지 않은 것은 아닙니다.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Programmes,
    Reached,
}

impl Side {
    fn heading(self, language: &str) -> &'static str {
        match self {
            Self::Programmes => say(language, "Programmes", "사업"),
            Self::Reached => say(language, "Those reached", "접촉 상대"),
        }
    }

    fn pairs_heading(self, language: &str) -> &'static str {
        match self {
            Self::Programmes => say(language, "Programmes that reach the same", "같은 상대와 접촉한 사업"),
            Self::Reached => say(language, "Reached by the same programmes", "같은 사업이 접촉한 상대"),
        }
    }

    fn nouns(self) -> [&'static str; 2] {
        match self {
            Self::Programmes => ["programme", "사업"],
            Self::Reached => ["actor", "행위자"],
        }
    }

    fn other(self) -> Self {
        if self == Self::Programmes { Self::Reached } else { Self::Programmes }
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
        let title = title(self.network, self.language);
        match self.language {
            "ko" => format!("{title}: 사업과 접촉 상대"),
            _ => format!("{title}: programmes and whom they reach"),
        }
    }

    fn summary(&self) -> String {
        let Affiliation { programmes, reached, unlisted, topology } = self.affiliation;
        let names: Vec<String> = unlisted.iter().map(|id| self.programme(id)).collect();
        let names = listed_some(self.language, &names, 4);
        if self.language == "ko" {
            let text = format!(
                "사업 {}가 행위자 {}와 접촉한 기록 {}이 있습니다.",
                counted(programmes.len(), "개"),
                counted(reached.len(), "개"),
                counted(topology.tie_count(), "건"),
            );
            return match unlisted.len() {
                0 => text,
                some => format!(
                    "{text} 물어본 상대 가운데 접촉한 기록이 없는 사업 {}는 제외하였습니다: {names}.",
                    counted(some, "개")
                ),
            };
        }
        let mut text = format!(
            "{} and {} whom they reached, {} on record.",
            count(programmes.len(), "programme"),
            count(reached.len(), "actor"),
            count(topology.tie_count(), "contact"),
        );
        if !unlisted.is_empty() {
            text = format!(
                "{text} {} left out, since none of those asked about is on record for {}: {names}.",
                count(unlisted.len(), "programme") + if unlisted.len() == 1 { " is" } else { " are" },
                if unlisted.len() == 1 { "it" } else { "them" },
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
        let others = self.nodes(side.other()).len();
        let between = self.result.measures.iter().position(|name| *name == "two_mode_betweenness");
        let scores = between.map(|place| &self.result.scores[place]);
        let between = scores.and_then(|scores| self.first(side, |v| scores.get(v).unwrap_or_default()));
        let between = between.filter(|(_, share)| *share > 0.0);
        let share = percent(partners / others as f64);
        let names = listed_some(self.language, &most, 3);
        if self.language == "ko" {
            let counter = if side == Side::Programmes { "곳" } else { "개" };
            let partners = format!("{partners}{counter}({share})");
            return Some(Self::leading_ko(side, &names, [&partners, &others.to_string()], between));
        }
        let does = match (side, most.len()) {
            (Side::Programmes, 1) => "reaches",
            (Side::Programmes, _) => "reach",
            (Side::Reached, 1) => "is reached by",
            (Side::Reached, _) => "are reached by",
        };
        let each = if most.len() == 1 { "" } else { " each" };
        let mut text = format!("{names} {does} most: {partners} of {others} ({share}){each}.");
        if let Some((names, share)) = between {
            let whom = match side {
                Side::Programmes => "who would otherwise lie farther apart or not meet at all",
                Side::Reached => "programmes that otherwise share few or none",
            };
            text = format!(
                "{text} Most shortest ways lead through {} (betweenness {}), joining {whom}.",
                listed_some(self.language, &names, 3),
                number(share)
            );
        }
        Some(text)
    }

    fn leading_ko(
        side: Side,
        names: &str,
        [partners, others]: [&str; 2],
        between: Option<(Vec<String>, f64)>,
    ) -> String {
        let text = match side {
            Side::Programmes => {
                format!("{names}: 상대 {others}곳 가운데 {partners}에 닿아, 접촉 상대가 가장 많은 사업입니다.")
            }
            Side::Reached => {
                format!("{names}: 사업 {others}개 가운데 {partners}에 들어 있어, 가장 자주 찾는 상대입니다.")
            }
        };
        let Some((names, share)) = between else { return text };
        let whom = match side {
            Side::Programmes => "이 사업이 없으면 더 멀어지거나 만나지 못할 상대들을 잇습니다",
            Side::Reached => "함께 접촉하는 상대가 거의 없는 사업들을 잇습니다",
        };
        let names = josa(&format!("{}(매개 {})", listed_some("ko", &names, 3), number(share)), Particle::Being);
        format!("{text} 최단 경로가 가장 많이 지나는 곳은 {names}, {whom}.")
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
        let heads: Vec<String> = self.result.measures.iter().map(|name| head(name, self.language)).collect();
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let mut table = Table::new(&pick(self.language, [side.nouns(), ["id", "식별자"]]), &heads);
        for v in order.into_iter().filter(|v| nodes.contains(&(*v as usize))).take(top) {
            let name = [&self.measured.labels, &self.measured.ids].map(|names| names[v as usize].clone());
            let cell = |(name, scores): (&&str, &Scores)| {
                let score = scores.get(v).unwrap_or_default();
                if *name == "two_mode_degree" { percent(score) } else { number(score) }
            };
            table.row(name.into_iter().chain(self.result.measures.iter().zip(&self.result.scores).map(cell)));
        }
        shown(table, nodes.len(), side.nouns(), self.language)
    }

    /// The pairs of a side that share most beyond chance.
    fn pairs(&self, side: Side, projection: &Projection, top: usize) -> Vec<Block> {
        let rare = projection.links.iter().filter(|link| link.q <= RARE).count();
        let text = match self.language {
            "ko" => Self::pairs_ko(side, projection, rare),
            _ => Self::pairs_en(side, projection, rare),
        };
        if projection.links.is_empty() {
            return vec![Block::Paragraph(text)];
        }
        let mut links: Vec<&Link> = projection.links.iter().collect();
        links.sort_by(|x, y| x.q.total_cmp(&y.q).then(x.p.total_cmp(&y.p)).then(y.shared.cmp(&x.shared)));
        let name = |node: u32| self.measured.labels[node as usize].clone();
        let words = pick(self.language, [side.nouns(), ["and", "상대"], ["in common", "공통"]]);
        let numbers = [["shared", "공통 수"], ["expected", "기댓값"], ["chance", "우연일 확률"]];
        let mut table = Table::new(&words, &pick(self.language, numbers));
        for link in links.iter().take(top) {
            let shared: Vec<String> = self.affiliation.shared(link.a, link.b).into_iter().map(name).collect();
            let numbers = [link.shared.to_string(), format!("{:.2}", self.expected(link)), percent(link.q)];
            table.row([name(link.a), name(link.b), listed_some(self.language, &shared, 3)].into_iter().chain(numbers));
        }
        vec![Block::Paragraph(text), Block::Table(table)]
    }

    fn pairs_en(side: Side, projection: &Projection, rare: usize) -> String {
        let pairs = count(projection.pairs as usize, "pair");
        let (what, none) = match side {
            Side::Programmes => ("reach somebody in common", "none reaches anybody in common"),
            Side::Reached => ("have a programme in common", "none has a programme in common"),
        };
        let nouns = if side == Side::Programmes { "programmes" } else { "those reached" };
        if projection.links.is_empty() {
            return format!("Of {pairs} of {nouns}, {none}.");
        }
        let beyond = match rare {
            0 => "none of them more than chance would have it, with lists as short as these".to_owned(),
            1 => "one of them more than chance would have it".to_owned(),
            some => format!("{some} of them more than chance would have it"),
        };
        format!("Of {pairs} of {nouns}, {} {what}, {beyond} (chance of 5% or less).", projection.links.len())
    }

    fn pairs_ko(side: Side, projection: &Projection, rare: usize) -> String {
        let (nouns, what) = match side {
            Side::Programmes => ("사업", "함께 접촉한 상대가 있는"),
            Side::Reached => ("접촉 상대", "함께 접촉한 사업이 있는"),
        };
        let pairs = counted(projection.pairs as usize, "쌍");
        if projection.links.is_empty() {
            return format!("{nouns} {pairs} 가운데 {what} 쌍은 없습니다.");
        }
        let beyond = match rare {
            0 => "목록이 이 정도로 짧을 때 우연보다 많다고 할 수 있는 쌍은 없습니다".to_owned(),
            some => format!("그 가운데 {}이 우연보다 많습니다", counted(some, "쌍")),
        };
        let links = counted(projection.links.len(), "쌍");
        format!("{nouns} {pairs} 가운데 {what} 쌍은 {links}이고, {beyond}(우연일 확률 5% 이하).")
    }
}

/// What a measure is called where two sides are understood.
fn head(name: &str, language: &str) -> String {
    match name {
        "two_mode_degree" => say(language, "share", "비율").to_owned(),
        "two_mode_closeness" => say(language, "closeness", "근접").to_owned(),
        "two_mode_betweenness" => say(language, "betweenness", "매개").to_owned(),
        other => named_measure(other, language),
    }
}
