//! Text with places: decoding, and lines and columns counted in characters.

use crate::error::{Error, Place, Problem};

/// A decoded text that tells line and column of any byte offset.
#[expect(clippy::struct_field_names, reason = "a text has a text")]
pub(super) struct Text<'a> {
    /// The text, without a byte-order mark.
    pub(super) text: &'a str,
    line_starts: Vec<usize>,
    /// Characters that begin before every byte whose offset is a multiple of [`STRIDE`]: a file may be one long line.
    counts: Vec<usize>,
}

/// Bytes from one count of characters to the next.
const STRIDE: usize = 1 << 10;

impl<'a> Text<'a> {
    /// Decodes UTF-8, with or without a byte-order mark.
    pub(super) fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            let message = "the text is UTF-16, not UTF-8";
            return Err(Problem::error(Some(Place::new(1, 1)), message, "save it as UTF-8").into());
        }
        let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
        Ok(Self::new(text))
    }

    fn new(text: &'a str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(i, _)| i + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        let pieces = text.as_bytes().chunks(STRIDE).map(count);
        let counts = pieces.scan(0, |so_far, piece| Some(std::mem::replace(so_far, *so_far + piece)));
        Self { text, line_starts, counts: counts.collect() }
    }

    /// Line and column of a byte offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        Place::new(line, self.before(offset.min(self.text.len())) - self.before(start) + 1)
    }

    /// How many characters begin before a byte.
    fn before(&self, offset: usize) -> usize {
        // At the end of a text of whole strides there is no count.
        let piece = (offset / STRIDE).min(self.counts.len().saturating_sub(1));
        self.counts.get(piece).copied().unwrap_or(0) + count(&self.text.as_bytes()[piece * STRIDE..offset])
    }

    /// Byte offset of a line and a column counted in bytes, both from 1.
    pub(super) fn offset(&self, line: usize, byte_column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let mut offset = (start + byte_column.saturating_sub(1)).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// How many characters begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
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

    #[test]
    fn columns_are_counted_in_characters_on_lines_of_any_length() {
        let line = "서울 to 아테네, ".repeat(150);
        for text in [line.clone(), format!("a\n{line}\n{line}"), "x".repeat(2 * STRIDE), String::new()] {
            let places = Text::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let lines = text[..offset].matches('\n').count() + 1;
                let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
                assert_eq!(places.place(offset), Place::new(lines, text[start..offset].chars().count() + 1));
            }
        }
    }
}
