//! The ladder of the real networks against facts read by hand.

use crate::cli::{proxeny, text};
use proxeny::diplomacy::{Catalyst, CumulativeIncidence, Ladder, LadderResult, Observation, Proportion, Side};
use proxeny::{Network, Stage};

fn seoul() -> LadderResult {
    Ladder::default().run(&Network::builtin("seoul").unwrap()).unwrap()
}

fn holds(ladder: &LadderResult, city: &str, actor: &str) -> Option<Side> {
    ladder.city(city)?.holders(Stage::Hardware).iter().find(|holder| holder.actor == actor).map(|holder| holder.side)
}

#[test]
fn seouls_cities_stand_where_the_casebook_has_them() {
    let direct = seoul().direct;
    assert_eq!((direct.hardware, direct.finance), (15, 0));
    assert_eq!((direct.software_or_pilot, direct.attention, direct.none), (49, 29, 1));
}

#[test]
fn competitors_took_the_works_after_seouls_advice() {
    let ladder = seoul();
    for (city, actor) in [("bedb", "chec"), ("manila", "sumitomo"), ("hcmc", "hitachi"), ("hcmc", "sumitomo")] {
        assert_eq!(holds(&ladder, city, actor), Some(Side::ForeignCompetitor), "{city} {actor}");
    }
    for city in ["bedb", "manila"] {
        let city = ladder.city(city).unwrap();
        assert!(city.home(Stage::Software) && !city.home(Stage::Hardware), "{}", city.id);
    }
    for (city, actor) in [("bangkok", "cho_thavee"), ("bangkok", "bsv"), ("bishkek", "bpc"), ("auckland", "thales")] {
        assert_eq!(holds(&ladder, city, actor), Some(Side::ForeignCompetitor), "{city} {actor}");
    }
}

#[test]
fn sides_follow_ownership_and_role() {
    let ladder = seoul();
    assert_eq!(holds(&ladder, "athens", "hst"), Some(Side::JointVenture));
    assert_eq!(holds(&ladder, "ulaanbaatar", "uscc"), Some(Side::JointVenture));
    assert_eq!(holds(&ladder, "washington", "straffic"), Some(Side::HomeSme));
    assert_eq!(holds(&ladder, "milwaukee", "bkt"), Some(Side::HomeSme));
    assert_eq!(holds(&ladder, "bogota", "lgcns"), Some(Side::HomeLargeFirm));
    assert_eq!(holds(&ladder, "wellington", "snapper"), Some(Side::ForeignPartner));
    assert_eq!(holds(&ladder, "baku", "skcc"), Some(Side::HomeLargeFirm));
    assert_eq!(holds(&ladder, "baku", "az_mot"), None); // a buyer holds nothing
    let singapore = Ladder::default().run(&Network::builtin("singapore").unwrap()).unwrap();
    assert_eq!(holds(&singapore, "tianjin", "sstec"), Some(Side::JointVenture));
    let dutch = Ladder::default().run(&Network::builtin("netherlands").unwrap()).unwrap();
    assert!(!dutch.city("beira").unwrap().home(Stage::Hardware));
}

#[test]
fn colombo_has_software_in_several_years_and_no_hardware() {
    let ladder = seoul();
    let colombo = ladder.city("colombo").unwrap();
    let mut years: Vec<i16> = colombo.holders(Stage::Software).iter().filter_map(|holder| holder.year).collect();
    years.dedup();
    assert!(years.len() >= 3 && !colombo.rungs.contains_key(&Stage::Hardware), "{years:?}");
}

#[test]
fn no_city_purchase_follows_from_the_schemes_of_london_barcelona_and_ces() {
    let ladder = seoul();
    for city in ["london", "barcelona", "lasvegas"] {
        let Some(city) = ladder.city(city) else { continue };
        assert!(!city.rungs.contains_key(&Stage::Hardware), "{}", city.id);
    }
    assert!(ladder.city("london").is_some() && ladder.city("barcelona").is_some());
}

/// Worked by hand: nine cases, two kinds of event, three censored.
#[test]
fn incidence_equals_an_example_worked_by_hand() {
    let case = |time, event| Observation { time, event };
    let cases = [
        case(1, Some(0)),
        case(2, Some(1)),
        case(2, None),
        case(3, Some(0)),
        case(4, None),
        case(5, Some(0)),
        case(5, Some(1)),
        case(6, None),
        case(7, Some(0)),
    ];
    let [home, rival] = [0, 1].map(|event| CumulativeIncidence::of(&cases, event));
    // S: 1, 8/9, 7/9, (7/9)(5/6), that times 2/4
    let free = [1.0, 8.0 / 9.0, 7.0 / 9.0, 7.0 / 9.0 * 5.0 / 6.0, 7.0 / 9.0 * 5.0 / 6.0 / 2.0];
    let first = [1.0 / 9.0, 0.0, free[2] / 6.0, free[3] / 4.0, free[4]];
    let mut sum = 0.0;
    for (step, more) in home.steps.iter().zip(first) {
        sum += more;
        assert!((step.share - sum).abs() < 1e-12, "{step:?}");
    }
    let last = |curve: &CumulativeIncidence| curve.steps.last().unwrap().share;
    assert!((last(&home) + last(&rival) - 1.0).abs() < 1e-12);
    // With one event of one kind at the first time, the variance is the binomial one.
    assert!((home.steps[0].variance - (1.0 / 9.0) * (8.0 / 9.0) / 9.0).abs() < 1e-12);
}

/// Nobody censored: the share is a plain share, and its variance the binomial one.
#[test]
fn without_censoring_the_variance_is_binomial() {
    let cases: Vec<Observation> =
        (0..12).map(|i| Observation { time: 1 + i / 3, event: Some((i % 4 / 2) as usize) }).collect();
    for step in CumulativeIncidence::of(&cases, 0).steps {
        let had = cases.iter().filter(|case| case.time <= step.time && case.event == Some(0)).count();
        let share = had as f64 / 12.0;
        assert!((step.share - share).abs() < 1e-12, "{step:?}");
        assert!((step.variance - share * (1.0 - share) / 12.0).abs() < 1e-12, "{step:?}");
    }
}

#[test]
fn the_program_tells_all_cities_and_one() {
    let told = |arguments: &[&str]| -> String {
        text(&proxeny(arguments).stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let all = told(&["ladder"]);
    assert!(all.contains("15 of 94 foreign cities") && all.contains("they are not"), "{all}");
    let card = told(&["ladder", "--city", "Colombo"]);
    assert!(card.contains("Through whom: pilot: ") && card.contains("Next rung"), "{card}");
    assert_eq!(proxeny(&["ladder", "--city", "susa"]).status.code(), Some(2));
}

/// Intervals and incidences that statsmodels and lifelines found, see `tests/data/statistics/make.py`.
#[test]
fn statistics_agree_with_statsmodels_and_lifelines() {
    let peers: serde_json::Value = serde_json::from_str(include_str!("data/statistics/peers.json")).unwrap();
    for one in peers["wilson"].as_array().unwrap() {
        let number = |name: &str| one[name].as_u64().unwrap() as usize;
        let ours = Proportion::wilson(number("count"), number("of"));
        let apart = |ours: f64, name: &str| (ours - one[name].as_f64().unwrap()).abs();
        assert!(apart(ours.low, "low") < 1e-6 && apart(ours.high, "high") < 1e-6, "{ours:?} {one}");
    }
    for one in peers["incidence"].as_array().unwrap() {
        let case = |case: &serde_json::Value| Observation {
            time: case[0].as_u64().unwrap() as u32,
            event: case[1].as_u64().map(|event| event as usize),
        };
        let cases: Vec<Observation> = one["cases"].as_array().unwrap().iter().map(case).collect();
        let curve = CumulativeIncidence::of(&cases, 0);
        for step in one["shares"].as_array().unwrap() {
            let ours = curve.at(step[0].as_u64().unwrap() as u32).map_or(0.0, |step| step.share);
            assert!((ours - step[1].as_f64().unwrap()).abs() < 1e-9, "{step}: {ours} in {one}");
        }
    }
}

/// Washington's fare gates and Milwaukee's plant came to small firms with Seoul as a reference, and no agency had introduced
/// them; and no firm that the CES pavilion showed has hardware on record in any city.
#[test]
fn deals_of_small_firms_came_without_brokerage() {
    let network = Network::builtin("seoul").unwrap();
    let ladder = seoul();
    assert_eq!(holds(&ladder, "washington", "straffic"), Some(Side::HomeSme));
    assert_eq!(holds(&ladder, "milwaukee", "bkt"), Some(Side::HomeSme));
    let ties: Vec<_> = network.ties().map(|(_, tie)| tie).collect();
    for firm in ["seoul_stc", "bkt"] {
        assert!(ties.iter().any(|tie| tie.kind == "domestic_reference" && tie.to == firm), "{firm}");
    }
    let deals = |firm: &str| ties.iter().filter(|tie| tie.from == firm).map(|tie| tie.id.clone()).collect::<Vec<_>>();
    for firm in ["straffic", "bkt"] {
        let deals = deals(firm);
        assert!(Catalyst::of(&network).iter().all(|one| one.introduced.iter().all(|id| !deals.contains(id))), "{firm}");
    }
    let shown: Vec<&str> = ties
        .iter()
        .filter(|tie| tie.from == "ces_seoul" && tie.kind == "showcases")
        .map(|tie| tie.to.as_str())
        .collect();
    assert!(shown.len() >= 4);
    for city in &ladder.cities {
        assert!(
            city.holders(Stage::Hardware).iter().all(|holder| !shown.contains(&holder.actor.as_str())),
            "{}",
            city.id
        );
    }
}
