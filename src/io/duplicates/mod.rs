//! Actors that may be one and the same under two names. They are proposed, never merged.
//!
//! Two actors are compared by all their names, in every language: by what is left of a name without capital letters, accents,
//! spaces, punctuation and legal form; by its sound, Hangul against Latin letters; by edit distance (V. Levenshtein 1966,
//! Soviet Physics Doklady 10(8)), as a share of the longer name; by initials. The best agreement counts. It is a score between
//! 0 and 1 that orders the proposals and no probability.
//!
//! Actors of different countries, with different numbers in their names, of which one follows the other, or that somebody
//! keeps apart are never proposed. Different kinds, or a tie between the two, lower the score.

mod names;
mod sound;

use crate::model::{Actor, Network};
use names::Name;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Finds actors that may be one and the same.
///
/// # Examples
/// ```
/// use proxeny::io::Duplicates;
/// use proxeny::{Actor, NetworkBuilder, Text};
///
/// let city = |id: &str, name: Text| Actor { name, ..Actor::new(id, "foreign_city") };
/// let network = NetworkBuilder::new("visits")
///     .actor(city("hanoi", Text::new("Hanoi")))
///     .actor(city("하노이", Text::default().with("ko", "하노이시")))
///     .actor(city("hue", Text::new("Huế")))
///     .build()?;
/// let found = Duplicates::new().run(&network);
/// assert_eq!((found.len(), found[0].actors.join(" ")), (1, "hanoi 하노이".to_owned()));
/// assert!(found[0].score > 0.8 && found[0].reason.contains("sound"), "{found:?}");
/// assert!(Duplicates::new().apart("하노이", "hanoi").run(&network).is_empty());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Duplicates {
    least: f64,
    apart: HashSet<(String, String)>,
}

/// Two actors that may be one.
///
/// # Examples
/// ```
/// use proxeny::io::Duplicates;
/// use proxeny::{Actor, NetworkBuilder, Text};
///
/// let firm = |id: &str, name: &str| Actor { name: Text::new(name), ..Actor::new(id, "sme") };
/// let network = NetworkBuilder::new("firms")
///     .actor(firm("a", "Smart Sensors Co., Ltd."))
///     .actor(firm("b", "SmartSensors"))
///     .build()?;
/// let found = &Duplicates::new().run(&network)[0];
/// assert_eq!((found.score, found.names.join(" = ").as_str()), (1.0, "Smart Sensors Co., Ltd. = SmartSensors"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Duplicate {
    /// Their ids, in the order of the network.
    pub actors: [String; 2],
    /// The names that agree.
    pub names: [String; 2],
    /// How well, between 0 and 1.
    pub score: f64,
    /// In what, in words.
    pub reason: String,
    /// The same in Korean.
    pub reason_ko: String,
}

/// The score from which on two actors are proposed.
const LEAST: f64 = 0.75;
/// Names up to which each is compared with each.
const MOST_NAMES: usize = 8_000;
/// What is left of the score of actors of different kinds.
const OTHER_KIND: f64 = 0.8;
/// What is left of the score of actors with a tie between them.
const TIED: f64 = 0.8;

impl Default for Duplicates {
    fn default() -> Self {
        Self { least: LEAST, apart: HashSet::new() }
    }
}

impl Duplicates {
    /// With a least score of 0.75, and nobody kept apart.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::io::Duplicates;
    ///
    /// let found = Duplicates::new().run(&Network::builtin("singapore")?);
    /// assert!(found.is_sorted_by(|one, other| one.score >= other.score));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Proposes actors from this score on.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::io::Duplicates;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert!(Duplicates::new().least(0.5).run(&seoul).len() >= Duplicates::new().run(&seoul).len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn least(self, score: f64) -> Self {
        Self { least: score, ..self }
    }

    /// Never proposes these two actors, in whichever order.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::Duplicates;
    /// use proxeny::{Actor, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("two").actor(Actor::new("hanoi", "city")).actor(Actor::new("ha noi", "city")).build()?;
    /// assert_eq!(Duplicates::new().run(&network).len(), 1);
    /// assert_eq!(Duplicates::new().apart("ha noi", "hanoi").run(&network).len(), 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn apart(mut self, one: impl Into<String>, other: impl Into<String>) -> Self {
        let (one, other) = (one.into(), other.into());
        self.apart.insert((other.clone(), one.clone()));
        self.apart.insert((one, other));
        self
    }

    /// The proposals, the likeliest first. Of networks with more than 8,000 names only those are compared that are equal
    /// or sound equal.
    ///
    /// # Examples
    /// ```
    /// use proxeny::NetworkBuilder;
    /// use proxeny::io::Duplicates;
    ///
    /// assert!(Duplicates::new().run(&NetworkBuilder::new("empty").build()?).is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Vec<Duplicate> {
        let actors: Vec<&Actor> = network.actors().map(|(_, actor)| actor).collect();
        let names: Vec<(usize, Name)> = actors.iter().enumerate().flat_map(|(i, actor)| named(i, actor)).collect();
        let tied: HashSet<(&str, &str)> = network.ties().map(|(_, tie)| (tie.from.as_str(), tie.to.as_str())).collect();
        let mut best: BTreeMap<(usize, usize), Duplicate> = BTreeMap::new();
        for (i, j) in pairs(&names) {
            let ((a, one), (b, other)) = (&names[i], &names[j]);
            let (one_actor, other_actor) = (actors[*a], actors[*b]);
            if a == b || self.is_apart(one_actor, other_actor) {
                continue;
            }
            let Some((score, [reason, reason_ko])) = agreement(one, other) else { continue };
            let ids = (one_actor.id.as_str(), other_actor.id.as_str());
            let is_tied = tied.contains(&ids) || tied.contains(&(ids.1, ids.0));
            let kinds = if one_actor.kind == other_actor.kind { 1.0 } else { OTHER_KIND };
            let score = score * kinds * if is_tied { TIED } else { 1.0 };
            let found = best.get(&(*a, *b)).map_or(0.0, |found| found.score);
            if score >= self.least && score > found {
                let names = [one.text.clone(), other.text.clone()];
                let actors = [one_actor.id.clone(), other_actor.id.clone()];
                best.insert(
                    (*a, *b),
                    Duplicate { actors, names, score, reason: reason.to_owned(), reason_ko: reason_ko.to_owned() },
                );
            }
        }
        let mut found: Vec<Duplicate> = best.into_values().collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        found
    }

    /// Whether two actors are known to be different.
    fn is_apart(&self, one: &Actor, other: &Actor) -> bool {
        let countries = one.country.is_some() && other.country.is_some() && one.country != other.country;
        let follows = one.successor.as_ref() == Some(&other.id) || other.successor.as_ref() == Some(&one.id);
        countries || follows || self.apart.contains(&(one.id.clone(), other.id.clone()))
    }
}

/// The names of an actor; its id where it has none.
fn named(i: usize, actor: &Actor) -> Vec<(usize, Name)> {
    let texts: Vec<&str> = actor.name.iter().map(|(_, text)| text).collect();
    let texts = if texts.is_empty() { vec![actor.id.as_str()] } else { texts };
    texts.into_iter().flat_map(Name::all).map(|name| (i, name)).collect()
}

/// The pairs of names to be compared, by their numbers.
fn pairs(names: &[(usize, Name)]) -> Box<dyn Iterator<Item = (usize, usize)>> {
    let count = names.len();
    if count <= MOST_NAMES {
        return Box::new((0..count).flat_map(move |i| (i + 1..count).map(move |j| (i, j))));
    }
    let mut alike: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, (_, name)) in names.iter().enumerate() {
        alike.entry(&name.bare_sound).or_default().push(i);
    }
    // Neighbours only, so that ten thousand actors of one name are not fifty million pairs.
    let mut pairs: Vec<(usize, usize)> = alike
        .into_values()
        .flat_map(|group| group.windows(2).map(|two| (two[0], two[1])).collect::<Vec<_>>())
        .collect();
    pairs.sort_unstable();
    Box::new(pairs.into_iter())
}

/// In what two names agree, in English and in Korean.
type Reason = [&'static str; 2];

/// How well two names agree, and in what; `None` if they do not.
fn agreement(one: &Name, other: &Name) -> Option<(f64, Reason)> {
    if one.digits != other.digits {
        return None;
    }
    if one.joined == other.joined {
        return Some((
            1.0,
            [
                "the same name but for capital letters, spaces, punctuation or legal form",
                "대소문자, 띄어쓰기, 문장부호, 법인 형태만 다른 같은 이름",
            ],
        ));
    }
    if one.hangul == other.hangul {
        if one.bare == other.bare && one.bare.chars().count() >= if one.hangul { 2 } else { 4 } {
            return Some((
                0.9,
                ["the same name but for words like city or government", "‘시’, ‘정부’ 같은 말만 다른 같은 이름"],
            ));
        }
        // One syllable of Hangul is many letters, and another syllable mostly another name.
        let heard = !one.hangul || similar(&one.sound, &other.sound, 6, 0.88).is_some();
        return abbreviation(one, other).or_else(|| spelling(one, other).filter(|_| heard));
    }
    let enough = |sound: &str| sound.chars().count() >= 4;
    if one.sound == other.sound && enough(&one.sound) {
        return Some((0.95, ["Hangul and Latin letters sound the same", "한글과 로마자의 소리가 같음"]));
    }
    if one.bare_sound == other.bare_sound && enough(&one.bare_sound) {
        return Some((
            0.88,
            [
                "Hangul and Latin letters sound the same but for words like city or government",
                "‘시’, ‘정부’ 같은 말을 빼면 한글과 로마자의 소리가 같음",
            ],
        ));
    }
    let likeness = similar(&one.bare_sound, &other.bare_sound, 5, 0.8)?;
    Some((0.95 * likeness, ["Hangul and Latin letters sound nearly the same", "한글과 로마자의 소리가 거의 같음"]))
}

fn abbreviation(one: &Name, other: &Name) -> Option<(f64, Reason)> {
    let short = |short: &Name, long: &Name| short.acronym.as_ref().is_some_and(|acronym| long.abbreviates_to(acronym));
    (short(one, other) || short(other, one)).then_some((
        0.8,
        ["one is made of the beginnings of the other's words", "한쪽이 다른 쪽의 머리글자로 이루어짐"],
    ))
}

/// Names spelled nearly the same: word by word if they are of several words, since another word is another body.
fn spelling(one: &Name, other: &Name) -> Option<(f64, Reason)> {
    let likeness = similar(&one.joined, &other.joined, 6, 0.85)?;
    let same_words = one.words.len() == other.words.len()
        && one
            .words
            .iter()
            .zip(&other.words)
            .all(|(one, other)| one == other || similar(one, other, 4, 0.75).is_some());
    let broken = one.words.len() != other.words.len() && likeness >= 0.93;
    (same_words || broken).then_some((0.95 * likeness, ["spelled nearly the same", "표기가 거의 같음"]))
}

/// How alike two texts are, if they are long enough and alike enough.
fn similar(one: &str, other: &str, shortest: usize, least: f64) -> Option<f64> {
    let (long, short) =
        (one.chars().count().max(other.chars().count()), one.chars().count().min(other.chars().count()));
    if short < shortest || (short as f64) < least * long as f64 {
        return None;
    }
    let likeness = 1.0 - strsim::levenshtein(one, other) as f64 / long as f64;
    (likeness >= least).then_some(likeness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NetworkBuilder, Text, Tie};

    fn score(one: &str, other: &str) -> f64 {
        let names = |text| Name::all(text);
        let all =
            names(one).into_iter().flat_map(|one| names(other).into_iter().map(move |other| (one.clone(), other)));
        all.filter_map(|(one, other)| agreement(&one, &other)).map(|(score, _)| score).fold(0.0, f64::max)
    }

    #[test]
    fn one_body_under_two_names_is_found() {
        for (one, other) in [
            ("Korea International Cooperation Agency", "KOICA"),
            ("한국국제협력단(KOICA)", "KOICA"),
            ("Ministry of Environment", "Ministry of Enviroment"),
            ("City of Rotterdam", "Rotterdam"),
            ("울란바토르", "Ulaanbaatar"),
            ("프놈펜", "Phnom Penh"),
            ("(주)엔젤로보틱스", "Angel Robotics Co., Ltd."),
            ("스마트 레이더시스템", "스마트레이더시스템"),
        ] {
            assert!(score(one, other) >= LEAST, "{one} and {other}: {}", score(one, other));
            assert_eq!(score(one, other), score(other, one));
        }
    }

    #[test]
    fn two_bodies_with_similar_names_are_not() {
        for (one, other) in [
            ("Ministry of Environment", "Ministry of Economy"),
            ("Seoul Metro", "Seoul Museum"),
            ("Line 1 Consortium", "Line 2 Consortium"),
            ("Seoul Housing Corporation", "Seoul Facilities Corporation"),
            ("Asian Development Bank", "African Development Bank"),
            ("서울교통공사", "서울시설공단"),
            ("대구", "대전"),
            ("도화엔지니어링", "평화엔지니어링"),
            ("World Bank", "World Health Organization"),
        ] {
            assert!(score(one, other) < LEAST, "{one} and {other}: {}", score(one, other));
        }
    }

    #[test]
    fn what_is_known_to_be_different_is_not_proposed() {
        let actor = |id: &str, name: &str| Actor { name: Text::new(name), ..Actor::new(id, "city") };
        let in_country =
            |id: &str, name: &str, country: &str| Actor { country: Some(country.into()), ..actor(id, name) };
        let network = NetworkBuilder::new("cities")
            .actor(in_country("a", "Cambridge", "GB"))
            .actor(in_country("b", "Cambridge", "US"))
            .actor(actor("old", "Water Board"))
            .actor(Actor { successor: Some("old".into()), ..actor("new", "Waterboard") })
            .actor(actor("x", "Springfield"))
            .actor(Actor { kind: "university".into(), ..actor("y", "Springfields") })
            .tie(Tie::new("x", "y", "visit"))
            .build()
            .unwrap();
        assert_eq!(Duplicates::new().run(&network), []);
    }

    #[test]
    fn large_networks_are_compared_by_equal_names() {
        let actors = (0..9_000).map(|i| Actor::new(format!("ct{}", i * 7), "city"));
        let network = actors.fold(NetworkBuilder::new("many"), NetworkBuilder::actor);
        let network = network.actor(Actor::new("Hanoi", "city")).actor(Actor::new("하노이", "city")).build().unwrap();
        let found = Duplicates::new().run(&network);
        assert_eq!(found.iter().map(|one| one.actors.join(" ")).collect::<Vec<_>>(), ["Hanoi 하노이"]);
    }
}
