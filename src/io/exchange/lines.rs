//! Lines of words: white space separates them, quotes hold them together.

use crate::error::Problem;
use crate::io::text::Text;
use std::borrow::Cow;

/// A word, whether it stood in quotes, and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) quoted: bool,
    pub(super) offset: usize,
}

impl Word<'_> {
    /// Whether it is this word, in small or capital letters, without quotes.
    pub(super) fn is(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }
}

impl<'a> Word<'a> {
    /// What it says, where quotes within it were written with a backslash.
    pub(super) fn said(&self) -> Cow<'a, str> {
        if self.quoted && self.text.contains("\\\"") {
            self.text.replace("\\\"", "\"").into()
        } else {
            self.text.into()
        }
    }
}

/// A text that can stand between quotes on one line.
pub(super) fn unquoted(text: &str) -> String {
    text.replace('"', "'").replace(['\n', '\r'], " ")
}

/// A line and the byte at which it begins. CR, LF or both end a line, as old Macs, Unix and Windows write it; between both
/// stands one more line, an empty one, which means nothing to any reader.
pub(super) fn lines<'a>(text: &'a Text<'_>) -> impl Iterator<Item = (&'a str, usize)> {
    let content = text.content;
    let offset = move |line: &str| line.as_ptr() as usize - content.as_ptr() as usize;
    content.split(['\n', '\r']).map(move |line| (line, offset(line)))
}

/// Whether a word is a number, one of those that can be counted with.
pub(super) fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// How a quote within double quotes is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Quotes {
    /// Not at all: the next one ends the word.
    Plain,
    /// As it is, or with a backslash: one ends the word if white space follows, and with a backslash only if none comes after
    /// it. So `"a "b""` and `"a \"b\" c"` are one word each, and `"C:\"` ends with its backslash.
    Within,
}

impl Quotes {
    /// Where in the text after an opening quote the closing one stands.
    fn end(self, inner: &str) -> Option<usize> {
        let ends = |at: &usize| {
            let backslashes = inner[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count();
            let after = &inner[at + 1..];
            let is_last_of_word = after.chars().next().is_none_or(char::is_whitespace);
            self == Self::Plain || is_last_of_word && (backslashes % 2 == 0 || !after.contains('"'))
        };
        inner.match_indices('"').map(|(at, _)| at).find(ends)
    }
}

/// The words of a line; between `separators` and white space, or within double quotes.
pub(super) fn words<'a>(
    line: &'a str,
    offset: usize,
    separators: &[char],
    quotes: Quotes,
    text: &Text<'_>,
) -> Result<Vec<Word<'a>>, Problem> {
    let mut words = Vec::new();
    let mut at = 0;
    let is_blank = |c: char| c.is_whitespace() || separators.contains(&c);
    while let Some(start) = line[at..].find(|c| !is_blank(c)).map(|start| at + start) {
        let rest = &line[start..];
        let (word, quoted, length) = if let Some(inner) = rest.strip_prefix('"') {
            let Some(end) = quotes.end(inner) else {
                let message = "the quote that begins here is not closed on its line";
                return Err(Problem::error(Some(text.place(offset + start)), message, "close it"));
            };
            (&inner[..end], true, end + 2)
        } else {
            let end = rest.find(is_blank).unwrap_or(rest.len());
            (&rest[..end], false, end)
        };
        words.push(Word { text: word, quoted, offset: offset + start });
        at = start + length;
    }
    Ok(words)
}
