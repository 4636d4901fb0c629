//! Answers as text: for reading, for programs, for spreadsheets, for documents.
//!
//! A new format is a new file with an [`AnswerRenderer`] and a line in [`ANSWERS`].

mod csv;
mod json;
mod markdown;
mod table;

use crate::report::Answer;
use std::borrow::Cow;

/// A format that an answer can be printed in.
///
/// # Examples
/// ```
/// use proxeny::NetworkBuilder;
/// use proxeny::render::answers::{AnswerRenderer, Page, find};
/// use proxeny::report::Brief;
///
/// let network = NetworkBuilder::new("tiny").build()?;
/// let answer = Brief::default().run(&network)?.answer(&network, "en");
/// let json: &dyn AnswerRenderer = find("json").expect("it is always there");
/// assert!(json.name() == "json" && !json.about().is_empty());
/// let text = json.render(&answer, &Page::default());
/// assert!(text.ends_with('\n'));
/// assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok().map(|v| v["command"].clone()), Some("brief".into()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait AnswerRenderer: Sync {
    /// Its name, as given to `--format`.
    fn name(&self) -> &'static str;
    /// What it is good for, in one line.
    fn about(&self) -> &'static str;
    /// The whole text, ending in a line feed. `page` concerns only formats that are for reading in a terminal.
    fn render(&self, answer: &Answer, page: &Page) -> String;
}

/// What an answer is printed on.
///
/// # Examples
/// ```
/// use proxeny::NetworkBuilder;
/// use proxeny::render::answers::{Page, find};
/// use proxeny::report::Brief;
///
/// let network = NetworkBuilder::new("tiny").build()?;
/// let answer = Brief::default().run(&network)?.answer(&network, "en");
/// let narrow = find("table").expect("a format").render(&answer, &Page { width: 40, color: false });
/// assert!(narrow.lines().count() > find("table").expect("a format").render(&answer, &Page::default()).lines().count());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Columns. The default is 100.
    pub width: usize,
    /// Whether it understands colours. The default is no.
    pub color: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self { width: 100, color: false }
    }
}

/// The text without characters that a terminal takes for commands: control characters and those that turn the direction
/// of writing become spaces. Ends of lines stay. Names come from files, and a file may come from anybody.
///
/// # Examples
/// ```
/// use proxeny::render::answers::harmless;
///
/// assert_eq!(harmless("a\u{1b}[31mb\nc"), "a [31mb\nc");
/// assert_eq!(harmless("서울"), "서울");
/// ```
pub fn harmless(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c != '\n' && is_command(c);
    if text.contains(commands) { Cow::Owned(text.replace(commands, " ")) } else { Cow::Borrowed(text) }
}

/// Whether a terminal does something at this character instead of showing it.
fn is_command(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// All formats, the default first.
///
/// # Examples
/// ```
/// use proxeny::render::answers::ANSWERS;
///
/// let names: Vec<&str> = ANSWERS.iter().map(|renderer| renderer.name()).collect();
/// assert_eq!(names, ["table", "json", "csv", "md"]);
/// ```
pub static ANSWERS: &[&dyn AnswerRenderer] = &[&table::Table, &json::Json, &csv::Csv, &markdown::Markdown];

/// The format of that name.
///
/// # Examples
/// ```
/// use proxeny::render::answers::find;
///
/// assert_eq!(find("csv").map(|renderer| renderer.name()), Some("csv"));
/// assert!(find("word").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static dyn AnswerRenderer> {
    ANSWERS.iter().find(|renderer| renderer.name() == name).copied()
}

/// How many columns of a terminal a text takes: Hangul and other wide characters take two.
pub(super) fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_sound() {
        for (i, one) in ANSWERS.iter().enumerate() {
            assert!(!one.about().is_empty());
            assert!(ANSWERS[i + 1..].iter().all(|other| other.name() != one.name()));
        }
    }

    #[test]
    fn hangul_takes_two_columns() {
        assert_eq!((columns("서울"), columns("Seoul"), columns("")), (4, 5, 0));
    }
}
