//! JSON with places: a tree whose every value knows where it stands, duplicate keys kept so that they can be refused.
//!
//! `serde_json` does the parsing; each level borrows its children as raw text, and a child's offset is the distance of
//! that text from the start of the input. Depth is checked beforehand, so that neither the parser nor this tree recurses
//! further than [`MAX_DEPTH`].

use super::text::Text;
use crate::error::{Error, Place, Problem, Problems};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt;

/// The deepest nesting of brackets and braces that is read.
pub(super) const MAX_DEPTH: usize = 32;

/// A JSON value and its place in bytes.
pub(super) struct Json<'a> {
    raw: &'a RawValue,
    text: &'a Text<'a>,
}

/// A member of an object: key and value.
pub(super) type Member<'a> = (String, Json<'a>);

/// The kinds of value that readers ask for.
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<Json<'a>>),
    Object(Vec<Member<'a>>),
}

impl Value<'_> {
    /// What it is, for messages.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::String(_) => "a text",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Checks depth and syntax of the whole text and returns its one value.
pub(super) fn parse<'a>(text: &'a Text<'a>) -> Result<Json<'a>, Error> {
    if text.content.trim().is_empty() {
        let help = "a network begins with {\"format\": \"proxeny/1\", …";
        return Err(Problem::error(Some(Place::new(1, 1)), "the input is empty", help).into());
    }
    check_depth(text)?;
    match serde_json::from_str::<&RawValue>(text.content) {
        Ok(raw) => Ok(Json { raw, text }),
        Err(error) => {
            let offset = text.offset(error.line(), error.column());
            let help = if error.is_eof() { "the file seems to be cut off" } else { mend(text.content, offset) };
            let place = Some(text.place(offset));
            Err(Problem::error(place, format!("not JSON: {}", without_place(&error)), help).into())
        }
    }
}

/// What to do about the syntax at a byte offset, where that can be told.
fn mend(text: &str, offset: usize) -> &'static str {
    let (before, here) = text.split_at(offset);
    match here.chars().next() {
        Some('}' | ']') if before.trim_end().ends_with(',') => "take out the comma before it",
        Some('\'') => "put texts in double quotes",
        Some('/') => "JSON has no comments; use a note",
        Some('N' | 'I') => "JSON has neither NaN nor infinity; write null for what is not known",
        Some('"') if before.trim_end().ends_with(['"', ']', '}']) => "a comma is missing before it",
        _ if before.trim_end().ends_with('}') => "the network ends before this",
        _ => "",
    }
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

fn check_depth(text: &Text<'_>) -> Result<(), Error> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (offset, byte) in text.content.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let message = format!("brackets are nested more than {MAX_DEPTH} deep");
            return Err(Problem::error(Some(text.place(offset)), message, "").into());
        }
    }
    Ok(())
}

impl<'a> Json<'a> {
    /// Line and column.
    pub(super) fn place(&self) -> Place {
        self.text.place(self.offset())
    }

    /// How it stands in the file.
    pub(super) fn raw(&self) -> &'a str {
        self.raw.get()
    }

    /// The byte at which it begins.
    pub(super) fn offset(&self) -> usize {
        self.raw.get().as_ptr() as usize - self.text.content.as_ptr() as usize
    }

    /// What it holds. The syntax was checked before; what remains is a number that is not finite, or a broken escape.
    pub(super) fn value(&self) -> Result<Value<'a>, Problem> {
        let broken = |error: serde_json::Error| {
            Problem::error(Some(self.place()), format!("not JSON: {}", without_place(&error)), "")
        };
        let child = |raw| Json { raw, text: self.text };
        let text: &'a str = self.raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                let members: Members<'a> = serde_json::from_str(text).map_err(broken)?;
                Value::Object(members.0.into_iter().map(|(key, raw)| (key, child(raw))).collect())
            }
            Some(b'[') => {
                let items: Items<'a> = serde_json::from_str(text).map_err(broken)?;
                Value::Array(items.0.into_iter().map(child).collect())
            }
            Some(b'"') => Value::String(serde_json::from_str(text).map_err(broken)?),
            Some(b't' | b'f') => Value::Bool(text == "true"),
            Some(b'n') => Value::Null,
            _ => Value::Number(serde_json::from_str(text).map_err(|_| {
                Problem::error(
                    Some(self.place()),
                    format!("the number {text} is too large"),
                    "write null for what is not known",
                )
            })?),
        })
    }

    /// Itself as a plain JSON value, for attributes. Duplicate keys inside are told as problems.
    pub(super) fn plain(&self, problems: &mut Problems) -> serde_json::Value {
        match self.value() {
            Ok(Value::Array(items)) => items.iter().map(|item| item.plain(problems)).collect(),
            Ok(Value::Object(members)) => {
                refuse_duplicates(&members, problems);
                members.iter().map(|(key, value)| (key.clone(), value.plain(problems))).collect()
            }
            Ok(_) => serde_json::from_str(self.raw.get()).unwrap_or_default(),
            Err(problem) => {
                problems.push(problem);
                serde_json::Value::Null
            }
        }
    }
}

/// Tells every key that an object holds more than once.
pub(super) fn refuse_duplicates(members: &[Member<'_>], problems: &mut Problems) {
    let mut seen = std::collections::HashSet::new();
    for (key, value) in members {
        if !seen.insert(key) {
            let message = format!("key `{key}` is there twice");
            problems.push(Problem::error(Some(value.place()), message, "keep one of the two"));
        }
    }
}

struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

struct Items<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Items<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(Collect)
    }
}
