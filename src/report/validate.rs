//! The answer of `validate`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
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
/// let sound = report::validate("seoul", Ok(&seoul), seoul.warnings().iter(), Some(seoul.rows()), seoul.rows_set_aside());
/// assert_eq!(sound.envelope.result["valid"], true);
///
/// let refused = NetworkBuilder::new("tiny").focal("smg").build().unwrap_err();
/// let problems = refused.problems().expect("the input is at fault");
/// let unsound = report::validate("tiny", Err(NetworkRef::default()), problems.iter(), problems.rows(), &[]);
/// assert_eq!((&unsound.envelope.result["valid"], &unsound.envelope.result["errors"]), (&false.into(), &1.into()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn validate<'a>(
    name: &str,
    network: Result<&Network, NetworkRef>,
    problems: impl Iterator<Item = &'a Problem> + Clone,
    rows: Option<Rows>,
    set_aside: &[SetAside],
) -> Answer {
    let errors = problems.clone().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.clone().count() - errors;
    let mut blocks = Vec::new();
    let reference = match network {
        Ok(network) => {
            blocks.push(Block::Paragraph(holds(network)));
            NetworkRef::of(network)
        }
        Err(reference) => reference,
    };
    let verdict = if errors == 0 { "valid" } else { "not valid" };
    blocks.insert(
        0,
        Block::Paragraph(format!("{name} is {verdict}: {}, {}.", count(errors, "error"), count(warnings, "warning"))),
    );
    if let Some(rows) = rows {
        let mut told = format!("Rows read: {rows}.");
        for aside in set_aside {
            let _ = write!(told, " {aside}.");
        }
        blocks.insert(1, Block::Paragraph(told));
    }
    if errors + warnings > 0 {
        let mut table = Table::new(&["place", "", "problem", "what to do"], &[]);
        problems.clone().for_each(|problem| table.row(row(problem)));
        blocks.push(Block::Table(table));
    }
    let mut envelope = Envelope::new("validate", reference);
    let list: Vec<_> = problems.map(as_json).collect();
    envelope.result =
        json!({ "valid": errors == 0, "errors": errors, "warnings": warnings, "rows": rows,
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

fn row(problem: &Problem) -> [String; 4] {
    [
        problem.place.map_or_else(String::new, |at| at.to_string()),
        severity(problem).to_owned(),
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
