//! How sure a ranking is: ranges over the assumptions, and what turns it round, in words.

use super::korean::{Particle, counted, josa, some};
use super::leverage::{label, thousandths};
use super::words::{count, list, list_some, percent};
use crate::leverage::{ActorLeverage, Cause, Change, Flip, FragilityResult, LeftOut, LeverageResult, RangesResult};
use crate::model::{Network, Source};

/// A place: `1st`, `2nd`, `12th`.
///
/// # Examples
/// ```
/// use proxeny::report::ordinal;
///
/// assert_eq!([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal).join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd");
/// ```
pub fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The place of an actor with its range over the assumptions: `1st (1–3)`, or `1` where no ranges were asked for.
pub(super) fn place(actor: &ActorLeverage) -> String {
    let Some(rank) = actor.rank else { return String::new() };
    match actor.rank_low.zip(actor.rank_high) {
        Some((low, high)) if low == high => format!("{} ({low})", ordinal(rank)),
        Some((low, high)) => format!("{} ({low}–{high})", ordinal(rank)),
        None => rank.to_string(),
    }
}

/// The same in Korean: `1위(1~2)`.
pub(super) fn place_korean(actor: &ActorLeverage) -> String {
    let Some(rank) = actor.rank else { return String::new() };
    match actor.rank_low.zip(actor.rank_high) {
        Some((low, high)) if low == high => format!("{rank}위({low})"),
        Some((low, high)) => format!("{rank}위({low}~{high})"),
        None => rank.to_string(),
    }
}

/// The range of a leverage in points.
pub(super) fn span(actor: &ActorLeverage) -> String {
    actor.range.map_or_else(String::new, |range| format!("{}–{}", thousandths(range.low), thousandths(range.high)))
}

/// How far the assumptions could move access and the first place.
pub(super) fn ranges_words(network: &Network, ranges: &RangesResult, language: &str) -> String {
    if language == "ko" {
        return ranges_korean(network, ranges);
    }
    let first = ranges.first.iter().take(3);
    let first: Vec<String> = first
        .map(|first| format!("{} in {}", label(network, &first.id, language), whole_percent(first.share)))
        .collect();
    let first =
        if first.is_empty() { String::new() } else { format!(" First place goes to {} of the draws.", list(&first)) };
    format!(
        "Were confidence and assumed strengths otherwise ({}), access would be {} (5–95%).{first}",
        count(ranges.draws as usize, "draw"),
        between(ranges.access.low, ranges.access.high),
    )
}

fn ranges_korean(network: &Network, ranges: &RangesResult) -> String {
    let first = ranges.first.iter().take(3);
    let first: Vec<String> =
        first.map(|first| format!("{} {}", label(network, &first.id, "ko"), whole_percent(first.share))).collect();
    let first = if first.is_empty() { String::new() } else { format!(" 1위가 되는 비율: {}.", first.join(", ")) };
    format!(
        "신뢰도와 가정한 강도를 {} 바꾸어 보면 도달률은 {}입니다(5~95%).{first}",
        counted(ranges.draws as usize, "번"),
        between(ranges.access.low, ranges.access.high).replace('–', "~"),
    )
}

/// What is done in the draws.
pub(super) fn draws_words() -> String {
    format!(
        "In each draw of the assumptions every tie exists or not, by its confidence, and each kind of tie has one strength \
         from its range (half to double its odds where none is stated); one draw in {} also turns the order of the stages \
         from attention to hardware round.",
        RangesResult::REVERSED_EVERY
    )
}

pub(super) fn draws_words_ko() -> String {
    format!(
        "가정을 새로 뽑을 때마다 관계는 신뢰도에 따라 있거나 없고, 관계의 종류마다 강도를 그 범위(정해지지 않았으면 승산의 절반에서 \
         두 배)에서 하나 뽑으며, {}번에 한 번은 관심에서 하드웨어까지 단계의 순서를 뒤집습니다.",
        RangesResult::REVERSED_EVERY
    )
}

/// Whether the first place stands without single documents and firms, and what matters most among them.
pub(super) fn fragility_words(network: &Network, result: &LeverageResult, language: &str) -> Option<String> {
    let fragility = result.fragility.as_ref()?;
    let first = fragility.first.as_ref()?;
    let actor = result.actors.iter().find(|actor| actor.id == *first)?;
    if language == "ko" {
        return Some(fragility_korean(network, result, fragility, actor));
    }
    let tried = tried(fragility);
    let flips: Vec<&Flip> = actor.flips.iter().filter(|flip| flip.cause != Cause::Assumptions).collect();
    let name = label(network, first, language);
    let mut words = if flips.is_empty() {
        format!("{name} stays first whichever one of {tried} is left out.")
    } else {
        let turned = flips_words(network, &flips, result, language);
        format!("First place is fragile (left out in turn: {tried}): {turned}.")
    };
    if let Some(most) = fragility.left_out.first() {
        words.push(' ');
        words.push_str(&left_out_words(network, most, language));
    }
    Some(words)
}

fn fragility_korean(
    network: &Network,
    result: &LeverageResult,
    fragility: &FragilityResult,
    first: &ActorLeverage,
) -> String {
    let firms = (fragility.firms > 0).then(|| format!("국내 기업 {}", counted(fragility.firms, "개사")));
    let documents = format!("출처 {}", counted(fragility.documents, "건"));
    let tried = [Some(documents), firms].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let flips: Vec<&Flip> = first.flips.iter().filter(|flip| flip.cause != Cause::Assumptions).collect();
    let words = if flips.is_empty() {
        let name = label(network, &first.id, "ko");
        format!("{tried} 가운데 어느 하나를 빼도 {} 1위를 지킵니다.", josa(&name, Particle::Subject))
    } else {
        let tried = josa(&tried, Particle::Object);
        format!("1위는 확실하지 않습니다({tried} 하나씩 빼 봄). {}.", flips_words_ko(network, &flips, result))
    };
    let Some(most) = fragility.left_out.first() else { return words };
    let ends: Vec<String> = most.ends.iter().map(|id| label(network, id, "ko")).collect();
    let ends = match ends.len() {
        0 => String::new(),
        _ if most.cause == Cause::Firm => String::new(),
        _ => format!(", 다른 출처에 없는 {}", some(&ends, 4)),
    };
    format!(
        "{words} 도달률이 가장 크게 바뀌는 것은 {} 뺄 때로, {}가 됩니다.",
        josa(
            &format!("{}(관계 {}{ends})", named(network, most.cause, &most.id, "ko"), counted(most.ties, "건")),
            Particle::Object
        ),
        percent(most.access)
    )
}

fn tried(fragility: &FragilityResult) -> String {
    let firms = (fragility.firms > 0).then(|| count(fragility.firms, "home firm"));
    let documents = count(fragility.documents, "document");
    list(&[Some(documents), firms].into_iter().flatten().collect::<Vec<_>>())
}

/// `Access would change most without “…” (7 ties, 4 of the actors asked about): to 0.5%.`
fn left_out_words(network: &Network, left: &LeftOut, language: &str) -> String {
    let ends: Vec<String> = left.ends.iter().map(|id| label(network, id, language)).collect();
    let ends = match ends.len() {
        0 => String::new(),
        _ if left.cause == Cause::Firm => String::new(),
        _ => format!(", and {} that no other document names", list_some(&ends, 4)),
    };
    format!(
        "Access would change most without {} ({}{ends}): to {}.",
        named(network, left.cause, &left.id, language),
        count(left.ties, "tie"),
        percent(left.access)
    )
}

/// `Seoul Business Agency comes first without “…” or “…”`, for each who does.
pub(super) fn flips_words(network: &Network, flips: &[&Flip], result: &LeverageResult, language: &str) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    let mut others = Vec::new();
    for flip in flips {
        let first = || flip.first.as_ref().map_or_else(|| "nobody".to_owned(), |id| label(network, id, language));
        let instead = match flip.change {
            Change::Nothing => "hardly anything of it is left".to_owned(),
            Change::First => format!("{} comes first", first()),
        };
        let Some(id) = &flip.id else {
            let share = whole_percent(flip.draws.unwrap_or(0.0));
            others.push(format!("in {share} of the draws of the assumptions another comes first, mostly {}", first()));
            continue;
        };
        let what = format!("{}{}", named(network, flip.cause, id, language), only_on(flip, result));
        match groups.iter_mut().find(|(other, _)| *other == instead) {
            Some((_, causes)) => causes.push(what),
            None => groups.push((instead, vec![what])),
        }
    }
    let told = |(instead, causes): (String, Vec<String>)| match causes.as_slice() {
        [one] => format!("{instead} without {one}"),
        [one, two] => format!("{instead} without {one} or without {two}"),
        _ => format!("{instead} without any one of {}", list_some(&causes, 2)),
    };
    let mut words: Vec<String> = groups.into_iter().map(told).collect();
    words.extend(others);
    words.join("; ")
}

/// `“…”, “…” 중 하나만 빠져도 서울경제진흥원이 1위가 됩니다`, for each who does.
pub(super) fn flips_words_ko(network: &Network, flips: &[&Flip], result: &LeverageResult) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for flip in flips {
        let Some(id) = &flip.id else { continue };
        let instead = match (flip.change, &flip.first) {
            (Change::First, Some(first)) => {
                format!("{} 1위가 됩니다", josa(&label(network, first, "ko"), Particle::Subject))
            }
            _ => "남는 것이 거의 없습니다".to_owned(),
        };
        let (sources, all) = only_sources(flip, result);
        let only = if sources > 1 {
            format!("(출발 행위자 {all}곳 중 {sources}곳의 유일한 출처)")
        } else {
            String::new()
        };
        let what = format!("{}{only}", named(network, flip.cause, id, "ko"));
        match groups.iter_mut().find(|(other, _)| *other == instead) {
            Some((_, causes)) => causes.push(what),
            None => groups.push((instead, vec![what])),
        }
    }
    let told = |(instead, causes): (String, Vec<String>)| match causes.as_slice() {
        [one] => format!("{} 빠지면 {instead}", josa(one, Particle::Subject)),
        [a, b] => format!("{a} 또는 {} 빠지면 {instead}", josa(b, Particle::Subject)),
        [a, b, more @ ..] => format!("{a}, {b} 등 {}건 중 하나만 빠져도 {instead}", more.len() + 2),
        [] => instead,
    };
    groups.into_iter().map(told).collect::<Vec<_>>().join("; ")
}

/// ` (the only document on 4 of the 7 sources)`.
fn only_on(flip: &Flip, result: &LeverageResult) -> String {
    match only_sources(flip, result) {
        (0 | 1, _) => String::new(),
        (sources, all) => format!(" (the only document on {sources} of the {})", count(all, "source")),
    }
}

/// On how many sources a document is the only one, and how many sources there are.
fn only_sources(flip: &Flip, result: &LeverageResult) -> (usize, usize) {
    let left = result.fragility.iter().flat_map(|fragility| &fragility.left_out);
    let mut left = left.filter(|left| left.cause == Cause::Document && Some(&left.id) == flip.id.as_ref());
    let all = &result.access.sources;
    let ends = left.next().map_or(&[][..], |left| &left.ends);
    (ends.iter().filter(|id| all.iter().any(|source| source.id == **id)).count(), all.len())
}

/// A document by its citation, a firm by its name.
fn named(network: &Network, cause: Cause, id: &str, language: &str) -> String {
    match cause {
        Cause::Document => {
            format!("“{}”", network.sources().get(id).map_or_else(|| id.to_owned(), Source::citation))
        }
        _ => label(network, id, language),
    }
}

/// A share of draws: no more digits than a few hundred draws can tell.
pub(super) fn whole_percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

/// `1.9–3.7%`.
pub(super) fn between(low: f64, high: f64) -> String {
    let (low, high) = (percent(low), percent(high));
    format!("{}–{high}", low.trim_end_matches('%'))
}
