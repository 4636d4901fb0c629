//! Mandates and selectors of the native format.

use super::fields::{Fields, texts};
use super::shapes;
use crate::error::{Problem, Problems};
use crate::io::json::{Json, Value};
use crate::model::{Mandate, NetworkBuilder, NextTie, Places, Selector, TieFilter, plain_number};

/// Reads the mandates into the builder.
pub(super) fn mandates(fields: &mut Fields<'_, '_>, mut builder: NetworkBuilder) -> NetworkBuilder {
    for (id, json) in fields.table("mandates") {
        if let Some((mandate, places)) = mandate(id, &json, fields.problems()) {
            builder = builder.mandate_at(mandate, places);
        }
    }
    builder
}

fn mandate(id: String, json: &Json<'_>, problems: &mut Problems) -> Option<(Mandate, Places)> {
    let mut fields = Fields::of(json, &shapes::MANDATE, problems)?;
    let places = fields.places();
    let (title, note) = (fields.languages("title"), fields.text("note").unwrap_or_default());
    let from = required_selector(&mut fields, "from", &places);
    let to = required_selector(&mut fields, "to", &places);
    let relay = fields.take("relay").map(|json| selector(&json, fields.problems()).unwrap_or_default());
    let max_intermediaries = fields.count("max_intermediaries");
    let ties = fields.take("ties").and_then(|json| tie_filter(&json, fields.problems()));
    let weights = fields.take("weights").and_then(|json| weights(&json, fields.problems()));
    let rules = fields.list("next");
    let next: Vec<NextTie> = rules.iter().filter_map(|json| next_tie(json, fields.problems())).collect();
    fields.nothing_left();
    let mut mandate = Mandate::new(id, from?, to?).relay(relay.unwrap_or_else(Selector::everyone));
    (mandate.title, mandate.note, mandate.max_intermediaries) = (title, note, max_intermediaries);
    mandate.ties = ties.unwrap_or_default();
    mandate.next = next;
    (mandate.from_weight, mandate.to_weight) = weights.unwrap_or_default();
    Some((mandate, places))
}

/// A rule for new ties. Its numbers are checked here, where their places are known.
fn next_tie(json: &Json<'_>, problems: &mut Problems) -> Option<NextTie> {
    let mut fields = Fields::of(json, &shapes::NEXT, problems)?;
    let places = fields.places();
    let from = required_selector(&mut fields, "from", &places);
    let to = required_selector(&mut fields, "to", &places);
    let kind = fields.text("kind").unwrap_or_default();
    let mut number = |field: &str, most: f64| {
        let number = fields.number(field)?;
        if number > 0.0 && number <= most {
            return Some(number);
        }
        let bounds = if most > 1.0 { "not a number above 0" } else { "outside (0, 1]" };
        let message = format!("{field} {} of a rule for new ties is {bounds}", plain_number(number));
        fields.problems().push(Problem::error(places.of(field), message, "leave it out for its default"));
        None
    };
    let (strength, cost, formation) = (number("strength", 1.0), number("cost", f64::MAX), number("formation", 1.0));
    let why = fields.text("why").unwrap_or_default();
    fields.nothing_left();
    let mut rule = NextTie { strength, why, ..NextTie::new(from?, to?, kind) };
    rule.cost = cost.unwrap_or(rule.cost);
    rule.formation = formation.unwrap_or(rule.formation);
    Some(rule)
}

fn required_selector(fields: &mut Fields<'_, '_>, field: &str, places: &Places) -> Option<Selector> {
    let Some(json) = fields.take(field) else {
        let message = format!("{} has no `{field}`", fields.what());
        fields.problems().push(Problem::error(places.of_record(), message, "say who must reach whom"));
        return None;
    };
    selector(&json, fields.problems())
}

/// A selector: an object of conditions, a list of such objects, or its text.
pub(super) fn selector(json: &Json<'_>, problems: &mut Problems) -> Option<Selector> {
    let mut told = |problem| problems.push(problem);
    match json.value() {
        Ok(Value::String(text)) => match text.parse() {
            Ok(selector) => return Some(selector),
            Err(error) => told(Problem::error(Some(json.place()), error.to_string(), "")),
        },
        Ok(Value::Object(_)) => return clauses(std::slice::from_ref(json), problems),
        Ok(Value::Array(items)) => return clauses(&items, problems),
        Ok(other) => {
            let message = format!("a selector must be an object or a list of objects, not {}", other.what());
            told(Problem::error(Some(json.place()), message, "for instance {\"kind\": [\"sme\"]}"));
        }
        Err(problem) => told(problem),
    }
    None
}

fn clauses(items: &[Json<'_>], problems: &mut Problems) -> Option<Selector> {
    let mut selector = Selector::nobody();
    for item in items {
        if let Ok(Value::String(text)) = item.value() {
            match text.parse() {
                Ok(clauses) => selector.extend(clauses),
                Err(error) => problems.push(Problem::error(Some(item.place()), format!("{error}"), "")),
            }
            continue;
        }
        let members = Fields::of(item, &shapes::SELECTOR, problems)?.into_members();
        let mut conditions = Vec::new();
        for (key, json) in members {
            match json.value().map(texts) {
                Ok(Ok(values)) => conditions.push((key, values)),
                Ok(Err(_)) => {
                    let message = format!("`{key}` of a selector must be a list of texts");
                    problems.push(Problem::error(Some(json.place()), message, ""));
                }
                Err(problem) => problems.push(problem),
            }
        }
        if let Err(message) = selector.or(conditions) {
            problems.push(Problem::error(Some(item.place()), message, ""));
        }
    }
    Some(selector)
}

fn tie_filter(json: &Json<'_>, problems: &mut Problems) -> Option<TieFilter> {
    let mut fields = Fields::of(json, &shapes::TIE_FILTER, problems)?;
    let filter = TieFilter {
        kind: fields.texts("kind"),
        not_kind: fields.texts("not_kind"),
        stage: fields.words("stage"),
        not_stage: fields.words("not_stage"),
    };
    fields.nothing_left();
    Some(filter)
}

fn weights(json: &Json<'_>, problems: &mut Problems) -> Option<(Option<String>, Option<String>)> {
    let mut fields = Fields::of(json, &shapes::WEIGHTS, problems)?;
    let weights = (fields.text("from"), fields.text("to"));
    fields.nothing_left();
    Some(weights)
}
