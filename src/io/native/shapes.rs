//! The shapes of the native format: which fields each kind of record has.
//!
//! The reader takes nothing that is not listed here, the writer and the tables use the same names, and a test holds the
//! published JSON Schema equal to these lists.

/// A kind of record and its fields.
pub(in crate::io) struct Shape {
    /// What it is, for messages.
    pub(in crate::io) what: &'static str,
    /// Its name among the definitions of the schema; the whole document has none.
    #[cfg_attr(not(test), expect(dead_code, reason = "held against the schema by a test"))]
    pub(in crate::io) schema: &'static str,
    /// Its fields.
    pub(in crate::io) fields: &'static [&'static str],
}

const fn shape(what: &'static str, schema: &'static str, fields: &'static [&'static str]) -> Shape {
    Shape { what, schema, fields }
}

/// The whole document.
pub(in crate::io) static NETWORK: Shape = shape(
    "the network",
    "",
    &[
        "format",
        "id",
        "title",
        "note",
        "as_of",
        "home",
        "focal",
        "sources",
        "actor_kinds",
        "tie_kinds",
        "mandates",
        "actors",
        "ties",
        "programmes",
        "attributes",
    ],
);

pub(in crate::io) static SOURCE: Shape =
    shape("a source", "source", &["title", "publisher", "year", "locator", "general", "note", "attributes"]);

pub(in crate::io) static ACTOR_KIND: Shape = shape("a kind of actor", "actor_kind", &["label", "color", "attributes"]);

pub(in crate::io) static TIE_KIND: Shape = shape(
    "a kind of tie",
    "tie_kind",
    &[
        "label",
        "stage",
        "strength",
        "strength_range",
        "lasts",
        "lasts_years",
        "mutual",
        "conveys",
        "note",
        "attributes",
    ],
);

pub(in crate::io) static ACTOR: Shape = shape(
    "an actor",
    "actor",
    &[
        "id",
        "name",
        "kind",
        "layer",
        "country",
        "lat",
        "lon",
        "weight",
        "since",
        "until",
        "successor",
        "confidence",
        "tags",
        "note",
        "sources",
        "attributes",
    ],
);

pub(in crate::io) static TIE: Shape = shape("a tie", "tie", TIE_FIELDS);

/// A tie whose ends are said elsewhere.
pub(in crate::io) static TIE_ALIKE: Shape = shape("a tie", "tie", TIE_FIELDS.split_at(2).1);

/// Its ends come first.
const TIE_FIELDS: &[&str] = &[
    "from",
    "to",
    "id",
    "kind",
    "stage",
    "mutual",
    "strength",
    "confidence",
    "conveys",
    "since",
    "until",
    "value_usd",
    "evidence",
    "note",
    "sources",
    "attributes",
];

pub(in crate::io) static PROGRAMME: Shape = shape(
    "a programme",
    "programme",
    &[
        "id",
        "name",
        "kind",
        "hosts",
        "since",
        "until",
        "reached",
        "cost_usd",
        "note",
        "confidence",
        "sources",
        "attributes",
    ],
);

pub(in crate::io) static REACHED: Shape = shape("a reached actor", "reached", &["actor", "year", "people"]);

pub(in crate::io) static MANDATE: Shape = shape(
    "a mandate",
    "mandate",
    &["title", "note", "from", "to", "relay", "max_intermediaries", "ties", "weights", "next"],
);

pub(in crate::io) static NEXT: Shape =
    shape("a rule for new ties", "next", &["from", "to", "kind", "strength", "cost", "formation", "why"]);

pub(in crate::io) static TIE_FILTER: Shape =
    shape("a filter of ties", "tie_filter", &["kind", "not_kind", "stage", "not_stage"]);

pub(in crate::io) static WEIGHTS: Shape = shape("the weights", "weights", &["from", "to"]);

/// Its further fields, `@name` and `not_@name`, are free.
pub(in crate::io) static SELECTOR: Shape = shape(
    "a selector",
    "clause",
    &["id", "kind", "layer", "country", "tag", "not_id", "not_kind", "not_layer", "not_country", "not_tag"],
);

/// Every shape.
#[cfg(test)]
pub(in crate::io) static SHAPES: &[&Shape] = &[
    &NETWORK,
    &SOURCE,
    &ACTOR_KIND,
    &TIE_KIND,
    &ACTOR,
    &TIE,
    &PROGRAMME,
    &REACHED,
    &MANDATE,
    &NEXT,
    &TIE_FILTER,
    &WEIGHTS,
    &SELECTOR,
];
