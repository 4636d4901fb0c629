//! Pathways: by what kind of actors, over what kind of ties and in which order a route leads.
//!
//! A pathway is a regular expression over actors and ties, to be read aloud:
//!
//! ```text
//! sme -> (city_agency | national_agency)+ -> foreign_city
//! sme -[consortium]-> large_firm -[software, since 2010]-> foreign_city
//! ministry -[endorses]- large_firm -[contract]-> city_agency -[agency_of]-> foreign_city
//! attention* software+ pilot? finance? hardware
//! ```
//!
//! # Grammar
//!
//! ```text
//! pathway   = sequence { "|" sequence }                       one of them
//! sequence  = part { part }                                   one after the other
//! part      = ( actor | step | place | "(" pathway ")" ) [ times ]
//! times     = "*" | "+" | "?" | "{" m "}" | "{" m "," [ n ] "}"
//! actor     = KIND | "any" | "'" selector "'"                 a selector as on the command line: 'country:VN'
//! step      = "->" | "<-" | "--" | "-[" ties "]->" | "<-[" ties "]-" | "-[" ties "]-"
//! place     = STAGE | "[" ties "]"                            a tie in the history of one city
//! ties      = condition { "," condition }                     all of them
//! condition = name { "|" name }                               any of them
//!           | "since" DATE | "until" DATE | DATE ".." DATE    begun in that time
//!           | "lag" YEARS                                     begun so much later than the tie before
//! name      = STAGE | KIND | "kind:" KIND                     a stage or a kind of tie, STAGE first
//! ```
//!
//! Double quotes do for single ones. Within quotes two of them are one that belongs to the text: `'id:o''brien'`.
//!
//! A text has at most 4,096 characters, parentheses nest at most 32 deep, numbers of times go up to 32, and written out
//! there are at most 512 places.
//!
//! # What it means
//!
//! A **route pathway** is matched by a route from its first actor to its last. `->` goes along what a tie conveys (or, if
//! asked for, along its recorded direction), `<-` against it, `--` either way. Two actors side by side have a step `->`
//! between them, two steps any actor; a step that stands first or last any actor before or after it. A route is *loopless*:
//! it passes no actor twice. Routes are told apart by their ties, so two parallel ties make two routes, however many ways
//! there are to read a pathway into one route.
//!
//! A **history pathway** has stages only. A city matches if some of its ties, in the order of the year in which they began
//! (those of one year in any order), are on these stages; the ties in between are passed over.
//!
//! A tie without a known beginning fits neither a date nor a lag. A lag is held against the last dated tie before it, by
//! calendar year.

mod automaton;
mod cities;
mod motifs;
mod named;
mod parse;
mod search;
mod syntax;

pub use cities::{CityHistory, Histories};
pub use motifs::{Motif, Motifs, MotifsResult};
pub use named::{Matched, NAMED, Named};
pub use search::{Counted, Order, PathwayResult, PathwayRoutes};
pub(crate) use syntax::{Bound, Called, Link, Part, Way, Who};

use crate::error::{Error, ErrorKind, Place, Problem, Problems};
use crate::model::Network;
use parse::Name;
use std::fmt;
use std::str::FromStr;

/// A typed route, or a typed history of a city.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Pathway;
///
/// let pathway: Pathway = "sme->(city_agency|national_agency)+ foreign_city".parse()?;
/// assert_eq!(pathway.to_string(), "sme -> (city_agency | national_agency)+ foreign_city");
/// let error = "sme -> (city_agency".parse::<Pathway>().unwrap_err();
/// assert_eq!(error.to_string(), "1:8: error: `(` is never closed (write `)` where the group ends)");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pathway {
    part: Part,
    names: Vec<(Name, Place)>,
}

impl PartialEq for Pathway {
    /// Where names stood in the text does not count.
    fn eq(&self, other: &Self) -> bool {
        self.part == other.part
    }
}

impl FromStr for Pathway {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parsed = parse::parse(text).map_err(ErrorKind::Input)?;
        Ok(Self { part: parsed.part, names: parsed.names })
    }
}

impl fmt::Display for Pathway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.part)
    }
}

impl Pathway {
    /// Whether it speaks of the history of a city instead of a route.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Pathway;
    ///
    /// assert!("software+ hardware".parse::<Pathway>()?.is_history());
    /// assert!(!"any -[software]-> any".parse::<Pathway>()?.is_history());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn is_history(&self) -> bool {
        let mut history = false;
        self.part.places(&mut |place| history |= matches!(place, Part::Tie(Link { way: None, .. })));
        history
    }

    pub(crate) fn part(&self) -> &Part {
        &self.part
    }

    /// Whether every kind that it names is in the network.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] with every unknown kind at its character, and what may have been meant.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Pathway;
    ///
    /// let pathway: Pathway = "sme -> city_agancy -> foreign_city".parse()?;
    /// let error = pathway.check(&Network::builtin("seoul")?).unwrap_err().to_string();
    /// assert_eq!(error, "1:8: error: no actor is a `city_agancy` (did you mean `city_agency`?)");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn check(&self, network: &Network) -> Result<(), Error> {
        let actors: Vec<&str> = network.actors().map(|(_, actor)| actor.kind.as_str()).collect();
        let ties: Vec<&str> = network.ties().map(|(_, tie)| tie.kind.as_str()).collect();
        let declared = (network.actor_kinds(), network.tie_kinds());
        let mut problems = Problems::default();
        for (name, place) in &self.names {
            let (word, there, message) = match name {
                Name::Actor(kind) => {
                    let known = actors.contains(&kind.as_str()) || declared.0.contains_key(kind);
                    (kind, (known, &actors), format!("no actor is a `{kind}`"))
                }
                Name::Tie(kind) => {
                    let known = ties.contains(&kind.as_str()) || declared.1.contains_key(kind);
                    (kind, (known, &ties), format!("no tie is of the kind `{kind}`"))
                }
            };
            if !there.0 {
                problems.push(Problem::error(Some(*place), message, meant(word, there.1)));
            }
        }
        problems.sort();
        if problems.is_empty() { Ok(()) } else { Err(ErrorKind::Input(problems).into()) }
    }
}

/// What a mistyped kind may have been meant to be.
fn meant(word: &str, known: &[&str]) -> String {
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(name, word);
    let best = known.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.cmp(a)));
    match best {
        Some(near) if likeness(near) >= 0.6 => format!("did you mean `{near}`?"),
        _ => {
            let mut names: Vec<&str> = known.to_vec();
            names.sort_unstable();
            names.dedup();
            names.truncate(15);
            format!("known are {}", names.join(", "))
        }
    }
}

#[cfg(test)]
mod tests;
