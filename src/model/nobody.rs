//! Why a selector means nobody: a slip of the pen, told with the word that was meant.

use std::collections::BTreeSet;

use super::selector::Key;
use super::{Network, Selector, nearest};
use crate::error::{Error, ErrorKind};

/// Words are listed where there are no more of them than this.
const MOST_LISTED: usize = 16;

impl Network {
    /// Fails if no tie is of this kind, and tells which was meant.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] with the nearest kind that some tie has.
    ///
    /// # Examples
    /// ```
    /// let seoul = proxeny::Network::builtin("seoul")?;
    /// assert!(seoul.has_ties_of_kind("contract").is_ok());
    /// let refused = seoul.has_ties_of_kind("contrct").unwrap_err().to_string();
    /// assert_eq!(refused, "kind of tie `contrct` matches nothing; did you mean `contract`?");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn has_ties_of_kind(&self, kind: &str) -> Result<(), Error> {
        if self.ties().any(|(_, tie)| tie.kind == kind) {
            return Ok(());
        }
        let held = self.ties().map(|(_, tie)| tie.kind.clone()).collect();
        let help = meant(kind, &held).replacen(',', ";", 1);
        Err(ErrorKind::NoMatch { what: format!("kind of tie `{kind}`"), help }.into())
    }

    /// What to tell about a selector that means nobody: each word that no actor has, with the nearest that some actor
    /// has; or that nobody meets all conditions at once.
    pub(super) fn why_nobody(&self, selector: &Selector) -> String {
        let mut reasons: Vec<String> = Vec::new();
        for (key, value) in selector.wanted() {
            let held = self.actors().any(|(_, actor)| key.holds(actor, value));
            let reason = (!held).then(|| self.nobody_has(key, value));
            reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
        }
        if reasons.is_empty() {
            reasons.push("somebody meets each condition, but nobody meets all that are joined by `and`".to_owned());
        }
        format!("; {}", reasons.join("; "))
    }

    fn nobody_has(&self, key: &Key, value: &str) -> String {
        let words = self.words(key);
        if let (Key::Attribute(name), true) = (key, words.is_empty()) {
            let names = self.actors().flat_map(|(_, actor)| actor.attributes.keys().cloned()).collect();
            return format!("no actor has the attribute `{name}`{}", meant(name, &names));
        }
        let by_name = if *key == Key::Id { self.find(value).ok() } else { None };
        let meant = match by_name {
            Some(node) => format!(", did you mean `{}`?", self.graph()[node].id),
            None => meant(value, &words),
        };
        format!("no actor has the {} `{value}`{meant}", key.noun())
    }

    /// All that some actor has under a key.
    fn words(&self, key: &Key) -> BTreeSet<String> {
        self.actors().flat_map(|(_, actor)| key.words(actor)).collect()
    }
}

fn meant(word: &str, words: &BTreeSet<String>) -> String {
    let same = words.iter().find(|other| other.eq_ignore_ascii_case(word));
    let near = same.map(String::as_str).or_else(|| nearest(word, words.iter()));
    let near = near.or_else(|| words.iter().find(|other| other.starts_with(word)).map(String::as_str));
    match near {
        Some(near) => format!(", did you mean `{near}`?"),
        None if (1..=MOST_LISTED).contains(&words.len()) => {
            format!(", there are {}", words.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_of_nobody_is_told_what_was_meant() {
        let seoul = Network::builtin("seoul").unwrap();
        let told = |text: &str| seoul.select(&text.parse().unwrap(), "selector").unwrap_err().to_string();
        let kind = told("kind:smee and country:KR");
        assert_eq!(
            kind,
            "selector `kind:smee and country:KR` matches nothing; no actor has the kind `smee`, did you mean `sme`?"
        );
        assert!(told("country:kr").ends_with("did you mean `KR`?"));
        assert!(
            told("id:Jakarta,koikaa")
                .ends_with("did you mean `jakarta`?; no actor has the id `koikaa`, did you mean `koica`?")
        );
        assert!(told("@income:high").contains("no actor has the attribute `income`, did you mean `income_group`?"));
        assert!(told("@income_group:rich").contains("no actor has the income_group `rich`, there are High income, "));
        assert!(told("kind:sme and country:VN").ends_with("nobody meets all that are joined by `and`"));
        assert!(told("not kind:sme and kind:sme").ends_with("joined by `and`"));
        assert!(told("tag:zzzzzzzzz").contains("no actor has the tag `zzzzzzzzz`"));
    }
}
