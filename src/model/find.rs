//! Actors found by what people call them.

use super::{Actor, Network};
use crate::error::{Error, ErrorKind};
use petgraph::graph::NodeIndex;

/// The most actors that an error lists.
const MOST_LISTED: usize = 8;
/// The most names that an error suggests.
const MOST_SUGGESTED: usize = 3;
/// How alike a name must be to be suggested, of 1.
const ALIKE: f64 = 0.5;

impl Network {
    /// The actor that a text means: by id; else by a name in any language; else either of them whatever the case and the
    /// spaces; else by the first words of a name; else by any of its words; else by how a word begins; else by any part.
    ///
    /// The first of these that fits decides. Hangul is compared letter by letter (자모), so that it does not matter how a
    /// keyboard composes syllables.
    ///
    /// # Complexity
    /// O(n) in the length of all names; O(n) edit distances more where nothing fits.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] with the nearest names where nothing fits, [`ErrorKind::Ambiguous`] with the actors meant
    /// where several fit alike.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(seoul.find("울란바토르")?, seoul.find("ulaanbaatar")?);
    /// assert_eq!(seoul.find("Ho chi minh")?, seoul.find("hcmc")?);
    /// let error = seoul.find("Wellingtn").unwrap_err().to_string();
    /// assert!(error.ends_with("did you mean Wellington (wellington)?"), "{error}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn find(&self, text: &str) -> Result<NodeIndex, Error> {
        if let Some(node) = self.actor(text) {
            return Ok(node);
        }
        let wanted = letters(text);
        let steps: [&dyn Fn(&Actor) -> bool; 6] = [
            &|actor| actor.name.iter().any(|(_, name)| name == text),
            &|actor| called(actor).any(|name| name == wanted),
            &|actor| {
                called(actor)
                    .any(|name| name.starts_with(&wanted) && parts(&name, &wanted).next().is_some_and(|(_, ends)| ends))
            },
            &|actor| called(actor).any(|name| parts(&name, &wanted).any(|(begins, ends)| begins && ends)),
            &|actor| called(actor).any(|name| parts(&name, &wanted).any(|(begins, _)| begins)),
            &|actor| called(actor).any(|name| name.contains(&wanted)),
        ];
        for fits in steps.iter().filter(|_| !wanted.is_empty()) {
            let found: Vec<NodeIndex> = self.actors().filter(|(_, actor)| fits(actor)).map(|(node, _)| node).collect();
            match found[..] {
                [] => {}
                [node] => return Ok(node),
                _ => return Err(self.ambiguous(text, &found)),
            }
        }
        let help = self.suggestion(&wanted);
        Err(ErrorKind::NoMatch { what: format!("actor `{text}`"), help }.into())
    }

    fn ambiguous(&self, text: &str, found: &[NodeIndex]) -> Error {
        let mut names: Vec<String> = found.iter().take(MOST_LISTED).map(|node| self.called(*node)).collect();
        if found.len() > MOST_LISTED {
            names.push(format!("{} more", found.len() - MOST_LISTED));
        }
        let last = names.pop().unwrap_or_default();
        let candidates = format!("{} or {last}", names.join(", "));
        ErrorKind::Ambiguous { text: text.to_owned(), candidates }.into()
    }

    fn called(&self, node: NodeIndex) -> String {
        let actor = &self.graph[node];
        if actor.name.is_empty() { actor.id.clone() } else { format!("{} ({})", actor.label("en"), actor.id) }
    }

    fn suggestion(&self, wanted: &str) -> String {
        let mut scored: Vec<(f64, NodeIndex)> =
            self.actors().map(|(node, actor)| (likeness(actor, wanted), node)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = scored.first().map_or(0.0, |(score, _)| *score);
        // Names far less alike than the best only distract from it.
        let near = scored.iter().filter(|(score, _)| *score >= ALIKE.max(best - 0.15)).take(MOST_SUGGESTED);
        let names: Vec<String> = near.map(|(_, node)| self.called(*node)).collect();
        if names.is_empty() {
            return "; write an actor's id or its name in any language".to_owned();
        }
        format!("; did you mean {}?", names.join(" or "))
    }
}

/// What an actor is called, ready to be compared: its names, then its id.
fn called(actor: &Actor) -> impl Iterator<Item = String> {
    actor.name.iter().map(|(_, name)| letters(name)).chain([letters(&actor.id)])
}

/// How alike a text is to the nearest name or word of a name.
fn likeness(actor: &Actor, wanted: &str) -> f64 {
    let whole = |name: &str| strsim::normalized_damerau_levenshtein(name, wanted);
    let word = |name: &str| name.split(' ').map(|word| 0.95 * whole(word)).fold(0.0, f64::max);
    called(actor).map(|name| whole(&name).max(word(&name))).fold(0.0, f64::max)
}

/// Where a text stands in a name: whether it begins with a word there, and whether it ends with one.
fn parts<'a>(name: &'a str, wanted: &'a str) -> impl Iterator<Item = (bool, bool)> + 'a {
    let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    name.match_indices(wanted)
        .map(move |(at, found)| (apart(name[..at].chars().next_back()), apart(name[at + found.len()..].chars().next())))
}

/// A text in small letters with single spaces, Hangul syllables taken apart into their letters.
fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !letters.is_empty() {
            letters.push(' ');
        }
        word.chars().flat_map(char::to_lowercase).for_each(|letter| jamo(letter, &mut letters));
    }
    letters
}

/// Takes a Hangul syllable apart as the Unicode Standard says (section 3.12).
fn jamo(letter: char, to: &mut String) {
    const FIRST: u32 = 0xAC00;
    let Some(at) = (letter as u32).checked_sub(FIRST).filter(|at| *at < 19 * 21 * 28) else {
        to.push(letter);
        return;
    };
    let (initial, vowel, last) = (at / (21 * 28), at / 28 % 21, at % 28);
    to.extend([0x1100 + initial, 0x1161 + vowel].into_iter().filter_map(char::from_u32));
    if last > 0 {
        to.extend(char::from_u32(0x11A7 + last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NetworkBuilder, Text};

    fn network() -> Network {
        let actor = |id: &str, en: &str, ko: &str| Actor { name: Text::new(en).with("ko", ko), ..Actor::new(id, "x") };
        NetworkBuilder::new("n")
            .actor(actor("smg", "Seoul Metropolitan Government", "서울특별시"))
            .actor(actor("metro", "Seoul Metro", "서울교통공사"))
            .actor(actor("wego", "World Smart Cities Organization (WeGO)", "세계스마트시티기구"))
            .actor(actor("citynet", "CityNet", "시티넷"))
            .actor(actor("SMG", "Shanghai Media Group", ""))
            .actor(actor("twin1", "Twin", ""))
            .actor(actor("twin2", "Twin", ""))
            .actor(Actor::new("nameless", "x"))
            .build()
            .unwrap()
    }

    fn id(text: &str) -> String {
        let network = network();
        match network.find(text) {
            Ok(node) => network.graph()[node].id.clone(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_closest_sense_of_a_name_decides() {
        for (text, wanted) in [
            ("smg", "smg"),
            ("SMG", "SMG"),
            ("Seoul Metro", "metro"),
            ("  seoul   METRO ", "metro"),
            ("서울특별시", "smg"),
            ("서울교통", "metro"),
            ("WeGo", "wego"),
            ("Organization (WeGO", "wego"),
            ("media", "SMG"),
            ("metropol", "smg"),
            ("tynet", "citynet"),
            ("NAMELESS", "nameless"),
        ] {
            assert_eq!(id(text), wanted, "{text}");
        }
    }

    #[test]
    fn hangul_is_found_however_it_is_composed() {
        assert_eq!(id("\u{1109}\u{1175}\u{1110}\u{1175}\u{1102}\u{1166}\u{11BA}"), "citynet");
    }

    #[test]
    fn several_that_fit_are_listed() {
        let wanted = "actor `seoul` may be Seoul Metropolitan Government (smg) or Seoul Metro (metro); write more of the \
                      name, or the id";
        assert_eq!(id("seoul"), wanted);
        assert!(id("Twin").contains("Twin (twin1) or Twin (twin2)"));
    }

    #[test]
    fn the_nearest_names_are_suggested() {
        assert!(id("Seul Metro").ends_with("did you mean Seoul Metro (metro)?"), "{}", id("Seul Metro"));
        assert!(id("시티냇").ends_with("did you mean CityNet (citynet)?"), "{}", id("시티냇"));
        assert!(id("Shangai").ends_with("did you mean Shanghai Media Group (SMG)?"));
        assert!(id("qqqqqq").ends_with("write an actor's id or its name in any language"));
        assert!(id("  ").contains("matches nothing"));
    }
}
