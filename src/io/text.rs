//! Text with places: decoding, and lines and columns counted in characters.

use crate::error::{Error, Place, Problem};
use std::borrow::Cow;
use std::cell::Cell;

/// A decoded text that tells line and column of any byte offset.
pub(super) struct Text<'a> {
    /// The text itself, without a byte-order mark.
    pub(super) content: &'a str,
    line_starts: Vec<usize>,
    file: Option<&'static str>,
    /// The cell of a sheet that each line stands in, row and column from 0; empty if the text is a file of its own.
    cells: Vec<(usize, usize)>,
    /// Characters before every [`STEP`]-th byte, so that places in a file of one long line are found as quickly.
    characters: Vec<usize>,
    /// The line that was asked for last: the next is mostly that or the one after it.
    last: Cell<usize>,
}

const STEP: usize = 1 << 10;

impl<'a> Text<'a> {
    /// Decodes UTF-8, with or without a byte-order mark.
    pub(super) fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        utf8(bytes).map(Self::new)
    }

    fn new(text: &'a str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(i, _)| i + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        let mut characters = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            characters.push(characters[characters.len() - 1] + count_characters(chunk));
        }
        Self { content: text, line_starts, file: None, cells: Vec::new(), characters, last: Cell::new(0) }
    }

    /// The same text as a file of a folder, which every place then names.
    pub(super) fn in_file(self, file: Option<&'static str>) -> Self {
        Self { file, ..self }
    }

    /// The same text as what the cells of a sheet of this name say, one in each line.
    #[cfg(feature = "xlsx")]
    pub(super) fn in_sheet(self, sheet: Option<&'static str>, cells: Vec<(usize, usize)>) -> Self {
        Self { file: sheet, cells, ..self }
    }

    /// A part of this text, borrowed from it as long as it lasts; another text as it is.
    pub(super) fn borrowed(&self, part: Cow<'_, str>) -> Cow<'a, str> {
        let Cow::Borrowed(within) = part else { return Cow::Owned(part.into_owned()) };
        let begin = (within.as_ptr() as usize).checked_sub(self.content.as_ptr() as usize);
        let own = begin.and_then(|begin| self.content.get(begin..begin.checked_add(within.len())?));
        // What lies at the same address is the same text; an empty one may lie anywhere.
        own.map_or_else(|| Cow::Owned(within.to_owned()), Cow::Borrowed)
    }

    fn characters_before(&self, offset: usize) -> usize {
        // Where every byte is a character there is nothing to count.
        if self.characters.last() == Some(&self.content.len()) {
            return offset;
        }
        let whole = offset / STEP;
        self.characters[whole] + count_characters(&self.content.as_bytes()[whole * STEP..offset])
    }

    /// The number of the line that a byte offset is in, from 1.
    fn line(&self, offset: usize) -> usize {
        let ends_before = |line: usize| self.line_starts.get(line).is_some_and(|next| *next <= offset);
        let mut near = self.last.get().max(1)..self.last.get() + 2;
        let found = near.find(|line| ends_before(line - 1) && !ends_before(*line));
        let line = found.unwrap_or_else(|| self.line_starts.partition_point(|start| *start <= offset));
        self.last.set(line);
        line
    }

    /// Line and column of a byte offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.line(offset);
        if let Some((row, column)) = self.cells.get(line - 1) {
            return Place::cell(row + 1, column + 1).in_file(self.file);
        }
        let before = self.characters_before(offset.min(self.content.len()));
        Place::new(line, before - self.characters_before(self.line_starts[line - 1]) + 1).in_file(self.file)
    }

    /// Byte offset of a line and a column counted in bytes, both from 1.
    pub(super) fn offset(&self, line: usize, byte_column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.content.len());
        let mut offset = (start + byte_column.saturating_sub(1)).min(self.content.len());
        while !self.content.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Text in UTF-8, with or without a byte-order mark.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if marked || matches!(bytes, [0, 1..=0x7F, ..] | [1..=0x7F, 0, ..]) {
        let message = "the text is UTF-16, not UTF-8";
        return Err(Problem::error(Some(Place::new(1, 1)), message, "save it as UTF-8").into());
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))
}

/// Every character has one byte that does not continue another.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn not_utf8(bytes: &[u8], at: usize) -> Error {
    let valid = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
    let place = Text::new(valid).place(at);
    let message = format!("byte 0x{:02X} is not UTF-8", bytes[at]);
    Problem::error(Some(place), message, "save the file as UTF-8; Korean Windows programs may write CP949").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_count_in_whatever_order(
            text in "[a가\n]{0,40}", offsets in prop::collection::vec(0..60_usize, 1..20)
        ) {
            let decoded = Text::new(&text);
            for offset in offsets {
                let before: String = text.char_indices().filter(|(at, _)| *at < offset).map(|(_, c)| c).collect();
                if text.is_char_boundary(offset) || offset > text.len() {
                    let line = before.matches('\n').count() + 1;
                    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
                    prop_assert_eq!(decoded.place(offset), Place::new(line, column));
                }
            }
        }
    }
}
