//! Names as they are compared.

use super::sound::{folded, sound};

/// Words that tell the legal form of a body and are no part of its name.
const LEGAL: [&str; 24] = [
    "co",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "ag",
    "bv",
    "nv",
    "sa",
    "sarl",
    "srl",
    "pte",
    "pty",
    "pt",
    "tbk",
    "jsc",
    "kk",
    "oy",
    "ab",
];
/// The same in Korean, before or after a name.
const LEGAL_KO: [&str; 9] =
    ["주식회사", "유한회사", "유한책임회사", "재단법인", "사단법인", "(주)", "㈜", "(재)", "(사)"];
/// Words that tell what a city or its government is, not which.
const GENERIC: [&str; 12] = [
    "city",
    "of",
    "the",
    "metropolitan",
    "municipality",
    "municipal",
    "government",
    "prefecture",
    "province",
    "gemeente",
    "council",
    "capital",
];
const GENERIC_KO: [&str; 6] = ["특별자치시", "특별시", "광역시", "시청", "시정부", "시"];
/// Words that initials leave out.
const SMALL: [&str; 10] = ["of", "the", "and", "for", "in", "on", "to", "de", "van", "voor"];

/// A name, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// As it is written.
    pub(super) text: String,
    /// Whether it is in Hangul.
    pub(super) hangul: bool,
    /// Its words in small letters without accents and legal forms.
    pub(super) words: Vec<String>,
    /// The words in one.
    pub(super) joined: String,
    /// The same without words that tell what a city or its government is.
    pub(super) bare: String,
    /// What it sounds like.
    pub(super) sound: String,
    /// What the bare name sounds like.
    pub(super) bare_sound: String,
    /// Digits, which tell apart what is otherwise alike.
    pub(super) digits: String,
    /// In capitals if that is all it is.
    pub(super) acronym: Option<String>,
}

impl Name {
    /// Takes a name apart; none is left of one without letters.
    pub(super) fn new(text: &str) -> Option<Self> {
        let hangul = text.chars().any(|c| matches!(c, '가'..='힣'));
        let mut plain = text.to_owned();
        for form in LEGAL_KO {
            plain = plain.replace(form, " ");
        }
        let lower: String = plain.replace('&', " and ").chars().flat_map(char::to_lowercase).map(folded).collect();
        // B.V. and Co. are one word each.
        let lower = lower.replace(['.', '\'', '’'], "");
        let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = all.filter(|word| !LEGAL.contains(word)).map(str::to_owned).collect();
        let joined = words.concat();
        if !joined.chars().any(char::is_alphabetic) {
            return None;
        }
        let bare = bare(&words);
        let letters: String = text.trim().chars().filter(|c| *c != '.').collect();
        let capitals = (3..=8).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
        Some(Self {
            text: text.to_owned(),
            hangul,
            sound: sound(&joined),
            bare_sound: sound(&bare),
            digits: joined.chars().filter(char::is_ascii_digit).collect(),
            acronym: capitals.then_some(letters),
            words,
            joined,
            bare,
        })
    }

    /// All names that a text gives: the whole, what stands before brackets, and capitals within them.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let mut names: Vec<Self> = Self::new(text).into_iter().collect();
        if let Some((before, rest)) = text.split_once('(')
            && !before.trim().is_empty()
        {
            names.extend(Self::new(before.trim()));
            let within = rest.split(')').next().and_then(|within| Self::new(within.trim()));
            names.extend(within.filter(|name| name.acronym.is_some() || name.hangul));
        }
        names
    }

    /// Whether the letters are beginnings of its words, one to three of each, small words left out or not.
    pub(super) fn abbreviates_to(&self, acronym: &str) -> bool {
        if self.hangul || self.words.len() < 2 {
            return false;
        }
        let large: Vec<&str> = self.words.iter().map(String::as_str).filter(|word| !SMALL.contains(word)).collect();
        let all: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let acronym = acronym.to_lowercase();
        [large, all].iter().any(|words| words.len() >= 2 && begins(&acronym, words))
    }
}

/// Whether a text is made of beginnings of these words, in order, one to three letters of each.
fn begins(text: &str, words: &[&str]) -> bool {
    let Some((word, rest)) = words.split_first() else { return text.is_empty() };
    (1..=3).any(|n| {
        let part = word.get(..n).filter(|part| text.starts_with(part));
        part.is_some_and(|part| begins(&text[part.len()..], rest))
    })
}

/// The words without those that tell what a city or its government is; all of them if nothing else is left.
fn bare(words: &[String]) -> String {
    let kept = words.iter().filter(|word| !GENERIC.contains(&word.as_str()));
    let strip = |word: &String| {
        let ends = GENERIC_KO.iter().find_map(|end| word.strip_suffix(end)).filter(|rest| rest.chars().count() >= 2);
        ends.unwrap_or(word).to_owned()
    };
    let bare: String = kept.map(strip).collect();
    if bare.is_empty() { words.concat() } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        Name::new(text).unwrap().joined
    }

    #[test]
    fn legal_forms_and_punctuation_are_no_part_of_a_name() {
        for other in ["Smart Sensors Co., Ltd.", "SMART-SENSORS", "smart sensors, Inc", "Smart Sensors B.V."] {
            assert_eq!(joined(other), "smartsensors", "{other}");
        }
        for other in ["(주)스마트센서", "주식회사 스마트센서", "스마트 센서㈜", "스마트센서"]
        {
            assert_eq!(joined(other), "스마트센서", "{other}");
        }
        assert_eq!(Name::new("Co., Ltd."), None);
        assert_eq!(Name::new("하노이시").unwrap().bare, "하노이");
        assert_eq!(Name::new("City of Hanoi").unwrap().bare, "hanoi");
    }

    #[test]
    fn acronyms_abbreviate() {
        let name = |text| Name::new(text).unwrap();
        assert!(name("Korea International Cooperation Agency").abbreviates_to("KOICA"));
        assert!(name("Korea Trade-Investment Promotion Agency").abbreviates_to("KTIPA"));
        assert!(name("Ministry of Economy and Finance").abbreviates_to("MOEF"));
        assert!(name("Ministry of Economy and Finance").abbreviates_to("MEF"));
        assert!(!name("Ministry of Economy and Finance").abbreviates_to("MOLIT"));
        assert_eq!(name("KOICA").acronym.as_deref(), Some("KOICA"));
        assert_eq!(name("Koica").acronym, None);
        let all: Vec<String> = Name::all("Korea Water (KWATER)").into_iter().map(|name| name.text).collect();
        assert_eq!(all, ["Korea Water (KWATER)", "Korea Water", "KWATER"]);
    }
}
