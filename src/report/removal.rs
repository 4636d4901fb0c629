//! What is left as actors drop out: the part of `metrics --removal`.

use super::answer::{Answer, Block, Table};
use super::korean::{counted, pick, say};
use super::metrics::{Metrics, named_measure};
use super::words::{count, list, percent};
use crate::error::Error;
use crate::measure::{Measure, MeasureOptions};
use crate::structure::{Attack, Curve, RandomRemoval};
use serde_json::json;

/// How many random orders the comparison is a mean of.
const ORDERS: usize = 100;

/// How many of the first to go are named.
const FIRST: usize = 5;

/// Rows of the table beside the first: each a 20th of the actors.
const STEPS: usize = 20;

/// Adds the largest component as actors are removed, the highest by a measure first, and beside it that of random removal.
///
/// # Errors
/// What the measure says.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::{MeasureOptions, find};
/// use proxeny::report::{self, Metrics, NetworkRef, Refusals};
///
/// let topology = Topology::undirected(3, [(0, 1), (1, 2)])?;
/// let ids: Vec<String> = ["seoul", "athens", "rome"].map(str::to_owned).into();
/// let (labels, tie_ids, measures) = (ids.clone(), Vec::new(), Vec::new());
/// let (refusals, options) = (Refusals::Fail, MeasureOptions::default());
/// let metrics = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options };
/// let mut answer = report::metrics(&metrics, &metrics.run()?, NetworkRef::default(), "en", 10);
/// report::add_removal(&mut answer, &metrics, find("degree")?, false, "en")?;
/// assert_eq!(answer.envelope.result["removal"]["largest"], serde_json::json!([3, 1, 1, 0]));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_removal(
    answer: &mut Answer,
    metrics: &Metrics<'_>,
    measure: &'static dyn Measure,
    recalculate: bool,
    language: &str,
) -> Result<(), Error> {
    let options = MeasureOptions { control: None, ..metrics.options.clone() };
    let attack = if recalculate { Attack::Recalculated(measure) } else { Attack::Ranking(measure) };
    let curve = Curve::under(metrics.topology, attack, &options)?;
    let random = RandomRemoval::of(metrics.topology, ORDERS, options.seed)?;
    answer.envelope.result["removal"] = json!({
        "measure": measure.name(),
        "recalculated": recalculate,
        "order": curve.order.iter().map(|&v| &metrics.ids[v as usize]).collect::<Vec<_>>(),
        "largest": curve.largest,
        "robustness": curve.robustness,
        "random": {
            "orders": random.orders, "seed": options.seed, "largest": random.largest, "robustness": random.robustness,
            "spread": random.spread,
        },
    });
    answer.blocks.push(Block::Heading(say(language, "As actors drop out", "행위자가 빠질 때").into()));
    let name = named_measure(measure.name(), language);
    let told = if language == "ko" { korean } else { words };
    answer.blocks.push(Block::Paragraph(told(metrics, (&name, recalculate), &curve, &random)));
    answer.blocks.push(Block::Table(table(&name, &curve, &random, language)));
    Ok(())
}

fn table(name: &str, curve: &Curve, random: &RandomRemoval, language: &str) -> Table {
    let nodes = curve.order.len();
    let (english, korean) = (format!("largest, by {name}"), format!("최대 성분({name} 순)"));
    let heads = [
        ["removed", "제거 비율"],
        ["actors", "행위자 수"],
        [&english, &korean],
        ["largest, at random", "최대 성분(무작위)"],
    ];
    let mut table = Table::new(&[], &pick(language, heads));
    let mut steps: Vec<usize> = (0..=STEPS).map(|step| (step * nodes + STEPS / 2) / STEPS).collect();
    steps.dedup();
    let share = |size: f64| percent(size / nodes.max(1) as f64);
    for gone in steps {
        let (left, usual) = (share(f64::from(curve.largest[gone])), share(random.largest[gone]));
        table.row([share(gone as f64), gone.to_string(), left, usual]);
    }
    table
}

fn words(metrics: &Metrics<'_>, (name, recalculate): (&str, bool), curve: &Curve, random: &RandomRemoval) -> String {
    let when = if recalculate { "found anew after every removal" } else { "as it is at first" };
    let names: Vec<String> = curve.order.iter().take(FIRST).map(|&v| metrics.labels[v as usize].clone()).collect();
    let first = if names.is_empty() { String::new() } else { format!(" First to go: {}.", list(&names)) };
    let half = curve.largest.iter().position(|&size| 2 * size < curve.largest[0]);
    let half = half.map_or_else(String::new, |gone| {
        let usual = random.largest.iter().position(|size| 2.0 * size < random.largest[0]);
        let usual = usual.map_or_else(String::new, |usual| format!(" (at random, {usual})"));
        format!(" After {}{usual} the largest component has less than half of its actors.", count(gone, "removal"))
    });
    let spread =
        random.spread.map_or_else(String::new, |spread| format!(", give or take {spread:.3} from order to order"));
    let robust = curve.robustness.zip(random.robustness).map_or_else(String::new, |(ours, usual)| {
        format!(
            " R, the mean share of all actors that hang together as they go, is {ours:.3}; at random {usual:.3}{spread} (mean of {}, \
             at most 0.5).",
            count(random.orders, "order")
        )
    });
    format!("Actors are removed one by one, the highest by {name}, {when}, before the others.{first}{half}{robust}")
}

fn korean(metrics: &Metrics<'_>, (name, recalculate): (&str, bool), curve: &Curve, random: &RandomRemoval) -> String {
    let when = if recalculate { "제거할 때마다 다시 계산" } else { "처음 값 기준" };
    let names: Vec<String> = curve.order.iter().take(FIRST).map(|&v| metrics.labels[v as usize].clone()).collect();
    let first = if names.is_empty() { String::new() } else { format!(" 먼저 빠지는 곳: {}.", names.join(", ")) };
    let half = curve.largest.iter().position(|&size| 2 * size < curve.largest[0]);
    let half = half.map_or_else(String::new, |gone| {
        let usual = random.largest.iter().position(|size| 2.0 * size < random.largest[0]);
        let usual = usual.map_or_else(String::new, |usual| format!("(무작위로는 {})", counted(usual, "곳")));
        format!(" {}{usual}을 제거하면 최대 성분이 처음의 절반 아래로 줄어듭니다.", counted(gone, "곳"))
    });
    let spread = random.spread.map_or_else(String::new, |spread| format!("(순서에 따라 ±{spread:.3})"));
    let robust = curve.robustness.zip(random.robustness).map_or_else(String::new, |(ours, usual)| {
        format!(
            " 제거가 진행되는 동안 함께 이어져 있는 행위자의 평균 비율 R은 {ours:.3}이고, 무작위로는 {usual:.3}{spread}입니다({} 순서의 평균, 최대 0.5).",
            counted(random.orders, "개")
        )
    });
    format!("{name} 값이 높은 행위자부터 하나씩 제거합니다({when}).{first}{half}{robust}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Topology;
    use crate::measure::find;
    use crate::report::{NetworkRef, Refusals};

    #[test]
    fn the_curve_is_told_at_every_twentieth() {
        let topology = Topology::undirected(40, (1..40).map(|v| (0, v))).unwrap();
        let ids: Vec<String> = (0..40).map(|v| format!("n{v}")).collect();
        let (labels, tie_ids, measures) = (ids.clone(), Vec::new(), Vec::new());
        let (refusals, options) = (Refusals::Fail, MeasureOptions::default());
        let metrics = Metrics { topology: &topology, ids, labels, tie_ids, measures, refusals, options };
        let mut answer = crate::report::metrics(&metrics, &metrics.run().unwrap(), NetworkRef::default(), "en", 5);
        add_removal(&mut answer, &metrics, find("degree").unwrap(), true, "en").unwrap();
        let Some(Block::Table(table)) = answer.blocks.last() else { unreachable!("the table comes last") };
        assert_eq!(table.rows.len(), 21);
        assert_eq!(table.rows[1][..3], ["5.0%", "2", "2.5%"]);
        assert_eq!(table.rows[20][1..], ["40", "0%", "0%"]);
        let removal = &answer.envelope.result["removal"];
        assert!(removal["random"]["robustness"].as_f64() > removal["robustness"].as_f64());
        let Block::Paragraph(words) = &answer.blocks[answer.blocks.len() - 2] else {
            unreachable!("words come before")
        };
        assert!(words.contains("First to go: n0, n1, ") && words.contains("After 1 removal (at random, "), "{words}");
    }
}
