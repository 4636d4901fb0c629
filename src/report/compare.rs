//! The answer of `compare`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::korean::{counted, some};
use super::leverage::label;
use super::pathway::stage_ko;
use super::words::{count, list, list_some, percent};
use crate::diplomacy::{CompareResult, Compared, Drawn, INDICATORS, Indicator, IndicatorRow, Matching, Meeting};
use crate::model::{Network, Stage};
use serde_json::{Map, Value, json};

/// Puts networks side by side: indicators against chance, equal numbers of sources, counterparts, where they meet; `top` rows
/// of the longer tables are printed.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Compare, Compared};
/// use proxeny::{Network, report};
///
/// let [a, b] = ["singapore", "netherlands"].map(|name| Network::builtin(name).map(Compared::today));
/// let all = [a?, b?];
/// let found = Compare::default().worlds(256).draws(9).run(&all)?;
/// let answer = report::compare(&all, &found, "en", 5);
/// assert!(answer.envelope.result["indicators"][0]["values"]["singapore"].is_number());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn compare(all: &[Compared], found: &CompareResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::new("compare", NetworkRef::of(&all[0].network));
    envelope.result = value(found);
    envelope.parameters.insert("networks".into(), json!(found.names));
    let heading = if language == "ko" { found.names.join(" · ") } else { list(&found.names) };
    let mut blocks = vec![Block::Heading(heading)];
    let parts = Parts { all, found, language, top };
    blocks.push(Block::Table(parts.indicators()));
    blocks.extend(parts.first());
    blocks.push(Block::Note(parts.note()));
    blocks.extend(parts.equal_numbers());
    for matching in &found.counterparts {
        blocks.extend(parts.counterparts(matching));
    }
    blocks.extend(parts.meetings());
    blocks.push(Block::Note(parts.say(NOTE, NOTE_KOREAN).to_owned()));
    Answer { envelope, blocks }
}

const NOTE: &str = "How many actors and ties are on record depends on where the collectors looked, so that neither levels nor shares are to \
be compared without that in mind; ratios to chance are safer. An appointment or an award counts as hardware, even where no works \
followed. That two sides hold the same rung in a city need not mean that they compete for the same deal. Role profiles know only \
what ties are like, not what a body is for.";

const NOTE_KOREAN: &str = "기록된 행위자와 관계의 수는 어디를 조사했는지에 따라 달라지므로 수준이나 비중을 그대로 비교해서는 안 되며, 우연 대비 비율이 더 \
안전합니다. 선정이나 낙찰도 하드웨어로 세며, 공사가 뒤따르지 않은 경우도 들어 있습니다. 한 도시에서 두 나라가 같은 단계를 차지한다고 해서 같은 사업을 두고 \
경쟁한다는 뜻은 아닙니다. 역할 특성은 관계의 모습만 나타낼 뿐 기관의 설립 목적은 나타내지 않습니다.";

/// The result, numbers by the name of the network.
fn value(found: &CompareResult) -> Value {
    let by = |values: &[Option<f64>]| -> Map<String, Value> {
        found.names.iter().cloned().zip(values.iter().map(|value| json!(value))).collect()
    };
    let row = |row: &IndicatorRow| {
        json!({
            "name": row.name, "values": by(&row.values), "null_ratio": by(&row.null_ratio), "p": by(&row.p), "q": by(&row.q),
            "untested": row.untested,
        })
    };
    let drawn = |all: &[Drawn]| -> Map<String, Value> {
        found.names.iter().cloned().zip(all.iter().map(|one| json!(one))).collect()
    };
    let first: Map<String, Value> =
        found.names.iter().cloned().zip(found.first.iter().map(|first| json!(first))).collect();
    let equal = found.equal_numbers.as_ref().map(|equal| {
        json!({ "sources": equal.sources, "access": drawn(&equal.access), "with_route": drawn(&equal.with_route) })
    });
    let counterparts = found.counterparts.iter().flat_map(|matching| {
        matching.pairs.iter().map(|pair| {
            json!({
                "actors": { matching.from.clone(): pair.actor, matching.to.clone(): pair.counterpart },
                "similarity": pair.similarity, "reasons": pair.reasons,
            })
        })
    });
    let matchings: Vec<Value> = (found.counterparts.iter())
        .map(|one| {
            json!({
                "from": one.from, "to": one.to, "without": one.without, "other_without": one.other_without,
                "least": one.least, "validation": one.validation,
            })
        })
        .collect();
    json!({
        "names": found.names, "first_intermediary": first, "indicators": found.indicators.iter().map(row).collect::<Vec<_>>(), "draws": found.draws,
        "equal_numbers": equal, "counterparts": counterparts.collect::<Vec<_>>(), "matchings": matchings,
        "meetings": found.meetings,
    })
}

struct Parts<'a> {
    all: &'a [Compared],
    found: &'a CompareResult,
    language: &'a str,
    top: usize,
}

impl Parts<'_> {
    fn korean(&self) -> bool {
        self.language == "ko"
    }

    fn say<'t>(&self, english: &'t str, korean: &'t str) -> &'t str {
        if self.korean() { korean } else { english }
    }

    fn name(&self, network: &Network, id: &str) -> String {
        label(network, id, self.language)
    }

    fn indicators(&self) -> Table {
        let heads: Vec<&str> = self.found.names.iter().map(String::as_str).collect();
        let mut table = Table::new(&[self.say("indicator", "지표")], &heads);
        for (row, indicator) in self.found.indicators.iter().zip(&INDICATORS) {
            let cells = (0..heads.len()).map(|place| cell(row, indicator, place));
            let name = if self.korean() { indicator.about_korean().to_owned() } else { row.name.replace('_', " ") };
            table.row([name].into_iter().chain(cells));
        }
        table
    }

    fn note(&self) -> String {
        let draws = self.found.draws;
        if self.korean() {
            return format!(
                "괄호: × 관측값 / 무작위 네트워크 {draws}개의 평균(같은 행위자, 행위자별 관계 수와 유형 간 관계 수를 유지), p는 그만큼 벗어난 무작위 \
                 네트워크의 비율, *는 같은 네트워크의 검정을 함께 보아도 거짓 발견율(Benjamini–Hochberg) 5% 이하인 것, f는 그 조건이 (거의) 정해 버려 \
                 검정할 수 없는 것입니다. 괄호가 없는 것은 강도·단계·연도·금액에 근거하므로 무작위 네트워크가 없습니다. –는 정의되지 않음(도시와 국가가 하나이거나 \
                 사업이 5건 미만)입니다."
            );
        }
        format!(
            "In brackets: × observed / mean of {draws} random networks of the same actors, with the same number of ties of every actor and \
             between any two kinds, and p, the share of them as far out; * marks what counts at a false discovery rate of 5% among the \
             tests of its network (Benjamini–Hochberg); f: fixed by that, or nearly, so that it cannot be tested. Without brackets: rests \
             on strengths, stages, dates or amounts, which random networks do not have. –: not defined, as where city and state are one, \
             or fewer than five deals are on record."
        )
    }

    /// Who the first intermediary of each network is.
    fn first(&self) -> Option<Block> {
        let one = |(place, first): (usize, &Option<String>)| {
            let id = first.as_ref()?;
            Some(format!("{}: {}", self.found.names[place], self.name(&self.all[place].network, id)))
        };
        let all: Vec<String> = self.found.first.iter().enumerate().filter_map(one).collect();
        let head = self.say("The first intermediary, the focal body apart", "1위 중개자(중심 기관 제외)");
        (!all.is_empty()).then(|| Block::Paragraph(format!("{head}: {}.", all.join("; "))))
    }

    fn equal_numbers(&self) -> Vec<Block> {
        let Some(equal) = &self.found.equal_numbers else { return Vec::new() };
        let (range, drawn) = ("5–95%", self.say("drawn", "추출"));
        let (access, route) = (self.say("access", "도달률"), self.say("with a route", "경로 있음"));
        let mut table = Table::new(&[self.say("network", "네트워크")], &[access, drawn, range, route, drawn, range]);
        for ((name, access), route) in self.found.names.iter().zip(&equal.access).zip(&equal.with_route) {
            let cells = |one: &Drawn| {
                [percent(one.all), percent(one.median), format!("{}–{}", percent(one.low), percent(one.high))]
            };
            table.row([name.clone()].into_iter().chain(cells(access)).chain(cells(route)));
        }
        let heading = if self.korean() {
            format!("모든 네트워크의 출발 행위자를 {}로 맞출 때", counted(equal.sources, "개사"))
        } else {
            format!("As if every network had {} on record", count(equal.sources, "source"))
        };
        let note = self.say(
            "Sources, such as small firms, are drawn down to the least number of any network, everybody else stays: the middle and the \
             range of 1,000 draws. A sensitivity to unequal coverage, no correction.",
            "중소기업 등 출발 행위자를 가장 적은 네트워크의 수만큼 1,000번 뽑은 중앙값과 범위이며, 다른 행위자는 그대로 둡니다. 조사 범위 차이에 대한 민감도이고 \
             보정은 아닙니다.",
        );
        vec![Block::Heading(heading), Block::Table(table), Block::Note(note.to_owned())]
    }

    fn network(&self, name: &str) -> &Network {
        &self.all.iter().find(|one| one.name == name).unwrap_or(&self.all[0]).network
    }

    fn counterparts(&self, matching: &Matching) -> Vec<Block> {
        let (here, there) = (self.network(&matching.from), self.network(&matching.to));
        let heads = [self.say("alike in", "닮은 점"), self.say("unlike in", "다른 점")];
        let mut table =
            Table::new(&[&matching.from, &matching.to, heads[0], heads[1]], &[self.say("similarity", "유사도")]);
        for pair in matching.pairs.iter().take(self.top) {
            let alike: Vec<&str> = pair.reasons.iter().take(2).map(|(part, _)| self.reason(part)).collect();
            let unlike =
                pair.reasons.iter().rev().find(|(_, apart)| *apart > UNLIKE).map(|(part, _)| self.reason(part));
            table.row([
                self.name(here, &pair.actor),
                self.name(there, &pair.counterpart),
                alike.join(", "),
                unlike.unwrap_or_else(|| self.say("nothing much", "거의 없음")).to_owned(),
                format!("{:.2}", pair.similarity),
            ]);
        }
        let heading = if self.korean() {
            format!("대응 행위자: {} – {}", matching.from, matching.to)
        } else {
            format!("Counterparts: {} and {}", matching.from, matching.to)
        };
        let printed = self.printed(matching.pairs.len());
        vec![
            Block::Heading(heading),
            Block::Table(table),
            Block::Paragraph(format!("{printed}{} {}", self.unmatched(matching, here, there), self.trust(matching))),
        ]
    }

    fn unmatched(&self, matching: &Matching, here: &Network, there: &Network) -> String {
        let names = |network: &Network, ids: &[String]| {
            let all: Vec<String> = ids.iter().map(|id| self.name(network, id)).collect();
            match (all.is_empty(), self.korean()) {
                (true, _) => self.say("nobody", "없음").to_owned(),
                (false, true) => some(&all, 8),
                (false, false) => list_some(&all, 8),
            }
        };
        let (without, other) = (names(here, &matching.without), names(there, &matching.other_without));
        let (from, to, least) = (&matching.from, &matching.to, matching.least);
        if self.korean() {
            return format!(
                "관계가 4건 이상인 국내 행위자를 관계의 모습에 따라, 기업은 기업끼리 공공기관은 공공기관끼리 짝지었으며, 유사도 {least:.2} 이상만 짝으로 봅니다. \
                 {to}에 짝이 없는 곳: {without}. {from}에 짝이 없는 곳: {other}."
            );
        }
        format!(
            "Home actors with four ties or more, matched by what their ties are like, firms with firms and public bodies with public \
             bodies; a match has a similarity of {least:.2} or more. Without a counterpart in {to}: {without}. Without one in {from}: \
             {other}."
        )
    }

    fn trust(&self, matching: &Matching) -> String {
        let bodies = matching.validation.bodies;
        let Some(nearer) = matching.validation.nearer else {
            let none = "No home body stands in both with four ties or more, so that this cannot be validated.";
            return self
                .say(none, "관계가 4건 이상이면서 양쪽에 모두 있는 국내 기관이 없어 검증할 수 없습니다.")
                .to_owned();
        };
        let tells = nearer < 0.25;
        if self.korean() {
            let worth =
                if tells { "어느 정도 믿을 만합니다" } else { "거의 말해 주는 것이 없습니다" };
            return format!(
                "관계가 4건 이상이면서 양쪽에 모두 있는 기관은 {}이고, 자기 자신보다 더 가까운 다른 행위자는 평균 {}(우연이면 50%)이므로 이 짝짓기는 {worth}.",
                counted(bodies, "곳"),
                percent(nearer)
            );
        }
        let stand = if bodies == 1 { "One body stands".to_owned() } else { format!("{bodies} bodies stand") };
        format!(
            "{stand} in both with four ties or more; on average {} of the others are nearer to it than itself (50% by chance), so that \
             profiles tell {}.",
            percent(nearer),
            if tells { "something" } else { "little" }
        )
    }

    /// How many rows are printed, where that is not all.
    fn printed(&self, all: usize) -> String {
        let top = self.top;
        match (all > top, self.korean()) {
            (false, _) => String::new(),
            (true, true) => format!("{all}개 가운데 {top}개를 보입니다(--top). "),
            (true, false) => format!("{top} of {all} are printed (--top). "),
        }
    }

    fn meetings(&self) -> Vec<Block> {
        let meetings = &self.found.meetings;
        if meetings.is_empty() {
            return Vec::new();
        }
        let heads = [
            self.say("actor", "행위자"),
            self.say("kind", "종류"),
            self.say("networks and ties now", "네트워크별 현재 관계 수"),
            self.say("rungs of home sides, whenever", "국내 측이 차지한 단계(시기 불문)"),
            self.say("same rung held", "같은 단계"),
        ];
        let mut table = Table::new(&heads, &[]);
        for meeting in meetings.iter().take(self.top) {
            let network = self.network(&meeting.parts[0].network);
            let ties = meeting.parts.iter().map(|part| format!("{} {}", part.network, part.ties));
            table.row([
                self.name(network, &meeting.id),
                network.actor_kind_label(&meeting.kind, self.language),
                ties.collect::<Vec<_>>().join(", "),
                self.rungs(meeting),
                if meeting.compete { self.say("yes", "예") } else { "" }.to_owned(),
            ]);
        }
        let compete = meetings.iter().filter(|meeting| meeting.compete).count();
        let all = meetings.len();
        let told = if self.korean() {
            format!(
                "둘 이상의 네트워크에 같은 식별자로 있는 행위자는 {}이며, 그중 {}에서는 두 나라가 소프트웨어 이후의 같은 단계를 차지하고 있습니다. ",
                counted(all, "곳"),
                counted(compete, "곳")
            )
        } else {
            let stand = if all == 1 { "One actor stands".to_owned() } else { format!("{all} actors stand") };
            format!(
                "{stand} in two of the networks or more, by the same id; in {compete} of them two home sides hold the same rung from \
                 software on. "
            )
        };
        vec![
            Block::Heading(self.say("Where they meet", "만나는 곳").to_owned()),
            Block::Paragraph((told + &self.printed(all)).trim_end().to_owned()),
            Block::Table(table),
        ]
    }

    fn rungs(&self, meeting: &Meeting) -> String {
        let stage = |stage: Stage| if self.korean() { stage_ko(stage.name()) } else { stage.name() };
        let told = meeting.parts.iter().filter_map(|part| {
            let rungs: Vec<String> = (part.home_rungs.iter())
                .map(|(held, year)| {
                    year.map_or_else(|| stage(*held).to_owned(), |year| format!("{} {year}", stage(*held)))
                })
                .collect();
            (!rungs.is_empty()).then(|| format!("{}: {}", part.network, rungs.join(", ")))
        });
        told.collect::<Vec<_>>().join("; ")
    }

    fn reason(&self, part: &str) -> &'static str {
        let (english, korean) = match part {
            "stage" => ("stages of their ties", "관계의 단계"),
            "layer" => ("whom they are tied to", "관계의 상대"),
            "giving" => ("giving or receiving", "주는 쪽인지 받는 쪽인지"),
            "roles" => ("brokerage roles", "중개 역할"),
            "leverage" => ("how much hangs on them", "지렛대 효과"),
            _ => ("how many cities they know", "아는 도시의 수"),
        };
        if self.korean() { korean } else { english }
    }
}

/// From this distance on two actors are unlike in a part.
const UNLIKE: f64 = 0.25;
/// The false discovery rate at which a number is marked.
const DISCOVERY: f64 = 0.05;

fn cell(row: &IndicatorRow, indicator: &Indicator, place: usize) -> String {
    let Some(value) = row.values[place] else { return "–".to_owned() };
    let told = if indicator.is_share() {
        percent(value)
    } else if value.fract() == 0.0 && value.abs() >= 2.0 {
        format!("{value}")
    } else {
        format!("{value:.3}")
    };
    let mark = if row.q[place].is_some_and(|q| q <= DISCOVERY) { "*" } else { "" };
    match (row.null_ratio[place], row.p[place]) {
        (Some(ratio), Some(p)) => format!("{told} (×{ratio:.2}, p {p:.3}{mark})"),
        (None, Some(p)) => format!("{told} (p {p:.3}{mark})"),
        _ if indicator.is_structural() => format!("{told} (f)"),
        _ => told,
    }
}
