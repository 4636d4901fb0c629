//! Lines of words: white space separates them, quotes hold them together.

use crate::error::Problem;
use crate::io::text::Text;

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

/// A line and the byte at which it begins.
pub(super) fn lines<'a>(text: &'a Text<'_>) -> impl Iterator<Item = (&'a str, usize)> {
    let content = text.content;
    let offset = move |line: &str| line.as_ptr() as usize - content.as_ptr() as usize;
    content.lines().map(move |line| (line, offset(line)))
}

/// The words of a line; between `separators` and white space, or within double quotes.
pub(super) fn words<'a>(
    line: &'a str,
    offset: usize,
    separators: &[char],
    text: &Text<'_>,
) -> Result<Vec<Word<'a>>, Problem> {
    let mut words = Vec::new();
    let mut at = 0;
    let is_blank = |c: char| c.is_whitespace() || separators.contains(&c);
    while let Some(start) = line[at..].find(|c| !is_blank(c)).map(|start| at + start) {
        let rest = &line[start..];
        let (word, quoted, length) = if let Some(inner) = rest.strip_prefix('"') {
            let Some(end) = inner.find('"') else {
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
