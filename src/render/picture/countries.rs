//! The names of countries by their codes, from the Unicode CLDR (`countries/make.mjs`).

const NAMES: &str = include_str!("countries/names.csv");

/// The name of a country in a language, by its ISO 3166-1 code of two letters.
pub(super) fn name(code: &str, language: &str) -> Option<&'static str> {
    let mut rows = NAMES.lines().map(|line| line.split(';'));
    let mut row = rows.find(|row| row.clone().next() == Some(code))?;
    if language == "ko" { row.nth(2) } else { row.nth(1) }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, name};

    #[test]
    fn countries_have_names_in_both_languages() {
        assert_eq!((name("KR", "en"), name("KR", "ko")), (Some("South Korea"), Some("대한민국")));
        assert_eq!((name("XX", "en"), name("United Kingdom", "ko")), (None, None));
        assert!(NAMES.lines().skip(1).all(|line| line.split(';').filter(|cell| !cell.is_empty()).count() == 3));
    }

    #[test]
    fn every_country_of_the_real_networks_has_one() {
        for network in ["seoul", "singapore", "netherlands"] {
            let network = crate::Network::builtin(network).unwrap();
            for (_, actor) in network.actors() {
                let Some(country) = &actor.country else { continue };
                assert!(country.len() != 2 || name(country, "ko").is_some(), "{country}");
            }
        }
    }
}
