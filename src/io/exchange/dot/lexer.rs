//! The tokens of DOT: names, texts, edges and signs, each where it begins.

use crate::error::Problem;
use crate::io::text::Text;

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name without quotes, which may be a word of the language.
    Name,
    /// A text in quotes or angle brackets.
    Text,
    /// `->` or `--`.
    Edge,
    /// A sign.
    Sign,
}

impl Token {
    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Name && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_id(&self) -> bool {
        let words = ["node", "edge", "graph", "digraph", "subgraph", "strict"];
        self.kind == Kind::Text || (self.kind == Kind::Name && !words.iter().any(|word| self.is_word(word)))
    }
}

/// A walk through the text, token by token.
pub(super) struct Lexer<'a, 't> {
    pub(super) text: &'a Text<'t>,
    at: usize,
}

/// Whether a text begins with a number below 0.
fn is_negative(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

impl<'a, 't> Lexer<'a, 't> {
    /// A walk from the beginning.
    pub(super) fn new(text: &'a Text<'t>) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &str {
        &self.text.content[self.at..]
    }

    /// A problem at a byte of the text.
    pub(super) fn problem(&self, offset: usize, message: &str) -> Problem {
        Problem::error(Some(self.text.place(offset)), message, "")
    }

    /// Passes over white space, remarks and lines of a preprocessor.
    fn skip(&mut self) -> Result<(), Problem> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            let begins_line = self.text.content[..self.at + blank].ends_with('\n') || self.at + blank == 0;
            let rest = &rest[blank..];
            let remark = if rest.starts_with("//") || (rest.starts_with('#') && begins_line) {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").ok_or_else(|| self.problem(self.at + blank, "this remark is never closed"))? + 2
            } else {
                0
            };
            self.at += blank + remark;
            if remark == 0 {
                return Ok(());
            }
        }
    }

    /// The next token; none at the end.
    pub(super) fn token(&mut self) -> Result<Option<Token>, Problem> {
        self.skip()?;
        let offset = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let (kind, text) = match first {
            '"' => (Kind::Text, self.quoted()?),
            '<' => (Kind::Text, self.html()?),
            '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' => {
                self.at += 1;
                (Kind::Sign, first.to_string())
            }
            '-' if rest.starts_with("->") || rest.starts_with("--") => {
                let text = rest[..2].to_owned();
                self.at += 2;
                (Kind::Edge, text)
            }
            c if c.is_alphanumeric() || matches!(c, '_' | '.') || !c.is_ascii() || is_negative(rest) => {
                let is_part =
                    |c: char| c.is_alphanumeric() || matches!(c, '_' | '.') || (!c.is_ascii() && !c.is_whitespace());
                let length =
                    rest[first.len_utf8()..].find(|c| !is_part(c)).map_or(rest.len(), |end| end + first.len_utf8());
                let text = rest[..length].to_owned();
                self.at += length;
                (Kind::Name, text)
            }
            _ => return Err(self.problem(offset, &format!("{first:?} is not known here"))),
        };
        Ok(Some(Token { kind, text, offset }))
    }

    /// A text in quotes, and those that a plus joins to it.
    fn quoted(&mut self) -> Result<String, Problem> {
        let mut text = String::new();
        loop {
            let start = self.at;
            let mut characters = self.text.content[self.at + 1..].char_indices();
            let end = loop {
                match characters.next() {
                    None => return Err(self.problem(start, "the quote that begins here is never closed")),
                    Some((at, '"')) => break at,
                    Some((_, '\\')) => match characters.next() {
                        Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                        Some((_, 'n' | 'l' | 'r')) => text.push('\n'),
                        // A line that goes on in the next.
                        Some((_, '\n')) | None => {}
                        Some((_, other)) => text.extend(['\\', other]),
                    },
                    Some((_, c)) => text.push(c),
                }
            };
            self.at += end + 2;
            let after = self.at;
            self.skip()?;
            if !self.rest().starts_with('+') {
                self.at = after;
                return Ok(text);
            }
            self.at += 1;
            self.skip()?;
            if !self.rest().starts_with('"') {
                return Err(self.problem(self.at, "a plus joins two texts in quotes"));
            }
        }
    }

    /// A text in angle brackets, which may hold others.
    fn html(&mut self) -> Result<String, Problem> {
        let mut depth = 0;
        for (at, c) in self.rest().char_indices() {
            match c {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let text = self.rest()[1..at].to_owned();
                self.at += at + 1;
                return Ok(text);
            }
        }
        Err(self.problem(self.at, "the angle bracket that begins here is never closed"))
    }
}
