//! Who is a programme, whom it reached, and when.
//!
//! A programme stands in a network in two ways: as a *record* (with a list of whom it reached, mostly examples without a
//! year) and as an *actor* (with dated, sourced ties to whom it trained, funded or invited). Here they are one: a record
//! and an actor with the same id are the same programme, an actor of the kind `programme` without a record is a programme
//! too, and whoever stands on the list **or** at the other end of a tie from the actor on a rung from attention upwards
//! has been reached.
//!
//! A reach is dated by its own year on the list, else by the first dated tie, else by the programme itself if that ran
//! in one calendar year only. A reach after the date that is asked about does not count.

use crate::model::{Date, Network, Programme, Stage, Text, Tie};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The kind of an actor that is a programme.
const KIND: &str = "programme";

/// One actor that a programme reached, by list, by tie or by both.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Dated, Programmes};
/// use proxeny::{Network, Stage};
///
/// let result = Programmes::new().run(&Network::builtin("seoul")?)?;
/// let training = result.programmes.iter().find(|programme| programme.id == "shrdc_prog").expect("a programme");
/// let hanoi = training.reach.contacts.iter().find(|contact| contact.actor == "hanoi").expect("it was reached");
/// assert_eq!((hanoi.year, hanoi.dated_by, hanoi.stage), (Some(2016), Some(Dated::Tie), Some(Stage::Software)));
/// assert!(hanoi.listed && hanoi.ties.len() == 1);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Contact {
    /// Its id.
    pub actor: String,
    /// The first year in which it was reached, if that is known.
    pub year: Option<i16>,
    /// How the year is known.
    pub dated_by: Option<Dated>,
    /// The highest rung of the ties by which it was reached; none if it only stands on the list.
    pub stage: Option<Stage>,
    /// Whether the programme's list names it.
    pub listed: bool,
    /// How many people, where the list says.
    pub people: Option<f64>,
    /// The ties by which it was reached.
    pub ties: Vec<String>,
}

/// How the year of a reach is known.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Dated;
///
/// assert_eq!(serde_json::to_value(Dated::Run).ok(), Some("run".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dated {
    /// The list gives a year.
    List,
    /// A tie from the programme gives a year.
    Tie,
    /// The programme ran in that year only.
    Run,
}

impl Contact {
    /// Whether the reach went beyond attention. What only stands on a list counts as attention, the lowest rung.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Contact;
    ///
    /// assert!(!Contact::default().is_beyond_attention());
    /// ```
    pub fn is_beyond_attention(&self) -> bool {
        self.stage.is_some_and(|stage| stage > Stage::Attention)
    }
}

/// A programme as a network knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) kind: String,
    pub(super) hosts: Vec<String>,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
    /// What the record says about its own extent.
    pub(super) remark: String,
    pub(super) sources: Vec<String>,
    pub(super) recorded: bool,
    pub(super) contacts: Vec<Contact>,
}

/// All programmes of a network: records first, in their order, then actors without a record.
pub(super) fn known(network: &Network) -> Vec<Known> {
    let mut programmes: Vec<Known> = network.programmes().iter().map(|record| of_record(network, record)).collect();
    let recorded: BTreeSet<String> = programmes.iter().map(|known| known.id.clone()).collect();
    for (_, actor) in network.actors().filter(|(_, actor)| actor.kind == KIND && !recorded.contains(&actor.id)) {
        programmes.push(Known {
            id: actor.id.clone(),
            name: actor.name.clone(),
            hosts: hosts(network, &actor.id),
            since: actor.since,
            until: actor.until,
            sources: actor.sources.clone(),
            contacts: contacts(network, &actor.id, None),
            ..Known::default()
        });
    }
    programmes
}

fn of_record(network: &Network, record: &Programme) -> Known {
    let remark = record.attributes.get("reached_note").and_then(|note| note.as_str()).unwrap_or_default();
    Known {
        id: record.id.clone(),
        name: record.name.clone(),
        kind: record.kind.clone(),
        hosts: record.hosts.clone(),
        since: record.since,
        until: record.until,
        remark: remark.to_owned(),
        sources: record.sources.clone(),
        recorded: true,
        contacts: contacts(network, &record.id, Some(record)),
    }
}

/// Who runs a programme that has no record.
fn hosts(network: &Network, id: &str) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for (_, tie) in network.ties().filter(|(_, tie)| tie.to == id && tie.kind == "runs") {
        if !hosts.contains(&tie.from) {
            hosts.push(tie.from.clone());
        }
    }
    hosts
}

/// Ties by which a programme reaches somebody: from it, on a rung from attention upwards.
pub(super) fn reaches<'n>(network: &'n Network, id: &'n str) -> impl Iterator<Item = &'n Tie> {
    let rung = |tie: &Tie| network.stage(tie).is_some_and(|stage| stage >= Stage::Attention);
    network.ties().map(|(_, tie)| tie).filter(move |tie| tie.from == id && rung(tie))
}

fn contacts(network: &Network, id: &str, record: Option<&Programme>) -> Vec<Contact> {
    let mut found: IndexMap<&str, Contact> = IndexMap::new();
    for reached in record.into_iter().flat_map(|record| &record.reached) {
        let contact = found.entry(&reached.actor).or_default();
        contact.listed = true;
        contact.people = match (contact.people, reached.people) {
            (Some(a), Some(b)) => Some(a + b),
            (a, b) => a.or(b),
        };
        date(contact, reached.year, Dated::List);
    }
    for tie in reaches(network, id) {
        let contact = found.entry(&tie.to).or_default();
        date(contact, tie.since, Dated::Tie);
        contact.stage = contact.stage.max(network.stage(tie));
        contact.ties.push(tie.id.clone());
    }
    let run = record.and_then(|record| {
        let [since, until] = [record.since?, record.until?].map(Date::calendar_year);
        (since == until).then_some(record.since).flatten()
    });
    let asked = network.as_of().map(Date::calendar_year);
    let contact = |(actor, mut contact): (&str, Contact)| {
        if contact.year.is_none() {
            date(&mut contact, run, Dated::Run);
        }
        Contact { actor: actor.to_owned(), ..contact }
    };
    let begun = |contact: &Contact| contact.year.zip(asked).is_none_or(|(year, asked)| year <= asked);
    found.into_iter().map(contact).filter(begun).collect()
}

/// The earlier of two years; a year of the list comes before that of a tie.
fn date(contact: &mut Contact, when: Option<Date>, by: Dated) {
    let Some(year) = when.map(Date::calendar_year) else { return };
    let better = match (contact.dated_by, contact.year) {
        (Some(known), Some(_)) if known != by => false,
        (_, Some(known)) => year < known,
        _ => true,
    };
    if better {
        (contact.year, contact.dated_by) = (Some(year), Some(by));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, NetworkBuilder, Reached};

    fn network() -> Network {
        let record = |id: &str, reached: Vec<Reached>| Programme { id: id.into(), reached, ..Programme::default() };
        let listed = |actor: &str, year: Option<i16>, people: f64| Reached {
            actor: actor.into(),
            year: year.map(Date::year),
            people: Some(people),
        };
        let mut once = record("once", vec![Reached { actor: "a".into(), ..Reached::default() }]);
        (once.since, once.until) = (Some(Date::year(2015)), Some(Date::year(2015)));
        let tie = |from: &str, to: &str, stage, since: i16| Tie {
            id: format!("{from}-{to}-{since}"),
            stage: Some(stage),
            since: Some(Date::year(since)),
            ..Tie::new(from, to, "trains")
        };
        let city = |id: &str| Actor::new(id, "foreign_city");
        let mut builder = NetworkBuilder::new("n").as_of(Date::year(2020));
        for id in ["a", "b", "c"] {
            builder = builder.actor(city(id));
        }
        builder
            .actor(Actor::new("school", KIND))
            .actor(Actor::new("tour", KIND))
            .actor(Actor::new("host", "city_agency"))
            .tie(tie("school", "a", Stage::Software, 2014))
            .tie(tie("school", "a", Stage::Attention, 2012))
            .tie(tie("school", "c", Stage::Software, 2024))
            .tie(tie("tour", "b", Stage::Support, 2011))
            .tie(Tie { stage: Some(Stage::Support), ..Tie::new("host", "tour", "runs") })
            .programme(record(
                "school",
                vec![listed("a", Some(2013), 3.0), listed("a", Some(2016), 4.0), listed("b", None, 1.0)],
            ))
            .programme(once)
            .build()
            .unwrap()
    }

    #[test]
    fn a_record_and_an_actor_of_one_id_are_one_programme() {
        let programmes = known(&network());
        let ids: Vec<&str> = programmes.iter().map(|known| known.id.as_str()).collect();
        assert_eq!(ids, ["school", "once", "tour"]);
        let [a, b] = programmes[0].contacts.as_slice() else { panic!("{:?}", programmes[0].contacts) };
        // The list comes before the ties; the first year counts, the highest rung, and all the people.
        assert_eq!(
            (a.year, a.dated_by, a.stage, a.people),
            (Some(2013), Some(Dated::List), Some(Stage::Software), Some(7.0))
        );
        assert_eq!((a.ties.len(), a.listed, a.is_beyond_attention()), (2, true, true));
        assert_eq!((b.actor.as_str(), b.year, b.stage), ("b", None, None));
        assert!(programmes[0].recorded && !programmes[2].recorded);
    }

    #[test]
    fn one_year_dates_a_reach_and_support_is_none() {
        let programmes = known(&network());
        assert_eq!(
            (programmes[1].contacts[0].year, programmes[1].contacts[0].dated_by),
            (Some(2015), Some(Dated::Run))
        );
        assert!(programmes[2].contacts.is_empty());
        assert_eq!(programmes[2].hosts, ["host"]);
    }
}
