//! Measures against chance: the part of `metrics --null`.

use super::answer::{Answer, Block, Table};
use super::korean::{counted, listed, pick, say};
use super::metrics::{Metrics, MetricsResult, Refusals, named_measure, number, spoken};
use super::words::count;
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;
use crate::measure::{FIGURES, MeasureOptions, Named, Whole};
use crate::structure::{Fixed, Null, Rewiring, RichClub, Standing, Tested};
use serde_json::{Map, Value, json};

/// Which chance a network is held against.
///
/// # Examples
/// ```
/// use proxeny::report::Chance;
/// use proxeny::structure::Fixed;
///
/// let chance = Chance { fixed: Fixed::Degree, draws: 200, merged: 0 };
/// assert_eq!(chance.fixed.to_string(), "degree");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// What random networks keep.
    pub fixed: Fixed,
    /// How many are drawn.
    pub draws: u32,
    /// How many ties were merged into others beforehand, to be told.
    pub merged: usize,
}

/// Adds how figures, scores and rich clubs stand against random networks with the same degrees.
///
/// The network must be without parallel ties and self-ties. Random numbers start from the seed of the options.
///
/// # Errors
/// [`ErrorKind::Parameter`] if there are parallel ties or self-ties, no draws, or groups are to be kept and there are none;
/// what a measure says of a random network, unless refusals are left out.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, named};
/// use proxeny::report::{self, Chance, Metrics, NetworkRef, Refusals};
/// use proxeny::structure::Fixed;
///
/// let topology = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
/// let ids: Vec<String> = (0..8).map(|v| v.to_string()).collect();
/// let (labels, tie_ids, measures) = (ids.clone(), Vec::new(), vec![named("harmonic")?]);
/// let (refusals, options) = (Refusals::Fail, MeasureOptions::default());
/// let metrics = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options };
/// let result = metrics.run()?;
/// let mut answer = report::metrics(&metrics, &result, NetworkRef::default(), "en", 10);
/// report::add_chance(&mut answer, &metrics, &result, Chance { fixed: Fixed::Degree, draws: 19, merged: 0 }, "en", 10)?;
/// let null = &answer.envelope.result["null"];
/// assert_eq!((&null["draws"], &null["figures"]["density"]["testable"]), (&19.into(), &false.into()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_chance(
    answer: &mut Answer,
    metrics: &Metrics<'_>,
    result: &MetricsResult,
    chance: Chance,
    language: &str,
    top: usize,
) -> Result<(), Error> {
    if chance.draws == 0 {
        return Err(ErrorKind::Parameter("no random network was asked for; give 1 draw or more".into()).into());
    }
    let rewiring = Rewiring::new(metrics.topology)?.seed(metrics.options.seed);
    let rewiring = match (chance.fixed, metrics.options.groups.as_deref()) {
        (Fixed::Degree, _) => rewiring,
        (Fixed::Groups, Some(groups)) => rewiring.groups(groups)?,
        (Fixed::Groups, None) => {
            let problem = "random networks that keep the ties between groups need groups; give --groups FILE, or keep the \
                           degree alone";
            return Err(ErrorKind::Parameter(problem.into()).into());
        }
    };
    let clubs = RichClub::all(metrics.topology);
    let tested = Null::new(rewiring).draws(chance.draws).test(|drawn| numbers(metrics, result, drawn))?;
    let (figures, rest) = tested.standings.split_at(result.figures.len());
    let (scores, rich) = rest.split_at(rest.len() - clubs.len());
    let found = Found { figures, scores, rich, clubs: &clubs, nodes: metrics.topology.node_count(), language };
    answer.envelope.result["null"] = found.json(metrics, result, chance, &tested);
    if !tested.mixed {
        answer.envelope.warnings.push(UNMIXED.to_owned());
    }
    answer.blocks.push(Block::Heading(say(language, "Against chance", "우연과의 비교").into()));
    answer.blocks.push(Block::Paragraph(if language == "ko" {
        how_korean(metrics, chance, &tested)
    } else {
        how(metrics, chance, &tested)
    }));
    found.figure_table(result, &mut answer.blocks);
    found.score_tables(metrics, result, top, &mut answer.blocks);
    found.club_table(top, &mut answer.blocks);
    Ok(())
}

const OBSERVED: [&str; 2] = ["observed", "관측값"];
const BY_CHANCE: [&str; 2] = ["by chance", "우연"];

const UNMIXED: &str =
    "the random networks still resemble this one, so that what they tell is weak: few swaps are possible in it";

/// All that is tested, always in the same order: figures, then the scores of each measure, then rich clubs.
fn numbers(metrics: &Metrics<'_>, result: &MetricsResult, drawn: &Topology) -> Result<Vec<Option<f64>>, Error> {
    let options = MeasureOptions { control: None, ..metrics.options.clone() };
    let whole = match options.groups.as_deref() {
        Some(groups) => Whole::new(drawn).with_groups(groups)?,
        None => Whole::new(drawn),
    };
    let lenient = metrics.refusals == Refusals::LeaveOut;
    let mut found = Vec::new();
    for (name, _) in &result.figures {
        let figure = FIGURES.iter().find(|figure| figure.name() == *name);
        match figure.map(|figure| figure.value(&whole)) {
            Some(Err(error)) if !lenient => return Err(error),
            value => found.push(value.and_then(Result::ok).flatten()),
        }
    }
    for name in &result.measures {
        let Named::Nodes(measure) = crate::measure::named(name)? else { continue };
        match measure.scores(drawn, &options) {
            Ok(scores) => found.extend(scores.values().iter().map(|value| Some(*value).filter(|x| x.is_finite()))),
            Err(error) if !lenient => return Err(error),
            Err(_) => found.extend(vec![None; drawn.node_count()]),
        }
    }
    found.extend(RichClub::all(drawn).iter().map(|club| Some(club.coefficient)));
    Ok(found)
}

struct Found<'a> {
    figures: &'a [Standing],
    scores: &'a [Standing],
    rich: &'a [Standing],
    clubs: &'a [RichClub],
    nodes: usize,
    language: &'a str,
}

impl Found<'_> {
    fn json(&self, metrics: &Metrics<'_>, result: &MetricsResult, chance: Chance, tested: &Tested) -> Value {
        let figures: Map<String, Value> = result
            .figures
            .iter()
            .zip(self.figures)
            .map(|((name, _), one)| ((*name).to_owned(), standing(one)))
            .collect();
        let values = |v: usize| -> Map<String, Value> {
            let each = result.measures.iter().enumerate();
            each.map(|(at, name)| ((*name).to_owned(), standing(&self.scores[at * self.nodes + v]))).collect()
        };
        let actors: Vec<Value> =
            metrics.ids.iter().enumerate().map(|(v, id)| json!({ "id": id, "values": values(v) })).collect();
        let clubs: Vec<Value> = self.clubs.iter().zip(self.rich).map(|(club, one)| rich(club, one)).collect();
        let swaps = json!({ "per_draw": 30 * metrics.topology.tie_count(), "accepted": tested.accepted, "kept": tested.kept, "mixed": tested.mixed });
        json!({
            "model": chance.fixed, "draws": chance.draws, "seed": metrics.options.seed, "merged_ties": chance.merged,
            "swaps": swaps, "figures": figures, "actors": actors, "rich_club": clubs,
        })
    }

    fn figure_table(&self, result: &MetricsResult, blocks: &mut Vec<Block>) {
        let numbers = [OBSERVED, BY_CHANCE, ["sd", "표준편차"], ["z", "z"], ["p", "p"]];
        let mut table = Table::new(&[say(self.language, "figure", "지표")], &pick(self.language, numbers));
        let mut fixed = Vec::new();
        for ((name, _), one) in result.figures.iter().zip(self.figures) {
            let name = spoken(name, self.language);
            if one.fixed() {
                fixed.push(name);
            } else if one.observed.is_some() {
                table.row([name, told(one.observed), told(one.mean), told(one.sd), short(one.z), small(one.p)]);
            }
        }
        blocks.push(Block::Table(table));
        if !fixed.is_empty() {
            let why = say(
                self.language,
                "Not testable, since every random network has the same",
                "모든 무작위 네트워크에서 값이 같아 검정할 수 없는 것",
            );
            blocks.push(Block::Note(format!("{why}: {}.", listed(self.language, &fixed, [""; 2]))));
        }
    }

    /// The first actors of each measure that chance lets vary, each with its z.
    fn score_tables(&self, metrics: &Metrics<'_>, result: &MetricsResult, top: usize, blocks: &mut Vec<Block>) {
        let of = |at: usize| &self.scores[at * self.nodes..(at + 1) * self.nodes];
        let (free, fixed): (Vec<usize>, Vec<usize>) =
            (0..result.measures.len()).partition(|&at| of(at).iter().any(|one| one.z.is_some()));
        if let Some(first) = free.first() {
            let names: Vec<String> = free.iter().flat_map(|&at| [self.measure(result, at), "z".to_owned()]).collect();
            let mut table = Table::new(
                &[say(self.language, "actor", "행위자")],
                &names.iter().map(String::as_str).collect::<Vec<_>>(),
            );
            for v in result.scores[*first].ranking().iter().take(top) {
                let cells = free.iter().map(|&at| &of(at)[*v as usize]);
                let cells = cells.flat_map(|one| [told(one.observed), short(one.z)]);
                table.row([metrics.labels[*v as usize].clone()].into_iter().chain(cells));
            }
            blocks.push(Block::Table(table));
            let note = say(
                self.language,
                "z: how many standard deviations above what an actor with as many ties has by chance. Of many actors, about \
                 1 in 20 are beyond 2 or −2 by chance alone.",
                "z는 관계 수가 같은 행위자가 우연히 갖는 값보다 표준편차의 몇 배 높은지를 나타냅니다. 행위자가 많으면 우연만으로도 20곳 중 1곳쯤은 ±2를 벗어납니다.",
            );
            blocks.push(Block::Note(note.into()));
        }
        let fixed: Vec<String> = fixed.iter().map(|&at| self.measure(result, at)).collect();
        if !fixed.is_empty() {
            let why = say(
                self.language,
                "Not testable for any actor, since every random network has the same",
                "모든 무작위 네트워크에서 값이 같아 어느 행위자도 검정할 수 없는 것",
            );
            blocks.push(Block::Note(format!("{why}: {}.", listed(self.language, &fixed, [""; 2]))));
        }
    }

    fn measure(&self, result: &MetricsResult, at: usize) -> String {
        named_measure(result.measures[at], self.language)
    }

    fn club_table(&self, top: usize, blocks: &mut Vec<Block>) {
        let numbers = [
            ["actors", "행위자 수"],
            ["share tied", "이어진 비율"],
            BY_CHANCE,
            ["ratio", "비"],
            ["z", "z"],
            ["p", "p"],
        ];
        let mut table = Table::new(&[say(self.language, "rich club", "리치 클럽")], &pick(self.language, numbers));
        for (club, one) in self.clubs.iter().zip(self.rich).filter(|(_, one)| !one.fixed()).take(top) {
            let name = match self.language {
                "ko" => format!("관계 {} 초과", counted(club.degree, "건")),
                _ => format!("more than {}", count(club.degree, "tie")),
            };
            let ratio = told(ratio(one));
            let numbers = [told(one.observed), told(one.mean), ratio, short(one.z), small(one.p)];
            table.row([name, club.nodes.to_string()].into_iter().chain(numbers));
        }
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
            let note = say(
                self.language,
                "Rich club: a ratio above 1 tells that those with many ties keep to one another more than by chance.",
                "리치 클럽: 비가 1보다 크면 관계가 많은 행위자끼리 우연보다 더 어울린다는 뜻입니다.",
            );
            blocks.push(Block::Note(note.into()));
        }
    }
}

fn standing(one: &Standing) -> Value {
    json!({
        "observed": one.observed, "mean": one.mean, "sd": one.sd, "z": one.z, "p": one.p, "testable": one.p.is_some(),
    })
}

fn rich(club: &RichClub, one: &Standing) -> Value {
    let mut value = standing(one);
    value["degree"] = json!(club.degree);
    value["actors"] = json!(club.nodes);
    value["ratio"] = json!(ratio(one));
    value
}

fn ratio(one: &Standing) -> Option<f64> {
    Some(one.observed? / one.mean.filter(|mean| *mean > 0.0)?)
}

fn told(value: Option<f64>) -> String {
    value.map_or_else(|| "–".into(), |value| if value == value.trunc() { number(value) } else { four(value) })
}

/// Four significant digits: chance tells no more.
fn four(value: f64) -> String {
    let digits = (3 - value.abs().log10().floor() as i32).clamp(0, 8) as usize;
    format!("{value:.digits$}")
}

fn short(z: Option<f64>) -> String {
    z.map_or_else(|| "–".into(), |z| format!("{z:+.1}"))
}

fn small(p: Option<f64>) -> String {
    p.map_or_else(|| "–".into(), |p| format!("{p:.3}"))
}

fn how(metrics: &Metrics<'_>, chance: Chance, tested: &Tested) -> String {
    let keeps = match chance.fixed {
        Fixed::Degree => "every actor keeps its number of ties",
        Fixed::Groups => "every actor keeps its number of ties, and any two groups the number of ties between them",
    };
    let merged = match chance.merged {
        0 => String::new(),
        ties => format!(" {} beside another that leads the same way were merged with it first.", count(ties, "tie")),
    };
    format!(
        "Against {} in which {keeps}, and who is tied to whom is left to chance; {}.{merged} Self-ties are not counted. p is \
         the chance, as counted, of a value as far out on either side; the least that so many can tell is {:.3}.",
        count(tested.draws as usize, "random network"),
        count(metrics.topology.tie_count(), "tie"),
        1.0 / (f64::from(tested.draws) + 1.0),
    )
}

fn how_korean(metrics: &Metrics<'_>, chance: Chance, tested: &Tested) -> String {
    let keeps = match chance.fixed {
        Fixed::Degree => "행위자마다 관계 수를 유지하고",
        Fixed::Groups => "행위자마다 관계 수를, 두 집단 사이마다 관계 수를 유지하고",
    };
    let merged = match chance.merged {
        0 => String::new(),
        ties => format!(" 같은 방향의 중복 관계 {}은 먼저 합쳤습니다.", counted(ties, "건")),
    };
    format!(
        "{keeps} 상대만 무작위로 바꾼 네트워크 {}와 비교합니다(관계 {}).{merged} 자기 관계는 세지 않습니다. p는 어느 쪽으로든 그만큼 벗어난 비율이며, 이 추출 수로 \
         나타낼 수 있는 가장 작은 값은 {:.3}입니다.",
        counted(tested.draws as usize, "개"),
        counted(metrics.topology.tie_count(), "건"),
        1.0 / (f64::from(tested.draws) + 1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::named;
    use crate::report::NetworkRef;

    #[test]
    fn what_degrees_fix_is_not_testable_and_the_rest_has_z_and_p() {
        let topology = crate::measure::karate();
        let ids: Vec<String> = (0..34).map(|v| format!("n{v}")).collect();
        let (labels, tie_ids) = (ids.clone(), Vec::new());
        let measures = vec![named("degree").unwrap(), named("betweenness").unwrap()];
        let (refusals, options) = (Refusals::Fail, MeasureOptions::default().seed(3));
        let metrics = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options };
        let result = metrics.run().unwrap();
        let mut answer = crate::report::metrics(&metrics, &result, NetworkRef::default(), "en", 5);
        let chance = Chance { fixed: Fixed::Degree, draws: 49, merged: 0 };
        add_chance(&mut answer, &metrics, &result, chance, "en", 5).unwrap();
        let null = &answer.envelope.result["null"];
        assert_eq!((&null["model"], &null["draws"]), (&json!("degree"), &json!(49)));
        let density = &null["figures"]["density"];
        assert_eq!((&density["testable"], &density["p"], &density["z"]), (&json!(false), &Value::Null, &Value::Null));
        let p = null["figures"]["transitivity"]["p"].as_f64().unwrap();
        assert!((p * 50.0).fract() < 1e-9 && (0.02..=1.0).contains(&p));
        let first = &null["actors"][0]["values"];
        assert_eq!((&first["degree"]["observed"], &first["degree"]["testable"]), (&json!(16.0), &json!(false)));
        assert!(first["betweenness"]["z"].is_number());
        assert_eq!(null["rich_club"][0]["degree"], 0);
        for refused in [Chance { draws: 0, ..chance }, Chance { fixed: Fixed::Groups, ..chance }] {
            assert!(add_chance(&mut answer, &metrics, &result, refused, "en", 5).is_err());
        }
    }
}
