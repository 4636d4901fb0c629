//! Beside the other built-in networks: what stands out, with as many small firms on record, and who does what a body does.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{Compare, CompareResult, Compared, Counterpart, Drawn, Ladder, LadderResult, Matching};
use crate::error::Error;
use crate::io::BUILTINS;
use crate::model::Network;
use crate::report::korean::counted;
use crate::report::leverage::label;
use crate::report::words::{capital, count, list, percent};

/// Random networks and worlds: enough for a page.
const DRAWS: u32 = 19;
const WORLDS: u64 = 2_048;

/// The finding, for a built-in network.
pub(super) fn comparison(asked: &Asked<'_>) -> Result<Option<Finding>, Error> {
    let name = asked.network.id();
    if !BUILTINS.iter().any(|(other, _)| *other == name) {
        return Ok(None);
    }
    let mut all = vec![Compared::today(asked.network.clone())];
    for (other, _) in BUILTINS.iter().filter(|(other, _)| *other != name) {
        all.push(Compared::today(Network::builtin(other)?));
    }
    let worlds = asked.brief.worlds.min(WORLDS);
    let found = Compare::default().worlds(worlds).seed(asked.brief.seed).draws(DRAWS).run(&all)?;
    let told = Told { all: &all, found: &found };
    let ladder = Ladder::default().run(asked.network)?;
    Ok(told.equal().map(|equal| {
        Finding::new("comparison", Question::Comparison)
            .says(told.english(&equal), told.korean(&equal))
            .number("indicators", &found.indicators)
            .number("equal_numbers", &found.equal_numbers)
            .number("meetings", found.meetings.len())
            .number("counterparts", told.matchings().map(|one| one.pairs.len()).collect::<Vec<_>>())
            .rests_on(told.documents(asked, &ladder))
    }))
}

/// Pairs named for each other network.
const PAIRS: usize = 2;

struct Told<'a> {
    all: &'a [Compared],
    found: &'a CompareResult,
}

impl Told<'_> {
    fn title(&self, place: usize, language: &str) -> String {
        let title = self.all[place].network.title().get(language);
        let short = title.split([':', ' ']).next().unwrap_or(title);
        if short.is_empty() { self.found.names[place].clone() } else { short.to_owned() }
    }

    /// `Seoul 14.9%, Singapore 20.0%`, of an indicator.
    fn shares(&self, name: &str, language: &str) -> Option<String> {
        let row = self.found.indicators.iter().find(|row| row.name == name)?;
        let values = row.values.iter().enumerate().filter_map(|(place, value)| Some((place, (*value)?)));
        let told: Vec<String> =
            values.map(|(place, value)| format!("{} {}", self.title(place, language), percent(value))).collect();
        (told.len() > 1).then(|| told.join(", "))
    }

    fn equal(&self) -> Option<(usize, Vec<Drawn>)> {
        let equal = self.found.equal_numbers.as_ref()?;
        Some((equal.sources, equal.access.clone()))
    }

    fn drawn(&self, access: &[Drawn], language: &str) -> String {
        let one = |(place, one): (usize, &Drawn)| {
            let title = self.title(place, language);
            if one.low >= one.high {
                let all = if language == "ko" { "전부" } else { "all of its" };
                return format!("{title} {} ({all} {})", percent(one.all), self.sources());
            }
            format!("{title} {} ({}–{})", percent(one.median), percent(one.low), percent(one.high))
        };
        access.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
    }

    /// The least number of small firms.
    fn sources(&self) -> usize {
        self.found.equal_numbers.as_ref().map_or(0, |equal| equal.sources)
    }

    fn compete(&self, language: &str) -> (usize, Vec<String>) {
        let both: Vec<&crate::diplomacy::Meeting> = self.found.meetings.iter().filter(|one| one.compete).collect();
        let network = |name: &str| &self.all.iter().find(|one| one.name == name).unwrap_or(&self.all[0]).network;
        (both.len(), both.iter().take(4).map(|one| label(network(&one.parts[0].network), &one.id, language)).collect())
    }

    /// Whom this network's actors are set beside, network by network.
    fn matchings(&self) -> impl Iterator<Item = &Matching> {
        self.found.counterparts.iter().filter(|one| one.from == self.found.names[0])
    }

    /// The counterparts in each other network, and who has none.
    fn counterparts(&self, language: &str) -> Vec<String> {
        let korean = language == "ko";
        let one = |matching: &Matching| {
            let place = self.found.names.iter().position(|name| *name == matching.to)?;
            let (here, there) = (&self.all[0].network, &self.all[place].network);
            let pair = |pair: &Counterpart| {
                let (a, b) = (label(here, &pair.actor, language), label(there, &pair.counterpart, language));
                format!("{a} – {b} ({:.2})", pair.similarity)
            };
            let pairs: Vec<String> = matching.pairs.iter().take(PAIRS).map(pair).collect();
            let title = self.title(place, language);
            let (without, other) = (matching.without.len(), matching.other_without.len());
            Some(match (pairs.is_empty(), korean) {
                (true, true) => format!("{title}에는 역할이 닮은 짝이 없습니다."),
                (true, false) => format!("In {title} nobody is alike in role."),
                (false, true) => format!(
                    "{title}에서 역할이 가장 닮은 짝: {}. 그곳에 짝이 없는 국내 행위자는 {}, 이곳에 짝이 없는 그곳 행위자는 {}입니다.",
                    pairs.join(", "),
                    counted(without, "곳"),
                    counted(other, "곳")
                ),
                (false, false) => format!(
                    "Most alike in role in {title}: {}; {} here and {other} there have no counterpart.",
                    pairs.join(", "),
                    count(without, "home actor")
                ),
            })
        };
        let mut told: Vec<String> = self.matchings().filter_map(one).collect();
        if !told.is_empty() {
            told.push(if korean {
                "짝은 관계의 모습만으로 정한 것이며 검증할 수 없었으므로 살펴볼 단서로만 쓰십시오.".to_owned()
            } else {
                "Matches rest on what ties are like and could not be validated: hints of whom to look at.".to_owned()
            });
        }
        told
    }

    /// Documents behind the rungs of the cities where two home sides meet.
    fn documents(&self, asked: &Asked<'_>, ladder: &LadderResult) -> Vec<String> {
        let cities = self.found.meetings.iter().filter(|one| one.compete).filter_map(|one| ladder.city(&one.id));
        asked.documents(cities.flat_map(|city| city.rungs.values()).flat_map(|rung| &rung.sources))
    }

    fn english(&self, (sources, access): &(usize, Vec<Drawn>)) -> String {
        let mut sentences = vec![format!(
            "Had every network as many small firms on record ({sources}), access would be {} (middle and 5–95% of the draws; a \
             sensitivity to unequal coverage, no correction).",
            self.drawn(access, "en")
        )];
        for (name, told) in [
            (
                "cities_with_hardware",
                "foreign cities on record with hardware from home, an appointment included (it depends on which cities were collected)",
            ),
            ("introduced_deals", "deals that firms won whom an agency had introduced, of these and the agencies' own"),
            ("sme_value", "small firms' share of what home firms earned, where amounts are known"),
            (
                "national_dependence",
                "access that has no way round the home national layer (not separable where city and state are one)",
            ),
        ] {
            sentences.extend(self.shares(name, "en").map(|shares| format!("{}: {shares}.", capital(told))));
        }
        sentences.extend(self.counterparts("en"));
        let (compete, names) = self.compete("en");
        sentences.push(format!(
            "{} in two of the networks or more; in {compete} of them two home sides hold the same rung{}.",
            match self.found.meetings.len() {
                1 => "1 actor stands".to_owned(),
                many => format!("{} stand", count(many, "actor")),
            },
            if names.is_empty() { String::new() } else { format!(", such as {}", list(&names)) }
        ));
        sentences.join(" ")
    }

    fn korean(&self, (sources, access): &(usize, Vec<Drawn>)) -> String {
        let mut sentences = vec![format!(
            "세 네트워크의 중소기업 수를 똑같이 {}로 맞추면 도달률은 {}입니다(추출의 중앙값과 5~95%. 조사 범위 차이에 대한 민감도이며 보정은 아닙니다).",
            counted(*sources, "개사"),
            self.drawn(access, "ko")
        )];
        for (name, told) in [
            ("cities_with_hardware", "자국 하드웨어가 있는 해외 도시 비중(선정·낙찰 포함, 수집한 도시에 따라 달라짐)"),
            ("introduced_deals", "기관의 직접 계약과 기관이 소개한 기업의 계약 가운데 후자의 비중"),
            ("sme_value", "금액이 알려진 국내 기업 수주액 가운데 중소기업 비중"),
            ("national_dependence", "국가 차원 기관을 거치지 않고는 길이 없는 도달률(도시와 국가가 하나면 구분 불가)"),
        ] {
            sentences.extend(self.shares(name, "ko").map(|shares| format!("{told}: {shares}.")));
        }
        sentences.extend(self.counterparts("ko"));
        let (compete, names) = self.compete("ko");
        sentences.push(format!(
            "둘 이상의 네트워크에 함께 있는 행위자는 {}이며, 그중 {}에서는 두 나라가 같은 단계를 차지하고 있습니다{}.",
            counted(self.found.meetings.len(), "곳"),
            counted(compete, "곳"),
            if names.is_empty() { String::new() } else { format!("(예: {})", names.join(", ")) }
        ));
        sentences.join(" ")
    }
}
