//! What `--explain` adds: every number of an answer with its definition, what goes in and what is assumed.

use super::answer::{Answer, Block, Table};
use super::sure::draws_words;
use super::ties::{before_the_note, insert};
use super::words::count;
use crate::model::{Mandate, Network};
use serde::Serialize;
use serde_json::json;

/// A number of an answer, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Explained {
    /// Its name in the answer.
    number: &'static str,
    /// What it is.
    definition: &'static str,
    /// From what it is computed.
    inputs: &'static str,
    /// What is taken for granted.
    assumes: &'static str,
}

/// Strengths and confidence stand behind every number.
const COINS: &str = "ties are open independently of each other, each with strength × confidence";

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

/// Adds to an answer of `leverage` or `checks` what each of its numbers means.
///
/// # Examples
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(256);
/// let mut answer = report::leverage(&singapore, mandate, &access.leverage(&singapore)?, &[], "en", 5);
/// report::add_explanations(&mut answer, &singapore, mandate);
/// assert_eq!(answer.envelope.result["explanations"][0]["number"], "access");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_explanations(answer: &mut Answer, network: &Network, mandate: &Mandate) {
    let explained: &[Explained] = if answer.envelope.command == "checks" { &CHECKS } else { &LEVERAGE };
    insert(answer, "explanations", json!(explained));
    let mut table = Table::new(&["number", "what it is", "from what", "what it assumes"], &[]);
    for Explained { number, definition, inputs, assumes } in explained {
        table.row([number, definition, inputs, assumes].map(|text| (*text).to_owned()));
    }
    let most = mandate.max_intermediaries.map_or_else(|| "any number of".to_owned(), |most| format!("at most {most}"));
    let asked = format!(
        "What the numbers mean. The mandate is from {} to {}, through {}, with {most} intermediaries.",
        mandate.from, mandate.to, mandate.relay
    );
    let assumed = network.assumptions();
    let rests = format!(
        "Behind them stand {} and {}. Of the ties, {} take their strength from their kind and {} the default of 0.5; {} have \
         no date, {} no document, and {} rest on a single one. {}",
        count(network.ties().len(), "tie"),
        count(network.sources().len(), "source document"),
        assumed.strength_of_kind,
        assumed.strength_default,
        assumed.undated,
        assumed.ties_unsourced,
        assumed.ties_single_source,
        draws_words()
    );
    before_the_note(answer, [Block::Paragraph(asked), Block::Table(table), Block::Paragraph(rests)]);
}
