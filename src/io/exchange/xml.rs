//! Walking through XML: elements with their attributes and places, every fault a problem at its place.
//!
//! Entities other than the five of XML and numbered characters are refused, so that none can grow; elements are nested at
//! most [`MAX_DEPTH`] deep.

use super::{REST, rest};
use crate::error::Problem;
use crate::io::text::Text;
use crate::model::Network;
use quick_xml::XmlVersion;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// The deepest nesting of elements that is read.
pub(in crate::io) const MAX_DEPTH: usize = 64;

/// The most attributes of an element: each is compared with all before it.
const MOST_ATTRIBUTES: usize = 1000;

/// An element that begins.
pub(in crate::io) struct Element<'t> {
    /// Its name without prefix.
    pub(in crate::io) name: Cow<'t, str>,
    /// Where it begins.
    pub(in crate::io) offset: usize,
    attributes: Vec<(Cow<'t, str>, Cow<'t, str>)>,
}

impl<'t> Element<'t> {
    /// The value of an attribute.
    pub(in crate::io) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// The value of an attribute, to be kept.
    pub(in crate::io) fn value(&self, name: &str) -> Option<Cow<'t, str>> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
    }

    /// Every attribute, names with their prefix.
    pub(in crate::io) fn attributes(&self) -> impl Iterator<Item = (&str, &Cow<'t, str>)> {
        self.attributes.iter().map(|(name, value)| (&**name, value))
    }
}

/// A step through a document.
pub(in crate::io) enum Step<'t> {
    /// An element begins; an empty one ends in the next step.
    Open(Element<'t>),
    /// The element that began last and has not ended yet ends.
    Close,
    /// Text between elements.
    Text(Cow<'t, str>),
    /// The document ends.
    End,
}

/// A walk through a document.
pub(in crate::io) struct Walk<'a, 't> {
    reader: Reader<&'a [u8]>,
    text: &'a Text<'t>,
    depth: usize,
    /// The last element was empty: it ends next.
    closing: bool,
    /// What this program wrote about the whole network, in an instruction that other programs pass over.
    pub(in crate::io) rest: Option<String>,
}

impl<'a, 't> Walk<'a, 't> {
    /// A walk from the beginning.
    pub(in crate::io) fn new(text: &'a Text<'t>) -> Self {
        Self { reader: Reader::from_str(text.content), text, depth: 0, closing: false, rest: None }
    }

    /// The next step.
    pub(in crate::io) fn step(&mut self) -> Result<Step<'t>, Problem> {
        if std::mem::take(&mut self.closing) {
            self.depth -= 1;
            return Ok(Step::Close);
        }
        loop {
            let offset = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().map_err(|error| {
                let at = (self.reader.error_position() as usize).min(self.text.content.len());
                self.problem(at, format!("not XML: {error}"))
            })?;
            return Ok(match event {
                Event::Start(start) => Step::Open(self.open(&start, offset)?),
                Event::Empty(start) => {
                    let element = self.open(&start, offset)?;
                    self.closing = true;
                    Step::Open(element)
                }
                Event::End(_) => {
                    self.depth -= 1;
                    Step::Close
                }
                Event::Text(text) => Step::Text(self.text.borrowed(text.xml10_content())),
                Event::CData(data) => Step::Text(self.text.borrowed(data.xml10_content())),
                Event::GeneralRef(reference) => Step::Text(self.resolve(&reference.xml10_content(), offset)?.into()),
                Event::PI(instruction) => {
                    if instruction.target() == REST {
                        self.rest = Some(instruction.content().trim().to_owned());
                    }
                    continue;
                }
                Event::Comment(_) | Event::Decl(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    let at = self.text.content.len();
                    return Err(self.problem(at, "the file ends within an element: it seems to be cut off".to_owned()));
                }
                Event::Eof => Step::End,
            });
        }
    }

    /// The text of the element that began last, up to its end; elements within it are passed over, and counted.
    pub(in crate::io) fn text(&mut self) -> Result<(Cow<'t, str>, usize), Problem> {
        let (mut text, mut inner, mut depth) = (Cow::Borrowed(""), 0, 0);
        loop {
            match self.step()? {
                Step::Open(_) => {
                    depth += 1;
                    inner += 1;
                }
                Step::Close if depth == 0 => return Ok((text, inner)),
                Step::Close => depth -= 1,
                Step::Text(more) if depth == 0 => text += more,
                Step::Text(_) => {}
                Step::End => return Ok((text, inner)),
            }
        }
    }

    /// Passes over the element that began last.
    pub(in crate::io) fn skip(&mut self) -> Result<(), Problem> {
        self.text().map(drop)
    }

    /// A problem at a byte of the document.
    pub(in crate::io) fn problem(&self, offset: usize, message: String) -> Problem {
        Problem::error(Some(self.text.place(offset)), message, "")
    }

    fn open(&mut self, start: &BytesStart<'_>, offset: usize) -> Result<Element<'t>, Problem> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.problem(offset, format!("elements are nested more than {MAX_DEPTH} deep")));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.problem(offset, format!("not XML: {error}")))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| self.problem(offset, format!("not XML: {error}")))?;
            let name = attribute.key.as_ref();
            if attributes.len() == MOST_ATTRIBUTES {
                return Err(self.problem(offset, format!("an element has more than {MOST_ATTRIBUTES} attributes")));
            }
            if attributes.iter().any(|(other, _): &(Cow<'_, str>, _)| other == name) {
                return Err(self.problem(offset, format!("not XML: attribute `{name}` is there twice")));
            }
            attributes.push((self.text.borrowed(name.into()), self.text.borrowed(value)));
        }
        Ok(Element { name: self.text.borrowed(start.local_name().as_ref().into()), offset, attributes })
    }

    fn resolve(&self, name: &str, offset: usize) -> Result<String, Problem> {
        if let Some(text) = resolve_predefined_entity(name) {
            return Ok(text.to_owned());
        }
        let refused =
            || self.problem(offset, format!("the entity &{name}; is not known; only those of XML itself are"));
        if !name.starts_with('#') {
            return Err(refused());
        }
        unescape(&format!("&{name};")).map(Cow::into_owned).map_err(|_| refused())
    }
}

/// An instruction that holds everything of a network that is neither an actor nor a tie.
pub(super) fn rest_instruction(network: &Network) -> String {
    // The two characters that end an instruction can only stand in texts, where JSON has another way to write them.
    format!("<?{REST} {}?>\n", rest(network).replace("?>", "\\u003f>"))
}

/// A name as XML can hold it: characters that XML has not become the sign for such, U+FFFD.
pub(super) fn name(text: &str) -> String {
    let is_foreign = |c: char| escape(c.encode_utf8(&mut [0; 4])).is_none();
    escape(text).or_else(|| escape(&text.replace(is_foreign, "\u{fffd}"))).unwrap_or_default()
}

/// A text as XML can hold it, also in the value of an attribute; `None` if it holds a character that XML has not.
pub(in crate::io) fn escape(text: &str) -> Option<String> {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => return None,
            _ => escaped.push(c),
        }
    }
    Some(escaped)
}
