//! What followed, in words.

use super::{Told, capital, probability, signed};
use crate::diplomacy::{Difference, Followed, Outcome, ProgrammeResult};
use crate::report::words::{count, percent};

/// One outcome, for all programmes together.
pub(super) fn followed(followed: &Followed) -> String {
    let what = match followed.outcome {
        Outcome::Next => "a first tie on a higher rung",
        Outcome::Hardware => "a first sale of hardware",
    };
    let counts = format!(
        "{} of the {} reached were reached in a known year, {} of them at least {} years ago and not yet at the top; for {} of these \
         there is a city to compare with",
        followed.dated, followed.reached, followed.observed, followed.within, followed.matched,
    );
    let Some(Difference { estimate, low, high, p }) = followed.difference else {
        return format!(
            "{} within {} years: not computable. {counts}; five are needed.",
            capital(what),
            followed.within
        );
    };
    let verdict = if low > 0.0 {
        "more than chance would have it"
    } else if high < 0.0 {
        "less than chance would have it"
    } else {
        "which chance alone may have made"
    };
    format!(
        "{} within {} years, whoever supplied it: {counts}. {} of the {} went on ({}), where {:.1} would have at the rate of cities of the same income group and rung that no programme had reached by that year ({}): a difference of {} points (95%: {} to {}; exact p = {}), {verdict}.",
        capital(what),
        followed.within,
        followed.followed,
        followed.matched,
        percent(followed.followed as f64 / followed.matched as f64),
        followed.expected,
        count(followed.controls, "control"),
        signed(estimate),
        signed(low),
        signed(high),
        probability(p),
    )
}

impl Told<'_> {
    /// By programme.
    pub(super) fn followed_each(&self) -> String {
        let of = |programme: &&ProgrammeResult| programme.followed.iter().any(|followed| followed.difference.is_some());
        let computable: Vec<String> = self
            .result
            .programmes
            .iter()
            .filter(of)
            .map(|programme| {
                let told = programme.followed.iter().filter_map(|followed| {
                    let difference = followed.difference?;
                    let what = if followed.outcome == Outcome::Next { "a higher rung" } else { "hardware" };
                    Some(format!(
                        "{what} {} of {}, {:.1} expected ({} to {} points)",
                        followed.followed,
                        followed.matched,
                        followed.expected,
                        signed(difference.low),
                        signed(difference.high)
                    ))
                });
                format!("{}: {}", self.name(programme), told.collect::<Vec<_>>().join("; "))
            })
            .collect();
        let rest =
            self.result.programmes.iter().filter(|programme| programme.reach.targets > 0).count() - computable.len();
        let rest = format!(
            "For {} that reach some {} it is not computable: fewer than five dated reaches that can be compared.",
            count(rest, "programme"),
            self.noun
        );
        if computable.is_empty() { rest } else { format!("By programme: {}. {rest}", computable.join(". ")) }
    }
}
