//! The checks of the builder: every problem of a network, at its place.

#[cfg(doc)]
use super::NetworkBuilder;
use super::parts::Parts;
use super::{Actor, ActorIndex, DEFAULT_STRENGTH, Date, Mandate, Places, Programme, Selector, Source, Tie, TieKind};
use crate::error::{Place, Problem, Problems};
use indexmap::IndexMap;
use petgraph::graph::NodeIndex;
use std::collections::{HashMap, HashSet};
use std::fmt::Display;

/// The actors that the ends of a tie are, where there are such.
pub(super) type Ends = [Option<NodeIndex>; 2];

/// The checks of [`NetworkBuilder::build`] and what they found.
pub(super) struct Check<'a> {
    pub(super) index: ActorIndex,
    pub(super) names: Names,
    pub(super) sources: &'a IndexMap<String, Source>,
    /// Where the reader found an error already; what follows from it is not told again.
    pub(super) told: HashSet<Option<Place>>,
    /// How often the name that was meant has been guessed.
    pub(super) guesses: usize,
    pub(super) found: Problems,
}

/// Names of actors, gathered where there is somebody to guess.
#[derive(Default)]
pub(super) struct Names {
    /// Names and the ids they belong to.
    list: Vec<(String, String)>,
    /// Ids by what is alike, and whether that is a name.
    alike: HashMap<String, (String, bool)>,
}

impl Names {
    pub(super) fn of<'a>(actors: impl Iterator<Item = &'a Actor> + Clone) -> Self {
        let mut names = Self::default();
        for actor in actors.clone() {
            names.alike.entry(plain(&actor.id)).or_insert((actor.id.clone(), false));
        }
        for (name, id) in actors.flat_map(|actor| actor.name.iter().map(|(_, name)| (name, &actor.id))) {
            names.alike.entry(plain(name)).or_insert((id.clone(), true));
            names.list.push((name.to_owned(), id.clone()));
        }
        names
    }
}

/// A name as it is compared: small letters, without blanks.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Guesses take time in large networks, and a file with so many unknown names does not suffer from slips of the pen.
const MOST_GUESSES: usize = 100;
/// So many names are compared for all guesses together, then nothing is guessed any more.
const MOST_COMPARED: usize = 200_000;

impl Check<'_> {
    pub(super) fn error(&mut self, place: Option<Place>, message: impl Into<String>, help: impl Into<String>) {
        if place.is_none() || !self.told.contains(&place) {
            self.found.push(Problem::error(place, message, help));
        }
    }

    pub(super) fn known(&mut self, id: &str, place: Option<Place>, what: &str) {
        if !self.index.contains_key(id) {
            self.unknown(id, place, what);
        }
    }

    fn unknown(&mut self, id: &str, place: Option<Place>, what: &str) {
        let help = self.meant(id);
        self.guesses += 1;
        self.error(place, format!("{what} `{id}` is not among the actors"), help);
    }

    fn may_guess(&self) -> bool {
        let names = self.index.len() + self.names.list.len() + self.sources.len();
        self.guesses < MOST_GUESSES && self.guesses * names < MOST_COMPARED
    }

    /// The actor that may be meant: one whose id or name is the same but for small letters and blanks, or nearly so.
    fn meant(&self, id: &str) -> String {
        let add = || "add it to the actors".to_owned();
        if !self.may_guess() {
            return add();
        }
        match self.names.alike.get(&plain(id)) {
            Some((own, true)) => return format!("did you mean `{own}`, who has this name?"),
            Some((own, false)) => return format!("did you mean `{own}`?"),
            None => {}
        }
        let by_name = || {
            let name = nearest(id, self.names.list.iter().map(|(name, _)| name))?;
            let (_, own) = self.names.list.iter().find(|(other, _)| other == name)?;
            Some(format!("did you mean `{own}`, {name}?"))
        };
        let near = nearest(id, self.index.keys()).map(|near| format!("did you mean `{near}`?"));
        near.or_else(by_name).unwrap_or_else(add)
    }

    pub(super) fn guess<'b>(&self, id: &str, names: impl Iterator<Item = &'b String>, otherwise: &str) -> String {
        let near = if self.may_guess() { nearest(id, names) } else { None };
        near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
    }

    pub(super) fn id(&mut self, id: &str, place: Option<Place>, what: &str) {
        if id.is_empty() {
            self.error(place, format!("{what} has no id"), "give it one");
        } else if id.chars().any(char::is_control) {
            self.error(place, format!("the id of {what} {id:?} holds a control character"), "take it out");
        }
    }

    pub(super) fn share(&mut self, value: Option<f64>, places: &Places, field: &str) {
        if let Some(value) = value.filter(|value| !(*value > 0.0 && *value <= 1.0)) {
            let help = "a probability is more than 0 and at most 1";
            self.error(places.of(field), format!("{field} {} is outside (0, 1]", plain_number(value)), help);
        }
    }

    pub(super) fn dates(&mut self, since: Option<Date>, until: Option<Date>, places: &Places, what: impl Display) {
        if let Some((since, until)) = since.zip(until).filter(|(s, u)| s.first_day() > u.last_day()) {
            let message = format!("{what} ends ({until}) before it begins ({since})");
            self.error(places.of("until"), message, "swap or correct the dates");
        }
    }

    pub(super) fn cited(&mut self, sources: &[String], places: &Places, what: impl Display) {
        for id in sources.iter().filter(|id| !self.sources.contains_key(*id)) {
            let help = self.guess(id, self.sources.keys(), "add it to the sources");
            self.guesses += 1;
            self.error(places.of("sources"), format!("{what} cites the unknown source `{id}`"), help);
        }
    }

    /// An actor with its number.
    pub(super) fn actor(&mut self, node: NodeIndex, actor: &Actor, places: &Places) {
        let what = format_args!("actor `{}`", actor.id);
        self.id(&actor.id, places.of("id"), "an actor");
        if self.index.get(&actor.id) != Some(&node) {
            self.error(places.of("id"), format!("{what} is there twice"), "ids are unique; merge or rename");
        }
        self.coordinate(actor.lat, 90.0, places, "lat");
        self.coordinate(actor.lon, 180.0, places, "lon");
        self.amount(Some(actor.weight), places, "weight", "a weight is 0 or more");
        self.share(actor.confidence, places, "confidence");
        self.dates(actor.since, actor.until, places, what);
        self.cited(&actor.sources, places, what);
        if let Some(successor) = &actor.successor {
            self.known(successor, places.of("successor"), "successor");
            if *successor == actor.id {
                self.error(places.of("successor"), format!("{what} succeeds itself"), "name the body that took over");
            }
        }
    }

    pub(super) fn coordinate(&mut self, value: Option<f64>, most: f64, places: &Places, field: &str) {
        if let Some(value) = value.filter(|value| value.is_nan() || value.abs() > most) {
            let help = format!("degrees from -{most} to {most}");
            self.error(places.of(field), format!("{field} {} is not on the globe", plain_number(value)), help);
        }
    }

    pub(super) fn amount(&mut self, value: Option<f64>, places: &Places, field: &str, help: &str) {
        if let Some(value) = value.filter(|value| !(value.is_finite() && *value >= 0.0)) {
            let name = field.rsplit(' ').next().unwrap_or(field);
            self.error(places.of(field), format!("{name} {} is below 0 or not finite", plain_number(value)), help);
        }
    }

    pub(super) fn tie_kind(&mut self, kind: &TieKind, places: &Places) {
        self.share(kind.strength, places, "strength");
        let Some(range) = kind.strength_range else { return };
        let strength = kind.strength.unwrap_or(DEFAULT_STRENGTH);
        let ordered = 0.0 < range.low && range.low <= strength && strength <= range.high && range.high <= 1.0;
        if !ordered {
            let message = format!("strength_range {range} does not hold the strength {}", plain_number(strength));
            let help = "write [low, high] with 0 < low <= strength <= high <= 1";
            self.error(places.of("strength_range"), message, help);
        }
    }

    /// A tie with the actors that its ends are, where they are known.
    pub(super) fn tie(&mut self, tie: &Tie, places: &Places, ends: Ends) {
        let what = format_args!("tie `{}` → `{}`", tie.from, tie.to);
        if ends[0].is_none() {
            self.unknown(&tie.from, places.of("from"), "actor");
        }
        if tie.from == tie.to {
            self.error(places.of("to"), format!("{what} leads back to itself"), "a tie joins two actors");
        } else if ends[1].is_none() {
            self.unknown(&tie.to, places.of("to"), "actor");
        }
        self.share(tie.strength, places, "strength");
        self.share(tie.confidence, places, "confidence");
        self.dates(tie.since, tie.until, places, what);
        self.cited(&tie.sources, places, what);
        self.amount(tie.value_usd, places, "value_usd", "leave it out where it is not known");
    }

    pub(super) fn tie_ids(&mut self, ties: &Parts<(Tie, Places)>) {
        let mut seen = HashSet::new();
        for (tie, places) in ties.iter().filter(|(tie, _)| !tie.id.is_empty()) {
            self.id(&tie.id, places.of("id"), "tie");
            if !seen.insert(&tie.id) {
                let message = format!("tie `{}` is there twice", tie.id);
                self.error(places.of("id"), message, "ids are unique; leave them out to have them made");
            }
        }
    }

    pub(super) fn programmes(&mut self, programmes: &[(Programme, Places)]) {
        let mut seen = HashSet::new();
        for (programme, places) in programmes {
            let what = format!("programme `{}`", programme.id);
            self.id(&programme.id, places.of("id"), "a programme");
            if !seen.insert(&programme.id) {
                self.error(places.of("id"), format!("{what} is there twice"), "ids are unique; merge or rename");
            }
            for host in &programme.hosts {
                self.known(host, places.of("hosts"), "host");
            }
            for (i, reached) in programme.reached.iter().enumerate() {
                self.known(&reached.actor, places.of(&format!("reached {i} actor")), "reached actor");
                let people = format!("reached {i} people");
                self.amount(reached.people, places, &people, "leave it out where it is not known");
            }
            self.amount(programme.cost_usd, places, "cost_usd", "leave it out where it is not known");
            self.share(programme.confidence, places, "confidence");
            self.dates(programme.since, programme.until, places, &what);
            self.cited(&programme.sources, places, &what);
        }
    }

    pub(super) fn mandate(&mut self, mandate: &Mandate, places: &Places, actors: &[(Actor, Places)]) {
        let meant =
            |selector: &Selector| actors.iter().map(|(actor, _)| actor).filter(|a| selector.matches(a)).collect();
        let (sources, targets): (Vec<&Actor>, Vec<&Actor>) = (meant(&mandate.from), meant(&mandate.to));
        for (field, found) in [("from", &sources), ("to", &targets)] {
            if found.is_empty() {
                let message = format!("`{field}` of mandate `{}` means no actor", mandate.id);
                self.error(places.of(field), message, "check kinds, ids and layers against the actors");
            }
        }
        for (attribute, found) in [(&mandate.from_weight, &sources), (&mandate.to_weight, &targets)] {
            self.weights(mandate, attribute.as_deref(), found, places);
        }
    }

    pub(super) fn weights(&mut self, mandate: &Mandate, attribute: Option<&str>, found: &[&Actor], places: &Places) {
        let Some(attribute) = attribute else { return };
        let lacking: Vec<&str> =
            found.iter().filter(|actor| actor.weight_by(attribute).is_none()).map(|actor| actor.id.as_str()).collect();
        if !lacking.is_empty() {
            let some = lacking.iter().take(5).copied().collect::<Vec<_>>().join(", ");
            let message = format!(
                "mandate `{}` weighs by `{attribute}`, which {} of {} actors lack or have below 0: {some}{}",
                mandate.id,
                lacking.len(),
                found.len(),
                if lacking.len() > 5 { ", …" } else { "" }
            );
            self.error(places.of("weights"), message, "give them the number or drop the weights");
        }
    }
}

/// A number as people write it, with an exponent where it would be all zeros.
pub(crate) fn plain_number(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-6..1e15).contains(&size) { format!("{}", number + 0.0) } else { format!("{number:e}") }
}

/// Longer names are not compared: the comparison takes the product of both lengths.
const LONGEST_COMPARED: usize = 200;

/// The name most like `word`, if any is close enough to be a slip of the pen. Names whose lengths alone set them too far apart
/// are passed over.
pub(crate) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let length = |text: &str| text.chars().take(LONGEST_COMPARED + 1).count();
    let own = length(word);
    let may_be = |name: &&String| {
        let other = length(name);
        own.max(other) <= LONGEST_COMPARED && own.min(other) * 10 >= own.max(other) * 6
    };
    let scored = names.filter(may_be).map(|name| (strsim::normalized_damerau_levenshtein(word, name), name.as_str()));
    let best = scored
        .fold(None, |best: Option<(f64, &str)>, one| if best.is_none_or(|b| one.0 > b.0) { Some(one) } else { best });
    best.filter(|(likeness, _)| *likeness >= 0.6).map(|(_, name)| name)
}
