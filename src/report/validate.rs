//! The answer of `validate`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::korean::{counted, pick};
use super::words::count;
use crate::error::{Problem, Rows, SetAside, Severity};
use crate::model::Network;
use serde_json::json;
use std::fmt::Write;

/// Tells what a network holds, what became of its rows and every problem found, or only the latter where there is no
/// network.
///
/// # Examples
/// ```
/// use proxeny::report::{self, NetworkRef};
/// use proxeny::{Network, NetworkBuilder};
///
/// let seoul = Network::builtin("seoul")?;
/// let (rows, aside) = (Some(seoul.rows()), seoul.rows_set_aside());
/// let sound = report::validate("seoul", Ok(&seoul), seoul.warnings().iter(), rows, aside, "en");
/// assert_eq!(sound.envelope.result["valid"], true);
///
/// let refused = NetworkBuilder::new("tiny").focal("smg").build().unwrap_err();
/// let problems = refused.problems().expect("the input is at fault");
/// let unsound = report::validate("tiny", Err(NetworkRef::default()), problems.iter(), problems.rows(), &[], "en");
/// assert_eq!((&unsound.envelope.result["valid"], &unsound.envelope.result["errors"]), (&false.into(), &1.into()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn validate<'a>(
    name: &str,
    network: Result<&Network, NetworkRef>,
    problems: impl Iterator<Item = &'a Problem> + Clone,
    rows: Option<Rows>,
    set_aside: &[SetAside],
    language: &str,
) -> Answer {
    let ko = language == "ko";
    let errors = problems.clone().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.clone().count() - errors;
    let mut blocks = Vec::new();
    let reference = match network {
        Ok(network) => {
            blocks.push(Block::Paragraph(if ko { holds_korean(network) } else { holds(network) }));
            NetworkRef::of(network)
        }
        Err(reference) => reference,
    };
    let verdict = match (errors == 0, ko) {
        (true, false) => "valid",
        (false, false) => "not valid",
        (true, true) => "유효합니다",
        (false, true) => "유효하지 않습니다",
    };
    let told = if ko {
        format!("{}: {verdict}. 오류 {}, 경고 {}.", name, counted(errors, "건"), counted(warnings, "건"))
    } else {
        format!("{name} is {verdict}: {}, {}.", count(errors, "error"), count(warnings, "warning"))
    };
    blocks.insert(0, Block::Paragraph(told));
    if let Some(rows) = rows {
        let mut told = if ko {
            format!("읽은 행: 관계 {} = 등록 {} + 병합 {} + 거부 {}.", rows.read, rows.made, rows.merged, rows.refused)
        } else {
            format!("Rows read: {rows}.")
        };
        for aside in set_aside {
            let _ = write!(told, " {aside}.");
        }
        blocks.insert(1, Block::Paragraph(told));
    }
    if errors + warnings > 0 {
        let mut table =
            Table::new(&pick(language, [["place", "위치"], [""; 2], ["problem", "문제"], ["what to do", "조치"]]), &[]);
        problems.clone().for_each(|problem| table.row(row(problem, ko)));
        blocks.push(Block::Table(table));
    }
    let mut envelope = Envelope::new("validate", reference);
    let list: Vec<_> = problems.map(as_json).collect();
    envelope.result = json!({ "valid": errors == 0, "errors": errors, "warnings": warnings, "rows": rows,
                "rows_set_aside": set_aside.iter().map(aside_as_json).collect::<Vec<_>>(), "problems": list });
    Answer { envelope, blocks }
}

fn holds(network: &Network) -> String {
    let assumed = network.assumptions();
    format!(
        "It holds {}, {}, {}, {} and {}. Assumed: the strength of {} \
         (from their kind for {}, 0.5 for {}), the way to convey of {}, the confidence of {}; {} without any date.",
        count(network.actors().len(), "actor"),
        count(network.ties().len(), "tie"),
        count(network.programmes().len(), "programme"),
        count(network.sources().len(), "source"),
        count(network.mandates().len(), "mandate"),
        count(assumed.strength_of_kind + assumed.strength_default, "tie"),
        assumed.strength_of_kind,
        assumed.strength_default,
        count(assumed.conveys_of_kind + assumed.conveys_default, "tie"),
        count(assumed.confidence_default, "tie"),
        count(assumed.undated, "tie"),
    )
}

fn holds_korean(network: &Network) -> String {
    let assumed = network.assumptions();
    let ties = |number: usize| counted(number, "건");
    format!(
        "행위자 {}, 관계 {}, 프로그램 {}, 출처 {}, 과제 {}이 들어 있습니다. 가정한 것: 강도 {}(종류에 따른 것 {}, 0.5로 한 것 {}), 전달 방향 {}, 신뢰도 {}. 날짜가 전혀 없는 관계는 {}입니다.",
        counted(network.actors().len(), "곳"),
        ties(network.ties().len()),
        ties(network.programmes().len()),
        ties(network.sources().len()),
        ties(network.mandates().len()),
        ties(assumed.strength_of_kind + assumed.strength_default),
        ties(assumed.strength_of_kind),
        ties(assumed.strength_default),
        ties(assumed.conveys_of_kind + assumed.conveys_default),
        ties(assumed.confidence_default),
        ties(assumed.undated),
    )
}

fn row(problem: &Problem, ko: bool) -> [String; 4] {
    [
        problem.place.map_or_else(String::new, |at| at.to_string()),
        match (problem.severity, ko) {
            (Severity::Error, true) => "오류".to_owned(),
            (Severity::Warning, true) => "경고".to_owned(),
            _ => severity(problem).to_owned(),
        },
        problem.message.clone(),
        problem.help.clone(),
    ]
}

fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn aside_as_json(aside: &SetAside) -> serde_json::Value {
    let places: Vec<String> = aside.places.iter().map(ToString::to_string).collect();
    json!({ "fate": aside.fate.name(), "why": aside.why, "rows": aside.rows, "places": places })
}

fn as_json(problem: &Problem) -> serde_json::Value {
    json!({
        "severity": severity(problem),
        "file": problem.place.and_then(|at| at.file),
        "line": problem.place.map(|at| at.line),
        "column": problem.place.map(|at| at.column),
        "cell": problem.place.and_then(|at| at.cell_name()),
        "message": problem.message,
        "help": problem.help,
    })
}
