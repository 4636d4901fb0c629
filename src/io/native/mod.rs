//! The native format, `"format": "proxeny/1"`.

mod fields;
mod mandates;
pub(super) mod records;
pub(super) mod scenario;
#[cfg(test)]
mod schema_tests;
pub(super) mod shapes;
mod write;

use super::{Format, Input, ReadOptions, build, json, text::Text};
use crate::error::{Error, Problem, Problems};
use crate::model::{Network, NetworkBuilder};
use fields::Fields;
#[cfg(feature = "xlsx")]
pub(super) use write::frame;
pub(super) use write::{frame_json, json as line, rest_json};

/// The native format.
pub(super) struct Native;

/// What the field `format` must say.
const NAME: &str = "proxeny/1";

impl Format for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn about(&self) -> &'static str {
        "proxeny's own JSON: actors, ties, programmes, sources, mandates"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        options.without_maps(self)?;
        read(bytes).map(|network| Input::Network(Box::new(network)))
    }
}

/// The JSON Schema of the native format.
pub(super) const SCHEMA: &str = include_str!("schema.json");

/// Reads a network; all problems are told at once.
pub(super) fn read(bytes: &[u8]) -> Result<Network, Error> {
    let text = Text::decode(bytes)?;
    build(parse(&text, &["actors", "ties"])?, bytes)
}

/// Reads a text into a builder; only these tables must be there.
pub(super) fn parse(text: &Text<'_>, required: &[&str]) -> Result<NetworkBuilder, Error> {
    let json = json::parse(text)?;
    let mut problems = Problems::default();
    let Some(mut fields) = Fields::of(&json, &shapes::NETWORK, &mut problems) else {
        return Err(problems.into());
    };
    let place = fields.take("format").map(|format| (format.place(), format.plain(&mut Problems::default())));
    match place {
        Some((_, serde_json::Value::String(format))) if format == NAME => {}
        Some((place, other)) => {
            return Err(
                Problem::error(Some(place), format!("format is {other}"), format!("this reads {NAME:?}")).into()
            );
        }
        None => {
            let help = format!("add \"format\": {NAME:?}");
            return Err(Problem::error(Some(json.place()), "the network has no `format`", help).into());
        }
    }
    let mut builder = network(fields, required);
    builder.problems(problems);
    Ok(builder)
}

fn network(mut fields: Fields<'_, '_>, required: &[&str]) -> NetworkBuilder {
    let mut builder = NetworkBuilder::new(fields.required("id"));
    builder = builder.title(fields.languages("title")).note(fields.text("note").unwrap_or_default());
    if let Some(as_of) = fields.date("as_of") {
        builder = builder.as_of(as_of);
    }
    if let Some(home) = fields.text("home") {
        builder = builder.home(home);
    }
    let place = fields.places().of("focal");
    if let Some(focal) = fields.text("focal") {
        builder = builder.focal_at(focal, place);
    }
    for table in required {
        records::require(&mut fields, table);
    }
    builder = records::tables(&mut fields, builder);
    builder = mandates::mandates(&mut fields, builder);
    builder.attributes(fields.rest())
}
