//! What a measure tells a reader who does not know it.

use serde::Serialize;

/// What the values of a measure mean, for somebody who must decide by them, and for somebody who must check them.
///
/// # Examples
///
/// ```
/// use proxeny::measure::named;
///
/// let explanation = named("betweenness")?.explanation();
/// assert!(explanation.high.ends_with('.') && explanation.not.ends_with('.')); // one sentence each
/// assert!(explanation.source.contains("10.1080/0022250X.2001.9990249")); // Brandes 2001
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What a high value means in a network of partnerships, in one sentence.
    pub high: &'static str,
    /// What it does not mean, in one sentence.
    pub not: &'static str,
    /// The definition as a formula.
    pub formula: &'static str,
    /// Unit, normalisation, direction, weights and disconnected graphs, and where others do it otherwise.
    pub conventions: &'static str,
    /// Paper or book, with its DOI.
    pub source: &'static str,
    /// Name and meaning in Korean; formula, conventions and source are the same in every language.
    pub ko: Korean,
}

/// A measure in Korean: what the field calls it, and what its values mean.
///
/// # Examples
/// ```
/// use proxeny::measure::named;
///
/// let korean = named("betweenness")?.explanation().ko;
/// assert_eq!(korean.name, "매개 중심성");
/// assert!(korean.high.ends_with("니다.") && korean.not.ends_with("니다."));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Korean {
    /// Its name.
    pub name: &'static str,
    /// What a high value means in a network of partnerships.
    pub high: &'static str,
    /// What it does not mean.
    pub not: &'static str,
}

impl Explanation {
    /// The same under another Korean name, for measures that differ in the side they look at alone.
    pub(super) const fn called(mut self, name: &'static str) -> Self {
        self.ko.name = name;
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::measure::Named;

    #[test]
    fn every_measure_is_explained_in_sentences_with_a_source() {
        let mut count = 0;
        for measure in Named::all() {
            let (name, explanation) = (measure.name(), measure.explanation());
            for sentence in [explanation.high, explanation.not, explanation.conventions] {
                let begins = sentence.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
                assert!(begins && sentence.ends_with('.') && sentence.contains(' '), "{name}: {sentence}");
            }
            assert!(explanation.formula.trim().len() > 2, "{name} has no formula");
            let source = explanation.source;
            let year = source.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
            let published = source.contains("10.") || year;
            assert!(published && source.len() > 20, "{name}: neither DOI nor book: {source}");
            count += 1;
        }
        assert!(count > 30, "only {count} measures");
    }

    #[test]
    fn every_measure_has_a_korean_name_of_its_own_and_is_explained_in_formal_korean() {
        let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
        let mut names = std::collections::BTreeSet::new();
        for measure in Named::all() {
            let korean = measure.explanation().ko;
            assert!(hangul(korean.name) && names.insert(korean.name), "{}: {}", measure.name(), korean.name);
            for sentence in [korean.high, korean.not] {
                assert!(hangul(sentence) && sentence.ends_with("니다."), "{}: {sentence}", measure.name());
            }
        }
    }
}
