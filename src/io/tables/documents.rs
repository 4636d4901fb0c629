//! Documents that records cite in words: each distinct text becomes a source, with an id made from it.

use super::row::{Row, Table};
use crate::model::{NetworkBuilder, Source};
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;

/// Characters of an id that is made from a text.
const LONGEST_ID: usize = 40;

/// The documents of all tables, and the sources that are listed by id.
pub(super) struct Documents {
    ids: IndexMap<String, String>,
    /// Whether any source is listed, so that an id that is not listed is a mistake.
    listed: bool,
}

impl Documents {
    /// Gathers the documents that the rows of these tables name and adds them to the sources.
    pub(super) fn gather(tables: &mut [&mut Table<'_, '_>], mut builder: NetworkBuilder) -> (Self, NetworkBuilder) {
        let listed = !builder.sources().is_empty();
        let mut texts = IndexSet::new();
        for table in tables {
            let sheet = table.sheet;
            let cites = ["source", "sources"].iter().any(|field| table.columns.position(field).is_some());
            for cells in sheet.rows.iter().filter(|_| cites) {
                let row = table.row(cells);
                texts.extend(row.documents().into_iter().map(str::to_owned));
                if !listed {
                    texts.extend(row.list("sources"));
                }
            }
        }
        texts.retain(|text| !builder.sources().contains_key(text));
        let ids = ids(&texts, &builder);
        for (text, id) in &ids {
            builder = builder.source(id, source(text));
        }
        (Self { ids, listed }, builder)
    }

    /// The ids of the sources that a row cites.
    pub(super) fn cited(&self, row: &Row<'_, '_, '_>) -> Vec<String> {
        let id = |text: &str| self.ids.get(text).cloned().unwrap_or_else(|| text.to_owned());
        let listed = row.list("sources").into_iter().map(|text| if self.listed { text } else { id(&text) });
        listed.chain(row.documents().into_iter().map(id)).collect()
    }

    /// How many sources were made from texts, and how many of these say that they are general knowledge.
    pub(super) fn made(&self) -> (usize, usize) {
        (self.ids.len(), self.ids.keys().filter(|text| is_general(text)).count())
    }
}

/// An id for every text that does not depend on the order of the rows: its first letters and digits, with a part of its
/// digest where several texts begin alike.
fn ids(texts: &IndexSet<String>, builder: &NetworkBuilder) -> IndexMap<String, String> {
    let mut alike: HashMap<String, usize> = HashMap::new();
    texts.iter().for_each(|text| *alike.entry(slug(text)).or_default() += 1);
    let id = |text: &String| {
        let slug = slug(text);
        let plain = alike[&slug] == 1 && !slug.is_empty() && !builder.sources().contains_key(&slug);
        let digest = blake3::hash(text.as_bytes()).to_hex();
        let id = if plain { slug } else { format!("{slug}-{}", &digest[..8]) };
        (text.clone(), id)
    };
    texts.iter().map(id).collect()
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let longer = format!("{slug}{}{}", if slug.is_empty() { "" } else { "-" }, word.to_lowercase());
        if !slug.is_empty() && longer.chars().count() > LONGEST_ID {
            break;
        }
        slug = longer.chars().take(LONGEST_ID).collect();
    }
    slug
}

/// `address: title`, where the address has a dot or a digit, or `publisher: title`.
fn source(text: &str) -> Source {
    let general = is_general(text);
    let Some((before, title)) = text.split_once(": ") else {
        return Source { title: text.to_owned(), general, ..Source::default() };
    };
    let address =
        before.contains(|c: char| c.is_ascii_digit()) || before.split('.').filter(|part| !part.is_empty()).count() > 1;
    let (title, before) = (title.to_owned(), before.to_owned());
    if address {
        Source { title, locator: before, general, ..Source::default() }
    } else {
        Source { title, publisher: before, general, ..Source::default() }
    }
}

fn is_general(text: &str) -> bool {
    text.to_lowercase().starts_with("general knowledge")
}
