//! What is no table, from a sheet of keys and values.
//!
//! A value is a text, a number, a truth value or JSON. `title.en` and `title.ko`, `mandates.NAME` and `attributes.NAME` may
//! stand in rows of their own.

use super::raw::{Content, RawSheet};
use crate::error::{Error, Problem, Problems};
use crate::io::ReadOptions;
use crate::io::native;
use crate::io::tables::cells::{Typed, typed, unguard};
use crate::io::tables::dates::{self, Told};
use crate::io::tables::kinds::squash;
use crate::io::tables::row::has_hangul;
use crate::io::text::Text;
use crate::Place;
use crate::model::NetworkBuilder;
use indexmap::IndexMap;
use serde_json::Value;

/// Keys whose value is a text, whatever it looks like.
const TEXTS: [&str; 5] = ["id", "home", "focal", "note", "title"];
/// Keys that have parts.
const PARTED: [&str; 3] = ["title", "mandates", "attributes"];
/// What stands above the keys.
const HEADS: [&str; 4] = ["key", "field", "항목", "키"];

/// A value in JSON and where it stands: row and column from 0.
type Entry = (String, (usize, usize));

/// Reads the sheet into a builder; `empty` is the one where there is nothing to read.
pub(super) fn read(
    sheet: RawSheet,
    name: Option<&'static str>,
    empty: NetworkBuilder,
    options: &ReadOptions,
    problems: &mut Problems,
) -> Result<NetworkBuilder, Error> {
    let (json, cells) = json(&entries(sheet, name, problems), options);
    let text = Text::decode(json.as_bytes())?.in_sheet(name, cells);
    match native::parse(&text, &[]) {
        Ok(builder) => Ok(builder),
        Err(error) => {
            problems.extend(error.into_problems()?);
            Ok(empty)
        }
    }
}

/// Values by key, those of parts by key and part.
fn entries(
    sheet: RawSheet,
    name: Option<&'static str>,
    problems: &mut Problems,
) -> IndexMap<String, IndexMap<String, Entry>> {
    let mut entries: IndexMap<String, IndexMap<String, Entry>> = IndexMap::new();
    let cells = sheet.rows();
    for (i, row) in cells.chunk_by(|one, other| one.0 == other.0).enumerate() {
        let at = |cell: &(usize, usize, Content)| Some(Place::cell(cell.0 + 1, cell.1 + 1).in_file(name));
        let texts: Vec<Option<&str>> = row.iter().map(|(.., content)| text(content)).collect();
        if let Some(fault) = texts.iter().position(Option::is_none) {
            problems.push(Problem::error(at(&row[fault]), "the formula of this cell has no value", "write what is meant"));
            continue;
        }
        let key = texts[0].map_or("", |text| unguard(text).map_or("", |(text, _)| text));
        if i == 0 && HEADS.contains(&squash(key).as_str()) {
            continue;
        }
        // A key without a value is left open.
        let Some((value, cell)) = texts.get(1).copied().flatten().zip(row.get(1)) else { continue };
        let (key, part) = match key.split_once('.') {
            Some((key, part)) if PARTED.contains(&key) => (key, part),
            _ => (key, ""),
        };
        let value = (value_of(key, part, value), (cell.0, cell.1));
        let parts = entries.entry(key.to_owned()).or_default();
        let whole = parts.contains_key("") || (part.is_empty() && !parts.is_empty());
        if whole || parts.insert(part.to_owned(), value).is_some() {
            problems.push(Problem::error(at(&row[0]), format!("`{key}` is there twice"), "leave one of them"));
        }
    }
    entries
}

fn text(content: &Content) -> Option<&str> {
    if let Content::Text(text) = content { Some(text) } else { None }
}

/// A value in JSON, on one line.
fn value_of(key: &str, part: &str, cell: &str) -> String {
    let (text, guarded) = unguard(cell).unwrap_or_default();
    let string = |text: &str| Value::from(text).to_string();
    match typed(text, guarded) {
        Typed::Value(Value::String(text)) => string(&text),
        Typed::Nested(text) if key != "note" => text.replace(['\n', '\r'], " "),
        _ if key == "as_of" => match dates::read(text, false) {
            Ok(Told::Date(date) | Told::Number(date)) => string(&date.to_string()),
            _ => string(text),
        },
        _ if key == "title" && part.is_empty() => {
            format!("{{\"{}\": {}}}", if has_hangul(text) { "ko" } else { "en" }, string(text))
        }
        _ if TEXTS.contains(&key) => string(text),
        Typed::Value(value) => value.to_string(),
        Typed::Text(text) | Typed::Nested(text) => string(text),
    }
}

/// The whole as JSON, and the cell that each of its lines stands in.
fn json(entries: &IndexMap<String, IndexMap<String, Entry>>, options: &ReadOptions) -> (String, Vec<(usize, usize)>) {
    let string = |text: &str| Value::from(text).to_string();
    let mut lines = Vec::new();
    let mut first = String::from("{");
    let mut separator = "";
    if !entries.contains_key("format") {
        first.push_str("\"format\": \"proxeny/1\"");
        separator = ", ";
    }
    if !entries.contains_key("id") {
        let id = options.id.as_deref().unwrap_or("network");
        first.push_str(&format!("{separator}\"id\": {}", string(id)));
        separator = ", ";
    }
    lines.push((first, (0, 0)));
    for (key, parts) in entries {
        for (i, (part, (value, at))) in parts.iter().enumerate() {
            let mut line = String::from(separator);
            match (part.as_str(), i) {
                ("", _) => line.push_str(&format!("{}: {value}", string(key))),
                (part, 0) => line.push_str(&format!("{}: {{{}: {value}", string(key), string(part))),
                (part, _) => line.push_str(&format!("{}: {value}", string(part))),
            }
            if !part.is_empty() && i + 1 == parts.len() {
                line.push('}');
            }
            lines.push((line, *at));
            separator = ", ";
        }
    }
    let cells = lines.iter().map(|(_, at)| *at).collect();
    let text: Vec<String> = lines.into_iter().map(|(line, _)| line).collect();
    (format!("{}}}", text.join("\n")), cells)
}
