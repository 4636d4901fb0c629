//! The format of scenarios, `"format": "proxeny-scenario/1"`.

use super::fields::Fields;
use super::shapes::Shape;
use super::{mandates, records};
use crate::error::{Error, Problem, Problems};
use crate::io::json::{self, Json, Value};
use crate::io::text::Text;
use crate::model::{
    ActorChange, Catalyse, Conveys, Date, Edit, Scenario, Selector, Stage, Step, Tie, TieChange, TieFilter,
    TieSelector, nearest,
};

/// What the field `format` must say.
const NAME: &str = "proxeny-scenario/1";

const fn shape(what: &'static str, fields: &'static [&'static str]) -> Shape {
    Shape { what, schema: "", fields }
}

static SCENARIO: Shape = shape("the scenario", &["format", "id", "title", "note", "network", "mandates", "edits"]);

/// An edit, by its name; `edit` and `why` are fields of all of them.
static EDITS: &[(&str, Shape)] = &[
    ("add_actor", shape("an edit `add_actor`", &["edit", "why", "actor"])),
    ("add_tie", shape("an edit `add_tie`", &["edit", "why", "tie"])),
    ("join", shape("an edit `join`", &["edit", "why", "from", "to", "tie"])),
    ("remove_actors", shape("an edit `remove_actors`", &["edit", "why", "actors"])),
    ("remove_ties", shape("an edit `remove_ties`", &["edit", "why", "ties"])),
    ("change_actors", shape("an edit `change_actors`", &["edit", "why", "actors", "set"])),
    ("change_ties", shape("an edit `change_ties`", &["edit", "why", "ties", "set"])),
    ("start_ties", shape("an edit `start_ties`", &["edit", "why", "ties", "at"])),
    ("end_ties", shape("an edit `end_ties`", &["edit", "why", "ties", "at"])),
    ("catalyse", shape("an edit `catalyse`", &["edit", "why", "agency", "strength", "firms", "take_up"])),
];

static TIES: Shape =
    shape("a selector of ties", &["id", "from", "to", "with", "kind", "not_kind", "stage", "not_stage"]);

static SET_ACTOR: Shape = shape("a change of actors", &["kind", "weight", "since", "until", "tags"]);

static SET_TIE: Shape =
    shape("a change of ties", &["kind", "stage", "strength", "confidence", "conveys", "since", "until", "value_usd"]);

/// Reads a scenario; all problems are told at once.
pub(in crate::io) fn read(bytes: &[u8]) -> Result<Scenario, Error> {
    let text = Text::decode(bytes)?;
    let json = json::parse(&text)?;
    let mut problems = Problems::default();
    let Some(mut fields) = Fields::of(&json, &SCENARIO, &mut problems) else {
        return Err(problems.into());
    };
    let format = fields.text("format").unwrap_or_default();
    if format != NAME {
        let help = format!("a scenario begins with {{\"format\": {NAME:?}, \"id\": …, \"edits\": [ … ]}}");
        return Err(Problem::error(Some(json.place()), "this is not a scenario", help).into());
    }
    let mut scenario = Scenario::new(fields.required("id"));
    scenario.title = fields.languages("title");
    scenario.note = fields.text("note").unwrap_or_default();
    scenario.network = fields.text("network");
    scenario.mandates = fields.texts("mandates");
    records::require_list(&mut fields, "edits", "the scenario");
    for json in fields.list("edits") {
        scenario.steps.extend(step(&json, fields.problems()));
    }
    fields.nothing_left();
    if problems.has_errors() { Err(problems.into()) } else { Ok(scenario) }
}

fn step(json: &Json<'_>, problems: &mut Problems) -> Option<Step> {
    let members = if let Ok(Value::Object(members)) = json.value() { members } else { Vec::new() };
    let name = members.into_iter().find(|(key, _)| key == "edit").map(|(_, value)| value.value());
    let Some(Ok(Value::String(name))) = name else {
        let help = format!("write {{\"edit\": \"{}\", …}}", EDITS[0].0);
        let message = "an edit must be an object that says which `edit` it is";
        problems.push(Problem::error(Some(json.place()), message, help));
        return None;
    };
    let Some((_, shape)) = EDITS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<String> = EDITS.iter().map(|(name, _)| (*name).to_owned()).collect();
        let near = nearest(&name, names.iter());
        let help =
            near.map_or_else(|| format!("there are {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
        problems.push(Problem::error(Some(json.place()), format!("unknown edit `{name}`"), help));
        return None;
    };
    let mut fields = Fields::of(json, shape, problems)?;
    fields.take("edit");
    let why = fields.text("why").unwrap_or_default();
    let edit = edit(&name, &mut fields);
    fields.nothing_left();
    Some(Step { edit: edit?, why, place: Some(json.place()) })
}

fn edit(name: &str, fields: &mut Fields<'_, '_>) -> Option<Edit> {
    match name {
        "add_actor" => {
            let json = needed(fields, "actor")?;
            records::actor(&json, fields.problems()).map(|(actor, _)| Edit::AddActor(actor))
        }
        "add_tie" => {
            let json = needed(fields, "tie")?;
            records::tie(&json, fields.problems()).map(|(tie, _)| Edit::AddTie(tie))
        }
        "join" => {
            let (from, to, tie) = (actors(fields, "from"), actors(fields, "to"), alike(fields));
            Some(Edit::Join { from: from?, to: to?, tie: tie? })
        }
        "remove_actors" => actors(fields, "actors").map(Edit::RemoveActors),
        "remove_ties" => ties(fields).map(Edit::RemoveTies),
        "change_actors" => {
            let (actors, set) = (actors(fields, "actors"), needed(fields, "set"));
            Some(Edit::ChangeActors(actors?, actor_change(&set?, fields)?))
        }
        "change_ties" => {
            let (ties, set) = (ties(fields), needed(fields, "set"));
            Some(Edit::ChangeTies(ties?, tie_change(&set?, fields)?))
        }
        "start_ties" | "end_ties" => {
            let (ties, at) = (ties(fields), date(fields));
            let at = Some(at?);
            let empty = TieChange::default();
            let change =
                if name == "end_ties" { TieChange { until: at, ..empty } } else { TieChange { since: at, ..empty } };
            Some(Edit::ChangeTies(ties?, change))
        }
        _ => catalyse(fields).map(Edit::Catalyse),
    }
}

fn needed<'a>(fields: &mut Fields<'a, '_>, field: &str) -> Option<Json<'a>> {
    let place = fields.places().of_record();
    let json = fields.take(field);
    if json.is_none() {
        let message = format!("this edit has no `{field}`");
        fields.problems().push(Problem::error(place, message, format!("add \"{field}\"")));
    }
    json
}

fn actors(fields: &mut Fields<'_, '_>, field: &str) -> Option<Selector> {
    let json = needed(fields, field)?;
    mandates::selector(&json, fields.problems())
}

fn alike(fields: &mut Fields<'_, '_>) -> Option<Tie> {
    let json = needed(fields, "tie")?;
    records::tie_alike(&json, fields.problems())
}

fn date(fields: &mut Fields<'_, '_>) -> Option<Date> {
    if !fields.has("at") {
        needed(fields, "at")?;
    }
    fields.date("at")
}

fn ties(fields: &mut Fields<'_, '_>) -> Option<TieSelector> {
    let json = needed(fields, "ties")?;
    let mut fields = Fields::of(&json, &TIES, fields.problems())?;
    let mut end = |field: &str| {
        let json = fields.take(field)?;
        mandates::selector(&json, fields.problems())
    };
    let (from, to, with) = (end("from"), end("to"), end("with"));
    let filter = TieFilter {
        kind: fields.texts("kind"),
        not_kind: fields.texts("not_kind"),
        stage: fields.words("stage"),
        not_stage: fields.words("not_stage"),
    };
    let selector = TieSelector { id: fields.texts("id"), from, to, with, filter };
    fields.nothing_left();
    Some(selector)
}

fn actor_change(json: &Json<'_>, fields: &mut Fields<'_, '_>) -> Option<ActorChange> {
    let mut fields = Fields::of(json, &SET_ACTOR, fields.problems())?;
    let tags = fields.has("tags").then(|| fields.texts("tags"));
    let change = ActorChange {
        kind: fields.text("kind"),
        weight: fields.number("weight"),
        since: fields.date("since"),
        until: fields.date("until"),
        tags,
    };
    fields.nothing_left();
    Some(change)
}

fn tie_change(json: &Json<'_>, fields: &mut Fields<'_, '_>) -> Option<TieChange> {
    let mut fields = Fields::of(json, &SET_TIE, fields.problems())?;
    let change = TieChange {
        kind: fields.text("kind"),
        stage: fields.word::<Stage>("stage"),
        strength: fields.number("strength"),
        confidence: fields.number("confidence"),
        conveys: fields.word::<Conveys>("conveys"),
        since: fields.date("since"),
        until: fields.date("until"),
        value_usd: fields.number("value_usd"),
    };
    fields.nothing_left();
    Some(change)
}

fn catalyse(fields: &mut Fields<'_, '_>) -> Option<Catalyse> {
    let (agency, firms) = (fields.required("agency"), actors(fields, "firms"));
    let mut catalyse = Catalyse::new(agency, firms?);
    catalyse.strength = share(fields, "strength").unwrap_or(catalyse.strength);
    catalyse.take_up = share(fields, "take_up").unwrap_or(catalyse.take_up);
    Some(catalyse)
}

/// A number from 0 to 1.
fn share(fields: &mut Fields<'_, '_>, field: &str) -> Option<f64> {
    let place = fields.places().of(field);
    let number = fields.number(field)?;
    if !(0.0..=1.0).contains(&number) {
        let message = format!("{field} {number} is not from 0 to 1");
        fields.problems().push(Problem::error(place, message, "write a probability"));
    }
    Some(number)
}
