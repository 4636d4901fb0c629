//! What a cell says: guarded text, lists, and attribute values of every type.
//!
//! **Guard.** A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and spaces at either end are
//! lost easily. Such a text is written with an apostrophe before it. Read back, an apostrophe is taken off exactly where
//! one was put: before such a text, so that `'s-Hertogenbosch` stays what it is. A lone apostrophe is the empty text,
//! an empty cell is nothing. Numbers are not guarded.

use serde_json::Value;
use std::borrow::Cow;

/// The text with an apostrophe before it if it needs one.
pub(in crate::io) fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell without its guard and without spaces around it, and whether there was a guard; `None` if the cell
/// is blank.
pub(super) fn unguard(cell: &str) -> Option<(&str, bool)> {
    match cell.strip_prefix('\'') {
        Some(text) if needs_guard(text) => Some((text, true)),
        _ => Some((cell.trim(), false)).filter(|(text, _)| !text.is_empty()),
    }
}

fn needs_guard(text: &str) -> bool {
    let inner = text.trim_start_matches('\'');
    let first = inner.chars().next();
    let edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_control());
    edge(first) || edge(text.chars().next_back()) || matches!(first, Some('=' | '+' | '-' | '@'))
}

/// The items of a list, joined by `; `; an item that would not be read back as it is stands in double quotes.
pub(in crate::io) fn join_list<'a>(items: impl Iterator<Item = &'a String>) -> String {
    let quoted = |item: &String| {
        let plain = !item.is_empty() && item.trim() == item && !item.contains(';') && !item.starts_with('"');
        if plain { item.clone() } else { format!("\"{}\"", item.replace('"', "\"\"")) }
    };
    items.map(quoted).collect::<Vec<_>>().join("; ")
}

/// Splits a list at semicolons outside double quotes; empty items are left out.
pub(super) fn split_list(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some((item, after)) = quoted_item(rest) {
            items.push(item);
            rest = after;
        } else {
            let (item, after) = rest.split_once(';').unwrap_or((rest, ""));
            items.extend(Some(item.trim().to_owned()).filter(|item| !item.is_empty()));
            rest = after;
        }
        rest = rest.trim_start();
    }
    items
}

/// An item in double quotes at the beginning of a text, and what follows its semicolon.
fn quoted_item(text: &str) -> Option<(String, &str)> {
    let mut inside = text.strip_prefix('"')?;
    let mut item = String::new();
    loop {
        let (before, after) = inside.split_once('"')?;
        item.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                item.push('"');
                inside = more;
            }
            None if after.trim().is_empty() => return Some((item, "")),
            None => return after.trim_start().strip_prefix(';').map(|after| (item, after)),
        }
    }
}

/// The cell of an attribute: numbers, true and false, and JSON as they are, a text in quotes only where it would be
/// taken for one of these.
pub(super) fn untyped(value: &Value) -> String {
    match value {
        Value::String(text) if !needs_guard(text) && typed(text, false) == Typed::Text(text) => text.clone(),
        Value::String(text) if needs_guard(text) && !text.is_empty() => guard(text).into_owned(),
        other => crate::io::native::line(other),
    }
}

/// What the text of an attribute's cell is.
#[derive(Debug, PartialEq)]
pub(super) enum Typed<'a> {
    /// A number, true, false, null or a text in JSON's quotes.
    Value(Value),
    /// It begins like a list or an object of JSON.
    Nested(&'a str),
    /// A plain text.
    Text(&'a str),
}

/// Tells what an attribute's cell holds; a guarded one holds text.
pub(super) fn typed(text: &str, guarded: bool) -> Typed<'_> {
    let first = text.bytes().next();
    match (guarded, text, first) {
        (true, ..) => Typed::Text(text),
        (_, "TRUE", _) => Typed::Value(true.into()),
        (_, "FALSE", _) => Typed::Value(false.into()),
        (_, _, Some(b'{' | b'[')) if serde_json::from_str::<Value>(text).is_ok() => Typed::Nested(text),
        (_, _, Some(b'{' | b'[')) => Typed::Text(text),
        _ => match serde_json::from_str::<Value>(text) {
            Ok(Value::Number(number)) if number.is_f64() && text.bytes().all(|b| b.is_ascii_digit() || b == b'-') => {
                // More digits than a number holds: an identifier.
                Typed::Text(text)
            }
            Ok(value) => Typed::Value(value),
            Err(_) => Typed::Text(text),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_names_are_not() {
        for text in ["=1+1", "-5 degrees", "@home", "+82", " two", "two ", "\t", "'=x", "''", "'"] {
            assert_eq!(guard(text), format!("'{text}"));
        }
        for text in ["'s-Hertogenbosch", "서울", "a=b", "'quoted'"] {
            assert_eq!(guard(text), text);
        }
        assert_eq!((unguard("'"), unguard("  "), unguard(" a ")), (Some(("", true)), None, Some(("a", false))));
    }

    #[test]
    fn attributes_keep_their_type() {
        let cells = ["007", "7", "7.5", "true", "TRUE", "\"7\"", "{\"a\": [1, null]}", "{a}", "null", "yes", "1e3"];
        let read = cells.map(|cell| match typed(cell, false) {
            Typed::Value(value) => value.to_string(),
            Typed::Nested(text) => format!("nested {text}"),
            Typed::Text(text) => format!("text {text}"),
        });
        let told = [
            "text 007",
            "7",
            "7.5",
            "true",
            "true",
            "\"7\"",
            "nested {\"a\": [1, null]}",
            "text {a}",
            "null",
            "text yes",
            "1000.0",
        ];
        assert_eq!(read, told);
        assert!(matches!(typed("123456789012345678901234567890", false), Typed::Text(_)));
    }

    proptest! {
        #[test]
        fn the_guard_can_be_taken_off(text in "('|=|-|@| |\t|\n|a|가|;){0,5}|\\PC{0,8}") {
            let cell = guard(&text).into_owned();
            prop_assert_eq!(unguard(&cell).map(|(text, _)| text), Some(text.as_str()));
        }

        #[test]
        fn lists_are_read_as_written(items in prop::collection::vec("(\"|;| |a|\n|가){0,5}", 0..5)) {
            prop_assert_eq!(split_list(&join_list(items.iter())), items);
        }

        #[test]
        fn texts_of_attributes_stay_texts(text in "(\"|'|1|e|-|=|\\{|\\}|TRUE|null|\\[| ){0,4}|\\PC{0,8}") {
            let cell = untyped(&Value::String(text.clone()));
            let (read, guarded) = unguard(&cell).unwrap();
            let read = match typed(read, guarded) {
                Typed::Value(Value::String(text)) => text,
                Typed::Text(text) => text.to_owned(),
                other => panic!("{text:?} became {other:?}"),
            };
            prop_assert_eq!(read, text);
        }
    }
}
