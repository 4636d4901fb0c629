//! Other names of actors: a table with the columns `alias` and `id`.
//!
//! Wherever a table names an actor (the ends of ties, whom a programme reached and who hosts it, who succeeds whom), an alias
//! means the actor with that id. What is the id of an actor itself is no alias.

use super::kinds::squash;
use super::sheet::Sheet;
use crate::error::{Problem, Problems};
use indexmap::IndexMap;
use std::cell::Cell as Counter;
use std::collections::HashSet;

/// Fields that name one actor.
const FIELDS: [&str; 4] = ["from", "to", "actor", "successor"];
/// Fields that name several.
const LISTS: [&str; 2] = ["hosts", "reached"];

/// Heads of the two columns, squashed.
const HEADS: [&[&str]; 2] = [
    &["alias", "aliases", "othername", "name", "별칭", "다른이름", "이름", "표기"],
    &["id", "actor", "actorid", "아이디", "식별자", "행위자", "기관"],
];

/// The ids that other names stand for.
#[derive(Default)]
pub(super) struct Aliases {
    ids: IndexMap<String, String>,
    used: Counter<usize>,
}

impl Aliases {
    /// Reads the table; these are ids of actors.
    pub(super) fn read(sheet: Option<&Sheet<'_>>, known: &HashSet<String>, problems: &mut Problems) -> Self {
        let mut aliases = Self::default();
        let Some(sheet) = sheet else { return aliases };
        let position = |heads: &[&str]| {
            let head = |cell: &super::sheet::Cell| cell.says().map_or_else(String::new, |(text, _)| squash(text));
            sheet.head.iter().position(|cell| heads.contains(&head(cell).as_str()))
        };
        let [Some(alias), Some(id)] = HEADS.map(position) else {
            let place = Some(sheet.place_of_head());
            problems.push(Problem::error(place, "the other names have no columns `alias` and `id`", "name them so"));
            return aliases;
        };
        for row in &sheet.rows {
            let says = |at: usize| row.get(at).and_then(|cell| cell.says()).map(|(text, _)| text.to_owned());
            let place = row.get(alias).or(row.first()).map(|cell| sheet.place(cell));
            let (Some(alias), Some(id)) = (says(alias), says(id)) else {
                problems.push(Problem::error(place, "an alias or its id is missing", "fill in both cells"));
                continue;
            };
            if alias != id && known.contains(&alias) {
                let message = format!("`{alias}` is the id of an actor and so no other name of `{id}`");
                problems.push(Problem::warning(place, message, "take it out"));
            } else if aliases.ids.get(&alias).is_some_and(|other| *other != id) {
                let message = format!("alias `{alias}` means two actors");
                problems.push(Problem::error(place, message, "leave one of them"));
            } else {
                aliases.ids.insert(alias, id);
            }
        }
        aliases
    }

    /// The id of the actor that a field names.
    pub(super) fn of_field<'a>(&'a self, field: &str, text: &'a str) -> &'a str {
        if FIELDS.contains(&field) { self.id(text) } else { text }
    }

    /// The ids of the actors that a list names.
    pub(super) fn of_list(&self, field: &str, items: Vec<String>) -> Vec<String> {
        if self.ids.is_empty() || !LISTS.contains(&field) {
            return items;
        }
        items.iter().map(|item| self.id(item).to_owned()).collect()
    }

    /// The id that a name of an actor stands for, where nobody counts how often.
    pub(super) fn meant<'a>(&'a self, text: &'a str) -> &'a str {
        self.ids.get(text).map_or(text, String::as_str)
    }

    fn id<'a>(&'a self, text: &'a str) -> &'a str {
        let id = self.meant(text);
        self.used.set(self.used.get() + usize::from(id != text));
        id
    }

    /// Tells how often an actor was named otherwise.
    pub(super) fn tell(&self, problems: &mut Problems) {
        if self.used.get() > 0 {
            let message =
                format!("{} mentions of actors are other names, read as the ids they stand for", self.used.get());
            problems.push(Problem::warning(None, message, ""));
        }
    }
}
