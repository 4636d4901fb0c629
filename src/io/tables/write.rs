//! Writing a network as a folder of tables.

use super::cells::{guard, join_list, untyped};
use super::kinds::{ACTOR_KINDS, ACTORS, FRAME, PROGRAMMES, REACHED, SOURCES, TIE_KINDS, TIES, TableKind};
use crate::io::native;
use crate::model::{Actor, ActorKind, Attributes, Lasts, Network, Programme, Reached, Source, Text, Tie, TieKind};
use indexmap::IndexSet;
use std::borrow::Cow;
use std::fmt::Display;

/// The files of a folder that hold everything the network holds, each with its name.
pub(in crate::io) fn files(network: &Network) -> Vec<(&'static str, Vec<u8>)> {
    let mut files = Files(vec![(FRAME, native::frame_json(network).into_bytes())]);
    each(network, &mut files);
    files.0
}

/// Something that is made of tables.
pub(super) trait Take {
    /// Takes the next table with its records.
    fn take<T>(&mut self, kind: &TableKind, table: &Table<'_, T>, records: &[T]);
}

/// A folder.
struct Files(Vec<(&'static str, Vec<u8>)>);

impl Take for Files {
    fn take<T>(&mut self, kind: &TableKind, table: &Table<'_, T>, records: &[T]) {
        self.0.push((kind.files[0], table.file(records)));
    }
}

/// Hands over every table of a network: actors and ties always, the others where there are any.
pub(super) fn each(network: &Network, into: &mut impl Take) {
    fn further<T>(kind: &TableKind, table: &Table<'_, T>, records: &[T], into: &mut impl Take) {
        if !records.is_empty() {
            into.take(kind, table, records);
        }
    }
    let actors: Vec<&Actor> = network.actors().map(|(_, actor)| actor).collect();
    let ties: Vec<&Tie> = network.ties().map(|(_, tie)| tie).collect();
    let programmes: Vec<&Programme> = network.programmes().iter().collect();
    let reached = programmes.iter().flat_map(|programme| programme.reached.iter().map(|one| (&programme.id, one)));
    let (reached, sources) = (reached.collect::<Vec<_>>(), network.sources().iter().collect::<Vec<_>>());
    let actor_kinds: Vec<_> = network.actor_kinds().iter().collect();
    let tie_kinds: Vec<_> = network.tie_kinds().iter().collect();
    into.take(&ACTORS, &actor_columns(&actors), &actors);
    into.take(&TIES, &tie_columns(&ties), &ties);
    further(&PROGRAMMES, &programme_columns(&programmes), &programmes, into);
    further(&REACHED, &reached_columns(), &reached, into);
    further(&SOURCES, &source_columns(&sources), &sources, into);
    further(&ACTOR_KINDS, &actor_kind_columns(&actor_kinds), &actor_kinds, into);
    further(&TIE_KINDS, &tie_kind_columns(&tie_kinds), &tie_kinds, into);
}

/// What a cell holds before it is written.
pub(super) enum Value {
    /// Nothing.
    Blank,
    /// A number, a date or a word: as it is.
    Plain(String),
    /// A text.
    Text(String),
    /// A list, of which a part would be another.
    List(String),
    /// A map of languages in JSON.
    Json(String),
    /// A value of an attribute.
    Attribute(serde_json::Value),
}

impl Value {
    /// As a spreadsheet can read it.
    pub(super) fn guarded(self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Plain(text) | Self::Json(text) => text,
            Self::Text(text) | Self::List(text) => guard(&text).into_owned(),
            Self::Attribute(value) => untyped(&value),
        }
    }
}

pub(super) type Cell<'a, T> = Box<dyn Fn(&T) -> Value + 'a>;

/// The columns of a table: names, and what stands in the cell of a record.
pub(super) struct Table<'a, T> {
    pub(super) columns: Vec<(String, Cell<'a, T>)>,
}

/// A column of nodes or edges, for formats of graphs.
pub(in crate::io) struct Column {
    /// Its name, as tables have it.
    pub(in crate::io) name: String,
    /// What its values are.
    pub(in crate::io) kind: ColumnType,
    /// One value per record; absent ones are `None`.
    pub(in crate::io) values: Vec<Option<String>>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::io) enum ColumnType {
    /// Texts.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// True and false.
    Boolean,
    /// Of several types: texts that could be taken for something else stand in JSON's quotes.
    Mixed,
}

impl Column {
    fn of(name: String, values: Vec<Value>) -> Self {
        use serde_json::Value as Json;
        let all = |is: &dyn Fn(&Value) -> bool| values.iter().all(|value| matches!(value, Value::Blank) || is(value));
        let number = |text: &str, whole: bool| {
            if whole { text.parse::<i64>().is_ok() } else { text.parse::<f64>().is_ok_and(f64::is_finite) }
        };
        let is_text = |value: &Value| {
            matches!(value, Value::Plain(_) | Value::Text(_) | Value::List(_) | Value::Attribute(Json::String(_)))
        };
        let kind = if all(&|value| matches!(value, Value::Plain(text) if number(text, true)))
            || all(&|value| matches!(value, Value::Attribute(value) if value.is_i64()))
        {
            ColumnType::Whole
        } else if all(&|value| match value {
            Value::Attribute(value) => value.is_number(),
            Value::Plain(text) => number(text, false),
            _ => false,
        }) {
            ColumnType::Number
        } else if all(&|value| matches!(value, Value::Attribute(Json::Bool(_)))) {
            ColumnType::Boolean
        } else if all(&is_text) {
            ColumnType::Text
        } else {
            ColumnType::Mixed
        };
        let text = |value| match value {
            Value::Blank => None,
            Value::Plain(text) | Value::Text(text) | Value::List(text) | Value::Json(text) => Some(text),
            Value::Attribute(Json::String(text)) if kind == ColumnType::Text => Some(text),
            // Of texts only those in quotes are sure to be read back as texts.
            Value::Attribute(value) => Some(native::line(&value)),
        };
        Self { name, kind, values: values.into_iter().map(text).collect() }
    }
}

/// The actors, column by column.
pub(in crate::io) fn actor_grid(network: &Network) -> Vec<Column> {
    let actors: Vec<&Actor> = network.actors().map(|(_, actor)| actor).collect();
    actor_columns(&actors).grid(&actors)
}

/// The ties, column by column.
pub(in crate::io) fn tie_grid(network: &Network) -> Vec<Column> {
    let ties: Vec<&Tie> = network.ties().map(|(_, tie)| tie).collect();
    tie_columns(&ties).grid(&ties)
}

impl<'a, T> Table<'a, T> {
    fn new() -> Self {
        Self { columns: Vec::new() }
    }

    fn column(mut self, name: impl Into<String>, cell: impl Fn(&T) -> Value + 'a) -> Self {
        self.columns.push((name.into(), Box::new(cell)));
        self
    }

    /// A text; an empty one is an empty cell.
    fn text(self, name: &str, text: impl Fn(&T) -> &str + 'a) -> Self {
        self.column(name, move |record| match text(record) {
            "" => Value::Blank,
            text => Value::Text(text.to_owned()),
        })
    }

    /// A text that may be absent, which is not the same as empty.
    fn option(self, name: &str, text: impl Fn(&T) -> Option<&str> + 'a) -> Self {
        self.column(name, move |record| text(record).map_or(Value::Blank, |text| Value::Text(text.to_owned())))
    }

    /// A number, a date or a word.
    fn plain<V: Display>(self, name: &str, value: impl Fn(&T) -> Option<V> + 'a) -> Self {
        self.column(name, move |record| value(record).map_or(Value::Blank, |value| Value::Plain(value.to_string())))
    }

    fn list(self, name: &str, items: impl Fn(&T) -> &[String] + 'a) -> Self {
        self.column(name, move |record| {
            let items = items(record);
            if items.is_empty() { Value::Blank } else { Value::List(join_list(items.iter())) }
        })
    }

    /// One column per language. A record that names its languages in an order of its own has them all in one cell.
    fn languages(self, records: &[T], name: &'static str, text: impl Fn(&T) -> &Text + Copy + 'a) -> Self {
        let mut languages = IndexSet::from(["en".to_owned()]);
        for record in records {
            languages.extend(text(record).iter().map(|(language, _)| language.to_owned()));
        }
        let regular = {
            let languages = languages.clone();
            move |record: &T| {
                let order: Vec<_> = text(record).iter().map(|(language, _)| languages.get_index_of(language)).collect();
                order.is_sorted()
            }
        };
        let mut table = self;
        if !records.iter().all(&regular) {
            let regular = regular.clone();
            table = table.column(name, move |record| {
                if regular(record) { Value::Blank } else { Value::Json(native::line(text(record))) }
            });
        }
        for language in languages {
            let regular = regular.clone();
            table = table.column(head(name, &language), move |record| {
                let words = text(record).iter().find(|(own, _)| *own == language).filter(|_| regular(record));
                words.map_or(Value::Blank, |(_, words)| Value::Text(words.to_owned()))
            });
        }
        table
    }

    fn attributes(self, records: &[T], attributes: impl Fn(&T) -> &Attributes + Copy + 'a) -> Self {
        let mut names = IndexSet::new();
        for record in records {
            names.extend(attributes(record).keys().cloned());
        }
        names.into_iter().fold(self, |table, name| {
            table.column(head("attributes", &name), move |record| {
                attributes(record).get(&name).cloned().map_or(Value::Blank, Value::Attribute)
            })
        })
    }

    fn file(&self, records: &[T]) -> Vec<u8> {
        let mut text = String::from("\u{feff}");
        line(&mut text, self.columns.iter().map(|(name, _)| guard(name).into_owned()));
        for record in records {
            line(&mut text, self.columns.iter().map(|(_, cell)| cell(record).guarded()));
        }
        text.into_bytes()
    }

    fn grid(&self, records: &[T]) -> Vec<Column> {
        let columns = self.columns.iter();
        columns.map(|(name, cell)| Column::of(name.clone(), records.iter().map(cell).collect())).collect()
    }
}

fn head(name: &str, part: &str) -> String {
    format!("{name}.{part}")
}

/// A cell of CSV, quoted where it must be.
pub(in crate::io) fn quoted(cell: &str) -> Cow<'_, str> {
    let must = cell.contains([',', ';', '\t', '"', '\r', '\n']);
    if must { format!("\"{}\"", cell.replace('"', "\"\"")).into() } else { cell.into() }
}

/// Adds a line of cells.
fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        text.push_str(if i > 0 { "," } else { "" });
        text.push_str(&quoted(&cell));
    }
    text.push_str("\r\n");
}

fn actor_columns<'a>(actors: &[&'a Actor]) -> Table<'a, &'a Actor> {
    Table::new()
        .text("id", |actor: &&Actor| &actor.id)
        .languages(actors, "name", |actor| &actor.name)
        .text("kind", |actor| &actor.kind)
        .plain("layer", |actor| actor.layer)
        .option("country", |actor| actor.country.as_deref())
        .plain("lat", |actor| actor.lat)
        .plain("lon", |actor| actor.lon)
        .plain("weight", |actor| Some(actor.weight).filter(|weight| *weight != 1.0))
        .plain("since", |actor| actor.since)
        .plain("until", |actor| actor.until)
        .option("successor", |actor| actor.successor.as_deref())
        .plain("confidence", |actor| actor.confidence)
        .list("tags", |actor| &actor.tags)
        .text("note", |actor| &actor.note)
        .list("sources", |actor| &actor.sources)
        .attributes(actors, |actor| &actor.attributes)
}

fn tie_columns<'a>(ties: &[&'a Tie]) -> Table<'a, &'a Tie> {
    Table::new()
        .text("id", |tie: &&Tie| &tie.id)
        .text("from", |tie| &tie.from)
        .text("to", |tie| &tie.to)
        .text("kind", |tie| &tie.kind)
        .plain("stage", |tie| tie.stage)
        .plain("mutual", |tie| tie.mutual)
        .plain("strength", |tie| tie.strength)
        .plain("confidence", |tie| tie.confidence)
        .plain("conveys", |tie| tie.conveys.map(crate::Conveys::name))
        .plain("since", |tie| tie.since)
        .plain("until", |tie| tie.until)
        .plain("value_usd", |tie| tie.value_usd)
        .text("evidence", |tie| &tie.evidence)
        .text("note", |tie| &tie.note)
        .list("sources", |tie| &tie.sources)
        .attributes(ties, |tie| &tie.attributes)
}

fn programme_columns<'a>(programmes: &[&'a Programme]) -> Table<'a, &'a Programme> {
    Table::new()
        .text("id", |programme: &&Programme| &programme.id)
        .languages(programmes, "name", |programme| &programme.name)
        .text("kind", |programme| &programme.kind)
        .list("hosts", |programme| &programme.hosts)
        .plain("since", |programme| programme.since)
        .plain("until", |programme| programme.until)
        .plain("cost_usd", |programme| programme.cost_usd)
        .text("note", |programme| &programme.note)
        .plain("confidence", |programme| programme.confidence)
        .list("sources", |programme| &programme.sources)
        .attributes(programmes, |programme| &programme.attributes)
}

fn reached_columns<'a>() -> Table<'a, (&'a String, &'a Reached)> {
    Table::new()
        .text("programme", |(programme, _): &(&String, &Reached)| programme)
        .text("actor", |(_, reached)| &reached.actor)
        .plain("year", |(_, reached)| reached.year)
        .plain("people", |(_, reached)| reached.people)
}

fn source_columns<'a>(sources: &[(&'a String, &'a Source)]) -> Table<'a, (&'a String, &'a Source)> {
    Table::new()
        .option("id", |(id, _): &(&String, &Source)| Some(id))
        .text("title", |(_, source)| &source.title)
        .text("publisher", |(_, source)| &source.publisher)
        .plain("year", |(_, source)| source.year)
        .text("locator", |(_, source)| &source.locator)
        .plain("general", |(_, source)| Some(true).filter(|_| source.general))
        .text("note", |(_, source)| &source.note)
        .attributes(sources, |(_, source)| &source.attributes)
}

fn actor_kind_columns<'a>(kinds: &[(&'a String, &'a ActorKind)]) -> Table<'a, (&'a String, &'a ActorKind)> {
    Table::new()
        .option("kind", |(name, _): &(&String, &ActorKind)| Some(name))
        .languages(kinds, "label", |(_, kind)| &kind.label)
        .option("color", |(_, kind)| kind.color.as_deref())
        .attributes(kinds, |(_, kind)| &kind.attributes)
}

fn tie_kind_columns<'a>(kinds: &[(&'a String, &'a TieKind)]) -> Table<'a, (&'a String, &'a TieKind)> {
    Table::new()
        .option("kind", |(name, _): &(&String, &TieKind)| Some(name))
        .languages(kinds, "label", |(_, kind)| &kind.label)
        .plain("stage", |(_, kind)| kind.stage)
        .plain("strength", |(_, kind)| kind.strength)
        .plain("strength_range", |(_, kind)| kind.strength_range)
        .plain("lasts", |(_, kind)| Some(if kind.lasts == Lasts::Event { "event" } else { "standing" }))
        .plain("lasts_years", |(_, kind)| kind.lasts_years)
        .plain("mutual", |(_, kind)| Some(kind.mutual))
        .plain("conveys", |(_, kind)| kind.conveys.map(crate::Conveys::name))
        .text("note", |(_, kind)| &kind.note)
        .attributes(kinds, |(_, kind)| &kind.attributes)
}
