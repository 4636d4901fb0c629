//! Writing the native format: one record per line, only fields that are set, always the same bytes.

use super::NAME;
use crate::error::{Error, ErrorKind};
use crate::model::{
    Actor, ActorKind, Date, Lasts, Mandate, Network, NextTie, Programme, Selector, Source, Text, Tie, TieKind,
};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

impl Network {
    /// Writes the network in the native format: UTF-8, one record per line, only fields that are set.
    ///
    /// What is read back is the same network, and the same network gives the same bytes. Warnings and the digest tell of
    /// the file it was read from and are not written.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if `writer` fails.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Network, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("tiny").actor(Actor::new("smg", "city_government")).build()?;
    /// let mut written = Vec::new();
    /// network.to_writer(&mut written)?;
    /// let copy = Network::from_reader(&written[..])?;
    /// assert_eq!((copy.id(), copy.actors().len()), ("tiny", 1));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn to_writer(&self, mut writer: impl Write) -> Result<(), Error> {
        let failed = |source| ErrorKind::Io { path: "output".to_owned(), source }.into();
        writer.write_all(self.to_json().as_bytes()).map_err(failed)
    }

    /// The network in the native format, as [`Network::to_writer`] writes it.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let copy = Network::from_reader(seoul.to_json().as_bytes())?;
    /// assert_eq!(copy.to_json(), seoul.to_json());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        let mut parts = frame(self);
        let position = parts.iter().position(|part| part.starts_with("\"mandates\"")).unwrap_or(parts.len());
        let tables = [
            table("sources", self.sources(), source),
            table("actor_kinds", self.actor_kinds(), actor_kind),
            table("tie_kinds", self.tie_kinds(), tie_kind),
        ];
        parts.splice(position..position, tables.into_iter().flatten());
        parts.push(list("actors", self.actors().map(|(_, record)| actor(record))));
        parts.push(list("ties", self.ties().map(|(_, record)| tie(record))));
        if !self.programmes().is_empty() {
            parts.push(list("programmes", self.programmes().iter().map(programme)));
        }
        document(&parts)
    }
}

/// A document with everything of a network that is neither an actor nor a tie.
pub(in crate::io) fn rest_json(network: &Network) -> String {
    let mut parts = frame(network);
    let tables = [
        table("sources", network.sources(), source),
        table("actor_kinds", network.actor_kinds(), actor_kind),
        table("tie_kinds", network.tie_kinds(), tie_kind),
    ];
    parts.extend(tables.into_iter().flatten());
    if !network.programmes().is_empty() {
        parts.push(list("programmes", network.programmes().iter().map(programme)));
    }
    document(&parts)
}

/// A document with everything of a network that is not a table.
pub(in crate::io) fn frame_json(network: &Network) -> String {
    document(&frame(network))
}

/// What is not a table, each a name and its value in JSON.
pub(in crate::io) fn frame(network: &Network) -> Vec<String> {
    let focal = network.focal().map(|node| network.graph()[node].id.as_str());
    let mut record = Record::default()
        .field("format", NAME)
        .field("id", network.id())
        .languages("title", network.title())
        .option("as_of", network.as_of())
        .option("home", network.home())
        .option("focal", focal)
        .text("note", network.note());
    if !network.attributes().is_empty() {
        record = record.field("attributes", network.attributes());
    }
    record.parts.extend(table("mandates", network.mandates(), mandate));
    record.parts
}

fn document(parts: &[String]) -> String {
    let lines: Vec<String> = parts.iter().map(|part| format!(" {part}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn table<T>(name: &str, records: &indexmap::IndexMap<String, T>, line: impl Fn(&T) -> String) -> Option<String> {
    let lines: Vec<String> = records.iter().map(|(id, record)| format!("  {}: {}", json(id), line(record))).collect();
    (!lines.is_empty()).then(|| format!("{}: {{\n{}\n }}", json(name), lines.join(",\n")))
}

fn list(name: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| format!("  {line}")).collect();
    if lines.is_empty() {
        format!("{}: []", json(name))
    } else {
        format!("{}: [\n{}\n ]", json(name), lines.join(",\n"))
    }
}

fn source(source: &Source) -> String {
    Record::default()
        .text("title", &source.title)
        .text("publisher", &source.publisher)
        .year(source.year)
        .text("locator", &source.locator)
        .unless(source.general, &false, "general")
        .text("note", &source.note)
        .attributes(&source.attributes)
        .line()
}

fn actor_kind(kind: &ActorKind) -> String {
    let record = Record::default().languages("label", &kind.label).option("color", kind.color.as_ref());
    record.attributes(&kind.attributes).line()
}

fn tie_kind(kind: &TieKind) -> String {
    Record::default()
        .languages("label", &kind.label)
        .option("stage", kind.stage)
        .number("strength", kind.strength)
        .option("strength_range", kind.strength_range)
        .unless(kind.lasts, &Lasts::Standing, "lasts")
        .option("lasts_years", kind.lasts_years)
        .unless(kind.mutual, &false, "mutual")
        .option("conveys", kind.conveys)
        .text("note", &kind.note)
        .attributes(&kind.attributes)
        .line()
}

fn actor(actor: &Actor) -> String {
    Record::default()
        .field("id", &actor.id)
        .languages("name", &actor.name)
        .text("kind", &actor.kind)
        .option("layer", actor.layer)
        .option("country", actor.country.as_ref())
        .number("lat", actor.lat)
        .number("lon", actor.lon)
        .number("weight", Some(actor.weight).filter(|weight| *weight != 1.0))
        .option("since", actor.since)
        .option("until", actor.until)
        .option("successor", actor.successor.as_ref())
        .number("confidence", actor.confidence)
        .text("note", &actor.note)
        .list("tags", &actor.tags)
        .list("sources", &actor.sources)
        .attributes(&actor.attributes)
        .line()
}

fn tie(tie: &Tie) -> String {
    Record::default()
        .field("id", &tie.id)
        .field("from", &tie.from)
        .field("to", &tie.to)
        .text("kind", &tie.kind)
        .option("stage", tie.stage)
        .option("mutual", tie.mutual)
        .option("conveys", tie.conveys)
        .number("strength", tie.strength)
        .number("confidence", tie.confidence)
        .option("since", tie.since)
        .option("until", tie.until)
        .number("value_usd", tie.value_usd)
        .text("evidence", &tie.evidence)
        .text("note", &tie.note)
        .list("sources", &tie.sources)
        .attributes(&tie.attributes)
        .line()
}

fn programme(programme: &Programme) -> String {
    let reached = programme.reached.iter().map(|reached| {
        let record = Record::default().field("actor", &reached.actor).year(reached.year);
        record.number("people", reached.people).line()
    });
    let reached: Vec<String> = reached.collect();
    let mut record = Record::default()
        .field("id", &programme.id)
        .languages("name", &programme.name)
        .text("kind", &programme.kind)
        .list("hosts", &programme.hosts)
        .option("since", programme.since)
        .option("until", programme.until);
    if !reached.is_empty() {
        record.parts.push(format!("\"reached\": [{}]", reached.join(", ")));
    }
    record
        .number("cost_usd", programme.cost_usd)
        .text("note", &programme.note)
        .number("confidence", programme.confidence)
        .list("sources", &programme.sources)
        .attributes(&programme.attributes)
        .line()
}

fn mandate(mandate: &Mandate) -> String {
    let mut record = Record::default().languages("title", &mandate.title).text("note", &mandate.note);
    record.parts.push(format!("\"from\": {}", selector(&mandate.from)));
    record.parts.push(format!("\"to\": {}", selector(&mandate.to)));
    if mandate.relay != Selector::everyone() {
        record.parts.push(format!("\"relay\": {}", selector(&mandate.relay)));
    }
    record = record.option("max_intermediaries", mandate.max_intermediaries);
    if !mandate.ties.is_open() {
        let ties = Record::default().list("kind", &mandate.ties.kind).list("not_kind", &mandate.ties.not_kind);
        let ties = ties.list("stage", &mandate.ties.stage).list("not_stage", &mandate.ties.not_stage);
        record.parts.push(format!("\"ties\": {}", ties.line()));
    }
    if mandate.from_weight.is_some() || mandate.to_weight.is_some() {
        let weights = Record::default().option("from", mandate.from_weight.as_ref());
        record.parts.push(format!("\"weights\": {}", weights.option("to", mandate.to_weight.as_ref()).line()));
    }
    if !mandate.next.is_empty() {
        let rules: Vec<String> = mandate.next.iter().map(next_tie).collect();
        record.parts.push(format!("\"next\": [{}]", rules.join(", ")));
    }
    record.line()
}

fn next_tie(rule: &NextTie) -> String {
    let mut record = Record::default();
    record.parts.push(format!("\"from\": {}", selector(&rule.from)));
    record.parts.push(format!("\"to\": {}", selector(&rule.to)));
    let record = record.text("kind", &rule.kind).number("strength", rule.strength);
    record.number("cost", Some(rule.cost)).number("formation", Some(rule.formation)).text("why", &rule.why).line()
}

/// One clause as an object, several as a list; a clause with a key twice, which no object can hold, as its text.
fn selector(selector: &Selector) -> String {
    let clause = |(i, clause): (usize, Vec<(String, &[String])>)| {
        let repeats = clause.iter().enumerate().any(|(i, (key, _))| clause[..i].iter().any(|(other, _)| other == key));
        if repeats {
            return json(selector.clause_text(i));
        }
        clause.iter().fold(Record::default(), |record, (key, values)| record.field(key, values)).line()
    };
    let clauses: Vec<String> = selector.clauses().enumerate().map(clause).collect();
    if let [one] = clauses.as_slice() { one.clone() } else { format!("[{}]", clauses.join(", ")) }
}

/// A record being written: its fields as text.
#[derive(Default)]
struct Record {
    parts: Vec<String>,
}

impl Record {
    fn field(mut self, name: &str, value: impl Serialize) -> Self {
        self.parts.push(format!("{}: {}", json(name), json(value)));
        self
    }

    fn option(self, name: &str, value: Option<impl Serialize>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }

    /// Whole numbers are written without a fraction.
    fn number(self, name: &str, value: Option<f64>) -> Self {
        match value {
            Some(value)
                if value.fract() == 0.0 && value.abs() < 2f64.powi(53) && value.to_bits() != (-0.0f64).to_bits() =>
            {
                self.field(name, value as i64)
            }
            _ => self.option(name, value),
        }
    }

    /// A plain year is a number.
    fn year(self, date: Option<Date>) -> Self {
        match date {
            Some(date) if date == Date::year(date.calendar_year()) && date.calendar_year() >= 1000 => {
                self.field("year", date.calendar_year())
            }
            _ => self.option("year", date),
        }
    }

    fn text(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.field(name, value) }
    }

    fn unless<T: PartialEq + Serialize>(self, value: T, default: &T, name: &str) -> Self {
        if value == *default { self } else { self.field(name, value) }
    }

    fn list(self, name: &str, values: &[impl Serialize]) -> Self {
        if values.is_empty() { self } else { self.field(name, values) }
    }

    fn languages(self, name: &str, text: &Text) -> Self {
        if text.is_empty() { self } else { self.field(name, text) }
    }

    fn attributes(self, attributes: &crate::Attributes) -> Self {
        if attributes.is_empty() { self } else { self.field("attributes", attributes) }
    }

    fn line(&self) -> String {
        format!("{{{}}}", self.parts.join(", "))
    }
}

/// A value as JSON with a space after every comma and colon.
pub(in crate::io) fn json(value: impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Spaced));
    written.expect("invariant: keys are texts, and memory can be written to");
    String::from_utf8(bytes).expect("invariant: JSON is UTF-8")
}

struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.begin_array_value(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
