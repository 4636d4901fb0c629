//! The measures explained: the answer of `metrics --list`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use crate::error::Error;
use crate::measure::{Explanation, Named, named};
use serde_json::{Value, json};

/// Lists all measures, or explains one of them or, as `all`, every one in full.
///
/// # Errors
/// [`ErrorKind::NoMatch`](crate::ErrorKind::NoMatch) if there is no measure of that name.
///
/// # Examples
/// ```
/// use proxeny::report::{Block, catalogue};
///
/// let answer = catalogue(Some("constraint"))?;
/// assert_eq!(answer.blocks[0], Block::Heading("constraint".into()));
/// assert!(catalogue(None)?.envelope.result["measures"].as_array().unwrap().len() > 20);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn catalogue(name: Option<&str>) -> Result<Answer, Error> {
    let chosen: Vec<Named> = match name {
        None | Some("all") => Named::all().collect(),
        Some(name) => vec![named(name)?],
    };
    let mut envelope = Envelope::new("metrics", NetworkRef::default());
    envelope.result = json!({ "measures": chosen.iter().map(|one| value(*one)).collect::<Vec<_>>() });
    let blocks = if name.is_some() { chosen.into_iter().flat_map(explained).collect() } else { listed(&chosen) };
    Ok(Answer { envelope, blocks })
}

/// What a measure is one of.
fn of(measure: Named) -> &'static str {
    match measure {
        Named::Nodes(_) => "actors",
        Named::Ties(_) => "ties",
        Named::Graph(_) => "network",
    }
}

fn listed(measures: &[Named]) -> Vec<Block> {
    let parts = [("actors", "Of actors"), ("ties", "Of ties"), ("network", "Of the whole network, always given")];
    let part = |(wanted, title): (&str, &str)| {
        let mut table = Table::new(&["measure", "tells"], &[]);
        for measure in measures.iter().filter(|one| of(**one) == wanted) {
            table.row([measure.name().to_owned(), measure.about().to_owned()]);
        }
        [Block::Heading(title.to_owned()), Block::Table(table)]
    };
    let more = "`proxeny metrics --list NAME` explains one: what a high value means and what it does not, its formula, \
                conventions and source. `--list all` explains every one.";
    parts.into_iter().flat_map(part).chain([Block::Note(more.to_owned())]).collect()
}

fn explained(measure: Named) -> Vec<Block> {
    let Explanation { high, not, formula, conventions, source } = *measure.explanation();
    let mut blocks = vec![Block::Heading(measure.name().to_owned()), Block::Paragraph(measure.about().to_owned())];
    let takes = format!("Of {}; takes {}.", of(measure), measure.consumes());
    let lines = [
        ("High", high),
        ("But", not),
        ("Formula", formula),
        ("Conventions", conventions),
        ("Source", source),
        ("Measure", takes.as_str()),
    ];
    let told = lines.into_iter().filter(|(_, text)| !text.is_empty());
    blocks.extend(told.map(|(head, text)| Block::Paragraph(format!("{head}: {text}"))));
    blocks
}

fn value(measure: Named) -> Value {
    let mut value = json!({
        "name": measure.name(), "of": of(measure), "about": measure.about(), "takes": measure.consumes().to_string(),
    });
    if !measure.explanation().high.is_empty() {
        value["explanation"] = json!(measure.explanation());
    }
    value
}
