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
    ///
    /// # Examples
    /// ```
    /// use proxeny::Text;
    ///
    /// assert_eq!(Text::new("Athens").get("en"), "Athens");
    /// assert!(Text::new("  ").is_empty());
    /// ```
    pub fn new(english: impl Into<String>) -> Self {
        Self::default().with("en", english)
    }

    /// Adds or replaces one language. Blank text is left out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Text;
    ///
    /// let name = Text::new("Athens").with("ko", "아테네").with("el", " ");
    /// assert_eq!(name.iter().count(), 2); // the blank one is left out
    /// ```
    #[must_use]
    pub fn with(mut self, language: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.languages.insert(language.into(), text);
        }
        self
    }

    /// The text in `language`, else in English, else in the first language there is, else empty.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Text;
    ///
    /// let name = Text::default().with("ko", "서울").with("ja", "ソウル");
    /// assert_eq!((name.get("ja"), name.get("en")), ("ソウル", "서울")); // no English: the first there is
    /// ```
    pub fn get(&self, language: &str) -> &str {
        let found = self.languages.get(language).or_else(|| self.languages.get("en"));
        found.or_else(|| self.languages.first().map(|(_, text)| text)).map_or("", String::as_str)
    }

    /// Whether there is no text at all.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Text;
    ///
    /// assert!(Text::default().is_empty() && !Text::new("Seoul").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    /// Languages and texts in the order they were given.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Text;
    ///
    /// let name = Text::new("Seoul").with("ko", "서울");
    /// assert_eq!(name.iter().collect::<Vec<_>>(), [("en", "Seoul"), ("ko", "서울")]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.languages.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }
}
