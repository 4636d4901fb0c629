//! What `--explain` adds: every number of an answer with its definition, what goes in and what is assumed.

use super::answer::{Answer, Block, Table};
use super::explained;
use super::sure::draws_words;
use super::ties::{before_the_note, insert};
use super::words::count;
use crate::model::{Mandate, Network};
use serde::Serialize;
use serde_json::json;

/// A number of an answer, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Explained {
    /// Its name in the answer.
    pub(super) number: &'static str,
    /// What it is.
    pub(super) definition: &'static str,
    /// From what it is computed.
    pub(super) inputs: &'static str,
    /// What is taken for granted.
    pub(super) assumes: &'static str,
}

/// The commands that explain their numbers. A new one is one line here and one list beside.
static REGISTRY: [(&str, &[Explained]); 14] = [
    ("leverage", &LEVERAGE),
    ("merge", &LEVERAGE),
    ("checks", &CHECKS),
    ("scenario", &explained::SCENARIO),
    ("routes", &explained::ROUTES),
    ("value", &explained::VALUE),
    ("timeline", &explained::TIMELINE),
    ("brokers", &explained::BROKERS),
    ("opportunities", &explained::OPPORTUNITIES),
    ("backing", &explained::BACKING),
    ("programmes", &explained::PROGRAMMES),
    ("pathways", &explained::PATHWAYS),
    ("ladder", &explained::LADDER),
    ("compare", &explained::COMPARE),
];

/// Strengths and confidence stand behind every number.
pub(super) const COINS: &str = "ties are open independently of each other, each with strength × confidence";

static LEVERAGE: [Explained; 7] = [
    Explained {
        number: "access",
        definition: "expected weighted share of the pairs of a source and a target that are joined by an open route",
        inputs: "sources, targets, relays and limit of the mandate; ties that hold at the date; strength, confidence, conveys",
        assumes: COINS,
    },
    Explained {
        number: "leverage, points",
        definition: "access that is lost if the actor is taken away, over the pairs of which it is not an end",
        inputs: "as access, in the same worlds with and without the actor",
        assumes: "nobody takes its place",
    },
    Explained {
        number: "share",
        definition: "leverage divided by access; shares of several actors overlap",
        inputs: "leverage, access",
        assumes: "as leverage",
    },
    Explained {
        number: "± 95%, interval",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
    },
    Explained {
        number: "5–95%, rank in brackets",
        definition: "where value and rank lie in nine out of ten draws of the assumptions",
        inputs: "confidence of ties, range of strength of each kind, stages",
        assumes: "the ranges; kinds are drawn apart from each other",
    },
    Explained {
        number: "fragile",
        definition: "leaving out one document or one home firm, or more than one draw in twenty, puts another first, or leaves \
                     less than a tenth of an actor's leverage",
        inputs: "sources of ties and actors; home firms among the sources of the mandate",
        assumes: "a tie with a second document stays",
    },
    Explained {
        number: "Shapley",
        definition: "mean contribution to access over all orders in which relays could join; adds up to access less direct access",
        inputs: "as access, for groups of relays",
        assumes: COINS,
    },
];

static CHECKS: [Explained; 3] = [
    Explained {
        number: "value, points",
        definition: "expected leverage that is lost by working through the actor that is first now, without knowing the fact",
        inputs: "leverages of all actors if the fact turns out one way or another; the probability of each",
        assumes: "facts are checked one at a time, and a check tells the truth",
    },
    Explained {
        number: "advice changes",
        definition: "probability that another actor comes first once the fact is known",
        inputs: "as value",
        assumes: "confidence is a probability; one half for a tie without a date",
    },
    Explained {
        number: "then first",
        definition: "who most probably comes first if another does",
        inputs: "as value",
        assumes: "as value",
    },
];

/// Adds to an answer what each of its numbers means.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Value;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let mandate = seoul.mandate(None)?;
/// let mut answer = report::value(&seoul, mandate, &Value::new().run(&seoul)?, "en", 5);
/// report::add_explanations(&mut answer, &seoul, mandate);
/// assert!(answer.envelope.result["explanations"].as_array().is_some_and(|told| told.len() > 5));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_explanations(answer: &mut Answer, network: &Network, mandate: &Mandate) {
    add_explanations_of(answer, network, Some(mandate));
}

/// The same where there may be no mandate behind the answer.
///
/// # Examples
/// ```
/// use proxeny::leverage::Routes;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Routes::new(seoul.find("susa")?, seoul.find("bogota")?).run(&seoul)?;
/// let mut answer = report::routes(&seoul, &result, "en");
/// report::add_explanations_of(&mut answer, &seoul, None);
/// assert_eq!(answer.envelope.result["explanations"][0]["number"], "open");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_explanations_of(answer: &mut Answer, network: &Network, mandate: Option<&Mandate>) {
    let command = answer.envelope.command.as_str();
    let explained = REGISTRY.iter().find(|(name, _)| *name == command).map_or(&[][..], |(_, explained)| *explained);
    insert(answer, "explanations", json!(explained));
    let documents = network.sources().iter().map(|(id, source)| json!({ "id": id, "title": source.title }));
    insert(answer, "explanations_rest_on", json!(documents.collect::<Vec<_>>()));
    let mut table = Table::new(&["number", "what it is", "from what", "what it assumes"], &[]);
    for Explained { number, definition, inputs, assumes } in explained {
        table.row([number, definition, inputs, assumes].map(|text| (*text).to_owned()));
    }
    let mut asked = "What the numbers mean.".to_owned();
    if let Some(mandate) = mandate {
        let most =
            mandate.max_intermediaries.map_or_else(|| "any number of".to_owned(), |most| format!("at most {most}"));
        asked = format!(
            "{asked} The mandate is from {} to {}, through {}, with {most} intermediaries.",
            mandate.from, mandate.to, mandate.relay
        );
    }
    let assumed = network.assumptions();
    let draws =
        if ["leverage", "checks"].contains(&answer.envelope.command.as_str()) { draws_words() } else { String::new() };
    let rests = format!(
        "Behind them stand {} and {}. Of the ties, {} take their strength from their kind and {} the default of 0.5; {} have \
         no date, {} no document, and {} rest on a single one. {draws}",
        count(network.ties().len(), "tie"),
        count(network.sources().len(), "source document"),
        assumed.strength_of_kind,
        assumed.strength_default,
        assumed.undated,
        assumed.ties_unsourced,
        assumed.ties_single_source,
    );
    before_the_note(answer, [Block::Paragraph(asked), Block::Table(table), Block::Paragraph(rests)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_explains_each_number_once_and_in_full() {
        for (i, (command, list)) in REGISTRY.iter().enumerate() {
            assert!(REGISTRY[..i].iter().all(|(other, _)| other != command), "{command} stands twice");
            assert!(list.len() >= 3, "{command}");
            for (i, one) in list.iter().enumerate() {
                assert!(list[..i].iter().all(|other| other.number != one.number), "{command}: {} twice", one.number);
                let Explained { number, definition, inputs, assumes } = one;
                assert!([number, definition, inputs, assumes].iter().all(|text| !text.trim().is_empty()), "{number}");
            }
        }
    }
}
