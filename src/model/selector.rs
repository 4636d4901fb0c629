//! Selectors: which actors are meant, in files and on the command line alike.
//!
//! A selector is one or more clauses; an actor is selected if **any** clause holds, and a clause holds if **all** its
//! conditions do. In text, conditions are joined by `and`, clauses by `or`:
//!
//! ```text
//! kind:sme and layer:firm or id:kosmic
//! not kind:foreign_city,citizens_public
//! kind:foreign_city and @oda_recipient:true
//! ```
//!
//! The word `all` alone means every actor.
//!
//! Keys are `id`, `kind`, `layer`, `country`, `tag` and `@name` for an attribute. Several values mean any of them.
//! Values with spaces, commas or quotes go in double quotes. In JSON a clause is an object of lists, with `not_` before
//! a negated key (`{"kind": ["sme"], "not_country": ["KR"]}`), and several clauses are an array.

use super::Actor;
use crate::error::{Error, ErrorKind};
use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// The word that means every actor.
const EVERYONE: &str = "all";

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Id,
    Kind,
    Layer,
    Country,
    Tag,
    Attribute(String),
}

impl Key {
    fn parse(word: &str) -> Result<Self, String> {
        match word {
            "id" => Ok(Self::Id),
            "kind" => Ok(Self::Kind),
            "layer" => Ok(Self::Layer),
            "country" => Ok(Self::Country),
            "tag" => Ok(Self::Tag),
            _ => match word.strip_prefix('@') {
                Some(name) if !name.is_empty() => Ok(Self::Attribute(name.to_owned())),
                _ => Err(format!("unknown key `{word}`; write id, kind, layer, country, tag or @attribute")),
            },
        }
    }

    pub(super) fn holds(&self, actor: &Actor, value: &str) -> bool {
        match self {
            Self::Id => actor.id == value,
            Self::Kind => actor.kind == value,
            Self::Layer => actor.layer.is_some_and(|layer| layer.name() == value),
            Self::Country => actor.country.as_deref() == Some(value),
            Self::Tag => actor.tags.iter().any(|tag| tag == value),
            Self::Attribute(name) => actor.attributes.get(name).is_some_and(|found| attribute_is(found, value)),
        }
    }

    /// All that an actor has under this key, as a selector would ask for it.
    pub(super) fn words(&self, actor: &Actor) -> Vec<String> {
        match self {
            Self::Id => vec![actor.id.clone()],
            Self::Kind => vec![actor.kind.clone()],
            Self::Layer => actor.layer.map(|layer| layer.name().to_owned()).into_iter().collect(),
            Self::Country => actor.country.iter().cloned().collect(),
            Self::Tag => actor.tags.clone(),
            Self::Attribute(name) => actor.attributes.get(name).map(attribute_words).unwrap_or_default(),
        }
    }

    /// What it is called in a sentence.
    pub(super) fn noun(&self) -> &str {
        match self {
            Self::Id => "id",
            Self::Kind => "kind",
            Self::Layer => "layer",
            Self::Country => "country",
            Self::Tag => "tag",
            Self::Attribute(name) => name,
        }
    }
}

fn attribute_words(found: &serde_json::Value) -> Vec<String> {
    match found {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(list) => list.iter().flat_map(attribute_words).collect(),
        serde_json::Value::Bool(_) | serde_json::Value::Number(_) => vec![found.to_string()],
        _ => Vec::new(),
    }
}

fn attribute_is(found: &serde_json::Value, value: &str) -> bool {
    match found {
        serde_json::Value::String(text) => text == value,
        serde_json::Value::Array(list) => list.iter().any(|item| attribute_is(item, value)),
        serde_json::Value::Bool(found) => value == if *found { "true" } else { "false" },
        serde_json::Value::Number(number) => value == number.to_string().as_str(),
        _ => false,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Attribute(_) = self {
            f.write_str("@")?;
        }
        f.write_str(self.noun())
    }
}

/// `key:value,value`, possibly negated.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Condition {
    key: Key,
    negated: bool,
    values: Vec<String>,
}

impl Condition {
    fn holds(&self, actor: &Actor) -> bool {
        self.values.iter().any(|value| self.key.holds(actor, value)) != self.negated
    }
}

/// A set of conditions on actors.
///
/// # Examples
/// ```
/// use proxeny::{Actor, Selector};
///
/// let selector: Selector = "kind:sme,large_firm and not country:KR".parse()?;
/// assert!(selector.matches(&Actor { country: Some("NL".into()), ..Actor::new("a", "sme") }));
/// assert!(!selector.matches(&Actor { country: Some("KR".into()), ..Actor::new("b", "sme") }));
/// assert_eq!(selector.to_string(), "kind:sme,large_firm and not country:KR");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    clauses: Vec<Vec<Condition>>,
}

impl Selector {
    /// Selects every actor.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Selector};
    ///
    /// assert!(Selector::everyone().matches(&Actor::new("athens", "foreign_city")));
    /// assert_eq!(Selector::everyone().to_string(), "all");
    /// ```
    pub fn everyone() -> Self {
        Self { clauses: vec![Vec::new()] }
    }

    /// Selects one actor by its id.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Selector};
    ///
    /// let susa = Selector::id("susa");
    /// assert!(susa.matches(&Actor::new("susa", "city_agency")) && !susa.matches(&Actor::new("sh", "city_agency")));
    /// assert_eq!(susa, "id:susa".parse()?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn id(id: impl Into<String>) -> Self {
        Self { clauses: vec![vec![Condition { key: Key::Id, negated: false, values: vec![id.into()] }]] }
    }

    /// Whether the actor is meant.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Actor, Selector};
    ///
    /// let selector: Selector = "kind:ministry or tag:embassy".parse()?;
    /// assert!(selector.matches(&Actor { tags: vec!["embassy".into()], ..Actor::new("emb_gr", "national_agency") }));
    /// assert!(!selector.matches(&Actor::new("koica", "national_agency")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn matches(&self, actor: &Actor) -> bool {
        self.clauses.iter().any(|clause| clause.iter().all(|condition| condition.holds(actor)))
    }

    /// Every value that some condition wants, with its key; what must not hold is left out.
    pub(super) fn wanted(&self) -> impl Iterator<Item = (&Key, &str)> {
        let conditions = self.clauses.iter().flatten().filter(|condition| !condition.negated);
        conditions.flat_map(|condition| condition.values.iter().map(|value| (&condition.key, value.as_str())))
    }

    /// The clauses as [`Selector::or`] takes them.
    pub(crate) fn clauses(&self) -> impl ExactSizeIterator<Item = Vec<(String, &[String])>> {
        let key = |condition: &Condition| format!("{}{}", if condition.negated { "not_" } else { "" }, condition.key);
        self.clauses.iter().map(move |clause| clause.iter().map(|c| (key(c), c.values.as_slice())).collect())
    }

    /// Adds the clauses of another selector.
    pub(crate) fn extend(&mut self, other: Self) {
        self.clauses.extend(other.clauses);
    }

    /// One clause as text.
    pub(crate) fn clause_text(&self, i: usize) -> String {
        self.clauses[i].iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
    }

    /// Begins an empty selector, which matches nothing until [`Selector::or`] adds a clause.
    pub(crate) fn nobody() -> Self {
        Self::default()
    }

    /// Adds a clause of `(key, values)` pairs as they stand in JSON, where `not_` before a key negates it.
    ///
    /// # Errors
    /// The message about the first unknown key or layer.
    pub(crate) fn or(&mut self, conditions: impl IntoIterator<Item = (String, Vec<String>)>) -> Result<(), String> {
        let clause = conditions.into_iter().map(|(word, values)| {
            let (word, negated) = word.strip_prefix("not_").map_or((word.as_str(), false), |rest| (rest, true));
            condition(word, negated, values)
        });
        self.clauses.push(clause.collect::<Result<_, _>>()?);
        Ok(())
    }
}

fn condition(word: &str, negated: bool, values: Vec<String>) -> Result<Condition, String> {
    let key = Key::parse(word)?;
    if key == Key::Layer {
        values.iter().try_for_each(|value| value.parse::<super::Layer>().map(drop))?;
    }
    Ok(Condition { key, negated, values })
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |(column, message): (usize, String)| {
            Error::from(ErrorKind::Selector { text: text.to_owned(), message, column: column + 1 })
        };
        let words = split_words(text).map_err(wrong)?;
        if words.is_empty() {
            return Err(wrong((0, "nothing is selected; write for instance kind:sme".to_owned())));
        }
        let clauses = words.split(|word| word.text == "or").map(|clause| parse_clause(clause, text));
        Ok(Self { clauses: clauses.collect::<Result<_, _>>().map_err(wrong)? })
    }
}

/// A word of the text and the character at which it begins.
struct Word {
    column: usize,
    text: String,
}

/// Splits at white space outside double quotes; the quotes stay in.
fn split_words(text: &str) -> Result<Vec<Word>, (usize, String)> {
    let mut words: Vec<Word> = Vec::new();
    let (mut quoted, mut inside, mut escaped) = (None, false, false);
    for (column, c) in text.chars().enumerate() {
        if c.is_whitespace() && quoted.is_none() {
            inside = false;
            continue;
        }
        if !inside {
            words.push(Word { column, text: String::new() });
            inside = true;
        }
        if c == '"' && !escaped {
            quoted = if quoted.is_none() { Some(column) } else { None };
        }
        escaped = c == '\\' && quoted.is_some() && !escaped;
        if let Some(word) = words.last_mut() {
            word.text.push(c);
        }
    }
    quoted.map_or(Ok(words), |column| Err((column, "this quote is not closed".to_owned())))
}

fn parse_clause(words: &[Word], text: &str) -> Result<Vec<Condition>, (usize, String)> {
    let end = || (text.chars().count(), "a condition is missing here".to_owned());
    if matches!(words, [word] if word.text == EVERYONE) {
        return Ok(Vec::new());
    }
    let groups = words.split(|word| word.text == "and");
    groups
        .map(|group| {
            let (negated, rest) = match group {
                [first, rest @ ..] if first.text == "not" => (true, rest),
                _ => (false, group),
            };
            match rest {
                [word] => parse_condition(word, negated).map_err(|message| (word.column, message)),
                [] => Err(group.first().map_or_else(end, |word| (word.column, "nothing follows `not`".to_owned()))),
                [_, next, ..] => {
                    Err((next.column, format!("`{}` is unexpected; join conditions by `and` or `or`", next.text)))
                }
            }
        })
        .collect()
}

fn parse_condition(word: &Word, negated: bool) -> Result<Condition, String> {
    let (key, values) = word.text.split_once(':').ok_or_else(|| format!("`{}` is not key:value", word.text))?;
    if key.contains('"') {
        return Err(format!("`{key}` holds a quote; only values stand in quotes"));
    }
    let values = split_values(values);
    if values.iter().any(String::is_empty) {
        return Err(format!("a value is missing after `{key}:`"));
    }
    condition(key, negated, values)
}

/// Splits at commas outside quotes and takes the quotes off.
fn split_values(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '\\' if quoted && !escaped => {
                escaped = true;
                continue;
            }
            ',' if !quoted => values.push(String::new()),
            _ => values.last_mut().expect("invariant: never empty").push(c),
        }
        escaped = false;
    }
    values
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for i in 0..self.clauses.len() {
            f.write_str(if i > 0 { " or " } else { "" })?;
            let clause = self.clause_text(i);
            f.write_str(if clause.is_empty() { EVERYONE } else { &clause })?;
        }
        Ok(())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<String> = self.values.iter().map(|value| quoted_if_needed(value)).collect();
        write!(f, "{}{}:{}", if self.negated { "not " } else { "" }, self.key, values.join(","))
    }
}

fn quoted_if_needed(value: &str) -> String {
    if value.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\\')) {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        value.to_owned()
    }
}

impl Serialize for Selector {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn error(text: &str) -> String {
        text.parse::<Selector>().unwrap_err().to_string()
    }

    #[test]
    fn errors_name_the_character() {
        assert!(error("").contains("nothing is selected"));
        assert!(error("sme").contains("character 1: `sme` is not key:value"));
        assert!(error("kind:sme or").contains("a condition is missing here"));
        assert!(error("kind:sme and colour:red").contains("unknown key `colour`"));
        assert!(
            error("kind:sme layer:firm")
                .contains("character 10: `layer:firm` is unexpected; join conditions by `and` or `or`")
        );
        assert!(error("layer:planet").contains("`planet` is not a layer"));
        assert!(error("id:\"open").contains("character 4: this quote is not closed"));
        assert!(error("kind:sme,").contains("a value is missing"));
        assert!(error("not").contains("nothing follows `not`"));
    }

    #[test]
    fn all_means_everyone() {
        let everyone: Selector = "all".parse().unwrap();
        assert_eq!((everyone.to_string(), &everyone), ("all".to_owned(), &Selector::everyone()));
        assert!(everyone.matches(&Actor::new("a", "sme")));
        assert!(error("all and kind:sme").contains("`all` is not key:value"));
    }

    #[test]
    fn attributes_are_compared_by_their_text() {
        let mut actor = Actor::new("a", "foreign_city");
        actor.attributes.insert("oda_recipient".into(), true.into());
        actor.attributes.insert("income".into(), "High income".into());
        assert!("@oda_recipient:true".parse::<Selector>().unwrap().matches(&actor));
        assert!("@income:\"High income\"".parse::<Selector>().unwrap().matches(&actor));
        assert!(!"@income:Low".parse::<Selector>().unwrap().matches(&actor));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(
            clauses in prop::collection::vec(
                prop::collection::vec((0..6_usize, any::<bool>(), prop::collection::vec("\\PC{1,6}", 1..4)), 1..4), 1..4)
        ) {
            let keys = ["id", "kind", "country", "tag", "@x", "@y"];
            let mut selector = Selector::nobody();
            for clause in clauses {
                selector.or(clause.into_iter().map(|(key, not, values)| {
                    (format!("{}{}", if not { "not_" } else { "" }, keys[key]), values)
                })).unwrap();
            }
            prop_assert_eq!(selector.to_string().parse::<Selector>().unwrap(), selector);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<Selector>();
        }
    }
}
