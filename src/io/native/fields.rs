//! Taking an object apart field by field: wrong types are told at their place, unknown fields are kept.

use super::shapes::Shape;
use crate::error::{Problem, Problems};
use crate::io::json::{Json, Member, Value, refuse_duplicates};
use crate::model::{Attributes, Date, Places, Text, nearest, plain_number};
use std::str::FromStr;

/// The fields of one record that are not read yet.
pub(super) struct Fields<'a, 'p> {
    shape: &'static Shape,
    members: Vec<Member<'a>>,
    places: Places,
    /// The names that were asked for, to tell what an unknown one may have been meant to be.
    asked: Vec<String>,
    problems: &'p mut Problems,
}

impl<'a, 'p> Fields<'a, 'p> {
    /// The fields of an object; anything else is a problem and `None`.
    pub(super) fn of(json: &Json<'a>, shape: &'static Shape, problems: &'p mut Problems) -> Option<Self> {
        let place = json.place();
        match json.value() {
            Ok(Value::Object(members)) => {
                refuse_duplicates(&members, problems);
                let mut places = Places::at(place);
                for (key, value) in &members {
                    places.note(key.clone(), value.place());
                }
                Some(Self { shape, members, places, asked: Vec::new(), problems })
            }
            Ok(other) => {
                let message = format!("{} must be an object, not {}", shape.what, other.what());
                problems.push(Problem::error(Some(place), message, ""));
                None
            }
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    }

    /// What the record is, for messages.
    pub(super) fn what(&self) -> &'static str {
        self.shape.what
    }

    /// Where the record and its fields stand.
    pub(super) fn places(&self) -> Places {
        self.places.clone()
    }

    pub(super) fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    /// Takes a field out; `null` counts as absent, and of duplicates the first counts.
    pub(super) fn take(&mut self, field: &str) -> Option<Json<'a>> {
        debug_assert!(self.shape.fields.contains(&field), "`{field}` of {} is not in its shape", self.shape.what);
        self.asked.push(field.to_owned());
        let at = self.members.iter().position(|(key, _)| key == field)?;
        let (_, json) = self.members.remove(at);
        self.members.retain(|(key, _)| key != field);
        (!matches!(json.value(), Ok(Value::Null))).then_some(json)
    }

    /// Takes a field out and reads it; a failure is told at its place.
    fn read<T>(&mut self, field: &str, expected: &str, read: impl Fn(Value<'a>) -> Result<T, String>) -> Option<T> {
        let json = self.take(field)?;
        let told = |message| Problem::error(Some(json.place()), message, String::new());
        let value = json.value().and_then(|value| {
            let found = value.what();
            read(value).map_err(|why| {
                told(if why.is_empty() { format!("`{field}` must be {expected}, not {found}") } else { why })
            })
        });
        value.map_err(|problem| self.problems.push(problem)).ok()
    }

    pub(super) fn text(&mut self, field: &str) -> Option<String> {
        self.read(field, "a text", |value| match value {
            Value::String(text) => Ok(text),
            _ => Err(String::new()),
        })
    }

    /// Whether a field is there and not `null`.
    pub(super) fn has(&self, field: &str) -> bool {
        self.members.iter().any(|(key, value)| key == field && !matches!(value.value(), Ok(Value::Null)))
    }

    /// A text that must be there and not empty.
    pub(super) fn required(&mut self, field: &str) -> String {
        let there = self.has(field);
        let text = self.text(field);
        if !there || text.as_deref() == Some("") {
            let message = format!("{} has no `{field}`", self.shape.what);
            let place = self.places.of(field);
            self.problems.push(Problem::error(place, message, format!("add \"{field}\"")));
        }
        text.unwrap_or_default()
    }

    pub(super) fn number(&mut self, field: &str) -> Option<f64> {
        self.read(field, "a number", |value| match value {
            Value::Number(number) => Ok(number),
            Value::String(text) => Err(format!("`{field}` must be a number, not the text \"{text}\"")),
            _ => Err(String::new()),
        })
    }

    /// A list of two numbers.
    pub(super) fn pair(&mut self, field: &str) -> Option<[f64; 2]> {
        let wrong = || format!("`{field}` must be a list of two numbers");
        let number = |json: &Json<'_>| match json.value() {
            Ok(Value::Number(number)) => Ok(number),
            _ => Err(wrong()),
        };
        self.read(field, "a list of two numbers", |value| match value {
            Value::Array(items) if items.len() == 2 => Ok([number(&items[0])?, number(&items[1])?]),
            Value::Array(_) => Err(wrong()),
            _ => Err(String::new()),
        })
    }

    /// A whole number from 0 up.
    pub(super) fn count<T: TryFrom<u32>>(&mut self, field: &str) -> Option<T> {
        let whole = |number: f64| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        self.read(field, "a whole number from 0 up", |value| match value {
            Value::Number(number) if whole(number) => {
                T::try_from(number as u32).map_err(|_| format!("`{field}` {number} is too large"))
            }
            Value::Number(number) => {
                Err(format!("`{field}` must be a whole number from 0 up, not {}", plain_number(number)))
            }
            _ => Err(String::new()),
        })
    }

    pub(super) fn boolean(&mut self, field: &str) -> Option<bool> {
        self.read(field, "true or false", |value| match value {
            Value::Bool(value) => Ok(value),
            _ => Err(String::new()),
        })
    }

    /// A word that parses into `T`.
    pub(super) fn word<T: FromStr<Err = String>>(&mut self, field: &str) -> Option<T> {
        self.read(field, "a text", |value| match value {
            Value::String(text) => text.parse(),
            _ => Err(String::new()),
        })
    }

    /// A date, as a text or as the number of a year.
    pub(super) fn date(&mut self, field: &str) -> Option<Date> {
        self.read(field, "a date", |value| match value {
            Value::String(text) => text.parse(),
            Value::Number(year) => year.to_string().parse(),
            _ => Err(String::new()),
        })
    }

    /// A text or a map from language to text.
    pub(super) fn languages(&mut self, field: &str) -> Text {
        let read = self.read(field, "a text or a map from language to text", |value| match value {
            Value::String(text) => Ok(Text::new(text)),
            Value::Object(members) => {
                members.into_iter().try_fold(Text::default(), |text, (language, json)| match json.value() {
                    Ok(Value::String(words)) => Ok(text.with(language, words)),
                    Ok(Value::Null) => Ok(text),
                    _ => Err(format!("`{field}.{language}` must be a text")),
                })
            }
            _ => Err(String::new()),
        });
        read.unwrap_or_default()
    }

    /// A list of texts; a single text counts as a list of one.
    pub(super) fn texts(&mut self, field: &str) -> Vec<String> {
        self.read(field, "a list of texts", texts).unwrap_or_default()
    }

    /// A list of words that parse into `T`.
    pub(super) fn words<T: FromStr<Err = String>>(&mut self, field: &str) -> Vec<T> {
        let read = |value| texts(value)?.iter().map(|word| word.parse()).collect::<Result<Vec<T>, String>>();
        self.read(field, "a list of texts", read).unwrap_or_default()
    }

    /// The items of a list, each with its place.
    pub(super) fn list(&mut self, field: &str) -> Vec<Json<'a>> {
        let read = |value| match value {
            Value::Array(items) => Ok(items),
            _ => Err(String::new()),
        };
        self.read(field, "a list", read).unwrap_or_default()
    }

    /// The members of an object, duplicate keys refused.
    pub(super) fn table(&mut self, field: &str) -> Vec<Member<'a>> {
        let read = |value| match value {
            Value::Object(members) => Ok(members),
            _ => Err(String::new()),
        };
        let members = self.read(field, "an object", read).unwrap_or_default();
        refuse_duplicates(&members, self.problems);
        members
    }

    /// What is left: the record's own `attributes`, and unknown fields with a warning.
    pub(super) fn rest(mut self) -> Attributes {
        let table = self.table("attributes");
        let own: Attributes = table.into_iter().map(|(key, json)| (key, json.plain(self.problems))).collect();
        let mut unknown = Vec::new();
        for (key, json) in self.members {
            let place = Some(json.place());
            if own.contains_key(&key) {
                let message = format!("unknown field `{key}` of {} is among its attributes too", self.shape.what);
                self.problems.push(Problem::error(place, message, "keep one of the two"));
                continue;
            }
            let message = format!("unknown field `{key}` of {} is kept among its attributes", self.shape.what);
            let help = slip(&key, &self.asked, "move it into \"attributes\" if it is meant");
            self.problems.push(Problem::warning(place, message, help));
            unknown.push((key, json.plain(self.problems)));
        }
        if unknown.is_empty() { own } else { own.into_iter().chain(unknown).collect() }
    }

    /// For records without attributes: what is left is unknown and an error.
    pub(super) fn nothing_left(self) {
        for (key, json) in self.members {
            let message = format!("unknown field `{key}` of {}", self.shape.what);
            let help = slip(&key, &self.asked, "take it out or correct its name");
            self.problems.push(Problem::error(Some(json.place()), message, help));
        }
    }

    /// The fields that are left, for records whose field names are free.
    pub(super) fn into_members(self) -> Vec<Member<'a>> {
        self.members
    }
}

/// What to do about an unknown field: it may be a slip of the pen.
fn slip(key: &str, known: &[String], otherwise: &str) -> String {
    nearest(key, known.iter()).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// A list of texts; a single text counts as a list of one.
pub(super) fn texts(value: Value<'_>) -> Result<Vec<String>, String> {
    let text = |json: Json<'_>| match json.value() {
        Ok(Value::String(text)) => Ok(text),
        Ok(Value::Bool(value)) => Ok(value.to_string()),
        Ok(Value::Number(number)) => Ok(number.to_string()),
        _ => Err(String::new()),
    };
    match value {
        Value::String(one) => Ok(vec![one]),
        Value::Array(items) => items.into_iter().map(text).collect(),
        _ => Err(String::new()),
    }
}
