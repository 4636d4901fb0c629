//! Names and titles in one or several languages.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A text in one or several languages; a plain string counts as English.
///
/// # Examples
/// ```
/// use proxeny::Text;
///
/// let name = Text::new("Seoul").with("ko", "서울");
/// assert_eq!(name.get("ko"), "서울");
/// assert_eq!(name.get("nl"), "Seoul");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text {
    languages: IndexMap<String, String>,
}

impl Text {
    /// A text in English. Blank text is no text.
    pub fn new(english: impl Into<String>) -> Self {
        Self::default().with("en", english)
    }

    /// Adds or replaces one language. Blank text is left out.
    #[must_use]
    pub fn with(mut self, language: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.languages.insert(language.into(), text);
        }
        self
    }

    /// The text in `language`, else in English, else in the first language there is, else empty.
    pub fn get(&self, language: &str) -> &str {
        let found = self.languages.get(language).or_else(|| self.languages.get("en"));
        found.or_else(|| self.languages.first().map(|(_, text)| text)).map_or("", String::as_str)
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    /// Languages and texts in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.languages.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }
}
