//! The published schema is held equal to the reader, and the networks that come with the program to the schema.

use super::shapes::{SELECTOR, SHAPES, Shape};
use super::{SCHEMA, read};
use crate::io::BUILTINS;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn definition<'s>(schema: &'s Value, shape: &Shape) -> &'s Value {
    if shape.schema.is_empty() { schema } else { &schema["$defs"][shape.schema] }
}

/// What is wrong with a value, by the part of JSON Schema that the published one uses.
fn wrong(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        let number = |holds: fn(f64, f64) -> bool| value.as_f64().is_none_or(|x| holds(x, rule.as_f64().unwrap()));
        let holds = match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "$defs" | "additionalProperties" => true,
            "$ref" => {
                let target = root.pointer(&rule.as_str().unwrap()[1..]).expect("a definition that is there");
                found.extend(wrong(root, target, value, at));
                true
            }
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => is_of_type(value, rule),
            "minimum" => number(|x, least| x >= least),
            "exclusiveMinimum" => number(|x, least| x > least),
            "maximum" => number(|x, most| x <= most),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| matches_pattern(text, rule.as_str().unwrap())),
            "required" => rule.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
            "anyOf" => rule.as_array().unwrap().iter().any(|one| wrong(root, one, value, at).is_empty()),
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                found.extend(items.flat_map(|(i, item)| wrong(root, rule, item, &format!("{at}/{i}"))));
                true
            }
            "properties" | "patternProperties" => {
                found.extend(members(root, schema, value, at));
                true
            }
            other => panic!("the checker does not know {other}"),
        };
        if !holds {
            found.push(format!("{at}: {keyword} {rule} refuses {value}"));
        }
    }
    if schema.get("properties").is_none() && schema.get("additionalProperties").is_some() {
        found.extend(members(root, schema, value, at));
    }
    found
}

fn members(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, member) in value.as_object().into_iter().flatten() {
        let at = format!("{at}/{key}");
        let by_pattern = schema["patternProperties"].as_object().into_iter().flatten();
        let mut by_pattern = by_pattern.filter(|(pattern, _)| matches_pattern(key, pattern)).map(|(_, rule)| rule);
        match (schema["properties"].get(key).or_else(|| by_pattern.next()), &schema["additionalProperties"]) {
            (Some(rule), _) => found.extend(wrong(root, rule, member, &at)),
            (None, Value::Bool(false)) => found.push(format!("{at}: is not a property")),
            (None, Value::Object(_)) => found.extend(wrong(root, &schema["additionalProperties"], member, &at)),
            _ => {}
        }
    }
    found
}

fn is_of_type(value: &Value, rule: &Value) -> bool {
    let names = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
    names.iter().any(|name| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the checker does not know the type {other}"),
    })
}

/// The three patterns of the schema.
fn matches_pattern(text: &str, pattern: &str) -> bool {
    match pattern.chars().nth(1) {
        Some('#') => text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit()),
        Some('[') => text.parse::<crate::Date>().is_ok(),
        Some('(') => text.strip_prefix("not_").unwrap_or(text).strip_prefix('@').is_some_and(|name| !name.is_empty()),
        _ => panic!("the checker does not know the pattern {pattern}"),
    }
}

#[test]
fn the_schema_names_the_fields_that_the_reader_takes() {
    let schema = schema();
    for shape in SHAPES {
        let properties = definition(&schema, shape)["properties"].as_object().unwrap();
        let published: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(published, shape.fields.iter().copied().collect(), "{}", shape.what);
        for (field, rule) in properties {
            assert!(!rule["description"].as_str().unwrap_or_default().is_empty(), "{} {field}", shape.what);
        }
    }
}

/// A record with every field of its shape; what is absent is null, so that only a name can be wrong.
fn full(shape: &Shape, given: &Value) -> Value {
    let mut record: Value = shape.fields.iter().map(|field| ((*field).to_owned(), Value::Null)).collect();
    record.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    record
}

#[test]
fn every_field_of_the_schema_is_known_to_the_reader() {
    let [network, source, actor_kind, tie_kind, actor, tie, programme, reached, mandate, next, filter, weights, clause] =
        SHAPES.iter().collect::<Vec<_>>().try_into().ok().unwrap();
    assert_eq!(clause.what, SELECTOR.what);
    let everyone: Value = clause.fields.iter().map(|field| ((*field).to_owned(), json!([]))).collect();
    let document = full(
        network,
        &json!({
            "format": "proxeny/1", "id": "full",
            "sources": {"s": full(source, &json!({}))},
            "actor_kinds": {"k": full(actor_kind, &json!({}))},
            "tie_kinds": {"k": full(tie_kind, &json!({}))},
            "actors": [full(actor, &json!({"id": "a"})), full(actor, &json!({"id": "b"}))],
            "ties": [full(tie, &json!({"from": "a", "to": "b"}))],
            "programmes": [full(programme, &json!({"id": "p", "reached": [full(reached, &json!({"actor": "a"}))]}))],
            "mandates": {"m": full(mandate, &json!({
                "from": {"id": "a"}, "to": ["id:b", {"not_@x": ["y"]}], "relay": [{}, everyone],
                "ties": full(filter, &json!({})), "weights": full(weights, &json!({})),
                "next": [full(next, &json!({"from": {"id": "a"}, "to": "id:b"}))],
            }))},
        }),
    );
    let network = read(document.to_string().as_bytes()).unwrap();
    assert_eq!(network.warnings(), []);
    assert_eq!(wrong(&schema(), &schema(), &document, ""), Vec::<String>::new());
}

#[test]
fn the_networks_of_the_program_keep_to_the_schema() {
    for (name, text) in BUILTINS {
        let document: Value = serde_json::from_str(text).unwrap();
        assert_eq!(wrong(&schema(), &schema(), &document, name), Vec::<String>::new());
        let written: Value = serde_json::from_str(&read(text.as_bytes()).unwrap().to_json()).unwrap();
        assert_eq!(wrong(&schema(), &schema(), &written, name), Vec::<String>::new());
        for (key, value) in document.as_object().unwrap().iter().filter(|(key, _)| *key != "tie_kinds") {
            assert!(written[key] == *value, "`{key}` of {name} is not written as it was read");
        }
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let refused = |actor: &Value, tie: &Value, mandate: &Value| {
        let document =
            json!({"format": "proxeny/1", "id": "x", "actors": [actor], "ties": [tie], "mandates": {"m": mandate}});
        wrong(&schema(), &schema(), &document, "").join("\n")
    };
    let (actor, tie, mandate) = (json!({"id": "a"}), json!({"from": "a", "to": "b"}), json!({"from": {}, "to": {}}));
    assert_eq!(refused(&actor, &tie, &mandate), "");
    assert!(refused(&json!({}), &tie, &mandate).contains("required"));
    assert!(refused(&json!({"id": "a", "since": "2014-13"}), &tie, &mandate).contains("pattern"));
    assert!(refused(&actor, &json!({"from": "a", "to": "b", "strength": 2}), &mandate).contains("maximum"));
    assert!(refused(&actor, &json!({"from": "a", "to": "b", "stage": "sky"}), &mandate).contains("enum"));
    assert!(refused(&actor, &tie, &json!({"from": {}, "to": {}, "colour": 1})).contains("not a property"));
}
