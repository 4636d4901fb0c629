//! Proposals of actors that may be one, beside the answer of `validate`.

use super::answer::{Answer, Block, Table};
use super::words::count;
use crate::io::Duplicate;
use serde_json::json;

/// Adds to an answer which actors may be one and the same; `kept_apart` is how many pairs somebody keeps apart.
///
/// # Examples
/// ```
/// use proxeny::io::Duplicates;
/// use proxeny::{Actor, NetworkBuilder, report};
///
/// let network = NetworkBuilder::new("two").actor(Actor::new("hanoi", "city")).actor(Actor::new("Ha Noi", "city")).build()?;
/// let mut answer = report::validate("two", Ok(&network), [].iter(), None, &[]);
/// report::add_aliases(&mut answer, &Duplicates::new().run(&network), 0);
/// assert_eq!(answer.envelope.result["aliases"][0]["actors"], serde_json::json!(["hanoi", "Ha Noi"]));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_aliases(answer: &mut Answer, found: &[Duplicate], kept_apart: usize) {
    answer.envelope.result["aliases"] = json!(found);
    answer.envelope.result["never_merge"] = json!(kept_apart);
    answer.blocks.push(Block::Heading("Actors that may be one and the same".to_owned()));
    let apart = match kept_apart {
        0 => String::new(),
        _ => format!(" {} of never_merge left out.", count(kept_apart, "pair")),
    };
    if found.is_empty() {
        answer.blocks.push(Block::Paragraph(format!("No two names are alike enough to propose anything.{apart}")));
        return;
    }
    answer.blocks.push(Block::Paragraph(format!(
        "{} to look at; nothing is merged by itself.{apart} If two are one: give one row the other's id, or write the other \
         name and the id into the sheet aliases of a workbook. If they are two: write both ids into its sheet never_merge.",
        count(found.len(), "pair"),
    )));
    let mut table = Table::new(&["one", "other", "names", "why"], &["score"]);
    for Duplicate { actors: [one, other], names, score, reason, .. } in found {
        let names = format!("{} | {}", names[0], names[1]);
        table.row([one.clone(), other.clone(), names, reason.clone(), format!("{score:.2}")]);
    }
    answer.blocks.push(Block::Table(table));
    let note = "The score orders the proposals; it is no probability. Names are compared without capital letters, spaces, \
                punctuation and legal form, and Hangul with Latin letters by the Revised Romanization. Actors of different \
                countries or with different numbers in their names are never proposed.";
    answer.blocks.push(Block::Note(note.to_owned()));
}
