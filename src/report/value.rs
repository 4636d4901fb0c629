//! The answer of `value`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{Particle, counted, dollars, josa, listed, pick, say, stage_in};
use super::leverage::{label, title};
use super::pathway::stage_ko;
use super::words::{count, grouped, percent};
use crate::diplomacy::{Amount, Caveat, Concentration, Part, ValueResult, WithinReach};
use crate::model::{Mandate, Network, Source};
use serde_json::{Value, json};

/// Puts what deals are worth into words and tables, the first `top` amounts with their sources and caveats.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Value;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = report::value(&seoul, seoul.mandate(None)?, &Value::new().run(&seoul)?, "en", 5);
/// assert_eq!(answer.envelope.result["valued"], 39);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn value(network: &Network, mandate: &Mandate, result: &ValueResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("value", network);
    envelope.result = json!(result);
    if let Value::Object(fields) = &mut envelope.result {
        fields.insert("mandate".to_owned(), json!(mandate.id));
    }
    let words = Words { network, language };
    let ko = language == "ko";
    let mut blocks = vec![
        Block::Heading(format!(
            "{}: {}",
            title(network, language),
            say(language, "what the recorded deals are worth", "기록된 사업의 금액")
        )),
        Block::Paragraph(if ko { coverage_korean(result) } else { coverage(result) }),
    ];
    if result.valued > 0 {
        let told = |over| if ko { words.concentration_korean(over) } else { words.concentration(over) };
        blocks.extend(result.concentration.iter().map(|over| Block::Paragraph(told(over))));
        let named = |name: &str| network.actor_kind_label(name, language);
        let part = |name: &str| if ko { part_korean(name) } else { name.to_owned() };
        let [side, stage, kind, began] = pick(
            language,
            [
                ["side of the supplier", "공급자의 소속"],
                ["stage", "단계"],
                ["kind of supplier", "공급자의 유형"],
                ["began in", "시작 연도"],
            ],
        );
        for (head, parts) in [(side, &result.by_side), (stage, &result.by_stage)] {
            blocks.push(Block::Table(table(head, parts, part, language)));
        }
        blocks.push(Block::Table(table(kind, &result.by_kind, named, language)));
        blocks.push(Block::Table(table(began, &result.by_year, part, language)));
        let largest = if ko {
            format!("금액이 큰 순(전체 {}):", counted(result.valued, "건"))
        } else {
            format!("The largest amounts, of {}:", result.valued)
        };
        blocks.extend([Block::Paragraph(largest), Block::Table(words.amounts(&result.amounts, top))]);
    }
    if !result.within_reach.is_empty() {
        let heading = say(language, "Within reach", "닿을 수 있는 규모");
        blocks.push(Block::Heading(format!("{heading}: {}", mandate.label(language))));
        let told = if ko { reach_korean } else { reach };
        blocks.extend(result.within_reach.iter().map(|one| Block::Paragraph(told(one))));
    }
    blocks.push(Block::Note(
        say(language, "An amount is a contract, grant or capital, once per deal, as its source states it or converted at a rough rate of the \
         year. Some are ceilings or awards, not payments. Earned is what suppliers got on the rungs of software, pilot and \
         hardware; given is what was put in on the rung of finance or granted. Sums are of what was found: a deal without an amount \
         counts for nothing here, which is no statement about its worth.",
            "금액은 계약, 무상지원 또는 자본으로, 사업마다 한 번씩 출처에 적힌 대로 또는 그해의 대략적인 환율로 환산하여 셉니다. 일부는 지급액이 아니라 상한이나 낙찰액입니다. ‘벌어들인 금액’은 소프트웨어·시범사업·\
             하드웨어 단계에서 공급자가 받은 금액, ‘제공한 금액’은 금융 단계에서 투입하거나 무상으로 지원한 금액입니다. 합계는 확인된 것만의 합계이며, 금액이 없는 사업은 세지 않을 뿐 가치가 없다는 뜻은 아닙니다.",
        )
            .to_owned(),
    ));
    Answer { envelope, blocks }
}

/// An amount of money as people write it.
pub(super) fn usd(amount: f64) -> String {
    match amount.abs() {
        a if a >= 1e12 => format!("USD {:.2} tn", amount / 1e12),
        a if a >= 1e9 => format!("USD {:.2} bn", amount / 1e9),
        a if a >= 1e8 => format!("USD {:.0} m", amount / 1e6),
        a if a >= 1e6 => format!("USD {:.1} m", amount / 1e6),
        a if a >= 1e5 => format!("USD {:.2} m", amount / 1e6),
        _ => format!("USD {amount:.0}"),
    }
}

fn coverage(result: &ValueResult) -> String {
    if result.valued == 0 {
        return format!(
            "None of {} has an amount on record: what deals are worth cannot be told.",
            count(result.ties, "tie")
        );
    }
    let converted = result.amounts.iter().filter(|amount| amount.caveats.contains(&Caveat::Converted)).count();
    let untold = result.amounts.iter().filter(|amount| amount.caveats.contains(&Caveat::BasisUntold)).count();
    let other = if result.other_usd > 0.0 { format!(", {} on no rung", usd(result.other_usd)) } else { String::new() };
    let doubles = result.amounts.iter().filter(|one| matches!(one.caveats.last(), Some(Caveat::MaybeTwice(_)))).count();
    let doubles = if doubles == 0 {
        String::new()
    } else {
        format!(" {doubles} share amount, receiver and year with another and may be one deal counted twice.")
    };
    format!(
        "Of {}, {} an amount on record ({}); the others have none. Together they are {}: {} earned by suppliers, {} given or \
         put in{other}. {converted} of the amounts are converted from another currency, of {untold} nobody noted whether \
         the source states USD, and {} without a year.{doubles}",
        count(result.ties, "tie"),
        if result.valued == 1 { "1 has".to_owned() } else { format!("{} have", result.valued) },
        percent(result.valued as f64 / result.ties as f64),
        usd(result.total_usd),
        usd(result.earned_usd),
        usd(result.given_usd),
        if result.undated == 1 { "1 is".to_owned() } else { format!("{} are", result.undated) },
    )
}

fn table(head: &str, parts: &[Part], name: impl Fn(&str) -> String, language: &str) -> Table {
    let numbers =
        [["ties", "관계 수"], ["with an amount", "금액 있음"], ["sum", "합계"], ["of this earned", "벌어들인 금액"]];
    let mut table = Table::new(&[head], &pick(language, numbers));
    for part in parts.iter().filter(|part| part.valued > 0) {
        table.row([
            name(&part.name),
            part.ties.to_string(),
            part.valued.to_string(),
            usd_in(language, part.usd),
            usd_in(language, part.earned_usd),
        ]);
    }
    let none: Vec<&Part> = parts.iter().filter(|part| part.valued == 0).collect();
    if !none.is_empty() {
        let ties: usize = none.iter().map(|part| part.ties).sum();
        let others = say(language, "others, without any amount", "기타(금액 없음)").to_owned();
        table.row([others, ties.to_string(), "0".to_owned(), "–".into(), "–".into()]);
    }
    table
}

/// What an amount of people or income is told in.
/// An amount of US dollars in a language.
pub(super) fn usd_in(language: &str, amount: f64) -> String {
    if language == "ko" { dollars(amount) } else { usd(amount) }
}

/// A side or a stage in Korean; a year or what else there is as it is.
pub(super) fn part_korean(name: &str) -> String {
    match name {
        "home SME" => "국내 중소기업",
        "home large firm" => "국내 대기업",
        "other home firm" => "기타 국내 기업",
        "home public body" => "국내 공공기관",
        "joint venture" => "합작회사",
        "international body" => "국제기구",
        "foreign firm" => "해외 기업",
        "foreign public body" => "해외 공공기관",
        "unknown" => "미상",
        "undated" => "연도 미상",
        "none" => "단계 없음",
        "all suppliers" => "전체 공급자",
        "home firms" => "국내 기업",
        other => stage_ko(other),
    }
    .to_owned()
}

fn coverage_korean(result: &ValueResult) -> String {
    if result.valued == 0 {
        let ties = counted(result.ties, "건");
        return format!("관계 {ties} 가운데 금액이 기록된 것이 없어 사업의 규모를 알 수 없습니다.");
    }
    let converted = result.amounts.iter().filter(|amount| amount.caveats.contains(&Caveat::Converted)).count();
    let untold = result.amounts.iter().filter(|amount| amount.caveats.contains(&Caveat::BasisUntold)).count();
    let other = match result.other_usd {
        usd if usd > 0.0 => format!(", 단계가 없는 금액 {}", dollars(usd)),
        _ => String::new(),
    };
    let doubles = result.amounts.iter().filter(|one| matches!(one.caveats.last(), Some(Caveat::MaybeTwice(_)))).count();
    let doubles = match doubles {
        0 => String::new(),
        n => format!(" {}은 금액·상대·연도가 다른 건과 같아 같은 사업을 두 번 센 것일 수 있습니다.", counted(n, "건")),
    };
    format!(
        "관계 {} 가운데 금액이 기록된 것은 {}({})이며 나머지는 금액이 없습니다. 합계는 {}로, 공급자가 벌어들인 금액 {}, 제공하거나 투입한 금액 {}{other}입니다. {}은 다른 통화에서 환산했고, {}은 출처가 \
         미국 달러로 적었는지 확인되지 않았으며, {}은 연도가 없습니다.{doubles}",
        counted(result.ties, "건"),
        counted(result.valued, "건"),
        percent(result.valued as f64 / result.ties as f64),
        dollars(result.total_usd),
        dollars(result.earned_usd),
        dollars(result.given_usd),
        counted(converted, "건"),
        counted(untold, "건"),
        counted(result.undated, "건"),
    )
}

fn reach_korean(one: &WithinReach) -> String {
    let people = |number: f64| format!("{}만 명", grouped((number / 1e4).round() as usize));
    let told = |amount: f64| match one.weight.as_str() {
        "deals" | "income" => dollars(amount),
        "population" => people(amount),
        _ => format!("{amount:.0}"),
    };
    let (by, unit, assumed) = match one.weight.as_str() {
        "deals" => ("기록된 사업", "기록된 사업", "한 도시에 팔린 금액이 앞으로 팔 수 있는 금액을 나타낸다"),
        "population" => ("인구", "인구", "주민 한 사람의 가치가 모두 같다"),
        "income" => (
            "소득",
            "소득(인구 × 국가의 1인당 GDP)",
            "도시는 소득에 비례하여 사고, 주민의 소득은 그 나라의 평균과 같다",
        ),
        attribute => (attribute, "이 속성", "이 속성이 도시의 가치를 나타낸다"),
    };
    let Some((access, reached)) = one.access.zip(one.reach) else {
        return format!("{by} 기준: 과제의 도시에 해당 수치가 없어 계산할 수 없습니다.");
    };
    format!(
        "{by} 기준: 평균적인 출발 행위자가 닿을 것으로 기대되는 {unit}: 전체 {} 가운데 {}({}~{})이며, 비율로는 {}입니다(수치가 있는 도시 {}, 없는 도시 {}). {assumed}고 가정합니다.",
        told(one.whole),
        told(reached.estimate),
        told(reached.low),
        told(reached.high),
        percent(access.estimate),
        counted(one.cities, "곳"),
        counted(one.unknown, "곳"),
    )
}

fn reach(one: &WithinReach) -> String {
    let (whole, unit, assumed) = match one.weight.as_str() {
        "deals" => (usd(one.whole), " of recorded deals", "what was sold to a city says what can be sold there"),
        "population" => (people(one.whole), "", "every inhabitant is worth the same"),
        "income" => (
            usd(one.whole),
            " of income (people × GDP per person of the country)",
            "a city buys in proportion to its income, and its people earn what the country's do",
        ),
        _ => (format!("{:.0}", one.whole), " of this attribute", "the attribute says what a city is worth"),
    };
    let known = format!("{} known, {} not", count(one.cities, "city"), one.unknown);
    let Some((access, reached)) = one.access.zip(one.reach) else {
        return format!("By {}: not computable, no city of the mandate has a number for it.", one.weight);
    };
    let told = |amount: f64| match one.weight.as_str() {
        "deals" | "income" => usd(amount),
        "population" => people(amount),
        _ => format!("{amount:.0}"),
    };
    format!(
        "By {}: an average source can expect to reach {} ({} to {}) of {whole}{unit}, or {} ({known}). This assumes that {assumed}.",
        one.weight,
        told(reached.estimate),
        told(reached.low),
        told(reached.high),
        percent(access.estimate),
    )
}

fn people(number: f64) -> String {
    format!("{:.1} m people", number / 1e6)
}

struct Words<'a> {
    network: &'a Network,
    language: &'a str,
}

impl Words<'_> {
    fn concentration(&self, one: &Concentration) -> String {
        let Some(index) = one.herfindahl else { return format!("Over {}: nothing earned is on record.", one.over) };
        let top = one.top.as_ref().zip(one.top_share).map_or_else(String::new, |(id, share)| {
            format!(" {} alone has {}.", label(self.network, id, self.language), percent(share))
        });
        let smes = match one.sme_share {
            Some(share) if share > 0.0 => format!(" Home SMEs have {}.", percent(share)),
            _ => " Home SMEs have none of it.".to_owned(),
        };
        format!(
            "Over {}: {} earned {}. The Herfindahl index is {index:.2}, as concentrated as {:.1} suppliers of equal size.{top}{smes}",
            one.over,
            count(one.suppliers, "supplier"),
            usd(one.usd),
            1.0 / index,
        )
    }

    fn concentration_korean(&self, one: &Concentration) -> String {
        let over = part_korean(one.over);
        let Some(index) = one.herfindahl else {
            return format!("{over}: 벌어들인 금액의 기록이 없습니다.");
        };
        let top = one.top.as_ref().zip(one.top_share).map_or_else(String::new, |(id, share)| {
            format!(
                " {} 홀로 {}를 차지합니다.",
                josa(&label(self.network, id, "ko"), Particle::Subject),
                percent(share)
            )
        });
        let smes = match one.sme_share {
            Some(share) if share > 0.0 => format!(" 국내 중소기업의 몫은 {}입니다.", percent(share)),
            _ => " 국내 중소기업의 몫은 없습니다.".to_owned(),
        };
        format!(
            "{over}: 공급자 {}이 {}를 벌었습니다. 허핀달 지수는 {index:.2}로, 크기가 같은 공급자 {:.1}곳이 있는 것과 같은 집중도입니다.{top}{smes}",
            counted(one.suppliers, "곳"),
            dollars(one.usd),
            1.0 / index,
        )
    }

    fn amounts(&self, amounts: &[Amount], top: usize) -> Table {
        let language = self.language;
        let heads = [
            ["from", "공급"],
            ["to", "상대"],
            ["tie", "관계"],
            ["stage", "단계"],
            ["year", "연도"],
            ["what to keep in mind", "유의할 점"],
            ["sources", "출처"],
        ];
        let mut table = Table::new(&pick(language, heads), &[say(language, "amount", "금액")]);
        for amount in amounts.iter().take(top) {
            let caveats: Vec<String> = amount.caveats.iter().map(|one| caveat(one, language)).collect();
            let sources = amount.sources.iter().map(|id| {
                self.network.sources().get(id).map_or(id.as_str(), |source: &Source| source.title.as_str()).to_owned()
            });
            table.row([
                label(self.network, &amount.from, self.language),
                label(self.network, &amount.to, self.language),
                self.network.tie_kind_label(&amount.kind, self.language),
                amount.stage.map_or("", |stage| stage_in(stage, language)).to_owned(),
                amount.year.map_or_else(|| say(language, "undated", "연도 미상").to_owned(), |year| year.to_string()),
                if caveats.is_empty() {
                    say(language, "as the source states it", "출처에 적힌 그대로").to_owned()
                } else {
                    caveats.join("; ")
                },
                listed(language, &sources.collect::<Vec<_>>(), [""; 2]),
                usd_in(language, amount.usd),
            ]);
        }
        table
    }
}

fn caveat(caveat: &Caveat, language: &str) -> String {
    let [english, korean] = match caveat {
        Caveat::Converted => ["converted at a rough rate of the year", "그해의 대략적인 환율로 환산"],
        Caveat::BasisUntold => ["not noted whether the source states USD", "출처의 통화가 미국 달러인지 미확인"],
        Caveat::Noted(text) => return text.clone(),
        Caveat::Undated => ["year not known", "연도 미상"],
        Caveat::Intent => ["an intent, not a payment", "지급이 아닌 의향"],
        Caveat::PartOfAnother => {
            ["the buyer is a firm: may be part of its own deal", "구매자가 기업이므로 그 기업 사업의 일부일 수 있음"]
        }
        Caveat::MaybeTwice(tie) if language == "ko" => {
            return format!("{} 금액·상대·연도가 같아 같은 사업일 수 있음", josa(tie, Particle::With));
        }
        Caveat::MaybeTwice(tie) => return format!("same amount, receiver and year as {tie}: may be one deal"),
    };
    say(language, english, korean).to_owned()
}
