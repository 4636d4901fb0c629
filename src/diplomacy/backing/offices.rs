//! Korea's offices abroad: the national layer that could be used.

use serde::Deserialize;
use std::sync::LazyLock;

/// The offices that were found. The list is incomplete: what is missing was not found, which does not mean that it is absent.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::OFFICES;
///
/// let mumbai = OFFICES.offices.iter().filter(|office| office.actor.as_deref() == Some("mumbai"));
/// assert!(mumbai.clone().count() > 0);
/// assert!(OFFICES.offices.iter().all(|office| office.source < OFFICES.sources.len()));
/// ```
pub static OFFICES: LazyLock<Offices> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../networks/offices.json")).expect("invariant: the shipped file is sound")
});

/// Offices abroad of one home.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::OFFICES;
///
/// assert_eq!(OFFICES.home, "KR");
/// ```
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Offices {
    /// The country whose offices they are.
    pub home: String,
    /// Where they were found.
    pub sources: Vec<String>,
    /// The offices.
    pub offices: Vec<Office>,
}

/// An office abroad.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::OFFICES;
///
/// assert!(OFFICES.offices.iter().any(|office| office.kind == "embassy" && office.country == "GR"));
/// ```
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Office {
    /// The country where it is.
    pub country: String,
    /// The city where it is.
    pub city: String,
    /// The id of that city in the built-in networks, if it is there.
    pub actor: Option<String>,
    /// Embassy, consulate, trade, aid or culture office.
    pub kind: String,
    /// When it opened, if that was found.
    pub since: Option<String>,
    /// How sure the entry is: high, medium or low.
    pub confidence: String,
    /// Where it was found: a place in the list of sources.
    pub source: usize,
}

/// The part of the world where a country is, as the United Nations divide it (M49).
pub(super) fn region(country: &str) -> &'static str {
    const REGIONS: [(&str, &str); 5] = [
        (
            "Africa",
            "AO BF BI BJ BW CD CG CI CM CV DJ DZ EG ET GA GH GM GN KE LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SN SO SS TD TG TN TZ UG ZA ZM ZW",
        ),
        ("Americas", "AR BB BO BR BS BZ CA CL CO CR CU DO EC GT GY HN HT JM MX NI PA PE PR PY SR SV TT US UY VE"),
        (
            "Asia",
            "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
        ),
        (
            "Europe",
            "AL AT BA BE BG BY CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK UA XK",
        ),
        ("Oceania", "AU FJ KI MH NR NZ PG SB TO TV VU WS"),
    ];
    let there = |codes: &str| codes.split(' ').any(|code| code == country);
    REGIONS.iter().find(|(_, codes)| there(codes)).map_or("elsewhere", |(name, _)| name)
}
