//! Rows become records.

use super::documents::Documents;
use super::row::Table;
use super::sheet::{Cell, Sheet};
use crate::error::{Fate, Place, Problem, Rows, SetAside};
use crate::io::native::records::Color;
use crate::model::{
    Actor, ActorKind, Attributes, Firsts, Hashing, Lasts, NetworkBuilder, Places, Programme, Reached, Source, Tie,
    TieKind,
};
use indexmap::{IndexMap, IndexSet};
use std::collections::{HashMap, HashSet};

/// Rows of a table by what they say, to find those that repeat another.
struct Repeats<'a, 't> {
    rows: &'a [Vec<Cell<'t>>],
    seen: Firsts,
    count: usize,
    /// Where the first of them stand.
    places: Vec<Place>,
}

impl<'a, 't> Repeats<'a, 't> {
    fn of(sheet: &'a Sheet<'t>) -> Self {
        Self { rows: &sheet.rows, seen: Firsts::default(), count: 0, places: Vec::new() }
    }

    /// What a row says, without the blanks at its end.
    fn texts(&self, row: usize) -> impl Iterator<Item = &'a str> + use<'a, 't> {
        let cells = &self.rows[row];
        let end = cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
        cells[..end].iter().map(|cell| &*cell.text)
    }

    /// Whether an earlier row says the same in every cell. In files of graphs that is a parallel tie.
    fn is_one(&mut self, row: usize, place: Option<Place>) -> bool {
        if !self.rows[row].first().is_some_and(Cell::is_guarded) {
            return false;
        }
        let found = self.seen.find(self.texts(row), |other| self.texts(other).eq(self.texts(row)));
        if let Err(free) = &found {
            self.seen.insert(free, row);
        }
        let repeats = found.is_ok();
        self.count += usize::from(repeats);
        self.places.extend(place.filter(|_| repeats && self.places.len() < SetAside::MOST_PLACES));
        repeats
    }

    fn tell(&self, table: &mut Table<'_, '_>) {
        if self.count > 0 {
            let rows = if self.count == 1 { "1 row".to_owned() } else { format!("{} rows", self.count) };
            let first = self.places.first().map_or(0, |place| place.line);
            let line =
                if self.places.first().is_some_and(|place| place.cell_name().is_some()) { "row" } else { "line" };
            let message = format!(
                "{rows} of {} with the cells of an earlier row, counted once; the first is {line} {first}",
                table.kind.name
            );
            table.problems.push(Problem::warning(Some(table.sheet.place_of_head()), message, ""));
        }
    }
}

/// Sources, which every other table cites.
pub(super) fn sources(table: &mut Table<'_, '_>, mut builder: NetworkBuilder) -> NetworkBuilder {
    let mut seen = HashSet::new();
    let sheet = table.sheet;
    for cells in &sheet.rows {
        let mut row = table.row(cells);
        let (id, attributes) = (row.required("id"), row.attributes());
        let source = Source {
            title: row.text("title").unwrap_or_default(),
            publisher: row.text("publisher").unwrap_or_default(),
            year: row.date("year"),
            locator: row.text("locator").unwrap_or_default(),
            general: row.boolean("general").unwrap_or(false),
            note: row.text("note").unwrap_or_default(),
            attributes,
        };
        let place = row.place();
        if seen.insert(id.clone()) {
            builder = builder.source(id, source);
        } else {
            let message = format!("source `{id}` is there twice");
            table.problems.push(Problem::error(place, message, "ids are unique; merge or rename"));
        }
        if table.is_hopeless() {
            break;
        }
    }
    builder
}

/// Kinds of actors.
pub(super) fn actor_kinds(table: &mut Table<'_, '_>, mut builder: NetworkBuilder) -> NetworkBuilder {
    let sheet = table.sheet;
    for cells in &sheet.rows {
        let mut row = table.row(cells);
        let (name, mut attributes) = (row.required("kind"), row.attributes());
        let label = row.languages("label", &mut attributes);
        let color = row.word::<Color>("color").map(|color| color.0);
        builder = builder.actor_kind(name, ActorKind { label, color, attributes });
    }
    builder
}

/// Kinds of ties.
pub(super) fn tie_kinds(table: &mut Table<'_, '_>, mut builder: NetworkBuilder) -> NetworkBuilder {
    let sheet = table.sheet;
    for cells in &sheet.rows {
        let mut row = table.row(cells);
        let (name, places, mut attributes) = (row.required("kind"), row.places(), row.attributes());
        let kind = TieKind {
            label: row.languages("label", &mut attributes),
            stage: row.word("stage"),
            strength: row.number("strength"),
            strength_range: row.word("strength_range"),
            lasts: row.word("lasts").unwrap_or(Lasts::Standing),
            lasts_years: row.count("lasts_years"),
            mutual: row.boolean("mutual").unwrap_or(false),
            conveys: row.word("conveys"),
            note: row.text("note").unwrap_or_default(),
            attributes,
        };
        builder = builder.tie_kind_at(name, kind, places);
    }
    builder
}

/// Actors.
pub(super) fn actors(table: &mut Table<'_, '_>, documents: &Documents, mut builder: NetworkBuilder) -> NetworkBuilder {
    let sheet = table.sheet;
    let mut repeats = Repeats::of(sheet);
    if !table.require(&["id"]) {
        return builder;
    }
    for (i, cells) in sheet.rows.iter().enumerate() {
        let mut row = table.row(cells);
        if repeats.is_one(i, row.place()) {
            continue;
        }
        let mut attributes = row.attributes();
        let actor = Actor {
            id: row.required("id"),
            name: row.languages("name", &mut attributes),
            kind: row.text("kind").unwrap_or_default(),
            layer: row.word("layer"),
            country: row.text("country"),
            lat: row.number("lat"),
            lon: row.number("lon"),
            weight: row.number("weight").unwrap_or(1.0),
            since: row.date("since"),
            until: row.date("until"),
            successor: row.text("successor"),
            confidence: row.confidence(),
            tags: row.list("tags"),
            note: row.text("note").unwrap_or_default(),
            sources: documents.cited(&row),
            attributes,
        };
        let places = row.places();
        // A row without an id is told already.
        if !actor.id.is_empty() {
            builder.add_actor(actor, places);
        }
        if table.is_hopeless() {
            break;
        }
    }
    repeats.tell(table);
    builder
}

/// The actors that ties join, in order.
pub(super) type Ends<'a> = IndexSet<&'a str, Hashing>;

/// What became of the rows of ties.
#[derive(Default)]
pub(super) struct TieRows {
    /// Counted.
    pub(super) rows: Rows,
    /// Those that are no ties of their own, by rule, without those that have errors.
    pub(super) set_aside: Vec<SetAside>,
    /// Numbers of the rows that became ties.
    made: Vec<usize>,
}

impl TieRows {
    /// Counts the rows of ties among these as refused.
    pub(super) fn refuse(&self, rows: &HashSet<usize>) -> Rows {
        let refused = self.made.iter().filter(|row| rows.contains(row)).count();
        Rows { made: self.rows.made - refused, refused: self.rows.refused + refused, ..self.rows }
    }
}

/// Ties; gathers the actors that they join if asked to.
pub(super) fn ties<'a>(
    table: &mut Table<'a, '_>,
    documents: &Documents,
    gather: bool,
    mut builder: NetworkBuilder,
) -> (NetworkBuilder, TieRows, Ends<'a>) {
    let sheet = table.sheet;
    let rows = Rows { read: sheet.rows.len(), refused: sheet.rows.len(), ..Rows::default() };
    let (mut repeats, mut read, mut selves) = (Repeats::of(sheet), TieRows { rows, ..TieRows::default() }, Vec::new());
    let mut ends = Ends::default();
    if !table.require(&["from", "to"]) {
        return (builder, read, ends);
    }
    for (i, cells) in sheet.rows.iter().enumerate() {
        let mut row = table.row(cells);
        let place = row.place();
        if repeats.is_one(i, place) {
            continue;
        }
        let tie = tie(&mut row, documents);
        if tie.from == tie.to && !tie.from.is_empty() {
            selves.push((place, tie.from));
        } else if !tie.from.is_empty() && !tie.to.is_empty() {
            if gather {
                ends.extend(["from", "to"].into_iter().filter_map(|end| row.end(end)));
            }
            builder.add_tie(tie, row.places());
            read.made.push(i);
        }
        if table.is_hopeless() {
            break;
        }
    }
    if let Some((place, id)) = selves.first() {
        let ties = if selves.len() == 1 { "1 tie".to_owned() } else { format!("{} ties", selves.len()) };
        let message = format!("{ties} from an actor back to itself, set aside; the first is of `{id}`");
        table.problems.push(Problem::warning(*place, message, "a tie joins two actors"));
    }
    repeats.tell(table);
    if repeats.count > 0 {
        let why = "with the cells of an earlier row";
        read.set_aside.push(SetAside::new(Fate::Merged, why, repeats.count, repeats.places.iter().copied()));
    }
    if !selves.is_empty() {
        let places = selves.iter().filter_map(|(place, _)| *place);
        read.set_aside.push(SetAside::new(Fate::Refused, "a tie from an actor back to itself", selves.len(), places));
    }
    (read.rows.made, read.rows.merged) = (read.made.len(), repeats.count);
    read.rows.refused -= read.rows.made + read.rows.merged;
    (builder, read, ends)
}

fn tie(row: &mut super::row::Row<'_, '_, '_>, documents: &Documents) -> Tie {
    Tie {
        id: row.text("id").unwrap_or_default(),
        from: row.required("from"),
        to: row.required("to"),
        kind: row.text("kind").unwrap_or_default(),
        stage: row.word("stage"),
        mutual: row.mutual(),
        strength: row.number("strength"),
        confidence: row.confidence(),
        conveys: row.word("conveys"),
        since: row.date("since"),
        until: row.date("until"),
        value_usd: row.number("value_usd").or(row.millions("value_usd_million")),
        evidence: row.text("evidence").unwrap_or_default(),
        note: row.text("note").unwrap_or_default(),
        sources: documents.cited(row),
        attributes: row.attributes(),
    }
}

/// Programmes, with the actors they reached by programme.
pub(super) fn programmes(
    table: &mut Table<'_, '_>,
    documents: &Documents,
    reached: &mut WhoWasReached,
    builder: NetworkBuilder,
) -> NetworkBuilder {
    let sheet = table.sheet;
    let mut programmes: IndexMap<usize, (Programme, Places)> = IndexMap::new();
    if !table.require(&["id"]) {
        return builder;
    }
    for (i, cells) in sheet.rows.iter().enumerate() {
        let mut row = table.row(cells);
        let mut attributes = row.attributes();
        let id = row.required("id");
        let mut places = row.places();
        let listed = row.list("reached").into_iter().map(|actor| (Reached { actor, ..Reached::default() }, None));
        let at = places.of("reached");
        let mut reaches = Vec::new();
        for (one, place) in listed.chain(reached.remove(&id).unwrap_or_default()) {
            for field in ["actor", "people"] {
                place.or(at).into_iter().for_each(|at| places.note(format!("reached {} {field}", reaches.len()), at));
            }
            reaches.push(one);
        }
        let programme = Programme {
            id,
            name: row.languages("name", &mut attributes),
            kind: row.text("kind").unwrap_or_default(),
            hosts: row.list("hosts"),
            since: row.date("since"),
            until: row.date("until"),
            reached: reaches,
            cost_usd: row.number("cost_usd"),
            note: row.text("note").unwrap_or_default(),
            confidence: row.confidence(),
            sources: documents.cited(&row),
            attributes,
        };
        programmes.insert(i, (programme, places));
        if table.is_hopeless() {
            break;
        }
    }
    programmes.into_values().fold(builder, |builder, (programme, places)| builder.programme_at(programme, places))
}

/// Whom programmes reached, by programme, each with the place of its row.
pub(super) type WhoWasReached = HashMap<String, Vec<(Reached, Option<Place>)>>;

/// Reads whom programmes reached.
pub(super) fn reached(table: &mut Table<'_, '_>, programmes: &HashSet<String>) -> WhoWasReached {
    let sheet = table.sheet;
    let mut reached = WhoWasReached::new();
    if !table.require(&["programme", "actor"]) {
        return reached;
    }
    for cells in &sheet.rows {
        let mut row = table.row(cells);
        let programme = row.required("programme");
        let one = Reached { actor: row.required("actor"), year: row.date("year"), people: row.number("people") };
        let place = row.place();
        if !programme.is_empty() && !programmes.contains(&programme) {
            let message = format!("programme `{programme}` is not among the programmes");
            table.problems.push(Problem::error(place, message, "add it to the programmes, or correct its id"));
        }
        reached.entry(programme).or_default().push((one, place));
        if table.is_hopeless() {
            break;
        }
    }
    reached
}

/// Actors that nobody listed, from the ends of ties.
pub(super) fn actors_of_ends(ends: Ends<'_>, builder: NetworkBuilder) -> NetworkBuilder {
    ends.into_iter()
        .fold(builder, |builder, id| builder.actor(Actor { attributes: Attributes::new(), ..Actor::new(id, "") }))
}
