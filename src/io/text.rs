//! Text with places: decoding, and lines and columns counted in characters.

use crate::error::{Error, Place, Problem};

/// A decoded text that tells line and column of any byte offset.
pub(super) struct Text<'a> {
    /// The text, without a byte-order mark.
    pub(super) text: &'a str,
    line_starts: Vec<usize>,
    file: Option<&'static str>,
}

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
        Self { text, line_starts: std::iter::once(0).chain(starts).collect(), file: None }
    }

    /// The same text as a file of a folder, which every place then names.
    pub(super) fn in_file(self, file: Option<&'static str>) -> Self {
        Self { file, ..self }
    }

    /// Line and column of a byte offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or_default();
        Place::new(line, before.chars().count() + 1).in_file(self.file)
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

fn not_utf8(bytes: &[u8], at: usize) -> Error {
    let valid = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
    let place = Text::new(valid).place(at);
    let message = format!("byte 0x{:02X} is not UTF-8", bytes[at]);
    Problem::error(Some(place), message, "save the file as UTF-8; Korean Windows programs may write CP949").into()
}
