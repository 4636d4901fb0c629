//! Measures of a network or of a plain edge list, and the answer of `metrics`.

use super::answer::{Align, Answer, Block, Envelope, NetworkRef, Table};
use super::korean::{counted, pick};
use super::words::{capital, count, grouped, list};
use crate::error::Error;
use crate::graph::Topology;
use crate::measure::{FIGURES, MeasureOptions, Named, Scores, TieScores, Unit, Whole};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What is measured: a topology with a name for every node.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, named};
/// use proxeny::report::{Metrics, Refusals};
///
/// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let ids: Vec<String> = ["seoul", "athens", "rome"].map(str::to_owned).into();
/// let metrics = Metrics {
///     topology: &topology,
///     labels: ids.clone(),
///     ids,
///     tie_ids: Vec::new(),
///     measures: vec![named("degree")?],
///     refusals: Refusals::Fail,
///     options: MeasureOptions::default(),
/// };
/// let result = metrics.run()?;
/// assert_eq!((result.measures[0], result.scores[0].ranking()[0]), ("degree", 1));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub struct Metrics<'a> {
    /// The graph.
    pub topology: &'a Topology,
    /// Id of each node.
    pub ids: Vec<String>,
    /// Name of each node for readers.
    pub labels: Vec<String>,
    /// Id of each tie; empty if ties have none.
    pub tie_ids: Vec<String>,
    /// The measures. Figures of the whole graph are always there, whether they are among them or not, except the costly ones.
    pub measures: Vec<Named>,
    /// What to do with a measure that the input does not allow.
    pub refusals: Refusals,
    /// Their options.
    pub options: MeasureOptions,
}

/// What to do with a measure that the input does not allow.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, named};
/// use proxeny::report::{Metrics, Refusals};
///
/// let topology = Topology::undirected(2, [(0, 1)])?; // without weights
/// let strength = |refusals| {
///     let measures = vec![named("strength")?];
///     let (ids, labels, tie_ids) = (Vec::new(), Vec::new(), Vec::new());
///     Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options: MeasureOptions::default() }.run()
/// };
/// assert!(strength(Refusals::Fail).is_err());
/// assert_eq!(strength(Refusals::LeaveOut)?.left_out.len(), 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refusals {
    /// Fail with its error. This is the default.
    #[default]
    Fail,
    /// Leave it out and name the reason; also leave out what in this graph would tell the same as another measure.
    LeaveOut,
}

/// Scores by measure.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{FIGURES, MeasureOptions};
/// use proxeny::report::{Metrics, Refusals};
///
/// let topology = Topology::undirected(2, [(0, 1)])?;
/// let (ids, labels, tie_ids, measures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
/// let (refusals, options) = (Refusals::Fail, MeasureOptions::default());
/// let result = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options }.run()?;
/// let quick = FIGURES.iter().filter(|figure| !figure.costly()).count();
/// assert_eq!((result.scores.len(), result.figures.len()), (0, quick)); // figures are always there
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct MetricsResult {
    /// Names of the measures of nodes, in the order asked for.
    pub measures: Vec<&'static str>,
    /// Scores of each measure of nodes.
    pub scores: Vec<Scores>,
    /// Names of the measures of ties, in the order asked for.
    pub tie_measures: Vec<&'static str>,
    /// Scores of each measure of ties.
    pub tie_scores: Vec<TieScores>,
    /// Value of each figure of the whole graph, `None` where it is not defined. Those that take the distances of all
    /// pairs of a large graph are absent unless they were asked for, or these were found for another measure.
    pub figures: Vec<(&'static str, Option<f64>)>,
    /// The measures left out, each with the reason.
    pub left_out: Vec<String>,
}

impl Metrics<'_> {
    /// Runs every measure. Each is a phase of one step, told to the control of the options if there is one.
    ///
    /// # Errors
    /// What the first failing measure says, unless refusals are left out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::measure::{MeasureOptions, named};
    /// use proxeny::report::{Metrics, Refusals};
    ///
    /// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?;
    /// let (ids, labels, tie_ids) = (Vec::new(), Vec::new(), Vec::new());
    /// let measures = vec![named("betweenness")?, named("bridge")?];
    /// let (refusals, options) = (Refusals::Fail, MeasureOptions::default());
    /// let result = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options }.run()?;
    /// assert_eq!((result.measures, result.tie_measures), (vec!["betweenness"], vec!["bridge"]));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self) -> Result<MetricsResult, Error> {
        let mut result = MetricsResult::default();
        let whole = Whole::new(self.topology);
        let mut alike = Vec::new();
        for &measure in &self.measures {
            let mut phase = self.options.phase(measure.name(), 1);
            match measure {
                Named::Nodes(one) if self.refusals == Refusals::LeaveOut && self.tells_the_same(measure) => {
                    alike.push(one.name().to_owned());
                }
                Named::Nodes(one) => {
                    let scores = match one.of_distances() {
                        // Distances are found once for all measures that are made of them.
                        Some(by) if !self.is_cut(measure) => {
                            by.scores_of(self.topology, whole.distances(by.sense()), &self.options)
                        }
                        _ => one.scores(self.topology, &self.options),
                    };
                    if let Some(scores) = self.allowed(scores, &mut result)? {
                        result.measures.push(one.name());
                        result.scores.push(scores);
                    }
                }
                Named::Ties(one) => {
                    if let Some(scores) = self.allowed(one.scores(self.topology, &self.options), &mut result)? {
                        result.tie_measures.push(one.name());
                        result.tie_scores.push(scores);
                    }
                }
                Named::Graph(_) => {}
            }
            phase.advance(1)?;
        }
        if !alike.is_empty() {
            let why = "in an undirected graph they are the same as without in_, out_ and strong_";
            result.left_out.push(format!("{} left out: {why}", list(&alike)));
        }
        let whole = match self.options.groups.as_deref() {
            Some(groups) => whole.with_groups(groups)?,
            None => whole,
        };
        self.figures(&whole, &mut result)?;
        Ok(result)
    }

    /// Figures of the whole graph, those that take long only if they are asked for.
    fn figures(&self, whole: &Whole<'_>, result: &mut MetricsResult) -> Result<(), Error> {
        let asked = |name| self.measures.iter().any(|measure| measure.name() == name);
        let mut far = Vec::new();
        for figure in FIGURES {
            if figure.is_quick(whole) || asked(figure.name()) {
                if let Some(value) = self.allowed(figure.value(whole), result)? {
                    result.figures.push((figure.name(), value));
                }
            } else if !figure.costly() {
                far.push(figure.name().to_owned());
            }
        }
        if !far.is_empty() {
            let why = "in a large network the distances of all pairs take long; name them to have them";
            result.left_out.push(format!("{} left out: {why}", list(&far)));
        }
        Ok(())
    }

    /// Whether the highest scores of a measure are found alone.
    fn is_cut(&self, measure: Named) -> bool {
        self.options.only_top.is_some() && CUT.contains(&measure.name())
    }

    fn tells_the_same(&self, measure: Named) -> bool {
        matches!(measure, Named::Nodes(one) if one.one_sided()) && self.topology.is_undirected()
    }

    /// Scores, or a note why they are left out.
    fn allowed<T>(&self, scores: Result<T, Error>, result: &mut MetricsResult) -> Result<Option<T>, Error> {
        match scores {
            Ok(scores) => Ok(Some(scores)),
            Err(error) if self.refusals == Refusals::LeaveOut => {
                result.left_out.push(format!("left out: {error}"));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// Puts scores into tables of the first `top` nodes and ties, each by its first measure, and all of them into the
/// envelope.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, named};
/// use proxeny::report::{self, Metrics, NetworkRef, Refusals};
///
/// let topology = Topology::undirected(2, [(0, 1)])?;
/// let ids: Vec<String> = ["seoul", "athens"].map(str::to_owned).into();
/// let (labels, tie_ids, measures) = (ids.clone(), Vec::new(), vec![named("degree")?]);
/// let (refusals, options) = (Refusals::Fail, MeasureOptions::default());
/// let metrics = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options };
/// let answer = report::metrics(&metrics, &metrics.run()?, NetworkRef::default(), "en", 10);
/// assert_eq!(answer.envelope.result["actors"][0]["values"]["degree"], 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn metrics(
    metrics: &Metrics<'_>,
    result: &MetricsResult,
    network: NetworkRef,
    language: &str,
    top: usize,
) -> Answer {
    let mut envelope = Envelope::new("metrics", network);
    let actors: Vec<Value> = metrics.ids.iter().enumerate().map(|(v, id)| actor(id, v, result)).collect();
    envelope.result = json!({ "actors": actors, "graph": graph(metrics.topology, result) });
    let how: Map<String, Value> =
        methods(metrics, result, language).map(|(name, how, _)| (name.to_owned(), how)).collect();
    if !how.is_empty() {
        envelope.result["graph"]["methods"] = json!(how);
    }
    if !result.tie_measures.is_empty() {
        let ties: Vec<Value> = (0..metrics.topology.tie_count() as u32).map(|t| tie(metrics, t, result)).collect();
        envelope.result["ties"] = json!(ties);
    }
    envelope.warnings.clone_from(&result.left_out);
    let figures = figures_in_words(result, language);
    let mut blocks = vec![Block::Paragraph(summary(metrics.topology, language)), Block::Paragraph(figures)];
    blocks
        .extend(methods(metrics, result, language).map(|(name, _, words)| {
            Block::Paragraph(capital(&format!("{}: {words}.", named_measure(name, language))))
        }));
    if !result.measures.is_empty() {
        let told = (0..metrics.ids.len() as u32).filter(|v| is_told(metrics, result, *v)).count();
        blocks.extend(shown(actor_table(metrics, result, language, top), told, ["actor", "행위자"], language));
    }
    if !result.tie_measures.is_empty() {
        blocks.extend(shown(
            tie_table(metrics, result, language, top),
            metrics.topology.tie_count(),
            ["tie", "관계"],
            language,
        ));
    }
    Answer { envelope, blocks }
}

/// Measures of which the highest scores can be found alone.
const CUT: &[&str] = &["closeness", "out_closeness", "harmonic", "out_harmonic"];

/// How the measures were found that can be estimated, or of which the highest scores can be found alone, where that was
/// asked for: for programs and in words.
pub(super) fn methods<'a>(
    metrics: &Metrics<'_>,
    result: &'a MetricsResult,
    language: &'a str,
) -> impl Iterator<Item = (&'static str, Value, String)> + 'a {
    let wanted = metrics.options.only_top;
    let cut = result.measures.iter().zip(&result.scores).filter_map(move |(name, scores)| {
        let wanted = wanted.filter(|_| CUT.contains(name))?;
        let found = scores.values().iter().filter(|score| !score.is_nan()).count();
        let words = match (language, found.saturating_sub(wanted)) {
            ("ko", 0) => format!("가장 높은 {}만 정확하게 계산했고, 나머지는 끝까지 살펴보지 않았습니다", counted(wanted, "개")),
            ("ko", more) => format!(
                "가장 높은 {}와 마지막 값이 같은 {}를 정확하게 계산했고, 나머지는 끝까지 살펴보지 않았습니다",
                counted(wanted, "개"),
                counted(more, "개")
            ),
            (_, 0) => {
                format!("exact for the {} highest; the others were not looked at to the end", grouped(wanted))
            }
            (_, more) => format!(
                "exact for the {} highest and {} that score as much as the last of them; the others were not looked at to \
                 the end",
                grouped(wanted),
                grouped(more)
            ),
        };
        Some((*name, json!({ "method": "top", "wanted": wanted, "found": found }), words))
    });
    estimates(metrics, result, language).chain(cut)
}

/// How the measures that can be estimated were found, where estimates are allowed.
fn estimates<'a>(
    metrics: &Metrics<'_>,
    result: &'a MetricsResult,
    language: &'a str,
) -> impl Iterator<Item = (&'static str, Value, String)> + 'a {
    let allowed = metrics.options.precision.is_some();
    let [why, korean_why] = [
        "in a network of this size that is quicker than to sample",
        "이 크기의 네트워크에서는 표본을 뽑는 것보다 빠르므로",
    ];
    let scores = result.measures.iter().zip(&result.scores);
    scores.filter(move |(name, scores)| allowed && (scores.sampling().is_some() || **name == "betweenness")).map(
        move |(name, scores)| {
            let Some(sampling) = scores.sampling() else {
                let words = match language {
                    "ko" => format!("{korean_why} 정확하게 계산했습니다"),
                    _ => format!("exact, since {why}"),
                };
                return (*name, json!({ "method": "exact", "why": why }), words);
            };
            let (samples, epsilon, delta) =
                (sampling.samples, sampling.precision.epsilon(), sampling.precision.delta());
            let how = json!({ "method": "sampled", "samples": samples, "epsilon": epsilon, "delta": delta });
            let sure = 1.0 - delta;
            if language == "ko" {
                let [drawn, within] = match *name {
                    "current_flow_closeness" => ["무작위 전류", "참값의 비율로"],
                    "current_flow_betweenness" => ["쌍", "정규화한 값으로"],
                    _ => ["경로", "정규화한 값으로"],
                };
                let drawn = format!("{drawn} {}", counted(samples as usize, "개"));
                let words = format!("{drawn}의 표본으로 추정했습니다. 모든 점수의 오차가 한꺼번에 {within} {epsilon} 이내일 확률은 {sure} 이상입니다");
                return (*name, how, words);
            }
            let (drawn, within) = match *name {
                "current_flow_closeness" => ("random currents", format!("scores are within the share {epsilon}")),
                "current_flow_betweenness" => ("pairs", format!("normalised scores are within {epsilon}")),
                _ => ("routes", format!("normalised scores are within {epsilon}")),
            };
            let within = format!("all {within} of the truth at once");
            (*name, how, format!("estimated from {samples} {drawn}; {within}, with probability {sure} or more"))
        },
    )
}

/// Whether there is something to print of a node: most have nothing where the highest scores alone were found.
fn is_told(metrics: &Metrics<'_>, result: &MetricsResult, v: u32) -> bool {
    let has = |scores: &Scores| scores.get(v).is_some_and(|score| !score.is_nan());
    metrics.options.only_top.is_none() || result.scores.iter().any(has)
}

fn actor_table(metrics: &Metrics<'_>, result: &MetricsResult, language: &str, top: usize) -> Table {
    let order = result.scores.first().map(Scores::ranking).unwrap_or_default();
    let heads = named_measures(&result.measures, language);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(&pick(language, [["actor", "행위자"], ["id", "식별자"]]), &heads);
    for v in order.iter().filter(|v| is_told(metrics, result, **v)).take(top) {
        let scores = result.scores.iter().map(|scores| number(scores.get(*v).unwrap_or_default()));
        let name = [metrics.labels[*v as usize].clone(), metrics.ids[*v as usize].clone()];
        table.row(name.into_iter().chain(scores));
    }
    table
}

pub(super) fn tie_table(metrics: &Metrics<'_>, result: &MetricsResult, language: &str, top: usize) -> Table {
    let order = result.tie_scores.first().map(TieScores::ranking).unwrap_or_default();
    let named = !metrics.tie_ids.is_empty();
    let heads = named_measures(&result.tie_measures, language);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let words = pick(language, [["from", "출발"], ["to", "도착"], ["tie", "관계"]]);
    let mut table = Table::new(if named { &words } else { &words[..2] }, &heads);
    for t in order.iter().take(top) {
        let (from, to) = metrics.topology.ends(*t);
        let name = [from, to].map(|v| metrics.labels[v as usize].clone()).into_iter();
        let name = name.chain(metrics.tie_ids.get(*t as usize).cloned());
        table.row(name.chain(result.tie_scores.iter().map(|scores| number(scores.get(*t).unwrap_or_default()))));
    }
    table
}

pub(super) fn shown(table: Table, all: usize, [noun, korean_noun]: [&str; 2], language: &str) -> Vec<Block> {
    let rows = table.rows.len();
    let by = table.columns.iter().find(|column| column.align == Align::Right).map_or("", |column| &column.name);
    let note = match language {
        "ko" => format!(
            "{korean_noun} {} 가운데 {} 순으로 {}를 보입니다. --top으로 더 볼 수 있습니다.",
            counted(all, "개"),
            by,
            counted(rows, "개")
        ),
        _ => format!("The first {rows} of {} by {by}; --top shows more.", count(all, noun)),
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend((rows < all).then_some(Block::Note(note)));
    blocks
}

fn actor(id: &str, v: usize, result: &MetricsResult) -> Value {
    let scores = result.measures.iter().zip(&result.scores);
    let values: Map<String, Value> =
        scores.map(|(name, scores)| ((*name).to_owned(), json!(scores.get(v as u32)))).collect();
    json!({ "id": id, "values": values })
}

fn tie(metrics: &Metrics<'_>, tie: u32, result: &MetricsResult) -> Value {
    let scores = result.tie_measures.iter().zip(&result.tie_scores);
    let values: Map<String, Value> =
        scores.map(|(name, scores)| ((*name).to_owned(), json!(scores.get(tie)))).collect();
    let (from, to) = metrics.topology.ends(tie);
    let mut object = Map::new();
    if let Some(id) = metrics.tie_ids.get(tie as usize) {
        object.insert("id".into(), json!(id));
    }
    object.insert("from".into(), json!(metrics.ids[from as usize]));
    object.insert("to".into(), json!(metrics.ids[to as usize]));
    object.insert("values".into(), json!(values));
    Value::Object(object)
}

fn graph(topology: &Topology, result: &MetricsResult) -> Value {
    let centralization: Map<String, Value> = result
        .measures
        .iter()
        .zip(&result.scores)
        .filter_map(|(name, scores)| Some(((*name).to_owned(), json!(scores.centralization()?))))
        .collect();
    let mut object = Map::new();
    object.insert("actors".into(), json!(topology.node_count()));
    object.insert("ties".into(), json!(topology.tie_count()));
    object.insert("directed".into(), json!(!topology.is_undirected()));
    object.insert("centralization".into(), json!(centralization));
    let solved = result.measures.iter().zip(&result.scores);
    let convergence = solved.filter_map(|(name, scores)| Some(((*name).to_owned(), json!(scores.convergence()?))));
    object.insert("convergence".into(), Value::Object(convergence.collect()));
    for (name, value) in &result.figures {
        let counts = FIGURES.iter().any(|figure| figure.name() == *name && figure.unit() == Unit::Count);
        let value = if counts { json!(value.map(|value| value as u64)) } else { json!(value) };
        object.insert((*name).into(), value);
    }
    Value::Object(object)
}

fn summary(topology: &Topology, language: &str) -> String {
    if language == "ko" {
        return format!(
            "행위자 {}, 관계 {}의 {} 네트워크입니다{}.",
            counted(topology.node_count(), "곳"),
            counted(topology.tie_count(), "건"),
            if topology.is_undirected() { "무방향" } else { "방향" },
            if topology.has_parallel_ties() { "(중복 관계 포함)" } else { "" }
        );
    }
    let directed = if topology.is_undirected() { "undirected" } else { "directed" };
    format!(
        "{}, {}, {directed}{}.",
        count(topology.node_count(), "actor"),
        count(topology.tie_count(), "tie"),
        if topology.has_parallel_ties() { ", some of them parallel" } else { "" }
    )
}

/// All figures in one line; those that are not defined are left out.
fn figures_in_words(result: &MetricsResult, language: &str) -> String {
    let figure =
        |(name, value): &(&str, Option<f64>)| Some(format!("{} {}", spoken(name, language), number((*value)?)));
    let text = result.figures.iter().filter_map(figure).collect::<Vec<_>>().join(", ");
    capital(&format!("{text}."))
}

/// What a measure is called.
pub(super) fn named_measure(name: &str, language: &str) -> String {
    if language != "ko" {
        return name.to_owned();
    }
    crate::measure::named(name).map_or(name, |measure| measure.title(language)).to_owned()
}

/// What a figure is called in a sentence.
pub(super) fn spoken(name: &str, language: &str) -> String {
    named_measure(name, language).replace('_', " ")
}

fn named_measures(names: &[&'static str], language: &str) -> Vec<String> {
    names.iter().map(|name| named_measure(name, language)).collect()
}

/// A score with six significant digits, fewer if it is tiny; whole numbers as they are; a dash where there is none.
pub(super) fn number(value: f64) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{value}");
    }
    if value.abs() < 1e-6 {
        return format!("{value:.2e}");
    }
    let digits = (5 - value.abs().log10().floor() as i32).clamp(0, 12) as usize;
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{WeightKind, Weights};
    use crate::measure::named;

    fn answer(topology: &Topology, names: &[&str], refusals: Refusals) -> Result<Answer, Error> {
        let ids: Vec<String> = (0..topology.node_count()).map(|v| format!("n{v}")).collect();
        let tie_ids = (0..topology.tie_count()).map(|tie| format!("t{tie}")).collect();
        let measures = names.iter().map(|name| named(name)).collect::<Result<_, _>>()?;
        let options = MeasureOptions::default();
        let metrics = Metrics { topology, labels: ids.clone(), ids, tie_ids, measures, refusals, options };
        Ok(super::metrics(&metrics, &metrics.run()?, NetworkRef::default(), "en", 1))
    }

    #[test]
    fn actors_ties_and_the_whole_are_told_apart() {
        // 0 ─── 1 ─── 2
        let path = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap();
        let answer = answer(&path, &["betweenness", "bridge", "density"], Refusals::Fail).unwrap();
        let result = &answer.envelope.result;
        assert_eq!(result["actors"][1], json!({ "id": "n1", "values": { "betweenness": 1.0 } }));
        assert_eq!(result["ties"][1], json!({ "id": "t1", "from": "n1", "to": "n2", "values": { "bridge": 1.0 } }));
        let graph = &result["graph"];
        assert_eq!((&graph["bridges"], &graph["density"]), (&json!(2), &json!(2.0 / 3.0)));
        assert_eq!((&graph["transitivity"], &graph["reciprocity"]), (&json!(0.0), &Value::Null));
        assert_eq!(answer.blocks.len(), 6);
        assert_eq!(answer.blocks[3], Block::Note("The first 1 of 3 actors by betweenness; --top shows more.".into()));
        let Block::Paragraph(words) = &answer.blocks[1] else { unreachable!("figures are told in words") };
        assert!(words.starts_with("Density 0.666667, transitivity 0,") && !words.contains("reciprocity"), "{words}");
    }

    #[test]
    fn iterative_measures_tell_how_they_ended() {
        let path = Topology::undirected(3, [(0, 1), (1, 2)]).unwrap();
        let told = answer(&path, &["pagerank", "degree"], Refusals::Fail).unwrap().envelope.result;
        let convergence = told["graph"]["convergence"].as_object().unwrap();
        assert_eq!(convergence.keys().collect::<Vec<_>>(), ["pagerank"]);
        assert!(convergence["pagerank"]["iterations"].as_u64() > Some(1));
        assert!(convergence["pagerank"]["residual"].as_f64() < Some(1e-12));
    }

    #[test]
    fn what_the_input_does_not_allow_is_left_out_with_the_reason() {
        let weights = Weights::new(WeightKind::Length, vec![2.0]).unwrap();
        let pair = Topology::undirected(2, [(0, 1)]).unwrap().with_weights(weights).unwrap();
        let names: Vec<&str> = Named::all().map(Named::name).collect();
        let told = answer(&pair, &names, Refusals::LeaveOut).unwrap().envelope.warnings;
        assert!(told.iter().any(|warning| warning.starts_with("left out: strength needs strength")), "{told:?}");
        assert!(told.iter().any(|warning| warning.starts_with("in_degree, out_degree, in_strength")), "{told:?}");
        assert!(told.iter().any(|warning| warning.starts_with("left out: own_ei_index needs groups")), "{told:?}");
        assert_eq!(told.len(), 3);
        assert!(answer(&pair, &["strength"], Refusals::Fail).is_err());
    }

    #[test]
    fn scores_keep_six_digits_and_tiny_ones_an_exponent() {
        let numbers = [0.0, 12.0, 1.0 / 3.0, 1234.5, 2.5e-9, -0.25, f64::NAN];
        assert_eq!(numbers.map(number), ["0", "12", "0.333333", "1234.50", "2.50e-9", "-0.250000", "–"]);
    }
}
