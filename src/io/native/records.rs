//! Records of the native format: sources, kinds, actors, ties, programmes.

use super::fields::Fields;
use super::shapes;
use crate::error::{Problem, Problems};
use crate::io::json::Json;
use crate::model::{Actor, ActorKind, Lasts, NetworkBuilder, Places, Programme, Reached, Source, Tie, TieKind};

/// Reads all tables of records into the builder.
pub(super) fn tables(fields: &mut Fields<'_, '_>, mut builder: NetworkBuilder) -> NetworkBuilder {
    for (id, json) in fields.table("sources") {
        builder = builder.source(id, source(&json, fields.problems()).unwrap_or_default());
    }
    for (name, json) in fields.table("actor_kinds") {
        builder = builder.actor_kind(name, actor_kind(&json, fields.problems()).unwrap_or_default());
    }
    for (name, json) in fields.table("tie_kinds") {
        let (kind, places) = tie_kind(&json, fields.problems()).unwrap_or_default();
        builder = builder.tie_kind_at(name, kind, places);
    }
    for json in fields.list("actors") {
        if let Some((actor, places)) = actor(&json, fields.problems()) {
            builder.add_actor(actor, places);
        }
    }
    for json in fields.list("ties") {
        if let Some((tie, places)) = tie(&json, fields.problems()) {
            builder.add_tie(tie, places);
        }
    }
    for json in fields.list("programmes") {
        if let Some((programme, places)) = programme(&json, fields.problems()) {
            builder = builder.programme_at(programme, places);
        }
    }
    builder
}

/// Tells if a table that must be there is not.
pub(super) fn require(fields: &mut Fields<'_, '_>, table: &str) {
    require_list(fields, table, "the network");
}

/// Tells if a list that must be there is not; `what` has it.
pub(super) fn require_list(fields: &mut Fields<'_, '_>, list: &str, what: &str) {
    if !fields.has(list) {
        let place = fields.places().of_record();
        let help = format!("add \"{list}\": []");
        fields.problems().push(Problem::error(place, format!("{what} has no `{list}`"), help));
    }
}

fn source(json: &Json<'_>, problems: &mut Problems) -> Option<Source> {
    let mut fields = Fields::of(json, &shapes::SOURCE, problems)?;
    Some(Source {
        title: fields.text("title").unwrap_or_default(),
        publisher: fields.text("publisher").unwrap_or_default(),
        year: fields.date("year"),
        locator: fields.text("locator").unwrap_or_default(),
        general: fields.boolean("general").unwrap_or(false),
        note: fields.text("note").unwrap_or_default(),
        attributes: fields.rest(),
    })
}

fn actor_kind(json: &Json<'_>, problems: &mut Problems) -> Option<ActorKind> {
    let mut fields = Fields::of(json, &shapes::ACTOR_KIND, problems)?;
    let color: Option<Color> = fields.word("color");
    Some(ActorKind { label: fields.languages("label"), color: color.map(|color| color.0), attributes: fields.rest() })
}

/// `#rrggbb`.
pub(in crate::io) struct Color(pub(in crate::io) String);

impl std::str::FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        hex.map(|_| Self(text.to_owned())).ok_or_else(|| format!("`{text}` is not a colour; write #rrggbb"))
    }
}

fn tie_kind(json: &Json<'_>, problems: &mut Problems) -> Option<(TieKind, Places)> {
    let mut fields = Fields::of(json, &shapes::TIE_KIND, problems)?;
    let places = fields.places();
    let kind = TieKind {
        label: fields.languages("label"),
        stage: fields.word("stage"),
        strength: fields.number("strength"),
        strength_range: fields.pair("strength_range").map(Into::into),
        lasts: fields.word("lasts").unwrap_or(Lasts::Standing),
        lasts_years: fields.count("lasts_years"),
        mutual: fields.boolean("mutual").unwrap_or(false),
        conveys: fields.word("conveys"),
        note: fields.text("note").unwrap_or_default(),
        attributes: fields.rest(),
    };
    Some((kind, places))
}

pub(super) fn actor(json: &Json<'_>, problems: &mut Problems) -> Option<(Actor, Places)> {
    let mut fields = Fields::of(json, &shapes::ACTOR, problems)?;
    let places = fields.places();
    let actor = Actor {
        id: fields.required("id"),
        name: fields.languages("name"),
        kind: fields.text("kind").unwrap_or_default(),
        layer: fields.word("layer"),
        country: fields.text("country"),
        lat: fields.number("lat"),
        lon: fields.number("lon"),
        weight: fields.number("weight").unwrap_or(1.0),
        since: fields.date("since"),
        until: fields.date("until"),
        successor: fields.text("successor"),
        confidence: fields.number("confidence"),
        tags: fields.texts("tags"),
        note: fields.text("note").unwrap_or_default(),
        sources: fields.texts("sources"),
        attributes: fields.rest(),
    };
    Some((actor, places))
}

pub(super) fn tie(json: &Json<'_>, problems: &mut Problems) -> Option<(Tie, Places)> {
    let mut fields = Fields::of(json, &shapes::TIE, problems)?;
    let places = fields.places();
    let (from, to) = (fields.required("from"), fields.required("to"));
    Some((rest_of_tie(fields, from, to), places))
}

/// What a tie is like, its ends left open.
pub(super) fn tie_alike(json: &Json<'_>, problems: &mut Problems) -> Option<Tie> {
    let fields = Fields::of(json, &shapes::TIE_ALIKE, problems)?;
    Some(rest_of_tie(fields, String::new(), String::new()))
}

fn rest_of_tie(mut fields: Fields<'_, '_>, from: String, to: String) -> Tie {
    Tie {
        id: fields.text("id").unwrap_or_default(),
        from,
        to,
        kind: fields.text("kind").unwrap_or_default(),
        stage: fields.word("stage"),
        mutual: fields.boolean("mutual"),
        strength: fields.number("strength"),
        confidence: fields.number("confidence"),
        conveys: fields.word("conveys"),
        since: fields.date("since"),
        until: fields.date("until"),
        value_usd: fields.number("value_usd"),
        evidence: fields.text("evidence").unwrap_or_default(),
        note: fields.text("note").unwrap_or_default(),
        sources: fields.texts("sources"),
        attributes: fields.rest(),
    }
}

fn programme(json: &Json<'_>, problems: &mut Problems) -> Option<(Programme, Places)> {
    let mut fields = Fields::of(json, &shapes::PROGRAMME, problems)?;
    let mut places = fields.places();
    let mut reached = Vec::new();
    for json in fields.list("reached") {
        if let Some((one, at)) = reached_actor(&json, fields.problems()) {
            for field in ["actor", "people"] {
                at.of(field)
                    .into_iter()
                    .for_each(|place| places.note(format!("reached {} {field}", reached.len()), place));
            }
            reached.push(one);
        }
    }
    let programme = Programme {
        id: fields.required("id"),
        name: fields.languages("name"),
        kind: fields.text("kind").unwrap_or_default(),
        hosts: fields.texts("hosts"),
        since: fields.date("since"),
        until: fields.date("until"),
        reached,
        cost_usd: fields.number("cost_usd"),
        note: fields.text("note").unwrap_or_default(),
        confidence: fields.number("confidence"),
        sources: fields.texts("sources"),
        attributes: fields.rest(),
    };
    Some((programme, places))
}

fn reached_actor(json: &Json<'_>, problems: &mut Problems) -> Option<(Reached, Places)> {
    let mut fields = Fields::of(json, &shapes::REACHED, problems)?;
    let places = fields.places();
    let reached =
        Reached { actor: fields.required("actor"), year: fields.date("year"), people: fields.number("people") };
    fields.nothing_left();
    Some((reached, places))
}
