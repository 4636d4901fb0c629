//! The answer of `convert`.

use super::answer::{Answer, Block, Envelope, Table};
use super::words::count;
use crate::io::{Loss, Writer};
use crate::model::Network;
use serde_json::json;

/// Tells what became of the rows that were read, and what the format that was written cannot hold.
///
/// # Examples
/// ```
/// use proxeny::{Network, io, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let pajek = io::writer("pajek")?;
/// let answer = report::convert(&seoul, pajek, &pajek.losses(&seoul));
/// let losses = answer.envelope.result["losses"].as_array().expect("a list");
/// assert!(losses.iter().any(|loss| loss["what"] == "mandates" && loss["count"] == 3));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn convert(network: &Network, writer: &dyn Writer, losses: &[Loss]) -> Answer {
    let mut envelope = Envelope::of("convert", network);
    envelope.parameters.insert("write_as".into(), writer.name().into());
    envelope.result = json!({
        "rows": network.rows(),
        "actors": network.actors().len(),
        "ties": network.ties().len(),
        "programmes": network.programmes().len(),
        "lossless": losses.is_empty(),
        "losses": losses,
    });
    let held = format!(
        "{} holds {}, {} and {}. Rows read: {}.",
        writer.name(),
        count(network.actors().len(), "actor"),
        count(network.ties().len(), "tie"),
        count(network.programmes().len(), "programme"),
        network.rows()
    );
    let mut blocks = vec![Block::Paragraph(held)];
    if losses.is_empty() {
        blocks.push(Block::Paragraph("Nothing is lost.".to_owned()));
    } else {
        let mut table = Table::new(&["lost", "what happened"], &["count"]);
        for loss in losses {
            table.row([loss.what.clone(), loss.to_string(), loss.count.to_string()]);
        }
        blocks.push(Block::Table(table));
    }
    Answer { envelope, blocks }
}
