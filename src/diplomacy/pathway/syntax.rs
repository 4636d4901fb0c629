//! What a pathway is made of, and how it is written down.

use crate::model::{Actor, Date, Network, Selector, Stage, Tie};
use std::fmt;

/// A part of a pathway.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Actor(Who),
    Tie(Link),
    /// One after the other; at least two.
    Sequence(Vec<Part>),
    /// Any one of them; at least two.
    Either(Vec<Part>),
    /// From `least` to `most` times; no `most` is any number.
    Repeat {
        part: Box<Part>,
        least: u32,
        most: Option<u32>,
    },
}

/// Which actors stand at a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    Any,
    Kind(String),
    Selected(Selector),
}

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Along,
    Against,
    Either,
}

/// What a tie is called by: its stage or its kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Called {
    Stage(Stage),
    Kind(String),
}

/// Which ties are meant: in each of `called`, one name has to fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bound {
    pub(crate) called: Vec<Vec<Called>>,
    pub(crate) since: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) lag: Option<u16>,
}

/// A step over a tie; without a way it is a place in the history of a city.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) way: Option<Way>,
    pub(crate) bound: Bound,
}

impl Who {
    pub(crate) fn fits(&self, actor: &Actor) -> bool {
        match self {
            Self::Any => true,
            Self::Kind(kind) => actor.kind == *kind,
            Self::Selected(selector) => selector.matches(actor),
        }
    }
}

impl Bound {
    /// Whether a tie fits, but for the lag, which depends on the tie before it.
    pub(crate) fn fits(&self, network: &Network, tie: &Tie) -> bool {
        let named = |name: &Called| match name {
            Called::Stage(stage) => network.stage(tie) == Some(*stage),
            Called::Kind(kind) => tie.kind == *kind,
        };
        let begun = |date: Date| self.since.is_none_or(|since| date.first_day() >= since.first_day());
        let by = |date: Date| self.until.is_none_or(|until| date.last_day() <= until.last_day());
        let dated = self.since.is_some() || self.until.is_some() || self.lag.is_some();
        self.called.iter().all(|names| names.iter().any(named))
            && (!dated || tie.since.is_some_and(|date| begun(date) && by(date)))
    }

    fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

impl Part {
    /// Visits every place, in the order of the text.
    pub(crate) fn places<'a>(&'a self, visit: &mut impl FnMut(&'a Part)) {
        match self {
            Self::Actor(_) | Self::Tie(_) => visit(self),
            Self::Sequence(parts) | Self::Either(parts) => parts.iter().for_each(|part| part.places(visit)),
            Self::Repeat { part, .. } => part.places(visit),
        }
    }

    /// How tightly its text holds together: alternatives least, single places most.
    fn tightness(&self) -> u8 {
        match self {
            Self::Either(_) => 0,
            Self::Sequence(_) => 1,
            Self::Repeat { .. } => 2,
            Self::Actor(_) | Self::Tie(_) => 3,
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, least: u8) -> fmt::Result {
        if self.tightness() < least {
            write!(f, "(")?;
            self.write(f, 0)?;
            return write!(f, ")");
        }
        match self {
            Self::Actor(who) => write!(f, "{who}"),
            Self::Tie(link) => write!(f, "{link}"),
            Self::Sequence(parts) => write_all(f, parts, " ", 2),
            Self::Either(parts) => write_all(f, parts, " | ", 1),
            Self::Repeat { part, least, most } => {
                part.write(f, 3)?;
                match (least, most) {
                    (0, None) => write!(f, "*"),
                    (1, None) => write!(f, "+"),
                    (0, Some(1)) => write!(f, "?"),
                    (least, None) => write!(f, "{{{least},}}"),
                    (least, Some(most)) if least == most => write!(f, "{{{least}}}"),
                    (least, Some(most)) => write!(f, "{{{least},{most}}}"),
                }
            }
        }
    }
}

fn write_all(f: &mut fmt::Formatter<'_>, parts: &[Part], between: &str, least: u8) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            write!(f, "{between}")?;
        }
        part.write(f, least)?;
    }
    Ok(())
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => write!(f, "any"),
            Self::Kind(kind) => write!(f, "{kind}"),
            Self::Selected(selector) => write!(f, "{}", quoted(&selector.to_string())),
        }
    }
}

/// A text in the quotes of which it holds fewer itself; those stand doubled.
fn quoted(text: &str) -> String {
    let quote = if text.matches('"').count() < text.matches('\'').count() { "\"" } else { "'" };
    format!("{quote}{}{quote}", text.replace(quote, &quote.repeat(2)))
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = &self.bound;
        match (self.way, bound.is_open()) {
            (Some(Way::Along), true) => write!(f, "->"),
            (Some(Way::Against), true) => write!(f, "<-"),
            (Some(Way::Either), true) => write!(f, "--"),
            (Some(Way::Along), false) => write!(f, "-[{bound}]->"),
            (Some(Way::Against), false) => write!(f, "<-[{bound}]-"),
            (Some(Way::Either), false) => write!(f, "-[{bound}]-"),
            (None, _) => match bound.called.as_slice() {
                [names]
                    if matches!(names[..], [Called::Stage(_)])
                        && Bound { called: Vec::new(), ..bound.clone() }.is_open() =>
                {
                    write!(f, "{bound}")
                }
                _ => write!(f, "[{bound}]"),
            },
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |called: &Called| match called {
            Called::Stage(stage) => stage.name().to_owned(),
            Called::Kind(kind) if super::parse::is_plain(kind) => kind.clone(),
            Called::Kind(kind) => format!("kind:{}", quoted(kind)),
        };
        let any = |names: &Vec<Called>| names.iter().map(name).collect::<Vec<_>>().join(" | ");
        let mut terms: Vec<String> = self.called.iter().map(any).collect();
        terms.extend(self.since.map(|date| format!("since {date}")));
        terms.extend(self.until.map(|date| format!("until {date}")));
        terms.extend(self.lag.map(|years| format!("lag {years}")));
        write!(f, "{}", terms.join(", "))
    }
}
