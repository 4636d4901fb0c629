//! Types that a file declares for values, and values that are of another.

use crate::error::{Problem, Problems};
use crate::io::text::Text;
use std::borrow::Cow;

/// A type that a file declares.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Declared {
    Text,
    Boolean,
    Number,
    /// None that is known: each value shows its own.
    Free,
}

impl Declared {
    /// The type of this name.
    pub(super) fn of(name: &str) -> Self {
        match name.to_lowercase().as_str() {
            "boolean" | "bool" => Self::Boolean,
            "byte" | "short" | "int" | "integer" | "long" | "biginteger" | "float" | "double" | "bigdecimal" => {
                Self::Number
            }
            "string" => Self::Text,
            _ => Self::Free,
        }
    }

    /// Whether values are texts even where they look like numbers.
    pub(super) fn is_text(self) -> bool {
        self == Self::Text
    }
}

/// Values that are not of the type that is declared: kept as they are, and counted.
#[derive(Default)]
pub(super) struct Types {
    others: usize,
    /// The first of them and where it stands.
    first: Option<(String, usize)>,
}

impl Types {
    /// A value as its type writes it: truth is also written 1 and True.
    pub(super) fn plain<'t>(&mut self, declared: Declared, text: Cow<'t, str>, offset: usize) -> Cow<'t, str> {
        if declared == Declared::Text {
            return text;
        }
        let trimmed = text.trim();
        let plain = match declared {
            Declared::Boolean if trimmed == "1" || trimmed.eq_ignore_ascii_case("true") => Some("true"),
            Declared::Boolean if trimmed == "0" || trimmed.eq_ignore_ascii_case("false") => Some("false"),
            Declared::Free => None,
            // NaN and INF, as programs write them, are numbers here.
            Declared::Number if trimmed.parse::<f64>().is_ok() => None,
            _ if !trimmed.is_empty() => {
                self.others += 1;
                self.first.get_or_insert_with(|| (trimmed.to_owned(), offset));
                None
            }
            _ => None,
        };
        match (plain, text) {
            (Some(plain), _) => Cow::Borrowed(plain),
            (None, Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            (None, Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// Tells how many there were.
    pub(super) fn tell(&self, text: &Text<'_>, problems: &mut Problems) {
        if let Some((first, offset)) = &self.first {
            let others = if self.others > 1 { format!(", and {} others", self.others - 1) } else { String::new() };
            let message = format!("`{first}` is not of the type that is declared for it{others}: kept as it is");
            problems.push(Problem::warning(Some(text.place(*offset)), message, ""));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truth_is_written_in_many_ways() {
        let mut types = Types::default();
        let mut plain = |declared, text: &'static str| types.plain(declared, text.into(), 0).into_owned();
        let truths = ["1", "True", "fAlSe", "0", " true ", "", "2"].map(|text| plain(Declared::Boolean, text));
        assert_eq!(truths, ["true", "true", "false", "false", "true", "", "2"]);
        assert_eq!(["7", " 0.5", "NaN", "x7"].map(|text| plain(Declared::Number, text)), ["7", "0.5", "NaN", "x7"]);
        assert_eq!([" 1 "].map(|text| plain(Declared::Text, text)), [" 1 "]);
        assert_eq!((types.others, types.first.map(|(text, _)| text)), (2, Some("2".to_owned())));
    }
}
